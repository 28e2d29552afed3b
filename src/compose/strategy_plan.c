/* SPDX-License-Identifier: Apache-2.0
 * Objectives with their measures, shares for those left out, and money. */
#include <math.h>
#include <string.h>

#include "compose/strategy_priv.h"
#include "figure/chart.h"
#include "figure/gantt.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

const CopPlanItem **
cop_strategy_items(CopPaper *r, const CopObjective *o, size_t *n)
{
  const CopPlanItem **items = cop_new_n(r->a, const CopPlanItem *, r->m->measures.n + 1);
  *n = 0;
  for (size_t i = 0; i < r->m->plan_outputs.n; i++) {
    const CopPlanOutput *out = &r->m->plan_outputs.items[i];
    if (strcmp(out->objective, o->id) != 0)
      continue;
    for (size_t k = 0; k < out->measures.n; k++) {
      const CopPlanItem *it = cop_plan_item(r->c->result, out->measures.items[k]);
      if (it != NULL)
        items[(*n)++] = it;
    }
  }
  return items;
}

const char *
cop_strategy_baseline_text(CopPaper *r, const CopTarget *t)
{
  const CopValue *v = cop_model_value(r->m, t->baseline);
  if (v != NULL)
    return cop_arena_printf(r->a, "%s (%s)", cop_phrase_value(r->a, v), cop_phrase_period(r->a, v->period));
  if (t->baseline_by == NULL)
    return "0 (new)";
  const CopPlanItem *it = cop_plan_item(r->c->result, t->baseline_by);
  const char *number = cop_paper_measure_number(r, t->baseline_by);
  if (it == NULL || !it->chosen)
    return cop_arena_printf(r->a, "not known; measure %s would set it and is not planned", number);
  return cop_arena_printf(r->a, "not known; set by measure %s, %s", number,
                          cop_phrase_quarter(r->a, r->c->result->first_year, it->end - 1));
}

static const CopTargetStep *
last_step(CopPaper *r, const CopTarget *t)
{
  const CopTargetStep *last = NULL;
  for (size_t i = 0; i < r->m->target_steps.n; i++) {
    const CopTargetStep *s = &r->m->target_steps.items[i];
    if (strcmp(s->target, t->id) == 0 && (last == NULL || s->year > last->year))
      last = s;
  }
  return last;
}

const char *
cop_strategy_target_text(CopPaper *r, const CopTarget *t)
{
  const CopTargetStep *s = last_step(r, t);
  const CopIndicator *in = cop_model_indicator(r->m, t->indicator);
  if (s == NULL || !cop_record_has(COP_ENTITY_target_step, s, "number"))
    return "reported, not rated";
  const char *bound = in == NULL || in->direction == COP_DIRECTION_NEUTRAL ? "" : in->direction == COP_DIRECTION_DOWN ? "not more than " : "at least ";
  return cop_arena_printf(r->a, "%s%s (%d)", bound, cop_phrase_figure(r->a, s->number), (int)s->year);
}

/* --- one objective --- */

static void
add_why(CopPaper *r, CopNode *s, const CopObjective *o)
{
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_stress(r, p, "Why.");
  cop_paper_paragraph(r);
  for (size_t i = 0; i < o->evidence.n; i++) {
    const CopValue *v = cop_model_value(r->m, o->evidence.items[i]);
    if (v != NULL)
      cop_paper_value(r, p, v);
  }
  const char *questions[8];
  size_t n = 0;
  for (size_t i = 0; i < o->questions.n && n < G_N_ELEMENTS(questions); i++)
    if (cop_gaps_get(r->c->gaps, COP_GAP_LAW, o->questions.items[i]) != NULL)
      questions[n++] = o->questions.items[i];
  if (n > 0)
    cop_paper_sayf(r, p, "The law leaves open %s (chapter 3 and annex C).", cop_phrase_list(r->a, questions, n));
}

static void
add_results(CopPaper *r, CopNode *s, const CopObjective *o)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.5f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 1.6f } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, "Objective %s: results", o->number), columns, 5);
  cop_add_head_row(r->d, t, LIST("No.", "Indicator", "Baseline", "Target", "Source; owner"));
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *g = &r->m->targets.items[i];
    if (strcmp(g->objective, o->id) != 0)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "target", g->id);
    cop_add_cell(r->d, row, g->number);
    cop_add_cell(r->d, row, g->title);
    CopNode *base = cop_add_cell(r->d, row, cop_strategy_baseline_text(r, g));
    const CopValue *v = cop_model_value(r->m, g->baseline);
    if (v != NULL)
      cop_paper_cite(r, base, v->source, v->mark);
    CopNode *target = cop_add_cell(r->d, row, cop_strategy_target_text(r, g));
    cop_paper_cite(r, target, NULL, g->mark);
    cop_add_cell(r->d, row, cop_arena_printf(r->a, "%s; %s", g->source, cop_paper_institution(r, g->owner)));
  }
  CopNode *p = NULL;
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *g = &r->m->targets.items[i];
    if (strcmp(g->objective, o->id) != 0 || g->reason == NULL)
      continue;
    if (p == NULL)
      p = cop_add_para(r->d, s, NULL);
    cop_paper_sayf(r, p, "%s: %s", g->number, g->reason);
  }
}

/* "1.1.1 and 2.1.2" that must be ready first. */
static const char *
waits_text(CopPaper *r, const CopPlanItem *it)
{
  const char *numbers[8];
  size_t n = 0;
  for (size_t i = 0; i < it->n_waits && n < G_N_ELEMENTS(numbers); i++) {
    const char *number = cop_paper_measure_number(r, it->waits[i].measure->id);
    bool twice = false;
    for (size_t k = 0; k < n; k++)
      twice |= strcmp(numbers[k], number) == 0;
    if (!twice)
      numbers[n++] = number;
  }
  return n == 0 ? "–" : cop_phrase_list(r->a, numbers, n);
}

static const CopPlanOutput *
output_of(CopPaper *r, const char *measure)
{
  for (size_t i = 0; i < r->m->plan_outputs.n; i++)
    for (size_t k = 0; k < r->m->plan_outputs.items[i].measures.n; k++)
      if (strcmp(r->m->plan_outputs.items[i].measures.items[k], measure) == 0)
        return &r->m->plan_outputs.items[i];
  return NULL;
}

static const char *
support_text(CopPaper *r, const CopMeasureProfile *profile)
{
  const char *names[8];
  size_t n = 0;
  for (size_t i = 0; profile != NULL && i < profile->support.n && n < G_N_ELEMENTS(names); i++)
    names[n++] = cop_paper_institution(r, profile->support.items[i]);
  return n == 0 ? "" : cop_arena_printf(r->a, " (%s)", cop_phrase_list(r->a, names, n));
}

static void
add_measures(CopPaper *r, CopNode *s, const CopObjective *o, const CopPlanItem *const *items, size_t n)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3.4f }, { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1.1f },
                                       { COP_ALIGN_START, 1 }, { COP_ALIGN_END, 1.1f } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, "Objective %s: measures", o->number), columns, 6);
  cop_add_head_row(r->d, t, LIST("No.", "Measure", "Lead (support)", "When", "Waits for", cop_arena_printf(r->a, "Cost, %s million", r->c->country->currency_symbol)));
  const CopPlanOutput *shown = NULL;
  int64_t total = 0;
  for (size_t i = 0; i < n; i++) {
    const CopPlanItem *it = items[i];
    if (!it->chosen)
      continue;
    const CopPlanOutput *out = output_of(r, it->measure->id);
    if (out != shown) {
      CopNode *group = cop_add_row(r->d, t, NULL);
      group->role = COP_ROLE_GROUP;
      cop_node_from(r->d, group, "plan_output", out->id);
      CopNode *cell = cop_add_cell(r->d, group, cop_arena_printf(r->a, "%s %s", out->number, out->statement));
      cell->as.cell.colspan = 6;
      shown = out;
    }
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "measure", it->measure->id);
    cop_add_cell(r->d, row, cop_paper_measure_number(r, it->measure->id));
    const char *lead = it->lead == NULL ? "–" : cop_paper_institution(r, it->lead->id);
    CopNode *what = cop_add_cell(r->d, row, it->profile != NULL ? cop_arena_printf(r->a, "%s %s", lead, it->profile->deliverable) : it->measure->title);
    CopNode *id = cop_add_styled(r->d, what, COP_NODE_SPAN, cop_arena_printf(r->a, " %s", it->measure->id));
    id->role = COP_ROLE_SIDE_NUMBER;
    cop_add_cell(r->d, row, cop_arena_printf(r->a, "%s%s", lead, support_text(r, it->profile)));
    cop_add_cell(r->d, row, cop_phrase_quarters(r->a, r->c->result->first_year, it->start, it->end));
    cop_add_cell(r->d, row, waits_text(r, it));
    CopNode *cost = cop_add_cell(r->d, row, cop_phrase_millions(r->a, r->c->country, it->cost_total));
    cop_paper_cite(r, cost, NULL, it->profile != NULL ? it->profile->mark : COP_MARK_ESTIMATE);
    total += it->cost_total;
  }
  CopNode *sum = cop_add_row(r->d, t, LIST("", "Objective in all", "", "", "", cop_phrase_millions(r->a, r->c->country, total)));
  sum->role = COP_ROLE_TOTAL;
  cop_add_note(r->d, t, "When: quarters until the first result; running cost after it is included in the cost over the whole plan. Ranges and rules: annex H.");
}

static const char *
codes_served(CopPaper *r, const CopPlanItem *it, size_t most)
{
  const char *codes[12];
  size_t n = 0;
  for (size_t i = 0; i < it->n_served && n < MIN(most, G_N_ELEMENTS(codes)); i++)
    codes[n++] = it->served[i].gap->code;
  return n == 0 ? NULL : cop_phrase_list(r->a, codes, n);
}

static void
add_order(CopPaper *r, CopNode *s, const CopPlanItem *const *items, size_t n)
{
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_stress(r, p, "Why in this order.");
  const CopPlanItem *first = NULL, *most = NULL;
  for (size_t i = 0; i < n; i++) {
    if (!items[i]->chosen)
      continue;
    if (first == NULL || items[i]->start < first->start)
      first = items[i];
    if (most == NULL || items[i]->n_unlocks > most->n_unlocks)
      most = items[i];
  }
  if (first == NULL) {
    cop_paper_say(r, p, "No measure of this objective could be chosen within the limits given.");
    return;
  }
  const char *codes = codes_served(r, first, 3);
  cop_paper_sayf(r, p, "Measure %s comes first%s%s.", cop_paper_measure_number(r, first->measure->id), codes == NULL ? "" : ": it answers ",
                  codes == NULL ? "" : codes);
  if (most->n_unlocks > 0)
    cop_paper_sayf(r, p, "%s other %s %s for measure %s.", cop_phrase_sentence(r->a, cop_phrase_count(r->a, (int64_t)most->n_unlocks)),
                    most->n_unlocks == 1 ? "measure" : "measures", most->n_unlocks == 1 ? "waits" : "wait",
                    cop_paper_measure_number(r, most->measure->id));
  for (size_t i = 0; i < n; i++)
    if (items[i]->chosen && items[i]->measure->invites_disclosure)
      for (size_t w = 0; w < items[i]->n_waits; w++)
        if (items[i]->waits[w].kind != COP_PLAN_WAIT_PREREQUISITE) {
          cop_paper_sayf(r, p, "Measure %s starts after %s, because material that invites a child to tell is issued only where someone is ready to "
                                "answer.", cop_paper_measure_number(r, items[i]->measure->id), waits_text(r, items[i]));
          break;
        }
  bool any = false;
  for (size_t i = 0; i < n; i++) {
    if (items[i]->chosen)
      continue;
    if (!any) {
      p = cop_add_para(r->d, s, NULL);
      cop_paper_stress(r, p, "Not in this plan.");
      any = true;
    }
    cop_paper_sayf(r, p, "%s (%s)%s%s.", cop_phrase_sentence(r->a, items[i]->measure->title), items[i]->measure->id,
                    items[i]->profile != NULL && items[i]->profile->waiver != NULL ? ": " : "",
                    items[i]->profile != NULL && items[i]->profile->waiver != NULL ? items[i]->profile->waiver : "");
  }
  if (any)
    cop_paper_say(r, p, "What would bring each of them in stands in annex H.");
}

static void
add_serves(CopPaper *r, CopNode *s, const CopPlanItem *const *items, size_t n)
{
  g_autoptr(GPtrArray) codes = g_ptr_array_new();
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; items[i]->chosen && k < items[i]->n_served; k++) {
      const CopGap *g = items[i]->served[k].gap;
      if (g->kind != COP_GAP_LAW && !g_ptr_array_find(codes, g->code, NULL) && codes->len < 24)
        g_ptr_array_add(codes, (gpointer)g->code);
    }
  if (codes->len == 0)
    return;
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_stress(r, p, "Serves.");
  cop_paper_sayf(r, p, "%s.", cop_phrase_list(r->a, (const char *const *)codes->pdata, codes->len));
}

void
cop_strategy_objectives(CopPaper *r)
{
  CopNode *chapter = cop_paper_chapter(r, "6", "Objectives and measures", LIST(
    "Each objective is a changed state of children, carers or systems, with the evidence for it, the measures that bring it about, and the reason for "
    "their order."));
  for (size_t i = 0; i < r->m->objectives.n; i++) {
    const CopObjective *o = &r->m->objectives.items[i];
    if (strcmp(o->plan, r->c->plan->id) != 0)
      continue;
    size_t n;
    const CopPlanItem **items = cop_strategy_items(r, o, &n);
    CopNode *s = cop_add_section(r->d, chapter, 2, cop_arena_printf(r->a, "SO %s", o->number), o->title);
    s->id = cop_arena_printf(r->a, "objective-%s", o->number);
    s->as.section.new_page = i > 0;
    cop_node_from(r->d, s, "objective", o->id);
    add_why(r, s, o);
    add_results(r, s, o);
    add_measures(r, s, o, items, n);
    add_order(r, s, items, n);
    add_serves(r, s, items, n);
  }
}

/* --- shares --- */

void
cop_strategy_left_out(CopPaper *r)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, "7", "No child left out", LIST("Shares, not intentions: what part of the money and of the measures goes to those whom screens, schools and "
                                                                     "majority languages do not reach."));
  CopNode *p = cop_add_para(r->d, s, NULL);
  if (res->cost_total > 0) {
    cop_paper_sayf(r, p, "Of the cost of the plan, %.0f per cent goes to prevention and %.0f per cent to measures made for children out of school.",
                    100.0 * (double)res->prevention_total / (double)res->cost_total, 100.0 * (double)res->out_of_school_total / (double)res->cost_total);
  }
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.7f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 1.2f } };
  CopNode *t = cop_paper_table(r, s, "Measures made for children out of school, and when they start", columns, 4);
  cop_add_head_row(r->d, t, LIST("No.", "Measure", "Whom it reaches", "When"));
  for (size_t i = 0; i < res->n_chosen; i++) {
    const CopPlanItem *it = res->chosen[i];
    if (!it->measure->out_of_school)
      continue;
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_measure_number(r, it->measure->id), it->measure->title, it->measure->target,
                                             cop_phrase_quarters(r->a, res->first_year, it->start, it->end)));
    cop_node_from(r->d, row, "measure", it->measure->id);
  }
  CopNode *ways = cop_paper_section(r, s, "Ways that need no reading and no network");
  static const CopColumn channel_columns[] = { { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 2.2f } };
  t = cop_paper_table(r, ways, "Channels without reading and without connection", channel_columns, 3);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST("Channel", "Whom it reaches", "What to mind"));
  for (size_t i = 0; i < r->m->channels.n; i++) {
    const CopChannel *c = &r->m->channels.items[i];
    if (c->literacy != COP_LITERACY_NONE || c->connectivity != COP_CONNECTIVITY_NONE)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "channel", c->id);
    cop_add_cell(r->d, row, c->title);
    CopNode *cell = cop_add_cell(r->d, row, c->reaches);
    cop_paper_cite(r, cell, c->source, c->mark);
    cop_add_cell(r->d, row, c->safety == NULL ? "–" : c->safety);
  }
}

/* --- money --- */

static void
add_cost_by_objective(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  CopColumn columns[COP_PLAN_MAX_YEARS + 3] = { { COP_ALIGN_START, 3 } };
  const char *head[COP_PLAN_MAX_YEARS + 3] = { "Objective" };
  unsigned n_columns = (unsigned)res->n_years + 2;
  for (int y = 0; y < res->n_years; y++) {
    columns[y + 1] = (CopColumn){ COP_ALIGN_END, 1 };
    head[y + 1] = cop_arena_printf(r->a, "%d", res->first_year + y);
  }
  columns[n_columns - 1] = (CopColumn){ COP_ALIGN_END, 1 };
  head[n_columns - 1] = "All";
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, "Cost by objective and year, %s million", r->c->country->currency_symbol), columns, n_columns);
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
      cells[0] = cop_arena_printf(r->a, "SO %s %s", o->number, o->title);
    } else {
      memcpy(row, sums, sizeof row);
      cells[0] = "Plan";
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
add_funds(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  if (!res->money_limited)
    return;
  static const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.2f } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, "Proposed sources of funds, %s million", r->c->country->currency_symbol), columns, 5);
  cop_add_head_row(r->d, t, LIST("Source of funds", "Year", "Proposed", "Used by the plan", "Left"));
  int64_t amount = 0, spent = 0;
  for (size_t f = 0; f < res->n_funds; f++)
    for (int y = 0; y < res->n_years; y++) {
      size_t at = f * (size_t)res->n_years + (size_t)y;
      amount += res->fund_amount[at];
      spent += res->fund_spent[at];
      cop_add_row(r->d, t, LIST(cop_phrase_sentence(r->a, res->funds[f]), cop_arena_printf(r->a, "%d", res->first_year + y),
                                cop_phrase_millions(r->a, r->c->country, res->fund_amount[at]), cop_phrase_millions(r->a, r->c->country, res->fund_spent[at]),
                                cop_phrase_millions(r->a, r->c->country, res->fund_amount[at] - res->fund_spent[at])));
    }
  CopNode *sum = cop_add_row(r->d, t, LIST("All", "", cop_phrase_millions(r->a, r->c->country, amount), cop_phrase_millions(r->a, r->c->country, spent),
                                           cop_phrase_millions(r->a, r->c->country, amount - spent)));
  sum->role = COP_ROLE_TOTAL;
  cop_add_note(r->d, t, "All amounts are proposals of the drafters; none is appropriated or pledged. What is left could not pay a further measure together "
                        "with its running cost, its prerequisites or the capacity of its lead.");
}

void
cop_strategy_costs(CopPaper *r)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, "9", "Costs and financing", LIST("A number, a class and a payer for every measure; what cannot be paid is named with what it stops."));
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, "The estimate rests on cost classes for national scale, in prices of %d, not on quotations; prices are to be collected before "
                        "the first budget call. The plan's own figure is %s; the classes allow %s.",
                  (int)r->c->plan->price_year, cop_phrase_money(r->a, r->c->country, res->cost_total),
                  cop_phrase_money_range(r->a, r->c->country, res->cost_low_total, res->cost_high_total));
  add_cost_by_objective(r, s);
  add_funds(r, s);
  if (res->n_left_out > 0) {
    CopNode *gap = cop_paper_section(r, s, "What is not funded, and what that stops");
    static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_END, 1 } };
    CopNode *t = cop_paper_table(r, gap, cop_arena_printf(r->a, "Measures outside the plan; yearly cost, %s million", r->c->country->currency_symbol), columns, 4);
    cop_add_head_row(r->d, t, LIST("Id", "Measure", "Gaps that stay open or are answered less", "A year"));
    for (size_t i = 0; i < res->n_left_out; i++) {
      const CopPlanItem *it = res->left_out[i];
      const char *codes = codes_served(r, it, 5);
      int64_t year = it->profile != NULL ? it->profile->cost_plan : 0;
      CopNode *row = cop_add_row(r->d, t, LIST(it->measure->id, it->measure->title, codes == NULL ? "–" : codes,
                                               year == 0 ? "–" : cop_phrase_millions(r->a, r->c->country, year)));
      cop_node_from(r->d, row, "measure", it->measure->id);
    }
  }
}
