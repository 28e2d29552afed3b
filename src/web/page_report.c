/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_report.c -- what is due to whom, field reports, and values against
 * targets. */
#include <math.h>
#include <string.h>

#include "indicator/target.h"
#include "web/built.h"
#include "web/due.h"
#include "web/grid.h"
#include "web/part.h"
#include "web/progress.h"

void cop_page_reports(CopPage *p);
void cop_tables_reports(CopPage *p, GPtrArray *grids);
void cop_page_indicators(CopPage *p);
void cop_tables_indicators(CopPage *p, GPtrArray *grids);

/* --- reports --- */

static CopGrid *
duty_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "duty", N_("What is due"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "from", N_("Who reports"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "to", N_("To whom"), COP_CELL_TEXT, 0, 0 },
                                           { "frequency", N_("How often"), COP_CELL_TEXT, 0, 0 },
                                           { "next", N_("Next"), COP_CELL_DATE, 0, 0 },
                                           { "source", N_("Legal basis"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE } };
  CopGrid *g = cop_grid_new(p, "duties", T_("Reporting duties"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->duties.n; i++) {
    const CopDuty *d = &p->m->duties.items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_duty, d, "title");
    c[0].link = cop_url_record(p, COP_ENTITY_duty, d->id);
    cop_grid_field(g, &c[1], COP_ENTITY_duty, d, "from_whom");
    cop_grid_field(g, &c[2], COP_ENTITY_duty, d, "to_whom");
    cop_grid_text(&c[3], cop_say_word(p, COP_WORDS_FREQUENCY, (int)d->frequency));
    cop_grid_date(&c[4], cop_due_next(p, d));
    cop_grid_text(&c[5], d->locator);
  }
  return g;
}

static CopGrid *
meeting_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "meeting", N_("Meeting"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "held_on", N_("First day"), COP_CELL_DATE, 0, 0 },
                                           { "place", N_("Place"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "meetings", T_("Meetings of the Working Group and forums"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->meetings.n; i++) {
    const CopMeeting *m = &p->m->meetings.items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], cop_record_has(COP_ENTITY_meeting, m, "number") ? cop_arena_printf(p->a, "%s %d", m->group, (int)m->number) : m->group);
    c[0].link = cop_url_record(p, COP_ENTITY_meeting, m->id);
    c[0].lang = "en";
    cop_grid_date(&c[1], m->held_on);
    cop_grid_text(&c[2], m->place);
  }
  return g;
}

void
cop_tables_reports(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, duty_grid(p));
  g_ptr_array_add(grids, meeting_grid(p));
}

static void
write_field_reports(CopPage *p)
{
  const CopFacts *f = p->s->facts;
  CopHtml *h = p->h;
  if (f->n_reports == 0) {
    cop_part_empty(p, T_("No field report has arrived"),
                   T_("Reports from schools, communities and partners come in as a spreadsheet or CSV file. Each has an id of its own, so that sending it twice counts once."),
                   cop_page_may(p, COP_RIGHT_EDIT) ? T_("Send in a filled spreadsheet") : NULL, cop_url_path(p->a, "reports", "upload", NULL));
    return;
  }
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "tiles")) {
    cop_part_tile(p, cop_url_path(p->a, "indicators", NULL), cop_say_int(p, f->n_reports), T_("Reports received"), NULL);
    cop_part_tile(p, cop_url_path(p->a, "indicators", NULL), cop_say_int(p, f->n_synthetic), T_("Example reports"), T_("made up; not real"));
    cop_part_tile(p, cop_url_path(p->a, "indicators", NULL), cop_say_int(p, f->n_held), T_("Waiting for a decision"), NULL);
  }
}

/* The form on paper, in the language of the page or in English, when it was built. */
static void
write_paper(CopPage *p, const CopReportForm *f)
{
  const CopBuiltFile *built = cop_built_find(p->s, cop_arena_printf(p->a, "paper-form/%s/%s.pdf", p->lang, f->id));
  if (built == NULL)
    built = cop_built_find(p->s, cop_arena_printf(p->a, "paper-form/en/%s.pdf", f->id));
  if (built == NULL)
    return;
  cop_html_text(p->h, " · ");
  COP_TEXT(p->h, COP_A, T_("on paper (PDF)"), cop_link(COP_A_HREF, cop_url_built(p->a, built)));
}

/* Forms to fill in here, on a telephone or in a spreadsheet program. */
static void
write_forms(CopPage *p)
{
  COP_EL (p->h, COP_UL, cop_a(COP_A_CLASS, "plain"))
    for (size_t i = 0; i < p->m->report_forms.n; i++) {
      const CopReportForm *f = &p->m->report_forms.items[i];
      const char *lang, *title = cop_field_text(p, COP_ENTITY_report_form, f, "title", &lang);
      COP_EL (p->h, COP_LI) {
        COP_TEXT(p->h, COP_A, title, cop_a(COP_A_LANG, lang), cop_link(COP_A_HREF, cop_url_path(p->a, "reports", "fill", f->id, NULL)));
        write_paper(p, f);
        const char *purpose_lang, *purpose = cop_field_text(p, COP_ENTITY_report_form, f, "purpose", &purpose_lang);
        COP_TEXT(p->h, COP_DIV, purpose, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_LANG, purpose_lang));
      }
    }
  if (cop_page_may(p, COP_RIGHT_EDIT))
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, T_("Send in a filled spreadsheet"), cop_link(COP_A_HREF, cop_url_path(p->a, "reports", "upload", NULL)));
  COP_EL (p->h, COP_P)
    COP_TEXT(p->h, COP_A, T_("Forms without a network"), cop_link(COP_A_HREF, cop_url_path(p->a, "reports", "offline", NULL)));
  COP_TEXT(p->h, COP_A, T_("What was sent, received and rejected"), cop_link(COP_A_HREF, cop_url_path(p->a, "reports", "received", NULL)));
}

void
cop_page_reports(CopPage *p)
{
  g_auto(CopFrameScope) frame = cop_frame_open(
    p, &(CopFrame){ .title = T_("Reports"), .nav = "/reports", .lead = T_("What comes in from the field, and what is due to whom.") });
  COP_SECTION_OF(p, "field", T_("From the field"), NULL)
    write_field_reports(p);
  if (p->m->report_forms.n > 0)
    COP_SECTION_OF(p, "forms", T_("Forms"), T_("To fill in here, with ODK Collect, on paper, in a spreadsheet or by SMS; each box has the same number everywhere."))
      write_forms(p);
  COP_EL (p->h, COP_P)
    COP_TEXT(p->h, COP_A, T_("Questionnaires, answered from the same facts"), cop_link(COP_A_HREF, cop_url_path(p->a, "questionnaires", NULL)));
  COP_SECTION_OF(p, "duties", T_("What is due"), NULL) {
    CopGrid *g = duty_grid(p);
    g->empty = T_("No reporting duty has been recorded.");
    cop_part_grid(g);
  }
  COP_SECTION_OF(p, "meetings", T_("Meetings"), NULL) {
    CopGrid *g = meeting_grid(p);
    g->empty = T_("No meeting has been recorded.");
    cop_part_grid(g);
  }
}

/* --- indicators --- */

static const char *
year_text(CopPage *p, const CopTargetYear *y, const char *unit)
{
  if (y == NULL)
    return T_("no value");
  switch (y->value.state) {
  case COP_PUBLISHED_VALUE:
    return cop_arena_printf(p->a, "%s %s", cop_say_figure(p, y->value.value), T_(unit));
  case COP_PUBLISHED_HIDDEN:
    return T_("too few to show");
  case COP_PUBLISHED_WITHHELD:
    return T_("not published");
  case COP_PUBLISHED_NOTHING:
  case COP_PUBLISHED_MAX:
    break;
  }
  return T_("no value");
}

static CopGrid *
target_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "number", N_("No."), COP_CELL_TEXT, 0, 0 },
                                           { "indicator", N_("Indicator"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "baseline", N_("Baseline"), COP_CELL_TEXT, 0, 0 },
                                           { "value", N_("Now"), COP_CELL_TEXT, 0, 0 },
                                           { "milestone", N_("Should be"), COP_CELL_TEXT, 0, 0 },
                                           { "rating", N_("State"), COP_CELL_TEXT, 0, 0 },
                                           { "owner", N_("Who reports"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "target", N_("Id"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "targets", T_("Values against targets"), columns, G_N_ELEMENTS(columns));
  const CopTargetProgress *progress;
  size_t n = cop_progress(p, &progress);
  for (size_t i = 0; i < n; i++) {
    const CopTargetProgress *t = &progress[i];
    const CopInstitution *owner = cop_model_institution(p->m, t->target->owner);
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], t->target->number);
    cop_grid_field(g, &c[1], COP_ENTITY_target, t->target, "title");
    c[1].link = cop_url_record(p, COP_ENTITY_target, t->target->id);
    if (t->baseline != NULL) {
      cop_grid_text(&c[2], cop_arena_printf(p->a, "%s %s", cop_say_figure(p, t->baseline->number), T_(t->target->unit)));
      c[2].link = cop_url_record(p, COP_ENTITY_value, t->baseline->id);
      c[2].under = cop_say_period(p, t->baseline->period);
    } else {
      cop_grid_text(&c[2], t->target->baseline_by == NULL ? T_("none") : cop_arena_printf(p->a, T_("set by %s"), t->target->baseline_by));
    }
    cop_grid_text(&c[3], year_text(p, t->now, t->target->unit));
    if (t->now != NULL && t->now->value.example)
      c[3].under = T_("Example data, not real reports");
    if (t->now != NULL && !isnan(t->now->milestone)) {
      cop_grid_text(&c[4], cop_arena_printf(p->a, "%s %s", cop_say_figure(p, t->now->milestone), T_(t->target->unit)));
      c[4].under = cop_arena_printf(p->a, "%d", t->now->year);
    }
    CopRating rating = t->now == NULL ? COP_RATING_NONE : t->now->rating;
    cop_grid_text(&c[5], T_(cop_rating_name(rating)));
    c[5].chip = cop_chip_rating(rating);
    if (rating == COP_RATING_NONE && t->now != NULL && t->now->unrated != COP_UNRATED_NOT)
      c[5].under = T_(cop_unrated_name(t->now->unrated));
    if (owner != NULL) {
      cop_grid_text(&c[6], owner->acronym != NULL ? owner->acronym : owner->name);
      c[6].link = cop_url_record(p, COP_ENTITY_institution, owner->id);
    }
    cop_grid_text(&c[7], t->target->id);
  }
  g->note = T_(cop_rating_rule());
  return g;
}

static CopGrid *
library_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "id", N_("No."), COP_CELL_TEXT, 0, 0 },
                                           { "title", N_("Indicator"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "level", N_("Rung"), COP_CELL_TEXT, 0, 0 },
                                           { "unit", N_("Unit"), COP_CELL_TEXT, 0, 0 },
                                           { "frequency", N_("How often"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "caveat", N_("What it does not show"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE } };
  CopGrid *g = cop_grid_new(p, "library", T_("Library of indicators"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->indicators.n; i++) {
    const CopIndicator *x = &p->m->indicators.items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], x->id);
    cop_grid_field(g, &c[1], COP_ENTITY_indicator, x, "title");
    c[1].link = cop_url_record(p, COP_ENTITY_indicator, x->id);
    cop_grid_text(&c[2], cop_say_word(p, COP_WORDS_RESULT, (int)x->level));
    cop_grid_field(g, &c[3], COP_ENTITY_indicator, x, "unit");
    cop_grid_text(&c[4], cop_say_word(p, COP_WORDS_FREQUENCY, (int)x->frequency));
    cop_grid_field(g, &c[5], COP_ENTITY_indicator, x, "caveat");
  }
  return g;
}

void
cop_tables_indicators(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, target_grid(p));
  g_ptr_array_add(grids, library_grid(p));
}

void
cop_page_indicators(CopPage *p)
{
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Indicators"),
                                                               .nav = "/indicators",
                                                               .lead = T_("Values against targets. Missing is not zero, and counts too small to show are hidden everywhere.") });
  const CopTargetProgress *progress;
  size_t n = cop_progress(p, &progress);
  if (n > 0)
    cop_part_progress(p, progress, n);
  COP_SECTION_OF(p, "targets", T_("Targets of the plan"), NULL) {
    CopGrid *g = target_grid(p);
    g->empty = T_("The plan has no targets yet.");
    cop_part_grid(g);
  }
  COP_SECTION_OF(p, "library", T_("Library of indicators"), NULL)
    cop_part_grid(library_grid(p));
}
