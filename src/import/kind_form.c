/* SPDX-License-Identifier: Apache-2.0 */
#include "import/foreign_form.h"
#include "import/kind.h"
#include "import/pack_files.h"

bool
cop_import_claims_form(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && cop_foreign_form_claims(source->path, source->head);
}

bool
cop_import_run_form(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d, GError **error)
{
  return cop_pack_files_import(db, cop_foreign_form_add, sources, n, options, counts, d, error);
}
