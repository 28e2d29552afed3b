/* SPDX-License-Identifier: Apache-2.0
 * import/rows_sheet.c -- a filled spreadsheet, CSV or XLSX: one row for each
 * report, as exchange/form_sheet.h lays it out. */
#include <string.h>

#include "base/csv.h"
#include "import/field_rows.h"
#include "import/xlsx_rows.h"
#include "model/identity.h"

bool
cop_rows_sheet_claims(const char *head)
{
  g_autofree char *line = g_strndup(head, strcspn(head, "\r\n"));
  return strstr(line, "report_id") != NULL && strstr(line, "form") != NULL && strstr(line, "reporter") != NULL && strstr(line, "indicator") == NULL;
}

bool
cop_rows_xlsx_claims(const char *head)
{
  return strncmp(head, "PK\003\004", 4) == 0;
}

typedef struct {
  GPtrArray *head;   /* names of columns */
  GPtrArray *cells;  /* of the row */
} Row;

static const char *
value_of(void *data, const char *code)
{
  const Row *r = data;
  for (guint i = 0; i < r->head->len && i < r->cells->len; i++)
    if (strcmp(r->head->pdata[i], code) == 0)
      return r->cells->pdata[i];
  return NULL;
}

static const char *
given(const Row *r, const char *name)
{
  const char *v = value_of((void *)r, name);
  return v == NULL || *v == '\0' ? NULL : v;
}

/* A day a spreadsheet holds as a number: days since 30 December 1899. */
static const char *
day_of(const char *text, char buffer[sizeof "YYYY-MM-DD"])
{
  if (text == NULL || strlen(text) != 5 || text[strspn(text, "0123456789")] != '\0')
    return text;
  g_autoptr(GDateTime) epoch = g_date_time_new_utc(1899, 12, 30, 0, 0, 0), t = NULL;
  t = g_date_time_add_days(epoch, (int)g_ascii_strtoll(text, NULL, 10));
  g_snprintf(buffer, sizeof "YYYY-MM-DD", "%04d-%02d-%02d", g_date_time_get_year(t), g_date_time_get_month(t), g_date_time_get_day_of_month(t));
  return buffer;
}

static bool
check_head(const GPtrArray *head, GError **error)
{
  for (guint i = 0; i < head->len; i++)
    if (cop_identity_in_name(head->pdata[i]) != NULL) {
      g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_IDENTITY, "column '%s' could tell who a child is; nothing was read", (const char *)head->pdata[i]);
      return false;
    }
  return true;
}

static void
take_row(CopFieldRows *r, const Row *row, uint64_t line)
{
  const char *form_id = given(row, "form"), *id = given(row, "report_id"), *synthetic = given(row, "synthetic");
  if (form_id == NULL || *form_id == '#')
    return;
  const CopFormLayout *form = cop_forms_find(r->forms, form_id);
  if (form == NULL) {
    cop_rows_refuse(r, line, "report-form", "there is no form '%s'", form_id);
    return;
  }
  char made[COP_REPORT_ID_HEX], day[sizeof "YYYY-MM-DD"];
  const char *reporter = given(row, "reporter"), *area = given(row, "area"), *period = given(row, "period"), *at = day_of(given(row, "reported_at"), day);
  if (id == NULL) {
    g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, line);
    cop_rows_make_id(made, "sheet", form_id, reporter == NULL ? "" : reporter, area == NULL ? "" : area, period == NULL ? "" : period, number, NULL);
    id = made;
  }
  const CopAnswers answers = { .id = id, .reporter = reporter, .area = area, .period = period, .reported_at = at != NULL ? at : r->today, .supersedes = given(row, "supersedes"),
                               .synthetic = synthetic != NULL && g_ascii_strcasecmp(synthetic, "true") == 0, .value = value_of, .data = (void *)row };
  g_autoptr(GError) e = NULL;
  size_t before = r->csv->len;
  if (!cop_answers_to_rows(r->m, form, &answers, r->csv, &e))
    cop_rows_refuse(r, line, "report-empty", "%s", e->message);
  else
    cop_rows_end_report(r, id, before, line);
}

/* --- CSV --- */

static GPtrArray *
texts_of(const CopCsvRow *row)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < row->n; i++)
    g_ptr_array_add(texts, g_strstrip(g_strndup(row->cells[i].text, row->cells[i].length)));
  return texts;
}

bool
cop_rows_sheet(CopFieldRows *r, const char *bytes, size_t length, GError **error)
{
  g_autoptr(CopCsv) csv = cop_csv_new(bytes, length, '\0');
  CopCsvRow row;
  if (cop_csv_next(csv, &row, error) != COP_CSV_ROW)
    return false;
  g_autoptr(GPtrArray) head = texts_of(&row);
  if (!check_head(head, error))
    return false;
  for (;;) {
    g_autoptr(GError) e = NULL;
    CopCsvStep step = cop_csv_next(csv, &row, &e);
    if (step == COP_CSV_END)
      return true;
    if (step == COP_CSV_FAILED) {
      g_propagate_error(error, g_steal_pointer(&e));
      return false;
    }
    if (step == COP_CSV_BAD) {
      cop_rows_refuse(r, row.line, "report-csv", "%s", e->message);
      continue;
    }
    g_autoptr(GPtrArray) cells = texts_of(&row);
    take_row(r, &(Row){ head, cells }, row.line);
  }
}

/* --- XLSX --- */

/* Rows of field data as they are, from a spreadsheet. */
static void
copy_row(CopFieldRows *r, const GPtrArray *cells, guint width, uint64_t line)
{
  size_t before = r->csv->len;
  for (guint i = 0; i < width; i++)
    cop_answers_cell(r->csv, i < cells->len ? cells->pdata[i] : "", i + 1 == width);
  cop_rows_from(r, before, line);
}

bool
cop_rows_xlsx(CopFieldRows *r, const char *bytes, size_t length, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GBytes) archive = g_bytes_new_static(bytes, length);
  GPtrArray *rows = cop_xlsx_rows(archive, NULL, a, error);
  if (rows == NULL)
    return false;
  GPtrArray *head = rows->len == 0 ? NULL : ((CopXlsxRow *)rows->pdata[0])->cells;
  bool fine = head != NULL && check_head(head, error), as_is = fine && value_of(&(Row){ head, head }, "indicator") != NULL;
  if (head == NULL)
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORMAT, "the first sheet is empty");
  else if (fine && value_of(&(Row){ head, head }, "report_id") == NULL) {
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORM, "the first sheet has no column 'report_id'; fill in a sheet of 'copkit export forms', or field data with a row for each count");
    fine = false;
  }
  if (fine && as_is) {
    g_string_truncate(r->csv, 0);
    g_array_set_size(r->lines, 0);
    copy_row(r, head, head->len, 1);
  }
  for (guint i = 1; fine && i < rows->len; i++) {
    const CopXlsxRow *row = rows->pdata[i];
    if (as_is)
      copy_row(r, row->cells, head->len, row->number);
    else
      take_row(r, &(Row){ head, row->cells }, row->number);
  }
  g_ptr_array_unref(rows);
  return fine;
}
