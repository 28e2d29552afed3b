/* SPDX-License-Identifier: Apache-2.0
 *
 * import/pack_store.h -- packs into a store, whole or not at all.
 *
 * A row that the pack's earlier version wrote and that nobody has touched
 * since (its origin is the pack) follows the new version: it is changed, or
 * withdrawn when the pack no longer has it and nothing refers to it. What a
 * person has typed, changed or deleted stays as it is and is reported, as a
 * finding of severity note. A row of another pack is never touched: error.
 * What is equal is left alone, so importing the same pack twice changes and
 * logs nothing.
 */
#ifndef COP_IMPORT_PACK_STORE_H
#define COP_IMPORT_PACK_STORE_H

#include "base/diag.h"
#include "import/pack.h"
#include "model/store.h"

typedef struct {
  const char *actor; /* for the log */
  bool overwrite;    /* the pack wins over what persons changed or deleted */
  bool dry_run;      /* do everything, keep nothing */
} CopPackStoring;

typedef struct {
  size_t added, changed, withdrawn, unchanged;
  size_t kept; /* left alone because of a person's change, or because others refer to it */
} CopPackCounts;

/* Reads the packs in `folders` and those they require, checks them against the
 * store and stores them: in one transaction of its own, or in the caller's.
 * True with errors among the findings means that nothing was stored. */
bool cop_pack_import(CopDb *db, const char *const *folders, size_t n, const CopPackStoring *how, CopPackCounts *counts,
                     CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for packs that `fill` puts into the set, given what the store holds;
 * false breaks off. */
typedef bool (*CopPackFill)(CopPackSet *s, const CopModel *stored, void *data, CopDiags *d, GError **error);
bool cop_pack_import_filled(CopDb *db, CopPackFill fill, void *data, const CopPackStoring *how, CopPackCounts *counts, CopDiags *d,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
