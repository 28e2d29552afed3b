/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/lp.h -- linear programs with bounded variables, by the dual simplex
 * method: steepest-edge pricing (Forrest and Goldfarb, Mathematical Programming
 * 57, 1992), bound flipping in the ratio test (Koberstein, The dual simplex
 * method, Paderborn 2005), small shifts of costs against stalling.
 *
 *   most  sum cost[j] x[j]     lower <= x <= upper, all finite
 *   with  sum a[i][j] x[j] <= rhs[i]  or  = rhs[i]
 *
 * Because every variable is bounded, a start that is feasible for the dual is
 * at hand, and rows or tighter bounds can be added at any time: solving goes on
 * from the last basis. The dual values that come out are good to working
 * accuracy and may belong to slightly shifted costs. They are advice: whoever
 * states a bound evaluates it anew in whole numbers (plan/program.h).
 *
 * The work is counted in steps, so that a limit means the same on any machine.
 */
#ifndef COP_PLAN_LP_H
#define COP_PLAN_LP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CopLp CopLp;

typedef enum {
  COP_LP_OPTIMAL,
  COP_LP_INFEASIBLE,
  COP_LP_CUT_OFF, /* the optimum lies below the cut-off */
  COP_LP_LIMIT,   /* out of steps; the dual values are valid all the same */
  COP_LP_FAILED   /* numerically lost */
} CopLpStatus;

CopLp *cop_lp_new(size_t n_columns, const double *cost, const double *lower, const double *upper);
void cop_lp_free(CopLp *lp);
/* Moves each cost by `by` to twice as much away from where its column stands,
 * before the first solve: many equal costs make the dual stand still. */
void cop_lp_spread_costs(CopLp *lp, double by);

/* Appends a row, its slack basic; returns its number. */
size_t cop_lp_add_row(CopLp *lp, size_t n, const uint32_t *columns, const double *values, double rhs, bool equal);
/* Takes out rows whose mark is set and whose slack is basic; the others keep
 * their order. Returns how many went. */
size_t cop_lp_remove_rows(CopLp *lp, const bool *out);
size_t cop_lp_rows(const CopLp *lp);

void cop_lp_set_bounds(CopLp *lp, size_t column, double lower, double upper);
void cop_lp_bounds(const CopLp *lp, size_t column, double *lower, double *upper);

/* Turns a row from <= into = and back. */
void cop_lp_set_equal(CopLp *lp, size_t row, bool equal);

/* At most so many steps. Stops as soon as the objective cannot reach cut_off
 * (-INFINITY for none). */
CopLpStatus cop_lp_solve(CopLp *lp, double cut_off, uint64_t steps);

double cop_lp_objective(const CopLp *lp);
double cop_lp_value(const CopLp *lp, size_t column);
/* Of a row: from 0 up for <=. */
double cop_lp_dual(const CopLp *lp, size_t row);
/* What one unit more of a column would add to the objective. */
double cop_lp_reduced_cost(const CopLp *lp, size_t column);
/* After COP_LP_INFEASIBLE: what to add to the dual of a row, as often as one
 * likes, to bring the bound down without end. */
double cop_lp_ray(const CopLp *lp, size_t row);
bool cop_lp_row_is_basic(const CopLp *lp, size_t row);
/* Steps done since it was made. */
uint64_t cop_lp_steps(const CopLp *lp);

/* A basis to come back to: [columns + rows] bytes. After going back, rows that
 * were added since are basic. */
void cop_lp_save_basis(const CopLp *lp, uint8_t *basis);
void cop_lp_load_basis(CopLp *lp, const uint8_t *basis, size_t n);

#endif
