/* SPDX-License-Identifier: Apache-2.0
 * Two sentences become the records of an alert. */
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "check/alert.h"
#include "model/record.h"

const char *
cop_alert_order_fault(const CopModel *m, const CopAlertOrder *o, const char *today)
{
  const CopArea *area = o->where == NULL ? NULL : cop_model_area(m, o->where);
  CopDate until = cop_date_read(o->until), now = cop_date_read(today);
  bool fresh = cop_model_message(m, o->alert) == NULL;
  if (!cop_is_alert(o->alert) || !cop_id_valid(o->alert) || strchr(o->alert, '/') != NULL)
    return N_("name it like ALERT-2026-11-30");
  if (o->headline == NULL || o->act == NULL)
    return N_("give a headline and an act, or begin from a pattern");
  if (!cop_lang_valid(o->lang))
    return N_("the language is a tag like fil");
  if (fresh && strcmp(o->lang, "en") != 0)
    return N_("write it in English first: other languages say the same");
  if (fresh && (o->until == NULL || o->why == NULL))
    return N_("a new alert says until which day, and why");
  if (o->until != NULL && (until.precision != COP_DATE_DAY || cop_date_first_day(until) < cop_date_first_day(now) || cop_date_first_day(until) > cop_date_first_day(now) + COP_ALERT_DAYS))
    return N_("the last day lies 30 days ahead at most");
  if (o->where != NULL && (area == NULL || area->level > COP_AREA_PROVINCE))
    return N_("name a region or a province: a smaller place could tell who");
  return NULL;
}

static void
set_text(CopEntity e, void *record, const char *field, const char *text)
{
  if (text != NULL)
    cop_record_set_text(e, record, cop_entity_field(e, field), text);
}

static void
set_int(CopEntity e, void *record, const char *field, int64_t n)
{
  cop_record_set_int(e, record, cop_entity_field(e, field), n);
}

static const char *
default_segment(const CopModel *m)
{
  for (size_t i = 0; i < m->segments.n; i++)
    if (m->segments.items[i].role == COP_AUDIENCE_CARER)
      return m->segments.items[i].id;
  return m->segments.n == 0 ? NULL : m->segments.items[0].id;
}

/* English headline and act are the message's own; last day, why and where too. */
static CopMessage *
message_of(const CopModel *m, CopArena *a, const CopAlertOrder *o, bool english)
{
  const CopMessage *there = cop_model_message(m, o->alert);
  CopMessage *x = cop_record_new(a, COP_ENTITY_message);
  if (there != NULL)
    *x = *there;
  x->id = cop_arena_strdup(a, o->alert);
  const CopArea *area = o->where == NULL ? NULL : cop_model_area(m, o->where);
  set_text(COP_ENTITY_message, x, "segment", o->segment != NULL ? o->segment : there != NULL ? there->segment : default_segment(m));
  set_text(COP_ENTITY_message, x, "say", english ? o->headline : NULL);
  set_text(COP_ENTITY_message, x, "act", english ? o->act : NULL);
  set_text(COP_ENTITY_message, x, "review_by", o->until);
  set_text(COP_ENTITY_message, x, "note", o->why == NULL || area == NULL ? o->why : cop_arena_printf(a, "%s (%s)", o->why, area->name));
  set_int(COP_ENTITY_message, x, "invites_disclosure", 1);
  set_int(COP_ENTITY_message, x, "mark", COP_MARK_ESTIMATE);
  if (there == NULL)
    set_int(COP_ENTITY_message, x, "position", (int64_t)m->messages.n + 1);
  return x;
}

void
cop_alert_records(const CopModel *m, CopArena *a, const CopAlertOrder *o, CopAlertRecords *r)
{
  bool english = strcmp(o->lang, "en") == 0;
  *r = (CopAlertRecords){ .message = english || o->until != NULL || o->why != NULL ? message_of(m, a, o, english) : NULL };
  for (int f = 0; f < COP_FORM_MAX; f++) {
    bool own = f == COP_FORM_SAY || f == COP_FORM_ACT;
    const char *text = f == COP_FORM_SMS && o->sms != NULL ? o->sms : cop_alert_wording(a, (CopMessageForm)f, o->headline, o->act);
    if (text == NULL || (english && own))
      continue;
    CopMessageText *t = cop_record_new(a, COP_ENTITY_message_text);
    t->id = cop_arena_printf(a, "%s/%s/%s", o->alert, cop_words(COP_WORDS_FORM)->words[f], o->lang);
    set_text(COP_ENTITY_message_text, t, "message", cop_arena_strdup(a, o->alert));
    set_int(COP_ENTITY_message_text, t, "form", f);
    set_text(COP_ENTITY_message_text, t, "lang", cop_arena_strdup(a, o->lang));
    set_text(COP_ENTITY_message_text, t, "text", cop_arena_strdup(a, text));
    set_int(COP_ENTITY_message_text, t, "state", COP_TEXT_STATE_DRAFT);
    r->texts[r->n_texts++] = t;
  }
}
