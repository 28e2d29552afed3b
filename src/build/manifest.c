/* SPDX-License-Identifier: Apache-2.0 */
#include "build/manifest.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "build/build.h"
#include "config.h"

static CopManifest *
manifest_new(void)
{
  CopManifest *m = g_new0(CopManifest, 1);
  m->arena = cop_arena_new();
  m->by_path = g_hash_table_new(g_str_hash, g_str_equal);
  return m;
}

void
cop_manifest_free(CopManifest *m)
{
  if (m == NULL)
    return;
  g_hash_table_unref(m->by_path);
  cop_arena_free(m->arena);
  g_free(m);
}

void
cop_built_file_write(CopJson *j, const CopBuiltFile *a)
{
  cop_json_object(j);
  cop_json_key_text(j, "path", a->path);
  cop_json_key_text(j, "target", a->target);
  cop_json_key_text(j, "language", a->lang);
  cop_json_key_text(j, "audience", a->audience);
  cop_json_key_text(j, "subject", a->subject);
  cop_json_key_text(j, "format", a->format);
  cop_json_key_int(j, "size", a->size);
  cop_json_key_text(j, "sha256", a->sha256);
  cop_json_key_text(j, "key", a->key);
  cop_json_key_bool(j, "released", a->released);
  cop_json_key_array(j, "sources");
  for (size_t i = 0; a->sources != NULL && a->sources[i] != NULL; i++)
    cop_json_text(j, a->sources[i]);
  cop_json_end(j);
  cop_json_key_array(j, "findings");
  for (size_t i = 0; i < a->n_diags; i++)
    cop_diag_write(j, &a->diags[i]);
  cop_json_end(j);
  cop_json_end(j);
}

static const char *
text_of(const CopTree *map, const char *key)
{
  const CopTree *t = cop_tree_member(map, key);
  return t != NULL && t->kind == COP_TREE_TEXT ? t->text : NULL;
}

bool
cop_built_file_read(CopArena *arena, const CopTree *t, CopBuiltFile *a)
{
  *a = (CopBuiltFile){ .path = text_of(t, "path"),         .target = text_of(t, "target"), .lang = text_of(t, "language"),
                      .audience = text_of(t, "audience"), .subject = text_of(t, "subject"), .format = text_of(t, "format"),
                      .sha256 = text_of(t, "sha256"),     .key = text_of(t, "key") };
  const CopTree *size = cop_tree_member(t, "size"), *released = cop_tree_member(t, "released");
  const CopTree *sources = cop_tree_member(t, "sources"), *findings = cop_tree_member(t, "findings");
  if (a->path == NULL || a->key == NULL || a->sha256 == NULL || size == NULL || size->kind != COP_TREE_INT || sources == NULL ||
      findings == NULL || g_path_is_absolute(a->path) || strstr(a->path, "..") != NULL)
    return false;
  a->size = size->integer;
  a->released = released != NULL && released->boolean;
  a->sources = cop_new_n(arena, const char *, sources->n + 1u);
  size_t n = 0;
  for (const CopTree *s = sources->first; s != NULL; s = s->next)
    a->sources[n++] = s->text;
  CopDiag *diags = cop_new_n(arena, CopDiag, findings->n);
  for (const CopTree *f = findings->first; f != NULL; f = f->next)
    if (cop_diag_read(f, &diags[a->n_diags]))
      a->n_diags++;
  a->diags = diags;
  return true;
}

void
cop_manifest_set(CopManifest *m, const CopBuiltFile *a)
{
  CopBuiltFile *copy = cop_new(m->arena, CopBuiltFile);
  *copy = *a;
  const char **const texts[] = { &copy->path, &copy->target, &copy->lang, &copy->audience, &copy->subject, &copy->format, &copy->sha256, &copy->key };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    *texts[i] = cop_arena_strdup(m->arena, *texts[i]);
  size_t n = a->sources == NULL ? 0 : g_strv_length((char **)a->sources);
  copy->sources = cop_new_n(m->arena, const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    copy->sources[i] = cop_arena_strdup(m->arena, a->sources[i]);
  CopDiag *diags = cop_new_n(m->arena, CopDiag, a->n_diags);
  for (size_t i = 0; i < a->n_diags; i++)
    diags[i] = cop_diag_copy(m->arena, &a->diags[i]);
  copy->diags = diags;
  g_hash_table_replace(m->by_path, (gpointer)copy->path, copy);
}

static bool
read_manifest(CopManifest *m, const char *path, GError **error)
{
  size_t length;
  g_autoptr(GError) cause = NULL;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &length, &cause);
  if (text == NULL && g_error_matches(cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return true;
  const CopTree *top = text == NULL ? NULL : cop_json_read(m->arena, text, length, &cause);
  const CopTree *list = cop_tree_member(top, "artifacts");
  if (text == NULL || list == NULL || cop_tree_member(top, "copkit") == NULL) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "%s is not a manifest of copkit%s%s; choose another folder or remove it", path,
                cause == NULL ? "" : ": ", cause == NULL ? "" : cause->message);
    return false;
  }
  for (const CopTree *t = list->first; t != NULL; t = t->next) {
    CopBuiltFile a;
    if (!cop_built_file_read(m->arena, t, &a))
      continue;
    CopBuiltFile *own = cop_new(m->arena, CopBuiltFile); /* its strings live in the tree */
    *own = a;
    g_hash_table_replace(m->by_path, (gpointer)own->path, own);
  }
  return true;
}

static bool
read_journal(CopManifest *m, const char *dir, const char *path, GError **error)
{
  size_t length;
  g_autoptr(GError) cause = NULL;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &length, &cause);
  if (text == NULL) {
    if (g_error_matches(cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
      return true;
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "the journal of an earlier build cannot be read: %s", cause->message);
    return false;
  }
  for (const char *line = text, *end; (end = memchr(line, '\n', length - (size_t)(line - text))) != NULL; line = end + 1) {
    CopBuiltFile a;
    const CopTree *t = cop_json_read(m->arena, line, (size_t)(end - line), NULL);
    if (t == NULL || !cop_built_file_read(m->arena, t, &a))
      break;
    m->n_journal++;
    char hex[COP_HASH_HEX];
    g_autofree char *file = g_build_filename(dir, a.path, NULL);
    if (cop_hash_file(COP_HASH_SHA256, file, hex, NULL) && strcmp(hex, a.sha256) == 0)
      cop_manifest_set(m, &a);
    else
      g_hash_table_remove(m->by_path, a.path);
  }
  return true;
}

CopManifest *
cop_manifest_load(const char *dir, GError **error)
{
  g_autoptr(CopManifest) m = manifest_new();
  g_autofree char *manifest = g_build_filename(dir, "manifest.json", NULL);
  g_autofree char *journal = g_build_filename(dir, ".build-journal", NULL);
  if (!read_manifest(m, manifest, error) || !read_journal(m, dir, journal, error))
    return NULL;
  return g_steal_pointer(&m);
}

static gint
by_path(gconstpointer a, gconstpointer b)
{
  const CopBuiltFile *const *x = a, *const *y = b;
  return strcmp((*x)->path, (*y)->path);
}

GPtrArray *
cop_manifest_sorted(const CopManifest *m)
{
  GPtrArray *all = g_ptr_array_new();
  GHashTableIter it;
  gpointer value;
  g_hash_table_iter_init(&it, m->by_path);
  while (g_hash_table_iter_next(&it, NULL, &value))
    g_ptr_array_add(all, value);
  g_ptr_array_sort(all, by_path);
  return all;
}

void
cop_manifest_look(CopManifest *m, const char *dir)
{
  GHashTableIter it;
  gpointer value;
  int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_hash_table_iter_init(&it, m->by_path);
  while (fd >= 0 && g_hash_table_iter_next(&it, NULL, &value)) {
    CopBuiltFile *a = value;
    struct stat st;
    a->stands = fstatat(fd, a->path, &st, 0) == 0 && S_ISREG(st.st_mode) && st.st_size == a->size;
  }
  if (fd >= 0)
    close(fd);
}

char *
cop_manifest_text(const CopManifest *m, const char *date)
{
  g_autoptr(GPtrArray) all = cop_manifest_sorted(m);
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_text(j, "copkit", COP_VERSION);
  cop_json_key_text(j, "date", date);
  cop_json_key_array(j, "artifacts");
  for (guint i = 0; i < all->len; i++)
    cop_built_file_write(j, g_ptr_array_index(all, i));
  cop_json_end(j);
  cop_json_end(j);
  return cop_json_finish(j);
}

char *
cop_manifest_standing(const char *dir)
{
  size_t n;
  g_autofree char *path = g_build_filename(dir, "manifest.json", NULL);
  return cop_file_read(path, COP_LIMIT_FILE, &n, NULL);
}

bool
cop_manifest_save(const char *dir, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename(dir, "manifest.json", NULL);
  g_autofree char *journal = g_build_filename(dir, ".build-journal", NULL);
  if (!cop_file_write(path, text, strlen(text), error))
    return false;
  unlink(journal);
  return true;
}
