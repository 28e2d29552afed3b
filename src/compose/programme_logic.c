/* SPDX-License-Identifier: Apache-2.0
 * Problem, rationale, theory of change, results. */
#include <string.h>

#include "compose/programme.h"
#include "compose/strategy_priv.h"
#include "figure/chain.h"

#define T_(TEXT) cop_tr(p->r.words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static bool
has(const CopTexts *t, const char *id)
{
  for (size_t i = 0; i < t->n; i++)
    if (strcmp(t->items[i], id) == 0)
      return true;
  return false;
}

/* Does the programme carry one of these measures? */
static bool
carries(const CopProgramme *p, const CopTexts *measures)
{
  for (size_t i = 0; i < p->n; i++)
    if (has(measures, p->items[i]->measure->id))
      return true;
  return false;
}

/* --- 1 problem --- */

static void
add_evidence(CopProgramme *p, CopNode *s)
{
  CopPaper *r = &p->r;
  static const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_END, 0.9f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 2.8f } };
  CopNode *t = cop_paper_table(r, s, T_("Figures behind the objective"), columns, 5);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("What"), T_("Figure"), T_("When"), T_("Unit"), T_("What it does not show")));
  for (size_t i = 0; i < p->o->evidence.n; i++) {
    const CopValue *v = cop_model_value(r->m, p->o->evidence.items[i]);
    if (v == NULL)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "value", v->id);
    cop_add_cell(r->d, row, cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_value, v->id, "label")));
    cop_paper_cite(r, cop_add_cell(r->d, row, cop_phrase_value(r->a, v)), v->source, v->mark);
    cop_add_cell(r->d, row, cop_paper_period(r, v->period));
    cop_add_cell(r->d, row, T_(v->unit));
    cop_add_cell(r->d, row, v->caveat == NULL ? "–" : cop_paper_field(r, COP_ENTITY_value, v->id, "caveat"));
  }
}

void
cop_programme_problem(CopProgramme *p)
{
  CopPaper *r = &p->r;
  CopNode *s = cop_paper_chapter(r, "1", T_("Problem"), NULL);
  cop_paper_sayf(r, cop_add_para(r->d, s, NULL), T_("The objective is a changed state: %s. The figures below say why it is wanted; each stands with its source and with what it does not show."),
                 cop_programme_title(p));
  add_evidence(p, s);
  size_t open = 0;
  CopNode *list = NULL;
  for (size_t i = 0; i < p->o->questions.n; i++) {
    const CopGap *g = cop_gaps_get(r->c->gaps, COP_GAP_LAW, p->o->questions.items[i]);
    if (g == NULL || g->question == NULL)
      continue;
    if (open++ == 0) {
      cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("What the law leaves open (numbers of the legal review):"));
      list = cop_add_list(r->d, s, false);
    }
    CopNode *item = cop_add_item(r->d, list, cop_arena_printf(r->a, "%s. %s", cop_paper_question_number(r, g->question->id), cop_paper_field(r, COP_ENTITY_question, g->question->id, "text")));
    cop_node_from(r->d, item, "question", g->question->id);
  }
  for (size_t i = 0; i < r->m->data_gaps.n; i++) {
    const CopDataGap *g = &r->m->data_gaps.items[i];
    for (size_t k = 0; k < p->n && g->measure != NULL; k++)
      if (strcmp(p->items[k]->measure->id, g->measure) == 0)
        cop_paper_unknown(r, s, cop_arena_printf(r->a, T_("Not known: %s. Measure %s will produce it by %s; until then, %s."), cop_paper_field(r, COP_ENTITY_data_gap, g->id, "item"),
                                                 cop_programme_number(p, p->items[k]), cop_phrase_quarter(r->a, r->c->result->first_year, p->items[k]->end - 1),
                                                 cop_paper_field(r, COP_ENTITY_data_gap, g->id, "until")));
  }
}

/* --- 2 rationale --- */

void
cop_programme_rationale(CopProgramme *p)
{
  CopPaper *r = &p->r;
  CopNode *s = cop_paper_chapter(r, "2", T_("Rationale and lessons"), NULL);
  s->as.section.new_page = false;
  cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("How sure the effect of each measure is, and which gaps it answers. Strength: proven, promising, prudent (little evidence, little risk), expert (judgement only)."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3.4f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 3.2f } };
  CopNode *t = cop_paper_table(r, s, T_("Measures, strength of evidence, gaps answered"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure"), T_("Evidence"), T_("Answers")));
  for (size_t i = 0; i < p->n; i++) {
    const CopPlanItem *it = p->items[i];
    const char *served = cop_strategy_served(r, it, 5);
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "measure", it->measure->id);
    cop_add_cell(r->d, row, cop_programme_number(p, it));
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"));
    CopNode *cell = cop_add_cell(r->d, row, cop_tr(r->words, cop_words(COP_WORDS_EVIDENCE)->words[it->measure->evidence]));
    cop_paper_cite(r, cell, it->measure->source, it->measure->mark);
    cop_add_cell(r->d, row, served == NULL ? "–" : served);
  }
  CopNode *list = NULL;
  for (size_t i = 0; i < r->m->lessons.n; i++) {
    const CopLesson *l = &r->m->lessons.items[i];
    if (!carries(p, &l->measures))
      continue;
    if (list == NULL) {
      cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("What earlier work taught, and what this programme therefore does:"));
      list = cop_add_list(r->d, s, false);
    }
    CopNode *para = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_node_from(r->d, para, "lesson", l->id);
    cop_paper_say(r, para, cop_paper_field(r, COP_ENTITY_lesson, l->id, "finding"));
    cop_paper_cite(r, para, l->source, l->mark);
    cop_paper_say(r, para, cop_paper_field(r, COP_ENTITY_lesson, l->id, "change"));
  }
}

/* --- 3 theory of change --- */

static void
add_chain(CopProgramme *p, CopNode *s)
{
  CopPaper *r = &p->r;
  const char *outputs[COP_CHAIN_BOXES_MAX], *conditions[COP_CHAIN_BOXES_MAX];
  unsigned n_outputs = 0, n_conditions = 0;
  for (size_t k = 0; k < r->m->plan_outputs.n && n_outputs < COP_CHAIN_BOXES_MAX; k++)
    if (strcmp(r->m->plan_outputs.items[k].objective, p->o->id) == 0 && carries(p, &r->m->plan_outputs.items[k].measures))
      outputs[n_outputs++] = cop_arena_printf(r->a, "%s %s", r->m->plan_outputs.items[k].number, cop_paper_field(r, COP_ENTITY_plan_output, r->m->plan_outputs.items[k].id, "statement"));
  for (size_t k = 0; k < r->m->assumptions.n && n_conditions < COP_CHAIN_BOXES_MAX; k++)
    if (strcmp(r->m->assumptions.items[k].objective, p->o->id) == 0)
      conditions[n_conditions++] = cop_paper_field(r, COP_ENTITY_assumption, r->m->assumptions.items[k].id, "text");
  const char *outcome = cop_programme_title(p), *impact = cop_paper_field(r, COP_ENTITY_plan, r->c->plan->id, "vision");
  CopChainColumn columns[4] = { { .title = T_("If these outputs are there"), .boxes = outputs, .n_boxes = n_outputs, .weight = 1.5f } };
  unsigned n = 1;
  if (n_conditions > 0)
    columns[n++] = (CopChainColumn){ .title = T_("and these conditions hold"), .boxes = conditions, .n_boxes = n_conditions, .weight = 1.1f, .condition = true };
  columns[n++] = (CopChainColumn){ .title = T_("then this changes"), .boxes = &outcome, .n_boxes = 1, .weight = 1 };
  columns[n++] = (CopChainColumn){ .title = T_("which brings nearer"), .boxes = &impact, .n_boxes = 1, .weight = 0.9f, .goal = true };
  CopChain chain = { .subject = cop_arena_printf(r->a, T_("Theory of change of objective %s"), p->o->number), .columns = columns, .n_columns = n };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = n_outputs == 0 ? NULL : cop_chain_draw(r->a, &chain, &options, &error);
  if (figure != NULL)
    cop_paper_figure(r, s, chain.subject, figure);
}

void
cop_programme_change(CopProgramme *p)
{
  CopPaper *r = &p->r;
  CopNode *s = cop_paper_chapter(r, "3", T_("Theory of change"), NULL);
  cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("Outputs lie within the control of the offices that make them. Conditions do not: each is watched, and when one fails the plan is reopened."));
  add_chain(p, s);
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 2 } };
  CopNode *t = NULL;
  for (size_t i = 0; i < r->m->assumptions.n; i++) {
    const CopAssumption *q = &r->m->assumptions.items[i];
    if (strcmp(q->objective, p->o->id) != 0)
      continue;
    if (t == NULL) {
      t = cop_paper_table(r, s, T_("Conditions, and why they can be expected"), columns, 2);
      cop_add_head_row(r->d, t, LIST(T_("Condition"), T_("Why it can be expected")));
    }
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "assumption", q->id);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_assumption, q->id, "text"));
    CopNode *cell = cop_add_cell(r->d, row, q->evidence == NULL ? T_("Expert judgement only; tested in the first review.") : cop_paper_field(r, COP_ENTITY_assumption, q->id, "evidence"));
    cop_paper_cite(r, cell, q->source, q->mark);
  }
}

/* --- 4 results and measures --- */

static const char *
waits(CopProgramme *p, const CopPlanItem *it)
{
  const char *numbers[8];
  size_t n = 0;
  for (size_t i = 0; i < it->n_waits && n < G_N_ELEMENTS(numbers); i++) {
    const char *number = cop_paper_measure_number(&p->r, it->waits[i].measure->id);
    bool twice = false;
    for (size_t k = 0; k < n; k++)
      twice |= strcmp(numbers[k], number) == 0;
    if (!twice)
      numbers[n++] = number;
  }
  return n == 0 ? "–" : cop_paper_list(&p->r, numbers, n);
}

static void
say_safety(CopProgramme *p, CopNode *s)
{
  const char *held[16];
  size_t n = 0;
  for (size_t i = 0; i < p->n && n < G_N_ELEMENTS(held); i++)
    if (p->items[i]->measure->invites_disclosure)
      held[n++] = cop_programme_number(p, p->items[i]);
  if (n > 0)
    cop_paper_sayf(&p->r, cop_add_para(p->r.d, s, NULL), T_("Safety: %s may lead a child to tell. They start only after a helpline and a referral path have had their first result; no option of the planner can switch that off."),
                   cop_paper_list(&p->r, held, n));
}

void
cop_programme_results(CopProgramme *p)
{
  CopPaper *r = &p->r;
  CopNode *s = cop_paper_chapter(r, "4", T_("Outputs and measures"), NULL);
  s->as.section.new_page = false;
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3.9f }, { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 0.5f }, { COP_ALIGN_END, 0.9f } };
  CopNode *t = cop_paper_table(r, s, T_("Outputs, and the measures that make them"), columns, 6);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure"), T_("When"), T_("Waits for"), T_("Class"), cop_arena_printf(r->a, T_("%s million"), r->c->country->currency_symbol)));
  for (size_t k = 0; k < r->m->plan_outputs.n; k++) {
    const CopPlanOutput *out = &r->m->plan_outputs.items[k];
    if (strcmp(out->objective, p->o->id) != 0 || !carries(p, &out->measures))
      continue;
    CopNode *group = cop_add_row(r->d, t, NULL);
    group->role = COP_ROLE_GROUP;
    cop_node_from(r->d, group, "plan_output", out->id);
    cop_add_cell(r->d, group, cop_arena_printf(r->a, "%s %s", out->number, cop_paper_field(r, COP_ENTITY_plan_output, out->id, "statement")))->as.cell.colspan = 6;
    for (size_t i = 0; i < p->n; i++) {
      const CopPlanItem *it = p->items[i];
      if (!has(&out->measures, it->measure->id))
        continue;
      CopNode *row = cop_add_row(r->d, t, LIST(cop_programme_number(p, it), cop_programme_measure(p, it), cop_phrase_quarters(r->a, r->c->result->first_year, it->start, it->end), waits(p, it),
                                               it->measure->cost_class, cop_phrase_millions(r->a, r->c->country, it->cost_total)));
      cop_node_from(r->d, row, "measure", it->measure->id);
    }
  }
  cop_add_row(r->d, t, LIST("", T_("Programme"), "", "", "", cop_phrase_millions(r->a, r->c->country, p->total)))->role = COP_ROLE_TOTAL;
  cop_add_note(r->d, t, T_("Costs are estimates for the whole period, running cost after the first result included. The class is that of the yearly cost at national scale; its range stands in part 9."));
  say_safety(p, s);
}
