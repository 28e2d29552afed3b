/* SPDX-License-Identifier: Apache-2.0 */
#include "check/tokens.h"

#include <string.h>

typedef struct {
  CopArena *arena;
  CopTokens *t;
  GArray *tokens;      /* CopToken */
  GArray *sentences;   /* CopTokenRange */
  GArray *quotes;      /* CopTokenRange */
  GPtrArray *keys;
  GHashTable *by_text; /* spelling -> word number + 1 */
  GHashTable *by_key;
  const char *p, *end;
  uint32_t point;
  bool spaced, line;
} Cutter;

/* Cuts the possessive: "child's" is the word child. */
static char *
bare_key(char *key)
{
  size_t n = strlen(key);
  if (n > 2 && strcmp(key + n - 2, "'s") == 0)
    key[n - 2] = '\0';
  return key;
}

char *
cop_word_key(const char *word, size_t n)
{
  size_t i = 0;
  while (i < n && ((unsigned char)word[i] < 0x80))
    i++;
  if (i == n)
    return bare_key(g_ascii_strdown(word, (gssize)n));
  g_autofree char *apart = g_utf8_normalize(word, (gssize)n, G_NORMALIZE_NFD);
  if (apart == NULL)
    return g_strndup(word, n);
  GString *bare = g_string_sized_new(n);
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == 0x2019 || c == 0x02BC)
      g_string_append_c(bare, '\'');
    else if (g_unichar_combining_class(c) == 0)
      g_string_append_unichar(bare, c);
  }
  char *folded = g_utf8_casefold(bare->str, (gssize)bare->len);
  g_string_free(bare, TRUE);
  return bare_key(folded);
}

static uint32_t
word_number(Cutter *c, const char *text, size_t n)
{
  char small[64];
  g_autofree char *large = NULL;
  char *spelling = small;
  if (n < sizeof small) {
    memcpy(small, text, n);
    small[n] = '\0';
  } else {
    spelling = large = g_strndup(text, n);
  }
  gpointer found = g_hash_table_lookup(c->by_text, spelling);
  if (found != NULL)
    return GPOINTER_TO_UINT(found) - 1;
  g_autofree char *key = cop_word_key(text, n);
  found = g_hash_table_lookup(c->by_key, key);
  if (found == NULL) {
    char *kept = cop_arena_strdup(c->arena, key);
    g_ptr_array_add(c->keys, kept);
    found = GUINT_TO_POINTER(c->keys->len);
    g_hash_table_insert(c->by_key, kept, found);
  }
  g_hash_table_insert(c->by_text, cop_arena_strdup(c->arena, spelling), found);
  return GPOINTER_TO_UINT(found) - 1;
}

/* --- characters --- */

static bool
is_space(gunichar ch)
{
  return ch == ' ' || ch == '\n' || ch == '\t' || ch == '\r' || ch == '\f' || ch == '\v' || (ch > 0x7F && g_unichar_isspace(ch)) ||
         ch == 0xA0 || ch == 0x202F || ch == 0xFEFF || ch == 0x200B || ch == 0xAD;
}

static bool
is_letter(gunichar ch)
{
  if (ch < 0x80)
    return g_ascii_isalpha((char)ch);
  return g_unichar_isalpha(ch) || g_unichar_ismark(ch);
}

static bool
is_apostrophe(gunichar ch)
{
  return ch == '\'' || ch == 0x2019 || ch == 0x02BC;
}

static bool
is_soft(gunichar ch)
{
  switch (ch) {
  case '-': case 0x2010: case 0x2011: case 0x2012:
  case '"': case '\'': case '*': case '_': case '`':
  case 0x2BC: case 0x2018: case 0x2019: case 0x201A: case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB: case 0x2039: case 0x203A:
    return true;
  default:
    return false;
  }
}

/* Separators that may stand between two digits of one number. */
static bool
joins_digits(gunichar ch)
{
  return ch == ',' || ch == '.' || ch == 0xA0 || ch == 0x202F || ch == 0x2009 || ch == '\'';
}

/* --- cutting --- */

static CopToken *
add_token(Cutter *c, const char *start, const char *end, CopTokenKind kind, unsigned flags)
{
  CopToken k = { .start = (uint32_t)(start - c->t->text), .end = (uint32_t)(end - c->t->text), .point = c->point,
                 .word = word_number(c, start, (size_t)(end - start)), .kind = (uint8_t)kind,
                 .flags = (uint8_t)(flags | (c->spaced ? COP_TOKEN_SPACED : 0) | (c->line ? COP_TOKEN_LINE : 0)) };
  c->spaced = c->line = false;
  g_array_append_val(c->tokens, k);
  return &g_array_index(c->tokens, CopToken, c->tokens->len - 1);
}

/* "l'", "d'", "qu'": what French and its neighbours write before a vowel. */
static bool
is_elision(const char *word, size_t n)
{
  static const char letters[] = "ldjmtscnLDJMTSCN";
  return (n == 1 && strchr(letters, *word) != NULL) || (n == 2 && g_ascii_strncasecmp(word, "qu", 2) == 0);
}

static void
cut_word(Cutter *c)
{
  const char *start = c->p, *p = c->p;
  uint32_t points = 0;
  bool upper = g_unichar_isupper(g_utf8_get_char(p)), all_upper = true;
  unsigned letters = 0;
  while (p < c->end) {
    gunichar ch = g_utf8_get_char(p);
    const char *next = g_utf8_next_char(p);
    if (is_apostrophe(ch)) {
      if (next >= c->end || !is_letter(g_utf8_get_char(next)) || is_elision(start, (size_t)(p - start)))
        break;
    } else if (is_letter(ch)) {
      letters++;
      all_upper = all_upper && (ch < 0x80 ? g_ascii_isupper((char)ch) : !g_unichar_islower(ch));
    } else if (!(ch < 0x80 && g_ascii_isdigit((char)ch))) {
      break;
    }
    p = next;
    points++;
  }
  add_token(c, start, p, COP_TOKEN_WORD,
            (upper ? COP_TOKEN_CAPITAL : 0) | (upper && all_upper && letters > 1 ? COP_TOKEN_CAPITALS : 0));
  c->point += points;
  c->p = p;
}

static void
cut_number(Cutter *c)
{
  const char *start = c->p, *p = c->p;
  uint32_t points = 0;
  bool plain = true;
  while (p < c->end) {
    gunichar ch = g_utf8_get_char(p);
    const char *next = g_utf8_next_char(p);
    if (ch < 0x80 && g_ascii_isdigit((char)ch)) {
      p = next;
      points++;
    } else if (joins_digits(ch) && next < c->end && g_ascii_isdigit(*next)) {
      /* A no-break space groups thousands only: "10 October" has another sign after it anyway. */
      plain = false;
      p = next;
      points++;
    } else {
      break;
    }
  }
  bool year = plain && p - start == 4 && (memcmp(start, "19", 2) == 0 || memcmp(start, "20", 2) == 0);
  add_token(c, start, p, COP_TOKEN_NUMBER, year ? COP_TOKEN_YEAR : 0);
  c->point += points;
  c->p = p;
}

/* Addresses hold words that are nobody's wording: skipped whole. */
static bool
skip_address(Cutter *c)
{
  size_t left = (size_t)(c->end - c->p);
  if (!((left > 7 && (g_ascii_strncasecmp(c->p, "http://", 7) == 0 || g_ascii_strncasecmp(c->p, "https://", 8) == 0)) ||
        (left > 4 && g_ascii_strncasecmp(c->p, "www.", 4) == 0)))
    return false;
  const char *p = c->p;
  uint32_t points = 0;
  while (p < c->end && !is_space(g_utf8_get_char(p)) && *p != '<' && *p != '>' && *p != '"' && *p != ')') {
    p = g_utf8_next_char(p);
    points++;
  }
  static const char mark[] = "/";
  CopToken *k = add_token(c, c->p, p, COP_TOKEN_SIGN, 0);
  k->word = word_number(c, mark, 1);
  c->point += points;
  c->p = p;
  return true;
}

static void
cut_block(Cutter *c, const char *start, const char *end, uint32_t block)
{
  c->p = start;
  c->end = end;
  c->spaced = c->line = true;
  guint first = c->tokens->len;
  while (c->p < end) {
    gunichar ch = g_utf8_get_char(c->p);
    if (is_space(ch)) {
      c->spaced = true;
      c->line = c->line || ch == '\n';
      c->p = g_utf8_next_char(c->p);
      c->point++;
    } else if (ch < 0x80 && g_ascii_isdigit((char)ch)) {
      cut_number(c);
    } else if (is_letter(ch) && !is_apostrophe(ch)) {
      if (!((*c->p == 'h' || *c->p == 'H' || *c->p == 'w' || *c->p == 'W') && skip_address(c)))
        cut_word(c);
    } else {
      const char *next = g_utf8_next_char(c->p);
      add_token(c, c->p, next, COP_TOKEN_SIGN, is_soft(ch) ? COP_TOKEN_SOFT : 0);
      c->point++;
      c->p = next;
    }
  }
  for (guint i = first; i < c->tokens->len; i++)
    g_array_index(c->tokens, CopToken, i).block = block;
}

/* --- sentences --- */

static bool
is_abbreviation(const char *key)
{
  static const char *const words[] = {
    "al", "approx", "apdo", "art", "arts", "atty", "cap", "cf", "col", "dr", "ed", "eds", "eg", "et", "fig", "gen", "gov", "hon", "ie", "inc",
    "jr", "lt", "ltd", "mme", "mr", "mrs", "ms", "no", "nos", "num", "p", "para", "paras", "pp", "prof", "pt", "r", "ref",
    "rep", "res", "rev", "sec", "secs", "sen", "sr", "st", "vol", "vs" };
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i], key) == 0)
      return true;
  return key[0] != '\0' && key[1] == '\0' && g_ascii_isalpha(key[0]);
}

static size_t
line_length(const CopTokens *t, uint32_t i)
{
  const char *p = t->text + t->at[i].start;
  const char *start = p;
  while (start > t->text && start[-1] != '\n')
    start--;
  return (size_t)(p - start);
}

static bool
opens_item(const CopTokens *t, uint32_t i)
{
  if (t->at[i].kind == COP_TOKEN_SIGN) {
    gunichar ch = g_utf8_get_char(t->text + t->at[i].start);
    return strchr("-*+([#|>", ch < 0x80 ? (int)ch : '?') != NULL || ch == 0x2022 || ch == 0x25CF || ch == 0x25AA || ch == 0x2013 ||
           ch == 0x2014 || g_unichar_type(ch) == G_UNICODE_PRIVATE_USE;
  }
  bool short_mark = t->at[i].end - t->at[i].start <= 3;
  return short_mark && i + 1 < t->n &&
         (cop_token_is(t, i + 1, ')') || (t->at[i].kind == COP_TOKEN_NUMBER && cop_token_is(t, i + 1, '.')));
}

/* Does a line that ends at token i go on in the next, although that begins with
 * a capital? After a word that ends no phrase, and within a title in capitals. */
static bool
goes_on(const CopTokens *t, uint32_t last, uint32_t i)
{
  static const char *const links[] = { "of", "the", "and", "or", "a", "an", "in", "on", "for", "to", "by", "with", "against", "from", "de", "la", "le",
                                       "des", "du", "et", "y", "del", "los", "las", "ng", "sa", "ang" };
  if (t->at[last].kind == COP_TOKEN_SIGN)
    return false;
  if ((t->at[i].flags & COP_TOKEN_CAPITALS) != 0 && ((t->at[last].flags & COP_TOKEN_CAPITALS) != 0 || t->at[last].kind == COP_TOKEN_NUMBER))
    return true;
  for (size_t w = 0; w < G_N_ELEMENTS(links); w++)
    if (strcmp(cop_token_key(t, last), links[w]) == 0)
      return true;
  return false;
}

/* Does token i begin a sentence, given that i - 1 stands in the same block? */
static bool
begins_sentence(const CopTokens *t, uint32_t i)
{
  const CopToken *k = &t->at[i];
  uint32_t before = i - 1;
  if ((k->flags & COP_TOKEN_SPACED) == 0)
    return false;
  if ((k->flags & COP_TOKEN_LINE) != 0) {
    if (opens_item(t, i))
      return true;
    const CopToken *last = &t->at[before];
    size_t length = line_length(t, before);
    bool wrapped = length >= 45 && length <= 140;
    bool starts = (k->flags & COP_TOKEN_CAPITAL) != 0 || k->kind == COP_TOKEN_NUMBER;
    if (last->kind == COP_TOKEN_SIGN && strchr(".:;!?", t->text[last->start]) != NULL)
      return true;
    /* Two line feeds, or a short line before a new start: not wrapping. */
    const char *gap = t->text + last->end;
    const char *feed = memchr(gap, '\n', k->start - last->end);
    bool blank = feed != NULL && memchr(feed + 1, '\n', (size_t)(t->text + k->start - feed - 1)) != NULL;
    if (starts && (blank || (!wrapped && !goes_on(t, before, i))))
      return true;
  }
  while (before > 0 && t->at[before].kind == COP_TOKEN_SIGN &&
         ((t->at[before].flags & COP_TOKEN_SOFT) != 0 || strchr(")]", t->text[t->at[before].start]) != NULL) &&
         (t->at[before].flags & COP_TOKEN_SPACED) == 0)
    before--;
  if (t->at[before].kind != COP_TOKEN_SIGN)
    return false;
  gunichar mark = g_utf8_get_char(t->text + t->at[before].start);
  if (mark == '!' || mark == '?' || mark == 0x2026 || mark == 0x3002 || mark == 0x0964)
    return (k->flags & COP_TOKEN_CAPITAL) != 0 || k->kind != COP_TOKEN_WORD;
  if (mark != '.')
    return false;
  if (k->kind == COP_TOKEN_WORD && (k->flags & COP_TOKEN_CAPITAL) == 0)
    return false;
  if (k->kind == COP_TOKEN_SIGN && (k->flags & COP_TOKEN_SOFT) == 0 && !cop_token_is(t, i, '(') && !cop_token_is(t, i, '['))
    return false;
  return before == 0 || t->at[before - 1].kind == COP_TOKEN_NUMBER || !is_abbreviation(cop_token_key(t, before - 1));
}

static void
cut_sentences(Cutter *c)
{
  CopTokens *t = c->t;
  CopTokenRange r = { 0, 0 };
  for (uint32_t i = 0; i < t->n; i++) {
    if (i > r.first && (t->at[i].block != t->at[i - 1].block || begins_sentence(t, i))) {
      r.end = i;
      g_array_append_val(c->sentences, r);
      r.first = i;
    }
    t->at[i].sentence = c->sentences->len;
  }
  r.end = t->n;
  if (r.end > r.first)
    g_array_append_val(c->sentences, r);
}

/* --- quotations --- */

static gunichar
closing_mark(gunichar opening, bool *straight)
{
  *straight = opening == '"' || opening == '\'';
  switch (opening) {
  case '"': return '"';
  case '\'': return '\'';
  case 0x201C: return 0x201D;
  case 0x201E: return 0x201C;
  case 0x2018: return 0x2019;
  case 0xAB: return 0xBB;
  default: return 0;
  }
}

static void
find_quotes(Cutter *c)
{
  CopTokens *t = c->t;
  for (uint32_t i = 0; i < t->n; i++) {
    if ((t->at[i].flags & COP_TOKEN_SOFT) == 0)
      continue;
    bool straight;
    gunichar close = closing_mark(g_utf8_get_char(t->text + t->at[i].start), &straight);
    if (close == 0)
      continue;
    /* A straight mark opens where a word follows at once and none stands at once before it. */
    bool after_word = i > 0 && (t->at[i].flags & COP_TOKEN_SPACED) == 0 && t->at[i - 1].kind != COP_TOKEN_SIGN;
    bool before_word = i + 1 < t->n && (t->at[i + 1].flags & COP_TOKEN_SPACED) == 0;
    if (straight && (after_word || !before_word))
      continue;
    for (uint32_t k = i + 1; k < t->n && k <= i + COP_QUOTE_MAX && t->at[k].block == t->at[i].block; k++) {
      if ((t->at[k].flags & COP_TOKEN_SOFT) == 0)
        continue;
      gunichar mark = g_utf8_get_char(t->text + t->at[k].start);
      bool closes = mark == close || (close == 0x201D && mark == 0x201C && (t->at[k].flags & COP_TOKEN_SPACED) == 0);
      if (straight)
        closes = closes && (k + 1 >= t->n || (t->at[k + 1].flags & COP_TOKEN_SPACED) != 0 || t->at[k + 1].kind == COP_TOKEN_SIGN);
      if (!closes)
        continue;
      if (k > i + 1) {
        CopTokenRange r = { i + 1, k };
        g_array_append_val(c->quotes, r);
      }
      if (straight)
        i = k;
      break;
    }
  }
}

static void *
kept(CopArena *a, const GArray *items, size_t size)
{
  void *copy = cop_arena_alloc_n(a, items->len + 1, size);
  if (items->len > 0)
    memcpy(copy, items->data, items->len * size);
  return copy;
}

CopTokens *
cop_tokens_new(CopArena *a, const CopExtract *e)
{
  CopTokens *t = cop_new(a, CopTokens);
  t->extract = e;
  t->text = cop_extract_text(e, &t->length);
  Cutter c = { .arena = a, .t = t,
               .tokens = g_array_sized_new(FALSE, FALSE, sizeof(CopToken), (guint)(t->length / 5 + 16)),
               .sentences = g_array_new(FALSE, FALSE, sizeof(CopTokenRange)),
               .quotes = g_array_new(FALSE, FALSE, sizeof(CopTokenRange)), .keys = g_ptr_array_new(),
               .by_text = g_hash_table_new(g_str_hash, g_str_equal), .by_key = g_hash_table_new(g_str_hash, g_str_equal) };
  size_t n_blocks;
  const CopBlock *blocks = cop_extract_blocks(e, &n_blocks);
  size_t done = 0;
  for (size_t b = 0; b < n_blocks; b++) {
    c.point += (uint32_t)g_utf8_strlen(t->text + done, (gssize)(blocks[b].start - done));
    if (blocks[b].kind == COP_BLOCK_VERBATIM)
      c.point += (uint32_t)g_utf8_strlen(t->text + blocks[b].start, (gssize)(blocks[b].end - blocks[b].start));
    else
      cut_block(&c, t->text + blocks[b].start, t->text + blocks[b].end, (uint32_t)b);
    done = blocks[b].end;
  }
  t->at = (CopToken *)(void *)c.tokens->data;
  t->n = c.tokens->len;
  t->keys = (const char **)c.keys->pdata;
  cut_sentences(&c);
  find_quotes(&c);

  t->at = kept(a, c.tokens, sizeof(CopToken));
  t->n_sentences = c.sentences->len;
  t->sentences = kept(a, c.sentences, sizeof(CopTokenRange));
  t->n_quotes = c.quotes->len;
  t->quotes = kept(a, c.quotes, sizeof(CopTokenRange));
  t->n_words = c.keys->len;
  t->keys = cop_new_n(a, const char *, t->n_words + 1);
  for (uint32_t i = 0; i < t->n_words; i++)
    t->keys[i] = c.keys->pdata[i];
  g_array_unref(c.tokens);
  g_array_unref(c.sentences);
  g_array_unref(c.quotes);
  g_ptr_array_unref(c.keys);
  g_hash_table_unref(c.by_text);
  t->numbers = c.by_key;
  cop_arena_on_free(a, (void (*)(void *))g_hash_table_unref, t->numbers);
  return t;
}

uint32_t
cop_token_end_point(const CopTokens *t, uint32_t i)
{
  return t->at[i].point + (uint32_t)g_utf8_strlen(t->text + t->at[i].start, (gssize)(t->at[i].end - t->at[i].start));
}

char *
cop_tokens_text(CopArena *a, const CopTokens *t, CopTokenRange r)
{
  if (r.end <= r.first)
    return cop_arena_strdup(a, "");
  return cop_arena_strndup(a, t->text + t->at[r.first].start, t->at[r.end - 1].end - t->at[r.first].start);
}

int
cop_token_integer(const CopTokens *t, uint32_t i)
{
  if (i >= t->n || t->at[i].kind != COP_TOKEN_NUMBER || t->at[i].end - t->at[i].start > 8)
    return -1;
  int v = 0;
  for (uint32_t p = t->at[i].start; p < t->at[i].end; p++) {
    if (!g_ascii_isdigit(t->text[p]))
      return -1;
    v = v * 10 + (t->text[p] - '0');
  }
  return v;
}
