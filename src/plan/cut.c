/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/cut.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_BREACH 0.02

/* A measure at a level. */
typedef struct {
  uint16_t measure;
  int64_t level;
  double missing; /* 1 - what starts at or above the level */
  double ratio;   /* missing over level */
} Item;

typedef struct {
  double breach;
  size_t from, to; /* of `entries` */
  int64_t rhs;
} Found;

typedef struct {
  CopPlanProgram *g;
  const double *x;
  int64_t *take;     /* [n_x] of the limit at hand */
  Item *items;       /* [n_measures] */
  GArray *entries;   /* uint32_t columns of cuts found */
  GArray *found;     /* Found */
  uint16_t *by_agency; /* measures grouped by agency */
  size_t *agency_at;
} Cutting;

static int
by_ratio(const void *a, const void *b)
{
  const Item *x = a, *y = b;
  if (x->ratio != y->ratio)
    return x->ratio < y->ratio ? -1 : 1;
  return (x->measure > y->measure) - (x->measure < y->measure);
}

static uint32_t
columns_of(const CopPlanProgram *g, size_t i, uint32_t *to)
{
  *to = g->x_at[i] + (uint32_t)__builtin_popcountll(g->domain.starts[i]);
  return g->x_at[i];
}

/* The level of a measure at which least is missing for what it takes. */
static bool
best_level(const Cutting *c, size_t i, Item *out)
{
  uint32_t to, from = columns_of(c->g, i, &to);
  out->measure = (uint16_t)i;
  out->ratio = INFINITY;
  for (uint32_t k = from; k < to; k++) {
    int64_t level = c->take[k];
    if (level <= 0 || c->x[k] <= 1e-9)
      continue;
    double inside = 0;
    for (uint32_t j = from; j < to; j++)
      inside += c->take[j] >= level ? c->x[j] : 0;
    double missing = MAX(1 - inside, 0), ratio = missing / (double)level;
    if (ratio < out->ratio || (ratio == out->ratio && level > out->level)) {
      out->level = level;
      out->missing = missing;
      out->ratio = ratio;
    }
  }
  return isfinite(out->ratio) && out->missing < 1 - 1e-6;
}

static void
note_cover(Cutting *c, const uint16_t *measures, size_t n_measures, size_t n, double breach)
{
  int64_t largest = 0;
  g_autofree bool *inside = g_new0(bool, c->g->p->n_measures + 1);
  Found f = { breach, c->entries->len, 0, (int64_t)n - 1 };
  for (size_t k = 0; k < n; k++) {
    uint32_t to, from = columns_of(c->g, c->items[k].measure, &to);
    inside[c->items[k].measure] = true;
    largest = MAX(largest, c->items[k].level);
    for (uint32_t j = from; j < to; j++)
      if (c->take[j] >= c->items[k].level)
        g_array_append_val(c->entries, j);
  }
  for (size_t k = 0; k < n_measures; k++) {
    uint32_t to, from = columns_of(c->g, measures[k], &to);
    for (uint32_t j = from; j < to && !inside[measures[k]]; j++)
      if (c->take[j] >= largest)
        g_array_append_val(c->entries, j);
  }
  f.to = c->entries->len;
  g_array_append_val(c->found, f);
}

/* Looks for one broken cover of a limit over these measures. */
static void
cover(Cutting *c, const uint16_t *measures, size_t n_measures, int64_t limit)
{
  size_t n = 0, used = 0;
  for (size_t k = 0; k < n_measures; k++)
    n += best_level(c, measures[k], &c->items[n]);
  qsort(c->items, n, sizeof *c->items, by_ratio);
  int64_t sum = 0;
  double missing = 0;
  while (used < n && sum <= limit) {
    sum += c->items[used].level;
    missing += c->items[used++].missing;
  }
  if (sum <= limit)
    return;
  /* What is not needed goes, most missing first (they stand at the end). */
  for (size_t k = used; k-- > 0;)
    if (sum - c->items[k].level > limit) {
      sum -= c->items[k].level;
      missing -= c->items[k].missing;
      memmove(&c->items[k], &c->items[k + 1], (used - k - 1) * sizeof *c->items);
      used--;
    }
  if (1 - missing > LEAST_BREACH)
    note_cover(c, measures, n_measures, used, (1 - missing) / sqrt((double)used));
}

static void
cover_money(Cutting *c, const uint16_t *all)
{
  const CopPlanProblem *p = c->g->p;
  for (size_t m = 0; m < p->n_money_rows; m++) {
    const CopPlanMoneyRow *row = &p->money_rows[m];
    for (size_t x = 0; x < c->g->n_x; x++) {
      size_t i = c->g->x_measure[x];
      c->take[x] = (p->measures[i].funds & ~row->funds) == 0 ? cop_plan_cost_at(p, i, c->g->x_start[x], row->year) : 0;
    }
    cover(c, all, p->n_measures, row->limit);
  }
}

static void
cover_agency(Cutting *c, size_t agency)
{
  const CopPlanProblem *p = c->g->p;
  const uint16_t *measures = c->by_agency + c->agency_at[agency];
  size_t n = c->agency_at[agency + 1] - c->agency_at[agency];
  const int *capacity = p->capacity + agency * (size_t)p->n_quarters;
  for (int from = 0; from < p->n_quarters && n > 1; from++) {
    int64_t limit = 0;
    for (int to = from + 1; to <= p->n_quarters; to++) {
      limit += capacity[to - 1];
      for (size_t k = 0; k < n; k++) {
        const CopPlanMeasure *m = &p->measures[measures[k]];
        uint32_t end, begin = columns_of(c->g, measures[k], &end);
        for (uint32_t x = begin; x < end; x++) {
          int start = c->g->x_start[x], overlap = MIN(to, start + m->duration) - MAX(from, start);
          c->take[x] = MAX(overlap, 0) * m->load;
        }
      }
      cover(c, measures, n, limit);
    }
  }
}

static void
group_by_agency(Cutting *c)
{
  const CopPlanProblem *p = c->g->p;
  c->by_agency = g_new(uint16_t, p->n_measures + 1);
  c->agency_at = g_new0(size_t, p->n_agencies + 2);
  size_t n = 0;
  for (size_t a = 0; a < p->n_agencies; a++) {
    c->agency_at[a] = n;
    for (size_t i = 0; i < p->n_measures; i++)
      if (p->measures[i].agency == (int)a && c->g->domain.starts[i] != 0)
        c->by_agency[n++] = (uint16_t)i;
  }
  c->agency_at[p->n_agencies] = n;
}

static int
by_breach(const void *a, const void *b)
{
  const Found *x = a, *y = b;
  if (x->breach != y->breach)
    return x->breach < y->breach ? 1 : -1;
  return (x->from > y->from) - (x->from < y->from);
}

static int
by_column(const void *a, const void *b)
{
  const uint32_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Windows next to each other often give the same cover. */
static bool
same_as_before(const Cutting *c, guint k)
{
  const Found *f = &g_array_index(c->found, Found, k);
  for (guint i = k; i-- > 0;) {
    const Found *g = &g_array_index(c->found, Found, i);
    if (g->breach > f->breach + 1e-9)
      break;
    if (g->to - g->from == f->to - f->from && g->rhs == f->rhs &&
        memcmp(&g_array_index(c->entries, uint32_t, f->from), &g_array_index(c->entries, uint32_t, g->from),
               (f->to - f->from) * sizeof(uint32_t)) == 0)
      return true;
  }
  return false;
}

static size_t
add_best(Cutting *c, size_t most)
{
  size_t n = 0;
  for (guint k = 0; k < c->found->len; k++) {
    Found *f = &g_array_index(c->found, Found, k);
    qsort(&g_array_index(c->entries, uint32_t, f->from), f->to - f->from, sizeof(uint32_t), by_column);
  }
  g_array_sort(c->found, by_breach);
  for (guint k = 0; k < c->found->len && n < most; k++) {
    if (same_as_before(c, k))
      continue;
    const Found *f = &g_array_index(c->found, Found, k);
    for (size_t e = f->from; e < f->to; e++)
      cop_plan_program_entry(c->g, g_array_index(c->entries, uint32_t, e), 1);
    cop_plan_program_end_row(c->g, COP_PLAN_ROW_CUT, 0, 0, f->rhs, false);
    n++;
  }
  return n;
}

size_t
cop_plan_cut_covers(CopPlanProgram *g, const double *x, size_t most)
{
  Cutting c = { .g = g, .x = x, .take = g_new0(int64_t, g->n_x + 1), .items = g_new(Item, g->p->n_measures + 1),
                .entries = g_array_new(FALSE, FALSE, sizeof(uint32_t)), .found = g_array_new(FALSE, FALSE, sizeof(Found)) };
  group_by_agency(&c);
  g_autofree uint16_t *all = g_new(uint16_t, g->p->n_measures + 1);
  for (size_t i = 0; i < g->p->n_measures; i++)
    all[i] = (uint16_t)i;
  cover_money(&c, all);
  for (size_t a = 0; a < g->p->n_agencies; a++)
    cover_agency(&c, a);
  size_t n = add_best(&c, most);
  g_free(c.take);
  g_free(c.items);
  g_free(c.by_agency);
  g_free(c.agency_at);
  g_array_unref(c.entries);
  g_array_unref(c.found);
  return n;
}
