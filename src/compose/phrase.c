/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/phrase.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };

const char *
cop_phrase_number(CopArena *a, double value, unsigned decimals)
{
  char plain[64];
  g_snprintf(plain, sizeof plain, "%.*f", (int)MIN(decimals, 6u), fabs(value));
  size_t whole = strcspn(plain, ".");
  g_autoptr(GString) s = g_string_new(NULL);
  if (value < 0 && strspn(plain, "0.") != strlen(plain))
    g_string_append(s, "\xe2\x88\x92"); /* U+2212 minus */
  for (size_t i = 0; i < whole; i++) {
    if (i > 0 && (whole - i) % 3 == 0)
      g_string_append_c(s, ',');
    g_string_append_c(s, plain[i]);
  }
  g_string_append(s, plain + whole);
  return cop_arena_strdup(a, s->str);
}

const char *
cop_phrase_figure(CopArena *a, double value)
{
  unsigned decimals = 0;
  for (double scaled = value; decimals < 2 && fabs(scaled - round(scaled)) > 1e-6; decimals++)
    scaled = value * pow(10, decimals + 1);
  return cop_phrase_number(a, value, decimals);
}

const char *
cop_phrase_count(CopArena *a, int64_t n)
{
  static const char *const words[] = { "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine" };
  return n >= 0 && n < 10 ? words[n] : cop_phrase_number(a, (double)n, 0);
}

const char *
cop_phrase_value(CopArena *a, const CopValue *v)
{
  if (cop_record_has(COP_ENTITY_value, v, "number"))
    return cop_phrase_figure(a, v->number);
  if (cop_record_has(COP_ENTITY_value, v, "low") && cop_record_has(COP_ENTITY_value, v, "high"))
    return cop_arena_printf(a, "%s–%s", cop_phrase_figure(a, v->low), cop_phrase_figure(a, v->high));
  return "not known";
}

/* A store of catalogues alone has no country: two digits, no symbol. */
static double
major(const CopCountry *c, int64_t minor)
{
  return (double)minor / pow(10, c == NULL ? 2 : (double)c->currency_digits);
}

static const char *
symbol(const CopCountry *c)
{
  return c == NULL ? "" : c->currency_symbol;
}

const char *
cop_phrase_money(CopArena *a, const CopCountry *c, int64_t minor)
{
  double v = major(c, minor);
  if (fabs(v) < 1e6)
    return cop_arena_printf(a, "%s%s", symbol(c), cop_phrase_number(a, v, 0));
  const char *unit = fabs(v) >= 1e9 ? "billion" : "million";
  double scaled = v / (fabs(v) >= 1e9 ? 1e9 : 1e6);
  return cop_arena_printf(a, "%s%s %s", symbol(c), cop_phrase_figure(a, round(scaled * 10) / 10), unit);
}

/* What an estimate carries: whole millions from a hundred, else one decimal. */
static const char *
rough_millions(CopArena *a, double millions)
{
  return millions >= 100 ? cop_phrase_number(a, millions, 0) : cop_phrase_figure(a, round(millions * 10) / 10);
}

const char *
cop_phrase_money_range(CopArena *a, const CopCountry *c, int64_t low, int64_t high)
{
  if (low == high)
    return cop_phrase_money(a, c, low);
  if (major(c, high) < 1e6)
    return cop_arena_printf(a, "%s%s–%s", symbol(c), cop_phrase_number(a, major(c, low), 0),
                            cop_phrase_number(a, major(c, high), 0));
  return cop_arena_printf(a, "%s%s–%s million", symbol(c), rough_millions(a, major(c, low) / 1e6), rough_millions(a, major(c, high) / 1e6));
}

const char *
cop_phrase_millions(CopArena *a, const CopCountry *c, int64_t minor)
{
  return cop_phrase_number(a, major(c, minor) / 1e6, 1);
}

const char *
cop_phrase_date(CopArena *a, const char *iso)
{
  int year, month, day;
  if (iso == NULL)
    return "date not known";
  switch (sscanf(iso, "%4d-%2d-%2d", &year, &month, &day)) {
  case 3:
    if (month >= 1 && month <= 12)
      return cop_arena_printf(a, "%d %s %d", day, months[month - 1], year);
    break;
  case 2:
    if (month >= 1 && month <= 12)
      return cop_arena_printf(a, "%s %d", months[month - 1], year);
    break;
  default:
    break;
  }
  return cop_arena_strdup(a, iso);
}

const char *
cop_phrase_period(CopArena *a, const char *period)
{
  const char *slash = strchr(period, '/');
  if (slash == NULL) {
    int year, quarter;
    if (sscanf(period, "%4d-Q%1d", &year, &quarter) == 2)
      return cop_arena_printf(a, "Q%d %d", quarter, year);
    return cop_phrase_date(a, period);
  }
  g_autofree char *from = g_strndup(period, (gsize)(slash - period));
  if (strlen(from) == 4 && strlen(slash + 1) == 4)
    return cop_arena_printf(a, "%s–%s", from, slash + 1);
  return cop_arena_printf(a, "%s to %s", cop_phrase_date(a, from), cop_phrase_date(a, slash + 1));
}

const char *
cop_phrase_quarter(CopArena *a, int64_t first_year, int q)
{
  return cop_arena_printf(a, "Q%d %d", q % 4 + 1, (int)first_year + q / 4);
}

const char *
cop_phrase_quarters(CopArena *a, int64_t first_year, int start, int end)
{
  int last = end - 1;
  if (last <= start)
    return cop_phrase_quarter(a, first_year, start);
  if (start / 4 == last / 4)
    return cop_arena_printf(a, "Q%d–Q%d %d", start % 4 + 1, last % 4 + 1, (int)first_year + start / 4);
  return cop_arena_printf(a, "%s–%s", cop_phrase_quarter(a, first_year, start), cop_phrase_quarter(a, first_year, last));
}

const char *
cop_phrase_list(CopArena *a, const char *const *items, size_t n)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < n; i++) {
    if (i > 0)
      g_string_append(s, i + 1 == n ? " and " : ", ");
    g_string_append(s, items[i]);
  }
  return cop_arena_strdup(a, s->str);
}

const char *
cop_phrase_sentence(CopArena *a, const char *text)
{
  if (text == NULL || *text == '\0')
    return "";
  g_autofree char *first = g_utf8_strup(text, (gssize)(g_utf8_next_char(text) - text));
  return cop_arena_printf(a, "%s%s", first, g_utf8_next_char(text));
}

const char *
cop_phrase_spelling(CopArena *a, const char *text, bool us)
{
  /* Stems, so that "programmes" and "Programme" follow. Proper names in the
   * data are protected by their capital where the word is part of one. */
  static const char *const stems[][2] = {
    { "per cent", "percent" },   { "programme", "program" }, { "behaviour", "behavior" }, { "labour", "labor" },
    { "centre", "center" },      { "theatre", "theater" },   { "colour", "color" },       { "neighbour", "neighbor" },
    { "counsell", "counsel" },   { "favour", "favor" },      { "judgement", "judgment" }, { "enrolment", "enrollment" },
    { "licence", "license" },    { "defence", "defense" },   { "analyse", "analyze" },    { "organis", "organiz" } };
  if (!us || text == NULL)
    return text;
  g_autoptr(GString) s = g_string_new(text);
  for (size_t i = 0; i < G_N_ELEMENTS(stems); i++)
    g_string_replace(s, stems[i][0], stems[i][1], 0);
  return cop_arena_strdup(a, s->str);
}

const char *
cop_phrase_fill(CopArena *a, const char *text, const char *const *pairs)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (const char *p = text; *p != '\0';) {
    const char *close = *p == '{' ? strchr(p, '}') : NULL;
    const char *value = NULL;
    for (size_t i = 0; close != NULL && value == NULL && pairs[i] != NULL; i += 2)
      if (strlen(pairs[i]) == (size_t)(close - p - 1) && strncmp(pairs[i], p + 1, (size_t)(close - p - 1)) == 0)
        value = pairs[i + 1];
    if (value == NULL) {
      g_string_append_c(s, *p++);
    } else {
      g_string_append(s, value);
      p = close + 1;
    }
  }
  return cop_arena_strdup(a, s->str);
}
