/* SPDX-License-Identifier: Apache-2.0
 * The law held against standards: what it gives, what is missing, what overlaps. */
#include <string.h>

#include "compose/strategy_priv.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define GAPS_TOLD 10 /* further gaps stand in annex C */

/* "Lanzarote Convention art. 33 (binding)", the strongest few. */
static const char *
standards_text(CopPaper *r, const CopQuestion *q)
{
  const char *phrases[5];
  size_t n = 0;
  for (size_t i = 0; i < q->standards.n && n < G_N_ELEMENTS(phrases); i++) {
    const CopRequirement *req = cop_model_requirement(r->m, q->standards.items[i]);
    if (req != NULL)
      phrases[n++] = cop_arena_printf(r->a, "%s (%s)", cop_paper_clause(r, req), cop_tr(r->words, cop_words(COP_WORDS_FORCE)->words[req->force]));
  }
  return n == 0 ? NULL : cop_paper_list(r, phrases, n);
}

static const char *
measures_text(CopPaper *r, const CopGap *g)
{
  const char *numbers[6];
  size_t n = 0;
  for (size_t i = 0; i < g->n_servers && n < G_N_ELEMENTS(numbers); i++) {
    const CopPlanItem *it = cop_plan_item(r->c->result, g->servers[i].measure->id);
    if (it != NULL && it->chosen)
      numbers[n++] = cop_paper_measure_number(r, it->measure->id);
  }
  return n == 0 ? NULL : cop_arena_printf(r->a, cop_ntr(r->words, "measure %s", "measures %s", n), cop_paper_list(r, numbers, n));
}

static void
add_gap(CopPaper *r, CopNode *section, const CopGap *g)
{
  CopNode *p = cop_add_para(r->d, section, NULL);
  cop_node_from(r->d, p, "question", g->question->id);
  cop_paper_stress(r, p, cop_arena_printf(r->a, T_("Question %s. %s"), cop_paper_question_number(r, g->question->id), cop_paper_field(r, COP_ENTITY_question, g->question->id, "text")));
  if (g->answer != NULL && g->answer->finding != NULL) {
    cop_paper_say(r, p, cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_answer, g->answer->id, "finding")));
    if (g->answer->citation != NULL)
      cop_paper_sayf(r, p, "(%s)", g->answer->citation);
    cop_paper_cite(r, p, g->answer->source, g->answer->mark);
  }
  if (g->answer != NULL && g->answer->gap != NULL)
    cop_paper_sayf(r, p, T_("What is missing: %s"), cop_paper_field(r, COP_ENTITY_answer, g->answer->id, "gap"));
  const char *standards = standards_text(r, g->question);
  if (standards != NULL)
    cop_paper_sayf(r, p, T_("Standards: %s."), standards);
  const char *numbers = measures_text(r, g);
  if (numbers != NULL)
    cop_paper_sayf(r, p, T_("Answered by %s."), numbers);
  else
    cop_paper_say(r, p, T_("No chosen measure answers this; annex D gives the reason."));
}

static void
add_count_table(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1 },
                                       { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1 } };
  CopNode *t = cop_paper_table(r, s, T_("Answers to the review questions by theme"), columns, 6);
  cop_add_head_row(r->d, t, LIST(T_("Theme"), T_("Met"), T_("Partly"), T_("Not"), T_("Unknown"), T_("Questions")));
  unsigned total[COP_ANSWER_MAX] = { 0 }, all = 0;
  for (size_t i = 0; i < r->m->questions.n; i++) {
    const char *theme = r->m->questions.items[i].theme;
    bool first = true;
    for (size_t k = 0; k < i && first; k++)
      first = strcmp(r->m->questions.items[k].theme, theme) != 0;
    if (!first)
      continue;
    unsigned n[COP_ANSWER_MAX] = { 0 }, questions = 0;
    for (size_t k = i; k < r->m->questions.n; k++) {
      const CopQuestion *q = &r->m->questions.items[k];
      if (strcmp(q->theme, theme) != 0)
        continue;
      CopAnswerStatus status = COP_ANSWER_UNKNOWN;
      for (size_t a = 0; a < r->m->answers.n; a++)
        if (strcmp(r->m->answers.items[a].question, q->id) == 0)
          status = r->m->answers.items[a].status;
      n[status]++;
      questions++;
    }
    const char *cells[6] = { cop_paper_field(r, COP_ENTITY_question, r->m->questions.items[i].id, "theme") };
    static const CopAnswerStatus order[] = { COP_ANSWER_MET, COP_ANSWER_PARTLY, COP_ANSWER_NOT, COP_ANSWER_UNKNOWN };
    for (size_t k = 0; k < G_N_ELEMENTS(order); k++) {
      cells[k + 1] = cop_arena_printf(r->a, "%u", n[order[k]]);
      total[order[k]] += n[order[k]];
    }
    cells[5] = cop_arena_printf(r->a, "%u", questions);
    all += questions;
    cop_add_row(r->d, t, cells);
  }
  CopNode *row = cop_add_row(r->d, t, LIST(T_("All"), cop_arena_printf(r->a, "%u", total[COP_ANSWER_MET]), cop_arena_printf(r->a, "%u", total[COP_ANSWER_PARTLY]),
                                           cop_arena_printf(r->a, "%u", total[COP_ANSWER_NOT]), cop_arena_printf(r->a, "%u", total[COP_ANSWER_UNKNOWN]),
                                           cop_arena_printf(r->a, "%u", all)));
  row->role = COP_ROLE_TOTAL;
  cop_add_note(r->d, t, T_("Met means the text of the law provides for it; whether it is carried out is another question. No lawyer has reviewed these "
                        "answers unless annex C names the reviewer."));
}

/* How many open questions rest on a standard that binds. */
static void
say_force(CopPaper *r, CopNode *s)
{
  size_t open = 0, bound = 0;
  for (size_t i = 0; i < r->c->gaps->n; i++) {
    const CopGap *g = &r->c->gaps->items[i];
    if (g->kind != COP_GAP_LAW)
      continue;
    open++;
    bool binds = false;
    for (size_t k = 0; k < g->question->standards.n && !binds; k++) {
      const CopRequirement *q = cop_model_requirement(r->m, g->question->standards.items[k]);
      binds = q != NULL && q->force == COP_FORCE_BINDING;
    }
    bound += binds;
  }
  cop_paper_sayf(r, cop_add_para(r->d, s, NULL), T_("Behind %zu of the %zu questions that are not wholly met stands a clause that binds its parties; behind the others stand clauses "
                 "that recommend, interpret or serve as a model. A clause of a treaty the country has not joined is a benchmark here and no duty."), bound, open);
}

/* Treaties no measure can answer: joining is a decision of its own. */
static void
add_treaties(CopPaper *r, CopNode *chapter)
{
  CopNode *list = NULL;
  for (size_t i = 0; i < r->c->gaps->n; i++) {
    const CopGap *g = &r->c->gaps->items[i];
    if (g->kind != COP_GAP_TREATY)
      continue;
    if (list == NULL) {
      CopNode *s = cop_paper_section(r, chapter, T_("Treaties not joined"));
      cop_paper_sayf(r, cop_add_para(r->d, s, NULL), T_("Joining a treaty is a decision of its own and no measure of this plan. The agenda of cooperation (measure %s) brings each of these "
                     "before the bodies that decide, with what it would change."), cop_paper_measure_number(r, "M09"));
      list = cop_add_list(r->d, s, false);
    }
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_node_from(r->d, p, "instrument", g->id);
    bool is_signed = false;
    for (size_t k = 0; k < r->m->treaty_statuses.n && !is_signed; k++)
      is_signed = strcmp(r->m->treaty_statuses.items[k].instrument, g->id) == 0 && r->m->treaty_statuses.items[k].status == COP_TREATY_SIGNATORY;
    cop_paper_sayf(r, p, "%s: %s.", g->text, is_signed ? T_("signed, not yet party") : g->unknown ? T_("whether the country is party was not established") : T_("not party"));
  }
}

void
cop_strategy_institutions(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 4 } };
  CopNode *t = cop_paper_table(r, s, T_("Institutions: short name, name and part"), columns, 3);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Short"), T_("Institution"), T_("Part")));
  for (size_t i = 0; i < r->m->institutions.n; i++) {
    const CopInstitution *in = &r->m->institutions.items[i];
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "institution", in->id);
    cop_add_cell(r->d, row, in->acronym != NULL ? in->acronym : in->name);
    cop_add_cell(r->d, row, in->name);
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_institution, in->id, "role"));
    cop_paper_cite(r, cell, in->source, in->mark);
  }
}

void
cop_strategy_law(CopPaper *r)
{
  const CopGaps *gaps = r->c->gaps;
  CopNode *s = cop_paper_chapter(r, "3", T_("Law and institutions"), LIST(
    T_("What is unlawful against a child offline should be unlawful online, and somebody must have the duty and the means to act."),
    T_("The gaps below are ranked by what they mean for children and by the force of the standard behind them.")));
  add_count_table(r, s);
  say_force(r, s);
  CopNode *force = cop_paper_section(r, s, T_("The laws this plan rests on"));
  CopNode *list = cop_add_list(r->d, force, false);
  for (size_t i = 0; i < r->m->laws.n; i++) {
    const CopLaw *l = &r->m->laws.items[i];
    if (l->status != COP_LAW_IN_FORCE || l->position > 12)
      continue;
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_node_from(r->d, p, "law", l->id);
    cop_paper_stress(r, p, cop_arena_printf(r->a, "%s.", l->number));
    cop_paper_say(r, p, cop_paper_field(r, COP_ENTITY_law, l->id, "gist"));
    cop_paper_cite(r, p, l->source, l->mark);
  }
  CopNode *ranked = cop_paper_section(r, s, T_("Gaps, most important first"));
  size_t told = 0;
  for (size_t i = 0; i < gaps->n && told < GAPS_TOLD; i++) {
    const CopGap *g = &gaps->items[i];
    if (g->kind != COP_GAP_LAW || g->unknown)
      continue;
    add_gap(r, ranked, g);
    told++;
  }
  size_t unknown = 0;
  for (size_t i = 0; i < gaps->n; i++)
    unknown += gaps->items[i].kind == COP_GAP_LAW && gaps->items[i].unknown;
  if (unknown > 0)
    cop_paper_unknown(r, ranked, cop_arena_printf(r->a,
                       T_("%s of %zu questions have no answer yet. They count as open in the ranking, because a duty nobody has checked cannot "
                       "be relied on. The baseline review (measure %s) answers them first."),
                       cop_phrase_sentence(r->a, cop_paper_count(r, (int64_t)unknown)), r->m->questions.n, cop_paper_measure_number(r, "M04")));
  CopNode *pending = cop_paper_section(r, s, T_("Bills, which are not law"));
  CopNode *p = cop_add_para(r->d, pending, NULL);
  bool any = false;
  for (size_t i = 0; i < r->m->laws.n; i++) {
    const CopLaw *l = &r->m->laws.items[i];
    if (l->status != COP_LAW_PENDING)
      continue;
    cop_paper_sayf(r, p, "%s: %s", l->number, cop_paper_field(r, COP_ENTITY_law, l->id, "gist"));
    cop_paper_cite(r, p, l->source, l->mark);
    any = true;
  }
  cop_paper_say(r, p, any ? T_("They are named so that nobody cites them as law; this plan does not rest on them.") : T_("No bill is recorded."));
  add_treaties(r, s);
  CopNode *bodies = cop_paper_section(r, s, T_("Who does what today"));
  unsigned by_law = 0;
  for (size_t i = 0; i < r->m->institutions.n; i++)
    by_law += r->m->institutions.items[i].mark <= COP_MARK_SECONDARY;
  cop_paper_sayf(r, cop_add_para(r->d, bodies, NULL), T_("%zu institutions have a part in protecting children online; for %u of them the part was read in law or an official report, for the "
                 "others it rests on knowledge of the field. Annex I names each with its part. Where two hold the same function, chapter 8 says which of them leads."),
                 r->m->institutions.n, by_law);
}
