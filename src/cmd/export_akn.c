/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/export_files.h"
#include "exchange/akn.h"

static void
fill(CopExportFiles *f)
{
  for (size_t i = 0; i < f->m->laws.n; i++)
    if (cop_export_wants(f, f->m->laws.items[i].id))
      cop_export_add(f, f->m->laws.items[i].id, ".akn.xml", cop_akn_law(f->m, &f->m->laws.items[i], f->made));
}

CopExit
cop_export_akn(int argc, char **argv)
{
  static const CopExportKind kind = { "export akn", "Write what is on record of each law as Akoma Ntoso 3.0.", "law", "only this law", fill };
  return cop_export_files(argc, argv, &kind);
}
