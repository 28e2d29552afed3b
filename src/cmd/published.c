/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/published.h"

#include "model/report_store.h"
#include "model/roll_up_store.h"

bool
cop_cmd_publish(CopDb *db, const CopModel *m, CopArena *a, CopPublication ***publications, int64_t *reports, int64_t *synthetic, GError **error)
{
  g_autoptr(CopRollUp) cells = cop_roll_up_new(m);
  int64_t held;
  uint32_t last;
  if (!cop_report_counts(db, reports, synthetic, &held, error) || !cop_roll_up_load(db, m, cells, &last, error))
    return false;
  g_autoptr(CopCube) cube = cop_cube_new(m);
  cop_cube_add_roll_up(cube, cells);
  *publications = cop_publish_all(m, cube, NULL, a);
  return true;
}
