/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/verify.h"

#include <string.h>

static void
broken(CopDiags *found, const char *code, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
broken(CopDiags *found, const char *code, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  cop_diags_add(found, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_GATE, .code = code, .start = -1,
                                   .end = -1, .message = message, .remedy = "report this plan as a bug" });
}

/* --- a schedule against a problem --- */

static void
check_windows(const CopPlanProblem *p, const int8_t *start, CopDiags *found)
{
  for (size_t i = 0; i < p->n_measures; i++) {
    const CopPlanMeasure *m = &p->measures[i];
    if (start[i] < 0) {
      if (m->mandatory)
        broken(found, "plan-broken-mandatory", "%s is mandatory and left out", m->id);
      continue;
    }
    if (start[i] < m->earliest || start[i] > m->latest)
      broken(found, "plan-broken-window", "%s starts in quarter %d, allowed are %d to %d", m->id, start[i], m->earliest, m->latest);
    if (m->closed & UINT64_C(1) << start[i])
      broken(found, "plan-broken-season", "%s starts in quarter %d, which is closed to it", m->id, start[i]);
    if (start[i] + m->duration > p->n_quarters)
      broken(found, "plan-broken-horizon", "%s has its first result after the plan ends", m->id);
  }
}

static void
check_order(const CopPlanProblem *p, const int8_t *start, CopDiags *found)
{
  for (size_t k = 0; k < p->n_links; k++) {
    const CopPlanLink *l = &p->links[k];
    if (start[l->to] < 0)
      continue;
    if (start[l->from] < 0)
      broken(found, "plan-broken-order", "%s needs %s, which is left out", p->measures[l->to].id, p->measures[l->from].id);
    else if (start[l->to] < start[l->from] + p->measures[l->from].duration + l->lag)
      broken(found, "plan-broken-order", "%s starts before the first result of %s", p->measures[l->to].id, p->measures[l->from].id);
  }
  for (size_t k = 0; k < p->n_exclusions; k++)
    if (start[p->exclusions[k].a] >= 0 && start[p->exclusions[k].b] >= 0)
      broken(found, "plan-broken-exclusion", "%s and %s exclude each other", p->measures[p->exclusions[k].a].id,
             p->measures[p->exclusions[k].b].id);
}

static void
check_safety(const CopPlanProblem *p, const int8_t *start, CopDiags *found)
{
  for (size_t i = 0; i < p->n_measures; i++) {
    if (start[i] < 0 || !p->measures[i].invites_disclosure)
      continue;
    bool helpline = false, referral = false;
    for (size_t k = 0; k < p->n_measures; k++) {
      bool ready = k != i && start[k] >= 0 && start[k] + p->measures[k].duration <= start[i];
      helpline |= ready && p->measures[k].helpline;
      referral |= ready && p->measures[k].referral;
    }
    if (!helpline || !referral)
      broken(found, "plan-broken-safety", "%s invites disclosure before %s works", p->measures[i].id,
             helpline ? "a referral path" : "a helpline");
  }
}

static void
check_capacity(const CopPlanProblem *p, const int8_t *start, CopDiags *found)
{
  for (int a = 0; a < (int)p->n_agencies; a++)
    for (int q = 0; q < p->n_quarters; q++) {
      int load = 0;
      for (size_t i = 0; i < p->n_measures; i++)
        if (p->measures[i].agency == a && start[i] >= 0 && start[i] <= q && q < start[i] + p->measures[i].duration)
          load += p->measures[i].load;
      if (load > p->capacity[a * p->n_quarters + q])
        broken(found, "plan-broken-capacity", "%s carries %d in quarter %d and can carry %d", p->agencies[a], load, q,
               p->capacity[a * p->n_quarters + q]);
    }
}

/* For every set of funds: those only it may pay cost no more than it holds. */
static void
check_money(const CopPlanProblem *p, const int8_t *start, CopDiags *found)
{
  for (uint32_t set = 0; p->money_limited && set < 1u << p->n_funds; set++)
    for (int y = 0; y < p->n_years; y++) {
      int64_t holds = 0, costs = 0;
      for (size_t f = 0; f < p->n_funds; f++)
        if (set & 1u << f)
          holds += p->fund_amount[f * (size_t)p->n_years + (size_t)y];
      for (size_t i = 0; i < p->n_measures; i++)
        if (start[i] >= 0 && (p->measures[i].funds | set) == set)
          costs += p->measures[i].cost[start[i] * p->n_years + y];
      if (costs > holds)
        broken(found, "plan-broken-money", "year %d: %" G_GINT64_FORMAT " is spent from funds that hold %" G_GINT64_FORMAT, y, costs, holds);
    }
}

static void
check_floors(const CopPlanProblem *p, const int8_t *start, CopDiags *found)
{
  for (size_t k = 0; k < p->n_floors; k++) {
    int64_t sum = p->floors[k].base;
    for (size_t i = 0; i < p->n_measures; i++)
      if (start[i] >= 0)
        sum += p->floors[k].terms[i * (size_t)p->n_quarters + (size_t)start[i]];
    if (sum < 0)
      broken(found, "plan-broken-floor", "the floor '%s' is missed", p->floors[k].name);
  }
}

/* The curve of plan/problem.h, written out. */
static int64_t
worth(int64_t milli)
{
  if (milli <= 500)
    return 10 * milli;
  if (milli <= 1000)
    return 5000 + 5 * (milli - 500);
  if (milli <= 1500)
    return 7500 + 2 * (milli - 1000);
  return 8500;
}

static int64_t
value_of(const CopPlanProblem *p, const int8_t *start)
{
  int64_t value = 0;
  for (size_t k = 0; k < p->n_days; k++)
    for (size_t r = 0; r < p->n_requirements; r++) {
      int64_t milli = p->requirements[r].base;
      for (size_t i = 0; i < p->n_measures; i++)
        for (size_t c = 0; c < p->measures[i].n_covers; c++)
          if (p->measures[i].covers[c].requirement == r && start[i] >= 0 && start[i] + p->measures[i].duration <= p->day[k])
            milli += p->measures[i].covers[c].milli;
      for (size_t b = 0; b < p->n_boosts; b++) {
        size_t x = p->boosts[b].a, y = p->boosts[b].b;
        bool both = start[x] >= 0 && start[y] >= 0 && start[x] + p->measures[x].duration <= p->day[k] &&
                    start[y] + p->measures[y].duration <= p->day[k];
        for (size_t c = 0; both && c < p->boosts[b].n_covers; c++)
          if (p->boosts[b].covers[c].requirement == r)
            milli += p->boosts[b].covers[c].milli;
      }
      value += p->discount[k] * p->requirements[r].weight * (worth(milli) - worth(p->requirements[r].base));
    }
  return value;
}

bool
cop_plan_verify_schedule(const CopPlanProblem *p, const int8_t *start, int64_t *value, CopDiags *found)
{
  size_t before = cop_diags_count(found) + cop_diags_dropped(found);
  check_windows(p, start, found);
  check_order(p, start, found);
  check_safety(p, start, found);
  check_capacity(p, start, found);
  check_money(p, start, found);
  check_floors(p, start, found);
  *value = value_of(p, start);
  return cop_diags_count(found) + cop_diags_dropped(found) == before;
}

/* --- a result against its model --- */

static const CopPlanItem *
item_of(const CopPlanResult *r, const char *measure)
{
  for (size_t i = 0; i < r->n_items; i++)
    if (strcmp(r->items[i].measure->id, measure) == 0)
      return &r->items[i];
  return NULL;
}

static void
check_item_order(const CopPlanResult *r, const CopPlanItem *item, CopDiags *found)
{
  bool helpline = !item->measure->invites_disclosure, referral = helpline;
  for (size_t k = 0; k < item->measure->prerequisites.n; k++) {
    const CopPlanItem *before = item_of(r, item->measure->prerequisites.items[k]);
    if (before != NULL && (!before->chosen || before->end > item->start))
      broken(found, "plan-broken-order", "%s starts before the first result of %s", item->measure->id, before->measure->id);
  }
  for (size_t k = 0; k < r->n_items; k++) {
    const CopPlanItem *other = &r->items[k];
    if (other == item || !other->chosen || other->end > item->start)
      continue;
    helpline |= other->measure->helpline;
    referral |= other->measure->referral;
  }
  if (!helpline || !referral)
    broken(found, "plan-broken-safety", "%s invites disclosure before %s works", item->measure->id,
           helpline ? "a referral path" : "a helpline");
  if (item->start < 0 || item->end > r->n_quarters || item->end - item->start < (int)((item->measure->months + 2) / 3))
    broken(found, "plan-broken-horizon", "%s has no room for its %d months", item->measure->id, (int)item->measure->months);
}

/* A person who pins a measure knows the calendar. */
static void
check_item_season(const CopPlanResult *r, const CopPlanItem *item, CopDiags *found)
{
  bool pinned = false, open = item->profile == NULL || item->profile->start_quarters.n == 0;
  for (size_t k = 0; k < r->options.n_decisions; k++)
    pinned |= r->options.decisions[k].kind == COP_PLAN_PIN && strcmp(r->options.decisions[k].measure, item->measure->id) == 0;
  for (size_t k = 0; !open && k < item->profile->start_quarters.n; k++)
    open = item->profile->start_quarters.items[k][1] - '1' == item->start % 4;
  if (!open && !pinned)
    broken(found, "plan-broken-season", "%s starts in a quarter of the year that its profile does not name", item->measure->id);
}

static void
check_item_cost(const CopPlanResult *r, const CopPlanItem *item, CopDiags *found)
{
  int64_t total = 0;
  for (int y = 0; y < r->n_years; y++) {
    int64_t paid = 0;
    total += item->cost[y];
    if (item->cost[y] < 0 || (!item->chosen && item->cost[y] != 0))
      broken(found, "plan-broken-cost", "%s costs %" G_GINT64_FORMAT " in year %d", item->measure->id, item->cost[y], y);
    for (size_t f = 0; f < r->n_funds; f++) {
      int64_t part = item->paid[f * (size_t)r->n_years + (size_t)y];
      paid += part;
      if (part < 0 || (part > 0 && !(r->problem->measures[item - r->items].funds >> f & 1)))
        broken(found, "plan-broken-money", "%s may not be paid from '%s'", item->measure->id, r->funds[f]);
    }
    if (r->money_limited && paid != item->cost[y])
      broken(found, "plan-broken-money", "%s costs %" G_GINT64_FORMAT " in year %d and %" G_GINT64_FORMAT " is paid", item->measure->id,
             item->cost[y], y, paid);
  }
  if (total != item->cost_total)
    broken(found, "plan-broken-sum", "the yearly costs of %s do not add up", item->measure->id);
  /* The formula in the head of plan/plan.h, for constant prices. */
  bool own_cost = item->profile != NULL && r->options.inflation_per_mille == 0;
  for (size_t k = 0; k < r->options.n_decisions; k++)
    own_cost &= r->options.decisions[k].kind != COP_PLAN_RECOST;
  for (int y = 0; y < r->n_years && own_cost && item->chosen; y++) {
    double expected = 0;
    for (int q = 4 * y; q < 4 * y + 4; q++)
      if (q >= item->start)
        expected += (double)item->profile->cost_plan / 4 * (q < item->end ? 1.0 : (double)item->profile->recurrent / 100);
    if (ABS(expected - (double)item->cost[y]) > 1.0)
      broken(found, "plan-broken-cost", "%s costs %" G_GINT64_FORMAT " in year %d, its profile says %.0f", item->measure->id,
             item->cost[y], y, expected);
  }
}

static void
check_result_sums(const CopPlanResult *r, CopDiags *found)
{
  int64_t total = 0;
  for (int y = 0; y < r->n_years; y++) {
    int64_t cost = 0, budget = 0;
    for (size_t i = 0; i < r->n_items; i++)
      cost += r->items[i].cost[y];
    for (size_t f = 0; f < r->n_funds; f++) {
      int64_t spent = 0;
      for (size_t i = 0; i < r->n_items; i++)
        spent += r->items[i].paid[f * (size_t)r->n_years + (size_t)y];
      budget += r->fund_amount[f * (size_t)r->n_years + (size_t)y];
      if (spent != r->fund_spent[f * (size_t)r->n_years + (size_t)y] || spent > r->fund_amount[f * (size_t)r->n_years + (size_t)y])
        broken(found, "plan-broken-money", "'%s' in year %d is overspent or wrongly summed", r->funds[f], y);
    }
    if (cost != r->cost_year[y] || budget != r->budget_year[y] || (r->money_limited && cost > budget))
      broken(found, "plan-broken-sum", "year %d costs %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT, y, cost, budget);
    total += cost;
  }
  if (total != r->cost_total)
    broken(found, "plan-broken-sum", "the yearly costs do not add up to the total");
}

static void
check_result_capacity(const CopPlanResult *r, CopDiags *found)
{
  if (r->options.scenario.slow_agency != NULL)
    return; /* the teams of that world are checked against the problem */
  for (size_t k = 0; k < r->model->capacities.n; k++) {
    const CopCapacity *row = &r->model->capacities.items[k];
    for (int q = 0; q < r->n_quarters && strcmp(row->plan, r->plan->id) == 0; q++) {
      int64_t busy = 0;
      for (size_t i = 0; i < r->n_items; i++) {
        const CopPlanItem *item = &r->items[i];
        busy += item->chosen && item->profile != NULL && strcmp(item->profile->lead, row->institution) == 0 && item->start <= q &&
                q < item->end;
      }
      if (busy > row->measures)
        broken(found, "plan-broken-capacity", "%s leads %d measures in quarter %d", row->institution, (int)busy, q);
    }
  }
}

static void
check_decisions(const CopPlanResult *r, CopDiags *found)
{
  for (size_t k = 0; k < r->options.n_decisions; k++) {
    const CopPlanDecision *d = &r->options.decisions[k];
    const CopPlanItem *item = item_of(r, d->measure);
    bool kept = item != NULL;
    if (kept && d->kind == COP_PLAN_REQUIRE)
      kept = item->chosen;
    if (kept && d->kind == COP_PLAN_FORBID)
      kept = !item->chosen;
    if (kept && d->kind == COP_PLAN_PIN)
      kept = item->chosen && item->start == d->quarter;
    if (kept && d->kind == COP_PLAN_AFTER)
      kept = !item->chosen || item->start >= d->quarter;
    if (!kept)
      broken(found, "plan-broken-decision", "the decision on %s is not kept", d->measure);
  }
}

bool
cop_plan_verify_result(const CopPlanResult *r, CopDiags *found)
{
  size_t before = cop_diags_count(found) + cop_diags_dropped(found);
  int64_t value;
  cop_plan_verify_schedule(r->problem, r->starts, &value, found);
  if (value != r->value)
    broken(found, "plan-broken-value", "the value is %" G_GINT64_FORMAT ", the plan says %" G_GINT64_FORMAT, value, r->value);
  if (r->value_bound != 0 && r->value > r->value_bound)
    broken(found, "plan-broken-bound", "the value lies above its bound");
  for (size_t i = 0; i < r->n_items; i++) {
    const CopPlanItem *item = &r->items[i];
    if (item->chosen != (r->starts[i] >= 0) || item->start != r->starts[i])
      broken(found, "plan-broken-item", "%s does not say what the schedule says", item->measure->id);
    if (item->chosen)
      check_item_order(r, item, found);
    if (item->chosen)
      check_item_season(r, item, found);
    check_item_cost(r, item, found);
  }
  check_result_sums(r, found);
  check_result_capacity(r, found);
  check_decisions(r, found);
  return cop_diags_count(found) + cop_diags_dropped(found) == before;
}
