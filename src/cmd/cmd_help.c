/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cmd/cmd.h"

CopExit
cop_cmd_help(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, "[COMMAND]", "Show the commands, or the help of one.", NULL, &common))
    return COP_EXIT_USAGE;
  if (argc > 1) {
    const CopCmd *cmd = cop_cmd_find(argv[1]);
    if (cmd == NULL)
      return cop_cmd_failf("help", COP_EXIT_USAGE, "there is no command '%s'; 'copkit help' lists all", argv[1]);
    char help[] = "--help";
    char *arguments[] = { argv[1], help, NULL };
    return cmd->run(2, arguments);
  }
  size_t n;
  const CopCmd *all = cop_cmd_all(&n);
  puts("copkit: the working desk of a national Child Online Protection focal point\n\n"
       "usage: copkit <command> [options]\n");
  for (size_t i = 0; i < n; i++)
    printf("  %-14s %s\n", all[i].name, all[i].summary);
  puts("\n'copkit help <command>' or 'copkit <command> --help' says more.");
  return COP_EXIT_OK;
}
