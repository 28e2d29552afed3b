/* SPDX-License-Identifier: Apache-2.0
 *
 * indicator/listing.h -- published values one after another: what the command
 * line, the exports and the annexes walk over, so that all of them hold the
 * same cells.
 *
 * Order: indicator, area (the country first), period, breakdown, its value.
 * A total is listed with whatever state it has, so that a missing report shows;
 * a cell of a breakdown only when something was reported for it.
 */
#ifndef COP_INDICATOR_LISTING_H
#define COP_INDICATOR_LISTING_H

#include "indicator/publish.h"

enum { COP_LISTING_ALL_AREAS = -2 };

typedef struct {
  int64_t indicator;  /* index; -1: all */
  int32_t area;       /* index; -1 the country; COP_LISTING_ALL_AREAS */
  CopPeriod period;   /* 0: all */
  bool breakdowns;    /* with them, or totals alone */
} CopListingFilter;

typedef struct {
  CopCubeKey key;
  CopPublishedValue value;
} CopListed;

/* In the arena; returns how many. */
size_t cop_listing(const CopModel *m, CopPublication *const *publications, const CopListingFilter *filter, CopArena *a,
                   const CopListed **out);

/* The newest year with a value of any indicator; 0 when there is none. */
int cop_listing_newest_year(const CopModel *m, CopPublication *const *publications);

#endif
