/* SPDX-License-Identifier: Apache-2.0
 *
 * model/audit.h -- who changed what when: a log that only grows, each entry
 * bound to all before it.
 *
 *   hash(n) = BLAKE2b-256(hash(n-1) || entry(n)), hash(0) = 32 zero bytes
 *   entry   = the compact JSON array [seq, at, actor, action, entity, record,
 *             revision, content], content as a text or null
 *
 * For records the action is "add", "change", "delete" or "withdraw" (by a new
 * version of its pack), entity the kind, and content the whole record as JSON
 * after the change, null when it is gone.
 * Other actions ("import", "export", ...) say in entity and record what they
 * were about.
 *
 * What the chain shows: that an entry was altered, put in or taken out before
 * the last one. That the newest entries were cut off shows only to somebody
 * who kept a later hash; cop_audit_verify() looks for one given to it.
 */
#ifndef COP_MODEL_AUDIT_H
#define COP_MODEL_AUDIT_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/hash.h"
#include "db/db.h"
#include "model/schema.h"

typedef struct {
  int64_t seq;
  const char *at; /* UTC */
  const char *actor, *action, *entity, *record;
  int64_t revision;
  const char *content; /* may be NULL */
} CopAuditEntry;

typedef struct {
  size_t n;
  CopAuditEntry *items;
} CopAuditEntries;

/* Appends an entry inside the caller's transaction; seq and at are set here. */
bool cop_audit_add(CopDb *db, const CopAuditEntry *entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The last n entries, newest first. */
bool cop_audit_recent(CopDb *db, CopArena *a, int64_t n, CopAuditEntries *entries, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The history of a record, oldest first. */
bool cop_audit_history(CopDb *db, CopArena *a, CopEntity e, const char *id, CopAuditEntries *entries, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The action of a record's last entry; NULL when it has none. In the arena. */
bool cop_audit_last_action(CopDb *db, CopArena *a, CopEntity e, const char *id, const char **action, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  int64_t n;                 /* entries read */
  char head[COP_HASH_HEX];   /* hash of the last */
  int64_t broken_at;         /* 0, or the entry at which the chain breaks */
  const char *broken_why;
  bool found;                /* the hash that was looked for stands in the chain */
  size_t n_unlogged;         /* records that are not as their last entry left them */
  char *unlogged;            /* the first of them, "measure 'M1'"; owned */
} CopAuditCheck;

void cop_audit_check_clear(CopAuditCheck *c);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopAuditCheck, cop_audit_check_clear)

/* Reads the whole log, recomputes the chain, and compares every record with
 * its last entry. `contains` is a hash in hex kept from earlier, or NULL.
 * False only when the store cannot be read. */
bool cop_audit_verify(CopDb *db, const char *contains, CopAuditCheck *check, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
