/* SPDX-License-Identifier: Apache-2.0
 *
 * check/surveys.c -- one survey given as two findings.
 *
 * A survey is cited by its title, by one of the bodies behind it, by another
 * of them, and its result as 20.2 %, 2 of 10 or one in five. Two shares that
 * are equal within COP_SAME_SHARE, close together, each with a source of its
 * own wording behind which the model knows one survey, are one finding. So
 * are a share and a head count of COP_HEADS and more when the text sets the
 * second beside the first as a finding of its own (class `other-finding`). Spared is a text that says so: "the same
 * study", "that is", "or about" (class `same-source`), or that names the
 * survey in both places.
 */
#include <math.h>

#include "check/lint_priv.h"

/* Rounding to whole per cent, or to tenths in words, moves a share by less. */
#define COP_SAME_SHARE 0.006
/* A survey's share scaled to the children of a country is no smaller. */
#define COP_HEADS 50000
enum { SENTENCES_APART = 3 };

/* How one sentence stands to one survey. */
typedef struct {
  bool named; /* by title */
  bool maker; /* by a body behind it */
} Standing;

static Standing
standing_of(const CopLint *k, const CopLintSurvey *s, CopTokenRange figure)
{
  return (Standing){ cop_lint_within(k, &s->names, figure, COP_REACH_SENTENCE), cop_lint_within(k, &s->makers, figure, COP_REACH_SENTENCE) };
}

static bool
about_children(const CopLint *k, const CopFigure *f)
{
  return cop_lint_class_within(k, COP_LINT_CLASS_CHILD, f->range, COP_REACH_SENTENCE);
}

static bool
said_to_be_same(const CopLint *k, const CopFigure *a, const CopFigure *b)
{
  CopTokenRange both = { a->range.first, b->range.end };
  return cop_lint_class_within(k, COP_LINT_CLASS_SAME_SOURCE, both, COP_REACH_SENTENCE);
}

static const CopSurvey *
one_survey(const CopLint *k, const CopFigure *a, const CopFigure *b)
{
  for (size_t i = 0; i < k->l->n_surveys; i++) {
    const CopLintSurvey *s = &k->l->surveys[i];
    Standing x = standing_of(k, s, a->range), y = standing_of(k, s, b->range);
    /* Named in both places: the reader sees that it is one. Named in neither: too little is known. */
    if ((x.named != y.named) && (x.named || x.maker) && (y.named || y.maker))
      return s->survey;
  }
  return NULL;
}

static void
check_pair(CopLint *k, const CopFigure *a, const CopFigure *b)
{
  bool shares = a->kind == COP_FIGURE_SHARE && b->kind == COP_FIGURE_SHARE && fabs(a->value - b->value) <= COP_SAME_SHARE;
  bool scaled = a->kind == COP_FIGURE_SHARE && b->kind == COP_FIGURE_COUNT && b->value >= COP_HEADS &&
                cop_lint_class_within(k, COP_LINT_CLASS_OTHER_FINDING, b->range, COP_REACH_SENTENCE);
  uint32_t from = k->t->at[a->range.first].sentence, to = k->t->at[b->range.first].sentence;
  if ((!shares && !scaled) || to == from || to - from > SENTENCES_APART)
    return;
  if (!about_children(k, a) || !about_children(k, b) || said_to_be_same(k, a, b))
    return;
  const CopSurvey *survey = one_survey(k, a, b);
  if (survey == NULL)
    return;
  cop_lint_add(k, COP_DIAG_DOUBLE_COUNT, COP_SEVERITY_ERROR, "double-count", (CopTokenRange){ a->range.first, b->range.end },
               cop_arena_printf(k->arena, "'%s' and '%s' are one result of one survey (%s), given as two findings",
                                cop_tokens_text(k->arena, k->t, a->range), cop_tokens_text(k->arena, k->t, b->range), survey->title),
               "give the figure once, with the survey's title, its population and the time of its interviews");
}

void
cop_lint_surveys(CopLint *k)
{
  size_t n = k->n_figures;
  const CopFigure *f = k->figures;
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n && k->t->at[f[j].range.first].sentence - k->t->at[f[i].range.first].sentence <= SENTENCES_APART; j++)
      check_pair(k, &f[i], &f[j]);
}
