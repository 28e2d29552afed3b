/* SPDX-License-Identifier: Apache-2.0 */
#include "import/kind.h"
#include "import/pack_store.h"

bool
cop_import_claims_pack(const CopImportSource *source)
{
  g_autofree char *name = source->folder ? NULL : g_path_get_basename(source->path);
  g_autofree char *manifest = g_build_filename(source->path, "pack.yaml", NULL);
  return source->folder ? g_file_test(manifest, G_FILE_TEST_EXISTS) : g_strcmp0(name, "pack.yaml") == 0;
}

bool
cop_import_run_pack(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options,
                    CopImportCounts *counts, CopDiags *d, GError **error)
{
  g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < n; i++)
    g_ptr_array_add(folders, sources[i].folder ? g_strdup(sources[i].path) : g_path_get_dirname(sources[i].path));
  const CopPackStoring how = { .actor = options->actor, .overwrite = options->overwrite, .dry_run = options->dry_run };
  CopPackCounts c;
  if (!cop_pack_import(db, (const char *const *)folders->pdata, n, &how, &c, d, error))
    return false;
  *counts = (CopImportCounts){ .added = c.added, .changed = c.changed, .removed = c.withdrawn, .unchanged = c.unchanged,
                               .kept = c.kept };
  return true;
}
