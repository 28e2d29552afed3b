/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_edit.c -- records changed, added, removed and put back, with the
 * revision that was seen: whoever was first wins, and nothing typed is lost. */
#include <string.h>

#include "model/audit.h"
#include "model/record.h"
#include "web/desk.h"
#include "web/form.h"
#include "web/part.h"
#include "web/write.h"

void cop_page_edit(CopPage *p);
void cop_page_edit_save(CopPage *p);
void cop_page_add(CopPage *p);
void cop_page_add_save(CopPage *p);
void cop_page_remove(CopPage *p);
void cop_page_remove_save(CopPage *p);
void cop_page_compare(CopPage *p);
void cop_page_put_back(CopPage *p);

/* --- which record --- */

static const CopRecord *
find(CopPage *p, CopEntity *e)
{
  *e = cop_entity_by_name(p->args[0]);
  const CopRecord *r = *e == COP_ENTITY_MAX ? NULL : cop_model_record(p->m, *e, p->args[1]);
  if (r == NULL)
    cop_page_missing(p, p->rq->path);
  return r;
}

static CopUrl
address(CopPage *p, const char *verb, CopEntity e, const char *id)
{
  return cop_url_path(p->a, verb, cop_entity(e)->name, id, NULL);
}

static const char *
revision_text(CopPage *p, int64_t revision)
{
  return cop_arena_printf(p->a, "%" G_GINT64_FORMAT, revision);
}

static int64_t
posted_revision(CopPage *p)
{
  const char *text = cop_page_form(p, "revision");
  gint64 n;
  return text != NULL && g_ascii_string_to_signed(text, 10, 0, G_MAXINT64, &n, NULL) ? n : -1;
}

/* --- the page of a form --- */

static void
write_form(CopPage *p, const CopForm *f, CopUrl action, int64_t revision, const char *back)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, action)) {
    cop_part_hidden(p, COP_SESSION_FIELD, cop_page_token(p));
    cop_part_hidden(p, "revision", revision_text(p, revision));
    cop_part_hidden(p, "back", back);
    cop_part_form_fields(f);
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "buttons")) {
      COP_TEXT(h, COP_BUTTON, T_("Keep"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
      if (!f->fresh)
        COP_TEXT(h, COP_A, T_("Leave without keeping"), cop_link(COP_A_HREF, cop_url_record(p, f->entity, f->id)));
    }
  }
}

/* What differs between the record as it stands and what was typed. */
static void
write_conflict(CopPage *p, const CopForm *f, const CopRecord *now)
{
  CopHtml *h = p->h;
  const CopField *fields = cop_entity_fields(f->entity);
  const char *reason;
  cop_part_notice(p, COP_NOTICE_WARN, T_("Somebody else changed this record while you were writing"),
                  T_("Nothing of yours is lost: it stands in the form. Compare, change the form to what is right, and keep it again."));
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "scroll"), cop_a(COP_A_TABINDEX, "0"), cop_a(COP_A_ROLE, "group"), cop_a(COP_A_ARIA_LABEL, T_("What differs")))
    COP_EL (h, COP_TABLE) {
      COP_TEXT(h, COP_CAPTION, T_("What differs"));
      COP_EL (h, COP_THEAD)
        COP_EL (h, COP_TR) {
          COP_TEXT(h, COP_TH, T_("Field"), cop_a(COP_A_SCOPE, "col"));
          COP_TEXT(h, COP_TH, T_("As it stands now"), cop_a(COP_A_SCOPE, "col"));
          COP_TEXT(h, COP_TH, T_("As you wrote it"), cop_a(COP_A_SCOPE, "col"));
        }
      COP_EL (h, COP_TBODY)
        for (size_t i = 0; i < cop_entity(f->entity)->n_fields; i++) {
          const char *there = cop_field_typed(p, f->entity, now, &fields[i]);
          if (strcmp(there, f->typed[i]) == 0)
            continue;
          COP_EL (h, COP_TR) {
            COP_TEXT(h, COP_TH, cop_field_question(p, f->entity, &fields[i], &reason), cop_a(COP_A_SCOPE, "row"));
            COP_TEXT(h, COP_TD, there);
            COP_TEXT(h, COP_TD, f->typed[i]);
          }
        }
    }
}

static void
answer_form(CopPage *p, const CopForm *f, const CopRecord *r, bool conflict)
{
  const char *lang = NULL;
  const char *title = r == NULL ? cop_arena_printf(p->a, T_("New: %s"), cop_say_kind(p, f->entity)) : cop_record_title(p, f->entity, r, &lang);
  const char *back = p->rq->method == COP_HTTP_POST ? cop_page_form(p, "back") : cop_request_query(p->rq, "back");
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = title,
                                                               .lang = lang,
                                                               .over = r == NULL ? NULL : T_("You are changing this record"),
                                                               .parent = cop_say_kind(p, f->entity),
                                                               .parent_url = cop_url_path(p->a, "records", cop_entity(f->entity)->name, NULL) });
  if (conflict)
    write_conflict(p, f, r);
  cop_part_form_faults(f);
  CopUrl action = r == NULL ? cop_url_path(p->a, "new", cop_entity(f->entity)->name, NULL) : address(p, "edit", f->entity, r->id);
  write_form(p, f, action, r == NULL ? 0 : r->revision, back);
}

/* A path of ours the form was opened from, else the record's page. */
static CopUrl
back_to(CopPage *p, CopEntity e, const char *id, const char *done)
{
  const char *back = cop_page_form(p, "back");
  CopUrl url = back != NULL && back[0] == '/' && back[1] != '/' ? cop_url_here(p->a, back, "") : cop_url_record(p, e, id);
  return cop_url_query(p->a, url, (const char *[]){ "done", done, NULL });
}

/* --- change --- */

void
cop_page_edit(CopPage *p)
{
  CopEntity e;
  const CopRecord *r = find(p, &e);
  if (r != NULL)
    answer_form(p, cop_form_show(p, e, r), r, false);
}

void
cop_page_edit_save(CopPage *p)
{
  CopEntity e;
  const CopRecord *r = find(p, &e);
  if (r == NULL)
    return;
  CopForm *f = cop_form_read(p, e, r);
  if (f->n_faults == 0) {
    g_autoptr(GError) error = NULL;
    CopWritten outcome = cop_write_record(p, e, f->record, posted_revision(p), &error);
    if (outcome == COP_WRITTEN) {
      cop_page_redirect(p, back_to(p, e, r->id, "changed"));
      return;
    }
    const CopRecord *now = outcome == COP_WRITTEN_CONFLICT ? cop_write_now(p, e, r->id) : NULL;
    if (outcome == COP_WRITTEN_CONFLICT && (now == NULL || now->revision != posted_revision(p))) {
      p->rs->status = 409;
      answer_form(p, f, now != NULL ? now : r, true);
      return;
    }
    cop_form_fault(f, cop_say_sentence(p, error->message));
  }
  p->rs->status = 422;
  answer_form(p, f, r, false);
}

/* --- add --- */

/* A free id: the country's or kind's own habit is unknown, so it is the kind
 * with the next number. */
static const char *
free_id(CopPage *p, CopEntity e)
{
  for (size_t n = cop_model_count(p->m, e) + 1;; n++) {
    const char *id = cop_arena_printf(p->a, "%s-%zu", cop_entity(e)->name, n);
    if (cop_model_record(p->m, e, id) == NULL)
      return id;
  }
}

void
cop_page_add(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  if (e == COP_ENTITY_MAX) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  CopForm *f = cop_form_show(p, e, NULL);
  const char *wanted = cop_request_query(p->rq, "id");
  f->id = wanted != NULL ? wanted : free_id(p, e);
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    cop_form_preset(f, fields[i].name, cop_request_query(p->rq, fields[i].name));
  if (cop_entity_field(e, "position") != NULL && cop_request_query(p->rq, "position") == NULL)
    cop_form_preset(f, "position", cop_arena_printf(p->a, "%zu", cop_model_count(p->m, e) + 1));
  answer_form(p, f, NULL, false);
}

void
cop_page_add_save(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  if (e == COP_ENTITY_MAX) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  CopForm *f = cop_form_read(p, e, NULL);
  if (f->n_faults == 0) {
    g_autoptr(GError) error = NULL;
    if (cop_write_record(p, e, f->record, 0, &error) == COP_WRITTEN) {
      cop_page_redirect(p, back_to(p, e, f->record->id, "added"));
      return;
    }
    cop_form_fault(f, cop_say_sentence(p, error->message));
  }
  p->rs->status = 422;
  answer_form(p, f, NULL, false);
}

/* --- remove --- */

static void
answer_remove(CopPage *p, CopEntity e, const CopRecord *r, const char *why_not)
{
  CopHtml *h = p->h;
  const char *lang;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Remove this record?"),
                                                               .parent = cop_say_kind(p, e),
                                                               .parent_url = cop_url_path(p->a, "records", cop_entity(e)->name, NULL) });
  if (why_not != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("It was not removed"), why_not);
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, address(p, "remove", e, r->id))) {
    cop_part_hidden(p, COP_SESSION_FIELD, cop_page_token(p));
    cop_part_hidden(p, "revision", revision_text(p, r->revision));
    COP_EL (h, COP_P) {
      COP_TEXT(h, COP_STRONG, cop_record_title(p, e, r, &lang));
      cop_html_textf(h, " (%s)", r->id);
    }
    COP_TEXT(h, COP_P, T_("It stays in the log of changes and can be put back from there."));
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "buttons")) {
      COP_TEXT(h, COP_BUTTON, T_("Remove it"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
      COP_TEXT(h, COP_A, T_("Leave it"), cop_link(COP_A_HREF, address(p, "record", e, r->id)));
    }
  }
}

void
cop_page_remove(CopPage *p)
{
  CopEntity e;
  const CopRecord *r = find(p, &e);
  if (r != NULL)
    answer_remove(p, e, r, NULL);
}

void
cop_page_remove_save(CopPage *p)
{
  CopEntity e;
  const CopRecord *r = find(p, &e);
  g_autoptr(GError) error = NULL;
  if (r == NULL)
    return;
  if (cop_write_remove(p, e, r->id, posted_revision(p), &error) == COP_WRITTEN) {
    cop_page_redirect(p, cop_url_query(p->a, cop_url_path(p->a, "records", cop_entity(e)->name, NULL), (const char *[]){ "done", "removed", NULL }));
    return;
  }
  p->rs->status = 409;
  answer_remove(p, e, r, cop_say_sentence(p, error->message));
}

/* --- history: compare two states, put one back --- */

/* The entry with that number and the one before it; *later is NULL when there
 * is none such. */
static void
find_entries(CopPage *p, CopEntity e, const char *id, const CopAuditEntry **before, const CopAuditEntry **later)
{
  const char *wanted = p->rq->method == COP_HTTP_POST ? cop_page_form(p, "entry") : cop_request_query(p->rq, "entry");
  gint64 seq;
  CopAuditEntries entries;
  *before = *later = NULL;
  if (wanted == NULL || !g_ascii_string_to_signed(wanted, 10, 1, G_MAXINT64, &seq, NULL) || !cop_history(p, e, id, &entries))
    return;
  for (size_t i = 0; i < entries.n; i++)
    if (entries.items[i].seq == seq) {
      *later = &entries.items[i];
      *before = i > 0 ? &entries.items[i - 1] : NULL;
    }
}

static const CopRecord *
state(CopPage *p, CopEntity e, const CopAuditEntry *x)
{
  return x == NULL || x->content == NULL ? NULL : cop_record_from_json(p->a, e, x->content, strlen(x->content), NULL);
}

static void
write_difference(CopPage *p, CopEntity e, const CopRecord *a, const CopRecord *b)
{
  CopHtml *h = p->h;
  const CopField *fields = cop_entity_fields(e);
  const char *reason;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "scroll"), cop_a(COP_A_TABINDEX, "0"), cop_a(COP_A_ROLE, "group"), cop_a(COP_A_ARIA_LABEL, T_("What changed")))
    COP_EL (h, COP_TABLE) {
      COP_TEXT(h, COP_CAPTION, T_("What changed"));
      COP_EL (h, COP_THEAD)
        COP_EL (h, COP_TR) {
          COP_TEXT(h, COP_TH, T_("Field"), cop_a(COP_A_SCOPE, "col"));
          COP_TEXT(h, COP_TH, T_("Before"), cop_a(COP_A_SCOPE, "col"));
          COP_TEXT(h, COP_TH, T_("After"), cop_a(COP_A_SCOPE, "col"));
        }
      COP_EL (h, COP_TBODY)
        for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
          const char *x = cop_field_typed(p, e, a, &fields[i]), *y = cop_field_typed(p, e, b, &fields[i]);
          if (strcmp(x, y) == 0)
            continue;
          COP_EL (h, COP_TR) {
            COP_TEXT(h, COP_TH, cop_field_question(p, e, &fields[i], &reason), cop_a(COP_A_SCOPE, "row"));
            COP_EL (h, COP_TD)
              COP_TEXT(h, COP_DEL, x);
            COP_EL (h, COP_TD)
              COP_TEXT(h, COP_INS, y);
          }
        }
    }
}

void
cop_page_compare(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  const CopAuditEntry *before = NULL, *later = NULL;
  if (e != COP_ENTITY_MAX)
    find_entries(p, e, p->args[1], &before, &later);
  if (later == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  CopHtml *h = p->h;
  const CopRecord *now = cop_model_record(p->m, e, p->args[1]), *shown = state(p, e, later);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = cop_arena_printf(p->a, T_("Change of %s"), p->args[1]),
                                                               .over = cop_arena_printf(p->a, T_("%s by %s"), cop_say_instant(p, later->at), later->actor),
                                                               .parent = cop_say_kind(p, e),
                                                               .parent_url = address(p, now != NULL ? "record" : "records", e, now != NULL ? p->args[1] : NULL) });
  write_difference(p, e, state(p, e, before), shown);
  if (shown != NULL && (now == NULL || !cop_record_equal(e, now, shown)) && cop_page_edits(p, e, now != NULL ? now : shown) != 0)
    COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, address(p, "restore", e, p->args[1]))) {
      cop_part_hidden(p, COP_SESSION_FIELD, cop_page_token(p));
      cop_part_hidden(p, "entry", revision_text(p, later->seq));
      cop_part_hidden(p, "revision", revision_text(p, now == NULL ? 0 : now->revision));
      COP_TEXT(h, COP_P, T_("Putting it back is a change like any other: what stands now stays in the history."));
      COP_TEXT(h, COP_BUTTON, T_("Put this state back"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
    }
}

void
cop_page_put_back(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  const CopAuditEntry *before = NULL, *later = NULL;
  g_autoptr(GError) error = NULL;
  if (e != COP_ENTITY_MAX)
    find_entries(p, e, p->args[1], &before, &later);
  CopRecord *r = later == NULL || later->content == NULL ? NULL : cop_record_from_json(p->a, e, later->content, strlen(later->content), NULL);
  if (r == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  if (cop_write_record(p, e, r, posted_revision(p), &error) == COP_WRITTEN)
    cop_page_redirect(p, cop_url_query(p->a, address(p, "record", e, r->id), (const char *[]){ "done", "restored", NULL }));
  else
    cop_page_error(p, 409, T_("It was not put back"), cop_say_sentence(p, error->message));
}
