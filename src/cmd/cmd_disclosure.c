/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "audit/disclosure.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/cmd.h"

static bool
add_release(CopAudit *a, const char *path, GError **error)
{
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &length, error);
  if (text == NULL)
    return false;
  g_autoptr(CopCsv) csv = cop_csv_new(text, length, ',');
  return cop_audit_add_release(a, path, csv, error);
}

CopExit
cop_cmd_disclosure(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, "FIGURES.csv...", "Prove that released figures give no hidden count away.",
                     "Give every release there has been, oldest first, as `copkit export figures` wrote it.\n"
                     "Exit: 0 nothing is given away, 1 something is, 3 a file cannot be read.",
                     &common))
    return COP_EXIT_USAGE;
  if (argc < 2)
    return cop_cmd_failf("disclosure", COP_EXIT_USAGE, "name the released figures.csv, oldest first");
  g_autoptr(CopAudit) a = cop_audit_new();
  g_autoptr(CopDiags) found = cop_diags_new();
  g_autoptr(GError) error = NULL;
  for (int i = 1; i < argc; i++)
    if (!add_release(a, argv[i], &error))
      return cop_cmd_fail("disclosure", COP_EXIT_INPUT, error);
  CopAuditResult r;
  cop_audit_run(a, &r, found);
  cop_cmd_print_diags(found, common.json);
  if (!common.quiet && !common.json)
    printf("%zu releases, %zu protected cells, %zu hidden, %zu linear programs: %zu given away, %zu small differences\n", r.releases, r.cells, r.hidden, r.programs, r.leaks,
           r.differences);
  return r.leaks > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}
