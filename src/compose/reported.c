/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/reported.h"

#include <math.h>
#include <string.h>

#include "base/period.h"

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
cop_reported_span(const CopCatalogue *words, CopArena *a, int year, int quarters)
{
  static const char *const spans[] = { N_("January–March %d"), N_("January–June %d"), N_("January–September %d"), N_("January–December %d") };
  return cop_arena_printf(a, words == NULL ? spans[quarters - 1] : cop_tr(words, spans[quarters - 1]), year);
}

CopPublishedValue
cop_reported_quarter(const CopContext *c, size_t indicator, int32_t area, CopPeriod quarter)
{
  return quarter_value(c, indicator, area, cop_period_year(quarter), cop_period_part(quarter));
}

/* --- words --- */

const char *
cop_reported_amount(CopPaper *r, const CopIndicator *in, double value)
{
  if (cop_reported_is_share(in))
    return cop_arena_printf(r->a, cop_tr(r->words, "%s per cent"), cop_phrase_number(r->a, value, 1));
  return cop_arena_printf(r->a, "%s %s", cop_phrase_number(r->a, value, 0), cop_paper_field(r, COP_ENTITY_indicator, in->id, "unit"));
}

CopReportedChange
cop_reported_compare(CopArena *a, const CopIndicator *in, double now, double before, const char **by)
{
  bool share = cop_reported_is_share(in);
  double change = share ? now - before : before == 0 ? NAN : 100 * (now - before) / before;
  *by = isnan(change) ? "" : cop_phrase_number(a, fabs(change), share ? 1 : 0);
  if (isnan(change))
    return COP_REPORTED_AFTER_NONE;
  if (fabs(change) < (share ? ABOUT_AS_MANY / 2 : ABOUT_AS_MANY))
    return COP_REPORTED_SAME;
  return share ? (change > 0 ? COP_REPORTED_MORE_POINTS : COP_REPORTED_LESS_POINTS) : (change > 0 ? COP_REPORTED_MORE : COP_REPORTED_LESS);
}

const char *
cop_reported_judgement(const CopIndicator *in, double now, double before)
{
  if (in->direction == COP_DIRECTION_NEUTRAL || now == before)
    return NULL;
  return (now > before) == (in->direction == COP_DIRECTION_UP) ? N_("That is a change for the better.") : N_("That is a change for the worse.");
}
