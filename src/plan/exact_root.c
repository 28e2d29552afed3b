/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/exact_root.h"

#include <math.h>
#include <string.h>

#include "plan/cut.h"

#define CUTS_A_ROUND 300u
#define ORDERS_A_ROUND 400u
/* From so many measures on, rows of order come in as they are broken. */
#define MANY 100u
#define LEAST_PROGRESS 1e-5

typedef struct {
  CopPlanRoot *root;
  CopPlanProgram *g;
  CopLp *lp;
  const CopPlanExact *how;
  CopPlanExactResult *r;
  CopArena *a;
  double *x; /* [n_columns] */
} Solve;

static void
read_x(Solve *s)
{
  for (size_t j = 0; j < s->g->n_columns; j++)
    s->x[j] = cop_lp_value(s->lp, j) * s->g->column_scale[j];
}

/* Until no rule of order is broken. */
static CopLpStatus
optimise(Solve *s)
{
  for (;;) {
    uint64_t left = s->how->root_steps > s->r->steps ? s->how->root_steps - s->r->steps : 0, before = cop_lp_steps(s->lp);
    CopLpStatus status = cop_lp_solve(s->lp, -INFINITY, left);
    s->r->steps += cop_lp_steps(s->lp) - before;
    if (status != COP_LP_OPTIMAL)
      return status;
    read_x(s);
    if (s->g->order == COP_PLAN_ORDER_ALL)
      return status;
    size_t first = s->g->rows->len, n = cop_plan_program_broken_orders(s->g, s->x, ORDERS_A_ROUND);
    if (n == 0)
      return status;
    for (size_t i = first; i < first + n; i++)
      cop_plan_program_add_to_lp(s->g, s->lp, i);
  }
}

/* --- what is kept --- */

static void
keep_prices(Solve *s)
{
  const CopPlanProblem *p = s->g->p;
  for (size_t i = 0; i < s->g->rows->len; i++) {
    const CopPlanRow *row = cop_plan_program_row(s->g, i);
    double price = cop_lp_dual(s->lp, i) * row->scale / s->g->worth_scale;
    if (row->kind == COP_PLAN_ROW_MONEY)
      s->r->money_price[row->a] = price;
    if (row->kind == COP_PLAN_ROW_CAPACITY)
      s->r->load_price[row->a * (uint32_t)p->n_quarters + row->b] = price;
  }
  for (size_t x = 0; x < s->g->n_x; x++)
    s->r->x[s->g->x_measure[x] * (size_t)p->n_quarters + (size_t)s->g->x_start[x]] = cop_lp_value(s->lp, x);
}

static void
keep_bound(Solve *s)
{
  CopPlanRoot *root = s->root;
  g_autofree int64_t *prices = g_new(int64_t, s->g->rows->len + 1);
  root->reduced = g_new(CopInt128, s->g->n_x + 1);
  cop_plan_program_prices(s->g, s->lp, prices);
  root->bound = cop_plan_program_bound(s->g, &root->domain, prices, root->reduced);
  s->r->certificate = cop_plan_program_certificate(s->g, prices, root->bound, s->a);
  root->basis = g_new(uint8_t, s->g->n_columns + s->g->rows->len);
  cop_lp_save_basis(s->lp, root->basis);
}

/* --- cuts --- */

/* Rows that were added and have become idle go, from the program as well. */
static void
drop_idle_rows(Solve *s)
{
  CopPlanProgram *g = s->g;
  g_autofree bool *out = g_new0(bool, g->rows->len + 1);
  size_t first = g->n_fixed, n = 0;
  for (size_t i = first; i < g->rows->len; i++)
    n += out[i] = cop_lp_row_is_basic(s->lp, i);
  if (n < 20)
    return;
  cop_lp_remove_rows(s->lp, out);
  g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(CopPlanRow)), columns = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                    coefficients = g_array_new(FALSE, FALSE, sizeof(int64_t));
  for (size_t i = first; i < g->rows->len; i++) {
    const CopPlanRow *r = cop_plan_program_row(g, i);
    if (out[i])
      continue;
    g_array_append_vals(kept, r, 1);
    g_array_append_vals(columns, &g_array_index(g->columns, uint32_t, r->from), (guint)(r->to - r->from));
    g_array_append_vals(coefficients, &g_array_index(g->coefficients, int64_t, r->from), (guint)(r->to - r->from));
  }
  cop_plan_program_cut_back(g, first);
  size_t at = 0;
  for (guint i = 0; i < kept->len; i++) {
    const CopPlanRow *r = &g_array_index(kept, CopPlanRow, i);
    for (size_t e = r->from; e < r->to; e++, at++)
      cop_plan_program_entry(g, g_array_index(columns, uint32_t, at), g_array_index(coefficients, int64_t, at));
    cop_plan_program_end_row(g, r->kind, r->a, r->b, r->rhs, r->equal);
  }
}

static void
cut(Solve *s, CopLpStatus status)
{
  double before = INFINITY;
  for (unsigned round = 0; round < s->how->cut_rounds && status == COP_LP_OPTIMAL; round++) {
    if (before - cop_lp_objective(s->lp) < LEAST_PROGRESS * fabs(before))
      break;
    before = cop_lp_objective(s->lp);
    drop_idle_rows(s);
    size_t first = s->g->rows->len, n = cop_plan_cut_curves(s->g, s->x, CUTS_A_ROUND);
    n += cop_plan_cut_covers(s->g, s->x, CUTS_A_ROUND);
    for (size_t i = first; i < first + n; i++)
      cop_plan_program_add_to_lp(s->g, s->lp, i);
    if (n == 0)
      break;
    status = optimise(s);
  }
}

/* --- the root --- */

bool
cop_plan_root_solve(CopPlanRoot *root, const CopPlanProblem *p, const CopPlanExact *how, CopPlanExactResult *r, CopArena *a)
{
  CopPlanDeadEnd dead;
  root->domain = cop_plan_domain_new(p, a);
  if (!cop_plan_domain_tighten(p, &root->domain, &dead))
    return false;
  bool many = p->n_measures > MANY;
  root->g = cop_plan_program_new(p, &root->domain, many ? COP_PLAN_ORDER_BROKEN : COP_PLAN_ORDER_ALL);
  Solve s = { .root = root, .g = root->g, .lp = cop_plan_program_lp(root->g), .how = how, .r = r, .a = a,
              .x = g_new0(double, root->g->n_columns + 1) };
  cut(&s, optimise(&s));
  keep_prices(&s);
  keep_bound(&s);
  cop_lp_free(s.lp);
  g_free(s.x);
  return true;
}

void
cop_plan_root_clear(CopPlanRoot *root)
{
  g_clear_pointer(&root->g, cop_plan_program_free);
  g_free(root->reduced);
  g_free(root->basis);
}
