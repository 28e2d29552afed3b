/* SPDX-License-Identifier: Apache-2.0
 *
 * web/form.h -- one record as a form: made from the field table of schema.def,
 * read by the same table, so that a form cannot hold a field the store does not
 * know. Questions stand in web/questions.def; a field without one is asked for
 * by its name and meaning.
 *
 * Each fault is said beside its field and in a list at the top. What was typed
 * stays in the field, whether it could be read or not.
 *
 * Lifetime:  of the request.
 */
#ifndef COP_WEB_FORM_H
#define COP_WEB_FORM_H

#include "web/page.h"

typedef struct {
  CopPage *p;
  CopEntity entity;
  bool fresh;           /* a record that does not exist yet */
  CopGroups groups;     /* of fields the person may change */
  CopRecord *record;    /* what could be read; never NULL */
  const char *id;       /* as typed */
  const char *id_fault;
  const char **typed;   /* by field: the text of its control; "" for nothing */
  const char **faults;  /* by field: NULL when there is none */
  const char *general;  /* of the record as a whole; NULL when there is none */
  size_t n_faults;
} CopForm;

/* Shows a record; NULL: an empty form for a new one. */
CopForm *cop_form_show(CopPage *p, CopEntity e, const CopRecord *r);
/* Reads what was posted. `before` is the record as it stands, NULL for a new
 * one: fields the form does not show keep its values. */
CopForm *cop_form_read(CopPage *p, CopEntity e, const CopRecord *before);
/* Adds a fault of the whole. */
void cop_form_fault(CopForm *f, const char *message);
/* Puts a value into a field of an empty form, as if it had been typed. */
void cop_form_preset(CopForm *f, const char *field, const char *value);

/* The list of faults with links to the fields; nothing without faults. */
void cop_part_form_faults(const CopForm *f);
/* Labels, reasons, controls, and the faults beside them. */
void cop_part_form_fields(const CopForm *f);

/* How a field is asked for, and why: both in the language of the page. */
const char *cop_field_question(CopPage *p, CopEntity e, const CopField *field, const char **reason);
/* A value as a control holds it, and as people compare it. */
const char *cop_field_typed(CopPage *p, CopEntity e, const void *record, const CopField *field);

#endif
