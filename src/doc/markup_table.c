/* SPDX-License-Identifier: Apache-2.0
 *
 * Pipe tables (GitHub Flavored Markdown 0.29, "Tables"), which libcmark takes
 * for paragraphs. */
#include <string.h>

#include "doc/markup_priv.h"

#define MOST_COLUMNS 64u

/* A line without the marks of the quotations it stands in. */
static const char *
bare_line(const CopMarkup *m, unsigned line)
{
  const char *p = m->lines[line];
  for (unsigned quotes = m->quotes;;) {
    while (*p == ' ' || *p == '\t')
      p++;
    if (*p != '>' || quotes == 0)
      return p;
    quotes--;
    p++;
  }
}

/* The cells of a line; "\|" is a bar, not an end. */
static GPtrArray *
split_cells(const char *line)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *bare = g_strstrip(g_strdup(line));
  const char *p = bare + (*bare == '|');
  g_autoptr(GString) cell = g_string_new(NULL);
  bool ended = false;
  for (; *p != '\0'; p++) {
    ended = *p == '|';
    if (*p == '\\' && p[1] == '|') {
      g_string_append_c(cell, '|');
      p++;
    } else if (ended) {
      g_ptr_array_add(cells, g_strstrip(g_strdup(cell->str)));
      g_string_truncate(cell, 0);
    } else {
      g_string_append_c(cell, *p);
    }
  }
  if (!ended)
    g_ptr_array_add(cells, g_strstrip(g_strdup(cell->str)));
  return cells;
}

static bool
read_ruler(const char *line, CopColumn columns[MOST_COLUMNS], bool aligned[MOST_COLUMNS], unsigned *n)
{
  if (strpbrk(line, "|:") == NULL || strspn(line, "|:- \t") != strlen(line))
    return false;
  g_autoptr(GPtrArray) cells = split_cells(line);
  if (cells->len > MOST_COLUMNS)
    return false;
  for (guint i = 0; i < cells->len; i++) {
    const char *c = cells->pdata[i];
    size_t length = strlen(c);
    bool start = length > 0 && c[0] == ':', end = length > 0 && c[length - 1] == ':';
    const char *dashes = c + start;
    if (length < (size_t)(start + end) + 1 || strspn(dashes, "-") != length - (size_t)(start + end))
      return false;
    aligned[i] = start || end;
    columns[i] = (CopColumn){ .align = start && end ? COP_ALIGN_CENTER : end ? COP_ALIGN_END : COP_ALIGN_START };
  }
  *n = cells->len;
  return cells->len > 0;
}

static bool
is_number(const char *cell)
{
  if (strpbrk(cell, "0123456789") == NULL)
    return false;
  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isdigit(c) && g_unichar_type(c) != G_UNICODE_CURRENCY_SYMBOL && c != 0x2212 && c != 0x00a0 &&
        (c > 0x7f || strchr("+-.,% ", (int)c) == NULL))
      return false;
  }
  return true;
}

/* ": words" or "Table: words" below the rows; NULL when the line is none. */
static const char *
caption_of(const char *line)
{
  static const char *const leads[] = { ": ", "Table: " };
  for (size_t i = 0; i < G_N_ELEMENTS(leads); i++)
    if (g_str_has_prefix(line, leads[i]))
      return line + strlen(leads[i]);
  return NULL;
}

static void
add_caption(CopMarkup *m, CopNode *table, const char *words, unsigned line)
{
  g_autofree char *text = g_strdup(words);
  const char *id, *lang;
  CopRoleName role; /* says nothing of a caption */
  cop_markup_attributes(m, text, &id, &lang, &role);
  if (id != NULL)
    table->id = cop_markup_id(m, id);
  CopNode *caption = cop_node_add(m->doc, table, COP_NODE_CAPTION);
  if (lang != NULL)
    cop_node_in(m->doc, caption, lang);
  table->as.table.number = cop_arena_printf(m->arena, "%u", ++m->n_tables);
  cop_markup_line(m, caption, text, line);
}

static void
add_row(CopMarkup *m, CopNode *table, const GPtrArray *cells, unsigned line, bool head)
{
  CopNode *row = head ? cop_add_head_row(m->doc, table, NULL) : cop_add_row(m->doc, table, NULL);
  row->file = cop_arena_strdup(m->arena, m->options->file);
  row->line = line;
  unsigned n = table->as.table.n_columns;
  for (guint i = 0; i < n; i++) {
    CopNode *cell = cop_add_cell(m->doc, row, NULL);
    cell->as.cell.head = head;
    if (i < cells->len)
      cop_markup_line(m, cell, cells->pdata[i], line);
  }
  if (cells->len != n)
    cop_markup_find(m, COP_SEVERITY_WARNING, "markup-table-cells", line, "give the row as many cells as the head",
                    "a row has %u cells, the table %u columns", cells->len, n);
}

static bool
is_blank_row(const GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (((const char *)cells->pdata[i])[0] != '\0')
      return false;
  return true;
}

/* Columns of numbers are set at their end unless the ruler says otherwise. */
static void
align_numbers(GPtrArray *rows, CopColumn *columns, const bool *aligned, unsigned n)
{
  for (unsigned c = 0; c < n; c++) {
    bool numbers = rows->len > 1, any = false;
    for (guint r = 1; r < rows->len; r++) {
      const GPtrArray *cells = rows->pdata[r];
      const char *cell = c < cells->len ? cells->pdata[c] : "";
      any = any || cell[0] != '\0';
      numbers = numbers && (cell[0] == '\0' || is_number(cell));
    }
    if (numbers && any && !aligned[c])
      columns[c].align = COP_ALIGN_DECIMAL;
  }
}

bool
cop_markup_table(CopMarkup *m, CopNode *parent, cmark_node *paragraph)
{
  unsigned first = (unsigned)cmark_node_get_start_line(paragraph), last = (unsigned)cmark_node_get_end_line(paragraph);
  CopColumn columns[MOST_COLUMNS];
  bool aligned[MOST_COLUMNS];
  unsigned n;
  if (first == 0 || last <= first || last > m->n_lines || !read_ruler(bare_line(m, first), columns, aligned, &n))
    return false;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  const char *caption = NULL;
  for (unsigned line = first - 1; line < last && caption == NULL; line++) {
    if (line == first)
      continue;
    caption = line > first ? caption_of(bare_line(m, line)) : NULL;
    if (caption == NULL)
      g_ptr_array_add(rows, split_cells(bare_line(m, line)));
  }
  if (((const GPtrArray *)rows->pdata[0])->len != n) {
    cop_markup_find(m, COP_SEVERITY_WARNING, "markup-table-cells", m->offset + first, "give head and ruler as many cells",
                    "no table: the head has %u cells, the ruler below it %u", ((const GPtrArray *)rows->pdata[0])->len, n);
    return false;
  }
  align_numbers(rows, columns, aligned, n);
  CopNode *table = cop_add_table(m->doc, parent, NULL, NULL, columns, n);
  table->file = cop_arena_strdup(m->arena, m->options->file);
  table->line = m->offset + first;
  if (caption != NULL)
    add_caption(m, table, caption, m->offset + last);
  bool headless = is_blank_row(rows->pdata[0]);
  table->as.table.head_column = headless;
  for (guint r = headless; r < rows->len; r++)
    add_row(m, table, rows->pdata[r], m->offset + first + r + (r > 0), r == 0);
  return true;
}
