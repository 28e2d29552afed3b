/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/geo.h -- maps with real outlines (base/geo.h).
 *
 * Drawn:     equirectangular, true at the middle latitude; outlines are
 *            simplified to a quarter of a point. Not mirrored in right-to-left
 *            languages; its legend is.
 * Words:     a region with room for its code or name carries it; one without
 *            carries a number, beside it with a leader where even that has no
 *            room, and stands in the key. No two of them touch.
 * Errors:    COP_FIGURE_ERROR_DATA for outlines without extent.
 */
#ifndef COP_FIGURE_GEO_H
#define COP_FIGURE_GEO_H

#include "base/geo.h"
#include "figure/figure.h"

typedef struct {
  const char *subject;       /* "Homes with internet"; NULL for a map without values */
  const char *region_title;  /* head of the table's first column */
  const char *unit;
  unsigned decimals;
  const double *bounds;      /* rising; NULL with n_bounds 0: four steps of about equally many regions */
  unsigned n_bounds;
} CopGeoMap;

/* Values are those of the regions. */
CopFigure *cop_geo_draw(CopArena *a, const CopGeo *geo, const CopGeoMap *map, const CopFigureOptions *options, GError **error);

#endif
