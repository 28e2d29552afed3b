/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/cut.h -- rows that every schedule keeps though a linear program does
 * not: covers.
 *
 * Take a limit sum a[i, s] x[i, s] <= b, where measure i starts once at most: a
 * money row, or what an agency can do between two quarters. Choose measures S
 * with levels c[i] such that sum c[i] > b. Then not all of them can start where
 * they take at least their level:
 *
 *   sum over S of sum over s with a[i, s] >= c[i] of x[i, s]  <=  |S| - 1
 *
 * and every further measure that takes at least the largest level may be added
 * on the left (extended covers; Balas, Mathematical Programming 8, 1975).
 * Rows are whole numbers and follow from the problem alone, so that a verifier
 * can check each by itself.
 */
#ifndef COP_PLAN_CUT_H
#define COP_PLAN_CUT_H

#include "plan/program.h"

/* Appends to the program the covers that the values of its x columns break,
 * at most `most`; returns how many. They are not yet in the linear program. */
size_t cop_plan_cut_covers(CopPlanProgram *g, const double *x, size_t most);

#endif
