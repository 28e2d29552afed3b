/* SPDX-License-Identifier: Apache-2.0
 *
 * tools/mksql.h -- what the parts of the statement generator share: a growing
 * text, the list of statements, the language of the generated SQL.
 *
 * The generator runs once for a build and is plain C without GLib. It ends
 * the program with a message on the first fault; memory is freed by its end.
 */
#ifndef MKSQL_H
#define MKSQL_H

#include <stdbool.h>
#include <stddef.h>

#include "model/schema.h"

typedef struct {
  char *s;
  size_t n, room;
} Text;

void text_add(Text *t, const char *s);
void text_add_n(Text *t, const char *s, size_t n);
void text_addf(Text *t, const char *format, ...) __attribute__((format(printf, 2, 3), nonnull(2)));
char *text_dup(const char *s, size_t n);

void die(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4), noreturn));

typedef enum {
  KIND_ONE,     /* returns at most one row */
  KIND_MANY,    /* returns rows */
  KIND_EXEC,    /* changes rows */
  KIND_SESSION, /* about the connection: transactions, settings */
} Kind;

typedef enum { SQLITE, POSTGRES, N_ENGINES } Engine;

enum { MOST_PARAMS = 200 };

typedef struct {
  char *name;
  Kind kind;
  const char *file; /* where it begins; NULL when generated */
  int line;
  char *source[N_ENGINES]; /* as written; the same pointer when for both, NULL when not for this one */
  char *sql[N_ENGINES];    /* with numbered parameters and the engine's words */
  char *params[MOST_PARAMS];
  int n_params;
  bool writes;
} Statement;

typedef struct {
  Statement **items;
  int n, room;
} Statements;

Statement *statements_add(Statements *all, const char *name, Kind kind, const char *file, int line);
/* Index by name; -1 when there is none. */
int statements_find(const Statements *all, const char *name);

/* One text of SQL for an engine: types of column definitions and casts, no
 * STRICT or WITHOUT ROWID for PostgreSQL. With `st` its parameters (:name) are
 * numbered; without one they are refused. */
char *translate(const char *sql, Engine engine, Statement *st, const char *file, int line);

/* mksql_schema.c: the statements of every kind of schema.def, the tables
 * CopEntityStmts and CopLinkStmts, and the DDL. */
void schema_statements(Statements *all);
void schema_tables(const Statements *all, Text *out);
void schema_ddl(Text *out);

#endif
