/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_received.c -- reconciliation: what each office sent by which way,
 * what was taken, held before or refused and why; and reports of two offices
 * that are probably one activity. Nothing is merged unless a person says so. */
#include <string.h>

#include "model/sender.h"
#include "web/desk.h"
#include "web/grid.h"
#include "web/part.h"
#include "web/session.h"
#include "web/write.h"

void cop_page_received(CopPage *p);
void cop_tables_received(CopPage *p, GPtrArray *grids);
void cop_page_report_hold(CopPage *p);

static const char *
area_name(CopPage *p, const char *id)
{
  const CopArea *area = cop_model_area(p->m, id);
  return area != NULL ? area->name : *id == '\0' && p->country != NULL ? p->country->short_name : id;
}

static const char *
form_title(CopPage *p, const char *id)
{
  const CopReportForm *f = cop_model_report_form(p->m, id);
  return f == NULL ? id : f->title;
}

/* --- tables --- */

static CopGrid *
sums_grid(CopPage *p, CopDb *db)
{
  static const CopGridColumn columns[] = { { "reporter", N_("Office or partner"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "device", N_("Registration"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "channel", N_("By"), COP_CELL_TEXT, 0, 0 },
                                           { "sent", N_("Sent"), COP_CELL_INT, 0, 0 },
                                           { "added", N_("Taken"), COP_CELL_INT, 0, 0 },
                                           { "known", N_("Sent again"), COP_CELL_INT, 0, 0 },
                                           { "conflict", N_("Same id, other content"), COP_CELL_INT, 0, 0 },
                                           { "refused", N_("Refused"), COP_CELL_INT, 0, 0 },
                                           { "last", N_("Newest"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE } };
  CopGrid *g = cop_grid_new(p, "received", T_("Sent, received, rejected"), columns, G_N_ELEMENTS(columns));
  const CopReceptionSum *sums = NULL;
  size_t n = 0;
  g->empty = T_("Nothing has been sent over the network yet. Files that were imported are in the log.");
  if (!cop_reception_sums(db, p->a, &sums, &n, NULL))
    return g;
  for (size_t i = 0; i < n; i++) {
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], *sums[i].reporter == '\0' ? T_("not known") : sums[i].reporter);
    cop_grid_text(&c[1], sums[i].device);
    cop_grid_text(&c[2], sums[i].channel);
    cop_grid_int(&c[3], sums[i].sent);
    cop_grid_int(&c[4], sums[i].added);
    cop_grid_int(&c[5], sums[i].known);
    cop_grid_int(&c[6], sums[i].conflict);
    cop_grid_int(&c[7], sums[i].refused);
    cop_grid_text(&c[8], cop_say_instant(p, sums[i].last));
  }
  return g;
}

static CopGrid *
refusals_grid(CopPage *p, CopDb *db)
{
  static const CopGridColumn columns[] = { { "at", N_("When"), COP_CELL_TEXT, 0, 0 },
                                           { "reporter", N_("Office or partner"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "form", N_("Form"), COP_CELL_TEXT, 0, 0 },
                                           { "reason", N_("Why"), COP_CELL_TEXT, 0, 0 },
                                           { "code", N_("Code"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "report", N_("Id of the report"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE } };
  CopGrid *g = cop_grid_new(p, "refused", T_("Newest refusals"), columns, G_N_ELEMENTS(columns));
  const CopReceptionRow *rows = NULL;
  size_t n = 0;
  g->empty = T_("Nothing was refused.");
  if (!cop_reception_refusals(db, p->a, &rows, &n, NULL))
    return g;
  for (size_t i = 0; i < n; i++) {
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], cop_say_instant(p, rows[i].at));
    cop_grid_text(&c[1], *rows[i].reporter == '\0' ? T_("not known") : rows[i].reporter);
    cop_grid_text(&c[2], form_title(p, rows[i].form));
    cop_grid_text(&c[3], rows[i].reason);
    c[3].lang = "en";
    cop_grid_text(&c[4], rows[i].code);
    cop_grid_text(&c[5], rows[i].report);
  }
  return g;
}

static CopGrid *
offices_grid(CopPage *p, CopDb *db)
{
  static const CopGridColumn columns[] = { { "reporter", N_("Office or partner"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "reports", N_("Reports held"), COP_CELL_INT, 0, 0 },
                                           { "corrections", N_("Of them corrections"), COP_CELL_INT, 0, 0 },
                                           { "held", N_("Set aside"), COP_CELL_INT, 0, 0 },
                                           { "example", N_("Example reports"), COP_CELL_INT, 0, 0 },
                                           { "first", N_("First period"), COP_CELL_TEXT, 0, 0 },
                                           { "last", N_("Last period"), COP_CELL_TEXT, 0, 0 },
                                           { "newest", N_("Newest"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE } };
  CopGrid *g = cop_grid_new(p, "offices", T_("Held, by office"), columns, G_N_ELEMENTS(columns));
  const CopReportOffice *all = NULL;
  size_t n = 0;
  g->empty = T_("No field report has arrived");
  if (!cop_report_offices(db, p->a, &all, &n, NULL))
    return g;
  for (size_t i = 0; i < n; i++) {
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], all[i].reporter);
    cop_grid_int(&c[1], all[i].reports);
    cop_grid_int(&c[2], all[i].corrections);
    cop_grid_int(&c[3], all[i].held);
    cop_grid_int(&c[4], all[i].synthetic);
    cop_grid_text(&c[5], all[i].first);
    cop_grid_text(&c[6], all[i].last);
    cop_grid_text(&c[7], cop_say_instant(p, all[i].newest));
  }
  return g;
}

static CopGrid *
doubles_grid(CopPage *p, const CopReportDouble *doubles, size_t n)
{
  static const CopGridColumn columns[] = { { "form", N_("Form"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "area", N_("Where"), COP_CELL_TEXT, 0, 0 },
                                           { "period", N_("When"), COP_CELL_TEXT, 0, 0 },
                                           { "first", N_("First report"), COP_CELL_TEXT, 0, 0 },
                                           { "second", N_("Second report"), COP_CELL_TEXT, 0, 0 },
                                           { "first_id", N_("Id of the first"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "second_id", N_("Id of the second"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "doubles", T_("Probably told twice"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < n; i++) {
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], form_title(p, doubles[i].form));
    cop_grid_text(&c[1], area_name(p, doubles[i].area));
    cop_grid_text(&c[2], doubles[i].period);
    cop_grid_text(&c[3], doubles[i].first_reporter);
    cop_grid_text(&c[4], doubles[i].second_reporter);
    cop_grid_text(&c[5], doubles[i].first);
    cop_grid_text(&c[6], doubles[i].second);
  }
  return g;
}

void
cop_tables_received(CopPage *p, GPtrArray *grids)
{
  CopDb *db = cop_desk_borrow(p->desk, NULL);
  const CopReportDouble *doubles = NULL;
  size_t n = 0;
  p->personal = true;
  if (db == NULL)
    return;
  g_ptr_array_add(grids, sums_grid(p, db));
  g_ptr_array_add(grids, refusals_grid(p, db));
  g_ptr_array_add(grids, offices_grid(p, db));
  if (cop_report_doubles(db, p->a, &doubles, &n, NULL))
    g_ptr_array_add(grids, doubles_grid(p, doubles, n));
  cop_desk_return(p->desk, db);
}

/* --- the page --- */

static void
write_decision(CopPage *p, const char *id, bool hold, const char *what)
{
  COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_link(COP_A_ACTION, cop_url_path(p->a, "reports", "hold", id, NULL))) {
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, COP_SESSION_FIELD), cop_a(COP_A_VALUE, cop_page_token(p)))
      ;
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, "hold"), cop_a(COP_A_VALUE, hold ? "yes" : "no"))
      ;
    COP_TEXT(p->h, COP_BUTTON, what, cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button quiet"));
  }
}

static void
write_doubles(CopPage *p, CopDb *db)
{
  const CopReportDouble *doubles = NULL;
  size_t n = 0;
  if (!cop_report_doubles(db, p->a, &doubles, &n, NULL) || n == 0) {
    COP_TEXT(p->h, COP_P, T_("No two offices have reported the same counts for one place and period."));
    return;
  }
  COP_EL (p->h, COP_UL, cop_a(COP_A_CLASS, "plain"))
    for (size_t i = 0; i < n; i++)
      COP_EL (p->h, COP_LI) {
        const CopReportDouble *d = &doubles[i];
        COP_EL (p->h, COP_P) {
          COP_TEXT(p->h, COP_STRONG, form_title(p, d->form));
          cop_html_textf(p->h, " · %s · %s · ", area_name(p, d->area), d->period);
          cop_html_textf(p->h, T_("%s and %s report the same counts"), d->first_reporter, d->second_reporter);
        }
        if (cop_page_may(p, COP_RIGHT_EDIT))
          write_decision(p, d->second, true, T_("It is one activity: set the second report aside"));
      }
}

static void
write_held(CopPage *p, CopDb *db)
{
  const CopReportHeld *held = NULL;
  size_t n = 0;
  if (!cop_reports_held(db, p->a, &held, &n, NULL) || n == 0)
    return;
  COP_SECTION_OF(p, "held", T_("Set aside"), T_("These reports do not count."))
    COP_EL (p->h, COP_UL, cop_a(COP_A_CLASS, "plain"))
      for (size_t i = 0; i < n; i++)
        COP_EL (p->h, COP_LI) {
          COP_EL (p->h, COP_P) {
            COP_TEXT(p->h, COP_STRONG, form_title(p, held[i].form));
            cop_html_textf(p->h, " · %s · %s · %s", area_name(p, held[i].area), held[i].period, held[i].reporter);
          }
          if (cop_page_may(p, COP_RIGHT_EDIT))
            write_decision(p, held[i].id, false, T_("Let it count again"));
        }
}

/* One report, asked for by its id: what became of each attempt. */
static void
write_search(CopPage *p, CopDb *db)
{
  const char *id = cop_request_query(p->rq, "report");
  const CopReceptionRow *rows = NULL;
  size_t n = 0;
  COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "get"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_path(p->a, "reports", "received", NULL)))
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
      COP_TEXT(p->h, COP_LABEL, T_("Id of a report"), cop_a(COP_A_FOR, "report"), cop_a(COP_A_CLASS, "question"));
      COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_ID, "report"), cop_a(COP_A_NAME, "report"), cop_a(COP_A_VALUE, id), cop_a(COP_A_MAXLENGTH, "40"))
        ;
      COP_TEXT(p->h, COP_BUTTON, T_("Look for it"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button quiet"));
    }
  if (id == NULL || *id == '\0' || !cop_reception_of(db, p->a, id, &rows, &n, NULL))
    return;
  if (n == 0)
    cop_part_notice(p, COP_NOTICE_WARN, T_("It has not arrived"), T_("No attempt to send that report is on record. Send it again; it counts once however often it comes."));
  COP_EL (p->h, COP_OL, cop_a(COP_A_CLASS, "history"))
    for (size_t i = 0; i < n; i++)
      COP_EL (p->h, COP_LI) {
        COP_TEXT(p->h, COP_TIME, cop_say_instant(p, rows[i].at), cop_a(COP_A_DATETIME, rows[i].at));
        cop_html_textf(p->h, " – %s: %s %s", rows[i].channel, rows[i].outcome, rows[i].reason);
      }
}

void
cop_page_received(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_desk_borrow(p->desk, &error);
  p->personal = true;
  if (db == NULL) {
    cop_page_error(p, 503, T_("The store cannot be read"), error->message);
    return;
  }
  g_auto(CopFrameScope) frame = cop_frame_open(
    p, &(CopFrame){ .title = T_("Sent, received, rejected"), .nav = "/reports", .parent = T_("Reports"), .parent_url = cop_url_path(p->a, "reports", NULL),
                    .lead = T_("What each office sent, and what became of it. Every report that was taken has a receipt.") });
  COP_SECTION_OF(p, "sums", T_("By sender"), NULL)
    cop_part_grid(sums_grid(p, db));
  COP_SECTION_OF(p, "offices", T_("Held, by office"), T_("What is held of each office, also of files that were imported."))
    cop_part_grid(offices_grid(p, db));
  COP_SECTION_OF(p, "doubles", T_("Probably told twice"), T_("Two offices, one form, place and period, the same counts. Nothing is merged unless you say so."))
    write_doubles(p, db);
  write_held(p, db);
  COP_SECTION_OF(p, "refused", T_("Not taken"), NULL)
    cop_part_grid(refusals_grid(p, db));
  COP_SECTION_OF(p, "one", T_("One report"), NULL)
    write_search(p, db);
  cop_desk_return(p->desk, db);
}

void
cop_page_report_hold(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  bool hold = g_strcmp0(cop_page_form(p, "hold"), "yes") == 0;
  if (cop_write_report_hold(p, p->args[0], hold, &error) == COP_WRITTEN)
    cop_page_redirect(p, cop_url_path(p->a, "reports", "received", NULL));
  else
    cop_page_error(p, 404, T_("This report was not changed"), error->message);
}
