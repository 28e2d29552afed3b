/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/random.h"
#include "plan/state.h"

#define MOST_WALKERS 16u
#define N_NOISES 4u
/* The search accepts a loss of up to this share of the value at its start,
 * shrinking with the square of what is left of the work. */
#define FIRST_LOSS (1.0 / 250)

typedef struct {
  double key;
  uint16_t measure;
} Candidate;

typedef struct {
  const CopPlanProblem *p;
  const CopPlanSearch *how;
  CopArena *arena;         /* its own: walkers run in threads */
  CopPlanState *s;
  CopPlanRandom random;
  const double *money_price, *load_price;
  Candidate *candidates;   /* [n_measures] */
  uint16_t *chosen;        /* [n_measures] */
  int64_t *gain;           /* [n_days + 1] */
  int8_t *best;
  int64_t best_score;
  int64_t score;           /* of s */
  unsigned epoch;
  unsigned noise;
} Walker;

/* --- prices --- */

/* Without prices from a bound, every limit is worth the same in total. */
static void
plain_prices(const CopPlanProblem *p, double *money, double *load)
{
  for (size_t i = 0; i < p->n_money_rows; i++)
    money[i] = 1.0 / (double)MAX(p->money_rows[i].limit, 1);
  for (size_t a = 0; a < p->n_agencies; a++) {
    double sum = 0;
    for (int q = 0; q < p->n_quarters; q++)
      sum += p->capacity[a * (size_t)p->n_quarters + (size_t)q];
    for (int q = 0; q < p->n_quarters; q++)
      load[a * (size_t)p->n_quarters + (size_t)q] = 0.5 / MAX(sum, 1.0);
  }
}

static double
price_of(const Walker *w, size_t measure, int start)
{
  const CopPlanProblem *p = w->p;
  const CopPlanMeasure *m = &p->measures[measure];
  const int64_t *cost = m->cost + start * p->n_years;
  double price = 0;
  for (size_t i = 0; i < p->n_money_rows; i++)
    if ((m->funds & ~p->money_rows[i].funds) == 0)
      price += w->money_price[i] * (double)cost[p->money_rows[i].year];
  if (m->agency >= 0)
    for (int q = start; q < start + m->duration; q++)
      price += w->load_price[m->agency * p->n_quarters + q] * m->load;
  return price;
}

/* --- placing one measure with all it needs --- */

/* The start with most value over price, or sometimes any that fits; -1 when
 * none fits. */
static int
pick_start(Walker *w, size_t measure, int from, int to)
{
  const CopPlanProblem *p = w->p;
  bool any = cop_plan_random_below(&w->random, 8) == 0;
  if (w->how->money_price != NULL || any)
    cop_plan_state_gains(w->s, measure, w->gain);
  int best = -1, n_fitting = 0;
  double best_worth = -INFINITY;
  for (int t = from; t <= to; t++) {
    if (!cop_plan_state_fits(w->s, measure, t))
      continue;
    n_fitting++;
    if (any) {
      if (cop_plan_random_below(&w->random, (uint32_t)n_fitting) == 0)
        best = t;
      continue;
    }
    if (w->how->money_price == NULL)
      return t;
    double worth = (double)w->gain[cop_plan_state_first_day(p, measure, t)] - price_of(w, measure, t);
    if (worth > best_worth) {
      best_worth = worth;
      best = t;
    }
  }
  return best;
}

static bool pull(Walker *w, size_t measure, unsigned depth);

/* Makes sure one of these services is chosen, the soonest first. */
static bool
pull_service(Walker *w, const uint16_t *services, size_t n, size_t except, unsigned depth)
{
  int best = -1;
  for (size_t i = 0; i < n; i++) {
    if (services[i] == except)
      continue;
    if (w->s->start[services[i]] >= 0)
      return true;
    if (best < 0 || w->p->soonest[services[i]] < w->p->soonest[best])
      best = services[i];
  }
  return best >= 0 && pull(w, (size_t)best, depth);
}

/* Chooses a measure after all it needs; on failure the caller takes back what
 * was placed on the way. */
static bool
pull(Walker *w, size_t measure, unsigned depth)
{
  const CopPlanProblem *p = w->p;
  if (w->s->start[measure] >= 0)
    return true;
  if (p->soonest[measure] >= p->n_quarters || depth > p->n_measures)
    return false;
  for (size_t k = p->links_in_at[measure]; k < p->links_in_at[measure + 1]; k++)
    if (!pull(w, p->links[p->links_in[k]].from, depth + 1))
      return false;
  if (p->measures[measure].invites_disclosure &&
      (!pull_service(w, p->helplines, p->n_helplines, measure, depth + 1) ||
       !pull_service(w, p->referrals, p->n_referrals, measure, depth + 1)))
    return false;
  int from, to;
  if (w->s->start[measure] >= 0)
    return true;
  if (!cop_plan_state_window(w->s, measure, &from, &to))
    return false;
  int start = pick_start(w, measure, from, to);
  if (start < 0)
    return false;
  cop_plan_state_place(w->s, measure, start);
  return true;
}

/* --- recreate --- */

/* Gain and price of a measure with the prerequisites it still lacks. */
static void
weigh(Walker *w, size_t measure, unsigned depth, double *gain, double *price)
{
  const CopPlanProblem *p = w->p;
  cop_plan_state_gains(w->s, measure, w->gain);
  int soonest = MIN(p->soonest[measure], p->n_quarters - 1);
  *gain += (double)w->gain[cop_plan_state_first_day(p, measure, soonest)];
  *price += price_of(w, measure, soonest);
  for (size_t k = p->links_in_at[measure]; depth < 4 && k < p->links_in_at[measure + 1]; k++) {
    size_t from = p->links[p->links_in[k]].from;
    if (w->s->start[from] < 0)
      weigh(w, from, depth + 1, gain, price);
  }
}

static int
by_key(const void *a, const void *b)
{
  const Candidate *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? 1 : -1;
  return (x->measure > y->measure) - (x->measure < y->measure);
}

/* A random share between 0 and 1, near 1 with little noise. Roots and products
 * only: they are exact on every machine, powers are not. */
static double
disturbance(Walker *w)
{
  double u = cop_plan_random_unit(&w->random);
  switch (w->noise) {
  case 0:
    return sqrt(sqrt(u));
  case 1:
    return sqrt(u);
  case 2:
    return u * u;
  default:
    return u * u * u * u * u * u * u * u;
  }
}

static size_t
list_candidates(Walker *w, bool exact)
{
  const CopPlanProblem *p = w->p;
  size_t n = 0;
  for (size_t i = 0; i < p->n_measures; i++) {
    if (w->s->start[i] >= 0 || p->soonest[i] >= p->n_quarters)
      continue;
    double gain = 0, price = 0;
    weigh(w, i, 0, &gain, &price);
    double key = gain / MAX(price, 1e-12);
    if (!exact)
      key *= disturbance(w);
    if (p->measures[i].mandatory)
      key = INFINITY;
    w->candidates[n++] = (Candidate){ key, (uint16_t)i };
  }
  qsort(w->candidates, n, sizeof *w->candidates, by_key);
  return n;
}

static void
recreate(Walker *w, bool exact)
{
  w->noise = cop_plan_random_below(&w->random, N_NOISES);
  size_t n = list_candidates(w, exact);
  for (size_t i = 0; i < n; i++) {
    size_t measure = w->candidates[i].measure;
    if (w->s->start[measure] >= 0 || (!exact && cop_plan_random_below(&w->random, 32) == 0))
      continue;
    size_t mark = cop_plan_state_mark(w->s);
    int64_t before = cop_plan_state_score(w->s);
    if (!pull(w, measure, 0) || cop_plan_state_score(w->s) <= before)
      cop_plan_state_undo(w->s, mark);
  }
}

/* --- ruin --- */

typedef enum { RUIN_ANY, RUIN_AGENCY, RUIN_TIME, RUIN_NEED, RUIN_MAX } Ruin;

/* Do two chosen measures stand in each other's way in the sense of this ruin? */
static bool
related(const Walker *w, Ruin ruin, size_t a, size_t b)
{
  const CopPlanMeasure *x = &w->p->measures[a], *y = &w->p->measures[b];
  switch (ruin) {
  case RUIN_AGENCY:
    return x->agency >= 0 && x->agency == y->agency;
  case RUIN_TIME:
    return ABS(w->s->start[a] - w->s->start[b]) <= 1;
  case RUIN_NEED:
    for (size_t i = 0; i < x->n_covers; i++)
      for (size_t k = 0; k < y->n_covers; k++)
        if (x->covers[i].requirement == y->covers[k].requirement)
          return true;
    return false;
  case RUIN_ANY:
  case RUIN_MAX:
    break;
  }
  return true;
}

static void
ruin_some(Walker *w)
{
  size_t n = 0;
  for (size_t i = 0; i < w->p->n_measures; i++)
    if (w->s->start[i] >= 0)
      w->chosen[n++] = (uint16_t)i;
  if (n == 0)
    return;
  Ruin ruin = (Ruin)cop_plan_random_below(&w->random, RUIN_MAX);
  size_t seed = w->chosen[cop_plan_random_below(&w->random, (uint32_t)n)];
  unsigned most = 1 + cop_plan_random_below(&w->random, (uint32_t)MIN(10, 2 + n / 6));
  size_t offset = cop_plan_random_below(&w->random, (uint32_t)n);
  for (size_t i = 0; i < n && most > 1; i++) {
    size_t one = w->chosen[(i + offset) % n];
    if (one != seed && w->s->start[one] >= 0 && related(w, ruin, seed, one)) {
      if (ruin == RUIN_ANY && cop_plan_random_below(&w->random, (uint32_t)n) > 2 * most)
        continue;
      cop_plan_state_drop(w->s, one);
      most--;
    }
  }
  cop_plan_state_drop(w->s, seed);
}

/* --- walking --- */

static void
keep_if_best(Walker *w)
{
  if (w->score <= w->best_score)
    return;
  w->best_score = w->score;
  memcpy(w->best, w->s->start, w->p->n_measures);
}

static void
walk(Walker *w)
{
  double total = (double)w->how->epochs * (double)w->how->steps;
  for (unsigned i = 0; i < w->how->steps; i++) {
    double left = 1.0 - ((double)w->epoch * (double)w->how->steps + (double)i) / total;
    int64_t loss = (int64_t)((double)ABS(w->best_score) * FIRST_LOSS * left * left * cop_plan_random_unit(&w->random));
    cop_plan_state_forget(w->s);
    ruin_some(w);
    recreate(w, false);
    int64_t score = cop_plan_state_score(w->s);
    if (score < w->score - loss) {
      cop_plan_state_undo(w->s, 0);
      continue;
    }
    w->score = score;
    keep_if_best(w);
  }
  w->epoch++;
}

/* Keeps what a schedule given from outside holds as far as the rules allow. */
static void
begin_with(Walker *w, const int8_t *from)
{
  const CopPlanProblem *p = w->p;
  for (size_t k = 0; k < p->n_measures; k++) {
    size_t i = p->order[k];
    int first, last;
    if (from[i] < 0 || !cop_plan_state_window(w->s, i, &first, &last))
      continue;
    for (int t = MAX(first, from[i]); t <= last; t++)
      if (cop_plan_state_fits(w->s, i, t)) {
        cop_plan_state_place(w->s, i, t);
        break;
      }
    cop_plan_state_forget(w->s);
  }
}

static void
walker_init(Walker *w, const CopPlanProblem *p, const CopPlanSearch *how, unsigned number)
{
  CopArena *a = cop_arena_new();
  double *money = cop_new_n(a, double, p->n_money_rows), *load = cop_new_n(a, double, p->n_agencies * (size_t)p->n_quarters);
  plain_prices(p, money, load);
  *w = (Walker){ .p = p, .how = how, .arena = a, .s = cop_plan_state_new(p, a),
                 .money_price = how->money_price != NULL ? how->money_price : money,
                 .load_price = how->load_price != NULL ? how->load_price : load,
                 .candidates = cop_new_n(a, Candidate, p->n_measures), .chosen = cop_new_n(a, uint16_t, p->n_measures),
                 .gain = cop_new_n(a, int64_t, p->n_days + 1), .best = cop_new_n(a, int8_t, p->n_measures),
                 .best_score = INT64_MIN };
  cop_plan_random_init(&w->random, how->seed, number);
  if (how->from != NULL)
    begin_with(w, how->from);
  recreate(w, number == 0);
  cop_plan_state_forget(w->s);
  w->score = cop_plan_state_score(w->s);
  keep_if_best(w);
}

static gpointer
walk_in_thread(gpointer data)
{
  walk(data);
  return NULL;
}

/* Every walker does one epoch; which thread does which makes no difference. */
static void
walk_all(Walker *walkers, unsigned n, unsigned threads)
{
  for (unsigned i = 0; i < n; i += threads) {
    GThread *running[MOST_WALKERS] = { NULL };
    for (unsigned k = 1; k < threads && i + k < n; k++)
      running[k] = g_thread_new("plan", walk_in_thread, &walkers[i + k]);
    walk(&walkers[i]);
    for (unsigned k = 1; k < threads && i + k < n; k++)
      g_thread_join(running[k]);
  }
}

/* The worst walker goes on from the best one's best. */
static void
share(Walker *walkers, unsigned n)
{
  unsigned best = 0, worst = 0;
  for (unsigned i = 1; i < n; i++) {
    if (walkers[i].best_score > walkers[best].best_score)
      best = i;
    if (walkers[i].score < walkers[worst].score)
      worst = i;
  }
  if (best == worst || walkers[worst].score == walkers[best].best_score)
    return;
  Walker *w = &walkers[worst];
  cop_plan_state_set(w->s, walkers[best].best);
  w->score = cop_plan_state_score(w->s);
  keep_if_best(w);
}

CopPlanSchedule
cop_plan_search(const CopPlanProblem *p, const CopPlanSearch *how, CopArena *a, bool *complete)
{
  unsigned n = CLAMP(how->walkers, 1, MOST_WALKERS), threads = CLAMP(how->threads, 1, n);
  g_autofree Walker *walkers = g_new0(Walker, n);
  for (unsigned i = 0; i < n; i++)
    walker_init(&walkers[i], p, how, i);
  for (unsigned e = 0; e < how->epochs; e++) {
    walk_all(walkers, n, threads);
    share(walkers, n);
  }
  unsigned best = 0;
  for (unsigned i = 1; i < n; i++)
    if (walkers[i].best_score > walkers[best].best_score)
      best = i;
  CopPlanSchedule out = { .start = cop_new_n(a, int8_t, p->n_measures) };
  memcpy(out.start, walkers[best].best, p->n_measures);
  cop_plan_state_set(walkers[best].s, out.start);
  out.value = walkers[best].s->value;
  *complete = cop_plan_state_complete(walkers[best].s);
  for (unsigned i = 0; i < n; i++)
    cop_arena_free(walkers[i].arena);
  return out;
}
