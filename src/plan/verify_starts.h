/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/verify_starts.h -- which starts a problem leaves each measure, for who adds up a
 * bound anew (plan/verify_bound.h). Shares no code with plan/domain.h and says
 * the same rules in its own way: order, helpline and referral path, what a
 * start costs and loads beside what comes along with it, excluded pairs.
 */
#ifndef COP_PLAN_VERIFY_STARTS_H
#define COP_PLAN_VERIFY_STARTS_H

#include "plan/problem.h"

/* Fills, of the caller's, open_starts[n_measures * n_quarters]: no schedule has a start
 * that is false there; and must[n_measures]: every schedule has the measure. */
void cop_plan_verify_starts(const CopPlanProblem *p, bool *open_starts, bool *must);

static inline bool
cop_plan_open_at(const CopPlanProblem *p, const bool *open_starts, size_t measure, int quarter)
{
  return open_starts[measure * (size_t)p->n_quarters + (size_t)quarter];
}

/* The first start of a measure; beyond every quarter when it has none. */
static inline int
cop_plan_open_first(const CopPlanProblem *p, const bool *open_starts, size_t measure)
{
  for (int s = 0; s < p->n_quarters; s++)
    if (cop_plan_open_at(p, open_starts, measure, s))
      return s;
  return 2 * (int)COP_PLAN_MAX_QUARTERS;
}

#endif
