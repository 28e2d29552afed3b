/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <unistd.h>

#include "base/file.h"
#include "engines.h"

static CopDb *
fresh(const Place *p)
{
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_db_create(p->address, &error);
  g_assert_no_error(error);
  return db;
}

static void
test_statements(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = fresh(&p);
  bool all = cop_db_prepare_all(db, &error);
  g_assert_no_error(error);
  g_assert_true(all);
  int version;
  g_assert_true(cop_db_store_version(db, &version, &error));
  g_assert_cmpint(version, ==, cop_db_schema_version());
}

static void
test_create_twice(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(GError) error = NULL;
  cop_db_close(fresh(&p));
  g_assert_null(cop_db_create(p.address, &error));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_EXISTS);
}

static void
test_values(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = fresh(&p);
  /* Every kind of value through the audit table: whole numbers at their ends,
   * text of all sorts, bytes with NUL, nothing. */
  static const int64_t numbers[] = { 0, 1, -1, INT64_MAX, INT64_MIN };
  static const char *const texts[] = { "", "it's \"so\"", "\xe1\x9e\x80\xe2\x80\x8b\xf0\x9f\x98\x80", "a\nb\t", "\\x41" };
  unsigned char bytes[32], other[32];
  for (int i = 0; i < 32; i++) {
    bytes[i] = (unsigned char)(i * 9);
    other[i] = (unsigned char)(255 - i);
  }
  for (int i = 0; i < 5; i++) {
    g_assert_true(COP_EXEC(db, audit_add, &error, cop_p_int(i + 1), cop_p_text(texts[i]), cop_p_text("a"), cop_p_text("b"),
                           cop_p_text("c"), cop_p_text(texts[i]), cop_p_int(numbers[i]),
                           i == 2 ? cop_p_null() : cop_p_text(texts[i]), cop_p_blob(bytes, 32), cop_p_blob(other, 32)));
    g_assert_no_error(error);
  }
  g_autoptr(CopRows) r = COP_QUERY0(db, audit_all, &error);
  for (int i = 0; i < 5; i++) {
    size_t size;
    g_assert_true(cop_rows_next(r, &error));
    g_assert_cmpint(cop_rows_columns(r), ==, 10);
    g_assert_cmpint(cop_rows_int(r, 0), ==, i + 1);
    g_assert_cmpstr(cop_rows_text(r, 1), ==, texts[i]);
    g_assert_cmpint(cop_rows_int(r, 6), ==, numbers[i]);
    g_assert_cmpstr(cop_rows_text(r, 7), ==, i == 2 ? NULL : texts[i]);
    g_assert_cmpint(cop_rows_kind(r, 7), ==, i == 2 ? COP_VALUE_NULL : COP_VALUE_TEXT);
    g_assert_cmpmem(cop_rows_blob(r, 8, &size), size, bytes, 32);
    g_assert_cmpmem(cop_rows_blob(r, 9, &size), size, other, 32);
    g_assert_cmpmem(cop_rows_blob(r, 8, &size), size, bytes, 32);
  }
  g_assert_false(cop_rows_next(r, &error));
  g_assert_no_error(error);
}

static void
test_read_only(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(GError) error = NULL;
  cop_db_close(fresh(&p));
  g_autoptr(CopDb) db = cop_db_open(p.address, COP_DB_READ, &error);
  g_assert_no_error(error);
  g_assert_false(COP_EXEC(db, meta_set, &error, cop_p_text("a"), cop_p_text("b")));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_READ_ONLY);
  g_clear_error(&error);
  g_auto(CopTxn) txn = { 0 };
  g_assert_true(cop_txn_begin(&txn, db, &error));
  {
    g_autoptr(CopRows) r = COP_QUERY(db, meta_get, &error, cop_p_text("format"));
    g_assert_true(cop_rows_next(r, &error));
    g_assert_cmpstr(cop_rows_text(r, 0), ==, "copkit store");
  }
  g_assert_true(cop_txn_commit(&txn, &error));
  g_assert_no_error(error);
}

static bool
has_key(CopDb *db, const char *key)
{
  g_autoptr(CopRows) r = COP_QUERY(db, meta_get, NULL, cop_p_text(key));
  return cop_rows_next(r, NULL);
}

static void
test_transactions(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = fresh(&p);
  {
    g_auto(CopTxn) txn = { 0 };
    g_assert_true(cop_txn_begin(&txn, db, &error));
    g_assert_true(COP_EXEC(db, meta_set, &error, cop_p_text("left"), cop_p_text("x")));
  }
  g_assert_false(has_key(db, "left"));
  {
    g_auto(CopTxn) txn = { 0 };
    g_assert_true(cop_txn_begin(&txn, db, &error));
    g_assert_true(COP_EXEC(db, meta_set, &error, cop_p_text("kept"), cop_p_text("x")));
    g_assert_true(cop_txn_commit(&txn, &error));
  }
  g_assert_true(has_key(db, "kept"));
  /* After a failed statement nothing of the transaction stays. */
  {
    g_auto(CopTxn) txn = { 0 };
    g_assert_true(cop_txn_begin(&txn, db, &error));
    g_assert_true(COP_EXEC(db, meta_set, &error, cop_p_text("spoilt"), cop_p_text("x")));
    g_assert_false(COP_EXEC(db, schema_version_add, &error, cop_p_int(1), cop_p_text("x"), cop_p_text("x"), cop_p_text("x"),
                            cop_p_text("x")));
    g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_false(COP_EXEC(db, meta_set, &error, cop_p_text("later"), cop_p_text("x")));
    g_clear_error(&error);
    g_assert_false(cop_txn_commit(&txn, &error));
    g_assert_nonnull(error);
    g_clear_error(&error);
  }
  g_assert_false(has_key(db, "spoilt"));
  /* References are checked at the end: parent and child in any order, but
   * never a child alone. */
  for (int with_parent = 0; with_parent < 2; with_parent++) {
    g_auto(CopTxn) txn = { 0 };
    g_assert_true(cop_txn_begin(&txn, db, &error));
    g_assert_true(COP_EXEC(db, law_amends_insert, &error, cop_p_text("a"), cop_p_int(1), cop_p_text("a")));
    if (with_parent) {
      int n = cop_stmts[COP_ST_law_upsert].n_params;
      g_autofree CopParam *params = g_new0(CopParam, n);
      g_auto(GStrv) names = g_strsplit(cop_stmts[COP_ST_law_upsert].params, " ", -1);
      for (int i = 0; i < n; i++)
        params[i] = strcmp(names[i], "revision") == 0 || strcmp(names[i], "position") == 0 ? cop_p_int(1)
                    : strcmp(names[i], "status") == 0                                       ? cop_p_text("in force")
                    : strcmp(names[i], "mark") == 0                                         ? cop_p_text("K")
                    : strstr("source repealed_by adopted", names[i]) != NULL                ? cop_p_null()
                                                                                            : cop_p_text("a");
      int64_t changed;
      g_assert_true(cop_db_exec(db, COP_ST_law_upsert, params, (size_t)n, &changed, &error));
      g_assert_cmpint(changed, ==, 1);
      g_assert_true(cop_txn_commit(&txn, &error));
      g_assert_no_error(error);
    } else {
      g_assert_false(cop_txn_commit(&txn, &error));
      g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_CONFLICT);
      g_clear_error(&error);
    }
  }
}

static void
test_never_changed(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = fresh(&p);
  static const unsigned char id[16] = { 1 }, digest[32] = { 2 };
  int64_t changed;
  CopParam report[] = { cop_p_int(1), cop_p_blob(id, sizeof id), cop_p_text("f"), cop_p_text("office"), cop_p_null(), cop_p_text("2025-01"),
                        cop_p_text("t"), cop_p_text("t"), cop_p_blob(digest, sizeof digest), cop_p_int(1), cop_p_text("accepted"),
                        cop_p_null() };
  g_assert_true(cop_db_exec(db, COP_ST_report_add, report, G_N_ELEMENTS(report), &changed, &error));
  g_assert_cmpint(changed, ==, 1);
  report[0] = cop_p_int(2);
  g_assert_true(cop_db_exec(db, COP_ST_report_add, report, G_N_ELEMENTS(report), &changed, &error));
  g_assert_cmpint(changed, ==, 0);
  g_assert_true(COP_EXEC(db, report_set_status, &error, cop_p_text("held"), cop_p_blob(id, sizeof id)));
  g_assert_false(COP_EXEC(db, report_set_status, &error, cop_p_text("lost"), cop_p_blob(id, sizeof id)));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_CONFLICT);
  g_clear_error(&error);
  report[1] = cop_p_blob(id, 15);
  g_assert_false(cop_db_exec(db, COP_ST_report_add, report, G_N_ELEMENTS(report), &changed, &error));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_CONFLICT);
}

/* Rows of one statement may be read while others run, also the same one. */
static void
test_nested_rows(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = fresh(&p);
  g_autoptr(CopRows) outer = COP_QUERY0(db, schema_versions, &error);
  int n = 0;
  while (cop_rows_next(outer, &error)) {
    g_autoptr(CopRows) inner = COP_QUERY0(db, schema_versions, &error);
    while (cop_rows_next(inner, &error))
      n++;
    g_assert_cmpint(cop_rows_int(outer, 0), <=, cop_db_schema_version());
  }
  g_assert_cmpint(n, ==, cop_db_schema_version() * cop_db_schema_version());
}

/* --- files --- */

static void
spoil(const char *path, size_t at, const void *bytes, size_t n, size_t keep)
{
  size_t length;
  g_autofree char *whole = cop_file_read(path, 1 << 26, &length, NULL);
  memcpy(whole + at, bytes, n);
  g_assert_true(cop_file_write(path, whole, MIN(length, keep), NULL));
}

static void
test_refused_files(void)
{
  static const struct {
    const char *what;
    size_t at;
    const char *bytes;
    size_t n, keep;
    CopDbErrorCode code;
  } cases[] = {
    { "empty", 0, "", 0, 0, COP_DB_ERROR_NOT_STORE },
    { "a text", 0, "this is no store", 16, 16, COP_DB_ERROR_NOT_STORE },
    { "another program's database", 68, "\0\0\0\7", 4, SIZE_MAX, COP_DB_ERROR_NOT_STORE },
    { "newer", 60, "\0\0\3\350", 4, SIZE_MAX, COP_DB_ERROR_NEWER },
    { "cut within the head", 0, "", 0, 50, COP_DB_ERROR_DAMAGED },
    { "cut after the head", 0, "", 0, 100, COP_DB_ERROR_DAMAGED },
    { "cut after a page", 0, "", 0, 4096, COP_DB_ERROR_DAMAGED },
    { "cut within a page", 0, "", 0, 50000, COP_DB_ERROR_DAMAGED },
    { "first page spoilt", 100, "\377\377\377\377\377\377\377\377", 8, SIZE_MAX, COP_DB_ERROR_DAMAGED },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    for (int mode = COP_DB_READ; mode <= COP_DB_WRITE; mode++) {
      g_auto(Place) p = { 0 };
      place_init(&p, GINT_TO_POINTER(COP_ENGINE_SQLITE));
      g_autoptr(GError) error = NULL;
      g_test_message("%s", cases[i].what);
      cop_db_close(fresh(&p));
      spoil(p.address, cases[i].at, cases[i].bytes, cases[i].n, cases[i].keep);
      g_assert_null(cop_db_open(p.address, (CopDbMode)mode, &error));
      g_assert_error(error, COP_DB_ERROR, (int)cases[i].code);
      g_assert_nonnull(strstr(error->message, p.address));
    }
  g_autoptr(GError) error = NULL;
  g_assert_null(cop_db_open("/nonexistent/a.cop", COP_DB_WRITE, &error));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN);
  g_clear_error(&error);
  g_assert_null(cop_db_open("/tmp", COP_DB_WRITE, &error));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_NOT_STORE);
  g_clear_error(&error);
  g_assert_null(cop_db_create("/nonexistent/a.cop", &error));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN);
}

static void
test_integrity(void)
{
  g_auto(Place) p = { 0 };
  place_init(&p, GINT_TO_POINTER(COP_ENGINE_SQLITE));
  g_autoptr(GError) error = NULL;
  cop_db_close(fresh(&p));
  for (int spoilt = 0; spoilt < 2; spoilt++) {
    if (spoilt)
      spoil(p.address, 4096 * 9, "\377\377\377\377\377\377\377\377\377\377\377\377", 12, SIZE_MAX);
    g_autoptr(CopDb) db = cop_db_open(p.address, COP_DB_READ, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) faults = NULL;
    g_assert_true(cop_db_integrity(db, &faults, &error));
    g_assert_cmpint(faults->len > 0, ==, spoilt);
  }
}

static void
test_backup_restore(void)
{
  g_auto(Place) p = { 0 };
  place_init(&p, GINT_TO_POINTER(COP_ENGINE_SQLITE));
  g_autoptr(GError) error = NULL;
  g_autofree char *backup = g_strconcat(p.address, ".backup", NULL);
  g_autofree char *before = g_strconcat(p.address, ".before-restore", NULL);
  {
    g_autoptr(CopDb) db = fresh(&p);
    g_assert_true(COP_EXEC(db, meta_set, &error, cop_p_text("when"), cop_p_text("first")));
    g_assert_true(cop_db_backup(db, backup, &error));
    g_assert_no_error(error);
    g_assert_true(COP_EXEC(db, meta_set, &error, cop_p_text("when"), cop_p_text("second")));
    /* In use: refused, nothing happens. */
    g_assert_false(cop_db_restore(backup, p.address, &error));
    g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_BUSY);
    g_clear_error(&error);
    g_assert_false(g_file_test(before, G_FILE_TEST_EXISTS));
  }
  { /* a backup can be made from a store open for reading */
    g_autoptr(CopDb) db = cop_db_open(p.address, COP_DB_READ, &error);
    g_autofree char *second = g_strconcat(p.address, ".second", NULL);
    g_assert_true(cop_db_backup(db, second, &error));
    g_assert_no_error(error);
  }
  g_assert_true(cop_db_restore(backup, p.address, &error));
  g_assert_no_error(error);
  const char *const files[] = { p.address, before };
  for (int i = 0; i < 2; i++) {
    g_autoptr(CopDb) db = cop_db_open(files[i], COP_DB_WRITE, &error);
    g_assert_no_error(error);
    g_autoptr(CopRows) r = COP_QUERY(db, meta_get, &error, cop_p_text("when"));
    g_assert_true(cop_rows_next(r, &error));
    g_assert_cmpstr(cop_rows_text(r, 0), ==, i == 0 ? "first" : "second");
  }
  /* A spoilt backup is refused and the store stays. */
  spoil(backup, 4096 * 9, "\377\377\377\377\377\377\377\377\377\377\377\377", 12, SIZE_MAX);
  g_assert_false(cop_db_restore(backup, p.address, &error));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_DAMAGED);
  g_clear_error(&error);
  /* A damaged store and its log make place for a sound one. */
  g_autofree char *wal = g_strconcat(p.address, "-wal", NULL), *before_wal = g_strconcat(before, "-wal", NULL);
  g_assert_true(cop_file_write(p.address, "rubbish", 7, &error));
  g_assert_true(cop_file_write(wal, "rubbish", 7, &error));
  g_autofree char *second = g_strconcat(p.address, ".second", NULL);
  g_assert_true(cop_db_restore(second, p.address, &error));
  g_assert_no_error(error);
  g_assert_false(g_file_test(wal, G_FILE_TEST_EXISTS));
  g_assert_true(g_file_test(before_wal, G_FILE_TEST_EXISTS));
  g_unlink(before_wal);
  cop_db_close(cop_db_open(p.address, COP_DB_READ, &error));
  g_assert_no_error(error);
}

/* A store made by an earlier program: stopped after its first migration. */
static void
test_other_versions(void)
{
  g_auto(Place) p = { 0 };
  place_init(&p, GINT_TO_POINTER(COP_ENGINE_SQLITE));
  g_autoptr(GError) error = NULL;
  cop_db_close(fresh(&p));
  g_autofree char *sql = g_strdup_printf("UPDATE schema_version SET digest = 'other' WHERE version = 2");
  const char *argv[] = { "sqlite3", p.address, sql, NULL };
  int status = 1;
  if (!g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL)) {
    g_test_skip("no sqlite3 program");
    return;
  }
  g_assert_cmpint(status, ==, 0);
  g_assert_null(cop_db_open(p.address, COP_DB_WRITE, &error));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_NEWER);
}

static void
test_shown_address(void)
{
  static const char *const cases[][2] = {
    { "/a/b.cop", "/a/b.cop" },
    { "postgresql://host/db", "postgresql://host/db" },
    { "postgresql://u@host:5/db", "postgresql://u@host:5/db" },
    { "postgresql://u:secret@host:5/db", "postgresql://u@host:5/db" },
    { "postgres://u:se@cret@host/db?x=1", "postgres://u@host/db?x=1" },
    { "postgresql://h/db?password=secret&x=1", "postgresql://h/db?password=...&x=1" },
    { "postgresql:///db?sslpassword=secret", "postgresql:///db?sslpassword=..." },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *shown = cop_db_shown_address(cases[i][0]);
    g_assert_cmpstr(shown, ==, cases[i][1]);
  }
}

static void
test_begin_twice(void)
{
  if (g_test_subprocess()) {
    g_auto(Place) p = { 0 };
    place_init(&p, GINT_TO_POINTER(COP_ENGINE_SQLITE));
    CopDb *db = fresh(&p);
    CopTxn one = { 0 }, two = { 0 };
    bool a = cop_txn_begin(&one, db, NULL), b = cop_txn_begin(&two, db, NULL);
    g_assert_true(a && b);
    return;
  }
  g_test_trap_subprocess(NULL, 0, 0);
  g_test_trap_assert_failed();
  g_test_trap_assert_stderr("*a transaction is open already, begun at *test_db.c:*");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  add_engines("/db/statements", test_statements);
  add_engines("/db/create-twice", test_create_twice);
  add_engines("/db/values", test_values);
  add_engines("/db/read-only", test_read_only);
  add_engines("/db/transactions", test_transactions);
  add_engines("/db/never-changed", test_never_changed);
  add_engines("/db/nested-rows", test_nested_rows);
  g_test_add_func("/db/refused-files", test_refused_files);
  g_test_add_func("/db/integrity", test_integrity);
  g_test_add_func("/db/backup-restore", test_backup_restore);
  g_test_add_func("/db/other-versions", test_other_versions);
  g_test_add_func("/db/shown-address", test_shown_address);
  g_test_add_func("/db/begin-twice", test_begin_twice);
  return g_test_run();
}
