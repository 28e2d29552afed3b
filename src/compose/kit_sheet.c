/* SPDX-License-Identifier: Apache-2.0
 *
 * Sheets of one message beside the poster: grey, large, social media, large
 * print, easy read, colouring, notice; and the leaflet of several.
 */
#include <string.h>

#include "compose/kit_priv.h"
#include "compose/targets.h"
#include "doc/build.h"
#include "figure/outline.h"

static const CopMessage *
message_of(const CopKitContext *c, const CopProduct *p)
{
  return cop_read_message(c->read, cop_kit_subject(p));
}

/* A message's text in a form, in a block of its own; nothing when it does not exist. */
static void
add_text(const CopKitContext *c, CopDoc *d, CopNode *parent, const CopMessage *m, CopMessageForm form, CopRoleName role)
{
  const char *text = cop_kit_text(c, d->arena, m->id, form, d->meta.lang);
  if (text != NULL)
    cop_node_from(d, cop_add_para(d, cop_add_block(d, parent, role), text), "message", m->id);
}

static const char *
headline_of(const CopKitContext *c, CopArena *a, const CopMessage *m, const char *lang)
{
  const char *text = cop_kit_text(c, a, m->id, COP_FORM_POSTER, lang);
  return text != NULL ? text : cop_kit_text(c, a, m->id, COP_FORM_SAY, lang);
}

static CopDoc *
begin(const CopKitContext *c, const CopProduct *p, CopArena *a, CopSheetName sheet)
{
  const CopMessage *m = message_of(c, p);
  CopDoc *d = cop_kit_doc(c, p, a, sheet, headline_of(c, a, m, p->lang));
  cop_kit_add_band(c, d, d->root, m);
  return d;
}

static void
end(const CopKitContext *c, CopDoc *d, float code)
{
  cop_kit_add_helpline(c, d, d->root, d->meta.lang, code);
}

static void
add_headline(CopDoc *d, const CopMessage *m)
{
  cop_node_from(d, cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_HEADLINE), d->meta.title), "message", m->id);
}

/* --- the poster's sisters --- */

static bool
compose_like_poster(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, CopSheetName sheet, bool grey,
                    const char *impose)
{
  const CopMessage *m = message_of(c, p);
  CopDoc *d = begin(c, p, a, sheet);
  d->meta.grey = grey;
  d->meta.impose = impose;
  cop_kit_add_picture(c, d, d->root, m->id, diags);
  add_headline(d, m);
  add_text(c, d, d->root, m, COP_FORM_ACT, COP_ROLE_DO_LINE);
  end(c, d, 76);
  cop_kit_add_footer(c, d, d->root, m->id, sheet == COP_SHEET_SQUARE || sheet == COP_SHEET_STORY);
  out->doc = d;
  return true;
}

static bool
compose_poster_grey(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  return compose_like_poster(c, p, a, out, diags, COP_SHEET_POSTER_A4, true, NULL);
}

#define LARGER(name, sheet, impose)                                                                                                            \
  static bool                                                                                                                                 \
  compose_##name(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)                   \
  {                                                                                                                                           \
    (void)error;                                                                                                                              \
    return compose_like_poster(c, p, a, out, diags, sheet, false, impose);                                                                    \
  }
LARGER(poster_large, COP_SHEET_POSTER_A2, "tiles")
LARGER(poster_a3, COP_SHEET_POSTER_A3, NULL)
LARGER(poster_a1, COP_SHEET_POSTER_A1, "tiles")
LARGER(poster_a0, COP_SHEET_POSTER_A0, "tiles")
#undef LARGER

static bool
compose_social(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  return compose_like_poster(c, p, a, out, diags, COP_SHEET_SQUARE, false, NULL);
}

static bool
compose_social_story(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  return compose_like_poster(c, p, a, out, diags, COP_SHEET_STORY, false, NULL);
}

/* --- for those who see or read little --- */

static bool
compose_large_print(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error, (void)diags;
  const CopMessage *m = message_of(c, p);
  CopDoc *d = begin(c, p, a, COP_SHEET_LARGE_PRINT);
  add_headline(d, m);
  add_text(c, d, d->root, m, COP_FORM_ACT, COP_ROLE_DO_LINE); /* two texts: a third would make all of them small */
  end(c, d, 100);
  cop_kit_add_footer(c, d, d->root, m->id, false);
  out->doc = d;
  return true;
}

/* The end of the sentence that begins at `text`: after its mark. */
static const char *
sentence_end(const char *text)
{
  static const char *const marks[] = { ".", "!", "?", "\u061f", "\u0964", "\u17d4", "\u3002", "\uff1f", "\uff01" };
  const char *first = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
    for (const char *at = strstr(text, marks[i]); at != NULL; at = strstr(at + 1, marks[i])) {
      const char *after = at + strlen(marks[i]);
      bool wide = (unsigned char)marks[i][0] >= 0x80;
      if (!wide && *after != ' ' && *after != '\0')
        continue; /* 1.5, e.g. */
      if (first == NULL || after < first)
        first = after;
      break;
    }
  return first == NULL ? text + strlen(text) : first;
}

/* The scene comes with the first sentence, and stands beside all of them: which
 * picture says the same as a sentence is not recorded, and a wrong one misleads
 * those who read pictures. */
static void
add_row(const CopKitContext *c, CopDoc *d, const CopMessage *m, const char *sentence, unsigned row, CopDiags *diags)
{
  CopNode *panel = cop_add_block(d, d->root, COP_ROLE_PANEL);
  if (row == 0)
    cop_kit_add_picture(c, d, panel, m->id, diags);
  cop_node_from(d, cop_add_para(d, cop_add_block(d, panel, COP_ROLE_BODY), sentence), "message", m->id);
}

#define ROWS_MAX 6u

static bool
compose_easy_read(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopMessage *m = message_of(c, p);
  CopDoc *d = begin(c, p, a, COP_SHEET_EASY_READ);
  add_headline(d, m);
  unsigned row = 0;
  static const CopMessageForm forms[] = { COP_FORM_SAY, COP_FORM_ACT };
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    const char *text = cop_kit_text(c, a, m->id, forms[i], p->lang);
    while (text != NULL && *text != '\0') {
      const char *after = sentence_end(text);
      const char *sentence = row + 1 == ROWS_MAX ? text : cop_arena_strndup(a, text, (size_t)(after - text));
      add_row(c, d, m, sentence, row++, diags);
      text = row == ROWS_MAX ? "" : after + strspn(after, " ");
    }
  }
  end(c, d, 70);
  cop_kit_add_footer(c, d, d->root, m->id, false);
  out->doc = d;
  return true;
}

/* --- colouring page --- */

static bool
compose_colouring(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopMessage *m = message_of(c, p);
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  CopDoc *d = begin(c, p, a, COP_SHEET_COLOURING);
  d->meta.grey = true;
  cop_kit_add_picture(c, d, d->root, m->id, diags);
  for (CopNode *n = d->root->last == NULL ? NULL : d->root->last->first; n != NULL; n = n->next)
    if (n->kind == COP_NODE_FIGURE && n->as.figure.drawing != NULL)
      n->as.figure.drawing = cop_drawing_outline(a, n->as.figure.drawing, 1.5f);
  add_headline(d, m);
  cop_add_paraf(d, cop_add_block(d, d->root, COP_ROLE_DO_LINE), "%s: ______________", cop_tr(words, "My name"));
  cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_BODY), cop_tr(words, "What do you see? How do they feel? What could they do?"));
  end(c, d, 56);
  cop_kit_add_footer(c, d, d->root, m->id, false);
  out->doc = d;
  return true;
}

/* --- notice --- */

static bool
compose_notice(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopMessage *m = message_of(c, p);
  CopDoc *d = begin(c, p, a, COP_SHEET_NOTICE);
  cop_kit_add_picture(c, d, d->root, m->id, diags);
  add_headline(d, m);
  add_text(c, d, d->root, m, COP_FORM_ACT, COP_ROLE_DO_LINE);
  add_text(c, d, d->root, m, COP_FORM_SAY, COP_ROLE_BODY);
  end(c, d, 80);
  cop_kit_add_footer(c, d, d->root, m->id, false);
  out->doc = d;
  return true;
}

/* --- leaflet --- */

#define LEAFLET_MESSAGES 4u

/* Carers' messages first, then those of children carers should know. */
static size_t
leaflet_messages(const CopKitContext *c, CopArena *a, const char *lang, const CopMessage *list[LEAFLET_MESSAGES])
{
  size_t n_messages, n = 0;
  const CopMessage *messages = cop_read_messages(c->read, &n_messages);
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < n_messages && n < LEAFLET_MESSAGES; i++) {
      const CopMessage *m = &messages[i];
      const CopSegment *s = cop_read_segment(c->read, m->segment);
      CopAudience role = s == NULL ? COP_AUDIENCE_PUBLIC : s->role;
      if (role == (pass == 0 ? COP_AUDIENCE_CARER : COP_AUDIENCE_CHILD) && cop_kit_text(c, a, m->id, COP_FORM_POSTER, lang) != NULL &&
          cop_kit_text(c, a, m->id, COP_FORM_ACT, lang) != NULL)
        list[n++] = m;
    }
  return n;
}

static void
add_leaf(const CopKitContext *c, CopDoc *d, const CopMessage *m, CopDiags *diags)
{
  CopNode *panel = cop_add_block(d, d->root, COP_ROLE_PANEL);
  cop_kit_add_picture(c, d, panel, m->id, diags);
  add_text(c, d, panel, m, COP_FORM_POSTER, COP_ROLE_HEADLINE);
  add_text(c, d, panel, m, COP_FORM_ACT, COP_ROLE_DO_LINE);
}

/* What a caller may expect, in the order in which it comes; nothing in a language into
 * which it was not translated. */
static void
add_call(const CopCatalogue *words, CopDoc *d, CopNode *panel)
{
  const char *const steps[] = { cop_tr(words, "A trained person answers."), cop_tr(words, "You say only what you want to say."),
                                cop_tr(words, "The person explains what can be done."),
                                cop_tr(words, "You decide together. If a child is in danger, help is sent at once.") };
  const char *head = cop_tr(words, "What happens when you call");
  if (strcmp(head, "What happens when you call") == 0 && !g_str_has_prefix(d->meta.lang, "en")) {
    cop_add_para(d, cop_add_block(d, panel, COP_ROLE_HEADLINE), cop_tr(words, "Ask for help"));
    return;
  }
  cop_add_para(d, cop_add_block(d, panel, COP_ROLE_HEADLINE), head);
  CopNode *body = cop_add_block(d, panel, COP_ROLE_BODY);
  for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++)
    cop_add_paraf(d, body, "%u. %s", i + 1, steps[i]);
}

static bool
compose_leaflet(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopMessage *list[LEAFLET_MESSAGES];
  size_t n = leaflet_messages(c, a, p->lang, list);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_LEAFLET, headline_of(c, a, list[0], p->lang));
  d->meta.impose = "fold";
  /* cover, three of the spread, the flap with why, the back with what a call is like and the number */
  CopNode *cover = cop_add_block(d, d->root, COP_ROLE_PANEL);
  cop_kit_add_picture(c, d, cover, list[0]->id, diags);
  add_text(c, d, cover, list[0], COP_FORM_POSTER, COP_ROLE_HEADLINE);
  for (size_t i = 1; i < n; i++)
    add_leaf(c, d, list[i], diags);
  CopNode *flap = cop_add_block(d, d->root, COP_ROLE_PANEL);
  add_text(c, d, flap, list[0], COP_FORM_SAY, COP_ROLE_HEADLINE);
  add_text(c, d, flap, list[0], COP_FORM_ACT, COP_ROLE_DO_LINE);
  CopNode *back = cop_add_block(d, d->root, COP_ROLE_PANEL);
  add_call(cop_catalogues_for(c->words, p->lang), d, back);
  cop_kit_add_helpline(c, d, back, p->lang, 66);
  cop_kit_add_footer(c, d, back, "LEAFLET-1", false);
  out->doc = d;
  return true;
}

/* --- lists --- */

typedef bool (*Serves)(const CopKitContext *c, const CopMessage *m);

static bool
serves_all(const CopKitContext *c, const CopMessage *m)
{
  (void)c, (void)m;
  return true;
}

static bool
serves_youngest(const CopKitContext *c, const CopMessage *m)
{
  const CopAgeBand *age = cop_read_age_band(c->read, m->age_band);
  return age != NULL && age->to_months <= 9 * 12;
}

static bool
serves_community(const CopKitContext *c, const CopMessage *m)
{
  const CopSegment *s = cop_read_segment(c->read, m->segment);
  return s != NULL && (s->role == COP_AUDIENCE_LEADER || s->role == COP_AUDIENCE_CARER);
}

/* Those who scroll: from 13, and carers. */
static bool
serves_online(const CopKitContext *c, const CopMessage *m)
{
  const CopAgeBand *age = cop_read_age_band(c->read, m->age_band);
  const CopSegment *s = cop_read_segment(c->read, m->segment);
  return age != NULL ? age->from_months >= 13 * 12 : s != NULL && s->role == COP_AUDIENCE_CARER;
}

static void
list_messages(const CopKitContext *c, CopProducts *pieces, const char *const *langs, const char *target, unsigned formats, Serves serves,
              CopComposeKitFn compose)
{
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    size_t n_messages;
    const CopMessage *messages = cop_read_messages(c->read, &n_messages);
    for (size_t i = 0; i < n_messages; i++) {
      const CopMessage *m = &messages[i];
      if (!serves(c, m) || (cop_reading_text_of_message(c->read, m->id, COP_FORM_POSTER, lang) == NULL &&
                            cop_reading_text_of_message(c->read, m->id, COP_FORM_SAY, lang) == NULL))
        continue;
      g_autofree char *stem = g_strdup_printf("%s/%s/%s", target, lang, m->id), *subject = g_strdup_printf("message/%s", m->id);
      cop_products_add(pieces, &(CopProduct){ .target = target, .stem = stem, .lang = lang, .audience = m->segment, .subject = subject,
                                              .formats = formats, .compose_kit = compose });
    }
  }
}

#define PDF COP_FORMAT_BIT(COP_FORMAT_PDF)
#define PNG COP_FORMAT_BIT(COP_FORMAT_PNG)

#define LIST(name, path, formats, serves)                                                        \
  void cop_target_##name(const CopKitContext *c, CopProducts *pieces, const char *const *langs)     \
  {                                                                                              \
    list_messages(c, pieces, langs, path, formats, serves, compose_##name);                      \
  }
LIST(poster_grey, "kit/poster-grey", PDF, serves_all)
LIST(poster_large, "kit/poster-large", PDF, serves_all)
LIST(poster_a3, "kit/poster-a3", PDF, serves_all)
LIST(poster_a1, "kit/poster-a1", PDF, serves_all)
LIST(poster_a0, "kit/poster-a0", PDF, serves_all)
LIST(social, "kit/social", PNG, serves_online)
LIST(social_story, "kit/social-story", PNG, serves_online)
LIST(large_print, "kit/large-print", PDF, serves_all)
LIST(easy_read, "kit/easy-read", PDF, serves_all)
LIST(colouring, "kit/colouring", PDF, serves_youngest)
LIST(notice, "kit/notice", PDF, serves_community)
#undef LIST

void
cop_target_leaflet(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopMessage *list[LEAFLET_MESSAGES];
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    if (leaflet_messages(c, a, lang, list) < LEAFLET_MESSAGES)
      continue;
    g_autofree char *stem = g_strdup_printf("kit/leaflet/%s/carers", lang), *subject = g_strdup_printf("message/%s", list[0]->id);
    cop_products_add(pieces, &(CopProduct){ .target = "kit/leaflet", .stem = stem, .lang = lang, .audience = list[0]->segment, .subject = subject,
                                            .formats = PDF, .compose_kit = compose_leaflet });
  }
}
