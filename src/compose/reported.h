/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/reported.h -- values of field reports as documents say them: the
 * quarters of a year reported so far, put together by the indicator's own rule
 * (counts are added, ratios add numerators and denominators, levels take the
 * last quarter). One quarter that is withheld withholds the whole.
 */
#ifndef COP_COMPOSE_REPORTED_H
#define COP_COMPOSE_REPORTED_H

#include "compose/compose.h"

/* The newest quarter any indicator has data for; 0 without reports. */
CopPeriod cop_reported_newest(const CopContext *c);
/* Quarters 1 to `quarters` of a year as one value; area -1: the country. */
CopPublishedValue cop_reported_value(const CopContext *c, size_t indicator, int32_t area, int year, int quarters);
/* "January–September 2026". */
const char *cop_reported_span(CopArena *a, int year, int quarters);
/* The value, or why there is none: "withheld (small)", "no report". */
const char *cop_reported_text(CopArena *a, const CopIndicator *in, const CopPublishedValue *v);
bool cop_reported_is_share(const CopIndicator *in);
/* One quarter. */
CopPublishedValue cop_reported_quarter(const CopContext *c, size_t indicator, int32_t area, CopPeriod quarter);

/* "1,234 people", "41.5 per cent". */
const char *cop_reported_amount(CopArena *a, const CopIndicator *in, double value);
/* How a value stands to an earlier one, to be followed by "the <amount> of ...": per
 * cent of a count, percentage points of a share; below 2 per cent "about as much as". */
const char *cop_reported_change(CopArena *a, const CopIndicator *in, double now, double before);
/* A sentence where more is clearly better or worse; else NULL. */
const char *cop_reported_judgement(const CopIndicator *in, double now, double before);

/* The workbook behind the progress report. */
bool cop_progress_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error);

#endif
