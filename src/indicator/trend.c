/* SPDX-License-Identifier: Apache-2.0 */
#include "indicator/trend.h"

#include <math.h>
#include <string.h>

typedef struct {
  const CopModel *m;
  CopPublication *const *publications;
  const CopListed *listed;
  size_t n;
  CopArena *a;
  CopAreaHistory *history;
  const CopAreaChange **breaks;
  size_t n_breaks;
  GArray *joined;     /* CopJoined */
  GHashTable *told;   /* "indicator areas" that are joined already */
} Trends;

static bool
can_join(const CopIndicator *x)
{
  return x->aggregation == COP_AGGREGATION_SUM || x->aggregation == COP_AGGREGATION_LAST || x->aggregation == COP_AGGREGATION_RATIO;
}

static CopPublishedValue
joined_value(const Trends *t, uint32_t indicator, const int32_t *areas, size_t n, CopPeriod period)
{
  const CopIndicator *x = &t->m->indicators.items[indicator];
  CopPublishedValue out = { COP_PUBLISHED_NOTHING, NAN, NAN, NAN, false };
  double sum = 0, numerator = 0, denominator = 0;
  for (size_t i = 0; i < n; i++) {
    CopPublishedValue v = cop_publication_value(t->publications[indicator], &(CopCubeKey){ .indicator = indicator, .area = areas[i], .period = period });
    if (v.state == COP_PUBLISHED_HIDDEN || v.state == COP_PUBLISHED_WITHHELD)
      return (CopPublishedValue){ v.state, NAN, NAN, NAN, v.example };
    if (v.state != COP_PUBLISHED_VALUE)
      continue;
    out.state = COP_PUBLISHED_VALUE;
    out.example |= v.example;
    sum += v.value;
    numerator += v.numerator;
    denominator += v.denominator;
  }
  if (out.state != COP_PUBLISHED_VALUE)
    return out;
  out.value = sum;
  if (x->aggregation == COP_AGGREGATION_RATIO) {
    out.numerator = numerator;
    out.denominator = denominator;
    out.value = numerator / denominator * (strcmp(x->unit, "per cent") == 0 ? 100 : 1);
  }
  return out;
}

/* Periods of totals in listed[from] to listed[to - 1]. */
static size_t
periods_listed(const Trends *t, size_t from, size_t to, const CopPeriod **out)
{
  CopPeriod *all = cop_new_n(t->a, CopPeriod, to - from);
  size_t n = 0;
  for (size_t i = from; i < to; i++)
    if (t->listed[i].key.by == COP_BY_NOTHING)
      all[n++] = t->listed[i].key.period;
  *out = all;
  return n;
}

/* The series listed[from] to listed[to - 1], for the areas that together are the
 * same ground over the periods. */
static void
join_series(Trends *t, size_t from, size_t to, bool whole)
{
  const CopCubeKey *key = &t->listed[from].key;
  const int32_t *areas;
  const CopPeriod *periods;
  size_t n_periods = whole ? cop_publication_periods(t->publications[key->indicator], &periods) : periods_listed(t, from, to, &periods);
  if (n_periods == 0)
    return;
  CopPeriod first = periods[0], last = periods[0];
  for (size_t i = 1; i < n_periods; i++) {
    first = cop_period_first_month(periods[i]) < cop_period_first_month(first) ? periods[i] : first;
    last = cop_period_first_month(periods[i]) + cop_period_months(periods[i]) > cop_period_first_month(last) + cop_period_months(last) ? periods[i] : last;
  }
  size_t n = cop_area_history_joined(t->history, key->area, first, last, t->a, &areas);
  g_autoptr(GString) name = g_string_new(NULL);
  g_string_printf(name, "%u", key->indicator);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(name, " %d", (int)areas[i]);
  if (n < 2 || !can_join(&t->m->indicators.items[key->indicator]) || !g_hash_table_add(t->told, g_strdup(name->str)))
    return;
  for (size_t i = 0; i < n_periods; i++) {
    CopJoined one = { key->indicator, periods[i], n, areas, joined_value(t, key->indicator, areas, n, periods[i]) };
    g_array_append_val(t->joined, one);
  }
}

static bool
same_series(const CopListed *x, const CopListed *y)
{
  return x->key.indicator == y->key.indicator && x->key.area == y->key.area;
}

/* Years follow years and quarters quarters. */
static bool
find_breaks(Trends *t, size_t from, size_t to)
{
  CopPeriod before[COP_PERIOD_KIND_MAX] = { 0 };
  bool found = false;
  for (size_t i = from; i < to; i++) {
    const CopCubeKey *key = &t->listed[i].key;
    CopPeriodKind kind = cop_period_kind(key->period);
    if (key->by != COP_BY_NOTHING || t->listed[i].value.state == COP_PUBLISHED_NOTHING)
      continue;
    if (before[kind] != 0)
      t->breaks[i] = cop_area_history_break(t->history, key->area, before[kind], key->period);
    before[kind] = key->period;
    t->n_breaks += t->breaks[i] != NULL;
    found |= t->breaks[i] != NULL;
  }
  return found;
}

CopTrends
cop_trends(const CopModel *m, CopPublication *const *publications, const CopListed *listed, size_t n, bool whole, CopArena *a)
{
  g_autoptr(GArray) joined = g_array_new(FALSE, FALSE, sizeof(CopJoined));
  g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Trends t = { .m = m, .publications = publications, .listed = listed, .n = n, .a = a, .joined = joined, .told = told, .history = cop_area_history_new(m, a) };
  t.breaks = cop_new_n(a, const CopAreaChange *, n + 1);
  for (size_t from = 0, to; from < n && m->area_changes.n > 0; from = to) {
    for (to = from + 1; to < n && same_series(&listed[from], &listed[to]);)
      to++;
    if (listed[from].key.area >= 0 && (find_breaks(&t, from, to) || whole))
      join_series(&t, from, to, whole);
  }
  CopJoined *copy = cop_new_n(a, CopJoined, joined->len + 1);
  if (joined->len > 0)
    memcpy(copy, joined->data, joined->len * sizeof *copy);
  return (CopTrends){ .breaks = t.breaks, .n_breaks = t.n_breaks, .joined = copy, .n_joined = joined->len };
}
