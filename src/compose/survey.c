/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/survey.h"

#include <string.h>

#include "base/lang.h"
#include "base/period.h"
#include "compose/reported.h"
#include "compose/targets.h"

enum { FACTS_MAX = 64 };

typedef struct {
  const CopContext *c;
  CopArena *a;
  CopSurveyFact *facts;
  size_t n, yes, partly, no; /* of the facts that answer with yes or no */
} Look;

const char *
cop_survey_answer_name(CopSurveyAnswer a)
{
  static const char *const names[COP_SURVEY_MAX] = { N_("yes"), N_("partly"), N_("no"), N_("by figures"), N_("no evidence") };
  g_assert(a < COP_SURVEY_MAX);
  return names[a];
}

static void
add(Look *l, CopSurveyFact fact)
{
  if (l->n < FACTS_MAX)
    l->facts[l->n++] = fact;
}

static const char *
source_title(const Look *l, const char *id)
{
  const CopSource *s = id == NULL ? NULL : cop_model_source(l->c->model, id);
  return s == NULL ? NULL : s->short_title;
}

/* --- law --- */

static const CopAnswer *
answer_to(const CopModel *m, const char *question)
{
  for (size_t i = 0; i < m->answers.n; i++)
    if (strcmp(m->answers.items[i].question, question) == 0)
      return &m->answers.items[i];
  return NULL;
}

static void
add_question(Look *l, const char *id)
{
  const CopAnswer *x = answer_to(l->c->model, id);
  const CopQuestion *q = cop_model_question(l->c->model, id);
  if (x == NULL || x->status == COP_ANSWER_UNKNOWN) {
    add(l, (CopSurveyFact){ .record = cop_arena_printf(l->a, "question/%s", id), .what = cop_arena_printf(l->a, "no answer yet: %s", q->text) });
    return;
  }
  l->yes += x->status == COP_ANSWER_MET;
  l->partly += x->status == COP_ANSWER_PARTLY;
  l->no += x->status == COP_ANSWER_NOT;
  const char *value = cop_words(COP_WORDS_ANSWER)->words[x->status];
  const char *what = x->finding != NULL ? x->finding : q->text;
  const char *confidence = cop_arena_printf(l->a, "%s, %s", cop_words(COP_WORDS_CONFIDENCE)->words[x->confidence], x->reviewer == NULL ? "reviewed by no lawyer" : "reviewed");
  add(l, (CopSurveyFact){ .record = cop_arena_printf(l->a, "answer/%s", x->id), .what = what, .value = x->citation == NULL ? value : cop_arena_printf(l->a, "%s, %s", value, x->citation),
                          .period = x->held_on, .source = source_title(l, x->source), .confidence = confidence });
}

static void
add_instrument(Look *l, const char *id)
{
  const CopModel *m = l->c->model;
  const CopInstrument *in = cop_model_instrument(m, id);
  const CopTreatyStanding *t = NULL;
  for (size_t i = 0; i < m->treaty_statuses.n; i++)
    if (strcmp(m->treaty_statuses.items[i].instrument, id) == 0)
      t = &m->treaty_statuses.items[i];
  if (t == NULL || t->status == COP_TREATY_UNKNOWN) {
    add(l, (CopSurveyFact){ .record = cop_arena_printf(l->a, "instrument/%s", id), .what = cop_arena_printf(l->a, "standing not established: %s", in->short_title) });
    return;
  }
  l->yes += t->status == COP_TREATY_PARTY || t->status == COP_TREATY_MEMBER;
  l->partly += t->status == COP_TREATY_SIGNATORY || t->status == COP_TREATY_VOLUNTARY;
  l->no += t->status == COP_TREATY_NOT_PARTY;
  add(l, (CopSurveyFact){ .record = cop_arena_printf(l->a, "treaty_status/%s", t->id), .what = in->short_title, .value = cop_words(COP_WORDS_TREATY)->words[t->status], .period = t->since,
                          .source = source_title(l, t->source), .confidence = t->mark == COP_MARK_KNOWLEDGE ? "expert knowledge, to be read again" : NULL });
}

/* --- figures --- */

static void
add_value(Look *l, const CopValue *v)
{
  if (!cop_record_has(COP_ENTITY_value, v, "number") && !cop_record_has(COP_ENTITY_value, v, "low"))
    return;
  add(l, (CopSurveyFact){ .record = cop_arena_printf(l->a, "value/%s", v->id), .what = v->label, .value = cop_arena_printf(l->a, "%s %s", cop_phrase_value(l->a, v), v->unit),
                          .period = v->period, .source = source_title(l, v->source), .confidence = cop_words(COP_WORDS_CONFIDENCE)->words[v->confidence] });
}

/* Of figures that contradict each other the preferred one; regional ones are left
 * to the annexes. */
static bool
speaks(const CopModel *m, const CopValue *v)
{
  const CopArea *area = v->area == NULL ? NULL : cop_model_area(m, v->area);
  return (v->conflict == NULL || v->preferred) && (area == NULL || area->level == COP_AREA_COUNTRY);
}

static void
add_topic(Look *l, const char *topic)
{
  size_t before = l->n;
  for (size_t i = 0; i < l->c->model->values.n; i++)
    if (strcmp(l->c->model->values.items[i].topic, topic) == 0 && speaks(l->c->model, &l->c->model->values.items[i]))
      add_value(l, &l->c->model->values.items[i]);
  if (l->n == before)
    add(l, (CopSurveyFact){ .record = "value", .what = cop_arena_printf(l->a, "no figure on record: %s", topic) });
}

/* Newest year of field reports. */
static bool
add_reported(Look *l, size_t i)
{
  const CopIndicator *in = &l->c->model->indicators.items[i];
  CopPeriod newest = l->c->publications == NULL || !in->field_reported ? 0 : cop_reported_newest(l->c);
  if (newest == 0)
    return false;
  int year = cop_period_year(newest), quarters = cop_period_part(newest);
  CopPublishedValue v = cop_reported_value(l->c, i, -1, year, quarters);
  if (v.state == COP_PUBLISHED_NOTHING)
    return false;
  const char *number = v.state == COP_PUBLISHED_VALUE ? cop_arena_printf(l->a, "%s %s", cop_phrase_number(l->a, v.value, cop_reported_is_share(in) ? 1 : 0), in->unit) : "withheld: the number is small";
  add(l, (CopSurveyFact){ .record = cop_arena_printf(l->a, "indicator/%s", in->id), .what = in->title, .value = number, .period = cop_reported_span(NULL, l->a, year, quarters),
                          .source = v.example ? "field reports (example data, not real)" : "field reports", .confidence = in->caveat });
  return true;
}

static void
add_indicator(Look *l, const char *id)
{
  const CopModel *m = l->c->model;
  size_t before = l->n;
  for (size_t i = 0; i < m->indicators.n; i++)
    if (strcmp(m->indicators.items[i].id, id) == 0 && add_reported(l, i))
      return;
  for (size_t i = 0; i < m->values.n; i++)
    if (g_strcmp0(m->values.items[i].indicator, id) == 0 && speaks(m, &m->values.items[i]))
      add_value(l, &m->values.items[i]);
  if (l->n == before)
    add(l, (CopSurveyFact){ .record = cop_arena_printf(l->a, "indicator/%s", id), .what = cop_arena_printf(l->a, "no value on record: %s", cop_model_indicator(m, id)->title) });
}

/* --- what the store holds --- */

static const char *
languages_of(Look *l)
{
  const CopModel *m = l->c->model;
  const char *names[24];
  size_t n = 0;
  for (size_t k = 0; k < l->c->country->languages.n && n < G_N_ELEMENTS(names); k++) {
    size_t texts = 0;
    for (size_t i = 0; i < m->messages.n; i++)
      texts += cop_model_text_of_message(m, m->messages.items[i].id, COP_FORM_SAY, l->c->country->languages.items[k]) != NULL;
    if (texts == m->messages.n && texts > 0)
      names[n++] = cop_lang_name(l->c->country->languages.items[k]);
  }
  return n == 0 ? NULL : cop_phrase_list(l->a, names, n);
}

static void
add_helplines(Look *l)
{
  for (size_t i = 0; i < l->c->model->helplines.n; i++) {
    const CopHelpline *h = &l->c->model->helplines.items[i];
    if (h->retired)
      continue;
    add(l, (CopSurveyFact){ .record = cop_arena_printf(l->a, "helpline/%s", h->id), .what = h->name, .value = h->number, .period = h->verified_on != NULL ? h->verified_on : h->seen_on,
                            .source = source_title(l, h->source), .confidence = h->verified_on != NULL ? "dialled and reached" : "never dialled for this store" });
  }
}

static void
add_number(Look *l, const char *record, const char *what, size_t n, const char *unit, const char *confidence)
{
  if (n == 0)
    add(l, (CopSurveyFact){ .record = record, .what = cop_arena_printf(l->a, "none on record: %s", what) });
  else
    add(l, (CopSurveyFact){ .record = record, .what = what, .value = cop_arena_printf(l->a, "%s %s", cop_phrase_number(l->a, (double)n, 0), unit), .period = l->c->date, .source = "this store", .confidence = confidence });
}

static void
add_count(Look *l, const char *word)
{
  const CopModel *m = l->c->model;
  const CopPlan *plan = l->c->plan;
  const char *languages;
  if (strcmp(word, "plan") == 0 && plan != NULL)
    add(l, (CopSurveyFact){ .record = cop_arena_printf(l->a, "plan/%s", plan->id), .what = "Draft strategy; not adopted unless its record says so", .value = plan->title,
                            .period = cop_arena_printf(l->a, "%d–%d", (int)plan->first_year, (int)(plan->first_year + plan->years - 1)), .source = "this store", .confidence = "draft" });
  else if (strcmp(word, "plan") == 0)
    add(l, (CopSurveyFact){ .record = "plan", .what = "no plan on record" });
  else if (strcmp(word, "measures") == 0)
    add_number(l, "plan", "Measures of the draft plan", l->c->result == NULL ? 0 : l->c->result->n_chosen, "measures", "draft");
  else if (strcmp(word, "messages") == 0)
    add_number(l, "message", "Key messages", m->messages.n, "messages", "drafts until reviewed");
  else if (strcmp(word, "languages") == 0 && (languages = languages_of(l)) != NULL)
    add(l, (CopSurveyFact){ .record = "message", .what = "Languages in which every key message is drafted", .value = languages, .period = l->c->date, .source = "this store", .confidence = "drafts until reviewed" });
  else if (strcmp(word, "initiatives") == 0)
    add_number(l, "integration", "Clauses drafted for existing plans, programmes and services", m->integrations.n, "clauses", "proposals to their owners");
  else if (strcmp(word, "consultations") == 0)
    add_number(l, "consultation", "Sessions with those concerned", m->consultations.n, "sessions", NULL);
  else if (strcmp(word, "helplines") == 0)
    add_helplines(l);
  else if (strcmp(word, "referral") == 0)
    add_number(l, "referral_path", "Referral paths", m->referral_paths.n, "paths", NULL);
  else if (strcmp(word, "reports") == 0)
    add_number(l, "report", "Field reports counted", (size_t)l->c->reports, "reports", l->c->synthetic ? "example data, not real" : NULL);
}

/* --- items --- */

static CopSurveyAnswer
answer_of(const Look *l, size_t missing)
{
  if (l->n == missing)
    return COP_SURVEY_NOTHING;
  if (l->yes + l->partly + l->no == 0)
    return COP_SURVEY_FIGURES;
  return l->partly + l->no + missing == 0 ? COP_SURVEY_YES : l->yes + l->partly == 0 ? COP_SURVEY_NO : COP_SURVEY_PARTLY;
}

static CopSurveyItem
answer(const CopContext *c, CopArena *a, const CopQuestionnaire *q, const CopQuestionnaireItem *x)
{
  Look l = { .c = c, .a = a, .facts = cop_new_n(a, CopSurveyFact, FACTS_MAX) };
  const struct {
    const CopTexts *ids;
    void (*add)(Look *l, const char *id);
  } kinds[] = { { &x->questions, add_question }, { &x->instruments, add_instrument }, { &x->indicators, add_indicator }, { &x->topics, add_topic }, { &x->counts, add_count } };
  for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
    for (size_t i = 0; i < kinds[k].ids->n; i++)
      kinds[k].add(&l, kinds[k].ids->items[i]);
  size_t missing = 0;
  for (size_t i = 0; i < l.n; i++)
    missing += l.facts[i].value == NULL;
  return (CopSurveyItem){ q, x, answer_of(&l, missing), l.facts, l.n, missing };
}

size_t
cop_survey_items(const CopContext *c, CopArena *a, const CopSurveyItem **all)
{
  const CopModel *m = c->model;
  CopSurveyItem *items = cop_new_n(a, CopSurveyItem, m->questionnaire_items.n + 1);
  size_t n = 0;
  for (size_t k = 0; c->country != NULL && k < m->questionnaires.n; k++)
    for (size_t i = 0; i < m->questionnaire_items.n; i++)
      if (strcmp(m->questionnaire_items.items[i].questionnaire, m->questionnaires.items[k].id) == 0)
        items[n++] = answer(c, a, &m->questionnaires.items[k], &m->questionnaire_items.items[i]);
  *all = items;
  return n;
}

static const char *
list_facts(CopArena *a, const CopSurveyItem *item, bool missing)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < item->n; i++) {
    const CopSurveyFact *f = &item->facts[i];
    if ((f->value == NULL) != missing)
      continue;
    g_string_append_printf(s, "%s%s", s->len == 0 ? "" : "; ", f->what);
    if (g_str_has_suffix(f->what, "."))
      g_string_truncate(s, s->len - 1);
    if (f->value != NULL)
      g_string_append_printf(s, ": %s", f->value);
    if (f->period != NULL || f->source != NULL)
      g_string_append_printf(s, " (%s%s%s)", f->period == NULL ? "" : f->period, f->period == NULL || f->source == NULL ? "" : ", ", f->source == NULL ? "" : f->source);
  }
  return s->len == 0 ? NULL : cop_arena_strdup(a, s->str);
}

const char *
cop_survey_evidence(CopArena *a, const CopSurveyItem *item)
{
  return list_facts(a, item, false);
}

const char *
cop_survey_missing(CopArena *a, const CopSurveyItem *item)
{
  return list_facts(a, item, true);
}

/* --- workbook --- */

static void
text(CopTable *t, CopCell *c, const char *s)
{
  if (s != NULL)
    cop_cell_text(t, c, s);
}

static CopTable *
answers_table(const CopContext *c, CopArena *a, const CopSurveyItem *all, size_t n)
{
  static const CopTableColumn columns[] = { { "questionnaire", "Questionnaire", COP_CELL_TEXT, 0 }, { "number", "No.", COP_CELL_TEXT, 0 }, { "asks", "What it asks, in our words", COP_CELL_TEXT, 0 },
                                            { "answer", "Answer", COP_CELL_TEXT, 0 }, { "evidence", "Evidence", COP_CELL_TEXT, 0 }, { "missing", "Not known", COP_CELL_TEXT, 0 },
                                            { "facts", "Facts", COP_CELL_INT, 0 }, { "mark", "How the question is known", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, "Answers", "What is asked and what is known", columns, G_N_ELEMENTS(columns));
  t->note = c->synthetic ? "Field reports here are example data and not real. Questions are in our own words: hold them against the form you were sent." : "Questions are in our own words: hold them against the form you were sent.";
  for (size_t i = 0; i < n; i++) {
    CopCell *x = cop_table_row(t);
    text(t, &x[0], all[i].questionnaire->short_title);
    text(t, &x[1], all[i].item->code);
    text(t, &x[2], all[i].item->gist);
    text(t, &x[3], cop_survey_answer_name(all[i].answer));
    text(t, &x[4], cop_survey_evidence(a, &all[i]));
    text(t, &x[5], cop_survey_missing(a, &all[i]));
    cop_cell_int(&x[6], (int64_t)(all[i].n - all[i].n_missing));
    text(t, &x[7], cop_words(COP_WORDS_MARK)->words[all[i].item->mark]);
  }
  return t;
}

static CopTable *
facts_table(CopArena *a, const CopSurveyItem *all, size_t n)
{
  static const CopTableColumn columns[] = { { "questionnaire", "Questionnaire", COP_CELL_TEXT, 0 }, { "number", "No.", COP_CELL_TEXT, 0 }, { "record", "Record", COP_CELL_TEXT, 0 },
                                            { "what", "What it says", COP_CELL_TEXT, 0 }, { "value", "Value", COP_CELL_TEXT, 0 }, { "period", "Period", COP_CELL_TEXT, 0 },
                                            { "source", "Source", COP_CELL_TEXT, 0 }, { "confidence", "Confidence and limits", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, "Facts", "The facts behind each answer", columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < all[i].n; k++) {
      const CopSurveyFact *f = &all[i].facts[k];
      CopCell *x = cop_table_row(t);
      text(t, &x[0], all[i].questionnaire->short_title);
      text(t, &x[1], all[i].item->code);
      text(t, &x[2], f->record);
      text(t, &x[3], f->what);
      text(t, &x[4], f->value == NULL ? "no evidence" : f->value);
      text(t, &x[5], f->period);
      text(t, &x[6], f->source);
      text(t, &x[7], f->confidence);
    }
  return t;
}

static bool
compose_survey(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)piece, (void)diags, (void)error;
  const CopSurveyItem *all;
  size_t n = cop_survey_items(c, a, &all);
  out->tables = cop_new_n(a, const CopTable *, 2);
  out->tables[0] = answers_table(c, a, all, n);
  out->tables[1] = facts_table(a, all, n);
  out->n_tables = 2;
  return true;
}

void
cop_target_survey(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || c->model->questionnaire_items.n == 0 || (langs != NULL && !g_strv_contains(langs, "en")))
    return;
  cop_products_add(pieces, &(CopProduct){ .target = "survey-answers", .stem = "survey-answers/survey-answers.en", .lang = "en", .audience = "whoever fills in a questionnaire",
                                          .formats = COP_FORMAT_BIT(COP_FORMAT_XLSX) | COP_FORMAT_BIT(COP_FORMAT_CSV), .compose = compose_survey });
}
