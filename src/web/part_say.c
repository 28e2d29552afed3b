/* SPDX-License-Identifier: Apache-2.0
 *
 * web/part_say.c -- numbers, money, dates and words in the language of a page. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "web/part.h"

/* Into the arena. */
static const char *
keep(CopPage *p, char *text)
{
  const char *kept = cop_arena_strdup(p->a, text);
  g_free(text);
  return kept;
}

const char *
cop_say_int(CopPage *p, int64_t v)
{
  return keep(p, cop_locale_integer(p->locale, v));
}

const char *
cop_say_real(CopPage *p, double v, unsigned decimals)
{
  return isnan(v) ? "" : keep(p, cop_locale_real(p->locale, v, decimals, decimals));
}

const char *
cop_say_figure(CopPage *p, double v)
{
  return isnan(v) ? "" : keep(p, cop_locale_real(p->locale, v, 0, 2));
}

const char *
cop_say_percent(CopPage *p, double share, unsigned decimals)
{
  return isnan(share) ? "" : keep(p, cop_locale_percent(p->locale, share, decimals));
}

/* --- money --- */

static double
major(const CopPage *p, int64_t minor)
{
  return (double)minor / pow(10, p->country == NULL ? 2 : (double)p->country->currency_digits);
}

static const char *
symbol(const CopPage *p)
{
  return p->country == NULL ? "" : p->country->currency_symbol;
}

const char *
cop_say_money(CopPage *p, int64_t minor)
{
  double v = major(p, minor);
  if (fabs(v) < 1e6)
    return cop_arena_printf(p->a, "%s%s", symbol(p), keep(p, cop_locale_real(p->locale, v, 0, 0)));
  double millions = v / 1e6;
  return cop_arena_printf(p->a, cop_ctr(p->words, "money: symbol, number", "%s%s million"), symbol(p),
                          keep(p, cop_locale_real(p->locale, millions, 0, millions < 100 ? 1 : 0)));
}

const char *
cop_say_money_range(CopPage *p, int64_t low, int64_t high)
{
  if (low == high)
    return cop_say_money(p, low);
  return cop_arena_printf(p->a, cop_ctr(p->words, "a range of money", "%s to %s"), cop_say_money(p, low), cop_say_money(p, high));
}

/* --- time --- */

const char *
cop_say_date(CopPage *p, const char *iso)
{
  CopDate d = cop_date_read(iso);
  return d.precision == COP_DATE_INVALID ? iso : keep(p, cop_locale_date(p->locale, d, COP_DATE_LONG));
}

const char *
cop_say_period(CopPage *p, const char *period)
{
  const char *slash = period == NULL ? NULL : strchr(period, '/');
  if (slash == NULL)
    return cop_say_date(p, period);
  const char *from = cop_arena_strndup(p->a, period, (size_t)(slash - period));
  return cop_arena_printf(p->a, cop_ctr(p->words, "a period", "%s to %s"), cop_say_date(p, from), cop_say_date(p, slash + 1));
}

const char *
cop_say_quarter(CopPage *p, int first_year, int quarter)
{
  return cop_arena_printf(p->a, cop_ctr(p->words, "quarter of a year: number, year", "Q%d %d"), quarter % 4 + 1, first_year + quarter / 4);
}

const char *
cop_say_bytes(CopPage *p, int64_t bytes)
{
  if (bytes < 10000)
    return cop_arena_printf(p->a, T_("%s bytes"), cop_say_int(p, bytes));
  if (bytes < 1000000)
    return cop_arena_printf(p->a, T_("%s kB"), cop_say_int(p, (bytes + 500) / 1000));
  return cop_arena_printf(p->a, T_("%s MB"), cop_say_real(p, (double)bytes / 1e6, 1));
}

/* --- the planner's words --- */

static const char *
plan_money(void *user, int64_t minor)
{
  return cop_say_money(user, minor);
}

static const char *
plan_title(void *user, const CopMeasure *m)
{
  const char *lang;
  return cop_field_text(user, COP_ENTITY_measure, m, "title", &lang);
}

static const char *
plan_quarter(void *user, int quarter)
{
  const CopPage *p = user;
  return cop_say_quarter(user, p->s->plan->first_year, quarter);
}

CopPlanSpeech
cop_say_plan(CopPage *p)
{
  return (CopPlanSpeech){ p->a, p->words, p->s->plan, p->s->plan->first_year, plan_money, plan_title, plan_quarter, p };
}

/* --- words of the schema --- */

const char *
cop_say_word(CopPage *p, CopWordsId words, int value)
{
  const CopWords *w = cop_words(words);
  return value >= 0 && value < w->n ? T_(w->words[value]) : "";
}

const char *
cop_say_kind(CopPage *p, CopEntity e)
{
  return T_(cop_entity(e)->title);
}

const char *
cop_say_sentence(CopPage *p, const char *text)
{
  if (text == NULL || *text == '\0')
    return text;
  char first[8] = "";
  g_unichar_to_utf8(g_unichar_totitle(g_utf8_get_char(text)), first);
  return cop_arena_printf(p->a, "%s%s", first, g_utf8_next_char(text));
}

const char *
cop_say_instant(CopPage *p, const char *utc)
{
  if (!cop_instant_valid(utc))
    return utc;
  const char *day = cop_arena_strndup(p->a, utc, 10);
  return cop_arena_printf(p->a, cop_ctr(p->words, "date, time of day in UTC", "%s, %.5s UTC"), cop_say_date(p, day), utc + 11);
}
