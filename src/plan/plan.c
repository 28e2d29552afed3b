/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/floors.h"
#include "plan/fund.h"
#include "plan/state.h"
#include "plan/verify.h"

CopPlanOptions
cop_plan_options(void)
{
  return (CopPlanOptions){ .seed = 1, .effort = COP_PLAN_EFFORT_NORMAL };
}

/* --- the items --- */

typedef struct {
  CopPlanResult *r;
  CopArena *a;
  CopPlanItem *items;
  CopPlanState *s;
  const int64_t *paid;
} Fill;

static const CopMeasureProfile *
profile_of(const CopModel *m, const char *measure)
{
  for (size_t i = 0; i < m->measure_profiles.n; i++)
    if (strcmp(m->measure_profiles.items[i].measure, measure) == 0)
      return &m->measure_profiles.items[i];
  return NULL;
}

/* The lower or upper end of a yearly cost, in the proportion of its range. */
static int64_t
in_range(int64_t cost, int64_t plan, int64_t end)
{
  return plan <= 0 ? cost : (int64_t)(((CopInt128)cost * end + plan / 2) / plan);
}

static void
fill_cost(Fill *f, size_t i)
{
  CopPlanResult *r = f->r;
  CopPlanItem *item = &f->items[i];
  size_t years = (size_t)r->n_years;
  int64_t *cost = cop_new_n(f->a, int64_t, years), *low = cop_new_n(f->a, int64_t, years),
          *high = cop_new_n(f->a, int64_t, years), *paid = cop_new_n(f->a, int64_t, years * r->n_funds);
  bool recost = false;
  for (size_t k = 0; k < r->options.n_decisions; k++)
    recost |= r->options.decisions[k].kind == COP_PLAN_RECOST && strcmp(r->options.decisions[k].measure, item->measure->id) == 0;
  for (int y = 0; y < r->n_years && item->chosen; y++) {
    cost[y] = cop_plan_cost_at(r->problem, i, item->start, y);
    low[y] = item->profile == NULL || recost ? cost[y] : in_range(cost[y], item->profile->cost_plan, item->profile->cost_low);
    high[y] = item->profile == NULL || recost ? cost[y] : in_range(cost[y], item->profile->cost_plan, item->profile->cost_high);
    item->cost_total += cost[y];
    item->cost_low_total += low[y];
    item->cost_high_total += high[y];
    for (size_t k = 0; k < r->n_funds; k++)
      paid[k * years + (size_t)y] = f->paid[(i * r->n_funds + k) * years + (size_t)y];
  }
  item->cost = cost;
  item->cost_low = low;
  item->cost_high = high;
  item->paid = paid;
}

/* The chosen measure of a kind with the earliest first result before `start`. */
static const CopPlanItem *
first_service(const Fill *f, const CopPlanItem *item, bool helpline)
{
  const CopPlanItem *best = NULL;
  for (size_t i = 0; i < f->r->n_items; i++) {
    const CopPlanItem *other = &f->items[i];
    bool serves = helpline ? other->measure->helpline : other->measure->referral;
    if (serves && other != item && other->chosen && other->end <= item->start && (best == NULL || other->end < best->end))
      best = other;
  }
  return best;
}

static int
by_wait(const void *a, const void *b)
{
  const CopPlanWait *x = a, *y = b;
  if (x->end != y->end)
    return x->end < y->end ? 1 : -1;
  return (x->measure > y->measure) - (x->measure < y->measure);
}

static void
fill_waits(Fill *f, size_t i)
{
  CopPlanItem *item = &f->items[i];
  size_t most = item->measure->prerequisites.n + 2, n = 0;
  CopPlanWait *waits = cop_new_n(f->a, CopPlanWait, most);
  for (size_t k = 0; item->chosen && k < item->measure->prerequisites.n; k++) {
    const CopPlanItem *other = cop_plan_item(f->r, item->measure->prerequisites.items[k]);
    if (other != NULL)
      waits[n++] = (CopPlanWait){ COP_PLAN_WAIT_PREREQUISITE, other->measure, other->end };
  }
  for (int helpline = 1; helpline >= 0 && item->chosen && item->measure->invites_disclosure; helpline--) {
    const CopPlanItem *service = first_service(f, item, helpline);
    bool held = false;
    for (size_t k = 0; service != NULL && k < n; k++)
      if (waits[k].measure == service->measure) {
        waits[k].kind = helpline ? COP_PLAN_WAIT_HELPLINE : COP_PLAN_WAIT_REFERRAL;
        held = true;
      }
    if (service != NULL && !held)
      waits[n++] = (CopPlanWait){ helpline ? COP_PLAN_WAIT_HELPLINE : COP_PLAN_WAIT_REFERRAL, service->measure, service->end };
  }
  qsort(waits, n, sizeof *waits, by_wait);
  item->waits = waits;
  item->n_waits = n;
}

static void
fill_unlocks(Fill *f, size_t i)
{
  CopPlanItem *item = &f->items[i];
  const CopMeasure **unlocks = cop_new_n(f->a, const CopMeasure *, f->r->n_items);
  for (size_t k = 0; k < f->r->n_items; k++)
    for (size_t w = 0; w < f->items[k].n_waits; w++)
      if (f->items[k].waits[w].measure == item->measure)
        unlocks[item->n_unlocks++] = f->items[k].measure;
  item->unlocks = unlocks;
}

static int
by_worth(const void *a, const void *b)
{
  const CopPlanServed *x = a, *y = b;
  if (x->worth != y->worth)
    return x->worth < y->worth ? 1 : -1;
  return (x->gap > y->gap) - (x->gap < y->gap);
}

static const CopGap *
gap_of(const CopPlanResult *r, size_t requirement)
{
  const char *id = r->problem->requirements[requirement].id;
  for (size_t g = 0; g < r->gaps.n; g++) {
    const CopGap *gap = &r->gaps.items[g];
    const char *kind = cop_gap_kind_name(gap->kind);
    size_t n = strlen(kind);
    if (strncmp(id, kind, n) == 0 && id[n] == '/' && strcmp(id + n + 1, gap->id) == 0)
      return gap;
  }
  g_assert_not_reached();
}

static void
fill_served(Fill *f, size_t i)
{
  const CopPlanProblem *p = f->r->problem;
  const CopPlanMeasure *x = &p->measures[i];
  CopPlanItem *item = &f->items[i];
  CopPlanServed *served = cop_new_n(f->a, CopPlanServed, x->n_covers);
  for (size_t c = 0; c < x->n_covers; c++) {
    const CopPlanCover *cover = &x->covers[c];
    const CopPlanRequirement *need = &p->requirements[cover->requirement];
    int64_t worth = 0;
    for (size_t k = 0; k < p->n_days && item->chosen; k++) {
      int64_t with = need->base + f->s->cover[cover->requirement * p->n_days + k];
      if (item->end <= p->day[k])
        worth += p->discount[k] * need->weight * (cop_plan_curve(with) - cop_plan_curve(with - cover->milli));
    }
    served[c] = (CopPlanServed){ gap_of(f->r, cover->requirement), cover->milli, worth };
  }
  qsort(served, x->n_covers, sizeof *served, by_worth);
  item->served = served;
  item->n_served = x->n_covers;
}

static void
fill_value(Fill *f, size_t i)
{
  if (!f->items[i].chosen)
    return;
  int64_t with = f->s->value;
  cop_plan_state_forget(f->s);
  cop_plan_state_drop(f->s, i);
  f->items[i].value = with - f->s->value;
  cop_plan_state_undo(f->s, 0);
}

static void
fill_items(Fill *f)
{
  CopPlanResult *r = f->r;
  for (size_t i = 0; i < r->n_items; i++) {
    CopPlanItem *item = &f->items[i];
    const CopPlanMeasure *x = &r->problem->measures[i];
    item->measure = &r->model->measures.items[i];
    item->profile = profile_of(r->model, item->measure->id);
    item->lead = item->profile == NULL ? NULL : cop_model_institution(r->model, item->profile->lead);
    item->duration = x->duration;
    item->mandatory = x->mandatory;
    item->forbidden = x->latest < 0 && x->duration <= r->n_quarters;
    item->unpriced = x->unpriced;
    item->start = r->starts[i];
    item->chosen = item->start >= 0;
    item->end = item->chosen ? item->start + x->duration : -1;
    fill_cost(f, i);
    fill_served(f, i);
    fill_value(f, i);
  }
  for (size_t i = 0; i < r->n_items; i++)
    fill_waits(f, i);
  for (size_t i = 0; i < r->n_items; i++)
    fill_unlocks(f, i);
}

/* --- the whole --- */

static int
by_start(const void *a, const void *b)
{
  const CopPlanItem *x = *(const CopPlanItem *const *)a, *y = *(const CopPlanItem *const *)b;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return (x > y) - (x < y);
}

static void
fill_lists(CopPlanResult *r, CopArena *a)
{
  const CopPlanItem **chosen = cop_new_n(a, const CopPlanItem *, r->n_items), **out = cop_new_n(a, const CopPlanItem *, r->n_items);
  const CopMeasure **measures = cop_new_n(a, const CopMeasure *, r->n_items);
  for (size_t i = 0; i < r->n_items; i++) {
    if (r->items[i].chosen)
      chosen[r->n_chosen++] = &r->items[i];
    else
      out[r->n_left_out++] = &r->items[i];
  }
  qsort(chosen, r->n_chosen, sizeof *chosen, by_start);
  for (size_t i = 0; i < r->n_chosen; i++)
    measures[i] = chosen[i]->measure;
  r->chosen = chosen;
  r->left_out = out;
  r->n_coverage = cop_coverage_find(r->model, measures, r->n_chosen, a, &r->coverage);
}

static void
fill_sums(CopPlanResult *r, CopArena *a)
{
  size_t years = (size_t)r->n_years;
  int64_t *spent = cop_new_n(a, int64_t, r->n_funds * years), *budget = cop_new_n(a, int64_t, years), *cost = cop_new_n(a, int64_t, years);
  for (size_t y = 0; y < years; y++) {
    for (size_t i = 0; i < r->n_items; i++) {
      cost[y] += r->items[i].cost[y];
      for (size_t f = 0; f < r->n_funds; f++)
        spent[f * years + y] += r->items[i].paid[f * years + y];
    }
    for (size_t f = 0; f < r->n_funds && r->money_limited; f++)
      budget[y] += r->fund_amount[f * years + y];
    r->cost_total += cost[y];
    r->budget_total += budget[y];
  }
  r->fund_spent = spent;
  r->budget_year = budget;
  r->cost_year = cost;
  for (size_t i = 0; i < r->n_items; i++) {
    const CopPlanItem *item = &r->items[i];
    r->cost_low_total += item->cost_low_total;
    r->cost_high_total += item->cost_high_total;
    r->prevention_total += item->measure->prevention ? item->cost_total : 0;
    r->out_of_school_total += item->measure->out_of_school ? item->cost_total : 0;
    int soonest = r->problem->soonest[i];
    for (int y = 0; y < r->n_years && !item->chosen && !item->forbidden && item->n_served > 0 && soonest < r->n_quarters; y++)
      r->unfunded_total += cop_plan_cost_at(r->problem, i, soonest, y);
  }
}

/* Weight answered at the plan's end, of the weight that is open now; more than
 * the whole of a requirement is not counted. Gaps no measure names are open. */
static double
closed_share(const CopPlanResult *r, const CopPlanState *s)
{
  const CopPlanProblem *p = r->problem;
  double closed = 0, open = 0;
  for (size_t i = 0; i < p->n_requirements; i++) {
    const CopPlanRequirement *need = &p->requirements[i];
    int64_t now = need->base + (p->n_days == 0 ? 0 : s->cover[i * p->n_days + p->n_days - 1]);
    closed += (double)need->weight * (double)(cop_plan_curve(MIN(now, 1000)) - cop_plan_curve(need->base));
    open += (double)need->weight * (double)(cop_plan_curve(1000) - cop_plan_curve(need->base));
  }
  for (size_t g = 0; g < r->gaps.n; g++) {
    const CopGap *gap = &r->gaps.items[g];
    bool named = false;
    for (size_t k = 0; k < gap->n_servers && !named; k++)
      named = gap->servers[k].direct;
    if (gap->kind != COP_GAP_TREATY && !named)
      open += 1000.0 * gap->score.value / gap->need *
              (double)(cop_plan_curve(1000) - cop_plan_curve((int64_t)lround(1000.0 * (1.0 - gap->need))));
  }
  return open > 0 ? 100.0 * closed / open : 100.0;
}

const CopPlan *
cop_plan_find(const CopModel *m, const char *id, GError **error)
{
  const CopPlan *plan = id == NULL ? (m->plans.n > 0 ? &m->plans.items[0] : NULL) : cop_model_plan(m, id);
  if (plan == NULL && id == NULL)
    g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_NOT_FOUND, "the store holds no plan: add one at the desk, All records, Plans, then its budgets");
  else if (plan == NULL)
    g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_NOT_FOUND, "there is no plan '%s'", id);
  return plan;
}

static void
fail_incomplete(const CopPlanProblem *p, const CopPlanSolution *solution, GError **error)
{
  const char *verb = solution->proof == COP_PLAN_PROOF_INFEASIBLE ? "holds" : "was found that holds";
  g_autoptr(GString) missing = g_string_new(NULL);
  for (size_t i = 0; i < p->n_measures && missing->len < 300; i++)
    if (p->measures[i].mandatory && solution->schedule.start[i] < 0)
      g_string_append_printf(missing, "%s%s", missing->len > 0 ? ", " : "", p->measures[i].id);
  if (missing->len > 0)
    g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_INFEASIBLE, "no plan %s everything that is demanded: %s finds no place", verb, missing->str);
  else
    g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_INFEASIBLE, "no plan %s every floor that is demanded", solution->proof == COP_PLAN_PROOF_INFEASIBLE ? "reaches" : "was found that reaches");
}

static CopPlanResult *
make_result(const CopModel *m, const CopPlan *plan, const CopPlanOptions *o, const CopGaps *gaps, CopPlanProblem *p,
            const CopPlanSolution *solution, CopArena *a)
{
  CopPlanResult *r = cop_new(a, CopPlanResult);
  *r = (CopPlanResult){ .plan = plan, .options = *o, .model = m, .gaps = *gaps, .n_quarters = p->n_quarters, .n_years = p->n_years,
                        .first_year = (int)plan->first_year, .n_items = p->n_measures, .n_funds = p->money_limited ? p->n_funds : 0,
                        .funds = p->funds, .fund_amount = p->fund_amount, .money_limited = p->money_limited, .value = solution->schedule.value,
                        .value_bound = solution->bound, .gap_per_cent = cop_plan_solution_gap(solution), .proof = solution->proof,
                        .problem = p, .starts = solution->schedule.start, .money_price = solution->money_price,
                        .load_price = solution->load_price };
  CopPlanItem *items = cop_new_n(a, CopPlanItem, p->n_measures);
  r->items = items;
  int64_t *paid = cop_new_n(a, int64_t, p->n_measures * p->n_funds * (size_t)p->n_years);
  bool split = cop_plan_fund_split(p, r->starts, paid);
  g_assert(split); /* the money rows guarantee it */
  Fill f = { r, a, items, cop_plan_state_new(p, a), paid };
  cop_plan_state_set(f.s, r->starts);
  fill_items(&f);
  fill_lists(r, a);
  fill_sums(r, a);
  r->closed_per_cent = closed_share(r, f.s);
  return r;
}

CopPlanResult *
cop_plan_from_model(const CopModel *m, const char *plan_id, const CopPlanOptions *options, CopArena *a, CopDiags *diags,
                    GError **error)
{
  CopPlanOptions o = options == NULL ? cop_plan_options() : *options;
  const CopPlan *plan = cop_plan_find(m, plan_id, error);
  if (plan == NULL)
    return NULL;
  cop_plan_floors_add(&o, m, plan, a);
  CopGaps gaps = cop_gaps_find(m, a);
  CopPlanProblem *p = cop_plan_problem_from_model(m, plan, &o, &gaps, a, diags, error);
  if (p == NULL)
    return NULL;
  CopPlanSolution solution = cop_plan_solve(p, &(CopPlanSolve){ .seed = o.seed, .effort = o.effort, .threads = o.threads, .from = o.from }, a);
  if (!solution.complete) {
    fail_incomplete(p, &solution, error);
    return NULL;
  }
  CopPlanResult *r = make_result(m, plan, &o, &gaps, p, &solution, a);

  /* A plan that breaks a rule is never handed out. */
  g_autoptr(CopDiags) found = cop_diags_new();
  if (!cop_plan_verify_result(r, found))
    g_error("the planner broke its own rules: %s", cop_diags_at(found, 0)->message);
  return r;
}

const CopBudget *
cop_plan_budget(const CopModel *m, const CopPlan *plan, const char *fund, int64_t year)
{
  const CopBudget *any = NULL;
  for (size_t i = 0; i < m->budgets.n; i++) {
    const CopBudget *b = &m->budgets.items[i];
    if (strcmp(b->plan, plan->id) != 0 || strcmp(b->fund, fund) != 0)
      continue;
    any = any == NULL ? b : any;
    if (b->year == year)
      return b;
  }
  return any;
}

const char *
cop_plan_part(const CopModel *m, const CopPlanItem *it, const char *institution)
{
  const CopCountry *country = cop_model_country_record(m);
  if (it->lead != NULL && strcmp(it->lead->id, institution) == 0)
    return "A R";
  for (size_t i = 0; it->profile != NULL && i < it->profile->support.n; i++)
    if (strcmp(it->profile->support.items[i], institution) == 0)
      return "R";
  return country != NULL && g_strcmp0(country->lead, institution) == 0 ? "C" : "I";
}

const CopPlanItem *
cop_plan_item(const CopPlanResult *r, const char *measure)
{
  for (size_t i = 0; i < r->n_items; i++)
    if (strcmp(r->items[i].measure->id, measure) == 0)
      return &r->items[i];
  return NULL;
}

char *
cop_plan_quarter_name(const CopPlanResult *r, int quarter, CopArena *a)
{
  return cop_arena_printf(a, "%d Q%d", r->first_year + quarter / 4, quarter % 4 + 1);
}
