/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/walk.h"

/* What a column without weight asks for, in characters: at most this much of
 * its longest cell. */
#define LONGEST_NATURAL 34u
#define CELL_PADDING 3u
/* No column is narrower than its longest word, up to this many characters; a
 * short text counts as one word. */
#define LONGEST_WORD 18u
#define SHORT_TEXT 8u
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

/* What the cells of a column ask for, and the least they can do with. */
static void
ask_column(const CopWalkTable *t, unsigned column, unsigned *natural, unsigned *least)
{
  *natural = *least = 0;
  for (unsigned r = 0; r < t->n_rows; r++) {
    const CopWalkCell *c = t->slots[(size_t)r * t->n_columns + column];
    if (c == NULL || c->columns != 1 || c->row != r)
      continue;
    g_autofree char *text = cop_node_plain_text(c->node);
    unsigned whole, word;
    measure(text, &whole, &word);
    word = MIN(whole <= SHORT_TEXT ? whole : word, LONGEST_WORD);
    *least = MAX(*least, word);
    *natural = MAX(*natural, MAX(word, MIN(whole, LONGEST_NATURAL)));
  }
  *natural += CELL_PADDING;
  *least += CELL_PADDING;
}

/* Columns narrower than their least take what they lack from the others, in
 * proportion to what these can spare. */
static void
relieve(unsigned *widths, const unsigned *least, unsigned n)
{
  unsigned lacking = 0, spare = 0;
  for (unsigned i = 0; i < n; i++) {
    lacking += widths[i] < least[i] ? least[i] - widths[i] : 0;
    spare += widths[i] > least[i] ? widths[i] - least[i] : 0;
  }
  if (lacking == 0 || spare == 0)
    return;
  double given = MIN(1.0, (double)lacking / spare), got = MIN(1.0, (double)spare / lacking);
  for (unsigned i = 0; i < n; i++)
    if (widths[i] < least[i])
      widths[i] += (unsigned)((least[i] - widths[i]) * got);
    else
      widths[i] -= (unsigned)((widths[i] - least[i]) * given);
}

void
cop_walk_column_widths(const CopWalkTable *t, unsigned total, unsigned character, unsigned *widths)
{
  const CopColumn *columns = t->node->as.table.columns;
  unsigned n = t->n_columns, sum_natural = 0;
  double sum_weight = 0;
  g_autofree unsigned *natural = g_new0(unsigned, MAX(n, 1));
  g_autofree unsigned *least = g_new0(unsigned, MAX(n, 1));
  for (unsigned i = 0; i < n; i++) {
    ask_column(t, i, &natural[i], &least[i]);
    least[i] *= character;
    if (columns[i].width > 0)
      sum_weight += (double)columns[i].width;
    else
      sum_natural += natural[i];
  }
  double for_natural = sum_weight == 0 ? total : MIN((double)sum_natural * character, total * (MOST_NATURAL / 100.0));
  for (unsigned i = 0; i < n; i++)
    widths[i] = (unsigned)(columns[i].width > 0 ? (total - for_natural) * (double)columns[i].width / sum_weight
                                                : for_natural * natural[i] / sum_natural);
  relieve(widths, least, n);
  unsigned given = 0;
  for (unsigned i = 0; i + 1 < n; i++)
    given += widths[i];
  if (n > 0)
    widths[n - 1] = total - MIN(given, total);
}
