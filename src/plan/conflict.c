/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/conflict.h"

#include <string.h>

#include "plan/floors.h"
typedef struct {
  CopPlanDemand shown;
  size_t at;     /* of decisions, floors, measures, agencies */
  bool given_up;
} Demand;

/* Floors by share have no entry in options.floors. */
#define FLOOR_OUT_OF_SCHOOL (SIZE_MAX - 1)
#define FLOOR_PREVENTION SIZE_MAX

typedef struct {
  const CopModel *m;
  const CopPlan *plan;
  const CopPlanOptions *o;
  CopGaps gaps;
  CopArena *a;
  GArray *demands; /* Demand */
} Conflict;

typedef enum { FEASIBLE, INFEASIBLE, UNDECIDED } Answer;

const char *
cop_plan_demand_name(CopPlanDemandKind k)
{
  static const char *const names[COP_PLAN_DEMAND_MAX] = {
    [COP_PLAN_DEMAND_LAW] = "law",       [COP_PLAN_DEMAND_REQUIRED] = "required", [COP_PLAN_DEMAND_PINNED] = "pinned",
    [COP_PLAN_DEMAND_AFTER] = "after",   [COP_PLAN_DEMAND_EXCLUDED] = "excluded", [COP_PLAN_DEMAND_RECOST] = "cost",
    [COP_PLAN_DEMAND_WAIVED] = "waived", [COP_PLAN_DEMAND_MONEY] = "money",       [COP_PLAN_DEMAND_CAPACITY] = "capacity",
    [COP_PLAN_DEMAND_FLOOR] = "floor",   [COP_PLAN_DEMAND_DELAY] = "delay",
  };
  g_assert(k < COP_PLAN_DEMAND_MAX);
  return names[k];
}

/* --- what is demanded --- */

static void
demand(Conflict *c, CopPlanDemand shown, size_t at)
{
  Demand d = { shown, at, false };
  g_array_append_val(c->demands, d);
}

static Demand *
demand_at(const Conflict *c, guint i)
{
  return &g_array_index(c->demands, Demand, i);
}

/* In the order in which they are given up: what limits before what is wanted,
 * so that what stays is told in terms of wishes and the fewest limits. */
static void
list_limits(Conflict *c, const CopPlanProblem *p)
{
  if (c->o->scenario.delay_quarters > 0)
    demand(c, (CopPlanDemand){ .kind = COP_PLAN_DEMAND_DELAY, .quarter = c->o->scenario.delay_quarters }, 0);
  for (size_t k = 0; k < p->n_agencies; k++)
    demand(c, (CopPlanDemand){ .kind = COP_PLAN_DEMAND_CAPACITY, .institution = cop_model_institution(c->m, p->agencies[k]),
                               .teams = p->capacity[k * (size_t)p->n_quarters] }, k);
  for (int y = 0; y < p->n_years && p->money_limited; y++) {
    int64_t amount = 0;
    for (size_t f = 0; f < p->n_funds; f++)
      amount += p->fund_amount[f * (size_t)p->n_years + (size_t)y];
    demand(c, (CopPlanDemand){ .kind = COP_PLAN_DEMAND_MONEY, .year = y, .amount = amount }, (size_t)y);
  }
  if (c->o->out_of_school_per_mille > 0)
    demand(c, (CopPlanDemand){ .kind = COP_PLAN_DEMAND_FLOOR, .text = "share of spending for children out of school" }, FLOOR_OUT_OF_SCHOOL);
  if (c->o->prevention_per_mille > 0)
    demand(c, (CopPlanDemand){ .kind = COP_PLAN_DEMAND_FLOOR, .text = "share of spending for prevention" }, FLOOR_PREVENTION);
  for (size_t k = 0; k < c->o->n_floors; k++)
    demand(c, (CopPlanDemand){ .kind = COP_PLAN_DEMAND_FLOOR, .text = c->o->floors[k].name }, k);
}

static int
soonest(const Conflict *c, const CopPlanProblem *p, const CopMeasure *measure)
{
  size_t i = (size_t)(measure - c->m->measures.items);
  return p->soonest[i] + p->measures[i].duration <= p->n_quarters ? p->soonest[i] : -1;
}

static void
list_wishes(Conflict *c, const CopPlanProblem *p)
{
  static const CopPlanDemandKind kinds[COP_PLAN_DECISION_MAX] = {
    [COP_PLAN_REQUIRE] = COP_PLAN_DEMAND_REQUIRED, [COP_PLAN_FORBID] = COP_PLAN_DEMAND_EXCLUDED, [COP_PLAN_PIN] = COP_PLAN_DEMAND_PINNED,
    [COP_PLAN_AFTER] = COP_PLAN_DEMAND_AFTER,      [COP_PLAN_RECOST] = COP_PLAN_DEMAND_RECOST,
  };
  for (size_t i = 0; i < c->m->measures.n; i++) {
    const CopMeasure *measure = &c->m->measures.items[i];
    const CopMeasureProfile *profile = cop_model_measure_profile(c->m, measure->id);
    if (profile != NULL && profile->waiver != NULL)
      demand(c, (CopPlanDemand){ .kind = COP_PLAN_DEMAND_WAIVED, .measure = measure, .text = profile->waiver }, i);
    else if (profile != NULL && profile->mandatory)
      demand(c, (CopPlanDemand){ .kind = COP_PLAN_DEMAND_LAW, .measure = measure, .soonest = soonest(c, p, measure) }, i);
  }
  for (size_t k = 0; k < c->o->n_decisions; k++) {
    const CopPlanDecision *d = &c->o->decisions[k];
    const CopMeasure *measure = cop_model_measure(c->m, d->measure);
    demand(c, (CopPlanDemand){ .kind = kinds[d->kind], .measure = measure, .quarter = d->quarter, .amount = d->cost,
                               .soonest = soonest(c, p, measure) }, k);
  }
}

/* --- the problem without what was given up --- */

static bool
is_decision(CopPlanDemandKind k)
{
  return k == COP_PLAN_DEMAND_REQUIRED || k == COP_PLAN_DEMAND_EXCLUDED || k == COP_PLAN_DEMAND_PINNED || k == COP_PLAN_DEMAND_AFTER ||
         k == COP_PLAN_DEMAND_RECOST;
}

static CopPlanOptions
options_left(const Conflict *c, CopArena *a)
{
  CopPlanOptions o = *c->o;
  CopPlanDecision *decisions = cop_new_n(a, CopPlanDecision, o.n_decisions);
  CopPlanFloorRule *floors = cop_new_n(a, CopPlanFloorRule, o.n_floors);
  o.decisions = decisions;
  o.floors = floors;
  o.n_decisions = o.n_floors = 0;
  for (guint i = 0; i < c->demands->len; i++) {
    const Demand *d = demand_at(c, i);
    if (is_decision(d->shown.kind) && !d->given_up)
      decisions[o.n_decisions++] = c->o->decisions[d->at];
    if (d->shown.kind == COP_PLAN_DEMAND_DELAY && d->given_up)
      o.scenario.delay_quarters = 0;
    if (d->shown.kind != COP_PLAN_DEMAND_FLOOR)
      continue;
    if (d->at == FLOOR_OUT_OF_SCHOOL)
      o.out_of_school_per_mille = d->given_up ? 0 : o.out_of_school_per_mille;
    else if (d->at == FLOOR_PREVENTION)
      o.prevention_per_mille = d->given_up ? 0 : o.prevention_per_mille;
    else if (!d->given_up)
      floors[o.n_floors++] = c->o->floors[d->at];
  }
  return o;
}

static bool
decided(const CopPlanOptions *o, const char *measure, CopPlanDecisionKind kind)
{
  for (size_t k = 0; k < o->n_decisions; k++)
    if (o->decisions[k].kind == kind && strcmp(o->decisions[k].measure, measure) == 0)
      return true;
  return false;
}

/* Limits and laws are not among the options: taken out of the problem. */
static void
relax(const Conflict *c, const CopPlanOptions *o, CopPlanProblem *p, CopArena *a)
{
  CopPlanMeasure *measures = cop_new_n(a, CopPlanMeasure, p->n_measures);
  CopPlanMoneyRow *rows = cop_new_n(a, CopPlanMoneyRow, p->n_money_rows);
  int *capacity = cop_new_n(a, int, p->n_agencies * (size_t)p->n_quarters);
  memcpy(measures, p->measures, p->n_measures * sizeof *measures);
  memcpy(capacity, p->capacity, p->n_agencies * (size_t)p->n_quarters * sizeof *capacity);
  bool free_year[COP_PLAN_MAX_YEARS] = { false };
  for (guint i = 0; i < c->demands->len; i++) {
    const Demand *d = demand_at(c, i);
    if (!d->given_up)
      continue;
    if (d->shown.kind == COP_PLAN_DEMAND_MONEY)
      free_year[d->at] = true;
    for (int q = 0; d->shown.kind == COP_PLAN_DEMAND_CAPACITY && q < p->n_quarters; q++)
      capacity[d->at * (size_t)p->n_quarters + (size_t)q] = (int)COP_PLAN_MAX_MEASURES;
    const char *id = d->shown.measure == NULL ? "" : d->shown.measure->id;
    if (d->shown.kind == COP_PLAN_DEMAND_LAW)
      measures[d->at].mandatory = decided(o, id, COP_PLAN_REQUIRE) || decided(o, id, COP_PLAN_PIN);
    if (d->shown.kind == COP_PLAN_DEMAND_WAIVED && !decided(o, id, COP_PLAN_FORBID))
      measures[d->at].latest = p->n_quarters - measures[d->at].duration;
  }
  size_t n = 0;
  for (size_t k = 0; k < p->n_money_rows; k++)
    if (!free_year[p->money_rows[k].year])
      rows[n++] = p->money_rows[k];
  p->measures = measures;
  p->capacity = capacity;
  p->money_rows = rows;
  p->n_money_rows = n;
}

/* --- is there a plan? --- */

static Answer
solve_left(const Conflict *c, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDiags) unheard = cop_diags_new();
  CopPlanOptions o = options_left(c, a);
  CopPlanProblem *p = cop_plan_problem_from_model(c->m, c->plan, &o, &c->gaps, a, unheard, error);
  if (p == NULL)
    return UNDECIDED;
  relax(c, &o, p, a);
  CopPlanDomain domain = cop_plan_domain_new(p, a);
  CopPlanDeadEnd dead;
  if (!cop_plan_domain_tighten(p, &domain, &dead))
    return INFEASIBLE;
  CopPlanSolution s = cop_plan_solve(p, &(CopPlanSolve){ .seed = 1, .effort = COP_PLAN_EFFORT_QUICK, .threads = c->o->threads }, a);
  return s.complete ? FEASIBLE : s.proof == COP_PLAN_PROOF_INFEASIBLE ? INFEASIBLE : UNDECIDED;
}

static bool
filter(Conflict *c, CopPlanConflict *out, GError **error)
{
  GError *failed = NULL;
  out->proven = true;
  for (guint i = 0; i < c->demands->len; i++) {
    demand_at(c, i)->given_up = true;
    Answer answer = solve_left(c, &failed);
    if (failed != NULL) {
      g_propagate_error(error, failed);
      return false;
    }
    demand_at(c, i)->given_up = answer == INFEASIBLE;
    out->proven &= answer != UNDECIDED;
  }
  CopPlanDemand *left = cop_new_n(c->a, CopPlanDemand, c->demands->len);
  for (guint i = 0; i < c->demands->len; i++)
    if (!demand_at(c, i)->given_up)
      left[out->n++] = demand_at(c, i)->shown;
  out->items = left;
  out->proven |= solve_left(c, &failed) == INFEASIBLE;
  g_clear_error(&failed);
  return true;
}

bool
cop_plan_conflict_find(const CopModel *m, const char *plan_id, const CopPlanOptions *options, CopArena *a, CopPlanConflict *out,
                       GError **error)
{
  static const CopPlanOptions none = { .seed = 1, .effort = COP_PLAN_EFFORT_QUICK };
  *out = (CopPlanConflict){ 0 };
  Conflict c = { .m = m, .o = options == NULL ? &none : options, .a = a, .gaps = cop_gaps_find(m, a) };
  c.plan = cop_plan_find(m, plan_id, error);
  if (c.plan == NULL)
    return false;
  CopPlanOptions all = *c.o;
  cop_plan_floors_add(&all, m, c.plan, a);
  c.o = &all;
  g_autoptr(CopDiags) unheard = cop_diags_new();
  CopPlanProblem *p = cop_plan_problem_from_model(m, c.plan, c.o, &c.gaps, a, unheard, error);
  if (p == NULL)
    return false;
  c.demands = g_array_new(FALSE, TRUE, sizeof(Demand));
  list_limits(&c, p);
  CopPlanOptions undecided = *c.o;
  undecided.n_decisions = 0;
  p = cop_plan_problem_from_model(m, c.plan, &undecided, &c.gaps, a, unheard, error);
  g_assert(p != NULL); /* it was one with more */
  list_wishes(&c, p);
  bool good = filter(&c, out, error);
  g_array_unref(c.demands);
  return good;
}
