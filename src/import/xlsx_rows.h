/* SPDX-License-Identifier: Apache-2.0
 *
 * import/xlsx_rows.h -- the texts of one sheet of an XLSX workbook (ECMA-376 part
 * 1, 18): shared and inline strings, numbers as they stand, true and false.
 * Formulas count with the value the file holds; styles, dates' formats and all
 * else are not read. The limits of base/zip.h and base/xml.h hold.
 */
#ifndef COP_IMPORT_XLSX_ROWS_H
#define COP_IMPORT_XLSX_ROWS_H

#include <glib.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct {
  uint64_t number;   /* from 1, as people see it */
  GPtrArray *cells;  /* const char *, "" where a cell is empty */
} CopXlsxRow;

/* Rows with at least one text of the sheet called `name`, NULL: of the first.
 * Texts live in the arena; the array owns its rows. NULL with *error when the
 * file is no workbook; an absent sheet of that name is an empty array. */
GPtrArray *cop_xlsx_rows(GBytes *workbook, const char *name, CopArena *a, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
