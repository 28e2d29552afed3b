/* SPDX-License-Identifier: Apache-2.0
 * Objectives: why, results, measures, order, cost. */
#include <string.h>

#include "compose/plan_words.h"
#include "compose/strategy_priv.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
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
    return cop_arena_printf(r->a, "%s (%s)", cop_paper_figure_of(r, v), cop_paper_period(r, v->period));
  if (t->baseline_by == NULL)
    return cop_tr(r->words, "0 (new)");
  const CopPlanItem *it = cop_plan_item(r->c->result, t->baseline_by);
  const char *number = cop_paper_measure_number(r, t->baseline_by);
  if (it == NULL || !it->chosen)
    return cop_arena_printf(r->a, cop_tr(r->words, "not known; measure %s would set it and is not planned"), number);
  return cop_arena_printf(r->a, cop_tr(r->words, "not known; set by measure %s, %s"), number,
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
    return cop_tr(r->words, "reported, not rated");
  const char *figure = cop_phrase_figure(r->a, s->number);
  if (in == NULL || in->direction == COP_DIRECTION_NEUTRAL)
    return cop_arena_printf(r->a, "%s (%d)", figure, (int)s->year);
  return cop_arena_printf(r->a, in->direction == COP_DIRECTION_DOWN ? cop_tr(r->words, "not more than %s (%d)") : cop_tr(r->words, "at least %s (%d)"), figure, (int)s->year);
}

/* --- one objective --- */

static void
add_why(CopPaper *r, CopNode *s, const CopObjective *o)
{
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_stress(r, p, T_("Why."));
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
      questions[n++] = cop_paper_question_number(r, o->questions.items[i]);
  if (n > 0)
    cop_paper_sayf(r, p, cop_ntr(r->words, "The law leaves question %s of the review open (chapter 3 and annex C).", "The law leaves questions %s of the review open (chapter 3 and annex C).", n),
                   cop_paper_list(r, questions, n));
  cop_paper_limits(r, p);
}

/* "Not more than 30", "–": what stands in the column of a year. */
static const char *
step_text(CopPaper *r, const CopTarget *t, int year)
{
  for (size_t i = 0; i < r->m->target_steps.n; i++) {
    const CopTargetStep *s = &r->m->target_steps.items[i];
    if (strcmp(s->target, t->id) == 0 && s->year == year)
      return cop_record_has(COP_ENTITY_target_step, s, "number") ? cop_phrase_figure(r->a, s->number) : "–";
  }
  return "–";
}

static void
say_headline(CopPaper *r, CopNode *s, const CopObjective *o)
{
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *g = &r->m->targets.items[i];
    const CopTargetStep *last = last_step(r, g);
    const CopIndicator *in = cop_model_indicator(r->m, g->indicator);
    if (strcmp(g->objective, o->id) != 0 || in == NULL || last == NULL || !cop_record_has(COP_ENTITY_target_step, last, "number"))
      continue;
    const CopValue *v = cop_model_value(r->m, g->baseline);
    const char *name = cop_paper_field(r, COP_ENTITY_target, g->id, "title");
    g_autofree char *first = g_utf8_strdown(name, 1);
    const char *title = cop_arena_printf(r->a, "%s%s", first, name + 1), *figure = cop_phrase_figure(r->a, last->number);
    bool down = in->direction == COP_DIRECTION_DOWN;
    CopNode *p = cop_add_para(r->d, s, NULL);
    cop_paper_stress(r, p, T_("Measured by."));
    if (v != NULL)
      cop_paper_sayf(r, p, down ? T_("By the end of %d, the %s falls from %s (%s) to not more than %s.") : T_("By the end of %d, the %s rises from %s (%s) to at least %s."),
                     (int)last->year, title, cop_paper_figure_of(r, v), cop_paper_period(r, v->period), figure);
    else
      cop_paper_sayf(r, p, down ? T_("By the end of %d, the %s falls to not more than %s.") : T_("By the end of %d, the %s rises to at least %s."), (int)last->year, title, figure);
    if (v == NULL && g->baseline_by != NULL)
      cop_paper_sayf(r, p, T_("The baseline is set by measure %s; if it is above the first step, the steps are raised within 60 days."), cop_paper_measure_number(r, g->baseline_by));
    return;
  }
}

static void
add_results(CopPaper *r, CopNode *s, const CopObjective *o)
{
  int years = MIN(r->c->result->n_years, 6), first = r->c->result->first_year;
  CopColumn columns[10] = { { COP_ALIGN_START, 0.5f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 1.5f } };
  const char *head[10] = { T_("No."), T_("Indicator"), T_("Baseline") };
  unsigned n = 3;
  for (int y = 0; y < years; y++, n++) {
    columns[n] = (CopColumn){ COP_ALIGN_END, 0.75f };
    head[n] = cop_arena_printf(r->a, "%d", first + y);
  }
  columns[n] = (CopColumn){ COP_ALIGN_START, 1.8f };
  head[n++] = T_("Source; owner");
  say_headline(r, s, o);
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Objective %s: indicators and targets at the end of each year"), o->number), columns, n);
  cop_add_head_row(r->d, t, head);
  CopNode *p = NULL;
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *g = &r->m->targets.items[i];
    if (strcmp(g->objective, o->id) != 0)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "target", g->id);
    cop_add_cell(r->d, row, g->number);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_target, g->id, "title"));
    CopNode *base = cop_add_cell(r->d, row, cop_strategy_baseline_text(r, g));
    const CopValue *v = cop_model_value(r->m, g->baseline);
    if (v != NULL)
      cop_paper_cite(r, base, v->source, v->mark);
    for (int y = 0; y < years; y++)
      cop_add_cell(r->d, row, step_text(r, g, first + y));
    cop_add_cell(r->d, row, cop_arena_printf(r->a, "%s; %s", cop_paper_field(r, COP_ENTITY_target, g->id, "source"), cop_paper_institution(r, g->owner)));
  }
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *g = &r->m->targets.items[i];
    if (strcmp(g->objective, o->id) != 0 || g->reason == NULL)
      continue;
    if (p == NULL) {
      p = cop_add_para(r->d, s, NULL);
      cop_paper_stress(r, p, T_("Why these targets."));
    }
    cop_paper_sayf(r, p, "%s: %s", g->number, cop_paper_field(r, COP_ENTITY_target, g->id, "reason"));
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
  return n == 0 ? "–" : cop_paper_list(r, numbers, n);
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
  return n == 0 ? "" : cop_arena_printf(r->a, " (%s)", cop_paper_list(r, names, n));
}

static void
add_measures(CopPaper *r, CopNode *s, const CopObjective *o, const CopPlanItem *const *items, size_t n)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3.4f }, { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1.1f },
                                       { COP_ALIGN_START, 1 }, { COP_ALIGN_END, 1.1f } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Objective %s: measures"), o->number), columns, 6);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure"), T_("Lead (support)"), T_("When"), T_("Waits for"), cop_arena_printf(r->a, T_("Cost, %s million"), r->c->country->currency_symbol)));
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
      CopNode *cell = cop_add_cell(r->d, group, cop_arena_printf(r->a, "%s %s", out->number, cop_paper_field(r, COP_ENTITY_plan_output, out->id, "statement")));
      cell->as.cell.colspan = 6;
      shown = out;
    }
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "measure", it->measure->id);
    cop_add_cell(r->d, row, cop_paper_measure_number(r, it->measure->id));
    const char *lead = it->lead == NULL ? "–" : cop_paper_institution(r, it->lead->id);
    cop_add_cell(r->d, row, it->profile != NULL ? cop_arena_printf(r->a, "%s %s", lead, cop_paper_field(r, COP_ENTITY_measure_profile, it->profile->id, "deliverable")) : cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"));
    cop_add_cell(r->d, row, cop_arena_printf(r->a, "%s%s", lead, support_text(r, it->profile)));
    cop_add_cell(r->d, row, cop_phrase_quarters(r->a, r->c->result->first_year, it->start, it->end));
    cop_add_cell(r->d, row, waits_text(r, it));
    CopNode *cost = cop_add_cell(r->d, row, cop_phrase_millions(r->a, r->c->country, it->cost_total));
    cop_paper_cite(r, cost, NULL, it->profile != NULL ? it->profile->mark : COP_MARK_ESTIMATE);
    total += it->cost_total;
  }
  CopNode *sum = cop_add_row(r->d, t, LIST("", T_("Objective in all"), "", "", "", cop_phrase_millions(r->a, r->c->country, total)));
  sum->role = COP_ROLE_TOTAL;
}

const char *
cop_strategy_served(CopPaper *r, const CopPlanItem *it, size_t most)
{
  const CopRequirement *clauses[16];
  const char *questions[8];
  size_t n = 0, q = 0;
  for (size_t i = 0; i < it->n_served && i < most; i++) {
    const CopGap *g = it->served[i].gap;
    if (g->requirement != NULL && n < G_N_ELEMENTS(clauses))
      clauses[n++] = g->requirement;
    else if (g->question != NULL && q < G_N_ELEMENTS(questions))
      questions[q++] = cop_paper_question_number(r, g->question->id);
  }
  const char *law = q == 0 ? "" : cop_arena_printf(r->a, cop_ntr(r->words, "question %s of the legal review", "questions %s of the legal review", q), cop_paper_list(r, questions, q));
  if (n + q == 0)
    return NULL;
  return cop_arena_printf(r->a, "%s%s%s", n == 0 ? "" : cop_paper_clauses(r, clauses, n), n > 0 && q > 0 ? "; " : "", law);
}

/* What would bring a measure in that the plan leaves out, as a sentence. */
const char *
cop_strategy_change(CopPaper *r, const CopPlanItem *it)
{
  if (it->profile != NULL && it->profile->waiver != NULL)
    return cop_arena_printf(r->a, "%s.", it->profile->waiver);
  CopPlanSpeech speech = cop_paper_speech(r);
  const CopPlanExplanation *why = cop_plan_explain(r->c->result, it->measure->id, r->a);
  const char *block = why == NULL || why->n_blocks == 0 ? NULL : cop_plan_block_text(&speech, &why->blocks[0]);
  const char *change = why == NULL ? NULL : cop_plan_change_text(&speech, &why->change);
  if (change != NULL)
    return cop_arena_printf(r->a, T_("%s It would come in with: %s"), block == NULL ? "" : block, change);
  return block == NULL ? T_("It answers no gap that is open.") : block;
}

/* Which measures of the objective the safety rule holds back. */
static void
say_safety(CopPaper *r, CopNode *p, const CopPlanItem *const *items, size_t n)
{
  const char *held[16], *services[8];
  size_t n_held = 0, n_services = 0;
  for (size_t i = 0; i < n && n_held < G_N_ELEMENTS(held); i++) {
    if (!items[i]->chosen || !items[i]->measure->invites_disclosure)
      continue;
    held[n_held++] = cop_paper_measure_number(r, items[i]->measure->id);
    for (size_t w = 0; w < items[i]->n_waits; w++) {
      const CopPlanWait *wait = &items[i]->waits[w];
      const char *number = cop_paper_measure_number(r, wait->measure->id);
      bool known = !(wait->measure->helpline || wait->measure->referral) || n_services == G_N_ELEMENTS(services);
      for (size_t k = 0; k < n_services && !known; k++)
        known = strcmp(services[k], number) == 0;
      if (!known)
        services[n_services++] = number;
    }
  }
  if (n_held > 0 && n_services > 0)
    cop_paper_sayf(r, p, cop_ntr(r->words, "Measure %s starts after %s, because material that invites a child to tell is issued only where someone is ready to answer.",
                                 "Measures %s start after %s, because material that invites a child to tell is issued only where someone is ready to answer.", n_held),
                   cop_paper_list(r, held, n_held), cop_paper_list(r, services, n_services));
}

static void
add_order(CopPaper *r, CopNode *s, const CopPlanItem *const *items, size_t n)
{
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_stress(r, p, T_("Why in this order."));
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
    cop_paper_say(r, p, T_("No measure of this objective could be chosen within the limits given."));
    return;
  }
  const char *codes = cop_strategy_served(r, first, 4);
  const char *number = cop_paper_measure_number(r, first->measure->id);
  if (codes != NULL)
    cop_paper_sayf(r, p, T_("Measure %s comes first: it answers %s."), number, codes);
  else
    cop_paper_sayf(r, p, T_("Measure %s comes first."), number);
  if (most->n_unlocks > 0)
    cop_paper_sayf(r, p, cop_ntr(r->words, "Measure %s is what %s other measure waits for.", "Measure %s is what %s other measures wait for.", most->n_unlocks),
                   cop_paper_measure_number(r, most->measure->id), cop_paper_count(r, (int64_t)most->n_unlocks));
  say_safety(r, p, items, n);
  bool any = false;
  for (size_t i = 0; i < n; i++) {
    if (items[i]->chosen)
      continue;
    if (!any) {
      p = cop_add_para(r->d, s, NULL);
      cop_paper_stress(r, p, T_("Not in this plan."));
      any = true;
    }
    cop_paper_sayf(r, p, "%s (%s). %s", cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_measure, items[i]->measure->id, "title")), cop_paper_measure_number(r, items[i]->measure->id), cop_strategy_change(r, items[i]));
  }
}

static void
add_serves(CopPaper *r, CopNode *s, const CopPlanItem *const *items, size_t n)
{
  g_autoptr(GPtrArray) clauses = g_ptr_array_new();
  int64_t low = 0, high = 0, all = 0;
  for (size_t i = 0; i < n; i++) {
    if (!items[i]->chosen)
      continue;
    low += items[i]->cost_low_total;
    high += items[i]->cost_high_total;
    all += items[i]->cost_total;
    for (size_t k = 0; k < items[i]->n_served; k++) {
      const CopGap *g = items[i]->served[k].gap;
      if (g->requirement != NULL && !g_ptr_array_find(clauses, g->requirement, NULL))
        g_ptr_array_add(clauses, (gpointer)g->requirement);
    }
  }
  CopNode *p;
  if (clauses->len > 0) {
    p = cop_add_para(r->d, s, NULL);
    cop_paper_stress(r, p, T_("Serves."));
    cop_paper_sayf(r, p, "%s.", cop_paper_clauses(r, (const CopRequirement *const *)clauses->pdata, clauses->len));
  }
  if (all == 0)
    return;
  p = cop_add_para(r->d, s, NULL);
  cop_paper_stress(r, p, T_("Cost."));
  cop_paper_sayf(r, p, T_("%s over the plan, within a range of %s that the cost classes leave until prices are collected."), cop_paper_money(r, all),
                 cop_paper_money_range(r, low, high));
}

void
cop_strategy_objectives(CopPaper *r)
{
  CopNode *chapter = cop_paper_chapter(r, "6", T_("Objectives and measures"), LIST(
    T_("Each objective is a changed state of children, carers or systems, with the evidence for it, the measures that bring it about, and the reason for "
    "their order.")));
  cop_paper_say(r, cop_add_para(r->d, chapter, NULL), T_("How to read the tables. All targets and costs are proposals. A dash in a year means that no step is set: the indicator is reported and not rated, "
                "or not yet measured. When: the quarters until the first result. Cost: over the whole plan, running cost after the first result included; rules stand in annex H."));
  for (size_t i = 0; i < r->m->objectives.n; i++) {
    const CopObjective *o = &r->m->objectives.items[i];
    if (strcmp(o->plan, r->c->plan->id) != 0)
      continue;
    size_t n;
    const CopPlanItem **items = cop_strategy_items(r, o, &n);
    CopNode *s = cop_add_section(r->d, chapter, 2, cop_arena_printf(r->a, T_("SO %s"), o->number), cop_paper_field(r, COP_ENTITY_objective, o->id, "title"));
    s->id = cop_arena_printf(r->a, "objective-%s", o->number);
    cop_node_from(r->d, s, "objective", o->id);
    add_why(r, s, o);
    add_results(r, s, o);
    add_measures(r, s, o, items, n);
    add_order(r, s, items, n);
    add_serves(r, s, items, n);
  }
}
