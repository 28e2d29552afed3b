/* SPDX-License-Identifier: Apache-2.0 */
#include <libpq-fe.h>
#include <string.h>

#include "db/db_priv.h"

/* Object identifiers of PostgreSQL's own types (pg_type.dat); they never
 * change, and libpq has no header for them. */
enum { BOOLOID = 16, BYTEAOID = 17, INT8OID = 20, INT2OID = 21, INT4OID = 23, FLOAT4OID = 700, FLOAT8OID = 701,
       NUMERICOID = 1700 };

typedef struct {
  PGconn *pg;
  bool prepared[COP_ST_MAX];
} Connection;

/* The whole answer is in memory: libpq gives it so, and a second statement may
 * then run while the rows of the first are read. */
typedef struct {
  CopRows base;
  PGresult *result;
  int row; /* -1 before the first */
  unsigned char **blobs; /* decoded, by column, of this row */
} Rows;

static Connection *
connection(const CopDb *db)
{
  return db->connection;
}

/* --- errors --- */

/* https://www.postgresql.org/docs/15/errcodes-appendix.html */
static CopDbErrorCode
code_of(const char *state)
{
  static const struct {
    const char *prefix;
    CopDbErrorCode code;
  } codes[] = {
    { "23", COP_DB_ERROR_CONFLICT },    { "40", COP_DB_ERROR_CONFLICT },  { "53100", COP_DB_ERROR_FULL },
    { "25006", COP_DB_ERROR_READ_ONLY }, { "42501", COP_DB_ERROR_READ_ONLY }, { "55P03", COP_DB_ERROR_BUSY },
    { "XX001", COP_DB_ERROR_DAMAGED },  { "XX002", COP_DB_ERROR_DAMAGED }, { "08", COP_DB_ERROR_OPEN },
    { "57P", COP_DB_ERROR_OPEN },
  };
  for (size_t i = 0; state != NULL && i < G_N_ELEMENTS(codes); i++)
    if (g_str_has_prefix(state, codes[i].prefix))
      return codes[i].code;
  return COP_DB_ERROR_FAILED;
}

static bool
fail(const CopDb *db, const PGresult *result, GError **error)
{
  const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message != NULL)
    g_set_error(error, COP_DB_ERROR, code_of(state), "%s", message);
  else /* no answer at all */
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN, "the connection to PostgreSQL is lost: %s",
                g_strchomp(PQerrorMessage(connection(db)->pg)));
  return false;
}

static bool
succeeded(const PGresult *result)
{
  ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* --- statements --- */

static const char *
text_of(const CopStmt *st)
{
  return st->postgres;
}

static void
name_of(CopStmtId id, char name[16])
{
  g_snprintf(name, 16, "s%d", (int)id);
}

static bool
ensure_prepared(CopDb *db, CopStmtId id, GError **error)
{
  Connection *c = connection(db);
  char name[16];
  if (c->prepared[id])
    return true;
  name_of(id, name);
  PGresult *result = PQprepare(c->pg, name, cop_stmts[id].postgres, 0, NULL);
  c->prepared[id] = succeeded(result) || fail(db, result, error);
  PQclear(result);
  return c->prepared[id];
}

/* Numbers travel as text, which holds every digit; bytes as they are. */
static PGresult *
run(CopDb *db, CopStmtId id, const CopParam *params, size_t n, GError **error)
{
  enum { NUMBER = 32 };
  char name[16];
  if (!ensure_prepared(db, id, error))
    return NULL;
  name_of(id, name);
  g_autofree const char **values = g_new0(const char *, n + 1);
  g_autofree int *lengths = g_new0(int, n + 1);
  g_autofree int *formats = g_new0(int, n + 1);
  g_autofree char *numbers = g_malloc((n + 1) * NUMBER);
  for (size_t i = 0; i < n; i++) {
    char *number = numbers + i * NUMBER;
    switch (params[i].kind) {
    case COP_VALUE_NULL:
      break;
    case COP_VALUE_INT:
      g_snprintf(number, NUMBER, "%" G_GINT64_FORMAT, params[i].integer);
      values[i] = number;
      break;
    case COP_VALUE_REAL:
      values[i] = g_ascii_dtostr(number, NUMBER, params[i].real);
      break;
    case COP_VALUE_TEXT:
      values[i] = params[i].text;
      break;
    case COP_VALUE_BLOB:
      values[i] = params[i].blob;
      lengths[i] = (int)params[i].size;
      formats[i] = 1;
      break;
    }
  }
  PGresult *result = PQexecPrepared(connection(db)->pg, name, (int)n, values, lengths, formats, 0);
  if (succeeded(result))
    return result;
  fail(db, result, error);
  PQclear(result);
  return NULL;
}

static CopRows *
query(CopDb *db, CopStmtId id, const CopParam *params, size_t n, GError **error)
{
  PGresult *result = run(db, id, params, n, error);
  if (result == NULL)
    return NULL;
  Rows *r = g_new0(Rows, 1);
  r->base.db = db;
  r->result = result;
  r->row = -1;
  r->blobs = g_new0(unsigned char *, (gsize)PQnfields(result) + 1);
  return &r->base;
}

static bool
exec(CopDb *db, CopStmtId id, const CopParam *params, size_t n, int64_t *changed, GError **error)
{
  PGresult *result = run(db, id, params, n, error);
  if (result == NULL)
    return false;
  *changed = g_ascii_strtoll(PQcmdTuples(result), NULL, 10);
  PQclear(result);
  return true;
}

static bool
script(CopDb *db, const char *sql, GError **error)
{
  PGresult *result = PQexec(connection(db)->pg, sql);
  bool fine = succeeded(result) || fail(db, result, error);
  PQclear(result);
  return fine;
}

static bool
prepare(CopDb *db, CopStmtId id, int *n_params, GError **error)
{
  char name[16];
  if (!ensure_prepared(db, id, error))
    return false;
  name_of(id, name);
  PGresult *result = PQdescribePrepared(connection(db)->pg, name);
  bool fine = succeeded(result) || fail(db, result, error);
  *n_params = PQnparams(result);
  PQclear(result);
  return fine;
}

static void
close_connection(CopDb *db)
{
  PQfinish(connection(db)->pg);
  g_free(db->connection);
}

/* --- rows --- */

static void
drop_blobs(Rows *r)
{
  for (int i = 0; i < PQnfields(r->result); i++)
    g_clear_pointer(&r->blobs[i], PQfreemem);
}

static bool
next(CopRows *base, GError **error)
{
  (void)error;
  Rows *r = (Rows *)base;
  drop_blobs(r);
  if (r->row + 1 >= PQntuples(r->result))
    return false;
  r->row++;
  return true;
}

static void
free_rows(CopRows *base)
{
  Rows *r = (Rows *)base;
  drop_blobs(r);
  PQclear(r->result);
  g_free(r->blobs);
  g_free(r);
}

static int
columns(const CopRows *r)
{
  return PQnfields(((const Rows *)r)->result);
}

static const char *
value(const CopRows *base, int column)
{
  const Rows *r = (const Rows *)base;
  return PQgetvalue(r->result, r->row, column);
}

static CopValueKind
kind(const CopRows *base, int column)
{
  const Rows *r = (const Rows *)base;
  if (PQgetisnull(r->result, r->row, column))
    return COP_VALUE_NULL;
  switch (PQftype(r->result, column)) {
  case BOOLOID:
  case INT2OID:
  case INT4OID:
  case INT8OID:
    return COP_VALUE_INT;
  case FLOAT4OID:
  case FLOAT8OID:
    return COP_VALUE_REAL;
  case NUMERICOID: /* the sum of whole numbers is one, as it is in SQLite */
    return strchr(value(base, column), '.') == NULL ? COP_VALUE_INT : COP_VALUE_REAL;
  case BYTEAOID:
    return COP_VALUE_BLOB;
  default:
    return COP_VALUE_TEXT;
  }
}

static int64_t
integer(const CopRows *r, int column)
{
  const char *text = value(r, column);
  return strcmp(text, "t") == 0 ? 1 : g_ascii_strtoll(text, NULL, 10);
}

static double
real(const CopRows *r, int column)
{
  return g_ascii_strtod(value(r, column), NULL);
}

static const void *
blob(const CopRows *base, int column, size_t *size)
{
  const Rows *r = (const Rows *)base;
  /* Decoding twice gives the same bytes; the first copy is replaced. */
  g_clear_pointer(&r->blobs[column], PQfreemem);
  r->blobs[column] = PQunescapeBytea((const unsigned char *)value(base, column), size);
  return r->blobs[column];
}

const CopEngineOps cop_engine_postgres = {
  .id = COP_ENGINE_POSTGRES, .name = "PostgreSQL", .text = text_of, .query = query, .exec = exec, .script = script,
  .prepare = prepare, .close = close_connection, .next = next, .free = free_rows, .columns = columns, .kind = kind,
  .integer = integer, .real = real, .value = value, .blob = blob };

/* --- opening --- */

static void
swallow(void *arg, const char *message)
{
  (void)arg;
  (void)message;
}

CopDb *
cop_postgres_connect(const char *address, CopDbMode mode, GError **error)
{
  /* What the address says comes after our wishes and wins. */
  const char *const keywords[] = { "connect_timeout", "application_name", "dbname", "client_encoding", NULL };
  const char *const values[] = { "10", "copkit", address, "UTF8", NULL };
  CopDb *db = cop_db_new(&cop_engine_postgres, address, mode);
  Connection *c = db->connection = g_new0(Connection, 1);
  c->pg = PQconnectdbParams(keywords, values, 1);
  PQsetNoticeProcessor(c->pg, swallow, NULL);
  if (PQstatus(c->pg) != CONNECTION_OK) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN, "PostgreSQL is not reached: %s",
                g_strchomp(PQerrorMessage(c->pg)));
    cop_db_close(db);
    return NULL;
  }
  if (cop_db_session(db, COP_ST_set_lock_timeout, error) &&
      (mode == COP_DB_WRITE || cop_db_session(db, COP_ST_set_read_only, error)))
    return db;
  cop_db_close(db);
  return NULL;
}

CopDb *
cop_postgres_create(const char *address, CopDbFill fill, void *data, GError **error)
{
  g_autoptr(CopDb) db = cop_postgres_connect(address, COP_DB_WRITE, error);
  int64_t empty;
  if (db == NULL || !cop_db_number(db, COP_ST_is_empty, &empty, error))
    return NULL;
  if (empty == 0) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_EXISTS, "the database holds tables already; give an empty one");
    return NULL;
  }
  return cop_migrate_create(db, fill, data, error) ? g_steal_pointer(&db) : NULL;
}
