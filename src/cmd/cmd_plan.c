/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/plan_out.h"
#include "model/store.h"
#include "plan/floors.h"
#include "plan/lp_file.h"

typedef struct {
  CopPlanTyped typed;
  char *explain, *lp;
  gboolean compare, robust, prices;
} Options;

static void
options_clear(Options *o)
{
  g_free(o->typed.plan);
  g_free(o->typed.budget);
  g_free(o->typed.effort);
  g_strfreev(o->typed.scenario);
  g_strfreev(o->typed.require);
  g_strfreev(o->typed.exclude);
  g_strfreev(o->typed.pin);
  g_strfreev(o->typed.after);
  g_strfreev(o->typed.cost);
  g_strfreev(o->typed.at_least);
  g_free(o->explain);
  g_free(o->lp);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static bool
parse(int *argc, char ***argv, Options *o, CopCmdCommon *common)
{
  CopPlanTyped *t = &o->typed;
  const GOptionEntry entries[] = {
    { "plan", 0, 0, G_OPTION_ARG_STRING, &t->plan, "the plan, when the store holds several", "ID" },
    { "budget", 'b', 0, G_OPTION_ARG_STRING, &t->budget, "money of each year, in place of the budgets of the store", "Y1,Y2,.." },
    { "require", 0, 0, G_OPTION_ARG_STRING_ARRAY, &t->require, "measures that must be in the plan", "M,.." },
    { "exclude", 'x', 0, G_OPTION_ARG_STRING_ARRAY, &t->exclude, "measures that must not", "M,.." },
    { "pin", 'p', 0, G_OPTION_ARG_STRING_ARRAY, &t->pin, "measures that must start in a quarter", "M=2027Q3,.." },
    { "after", 0, 0, G_OPTION_ARG_STRING_ARRAY, &t->after, "measures that start in a quarter or later, if at all", "M=2027Q3,.." },
    { "cost", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &t->cost, "another yearly cost of a measure", "M=AMOUNT,.." },
    { "at-least", 0, 0, G_OPTION_ARG_STRING_ARRAY, &t->at_least, "at least N of these measures", "N:M,M,.." },
    { "out-of-school", 0, 0, G_OPTION_ARG_DOUBLE, &t->out_of_school, "least share of spending for children out of school", "PERCENT" },
    { "prevention", 0, 0, G_OPTION_ARG_DOUBLE, &t->prevention, "least share of spending for prevention", "PERCENT" },
    { "inflation", 0, 0, G_OPTION_ARG_DOUBLE, &t->inflation, "rise of prices a year", "PERCENT" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING_ARRAY, &t->scenario, "the world planned for, see below; several: side by side", "WORLD" },
    { "compare", 0, 0, G_OPTION_ARG_NONE, &o->compare, "the plan in the usual worlds, side by side", NULL },
    { "robust", 0, 0, G_OPTION_ARG_NONE, &o->robust, "what to begin in the first year, whatever of these worlds comes", NULL },
    { "prices", 0, 0, G_OPTION_ARG_NONE, &o->prices, "what more money, more teams and each decision are worth", NULL },
    { "explain", 'e', 0, G_OPTION_ARG_STRING, &o->explain, "one measure: why it stands where it does, or is left out", "M" },
    { "lp", 0, 0, G_OPTION_ARG_FILENAME, &o->lp, "write the problem for other solvers too, in CPLEX LP format", "FILE" },
    { "effort", 0, 0, G_OPTION_ARG_STRING, &t->effort, "quick, normal (the default) or thorough", "WORD" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &t->seed, "of the search; the same seed gives the same plan (1)", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &t->threads, "at once; no influence on the plan", "N" },
    G_OPTION_ENTRY_NULL };
  return cop_cmd_parse(argc, argv, entries, NULL, "Choose and schedule the measures of a plan, within money, staff, order and safety.",
                       "Worlds, joined by '+': budget=PERCENT of every budget, lost=FUND, slow=INSTITUTION:PERCENT,\n"
                       "delay=QUARTERS. The safety rule is no option: nothing that leads children to tell starts before a\n"
                       "helpline and a referral path work. Exit: 1 when no plan holds everything that is demanded.",
                       common);
}

static CopExit
print_out(CopJson *j)
{
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
  return COP_EXIT_OK;
}

static CopExit
explain(const CopPlanResult *r, const char *measure, bool json)
{
  const CopPlanItem *item = NULL;
  for (size_t i = 0; i < r->n_items && item == NULL; i++)
    if (g_ascii_strcasecmp(r->items[i].measure->id, measure) == 0)
      item = &r->items[i];
  if (item == NULL)
    return cop_cmd_failf("plan", COP_EXIT_USAGE, "there is no measure '%s'", measure);
  if (!json) {
    cop_plan_print_explanation(r, item);
    return COP_EXIT_OK;
  }
  CopJson *j = cop_json_new();
  cop_plan_write_item_json(j, r, item);
  return print_out(j);
}

/* Objective in millions of value. Written before planning: a problem without a
 * plan is what others may want to look at. */
static bool
write_lp(const CopModel *m, const Options *o, const CopPlanOptions *options, CopArena *a, GError **error)
{
  g_autoptr(CopDiags) unheard = cop_diags_new();
  const CopPlan *plan = cop_plan_find(m, o->typed.plan, error);
  if (plan == NULL)
    return false;
  CopPlanOptions kept = *options;
  cop_plan_floors_add(&kept, m, plan, a);
  CopGaps gaps = cop_gaps_find(m, a);
  const CopPlanProblem *p = cop_plan_problem_from_model(m, plan, &kept, &gaps, a, unheard, error);
  if (p == NULL)
    return false;
  g_autofree char *text = cop_plan_problem_to_lp(p, 1e6);
  return cop_file_write(o->lp, text, strlen(text), error);
}

/* No plan: which demands are in each other's way. */
static CopExit
say_conflict(const CopModel *m, const Options *o, const CopPlanOptions *options, const CopCmdCommon *common, const GError *failed,
             CopArena *a)
{
  g_autoptr(GError) error = NULL;
  CopPlanConflict c;
  if (!common->json)
    cop_cmd_fail("plan", COP_EXIT_FINDINGS, failed);
  if (!cop_plan_conflict_find(m, o->typed.plan, options, a, &c, &error))
    return cop_cmd_fail("plan", COP_EXIT_INPUT, error);
  const CopPlan *plan = cop_plan_find(m, o->typed.plan, &error);
  if (!common->json) {
    cop_plan_print_conflict(m, plan, &c);
    return COP_EXIT_FINDINGS;
  }
  CopJson *j = cop_json_new();
  cop_plan_write_conflict_json(j, m, plan, &c);
  print_out(j);
  return COP_EXIT_FINDINGS;
}

static CopExit
say_robust(const CopModel *m, const Options *o, const CopPlanOptions *options, const CopPlanComparison *c, bool json, CopArena *a)
{
  g_autoptr(GError) error = NULL;
  CopPlanRobust robust;
  if (c->n_possible == 0)
    return cop_cmd_failf("plan", COP_EXIT_FINDINGS, "no world has a plan that holds what is demanded");
  if (!cop_plan_robust(m, o->typed.plan, options, c, a, &robust, &error))
    return cop_cmd_fail("plan", COP_EXIT_INPUT, error);
  if (!json) {
    cop_plan_print_robust(m, &robust);
    return COP_EXIT_OK;
  }
  CopJson *j = cop_json_new();
  cop_plan_write_robust_json(j, m, &robust);
  return print_out(j);
}

/* The worlds named, else the usual ones. */
static CopExit
compare(const CopModel *m, const Options *o, const CopPlanOptions *options, const CopPlanResult *r, const CopCmdCommon *common, CopArena *a)
{
  g_autoptr(GError) error = NULL;
  const CopPlan *plan = cop_plan_find(m, o->typed.plan, &error);
  size_t n = o->typed.scenario == NULL ? 0 : g_strv_length(o->typed.scenario);
  CopPlanScenario *named = cop_new_n(a, CopPlanScenario, n + 1);
  const CopPlanScenario *worlds = named;
  for (size_t i = 0; i < n; i++)
    if (!cop_plan_scenario_read(o->typed.scenario[i], m, plan, &named[i], a, &error))
      return cop_cmd_fail("plan", COP_EXIT_USAGE, error);
  if ((o->compare || (o->robust && n < 2)) && r != NULL)
    n = cop_plan_standard_worlds(r, a, &worlds);
  CopPlanComparison c;
  if (!cop_plan_compare(m, o->typed.plan, options, worlds, n, a, &c, &error))
    return cop_cmd_fail("plan", COP_EXIT_INPUT, error);
  if (o->robust)
    return say_robust(m, o, options, &c, common->json, a);
  if (!common->json) {
    cop_plan_print_comparison(m, plan, &c);
    return COP_EXIT_OK;
  }
  CopJson *j = cop_json_new();
  cop_plan_write_comparison_json(j, m, &c);
  return print_out(j);
}

static CopExit
say_prices(const CopPlanResult *r, bool json, CopArena *a)
{
  const CopPlanPrice *prices;
  size_t n = cop_plan_prices(r, r->money_limited ? cop_plan_price_step(r) : 0, a, &prices);
  if (!json) {
    cop_plan_print_prices(r, prices, n);
    return COP_EXIT_OK;
  }
  CopJson *j = cop_json_new();
  cop_plan_write_prices_json(j, r, prices, n);
  return print_out(j);
}

static CopExit
run(const CopModel *m, const Options *o, const CopCmdCommon *common, CopArena *a)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  CopPlanOptions options;
  if (!cop_plan_options_read(&o->typed, m, &options, a, &error))
    return cop_cmd_fail("plan", COP_EXIT_USAGE, error);
  if (o->lp != NULL && !write_lp(m, o, &options, a, &error))
    return cop_cmd_fail("plan", COP_EXIT_INPUT, error);
  if (!o->compare && o->typed.scenario != NULL && g_strv_length(o->typed.scenario) > 1)
    return compare(m, o, &options, NULL, common, a);
  CopPlanResult *r = cop_plan_from_model(m, o->typed.plan, &options, a, diags, &error);
  if (r == NULL)
    return g_error_matches(error, COP_PLAN_ERROR, COP_PLAN_ERROR_INFEASIBLE) ? say_conflict(m, o, &options, common, error, a)
                                                                              : cop_cmd_fail("plan", COP_EXIT_INPUT, error);
  if (o->compare || o->robust)
    return compare(m, o, &options, r, common, a);
  if (o->prices)
    return say_prices(r, common->json, a);
  if (o->explain != NULL)
    return explain(r, o->explain, common->json);
  if (common->json) {
    CopJson *j = cop_json_new();
    cop_plan_write_json(j, r, diags);
    return print_out(j);
  }
  if (!common->quiet)
    cop_cmd_print_diags(diags, false);
  cop_plan_print(r, common->verbose);
  return COP_EXIT_OK;
}

CopExit
cop_cmd_plan(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(Options) o = { .typed = { .seed = 1 } };
  if (!parse(&argc, &argv, &o, &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("plan", COP_EXIT_USAGE, "no argument is expected");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store("plan", &common, COP_DB_READ, &code);
  CopModel *m;
  if (db == NULL)
    return code;
  if (!cop_model_load(db, a, &m, &error))
    return cop_cmd_fail("plan", COP_EXIT_INPUT, error);
  return run(m, &o, &common, a);
}
