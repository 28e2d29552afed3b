/* SPDX-License-Identifier: Apache-2.0 */
#include "db/db.h"

#include <math.h>
#include <string.h>

#include "db/db_priv.h"

G_DEFINE_QUARK(cop-db-error-quark, cop_db_error)

bool
cop_db_address_is_postgres(const char *address)
{
  return g_str_has_prefix(address, "postgresql://") || g_str_has_prefix(address, "postgres://");
}

char *
cop_db_shown_address(const char *address)
{
  if (!cop_db_address_is_postgres(address))
    return g_strdup(address);
  g_autoptr(GString) s = g_string_new(address);
  /* //user:password@host */
  char *host = strstr(s->str, "//") + 2;
  char *at = memrchr(host, '@', strcspn(host, "/?"));
  char *colon = at == NULL ? NULL : memchr(host, ':', (size_t)(at - host));
  if (colon != NULL)
    g_string_erase(s, colon - s->str, at - colon);
  /* ?password=...&sslpassword=... */
  for (char *p = s->str; (p = strstr(p, "password=")) != NULL;) {
    p += strlen("password=");
    size_t n = strcspn(p, "&");
    gssize where = p - s->str;
    g_string_erase(s, where, (gssize)n);
    g_string_insert(s, where, "...");
    p = s->str + where;
  }
  return g_string_free(g_steal_pointer(&s), FALSE);
}

CopDb *
cop_db_new(const CopEngineOps *ops, const char *address, CopDbMode mode)
{
  CopDb *db = g_new0(CopDb, 1);
  db->ops = ops;
  db->address = g_strdup(address);
  db->shown = cop_db_shown_address(address);
  db->mode = mode;
  return db;
}

CopDb *
cop_db_create(const char *address, GError **error)
{
  return cop_db_create_filled(address, NULL, NULL, error);
}

CopDb *
cop_db_create_filled(const char *address, CopDbFill fill, void *data, GError **error)
{
  return cop_db_address_is_postgres(address) ? cop_postgres_create(address, fill, data, error)
                                             : cop_sqlite_create(address, fill, data, error);
}

bool
cop_db_is_store(CopDb *db, GError **error)
{
  int64_t n;
  if (!cop_db_number(db, COP_ST_is_store, &n, error))
    return false;
  if (n == 3)
    return true;
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_NOT_STORE, "'%s' is not a copkit store", db->shown);
  return false;
}

CopDb *
cop_db_open(const char *address, CopDbMode mode, GError **error)
{
  bool postgres = cop_db_address_is_postgres(address);
  if (!postgres && !cop_sqlite_check_head(address, error))
    return NULL;
  g_autoptr(CopDb) db = postgres ? cop_postgres_connect(address, mode, error) : cop_sqlite_connect(address, mode, mode == COP_DB_WRITE, error);
  if (db == NULL || !cop_db_is_store(db, error) || !cop_migrate_open(db, error))
    return NULL;
  return g_steal_pointer(&db);
}

void
cop_db_close(CopDb *db)
{
  if (db == NULL)
    return;
  if (db->in_txn)
    cop_txn_rollback(&(CopTxn){ db });
  db->ops->close(db);
  g_free(db->address);
  g_free(db->shown);
  g_free(db);
}

CopEngine
cop_db_engine(const CopDb *db)
{
  return db->ops->id;
}

const char *
cop_db_address(const CopDb *db)
{
  return db->address;
}

/* --- statements --- */

static bool
may_run(CopDb *db, CopStmtId st, size_t n, GError **error)
{
  g_assert(st < COP_ST_MAX);
  const CopStmt *s = &cop_stmts[st];
  if ((size_t)s->n_params != n)
    g_error("statement %s has %d parameters (%s), %zu were given", s->name, s->n_params, s->params, n);
  if (s->writes && (db->mode == COP_DB_READ || (db->in_txn && db->txn_reads))) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_READ_ONLY, "the store is open for reading; %s would change it",
                s->name);
    return false;
  }
  if (db->ops->text(s) == NULL) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_FAILED, "%s has no statement '%s'", db->ops->name, s->name);
    return false;
  }
  if (db->txn_failed) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_FAILED, "an earlier statement of this transaction failed");
    return false;
  }
  return true;
}

static bool
note_failure(CopDb *db, bool fine)
{
  if (!fine && db->in_txn)
    db->txn_failed = true;
  return fine;
}

CopRows *
cop_db_query(CopDb *db, CopStmtId st, const CopParam *params, size_t n, GError **error)
{
  if (!may_run(db, st, n, error))
    return NULL;
  CopRows *r = db->ops->query(db, st, params, n, error);
  note_failure(db, r != NULL);
  return r;
}

bool
cop_db_exec(CopDb *db, CopStmtId st, const CopParam *params, size_t n, int64_t *changed, GError **error)
{
  int64_t ignored;
  return may_run(db, st, n, error) &&
         note_failure(db, db->ops->exec(db, st, params, n, changed == NULL ? &ignored : changed, error));
}

bool
cop_db_session(CopDb *db, CopStmtId st, GError **error)
{
  int64_t ignored;
  g_assert(cop_stmts[st].kind == COP_STMT_SESSION);
  return db->ops->text(&cop_stmts[st]) == NULL || db->ops->exec(db, st, NULL, 0, &ignored, error);
}

bool
cop_db_number(CopDb *db, CopStmtId st, int64_t *value, GError **error)
{
  g_autoptr(CopRows) r = cop_db_query(db, st, NULL, 0, error);
  if (r == NULL)
    return false;
  g_autoptr(GError) local = NULL;
  if (cop_rows_next(r, &local)) {
    *value = cop_rows_int(r, 0);
    return true;
  }
  if (local == NULL)
    g_set_error(&local, COP_DB_ERROR, COP_DB_ERROR_NOT_FOUND, "%s gave no row", cop_stmts[st].name);
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

/* --- rows --- */

bool
cop_rows_next(CopRows *r, GError **error)
{
  g_autoptr(GError) local = NULL;
  bool row = r->db->ops->next(r, &local);
  note_failure(r->db, local == NULL);
  if (local != NULL)
    g_propagate_error(error, g_steal_pointer(&local));
  return row;
}

void
cop_rows_free(CopRows *r)
{
  if (r != NULL)
    r->db->ops->free(r);
}

int
cop_rows_columns(const CopRows *r)
{
  return r->db->ops->columns(r);
}

CopValueKind
cop_rows_kind(const CopRows *r, int column)
{
  g_assert(column >= 0 && column < cop_rows_columns(r));
  return r->db->ops->kind(r, column);
}

int64_t
cop_rows_int(const CopRows *r, int column)
{
  return cop_rows_kind(r, column) == COP_VALUE_NULL ? 0 : r->db->ops->integer(r, column);
}

double
cop_rows_real(const CopRows *r, int column)
{
  return cop_rows_kind(r, column) == COP_VALUE_NULL ? NAN : r->db->ops->real(r, column);
}

const char *
cop_rows_text(const CopRows *r, int column)
{
  return cop_rows_kind(r, column) == COP_VALUE_NULL ? NULL : r->db->ops->value(r, column);
}

const void *
cop_rows_blob(const CopRows *r, int column, size_t *size)
{
  *size = 0;
  return cop_rows_kind(r, column) == COP_VALUE_NULL ? NULL : r->db->ops->blob(r, column, size);
}

/* --- transactions --- */

static bool
begin(CopTxn *txn, CopDb *db, bool reads, const char *file, int line, GError **error)
{
  if (db->in_txn)
    g_error("%s:%d: a transaction is open already, begun at %s:%d", file, line, db->txn_file, db->txn_line);
  if (!cop_db_session(db, reads ? COP_ST_begin_read : COP_ST_begin_write, error))
    return false;
  db->in_txn = true;
  db->txn_failed = false;
  memset(db->txn_memory, 0, sizeof db->txn_memory);
  db->txn_reads = reads;
  db->txn_file = file;
  db->txn_line = line;
  txn->db = db;
  return true;
}

bool
cop_txn_begin_at(CopTxn *txn, CopDb *db, const char *file, int line, GError **error)
{
  return begin(txn, db, db->mode == COP_DB_READ, file, line, error);
}

bool
cop_txn_begin_read_at(CopTxn *txn, CopDb *db, const char *file, int line, GError **error)
{
  return begin(txn, db, true, file, line, error);
}

bool
cop_db_in_txn(const CopDb *db)
{
  return db->in_txn;
}

void *
cop_db_txn_memory(CopDb *db)
{
  return db->in_txn ? db->txn_memory : NULL;
}

bool
cop_txn_commit(CopTxn *txn, GError **error)
{
  CopDb *db = txn->db;
  g_assert(db != NULL && db->in_txn);
  if (db->txn_failed) {
    cop_txn_rollback(txn);
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_FAILED,
                "nothing was stored, because a statement of the transaction had failed");
    return false;
  }
  if (!cop_db_session(db, COP_ST_commit, error)) {
    cop_txn_rollback(txn);
    return false;
  }
  db->in_txn = false;
  txn->db = NULL;
  return true;
}

void
cop_txn_rollback(CopTxn *txn)
{
  CopDb *db = txn->db;
  if (db == NULL)
    return;
  /* When this fails there is no transaction any more: the engine has rolled it
   * back itself (disk full) or the connection is gone. */
  cop_db_session(db, COP_ST_rollback, NULL);
  db->in_txn = db->txn_failed = false;
  txn->db = NULL;
}

/* --- whole stores --- */

void
cop_db_give_back(CopDb *db)
{
  g_autoptr(GError) ignored = NULL;
  (void)cop_db_session(db, COP_ST_shrink_memory, &ignored); /* it only keeps more than it must */
}

bool
cop_db_backup(CopDb *db, const char *file, GError **error)
{
  if (db->ops->id == COP_ENGINE_SQLITE)
    return cop_sqlite_backup(db, file, error);
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_FAILED, "this store is in PostgreSQL; back it up with pg_dump");
  return false;
}

/* The check itself may stumble over what it looks for. */
static bool
note_damage(GPtrArray *faults, GError *local, GError **error)
{
  if (g_error_matches(local, COP_DB_ERROR, COP_DB_ERROR_DAMAGED)) {
    g_ptr_array_add(faults, g_strdup(local->message));
    g_error_free(local);
    return true;
  }
  g_propagate_error(error, local);
  return false;
}

static bool
add_faults(CopDb *db, CopStmtId st, GPtrArray *faults, GError **error)
{
  GError *local = NULL;
  g_autoptr(CopRows) r = cop_db_query(db, st, NULL, 0, &local);
  if (r == NULL)
    return note_damage(faults, local, error);
  while (cop_rows_next(r, &local)) {
    const char *text = cop_rows_text(r, 0);
    if (st == COP_ST_foreign_keys)
      g_ptr_array_add(faults, g_strdup_printf("a row of '%s' refers to a row of '%s' that does not exist", text,
                                              cop_rows_text(r, 2)));
    else if (g_strcmp0(text, "ok") != 0)
      g_ptr_array_add(faults, g_strdup(text));
  }
  return local == NULL || note_damage(faults, local, error);
}

bool
cop_db_integrity(CopDb *db, GPtrArray **faults, GError **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
  if (db->ops->id == COP_ENGINE_SQLITE &&
      (!add_faults(db, COP_ST_integrity, found, error) || !add_faults(db, COP_ST_foreign_keys, found, error)))
    return false;
  *faults = g_steal_pointer(&found);
  return true;
}

bool
cop_db_prepare_all(CopDb *db, GError **error)
{
  for (int st = 0; st < COP_ST_MAX; st++) {
    int n = 0;
    if (db->ops->text(&cop_stmts[st]) == NULL)
      continue;
    if (!db->ops->prepare(db, (CopStmtId)st, &n, error)) {
      g_prefix_error(error, "statement %s: ", cop_stmts[st].name);
      return false;
    }
    if (n != cop_stmts[st].n_params) {
      g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_FAILED, "statement %s: %d parameters instead of %d",
                  cop_stmts[st].name, n, cop_stmts[st].n_params);
      return false;
    }
  }
  return true;
}
