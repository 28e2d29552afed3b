/* SPDX-License-Identifier: Apache-2.0 */
#include "import/field_table.h"

#include <string.h>

#include "base/csv.h"
#include "import/field_rows.h"
#include "import/xlsx_rows.h"

enum { HEAD = 8192 };

static bool
set_head(CopFieldTable *t, CopArena *a, const char *const *cells, size_t n)
{
  const char **columns = cop_new_n(a, const char *, n);
  if (n == 0 || n > COP_FIELD_TABLE_COLUMNS)
    return false;
  for (size_t i = 0; i < n; i++)
    columns[i] = cells[i];
  t->n_columns = n;
  t->columns = columns;
  return true;
}

static void
add_row(const CopFieldTable *t, CopArena *a, GArray *rows, unsigned line, const char *const *cells, size_t n)
{
  const char **own = cop_new_n(a, const char *, t->n_columns);
  for (size_t i = 0; i < t->n_columns; i++)
    own[i] = i < n ? cells[i] : "";
  CopFieldTableRow row = { line, own };
  g_array_append_val(rows, row);
}

static void
finish(CopFieldTable *t, CopArena *a, const GArray *rows)
{
  CopFieldTableRow *copy = cop_new_n(a, CopFieldTableRow, rows->len);
  for (guint i = 0; i < rows->len; i++)
    copy[i] = g_array_index(rows, CopFieldTableRow, i);
  t->rows = copy;
  t->n_rows = rows->len;
}

static bool
read_csv(const char *data, size_t length, CopArena *a, CopFieldTable *t)
{
  g_autoptr(CopCsv) csv = cop_csv_new(data, length, '\0');
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(CopFieldTableRow));
  CopCsvRow row;
  for (;;) {
    g_autoptr(GError) e = NULL;
    CopCsvStep step = cop_csv_next(csv, &row, &e);
    if (step == COP_CSV_BAD && t->n_columns > 0)
      continue;
    if (step != COP_CSV_ROW)
      break;
    const char **cells = cop_new_n(a, const char *, row.n);
    for (size_t i = 0; i < row.n; i++)
      cells[i] = g_strstrip(cop_arena_strndup(a, row.cells[i].text, row.cells[i].length));
    if (t->n_columns > 0)
      add_row(t, a, rows, (unsigned)MIN(row.line, G_MAXUINT), cells, row.n);
    else if (!set_head(t, a, cells, row.n))
      return false;
  }
  finish(t, a, rows);
  return t->n_columns > 0;
}

static bool
read_xlsx(const char *data, size_t length, CopArena *a, CopFieldTable *t)
{
  g_autoptr(GBytes) archive = g_bytes_new_static(data, length);
  g_autoptr(GPtrArray) sheet = cop_xlsx_rows(archive, NULL, a, NULL);
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(CopFieldTableRow));
  for (guint i = 0; sheet != NULL && i < sheet->len; i++) {
    const CopXlsxRow *row = sheet->pdata[i];
    const char *const *cells = (const char *const *)row->cells->pdata;
    if (i > 0)
      add_row(t, a, rows, (unsigned)MIN(row->number, G_MAXUINT), cells, row->cells->len);
    else if (!set_head(t, a, cells, row->cells->len))
      return false;
  }
  finish(t, a, rows);
  return t->n_columns > 0;
}

bool
cop_field_table_read(const char *data, size_t length, CopArena *a, CopFieldTable *t)
{
  *t = (CopFieldTable){ 0 };
  g_autofree char *head = g_strndup(data, MIN(length, (size_t)HEAD));
  if (cop_rows_xlsx_claims(head))
    return read_xlsx(data, length, a, t);
  return (cop_field_is_rows(head) || cop_rows_sheet_claims(head)) && read_csv(data, length, a, t);
}

const CopFieldTableRow *
cop_field_table_row(const CopFieldTable *t, unsigned line)
{
  for (size_t low = 0, high = t->n_rows; low < high;) {
    size_t middle = low + (high - low) / 2;
    if (t->rows[middle].line == line)
      return &t->rows[middle];
    if (t->rows[middle].line < line)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

int
cop_field_table_column(const CopFieldTable *t, const char *name)
{
  for (size_t i = 0; i < t->n_columns; i++)
    if (strcmp(t->columns[i], name) == 0)
      return (int)i;
  return -1;
}
