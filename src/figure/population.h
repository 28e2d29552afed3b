/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/population.h -- two groups back to back over age bands.
 */
#ifndef COP_FIGURE_POPULATION_H
#define COP_FIGURE_POPULATION_H

#include "figure/figure.h"

typedef struct {
  const char *subject;
  const char *band_title;   /* head of the table's first column: "Age" */
  const char *const *bands; /* from the youngest; drawn at the foot */
  unsigned n_bands;         /* 1 to 30 */
  const char *labels[2];    /* "Girls", "Boys" */
  const double *values[2];  /* not negative; NaN is no data */
  const char *unit;
  unsigned decimals;
} CopPopulation;

CopFigure *cop_population_draw(CopArena *a, const CopPopulation *population, const CopFigureOptions *options,
                               GError **error);

#endif
