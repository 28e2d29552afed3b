/* SPDX-License-Identifier: Apache-2.0
 *
 * mksql -- generates the closed list of statements of the store.
 *
 *   mksql --header FILE.sql...   statements.h: enum CopStmtId
 *   mksql --source FILE.sql...   statements.c: their texts, the migrations
 *   mksql --ddl                  the tables of schema.def as a migration
 *
 * Statement files hold blocks
 *
 *   -- name: report_get :one     :one, :many, :exec or :session
 *   SELECT ... WHERE id = :id;
 *
 * and where the engines differ, in place of the text,
 *
 *   -- sqlite:
 *   SELECT ...;
 *   -- postgres:
 *   SELECT ...;
 *
 * Parameters are named; they are numbered by first appearance, alike for both
 * engines. The SQL is written once in the words of SQLite (TEXT, INTEGER,
 * REAL, BLOB) and translated. Files in a folder migrations/, NNNN-name.sql,
 * are migrations: whole scripts, sections by engine allowed, one after the
 * other without a gap in the numbers.
 *
 * Refused: two statements whose text is equal but for names, spaces and case
 * of words; a parameter that only one of two sections has; gaps.
 */
#include "mksql.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
die(const char *file, int line, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  if (file != NULL)
    fprintf(stderr, "%s:%d: ", file, line);
  else
    fputs("mksql: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  exit(1);
}

/* --- text --- */

static void *
more_room(void *p, size_t n)
{
  p = realloc(p, n);
  if (p == NULL)
    die(NULL, 0, "out of memory");
  return p;
}

void
text_add_n(Text *t, const char *s, size_t n)
{
  if (t->room < t->n + n + 1) {
    t->room = (t->n + n + 1) * 2;
    t->s = more_room(t->s, t->room);
  }
  memcpy(t->s + t->n, s, n);
  t->n += n;
  t->s[t->n] = '\0';
}

void
text_add(Text *t, const char *s)
{
  text_add_n(t, s, strlen(s));
}

void
text_addf(Text *t, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, again);
  va_end(again);
  char *s = more_room(NULL, (size_t)n + 1);
  vsnprintf(s, (size_t)n + 1, format, args);
  va_end(args);
  text_add_n(t, s, (size_t)n);
  free(s);
}

char *
text_dup(const char *s, size_t n)
{
  char *copy = more_room(NULL, n + 1);
  memcpy(copy, s, n);
  copy[n] = '\0';
  return copy;
}

static char *
read_file(const char *path)
{
  FILE *f = fopen(path, "rb");
  if (f == NULL)
    die(path, 0, "cannot be read");
  Text t = { 0 };
  char block[65536];
  for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
    text_add_n(&t, block, n);
  fclose(f);
  text_add(&t, "");
  return t.s;
}

/* --- statements --- */

Statement *
statements_add(Statements *all, const char *name, Kind kind, const char *file, int line)
{
  if (statements_find(all, name) >= 0)
    die(file, line, "the name '%s' is taken", name);
  if (all->n == all->room) {
    all->room = all->room == 0 ? 64 : all->room * 2;
    all->items = more_room(all->items, (size_t)all->room * sizeof *all->items);
  }
  Statement *st = calloc(1, sizeof *st);
  if (st == NULL)
    die(NULL, 0, "out of memory");
  st->name = text_dup(name, strlen(name));
  st->kind = kind;
  st->file = file;
  st->line = line;
  return all->items[all->n++] = st;
}

int
statements_find(const Statements *all, const char *name)
{
  for (int i = 0; i < all->n; i++)
    if (strcmp(all->items[i]->name, name) == 0)
      return i;
  return -1;
}

/* --- tokens of SQL --- */

typedef enum { TOKEN_SPACE, TOKEN_COMMENT, TOKEN_QUOTED, TOKEN_WORD, TOKEN_PARAM, TOKEN_OTHER } TokenKind;

static bool
is_word(int c)
{
  return isalnum(c) || c == '_';
}

/* The token at p; returns its length. */
static size_t
next_token(const char *p, TokenKind *kind)
{
  const char *q = p;
  if (isspace((unsigned char)*p)) {
    *kind = TOKEN_SPACE;
    while (isspace((unsigned char)*q))
      q++;
  } else if (p[0] == '-' && p[1] == '-') {
    *kind = TOKEN_COMMENT;
    q += strcspn(q, "\n");
  } else if (*p == '\'' || *p == '"') {
    *kind = TOKEN_QUOTED;
    for (q++; *q != '\0' && (*q != *p || q[1] == *p); q++)
      q += *q == *p; /* a doubled quote is one of the text */
    q += *q != '\0';
  } else if (p[0] == '$' && p[1] == '$') { /* body of a PostgreSQL function */
    *kind = TOKEN_QUOTED;
    const char *end = strstr(p + 2, "$$");
    q = end == NULL ? p + strlen(p) : end + 2;
  } else if (*p == ':' && isalpha((unsigned char)p[1])) {
    *kind = TOKEN_PARAM;
    for (q++; is_word((unsigned char)*q); q++)
      continue;
  } else if (is_word((unsigned char)*p)) {
    *kind = TOKEN_WORD;
    while (is_word((unsigned char)*q))
      q++;
  } else {
    *kind = TOKEN_OTHER;
    q++;
  }
  return (size_t)(q - p);
}

static bool
token_is(const char *p, size_t n, const char *word)
{
  return strlen(word) == n && strncmp(p, word, n) == 0;
}

static int
number_of_param(Statement *st, const char *name, size_t n)
{
  for (int i = 0; i < st->n_params; i++)
    if (token_is(name, n, st->params[i]))
      return i + 1;
  if (st->n_params == MOST_PARAMS)
    die(st->file, st->line, "%s: more than %d parameters", st->name, MOST_PARAMS);
  st->params[st->n_params++] = text_dup(name, n);
  return st->n_params;
}

/* Types of SQLite to types of PostgreSQL. Text is compared byte by byte in
 * both, so that order and equality agree. */
static const char *
postgres_type(const char *p, size_t n, bool definition)
{
  if (token_is(p, n, "TEXT"))
    return definition ? "text COLLATE \"C\"" : "text";
  if (token_is(p, n, "INTEGER"))
    return "bigint";
  if (token_is(p, n, "REAL"))
    return "double precision";
  return token_is(p, n, "BLOB") ? "bytea" : NULL;
}

/* Is what stands at p (after spaces) this word? Returns its end or NULL. */
static const char *
follows(const char *p, const char *word)
{
  p += strspn(p, " \t\n");
  size_t n = strlen(word);
  return strncmp(p, word, n) == 0 && !is_word((unsigned char)p[n]) ? p + n : NULL;
}

/* Options of a table that only SQLite has: ") STRICT, WITHOUT ROWID". */
static size_t
table_options(const char *p)
{
  const char *q = p, *end;
  for (;;) {
    q += strspn(q, " \t\n,");
    if ((end = follows(q, "STRICT")) != NULL) {
      q = end;
    } else if ((end = follows(q, "WITHOUT")) != NULL && (end = follows(end, "ROWID")) != NULL) {
      q = end;
    } else {
      return *q == ';' || *q == '\0' ? (size_t)(q - p) : 0;
    }
  }
}

char *
translate(const char *sql, Engine engine, Statement *st, const char *file, int line)
{
  Text out = { 0 };
  text_add(&out, "");
  bool definition = false; /* inside CREATE or ALTER TABLE */
  for (const char *p = sql; *p != '\0';) {
    TokenKind kind;
    size_t n = next_token(p, &kind);
    const char *type;
    switch (kind) {
    case TOKEN_COMMENT:
      break;
    case TOKEN_PARAM:
      if (st == NULL)
        die(file, line, "a migration has no parameters: %.*s", (int)n, p);
      text_addf(&out, "%c%d", engine == SQLITE ? '?' : '$', number_of_param(st, p + 1, n - 1));
      break;
    case TOKEN_WORD:
      if (token_is(p, n, "CREATE") || token_is(p, n, "ALTER"))
        definition = follows(p + n, "TABLE") != NULL;
      type = engine == POSTGRES ? postgres_type(p, n, definition) : NULL;
      if (type != NULL)
        text_add(&out, type);
      else
        text_add_n(&out, p, n);
      break;
    case TOKEN_OTHER:
      definition = definition && *p != ';';
      text_add_n(&out, p, n);
      if (*p == ')' && engine == POSTGRES)
        n += table_options(p + 1);
      break;
    case TOKEN_SPACE:
    case TOKEN_QUOTED:
      text_add_n(&out, p, n);
      break;
    }
    p += n;
  }
  while (out.n > 0 && isspace((unsigned char)out.s[out.n - 1]))
    out.s[--out.n] = '\0';
  return out.s;
}

/* --- statement files --- */

static Kind
read_kind(const char *word, const char *file, int line)
{
  static const char *const words[] = { ":one", ":many", ":exec", ":session" };
  for (int i = 0; i < 4; i++)
    if (strcmp(word, words[i]) == 0)
      return (Kind)i;
  die(file, line, "'%s' is not :one, :many, :exec or :session", word);
}

typedef struct {
  const char *file;
  int line;
  Statement *st;      /* NULL in a migration and before the first name */
  Text body[N_ENGINES + 1]; /* for both, by engine */
  int section;        /* 0 both, 1 + engine */
} Block;

static bool
only_space(const Text *t)
{
  return t->n == 0 || t->s[strspn(t->s, " \t\n")] == '\0';
}

static void
drop_bodies(Block *b)
{
  for (int i = 0; i <= N_ENGINES; i++)
    free(b->body[i].s);
  memset(b->body, 0, sizeof b->body);
  b->section = 0;
}

static void
steal_body(Text *body, char **source)
{
  *source = body->s;
  body->s = NULL;
}

/* Ends the block: moves its bodies to sources. */
static void
close_block(Block *b, char *source[N_ENGINES], const char *what)
{
  bool both = !only_space(&b->body[0]);
  for (int e = 0; e < N_ENGINES; e++) {
    if (both && !only_space(&b->body[1 + e]))
      die(b->file, b->line, "%s: text for one engine after text for both", what);
    if (!both && !only_space(&b->body[1 + e]))
      steal_body(&b->body[1 + e], &source[e]);
  }
  if (both) {
    steal_body(&b->body[0], &source[SQLITE]);
    source[POSTGRES] = source[SQLITE];
  }
  if (source[SQLITE] == NULL && source[POSTGRES] == NULL)
    die(b->file, b->line, "%s: no SQL", what);
  drop_bodies(b);
}

static bool
starts(const char *line, const char *with)
{
  return strncmp(line, with, strlen(with)) == 0;
}

/* Lines of a file into the block; `migration` keeps both engines' text in one
 * order by giving a line for both to each. */
static void
add_line(Block *b, const char *line, size_t n, bool migration)
{
  if (starts(line, "-- sqlite:\n")) {
    b->section = 1 + SQLITE;
  } else if (starts(line, "-- postgres:\n")) {
    b->section = 1 + POSTGRES;
  } else if (starts(line, "-- both:\n")) {
    b->section = 0;
  } else if (migration && b->section == 0) {
    text_add_n(&b->body[1 + SQLITE], line, n);
    text_add_n(&b->body[1 + POSTGRES], line, n);
  } else {
    text_add_n(&b->body[b->section], line, n);
  }
}

static void
finish_statement(Block *b)
{
  if (b->st != NULL)
    close_block(b, b->st->source, b->st->name);
  else
    drop_bodies(b); /* the head of the file */
}

static void
read_statements(Statements *all, const char *path)
{
  char *text = read_file(path);
  Block b = { .file = path };
  int number = 0;
  for (const char *line = text; *line != '\0';) {
    size_t n = strcspn(line, "\n");
    n += line[n] == '\n';
    number++;
    if (starts(line, "-- name: ")) {
      char name[128], kind[16];
      finish_statement(&b);
      if (sscanf(line, "-- name: %127s %15s", name, kind) != 2)
        die(path, number, "write '-- name: x :one'");
      b.st = statements_add(all, name, read_kind(kind, path, number), path, number);
      b.line = number;
    } else {
      add_line(&b, line, n, false);
    }
    line += n;
  }
  finish_statement(&b);
  free(text);
}

/* --- checks --- */

/* SELECT, VALUES and PRAGMA read; WITH reads when no word in it writes. */
static bool
text_writes(const char *sql)
{
  static const char *const words[] = { "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "VACUUM", "TRUNCATE" };
  for (const char *p = sql; *p != '\0';) {
    TokenKind kind;
    size_t n = next_token(p, &kind);
    for (size_t i = 0; kind == TOKEN_WORD && i < sizeof words / sizeof words[0]; i++)
      if (token_is(p, n, words[i]))
        return true;
    p += n;
  }
  return false;
}

static void
prepare(Statement *st)
{
  int after_first = -1;
  for (int e = 0; e < N_ENGINES; e++) {
    if (st->source[e] == NULL)
      continue;
    st->sql[e] = translate(st->source[e], (Engine)e, st, st->file, st->line);
    st->writes |= st->kind != KIND_SESSION && text_writes(st->sql[e]);
    if (after_first >= 0 && st->n_params != after_first)
      die(st->file, st->line, "%s: the sections have different parameters", st->name);
    after_first = st->n_params;
    size_t n = strlen(st->sql[e]);
    if (st->kind != KIND_SESSION && (n == 0 || st->sql[e][n - 1] != ';' || strchr(st->sql[e], ';') != st->sql[e] + n - 1))
      die(st->file, st->line, "%s: write one statement that ends with ';'", st->name);
    if (n > 0 && st->sql[e][n - 1] == ';')
      st->sql[e][n - 1] = '\0';
  }
  if (st->kind == KIND_EXEC && !st->writes)
    die(st->file, st->line, "%s: an :exec statement that changes nothing", st->name);
}

/* The text without what does not matter: spaces count only between words. */
static char *
normalise(const char *sql)
{
  Text out = { 0 };
  text_add(&out, "");
  bool space = false;
  for (const char *p = sql; *p != '\0';) {
    TokenKind kind;
    size_t n = next_token(p, &kind);
    if (kind != TOKEN_SPACE && space && out.n > 0 && is_word((unsigned char)out.s[out.n - 1]) &&
        is_word((unsigned char)*p))
      text_add(&out, " ");
    space = kind == TOKEN_SPACE;
    if (kind == TOKEN_QUOTED) {
      text_add_n(&out, p, n);
    } else if (*p == '?' || *p == '$') {
      text_add(&out, "?");
      n += strspn(p + n, "0123456789");
    } else if (!space) {
      for (size_t i = 0; i < n; i++) {
        char c = (char)tolower((unsigned char)p[i]);
        text_add_n(&out, &c, 1);
      }
    }
    p += n;
  }
  return out.s;
}

static void
refuse_equal(const Statements *all)
{
  for (int e = 0; e < N_ENGINES; e++) {
    char **texts = calloc((size_t)all->n + 1, sizeof *texts);
    for (int i = 0; texts != NULL && i < all->n; i++) {
      const Statement *st = all->items[i];
      texts[i] = normalise(st->sql[e] == NULL ? st->name : st->sql[e]);
      /* Several settings of a session may have the same neutral text. */
      for (int k = 0; k < i && st->kind != KIND_SESSION; k++)
        if (strcmp(texts[i], texts[k]) == 0)
          die(st->file, st->line, "'%s' is the same statement as '%s'; use that one", st->name, all->items[k]->name);
    }
    for (int i = 0; texts != NULL && i < all->n; i++)
      free(texts[i]);
    free(texts);
  }
}

/* --- output --- */

static void
add_c_string(Text *out, const char *s)
{
  if (s == NULL) {
    text_add(out, "NULL");
    return;
  }
  text_add(out, "\"");
  for (; *s != '\0'; s++) {
    if (*s == '\n')
      text_add(out, s[1] == '\0' ? "\\n" : "\\n\"\n    \"");
    else if (*s == '"' || *s == '\\')
      text_addf(out, "\\%c", *s);
    else
      text_add_n(out, s, 1);
  }
  text_add(out, "\"");
}

static void
print_header(const Statements *all)
{
  Text out = { 0 };
  text_add(&out, "/* Generated by tools/mksql from src/db/sql and src/model/schema.def. */\n"
                 "#ifndef COP_DB_STATEMENTS_H\n#define COP_DB_STATEMENTS_H\n\n#include <stdbool.h>\n\n"
                 "typedef enum {\n");
  for (int i = 0; i < all->n; i++)
    text_addf(&out, "  COP_ST_%s,\n", all->items[i]->name);
  text_add(&out, "  COP_ST_MAX\n} CopStmtId;\n\n"
                 "typedef enum { COP_STMT_ONE, COP_STMT_MANY, COP_STMT_EXEC, COP_STMT_SESSION } CopStmtKind;\n\n"
                 "/* A statement; its text for an engine is NULL where it has none. */\n"
                 "typedef struct {\n  const char *name;\n  CopStmtKind kind;\n  bool writes;\n  int n_params;\n"
                 "  const char *params; /* names, separated by spaces */\n  const char *sqlite, *postgres;\n} CopStmt;\n"
                 "extern const CopStmt cop_stmts[COP_ST_MAX];\n\n"
                 "typedef struct {\n  int version;\n  const char *name;\n  const char *sqlite, *postgres;\n} CopMigration;\n"
                 "extern const CopMigration cop_migrations[];\nextern const int cop_n_migrations;\n\n"
                 "/* The generated statements of a kind of record, by CopEntity. Columns and parameters:\n"
                 " * list, get (id): id, revision, origin, then the fields that are no lists of references\n"
                 " * upsert: the same as parameters; a row is changed only when its revision is one less\n"
                 " * delete: id, revision */\n"
                 "typedef struct {\n  CopStmtId list, get, upsert, remove, count;\n} CopEntityStmts;\n"
                 "extern const CopEntityStmts cop_entity_stmts[];\n\n"
                 "/* Those of a list of references, by CopEntity and index of the field; NULL for other\n"
                 " * fields. list: owner, target in order; of (owner): target; insert: owner, position,\n"
                 " * target; clear (owner). */\n"
                 "typedef struct {\n  int entity, field;\n  CopStmtId list, of, insert, clear;\n} CopLinkStmts;\n"
                 "const CopLinkStmts *cop_link_stmts(int entity, int field);\n\n#endif\n");
  fputs(out.s, stdout);
  free(out.s);
}

static void
add_statements(const Statements *all, Text *out)
{
  static const char *const kinds[] = { "ONE", "MANY", "EXEC", "SESSION" };
  text_add(out, "const CopStmt cop_stmts[COP_ST_MAX] = {\n");
  for (int i = 0; i < all->n; i++) {
    const Statement *st = all->items[i];
    text_addf(out, "  [COP_ST_%s] = { \"%s\", COP_STMT_%s, %s, %d, \"", st->name, st->name, kinds[st->kind],
              st->writes ? "true" : "false", st->n_params);
    for (int k = 0; k < st->n_params; k++)
      text_addf(out, "%s%s", k == 0 ? "" : " ", st->params[k]);
    text_add(out, "\",\n    ");
    add_c_string(out, st->sql[SQLITE]);
    text_add(out, ",\n    ");
    add_c_string(out, st->sql[POSTGRES]);
    text_add(out, " },\n");
  }
  text_add(out, "};\n\n");
}

static int
leading_number(const char *s)
{
  int n = 0;
  for (; isdigit((unsigned char)*s) && n < 100000; s++)
    n = n * 10 + (*s - '0');
  return n;
}

static void
add_migration(const char *path, int version, Text *out)
{
  const char *name = strrchr(path, '/') + 1;
  if (leading_number(name) != version)
    die(path, 0, "migration %d is expected here; the numbers have no gaps", version);
  char *text = read_file(path);
  Block b = { .file = path };
  for (const char *line = text; *line != '\0';) {
    size_t n = strcspn(line, "\n");
    n += line[n] == '\n';
    add_line(&b, line, n, true);
    line += n;
  }
  char *source[N_ENGINES] = { NULL };
  close_block(&b, source, name);
  text_addf(out, "  { %d, \"%.*s\",\n    ", version, (int)(strlen(name) - strlen(".sql")), name);
  for (int e = 0; e < N_ENGINES; e++) {
    if (source[e] == NULL)
      die(path, 0, "nothing for one of the engines");
    Text sql = { 0 };
    char *translated = translate(source[e], (Engine)e, NULL, path, 0);
    text_add(&sql, translated);
    if (e == SQLITE) /* the version also stands in the head of the file */
      text_addf(&sql, "\nPRAGMA user_version = %d;", version);
    add_c_string(out, sql.s);
    text_add(out, e == SQLITE ? ",\n    " : " },\n");
    free(translated);
    free(sql.s);
    free(source[e]);
  }
  free(text);
}

static void
print_source(const Statements *all, char **migrations, int n)
{
  Text out = { 0 };
  text_add(&out, "/* Generated by tools/mksql from src/db/sql and src/model/schema.def. */\n"
                 "#include \"db/statements.h\"\n\n#include <stddef.h>\n\n");
  add_statements(all, &out);
  schema_tables(all, &out);
  text_add(&out, "const CopMigration cop_migrations[] = {\n");
  for (int i = 0; i < n; i++)
    add_migration(migrations[i], i + 1, &out);
  text_addf(&out, "};\nconst int cop_n_migrations = %d;\n", n);
  fputs(out.s, stdout);
  free(out.s);
  int different = 0;
  for (int i = 0; i < all->n; i++)
    different += all->items[i]->source[SQLITE] != all->items[i]->source[POSTGRES];
  fprintf(stderr, "mksql: %d statements, %d (%.1f %%) differ between the engines\n", all->n, different,
          100.0 * different / all->n);
}

static Statements the_statements;

int
main(int argc, char **argv)
{
  if (argc == 2 && strcmp(argv[1], "--ddl") == 0) {
    Text ddl = { 0 };
    schema_ddl(&ddl);
    fputs(ddl.s, stdout);
    free(ddl.s);
    return 0;
  }
  bool header = argc > 2 && strcmp(argv[1], "--header") == 0;
  if (!header && (argc <= 2 || strcmp(argv[1], "--source") != 0))
    die(NULL, 0, "usage: mksql --header|--source FILE.sql... or mksql --ddl");
  Statements *all = &the_statements;
  char **migrations = argv + 2;
  int n_migrations = 0;
  for (int i = 2; i < argc; i++) {
    if (strstr(argv[i], "/migrations/") != NULL)
      migrations[n_migrations++] = argv[i];
    else
      read_statements(all, argv[i]);
  }
  schema_statements(all);
  for (int i = 0; i < all->n; i++)
    prepare(all->items[i]);
  refuse_equal(all);
  if (header)
    print_header(all);
  else
    print_source(all, migrations, n_migrations);
  return 0;
}
