/* SPDX-License-Identifier: Apache-2.0
 *
 * model/area_history.h -- areas over time: which went into which when a country
 * is cut anew (records `area_change`), and what that does to a trend.
 *
 * A change touches both areas it names. Where they lie in different areas of
 * the level above, it touches these as well, and so on upwards: a town that goes to
 * another province makes both provinces others than before.
 *
 * Values are never shared out: the share of people who went over is not the
 * share of what was reported. Before and after are compared on the areas
 * joined, which together are the same ground.
 *
 * A date known to the year alone may be any day of that year.
 */
#ifndef COP_MODEL_AREA_HISTORY_H
#define COP_MODEL_AREA_HISTORY_H

#include "base/period.h"
#include "model/model.h"

typedef struct CopAreaHistory CopAreaHistory;

/* In the arena; the model must outlive it. */
CopAreaHistory *cop_area_history_new(const CopModel *m, CopArena *a);

/* The first change that makes the area another in the later period than in the
 * earlier one, or within one of them; NULL: it is the same ground. area: index in
 * the model; -1, the country, never changes here. */
const CopAreaChange *cop_area_history_break(const CopAreaHistory *h, int32_t area, CopPeriod earlier, CopPeriod later);

/* The areas that, joined, are the same ground in both periods and all between:
 * the area and those that gave to it or took from it, in the order of the model,
 * none of them within another. Returns how many; 1 when nothing changed. */
size_t cop_area_history_joined(const CopAreaHistory *h, int32_t area, CopPeriod earlier, CopPeriod later, CopArena *a, const int32_t **areas);

#endif
