/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/plan_json.c -- a plan for programs. */
#include <math.h>
#include <string.h>

#include "cmd/plan_out.h"
#include "compose/plan_words.h"

/* In units of the currency. */
static double
major(const CopPlanResult *r, int64_t minor)
{
  const CopCountry *c = cop_model_country_record(r->model);
  return (double)minor / pow(10, c == NULL ? 2 : (double)c->currency_digits);
}

static void
key_money(CopJson *j, const CopPlanResult *r, const char *key, int64_t minor)
{
  cop_json_key_real(j, key, major(r, minor));
}

static void
key_quarter(CopJson *j, const CopPlanResult *r, const char *key, int quarter)
{
  if (quarter < 0) {
    cop_json_key(j, key);
    cop_json_null(j);
    return;
  }
  g_autofree char *name = g_strdup_printf("%dQ%d", r->first_year + quarter / 4, quarter % 4 + 1);
  cop_json_key_text(j, key, name);
}

static void
key_by_year(CopJson *j, const CopPlanResult *r, const char *key, const int64_t *minor)
{
  cop_json_key_array(j, key);
  for (int y = 0; y < r->n_years; y++)
    cop_json_real(j, major(r, minor[y]));
  cop_json_end(j);
}

static void
key_measures(CopJson *j, const char *key, const CopMeasure *const *measures, size_t n)
{
  cop_json_key_array(j, key);
  for (size_t i = 0; i < n; i++)
    cop_json_text(j, measures[i]->id);
  cop_json_end(j);
}

/* --- a measure --- */

static void
write_served(CopJson *j, const CopPlanItem *it)
{
  cop_json_key_array(j, "answers");
  for (size_t i = 0; i < it->n_served; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "kind", cop_gap_kind_name(it->served[i].gap->kind));
    cop_json_key_text(j, "id", it->served[i].gap->id);
    cop_json_key_int(j, "per_mille", it->served[i].milli);
    cop_json_key_int(j, "worth", it->served[i].worth);
    cop_json_end(j);
  }
  cop_json_end(j);
}

static void
write_waits(CopJson *j, const CopPlanResult *r, const CopPlanItem *it)
{
  static const char *const kinds[COP_PLAN_WAIT_MAX] = { "prerequisite", "helpline", "referral" };
  cop_json_key_array(j, "waits_for");
  for (size_t i = 0; i < it->n_waits; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "measure", it->waits[i].measure->id);
    cop_json_key_text(j, "as", kinds[it->waits[i].kind]);
    key_quarter(j, r, "ready_from", it->waits[i].end);
    cop_json_end(j);
  }
  cop_json_end(j);
}

static void
write_blocks(CopJson *j, const CopPlanResult *r, const CopPlanSpeech *say, const CopPlanExplanation *e)
{
  cop_json_key_array(j, e->item->chosen ? "why_not_earlier" : "why_left_out");
  for (size_t i = 0; i < e->n_blocks; i++) {
    const CopPlanBlock *b = &e->blocks[i];
    cop_json_object(j);
    cop_json_key_text(j, "reason", cop_plan_block_name(b->kind));
    cop_json_key_text(j, "text", cop_plan_block_text(say, b));
    if (b->measure != NULL)
      cop_json_key_text(j, "measure", b->measure->id);
    if (b->institution != NULL)
      cop_json_key_text(j, "institution", b->institution->id);
    if (b->kind == COP_PLAN_BLOCK_MONEY) {
      cop_json_key_int(j, "year", r->first_year + b->year);
      key_money(j, r, "missing", b->amount);
    }
    cop_json_end(j);
  }
  cop_json_end(j);
}

static void
write_change(CopJson *j, const CopPlanResult *r, const CopPlanSpeech *say, const CopPlanChange *c)
{
  cop_json_key_object(j, "cheapest_change");
  cop_json_key_text(j, "text", cop_plan_change_text(say, c));
  key_quarter(j, r, "start", c->start);
  key_money(j, r, "more_money", c->money_total);
  key_by_year(j, r, "more_money_by_year", c->money);
  cop_json_key_array(j, "more_teams");
  for (size_t i = 0; i < c->n_teams; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "institution", c->teams[i].institution->id);
    cop_json_key_int(j, "teams", c->teams[i].teams);
    key_quarter(j, r, "from", c->teams[i].from);
    key_quarter(j, r, "to", c->teams[i].to - 1);
    cop_json_end(j);
  }
  cop_json_end(j);
  key_measures(j, "together_with", c->with, c->n_with);
  key_measures(j, "earlier", c->earlier, c->n_earlier);
  key_measures(j, "instead_of", c->instead, c->n_instead);
  key_money(j, r, "cost", c->cost);
  cop_json_key_int(j, "value", c->value);
  cop_json_end(j);
}

void
cop_plan_write_item_json(CopJson *j, const CopPlanResult *r, const CopPlanItem *it)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopPlanEnglish english = { a, r, cop_model_country_record(r->model), r->first_year };
  CopPlanSpeech say = cop_plan_speech_english(&english);
  const CopPlanExplanation *e = cop_plan_explain(r, it->measure->id, a);
  cop_json_object(j);
  cop_json_key_text(j, "id", it->measure->id);
  cop_json_key_text(j, "title", it->measure->title);
  cop_json_key_bool(j, "chosen", it->chosen);
  cop_json_key_bool(j, "demanded", it->mandatory);
  cop_json_key_bool(j, "forbidden", it->forbidden);
  cop_json_key_text(j, "lead", it->lead == NULL ? NULL : it->lead->id);
  cop_json_key_int(j, "quarters", it->duration);
  if (it->chosen) {
    key_quarter(j, r, "start", it->start);
    key_quarter(j, r, "first_result", it->end - 1);
    key_money(j, r, "cost", it->cost_total);
    key_money(j, r, "cost_low", it->cost_low_total);
    key_money(j, r, "cost_high", it->cost_high_total);
    key_by_year(j, r, "cost_by_year", it->cost);
    cop_json_key_int(j, "value", it->value);
  }
  write_served(j, it);
  write_waits(j, r, it);
  key_measures(j, "unlocks", it->unlocks, it->n_unlocks);
  write_blocks(j, r, &say, e);
  if (!it->chosen && e->change.possible)
    write_change(j, r, &say, &e->change);
  cop_json_end(j);
}

/* --- the whole --- */

static void
write_money(CopJson *j, const CopPlanResult *r)
{
  size_t years = (size_t)r->n_years;
  cop_json_key_bool(j, "money_limited", r->money_limited);
  key_money(j, r, "cost", r->cost_total);
  key_money(j, r, "cost_low", r->cost_low_total);
  key_money(j, r, "cost_high", r->cost_high_total);
  key_money(j, r, "budget", r->budget_total);
  key_money(j, r, "unfunded", r->unfunded_total);
  key_by_year(j, r, "cost_by_year", r->cost_year);
  key_by_year(j, r, "budget_by_year", r->budget_year);
  cop_json_key_array(j, "funds");
  for (size_t f = 0; f < r->n_funds; f++) {
    cop_json_object(j);
    cop_json_key_text(j, "name", r->funds[f]);
    key_by_year(j, r, "available", &r->fund_amount[f * years]);
    key_by_year(j, r, "spent", &r->fund_spent[f * years]);
    cop_json_end(j);
  }
  cop_json_end(j);
}

static void
write_floors(CopJson *j, const CopPlanResult *r)
{
  cop_json_key_array(j, "floors");
  for (size_t i = 0; i < r->model->equity_floors.n; i++) {
    const CopEquityFloor *f = &r->model->equity_floors.items[i];
    if (strcmp(f->plan, r->plan->id) != 0)
      continue;
    CopPlanFloorMet met = cop_plan_floor_met(r, f);
    cop_json_object(j);
    cop_json_key_text(j, "id", f->id);
    cop_json_key_text(j, "group", cop_words(COP_WORDS_FLOOR_GROUP)->words[f->group]);
    cop_json_key_text(j, "title", f->title);
    cop_json_key_int(j, "share", f->share);
    cop_json_key_int(j, "at_least", f->at_least);
    cop_json_key_real(j, "share_in_plan", met.share_per_mille / 10.0);
    cop_json_key_int(j, "measures_in_plan", met.measures);
    cop_json_end(j);
  }
  cop_json_end(j);
}

static void
write_coverage(CopJson *j, const CopPlanResult *r)
{
  cop_json_key_array(j, "coverage");
  for (size_t i = 0; i < r->n_coverage; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "framework", r->coverage[i].framework->id);
    for (int c = 0; c < COP_COVER_MAX; c++)
      cop_json_key_int(j, cop_cover_name((CopCover)c), (int64_t)r->coverage[i].n_by[c]);
    cop_json_end(j);
  }
  cop_json_end(j);
}

void
cop_plan_write_json(CopJson *j, const CopPlanResult *r, const CopDiags *findings)
{
  static const char *const proofs[] = { "none", "bound", "gap", "optimal", "infeasible" };
  const CopCountry *c = cop_model_country_record(r->model);
  cop_json_object(j);
  cop_json_key_text(j, "plan", r->plan->id);
  cop_json_key_text(j, "title", r->plan->title);
  cop_json_key_int(j, "first_year", r->first_year);
  cop_json_key_int(j, "years", r->n_years);
  cop_json_key_int(j, "price_year", r->plan->price_year);
  cop_json_key_text(j, "currency", c == NULL ? NULL : c->currency);
  cop_json_key_text(j, "scenario", r->options.scenario.name);
  cop_json_key_int(j, "seed", (int64_t)r->options.seed);
  cop_json_key_int(j, "value", r->value);
  cop_json_key_int(j, "bound", r->value_bound);
  cop_json_key_real(j, "gap_per_cent", r->gap_per_cent);
  cop_json_key_text(j, "proof", proofs[r->proof]);
  cop_json_key_real(j, "closed_per_cent", r->closed_per_cent);
  write_money(j, r);
  write_floors(j, r);
  write_coverage(j, r);
  cop_json_key_array(j, "measures");
  for (size_t i = 0; i < r->n_chosen; i++)
    cop_plan_write_item_json(j, r, r->chosen[i]);
  cop_json_end(j);
  cop_json_key_array(j, "left_out");
  for (size_t i = 0; i < r->n_left_out; i++)
    cop_plan_write_item_json(j, r, r->left_out[i]);
  cop_json_end(j);
  cop_json_key_array(j, "findings");
  for (size_t i = 0; i < cop_diags_count(findings); i++) {
    const CopDiag *d = cop_diags_at(findings, i);
    cop_json_object(j);
    cop_json_key_text(j, "code", d->code);
    cop_json_key_text(j, "message", d->message);
    cop_json_key_text(j, "remedy", d->remedy);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

void
cop_plan_write_conflict_json(CopJson *j, const CopModel *m, const CopPlan *plan, const CopPlanConflict *c)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopPlanEnglish english = { a, NULL, cop_model_country_record(m), (int)plan->first_year };
  CopPlanSpeech say = cop_plan_speech_english(&english);
  cop_json_object(j);
  cop_json_key_bool(j, "possible", false);
  cop_json_key_bool(j, "proven", c->proven);
  cop_json_key_array(j, "conflict");
  for (size_t i = 0; i < c->n; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "demand", cop_plan_demand_name(c->items[i].kind));
    cop_json_key_text(j, "text", cop_plan_demand_text(&say, &c->items[i]));
    if (c->items[i].measure != NULL)
      cop_json_key_text(j, "measure", c->items[i].measure->id);
    if (c->items[i].institution != NULL)
      cop_json_key_text(j, "institution", c->items[i].institution->id);
    if (c->items[i].kind == COP_PLAN_DEMAND_MONEY)
      cop_json_key_int(j, "year", plan->first_year + c->items[i].year);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}
