/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "import/kind.h"
#include "import/trans.h"

bool
cop_import_claims_po(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && (g_str_has_prefix(source->head, "msgid \"") || strstr(source->head, "\nmsgid \"") != NULL);
}

bool
cop_import_run_po(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d,
                  GError **error)
{
  return cop_trans_import(db, sources, n, cop_po_read, options, counts, d, error);
}
