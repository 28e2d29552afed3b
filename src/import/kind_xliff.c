/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "import/kind.h"
#include "import/trans.h"

bool
cop_import_claims_xliff(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && strstr(source->head, "<xliff") != NULL;
}

bool
cop_import_run_xliff(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d,
                  GError **error)
{
  return cop_trans_import(db, sources, n, cop_xliff_read, options, counts, d, error);
}
