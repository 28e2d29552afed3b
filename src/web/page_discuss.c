/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_discuss.c -- comments on a record, questions put to an institution
 * ("ask the agency") with a day and a text to send, answers. */
#include <string.h>

#include "base/date.h"
#include "check/lint.h"
#include "exchange/ics.h"
#include "web/desk.h"
#include "web/discuss.h"
#include "web/gate.h"
#include "web/keeper.h"
#include "web/part.h"
#include "web/people.h"
#include "web/session.h"
#include "web/write.h"

void cop_page_discuss(CopPage *p);
void cop_page_discuss_save(CopPage *p);
void cop_page_answer_save(CopPage *p);
void cop_page_mine_calendar(CopPage *p);

/* --- reading --- */

static bool
load(CopPage *p, const char *about, CopDiscussion *d)
{
  CopDb *db = cop_desk_borrow(p->desk, NULL);
  bool ok = db != NULL && cop_discussion_load(db, p->a, about, d, NULL);
  cop_desk_return(p->desk, db);
  return ok;
}

static bool
is_asked(const CopPage *p, const CopRemark *r)
{
  const CopAccess *a = &p->who->access;
  for (size_t i = 0; i < a->n; i++)
    if (cop_user_role(a->grants[i].role)->scope == COP_SCOPE_INSTITUTION && strcmp(a->grants[i].target, r->to) == 0)
      return true;
  return false;
}

static const CopRecord *
record_of(CopPage *p, const char *about, CopEntity *e)
{
  const char *slash = strchr(about, '/');
  *e = slash == NULL ? COP_ENTITY_MAX : cop_entity_by_name(cop_arena_strndup(p->a, about, (size_t)(slash - about)));
  return *e == COP_ENTITY_MAX ? NULL : cop_model_record(p->m, *e, slash + 1);
}

size_t
cop_discuss_open(CopPage *p, const CopRemark **out)
{
  CopDiscussion d;
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(CopRemark));
  bool all = cop_gate_overview(&p->who->access);
  if (load(p, NULL, &d))
    for (size_t i = 0; i < d.n; i++) {
      CopEntity e;
      if (d.items[i].open && (all || is_asked(p, &d.items[i])) && record_of(p, d.items[i].about, &e) != NULL)
        g_array_append_val(open, d.items[i]);
    }
  CopRemark *copy = cop_new_n(p->a, CopRemark, open->len);
  for (guint i = 0; i < open->len; i++)
    copy[i] = g_array_index(open, CopRemark, i);
  *out = copy;
  return open->len;
}

/* --- showing --- */

static void
write_token(CopPage *p)
{
  COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, COP_SESSION_FIELD), cop_a(COP_A_VALUE, cop_page_token(p)))
    ;
}

static const char *
institution_name(CopPage *p, const char *id)
{
  const CopInstitution *i = cop_model_institution(p->m, id);
  const char *lang;
  return i == NULL ? id : cop_field_text(p, COP_ENTITY_institution, i, "name", &lang);
}

/* What the office sends by its own mail: this desk sends none. */
static void
write_mail(CopPage *p, const CopRemark *r)
{
  g_autoptr(GString) s = g_string_new(NULL);
  CopEntity e;
  const char *lang;
  const CopRecord *record = record_of(p, r->about, &e);
  const char *title = record == NULL ? r->about : cop_record_title(p, e, record, &lang);
  g_string_append_printf(s, T_("To: %s"), institution_name(p, r->to));
  g_string_append_c(s, '\n');
  g_string_append_printf(s, T_("Subject: Question about %s"), title);
  g_string_append_printf(s, "\n\n%s\n\n", r->text);
  if (r->due != NULL) {
    g_string_append_printf(s, T_("Please answer by %s."), cop_say_date(p, r->due));
    g_string_append_c(s, '\n');
  }
  if (p->rq->host != NULL)
    g_string_append_printf(s, "%s://%s/mine\n", cop_request_is_secure(p->rq) ? "https" : "http", p->rq->host);
  COP_EL (p->h, COP_DETAILS) {
    COP_TEXT(p->h, COP_SUMMARY, T_("As a text to send by mail"));
    COP_TEXT(p->h, COP_PRE, s->str, cop_a(COP_A_CLASS, "form-text"), cop_a(COP_A_TABINDEX, "0"));
  }
}

static void
write_remark(CopPage *p, const CopRemark *r)
{
  static const char *const said[COP_REMARK_KIND_MAX] = { N_("comments"), N_("asks"), N_("answers"), N_("closes the question") };
  COP_EL (p->h, COP_LI, cop_a(COP_A_ID, cop_arena_printf(p->a, "remark-%" G_GINT64_FORMAT, r->seq))) {
    COP_TEXT(p->h, COP_TIME, cop_say_instant(p, r->at), cop_a(COP_A_DATETIME, r->at));
    cop_html_textf(p->h, " – %s %s", r->actor, T_(said[r->kind]));
    if (r->kind == COP_REMARK_QUESTION) {
      cop_html_text(p->h, " ");
      cop_part_institution(p, r->to);
      if (r->due != NULL)
        cop_html_textf(p->h, ", %s", cop_arena_printf(p->a, T_("by %s"), cop_say_date(p, r->due)));
      cop_html_text(p->h, " ");
      if (r->open && r->due != NULL && strcmp(r->due, p->today) < 0)
        cop_part_chip(p, COP_CHIP_BAD, T_("overdue"));
      else
        cop_part_chip(p, r->open ? COP_CHIP_OPEN : COP_CHIP_GOOD, r->open ? T_("open question") : T_("settled"));
    }
    COP_TEXT(p->h, COP_P, r->text, cop_a(COP_A_CLASS, "form-text"), cop_a(COP_A_DIR, "auto"));
    if (r->open)
      write_mail(p, r);
  }
}

static void
write_list(CopPage *p, const CopDiscussion *d)
{
  if (d->n == 0)
    COP_TEXT(p->h, COP_P, T_("Nothing yet."));
  else
    COP_EL (p->h, COP_OL, cop_a(COP_A_CLASS, "history"))
      for (size_t i = 0; i < d->n; i++)
        write_remark(p, &d->items[i]);
}

static void
write_area(CopPage *p, const char *id, const char *label, const char *hint)
{
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, label, cop_a(COP_A_FOR, id), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(p->h, COP_P, hint, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, cop_arena_printf(p->a, "%s-hint", id)));
    COP_TEXT(p->h, COP_TEXTAREA, cop_page_form(p, "text"), cop_a(COP_A_ID, id), cop_a(COP_A_NAME, "text"), cop_a(COP_A_ROWS, "4"),
             cop_a(COP_A_MAXLENGTH, G_STRINGIFY(4000)), cop_a(COP_A_ARIA_DESCRIBEDBY, cop_arena_printf(p->a, "%s-hint", id)), cop_a_if(COP_A_REQUIRED, true));
  }
}

static void
write_buttons(CopPage *p, const char *name)
{
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
    COP_TEXT(p->h, COP_BUTTON, name, cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
}

static void
write_option(CopPage *p, const char *value, const char *text, const char *chosen)
{
  COP_TEXT(p->h, COP_OPTION, text, cop_a(COP_A_VALUE, value), cop_a_if(COP_A_SELECTED, g_strcmp0(chosen, value) == 0));
}

/* Who is asked: nobody, an institution, or who settles an open question. */
static void
write_addressee(CopPage *p)
{
  const char *to = cop_page_form(p, "to");
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, T_("Ask an institution"), cop_a(COP_A_FOR, "to"), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(p->h, COP_P, T_("Its people find the question under Mine. This desk sends no mail; a text to copy stands beside the question."), cop_a(COP_A_CLASS, "hint"));
    COP_EL (p->h, COP_SELECT, cop_a(COP_A_ID, "to"), cop_a(COP_A_NAME, "to")) {
      write_option(p, "", T_("Nobody: a comment"), to == NULL ? "" : to);
      for (size_t i = 0; i < p->m->institutions.n; i++)
        write_option(p, p->m->institutions.items[i].id, institution_name(p, p->m->institutions.items[i].id), to);
    }
  }
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, T_("Answer wanted by"), cop_a(COP_A_FOR, "due"), cop_a(COP_A_CLASS, "question"));
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "date"), cop_a(COP_A_ID, "due"), cop_a(COP_A_NAME, "due"), cop_a(COP_A_MIN, p->today), cop_a(COP_A_VALUE, cop_page_form(p, "due")))
      ;
  }
}

static void
write_settling(CopPage *p, const CopDiscussion *d)
{
  size_t open = 0;
  for (size_t i = 0; i < d->n; i++)
    open += d->items[i].open;
  if (open == 0)
    return;
  COP_EL (p->h, COP_FIELDSET, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LEGEND, T_("Does this settle a question?"));
    for (size_t i = 0; i < d->n; i++) {
      const CopRemark *r = &d->items[i];
      if (!r->open)
        continue;
      const char *value = cop_arena_printf(p->a, "%" G_GINT64_FORMAT, r->seq), *id = cop_arena_printf(p->a, "question-%s", value);
      COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "choice")) {
        COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "checkbox"), cop_a(COP_A_NAME, "question"), cop_a(COP_A_VALUE, value), cop_a(COP_A_ID, id))
          ;
        COP_TEXT(p->h, COP_LABEL, r->text, cop_a(COP_A_FOR, id));
      }
    }
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "choice")) {
      COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "checkbox"), cop_a(COP_A_NAME, "close"), cop_a(COP_A_VALUE, "1"), cop_a(COP_A_ID, "close"))
        ;
      COP_TEXT(p->h, COP_LABEL, T_("Not by an answer: it is not needed any more"), cop_a(COP_A_FOR, "close"));
    }
  }
}

static CopUrl
url_of(CopPage *p, CopEntity e, const char *id)
{
  return cop_url_path(p->a, "discuss", cop_entity(e)->name, id, NULL);
}

void
cop_part_discussion(CopPage *p, CopEntity e, const CopRecord *record)
{
  CopDiscussion d;
  if (!load(p, cop_arena_printf(p->a, "%s/%s", cop_entity(e)->name, record->id), &d))
    return;
  COP_SECTION_OF(p, "discussion", T_("Comments and questions"), NULL) {
    if (d.n > 0)
      write_list(p, &d);
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, T_("Comment, or ask an institution"), cop_link(COP_A_HREF, url_of(p, e, record->id)));
  }
}

static void
write_page(CopPage *p, CopEntity e, const CopRecord *record, const char *fault)
{
  CopDiscussion d = { 0 };
  const char *lang;
  load(p, cop_arena_printf(p->a, "%s/%s", cop_entity(e)->name, record->id), &d);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Comments and questions"),
                                                               .over = cop_arena_printf(p->a, "%s · %s", cop_say_kind(p, e), record->id),
                                                               .parent = cop_record_title(p, e, record, &lang),
                                                               .parent_url = cop_url_path(p->a, "record", cop_entity(e)->name, record->id, NULL) });
  if (fault != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Nothing was kept"), fault);
  COP_EL (p->h, COP_P)
    cop_part_record(p, e, record);
  write_list(p, &d);
  COP_SECTION_OF(p, "say", T_("Say something"), NULL)
    COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, url_of(p, e, record->id))) {
      write_token(p);
      write_area(p, "text", T_("Comment, question or answer"), T_("It stays in the log and cannot be taken back. Never the name of a child or what could tell who it is."));
      write_addressee(p);
      write_settling(p, &d);
      write_buttons(p, T_("Keep"));
    }
}

void
cop_page_discuss(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  const CopRecord *r = e == COP_ENTITY_MAX ? NULL : cop_model_record(p->m, e, p->args[1]);
  p->personal = true;
  if (r == NULL || !cop_page_sees(p, e, r))
    cop_page_missing(p, p->rq->path);
  else
    write_page(p, e, r, NULL);
}

void
cop_part_asked(CopPage *p)
{
  const CopRemark *open;
  size_t n = cop_discuss_open(p, &open);
  if (n == 0)
    return;
  COP_SECTION_OF(p, "asked", T_("Open questions"), NULL) {
    COP_EL (p->h, COP_OL, cop_a(COP_A_CLASS, "history"))
      for (size_t i = 0; i < n; i++) {
        CopEntity e;
        const CopRecord *record = record_of(p, open[i].about, &e);
        write_remark(p, &open[i]);
        COP_EL (p->h, COP_LI) {
          if (cop_page_sees(p, e, record))
            cop_part_record(p, e, record);
          const char *id = cop_arena_printf(p->a, "answer-%" G_GINT64_FORMAT, open[i].seq);
          COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"),
                  cop_link(COP_A_ACTION, cop_url_path(p->a, "mine", "answer", cop_arena_printf(p->a, "%" G_GINT64_FORMAT, open[i].seq), NULL))) {
            write_token(p);
            write_area(p, id, T_("Answer"), T_("It stays in the log and cannot be taken back. Never the name of a child or what could tell who it is."));
            write_buttons(p, T_("Answer"));
          }
        }
      }
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, T_("Their days as a calendar file (iCalendar)"), cop_link(COP_A_HREF, cop_url_path(p->a, "mine", "calendar.ics", NULL)), cop_a_if(COP_A_DOWNLOAD, true));
  }
}

/* --- saying --- */

/* The log is never changed: what could tell who a child is must not get there. */
static bool
tells_who(CopPage *p, const char *text)
{
  g_autoptr(CopDiags) faults = cop_diags_new(), found = cop_diags_new();
  g_autoptr(CopLinter) linter = cop_linter_new(p->m, faults);
  g_autoptr(CopArena) a = cop_arena_new();
  cop_lint(linter, cop_extract_of_text(a, text), &(CopLintOptions){ .today = p->today }, found);
  for (size_t i = 0; i < cop_diags_count(found); i++)
    if (cop_diags_at(found, i)->kind == COP_DIAG_IDENTITY)
      return true;
  return false;
}

static const char *
text_fault(CopPage *p, const char *text)
{
  if (text == NULL || *text == '\0')
    return T_("Write something.");
  if (strlen(text) > COP_REMARK_MAX)
    return T_("Shorten it to 4,000 bytes.");
  return tells_who(p, text) ? T_("It could tell who a child is. Take out names, ages with places, schools, telephone numbers.") : NULL;
}

/* NULL, or why not. */
static const char *
read_remark(CopPage *p, const CopDiscussion *d, CopRemark *r)
{
  const char *to = cop_page_form(p, "to"), *due = cop_page_form(p, "due"), *question = cop_page_form(p, "question");
  if (to != NULL && *to != '\0') {
    r->kind = COP_REMARK_QUESTION;
    r->to = to;
    if (cop_model_institution(p->m, to) == NULL)
      return T_("There is no such institution.");
    if (due != NULL && *due != '\0' && (!cop_date_valid(due) || strlen(due) != 10 || strcmp(due, p->today) < 0))
      return T_("The day must be a date from today on.");
    r->due = due != NULL && *due != '\0' ? due : NULL;
  }
  if (question != NULL && *question != '\0') {
    const CopRemark *q = cop_discussion_question(d, g_ascii_strtoll(question, NULL, 10));
    if (r->kind == COP_REMARK_QUESTION)
      return T_("Ask, or settle a question: one at a time.");
    if (q == NULL || !q->open)
      return T_("That question is settled already.");
    r->kind = cop_page_form(p, "close") != NULL ? COP_REMARK_CLOSE : COP_REMARK_ANSWER;
    r->question = q->seq;
  }
  return text_fault(p, r->text);
}

static bool
keep(CopPage *p, const CopRemark *r)
{
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_desk_open_writer(p->desk, &error);
  bool ok = db != NULL && cop_discussion_add(db, r, &error) && cop_keeper_refresh(p->desk->keeper, &error);
  cop_db_close(db);
  if (!ok)
    cop_page_error(p, 503, T_("The store cannot be written"), error->message);
  return ok;
}

void
cop_page_discuss_save(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  const CopRecord *record = e == COP_ENTITY_MAX ? NULL : cop_model_record(p->m, e, p->args[1]);
  p->personal = true;
  if (record == NULL || !cop_page_sees(p, e, record)) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  CopDiscussion d = { 0 };
  CopRemark r = { .actor = cop_page_actor(p), .kind = COP_REMARK_COMMENT, .about = cop_arena_printf(p->a, "%s/%s", cop_entity(e)->name, record->id), .text = cop_page_form(p, "text") };
  load(p, r.about, &d);
  const char *fault = read_remark(p, &d, &r);
  if (fault != NULL) {
    p->rs->status = 422;
    write_page(p, e, record, fault);
  } else if (keep(p, &r)) {
    cop_page_redirect(p, url_of(p, e, record->id));
  }
}

void
cop_page_answer_save(CopPage *p)
{
  CopDiscussion d = { 0 };
  p->personal = true;
  load(p, NULL, &d);
  const CopRemark *q = cop_discussion_question(&d, g_ascii_strtoll(p->args[0], NULL, 10));
  if (q == NULL || !(is_asked(p, q) || cop_gate_overview(&p->who->access))) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const CopRemark r = { .actor = cop_page_actor(p), .kind = COP_REMARK_ANSWER, .about = q->about, .text = cop_page_form(p, "text"), .question = q->seq };
  const char *fault = q->open ? text_fault(p, r.text) : T_("That question is settled already.");
  if (fault != NULL)
    cop_page_error(p, 422, T_("Nothing was kept"), fault);
  else if (keep(p, &r))
    cop_page_redirect(p, cop_url_path(p->a, "mine", NULL));
}

/* --- the calendar --- */

void
cop_page_mine_calendar(CopPage *p)
{
  char made[COP_INSTANT_SIZE];
  const CopRemark *open;
  size_t n = cop_discuss_open(p, &open), k = 0;
  CopIcsEvent *events = cop_new_n(p->a, CopIcsEvent, n + 1);
  for (size_t i = 0; i < n; i++)
    if (open[i].due != NULL)
      events[k++] = (CopIcsEvent){ .name = cop_arena_printf(p->a, "discussion/%" G_GINT64_FORMAT, open[i].seq),
                                   .date = open[i].due,
                                   .summary = cop_arena_printf(p->a, T_("Answer of %s is due"), institution_name(p, open[i].to)),
                                   .description = open[i].text,
                                   .days_before = 3 };
  char *text = cop_ics_events(T_("Questions to answer"), events, k, cop_instant_now(made));
  p->personal = true;
  p->rs->type = "text/calendar; charset=utf-8";
  cop_response_header(p->rs, "Content-Disposition", "attachment; filename=\"questions.ics\"");
  p->rs->body = g_bytes_new_take(text, strlen(text));
}
