/* SPDX-License-Identifier: Apache-2.0 */
#include "import/lawtext.h"

#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "import/pack_draft.h"

enum { STEPS = 6 };

typedef struct {
  CopPackDraft draft;
  CopArena *a;
  const CopModel *stored;
  const char *number, *title, *adopted, *address, *status;
  const char *law, *source;
  const char *open[STEPS + 1]; /* headings above, by their number of # */
  unsigned depth;              /* of the heading whose text is being read; 0: none */
  GString *text;
  const CopTree *at;           /* of that heading */
  GHashTable *ids;
  int64_t n;
} Reading;

#define REFUSE(R, AT, REMEDY, ...) cop_pack_draft_refuse(&(R)->draft, (AT), "law-text", (REMEDY), __VA_ARGS__)

static const CopTree *
place_of(Reading *r, unsigned line)
{
  CopTree *place = cop_new(r->a, CopTree);
  place->kind = COP_TREE_MAP;
  place->line = line;
  place->column = 1;
  return place;
}

static void
put(Reading *r, CopTree *record, const char *key, const char *text)
{
  cop_pack_draft_text(&r->draft, record, r->at, key, text);
}

static void
put_provenance(Reading *r, CopTree *record, const char *locator)
{
  put(r, record, "mark", cop_words(COP_WORDS_MARK)->words[COP_MARK_SECONDARY]);
  put(r, record, "source", r->source);
  put(r, record, "locator", locator);
}

/* --- sections --- */

static const char *
above(Reading *r)
{
  const char *all = NULL;
  for (unsigned i = 1; i < r->depth; i++)
    if (r->open[i] != NULL)
      all = all == NULL ? r->open[i] : cop_arena_printf(r->a, "%s, %s", all, r->open[i]);
  return all;
}

static const char *
new_id(Reading *r, const char *section)
{
  const char *base = cop_arena_printf(r->a, "%s/%s", r->law, cop_text_id_part(r->a, section)), *id = base;
  for (int k = 2; !g_hash_table_add(r->ids, (gpointer)id); k++)
    id = cop_arena_printf(r->a, "%s-%d", base, k);
  return id;
}

static void
end_section(Reading *r)
{
  if (r->depth == 0 || r->text->len == 0)
    return;
  const char *head = r->open[r->depth], *stop = strstr(head, ". ");
  const char *section = stop == NULL ? head : cop_arena_strndup(r->a, head, (size_t)(stop - head));
  CopTree *x = cop_pack_draft_record(&r->draft, "articles", r->at);
  put(r, x, "id", new_id(r, section));
  put(r, x, "law", r->law);
  put(r, x, "section", section);
  put(r, x, "heading", stop == NULL ? NULL : stop + 2);
  put(r, x, "under", above(r));
  put(r, x, "text", cop_arena_strdup(r->a, r->text->str));
  cop_pack_draft_int(&r->draft, x, r->at, "position", ++r->n);
  put_provenance(r, x, section);
  g_string_truncate(r->text, 0);
}

static void
read_line(Reading *r, char *line, unsigned number)
{
  unsigned marks = 0;
  g_strstrip(line);
  while (line[marks] == '#')
    marks++;
  if (marks > 0 && marks <= STEPS && line[marks] == ' ') {
    end_section(r);
    r->depth = marks;
    r->open[marks] = cop_arena_strdup(r->a, g_strstrip(line + marks));
    for (unsigned i = marks + 1; i <= STEPS; i++)
      r->open[i] = NULL;
    r->at = place_of(r, number);
  } else if (*line != '\0' && r->depth == 0) {
    REFUSE(r, place_of(r, number), "begin the first section with ## and its number", "text before the first heading");
  } else if (*line != '\0') {
    g_string_append_printf(r->text, "%s%s", r->text->len == 0 ? "" : "\n", line);
  }
}

/* --- the head --- */

static bool
read_key(Reading *r, const char *line)
{
  const struct {
    const char *key, **value;
  } keys[] = { { "law:", &r->number }, { "title:", &r->title }, { "adopted:", &r->adopted }, { "address:", &r->address }, { "status:", &r->status } };
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
    if (g_str_has_prefix(line, keys[i].key)) {
      g_autofree char *value = g_strstrip(g_strdup(line + strlen(keys[i].key)));
      *keys[i].value = *value == '\0' ? NULL : cop_arena_strdup(r->a, value);
      return true;
    }
  return false;
}

static bool
begin(Reading *r)
{
  const CopLaw *known = NULL;
  r->at = place_of(r, 1);
  if (r->number == NULL) {
    REFUSE(r, r->at, "begin with: law: RA 11930", "the law has no number");
    return false;
  }
  if (r->adopted != NULL && !cop_date_valid(r->adopted)) {
    REFUSE(r, r->at, "write YYYY-MM-DD", "adopted: '%s' is no date", r->adopted);
    return false;
  }
  for (size_t i = 0; r->stored != NULL && i < r->stored->laws.n && known == NULL; i++)
    if (g_ascii_strcasecmp(r->stored->laws.items[i].number, r->number) == 0)
      known = &r->stored->laws.items[i];
  if (known == NULL && r->title == NULL) {
    REFUSE(r, r->at, "add: title: ...", "the store has no law '%s'; a new one needs a title", r->number);
    return false;
  }
  r->law = known != NULL ? known->id : cop_text_id_part(r->a, r->number);
  r->source = cop_arena_printf(r->a, "lawtext-%s", r->law);
  const char *title = r->title != NULL ? r->title : known->title;
  CopTree *s = cop_pack_draft_record(&r->draft, "sources", r->at);
  put(r, s, "id", r->source);
  put(r, s, "title", title);
  put(r, s, "short_title", cop_arena_printf(r->a, "Text of %s", r->number));
  put(r, s, "address", r->address);
  put(r, s, "note", "Typed or pasted; compare it with the official gazette.");
  if (known != NULL && g_strcmp0(known->origin, r->source) != 0)
    return true;
  CopTree *l = cop_pack_draft_record(&r->draft, "laws", r->at);
  put(r, l, "id", r->law);
  put(r, l, "number", r->number);
  put(r, l, "title", title);
  put(r, l, "adopted", r->adopted);
  put(r, l, "status", r->status != NULL ? r->status : cop_words(COP_WORDS_LAW)->words[COP_LAW_IN_FORCE]);
  put(r, l, "gist", title);
  cop_pack_draft_int(&r->draft, l, r->at, "position", 1000);
  put_provenance(r, l, NULL);
  return true;
}

bool
cop_lawtext_add(CopPackSet *s, const char *path, const CopModel *stored, CopDiags *d, GError **error)
{
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_TEXT, &length, error);
  if (text == NULL)
    return false;
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GString) body = g_string_new(NULL);
  Reading r = { .draft = cop_pack_draft(s, path, d), .a = s->arena, .stored = stored, .ids = ids, .text = body };
  if (!g_utf8_validate(text, (gssize)length, NULL)) {
    REFUSE(&r, place_of(&r, 1), "save it as UTF-8", "the file is not UTF-8");
    return true;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  unsigned i = 0;
  for (; lines[i] != NULL && (read_key(&r, lines[i]) || *g_strstrip(lines[i]) == '\0'); i++)
    ;
  if (!begin(&r))
    return true;
  for (; lines[i] != NULL; i++)
    read_line(&r, lines[i], i + 1);
  end_section(&r);
  if (r.n == 0)
    REFUSE(&r, place_of(&r, 1), "give each section a heading: ## Section 1. Short title", "the text holds no section");
  const CopPack manifest = { .id = r.source, .version = "1", .title = r.number, .licence = "not stated", .file = r.draft.file, .folder = r.draft.file };
  cop_pack_draft_add(&r.draft, &manifest);
  return true;
}
