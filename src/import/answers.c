/* SPDX-License-Identifier: Apache-2.0 */
#include "import/answers.h"

#include <string.h>

G_DEFINE_QUARK(cop-answers-error-quark, cop_answers_error)

const char *
cop_answers_head(void)
{
  return "report_id,form,reporter,area,period,reported_at,indicator,sex,age_band,disability,setting,urban,language,"
         "value,numerator,denominator,synthetic,supersedes,receipt\n";
}

void
cop_answers_cell(GString *csv, const char *text, bool last)
{
  const char *s = text == NULL ? "" : text;
  if (s[strcspn(s, ",\"\r\n;\t")] == '\0') {
    g_string_append(csv, s);
  } else {
    g_string_append_c(csv, '"');
    for (; *s != '\0'; s++)
      g_string_append(csv, *s == '"' ? "\"\"" : (char[]){ *s == '\n' || *s == '\r' ? ' ' : *s, '\0' });
    g_string_append_c(csv, '"');
  }
  g_string_append_c(csv, last ? '\n' : ',');
}

static const char *
value_of(const CopAnswers *a, const char *code)
{
  const char *v = a->value(a->data, code);
  return v == NULL ? "" : v;
}

/* The word of a dimension of a box: its own, else the choice made for the whole
 * report where the indicator is broken down by it. */
static const char *
dimension(const CopFormLayout *l, const CopAnswers *a, const CopIndicator *indicator, const char *breakdown, const char *own)
{
  if (*own != '\0')
    return own;
  bool asked = false;
  for (size_t i = 0; i < indicator->disaggregation.n; i++)
    asked |= strcmp(indicator->disaggregation.items[i], breakdown) == 0;
  for (size_t i = 0; asked && i < l->n_choices; i++)
    if (strcmp(l->choices[i].column, cop_form_column(breakdown)) == 0)
      return value_of(a, l->choices[i].item->code);
  return "";
}

static const char *
word(CopWordsId words, unsigned index)
{
  return index == 0 ? "" : cop_words(words)->words[index];
}

static void
add_row(const CopModel *m, const CopFormLayout *l, const CopAnswers *a, const CopFormBox *box, const char *upper, const char *lower, GString *csv)
{
  const CopObservation *o = &box->what;
  const CopIndicator *indicator = &m->indicators.items[o->indicator];
  const char *before[] = { a->id, l->form->id, a->reporter, a->area, a->period, a->reported_at, indicator->id };
  for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
    cop_answers_cell(csv, before[i], false);
  const struct {
    const char *breakdown, *own;
  } dimensions[] = { { "sex", word(COP_WORDS_SEX, o->sex) },
                     { "age band", o->age_band == 0 ? "" : m->age_bands.items[o->age_band - 1].id },
                     { "disability", word(COP_WORDS_DISABILITY, o->disability) },
                     { "setting", word(COP_WORDS_SETTING, o->setting) },
                     { "urban", word(COP_WORDS_SETTLEMENT, o->urban) },
                     { "language", o->language == 0 ? "" : m->languages.items[o->language - 1].id } };
  for (size_t i = 0; i < G_N_ELEMENTS(dimensions); i++)
    cop_answers_cell(csv, dimension(l, a, indicator, dimensions[i].breakdown, dimensions[i].own), false);
  cop_answers_cell(csv, lower == NULL ? upper : "", false);
  cop_answers_cell(csv, lower == NULL ? "" : upper, false);
  cop_answers_cell(csv, lower, false);
  cop_answers_cell(csv, a->synthetic ? "true" : "", false);
  cop_answers_cell(csv, a->supersedes, false);
  cop_answers_cell(csv, l->receipt == NULL ? NULL : value_of(a, l->receipt->code), true);
}

bool
cop_answers_to_rows(const CopModel *m, const CopFormLayout *l, const CopAnswers *a, GString *csv, GError **error)
{
  size_t n = 0;
  for (size_t i = 0; i < l->n_boxes; i++) {
    const CopFormBox *box = &l->boxes[i];
    bool ratio = box->item->kind == COP_FORM_ITEM_RATIO;
    const char *upper = value_of(a, box->code), *lower = ratio ? value_of(a, l->boxes[i + 1].code) : NULL;
    if (*upper != '\0' || (lower != NULL && *lower != '\0')) {
      add_row(m, l, a, box, upper, lower, csv);
      n++;
    }
    i += ratio;
  }
  if (n == 0)
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_EMPTY, "the report holds no number; fill at least one box of form '%s'", l->form->id);
  return n > 0;
}

/* --- all forms --- */

struct CopForms {
  CopArena *arena;
  const CopModel *m;
  GMutex lock;                 /* guards what follows, and the arena */
  const CopFormLayout **items; /* NULL until it is asked for */
};

CopForms *
cop_forms_new(const CopModel *m)
{
  CopForms *f = g_new0(CopForms, 1);
  f->arena = cop_arena_new();
  f->m = m;
  g_mutex_init(&f->lock);
  f->items = cop_new_n(f->arena, const CopFormLayout *, m->report_forms.n + 1);
  return f;
}

void
cop_forms_free(CopForms *f)
{
  if (f == NULL)
    return;
  cop_arena_free(f->arena);
  g_mutex_clear(&f->lock);
  g_free(f);
}

const CopFormLayout *
cop_forms_find(CopForms *f, const char *name)
{
  const CopReportForm *form = cop_form_find(f->m, name);
  if (form == NULL)
    return NULL;
  size_t i = (size_t)(form - f->m->report_forms.items);
  g_mutex_lock(&f->lock);
  if (f->items[i] == NULL)
    f->items[i] = cop_form_layout(f->m, form, f->arena);
  const CopFormLayout *found = f->items[i];
  g_mutex_unlock(&f->lock);
  return found;
}
