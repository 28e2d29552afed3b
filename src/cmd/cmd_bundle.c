/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/cmd.h"
#include "import/bundle.h"
#include "import/field_rows.h"

static CopExit
make_key(const char *path)
{
  CopBundleKey k;
  char hex[2 * COP_SIGN_PUBLIC + 1];
  g_autoptr(GError) error = NULL;
  cop_bundle_key_new(&k);
  bool fine = cop_bundle_key_save(&k, path, false, &error);
  cop_hex_write(k.key, sizeof k.key, hex);
  cop_sign_forget(&k, sizeof k);
  if (!fine)
    return cop_cmd_fail("bundle", COP_EXIT_INPUT, error);
  puts(hex);
  return COP_EXIT_OK;
}

/* A file of field reports, by its beginning. */
static bool
read_file(const char *path, CopArena *a, CopBundleFile *f, GError **error)
{
  g_autofree char *bytes = cop_file_read(path, COP_LIMIT_FILE, &f->length, error);
  if (bytes == NULL)
    return false;
  g_autofree char *base = g_path_get_basename(path), *head = g_strndup(bytes, MIN(f->length, 8192u));
  f->name = cop_arena_strdup(a, base);
  if (!cop_field_is_rows(head) && cop_field_format(head) == NULL) {
    g_set_error(error, COP_BUNDLE_ERROR, COP_BUNDLE_ERROR_FORMAT, "'%s' holds no field reports; a bundle carries nothing else", path);
    return false;
  }
  f->bytes = g_steal_pointer(&bytes);
  return true;
}

/* The key goes on first: a number that was given away is never given again. */
static bool
sign_files(const char *key, const char *out, const CopBundleFile *files, size_t n, int64_t *number, GError **error)
{
  CopBundleKey k;
  char now[COP_INSTANT_SIZE];
  if (!cop_bundle_key_load(&k, key, error))
    return false;
  g_autoptr(GByteArray) bundle = cop_bundle_write(&k, files, n, cop_instant_now(now));
  *number = k.number;
  bool fine = cop_bundle_key_save(&k, key, true, error) && cop_file_write(out, bundle->data, bundle->len, error);
  cop_sign_forget(&k, sizeof k);
  return fine;
}

static CopExit
write_bundle(const char *key, const char *out, char **paths, size_t n, bool quiet)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopBundleFile *files = cop_new_n(a, CopBundleFile, n);
  int64_t number = 0;
  bool fine = true;
  if (g_file_test(out, G_FILE_TEST_EXISTS))
    return cop_cmd_failf("bundle", COP_EXIT_INPUT, "'%s' is there already", out);
  for (size_t i = 0; fine && i < n; i++)
    fine = read_file(paths[i], a, &files[i], &error);
  fine = fine && sign_files(key, out, files, n, &number, &error);
  for (size_t i = 0; i < n; i++)
    g_free((char *)files[i].bytes);
  if (!fine)
    return cop_cmd_fail("bundle", COP_EXIT_INPUT, error);
  if (!quiet)
    printf("%s: bundle %" G_GINT64_FORMAT ", %zu %s, signed\n", out, number, n, n == 1 ? "file" : "files");
  return COP_EXIT_OK;
}

static CopExit
show_bundle(const char *path)
{
  size_t length;
  char key[2 * COP_SIGN_PUBLIC + 1], hash[2 * COP_HASH_SIZE + 1];
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopBundle b;
  g_autofree char *bytes = cop_file_read(path, COP_LIMIT_FILE, &length, &error);
  if (bytes == NULL || !cop_bundle_read(bytes, length, a, &b, &error))
    return cop_cmd_fail("bundle", COP_EXIT_INPUT, error);
  cop_hex_write(b.key, sizeof b.key, key);
  cop_hex_write(b.hash, sizeof b.hash, hash);
  printf("Bundle %" G_GINT64_FORMAT " of key %s, made %s, signature fits\nSHA-256 %s\n", b.number, key, b.made_at, hash);
  for (size_t i = 0; i < b.n; i++)
    printf("  %10zu bytes  %s\n", b.files[i].length, b.files[i].name);
  return COP_EXIT_OK;
}

CopExit
cop_cmd_bundle(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *key = NULL, *out = NULL;
  const GOptionEntry entries[] = { { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, "the key that signs", "FILE" },
                                   { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, "the bundle to write", "FILE" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "key FILE | write FILE... | show FILE", "Sign field reports that travel on a stick.",
                     "`key` makes a key of this office and prints its public part, which is read to whoever keeps the\n"
                     "desk (copkit device key). `write` puts files of field reports into one signed, numbered bundle;\n"
                     "`copkit import` takes it in and refuses it when anything of it was changed.",
                     &common))
    return COP_EXIT_USAGE;
  const char *job = argc > 1 ? argv[1] : "";
  if (strcmp(job, "key") == 0 && argc == 3)
    return make_key(argv[2]);
  if (strcmp(job, "show") == 0 && argc == 3)
    return show_bundle(argv[2]);
  if (strcmp(job, "write") != 0 || argc < 3 || key == NULL || out == NULL)
    return cop_cmd_failf("bundle", COP_EXIT_USAGE, "write: bundle key FILE, bundle write --key FILE -o FILE REPORTS..., or bundle show FILE");
  if (argc - 2 >= 1000)
    return cop_cmd_failf("bundle", COP_EXIT_USAGE, "a bundle holds fewer than 1,000 files; write several");
  return write_bundle(key, out, argv + 2, (size_t)argc - 2, common.quiet);
}
