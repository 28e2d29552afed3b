/* SPDX-License-Identifier: Apache-2.0
 *
 * check/pattern_run.c -- runs the programs of patterns over a text, each only
 * where a word stands that it can begin with.
 */
#include <string.h>

#include "check/pattern_priv.h"

typedef struct {
  const CopPatterns *set;
  const CopTokens *t;
  const CopWordSets *sets_of; /* by word number */
  uint32_t limit;      /* end of the sentence */
  uint32_t begin;      /* of the sentence */
  CopTokenRange term;  /* for @ */
  int steps, depth;
  uint32_t open, close, end;
  uint64_t *failed;    /* places from which a program led nowhere; NULL: not kept */
} Run;

enum { FAILED_SLOTS = 1 << 14 };

static bool
in_set(const Run *r, uint32_t word, int set)
{
  const uint64_t *bits = r->sets_of[word].bits;
  return bits != NULL && (bits[set / 64] >> (set % 64) & 1) != 0;
}

/* Digits of a number with or without separators. */
static unsigned
digits_of(const CopTokens *t, uint32_t i)
{
  const CopToken *k = &t->at[i];
  unsigned digits = 0;
  for (uint32_t p = k->start; k->kind == COP_TOKEN_NUMBER && p < k->end; p++)
    digits += g_ascii_isdigit(t->text[p]) != 0;
  return digits;
}

static bool
has_flag(const Run *r, uint32_t i, Flag flag)
{
  const CopTokens *t = r->t;
  const CopToken *k = &t->at[i];
  switch (flag) {
  case FLAG_NUMBER:
    return k->kind == COP_TOKEN_NUMBER || (k->kind == COP_TOKEN_WORD && r->sets_of[k->word].number);
  case FLAG_DIGITS:
    return k->kind == COP_TOKEN_NUMBER;
  case FLAG_YEAR:
    return (k->flags & COP_TOKEN_YEAR) != 0;
  case FLAG_CAP:
    return (k->flags & COP_TOKEN_CAPITAL) != 0;
  case FLAG_CAPS:
    return (k->flags & COP_TOKEN_CAPITALS) != 0;
  case FLAG_WORD:
    return k->kind == COP_TOKEN_WORD;
  case FLAG_COUNT:
    return digits_of(t, i) >= 4 && (k->flags & COP_TOKEN_YEAR) == 0;
  case FLAG_HUGE:
    return digits_of(t, i) >= 6;
  case FLAG_AGE: {
    int v = cop_token_integer(t, i);
    return v >= 1 && v <= 17;
  }
  case FLAG_MAX:
    break;
  }
  return false;
}

static bool
is_separator(const CopTokens *t, uint32_t i)
{
  if (t->at[i].kind != COP_TOKEN_SIGN)
    return false;
  gunichar ch = g_utf8_get_char(t->text + t->at[i].start);
  return (ch < 0x80 && strchr(",;:/()[]", (int)ch) != NULL) || ch == 0x2013 || ch == 0x2014;
}

/* Exactly these letters, with or without a possessive. */
static bool
is_spelt(const CopTokens *t, uint32_t i, const char *text)
{
  size_t n = t->at[i].end - t->at[i].start, wanted = strlen(text);
  const char *stands = t->text + t->at[i].start;
  if (n < wanted || memcmp(stands, text, wanted) != 0)
    return false;
  return n == wanted || (n == wanted + 2 && memcmp(stands + wanted, "'s", 2) == 0) ||
         (n == wanted + 4 && memcmp(stands + wanted, "\xE2\x80\x99s", 4) == 0);
}

/* Does the token satisfy an operation that takes one? */
static bool
takes(const Run *r, const Op *op, uint32_t i)
{
  const CopTokens *t = r->t;
  if (op->kind == OP_SET)
    return in_set(r, t->at[i].word, op->a) && (op->b == 0 || (t->at[i].flags & COP_TOKEN_CAPITAL) != 0);
  return op->kind == OP_FLAG ? has_flag(r, i, (Flag)op->a) : is_spelt(t, i, op->text);
}

/* A short form in brackets may stand within a phrase: "of Children (OSAEC)
 * and". The token after it, or i itself. */
static uint32_t
after_acronym(const CopTokens *t, uint32_t i)
{
  bool acronym = cop_token_is(t, i, '(') && i + 2 < t->n && (t->at[i + 1].flags & COP_TOKEN_CAPITALS) != 0 && cop_token_is(t, i + 2, ')');
  return acronym ? cop_tokens_hard(t, i + 3) : i;
}

/* Before the end of the sentence. */
static bool
words_follow(const Run *r, uint32_t i)
{
  while (i < r->limit && r->t->at[i].kind == COP_TOKEN_SIGN)
    i++;
  return i < r->limit;
}

static bool run(Run *r, int pc, uint32_t i);
static bool run_from(Run *r, int pc, uint32_t i);

/* Could what follows a gap begin here? A cheap look before a call. */
static bool
may_begin(const Run *r, int pc, uint32_t i)
{
  const Op *op = &g_array_index(r->set->ops, Op, pc);
  if (op->kind != OP_SET && op->kind != OP_EXACT && op->kind != OP_FLAG)
    return true;
  uint32_t k = cop_tokens_hard(r->t, i);
  return k >= r->limit || takes(r, op, k) || cop_token_is(r->t, k, '(');
}

static bool
run_gap(Run *r, int pc, uint32_t i, int words)
{
  for (;;) {
    if (may_begin(r, pc, i) && run(r, pc, i))
      return true;
    if (i >= r->limit)
      return false;
    if (r->t->at[i].kind != COP_TOKEN_SIGN && words-- == 0)
      return false;
    i++;
  }
}

/* Whether a program matches from a token on depends on nothing but the sentence,
 * so what failed once fails again, whichever way leads there. */
static uint64_t *
slot_of(const Run *r, int pc, uint32_t i, uint64_t *key)
{
  if (r->failed == NULL || i >= r->limit)
    return NULL;
  *key = ((uint64_t)(uint32_t)pc << 32 | i) + 1;
  return &r->failed[(*key * UINT64_C(0x9E3779B97F4A7C15)) >> 50];
}

static bool
run(Run *r, int pc, uint32_t i)
{
  uint64_t key = 0, *slot = slot_of(r, pc, i, &key);
  if (r->depth >= COP_PATTERN_DEPTH || (slot != NULL && *slot == key))
    return false;
  r->depth++;
  bool found = run_from(r, pc, i);
  r->depth--;
  if (slot != NULL && !found && r->steps <= COP_PATTERN_STEPS)
    *slot = key;
  return found;
}

static bool
run_from(Run *r, int pc, uint32_t i)
{
  const CopTokens *t = r->t;
  for (;;) {
    if (++r->steps > COP_PATTERN_STEPS)
      return false;
    const Op *op = &g_array_index(r->set->ops, Op, pc);
    switch ((OpKind)op->kind) {
    case OP_SET: case OP_EXACT: case OP_FLAG: {
      uint32_t k = MIN(cop_tokens_hard(t, i), r->limit);
      if (k < r->limit && !takes(r, op, k))
        k = MIN(after_acronym(t, k), r->limit);
      if (k >= r->limit || !takes(r, op, k))
        return false;
      i = k + 1;
      pc++;
      break;
    }
    case OP_GAP:
      return run_gap(r, pc + 1, i, op->a);
    case OP_COMMA: {
      uint32_t k = cop_tokens_hard(t, i);
      if (k < r->limit && is_separator(t, k) && run(r, pc + 1, k + 1))
        return true;
      pc++;
      break;
    }
    case OP_OPEN: case OP_CLOSE: {
      uint32_t *mark = op->kind == OP_OPEN ? &r->open : &r->close, before = *mark;
      *mark = op->kind == OP_OPEN ? cop_tokens_hard(t, i) : i;
      if (run(r, pc + 1, i))
        return true;
      *mark = before;
      return false;
    }
    case OP_TERM:
      if (cop_tokens_hard(t, i) != cop_tokens_hard(t, r->term.first))
        return false;
      i = r->term.end;
      pc++;
      break;
    case OP_START:
      if (i > cop_tokens_hard(t, r->begin))
        return false;
      pc++;
      break;
    case OP_END:
      if (words_follow(r, i))
        return false;
      pc++;
      break;
    case OP_SPLIT:
      if (run(r, op->a, i))
        return true;
      pc = op->b;
      break;
    case OP_JUMP:
      pc = op->a;
      break;
    case OP_MATCH:
      r->end = i;
      return true;
    }
  }
}

/* The sets a word belongs to: by its whole key and by each of its beginnings. */
static CopWordSets
sets_of_key(const CopPatterns *s, CopArena *a, const char *key, GArray *found)
{
  g_array_set_size(found, 0);
  const GArray *exact = g_hash_table_lookup(s->words, key);
  if (exact != NULL)
    g_array_append_vals(found, exact->data, exact->len);
  size_t n = MIN(strlen(key), s->longest_prefix);
  char cut[64];
  n = MIN(n, sizeof cut - 1);
  memcpy(cut, key, n);
  for (; n > 1; n--) {
    cut[n] = '\0';
    const GArray *more = g_hash_table_lookup(s->prefixes, cut);
    if (more != NULL)
      g_array_append_vals(found, more->data, more->len);
  }
  CopWordSets sets = { .n = found->len, .number = g_hash_table_contains(s->number_words, key) };
  if (found->len > 0) {
    int32_t *at = cop_new_n(a, int32_t, found->len);
    memcpy(at, found->data, found->len * sizeof *at);
    sets.at = at;
    uint64_t *bits = cop_new_n(a, uint64_t, (size_t)s->n_sets / 64 + 1);
    for (guint i = 0; i < found->len; i++)
      bits[at[i] / 64] |= UINT64_C(1) << (at[i] % 64);
    sets.bits = bits;
  }
  return sets;
}

typedef struct {
  Run run;
  GArray *found;      /* CopMatch */
  uint32_t *free_at;  /* pattern -> end of its last match */
  uint32_t *tried_at; /* pattern -> token + 1 it was last tried at */
  uint32_t *met_in;   /* set -> sentence + 1 it was last met in */
} Scan;

/* Does the sentence hold a word of every set the pattern must have? */
static bool
can_match(const Scan *s, int32_t pattern, uint32_t sentence)
{
  const GArray *musts = s->run.set->musts->pdata[pattern];
  for (guint i = 0; i < musts->len; i++)
    if (s->met_in[g_array_index(musts, int32_t, i)] != sentence + 1)
      return false;
  return true;
}

static void
meet(Scan *s, uint32_t sentence)
{
  const CopTokens *t = s->run.t;
  for (uint32_t i = t->sentences[sentence].first; i < t->sentences[sentence].end; i++) {
    const CopWordSets *sets = &s->run.sets_of[t->at[i].word];
    for (uint32_t x = 0; x < sets->n; x++)
      s->met_in[sets->at[x]] = sentence + 1;
  }
}

static void
try_patterns(Scan *s, const GArray *patterns, uint32_t i)
{
  const CopTokens *t = s->run.t;
  for (guint k = 0; k < patterns->len; k++) {
    int32_t p = g_array_index(patterns, int32_t, k);
    if (i < s->free_at[p] || s->tried_at[p] == i + 1)
      continue;
    s->tried_at[p] = i + 1;
    if (!can_match(s, p, t->at[i].sentence))
      continue;
    s->run.steps = 0;
    s->run.open = s->run.close = UINT32_MAX;
    if (!run(&s->run, g_array_index(s->run.set->starts, int32_t, p), i) || s->run.end <= i)
      continue;
    CopMatch m = { p, { i, s->run.end }, { i, s->run.end } };
    if (s->run.open != UINT32_MAX)
      m.marked.first = MIN(s->run.open, t->n - 1);
    if (s->run.close != UINT32_MAX)
      m.marked.end = s->run.close;
    g_array_append_val(s->found, m);
    s->free_at[p] = m.whole.end;
  }
}

static CopMatches *
sort_matches(CopArena *a, const GArray *found, guint n_patterns)
{
  CopMatches *m = cop_new(a, CopMatches);
  uint32_t *first = cop_new_n(a, uint32_t, n_patterns + 2);
  for (guint i = 0; i < found->len; i++)
    first[g_array_index(found, CopMatch, i).pattern + 1]++;
  for (guint p = 0; p < n_patterns; p++)
    first[p + 1] += first[p];
  CopMatch *at = cop_new_n(a, CopMatch, found->len + 1);
  g_autofree uint32_t *next = g_memdup2(first, (n_patterns + 1) * sizeof *first);
  for (guint i = 0; i < found->len; i++) {
    const CopMatch *one = &g_array_index(found, CopMatch, i);
    at[next[one->pattern]++] = *one;
  }
  m->at = at;
  m->first = first;
  return m;
}

CopMatches *
cop_patterns_scan(const CopPatterns *s, CopArena *a, const CopTokens *t)
{
  guint n = s->starts->len;
  CopWordSets *sets_of = cop_new_n(a, CopWordSets, t->n_words + 1);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int32_t));
  for (uint32_t w = 0; w < t->n_words; w++)
    sets_of[w] = sets_of_key(s, a, t->keys[w], found);
  g_autofree uint64_t *failed = g_new0(uint64_t, FAILED_SLOTS);
  Scan scan = { .run = { .set = s, .t = t, .sets_of = sets_of, .failed = failed }, .found = g_array_new(FALSE, FALSE, sizeof(CopMatch)),
                .free_at = g_new0(uint32_t, n + 1), .tried_at = g_new0(uint32_t, n + 1),
                .met_in = g_new0(uint32_t, (gsize)s->n_sets + 1) };
  for (uint32_t i = 0; i < t->n; i++) {
    const CopToken *k = &t->at[i];
    const CopTokenRange *sentence = &t->sentences[k->sentence];
    scan.run.begin = sentence->first;
    scan.run.limit = sentence->end;
    if (i == sentence->first)
      meet(&scan, k->sentence);
    const CopWordSets *sets = &sets_of[k->word];
    for (uint32_t x = 0; x < sets->n; x++)
      try_patterns(&scan, s->begun_by->pdata[sets->at[x]], i);
    if (k->kind == COP_TOKEN_SIGN)
      continue;
    for (int f = 0; f < FLAG_MAX; f++)
      if (s->flagged[f]->len > 0 && has_flag(&scan.run, i, (Flag)f))
        try_patterns(&scan, s->flagged[f], i);
  }
  CopMatches *m = sort_matches(a, scan.found, n);
  m->sets_of = sets_of;
  g_free(scan.free_at);
  g_free(scan.tried_at);
  g_free(scan.met_in);
  g_array_unref(scan.found);
  return m;
}

bool
cop_patterns_around(const CopPatterns *s, const CopMatches *m, int p, const CopTokens *t, CopTokenRange term)
{
  enum { BACK = 12 };
  const CopTokenRange *sentence = &t->sentences[t->at[term.first].sentence];
  Run r = { .set = s, .t = t, .sets_of = m->sets_of, .begin = sentence->first, .limit = sentence->end, .term = term };
  uint32_t from = term.first - MIN(term.first - sentence->first, BACK);
  for (uint32_t i = from; i <= term.first; i++) {
    r.steps = 0;
    if (run(&r, g_array_index(s->starts, int32_t, p), i))
      return true;
  }
  return false;
}

const CopMatch *
cop_matches_of(const CopMatches *m, int pattern, size_t *n)
{
  *n = m->first[pattern + 1] - m->first[pattern];
  return m->at + m->first[pattern];
}
