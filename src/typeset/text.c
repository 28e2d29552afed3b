/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/text.h"

#include <math.h>
#include <string.h>

#include "base/lang.h"
#include "typeset/layout.h"

/* --- one line --- */

CopLine *
cop_layout_line(CopSetter *s, CopPages *p, const char *text, const char *lang, const CopLook *look, CopTag *tag,
                GError **error)
{
  CopSpan span = { .look = *look, .lang = cop_shaper_lang(s->shaper, lang), .tag = tag };
  cop_para_start(s, lang);
  cop_para_add(s, text, &span);
  if (!cop_para_shape(s, p, error))
    return NULL;
  CopParaShape shape = { .width = 1e6f, .align = s->para.rtl ? COP_ALIGN_END : COP_ALIGN_START, .leading = 1,
                         .size = look->size };
  CopLine *line = cop_para_lines(s, p, &shape, 0);
  return line != NULL ? line : cop_new(p->arena, CopLine);
}

float
cop_text_width(CopSetter *s, const char *text, const char *lang, const CopLook *look, GError **error)
{
  CopSpan span = { .look = *look, .lang = cop_shaper_lang(s->shaper, lang) };
  cop_para_start(s, lang);
  cop_para_add(s, text, &span);
  CopPages scratch = { 0 }; /* shaping takes reading-order numbers from it, nothing else */
  if (!cop_para_shape(s, &scratch, error))
    return -1;
  float natural, least;
  cop_para_widths(s, &natural, &least);
  return natural;
}

/* --- boxes --- */

struct CopTextBox {
  CopSlab slab;     /* items relative to the box */
  float width, ink, size;
  unsigned n_lines;
  bool overfull;
  CopTag *tag;
};

static CopStyleSheet *
scaled_sheet(CopPages *p, const CopTextSpec *spec)
{
  CopStyleSheet *sheet = cop_new(p->arena, CopStyleSheet);
  *sheet = *cop_style_sheet(spec->style);
  float factor = spec->size > 0 ? spec->size / sheet->text[COP_TEXT_BODY].size : 1;
  for (int i = 0; i < COP_TEXT_MAX; i++) {
    CopTextStyle *t = &sheet->text[i];
    t->size *= factor;
    t->before *= factor;
    t->after *= factor;
    t->style |= spec->face;
    if (spec->leading > 0)
      t->leading = spec->leading;
    if (spec->align != COP_ALIGN_START)
      t->align = spec->align;
  }
  return sheet;
}

static void
measure_box(CopTextBox *b)
{
  float left = 1e6f, right = -1e6f;
  for (const CopItem *i = b->slab.first; i != NULL; i = i->next) {
    if (i->kind != COP_ITEM_TEXT)
      continue;
    left = MIN(left, i->x);
    right = MAX(right, i->x + i->as.text.width);
  }
  b->ink = MAX(right - left, 0);
  b->overfull = b->ink > b->width + 0.5f;
}

static CopTextBox *
set_box(CopSetter *s, CopPages *p, const CopDoc *d, const CopNode *n, const CopTextSpec *spec, float width, CopTag *tag,
        bool sketch, CopDiags *diags, GError **error)
{
  CopLayout l = { .setter = s, .doc = d, .pages = p, .diags = diags, .style = scaled_sheet(p, spec), .sketch = sketch };
  l.rtl = cop_lang_rtl(cop_node_lang(d, n));
  l.color = spec->color;
  l.balanced = spec->balanced;
  l.ids = g_hash_table_new(g_direct_hash, g_direct_equal);
  CopFlow f = { .layout = &l, .slabs = g_ptr_array_new(), .box = width, .width = width, .wide = width, .tag = tag,
                .prose = COP_TEXT_BODY };
  bool inlines = n->first != NULL && cop_node_is_inline(n->first->kind);
  if (inlines)
    cop_flow_para(&f, n, COP_TEXT_BODY, tag, n->kind == COP_NODE_PARA ? n->as.para.align : COP_ALIGN_START);
  else
    cop_flow_children(&f, n);
  g_hash_table_unref(l.ids);
  CopTextBox *b = cop_new(p->arena, CopTextBox);
  b->width = width;
  b->size = l.style->text[COP_TEXT_BODY].size;
  b->tag = tag;
  b->n_lines = f.slabs->len;
  b->slab.height = cop_flow_stack(&f, &b->slab, 0, 0);
  measure_box(b);
  if (l.error != NULL) {
    g_propagate_error(error, l.error);
    return NULL;
  }
  return b;
}

CopTextBox *
cop_text_box_new(CopSetter *s, CopPages *p, const CopDoc *d, const CopNode *n, const CopTextSpec *spec, float width,
                 CopTag *tag, CopDiags *diags, GError **error)
{
  return set_box(s, p, d, n, spec, width, tag, false, diags, error);
}

CopTextBox *
cop_text_box_string(CopSetter *s, CopPages *p, const char *text, const char *lang, const CopTextSpec *spec, float width,
                    CopTag *tag, GError **error)
{
  CopNode node = { .kind = COP_NODE_TEXT, .lang = lang, .as.text.text = text };
  CopNode para = { .kind = COP_NODE_PARA, .lang = lang, .first = &node, .last = &node };
  node.parent = &para;
  CopDoc doc = { .arena = p->arena, .meta = *p->meta, .root = &para };
  g_autoptr(CopDiags) none = cop_diags_new();
  return set_box(s, p, &doc, &para, spec, width, tag, false, none, error);
}

static CopTextBox *
try_size(CopSetter *s, CopPages *p, const CopDoc *d, const CopNode *n, const CopTextSpec *spec, float size, float width,
         CopTagKind kind, bool sketch, CopDiags *diags, GError **error)
{
  CopTextSpec sized = *spec;
  sized.size = size;
  return set_box(s, p, d, n, &sized, width, cop_tag_add(p, NULL, kind), sketch, diags, error);
}

#define NEARLY_FULL 0.96f /* of the height: a step larger would hardly be seen */

/* How many steps smaller a box probably has to be: its area goes with the square
 * of the size. */
static int
guess_steps(const CopTextBox *b, float max_height, int low, int high)
{
  float ratio = MIN(sqrtf(max_height / MAX(b->slab.height, 1)), b->width / MAX(b->ink, 1));
  return CLAMP((int)ceilf(logf(MAX(ratio, 0.01f)) / logf(0.98f)), low, high);
}

#define STEPS_FOR_A_LINE 11 /* of 2 %: to four fifths */

static bool
is_square(const CopDoc *d, const CopNode *n)
{
  CopScript script = cop_lang_script(cop_node_lang(d, n));
  return script == COP_SCRIPT_HANS || script == COP_SCRIPT_HANT || script == COP_SCRIPT_JPAN;
}

/* In scripts without blanks a headline that is cut within a sentence reads ill, and no dictionary knows
 * every phrase: if a size a little smaller takes a line less, it is better. */
static float
size_with_fewer_lines(CopSetter *s, CopPages *p, const CopDoc *d, const CopNode *n, const CopTextSpec *spec, float size, float least,
                      float width, CopTagKind kind, const CopTextBox *best, GError **error)
{
  for (int i = 1; i <= STEPS_FOR_A_LINE; i++) {
    float at = size * powf(0.98f, (float)i);
    g_autoptr(CopDiags) scratch = cop_diags_new();
    if (at < least)
      break;
    const CopTextBox *b = try_size(s, p, d, n, spec, at, width, kind, true, scratch, error);
    if (b == NULL)
      return size;
    if (!b->overfull && b->n_lines < best->n_lines)
      return at;
  }
  return size;
}

CopTextBox *
cop_text_box_fit(CopSetter *s, CopPages *p, const CopDoc *d, const CopNode *n, const CopTextSpec *spec, float least,
                 float width, float max_height, CopTag *parent, CopTagKind tag_kind, const char *what, CopDiags *diags,
                 GError **error)
{
  float size = spec->size > 0 ? spec->size : cop_style_sheet(spec->style)->text[COP_TEXT_BODY].size;
  int steps = least < size ? (int)ceilf(logf(least / size) / logf(0.98f)) : 0, low = 0, high = steps, tried = 0, stride = 1;
  CopTextBox *best = NULL;
  float best_at = size;
  /* the smallest number of steps at which it fits: none, else from a guess outwards */
  while (low <= high) {
    float at = MAX(size * powf(0.98f, (float)tried), MIN(least, size));
    g_autoptr(CopDiags) scratch = cop_diags_new();
    CopTextBox *b = try_size(s, p, d, n, spec, at, width, tag_kind, true, scratch, error);
    if (b == NULL)
      return NULL;
    bool first = low == 0 && tried == 0;
    if (b->slab.height <= max_height + 0.01f && !b->overfull) {
      best = b;
      best_at = at;
      if (b->slab.height > NEARLY_FULL * max_height)
        break;
      high = tried - 1;
      tried = stride == 1 ? high : (low + high) / 2;
    } else {
      low = tried + 1;
      tried = first ? guess_steps(b, max_height, low, MAX(low, high)) : best != NULL ? (low + high) / 2 : MIN(tried + stride, high);
      stride = first ? 1 : 2 * stride;
    }
  }
  if (best != NULL && best->n_lines > 1 && spec->balanced && is_square(d, n)) {
    best_at = size_with_fewer_lines(s, p, d, n, spec, best_at, least, width, tag_kind, best, error);
    if (error != NULL && *error != NULL)
      return NULL;
  }
  if (best == NULL) {
    best = try_size(s, p, d, n, spec, MIN(least, size), width, tag_kind, false, diags, error);
    if (best == NULL)
      return NULL;
    g_autofree char *message =
      g_strdup_printf("%s does not fit in language '%s': %.0f x %.0f points are needed at the least size %.3g, %.0f x %.0f are there",
                      what, cop_node_lang(d, n), best->ink, best->slab.height, best->size, width, max_height);
    CopDiag finding = { .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_LAYOUT, .code = "layout-overflow", .start = -1,
                        .end = -1, .message = message, .remedy = "shorten the text" };
    cop_diags_add(diags, &finding);
  } else {
    g_autoptr(CopDiags) scratch = cop_diags_new();
    best = try_size(s, p, d, n, spec, best_at, width, tag_kind, false, scratch, error);
    if (best == NULL)
      return NULL;
  }
  cop_tag_attach(parent, best->tag);
  return best;
}

float
cop_text_box_height(const CopTextBox *b)
{
  return b->slab.height;
}

float
cop_text_box_width(const CopTextBox *b)
{
  return b->width;
}

float
cop_text_box_ink_width(const CopTextBox *b)
{
  return b->ink;
}

float
cop_text_box_size(const CopTextBox *b)
{
  return b->size;
}

float
cop_text_box_baseline(const CopTextBox *b)
{
  return b->slab.baseline;
}

unsigned
cop_text_box_n_lines(const CopTextBox *b)
{
  return b->n_lines;
}

bool
cop_text_box_overfull(const CopTextBox *b)
{
  return b->overfull;
}

void
cop_text_box_place(CopTextBox *b, CopPages *p, CopPage *page, float x, float y)
{
  cop_items_move(b->slab.first, x, y);
  for (CopItem *i = b->slab.first, *next; i != NULL; i = next) {
    next = i->next;
    cop_page_append(page, i);
  }
  for (const CopPageLink *l = b->slab.links; l != NULL; l = l->next) {
    CopPageLink *placed = cop_page_link(p, page), *after = placed->next;
    *placed = *l;
    placed->next = after;
    placed->x += x;
    placed->y += y;
  }
  b->slab.first = b->slab.last = NULL;
  b->slab.links = NULL;
}

/* --- drawings --- */

static unsigned
count_texts(const CopDrawing *d)
{
  unsigned n = 0;
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next)
    n += op->kind == COP_DRAW_TEXT ? 1 : op->kind == COP_DRAW_CHILD ? count_texts(op->as.child.drawing) : 0;
  return n;
}

static bool
set_texts(CopSetter *s, CopPages *p, const CopDrawing *d, const char *lang, const CopLook *family, CopSetDrawing *set,
          GError **error)
{
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    if (op->kind == COP_DRAW_CHILD && !set_texts(s, p, op->as.child.drawing, lang, family, set, error))
      return false;
    if (op->kind != COP_DRAW_TEXT)
      continue;
    const char *own = op->as.text.lang != NULL ? op->as.text.lang : lang;
    CopLook look = { .family = family->family, .style = op->as.text.bold ? COP_FACE_BOLD : 0, .size = op->as.text.size,
                     .color = op->as.text.color, .features = COP_FEATURE_TABULAR };
    CopLine *line = cop_layout_line(s, p, op->as.text.text, own, &look, NULL, error);
    if (line == NULL)
      return false;
    CopTextLine *t = &set->lines[set->n_lines++];
    if (line->first != NULL && line->first->kind == COP_ITEM_TEXT)
      *t = line->first->as.text;
    bool to_left = op->as.text.anchor == COP_ANCHOR_END;
    if (op->as.text.anchor == COP_ANCHOR_START)
      to_left = cop_lang_rtl(own);
    else if (op->as.text.anchor == COP_ANCHOR_END)
      to_left = !cop_lang_rtl(own);
    t->x = op->as.text.x - (op->as.text.anchor == COP_ANCHOR_MIDDLE ? t->width / 2 : to_left ? t->width : 0);
    t->y = op->as.text.y;
  }
  return true;
}

const CopSetDrawing *
cop_drawing_set(CopSetter *s, CopPages *p, const CopDrawing *d, const char *lang, const CopLook *look, GError **error)
{
  CopSetDrawing *set = g_hash_table_lookup(p->set_drawings, d);
  if (set != NULL)
    return set;
  /* the paragraph being gathered waits while the drawing's texts use the scratch */
  CopPara waiting = s->para;
  set = cop_new(p->arena, CopSetDrawing);
  set->drawing = d;
  set->lines = cop_new_n(p->arena, CopTextLine, count_texts(d));
  bool texts = count_texts(d) > 0;
  if (texts)
    cop_setter_push(s);
  bool done = set_texts(s, p, d, lang, look, set, error);
  if (texts)
    cop_setter_pop(s, waiting);
  if (!done)
    return NULL;
  g_hash_table_insert(p->set_drawings, (gpointer)d, set);
  return set;
}

bool
cop_drawing_place(CopSetter *s, CopPages *p, CopPage *page, const CopDrawing *d, const char *lang, CopFamily family,
                  float x, float y, float scale, CopTag *tag, GError **error)
{
  CopLook look = { .family = family };
  const CopSetDrawing *set = cop_drawing_set(s, p, d, lang, &look, error);
  if (set == NULL)
    return false;
  CopItem *item = cop_new(p->arena, CopItem);
  item->kind = COP_ITEM_DRAWING;
  item->tag = tag;
  item->seq = cop_pages_seq(p);
  item->x = x;
  item->y = y;
  item->as.drawing.set = set;
  item->as.drawing.scale = scale;
  cop_page_append(page, item);
  if (tag != NULL && tag->kind == COP_TAG_FIGURE) {
    tag->page = p->pages->len - 1;
    tag->x = x;
    tag->y = y;
    tag->width = scale * d->width;
    tag->height = scale * d->height;
  }
  return true;
}
