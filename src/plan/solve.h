/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/solve.h -- a problem's best schedule, and how good any schedule can be
 * at most: search (plan/search.h), prices and bound of a linear program with
 * cuts, search again by those prices, branch and bound (plan/exact.h), in turns.
 *
 * The bound is evaluated in whole numbers (plan/program.h); the schedule is
 * settled: each measure starts early, and starts are spread (plan/settle.h). Work is counted in
 * steps, never in time: the same problem, seed and effort give the same
 * schedule and the same bound on any machine, with any number of threads.
 */
#ifndef COP_PLAN_SOLVE_H
#define COP_PLAN_SOLVE_H

#include "plan/exact.h"
#include "plan/problem.h"

typedef enum {
  COP_PLAN_EFFORT_QUICK,    /* a re-plan: at most about 2 s for 200 measures */
  COP_PLAN_EFFORT_NORMAL,
  COP_PLAN_EFFORT_THOROUGH, /* at most about a minute for 200 measures on two cores */
  COP_PLAN_EFFORT_MAX
} CopPlanEffort;

typedef struct {
  uint64_t seed;
  CopPlanEffort effort;
  unsigned threads;   /* 0: as many as the machine has */
  const int8_t *from; /* a schedule to begin with, need not be allowed; may be NULL. With quick effort and
                         many measures it is taken for the plan before a small change */
} CopPlanSolve;

typedef struct {
  CopPlanSchedule schedule;
  bool complete;      /* every demand is met; else the schedule shows what was missed */
  CopPlanProof proof;
  int64_t bound;      /* no schedule is worth more; INT64_MIN when infeasible */
  CopPlanCertificate certificate; /* shows a bound, not below `bound`, to others; empty when infeasible. What
                                     the tree adds to it rests on the solver */
  const double *money_price; /* [n_money_rows] value of one more minor unit, at the margin of the linear program */
  const double *load_price;  /* [n_agencies * n_quarters] value of one more unit of load */
  size_t n_money_rows, n_loads; /* lengths of the two */
} CopPlanSolution;

CopPlanSolution cop_plan_solve(const CopPlanProblem *p, const CopPlanSolve *how, CopArena *a);
/* (bound - value) / bound in per cent, 0 when both are 0. */
double cop_plan_solution_gap(const CopPlanSolution *s);

#endif
