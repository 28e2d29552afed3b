/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/exact.h -- how good a plan can be at most: branch and bound over the
 * starts of measures, with linear programs strengthened by covers, and every
 * bound evaluated in whole numbers (plan/program.h).
 *
 * A node is a domain (plan/domain.h). It is closed when its domain is empty or
 * its exact bound does not exceed the best schedule known; else it is split at
 * a quarter: a measure starts by then, or it does not. What is proven at any
 * time is the largest bound of open nodes, or the best schedule when none is
 * left.
 *
 * Nodes are taken in rounds of a fixed number, best bound first, each by a
 * worker of its own whose work depends on nothing but the nodes it was given:
 * with the same limits the same bound comes out on any machine, with any
 * number of threads. Limits count nodes and steps of linear programs, never
 * time.
 */
#ifndef COP_PLAN_EXACT_H
#define COP_PLAN_EXACT_H

#include "plan/domain.h"
#include "plan/problem.h"

typedef struct {
  unsigned threads;    /* at once; no influence on the result */
  size_t nodes;        /* at most; 0: the root alone */
  uint64_t steps;      /* of linear programs, at most, all workers together */
  unsigned cut_rounds; /* at the root */
  double gap;          /* stop when the bound is within this share of the value, e.g. 0.001 */
} CopPlanExact;

typedef enum {
  COP_PLAN_PROOF_BOUND,      /* value <= bound is proven */
  COP_PLAN_PROOF_OPTIMAL,    /* nothing better exists */
  COP_PLAN_PROOF_INFEASIBLE, /* no schedule meets every demand */
  COP_PLAN_PROOF_NONE,       /* nothing was proven */
} CopPlanProof;

typedef struct {
  CopPlanProof proof;
  int64_t bound;       /* no schedule is worth more */
  size_t nodes;
  uint64_t steps;
  bool improved;       /* the schedule given was replaced by a better one */
  /* Prices at the root: what one unit of a limit is worth at the margin, in
   * value. */
  double *money_price; /* [n_money_rows] of a minor unit */
  double *load_price;  /* [n_agencies * n_quarters] of a unit of load */
  double *x;           /* [n_measures * n_quarters] the root's starts, fractions */
} CopPlanExactResult;

/* `best` is a complete schedule, or start NULL when none is known; it is
 * replaced when a better one turns up (in the arena). */
CopPlanExactResult cop_plan_exact(const CopPlanProblem *p, const CopPlanExact *how, CopPlanSchedule *best, CopArena *a);

#endif
