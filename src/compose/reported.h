/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/reported.h -- values of field reports as documents say them: the
 * quarters of a year reported so far, put together by the indicator's own rule
 * (counts are added, ratios add numerators and denominators, levels take the
 * last quarter). One quarter that is withheld withholds the whole.
 */
#ifndef COP_COMPOSE_REPORTED_H
#define COP_COMPOSE_REPORTED_H

#include "compose/paper.h"

/* The newest quarter any indicator has data for; 0 without reports. */
CopPeriod cop_reported_newest(const CopContext *c);
/* Quarters 1 to `quarters` of a year as one value; area -1: the country. */
CopPublishedValue cop_reported_value(const CopContext *c, size_t indicator, int32_t area, int year, int quarters);
/* "January–September 2026"; words NULL: in English. */
const char *cop_reported_span(const CopCatalogue *words, CopArena *a, int year, int quarters);
/* The value, or why there is none: "withheld (small)", "no report". */
const char *cop_reported_text(CopArena *a, const CopIndicator *in, const CopPublishedValue *v);
bool cop_reported_is_share(const CopIndicator *in);
/* One quarter. */
CopPublishedValue cop_reported_quarter(const CopContext *c, size_t indicator, int32_t area, CopPeriod quarter);

/* "1,234 people", "41.5 per cent", in the paper's language. */
const char *cop_reported_amount(CopPaper *r, const CopIndicator *in, double value);

/* How a value stands to an earlier one: in per cent of a count, in percentage
 * points of a share; below 2 per cent (half of it in points) about as much. */
typedef enum {
  COP_REPORTED_SAME,
  COP_REPORTED_MORE,        /* per cent */
  COP_REPORTED_LESS,
  COP_REPORTED_MORE_POINTS, /* percentage points */
  COP_REPORTED_LESS_POINTS,
  COP_REPORTED_AFTER_NONE,
  COP_REPORTED_CHANGE_MAX
} CopReportedChange;
/* *by: how much, as it is printed ("19", "9.1"). */
CopReportedChange cop_reported_compare(CopArena *a, const CopIndicator *in, double now, double before, const char **by);
/* A sentence where more is clearly better or worse; else NULL. */
const char *cop_reported_judgement(const CopIndicator *in, double now, double before);

/* The workbook behind the progress report. */
bool cop_progress_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error);

#endif
