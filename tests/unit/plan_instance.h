/* SPDX-License-Identifier: Apache-2.0
 *
 * plan_instance.h -- planning problems made from a seed. Used by the tests and the benchmark.
 *
 * An instance has the shape of the catalogue of measures and of server.md 6.1:
 * classes of cost, durations and recurrent shares as often as in the catalogue,
 * twelve agencies that can carry six tenths of their measures spread evenly,
 * prerequisites for half of the measures, a twentieth mandatory, a hundred
 * requirements with risk weights 1 to 25, a budget of 45 per cent of all costs.
 */
#ifndef PLAN_INSTANCE_H
#define PLAN_INSTANCE_H

#include "plan/problem.h"

typedef struct {
  uint64_t seed;
  size_t n_measures;
  int n_quarters;
  bool tail;      /* measures cost something after their first result */
  bool earmarks;  /* three funds, one of them for a third of the measures */
  bool rich;      /* boosts, exclusions and a floor as well */
} PlanInstance;

CopPlanProblem *plan_instance_new(const PlanInstance *how, CopArena *a);

/* The best of all schedules, by trying them all; for a handful of measures. */
int64_t plan_instance_best_by_trying(const CopPlanProblem *p);

#endif
