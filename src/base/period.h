/* SPDX-License-Identifier: Apache-2.0
 *
 * base/period.h -- periods that reports and indicators are about: a year, half
 * year, quarter or month of the Gregorian calendar, written 2027, 2027-H1,
 * 2027-Q3, 2027-04.
 *
 * A period is a small number that sorts by first day, then longer before
 * shorter, so that arrays of it are arrays of integers. 0 is no period. Years
 * 1900 to 2200.
 */
#ifndef COP_BASE_PERIOD_H
#define COP_BASE_PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { COP_PERIOD_YEAR, COP_PERIOD_HALF, COP_PERIOD_QUARTER, COP_PERIOD_MONTH, COP_PERIOD_KIND_MAX } CopPeriodKind;

/* (year * 12 + first month from 0) * 4 + kind */
typedef uint32_t CopPeriod;

/* 0 when the text is no period. */
CopPeriod cop_period_read(const char *text, size_t length);
/* part counts from 1: half 1 to 2, quarter 1 to 4, month 1 to 12; year 1. 0
 * when it does not exist. */
CopPeriod cop_period_of(CopPeriodKind kind, int year, int part);

CopPeriodKind cop_period_kind(CopPeriod p);
int cop_period_year(CopPeriod p);
int cop_period_part(CopPeriod p);          /* from 1 */
int cop_period_months(CopPeriod p);        /* 12, 6, 3, 1 */
int32_t cop_period_first_month(CopPeriod p); /* year * 12 + month from 0 */

/* Does every day of `inner` lie in `outer`? */
bool cop_period_within(CopPeriod inner, CopPeriod outer);
/* Do they share a day? */
bool cop_period_overlaps(CopPeriod a, CopPeriod b);
/* The next or, with n < 0, an earlier period of the same kind; 0 outside the years. */
CopPeriod cop_period_add(CopPeriod p, int n);
/* The period of a kind that holds the first day of p. */
CopPeriod cop_period_at(CopPeriod p, CopPeriodKind kind);

enum { COP_PERIOD_TEXT = sizeof "2027-Q3" };
/* Writes it as read; returns buffer. */
const char *cop_period_text(CopPeriod p, char buffer[COP_PERIOD_TEXT]);
const char *cop_period_kind_name(CopPeriodKind k); /* "quarter" */

#endif
