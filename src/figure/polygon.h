/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/polygon.h -- outlines as polygons, and cutting them along an axis, for
 * figure/ only: patterns are cut to their cloth, places to their frame.
 */
#ifndef COP_FIGURE_POLYGON_H
#define COP_FIGURE_POLYGON_H

#include "figure/matrix.h"

typedef struct {
  double x, y;
} CopPoint;

/* Appends the points of segments first to end - 1 (one subpath), transformed;
 * a curve becomes `pieces` lines. points is of CopPoint. */
void cop_polygon_add(GArray *points, const CopSeg *segs, size_t first, size_t end, CopMatrix m, unsigned pieces);
/* What of a polygon lies where side * (x or y) >= side * bound (Sutherland and
 * Hodgman, Reentrant polygon clipping, 1974); to be unref'd. */
GArray *cop_polygon_cut(const GArray *polygon, bool on_x, double bound, double side) G_GNUC_WARN_UNUSED_RESULT;
/* Appends the polygon as a closed subpath; fewer than three points are nothing. */
void cop_polygon_to_path(const GArray *polygon, CopPath *path);

#endif
