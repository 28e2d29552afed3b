/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/price.h"

#include <string.h>

#include "plan/state.h"

typedef struct {
  const CopPlanResult *r;
  CopArena *a;
  GArray *prices; /* CopPlanPrice */
} Price;

int64_t
cop_plan_price_step(const CopPlanResult *r)
{
  int64_t step = r->budget_total / 100, unit = 1;
  while (step / unit >= 100)
    unit *= 10;
  return MAX(step / unit * unit, 1);
}

/* Measures chosen in one plan and not in the other. */
static const CopMeasure *const *
only_in(const Price *x, const CopPlanResult *one, const CopPlanResult *other, size_t *n)
{
  const CopMeasure **list = cop_new_n(x->a, const CopMeasure *, one->n_chosen);
  *n = 0;
  for (size_t i = 0; i < one->n_items; i++)
    if (one->items[i].chosen && !other->items[i].chosen)
      list[(*n)++] = one->items[i].measure;
  return list;
}

static void
add(Price *x, CopPlanPrice price, const CopPlanOptions *o)
{
  g_autoptr(CopDiags) unheard = cop_diags_new();
  g_autoptr(CopArena) scratch = cop_arena_new();
  const CopPlanResult *then = cop_plan_from_model(x->r->model, x->r->plan->id, o, scratch, unheard, NULL);
  if (then == NULL) /* nothing was found; the plan at hand is still one */
    then = x->r;
  price.gain = MAX(then->value - x->r->value, 0);
  price.proven = then->proof == COP_PLAN_PROOF_OPTIMAL && x->r->proof == COP_PLAN_PROOF_OPTIMAL;
  price.in = only_in(x, then, x->r, &price.n_in);
  price.out = only_in(x, x->r, then, &price.n_out);
  g_array_append_val(x->prices, price);
}

static CopPlanOptions
from_here(const Price *x)
{
  CopPlanOptions o = x->r->options;
  o.from = x->r->starts;
  o.effort = COP_PLAN_EFFORT_QUICK; /* little is left to find from a plan that good */
  return o;
}

static void
price_money(Price *x, int64_t step)
{
  const CopPlanResult *r = x->r;
  for (size_t f = 0; f < r->n_funds && step > 0; f++)
    for (int y = 0; y < r->n_years; y++) {
      CopPlanOptions o = from_here(x);
      o.scenario.more_fund = r->funds[f];
      o.scenario.more_year = y;
      o.scenario.more_amount = step;
      add(x, (CopPlanPrice){ .kind = COP_PLAN_PRICE_MONEY, .fund = r->funds[f], .year = y, .amount = step }, &o);
    }
}

static void
price_teams(Price *x)
{
  const CopPlanProblem *p = x->r->problem;
  CopPlanState *s = cop_plan_state_new(p, x->a);
  cop_plan_state_set(s, x->r->starts);
  for (size_t k = 0; k < p->n_agencies; k++) {
    bool busy = false;
    for (int q = 0; q < p->n_quarters; q++)
      busy |= s->room[k * (size_t)p->n_quarters + (size_t)q] <= 0;
    if (!busy)
      continue;
    CopPlanOptions o = from_here(x);
    o.scenario.more_agency = p->agencies[k];
    o.scenario.more_teams = 1;
    add(x, (CopPlanPrice){ .kind = COP_PLAN_PRICE_TEAM, .institution = cop_model_institution(x->r->model, p->agencies[k]) }, &o);
  }
}

static void
price_decisions(Price *x)
{
  size_t n = x->r->options.n_decisions;
  CopPlanDecision *left = cop_new_n(x->a, CopPlanDecision, n);
  for (size_t k = 0; k < n; k++) {
    CopPlanOptions o = from_here(x);
    o.n_decisions = 0;
    for (size_t i = 0; i < n; i++)
      if (i != k)
        left[o.n_decisions++] = x->r->options.decisions[i];
    o.decisions = left;
    add(x, (CopPlanPrice){ .kind = COP_PLAN_PRICE_DECISION, .decision = &x->r->options.decisions[k] }, &o);
  }
  if (n < 2)
    return;
  CopPlanOptions o = from_here(x);
  o.n_decisions = 0;
  add(x, (CopPlanPrice){ .kind = COP_PLAN_PRICE_DECISION }, &o);
}

size_t
cop_plan_prices(const CopPlanResult *r, int64_t step, CopArena *a, const CopPlanPrice **out)
{
  Price x = { r, a, g_array_new(FALSE, TRUE, sizeof(CopPlanPrice)) };
  price_money(&x, step);
  price_teams(&x);
  price_decisions(&x);
  CopPlanPrice *copy = cop_new_n(a, CopPlanPrice, x.prices->len);
  for (guint i = 0; i < x.prices->len; i++)
    copy[i] = g_array_index(x.prices, CopPlanPrice, i);
  size_t n = x.prices->len;
  g_array_unref(x.prices);
  *out = copy;
  return n;
}
