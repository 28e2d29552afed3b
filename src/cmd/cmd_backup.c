/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <stdio.h>

#include "cmd/cmd.h"

CopExit
cop_cmd_backup(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, "FILE", "Write one complete copy of the store into a file.",
                     "The copy is consistent even while others write, is checked whole, and replaces FILE when\n"
                     "it is complete. It is a store itself.",
                     &common))
    return COP_EXIT_USAGE;
  if (argc != 2)
    return cop_cmd_failf("backup", COP_EXIT_USAGE, "name the file to write");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_cmd_open_store("backup", &common, COP_DB_READ, &code);
  if (db == NULL)
    return code;
  if (!cop_db_backup(db, argv[1], &error))
    return cop_cmd_fail("backup", COP_EXIT_INPUT, error);
  GStatBuf st;
  if (!common.quiet && g_stat(argv[1], &st) == 0)
    printf("%s: %" G_GINT64_FORMAT " bytes, checked\n", argv[1], (gint64)st.st_size);
  return COP_EXIT_OK;
}
