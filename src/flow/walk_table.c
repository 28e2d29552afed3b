/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/column_widths.h"
#include "flow/walk.h"

#define BOLD 1.09f /* wider than regular */

static unsigned
count_rows(const CopNode *table)
{
  unsigned n = 0;
  for (const CopNode *r = table->first; r != NULL; r = r->next)
    n += r->kind == COP_NODE_ROW;
  return n;
}

static void
table_clear(void *data)
{
  g_hash_table_unref(((CopWalkTable *)data)->cells);
}

static void
place_row(CopWalk *w, CopWalkTable *t, const CopNode *row, unsigned at_row)
{
  unsigned column = 0;
  for (const CopNode *cell = row->first; cell != NULL; cell = cell->next) {
    while (column < t->n_columns && t->slots[(size_t)at_row * t->n_columns + column] != NULL)
      column++;
    if (column >= t->n_columns)
      return;
    CopWalkCell *c = cop_new(w->arena, CopWalkCell);
    c->node = cell;
    c->row = at_row;
    c->column = column;
    c->rows = MIN(MAX(cell->as.cell.rowspan, 1), t->n_rows - at_row);
    c->columns = MIN(MAX(cell->as.cell.colspan, 1), t->n_columns - column);
    g_hash_table_insert(t->cells, (gpointer)cell, c);
    for (unsigned r = 0; r < c->rows; r++)
      for (unsigned k = 0; k < c->columns; k++)
        t->slots[(size_t)(at_row + r) * t->n_columns + column + k] = c;
    column += c->columns;
  }
}

CopWalkTable *
cop_walk_table_new(CopWalk *w, const CopNode *table)
{
  CopWalkTable *t = cop_new(w->arena, CopWalkTable);
  t->node = table;
  t->n_rows = count_rows(table);
  t->n_columns = table->as.table.n_columns;
  t->slots = cop_new_n(w->arena, const CopWalkCell *, (size_t)t->n_rows * t->n_columns);
  t->cells = g_hash_table_new(g_direct_hash, g_direct_equal);
  cop_arena_on_free(w->arena, table_clear, t);
  unsigned at = 0;
  for (const CopNode *r = table->first; r != NULL; r = r->next)
    if (r->kind == COP_NODE_ROW)
      place_row(w, t, r, at++);
  return t;
}

const CopWalkCell *
cop_walk_cell(const CopWalk *w, const CopNode *cell)
{
  return w->table == NULL ? NULL : g_hash_table_lookup(w->table->cells, cell);
}

CopAlign
cop_walk_cell_align(const CopWalk *w, const CopWalkCell *c)
{
  return w->table->node->as.table.columns[c->column].align;
}

bool
cop_walk_row_is_head(const CopWalk *w)
{
  return w->table->row < w->table->node->as.table.n_head_rows;
}

bool
cop_walk_cell_is_head(const CopWalk *w, const CopWalkCell *c)
{
  return c->node->as.cell.head || c->row < w->table->node->as.table.n_head_rows ||
         (c->column == 0 && w->table->node->as.table.head_column);
}

/* Words of scripts without spaces break inside: so much of one, at least, stays
 * whole. */
#define LONGEST_WORD 11.0f

/* What the cells of a column want, in ems. */
static CopColumnWant
want_of(const CopWalkTable *t, unsigned column)
{
  CopColumnWant want = { 0, 0 };
  for (unsigned r = 0; r < t->n_rows; r++) {
    const CopWalkCell *c = t->slots[(size_t)r * t->n_columns + column];
    if (c == NULL || c->columns != 1 || c->row != r)
      continue;
    g_autofree char *text = cop_node_plain_text(c->node);
    float word, whole = cop_text_width_guess(text, &word), bold = c->node->as.cell.head || r < t->node->as.table.n_head_rows ? BOLD : 1;
    want.natural = MAX(want.natural, whole * bold);
    want.least = MAX(want.least, MIN(word, LONGEST_WORD) * bold);
  }
  return want;
}

void
cop_walk_column_widths(const CopWalkTable *t, unsigned total, unsigned em, unsigned gap, unsigned *widths)
{
  unsigned n = t->n_columns, given = 0;
  g_autofree CopColumnWant *wants = g_new(CopColumnWant, n + 1);
  g_autofree float *shares = g_new(float, n + 1);
  for (unsigned i = 0; i < n; i++) {
    CopColumnWant want = want_of(t, i);
    wants[i] = (CopColumnWant){ want.natural * (float)em, want.least * (float)em };
  }
  cop_column_widths(t->node->as.table.columns, wants, n, MAX((float)total - (float)(n * gap), 1), shares);
  for (unsigned i = 0; i + 1 < n; i++) {
    widths[i] = (unsigned)shares[i] + gap;
    given += widths[i];
  }
  if (n > 0)
    widths[n - 1] = total - MIN(given, total);
}
