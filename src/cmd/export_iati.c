/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "build/snapshot.h"
#include "cmd/export.h"
#include "exchange/iati.h"

CopExit
cop_export_iati(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *path = NULL, *reporter = NULL;
  const GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, "the file to write; - for standard output", "FILE" },
                                   { "reporter", 0, 0, G_OPTION_ARG_STRING, &reporter, "identifier of the reporting organisation (org-id.guide)", "ID" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Write the plan as activities of IATI 2.03.", NULL, &common))
    return COP_EXIT_USAGE;
  if (common.store == NULL || path == NULL || argc > 1)
    return cop_cmd_failf("export iati", COP_EXIT_USAGE, "give the store with -s and the file with -o");
  if (reporter != NULL && (*reporter == '\0' || strpbrk(reporter, "/&|?") != NULL || strlen(reporter) != strcspn(reporter, " \t\r\n")))
    return cop_cmd_failf("export iati", COP_EXIT_USAGE, "'%s' is no identifier of an organisation: no spaces and none of / & | ?", reporter);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopDb) db = cop_db_open(common.store, COP_DB_READ, &error);
  if (db == NULL)
    return cop_cmd_fail("export iati", COP_EXIT_INPUT, error);
  g_autoptr(CopSnapshot) s = cop_snapshot_load(db, &(CopSnapshotOptions){ 0 }, diags, &error);
  if (s == NULL)
    return cop_cmd_fail("export iati", COP_EXIT_INPUT, error);
  if (s->context.country == NULL || s->result == NULL)
    return cop_cmd_failf("export iati", COP_EXIT_INPUT, "%s holds no plan; see 'copkit plan'", common.store);
  char made[COP_INSTANT_SIZE];
  g_autofree char *text = cop_iati_activities(s->result, reporter, cop_instant_now(made));
  if (strcmp(path, "-") == 0) {
    fputs(text, stdout);
    return COP_EXIT_OK;
  }
  if (!g_file_set_contents(path, text, -1, &error))
    return cop_cmd_fail("export iati", COP_EXIT_INPUT, error);
  if (!common.quiet)
    printf("%s\n", path);
  return COP_EXIT_OK;
}
