/* SPDX-License-Identifier: Apache-2.0
 *
 * Sheets of several faces or panels: cards, comics, booklets, flip charts.
 */
#include <math.h>

#include "page/sheet_priv.h"

/* --- card --- */

void
cop_sheet_card(CopSheet *s, const CopSheetParts *parts)
{
  CopSheetParts front = { .picture = parts->picture, .headline = parts->headline, .panels = parts->panels,
                          .rest = g_ptr_array_new() };
  cop_sheet_face(s, &front);
  g_ptr_array_unref(front.rest);
  g_auto(CopSheetParts) back = { 0 };
  if (parts->back != NULL) {
    cop_sheet_parts(parts->back, &back);
  } else {
    back = *parts;
    back.panels = g_ptr_array_ref(parts->panels);
    back.rest = g_ptr_array_ref(parts->rest);
    back.picture = back.headline = NULL;
  }
  back.untitled = true;
  s->title = COP_TAG_H2;
  cop_sheet_face(s, &back);
}

/* --- comic --- */

#define PANELS_MAX 6u /* on a page: more are too small for new readers */
#define FRAME 1.3f

typedef struct {
  CopSheet *s;
  const CopNode *const *panels;
  unsigned n, first;     /* panels on this page, number of the first */
  unsigned columns, rows;
  float x, y, width, height, gutter; /* of a panel; of the first one the place */
  float size, words;     /* of the captions, one for the page; height of the tallest with its gap */
} Grid;

static CopBox
panel_box(const Grid *g, unsigned i)
{
  float all = (float)g->columns * (g->width + g->gutter) - g->gutter;
  CopBox grid = { g->x, g->y, all, 0 };
  float from = (float)(i % g->columns) * (g->width + g->gutter);
  return (CopBox){ cop_sheet_from_start(g->s, grid, from, g->width), g->y + (float)(i / g->columns) * (g->height + g->gutter), g->width,
                   g->height };
}

/* The words of a panel: all its blocks but the picture. */
static CopNode
caption_of(const CopNode *panel, CopNode *copies, size_t room)
{
  CopNode block = { .kind = COP_NODE_BLOCK, .lang = panel->lang, .parent = panel->parent };
  size_t n = 0;
  for (const CopNode *c = panel->first; c != NULL && n < room; c = c->next) {
    if (c->kind == COP_NODE_FIGURE || c->role == COP_ROLE_PICTURE || c->role == COP_ROLE_BACK)
      continue;
    copies[n] = *c;
    copies[n].next = NULL;
    if (n > 0)
      copies[n - 1].next = &copies[n];
    else
      block.first = copies;
    n++;
  }
  block.last = n > 0 ? &copies[n - 1] : NULL;
  return block;
}

enum { CAPTION_BLOCKS = 8 };

static CopTextBox *
set_caption(const Grid *g, CopSheet *s, const CopNode *panel, float size, CopTag *tag)
{
  CopNode copies[CAPTION_BLOCKS];
  CopNode caption = caption_of(panel, copies, G_N_ELEMENTS(copies));
  if (caption.first == NULL || s->error != NULL)
    return NULL;
  CopTextSpec spec = { .style = COP_STYLE_SHEET, .size = size, .leading = 0.9f, .balanced = true, .color = cop_sheet_ink(s, COP_INK_TEXT) };
  return cop_text_box_fit(s->setter, s->pages, s->doc, &caption, &spec, s->shape->body_least, g->width - 16, 0.42f * g->height, tag,
                          COP_TAG_DIV, "the words of a panel", s->diags, &s->error);
}

/* The largest size at which the words of every panel fit, and the room the longest of
 * them take: so all pictures of a page are of one size. */
static void
agree(Grid *g)
{
  g_autoptr(CopPages) scratch = cop_pages_new(g->s->setter->shaper, g->s->pages->meta);
  g_autoptr(CopDiags) found = cop_diags_new();
  CopSheet trial = *g->s;
  trial.pages = scratch;
  trial.diags = found;
  float size = g->s->shape->body;
  for (unsigned i = 0; i < g->n; i++) {
    CopTextBox *b = set_caption(g, &trial, g->panels[i], size, scratch->root);
    if (b != NULL)
      size = MIN(size, cop_text_box_size(b));
  }
  g->size = size;
  for (unsigned i = 0; i < g->n; i++) {
    CopTextBox *b = set_caption(g, &trial, g->panels[i], size, scratch->root);
    g->words = MAX(g->words, b == NULL ? 0 : cop_text_box_height(b) + 12);
  }
  g_clear_error(&trial.error);
}

/* The order in which panels are read, for those who do not read words. */
static void
put_badge(const Grid *g, CopBox box, unsigned number)
{
  CopSheet *s = g->s;
  float r = 10;
  CopBox circle = { cop_sheet_from_start(s, box, 6, 2 * r), box.y + 6, 2 * r, 2 * r };
  cop_sheet_round(s, circle, r, s->grey ? 0xFFFFFFFF : cop_sheet_ink(s, COP_INK_DEEP), s->grey ? cop_sheet_ink(s, COP_INK_TEXT) : 0, 1.2f);
  char text[12];
  g_snprintf(text, sizeof text, "%u", number);
  CopTextSpec spec = { .style = COP_STYLE_SHEET, .size = 12, .face = COP_FACE_BOLD, .align = COP_ALIGN_CENTER, .leading = 1,
                       .color = s->grey ? cop_sheet_ink(s, COP_INK_TEXT) : 0xFFFFFFFF };
  CopTextBox *b = s->error != NULL ? NULL : cop_text_box_string(s->setter, s->pages, text, s->doc->meta.lang, &spec, 2 * r, NULL, &s->error);
  if (b != NULL)
    cop_text_box_place(b, s->pages, s->page, circle.x, circle.y + r - cop_text_box_height(b) / 2);
}

static const CopNode *
figure_of(const CopNode *panel)
{
  for (const CopNode *n = panel; n != NULL; n = cop_node_walk(n, panel))
    if (n->kind == COP_NODE_FIGURE)
      return n;
  return NULL;
}

static void
put_panel(const Grid *g, unsigned i)
{
  CopSheet *s = g->s;
  CopBox box = panel_box(g, i);
  CopTag *tag = cop_tag_add(s->pages, s->pages->root, COP_TAG_SECT);
  CopTag *picture = cop_tag_add(s->pages, tag, COP_TAG_DIV);
  CopTextBox *caption = set_caption(g, s, g->panels[i], g->size, tag);
  CopBox art = { box.x, box.y, box.width, box.height - g->words }, inner = { art.x + 4, art.y + 4, art.width - 8, art.height - 8 };
  cop_sheet_ground(s, figure_of(g->panels[i]), inner, 4);
  cop_sheet_picture(s, figure_of(g->panels[i]), inner, picture);
  cop_sheet_round(s, box, 6, 0, cop_sheet_ink(s, COP_INK_TEXT), FRAME);
  if (caption != NULL)
    cop_text_box_place(caption, s->pages, s->page, box.x + 8, art.y + art.height + 5);
  put_badge(g, box, g->first + i + 1);
}

static void
set_grid(Grid *g, float top, float foot)
{
  const CopSheetShape *h = g->s->shape;
  g->columns = g->n <= 2 ? 1 : 2;
  g->rows = (g->n + g->columns - 1) / g->columns;
  g->gutter = h->gap;
  g->x = h->margin;
  g->y = top;
  g->width = (g->s->page->width - 2 * h->margin - (float)(g->columns - 1) * g->gutter) / (float)g->columns;
  g->height = (foot - top - (float)(g->rows - 1) * g->gutter) / (float)g->rows;
}

static void
comic_page(CopSheet *s, const CopSheetParts *parts, unsigned first, unsigned n)
{
  const CopSheetShape *h = s->shape;
  cop_sheet_begin(s, h->width, h->height);
  float y = cop_sheet_band(s, parts->band) + 0.6f * h->gap;
  if (first == 0) {
    CopTextSpec head = { .style = COP_STYLE_SHEET, .size = h->head, .face = COP_FACE_BOLD, .leading = 0.86f, .balanced = true,
                         .color = cop_sheet_ink(s, COP_INK_DEEP) };
    CopNode text = { .kind = COP_NODE_TEXT, .as.text.text = s->doc->meta.title };
    CopNode title = { .kind = COP_NODE_PARA, .lang = s->doc->meta.lang, .first = &text, .last = &text };
    text.parent = &title;
    CopBox box = { h->margin, y, s->page->width - 2 * h->margin, 2.4f * h->head };
    y += cop_sheet_text(s, parts->headline != NULL ? parts->headline : &title, &head, h->head_least, box, s->pages->root, s->title, "the headline") +
         0.8f * h->gap;
  }
  /* what is read before the foot gets its tags before it */
  CopSheet later = *s;
  float foot = h->height - h->margin - h->bottom;
  g_autoptr(CopPages) scratch = cop_pages_new(s->setter->shaper, s->pages->meta);
  later.pages = scratch;
  later.page = cop_pages_add(scratch, h->width, h->height);
  foot = cop_sheet_foot(&later, parts->helpline, parts->footer) - h->gap;
  if (later.error != NULL)
    s->error = later.error;
  Grid g = { .s = s, .panels = (const CopNode *const *)parts->panels->pdata + first, .n = n, .first = first };
  set_grid(&g, y, foot);
  g.size = h->body;
  if (s->error == NULL)
    agree(&g);
  for (unsigned i = 0; i < n && s->error == NULL; i++)
    put_panel(&g, i);
  if (s->error == NULL)
    cop_sheet_foot(s, parts->helpline, parts->footer);
}

void
cop_sheet_comic(CopSheet *s, const CopSheetParts *parts)
{
  unsigned n = parts->panels->len, pages = MAX(1, (n + PANELS_MAX - 1) / PANELS_MAX), done = 0;
  for (unsigned i = 0; i < pages && s->error == NULL; i++) {
    unsigned on_page = (n - done + (pages - i) - 1) / (pages - i); /* pages of about equal fullness */
    comic_page(s, parts, done, on_page);
    done += on_page;
  }
}

/* --- booklet --- */

static void
put_page_number(CopSheet *s)
{
  const CopSheetShape *h = s->shape;
  unsigned number = cop_pages_count(s->pages);
  s->page->label = cop_arena_printf(s->pages->arena, "%u", number);
  CopTextSpec spec = { .style = COP_STYLE_SHEET, .size = h->label, .face = COP_FACE_BOLD, .leading = 1, .color = cop_sheet_ink(s, COP_INK_DEEP),
                       .align = COP_ALIGN_CENTER };
  float width = 40;
  /* at the outer edge: right pages are odd, left ones in books that open to the right */
  bool right = (number % 2 == 1) != s->rtl;
  CopTextBox *b = s->error != NULL ? NULL : cop_text_box_string(s->setter, s->pages, s->page->label, s->doc->meta.lang, &spec, width, NULL, &s->error);
  if (b != NULL)
    cop_text_box_place(b, s->pages, s->page, right ? s->page->width - h->margin - width : h->margin,
                       s->page->height - h->margin - cop_text_box_height(b));
}

void
cop_sheet_booklet(CopSheet *s, const CopSheetParts *parts)
{
  const CopSheetShape *h = s->shape;
  CopSheetParts cover = { .band = parts->band, .picture = parts->picture, .headline = parts->headline, .act = parts->act,
                          .panels = parts->panels, .rest = g_ptr_array_new() };
  cop_sheet_face(s, &cover);
  g_ptr_array_unref(cover.rest);
  s->title = COP_TAG_H2;
  s->free = 2 * h->label;
  for (guint i = 0; i < parts->panels->len && s->error == NULL; i++) {
    g_auto(CopSheetParts) page = { 0 };
    cop_sheet_parts(g_ptr_array_index(parts->panels, i), &page);
    page.untitled = true;
    cop_sheet_face(s, &page);
    put_page_number(s);
  }
  s->free = 0;
  /* the back cover is the last page of the last sheet of four */
  while (s->error == NULL && (cop_pages_count(s->pages) + 1) % 4 != 0) {
    cop_sheet_begin(s, h->width, h->height);
    put_page_number(s);
  }
  CopSheetParts back = *parts;
  back.band = back.picture = back.headline = back.act = NULL;
  back.untitled = true;
  if (s->error == NULL)
    cop_sheet_face(s, &back);
}

/* --- flip chart --- */

#define FACILITATOR 1.4f /* read standing, at arm's length, beside the stand */

/* For the facilitator: the picture small, the text beside it. */
static void
facilitator_page(CopSheet *s, const CopSheetParts *panel)
{
  CopSheetShape shape = *s->shape;
  const CopSheetShape *before = s->shape;
  shape.side = true;
  shape.picture = 0.4f;
  shape.head = before->act;
  shape.head_least = before->act_least;
  shape.act *= FACILITATOR;
  shape.body *= FACILITATOR;
  s->shape = &shape;
  g_auto(CopSheetParts) page = { 0 };
  if (panel->back != NULL)
    cop_sheet_parts(panel->back, &page);
  else
    page = (CopSheetParts){ .act = panel->act, .body = panel->body, .panels = g_ptr_array_new(), .rest = g_ptr_array_ref(panel->rest) };
  page.headline = panel->headline;
  page.picture = panel->picture;
  page.untitled = true;
  cop_sheet_face(s, &page);
  s->shape = before;
}

/* The strip takes the foot of the cover: a picture above the title would leave
 * a third of the page empty beside it. */
static void
cover_page(CopSheet *s, const CopSheetParts *parts)
{
  CopSheetShape shape = *s->shape;
  const CopSheetShape *before = s->shape;
  CopSheetParts cover = *parts;
  shape.side = true;
  shape.picture = 0.68f;
  shape.head = 60;
  s->shape = &shape;
  cover.rest = g_ptr_array_new();
  cop_sheet_face(s, &cover);
  g_ptr_array_unref(cover.rest);
  s->shape = before;
}

void
cop_sheet_flip_chart(CopSheet *s, const CopSheetParts *parts)
{
  cover_page(s, parts);
  s->title = COP_TAG_H2;
  for (guint i = 0; i < parts->panels->len && s->error == NULL; i++) {
    g_auto(CopSheetParts) panel = { 0 };
    cop_sheet_parts(g_ptr_array_index(parts->panels, i), &panel);
    facilitator_page(s, &panel);
    CopSheetParts shown = { .picture = panel.picture, .headline = panel.headline, .panels = panel.panels, .rest = g_ptr_array_new(), .untitled = true };
    if (s->error == NULL)
      cop_sheet_face(s, &shown);
    g_ptr_array_unref(shown.rest);
  }
}
