/* SPDX-License-Identifier: Apache-2.0
 *
 * Spreadsheets through libxlsxwriter, which writes to files only: a temporary
 * one, read back and removed. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/date.h"
#include "table/table.h"

/* 1980-01-01, the date of members of archives, when SOURCE_DATE_EPOCH is not set. */
#define FIRST_ZIP_SECOND 315532800
#define LEAST_WIDTH 8u
#define MOST_WIDTH 60u
#define MOST_LINES 27u /* a row is at most 409 points high */
#define LINE_HEIGHT 15.0
#define LONGEST_NAME 31u
#define LONGEST_TEXT 32767u
#define LONGEST_HEAD 200u
#define INPUT_COLOUR 0xFFF6D6
#define EXACT (INT64_C(1) << 53)
#define MOST_ROWS (1048576u - 2u)

typedef struct {
  lxw_format *text, *integer, *date, *real[10];
} CellFormats;

typedef struct {
  lxw_workbook *book;
  lxw_format *head, *note;
  CellFormats plain, input; /* of cells that are read, and of cells to be changed */
} Sheets;

static bool
check(lxw_error e, GError **error)
{
  if (e == LXW_NO_ERROR)
    return true;
  g_set_error(error, COP_TABLE_ERROR, COP_TABLE_ERROR_WRITE, "cannot write the spreadsheet: %s", lxw_strerror(e));
  return false;
}

static lxw_format *
new_format(lxw_workbook *book, const char *number, bool input)
{
  lxw_format *f = workbook_add_format(book);
  format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
  if (number != NULL)
    format_set_num_format(f, number);
  if (input)
    format_set_bg_color(f, INPUT_COLOUR);
  return f;
}

static CellFormats
cell_formats(lxw_workbook *book, bool input)
{
  CellFormats f = { .text = new_format(book, NULL, input), .integer = new_format(book, "0", input), .date = new_format(book, "yyyy-mm-dd", input) };
  format_set_text_wrap(f.text);
  for (unsigned decimals = 0; decimals < G_N_ELEMENTS(f.real); decimals++) {
    g_autofree char *zeros = g_strnfill(decimals, '0');
    g_autofree char *number = decimals == 0 ? g_strdup("#,##0") : g_strdup_printf("#,##0.%s", zeros);
    f.real[decimals] = new_format(book, number, input);
  }
  return f;
}

static void
add_formats(Sheets *s)
{
  s->head = new_format(s->book, NULL, false);
  format_set_bold(s->head);
  format_set_bottom(s->head, LXW_BORDER_THIN);
  format_set_text_wrap(s->head);
  s->note = new_format(s->book, NULL, false);
  format_set_italic(s->note);
  s->plain = cell_formats(s->book, false);
  s->input = cell_formats(s->book, true);
}

/* --- names and widths --- */

static char *
sheet_name(const CopTable *t, GHashTable *used)
{
  g_autofree char *clean = g_strdup(t->name == NULL || t->name[0] == '\0' ? "Table" : t->name);
  g_strdelimit(clean, "[]:*?/\\'", ' ');
  for (unsigned n = 1;; n++) {
    g_autofree char *mark = n == 1 ? g_strdup("") : g_strdup_printf(" (%u)", n);
    size_t room = LONGEST_NAME - strlen(mark);
    g_autofree char *stem = g_utf8_strlen(clean, -1) > (glong)room ? g_utf8_substring(clean, 0, (glong)room) : g_strdup(clean);
    g_autofree char *name = g_strconcat(g_strstrip(stem), mark, NULL);
    g_autofree char *key = g_utf8_casefold(name, -1);
    if (g_hash_table_add(used, g_steal_pointer(&key)))
      return g_steal_pointer(&name);
  }
}

static unsigned
text_width(const char *text)
{
  unsigned width = 0, most = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    width = c == '\n' ? 0 : width + (g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1);
    most = MAX(most, width);
  }
  return most;
}

static unsigned
column_width(const CopTable *t, size_t column)
{
  unsigned width = text_width(t->columns[column].title);
  /* a long title breaks at its spaces */
  width = MIN(width, 18);
  for (guint r = 0; r < t->rows->len; r++) {
    const CopCell *c = &((const CopCell *)t->rows->pdata[r])[column];
    if (c->kind == COP_CELL_TEXT || c->kind == COP_CELL_DATE) {
      width = MAX(width, text_width(c->text));
    } else if (c->kind != COP_CELL_EMPTY) {
      g_autofree char *number = cop_cell_number(c, t->columns[column].decimals);
      width = MAX(width, (unsigned)strlen(number));
    }
  }
  return CLAMP(width + 2, LEAST_WIDTH, MOST_WIDTH);
}

static unsigned *
column_widths(const CopTable *t)
{
  unsigned *widths = g_new(unsigned, t->n_columns + 1);
  for (size_t i = 0; i < t->n_columns; i++)
    widths[i] = column_width(t, i);
  return widths;
}

/* Lines a row needs: spreadsheets do not all find the height of wrapped text by themselves. */
static unsigned
row_lines(const CopTable *t, const CopCell *cells, const unsigned *widths)
{
  unsigned most = 1;
  for (size_t i = 0; i < t->n_columns; i++)
    if (cells[i].kind == COP_CELL_TEXT) {
      unsigned room = widths[i] - 2, lines = 1, line = 0;
      g_auto(GStrv) words = g_strsplit_set(cells[i].text, " \n", -1);
      for (char **w = words; *w != NULL; w++) {
        unsigned width = text_width(*w);
        lines += line > 0 && line + 1 + width > room;
        line = line == 0 || line + 1 + width > room ? width : line + 1 + width;
        lines += width / (room + 1);
      }
      most = MAX(most, lines);
    }
  return most;
}

/* --- cells --- */

/* Spreadsheets know no dates before 1900. */
static bool
read_date(const char *iso, lxw_datetime *date)
{
  CopDate d = cop_date_read(iso);
  if (d.precision != COP_DATE_DAY || d.year < 1900)
    return false;
  *date = (lxw_datetime){ .year = d.year, .month = d.month, .day = d.day };
  return true;
}

static bool
put_text(const Sheets *s, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format,
         GError **error)
{
  (void)s;
  g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
  const char *t = valid != NULL ? valid : text;
  if (g_utf8_strlen(t, -1) > (glong)LONGEST_TEXT) {
    g_set_error(error, COP_TABLE_ERROR, COP_TABLE_ERROR_LIMIT, "a cell of a spreadsheet holds at most %u characters",
                LONGEST_TEXT);
    return false;
  }
  return check(worksheet_write_string(sheet, row, column, t, format), error);
}

static bool
put_cell(const Sheets *s, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const CopCell *c,
         const CopTableColumn *of, bool input, GError **error)
{
  const CellFormats *f = input ? &s->input : &s->plain;
  lxw_format *real = f->real[MIN(of->decimals, G_N_ELEMENTS(f->real) - 1)];
  lxw_datetime date;
  switch (c->kind) {
  case COP_CELL_EMPTY:
    return !input || check(worksheet_write_blank(sheet, row, column, of->kind == COP_CELL_DATE ? f->date : f->text), error);
  case COP_CELL_TEXT:
    return put_text(s, sheet, row, column, c->text, f->text, error);
  case COP_CELL_DATE:
    if (read_date(c->text, &date))
      return check(worksheet_write_datetime(sheet, row, column, &date, f->date), error);
    return put_text(s, sheet, row, column, c->text, f->text, error);
  case COP_CELL_INT:
    /* beyond this a spreadsheet's numbers have gaps */
    if (c->integer > EXACT || c->integer < -EXACT) {
      g_autofree char *digits = cop_cell_number(c, 0);
      return put_text(s, sheet, row, column, digits, f->text, error);
    }
    return check(worksheet_write_number(sheet, row, column, (double)c->integer, f->integer), error);
  case COP_CELL_REAL: {
    g_autofree char *number = cop_cell_number(c, of->decimals);
    return check(worksheet_write_number(sheet, row, column, g_ascii_strtod(number, NULL), real), error);
  }
  case COP_CELL_FORMULA: {
    g_autofree char *formula = g_strconcat("=", c->text, NULL);
    return check(worksheet_write_formula_num(sheet, row, column, formula, real, c->real), error);
  }
  }
  return true;
}

static void
set_page(lxw_worksheet *sheet, const CopTable *t)
{
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_paper(sheet, t->n_columns > 12 ? 8 : 9); /* A3, A4 */
  if (t->n_columns > 6)
    worksheet_set_landscape(sheet);
  if (t->title == NULL)
    return;
  /* the head of a printed page has its own commands, begun by '&' */
  g_autofree char *cut = g_utf8_strlen(t->title, -1) > (glong)LONGEST_HEAD ? g_utf8_substring(t->title, 0, LONGEST_HEAD)
                                                                         : g_strdup(t->title);
  g_autoptr(GString) head = g_string_new(cut);
  g_string_replace(head, "&", "&&", 0);
  g_string_prepend(head, "&L");
  worksheet_set_header(sheet, head->str);
}

static bool
add_sheet(Sheets *s, const CopTable *t, GHashTable *used, GError **error)
{
  if (t->rows->len > MOST_ROWS) {
    g_set_error(error, COP_TABLE_ERROR, COP_TABLE_ERROR_LIMIT, "a spreadsheet holds at most %u rows", MOST_ROWS);
    return false;
  }
  g_autofree char *name = sheet_name(t, used);
  lxw_worksheet *sheet = workbook_add_worksheet(s->book, name);
  if (sheet == NULL) {
    g_set_error(error, COP_TABLE_ERROR, COP_TABLE_ERROR_WRITE, "no sheet can be named '%s'", name);
    return false;
  }
  g_autofree unsigned *widths = column_widths(t);
  for (size_t i = 0; i < t->n_columns; i++) {
    lxw_col_t column = (lxw_col_t)i;
    if (!check(worksheet_set_column(sheet, column, column, widths[i], NULL), error) ||
        !put_text(s, sheet, 0, column, t->columns[i].title, s->head, error))
      return false;
  }
  for (guint r = 0; r < t->rows->len; r++) {
    unsigned lines = row_lines(t, t->rows->pdata[r], widths);
    if (lines > 1 && !check(worksheet_set_row(sheet, r + 1, MIN(lines, MOST_LINES) * LINE_HEIGHT, NULL), error))
      return false;
    for (size_t i = 0; i < t->n_columns; i++)
      if (!put_cell(s, sheet, r + 1, (lxw_col_t)i, &((const CopCell *)t->rows->pdata[r])[i], &t->columns[i], i < 64 && (t->input >> i & 1) != 0, error))
        return false;
  }
  if (t->n_columns > 0)
    worksheet_autofilter(sheet, 0, 0, t->rows->len, (lxw_col_t)(t->n_columns - 1));
  set_page(sheet, t);
  return t->note == NULL || put_text(s, sheet, t->rows->len + 2, 0, t->note, s->note, error);
}

static void
set_properties(lxw_workbook *book, const CopTable *first)
{
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  guint64 second = FIRST_ZIP_SECOND;
  if (epoch != NULL)
    (void)g_ascii_string_to_unsigned(epoch, 10, 0, G_MAXINT32, &second, NULL);
  lxw_doc_properties properties = { .title = (char *)first->title, .company = (char *)"", .created = (time_t)second };
  workbook_set_properties(book, &properties);
}

static bool
write_file(const char *path, const CopTable *const *tables, size_t n, GError **error)
{
  Sheets s = { .book = workbook_new(path) };
  if (s.book == NULL) {
    g_set_error(error, COP_TABLE_ERROR, COP_TABLE_ERROR_WRITE, "cannot begin a spreadsheet");
    return false;
  }
  g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  add_formats(&s);
  set_properties(s.book, tables[0]);
  bool ok = true;
  for (size_t i = 0; ok && i < n; i++)
    ok = add_sheet(&s, tables[i], used, error);
  /* closing frees the book, whatever it says */
  lxw_error closed = workbook_close(s.book);
  return ok && check(closed, error);
}

GBytes *
cop_tables_to_xlsx(const CopTable *const *tables, size_t n, GError **error)
{
  g_assert(n > 0);
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp("copkit-XXXXXX.xlsx", &path, error);
  if (fd < 0)
    return NULL;
  close(fd);
  char *bytes = NULL;
  gsize length = 0;
  bool ok = write_file(path, tables, n, error) && g_file_get_contents(path, &bytes, &length, error);
  g_unlink(path);
  return ok ? g_bytes_new_take(bytes, length) : NULL;
}
