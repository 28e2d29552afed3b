/* SPDX-License-Identifier: Apache-2.0
 *
 * check/pattern_run.c -- runs the programs of patterns over a text, each only
 * where a word stands that it can begin with.
 */
#include <string.h>

#include "check/pattern_priv.h"

/* What the patterns have to do with one word. */
typedef struct {
  uint32_t n, n_begun;
  const int32_t *at;    /* the sets it belongs to */
  const int32_t *begun; /* the patterns sought that can begin with it */
  const uint64_t *bits; /* the sets again, one bit for each; NULL when there are none */
  const uint64_t *asks; /* the conditions that can begin with it, one bit for each pattern */
  bool number;          /* a number in words */
} WordSets;

struct CopMatches {
  const CopPatterns *set;
  const CopTokens *t;
  CopArena *arena;
  const WordSets *sets_of; /* by word number */
  uint64_t *failed;        /* of the runs of patterns sought and conditions */
  const CopMatch *at;      /* by pattern, then place */
  const uint32_t *first;   /* first[p] .. first[p + 1]: matches of pattern p */
  uint8_t **met;           /* of each condition asked about: of each sentence a Met */
  uint16_t *flags;         /* of each condition: the flags it can begin with, one bit for each */
  GArray *sought[FLAG_MAX]; /* patterns sought that can begin with a flag */
};
typedef enum { MET_UNKNOWN, MET_NO, MET_YES } Met;

typedef struct {
  const CopPatterns *set;
  const Op *ops;
  const CopTokens *t;
  const WordSets *sets_of; /* by word number */
  uint32_t limit;      /* end of the sentence */
  uint32_t begin;      /* of the sentence */
  CopTokenRange term;  /* for @ */
  int steps, depth;
  uint32_t open, close, end;
  uint64_t *failed;    /* places from which a program led nowhere; NULL: not kept */
} Run;

enum { FAILED_SLOTS = 1 << 14, LOOKS_MAX = 64 };

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

/* The token after the one that an operation takes at i; 0 when it takes none. */
static uint32_t
after_taken(const Run *r, const Op *op, uint32_t i)
{
  uint32_t k = MIN(cop_tokens_hard(r->t, i), r->limit);
  if (k < r->limit && !takes(r, op, k))
    k = MIN(after_acronym(r->t, k), r->limit);
  return k < r->limit && takes(r, op, k) ? k + 1 : 0;
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

/* Could the program go on with the hard token k? A cheap look before a call. */
static bool
may_take(const Run *r, int pc, uint32_t k, unsigned *looks)
{
  for (;;) {
    const Op *op = &r->ops[pc];
    switch ((OpKind)op->kind) {
    case OP_SET: case OP_EXACT: case OP_FLAG:
      return takes(r, op, k);
    case OP_SPLIT:
      if (++*looks > LOOKS_MAX || may_take(r, op->a, k, looks))
        return true;
      pc = op->b;
      break;
    case OP_JUMP:
      if (++*looks > LOOKS_MAX)
        return true;
      pc = op->a;
      break;
    case OP_OPEN: case OP_CLOSE:
      pc++;
      break;
    case OP_GAP: case OP_COMMA: case OP_TERM: case OP_START: case OP_END: case OP_MATCH:
      return true;
    }
  }
}

static bool
may_begin(const Run *r, int pc, uint32_t i)
{
  uint32_t k = cop_tokens_hard(r->t, i);
  unsigned looks = 0;
  return k >= r->limit || cop_token_is(r->t, k, '(') || may_take(r, pc, k, &looks);
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
    const Op *op = &r->ops[pc];
    switch ((OpKind)op->kind) {
    case OP_SET: case OP_EXACT: case OP_FLAG:
      i = after_taken(r, op, i);
      if (i == 0)
        return false;
      pc++;
      break;
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
      if (may_begin(r, op->a, i) && run(r, op->a, i))
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

/* The sets of a word, by its whole key and by each of its beginnings. */
static void
find_sets(const CopPatterns *s, const char *key, GArray *found)
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
}

static gint
by_number(gconstpointer a, gconstpointer b)
{
  return *(const int32_t *)a - *(const int32_t *)b;
}

/* Sorted, each once; an array of the arena. */
static const int32_t *
each_once(CopArena *a, GArray *numbers, uint32_t *n)
{
  g_array_sort(numbers, by_number);
  int32_t *kept = cop_new_n(a, int32_t, numbers->len + 1);
  *n = 0;
  for (guint i = 0; i < numbers->len; i++)
    if (*n == 0 || kept[*n - 1] != g_array_index(numbers, int32_t, i))
      kept[(*n)++] = g_array_index(numbers, int32_t, i);
  return kept;
}

static bool
is_sought(const CopPatterns *s, int32_t pattern)
{
  return g_array_index(s->uses, uint8_t, pattern) == COP_PATTERN_SOUGHT;
}

/* What the patterns that can begin with a set make of its word. */
static void
enter_begun(const CopPatterns *s, const GArray *begun, GArray *sought, uint64_t *asks)
{
  for (guint i = 0; i < begun->len; i++) {
    int32_t p = g_array_index(begun, int32_t, i);
    if (is_sought(s, p))
      g_array_append_val(sought, p);
    else
      asks[p / 64] |= UINT64_C(1) << (p % 64);
  }
}

static WordSets
sets_of_key(const CopPatterns *s, CopArena *a, const char *key, GArray *found)
{
  WordSets sets = { .number = g_hash_table_contains(s->number_words, key) };
  find_sets(s, key, found);
  if (found->len == 0)
    return sets;
  sets.at = each_once(a, found, &sets.n);
  uint64_t *bits = cop_new_n(a, uint64_t, (size_t)s->n_sets / 64 + 1), *asks = cop_new_n(a, uint64_t, (size_t)s->starts->len / 64 + 1);
  g_array_set_size(found, 0);
  for (uint32_t i = 0; i < sets.n; i++) {
    bits[sets.at[i] / 64] |= UINT64_C(1) << (sets.at[i] % 64);
    enter_begun(s, s->begun_by->pdata[sets.at[i]], found, asks);
  }
  sets.bits = bits;
  sets.asks = asks;
  sets.begun = each_once(a, found, &sets.n_begun);
  return sets;
}

typedef struct {
  Run run;
  const CopMatches *matches;
  GArray *found;     /* CopMatch */
  uint32_t *free_at; /* pattern -> end of its last match */
  uint32_t *last_at; /* set -> 1 + the last token so far read that is of it */
} Scan;

/* Does a word of every set the pattern must have stand at i or later in the sentence? */
static bool
can_match(const Scan *s, int32_t pattern, uint32_t i)
{
  const GArray *musts = s->run.set->musts->pdata[pattern];
  for (guint k = 0; k < musts->len; k++)
    if (s->last_at[g_array_index(musts, int32_t, k)] <= i)
      return false;
  return true;
}

/* Reads a sentence ahead. */
static void
read_sets(Scan *s, CopTokenRange sentence)
{
  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    const WordSets *sets = &s->run.sets_of[s->run.t->at[i].word];
    for (uint32_t x = 0; x < sets->n; x++)
      s->last_at[sets->at[x]] = i + 1;
  }
}

static void
try_patterns(Scan *s, const int32_t *patterns, uint32_t n, uint32_t i)
{
  for (uint32_t k = 0; k < n; k++) {
    int32_t p = patterns[k];
    if (i < s->free_at[p] || !can_match(s, p, i))
      continue;
    s->run.steps = 0;
    s->run.open = s->run.close = UINT32_MAX;
    if (!run(&s->run, g_array_index(s->run.set->starts, int32_t, p), i) || s->run.end <= i)
      continue;
    CopMatch m = { p, { i, s->run.end }, { i, s->run.end } };
    if (s->run.open != UINT32_MAX)
      m.marked.first = MIN(s->run.open, s->run.t->n - 1);
    if (s->run.close != UINT32_MAX)
      m.marked.end = s->run.close;
    g_array_append_val(s->found, m);
    s->free_at[p] = m.whole.end;
  }
}

static void
sort_matches(CopMatches *m, const GArray *found, guint n_patterns)
{
  uint32_t *first = cop_new_n(m->arena, uint32_t, n_patterns + 2);
  for (guint i = 0; i < found->len; i++)
    first[g_array_index(found, CopMatch, i).pattern + 1]++;
  for (guint p = 0; p < n_patterns; p++)
    first[p + 1] += first[p];
  CopMatch *at = cop_new_n(m->arena, CopMatch, found->len + 1);
  g_autofree uint32_t *next = g_memdup2(first, (n_patterns + 1) * sizeof *first);
  for (guint i = 0; i < found->len; i++) {
    const CopMatch *one = &g_array_index(found, CopMatch, i);
    at[next[one->pattern]++] = *one;
  }
  m->at = at;
  m->first = first;
}

static Run
run_in(const CopMatches *m, const CopTokenRange *sentence)
{
  return (Run){ .set = m->set, .ops = (const Op *)(void *)m->set->ops->data, .t = m->t, .sets_of = m->sets_of,
                .begin = sentence->first, .limit = sentence->end, .failed = m->failed };
}

/* Tries at each token of a sentence the patterns that can begin there. */
static void
scan_sentence(Scan *s, CopTokenRange sentence)
{
  s->run.begin = sentence.first;
  s->run.limit = sentence.end;
  read_sets(s, sentence);
  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    const CopToken *k = &s->run.t->at[i];
    const WordSets *sets = &s->run.sets_of[k->word];
    try_patterns(s, sets->begun, sets->n_begun, i);
    if (k->kind == COP_TOKEN_SIGN)
      continue;
    for (int f = 0; f < FLAG_MAX; f++) {
      const GArray *sought = s->matches->sought[f];
      if (sought->len > 0 && has_flag(&s->run, i, (Flag)f))
        try_patterns(s, (const int32_t *)(void *)sought->data, sought->len, i);
    }
  }
}

static void
sort_flagged(CopMatches *m)
{
  const CopPatterns *s = m->set;
  m->flags = cop_new_n(m->arena, uint16_t, s->starts->len + 1);
  for (int f = 0; f < FLAG_MAX; f++) {
    m->sought[f] = g_array_new(FALSE, FALSE, sizeof(int32_t));
    cop_arena_on_free(m->arena, (void (*)(void *))g_array_unref, m->sought[f]);
    for (guint i = 0; i < s->flagged[f]->len; i++) {
      int32_t p = g_array_index(s->flagged[f], int32_t, i);
      if (is_sought(s, p))
        g_array_append_val(m->sought[f], p);
      else
        m->flags[p] |= (uint16_t)(1U << f);
    }
  }
}

CopMatches *
cop_patterns_scan(const CopPatterns *s, CopArena *a, const CopTokens *t)
{
  guint n = s->starts->len;
  WordSets *sets_of = cop_new_n(a, WordSets, t->n_words + 1);
  g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(int32_t));
  for (uint32_t w = 0; w < t->n_words; w++)
    sets_of[w] = sets_of_key(s, a, t->keys[w], numbers);
  CopMatches *m = cop_new(a, CopMatches);
  *m = (CopMatches){ .set = s, .t = t, .arena = a, .sets_of = sets_of, .failed = cop_new_n(a, uint64_t, FAILED_SLOTS), .met = cop_new_n(a, uint8_t *, n + 1) };
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(CopMatch));
  g_autofree uint32_t *free_at = g_new0(uint32_t, n + 1), *last_at = g_new0(uint32_t, (gsize)s->n_sets + 1);
  sort_flagged(m);
  Scan scan = { .matches = m, .run = run_in(m, &(CopTokenRange){ 0, 0 }), .found = found, .free_at = free_at, .last_at = last_at };
  for (uint32_t sentence = 0; sentence < t->n_sentences; sentence++)
    scan_sentence(&scan, t->sentences[sentence]);
  sort_matches(m, found, n);
  return m;
}

bool
cop_patterns_around(const CopMatches *m, int p, CopTokenRange term)
{
  enum { BACK = 12 };
  const CopTokenRange *sentence = &m->t->sentences[m->t->at[term.first].sentence];
  Run r = run_in(m, sentence);
  r.failed = NULL; /* what failed depends on the term */
  r.term = term;
  uint32_t from = term.first - MIN(term.first - sentence->first, BACK);
  for (uint32_t i = from; i <= term.first; i++) {
    r.steps = 0;
    if (run(&r, g_array_index(m->set->starts, int32_t, p), i))
      return true;
  }
  return false;
}

/* Can a condition begin with the token? */
static bool
can_begin(const CopMatches *m, const Run *r, int p, uint32_t i)
{
  const uint64_t *asks = m->sets_of[m->t->at[i].word].asks;
  if (asks != NULL && (asks[p / 64] >> (p % 64) & 1) != 0)
    return true;
  for (unsigned f = 0, left = m->flags[p]; left != 0; f++, left >>= 1)
    if ((left & 1) != 0 && has_flag(r, i, (Flag)f))
      return true;
  return false;
}

static bool
meets_sentence(const CopMatches *m, int p, uint32_t sentence)
{
  Run r = run_in(m, &m->t->sentences[sentence]);
  for (uint32_t i = r.begin; i < r.limit; i++) {
    r.steps = 0;
    if (can_begin(m, &r, p, i) && run(&r, g_array_index(m->set->starts, int32_t, p), i) && r.end > i)
      return true;
  }
  return false;
}

static bool
found_in(const CopMatches *m, int p, CopTokenRange area)
{
  size_t n, low = 0;
  const CopMatch *at = cop_matches_of(m, p, &n);
  for (size_t high = n; low < high;) {
    size_t middle = (low + high) / 2;
    if (at[middle].whole.first < area.first)
      low = middle + 1;
    else
      high = middle;
  }
  return low < n && at[low].whole.first < area.end;
}

bool
cop_patterns_meets(CopMatches *m, int p, uint32_t first, uint32_t last)
{
  if (is_sought(m->set, p))
    return found_in(m, p, (CopTokenRange){ m->t->sentences[first].first, m->t->sentences[last].end });
  if (m->met[p] == NULL)
    m->met[p] = cop_new_n(m->arena, uint8_t, m->t->n_sentences);
  for (uint32_t s = first; s <= last; s++) {
    uint8_t *met = &m->met[p][s];
    if (*met == MET_UNKNOWN)
      *met = meets_sentence(m, p, s) ? MET_YES : MET_NO;
    if (*met == MET_YES)
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
