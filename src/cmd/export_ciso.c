/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/export_files.h"
#include "exchange/ciso.h"

static void
fill(CopExportFiles *f)
{
  for (size_t i = 0; i < f->m->frameworks.n; i++) {
    const CopFramework *framework = &f->m->frameworks.items[i];
    const CopInstalled *pack = cop_installed_find(f->packs, framework->origin);
    if (cop_export_wants(f, framework->id))
      cop_export_add(f, framework->id, ".ciso.yaml",
                     cop_ciso_library(f->m, framework, pack == NULL ? NULL : pack->licence, cop_ciso_version(f->made), f->made));
  }
}

CopExit
cop_export_ciso(int argc, char **argv)
{
  static const CopExportKind kind = { "export ciso", "Write frameworks as libraries of CISO Assistant.", "framework", "only this framework", fill };
  return cop_export_files(argc, argv, &kind);
}
