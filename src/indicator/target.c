/* SPDX-License-Identifier: Apache-2.0 */
#include "indicator/target.h"

#include <math.h>
#include <string.h>

#include "base/catalogue.h"

#define ON_TRACK_FROM 90.0
#define AT_RISK_FROM 70.0
#define YEARS_BEFORE 5 /* that a plan may be looked at before it begins */

const char *
cop_rating_name(CopRating r)
{
  static const char *const names[COP_RATING_MAX] = { [COP_RATING_NONE] = N_("not rated"), [COP_RATING_OFF_TRACK] = N_("off track"),
                                                     [COP_RATING_AT_RISK] = N_("at risk"), [COP_RATING_ON_TRACK] = N_("on track") };
  g_assert(r < COP_RATING_MAX);
  return names[r];
}

const char *
cop_unrated_name(CopUnrated u)
{
  static const char *const names[COP_UNRATED_MAX] = {
    [COP_UNRATED_NOT] = "",
    [COP_UNRATED_NO_VALUE] = N_("no value was reported"),
    [COP_UNRATED_HIDDEN] = N_("the count is too small to be shown"),
    [COP_UNRATED_NO_MILESTONE] = N_("there is no milestone for this year"),
    [COP_UNRATED_NEUTRAL] = N_("more is not clearly better or worse"),
  };
  g_assert(u < COP_UNRATED_MAX);
  return names[u];
}

const char *
cop_rating_rule(void)
{
  return N_("On track: at least 90 per cent of the milestone; at risk: 70 to 89 per cent; off track: less than 70 per cent.");
}

/* A milestone of 0 that should fall is reached by 0 and by nothing else. */
static double
share_of(CopDirection direction, double value, double milestone)
{
  if (direction == COP_DIRECTION_UP)
    return milestone <= 0 ? 100 : 100 * value / milestone;
  if (value <= milestone)
    return 100;
  return milestone <= 0 ? 0 : 100 * milestone / value;
}

CopRating
cop_rate(CopDirection direction, double value, double milestone, double *share)
{
  *share = NAN;
  if (direction == COP_DIRECTION_NEUTRAL || isnan(value) || isnan(milestone))
    return COP_RATING_NONE;
  *share = share_of(direction, value, milestone);
  /* 27 of 30 is 90 per cent, whatever the division makes of it. */
  double rounded = *share + 1e-9;
  return rounded >= ON_TRACK_FROM ? COP_RATING_ON_TRACK : rounded >= AT_RISK_FROM ? COP_RATING_AT_RISK : COP_RATING_OFF_TRACK;
}

/* --- values of the model --- */

/* The year in which a period like 2021 or 2022-11/2023-08 ends. */
static int
year_of(const char *period)
{
  const char *slash = strrchr(period, '/'), *last = slash == NULL ? period : slash + 1;
  return (int)g_ascii_strtoll(last, NULL, 10);
}

static const CopValue *
evidence_of(const CopModel *m, const char *indicator, int year)
{
  const CopValue *best = NULL;
  for (size_t i = 0; i < m->values.n; i++) {
    const CopValue *v = &m->values.items[i];
    if (g_strcmp0(v->indicator, indicator) != 0 || v->area != NULL || isnan(v->number) || year_of(v->period) != year)
      continue;
    if (best == NULL || (v->preferred && !best->preferred))
      best = v;
  }
  return best;
}

/* --- progress --- */

static double
milestone_of(const CopModel *m, const CopTarget *target, int year)
{
  for (size_t i = 0; i < m->target_steps.n; i++) {
    const CopTargetStep *s = &m->target_steps.items[i];
    if (strcmp(s->target, target->id) == 0 && s->year == year)
      return s->number;
  }
  return NAN;
}

static CopPublishedValue
value_of(const CopModel *m, const CopIndicator *indicator, const CopPublication *p, int year, const CopValue **evidence)
{
  *evidence = NULL;
  if (indicator->field_reported && p != NULL)
    return cop_publication_value(p, &(CopCubeKey){ .indicator = (uint32_t)(indicator - m->indicators.items), .area = -1,
                                                   .period = cop_period_of(COP_PERIOD_YEAR, year, 1) });
  *evidence = evidence_of(m, indicator->id, year);
  return (CopPublishedValue){ .state = *evidence == NULL ? COP_PUBLISHED_NOTHING : COP_PUBLISHED_VALUE,
                              .value = *evidence == NULL ? NAN : (*evidence)->number, .numerator = NAN, .denominator = NAN };
}

static void
rate_year(const CopModel *m, const CopTarget *target, const CopIndicator *indicator, const CopPublication *p, CopTargetYear *y)
{
  y->milestone = milestone_of(m, target, y->year);
  y->value = value_of(m, indicator, p, y->year, &y->evidence);
  y->share = NAN;
  if (indicator->direction == COP_DIRECTION_NEUTRAL)
    y->unrated = COP_UNRATED_NEUTRAL;
  else if (y->value.state == COP_PUBLISHED_HIDDEN || y->value.state == COP_PUBLISHED_WITHHELD)
    y->unrated = COP_UNRATED_HIDDEN;
  else if (y->value.state == COP_PUBLISHED_NOTHING)
    y->unrated = COP_UNRATED_NO_VALUE;
  else if (isnan(y->milestone))
    y->unrated = COP_UNRATED_NO_MILESTONE;
  else
    y->rating = cop_rate(indicator->direction, y->value.value, y->milestone, &y->share);
}

static void
fill(const CopModel *m, const CopPlan *plan, const CopTarget *target, CopPublication *const *publications, int year, CopArena *a,
     CopTargetProgress *out)
{
  out->target = target;
  out->objective = cop_model_objective(m, target->objective);
  out->indicator = cop_model_indicator(m, target->indicator);
  out->baseline = cop_model_value(m, target->baseline);
  if (out->indicator == NULL)
    return;
  const CopPublication *p = publications[out->indicator - m->indicators.items];
  int first = (int)plan->first_year;
  first = CLAMP(year, first - YEARS_BEFORE, first);
  out->n_years = (size_t)MAX(plan->first_year + plan->years - first, 0);
  CopTargetYear *years = cop_new_n(a, CopTargetYear, out->n_years);
  out->years = years;
  for (size_t i = 0; i < out->n_years; i++) {
    years[i].year = first + (int)i;
    rate_year(m, target, out->indicator, p, &years[i]);
    bool given = years[i].value.state != COP_PUBLISHED_NOTHING;
    if (years[i].year <= year && (given || out->now == NULL || out->now->value.state == COP_PUBLISHED_NOTHING))
      out->now = &years[i];
  }
  if (out->now == NULL && out->n_years > 0)
    out->now = &years[0];
}

size_t
cop_targets_progress(const CopModel *m, const CopPlan *plan, CopPublication *const *publications, int year, CopArena *a,
                     const CopTargetProgress **out)
{
  CopTargetProgress *all = cop_new_n(a, CopTargetProgress, m->targets.n);
  size_t n = 0;
  for (size_t i = 0; i < m->targets.n; i++) {
    const CopTarget *target = &m->targets.items[i];
    const CopObjective *objective = cop_model_objective(m, target->objective);
    if (objective != NULL && strcmp(objective->plan, plan->id) == 0)
      fill(m, plan, target, publications, year, a, &all[n++]);
  }
  *out = all;
  return n;
}

void
cop_targets_count(const CopTargetProgress *progress, size_t n, size_t counts[COP_RATING_MAX])
{
  memset(counts, 0, COP_RATING_MAX * sizeof *counts);
  for (size_t i = 0; i < n; i++)
    counts[progress[i].now == NULL ? COP_RATING_NONE : progress[i].now->rating]++;
}
