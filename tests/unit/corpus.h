/* SPDX-License-Identifier: Apache-2.0
 *
 * corpus.h -- where the third-party test files are: COPKIT_CORPUS, else
 * ../shared/corpus beside the source tree. A test that does not find its
 * folder is skipped with that reason.
 */
#ifndef COP_TEST_CORPUS_H
#define COP_TEST_CORPUS_H

#include <glib.h>
#include <string.h>

/* The folder's path, or NULL after g_test_skip(). */
static inline char *
corpus_folder(const char *folder)
{
  const char *root = g_getenv("COPKIT_CORPUS");
  const char *source = g_getenv("COPKIT_TEST_SOURCE");
  g_autofree char *path = root != NULL ? g_build_filename(root, folder, NULL)
                                       : g_build_filename(source == NULL ? "." : source, "..", "shared", "corpus",
                                                          folder, NULL);
  if (g_file_test(path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer(&path);
  g_autofree char *reason = g_strdup_printf("no corpus folder '%s'; set COPKIT_CORPUS", path);
  g_test_skip(reason);
  return NULL;
}

/* Names of the files in a folder, in order of bytes. */
static inline GPtrArray *
corpus_files(const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  GDir *dir = g_dir_open(folder, 0, NULL);
  g_assert_nonnull(dir);
  for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
    g_ptr_array_add(names, g_build_filename(folder, name, NULL));
  g_dir_close(dir);
  for (guint i = 1; i < names->len; i++)
    for (guint k = i; k > 0 && strcmp(names->pdata[k - 1], names->pdata[k]) > 0; k--) {
      gpointer swap = names->pdata[k];
      names->pdata[k] = names->pdata[k - 1];
      names->pdata[k - 1] = swap;
    }
  return names;
}

static inline GBytes *
corpus_read(const char *path)
{
  char *text;
  gsize length;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &text, &length, &error);
  g_assert_no_error(error);
  return g_bytes_new_take(text, length);
}

#endif
