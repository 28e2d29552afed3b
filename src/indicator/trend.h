/* SPDX-License-Identifier: Apache-2.0
 *
 * indicator/trend.h -- listed values read as trends: where the ground of an area
 * became another (model/area_history.h), and the same values for the areas joined.
 *
 * A break stands at the first value after a change; nobody is to compare it with
 * the one before. Sums, levels and ratios are joined from published values alone,
 * so a joined value gives nothing away that is hidden: where a part is hidden or
 * withheld, so is the whole. Medians and values that cannot be rolled up are not
 * joined; there the break is all that is told.
 */
#ifndef COP_INDICATOR_TREND_H
#define COP_INDICATOR_TREND_H

#include "indicator/listing.h"
#include "model/area_history.h"

typedef struct {
  uint32_t indicator;
  CopPeriod period;
  size_t n_areas;
  const int32_t *areas;
  CopPublishedValue value;
} CopJoined;

typedef struct {
  const CopAreaChange *const *breaks; /* [n listed] NULL: no change since the value before it */
  size_t n_breaks;
  size_t n_joined;
  const CopJoined *joined;            /* by indicator, areas, period; each set of areas once */
} CopTrends;

/* Of totals; in the arena. `listed` in the order of cop_listing(); whole: it has
 * all periods, so that an area is also joined with those it came out of, or went
 * into, when each has values of one side alone. */
CopTrends cop_trends(const CopModel *m, CopPublication *const *publications, const CopListed *listed, size_t n, bool whole, CopArena *a);

#endif
