/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/geo.h -- maps with real outlines, from GeoJSON (RFC 7946) a country
 * gives: copkit brings no borders of its own.
 *
 * Read:      a FeatureCollection of Polygon and MultiPolygon features. A region's
 *            code is its property "code" or its id, its name the property
 *            "name", its value the property "value"; only the geometry is
 *            required.
 * Drawn:     equirectangular, true at the middle latitude; outlines are
 *            simplified to a quarter of a point (Douglas and Peucker, 1973).
 *            Not mirrored in right-to-left languages; its legend is.
 * Errors:    COP_TREE_ERROR for text that is no JSON, COP_FIGURE_ERROR_DATA with
 *            the line for what is no such map, COP_FIGURE_ERROR_LIMIT.
 */
#ifndef COP_FIGURE_GEO_H
#define COP_FIGURE_GEO_H

#include "figure/figure.h"

#define COP_GEO_REGIONS_MAX 400u

typedef struct {
  double lon, lat;
} CopGeoPoint;

typedef struct {
  const CopGeoPoint *points; /* closed: the last is the first */
  unsigned n;
} CopGeoRing;

typedef struct {
  const char *code, *name;   /* NULL when not given */
  double value;              /* NaN: none */
  const CopGeoRing *rings;   /* of all its polygons, holes included */
  unsigned n_rings;
} CopGeoRegion;

typedef struct {
  const CopGeoRegion *regions;
  unsigned n;
} CopGeo;

/* Lives in the arena. */
CopGeo *cop_geo_read(CopArena *a, const char *text, size_t length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

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
