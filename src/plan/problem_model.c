/* SPDX-License-Identifier: Apache-2.0
 * plan/problem_model.c -- a model, a plan and options become a problem; the
 * rules are in the head of plan/plan.h. */
#include <math.h>
#include <string.h>

#include "plan/plan.h"

#define DISCOUNT_PER_MILLE 50
#define BOOST_PER_MILLE 200
#define RECURRENT_WITHOUT_PROFILE 50
#define QUARTERS 4

typedef struct {
  const CopModel *m;
  const CopPlan *plan;
  const CopPlanOptions *o;
  const CopGaps *gaps;
  CopArena *a;
  CopDiags *diags;
  CopPlanProblem *p;
  GHashTable *index;    /* measure id -> index + 1 */
  GHashTable *agency;   /* institution id -> index + 1 */
  GHashTable *fund;     /* name -> index + 1 */
  CopPlanMeasure *measures;
} Build;

static int
index_of(GHashTable *table, const char *key)
{
  return key == NULL ? -1 : GPOINTER_TO_INT(g_hash_table_lookup(table, key)) - 1;
}

static void
finding(const Build *b, CopSeverity severity, const char *code, const char *remedy, const char *message)
{
  cop_diags_add(b->diags, &(CopDiag){ .severity = severity, .kind = COP_DIAG_GATE, .code = code, .start = -1, .end = -1,
                                      .message = message, .remedy = remedy });
}

static const CopMeasureProfile *
profile_of(const CopModel *m, const char *measure)
{
  for (size_t i = 0; i < m->measure_profiles.n; i++)
    if (strcmp(m->measure_profiles.items[i].measure, measure) == 0)
      return &m->measure_profiles.items[i];
  return NULL;
}

/* --- money --- */

/* Price level of a year against the plan's price year, in parts per million. */
static int64_t
price_level(const Build *b, int year)
{
  int64_t level = 1000000;
  int64_t years = b->plan->first_year + year - b->plan->price_year;
  for (int64_t i = 0; i < years && i < 100; i++)
    level += (level * b->o->inflation_per_mille + 500) / 1000;
  return level;
}

/* Cost by start and year: per cent-quarters of the yearly cost, rounded once. */
static const int64_t *
cost_table(const Build *b, int64_t yearly, int64_t recurrent, int duration)
{
  const CopPlanProblem *p = b->p;
  int64_t *cost = cop_new_n(b->a, int64_t, (size_t)(p->n_quarters * p->n_years));
  for (int s = 0; s < p->n_quarters; s++)
    for (int q = s; q < p->n_quarters; q++)
      cost[s * p->n_years + q / QUARTERS] += q < s + duration ? 100 : recurrent;
  for (int k = 0; k < p->n_quarters * p->n_years; k++) {
    CopInt128 share = (CopInt128)cost[k] * yearly * price_level(b, k % p->n_years);
    CopInt128 whole = (CopInt128)100 * QUARTERS * 1000000;
    cost[k] = (int64_t)((share + whole / 2) / whole);
  }
  return cost;
}

static int64_t
class_cost(const CopModel *m, const CopMeasure *measure)
{
  const CopCostClass *c = cop_model_cost_class(m, measure->cost_class);
  if (c == NULL)
    return 0;
  return c->low > 0 ? (int64_t)llround(sqrt((double)c->low) * sqrt((double)c->high)) : c->high / 2;
}

CopPlanUnitCost
cop_plan_unit_cost(const CopModel *m, const CopPlanOptions *o, const CopMeasure *measure)
{
  const CopMeasureProfile *profile = profile_of(m, measure->id);
  CopPlanUnitCost price = { .recurrent = RECURRENT_WITHOUT_PROFILE };
  if (profile != NULL)
    price = (CopPlanUnitCost){ profile->cost_plan, profile->cost_low, profile->cost_high, profile->recurrent };
  else
    price.yearly = price.low = price.high = class_cost(m, measure);
  for (size_t k = 0; k < o->n_decisions; k++)
    if (o->decisions[k].kind == COP_PLAN_RECOST && strcmp(o->decisions[k].measure, measure->id) == 0)
      price.yearly = price.low = price.high = o->decisions[k].cost;
  return price;
}

static int
fund_index(Build *b, const char *name, const char **names)
{
  int f = index_of(b->fund, name);
  if (f < 0 && b->p->n_funds < COP_PLAN_MAX_FUNDS) {
    f = (int)b->p->n_funds++;
    names[f] = name;
    g_hash_table_insert(b->fund, (gpointer)name, GINT_TO_POINTER(f + 1));
  }
  return f;
}

static void
scale_money(const Build *b, int64_t *amount)
{
  const CopPlanScenario *w = &b->o->scenario;
  for (size_t f = 0; f < b->p->n_funds; f++)
    for (int y = 0; y < b->p->n_years; y++) {
      int64_t *one = &amount[f * (size_t)b->p->n_years + (size_t)y];
      if (w->budget_per_mille > 0)
        *one = (int64_t)((CopInt128)*one * w->budget_per_mille / 1000);
      if (w->lost_fund != NULL && strcmp(w->lost_fund, b->p->funds[f]) == 0)
        *one = 0;
      if (w->more_fund != NULL && strcmp(w->more_fund, b->p->funds[f]) == 0 && w->more_year == y)
        *one = CLAMP(*one + w->more_amount, 0, COP_PLAN_MAX_MONEY);
    }
}

/* An earmark counts for the fund: what any of its rows is reserved for. A fund
 * with one row that is not reserved may pay for everything. */
static void
set_earmarks(Build *b)
{
  for (size_t i = 0; i < b->p->n_measures; i++)
    b->measures[i].funds = 0;
  for (size_t k = 0; k < b->m->budgets.n; k++) {
    const CopBudget *row = &b->m->budgets.items[k];
    int f = strcmp(row->plan, b->plan->id) == 0 ? index_of(b->fund, row->fund) : -1;
    if (f < 0)
      continue;
    for (size_t i = 0; i < b->p->n_measures && row->earmark.n == 0; i++)
      b->measures[i].funds |= 1u << f;
    for (size_t e = 0; e < row->earmark.n; e++) {
      int i = index_of(b->index, row->earmark.items[e]);
      if (i >= 0)
        b->measures[i].funds |= 1u << f;
    }
  }
}

static bool
build_money(Build *b, GError **error)
{
  CopPlanProblem *p = b->p;
  const char **names = cop_new_n(b->a, const char *, COP_PLAN_MAX_FUNDS);
  int64_t *amount = cop_new_n(b->a, int64_t, COP_PLAN_MAX_FUNDS * (size_t)p->n_years);
  p->funds = names;
  p->fund_amount = amount;
  if (b->o->n_budget > 0) {
    fund_index(b, "given budget", names);
    for (int y = 0; y < p->n_years; y++)
      amount[y] = b->o->budget[MIN((size_t)y, b->o->n_budget - 1)];
    for (size_t i = 0; i < p->n_measures; i++)
      b->measures[i].funds = 1;
    p->money_limited = true;
    scale_money(b, amount);
    return true;
  }
  for (size_t k = 0; k < b->m->budgets.n; k++) {
    const CopBudget *row = &b->m->budgets.items[k];
    if (strcmp(row->plan, b->plan->id) != 0)
      continue;
    int f = fund_index(b, row->fund, names);
    int64_t y = row->year - b->plan->first_year;
    if (f < 0) {
      g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_LIMIT, "a plan holds at most %u sources of funds", COP_PLAN_MAX_FUNDS);
      return false;
    }
    p->money_limited = true;
    if (y >= 0 && y < p->n_years)
      amount[f * p->n_years + y] += row->amount;
  }
  if (!p->money_limited) {
    finding(b, COP_SEVERITY_WARNING, "plan-no-budget", "add budgets by year and source of funds",
            "the plan has no budget, so money limits nothing");
    for (size_t i = 0; i < p->n_measures; i++)
      b->measures[i].funds = 1;
    return true;
  }
  set_earmarks(b);
  scale_money(b, amount);
  return true;
}

/* --- capacity --- */

/* Fewer teams; a single team stays, and its measures take longer instead. */
static int
scaled_teams(const Build *b, const char *institution, int64_t teams, int *slow_per_mille)
{
  const CopPlanScenario *w = &b->o->scenario;
  *slow_per_mille = 1000;
  if (w->more_agency != NULL && strcmp(w->more_agency, institution) == 0)
    teams += w->more_teams;
  teams = CLAMP(teams, 0, 1000);
  if (w->slow_agency == NULL || strcmp(w->slow_agency, institution) != 0 || w->slow_per_mille <= 0)
    return (int)teams;
  if (teams == 1)
    *slow_per_mille = w->slow_per_mille;
  return (int)MAX(teams * w->slow_per_mille / 1000, teams > 0);
}

static void
build_capacity(Build *b, int *slow)
{
  CopPlanProblem *p = b->p;
  const char **ids = cop_new_n(b->a, const char *, b->m->capacities.n);
  int *capacity = cop_new_n(b->a, int, b->m->capacities.n * (size_t)p->n_quarters);
  for (size_t k = 0; k < b->m->capacities.n; k++) {
    const CopCapacity *row = &b->m->capacities.items[k];
    if (strcmp(row->plan, b->plan->id) != 0 || index_of(b->agency, row->institution) >= 0)
      continue;
    size_t agency = p->n_agencies++;
    ids[agency] = row->institution;
    g_hash_table_insert(b->agency, (gpointer)row->institution, GINT_TO_POINTER((int)agency + 1));
    int teams = scaled_teams(b, row->institution, row->measures, &slow[agency]);
    for (int q = 0; q < p->n_quarters; q++)
      capacity[agency * (size_t)p->n_quarters + (size_t)q] = teams;
  }
  p->agencies = ids;
  p->capacity = capacity;
}

/* --- measures --- */

/* Of texts "Q1" to "Q4"; none: every quarter is open. */
static uint64_t
closed_quarters(const CopTexts *open)
{
  uint64_t closed = open->n == 0 ? 0 : UINT64_MAX;
  for (size_t k = 0; k < open->n; k++)
    for (unsigned q = (unsigned)(open->items[k][1] - '1'); q < 64; q += QUARTERS)
      closed &= ~(UINT64_C(1) << q);
  return closed;
}

static void
build_measure(Build *b, size_t i, const int *slow)
{
  const CopMeasure *measure = &b->m->measures.items[i];
  const CopMeasureProfile *profile = profile_of(b->m, measure->id);
  CopPlanMeasure *x = &b->measures[i];
  x->id = measure->id;
  x->agency = profile == NULL ? -1 : index_of(b->agency, profile->lead);
  x->load = x->agency < 0 ? 0 : 1;
  int64_t months = MAX(measure->months, 1);
  if (x->agency >= 0)
    months = (months * 1000 + slow[x->agency] - 1) / slow[x->agency];
  x->duration = (int)MIN((months + 2) / 3, (int64_t)COP_PLAN_MAX_QUARTERS + 1);
  x->earliest = b->o->scenario.delay_quarters;
  x->latest = b->p->n_quarters - x->duration;
  x->closed = profile == NULL ? 0 : closed_quarters(&profile->start_quarters);
  x->mandatory = profile != NULL && profile->mandatory;
  x->invites_disclosure = measure->invites_disclosure;
  x->helpline = measure->helpline;
  x->referral = measure->referral;
  CopPlanUnitCost price = cop_plan_unit_cost(b->m, b->o, measure);
  x->cost = cost_table(b, price.yearly, price.recurrent, x->duration);
  if (profile != NULL && profile->waiver != NULL) {
    x->mandatory = false;
    x->latest = -1;
  }
  /* What nobody has put a price on is not free. */
  x->unpriced = profile == NULL && price.high == 0;
  if (x->unpriced)
    x->latest = -1;
  else if (profile == NULL)
    finding(b, COP_SEVERITY_WARNING, "plan-no-profile", "add a measure profile with lead and cost",
            cop_arena_printf(b->a, "%s has no profile: no lead, and its cost is the middle of class %s", measure->id,
                             measure->cost_class));
}

/* One finding for all: a country that begins has no price for any. */
static void
report_unpriced(const Build *b)
{
  g_autoptr(GString) ids = g_string_new(NULL);
  size_t n = 0;
  for (size_t i = 0; i < b->p->n_measures; i++)
    if (b->measures[i].unpriced) {
      g_string_append_printf(ids, "%s%s", n > 0 ? ", " : "", b->measures[i].id);
      n++;
    }
  if (n > 0)
    finding(b, COP_SEVERITY_WARNING, "plan-no-cost", "under 'Measures here' give each you consider a lead and a cost, or give its cost class the two ends",
            cop_arena_printf(b->a, "%zu of %zu measures cannot be planned, for nobody has put a price on them: %s", n, b->p->n_measures, ids->str));
}

static bool
apply_decision(Build *b, const CopPlanDecision *d, GError **error)
{
  int i = index_of(b->index, d->measure);
  if (i < 0) {
    g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_NOT_FOUND, "there is no measure '%s'", d->measure);
    return false;
  }
  CopPlanMeasure *x = &b->measures[i];
  switch (d->kind) {
  case COP_PLAN_REQUIRE:
    x->mandatory = true;
    break;
  case COP_PLAN_FORBID:
    x->mandatory = false;
    x->latest = -1;
    break;
  case COP_PLAN_PIN:
    x->mandatory = true;
    x->earliest = MAX(x->earliest, d->quarter);
    x->latest = MIN(x->latest, d->quarter);
    x->closed = 0; /* whoever pins a measure knows the calendar */
    break;
  case COP_PLAN_AFTER:
    x->earliest = MAX(x->earliest, d->quarter);
    break;
  case COP_PLAN_RECOST:
  case COP_PLAN_DECISION_MAX:
    break;
  }
  return true;
}

static void
build_links(Build *b)
{
  CopPlanProblem *p = b->p;
  size_t n = 0, n_boosts = 0;
  for (size_t i = 0; i < p->n_measures; i++) {
    n += b->m->measures.items[i].prerequisites.n;
    n_boosts += b->m->measures.items[i].reinforces.n;
  }
  CopPlanLink *links = cop_new_n(b->a, CopPlanLink, n);
  CopPlanBoost *boosts = cop_new_n(b->a, CopPlanBoost, n_boosts);
  for (size_t i = 0; i < p->n_measures; i++) {
    const CopMeasure *measure = &b->m->measures.items[i];
    for (size_t k = 0; k < measure->prerequisites.n; k++) {
      int from = index_of(b->index, measure->prerequisites.items[k]);
      if (from >= 0)
        links[p->n_links++] = (CopPlanLink){ (uint16_t)from, (uint16_t)i, 0 };
    }
    for (size_t k = 0; k < measure->reinforces.n; k++) {
      int gaining = index_of(b->index, measure->reinforces.items[k]);
      if (gaining < 0 || (size_t)gaining == i || b->measures[gaining].n_covers == 0)
        continue;
      const CopPlanMeasure *x = &b->measures[gaining];
      CopPlanCover *covers = cop_new_n(b->a, CopPlanCover, x->n_covers);
      for (size_t c = 0; c < x->n_covers; c++)
        covers[c] = (CopPlanCover){ x->covers[c].requirement, (uint16_t)(x->covers[c].milli * BOOST_PER_MILLE / 1000) };
      boosts[p->n_boosts++] = (CopPlanBoost){ (uint16_t)i, (uint16_t)gaining, x->n_covers, covers };
    }
  }
  p->links = links;
  p->boosts = boosts;
}

/* --- value --- */

static int
evidence_milli(CopEvidenceStrength e)
{
  static const int milli[COP_EVIDENCE_MAX] = {
    [COP_EVIDENCE_EXPERT] = 350, [COP_EVIDENCE_PRUDENT] = 400, [COP_EVIDENCE_PROMISING] = 450, [COP_EVIDENCE_PROVEN] = 500 };
  g_assert(e < COP_EVIDENCE_MAX);
  return milli[e];
}

/* Requirements are the gaps in the order of the list, less treaties and those
 * no measure names. */
static void
build_requirements(Build *b)
{
  CopPlanProblem *p = b->p;
  CopPlanRequirement *rs = cop_new_n(b->a, CopPlanRequirement, b->gaps->n);
  g_autofree GArray **covers = g_new0(GArray *, p->n_measures + 1);
  for (size_t i = 0; i < p->n_measures; i++)
    covers[i] = g_array_new(FALSE, TRUE, sizeof(CopPlanCover));
  for (size_t g = 0; g < b->gaps->n; g++) {
    const CopGap *gap = &b->gaps->items[g];
    size_t n = 0;
    for (size_t k = 0; k < gap->n_servers && gap->kind != COP_GAP_TREATY; k++) {
      int i = gap->servers[k].direct ? index_of(b->index, gap->servers[k].measure->id) : -1;
      if (i < 0)
        continue;
      CopPlanCover c = { (uint16_t)p->n_requirements, (uint16_t)evidence_milli(gap->servers[k].measure->evidence) };
      g_array_append_val(covers[i], c);
      n++;
    }
    if (n == 0)
      continue;
    double weight = 1000.0 * gap->score.value / gap->need;
    rs[p->n_requirements++] = (CopPlanRequirement){ cop_arena_printf(b->a, "%s/%s", cop_gap_kind_name(gap->kind), gap->id),
                                                    CLAMP((int64_t)llround(weight), 0, COP_PLAN_MAX_WEIGHT),
                                                    (int)lround(1000.0 * (1.0 - gap->need)) };
  }
  p->requirements = rs;
  for (size_t i = 0; i < p->n_measures; i++) {
    CopPlanCover *copy = cop_new_n(b->a, CopPlanCover, covers[i]->len);
    for (guint k = 0; k < covers[i]->len; k++)
      copy[k] = g_array_index(covers[i], CopPlanCover, k);
    b->measures[i].covers = copy;
    b->measures[i].n_covers = covers[i]->len;
    g_array_unref(covers[i]);
  }
}

static void
build_days(Build *b)
{
  CopPlanProblem *p = b->p;
  int *day = cop_new_n(b->a, int, (size_t)p->n_years);
  int64_t *discount = cop_new_n(b->a, int64_t, (size_t)p->n_years);
  int64_t d = COP_PLAN_MAX_DISCOUNT;
  for (int y = 0; y < p->n_years; y++) {
    day[y] = MIN(QUARTERS * (y + 1), p->n_quarters);
    discount[y] = d;
    d = d * 1000 / (1000 + DISCOUNT_PER_MILLE);
  }
  p->day = day;
  p->discount = discount;
  p->n_days = (size_t)p->n_years;
}

/* --- floors --- */

/* Sum over members of cost, less the share of all cost, is not below 0. */
static const int64_t *
share_terms(const Build *b, const bool *member, int per_mille)
{
  const CopPlanProblem *p = b->p;
  int64_t *terms = cop_new_n(b->a, int64_t, p->n_measures * (size_t)p->n_quarters);
  for (size_t i = 0; i < p->n_measures; i++)
    for (int s = 0; s < p->n_quarters; s++) {
      CopInt128 cost = 0;
      for (int y = 0; y < p->n_years; y++)
        cost += cop_plan_cost_at(p, i, s, y);
      terms[i * (size_t)p->n_quarters + (size_t)s] =
        (int64_t)(((member[i] ? 1000 : 0) - per_mille) * cost / 1000);
    }
  return terms;
}

static const int64_t *
count_terms(const Build *b, const bool *member)
{
  const CopPlanProblem *p = b->p;
  int64_t *terms = cop_new_n(b->a, int64_t, p->n_measures * (size_t)p->n_quarters);
  for (size_t i = 0; i < p->n_measures; i++)
    for (int s = 0; s < p->n_quarters; s++)
      terms[i * (size_t)p->n_quarters + (size_t)s] = member[i];
  return terms;
}

static void
add_floor(Build *b, CopPlanFloor *floors, const char *name, int64_t base, const int64_t *terms)
{
  if (b->p->n_floors < COP_PLAN_MAX_FLOORS)
    floors[b->p->n_floors] = (CopPlanFloor){ name, base, terms };
  b->p->n_floors++; /* one too many is refused by cop_plan_problem_finish() */
}

static bool
build_floors(Build *b, GError **error)
{
  CopPlanProblem *p = b->p;
  CopPlanFloor *floors = cop_new_n(b->a, CopPlanFloor, COP_PLAN_MAX_FLOORS);
  p->floors = floors;
  g_autofree bool *member = g_new0(bool, p->n_measures + 1);
  for (size_t i = 0; i < p->n_measures; i++)
    member[i] = b->m->measures.items[i].out_of_school;
  if (b->o->out_of_school_per_mille > 0)
    add_floor(b, floors, "share of spending for children out of school", 0, share_terms(b, member, b->o->out_of_school_per_mille));
  for (size_t i = 0; i < p->n_measures; i++)
    member[i] = b->m->measures.items[i].prevention;
  if (b->o->prevention_per_mille > 0)
    add_floor(b, floors, "share of spending for prevention", 0, share_terms(b, member, b->o->prevention_per_mille));
  for (size_t k = 0; k < b->o->n_floors; k++) {
    const CopPlanFloorRule *rule = &b->o->floors[k];
    memset(member, 0, p->n_measures);
    for (size_t e = 0; e < rule->n_measures; e++) {
      int i = index_of(b->index, rule->measures[e]);
      if (i < 0) {
        g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_NOT_FOUND, "floor '%s': there is no measure '%s'", rule->name,
                    rule->measures[e]);
        return false;
      }
      member[i] = true;
    }
    if (rule->share_per_mille > 0)
      add_floor(b, floors, rule->name, 0, share_terms(b, member, rule->share_per_mille));
    if (rule->at_least > 0)
      add_floor(b, floors, rule->name, -rule->at_least, count_terms(b, member));
  }
  return true;
}

/* --- all together --- */

static bool
build(Build *b, GError **error)
{
  CopPlanProblem *p = b->p;
  p->n_years = (int)CLAMP(b->plan->years, 1, (int64_t)COP_PLAN_MAX_YEARS);
  p->n_quarters = QUARTERS * p->n_years;
  p->n_measures = b->m->measures.n;
  b->measures = cop_new_n(b->a, CopPlanMeasure, p->n_measures);
  p->measures = b->measures;
  for (size_t i = 0; i < p->n_measures; i++)
    g_hash_table_insert(b->index, (gpointer)b->m->measures.items[i].id, GINT_TO_POINTER((int)i + 1));

  g_autofree int *slow = g_new0(int, b->m->capacities.n + 1);
  build_capacity(b, slow);
  for (size_t i = 0; i < p->n_measures; i++)
    build_measure(b, i, slow);
  report_unpriced(b);
  for (size_t k = 0; k < b->o->n_decisions; k++)
    if (!apply_decision(b, &b->o->decisions[k], error))
      return false;
  build_requirements(b);
  build_links(b);
  build_days(b);
  return build_money(b, error) && build_floors(b, error) && cop_plan_problem_finish(p, b->a, error);
}

CopPlanProblem *
cop_plan_problem_from_model(const CopModel *m, const CopPlan *plan, const CopPlanOptions *options, const CopGaps *gaps,
                            CopArena *a, CopDiags *diags, GError **error)
{
  if (plan->years < 1 || plan->years > (int64_t)COP_PLAN_MAX_YEARS) {
    g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_LIMIT, "plan '%s' has %" G_GINT64_FORMAT " years; 1 to %u can be planned",
                plan->id, plan->years, COP_PLAN_MAX_YEARS);
    return NULL;
  }
  if (m->measures.n > COP_PLAN_MAX_MEASURES) {
    g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_LIMIT, "%zu measures; at most %u can be planned", m->measures.n,
                COP_PLAN_MAX_MEASURES);
    return NULL;
  }
  Build b = { .m = m, .plan = plan, .o = options, .gaps = gaps, .a = a, .diags = diags, .p = cop_new(a, CopPlanProblem),
              .index = g_hash_table_new(g_str_hash, g_str_equal), .agency = g_hash_table_new(g_str_hash, g_str_equal),
              .fund = g_hash_table_new(g_str_hash, g_str_equal) };
  bool good = build(&b, error);
  g_hash_table_unref(b.index);
  g_hash_table_unref(b.agency);
  g_hash_table_unref(b.fund);
  return good ? b.p : NULL;
}
