/* SPDX-License-Identifier: Apache-2.0
 * Gap by gap, with the instruction to whoever drafts. */
#include <string.h>

#include "compose/review_law.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

/* Clauses of one sort: those that bind or recommend, or the model texts. */
static const char *
clauses_text(CopPaper *r, const CopQuestion *q, bool models)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < q->standards.n; i++) {
    const CopRequirement *req = cop_model_requirement(r->m, q->standards.items[i]);
    if (req == NULL || (req->force == COP_FORCE_MODEL) != models)
      continue;
    g_string_append_printf(s, "%s%s (%s)", s->len == 0 ? "" : "; ", cop_paper_clause(r, req), cop_review_force(r, req));
  }
  return s->len == 0 ? NULL : cop_arena_strdup(r->a, s->str);
}

static const char *
measures_text(CopPaper *r, const CopGap *g)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0, n = 0; i < g->n_servers && n < 6; i++)
    if (g->servers[i].direct)
      g_string_append_printf(s, "%s%s, %s", n++ == 0 ? "" : "; ", cop_paper_measure_number(r, g->servers[i].measure->id), cop_paper_field(r, COP_ENTITY_measure, g->servers[i].measure->id, "title"));
  return s->len == 0 ? NULL : cop_arena_strdup(r->a, s->str);
}

static void
add_line(CopPaper *r, CopNode *list, const char *label, const char *text)
{
  if (text == NULL)
    return;
  CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
  cop_paper_stress(r, p, label);
  cop_paper_say(r, p, text);
}

static const char *
sentence(CopPaper *r, const char *text)
{
  if (text == NULL)
    return NULL;
  const char *s = cop_phrase_sentence(r->a, text);
  size_t n = strlen(s);
  return n > 0 && strchr(".!?", s[n - 1]) != NULL ? s : cop_arena_printf(r->a, "%s.", s);
}

/* "The age is 18 (RA 1, Section 2)." */
static const char *
cited(CopPaper *r, const char *finding, const char *citation)
{
  const char *text = sentence(r, finding);
  size_t n = strlen(text);
  return text[n - 1] != '.' ? cop_arena_printf(r->a, "%s (%s)", text, citation) : cop_arena_printf(r->a, "%.*s (%s).", (int)(n - 1), text, citation);
}

/* A treaty other States have joined often words the duty in full. */
static const char *
practice_text(CopPaper *r, const CopQuestion *q)
{
  for (size_t i = 0; i < q->standards.n; i++) {
    const CopRequirement *req = cop_model_requirement(r->m, q->standards.items[i]);
    bool treaty = req != NULL && (req->force == COP_FORCE_BINDING || req->force == COP_FORCE_OPTIONAL);
    if (treaty && cop_review_standing(r->m, req) != COP_TREATY_PARTY)
      return cop_arena_printf(r->a, "%s: %s", cop_paper_clause(r, req), sentence(r, cop_paper_field(r, COP_ENTITY_requirement, req->id, "gist")));
  }
  return NULL;
}

static const char *
answer_text(CopPaper *r, const CopAnswer *a, const char *field)
{
  return cop_paper_field(r, COP_ENTITY_answer, a->id, field);
}

static void
add_gap(CopPaper *r, CopNode *chapter, const CopGap *g, unsigned rank)
{
  const CopAnswer *a = g->answer;
  const CopQuestion *q = g->question;
  CopNode *s = cop_paper_section(r, chapter, cop_arena_printf(r->a, "%u. %s", rank, cop_paper_field(r, COP_ENTITY_question, q->id, "text")));
  s->as.section.in_contents = false;
  cop_node_from(r->d, s, "question", q->id);
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("%s · %s · answer: %s · score %s · confidence: %s"), q->id, cop_paper_field(r, COP_ENTITY_question, q->id, "theme"), cop_review_word(r, g->status),
                 cop_review_arithmetic(r->a, &g->score), a == NULL ? T_("low") : cop_paper_word(r, COP_WORDS_CONFIDENCE, (int)a->confidence));
  p = cop_add_para(r->d, s, NULL);
  if (a != NULL && a->finding != NULL) {
    cop_paper_say(r, p, a->citation == NULL ? sentence(r, answer_text(r, a, "finding")) : cited(r, answer_text(r, a, "finding"), a->citation));
    cop_paper_cite(r, p, a->source, a->mark);
  } else {
    cop_paper_say(r, p, T_("No provision was found."));
  }
  if (a != NULL && a->gap != NULL) {
    cop_paper_stress(r, p, T_("What is missing:"));
    cop_paper_say(r, p, sentence(r, answer_text(r, a, "gap")));
  }
  if (a != NULL && a->dispute != NULL) {
    cop_paper_stress(r, p, T_("Where reviewers differ:"));
    cop_paper_say(r, p, sentence(r, a->dispute));
  }
  CopNode *box = cop_add_callout(r->d, s, COP_ROLE_NONE, T_("To the drafter"));
  CopNode *list = cop_add_list(r->d, box, false);
  add_line(r, list, T_("What the provision must achieve:"), sentence(r, q->aim == NULL ? NULL : cop_paper_field(r, COP_ENTITY_question, q->id, "aim")));
  add_line(r, list, T_("Clauses that ask for it:"), clauses_text(r, q, false));
  add_line(r, list, T_("Model texts:"), clauses_text(r, q, true));
  add_line(r, list, T_("How parties to another treaty word it:"), practice_text(r, q));
  add_line(r, list, T_("Besides:"), a == NULL || a->drafting == NULL ? NULL : sentence(r, answer_text(r, a, "drafting")));
  add_line(r, list, T_("Next:"), a == NULL || a->next_action == NULL ? T_("Search the statutes and rules in force.") : sentence(r, answer_text(r, a, "next_action")));
  const char *measures = measures_text(r, g);
  add_line(r, list, T_("Measures of the plan:"), measures == NULL ? NULL : sentence(r, measures));
}

void
cop_review_law_gaps(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "3", T_("Gaps, most important first"), LIST(T_("Each gap names what the law provides, what is missing, and what a provision must achieve."),
                                                                            T_("How it is worded is for those who draft and those who vote.")));
  unsigned rank = 0;
  for (size_t i = 0; i < r->c->gaps->n; i++)
    if (r->c->gaps->items[i].kind == COP_GAP_LAW && !r->c->gaps->items[i].unknown)
      add_gap(r, s, &r->c->gaps->items[i], ++rank);
  if (rank == 0)
    cop_add_para(r->d, s, T_("Every question that has an answer is met or does not apply."));
}
