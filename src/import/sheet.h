/* SPDX-License-Identifier: Apache-2.0
 *
 * import/sheet.h -- the first sheet of a spreadsheet (Office Open XML,
 * ECMA-376 part 1, 18.3 and 18.4), as rows of text: shared and inline strings,
 * numbers as they are written, formulas by their stored value. Formats and
 * other sheets are left alone.
 */
#ifndef COP_IMPORT_SHEET_H
#define COP_IMPORT_SHEET_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"

#define COP_SHEET_ERROR (cop_sheet_error_quark())
GQuark cop_sheet_error_quark(void);
typedef enum { COP_SHEET_ERROR_FORMAT, COP_SHEET_ERROR_LIMIT } CopSheetError;

enum { COP_SHEET_COLUMNS = 64 }; /* columns beyond are not read */

typedef struct {
  unsigned number;                        /* of the row, from 1 */
  const char *cells[COP_SHEET_COLUMNS];   /* NULL where empty */
} CopSheetRow;

typedef struct {
  size_t n;
  const CopSheetRow *rows;
} CopSheet;

bool cop_sheet_read(CopArena *a, GBytes *bytes, CopSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
