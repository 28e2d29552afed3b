/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/steps.h -- steps of one colour for values of regions: what tile maps
 * and maps of outlines share. For figure/ only.
 */
#ifndef COP_FIGURE_STEPS_H
#define COP_FIGURE_STEPS_H

#include "figure/canvas.h"

typedef struct {
  const char *unit;
  unsigned decimals;
  const double *bounds; /* rising; a value at a bound belongs to the step above */
  unsigned n_bounds;
} CopSteps;

/* False with an error when the bounds do not rise. */
bool cop_steps_check(const CopSteps *s, GError **error);
unsigned cop_steps_of(const CopSteps *s, double value);
/* Step 0 is the palest; equal steps between tint and deep. */
CopColor cop_steps_color(const CopPalette *p, unsigned step, unsigned n_steps);
const char *cop_steps_value(const CopCanvas *c, const CopSteps *s, double value);

/* The legend as a column at the reading start of (x, y); returns the y below. */
float cop_steps_legend(CopCanvas *c, const CopSteps *s, float x, float y, bool no_data);
float cop_steps_legend_width(const CopCanvas *c, const CopSteps *s);

/* Table and spoken words of a map: n regions with names and values (NaN: no data). */
typedef struct {
  const char *subject, *region_title;
  const CopSteps *steps;
  const char *const *names;
  const double *values;
  unsigned n;
} CopStepsTable;
void cop_steps_describe(CopCanvas *c, const CopStepsTable *t);

#endif
