/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/published.h -- what commands show of field reports: loaded, added up,
 * small counts hidden.
 */
#ifndef COP_CMD_PUBLISHED_H
#define COP_CMD_PUBLISHED_H

#include "db/db.h"
#include "indicator/publish.h"
#include "model/model.h"

/* m is the store's content; the publications live in the arena. */
bool cop_cmd_publish(CopDb *db, const CopModel *m, CopArena *a, CopPublication ***publications, int64_t *reports, int64_t *synthetic,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
