/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/reported.h"

#include <math.h>
#include <string.h>

#include "base/period.h"
#include "compose/phrase.h"

#define ABOUT_AS_MANY 2.0 /* per cent, or half of it in percentage points */

static CopPublishedValue
quarter_value(const CopContext *c, size_t indicator, int32_t area, int year, int quarter)
{
  const CopCubeKey key = { .indicator = (uint32_t)indicator, .area = area, .period = cop_period_of(COP_PERIOD_QUARTER, year, quarter) };
  return cop_publication_value(c->publications[indicator], &key);
}

CopPublishedValue
cop_reported_value(const CopContext *c, size_t indicator, int32_t area, int year, int quarters)
{
  CopPublishedValue all = { .state = COP_PUBLISHED_NOTHING, .value = 0, .numerator = 0, .denominator = 0 };
  CopAggregation how = c->model->indicators.items[indicator].aggregation;
  for (int q = 1; q <= quarters; q++) {
    CopPublishedValue v = quarter_value(c, indicator, area, year, q);
    if (v.state == COP_PUBLISHED_NOTHING)
      continue;
    if (v.state != COP_PUBLISHED_VALUE || (how != COP_AGGREGATION_SUM && how != COP_AGGREGATION_RATIO))
      all = v;
    if (v.state != COP_PUBLISHED_VALUE)
      return all;
    all.state = COP_PUBLISHED_VALUE;
    all.example = all.example || v.example;
    if (how == COP_AGGREGATION_SUM) {
      all.value += v.value;
    } else if (how == COP_AGGREGATION_RATIO) {
      all.numerator += v.numerator;
      all.denominator += v.denominator;
      all.value = 100 * all.numerator / all.denominator;
    }
  }
  return all;
}

bool
cop_reported_is_share(const CopIndicator *in)
{
  return strcmp(in->unit, "per cent") == 0;
}

const char *
cop_reported_text(CopArena *a, const CopIndicator *in, const CopPublishedValue *v)
{
  switch (v->state) {
  case COP_PUBLISHED_VALUE:
    return cop_phrase_number(a, v->value, cop_reported_is_share(in) ? 1 : 0);
  case COP_PUBLISHED_HIDDEN:
    return "withheld (small)";
  case COP_PUBLISHED_WITHHELD:
    return "not published";
  case COP_PUBLISHED_NOTHING:
  case COP_PUBLISHED_MAX:
    break;
  }
  return "no report";
}

CopPeriod
cop_reported_newest(const CopContext *c)
{
  CopPeriod newest = 0;
  if (c->publications == NULL)
    return 0;
  for (size_t i = 0; i < c->model->indicators.n; i++) {
    const CopPeriod *periods;
    size_t n = cop_publication_periods(c->publications[i], &periods);
    for (size_t k = 0; k < n; k++)
      if (cop_period_kind(periods[k]) == COP_PERIOD_QUARTER)
        newest = MAX(newest, periods[k]);
  }
  return newest;
}

const char *
cop_reported_span(CopArena *a, int year, int quarters)
{
  static const char *const ends[] = { "March", "June", "September", "December" };
  return cop_arena_printf(a, "January–%s %d", ends[quarters - 1], year);
}

CopPublishedValue
cop_reported_quarter(const CopContext *c, size_t indicator, int32_t area, CopPeriod quarter)
{
  return quarter_value(c, indicator, area, cop_period_year(quarter), cop_period_part(quarter));
}

/* --- words --- */

const char *
cop_reported_amount(CopArena *a, const CopIndicator *in, double value)
{
  return cop_reported_is_share(in) ? cop_arena_printf(a, "%s per cent", cop_phrase_number(a, value, 1))
                                   : cop_arena_printf(a, "%s %s", cop_phrase_number(a, value, 0), in->unit);
}

const char *
cop_reported_change(CopArena *a, const CopIndicator *in, double now, double before)
{
  bool share = cop_reported_is_share(in);
  double by = share ? now - before : before == 0 ? NAN : 100 * (now - before) / before;
  const char *more = now > before ? "more" : "less";
  if (isnan(by))
    return "after none";
  if (fabs(by) < (share ? ABOUT_AS_MANY / 2 : ABOUT_AS_MANY))
    return "about as much as";
  return cop_arena_printf(a, "%s %s %s than", cop_phrase_number(a, fabs(by), share ? 1 : 0), share ? "percentage points" : "per cent", more);
}

const char *
cop_reported_judgement(const CopIndicator *in, double now, double before)
{
  if (in->direction == COP_DIRECTION_NEUTRAL || now == before)
    return NULL;
  return (now > before) == (in->direction == COP_DIRECTION_UP) ? "That is a change for the better." : "That is a change for the worse.";
}
