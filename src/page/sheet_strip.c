/* SPDX-License-Identifier: Apache-2.0
 *
 * What is in the same place on every sheet: the band at the head, the strip
 * with the helpline and the imprint at the foot.
 */
#include "page/sheet_priv.h"

/* --- band --- */

static float
band_word(CopSheet *s, const CopNode *para, float y, float size, float from, bool at_end, CopTag *tag)
{
  const CopSheetShape *f = s->shape;
  float room = s->page->width - 2 * f->margin;
  CopTextSpec spec = { .style = COP_STYLE_SHEET, .size = size, .leading = 0.9f, .face = at_end ? 0 : COP_FACE_BOLD,
                       .color = cop_sheet_ink(s, at_end ? COP_INK_SOFT : COP_INK_DEEP), .align = at_end ? COP_ALIGN_END : COP_ALIGN_START };
  float share = at_end ? 0.3f : 0.68f; /* a country is said in fewer words than an audience */
  CopBox box = { f->margin, y, room * share - from, size * 2.6f };
  box.x = cop_sheet_from_start(s, (CopBox){ f->margin, y, room, 0 }, at_end ? room * (1 - share) : from, box.width);
  return cop_sheet_text(s, para, &spec, 0.6f * size, box, tag, COP_TAG_P, at_end ? "the country" : "the audience");
}

float
cop_sheet_band(CopSheet *s, const CopNode *band)
{
  const CopSheetShape *f = s->shape;
  float top = f->margin + f->top;
  if (band == NULL || band->first == NULL || !f->band)
    return top;
  CopTag *tag = cop_tag_add(s->pages, s->pages->root, COP_TAG_DIV);
  tag->use = COP_USE_BAND;
  float size = f->label, height = 0, from = 0;
  const CopNode *first = band->first;
  if (first->kind == COP_NODE_FIGURE) { /* the symbol of the audience, before its name */
    float square = 1.7f * size;
    CopBox all = { f->margin, top, s->page->width - 2 * f->margin, square };
    all.x = cop_sheet_from_start(s, all, 0, square);
    all.width = square;
    cop_sheet_picture(s, first, all, tag);
    from = 1.35f * square;
    if ((first = first->next) == NULL)
      return top + square;
  }
  height = band_word(s, first, top, size, from, false, tag);
  if (first->next != NULL)
    height = MAX(height, band_word(s, first->next, top, size, 0, true, tag));
  float rule = 0.14f * size;
  cop_sheet_round(s, (CopBox){ f->margin, top + height + 0.35f * size, s->page->width - 2 * f->margin, rule }, 0,
                  cop_sheet_ink(s, COP_INK_MAIN), 0, 0);
  return top + height + 0.35f * size + rule;
}

/* --- imprint --- */

static float
put_imprint(CopSheet *s, const CopNode *footer, CopTag *tag)
{
  const CopSheetShape *f = s->shape;
  float foot = s->page->height - f->margin - f->bottom - s->free, width = s->page->width - 2 * f->margin;
  const char *example = s->doc->meta.example;
  CopTextSpec spec = { .style = COP_STYLE_SHEET, .size = f->foot, .leading = 0.9f, .color = cop_sheet_ink(s, COP_INK_SOFT) };
  CopTextBox *boxes[2] = { NULL, NULL };
  if (footer != NULL && s->error == NULL)
    boxes[0] = cop_text_box_new(s->setter, s->pages, s->doc, footer->first != NULL && footer->first->next == NULL ? footer->first : footer,
                                &spec, width, cop_tag_add(s->pages, tag, COP_TAG_P), s->diags, &s->error);
  spec.face = COP_FACE_BOLD;
  spec.size = MAX(f->foot, f->label * 0.8f);
  spec.color = cop_sheet_ink(s, COP_INK_TEXT);
  if (example != NULL && s->error == NULL)
    boxes[1] = cop_text_box_string(s->setter, s->pages, example, s->doc->meta.lang, &spec, width, cop_tag_add(s->pages, tag, COP_TAG_P), &s->error);
  for (size_t i = 0; i < G_N_ELEMENTS(boxes) && s->error == NULL; i++) {
    if (boxes[i] == NULL)
      continue;
    foot -= cop_text_box_height(boxes[i]);
    cop_text_box_place(boxes[i], s->pages, s->page, f->margin, foot);
    foot -= 2;
  }
  return boxes[0] != NULL || boxes[1] != NULL ? foot - 0.25f * f->gap : foot;
}

/* --- helpline --- */

typedef struct {
  CopSheet *s;
  CopTag *tag;
  CopBox inner;       /* where words may stand */
  CopColor ink, soft; /* of the number, of the rest */
  const CopNode *number;
} Strip;

static const CopNode *
number_of(const CopNode *helpline)
{
  for (const CopNode *n = helpline; n != NULL; n = cop_node_walk(n, helpline))
    if (n->kind == COP_NODE_STRONG)
      return n->parent;
  return helpline->first;
}

static const CopNode *
code_of(const CopNode *helpline)
{
  for (const CopNode *n = helpline->first; n != NULL; n = n->next)
    if (n->kind == COP_NODE_FIGURE)
      return n;
  return NULL;
}

/* The code keeps its white ground whatever is around it: readers need it. In a high
 * strip it leaves the width to the words. Returns what it takes of the strip's width. */
#define CODE_SHARE 0.2f /* of the strip's width at most */
static float
put_code(Strip *p, const CopNode *code, CopBox strip)
{
  if (code == NULL || !p->s->shape->code)
    return 0;
  float gap = 0.06f * strip.height, side = MIN(strip.height - 2 * gap, CODE_SHARE * strip.width);
  CopBox box = { cop_sheet_from_start(p->s, strip, strip.width - side - gap, side), strip.y + (strip.height - side) / 2, side, side };
  cop_sheet_round(p->s, box, gap, 0xFFFFFFFF, 0, 0);
  cop_sheet_picture(p->s, code, box, p->tag);
  return side + gap;
}

static CopTextBox *
strip_line(Strip *p, const CopNode *n, float size, float least, unsigned face, CopColor color, float width, float height)
{
  CopTextSpec spec = { .style = COP_STYLE_SHEET, .size = size, .leading = 0.88f, .face = face, .color = color };
  CopSheet *s = p->s;
  if (s->error != NULL)
    return NULL;
  return cop_text_box_fit(s->setter, s->pages, s->doc, n, &spec, least, width, height, p->tag, COP_TAG_P, "the helpline", s->diags, &s->error);
}

static void
place(Strip *p, CopTextBox *b, float from, float y)
{
  if (b != NULL)
    cop_text_box_place(b, p->s->pages, p->s->page, cop_sheet_from_start(p->s, p->inner, from, cop_text_box_width(b)), y);
}

/* Hours, cost, languages: beside or below the number, in the middle of the height that is left. */
static void
put_details(Strip *p, float from, float top)
{
  float size = 1.15f * p->s->shape->label, width = p->inner.width - from, room = p->inner.height - top, height = 0;
  CopTextBox *boxes[6] = { NULL };
  size_t n = 0, count = 0;
  for (const CopNode *c = p->number->next; c != NULL; c = c->next)
    count += c->kind == COP_NODE_PARA;
  count = MIN(count, G_N_ELEMENTS(boxes));
  for (const CopNode *c = p->number->next; c != NULL && n < count; c = c->next) {
    if (c->kind != COP_NODE_PARA)
      continue;
    boxes[n] = strip_line(p, c, size, 0.62f * size, 0, p->soft, width, room / (float)count);
    height += boxes[n] == NULL ? 0 : cop_text_box_height(boxes[n]);
    n++;
  }
  float y = p->inner.y + top + (room - height) / 2;
  for (size_t i = 0; i < n; i++) {
    place(p, boxes[i], from, y);
    y += boxes[i] == NULL ? 0 : cop_text_box_height(boxes[i]);
  }
}

static bool
has_details(const Strip *p)
{
  for (const CopNode *c = p->number->next; c != NULL; c = c->next)
    if (c->kind == COP_NODE_PARA)
      return true;
  return false;
}

/* The words above the number, the number, the rest beside it; below it where the strip is narrow. */
#define NARROW 2.2f     /* width by height of what is left for words */
#define NUMBER_SHARE 0.4f /* of the height, where details stand below */
#define LARGE_SHARE 0.56f /* of the height, where they always do */
static void
put_words(Strip *p, const CopNode *helpline)
{
  const CopSheetShape *f = p->s->shape;
  bool details = has_details(p), below = details && (f->below || p->inner.width < NARROW * p->inner.height);
  float width = p->inner.width * (details && !below ? 0.6f : 1);
  CopTextBox *above = NULL;
  if (helpline->first != p->number && helpline->first->kind == COP_NODE_PARA)
    above = strip_line(p, helpline->first, f->label, 0.7f * f->label, COP_FACE_BOLD, p->soft, width, 2.2f * f->label);
  float top = above == NULL ? 0 : cop_text_box_height(above);
  float room = below ? (f->below ? LARGE_SHARE : NUMBER_SHARE) * p->inner.height : p->inner.height - top;
  CopTextBox *number = strip_line(p, p->number, f->number, 0.3f * f->number, COP_FACE_BOLD, p->ink, width, room);
  if (number == NULL)
    return;
  p->tag->last->use = COP_USE_NUMBER; /* the paragraph just made */
  float height = top + cop_text_box_height(number), y = p->inner.y + (below ? 0 : MAX(0, (p->inner.height - height) / 2));
  place(p, above, 0, y);
  place(p, number, 0, y + top);
  float used = MAX(cop_text_box_ink_width(number), above == NULL ? 0 : cop_text_box_ink_width(above));
  if (below)
    put_details(p, 0, height);
  else if (details)
    put_details(p, used + 1.6f * f->label, 0);
}

static float
put_strip(CopSheet *s, const CopNode *helpline, float foot, CopTag *tag)
{
  const CopSheetShape *f = s->shape;
  if (helpline == NULL || helpline->first == NULL || s->error != NULL)
    return foot;
  CopBox strip = { f->margin, foot - f->strip, s->page->width - 2 * f->margin, f->strip };
  if (s->grey)
    cop_sheet_round(s, strip, 0.08f * f->strip, 0, cop_sheet_ink(s, COP_INK_TEXT), MAX(1, 0.016f * f->strip));
  else
    cop_sheet_round(s, strip, 0.08f * f->strip, cop_sheet_ink(s, COP_INK_DEEP), 0, 0);
  Strip p = { .s = s, .tag = tag, .number = number_of(helpline),
              .ink = s->grey ? cop_sheet_ink(s, COP_INK_TEXT) : 0xFFFFFFFF, .soft = s->grey ? cop_sheet_ink(s, COP_INK_TEXT) : cop_sheet_ink(s, COP_INK_TINT) };
  float pad = 0.13f * f->strip, side = (f->below ? 0.1f : 0.2f) * f->strip, code = put_code(&p, code_of(helpline), strip);
  p.inner = (CopBox){ strip.x + side, strip.y + pad, strip.width - 2 * side - code, strip.height - 2 * pad };
  if (s->rtl)
    p.inner.x += code;
  put_words(&p, helpline);
  return strip.y;
}

float
cop_sheet_foot(CopSheet *s, const CopNode *helpline, const CopNode *footer)
{
  /* the imprint is set first, for its height, and read last */
  CopTag *strip = cop_tag_add(s->pages, s->pages->root, COP_TAG_DIV), *imprint = cop_tag_add(s->pages, s->pages->root, COP_TAG_DIV);
  strip->use = COP_USE_HOURS;
  imprint->use = COP_USE_IMPRINT;
  return put_strip(s, helpline, put_imprint(s, footer, imprint), strip);
}
