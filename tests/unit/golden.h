/* SPDX-License-Identifier: Apache-2.0
 *
 * golden.h -- compares what a writer gave with a file kept in tests/golden.
 * COPKIT_GOLDEN=update writes the file instead, to be looked at and committed.
 */
#ifndef COP_TEST_GOLDEN_H
#define COP_TEST_GOLDEN_H

#include <glib.h>
#include <string.h>

static inline void
golden_compare(const char *name, const char *got)
{
  const char *source = g_getenv("COPKIT_TEST_SOURCE");
  g_autofree char *path = g_build_filename(source == NULL ? "." : source, "tests", "golden", name, NULL);
  g_autoptr(GError) error = NULL;
  if (g_strcmp0(g_getenv("COPKIT_GOLDEN"), "update") == 0) {
    g_autofree char *folder = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
    g_file_set_contents(path, got, -1, &error);
    g_assert_no_error(error);
    return;
  }
  g_autofree char *kept = NULL;
  g_file_get_contents(path, &kept, NULL, &error);
  g_assert_no_error(error);
  if (strcmp(kept, got) == 0)
    return;
  g_auto(GStrv) a = g_strsplit(kept, "\n", -1);
  g_auto(GStrv) b = g_strsplit(got, "\n", -1);
  guint i = 0;
  while (a[i] != NULL && b[i] != NULL && strcmp(a[i], b[i]) == 0)
    i++;
  g_error("%s differs in line %u\n  kept: %s\n  got:  %s", name, i + 1, a[i] == NULL ? "(end)" : a[i],
          b[i] == NULL ? "(end)" : b[i]);
}

#endif
