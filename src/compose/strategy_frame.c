/* SPDX-License-Identifier: Apache-2.0
 * Vision, governance, monitoring, risks, languages, review. */
#include <string.h>

#include "compose/strategy_priv.h"
#include "figure/chain.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

/* What most waits for, then the objectives, then the vision. */
static void
add_chain(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  const char *base[4], *conditions[COP_CHAIN_BOXES_MAX], *objectives[COP_CHAIN_BOXES_MAX];
  unsigned n_base = 0, n_conditions = 0, n_objectives = 0;
  g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
  while (n_base < G_N_ELEMENTS(base)) {
    const CopPlanItem *most = NULL;
    for (size_t i = 0; i < res->n_chosen; i++)
      if (res->chosen[i]->n_unlocks > 0 && !g_hash_table_contains(taken, res->chosen[i]) && (most == NULL || res->chosen[i]->n_unlocks > most->n_unlocks))
        most = res->chosen[i];
    if (most == NULL)
      break;
    g_hash_table_add(taken, (gpointer)most);
    base[n_base++] = cop_arena_printf(r->a, "%s %s", cop_paper_measure_number(r, most->measure->id), cop_paper_field(r, COP_ENTITY_measure, most->measure->id, "title"));
  }
  for (size_t i = 0; i < r->m->objectives.n && n_objectives < COP_CHAIN_BOXES_MAX; i++) {
    const CopObjective *o = &r->m->objectives.items[i];
    objectives[n_objectives++] = cop_arena_printf(r->a, T_("SO %s %s"), o->number, cop_paper_field(r, COP_ENTITY_objective, o->id, "title"));
    for (size_t k = 0; k < r->m->assumptions.n && n_conditions < COP_CHAIN_BOXES_MAX; k++)
      if (strcmp(r->m->assumptions.items[k].objective, o->id) == 0) {
        conditions[n_conditions++] = cop_paper_field(r, COP_ENTITY_assumption, r->m->assumptions.items[k].id, "text");
        break;
      }
  }
  if (n_base == 0 || n_conditions == 0 || n_objectives == 0)
    return;
  const char *vision = cop_paper_field(r, COP_ENTITY_plan, r->c->plan->id, "vision");
  const CopChainColumn columns[] = { { .title = T_("If this stands first"), .boxes = base, .n_boxes = n_base, .weight = 1 },
                                     { .title = T_("and this holds outside control"), .boxes = conditions, .n_boxes = n_conditions, .weight = 1.1f, .condition = true },
                                     { .title = T_("then the outputs lead to these states"), .boxes = objectives, .n_boxes = n_objectives, .weight = 1.3f },
                                     { .title = T_("which bring nearer"), .boxes = &vision, .n_boxes = 1, .weight = 0.8f, .goal = true } };
  CopChain chain = { .subject = T_("Theory of change of the strategy"), .columns = columns, .n_columns = G_N_ELEMENTS(columns) };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = cop_chain_draw(r->a, &chain, &options, &error);
  if (figure != NULL)
    cop_add_note(r->d, cop_paper_figure(r, s, T_("How change happens: what stands first, what must hold, what then changes"), figure),
                 T_("First stands what most other measures wait for. One condition is shown for each objective; all of them stand in the table."));
}

/* How far the link from outputs to the changed state is known. */
static void
say_strength(CopPaper *r, CopNode *cell, const CopObjective *o)
{
  size_t n, by[COP_EVIDENCE_MAX] = { 0 };
  const CopPlanItem **items = cop_strategy_items(r, o, &n);
  for (size_t i = 0; i < n; i++)
    if (items[i]->chosen)
      by[items[i]->measure->evidence]++;
  const char *parts[COP_EVIDENCE_MAX];
  size_t k = 0;
  static const char *const words[COP_EVIDENCE_MAX] = { [COP_EVIDENCE_PROVEN] = N_("proven elsewhere"), [COP_EVIDENCE_PROMISING] = N_("promising in a few places"),
                                                       [COP_EVIDENCE_PRUDENT] = N_("sound by reasoning"), [COP_EVIDENCE_EXPERT] = N_("judged by experts only") };
  for (int e = COP_EVIDENCE_MAX - 1; e >= 0; e--)
    if (by[e] > 0)
      parts[k++] = cop_arena_printf(r->a, "%zu %s", by[e], T_(words[e]));
  if (k > 0)
    cop_add_paraf(r->d, cell, T_("Effect of its measures: %s."), cop_paper_list(r, parts, k));
}

void
cop_strategy_vision(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "5", T_("Vision, principles and how change happens"), LIST(cop_paper_field(r, COP_ENTITY_plan, r->c->plan->id, "vision")));
  CopNode *principles = cop_paper_section(r, s, T_("Principles"));
  principles->as.section.in_contents = false;
  CopNode *list = cop_add_list(r->d, principles, false);
  static const char *const wanted[] = { "CRC-3", "CRC-2", "CRC-12", "CRC-5", "CRC-16", "CRC-17", "GC25-VII", NULL };
  for (size_t i = 0; wanted[i] != NULL; i++) {
    const CopRequirement *q = cop_model_requirement(r->m, wanted[i]);
    if (q == NULL)
      continue;
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_node_from(r->d, p, "requirement", q->id);
    cop_paper_sayf(r, p, "%s (%s)", cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_requirement, q->id, "gist")), cop_paper_clause(r, q));
    cop_paper_cite(r, p, q->source, q->mark);
  }
  CopNode *change = cop_paper_section(r, s, T_("How change happens"));
  change->as.section.in_contents = false;
  cop_paper_say(r, cop_add_para(r->d, change, NULL), T_("For each objective: what the plan makes, what must hold outside its control, and what then changes."));
  add_chain(r, change);
  static const CopColumn columns[] = { { COP_ALIGN_START, 3.2f }, { COP_ALIGN_START, 1.9f }, { COP_ALIGN_START, 1.7f }, { COP_ALIGN_START, 1.7f } };
  CopNode *t = cop_paper_table(r, change, T_("If these outputs, and if these conditions, then this change"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("If (outputs)"), T_("and if (outside control)"), T_("then"), T_("because")));
  for (size_t i = 0; i < r->m->objectives.n; i++) {
    const CopObjective *o = &r->m->objectives.items[i];
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "objective", o->id);
    CopNode *outputs = cop_add_list(r->d, cop_add_cell(r->d, row, NULL), false);
    for (size_t k = 0; k < r->m->plan_outputs.n; k++)
      if (strcmp(r->m->plan_outputs.items[k].objective, o->id) == 0)
        cop_add_item(r->d, outputs, cop_paper_field(r, COP_ENTITY_plan_output, r->m->plan_outputs.items[k].id, "statement"));
    CopNode *conditions = cop_add_list(r->d, cop_add_cell(r->d, row, NULL), false);
    CopNode *because = NULL;
    CopNode *then = NULL;
    for (size_t k = 0; k < r->m->assumptions.n; k++)
      if (strcmp(r->m->assumptions.items[k].objective, o->id) == 0)
        cop_add_item(r->d, conditions, cop_paper_field(r, COP_ENTITY_assumption, r->m->assumptions.items[k].id, "text"));
    then = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_objective, o->id, "title"));
    because = cop_add_cell(r->d, row, NULL);
    (void)then;
    for (size_t k = 0; k < r->m->assumptions.n; k++)
      if (strcmp(r->m->assumptions.items[k].objective, o->id) == 0 && r->m->assumptions.items[k].evidence != NULL)
        cop_add_para(r->d, because, cop_paper_field(r, COP_ENTITY_assumption, r->m->assumptions.items[k].id, "evidence"));
    say_strength(r, because, o);
    if (because->first == NULL)
      cop_add_text(r->d, because, T_("expert judgement only; tested in the first review"));
  }
}

/* --- governance --- */

static void
add_raci(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 3 } };
  CopNode *t = cop_paper_table(r, s, T_("One lead for each measure; who supports"), columns, 3);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Institution"), T_("Leads"), T_("Supports")));
  for (size_t i = 0; i < r->m->institutions.n; i++) {
    const CopInstitution *in = &r->m->institutions.items[i];
    const char *leads[48], *supports[48];
    size_t n_leads = 0, n_supports = 0;
    for (size_t k = 0; k < res->n_chosen; k++) {
      const CopPlanItem *it = res->chosen[k];
      const char *number = cop_paper_measure_number(r, it->measure->id);
      if (it->lead == in && n_leads < G_N_ELEMENTS(leads))
        leads[n_leads++] = number;
      for (size_t x = 0; it->profile != NULL && x < it->profile->support.n; x++)
        if (strcmp(it->profile->support.items[x], in->id) == 0 && n_supports < G_N_ELEMENTS(supports))
          supports[n_supports++] = number;
    }
    if (n_leads == 0)
      continue;
    CopNode *row = cop_add_row(r->d, t, LIST(in->acronym != NULL ? in->acronym : in->name, cop_paper_list(r, leads, n_leads),
                                             n_supports == 0 ? T_("none") : cop_paper_list(r, supports, n_supports)));
    cop_node_from(r->d, row, "institution", in->id);
  }
  cop_add_note(r->d, t, T_("Leads are proposals of the drafters; each office confirms its own before adoption. Offices that only support stand beside each measure in chapter 6."));
}

/* What the person who keeps the plan does first; the measures that start at once
 * come from the plan. */
static void
add_first_quarter(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  CopNode *first = cop_paper_section(r, s, T_("The first quarter"));
  CopNode *list = cop_add_list(r->d, first, true);
  cop_add_item(r->d, list, T_("Week 1: send each lead its measures, dates and costs (annex A) and ask for a written yes, a contact by office and a deputy."));
  cop_add_item(r->d, list, T_("Week 2: have every helpline number in the plan called from each network; enter the date, or withdraw the number from print."));
  cop_add_item(r->d, list, T_("Week 3: open the register of decisions and the calendar of reports below, with the steering group's first date."));
  cop_add_item(r->d, list, T_("Week 4: put the responsibility chart before the bodies named in it, with the overlaps listed in this chapter."));
  cop_add_item(r->d, list, T_("By week 8: collect prices for the ten dearest measures and replace their cost classes."));
  cop_add_item(r->d, list, T_("By week 12: report to the adopting body what was confirmed, what was refused and what changes."));
  const char *names[12];
  size_t n = 0;
  for (size_t i = 0; i < res->n_chosen && n < G_N_ELEMENTS(names); i++)
    if (res->chosen[i]->start == 0)
      names[n++] = cop_arena_printf(r->a, "%s (%s)", cop_paper_measure_number(r, res->chosen[i]->measure->id),
                                    res->chosen[i]->lead == NULL ? "–" : cop_paper_institution(r, res->chosen[i]->lead->id));
  if (n > 0)
    cop_paper_sayf(r, cop_add_para(r->d, first, NULL), T_("Measures that start in %s, with their leads: %s."), cop_phrase_quarter(r->a, res->first_year, 0), cop_paper_list(r, names, n));
}

/* "31 March" of "03-31": a date of every year. */
static const char *
day_of_year(CopPaper *r, const char *month_day)
{
  const char *date = cop_paper_date(r, cop_arena_printf(r->a, "2000-%s", month_day));
  size_t n = strlen(date), tail = g_str_has_suffix(date, ", 2000") ? strlen(", 2000") : g_str_has_suffix(date, " 2000") ? strlen(" 2000") : 0;
  return cop_arena_strndup(r->a, date, n - tail);
}

void
cop_strategy_governance(CopPaper *r)
{
  const char *lead = cop_paper_institution(r, r->c->country->lead);
  CopNode *s = cop_paper_chapter(r, "8", T_("Who decides and who acts"), LIST(T_("One body leads, each measure has one lead, and what is late goes up by rule.")));
  CopNode *decide = cop_paper_section(r, s, T_("Decisions"));
  CopNode *p = cop_add_para(r->d, decide, NULL);
  cop_paper_sayf(r, p, T_("The %s leads and keeps this plan."), lead);
  cop_paper_say(r, p, T_("A steering group with the lead agencies, local government, providers, civil society and two seats for children with support meets every quarter; "
                       "it decides by those present when more than half of the members are, and publishes what it decided."));
  cop_paper_say(r, p, T_("A measure four weeks behind its next milestone is reported to the lead body, eight weeks behind to the steering group, twelve weeks behind to "
                       "the adopting body, each time with a cause and a new date. These intervals are proposals."));
  add_first_quarter(r, s);
  CopNode *overlap = cop_paper_section(r, s, T_("Mandates that overlap"));
  const CopGap *g = cop_gaps_get(r->c->gaps, COP_GAP_LAW, "LR-43");
  const CopAnswer *answer = g != NULL ? g->answer : NULL;
  for (size_t i = 0; answer == NULL && i < r->m->answers.n; i++)
    if (strcmp(r->m->answers.items[i].question, "LR-43") == 0)
      answer = &r->m->answers.items[i];
  p = cop_add_para(r->d, overlap, NULL);
  if (answer != NULL) {
    cop_node_from(r->d, p, "answer", answer->id);
    cop_paper_say(r, p, cop_paper_field(r, COP_ENTITY_answer, answer->id, "finding"));
    cop_paper_cite(r, p, answer->source, answer->mark);
    cop_paper_say(r, p, cop_paper_field(r, COP_ENTITY_answer, answer->id, "gap"));
  }
  cop_paper_sayf(r, p, T_("This plan records one lead for each measure (table below) and settles functions by the chart of measure %s."), cop_paper_measure_number(r, "M01"));
  add_raci(r, s);
  CopNode *calendar = cop_paper_section(r, s, T_("Calendar of reports"));
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 1.3f } };
  CopNode *t = cop_paper_table(r, calendar, T_("Reports the law asks for"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("Report"), T_("From"), T_("To"), T_("Due each year")));
  for (size_t i = 0; i < r->m->duties.n; i++) {
    const CopDuty *d = &r->m->duties.items[i];
    const char *dates[12];
    size_t n = 0;
    for (size_t k = 0; k < d->due.n && n < G_N_ELEMENTS(dates); k++) {
      dates[n++] = day_of_year(r, d->due.items[k]);
    }
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "duty", d->id);
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_duty, d->id, "title"));
    cop_paper_cite(r, cell, d->source, d->mark);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_duty, d->id, "from_whom"));
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_duty, d->id, "to_whom"));
    cop_add_cell(r->d, row, cop_paper_list(r, dates, n));
  }
}

/* --- monitoring --- */

/* The measure that pays for reading an indicator: a survey, a review, or the
 * service whose records are read. */
static const char *
read_by(const CopTarget *t)
{
  if (strstr(t->source, "urvey") != NULL)
    return "M45";
  if (strstr(t->source, "legal review") != NULL)
    return "M04";
  return t->baseline_by;
}

/* Surveys and reviews are shared by the indicators they serve; records are read
 * as part of the service. */
static const char *
cost_of_reading(CopPaper *r, const CopTarget *t)
{
  const char *by = read_by(t);
  const CopPlanItem *it = by == NULL ? NULL : cop_plan_item(r->c->result, by);
  if (it == NULL || !it->chosen)
    return T_("counted by the office anyway");
  const char *number = cop_paper_measure_number(r, by);
  if (strcmp(by, "M45") != 0 && strcmp(by, "M04") != 0 && strcmp(by, "M08") != 0)
    return cop_arena_printf(r->a, T_("within the running cost of %s"), number);
  int64_t sharing = 0;
  for (size_t i = 0; i < r->m->targets.n; i++)
    sharing += g_strcmp0(read_by(&r->m->targets.items[i]), by) == 0;
  return cop_arena_printf(r->a, T_("about %s%s million over the plan (its part of %s)"), r->c->country->currency_symbol, cop_phrase_millions(r->a, r->c->country, it->cost_total / MAX(sharing, 1)), number);
}

static const char *
split_text(CopPaper *r, const CopIndicator *in)
{
  const char *words[12];
  size_t n = 0;
  for (size_t i = 0; i < in->disaggregation.n && n < G_N_ELEMENTS(words); i++)
    words[n++] = T_(in->disaggregation.items[i]);
  return cop_paper_list(r, words, n);
}

void
cop_strategy_indicators(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.5f }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 2.6f } };
  CopNode *t = cop_paper_table(r, s, T_("Indicators: rhythm, split, cost of reading, and what they do not show"), columns, 6);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Indicator"), T_("How often"), T_("Shown by"), T_("Cost of reading, estimate"), T_("Caveat")));
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *g = &r->m->targets.items[i];
    const CopIndicator *in = cop_model_indicator(r->m, g->indicator);
    CopNode *row = cop_add_row(r->d, t, LIST(g->number, cop_paper_field(r, COP_ENTITY_target, g->id, "title"), in == NULL ? "–" : cop_tr(r->words, cop_words(COP_WORDS_FREQUENCY)->words[in->frequency]),
                                             in == NULL || in->disaggregation.n == 0 ? T_("whole only") : split_text(r, in), cost_of_reading(r, g),
                                             in == NULL || in->caveat == NULL ? T_("none noted") : cop_paper_field(r, COP_ENTITY_indicator, in->id, "caveat")));
    cop_node_from(r->d, row, "target", g->id);
  }
}

/* Targets that say how often they are rated, measured from a baseline that
 * exists, and without one. */
static void
say_set(CopPaper *r, CopNode *s)
{
  size_t n = 0, with = 0, rated = 0;
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *t = &r->m->targets.items[i];
    bool steps = false;
    for (size_t k = 0; k < r->m->target_steps.n && !steps; k++)
      steps = strcmp(r->m->target_steps.items[k].target, t->id) == 0 && cop_record_has(COP_ENTITY_target_step, &r->m->target_steps.items[k], "number");
    n++;
    with += t->baseline != NULL;
    rated += steps;
  }
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("The plan is followed by %zu indicators, of which %zu carry targets and are rated; the others are reported only, because more of them is not clearly better or a right "
                       "value is a political choice. %s have a baseline; for each of the others a measure of the plan sets it, with a quarter (chapter 6). Annex B holds all of them with "
                       "yearly steps, source, split, owner and caveat."), n, rated, cop_phrase_sentence(r->a, cop_paper_count(r, (int64_t)with)));
  static const char *const measuring[] = { "M04", "M45", "M08" };
  int64_t cost = 0;
  const char *numbers[3];
  size_t k = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(measuring); i++) {
    const CopPlanItem *it = cop_plan_item(r->c->result, measuring[i]);
    if (it == NULL || !it->chosen)
      continue;
    cost += it->cost_total;
    numbers[k++] = cop_paper_measure_number(r, it->measure->id);
  }
  if (k > 0)
    cop_paper_sayf(r, p, T_("Measuring itself costs %s, %.0f per cent of the plan (measures %s); counts that offices keep anyway cost nothing more."), cop_paper_money(r, cost),
                   100.0 * (double)cost / (double)r->c->result->cost_total, cop_paper_list(r, numbers, k));
}

/* Who looks at the plan, when, and who answers. */
static void
add_reviews(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.8f }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 3 } };
  CopNode *t = cop_paper_table(r, s, T_("Reviews: who, when, what follows"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("Review"), T_("By"), T_("When"), T_("What follows")));
  cop_add_row(r->d, t, LIST(T_("Quarterly report"), T_("each lead"), T_("15th of the month after the quarter"), T_("The lead body publishes ratings; what is late goes up by the rule of chapter 8.")));
  const CopPlanItem *independent = cop_plan_item(res, "M08");
  if (independent != NULL && independent->chosen)
    cop_add_row(r->d, t, LIST(T_("Independent review"), independent->lead == NULL ? "–" : cop_paper_institution(r, independent->lead->id),
                              cop_arena_printf(r->a, T_("first %s, then every year"), cop_phrase_quarter(r->a, res->first_year, independent->end - 1)),
                              T_("Published; each recommendation names an office and is answered in writing within three months.")));
  const CopPlanItem *group = cop_plan_item(res, "M02");
  if (group != NULL && group->chosen)
    cop_add_row(r->d, t, LIST(T_("Children's review"), T_("children, in their own sessions"), cop_arena_printf(r->a, T_("every year from %d"), res->first_year + group->end / 4 + (group->end % 4 != 0)),
                              T_("What they asked for and what was done stands in annex G of the next edition and in the version for children.")));
  if (r->c->plan->review_by != NULL)
    cop_add_row(r->d, t, LIST(T_("Review in the middle"), cop_paper_institution(r, r->c->country->lead), cop_arena_printf(r->a, T_("by %s"), cop_paper_date(r, r->c->plan->review_by)),
                              T_("The plan is kept, changed or joined with the plan that follows the one now in force.")));
  cop_add_row(r->d, t, LIST(T_("Evaluation at the end"), T_("an evaluator outside the lead agencies"), cop_arena_printf(r->a, T_("second half of %d"), res->first_year + res->n_years - 1),
                            T_("Answers the six questions below; its findings open the next plan.")));
}

void
cop_strategy_monitoring(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "10", T_("Monitoring, evaluation and learning"), LIST(T_("Each indicator has a baseline of the same thing, a source, a rhythm and an owner."),
                                                                                       T_("Counts of tips and cases are reported and never coloured: more reporting can be progress.")));
  say_set(r, s);
  CopNode *rule = cop_paper_section(r, s, T_("How progress is rated"));
  rule->as.section.in_contents = false;
  cop_paper_say(r, cop_add_para(r->d, rule, NULL), T_("On track: at least 90 per cent of the way to the year's milestone. At risk: 70 to 89 per cent. Off track: less than 70 per cent. Not "
                                                    "rated: no value, or a count where more is not clearly better. A missing report is missing, never zero."));
  cop_paper_say(r, cop_add_para(r->d, rule, NULL), T_("Published counts of persons under five, and of anything related to abuse under ten, are withheld together with whatever would let a reader "
                                                    "compute them."));
  CopNode *learn = cop_paper_section(r, s, T_("Evaluation and use"));
  add_reviews(r, learn);
  CopNode *p = cop_add_para(r->d, learn, T_("The six questions are those evaluators of public programmes use:"));
  p->as.para.keep_with_next = true;
  CopNode *list = cop_add_list(r->d, learn, false);
  cop_add_item(r->d, list, T_("Relevance: do the measures answer what children and carers need?"));
  cop_add_item(r->d, list, T_("Coherence: do they fit the plans of the member agencies?"));
  cop_add_item(r->d, list, T_("Effectiveness: which targets were reached, and for whom not?"));
  cop_add_item(r->d, list, T_("Efficiency: what did one completed referral or tested worker cost?"));
  cop_add_item(r->d, list, T_("Impact: what changed in children's lives, and what else acted?"));
  cop_add_item(r->d, list, T_("Sustainability: what goes on afterwards, out of whose budget?"));
}

/* --- risks --- */

static void
add_risks(CopPaper *r, CopNode *s, CopRiskKind kind)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 0.8f } };
  CopNode *t = cop_paper_table(r, s, kind == COP_RISK_DELIVERY ? T_("If the plan is not carried out as meant") : T_("If the plan itself could harm"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("If"), T_("Then"), T_("Response"), T_("When"), T_("Owner")));
  for (size_t i = 0; i < r->m->risks.n; i++) {
    const CopRisk *k = &r->m->risks.items[i];
    if (k->kind != kind)
      continue;
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_field(r, COP_ENTITY_risk, k->id, "event"), cop_paper_field(r, COP_ENTITY_risk, k->id, "effect"),
                                             cop_paper_field(r, COP_ENTITY_risk, k->id, "response"), cop_paper_field(r, COP_ENTITY_risk, k->id, "trigger"), cop_paper_institution(r, k->owner)));
    cop_node_from(r->d, row, "risk", k->id);
  }
}

void
cop_strategy_risks(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "11", T_("Risks and safeguards"), LIST(T_("Two kinds: that the plan is not carried out, and that carrying it out harms someone.")));
  CopNode *delivery = cop_paper_section(r, s, T_("Delivery"));
  delivery->as.section.in_contents = false;
  add_risks(r, delivery, COP_RISK_DELIVERY);
  CopNode *harm = cop_paper_section(r, s, T_("Harm by the plan itself"));
  harm->as.section.in_contents = false;
  cop_paper_say(r, cop_add_para(r->d, harm, NULL), T_("Every measure that restricts information, opens communication or collects data is tested first: is it provided by law, necessary for a "
                                                    "stated aim, proportionate, and open to review? A measure that fails one of these is changed or dropped."));
  add_risks(r, harm, COP_RISK_SAFEGUARD);
}

/* --- languages --- */

void
cop_strategy_languages(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "12", T_("Publication and languages"), LIST(T_("Everyone gets a version they can use on the same day.")));
  s->as.section.new_page = false;
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_say(r, p, T_("The full text, a summary of four pages, a version for children and an easy-read version appear together, as tagged PDF, as a word-processor file and as a web page."));
  int64_t all = 0, sum = 0;
  for (size_t i = 0; i < r->m->languages.n; i++)
    all += r->m->languages.items[i].households;
  static const CopColumn columns[] = { { COP_ALIGN_START, 2 }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.4f }, { COP_ALIGN_START, 1.6f } };
  const CopValue *total = NULL;
  for (size_t i = 0; i < r->m->values.n; i++)
    if (strcmp(r->m->values.items[i].topic, "households") == 0)
      total = &r->m->values.items[i];
  double base = total != NULL ? total->number : (double)all;
  CopNode *t = cop_paper_table(r, s, T_("Home languages: the more languages, the more households reached"), columns, 5);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Language"), T_("Households"), T_("Share, %"), T_("Reached together, %"), T_("Messages drafted")));
  for (size_t i = 0; i < r->m->languages.n; i++) {
    const CopLanguage *l = &r->m->languages.items[i];
    if (!cop_record_has(COP_ENTITY_language, l, "households"))
      continue;
    sum += l->households;
    size_t drafted = 0;
    for (size_t k = 0; k < r->m->message_texts.n; k++)
      drafted += r->m->message_texts.items[k].form == COP_FORM_SAY && strcmp(r->m->message_texts.items[k].lang, l->id) == 0;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "language", l->id);
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_language, l->id, "name"));
    cop_paper_cite(r, cell, l->source, l->mark);
    cop_add_cell(r->d, row, cop_phrase_number(r->a, (double)l->households, 0));
    cop_add_cell(r->d, row, cop_phrase_number(r->a, 100 * (double)l->households / base, 1));
    cop_add_cell(r->d, row, cop_phrase_number(r->a, 100 * (double)sum / base, 1));
    cop_add_cell(r->d, row, drafted == 0 ? T_("none yet") : cop_arena_printf(r->a, T_("%zu of %zu, not reviewed"), drafted, r->m->messages.n));
  }
  cop_add_note(r->d, t, T_("Language of the household, not of each child. Sign language and second languages are not counted here."));
}

void
cop_strategy_review(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "13", T_("When this plan is reopened"), NULL);
  s->as.section.new_page = false;
  CopNode *p = cop_add_para(r->d, s, NULL);
  if (r->c->plan->review_by != NULL)
    cop_paper_sayf(r, p, T_("The plan is reviewed in the middle, by %s, and evaluated in its last year (chapter 10)."), cop_paper_date(r, r->c->plan->review_by));
  cop_paper_say(r, p, T_("It is reopened within 60 days after any of these: a new or amended law on its subject; a treaty or revised resolution that changes a standard in annex D; a national "
                       "survey of children's experience online; the failure of the helpline or referral path; a finding of the independent review that asks for it."));
  cop_paper_say(r, p, T_("Numbers of objectives, measures and indicators stay the same between editions; a dropped one stays listed as withdrawn, with the reason."));
}
