/* SPDX-License-Identifier: Apache-2.0
 *
 * base/date.h -- calendar dates as text: YYYY, YYYY-MM or YYYY-MM-DD (ISO
 * 8601, proleptic Gregorian calendar, years 1000 to 9999). A date that is not
 * known to the day stays so: "2021" is not 1 January 2021.
 *
 * Instants are UTC, YYYY-MM-DDThh:mm:ssZ.
 */
#ifndef COP_BASE_DATE_H
#define COP_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { COP_DATE_INVALID, COP_DATE_YEAR, COP_DATE_MONTH, COP_DATE_DAY } CopDatePrecision;

typedef struct {
  CopDatePrecision precision;
  int year, month, day; /* month and day are 0 below their precision */
} CopDate;

/* precision is COP_DATE_INVALID for anything but a date, NULL included. */
CopDate cop_date_read(const char *text);
bool cop_date_valid(const char *text);
/* Days since 1970-01-01 of the first and last day a date can mean. */
int64_t cop_date_first_day(CopDate d);
int64_t cop_date_last_day(CopDate d);
/* The date of a day number, with COP_DATE_DAY. */
CopDate cop_date_of_day(int64_t day);
/* By first day, then the coarser date first; NULL before every date. Both
 * must be valid or NULL. */
int cop_date_compare(const char *a, const char *b);

enum { COP_INSTANT_SIZE = sizeof "YYYY-MM-DDThh:mm:ssZ" };
/* The present in UTC, or SOURCE_DATE_EPOCH where the environment sets it, so
 * that a run can be repeated byte for byte. Returns buffer. */
const char *cop_instant_now(char buffer[COP_INSTANT_SIZE]);
bool cop_instant_valid(const char *text);

#endif
