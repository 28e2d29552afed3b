/* SPDX-License-Identifier: Apache-2.0 */
#include "model/report_form.h"

#include <math.h>
#include <string.h>

#include "base/date.h"

const char *
cop_form_column(const char *breakdown)
{
  return strcmp(breakdown, "age band") == 0 ? "age_band" : breakdown;
}

/* --- words --- */

static const struct {
  const char *breakdown;
  CopWordsId words;
} lists[] = { { "sex", COP_WORDS_SEX }, { "disability", COP_WORDS_DISABILITY }, { "setting", COP_WORDS_SETTING }, { "urban", COP_WORDS_SETTLEMENT } };

static size_t
words_of_list(CopWordsId id, CopArena *a, const CopFormWord **out)
{
  const CopWords *w = cop_words(id);
  CopFormWord *all = cop_new_n(a, CopFormWord, (size_t)w->n);
  size_t n = 0;
  for (int i = 1; i < w->n; i++) /* 0 is "not broken down" */
    all[n++] = (CopFormWord){ w->words[i], w->words[i], COP_ENTITY_MAX };
  *out = all;
  return n;
}

static size_t
words_of_bands(const CopModel *m, const char *scheme, CopArena *a, const CopFormWord **out)
{
  CopFormWord *all = cop_new_n(a, CopFormWord, m->age_bands.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < m->age_bands.n; i++)
    if (scheme == NULL || strcmp(m->age_bands.items[i].scheme, scheme) == 0)
      all[n++] = (CopFormWord){ m->age_bands.items[i].id, m->age_bands.items[i].label, COP_ENTITY_age_band };
  *out = all;
  return n;
}

static size_t
words_of_languages(const CopModel *m, CopArena *a, const CopFormWord **out)
{
  CopFormWord *all = cop_new_n(a, CopFormWord, m->languages.n + 1);
  for (size_t i = 0; i < m->languages.n; i++)
    all[i] = (CopFormWord){ m->languages.items[i].id, m->languages.items[i].name, COP_ENTITY_language };
  *out = all;
  return m->languages.n;
}

static size_t
words_for(const CopModel *m, const char *breakdown, const char *scheme, CopArena *a, const CopFormWord **out)
{
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
    if (strcmp(lists[i].breakdown, breakdown) == 0)
      return words_of_list(lists[i].words, a, out);
  return strcmp(breakdown, "language") == 0 ? words_of_languages(m, a, out) : words_of_bands(m, scheme, a, out);
}

size_t
cop_form_words(const CopModel *m, const char *breakdown, CopArena *a, const CopFormWord **words)
{
  return words_for(m, breakdown, NULL, a, words);
}

/* --- boxes --- */

typedef struct {
  const CopModel *m;
  CopArena *a;
  GArray *boxes;
} Layout;

static size_t
index_of(const CopModel *m, CopEntity e, const char *id)
{
  for (size_t i = 0; i < cop_model_count(m, e); i++)
    if (strcmp(((const CopRecord *)cop_model_at(m, e, i))->id, id) == 0)
      return i;
  return 0;
}

static void
set_dimension(const CopModel *m, CopObservation *o, const char *breakdown, const CopFormWord *word, size_t at)
{
  uint8_t small = (uint8_t)(at + 1);
  if (strcmp(breakdown, "sex") == 0)
    o->sex = small;
  else if (strcmp(breakdown, "disability") == 0)
    o->disability = small;
  else if (strcmp(breakdown, "setting") == 0)
    o->setting = small;
  else if (strcmp(breakdown, "urban") == 0)
    o->urban = small & 15;
  else if (strcmp(breakdown, "language") == 0)
    o->language = (uint16_t)(index_of(m, COP_ENTITY_language, word->word) + 1);
  else
    o->age_band = (uint16_t)(index_of(m, COP_ENTITY_age_band, word->word) + 1);
}

static char *
code_part(CopArena *a, const char *word)
{
  char *s = cop_arena_strdup(a, word);
  for (char *p = s; *p != '\0'; p++)
    *p = g_ascii_isalnum(*p) ? g_ascii_tolower(*p) : '_';
  return s;
}

static void
add_box(Layout *l, const CopReportItem *item, const CopFormBox *box, bool single)
{
  CopFormBox one = *box;
  if (single)
    one.label = item->label;
  g_array_append_val(l->boxes, one);
  if (item->kind != COP_FORM_ITEM_RATIO)
    return;
  one.lower = true;
  one.code = cop_arena_printf(l->a, "%s_of", box->code);
  one.label = single ? item->below : cop_arena_printf(l->a, "%s: %s", item->below, box->label);
  g_array_append_val(l->boxes, one);
}

/* One box for each combination of the breakdowns from `depth` on. */
static void
expand(Layout *l, const CopReportItem *item, size_t depth, const CopFormBox *so_far)
{
  const CopFormWord *words;
  if (depth == MIN(item->by.n, (size_t)COP_FORM_DEPTH)) {
    add_box(l, item, so_far, depth == 0);
    return;
  }
  const char *breakdown = item->by.items[depth];
  size_t n = words_for(l->m, breakdown, item->ages, l->a, &words);
  for (size_t i = 0; i < n; i++) {
    CopFormBox next = *so_far;
    set_dimension(l->m, &next.what, breakdown, &words[i], i);
    next.words[next.n_words++] = &words[i];
    next.code = cop_arena_printf(l->a, "%s_%s", so_far->code, code_part(l->a, words[i].word));
    next.label = depth == 0 ? words[i].label : cop_arena_printf(l->a, "%s, %s", so_far->label, words[i].label);
    expand(l, item, depth + 1, &next);
  }
}

static void
add_item(Layout *l, const CopReportItem *item, CopFormLayout *out, CopFormChoice *choices)
{
  if (item->kind == COP_FORM_ITEM_CODE) {
    out->receipt = item;
    return;
  }
  if (item->kind == COP_FORM_ITEM_CHOICE) {
    CopFormChoice *c = &choices[out->n_choices++];
    *c = (CopFormChoice){ .item = item, .column = cop_form_column(item->breakdown) };
    c->n = words_for(l->m, item->breakdown, item->ages, l->a, &c->words);
    return;
  }
  CopFormBox first = { .code = item->code, .label = item->label, .item = item };
  first.what = (CopObservation){ .indicator = (uint32_t)index_of(l->m, COP_ENTITY_indicator, item->indicator), .area = -1,
                                 .value = NAN, .numerator = NAN, .denominator = NAN };
  expand(l, item, 0, &first);
}

static void
add_areas(const CopModel *m, CopFormLayout *out, CopArena *a)
{
  const CopArea **areas = cop_new_n(a, const CopArea *, m->areas.n + 1);
  for (size_t i = 0; i < m->areas.n; i++)
    if (m->areas.items[i].level == COP_AREA_REGION && m->areas.items[i].valid_to == NULL)
      areas[out->n_areas++] = &m->areas.items[i];
  out->areas = areas;
}

const CopFormLayout *
cop_form_layout(const CopModel *m, const CopReportForm *form, CopArena *a)
{
  CopFormLayout *out = cop_new(a, CopFormLayout);
  g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(CopFormBox));
  const CopReportItem **items = cop_new_n(a, const CopReportItem *, m->report_items.n + 1);
  CopFormChoice *choices = cop_new_n(a, CopFormChoice, m->report_items.n + 1);
  Layout l = { m, a, boxes };
  out->form = form;
  for (size_t i = 0; i < m->report_items.n; i++)
    if (strcmp(m->report_items.items[i].form, form->id) == 0) {
      items[out->n_items++] = &m->report_items.items[i];
      add_item(&l, &m->report_items.items[i], out, choices);
    }
  CopFormBox *copy = cop_new_n(a, CopFormBox, boxes->len + 1);
  for (guint i = 0; i < boxes->len; i++)
    copy[i] = g_array_index(boxes, CopFormBox, i);
  out->boxes = copy;
  out->n_boxes = boxes->len;
  out->items = items;
  out->choices = choices;
  add_areas(m, out, a);
  return out;
}

/* --- in another language --- */

const char *
cop_form_word_in(const CopModel *m, const CopCatalogue *words, const CopFormWord *w, const char *lang)
{
  switch (w->kind) {
  case COP_ENTITY_age_band:
    return cop_model_text(m, w->kind, w->word, "label", lang, NULL);
  case COP_ENTITY_language:
    return cop_model_text(m, w->kind, w->word, "name", lang, NULL);
  default:
    return cop_tr(words, w->label);
  }
}

const char *
cop_form_box_in(const CopModel *m, const CopCatalogue *words, const CopFormBox *box, const char *lang, CopArena *a)
{
  const char *of = cop_model_text(m, COP_ENTITY_report_item, box->item->id, box->lower ? "below" : "label", lang, NULL), *label = NULL;
  for (size_t i = 0; i < box->n_words; i++) {
    const char *word = cop_form_word_in(m, words, box->words[i], lang);
    label = label == NULL ? word : cop_arena_printf(a, "%s%s%s", label, cop_ctr(words, "between the items of a list", ", "), word);
  }
  return label == NULL ? of : box->lower ? cop_arena_printf(a, "%s: %s", of, label) : label;
}

bool
cop_form_speaks(const CopModel *m, const CopReportForm *form, const char *lang)
{
  CopTextState state;
  cop_model_text(m, COP_ENTITY_report_form, form->id, "title", lang, &state);
  return strcmp(lang, "en") == 0 || state != COP_TEXT_STATE_UNTRANSLATED;
}

/* --- periods --- */

static CopPeriodKind
period_kind(CopFrequency f)
{
  switch (f) {
  case COP_FREQUENCY_MONTHLY:
    return COP_PERIOD_MONTH;
  case COP_FREQUENCY_QUARTERLY:
    return COP_PERIOD_QUARTER;
  case COP_FREQUENCY_HALF_YEARLY:
    return COP_PERIOD_HALF;
  case COP_FREQUENCY_ONCE:
  case COP_FREQUENCY_YEARLY:
  case COP_FREQUENCY_SURVEY:
  case COP_FREQUENCY_MAX:
    break;
  }
  return COP_PERIOD_YEAR;
}

const char *
cop_form_period(const CopReportForm *form, const char *day, char buffer[COP_PERIOD_TEXT])
{
  CopDate d = cop_date_read(day);
  buffer[0] = '\0';
  if (d.precision < COP_DATE_MONTH)
    return buffer;
  CopPeriod month = cop_period_of(COP_PERIOD_MONTH, d.year, d.month);
  return month == 0 ? buffer : cop_period_text(cop_period_at(month, period_kind(form->frequency)), buffer);
}

const CopReportForm *
cop_form_find(const CopModel *m, const char *name)
{
  for (size_t i = 0; i < m->report_forms.n; i++)
    if (strcmp(m->report_forms.items[i].id, name) == 0 || g_strcmp0(m->report_forms.items[i].keyword, name) == 0)
      return &m->report_forms.items[i];
  return NULL;
}
