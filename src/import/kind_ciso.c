/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "import/ciso.h"
#include "import/kind.h"
#include "import/pack_files.h"

/* A map with the urn of a library at the beginning of a line. */
bool
cop_import_claims_ciso(const CopImportSource *source)
{
  const char *urn = source->folder || source->head == NULL ? NULL : strstr(source->head, "urn: urn:");
  for (; urn != NULL; urn = strstr(urn + 1, "urn: urn:"))
    if ((urn == source->head || urn[-1] == '\n') && strstr(urn, ":library:") != NULL)
      return true;
  return false;
}

bool
cop_import_run_ciso(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d, GError **error)
{
  return cop_pack_files_import(db, cop_ciso_add, sources, n, options, counts, d, error);
}
