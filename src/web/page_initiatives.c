/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_initiatives.c -- existing plans, programmes and services, and the
 * measures woven into them. */
#include <string.h>

#include "exchange/ics.h"
#include "plan/weave.h"
#include "web/grid.h"
#include "web/part.h"

void cop_page_initiatives(CopPage *p);
void cop_tables_initiatives(CopPage *p, GPtrArray *grids);
void cop_page_initiative(CopPage *p);
void cop_page_initiatives_calendar(CopPage *p);

/* --- all initiatives --- */

static CopGrid *
initiative_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "initiative", N_("Initiative"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "owner", N_("Owner"), COP_CELL_TEXT, 0, 0 },
                                           { "sector", N_("Sector"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "status", N_("Standing"), COP_CELL_TEXT, 0, 0 },
                                           { "ends", N_("Until"), COP_CELL_DATE, 0, COP_COLUMN_WIDE },
                                           { "next_entry", N_("Next entry point"), COP_CELL_DATE, 0, 0 },
                                           { "clauses", N_("Clauses"), COP_CELL_INT, 0, 0 },
                                           { "decided", N_("Accepted or done"), COP_CELL_INT, 0, 0 },
                                           { "id", N_("Id"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  static const CopChip chips[COP_INITIATIVE_MAX] = { [COP_INITIATIVE_CURRENT] = COP_CHIP_GOOD, [COP_INITIATIVE_ENDED] = COP_CHIP_NEUTRAL, [COP_INITIATIVE_DRAFT] = COP_CHIP_OPEN };
  CopGrid *g = cop_grid_new(p, "initiatives", T_("Initiatives"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->initiatives.n; i++) {
    const CopInitiative *n = &p->m->initiatives.items[i];
    const CopInstitution *owner = cop_model_institution(p->m, n->owner);
    CopWoven w = cop_weave_count(p->m, n->id);
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_initiative, n, "title");
    c[0].link = cop_url_record(p, COP_ENTITY_initiative, n->id);
    if (owner != NULL) {
      cop_grid_text(&c[1], owner->acronym != NULL ? owner->acronym : owner->name);
      c[1].link = cop_url_record(p, COP_ENTITY_institution, owner->id);
    }
    cop_grid_field(g, &c[2], COP_ENTITY_initiative, n, "sector");
    cop_grid_text(&c[3], cop_say_word(p, COP_WORDS_INITIATIVE, (int)n->status));
    c[3].chip = chips[n->status];
    cop_grid_date(&c[4], n->ends);
    cop_grid_date(&c[5], n->next_entry);
    cop_grid_int(&c[6], (int64_t)w.n);
    cop_grid_int(&c[7], (int64_t)(w.by[COP_DECISION_ACCEPTED] + w.by[COP_DECISION_DONE]));
    cop_grid_text(&c[8], n->id);
  }
  return g;
}

static CopGrid *
matrix_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "initiative", N_("Initiative"), COP_CELL_TEXT, 0, 0 },
                                           { "measure", N_("Measure"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "decision", N_("Decision"), COP_CELL_TEXT, 0, 0 },
                                           { "due", N_("Due"), COP_CELL_DATE, 0, 0 },
                                           { "clause", N_("Clause to paste"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "why", N_("Why"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "integration", T_("What is woven into what"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->integrations.n; i++) {
    const CopIntegration *x = &p->m->integrations.items[i];
    const CopInitiative *n = cop_model_initiative(p->m, x->initiative);
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_initiative, n, n->short_title != NULL ? "short_title" : "title");
    c[0].link = cop_url_record(p, COP_ENTITY_initiative, n->id);
    cop_grid_field(g, &c[1], COP_ENTITY_measure, cop_model_measure(p->m, x->measure), "title");
    c[1].link = cop_url_record(p, COP_ENTITY_measure, x->measure);
    cop_grid_text(&c[2], cop_say_word(p, COP_WORDS_DECISION, (int)x->decision));
    c[2].chip = cop_chip_decision(x->decision);
    cop_grid_date(&c[3], x->due);
    cop_grid_field(g, &c[4], COP_ENTITY_integration, x, "clause");
    cop_grid_text(&c[5], x->why);
  }
  return g;
}

static CopGrid *
calendar_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "date", N_("When"), COP_CELL_DATE, 0, 0 },
                                           { "initiative", N_("Initiative"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "what", N_("What"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "calendar", T_("Entry points"), columns, G_N_ELEMENTS(columns));
  const CopEntry *entries;
  size_t n = cop_weave_entries(p->m, p->today, p->a, &entries);
  g->empty = T_("No day of a revision is recorded. Ask each owner for it first.");
  for (size_t i = 0; i < n; i++) {
    CopGridCell *c = cop_grid_row(g);
    cop_grid_date(&c[0], entries[i].date);
    cop_grid_field(g, &c[1], COP_ENTITY_initiative, entries[i].initiative, "title");
    c[1].link = cop_url_record(p, COP_ENTITY_initiative, entries[i].initiative->id);
    if (entries[i].kind == COP_ENTRY_DUE)
      cop_grid_field(g, &c[2], COP_ENTITY_integration, entries[i].integration, "clause");
    else
      cop_grid_text(&c[2], entries[i].kind == COP_ENTRY_NEXT ? T_("text or budget can be entered") : T_("its period ends; the next text is written before"));
  }
  return g;
}

void
cop_tables_initiatives(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, initiative_grid(p));
  g_ptr_array_add(grids, matrix_grid(p));
  g_ptr_array_add(grids, calendar_grid(p));
}

void
cop_page_initiatives(CopPage *p)
{
  g_auto(CopFrameScope) frame = cop_frame_open(
    p, &(CopFrame){ .title = T_("Initiatives"),
                    .nav = "/initiatives",
                    .lead = T_("Plans, programmes and services that exist already. A clause in one of these often costs less than a programme of its own.") });
  CopWeaveShare share = cop_weave_share(p->m);
  CopShare shares[COP_DECISION_MAX];
  for (int d = 0; d < COP_DECISION_MAX; d++)
    shares[d] = (CopShare){ cop_chip_decision((CopDecision)d), cop_say_word(p, COP_WORDS_DECISION, d), 0 };
  for (size_t i = 0; i < p->m->integrations.n; i++)
    shares[p->m->integrations.items[i].decision].n++;
  COP_SECTION_OF(p, "share", T_("How far protection online is woven in"),
                 cop_arena_printf(p->a, T_("%s of %s initiatives that have not ended carry at least one clause that was accepted; a suggestion does not count."),
                                  cop_say_int(p, (int64_t)share.touched), cop_say_int(p, (int64_t)share.current)))
    cop_part_shares(p, shares, G_N_ELEMENTS(shares));
  COP_SECTION_OF(p, "initiatives", T_("Initiatives"), NULL) {
    CopGrid *g = initiative_grid(p);
    g->empty = T_("No initiative has been recorded. List the plans, programmes and services that reach children, and the date of their next revision.");
    cop_part_grid(g);
  }
  COP_SECTION_OF(p, "matrix", T_("Integration matrix"), T_("Suggested by a rule, decided by a person."))
    cop_part_grid(matrix_grid(p));
  COP_SECTION_OF(p, "calendar", T_("When text or budget is open"), T_("A text that is open once in six years is worth a reminder.")) {
    cop_part_grid(calendar_grid(p));
    COP_EL (p->h, COP_P, cop_a(COP_A_CLASS, "downloads"))
      COP_TEXT(p->h, COP_A, T_("As a calendar file (iCalendar)"), cop_link(COP_A_HREF, cop_url_path(p->a, "initiatives", "calendar.ics", NULL)), cop_a_if(COP_A_DOWNLOAD, true));
  }
  COP_SECTION_OF(p, "who", T_("Who does what"), T_("Functions, the bodies that carry them, overlaps and empty seats."))
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, T_("Stakeholders"), cop_link(COP_A_HREF, cop_url_path(p->a, "stakeholders", NULL)));
}

/* --- the calendar as a file --- */

void
cop_page_initiatives_calendar(CopPage *p)
{
  char made[COP_INSTANT_SIZE];
  char *text = cop_ics_entries(p->m, p->today, cop_instant_now(made));
  p->personal = true; /* it names the moment it was made */
  p->rs->type = "text/calendar; charset=utf-8";
  cop_response_header(p->rs, "Content-Disposition", "attachment; filename=\"entry-points.ics\"");
  p->rs->body = g_bytes_new_take(text, strlen(text));
}

/* --- one initiative --- */

static void
write_facts(CopPage *p, const CopInitiative *n)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DL, cop_a(COP_A_CLASS, "facts-list")) {
    if (n->owner != NULL) {
      COP_TEXT(h, COP_DT, T_("Owner"));
      COP_EL (h, COP_DD)
        cop_part_record(p, COP_ENTITY_institution, cop_model_institution(p->m, n->owner));
    }
    COP_TEXT(h, COP_DT, T_("Standing"));
    COP_TEXT(h, COP_DD, cop_say_word(p, COP_WORDS_INITIATIVE, (int)n->status));
    if (n->starts != NULL || n->ends != NULL) {
      COP_TEXT(h, COP_DT, T_("Period"));
      COP_EL (h, COP_DD)
        cop_html_textf(h, "%s – %s", n->starts == NULL ? "" : cop_say_date(p, n->starts), n->ends == NULL ? "" : cop_say_date(p, n->ends));
    }
    if (n->population != NULL) {
      COP_TEXT(h, COP_DT, T_("Whom it serves"));
      COP_EL (h, COP_DD)
        cop_part_field(p, COP_ENTITY_initiative, n, "population");
    }
    if (n->cycle != NULL) {
      COP_TEXT(h, COP_DT, T_("How and when it is revised"));
      COP_EL (h, COP_DD)
        cop_part_field(p, COP_ENTITY_initiative, n, "cycle");
    }
    if (n->next_entry != NULL) {
      COP_TEXT(h, COP_DT, T_("Next entry point"));
      COP_TEXT(h, COP_DD, cop_say_date(p, n->next_entry));
    }
  }
}

static CopUrl
edit_url(CopPage *p, const char *kind, const char *id, const char *initiative)
{
  const char *back = cop_arena_printf(p->a, "/initiatives/%s", initiative);
  return cop_url_query(p->a, cop_url_path(p->a, "edit", kind, id, NULL), (const char *[]){ "back", back, NULL });
}

static void
write_clause(CopPage *p, const CopIntegration *x)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_ARTICLE, cop_a(COP_A_CLASS, "paste")) {
    COP_EL (h, COP_H3) {
      cop_html_textf(h, "%s ", x->measure);
      cop_part_record(p, COP_ENTITY_measure, cop_model_measure(p->m, x->measure));
    }
    COP_EL (h, COP_P, cop_a(COP_A_CLASS, "facts")) {
      cop_part_chip(p, cop_chip_decision(x->decision), cop_say_word(p, COP_WORDS_DECISION, (int)x->decision));
      if (x->due != NULL)
        cop_html_textf(h, " %s", cop_arena_printf(p->a, T_("due %s"), cop_say_date(p, x->due)));
      if (cop_page_may(p, COP_RIGHT_EDIT)) {
        cop_html_text(h, " · ");
        COP_TEXT(h, COP_A, T_("Decide or change"), cop_link(COP_A_HREF, edit_url(p, "integration", x->id, x->initiative)));
      }
    }
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "clause copy"), cop_a(COP_A_DATA, T_("Copy")))
      COP_EL (h, COP_P)
        cop_part_field(p, COP_ENTITY_integration, x, "clause");
    COP_EL (h, COP_P) {
      COP_TEXT(h, COP_STRONG, T_("Shown by:"));
      cop_html_text(h, " ");
      if (x->indicator != NULL)
        cop_part_field(p, COP_ENTITY_integration, x, "indicator");
      else
        cop_part_field(p, COP_ENTITY_measure, cop_model_measure(p->m, x->measure), "output");
    }
    if (x->why != NULL)
      COP_EL (h, COP_P) {
        COP_TEXT(h, COP_STRONG, T_("Why:"));
        COP_EL (h, COP_SPAN, cop_a(COP_A_LANG, "en"))
          cop_html_textf(h, " %s", x->why);
      }
    cop_part_source(p, x->mark, x->source, x->locator, x->note);
  }
}

/* What the rules would add, with a form that begins with the suggestion. */
static void
write_suggestions(CopPage *p, const CopInitiative *n)
{
  CopHtml *h = p->h;
  const CopWeave *all;
  size_t total = cop_weave_suggest(p->m, p->a, &all), shown = 0;
  const char *back = cop_arena_printf(p->a, "/initiatives/%s", n->id);
  COP_EL (h, COP_UL)
    for (size_t i = 0; i < total; i++) {
      const CopWeave *w = &all[i];
      if (w->initiative != n)
        continue;
      shown++;
      COP_EL (h, COP_LI) {
        cop_html_textf(h, "%s ", w->measure->id);
        cop_part_record(p, COP_ENTITY_measure, w->measure);
        COP_EL (h, COP_SPAN, cop_a(COP_A_CLASS, "hint"))
          cop_html_textf(h, " – %s", T_(cop_weave_rule(w->rule)));
        if (!cop_page_may(p, COP_RIGHT_EDIT))
          continue;
        cop_html_text(h, " · ");
        COP_TEXT(h, COP_A, T_("Put into the matrix"),
                 cop_link(COP_A_HREF, cop_url_query(p->a, cop_url_path(p->a, "new", "integration", NULL),
                                                    (const char *[]){ "id", cop_arena_printf(p->a, "%s-%s", n->id, w->measure->id), "initiative", n->id, "measure", w->measure->id,
                                                                      "clause", w->clause, "indicator", w->indicator, "why", cop_weave_rule(w->rule), "decision", "suggested", "due",
                                                                      w->due, "mark", "E", "back", back, NULL })));
      }
    }
  if (shown == 0)
    COP_TEXT(h, COP_P, T_("The rules suggest nothing beyond what stands above."), cop_a(COP_A_CLASS, "nothing"));
}

void
cop_page_initiative(CopPage *p)
{
  const CopInitiative *n = cop_model_initiative(p->m, p->args[0]);
  if (n == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *lang, *gist_lang;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = cop_field_text(p, COP_ENTITY_initiative, n, "title", &lang),
                                                               .lang = lang,
                                                               .lead = cop_field_text(p, COP_ENTITY_initiative, n, "gist", &gist_lang),
                                                               .nav = "/initiatives",
                                                               .parent = T_("Initiatives"),
                                                               .parent_url = cop_url_path(p->a, "initiatives", NULL),
                                                               .action = cop_page_may(p, COP_RIGHT_EDIT) ? T_("Change") : NULL,
                                                               .action_url = edit_url(p, "initiative", n->id, n->id) });
  cop_part_source(p, n->mark, n->source, n->locator, n->note);
  write_facts(p, n);
  COP_SECTION_OF(p, "clauses", T_("Clauses to paste"), NULL) {
    size_t found = 0;
    for (size_t i = 0; i < p->m->integrations.n; i++)
      if (strcmp(p->m->integrations.items[i].initiative, n->id) == 0) {
        write_clause(p, &p->m->integrations.items[i]);
        found++;
      }
    if (found == 0)
      COP_TEXT(p->h, COP_P, T_("No measure has been suggested for this initiative."), cop_a(COP_A_CLASS, "nothing"));
  }
  COP_SECTION_OF(p, "suggestions", T_("What the rules would add"), T_("By who leads and who supports each measure. A person decides; until then nothing counts as woven in."))
    write_suggestions(p, n);
}
