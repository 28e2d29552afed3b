/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "import/kind.h"
#include "import/oscal.h"
#include "import/pack_files.h"

/* JSON or YAML whose beginning names the version of OSCAL it follows, XML in its namespace. */
bool
cop_import_claims_oscal(const CopImportSource *source)
{
  if (source->folder || source->head == NULL)
    return false;
  const char *begin = source->head + strspn(source->head, "\xEF\xBB\xBF \t\r\n");
  if (*begin == '<')
    return strstr(begin, COP_OSCAL_NAMESPACE) != NULL;
  return strstr(begin, *begin == '{' ? "\"oscal-version\"" : "oscal-version:") != NULL;
}

bool
cop_import_run_oscal(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d, GError **error)
{
  return cop_pack_files_import(db, cop_oscal_add, sources, n, options, counts, d, error);
}
