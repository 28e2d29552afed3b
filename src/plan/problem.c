/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/problem.h"

#include <stdlib.h>

G_DEFINE_QUARK(cop-plan-error-quark, cop_plan_error)

static bool
fail_limit(GError **error, const char *what, size_t n, size_t most)
{
  g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_LIMIT, "a plan holds at most %zu %s, this one has %zu", most, what, n);
  return false;
}

static bool
check_limits(const CopPlanProblem *p, GError **error)
{
  if (p->n_measures > COP_PLAN_MAX_MEASURES)
    return fail_limit(error, "measures", p->n_measures, COP_PLAN_MAX_MEASURES);
  if (p->n_quarters < 1 || (unsigned)p->n_quarters > COP_PLAN_MAX_QUARTERS)
    return fail_limit(error, "quarters (and at least one)", (size_t)MAX(p->n_quarters, 0), COP_PLAN_MAX_QUARTERS);
  if (p->n_requirements > COP_PLAN_MAX_REQUIREMENTS)
    return fail_limit(error, "requirements", p->n_requirements, COP_PLAN_MAX_REQUIREMENTS);
  if (p->n_funds > COP_PLAN_MAX_FUNDS)
    return fail_limit(error, "sources of funds", p->n_funds, COP_PLAN_MAX_FUNDS);
  if (p->n_floors > COP_PLAN_MAX_FLOORS)
    return fail_limit(error, "floors", p->n_floors, COP_PLAN_MAX_FLOORS);
  if (p->n_days > COP_PLAN_MAX_YEARS)
    return fail_limit(error, "value days", p->n_days, COP_PLAN_MAX_YEARS);
  if (p->n_links > UINT16_MAX || p->n_boosts > UINT16_MAX)
    return fail_limit(error, "prerequisites or boosts", MAX(p->n_links, p->n_boosts), UINT16_MAX);
  g_assert(p->n_years == (p->n_quarters + 3) / 4);
  for (size_t i = 0; i < p->n_requirements; i++)
    g_assert(p->requirements[i].weight >= 0 && p->requirements[i].weight <= COP_PLAN_MAX_WEIGHT);
  for (size_t k = 0; k < p->n_days; k++)
    g_assert(p->discount[k] >= 0 && p->discount[k] <= COP_PLAN_MAX_DISCOUNT);
  for (size_t i = 0; i < p->n_measures; i++) {
    g_assert(p->measures[i].duration >= 1);
    for (int k = 0; k < p->n_quarters * p->n_years; k++)
      if (p->measures[i].cost[k] < 0 || p->measures[i].cost[k] > COP_PLAN_MAX_MONEY) {
        g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_LIMIT, "the yearly cost of %s is negative or over %" G_GINT64_FORMAT,
                    p->measures[i].id, COP_PLAN_MAX_MONEY);
        return false;
      }
  }
  return true;
}

/* Groups the indices 0..n-1 by key: at[k] to at[k+1] of the result hold those
 * of key k. An index has up to two keys; -1 is none. */
static const uint16_t *
group(CopArena *a, size_t n, size_t n_keys, int (*key_of)(const CopPlanProblem *, size_t, int), const CopPlanProblem *p,
      const size_t **at)
{
  size_t *first = cop_new_n(a, size_t, n_keys + 1);
  for (size_t i = 0; i < n; i++)
    for (int side = 0; side < 2; side++) {
      int k = key_of(p, i, side);
      if (k >= 0)
        first[k + 1]++;
    }
  for (size_t k = 0; k < n_keys; k++)
    first[k + 1] += first[k];
  uint16_t *out = cop_new_n(a, uint16_t, first[n_keys]);
  g_autofree size_t *next = g_memdup2(first, (n_keys + 1) * sizeof *first);
  for (size_t i = 0; i < n; i++)
    for (int side = 0; side < 2; side++) {
      int k = key_of(p, i, side);
      if (k >= 0)
        out[next[k]++] = (uint16_t)i;
    }
  *at = first;
  return out;
}

static int
link_to(const CopPlanProblem *p, size_t i, int side)
{
  return side == 0 ? p->links[i].to : -1;
}

static int
link_from(const CopPlanProblem *p, size_t i, int side)
{
  return side == 0 ? p->links[i].from : -1;
}

static int
boost_side(const CopPlanProblem *p, size_t i, int side)
{
  return side == 0 ? p->boosts[i].a : p->boosts[i].b;
}

static bool
fail_cycle(const CopPlanProblem *p, const bool *done, GError **error)
{
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < p->n_measures && s->len < 200; i++)
    if (!done[i])
      g_string_append_printf(s, "%s%s", s->len > 0 ? ", " : "", p->measures[i].id);
  g_set_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_CYCLE, "prerequisites go round in a circle among or before: %s", s->str);
  g_string_free(s, TRUE);
  return false;
}

/* Prerequisites first; among equals the order of the problem. */
static bool
order_measures(CopPlanProblem *p, CopArena *a, GError **error)
{
  uint16_t *order = cop_new_n(a, uint16_t, p->n_measures);
  g_autofree bool *done = g_new0(bool, p->n_measures + 1);
  size_t n = 0, before;
  do {
    before = n;
    for (size_t i = 0; i < p->n_measures; i++) {
      bool ready = !done[i];
      for (size_t k = p->links_in_at[i]; k < p->links_in_at[i + 1] && ready; k++)
        ready = done[p->links[p->links_in[k]].from];
      if (ready) {
        done[i] = true;
        order[n++] = (uint16_t)i;
      }
    }
  } while (n > before);
  p->order = order;
  return n == p->n_measures || fail_cycle(p, done, error);
}

static void
list_services(CopPlanProblem *p, CopArena *a)
{
  uint16_t *helplines = cop_new_n(a, uint16_t, p->n_measures), *referrals = cop_new_n(a, uint16_t, p->n_measures),
           *inviting = cop_new_n(a, uint16_t, p->n_measures);
  for (size_t i = 0; i < p->n_measures; i++) {
    if (p->measures[i].helpline)
      helplines[p->n_helplines++] = (uint16_t)i;
    if (p->measures[i].referral)
      referrals[p->n_referrals++] = (uint16_t)i;
    if (p->measures[i].invites_disclosure)
      inviting[p->n_inviting++] = (uint16_t)i;
  }
  p->helplines = helplines;
  p->referrals = referrals;
  p->inviting = inviting;
}

/* The end of the soonest of these measures, n_quarters + 1 when there is none. */
static int
soonest_end(const CopPlanProblem *p, const int *soonest, const uint16_t *services, size_t n)
{
  int best = p->n_quarters + 1;
  for (size_t i = 0; i < n; i++)
    if (soonest[services[i]] < p->n_quarters)
      best = MIN(best, soonest[services[i]] + p->measures[services[i]].duration);
  return best;
}

/* Starts only grow from round to round and are bounded, so this ends; what it
 * ends at is a lower bound on every start of every plan. */
static void
find_soonest(CopPlanProblem *p, CopArena *a)
{
  int *soonest = cop_new_n(a, int, p->n_measures);
  for (size_t i = 0; i < p->n_measures; i++)
    soonest[i] = MAX(p->measures[i].earliest, 0);
  bool changed;
  do {
    changed = false;
    int helpline = soonest_end(p, soonest, p->helplines, p->n_helplines);
    int referral = soonest_end(p, soonest, p->referrals, p->n_referrals);
    for (size_t k = 0; k < p->n_measures; k++) {
      size_t i = p->order[k];
      const CopPlanMeasure *m = &p->measures[i];
      int s = soonest[i];
      for (size_t l = p->links_in_at[i]; l < p->links_in_at[i + 1]; l++) {
        const CopPlanLink *link = &p->links[p->links_in[l]];
        s = MAX(s, soonest[link->from] + p->measures[link->from].duration + link->lag);
      }
      if (m->invites_disclosure)
        s = MAX(s, MAX(helpline, referral));
      while (s < p->n_quarters && (m->closed >> s & 1))
        s++;
      if (s > m->latest || s + m->duration > p->n_quarters)
        s = p->n_quarters;
      changed |= s != soonest[i];
      soonest[i] = s;
    }
  } while (changed);
  p->soonest = soonest;
}

/* Could the measures that only these funds pay ever cost more in that year? */
static bool
can_bind(const CopPlanProblem *p, uint32_t funds, int year, int64_t limit)
{
  int64_t most = 0;
  for (size_t i = 0; i < p->n_measures; i++) {
    const CopPlanMeasure *m = &p->measures[i];
    int64_t dearest = 0;
    if ((m->funds & ~funds) == 0)
      for (int s = p->soonest[i]; s <= m->latest && s + m->duration <= p->n_quarters; s++)
        dearest = MAX(dearest, cop_plan_cost_at(p, i, s, year));
    most += dearest;
  }
  return most > limit;
}

static void
find_money_rows(CopPlanProblem *p, CopArena *a)
{
  bool held[1u << COP_PLAN_MAX_FUNDS] = { false };
  for (size_t i = 0; i < p->n_measures; i++)
    held[p->measures[i].funds & ((1u << p->n_funds) - 1)] = true;
  for (uint32_t x = 0; x < 1u << p->n_funds; x++)
    for (uint32_t y = 0; held[x] && y < 1u << p->n_funds; y++)
      if (held[y])
        held[x | y] = true;
  CopPlanMoneyRow *rows = cop_new_n(a, CopPlanMoneyRow, ((size_t)1 << p->n_funds) * (size_t)p->n_years);
  p->money_rows = rows;
  for (uint32_t set = 0; p->money_limited && set < 1u << p->n_funds; set++)
    for (int y = 0; held[set] && y < p->n_years; y++) {
      int64_t limit = 0;
      for (size_t f = 0; f < p->n_funds; f++)
        if (set >> f & 1)
          limit += p->fund_amount[f * (size_t)p->n_years + (size_t)y];
      if (can_bind(p, set, y, limit))
        rows[p->n_money_rows++] = (CopPlanMoneyRow){ y, set, limit };
    }
}

bool
cop_plan_problem_finish(CopPlanProblem *p, CopArena *a, GError **error)
{
  if (!check_limits(p, error))
    return false;
  p->links_in = group(a, p->n_links, p->n_measures, link_to, p, &p->links_in_at);
  p->links_out = group(a, p->n_links, p->n_measures, link_from, p, &p->links_out_at);
  p->boosts_of = group(a, p->n_boosts, p->n_measures, boost_side, p, &p->boosts_of_at);
  if (!order_measures(p, a, error))
    return false;
  list_services(p, a);
  find_soonest(p, a);
  find_money_rows(p, a);
  return true;
}
