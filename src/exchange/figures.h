/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/figures.h -- published values of indicators for other programs. All
 * of them hold the same cells (indicator/listing.h), so none gives away what
 * another hides; hidden and withheld cells are named and carry no number.
 *
 *   CSV data package   figures.csv, indicators.csv, areas.csv, area_changes.csv,
 *                      datapackage.json
 *                      (Frictionless Data Package 1)
 *   ADX                aggregate data exchange, IHE QRPH ADX 2015: values only;
 *                      a ratio gives three elements: ID in per cent, ID.numerator
 *                      and ID.denominator
 *   SDMX-JSON          data message 2.1, flat: indicator, area, period,
 *                      breakdown and its value; OBS_STATUS says why a value is
 *                      missing (A normal, B first value after the area was cut
 *                      anew, M missing, Q suppressed), EXAMPLE whether it rests
 *                      on made-up reports
 */
#ifndef COP_EXCHANGE_FIGURES_H
#define COP_EXCHANGE_FIGURES_H

#include "indicator/trend.h"

typedef struct {
  const CopModel *m;
  CopPublication *const *publications;
  const CopListed *cells;
  size_t n;
  CopTrends trends;  /* breaks, by cell */
  const char *made;  /* UTC instant */
} CopFigures;

/* Every cell of every publication, in the arena. */
CopFigures cop_figures_new(const CopModel *m, CopPublication *const *publications, const char *made, CopArena *a);

/* Texts are the caller's. */
char *cop_figures_csv(const CopFigures *f) G_GNUC_WARN_UNUSED_RESULT;
char *cop_figures_indicators_csv(const CopFigures *f) G_GNUC_WARN_UNUSED_RESULT;
char *cop_figures_areas_csv(const CopFigures *f) G_GNUC_WARN_UNUSED_RESULT;
char *cop_figures_changes_csv(const CopFigures *f) G_GNUC_WARN_UNUSED_RESULT;
char *cop_figures_package(const CopFigures *f) G_GNUC_WARN_UNUSED_RESULT;
char *cop_figures_adx(const CopFigures *f) G_GNUC_WARN_UNUSED_RESULT;
char *cop_figures_sdmx(const CopFigures *f) G_GNUC_WARN_UNUSED_RESULT;

/* The first day and the length of a period: "2025-01-01/P1Y". */
char *cop_figures_span(CopPeriod p) G_GNUC_WARN_UNUSED_RESULT;

#endif
