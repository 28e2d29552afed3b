/* SPDX-License-Identifier: Apache-2.0 */
#include "base/locale.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uformattedvalue.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "base/lang.h"

/* Formats beside the three styles, which come first. */
enum { FORMAT_MONTH = COP_DATE_STYLE_MAX, FORMAT_YEAR, N_FORMATS };

struct CopLocale {
  char *tag;
  char icu[ULOC_FULLNAME_CAPACITY];
  char decimal[16];
  UNumberFormat *number;
  UPluralRules *plural;
  UDateFormat *dates[N_FORMATS];
};

/* Does CLDR know the language, rather than its root? */
static bool
has_data(const char *tag, char *icu)
{
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(tag, icu, ULOC_FULLNAME_CAPACITY, NULL, &status);
  if (U_FAILURE(status) || icu[0] == '\0')
    return false;
  UNumberFormat *f = unum_open(UNUM_DECIMAL, NULL, 0, icu, NULL, &status);
  if (U_FAILURE(status))
    return false;
  UErrorCode located = U_ZERO_ERROR;
  const char *actual = unum_getLocaleByType(f, ULOC_ACTUAL_LOCALE, &located);
  bool found = U_SUCCESS(located) && (strcmp(actual, "root") != 0 || g_str_has_prefix(tag, "en"));
  unum_close(f);
  return found;
}

CopLocale *
cop_locale_new(const char *lang)
{
  CopLocale *l = g_new0(CopLocale, 1);
  const char *tag = lang;
  while (!has_data(tag, l->icu)) {
    const CopLang *known = cop_lang_find(tag);
    if (known == NULL || known->fallback == NULL) {
      tag = "und";
      l->icu[0] = '\0';
      break;
    }
    tag = known->fallback;
  }
  l->tag = g_strdup(tag);
  return l;
}

void
cop_locale_free(CopLocale *l)
{
  if (l == NULL)
    return;
  if (l->number != NULL)
    unum_close(l->number);
  if (l->plural != NULL)
    uplrules_close(l->plural);
  for (int i = 0; i < N_FORMATS; i++)
    if (l->dates[i] != NULL)
      udat_close(l->dates[i]);
  g_free(l->tag);
  g_free(l);
}

const char *
cop_locale_tag(const CopLocale *l)
{
  return l->tag;
}

/* --- numbers --- */

static UNumberFormat *
number_format(CopLocale *l)
{
  UErrorCode status = U_ZERO_ERROR;
  if (l->number == NULL)
    l->number = unum_open(UNUM_DECIMAL, NULL, 0, l->icu, NULL, &status);
  if (U_FAILURE(status))
    g_error("ICU has no numbers for '%s': %s", l->icu, u_errorName(status));
  return l->number;
}

static char *
to_utf8(const UChar *text, int32_t length)
{
  char *utf8 = g_malloc((gsize)length * 3 + 1);
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8(utf8, length * 3 + 1, NULL, text, length, &status);
  g_assert(U_SUCCESS(status));
  return utf8;
}

char *
cop_locale_integer(CopLocale *l, int64_t v)
{
  UChar text[64];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *f = number_format(l);
  unum_setAttribute(f, UNUM_MIN_FRACTION_DIGITS, 0);
  unum_setAttribute(f, UNUM_MAX_FRACTION_DIGITS, 0);
  int32_t n = unum_formatInt64(f, v, text, G_N_ELEMENTS(text), NULL, &status);
  g_assert(U_SUCCESS(status));
  return to_utf8(text, n);
}

char *
cop_locale_real(CopLocale *l, double v, unsigned least, unsigned most)
{
  UChar text[400]; /* the largest double has 309 digits before the sign, grouped */
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *f = number_format(l);
  unum_setAttribute(f, UNUM_MIN_FRACTION_DIGITS, (int32_t)least);
  unum_setAttribute(f, UNUM_MAX_FRACTION_DIGITS, (int32_t)MAX(least, most));
  unum_setAttribute(f, UNUM_ROUNDING_MODE, UNUM_ROUND_HALFEVEN);
  int32_t n = unum_formatDouble(f, v, text, G_N_ELEMENTS(text), NULL, &status);
  return U_SUCCESS(status) ? to_utf8(text, n) : g_strdup_printf("%g", v);
}

char *
cop_locale_percent(CopLocale *l, double share, unsigned decimals)
{
  UChar text[400];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *f = unum_open(UNUM_PERCENT, NULL, 0, l->icu, NULL, &status);
  g_assert(U_SUCCESS(status));
  unum_setAttribute(f, UNUM_MIN_FRACTION_DIGITS, (int32_t)decimals);
  unum_setAttribute(f, UNUM_MAX_FRACTION_DIGITS, (int32_t)decimals);
  int32_t n = unum_formatDouble(f, share, text, G_N_ELEMENTS(text), NULL, &status);
  unum_close(f);
  return U_SUCCESS(status) ? to_utf8(text, n) : g_strdup_printf("%g%%", share * 100);
}

const char *
cop_locale_decimal_sign(CopLocale *l)
{
  if (l->decimal[0] == '\0') {
    UChar sign[8];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = unum_getSymbol(number_format(l), UNUM_DECIMAL_SEPARATOR_SYMBOL, sign, G_N_ELEMENTS(sign), &status);
    g_assert(U_SUCCESS(status));
    g_autofree char *utf8 = to_utf8(sign, n);
    g_strlcpy(l->decimal, utf8, sizeof l->decimal);
  }
  return l->decimal;
}

/* --- dates --- */

static UDateFormat *
date_format(CopLocale *l, unsigned which)
{
  static const UDateFormatStyle styles[COP_DATE_STYLE_MAX] = {
    [COP_DATE_LONG] = UDAT_LONG,
    [COP_DATE_MEDIUM] = UDAT_MEDIUM,
    [COP_DATE_SHORT] = UDAT_SHORT,
  };
  if (l->dates[which] != NULL)
    return l->dates[which];
  UErrorCode status = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY + 32];
  /* English dates have the day before the month, as in documents of the United Nations */
  g_snprintf(locale, sizeof locale, "%s@calendar=gregorian", strcmp(l->icu, "en") == 0 ? "en_GB" : l->icu);
  if (which < COP_DATE_STYLE_MAX) {
    l->dates[which] = udat_open(UDAT_NONE, styles[which], locale, u"UTC", -1, NULL, 0, &status);
  } else {
    UChar pattern[64];
    UDateTimePatternGenerator *g = udatpg_open(locale, &status);
    int32_t length = udatpg_getBestPattern(g, which == FORMAT_MONTH ? u"yMMMM" : u"y", -1, pattern,
                                           G_N_ELEMENTS(pattern), &status);
    udatpg_close(g);
    l->dates[which] = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", -1, pattern, length, &status);
  }
  if (U_FAILURE(status))
    g_error("ICU has no dates for '%s': %s", locale, u_errorName(status));
  return l->dates[which];
}

char *
cop_locale_date(CopLocale *l, CopDate d, CopDateStyle style)
{
  g_assert(style < COP_DATE_STYLE_MAX && d.precision != COP_DATE_INVALID);
  UDateFormat *f = date_format(l, d.precision == COP_DATE_DAY     ? (unsigned)style
                                  : d.precision == COP_DATE_MONTH ? FORMAT_MONTH
                                                                  : FORMAT_YEAR);
  UErrorCode status = U_ZERO_ERROR;
  UDate at = 86400000.0 * (double)cop_date_first_day(d);
  UChar text[128];
  int32_t n = udat_format(f, at, text, G_N_ELEMENTS(text), NULL, &status);
  g_assert(U_SUCCESS(status));
  return to_utf8(text, n);
}

static char *
by_pattern(const CopLocale *l, const UChar *pattern, double day)
{
  UErrorCode status = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY + 32];
  g_snprintf(locale, sizeof locale, "%s@calendar=gregorian", l->icu);
  UDateFormat *f = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", -1, pattern, -1, &status);
  UChar text[64];
  int32_t n = U_FAILURE(status) ? 0 : udat_format(f, 86400000.0 * day, text, G_N_ELEMENTS(text), NULL, &status);
  udat_close(f);
  g_assert(U_SUCCESS(status));
  return to_utf8(text, n);
}

char *
cop_locale_month(CopLocale *l, unsigned month)
{
  g_assert(month >= 1 && month <= 12);
  return by_pattern(l, u"LLLL", 31.0 * month - 16); /* about the middle of the month, 1970 */
}

char *
cop_locale_weekday(CopLocale *l, unsigned day)
{
  return by_pattern(l, u"ccc", 3 + day % 7); /* 1970-01-04 was a Sunday */
}

unsigned
cop_locale_week_start(const char *country)
{
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *locale = g_strdup_printf("und_%s", country);
  UCalendar *c = ucal_open(u"UTC", -1, locale, UCAL_GREGORIAN, &status);
  int32_t first = U_FAILURE(status) ? UCAL_MONDAY : ucal_getAttribute(c, UCAL_FIRST_DAY_OF_WEEK);
  ucal_close(c);
  return (unsigned)(first - UCAL_SUNDAY);
}

/* --- plurals --- */

static const char *const plural_names[COP_PLURAL_MAX] = {
  [COP_PLURAL_ZERO] = "zero", [COP_PLURAL_ONE] = "one",   [COP_PLURAL_TWO] = "two",
  [COP_PLURAL_FEW] = "few",   [COP_PLURAL_MANY] = "many", [COP_PLURAL_OTHER] = "other",
};

const char *
cop_plural_name(CopPlural p)
{
  g_assert(p < COP_PLURAL_MAX);
  return plural_names[p];
}

CopPlural
cop_locale_plural(CopLocale *l, double n, unsigned decimals)
{
  UErrorCode status = U_ZERO_ERROR;
  if (l->plural == NULL)
    l->plural = uplrules_openForType(l->icu, UPLURAL_TYPE_CARDINAL, &status);
  g_assert(U_SUCCESS(status));
  UChar skeleton[64], keyword[16];
  char pattern[48] = "precision-integer";
  if (decimals > 0) {
    memset(pattern, '0', sizeof pattern);
    pattern[0] = '.';
    pattern[MIN(decimals, 20) + 1] = '\0';
  }
  u_strFromUTF8(skeleton, G_N_ELEMENTS(skeleton), NULL, pattern, -1, &status);
  UNumberFormatter *f = unumf_openForSkeletonAndLocale(skeleton, -1, l->icu, &status);
  UFormattedNumber *number = unumf_openResult(&status);
  unumf_formatDouble(f, n, number, &status);
  int32_t length = uplrules_selectFormatted(l->plural, number, keyword, G_N_ELEMENTS(keyword), &status);
  unumf_closeResult(number);
  unumf_close(f);
  g_assert(U_SUCCESS(status));
  g_autofree char *name = to_utf8(keyword, length);
  for (int i = 0; i < COP_PLURAL_MAX; i++)
    if (strcmp(plural_names[i], name) == 0)
      return (CopPlural)i;
  return COP_PLURAL_OTHER;
}
