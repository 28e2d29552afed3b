/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/export_files.h"
#include "exchange/oscal.h"

#define REVIEW "legal-review"

static void
fill(CopExportFiles *f)
{
  for (size_t i = 0; i < f->m->frameworks.n; i++)
    if (cop_export_wants(f, f->m->frameworks.items[i].id))
      cop_export_add(f, f->m->frameworks.items[i].id, ".oscal.json", cop_oscal_catalog(f->m, &f->m->frameworks.items[i], f->made));
  if (cop_export_wants(f, REVIEW))
    cop_export_add(f, REVIEW, ".oscal.json", cop_oscal_questions(f->m, f->made));
  /* The mapping leads to all catalogs, so it is written with all. */
  if (f->only == NULL)
    cop_export_add(f, REVIEW, "-mapping.oscal.json", cop_oscal_mapping(f->m, f->made));
}

CopExit
cop_export_oscal(int argc, char **argv)
{
  static const CopExportKind kind = { "export oscal", "Write frameworks and the legal review as OSCAL catalogs, and the mapping between them.", "framework",
                                      "only this framework; " REVIEW ": the questions", fill };
  return cop_export_files(argc, argv, &kind);
}
