/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/search.h -- looks for the best schedule of a problem by ruin and
 * recreate: a few measures are taken out of the schedule, together with what
 * depends on them, and the free room is filled again, best use first
 * (Schrimpf et al., "Record breaking optimization results using the ruin and
 * recreate principle", Journal of Computational Physics 159, 2000).
 *
 * Several walkers search side by side and share what they found at fixed steps
 * of the work, never at points of time: the same problem, seed and effort give
 * the same schedule on any machine, with any number of threads.
 */
#ifndef COP_PLAN_SEARCH_H
#define COP_PLAN_SEARCH_H

#include "plan/problem.h"

typedef struct {
  uint64_t seed;
  unsigned threads;        /* at once, 1 or more; no influence on the result */
  unsigned walkers;        /* 1 to 16 */
  unsigned epochs;         /* how often walkers share */
  unsigned steps;          /* ruin-and-recreate steps of each walker in each epoch */
  const int8_t *from;      /* a schedule to begin with, need not be allowed; may be NULL */
  /* Prices guide what is taken first: value one minor unit of money is worth
   * in each money row, and one unit of load of each agency in each quarter
   * (plan/exact.h gives them). NULL: prices from what is scarce overall. */
  const double *money_price; /* [n_money_rows] */
  const double *load_price;  /* [n_agencies * n_quarters] */
} CopPlanSearch;

/* The best schedule found, in the arena. `complete` is false when a mandatory
 * measure or a floor is missed: no schedule that has them was found. */
CopPlanSchedule cop_plan_search(const CopPlanProblem *p, const CopPlanSearch *how, CopArena *a, bool *complete);

#endif
