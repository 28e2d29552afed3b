/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "corpus.h"

/* The whole table as text: cells in [], rows in lines, bad rows as !message. */
static char *
table_of(CopCsv *csv)
{
  GString *out = g_string_new(NULL);
  for (;;) {
    g_autoptr(GError) error = NULL;
    CopCsvRow row;
    switch (cop_csv_next(csv, &row, &error)) {
    case COP_CSV_ROW:
      g_string_append_printf(out, "%" G_GUINT64_FORMAT ":", row.line);
      for (size_t i = 0; i < row.n; i++)
        g_string_append_printf(out, "[%.*s]", (int)row.cells[i].length, row.cells[i].text);
      g_string_append_c(out, '\n');
      break;
    case COP_CSV_BAD:
      g_string_append_printf(out, "!%s|%.*s\n", error->message, (int)row.raw_length, row.raw);
      break;
    case COP_CSV_FAILED:
      g_string_append_printf(out, "failed: %s\n", error->message);
      return g_string_free(out, FALSE);
    case COP_CSV_END:
      return g_string_free(out, FALSE);
    }
  }
}

/* A stream that hands out one to seven bytes at a time would still be read in
 * whole pieces; what matters is a row that begins at the end of a piece. */
static char *
through_stream(const char *text, size_t n)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data(text, (gssize)n, NULL);
  g_autoptr(CopCsv) csv = cop_csv_new_stream(stream, '\0');
  return table_of(csv);
}

static void
assert_table(const char *text, size_t n, const char *expected)
{
  g_autoptr(CopCsv) csv = cop_csv_new(text, n, '\0');
  g_autofree char *got = table_of(csv), *streamed = through_stream(text, n);
  g_assert_cmpstr(got, ==, expected);
  g_assert_cmpstr(streamed, ==, expected);
}

static void
test_reads(void)
{
  static const struct {
    const char *text, *table;
  } cases[] = {
    { "", "" },
    { "\n\r\n\r", "" },
    { "a,b\n1,2\n", "1:[a][b]\n2:[1][2]\n" },
    { "a,b\r\n1,2", "1:[a][b]\n2:[1][2]\n" },
    { "a,b\r1,2\r", "1:[a][b]\n2:[1][2]\n" },
    { "\xef\xbb\xbf" "a;b\n1;2,5\n", "1:[a][b]\n2:[1][2,5]\n" },
    { "a\tb\n\"x\ty\"\t\n", "1:[a][b]\n2:[x\ty][]\n" },
    { "a,b\n\n\n\"l1\nl2\",\"say \"\"hi\"\"\"\nz,\n", "1:[a][b]\n4:[l1\nl2][say \"hi\"]\n6:[z][]\n" },
    { "\"\"\"\",\"\"\n", "1:[\"][]\n" },
    { "5\" pipe,x\n", "1:[5\" pipe][x]\n" },
    { "name,total\nManila,\"1,000\"\n", "1:[name][total]\n2:[Manila][1,000]\n" },
    { "only\n", "1:[only]\n" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_table(cases[i].text, strlen(cases[i].text), cases[i].table);
}

static void
test_refuses(void)
{
  static const char nul[] = "a,b\n1,\0\n2,3\n", utf16[] = "\xff\xfe" "a\0,\0";
  assert_table(nul, sizeof nul - 1, "1:[a][b]\n!line 2, column 3: a NUL character|1,\n3:[2][3]\n");
  assert_table(utf16, sizeof utf16 - 1, "failed: the text is UTF-16; save it as 'CSV UTF-8'\n");
  static const struct {
    const char *text, *table;
  } cases[] = {
    { "a,b\n\"x\"y,2\n3,4\n", "1:[a][b]\n!line 2, column 4: text stands behind a closing quote|\"x\"y,2\n3:[3][4]\n" },
    { "a,b\n1,\"x\n3,4\n5,6\n", "1:[a][b]\n!line 2, column 3: the quote that opens this cell is never closed|1,\"x\n3:[3][4]\n4:[5][6]\n" },
    { "a,b\n\xe9t\xe9,2\n3,4\n", "1:[a][b]\n!line 2, column 1: a character that is not UTF-8|\xe9t\xe9,2\n3:[3][4]\n" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_table(cases[i].text, strlen(cases[i].text), cases[i].table);
  assert_table("PK\3\4....", 8, "failed: this is a zip archive or workbook, not a CSV file\n");
}

static void
test_limits(void)
{
  g_autoptr(GString) wide = g_string_new("a\n");
  for (unsigned i = 0; i <= COP_LIMIT_CSV_COLUMNS; i++)
    g_string_append(wide, "x,");
  g_string_append(wide, "\nb\n");
  g_autoptr(CopCsv) csv = cop_csv_new(wide->str, wide->len, ',');
  g_autofree char *got = table_of(csv);
  g_assert_nonnull(strstr(got, "!line 2, column 2049: more than 1024 cells in one row"));
  g_assert_nonnull(strstr(got, "3:[b]"));
}

/* Rows across the pieces a stream is read in. */
static void
test_long_stream(void)
{
  g_autoptr(GString) text = g_string_new("id,text\r\n");
  for (unsigned i = 0; text->len < 5u << 20; i++)
    g_string_append_printf(text, i % 3 == 0 ? "%u,\"two\r\nlines \"\"%u\"\"\"\r\n" : "%u,plain %u\r\n", i, i);
  g_autoptr(CopCsv) csv = cop_csv_new(text->str, text->len, '\0');
  g_autofree char *whole = table_of(csv), *streamed = through_stream(text->str, text->len);
  g_assert_cmpstr(whole, ==, streamed);
}

static void
test_place(void)
{
  static const char text[] = "a,b\n\"x\ny\",\xc3\xa9,z\n";
  g_autoptr(CopCsv) csv = cop_csv_new(text, strlen(text), '\0');
  CopCsvRow row;
  g_assert_cmpint(cop_csv_next(csv, &row, NULL), ==, COP_CSV_ROW);
  g_assert_cmpint(cop_csv_next(csv, &row, NULL), ==, COP_CSV_ROW);
  uint64_t line;
  unsigned column;
  cop_csv_place(&row, 2, &line, &column);
  g_assert_cmpuint(line, ==, 3);
  g_assert_cmpuint(column, ==, 6);
}

/* --- files of other people --- */

static void
assert_as_json(const char *csv_path, const char *json_path)
{
  g_autoptr(CopArena) a = cop_arena_new();
  size_t n, m;
  g_autofree char *text = cop_file_read(csv_path, COP_LIMIT_FILE, &n, NULL), *json = cop_file_read(json_path, COP_LIMIT_FILE, &m, NULL);
  g_autoptr(CopCsv) csv = cop_csv_new(text, n, '\0');
  const CopTree *list = cop_json_read(a, json, m, NULL);
  g_assert_nonnull(list);
  CopCsvRow row;
  g_assert_cmpint(cop_csv_next(csv, &row, NULL), ==, COP_CSV_ROW);
  size_t columns = row.n;
  char *names[64];
  for (size_t i = 0; i < columns; i++)
    names[i] = cop_arena_strndup(a, row.cells[i].text, row.cells[i].length);
  for (const CopTree *t = list->first; t != NULL; t = t->next) {
    g_assert_cmpint(cop_csv_next(csv, &row, NULL), ==, COP_CSV_ROW);
    g_assert_cmpuint(row.n, ==, columns);
    for (size_t i = 0; i < columns; i++) {
      const CopTree *value = cop_tree_member(t, names[i]);
      g_assert_nonnull(value);
      g_assert_cmpmem(row.cells[i].text, row.cells[i].length, value->text, value->length);
    }
  }
  g_assert_cmpint(cop_csv_next(csv, &row, NULL), ==, COP_CSV_END);
}

static void
test_corpus(void)
{
  g_autofree char *folder = corpus_folder("fuzz/csv");
  if (folder == NULL)
    return;
  g_autoptr(GPtrArray) paths = corpus_files(folder);
  unsigned n = 0, tables = 0;
  for (guint i = 0; i < paths->len; i++) {
    const char *path = paths->pdata[i];
    if (!g_str_has_suffix(path, ".csv"))
      continue;
    size_t length;
    g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &length, NULL);
    g_autoptr(CopCsv) csv = cop_csv_new(text, length, '\0');
    g_autofree char *whole = table_of(csv), *streamed = through_stream(text, length);
    g_assert_cmpstr(whole, ==, streamed);
    n++;
    g_autofree char *stem = g_strndup(path, strlen(path) - 4), *json = g_strconcat(stem, ".json", NULL);
    if (g_file_test(json, G_FILE_TEST_EXISTS)) {
      assert_as_json(path, json);
      tables++;
    }
  }
  g_assert_cmpuint(n, >=, 30);
  g_assert_cmpuint(tables, >=, 6);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/csv/reads", test_reads);
  g_test_add_func("/csv/refuses", test_refuses);
  g_test_add_func("/csv/limits", test_limits);
  g_test_add_func("/csv/long-stream", test_long_stream);
  g_test_add_func("/csv/place", test_place);
  g_test_add_func("/csv/corpus", test_corpus);
  return g_test_run();
}
