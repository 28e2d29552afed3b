/* SPDX-License-Identifier: Apache-2.0
 * The proof behind the review: every question, every score, every clause; and
 * the same as a workbook. */
#include <string.h>

#include "compose/review_law.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static const char *
codes_of(const CopModel *m, CopArena *a, const CopQuestion *q)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < q->standards.n; i++) {
    const CopRequirement *req = cop_model_requirement(m, q->standards.items[i]);
    g_string_append_printf(s, "%s%s", s->len == 0 ? "" : "; ", req == NULL ? q->standards.items[i] : req->code);
  }
  return s->len == 0 ? "–" : cop_arena_strdup(a, s->str);
}

static const char *
reviewer_of(CopArena *a, const CopAnswer *answer)
{
  if (answer == NULL || answer->reviewer == NULL)
    return "none yet";
  return answer->reviewed_on == NULL ? answer->reviewer : cop_arena_printf(a, "%s, %s", answer->reviewer, answer->reviewed_on);
}

/* A: the matrix. */
static void
add_matrix(CopPaper *r)
{
  CopNode *s = cop_front_annex(r, "A", T_("Matrix: question, standard, national law"), true);
  cop_add_para(r->d, s, T_("One row for each question. Letters beside a citation tell how the answer is known; confidence is that of the editors."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.7f }, { COP_ALIGN_START, 2.3f }, { COP_ALIGN_START, 1.7f }, { COP_ALIGN_START, 0.75f }, { COP_ALIGN_START, 1.5f },
                                       { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 0.9f } };
  CopNode *t = cop_paper_table(r, s, T_("All questions with their answers"), columns, 8);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Question"), T_("Clauses"), T_("Answer"), T_("National provisions"), T_("What the law provides"), T_("Reviewed by"), T_("Confidence")));
  const char *theme = "";
  for (size_t i = 0; i < r->m->questions.n; i++) {
    const CopQuestion *q = &r->m->questions.items[i];
    const CopAnswer *a = cop_review_answer(r->m, q->id);
    if (strcmp(theme, q->theme) != 0) {
      CopNode *group = cop_add_row(r->d, t, NULL);
      group->role = COP_ROLE_GROUP;
      cop_add_cell(r->d, group, cop_paper_field(r, COP_ENTITY_question, q->id, "theme"))->as.cell.colspan = 8;
    }
    theme = q->theme;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "question", q->id);
    cop_add_cell(r->d, row, q->id);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_question, q->id, "text"));
    cop_add_cell(r->d, row, codes_of(r->m, r->a, q));
    cop_add_cell(r->d, row, cop_review_word(r, cop_review_status(r->m, q->id)));
    CopNode *cell = cop_add_cell(r->d, row, a == NULL || a->citation == NULL ? "–" : a->citation);
    if (a != NULL)
      cop_paper_cite(r, cell, a->source, a->mark);
    cop_add_cell(r->d, row, a == NULL || a->finding == NULL ? "–" : cop_paper_field(r, COP_ENTITY_answer, a->id, "finding"));
    cop_add_cell(r->d, row, a == NULL || a->reviewer == NULL ? T_("none yet") : reviewer_of(r->a, a));
    cop_add_cell(r->d, row, a == NULL ? "–" : cop_paper_word(r, COP_WORDS_CONFIDENCE, (int)a->confidence));
  }
}

/* B: every score with its factors. */
static void
add_scores(CopPaper *r)
{
  CopNode *s = cop_front_annex(r, "B", T_("Gaps with their scores"), true);
  static const CopColumn columns[] = { { COP_ALIGN_END, 0.5f }, { COP_ALIGN_START, 0.7f }, { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 1.4f },
                                       { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 2.2f } };
  CopNode *t = cop_paper_table(r, s, T_("Rank, arithmetic, and the strongest clause"), columns, 7);
  cop_add_head_row(r->d, t, LIST(T_("Rank"), T_("No."), T_("Question"), T_("Answer"), T_("Weight × open × force"), T_("Strongest clause"), T_("Next")));
  unsigned rank = 0;
  for (size_t i = 0; i < r->c->gaps->n; i++) {
    const CopGap *g = &r->c->gaps->items[i];
    if (g->kind != COP_GAP_LAW)
      continue;
    CopNode *row = cop_add_row(r->d, t, LIST(cop_arena_printf(r->a, "%u", ++rank), g->id, cop_paper_field(r, COP_ENTITY_question, g->id, "text"), cop_review_word(r, g->status),
                                             cop_review_arithmetic(r->a, &g->score), g->score.terms[2].why,
                                             g->answer == NULL || g->answer->next_action == NULL ? "–" : cop_paper_field(r, COP_ENTITY_answer, g->answer->id, "next_action")));
    cop_node_from(r->d, row, "question", g->id);
  }
}

/* C: every clause behind a question. */
static void
add_clauses(CopPaper *r)
{
  CopNode *s = cop_front_annex(r, "C", T_("Clauses behind the questions"), true);
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 4 }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 1.6f } };
  CopNode *t = cop_paper_table(r, s, T_("What each clause asks, in our own words"), columns, 4);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Clause"), T_("What it asks"), T_("Force and standing"), T_("Questions")));
  for (size_t f = 0; f < r->m->frameworks.n; f++) {
    bool head = false;
    for (size_t i = 0; i < r->m->requirements.n; i++) {
      const CopRequirement *req = &r->m->requirements.items[i];
      if (strcmp(req->framework, r->m->frameworks.items[f].id) != 0)
        continue;
      const char *ids[60];
      size_t n = 0;
      for (size_t q = 0; q < r->m->questions.n && n < G_N_ELEMENTS(ids); q++)
        for (size_t k = 0; k < r->m->questions.items[q].standards.n; k++)
          if (strcmp(r->m->questions.items[q].standards.items[k], req->id) == 0)
            ids[n++] = r->m->questions.items[q].id;
      if (n == 0)
        continue;
      if (!head) {
        CopNode *group = cop_add_row(r->d, t, NULL);
        group->role = COP_ROLE_GROUP;
        cop_add_cell(r->d, group, cop_paper_field(r, COP_ENTITY_framework, r->m->frameworks.items[f].id, "title"))->as.cell.colspan = 4;
        head = true;
      }
      CopNode *row = cop_add_row(r->d, t, NULL);
      cop_node_from(r->d, row, "requirement", req->id);
      cop_add_cell(r->d, row, req->code);
      CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_requirement, req->id, "gist"));
      cop_paper_cite(r, cell, req->source, req->mark);
      cop_add_cell(r->d, row, cop_review_force(r, req));
      cop_add_cell(r->d, row, cop_paper_list(r, ids, n));
    }
  }
}

void
cop_review_law_annexes(CopPaper *r)
{
  add_matrix(r);
  add_scores(r);
  add_clauses(r);
}

/* --- the workbook --- */

static CopTable *
answers_table(const CopModel *m, CopArena *a)
{
  static const CopTableColumn columns[] = {
    { "question", "No.", COP_CELL_TEXT, 0 },        { "theme", "Theme", COP_CELL_TEXT, 0 },
    { "text", "Question", COP_CELL_TEXT, 0 },       { "clauses", "Clauses", COP_CELL_TEXT, 0 },
    { "weight", "Weight", COP_CELL_INT, 0 },        { "answer", "Answer", COP_CELL_TEXT, 0 },
    { "citation", "National provisions", COP_CELL_TEXT, 0 }, { "finding", "What the law provides", COP_CELL_TEXT, 0 },
    { "gap", "What is missing", COP_CELL_TEXT, 0 }, { "next_action", "Next", COP_CELL_TEXT, 0 },
    { "reviewer", "Reviewed by", COP_CELL_TEXT, 0 }, { "reviewed_on", "Reviewed on", COP_CELL_DATE, 0 },
    { "second_reviewer", "Second reviewer", COP_CELL_TEXT, 0 }, { "dispute", "Where reviewers differ", COP_CELL_TEXT, 0 },
    { "confidence", "Confidence", COP_CELL_TEXT, 0 }, { "mark", "Mark", COP_CELL_TEXT, 0 },
    { "source", "Source", COP_CELL_TEXT, 0 },       { "locator", "Place in the source", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, "Answers", "Answers to the review questions", columns, G_N_ELEMENTS(columns));
  t->note = "Met means that the text of the law provides for it; whether it is carried out is another question. Not legal advice.";
  for (size_t i = 0; i < m->questions.n; i++) {
    const CopQuestion *q = &m->questions.items[i];
    const CopAnswer *x = cop_review_answer(m, q->id);
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[0], q->id);
    cop_cell_text(t, &c[1], q->theme);
    cop_cell_text(t, &c[2], q->text);
    cop_cell_text(t, &c[3], codes_of(m, a, q));
    cop_cell_int(&c[4], q->weight);
    cop_cell_text(t, &c[5], cop_words(COP_WORDS_ANSWER)->words[cop_review_status(m, q->id)]);
    if (x == NULL)
      continue;
    const char *const texts[] = { x->citation, x->finding, x->gap, x->next_action, x->reviewer };
    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++)
      cop_cell_text(t, &c[6 + k], texts[k]);
    cop_cell_date(t, &c[11], x->reviewed_on);
    cop_cell_text(t, &c[12], x->second_reviewer);
    cop_cell_text(t, &c[13], x->dispute);
    cop_cell_text(t, &c[14], cop_words(COP_WORDS_CONFIDENCE)->words[x->confidence]);
    cop_cell_text(t, &c[15], cop_words(COP_WORDS_MARK)->words[x->mark]);
    cop_cell_text(t, &c[16], x->source);
    cop_cell_text(t, &c[17], x->locator);
  }
  return t;
}

static CopTable *
gaps_table(const CopContext *x, CopArena *a)
{
  static const CopTableColumn columns[] = { { "rank", "Rank", COP_CELL_INT, 0 },      { "question", "No.", COP_CELL_TEXT, 0 },
                                            { "text", "Question", COP_CELL_TEXT, 0 }, { "answer", "Answer", COP_CELL_TEXT, 0 },
                                            { "weight", "Weight", COP_CELL_REAL, 2 }, { "open", "Share open", COP_CELL_REAL, 2 },
                                            { "force", "Force", COP_CELL_REAL, 2 },   { "score", "Score", COP_CELL_FORMULA, 2 },
                                            { "why", "Strongest clause", COP_CELL_TEXT, 0 }, { "gap", "What is missing", COP_CELL_TEXT, 0 },
                                            { "aim", "What the provision must achieve", COP_CELL_TEXT, 0 }, { "drafting", "To the drafter", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, "Gaps", "Gaps of the law, ranked", columns, G_N_ELEMENTS(columns));
  t->note = "Score = weight x share open x force. The factors are editorial estimates; they order work, they do not measure harm.";
  int64_t rank = 0;
  for (size_t i = 0; i < x->gaps->n; i++) {
    const CopGap *g = &x->gaps->items[i];
    if (g->kind != COP_GAP_LAW)
      continue;
    CopCell *c = cop_table_row(t);
    cop_cell_int(&c[0], ++rank);
    cop_cell_text(t, &c[1], g->id);
    cop_cell_text(t, &c[2], g->text);
    cop_cell_text(t, &c[3], cop_words(COP_WORDS_ANSWER)->words[g->status]);
    for (size_t k = 0; k < 3 && k < g->score.n; k++)
      cop_cell_real(&c[4 + k], g->score.terms[k].value);
    cop_cell_formula(t, &c[7], cop_arena_printf(a, "E%d*F%d*G%d", (int)rank + 1, (int)rank + 1, (int)rank + 1), g->score.value);
    cop_cell_text(t, &c[8], g->score.terms[g->score.n - 1].why);
    cop_cell_text(t, &c[9], g->answer == NULL ? NULL : g->answer->gap);
    cop_cell_text(t, &c[10], g->question->aim);
    cop_cell_text(t, &c[11], g->answer == NULL ? NULL : g->answer->drafting);
  }
  return t;
}

static CopTable *
clauses_table(const CopModel *m, CopArena *a)
{
  static const CopTableColumn columns[] = { { "clause", "Clause", COP_CELL_TEXT, 0 },  { "framework", "Framework", COP_CELL_TEXT, 0 },
                                            { "gist", "What it asks", COP_CELL_TEXT, 0 }, { "force", "Force", COP_CELL_TEXT, 0 },
                                            { "standing", "Standing of the country", COP_CELL_TEXT, 0 }, { "question", "Question", COP_CELL_TEXT, 0 },
                                            { "answer", "Answer", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, "Clauses", "Clauses by question", columns, G_N_ELEMENTS(columns));
  t->note = "One row for each clause and question. Clauses are told in our own words; the text in force is that of the depositary.";
  for (size_t i = 0; i < m->questions.n; i++)
    for (size_t k = 0; k < m->questions.items[i].standards.n; k++) {
      const CopQuestion *q = &m->questions.items[i];
      const CopRequirement *req = cop_model_requirement(m, q->standards.items[k]);
      if (req == NULL)
        continue;
      CopCell *c = cop_table_row(t);
      cop_cell_text(t, &c[0], req->code);
      cop_cell_text(t, &c[1], req->framework);
      cop_cell_text(t, &c[2], req->gist);
      cop_cell_text(t, &c[3], cop_words(COP_WORDS_FORCE)->words[req->force]);
      cop_cell_text(t, &c[4], cop_words(COP_WORDS_TREATY)->words[cop_review_standing(m, req)]);
      cop_cell_text(t, &c[5], q->id);
      cop_cell_text(t, &c[6], cop_words(COP_WORDS_ANSWER)->words[cop_review_status(m, q->id)]);
    }
  return t;
}

static CopTable *
laws_table(const CopModel *m, CopArena *a)
{
  static const CopTableColumn columns[] = { { "law", "Law", COP_CELL_TEXT, 0 },     { "status", "Standing", COP_CELL_TEXT, 0 },
                                            { "section", "Section", COP_CELL_TEXT, 0 }, { "theme", "Heading", COP_CELL_TEXT, 0 },
                                            { "gist", "What it says, in our own words", COP_CELL_TEXT, 0 }, { "questions", "Questions", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, "Provisions", "Provisions of national law", columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < m->provisions.n; i++) {
    const CopProvision *v = &m->provisions.items[i];
    const CopLaw *l = cop_model_law(m, v->law);
    g_autoptr(GString) cited = g_string_new(NULL);
    for (size_t k = 0; k < m->answers.n; k++)
      for (size_t x = 0; x < m->answers.items[k].provisions.n; x++)
        if (strcmp(m->answers.items[k].provisions.items[x], v->id) == 0)
          g_string_append_printf(cited, "%s%s", cited->len == 0 ? "" : ", ", m->answers.items[k].question);
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[0], l == NULL ? v->law : l->number);
    cop_cell_text(t, &c[1], l == NULL ? NULL : cop_words(COP_WORDS_LAW)->words[l->status]);
    cop_cell_text(t, &c[2], v->section);
    cop_cell_text(t, &c[3], v->theme);
    cop_cell_text(t, &c[4], v->gist);
    cop_cell_text(t, &c[5], cited->len == 0 ? NULL : cited->str);
  }
  return t;
}

bool
cop_review_law_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)p, (void)diags, (void)error;
  const CopTable **tables = cop_new_n(a, const CopTable *, 4);
  tables[0] = answers_table(c->model, a);
  tables[1] = gaps_table(c, a);
  tables[2] = clauses_table(c->model, a);
  tables[3] = laws_table(c->model, a);
  out->tables = tables;
  out->n_tables = 4;
  return true;
}
