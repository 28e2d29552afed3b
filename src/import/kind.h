/* SPDX-License-Identifier: Apache-2.0
 *
 * import/kind.h -- the kinds of input `copkit import` and the upload page take:
 * one row each in import/kinds.def, one file that says whether an input is of
 * the kind and how it is stored.
 *
 * The kind of an input is the first in the order of kinds.def that claims it
 * by its content or form; its name decides only between kinds that look the
 * same. Inputs of one kind are imported together, in the order given.
 */
#ifndef COP_IMPORT_KIND_H
#define COP_IMPORT_KIND_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"
#include "model/store.h"

typedef struct {
  const char *path;
  bool folder;
  const char *head;  /* the first bytes of a file, followed by NUL */
  size_t length;     /* of head, at most COP_IMPORT_HEAD */
} CopImportSource;
enum { COP_IMPORT_HEAD = 8192 };

typedef struct {
  const char *actor;   /* for the log */
  bool dry_run;        /* do everything, keep nothing */
  bool strict;         /* refuse an input with any bad row; the kind's default or as asked */
  bool overwrite;      /* win over what persons changed */
  const char *rejects; /* file for refused rows; NULL for none */
} CopImportOptions;

typedef struct {
  size_t added, changed, removed, unchanged;
  size_t kept;     /* left alone, with a note */
  size_t rejected; /* rows refused while others went in */
} CopImportCounts;

typedef struct {
  const char *name; /* of --as */
  const char *title;
  bool strict;      /* default */
  bool (*claims)(const CopImportSource *source);
  /* False with an error when the store or a file fails. True with findings of
   * severity error and nothing rejected means that nothing was stored. */
  bool (*run)(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options,
              CopImportCounts *counts, CopDiags *d, GError **error);
} CopImportKind;

#define KIND(name, strict, title)                                                                            \
  bool cop_import_claims_##name(const CopImportSource *source);                                              \
  bool cop_import_run_##name(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, \
                             CopImportCounts *counts, CopDiags *d, GError **error);
#include "import/kinds.def"
#undef KIND

const CopImportKind *cop_import_kinds(size_t *n);
/* By name; NULL when there is none. */
const CopImportKind *cop_import_kind_named(const char *name);
/* Looks at an input; NULL without error when no kind claims it. The head
 * lives in the returned source until cop_import_source_clear(). */
bool cop_import_source_init(CopImportSource *source, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cop_import_source_clear(CopImportSource *source);
const CopImportKind *cop_import_kind_of(const CopImportSource *source);

#endif
