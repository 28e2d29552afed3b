/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cmd/debug.h"

static const char *const kinds[] = { [COP_STMT_ONE] = "one", [COP_STMT_MANY] = "many", [COP_STMT_EXEC] = "exec",
                                     [COP_STMT_SESSION] = "session" };

static void
print_all(void)
{
  for (int i = 0; i < COP_ST_MAX; i++) {
    const CopStmt *st = &cop_stmts[i];
    const char *engines = st->postgres == NULL ? "SQLite only" : st->sqlite == NULL ? "PostgreSQL only" : "";
    printf("%-28s %-8s %s%s%s\n", st->name, kinds[st->kind], st->params, *st->params != '\0' && *engines != '\0' ? "  " : "",
           engines);
  }
}

static CopExit
print_one(const char *name)
{
  for (int i = 0; i < COP_ST_MAX; i++)
    if (strcmp(cop_stmts[i].name, name) == 0) {
      const CopStmt *st = &cop_stmts[i];
      printf("%s :%s%s\nparameters: %s\n\nSQLite:\n%s\n\nPostgreSQL:\n%s\n", st->name, kinds[st->kind],
             st->writes ? ", writes" : "", st->params, st->sqlite == NULL ? "-" : st->sqlite,
             st->postgres == NULL ? "-" : st->postgres);
      return COP_EXIT_OK;
    }
  return cop_cmd_failf("debug statements", COP_EXIT_USAGE, "there is no statement '%s'", name);
}

CopExit
cop_debug_statements(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  gboolean prepare = FALSE;
  const GOptionEntry entries[] = {
    { "prepare", 0, 0, G_OPTION_ARG_NONE, &prepare, "prepare every statement against the store", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "[NAME]", "List the statements of the store, or show one.", NULL, &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return print_one(argv[1]);
  if (!prepare) {
    print_all();
    return COP_EXIT_OK;
  }
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_cmd_open_store("debug statements", &common, COP_DB_READ, &code);
  if (db == NULL)
    return code;
  if (!cop_db_prepare_all(db, &error))
    return cop_cmd_fail("debug statements", COP_EXIT_INTERNAL, error);
  printf("%d statements are sound\n", COP_ST_MAX);
  return COP_EXIT_OK;
}
