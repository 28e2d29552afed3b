/* SPDX-License-Identifier: Apache-2.0 */
#include "build/handover.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "build/build.h"
#include "build/feed.h"
#include "build/page_index.h"

#define SUMS "SHA256SUMS"
#define RECEIPT "RECEIPT.txt"

/* Crockford's base 32: no letter that is taken for another. */
static void
make_code(const char *sums, const char *partner, char code[COP_RECEIPT])
{
  static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  unsigned char digest[COP_HASH_SIZE];
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, partner, strlen(partner) + 1);
  cop_hash_add(&h, sums, strlen(sums));
  cop_hash_finish(&h, digest);
  for (int i = 0; i < COP_RECEIPT - 1; i++)
    code[i] = i == 4 ? '-' : digits[digest[i] % 32];
  code[COP_RECEIPT - 1] = '\0';
}

static bool
is_wanted(const CopBuiltFile *f, const char *const *langs)
{
  return g_str_has_prefix(f->path, "kit/") && (langs == NULL || g_strv_contains(langs, f->lang));
}

static bool
copy_file(const char *from, const char *folder, const CopBuiltFile *f, GError **error)
{
  g_autofree char *source = g_build_filename(from, f->path, NULL), *target = g_build_filename(folder, f->path, NULL);
  g_autofree char *parent = g_path_get_dirname(target);
  size_t n;
  g_autofree char *bytes = cop_file_read(source, COP_LIMIT_FILE, &n, error);
  if (bytes == NULL)
    return false;
  char hex[COP_HASH_HEX];
  if (strcmp(cop_hash_bytes(COP_HASH_SHA256, bytes, n, hex), f->sha256) != 0) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "%s is not the file that was built; build again", source);
    return false;
  }
  if (g_mkdir_with_parents(parent, 0777) != 0) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "folder %s cannot be made", parent);
    return false;
  }
  return cop_file_put(target, bytes, n, error);
}

static bool
write_text(const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return cop_file_write(path, text, strlen(text), error);
}

static bool
is_empty(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  return dir == NULL || g_dir_read_name(dir) == NULL;
}

static char *
receipt_text(const CopContext *c, const char *partner, const CopHandover *h)
{
  return g_strdup_printf("Materials for: %s\nEdition: %s\nFiles: %zu, %.1f MB\nCode: %s\n\n"
                         "Open index.html. To see that everything arrived whole: sha256sum -c " SUMS ".\n"
                         "Tell the office that gave you this folder the code, by telephone or SMS: then it knows that it arrived.\n",
                         partner, c->date, h->files, (double)h->bytes / 1e6, h->code);
}

bool
cop_handover_write(const CopContext *c, const char *from, const char *folder, const char *partner, const char *const *langs, CopHandover *h, GError **error)
{
  *h = (CopHandover){ 0 };
  g_autoptr(CopManifest) built = cop_manifest_load(from, error), given = NULL;
  if (built == NULL)
    return false;
  if (!is_empty(folder)) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "%s is not empty; choose a folder that does not exist yet", folder);
    return false;
  }
  if (g_mkdir_with_parents(folder, 0777) != 0 || (given = cop_manifest_load(folder, error)) == NULL)
    return false;
  g_autoptr(GPtrArray) all = cop_manifest_sorted(built);
  g_autoptr(GString) sums = g_string_new(NULL);
  for (guint i = 0; i < all->len; i++) {
    const CopBuiltFile *f = g_ptr_array_index(all, i);
    if (!is_wanted(f, langs))
      continue;
    if (!copy_file(from, folder, f, error))
      return false;
    cop_manifest_set(given, f);
    g_string_append_printf(sums, "%s  %s\n", f->sha256, f->path);
    h->files++;
    h->bytes += f->size;
  }
  if (h->files == 0) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "%s holds no materials in these languages; run 'copkit build kit' first", from);
    return false;
  }
  make_code(sums->str, partner, h->code);
  g_autofree char *receipt = receipt_text(c, partner, h);
  return write_text(folder, SUMS, sums->str, error) && write_text(folder, RECEIPT, receipt, error) && cop_build_write_feed(c, given, folder, error) &&
         cop_build_write_index(c, given, folder, error) && cop_file_flush_all(folder, error);
}

bool
cop_handover_check(const char *folder, const char *partner, CopHandover *h, GPtrArray **faults, GError **error)
{
  *h = (CopHandover){ 0 };
  *faults = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *path = g_build_filename(folder, SUMS, NULL);
  size_t n;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &n, error);
  if (text == NULL)
    return false;
  make_code(text, partner, h->code);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (size_t i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    char hex[COP_HASH_HEX];
    const char *name = strlen(lines[i]) > COP_HASH_HEX + 1 ? lines[i] + COP_HASH_HEX + 1 : "";
    if (name[0] == '\0' || g_path_is_absolute(name) || strstr(name, "..") != NULL) {
      g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "line %zu of %s is no sum of a file", i + 1, path);
      return false;
    }
    g_autofree char *file = g_build_filename(folder, name, NULL);
    h->files++;
    if (!cop_hash_file(COP_HASH_SHA256, file, hex, NULL) || strncmp(hex, lines[i], COP_HASH_HEX - 1) != 0)
      g_ptr_array_add(*faults, g_strdup(name));
  }
  return true;
}
