/* SPDX-License-Identifier: Apache-2.0
 *
 * import/pack_write.h -- records as a pack: the way back of import/pack.h.
 * Reading the pack gives equal records; the same records give the same bytes.
 */
#ifndef COP_IMPORT_PACK_WRITE_H
#define COP_IMPORT_PACK_WRITE_H

#include "import/pack.h"

/* Writes the folder: pack.yaml from `manifest` (its folder and file are not
 * looked at) and one file for each kind that has records. With `origin` only
 * rows of that origin. The folder must not exist; it appears complete. Sets
 * *n to the number of records. */
bool cop_pack_write(const CopModel *m, const CopPack *manifest, const char *origin, const char *folder, size_t *n,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
