/* SPDX-License-Identifier: Apache-2.0 */
#include "indicator/publish.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indicator/suppress.h"

#define MOST_PERIODS 600u

enum { NOT_PUBLISHED = -1, NO_REPORT = -2 };

/* Cells stand in two blocks:
 *   totals      [area][period]
 *   breakdowns  [area][year][slot], a slot being one value of one breakdown */
struct CopPublication {
  const CopModel *m;
  CopArena *arena;
  uint32_t indicator;
  unsigned threshold;
  size_t n_areas;
  const int32_t *areas;     /* index in the model, -1 first */
  int32_t *place;           /* [model areas] place in `areas`; NOT_PUBLISHED, NO_REPORT */
  const int32_t *parent;    /* [n_areas] place, -1 for the country */
  size_t n_periods, n_years;
  CopPeriod *periods;       /* years first, then quarters */
  CopPeriod *in_order;      /* each year before its quarters */
  size_t n_slots;
  const CopBreakdown *slot_by;
  const unsigned *slot_value;
  size_t n_cells;
  CopCubeValue *values;     /* [n_cells] */
  bool *hidden;             /* [n_cells] */
  bool *withheld;           /* [n_years * COP_BY_MAX] for areas below the country */
};

unsigned
cop_publish_threshold(CopPrivacy privacy)
{
  static const unsigned thresholds[COP_PRIVACY_MAX] = { [COP_PRIVACY_OPEN] = 0, [COP_PRIVACY_PERSONS] = 5, [COP_PRIVACY_ABUSE] = 10 };
  g_assert(privacy < COP_PRIVACY_MAX);
  return thresholds[privacy];
}

const char *
cop_published_state_name(CopPublishedState s)
{
  static const char *const names[COP_PUBLISHED_MAX] = { [COP_PUBLISHED_VALUE] = "value", [COP_PUBLISHED_NOTHING] = "nothing",
                                                        [COP_PUBLISHED_HIDDEN] = "hidden", [COP_PUBLISHED_WITHHELD] = "withheld" };
  g_assert(s < COP_PUBLISHED_MAX);
  return names[s];
}

CopPublishRules
cop_publish_rules(void)
{
  return (CopPublishRules){ .deepest = COP_AREA_REGION };
}

/* --- axes --- */

static bool
has_data(const CopCube *c, uint32_t indicator, int32_t area)
{
  CopPeriod p;
  return cop_cube_periods(c, indicator, area, &p, 1) > 0;
}

static int32_t
published_parent(const CopPublication *p, const CopArea *area)
{
  for (const CopArea *up = cop_model_area(p->m, area->parent); up != NULL; up = cop_model_area(p->m, up->parent))
    if (p->place[up - p->m->areas.items] > 0)
      return p->place[up - p->m->areas.items];
  return 0;
}

/* The area record of the whole country, where there is one, is the country. */
static void
set_areas(CopPublication *p, const CopCube *c, const CopPublishRules *rules)
{
  const CopModel *m = p->m;
  int32_t *areas = cop_new_n(p->arena, int32_t, m->areas.n + 1), *parent = cop_new_n(p->arena, int32_t, m->areas.n + 1);
  p->place = cop_new_n(p->arena, int32_t, m->areas.n);
  areas[p->n_areas++] = -1;
  parent[0] = -1;
  for (size_t i = 0; i < m->areas.n; i++) {
    const CopArea *area = &m->areas.items[i];
    p->place[i] = area->level == COP_AREA_COUNTRY ? 0 : area->level > rules->deepest ? NOT_PUBLISHED : NO_REPORT;
    if (p->place[i] != NO_REPORT || !has_data(c, p->indicator, (int32_t)i))
      continue;
    p->place[i] = (int32_t)p->n_areas;
    areas[p->n_areas++] = (int32_t)i;
  }
  for (size_t k = 1; k < p->n_areas; k++)
    parent[k] = published_parent(p, &m->areas.items[areas[k]]);
  p->areas = areas;
  p->parent = parent;
}

static int
by_period(const void *a, const void *b)
{
  const CopPeriod *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static void
add_period(CopPeriod *list, size_t *n, CopPeriod p)
{
  for (size_t i = 0; i < *n; i++)
    if (list[i] == p)
      return;
  list[(*n)++] = p;
}

static void
set_periods(CopPublication *p, const CopCube *c)
{
  CopPeriod *found = cop_new_n(p->arena, CopPeriod, MOST_PERIODS), *quarters = cop_new_n(p->arena, CopPeriod, MOST_PERIODS);
  size_t n = MIN(cop_cube_periods(c, p->indicator, -1, found, MOST_PERIODS), MOST_PERIODS), n_quarters = 0;
  p->periods = cop_new_n(p->arena, CopPeriod, 2 * MOST_PERIODS);
  for (size_t i = 0; i < n; i++) {
    add_period(p->periods, &p->n_years, cop_period_at(found[i], COP_PERIOD_YEAR));
    if (cop_period_kind(found[i]) == COP_PERIOD_QUARTER || cop_period_kind(found[i]) == COP_PERIOD_MONTH)
      add_period(quarters, &n_quarters, cop_period_at(found[i], COP_PERIOD_QUARTER));
  }
  qsort(p->periods, p->n_years, sizeof *p->periods, by_period);
  for (size_t i = 0; i < n_quarters; i++)
    p->periods[p->n_years + i] = quarters[i];
  p->n_periods = p->n_years + n_quarters;
  p->in_order = cop_new_n(p->arena, CopPeriod, p->n_periods);
  if (p->n_periods > 0)
    memcpy(p->in_order, p->periods, p->n_periods * sizeof *p->periods);
  qsort(p->in_order, p->n_periods, sizeof *p->in_order, by_period);
}

static bool
asks_for(const CopIndicator *i, CopBreakdown by)
{
  for (size_t k = 0; k < i->disaggregation.n; k++)
    if (strcmp(i->disaggregation.items[k], cop_breakdown_name(by)) == 0)
      return true;
  return false;
}

static void
set_slots(CopPublication *p)
{
  const CopIndicator *indicator = &p->m->indicators.items[p->indicator];
  size_t most = 0;
  for (int b = 1; b < COP_BY_MAX; b++)
    most += cop_breakdown_values(p->m, (CopBreakdown)b);
  CopBreakdown *by = cop_new_n(p->arena, CopBreakdown, most);
  unsigned *value = cop_new_n(p->arena, unsigned, most);
  for (int b = 1; b < COP_BY_MAX; b++)
    for (unsigned v = 1; asks_for(indicator, (CopBreakdown)b) && v <= cop_breakdown_values(p->m, (CopBreakdown)b); v++) {
      by[p->n_slots] = (CopBreakdown)b;
      value[p->n_slots++] = v;
    }
  p->slot_by = by;
  p->slot_value = value;
}

static uint32_t
total_cell(const CopPublication *p, size_t area, size_t period)
{
  return (uint32_t)(area * p->n_periods + period);
}

static uint32_t
slot_cell(const CopPublication *p, size_t area, size_t year, size_t slot)
{
  return (uint32_t)(p->n_areas * p->n_periods + (area * p->n_years + year) * p->n_slots + slot);
}

static void
read_values(CopPublication *p, const CopCube *c)
{
  p->n_cells = p->n_areas * (p->n_periods + p->n_years * p->n_slots);
  p->values = cop_new_n(p->arena, CopCubeValue, p->n_cells);
  p->hidden = cop_new_n(p->arena, bool, p->n_cells);
  p->withheld = cop_new_n(p->arena, bool, p->n_years * COP_BY_MAX);
  for (size_t a = 0; a < p->n_areas; a++) {
    for (size_t t = 0; t < p->n_periods; t++)
      p->values[total_cell(p, a, t)] =
        cop_cube_value(c, &(CopCubeKey){ .indicator = p->indicator, .area = p->areas[a], .period = p->periods[t] });
    for (size_t y = 0; y < p->n_years; y++)
      for (size_t s = 0; s < p->n_slots; s++)
        p->values[slot_cell(p, a, y, s)] =
          cop_cube_value(c, &(CopCubeKey){ p->indicator, p->areas[a], p->periods[y], p->slot_by[s], p->slot_value[s] });
  }
}

/* --- counts and sums --- */

typedef enum { SIDE_VALUE, SIDE_NUMERATOR, SIDE_DENOMINATOR } Side;

static double
count_of(const CopPublication *p, uint32_t cell, Side side)
{
  const CopCubeValue *v = &p->values[cell];
  CopAggregation how = p->m->indicators.items[p->indicator].aggregation;
  if (!v->given)
    return NAN;
  if (side == SIDE_NUMERATOR)
    return v->numerator;
  if (side == SIDE_DENOMINATOR)
    return v->denominator;
  return how == COP_AGGREGATION_MEDIAN ? (double)v->n : v->value;
}

typedef struct {
  CopPublication *p;
  Side side;
  const double *count;
  GArray *sums; /* CopSum */
} Sums;

/* Notes total = parts + rest where it holds with a rest from 0 up. */
static void
note_sum(Sums *x, uint32_t total, const uint32_t *parts, size_t n)
{
  double inside = 0;
  for (size_t i = 0; i < n; i++)
    inside += isnan(x->count[parts[i]]) ? 0 : x->count[parts[i]];
  double rest = isnan(x->count[total]) ? -1 : x->count[total] - inside;
  if (n == 0 || rest < -1e-6)
    return;
  uint32_t *copy = cop_new_n(x->p->arena, uint32_t, n);
  memcpy(copy, parts, n * sizeof *copy);
  CopSum sum = { total, (uint32_t)n, copy, rest < 1e-6 ? 0 : rest };
  g_array_append_val(x->sums, sum);
}

static void
sums_over_areas(Sums *x, uint32_t *parts)
{
  CopPublication *p = x->p;
  size_t n_columns = p->n_periods + p->n_years * p->n_slots;
  for (size_t a = 0; a < p->n_areas; a++)
    for (size_t c = 0; c < n_columns; c++) {
      size_t y = c < p->n_periods ? 0 : (c - p->n_periods) / p->n_slots, s = c < p->n_periods ? 0 : (c - p->n_periods) % p->n_slots;
      if (c >= p->n_periods && p->withheld[y * COP_BY_MAX + p->slot_by[s]])
        continue;
      size_t n = 0;
      for (size_t k = 1; k < p->n_areas; k++)
        if (p->parent[k] == (int32_t)a)
          parts[n++] = c < p->n_periods ? total_cell(p, k, c) : slot_cell(p, k, y, s);
      note_sum(x, c < p->n_periods ? total_cell(p, a, c) : slot_cell(p, a, y, s), parts, n);
    }
}

/* A level is not the sum of its periods, but it is the same number as that of
 * the last one, which an outsider may guess. */
static void
sums_over_periods(Sums *x, uint32_t *parts)
{
  CopPublication *p = x->p;
  bool level = p->m->indicators.items[p->indicator].aggregation == COP_AGGREGATION_LAST;
  for (size_t a = 0; a < p->n_areas; a++)
    for (size_t y = 0; y < p->n_years; y++) {
      size_t n = 0;
      uint32_t year = total_cell(p, a, y);
      for (size_t t = p->n_years; t < p->n_periods; t++) {
        uint32_t quarter = total_cell(p, a, t);
        if (!cop_period_within(p->periods[t], p->periods[y]))
          continue;
        if (!level)
          parts[n++] = quarter;
        else if (x->count[quarter] == x->count[year])
          note_sum(x, year, &quarter, 1);
      }
      if (!level)
        note_sum(x, year, parts, n);
    }
}

static void
sums_over_breakdowns(Sums *x, uint32_t *parts)
{
  CopPublication *p = x->p;
  for (size_t a = 0; a < p->n_areas; a++)
    for (size_t y = 0; y < p->n_years; y++)
      for (int b = 1; b < COP_BY_MAX; b++) {
        size_t n = 0;
        for (size_t s = 0; s < p->n_slots; s++)
          if (p->slot_by[s] == (CopBreakdown)b)
            parts[n++] = slot_cell(p, a, y, s);
        if (a == 0 || !p->withheld[y * COP_BY_MAX + (size_t)b])
          note_sum(x, total_cell(p, a, y), parts, n);
      }
}

/* --- what must be hidden --- */

static void
withhold_thin_breakdowns(CopPublication *p, Side side)
{
  for (size_t y = 0; y < p->n_years; y++)
    for (int b = 1; b < COP_BY_MAX; b++) {
      size_t counts = 0, small = 0;
      for (size_t a = 1; a < p->n_areas; a++)
        for (size_t s = 0; s < p->n_slots; s++) {
          double n = p->slot_by[s] == (CopBreakdown)b ? count_of(p, slot_cell(p, a, y, s), side) : 0;
          counts += n > 0;
          small += n > 0 && n < p->threshold;
        }
      p->withheld[y * COP_BY_MAX + (size_t)b] |= 2 * small > counts;
    }
}

static bool
is_withheld(const CopPublication *p, uint32_t cell)
{
  if (cell < p->n_areas * p->n_periods)
    return false;
  size_t k = cell - p->n_areas * p->n_periods, slot = k % p->n_slots, year = k / p->n_slots % p->n_years, area = k / p->n_slots / p->n_years;
  return area > 0 && p->withheld[year * COP_BY_MAX + p->slot_by[slot]];
}

static void
hide(CopPublication *p, Side side)
{
  double *count = cop_new_n(p->arena, double, p->n_cells);
  uint8_t *rank = cop_new_n(p->arena, uint8_t, p->n_cells);
  for (uint32_t i = 0; i < p->n_cells; i++) {
    count[i] = is_withheld(p, i) ? NAN : count_of(p, i, side);
    bool total = i < p->n_areas * p->n_periods, country = total ? i < p->n_periods : i < p->n_areas * p->n_periods + p->n_years * p->n_slots;
    bool year = total && i % p->n_periods < p->n_years;
    rank[i] = (uint8_t)((total ? 1 : 0) + (year ? 1 : 0) + (country ? 3 : 0));
  }
  g_autoptr(GArray) sums = g_array_new(FALSE, FALSE, sizeof(CopSum));
  Sums x = { p, side, count, sums };
  CopAggregation how = p->m->indicators.items[p->indicator].aggregation;
  uint32_t *parts = cop_new_n(p->arena, uint32_t, p->n_areas + p->n_periods + p->n_slots);
  if (how != COP_AGGREGATION_NONE && how != COP_AGGREGATION_MEDIAN) {
    sums_over_areas(&x, parts);
    sums_over_periods(&x, parts);
    sums_over_breakdowns(&x, parts);
  }
  CopSuppression s = { p->n_cells, count, rank, p->hidden, sums->len, (const CopSum *)(const void *)sums->data, p->threshold };
  cop_suppress(&s);
}

static void
protect(CopPublication *p)
{
  if (p->threshold == 0)
    return;
  if (p->m->indicators.items[p->indicator].aggregation != COP_AGGREGATION_RATIO) {
    withhold_thin_breakdowns(p, SIDE_VALUE);
    hide(p, SIDE_VALUE);
    return;
  }
  withhold_thin_breakdowns(p, SIDE_DENOMINATOR);
  hide(p, SIDE_NUMERATOR);
  hide(p, SIDE_DENOMINATOR);
  hide(p, SIDE_NUMERATOR); /* what was hidden below the line may need company above it */
}

CopPublication *
cop_publication_new(const CopModel *m, const CopCube *c, uint32_t indicator, const CopPublishRules *rules, CopArena *a)
{
  CopPublishRules usual = cop_publish_rules();
  CopPublication *p = cop_new(a, CopPublication);
  p->m = m;
  p->arena = a;
  p->indicator = indicator;
  p->threshold = cop_publish_threshold(m->indicators.items[indicator].privacy);
  set_areas(p, c, rules == NULL ? &usual : rules);
  set_periods(p, c);
  set_slots(p);
  read_values(p, c);
  protect(p);
  return p;
}

CopPublication **
cop_publish_all(const CopModel *m, const CopCube *c, const CopPublishRules *rules, CopArena *a)
{
  CopPublication **all = cop_new_n(a, CopPublication *, m->indicators.n);
  for (size_t i = 0; i < m->indicators.n; i++)
    all[i] = cop_publication_new(m, c, (uint32_t)i, rules, a);
  return all;
}

/* --- asking --- */

static bool
find_cell(const CopPublication *p, const CopCubeKey *key, uint32_t *cell)
{
  int32_t area = key->area < 0 ? 0 : p->place[key->area];
  size_t t = 0;
  while (t < p->n_periods && p->periods[t] != key->period)
    t++;
  if (key->indicator != p->indicator || area < 0 || t == p->n_periods)
    return false;
  if (key->by == COP_BY_NOTHING) {
    *cell = total_cell(p, (size_t)area, t);
    return key->value == 0;
  }
  for (size_t s = 0; s < p->n_slots && t < p->n_years; s++)
    if (p->slot_by[s] == key->by && p->slot_value[s] == key->value) {
      *cell = slot_cell(p, (size_t)area, t, s);
      return true;
    }
  return false;
}

/* A period or area without any report is not in the tables, which is nothing
 * reported rather than withheld. */
static bool
never_reported(const CopPublication *p, const CopCubeKey *key)
{
  if (key->indicator != p->indicator || key->by != COP_BY_NOTHING)
    return false;
  if (key->area >= 0 && p->place[key->area] == NO_REPORT)
    return true;
  CopPeriodKind kind = cop_period_kind(key->period);
  bool usual = kind == COP_PERIOD_YEAR || kind == COP_PERIOD_QUARTER, known = false;
  for (size_t t = 0; t < p->n_periods; t++)
    known |= p->periods[t] == key->period;
  return usual && (!known || p->n_periods == 0);
}

CopPublishedValue
cop_publication_value(const CopPublication *p, const CopCubeKey *key)
{
  CopPublishedValue out = { .state = COP_PUBLISHED_WITHHELD, .value = NAN, .numerator = NAN, .denominator = NAN };
  uint32_t cell;
  if (!find_cell(p, key, &cell)) {
    if (never_reported(p, key))
      out.state = COP_PUBLISHED_NOTHING;
    return out;
  }
  const CopCubeValue *v = &p->values[cell];
  if (is_withheld(p, cell))
    return out;
  out.state = !v->given ? COP_PUBLISHED_NOTHING : p->hidden[cell] ? COP_PUBLISHED_HIDDEN : COP_PUBLISHED_VALUE;
  out.example = v->n_synthetic > 0;
  if (out.state == COP_PUBLISHED_VALUE) {
    out.value = v->value;
    out.numerator = v->numerator;
    out.denominator = v->denominator;
  }
  return out;
}

size_t
cop_publication_periods(const CopPublication *p, const CopPeriod **periods)
{
  *periods = p->in_order;
  return p->n_periods;
}

size_t
cop_publication_areas(const CopPublication *p, const int32_t **areas)
{
  *areas = p->areas;
  return p->n_areas;
}

unsigned
cop_publication_threshold(const CopPublication *p)
{
  return p->threshold;
}

void
cop_publication_count(const CopPublication *p, size_t *values, size_t *hidden)
{
  *values = *hidden = 0;
  for (uint32_t i = 0; i < p->n_cells; i++) {
    *values += p->values[i].given && !is_withheld(p, i);
    *hidden += p->hidden[i];
  }
}
