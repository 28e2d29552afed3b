/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cmd/cmd.h"

CopExit
cop_cmd_restore(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "check the backup and change nothing", NULL }, G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "FILE", "Put a backup in the place of the store.",
                     "FILE is checked whole first. The store it replaces is kept as STORE.before-restore. A store\n"
                     "in use is not replaced.",
                     &common))
    return COP_EXIT_USAGE;
  if (argc != 2)
    return cop_cmd_failf("restore", COP_EXIT_USAGE, "name the backup");
  g_autoptr(GError) error = NULL;
  if (dry_run) {
    if (!cop_db_check_backup(argv[1], &error))
      return cop_cmd_fail("restore", COP_EXIT_INPUT, error);
    printf("%s: sound\n", argv[1]);
    return COP_EXIT_OK;
  }
  if (common.store == NULL)
    return cop_cmd_failf("restore", COP_EXIT_USAGE, "name the store with -s STORE or in COPKIT_STORE");
  if (!cop_db_restore(argv[1], common.store, &error))
    return cop_cmd_fail("restore", COP_EXIT_INPUT, error);
  if (!common.quiet)
    printf("%s: restored from %s\n", common.store, argv[1]);
  return COP_EXIT_OK;
}
