/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "cmd/doctor.h"

static const struct {
  const char *name, *what;
  bool needs_store;
  CopHealth (*run)(const CopDoctor *doctor, GString *found);
} checks[] = {
#define CHECK(name, store, what) { #name, what, store, cop_doctor_##name },
#include "cmd/doctor.def"
#undef CHECK
};

static const char *const words[] = { [COP_HEALTH_WELL] = "well", [COP_HEALTH_WATCH] = "watch", [COP_HEALTH_ILL] = "ill" };

static CopHealth
run_all(const CopDoctor *doctor, CopJson *j)
{
  CopHealth worst = COP_HEALTH_WELL;
  for (size_t i = 0; i < G_N_ELEMENTS(checks); i++) {
    if (checks[i].needs_store && doctor->db == NULL)
      continue;
    g_autoptr(GString) found = g_string_new(NULL);
    CopHealth health = checks[i].run(doctor, found);
    worst = MAX(worst, health);
    if (j == NULL) {
      printf("%-6s %s: %s\n", words[health], checks[i].what, found->str);
      continue;
    }
    cop_json_object(j);
    cop_json_key_text(j, "check", checks[i].name);
    cop_json_key_text(j, "health", words[health]);
    cop_json_key_text(j, "found", found->str);
    cop_json_end(j);
  }
  return worst;
}

CopExit
cop_cmd_doctor(int argc, char **argv)
{
  static const CopExit codes[] = { [COP_HEALTH_WELL] = COP_EXIT_OK, [COP_HEALTH_WATCH] = COP_EXIT_FINDINGS,
                                   [COP_HEALTH_ILL] = COP_EXIT_INPUT };
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, NULL, "Look whether copkit and the store are in good health.",
                     "A store of an older version is brought up to date first, after a backup beside it.\n"
                     "Exit: 0 all well, 1 something to watch, 3 something is ill.",
                     &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("doctor", COP_EXIT_USAGE, "no argument is expected");
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = common.store == NULL ? NULL : cop_db_open(common.store, COP_DB_READ, &error);
  if (g_error_matches(error, COP_DB_ERROR, COP_DB_ERROR_OLDER)) {
    g_clear_error(&error);
    db = cop_db_open(common.store, COP_DB_WRITE, &error);
  }
  if (error != NULL)
    return cop_cmd_fail("doctor", COP_EXIT_INPUT, error);
  CopJson *j = common.json ? cop_json_new() : NULL;
  if (j != NULL)
    cop_json_array(j);
  CopHealth worst = run_all(&(CopDoctor){ db, common.store }, j);
  if (j != NULL) {
    cop_json_end(j);
    g_autofree char *text = cop_json_finish(j);
    fputs(text, stdout);
  }
  return codes[worst];
}
