/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/heat.h -- a matrix of levels: which measure covers which demand, and
 * how far. A level is a filled share of a disc on a ground of its step, so it
 * reads without colour.
 */
#ifndef COP_FIGURE_HEAT_H
#define COP_FIGURE_HEAT_H

#include "figure/figure.h"

#define COP_HEAT_LEVELS_MAX 5u

typedef struct {
  const char *subject;           /* for the alternative text: "Measures against the ITU checklist" */
  const char *row_title;         /* head of the table's first column */
  const char *const *rows;
  const char *const *groups;     /* one for each row, a heading where it differs from the row above; NULL for none */
  unsigned n_rows;               /* 1 to 80 */
  const char *const *columns;
  unsigned n_columns;            /* 1 to 16 */
  const char *const *levels;     /* names from nothing to full: "none", "partly", "fully" */
  unsigned n_levels;             /* 2 to COP_HEAT_LEVELS_MAX */
  const signed char *cells;      /* n_rows * n_columns levels, row by row; -1: does not apply */
} CopHeat;

CopFigure *cop_heat_draw(CopArena *a, const CopHeat *heat, const CopFigureOptions *options, GError **error);

#endif
