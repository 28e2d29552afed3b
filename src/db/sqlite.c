/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "db/db_priv.h"

/* How long a statement waits for another program's write. */
#define BUSY_MS 10000

typedef struct {
  sqlite3 *handle;
  sqlite3_stmt *cache[COP_ST_MAX]; /* prepared, not in use */
} Connection;

typedef struct {
  CopRows base;
  CopStmtId id;
  sqlite3_stmt *st;
} Rows;

static Connection *
connection(const CopDb *db)
{
  return db->connection;
}

/* --- errors --- */

static CopDbErrorCode
code_of(sqlite3 *handle, int result)
{
  switch (result & 0xff) {
  case SQLITE_CONSTRAINT:
    return COP_DB_ERROR_CONFLICT;
  case SQLITE_FULL:
    return COP_DB_ERROR_FULL;
  case SQLITE_IOERR: /* growing the file of shared memory, for one */
    return sqlite3_system_errno(handle) == ENOSPC ? COP_DB_ERROR_FULL : COP_DB_ERROR_FAILED;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return COP_DB_ERROR_DAMAGED;
  case SQLITE_CANTOPEN:
    return sqlite3_system_errno(handle) == ENOSPC ? COP_DB_ERROR_FULL : COP_DB_ERROR_OPEN;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return COP_DB_ERROR_READ_ONLY;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return COP_DB_ERROR_BUSY;
  default:
    return COP_DB_ERROR_FAILED;
  }
}

static bool
fail(const CopDb *db, int result, GError **error)
{
  sqlite3 *handle = connection(db)->handle;
  CopDbErrorCode code = code_of(handle, result);
  switch (code) {
  case COP_DB_ERROR_FULL:
    g_set_error(error, COP_DB_ERROR, code, "'%s': the disk is full; nothing was changed", db->address);
    break;
  case COP_DB_ERROR_DAMAGED:
    g_set_error(error, COP_DB_ERROR, code, "'%s' is damaged (%s); 'copkit restore' puts a backup in its place",
                db->address, sqlite3_errmsg(handle));
    break;
  case COP_DB_ERROR_BUSY:
    g_set_error(error, COP_DB_ERROR, code, "'%s' is being changed by another program; try again", db->address);
    break;
  default:
    g_set_error(error, COP_DB_ERROR, code, "'%s': %s", db->address, sqlite3_errmsg(handle));
    break;
  }
  return false;
}

/* --- statements --- */

static const char *
text_of(const CopStmt *st)
{
  return st->sqlite;
}

static sqlite3_stmt *
take_statement(CopDb *db, CopStmtId id, GError **error)
{
  Connection *c = connection(db);
  sqlite3_stmt *st = g_steal_pointer(&c->cache[id]);
  if (st != NULL)
    return st;
  int result = sqlite3_prepare_v3(c->handle, cop_stmts[id].sqlite, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL);
  if (result == SQLITE_OK)
    return st;
  fail(db, result, error);
  return NULL;
}

static void
keep(CopDb *db, CopStmtId id, sqlite3_stmt *st)
{
  Connection *c = connection(db);
  sqlite3_reset(st);
  if (c->cache[id] == NULL)
    c->cache[id] = st;
  else
    sqlite3_finalize(st);
}

/* And lets go of what it was bound to. */
static void
give_back(CopDb *db, CopStmtId id, sqlite3_stmt *st)
{
  sqlite3_reset(st);
  sqlite3_clear_bindings(st);
  keep(db, id, st);
}

/* `until`: SQLITE_STATIC where the statement runs before the caller goes on. */
static int
bind_one(sqlite3_stmt *st, int i, const CopParam *p, sqlite3_destructor_type until)
{
  switch (p->kind) {
  case COP_VALUE_NULL:
    return sqlite3_bind_null(st, i);
  case COP_VALUE_INT:
    return sqlite3_bind_int64(st, i, p->integer);
  case COP_VALUE_REAL:
    return sqlite3_bind_double(st, i, p->real);
  case COP_VALUE_TEXT:
    return sqlite3_bind_text64(st, i, p->text, strlen(p->text), until, SQLITE_UTF8);
  case COP_VALUE_BLOB:
    return sqlite3_bind_blob64(st, i, p->blob, p->size, until);
  }
  g_assert_not_reached();
}

static sqlite3_stmt *
take_bound(CopDb *db, CopStmtId id, const CopParam *params, size_t n, sqlite3_destructor_type until, GError **error)
{
  sqlite3_stmt *st = take_statement(db, id, error);
  for (size_t i = 0; st != NULL && i < n; i++) {
    int result = bind_one(st, (int)i + 1, &params[i], until);
    if (result != SQLITE_OK) {
      fail(db, result, error);
      give_back(db, id, st);
      return NULL;
    }
  }
  return st;
}

static CopRows *
query(CopDb *db, CopStmtId id, const CopParam *params, size_t n, GError **error)
{
  sqlite3_stmt *st = take_bound(db, id, params, n, SQLITE_TRANSIENT, error);
  if (st == NULL)
    return NULL;
  Rows *r = g_new0(Rows, 1);
  r->base.db = db;
  r->id = id;
  r->st = st;
  return &r->base;
}

static bool
exec(CopDb *db, CopStmtId id, const CopParam *params, size_t n, int64_t *changed, GError **error)
{
  sqlite3_stmt *st = take_bound(db, id, params, n, SQLITE_STATIC, error);
  if (st == NULL)
    return false;
  int result;
  do
    result = sqlite3_step(st);
  while (result == SQLITE_ROW);
  bool fine = result == SQLITE_DONE || fail(db, result, error);
  *changed = fine ? sqlite3_changes64(connection(db)->handle) : 0;
  keep(db, id, st); /* every parameter is bound anew before it runs again */
  return fine;
}

static bool
script(CopDb *db, const char *sql, GError **error)
{
  int result = sqlite3_exec(connection(db)->handle, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || fail(db, result, error);
}

static bool
prepare(CopDb *db, CopStmtId id, int *n_params, GError **error)
{
  sqlite3_stmt *st = take_statement(db, id, error);
  if (st == NULL)
    return false;
  *n_params = sqlite3_bind_parameter_count(st);
  give_back(db, id, st);
  return true;
}

static void
close_connection(CopDb *db)
{
  Connection *c = connection(db);
  for (int i = 0; i < COP_ST_MAX; i++)
    sqlite3_finalize(c->cache[i]);
  /* Rows still in use would keep the file open; that is a bug of ours. */
  int result = sqlite3_close(c->handle);
  g_assert(result == SQLITE_OK);
  g_free(c);
}

/* --- rows --- */

static bool
next(CopRows *base, GError **error)
{
  Rows *r = (Rows *)base;
  int result = sqlite3_step(r->st);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return fail(base->db, result, error);
  return result == SQLITE_ROW;
}

static void
free_rows(CopRows *base)
{
  Rows *r = (Rows *)base;
  give_back(base->db, r->id, r->st);
  g_free(r);
}

static sqlite3_stmt *
statement_of(const CopRows *r)
{
  return ((const Rows *)r)->st;
}

static int
columns(const CopRows *r)
{
  return sqlite3_column_count(statement_of(r));
}

static CopValueKind
kind(const CopRows *r, int column)
{
  switch (sqlite3_column_type(statement_of(r), column)) {
  case SQLITE_INTEGER:
    return COP_VALUE_INT;
  case SQLITE_FLOAT:
    return COP_VALUE_REAL;
  case SQLITE_TEXT:
    return COP_VALUE_TEXT;
  case SQLITE_BLOB:
    return COP_VALUE_BLOB;
  default:
    return COP_VALUE_NULL;
  }
}

static int64_t
integer(const CopRows *r, int column)
{
  return sqlite3_column_int64(statement_of(r), column);
}

static double
real(const CopRows *r, int column)
{
  return sqlite3_column_double(statement_of(r), column);
}

static const char *
value(const CopRows *r, int column)
{
  return (const char *)sqlite3_column_text(statement_of(r), column);
}

static const void *
blob(const CopRows *r, int column, size_t *size)
{
  const void *bytes = sqlite3_column_blob(statement_of(r), column);
  *size = (size_t)sqlite3_column_bytes(statement_of(r), column);
  return bytes == NULL ? "" : bytes;
}

const CopEngineOps cop_engine_sqlite = {
  .id = COP_ENGINE_SQLITE, .name = "SQLite", .text = text_of, .query = query, .exec = exec, .script = script,
  .prepare = prepare, .close = close_connection, .next = next, .free = free_rows, .columns = columns, .kind = kind,
  .integer = integer, .real = real, .value = value, .blob = blob };

/* --- opening --- */

/* Stores come from elsewhere: nothing in the file may run code, and values
 * beyond what copkit writes are refused. */
static void
harden(sqlite3 *handle)
{
  static const struct {
    int option, value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 }, { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },    { SQLITE_DBCONFIG_DQS_DDL, 0 },
  };
  static const struct {
    int limit, value;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, 64 << 20 },      { SQLITE_LIMIT_SQL_LENGTH, 1 << 20 },
    { SQLITE_LIMIT_COLUMN, 200 },           { SQLITE_LIMIT_EXPR_DEPTH, 100 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 20 },   { SQLITE_LIMIT_VDBE_OP, 100000 },
    { SQLITE_LIMIT_FUNCTION_ARG, 20 },      { SQLITE_LIMIT_ATTACHED, 1 }, /* VACUUM INTO needs one */
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 }, { SQLITE_LIMIT_VARIABLE_NUMBER, 200 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 5 },      { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
    sqlite3_db_config(handle, options[i].option, options[i].value, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(limits); i++)
    sqlite3_limit(handle, limits[i].limit, limits[i].value);
}

static bool
configure(CopDb *db, bool wal, GError **error)
{
  static const CopStmtId settings[] = { COP_ST_set_wal, COP_ST_set_synchronous, COP_ST_set_cell_check, COP_ST_set_temporary };
  for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
    if ((settings[i] != COP_ST_set_wal || wal) && !cop_db_session(db, settings[i], error))
      return false;
  return cop_db_session(db, db->mode == COP_DB_WRITE ? COP_ST_set_cache : COP_ST_set_read_only, error);
}

/* A store to be read is opened for writing all the same where that is allowed
 * (query_only keeps it unchanged): only such a connection takes the files of
 * its log away again. From a read-only medium it is read without any. */
static int
open_handle(const char *path, CopDbMode mode, sqlite3 **handle)
{
  g_autofree char *folder = g_path_get_dirname(path);
  if (mode == COP_DB_WRITE || (access(path, W_OK) == 0 && access(folder, W_OK) == 0))
    return sqlite3_open_v2(path, handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  g_autofree char *wal = g_strconcat(path, "-wal", NULL);
  if (access(folder, W_OK) == 0 || access(wal, F_OK) == 0)
    return sqlite3_open_v2(path, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autofree char *uri = g_filename_to_uri(absolute, NULL, NULL);
  g_autofree char *immutable = g_strconcat(uri, "?immutable=1", NULL);
  return sqlite3_open_v2(immutable, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
}

/* A connection belongs to one thread, and nobody asks how much memory all of
 * them use together: without both, each small piece of memory costs a lock.
 * SQLite takes this only before its first use and from one thread, so it is
 * said before main() begins. */
__attribute__((constructor)) static void
count_no_memory(void)
{
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

CopDb *
cop_sqlite_connect(const char *path, CopDbMode mode, bool wal, GError **error)
{
  CopDb *db = cop_db_new(&cop_engine_sqlite, path, mode);
  db->connection = g_new0(Connection, 1);
  int result = open_handle(path, mode, &connection(db)->handle);
  if (result == SQLITE_OK) {
    sqlite3_busy_timeout(connection(db)->handle, BUSY_MS);
    harden(connection(db)->handle);
  }
  if ((result == SQLITE_OK || fail(db, result, error)) && configure(db, wal, error))
    return db;
  cop_db_close(db);
  return NULL;
}
