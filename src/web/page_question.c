/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_question.c -- one legal question: the answer and who has seen it,
 * clause beside provision, what would close the gap, and the instruction to
 * whoever drafts. The instruction is put together from what is on record; it is
 * never legal advice, and says so. */
#include <string.h>

#include "model/law_markup.h"
#include "plan/reopen.h"
#include "web/part.h"

void cop_page_question(CopPage *p);

static const CopAnswer *
answer_of(const CopModel *m, const char *question)
{
  for (size_t i = 0; i < m->answers.n; i++)
    if (strcmp(m->answers.items[i].question, question) == 0)
      return &m->answers.items[i];
  return NULL;
}

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

/* The text of the law beside our words, where it is kept. */
static void
write_text(CopPage *p, const CopProvision *v)
{
  CopHtml *h = p->h;
  for (size_t i = 0; i < p->m->articles.n; i++) {
    const CopArticle *x = &p->m->articles.items[i];
    if (strcmp(x->law, v->law) != 0 || !cop_law_cites(v->section, x->section))
      continue;
    COP_EL (h, COP_DETAILS) {
      COP_EL (h, COP_SUMMARY)
        cop_html_textf(h, "%s: %s", T_("Text of the law"), x->section);
      g_auto(GStrv) lines = g_strsplit(x->text, "\n", -1);
      for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
          COP_TEXT(h, COP_P, cop_arena_strdup(p->a, *line), cop_a(COP_A_LANG, "en"));
      cop_part_source(p, x->mark, x->source, x->locator, x->note);
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
        write_text(p, v);
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
write_reviewer(CopPage *p, const char *term, const char *reviewer, const char *on)
{
  COP_TEXT(p->h, COP_DT, term);
  COP_TEXT(p->h, COP_DD, reviewer == NULL ? T_("no lawyer yet") : on == NULL ? reviewer : cop_arena_printf(p->a, "%s, %s", reviewer, cop_say_date(p, on)));
}

static void
write_answer(CopPage *p, const CopAnswer *a)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "answer")) {
    COP_EL (h, COP_P) {
      cop_part_answer(p, a == NULL ? COP_ANSWER_UNKNOWN : a->status);
      if (a != NULL)
        COP_TEXT(h, COP_SPAN, cop_arena_printf(p->a, T_("confidence: %s"), cop_say_word(p, COP_WORDS_CONFIDENCE, (int)a->confidence)), cop_a(COP_A_CLASS, "hint"));
    }
    if (a != NULL && a->dispute != NULL)
      cop_part_notice(p, COP_NOTICE_WARN, T_("Reviewers differ"), a->dispute);
    COP_EL (h, COP_DL) {
      if (a != NULL) {
        write_line(p, T_("What the law provides"), a->finding);
        write_line(p, T_("What is missing"), a->gap);
        write_line(p, T_("Cited"), a->citation);
        write_line(p, T_("Next"), a->next_action);
        if (a->held_on != NULL)
          write_line(p, T_("Held against clauses and law on"), cop_say_date(p, a->held_on));
        write_reviewer(p, T_("Reviewed by"), a->reviewer, a->reviewed_on);
        if (a->reviewer != NULL)
          write_reviewer(p, T_("Second reviewer"), a->second_reviewer, a->second_reviewed_on);
      } else {
        COP_TEXT(h, COP_DT, T_("Answer"));
        COP_TEXT(h, COP_DD, T_("nobody has looked yet"));
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
write_again(CopPage *p, const CopQuestion *q)
{
  const CopReopened *all;
  size_t n = cop_reopen_find(p->m, p->a, &all);
  const CopReopened *again = cop_reopen_of(all, n, q->id);
  for (size_t i = 0; again != NULL && i < again->n; i++)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Look at this answer again"), again->reasons[i].why);
  if (again != NULL)
    COP_TEXT(p->h, COP_P, T_("When it has been held against what is in force now, write the day into the answer; then this goes."), cop_a(COP_A_CLASS, "hint"));
}

/* --- the instruction to the drafter --- */

/* Clauses of one kind: those that bind or recommend, or the model texts. */
static void
write_asked(CopPage *p, const CopQuestion *q, const char *title, bool model)
{
  CopHtml *h = p->h;
  size_t n = 0;
  for (size_t i = 0; i < q->standards.n; i++)
    n += (cop_model_requirement(p->m, q->standards.items[i])->force == COP_FORCE_MODEL) == model;
  if (n == 0)
    return;
  COP_TEXT(h, COP_DT, title);
  COP_EL (h, COP_DD)
    COP_EL (h, COP_UL)
      for (size_t i = 0; i < q->standards.n; i++) {
        const CopRequirement *r = cop_model_requirement(p->m, q->standards.items[i]);
        if ((r->force == COP_FORCE_MODEL) != model)
          continue;
        COP_EL (h, COP_LI) {
          COP_TEXT(h, COP_A, r->code, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_requirement, r->id)));
          cop_html_textf(h, " (%s): ", cop_say_word(p, COP_WORDS_FORCE, (int)r->force));
          cop_part_field(p, COP_ENTITY_requirement, r, "gist");
        }
      }
}

static void
write_today(CopPage *p, const CopAnswer *a)
{
  CopHtml *h = p->h;
  COP_TEXT(h, COP_DT, T_("What it builds on"));
  COP_EL (h, COP_DD) {
    if (a == NULL || (a->provisions.n == 0 && a->finding == NULL))
      cop_html_text(h, T_("No provision has been recorded; search the law before drafting."));
    else if (a->finding != NULL)
      COP_TEXT(h, COP_SPAN, a->finding, cop_a(COP_A_LANG, "en"));
    for (size_t i = 0; a != NULL && i < a->provisions.n; i++) {
      const CopProvision *v = cop_model_provision(p->m, a->provisions.items[i]);
      cop_html_textf(h, "%s%s, %s", i == 0 ? " (" : "; ", cop_model_law(p->m, v->law)->number, v->section);
    }
    if (a != NULL && a->provisions.n > 0)
      cop_html_text(h, ")");
  }
}

static void
write_drafting(CopPage *p, const CopQuestion *q, const CopAnswer *a)
{
  CopHtml *h = p->h;
  bool open = cop_gaps_get(p->s->gaps, COP_GAP_LAW, q->id) != NULL;
  COP_SECTION_OF(p, "drafting", open ? T_("Instruction to the drafter") : T_("What the provision achieves"),
                 open ? T_("For whoever writes the text of the law. Put together from the records; it is never legal advice, and lawyers decide the words.") : NULL)
    COP_EL (h, COP_DL, cop_a(COP_A_CLASS, "drafting")) {
      if (q->aim != NULL) {
        COP_TEXT(h, COP_DT, T_("What the provision must achieve"));
        COP_EL (h, COP_DD)
          cop_part_field(p, COP_ENTITY_question, q, "aim");
      }
      if (!open)
        continue;
      write_today(p, a);
      if (a != NULL)
        write_line(p, T_("What is missing"), a->gap);
      write_asked(p, q, T_("Clauses that ask for it"), false);
      write_asked(p, q, T_("Model texts to draw on"), true);
      if (a != NULL)
        write_line(p, T_("Besides"), a->drafting);
      if (a != NULL)
        write_line(p, T_("Not settled among reviewers"), a->dispute);
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
  write_again(p, q);
  write_answer(p, a);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "sides")) {
    write_clauses(p, q);
    write_provisions(p, a);
  }
  write_drafting(p, q, a);
  write_gap(p, q);
  write_neighbours(p, q);
}
