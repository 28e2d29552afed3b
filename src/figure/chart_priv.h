/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/chart_priv.h -- what the files of the charts share: each draws one
 * kind on a canvas and returns the height it took.
 */
#ifndef COP_FIGURE_CHART_PRIV_H
#define COP_FIGURE_CHART_PRIV_H

#include "figure/canvas.h"
#include "figure/chart.h"

float cop_chart_rows(CopCanvas *c, const CopChart *chart);    /* HBAR, STACKED, DOT */
float cop_chart_columns(CopCanvas *c, const CopChart *chart); /* BAR */
float cop_chart_lines(CopCanvas *c, const CopChart *chart);   /* LINE */

/* A value with its unit where the unit is a per cent sign, else bare. */
const char *cop_chart_value(const CopCanvas *c, const CopChart *chart, double v);
/* Highest and lowest value over all series; the target counts. */
void cop_chart_range(const CopChart *chart, double *low, double *high);

#endif
