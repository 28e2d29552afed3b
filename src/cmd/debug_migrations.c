/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cmd/debug.h"

CopExit
cop_debug_migrations(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, NULL, "List the steps by which stores came to their tables.",
                     "With -s STORE also says which of them the store has.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("debug migrations", COP_EXIT_USAGE, "no argument is expected");
  int version = -1;
  if (common.store != NULL) {
    CopExit code;
    g_autoptr(GError) error = NULL;
    g_autoptr(CopDb) db = cop_cmd_open_store("debug migrations", &common, COP_DB_READ, &code);
    if (db == NULL)
      return code;
    if (!cop_db_store_version(db, &version, &error))
      return cop_cmd_fail("debug migrations", COP_EXIT_INPUT, error);
  }
  for (int i = 0; i < cop_n_migrations; i++)
    printf("%4d  %s%s\n", cop_migrations[i].version, cop_migrations[i].name,
           version < 0 ? "" : cop_migrations[i].version <= version ? "  applied" : "  outstanding");
  return COP_EXIT_OK;
}
