/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/exact_round.c -- schedules from the fractions of a linear program, see
 * plan/exact_node.h. */
#include <stdlib.h>
#include <string.h>

#include "plan/exact_node.h"

typedef struct {
  double key;
  uint16_t measure;
} Wish;

static int
by_wish(const void *a, const void *b)
{
  const Wish *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->measure > y->measure) - (x->measure < y->measure);
}

static double
started(const CopPlanWorker *w, size_t i, double *mean)
{
  const CopPlanProgram *g = w->g;
  double sum = 0, moment = 0;
  uint32_t x = g->x_at[i];
  for (uint64_t s = g->domain.starts[i]; s != 0; s &= s - 1, x++) {
    sum += w->x[x];
    moment += w->x[x] * __builtin_ctzll(s);
  }
  *mean = sum > 0 ? moment / sum : 0;
  return sum;
}

/* Places a measure in its domain at the first start from `from` that fits. */
static bool
place_from(CopPlanWorker *w, size_t i, int from)
{
  int first, last;
  if (w->state->start[i] >= 0)
    return true;
  if (!cop_plan_state_window(w->state, i, &first, &last))
    return false;
  uint64_t starts = w->domain.starts[i] & cop_plan_domain_range(MAX(first, from), last);
  uint64_t before = w->domain.starts[i] & cop_plan_domain_range(first, MIN(from - 1, last));
  for (; starts != 0; starts &= starts - 1)
    if (cop_plan_state_fits(w->state, i, __builtin_ctzll(starts))) {
      cop_plan_state_place(w->state, i, __builtin_ctzll(starts));
      return true;
    }
  while (before != 0) {
    int last_bit = 63 - __builtin_clzll(before);
    before &= ~(UINT64_C(1) << last_bit);
    if (cop_plan_state_fits(w->state, i, last_bit)) {
      cop_plan_state_place(w->state, i, last_bit);
      return true;
    }
  }
  return false;
}

/* Follows the fractions: what starts early and wholly goes first. Twice, as
 * what needs others may come before them; then whatever still fits. */
void
cop_plan_worker_round(CopPlanWorker *w)
{
  const CopPlanProblem *p = w->p;
  g_autofree Wish *wishes = g_new(Wish, p->n_measures + 1);
  g_autofree double *means = g_new(double, p->n_measures + 1);
  size_t n = 0;
  for (size_t i = 0; i < p->n_measures; i++) {
    double sum = started(w, i, &means[i]);
    if (w->domain.starts[i] == 0 || (sum < 0.1 && w->domain.out[i]))
      continue;
    double late = means[i] + (1 - sum) * p->n_quarters;
    wishes[n++] = (Wish){ w->domain.out[i] ? late : late - 2 * p->n_quarters, (uint16_t)i };
  }
  qsort(wishes, n, sizeof *wishes, by_wish);
  cop_plan_state_reset(w->state);
  for (int round = 0; round < 3; round++)
    for (size_t k = 0; k < n; k++)
      place_from(w, wishes[k].measure, round == 2 ? 0 : (int)means[wishes[k].measure]);
  for (size_t k = 0; k < p->n_measures; k++) {
    size_t i = p->order[k];
    size_t mark = cop_plan_state_mark(w->state);
    int64_t score = cop_plan_state_score(w->state);
    if (w->state->start[i] < 0 && w->domain.starts[i] != 0 && place_from(w, i, 0) && cop_plan_state_score(w->state) <= score)
      cop_plan_state_undo(w->state, mark);
  }
  if (!cop_plan_state_complete(w->state) || w->state->value <= MAX(w->value, w->found_value))
    return;
  w->found_value = w->state->value;
  memcpy(w->found, w->state->start, p->n_measures);
}
