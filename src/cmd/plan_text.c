/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/plan_text.c -- a plan for people at a terminal. */
#include <stdio.h>
#include <string.h>

#include "cmd/plan_out.h"
#include "compose/phrase.h"
#include "compose/plan_words.h"

typedef struct {
  const CopPlanResult *r;
  CopArena *a;
  const CopCountry *country;
  CopPlanEnglish english;
  CopPlanSpeech say;
} Out;

static void
out_init(Out *o, const CopPlanResult *r, CopArena *a)
{
  *o = (Out){ .r = r, .a = a, .country = cop_model_country_record(r->model) };
  o->english = (CopPlanEnglish){ a, r, o->country, r->first_year };
  o->say = cop_plan_speech_english(&o->english);
}

static const char *
money(const Out *o, int64_t minor)
{
  return cop_phrase_money(o->a, o->country, minor);
}

static const char *
quarter(const Out *o, int q)
{
  return cop_phrase_quarter(o->a, o->r->first_year, q);
}

static const char *
lead_name(const CopInstitution *i)
{
  return i == NULL ? "no lead" : i->acronym != NULL ? i->acronym : i->name;
}

/* --- the whole --- */

static void
print_head(const Out *o)
{
  const CopPlanResult *r = o->r;
  printf("%s (%s), %d to %d\n", r->plan->title, r->plan->id, r->first_year, r->first_year + r->n_years - 1);
  if (r->options.scenario.name != NULL)
    printf("scenario: %s\n", r->options.scenario.name);
  printf("%zu of %zu measures; %s (%s)", r->n_chosen, r->n_items, money(o, r->cost_total),
         cop_phrase_money_range(o->a, o->country, r->cost_low_total, r->cost_high_total));
  if (r->money_limited)
    printf(" of %s available", money(o, r->budget_total));
  printf("; estimates in prices of %d\n", (int)r->plan->price_year);
  printf("answers %.0f %% of the weight of open gaps", r->closed_per_cent);
  for (size_t i = 0; i < r->n_coverage; i++)
    printf("; %s: %zu covered, %zu waived, %zu open", r->coverage[i].framework->short_title, r->coverage[i].n_by[COP_COVER_BY_MEASURES],
           r->coverage[i].n_by[COP_COVER_WAIVED], r->coverage[i].n_by[COP_COVER_OPEN]);
  printf("\nvalue %" G_GINT64_FORMAT ", bound %" G_GINT64_FORMAT ", certified gap %.2f %%\n%s\n", r->value, r->value_bound, r->gap_per_cent,
         cop_plan_proof_text(&o->say));
}

static void
print_money(const Out *o)
{
  const CopPlanResult *r = o->r;
  size_t years = (size_t)r->n_years;
  printf("\nMoney, %s million\n  %-52s", o->country == NULL ? "" : o->country->currency_symbol, "");
  for (int y = 0; y < r->n_years; y++)
    printf("  %7d of      ", r->first_year + y);
  putchar('\n');
  for (size_t f = 0; f < r->n_funds; f++) {
    printf("  %-52s", r->funds[f]);
    for (size_t y = 0; y < years; y++)
      printf("  %7s of %-6s", cop_phrase_millions(o->a, o->country, r->fund_spent[f * years + y]),
             cop_phrase_millions(o->a, o->country, r->fund_amount[f * years + y]));
    putchar('\n');
  }
  printf("  %-52s", "all");
  for (size_t y = 0; y < years; y++)
    printf("  %7s of %-6s", cop_phrase_millions(o->a, o->country, r->cost_year[y]),
           r->money_limited ? cop_phrase_millions(o->a, o->country, r->budget_year[y]) : "any");
  putchar('\n');
}

static const char *
wait_list(const Out *o, const CopPlanItem *it)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < it->n_waits; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? ", " : "", it->waits[i].measure->id);
  return cop_arena_strdup(o->a, s->str);
}

static void
print_chosen(const Out *o)
{
  const CopPlanResult *r = o->r;
  printf("\nIn the plan\n  %-6s %-8s %-8s %8s  %-12s %s\n", "", "start", "result", "million", "lead", "measure");
  for (size_t i = 0; i < r->n_chosen; i++) {
    const CopPlanItem *it = r->chosen[i];
    printf("  %-6s %-8s %-8s %8s  %-12s %s%s", it->measure->id, quarter(o, it->start), quarter(o, it->end - 1),
           cop_phrase_millions(o->a, o->country, it->cost_total), lead_name(it->lead), it->measure->title, it->mandatory ? " (demanded)" : "");
    if (it->n_waits > 0)
      printf(" [after %s]", wait_list(o, it));
    putchar('\n');
  }
}

static void
print_left_out(const Out *o, bool verbose)
{
  const CopPlanResult *r = o->r;
  if (r->n_left_out == 0)
    return;
  printf("\nLeft out\n");
  for (size_t i = 0; i < r->n_left_out; i++) {
    const CopPlanItem *it = r->left_out[i];
    const CopPlanExplanation *e = cop_plan_explain(r, it->measure->id, o->a);
    printf("  %-6s %s\n", it->measure->id, it->measure->title);
    for (size_t k = 0; k < (verbose ? e->n_blocks : MIN(e->n_blocks, 1)); k++)
      printf("         %s\n", cop_plan_block_text(&o->say, &e->blocks[k]));
    const char *change = cop_plan_change_text(&o->say, &e->change);
    if (change != NULL)
      printf("         It would come in with: %s\n", change);
  }
}

static void
print_floors(const Out *o)
{
  bool any = false;
  for (size_t i = 0; i < o->r->model->equity_floors.n; i++) {
    const CopEquityFloor *f = &o->r->model->equity_floors.items[i];
    if (strcmp(f->plan, o->r->plan->id) != 0)
      continue;
    if (!any)
      printf("\nFloors kept\n");
    any = true;
    printf("  %s: %s; in this plan %s\n", f->title, cop_plan_floor_text(&o->say, f), cop_plan_floor_met_text(&o->say, f));
  }
}

void
cop_plan_print(const CopPlanResult *r, bool verbose)
{
  g_autoptr(CopArena) a = cop_arena_new();
  Out o;
  out_init(&o, r, a);
  print_head(&o);
  print_money(&o);
  print_chosen(&o);
  print_floors(&o);
  print_left_out(&o, verbose);
}

/* --- one measure --- */

static void
print_standing(const Out *o, const CopPlanItem *it)
{
  printf("%s %s\n", it->measure->id, it->measure->title);
  if (it->chosen)
    printf("  in the plan: starts %s, first result by %s; lead %s\n", quarter(o, it->start), quarter(o, it->end - 1), lead_name(it->lead));
  else
    printf("  left out%s\n", it->unpriced ? ": no cost yet" : it->forbidden ? ": decided" : "");
  if (it->chosen) {
    printf("  cost %s (%s):", money(o, it->cost_total), cop_phrase_money_range(o->a, o->country, it->cost_low_total, it->cost_high_total));
    for (int y = 0; y < o->r->n_years; y++)
      printf("%s %d %s", y > 0 ? "," : "", o->r->first_year + y, money(o, it->cost[y]));
    putchar('\n');
    if (o->r->value > 0)
      printf("  without it and what needs it the plan would lose %.1f %% of its value\n", 100.0 * (double)it->value / (double)o->r->value);
  }
}

static void
print_served(const Out *o, const CopPlanItem *it)
{
  printf("  gaps it answers: %s\n", it->n_served == 0 ? "none" : "");
  for (size_t i = 0; i < it->n_served; i++) {
    const CopPlanServed *s = &it->served[i];
    printf("    %s %s: %d %% (score %.2f)", cop_gap_kind_name(s->gap->kind), s->gap->code, s->milli / 10, s->gap->score.value);
    if (it->chosen && o->r->value > 0)
      printf(", %.2f %% of the plan's value", 100.0 * (double)s->worth / (double)o->r->value);
    putchar('\n');
  }
}

static void
print_order(const Out *o, const CopPlanItem *it)
{
  static const char *const kinds[COP_PLAN_WAIT_MAX] = { "prerequisite", "helpline, for safety", "referral path, for safety" };
  for (size_t i = 0; i < it->n_waits; i++)
    printf("  waits for %s %s (%s), ready from %s\n", it->waits[i].measure->id, it->waits[i].measure->title, kinds[it->waits[i].kind],
           quarter(o, it->waits[i].end));
  for (size_t i = 0; i < o->r->model->equity_floors.n; i++) {
    const CopEquityFloor *f = &o->r->model->equity_floors.items[i];
    if (strcmp(f->plan, o->r->plan->id) == 0 && cop_plan_floor_counts(f, it->measure))
      printf("  counts towards a floor: %s (%s; in this plan %s)\n", f->title, cop_plan_floor_text(&o->say, f), cop_plan_floor_met_text(&o->say, f));
  }
  for (size_t i = 0; i < it->n_unlocks; i++)
    printf("  unlocks %s %s\n", it->unlocks[i]->id, it->unlocks[i]->title);
}

void
cop_plan_print_explanation(const CopPlanResult *r, const CopPlanItem *it)
{
  g_autoptr(CopArena) a = cop_arena_new();
  Out o;
  out_init(&o, r, a);
  const CopPlanExplanation *e = cop_plan_explain(r, it->measure->id, a);
  print_standing(&o, it);
  print_served(&o, it);
  print_order(&o, it);
  if (it->chosen && it->start == 0)
    printf("  it starts in the first quarter\n");
  else
    printf("  why %s:\n", it->chosen ? "not earlier" : "it is left out");
  for (size_t i = 0; i < e->n_blocks; i++)
    printf("    %s\n", cop_plan_block_text(&o.say, &e->blocks[i]));
  if (it->chosen && it->start > 0 && e->n_blocks == 0)
    printf("    It could, but the plan would be worth no more.\n");
  const char *change = it->chosen ? NULL : cop_plan_change_text(&o.say, &e->change);
  if (change != NULL)
    printf("  cheapest change that brings it in:\n    %s It would start %s; all that comes with it costs %s.\n", change, quarter(&o, e->change.start),
           money(&o, e->change.cost));
}

/* --- no plan --- */

void
cop_plan_print_conflict(const CopModel *m, const CopPlan *plan, const CopPlanConflict *c)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopPlanEnglish english = { a, NULL, cop_model_country_record(m), (int)plan->first_year };
  CopPlanSpeech say = cop_plan_speech_english(&english);
  fprintf(stderr, c->proven ? "These cannot be met together, given the order of the measures, the safety rule and the end of the plan; at least one has to give:\n"
                            : "No plan was found that meets these together; at least one has to give:\n");
  for (size_t i = 0; i < c->n; i++)
    fprintf(stderr, "  %s\n", cop_plan_demand_text(&say, &c->items[i]));
}
