/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/meeting_form.h"

#include <string.h>

#include "base/date.h"
#include "compose/sentence.h"

CopMeetingClock
cop_meeting_clock(const CopContext *c, CopArena *a, const char *group)
{
  CopMeetingClock m = { 0 };
  for (size_t i = 0; i < c->model->meetings.n; i++) {
    const CopMeeting *k = &c->model->meetings.items[i];
    if (!g_str_has_prefix(k->group, group))
      continue;
    if (strcmp(k->held_on, c->date) >= 0 && (m.next == NULL || strcmp(k->held_on, m.next->held_on) < 0))
      m.next = k;
    if (strcmp(k->held_on, c->date) < 0 && (m.last == NULL || strcmp(k->held_on, m.last->held_on) > 0))
      m.last = k;
  }
  CopDate held = cop_date_read(m.next == NULL ? NULL : m.next->held_on);
  if (held.precision != COP_DATE_DAY)
    return m;
  int64_t notice = cop_record_has(COP_ENTITY_meeting, m.next, "notice_days") ? m.next->notice_days : COP_MEETING_NOTICE_DAYS;
  CopDate due = cop_date_of_day(cop_date_first_day(held) - notice);
  m.due = cop_arena_printf(a, "%04d-%02d-%02d", due.year, due.month, due.day);
  m.late = strcmp(m.due, c->date) < 0;
  return m;
}

const char *
cop_meeting_ordinal(CopArena *a, int64_t n)
{
  static const char *const endings[] = { "th", "st", "nd", "rd" };
  int64_t last = n % 10;
  return cop_arena_printf(a, "%d%s", (int)n, n % 100 / 10 == 1 || last > 3 ? "th" : endings[last]);
}

static const char *
place_and_day(CopPaper *r, const CopMeeting *m)
{
  return cop_arena_printf(r->a, "%s%s%s", m->place == NULL ? "" : m->place, m->place == NULL ? "" : ", ", cop_phrase_date(r->a, m->held_on));
}

static bool
is_numbered(const CopMeeting *m)
{
  return cop_record_has(COP_ENTITY_meeting, m, "number");
}

const char *
cop_meeting_when(CopPaper *r, const CopMeetingClock *m)
{
  if (m->next != NULL)
    return is_numbered(m->next) ? cop_arena_printf(r->a, "%s meeting – %s", cop_meeting_ordinal(r->a, m->next->number), place_and_day(r, m->next)) : place_and_day(r, m->next);
  if (m->last == NULL)
    return "For the next meeting; its place and date are to be given by the secretariat";
  const char *after = is_numbered(m->last) ? cop_arena_printf(r->a, "the %s (%s)", cop_meeting_ordinal(r->a, m->last->number), place_and_day(r, m->last))
                                           : cop_arena_printf(r->a, "that of %s", place_and_day(r, m->last));
  return cop_arena_printf(r->a, "For the meeting after %s; no date for it was published by %s", after, cop_phrase_date(r->a, r->c->date));
}

void
cop_meeting_form_begin(CopPaper *r, const CopContext *c, const CopProduct *piece, const CopMeetingForm *form, const CopMeetingClock *m, CopArena *a, CopDiags *diags)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const char *draft = cop_tr(words, "Draft, for review");
  if (m->due != NULL)
    draft = cop_arena_printf(a, m->late ? "%s; was due on %s" : "%s; to be sent by %s", draft, cop_phrase_date(a, m->due));
  const CopDocMeta meta = {
    .title = form->title,
    .author = cop_arena_printf(a, "Contribution from %s", c->country->name),
    .subject = "Child online protection",
    .lang = piece->lang,
    .date = c->date,
    .edition = m->next == NULL ? NULL : m->next->id,
    .identifier = cop_arena_printf(a, "%s.%s.%s", c->country->id, form->target, piece->lang),
    .draft = c->release ? NULL : draft,
    .example = c->synthetic ? cop_tr(words, "Example data, not real reports") : NULL,
    .style = COP_STYLE_FORM,
    .sheet = COP_SHEET_DOCUMENT_A4,
    .page_budget = form->pages,
  };
  cop_paper_init(r, c, a, &meta, diags);
  r->document = cop_sentence_document(a, piece);
  if (m->late)
    cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_GATE, .code = "paper-late", .start = -1, .end = -1,
                                     .message = cop_arena_printf(a, "the meeting of %s begins on %s: papers for it were due on %s", m->next->group, m->next->held_on, m->due),
                                     .remedy = "ask the secretariat whether it is still taken, or write it for the meeting after" });
}

void
cop_meeting_form_centre(CopPaper *r, CopNode *block, const char *text, bool strong)
{
  CopNode *p = cop_add_para(r->d, block, NULL);
  p->as.para.align = COP_ALIGN_CENTER;
  if (strong)
    cop_paper_stress(r, p, text);
  else
    cop_paper_say(r, p, text);
}

CopNode *
cop_meeting_form_part(CopPaper *r, const char *number, const char *title)
{
  CopNode *s = cop_add_section(r->d, r->d->root, 1, number, title);
  s->as.section.in_contents = false;
  return s;
}

CopNode *
cop_meeting_form_fields(CopPaper *r)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.15f }, { COP_ALIGN_START, 3.2f } };
  CopNode *t = cop_add_table(r->d, r->d->root, NULL, NULL, columns, 2);
  t->as.table.head_column = true;
  return t;
}

CopNode *
cop_meeting_form_field(CopPaper *r, CopNode *table, const char *name, const char *text)
{
  CopNode *row = cop_add_row(r->d, table, NULL);
  cop_add_cell(r->d, row, name);
  CopNode *cell = cop_add_cell(r->d, row, NULL), *p = cop_add_para(r->d, cell, NULL);
  cop_paper_say(r, p, text);
  return p;
}
