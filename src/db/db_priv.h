/* SPDX-License-Identifier: Apache-2.0
 *
 * db/db_priv.h -- what the two engines offer to db.c and migrate.c.
 */
#ifndef COP_DB_DB_PRIV_H
#define COP_DB_DB_PRIV_H

#include "db/db.h"

/* One engine. Statements reach it only when they may run: db.c has refused
 * writing ones on a READ store. */
typedef struct {
  CopEngine id;
  const char *name;
  const char *(*text)(const CopStmt *st); /* NULL when the engine has no such statement */
  CopRows *(*query)(CopDb *db, CopStmtId st, const CopParam *params, size_t n, GError **error);
  bool (*exec)(CopDb *db, CopStmtId st, const CopParam *params, size_t n, int64_t *changed, GError **error);
  bool (*script)(CopDb *db, const char *sql, GError **error);
  bool (*prepare)(CopDb *db, CopStmtId st, int *n_params, GError **error);
  void (*close)(CopDb *db);

  bool (*next)(CopRows *r, GError **error);
  void (*free)(CopRows *r);
  int (*columns)(const CopRows *r);
  CopValueKind (*kind)(const CopRows *r, int column);
  int64_t (*integer)(const CopRows *r, int column);
  double (*real)(const CopRows *r, int column);
  const char *(*value)(const CopRows *r, int column);
  const void *(*blob)(const CopRows *r, int column, size_t *size);
} CopEngineOps;

extern const CopEngineOps cop_engine_sqlite, cop_engine_postgres;

struct CopDb {
  const CopEngineOps *ops;
  CopDbMode mode;
  char *address;
  char *shown; /* the same without a password, for messages */
  void *connection; /* of the engine */
  const char *txn_file;
  int txn_line;
  bool in_txn, txn_failed, txn_reads;
  _Alignas(16) unsigned char txn_memory[COP_TXN_MEMORY];
};

/* First member of the engine's own struct. */
struct CopRows {
  CopDb *db;
};

bool cop_db_address_is_postgres(const char *address);
CopDb *cop_db_new(const CopEngineOps *ops, const char *address, CopDbMode mode);
/* Runs a :session statement; one the engine does not have is nothing to do. */
bool cop_db_session(CopDb *db, CopStmtId st, GError **error);
/* A query that returns one row with one number. */
bool cop_db_number(CopDb *db, CopStmtId st, int64_t *value, GError **error);

/* Has it our tables? COP_DB_ERROR_NOT_STORE when not. */
bool cop_db_is_store(CopDb *db, GError **error);

/* sqlite.c: opens a file whose head has been looked at, and nothing more. With
 * `wal` false its journal stays as it is. */
CopDb *cop_sqlite_connect(const char *path, CopDbMode mode, bool wal, GError **error);
/* sqlite_file.c: looks at the head of the file before SQLite does. */
bool cop_sqlite_check_head(const char *path, GError **error);
CopDb *cop_sqlite_create(const char *path, CopDbFill fill, void *data, GError **error);
bool cop_sqlite_backup(CopDb *db, const char *file, GError **error);
void cop_sqlite_remove(const char *path); /* the file and what SQLite keeps beside it */

/* postgres.c */
CopDb *cop_postgres_connect(const char *address, CopDbMode mode, GError **error);
CopDb *cop_postgres_create(const char *address, CopDbFill fill, void *data, GError **error);

/* migrate.c: creates all tables in one transaction; compares what a store has
 * with what the program knows, and brings it up to date when opened to WRITE. */
bool cop_migrate_create(CopDb *db, CopDbFill fill, void *data, GError **error);
bool cop_migrate_compare(CopDb *db, int *version, GError **error);
bool cop_migrate_open(CopDb *db, GError **error);

#endif
