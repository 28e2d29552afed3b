/* SPDX-License-Identifier: Apache-2.0
 *
 * import/field_table.h -- a file of field data as the rows somebody typed, so
 * that refused ones can be shown beside their reasons, mended, and sent again.
 *
 * CSV and the first sheet of an XLSX workbook; other forms (SMS, DHIS2, ADX,
 * XForm) have no rows to mend. Numbers of rows are those of findings.
 */
#ifndef COP_IMPORT_FIELD_TABLE_H
#define COP_IMPORT_FIELD_TABLE_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"

typedef struct {
  unsigned line;            /* as findings name it */
  const char *const *cells; /* [n_columns], "" where empty */
} CopFieldTableRow;

typedef struct {
  size_t n_columns;
  const char *const *columns;
  size_t n_rows;
  const CopFieldTableRow *rows; /* those that can be read, in order */
} CopFieldTable;

enum { COP_FIELD_TABLE_COLUMNS = 128 }; /* further ones are left out, and the row with them */

/* Everything lives in the arena. False when the file has no rows to mend. */
bool cop_field_table_read(const char *data, size_t length, CopArena *a, CopFieldTable *t);
/* The row of that line; NULL when it cannot be read. */
const CopFieldTableRow *cop_field_table_row(const CopFieldTable *t, unsigned line);
/* The column of that name; -1 when there is none. */
int cop_field_table_column(const CopFieldTable *t, const char *name);

#endif
