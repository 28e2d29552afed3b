/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "flow/text_priv.h"

#define GAP 2u

/* The text of a cell as it would stand in a paragraph: marks of notes and
 * addresses included. */
static char *
cell_text(CopWalk *w, const CopNode *cell, GError **error)
{
  CopText *t = w->own;
  GString *para = t->para, *out = t->out;
  t->para = g_string_new(NULL);
  t->out = g_string_new(NULL);
  t->tight = true;
  bool ok = cop_walk_children(w, cell, error);
  g_string_append_len(t->out, t->para->str, (gssize)t->para->len);
  g_string_free(t->para, TRUE);
  char *text = g_string_free(t->out, FALSE);
  t->para = para;
  t->out = out;
  t->tight = false;
  if (!ok)
    g_clear_pointer(&text, g_free);
  return text == NULL ? NULL : g_strstrip(g_strdelimit(text, "\n", ' '));
}

typedef struct {
  const CopWalkTable *grid;
  char **texts;     /* of the cells, by slot; only where a cell begins */
  unsigned *widths;
} Sheet;

static void
sheet_clear(Sheet *s)
{
  for (size_t i = 0; s->texts != NULL && i < (size_t)s->grid->n_rows * s->grid->n_columns; i++)
    g_free(s->texts[i]);
  g_free(s->texts);
  g_free(s->widths);
}

static bool
read_cells(CopWalk *w, Sheet *s, GError **error)
{
  const CopWalkTable *g = s->grid;
  for (unsigned r = 0; r < g->n_rows; r++)
    for (unsigned c = 0; c < g->n_columns; c++) {
      size_t slot = (size_t)r * g->n_columns + c;
      const CopWalkCell *cell = g->slots[slot];
      if (cell == NULL || cell->row != r || cell->column != c)
        continue;
      s->texts[slot] = cell_text(w, cell->node, error);
      if (s->texts[slot] == NULL)
        return false;
      if (cell->columns == 1)
        s->widths[c] = MAX(s->widths[c], cop_text_columns(s->texts[slot]));
    }
  return true;
}

static unsigned
sheet_width(const Sheet *s)
{
  unsigned width = 0;
  for (unsigned c = 0; c < s->grid->n_columns; c++)
    width += s->widths[c] + (c > 0 ? GAP : 0);
  return width;
}

static void
pad(GString *line, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    g_string_append_c(line, ' ');
}

static void
put_row(CopText *t, const Sheet *s, unsigned row)
{
  g_autoptr(GString) line = g_string_new(NULL);
  unsigned at = 0;
  for (unsigned c = 0; c < s->grid->n_columns; c++) {
    const char *text = s->texts[(size_t)row * s->grid->n_columns + c];
    if (text == NULL)
      text = "";
    CopAlign align = s->grid->node->as.table.columns[c].align;
    unsigned width = cop_text_columns(text), start = at;
    if (width < s->widths[c] && (align == COP_ALIGN_END || align == COP_ALIGN_DECIMAL))
      start += s->widths[c] - width;
    unsigned have = cop_text_columns(line->str);
    pad(line, start > have ? start - have : 0);
    g_string_append(line, text);
    at += s->widths[c] + GAP;
  }
  g_string_append_printf(t->out, "%s%s\n", t->rest->str, g_strchomp(line->str));
}

static void
put_ruler(CopText *t, const Sheet *s)
{
  g_string_append(t->out, t->rest->str);
  for (unsigned c = 0; c < s->grid->n_columns; c++) {
    if (c > 0)
      pad(t->out, GAP);
    g_autofree char *line = g_strnfill(MAX(s->widths[c], 1), '-');
    g_string_append(t->out, line);
  }
  g_string_append_c(t->out, '\n');
}

static void
put_columns(CopText *t, const Sheet *s)
{
  const CopNode *n = s->grid->node;
  if (t->out->len > 0)
    cop_text_blank(t);
  for (unsigned r = 0; r < s->grid->n_rows; r++) {
    put_row(t, s, r);
    if (r + 1 == n->as.table.n_head_rows)
      put_ruler(t, s);
  }
  t->begun = true;
}

/* A row of a table that is too wide: its first cell, then a line for each other
 * one, led by the head of its column. */
static void
put_record(CopText *t, const Sheet *s, unsigned row)
{
  const CopWalkTable *g = s->grid;
  unsigned heads = g->node->as.table.n_head_rows;
  for (unsigned c = 0; c < g->n_columns; c++) {
    const char *text = s->texts[(size_t)row * g->n_columns + c];
    const char *head = heads == 0 ? NULL : s->texts[(size_t)(heads - 1) * g->n_columns + c];
    if (text == NULL || (text[0] == '\0' && c > 0))
      continue;
    CopTextIndent saved;
    cop_text_push(t, c == 0 ? "" : "  ", c == 0 ? "  " : "    ", &saved);
    if (c > 0 && head != NULL && head[0] != '\0')
      g_string_append_printf(t->para, "%s: ", head);
    g_string_append(t->para, text[0] == '\0' ? "-" : text);
    t->tight = c > 0;
    cop_text_flush(t);
    cop_text_pop(t, &saved);
  }
}

bool
cop_text_table_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopText *t = w->own;
  w->descend = false;
  cop_text_flush(t);
  const CopNode *caption = cop_walk_child(n, COP_NODE_CAPTION);
  if (caption != NULL && !cop_walk_node(w, caption, error))
    return false;
  if (w->table->n_rows == 0 || w->table->n_columns == 0)
    return true;
  Sheet s = { .grid = w->table,
              .texts = g_new0(char *, (size_t)w->table->n_rows * w->table->n_columns),
              .widths = g_new0(unsigned, w->table->n_columns) };
  bool ok = read_cells(w, &s, error);
  if (ok && sheet_width(&s) + cop_text_columns(t->rest->str) <= COP_TEXT_COLUMNS)
    put_columns(t, &s);
  else
    for (unsigned r = n->as.table.n_head_rows; ok && r < s.grid->n_rows; r++)
      put_record(t, &s, r);
  sheet_clear(&s);
  for (const CopNode *c = n->first; ok && c != NULL; c = c->next)
    if (c->kind == COP_NODE_NOTE)
      ok = cop_walk_node(w, c, error);
  return ok;
}
