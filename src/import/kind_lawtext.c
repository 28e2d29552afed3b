/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "import/lawtext.h"
#include "import/kind.h"
#include "import/pack_files.h"

/* A text that begins by naming its law. */
bool
cop_import_claims_lawtext(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && g_str_has_prefix(source->head, "law:");
}

bool
cop_import_run_lawtext(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d, GError **error)
{
  return cop_pack_files_import(db, cop_lawtext_add, sources, n, options, counts, d, error);
}
