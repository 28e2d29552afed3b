/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "base/limits.h"
#include "base/zip.h"
#include "corpus.h"

static GBytes *
sample(void)
{
  g_autoptr(CopZipWriter) w = cop_zip_writer_new();
  g_autoptr(GBytes) kind = g_bytes_new_static("application/epub+zip", 20);
  cop_zip_writer_add(w, "mimetype", kind, COP_ZIP_STORED);
  cop_zip_writer_add_text(w, "a/ភាសា.txt", g_strnfill(5000, 'a'));
  cop_zip_writer_add_text(w, "empty", g_strdup(""));
  g_autoptr(GError) error = NULL;
  GBytes *bytes = cop_zip_writer_finish(w, &error);
  g_assert_no_error(error);
  return bytes;
}

static void
test_round_trip(void)
{
  g_autoptr(GBytes) one = sample();
  g_autoptr(GBytes) two = sample();
  g_assert_true(g_bytes_equal(one, two));
  g_assert_cmpuint(g_bytes_get_size(one), <, 600);

  /* the first member, stored and without extra field, is what EPUB readers look for at fixed places */
  const char *raw = g_bytes_get_data(one, NULL);
  g_assert_cmpmem(raw + 30, 28, "mimetypeapplication/epub+zip", 28);

  g_autoptr(GError) error = NULL;
  g_autoptr(CopZip) z = cop_zip_open(one, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(cop_zip_count(z), ==, 3);
  g_assert_cmpstr(cop_zip_name(z, 1), ==, "a/ភាសា.txt");
  g_assert_cmpuint(cop_zip_size(z, 1), ==, 5000);
  g_assert_true(cop_zip_has(z, "empty"));
  g_autoptr(GBytes) text = cop_zip_read(z, "a/ភាសា.txt", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(g_bytes_get_size(text), ==, 5000);
  g_autoptr(GBytes) empty = cop_zip_read(z, "empty", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(g_bytes_get_size(empty), ==, 0);
  g_assert_null(cop_zip_read(z, "none", &error));
  g_assert_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_NOT_FOUND);
}

/* What was packed beforehand gives the archive it gives when packed on the way. */
static void
test_packed(void)
{
  g_autofree char *text = g_strnfill(70000, 'x');
  for (int i = 0; i < 70000; i += 7)
    text[i] = (char)('a' + i % 23);
  CopZipPacked packed = cop_zip_pack(text, 70000);
  g_autoptr(GBytes) owned = packed.bytes, bytes = g_bytes_new(text, 70000);
  g_assert_cmpuint(packed.size, ==, 70000);
  g_assert_cmpuint(g_bytes_get_size(owned), <, 35000);
  g_autoptr(CopZipWriter) one = cop_zip_writer_new(), two = cop_zip_writer_new();
  for (int i = 0; i < 2; i++) { /* the same may stand in one archive under two names */
    cop_zip_writer_add(one, i == 0 ? "a" : "b", bytes, COP_ZIP_DEFLATED);
    cop_zip_writer_add_packed(two, i == 0 ? "a" : "b", &packed);
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) x = cop_zip_writer_finish(one, &error), y = cop_zip_writer_finish(two, &error);
  g_assert_no_error(error);
  g_assert_true(g_bytes_equal(x, y));
  g_autoptr(CopZip) z = cop_zip_open(y, &error);
  g_assert_no_error(error);
  g_autoptr(GBytes) back = cop_zip_read(z, "b", &error);
  g_assert_no_error(error);
  g_assert_true(g_bytes_equal(back, bytes));
}

/* The sample with one byte sequence replaced by another of equal length. */
static GBytes *
damaged(const char *from, const char *to)
{
  g_autoptr(GBytes) good = sample();
  gsize n;
  const char *data = g_bytes_get_data(good, &n);
  g_autofree char *copy = g_memdup2(data, n);
  size_t length = strlen(from), hits = 0;
  for (gsize i = 0; i + length <= n; i++)
    if (memcmp(copy + i, from, length) == 0) {
      memcpy(copy + i, to, length);
      hits++;
    }
  g_assert_cmpuint(hits, >, 0);
  return g_bytes_new(copy, n);
}

static void
test_refused(void)
{
  static const struct {
    const char *from, *to;
    CopZipError code;
  } cases[] = {
    { "mimetype", "/imetype", COP_ZIP_ERROR_NAME },
    { "mimetype", "../etype", COP_ZIP_ERROR_NAME },
    { "mimetype", "..\\etype", COP_ZIP_ERROR_NAME },
    { "mimetype", "C:metype", COP_ZIP_ERROR_NAME },
    { "mimetype", "mi\ntype ", COP_ZIP_ERROR_NAME },
    { "mimetype", "a//etype", COP_ZIP_ERROR_NAME },
    { "PK\5\6", "PK\5\7", COP_ZIP_ERROR_FORMAT },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GBytes) bytes = damaged(cases[i].from, cases[i].to);
    g_autoptr(GError) error = NULL;
    g_assert_null(cop_zip_open(bytes, &error));
    g_assert_error(error, COP_ZIP_ERROR, (int)cases[i].code);
  }
}

static void
test_wrong_checksum(void)
{
  g_autoptr(GBytes) bytes = damaged("application/epub", "application/odub");
  g_autoptr(GError) error = NULL;
  g_autoptr(CopZip) z = cop_zip_open(bytes, &error);
  g_assert_no_error(error);
  g_assert_null(cop_zip_read(z, "mimetype", &error));
  g_assert_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_FORMAT);
}

static void
test_bomb(void)
{
  g_autoptr(CopZipWriter) w = cop_zip_writer_new();
  g_autoptr(GBytes) zeros = g_bytes_new_take(g_malloc0(8u << 20), 8u << 20);
  cop_zip_writer_add(w, "zeros", zeros, COP_ZIP_DEFLATED);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = cop_zip_writer_finish(w, &error);
  g_assert_no_error(error);
  g_assert_null(cop_zip_open(bytes, &error));
  g_assert_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_LIMIT);
  g_assert_nonnull(strstr(error->message, "'zeros' unpacks to more than 200 times"));
}

static void
test_many_members(void)
{
  g_autoptr(CopZipWriter) w = cop_zip_writer_new();
  for (unsigned i = 0; i <= COP_LIMIT_ZIP_ENTRIES; i++) {
    g_autofree char *name = g_strdup_printf("%u", i);
    cop_zip_writer_add_text(w, name, g_strdup(""));
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = cop_zip_writer_finish(w, &error);
  g_assert_no_error(error);
  g_assert_null(cop_zip_open(bytes, &error));
  g_assert_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_LIMIT);
}

/* Opens an archive and reads every member; false when any of it was refused. */
static bool
reads_whole(const char *path)
{
  g_autoptr(GBytes) bytes = corpus_read(path);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopZip) z = cop_zip_open(bytes, &error);
  if (z == NULL) {
    g_assert_nonnull(error);
    return false;
  }
  bool all = true;
  for (size_t i = 0; i < cop_zip_count(z); i++) {
    g_autoptr(GBytes) member = cop_zip_read_at(z, i, &error);
    if (member == NULL) {
      g_assert_nonnull(error);
      g_clear_error(&error);
      all = false;
    }
  }
  return all;
}

static void
test_corpus(void)
{
  static const struct {
    const char *folder;
    bool good;
  } folders[] = { { "fuzz/zip/failure", false }, { "fuzz/zip/success", true } };
  for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autofree char *folder = corpus_folder(folders[i].folder);
    if (folder == NULL)
      return;
    g_autoptr(GPtrArray) files = corpus_files(folder);
    for (guint k = 0; k < files->len; k++) {
      const char *path = files->pdata[k];
      bool encrypted = strstr(path, "encryption") != NULL;
      if (reads_whole(path) != (folders[i].good && !encrypted))
        g_error("%s: not as expected", path);
    }
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/zip/round-trip", test_round_trip);
  g_test_add_func("/base/zip/packed", test_packed);
  g_test_add_func("/base/zip/refused", test_refused);
  g_test_add_func("/base/zip/wrong-checksum", test_wrong_checksum);
  g_test_add_func("/base/zip/bomb", test_bomb);
  g_test_add_func("/base/zip/many-members", test_many_members);
  g_test_add_func("/base/zip/corpus", test_corpus);
  return g_test_run();
}
