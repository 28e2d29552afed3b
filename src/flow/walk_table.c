/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/walk.h"

/* What a column without weight asks for, in characters: at least its longest
 * word, at most this much of its longest cell. */
#define LONGEST_NATURAL 34u
#define CELL_PADDING 2u
/* Columns without weight leave the rest to those with one, in hundredths. */
#define MOST_NATURAL 70u

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

/* Width of a text and of its longest word, in columns of a Latin letter. */
static void
measure(const char *text, unsigned *whole, unsigned *word)
{
  unsigned in_line = 0, in_word = 0;
  *whole = *word = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    unsigned w = g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    in_line = c == '\n' ? 0 : in_line + w;
    in_word = g_unichar_isspace(c) || g_unichar_iswide(c) ? 0 : in_word + w;
    *whole = MAX(*whole, in_line);
    *word = MAX(*word, in_word);
  }
}

static unsigned
natural_width(const CopWalkTable *t, unsigned column)
{
  unsigned natural = 0;
  for (unsigned r = 0; r < t->n_rows; r++) {
    const CopWalkCell *c = t->slots[(size_t)r * t->n_columns + column];
    if (c == NULL || c->columns != 1 || c->row != r)
      continue;
    g_autofree char *text = cop_node_plain_text(c->node);
    unsigned whole, word;
    measure(text, &whole, &word);
    natural = MAX(natural, MAX(MIN(word, LONGEST_NATURAL), MIN(whole, LONGEST_NATURAL)));
  }
  return natural + CELL_PADDING;
}

void
cop_walk_column_widths(const CopWalkTable *t, unsigned total, unsigned *widths)
{
  const CopColumn *columns = t->node->as.table.columns;
  unsigned n = t->n_columns, sum_natural = 0;
  double sum_weight = 0;
  for (unsigned i = 0; i < n; i++) {
    bool weighted = columns[i].width > 0;
    widths[i] = weighted ? 0 : natural_width(t, i);
    sum_natural += widths[i];
    sum_weight += weighted ? (double)columns[i].width : 0;
  }
  /* a hundred characters of small type fill the measure */
  double natural = sum_weight == 0 ? total : MIN(total * (double)sum_natural / 100.0, total * (MOST_NATURAL / 100.0));
  unsigned given = 0;
  for (unsigned i = 0; i < n; i++) {
    double share = columns[i].width > 0 ? (total - natural) * (double)columns[i].width / sum_weight
                                        : natural * widths[i] / sum_natural;
    widths[i] = i + 1 == n ? total - given : (unsigned)share;
    given += widths[i];
  }
}
