/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/plan_worlds.c -- plans side by side, and what limits and decisions are
 * worth. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cmd/plan_out.h"
#include "compose/phrase.h"
#include "compose/plan_words.h"

static double
share(int64_t part, int64_t whole)
{
  return whole > 0 ? 100.0 * (double)part / (double)whole : 0;
}

static double
major(const CopModel *m, int64_t minor)
{
  const CopCountry *c = cop_model_country_record(m);
  return (double)minor / pow(10, c == NULL ? 2 : (double)c->currency_digits);
}

static const char *
world_name(const CopPlanScenario *s)
{
  return s->name == NULL ? "as it is" : s->name;
}

/* --- worlds --- */

static void
print_worlds(const CopModel *m, const CopPlanComparison *c, CopArena *a)
{
  const CopCountry *country = cop_model_country_record(m);
  const CopPlanResult *first = c->worlds[0].result;
  printf("     %-56s %8s  %8s  %7s  %7s  %6s\n", "world", "measures", "million", "answers", "value", "gap");
  for (size_t w = 0; w < c->n; w++) {
    const CopPlanResult *r = c->worlds[w].result;
    if (r == NULL)
      printf("  %c  %-56s %s\n", (char)('A' + w), world_name(&c->worlds[w].scenario), c->worlds[w].failure);
    else
      printf("  %c  %-56s %8zu  %8s  %5.0f %%  %5.1f %%  %4.2f %%\n", (char)('A' + w), world_name(&c->worlds[w].scenario), r->n_chosen,
             cop_phrase_millions(a, country, r->cost_total), r->closed_per_cent,
             first == NULL ? 100.0 : share(r->value, first->value), r->gap_per_cent);
  }
}

static void
print_measure_in_worlds(const CopPlanComparison *c, const CopMeasure *measure, size_t i, int first_year, CopArena *a)
{
  printf("  %-6s", measure->id);
  for (size_t w = 0; w < c->n; w++) {
    const CopPlanResult *r = c->worlds[w].result;
    bool in = r != NULL && r->items[i].chosen;
    printf(" %-8s", in ? cop_phrase_quarter(a, first_year, r->items[i].start) : r == NULL ? "" : "-");
  }
  printf(" %s\n", measure->title);
}

/* What is chosen whatever comes, then what some worlds choose. */
void
cop_plan_print_comparison(const CopModel *m, const CopPlan *plan, const CopPlanComparison *c)
{
  g_autoptr(CopArena) a = cop_arena_new();
  print_worlds(m, c, a);
  for (int part = 0; part < 2; part++) {
    bool any = false;
    for (size_t i = 0; i < c->n_measures; i++) {
      bool always = c->chosen_in[i] == c->n_possible;
      if (c->chosen_in[i] == 0 || always != (part == 0))
        continue;
      if (!any) {
        printf("\n%s\n        ", part == 0 ? "Chosen whatever comes" : "Chosen in some worlds");
        for (size_t w = 0; w < c->n; w++)
          printf(" %-8c", (char)('A' + w));
        putchar('\n');
      }
      any = true;
      print_measure_in_worlds(c, &m->measures.items[i], i, (int)plan->first_year, a);
    }
  }
}

void
cop_plan_write_comparison_json(CopJson *j, const CopModel *m, const CopPlanComparison *c)
{
  cop_json_object(j);
  cop_json_key_array(j, "worlds");
  for (size_t w = 0; w < c->n; w++) {
    const CopPlanResult *r = c->worlds[w].result;
    cop_json_object(j);
    cop_json_key_text(j, "world", world_name(&c->worlds[w].scenario));
    cop_json_key_bool(j, "possible", r != NULL);
    if (r == NULL) {
      cop_json_key_text(j, "why", c->worlds[w].failure);
    } else {
      cop_json_key_int(j, "value", r->value);
      cop_json_key_int(j, "bound", r->value_bound);
      cop_json_key_real(j, "gap_per_cent", r->gap_per_cent);
      cop_json_key_real(j, "closed_per_cent", r->closed_per_cent);
      cop_json_key_real(j, "cost", major(m, r->cost_total));
      cop_json_key_int(j, "measures", (int64_t)r->n_chosen);
    }
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_key_array(j, "measures");
  for (size_t i = 0; i < c->n_measures; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "id", m->measures.items[i].id);
    cop_json_key_int(j, "chosen_in", c->chosen_in[i]);
    cop_json_key_array(j, "starts");
    for (size_t w = 0; w < c->n; w++) {
      const CopPlanResult *r = c->worlds[w].result;
      int start = r == NULL ? -1 : r->items[i].start;
      g_autofree char *name = start < 0 ? NULL : g_strdup_printf("%dQ%d", r->first_year + start / 4, start % 4 + 1);
      cop_json_text(j, name);
    }
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

/* --- prices --- */

static const char *
price_text(const CopPlanSpeech *say, const CopPlanPrice *p)
{
  static const char *const verbs[COP_PLAN_DECISION_MAX] = { "requiring", "excluding", "pinning", "holding back", "the other cost of" };
  switch (p->kind) {
  case COP_PLAN_PRICE_MONEY:
    return cop_arena_printf(say->a, "%s more in %d from %s", say->money(say->user, p->amount), say->first_year + p->year, p->fund);
  case COP_PLAN_PRICE_TEAM:
    return cop_arena_printf(say->a, "one team more at %s", p->institution->acronym != NULL ? p->institution->acronym : p->institution->name);
  case COP_PLAN_PRICE_DECISION:
    return p->decision == NULL ? "without any of the decisions"
                               : cop_arena_printf(say->a, "without %s %s", verbs[p->decision->kind], p->decision->measure);
  case COP_PLAN_PRICE_MAX:
    break;
  }
  return "";
}

static void
print_list(const char *head, const CopMeasure *const *measures, size_t n)
{
  for (size_t i = 0; i < n; i++)
    printf("%s%s", i > 0 ? ", " : head, measures[i]->id);
}

void
cop_plan_print_prices(const CopPlanResult *r, const CopPlanPrice *prices, size_t n)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopPlanEnglish english = { a, r, cop_model_country_record(r->model), r->first_year };
  CopPlanSpeech say = cop_plan_speech_english(&english);
  printf("\nWhat a change would add to the value of the plan\n");
  size_t nothing = 0;
  for (size_t i = 0; i < n; i++) {
    const CopPlanPrice *p = &prices[i];
    if (p->gain == 0 && p->kind != COP_PLAN_PRICE_DECISION) {
      nothing++;
      continue;
    }
    printf("  %6.2f %%%s %s", share(p->gain, r->value), p->proven ? " " : "~", price_text(&say, p));
    print_list(": brings in ", p->in, p->n_in);
    print_list(p->n_in > 0 ? ", instead of " : ": without ", p->out, p->n_out);
    putchar('\n');
  }
  if (nothing > 0)
    printf("    0.00 %%  each of the %zu other sources of money by year and institutions without a team to spare\n", nothing);
  for (size_t i = 0; i < n; i++)
    if (!prices[i].proven) {
      printf("  ~ one of the two plans is not proven to be the best, so the figure is not exact\n");
      break;
    }
}

void
cop_plan_write_prices_json(CopJson *j, const CopPlanResult *r, const CopPlanPrice *prices, size_t n)
{
  static const char *const kinds[COP_PLAN_PRICE_MAX] = { "money", "team", "decision" };
  g_autoptr(CopArena) a = cop_arena_new();
  CopPlanEnglish english = { a, r, cop_model_country_record(r->model), r->first_year };
  CopPlanSpeech say = cop_plan_speech_english(&english);
  cop_json_array(j);
  for (size_t i = 0; i < n; i++) {
    const CopPlanPrice *p = &prices[i];
    cop_json_object(j);
    cop_json_key_text(j, "kind", kinds[p->kind]);
    cop_json_key_text(j, "text", price_text(&say, p));
    if (p->kind == COP_PLAN_PRICE_MONEY) {
      cop_json_key_text(j, "fund", p->fund);
      cop_json_key_int(j, "year", r->first_year + p->year);
      cop_json_key_real(j, "amount", major(r->model, p->amount));
    }
    if (p->institution != NULL)
      cop_json_key_text(j, "institution", p->institution->id);
    if (p->decision != NULL)
      cop_json_key_text(j, "measure", p->decision->measure);
    cop_json_key_int(j, "gain", p->gain);
    cop_json_key_real(j, "gain_per_cent", share(p->gain, r->value));
    cop_json_key_bool(j, "proven", p->proven);
    cop_json_key_array(j, "brings_in");
    for (size_t k = 0; k < p->n_in; k++)
      cop_json_text(j, p->in[k]->id);
    cop_json_end(j);
    cop_json_key_array(j, "instead_of");
    for (size_t k = 0; k < p->n_out; k++)
      cop_json_text(j, p->out[k]->id);
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
}
