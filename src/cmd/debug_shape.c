/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/file.h"
#include "base/limits.h"
#include "cmd/debug.h"
#include "proof/shape.h"

static void
list_conditions(void)
{
  size_t n;
  const CopProofCondition *all = cop_proof_conditions(&n);
  for (size_t i = 0; i < n; i++)
    printf("%-16s %-10s %s\n", all[i].code, all[i].clause, all[i].message);
}

CopExit
cop_debug_shape(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  gboolean list = FALSE;
  const GOptionEntry entries[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, "List what is tested, with codes and clauses", NULL },
    { 0 },
  };
  if (!cop_cmd_parse(&argc, &argv, entries, "FILE.pdf ...", "Test any PDF against PDF/UA-1 and PDF/A-2a.",
                     "Codes ua-NN-NNN are the failure conditions of the Matterhorn Protocol 1.1 that a machine can decide.", &common))
    return COP_EXIT_USAGE;
  const char *name = "debug shape";
  if (list) {
    list_conditions();
    return COP_EXIT_OK;
  }
  if (argc < 2)
    return cop_cmd_failf(name, COP_EXIT_USAGE, "name at least one PDF");
  g_autoptr(CopDiags) found = cop_diags_new();
  CopExit code = COP_EXIT_OK;
  for (int i = 1; i < argc; i++) {
    g_autoptr(GError) error = NULL;
    size_t length, before = cop_diags_count(found) + cop_diags_dropped(found);
    g_autofree char *bytes = cop_file_read(argv[i], COP_LIMIT_FILE, &length, &error);
    CopProofCount count;
    if (bytes == NULL || !cop_proof_shape(bytes, length, argv[i], found, &count, &error)) {
      g_prefix_error(&error, "%s: ", argv[i]);
      code = cop_cmd_fail(name, COP_EXIT_INPUT, error);
      continue;
    }
    size_t n = cop_diags_count(found) + cop_diags_dropped(found) - before;
    if (!common.json && !common.quiet)
      printf("%s: %u pages, %u elements, %u fonts, %u glyphs looked up: %zu findings\n", argv[i], count.pages, count.elements,
             count.fonts, count.glyphs, n);
  }
  cop_cmd_print_diags(found, common.json);
  return code != COP_EXIT_OK ? code : cop_diags_count(found) > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}
