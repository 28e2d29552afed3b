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

#include "plan/certificate.h"
#include "plan/domain.h"
#include "plan/problem.h"

typedef struct {
  unsigned threads;    /* at once; no influence on the result */
  uint64_t root_steps; /* of the linear program at the root, at most */
  unsigned cut_rounds; /* at the root */
  double gap;          /* nodes within this share of the value are closed, e.g. 0.001 */
} CopPlanExact;

typedef enum {
  COP_PLAN_PROOF_NONE,       /* nothing was proven */
  COP_PLAN_PROOF_BOUND,      /* value <= bound is proven */
  COP_PLAN_PROOF_GAP,        /* as before, and the tree is closed: the gap asked for is reached */
  COP_PLAN_PROOF_OPTIMAL,    /* nothing better exists */
  COP_PLAN_PROOF_INFEASIBLE, /* no schedule meets every demand */
} CopPlanProof;

typedef struct {
  CopPlanProof proof;
  int64_t bound;       /* no schedule is worth more */
  CopPlanCertificate certificate; /* of the bound at the root, before splitting */
  size_t nodes;
  uint64_t steps;
  bool improved;       /* the schedule given was replaced by a better one */
  /* Prices at the root: what one unit of a limit is worth at the margin, in
   * value. */
  double *money_price; /* [n_money_rows] of a minor unit */
  double *load_price;  /* [n_agencies * n_quarters] of a unit of load */
  double *x;           /* [n_measures * n_quarters] the root's starts, fractions */
} CopPlanExactResult;

typedef struct CopPlanTree CopPlanTree;

/* Solves the root, with cuts. The arena must outlive the tree. */
CopPlanTree *cop_plan_tree_new(const CopPlanProblem *p, const CopPlanExact *how, CopArena *a);
/* What the root proved; lent. */
const CopPlanExactResult *cop_plan_tree_root(const CopPlanTree *t);
/* Goes on for so many nodes and steps of linear programs, or until the tree is
 * closed. `best` is a complete schedule, or start NULL when none is known; it
 * is replaced when a better one turns up (in the arena). It may be better than
 * the one of the last call, not worse. */
const CopPlanExactResult *cop_plan_tree_grow(CopPlanTree *t, CopPlanSchedule *best, size_t nodes, uint64_t steps);
void cop_plan_tree_free(CopPlanTree *t); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopPlanTree, cop_plan_tree_free)

#endif
