/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/exact_root.h -- the linear program at the root of the tree of
 * plan/exact.h, with its cuts and its exact bound. Private to the tree.
 */
#ifndef COP_PLAN_EXACT_ROOT_H
#define COP_PLAN_EXACT_ROOT_H

#include "plan/exact.h"
#include "plan/program.h"

typedef struct {
  CopPlanProgram *g;    /* NULL when the root was found empty */
  CopPlanDomain domain; /* tightened */
  int64_t bound;
  CopInt128 *reduced;   /* [n_x] with the last prices */
  uint8_t *basis;       /* the last, until the tree takes it */
} CopPlanRoot;

/* Fills the root, and prices, starts and steps of the result. False when there
 * is no schedule. */
bool cop_plan_root_solve(CopPlanRoot *root, const CopPlanProblem *p, const CopPlanExact *how, CopPlanExactResult *r, CopArena *a);
void cop_plan_root_clear(CopPlanRoot *root);

#endif
