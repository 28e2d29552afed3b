/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_law.c -- the legal review: all questions with their answers, and
 * the gaps in the order in which they matter. One question: page_question.c. */
#include <string.h>

#include "plan/reopen.h"
#include "web/grid.h"
#include "web/part.h"

void cop_page_law(CopPage *p);
void cop_tables_law(CopPage *p, GPtrArray *grids);
void cop_page_law_gaps(CopPage *p);
void cop_tables_law_gaps(CopPage *p, GPtrArray *grids);

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

/* Answers that a later version of a standard or law has opened again. */
typedef struct {
  const CopReopened *items;
  size_t n;
} Again;

static Again
find_again(CopPage *p)
{
  Again again;
  again.n = cop_reopen_find(p->m, p->a, &again.items);
  return again;
}

static bool
passes(const CopModel *m, const Filter *f, const CopQuestion *q, const Again *again)
{
  const CopAnswer *a = answer_of(m, q->id);
  if (f->theme != NULL && strcmp(f->theme, q->theme) != 0)
    return false;
  if (f->status != NULL && strcmp(f->status, cop_words(COP_WORDS_ANSWER)->words[status_of(m, q->id)]) != 0)
    return false;
  if (f->reviewed == NULL)
    return true;
  if (strcmp(f->reviewed, "disputed") == 0)
    return a != NULL && a->dispute != NULL;
  if (strcmp(f->reviewed, "again") == 0)
    return cop_reopen_of(again->items, again->n, q->id) != NULL;
  if (strcmp(f->reviewed, "twice") == 0)
    return a != NULL && a->second_reviewer != NULL;
  return (a != NULL && a->reviewer != NULL) == (strcmp(f->reviewed, "yes") == 0);
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
                                           { "confidence", N_("Confidence"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "second_reviewer", N_("Second reviewer"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "dispute", N_("Where reviewers differ"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "again", N_("Why it must be looked at again"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  Again again = find_again(p);
  Filter f = read_filter(p);
  CopGrid *g = cop_grid_new(p, "legal-review", T_("Legal review"), columns, G_N_ELEMENTS(columns));
  g->empty = T_("No question fits this choice.");
  for (size_t i = 0; i < p->m->questions.n; i++) {
    const CopQuestion *q = &p->m->questions.items[i];
    if (!passes(p->m, &f, q, &again))
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
    const CopReopened *reopened = cop_reopen_of(again.items, again.n, q->id);
    if (reopened != NULL) {
      cop_grid_text(&c[14], reopened->reasons[0].why);
      c[2].under = T_("look again");
    }
    if (a == NULL)
      continue;
    cop_grid_text(&c[5], a->citation);
    cop_grid_text(&c[6], a->reviewer);
    cop_grid_text(&c[8], a->finding);
    cop_grid_text(&c[9], a->gap);
    cop_grid_text(&c[10], a->next_action);
    cop_grid_text(&c[11], cop_words(COP_WORDS_CONFIDENCE)->words[a->confidence]);
    cop_grid_text(&c[12], a->second_reviewer);
    cop_grid_text(&c[13], a->dispute);
    c[6].under = a->dispute != NULL ? T_("reviewers differ") : a->second_reviewer;
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
        write_option(p, "twice", T_("Reviewed by two"), f.reviewed);
        write_option(p, "disputed", T_("Reviewers differ"), f.reviewed);
        write_option(p, "again", T_("To be looked at again"), f.reviewed);
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
                                   .action = T_("Gaps in order"),
                                   .action_url = cop_url_path(p->a, "law", "gaps", NULL),
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
  Again again = find_again(p);
  if (again.n > 0)
    cop_part_notice(p, COP_NOTICE_WARN, NULL,
                    cop_arena_printf(p->a, cop_ntr(p->words, "%s answer must be looked at again, because a standard or a law behind it has changed.",
                                                   "%s answers must be looked at again, because a standard or a law behind them has changed.", again.n),
                                     cop_say_int(p, (int64_t)again.n)));
  write_filter(p);
  cop_part_grid(question_grid(p));
  COP_EL (p->h, COP_P)
    COP_TEXT(p->h, COP_A, T_("Texts of laws"), cop_link(COP_A_HREF, cop_url_path(p->a, "law", "texts", NULL)));
}

/* --- the gaps --- */

static const char *
arithmetic(CopPage *p, const CopScore *s)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (size_t i = 0; i < s->n; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? " × " : "", cop_say_figure(p, s->terms[i].value));
  return cop_arena_strdup(p->a, text->str);
}

/* The strongest force among the clauses behind a question, as it binds the
 * country: the score says which factor that gave. */
static const char *
obligation(CopPage *p, const CopQuestion *q)
{
  CopForce best = COP_FORCE_MAX;
  for (size_t i = 0; i < q->standards.n; i++) {
    const CopRequirement *r = cop_model_requirement(p->m, q->standards.items[i]);
    if (best == COP_FORCE_MAX || cop_gap_force_factor(r->force, COP_TREATY_PARTY) > cop_gap_force_factor(best, COP_TREATY_PARTY))
      best = r->force;
  }
  return best == COP_FORCE_MAX ? T_("no clause") : cop_say_word(p, COP_WORDS_FORCE, (int)best);
}

static const char *
measures_of(CopPage *p, const CopGap *gap)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (size_t i = 0; i < gap->n_servers; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", gap->servers[i].measure->id);
  return gap->n_servers == 0 ? T_("none") : cop_arena_strdup(p->a, text->str);
}

static CopGrid *
gap_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "rank", N_("Rank"), COP_CELL_INT, 0, 0 },
                                           { "question", N_("Question"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "answer", N_("Answer"), COP_CELL_TEXT, 0, 0 },
                                           { "score", N_("Gap score"), COP_CELL_REAL, 2, 0 },
                                           { "obligation", N_("Strongest clause"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "gap", N_("What is missing"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "next_action", N_("Next"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "measures", N_("Measures that answer it"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "drafting", N_("To the drafter"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "id", N_("No."), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "law-gaps", T_("Gaps of the law"), columns, G_N_ELEMENTS(columns));
  g->empty = T_("Every question is met or does not apply.");
  g->note = T_("Score = weight of the question (1 to 5) × share that is open (not 1, unknown 1, partly 0.5) × force of the strongest clause behind it. The factors are editorial estimates.");
  int64_t rank = 0;
  for (size_t i = 0; i < p->s->gaps->n; i++) {
    const CopGap *gap = &p->s->gaps->items[i];
    if (gap->kind != COP_GAP_LAW)
      continue;
    const CopAnswer *a = gap->answer;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_int(&c[0], ++rank);
    cop_grid_field(g, &c[1], COP_ENTITY_question, gap->question, "text");
    c[1].link = cop_url_record(p, COP_ENTITY_question, gap->id);
    c[1].under = gap->id;
    cop_grid_text(&c[2], cop_say_word(p, COP_WORDS_ANSWER, (int)gap->status));
    c[2].chip = cop_chip_answer(gap->status);
    cop_grid_real(&c[3], gap->score.value);
    c[3].under = arithmetic(p, &gap->score);
    cop_grid_text(&c[4], obligation(p, gap->question));
    cop_grid_text(&c[7], measures_of(p, gap));
    cop_grid_text(&c[9], gap->id);
    if (a == NULL)
      continue;
    cop_grid_text(&c[5], a->gap);
    cop_grid_text(&c[6], a->next_action);
    cop_grid_text(&c[8], a->drafting);
    c[5].lang = c[6].lang = "en";
  }
  return g;
}

void
cop_tables_law_gaps(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, gap_grid(p));
}

void
cop_page_law_gaps(CopPage *p)
{
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Gaps of the law"),
                                   .nav = "/law",
                                   .parent = T_("Law"),
                                   .parent_url = cop_url_path(p->a, "law", NULL),
                                   .lead = T_("What is not wholly provided for, first what matters most to children and binds most strongly. Each leads to an instruction for whoever drafts.") });
  cop_part_grid(gap_grid(p));
}
