/* SPDX-License-Identifier: Apache-2.0
 *
 * import/answers.h -- a filled form becomes rows of field data
 * (import/observations.h), whichever way it came: telephone, web, spreadsheet,
 * SMS. So all ways meet the same checks, and a fault is told in the same words.
 *
 * An empty box is not reported; it is not 0.
 */
#ifndef COP_IMPORT_ANSWERS_H
#define COP_IMPORT_ANSWERS_H

#include "model/report_form.h"

typedef struct {
  const char *id;          /* of the report, as it came */
  const char *reporter, *area, *period, *reported_at;
  const char *supersedes;  /* NULL: corrects nothing */
  bool synthetic;
  /* What was answered to a question or box by its code; NULL or "": nothing. */
  const char *(*value)(void *data, const char *code);
  void *data;
} CopAnswers;

#define COP_ANSWERS_ERROR (cop_answers_error_quark())
GQuark cop_answers_error_quark(void);
typedef enum {
  COP_ANSWERS_ERROR_EMPTY,   /* no number */
  COP_ANSWERS_ERROR_FORM,    /* no such form, or a newer one */
  COP_ANSWERS_ERROR_FORMAT,  /* the input itself cannot be read */
  COP_ANSWERS_ERROR_IDENTITY, /* it could tell who a child is */
} CopAnswersError;

/* The first row of field data, with its line end. */
const char *cop_answers_head(void);
/* Appends the rows of one report. */
bool cop_answers_to_rows(const CopModel *m, const CopFormLayout *l, const CopAnswers *a, GString *csv, GError **error);
/* A cell of field data, quoted where it must be. */
void cop_answers_cell(GString *csv, const char *text, bool last);

/* Layouts of the forms of a model, each made when it is first asked for; several
 * threads may share them. */
typedef struct CopForms CopForms;
CopForms *cop_forms_new(const CopModel *m);
void cop_forms_free(CopForms *f);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopForms, cop_forms_free)
/* By id or SMS keyword; NULL when there is none. */
const CopFormLayout *cop_forms_find(CopForms *f, const char *name);

#endif
