/* SPDX-License-Identifier: Apache-2.0
 *
 * Picture stories as comics, booklets, cards and flip charts. A story exists in
 * a language when every caption does: half a story helps nobody.
 */
#include <string.h>

#include "compose/kit_priv.h"
#include "compose/targets.h"
#include "doc/build.h"

static const CopStory *
story_of(const CopKitContext *c, const CopProduct *p)
{
  return cop_read_story(c->read, cop_kit_subject(p));
}

static const char *
story_text(const CopKitContext *c, CopArena *a, const CopStory *s, const char *field, const char *lang)
{
  return cop_kit_filled(c, a, COP_ENTITY_story, s->id, field, lang);
}

static const char *
caption(const CopKitContext *c, CopArena *a, const CopStoryPanel *panel, const char *lang)
{
  return cop_kit_filled(c, a, COP_ENTITY_story_panel, panel->id, "caption", lang);
}

/* The story's panels in order, closed by NULL. */
const CopStoryPanel **
cop_kit_panels(const CopKitContext *c, CopArena *a, const CopStory *s)
{
  size_t n;
  const void *const *all = cop_reading_referring(c->read, COP_ENTITY_story_panel, "story", s->id, &n);
  const CopStoryPanel **list = cop_new_n(a, const CopStoryPanel *, n + 1);
  for (size_t i = 0; i < n; i++) {
    const CopStoryPanel *panel = all[i];
    size_t at = i;
    for (; at > 0 && list[at - 1]->position > panel->position; at--)
      list[at] = list[at - 1];
    list[at] = panel;
  }
  return list;
}

static CopNode *
add_picture(const CopKitContext *c, CopDoc *d, CopNode *parent, const CopStoryPanel *panel, CopDiags *diags)
{
  cop_kit_add_picture(c, d, parent, panel->picture, diags);
  if (parent->last != NULL)
    cop_node_from(d, parent->last, "story_panel", panel->id);
  return parent->last;
}

static void
add_caption(const CopKitContext *c, CopDoc *d, CopNode *parent, const CopStoryPanel *panel, CopRoleName role)
{
  const char *text = caption(c, d->arena, panel, d->meta.lang);
  if (text != NULL)
    cop_node_from(d, cop_add_para(d, cop_add_block(d, parent, role), text), "story_panel", panel->id);
}

/* Begins a sheet of the story: title and band. */
static CopDoc *
begin(const CopKitContext *c, const CopProduct *p, CopArena *a, CopSheetName sheet)
{
  const CopStory *s = story_of(c, p);
  CopDoc *d = cop_kit_doc(c, p, a, sheet, story_text(c, a, s, "title", p->lang));
  const CopMessage *m = s->messages.n > 0 ? cop_read_message(c->read, s->messages.items[0]) : NULL;
  if (m != NULL)
    cop_kit_add_band(c, d, d->root, m);
  CopNode *head = cop_add_block(d, d->root, COP_ROLE_HEADLINE);
  cop_node_from(d, cop_add_para(d, head, d->meta.title), "story", s->id);
  return d;
}

static void
end(const CopKitContext *c, CopDoc *d, const CopProduct *p, float code)
{
  cop_kit_add_helpline(c, d, d->root, p->lang, code);
  cop_kit_add_footer(c, d, d->root, cop_kit_subject(p), false);
}

/* Questions one a paragraph. */
static void
add_each(CopDoc *d, CopNode *block, const char *ask, const CopStory *s)
{
  for (const char *from = ask; from != NULL && *from != '\0';) {
    size_t n = strcspn(from, "?");
    static const char *const marks[] = { "\u061f", "\uff1f" };
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
      const char *at = strstr(from, marks[i]);
      if (at != NULL && (size_t)(at - from) < n)
        n = (size_t)(at - from) + strlen(marks[i]) - 1;
    }
    n = from[n] == '\0' ? n : n + 1;
    CopNode *para = cop_add_para(d, block, cop_arena_strndup(d->arena, from, n));
    if (s != NULL)
      cop_node_from(d, para, "story", s->id);
    for (from += n; *from == ' ';)
      from++;
  }
}

/* The questions to talk about. */
static void
add_questions(const CopKitContext *c, CopDoc *d, CopNode *parent, const CopStory *s)
{
  add_each(d, cop_add_block(d, parent, COP_ROLE_BODY), story_text(c, d->arena, s, "ask", d->meta.lang), s);
}

static bool
compose_comic(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  CopDoc *d = begin(c, p, a, COP_SHEET_COMIC_A4);
  for (const CopStoryPanel **panel = cop_kit_panels(c, a, story_of(c, p)); *panel != NULL; panel++) {
    CopNode *box = cop_add_block(d, d->root, COP_ROLE_PANEL);
    add_picture(c, d, box, *panel, diags);
    add_caption(c, d, box, *panel, COP_ROLE_BODY);
  }
  end(c, d, p, 60);
  out->doc = d;
  return true;
}

static bool
compose_booklet(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopStory *s = story_of(c, p);
  CopDoc *d = begin(c, p, a, COP_SHEET_BOOKLET_A5);
  d->meta.impose = "booklet";
  const CopStoryPanel **panels = cop_kit_panels(c, a, s);
  size_t n = 0;
  while (panels[n] != NULL)
    n++;
  if (n > 0)
    add_picture(c, d, d->root, panels[n - 1], diags); /* a cover that does not tell the topic */
  for (size_t i = 0; i < n; i++) {
    CopNode *page = cop_add_block(d, d->root, COP_ROLE_PANEL);
    add_picture(c, d, page, panels[i], diags);
    add_caption(c, d, page, panels[i], COP_ROLE_DO_LINE);
  }
  add_questions(c, d, d->root, s);
  end(c, d, p, 60);
  out->doc = d;
  return true;
}

/* Open questions for whoever shows a picture, then what it says. */
static void
add_facilitator(const CopKitContext *c, CopDoc *d, CopNode *panel, const CopStoryPanel *s)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, d->meta.lang);
  CopNode *back = cop_add_block(d, panel, COP_ROLE_BACK);
  CopNode *act = cop_add_block(d, back, COP_ROLE_DO_LINE);
  cop_add_para(d, act, cop_tr(words, "What do you see? How do they feel? What could they do?"));
  add_caption(c, d, back, s, COP_ROLE_BODY);
}

static bool
compose_picture_cards(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopStory *s = story_of(c, p);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_PICTURE_CARD, story_text(c, a, s, "title", p->lang));
  d->meta.impose = "4-up";
  for (const CopStoryPanel **panel = cop_kit_panels(c, a, s); *panel != NULL; panel++) {
    CopNode *card = cop_add_block(d, d->root, COP_ROLE_PANEL);
    add_picture(c, d, card, *panel, diags);
    add_facilitator(c, d, card, *panel);
    CopNode *back = card->last;
    cop_kit_add_helpline(c, d, back, p->lang, 50);
    cop_kit_add_footer(c, d, back, (*panel)->id, true);
  }
  out->doc = d;
  return true;
}

/* The back of a flip chart, read standing: one question a line, those of the story behind
 * its last picture; what the picture says, and what whoever leads must not do. */
static void
add_leader(const CopKitContext *c, CopDoc *d, CopNode *leaf, const CopStoryPanel *panel, const CopStory *s, bool last)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, d->meta.lang);
  CopNode *back = cop_add_block(d, leaf, COP_ROLE_BACK);
  add_each(d, cop_add_block(d, back, COP_ROLE_DO_LINE),
           last ? story_text(c, d->arena, s, "ask", d->meta.lang) : cop_tr(words, "What do you see? How do they feel? What could they do?"), last ? s : NULL);
  add_caption(c, d, back, panel, COP_ROLE_BODY);
  const char *adult = story_text(c, d->arena, s, "adult", d->meta.lang);
  if (adult != NULL)
    cop_node_from(d, cop_add_para(d, cop_add_block(d, back, COP_ROLE_DO_NOT), adult), "story", s->id);
}

static bool
compose_flip_chart(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopStory *s = story_of(c, p);
  CopDoc *d = begin(c, p, a, COP_SHEET_FLIP_A3);
  const CopStoryPanel **panels = cop_kit_panels(c, a, s);
  if (panels[0] != NULL)
    add_picture(c, d, d->root, panels[0], diags);
  for (size_t i = 0; panels[i] != NULL; i++) {
    CopNode *leaf = cop_add_block(d, d->root, COP_ROLE_PANEL);
    add_picture(c, d, leaf, panels[i], diags);
    add_leader(c, d, leaf, panels[i], s, panels[i + 1] == NULL);
  }
  end(c, d, p, 70);
  out->doc = d;
  return true;
}

/* --- slides --- */

/* What the speaker asks and says stands in the notes; the room sees a picture
 * and one sentence. */
static bool
compose_slides(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopStory *s = story_of(c, p);
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  CopDoc *d = begin(c, p, a, COP_SHEET_SLIDE);
  const CopStoryPanel **panels = cop_kit_panels(c, a, s);
  size_t n = 0;
  while (panels[n] != NULL)
    n++;
  if (n > 0)
    add_picture(c, d, d->root, panels[n - 1], diags);
  for (size_t i = 0; i < n; i++) {
    CopNode *slide = cop_add_block(d, d->root, COP_ROLE_PANEL);
    add_picture(c, d, slide, panels[i], diags);
    add_caption(c, d, slide, panels[i], COP_ROLE_HEADLINE);
    CopNode *notes = cop_add_block(d, slide, COP_ROLE_BACK);
    cop_add_para(d, cop_add_block(d, notes, COP_ROLE_BODY), cop_tr(words, "What do you see? How do they feel? What could they do?"));
  }
  CopNode *talk = cop_add_block(d, d->root, COP_ROLE_PANEL);
  cop_add_para(d, cop_add_block(d, talk, COP_ROLE_HEADLINE), cop_tr(words, "Talk about it"));
  add_questions(c, d, talk, s);
  end(c, d, p, 60);
  out->doc = d;
  return true;
}

/* --- book: reflows on a small screen --- */

static void
add_book_help(const CopKitContext *c, CopDoc *d, const CopCatalogue *words)
{
  const CopHelpline *h = cop_kit_helpline(c);
  if (h == NULL)
    return;
  CopNode *section = cop_add_section(d, d->root, 1, NULL, cop_tr(words, "Ask for help"));
  CopNode *p = cop_node_from(d, cop_add_para(d, section, NULL), "helpline", h->id);
  cop_add_link(d, p, cop_arena_printf(d->arena, "tel:%s", h->number), h->number);
  const char *hours = cop_kit_own_text(c, COP_ENTITY_helpline, h->id, "hours", d->meta.lang);
  if (hours != NULL)
    cop_add_para(d, section, hours);
  if (h->verified_on == NULL)
    cop_add_para(d, section, cop_tr(words, "Number not yet verified"));
}

static bool
compose_book(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopStory *s = story_of(c, p);
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_DOCUMENT_A4, story_text(c, a, s, "title", p->lang));
  for (const CopStoryPanel **panel = cop_kit_panels(c, a, s); *panel != NULL; panel++) {
    add_picture(c, d, d->root, *panel, diags);
    const char *text = caption(c, a, *panel, p->lang);
    if (text != NULL)
      cop_node_from(d, cop_add_para(d, d->root, text), "story_panel", (*panel)->id);
  }
  add_questions(c, d, cop_add_section(d, d->root, 1, NULL, cop_tr(words, "Talk about it")), s);
  add_book_help(c, d, words);
  cop_kit_add_footer(c, d, d->root, cop_kit_subject(p), false);
  out->doc = d;
  return true;
}

/* --- lists --- */

bool
cop_kit_story_is_in(const CopKitContext *c, CopArena *a, const CopStory *s, const char *lang)
{
  if (story_text(c, a, s, "title", lang) == NULL || story_text(c, a, s, "ask", lang) == NULL)
    return false;
  const CopStoryPanel **panels = cop_kit_panels(c, a, s);
  for (const CopStoryPanel **panel = panels; *panel != NULL; panel++)
    if (caption(c, a, *panel, lang) == NULL)
      return false;
  return panels[0] != NULL;
}

static void
list_stories(const CopKitContext *c, CopProducts *pieces, const char *const *langs, const char *target, unsigned formats, CopComposeKitFn compose)
{
  g_autoptr(CopArena) a = cop_arena_new();
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    size_t n_stories;
    const CopStory *stories = cop_read_stories(c->read, &n_stories);
    for (size_t i = 0; i < n_stories; i++) {
      const CopStory *s = &stories[i];
      if (!cop_kit_story_is_in(c, a, s, lang))
        continue;
      g_autofree char *stem = g_strdup_printf("%s/%s/%s", target, lang, s->id), *subject = g_strdup_printf("story/%s", s->id);
      cop_products_add(pieces, &(CopProduct){ .target = target, .stem = stem, .lang = lang, .audience = s->segment, .subject = subject,
                                              .formats = formats, .compose_kit = compose });
    }
  }
}

void
cop_target_comic(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_stories(c, pieces, langs, "kit/comic", COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_PNG), compose_comic);
}

void
cop_target_book(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_stories(c, pieces, langs, "kit/book", COP_FORMAT_BIT(COP_FORMAT_EPUB) | COP_FORMAT_BIT(COP_FORMAT_HTML), compose_book);
}

void
cop_target_booklet(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_stories(c, pieces, langs, "kit/booklet", COP_FORMAT_BIT(COP_FORMAT_PDF), compose_booklet);
}

void
cop_target_picture_cards(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_stories(c, pieces, langs, "kit/picture-cards", COP_FORMAT_BIT(COP_FORMAT_PDF), compose_picture_cards);
}

void
cop_target_flip_chart(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_stories(c, pieces, langs, "kit/flip-chart", COP_FORMAT_BIT(COP_FORMAT_PDF), compose_flip_chart);
}

void
cop_target_slides(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_stories(c, pieces, langs, "kit/slides", COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_ODP), compose_slides);
}
