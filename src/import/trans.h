/* SPDX-License-Identifier: Apache-2.0
 *
 * import/trans.h -- translated texts back into a store, from PO, XLIFF and
 * spreadsheets. A row says which unit it translates (model/trans_unit.h).
 *
 * Refused, each with its reason:
 *   trans-unknown      there is no such unit
 *   trans-source       the English has changed since the file was made
 *   trans-conflict     somebody changed the translation since; both are shown
 *   trans-blank  {HELP} stands in one of source and translation only
 *   trans-text         the text is not a text: control characters, too long
 * --overwrite lets a row win over the second and third; over another English
 * it goes in as a draft.
 *
 * A row without text, and one that says what the store says, changes nothing.
 * No file approves: a text that comes as approved goes in as back-checked, and
 * who reviewed what stands in the log alone (check/gate.h).
 */
#ifndef COP_IMPORT_TRANS_H
#define COP_IMPORT_TRANS_H

#include "import/kind.h"

typedef struct {
  const char *file;
  unsigned line;
  const char *id;        /* of the unit, without language */
  const char *source;    /* English the file was made from; NULL: not said */
  const char *text;      /* "" or NULL: none */
  CopTextState state;
  int64_t revision;      /* with which it left; -1: not said */
} CopTransRow;

/* Of one file: all in one language. */
typedef struct {
  const char *lang;
  GArray *rows; /* CopTransRow */
} CopTransFile;

/* Readers: rows into the arena; false when the file cannot be read at all,
 * what is wrong in it becomes findings. */
bool cop_po_read(CopArena *a, const char *path, CopTransFile *file, CopDiags *d, GError **error);
bool cop_xliff_read(CopArena *a, const char *path, CopTransFile *file, CopDiags *d, GError **error);
bool cop_trans_sheet_read(CopArena *a, const char *path, CopTransFile *file, CopDiags *d, GError **error);

/* Is it a spreadsheet with the columns of a translators' sheet? */
bool cop_trans_sheet_is(const char *path);

/* What the kinds share: reads with `read`, checks, stores in one transaction. */
typedef bool (*CopTransRead)(CopArena *a, const char *path, CopTransFile *file, CopDiags *d, GError **error);
bool cop_trans_import(CopDb *db, const CopImportSource *sources, size_t n, CopTransRead read, const CopImportOptions *options,
                      CopImportCounts *counts, CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
