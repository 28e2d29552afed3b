/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_instance.h"

#include <string.h>

#include "plan/random.h"
#include "plan/verify.h"

#define N_AGENCIES 12u
#define N_REQUIREMENTS 100u

typedef struct {
  const PlanInstance *how;
  CopArena *a;
  CopPlanProblem *p;
  CopPlanMeasure *measures;
  CopPlanRandom r;
} Make;

static int
between(Make *k, int low, int high)
{
  return low + (int)cop_plan_random_below(&k->r, (uint32_t)(high - low + 1));
}

/* Of the classes of the catalogue and as often as there, in thousands; the
 * logarithm of the cost is spread evenly within a class. */
static int64_t
make_yearly(Make *k)
{
  static const int64_t classes[][2] = { { 50, 500 }, { 500, 5000 }, { 5000, 50000 }, { 50000, 150000 } };
  static const unsigned often[] = { 10, 18, 13, 5 };
  unsigned at = cop_plan_random_below(&k->r, 46), c = 0;
  for (; at >= often[c]; c++)
    at -= often[c];
  int64_t low = classes[c][0], high = classes[c][1];
  while (high > 2 * low) /* halve the range of the logarithm */
    if (between(k, 0, 1))
      low *= 2;
    else
      high /= 2;
  return low + (int64_t)cop_plan_random_below(&k->r, (uint32_t)(high - low + 1));
}

static const int64_t *
make_cost(Make *k, int duration, int64_t *total)
{
  const CopPlanProblem *p = k->p;
  int64_t *cost = cop_new_n(k->a, int64_t, (size_t)(p->n_quarters * p->n_years));
  int64_t quarterly = make_yearly(k) / 4;
  int64_t later = k->how->tail ? quarterly * between(k, 10, 95) / 100 : 0;
  for (int s = 0; s < p->n_quarters; s++)
    for (int q = s; q < p->n_quarters; q++)
      cost[s * p->n_years + q / 4] += q < s + duration ? quarterly : later;
  *total += quarterly * duration + later * (p->n_quarters - duration) / 2;
  return cost;
}

static void
make_measure(Make *k, size_t i, int64_t *total)
{
  static const int months[] = { 3, 3, 3, 6, 6, 6, 6, 6, 6, 6, 9, 9, 9, 9, 9, 12, 12, 12, 12, 18, 18 };
  CopPlanMeasure *m = &k->measures[i];
  m->id = cop_arena_printf(k->a, "m%03zu", i);
  m->duration = MIN(months[between(k, 0, G_N_ELEMENTS(months) - 1)] / 3, k->p->n_quarters / 2);
  m->agency = between(k, 0, N_AGENCIES - 1);
  m->load = 1;
  m->latest = k->p->n_quarters - m->duration;
  m->mandatory = i >= 2 && between(k, 1, 20) == 1;
  m->helpline = i == 0 || i == 7;
  m->referral = i == 1;
  m->invites_disclosure = (i > 7 && between(k, 1, 10) == 1) || (k->how->n_measures < 8 && i == 3);
  m->funds = 1;
  if (k->how->earmarks)
    m->funds = i % 3 == 0 ? 7 : i % 3 == 1 ? 1 : 3;
  m->cost = make_cost(k, m->duration, total);
  /* A law rarely demands what costs most or comes last; else many instances had no plan. */
  m->mandatory &= m->cost[(k->p->n_quarters - 1) * k->p->n_years + k->p->n_years - 1] < 5000 / 4;
  m->n_covers = (size_t)between(k, 1, 6);
  CopPlanCover *covers = cop_new_n(k->a, CopPlanCover, m->n_covers);
  for (size_t c = 0; c < m->n_covers; c++)
    covers[c] = (CopPlanCover){ (uint16_t)((i * 37 + c * 29 + (size_t)between(k, 0, 20)) % N_REQUIREMENTS), (uint16_t)(350 + 50 * between(k, 0, 3)) };
  for (size_t c = 1; c < m->n_covers; c++)
    for (size_t d = 0; d < c; d++)
      if (covers[c].requirement == covers[d].requirement)
        m->n_covers = c;
  m->covers = covers;
}

static void
make_links(Make *k)
{
  CopPlanLink *links = cop_new_n(k->a, CopPlanLink, 2 * k->p->n_measures);
  for (size_t i = 2; i < k->p->n_measures; i++)
    for (int n = between(k, 1, 10) <= 5 ? between(k, 1, 2) : 0; n > 0; n--) {
      CopPlanLink l = { (uint16_t)between(k, (int)i > 40 ? (int)i - 40 : 0, (int)i - 1), (uint16_t)i, between(k, 1, 5) == 1 };
      links[k->p->n_links++] = l;
      k->measures[i].mandatory = false;
    }
  k->p->links = links;
}

static void
make_rich(Make *k)
{
  CopPlanProblem *p = k->p;
  CopPlanBoost *boosts = cop_new_n(k->a, CopPlanBoost, p->n_measures / 5);
  for (size_t b = 0; b < p->n_measures / 5; b++) {
    size_t x = (size_t)between(k, 0, (int)p->n_measures - 1), y = (x + 1 + (size_t)between(k, 0, (int)p->n_measures - 2)) % p->n_measures;
    CopPlanCover *covers = cop_new_n(k->a, CopPlanCover, p->measures[y].n_covers);
    for (size_t c = 0; c < p->measures[y].n_covers; c++)
      covers[c] = (CopPlanCover){ p->measures[y].covers[c].requirement, (uint16_t)(p->measures[y].covers[c].milli / 5) };
    boosts[b] = (CopPlanBoost){ (uint16_t)x, (uint16_t)y, p->measures[y].n_covers, covers };
  }
  p->boosts = boosts;
  p->n_boosts = p->n_measures / 5;
  CopPlanPair *pairs = cop_new_n(k->a, CopPlanPair, p->n_measures / 10);
  for (size_t e = 0; e < p->n_measures / 10; e++) {
    uint16_t x = (uint16_t)between(k, 2, (int)p->n_measures - 2);
    if (!p->measures[x].mandatory && !p->measures[x + 1].mandatory)
      pairs[p->n_exclusions++] = (CopPlanPair){ x, (uint16_t)(x + 1) };
  }
  p->exclusions = pairs;
  /* A quarter of all spending goes to every fourth measure. */
  int64_t *terms = cop_new_n(k->a, int64_t, p->n_measures * (size_t)p->n_quarters);
  for (size_t i = 0; i < p->n_measures; i++)
    for (int s = 0; s < p->n_quarters; s++)
      for (int y = 0; y < p->n_years; y++)
        terms[i * (size_t)p->n_quarters + (size_t)s] += cop_plan_cost_at(p, i, s, y) * (i % 4 == 0 ? 3 : -1);
  CopPlanFloor *floors = cop_new(k->a, CopPlanFloor);
  *floors = (CopPlanFloor){ "a quarter", 0, terms };
  p->floors = floors;
  p->n_floors = 1;
}

static void
make_frame(Make *k)
{
  CopPlanProblem *p = k->p;
  CopPlanRequirement *rs = cop_new_n(k->a, CopPlanRequirement, N_REQUIREMENTS);
  for (size_t r = 0; r < N_REQUIREMENTS; r++)
    rs[r] = (CopPlanRequirement){ cop_arena_printf(k->a, "r%zu", r), 100 * between(k, 1, 5) * between(k, 1, 5),
                                  between(k, 1, 4) == 1 ? 500 : 0 };
  p->requirements = rs;
  p->n_requirements = N_REQUIREMENTS;
  const char **agencies = cop_new_n(k->a, const char *, N_AGENCIES);
  for (size_t i = 0; i < N_AGENCIES; i++)
    agencies[i] = cop_arena_printf(k->a, "a%zu", i);
  p->agencies = agencies;
  p->n_agencies = N_AGENCIES;
  int *day = cop_new_n(k->a, int, (size_t)p->n_years);
  int64_t *discount = cop_new_n(k->a, int64_t, (size_t)p->n_years), d = COP_PLAN_MAX_DISCOUNT;
  for (int y = 0; y < p->n_years; y++, d = d * 100 / 105) {
    day[y] = MIN(4 * (y + 1), p->n_quarters);
    discount[y] = d;
  }
  p->day = day;
  p->discount = discount;
  p->n_days = (size_t)p->n_years;
}

/* Each agency can carry six tenths of its measures, spread evenly. */
static void
make_capacity(Make *k)
{
  CopPlanProblem *p = k->p;
  int *capacity = cop_new_n(k->a, int, N_AGENCIES * (size_t)p->n_quarters);
  for (size_t a = 0; a < N_AGENCIES; a++) {
    int work = 0;
    for (size_t i = 0; i < p->n_measures; i++)
      work += p->measures[i].agency == (int)a ? p->measures[i].load * p->measures[i].duration : 0;
    for (int q = 0; q < p->n_quarters; q++)
      capacity[a * (size_t)p->n_quarters + (size_t)q] = MAX(1, (work * 6 / 10 + p->n_quarters - 1) / p->n_quarters);
  }
  p->capacity = capacity;
}

static void
make_money(Make *k, int64_t total)
{
  CopPlanProblem *p = k->p;
  p->n_funds = k->how->earmarks ? 3 : 1;
  const char **funds = cop_new_n(k->a, const char *, 3);
  int64_t *amount = cop_new_n(k->a, int64_t, 3 * (size_t)p->n_years);
  for (size_t f = 0; f < p->n_funds; f++) {
    funds[f] = cop_arena_printf(k->a, "f%zu", f);
    for (int y = 0; y < p->n_years; y++)
      amount[f * (size_t)p->n_years + (size_t)y] = total * 45 / 100 / p->n_years / (int64_t)p->n_funds;
  }
  p->funds = funds;
  p->fund_amount = amount;
  p->money_limited = true;
}

CopPlanProblem *
plan_instance_new(const PlanInstance *how, CopArena *a)
{
  Make k = { .how = how, .a = a, .p = cop_new(a, CopPlanProblem) };
  cop_plan_random_init(&k.r, how->seed, 0);
  k.p->n_quarters = how->n_quarters;
  k.p->n_years = (how->n_quarters + 3) / 4;
  k.p->n_measures = how->n_measures;
  k.measures = cop_new_n(a, CopPlanMeasure, how->n_measures);
  k.p->measures = k.measures;
  make_frame(&k);
  int64_t total = 0;
  for (size_t i = 0; i < how->n_measures; i++)
    make_measure(&k, i, &total);
  make_links(&k);
  if (how->rich)
    make_rich(&k);
  make_capacity(&k);
  make_money(&k, total);
  GError *error = NULL;
  if (!cop_plan_problem_finish(k.p, a, &error))
    g_error("%s", error->message);
  return k.p;
}

/* --- by trying everything --- */

typedef struct {
  const CopPlanProblem *p;
  int8_t start[16];
  int64_t best;
} Try;

static void
try_from(Try *t, size_t i)
{
  const CopPlanProblem *p = t->p;
  if (i == p->n_measures) {
    g_autoptr(CopDiags) found = cop_diags_new();
    int64_t value;
    if (cop_plan_verify_schedule(p, t->start, &value, found))
      t->best = MAX(t->best, value);
    return;
  }
  for (int s = -1; s + p->measures[i].duration <= p->n_quarters; s++) {
    t->start[i] = (int8_t)s;
    try_from(t, i + 1);
  }
}

int64_t
plan_instance_best_by_trying(const CopPlanProblem *p)
{
  Try t = { .p = p, .best = -1 };
  g_assert(p->n_measures <= G_N_ELEMENTS(t.start));
  try_from(&t, 0);
  return t.best;
}
