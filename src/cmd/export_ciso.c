/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/export_files.h"
#include "exchange/ciso.h"

/* That program takes a library anew only under a higher whole number: the day
 * of the export, counted from 1970. */
static int
version_of(const char *made)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601(made, NULL);
  return at == NULL ? 1 : (int)(g_date_time_to_unix(at) / 86400);
}

static void
fill(CopExportFiles *f)
{
  for (size_t i = 0; i < f->m->frameworks.n; i++) {
    const CopFramework *framework = &f->m->frameworks.items[i];
    const CopInstalled *pack = cop_installed_find(f->packs, framework->origin);
    if (cop_export_wants(f, framework->id))
      cop_export_add(f, framework->id, ".ciso.yaml",
                     cop_ciso_library(f->m, framework, pack == NULL ? NULL : pack->licence, version_of(f->made), f->made));
  }
}

CopExit
cop_export_ciso(int argc, char **argv)
{
  static const CopExportKind kind = { "export ciso", "Write frameworks as libraries of CISO Assistant.", "framework", "only this framework", fill };
  return cop_export_files(argc, argv, &kind);
}
