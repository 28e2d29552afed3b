/* SPDX-License-Identifier: Apache-2.0
 * Shares for those left out, and money. */
#include <math.h>
#include <string.h>

#include "compose/plan_words.h"
#include "compose/strategy_priv.h"
#include "figure/chart.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

/* --- no child left out --- */

/* Groups this field names as left out, what a plan can change for each, and the
 * measures of the catalogue that do it. */
static const struct {
  const char *group, *change;
  const char *measures[5];
} groups[] = {
  { N_("Children out of school"), N_("Spoken sessions, drama on radio and loudspeaker with call-in, pictures and sound at shops and markets; none needs reading"), { "M31", "M36", "M37", "M40", NULL } },
  { N_("Children with disabilities"), N_("Materials adapted with the groups concerned; the helpline answers by text, and deaf children can use it"), { "M34", "M21", NULL } },
  { N_("Indigenous children and children of minority languages"), N_("Texts fitted to culture with the communities; helpline and kit in home languages beyond the two largest"), { "M34", "M36", "M21", NULL } },
  { N_("Girls and boys, each by what they meet"), N_("Counts of persons split by sex; lessons and sessions treat consent and relationships; both sexes review texts"), { "M28", "M32", NULL } },
  { N_("Children of carers who read little"), N_("Sessions with a picture flip chart and a first sentence to say when a child tells"), { "M32", "M36", NULL } },
  { N_("Children displaced, on the street, in institutions"), N_("The referral card and the local plan reach those who already serve them; sessions in evacuation places"), { "M22", "M46", NULL } },
  { N_("Families in poverty"), N_("Sessions inside programmes they already attend; help with income where it is funded"), { "M32", "M33", NULL } },
};

static void
add_group(CopPaper *r, CopNode *t, size_t i)
{
  const CopPlanResult *res = r->c->result;
  const char *numbers[8];
  size_t n = 0;
  int64_t cost = 0;
  int soonest = -1;
  for (size_t k = 0; groups[i].measures[k] != NULL; k++) {
    const CopPlanItem *it = cop_plan_item(res, groups[i].measures[k]);
    if (it == NULL || !it->chosen)
      continue;
    numbers[n++] = cop_paper_measure_number(r, it->measure->id);
    cost += it->cost_total;
    soonest = soonest < 0 ? it->end : MIN(soonest, it->end);
  }
  if (n > 0)
    cop_add_row(r->d, t, LIST(T_(groups[i].group), T_(groups[i].change), cop_paper_list(r, numbers, n), cop_phrase_quarter(r->a, res->first_year, soonest - 1),
                              cop_phrase_millions(r->a, r->c->country, cost)));
}

static void
add_floors(CopPaper *r, CopNode *s)
{
  CopPlanSpeech speech = cop_paper_speech(r);
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.8f }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 3.6f } };
  CopNode *t = NULL;
  for (size_t i = 0; i < r->m->equity_floors.n; i++) {
    const CopEquityFloor *f = &r->m->equity_floors.items[i];
    if (strcmp(f->plan, r->c->plan->id) != 0)
      continue;
    if (t == NULL) {
      CopNode *section = cop_paper_section(r, s, T_("Floors no version of this plan goes below"));
      cop_paper_say(r, cop_add_para(r->d, section, NULL), T_("A floor is a rule of the planner, not an aim: when money is cut, measures above the floors go first, and a plan that cannot keep one is not "
                                                          "made; the office in charge is told which limits stand against it."));
      t = cop_paper_table(r, section, T_("Equity floors, and what this plan does for each"), columns, 4);
      t->as.table.head_column = true;
      cop_add_head_row(r->d, t, LIST(T_("What is kept"), T_("Floor"), T_("In this plan"), T_("Why")));
    }
    CopNode *row = cop_add_row(r->d, t, LIST(cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_equity_floor, f->id, "title")), cop_plan_floor_text(&speech, f), cop_plan_floor_met_text(&speech, f), f->reason == NULL ? "–" : cop_paper_field(r, COP_ENTITY_equity_floor, f->id, "reason")));
    cop_node_from(r->d, row, "equity_floor", f->id);
  }
}

void
cop_strategy_left_out(CopPaper *r)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, "7", T_("No child left out"), LIST(T_("Shares, not intentions: what part of the money and of the measures goes to those whom screens, schools and "
                                                                     "majority languages do not reach.")));
  CopNode *p = cop_add_para(r->d, s, NULL);
  if (res->cost_total > 0) {
    cop_paper_sayf(r, p, T_("Of the cost of the plan, %.0f per cent goes to prevention and %.0f per cent to measures made for children out of school."),
                    100.0 * (double)res->prevention_total / (double)res->cost_total, 100.0 * (double)res->out_of_school_total / (double)res->cost_total);
    cop_paper_cite(r, p, NULL, COP_MARK_DERIVED);
    cop_paper_say(r, p, T_("Both shares are published every year."));
  }
  cop_paper_say(r, p, T_("A measure may serve several groups, so that the costs in the table overlap and are not added up."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.7f }, { COP_ALIGN_START, 4.4f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 0.8f }, { COP_ALIGN_END, 0.8f } };
  CopNode *t = cop_paper_table(r, s, T_("What changes for each group"), columns, 5);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Group"), T_("What changes"), T_("Measures"), T_("First result"), cop_arena_printf(r->a, T_("%s million"), r->c->country->currency_symbol)));
  for (size_t i = 0; i < G_N_ELEMENTS(groups); i++)
    add_group(r, t, i);
  add_floors(r, s);
  CopNode *made = cop_paper_section(r, s, T_("Made for children out of school"));
  size_t channels = 0;
  for (size_t i = 0; i < r->m->channels.n; i++)
    channels += r->m->channels.items[i].literacy == COP_LITERACY_NONE && r->m->channels.items[i].connectivity == COP_CONNECTIVITY_NONE;
  cop_paper_sayf(r, cop_add_para(r->d, made, NULL), T_("%zu of the %zu channels in the catalogue need neither reading nor network. Annex J lists them with whom each reaches and what to mind."),
                 channels, r->m->channels.n);
  static const CopColumn made_columns[] = { { COP_ALIGN_START, 0.5f }, { COP_ALIGN_START, 4.2f }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 1.3f } };
  t = cop_paper_table(r, made, T_("Measures made for children out of school, and when they start"), made_columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure"), T_("Whom it reaches"), T_("When")));
  for (size_t i = 0; i < res->n_chosen; i++) {
    const CopPlanItem *it = res->chosen[i];
    if (!it->measure->out_of_school)
      continue;
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_measure_number(r, it->measure->id), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "target"),
                                             cop_phrase_quarters(r->a, res->first_year, it->start, it->end)));
    cop_node_from(r->d, row, "measure", it->measure->id);
  }
}

void
cop_strategy_channels(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 2.2f } };
  CopNode *t = cop_paper_table(r, s, T_("Channels without reading and without connection"), columns, 3);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Channel"), T_("Whom it reaches"), T_("What to mind")));
  for (size_t i = 0; i < r->m->channels.n; i++) {
    const CopChannel *c = &r->m->channels.items[i];
    if (c->literacy != COP_LITERACY_NONE || c->connectivity != COP_CONNECTIVITY_NONE)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "channel", c->id);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_channel, c->id, "title"));
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_channel, c->id, "reaches"));
    cop_paper_cite(r, cell, c->source, c->mark);
    cop_add_cell(r->d, row, c->safety == NULL ? "–" : cop_paper_field(r, COP_ENTITY_channel, c->id, "safety"));
  }
}

/* --- money --- */

static void
add_cost_by_objective(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  CopColumn columns[COP_PLAN_MAX_YEARS + 3] = { { COP_ALIGN_START, 3 } };
  const char *head[COP_PLAN_MAX_YEARS + 3] = { T_("Objective") };
  unsigned n_columns = (unsigned)res->n_years + 2;
  for (int y = 0; y < res->n_years; y++) {
    columns[y + 1] = (CopColumn){ COP_ALIGN_END, 1 };
    head[y + 1] = cop_arena_printf(r->a, "%d", res->first_year + y);
  }
  columns[n_columns - 1] = (CopColumn){ COP_ALIGN_END, 1 };
  head[n_columns - 1] = T_("All");
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Cost by objective and year, %s million"), r->c->country->currency_symbol), columns, n_columns);
  cop_add_head_row(r->d, t, head);
  int64_t sums[COP_PLAN_MAX_YEARS + 1] = { 0 };
  for (size_t i = 0; i <= r->m->objectives.n; i++) {
    int64_t row[COP_PLAN_MAX_YEARS + 1] = { 0 };
    const char *cells[COP_PLAN_MAX_YEARS + 3];
    if (i < r->m->objectives.n) {
      const CopObjective *o = &r->m->objectives.items[i];
      size_t n;
      const CopPlanItem **items = cop_strategy_items(r, o, &n);
      for (size_t k = 0; k < n; k++)
        for (int y = 0; y < res->n_years; y++)
          row[y] += items[k]->cost[y];
      cells[0] = cop_arena_printf(r->a, T_("SO %s %s"), o->number, cop_paper_field(r, COP_ENTITY_objective, o->id, "title"));
    } else {
      memcpy(row, sums, sizeof row);
      cells[0] = T_("Plan");
    }
    for (int y = 0; y < res->n_years; y++) {
      cells[y + 1] = cop_phrase_millions(r->a, r->c->country, row[y]);
      if (i < r->m->objectives.n) {
        sums[y] += row[y];
        row[res->n_years] += row[y];
      }
    }
    if (i < r->m->objectives.n)
      sums[res->n_years] += row[res->n_years];
    cells[n_columns - 1] = cop_phrase_millions(r->a, r->c->country, row[res->n_years]);
    CopNode *node = cop_add_row(r->d, t, cells);
    if (i == r->m->objectives.n)
      node->role = COP_ROLE_TOTAL;
  }
}

static void
add_cost_chart(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  size_t n = r->m->objectives.n;
  const char **names = cop_new_n(r->a, const char *, n + 1);
  double *planned = cop_new_n(r->a, double, n + 1);
  for (size_t i = 0; i < n; i++) {
    const CopObjective *o = &r->m->objectives.items[i];
    size_t n_items;
    const CopPlanItem **items = cop_strategy_items(r, o, &n_items);
    int64_t all = 0;
    for (size_t k = 0; k < n_items; k++)
      all += items[k]->cost_total;
    names[i] = cop_arena_printf(r->a, T_("Objective %s"), o->number);
    planned[i] = (double)all / pow(10, (double)r->c->country->currency_digits) / 1e6;
  }
  CopChartSeries series = { T_("Cost"), planned };
  CopChart chart = { .kind = COP_CHART_HBAR, .subject = T_("Cost of the plan by objective"), .category_title = T_("Objective"),
                     .unit = cop_arena_printf(r->a, T_("%s million"), r->c->country->currency_symbol), .decimals = 1, .categories = names, .n_categories = (unsigned)n,
                     .series = &series, .n_series = 1, .target = NAN };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = n == 0 ? NULL : cop_chart_draw(r->a, &chart, &options, &error);
  if (figure != NULL)
    cop_paper_figure(r, s, cop_arena_printf(r->a, T_("Where the money goes, %d–%d, prices of %d"), res->first_year, res->first_year + res->n_years - 1, (int)r->c->plan->price_year), figure);
}

const char *
cop_strategy_fund(CopPaper *r, const char *fund)
{
  for (size_t i = 0; i < r->m->budgets.n; i++)
    if (strcmp(r->m->budgets.items[i].fund, fund) == 0)
      return cop_paper_field(r, COP_ENTITY_budget, r->m->budgets.items[i].id, "fund");
  return fund;
}

/* One row for each source of funds, one column for each year: used, of proposed. */
static void
add_funds(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  if (!res->money_limited)
    return;
  CopColumn columns[COP_PLAN_MAX_YEARS + 4] = { { COP_ALIGN_START, 2.6f } };
  const char *head[COP_PLAN_MAX_YEARS + 4] = { T_("Source of funds") };
  unsigned n = 1;
  for (int y = 0; y < res->n_years; y++, n++) {
    columns[n] = (CopColumn){ COP_ALIGN_END, 1 };
    head[n] = cop_arena_printf(r->a, "%d", res->first_year + y);
  }
  static const char *const sums[] = { N_("Used"), N_("Proposed"), N_("Left") };
  for (size_t i = 0; i < G_N_ELEMENTS(sums); i++, n++) {
    columns[n] = (CopColumn){ COP_ALIGN_END, 1 };
    head[n] = T_(sums[i]);
  }
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Proposed sources of funds: used in each year, %s million"), r->c->country->currency_symbol), columns, n);
  cop_add_head_row(r->d, t, head);
  int64_t all[COP_PLAN_MAX_YEARS + 3] = { 0 };
  for (size_t f = 0; f <= res->n_funds; f++) {
    int64_t row[COP_PLAN_MAX_YEARS + 3] = { 0 };
    for (int y = 0; f < res->n_funds && y < res->n_years; y++) {
      size_t at = f * (size_t)res->n_years + (size_t)y;
      row[y] = res->fund_spent[at];
      row[res->n_years] += res->fund_spent[at];
      row[res->n_years + 1] += res->fund_amount[at];
      row[res->n_years + 2] += res->fund_amount[at] - res->fund_spent[at];
    }
    const char *cells[COP_PLAN_MAX_YEARS + 5] = { f < res->n_funds ? cop_phrase_sentence(r->a, cop_strategy_fund(r, res->funds[f])) : T_("All") };
    for (int k = 0; k < res->n_years + 3; k++) {
      all[k] += row[k];
      cells[k + 1] = cop_phrase_millions(r->a, r->c->country, f < res->n_funds ? row[k] : all[k]);
    }
    CopNode *node = cop_add_row(r->d, t, cells);
    if (f == res->n_funds)
      node->role = COP_ROLE_TOTAL;
  }
  cop_add_note(r->d, t, T_("All amounts are proposals of the drafters; none is appropriated or pledged. What is left could not pay a further measure together "
                        "with its running cost, its prerequisites or the capacity of its lead."));
}

/* What the chosen measures go on costing after the plan ends, a year. */
static int64_t
recurrent_tail(const CopPlanResult *res)
{
  int64_t all = 0;
  for (size_t i = 0; i < res->n_chosen; i++)
    if (res->chosen[i]->profile != NULL)
      all += res->chosen[i]->profile->cost_plan * res->chosen[i]->profile->recurrent / 100;
  return all;
}

static void
add_unfunded(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  if (res->n_left_out == 0)
    return;
  CopNode *gap = cop_paper_section(r, s, T_("What is not funded, and what that stops"));
  cop_paper_sayf(r, cop_add_para(r->d, gap, NULL), cop_ntr(r->words, "%s measure the catalogue offers is not in the plan. Money was given first to what others wait for and to what the law demands; the table says what would bring each of them in.",
                 "%s measures the catalogue offers are not in the plan. Money was given first to what others wait for and to what the law demands; the table says what would bring each of them in.", res->n_left_out),
                 cop_phrase_sentence(r->a, cop_paper_count(r, (int64_t)res->n_left_out)));
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 1.8f }, { COP_ALIGN_END, 0.9f }, { COP_ALIGN_START, 3 } };
  CopNode *t = cop_paper_table(r, gap, cop_arena_printf(r->a, T_("Measures outside the plan; yearly cost, %s million"), r->c->country->currency_symbol), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure"), T_("Gaps answered less"), T_("A year"), T_("What stands against it, and what would bring it in")));
  for (size_t i = 0; i < res->n_left_out; i++) {
    const CopPlanItem *it = res->left_out[i];
    const char *served = cop_strategy_served(r, it, 5);
    int64_t year = it->profile != NULL ? it->profile->cost_plan : 0;
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_measure_number(r, it->measure->id), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"), served == NULL ? T_("none") : served,
                                             year == 0 ? "–" : cop_phrase_millions(r->a, r->c->country, year), cop_strategy_change(r, it)));
    cop_node_from(r->d, row, "measure", it->measure->id);
  }
}

void
cop_strategy_costs(CopPaper *r)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, "9", T_("Costs and financing"), LIST(T_("A number, a class and a payer for every measure; what cannot be paid is named with what it stops.")));
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("The estimate rests on cost classes for national scale, in prices of %d, not on quotations; prices are to be collected before "
                        "the first budget call. The plan's own figure is %s; the classes allow %s. The range is wide because a class spans a factor of ten."),
                  (int)r->c->plan->price_year, cop_paper_money(r, res->cost_total),
                  cop_paper_money_range(r, res->cost_low_total, res->cost_high_total));
  if (res->unfunded_total > 0)
    cop_paper_sayf(r, p, T_("All measures that answer open gaps would cost %s; %.0f per cent of that is in the plan."),
                   cop_paper_money(r, res->cost_total + res->unfunded_total), 100.0 * (double)res->cost_total / (double)(res->cost_total + res->unfunded_total));
  cop_paper_sayf(r, p, T_("After %d, the measures cost an estimated %s a year to keep; each lead enters its part in its own budget in the last year of the plan."),
                 res->first_year + res->n_years - 1, cop_paper_money(r, recurrent_tail(res)));
  cop_paper_cite(r, p, NULL, COP_MARK_ESTIMATE);
  add_cost_by_objective(r, s);
  add_cost_chart(r, s);
  add_funds(r, s);
  add_unfunded(r, s);
}
