/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/exact_node.h -- one node of the tree of plan/exact.h, and the worker that
 * bounds and splits it. Private to the tree.
 */
#ifndef COP_PLAN_EXACT_NODE_H
#define COP_PLAN_EXACT_NODE_H

#include "plan/exact.h"
#include "plan/program.h"
#include "plan/state.h"

typedef struct {
  uint64_t *starts;
  bool *out;
  int64_t bound;
  uint8_t *basis;  /* of the parent; shared, NULL at the root */
  int *basis_users;
  unsigned depth;
  uint64_t number; /* order of making */
} CopPlanNode;

/* What splitting a measure has brought, per unit of fraction moved. */
typedef struct {
  double gain[2];
  unsigned n[2];
} CopPlanExperience;

typedef struct {
  const CopPlanProblem *p;
  CopPlanProgram *g;   /* shared, read-only after the root */
  CopLp *lp;           /* its own */
  CopArena *arena;
  CopPlanDomain domain;
  CopPlanState *state;
  int64_t *prices;
  CopInt128 *reduced;
  double *x;           /* [n_x] */
  CopPlanExperience *experience; /* [n_measures] of this worker */
  const CopPlanExact *how;
  /* in */
  CopPlanNode *node;
  int64_t value;       /* of the best schedule at the begin of the round */
  int64_t enough;      /* a bound up to this closes a node */
  /* out */
  int64_t bound;       /* of the node */
  bool closed;
  CopPlanNode *children[2];
  int8_t *found;       /* [n_measures] a better schedule */
  int64_t found_value; /* INT64_MIN when none */
  uint64_t steps;
} CopPlanWorker;

/* `basis` is shared by those that begin from it and counted in *users; both
 * may be NULL. */
CopPlanNode *cop_plan_node_new(const CopPlanProblem *p, const CopPlanDomain *d, const CopPlanNode *parent, uint8_t *basis, int *users);
void cop_plan_node_free(CopPlanNode *n); /* NULL is fine */

/* The program is shared and must outlive the worker. */
void cop_plan_worker_init(CopPlanWorker *w, const CopPlanExact *how, CopPlanProgram *g);
void cop_plan_worker_clear(CopPlanWorker *w);
/* Bounds w->node, looks for a schedule in it, splits it. */
void cop_plan_worker_work(CopPlanWorker *w);

/* --- its parts --- */

/* A value in units of the linear program. */
double cop_plan_worker_to_lp(const CopPlanWorker *w, int64_t value);
/* Looks for a schedule near the fractions of the linear program (w->x). */
void cop_plan_worker_round(CopPlanWorker *w);

typedef struct {
  size_t measure;
  int quarter;     /* starts by then, or not */
  double fraction; /* that starts by then */
  double score;
} CopPlanSplit;

/* The split that loses most on both sides; false when all is whole. */
bool cop_plan_worker_choose(CopPlanWorker *w, CopPlanSplit *best, const uint8_t *basis);
/* One side (0: starts by then, 1: does not) of a split of the worker's domain, into d. */
void cop_plan_worker_split(const CopPlanWorker *w, const CopPlanSplit *s, int side, CopPlanDomain *d);

#endif
