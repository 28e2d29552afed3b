/* SPDX-License-Identifier: Apache-2.0
 *
 * model/rows.h -- rows of the content tables as records: what loading, audit
 * and saving share. Inside the caller's transaction.
 */
#ifndef COP_MODEL_ROWS_H
#define COP_MODEL_ROWS_H

#include "base/arena.h"
#include "db/db.h"
#include "model/model.h"

/* All records of a kind, in order of id; items is an array of its struct. */
typedef struct {
  size_t n;
  char *items;
} CopRowsOfKind;

bool cop_rows_of_kind(CopDb *db, CopArena *a, CopEntity e, CopRowsOfKind *rows, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* One record; NULL with COP_DB_ERROR_NOT_FOUND when there is none. */
void *cop_rows_record(CopDb *db, CopArena *a, CopEntity e, const char *id, GError **error);
/* Writes a record as a row and its lists of references; false with
 * COP_DB_ERROR_CONFLICT when the stored revision is not one less. */
bool cop_rows_write(CopDb *db, CopEntity e, const CopRecord *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
