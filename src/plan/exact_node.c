/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/exact_node.h"

#include <math.h>
#include <string.h>

/* --- nodes --- */

CopPlanNode *
cop_plan_node_new(const CopPlanProblem *p, const CopPlanDomain *d, const CopPlanNode *parent, uint8_t *basis, int *users)
{
  CopPlanNode *n = g_new0(CopPlanNode, 1);
  n->starts = g_memdup2(d->starts, p->n_measures * sizeof *d->starts);
  n->out = g_memdup2(d->out, p->n_measures * sizeof *d->out);
  n->depth = parent == NULL ? 0 : parent->depth + 1;
  n->basis = basis;
  n->basis_users = users;
  if (users != NULL)
    ++*users;
  return n;
}

void
cop_plan_node_free(CopPlanNode *n)
{
  if (n == NULL)
    return;
  if (n->basis_users != NULL && --*n->basis_users == 0) {
    g_free(n->basis);
    g_free(n->basis_users);
  }
  g_free(n->starts);
  g_free(n->out);
  g_free(n);
}

static void
node_to_domain(const CopPlanProblem *p, const CopPlanNode *n, CopPlanDomain *d)
{
  CopPlanDomain of = { n->starts, n->out };
  cop_plan_domain_copy(p, d, &of);
}

/* --- bounding a node --- */

double
cop_plan_worker_to_lp(const CopPlanWorker *w, int64_t value)
{
  return (double)value * w->g->worth_scale;
}

/* An empty linear program is shown empty in whole numbers: along its ray the
 * bound falls without end. */
static int64_t
bound_by_ray(CopPlanWorker *w)
{
  const CopPlanProgram *g = w->g;
  g_autofree int64_t *ray = g_new(int64_t, g->rows->len + 1);
  int64_t best = INT64_MAX;
  double scale = 0;
  for (size_t i = 0; i < g->rows->len; i++)
    scale = MAX(scale, fabs(cop_lp_ray(w->lp, i)));
  for (double reach = 1; scale > 0 && reach < 1e9 && best > w->enough; reach *= 8) {
    for (size_t i = 0; i < g->rows->len; i++) {
      const CopPlanRow *r = cop_plan_program_row(g, i);
      double price = cop_lp_ray(w->lp, i) / scale * reach * r->scale / g->worth_scale * (1 << COP_PLAN_PRICE_BITS);
      ray[i] = w->prices[i] + (int64_t)rint(CLAMP(price, -0x1p61, 0x1p61));
      if (ray[i] < 0 && r->kind != COP_PLAN_ROW_ONCE)
        ray[i] = 0;
    }
    best = MIN(best, cop_plan_program_bound(g, &w->domain, ray, NULL));
  }
  return best;
}

static void
read_x(CopPlanWorker *w)
{
  for (size_t j = 0; j < w->g->n_x; j++)
    w->x[j] = cop_lp_value(w->lp, j);
}

/* Solves over the domain, takes out starts that cannot be, again while that
 * goes on. False when the node is closed; w->bound is its exact bound. */
static bool
bound_node(CopPlanWorker *w)
{
  CopPlanDeadEnd dead;
  for (unsigned again = 0; again < 6; again++) {
    if (!cop_plan_domain_tighten(w->p, &w->domain, &dead)) {
      w->bound = INT64_MIN;
      return false;
    }
    cop_plan_program_set_domain(w->g, w->lp, &w->domain);
    uint64_t before = cop_lp_steps(w->lp);
    CopLpStatus status = cop_lp_solve(w->lp, cop_plan_worker_to_lp(w, w->enough), 20000);
    w->steps += cop_lp_steps(w->lp) - before;
    cop_plan_program_prices(w->g, w->lp, w->prices);
    int64_t bound = cop_plan_program_bound(w->g, &w->domain, w->prices, w->reduced);
    if (status == COP_LP_INFEASIBLE && bound > w->enough)
      bound = MIN(bound, bound_by_ray(w));
    w->bound = MIN(w->bound, bound);
    if (w->bound <= w->enough)
      return false;
    if (status != COP_LP_OPTIMAL)
      return true;
    read_x(w);
    if (!cop_plan_program_fix(w->g, &w->domain, w->reduced, bound, w->enough))
      return true;
  }
  return true;
}

/* --- a node --- */

void
cop_plan_worker_work(CopPlanWorker *w)
{
  CopPlanNode *node = w->node;
  w->children[0] = w->children[1] = NULL;
  w->found_value = INT64_MIN;
  w->bound = node->bound;
  node_to_domain(w->p, node, &w->domain);
  if (node->basis != NULL)
    cop_lp_load_basis(w->lp, node->basis, w->g->n_columns + w->g->rows->len);
  w->closed = !bound_node(w);
  if (w->closed)
    return;
  cop_plan_worker_round(w);
  uint8_t *basis = g_new(uint8_t, w->g->n_columns + w->g->rows->len);
  int *users = g_new0(int, 1);
  cop_lp_save_basis(w->lp, basis);
  CopPlanSplit split;
  bool any = cop_plan_worker_choose(w, &split, basis);
  /* Whole and yet not closed: the rounding above has found it, or the bound is
   * above it by rounding alone; then nothing is left to split but the domain. */
  for (size_t i = 0; i < w->p->n_measures && !any; i++) {
    uint64_t s = w->domain.starts[i];
    bool more = s != 0 && (w->domain.out[i] || (s & (s - 1)) != 0);
    if (more) {
      split = (CopPlanSplit){ i, __builtin_ctzll(s), 0.5, 0 };
      any = true;
    }
  }
  if (!any) { /* one schedule is left, and it has been looked at */
    w->closed = true;
    w->bound = w->found_value == INT64_MIN ? w->value : MAX(w->found_value, w->value);
  }
  CopPlanDomain d = cop_plan_domain_new(w->p, w->arena);
  for (int side = 0; side < 2 && any; side++) {
    cop_plan_worker_split(w, &split, side, &d);
    w->children[side] = cop_plan_node_new(w->p, &d, node, basis, users);
    w->children[side]->bound = w->bound;
  }
  if (!any) {
    g_free(basis);
    g_free(users);
  }
}

/* --- a worker --- */

void
cop_plan_worker_init(CopPlanWorker *w, const CopPlanExact *how, CopPlanProgram *g)
{
  const CopPlanProblem *p = g->p;
  CopArena *a = cop_arena_new();
  *w = (CopPlanWorker){ .p = p, .g = g, .arena = a, .how = how, .lp = cop_plan_program_lp(g),
                        .domain = cop_plan_domain_new(p, a), .state = cop_plan_state_new(p, a),
                        .prices = cop_new_n(a, int64_t, g->rows->len), .reduced = cop_new_n(a, CopInt128, g->n_x),
                        .x = cop_new_n(a, double, g->n_x), .experience = cop_new_n(a, CopPlanExperience, p->n_measures),
                        .found = cop_new_n(a, int8_t, p->n_measures), .found_value = INT64_MIN };
}

void
cop_plan_worker_clear(CopPlanWorker *w)
{
  cop_lp_free(w->lp);
  cop_arena_free(w->arena);
}
