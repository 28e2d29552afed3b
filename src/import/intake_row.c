/* SPDX-License-Identifier: Apache-2.0
 * import/intake_row.c -- checks one row of field data against a model. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/nearest.h"
#include "import/intake_priv.h"
#include "model/receipt.h"

#define LONGEST_NAME 200u
#define LONGEST_PHONE_FREE 6u
/* Looking for what was meant costs as much as there are names: a file with more
 * wrong ones than this has another problem. */
#define MOST_COMPARED 100000u

typedef struct {
  CopIntake *in;
  const CopCsvRow *cells;
  const Row *before; /* a good row whose texts need no second look; may be NULL */
  Row *row;
  CopArena *a;
} Check;

/* The first fault of a row is the one that is reported. Returns false. */
static bool G_GNUC_PRINTF(3, 4)
fault(Check *c, CopIntakeCode code, const char *format, ...)
{
  if (c->row->bad)
    return false;
  va_list args;
  va_start(args, format);
  c->row->reason = cop_arena_vprintf(c->a, format, args);
  va_end(args);
  c->row->code = code;
  c->row->bad = true;
  return false;
}

static Slice
cell(const Check *c, Column column)
{
  int at = c->in->at[column];
  if (at < 0)
    return (Slice){ "", 0 };
  Slice s = { c->cells->cells[at].text, c->cells->cells[at].length };
  while (s.length > 0 && s.text[s.length - 1] == ' ')
    s.length--;
  while (s.length > 0 && *s.text == ' ') {
    s.text++;
    s.length--;
  }
  return s;
}

static bool
same(Slice a, Slice b)
{
  return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

#define SHOW(S) (int)MIN((S).length, 60), (S).text

/* --- texts --- */

/* An office's name holds no mail address and no telephone number. */
static bool
read_name(Check *c, Column column, const char *name, const Slice *before, Slice *out)
{
  *out = cell(c, column);
  if (before != NULL && same(*out, *before))
    return true;
  if (out->length == 0)
    return fault(c, COP_INTAKE_MISSING, "%s is empty", name);
  if (out->length > LONGEST_NAME)
    return fault(c, COP_INTAKE_TEXT, "%s is longer than %u bytes", name, LONGEST_NAME);
  size_t digits = 0;
  for (size_t i = 0; i < out->length; i++) {
    unsigned char ch = (unsigned char)out->text[i];
    digits = g_ascii_isdigit(ch) ? digits + 1 : ch == ' ' || ch == '-' ? digits : 0;
    if (ch < 0x20 || ch == '@' || digits > LONGEST_PHONE_FREE)
      return fault(c, COP_INTAKE_TEXT, "%s looks like a mail address or telephone number; name an office or a form", name);
  }
  return true;
}

static bool
read_reported_at(Check *c)
{
  Slice s = c->row->reported_at = cell(c, COLUMN_REPORTED_AT);
  if (c->before != NULL && same(s, c->before->reported_at))
    return true;
  if (s.length == 0)
    return fault(c, COP_INTAKE_MISSING, "reported_at is empty");
  char text[COP_INSTANT_SIZE];
  bool fits = s.length < sizeof text;
  if (fits) {
    memcpy(text, s.text, s.length);
    text[s.length] = '\0';
  }
  if (!fits || (cop_date_read(text).precision != COP_DATE_DAY && !cop_instant_valid(text)))
    return fault(c, COP_INTAKE_DATE, "reported_at '%.*s' is no date; write 2027-04-30 or 2027-04-30T08:15:00Z", SHOW(s));
  return true;
}

static bool
read_receipt(Check *c)
{
  Slice s = cell(c, COLUMN_RECEIPT);
  c->row->receipt[0] = '\0';
  if (s.length == 0 || cop_receipt_read(s.text, s.length, c->row->receipt))
    return true;
  c->row->receipt[0] = '\0';
  return fault(c, COP_INTAKE_RECEIPT, "receipt '%.*s' is no receipt code; read the eight letters and digits on the packing slip again, or leave it empty", SHOW(s));
}

/* --- words --- */

static bool
read_word(Check *c, Column column, const char *name, CopWordsId words, uint8_t *out)
{
  Slice s = cell(c, column);
  *out = 0;
  if (s.length == 0)
    return true;
  const CopWords *w = cop_words(words);
  for (int i = 0; i < w->n; i++)
    if (w->words[i][0] == s.text[0] && strncmp(w->words[i], s.text, s.length) == 0 && w->words[i][s.length] == '\0') {
      *out = (uint8_t)i;
      return true;
    }
  g_autoptr(GString) all = g_string_new(NULL);
  for (int i = 1; i < w->n; i++)
    g_string_append_printf(all, "%s%s", i > 1 ? ", " : "", w->words[i]);
  return fault(c, COP_INTAKE_WORD, "%s '%.*s' is unknown; write %s or leave it empty", name, SHOW(s), all->str);
}

static bool
read_synthetic(Check *c)
{
  static const struct {
    const char *word;
    bool value;
  } words[] = { { "", false }, { "0", false }, { "no", false }, { "false", false }, { "1", true }, { "yes", true }, { "true", true } };
  Slice s = cell(c, COLUMN_SYNTHETIC);
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strncmp(words[i].word, s.text, s.length) == 0 && words[i].word[s.length] == '\0') {
      c->row->synthetic = words[i].value;
      return true;
    }
  return fault(c, COP_INTAKE_WORD, "synthetic '%.*s' is unknown; write 1 for example data, 0 for real", SHOW(s));
}

/* --- references --- */

static const char *
nearest_in(Check *c, CopEntity e, Slice s)
{
  g_autofree char *typed = g_strndup(s.text, s.length);
  CopNearest n = cop_nearest(typed);
  if (c->in->compared > MOST_COMPARED)
    return "";
  c->in->compared += cop_model_count(c->in->m, e);
  for (size_t i = 0; i < cop_model_count(c->in->m, e); i++)
    cop_nearest_offer(&n, ((const CopRecord *)cop_model_at(c->in->m, e, i))->id);
  return n.best == NULL ? "" : cop_arena_printf(c->a, "; did you mean '%s'?", n.best);
}

static bool
read_indicator(Check *c)
{
  Slice s = cell(c, COLUMN_INDICATOR);
  if (s.length == 0)
    return fault(c, COP_INTAKE_MISSING, "indicator is empty");
  int32_t i = cop_lookup_find(&c->in->x->indicators, s);
  if (i < 0)
    return fault(c, COP_INTAKE_INDICATOR, "there is no indicator '%.*s'%s", SHOW(s), nearest_in(c, COP_ENTITY_indicator, s));
  if (!c->in->m->indicators.items[i].field_reported)
    return fault(c, COP_INTAKE_INDICATOR, "indicator '%.*s' is not fed by field reports", SHOW(s));
  c->row->o.indicator = (uint32_t)i;
  return true;
}

static bool
read_area(Check *c)
{
  Slice s = cell(c, COLUMN_AREA);
  c->row->o.area = -1;
  if (s.length == 0)
    return true;
  int32_t i = cop_lookup_find(&c->in->x->areas, s);
  if (i < 0) {
    i = cop_lookup_find(&c->in->x->old_areas, s);
    c->row->old_code = i >= 0;
  }
  if (i == G_MAXINT32)
    return fault(c, COP_INTAKE_AREA, "'%.*s' is an earlier code that several areas share now; write today's code", SHOW(s));
  if (i < 0)
    return fault(c, COP_INTAKE_AREA, "there is no area '%.*s'%s", SHOW(s), nearest_in(c, COP_ENTITY_area, s));
  c->row->o.area = i;
  return true;
}

static bool
read_dimension(Check *c, Column column, const Lookup *known, CopIntakeCode code, const char *name, CopEntity e, uint16_t *out)
{
  Slice s = cell(c, column);
  *out = 0;
  if (s.length == 0)
    return true;
  int32_t i = cop_lookup_find(known, s);
  if (i < 0)
    return fault(c, code, "there is no %s '%.*s'%s", name, SHOW(s), nearest_in(c, e, s));
  *out = (uint16_t)(i + 1);
  return true;
}

/* --- period --- */

static int64_t
period_first_day(CopPeriod p)
{
  int32_t month = cop_period_first_month(p);
  return cop_date_first_day((CopDate){ COP_DATE_MONTH, month / 12, month % 12 + 1, 0 });
}

static int64_t
period_last_day(CopPeriod p)
{
  int32_t month = cop_period_first_month(p) + cop_period_months(p) - 1;
  return cop_date_last_day((CopDate){ COP_DATE_MONTH, month / 12, month % 12 + 1, 0 });
}

static bool
read_period(Check *c)
{
  Slice s = cell(c, COLUMN_PERIOD);
  if (s.length == 0)
    return fault(c, COP_INTAKE_MISSING, "period is empty");
  c->row->o.period = cop_period_read(s.text, s.length);
  if (c->row->o.period == 0)
    return fault(c, COP_INTAKE_PERIOD, "period '%.*s' is unknown; write 2027, 2027-H1, 2027-Q3 or 2027-04", SHOW(s));
  if (period_first_day(c->row->o.period) > c->in->today)
    return fault(c, COP_INTAKE_FUTURE, "period '%.*s' has not begun", SHOW(s));
  return true;
}

static const char *
successor_of(Check *c, const CopArea *area)
{
  for (size_t i = 0; i < c->in->m->areas.n; i++)
    if (g_strcmp0(c->in->m->areas.items[i].old_code, area->id) == 0)
      return cop_arena_printf(c->a, "; '%s' took its place", c->in->m->areas.items[i].id);
  return "";
}

/* An area given by its earlier code is meant as it was then. */
static bool
check_area_period(Check *c)
{
  int32_t i = c->row->o.area;
  if (i < 0 || c->row->old_code)
    return true;
  const InUse *u = &c->in->x->in_use[i];
  if (u->from > period_last_day(c->row->o.period) || u->to <= period_first_day(c->row->o.period)) {
    const CopArea *area = &c->in->m->areas.items[i];
    return fault(c, COP_INTAKE_AREA_PERIOD, "area '%s' was not in use in that period (%s to %s)%s", area->id,
                 area->valid_from == NULL ? "always" : area->valid_from, area->valid_to == NULL ? "now" : area->valid_to,
                 successor_of(c, area));
  }
  return true;
}

/* --- breakdowns --- */

static bool
check_breakdowns(Check *c)
{
  const CopObservation *o = &c->row->o;
  unsigned given = (o->sex > 0 ? BY_SEX : 0) | (o->age_band > 0 ? BY_AGE : 0) | (o->disability > 0 ? BY_DISABILITY : 0) |
                   (o->setting > 0 ? BY_SETTING : 0) | (o->urban > 0 ? BY_URBAN : 0) | (o->language > 0 ? BY_LANGUAGE : 0);
  unsigned extra = given & ~c->in->x->breakdowns[o->indicator];
  static const char *const names[] = { "sex", "age_band", "disability", "setting", "urban", "area", "language" };
  for (unsigned b = 0; b < G_N_ELEMENTS(names); b++)
    if (extra >> b & 1)
      return fault(c, COP_INTAKE_BREAKDOWN, "indicator '%s' is not broken down by %s; leave it empty",
                   c->in->m->indicators.items[o->indicator].id, names[b]);
  return true;
}

/* --- numbers --- */

/* Digits with at most one point: exact, because the mantissa stays below 2^53
 * and the power of ten is one a double holds exactly. */
static bool
read_decimal(Slice s, double *out)
{
  static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
  uint64_t mantissa = 0;
  unsigned n = 0, decimals = 0;
  bool point = false;
  for (size_t i = 0; i < s.length; i++) {
    if (s.text[i] == '.' && !point) {
      point = true;
      continue;
    }
    if (!g_ascii_isdigit(s.text[i]) || n == 15)
      return false;
    mantissa = mantissa * 10 + (uint64_t)(s.text[i] - '0');
    n += n > 0 || s.text[i] != '0';
    decimals += point;
  }
  if (s.length == 0 || decimals >= G_N_ELEMENTS(powers) || (point && s.length == 1))
    return false;
  *out = (double)mantissa / powers[decimals];
  return true;
}

static bool
read_number(Check *c, Column column, const char *name, double *out)
{
  Slice s = cell(c, column);
  *out = NAN;
  if (s.length == 0 || read_decimal(s, out))
    return true;
  if (*s.text == '-')
    return fault(c, COP_INTAKE_NUMBER, "%s '%.*s' is negative; counts and shares are not", name, SHOW(s));
  return fault(c, COP_INTAKE_NUMBER, "%s '%.*s' is no number; write digits and a point, no spaces or commas", name, SHOW(s));
}

static bool
is_per_cent(const CopIndicator *i)
{
  return i->unit != NULL && (strcmp(i->unit, "per cent") == 0 || strcmp(i->unit, "%") == 0);
}

static bool
is_whole(double v)
{
  return isnan(v) || v == floor(v);
}

/* A count of persons far above the people of its place is a slip of the pen.
 * Contacts repeat, so counts may exceed it somewhat; shares and cases may not. */
static bool
check_population(Check *c, const CopIndicator *i, double persons, int times)
{
  int32_t at = c->row->o.area;
  int64_t people = at < 0 ? 0 : c->in->m->areas.items[at].population;
  if (i->privacy != COP_PRIVACY_OPEN && people > 0 && persons > (double)people * times)
    return fault(c, COP_INTAKE_IMPLAUSIBLE, "%.15g is more than %s%" G_GINT64_FORMAT " people of area '%s'", persons,
                 times > 1 ? "five times the " : "the ", people, c->in->m->areas.items[at].id);
  return true;
}

static bool
check_ratio(Check *c, const CopIndicator *i)
{
  const CopObservation *o = &c->row->o;
  if (isnan(o->numerator) || isnan(o->denominator))
    return fault(c, COP_INTAKE_MISSING, "indicator '%s' is a ratio and needs numerator and denominator", i->id);
  if (o->denominator <= 0)
    return fault(c, COP_INTAKE_NUMBER, "denominator is 0; leave the row out when nobody was asked");
  if (is_per_cent(i) && o->numerator > o->denominator)
    return fault(c, COP_INTAKE_IMPLAUSIBLE, "numerator %.15g is more than denominator %.15g", o->numerator, o->denominator);
  if (is_per_cent(i) && !isnan(o->value) && fabs(o->value - 100 * o->numerator / o->denominator) > 0.5)
    return fault(c, COP_INTAKE_IMPLAUSIBLE, "value %.15g is not the %.1f per cent of numerator and denominator", o->value,
                 100 * o->numerator / o->denominator);
  return check_population(c, i, o->denominator, 1);
}

static bool
read_numbers(Check *c)
{
  CopObservation *o = &c->row->o;
  const CopIndicator *i = &c->in->m->indicators.items[o->indicator];
  if (!read_number(c, COLUMN_VALUE, "value", &o->value) || !read_number(c, COLUMN_NUMERATOR, "numerator", &o->numerator) ||
      !read_number(c, COLUMN_DENOMINATOR, "denominator", &o->denominator))
    return false;
  if (i->aggregation == COP_AGGREGATION_RATIO)
    return check_ratio(c, i);
  if (isnan(o->value))
    return fault(c, COP_INTAKE_MISSING, "value is empty; write 0 only when it was counted and none was found");
  if (is_per_cent(i) && o->value > 100)
    return fault(c, COP_INTAKE_IMPLAUSIBLE, "value %.15g is more than 100 per cent", o->value);
  bool counts = i->aggregation == COP_AGGREGATION_SUM || i->aggregation == COP_AGGREGATION_LAST;
  if (counts && i->privacy != COP_PRIVACY_OPEN) {
    if (!is_whole(o->value))
      return fault(c, COP_INTAKE_NUMBER, "value %.15g is not a whole number of persons", o->value);
    return check_population(c, i, o->value, i->privacy == COP_PRIVACY_ABUSE ? 1 : 5);
  }
  return true;
}

/* --- the row --- */

static bool
set_urban(CopObservation *o, uint8_t urban)
{
  o->urban = urban & 15;
  return true;
}

void
cop_intake_check_row(CopIntake *in, const CopCsvRow *cells, const Row *before, Row *row, CopArena *a)
{
  Check c = { in, cells, before, row, a };
  uint8_t id[COP_REPORT_ID_SIZE];
  row->id = cell(&c, COLUMN_REPORT_ID);
  row->supersedes = cell(&c, COLUMN_SUPERSEDES);
  bool id_known = before != NULL && same(row->id, before->id);
  if (!id_known && !cop_report_id_read(row->id.text, row->id.length, id))
    fault(&c, COP_INTAKE_ID, "report_id '%.*s' is not 32 hexadecimal digits", SHOW(row->id));
  if (row->supersedes.length > 0 && !cop_report_id_read(row->supersedes.text, row->supersedes.length, id))
    fault(&c, COP_INTAKE_ID, "supersedes '%.*s' is not 32 hexadecimal digits", SHOW(row->supersedes));
  CopObservation *o = &row->o;
  uint8_t urban = 0;
  bool good = !row->bad && read_name(&c, COLUMN_FORM, "form", before == NULL ? NULL : &before->form, &row->form) &&
              read_name(&c, COLUMN_REPORTER, "reporter", before == NULL ? NULL : &before->reporter, &row->reporter) && read_reported_at(&c) && read_synthetic(&c) && read_receipt(&c) &&
              read_indicator(&c) && read_period(&c) && read_area(&c) && check_area_period(&c) &&
              read_word(&c, COLUMN_SEX, "sex", COP_WORDS_SEX, &o->sex) &&
              read_word(&c, COLUMN_DISABILITY, "disability", COP_WORDS_DISABILITY, &o->disability) &&
              read_word(&c, COLUMN_SETTING, "setting", COP_WORDS_SETTING, &o->setting) &&
              read_word(&c, COLUMN_URBAN, "urban", COP_WORDS_SETTLEMENT, &urban) &&
              read_dimension(&c, COLUMN_AGE_BAND, &in->x->age_bands, COP_INTAKE_AGE_BAND, "age band", COP_ENTITY_age_band, &o->age_band) &&
              read_dimension(&c, COLUMN_LANGUAGE, &in->x->languages, COP_INTAKE_LANGUAGE, "language", COP_ENTITY_language, &o->language) &&
              set_urban(o, urban) && check_breakdowns(&c) && read_numbers(&c);
  g_assert(good != row->bad);
}
