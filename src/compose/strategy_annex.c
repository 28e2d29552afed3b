/* SPDX-License-Identifier: Apache-2.0
 * The annexes: proof behind the chapters. */
#include <string.h>

#include "compose/strategy_priv.h"
#include "figure/gantt.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define GANTT_ROWS 24
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static CopNode *
add_annex(CopPaper *r, const char *letter, const char *title, bool landscape)
{
  CopNode *s = cop_paper_chapter(r, cop_arena_printf(r->a, T_("Annex %s"), letter), title, NULL);
  if (landscape)
    s->role = COP_ROLE_LANDSCAPE;
  return s;
}

/* Measures `from` to `to` of the chosen ones, exclusive; arrows stay within. */
static CopFigure *
draw_gantt(CopPaper *r, size_t from, size_t to)
{
  const CopPlanResult *res = r->c->result;
  CopGanttRow *rows = cop_new_n(r->a, CopGanttRow, to - from + 1);
  for (size_t i = from; i < to; i++) {
    const CopPlanItem *it = res->chosen[i];
    unsigned *waits = cop_new_n(r->a, unsigned, it->n_waits + 1);
    unsigned n_waits = 0;
    for (size_t w = 0; w < it->n_waits; w++)
      for (size_t k = from; k < to; k++)
        if (res->chosen[k]->measure == it->waits[w].measure)
          waits[n_waits++] = (unsigned)(k - from);
    rows[i - from] = (CopGanttRow){ .label = cop_arena_printf(r->a, "%s %s", cop_paper_measure_number(r, it->measure->id), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title")),
                             .start = (unsigned)it->start, .end = (unsigned)it->end, .waits_for = waits, .n_waits = n_waits, .milestone = it->end - 1 };
  }
  const char **periods = cop_new_n(r->a, const char *, (size_t)res->n_quarters);
  CopGanttSpan *spans = cop_new_n(r->a, CopGanttSpan, (size_t)res->n_years);
  for (int q = 0; q < res->n_quarters; q++)
    periods[q] = cop_arena_printf(r->a, "Q%d", q % 4 + 1);
  for (int y = 0; y < res->n_years; y++)
    spans[y] = (CopGanttSpan){ cop_arena_printf(r->a, "%d", res->first_year + y), 4 };
  CopFigureOptions options = cop_paper_figure_options(r);
  options.width = 730;
  CopGantt gantt = { .subject = cop_arena_printf(r->a, T_("Work plan %d to %d"), res->first_year, res->first_year + res->n_years - 1), .row_title = T_("Measure"),
                     .periods = periods, .n_periods = (unsigned)res->n_quarters, .spans = spans, .n_spans = (unsigned)res->n_years,
                     .rows = rows, .n_rows = (unsigned)(to - from) };
  g_autoptr(GError) error = NULL;
  CopFigure *f = cop_gantt_draw(r->a, &gantt, &options, &error);
  if (f == NULL)
    cop_diags_add(r->diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_LAYOUT, .code = "figure-left-out", .start = -1, .end = -1,
                                        .message = error->message, .remedy = "the table below the figure holds the same dates" });
  return f;
}

/* A: the work plan as bars, and each measure's cost by year. */
static void
add_work_plan(CopPaper *r)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = add_annex(r, "A", T_("Costed work plan"), true);
  /* As many rows as a landscape page shows in readable type. */
  size_t figures = (res->n_chosen + GANTT_ROWS - 1) / GANTT_ROWS;
  for (size_t f = 0; f < figures; f++) {
    size_t from = f * res->n_chosen / figures, to = (f + 1) * res->n_chosen / figures;
    CopFigure *gantt = draw_gantt(r, from, to);
    if (gantt == NULL)
      continue;
    CopNode *figure = cop_paper_figure(r, s, cop_arena_printf(r->a, T_("Measures that start from %s to %s"), cop_phrase_quarter(r->a, res->first_year, res->chosen[from]->start),
                                                              cop_phrase_quarter(r->a, res->first_year, res->chosen[to - 1]->start)), gantt);
    cop_add_note(r->d, figure, T_("A bar runs until the first result, which the diamond marks; lines lead to what waits for it. Work after the first result goes on to the end of the plan."));
  }

  CopColumn columns[COP_PLAN_MAX_YEARS + 7] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3.2f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 0.5f } };
  const char *head[COP_PLAN_MAX_YEARS + 7] = { T_("No."), T_("Measure"), T_("Lead"), T_("When"), T_("Class") };
  unsigned n = 5;
  for (int y = 0; y < res->n_years; y++) {
    columns[n] = (CopColumn){ COP_ALIGN_END, 0.7f };
    head[n++] = cop_arena_printf(r->a, "%d", res->first_year + y);
  }
  columns[n] = (CopColumn){ COP_ALIGN_END, 0.7f };
  head[n++] = T_("All");
  columns[n] = (CopColumn){ COP_ALIGN_END, 1.1f };
  head[n++] = T_("Range");
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Cost of each measure by year, %s million, prices of %d"), r->c->country->currency_symbol, (int)r->c->plan->price_year),
                                columns, n);
  cop_add_head_row(r->d, t, head);
  for (size_t i = 0; i < res->n_chosen; i++) {
    const CopPlanItem *it = res->chosen[i];
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "measure", it->measure->id);
    cop_add_cell(r->d, row, cop_paper_measure_number(r, it->measure->id));
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"));
    cop_add_cell(r->d, row, it->lead == NULL ? "–" : cop_paper_institution(r, it->lead->id));
    cop_add_cell(r->d, row, cop_phrase_quarters(r->a, res->first_year, it->start, it->end));
    cop_add_cell(r->d, row, it->measure->cost_class);
    for (int y = 0; y < res->n_years; y++)
      cop_add_cell(r->d, row, cop_phrase_millions(r->a, r->c->country, it->cost[y]));
    cop_add_cell(r->d, row, cop_phrase_millions(r->a, r->c->country, it->cost_total));
    cop_add_cell(r->d, row, cop_arena_printf(r->a, "%s–%s", cop_phrase_millions(r->a, r->c->country, it->cost_low_total),
                                             cop_phrase_millions(r->a, r->c->country, it->cost_high_total)));
  }
  CopNode *sum = cop_add_row(r->d, t, NULL);
  sum->role = COP_ROLE_TOTAL;
  cop_add_cell(r->d, sum, "");
  cop_add_cell(r->d, sum, T_("Plan"));
  cop_add_cell(r->d, sum, "");
  cop_add_cell(r->d, sum, "");
  cop_add_cell(r->d, sum, "");
  for (int y = 0; y < res->n_years; y++)
    cop_add_cell(r->d, sum, cop_phrase_millions(r->a, r->c->country, res->cost_year[y]));
  cop_add_cell(r->d, sum, cop_phrase_millions(r->a, r->c->country, res->cost_total));
  cop_add_cell(r->d, sum, cop_arena_printf(r->a, "%s–%s", cop_phrase_millions(r->a, r->c->country, res->cost_low_total),
                                           cop_phrase_millions(r->a, r->c->country, res->cost_high_total)));
}

/* B: each indicator with its path. */
static void
add_results_matrix(CopPaper *r)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = add_annex(r, "B", T_("Results matrix"), true);
  CopColumn columns[COP_PLAN_MAX_YEARS + 6] = { { COP_ALIGN_START, 0.5f }, { COP_ALIGN_START, 3.2f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 1.4f } };
  const char *head[COP_PLAN_MAX_YEARS + 6] = { T_("No."), T_("Indicator"), T_("Unit"), T_("Baseline") };
  unsigned n = 4;
  for (int y = 0; y < res->n_years; y++) {
    columns[n] = (CopColumn){ COP_ALIGN_END, 0.8f };
    head[n++] = cop_arena_printf(r->a, "%d", res->first_year + y);
  }
  columns[n] = (CopColumn){ COP_ALIGN_START, 2 };
  head[n++] = T_("Means of verification");
  columns[n] = (CopColumn){ COP_ALIGN_START, 0.8f };
  head[n++] = T_("Reports");
  CopNode *t = cop_paper_table(r, s, T_("Indicators, baselines and targets at the end of each year"), columns, n);
  cop_add_head_row(r->d, t, head);
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *g = &r->m->targets.items[i];
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "target", g->id);
    cop_add_cell(r->d, row, g->number);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_target, g->id, "title"));
    cop_add_cell(r->d, row, T_(g->unit));
    cop_add_cell(r->d, row, cop_strategy_baseline_text(r, g));
    for (int y = 0; y < res->n_years; y++) {
      const char *text = "–";
      for (size_t k = 0; k < r->m->target_steps.n; k++) {
        const CopTargetStep *step = &r->m->target_steps.items[k];
        if (strcmp(step->target, g->id) == 0 && step->year == res->first_year + y)
          text = cop_record_has(COP_ENTITY_target_step, step, "number") ? cop_phrase_figure(r->a, step->number) : T_("not rated");
      }
      cop_add_cell(r->d, row, text);
    }
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_target, g->id, "source"));
    cop_add_cell(r->d, row, cop_paper_institution(r, g->owner));
  }
  cop_strategy_indicators(r, s);
}

static const CopAnswer *
answer_of(CopPaper *r, const char *question)
{
  for (size_t i = 0; i < r->m->answers.n; i++)
    if (strcmp(r->m->answers.items[i].question, question) == 0)
      return &r->m->answers.items[i];
  return NULL;
}

/* "Binding: CRC 34; ILO C182 3(b). Recommended: ITU checklist 2." */
static const char *
standards_by_force(CopPaper *r, const CopQuestion *q)
{
  g_autoptr(GString) all = g_string_new(NULL);
  const CopWords *force = cop_words(COP_WORDS_FORCE);
  for (int f = 0; f < force->n; f++) {
    const CopRequirement *clauses[32];
    size_t n = 0;
    for (size_t k = 0; k < q->standards.n && n < G_N_ELEMENTS(clauses); k++) {
      const CopRequirement *clause = cop_model_requirement(r->m, q->standards.items[k]);
      if (clause != NULL && (int)clause->force == f)
        clauses[n++] = clause;
    }
    if (n > 0)
      g_string_append_printf(all, "%s%s: %s.", all->len == 0 ? "" : " ", cop_phrase_sentence(r->a, T_(force->words[f])), cop_paper_clauses(r, clauses, n));
  }
  return all->len == 0 ? NULL : cop_arena_strdup(r->a, all->str);
}

/* C: all legal questions. */
static void
add_legal_table(CopPaper *r)
{
  CopNode *s = add_annex(r, "C", T_("Legal review, question by question"), true);
  cop_paper_say(r, cop_add_para(r->d, s, NULL),
                 T_("Force of a standard: binding, optional (a party may opt out), interpretive, recommended, model. The answers are a starting point for national "
                 "lawyers, who confirm them and name the sections; where no reviewer is named, none has."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.35f }, { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 2.7f }, { COP_ALIGN_START, 0.8f },
                                       { COP_ALIGN_START, 2.8f }, { COP_ALIGN_START, 2.2f } };
  CopNode *t = cop_paper_table(r, s, T_("Questions, standards, national law, gaps"), columns, 6);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Question"), T_("Standards"), T_("Answer (confidence)"), T_("National law"), T_("Gap and next step")));
  for (size_t i = 0; i < r->m->questions.n; i++) {
    const CopQuestion *q = &r->m->questions.items[i];
    const CopAnswer *a = answer_of(r, q->id);
    const char *standards = standards_by_force(r, q);
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "question", q->id);
    cop_add_cell(r->d, row, cop_paper_question_number(r, q->id));
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_question, q->id, "text"));
    cop_add_cell(r->d, row, standards == NULL ? T_("none read") : standards);
    cop_add_cell(r->d, row, a == NULL ? T_("unknown") : cop_arena_printf(r->a, "%s (%s)", cop_tr(r->words, cop_words(COP_WORDS_ANSWER)->words[a->status]),
                                                                         cop_tr(r->words, cop_words(COP_WORDS_CONFIDENCE)->words[a->confidence])));
    CopNode *law = cop_add_cell(r->d, row, NULL);
    if (a != NULL && a->finding != NULL)
      cop_paper_say(r, law, cop_paper_field(r, COP_ENTITY_answer, a->id, "finding"));
    if (a != NULL && a->citation != NULL)
      cop_paper_sayf(r, law, "%s%s%s", law->first == NULL ? "" : "(", a->citation, law->first == NULL ? "" : ")");
    if (a != NULL)
      cop_paper_cite(r, law, a->source, a->mark);
    CopNode *gap = cop_add_cell(r->d, row, NULL);
    if (a != NULL) {
      if (a->gap != NULL)
        cop_paper_say(r, gap, cop_paper_field(r, COP_ENTITY_answer, a->id, "gap"));
      if (a->next_action != NULL)
        cop_paper_say(r, gap, cop_paper_field(r, COP_ENTITY_answer, a->id, "next_action"));
    }
  }
}

/* D: every checklist item and capability is covered or waived with a reason. */
static void
add_coverage(CopPaper *r)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = add_annex(r, "D", T_("Coverage of checklists and models"), false);
  for (size_t i = 0; i < res->n_coverage; i++) {
    const CopCoverage *c = &res->coverage[i];
    CopNode *part = cop_paper_section(r, s, cop_paper_field(r, COP_ENTITY_framework, c->framework->id, "title"));
    part->as.section.in_contents = false;
    const CopInstrument *edition = c->framework->instrument == NULL ? NULL : cop_model_instrument(r->m, c->framework->instrument);
    if (edition != NULL && edition->superseded_by != NULL)
      cop_paper_sayf(r, cop_add_para(r->d, part, NULL), T_("The list is that of the edition of %.4s. A later edition exists; its list was not read for this draft."),
                     edition->adopted != NULL ? edition->adopted : edition->version != NULL ? edition->version : T_("that year"));
    cop_paper_sayf(r, cop_add_para(r->d, part, NULL), T_("%zu of %zu requirements are covered by measures of this plan, %zu waived with a reason, %zu open."),
                    c->n_by[COP_COVER_BY_MEASURES], c->n, c->n_by[COP_COVER_WAIVED], c->n_by[COP_COVER_OPEN]);
    static const CopColumn columns[] = { { COP_ALIGN_START, 0.4f }, { COP_ALIGN_START, 3.4f }, { COP_ALIGN_START, 2.6f } };
    CopNode *t = cop_paper_table(r, part, cop_arena_printf(r->a, T_("%s: requirement and what answers it"), cop_paper_field(r, COP_ENTITY_framework, c->framework->id, "short_title")), columns, 3);
    cop_add_head_row(r->d, t, LIST(T_("No."), T_("Requirement"), T_("Measures, waiver or what would answer it")));
    for (size_t k = 0; k < c->n; k++) {
      const CopCoverageRow *row = &c->rows[k];
      g_autoptr(GString) text = g_string_new(NULL);
      for (size_t x = 0; x < row->n_measures; x++)
        g_string_append_printf(text, "%s%s", x == 0 ? "" : ", ", cop_paper_measure_number(r, row->measures[x]->id));
      for (size_t x = 0; row->cover == COP_COVER_WAIVED && x < row->n_waivers; x++)
        g_string_append_printf(text, "%s%s", x == 0 ? "" : " ", cop_arena_printf(r->a, T_("Waived (%s): %s"), cop_paper_measure_number(r, row->waivers[x].measure->id), row->waivers[x].reason));
      for (size_t x = 0; row->cover == COP_COVER_OPEN && x < row->n_could; x++)
        g_string_append_printf(text, "%s%s", x == 0 ? T_("Open; would be answered by ") : ", ", cop_paper_measure_number(r, row->could[x]->id));
      if (text->len == 0)
        g_string_append(text, T_("Open; no measure of the catalogue answers it"));
      CopNode *node = cop_add_row(r->d, t, NULL);
      cop_node_from(r->d, node, "requirement", row->requirement->id);
      cop_add_cell(r->d, node, cop_arena_printf(r->a, "%d", (int)row->requirement->position));
      CopNode *gist = cop_add_cell(r->d, node, cop_paper_field(r, COP_ENTITY_requirement, row->requirement->id, "gist"));
      cop_paper_cite(r, gist, row->requirement->source, row->requirement->mark);
      cop_add_cell(r->d, node, text->str);
    }
  }
}

/* E: clauses to paste. */
static void
add_integration(CopPaper *r)
{
  CopNode *s = add_annex(r, "E", T_("Integration matrix: text to paste into existing initiatives"), false);
  enum { COLUMNS = 3 };
  static const CopColumn columns[COLUMNS] = { { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 4.4f }, { COP_ALIGN_START, 0.9f } };
  CopNode *t = cop_paper_table(r, s, T_("Initiative, measure, clause, decision"), columns, COLUMNS);
  cop_add_head_row(r->d, t, LIST(T_("Measure"), T_("Clause"), T_("Decision")));
  const char *group_of = NULL;
  for (size_t i = 0; i < r->m->integrations.n; i++) {
    const CopIntegration *k = &r->m->integrations.items[i];
    const CopInitiative *in = cop_model_initiative(r->m, k->initiative);
    const CopMeasure *measure = cop_model_measure(r->m, k->measure);
    if (g_strcmp0(group_of, k->initiative) != 0) {
      CopNode *group = cop_add_row(r->d, t, NULL);
      group->role = COP_ROLE_GROUP;
      cop_add_cell(r->d, group, in->short_title != NULL ? in->short_title : cop_paper_field(r, COP_ENTITY_initiative, in->id, "title"))->as.cell.colspan = COLUMNS;
      group_of = k->initiative;
    }
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "integration", k->id);
    cop_add_cell(r->d, row, cop_arena_printf(r->a, "%s %s", cop_paper_measure_number(r, k->measure), cop_paper_field(r, COP_ENTITY_measure, measure->id, "title")));
    CopNode *clause = cop_add_cell(r->d, row, NULL);
    CopNode *text = cop_add_para(r->d, clause, cop_arena_printf(r->a, "%s ", cop_paper_field(r, COP_ENTITY_integration, k->id, "clause")));
    if (k->why != NULL)
      cop_add_styled(r->d, text, COP_NODE_EMPH, cop_arena_printf(r->a, T_("Why: %s"), cop_paper_field(r, COP_ENTITY_integration, k->id, "why")));
    cop_add_cell(r->d, row, cop_tr(r->words, cop_words(COP_WORDS_DECISION)->words[k->decision]));
  }
}

/* F: conflicting figures, and the data note of every figure used. */
static bool
is_noted(const CopPaper *r, const CopValue *v)
{
  if (g_hash_table_contains(r->used_values, v->id))
    return true;
  for (size_t k = 0; v->conflict != NULL && k < r->m->values.n; k++) { /* rival of a figure that is used */
    const CopValue *other = &r->m->values.items[k];
    if (other->conflict != NULL && strcmp(other->conflict, v->conflict) == 0 && g_hash_table_contains(r->used_values, other->id))
      return true;
  }
  return false;
}

static bool
same_gathering(const CopValue *a, const CopValue *b)
{
  return a->method == b->method && a->sample == b->sample && g_strcmp0(a->population, b->population) == 0;
}

static const char *
gathering(CopPaper *r, const CopValue *v)
{
  const char *method = cop_phrase_sentence(r->a, cop_tr(r->words, cop_words(COP_WORDS_METHOD)->words[v->method]));
  if (v->sample > 0)
    method = cop_arena_printf(r->a, "%s, n = %s", method, cop_phrase_number(r->a, (double)v->sample, 0));
  return cop_arena_printf(r->a, "%s: %s", method, v->population != NULL ? cop_paper_field(r, COP_ENTITY_value, v->id, "population") : T_("who is covered is not stated in the source"));
}

/* `before`: the figure in the row above, NULL for the first of a group. A figure
 * `alone` in the way it was gathered tells that way itself. */
static void
add_data_note(CopPaper *r, CopNode *t, const CopValue *v, const CopValue *before, bool alone)
{
  CopNode *row = cop_add_row(r->d, t, NULL);
  cop_node_from(r->d, row, "value", v->id);
  CopNode *what = cop_add_cell(r->d, row, cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_value, v->id, "label")));
  if (v->conflict != NULL && !v->preferred)
    cop_paper_say(r, what, T_("(not used: another figure is preferred)"));
  cop_paper_cite(r, what, v->source, v->mark);
  cop_add_cell(r->d, row, cop_arena_printf(r->a, "%s %s", cop_paper_figure_of(r, v), T_(v->unit)));
  cop_add_cell(r->d, row, cop_paper_period(r, v->period));
  CopNode *note = cop_add_cell(r->d, row, NULL);
  if (alone)
    cop_paper_say(r, note, cop_paper_full_stop(r, gathering(r, v)));
  bool repeated = before != NULL && (v->definition != NULL || v->caveat != NULL) && g_strcmp0(before->label, v->label) == 0 && g_strcmp0(before->definition, v->definition) == 0 &&
                  g_strcmp0(before->caveat, v->caveat) == 0;
  if (repeated)
    cop_paper_say(r, note, T_("As above."));
  if (!repeated && v->definition != NULL)
    cop_paper_say(r, note, cop_paper_field(r, COP_ENTITY_value, v->id, "definition"));
  if (!repeated && v->caveat != NULL)
    cop_paper_say(r, note, cop_paper_field(r, COP_ENTITY_value, v->id, "caveat"));
  if (v->preferred && v->preferred_because != NULL)
    cop_paper_sayf(r, note, T_("Preferred because %s."), v->preferred_because);
  if (note->first == NULL)
    cop_add_text(r->d, note, "–");
  cop_add_cell(r->d, row, cop_tr(r->words, cop_words(COP_WORDS_CONFIDENCE)->words[v->confidence]));
}

static void
add_data_notes(CopPaper *r)
{
  enum { COLUMNS = 5 };
  CopNode *s = add_annex(r, "F", T_("Data notes"), false);
  static const CopColumn columns[COLUMNS] = { { COP_ALIGN_START, 2.4f }, { COP_ALIGN_END, 1.3f }, { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 3.6f }, { COP_ALIGN_START, 0.8f } };
  CopNode *t = cop_paper_table(r, s, T_("Every figure used: period, method, who is covered, what it does not show"), columns, COLUMNS);
  cop_add_head_row(r->d, t, LIST(T_("What"), T_("Figure"), T_("Period"), T_("Definition and caveat"), T_("Confidence")));
  g_autofree bool *done = g_new0(bool, r->m->values.n);
  for (size_t i = 0; i < r->m->values.n; i++) {
    if (done[i] || !is_noted(r, &r->m->values.items[i]))
      continue;
    size_t alike = 0;
    for (size_t k = i; k < r->m->values.n; k++)
      alike += !done[k] && same_gathering(&r->m->values.items[k], &r->m->values.items[i]) && is_noted(r, &r->m->values.items[k]);
    if (alike > 1) { /* what is true of all figures gathered in one way is said once, above them */
      CopNode *group = cop_add_row(r->d, t, NULL);
      group->role = COP_ROLE_GROUP;
      cop_add_cell(r->d, group, gathering(r, &r->m->values.items[i]))->as.cell.colspan = COLUMNS;
    }
    const CopValue *before = NULL;
    for (size_t k = i; k < r->m->values.n; k++) {
      const CopValue *v = &r->m->values.items[k];
      if (done[k] || !same_gathering(v, &r->m->values.items[i]) || !is_noted(r, v))
        continue;
      done[k] = true;
      add_data_note(r, t, v, before, alike == 1);
      before = v;
    }
  }
}

/* G: who was asked, and what changed. */
static void
add_consultations(CopPaper *r)
{
  CopNode *s = add_annex(r, "G", T_("Consultation record: you said, we did"), false);
  if (r->m->consultations.n == 0) {
    cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("No session is recorded. This annex will hold date, place no finer than a municipality, age band, number of participants, what was asked for "
                             "most and what was done or why it could not be done. It never holds names."));
    return;
  }
  static const CopColumn columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_END, 0.8f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 3 } };
  CopNode *t = cop_paper_table(r, s, T_("Sessions"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("Date"), T_("Place; age"), T_("Took part"), T_("You said"), T_("We did, or could not")));
  for (size_t i = 0; i < r->m->consultations.n; i++) {
    const CopConsultation *k = &r->m->consultations.items[i];
    const CopArea *area = cop_model_area(r->m, k->area);
    const CopAgeBand *band = cop_model_age_band(r->m, k->age_band);
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_date(r, k->held_on),
                                             cop_arena_printf(r->a, "%s%s%s", area == NULL ? "–" : area->name, band == NULL ? "" : "; ", band == NULL ? "" : band->label),
                                             cop_phrase_number(r->a, (double)k->participants, 0), cop_paper_field(r, COP_ENTITY_consultation, k->id, "asked_for"), k->answer == NULL ? "–" : cop_paper_field(r, COP_ENTITY_consultation, k->id, "answer")));
    cop_node_from(r->d, row, "consultation", k->id);
  }
}

/* H: how the plan was chosen and costed. */
static void
add_rules(CopPaper *r)
{
  CopNode *s = add_annex(r, "H", T_("How the plan was chosen and costed"), false);
  CopNode *list = cop_add_list(r->d, s, false);
  cop_add_item(r->d, list, T_("A gap weighs its importance (legal questions 1 to 5, other requirements 3), times the share that is open (met 0, partly 0.5, not 1, unknown 1; maturity by "
                           "phase), times the force of the standard behind it."));
  cop_add_item(r->d, list, T_("A measure answers part of each gap it names; the first half of a requirement counts most, more of the same counts less."));
  cop_add_item(r->d, list, T_("Prerequisites are finished first; an office leads only as many measures at once as its capacity allows; each year's cost stays within each source of funds."));
  cop_add_item(r->d, list, T_("A measure that invites a child to tell waits for the first result of the helpline and of the referral path. No option switches this off."));
  cop_add_item(r->d, list, T_("Cost: a quarter of the yearly cost in each quarter until the first result, then the recurrent share until the plan ends. Constant prices."));
  cop_add_item(r->d, list, T_("A search finds the plan; a separate program checks it against every rule; a bound says how much better any plan could be."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.8f }, { COP_ALIGN_END, 1.6f }, { COP_ALIGN_END, 1.6f } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Cost classes a year at national scale, %s million"), r->c->country->currency_symbol), columns, 3);
  cop_add_head_row(r->d, t, LIST(T_("Class"), T_("From"), T_("To")));
  for (size_t i = 0; i < r->m->cost_classes.n; i++) {
    const CopCostClass *k = &r->m->cost_classes.items[i];
    CopNode *row = cop_add_row(r->d, t, LIST(k->id, cop_phrase_millions(r->a, r->c->country, k->low), cop_phrase_millions(r->a, r->c->country, k->high)));
    cop_paper_cite(r, row->first, NULL, k->mark);
  }
}

void
cop_strategy_annexes(CopPaper *r)
{
  add_work_plan(r);
  add_results_matrix(r);
  add_legal_table(r);
  add_coverage(r);
  add_integration(r);
  add_data_notes(r);
  add_consultations(r);
  add_rules(r);
  cop_strategy_institutions(r, add_annex(r, "I", T_("Institutions and their short names"), false));
  cop_strategy_channels(r, add_annex(r, "J", T_("Ways that need no reading and no network"), false));
  CopNode *sources = add_annex(r, "K", T_("Sources"), false);
  sources->role = COP_ROLE_COLUMNS;
  cop_paper_sources(r, sources);
}
