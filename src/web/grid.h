/* SPDX-License-Identifier: Apache-2.0
 *
 * web/grid.h -- a table of a page: made once, shown as HTML, handed out as CSV,
 * JSON and XLSX, so that what is downloaded is what was seen.
 *
 * A cell holds a value (what is exported and sorted) and how the page shows it:
 * a link, a state, a line under it, its language. The query parameter `sort`
 * names the column, with "-" before it for falling order.
 *
 * Lifetime:  a grid lives in the arena of the request.
 */
#ifndef COP_WEB_GRID_H
#define COP_WEB_GRID_H

#include "table/table.h"
#include "web/page.h"
#include "web/part.h"

enum {
  COP_COLUMN_HEAD = 1,    /* names the row: a row header */
  COP_COLUMN_WIDE = 2,    /* left out on small screens */
  COP_COLUMN_EXPORT = 4,  /* only in CSV, JSON and XLSX */
  COP_COLUMN_NO_SORT = 8,
};

typedef struct {
  const char *name;
  const char *title; /* English, marked N_(); translated when shown */
  CopCellKind kind;
  unsigned decimals;
  unsigned flags;
} CopGridColumn;

typedef struct {
  CopCell value;
  const char *shown; /* instead of the value; NULL: the value as the language writes it */
  const char *lang;  /* of a text, when it is not that of the page */
  const char *under; /* small line below; may be NULL */
  CopUrl link;       /* checked is NULL for none */
  CopChip chip;
} CopGridCell;

typedef struct {
  CopPage *p;
  const char *name;    /* of file and sheet */
  const char *title;   /* caption */
  const char *note;    /* under the table: sources, caveats; may be NULL */
  const char *empty;   /* what stands there without rows */
  const CopGridColumn *columns;
  size_t n_columns;
  GPtrArray *rows;     /* CopGridCell *, n_columns each */
  bool plain;          /* no sorting, no downloads: a small table inside a page */
  guint rows_a_page;   /* more rows than that are divided by ?page=; 0: all at once. Files hold all */
} CopGrid;

/* Columns are borrowed. */
CopGrid *cop_grid_new(CopPage *p, const char *name, const char *title, const CopGridColumn *columns, size_t n_columns);
/* Appends an empty row and returns its cells. */
CopGridCell *cop_grid_row(CopGrid *g);
void cop_grid_text(CopGridCell *c, const char *text); /* NULL leaves it empty; borrowed */
void cop_grid_int(CopGridCell *c, int64_t v);
void cop_grid_real(CopGridCell *c, double v);         /* NaN leaves it empty */
void cop_grid_date(CopGridCell *c, const char *iso);
/* Minor units, exported in major ones. */
void cop_grid_money(CopGrid *g, CopGridCell *c, int64_t minor);
/* A translatable field of a record, with its language. */
void cop_grid_field(CopGrid *g, CopGridCell *c, CopEntity e, const void *record, const char *field);

/* Sorts as the request asks. */
void cop_grid_sort(CopGrid *g);
/* Writes the table, with links to its other forms unless plain. */
void cop_part_grid(CopGrid *g);
/* The grid as a table without its looks. */
CopTable *cop_grid_to_table(const CopGrid *g);
/* Answers a request for .csv, .json or .xlsx from the route's tables: CSV and
 * JSON give the first, or the one named by ?table=; XLSX gives all. */
void cop_page_tables(CopPage *p);

#endif
