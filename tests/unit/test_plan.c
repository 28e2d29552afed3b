/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "json_model.h"
#include "plan/conflict.h"
#include "plan/explain.h"
#include "plan/plan.h"
#include "plan/price.h"
#include "plan/scenario.h"
#include "plan/verify.h"

/* A country in small: two questions, two checklist items, a capability, a
 * treaty; six measures that build on one another. Money in minor units. */
static const char country[] =
  "{\"instruments\": ["
  "  {\"id\": \"CRC\", \"title\": \"Convention\", \"short_title\": \"CRC\", \"kind\": \"treaty\", \"force\": \"binding\", \"mark\": \"S\"},"
  "  {\"id\": \"LAN\", \"title\": \"Lanzarote Convention\", \"short_title\": \"LAN\", \"kind\": \"treaty\", \"force\": \"binding\", \"mark\": \"S\"},"
  "  {\"id\": \"ITU\", \"title\": \"Guidelines\", \"short_title\": \"ITU\", \"kind\": \"guideline\", \"force\": \"recommended\", \"mark\": \"S\"}],"
  "\"treaty_statuses\": [{\"id\": \"t1\", \"instrument\": \"CRC\", \"status\": \"party\", \"mark\": \"S\"},"
  "  {\"id\": \"t2\", \"instrument\": \"LAN\", \"status\": \"not a party\", \"mark\": \"S\"}],"
  "\"frameworks\": ["
  "  {\"id\": \"CRC\", \"title\": \"CRC\", \"short_title\": \"CRC\", \"instrument\": \"CRC\", \"scale\": \"clause\", \"position\": 1, \"mark\": \"S\"},"
  "  {\"id\": \"ITU-CL\", \"title\": \"Checklist\", \"short_title\": \"CL\", \"instrument\": \"ITU\", \"scale\": \"checklist\", \"coverage\": true, \"position\": 2, \"mark\": \"S\"},"
  "  {\"id\": \"MNR\", \"title\": \"Model\", \"short_title\": \"MNR\", \"scale\": \"maturity\", \"coverage\": true, \"position\": 3, \"mark\": \"S\"}],"
  "\"requirements\": ["
  "  {\"id\": \"CRC-34\", \"framework\": \"CRC\", \"code\": \"CRC-34\", \"gist\": \"x\", \"force\": \"binding\", \"position\": 1, \"mark\": \"S\"},"
  "  {\"id\": \"CL-1\", \"framework\": \"ITU-CL\", \"code\": \"CL-1\", \"gist\": \"a\", \"force\": \"recommended\", \"position\": 2, \"mark\": \"S\"},"
  "  {\"id\": \"CL-2\", \"framework\": \"ITU-CL\", \"code\": \"CL-2\", \"gist\": \"b\", \"force\": \"recommended\", \"position\": 3, \"mark\": \"S\"},"
  "  {\"id\": \"CL-3\", \"framework\": \"ITU-CL\", \"code\": \"CL-3\", \"gist\": \"c\", \"force\": \"recommended\", \"position\": 4, \"mark\": \"S\"},"
  "  {\"id\": \"MNR-11\", \"framework\": \"MNR\", \"code\": \"MNR-11\", \"gist\": \"helpline\", \"force\": \"model\", \"position\": 5, \"mark\": \"S\"}],"
  "\"assessments\": ["
  "  {\"id\": \"a1\", \"requirement\": \"CL-1\", \"year\": 2024, \"status\": \"not\", \"mark\": \"E\"},"
  "  {\"id\": \"a2\", \"requirement\": \"CL-1\", \"year\": 2025, \"status\": \"partly\", \"mark\": \"E\"},"
  "  {\"id\": \"a3\", \"requirement\": \"CL-2\", \"year\": 2025, \"status\": \"not\", \"mark\": \"E\"},"
  "  {\"id\": \"a4\", \"requirement\": \"MNR-11\", \"year\": 2025, \"status\": \"partly\", \"phase\": 2, \"mark\": \"E\"}],"
  "\"questions\": ["
  "  {\"id\": \"LR-1\", \"theme\": \"t\", \"text\": \"q1\", \"standards\": [\"CRC-34\"], \"weight\": 5, \"position\": 1, \"mark\": \"K\"},"
  "  {\"id\": \"LR-2\", \"theme\": \"t\", \"text\": \"q2\", \"weight\": 2, \"position\": 2, \"mark\": \"K\"},"
  "  {\"id\": \"LR-3\", \"theme\": \"t\", \"text\": \"q3\", \"weight\": 4, \"position\": 3, \"mark\": \"K\"}],"
  "\"answers\": [{\"id\": \"an1\", \"question\": \"LR-1\", \"status\": \"partly\", \"confidence\": \"low\", \"mark\": \"K\"},"
  "  {\"id\": \"an3\", \"question\": \"LR-3\", \"status\": \"met\", \"confidence\": \"low\", \"mark\": \"K\"}],"
  "\"cost_classes\": [{\"id\": \"B\", \"label\": \"B\", \"low\": 100000, \"high\": 400000, \"mark\": \"E\"}],"
  "\"institutions\": [{\"id\": \"CWC\", \"name\": \"Council\", \"role\": \"r\", \"position\": 1, \"mark\": \"S\"},"
  "  {\"id\": \"PIA\", \"name\": \"Agency\", \"role\": \"r\", \"position\": 2, \"mark\": \"S\"}],"
  "\"measures\": ["
  "  {\"id\": \"M1\", \"title\": \"lead body\", \"theme\": \"governance\", \"serves\": [\"CL-1\"], \"cost_class\": \"B\", \"months\": 3, \"evidence\": \"proven\", \"position\": 1, \"mark\": \"E\"},"
  "  {\"id\": \"M2\", \"title\": \"helpline\", \"theme\": \"reporting and services\", \"serves\": [\"CL-2\", \"MNR-11\"], \"prerequisites\": [\"M1\"], \"helpline\": true, \"cost_class\": \"B\", \"months\": 6, \"evidence\": \"proven\", \"position\": 2, \"mark\": \"E\"},"
  "  {\"id\": \"M3\", \"title\": \"referral card\", \"theme\": \"reporting and services\", \"serves\": [\"CL-2\"], \"prerequisites\": [\"M1\"], \"referral\": true, \"cost_class\": \"B\", \"months\": 6, \"evidence\": \"expert\", \"position\": 3, \"mark\": \"E\"},"
  "  {\"id\": \"M4\", \"title\": \"drama\", \"theme\": \"communication\", \"serves\": [\"CL-3\"], \"invites_disclosure\": true, \"prevention\": true, \"out_of_school\": true, \"cost_class\": \"B\", \"months\": 3, \"evidence\": \"promising\", \"position\": 4, \"mark\": \"E\"},"
  "  {\"id\": \"M5\", \"title\": \"law\", \"theme\": \"law and justice\", \"answers\": [\"LR-1\"], \"cost_class\": \"B\", \"months\": 6, \"evidence\": \"prudent\", \"position\": 5, \"mark\": \"E\"},"
  "  {\"id\": \"M6\", \"title\": \"nothing\", \"theme\": \"governance\", \"cost_class\": \"B\", \"months\": 3, \"evidence\": \"expert\", \"position\": 6, \"mark\": \"E\"}],"
  "\"measure_profiles\": ["
  "  {\"id\": \"M1\", \"measure\": \"M1\", \"lead\": \"CWC\", \"deliverable\": \"signs\", \"cost_low\": 40000, \"cost_high\": 200000, \"cost_plan\": 80000, \"recurrent\": 50, \"mark\": \"E\"},"
  "  {\"id\": \"M2\", \"measure\": \"M2\", \"lead\": \"CWC\", \"deliverable\": \"opens\", \"cost_low\": 100000, \"cost_high\": 400000, \"cost_plan\": 200000, \"recurrent\": 100, \"mark\": \"E\"},"
  "  {\"id\": \"M3\", \"measure\": \"M3\", \"lead\": \"CWC\", \"deliverable\": \"prints\", \"cost_low\": 100000, \"cost_high\": 400000, \"cost_plan\": 200000, \"recurrent\": 0, \"mark\": \"E\"},"
  "  {\"id\": \"M4\", \"measure\": \"M4\", \"lead\": \"PIA\", \"deliverable\": \"airs\", \"cost_low\": 100000, \"cost_high\": 400000, \"cost_plan\": 200000, \"recurrent\": 0, \"mark\": \"E\"},"
  "  {\"id\": \"M5\", \"measure\": \"M5\", \"lead\": \"PIA\", \"deliverable\": \"drafts\", \"cost_low\": 100000, \"cost_high\": 400000, \"cost_plan\": 200000, \"recurrent\": 0, \"mandatory\": true, \"mark\": \"E\"}],"
  "\"plans\": [{\"id\": \"P\", \"title\": \"Plan\", \"vision\": \"v\", \"first_year\": 2027, \"years\": 2, \"price_year\": 2026, \"mark\": \"E\"}],"
  "\"budgets\": [{\"id\": \"b1\", \"plan\": \"P\", \"year\": 2027, \"fund\": \"State\", \"amount\": 400000, \"mark\": \"E\"},"
  "  {\"id\": \"b2\", \"plan\": \"P\", \"year\": 2028, \"fund\": \"State\", \"amount\": 400000, \"mark\": \"E\"},"
  "  {\"id\": \"b3\", \"plan\": \"P\", \"year\": 2027, \"fund\": \"Donor\", \"amount\": 100000, \"earmark\": [\"M5\"], \"mark\": \"E\"}],"
  "\"capacities\": [{\"id\": \"c1\", \"plan\": \"P\", \"institution\": \"CWC\", \"measures\": 1, \"mark\": \"E\"},"
  "  {\"id\": \"c2\", \"plan\": \"P\", \"institution\": \"PIA\", \"measures\": 2, \"mark\": \"E\"}],"
  "\"integrations\": [{\"id\": \"i1\", \"initiative\": \"x\", \"measure\": \"M2\", \"clause\": \"c\", \"decision\": \"accepted\", \"mark\": \"E\"}]}";

static void
assert_score(const CopGap *g, double importance, double need, double force)
{
  g_assert_cmpuint(g->score.n, ==, 3);
  g_assert_cmpfloat_with_epsilon(g->score.terms[0].value, importance, 1e-9);
  g_assert_cmpfloat_with_epsilon(g->score.terms[1].value, need, 1e-9);
  g_assert_cmpfloat_with_epsilon(g->score.terms[2].value, force, 1e-9);
  g_assert_cmpfloat_with_epsilon(g->score.value, importance * need * force, 1e-9);
}

static void
test_gaps(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  CopGaps g = cop_gaps_find(m, a);
  g_assert_cmpuint(g.n, ==, 7); /* two questions, three items, one capability, one treaty */
  assert_score(cop_gaps_get(&g, COP_GAP_LAW, "LR-1"), 5, 0.5, 1.0);
  assert_score(cop_gaps_get(&g, COP_GAP_LAW, "LR-2"), 2, 1.0, 0.4);
  g_assert_true(cop_gaps_get(&g, COP_GAP_LAW, "LR-2")->unknown);
  g_assert_null(cop_gaps_get(&g, COP_GAP_LAW, "LR-3"));
  assert_score(cop_gaps_get(&g, COP_GAP_CHECKLIST, "CL-1"), 3, 0.5, 0.6); /* the newer assessment */
  assert_score(cop_gaps_get(&g, COP_GAP_CHECKLIST, "CL-3"), 3, 1.0, 0.6);
  assert_score(cop_gaps_get(&g, COP_GAP_MATURITY, "MNR-11"), 3, 2.0 / 3, 0.4);
  assert_score(cop_gaps_get(&g, COP_GAP_TREATY, "LAN"), 3, 1.0, 0.6);
  for (size_t i = 1; i < g.n; i++)
    g_assert_cmpfloat(g.items[i - 1].score.value, >=, g.items[i].score.value);
  const CopGap *helpline = cop_gaps_get(&g, COP_GAP_MATURITY, "MNR-11");
  g_assert_cmpuint(helpline->n_servers, ==, 1);
  g_assert_cmpstr(helpline->servers[0].measure->id, ==, "M2");
  g_assert_true(helpline->servers[0].woven);
  g_assert_cmpuint(g.n_orphans, ==, 2); /* LR-2 and the treaty */
  g_assert_cmpuint(g.n_idle, ==, 1);
  g_assert_cmpstr(g.idle[0]->id, ==, "M6");
}

static void
test_coverage(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  const CopMeasure *chosen[] = { cop_model_measure(m, "M1"), cop_model_measure(m, "M2") };
  for (size_t i = 0; i < m->measure_profiles.n; i++)
    if (strcmp(m->measure_profiles.items[i].id, "M4") == 0)
      m->measure_profiles.items[i].waiver = "no broadcaster reaches the islands yet";
  const CopCoverage *c;
  g_assert_cmpuint(cop_coverage_find(m, chosen, 2, a, &c), ==, 2);
  g_assert_cmpuint(c[0].n, ==, 3);
  g_assert_cmpint(c[0].rows[0].cover, ==, COP_COVER_BY_MEASURES);
  g_assert_cmpint(c[0].rows[2].cover, ==, COP_COVER_WAIVED);
  g_assert_cmpstr(c[0].rows[2].waivers[0].measure->id, ==, "M4");
  g_assert_cmpint(c[1].rows[0].cover, ==, COP_COVER_BY_MEASURES);
  g_assert_cmpuint(cop_coverage_find(m, chosen, 1, a, &c), ==, 2);
  g_assert_cmpint(c[0].rows[1].cover, ==, COP_COVER_OPEN);
  g_assert_cmpuint(c[0].rows[1].n_could, ==, 2);
}

static CopPlanResult *
plan(CopModel *m, const CopPlanOptions *o, CopArena *a)
{
  g_autoptr(CopDiags) d = cop_diags_new(), found = cop_diags_new();
  GError *error = NULL;
  CopPlanResult *r = cop_plan_from_model(m, NULL, o, a, d, &error);
  g_assert_no_error(error);
  g_assert_true(cop_plan_verify_result(r, found));
  return r;
}

static void
test_plan_order_money(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  CopPlanResult *r = plan(m, NULL, a);
  const CopPlanItem *m1 = cop_plan_item(r, "M1"), *m2 = cop_plan_item(r, "M2"), *m3 = cop_plan_item(r, "M3"), *m4 = cop_plan_item(r, "M4"),
                    *m5 = cop_plan_item(r, "M5"), *m6 = cop_plan_item(r, "M6");
  g_assert_true(m1->chosen && m2->chosen && m3->chosen && m4->chosen && m5->chosen && !m6->chosen);
  g_assert_cmpint(m1->start, ==, 0);
  /* One team at CWC: helpline and card one after the other, both after M1. */
  g_assert_cmpint(MIN(m2->start, m3->start), ==, 1);
  g_assert_cmpint(MAX(m2->start, m3->start), ==, 3);
  /* The safety rule: the drama waits for both. */
  g_assert_cmpint(m4->start, >=, MAX(m2->end, m3->end));
  g_assert_cmpuint(m4->n_waits, ==, 2);
  g_assert_cmpint(m4->waits[0].kind, !=, COP_PLAN_WAIT_PREREQUISITE);
  /* Half a year at 200,000 and a year of half of it. */
  g_assert_cmpint(m1->cost[0], ==, 20000 + 3 * 10000);
  g_assert_cmpint(m1->cost[1], ==, 4 * 10000);
  g_assert_cmpint(m1->cost_low_total, ==, m1->cost_total / 2);
  /* Reserved money pays first for what it is reserved for. */
  g_assert_cmpstr(r->funds[1], ==, "Donor");
  g_assert_cmpint(m5->paid[1 * r->n_years + 0], ==, 100000);
  g_assert_cmpint(m5->cost_total, ==, 100000);
  g_assert_cmpint(r->cost_year[0] + r->cost_year[1], ==, r->cost_total);
  g_assert_cmpuint(m1->n_unlocks, ==, 2);
  g_assert_cmpuint(m2->n_served, ==, 2);
  g_assert_cmpfloat(r->closed_per_cent, >, 0);
  g_assert_cmpfloat(r->closed_per_cent, <, 100);
  g_assert_cmpstr(cop_plan_quarter_name(r, 5, a), ==, "2028 Q2");
}

static void
test_plan_explains(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  int64_t budget[] = { 150000, 150000 };
  CopPlanOptions o = cop_plan_options();
  o.budget = budget;
  o.n_budget = 2;
  CopPlanResult *r = plan(m, &o, a);
  g_assert_true(cop_plan_item(r, "M5")->chosen); /* by law */
  for (size_t i = 0; i < r->n_items; i++) {
    const CopPlanExplanation *e = cop_plan_explain(r, r->items[i].measure->id, a);
    if (r->items[i].chosen)
      g_assert_true(e->n_blocks > 0 || e->item->start == 0);
    else
      g_assert_cmpuint(e->n_blocks, >, 0);
  }
  const CopPlanExplanation *idle = cop_plan_explain(r, "M6", a);
  g_assert_cmpint(idle->blocks[idle->n_blocks - 1].kind, ==, COP_PLAN_BLOCK_NO_GAP);
  /* Something was too dear; with the money it asks for it comes in. */
  const CopPlanExplanation *dear = NULL;
  for (size_t i = 0; i < r->n_items; i++)
    if (!r->items[i].chosen && r->items[i].n_served > 0)
      dear = cop_plan_explain(r, r->items[i].measure->id, a);
  g_assert_nonnull(dear);
  g_assert_true(dear->change.possible);
  g_assert_cmpint(dear->change.money_total, >, 0);
  for (int y = 0; y < 2; y++)
    budget[y] += dear->change.money[y];
  CopPlanResult *richer = plan(m, &o, a);
  g_assert_cmpint(richer->value, >=, r->value + dear->change.value);
  g_assert_null(cop_plan_explain(r, "M99", a));
}

static void
test_plan_decisions(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  CopPlanDecision d[] = { { COP_PLAN_PIN, "M1", 2, 0 }, { COP_PLAN_FORBID, "M4", 0, 0 }, { COP_PLAN_RECOST, "M2", 0, 400 },
                          { COP_PLAN_AFTER, "M5", 3, 0 }, { COP_PLAN_REQUIRE, "M6", 0, 0 } };
  CopPlanOptions o = cop_plan_options();
  o.decisions = d;
  o.n_decisions = G_N_ELEMENTS(d);
  CopPlanResult *r = plan(m, &o, a);
  g_assert_cmpint(cop_plan_item(r, "M1")->start, ==, 2);
  g_assert_false(cop_plan_item(r, "M4")->chosen);
  g_assert_cmpint(cop_plan_item(r, "M5")->start, >=, 3);
  g_assert_true(cop_plan_item(r, "M6")->chosen);
  g_assert_cmpint(cop_plan_item(r, "M2")->cost_total, <=, 800);
  const CopPlanExplanation *e = cop_plan_explain(r, "M4", a);
  g_assert_cmpint(e->blocks[0].kind, ==, COP_PLAN_BLOCK_FORBIDDEN);
  e = cop_plan_explain(r, "M5", a);
  g_assert_cmpint(e->blocks[0].kind, ==, COP_PLAN_BLOCK_DECISION);
}

/* Whatever is asked, the drama never comes before helpline and card. */
static void
test_plan_safety(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  for (int quarter = 0; quarter < 8; quarter++)
    for (int kind = 0; kind < COP_PLAN_DECISION_MAX; kind++)
      for (int other = 0; other < 3; other++) {
        const char *const services[] = { "M2", "M3", "M6" };
        CopPlanDecision d[] = { { kind, "M4", quarter, 0 }, { COP_PLAN_FORBID, services[other], 0, 0 } };
        CopPlanOptions o = cop_plan_options();
        o.effort = COP_PLAN_EFFORT_QUICK;
        o.decisions = d;
        o.n_decisions = 2;
        g_autoptr(CopDiags) diags = cop_diags_new();
        g_autoptr(GError) error = NULL;
        CopPlanResult *r = cop_plan_from_model(m, NULL, &o, a, diags, &error);
        if (r == NULL) {
          g_assert_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_INFEASIBLE);
          continue;
        }
        const CopPlanItem *m4 = cop_plan_item(r, "M4");
        if (m4->chosen) {
          g_assert_cmpint(m4->start, >=, cop_plan_item(r, "M2")->end);
          g_assert_cmpint(m4->start, >=, cop_plan_item(r, "M3")->end);
          g_assert_true(cop_plan_item(r, "M2")->chosen && cop_plan_item(r, "M3")->chosen);
        }
      }
}

static void
test_plan_refused(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  g_autoptr(CopDiags) d = cop_diags_new();
  g_autoptr(GError) error = NULL;
  g_assert_null(cop_plan_from_model(m, "nope", NULL, a, d, &error));
  g_assert_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_NOT_FOUND);
  g_clear_error(&error);
  CopPlanDecision unknown = { COP_PLAN_PIN, "M77", 0, 0 };
  CopPlanOptions o = cop_plan_options();
  o.decisions = &unknown;
  o.n_decisions = 1;
  g_assert_null(cop_plan_from_model(m, NULL, &o, a, d, &error));
  g_assert_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_NOT_FOUND);
  g_clear_error(&error);
  o = cop_plan_options();
  int64_t nothing = 0;
  o.budget = &nothing;
  o.n_budget = 1;
  g_assert_null(cop_plan_from_model(m, NULL, &o, a, d, &error));
  g_assert_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_INFEASIBLE);
  g_assert_nonnull(strstr(error->message, "M5"));
  g_clear_error(&error);
  const char *const back[] = { "M3" };
  for (size_t i = 0; i < m->measures.n; i++)
    if (strcmp(m->measures.items[i].id, "M1") == 0)
      m->measures.items[i].prerequisites = (CopTexts){ 1, back };
  g_assert_null(cop_plan_from_model(m, NULL, NULL, a, d, &error));
  g_assert_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_CYCLE);
}

static void
test_plan_floors_scenarios(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  CopPlanOptions o = cop_plan_options();
  o.out_of_school_per_mille = 100;
  CopPlanResult *r = plan(m, &o, a);
  g_assert_cmpint(10 * r->out_of_school_total, >=, r->cost_total);
  o.out_of_school_per_mille = 0;
  CopPlanResult *base = plan(m, &o, a);
  o.scenario = (CopPlanScenario){ .name = "half the money", .budget_per_mille = 500 };
  g_assert_cmpint(plan(m, &o, a)->value, <, base->value);
  o.scenario = (CopPlanScenario){ .name = "late", .delay_quarters = 2 };
  r = plan(m, &o, a);
  for (size_t i = 0; i < r->n_chosen; i++)
    g_assert_cmpint(r->chosen[i]->start, >=, 2);
  o.scenario = (CopPlanScenario){ .name = "slow", .slow_agency = "CWC", .slow_per_mille = 500 };
  r = plan(m, &o, a);
  g_assert_cmpint(cop_plan_item(r, "M1")->duration, ==, 2);
  o.scenario = (CopPlanScenario){ .name = "donor gone", .lost_fund = "Donor" };
  r = plan(m, &o, a);
  g_assert_cmpint(cop_plan_item(r, "M5")->paid[1 * r->n_years], ==, 0);
}

/* --- demands in each other's way --- */

static CopPlanConflict
conflict(const CopModel *m, CopPlanOptions o, CopArena *a)
{
  GError *error = NULL;
  CopPlanConflict c;
  o.effort = COP_PLAN_EFFORT_QUICK;
  g_assert_true(cop_plan_conflict_find(m, NULL, &o, a, &c, &error));
  g_assert_no_error(error);
  g_assert_true(c.proven);
  return c;
}

static const CopPlanDemand *
demand(const CopPlanConflict *c, CopPlanDemandKind kind)
{
  for (size_t i = 0; i < c->n; i++)
    if (c->items[i].kind == kind)
      return &c->items[i];
  return NULL;
}

static void
test_plan_conflicts(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  CopPlanDecision d[] = { { COP_PLAN_REQUIRE, "M4", 0, 0 }, { COP_PLAN_FORBID, "M2", 0, 0 }, { COP_PLAN_FORBID, "M6", 0, 0 } };
  CopPlanOptions o = cop_plan_options();
  o.decisions = d;
  o.n_decisions = 3;
  CopPlanConflict c = conflict(m, o, a);
  g_assert_cmpuint(c.n, ==, 2); /* that M6 is out is in nobody's way */
  g_assert_cmpstr(demand(&c, COP_PLAN_DEMAND_REQUIRED)->measure->id, ==, "M4");
  g_assert_cmpstr(demand(&c, COP_PLAN_DEMAND_EXCLUDED)->measure->id, ==, "M2");

  CopPlanDecision pin = { COP_PLAN_PIN, "M4", 0, 0 }; /* before helpline and card can work */
  o.decisions = &pin;
  o.n_decisions = 1;
  c = conflict(m, o, a);
  g_assert_cmpuint(c.n, ==, 1);
  g_assert_cmpint(c.items[0].kind, ==, COP_PLAN_DEMAND_PINNED);
  g_assert_cmpint(c.items[0].soonest, >=, 3);

  int64_t nothing = 0;
  o = cop_plan_options();
  o.budget = &nothing;
  o.n_budget = 1;
  c = conflict(m, o, a);
  g_assert_cmpuint(c.n, ==, 3); /* money of either year would do for the law */
  g_assert_cmpstr(demand(&c, COP_PLAN_DEMAND_LAW)->measure->id, ==, "M5");
  g_assert_nonnull(demand(&c, COP_PLAN_DEMAND_MONEY));
}

/* --- what limits and decisions are worth; worlds --- */

static void
test_plan_prices(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  CopPlanDecision d = { COP_PLAN_FORBID, "M1", 0, 0 };
  CopPlanOptions o = cop_plan_options();
  o.decisions = &d;
  o.n_decisions = 1;
  const CopPlanPrice *prices;
  CopPlanResult *r = plan(m, &o, a);
  size_t n = cop_plan_prices(r, 1000, a, &prices);
  g_assert_cmpuint(n, >, 4);
  for (size_t i = 0; i < n; i++) {
    g_assert_cmpint(prices[i].gain, >=, 0);
    g_assert_cmpint(prices[i].kind == COP_PLAN_PRICE_MONEY, ==, i < 4); /* two sources, two years */
  }
  const CopPlanPrice *last = &prices[n - 1];
  g_assert_true(last->kind == COP_PLAN_PRICE_DECISION && last->decision == &r->options.decisions[0] && last->proven);
  g_assert_cmpint(last->gain, ==, plan(m, NULL, a)->value - r->value);
  g_assert_cmpint(last->gain, >, 0);
  g_assert_cmpstr(last->in[0]->id, ==, "M1");
  g_assert_cmpint(cop_plan_price_step(r), ==, r->budget_total / 100);
}

static void
test_plan_worlds(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, country);
  CopPlanResult *r = plan(m, NULL, a);
  const CopPlanScenario *worlds;
  size_t n = cop_plan_standard_worlds(r, a, &worlds);
  g_assert_cmpuint(n, >=, 7);
  CopPlanComparison c;
  GError *error = NULL;
  g_assert_true(cop_plan_compare(m, NULL, NULL, worlds, n, a, &c, &error));
  g_assert_cmpint(c.worlds[0].result->value, ==, r->value);
  size_t possible = 0;
  for (size_t w = 0; w < c.n; w++) {
    g_autoptr(CopDiags) found = cop_diags_new();
    possible += c.worlds[w].result != NULL;
    g_assert_true(c.worlds[w].result == NULL ? c.worlds[w].failure != NULL : cop_plan_verify_result(c.worlds[w].result, found));
  }
  g_assert_cmpuint(possible, ==, c.n_possible);
  for (size_t i = 0; i < c.n_measures; i++)
    g_assert_cmpuint(c.chosen_in[i], <=, c.n_possible);
  g_assert_false(cop_plan_compare(m, "nope", NULL, worlds, n, a, &c, &error));
  g_assert_error(error, COP_PLAN_ERROR, COP_PLAN_ERROR_NOT_FOUND);
  g_clear_error(&error);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plan/gaps", test_gaps);
  g_test_add_func("/plan/coverage", test_coverage);
  g_test_add_func("/plan/order-and-money", test_plan_order_money);
  g_test_add_func("/plan/explains", test_plan_explains);
  g_test_add_func("/plan/decisions", test_plan_decisions);
  g_test_add_func("/plan/safety", test_plan_safety);
  g_test_add_func("/plan/refused", test_plan_refused);
  g_test_add_func("/plan/floors-and-scenarios", test_plan_floors_scenarios);
  g_test_add_func("/plan/conflicts", test_plan_conflicts);
  g_test_add_func("/plan/prices", test_plan_prices);
  g_test_add_func("/plan/worlds", test_plan_worlds);
  return g_test_run();
}
