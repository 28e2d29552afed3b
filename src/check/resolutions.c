/* SPDX-License-Identifier: Apache-2.0
 *
 * check/resolutions.c -- citations of ITU resolutions and conferences, held
 * against the conferences and the revisions the model knows.
 *
 * The form of a citation: Resolution 45 (Rev. Dubai, 2014) of the World
 * Telecommunication Development Conference; "Rev." never goes with place and
 * year of first adoption and always with a later one (ITU, General Rules of
 * Conferences). Council resolutions carry the year or session (Council 2009,
 * C09) and "modified". Also read: French and Spanish wording, organ before the
 * word ("WTDC Resolution 67", "PP-18 Resolutions 102 (..) and 140 (..)").
 *
 * What the catalogue does not know is no finding: a revision later than the
 * last known one, a number without rows, a chain whose beginning is missing.
 */
#include <stdlib.h>
#include <string.h>

#include "check/lint_priv.h"

enum { LOOK_BACK = 8, LOOK_AHEAD = 26, PARENTHESIS = 16 };

typedef struct {
  CopTokenRange range;
  int number;
  CopOrgan organ;      /* COP_ORGAN_MAX: not said */
  bool rev, modified;  /* said */
  const char *place;   /* as the model spells it, of the first conference there */
  int year;            /* of the parenthesis or session; 0: not said */
  bool own_parenthesis; /* place and year stand in brackets right after the number */
} Citation;

static bool
key_in(const CopLint *k, uint32_t i, const char *const *words, size_t n)
{
  if (i >= k->t->n || k->t->at[i].kind == COP_TOKEN_SIGN)
    return false;
  const char *key = cop_token_key(k->t, i);
  for (size_t w = 0; w < n; w++)
    if (strcmp(words[w], key) == 0)
      return true;
  return false;
}
#define KEY_IN(K, I, WORDS) key_in((K), (I), (WORDS), G_N_ELEMENTS(WORDS))

static int
year_at(const CopLint *k, uint32_t i)
{
  return i < k->t->n && (k->t->at[i].flags & COP_TOKEN_YEAR) != 0 ? cop_token_integer(k->t, i) : 0;
}

/* --- revisions --- */

static const CopInstrument *
row_at(const CopLint *k, size_t i, CopOrgan organ, int number)
{
  const CopInstrument *x = &k->l->model->instruments.items[i];
  if (x->kind != COP_INSTRUMENT_RESOLUTION || x->number == NULL || (organ != COP_ORGAN_MAX && x->organ != organ))
    return NULL;
  char *end;
  return strtol(x->number, &end, 10) == number && *end == '\0' ? x : NULL;
}

static int
row_year(const CopInstrument *x)
{
  return cop_lint_year(x->adopted);
}

static bool
row_is_revision(const CopInstrument *x)
{
  const char *form = x->version != NULL ? x->version : x->cite_as != NULL ? x->cite_as : "";
  return strstr(form, "Rev.") != NULL || strstr(form, "odified") != NULL || strstr(form, "mended") != NULL;
}

/* What the model knows of one resolution. */
typedef struct {
  const CopInstrument *first, *last; /* by year */
  const CopInstrument *cited;        /* the row of the citation's place and year */
  size_t n;
} Chain;

static Chain
chain_of(const CopLint *k, const Citation *c, CopOrgan organ)
{
  Chain chain = { 0 };
  for (size_t i = 0; i < k->l->model->instruments.n; i++) {
    const CopInstrument *x = row_at(k, i, organ, c->number);
    if (x == NULL)
      continue;
    chain.n++;
    if (chain.first == NULL || row_year(x) < row_year(chain.first))
      chain.first = x;
    if (chain.last == NULL || row_year(x) > row_year(chain.last))
      chain.last = x;
    bool same_place = c->place == NULL || x->place == NULL || strcmp(x->place, c->place) == 0;
    if (c->year != 0 && row_year(x) == c->year && same_place)
      chain.cited = x;
  }
  return chain;
}

/* The organ of a citation: said, or the only one that fits. */
static CopOrgan
organ_of(const CopLint *k, const Citation *c)
{
  if (c->organ != COP_ORGAN_MAX)
    return c->organ;
  CopOrgan only = COP_ORGAN_MAX, fits = COP_ORGAN_MAX;
  for (size_t i = 0; i < k->l->model->instruments.n; i++) {
    const CopInstrument *x = row_at(k, i, COP_ORGAN_MAX, c->number);
    if (x == NULL)
      continue;
    if (only == COP_ORGAN_MAX)
      only = x->organ;
    else if (only != x->organ)
      only = COP_ORGAN_OTHER;
    if (c->place != NULL && x->place != NULL && strcmp(x->place, c->place) == 0 && (c->year == 0 || c->year == row_year(x)))
      fits = x->organ;
  }
  if (fits != COP_ORGAN_MAX)
    return fits;
  return only == COP_ORGAN_OTHER ? COP_ORGAN_MAX : only;
}

/* --- reading --- */

static CopOrgan
organ_in(const CopLint *k, uint32_t from, uint32_t end)
{
  static const struct {
    CopLintClassId id;
    CopOrgan organ;
  } organs[] = { { COP_LINT_CLASS_ORGAN_PP, COP_ORGAN_PP },
                 { COP_LINT_CLASS_ORGAN_WTDC, COP_ORGAN_WTDC },
                 { COP_LINT_CLASS_ORGAN_WTSA, COP_ORGAN_WTSA },
                 { COP_LINT_CLASS_ORGAN_COUNCIL, COP_ORGAN_COUNCIL } };
  CopOrgan best = COP_ORGAN_MAX;
  uint32_t where = end;
  for (size_t i = 0; i < G_N_ELEMENTS(organs); i++) {
    const CopMatch *m = cop_lint_class_at(k, organs[i].id, from, where);
    if (m != NULL) {
      best = organs[i].organ;
      where = m->whole.first;
    }
  }
  return best;
}

/* A session or conference in one word: C09, C15, PP-18, WTDC-17. */
static int
session_year(const CopLint *k, uint32_t i, CopOrgan *organ)
{
  const CopToken *t = &k->t->at[i];
  const char *s = k->t->text + t->start;
  if (t->kind == COP_TOKEN_WORD && t->end - t->start == 3 && *s == 'C' && g_ascii_isdigit(s[1]) && g_ascii_isdigit(s[2])) {
    *organ = COP_ORGAN_COUNCIL;
    return 2000 + (s[1] - '0') * 10 + (s[2] - '0');
  }
  static const char *const series[] = { "pp", "wtdc", "cmdt", "wtsa", "amnt" };
  static const CopOrgan organs[] = { COP_ORGAN_PP, COP_ORGAN_WTDC, COP_ORGAN_WTDC, COP_ORGAN_WTSA, COP_ORGAN_WTSA };
  for (size_t x = 0; x < G_N_ELEMENTS(series); x++) {
    if (t->kind != COP_TOKEN_WORD || strcmp(cop_token_key(k->t, i), series[x]) != 0)
      continue;
    uint32_t n = cop_tokens_hard(k->t, i + 1);
    int v = n == i + 1 ? -1 : cop_token_integer(k->t, n);
    if (v >= 0 && v < 100 && (k->t->at[n].flags & COP_TOKEN_SPACED) == 0) {
      *organ = organs[x];
      return 2000 + v;
    }
  }
  return 0;
}

/* "(Rev. Bucharest, 2022)", "(WTDC, Kigali, 2022)", "(C09 Modified C15)" from
 * the opening bracket; returns the token after the closing one, 0 when it is
 * no such bracket. */
static uint32_t
read_parenthesis(const CopLint *k, uint32_t i, Citation *c)
{
  static const char *const revised[] = { "rev", "revised", "revisee", "revisada" };
  static const char *const modified[] = { "modified", "mod", "amended", "modifiee", "modificada", "last" };
  const CopTokens *t = k->t;
  if (!cop_token_is(t, i, '('))
    return 0;
  uint32_t end = i + 1;
  while (end < t->n && end < i + PARENTHESIS && !cop_token_is(t, end, ')'))
    end++;
  if (!cop_token_is(t, end, ')'))
    return 0;
  bool any = false;
  for (uint32_t p = i + 1; p < end; p++) {
    CopOrgan organ = COP_ORGAN_MAX;
    int session = session_year(k, p, &organ);
    if (KEY_IN(k, p, revised))
      c->rev = any = true;
    else if (KEY_IN(k, p, modified))
      c->modified = any = true;
    else if (session != 0) {
      c->organ = organ;
      c->year = session;
      any = true;
    } else if (year_at(k, p) != 0) {
      /* Of several years the last says the version: "(C09, modified 2015)". */
      c->year = year_at(k, p);
      any = true;
    } else if (c->place == NULL && cop_lint_place_at(k, p) != NULL) {
      c->place = cop_lint_place_at(k, p)->place;
      any = true;
    }
  }
  CopOrgan organ = organ_in(k, i + 1, end);
  if (organ != COP_ORGAN_MAX) {
    c->organ = organ;
    any = true;
  }
  return any ? end + 1 : 0;
}

/* What stands before the word: "2009 ITU Council Resolution", "PP-18 Resolutions". */
static void
read_before(const CopLint *k, uint32_t word, Citation *c)
{
  static const char *const glue[] = { "itu", "uit", "the", "s", "council", "conference", "session", "plenipotentiary", "plenipotentiaries", "world",
                                      "telecommunication", "development", "standardization", "assembly", "wtdc", "wtsa", "pp", "itu's" };
  const CopTokens *t = k->t;
  uint32_t begin = t->sentences[t->at[word].sentence].first, i = word;
  while (i > begin && word - i < LOOK_BACK) {
    uint32_t p = i - 1;
    bool number = t->at[p].kind == COP_TOKEN_NUMBER;
    if (!KEY_IN(k, p, glue) && !number && (t->at[p].flags & COP_TOKEN_SOFT) == 0)
      break;
    i = p;
  }
  CopOrgan organ = organ_in(k, i, word);
  if (organ != COP_ORGAN_MAX)
    c->organ = organ;
  for (uint32_t p = i; p < word; p++) {
    CopOrgan of_session = COP_ORGAN_MAX;
    int session = session_year(k, p, &of_session);
    if (session != 0) {
      c->organ = of_session;
      c->year = session;
    } else if (year_at(k, p) != 0 && organ != COP_ORGAN_MAX) {
      c->year = year_at(k, p);
    }
  }
  if (c->organ != COP_ORGAN_MAX && i < c->range.first)
    c->range.first = cop_tokens_hard(t, i);
}

/* What stands after the number: "of WTDC", "of the ITU Council 2009", "adopted
 * by the 2009 session of the Council", "of the Plenipotentiary Conference
 * (Busan, 2014)". */
static void
read_after(const CopLint *k, uint32_t i, Citation *c)
{
  static const char *const glue[] = { "of", "the", "itu", "uit", "by", "adopted", "approved", "passed", "session", "s", "de", "la", "del", "du", "l",
                                      "d", "el", "y", "adoptee", "adoptada", "par", "por", "lors", "at", "annual", "ordinary", "in", "world", "itu's" };
  const CopTokens *t = k->t;
  uint32_t limit = MIN(t->sentences[t->at[c->range.first].sentence].end, i + LOOK_AHEAD);
  uint32_t p = i, organ_end = 0;
  int year = 0;
  for (; p < limit; p++) {
    const CopMatch *organ = NULL;
    for (int x = COP_LINT_CLASS_ORGAN_PP; x <= COP_LINT_CLASS_ORGAN_COUNCIL && organ == NULL; x++)
      organ = cop_lint_class_at(k, (CopLintClassId)x, p, p + 1);
    if (organ != NULL && organ_end == 0) {
      if (c->organ == COP_ORGAN_MAX)
        c->organ = organ_in(k, p, p + 1);
      p = organ->whole.end - 1;
      organ_end = organ->whole.end;
    } else if (year_at(k, p) != 0 && (t->at[p].flags & COP_TOKEN_SPACED) != 0) {
      year = year_at(k, p);
      if (organ_end != 0)
        organ_end = p + 1;
    } else if (organ_end != 0 && cop_token_is(t, p, '(')) {
      Citation inner = { .organ = COP_ORGAN_MAX };
      uint32_t end = read_parenthesis(k, p, &inner);
      if (end == 0)
        break;
      if (inner.place != NULL && c->place == NULL) {
        c->place = inner.place;
        c->year = inner.year;
      }
      organ_end = end;
      p = end - 1;
    } else if (!KEY_IN(k, p, glue) && (t->at[p].flags & COP_TOKEN_SOFT) == 0) {
      break;
    }
  }
  if (organ_end == 0)
    return;
  if (c->year == 0)
    c->year = year;
  c->range.end = organ_end;
}

/* --- judging --- */

static const char *
name_of(const CopLint *k, const Citation *c)
{
  return cop_arena_printf(k->arena, "Resolution %d", c->number);
}

/* "ITU Plenipotentiary Conference" */
static const char *
organ_name(CopOrgan organ)
{
  return organ == COP_ORGAN_MAX ? "ITU conference" : cop_words(COP_WORDS_ORGAN)->docs[organ];
}

/* Can a resolution of this organ carry the number? The Council numbers from
 * 1000 on, conferences other than the Plenipotentiary have stayed below 120. */
static bool
number_fits(CopOrgan organ, int number)
{
  return organ == COP_ORGAN_COUNCIL ? number >= 1000 : organ == COP_ORGAN_PP ? number <= 1000 : number <= 120;
}

/* Place and year against the conferences. true: there was something to say. */
static bool
judge_conference(CopLint *k, const Citation *c, CopOrgan organ)
{
  if (c->place == NULL || c->year == 0 || cop_lint_conference(k, organ, c->place, c->year) != NULL)
    return false;
  /* Other bodies number resolutions and meet in these cities too. */
  if (organ == COP_ORGAN_MAX && !c->rev)
    return false;
  const char *years = cop_lint_years_of_place(k, organ, c->place), *remedy;
  if (years == NULL && organ != COP_ORGAN_MAX) {
    /* The place is right for another organ only. */
    const CopConference *other = cop_lint_conference(k, COP_ORGAN_MAX, c->place, c->year);
    years = cop_lint_years_of_place(k, COP_ORGAN_MAX, c->place);
    if (other != NULL && c->organ == COP_ORGAN_MAX && number_fits(other->organ, c->number))
      return false;
  }
  const char *message = cop_arena_printf(k->arena, "%s: no %s met at %s in %d", c->number > 0 ? name_of(k, c) : "the citation",
                                         organ_name(organ), c->place, c->year);
  const CopInstrument *meant = NULL;
  for (size_t i = 0; i < k->l->model->instruments.n && c->number > 0; i++) {
    const CopInstrument *x = row_at(k, i, organ, c->number);
    if (x != NULL && x->place != NULL && strcmp(x->place, c->place) == 0)
      meant = x;
  }
  if (meant != NULL && meant->cite_as != NULL)
    remedy = cop_arena_printf(k->arena, "write '%s'", meant->cite_as);
  else if (years != NULL)
    remedy = cop_arena_printf(k->arena, "%s: %s; compare with the Final Acts", c->place, years);
  else
    remedy = "compare with the Final Acts";
  cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-conference", c->range, message, remedy);
  return true;
}

/* The revision against the chain of revisions. */
static bool
judge_revision(CopLint *k, const Citation *c, const Chain *chain)
{
  if (chain->n == 0 || c->year == 0)
    return false;
  bool whole = !row_is_revision(chain->first);
  const char *last = chain->last->cite_as != NULL ? chain->last->cite_as : name_of(k, c);
  if (chain->cited == NULL) {
    bool between = whole && c->year >= row_year(chain->first) && c->year < row_year(chain->last);
    bool before = whole && c->year < row_year(chain->first);
    /* A place that fits the year was checked before; a year alone may name the year of another act. */
    if ((!between && !before) || c->modified || (c->place == NULL && c->organ == COP_ORGAN_MAX))
      return false;
    if (c->place == NULL && c->organ != COP_ORGAN_COUNCIL)
      return false;
    cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-revision", c->range,
                 cop_arena_printf(k->arena, "%s was neither adopted nor revised %s%s in %d", name_of(k, c), c->place != NULL ? "at " : "",
                                  c->place != NULL ? c->place : "by the Council", c->year),
                 cop_arena_printf(k->arena, "first adopted as '%s', last known version '%s'",
                                  chain->first->cite_as != NULL ? chain->first->cite_as : name_of(k, c), last));
    return true;
  }
  bool first = whole && chain->cited == chain->first;
  if (c->rev && first) {
    cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-revision", c->range,
                 cop_arena_printf(k->arena, "%s was first adopted at %s in %d: there is no 'Rev.' of it", name_of(k, c), chain->cited->place, c->year),
                 cop_arena_printf(k->arena, "write '%s'", chain->cited->cite_as));
    return true;
  }
  if (!c->rev && !c->modified && c->own_parenthesis && c->place != NULL && whole && row_is_revision(chain->cited)) {
    cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_WARNING, "citation-form", c->range,
                 cop_arena_printf(k->arena, "%s dates from %d; %s %d is a revision", name_of(k, c), row_year(chain->first), c->place, c->year),
                 cop_arena_printf(k->arena, "write '%s'", chain->cited->cite_as));
  }
  return false;
}

/* A version replaced when the text was written. */
static void
judge_current(CopLint *k, const Citation *c, const Chain *chain, bool newer_cited)
{
  const CopInstrument *x = chain->cited;
  /* A modified Council resolution keeps its number and is rightly cited by its first year. */
  if (x == NULL || x->superseded_by == NULL || newer_cited || x->organ == COP_ORGAN_COUNCIL)
    return;
  const CopInstrument *next = cop_model_instrument(k->l->model, x->superseded_by);
  if (next == NULL || !cop_lint_over(k, next->adopted) || cop_lint_class_within(k, COP_LINT_CLASS_HISTORY, c->range, COP_REACH_SENTENCE))
    return;
  /* By the date of the text the newest version it could know. */
  for (const CopInstrument *later; (later = cop_model_instrument(k->l->model, next->superseded_by)) != NULL; next = later)
    if (!cop_lint_over(k, later->adopted))
      break;
  cop_lint_add(k, COP_DIAG_SUPERSEDED, COP_SEVERITY_ERROR, "superseded-revision", c->range,
               cop_arena_printf(k->arena, "this version was replaced by '%s'%s", next->cite_as,
                                next->mark == COP_MARK_SOURCE || next->mark == COP_MARK_SECONDARY ? "" : " (from knowledge, not read)"),
               cop_arena_printf(k->arena, "cite '%s', or say that you describe the past", next->cite_as));
}

/* "WTDC Resolution 179": the number belongs to another body. */
static bool
judge_organ(CopLint *k, const Citation *c)
{
  if (c->organ == COP_ORGAN_MAX)
    return false;
  const CopInstrument *other = NULL;
  for (size_t i = 0; i < k->l->model->instruments.n; i++) {
    const CopInstrument *x = row_at(k, i, COP_ORGAN_MAX, c->number);
    if (x == NULL)
      continue;
    if (x->organ == c->organ || (other != NULL && other->organ != x->organ))
      return false;
    other = x;
  }
  if (other == NULL || number_fits(c->organ, c->number))
    return false;
  cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-organ", c->range,
               cop_arena_printf(k->arena, "%s is of the %s, not of the %s", name_of(k, c), organ_name(other->organ),
                                organ_name(c->organ)),
               cop_arena_printf(k->arena, "write '%s'", other->cite_as));
  return true;
}

/* --- titles --- */

/* Do all telling words of an instrument's title follow in the sentence? */
static bool
title_follows(const CopLint *k, uint32_t from, const CopInstrument *x)
{
  enum { FAR = 30 };
  const CopLintInstrument *c = &k->l->instruments[x - k->l->model->instruments.items];
  uint32_t end = MIN(k->t->sentences[k->t->at[from - 1].sentence].end, from + FAR);
  for (size_t w = 0; w < c->n_title; w++) {
    uint32_t i = from;
    while (i < end && strcmp(cop_token_key(k->t, i), c->title[w]) != 0)
      i++;
    if (i >= end)
      return false;
  }
  return c->n_title >= 2;
}

/* "Resolution 130 on ITU's role in child online protection". */
static bool
judge_title(CopLint *k, const Citation *c, CopOrgan organ, const Chain *chain)
{
  if (chain->n == 0 || chain->first->title == NULL || c->range.end >= k->t->n || title_follows(k, c->range.end, chain->last) ||
      title_follows(k, c->range.end, chain->first))
    return false;
  const CopModel *m = k->l->model;
  for (size_t i = 0; i < m->instruments.n; i++) {
    const CopInstrument *x = &m->instruments.items[i];
    if (x->kind != COP_INSTRUMENT_RESOLUTION || x->superseded_by != NULL || x->number == NULL || x->organ != organ ||
        g_strcmp0(x->number, chain->first->number) == 0 || !title_follows(k, c->range.end, x))
      continue;
    /* The citation that the title belongs to may follow. */
    cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-number", c->range,
                 cop_arena_printf(k->arena, "this is the title of Resolution %s, not of %s", x->number, name_of(k, c)),
                 cop_arena_printf(k->arena, "write '%s'", x->cite_as));
    return true;
  }
  return false;
}

static bool
names_itu(const CopLint *k, CopTokenRange r)
{
  CopTokenRange s = k->t->sentences[k->t->at[r.first].sentence];
  static const char *const itu[] = { "itu", "itu's", "uit" };
  for (uint32_t i = s.first; i < s.end; i++)
    if (KEY_IN(k, i, itu))
      return true;
  return false;
}

/* "Resolution 176 on ITU's role in child online protection", "Plenipotentiary
 * Resolution 67 on child online protection": a number without a row, with the
 * title of another resolution. */
static bool
judge_stranger(CopLint *k, const Citation *c)
{
  const CopModel *m = k->l->model;
  if ((c->organ == COP_ORGAN_MAX && !names_itu(k, c->range)) || c->range.end >= k->t->n)
    return false;
  for (size_t i = 0; i < m->instruments.n; i++) {
    const CopInstrument *x = &m->instruments.items[i];
    if (x->kind != COP_INSTRUMENT_RESOLUTION || x->superseded_by != NULL || x->number == NULL || !title_follows(k, c->range.end, x))
      continue;
    if (c->organ != COP_ORGAN_MAX && x->organ != c->organ && g_ascii_strtoll(x->number, NULL, 10) != c->number)
      continue;
    cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-number", c->range,
                 cop_arena_printf(k->arena, "this is the title of Resolution %s of the %s", x->number, organ_name(x->organ)),
                 cop_arena_printf(k->arena, "write '%s'", x->cite_as));
    return true;
  }
  return false;
}

/* Does the sentence cite a later version of the same resolution too? */
static bool
newer_cited(const CopLint *k, const GArray *all, guint at)
{
  const Citation *c = &g_array_index(all, Citation, at);
  for (guint i = 0; i < all->len; i++) {
    const Citation *x = &g_array_index(all, Citation, i);
    if (x->number == c->number && x->year > c->year && k->t->at[x->range.first].sentence == k->t->at[c->range.first].sentence)
      return true;
  }
  return false;
}

static void
judge(CopLint *k, const GArray *all, guint at)
{
  Citation *c = &g_array_index(all, Citation, at);
  CopOrgan organ = organ_of(k, c);
  Chain chain = organ == COP_ORGAN_MAX ? (Chain){ 0 } : chain_of(k, c, organ);
  if (judge_conference(k, c, organ) || judge_organ(k, c) || judge_revision(k, c, &chain) || (chain.n == 0 && judge_stranger(k, c)))
    return;
  if (organ != COP_ORGAN_MAX)
    judge_title(k, c, organ, &chain);
  judge_current(k, c, &chain, newer_cited(k, all, at));
}

/* One citation from its number at i; returns the token after it. */
static uint32_t
read_citation(const CopLint *k, uint32_t word, uint32_t i, const Citation *shared, GArray *all)
{
  int number = cop_token_integer(k->t, i);
  Citation c = *shared;
  c.range = (CopTokenRange){ word, i + 1 };
  c.number = number;
  read_before(k, word, &c);
  uint32_t end = read_parenthesis(k, i + 1, &c);
  if (end != 0) {
    c.range.end = end;
    c.own_parenthesis = true;
  }
  read_after(k, c.range.end, &c);
  g_array_append_val(all, c);
  return c.range.end;
}

/* "Security Council resolution", "Human Rights Council resolution": other
 * bodies number theirs too. */
static bool
of_another_body(const CopLint *k, uint32_t word)
{
  static const char *const others[] = { "security", "rights", "assembly", "europe", "european", "city", "municipal", "parliament", "senate", "parlamento" };
  static const char *const councils[] = { "council", "conseil", "consejo", "assembly", "general" };
  uint32_t i = word;
  while (i > 0 && (KEY_IN(k, i - 1, councils) || (k->t->at[i - 1].flags & COP_TOKEN_SOFT) != 0))
    i--;
  return i > 0 && i < word && KEY_IN(k, i - 1, others);
}

static void
read_list(const CopLint *k, uint32_t word, GArray *all)
{
  static const char *const and_words[] = { "and", "et", "y", "e", "or" };
  static const char *const no_words[] = { "no", "nos", "n", "num", "numero" };
  const CopTokens *t = k->t;
  if (of_another_body(k, word))
    return;
  uint32_t i = word + 1;
  while (i < t->n && (KEY_IN(k, i, no_words) || cop_token_is(t, i, '.') || t->text[t->at[i].start] == '\xC2'))
    i++;
  Citation shared = { .organ = COP_ORGAN_MAX };
  uint32_t from = word;
  while (i < t->n) {
    int number = cop_token_integer(t, i);
    /* 44/25, 2003/1: resolutions of others. */
    if (number <= 0 || number > 9999 || cop_token_is(t, i + 1, '/') || (t->at[i].flags & COP_TOKEN_YEAR) != 0)
      return;
    i = read_citation(k, from, i, &shared, all);
    Citation *c = &g_array_index(all, Citation, all->len - 1);
    if (from != word)
      c->range.first = from;
    shared.organ = c->organ;
    /* "102 (..) and 140 (..)" */
    uint32_t next = i;
    while (next < t->n && (cop_token_is(t, next, ',') || KEY_IN(k, next, and_words)))
      next++;
    if (next == i || next >= t->n || t->at[next].kind != COP_TOKEN_NUMBER || !cop_token_is(t, next + 1, '('))
      return;
    from = i = next;
  }
}

/* "held in Bucharest in 2023", "met at Dubai, 2014": place and year from i on;
 * the token after them, 0 when they do not stand there. */
static uint32_t
read_meeting(const CopLint *k, uint32_t i, Citation *c)
{
  static const char *const glue[] = { "held", "which", "that", "took", "place", "met", "meeting", "was", "convened", "in", "at", "session" };
  const CopTokens *t = k->t;
  uint32_t limit = i == 0 ? 0 : t->sentences[t->at[i - 1].sentence].end, p = i;
  bool meets = false;
  while (p < limit && (KEY_IN(k, p, glue) || cop_token_is(t, p, ',')))
    meets |= KEY_IN(k, p++, glue);
  const CopConference *place = meets && p < limit ? cop_lint_place_at(k, p) : NULL;
  if (place == NULL)
    return 0;
  enum { TO_YEAR = 5 };
  for (uint32_t y = p + 1; y < MIN(limit, p + TO_YEAR); y++) {
    if (year_at(k, y) != 0) {
      c->place = place->place;
      c->year = year_at(k, y);
      return y + 1;
    }
    if (t->at[y].kind == COP_TOKEN_NUMBER)
      return 0;
  }
  return 0;
}

/* "the 2013 Plenipotentiary Conference", "Plenipotentiary Conference 2013",
 * "PP-12": a year beside the name of a conference, with nothing else. */
static bool
judge_year_of_name(CopLint *k, CopOrgan organ, CopTokenRange name)
{
  const CopTokens *t = k->t;
  CopOrgan of_session = COP_ORGAN_MAX;
  int year = session_year(k, name.first, &of_session);
  if (year != 0) {
    name.end = cop_tokens_hard(t, name.end) + 1;
  } else if (year_at(k, name.end) != 0) {
    year = year_at(k, name.end++);
  } else {
    static const char *const the[] = { "the", "itu", "itu's" };
    uint32_t p = name.first;
    while (p > 0 && KEY_IN(k, p - 1, the))
      p--;
    if (p > 0 && year_at(k, p - 1) != 0 && (KEY_IN(k, p - 2 + (p < 2), the) || p == 1)) {
      year = year_at(k, p - 1);
      name.first = p - 1;
    }
  }
  /* Two were put off and kept the name of the year they were planned for. */
  bool put_off = (organ == COP_ORGAN_WTDC && year == 2021) || (organ == COP_ORGAN_WTSA && year == 2020);
  int first = 0, last = 0;
  for (size_t i = 0; i < k->l->model->conferences.n; i++) {
    const CopConference *x = &k->l->model->conferences.items[i];
    if (x->organ != organ)
      continue;
    first = first == 0 ? (int)x->year : MIN(first, (int)x->year);
    last = MAX(last, (int)x->year);
  }
  if (year == 0 || put_off || year < first || year > last || cop_lint_conference(k, organ, NULL, year) != NULL)
    return false;
  cop_lint_add(k, COP_DIAG_CITATION, COP_SEVERITY_ERROR, "citation-conference", name,
               cop_arena_printf(k->arena, "no %s met in %d", organ_name(organ), year), "correct the year");
  return true;
}

/* "Plenipotentiary Conference (Bucharest, 2023)" without a resolution. */
static void
check_conferences(CopLint *k, const GArray *citations)
{
  for (int x = COP_LINT_CLASS_ORGAN_PP; x <= COP_LINT_CLASS_ORGAN_WTSA; x++) {
    if (k->l->classes[x] < 0)
      continue;
    size_t n;
    const CopMatch *at = cop_matches_of(k->m, k->l->classes[x], &n);
    for (size_t m = 0; m < n; m++) {
      Citation c = { .organ = organ_in(k, at[m].whole.first, at[m].whole.first + 1), .range = at[m].whole };
      uint32_t open = c.range.end;
      /* The short name in brackets may stand between. */
      if (cop_token_is(k->t, open, '(') && organ_in(k, open, open + 2) != COP_ORGAN_MAX && cop_token_is(k->t, open + 2, ')'))
        open += 3;
      CopOrgan organ = c.organ;
      uint32_t end = read_parenthesis(k, open, &c);
      end = end != 0 ? end : read_meeting(k, open, &c);
      c.organ = organ;
      bool part = false;
      for (guint i = 0; i < citations->len && !part; i++) {
        CopTokenRange r = g_array_index(citations, Citation, i).range;
        part = r.first <= c.range.first && c.range.first < r.end;
      }
      if (end == 0 && !part)
        judge_year_of_name(k, organ, at[m].whole);
      if (end == 0 || part)
        continue;
      c.range.end = end;
      judge_conference(k, &c, organ);
    }
  }
}

void
cop_lint_resolutions(CopLint *k)
{
  static const char *const words[] = { "resolution", "resolutions", "resolucion", "resoluciones", "res" };
  int64_t numbers[G_N_ELEMENTS(words)];
  for (size_t w = 0; w < G_N_ELEMENTS(words); w++)
    numbers[w] = cop_tokens_word(k->t, words[w]);
  g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(Citation));
  for (uint32_t i = 0; i < k->t->n; i++)
    for (size_t w = 0; w < G_N_ELEMENTS(words); w++)
      if (k->t->at[i].word == numbers[w])
        read_list(k, i, all);
  for (guint i = 0; i < all->len; i++)
    judge(k, all, i);
  check_conferences(k, all);
}
