/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/verify.h -- checks a finished plan from scratch: every rule, every sum,
 * the value. It reads the same data as the solver and shares no code with it
 * (not even the curve of value), so that a mistake in one is seen by the other.
 * Each broken rule is a finding with a code beginning "plan-broken-". Slow and
 * plain on purpose.
 */
#ifndef COP_PLAN_VERIFY_H
#define COP_PLAN_VERIFY_H

#include "base/diag.h"
#include "plan/plan.h"

/* A schedule against a problem; *value is computed anew. True when nothing is
 * broken. */
bool cop_plan_verify_schedule(const CopPlanProblem *p, const int8_t *start, int64_t *value, CopDiags *found);
/* A whole result against the model it was made from: order, safety, lengths,
 * money by year and fund, capacity, decisions, totals. */
bool cop_plan_verify_result(const CopPlanResult *r, CopDiags *found);

#endif
