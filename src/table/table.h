/* SPDX-License-Identifier: Apache-2.0
 *
 * table/table.h -- a table of typed columns, and its writers: CSV, JSON, XLSX.
 *
 * The desk, the command line and the annexes of documents hand out the same
 * CopTable, so figures in a report and its spreadsheet cannot disagree.
 *
 * CSV:   RFC 4180, UTF-8, CRLF; a text cell beginning with = + - @, a tab or a
 *        carriage return is written with a leading apostrophe, so that no
 *        spreadsheet runs it. Numbers are written with a point, without groups.
 * JSON:  an array of objects keyed by column name; an empty cell is null.
 * XLSX:  one sheet for each table: the titles as a frozen first row, the rows, the
 *        note below; column widths set; cells for input coloured; the table's title in the head of printed
 *        pages. A text is never a formula. Equal input and SOURCE_DATE_EPOCH
 *        give equal bytes.
 * REAL:  rounded to the column's decimals in all three.
 * DATE:  ISO, known to the day ("2026-03-05") or less ("2026-03"); only the former
 *        is a date to a spreadsheet.
 * Lifetime: a table and all its strings live in the arena it was made in.
 */
#ifndef COP_TABLE_TABLE_H
#define COP_TABLE_TABLE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define COP_TABLE_ERROR (cop_table_error_quark())
GQuark cop_table_error_quark(void);
typedef enum {
  COP_TABLE_ERROR_LIMIT, /* more rows or characters than a spreadsheet holds */
  COP_TABLE_ERROR_WRITE, /* the library or the disk failed */
} CopTableError;

typedef enum { COP_CELL_EMPTY, COP_CELL_TEXT, COP_CELL_INT, COP_CELL_REAL, COP_CELL_DATE, COP_CELL_FORMULA } CopCellKind;

typedef struct {
  CopCellKind kind;
  int64_t integer;
  double real;      /* for FORMULA: its value as computed here */
  const char *text; /* TEXT, DATE (ISO), FORMULA (as for a spreadsheet, without '=') */
} CopCell;

typedef struct {
  const char *name;  /* key in JSON and CSV head, e.g. "cost_low" */
  const char *title; /* head shown to readers */
  CopCellKind kind;  /* what cells hold */
  unsigned decimals; /* for REAL and FORMULA */
} CopTableColumn;

typedef struct {
  CopArena *arena;
  const char *name;  /* sheet name, at most 31 characters */
  const char *title;
  const char *note;  /* sources, caveats; printed under the table; may be NULL */
  const CopTableColumn *columns;
  size_t n_columns;
  GPtrArray *rows;   /* of CopCell *, n_columns each */
  uint64_t input;    /* bit i: cells of column i are there to be changed or filled in; XLSX colours them */
} CopTable;

CopTable *cop_table_new(CopArena *a, const char *name, const char *title, const CopTableColumn *columns,
                        size_t n_columns);
/* The cells of a column, one of the first 64, are there to be changed or filled in. */
void cop_table_input(CopTable *t, size_t column);
/* Appends an empty row and returns its cells. */
CopCell *cop_table_row(CopTable *t);
void cop_cell_text(CopTable *t, CopCell *c, const char *s); /* copies; NULL leaves it empty */
void cop_cell_int(CopCell *c, int64_t v);
void cop_cell_real(CopCell *c, double v);                   /* not finite leaves it empty */
void cop_cell_date(CopTable *t, CopCell *c, const char *iso);
/* A formula as spreadsheets write it in English, without '=', and its value. */
void cop_cell_formula(CopTable *t, CopCell *c, const char *formula, double value);

GBytes *cop_table_to_csv(const CopTable *t);
char *cop_table_to_json(const CopTable *t);
/* At least one table; names longer than a sheet's, with its forbidden signs or
 * used twice are made fit. */
GBytes *cop_tables_to_xlsx(const CopTable *const *tables, size_t n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A number as CSV and JSON write it; the caller owns it. */
char *cop_cell_number(const CopCell *c, unsigned decimals);

#endif
