/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/scenario.h -- the same plan in several worlds, side by side: less and
 * more money, a lost source of funds, an institution at half its strength, a
 * late start; and what is chosen whatever comes.
 */
#ifndef COP_PLAN_SCENARIO_H
#define COP_PLAN_SCENARIO_H

#include "plan/plan.h"

typedef struct {
  CopPlanScenario scenario;
  const CopPlanResult *result; /* NULL: no plan holds what is demanded */
  const char *failure;
} CopPlanWorld;

typedef struct {
  size_t n, n_possible; /* worlds; those that have a plan */
  const CopPlanWorld *worlds;
  size_t n_measures;
  const unsigned *chosen_in; /* [n_measures] in the order of the catalogue: in how many worlds */
} CopPlanComparison;

/* The world of the options, 80 and 120 per cent of all budgets, each source of
 * funds lost, each of the three busiest institutions of the plan at half
 * strength, a start half a year later. Returns their number. */
size_t cop_plan_standard_worlds(const CopPlanResult *r, CopArena *a, const CopPlanScenario **out);
/* Plans in each world. Fails when options or plan_id are wrong; that a world
 * has no plan is no failure. */
bool cop_plan_compare(const CopModel *m, const char *plan_id, const CopPlanOptions *options, const CopPlanScenario *worlds, size_t n,
                      CopArena *a, CopPlanComparison *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
