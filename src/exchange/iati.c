/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/iati.h"

#include <math.h>
#include <string.h>

#include "base/xml.h"

#define GOVERNMENT "10" /* code list OrganisationType */

typedef struct {
  CopXml *x;
  const CopPlanResult *r;
  const CopModel *m;
  const CopCountry *country;
  CopArena *a;
  const char *reporter;
} Iati;

/* An objective's chosen measures, or those of the whole plan. */
typedef struct {
  const CopObjective *objective; /* NULL: the plan */
  const CopPlanItem **items;
  size_t n;
} Activity;

/* --- parts --- */

/* The text in English and in every language of the country it exists in. */
static void
narratives(Iati *f, CopEntity e, const char *id, const char *field, const char *before)
{
  const char *english = cop_model_text(f->m, e, id, field, "en", NULL);
  cop_xml_start(f->x, "narrative", "xml:lang", "en", NULL);
  cop_xml_text(f->x, before);
  cop_xml_text(f->x, english);
  cop_xml_close(f->x);
  for (size_t i = 0; i < f->country->languages.n; i++) {
    CopTextState state;
    const char *lang = f->country->languages.items[i], *text = cop_model_text(f->m, e, id, field, lang, &state);
    if (g_str_has_prefix(lang, "en") || text == NULL || state == COP_TEXT_STATE_UNTRANSLATED || state == COP_TEXT_STATE_NOT_NEEDED)
      continue;
    cop_xml_start(f->x, "narrative", "xml:lang", lang, NULL);
    cop_xml_text(f->x, before);
    cop_xml_text(f->x, text);
    cop_xml_close(f->x);
  }
}

static void
narrated(Iati *f, const char *element, CopEntity e, const char *id, const char *field)
{
  cop_xml_open(f->x, element);
  narratives(f, e, id, field, NULL);
  cop_xml_close_as(f->x, element);
  cop_xml_line(f->x);
}

static void
plain(Iati *f, const char *element, const char *text)
{
  cop_xml_open(f->x, element);
  cop_xml_start(f->x, "narrative", "xml:lang", "en", NULL);
  cop_xml_text(f->x, text);
  cop_xml_close(f->x);
  cop_xml_close_as(f->x, element);
  cop_xml_line(f->x);
}

static const char *
identifier(const Iati *f, const CopObjective *o)
{
  return o == NULL ? cop_arena_printf(f->a, "%s-%s", f->reporter, f->r->plan->id) : cop_arena_printf(f->a, "%s-%s-%s", f->reporter, f->r->plan->id, o->id);
}

static const char *
year_day(const Iati *f, int year, bool last)
{
  return cop_arena_printf(f->a, "%d-%s", f->r->first_year + year, last ? "12-31" : "01-01");
}

/* --- offices --- */

static void
participant(Iati *f, const char *role, const char *office)
{
  const CopInstitution *in = cop_model_institution(f->m, office);
  if (in == NULL)
    return;
  cop_xml_start(f->x, "participating-org", "role", role, "type", GOVERNMENT, NULL);
  cop_xml_element(f->x, "narrative", in->name);
  cop_xml_close_as(f->x, "participating-org");
  cop_xml_line(f->x);
}

static void
participants(Iati *f, const Activity *act)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  const char *adopts = f->r->plan->adopting_body != NULL ? f->r->plan->adopting_body : f->country->lead;
  participant(f, "2", adopts);
  for (size_t i = 0; i < act->n; i++)
    if (act->items[i]->lead != NULL && g_hash_table_add(seen, (gpointer)act->items[i]->lead->id))
      participant(f, "4", act->items[i]->lead->id);
}

/* --- sectors --- */

/* OECD DAC purpose code of a theme (code list of the DAC and CRS). */
static const char *
purpose(CopTheme theme)
{
  switch (theme) {
  case COP_THEME_JUSTICE:
    return "15130"; /* legal and judicial development */
  case COP_THEME_SERVICES:
    return "16010"; /* social protection */
  case COP_THEME_EDUCATION:
    return "11110"; /* education policy and administrative management */
  case COP_THEME_COMMUNICATION:
  case COP_THEME_INDUSTRY:
    return "22010"; /* communications policy and administrative management */
  case COP_THEME_GOVERNANCE:
  case COP_THEME_MAX:
    break;
  }
  return "15110"; /* public sector policy and administrative management */
}

/* Largest remainders, so that the shares of one decimal add up to 100. */
static void
sectors(Iati *f, const Activity *act)
{
  const char *codes[8];
  int64_t cost[8] = { 0 }, all = 0;
  int tenths[8], given = 0;
  size_t n = 0;
  for (size_t i = 0; i < act->n; i++) {
    const char *code = purpose(act->items[i]->measure->theme);
    size_t k = 0;
    while (k < n && strcmp(codes[k], code) != 0)
      k++;
    if (k == n)
      codes[n++] = code;
    cost[k] += act->items[i]->cost_total;
    all += act->items[i]->cost_total;
  }
  for (size_t k = 0; k < n; k++) {
    tenths[k] = all == 0 ? 0 : (int)((CopInt128)cost[k] * 1000 / all);
    given += tenths[k];
  }
  for (size_t k = 0; k < n && given < 1000; k++) {
    int add = k + 1 == n ? 1000 - given : 1;
    tenths[k] += add;
    given += add;
  }
  for (size_t k = 0; k < n; k++)
    if (tenths[k] > 0) {
      cop_xml_empty(f->x, "sector", "vocabulary", "1", "code", codes[k], "percentage", cop_arena_printf(f->a, "%d.%d", tenths[k] / 10, tenths[k] % 10), NULL);
      cop_xml_line(f->x);
    }
}

/* --- money --- */

/* Is all money of a year approved? */
static bool
is_approved(const Iati *f, int year)
{
  bool any = false;
  for (size_t i = 0; i < f->m->budgets.n; i++) {
    const CopBudget *b = &f->m->budgets.items[i];
    if (strcmp(b->plan, f->r->plan->id) != 0 || b->year != f->r->first_year + year)
      continue;
    any = true;
    if (b->commitment != COP_COMMITMENT_APPROVED)
      return false;
  }
  return any;
}

static const char *
amount(const Iati *f, int64_t minor)
{
  int digits = (int)f->country->currency_digits;
  int64_t unit = 1;
  for (int i = 0; i < digits; i++)
    unit *= 10;
  return digits == 0 ? cop_arena_printf(f->a, "%" G_GINT64_FORMAT, minor) : cop_arena_printf(f->a, "%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, minor / unit, digits, minor % unit);
}

static void
budgets(Iati *f, const Activity *act)
{
  for (int y = 0; y < f->r->n_years; y++) {
    int64_t all = 0;
    for (size_t i = 0; i < act->n; i++)
      all += act->items[i]->cost[y];
    if (all == 0)
      continue;
    cop_xml_start(f->x, "budget", "type", "1", "status", is_approved(f, y) ? "2" : "1", NULL);
    cop_xml_line(f->x);
    cop_xml_empty(f->x, "period-start", "iso-date", year_day(f, y, false), NULL);
    cop_xml_empty(f->x, "period-end", "iso-date", year_day(f, y, true), NULL);
    cop_xml_start(f->x, "value", "currency", f->country->currency, "value-date", cop_arena_printf(f->a, "%d-01-01", (int)f->r->plan->price_year), NULL);
    cop_xml_text(f->x, amount(f, all));
    cop_xml_close(f->x);
    cop_xml_line(f->x);
    cop_xml_close_as(f->x, "budget");
    cop_xml_line(f->x);
  }
}

/* --- results --- */

static const char *
number(const Iati *f, double v)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  return cop_arena_strdup(f->a, g_ascii_formatd(text, sizeof text, fabs(v - round(v)) < 1e-9 ? "%.0f" : "%.2f", v));
}

static void
baseline(Iati *f, const CopTarget *t)
{
  const CopValue *v = cop_model_value(f->m, t->baseline);
  if (v == NULL || !cop_record_has(COP_ENTITY_value, v, "number"))
    return;
  cop_xml_empty(f->x, "baseline", "year", cop_arena_strndup(f->a, v->period, 4), "value", number(f, v->number), NULL);
  cop_xml_line(f->x);
}

static void
indicator(Iati *f, const CopTarget *t)
{
  const CopIndicator *in = cop_model_indicator(f->m, t->indicator);
  bool share = strcmp(t->unit, "per cent") == 0;
  cop_xml_start(f->x, "indicator", "measure", share ? "2" : "1", "ascending", in != NULL && in->direction == COP_DIRECTION_DOWN ? "0" : "1", NULL);
  cop_xml_line(f->x);
  narrated(f, "title", COP_ENTITY_target, t->id, "title");
  cop_xml_open(f->x, "description");
  narratives(f, COP_ENTITY_target, t->id, "source", NULL);
  cop_xml_close_as(f->x, "description");
  cop_xml_line(f->x);
  baseline(f, t);
  for (size_t i = 0; i < f->m->target_steps.n; i++) {
    const CopTargetStep *s = &f->m->target_steps.items[i];
    if (strcmp(s->target, t->id) != 0 || !cop_record_has(COP_ENTITY_target_step, s, "number"))
      continue;
    cop_xml_open(f->x, "period");
    cop_xml_empty(f->x, "period-start", "iso-date", cop_arena_printf(f->a, "%d-01-01", (int)s->year), NULL);
    cop_xml_empty(f->x, "period-end", "iso-date", cop_arena_printf(f->a, "%d-12-31", (int)s->year), NULL);
    cop_xml_empty(f->x, "target", "value", number(f, s->number), NULL);
    cop_xml_close_as(f->x, "period");
    cop_xml_line(f->x);
  }
  cop_xml_close_as(f->x, "indicator");
  cop_xml_line(f->x);
}

/* The objective as an outcome; the standard wants an indicator in each result. */
static void
outcome(Iati *f, const CopObjective *o)
{
  bool any = false;
  for (size_t i = 0; i < f->m->targets.n && !any; i++)
    any = strcmp(f->m->targets.items[i].objective, o->id) == 0;
  if (!any)
    return;
  cop_xml_start(f->x, "result", "type", "2", "aggregation-status", "0", NULL);
  cop_xml_line(f->x);
  narrated(f, "title", COP_ENTITY_objective, o->id, "title");
  for (size_t i = 0; i < f->m->targets.n; i++)
    if (strcmp(f->m->targets.items[i].objective, o->id) == 0)
      indicator(f, &f->m->targets.items[i]);
  cop_xml_close_as(f->x, "result");
  cop_xml_line(f->x);
}

/* An output: each of its measures is one thing to be there by a date. */
static void
output(Iati *f, const Activity *act, const CopPlanOutput *out)
{
  bool open = false;
  for (size_t k = 0; k < out->measures.n; k++)
    for (size_t i = 0; i < act->n; i++) {
      const CopPlanItem *it = act->items[i];
      if (strcmp(it->measure->id, out->measures.items[k]) != 0)
        continue;
      if (!open) {
        cop_xml_start(f->x, "result", "type", "1", "aggregation-status", "0", NULL);
        cop_xml_line(f->x);
        narrated(f, "title", COP_ENTITY_plan_output, out->id, "statement");
      }
      open = true;
      cop_xml_start(f->x, "indicator", "measure", "5", NULL); /* qualitative: there or not */
      cop_xml_line(f->x);
      narrated(f, "title", COP_ENTITY_measure, it->measure->id, "output");
      cop_xml_open(f->x, "period");
      cop_xml_empty(f->x, "period-start", "iso-date", cop_arena_printf(f->a, "%d-%02d-01", f->r->first_year + it->start / 4, it->start % 4 * 3 + 1), NULL);
      cop_xml_empty(f->x, "period-end", "iso-date", cop_arena_printf(f->a, "%d-%02d-%d", f->r->first_year + (it->end - 1) / 4, (it->end - 1) % 4 * 3 + 3, (it->end - 1) % 4 == 0 || (it->end - 1) % 4 == 3 ? 31 : 30), NULL);
      cop_xml_open(f->x, "target");
      plain(f, "comment", it->profile == NULL ? it->measure->title : it->profile->deliverable);
      cop_xml_close_as(f->x, "target");
      cop_xml_close_as(f->x, "period");
      cop_xml_close_as(f->x, "indicator");
      cop_xml_line(f->x);
    }
  if (open) {
    cop_xml_close_as(f->x, "result");
    cop_xml_line(f->x);
  }
}

/* --- activities --- */

static void
related(Iati *f, const Activity *act)
{
  if (act->objective != NULL) {
    cop_xml_empty(f->x, "related-activity", "ref", identifier(f, NULL), "type", "1", NULL); /* parent */
    cop_xml_line(f->x);
    return;
  }
  for (size_t i = 0; i < f->m->objectives.n; i++)
    if (strcmp(f->m->objectives.items[i].plan, f->r->plan->id) == 0) {
      cop_xml_empty(f->x, "related-activity", "ref", identifier(f, &f->m->objectives.items[i]), "type", "2", NULL);
      cop_xml_line(f->x);
    }
}

static void
heads(Iati *f, const Activity *act, const char *made)
{
  const CopPlanResult *r = f->r;
  const CopInstitution *lead = cop_model_institution(f->m, f->country->lead);
  cop_xml_start(f->x, "iati-activity", "default-currency", f->country->currency, "hierarchy", act->objective == NULL ? "1" : "2", "last-updated-datetime", made, "xml:lang", "en",
                "humanitarian", "0", NULL);
  cop_xml_line(f->x);
  cop_xml_element(f->x, "iati-identifier", identifier(f, act->objective));
  cop_xml_line(f->x);
  cop_xml_start(f->x, "reporting-org", "ref", f->reporter, "type", GOVERNMENT, NULL);
  cop_xml_element(f->x, "narrative", lead != NULL ? lead->name : f->country->short_name);
  cop_xml_close_as(f->x, "reporting-org");
  cop_xml_line(f->x);
  if (act->objective == NULL)
    narrated(f, "title", COP_ENTITY_plan, r->plan->id, "title");
  else
    narrated(f, "title", COP_ENTITY_objective, act->objective->id, "title");
  cop_xml_start(f->x, "description", "type", "1", NULL);
  if (act->objective == NULL)
    narratives(f, COP_ENTITY_plan, r->plan->id, "vision", NULL);
  else
    narratives(f, COP_ENTITY_objective, act->objective->id, "promise", NULL);
  cop_xml_close_as(f->x, "description");
  cop_xml_line(f->x);
  participants(f, act);
  bool approved = true;
  for (int y = 0; y < r->n_years; y++)
    approved &= is_approved(f, y);
  cop_xml_empty(f->x, "activity-status", "code", approved ? "2" : "1", NULL);
  cop_xml_line(f->x);
  cop_xml_empty(f->x, "activity-date", "type", "1", "iso-date", year_day(f, 0, false), NULL);
  cop_xml_empty(f->x, "activity-date", "type", "3", "iso-date", year_day(f, r->n_years - 1, true), NULL);
  cop_xml_line(f->x);
  cop_xml_empty(f->x, "activity-scope", "code", "4", NULL); /* national */
  cop_xml_empty(f->x, "recipient-country", "code", f->country->id, "percentage", "100", NULL);
  cop_xml_line(f->x);
}

/* Budgets stand on the lowest level only, or they would be counted twice. */
static void
activity(Iati *f, const Activity *act, const char *made)
{
  heads(f, act, made);
  sectors(f, act);
  cop_xml_empty(f->x, "tag", "vocabulary", "3", "code", "16.2", NULL); /* SDG target: end violence against children */
  cop_xml_line(f->x);
  if (act->objective != NULL)
    budgets(f, act);
  related(f, act);
  if (act->objective != NULL) {
    outcome(f, act->objective);
    for (size_t i = 0; i < f->m->plan_outputs.n; i++)
      if (strcmp(f->m->plan_outputs.items[i].objective, act->objective->id) == 0)
        output(f, act, &f->m->plan_outputs.items[i]);
  }
  cop_xml_close_as(f->x, "iati-activity");
  cop_xml_line(f->x);
}

static void
add_items(Iati *f, Activity *act)
{
  act->items = cop_new_n(f->a, const CopPlanItem *, f->r->n_chosen + 1);
  for (size_t i = 0; i < f->r->n_chosen; i++) {
    bool ours = act->objective == NULL;
    for (size_t k = 0; k < f->m->plan_outputs.n && !ours; k++)
      for (size_t x = 0; x < f->m->plan_outputs.items[k].measures.n && strcmp(f->m->plan_outputs.items[k].objective, act->objective->id) == 0; x++)
        ours |= strcmp(f->m->plan_outputs.items[k].measures.items[x], f->r->chosen[i]->measure->id) == 0;
    if (ours)
      act->items[act->n++] = f->r->chosen[i];
  }
}

char *
cop_iati_activities(const CopPlanResult *r, const char *reporter, const char *made)
{
  g_autoptr(CopArena) a = cop_arena_new();
  Iati f = { .x = cop_xml_new(COP_XML_SYNTAX_XML), .r = r, .m = r->model, .country = cop_model_country_record(r->model), .a = a };
  f.reporter = reporter != NULL ? reporter : cop_arena_printf(a, "%s-%s", f.country->id, f.country->lead != NULL ? f.country->lead : "GOV");
  cop_xml_start(f.x, "iati-activities", "version", "2.03", "generated-datetime", made, NULL);
  cop_xml_line(f.x);
  if (reporter == NULL)
    cop_xml_append(f.x, "<!-- The identifier of the reporting organisation is not one of a registration agency: see org-id.guide, then copkit export iati &#45;&#45;reporter. All sums are estimates. -->\n");
  Activity plan = { 0 };
  add_items(&f, &plan);
  activity(&f, &plan, made);
  for (size_t i = 0; i < f.m->objectives.n; i++) {
    Activity one = { .objective = &f.m->objectives.items[i] };
    if (strcmp(one.objective->plan, r->plan->id) != 0)
      continue;
    add_items(&f, &one);
    activity(&f, &one, made);
  }
  cop_xml_close_as(f.x, "iati-activities");
  cop_xml_line(f.x);
  return cop_xml_finish(f.x);
}
