/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of contents: one line for each section of level 1 and 2, leaders,
 * page number. Numbers are filled in when the pages are known; they take a
 * place of fixed width, so that filling them in moves nothing.
 */
#include <string.h>

#include "doc/words.h"
#include "typeset/layout.h"
#include "typeset/text.h"

#define DEPTH 2u
#define NUMBER_WIDTH 24.0f
#define ENTRIES_IN_ONE 36u /* more than that stand in two columns: the contents are seen at a glance */

/* Is it one of the sections that are listed? */
static bool
listed(const CopNode *n)
{
  return n->kind == COP_NODE_SECTION && n->as.section.in_contents && n->as.section.level <= DEPTH && n->first != NULL &&
         n->first->kind == COP_NODE_HEADING;
}

static bool
has_listed(const CopNode *section)
{
  for (const CopNode *n = section->first; n != NULL; n = n->next)
    if (listed(n))
      return true;
  return false;
}

static float
number_width(CopFlow *f, const CopNode *n, const CopTextStyle *style)
{
  CopLayout *l = f->layout;
  CopLook look = cop_flow_look(f, style);
  if (n->as.section.number == NULL || l->error != NULL)
    return 0;
  return cop_text_width(l->setter, n->as.section.number, l->doc->meta.lang, &look, &l->error) + 0.8f * style->size;
}

/* Widths of the columns of numbers. A word among them ("Annex A") takes the room
 * it needs on its own line and does not push the figures apart. */
static void
measure_numbers(CopFlow *f, float widths[DEPTH])
{
  CopLayout *l = f->layout;
  for (unsigned level = 0; level < DEPTH; level++) {
    const CopTextStyle *style = &l->style->text[level == 0 ? COP_TEXT_CONTENTS_1 : COP_TEXT_CONTENTS_2];
    widths[level] = 1.6f * style->size;
    for (const CopNode *n = l->doc->root; n != NULL && l->error == NULL; n = cop_node_walk(n, l->doc->root)) {
      float w = listed(n) && MAX(n->as.section.level, 1) == level + 1 ? number_width(f, n, style) : 0;
      if (w < 4 * style->size)
        widths[level] = MAX(widths[level], w);
    }
  }
}

static void
flow_entry(CopFlow *f, const CopNode *section, CopTag *toc, const float widths[DEPTH])
{
  CopLayout *l = f->layout;
  bool chapter = section->as.section.level <= 1;
  const CopTextStyle *style = &l->style->text[chapter ? COP_TEXT_CONTENTS_1 : COP_TEXT_CONTENTS_2];
  CopTag *toci = cop_tag_add(l->pages, toc, COP_TAG_TOCI);
  CopTag *reference = cop_tag_add(l->pages, toci, COP_TAG_REFERENCE);
  CopTag *link = cop_tag_add(l->pages, reference, COP_TAG_LINK);
  const char *lang = cop_node_lang(l->doc, section->first);
  float x = f->x, width = f->width;
  CopLook look = cop_flow_look(f, style);
  float start = chapter ? 0 : widths[0], number = MAX(widths[chapter ? 0 : 1], number_width(f, section, style));
  float indent = start + (section->as.section.number != NULL ? number : 0);
  f->x += indent;
  f->width -= indent + NUMBER_WIDTH;
  cop_para_start(l->setter, lang);
  cop_gather(f, section->first, &look, lang, link);
  guint from = f->slabs->len;
  CopSlab *first = cop_flow_lines(f, style, COP_ALIGN_START);
  f->x = x;
  f->width = width;
  if (first == NULL)
    return;
  if (section->as.section.number != NULL)
    cop_flow_label(f, first, section->as.section.number, style, l->style->decorated ? COP_INK_MAIN : style->ink, link,
                   x + start, number, false);
  for (guint i = from; i + 1 < f->slabs->len; i++)
    ((CopSlab *)g_ptr_array_index(f->slabs, i))->keep = true;
  CopSlab *last = g_ptr_array_index(f->slabs, f->slabs->len - 1);
  CopPageNumber *n = last->number = cop_new(l->pages->arena, CopPageNumber);
  n->target = cop_arena_strdup(l->pages->arena, cop_flow_anchor_id(f, section));
  n->from = cop_flow_left(f, x, width);
  n->to = n->from + width;
  n->look = look;
  n->look.style = 0;
  n->tag = link;
  n->lang = l->doc->meta.lang;
  n->rtl = l->rtl;
  CopPageLink *annotation = cop_new(l->pages->arena, CopPageLink);
  g_autofree char *title = cop_node_plain_text(section->first);
  annotation->alt = cop_arena_strdup(l->pages->arena, title);
  annotation->lang = lang;
  annotation->target = n->target;
  annotation->tag = link;
  annotation->x = n->from;
  annotation->width = width;
  annotation->height = first->height;
  cop_slab_links(first, annotation);
  if (chapter) {
    first->reluctance = 4;
    last->keep = last->keep || has_listed(section); /* no chapter stands alone at the foot of a column */
  }
}

static void
flow_title(CopFlow *f, const CopNode *node)
{
  CopLayout *l = f->layout;
  const char *lang = cop_node_lang(l->doc, node), *word = cop_word(l->doc, lang, COP_WORD_CONTENTS);
  const char *word_lang = cop_word_lang(l->doc, lang, COP_WORD_CONTENTS);
  const CopTextStyle *style = &l->style->text[COP_TEXT_H1];
  CopTag *tag = cop_tag_add(l->pages, f->tag, COP_TAG_H1);
  CopLook look = cop_flow_look(f, style);
  l->last_level = 1;
  cop_para_start(l->setter, word_lang);
  cop_gather_text(f, word, &look, word_lang, tag);
  CopSlab *s = cop_flow_lines(f, style, style->align);
  if (s == NULL)
    return;
  s->keep = true;
  cop_flow_mark(f, s, node, tag);
  s->marks->level = 1;
  s->marks->title = word;
  s->marks->lang = word_lang;
}

void
cop_flow_contents(CopFlow *f, const CopNode *node)
{
  CopLayout *l = f->layout;
  flow_title(f, node);
  CopTag *toc = cop_tag_add(l->pages, f->tag, COP_TAG_TOC);
  float widths[DEPTH];
  measure_numbers(f, widths);
  unsigned entries = 0;
  for (const CopNode *n = l->doc->root; n != NULL; n = cop_node_walk(n, l->doc->root))
    entries += listed(n);
  CopFlow saved = *f;
  if (entries > ENTRIES_IN_ONE)
    cop_flow_split(f);
  for (const CopNode *n = l->doc->root; n != NULL && l->error == NULL; n = cop_node_walk(n, l->doc->root))
    if (listed(n))
      flow_entry(f, n, toc, widths);
  *f = saved;
  if (f->slabs->len > 0)
    ((CopSlab *)g_ptr_array_index(f->slabs, f->slabs->len - 1))->after = 16;
}

/* Dots on a grid common to all lines, so that they stand below each other. */
static void
add_leaders(CopLayout *l, CopPage *page, float left, float right, float y, const CopLook *look)
{
  const float step = 5;
  float x = ((float)(int)(left / step) + 2) * step;
  if (x + step >= right)
    return;
  CopPath path = cop_path_begin(l->pages->arena);
  cop_path_move(&path, 0, 0);
  cop_path_line(&path, right - x - step, 0);
  CopItem *item = cop_item_path(l->pages, &path, 0, cop_ink(&l->doc->meta, COP_INK_SOFT), 0.08f * look->size, NULL);
  static const float dots[] = { 0, 5 };
  CopDrawOp *op = (CopDrawOp *)item->as.path;
  op->as.path.dash = dots;
  op->as.path.n_dash = 2;
  op->as.path.cap = COP_CAP_ROUND;
  item->x = x;
  item->y = y;
  cop_page_append(page, item);
}

/* Right end of the text in a slab whose line stands alone. */
static void
ink_range(const CopSlab *s, float *left, float *right)
{
  *left = 1e6f;
  *right = -1e6f;
  for (const CopItem *i = s->first;; i = i->next) {
    if (i->kind == COP_ITEM_TEXT) {
      *left = MIN(*left, i->x);
      *right = MAX(*right, i->x + i->as.text.width);
    }
    if (i == s->last)
      break;
  }
}

void
cop_layout_numbers(CopLayout *l, GPtrArray *slabs)
{
  for (guint i = 0; i < slabs->len && l->error == NULL; i++) {
    const CopSlab *s = g_ptr_array_index(slabs, i);
    const CopPageNumber *n = s->number;
    const CopPageAnchor *a = n != NULL ? cop_pages_anchor(l->pages, n->target) : NULL;
    if (a == NULL)
      continue;
    char text[16];
    g_snprintf(text, sizeof text, "%u", a->page + 1);
    CopLine *line = cop_layout_line(l->setter, l->pages, text, n->lang, &n->look, n->tag, &l->error);
    if (line == NULL)
      return;
    CopPage *page = g_ptr_array_index(l->pages->pages, s->page);
    float margin = l->style->margin_side + s->shift, y = s->y + s->baseline, left, right;
    ink_range(s, &left, &right); /* in points of the page by now */
    float x = margin + (n->rtl ? n->from : n->to - line->width);
    cop_items_move(line->first, x, y - line->baseline);
    cop_page_append(page, line->first);
    if (n->rtl)
      add_leaders(l, page, x + line->width, left - 2, y, &n->look);
    else
      add_leaders(l, page, right, x, y, &n->look);
  }
}
