/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_law.c -- the legal review: what is asked, what the law provides,
 * what is missing, clause beside provision. */
#include <string.h>

#include "web/grid.h"
#include "web/part.h"

void cop_page_law(CopPage *p);
void cop_tables_law(CopPage *p, GPtrArray *grids);
void cop_page_question(CopPage *p);

static const CopAnswer *
answer_of(const CopModel *m, const char *question)
{
  for (size_t i = 0; i < m->answers.n; i++)
    if (strcmp(m->answers.items[i].question, question) == 0)
      return &m->answers.items[i];
  return NULL;
}

static CopAnswerStatus
status_of(const CopModel *m, const char *question)
{
  const CopAnswer *a = answer_of(m, question);
  return a == NULL ? COP_ANSWER_UNKNOWN : a->status;
}

/* --- the list --- */

/* What the reader filters by; NULL: anything. */
typedef struct {
  const char *theme, *status, *reviewed;
} Filter;

static const char *
parameter(CopPage *p, const char *name)
{
  const char *v = cop_request_query(p->rq, name);
  return v == NULL || *v == '\0' ? NULL : v;
}

static Filter
read_filter(CopPage *p)
{
  return (Filter){ .theme = parameter(p, "theme"), .status = parameter(p, "status"), .reviewed = parameter(p, "reviewed") };
}

static bool
passes(const CopModel *m, const Filter *f, const CopQuestion *q)
{
  const CopAnswer *a = answer_of(m, q->id);
  if (f->theme != NULL && strcmp(f->theme, q->theme) != 0)
    return false;
  if (f->status != NULL && strcmp(f->status, cop_words(COP_WORDS_ANSWER)->words[status_of(m, q->id)]) != 0)
    return false;
  return f->reviewed == NULL || (a != NULL && a->reviewer != NULL) == (strcmp(f->reviewed, "yes") == 0);
}

static CopGrid *
question_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "id", N_("No."), COP_CELL_TEXT, 0, 0 },
                                           { "question", N_("Question"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "answer", N_("Answer"), COP_CELL_TEXT, 0, 0 },
                                           { "weight", N_("Weight"), COP_CELL_INT, 0, 0 },
                                           { "score", N_("Gap score"), COP_CELL_REAL, 1, COP_COLUMN_WIDE },
                                           { "citation", N_("National provisions"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "reviewer", N_("Reviewed by"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "theme", N_("Theme"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "finding", N_("What the law provides"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "gap", N_("What is missing"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "next_action", N_("Next"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "confidence", N_("Confidence"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  Filter f = read_filter(p);
  CopGrid *g = cop_grid_new(p, "legal-review", T_("Legal review"), columns, G_N_ELEMENTS(columns));
  g->empty = T_("No question fits this choice.");
  for (size_t i = 0; i < p->m->questions.n; i++) {
    const CopQuestion *q = &p->m->questions.items[i];
    if (!passes(p->m, &f, q))
      continue;
    const CopAnswer *a = answer_of(p->m, q->id);
    const CopGap *gap = cop_gaps_get(p->s->gaps, COP_GAP_LAW, q->id);
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], q->id);
    cop_grid_field(g, &c[1], COP_ENTITY_question, q, "text");
    c[1].link = cop_url_record(p, COP_ENTITY_question, q->id);
    cop_grid_text(&c[2], cop_say_word(p, COP_WORDS_ANSWER, (int)status_of(p->m, q->id)));
    c[2].chip = cop_chip_answer(status_of(p->m, q->id));
    cop_grid_int(&c[3], q->weight);
    if (gap != NULL)
      cop_grid_real(&c[4], gap->score.value);
    cop_grid_field(g, &c[7], COP_ENTITY_question, q, "theme");
    if (a == NULL)
      continue;
    cop_grid_text(&c[5], a->citation);
    cop_grid_text(&c[6], a->reviewer);
    cop_grid_text(&c[8], a->finding);
    cop_grid_text(&c[9], a->gap);
    cop_grid_text(&c[10], a->next_action);
    cop_grid_text(&c[11], cop_words(COP_WORDS_CONFIDENCE)->words[a->confidence]);
  }
  return g;
}

void
cop_tables_law(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, question_grid(p));
}

static void
write_option(CopPage *p, const char *value, const char *text, const char *chosen)
{
  COP_TEXT(p->h, COP_OPTION, text, cop_a(COP_A_VALUE, value), cop_a_if(COP_A_SELECTED, chosen != NULL && strcmp(chosen, value) == 0));
}

static void
write_theme_options(CopPage *p, const char *chosen)
{
  const char *before = "";
  write_option(p, "", T_("All themes"), chosen);
  for (size_t i = 0; i < p->m->questions.n; i++) {
    const CopQuestion *q = &p->m->questions.items[i];
    const char *lang;
    if (strcmp(q->theme, before) != 0)
      write_option(p, q->theme, cop_field_text(p, COP_ENTITY_question, q, "theme", &lang), chosen);
    before = q->theme;
  }
}

static void
write_filter(CopPage *p)
{
  CopHtml *h = p->h;
  Filter f = read_filter(p);
  COP_EL (h, COP_FORM, cop_a(COP_A_CLASS, "filter"), cop_a(COP_A_METHOD, "get"), cop_link(COP_A_ACTION, cop_url_path(p->a, "law", NULL))) {
    COP_EL (h, COP_DIV) {
      COP_TEXT(h, COP_LABEL, T_("Theme"), cop_a(COP_A_FOR, "theme"));
      COP_EL (h, COP_SELECT, cop_a(COP_A_NAME, "theme"), cop_a(COP_A_ID, "theme"))
        write_theme_options(p, f.theme);
    }
    COP_EL (h, COP_DIV) {
      COP_TEXT(h, COP_LABEL, T_("Answer"), cop_a(COP_A_FOR, "status"));
      COP_EL (h, COP_SELECT, cop_a(COP_A_NAME, "status"), cop_a(COP_A_ID, "status")) {
        write_option(p, "", T_("Any answer"), f.status);
        for (int i = 0; i < COP_ANSWER_MAX; i++)
          write_option(p, cop_words(COP_WORDS_ANSWER)->words[i], cop_say_word(p, COP_WORDS_ANSWER, i), f.status);
      }
    }
    COP_EL (h, COP_DIV) {
      COP_TEXT(h, COP_LABEL, T_("Legal review"), cop_a(COP_A_FOR, "reviewed"));
      COP_EL (h, COP_SELECT, cop_a(COP_A_NAME, "reviewed"), cop_a(COP_A_ID, "reviewed")) {
        write_option(p, "", T_("With and without"), f.reviewed);
        write_option(p, "yes", T_("Reviewed by a lawyer"), f.reviewed);
        write_option(p, "no", T_("Not yet reviewed"), f.reviewed);
      }
    }
    COP_TEXT(h, COP_BUTTON, T_("Show"), cop_a(COP_A_TYPE, "submit"));
  }
}

void
cop_page_law(CopPage *p)
{
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Law"),
                                   .nav = "/law",
                                   .lead = T_("The legal framework held against global standards: what the law provides, what is missing, what happens next. Not legal advice.") });
  size_t n[COP_ANSWER_MAX] = { 0 }, unreviewed = 0;
  for (size_t i = 0; i < p->m->questions.n; i++) {
    const CopAnswer *a = answer_of(p->m, p->m->questions.items[i].id);
    n[a == NULL ? COP_ANSWER_UNKNOWN : a->status]++;
    unreviewed += a == NULL || a->reviewer == NULL;
  }
  static const CopAnswerStatus order[] = { COP_ANSWER_MET, COP_ANSWER_PARTLY, COP_ANSWER_NOT, COP_ANSWER_UNKNOWN, COP_ANSWER_NOT_APPLICABLE };
  CopShare shares[G_N_ELEMENTS(order)];
  for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
    shares[i] = (CopShare){ cop_chip_answer(order[i]), cop_say_word(p, COP_WORDS_ANSWER, (int)order[i]), n[order[i]] };
  cop_part_shares(p, shares, G_N_ELEMENTS(shares));
  if (unreviewed > 0)
    cop_part_notice(p, COP_NOTICE_WARN, NULL,
                    cop_arena_printf(p->a, T_("%s of %s answers have not been reviewed by a lawyer."), cop_say_int(p, (int64_t)unreviewed),
                                     cop_say_int(p, (int64_t)p->m->questions.n)));
  write_filter(p);
  cop_part_grid(question_grid(p));
}

/* --- one question --- */

static void
write_clauses(CopPage *p, const CopQuestion *q)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_SECTION, cop_a(COP_A_CLASS, "side")) {
    COP_TEXT(h, COP_H2, T_("What the standards ask"));
    if (q->standards.n == 0)
      COP_TEXT(h, COP_P, T_("No clause has been read that carries this question."), cop_a(COP_A_CLASS, "nothing"));
    for (size_t i = 0; i < q->standards.n; i++) {
      const CopRequirement *r = cop_model_requirement(p->m, q->standards.items[i]);
      const CopFramework *f = cop_model_framework(p->m, r->framework);
      COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "clause")) {
        COP_EL (h, COP_P, cop_a(COP_A_CLASS, "clause-code")) {
          COP_TEXT(h, COP_A, r->code, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_requirement, r->id)));
          cop_html_text(h, " · ");
          cop_part_field(p, COP_ENTITY_framework, f, "short_title");
          cop_html_textf(h, " · %s", cop_say_word(p, COP_WORDS_FORCE, (int)r->force));
        }
        COP_EL (h, COP_P)
          cop_part_field(p, COP_ENTITY_requirement, r, "gist");
        cop_part_source(p, r->mark, r->source, r->locator, NULL);
      }
    }
  }
}

static void
write_provisions(CopPage *p, const CopAnswer *a)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_SECTION, cop_a(COP_A_CLASS, "side")) {
    COP_TEXT(h, COP_H2, T_("What the law provides"));
    if (a == NULL || a->provisions.n == 0)
      COP_TEXT(h, COP_P, a != NULL && a->citation != NULL ? a->citation : T_("No provision has been recorded."), cop_a(COP_A_CLASS, "nothing"));
    for (size_t i = 0; a != NULL && i < a->provisions.n; i++) {
      const CopProvision *v = cop_model_provision(p->m, a->provisions.items[i]);
      const CopLaw *l = cop_model_law(p->m, v->law);
      COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "clause")) {
        COP_EL (h, COP_P, cop_a(COP_A_CLASS, "clause-code")) {
          COP_TEXT(h, COP_A, l->number, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_law, l->id)), cop_a(COP_A_TITLE, l->title));
          cop_html_text(h, ", ");
          COP_TEXT(h, COP_A, v->section, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_provision, v->id)));
          if (l->status != COP_LAW_IN_FORCE)
            cop_html_textf(h, " · %s", cop_say_word(p, COP_WORDS_LAW, (int)l->status));
        }
        COP_EL (h, COP_P) {
          COP_EL (h, COP_STRONG)
            cop_part_field(p, COP_ENTITY_provision, v, "theme");
          cop_html_text(h, " – ");
          cop_part_field(p, COP_ENTITY_provision, v, "gist");
        }
        cop_part_source(p, v->mark, v->source, v->locator, v->note);
      }
    }
  }
}

static void
write_line(CopPage *p, const char *term, const char *text)
{
  if (text == NULL)
    return;
  COP_TEXT(p->h, COP_DT, term);
  COP_TEXT(p->h, COP_DD, text, cop_a(COP_A_LANG, "en"));
}

static void
write_answer(CopPage *p, const CopQuestion *q, const CopAnswer *a)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "answer")) {
    COP_EL (h, COP_P)
      cop_part_answer(p, a == NULL ? COP_ANSWER_UNKNOWN : a->status);
    COP_EL (h, COP_DL) {
      if (a != NULL) {
        write_line(p, T_("What the law provides"), a->finding);
        write_line(p, T_("What is missing"), a->gap);
        write_line(p, T_("Cited"), a->citation);
        write_line(p, T_("Next"), a->next_action);
        COP_TEXT(h, COP_DT, T_("Reviewed by"));
        COP_TEXT(h, COP_DD, a->reviewer == NULL ? T_("no lawyer yet") : a->reviewer);
      }
      if (q->aim != NULL) {
        COP_TEXT(h, COP_DT, T_("What a provision must achieve"));
        COP_EL (h, COP_DD)
          cop_part_field(p, COP_ENTITY_question, q, "aim");
      }
    }
    if (a != NULL)
      cop_part_source(p, a->mark, a->source, a->locator, a->note);
  }
}

static void
write_gap(CopPage *p, const CopQuestion *q)
{
  CopHtml *h = p->h;
  const CopGap *gap = cop_gaps_get(p->s->gaps, COP_GAP_LAW, q->id);
  if (gap == NULL)
    return;
  COP_SECTION_OF(p, "gap", T_("What would close the gap"), NULL) {
    COP_EL (h, COP_P) {
      cop_html_textf(h, T_("Gap score %s:"), cop_say_real(p, gap->score.value, 2));
      for (size_t i = 0; i < gap->score.n; i++)
        cop_html_textf(h, "%s %s %s (%s)", i > 0 ? " ×" : "", T_(gap->score.terms[i].name), cop_say_figure(p, gap->score.terms[i].value), gap->score.terms[i].why);
    }
    if (gap->n_servers == 0)
      COP_TEXT(h, COP_P, T_("No measure of the catalogue answers this question."), cop_a(COP_A_CLASS, "nothing"));
    COP_EL (h, COP_UL)
      for (size_t i = 0; i < gap->n_servers; i++)
        COP_EL (h, COP_LI) {
          cop_html_textf(h, "%s ", gap->servers[i].measure->id);
          cop_part_record(p, COP_ENTITY_measure, gap->servers[i].measure);
          if (!gap->servers[i].direct)
            cop_html_textf(h, " – %s", T_("through a clause behind the question"));
          if (gap->servers[i].woven)
            cop_html_textf(h, " – %s", T_("already woven into an initiative"));
        }
  }
}

static void
write_neighbours(CopPage *p, const CopQuestion *q)
{
  CopHtml *h = p->h;
  size_t i = (size_t)(q - p->m->questions.items);
  COP_EL (h, COP_NAV, cop_a(COP_A_CLASS, "neighbours"), cop_a(COP_A_ARIA_LABEL, T_("Questions"))) {
    if (i > 0)
      COP_EL (h, COP_A, cop_a(COP_A_REL, "prev"), cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_question, q[-1].id)))
        cop_html_textf(h, T_("Question before: %s"), q[-1].id);
    if (i + 1 < p->m->questions.n)
      COP_EL (h, COP_A, cop_a(COP_A_REL, "next"), cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_question, q[1].id)))
        cop_html_textf(h, T_("Next question: %s"), q[1].id);
  }
}

/* Where the answer is changed or given; both lead back here. */
static CopUrl
answer_form(CopPage *p, const CopQuestion *q, const CopAnswer *a)
{
  const char *back = cop_arena_printf(p->a, "/law/%s", q->id);
  if (a != NULL)
    return cop_url_query(p->a, cop_url_path(p->a, "edit", "answer", a->id, NULL), (const char *[]){ "back", back, NULL });
  return cop_url_query(p->a, cop_url_path(p->a, "new", "answer", NULL), (const char *[]){ "question", q->id, "status", "unknown", "confidence", "low", "mark", "K", "back", back, NULL });
}

void
cop_page_question(CopPage *p)
{
  const CopQuestion *q = cop_model_question(p->m, p->args[0]);
  if (q == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const CopAnswer *a = answer_of(p->m, q->id);
  const char *lang, *theme_lang;
  const char *theme = cop_field_text(p, COP_ENTITY_question, q, "theme", &theme_lang);
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = cop_field_text(p, COP_ENTITY_question, q, "text", &lang),
                                   .lang = lang,
                                   .over = cop_arena_printf(p->a, T_("%s · %s · weight %s of 5"), q->id, theme, cop_say_int(p, q->weight)),
                                   .nav = "/law",
                                   .parent = T_("Law"),
                                   .parent_url = cop_url_path(p->a, "law", NULL),
                                   .action = !cop_page_may(p, COP_RIGHT_EDIT) ? NULL : a == NULL ? T_("Answer this question") : T_("Change the answer"),
                                   .action_url = answer_form(p, q, a) });
  write_answer(p, q, a);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "sides")) {
    write_clauses(p, q);
    write_provisions(p, a);
  }
  write_gap(p, q);
  write_neighbours(p, q);
}
