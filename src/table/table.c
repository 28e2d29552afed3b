/* SPDX-License-Identifier: Apache-2.0 */
#include "table/table.h"

#include <math.h>
#include <string.h>

#include "base/json.h"

G_DEFINE_QUARK(cop-table-error-quark, cop_table_error)

CopTable *
cop_table_new(CopArena *a, const char *name, const char *title, const CopTableColumn *columns, size_t n_columns)
{
  CopTable *t = cop_new(a, CopTable);
  CopTableColumn *copy = cop_new_n(a, CopTableColumn, n_columns);
  for (size_t i = 0; i < n_columns; i++) {
    copy[i] = columns[i];
    copy[i].name = cop_arena_strdup(a, columns[i].name);
    copy[i].title = cop_arena_strdup(a, columns[i].title);
  }
  t->arena = a;
  t->name = cop_arena_strdup(a, name);
  t->title = cop_arena_strdup(a, title);
  t->columns = copy;
  t->n_columns = n_columns;
  t->rows = g_ptr_array_new();
  cop_arena_on_free(a, (void (*)(void *))g_ptr_array_unref, t->rows);
  return t;
}

void
cop_table_input(CopTable *t, size_t column)
{
  g_assert(column < 64);
  t->input |= UINT64_C(1) << column;
}

CopCell *
cop_table_row(CopTable *t)
{
  CopCell *cells = cop_new_n(t->arena, CopCell, t->n_columns);
  g_ptr_array_add(t->rows, cells);
  return cells;
}

void
cop_cell_text(CopTable *t, CopCell *c, const char *s)
{
  *c = (CopCell){ .kind = s == NULL ? COP_CELL_EMPTY : COP_CELL_TEXT, .text = cop_arena_strdup(t->arena, s) };
}

void
cop_cell_int(CopCell *c, int64_t v)
{
  *c = (CopCell){ .kind = COP_CELL_INT, .integer = v, .real = (double)v };
}

void
cop_cell_real(CopCell *c, double v)
{
  *c = (CopCell){ .kind = isfinite(v) ? COP_CELL_REAL : COP_CELL_EMPTY, .real = isfinite(v) ? v : 0 };
}

void
cop_cell_date(CopTable *t, CopCell *c, const char *iso)
{
  *c = (CopCell){ .kind = iso == NULL ? COP_CELL_EMPTY : COP_CELL_DATE, .text = cop_arena_strdup(t->arena, iso) };
}

void
cop_cell_formula(CopTable *t, CopCell *c, const char *formula, double value)
{
  *c = (CopCell){ .kind = COP_CELL_FORMULA, .real = value, .text = cop_arena_strdup(t->arena, formula) };
}

char *
cop_cell_number(const CopCell *c, unsigned decimals)
{
  if (c->kind == COP_CELL_INT)
    return g_strdup_printf("%" G_GINT64_FORMAT, c->integer);
  char format[8], buffer[512];
  g_snprintf(format, sizeof format, "%%.%uf", MIN(decimals, 9));
  g_ascii_formatd(buffer, sizeof buffer, format, c->real);
  /* a value that rounds to nothing has no sign */
  return g_strdup(strspn(buffer, "-0.") == strlen(buffer) && buffer[0] == '-' ? buffer + 1 : buffer);
}

/* --- CSV --- */

static void
put_field(GString *out, const char *text, bool is_text)
{
  bool formula = is_text && text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
  bool quoted = strpbrk(text, ",\"\r\n") != NULL;
  if (quoted)
    g_string_append_c(out, '"');
  if (formula)
    g_string_append_c(out, '\'');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c(out, '"');
    g_string_append_c(out, *p);
  }
  if (quoted)
    g_string_append_c(out, '"');
}

static void
put_cell(GString *out, const CopCell *c, const CopTableColumn *column)
{
  switch (c->kind) {
  case COP_CELL_EMPTY:
    break;
  case COP_CELL_TEXT:
  case COP_CELL_DATE:
    put_field(out, c->text, true);
    break;
  case COP_CELL_INT:
  case COP_CELL_REAL:
  case COP_CELL_FORMULA: {
    g_autofree char *number = cop_cell_number(c, column->decimals);
    put_field(out, number, false);
    break;
  }
  }
}

GBytes *
cop_table_to_csv(const CopTable *t)
{
  GString *out = g_string_new(NULL);
  for (size_t i = 0; i < t->n_columns; i++) {
    if (i > 0)
      g_string_append_c(out, ',');
    put_field(out, t->columns[i].name, true);
  }
  g_string_append(out, "\r\n");
  for (guint r = 0; r < t->rows->len; r++) {
    const CopCell *cells = t->rows->pdata[r];
    for (size_t i = 0; i < t->n_columns; i++) {
      if (i > 0)
        g_string_append_c(out, ',');
      put_cell(out, &cells[i], &t->columns[i]);
    }
    g_string_append(out, "\r\n");
  }
  return g_string_free_to_bytes(out);
}

/* --- JSON --- */

static void
put_value(CopJson *j, const CopCell *c, const CopTableColumn *column)
{
  switch (c->kind) {
  case COP_CELL_EMPTY:
    cop_json_null(j);
    break;
  case COP_CELL_TEXT:
  case COP_CELL_DATE:
    cop_json_text(j, c->text);
    break;
  case COP_CELL_INT:
    cop_json_int(j, c->integer);
    break;
  case COP_CELL_REAL:
  case COP_CELL_FORMULA: {
    g_autofree char *number = cop_cell_number(c, column->decimals);
    cop_json_real(j, g_ascii_strtod(number, NULL));
    break;
  }
  }
}

char *
cop_table_to_json(const CopTable *t)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (guint r = 0; r < t->rows->len; r++) {
    const CopCell *cells = t->rows->pdata[r];
    cop_json_object(j);
    for (size_t i = 0; i < t->n_columns; i++) {
      cop_json_key(j, t->columns[i].name);
      put_value(j, &cells[i], &t->columns[i]);
    }
    cop_json_end(j);
  }
  cop_json_end(j);
  return cop_json_finish(j);
}
