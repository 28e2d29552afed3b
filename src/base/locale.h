/* SPDX-License-Identifier: Apache-2.0
 *
 * base/locale.h -- numbers, dates and plurals as a language writes them (CLDR 42,
 * through ICU 72).
 *
 * CLDR has no data for some of our languages (Ilocano, Hiligaynon, Waray): the
 * chain of base/lang.h is followed until one is found; cop_locale_tag() says
 * which it was.
 *
 * Lifetime:  strings returned belong to the caller.
 * Threads:   a locale belongs to one thread at a time; opening the first format
 *            of a language costs about a millisecond.
 */
#ifndef COP_BASE_LOCALE_H
#define COP_BASE_LOCALE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

typedef struct CopLocale CopLocale;

typedef enum {
  COP_PLURAL_ZERO,
  COP_PLURAL_ONE,
  COP_PLURAL_TWO,
  COP_PLURAL_FEW,
  COP_PLURAL_MANY,
  COP_PLURAL_OTHER,
  COP_PLURAL_MAX
} CopPlural;

/* How a date known to the day is written; one known to the month is always
 * "March 2026", one known to the year "2026". */
typedef enum {
  COP_DATE_LONG,   /* 5 March 2026 */
  COP_DATE_MEDIUM, /* 5 Mar 2026 */
  COP_DATE_SHORT,  /* 05/03/2026 */
  COP_DATE_STYLE_MAX
} CopDateStyle;

/* lang is a BCP 47 tag; never NULL: an unknown language is written as "und". */
CopLocale *cop_locale_new(const char *lang);
void cop_locale_free(CopLocale *l);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopLocale, cop_locale_free)
const char *cop_locale_tag(const CopLocale *l);

/* Grouped: "1,234,567", "12,34,567" in Hindi. */
char *cop_locale_integer(CopLocale *l, int64_t v);
/* Rounded half to even to between least and most decimals. */
char *cop_locale_real(CopLocale *l, double v, unsigned least, unsigned most);
/* share 0.125 with 1 decimal: "12.5%" as the language places the sign. */
char *cop_locale_percent(CopLocale *l, double share, unsigned decimals);
/* "." or "," or "٫". */
const char *cop_locale_decimal_sign(CopLocale *l);

/* Always in years of the Common Era, in Thai too: plans of several countries
 * are compared. The date must be valid. */
char *cop_locale_date(CopLocale *l, CopDate d, CopDateStyle style);

/* Name of a month by itself, 1 for January; "M02" where CLDR has none. */
char *cop_locale_month(CopLocale *l, unsigned month);
/* Short name of a day of the week, 0 for Sunday: "Mon". */
char *cop_locale_weekday(CopLocale *l, unsigned day);
/* The day the week begins on in a country (ISO 3166), 0 for Sunday. */
unsigned cop_locale_week_start(const char *country);

/* The plural class of a number written with that many visible decimals. */
CopPlural cop_locale_plural(CopLocale *l, double n, unsigned decimals);
const char *cop_plural_name(CopPlural p); /* "few" */

#endif
