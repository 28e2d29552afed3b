/* SPDX-License-Identifier: Apache-2.0
 *
 * db/db.h -- one store, two engines. A store is a SQLite file (*.cop) or a
 * postgresql:// address. Statements are the closed list generated from the
 * files of db/sql and model/schema.def (COP_ST_...); there is no other way to
 * reach the database, and no SQL text outside db/sql and tools/mksql.
 *
 * Opening:   READ refuses every statement that writes before the engine sees
 *            it. Both modes refuse a file that is not a copkit store, one
 *            written by a newer version, and one that is damaged; each with
 *            its own code, and nothing is left beside the file. WRITE first
 *            applies outstanding migrations, each in one transaction, after a
 *            backup beside the file (address.before-migration-N); READ
 *            refuses an older store.
 * SQLite:    WAL, synchronous=FULL, foreign keys on, STRICT tables, busy
 *            timeout set before the first statement, trusted_schema off,
 *            DEFENSIVE on.
 * Values:    parameters are given in the order in which the statement names
 *            them first; text is UTF-8.
 * Failures:  after a failed statement a transaction can only be rolled back,
 *            as PostgreSQL has it; commit refuses then on both engines.
 * Lifetime:  text and blob pointers of a row live until the next
 *            cop_rows_next() or the end of the rows.
 * Threads:   a CopDb belongs to one thread.
 */
#ifndef COP_DB_DB_H
#define COP_DB_DB_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/statements.h" /* generated: CopStmtId */

typedef enum { COP_DB_READ, COP_DB_WRITE } CopDbMode;
typedef enum { COP_ENGINE_SQLITE, COP_ENGINE_POSTGRES, COP_ENGINE_MAX } CopEngine;

#define COP_DB_ERROR (cop_db_error_quark())
GQuark cop_db_error_quark(void);
typedef enum {
  COP_DB_ERROR_OPEN,      /* does not exist, no permission, server not reached */
  COP_DB_ERROR_NOT_STORE, /* exists but is not a copkit store */
  COP_DB_ERROR_NEWER,     /* written by a newer version */
  COP_DB_ERROR_DAMAGED,   /* truncated or corrupt */
  COP_DB_ERROR_FULL,      /* disk full */
  COP_DB_ERROR_CONFLICT,  /* unique, foreign key or check constraint; or somebody else changed the row */
  COP_DB_ERROR_READ_ONLY, /* a writing statement on a READ store */
  COP_DB_ERROR_EXISTS,    /* cop_db_create(): the file is there already */
  COP_DB_ERROR_NOT_FOUND,
  COP_DB_ERROR_OLDER,     /* opened to READ, but migrations are outstanding */
  COP_DB_ERROR_BUSY,      /* another program holds the store for longer than we wait */
  COP_DB_ERROR_FAILED,    /* anything else; the engine's words are in the message */
} CopDbErrorCode;

typedef struct CopDb CopDb;
typedef struct CopRows CopRows;

/* Creates a new, empty, migrated store. For SQLite the file must not exist; it
 * appears under its name only when complete. */
CopDb *cop_db_create(const char *address, GError **error);
/* The same with first content: `fill` runs in the transaction that makes the
 * tables, so the store is there with it or not at all. */
typedef bool (*CopDbFill)(CopDb *db, void *data, GError **error);
CopDb *cop_db_create_filled(const char *address, CopDbFill fill, void *data, GError **error);
CopDb *cop_db_open(const char *address, CopDbMode mode, GError **error);
void cop_db_close(CopDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopDb, cop_db_close)
CopEngine cop_db_engine(const CopDb *db);
const char *cop_db_address(const CopDb *db);
/* An address as it may be printed: without a password. */
char *cop_db_shown_address(const char *address) G_GNUC_WARN_UNUSED_RESULT;

typedef enum { COP_VALUE_NULL, COP_VALUE_INT, COP_VALUE_REAL, COP_VALUE_TEXT, COP_VALUE_BLOB } CopValueKind;

/* A parameter; text and blob are borrowed until the call returns. */
typedef struct {
  CopValueKind kind;
  int64_t integer;
  double real;
  const char *text;
  const void *blob;
  size_t size;
} CopParam;

static inline CopParam
cop_p_null(void)
{
  return (CopParam){ .kind = COP_VALUE_NULL };
}
static inline CopParam
cop_p_int(int64_t v)
{
  return (CopParam){ .kind = COP_VALUE_INT, .integer = v };
}
static inline CopParam
cop_p_real(double v)
{
  return (CopParam){ .kind = COP_VALUE_REAL, .real = v };
}
/* NULL becomes SQL NULL. */
static inline CopParam
cop_p_text(const char *s)
{
  return (CopParam){ .kind = s == NULL ? COP_VALUE_NULL : COP_VALUE_TEXT, .text = s };
}
static inline CopParam
cop_p_blob(const void *p, size_t n)
{
  return (CopParam){ .kind = p == NULL ? COP_VALUE_NULL : COP_VALUE_BLOB, .blob = p, .size = n };
}

/* A statement that returns rows. */
CopRows *cop_db_query(CopDb *db, CopStmtId st, const CopParam *params, size_t n, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* A statement that changes rows; *changed may be NULL. */
bool cop_db_exec(CopDb *db, CopStmtId st, const CopParam *params, size_t n, int64_t *changed, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* COP_QUERY(db, measure_get, error, cop_p_text(id)); those ending in 0 are for
 * statements without parameters. */
#define COP_QUERY(DB, ST, ERR, ...)                                                                          \
  cop_db_query((DB), COP_ST_##ST, (const CopParam[]){ __VA_ARGS__ },                                         \
               sizeof((const CopParam[]){ __VA_ARGS__ }) / sizeof(CopParam), (ERR))
#define COP_EXEC(DB, ST, ERR, ...)                                                                           \
  cop_db_exec((DB), COP_ST_##ST, (const CopParam[]){ __VA_ARGS__ },                                          \
              sizeof((const CopParam[]){ __VA_ARGS__ }) / sizeof(CopParam), NULL, (ERR))

#define COP_QUERY0(DB, ST, ERR) cop_db_query((DB), COP_ST_##ST, NULL, 0, (ERR))
#define COP_EXEC0(DB, ST, ERR) cop_db_exec((DB), COP_ST_##ST, NULL, 0, NULL, (ERR))

/* true while there is a row; at the end false without error, after a failure
 * false with *error set. */
bool cop_rows_next(CopRows *r, GError **error);
void cop_rows_free(CopRows *r);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopRows, cop_rows_free)
int cop_rows_columns(const CopRows *r);
CopValueKind cop_rows_kind(const CopRows *r, int column); /* from 0 */
int64_t cop_rows_int(const CopRows *r, int column);
double cop_rows_real(const CopRows *r, int column); /* NaN for SQL NULL */
const char *cop_rows_text(const CopRows *r, int column); /* NULL for SQL NULL */
const void *cop_rows_blob(const CopRows *r, int column, size_t *size);

/* A transaction. The macro remembers where it was opened: a second begin
 * inside one is a bug and aborts with both places. Rolled back unless
 * committed:
 *   g_auto(CopTxn) txn = { 0 };
 *   if (!cop_txn_begin(&txn, db, error)) return false;
 *   ...
 *   return cop_txn_commit(&txn, error);
 */
typedef struct {
  CopDb *db;
} CopTxn;
#define cop_txn_begin(TXN, DB, ERR) cop_txn_begin_at((TXN), (DB), __FILE__, __LINE__, (ERR))
bool cop_txn_begin_at(CopTxn *txn, CopDb *db, const char *file, int line, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* One that only reads: a consistent picture, also on a WRITE store. */
#define cop_txn_begin_read(TXN, DB, ERR) cop_txn_begin_read_at((TXN), (DB), __FILE__, __LINE__, (ERR))
bool cop_txn_begin_read_at(CopTxn *txn, CopDb *db, const char *file, int line, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
bool cop_db_in_txn(const CopDb *db);
/* COP_TXN_MEMORY bytes that are zero when a transaction begins and are
 * forgotten with it: for what only this transaction can change, so that it need
 * not be read again. NULL outside one. One user: the log (model/audit.c). */
enum { COP_TXN_MEMORY = 64 };
void *cop_db_txn_memory(CopDb *db);
bool cop_txn_commit(CopTxn *txn, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cop_txn_rollback(CopTxn *txn);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopTxn, cop_txn_rollback)

/* Gives back the memory the engine keeps for the next statement: for a handle that will rest. */
void cop_db_give_back(CopDb *db);

/* One consistent copy in one file, written beside its name and renamed; SQLite
 * only (PostgreSQL has pg_dump: the error says so). It holds no secret of a webhook,
 * and its webhooks are paused (model/webhook.h). */
bool cop_db_backup(CopDb *db, const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts a backup in place of `address` after checking it whole; the file it
 * replaces is kept as address.before-restore. */
bool cop_db_restore(const char *file, const char *address, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The check that comes before restoring, alone. */
bool cop_db_check_backup(const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The engine's own check of the whole file, then of references; each fault is
 * one text in *faults (owned by the caller, may be empty). PostgreSQL checks
 * pages itself (data checksums) and has nothing to report. */
bool cop_db_integrity(CopDb *db, GPtrArray **faults, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For `debug statements` and the tests: every statement of the program is
 * prepared against the store's schema. The first that fails is named. */
bool cop_db_prepare_all(CopDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
int cop_db_schema_version(void);               /* of this program */
bool cop_db_store_version(CopDb *db, int *version, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
