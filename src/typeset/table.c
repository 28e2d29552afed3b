/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables: column widths from weights and content, rows as slabs, heads
 * repeated overleaf, tall rows divided between lines.
 * Widths of columns: doc/column_widths.h.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/locale.h"
#include "doc/column_widths.h"
#include "typeset/layout.h"
#include "typeset/text.h"

#define GAP 9.0f  /* between columns */
#define PAD 3.5f  /* above and below the text of a row */

typedef struct {
  float natural, least, fraction; /* fraction: widest part after the decimal sign */
  float width, x;
} Column;

/* A cell that reaches down into the next rows. */
typedef struct {
  unsigned rows;     /* still to come, this one included */
  float rest;        /* height its text still needs */
} Hang;

typedef struct {
  CopFlow *f;
  const CopNode *node;
  CopTag *tag;
  unsigned n;
  Column *columns;
  Hang *hang;
  float x, width;    /* of the table, from the reading start */
  bool rules;
  const char *decimal_sign;
  CopTableHead *head;
  unsigned row;
  unsigned n_rows;   /* of the body */
} Table;

static unsigned
span(unsigned n)
{
  return MAX(n, 1);
}

static bool
is_head(const Table *t, const CopNode *cell, unsigned column)
{
  return cell->as.cell.head || (t->node->as.table.head_column && column == 0);
}

static CopTextName
cell_text(const CopNode *row, const CopNode *cell)
{
  bool strong = cell->as.cell.head || row->role == COP_ROLE_GROUP || row->role == COP_ROLE_TOTAL;
  return strong ? COP_TEXT_HEAD_CELL : COP_TEXT_CELL;
}

/* --- widths --- */

/* Widths of one paragraph-like node. */
static void
measure_para(Table *t, const CopNode *n, CopTextName name, float *natural, float *least)
{
  CopLayout *l = t->f->layout;
  unsigned n_notes = l->n_notes, n_tags = l->pages->n_tags;
  l->measuring = true;
  CopLook look = cop_flow_look(t->f, &l->style->text[name]);
  look.features |= COP_FEATURE_TABULAR;
  cop_para_start(l->setter, cop_node_lang(l->doc, n));
  /* tags and notes made while measuring hang on a tag that nobody keeps */
  CopTag scrap = { .kind = COP_TAG_P };
  cop_gather(t->f, n, &look, cop_node_lang(l->doc, n), &scrap);
  l->measuring = false;
  l->n_notes = n_notes;
  l->pages->n_tags = n_tags;
  if (l->error == NULL && cop_para_shape(l->setter, l->pages, &l->error))
    cop_para_widths(l->setter, natural, least);
}

static void
measure_cell(Table *t, const CopNode *row, const CopNode *cell, Column *c)
{
  CopTextName name = cell_text(row, cell);
  float natural = 0, least = 0;
  bool blocks = false;
  for (const CopNode *n = cell->first; n != NULL; n = cop_node_walk(n, cell)) {
    if (n->kind == COP_NODE_PARA) {
      float a = 0, b = 0, indent = n->parent->kind == COP_NODE_ITEM ? 14 : 0;
      measure_para(t, n, name, &a, &b);
      natural = MAX(natural, a + indent);
      least = MAX(least, b + indent);
    }
    if (n == cell)
      break;
    blocks = blocks || !cop_node_is_inline(n->kind);
  }
  if (!blocks && cell->first != NULL)
    measure_para(t, cell, name, &natural, &least);
  c->natural = MAX(c->natural, natural);
  c->least = MAX(c->least, least);
}

/* What stands from the decimal sign on; "" when there is none. */
static const char *
fraction_of(const Table *t, const char *text)
{
  const char *at = t->decimal_sign[0] != '\0' ? g_strrstr(text, t->decimal_sign) : NULL;
  return at != NULL ? at : "";
}

static float
fraction_width(Table *t, const CopNode *cell)
{
  CopLayout *l = t->f->layout;
  g_autofree char *text = cop_node_plain_text(cell);
  const char *fraction = fraction_of(t, text);
  if (fraction[0] == '\0' || l->error != NULL)
    return 0;
  CopLook look = cop_flow_look(t->f, &l->style->text[COP_TEXT_CELL]);
  look.features |= COP_FEATURE_TABULAR;
  return MAX(cop_text_width(l->setter, fraction, cop_node_lang(l->doc, cell), &look, &l->error), 0);
}

static void
measure_columns(Table *t)
{
  g_autofree unsigned *busy = g_new0(unsigned, t->n); /* rows a cell above still takes */
  for (const CopNode *row = t->node->first; row != NULL; row = row->next) {
    if (row->kind != COP_NODE_ROW)
      continue;
    unsigned j = 0;
    for (const CopNode *cell = row->first; cell != NULL; cell = cell->next) {
      while (j < t->n && busy[j] > 0)
        busy[j++]--;
      if (j >= t->n)
        break;
      if (span(cell->as.cell.colspan) == 1) {
        measure_cell(t, row, cell, &t->columns[j]);
        if (t->node->as.table.columns[j].align == COP_ALIGN_DECIMAL && !cell->as.cell.head)
          t->columns[j].fraction = MAX(t->columns[j].fraction, fraction_width(t, cell));
      }
      for (unsigned k = 0; k < span(cell->as.cell.colspan) && j < t->n; k++, j++)
        busy[j] = span(cell->as.cell.rowspan) - 1;
    }
    for (; j < t->n; j++)
      if (busy[j] > 0)
        busy[j]--;
  }
}

static void
set_widths(Table *t)
{
  float natural = 0, gaps = GAP * (float)(t->n - 1);
  g_autofree CopColumnWant *wants = g_new(CopColumnWant, t->n + 1);
  g_autofree float *widths = g_new(float, t->n + 1);
  for (unsigned j = 0; j < t->n; j++) {
    wants[j] = (CopColumnWant){ t->columns[j].natural, t->columns[j].least };
    natural += wants[j].natural;
  }
  t->width = natural + gaps <= t->f->width ? t->f->width : t->f->wide;
  cop_column_widths(t->node->as.table.columns, wants, t->n, t->width - gaps, widths);
  float x = t->x;
  for (unsigned j = 0; j < t->n; j++) {
    t->columns[j].width = widths[j];
    t->columns[j].x = x;
    x += widths[j] + GAP;
  }
}

/* --- rows --- */

typedef struct {
  CopFlow inner;
  float x, width, height;
  unsigned next;     /* slab of `inner` to be placed next */
} Cell;

static CopTag *
cell_tag(Table *t, CopTag *tr, const CopNode *cell, unsigned j)
{
  bool head = is_head(t, cell, j);
  CopTag *tag = cop_tag_add(t->f->layout->pages, tr, head ? COP_TAG_TH : COP_TAG_TD);
  tag->colspan = span(cell->as.cell.colspan);
  tag->rowspan = span(cell->as.cell.rowspan);
  if (head)
    tag->scope = cell->as.cell.head && t->row < t->node->as.table.n_head_rows ? COP_SCOPE_COLUMN : COP_SCOPE_ROW;
  return tag;
}

static Cell
lay_cell(Table *t, CopTag *tr, const CopNode *row, const CopNode *cell, unsigned j)
{
  CopLayout *l = t->f->layout;
  unsigned last = MIN(j + span(cell->as.cell.colspan), t->n) - 1;
  Column *c = &t->columns[j];
  Cell out = { .x = c->x, .width = t->columns[last].x + t->columns[last].width - c->x };
  CopTag *tag = cell_tag(t, tr, cell, j);
  CopAlign align = last == j ? t->node->as.table.columns[j].align : COP_ALIGN_START;
  float width = out.width;
  if (align == COP_ALIGN_DECIMAL) {
    /* the signs stand below each other: what a number lacks after the sign is left free */
    if (!cell->as.cell.head)
      width -= c->fraction - fraction_width(t, cell);
    align = COP_ALIGN_END;
    if (l->rtl)
      out.x += out.width - width;
  }
  CopTextName name = cell_text(row, cell);
  out.inner = cop_flow_inner(t->f, width, name, tag);
  out.inner.features |= COP_FEATURE_TABULAR;
  bool inlines = cell->first == NULL || cop_node_is_inline(cell->first->kind);
  if (inlines)
    cop_flow_para(&out.inner, cell, name, tag, align);
  else
    cop_flow_children(&out.inner, cell);
  out.height = cop_flow_height(&out.inner);
  return out;
}

/* Cells of a row into `cells`; the columns under hanging cells are skipped. */
static unsigned
lay_row(Table *t, const CopNode *row, CopTag *tr, Cell *cells, float *height)
{
  unsigned n = 0, j = 0;
  *height = 0;
  for (const CopNode *cell = row->first; cell != NULL && t->f->layout->error == NULL; cell = cell->next) {
    while (j < t->n && t->hang[j].rows > 0)
      j++;
    if (j >= t->n)
      break;
    cells[n] = lay_cell(t, tr, row, cell, j);
    unsigned rows = span(cell->as.cell.rowspan);
    if (rows > 1)
      t->hang[j] = (Hang){ rows, cells[n].height };
    else
      *height = MAX(*height, cells[n].height);
    for (unsigned k = 1; k < span(cell->as.cell.colspan) && j + k < t->n; k++)
      t->hang[j + k] = (Hang){ rows > 1 ? rows : 0, 0 };
    j += span(cell->as.cell.colspan);
    n++;
  }
  for (j = 0; j < t->n; j++)
    if (t->hang[j].rows == 1)
      *height = MAX(*height, t->hang[j].rest - 2 * PAD);
  return n;
}

static void
end_row(Table *t, float height, CopSlab *slab)
{
  for (unsigned j = 0; j < t->n; j++) {
    if (t->hang[j].rows == 0)
      continue;
    if (--t->hang[j].rows > 0)
      slab->keep = true;
    t->hang[j].rest -= height;
  }
}

static void
add_rule(Table *t, CopSlab *s, float y, float thickness, CopInk ink)
{
  if (t->rules)
    cop_slab_item(s, cop_item_rect(t->f->layout->pages, cop_flow_left(t->f, t->x, t->width), y, t->width, thickness,
                                   cop_flow_ink(t->f, ink)));
}

/* The part of a cell's lines that fits `height`, moved into the slab. */
static void
place_cell(Table *t, Cell *c, CopSlab *s, float top, float height)
{
  GPtrArray *rest = c->inner.slabs;
  CopFlow part = c->inner;
  part.slabs = g_ptr_array_new();
  float y = 0;
  for (; c->next < rest->len; c->next++) {
    CopSlab *line = g_ptr_array_index(rest, c->next);
    if (y > 0 && y + line->height > height + 0.01f)
      break;
    y += line->height + line->after;
    g_ptr_array_add(part.slabs, line);
  }
  cop_flow_stack(&part, s, cop_flow_left(t->f, c->x, c->inner.box), top);
}

static bool
all_placed(const Cell *cells, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    if (cells[i].next < cells[i].inner.slabs->len)
      return false;
  return true;
}

static float
page_height(const Table *t)
{
  const CopStyleSheet *s = t->f->layout->style;
  float height = t->f->landscape ? s->page_width : s->page_height;
  return height - s->margin_top - s->margin_bottom;
}

/* One row: one slab, or several when it is too tall to be moved as a whole. */
static void
flow_row(Table *t, const CopNode *row, CopTag *tr)
{
  CopFlow *f = t->f;
  g_autofree Cell *cells = g_new0(Cell, t->n);
  float height;
  unsigned n = lay_row(t, row, tr, cells, &height);
  bool head = t->row < t->node->as.table.n_head_rows;
  bool last = t->row + 1 == t->n_rows + t->node->as.table.n_head_rows;
  float part = !head && height > 0.3f * page_height(t) ? 0.12f * page_height(t) : height;
  bool first_part = true;
  do {
    CopSlab *s = cop_flow_add(f, 0);
    s->wide = t->width > f->width + 1;
    s->head = head ? NULL : t->head;
    float top = first_part ? PAD : 0;
    if (first_part && row->role == COP_ROLE_TOTAL)
      add_rule(t, s, 0, 0.6f, COP_INK_TEXT);
    for (unsigned i = 0; i < n; i++)
      place_cell(t, &cells[i], s, top, part < height ? part : FLT_MAX);
    bool done = all_placed(cells, n);
    s->height = top + part + (done ? PAD : 0);
    s->reluctance = done ? 0 : 4;
    if (done) {
      if (head)
        add_rule(t, s, s->height - 0.4f, 0.8f, f->layout->style->decorated ? COP_INK_DEEP : COP_INK_TEXT);
      else if (!last)
        add_rule(t, s, s->height - 0.2f, 0.4f, COP_INK_LINE);
      else
        add_rule(t, s, s->height - 0.3f, 0.6f, COP_INK_SOFT);
      /* neither the first nor the last row stands alone on a page */
      unsigned r = t->row - MIN(t->row, t->node->as.table.n_head_rows);
      bool ends = t->n_rows > 3 && (r == 0 || r + 2 == t->n_rows) && height < 0.15f * page_height(t);
      s->keep = head || row->role == COP_ROLE_GROUP || ends;
      end_row(t, s->height, s);
    }
    first_part = false;
    if (done)
      break;
  } while (f->layout->error == NULL);
  for (unsigned i = 0; i < n; i++)
    g_ptr_array_unref(cells[i].inner.slabs);
}

/* A copy of the head rows' items for the next pages, as artifacts. */
static CopItem *
copy_items(const CopFlow *f, const CopItem *from, float dy)
{
  CopItem *first = NULL, **link = &first;
  for (; from != NULL; from = from->next) {
    CopItem *copy = cop_new(cop_flow_arena(f), CopItem);
    *copy = *from;
    copy->next = NULL;
    copy->tag = NULL;
    copy->artifact = COP_ARTIFACT_PAGINATION;
    copy->y += dy;
    if (copy->kind == COP_ITEM_TEXT) {
      CopTextRun **run = &copy->as.text.first;
      for (const CopTextRun *r = from->as.text.first; r != NULL; r = r->next, run = &(*run)->next) {
        *run = cop_new(cop_flow_arena(f), CopTextRun);
        **run = *r;
        (*run)->tag = NULL;
        (*run)->next = NULL;
      }
    }
    *link = copy;
    link = &copy->next;
  }
  return first;
}

static void
keep_head(Table *t, guint from)
{
  CopTableHead *h = cop_new(cop_flow_arena(t->f), CopTableHead);
  CopItem **link = &h->first;
  for (guint i = from; i < t->f->slabs->len; i++) {
    const CopSlab *s = g_ptr_array_index(t->f->slabs, i);
    *link = copy_items(t->f, s->first, h->height);
    while (*link != NULL)
      link = &(*link)->next;
    h->height += s->height;
  }
  t->head = h;
}

/* --- the whole --- */

static void
flow_caption(Table *t)
{
  CopFlow *f = t->f;
  CopLayout *l = f->layout;
  const CopNode *caption = NULL;
  for (const CopNode *n = t->node->first; n != NULL && caption == NULL; n = n->next)
    if (n->kind == COP_NODE_CAPTION)
      caption = n;
  const CopNode *named = caption != NULL ? caption : t->node;
  const char *lang = cop_node_lang(l->doc, named);
  g_autofree char *label = cop_node_label(l->doc, t->node, lang);
  if (caption == NULL && label == NULL)
    return;
  CopTag *tag = cop_tag_add(l->pages, t->tag, COP_TAG_CAPTION);
  const CopTextStyle *style = &l->style->text[COP_TEXT_CAPTION];
  CopLook look = cop_flow_look(f, style), soft = look;
  soft.color = cop_flow_ink(f, l->style->decorated ? COP_INK_MAIN : COP_INK_TEXT);
  cop_para_start(l->setter, lang);
  if (label != NULL) {
    cop_gather_text(f, label, &soft, lang, tag);
    cop_gather_text(f, "\u2002", &soft, lang, tag);
  }
  if (caption != NULL)
    cop_gather(f, caption, &look, lang, tag);
  guint from = f->slabs->len;
  cop_flow_lines(f, style, style->align);
  for (guint i = from; i < f->slabs->len; i++) {
    CopSlab *s = g_ptr_array_index(f->slabs, i);
    s->keep = true;
    s->wide = t->width > f->width + 1;
  }
}

static void
flow_notes_below(Table *t)
{
  for (const CopNode *n = t->node->first; n != NULL; n = n->next) {
    if (n->kind != COP_NODE_NOTE || t->f->slabs->len == 0)
      continue;
    ((CopSlab *)g_ptr_array_index(t->f->slabs, t->f->slabs->len - 1))->keep = true;
    CopTextName prose = t->f->prose;
    CopTag *tag = t->f->tag;
    guint from = t->f->slabs->len;
    t->f->prose = COP_TEXT_NOTE;
    cop_flow_children(t->f, n);
    t->f->prose = prose;
    t->f->tag = tag;
    for (guint i = from; i < t->f->slabs->len; i++)
      ((CopSlab *)g_ptr_array_index(t->f->slabs, i))->wide = t->width > t->f->width + 1;
  }
}

void
cop_flow_table(CopFlow *f, const CopNode *node, bool rules)
{
  Table t = { .f = f, .node = node, .n = node->as.table.n_columns, .rules = rules, .x = f->x };
  if (t.n == 0)
    return;
  CopLayout *l = f->layout;
  g_autoptr(CopLocale) locale = NULL;
  for (unsigned j = 0; j < t.n && locale == NULL; j++)
    if (node->as.table.columns[j].align == COP_ALIGN_DECIMAL)
      locale = cop_locale_new(cop_node_lang(l->doc, node));
  t.decimal_sign = locale != NULL ? cop_locale_decimal_sign(locale) : "";
  t.columns = g_newa0(Column, t.n);
  t.hang = g_newa0(Hang, t.n);
  t.tag = cop_tag_add(l->pages, f->tag, COP_TAG_TABLE);
  guint start = f->slabs->len;
  measure_columns(&t);
  set_widths(&t);
  flow_caption(&t);
  guint body = f->slabs->len;
  for (const CopNode *row = node->first; row != NULL; row = row->next)
    t.n_rows += row->kind == COP_NODE_ROW;
  t.n_rows -= MIN(t.n_rows, node->as.table.n_head_rows);
  for (const CopNode *row = node->first; row != NULL && l->error == NULL; row = row->next) {
    if (row->kind != COP_NODE_ROW)
      continue;
    flow_row(&t, row, cop_tag_add(l->pages, t.tag, COP_TAG_TR));
    if (++t.row == node->as.table.n_head_rows)
      keep_head(&t, body);
  }
  flow_notes_below(&t);
  if (f->slabs->len == start)
    return;
  CopSlab *first = g_ptr_array_index(f->slabs, start), *last = g_ptr_array_index(f->slabs, f->slabs->len - 1);
  first->before = MAX(first->before, 8);
  last->after = 12;
  if (node->id != NULL)
    cop_flow_mark(f, first, node, t.tag);
}
