/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "import/kind.h"
#include "import/trans.h"

bool
cop_import_claims_sheet(const CopImportSource *source)
{
  return !source->folder && source->length > 4 && memcmp(source->head, "PK\003\004", 4) == 0 && cop_trans_sheet_is(source->path);
}

bool
cop_import_run_sheet(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d,
                  GError **error)
{
  return cop_trans_import(db, sources, n, cop_trans_sheet_read, options, counts, d, error);
}
