/* SPDX-License-Identifier: Apache-2.0 */
#include "indicator/cube.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A cell: one indicator, breakdown value, area and period. The key sorts in
 * this order, areas by their place in a walk of the tree, so that an area with
 * all that lies in it is one range.
 *
 *   indicator 12 | by 3 | value 11 | area 24 | period 14      bits
 *
 * A period's 14 bits are its months since 1900 times 4 plus its kind. */
#define PERIOD_BITS 14
#define AREA_BITS 24
#define VALUE_BITS 11
#define BY_BITS 3
#define FIRST_PERIOD (1900u * 12 * 4)

typedef struct {
  uint64_t key;
  double sum, numerator, denominator;
  uint32_t n, n_synthetic;
  uint32_t report; /* the last that gave it */
} Cell;

/* A value of an indicator that is rolled up as a median. */
typedef struct {
  uint64_t key;
  double value;
  bool synthetic;
} Single;

struct CopCube {
  const CopModel *m;
  uint32_t *rank, *rank_end; /* [areas] place in the walk, and behind the last inside */
  uint32_t n_ranks;
  GPtrArray *runs;           /* of GArray of Cell, each sorted, each at most half as long as the one before */
  GArray *singles;           /* Single, sorted */
  GArray *fresh;             /* Cell, of one cop_cube_add() */
};

const char *
cop_breakdown_name(CopBreakdown b)
{
  static const char *const names[COP_BY_MAX] = {
    [COP_BY_NOTHING] = "",           [COP_BY_SEX] = "sex",       [COP_BY_AGE_BAND] = "age band", [COP_BY_DISABILITY] = "disability",
    [COP_BY_SETTING] = "setting",    [COP_BY_URBAN] = "urban",   [COP_BY_LANGUAGE] = "language",
  };
  g_assert(b < COP_BY_MAX);
  return names[b];
}

static bool
words_of(CopBreakdown b, CopWordsId *words)
{
  static const CopWordsId all[COP_BY_MAX] = {
    [COP_BY_SEX] = COP_WORDS_SEX, [COP_BY_DISABILITY] = COP_WORDS_DISABILITY, [COP_BY_SETTING] = COP_WORDS_SETTING,
    [COP_BY_URBAN] = COP_WORDS_SETTLEMENT };
  *words = all[b];
  return b == COP_BY_SEX || b == COP_BY_DISABILITY || b == COP_BY_SETTING || b == COP_BY_URBAN;
}

unsigned
cop_breakdown_values(const CopModel *m, CopBreakdown b)
{
  CopWordsId words;
  if (words_of(b, &words))
    return (unsigned)cop_words(words)->n - 1;
  return b == COP_BY_AGE_BAND ? (unsigned)m->age_bands.n : b == COP_BY_LANGUAGE ? (unsigned)m->languages.n : 0;
}

const char *
cop_breakdown_value(const CopModel *m, CopBreakdown b, unsigned value)
{
  CopWordsId words;
  g_assert(value >= 1 && value <= cop_breakdown_values(m, b));
  if (words_of(b, &words))
    return cop_words(words)->words[value];
  return b == COP_BY_AGE_BAND ? m->age_bands.items[value - 1].id : m->languages.items[value - 1].id;
}

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
  g_assert(m->areas.n < (1u << AREA_BITS) - 1 && m->indicators.n < 4096 && m->age_bands.n < 2047 && m->languages.n < 2047);
  CopCube *c = g_new0(CopCube, 1);
  c->m = m;
  c->runs = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  c->singles = g_array_new(FALSE, FALSE, sizeof(Single));
  c->fresh = g_array_new(FALSE, FALSE, sizeof(Cell));
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
  g_array_unref(c->fresh);
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

/* --- keys --- */

static uint64_t
key_of(uint32_t indicator, CopBreakdown by, unsigned value, uint32_t rank, uint32_t period)
{
  uint64_t k = indicator;
  k = k << BY_BITS | by;
  k = k << VALUE_BITS | value;
  k = k << AREA_BITS | rank;
  return k << PERIOD_BITS | period;
}

static CopPeriod
period_of(uint64_t key)
{
  return (CopPeriod)(key & ((1u << PERIOD_BITS) - 1)) + FIRST_PERIOD;
}

static uint32_t
rank_of(uint64_t key)
{
  return (uint32_t)(key >> PERIOD_BITS) & ((1u << AREA_BITS) - 1);
}

/* --- adding --- */

static unsigned
value_by(const CopObservation *o, CopBreakdown by)
{
  const unsigned values[COP_BY_MAX] = { 0, o->sex, o->age_band, o->disability, o->setting, o->urban, o->language };
  return values[by];
}

/* Bit b is set when the observation is broken down by b. */
static unsigned
breakdowns(const CopObservation *o)
{
  unsigned set = 0;
  for (int b = 1; b < COP_BY_MAX; b++)
    set |= value_by(o, (CopBreakdown)b) > 0 ? 1u << b : 0;
  return set;
}

static bool
same_thing(const CopObservation *a, const CopObservation *b)
{
  return a->report == b->report && a->indicator == b->indicator && a->area == b->area && a->period == b->period;
}

/* The set of breakdowns of fewest members that has all of `wanted`. */
static unsigned
smallest_with(const CopObservation *const *group, size_t n, unsigned wanted)
{
  unsigned best = 0, best_size = UINT32_MAX;
  for (size_t i = 0; i < n; i++) {
    unsigned set = breakdowns(group[i]), size = (unsigned)__builtin_popcount(set);
    if ((set & wanted) == wanted && (size < best_size || (size == best_size && set < best))) {
      best = set;
      best_size = size;
    }
  }
  return best_size == UINT32_MAX ? UINT32_MAX : best;
}

static bool
is_median(const CopCube *c, uint32_t indicator)
{
  return c->m->indicators.items[indicator].aggregation == COP_AGGREGATION_MEDIAN;
}

static void
add_one(CopCube *c, const CopObservation *o, CopBreakdown by)
{
  uint64_t key = key_of(o->indicator, by, value_by(o, by), o->area < 0 ? 0 : c->rank[o->area], o->period - FIRST_PERIOD);
  if (is_median(c, o->indicator)) {
    Single single = { key, o->value, o->synthetic };
    g_array_append_val(c->singles, single);
    return;
  }
  Cell cell = { key, isnan(o->value) ? 0 : o->value, isnan(o->numerator) ? 0 : o->numerator,
                isnan(o->denominator) ? 0 : o->denominator, 1, o->synthetic, o->report };
  g_array_append_val(c->fresh, cell);
}

static void
add_group(CopCube *c, const CopObservation *const *group, size_t n)
{
  for (int b = 0; b < COP_BY_MAX; b++) {
    unsigned set = smallest_with(group, n, b == 0 ? 0 : 1u << b);
    for (size_t i = 0; set != UINT32_MAX && i < n; i++)
      if (breakdowns(group[i]) == set)
        add_one(c, group[i], (CopBreakdown)b);
  }
}

static int
by_thing(const void *a, const void *b)
{
  const CopObservation *x = *(const CopObservation *const *)a, *y = *(const CopObservation *const *)b;
  int c = cop_observation_compare(x, y);
  return c != 0 ? c : (x > y) - (x < y);
}

static void
add_report(CopCube *c, const CopObservation *o, size_t n)
{
  if (n == 1) {
    const CopObservation *one = o;
    add_group(c, &one, 1);
    return;
  }
  g_autofree const CopObservation **sorted = g_new(const CopObservation *, n);
  for (size_t i = 0; i < n; i++)
    sorted[i] = &o[i];
  qsort(sorted, n, sizeof *sorted, by_thing);
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && same_thing(sorted[from], sorted[to]); to++)
      ;
    add_group(c, sorted + from, to - from);
  }
}

/* Levels and values that cannot be added: the later report replaces. */
static bool
replaces(const CopCube *c, uint64_t key)
{
  CopAggregation a = c->m->indicators.items[key >> (PERIOD_BITS + AREA_BITS + VALUE_BITS + BY_BITS)].aggregation;
  return a == COP_AGGREGATION_LAST || a == COP_AGGREGATION_NONE;
}

/* b arrived at the same time as a or later. */
static void
join(const CopCube *c, Cell *a, const Cell *b)
{
  if (replaces(c, a->key) && b->report != a->report) {
    if (b->report > a->report)
      *a = *b;
    return;
  }
  a->sum += b->sum;
  a->numerator += b->numerator;
  a->denominator += b->denominator;
  a->n += b->n;
  a->n_synthetic += b->n_synthetic;
  a->report = MAX(a->report, b->report);
}

static int
by_key(const void *a, const void *b)
{
  const Cell *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->report > y->report) - (x->report < y->report);
}

static int
by_single(const void *a, const void *b)
{
  const Single *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->value > y->value) - (x->value < y->value);
}

static void
fold_equal_keys(const CopCube *c, GArray *run)
{
  Cell *cells = (Cell *)(void *)run->data;
  guint kept = 0;
  for (guint i = 0; i < run->len; i++) {
    if (kept > 0 && cells[kept - 1].key == cells[i].key)
      join(c, &cells[kept - 1], &cells[i]);
    else
      cells[kept++] = cells[i];
  }
  g_array_set_size(run, kept);
}

static GArray *
merge(const CopCube *c, const GArray *a, const GArray *b)
{
  GArray *out = g_array_sized_new(FALSE, FALSE, sizeof(Cell), a->len + b->len);
  guint i = 0, k = 0;
  while (i < a->len || k < b->len) {
    const Cell *x = i < a->len ? &g_array_index(a, Cell, i) : NULL, *y = k < b->len ? &g_array_index(b, Cell, k) : NULL;
    if (y == NULL || (x != NULL && x->key <= y->key)) {
      g_array_append_vals(out, x, 1);
      i++;
      if (y != NULL && x->key == y->key) {
        join(c, &g_array_index(out, Cell, out->len - 1), y);
        k++;
      }
    } else {
      g_array_append_vals(out, y, 1);
      k++;
    }
  }
  return out;
}

void
cop_cube_add(CopCube *c, const CopObservation *o, size_t n)
{
  g_array_set_size(c->fresh, 0);
  guint singles = c->singles->len;
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && o[to].report == o[from].report; to++)
      ;
    add_report(c, o + from, to - from);
  }
  if (c->singles->len > singles)
    g_array_sort(c->singles, by_single);
  if (c->fresh->len == 0)
    return;
  GArray *run = c->fresh;
  c->fresh = g_array_new(FALSE, FALSE, sizeof(Cell));
  g_array_sort(run, by_key);
  fold_equal_keys(c, run);
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

/* --- reading --- */

static guint
first_at_least(const GArray *run, uint64_t key)
{
  guint low = 0, high = run->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index(run, Cell, middle).key < key)
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
  return (Range){ c, key, key_of(key->indicator, key->by, key->value, from, 0), key_of(key->indicator, key->by, key->value, to, 0) };
}

/* All cells of a range in order of key, equal keys of several runs joined. */
static GArray *
cells_in(const Range *r)
{
  GArray *out = g_array_new(FALSE, FALSE, sizeof(Cell));
  for (guint i = 0; i < r->c->runs->len; i++) {
    const GArray *run = r->c->runs->pdata[i];
    guint from = first_at_least(run, r->from);
    for (guint k = from; k < run->len && g_array_index(run, Cell, k).key < r->to; k++)
      g_array_append_vals(out, &g_array_index(run, Cell, k), 1);
  }
  if (r->c->runs->len > 1) {
    g_array_sort(out, by_key);
    fold_equal_keys(r->c, out);
  }
  return out;
}

static void
add_up(const Range *r, const GArray *cells, Cell *total)
{
  for (guint i = 0; i < cells->len; i++) {
    const Cell *one = &g_array_index(cells, Cell, i);
    if (!cop_period_within(period_of(one->key), r->key->period))
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
add_up_last(const Range *r, const GArray *cells, Cell *total)
{
  for (guint from = 0, to; from < cells->len; from = to) {
    const Cell *best = NULL;
    uint32_t rank = rank_of(g_array_index(cells, Cell, from).key);
    for (to = from; to < cells->len && rank_of(g_array_index(cells, Cell, to).key) == rank; to++) {
      const Cell *one = &g_array_index(cells, Cell, to);
      CopPeriod p = period_of(one->key);
      if (!cop_period_within(p, r->key->period))
        continue;
      if (best == NULL || last_month(p) > last_month(period_of(best->key)) ||
          (last_month(p) == last_month(period_of(best->key)) && cop_period_months(p) < cop_period_months(period_of(best->key))))
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
exactly(const Range *r, const GArray *cells, Cell *total)
{
  uint32_t from, to;
  range_of(r->c, r->key->area, &from, &to);
  for (guint i = 0; i < cells->len; i++) {
    const Cell *one = &g_array_index(cells, Cell, i);
    if (rank_of(one->key) == from && period_of(one->key) == r->key->period)
      *total = *one;
  }
}

static CopCubeValue
median(const Range *r)
{
  g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(Single));
  CopCubeValue v = { .numerator = NAN, .denominator = NAN };
  for (guint i = 0; i < r->c->singles->len; i++) {
    Single one = g_array_index(r->c->singles, Single, i);
    if (one.key < r->from || one.key >= r->to || !cop_period_within(period_of(one.key), r->key->period))
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
  v.value = g_array_index(values, Single, half).value;
  if (values->len % 2 == 0)
    v.value = (v.value + g_array_index(values, Single, half - 1).value) / 2;
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
  Cell total = { 0 };
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
    CopPeriod p = period_of(g_array_index(cells, Cell, i).key);
    g_array_append_val(found, p);
  }
  for (guint i = 0; i < c->singles->len; i++) {
    const Single *one = &g_array_index(c->singles, Single, i);
    CopPeriod p = period_of(one->key);
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
