/* SPDX-License-Identifier: Apache-2.0
 *
 * web/part_form.c -- a record as a form: question, reason, control, fault. */
#include <string.h>

#include "model/record.h"
#include "web/form.h"
#include "web/part.h"

/* Beyond these a list of choices is no help any more. */
enum { RADIOS_MOST = 7, CHECKS_MOST = 80, SELECT_MOST = 400, LINE_MOST = 70 };

static const char *
control_id(const CopForm *f, const CopField *field)
{
  return cop_arena_printf(f->p->a, "f-%s", field->name);
}

static const char *
control_name(const CopForm *f, const CopField *field)
{
  return cop_arena_printf(f->p->a, "f.%s", field->name);
}

void
cop_part_form_faults(const CopForm *f)
{
  CopPage *p = f->p;
  CopHtml *h = p->h;
  const CopField *fields = cop_entity_fields(f->entity);
  const char *reason;
  if (f->n_faults == 0)
    return;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "errors"), cop_a(COP_A_ROLE, "alert"), cop_a(COP_A_TABINDEX, "-1"), cop_a(COP_A_ID, "errors")) {
    COP_TEXT(h, COP_H2, T_("This was not kept yet"));
    COP_EL (h, COP_UL) {
      if (f->general != NULL)
        COP_TEXT(h, COP_LI, f->general);
      if (f->id_fault != NULL)
        COP_EL (h, COP_LI)
          COP_TEXT(h, COP_A, f->id_fault, cop_link(COP_A_HREF, cop_url_fragment(p->a, "id")));
      for (size_t i = 0; i < cop_entity(f->entity)->n_fields; i++)
        if (f->faults[i] != NULL)
          COP_EL (h, COP_LI)
            COP_EL (h, COP_A, cop_link(COP_A_HREF, cop_url_fragment(p->a, control_id(f, &fields[i]))))
              cop_html_textf(h, "%s %s", cop_field_question(p, f->entity, &fields[i], &reason), f->faults[i]);
    }
  }
}

/* --- controls --- */

/* What a control is described by: its reason and its fault. */
static const char *
described_by(const CopForm *f, size_t i, const CopField *field, bool reason)
{
  const char *id = control_id(f, field);
  if (!reason && f->faults[i] == NULL)
    return NULL;
  return cop_arena_printf(f->p->a, "%s%s%s%s%s", reason ? id : "", reason ? "-why" : "", reason && f->faults[i] != NULL ? " " : "",
                          f->faults[i] != NULL ? id : "", f->faults[i] != NULL ? "-error" : "");
}

static void
write_line(const CopForm *f, size_t i, const CopField *field, const char *by, const char *mode)
{
  COP_EL (f->p->h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_ID, control_id(f, field)), cop_a(COP_A_NAME, control_name(f, field)),
          cop_a(COP_A_VALUE, f->typed[i]), cop_a(COP_A_INPUTMODE, mode), cop_a(COP_A_ARIA_DESCRIBEDBY, by), cop_a(COP_A_AUTOCOMPLETE, "off"),
          cop_a(COP_A_CLASS, mode != NULL ? "short" : NULL), cop_a(COP_A_ARIA_INVALID, f->faults[i] != NULL ? "true" : NULL))
    ;
}

static void
write_area(const CopForm *f, size_t i, const CopField *field, const char *by)
{
  size_t rows = strlen(f->typed[i]) / 70 + 2;
  for (const char *c = f->typed[i]; *c != '\0'; c++)
    rows += *c == '\n';
  COP_TEXT(f->p->h, COP_TEXTAREA, f->typed[i], cop_a(COP_A_ID, control_id(f, field)), cop_a(COP_A_NAME, control_name(f, field)),
           cop_a(COP_A_ROWS, cop_arena_printf(f->p->a, "%zu", MIN(rows, 14))), cop_a(COP_A_ARIA_DESCRIBEDBY, by),
           cop_a(COP_A_ARIA_INVALID, f->faults[i] != NULL ? "true" : NULL));
}

static void
write_choice(const CopForm *f, const CopField *field, const char *type, size_t k, const char *value, const char *text, const char *doc, bool chosen)
{
  CopPage *p = f->p;
  CopHtml *h = p->h;
  /* The first bears the id that the list of faults leads to. */
  const char *id = k == 0 ? control_id(f, field) : cop_arena_printf(p->a, "f-%s-%zu", field->name, k);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "choice")) {
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, type), cop_a(COP_A_NAME, control_name(f, field)), cop_a(COP_A_VALUE, value), cop_a(COP_A_ID, id), cop_a_if(COP_A_CHECKED, chosen))
      ;
    COP_EL (h, COP_LABEL, cop_a(COP_A_FOR, id)) {
      cop_html_text(h, text);
      if (doc != NULL)
        COP_TEXT(h, COP_SPAN, doc, cop_a(COP_A_CLASS, "under"));
    }
  }
}

static void
write_words(const CopForm *f, size_t i, const CopField *field)
{
  CopPage *p = f->p;
  const CopWords *w = cop_words(field->words);
  for (int k = 0; k < w->n; k++)
    write_choice(f, field, "radio", (size_t)k, w->words[k], cop_say_word(p, field->words, k), T_(w->docs[k]), strcmp(f->typed[i], w->words[k]) == 0);
  if ((field->flags & COP_FIELD_REQUIRED) == 0)
    write_choice(f, field, "radio", (size_t)w->n, "", T_("Not given"), NULL, *f->typed[i] == '\0');
}

static void
write_yes_no(const CopForm *f, size_t i, const CopField *field)
{
  CopPage *p = f->p;
  write_choice(f, field, "radio", 0, "yes", T_("Yes"), NULL, strcmp(f->typed[i], "yes") == 0);
  write_choice(f, field, "radio", 1, "no", T_("No"), NULL, strcmp(f->typed[i], "no") == 0 || *f->typed[i] == '\0');
}

static const char *
choice_text(const CopForm *f, CopEntity e, const CopRecord *r)
{
  const char *lang;
  const char *title = cop_record_title(f->p, e, r, &lang);
  return strcmp(title, r->id) == 0 ? title : cop_arena_printf(f->p->a, "%s – %s", r->id, title);
}

static void
write_select(const CopForm *f, size_t i, const CopField *field, const char *by)
{
  CopPage *p = f->p;
  CopHtml *h = p->h;
  COP_EL (h, COP_SELECT, cop_a(COP_A_ID, control_id(f, field)), cop_a(COP_A_NAME, control_name(f, field)), cop_a(COP_A_ARIA_DESCRIBEDBY, by),
          cop_a(COP_A_ARIA_INVALID, f->faults[i] != NULL ? "true" : NULL)) {
    COP_TEXT(h, COP_OPTION, T_("Not given"), cop_a(COP_A_VALUE, ""));
    if (field->type == COP_FIELD_ENUM)
      for (int k = 0; k < cop_words(field->words)->n; k++)
        COP_TEXT(h, COP_OPTION, cop_say_word(p, field->words, k), cop_a(COP_A_VALUE, cop_words(field->words)->words[k]),
                 cop_a_if(COP_A_SELECTED, strcmp(f->typed[i], cop_words(field->words)->words[k]) == 0));
    else
      for (size_t k = 0; k < cop_model_count(p->m, field->target); k++) {
        const CopRecord *r = cop_model_at(p->m, field->target, k);
        COP_TEXT(h, COP_OPTION, choice_text(f, field->target, r), cop_a(COP_A_VALUE, r->id), cop_a_if(COP_A_SELECTED, strcmp(f->typed[i], r->id) == 0));
      }
  }
}

static bool
holds_line(const char *text, const char *line)
{
  size_t n = strlen(line);
  for (const char *at = text; at != NULL && *at != '\0'; at = strchr(at, '\n') == NULL ? NULL : strchr(at, '\n') + 1)
    if (strncmp(at, line, n) == 0 && (at[n] == '\0' || at[n] == '\n'))
      return true;
  return false;
}

/* The chosen ones first, so that a long list opens with what is there. An empty
 * control of the same name says that the list was on the form at all. */
static void
write_checks(const CopForm *f, size_t i, const CopField *field)
{
  CopPage *p = f->p;
  size_t n = 0;
  COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, control_name(f, field)), cop_a(COP_A_VALUE, ""))
    ;
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "checks"))
    for (int chosen = 1; chosen >= 0; chosen--)
      for (size_t k = 0; k < cop_model_count(p->m, field->target); k++) {
        const CopRecord *r = cop_model_at(p->m, field->target, k);
        if (holds_line(f->typed[i], r->id) == (chosen == 1))
          write_choice(f, field, "checkbox", n++, r->id, choice_text(f, field->target, r), NULL, chosen == 1);
      }
}

typedef enum { CONTROL_LINE, CONTROL_NUMBER, CONTROL_AREA, CONTROL_RADIOS, CONTROL_YES_NO, CONTROL_SELECT, CONTROL_CHECKS } Control;

static Control
control_of(const CopForm *f, size_t i, const CopField *field)
{
  const CopModel *m = f->p->m;
  switch (field->type) {
  case COP_FIELD_TEXT:
    return (field->flags & COP_FIELD_TRANSLATABLE) != 0 || strlen(f->typed[i]) > LINE_MOST || strcmp(field->name, "text") == 0 || strcmp(field->name, "note") == 0 ? CONTROL_AREA
                                                                                                                                                                : CONTROL_LINE;
  case COP_FIELD_TEXTS:
    return CONTROL_AREA;
  case COP_FIELD_INT:
  case COP_FIELD_REAL:
  case COP_FIELD_MONEY:
    return CONTROL_NUMBER;
  case COP_FIELD_BOOL:
    return CONTROL_YES_NO;
  case COP_FIELD_ENUM:
    return cop_words(field->words)->n <= RADIOS_MOST ? CONTROL_RADIOS : CONTROL_SELECT;
  case COP_FIELD_REF:
    return cop_model_count(m, field->target) <= SELECT_MOST ? CONTROL_SELECT : CONTROL_LINE;
  case COP_FIELD_REFS:
    return cop_model_count(m, field->target) <= CHECKS_MOST ? CONTROL_CHECKS : CONTROL_AREA;
  case COP_FIELD_DATE:
  case COP_FIELD_TYPE_MAX:
    break;
  }
  return CONTROL_LINE;
}

static void
write_control(const CopForm *f, size_t i, const CopField *field, Control control, const char *by)
{
  switch (control) {
  case CONTROL_LINE:
    write_line(f, i, field, by, NULL);
    break;
  case CONTROL_NUMBER:
    write_line(f, i, field, by, field->type == COP_FIELD_INT ? "numeric" : "decimal");
    break;
  case CONTROL_AREA:
    write_area(f, i, field, by);
    break;
  case CONTROL_RADIOS:
    write_words(f, i, field);
    break;
  case CONTROL_YES_NO:
    write_yes_no(f, i, field);
    break;
  case CONTROL_SELECT:
    write_select(f, i, field, by);
    break;
  case CONTROL_CHECKS:
    write_checks(f, i, field);
    break;
  }
}

/* --- fields --- */

static void
write_reason(const CopForm *f, size_t i, const CopField *field, const char *reason)
{
  CopPage *p = f->p;
  CopHtml *h = p->h;
  const char *id = control_id(f, field);
  if (reason != NULL)
    COP_TEXT(h, COP_P, reason, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, cop_arena_printf(p->a, "%s-why", id)));
  if (f->faults[i] != NULL)
    COP_TEXT(h, COP_P, f->faults[i], cop_a(COP_A_CLASS, "error"), cop_a(COP_A_ID, cop_arena_printf(p->a, "%s-error", id)));
}

static void
write_question(const CopForm *f, const CopField *field, const char *question)
{
  CopPage *p = f->p;
  cop_html_text(p->h, question);
  if ((field->flags & COP_FIELD_REQUIRED) == 0 && field->type != COP_FIELD_BOOL)
    COP_TEXT(p->h, COP_SPAN, cop_arena_printf(p->a, " (%s)", T_("may stay empty")), cop_a(COP_A_CLASS, "optional"));
}

/* Whoever writes a text may also say that it is a draft again (model/access.h). */
static bool
may_change(const CopForm *f, const CopField *field)
{
  bool is_state = field->type == COP_FIELD_ENUM && field->words == COP_WORDS_TEXT_STATE;
  return (f->groups & (cop_group_of_field(f->entity, field) | (is_state ? COP_GROUP_FACTS : 0))) != 0;
}

/* What is not this person's to change is there to read. */
static void
write_fixed(const CopForm *f, size_t i, const char *question)
{
  COP_EL (f->p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(f->p->h, COP_P, question, cop_a(COP_A_CLASS, "question"));
    COP_TEXT(f->p->h, COP_P, *f->typed[i] == '\0' ? "–" : f->typed[i]);
  }
}

static void
write_field(const CopForm *f, size_t i, const CopField *field)
{
  CopPage *p = f->p;
  CopHtml *h = p->h;
  const char *reason;
  const char *question = cop_field_question(p, f->entity, field, &reason);
  if (!may_change(f, field)) {
    write_fixed(f, i, question);
    return;
  }
  Control control = control_of(f, i, field);
  const char *by = described_by(f, i, field, reason != NULL);
  const char *state = f->faults[i] != NULL ? "error" : NULL;
  if (control == CONTROL_RADIOS || control == CONTROL_YES_NO || control == CONTROL_CHECKS) {
    COP_EL (h, COP_FIELDSET, cop_a(COP_A_CLASS, "field"), cop_a(COP_A_DATA, state), cop_a(COP_A_ARIA_DESCRIBEDBY, by)) {
      COP_EL (h, COP_LEGEND)
        write_question(f, field, question);
      write_reason(f, i, field, reason);
      write_control(f, i, field, control, by);
    }
    return;
  }
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field"), cop_a(COP_A_DATA, state)) {
    COP_EL (h, COP_LABEL, cop_a(COP_A_FOR, control_id(f, field)), cop_a(COP_A_CLASS, "question"))
      write_question(f, field, question);
    write_reason(f, i, field, reason);
    write_control(f, i, field, control, by);
  }
}

static void
write_id(const CopForm *f)
{
  CopPage *p = f->p;
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field"), cop_a(COP_A_DATA, f->id_fault != NULL ? "error" : NULL)) {
    COP_TEXT(h, COP_LABEL, T_("Which short name should the record have?"), cop_a(COP_A_FOR, "id"), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(h, COP_P, T_("It stands in addresses and files and is never changed."), cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "id-why"));
    if (f->id_fault != NULL)
      COP_TEXT(h, COP_P, f->id_fault, cop_a(COP_A_CLASS, "error"), cop_a(COP_A_ID, "id-error"));
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_ID, "id"), cop_a(COP_A_NAME, "id"), cop_a(COP_A_VALUE, f->id), cop_a(COP_A_AUTOCOMPLETE, "off"),
            cop_a(COP_A_ARIA_DESCRIBEDBY, f->id_fault != NULL ? "id-why id-error" : "id-why"), cop_a(COP_A_SPELLCHECK, "false"), cop_a(COP_A_ARIA_INVALID, f->id_fault != NULL ? "true" : NULL))
      ;
  }
}

static bool
is_provenance(const CopField *field)
{
  static const char *const names[] = { "mark", "source", "locator", "note", "position" };
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(field->name, names[i]) == 0)
      return true;
  return false;
}

void
cop_part_form_fields(const CopForm *f)
{
  CopPage *p = f->p;
  CopHtml *h = p->h;
  const CopField *fields = cop_entity_fields(f->entity);
  size_t n = cop_entity(f->entity)->n_fields;
  bool provenance = cop_entity_field(f->entity, "mark") != NULL;
  if (f->fresh)
    write_id(f);
  for (size_t i = 0; i < n; i++)
    if (!provenance || !is_provenance(&fields[i]))
      write_field(f, i, &fields[i]);
  if (!provenance)
    return;
  COP_TEXT(h, COP_H2, T_("Where this was read, and how well it is known"));
  for (size_t i = 0; i < n; i++)
    if (is_provenance(&fields[i]))
      write_field(f, i, &fields[i]);
}
