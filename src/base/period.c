/* SPDX-License-Identifier: Apache-2.0 */
#include "base/period.h"

#include <glib.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2200

static const int lengths[COP_PERIOD_KIND_MAX] = {
  [COP_PERIOD_YEAR] = 12, [COP_PERIOD_HALF] = 6, [COP_PERIOD_QUARTER] = 3, [COP_PERIOD_MONTH] = 1 };

CopPeriod
cop_period_of(CopPeriodKind kind, int year, int part)
{
  if (kind >= COP_PERIOD_KIND_MAX || year < FIRST_YEAR || year > LAST_YEAR || part < 1 || part > 12 / lengths[kind])
    return 0;
  return (CopPeriod)(year * 12 + (part - 1) * lengths[kind]) * 4 + (CopPeriod)kind;
}

static int
digits(const char *text, size_t n)
{
  int v = 0;
  for (size_t i = 0; i < n; i++) {
    if (!g_ascii_isdigit(text[i]))
      return -1;
    v = v * 10 + (text[i] - '0');
  }
  return v;
}

CopPeriod
cop_period_read(const char *text, size_t length)
{
  int year = length >= 4 ? digits(text, 4) : -1;
  if (year < 0)
    return 0;
  if (length == 4)
    return cop_period_of(COP_PERIOD_YEAR, year, 1);
  if (length != 7 || text[4] != '-')
    return 0;
  if (text[5] == 'Q')
    return cop_period_of(COP_PERIOD_QUARTER, year, digits(text + 6, 1));
  if (text[5] == 'H')
    return cop_period_of(COP_PERIOD_HALF, year, digits(text + 6, 1));
  return cop_period_of(COP_PERIOD_MONTH, year, digits(text + 5, 2));
}

CopPeriodKind
cop_period_kind(CopPeriod p)
{
  return (CopPeriodKind)(p % 4);
}

int32_t
cop_period_first_month(CopPeriod p)
{
  return (int32_t)(p / 4);
}

int
cop_period_year(CopPeriod p)
{
  return (int)(p / 48);
}

int
cop_period_months(CopPeriod p)
{
  return lengths[cop_period_kind(p)];
}

int
cop_period_part(CopPeriod p)
{
  return (int)(p / 4 % 12) / cop_period_months(p) + 1;
}

bool
cop_period_within(CopPeriod inner, CopPeriod outer)
{
  int32_t i = cop_period_first_month(inner), o = cop_period_first_month(outer);
  return inner != 0 && outer != 0 && i >= o && i + cop_period_months(inner) <= o + cop_period_months(outer);
}

bool
cop_period_overlaps(CopPeriod a, CopPeriod b)
{
  int32_t x = cop_period_first_month(a), y = cop_period_first_month(b);
  return a != 0 && b != 0 && x < y + cop_period_months(b) && y < x + cop_period_months(a);
}

CopPeriod
cop_period_add(CopPeriod p, int n)
{
  int64_t month = (int64_t)cop_period_first_month(p) + (int64_t)n * cop_period_months(p);
  if (p == 0 || month < FIRST_YEAR * 12 || month >= (LAST_YEAR + 1) * 12)
    return 0;
  return (CopPeriod)month * 4 + (CopPeriod)cop_period_kind(p);
}

CopPeriod
cop_period_at(CopPeriod p, CopPeriodKind kind)
{
  return p == 0 ? 0 : cop_period_of(kind, cop_period_year(p), (int)(p / 4 % 12) / lengths[kind] + 1);
}

/* Written out, because each observation stored says its period. */
const char *
cop_period_text(CopPeriod p, char buffer[COP_PERIOD_TEXT])
{
  unsigned year = (unsigned)cop_period_year(p), part = (unsigned)cop_period_part(p);
  char *end = buffer + 4;
  for (int i = 3; i >= 0; i--, year /= 10)
    buffer[i] = (char)('0' + year % 10);
  switch (cop_period_kind(p)) {
  case COP_PERIOD_YEAR:
    break;
  case COP_PERIOD_HALF:
  case COP_PERIOD_QUARTER:
    *end++ = '-';
    *end++ = cop_period_kind(p) == COP_PERIOD_HALF ? 'H' : 'Q';
    *end++ = (char)('0' + part);
    break;
  case COP_PERIOD_MONTH:
    *end++ = '-';
    *end++ = (char)('0' + part / 10);
    *end++ = (char)('0' + part % 10);
    break;
  case COP_PERIOD_KIND_MAX:
    g_assert_not_reached();
  }
  *end = '\0';
  return buffer;
}

const char *
cop_period_kind_name(CopPeriodKind k)
{
  static const char *const names[COP_PERIOD_KIND_MAX] = {
    [COP_PERIOD_YEAR] = "year", [COP_PERIOD_HALF] = "half-year", [COP_PERIOD_QUARTER] = "quarter", [COP_PERIOD_MONTH] = "month" };
  g_assert(k < COP_PERIOD_KIND_MAX);
  return names[k];
}
