/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/fund.h -- splits the cost of a schedule among the sources of funds, so
 * that each measure is paid in full by funds that may pay for it and no fund
 * pays more than it holds. Reserved money is used before free money where that
 * works out; among equals the order of funds and measures decides.
 */
#ifndef COP_PLAN_FUND_H
#define COP_PLAN_FUND_H

#include "plan/problem.h"

/* paid[(measure * n_funds + fund) * n_years + year]. False when there is no
 * split, i.e. the schedule breaks a money row. Without limits on money,
 * nothing is paid and the answer is true. */
bool cop_plan_fund_split(const CopPlanProblem *p, const int8_t *start, int64_t *paid);

#endif
