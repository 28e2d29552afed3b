/* SPDX-License-Identifier: Apache-2.0
 *
 * base/geo.h -- outlines of regions from GeoJSON (RFC 7946) a country gives:
 * copkit brings no borders of its own.
 *
 * Read:      a FeatureCollection of Polygon and MultiPolygon features in degrees
 *            of WGS 84, longitude first. A region's code is its property "code"
 *            or its id, its name the property "name", its value the property
 *            "value"; only the geometry is required.
 * Refused:   other geometries, rings that are not closed or enclose nothing,
 *            places beyond the poles (with a word on the order of the numbers),
 *            other systems of coordinates, TopoJSON, more than the limits below.
 * 180th
 * meridian:  a ring that crosses it, or parts on both sides of it, are put side
 *            by side: longitudes may then pass 180.
 * Errors:    COP_TREE_ERROR, with line and column; *remedy, where asked for and
 *            known, says what to do (static text).
 * Lifetime:  everything lives in the arena given.
 */
#ifndef COP_BASE_GEO_H
#define COP_BASE_GEO_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"

#define COP_GEO_REGIONS_MAX 400u     /* of one map */
#define COP_GEO_POINTS_MAX 1000000u  /* of all its rings */

typedef struct {
  double lon, lat;
} CopGeoPoint;

typedef struct {
  const CopGeoPoint *points; /* closed: the last is the first */
  unsigned n;
  bool hole;                 /* in the nearest ring before it that is none */
} CopGeoRing;

typedef struct {
  const char *key, *text;
} CopGeoProperty;

typedef struct {
  const char *code, *name;   /* NULL when not given */
  double value;              /* NaN: none */
  const CopGeoRing *rings;   /* of all its polygons, holes included */
  unsigned n_rings;
  const CopGeoProperty *properties; /* texts and whole numbers among them */
  unsigned n_properties;
  unsigned line, column;
} CopGeoRegion;

typedef struct {
  const CopGeoRegion *regions;
  unsigned n;
} CopGeo;

CopGeo *cop_geo_read(CopArena *a, const char *text, size_t length, const char **remedy, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One geometry of a store, as cop_geo_geometry_text() wrote it or anybody else: its
 * rings are put into `region`. */
bool cop_geo_geometry_read(CopArena *a, const char *text, size_t length, CopGeoRegion *region, const char **remedy, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* A region's rings as a MultiPolygon with so many decimals. */
char *cop_geo_geometry_text(const CopGeoRegion *region, unsigned decimals) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  double west, south, east, north;
} CopGeoExtent;
CopGeoExtent cop_geo_extent(const CopGeo *geo);

/* The same regions with fewer points (Douglas and Peucker, 1973): no line moves by
 * more than `tolerance` degrees of latitude. Islands that become smaller than that
 * go, but the largest part of each region stays. */
CopGeo *cop_geo_simplify(CopArena *a, const CopGeo *geo, double tolerance);
/* The points of one ring that must stay, in the unit of the points: marks keep[n]. */
void cop_geo_keep(const CopGeoPoint *points, unsigned n, double tolerance, bool *keep);

#endif
