/* SPDX-License-Identifier: Apache-2.0 */
#include "indicator/listing.h"

typedef struct {
  const CopModel *m;
  const CopPublication *p;
  const CopListingFilter *filter;
  GArray *out;
} Walk;

static void
add(Walk *w, const CopCubeKey *key)
{
  CopListed one = { *key, cop_publication_value(w->p, key) };
  bool there = one.value.state == COP_PUBLISHED_VALUE || one.value.state == COP_PUBLISHED_HIDDEN;
  if (key->by == COP_BY_NOTHING || there)
    g_array_append_val(w->out, one);
}

static void
walk_cell(Walk *w, uint32_t indicator, int32_t area, CopPeriod period)
{
  CopCubeKey key = { .indicator = indicator, .area = area, .period = period, .by = COP_BY_NOTHING };
  add(w, &key);
  for (int by = COP_BY_NOTHING + 1; w->filter->breakdowns && by < COP_BY_MAX; by++)
    for (unsigned v = 1; v <= cop_breakdown_values(w->m, (CopBreakdown)by); v++) {
      key.by = (CopBreakdown)by;
      key.value = v;
      add(w, &key);
    }
}

static void
walk_area(Walk *w, uint32_t indicator, int32_t area)
{
  const CopPeriod *periods;
  size_t n = cop_publication_periods(w->p, &periods);
  if (w->filter->period != 0) {
    walk_cell(w, indicator, area, w->filter->period);
    return;
  }
  for (size_t i = 0; i < n; i++)
    walk_cell(w, indicator, area, periods[i]);
}

static void
walk_indicator(Walk *w, uint32_t indicator)
{
  const int32_t *areas;
  size_t n = cop_publication_areas(w->p, &areas);
  if (w->filter->area != COP_LISTING_ALL_AREAS) {
    walk_area(w, indicator, w->filter->area);
    return;
  }
  for (size_t i = 0; i < n; i++)
    walk_area(w, indicator, areas[i]);
}

size_t
cop_listing(const CopModel *m, CopPublication *const *publications, const CopListingFilter *filter, CopArena *a, const CopListed **out)
{
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopListed));
  for (size_t i = 0; i < m->indicators.n; i++) {
    const CopPeriod *periods;
    Walk w = { m, publications[i], filter, all };
    bool wanted = filter->indicator < 0 || (size_t)filter->indicator == i;
    if (wanted && cop_publication_periods(publications[i], &periods) > 0)
      walk_indicator(&w, (uint32_t)i);
  }
  CopListed *copy = cop_new_n(a, CopListed, all->len + 1);
  for (guint i = 0; i < all->len; i++)
    copy[i] = g_array_index(all, CopListed, i);
  *out = copy;
  return all->len;
}

int
cop_listing_newest_year(const CopModel *m, CopPublication *const *publications)
{
  int newest = 0;
  for (size_t i = 0; i < m->indicators.n; i++) {
    const CopPeriod *periods;
    size_t n = cop_publication_periods(publications[i], &periods);
    for (size_t k = 0; k < n; k++)
      newest = MAX(newest, cop_period_year(periods[k]));
  }
  return newest;
}
