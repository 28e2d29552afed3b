/* SPDX-License-Identifier: Apache-2.0
 * main.c -- argv to the command table; nothing else. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "config.h"

int
main(int argc, char **argv)
{
  setlocale(LC_CTYPE, "C.UTF-8");
  const char *name = argc > 1 ? argv[1] : "help";
  if (strcmp(name, "--version") == 0) {
    puts("copkit " COP_VERSION);
    return COP_EXIT_OK;
  }
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
    name = "help";
  const CopCmd *cmd = cop_cmd_find(name);
  if (cmd == NULL)
    return cop_cmd_failf(name, COP_EXIT_USAGE, "there is no such command; 'copkit help' lists all");
  char *alone[] = { (char *)cmd->name, NULL };
  if (argc <= 1)
    return cmd->run(1, alone);
  argv[1] = (char *)name;
  return cmd->run(argc - 1, argv + 1);
}
