/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cmd/cmd.h"
#include "model/roll_up_store.h"
#include "model/store.h"

#define STEP(name, title) static bool rebuild_##name(CopDb *db, GError **error);
#include "cmd/rebuild.def"
#undef STEP

static const struct {
  const char *title;
  bool (*run)(CopDb *db, GError **error);
} steps[] = {
#define STEP(name, title) { title, rebuild_##name },
#include "cmd/rebuild.def"
#undef STEP
};

static bool
rebuild_sums(CopDb *db, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopTxn) txn = { 0 };
  CopModel *m;
  return cop_txn_begin(&txn, db, error) && cop_model_load(db, a, &m, error) && cop_roll_up_rebuild(db, m, error) && cop_txn_commit(&txn, error);
}

static bool
rebuild_indexes(CopDb *db, GError **error)
{
  return COP_EXEC0(db, rebuild_indexes, error);
}

static bool
rebuild_statistics(CopDb *db, GError **error)
{
  return COP_EXEC0(db, rebuild_statistics, error);
}

CopExit
cop_cmd_rebuild(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, NULL, "Make anew what is derived from the content of the store.",
                     "Nothing that people typed or reported is touched.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("rebuild", COP_EXIT_USAGE, "no argument is expected");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_cmd_open_store("rebuild", &common, COP_DB_WRITE, &code);
  if (db == NULL)
    return code;
  for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
    if (!steps[i].run(db, &error))
      return cop_cmd_fail("rebuild", COP_EXIT_INPUT, error);
    if (!common.quiet)
      printf("%s: done\n", steps[i].title);
  }
  return COP_EXIT_OK;
}
