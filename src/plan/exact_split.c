/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/exact_split.c -- where to split a node, see plan/exact_node.h. */
#include <math.h>
#include <stdlib.h>

#include "plan/exact_node.h"

#define TRY_STEPS 40u      /* of a linear program, to try a split */
#define TRIES 8u           /* splits tried at a node */
#define TRUSTED 3u         /* tries after which experience replaces them */
#define WHOLE 1e-5

static int
by_score(const void *a, const void *b)
{
  const CopPlanSplit *x = a, *y = b;
  if (x->score != y->score)
    return x->score < y->score ? 1 : -1;
  return (x->measure > y->measure) - (x->measure < y->measure);
}

/* Of each measure the quarter at which the fraction is nearest to a half. */
static size_t
list_splits(const CopPlanWorker *w, CopPlanSplit *out)
{
  size_t n = 0;
  for (size_t i = 0; i < w->p->n_measures; i++) {
    double sum = 0, best = WHOLE;
    bool any = false;
    uint64_t all = w->g->domain.starts[i], open = w->domain.starts[i];
    for (uint32_t x = w->g->x_at[i]; all != 0; all &= all - 1, x++) {
      int quarter = __builtin_ctzll(all);
      sum += w->x[x];
      bool last = (open >> quarter) <= 1;
      if (last && !w->domain.out[i])
        break; /* starting by its last quarter is no question */
      double middle = MIN(sum, 1 - sum);
      if (middle <= best)
        continue;
      best = middle;
      out[n] = (CopPlanSplit){ i, quarter, sum, 0 };
      any = true;
    }
    n += any;
  }
  return n;
}

static double
expected(const CopPlanWorker *w, const CopPlanSplit *s, int side)
{
  const CopPlanExperience *e = &w->experience[s->measure];
  double move = side == 0 ? 1 - s->fraction : s->fraction;
  return e->n[side] == 0 ? move : move * e->gain[side] / e->n[side];
}

void
cop_plan_worker_split(const CopPlanWorker *w, const CopPlanSplit *s, int side, CopPlanDomain *d)
{
  cop_plan_domain_copy(w->p, d, &w->domain);
  if (side == 0) {
    d->starts[s->measure] &= cop_plan_domain_range(0, s->quarter);
    d->out[s->measure] = false;
  } else {
    d->starts[s->measure] &= cop_plan_domain_range(s->quarter + 1, 63);
  }
}

/* What the objective loses on one side, after a few steps. */
static double
try_side(CopPlanWorker *w, const CopPlanSplit *s, int side, CopPlanDomain *d, const uint8_t *basis, double objective)
{
  CopPlanDeadEnd dead;
  cop_plan_worker_split(w, s, side, d);
  double loss = objective - cop_plan_worker_to_lp(w, w->enough);
  if (cop_plan_domain_tighten(w->p, d, &dead)) {
    cop_plan_program_set_domain(w->g, w->lp, d);
    cop_lp_load_basis(w->lp, basis, w->g->n_columns + w->g->rows->len);
    uint64_t before = cop_lp_steps(w->lp);
    CopLpStatus status = cop_lp_solve(w->lp, cop_plan_worker_to_lp(w, w->enough), TRY_STEPS);
    w->steps += cop_lp_steps(w->lp) - before;
    if (status == COP_LP_OPTIMAL || status == COP_LP_LIMIT)
      loss = MIN(loss, objective - cop_lp_objective(w->lp));
  }
  loss = MAX(loss, 0);
  CopPlanExperience *e = &w->experience[s->measure];
  double move = side == 0 ? 1 - s->fraction : s->fraction;
  e->gain[side] += loss / MAX(move, 0.01);
  e->n[side]++;
  return loss;
}

/* The split that loses most on both sides. */
bool
cop_plan_worker_choose(CopPlanWorker *w, CopPlanSplit *best, const uint8_t *basis)
{
  g_autofree CopPlanSplit *splits = g_new(CopPlanSplit, w->p->n_measures + 1);
  size_t n = list_splits(w, splits);
  if (n == 0)
    return false;
  double objective = cop_lp_objective(w->lp);
  for (size_t k = 0; k < n; k++)
    splits[k].score = MAX(expected(w, &splits[k], 0), 1e-6) * MAX(expected(w, &splits[k], 1), 1e-6);
  qsort(splits, n, sizeof *splits, by_score);
  CopPlanDomain d = cop_plan_domain_new(w->p, w->arena);
  *best = splits[0];
  double most = -1;
  for (size_t k = 0; k < MIN(n, TRIES); k++) {
    const CopPlanExperience *e = &w->experience[splits[k].measure];
    double score = splits[k].score;
    if (e->n[0] < TRUSTED || e->n[1] < TRUSTED)
      score = MAX(try_side(w, &splits[k], 0, &d, basis, objective), 1e-6) * MAX(try_side(w, &splits[k], 1, &d, basis, objective), 1e-6);
    if (score > most) {
      most = score;
      *best = splits[k];
    }
  }
  return true;
}
