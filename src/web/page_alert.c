/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_alert.c -- alerts: what is out, what waits for whom, and a form in which
 * two sentences become every form of a new one. Each text is decided about on the
 * page of its review. */
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "check/alert.h"
#include "web/desk.h"
#include "web/grid.h"
#include "web/part.h"
#include "web/safety.h"
#include "web/session.h"
#include "web/standing.h"
#include "web/write.h"

void cop_page_alerts(CopPage *p);
void cop_tables_alerts(CopPage *p, GPtrArray *grids);
void cop_page_alerts_save(CopPage *p);

/* The least finished of its texts in a language; false when it has none. */
static bool
state_in(CopPage *p, const char *alert, const char *lang, CopStandingState *least)
{
  bool any = false;
  *least = COP_STANDING_PASSED;
  for (int f = 0; f < COP_FORM_MAX; f++) {
    const CopMessageText *t = cop_model_text_of_message(p->m, alert, (CopMessageForm)f, lang);
    if (t == NULL)
      continue;
    *least = MIN(*least, cop_standing_of_text(p, t).state);
    any = true;
  }
  return any;
}

static CopGrid *
alert_grid(CopPage *p)
{
  const CopTexts *langs = &p->country->languages;
  CopGridColumn *columns = cop_new_n(p->a, CopGridColumn, langs->n + 3);
  columns[0] = (CopGridColumn){ "alert", N_("Alert"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD };
  columns[1] = (CopGridColumn){ "until", N_("Last day"), COP_CELL_DATE, 0, 0 };
  columns[2] = (CopGridColumn){ "why", N_("Why"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT };
  for (size_t i = 0; i < langs->n; i++)
    columns[3 + i] = (CopGridColumn){ langs->items[i], cop_lang_name(langs->items[i]), COP_CELL_TEXT, 0, 0 };
  CopGrid *g = cop_grid_new(p, "alerts", T_("Alerts"), columns, langs->n + 3);
  g->empty = T_("No alert was written.");
  for (size_t i = 0; i < p->m->messages.n; i++) {
    const CopMessage *m = &p->m->messages.items[i];
    if (!cop_is_alert(m->id))
      continue;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], m->id);
    c[0].link = cop_url_record(p, COP_ENTITY_message, m->id);
    c[0].under = m->note;
    cop_grid_date(&c[1], m->review_by);
    c[1].under = cop_alert_over(m, p->today) ? T_("over: nothing is made of it") : NULL;
    cop_grid_text(&c[2], m->note);
    for (size_t k = 0; k < langs->n; k++) {
      CopStandingState least;
      bool any = state_in(p, m->id, langs->items[k], &least);
      cop_grid_text(&c[3 + k], any ? cop_standing_word(p, least) : T_("none"));
      c[3 + k].chip = any ? cop_standing_chip(least) : COP_CHIP_OPEN;
    }
  }
  return g;
}

void
cop_tables_alerts(CopPage *p, GPtrArray *grids)
{
  if (p->country != NULL)
    g_ptr_array_add(grids, alert_grid(p));
}

/* --- the form --- */

static const char *
typed(CopPage *p, const char *name)
{
  const char *text = p->rq->method == COP_HTTP_POST ? cop_page_form(p, name) : cop_request_query(p->rq, name);
  return text == NULL ? "" : text;
}

static const char *
given(CopPage *p, const char *name)
{
  return *typed(p, name) == '\0' ? NULL : typed(p, name);
}

static void
write_line(CopPage *p, const char *name, const char *label, const char *hint, const char *type, const char *value)
{
  const char *hint_id = cop_arena_printf(p->a, "%s-hint", name);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, label, cop_a(COP_A_FOR, name), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(p->h, COP_P, hint, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, hint_id));
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, type), cop_a(COP_A_ID, name), cop_a(COP_A_NAME, name), cop_a(COP_A_VALUE, value), cop_a(COP_A_MAXLENGTH, strcmp(type, "text") == 0 ? "200" : NULL), cop_a(COP_A_ARIA_DESCRIBEDBY, hint_id))
      ;
  }
}

static void
write_option(CopPage *p, const char *chosen, const char *value, const char *label)
{
  COP_TEXT(p->h, COP_OPTION, label, cop_a(COP_A_VALUE, value), cop_a_if(COP_A_SELECTED, strcmp(chosen, value) == 0));
}

static void
write_languages(CopPage *p, const char *lang)
{
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, T_("Language"), cop_a(COP_A_FOR, "in"), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(p->h, COP_P, T_("English first; then the same alert once more for each language that reaches the place."), cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "in-hint"));
    COP_EL (p->h, COP_SELECT, cop_a(COP_A_ID, "in"), cop_a(COP_A_NAME, "in"), cop_a(COP_A_ARIA_DESCRIBEDBY, "in-hint"))
      for (size_t i = 0; i < p->country->languages.n; i++)
        write_option(p, lang, p->country->languages.items[i], cop_lang_autonym(p->country->languages.items[i]));
  }
}

static void
write_areas(CopPage *p)
{
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, T_("Where"), cop_a(COP_A_FOR, "where"), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(p->h, COP_P, T_("For those who send it. A place smaller than a province could tell who a child is."), cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "where-hint"));
    COP_EL (p->h, COP_SELECT, cop_a(COP_A_ID, "where"), cop_a(COP_A_NAME, "where"), cop_a(COP_A_ARIA_DESCRIBEDBY, "where-hint")) {
      write_option(p, typed(p, "where"), "", T_("Everywhere"));
      for (size_t i = 0; i < p->m->areas.n; i++)
        if (p->m->areas.items[i].level == COP_AREA_REGION)
          write_option(p, typed(p, "where"), p->m->areas.items[i].id, p->m->areas.items[i].name);
    }
  }
}

static const char *
or_pattern(CopPage *p, const char *name, const char *from_pattern)
{
  return given(p, name) != NULL || from_pattern == NULL ? typed(p, name) : from_pattern;
}

static void
write_form(CopPage *p)
{
  const char *lang = given(p, "in") == NULL ? "en" : typed(p, "in");
  const CopAlertPattern *x = given(p, "pattern") == NULL ? NULL : cop_alert_pattern(typed(p, "pattern"), lang);
  const char *name = given(p, "alert") == NULL ? cop_arena_printf(p->a, "ALERT-%s", p->today) : typed(p, "alert");
  COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_path(p->a, "materials", "alerts", NULL))) {
    cop_part_hidden(p, COP_SESSION_FIELD, cop_page_token(p));
    write_line(p, "alert", T_("Name of the alert"), T_("Like ALERT-2026-11-30. The same name changes it, or gives it another language."), "text", name);
    write_languages(p, lang);
    write_line(p, "headline", T_("What happens"), T_("One sentence. Never how it is done, never the name of a child, a place or a program."), "text", or_pattern(p, "headline", x == NULL ? NULL : x->headline));
    write_line(p, "act", T_("The one act"), T_("What to do now. {HELP} stands for the helpline."), "text", or_pattern(p, "act", x == NULL ? NULL : x->act));
    write_line(p, "until", T_("Last day"), T_("30 days ahead at most. After it nothing is made of the alert any more."), "date", typed(p, "until"));
    write_line(p, "why", T_("Why"), T_("For those who decide; it is not printed. Never a name."), "text", typed(p, "why"));
    write_areas(p);
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(p->h, COP_BUTTON, T_("Write the alert"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

/* Prepared wordings, each a link that fills the form. */
static void
write_patterns(CopPage *p)
{
  size_t n;
  const CopAlertPattern *x = cop_alert_patterns(&n);
  COP_EL (p->h, COP_UL, cop_a(COP_A_CLASS, "plain"))
    for (size_t i = 0; i < n; i++) {
      CopUrl url = cop_url_query(p->a, cop_url_path(p->a, "materials", "alerts", NULL), (const char *[]){ "pattern", x[i].name, "in", x[i].lang, NULL });
      COP_EL (p->h, COP_LI) {
        COP_TEXT(p->h, COP_A, x[i].headline, cop_a(COP_A_LANG, x[i].lang), cop_link(COP_A_HREF, url));
        cop_html_text(p->h, " ");
        COP_TEXT(p->h, COP_SPAN, x[i].act, cop_a(COP_A_LANG, x[i].lang), cop_a(COP_A_CLASS, "hint"));
      }
    }
}

static void
write_page(CopPage *p, const char *fault)
{
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Alerts"), .nav = "/materials", .parent = T_("Materials"), .parent_url = cop_url_path(p->a, "materials", NULL),
                                                               .lead = T_("One message into every channel within the hour: its author hands it in, an approver who did not write it lets it go out.") });
  CopGate gate = cop_safety_gate(p);
  if (fault != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Nothing was written"), fault);
  if (!cop_gate_helpline(&gate, NULL, NULL) || !cop_gate_referral(&gate, NULL, NULL))
    cop_part_notice(p, COP_NOTICE_WARN, T_("No alert can go out now"), T_("The helpline was not dialled, or the referral path not tried and confirmed, in the last 180 days. An alert never leaves without them."));
  if (p->country == NULL)
    return;
  COP_SECTION_OF(p, "alerts", T_("What is out, and what waits"), NULL)
    cop_part_grid(alert_grid(p));
  COP_SECTION_OF(p, "left-out", T_("What is left out"), T_("The shortened approval leaves this out, and every sheet says so."))
    COP_EL (p->h, COP_UL)
      for (const char *const *s = cop_alert_skipped(); *s != NULL; s++)
        COP_TEXT(p->h, COP_LI, T_(*s));
  if (!cop_page_may(p, COP_RIGHT_EDIT))
    return;
  COP_SECTION_OF(p, "write", T_("Write an alert"), T_("Poster, card, notice, loudspeaker, SMS, USSD and voice menu come from two sentences."))
    write_form(p);
  COP_SECTION_OF(p, "patterns", T_("Prepared wordings"), T_("The Filipino ones are drafts no native reader has seen."))
    write_patterns(p);
}

void
cop_page_alerts(CopPage *p)
{
  p->personal = true;
  write_page(p, NULL);
}

static int64_t
revision_of(CopPage *p, CopEntity e, const char *id)
{
  const CopRecord *r = cop_model_record(p->m, e, id);
  return r == NULL ? 0 : r->revision;
}

static CopWritten
save(CopPage *p, const CopAlertOrder *o, GError **error)
{
  CopAlertRecords r;
  int64_t seen[COP_FORM_MAX];
  CopWritten done = COP_WRITTEN;
  cop_alert_records(p->m, p->a, o, &r);
  for (size_t i = 0; i < r.n_texts; i++)
    seen[i] = revision_of(p, COP_ENTITY_message_text, r.texts[i]->id);
  if (r.message != NULL)
    done = cop_write_record(p, COP_ENTITY_message, (CopRecord *)r.message, revision_of(p, COP_ENTITY_message, o->alert), error);
  return done == COP_WRITTEN ? cop_write_records(p, COP_ENTITY_message_text, (CopRecord *const *)(void *)r.texts, seen, r.n_texts, error) : done;
}

void
cop_page_alerts_save(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  const CopAlertOrder order = { .alert = typed(p, "alert"), .lang = typed(p, "in"), .headline = given(p, "headline"), .act = given(p, "act"), .until = given(p, "until"), .why = given(p, "why"),
                                .where = given(p, "where") };
  p->personal = true;
  const char *fault = cop_alert_order_fault(p->m, &order, p->today);
  if (fault == NULL && save(p, &order, &error) == COP_WRITTEN) {
    cop_page_redirect(p, cop_url_path(p->a, "materials", order.alert, NULL));
    return;
  }
  p->rs->status = 422;
  write_page(p, cop_say_sentence(p, fault != NULL ? T_(fault) : error->message));
}
