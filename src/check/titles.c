/* SPDX-License-Identifier: Apache-2.0
 *
 * check/titles.c -- where an outdated word may stand: in the name of a treaty,
 * law, report or body, in a reference entry, and where the word itself is
 * discussed. Names known to the model and the title rules are marked before
 * (CopLint.named); here is what shows by quotation marks, emphasis and the
 * shape of references.
 */
#include <string.h>

#include "check/lint_priv.h"

/* Words in a range, and how many of those longer than three letters carry a
 * capital. Short words are lower case in titles too. */
static void
count_words(const CopTokens *t, CopTokenRange r, unsigned *words, unsigned *long_words, unsigned *capitals)
{
  *words = *long_words = *capitals = 0;
  for (uint32_t i = r.first; i < r.end; i++) {
    if (t->at[i].kind == COP_TOKEN_SIGN)
      continue;
    ++*words;
    if (t->at[i].kind != COP_TOKEN_WORD || t->at[i].end - t->at[i].start <= 3)
      continue;
    ++*long_words;
    *capitals += (t->at[i].flags & COP_TOKEN_CAPITAL) != 0;
  }
}

static bool
holds(CopTokenRange outer, CopTokenRange inner)
{
  return outer.first <= inner.first && inner.end <= outer.end;
}

/* Set off by marks or emphasis: a title when most words carry capitals, or
 * when it is no sentence of its own and longer than the term. */
static bool
is_set_title(const CopTokens *t, CopTokenRange outer)
{
  unsigned words, long_words, capitals;
  count_words(t, outer, &words, &long_words, &capitals);
  return words >= 3 && words <= 30 && long_words > 1 && capitals * 10 >= long_words * 8;
}

/* "child porn", “child pornography materials”: the word is shown, not used. */
static bool
is_shown(const CopTokens *t, CopTokenRange outer, CopTokenRange term)
{
  unsigned words, term_words, long_words, capitals;
  count_words(t, outer, &words, &long_words, &capitals);
  count_words(t, term, &term_words, &long_words, &capitals);
  return words <= term_words + 2;
}

/* Is the quotation said to be a title: the report "...", entitled "..."? */
static bool
announced(const CopLint *k, CopTokenRange outer)
{
  if (outer.first < 2)
    return false;
  uint32_t before = outer.first - 2; /* before the mark */
  if (cop_token_is(k->t, before, ':') && before > 0)
    before--;
  const CopMatch *m = cop_lint_class_at(k, COP_LINT_CLASS_TITLE_ANNOUNCE, before, before + 1);
  return m != NULL && m->whole.end == before + 1;
}

/* In a quotation that is a title, or that shows the term only. */
static bool
in_quotes(const CopLint *k, CopTokenRange term, bool as_title)
{
  const CopTokens *t = k->t;
  for (uint32_t q = 0; q < t->n_quotes && t->quotes[q].first <= term.first; q++) {
    if (!holds(t->quotes[q], term))
      continue;
    if (as_title ? is_set_title(t, t->quotes[q]) || announced(k, t->quotes[q]) : is_shown(t, t->quotes[q], term))
      return true;
  }
  return false;
}

static bool
emphasised(const CopLint *k, CopTokenRange term, bool longer)
{
  const CopTokens *t = k->t;
  size_t n;
  const CopSpan *spans = cop_extract_spans(t->extract, &n);
  size_t start = t->at[term.first].start, end = t->at[term.end - 1].end;
  for (size_t i = 0; i < n && spans[i].start <= start; i++) {
    if (spans[i].kind == COP_SPAN_CODE || spans[i].end < end)
      continue;
    bool is_longer = (spans[i].end - spans[i].start) > (end - start) + 4;
    if (is_longer == longer && spans[i].end - spans[i].start < 300)
      return true;
  }
  return false;
}

/* An entry of a list of references: "Surname, A. (2003). Title" or a line with
 * volume and pages. */
static bool
in_reference(const CopLint *k, CopTokenRange term)
{
  const CopTokens *t = k->t;
  uint32_t s = t->at[term.first].sentence;
  CopTokenRange here = t->sentences[s];
  for (uint32_t i = here.first; i + 2 < term.first; i++)
    if (cop_token_is(t, i, '(') && (t->at[i + 1].flags & COP_TOKEN_YEAR) != 0 && i > here.first + 1 &&
        (cop_token_is(t, i - 1, '.') || cop_token_is(t, i - 1, ',')))
      return true;
  if (s > 0) {
    CopTokenRange before = t->sentences[s - 1];
    if (before.end - before.first > 4 && before.end - before.first < 40 && cop_token_is(t, before.end - 1, '.') &&
        cop_token_is(t, before.end - 2, ')') && (t->at[before.end - 3].flags & COP_TOKEN_YEAR) != 0)
      return true;
  }
  return false;
}

bool
cop_lint_in_title(const CopLint *k, CopTokenRange term)
{
  bool named = true;
  for (uint32_t i = term.first; i < term.end; i++)
    named = named && k->named[i] != 0;
  return named || in_quotes(k, term, true) || emphasised(k, term, true) || in_reference(k, term);
}

bool
cop_lint_mentioned(const CopLint *k, CopTokenRange term)
{
  if (in_quotes(k, term, false) || emphasised(k, term, false))
    return true;
  for (size_t i = 0; i < k->l->n_rules; i++) {
    const CopLintRuleCompiled *c = &k->l->rules[i];
    if (c->rule->kind != COP_LINT_MENTION)
      continue;
    for (size_t p = 0; p < c->patterns.n; p++)
      if (cop_patterns_around(k->m, c->patterns.at[p], term))
        return true;
  }
  return false;
}
