/* SPDX-License-Identifier: Apache-2.0
 *
 * model/outdated.h -- printed copies whose text, translation or number has
 * changed since they were printed, and what changed.
 *
 * A consignment notes the records it was printed from with their revisions
 * (`made_of`); what the log says of a later revision is the change, field by field,
 * as it stood then and stands now. Fields that no reader sees (position, mark,
 * locator, note, state, dates of review) do not count.
 *
 * Where nothing was noted, the records are taken from the name of the piece
 * (its message, story or script, their texts and translations in its language, the
 * country's helpline) and the state of the day of printing stands for the
 * revision; `guessed` says so. What the log does not reach back to is no change.
 */
#ifndef COP_MODEL_OUTDATED_H
#define COP_MODEL_OUTDATED_H

#include "db/db.h"
#include "model/model.h"

typedef struct {
  CopEntity kind;
  const char *id;
  const char *field;     /* NULL: the whole record is gone */
  const char *was, *is;  /* "" for nothing */
  const char *on;        /* day of the newest change */
} CopPrintChange;

typedef struct {
  const CopConsignment *item;
  size_t n;
  CopPrintChange *changes;
  const char *newest;    /* day of the newest change */
  int64_t lying;         /* copies that came, else those that were sent off */
  bool guessed;
  bool settled;          /* what was decided was done after the newest change, or they are to stay */
} CopOutdatedPrint;

typedef struct CopOutdated {
  size_t n;
  CopOutdatedPrint *items; /* printed consignments with a change, in the model's order */
  size_t n_open;           /* of them not settled */
  int64_t lying;           /* copies of those */
} CopOutdated;

/* m is the store's present content. In the arena. */
bool cop_outdated(CopDb *db, const CopModel *m, CopArena *a, CopOutdated *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A list for `made_of`: those of the names (model/reading.h) that are a record of the
 * model, each with its revision; sorted, in the arena. */
CopTexts cop_made_of(const CopModel *m, GHashTable *names, CopArena *a);

#endif
