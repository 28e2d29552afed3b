/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/radar.h -- a profile over several scales of the same kind, such as
 * the readiness levels of the areas of a framework. Shapes of few series only:
 * areas mislead where exact comparison matters, so each value is in the table.
 */
#ifndef COP_FIGURE_RADAR_H
#define COP_FIGURE_RADAR_H

#include "figure/figure.h"

#define COP_RADAR_SERIES_MAX 3u

typedef struct {
  const char *subject;
  const char *axis_title;      /* head of the table's first column: "Area" */
  const char *const *axes;
  unsigned n_axes;             /* 3 to 12 */
  const char *const *labels;   /* of the series */
  const double *const *values; /* one list for each series; 0 to high; NaN is no data */
  unsigned n_series;           /* 1 to COP_RADAR_SERIES_MAX */
  double high;                 /* at the rim */
  unsigned rings;              /* 1 to 10 */
  unsigned decimals;
} CopRadar;

CopFigure *cop_radar_draw(CopArena *a, const CopRadar *radar, const CopFigureOptions *options, GError **error);

#endif
