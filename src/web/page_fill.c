/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_fill.c -- a reporting form to fill in at the desk. Its id is chosen
 * when the page is made, so that pressing the button twice counts once. */
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "base/secret.h"
#include "import/answers.h"
#include "web/desk.h"
#include "web/fill.h"
#include "web/part.h"
#include "web/reception.h"
#include "web/session.h"

void cop_page_fill(CopPage *p);
void cop_page_fill_save(CopPage *p);

/* What was typed before, after a refusal. */
static const char *
typed(CopPage *p, const char *name)
{
  return p->route->method == COP_HTTP_POST ? cop_page_form(p, name) : NULL;
}

static void
write_text(CopPage *p, const char *prefix, const char *name, const char *label, const char *hint, const char *type)
{
  const char *id = cop_arena_printf(p->a, "%s%s", prefix, name), *hint_id = hint == NULL ? NULL : cop_arena_printf(p->a, "hint-%s", id);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, label, cop_a(COP_A_FOR, id), cop_a(COP_A_CLASS, "question"));
    if (hint != NULL)
      COP_TEXT(p->h, COP_P, hint, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, hint_id));
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, type), cop_a(COP_A_ID, id), cop_a(COP_A_NAME, name), cop_a(COP_A_VALUE, typed(p, name)), cop_a(COP_A_MAXLENGTH, strcmp(type, "text") == 0 ? "200" : NULL),
            cop_a(COP_A_MAX, strcmp(type, "date") == 0 ? p->today : NULL), cop_a(COP_A_ARIA_DESCRIBEDBY, hint_id), cop_a_if(COP_A_REQUIRED, true))
      ;
  }
}

static void
write_option(CopPage *p, const char *name, const char *value, const char *label)
{
  COP_TEXT(p->h, COP_OPTION, label, cop_a(COP_A_VALUE, value), cop_a_if(COP_A_SELECTED, g_strcmp0(typed(p, name), value) == 0));
}

static void
write_choice(CopPage *p, const char *prefix, const CopFormChoice *c)
{
  const char *name = c->item->code, *id = cop_arena_printf(p->a, "%s%s", prefix, name), *lang, *label = cop_field_text(p, COP_ENTITY_report_item, c->item, "label", &lang);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, label, cop_a(COP_A_FOR, id), cop_a(COP_A_CLASS, "question"), cop_a(COP_A_LANG, lang));
    COP_EL (p->h, COP_SELECT, cop_a(COP_A_ID, id), cop_a(COP_A_NAME, name)) {
      write_option(p, name, "", T_("not said"));
      for (size_t k = 0; k < c->n; k++)
        write_option(p, name, c->words[k].word, cop_form_word_in(p->m, p->words, &c->words[k], p->lang));
    }
  }
}

static void
write_box(CopPage *p, const CopFormLayout *l, const char *prefix, size_t i, const char *label)
{
  const CopFormBox *box = &l->boxes[i];
  const char *id = cop_arena_printf(p->a, "%s%s", prefix, box->code);
  const char *most = box->item->most > 0 ? cop_arena_printf(p->a, "%" G_GINT64_FORMAT, box->item->most) : NULL;
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_EL (p->h, COP_LABEL, cop_a(COP_A_FOR, id), cop_a(COP_A_CLASS, "question")) {
      COP_TEXT(p->h, COP_SPAN, cop_arena_printf(p->a, "%zu", i + 1), cop_a(COP_A_CLASS, "number-label"));
      cop_html_textf(p->h, " %s", label);
    }
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "number"), cop_a(COP_A_CLASS, "short"), cop_a(COP_A_ID, id), cop_a(COP_A_NAME, box->code), cop_a(COP_A_INPUTMODE, "numeric"), cop_a(COP_A_MIN, "0"),
            cop_a(COP_A_MAX, most), cop_a(COP_A_STEP, "1"), cop_a(COP_A_VALUE, typed(p, box->code)))
      ;
  }
}

/* The receipt code of a packing slip: may stay empty. */
static void
write_code(CopPage *p, const char *prefix, const CopReportItem *item)
{
  const char *lang, *hint_lang, *label = cop_field_text(p, COP_ENTITY_report_item, item, "label", &lang);
  const char *id = cop_arena_printf(p->a, "%s%s", prefix, item->code), *hint_id = item->hint == NULL ? NULL : cop_arena_printf(p->a, "hint-%s", id);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, label, cop_a(COP_A_FOR, id), cop_a(COP_A_CLASS, "question"), cop_a(COP_A_LANG, lang));
    if (hint_id != NULL) {
      const char *hint = cop_field_text(p, COP_ENTITY_report_item, item, "hint", &hint_lang);
      COP_TEXT(p->h, COP_P, hint, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, hint_id), cop_a(COP_A_LANG, hint_lang));
    }
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_CLASS, "short"), cop_a(COP_A_ID, id), cop_a(COP_A_NAME, item->code), cop_a(COP_A_MAXLENGTH, "20"),
            cop_a(COP_A_VALUE, typed(p, item->code)), cop_a(COP_A_ARIA_DESCRIBEDBY, hint_id))
      ;
  }
}

/* All boxes of one question. */
static void
write_numbers(CopPage *p, const CopFormLayout *l, const char *prefix, const CopReportItem *item)
{
  const char *lang, *label = cop_field_text(p, COP_ENTITY_report_item, item, "label", &lang);
  COP_EL (p->h, COP_FIELDSET, cop_a(COP_A_LANG, lang)) {
    COP_TEXT(p->h, COP_LEGEND, label);
    if (item->hint != NULL) {
      const char *hint_lang, *hint = cop_field_text(p, COP_ENTITY_report_item, item, "hint", &hint_lang);
      COP_TEXT(p->h, COP_P, hint, cop_a(COP_A_CLASS, "hint"));
    }
    for (size_t i = 0; i < l->n_boxes; i++)
      if (l->boxes[i].item == item)
        write_box(p, l, prefix, i, cop_form_box_in(p->m, p->words, &l->boxes[i], p->lang, p->a));
  }
}

static void
write_where(CopPage *p, const CopFormLayout *l, const char *prefix)
{
  const char *id = cop_arena_printf(p->a, "%sarea", prefix);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, T_("Where"), cop_a(COP_A_FOR, id), cop_a(COP_A_CLASS, "question"));
    COP_EL (p->h, COP_SELECT, cop_a(COP_A_ID, id), cop_a(COP_A_NAME, "area"))
      for (size_t i = 0; i < l->n_areas; i++)
        write_option(p, "area", l->areas[i]->id, l->areas[i]->name);
  }
}

void
cop_part_questions(CopPage *p, const CopFormLayout *l, const char *prefix)
{
  write_text(p, prefix, "reporter", T_("Office or partner that reports"), T_("The name of an office, school or organisation. Never the name of a person."), "text");
  write_where(p, l, prefix);
  write_text(p, prefix, "day", T_("When"), T_("Any day of the period. The report counts for the month, quarter or half year it lies in."), "date");
  for (size_t i = 0; i < l->n_choices; i++)
    write_choice(p, prefix, &l->choices[i]);
  for (size_t i = 0; i < l->n_items; i++)
    if (l->items[i]->kind == COP_FORM_ITEM_CODE)
      write_code(p, prefix, l->items[i]);
    else if (l->items[i]->kind != COP_FORM_ITEM_CHOICE)
      write_numbers(p, l, prefix, l->items[i]);
}

static void
write_page(CopPage *p, const CopFormLayout *l, const char *id, const char *fault)
{
  const char *lang, *title = cop_field_text(p, COP_ENTITY_report_form, l->form, "title", &lang);
  const char *token = cop_page_token(p);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = title, .lead = l->form->purpose, .lang = lang, .nav = "/reports",
                                                               .parent = T_("Reports"), .parent_url = cop_url_path(p->a, "reports", NULL) });
  if (fault != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("The report was not taken"), fault);
  COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_path(p->a, "reports", "fill", l->form->id, NULL))) {
    cop_part_hidden(p, COP_SESSION_FIELD, token);
    cop_part_hidden(p, "id", id);
    cop_part_questions(p, l, "");
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(p->h, COP_BUTTON, T_("Send the report"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

static const CopFormLayout *
layout_asked_for(CopPage *p)
{
  const CopReportForm *form = cop_model_report_form(p->m, p->args[0]);
  if (form == NULL)
    cop_page_missing(p, p->rq->path);
  return form == NULL ? NULL : cop_form_layout(p->m, form, p->a);
}

void
cop_page_fill(CopPage *p)
{
  const CopFormLayout *l = layout_asked_for(p);
  uint8_t bytes[COP_REPORT_ID_SIZE];
  char id[COP_REPORT_ID_HEX];
  p->personal = true;
  if (l == NULL)
    return;
  cop_random_bytes(bytes, sizeof bytes);
  write_page(p, l, cop_report_id_text(bytes, id), NULL);
}

/* --- taking it --- */

static const char *
answer_to(void *data, const char *code)
{
  return cop_page_form(data, code);
}

static void
write_taken(CopPage *p, const CopFormLayout *l, const CopReceived *r)
{
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("The report is kept"), .nav = "/reports", .parent = T_("Reports"), .parent_url = cop_url_path(p->a, "reports", NULL) });
  cop_part_notice(p, COP_NOTICE_DONE, cop_arena_printf(p->a, T_("Receipt %s"), r->receipt),
                  r->outcome == COP_RECEIVED_KNOWN ? T_("This report had been sent before. It counts once.") : T_("Write the receipt down. With it, and the id of the report, you can show that it arrived."));
  COP_EL (p->h, COP_P)
    COP_TEXT(p->h, COP_CODE, r->id);
  COP_TEXT(p->h, COP_A, T_("Fill in another one"), cop_link(COP_A_HREF, cop_url_path(p->a, "reports", "fill", l->form->id, NULL)));
}

/* The same for the script of the page without a network. */
static void
write_json(CopPage *p, const CopReceived *r)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "outcome", cop_received_name(r->outcome));
  cop_json_key_text(j, "receipt", r->receipt);
  cop_json_key_text(j, "code", r->code);
  cop_json_key_text(j, "reason", r->reason);
  cop_json_end(j);
  char *text = cop_json_finish(j);
  p->rs->type = "application/json";
  p->rs->body = g_bytes_new_take(text, strlen(text));
}

static bool
wants_json(CopPage *p)
{
  const char *accept = cop_request_header(p->rq, "Accept");
  return accept != NULL && strcmp(accept, "application/json") == 0;
}

/* The day it was filled in, by the clock of the device: the same whenever it is
 * sent, so that sending again is the same report. */
static const char *
day_filled(CopPage *p)
{
  const char *filled = cop_page_form(p, "filled");
  return filled != NULL && strlen(filled) == 10 && cop_date_valid(filled) ? filled : p->today;
}

void
cop_page_fill_save(CopPage *p)
{
  const CopFormLayout *l = layout_asked_for(p);
  if (l == NULL)
    return;
  char period[COP_PERIOD_TEXT];
  const char *id = cop_page_form(p, "id"), *day = cop_page_form(p, "day"), *reporter = cop_page_form(p, "reporter");
  const CopAnswers answers = { .id = id == NULL ? "" : id, .reporter = reporter, .area = cop_page_form(p, "area"), .period = cop_form_period(l->form, day == NULL ? "" : day, period),
                               .reported_at = day_filled(p), .value = answer_to, .data = p };
  g_autoptr(GString) csv = g_string_new(NULL);
  g_autoptr(GError) error = NULL;
  CopReceived r = { .id = answers.id, .channel = "web", .reporter = reporter == NULL ? "" : reporter, .form = l->form->id };
  bool fine = cop_answers_to_rows(p->m, l, &answers, csv, &error);
  r.rows = fine ? csv->str : NULL;
  r.code = fine ? "" : "report-empty";
  r.reason = fine ? "" : error->message;
  g_autoptr(GError) failed = NULL;
  if (!cop_reception_put(p->desk->reception, &r, p->a, &failed)) {
    p->rs->status = 503;
    write_page(p, l, answers.id, failed->message);
  } else if (wants_json(p)) {
    bool taken = r.outcome == COP_RECEIVED_ADDED || r.outcome == COP_RECEIVED_KNOWN;
    p->rs->status = taken ? 200 : r.outcome == COP_RECEIVED_CONFLICT ? 409 : 422;
    write_json(p, &r);
  } else if (r.outcome == COP_RECEIVED_ADDED || r.outcome == COP_RECEIVED_KNOWN) {
    write_taken(p, l, &r);
  } else {
    p->rs->status = r.outcome == COP_RECEIVED_CONFLICT ? 409 : 422;
    write_page(p, l, answers.id, r.reason);
  }
}
