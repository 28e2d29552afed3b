/* SPDX-License-Identifier: Apache-2.0 */
#include "indicator/cube.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A cell's key holds the rank of its area, its place in a walk of the tree, so
 * that an area with all that lies in it is one range. */

struct CopCube {
  const CopModel *m;
  uint32_t *rank, *rank_end; /* [areas] place in the walk, and behind the last inside */
  uint32_t n_ranks;
  GPtrArray *runs;           /* of GArray of CopRollCell, each sorted, each at most half as long as the one before */
  GArray *singles;           /* CopRollSingle, sorted */
  CopRollUp *fresh;          /* of one cop_cube_add() */
};

/* --- the tree of areas --- */

typedef struct {
  CopCube *c;
  GPtrArray **children; /* [areas] of index + 1; NULL for none */
  bool *seen;
} Walk;

static void
visit(Walk *w, size_t area)
{
  w->seen[area] = true;
  w->c->rank[area] = w->c->n_ranks++;
  for (guint i = 0; w->children[area] != NULL && i < w->children[area]->len; i++)
    visit(w, (size_t)GPOINTER_TO_INT(w->children[area]->pdata[i]) - 1);
  w->c->rank_end[area] = w->c->n_ranks;
}

/* Rank 0 is the country as a whole: what is reported without area. The depth
 * of the walk is that of the tree of places, five levels. */
static void
rank_areas(CopCube *c)
{
  const CopModel *m = c->m;
  size_t n = m->areas.n;
  c->rank = g_new0(uint32_t, n + 1);
  c->rank_end = g_new0(uint32_t, n + 1);
  c->n_ranks = 1;
  g_autofree bool *seen = g_new0(bool, n + 1);
  g_autofree GPtrArray **children = g_new0(GPtrArray *, n + 1);
  Walk w = { c, children, seen };
  for (size_t i = 0; i < n; i++) {
    const CopArea *parent = cop_model_area(m, m->areas.items[i].parent);
    if (parent == NULL)
      continue;
    size_t p = (size_t)(parent - m->areas.items);
    if (children[p] == NULL)
      children[p] = g_ptr_array_new();
    g_ptr_array_add(children[p], GINT_TO_POINTER((int)i + 1));
  }
  for (size_t i = 0; i < n; i++)
    if (m->areas.items[i].parent == NULL)
      visit(&w, i);
  for (size_t i = 0; i < n; i++) {
    if (!seen[i]) /* in a circle of parents, which the checks of records refuse */
      visit(&w, i);
    if (children[i] != NULL)
      g_ptr_array_unref(children[i]);
  }
}

CopCube *
cop_cube_new(const CopModel *m)
{
  CopCube *c = g_new0(CopCube, 1);
  c->m = m;
  c->runs = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  c->singles = g_array_new(FALSE, FALSE, sizeof(CopRollSingle));
  c->fresh = cop_roll_up_new(m);
  rank_areas(c);
  return c;
}

void
cop_cube_free(CopCube *c)
{
  if (c == NULL)
    return;
  g_ptr_array_unref(c->runs);
  g_array_unref(c->singles);
  cop_roll_up_free(c->fresh);
  g_free(c->rank);
  g_free(c->rank_end);
  g_free(c);
}

static void
range_of(const CopCube *c, int32_t area, uint32_t *from, uint32_t *to)
{
  *from = area < 0 ? 0 : c->rank[area];
  *to = area < 0 ? c->n_ranks : c->rank_end[area];
}

bool
cop_cube_within(const CopCube *c, int32_t outer, int32_t inner)
{
  uint32_t from, to, at = inner < 0 ? 0 : c->rank[inner];
  range_of(c, outer, &from, &to);
  return at >= from && at < to;
}

/* --- adding --- */

static int
by_key(const void *a, const void *b)
{
  const CopRollCell *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->report > y->report) - (x->report < y->report);
}

static int
by_single(const void *a, const void *b)
{
  const CopRollSingle *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->value > y->value) - (x->value < y->value);
}

static void
fold_equal_keys(const CopCube *c, GArray *run)
{
  CopRollCell *cells = (CopRollCell *)(void *)run->data;
  guint kept = 0;
  for (guint i = 0; i < run->len; i++) {
    if (kept > 0 && cells[kept - 1].key == cells[i].key)
      cop_cell_join(c->m, &cells[kept - 1], &cells[i]);
    else
      cells[kept++] = cells[i];
  }
  g_array_set_size(run, kept);
}

static GArray *
merge(const CopCube *c, const GArray *a, const GArray *b)
{
  GArray *out = g_array_sized_new(FALSE, FALSE, sizeof(CopRollCell), a->len + b->len);
  guint i = 0, k = 0;
  while (i < a->len || k < b->len) {
    const CopRollCell *x = i < a->len ? &g_array_index(a, CopRollCell, i) : NULL, *y = k < b->len ? &g_array_index(b, CopRollCell, k) : NULL;
    if (y == NULL || (x != NULL && x->key <= y->key)) {
      g_array_append_vals(out, x, 1);
      i++;
      if (y != NULL && x->key == y->key) {
        cop_cell_join(c->m, &g_array_index(out, CopRollCell, out->len - 1), y);
        k++;
      }
    } else {
      g_array_append_vals(out, y, 1);
      k++;
    }
  }
  return out;
}

static uint64_t
ranked(const CopCube *c, uint64_t key)
{
  uint32_t place = cop_cell_place(key), rank = place == 0 ? 0 : c->rank[place - 1];
  return key - ((uint64_t)place << COP_CELL_PERIOD_BITS) + ((uint64_t)rank << COP_CELL_PERIOD_BITS);
}

/* A run is merged with those before it while they are not twice as long. */
static void
add_run(CopCube *c, GArray *run)
{
  while (c->runs->len > 0) {
    GArray *last = c->runs->pdata[c->runs->len - 1];
    if (last->len > 2 * run->len)
      break;
    GArray *merged = merge(c, last, run);
    g_array_unref(run);
    g_ptr_array_set_size(c->runs, (gint)c->runs->len - 1);
    run = merged;
  }
  g_ptr_array_add(c->runs, run);
}

void
cop_cube_add_roll_up(CopCube *c, const CopRollUp *r)
{
  size_t n, n_singles;
  const CopRollCell *cells = cop_roll_up_cells(r, &n);
  const CopRollSingle *singles = cop_roll_up_singles(r, &n_singles);
  for (size_t i = 0; i < n_singles; i++) {
    CopRollSingle one = singles[i];
    one.key = ranked(c, one.key);
    g_array_append_val(c->singles, one);
  }
  if (n_singles > 0)
    g_array_sort(c->singles, by_single);
  if (n == 0)
    return;
  GArray *run = g_array_sized_new(FALSE, FALSE, sizeof(CopRollCell), (guint)n);
  g_array_append_vals(run, cells, (guint)n);
  for (size_t i = 0; i < n; i++)
    g_array_index(run, CopRollCell, i).key = ranked(c, cells[i].key);
  g_array_sort(run, by_key);
  add_run(c, run);
}

void
cop_cube_add(CopCube *c, const CopObservation *o, size_t n)
{
  cop_roll_up_clear(c->fresh);
  cop_roll_up_add(c->fresh, o, n);
  cop_cube_add_roll_up(c, c->fresh);
}

/* --- reading --- */

static guint
first_at_least(const GArray *run, uint64_t key)
{
  guint low = 0, high = run->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index(run, CopRollCell, middle).key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

typedef struct {
  const CopCube *c;
  const CopCubeKey *key;
  uint64_t from, to; /* keys, `to` exclusive */
} Range;

static Range
range(const CopCube *c, const CopCubeKey *key)
{
  uint32_t from, to;
  range_of(c, key->area, &from, &to);
  return (Range){ c, key, cop_cell_key(key->indicator, key->by, key->value, from, COP_CELL_FIRST_PERIOD), cop_cell_key(key->indicator, key->by, key->value, to, COP_CELL_FIRST_PERIOD) };
}

/* All cells of a range in order of key, equal keys of several runs joined. */
static GArray *
cells_in(const Range *r)
{
  GArray *out = g_array_new(FALSE, FALSE, sizeof(CopRollCell));
  for (guint i = 0; i < r->c->runs->len; i++) {
    const GArray *run = r->c->runs->pdata[i];
    guint from = first_at_least(run, r->from);
    for (guint k = from; k < run->len && g_array_index(run, CopRollCell, k).key < r->to; k++)
      g_array_append_vals(out, &g_array_index(run, CopRollCell, k), 1);
  }
  if (r->c->runs->len > 1) {
    g_array_sort(out, by_key);
    fold_equal_keys(r->c, out);
  }
  return out;
}

static void
add_up(const Range *r, const GArray *cells, CopRollCell *total)
{
  for (guint i = 0; i < cells->len; i++) {
    const CopRollCell *one = &g_array_index(cells, CopRollCell, i);
    if (!cop_period_within(cop_cell_period(one->key), r->key->period))
      continue;
    total->sum += one->sum;
    total->numerator += one->numerator;
    total->denominator += one->denominator;
    total->n += one->n;
    total->n_synthetic += one->n_synthetic;
  }
}

static int32_t
last_month(CopPeriod p)
{
  return cop_period_first_month(p) + cop_period_months(p);
}

/* Levels: of each area the cell whose period ends last, of two that end alike
 * the shorter. */
static void
add_up_last(const Range *r, const GArray *cells, CopRollCell *total)
{
  for (guint from = 0, to; from < cells->len; from = to) {
    const CopRollCell *best = NULL;
    uint32_t rank = cop_cell_place(g_array_index(cells, CopRollCell, from).key);
    for (to = from; to < cells->len && cop_cell_place(g_array_index(cells, CopRollCell, to).key) == rank; to++) {
      const CopRollCell *one = &g_array_index(cells, CopRollCell, to);
      CopPeriod p = cop_cell_period(one->key);
      if (!cop_period_within(p, r->key->period))
        continue;
      if (best == NULL || last_month(p) > last_month(cop_cell_period(best->key)) ||
          (last_month(p) == last_month(cop_cell_period(best->key)) && cop_period_months(p) < cop_period_months(cop_cell_period(best->key))))
        best = one;
    }
    if (best == NULL)
      continue;
    total->sum += best->sum;
    total->n += best->n;
    total->n_synthetic += best->n_synthetic;
  }
}

static void
exactly(const Range *r, const GArray *cells, CopRollCell *total)
{
  uint32_t from, to;
  range_of(r->c, r->key->area, &from, &to);
  for (guint i = 0; i < cells->len; i++) {
    const CopRollCell *one = &g_array_index(cells, CopRollCell, i);
    if (cop_cell_place(one->key) == from && cop_cell_period(one->key) == r->key->period)
      *total = *one;
  }
}

static CopCubeValue
median(const Range *r)
{
  g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(CopRollSingle));
  CopCubeValue v = { .numerator = NAN, .denominator = NAN };
  for (guint i = 0; i < r->c->singles->len; i++) {
    CopRollSingle one = g_array_index(r->c->singles, CopRollSingle, i);
    if (one.key < r->from || one.key >= r->to || !cop_period_within(cop_cell_period(one.key), r->key->period))
      continue;
    v.n_synthetic += one.synthetic;
    one.key = 0;
    g_array_append_val(values, one);
  }
  v.n = values->len;
  v.given = v.n > 0;
  if (!v.given)
    return v;
  g_array_sort(values, by_single);
  guint half = values->len / 2;
  v.value = g_array_index(values, CopRollSingle, half).value;
  if (values->len % 2 == 0)
    v.value = (v.value + g_array_index(values, CopRollSingle, half - 1).value) / 2;
  return v;
}

static bool
is_per_cent(const CopIndicator *i)
{
  return i->unit != NULL && (strcmp(i->unit, "per cent") == 0 || strcmp(i->unit, "%") == 0);
}

CopCubeValue
cop_cube_value(const CopCube *c, const CopCubeKey *key)
{
  const CopIndicator *indicator = &c->m->indicators.items[key->indicator];
  Range r = range(c, key);
  if (indicator->aggregation == COP_AGGREGATION_MEDIAN)
    return median(&r);
  g_autoptr(GArray) cells = cells_in(&r);
  CopRollCell total = { 0 };
  switch (indicator->aggregation) {
  case COP_AGGREGATION_SUM:
  case COP_AGGREGATION_RATIO:
    add_up(&r, cells, &total);
    break;
  case COP_AGGREGATION_LAST:
    add_up_last(&r, cells, &total);
    break;
  case COP_AGGREGATION_NONE:
    exactly(&r, cells, &total);
    break;
  case COP_AGGREGATION_MEDIAN:
  case COP_AGGREGATION_MAX:
    g_assert_not_reached();
  }
  CopCubeValue v = { .given = total.n > 0, .value = total.sum, .numerator = NAN, .denominator = NAN, .n = total.n,
                     .n_synthetic = total.n_synthetic };
  bool ratio = total.denominator > 0 && (indicator->aggregation == COP_AGGREGATION_RATIO || indicator->aggregation == COP_AGGREGATION_NONE);
  if (ratio) {
    v.numerator = total.numerator;
    v.denominator = total.denominator;
    v.value = total.numerator / total.denominator * (is_per_cent(indicator) ? 100 : 1);
  }
  return v;
}

static int
by_period(const void *a, const void *b)
{
  const CopPeriod *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

size_t
cop_cube_periods(const CopCube *c, uint32_t indicator, int32_t area, CopPeriod *periods, size_t most)
{
  CopCubeKey key = { .indicator = indicator, .area = area };
  Range r = range(c, &key);
  g_autoptr(GArray) cells = cells_in(&r);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(CopPeriod));
  for (guint i = 0; i < cells->len; i++) {
    CopPeriod p = cop_cell_period(g_array_index(cells, CopRollCell, i).key);
    g_array_append_val(found, p);
  }
  for (guint i = 0; i < c->singles->len; i++) {
    const CopRollSingle *one = &g_array_index(c->singles, CopRollSingle, i);
    CopPeriod p = cop_cell_period(one->key);
    if (one->key >= r.from && one->key < r.to)
      g_array_append_val(found, p);
  }
  g_array_sort(found, by_period);
  size_t n = 0;
  for (guint i = 0; i < found->len; i++) {
    CopPeriod p = g_array_index(found, CopPeriod, i);
    if (i > 0 && p == g_array_index(found, CopPeriod, i - 1))
      continue;
    if (n < most)
      periods[n] = p;
    n++;
  }
  return n;
}

size_t
cop_cube_cells(const CopCube *c)
{
  size_t n = c->singles->len;
  for (guint i = 0; i < c->runs->len; i++)
    n += ((const GArray *)c->runs->pdata[i])->len;
  return n;
}
