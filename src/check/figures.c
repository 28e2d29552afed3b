/* SPDX-License-Identifier: Apache-2.0 */
#include "check/figures.h"

#include <string.h>

/* What a word can be within a figure. */
typedef enum {
  SENSE_NUMBER = 1 << 0,  /* value: the number */
  SENSE_PART = 1 << 1,    /* "third"; value: the part */
  SENSE_SCALE = 1 << 2,   /* "million"; value: the factor */
  SENSE_JOIN = 1 << 3,    /* "in", "of": between the parts of a ratio */
  SENSE_PERCENT = 1 << 4, /* alone */
  SENSE_PER = 1 << 5,     /* "per", before "cent" */
  SENSE_CENT = 1 << 6,
  SENSE_OF = 1 << 7,      /* after a part: "half of the" */
  SENSE_TWO = 1 << 8,
  SENSE_THREE = 1 << 9,
} Sense;

static const struct {
  const char *key;
  unsigned senses;
  double value;
} words[] = {
  { "one", SENSE_NUMBER, 1 }, { "two", SENSE_NUMBER | SENSE_TWO, 2 }, { "three", SENSE_NUMBER | SENSE_THREE, 3 }, { "four", SENSE_NUMBER, 4 },
  { "five", SENSE_NUMBER, 5 }, { "six", SENSE_NUMBER, 6 }, { "seven", SENSE_NUMBER, 7 }, { "eight", SENSE_NUMBER, 8 },
  { "nine", SENSE_NUMBER, 9 }, { "ten", SENSE_NUMBER, 10 }, { "twelve", SENSE_NUMBER, 12 }, { "twenty", SENSE_NUMBER, 20 },
  { "un", SENSE_NUMBER, 1 }, { "une", SENSE_NUMBER, 1 }, { "deux", SENSE_NUMBER | SENSE_TWO, 2 }, { "trois", SENSE_NUMBER | SENSE_THREE, 3 },
  { "quatre", SENSE_NUMBER, 4 }, { "cinq", SENSE_NUMBER, 5 }, { "dix", SENSE_NUMBER, 10 }, { "uno", SENSE_NUMBER, 1 },
  { "una", SENSE_NUMBER, 1 }, { "dos", SENSE_NUMBER | SENSE_TWO, 2 }, { "tres", SENSE_NUMBER | SENSE_THREE, 3 }, { "cuatro", SENSE_NUMBER, 4 },
  { "cinco", SENSE_NUMBER, 5 }, { "diez", SENSE_NUMBER, 10 },
  { "half", SENSE_PART, 0.5 }, { "third", SENSE_PART, 1.0 / 3 }, { "thirds", SENSE_PART, 1.0 / 3 }, { "quarter", SENSE_PART, 0.25 },
  { "quarters", SENSE_PART, 0.25 }, { "fifth", SENSE_PART, 0.2 }, { "moitie", SENSE_PART, 0.5 }, { "tiers", SENSE_PART, 1.0 / 3 },
  { "mitad", SENSE_PART, 0.5 }, { "tercio", SENSE_PART, 1.0 / 3 },
  { "hundred", SENSE_SCALE, 1e2 }, { "thousand", SENSE_SCALE, 1e3 }, { "million", SENSE_SCALE, 1e6 }, { "millions", SENSE_SCALE, 1e6 },
  { "billion", SENSE_SCALE, 1e9 }, { "mille", SENSE_SCALE, 1e3 }, { "millones", SENSE_SCALE, 1e6 }, { "millon", SENSE_SCALE, 1e6 },
  { "mil", SENSE_SCALE, 1e3 },
  { "of", SENSE_JOIN | SENSE_OF, 0 }, { "in", SENSE_JOIN, 0 }, { "out", SENSE_JOIN, 0 }, { "every", SENSE_JOIN, 0 }, { "each", SENSE_JOIN, 0 },
  { "sur", SENSE_JOIN, 0 }, { "de", SENSE_JOIN | SENSE_OF, 0 }, { "cada", SENSE_JOIN, 0 }, { "des", SENSE_OF, 0 }, { "the", SENSE_OF, 0 },
  { "%", SENSE_PERCENT, 0 }, { "percent", SENSE_PERCENT, 0 }, { "pct", SENSE_PERCENT, 0 }, { "per", SENSE_PER, 0 }, { "pour", SENSE_PER, 0 },
  { "por", SENSE_PER, 0 }, { "cent", SENSE_CENT, 0 }, { "ciento", SENSE_CENT, 0 } };

typedef struct {
  const CopTokens *t;
  unsigned *senses; /* by word number */
  double *values;
} Reader;

static unsigned
senses_at(const Reader *r, uint32_t i)
{
  return i < r->t->n ? r->senses[r->t->at[i].word] : 0;
}

/* Digits with separators, by the habits named in the header. */
static double
parse_digits(const char *s, size_t n, bool share)
{
  unsigned commas = 0, dots = 0;
  size_t last = n;
  for (size_t i = 0; i < n; i++) {
    commas += s[i] == ',';
    dots += s[i] == '.';
    if (s[i] == ',' || s[i] == '.')
      last = i;
  }
  bool three_follow = last < n && n - last == 4;
  bool groups = commas + dots > 1 ? !(commas == 1 && dots == 1) || three_follow : three_follow && !(share && dots == 1);
  char plain[64];
  size_t out = 0;
  for (size_t i = 0; i < n && out + 1 < sizeof plain; i++) {
    if (g_ascii_isdigit(s[i]))
      plain[out++] = s[i];
    else if (i == last && !groups)
      plain[out++] = '.';
  }
  plain[out] = '\0';
  return g_ascii_strtod(plain, NULL);
}

/* Tokens of "per cent" at i, 0 when there are none. */
static uint32_t
percent_at(const Reader *r, uint32_t i)
{
  if ((senses_at(r, i) & SENSE_PERCENT) != 0)
    return 1;
  return (senses_at(r, i) & SENSE_PER) != 0 && (senses_at(r, i + 1) & SENSE_CENT) != 0 ? 2 : 0;
}

static bool
number_at(const Reader *r, uint32_t i, bool share, double *value)
{
  if (i >= r->t->n)
    return false;
  const CopToken *k = &r->t->at[i];
  if (k->kind == COP_TOKEN_NUMBER)
    *value = parse_digits(r->t->text + k->start, k->end - k->start, share);
  else if ((r->senses[k->word] & SENSE_NUMBER) != 0)
    *value = r->values[k->word];
  else
    return false;
  return true;
}

/* "2 of 10", "one in five", "2 out of every 10", "1 sur 5", "uno de cada cinco". */
static bool
ratio_at(const Reader *r, uint32_t i, CopFigure *f)
{
  const CopTokens *t = r->t;
  double part, whole;
  uint32_t begin = cop_tokens_hard(t, i + 1), p = begin;
  while (p < t->n && p < begin + 4 && (senses_at(r, p) & SENSE_JOIN) != 0)
    p = cop_tokens_hard(t, p + 1);
  if (p == begin || !number_at(r, i, false, &part) || !number_at(r, p, false, &whole) || part < 1 || whole < 2 || whole > 100 || part >= whole)
    return false;
  /* "in 12-17": a range is no whole. */
  uint32_t after = p + 1;
  if (after < t->n && (t->at[after].flags & COP_TOKEN_SPACED) == 0 && cop_tokens_hard(t, after) != after)
    return false;
  *f = (CopFigure){ COP_FIGURE_SHARE, { i, p + 1 }, part / whole };
  return true;
}

/* "a third of", "two thirds of". */
static bool
part_at(const Reader *r, uint32_t i, CopFigure *f)
{
  if ((senses_at(r, i) & SENSE_PART) == 0 || (senses_at(r, i + 1) & SENSE_OF) == 0)
    return false;
  unsigned before = i > 0 ? senses_at(r, i - 1) : 0;
  int times = (before & SENSE_TWO) != 0 ? 2 : (before & SENSE_THREE) != 0 ? 3 : 1;
  *f = (CopFigure){ COP_FIGURE_SHARE, { i, i + 1 }, r->values[r->t->at[i].word] * times };
  return true;
}

/* "half a million". */
static bool
half_at(const Reader *r, uint32_t i, CopFigure *f)
{
  if ((senses_at(r, i) & SENSE_PART) == 0 || i + 2 >= r->t->n || strcmp(cop_token_key(r->t, i + 1), "a") != 0 ||
      (senses_at(r, i + 2) & SENSE_SCALE) == 0)
    return false;
  *f = (CopFigure){ COP_FIGURE_COUNT, { i, i + 3 }, r->values[r->t->at[i].word] * r->values[r->t->at[i + 2].word] };
  return true;
}

static bool
figure_at(const Reader *r, uint32_t i, CopFigure *f)
{
  const CopTokens *t = r->t;
  if (part_at(r, i, f) || half_at(r, i, f) || ratio_at(r, i, f))
    return true;
  uint32_t percent = percent_at(r, cop_tokens_hard(t, i + 1));
  double value;
  if (!number_at(r, i, percent > 0, &value))
    return false;
  if (percent > 0) {
    *f = (CopFigure){ COP_FIGURE_SHARE, { i, cop_tokens_hard(t, i + 1) + percent }, value / 100 };
    return value <= 100;
  }
  bool scaled = (senses_at(r, i + 1) & SENSE_SCALE) != 0;
  if (t->at[i].kind != COP_TOKEN_NUMBER && !scaled)
    return false;
  if (scaled)
    value *= r->values[t->at[i + 1].word];
  *f = (CopFigure){ COP_FIGURE_COUNT, { i, i + 1 + scaled }, value };
  return true;
}

const CopFigure *
cop_figures_find(CopArena *a, const CopTokens *t, size_t *n)
{
  Reader r = { t, cop_new_n(a, unsigned, t->n_words + 1), cop_new_n(a, double, t->n_words + 1) };
  for (size_t w = 0; w < G_N_ELEMENTS(words); w++) {
    int64_t number = cop_tokens_word(t, words[w].key);
    if (number == COP_NO_WORD)
      continue;
    r.senses[number] = words[w].senses;
    r.values[number] = words[w].value;
  }
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopFigure));
  for (uint32_t i = 0; i < t->n; i++) {
    CopFigure f;
    bool may = t->at[i].kind == COP_TOKEN_NUMBER || (senses_at(&r, i) & (SENSE_NUMBER | SENSE_PART)) != 0;
    if (!may || !figure_at(&r, i, &f))
      continue;
    g_array_append_val(all, f);
    i = f.range.end - 1;
  }
  *n = all->len;
  CopFigure *kept = cop_new_n(a, CopFigure, all->len + 1);
  if (all->len > 0)
    memcpy(kept, all->data, all->len * sizeof *kept);
  return kept;
}
