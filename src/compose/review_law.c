/* SPDX-License-Identifier: Apache-2.0
 * The review of the legal framework: summary, method, what the law gives. */
#include "compose/review_law.h"

#include <math.h>
#include <string.h>

#include "compose/targets.h"
#include "figure/chart.h"
#include "plan/posts.h"
#include "plan/reopen.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define T_(TEXT) cop_tr(r->words, (TEXT))
#define GAPS_ON_SUMMARY 8

static const char paper_title[] = N_("Review of the legal framework for child online protection");

static const CopAnswerStatus shown[] = { COP_ANSWER_MET, COP_ANSWER_PARTLY, COP_ANSWER_NOT, COP_ANSWER_UNKNOWN };

/* --- what all chapters ask of the model --- */

const CopAnswer *
cop_review_answer(const CopModel *m, const char *question)
{
  for (size_t i = 0; i < m->answers.n; i++)
    if (strcmp(m->answers.items[i].question, question) == 0)
      return &m->answers.items[i];
  return NULL;
}

CopAnswerStatus
cop_review_status(const CopModel *m, const char *question)
{
  const CopAnswer *a = cop_review_answer(m, question);
  return a == NULL ? COP_ANSWER_UNKNOWN : a->status;
}

void
cop_review_count(const CopModel *m, size_t *n)
{
  memset(n, 0, COP_ANSWER_MAX * sizeof *n);
  for (size_t i = 0; i < m->questions.n; i++)
    n[cop_review_status(m, m->questions.items[i].id)]++;
}

CopTreatyStatus
cop_review_standing(const CopModel *m, const CopRequirement *clause)
{
  const CopFramework *f = cop_model_framework(m, clause->framework);
  for (size_t i = 0; f != NULL && f->instrument != NULL && i < m->treaty_statuses.n; i++)
    if (strcmp(m->treaty_statuses.items[i].instrument, f->instrument) == 0)
      return m->treaty_statuses.items[i].status;
  return COP_TREATY_UNKNOWN;
}

const char *
cop_review_word(const CopPaper *r, CopAnswerStatus status)
{
  static const char *const words[COP_ANSWER_MAX] = { [COP_ANSWER_MET] = N_("met"), [COP_ANSWER_PARTLY] = N_("partly met"), [COP_ANSWER_NOT] = N_("not met"),
                                                     [COP_ANSWER_UNKNOWN] = N_("not known"), [COP_ANSWER_NOT_APPLICABLE] = N_("does not apply") };
  return T_(words[status]);
}

/* Models, guidelines and goals bind nobody: there is no standing to establish. */
static const char *
standing_of(CopPaper *r, const CopInstrument *in, CopTreatyStatus standing)
{
  if (in == NULL)
    return T_("by each instrument");
  if (standing != COP_TREATY_UNKNOWN)
    return cop_paper_word(r, COP_WORDS_TREATY, (int)standing);
  return in->kind == COP_INSTRUMENT_TREATY ? T_("not established") : T_("for reference");
}

const char *
cop_review_force(CopPaper *r, const CopRequirement *clause)
{
  CopTreatyStatus standing = cop_review_standing(r->m, clause);
  const char *force = cop_paper_word(r, COP_WORDS_FORCE, (int)clause->force);
  bool binds = clause->force == COP_FORCE_BINDING || clause->force == COP_FORCE_OPTIONAL;
  if (!binds)
    return force;
  return cop_arena_printf(r->a, "%s, %s", force, standing == COP_TREATY_UNKNOWN ? T_("standing not established") : cop_paper_word(r, COP_WORDS_TREATY, (int)standing));
}

const char *
cop_review_arithmetic(CopArena *a, const CopScore *score)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < score->n; i++)
    g_string_append_printf(s, "%s%s", i == 0 ? "" : " × ", cop_phrase_figure(a, score->terms[i].value));
  g_string_append_printf(s, " = %s", cop_phrase_figure(a, score->value));
  return cop_arena_strdup(a, s->str);
}

/* --- summary --- */

static void
add_counts(CopPaper *r, CopNode *s)
{
  const char *const labels[] = { T_("questions the text of the law provides for"), T_("provided for in part"), T_("with no provision found"), T_("not known yet") };
  size_t n[COP_ANSWER_MAX];
  cop_review_count(r->m, n);
  CopNode *list = cop_add_list(r->d, s, false);
  list->role = COP_ROLE_KEY_FIGURES;
  for (size_t i = 0; i < G_N_ELEMENTS(shown); i++) {
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_add_styled(r->d, p, COP_NODE_STRONG, cop_arena_printf(r->a, "%zu", n[shown[i]]));
    cop_paper_say(r, p, labels[i]);
  }
}

static size_t
count_reviewed(const CopModel *m)
{
  size_t n = 0;
  for (size_t i = 0; i < m->answers.n; i++)
    n += m->answers.items[i].reviewer != NULL;
  return n;
}

static void
add_first_gaps(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_END, 0.5f }, { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 3.4f }, { COP_ALIGN_START, 3.4f }, { COP_ALIGN_END, 0.7f } };
  CopNode *t = cop_paper_table(r, s, T_("What matters first"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("Rank"), T_("No."), T_("Question"), T_("What is missing"), T_("Score")));
  unsigned rank = 0;
  for (size_t i = 0; i < r->c->gaps->n && rank < GAPS_ON_SUMMARY; i++) {
    const CopGap *g = &r->c->gaps->items[i];
    if (g->kind != COP_GAP_LAW || g->unknown)
      continue;
    const char *missing = g->answer != NULL && g->answer->gap != NULL ? cop_paper_field(r, COP_ENTITY_answer, g->answer->id, "gap") : T_("no provision was found");
    CopNode *row = cop_add_row(r->d, t, LIST(cop_arena_printf(r->a, "%u", ++rank), g->id, cop_paper_field(r, COP_ENTITY_question, g->id, "text"), missing, cop_phrase_number(r->a, g->score.value, 1)));
    cop_node_from(r->d, row, "question", g->id);
  }
  cop_add_note(r->d, t, T_("Score = weight of the question (1 to 5) × share that is open × force of the strongest clause behind it. Chapter 1 gives the rule, annex B "
                        "every score with its factors. Questions nobody has answered are listed in chapter 4 and are not ranked here."));
}

static const char *
counted(CopPaper *r, size_t n)
{
  return cop_paper_count(r, (int64_t)n);
}

static void
add_summary(CopPaper *r)
{
  size_t n[COP_ANSWER_MAX], reviewed = count_reviewed(r->m);
  cop_review_count(r->m, n);
  CopNode *s = cop_paper_chapter(r, NULL, T_("Summary"), NULL);
  CopNode *p = cop_add_para(r->d, s, NULL);
  p->role = COP_ROLE_LEAD;
  cop_paper_sayf(r, p, T_("The law of %s was held against %zu questions that international standards ask."), cop_paper_country(r), r->m->questions.n);
  cop_paper_sayf(r, p, T_("Its text provides for %s of them, for %s in part; for %s no provision was found, and %s are not known."), counted(r, n[COP_ANSWER_MET]),
                 counted(r, n[COP_ANSWER_PARTLY]), counted(r, n[COP_ANSWER_NOT]), counted(r, n[COP_ANSWER_UNKNOWN]));
  add_counts(r, s);
  if (reviewed < r->m->questions.n)
    cop_paper_unknown(r, s, cop_arena_printf(r->a, "%s %s",
                                             reviewed == 0 ? cop_arena_printf(r->a, T_("None of the %zu answers has been confirmed by a national lawyer."), r->m->questions.n)
                                                           : cop_arena_printf(r->a, cop_ntr(r->words, "%s of the %zu answers has been confirmed by a national lawyer.", "%s of the %zu answers have been confirmed by a national lawyer.", reviewed),
                                                                              cop_phrase_sentence(r->a, cop_paper_count(r, (int64_t)reviewed)), r->m->questions.n),
                                             T_("Until then this review is a working paper: it tells a lawyer where to look, and nobody what the law is.")));
  p = cop_add_para(r->d, s, NULL);
  cop_paper_say(r, p, T_("The gaps below are about text. Whether a provision that exists is carried out is another question, which statistics of cases, services and "
                      "budgets must answer."));
  add_first_gaps(r, s);
  CopNode *ask = cop_paper_section(r, s, T_("What each reader is asked to do"));
  CopNode *list = cop_add_list(r->d, ask, false);
  cop_add_item(r->d, list, T_("Justice ministry: name a lawyer for each theme who confirms the answers of annex A and signs with the date."));
  cop_add_item(r->d, list, T_("Drafter: take the instructions of chapter 3 one by one; each says what a provision must achieve, not how it reads."));
  cop_add_item(r->d, list, T_("Legislature: take up the gaps in the order of annex B, and say for each one left aside why."));
  cop_add_item(r->d, list, T_("Lead body: answer the open questions of chapter 4, and repeat the review when a standard or a law changes."));
}

/* --- 1: how --- */

/* " (2016)"; of "No. 25 (2021)", whose number the title has, " (2021)". */
static const char *
version_of(CopPaper *r, const CopFramework *f, const CopInstrument *in)
{
  const char *open = strstr(in->version, " (");
  const char *number = open == NULL ? NULL : cop_arena_strndup(r->a, in->version, (size_t)(open - in->version));
  return number != NULL && strstr(f->title, number) != NULL ? open : cop_arena_printf(r->a, " (%s)", in->version);
}

static void
add_standards(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 3.6f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 1.6f }, { COP_ALIGN_END, 0.9f }, { COP_ALIGN_END, 1 } };
  CopNode *t = cop_paper_table(r, s, T_("The standards, and how each stands here"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("Instrument"), T_("Kind"), T_("Standing of the country"), T_("Clauses"), T_("Questions")));
  for (size_t i = 0; i < r->m->frameworks.n; i++) {
    const CopFramework *f = &r->m->frameworks.items[i];
    const CopInstrument *in = cop_model_instrument(r->m, f->instrument);
    size_t clauses = 0, questions = 0;
    CopTreatyStatus standing = COP_TREATY_UNKNOWN;
    for (size_t k = 0; k < r->m->requirements.n; k++)
      if (strcmp(r->m->requirements.items[k].framework, f->id) == 0 && r->m->requirements.items[k].superseded_by == NULL) {
        clauses++;
        standing = cop_review_standing(r->m, &r->m->requirements.items[k]);
      }
    for (size_t q = 0; q < r->m->questions.n; q++) {
      bool asks = false;
      for (size_t k = 0; k < r->m->questions.items[q].standards.n && !asks; k++) {
        const CopRequirement *req = cop_model_requirement(r->m, r->m->questions.items[q].standards.items[k]);
        asks = req != NULL && strcmp(req->framework, f->id) == 0;
      }
      questions += asks;
    }
    if (questions == 0)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "framework", f->id);
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_framework, f->id, "title"));
    if (in != NULL && in->version != NULL)
      cop_add_text(r->d, cell, version_of(r, f, in));
    cop_paper_cite(r, cell, f->source, f->mark);
    const CopInstrument *next = in == NULL ? NULL : cop_model_instrument(r->m, in->superseded_by);
    if (next != NULL)
      cop_add_textf(r->d, cell, T_(" Since replaced by %s; the clauses told here are those of the older text."), next->cite_as != NULL ? next->cite_as : next->short_title);
    cop_add_cell(r->d, row, in == NULL ? T_("several") : cop_paper_word(r, COP_WORDS_INSTRUMENT, (int)in->kind));
    cop_add_cell(r->d, row, standing_of(r, in, standing));
    cop_add_cell(r->d, row, cop_arena_printf(r->a, "%zu", clauses));
    cop_add_cell(r->d, row, cop_arena_printf(r->a, "%zu", questions));
  }
  cop_add_note(r->d, t, T_("A clause counts under several questions when it speaks to several. Clauses are told in our own words in annex C; the text in force is that of the depositary."));
}

static void
add_rule(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 5 } };
  CopNode *t = cop_paper_table(r, s, T_("The three factors of a score"), columns, 2);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Factor"), T_("Rule")));
  cop_add_row(r->d, t, LIST(T_("Weight"), T_("1 to 5: what a gap means for children. It belongs to the question and is a proposal of the editors.")));
  cop_add_row(r->d, t, LIST(T_("Share open"), T_("met 0, partly met 0.5, not met 1. Not known counts 1, because a duty nobody has checked cannot be relied on, and is marked as not known.")));
  cop_add_row(r->d, t, LIST(T_("Force"), cop_arena_printf(r->a, T_("of the strongest clause: binding %s, optional %s, interpretive %s, recommended %s, model %s. A treaty the country is not known to "
                                                           "be a party to counts as a recommendation."),
                                                      cop_phrase_figure(r->a, cop_gap_force_factor(COP_FORCE_BINDING, COP_TREATY_PARTY)),
                                                      cop_phrase_figure(r->a, cop_gap_force_factor(COP_FORCE_OPTIONAL, COP_TREATY_PARTY)),
                                                      cop_phrase_figure(r->a, cop_gap_force_factor(COP_FORCE_INTERPRETIVE, COP_TREATY_PARTY)),
                                                      cop_phrase_figure(r->a, cop_gap_force_factor(COP_FORCE_RECOMMENDED, COP_TREATY_PARTY)),
                                                      cop_phrase_figure(r->a, cop_gap_force_factor(COP_FORCE_MODEL, COP_TREATY_PARTY)))));
  cop_add_note(r->d, t, T_("The factors are editorial estimates. They order work; they do not measure harm."));
}

static void
add_method(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "1", T_("How the law was reviewed"), LIST(T_("Each question asks for one thing that a treaty, a guideline or a model law wants."),
                                                                          T_("Each answer cites the national provision or says that none was found.")));
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_say(r, p, T_("Met means that the text provides for it; partly met, that it does so for some children, acts or places; not met, that a search found no provision; not known, that "
                      "nobody has searched or the search gave no result. An answer nobody can cite is not known; it never counts as met."));
  cop_paper_say(r, p, T_("Statutes in force and their implementing rules were held against the clauses. Bills are named apart, because they are not law; court decisions were not searched "
                      "unless an answer names one."));
  add_standards(r, s);
  add_rule(r, cop_paper_section(r, s, T_("How gaps are ranked")));
}

/* --- 2: what the law gives --- */

/* A theme is a field of each question under it. */
static const char *
theme_name(CopPaper *r, const char *theme)
{
  for (size_t i = 0; i < r->m->questions.n; i++)
    if (strcmp(r->m->questions.items[i].theme, theme) == 0)
      return cop_paper_field(r, COP_ENTITY_question, r->m->questions.items[i].id, "theme");
  return theme;
}

static void
add_chart(CopPaper *r, CopNode *s)
{
  size_t n_themes = 0;
  const char **themes = cop_new_n(r->a, const char *, r->m->questions.n + 1);
  double *values[G_N_ELEMENTS(shown)];
  CopChartSeries series[G_N_ELEMENTS(shown)];
  for (size_t k = 0; k < G_N_ELEMENTS(shown); k++) {
    values[k] = cop_new_n(r->a, double, r->m->questions.n + 1);
    series[k] = (CopChartSeries){ cop_review_word(r, shown[k]), values[k] };
  }
  for (size_t i = 0; i < r->m->questions.n; i++) {
    const CopQuestion *q = &r->m->questions.items[i];
    size_t at = 0;
    while (at < n_themes && strcmp(themes[at], q->theme) != 0)
      at++;
    if (at == n_themes)
      themes[n_themes++] = q->theme; /* told in the reader's words below */
    for (size_t k = 0; k < G_N_ELEMENTS(shown); k++)
      values[k][at] += cop_review_status(r->m, q->id) == shown[k];
  }
  for (size_t i = 0; i < n_themes; i++)
    themes[i] = theme_name(r, themes[i]);
  CopChart chart = { .kind = COP_CHART_STACKED, .subject = T_("Answers to the review questions by theme"), .category_title = T_("Theme"), .categories = themes,
                     .n_categories = (unsigned)n_themes, .series = series, .n_series = G_N_ELEMENTS(shown), .target = NAN };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = cop_chart_draw(r->a, &chart, &options, &error);
  if (figure != NULL)
    cop_paper_figure(r, s, T_("Answers by theme, number of questions"), figure);
}

/* How many answers rest on the law: by a provision, or named in the citation, as
 * rules made under it name it. */
static size_t
answers_on(const CopModel *m, const CopLaw *l)
{
  size_t n = 0;
  for (size_t k = 0; k < m->answers.n; k++) {
    bool cites = m->answers.items[k].citation != NULL && strstr(m->answers.items[k].citation, l->number) != NULL;
    for (size_t v = 0; v < m->answers.items[k].provisions.n && !cites; v++)
      cites = strcmp(cop_model_provision(m, m->answers.items[k].provisions.items[v])->law, l->id) == 0;
    n += cites;
  }
  return n;
}

/* "RA 7610, Special Protection of Children Act" */
static const char *
named(CopPaper *r, const CopLaw *l)
{
  return l->short_title == NULL ? l->number : cop_arena_printf(r->a, "%s, %s", l->number, l->short_title);
}

static void
add_laws(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 1.1f }, { COP_ALIGN_START, 3.8f }, { COP_ALIGN_END, 0.8f } };
  CopNode *t = cop_paper_table(r, s, T_("Laws in force on which answers rest"), columns, 4);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Law"), T_("Adopted"), T_("Why it matters here"), T_("Answers")));
  for (size_t i = 0; i < r->m->laws.n; i++) {
    const CopLaw *l = &r->m->laws.items[i];
    size_t n = l->status == COP_LAW_IN_FORCE ? answers_on(r->m, l) : 0;
    if (n == 0)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "law", l->id);
    cop_add_cell(r->d, row, named(r, l));
    cop_add_cell(r->d, row, l->adopted == NULL ? "–" : cop_paper_date(r, l->adopted));
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_law, l->id, "gist"));
    cop_paper_cite(r, cell, l->source, l->mark);
    cop_add_cell(r->d, row, cop_arena_printf(r->a, "%zu", n));
  }
}

static void
add_other_laws(CopPaper *r, CopNode *s, CopLawStatus status, const char *title, const char *rule)
{
  CopNode *section = NULL, *list = NULL;
  for (size_t i = 0; i < r->m->laws.n; i++) {
    const CopLaw *l = &r->m->laws.items[i];
    if (l->status != status || (status == COP_LAW_IN_FORCE && answers_on(r->m, l) > 0))
      continue;
    if (section == NULL) {
      section = cop_paper_section(r, s, title);
      cop_add_para(r->d, section, rule);
      list = cop_add_list(r->d, section, false);
    }
    const CopLaw *by = cop_model_law(r->m, l->repealed_by);
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_node_from(r->d, p, "law", l->id);
    cop_paper_sayf(r, p, "%s: %s", named(r, l), cop_paper_field(r, COP_ENTITY_law, l->id, "gist"));
    if (by != NULL)
      cop_paper_sayf(r, p, T_("Repealed by %s."), by->number);
    cop_paper_cite(r, p, l->source, l->mark);
  }
}

/* --- who carries what --- */

static const char *
bodies_text(CopPaper *r, const CopSeats *s, CopPostPart part)
{
  const char *names[16];
  size_t n = 0;
  for (size_t i = 0; i < s->n && n < G_N_ELEMENTS(names); i++)
    if (s->posts[i]->part == part && !s->posts[i]->proposed)
      names[n++] = cop_paper_institution(r, s->posts[i]->institution);
  return n == 0 ? T_("nobody") : cop_paper_list(r, names, n);
}

static void
add_mandates(CopPaper *r, CopNode *s)
{
  if (r->m->functions.n == 0)
    return;
  const CopSeats *all = cop_seats_find(r->m, r->a);
  CopNode *section = cop_paper_section(r, s, T_("Mandates: overlaps and empty seats"));
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 1.7f }, { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 1.8f } };
  CopNode *t = cop_paper_table(r, section, T_("Functions in which several bodies answer for the same, or nobody does"), columns, 4);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Function"), T_("Answers for it"), T_("Does the work"), T_("Finding")));
  size_t clear = 0;
  for (size_t f = 0; f < r->m->functions.n; f++) {
    const CopSeats *x = &all[f];
    if (!x->overlap && !x->no_accountable && !x->no_responsible) {
      clear++;
      continue;
    }
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "function", x->function->id);
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_function, x->function->id, "title"));
    cop_paper_cite(r, cell, x->function->source, x->function->mark);
    cop_add_cell(r->d, row, bodies_text(r, x, COP_PART_ACCOUNTABLE));
    cop_add_cell(r->d, row, bodies_text(r, x, COP_PART_RESPONSIBLE));
    cop_add_cell(r->d, row, x->overlap ? T_("overlap") : x->no_accountable && x->no_responsible ? T_("empty") : x->no_accountable ? T_("nobody answers for it") : T_("nobody does it"));
  }
  cop_add_note(r->d, t, cop_arena_printf(r->a, T_("Named without blame: each body has its mandate. For %s further functions one body answers and at least one does the work. Sources of each part stand in "
                                               "the desk, under Stakeholders."),
                                         cop_paper_count(r, (int64_t)clear)));
}

static void
add_provided(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "2", T_("What the law provides"), LIST(T_("What is unlawful against a child offline should be unlawful online, and somebody must have the duty and the means to act.")));
  add_chart(r, s);
  add_laws(r, s);
  add_mandates(r, s);
  add_other_laws(r, s, COP_LAW_IN_FORCE, T_("In force, and cited by no answer yet"), T_("They bear on the subject; an answer that rests on one of them names the section."));
  add_other_laws(r, s, COP_LAW_REPEALED, T_("Repealed, and still met in texts"), T_("They are no longer law. Whoever meets them in a text cites what replaced them."));
  add_other_laws(r, s, COP_LAW_PENDING, T_("Bills, which are not law"), T_("They are named so that nobody cites them as law."));
}

/* --- 4: not known --- */

static void
add_open(CopPaper *r)
{
  size_t n[COP_ANSWER_MAX];
  cop_review_count(r->m, n);
  CopNode *s = cop_paper_chapter(r, "4", T_("What is not known"), LIST(T_("A question without an answer is work, not a finding.")));
  if (n[COP_ANSWER_UNKNOWN] == 0) {
    cop_add_para(r->d, s, T_("Every question has an answer."));
    return;
  }
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 3.2f }, { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 2.4f } };
  CopNode *t = cop_paper_table(r, s, T_("Questions without an answer"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Question"), T_("What is known so far"), T_("Next")));
  for (size_t i = 0; i < r->m->questions.n; i++) {
    const CopQuestion *q = &r->m->questions.items[i];
    const CopAnswer *a = cop_review_answer(r->m, q->id);
    if (cop_review_status(r->m, q->id) != COP_ANSWER_UNKNOWN)
      continue;
    const char *known = a == NULL || a->finding == NULL ? a != NULL && a->gap != NULL ? cop_paper_field(r, COP_ENTITY_answer, a->id, "gap") : T_("nothing was recorded") : cop_paper_field(r, COP_ENTITY_answer, a->id, "finding");
    CopNode *row = cop_add_row(r->d, t, LIST(q->id, cop_paper_field(r, COP_ENTITY_question, q->id, "text"), known, a != NULL && a->next_action != NULL ? cop_paper_field(r, COP_ENTITY_answer, a->id, "next_action") : T_("search the statutes and rules in force")));
    cop_node_from(r->d, row, "question", q->id);
  }
}

/* --- 5: what has changed since --- */

static void
add_again(CopPaper *r)
{
  const CopReopened *again;
  size_t n = cop_reopen_find(r->m, r->a, &again);
  if (n == 0)
    return;
  CopNode *s = cop_paper_section(r, cop_paper_chapter(r, "5", T_("To be looked at again"), LIST(T_("A standard or a law behind these answers has changed since they were given."))), T_("Answers and reasons"));
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 3.2f } };
  CopNode *t = cop_paper_table(r, s, T_("Answers that a change has opened again; they count as not known in the ranking"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Question"), T_("Answer so far"), T_("Why")));
  for (size_t i = 0; i < n; i++) {
    g_autoptr(GString) why = g_string_new(NULL);
    for (size_t k = 0; k < again[i].n; k++)
      g_string_append_printf(why, "%s%s", k == 0 ? "" : " ", again[i].reasons[k].why);
    CopNode *row = cop_add_row(r->d, t, LIST(again[i].question->id, cop_paper_field(r, COP_ENTITY_question, again[i].question->id, "text"), cop_review_word(r, again[i].answer->status), why->str));
    cop_node_from(r->d, row, "question", again[i].question->id);
  }
}

/* --- the document --- */

static bool
compose_review(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopFront front = { .target = "legal-review", .title = cop_tr(words, paper_title),
                           .subtitle = cop_arena_printf(a, cop_tr(words, "The law of %s held against global standards"), cop_model_text(c->model, COP_ENTITY_country, c->country->id, g_str_has_prefix(piece->lang, "en") ? "name" : "short_name", piece->lang, NULL)),
                           .about = cop_tr(words, "This is a review of texts for those who make and use law. It is not legal advice.") };
  g_auto(CopPaper) r = { 0 };
  cop_front_begin(&r, c, piece, &front, a, diags);
  cop_front_write(&r, &front);
  add_summary(&r);
  add_method(&r);
  add_provided(&r);
  cop_review_law_gaps(&r);
  add_open(&r);
  add_again(&r);
  cop_review_law_annexes(&r);
  cop_front_bodies(&r, "D");
  cop_front_end(&r, "E");
  out->doc = r.d;
  return true;
}

void
cop_target_legal_review(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || c->model->questions.n == 0)
    return;
  const CopProduct paper = { .target = "legal-review", .stem = "legal-review/legal-review", .audience = "lawyers and legislators",
                             .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML), .compose = compose_review };
  cop_front_offer(c, pieces, langs, &paper, paper_title);
  /* Workbooks are of the desk and its programs: their heads are English. */
  if (langs == NULL || g_strv_contains(langs, "en"))
    cop_products_add(pieces, &(CopProduct){ .target = "legal-review", .stem = "legal-review/legal-review-tables.en", .lang = "en", .audience = "lawyers and legislators", .formats = COP_FORMAT_BIT(COP_FORMAT_XLSX), .compose = cop_review_law_tables });
}
