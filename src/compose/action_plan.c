/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/action_plan.c -- the costed action plan: a work plan for each year,
 * money by source, what is left out and why. */
#include "compose/action_plan.h"

#include <string.h>

#include "compose/front.h"
#include "compose/plan_words.h"
#include "compose/targets.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static const char title[] = N_("Costed action plan");

typedef struct {
  CopPaper r;
  const CopPlanResult *res;
  CopPlanSpeech say;
} Action;

/* --- how the plan was made --- */

static void
add_summary(Action *x)
{
  CopPaper *r = &x->r;
  const CopPlanResult *res = x->res;
  CopNode *s = cop_paper_chapter(r, "1", T_("The plan in short"), NULL);
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("%zu of the %zu measures of the catalogue are carried out from %d to %d. They answer %.0f per cent of the weight of all open gaps."),
                 res->n_chosen, res->n_items, res->first_year, res->first_year + res->n_years - 1, res->closed_per_cent);
  cop_paper_sayf(r, p, T_("They cost %s by estimate, in prices of %d; the classes of cost allow %s."), cop_paper_money(r, res->cost_total),
                 (int)res->plan->price_year, cop_paper_money_range(r, res->cost_low_total, res->cost_high_total));
  cop_paper_cite(r, p, res->plan->source, res->plan->mark);
  if (res->money_limited)
    cop_paper_sayf(r, p, T_("%s is counted on."), cop_paper_money(r, res->budget_total));
  cop_paper_say(r, p, cop_plan_proof_text(&x->say));
  cop_paper_say(r, p, T_("Nothing that invites a child to tell starts before a helpline and a referral path have had their first result."));
}

/* --- a year --- */

static const char *
when(const Action *x, const CopPlanItem *it, int year)
{
  int from = MAX(it->start - 4 * year, 0), to = MIN(it->end - 4 * year, 4);
  if (to <= 0)
    return cop_tr(x->r.words, "goes on");
  if (to - from == 1)
    return cop_arena_printf(x->r.a, "Q%d", from + 1);
  return cop_arena_printf(x->r.a, "Q%d–Q%d", from + 1, to);
}

/* A source of funds in the language of the paper. */
static const char *
fund_name(Action *x, const char *fund)
{
  for (size_t i = 0; i < x->r.m->budgets.n; i++)
    if (strcmp(x->r.m->budgets.items[i].fund, fund) == 0)
      return cop_paper_field(&x->r, COP_ENTITY_budget, x->r.m->budgets.items[i].id, "fund");
  return fund;
}

static const char *
paid_by(Action *x, const CopPlanItem *it, int year)
{
  const CopPlanResult *res = x->res;
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t f = 0; f < res->n_funds; f++)
    if (it->paid[f * (size_t)res->n_years + (size_t)year] > 0)
      g_string_append_printf(s, "%s%s", s->len > 0 ? "; " : "", fund_name(x, res->funds[f]));
  return s->len == 0 ? "–" : cop_arena_strdup(x->r.a, s->str);
}

static void
add_year(Action *x, int year)
{
  CopPaper *r = &x->r;
  const CopPlanResult *res = x->res;
  int name = res->first_year + year;
  CopNode *s = cop_paper_chapter(r, cop_arena_printf(r->a, "%d", year + 2), cop_arena_printf(r->a, T_("Work plan %d"), name), NULL);
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.7f }, { COP_ALIGN_START, 4.2f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_END, 0.7f }, { COP_ALIGN_START, 2.2f } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Work of %d; cost in %s million, estimates"), name, r->c->country->currency_symbol), columns, 6);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure and what is handed over"), T_("Lead"), T_("When"), T_("Cost"), T_("Paid from")));
  for (size_t i = 0; i < res->n_chosen; i++) {
    const CopPlanItem *it = res->chosen[i];
    if (it->start >= 4 * (year + 1) || (it->end <= 4 * year && it->cost[year] == 0))
      continue;
    const char *what = cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title");
    if (it->profile != NULL && it->end > 4 * year)
      what = cop_arena_printf(r->a, "%s: %s", what, cop_paper_field(r, COP_ENTITY_measure_profile, it->profile->id, "deliverable"));
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_measure_number(r, it->measure->id), what,
                                             it->lead == NULL ? "–" : cop_paper_institution(r, it->lead->id), when(x, it, year),
                                             cop_phrase_millions(r->a, r->c->country, it->cost[year]), paid_by(x, it, year)));
    cop_node_from(r->d, row, "measure", it->measure->id);
  }
  CopNode *sum = cop_add_row(r->d, t, LIST("", T_("All measures"), "", "", cop_phrase_millions(r->a, r->c->country, res->cost_year[year]), ""));
  sum->role = COP_ROLE_TOTAL;
}

/* --- money, and what is left out --- */

static void
add_money(Action *x)
{
  CopPaper *r = &x->r;
  const CopPlanResult *res = x->res;
  if (!res->money_limited)
    return;
  CopNode *s = cop_paper_chapter(r, cop_arena_printf(r->a, "%d", res->n_years + 2), T_("Money by source"), NULL);
  static const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 0.8f }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1 } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Money counted on and planned, %s million"), r->c->country->currency_symbol), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("Source of funds"), T_("Year"), T_("Counted on"), T_("Planned"), T_("Left")));
  for (size_t f = 0; f < res->n_funds; f++)
    for (size_t y = 0; y < (size_t)res->n_years; y++) {
      int64_t amount = res->fund_amount[f * (size_t)res->n_years + y], spent = res->fund_spent[f * (size_t)res->n_years + y];
      cop_add_row(r->d, t, LIST(fund_name(x, res->funds[f]), cop_arena_printf(r->a, "%d", res->first_year + (int)y), cop_phrase_millions(r->a, r->c->country, amount),
                                cop_phrase_millions(r->a, r->c->country, spent), cop_phrase_millions(r->a, r->c->country, amount - spent)));
    }
}

static void
add_left_out(Action *x)
{
  CopPaper *r = &x->r;
  const CopPlanResult *res = x->res;
  if (res->n_left_out == 0)
    return;
  CopNode *s = cop_paper_chapter(r, cop_arena_printf(r->a, "%d", res->n_years + (res->money_limited ? 3 : 2)), T_("Left out, and what would bring it in"), NULL);
  cop_add_para(r->d, s, T_("A reason holds for the plan as it stands, all other measures keeping their places."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 2 } };
  CopNode *t = cop_paper_table(r, s, T_("Measures outside the plan"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure"), T_("Why"), T_("Cheapest change")));
  for (size_t i = 0; i < res->n_left_out; i++) {
    const CopMeasure *m = res->left_out[i]->measure;
    const CopPlanExplanation *e = cop_plan_explain(res, m->id, r->a);
    const char *change = cop_plan_change_text(&x->say, &e->change);
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_measure_number(r, m->id), cop_paper_field(r, COP_ENTITY_measure, m->id, "title"), e->n_blocks > 0 ? cop_plan_block_text(&x->say, &e->blocks[0]) : "–", change == NULL ? "–" : change));
    cop_node_from(r->d, row, "measure", m->id);
  }
}

/* --- the document --- */

static bool
compose_action_plan(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopFront front = { .target = "action-plan", .title = cop_tr(words, title), .subtitle = cop_model_text(c->model, COP_ENTITY_plan, c->plan->id, "title", piece->lang, NULL),
                           .about = cop_tr(words, "Costs are estimates by class, not quotations. Choice and order follow from the gaps, the money and the staff entered; "
                                                  "changing one of them makes this document anew.") };
  Action x = { .res = c->result };
  cop_front_begin(&x.r, c, piece, &front, a, diags);
  x.say = cop_paper_speech(&x.r);
  cop_front_write(&x.r, &front);
  add_summary(&x);
  for (int y = 0; y < c->result->n_years; y++)
    add_year(&x, y);
  add_money(&x);
  add_left_out(&x);
  cop_front_end(&x.r, "A");
  out->doc = x.r.d;
  cop_paper_clear(&x.r);
  return true;
}

void
cop_target_action_plan(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || c->plan == NULL || c->result == NULL)
    return;
  for (size_t k = 0; k < c->country->languages.n; k++) {
    const char *lang = c->country->languages.items[k];
    if ((langs != NULL && !g_strv_contains(langs, lang)) || !cop_paper_speaks(c, lang, langs, title))
      continue;
    cop_products_add(pieces, &(CopProduct){ .target = "action-plan", .stem = cop_arena_printf(pieces->arena, "action-plan/action-plan.%s", lang), .lang = lang, .audience = "lead institutions",
                                            .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML),
                                            .compose = compose_action_plan });
    cop_products_add(pieces, &(CopProduct){ .target = "action-plan", .stem = cop_arena_printf(pieces->arena, "action-plan/action-plan-workbook.%s", lang), .lang = lang, .audience = "lead institutions",
                                            .formats = COP_FORMAT_BIT(COP_FORMAT_XLSX), .compose = cop_action_plan_tables });
  }
  cop_action_plan_years(c, pieces, langs);
}
