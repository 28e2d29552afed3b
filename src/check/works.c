/* SPDX-License-Identifier: Apache-2.0
 *
 * check/works.c -- laws, treaties, general comments and editions as texts cite
 * them: do number, title and year belong together, and was the work still in
 * force when the text was written?
 *
 * The name of a work is found by its patterns; what stands right beside it
 * ("RA 9775, otherwise known as the ...", "(RA 9775)", "of 2009", "(1989)") is
 * held against the record. A sentence that tells the past (class `history`)
 * may cite what is no longer in force.
 */
#include <stdlib.h>
#include <string.h>

#include "check/lint_priv.h"

/* A mention of a law by number or title. */
typedef struct {
  CopTokenRange range;
  const CopLaw *law; /* NULL: a number the model does not know */
  bool by_number;
} Mention;

static int
by_place(const void *a, const void *b)
{
  const Mention *x = a, *y = b;
  if (x->range.first != y->range.first)
    return x->range.first < y->range.first ? -1 : 1;
  return x->range.end > y->range.end ? -1 : x->range.end < y->range.end;
}

static void
gather(const CopLint *k, GArray *all, const CopPatternIds *ids, const CopLaw *law, bool by_number)
{
  size_t n;
  const CopMatch *at = cop_lint_matches(k, ids, &n);
  for (size_t i = 0; i < n; i++) {
    Mention m = { at[i].whole, law, by_number };
    g_array_append_val(all, m);
  }
}

/* "Republic Act No. 11939": numbers without a record. */
static void
gather_unknown(const CopLint *k, GArray *all)
{
  const CopTokens *t = k->t;
  guint known = all->len;
  int64_t republic_word = cop_tokens_word(t, "republic"), act_word = cop_tokens_word(t, "act"), ra_word = cop_tokens_word(t, "ra");
  for (uint32_t i = 0; i < t->n; i++) {
    bool republic = t->at[i].word == republic_word && i + 1 < t->n && t->at[i + 1].word == act_word;
    bool ra = t->at[i].word == ra_word && (t->at[i].flags & COP_TOKEN_CAPITALS) != 0;
    if (!republic && !ra)
      continue;
    uint32_t p = i + (republic ? 2 : 1);
    while (p < t->n && p < i + 5 && t->at[p].kind != COP_TOKEN_NUMBER)
      p++;
    if (cop_token_integer(t, p) < 1000)
      continue;
    Mention m = { { i, p + 1 }, NULL, true };
    bool has_record = false;
    for (guint x = 0; x < known && !has_record; x++)
      has_record = g_array_index(all, Mention, x).range.first == i;
    if (!has_record)
      g_array_append_val(all, m);
  }
}

/* Of mentions that overlap the longest stays. */
static void
keep_longest(GArray *all)
{
  if (all->len > 1)
    qsort(all->data, all->len, sizeof(Mention), by_place);
  guint kept = 0;
  for (guint i = 0; i < all->len; i++) {
    Mention m = g_array_index(all, Mention, i);
    if (kept > 0 && m.range.first < g_array_index(all, Mention, kept - 1).range.end)
      continue;
    g_array_index(all, Mention, kept++) = m;
  }
  g_array_set_size(all, kept);
}

/* Do only words that join a number to its title stand between? */
static bool
joined(const CopLint *k, CopTokenRange a, CopTokenRange b, bool number_second)
{
  static const char *const words[] = { "or", "the", "also", "known", "as", "otherwise", "called", "entitled", "titled", "commonly", "an", "act",
                                       "s", "a", "k", "aka", "better", "popularly", "more", "referred", "to", "series", "of", "simply" };
  enum { FAR = 12 };
  const CopTokens *t = k->t;
  if (b.first < a.end || b.first - a.end > FAR)
    return false;
  /* In a list of laws the next number follows a title with nothing between. */
  if (number_second && !cop_token_is(t, a.end, '(') && !cop_token_is(t, a.end, ',') && strcmp(cop_token_key(t, a.end), "or") != 0)
    return false;
  for (uint32_t i = a.end; i < b.first; i++) {
    if (t->at[i].kind == COP_TOKEN_SIGN) {
      /* "a.k.a." has stops that end nothing. */
      if (cop_token_is(t, i, ';') || (cop_token_is(t, i, '.') && (i == a.end || strlen(cop_token_key(t, i - 1)) > 1)))
        return false;
      continue;
    }
    bool fits = (t->at[i].flags & COP_TOKEN_YEAR) != 0;
    for (size_t w = 0; w < G_N_ELEMENTS(words) && !fits; w++)
      fits = strcmp(cop_token_key(t, i), words[w]) == 0;
    if (!fits)
      return false;
  }
  return true;
}

/* Does a text hold this year? */
static bool
names_year(const char *text, int year)
{
  char digits[8];
  g_snprintf(digits, sizeof digits, "%d", year);
  return text != NULL && strstr(text, digits) != NULL;
}

/* "Act of 2010", "Act, 2010", "Act (2010)", "RA 9775 (2010)" right after a range; 0 when no year follows. */
static int
year_after(const CopLint *k, uint32_t i, uint32_t *end)
{
  const CopTokens *t = k->t;
  uint32_t p = i;
  if (p < t->n && (cop_token_is(t, p, '(') || cop_token_is(t, p, ',') || strcmp(cop_token_key(t, p), "of") == 0))
    p++;
  else
    return 0;
  if (p >= t->n || (t->at[p].flags & COP_TOKEN_YEAR) == 0 || t->at[p].sentence != t->at[i].sentence)
    return 0;
  if (cop_token_is(t, i, '(') && !cop_token_is(t, p + 1, ')'))
    return 0;
  /* "Act, 2010 to 2015", "of 2010/2011": not the year of the work. */
  if (p + 1 < t->n && (cop_token_is(t, p + 1, '/') || cop_token_is(t, p + 1, '-')))
    return 0;
  *end = p + 1;
  return cop_token_integer(t, p);
}

/* "was adopted by the General Assembly in 1989", "signed into law on 30 July
 * 2022": the year a sentence gives for the act itself; 0 when it gives none. */
static int
year_of_act(const CopLint *k, uint32_t i, const char *const *verbs, size_t n_verbs, uint32_t *end)
{
  enum { TO_VERB = 4, TO_YEAR = 12 };
  const CopTokens *t = k->t;
  uint32_t limit = i == 0 ? 0 : t->sentences[t->at[i - 1].sentence].end, verb = i;
  bool found = false;
  for (; verb < MIN(limit, i + TO_VERB) && !found; verb++)
    for (size_t v = 0; v < n_verbs && !found; v++)
      found = strcmp(cop_token_key(t, verb), verbs[v]) == 0;
  if (!found)
    return 0;
  for (uint32_t p = verb; p < MIN(limit, verb + TO_YEAR); p++) {
    const char *key = cop_token_key(t, p);
    /* Another act follows: its year is not ours. */
    if (t->at[p].kind == COP_TOKEN_SIGN && (cop_token_is(t, p, ';') || cop_token_is(t, p, ':')))
      return 0;
    if (strcmp(key, "and") == 0 || g_str_has_prefix(key, "ratif") || strcmp(key, "resolution") == 0 || g_str_has_prefix(key, "amend"))
      return 0;
    if ((t->at[p].flags & COP_TOKEN_YEAR) != 0) {
      *end = p + 1;
      return cop_token_integer(t, p);
    }
  }
  return 0;
}

static bool
law_has_year(const CopLaw *law, int year)
{
  return cop_lint_year(law->adopted) == year || names_year(law->title, year) || names_year(law->short_title, year);
}

static const char *
law_cited(const CopLint *k, const CopLaw *law)
{
  return cop_arena_printf(k->arena, "write '%s (%s)'", cop_lint_law_name(law), law->number);
}

static void
judge_pair(CopLint *k, const Mention *a, const Mention *b)
{
  const Mention *number = a->by_number ? a : b, *title = a->by_number ? b : a;
  if (a->by_number == b->by_number || title->law == NULL || number->law == title->law)
    return;
  cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-law", (CopTokenRange){ a->range.first, b->range.end },
               number->law != NULL ? cop_arena_printf(k->arena, "%s is not the %s", number->law->number, cop_lint_law_name(title->law))
                                   : cop_arena_printf(k->arena, "this number is not that of the %s", cop_lint_law_name(title->law)),
               law_cited(k, title->law));
}

static void
judge_year(CopLint *k, const Mention *m)
{
  static const char *const verbs[] = { "enacted", "passed", "signed", "approved", "adopted" };
  uint32_t end = 0;
  int year = m->law == NULL ? 0 : year_after(k, m->range.end, &end);
  if (year == 0 && m->law != NULL)
    year = year_of_act(k, m->range.end, verbs, G_N_ELEMENTS(verbs), &end);
  if (year == 0 || law_has_year(m->law, year))
    return;
  cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-law", (CopTokenRange){ m->range.first, end },
               cop_arena_printf(k->arena, "%s is not of %d", m->law->number, year), law_cited(k, m->law));
}

static bool
tells_past(const CopLint *k, CopTokenRange r)
{
  return cop_lint_class_within(k, COP_LINT_CLASS_HISTORY, r, COP_REACH_SENTENCE);
}

static void
judge_repealed(CopLint *k, const Mention *m)
{
  if (m->law == NULL || m->law->status != COP_LAW_REPEALED || tells_past(k, m->range))
    return;
  const CopLaw *by = cop_model_law(k->l->model, m->law->repealed_by);
  if (by == NULL || !cop_lint_over(k, by->adopted))
    return;
  cop_lint_add(k, COP_DIAG_SUPERSEDED, COP_SEVERITY_ERROR, "superseded-law", m->range,
               cop_arena_printf(k->arena, "%s was repealed by %s (%s)", m->law->number, by->number, by->adopted),
               cop_arena_printf(k->arena, "cite %s (%s), or say that you describe the past", cop_lint_law_name(by), by->number));
}

static void
check_laws(CopLint *k)
{
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Mention));
  for (size_t i = 0; i < k->l->n_laws; i++) {
    gather(k, all, &k->l->laws[i].numbers, k->l->laws[i].law, true);
    gather(k, all, &k->l->laws[i].titles, k->l->laws[i].law, false);
  }
  if (k->l->n_laws > 0)
    gather_unknown(k, all);
  keep_longest(all);
  for (guint i = 0; i < all->len; i++) {
    const Mention *m = &g_array_index(all, Mention, i), *next = i + 1 < all->len ? m + 1 : NULL, *before = i > 0 ? m - 1 : NULL;
    if (next != NULL && joined(k, m->range, next->range, next->by_number))
      judge_pair(k, m, next);
    judge_year(k, m);
    /* Number and title of one law side by side are one citation. */
    if (before == NULL || before->law != m->law || !joined(k, before->range, m->range, m->by_number))
      judge_repealed(k, m);
  }
}

/* --- instruments --- */

static bool
instrument_has_year(const CopInstrument *x, int year)
{
  if (cop_lint_year(x->adopted) == year || cop_lint_year(x->valid_from) == year || names_year(x->title, year) || names_year(x->short_title, year) ||
      names_year(x->cite_as, year) || names_year(x->version, year))
    return true;
  for (size_t i = 0; i < x->aliases.n; i++)
    if (names_year(x->aliases.items[i], year))
      return true;
  return false;
}

/* Treaties that carry a name others share ("protocol", "guidelines") are told apart by year only. */
static bool
others_have_year(const CopLint *k, const CopMatch *m, int year)
{
  for (size_t i = 0; i < k->l->n_instruments; i++) {
    const CopLintInstrument *x = &k->l->instruments[i];
    if (!instrument_has_year(x->instrument, year))
      continue;
    size_t n;
    const CopMatch *at = cop_lint_matches(k, &x->names, &n);
    for (size_t j = 0; j < n; j++)
      if (at[j].whole.first < m->whole.end && m->whole.first < at[j].whole.end)
        return true;
  }
  return false;
}

static void
judge_instrument_year(CopLint *k, const CopInstrument *x, const CopMatch *m)
{
  CopTokenRange r = m->whole;
  uint32_t end = 0, before = r.first;
  static const char *const verbs[] = { "adopted", "approved" };
  int year = year_after(k, r.end, &end);
  if (year == 0)
    year = year_of_act(k, r.end, verbs, G_N_ELEMENTS(verbs), &end);
  /* "the 1989 Convention" */
  while (year == 0 && before > 0 && r.first - before < 3) {
    before--;
    const char *key = cop_token_key(k->t, before);
    if (strcmp(key, "un") != 0 && strcmp(key, "united") != 0 && strcmp(key, "nations") != 0) {
      if ((k->t->at[before].flags & COP_TOKEN_YEAR) != 0 && before > 0 && strcmp(cop_token_key(k->t, before - 1), "the") == 0) {
        year = cop_token_integer(k->t, before);
        r.first = before;
      }
      break;
    }
  }
  if (year == 0 || instrument_has_year(x, year) || others_have_year(k, m, year))
    return;
  r.end = MAX(r.end, end);
  cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-year", r,
               cop_arena_printf(k->arena, "%s is not of %d", x->short_title, year),
               cop_arena_printf(k->arena, "write '%s'", x->cite_as != NULL ? x->cite_as : x->title));
}

static bool
holds_number(const CopTokens *t, CopTokenRange r)
{
  for (uint32_t i = r.first; i < r.end; i++)
    if (t->at[i].kind == COP_TOKEN_NUMBER)
      return true;
  return false;
}

/* An older version is told by a number or year in its name; a bare name means
 * whichever version is current. */
static void
judge_instrument_current(CopLint *k, const CopInstrument *x, const CopMatch *m)
{
  const CopInstrument *next = cop_model_instrument(k->l->model, x->superseded_by);
  const char *since = next == NULL ? NULL : next->valid_from != NULL ? next->valid_from : next->adopted;
  if (next == NULL || !cop_lint_over(k, since) || !holds_number(k->t, m->whole) || tells_past(k, m->whole))
    return;
  cop_lint_add(k, COP_DIAG_SUPERSEDED, COP_SEVERITY_WARNING, "superseded-edition", m->whole,
               cop_arena_printf(k->arena, "%s was replaced by %s", x->short_title, next->cite_as != NULL ? next->cite_as : next->title),
               cop_arena_printf(k->arena, "cite %s, or say that you describe the past", next->short_title));
}

static void
check_instruments(CopLint *k)
{
  for (size_t i = 0; i < k->l->n_instruments; i++) {
    const CopLintInstrument *c = &k->l->instruments[i];
    const CopInstrument *x = c->instrument;
    size_t n;
    const CopMatch *at = cop_lint_matches(k, &c->names, &n);
    for (size_t m = 0; m < n; m++) {
      if (x->kind == COP_INSTRUMENT_TREATY)
        judge_instrument_year(k, x, &at[m]);
      if (x->superseded_by != NULL)
        judge_instrument_current(k, x, &at[m]);
    }
  }
}

/* --- general comments --- */

/* The number of a comment of the Committee: its field, or "No. 25" of its title. */
static int
comment_number(const CopInstrument *x)
{
  const char *s = x->number != NULL ? x->number : x->title == NULL ? NULL : strstr(x->title, "No. ");
  if (s == NULL)
    return 0;
  while (*s != '\0' && !g_ascii_isdigit(*s))
    s++;
  return (int)strtol(s, NULL, 10);
}

/* The subject of a comment is what its title says after "in relation to", or after "on". */
static bool
subject_follows(const CopLint *k, const CopInstrument *x, uint32_t from)
{
  enum { FAR = 24 };
  const char *subject = strstr(x->title, "relation to ");
  subject = subject != NULL ? subject + strlen("relation to ") : strstr(x->title, " on ");
  if (subject == NULL)
    return false;
  g_auto(GStrv) words = g_strsplit_set(subject, " ,", -1);
  uint32_t end = MIN(k->t->sentences[k->t->at[from - 1].sentence].end, from + FAR);
  unsigned asked = 0, met = 0;
  for (guint w = 0; words[w] != NULL; w++) {
    if (strlen(words[w]) < 5)
      continue;
    asked++;
    g_autofree char *key = cop_word_key(words[w], strlen(words[w]));
    for (uint32_t i = from; i < end; i++)
      if (strcmp(cop_token_key(k->t, i), key) == 0) {
        met++;
        break;
      }
  }
  return asked >= 2 && asked == met;
}

static void
judge_comment(CopLint *k, uint32_t first, uint32_t at, int number)
{
  for (size_t i = 0; i < k->l->n_instruments; i++) {
    const CopInstrument *x = k->l->instruments[i].instrument;
    if (x->kind != COP_INSTRUMENT_GENERAL_COMMENT || comment_number(x) == 0)
      continue;
    bool subject = subject_follows(k, x, at + 1);
    uint32_t end = at + 1;
    int year = year_after(k, at + 1, &end);
    if (subject && comment_number(x) != number) {
      cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-number", (CopTokenRange){ first, at + 1 },
                   cop_arena_printf(k->arena, "the comment on this subject is %s", x->short_title),
                   cop_arena_printf(k->arena, "write '%s'", x->cite_as != NULL ? x->cite_as : x->title));
      return;
    }
    if (subject && year != 0 && !instrument_has_year(x, year))
      cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-year", (CopTokenRange){ first, end },
                   cop_arena_printf(k->arena, "%s is not of %d", x->short_title, year),
                   cop_arena_printf(k->arena, "write '%s'", x->cite_as != NULL ? x->cite_as : x->title));
  }
}

static void
check_comments(CopLint *k)
{
  const CopTokens *t = k->t;
  int64_t general = cop_tokens_word(t, "general"), fr = cop_tokens_word(t, "observation"), es = cop_tokens_word(t, "observacion");
  for (uint32_t i = 0; i + 2 < t->n; i++) {
    bool en = t->at[i].word == general, romance = t->at[i].word == fr || t->at[i].word == es;
    if ((!en && !romance) || !g_str_has_prefix(cop_token_key(t, i + 1), en ? "comment" : "general"))
      continue;
    uint32_t p = i + 2;
    while (p < t->n && p < i + 6 && t->at[p].kind != COP_TOKEN_NUMBER)
      p++;
    int number = cop_token_integer(t, p);
    if (number > 0 && number < 100)
      judge_comment(k, i, p, number);
  }
}

/* --- other works --- */

static void
check_cited(CopLint *k)
{
  for (size_t i = 0; i < k->l->n_works; i++) {
    const CopLintWork *c = &k->l->works[i];
    const CopCitedWork *w = c->work;
    if (w->ended == NULL || !cop_lint_over(k, w->ended))
      continue;
    size_t n;
    const CopMatch *at = cop_lint_matches(k, &c->names, &n);
    for (size_t m = 0; m < n; m++) {
      if ((c->needs.n > 0 && !cop_lint_within(k, &c->needs, at[m].whole, COP_REACH_TEXT)) || tells_past(k, at[m].whole))
        continue;
      cop_lint_add(k, COP_DIAG_SUPERSEDED, COP_SEVERITY_WARNING, "superseded-edition", at[m].marked,
                   cop_arena_printf(k->arena, "%s is no longer current (since %s)", w->title, w->ended),
                   w->replaced_by == NULL ? "cite what is in force" : cop_arena_printf(k->arena, "cite %s, or say that you describe the past", w->replaced_by));
    }
  }
}

void
cop_lint_works(CopLint *k)
{
  check_laws(k);
  check_instruments(k);
  check_comments(k);
  check_cited(k);
}
