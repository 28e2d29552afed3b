/* SPDX-License-Identifier: Apache-2.0
 *
 * indicator/target.h -- how far a plan's targets have come.
 *
 * Rule (shown wherever a rating is shown): on track from 90 per cent of the
 * milestone, at risk from 70, off track below; for indicators that should fall
 * the milestone as a share of the value. Not rated: no value, a hidden value,
 * no milestone for the year, or an indicator of which more is not clearly
 * better or worse. The shares are an editorial choice (mark E).
 *
 * Values come from published field data where the indicator is fed by reports,
 * else from the evidence values of the model: the one of that year, the
 * preferred one of a conflict.
 */
#ifndef COP_INDICATOR_TARGET_H
#define COP_INDICATOR_TARGET_H

#include "indicator/publish.h"

typedef enum {
  COP_RATING_NONE,
  COP_RATING_OFF_TRACK,
  COP_RATING_AT_RISK,
  COP_RATING_ON_TRACK,
  COP_RATING_MAX
} CopRating;

typedef enum {
  COP_UNRATED_NOT,        /* it is rated */
  COP_UNRATED_NO_VALUE,
  COP_UNRATED_HIDDEN,
  COP_UNRATED_NO_MILESTONE,
  COP_UNRATED_NEUTRAL,
  COP_UNRATED_MAX
} CopUnrated;

const char *cop_rating_name(CopRating r);   /* "on track", "not rated" */
const char *cop_unrated_name(CopUnrated u); /* "no value was reported" */
/* The rule in one English sentence. */
const char *cop_rating_rule(void);

/* Value and milestone in the same unit. *share is the per cent that was
 * compared with 90 and 70; NaN when not rated. */
CopRating cop_rate(CopDirection direction, double value, double milestone, double *share);

typedef struct {
  int year;
  double milestone;       /* NaN: reported, not rated */
  CopPublishedValue value;
  const CopValue *evidence; /* the record it comes from; NULL for field data */
  CopRating rating;
  CopUnrated unrated;
  double share;
} CopTargetYear;

typedef struct {
  const CopTarget *target;
  const CopObjective *objective;
  const CopIndicator *indicator;
  const CopValue *baseline; /* NULL when it is still to be set */
  size_t n_years;
  const CopTargetYear *years; /* every year of the plan, in order; before it begins, from the year asked for */
  const CopTargetYear *now;   /* the newest year with a value, else the year asked for; NULL without years */
} CopTargetProgress;

/* All targets of a plan, in order. `publications` by index of indicator, from
 * cop_publish_all(); `year` is the one being looked at. */
size_t cop_targets_progress(const CopModel *m, const CopPlan *plan, CopPublication *const *publications, int year,
                            CopArena *a, const CopTargetProgress **out);

/* How many of each rating at `now`. */
void cop_targets_count(const CopTargetProgress *progress, size_t n, size_t counts[COP_RATING_MAX]);

#endif
