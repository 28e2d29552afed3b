/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/domain.h"

#include <string.h>

CopPlanDomain
cop_plan_domain_new(const CopPlanProblem *p, CopArena *a)
{
  CopPlanDomain d = { cop_new_n(a, uint64_t, p->n_measures), cop_new_n(a, bool, p->n_measures) };
  for (size_t i = 0; i < p->n_measures; i++) {
    const CopPlanMeasure *m = &p->measures[i];
    d.starts[i] = cop_plan_domain_range(p->soonest[i], MIN(m->latest, p->n_quarters - m->duration)) & ~m->closed;
    d.out[i] = !m->mandatory;
  }
  return d;
}

void
cop_plan_domain_copy(const CopPlanProblem *p, CopPlanDomain *to, const CopPlanDomain *from)
{
  memcpy(to->starts, from->starts, p->n_measures * sizeof *to->starts);
  memcpy(to->out, from->out, p->n_measures * sizeof *to->out);
}

typedef struct {
  const CopPlanProblem *p;
  CopPlanDomain *d;
  CopPlanDeadEnd *dead;
  bool changed;
} Tighten;

/* Keeps only these starts. False when the measure must be chosen and has none. */
static bool
keep(Tighten *t, size_t i, uint64_t starts)
{
  uint64_t left = t->d->starts[i] & starts;
  if (left != t->d->starts[i]) {
    t->d->starts[i] = left;
    t->changed = true;
  }
  if (left == 0 && !t->d->out[i])
    t->dead->measure = i;
  return left != 0 || t->d->out[i];
}

static bool
must(Tighten *t, size_t i)
{
  if (t->d->out[i]) {
    t->d->out[i] = false;
    t->changed = true;
  }
  return keep(t, i, UINT64_MAX);
}

/* --- order --- */

static bool
tighten_links(Tighten *t)
{
  const CopPlanProblem *p = t->p;
  for (size_t k = 0; k < p->n_measures; k++) {
    size_t i = p->order[k];
    for (size_t l = p->links_in_at[i]; l < p->links_in_at[i + 1]; l++) {
      const CopPlanLink *link = &p->links[p->links_in[l]];
      int first = cop_plan_domain_first(t->d, link->from);
      uint64_t after = first < 0 ? 0 : cop_plan_domain_range(first + p->measures[link->from].duration + link->lag, 63);
      if (!keep(t, i, after))
        return false;
      if (!t->d->out[i] && !must(t, link->from))
        return false;
    }
  }
  for (size_t k = p->n_measures; k-- > 0;) {
    size_t i = p->order[k];
    if (t->d->out[i])
      continue;
    for (size_t l = p->links_in_at[i]; l < p->links_in_at[i + 1]; l++) {
      const CopPlanLink *link = &p->links[p->links_in[l]];
      int latest = cop_plan_domain_last(t->d, i) - link->lag - p->measures[link->from].duration;
      if (!keep(t, link->from, cop_plan_domain_range(0, latest)))
        return false;
    }
  }
  return true;
}

/* The earliest end of these services other than `except`; the only one that
 * is left, or -1. */
static int
earliest_end(const Tighten *t, const uint16_t *services, size_t n, size_t except, int *only)
{
  int best = t->p->n_quarters + 1;
  size_t left = 0;
  *only = -1;
  for (size_t k = 0; k < n; k++) {
    int first = services[k] == except ? -1 : cop_plan_domain_first(t->d, services[k]);
    if (first < 0)
      continue;
    best = MIN(best, first + t->p->measures[services[k]].duration);
    *only = services[k];
    left++;
  }
  if (left != 1)
    *only = -1;
  return best;
}

static bool
tighten_safety(Tighten *t)
{
  const CopPlanProblem *p = t->p;
  for (size_t k = 0; k < p->n_inviting; k++) {
    size_t i = p->inviting[k];
    for (int helpline = 0; helpline < 2; helpline++) {
      int only;
      int end = helpline ? earliest_end(t, p->helplines, p->n_helplines, i, &only) : earliest_end(t, p->referrals, p->n_referrals, i, &only);
      if (!keep(t, i, cop_plan_domain_range(end, 63)))
        return false;
      if (t->d->out[i] || only < 0)
        continue;
      int latest = cop_plan_domain_last(t->d, i) - p->measures[only].duration;
      if (!must(t, (size_t)only) || !keep(t, (size_t)only, cop_plan_domain_range(0, latest)))
        return false;
    }
  }
  for (size_t e = 0; e < p->n_exclusions; e++) {
    size_t a = p->exclusions[e].a, b = p->exclusions[e].b;
    if ((!t->d->out[a] && !keep(t, b, 0)) || (!t->d->out[b] && !keep(t, a, 0)))
      return false;
  }
  return true;
}

/* --- money --- */

static int64_t
least_cost(const Tighten *t, size_t i, int year)
{
  int64_t least = INT64_MAX;
  for (uint64_t s = t->d->starts[i]; s != 0; s &= s - 1)
    least = MIN(least, cop_plan_cost_at(t->p, i, __builtin_ctzll(s), year));
  return least == INT64_MAX ? 0 : least;
}

/* What the prerequisites of a measure that are not forced yet cost at least,
 * in a row: they come along. Counted once each by `seen`. */
static int64_t
cost_of_needs(const Tighten *t, size_t i, const CopPlanMoneyRow *row, bool *seen)
{
  const CopPlanProblem *p = t->p;
  int64_t sum = 0;
  for (size_t l = p->links_in_at[i]; l < p->links_in_at[i + 1]; l++) {
    size_t from = p->links[p->links_in[l]].from;
    if (seen[from])
      continue;
    seen[from] = true;
    if (t->d->out[from] && (p->measures[from].funds & ~row->funds) == 0)
      sum += least_cost(t, from, row->year);
    sum += cost_of_needs(t, from, row, seen);
  }
  return sum;
}

static bool
tighten_money_row(Tighten *t, const CopPlanMoneyRow *row, bool *seen)
{
  const CopPlanProblem *p = t->p;
  int64_t forced = 0;
  for (size_t i = 0; i < p->n_measures; i++)
    if (!t->d->out[i] && (p->measures[i].funds & ~row->funds) == 0)
      forced += least_cost(t, i, row->year);
  for (size_t i = 0; i < p->n_measures; i++) {
    if (t->d->starts[i] == 0)
      continue;
    bool pays = (p->measures[i].funds & ~row->funds) == 0;
    memset(seen, 0, p->n_measures);
    int64_t left = row->limit - forced - cost_of_needs(t, i, row, seen);
    if (pays && !t->d->out[i])
      left += least_cost(t, i, row->year);
    uint64_t fine = 0;
    for (uint64_t s = t->d->starts[i]; s != 0; s &= s - 1) {
      int start = __builtin_ctzll(s);
      if ((pays ? cop_plan_cost_at(p, i, start, row->year) : 0) <= left)
        fine |= UINT64_C(1) << start;
    }
    if (!keep(t, i, fine))
      return false;
  }
  return true;
}

/* --- capacity --- */

/* The quarters a measure is carried out in wherever it starts. */
static void
compulsory(const Tighten *t, size_t i, int *from, int *to)
{
  *from = cop_plan_domain_last(t->d, i);
  *to = cop_plan_domain_first(t->d, i) + t->p->measures[i].duration;
}

static bool
tighten_capacity(Tighten *t)
{
  const CopPlanProblem *p = t->p;
  for (int a = 0; a < (int)p->n_agencies; a++) {
    int room[COP_PLAN_MAX_QUARTERS];
    for (int q = 0; q < p->n_quarters; q++)
      room[q] = p->capacity[a * p->n_quarters + q];
    for (size_t i = 0; i < p->n_measures; i++) {
      int from, to;
      if (p->measures[i].agency != a || t->d->out[i])
        continue;
      compulsory(t, i, &from, &to);
      for (int q = from; q < to; q++)
        room[q] -= p->measures[i].load;
    }
    for (size_t i = 0; i < p->n_measures; i++) {
      const CopPlanMeasure *m = &p->measures[i];
      int from = 0, to = 0;
      if (m->agency != a || t->d->starts[i] == 0)
        continue;
      if (!t->d->out[i])
        compulsory(t, i, &from, &to);
      uint64_t fine = 0;
      for (uint64_t s = t->d->starts[i]; s != 0; s &= s - 1) {
        int start = __builtin_ctzll(s);
        bool fits = true;
        for (int q = start; q < start + m->duration && fits; q++)
          fits = room[q] + (q >= from && q < to ? m->load : 0) >= m->load;
        if (fits)
          fine |= UINT64_C(1) << start;
      }
      if (!keep(t, i, fine))
        return false;
    }
  }
  return true;
}

bool
cop_plan_domain_tighten(const CopPlanProblem *p, CopPlanDomain *d, CopPlanDeadEnd *dead)
{
  Tighten t = { p, d, dead, true };
  g_autofree bool *seen = g_new0(bool, p->n_measures + 1);
  while (t.changed) {
    t.changed = false;
    if (!tighten_links(&t) || !tighten_safety(&t) || !tighten_capacity(&t))
      return false;
    for (size_t k = 0; k < p->n_money_rows; k++)
      if (!tighten_money_row(&t, &p->money_rows[k], seen))
        return false;
  }
  return true;
}
