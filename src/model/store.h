/* SPDX-License-Identifier: Apache-2.0
 *
 * model/store.h -- records in and out of a store. Loading gives the snapshot
 * of model/model.h; every change of a record writes its audit entry in the
 * same transaction.
 *
 * Revisions:  a record begins with revision 1 and counts up by each change.
 *             Whoever changes one says which revision was seen; when the store
 *             holds another, somebody else was first and nothing is changed
 *             (COP_DB_ERROR_CONFLICT).
 * Origin:     the id of the pack that wrote the row last; empty when a person
 *             did. So a row with a pack's origin is as that pack wrote it.
 * Errors:     COP_RECORD_ERROR when the record itself is at fault, else those
 *             of db/db.h.
 */
#ifndef COP_MODEL_STORE_H
#define COP_MODEL_STORE_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"
#include "db/db.h"
#include "model/model.h"

#define COP_RECORD_ERROR (cop_record_error_quark())
GQuark cop_record_error_quark(void);
typedef enum {
  COP_RECORD_ERROR_INVALID,  /* breaks its schema or rules, or refers to what is not there */
  COP_RECORD_ERROR_IN_USE,   /* cannot go: others refer to it; the message names some */
} CopRecordErrorCode;

/* Everything at once, in one consistent read. Fails when a reference does not
 * resolve or a word is not in its list. */
bool cop_model_load(CopDb *db, CopArena *a, CopModel **model, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One record; COP_DB_ERROR_NOT_FOUND when there is none. */
void *cop_record_load(CopDb *db, CopArena *a, CopEntity e, const char *id, GError **error);

/* Checks a record (schema, rules, references) and inserts it (`expected` 0) or
 * replaces the one of that revision. Sets record->revision. In a transaction
 * of its own, or in the caller's when one is open. */
bool cop_record_save(CopDb *db, CopEntity e, CopRecord *record, const char *actor, int64_t expected, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Removes it and the translations of its fields; refused while others refer
 * to it. */
bool cop_record_delete(CopDb *db, CopEntity e, const char *id, const char *actor, int64_t expected, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* For batches that have been checked as a whole: the same without checks,
 * inside the caller's transaction. References are held at its commit. A removal
 * is logged as `action`: "delete" by a person, "withdraw" by a pack that no
 * longer has the row. */
bool cop_record_put(CopDb *db, CopEntity e, CopRecord *record, const char *actor, int64_t expected, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
bool cop_record_remove(CopDb *db, CopEntity e, const char *id, const char *actor, const char *action, int64_t expected,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
