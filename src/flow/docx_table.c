/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "flow/docx_priv.h"

/* A table of so few rows is not parted by a page. */
#define ROWS_KEPT_TOGETHER 6u
/* Bytes of a cell that make its row a tall one. */
#define TALL_TEXT 360u
#define KEY_FIGURES_IN_ROW 4u
#define TWIPS 20u /* of a point */
#define CELL_SIDE 85u
#define CELL_TOP 40u

/* Eighths of a point. */
#define HAIR_LINE 4u
#define LINE 8u
#define BAR 36u

typedef struct {
  const char *side; /* "w:top" */
  const char *style;
  unsigned size;
  CopDocxToken color;
} Border;

static bool
is_form(const CopNode *table)
{
  return table->role == COP_ROLE_TITLE_BLOCK || table->parent->role == COP_ROLE_TITLE_BLOCK;
}

static void
put_border(CopWalk *w, const Border *b)
{
  CopDocx *x = w->own;
  char color[7];
  cop_docx_color(w, b->color, color);
  cop_xml_start(x->out, b->side, "w:val", b->style, NULL);
  cop_xml_attr_int(x->out, "w:sz", b->size);
  cop_xml_attr_int(x->out, "w:space", 0);
  cop_xml_attr(x->out, "w:color", color);
  cop_xml_close(x->out);
}

static void
put_width(CopXml *out, const char *name, unsigned width)
{
  cop_xml_open(out, name);
  cop_xml_attr_int(out, "w:w", width);
  cop_xml_attr(out, "w:type", "dxa");
  cop_xml_close(out);
}

static void
put_margin(CopXml *out, const char *side, unsigned width)
{
  put_width(out, side, width);
}

static void
table_open(CopWalk *w, const char *style, const char *title, const char *summary, const unsigned *widths, unsigned n,
           unsigned top, unsigned side)
{
  CopDocx *x = w->own;
  unsigned total = 0;
  for (unsigned i = 0; i < n; i++)
    total += widths[i];
  cop_xml_open(x->out, "w:tbl");
  cop_xml_open(x->out, "w:tblPr");
  cop_xml_empty(x->out, "w:tblStyle", "w:val", style, NULL);
  if (w->rtl)
    cop_xml_empty(x->out, "w:bidiVisual", NULL);
  put_width(x->out, "w:tblW", total);
  cop_xml_empty(x->out, "w:tblLayout", "w:type", "fixed", NULL);
  cop_xml_open(x->out, "w:tblCellMar");
  put_margin(x->out, "w:top", top);
  put_margin(x->out, "w:left", side);
  put_margin(x->out, "w:bottom", top);
  put_margin(x->out, "w:right", side);
  cop_xml_close_as(x->out, "w:tblCellMar");
  cop_xml_empty(x->out, "w:tblLook", "w:val", "04A0", "w:firstRow", "1", "w:lastRow", "0", "w:firstColumn", "1",
                "w:lastColumn", "0", "w:noHBand", "1", "w:noVBand", "1", NULL);
  if (title != NULL)
    cop_xml_empty(x->out, "w:tblCaption", "w:val", title, NULL);
  if (summary != NULL)
    cop_xml_empty(x->out, "w:tblDescription", "w:val", summary, NULL);
  cop_xml_close_as(x->out, "w:tblPr");
  cop_xml_open(x->out, "w:tblGrid");
  for (unsigned i = 0; i < n; i++) {
    cop_xml_open(x->out, "w:gridCol");
    cop_xml_attr_int(x->out, "w:w", widths[i]);
    cop_xml_close(x->out);
  }
  cop_xml_close_as(x->out, "w:tblGrid");
  cop_xml_line(x->out);
}

/* --- cells --- */

const char *
cop_docx_cell_style(const CopWalk *w, const CopNode *cell)
{
  const CopWalkCell *c = cop_walk_cell(w, cell);
  if (is_form(w->table->node))
    return "FormLine";
  if (c != NULL && cop_walk_row_is_head(w))
    return "TableHead";
  if (cell->parent->role == COP_ROLE_TOTAL || cell->parent->role == COP_ROLE_GROUP ||
      (c != NULL && cop_walk_cell_is_head(w, c)))
    return "TableStrong";
  return "TableText";
}

static unsigned
span_width(const CopDocx *x, const CopWalkCell *c)
{
  unsigned width = 0;
  for (unsigned i = 0; i < c->columns; i++)
    width += x->column_widths[c->column + i];
  return width;
}

static void
put_cell_borders(CopWalk *w, const CopNode *row)
{
  CopDocx *x = w->own;
  if (is_form(w->table->node))
    return;
  bool head = cop_walk_row_is_head(w);
  cop_xml_open(x->out, "w:tcBorders");
  if (row->role == COP_ROLE_TOTAL)
    put_border(w, &(Border){ "w:top", "single", LINE, COP_DOCX_INK });
  if (head)
    put_border(w, &(Border){ "w:bottom", "single", LINE, COP_DOCX_DEEP });
  else
    put_border(w, &(Border){ "w:bottom", "single", HAIR_LINE, COP_DOCX_LINE });
  cop_xml_close_as(x->out, "w:tcBorders");
}

/* row: that which is being written, below the first one of a cell that spans. */
static void
put_cell_props(CopWalk *w, const CopWalkCell *c, const CopNode *row)
{
  CopDocx *x = w->own;
  cop_xml_open(x->out, "w:tcPr");
  put_width(x->out, "w:tcW", span_width(x, c));
  if (c->columns > 1) {
    cop_xml_open(x->out, "w:gridSpan");
    cop_xml_attr_int(x->out, "w:val", c->columns);
    cop_xml_close(x->out);
  }
  if (c->rows > 1)
    cop_xml_empty(x->out, "w:vMerge", "w:val", c->row == w->table->row ? "restart" : "continue", NULL);
  put_cell_borders(w, row);
  if (cop_walk_row_is_head(w) && !is_form(w->table->node))
    cop_xml_empty(x->out, "w:vAlign", "w:val", "bottom", NULL);
  cop_xml_close_as(x->out, "w:tcPr");
}

bool
cop_docx_cell_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopDocx *x = w->own;
  const CopWalkCell *c = cop_walk_cell(w, n);
  cop_xml_open(x->out, "w:tc");
  put_cell_props(w, c, n->parent);
  bool inlines = n->first == NULL || cop_node_is_inline(n->first->kind);
  if (inlines)
    cop_docx_para_open(w, &(CopDocxPara){ .style = cop_docx_cell_style(w, n), .keep_next = x->row_keeps,
                                          .align = cop_walk_cell_align(w, c) });
  if (!cop_walk_children(w, n, error))
    return false;
  if (inlines)
    cop_docx_para_close(w);
  cop_xml_close_as(x->out, "w:tc");
  w->descend = false;
  return true;
}

/* A slot that no cell of this row begins: the lower part of one that spans
 * rows, or nothing at all. */
static void
put_rest(CopWalk *w, const CopWalkCell *c, const CopNode *row, unsigned column)
{
  CopDocx *x = w->own;
  const CopWalkCell empty = { .row = w->table->row, .column = column, .rows = 1, .columns = 1 };
  cop_xml_open(x->out, "w:tc");
  put_cell_props(w, c == NULL ? &empty : c, row);
  cop_docx_para_open(w, &(CopDocxPara){ .style = "TableText", .keep_next = x->row_keeps });
  cop_docx_para_close(w);
  cop_xml_close_as(x->out, "w:tc");
}

static bool
row_keeps(const CopWalkTable *t)
{
  bool last = t->row + 1 >= t->n_rows, notes = cop_walk_child(t->node, COP_NODE_NOTE) != NULL;
  if (last)
    return notes;
  return t->n_rows <= ROWS_KEPT_TOGETHER || t->row < MAX(t->node->as.table.n_head_rows, 1) || t->row + 2 >= t->n_rows;
}

/* A row that may not be parted must fit what is left of a page. */
static bool
is_tall(const CopNode *row)
{
  for (const CopNode *cell = row->first; cell != NULL; cell = cell->next) {
    g_autofree char *text = cop_node_plain_text(cell);
    if (strlen(text) > TALL_TEXT)
      return true;
  }
  return false;
}

bool
cop_docx_row_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopDocx *x = w->own;
  const CopWalkTable *t = w->table;
  bool saved = x->row_keeps;
  x->row_keeps = row_keeps(t) || n->role == COP_ROLE_GROUP;
  cop_xml_open(x->out, "w:tr");
  cop_xml_open(x->out, "w:trPr");
  if (!is_tall(n))
    cop_xml_empty(x->out, "w:cantSplit", NULL);
  if (cop_walk_row_is_head(w))
    cop_xml_empty(x->out, "w:tblHeader", NULL);
  cop_xml_close_as(x->out, "w:trPr");
  for (unsigned column = 0; column < t->n_columns;) {
    const CopWalkCell *c = t->slots[(size_t)t->row * t->n_columns + column];
    if (c == NULL || c->row != t->row)
      put_rest(w, c, n, column);
    else if (!cop_walk_node(w, c->node, error))
      return false;
    column += c == NULL ? 1 : c->columns;
  }
  cop_xml_close_as(x->out, "w:tr");
  cop_xml_line(x->out);
  x->row_keeps = saved;
  w->descend = false;
  return true;
}

/* --- tables --- */

static bool
put_rows(CopWalk *w, const CopNode *n, GError **error)
{
  CopDocx *x = w->own;
  unsigned *outer_widths = x->column_widths, outer_width = x->cell_width;
  g_autofree unsigned *widths = g_new0(unsigned, MAX(n->as.table.n_columns, 1));
  unsigned total = x->nesting > 0 && x->cell_width > 0 ? x->cell_width : cop_docx_text_width(w);
  cop_walk_column_widths(w->table, total, TWIPS * cop_docx_table_size(w) / 2, is_form(n) ? 0 : 2 * CELL_SIDE, widths);
  x->column_widths = widths;
  const CopNode *caption = cop_walk_child(n, COP_NODE_CAPTION);
  g_autofree char *title = caption == NULL ? NULL : cop_node_plain_text(caption);
  table_open(w, "CopkitTable", title, n->as.table.summary, widths, n->as.table.n_columns,
             is_form(n) ? 0 : CELL_TOP, is_form(n) ? 0 : CELL_SIDE);
  x->nesting++;
  x->cell_width = total / MAX(n->as.table.n_columns, 1);
  bool ok = true;
  for (const CopNode *r = n->first; ok && r != NULL; r = r->next)
    if (r->kind == COP_NODE_ROW)
      ok = cop_walk_node(w, r, error);
  x->nesting--;
  cop_xml_close_as(x->out, "w:tbl");
  cop_xml_line(x->out);
  x->column_widths = outer_widths;
  x->cell_width = outer_width;
  return ok;
}

/* A page break due before a table needs a paragraph to hang on. */
static void
break_before_table(CopWalk *w)
{
  CopDocx *x = w->own;
  if (!x->page_break || x->nesting > 0) {
    cop_docx_before_block(w);
    return;
  }
  cop_docx_para_open(w, &(CopDocxPara){ .style = "TableEnd", .keep_next = true });
  cop_docx_para_close(w);
}

bool
cop_docx_table_enter(CopWalk *w, const CopNode *n, GError **error)
{
  w->descend = false;
  const CopNode *caption = cop_walk_child(n, COP_NODE_CAPTION);
  if (caption != NULL && !cop_walk_node(w, caption, error))
    return false;
  if (w->table->n_rows == 0 || w->table->n_columns == 0)
    return true;
  break_before_table(w);
  if (!put_rows(w, n, error))
    return false;
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (c->kind == COP_NODE_NOTE && !cop_walk_node(w, c, error))
      return false;
  /* two tables that touch would become one, and a cell must end in a paragraph */
  if (cop_walk_child(n, COP_NODE_NOTE) == NULL)
    cop_docx_gap(w, "TableEnd");
  return true;
}

/* --- call-outs and key figures --- */

static bool
only_paras(const CopNode *n)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (c->kind != COP_NODE_PARA)
      return false;
  return true;
}

/* Paragraphs carry a call-out by their style; anything else needs a frame. */
bool
cop_docx_callout_enter(CopWalk *w, const CopNode *n, GError **error)
{
  if (only_paras(n))
    return true;
  CopDocx *x = w->own;
  w->descend = false;
  bool aside = n->kind == COP_NODE_ASIDE;
  unsigned total = x->nesting > 0 && x->cell_width > 0 ? x->cell_width : cop_docx_text_width(w), outer = x->cell_width;
  char fill[7];
  cop_docx_color(w, aside ? COP_DOCX_GROUND : COP_DOCX_TINT, fill);
  break_before_table(w);
  table_open(w, "CopkitTable", NULL, NULL, &total, 1, 113, 170);
  cop_xml_open(x->out, "w:tr");
  cop_xml_open(x->out, "w:tc");
  cop_xml_open(x->out, "w:tcPr");
  put_width(x->out, "w:tcW", total);
  cop_xml_open(x->out, "w:tcBorders");
  put_border(w, &(Border){ w->rtl ? "w:right" : "w:left", aside ? "dotted" : "single", BAR,
                           aside ? COP_DOCX_SOFT_INK : n->role == COP_ROLE_HELPLINE ? COP_DOCX_MARK : COP_DOCX_MAIN });
  cop_xml_close_as(x->out, "w:tcBorders");
  cop_xml_empty(x->out, "w:shd", "w:val", "clear", "w:color", "auto", "w:fill", fill, NULL);
  cop_xml_close_as(x->out, "w:tcPr");
  x->nesting++;
  x->in_frame++;
  x->cell_width = total - 340;
  if (!cop_walk_children(w, n, error))
    return false;
  x->cell_width = outer;
  x->in_frame--;
  x->nesting--;
  cop_xml_close_as(x->out, "w:tc");
  cop_xml_close_as(x->out, "w:tr");
  cop_xml_close_as(x->out, "w:tbl");
  return true;
}

bool
cop_docx_callout_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  cop_docx_gap(w, "TableEnd");
  return true;
}

static bool
put_key_figure(CopWalk *w, const CopNode *item, unsigned width, GError **error)
{
  CopDocx *x = w->own;
  cop_xml_open(x->out, "w:tc");
  cop_xml_open(x->out, "w:tcPr");
  put_width(x->out, "w:tcW", width);
  if (item != NULL) {
    cop_xml_open(x->out, "w:tcBorders");
    put_border(w, &(Border){ "w:top", "single", 12, COP_DOCX_MAIN });
    cop_xml_close_as(x->out, "w:tcBorders");
  }
  cop_xml_close_as(x->out, "w:tcPr");
  if (item == NULL || item->first == NULL)
    cop_docx_gap(w, "KeyFigure");
  else if (!cop_walk_children(w, item, error))
    return false;
  cop_xml_close_as(x->out, "w:tc");
  return true;
}

bool
cop_docx_key_figures(CopWalk *w, const CopNode *list, GError **error)
{
  CopDocx *x = w->own;
  unsigned n = 0;
  for (const CopNode *item = list->first; item != NULL; item = item->next)
    n++;
  if (n == 0)
    return true;
  unsigned columns = n > KEY_FIGURES_IN_ROW ? MIN((n + 1) / 2, KEY_FIGURES_IN_ROW) : n, total = cop_docx_text_width(w), widths[KEY_FIGURES_IN_ROW];
  for (unsigned i = 0; i < columns; i++)
    widths[i] = total / columns;
  break_before_table(w);
  table_open(w, "CopkitTable", NULL, NULL, widths, columns, 57, CELL_SIDE);
  x->nesting++;
  x->in_key_figures = true;
  bool ok = true;
  const CopNode *item = list->first;
  while (ok && item != NULL) {
    cop_xml_open(x->out, "w:tr");
    for (unsigned i = 0; ok && i < columns; i++, item = item == NULL ? NULL : item->next)
      ok = put_key_figure(w, item, widths[i], error);
    if (ok)
      cop_xml_close_as(x->out, "w:tr");
  }
  x->in_key_figures = false;
  x->nesting--;
  if (!ok)
    return false;
  cop_xml_close_as(x->out, "w:tbl");
  cop_docx_gap(w, "TableEnd");
  return true;
}
