/* SPDX-License-Identifier: Apache-2.0
 *
 * import/pack_model.h -- the records of packs as a model, without a store: for
 * checks that need the catalogues only, and for tests.
 */
#ifndef COP_IMPORT_PACK_MODEL_H
#define COP_IMPORT_PACK_MODEL_H

#include <glib.h>

#include "base/diag.h"
#include "import/pack.h"
#include "model/model.h"

/* A model of a checked set without errors. It borrows from the set, which must
 * outlive it; its own memory is the arena's. */
CopModel *cop_pack_set_model(const CopPackSet *s, CopArena *a) G_GNUC_WARN_UNUSED_RESULT;

/* Adds every pack that comes with copkit: the folders below data/ that hold a
 * pack.yaml, in byte order. */
bool cop_pack_set_add_shipped(CopPackSet *s, CopDiags *d, GError **error);

#endif
