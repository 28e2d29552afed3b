/* SPDX-License-Identifier: Apache-2.0
 *
 * What every page carries: running head and foot, page number, the band of a
 * draft, the line of example data. All of it is artifacts: a screen reader does
 * not hear it on each page.
 */
#include "typeset/layout.h"
#include "typeset/text.h"

#define HATCH 5.0f /* distance of the band's stripes */

/* One line of running text with its start, middle or end at x. */
static float
put_line(CopLayout *l, CopPage *page, const char *text, const CopLook *look, float x, CopAlign align, float baseline)
{
  if (text == NULL || text[0] == '\0' || l->error != NULL)
    return 0;
  CopLine *line = cop_layout_line(l->setter, l->pages, text, l->doc->meta.lang, look, NULL, &l->error);
  if (line == NULL || line->first == NULL)
    return 0;
  bool to_left = align == COP_ALIGN_END ? !l->rtl : l->rtl;
  float left = align == COP_ALIGN_CENTER ? x - line->width / 2 : to_left ? x - line->width : x;
  cop_items_move(line->first, left, baseline - line->baseline);
  for (CopItem *i = line->first, *next; i != NULL; i = next) {
    next = i->next;
    i->artifact = COP_ARTIFACT_PAGINATION;
    cop_page_append(page, i);
  }
  return line->width;
}

static CopLook
running_look(const CopLayout *l, CopInk ink, unsigned style)
{
  return (CopLook){ .family = l->style->family, .size = l->style->text[COP_TEXT_RUNNING].size, .style = style,
                    .color = cop_ink(&l->doc->meta, ink) };
}

static CopItem *
artifact(CopItem *item)
{
  item->artifact = COP_ARTIFACT_PAGINATION;
  return item;
}

/* The chapter a page belongs to: the last one that began on it or before. */
static const char *
chapter_of(const CopPages *p, unsigned page)
{
  const char *title = NULL;
  for (guint i = 0; i < p->outline->len; i++) {
    const CopOutlineEntry *e = &g_array_index(p->outline, CopOutlineEntry, i);
    if (e->level == 1 && e->page <= page)
      title = e->title;
  }
  return title;
}

static void
put_head(CopLayout *l, CopPage *page, unsigned number, bool first)
{
  const CopDocMeta *meta = &l->doc->meta;
  const CopStyleSheet *s = l->style;
  float start = l->rtl ? page->width - s->margin_side : s->margin_side;
  float end = page->width - start, y = s->margin_top - 26;
  CopLook soft = running_look(l, COP_INK_SOFT, 0);
  if (s->decorated && !first) {
    const char *chapter = chapter_of(l->pages, number);
    float used = put_line(l, page, meta->running_head != NULL ? meta->running_head : meta->title, &soft, start,
                          COP_ALIGN_START, y);
    float room = page->width - 2 * s->margin_side - used - 24;
    g_autoptr(GError) ignored = NULL;
    if (chapter != NULL && cop_text_width(l->setter, chapter, meta->lang, &soft, &ignored) < room)
      put_line(l, page, chapter, &soft, end, COP_ALIGN_END, y);
    cop_page_append(page, artifact(cop_item_rect(l->pages, s->margin_side, y + 5, page->width - 2 * s->margin_side, 0.4f,
                                                 cop_ink(meta, COP_INK_LINE))));
  }
  if (meta->example != NULL && !first) {
    CopLook strong = running_look(l, COP_INK_TEXT, COP_FACE_BOLD);
    put_line(l, page, meta->example, &strong, start, COP_ALIGN_START, y + 5 + 1.45f * strong.size);
  }
}

static void
put_foot(CopLayout *l, CopPage *page, unsigned number)
{
  const CopDocMeta *meta = &l->doc->meta;
  const CopStyleSheet *s = l->style;
  float start = l->rtl ? page->width - s->margin_side : s->margin_side;
  float y = page->height - s->margin_bottom + 26;
  CopLook soft = running_look(l, COP_INK_SOFT, 0), strong = running_look(l, COP_INK_DEEP, COP_FACE_BOLD);
  page->label = cop_arena_printf(l->pages->arena, "%u", number + 1);
  if (!s->decorated) {
    put_line(l, page, page->label, &soft, page->width / 2, COP_ALIGN_CENTER, y);
    return;
  }
  put_line(l, page, meta->edition, &soft, start, COP_ALIGN_START, y);
  put_line(l, page, page->label, &strong, page->width - start, COP_ALIGN_END, y);
}

/* Stripes at 45 degrees inside a strip, as one path. */
static void
put_stripes(CopLayout *l, CopPage *page, float x, float width, float height)
{
  CopPath path = cop_path_begin(l->pages->arena);
  for (float at = -height; at < width; at += HATCH) {
    float from = MAX(at, 0), to = MIN(at + height, width);
    cop_path_move(&path, from, height - (from - at));
    cop_path_line(&path, to, height - (to - at));
  }
  CopItem *item = cop_item_path(l->pages, &path, 0, cop_ink(&l->doc->meta, COP_INK_SOFT), 1.1f, NULL);
  item->x = x;
  cop_page_append(page, artifact(item));
}

/* The band of a draft: at the top edge, outer corner. */
static void
put_draft(CopLayout *l, CopPage *page, float scale)
{
  const CopDocMeta *meta = &l->doc->meta;
  CopLook look = running_look(l, COP_INK_TEXT, COP_FACE_BOLD);
  look.size = MAX(look.size, 9) * scale;
  float text = cop_text_width(l->setter, meta->draft, meta->lang, &look, &l->error);
  if (text < 0)
    return;
  float height = 18 * scale, side = 26 * scale, width = text + 2 * side + 16;
  float x = l->rtl ? 0 : page->width - width;
  /* on paper of its own: the page below may be dark */
  cop_page_append(page, artifact(cop_item_rect(l->pages, x, 0, width, height, cop_ink(meta, COP_INK_PAPER))));
  put_stripes(l, page, x, width, height);
  cop_page_append(page, artifact(cop_item_rect(l->pages, x + side, 0, text + 16, height, cop_ink(meta, COP_INK_PAPER))));
  put_line(l, page, meta->draft, &look, x + side + 8 + text / 2, COP_ALIGN_CENTER, 0.7f * height);
}

void
cop_layout_matter(CopLayout *l, unsigned first_page)
{
  for (unsigned i = 0; i < l->pages->pages->len && l->error == NULL; i++) {
    CopPage *page = g_ptr_array_index(l->pages->pages, i);
    if (i >= first_page) {
      put_head(l, page, i, first_page == 0 && i == 0);
      put_foot(l, page, i);
    }
    if (l->doc->meta.draft != NULL && l->error == NULL)
      put_draft(l, page, 1);
  }
}

bool
cop_page_draft(CopSetter *s, CopPages *p, CopPage *page, float scale, GError **error)
{
  if (p->meta->draft == NULL)
    return true;
  CopDoc doc = { .arena = p->arena, .meta = *p->meta };
  CopLayout l = { .setter = s, .doc = &doc, .pages = p, .style = cop_style_sheet(p->meta->style), .rtl = p->rtl };
  put_draft(&l, page, scale);
  if (l.error == NULL)
    return true;
  g_propagate_error(error, l.error);
  return false;
}
