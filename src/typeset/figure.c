/* SPDX-License-Identifier: Apache-2.0
 *
 * Figures and rows of key figures.
 *
 * The table of numbers behind a figure is for readers of HTML and for its alt
 * text; on paper the figure has its labels, and the table is not printed again.
 */
#include <string.h>

#include "typeset/layout.h"
#include "typeset/text.h"

static void
flow_caption(CopFlow *f, const CopNode *figure, CopTag *parent)
{
  CopLayout *l = f->layout;
  const CopNode *caption = figure->first;
  while (caption != NULL && caption->kind != COP_NODE_CAPTION)
    caption = caption->next;
  const char *lang = cop_node_lang(l->doc, caption != NULL ? caption : figure);
  g_autofree char *label = cop_node_label(l->doc, figure, lang);
  if (caption == NULL && label == NULL)
    return;
  CopTag *tag = cop_tag_add(l->pages, parent, COP_TAG_CAPTION);
  const CopTextStyle *style = &l->style->text[COP_TEXT_CAPTION];
  CopLook look = cop_flow_look(f, style), main = look;
  main.color = cop_flow_ink(f, l->style->decorated ? COP_INK_MAIN : COP_INK_TEXT);
  cop_para_start(l->setter, lang);
  if (label != NULL) {
    cop_gather_text(f, label, &main, lang, tag);
    cop_gather_text(f, "\u2002", &main, lang, tag);
  }
  if (caption != NULL)
    cop_gather(f, caption, &look, lang, tag);
  guint from = f->slabs->len;
  cop_flow_lines(f, style, style->align);
  for (guint i = from; i < f->slabs->len; i++)
    ((CopSlab *)g_ptr_array_index(f->slabs, i))->keep = true;
}

static void
flow_drawing(CopFlow *f, const CopNode *n, CopTag *parent)
{
  CopLayout *l = f->layout;
  const CopDrawing *d = n->as.figure.drawing;
  const char *lang = cop_node_lang(l->doc, n);
  CopLook look = cop_flow_look(f, &l->style->text[COP_TEXT_CELL]);
  const CopSetDrawing *set = cop_drawing_set(l->setter, l->pages, d, lang, &look, &l->error);
  if (set == NULL)
    return;
  float share = n->as.figure.width > 0 ? n->as.figure.width : 1;
  float width = MIN(share * f->width, f->wide);
  /* heading and caption have room on the same page, lying or standing */
  float page = f->landscape ? l->style->page_width : l->style->page_height;
  float most = page - l->style->margin_top - l->style->margin_bottom - 110;
  if (!f->landscape)
    most = MIN(most, 0.6f * page);
  float scale = MIN(width / d->width, most / d->height);
  width = scale * d->width;
  CopSlab *s = cop_flow_add(f, scale * d->height);
  s->wide = width > f->width + 1;
  CopItem *item = cop_new(l->pages->arena, CopItem);
  item->kind = COP_ITEM_DRAWING;
  item->seq = cop_pages_seq(l->pages);
  item->x = cop_flow_left(f, f->x, width);
  item->as.drawing.set = set;
  item->as.drawing.scale = scale;
  if (n->as.figure.alt != NULL && n->as.figure.alt[0] != '\0') {
    item->tag = cop_tag_add(l->pages, parent, COP_TAG_FIGURE);
    item->tag->alt = cop_arena_strdup(l->pages->arena, n->as.figure.alt);
    if (n->lang != NULL)
      item->tag->lang = cop_arena_strdup(l->pages->arena, n->lang);
  }
  cop_slab_item(s, item);
  s->after = 6;
  if (n->id != NULL)
    cop_flow_mark(f, s, n, item->tag);
}

void
cop_flow_figure(CopFlow *f, const CopNode *n)
{
  if (n->as.figure.drawing == NULL) {
    cop_flow_finding(f, n, "layout-figure", "give the figure a drawing", "a figure has nothing to show");
    return;
  }
  CopTag *outer = f->tag, *group = cop_tag_add(f->layout->pages, outer, COP_TAG_DIV);
  guint start = f->slabs->len;
  flow_caption(f, n, group);
  flow_drawing(f, n, group);
  f->tag = group;
  CopTextName prose = f->prose;
  f->prose = COP_TEXT_NOTE;
  for (const CopNode *c = n->first; c != NULL; c = c->next) {
    if (c->kind != COP_NODE_NOTE || f->slabs->len == start)
      continue;
    ((CopSlab *)g_ptr_array_index(f->slabs, f->slabs->len - 1))->keep = true;
    cop_flow_children(f, c);
  }
  f->prose = prose;
  f->tag = outer;
  if (f->slabs->len > start)
    ((CopSlab *)g_ptr_array_index(f->slabs, f->slabs->len - 1))->after = 14;
}

/* --- key figures --- */

/* The number: the first STRONG of the item; the rest is its label. */
static const CopNode *
number_of(const CopNode *item)
{
  for (const CopNode *n = item->first; n != NULL; n = cop_node_walk(n, item))
    if (n->kind == COP_NODE_STRONG)
      return n;
  return NULL;
}

static void
flow_number_and_label(CopFlow *f, const CopNode *item)
{
  CopLayout *l = f->layout;
  const CopNode *strong = number_of(item);
  const CopTextStyle *big = &l->style->text[COP_TEXT_KEY_NUMBER], *small = &l->style->text[COP_TEXT_KEY_LABEL];
  const char *lang = cop_node_lang(l->doc, item);
  if (strong != NULL) {
    CopLook look = cop_flow_look(f, big);
    cop_para_start(l->setter, lang);
    cop_gather(f, strong, &look, lang, cop_tag_add(l->pages, f->tag, COP_TAG_P));
    cop_flow_lines(f, big, big->align);
  }
  CopLook look = cop_flow_look(f, small);
  CopTag *tag = cop_tag_add(l->pages, f->tag, COP_TAG_P);
  cop_para_start(l->setter, lang);
  for (const CopNode *para = item->first; para != NULL; para = para->next) {
    CopNode rest = *para;
    if (strong != NULL && strong->parent == para)
      rest.first = strong->next;
    cop_gather(f, &rest, &look, lang, tag);
  }
  cop_flow_lines(f, small, small->align);
}

void
cop_flow_key_figures(CopFlow *f, const CopNode *list)
{
  CopLayout *l = f->layout;
  unsigned n = 0;
  for (const CopNode *i = list->first; i != NULL; i = i->next)
    n++;
  if (n == 0)
    return;
  const float between = 16;
  float all = f->top ? f->wide : f->width;
  unsigned most = MAX(1, (unsigned)((all + between) / (90 + between))), rows = (n + most - 1) / most;
  unsigned per_row = (n + rows - 1) / rows; /* rows of about equal length */
  float width = (all - between * (float)(per_row - 1)) / (float)per_row;
  CopTag *tag = cop_tag_add(l->pages, f->tag, COP_TAG_L);
  CopSlab *s = NULL;
  unsigned k = 0;
  for (const CopNode *i = list->first; i != NULL && l->error == NULL; i = i->next, k++) {
    if (k % per_row == 0) {
      s = cop_flow_add(f, 0);
      s->before = s->after = 12;
      s->wide = all > f->width + 1;
    }
    CopTag *li = cop_tag_add(l->pages, tag, COP_TAG_LI);
    CopFlow inner = cop_flow_inner(f, width, COP_TEXT_KEY_LABEL, cop_tag_add(l->pages, li, COP_TAG_LBODY));
    flow_number_and_label(&inner, i);
    float left = cop_flow_left(f, f->x + (float)(k % per_row) * (width + between), width);
    if (l->style->decorated)
      cop_slab_item(s, cop_item_rect(l->pages, left, 0, width, 1.2f, cop_flow_ink(f, COP_INK_MAIN)));
    float height = 6 + cop_flow_stack(&inner, s, left, 6);
    s->height = MAX(s->height, height);
  }
}
