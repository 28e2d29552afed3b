/* SPDX-License-Identifier: Apache-2.0
 *
 * import/field.h -- a file of field data into a store: opens it, runs the
 * intake (import/intake.h), makes each refused row a finding and, where asked,
 * a row of the rejects file.
 *
 * Rows of field data are mapped, not read, and checked where they lie; other
 * forms (import/field_rows.h) become such rows first. The rejects
 * file appears complete or not at all, and only when something was refused.
 */
#ifndef COP_IMPORT_FIELD_H
#define COP_IMPORT_FIELD_H

#include "base/diag.h"
#include "import/intake.h"

typedef struct {
  const char *actor;   /* for the log */
  bool strict, dry_run;
  const char *rejects; /* path; NULL for none */
} CopFieldOptions;

/* m is the store's present content. Findings of refused rows have severity
 * error; that is no failure. */
bool cop_field_import(CopDb *db, const CopModel *m, const char *path, const CopFieldOptions *o, CopIntakeSummary *s,
                      CopDiags *found, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same with the file's bytes in memory; `name` is what findings and log call it. */
bool cop_field_import_bytes(CopDb *db, const CopModel *m, GBytes *bytes, const char *name, const CopFieldOptions *o, CopIntakeSummary *s,
                            CopDiags *found, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
