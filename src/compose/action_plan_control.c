/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/action_plan_control.c -- sheets by which a plan is steered: milestones,
 * who answers, what waits for what, indicators, coverage, decisions. */
#include <string.h>

#include "compose/action_plan_book.h"

#define T_(TEXT) cop_tr(b->paper->words, (TEXT))

/* --- milestones --- */

static const char *
last_day(const CopActionBook *b, int quarter)
{
  static const char *const days[] = { "03-31", "06-30", "09-30", "12-31" };
  return cop_arena_printf(b->a, "%d-%s", b->r->first_year + quarter / 4, days[quarter % 4]);
}

static const char *
ids_of(const CopActionBook *b, const CopMeasure *const *measures, size_t n)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? ", " : "", measures[i]->id);
  return n == 0 ? NULL : cop_arena_strdup(b->a, s->str);
}

CopTable *
cop_action_milestones(CopActionBook *b)
{
  const CopTableColumn columns[] = { { "due", T_("Due"), COP_CELL_DATE, 0 }, { "number", T_("No."), COP_CELL_TEXT, 0 }, { "measure", T_("Id"), COP_CELL_TEXT, 0 },
                                     { "milestone", T_("First result"), COP_CELL_TEXT, 0 }, { "lead", T_("Lead"), COP_CELL_TEXT, 0 },
                                     { "unlocks", T_("What waits for it"), COP_CELL_TEXT, 0 }, { "done", T_("Reached on"), COP_CELL_DATE, 0 },
                                     { "shown", T_("Shown by"), COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(b->a, T_("Milestones"), T_("First results in the order of their dates"), columns, G_N_ELEMENTS(columns));
  cop_table_input(t, 6);
  cop_table_input(t, 7);
  t->note = T_("Due is the last day of the quarter. The last two columns are filled in by the lead.");
  for (int q = 0; q < b->r->n_quarters; q++)
    for (size_t i = 0; i < b->r->n_chosen; i++) {
      const CopPlanItem *it = b->r->chosen[i];
      if (it->end - 1 != q)
        continue;
      CopCell *c = cop_table_row(t);
      cop_cell_date(t, &c[0], last_day(b, q));
      cop_cell_text(t, &c[1], cop_paper_measure_number(b->paper, it->measure->id));
      cop_cell_text(t, &c[2], it->measure->id);
      cop_cell_text(t, &c[3], it->profile == NULL ? cop_action_title(b, it->measure) : cop_paper_field(b->paper, COP_ENTITY_measure_profile, it->profile->id, "deliverable"));
      cop_cell_text(t, &c[4], cop_action_office(it->lead));
      cop_cell_text(t, &c[5], ids_of(b, it->unlocks, it->n_unlocks));
    }
  return t;
}

/* --- RACI --- */

/* Those with a part in the plan, in the order of the register. */
static size_t
offices_of(const CopActionBook *b, const CopInstitution **out)
{
  const CopModel *m = b->c->model;
  size_t n = 0;
  for (size_t k = 0; k < m->institutions.n; k++)
    for (size_t i = 0; i < b->r->n_chosen; i++)
      if (strchr(cop_plan_part(m, b->r->chosen[i], m->institutions.items[k].id), 'R') != NULL) {
        out[n++] = &m->institutions.items[k];
        break;
      }
  return n;
}

CopTable *
cop_action_raci(CopActionBook *b)
{
  const CopInstitution **offices = cop_new_n(b->a, const CopInstitution *, b->c->model->institutions.n + 1);
  size_t n = offices_of(b, offices), columns_n = n + 4;
  CopTableColumn *columns = cop_new_n(b->a, CopTableColumn, columns_n);
  columns[0] = (CopTableColumn){ "number", T_("No."), COP_CELL_TEXT, 0 };
  columns[1] = (CopTableColumn){ "measure", T_("Id"), COP_CELL_TEXT, 0 };
  columns[2] = (CopTableColumn){ "title", T_("Measure"), COP_CELL_TEXT, 0 };
  columns[3] = (CopTableColumn){ "accountable", T_("Offices that answer (must be 1)"), COP_CELL_INT, 0 };
  for (size_t k = 0; k < n; k++)
    columns[4 + k] = (CopTableColumn){ offices[k]->id, cop_action_office(offices[k]), COP_CELL_TEXT, 0 };
  CopTable *t = cop_table_new(b->a, "RACI", T_("Who answers for what"), columns, columns_n);
  for (size_t k = 0; k < MIN(n, 60); k++)
    cop_table_input(t, 4 + k);
  t->note = T_("A answers for the measure: one office for each. R carries it out. C is asked before decisions. I is told of results. All are proposals until the office has said yes.");
  for (size_t i = 0; i < b->r->n_chosen; i++) {
    const CopPlanItem *it = b->r->chosen[i];
    unsigned row = (unsigned)i + 2;
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[0], cop_paper_measure_number(b->paper, it->measure->id));
    cop_cell_text(t, &c[1], it->measure->id);
    cop_cell_text(t, &c[2], cop_action_title(b, it->measure));
    cop_cell_formula(t, &c[3], cop_arena_printf(b->a, "COUNTIF(%s%u:%s%u,\"A*\")", cop_action_column(b, 4), row, cop_action_column(b, (unsigned)columns_n - 1), row), it->lead == NULL ? 0 : 1);
    for (size_t k = 0; k < n; k++)
      cop_cell_text(t, &c[4 + k], cop_plan_part(b->c->model, it, offices[k]->id));
  }
  return t;
}

/* --- prerequisites --- */

CopTable *
cop_action_prerequisites(CopActionBook *b)
{
  const char *const kinds[COP_PLAN_WAIT_MAX] = { [COP_PLAN_WAIT_PREREQUISITE] = T_("prerequisite"), [COP_PLAN_WAIT_HELPLINE] = T_("safety rule: helpline"), [COP_PLAN_WAIT_REFERRAL] = T_("safety rule: referral path") };
  const CopTableColumn columns[] = { { "measure", T_("Id"), COP_CELL_TEXT, 0 }, { "title", T_("Measure"), COP_CELL_TEXT, 0 }, { "starts", T_("Starts"), COP_CELL_TEXT, 0 },
                                     { "waits", T_("Waits for"), COP_CELL_TEXT, 0 }, { "waits_title", T_("which is"), COP_CELL_TEXT, 0 }, { "why", T_("Why"), COP_CELL_TEXT, 0 },
                                     { "ready", T_("Its first result"), COP_CELL_TEXT, 0 }, { "start_number", T_("Starts in quarter number"), COP_CELL_INT, 0 },
                                     { "ready_number", T_("Result in quarter number"), COP_CELL_INT, 0 }, { "slack", T_("Quarters between (must not be negative)"), COP_CELL_INT, 0 } };
  CopTable *t = cop_table_new(b->a, T_("Prerequisites"), T_("What waits for what"), columns, G_N_ELEMENTS(columns));
  cop_table_input(t, 7);
  cop_table_input(t, 8);
  t->note = T_("The safety rule cannot be switched off: nothing that may lead a child to tell starts before a helpline and a referral path have had their first result.");
  for (size_t i = 0; i < b->r->n_chosen; i++) {
    const CopPlanItem *it = b->r->chosen[i];
    for (size_t w = 0; w < it->n_waits; w++) {
      const CopPlanWait *wait = &it->waits[w];
      unsigned row = t->rows->len + 2;
      CopCell *c = cop_table_row(t);
      cop_cell_text(t, &c[0], it->measure->id);
      cop_cell_text(t, &c[1], cop_action_title(b, it->measure));
      cop_cell_text(t, &c[2], cop_phrase_quarter(b->a, b->r->first_year, it->start));
      cop_cell_text(t, &c[3], wait->measure->id);
      cop_cell_text(t, &c[4], cop_action_title(b, wait->measure));
      cop_cell_text(t, &c[5], kinds[wait->kind]);
      cop_cell_text(t, &c[6], cop_phrase_quarter(b->a, b->r->first_year, wait->end - 1));
      cop_cell_int(&c[7], it->start + 1);
      cop_cell_int(&c[8], wait->end);
      cop_cell_formula(t, &c[9], cop_arena_printf(b->a, "H%u-I%u-1", row, row), it->start - wait->end);
    }
  }
  return t;
}

/* --- indicators --- */

static const CopTargetStep *
step_of(const CopModel *m, const CopTarget *g, int year)
{
  for (size_t i = 0; i < m->target_steps.n; i++)
    if (strcmp(m->target_steps.items[i].target, g->id) == 0 && m->target_steps.items[i].year == year)
      return &m->target_steps.items[i];
  return NULL;
}

static void
indicator_row(CopActionBook *b, CopTable *t, const CopObjective *o, const CopTarget *g)
{
  const CopModel *m = b->c->model;
  unsigned years = (unsigned)b->r->n_years;
  const CopValue *base = g->baseline == NULL ? NULL : cop_model_value(m, g->baseline);
  CopCell *c = cop_table_row(t);
  cop_cell_text(t, &c[0], g->number);
  cop_cell_text(t, &c[1], cop_paper_field(b->paper, COP_ENTITY_target, g->id, "title"));
  cop_cell_text(t, &c[2], cop_paper_field(b->paper, COP_ENTITY_objective, o->id, "title"));
  cop_cell_text(t, &c[3], T_(g->unit));
  if (base != NULL)
    cop_cell_text(t, &c[4], cop_phrase_value(b->a, base));
  else if (g->baseline_by != NULL)
    cop_cell_text(t, &c[4], cop_arena_printf(b->a, T_("not known; measure %s will set it"), g->baseline_by));
  cop_cell_text(t, &c[5], base == NULL ? NULL : base->period);
  for (unsigned y = 0; y < years; y++) {
    const CopTargetStep *s = step_of(m, g, b->r->first_year + (int)y);
    if (s != NULL)
      cop_cell_real(&c[6 + y], s->number);
  }
  cop_cell_text(t, &c[6 + years], cop_paper_field(b->paper, COP_ENTITY_target, g->id, "source"));
  cop_cell_text(t, &c[7 + years], cop_paper_institution(b->paper, g->owner));
  cop_cell_text(t, &c[8 + years], cop_words(COP_WORDS_MARK)->words[g->mark]);
}

CopTable *
cop_action_indicators(CopActionBook *b)
{
  const CopModel *m = b->c->model;
  unsigned years = (unsigned)b->r->n_years;
  const CopTableColumn fixed[6] = { { "number", T_("No."), COP_CELL_TEXT, 0 }, { "title", T_("Indicator"), COP_CELL_TEXT, 0 }, { "objective", T_("Objective"), COP_CELL_TEXT, 0 },
                                    { "unit", T_("Unit"), COP_CELL_TEXT, 0 }, { "baseline", T_("Baseline"), COP_CELL_TEXT, 0 }, { "baseline_period", T_("Time of the baseline"), COP_CELL_TEXT, 0 } };
  CopTableColumn *columns = cop_new_n(b->a, CopTableColumn, 9 + years);
  memcpy(columns, fixed, sizeof fixed);
  for (unsigned y = 0; y < years; y++)
    columns[6 + y] = (CopTableColumn){ cop_arena_printf(b->a, "target_%u", (unsigned)b->r->first_year + y), cop_arena_printf(b->a, T_("Target %u"), (unsigned)b->r->first_year + y), COP_CELL_REAL, 1 };
  columns[6 + years] = (CopTableColumn){ "source", T_("Source and how often"), COP_CELL_TEXT, 0 };
  columns[7 + years] = (CopTableColumn){ "owner", T_("Owner"), COP_CELL_TEXT, 0 };
  columns[8 + years] = (CopTableColumn){ "mark", T_("Mark"), COP_CELL_TEXT, 0 };
  CopTable *t = cop_table_new(b->a, T_("Indicators"), T_("Indicators with baseline and target path"), columns, 9 + years);
  for (unsigned y = 0; y < years; y++)
    cop_table_input(t, 6 + y);
  t->note = T_("An empty target means: reported, not rated.");
  for (size_t k = 0; k < m->objectives.n; k++)
    for (size_t i = 0; i < m->targets.n; i++)
      if (strcmp(m->objectives.items[k].plan, b->r->plan->id) == 0 && strcmp(m->targets.items[i].objective, m->objectives.items[k].id) == 0)
        indicator_row(b, t, &m->objectives.items[k], &m->targets.items[i]);
  return t;
}

/* --- coverage --- */

CopTable *
cop_action_coverage(CopActionBook *b)
{
  const CopTableColumn columns[] = { { "framework", T_("Framework"), COP_CELL_TEXT, 0 }, { "code", T_("Code"), COP_CELL_TEXT, 0 }, { "gist", T_("Requirement"), COP_CELL_TEXT, 0 },
                                     { "standing", T_("Standing"), COP_CELL_TEXT, 0 }, { "measures", T_("Measures of the plan"), COP_CELL_TEXT, 0 }, { "reason", T_("Reason, when waived"), COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(b->a, T_("Coverage"), T_("What the frameworks ask for, and what answers it"), columns, G_N_ELEMENTS(columns));
  t->note = T_("Waived: no measure of the plan answers it, and each that could has a written reason. Open: there is no reason either.");
  for (size_t f = 0; f < b->r->n_coverage; f++)
    for (size_t k = 0; k < b->r->coverage[f].n; k++) {
      const CopCoverageRow *row = &b->r->coverage[f].rows[k];
      CopCell *c = cop_table_row(t);
      cop_cell_text(t, &c[0], cop_paper_field(b->paper, COP_ENTITY_framework, b->r->coverage[f].framework->id, "short_title"));
      cop_cell_text(t, &c[1], row->requirement->code);
      cop_cell_text(t, &c[2], cop_paper_field(b->paper, COP_ENTITY_requirement, row->requirement->id, "gist"));
      cop_cell_text(t, &c[3], T_(cop_cover_name(row->cover)));
      cop_cell_text(t, &c[4], ids_of(b, row->measures, row->n_measures));
      cop_cell_text(t, &c[5], row->n_waivers == 0 ? NULL : row->waivers[0].reason);
    }
  return t;
}

/* --- changes --- */

static const char *
decided(const CopActionBook *b, const CopPlanDecision *d)
{
  switch (d->kind) {
  case COP_PLAN_REQUIRE:
    return T_("must be in the plan");
  case COP_PLAN_FORBID:
    return T_("must not be in the plan");
  case COP_PLAN_PIN:
    return cop_arena_printf(b->a, T_("starts in %s"), cop_phrase_quarter(b->a, b->r->first_year, d->quarter));
  case COP_PLAN_AFTER:
    return cop_arena_printf(b->a, T_("starts in %s or later"), cop_phrase_quarter(b->a, b->r->first_year, d->quarter));
  case COP_PLAN_RECOST:
    return cop_arena_printf(b->a, T_("costs %s a year"), cop_paper_money(b->paper, d->cost));
  case COP_PLAN_DECISION_MAX:
    break;
  }
  g_assert_not_reached();
}

static CopCell *
change_row(CopActionBook *b, CopTable *t, const char *kind, const CopMeasure *m, const char *what)
{
  CopCell *c = cop_table_row(t);
  cop_cell_text(t, &c[0], kind);
  cop_cell_text(t, &c[1], m->id);
  cop_cell_text(t, &c[2], cop_action_title(b, m));
  cop_cell_text(t, &c[3], what);
  return c;
}

CopTable *
cop_action_changes(CopActionBook *b)
{
  const CopTableColumn columns[] = { { "kind", T_("Kind"), COP_CELL_TEXT, 0 }, { "measure", T_("Id"), COP_CELL_TEXT, 0 }, { "title", T_("Measure"), COP_CELL_TEXT, 0 },
                                     { "what", T_("What was decided"), COP_CELL_TEXT, 0 }, { "who", T_("Decided by"), COP_CELL_TEXT, 0 }, { "when", T_("On"), COP_CELL_DATE, 0 } };
  CopTable *t = cop_table_new(b->a, T_("Changes"), T_("Decisions of people that this plan keeps"), columns, G_N_ELEMENTS(columns));
  cop_table_input(t, 4);
  cop_table_input(t, 5);
  t->note = T_("Everything else was chosen by the planner. Each edit of a record, with who and when, is in the record's history (copkit log).");
  for (size_t i = 0; i < b->r->options.n_decisions; i++) {
    const CopPlanDecision *d = &b->r->options.decisions[i];
    const CopMeasure *m = cop_model_measure(b->c->model, d->measure);
    if (m != NULL)
      change_row(b, t, T_("decision"), m, decided(b, d));
  }
  for (size_t i = 0; i < b->r->n_items; i++) {
    const CopPlanItem *it = &b->r->items[i];
    if (it->profile != NULL && it->profile->waiver != NULL)
      change_row(b, t, T_("waiver"), it->measure, it->profile->waiver);
    else if (it->profile != NULL && it->profile->mandatory)
      change_row(b, t, T_("demanded by law"), it->measure, T_("must be in the plan"));
  }
  return t;
}
