/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/lp_file.h -- a planning problem as text other solvers read: CPLEX LP
 * format, one 0-1 column for each measure and start ("time-indexed"), exact:
 * its optimum is the optimum of the problem. Written from plan/problem.h alone
 * and sharing nothing with plan/program.h, so that other programs check ours.
 */
#ifndef COP_PLAN_LP_FILE_H
#define COP_PLAN_LP_FILE_H

#include "plan/problem.h"

/* The objective counts in units of `scale` of value, so that its figures stay
 * in the range solvers are precise in. The caller owns the text. */
char *cop_plan_problem_to_lp(const CopPlanProblem *p, double scale);

#endif
