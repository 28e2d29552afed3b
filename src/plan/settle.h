/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/settle.h -- among schedules of the same value the one people can work
 * with. The value does not care in which quarter a measure starts as long as it
 * counts on the same day; whoever carries the plan out does.
 *
 * First every measure goes as early as costs no value. Then starts are spread:
 * a measure moves to another start, at no cost of value, while that lowers
 *
 *   sum over quarters of n^2  +  sum over agencies and quarters of n^2  +
 *   LATER x sum over measures of the start
 *
 * with n the number of measures that start there. Each move lowers the sum, so
 * this ends.
 */
#ifndef COP_PLAN_SETTLE_H
#define COP_PLAN_SETTLE_H

#include "plan/problem.h"

/* The schedule must be complete. */
void cop_plan_settle(const CopPlanProblem *p, CopPlanSchedule *schedule, CopArena *a);

#endif
