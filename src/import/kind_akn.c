/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "import/akn.h"
#include "import/kind.h"
#include "import/pack_files.h"

/* XML in whose beginning the root of the standard stands. */
bool
cop_import_claims_akn(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && source->head[strspn(source->head, "\xEF\xBB\xBF \t\r\n")] == '<' && strstr(source->head, "akomaNtoso") != NULL;
}

bool
cop_import_run_akn(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d, GError **error)
{
  return cop_pack_files_import(db, cop_akn_add, sources, n, options, counts, d, error);
}
