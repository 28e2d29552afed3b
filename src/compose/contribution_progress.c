/* SPDX-License-Identifier: Apache-2.0
 * What field reports show: one row for each field-reported indicator of
 * the plan with a value, the quarters reported of the newest year beside the same quarters of
 * the year before, and what the draft plan aims at. Never coloured where more
 * is not clearly better, never a count small enough to point at a child.
 */
#include <string.h>

#include "base/period.h"
#include "compose/contribution_priv.h"
#include "compose/reported.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define ROWS_MAX 8
#define PRETEST "IND-20b"

/* "at least 90 (2030)": the last step of the plan's target for the indicator;
 * NULL when the plan has no target for it. */
static const char *
target_text(CopPaper *r, const CopIndicator *in)
{
  const char *text = NULL;
  for (size_t i = 0; i < r->m->targets.n; i++) {
    const CopTarget *t = &r->m->targets.items[i];
    if (strcmp(t->indicator, in->id) != 0)
      continue;
    text = text == NULL ? "reported, not rated" : text;
    for (size_t k = 0; k < r->m->target_steps.n; k++) {
      const CopTargetStep *step = &r->m->target_steps.items[k];
      if (strcmp(step->target, t->id) == 0 && cop_record_has(COP_ENTITY_target_step, step, "number"))
        text = cop_arena_printf(r->a, "%s %s (%d)", in->direction == COP_DIRECTION_DOWN ? "not more than" : "at least", cop_phrase_figure(r->a, step->number), (int)step->year);
    }
  }
  return text;
}

static void
add_table(CopPaper *r, CopNode *section, int year, int quarters)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 3.3f }, { COP_ALIGN_START, 0.85f }, { COP_ALIGN_END, 1.15f }, { COP_ALIGN_END, 1.15f }, { COP_ALIGN_START, 1.5f } };
  CopNode *t = cop_paper_table(r, section, cop_arena_printf(r->a, "What %s field reports show", cop_phrase_number(r->a, (double)r->c->reports, 0)), columns, 5);
  cop_add_head_row(r->d, t, LIST("Indicator", "Unit", cop_reported_span(NULL, r->a, year - 1, quarters), cop_reported_span(NULL, r->a, year, quarters), "Draft target"));
  unsigned rows = 0;
  for (size_t i = 0; i < r->m->indicators.n && rows < ROWS_MAX; i++) {
    const CopIndicator *in = &r->m->indicators.items[i];
    const char *target = in->field_reported ? target_text(r, in) : NULL;
    if (target == NULL)
      continue;
    CopPublishedValue now = cop_reported_value(r->c, i, -1, year, quarters), before = cop_reported_value(r->c, i, -1, year - 1, quarters);
    if (now.state == COP_PUBLISHED_NOTHING && before.state == COP_PUBLISHED_NOTHING)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "indicator", in->id);
    CopNode *name = cop_add_cell(r->d, row, in->title);
    cop_paper_footnote(r, name, cop_arena_printf(r->a, "indicator/%s", in->id), NULL, NULL,
                       cop_arena_printf(r->a, "Field reports%s%s%s", r->c->synthetic ? " (example data)" : "", in->caveat == NULL ? "." : ". ", in->caveat == NULL ? "" : in->caveat));
    cop_add_cell(r->d, row, in->unit);
    cop_add_cell(r->d, row, cop_reported_text(r->a, in, &before));
    cop_add_cell(r->d, row, cop_reported_text(r->a, in, &now));
    cop_add_cell(r->d, row, target);
    rows++;
  }
  cop_add_note(r->d, t, r->c->synthetic ? "Source: field reports held in this store. They are example data and not real reports. Regions that sent no report are missing, not zero; "
                                          "small counts are withheld."
                                        : "Source: field reports of partners. Regions that sent no report are missing, not zero; small counts are withheld.");
}

void
cop_contribution_progress(CopPaper *r, CopNode *section)
{
  CopNode *p = cop_add_para(r->d, section, NULL);
  cop_paper_stress(r, p, "Reports from the field.");
  CopPeriod newest = r->c->publications == NULL ? 0 : cop_reported_newest(r->c);
  if (newest == 0) {
    cop_paper_say(r, p, "None has been received yet.");
    return;
  }
  int year = cop_period_year(newest), quarters = cop_period_part(newest);
  cop_paper_sayf(r, p, "The table sets %s beside the same months of the year before. Reach, contacts and copies have no good direction and are not rated: a rise in helpline "
                       "contacts would first mean that the line is better known.", cop_reported_span(NULL, r->a, year, quarters));
  if (r->c->synthetic)
    cop_paper_say(r, p, "The figures are example data, made to try the form; none is to be quoted.");
  add_table(r, section, year, quarters);
}

void
cop_contribution_pretest(CopPaper *r, CopNode *para)
{
  CopPeriod newest = r->c->publications == NULL ? 0 : cop_reported_newest(r->c);
  for (size_t i = 0; newest != 0 && i < r->m->indicators.n; i++) {
    const CopIndicator *in = &r->m->indicators.items[i];
    if (strcmp(in->id, PRETEST) != 0)
      continue;
    CopPublishedValue v = cop_reported_value(r->c, i, -1, cop_period_year(newest), cop_period_part(newest));
    if (v.state != COP_PUBLISHED_VALUE)
      return;
    cop_paper_sentence(r, para, "pretest", cop_arena_printf(r->a, "indicator/%s", in->id), "In the pretests of {span}, {share} per cent of {people} participants named it.",
                       LIST("span", cop_reported_span(NULL, r->a, cop_period_year(newest), cop_period_part(newest)), "share", cop_phrase_number(r->a, v.value, 0), "people",
                            cop_phrase_number(r->a, v.denominator, 0)));
    cop_paper_footnote(r, para, cop_arena_printf(r->a, "indicator/%s", in->id), NULL, NULL,
                       cop_arena_printf(r->a, "Field reports%s. Small groups find faults; they do not measure a population.", r->c->synthetic ? " (example data, not real)" : ""));
    return;
  }
}

void
cop_contribution_reports(CopPaper *r, CopNode *para)
{
  CopPeriod newest = r->c->publications == NULL ? 0 : cop_reported_newest(r->c);
  if (newest == 0) {
    cop_paper_say(r, para, "None has been received yet.");
    return;
  }
  cop_paper_sentence(r, para, "reports", NULL, "{reports} field reports were counted, and the progress report sets out those of {span}.",
                     LIST("reports", cop_phrase_number(r->a, (double)r->c->reports, 0), "span", cop_reported_span(NULL, r->a, cop_period_year(newest), cop_period_part(newest))));
  cop_paper_footnote(r, para, "report", NULL, NULL, cop_arena_printf(r->a, "Register of field reports%s.", r->c->synthetic ? " (example data, not real)" : ""));
  cop_paper_say(r, para, "Regions that sent no report are missing, not zero; small counts are withheld.");
  if (r->c->synthetic)
    cop_paper_say(r, para, "The figures are example data, made to try the form; none is to be quoted.");
}
