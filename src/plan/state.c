/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/state.h"

#include <string.h>

/* More than any plan can be worth, so that completeness always comes first. */
static int64_t
most_value(const CopPlanProblem *p)
{
  int64_t days = 0, sum = 0;
  for (size_t k = 0; k < p->n_days; k++)
    days += p->discount[k];
  for (size_t r = 0; r < p->n_requirements; r++)
    sum += p->requirements[r].weight * cop_plan_curve(COP_PLAN_SEGMENTS * COP_PLAN_SEGMENT_WIDTH);
  return days * sum;
}

CopPlanState *
cop_plan_state_new(const CopPlanProblem *p, CopArena *a)
{
  CopPlanState *s = cop_new(a, CopPlanState);
  s->p = p;
  s->start = cop_new_n(a, int8_t, p->n_measures);
  s->room = cop_new_n(a, int32_t, p->n_agencies * (size_t)p->n_quarters);
  s->money = cop_new_n(a, int64_t, p->n_money_rows);
  s->cover = cop_new_n(a, int32_t, p->n_requirements * p->n_days);
  s->floor = cop_new_n(a, int64_t, p->n_floors);
  s->most_steps = 16 * p->n_measures + 64;
  s->steps = cop_new_n(a, CopPlanStep, s->most_steps);
  /* Room for every measure and floor to be missing at once without overflow. */
  s->penalty = MIN(most_value(p) + 1, INT64_MAX / 4 / (int64_t)(p->n_measures + p->n_floors + 1));
  s->floor_scale = cop_new_n(a, double, p->n_floors);
  for (size_t i = 0; i < p->n_floors; i++) {
    double largest = (double)MAX(ABS(p->floors[i].base), 1);
    for (size_t k = 0; k < p->n_measures * (size_t)p->n_quarters; k++)
      largest = MAX(largest, (double)ABS(p->floors[i].terms[k]));
    s->floor_scale[i] = largest * (double)(p->n_measures + 1);
  }
  cop_plan_state_reset(s);
  return s;
}

void
cop_plan_state_reset(CopPlanState *s)
{
  const CopPlanProblem *p = s->p;
  memset(s->start, -1, p->n_measures);
  for (size_t i = 0; i < p->n_agencies * (size_t)p->n_quarters; i++)
    s->room[i] = p->capacity[i];
  for (size_t i = 0; i < p->n_money_rows; i++)
    s->money[i] = p->money_rows[i].limit;
  memset(s->cover, 0, p->n_requirements * p->n_days * sizeof *s->cover);
  for (size_t i = 0; i < p->n_floors; i++)
    s->floor[i] = p->floors[i].base;
  s->value = 0;
  s->n_steps = 0;
  s->n_missing = 0;
  for (size_t i = 0; i < p->n_measures; i++)
    s->n_missing += p->measures[i].mandatory;
}

/* --- rules --- */

/* The earliest end among the chosen of these measures other than `except`; a
 * value past every start when there is none. */
static int
first_end(const CopPlanState *s, const uint16_t *services, size_t n, size_t except)
{
  int best = s->p->n_quarters + 1;
  for (size_t i = 0; i < n; i++)
    if (s->start[services[i]] >= 0 && services[i] != except)
      best = MIN(best, s->start[services[i]] + s->p->measures[services[i]].duration);
  return best;
}

/* The first quarter in which a measure may invite disclosure. */
static int
safe_from(const CopPlanState *s, size_t measure)
{
  const CopPlanProblem *p = s->p;
  int helpline = first_end(s, p->helplines, p->n_helplines, measure);
  int referral = first_end(s, p->referrals, p->n_referrals, measure);
  return MAX(helpline, referral);
}

bool
cop_plan_state_window(const CopPlanState *s, size_t measure, int *from, int *to)
{
  const CopPlanProblem *p = s->p;
  const CopPlanMeasure *m = &p->measures[measure];
  int first = p->soonest[measure], last = MIN(m->latest, p->n_quarters - m->duration);
  for (size_t k = p->links_in_at[measure]; k < p->links_in_at[measure + 1]; k++) {
    const CopPlanLink *l = &p->links[p->links_in[k]];
    if (s->start[l->from] < 0)
      return false;
    first = MAX(first, s->start[l->from] + p->measures[l->from].duration + l->lag);
  }
  for (size_t k = p->links_out_at[measure]; k < p->links_out_at[measure + 1]; k++) {
    const CopPlanLink *l = &p->links[p->links_out[k]];
    if (s->start[l->to] >= 0)
      last = MIN(last, s->start[l->to] - l->lag - m->duration);
  }
  for (size_t k = 0; k < p->n_exclusions; k++) {
    const CopPlanPair *x = &p->exclusions[k];
    if ((x->a == measure && s->start[x->b] >= 0) || (x->b == measure && s->start[x->a] >= 0))
      return false;
  }
  if (m->invites_disclosure && first <= last)
    first = MAX(first, safe_from(s, measure));
  *from = first;
  *to = last;
  return first <= last;
}

bool
cop_plan_state_fits(const CopPlanState *s, size_t measure, int start)
{
  const CopPlanProblem *p = s->p;
  const CopPlanMeasure *m = &p->measures[measure];
  if (m->closed >> start & 1)
    return false;
  if (m->agency >= 0 && m->load > 0) {
    const int32_t *room = s->room + m->agency * p->n_quarters;
    for (int q = start; q < start + m->duration; q++)
      if (room[q] < m->load)
        return false;
  }
  const int64_t *cost = m->cost + start * p->n_years;
  for (size_t i = 0; i < p->n_money_rows; i++) {
    const CopPlanMoneyRow *row = &p->money_rows[i];
    if ((m->funds & ~row->funds) == 0 && cost[row->year] > s->money[i])
      return false;
  }
  return true;
}

/* --- value --- */

int
cop_plan_state_first_day(const CopPlanProblem *p, size_t measure, int start)
{
  int end = start + p->measures[measure].duration, k = 0;
  while ((size_t)k < p->n_days && p->day[k] < end)
    k++;
  return k;
}

static int64_t
cover_gain(const CopPlanState *s, const CopPlanCover *c, size_t k, int sign)
{
  const CopPlanRequirement *r = &s->p->requirements[c->requirement];
  int64_t now = r->base + s->cover[c->requirement * s->p->n_days + k];
  return r->weight * (cop_plan_curve(now + sign * c->milli) - cop_plan_curve(now));
}

/* The day from which a boost of a measure counts, were the measure to count
 * from `first`; n_days when its partner is left out. */
static int
boost_day(const CopPlanState *s, const CopPlanBoost *b, size_t measure, int first)
{
  size_t other = b->a == measure ? b->b : b->a;
  if (s->start[other] < 0)
    return (int)s->p->n_days;
  return MAX(first, cop_plan_state_first_day(s->p, other, s->start[other]));
}

/* Boosts share requirements with the measure itself, and the curve is concave,
 * so covers are counted one on top of the other, per day. */
void
cop_plan_state_gains(const CopPlanState *s, size_t measure, int64_t *gain)
{
  const CopPlanProblem *p = s->p;
  const CopPlanMeasure *m = &p->measures[measure];
  bool boosted = p->boosts_of_at[measure] < p->boosts_of_at[measure + 1];
  gain[p->n_days] = 0;
  for (size_t k = p->n_days; k-- > 0;) {
    int64_t sum = 0;
    for (size_t c = 0; c < m->n_covers; c++) {
      int64_t milli = m->covers[c].milli;
      const CopPlanRequirement *r = &p->requirements[m->covers[c].requirement];
      int64_t now = r->base + s->cover[m->covers[c].requirement * p->n_days + k];
      for (size_t i = p->boosts_of_at[measure]; boosted && i < p->boosts_of_at[measure + 1]; i++) {
        const CopPlanBoost *b = &p->boosts[p->boosts_of[i]];
        if (boost_day(s, b, measure, 0) <= (int)k)
          for (size_t d = 0; d < b->n_covers; d++)
            if (b->covers[d].requirement == m->covers[c].requirement)
              milli += b->covers[d].milli;
      }
      sum += r->weight * (cop_plan_curve(now + milli) - cop_plan_curve(now));
    }
    /* Boosts of requirements the measure itself does not serve: those of its partners. */
    for (size_t i = p->boosts_of_at[measure]; boosted && i < p->boosts_of_at[measure + 1]; i++) {
      const CopPlanBoost *b = &p->boosts[p->boosts_of[i]];
      if (boost_day(s, b, measure, 0) > (int)k)
        continue;
      for (size_t d = 0; d < b->n_covers; d++) {
        bool own = false;
        for (size_t c = 0; c < m->n_covers && !own; c++)
          own = m->covers[c].requirement == b->covers[d].requirement;
        if (!own)
          sum += cover_gain(s, &b->covers[d], k, 1);
      }
    }
    gain[k] = gain[k + 1] + p->discount[k] * sum;
  }
}

static void
add_cover(CopPlanState *s, const CopPlanCover *covers, size_t n, int first, int sign)
{
  const CopPlanProblem *p = s->p;
  for (size_t c = 0; c < n; c++)
    for (size_t k = (size_t)first; k < p->n_days; k++) {
      s->value += p->discount[k] * cover_gain(s, &covers[c], k, sign);
      s->cover[covers[c].requirement * p->n_days + k] += sign * covers[c].milli;
    }
}

/* --- steps --- */

static void
apply(CopPlanState *s, size_t measure, int start, int sign)
{
  const CopPlanProblem *p = s->p;
  const CopPlanMeasure *m = &p->measures[measure];
  if (m->agency >= 0)
    for (int q = start; q < start + m->duration; q++)
      s->room[m->agency * p->n_quarters + q] -= sign * m->load;
  const int64_t *cost = m->cost + start * p->n_years;
  for (size_t i = 0; i < p->n_money_rows; i++)
    if ((m->funds & ~p->money_rows[i].funds) == 0)
      s->money[i] -= sign * cost[p->money_rows[i].year];
  for (size_t i = 0; i < p->n_floors; i++)
    s->floor[i] += sign * p->floors[i].terms[measure * (size_t)p->n_quarters + (size_t)start];
  int first = cop_plan_state_first_day(p, measure, start);
  add_cover(s, m->covers, m->n_covers, first, sign);
  for (size_t i = p->boosts_of_at[measure]; i < p->boosts_of_at[measure + 1]; i++) {
    const CopPlanBoost *b = &p->boosts[p->boosts_of[i]];
    add_cover(s, b->covers, b->n_covers, boost_day(s, b, measure, first), sign);
  }
  if (m->mandatory)
    s->n_missing -= (size_t)sign;
}

static void
set_start(CopPlanState *s, size_t measure, int start)
{
  if (s->start[measure] >= 0) {
    apply(s, measure, s->start[measure], -1);
    s->start[measure] = -1;
  }
  if (start >= 0) {
    apply(s, measure, start, 1);
    s->start[measure] = (int8_t)start;
  }
}

static void
step(CopPlanState *s, size_t measure, int start)
{
  g_assert(s->n_steps < s->most_steps);
  s->steps[s->n_steps++] = (CopPlanStep){ (uint16_t)measure, s->start[measure] };
  set_start(s, measure, start);
}

void
cop_plan_state_place(CopPlanState *s, size_t measure, int start)
{
  step(s, measure, start);
}

void
cop_plan_state_lift(CopPlanState *s, size_t measure)
{
  step(s, measure, -1);
}

void
cop_plan_state_drop(CopPlanState *s, size_t measure)
{
  const CopPlanProblem *p = s->p;
  if (s->start[measure] < 0)
    return;
  step(s, measure, -1);
  for (size_t k = p->links_out_at[measure]; k < p->links_out_at[measure + 1]; k++)
    cop_plan_state_drop(s, p->links[p->links_out[k]].to);
  const CopPlanMeasure *m = &p->measures[measure];
  if (!m->helpline && !m->referral)
    return;
  for (size_t i = 0; i < p->n_inviting; i++) {
    size_t other = p->inviting[i];
    if (s->start[other] >= 0 && safe_from(s, other) > s->start[other])
      cop_plan_state_drop(s, other);
  }
}

void
cop_plan_state_undo(CopPlanState *s, size_t mark)
{
  while (s->n_steps > mark) {
    CopPlanStep *last = &s->steps[--s->n_steps];
    set_start(s, last->measure, last->before);
  }
}

void
cop_plan_state_set(CopPlanState *s, const int8_t *start)
{
  cop_plan_state_reset(s);
  for (size_t i = 0; i < s->p->n_measures; i++)
    if (start[i] >= 0)
      set_start(s, i, start[i]);
}

/* --- completeness --- */

int64_t
cop_plan_state_score(const CopPlanState *s)
{
  const CopPlanProblem *p = s->p;
  int64_t score = s->value - s->penalty * (int64_t)s->n_missing;
  for (size_t i = 0; i < p->n_floors; i++)
    if (s->floor[i] < 0) {
      double share = MIN((double)-s->floor[i] / s->floor_scale[i], 1.0);
      score -= s->penalty / 2 + (int64_t)((double)(s->penalty / 2) * share);
    }
  return score;
}

bool
cop_plan_state_complete(const CopPlanState *s)
{
  for (size_t i = 0; i < s->p->n_floors; i++)
    if (s->floor[i] < 0)
      return false;
  return s->n_missing == 0;
}
