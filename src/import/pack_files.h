/* SPDX-License-Identifier: Apache-2.0
 *
 * import/pack_files.h -- foreign files of which each becomes a pack of its own:
 * frameworks, mappings, laws.
 *
 * Each file stands by itself: one that is refused keeps no other out. Mappings
 * may stand beside the frameworks they connect, in any order: what waits for
 * requirements is read again once the others are in. All that is stored is
 * stored in one transaction.
 */
#ifndef COP_IMPORT_PACK_FILES_H
#define COP_IMPORT_PACK_FILES_H

#include "import/kind.h"
#include "import/pack.h"

/* Adds the pack of one file to a set; faults are findings. `stored` is what the
 * store holds by now. False when the file cannot be read at all. */
typedef bool (*CopPackFileRead)(CopPackSet *s, const char *path, const CopModel *stored, CopDiags *d, GError **error);

/* As CopImportKind.run; counts.rejected are files refused while others went in. */
bool cop_pack_files_import(CopDb *db, CopPackFileRead read, const CopImportSource *sources, size_t n, const CopImportOptions *options,
                           CopImportCounts *counts, CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
