/* SPDX-License-Identifier: Apache-2.0
 * Logframe, inclusion, who answers, time, monitoring, risks. */
#include <string.h>

#include "compose/programme.h"
#include "compose/strategy_priv.h"
#include "figure/gantt.h"

#define T_(TEXT) cop_tr(p->r.words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

/* --- 5 logframe --- */

#define LOG_COLUMNS 8u

static void
group_row(CopProgramme *p, CopNode *t, const char *level, const char *statement)
{
  CopNode *group = cop_add_row(p->r.d, t, NULL);
  group->role = COP_ROLE_GROUP;
  cop_add_cell(p->r.d, group, cop_arena_printf(p->r.a, "%s: %s", level, statement))->as.cell.colspan = LOG_COLUMNS;
}

static const char *
milestones(CopProgramme *p, const CopTarget *g)
{
  const CopPaper *r = &p->r;
  g_autoptr(GString) s = g_string_new(NULL);
  int last = r->c->result->first_year + r->c->result->n_years - 1;
  for (size_t i = 0; i < r->m->target_steps.n; i++) {
    const CopTargetStep *step = &r->m->target_steps.items[i];
    if (strcmp(step->target, g->id) == 0 && step->year < last && cop_record_has(COP_ENTITY_target_step, step, "number"))
      g_string_append_printf(s, "%s%d: %s", s->len > 0 ? "; " : "", (int)step->year, cop_phrase_figure(r->a, step->number));
  }
  return s->len == 0 ? "–" : cop_arena_strdup(r->a, s->str);
}

static void
outcome_rows(CopProgramme *p, CopNode *t)
{
  CopPaper *r = &p->r;
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *g = &r->m->targets.items[i];
    if (strcmp(g->objective, p->o->id) != 0)
      continue;
    const CopIndicator *in = cop_model_indicator(r->m, g->indicator);
    const CopValue *v = cop_model_value(r->m, g->baseline);
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "target", g->id);
    cop_add_cell(r->d, row, g->number);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_target, g->id, "title"));
    CopNode *base = cop_add_cell(r->d, row, cop_strategy_baseline_text(r, g));
    if (v != NULL)
      cop_paper_cite(r, base, v->source, v->mark);
    cop_add_cell(r->d, row, milestones(p, g));
    cop_add_cell(r->d, row, cop_strategy_target_text(r, g));
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_target, g->id, "source"));
    cop_add_cell(r->d, row, cop_paper_institution(r, g->owner));
    cop_add_cell(r->d, row, in == NULL || in->caveat == NULL ? "–" : cop_paper_field(r, COP_ENTITY_indicator, in->id, "caveat"));
  }
}

/* Outputs: what the measures make, counted from nothing; activities and inputs. */
static void
output_rows(CopProgramme *p, CopNode *t, const CopPlanOutput *out)
{
  CopPaper *r = &p->r;
  const CopPlanResult *res = r->c->result;
  for (size_t i = 0; i < p->n; i++) {
    const CopPlanItem *it = p->items[i];
    bool here = false;
    for (size_t k = 0; k < out->measures.n; k++)
      here |= strcmp(out->measures.items[k], it->measure->id) == 0;
    if (!here)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "measure", it->measure->id);
    cop_add_cell(r->d, row, cop_programme_number(p, it));
    CopNode *cell = cop_add_cell(r->d, row, NULL);
    cop_add_para(r->d, cell, cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "output"));
    cop_add_para(r->d, cell, cop_arena_printf(r->a, T_("Activity: %s"), cop_programme_measure(p, it)));
    cop_add_para(r->d, cell, cop_arena_printf(r->a, T_("Input: %s, estimate of class %s"), cop_paper_money(r, it->cost_total), it->measure->cost_class));
    cop_add_cell(r->d, row, T_("0 (new)"));
    cop_add_cell(r->d, row, cop_arena_printf(r->a, T_("starts %s"), cop_phrase_quarter(r->a, res->first_year, it->start)));
    cop_add_cell(r->d, row, cop_arena_printf(r->a, T_("first result by %s"), cop_phrase_quarter(r->a, res->first_year, it->end - 1)));
    cop_add_cell(r->d, row, T_("quarterly report of the lead"));
    cop_add_cell(r->d, row, it->lead == NULL ? "–" : cop_paper_institution(r, it->lead->id));
    cop_add_cell(r->d, row, it->n_waits == 0 ? "–" : cop_arena_printf(r->a, T_("%s is ready"), cop_paper_measure_number(r, it->waits[0].measure->id)));
  }
}

void
cop_programme_logframe(CopProgramme *p)
{
  CopPaper *r = &p->r;
  CopNode *s = cop_paper_chapter(r, "5", T_("Logical framework"), NULL);
  s->role = COP_ROLE_LANDSCAPE;
  static const CopColumn columns[LOG_COLUMNS] = { { COP_ALIGN_START, 0.5f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 1.3f },
                                                  { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 2 } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Logical framework of objective %s"), p->o->number), columns, LOG_COLUMNS);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Indicator; activity and input"), T_("Baseline"), T_("Milestones"), T_("Target"), T_("Source and how often"), T_("Owner"),
                                 T_("Caveat; condition")));
  group_row(p, t, T_("Impact"), cop_paper_field(r, COP_ENTITY_plan, r->c->plan->id, "vision"));
  group_row(p, t, T_("Outcome"), cop_programme_title(p));
  outcome_rows(p, t);
  for (size_t k = 0; k < r->m->plan_outputs.n; k++) {
    const CopPlanOutput *out = &r->m->plan_outputs.items[k];
    if (strcmp(out->objective, p->o->id) != 0)
      continue;
    bool any = false;
    for (size_t i = 0; i < p->n; i++)
      for (size_t m = 0; m < out->measures.n; m++)
        any |= strcmp(out->measures.items[m], p->items[i]->measure->id) == 0;
    if (!any)
      continue;
    group_row(p, t, cop_arena_printf(r->a, T_("Output %s"), out->number), cop_paper_field(r, COP_ENTITY_plan_output, out->id, "statement"));
    output_rows(p, t, out);
  }
  cop_add_note(r->d, t, T_("Impact is the vision of the plan; no single programme brings it about. Conditions of the outcome stand in part 3, risks in part 11."));
}

/* --- 6 inclusion --- */

void
cop_programme_inclusion(CopProgramme *p)
{
  CopPaper *r = &p->r;
  CopPlanSpeech speech = cop_paper_speech(r);
  CopNode *s = cop_paper_chapter(r, "6", T_("Who must not be left out"), NULL);
  cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("The whole plan is held to the floors below: no version of it goes under one. The last column says which measures of this programme count."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1.3f } };
  CopNode *t = cop_paper_table(r, s, T_("Equity floors of the plan"), columns, 4);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("What is kept"), T_("Floor"), T_("In the plan"), T_("From this programme")));
  for (size_t i = 0; i < r->m->equity_floors.n; i++) {
    const CopEquityFloor *f = &r->m->equity_floors.items[i];
    if (strcmp(f->plan, r->c->plan->id) != 0)
      continue;
    const char *numbers[48];
    size_t n = 0;
    for (size_t k = 0; k < p->n && n < G_N_ELEMENTS(numbers); k++)
      if (cop_plan_floor_counts(f, p->items[k]->measure))
        numbers[n++] = cop_programme_number(p, p->items[k]);
    CopNode *row = cop_add_row(r->d, t, LIST(cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_equity_floor, f->id, "title")), cop_plan_floor_text(&speech, f),
                                             cop_plan_floor_met_text(&speech, f), n == 0 ? "–" : cop_paper_list(r, numbers, n)));
    cop_node_from(r->d, row, "equity_floor", f->id);
  }
  cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("Every count of persons is split by sex, and by age, disability and language where the indicator sheet says so. Counts of persons under five, and of anything "
                                                  "related to abuse under ten, are withheld."));
}

/* --- 7 who answers --- */

#define RACI_MAX 9u

/* Offices of the programme, those that lead first, most measures first. */
static size_t
offices(CopProgramme *p, const char *ids[RACI_MAX])
{
  const CopModel *m = p->r.m;
  size_t n = 0;
  g_autofree int *weight = g_new0(int, m->institutions.n + 1);
  for (size_t k = 0; k < m->institutions.n; k++)
    for (size_t i = 0; i < p->n; i++) {
      const CopPlanItem *it = p->items[i];
      weight[k] += it->lead == &m->institutions.items[k] ? 100 : 0;
      for (size_t x = 0; it->profile != NULL && x < it->profile->support.n; x++)
        weight[k] += strcmp(it->profile->support.items[x], m->institutions.items[k].id) == 0;
    }
  while (n < RACI_MAX) {
    size_t best = m->institutions.n;
    for (size_t k = 0; k < m->institutions.n; k++)
      if (weight[k] > 0 && (best == m->institutions.n || weight[k] > weight[best]))
        best = k;
    if (best == m->institutions.n)
      break;
    ids[n++] = m->institutions.items[best].id;
    weight[best] = 0;
  }
  return n;
}

void
cop_programme_raci(CopProgramme *p)
{
  CopPaper *r = &p->r;
  CopNode *s = cop_paper_chapter(r, "7", T_("Who answers for what"), NULL);
  s->as.section.new_page = false;
  const char *ids[RACI_MAX], *head[RACI_MAX + 3] = { T_("No."), T_("Measure") };
  CopColumn columns[RACI_MAX + 2] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3.6f } };
  size_t n = offices(p, ids);
  for (size_t i = 0; i < n; i++) {
    head[i + 2] = cop_paper_institution(r, ids[i]);
    columns[i + 2] = (CopColumn){ COP_ALIGN_CENTER, 0.72f };
  }
  CopNode *t = cop_paper_table(r, s, T_("Responsibility chart"), columns, (unsigned)n + 2);
  cop_add_head_row(r->d, t, head);
  for (size_t i = 0; i < p->n; i++) {
    const char *cells[RACI_MAX + 3] = { cop_programme_number(p, p->items[i]), cop_paper_field(r, COP_ENTITY_measure, p->items[i]->measure->id, "title") };
    for (size_t k = 0; k < n; k++)
      cells[k + 2] = cop_plan_part(r->m, p->items[i], ids[k]);
    cop_node_from(r->d, cop_add_row(r->d, t, cells), "measure", p->items[i]->measure->id);
  }
  cop_add_note(r->d, t, T_("A answers for the measure: one office for each. R carries it out. C is asked before decisions. I is told of results. All are proposals until the office has said yes."));
}

/* --- 8 time --- */

void
cop_programme_time(CopProgramme *p)
{
  CopPaper *r = &p->r;
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, "8", T_("Work plan"), NULL);
  CopGanttRow *rows = cop_new_n(r->a, CopGanttRow, p->n + 1);
  for (size_t i = 0; i < p->n; i++) {
    unsigned *row_waits = cop_new_n(r->a, unsigned, p->items[i]->n_waits + 1), n_waits = 0;
    for (size_t w = 0; w < p->items[i]->n_waits; w++)
      for (size_t k = 0; k < p->n; k++)
        if (p->items[k]->measure == p->items[i]->waits[w].measure)
          row_waits[n_waits++] = (unsigned)k;
    rows[i] = (CopGanttRow){ .label = cop_arena_printf(r->a, "%s %s", cop_programme_number(p, p->items[i]), cop_paper_field(r, COP_ENTITY_measure, p->items[i]->measure->id, "title")),
                             .start = (unsigned)p->items[i]->start, .end = (unsigned)p->items[i]->end, .waits_for = row_waits, .n_waits = n_waits, .milestone = p->items[i]->end - 1 };
  }
  const char **periods = cop_new_n(r->a, const char *, (size_t)res->n_quarters);
  CopGanttSpan *spans = cop_new_n(r->a, CopGanttSpan, (size_t)res->n_years);
  for (int q = 0; q < res->n_quarters; q++)
    periods[q] = cop_arena_printf(r->a, "Q%d", q % 4 + 1);
  for (int y = 0; y < res->n_years; y++)
    spans[y] = (CopGanttSpan){ cop_arena_printf(r->a, "%d", res->first_year + y), 4 };
  CopFigureOptions options = cop_paper_figure_options(r);
  CopGantt gantt = { .subject = cop_arena_printf(r->a, T_("Work plan of objective %s"), p->o->number), .row_title = T_("Measure"), .periods = periods, .n_periods = (unsigned)res->n_quarters,
                     .spans = spans, .n_spans = (unsigned)res->n_years, .rows = rows, .n_rows = (unsigned)p->n };
  g_autoptr(GError) error = NULL;
  CopFigure *f = p->n == 0 ? NULL : cop_gantt_draw(r->a, &gantt, &options, &error);
  if (f != NULL)
    cop_add_note(r->d, cop_paper_figure(r, s, gantt.subject, f), T_("A bar runs until the first result, which the diamond marks; lines lead to what waits for it."));
}

/* --- 10 monitoring --- */

static void
add_sheets(CopProgramme *p, CopNode *s)
{
  CopPaper *r = &p->r;
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.5f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 2.6f } };
  CopNode *t = cop_paper_table(r, s, T_("Indicators: rhythm, split, why this target"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Indicator"), T_("How often"), T_("Shown by"), T_("Why this target")));
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *g = &r->m->targets.items[i];
    const CopIndicator *in = cop_model_indicator(r->m, g->indicator);
    if (strcmp(g->objective, p->o->id) != 0)
      continue;
    const char *split[8];
    size_t n = 0;
    for (size_t k = 0; in != NULL && k < in->disaggregation.n && n < G_N_ELEMENTS(split); k++)
      split[n++] = T_(in->disaggregation.items[k]);
    CopNode *row = cop_add_row(r->d, t, LIST(g->number, cop_paper_field(r, COP_ENTITY_target, g->id, "title"),
                                             in == NULL ? "–" : cop_tr(r->words, cop_words(COP_WORDS_FREQUENCY)->words[in->frequency]), n == 0 ? T_("whole only") : cop_paper_list(r, split, n),
                                             g->reason == NULL ? "–" : cop_paper_field(r, COP_ENTITY_target, g->id, "reason")));
    cop_node_from(r->d, row, "target", g->id);
  }
}

/* Is an indicator read in this quarter of the year (1 to 4)? */
static bool
is_read(CopFrequency f, int quarter)
{
  if (f == COP_FREQUENCY_HALF_YEARLY)
    return quarter % 2 == 0;
  return f == COP_FREQUENCY_MONTHLY || f == COP_FREQUENCY_QUARTERLY || quarter == 4;
}

static void
add_calendar(CopProgramme *p, CopNode *s)
{
  CopPaper *r = &p->r;
  const CopPlanResult *res = r->c->result;
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 5 }, { COP_ALIGN_START, 1.8f } };
  CopNode *t = cop_paper_table(r, s, T_("Monitoring calendar"), columns, 3);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Quarter"), T_("Milestones due"), T_("Indicators read")));
  for (int q = 0; q < res->n_quarters; q++) {
    const char *due[16], *read[24];
    size_t n_due = 0, n_read = 0;
    for (size_t i = 0; i < p->n && n_due < G_N_ELEMENTS(due); i++)
      if (p->items[i]->end - 1 == q)
        due[n_due++] = cop_arena_printf(r->a, "%s %s", cop_programme_number(p, p->items[i]), cop_paper_field(r, COP_ENTITY_measure, p->items[i]->measure->id, "title"));
    for (size_t i = 0; i < r->m->targets.n && n_read < G_N_ELEMENTS(read); i++) {
      const CopIndicator *in = cop_model_indicator(r->m, r->m->targets.items[i].indicator);
      if (strcmp(r->m->targets.items[i].objective, p->o->id) == 0 && in != NULL && is_read(in->frequency, q % 4 + 1))
        read[n_read++] = r->m->targets.items[i].number;
    }
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_add_cell(r->d, row, cop_phrase_quarter(r->a, res->first_year, q));
    CopNode *cell = cop_add_cell(r->d, row, n_due == 0 ? "–" : NULL);
    for (size_t i = 0; i < n_due; i++)
      cop_add_para(r->d, cell, due[i]);
    cop_add_cell(r->d, row, n_read == 0 ? "–" : cop_paper_list(r, read, n_read));
  }
}

/* The reports the law asks for, in which these figures are told. */
static void
add_duties(CopProgramme *p, CopNode *s)
{
  CopPaper *r = &p->r;
  if (r->m->duties.n == 0)
    return;
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1.6f } };
  CopNode *t = cop_paper_table(r, s, T_("Reports the law asks for, in which the figures are told"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("Report"), T_("From"), T_("To"), T_("Due each year")));
  for (size_t i = 0; i < r->m->duties.n; i++) {
    const CopDuty *d = &r->m->duties.items[i];
    const char *dates[12];
    size_t n = 0;
    for (size_t k = 0; k < d->due.n && n < G_N_ELEMENTS(dates); k++) {
      const char *date = cop_paper_date(r, cop_arena_printf(r->a, "2000-%s", d->due.items[k]));
      const char *year = strstr(date, "2000");
      dates[n++] = year == date || year == NULL ? d->due.items[k] : g_strchomp(cop_arena_strndup(r->a, date, (size_t)(year - date)));
    }
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "duty", d->id);
    cop_paper_cite(r, cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_duty, d->id, "title")), d->source, d->mark);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_duty, d->id, "from_whom"));
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_duty, d->id, "to_whom"));
    cop_add_cell(r->d, row, cop_paper_list(r, dates, n));
  }
}

void
cop_programme_monitoring(CopProgramme *p)
{
  CopNode *s = cop_paper_chapter(&p->r, "10", T_("Monitoring and evaluation"), NULL);
  add_sheets(p, s);
  add_calendar(p, s);
  add_duties(p, s);
  cop_paper_say(&p->r, cop_add_para(p->r.d, s, NULL), T_("Rating: on track from 90 per cent of the year's milestone, at risk from 70, off track below. What has no value is not rated. Counts of reports and cases are told "
                                                        "and never rated: more reporting can be progress."));
}

/* --- 11 risks --- */

void
cop_programme_risks(CopProgramme *p)
{
  CopPaper *r = &p->r;
  CopNode *s = cop_paper_chapter(r, "11", T_("Risks and safeguards"), NULL);
  s->as.section.new_page = false;
  static const CopColumn columns[] = { { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 1.9f }, { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 0.8f } };
  CopNode *t = cop_paper_table(r, s, T_("What can go wrong, by whom and when it is answered"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("If"), T_("Then"), T_("Response"), T_("When"), T_("Owner")));
  for (size_t i = 0; i < r->m->risks.n; i++) {
    const CopRisk *k = &r->m->risks.items[i];
    if (strcmp(k->plan, r->c->plan->id) != 0)
      continue;
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_field(r, COP_ENTITY_risk, k->id, "event"), cop_paper_field(r, COP_ENTITY_risk, k->id, "effect"),
                                             cop_paper_field(r, COP_ENTITY_risk, k->id, "response"), cop_paper_field(r, COP_ENTITY_risk, k->id, "trigger"), cop_paper_institution(r, k->owner)));
    cop_node_from(r->d, row, "risk", k->id);
  }
  cop_add_note(r->d, t, T_("Risks of the whole plan; the first ones are about delivery, the others about harm the plan itself could do."));
}
