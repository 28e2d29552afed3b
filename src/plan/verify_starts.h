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

#endif
