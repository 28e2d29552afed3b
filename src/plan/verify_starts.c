/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/verify_starts.h"

#include <string.h>

typedef struct {
  const CopPlanProblem *p;
  bool *open, *must;
  bool moved;
} Starts;

static void
keep_between(Starts *v, size_t i, int from, int to)
{
  for (int s = 0; s < v->p->n_quarters; s++)
    if ((s < from || s > to) && cop_plan_open_at(v->p, v->open, i, s)) {
      v->open[i * (size_t)v->p->n_quarters + (size_t)s] = false;
      v->moved = true;
    }
}

static int
last_of(const Starts *v, size_t i)
{
  for (int s = v->p->n_quarters - 1; s >= 0; s--)
    if (cop_plan_open_at(v->p, v->open, i, s))
      return s;
  return -1;
}

static int
soonest_end(const Starts *v, bool helpline, size_t except)
{
  int best = 2 * (int)COP_PLAN_MAX_QUARTERS;
  for (size_t k = 0; k < v->p->n_measures; k++)
    if (k != except && (helpline ? v->p->measures[k].helpline : v->p->measures[k].referral))
      best = MIN(best, cop_plan_open_first(v->p, v->open, k) + v->p->measures[k].duration);
  return best;
}

static void
close_by_order(Starts *v)
{
  const CopPlanProblem *p = v->p;
  for (size_t k = 0; k < p->n_links; k++) {
    size_t from = p->links[k].from, to = p->links[k].to;
    int lead = p->measures[from].duration + p->links[k].lag;
    keep_between(v, to, cop_plan_open_first(v->p, v->open, from) + lead, p->n_quarters);
    if (v->must[to]) {
      v->moved |= !v->must[from];
      v->must[from] = true;
      keep_between(v, from, 0, last_of(v, to) - lead);
    }
  }
  for (size_t i = 0; i < p->n_measures; i++)
    if (p->measures[i].invites_disclosure)
      keep_between(v, i, MAX(soonest_end(v, true, i), soonest_end(v, false, i)), p->n_quarters);
}

static int64_t
least_cost(const Starts *v, size_t i, int year)
{
  int64_t least = INT64_MAX;
  for (int s = 0; s < v->p->n_quarters; s++)
    if (cop_plan_open_at(v->p, v->open, i, s))
      least = MIN(least, v->p->measures[i].cost[s * v->p->n_years + year]);
  return least == INT64_MAX ? 0 : least;
}

/* What is chosen for certain when a measure is. */
static void
find_along(const Starts *v, size_t i, bool *along)
{
  const CopPlanProblem *p = v->p;
  memcpy(along, v->must, p->n_measures * sizeof *along);
  along[i] = true;
  for (bool moved = true; moved;) {
    moved = false;
    for (size_t k = 0; k < p->n_links; k++)
      if (along[p->links[k].to] && !along[p->links[k].from])
        moved = along[p->links[k].from] = true;
  }
}

static void
rule_out(Starts *v, size_t i, int s)
{
  v->open[i * (size_t)v->p->n_quarters + (size_t)s] = false;
  v->moved = true;
}

/* A start, beside what comes along at its cheapest. */
static void
close_by_money(Starts *v, bool *along)
{
  const CopPlanProblem *p = v->p;
  for (size_t i = 0; i < p->n_measures; i++) {
    find_along(v, i, along);
    for (size_t r = 0; r < p->n_money_rows; r++) {
      const CopPlanMoneyRow *row = &p->money_rows[r];
      bool pays = (p->measures[i].funds | row->funds) == row->funds;
      int64_t rest = 0;
      for (size_t k = 0; k < p->n_measures; k++)
        if (along[k] && k != i && (p->measures[k].funds | row->funds) == row->funds)
          rest += least_cost(v, k, row->year);
      for (int s = 0; s < p->n_quarters; s++)
        if (cop_plan_open_at(v->p, v->open, i, s) && rest + (pays ? p->measures[i].cost[s * p->n_years + row->year] : 0) > row->limit)
          rule_out(v, i, s);
    }
  }
}

/* Whatever it starts with, a measure that must be chosen is under way between
 * its last start and its first end. */
static int
taken(const Starts *v, int agency, int quarter, size_t except)
{
  int load = 0;
  for (size_t k = 0; k < v->p->n_measures; k++)
    if (v->must[k] && k != except && v->p->measures[k].agency == agency && last_of(v, k) <= quarter &&
        quarter < cop_plan_open_first(v->p, v->open, k) + v->p->measures[k].duration)
      load += v->p->measures[k].load;
  return load;
}

static void
close_by_capacity(Starts *v)
{
  const CopPlanProblem *p = v->p;
  for (size_t i = 0; i < p->n_measures; i++) {
    const CopPlanMeasure *m = &p->measures[i];
    for (int s = 0; m->agency >= 0 && s < p->n_quarters; s++)
      for (int q = s; q < s + m->duration && cop_plan_open_at(v->p, v->open, i, s); q++)
        if (taken(v, m->agency, q, i) + m->load > p->capacity[m->agency * p->n_quarters + q])
          rule_out(v, i, s);
  }
}

static void
close_excluded(Starts *v)
{
  for (size_t e = 0; e < v->p->n_exclusions; e++) {
    size_t x = v->p->exclusions[e].a, y = v->p->exclusions[e].b;
    if (v->must[x])
      keep_between(v, y, 1, 0);
    if (v->must[y])
      keep_between(v, x, 1, 0);
  }
}

void
cop_plan_verify_starts(const CopPlanProblem *p, bool *open_starts, bool *must)
{
  Starts *v = &(Starts){ p, open_starts, must, false };
  for (size_t i = 0; i < p->n_measures; i++) {
    const CopPlanMeasure *m = &p->measures[i];
    v->must[i] = m->mandatory;
    for (int s = 0; s < p->n_quarters; s++) {
      bool open = s >= m->earliest && s <= m->latest && s + m->duration <= p->n_quarters && !(m->closed & UINT64_C(1) << s);
      for (int q = s; open && m->agency >= 0 && q < s + m->duration; q++)
        open = p->capacity[m->agency * p->n_quarters + q] >= m->load;
      v->open[i * (size_t)p->n_quarters + (size_t)s] = open;
    }
  }
  g_autofree bool *along = g_new(bool, p->n_measures + 1);
  do {
    v->moved = false;
    close_by_order(v);
    close_by_money(v, along);
    close_by_capacity(v);
    close_excluded(v);
  } while (v->moved);
}
