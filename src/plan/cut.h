/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/cut.h -- rows that every schedule keeps though a linear program does
 * not: covers, and the lumps of the curve.
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

/* The worth of a requirement on a day is a submodular function f of the set of
 * what has ended, for the curve is concave; what answers it comes in lumps,
 * which the linear program does not see. With z the share of each item that has
 * ended, N all items, and any set S of them (Nemhauser, Wolsey, Mathematics of
 * Operations Research 3, 1978):
 *
 *   worth <= f(S) + sum outside S of (f(S + i) - f(S)) z[i]
 *                 - sum inside S of (f(N) - f(N - i)) (1 - z[i])
 *   worth <= f(S) + sum outside S of f({i}) z[i]
 *                 - sum inside S of (f(S) - f(S - i)) (1 - z[i])
 *
 * The sets tried are those of the items that have ended most. Appends at most
 * `most` rows that the values of all columns break; returns how many. */
size_t cop_plan_cut_curves(CopPlanProgram *g, const double *x, size_t most);

#endif
