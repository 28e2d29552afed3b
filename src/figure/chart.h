/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/chart.h -- bars, stacked bars, lines and dots.
 *
 * Labels stand at what they name; a legend appears only where several series
 * share a row. Bars start at zero, always. A line's axis may start elsewhere,
 * and says so by its numbers.
 */
#ifndef COP_FIGURE_CHART_H
#define COP_FIGURE_CHART_H

#include "figure/figure.h"
#include "figure/mark.h"

typedef enum {
  COP_CHART_HBAR,    /* one row for each category; for names that are long or many */
  COP_CHART_BAR,     /* one column for each category; for a few short names */
  COP_CHART_STACKED, /* one row for each category, divided by the series */
  COP_CHART_LINE,    /* categories are points in time, in order */
  COP_CHART_DOT,     /* one row for each category, one dot for each series, joined */
  COP_CHART_MAX
} CopChartKind;

typedef struct {
  const char *label;
  const double *values; /* one for each category; NaN is no data */
} CopChartSeries;

typedef struct {
  CopChartKind kind;
  const char *subject;           /* what is shown, for the alternative text: "Children aged 10 to 14 online" */
  const char *category_title;    /* head of the table's first column: "Region" */
  const char *unit;              /* "%", "per 1,000 children"; NULL for plain counts */
  unsigned decimals;
  const char *const *categories;
  unsigned n_categories;         /* 1 to 60; 1 to 12 for BAR */
  const CopChartSeries *series;
  unsigned n_series;             /* 1 to COP_FIGURE_SERIES_MAX */
  const CopState *states;        /* one for each category, printed as mark and word; NULL for none. HBAR and DOT */
  const bool *emphasis;          /* categories to stand out; NULL for none. HBAR and BAR of one series */
  double target;                 /* a line across; NaN for none. Not STACKED */
  const char *target_label;      /* "Target 2030" */
  bool whole;                    /* STACKED: each row is stretched to 100 % */
} CopChart;

CopFigure *cop_chart_draw(CopArena *a, const CopChart *chart, const CopFigureOptions *options, GError **error);

#endif
