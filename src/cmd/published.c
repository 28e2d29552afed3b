/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/published.h"

#include "model/report_store.h"

bool
cop_cmd_publish(CopDb *db, const CopModel *m, CopArena *a, CopPublication ***publications, int64_t *reports, int64_t *synthetic, GError **error)
{
  g_auto(CopObservations) o = { 0 };
  int64_t held;
  if (!cop_report_counts(db, reports, synthetic, &held, error) || !cop_observations_load(db, m, 0, &o, error))
    return false;
  g_autoptr(CopCube) cube = cop_cube_new(m);
  cop_cube_add(cube, o.items, o.n);
  *publications = cop_publish_all(m, cube, NULL, a);
  return true;
}
