/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "config.h"
#include "db/db_priv.h"

static const char *
script_of(const CopDb *db, const CopMigration *m)
{
  return db->ops->id == COP_ENGINE_SQLITE ? m->sqlite : m->postgres;
}

static const char *
digest_of(const CopDb *db, const CopMigration *m, char hex[COP_HASH_HEX])
{
  const char *script = script_of(db, m);
  return cop_hash_bytes(COP_HASH_BLAKE2B, script, strlen(script), hex);
}

int
cop_db_schema_version(void)
{
  return cop_n_migrations;
}

bool
cop_db_store_version(CopDb *db, int *version, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY0(db, schema_versions, error);
  if (r == NULL)
    return false;
  g_autoptr(GError) local = NULL;
  *version = 0;
  while (cop_rows_next(r, &local))
    *version = (int)cop_rows_int(r, 0);
  if (local == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

/* One migration inside a transaction. */
static bool
apply(CopDb *db, const CopMigration *m, GError **error)
{
  char hex[COP_HASH_HEX], now[COP_INSTANT_SIZE];
  return db->ops->script(db, script_of(db, m), error) &&
         COP_EXEC(db, schema_version_add, error, cop_p_int(m->version), cop_p_text(m->name),
                  cop_p_text(digest_of(db, m, hex)), cop_p_text(cop_instant_now(now)), cop_p_text(COP_VERSION));
}

bool
cop_migrate_create(CopDb *db, CopDbFill fill, void *data, GError **error)
{
  char now[COP_INSTANT_SIZE];
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, db, error))
    return false;
  for (int i = 0; i < cop_n_migrations; i++)
    if (!apply(db, &cop_migrations[i], error))
      return false;
  return COP_EXEC(db, meta_set, error, cop_p_text("format"), cop_p_text("copkit store")) &&
         COP_EXEC(db, meta_set, error, cop_p_text("created"), cop_p_text(cop_instant_now(now))) &&
         COP_EXEC(db, meta_set, error, cop_p_text("program"), cop_p_text(COP_VERSION)) &&
         (fill == NULL || fill(db, data, error)) && cop_txn_commit(&txn, error);
}

/* The migrations a store has are the first ones of ours, word for word. */
bool
cop_migrate_compare(CopDb *db, int *version, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY0(db, schema_versions, error);
  if (r == NULL)
    return false;
  g_autoptr(GError) local = NULL;
  *version = 0;
  while (cop_rows_next(r, &local)) {
    char hex[COP_HASH_HEX];
    int v = (int)cop_rows_int(r, 0);
    if (v > cop_n_migrations) {
      g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_NEWER,
                  "'%s' was written by a newer copkit (store version %d, this program knows %d); use that version",
                  db->shown, v, cop_n_migrations);
      return false;
    }
    if (v != *version + 1 || g_strcmp0(cop_rows_text(r, 2), digest_of(db, &cop_migrations[v - 1], hex)) != 0) {
      g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_NEWER,
                  "the tables of '%s' were made by another version of copkit (step %d, %s, differs); use that version",
                  db->shown, v, cop_rows_text(r, 1));
      return false;
    }
    *version = v;
  }
  if (local == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

static bool
upgrade(CopDb *db, int version, GError **error)
{
  if (db->ops->id == COP_ENGINE_SQLITE) {
    g_autofree char *backup = g_strdup_printf("%s.before-migration-%d", db->address, version + 1);
    if (!cop_db_backup(db, backup, error))
      return false;
  }
  for (int v = version; v < cop_n_migrations; v++) {
    g_auto(CopTxn) txn = { 0 };
    if (!cop_txn_begin(&txn, db, error) || !apply(db, &cop_migrations[v], error) || !cop_txn_commit(&txn, error)) {
      g_prefix_error(error, "migration %s: ", cop_migrations[v].name);
      return false;
    }
  }
  return true;
}

bool
cop_migrate_open(CopDb *db, GError **error)
{
  int version;
  if (!cop_migrate_compare(db, &version, error))
    return false;
  if (version == cop_n_migrations)
    return true;
  if (db->mode == COP_DB_WRITE)
    return upgrade(db, version, error);
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_OLDER,
              "'%s' is of store version %d, this program wants %d; 'copkit doctor' brings it up to date", db->shown,
              version, cop_n_migrations);
  return false;
}
