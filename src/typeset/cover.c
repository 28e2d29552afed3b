/* SPDX-License-Identifier: Apache-2.0
 *
 * The cover page, and the title where a document has no cover.
 */
#include "base/date.h"
#include "base/locale.h"
#include "typeset/layout.h"
#include "typeset/text.h"

#define BAR 3.0f
#define TITLE_SHARE 0.22f /* of the height of the page that the title may take */

static CopFlow
cover_flow(CopLayout *l, float width, CopTag *tag)
{
  const CopStyleSheet *s = l->style;
  return (CopFlow){ .layout = l, .slabs = g_ptr_array_new(), .box = s->page_width - 2 * s->margin_side, .width = width,
                    .wide = width, .tag = tag, .prose = COP_TEXT_COVER_LINE };
}

static void
flow_string(CopFlow *f, const char *text, CopTextName name, CopTagKind kind, CopInk ink, CopAlign align)
{
  CopLayout *l = f->layout;
  if (text == NULL || text[0] == '\0' || l->error != NULL)
    return;
  const CopTextStyle *style = &l->style->text[name];
  CopLook look = cop_flow_look(f, style);
  if (ink != COP_INK_MAX)
    look.color = cop_flow_ink(f, ink);
  cop_para_start(l->setter, l->doc->meta.lang);
  cop_gather_text(f, text, &look, l->doc->meta.lang, cop_tag_add(l->pages, f->tag, kind));
  cop_flow_lines(f, style, align);
}

static char *
date_text(const CopLayout *l)
{
  if (l->doc->meta.date == NULL)
    return NULL;
  CopDate d = cop_date_read(l->doc->meta.date);
  if (d.precision == COP_DATE_INVALID)
    return g_strdup(l->doc->meta.date);
  g_autoptr(CopLocale) locale = cop_locale_new(l->doc->meta.lang);
  return cop_locale_date(locale, d, COP_DATE_LONG);
}

/* Moves a finished flow onto the page; returns the foot. */
static float
put(CopLayout *l, CopPage *page, CopFlow *f, float y)
{
  CopSlab s = { 0 };
  float height = cop_flow_stack(f, &s, 0, 0);
  cop_items_move(s.first, l->style->margin_side, y);
  for (CopItem *i = s.first, *next; i != NULL; i = next) {
    next = i->next;
    cop_page_append(page, i);
  }
  return y + height;
}

/* The graphic fills what is between the text and the foot, at the end side. */
static void
put_graphic(CopLayout *l, CopPage *page, const CopNode *figure, float top, float bottom)
{
  const CopDrawing *d = figure->as.figure.drawing;
  if (d == NULL || bottom - top < 72)
    return;
  const CopStyleSheet *s = l->style;
  float width = s->page_width - 2 * s->margin_side;
  float scale = MIN(0.86f * width / d->width, (bottom - top) / d->height);
  CopTag *tag = NULL;
  if (figure->as.figure.alt != NULL && figure->as.figure.alt[0] != '\0') {
    tag = cop_tag_add(l->pages, l->pages->root, COP_TAG_FIGURE);
    tag->alt = cop_arena_strdup(l->pages->arena, figure->as.figure.alt);
  }
  float x = l->rtl ? s->margin_side : s->page_width - s->margin_side - scale * d->width;
  cop_drawing_place(l->setter, l->pages, page, d, cop_node_lang(l->doc, figure), s->family, x, bottom - scale * d->height,
                    scale, tag, &l->error);
}

/* The title as large as its place allows: a long one leaves room for the graphic. */
static CopFlow
cover_title(CopLayout *l, float width, CopTag *tag, bool ground)
{
  const CopDocMeta *meta = &l->doc->meta;
  const CopTextStyle *usual = &l->style->text[COP_TEXT_COVER_TITLE];
  CopFlow f = { 0 };
  for (float factor = 1; factor > 0.6f; factor -= 0.1f) {
    CopTextStyle style = *usual;
    style.size *= factor;
    if (f.slabs != NULL)
      g_ptr_array_unref(f.slabs);
    f = cover_flow(l, 0.94f * width, tag);
    CopLook look = cop_flow_look(&f, &style);
    look.color = ground ? cop_flow_ink(&f, COP_INK_PAPER) : look.color;
    cop_para_start(l->setter, meta->lang);
    cop_gather_text(&f, meta->title, &look, meta->lang, cop_tag_add(l->pages, f.tag, COP_TAG_TITLE));
    cop_flow_lines(&f, &style, COP_ALIGN_START);
    if (l->error != NULL || cop_flow_height(&f) <= TITLE_SHARE * l->style->page_height)
      break;
  }
  if (!l->has_subtitle)
    flow_string(&f, meta->subtitle, COP_TEXT_COVER_SUBTITLE, COP_TAG_P, ground ? COP_INK_ACCENT_SOFT : COP_INK_MAX, COP_ALIGN_START);
  flow_string(&f, meta->example, COP_TEXT_COVER_LINE, COP_TAG_P, ground ? COP_INK_PAPER : COP_INK_TEXT, COP_ALIGN_START);
  return f;
}

void
cop_layout_cover(CopLayout *l, const CopNode *cover)
{
  const CopStyleSheet *s = l->style;
  const CopDocMeta *meta = &l->doc->meta;
  bool ground = s->decorated && !meta->grey; /* a printer without colour gets no large dark field */
  CopPage *page = cop_pages_add(l->pages, s->page_width, s->page_height);
  float width = s->page_width - 2 * s->margin_side;
  CopTag *tag = cop_tag_add(l->pages, l->pages->root, COP_TAG_DIV);
  CopFlow head = cover_flow(l, width, tag);
  flow_string(&head, meta->author, COP_TEXT_COVER_LINE, COP_TAG_P, ground ? COP_INK_PAPER : COP_INK_TEXT, COP_ALIGN_START);
  float y = put(l, page, &head, s->margin_top + 12);
  y = MAX(y + 40, 0.17f * s->page_height);
  if (s->decorated)
    cop_page_append(page, cop_item_rect(l->pages, l->rtl ? s->page_width - s->margin_side - 64 : s->margin_side, y, 64, BAR,
                                        cop_ink(meta, COP_INK_MARK)));
  CopFlow title = cover_title(l, width, tag, ground);
  y = put(l, page, &title, y + 20) + 12;
  if (ground) {
    CopItem *field = cop_item_rect(l->pages, 0, 0, s->page_width, y, cop_ink(meta, COP_INK_DEEP));
    field->artifact = COP_ARTIFACT_BACKGROUND;
    cop_page_prepend(page, field);
  }
  CopFlow rest = cover_flow(l, 0.94f * width, tag);
  const CopNode *graphic = NULL;
  for (const CopNode *n = cover->first; n != NULL; n = n->next) {
    if (n->kind == COP_NODE_FIGURE && graphic == NULL)
      graphic = n;
    else if (n != l->title)
      cop_flow_block(&rest, n);
  }
  y = put(l, page, &rest, y + (ground ? 24 : 0));
  CopFlow foot = cover_flow(l, width, tag);
  g_autofree char *date = date_text(l);
  flow_string(&foot, date, COP_TEXT_COVER_LINE, COP_TAG_P, COP_INK_TEXT, COP_ALIGN_START);
  flow_string(&foot, meta->edition, COP_TEXT_NOTE, COP_TAG_P, COP_INK_MAX, COP_ALIGN_START);
  flow_string(&foot, meta->licence, COP_TEXT_NOTE, COP_TAG_P, COP_INK_MAX, COP_ALIGN_START);
  float foot_top = s->page_height - s->margin_bottom - cop_flow_height(&foot);
  if (graphic != NULL)
    put_graphic(l, page, graphic, y + 32, s->page_height - s->margin_bottom);
  put(l, page, &foot, foot_top);
}

void
cop_layout_title(CopFlow *f)
{
  CopLayout *l = f->layout;
  const CopDocMeta *meta = &l->doc->meta;
  CopAlign align = l->style->text[COP_TEXT_TITLE].align;
  CopFlow full = *f;
  full.width = f->wide;
  guint from = f->slabs->len;
  flow_string(&full, meta->title, COP_TEXT_TITLE, COP_TAG_TITLE, COP_INK_MAX, align);
  if (!l->has_subtitle)
    flow_string(&full, meta->subtitle, COP_TEXT_SUBTITLE, COP_TAG_P, COP_INK_MAX, align);
  const CopNode *head = l->doc->root->first;
  if (l->style->decorated && (head == NULL || head->role != COP_ROLE_TITLE_BLOCK)) {
    g_autofree char *date = meta->date != NULL ? date_text(l) : NULL;
    g_autofree char *byline = meta->author != NULL && date != NULL ? g_strdup_printf("%s · %s", meta->author, date)
                                                                   : g_strdup(meta->author != NULL ? meta->author : date);
    flow_string(&full, byline, COP_TEXT_NOTE, COP_TAG_P, COP_INK_MAX, align);
  }
  flow_string(&full, meta->example, COP_TEXT_RUNNING, COP_TAG_P, COP_INK_TEXT, align);
  for (guint i = from; i < f->slabs->len; i++) {
    CopSlab *s = g_ptr_array_index(f->slabs, i);
    s->keep = true;
    s->wide = true;
  }
  if (f->slabs->len > from)
    ((CopSlab *)g_ptr_array_index(f->slabs, f->slabs->len - 1))->after = 12;
}
