/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/region_map.h -- a map of the regions in force: in their real outlines
 * where the country has imported one for each of them, else as equal tiles on the
 * grid of the country's pack. copkit brings no borders of its own, and a map with
 * some regions missing would be worse than none.
 *
 * A map with outlines says below it whose drawing it is and that it takes no side
 * on any border.
 */
#ifndef COP_COMPOSE_REGION_MAP_H
#define COP_COMPOSE_REGION_MAP_H

#include "compose/paper.h"

typedef struct {
  const char *subject, *unit;
  unsigned decimals;
  const double *values; /* by place in the model's areas; NaN: not known. Of regions only */
} CopRegionMap;

/* NULL when fewer than three regions have a value, or no map can be drawn. */
CopNode *cop_region_map(CopPaper *r, CopNode *parent, const char *caption, const CopRegionMap *map);

#endif
