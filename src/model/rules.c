/* SPDX-License-Identifier: Apache-2.0
 *
 * model/rules.c -- what a record must keep beyond the types of its fields.
 * Rules for one field are rows of a table; rules between fields are a function
 * for each kind. The unit test holds every row against schema.def.
 */
#include <string.h>

#include "base/date.h"
#include "base/geo.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/nearest.h"
#include "model/identity.h"
#include "model/record.h"
#include "model/text_form.h"

typedef struct {
  CopEntity entity;
  const void *record;
  CopFaultFunc fault;
  void *data;
  size_t n;
} Check;

static void G_GNUC_PRINTF(4, 5)
fault(Check *c, const char *field, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  c->n++;
  if (c->fault != NULL)
    c->fault(c->data, field == NULL ? NULL : cop_entity_field(c->entity, field), message, remedy);
}

/* --- rules for one field --- */

typedef enum {
  RULE_LANG,      /* a BCP 47 tag; for lists each item */
  RULE_RANGE,     /* low <= number <= high */
  RULE_WORDS,     /* one of `words`, separated by |; for lists each item */
  RULE_COLOUR,    /* #RRGGBB */
  RULE_MONTH_DAY, /* MM-DD; each item */
  RULE_CURRENCY,  /* three capital letters */
  RULE_LETTERS,   /* at most `high` characters */
} Rule;

#define ANY INT64_MAX

static const struct {
  CopEntity entity;
  const char *field;
  Rule rule;
  int64_t low, high;
  const char *words;
} rules[] = {
  { COP_ENTITY_conference, "year", RULE_RANGE, 1865, 2100, NULL },
  { COP_ENTITY_mapping, "strength", RULE_RANGE, 1, 10, NULL },
  { COP_ENTITY_question, "weight", RULE_RANGE, 1, 5, NULL },
  { COP_ENTITY_questionnaire_item, "counts", RULE_WORDS, 0, 0, "plan|measures|messages|languages|initiatives|consultations|helplines|referral|reports" },
  { COP_ENTITY_term, "lang", RULE_LANG, 0, 0, NULL },
  { COP_ENTITY_age_band, "from_months", RULE_RANGE, 0, 1200, NULL },
  { COP_ENTITY_age_band, "to_months", RULE_RANGE, 1, 1201, NULL },
  { COP_ENTITY_indicator, "disaggregation", RULE_WORDS, 0, 0, "sex|age band|disability|setting|urban|area|language" },
  { COP_ENTITY_measure, "months", RULE_RANGE, 1, 240, NULL },
  { COP_ENTITY_message_text, "lang", RULE_LANG, 0, 0, NULL },
  { COP_ENTITY_translation, "lang", RULE_LANG, 0, 0, NULL },
  { COP_ENTITY_edited_sentence, "lang", RULE_LANG, 0, 0, NULL },
  { COP_ENTITY_country, "currency", RULE_CURRENCY, 0, 0, NULL },
  { COP_ENTITY_country, "currency_digits", RULE_RANGE, 0, 4, NULL },
  { COP_ENTITY_country, "languages", RULE_LANG, 0, 0, NULL },
  { COP_ENTITY_country, "region", RULE_WORDS, 0, 0, "AFR|AMS|ARB|ASP|CIS|EUR" },
  { COP_ENTITY_country, "accent_deep", RULE_COLOUR, 0, 0, NULL },
  { COP_ENTITY_country, "accent_main", RULE_COLOUR, 0, 0, NULL },
  { COP_ENTITY_country, "accent_soft", RULE_COLOUR, 0, 0, NULL },
  { COP_ENTITY_country, "accent_tint", RULE_COLOUR, 0, 0, NULL },
  { COP_ENTITY_country, "accent_mark", RULE_COLOUR, 0, 0, NULL },
  { COP_ENTITY_country, "spelling", RULE_WORDS, 0, 0, "us|oxford" },
  { COP_ENTITY_area, "short_name", RULE_LETTERS, 0, 12, NULL },
  { COP_ENTITY_area, "population", RULE_RANGE, 0, ANY, NULL },
  { COP_ENTITY_area, "tile_column", RULE_RANGE, 0, 100, NULL },
  { COP_ENTITY_area, "tile_row", RULE_RANGE, 0, 100, NULL },
  { COP_ENTITY_language, "households", RULE_RANGE, 0, ANY, NULL },
  { COP_ENTITY_pretest_round, "people", RULE_RANGE, 1, 10000, NULL },
  { COP_ENTITY_consignment, "copies", RULE_RANGE, 1, ANY, NULL },
  { COP_ENTITY_consignment, "received", RULE_RANGE, 0, ANY, NULL },
  { COP_ENTITY_helpline, "languages", RULE_LANG, 0, 0, NULL },
  { COP_ENTITY_assessment, "year", RULE_RANGE, 1900, 2100, NULL },
  { COP_ENTITY_assessment, "phase", RULE_RANGE, 1, 4, NULL },
  { COP_ENTITY_value, "sample", RULE_RANGE, 0, ANY, NULL },
  { COP_ENTITY_value, "uses", RULE_WORDS, 0, 0,
    "access|opportunity|harm|help-seeking|left-out|school|literacy|poverty|language|offenders|reports|cases|plan|global" },
  { COP_ENTITY_cost_class, "low", RULE_RANGE, 0, ANY, NULL },
  { COP_ENTITY_plan, "first_year", RULE_RANGE, 1900, 2100, NULL },
  { COP_ENTITY_plan, "years", RULE_RANGE, 1, 20, NULL },
  { COP_ENTITY_plan, "price_year", RULE_RANGE, 1900, 2100, NULL },
  { COP_ENTITY_budget, "year", RULE_RANGE, 1900, 2100, NULL },
  { COP_ENTITY_budget, "amount", RULE_RANGE, 0, ANY, NULL },
  { COP_ENTITY_capacity, "measures", RULE_RANGE, 0, 1000, NULL },
  { COP_ENTITY_measure_profile, "cost_low", RULE_RANGE, 0, ANY, NULL },
  { COP_ENTITY_measure_profile, "recurrent", RULE_RANGE, 0, 100, NULL },
  { COP_ENTITY_measure_profile, "personnel", RULE_RANGE, 0, 100, NULL },
  { COP_ENTITY_measure_profile, "capital", RULE_RANGE, 0, 100, NULL },
  { COP_ENTITY_equity_floor, "share", RULE_RANGE, 1, 90, NULL },
  { COP_ENTITY_equity_floor, "at_least", RULE_RANGE, 1, 1000, NULL },
  { COP_ENTITY_target_step, "year", RULE_RANGE, 1900, 2100, NULL },
  { COP_ENTITY_duty, "due", RULE_MONTH_DAY, 0, 0, NULL },
  { COP_ENTITY_meeting, "notice_days", RULE_RANGE, 0, 366, NULL },
  { COP_ENTITY_consultation, "participants", RULE_RANGE, 1, ANY, NULL },
  { COP_ENTITY_observance, "month", RULE_RANGE, 1, 12, NULL },
  { COP_ENTITY_report_item, "by", RULE_WORDS, 0, 0, "sex|age band|disability|setting|urban|language" },
  { COP_ENTITY_report_item, "breakdown", RULE_WORDS, 0, 0, "sex|age band|disability|setting|urban|language" },
  { COP_ENTITY_report_item, "most", RULE_RANGE, 1, 1000000000, NULL },
};

static bool
is_colour(const char *s)
{
  return s[0] == '#' && strlen(s) == 7 && strspn(s + 1, "0123456789abcdefABCDEF") == 6;
}

static bool
is_month_day(const char *s)
{
  /* A leap year: 02-29 is a day of the year. */
  g_autofree char *date = g_strconcat("2000-", s, NULL);
  return cop_date_read(date).precision == COP_DATE_DAY;
}

static bool
is_currency(const char *s)
{
  return strlen(s) == 3 && g_ascii_isupper(s[0]) && g_ascii_isupper(s[1]) && g_ascii_isupper(s[2]);
}

static void
check_words(Check *c, size_t row, const char *word)
{
  g_auto(GStrv) words = g_strsplit(rules[row].words, "|", -1);
  if (g_strv_contains((const char *const *)words, word))
    return;
  CopNearest near = cop_nearest(word);
  for (size_t i = 0; words[i] != NULL; i++)
    cop_nearest_offer(&near, words[i]);
  g_autofree char *remedy = near.best != NULL ? g_strdup_printf("did you mean '%s'?", near.best)
                                              : g_strjoinv(", ", words);
  fault(c, rules[row].field, remedy, "%s: '%s' is not a word of this list", rules[row].field, word);
}

static void
check_text(Check *c, size_t row, const char *text)
{
  const char *field = rules[row].field;
  switch (rules[row].rule) {
  case RULE_LANG:
    if (!cop_lang_valid(text))
      fault(c, field, "write a tag like fil, ceb, zh-Hans", "%s: '%s' is not a language tag", field, text);
    return;
  case RULE_WORDS:
    check_words(c, row, text);
    return;
  case RULE_COLOUR:
    if (!is_colour(text))
      fault(c, field, "write #RRGGBB in quotes", "%s: '%s' is not a colour", field, text);
    return;
  case RULE_MONTH_DAY:
    if (!is_month_day(text))
      fault(c, field, "write MM-DD in quotes", "%s: '%s' is not a day of the year", field, text);
    return;
  case RULE_CURRENCY:
    if (!is_currency(text))
      fault(c, field, "write the three letters of ISO 4217", "%s: '%s' is not a currency code", field, text);
    return;
  case RULE_LETTERS:
    if (g_utf8_strlen(text, -1) > rules[row].high)
      fault(c, field, "shorten it", "%s: '%s' is longer than %d letters", field, text, (int)rules[row].high);
    return;
  case RULE_RANGE:
    break;
  }
  g_assert_not_reached();
}

static void
check_range(Check *c, size_t row, const CopField *field)
{
  int64_t v = cop_record_int(c->record, field);
  if (v >= rules[row].low && v <= rules[row].high)
    return;
  g_autofree char *remedy =
    rules[row].high == ANY ? g_strdup_printf("at least %" G_GINT64_FORMAT, rules[row].low)
                           : g_strdup_printf("%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, rules[row].low, rules[row].high);
  fault(c, field->name, remedy, "%s: %" G_GINT64_FORMAT " is out of range", field->name, v);
}

static void
check_row(Check *c, size_t row)
{
  const CopField *field = cop_entity_field(c->entity, rules[row].field);
  if (!cop_record_given(c->entity, c->record, field))
    return;
  if (rules[row].rule == RULE_RANGE) {
    check_range(c, row, field);
  } else if (field->type == COP_FIELD_TEXTS) {
    const CopTexts *texts = cop_record_texts(c->record, field);
    for (size_t i = 0; i < texts->n; i++)
      check_text(c, row, texts->items[i]);
  } else {
    check_text(c, row, cop_record_text(c->record, field));
  }
}

/* --- rules between fields --- */

static bool
given(const Check *c, const char *field)
{
  return cop_record_given(c->entity, c->record, cop_entity_field(c->entity, field));
}

static void
ordered_dates(Check *c, const char *first, const char *last)
{
  const char *a = cop_record_text(c->record, cop_entity_field(c->entity, first));
  const char *b = cop_record_text(c->record, cop_entity_field(c->entity, last));
  /* Compared as far as both are known: 2021-06 does not end before 2021. */
  if (a != NULL && b != NULL && strncmp(a, b, MIN(strlen(a), strlen(b))) > 0)
    fault(c, last, "correct one of the two", "%s: '%s' lies before %s '%s'", last, b, first, a);
}

static void
ordered_amounts(Check *c, const char *low, const char *high)
{
  if (!given(c, low) || !given(c, high))
    return;
  if (cop_record_int(c->record, cop_entity_field(c->entity, low)) >
      cop_record_int(c->record, cop_entity_field(c->entity, high)))
    fault(c, high, "correct one of the two", "%s is less than %s", high, low);
}

static void
id_is(Check *c, const char *wanted)
{
  const char *id = ((const CopRecord *)c->record)->id;
  if (strcmp(id, wanted) == 0)
    return;
  g_autofree char *remedy = g_strdup_printf("name it '%s'", wanted);
  fault(c, NULL, remedy, "the id '%s' does not say what the %s is", id, cop_entity(c->entity)->name);
}

static void
check_message_text(Check *c)
{
  const CopMessageText *t = c->record;
  if (t->message == NULL || t->lang == NULL || !given(c, "form"))
    return;
  g_autofree char *id =
    g_strdup_printf("%s/%s/%s", t->message, cop_words(COP_WORDS_FORM)->words[t->form], t->lang);
  id_is(c, id);
  const char *wrong = t->text == NULL || *t->text == '\0' ? NULL : cop_text_form_fault(t->form, t->text);
  if (wrong != NULL)
    fault(c, "text", "write it as model/text_form.h shows", "%s", wrong);
}

/* Parts of a whole that counts people or copies. */
static void
at_most(Check *c, const char *part, const char *whole)
{
  if (given(c, part) && given(c, whole) && cop_record_int(c->record, cop_entity_field(c->entity, part)) > cop_record_int(c->record, cop_entity_field(c->entity, whole)))
    fault(c, part, "correct one of the two", "%s is more than %s", part, whole);
}

/* Sessions are told by counts and views. */
static void
views_tell_nobody(Check *c, const char *field)
{
  const char *text = cop_record_text(c->record, cop_entity_field(c->entity, field)), *what = text == NULL ? NULL : cop_identity_in_views(text);
  if (what != NULL)
    fault(c, field, "write what was said, not who said it", "%s: the text seems to hold %s", field, what);
}

enum { FEW = 5 }; /* as few as could be told by the place they live in */

static void
check_consultation(Check *c)
{
  const CopConsultation *x = c->record;
  views_tell_nobody(c, "asked_for");
  views_tell_nobody(c, "answer");
  views_tell_nobody(c, "note");
  if (x->age_band != NULL && x->area != NULL && given(c, "participants") && x->participants < FEW)
    fault(c, "area", "leave the area out", "a place and fewer than %d children could tell who they are", FEW);
}

static void
check_pretest_round(Check *c)
{
  views_tell_nobody(c, "findings");
  views_tell_nobody(c, "changes");
  views_tell_nobody(c, "note");
  static const char *const parts[] = { "female", "non_readers", "with_disability", "picture_right", "picture_opposite", "act_named", "wrongdoer_named", "number_found", "liked", "hurt" };
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    at_most(c, parts[i], "people");
  const CopPretestRound *r = c->record;
  if (given(c, "picture_right") && given(c, "picture_opposite") && (double)r->picture_right + (double)r->picture_opposite > (double)r->people)
    fault(c, "picture_opposite", "count each person once", "more answers about the picture than people");
  if (r->wording != NULL && (strlen(r->wording) != COP_HASH_HEX - 1 || strspn(r->wording, "0123456789abcdef") != COP_HASH_HEX - 1))
    fault(c, "wording", "take it from `copkit review show`", "wording: '%s' is no digest", r->wording);
}

static void
check_consignment(Check *c)
{
  const CopConsignment *x = c->record;
  at_most(c, "received", "copies");
  for (size_t i = 0; i < x->made_of.n; i++) {
    const char *at = strrchr(x->made_of.items[i], '@');
    if (at == NULL || strchr(x->made_of.items[i], '/') == NULL || at[1] == '\0' || at[1 + strspn(at + 1, "0123456789")] != '\0')
      fault(c, "made_of", "write kind/id@revision, e.g. message/MSG-U9-1@3", "made_of: '%s' names no record and revision", x->made_of.items[i]);
  }
}

static void
check_area_change(Check *c)
{
  const CopAreaChange *x = c->record;
  if (g_strcmp0(x->from_area, x->to_area) == 0)
    fault(c, "to_area", "name two areas", "an area cannot go into itself");
  if (given(c, "share") && (x->share < 0 || x->share > 1))
    fault(c, "share", "write a part of 1, as 0.45; leave it out when it is not known", "share: %g is no part of the whole", x->share);
}

static void
check_population_margin(Check *c)
{
  const CopPopulationMargin *g = c->record;
  if (!given(c, "dimension") || !given(c, "rule"))
    return;
  if ((g->dimension == COP_POPULATION_SCHOOL) != (g->within != NULL))
    fault(c, "within", "school is told within an age group, the others are not", "within: %s", g->within == NULL ? "is missing" : "does not belong here");
  bool figure = g->rule == COP_MARGIN_COUNT || g->rule == COP_MARGIN_SHARE || g->rule == COP_MARGIN_LEANING;
  if (figure != (g->value != NULL))
    fault(c, "value", "name the figure, or take rest or even", "a group by %s has %s value", cop_words(COP_WORDS_MARGIN)->words[g->rule], figure ? "a" : "no");
  if ((g->rule == COP_MARGIN_LEANING) != (g->area != NULL))
    fault(c, "area", "a leaning is that of an area", "area: %s", g->area == NULL ? "is missing" : "does not belong here");
}

static void
check_translation(Check *c)
{
  const CopTranslation *t = c->record;
  if (t->kind == NULL || t->record == NULL || t->field == NULL || t->lang == NULL)
    return;
  g_autofree char *id = g_strdup_printf("%s/%s/%s/%s", t->kind, t->record, t->field, t->lang);
  id_is(c, id);
  CopEntity e = cop_entity_by_name(t->kind);
  if (e == COP_ENTITY_MAX || strcmp(cop_entity(e)->name, t->kind) != 0) {
    fault(c, "kind", "write the kind in the singular, e.g. measure", "kind: there is no kind '%s'", t->kind);
    return;
  }
  const CopField *field = cop_entity_field(e, t->field);
  if (field == NULL || (field->flags & COP_FIELD_TRANSLATABLE) == 0)
    fault(c, "field", "name a field that is translated", "field: '%s' of kind '%s' is not a translated field", t->field, t->kind);
}

static void
check_measure_profile(Check *c)
{
  const CopMeasureProfile *p = c->record;
  for (size_t i = 0; i < p->start_quarters.n; i++) {
    const char *q = p->start_quarters.items[i];
    if (q[0] != 'Q' || q[1] < '1' || q[1] > '4' || q[2] != '\0')
      fault(c, "start_quarters", "write quarters of the year as Q1, Q2, Q3 or Q4", "start_quarters: '%s' is no quarter", q);
  }
  if (p->measure != NULL)
    id_is(c, p->measure);
  ordered_amounts(c, "cost_low", "cost_plan");
  ordered_amounts(c, "cost_plan", "cost_high");
  if (given(c, "personnel") && given(c, "capital") && p->capital > 100 - CLAMP(p->personnel, 0, 100))
    fault(c, "capital", "staff and equipment are parts of one cost", "personnel and capital are more than 100 per cent together");
}

/* A floor that asks for nothing protects nobody. */
static void
check_equity_floor(Check *c)
{
  const CopEquityFloor *f = c->record;
  if (!given(c, "share") && !given(c, "at_least"))
    fault(c, "share", "give share, at_least or both", "a floor that asks for nothing");
  if (!given(c, "group"))
    return;
  bool marked = f->group == COP_FLOOR_GROUP_OUT_OF_SCHOOL || f->group == COP_FLOOR_GROUP_PREVENTION;
  if (f->measures.n == 0 && !marked)
    fault(c, "measures", "name the measures that count", "the catalogue does not mark measures for %s", cop_words(COP_WORDS_FLOOR_GROUP)->words[f->group]);
  if (given(c, "at_least") && f->measures.n > 0 && f->at_least > (int64_t)f->measures.n)
    fault(c, "at_least", "name more measures or ask for fewer", "at_least asks for more measures than are named");
  if ((f->group == COP_FLOOR_GROUP_REGION) != (f->area != NULL))
    fault(c, "area", "name the region of a floor for a region, and no other's", "%s", f->area != NULL ? "a region is named that the floor is not for" : "the floor does not say which region");
  if (f->language != NULL && f->group != COP_FLOOR_GROUP_LANGUAGE)
    fault(c, "language", "remove it", "a language is named that the floor is not for");
}

static void
check_age_band(Check *c)
{
  const CopAgeBand *b = c->record;
  if (given(c, "from_months") && given(c, "to_months") && b->from_months >= b->to_months)
    fault(c, "to_months", "it is the first month after the band", "to_months is not after from_months");
}

static void
check_area(Check *c)
{
  ordered_dates(c, "valid_from", "valid_to");
  if (given(c, "tile_column") != given(c, "tile_row"))
    fault(c, NULL, "give both or none", "one of tile_column and tile_row is missing");
}

static void
check_boundary(Check *c)
{
  const CopBoundary *b = c->record;
  if (b->area != NULL)
    id_is(c, b->area);
  if (b->outline == NULL)
    return;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  const char *remedy = NULL;
  CopGeoRegion region = { 0 };
  if (!cop_geo_geometry_read(a, b->outline, strlen(b->outline), &region, &remedy, &error))
    fault(c, "outline", remedy != NULL ? remedy : "import it from a GeoJSON file", "outline: %s", error->message);
}

static void
check_helpline(Check *c)
{
  if (given(c, "verified_on") && !given(c, "verified_by"))
    fault(c, "verified_on", "say who dialled it in verified_by", "verified_on without verified_by");
}

static void
check_referral_path(Check *c)
{
  if (given(c, "verified_on") && !given(c, "verified_by"))
    fault(c, "verified_on", "say who tried it in verified_by", "verified_on without verified_by");
}

static void
check_answer(Check *c)
{
  const CopAnswer *a = c->record;
  if (given(c, "reviewed_on") && !given(c, "reviewer"))
    fault(c, "reviewed_on", "say who in reviewer", "reviewed_on without reviewer");
  if (given(c, "second_reviewed_on") && !given(c, "second_reviewer"))
    fault(c, "second_reviewed_on", "say who in second_reviewer", "second_reviewed_on without second_reviewer");
  if (given(c, "second_reviewer") && g_strcmp0(a->reviewer, a->second_reviewer) == 0)
    fault(c, "second_reviewer", "name somebody else", "the second reviewer is the first");
}

static void
check_mapping(Check *c)
{
  const CopMapping *m = c->record;
  if (m->from_requirement != NULL && g_strcmp0(m->from_requirement, m->to_requirement) == 0)
    fault(c, "to_requirement", "name another requirement", "a requirement is mapped to itself");
}

static void
check_initiative(Check *c)
{
  ordered_dates(c, "starts", "ends");
}

static void
check_value(Check *c)
{
  const CopValue *v = c->record;
  if (given(c, "low") && given(c, "high") && v->low > v->high)
    fault(c, "high", "correct one of the two", "high is less than low");
  if (v->preferred && v->conflict != NULL && v->preferred_because == NULL)
    fault(c, "preferred", "say why in preferred_because", "one of several conflicting figures is preferred without a reason");
}

static void
check_cost_class(Check *c)
{
  ordered_amounts(c, "low", "high");
}

/* "The passage itself was read" is a claim about a place that can be named. */
static void
check_mark(Check *c)
{
  const CopField *mark = cop_entity_field(c->entity, "mark"), *source = cop_entity_field(c->entity, "source");
  if (mark == NULL || source == NULL || mark->type != COP_FIELD_ENUM || source->type != COP_FIELD_REF)
    return;
  if (!cop_record_given(c->entity, c->record, mark) || cop_record_given(c->entity, c->record, source))
    return;
  int64_t m = cop_record_int(c->record, mark);
  if (m == COP_MARK_SOURCE || m == COP_MARK_SECONDARY)
    fault(c, "mark", "name the source, or mark the row K",
          "mark: %s means that the passage was read, and no source is named", cop_words(COP_WORDS_MARK)->words[m]);
}

static void
check_itself(Check *c)
{
  const CopRecord *r = c->record;
  const CopField *fields = cop_entity_fields(c->entity);
  for (size_t i = 0; i < cop_entity(c->entity)->n_fields; i++) {
    if (fields[i].target != c->entity || !cop_field_acyclic(c->entity, &fields[i]))
      continue;
    bool own = false;
    if (fields[i].type == COP_FIELD_REF) {
      own = g_strcmp0(cop_record_text(r, &fields[i]), r->id) == 0;
    } else if (fields[i].type == COP_FIELD_REFS) {
      const CopTexts *t = cop_record_texts(r, &fields[i]);
      for (size_t k = 0; k < t->n; k++)
        own |= strcmp(t->items[k], r->id) == 0;
    }
    if (own)
      fault(c, fields[i].name, "remove it", "%s: the record names itself", fields[i].name);
  }
}

/* A form never asks who a child is; what it asks is a count of an indicator. */
static void
check_report_item(Check *c)
{
  const CopReportItem *r = c->record;
  const char *who = r->code == NULL ? NULL : cop_identity_in_name(r->code);
  if (who == NULL && r->label != NULL)
    who = cop_identity_in_label(r->label);
  if (who == NULL && r->below != NULL)
    who = cop_identity_in_label(r->below);
  if (who != NULL)
    fault(c, "label", "remove the question; reports are counts", "form-identity: the question asks for %s of a person", who);
  if (r->code != NULL && (!g_ascii_islower(*r->code) || r->code[strspn(r->code, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0'))
    fault(c, "code", "write small letters, digits and _", "'%s' is no name of a question", r->code);
  if (r->kind == COP_FORM_ITEM_CHOICE && !given(c, "breakdown"))
    fault(c, "kind", "say what it breaks down in breakdown", "a choice without breakdown");
  if (r->kind == COP_FORM_ITEM_CODE && (given(c, "indicator") || given(c, "breakdown") || given(c, "by")))
    fault(c, "kind", "leave indicator, breakdown and by empty", "a receipt code counts nothing");
  if (r->kind != COP_FORM_ITEM_CHOICE && r->kind != COP_FORM_ITEM_CODE && !given(c, "indicator"))
    fault(c, "kind", "name the indicator", "a number that measures no indicator");
  if (r->kind == COP_FORM_ITEM_RATIO && !given(c, "below"))
    fault(c, "kind", "ask of how many in below", "a ratio without its second question");
  for (size_t i = 0; i < r->by.n; i++)
    if (strcmp(r->by.items[i], "age band") == 0 && !given(c, "ages"))
      fault(c, "by", "name the scheme in ages", "by age band, and it is not said whose bands");
}

static void
check_report_form(Check *c)
{
  const CopReportForm *r = c->record;
  if (r->keyword != NULL && (strlen(r->keyword) > 12 || r->keyword[strspn(r->keyword, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] != '\0'))
    fault(c, "keyword", "write at most 12 capital letters", "'%s' is no first word of an SMS", r->keyword);
}

static void (*const between[COP_ENTITY_MAX])(Check *) = {
  [COP_ENTITY_message_text] = check_message_text,
  [COP_ENTITY_pretest_round] = check_pretest_round,
  [COP_ENTITY_consultation] = check_consultation,
  [COP_ENTITY_consignment] = check_consignment,
  [COP_ENTITY_area_change] = check_area_change,
  [COP_ENTITY_population_margin] = check_population_margin,
  [COP_ENTITY_translation] = check_translation,
  [COP_ENTITY_measure_profile] = check_measure_profile,
  [COP_ENTITY_age_band] = check_age_band,
  [COP_ENTITY_area] = check_area,
  [COP_ENTITY_boundary] = check_boundary,
  [COP_ENTITY_helpline] = check_helpline,
  [COP_ENTITY_referral_path] = check_referral_path,
  [COP_ENTITY_answer] = check_answer,
  [COP_ENTITY_mapping] = check_mapping,
  [COP_ENTITY_initiative] = check_initiative,
  [COP_ENTITY_value] = check_value,
  [COP_ENTITY_cost_class] = check_cost_class,
  [COP_ENTITY_equity_floor] = check_equity_floor,
  [COP_ENTITY_report_form] = check_report_form,
  [COP_ENTITY_report_item] = check_report_item,
};

size_t
cop_record_check(CopEntity e, const void *record, CopFaultFunc report, void *data)
{
  Check c = { .entity = e, .record = record, .fault = report, .data = data };
  for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
    if (rules[i].entity == e)
      check_row(&c, i);
  check_mark(&c);
  check_itself(&c);
  if (between[e] != NULL)
    between[e](&c);
  return c.n;
}

/* Mutual gain (measure.reinforces) and what amends what may run in circles. */
bool
cop_field_acyclic(CopEntity e, const CopField *field)
{
  static const struct {
    CopEntity entity;
    const char *field;
  } circles[] = { { COP_ENTITY_measure, "reinforces" }, { COP_ENTITY_law, "amends" } };
  if (field->target != e)
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS(circles); i++)
    if (circles[i].entity == e && strcmp(circles[i].field, field->name) == 0)
      return false;
  return true;
}
