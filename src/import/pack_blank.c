/* SPDX-License-Identifier: Apache-2.0 */
#include "import/pack_blank.h"

#include <string.h>

#include "import/pack_draft.h"

#define CATALOGUE "copkit-catalogue"
#define FROM_CLDR "From Unicode CLDR 42, not from a list of the country. Check it, then set source and mark."
#define NO_AMOUNT "No amount is known: a measure of this class is planned once it has a cost of its own, or the class its two ends."

/* Records that come from no file stand at line 0. */
static const CopTree nowhere = { 0 };

typedef struct {
  CopPackDraft draft;
  const CopTerritory *t;
} Blank;

static CopTree *
begin(Blank *b, const char *plural, const char *id)
{
  CopTree *r = cop_pack_draft_record(&b->draft, plural, &nowhere);
  cop_pack_draft_text(&b->draft, r, &nowhere, "id", id);
  return r;
}

static void
say(Blank *b, CopTree *r, const char *key, const char *text)
{
  cop_pack_draft_text(&b->draft, r, &nowhere, key, text);
}

/* English first, the language of the catalogue; then the official ones. */
static unsigned
working_languages(const CopTerritory *t, const char **out)
{
  unsigned n = 0;
  out[n++] = "en";
  for (unsigned i = 0; i < t->n_languages; i++)
    if (strcmp(t->languages[i], "en") != 0)
      out[n++] = t->languages[i];
  return n;
}

static void
add_country(Blank *b, const char *const *languages, unsigned n)
{
  const CopTerritory *t = b->t;
  CopTree *r = begin(b, "countries", t->code);
  say(b, r, "name", t->name_in_text);
  say(b, r, "name_start", t->name_start);
  say(b, r, "short_name", t->name);
  say(b, r, "adjective", t->name);
  say(b, r, "currency", t->currency);
  say(b, r, "currency_symbol", t->currency_symbol);
  cop_pack_draft_int(&b->draft, r, &nowhere, "currency_digits", t->currency_digits);
  CopTree *list = cop_tree_new(b->draft.a, COP_TREE_LIST, 0, 0);
  list->key = "languages";
  for (unsigned i = 0; i < n; i++) {
    CopTree *word = cop_tree_new(b->draft.a, COP_TREE_TEXT, 0, 0);
    word->text = languages[i];
    word->length = strlen(languages[i]);
    cop_tree_append(b->draft.a, list, word);
  }
  cop_tree_append(b->draft.a, r, list);
  say(b, r, "region", t->region);
  say(b, r, "accent_deep", "#1F3A4D");
  say(b, r, "accent_main", "#2B6584");
  say(b, r, "accent_soft", "#B5D0DD");
  say(b, r, "accent_tint", "#EEF5F8");
  say(b, r, "accent_mark", "#E0A100");
  say(b, r, "spelling", "oxford");
}

static void
finish(Blank *b, CopTree *r, int64_t position, const char *mark, const char *note)
{
  if (position > 0)
    cop_pack_draft_int(&b->draft, r, &nowhere, "position", position);
  say(b, r, "mark", mark);
  say(b, r, "note", note);
}

static void
add_languages(Blank *b, const char *const *languages, unsigned n)
{
  for (unsigned i = 0; i < n; i++) {
    CopTree *r = begin(b, "languages", languages[i]);
    say(b, r, "name", cop_territory_language_name(b->draft.a, languages[i]));
    say(b, r, "autonym", cop_territory_language_autonym(b->draft.a, languages[i]));
    finish(b, r, i + 1, "K", FROM_CLDR);
  }
}

static void
add_cost_classes(Blank *b)
{
  static const struct {
    const char *id, *label;
  } classes[] = { { "A", "lowest class" }, { "B", "second class" }, { "C", "third class" }, { "D", "highest class" } };
  for (size_t i = 0; i < G_N_ELEMENTS(classes); i++) {
    CopTree *r = begin(b, "cost_classes", classes[i].id);
    say(b, r, "label", classes[i].label);
    cop_pack_draft_int(&b->draft, r, &nowhere, "low", 0);
    cop_pack_draft_int(&b->draft, r, &nowhere, "high", 0);
    finish(b, r, 0, "E", NO_AMOUNT);
  }
}

void
cop_pack_blank_add(CopPackSet *s, const CopTerritory *t, CopDiags *d)
{
  Blank b = { .draft = cop_pack_draft(s, t->name, d), .t = t };
  const char *languages[COP_TERRITORY_LANGUAGES + 1];
  unsigned n = working_languages(t, languages);
  add_country(&b, languages, n);
  add_languages(&b, languages, n);
  CopTree *area = begin(&b, "areas", t->code);
  say(&b, area, "name", t->name);
  say(&b, area, "level", "country");
  finish(&b, area, 1, "K", FROM_CLDR);
  add_cost_classes(&b);

  CopArena *a = b.draft.a;
  g_autofree char *small = g_ascii_strdown(t->code, -1);
  CopPack manifest = { .folder = t->code, .id = cop_arena_printf(a, "country-%s", small), .version = "0", .title = t->name, .licence = "CC-BY-4.0", .country = t->code, .file = b.draft.file };
  const char **requires = cop_new_n(a, const char *, 1);
  requires[0] = CATALOGUE;
  manifest.requires = (CopTexts){ .n = 1, .items = requires };
  cop_pack_draft_add(&b.draft, &manifest);
}
