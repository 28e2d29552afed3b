/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include <glib.h>
#include <string.h>
#include <time.h>

/* Exactly n digits; -1 otherwise. */
static int
digits(const char *s, int n)
{
  int value = 0;
  for (int i = 0; i < n; i++) {
    if (!g_ascii_isdigit(s[i]))
      return -1;
    value = value * 10 + (s[i] - '0');
  }
  return value;
}

static int
days_in_month(int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

CopDate
cop_date_read(const char *text)
{
  const CopDate invalid = { .precision = COP_DATE_INVALID };
  size_t n = text == NULL ? 0 : strlen(text);
  if (n != 4 && n != 7 && n != 10)
    return invalid;
  CopDate d = { .precision = COP_DATE_YEAR, .year = digits(text, 4) };
  if (d.year < 1000)
    return invalid;
  if (n >= 7) {
    d.precision = COP_DATE_MONTH;
    d.month = text[4] == '-' ? digits(text + 5, 2) : -1;
    if (d.month < 1 || d.month > 12)
      return invalid;
  }
  if (n == 10) {
    d.precision = COP_DATE_DAY;
    d.day = text[7] == '-' ? digits(text + 8, 2) : -1;
    if (d.day < 1 || d.day > days_in_month(d.year, d.month))
      return invalid;
  }
  return d;
}

bool
cop_date_valid(const char *text)
{
  return cop_date_read(text).precision != COP_DATE_INVALID;
}

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * days_from_civil and civil_from_days. */
static int64_t
day_number(int64_t year, int month, int day)
{
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t of_era = year - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

CopDate
cop_date_of_day(int64_t day)
{
  day += 719468;
  int64_t era = (day >= 0 ? day : day - 146096) / 146097;
  int64_t of_era = day - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t shifted = (5 * of_year + 2) / 153;
  int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
  return (CopDate){ .precision = COP_DATE_DAY, .year = (int)(year + era * 400 + (month <= 2)), .month = month,
                    .day = (int)(of_year - (153 * shifted + 2) / 5 + 1) };
}

int64_t
cop_date_first_day(CopDate d)
{
  g_assert(d.precision != COP_DATE_INVALID);
  return day_number(d.year, d.precision >= COP_DATE_MONTH ? d.month : 1, d.precision >= COP_DATE_DAY ? d.day : 1);
}

int64_t
cop_date_last_day(CopDate d)
{
  g_assert(d.precision != COP_DATE_INVALID);
  int month = d.precision >= COP_DATE_MONTH ? d.month : 12;
  return day_number(d.year, month, d.precision >= COP_DATE_DAY ? d.day : days_in_month(d.year, month));
}

int
cop_date_compare(const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);
  CopDate x = cop_date_read(a), y = cop_date_read(b);
  int64_t first_x = cop_date_first_day(x), first_y = cop_date_first_day(y);
  if (first_x != first_y)
    return first_x < first_y ? -1 : 1;
  return (x.precision > y.precision) - (x.precision < y.precision);
}

const char *
cop_instant_now(char buffer[COP_INSTANT_SIZE])
{
  gint64 seconds;
  const char *fixed = g_getenv("SOURCE_DATE_EPOCH");
  if (fixed == NULL || !g_ascii_string_to_signed(fixed, 10, 0, G_GINT64_CONSTANT(253402300799), &seconds, NULL))
    seconds = g_get_real_time() / G_USEC_PER_SEC;
  time_t t = (time_t)seconds;
  struct tm tm;
  gmtime_r(&t, &tm);
  strftime(buffer, COP_INSTANT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm);
  return buffer;
}

bool
cop_instant_valid(const char *text)
{
  if (text == NULL || strlen(text) != COP_INSTANT_SIZE - 1 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text[19] != 'Z')
    return false;
  g_autofree char *date = g_strndup(text, 10);
  int hour = digits(text + 11, 2), minute = digits(text + 14, 2), second = digits(text + 17, 2);
  return cop_date_valid(date) && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
}
