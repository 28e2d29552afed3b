/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/plan_options.c -- what a person demands of a plan, as typed. */
#include <math.h>
#include <string.h>

#include "cmd/plan_out.h"

static bool
wrong(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static bool
wrong(GError **error, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return false;
}

/* --- numbers --- */

/* "12.5M" of a currency with two digits: 1250000000. */
static bool
read_money(const char *text, const CopModel *m, int64_t *minor, GError **error)
{
  static const struct {
    const char *suffix;
    double factor;
  } units[] = { { "", 1 }, { "k", 1e3 }, { "M", 1e6 }, { "bn", 1e9 } };
  char *end;
  double value = g_ascii_strtod(text, &end);
  const CopCountry *c = cop_model_country_record(m);
  for (size_t i = 0; end != text && i < G_N_ELEMENTS(units); i++)
    if (g_ascii_strcasecmp(end, units[i].suffix) == 0 && value >= 0) {
      value *= units[i].factor * pow(10, c == NULL ? 2 : (double)c->currency_digits);
      if (!(value <= (double)COP_PLAN_MAX_MONEY))
        return wrong(error, "'%s' is more money than can be planned", text);
      *minor = (int64_t)llround(value);
      return true;
    }
  return wrong(error, "'%s' is no amount; write 12500000, 12500k, 12.5M or 1bn", text);
}

/* "2027Q3" or "2027-Q3" to quarters from the plan's begin. */
static bool
read_quarter(const char *text, const CopPlan *plan, int *quarter, GError **error)
{
  char *end;
  gint64 year = g_ascii_strtoll(text, &end, 10);
  end += *end == '-';
  bool good = end != text && (*end == 'Q' || *end == 'q') && end[1] >= '1' && end[1] <= '4' && end[2] == '\0';
  if (!good || year < plan->first_year || year >= plan->first_year + plan->years)
    return wrong(error, "'%s' is no quarter of the plan; write %" G_GINT64_FORMAT "Q1 to %" G_GINT64_FORMAT "Q4", text,
                 plan->first_year, plan->first_year + plan->years - 1);
  *quarter = (int)(year - plan->first_year) * 4 + end[1] - '1';
  return true;
}

static bool
read_per_mille(double per_cent, const char *option, int most, int *per_mille, GError **error)
{
  if (!(per_cent >= 0 && per_cent <= most))
    return wrong(error, "--%s takes 0 to %d per cent", option, most);
  *per_mille = (int)lround(per_cent * 10);
  return true;
}

/* --- decisions --- */

typedef struct {
  const CopModel *m;
  const CopPlan *plan;
  CopArena *a;
  GArray *out; /* CopPlanDecision */
} Read;

static bool
read_measure(const Read *r, const char *id, const char **measure, GError **error)
{
  const CopMeasure *found = cop_model_measure(r->m, id);
  for (size_t i = 0; found == NULL && i < r->m->measures.n; i++)
    if (g_ascii_strcasecmp(r->m->measures.items[i].id, id) == 0)
      found = &r->m->measures.items[i];
  if (found == NULL)
    return wrong(error, "there is no measure '%s'", id);
  *measure = found->id;
  return true;
}

/* "M1,M2": a plain list of measures. */
static bool
read_list(Read *r, char **texts, CopPlanDecisionKind kind, GError **error)
{
  for (size_t t = 0; texts != NULL && texts[t] != NULL; t++) {
    g_auto(GStrv) ids = g_strsplit(texts[t], ",", -1);
    for (size_t i = 0; ids[i] != NULL; i++) {
      CopPlanDecision d = { .kind = kind };
      if (!read_measure(r, g_strstrip(ids[i]), &d.measure, error))
        return false;
      g_array_append_val(r->out, d);
    }
  }
  return true;
}

/* "M1=2027Q3,M2=2028Q1" or "M1=12M". */
static bool
read_pairs(Read *r, char **texts, CopPlanDecisionKind kind, const char *option, GError **error)
{
  for (size_t t = 0; texts != NULL && texts[t] != NULL; t++) {
    g_auto(GStrv) pairs = g_strsplit(texts[t], ",", -1);
    for (size_t i = 0; pairs[i] != NULL; i++) {
      CopPlanDecision d = { .kind = kind };
      char *value = strchr(pairs[i], '=');
      if (value == NULL)
        return wrong(error, "--%s takes MEASURE=%s, not '%s'", option, kind == COP_PLAN_RECOST ? "AMOUNT" : "QUARTER", pairs[i]);
      *value++ = '\0';
      if (!read_measure(r, g_strstrip(pairs[i]), &d.measure, error))
        return false;
      if (!(kind == COP_PLAN_RECOST ? read_money(g_strstrip(value), r->m, &d.cost, error)
                                    : read_quarter(g_strstrip(value), r->plan, &d.quarter, error)))
        return false;
      g_array_append_val(r->out, d);
    }
  }
  return true;
}

/* "N:M1,M2,M3": at least N of these measures. */
static bool
read_floors(Read *r, char **texts, CopPlanOptions *o, GError **error)
{
  size_t n = texts == NULL ? 0 : g_strv_length(texts);
  CopPlanFloorRule *floors = cop_new_n(r->a, CopPlanFloorRule, n);
  for (size_t t = 0; t < n; t++) {
    char *end;
    gint64 least = g_ascii_strtoll(texts[t], &end, 10);
    if (end == texts[t] || *end != ':' || least < 1 || least > (gint64)r->m->measures.n)
      return wrong(error, "--at-least takes N:MEASURE,MEASURE, not '%s'", texts[t]);
    g_auto(GStrv) ids = g_strsplit(end + 1, ",", -1);
    const char **measures = cop_new_n(r->a, const char *, g_strv_length(ids));
    for (size_t i = 0; ids[i] != NULL; i++)
      if (!read_measure(r, g_strstrip(ids[i]), &measures[i], error))
        return false;
    floors[t] = (CopPlanFloorRule){ .name = cop_arena_printf(r->a, "at least %d of %s", (int)least, end + 1), .measures = measures,
                                    .n_measures = g_strv_length(ids), .at_least = (int)least };
  }
  o->floors = floors;
  o->n_floors = n;
  return true;
}

static bool
read_budget(const char *text, const CopModel *m, const CopPlan *plan, CopPlanOptions *o, CopArena *a, GError **error)
{
  if (text == NULL)
    return true;
  g_auto(GStrv) years = g_strsplit(text, ",", -1);
  size_t n = g_strv_length(years);
  if (n > (size_t)plan->years)
    return wrong(error, "--budget names %zu years, the plan has %" G_GINT64_FORMAT, n, plan->years);
  int64_t *budget = cop_new_n(a, int64_t, n);
  for (size_t i = 0; i < n; i++)
    if (!read_money(g_strstrip(years[i]), m, &budget[i], error))
      return false;
  o->budget = budget;
  o->n_budget = n;
  return true;
}

/* --- scenarios --- */

static bool
read_fund(const char *text, const CopModel *m, const CopPlan *plan, const char **fund, CopArena *a, GError **error)
{
  g_autoptr(GString) known = g_string_new(NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < m->budgets.n; i++) {
    const CopBudget *b = &m->budgets.items[i];
    if (strcmp(b->plan, plan->id) != 0 || !g_hash_table_add(seen, (gpointer)b->fund))
      continue;
    if (strcmp(b->fund, text) == 0) {
      *fund = cop_arena_strdup(a, b->fund);
      return true;
    }
    g_string_append_printf(known, "%s'%s'", known->len > 0 ? ", " : "", b->fund);
  }
  return wrong(error, "the plan has no source of funds '%s'; it has: %s", text, known->str);
}

static bool
read_slow(char *text, const CopModel *m, CopPlanScenario *s, CopArena *a, GError **error)
{
  char *colon = strrchr(text, ':');
  double per_cent = 50;
  if (colon != NULL) {
    char *end;
    per_cent = g_ascii_strtod(colon + 1, &end);
    if (end == colon + 1 || *end != '\0')
      return wrong(error, "'%s' is no per cent", colon + 1);
    *colon = '\0';
  }
  if (!(per_cent >= 1 && per_cent <= 100))
    return wrong(error, "an institution works at 1 to 100 per cent");
  if (cop_model_institution(m, text) == NULL)
    return wrong(error, "there is no institution '%s'", text);
  s->slow_agency = cop_arena_strdup(a, text);
  s->slow_per_mille = (int)lround(per_cent * 10);
  return true;
}

static bool
read_scenario_part(char *part, const CopModel *m, const CopPlan *plan, CopPlanScenario *s, CopArena *a, GError **error)
{
  char *value = strchr(part, '='), *end;
  if (value == NULL)
    return wrong(error, "'%s' is no scenario; write budget=PERCENT, lost=FUND, slow=INSTITUTION:PERCENT or delay=QUARTERS", part);
  *value++ = '\0';
  double number = g_ascii_strtod(value, &end);
  bool whole = end != value && *end == '\0';
  if (strcmp(part, "budget") == 0) {
    if (!whole || !(number > 0 && number <= 1000))
      return wrong(error, "budget= takes per cent above 0 up to 1000, not '%s'", value);
    s->budget_per_mille = MAX((int)lround(number * 10), 1);
    return true;
  }
  if (strcmp(part, "delay") == 0) {
    if (!whole || !(number >= 0 && number < 4.0 * (double)plan->years) || number != floor(number))
      return wrong(error, "delay= takes quarters within the plan, not '%s'", value);
    s->delay_quarters = (int)number;
    return true;
  }
  if (strcmp(part, "lost") == 0)
    return read_fund(value, m, plan, &s->lost_fund, a, error);
  if (strcmp(part, "slow") == 0)
    return read_slow(value, m, s, a, error);
  return wrong(error, "there is no scenario '%s'; write budget=PERCENT, lost=FUND, slow=INSTITUTION:PERCENT or delay=QUARTERS", part);
}

bool
cop_plan_scenario_read(const char *text, const CopModel *m, const CopPlan *plan, CopPlanScenario *s, CopArena *a, GError **error)
{
  g_auto(GStrv) parts = g_strsplit(text, "+", -1);
  *s = (CopPlanScenario){ .name = cop_arena_strdup(a, text) };
  for (size_t i = 0; parts[i] != NULL; i++)
    if (!read_scenario_part(g_strstrip(parts[i]), m, plan, s, a, error))
      return false;
  return true;
}

/* --- all --- */

static bool
read_effort(const char *text, CopPlanEffort *effort, GError **error)
{
  static const char *const names[COP_PLAN_EFFORT_MAX] = { "quick", "normal", "thorough" };
  for (int i = 0; text != NULL && i < COP_PLAN_EFFORT_MAX; i++)
    if (strcmp(text, names[i]) == 0) {
      *effort = (CopPlanEffort)i;
      return true;
    }
  return text == NULL || wrong(error, "--effort takes quick, normal or thorough, not '%s'", text);
}

static bool
read_decisions(const CopPlanTyped *t, Read *r, CopPlanOptions *o, GError **error)
{
  if (!read_list(r, t->require, COP_PLAN_REQUIRE, error) || !read_list(r, t->exclude, COP_PLAN_FORBID, error) ||
      !read_pairs(r, t->pin, COP_PLAN_PIN, "pin", error) || !read_pairs(r, t->after, COP_PLAN_AFTER, "after", error) ||
      !read_pairs(r, t->cost, COP_PLAN_RECOST, "cost", error))
    return false;
  CopPlanDecision *copy = cop_new_n(r->a, CopPlanDecision, r->out->len);
  for (guint i = 0; i < r->out->len; i++)
    copy[i] = g_array_index(r->out, CopPlanDecision, i);
  o->decisions = copy;
  o->n_decisions = r->out->len;
  return read_floors(r, t->at_least, o, error);
}

bool
cop_plan_options_read(const CopPlanTyped *t, const CopModel *m, CopPlanOptions *o, CopArena *a, GError **error)
{
  *o = cop_plan_options();
  const CopPlan *plan = t->plan != NULL ? cop_model_plan(m, t->plan) : m->plans.n > 0 ? &m->plans.items[0] : NULL;
  if (plan == NULL)
    return t->plan == NULL || wrong(error, "there is no plan '%s'", t->plan); /* planning says that there is none */
  if (t->seed < 0 || t->threads < 0 || t->threads > 64)
    return wrong(error, "--seed takes a number from 0, --threads 1 to 64");
  o->seed = (uint64_t)t->seed;
  o->threads = (unsigned)t->threads;
  if (!read_effort(t->effort, &o->effort, error) || !read_budget(t->budget, m, plan, o, a, error) ||
      !read_per_mille(t->inflation, "inflation", 100, &o->inflation_per_mille, error) ||
      !read_per_mille(t->out_of_school, "out-of-school", 100, &o->out_of_school_per_mille, error) ||
      !read_per_mille(t->prevention, "prevention", 100, &o->prevention_per_mille, error))
    return false;
  if (t->scenario != NULL && !cop_plan_scenario_read(t->scenario[0], m, plan, &o->scenario, a, error))
    return false;
  g_autoptr(GArray) out = g_array_new(FALSE, TRUE, sizeof(CopPlanDecision));
  Read r = { m, plan, a, out };
  return read_decisions(t, &r, o, error);
}
