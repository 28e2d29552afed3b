/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/hyphen.h"

#include <glib.h>
#include <hyphen.h>
#include <string.h>

#include "typeset/divisions.h"

/* libhyphen 2.8.8 loses a few bytes of each dictionary it reads; the leak
 * checker is told not to look. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHECKS_LEAKS 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define CHECKS_LEAKS 1
#endif
#ifdef CHECKS_LEAKS
#include <sanitizer/lsan_interface.h>
#define LEAKS_OFF() __lsan_disable()
#define LEAKS_ON() __lsan_enable()
#else
#define LEAKS_OFF() ((void)0)
#define LEAKS_ON() ((void)0)
#endif

#define WORD_MAX 96u /* bytes: libhyphen's own limit is 100 */

typedef enum { RULE_NONE, RULE_CLOSED, RULE_OPEN } Rule;

/* Languages, the file of patterns (none: NULL), and the rule without it. */
static const struct {
  const char *lang, *file;
  Rule rule;
} table[] = {
  { "bik", NULL, RULE_CLOSED }, { "bn", "hyph_bn_IN.dic", RULE_NONE }, { "cbk", "hyph_es_ES.dic", RULE_NONE },
  { "ceb", NULL, RULE_CLOSED }, { "de", "hyph_de_DE.dic", RULE_NONE }, { "en", "hyph_en_GB.dic", RULE_NONE },
  { "en", "hyph_en_US.dic", RULE_NONE }, { "es", "hyph_es_ES.dic", RULE_NONE }, { "fil", NULL, RULE_CLOSED },
  { "fr", "hyph_fr.dic", RULE_NONE }, { "hi", "hyph_hi_IN.dic", RULE_NONE }, { "hil", NULL, RULE_CLOSED },
  { "id", "hyph_id_ID.dic", RULE_CLOSED }, { "ilo", NULL, RULE_CLOSED }, { "ms", NULL, RULE_CLOSED },
  { "pag", NULL, RULE_CLOSED }, { "pam", NULL, RULE_CLOSED }, { "pt", "hyph_pt_PT.dic", RULE_NONE },
  { "pt-BR", "hyph_pt_BR.dic", RULE_NONE }, { "ru", "hyph_ru_RU.dic", RULE_NONE }, { "sw", NULL, RULE_OPEN },
  { "ta", "hyph_ta_IN.dic", RULE_NONE }, { "tl", NULL, RULE_CLOSED }, { "tsg", NULL, RULE_CLOSED },
  { "war", NULL, RULE_CLOSED },
};

typedef struct {
  CopDivisions *patterns; /* files of plain patterns */
  HyphenDict *dict;      /* all others */
  bool tried;
} Slot;

struct CopHyphenator {
  Slot slots[G_N_ELEMENTS(table)];
};

CopHyphenator *
cop_hyphenator_new(void)
{
  return g_new0(CopHyphenator, 1);
}

void
cop_hyphenator_free(CopHyphenator *h)
{
  if (h == NULL)
    return;
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    cop_divisions_free(h->slots[i].patterns);
    if (h->slots[i].dict != NULL)
      hnj_hyphen_free(h->slots[i].dict);
  }
  g_free(h);
}

static void
open_slot(CopHyphenator *h, size_t i)
{
  Slot *s = &h->slots[i];
  if (s->tried || table[i].file == NULL)
    return;
  s->tried = true;
  const char *root = g_getenv("COPKIT_HYPHEN");
  g_autofree char *path = g_build_filename(root != NULL ? root : "/usr/share/hyphen", table[i].file, NULL);
  /* libhyphen reads a missing file as an empty dictionary */
  if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
    return;
  s->patterns = cop_divisions_open(path);
  if (s->patterns != NULL)
    return;
  LEAKS_OFF();
  s->dict = hnj_hyphen_load(path);
  LEAKS_ON();
}

/* The row that serves a language: patterns where they are installed, else the
 * rule; -1 for none. */
static int
row_for(CopHyphenator *h, const char *lang)
{
  g_autofree char *tag = g_strdup(lang);
  for (;;) {
    int rule = -1;
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
      if (g_ascii_strcasecmp(table[i].lang, tag) != 0)
        continue;
      open_slot(h, i);
      if (h->slots[i].dict != NULL || h->slots[i].patterns != NULL)
        return (int)i;
      if (table[i].rule != RULE_NONE)
        rule = (int)i;
    }
    char *dash = strrchr(tag, '-');
    if (rule >= 0 || dash == NULL)
      return rule;
    *dash = '\0';
  }
}

bool
cop_hyphenator_knows(CopHyphenator *h, const char *lang)
{
  return row_for(h, lang) >= 0;
}

/* --- the rule --- */

static bool
is_vowel(char c)
{
  return c != '\0' && strchr("aeiou", c) != NULL;
}

/* Letters that are one consonant, or keep together before a vowel. */
static bool
is_pair(char a, char b, Rule rule)
{
  if ((a == 'n' && b == 'g') || (a == 'n' && b == 'y') || (a == 's' && b == 'y') || (a == 'k' && b == 'h') ||
      (a == 't' && b == 's') || (a == 'c' && b == 'h') || (a == 's' && b == 'h'))
    return true;
  return rule == RULE_CLOSED && (b == 'r' || b == 'l') && strchr("bdgkpt", a) != NULL;
}

static size_t
by_rule(const char *word, size_t n, Rule rule, uint32_t *points, size_t room)
{
  char low[WORD_MAX];
  for (size_t i = 0; i < n; i++) {
    if (!g_ascii_isalpha(word[i]))
      return 0;
    low[i] = g_ascii_tolower(word[i]);
  }
  size_t found = 0;
  for (size_t i = 1; i < n && found < room; i++) {
    if (!is_vowel(low[i]) || is_vowel(low[i - 1]))
      continue;
    size_t start = i; /* of the consonants before the vowel */
    while (start > 0 && !is_vowel(low[start - 1]))
      start--;
    size_t at = start == i || rule == RULE_OPEN ? start : i - 1;
    if (rule == RULE_CLOSED && at > start && is_pair(low[at - 1], low[at], rule))
      at--;
    if (start > 0 && at >= 2 && n - at >= 3)
      points[found++] = (uint32_t)at;
  }
  return found;
}

/* --- patterns --- */

/* The word in small letters and in the file's own encoding. */
static char *
encode(const char *cset, const char *word, size_t n)
{
  g_autofree char *lower = g_utf8_strdown(word, (gssize)n);
  if (g_utf8_strlen(lower, -1) != g_utf8_strlen(word, (gssize)n))
    return NULL; /* places would not be those of the word as written */
  if (g_ascii_strcasecmp(cset, "UTF-8") == 0)
    return g_steal_pointer(&lower);
  /* "ISO8859-1" and the like; iconv wants the dash */
  g_autofree char *charset = g_str_has_prefix(cset, "ISO8859-") ? g_strconcat("ISO-8859-", cset + 8, NULL) : g_strdup(cset);
  return g_convert(lower, -1, charset, "UTF-8", NULL, NULL, NULL);
}

/* At least two letters stay before the division and three come after it. */
#define BEFORE 2
#define AFTER 3

static size_t
by_patterns(const CopDivisions *patterns, const char *word, size_t n, uint32_t *points, size_t room)
{
  const char *charset = cop_divisions_charset(patterns);
  g_autofree char *coded = encode(charset, word, n);
  if (coded == NULL || strlen(coded) >= WORD_MAX)
    return 0;
  uint8_t marks[WORD_MAX + 1];
  cop_divisions_marks(patterns, coded, strlen(coded), marks);
  bool utf8 = g_ascii_strcasecmp(charset, "UTF-8") == 0;
  size_t found = 0, all = (size_t)g_utf8_strlen(word, (gssize)n), letter = 0;
  const char *in_coded = coded;
  for (const char *c = word; c < word + n && found < room;) {
    c = g_utf8_next_char(c);
    in_coded = utf8 ? g_utf8_next_char(in_coded) : in_coded + 1;
    letter++;
    if (letter >= BEFORE && letter + AFTER <= all && (marks[in_coded - coded] & 1) != 0)
      points[found++] = (uint32_t)(c - word);
  }
  return found;
}

static size_t
by_libhyphen(HyphenDict *dict, const char *word, size_t n, uint32_t *points, size_t room)
{
  g_autofree char *coded = encode(dict->utf8 ? "UTF-8" : dict->cset, word, n);
  if (coded == NULL || strlen(coded) >= WORD_MAX)
    return 0;
  char marks[WORD_MAX + 8] = { 0 };
  char **rep = NULL;
  int *pos = NULL, *cut = NULL;
  if (hnj_hyphen_hyphenate3(dict, coded, (int)strlen(coded), marks, NULL, &rep, &pos, &cut, BEFORE, AFTER, 0, 0) != 0)
    return 0;
  size_t found = 0, all = (size_t)g_utf8_strlen(word, (gssize)n), letter = 0;
  /* marks go by character */
  for (const char *c = word; c < word + n && found < room; letter++) {
    c = g_utf8_next_char(c);
    if (letter + 1 < BEFORE || letter + 1 + AFTER > all || (marks[letter] & 1) == 0)
      continue;
    /* a spelling that changes when divided is left whole */
    if (rep == NULL || rep[letter] == NULL)
      points[found++] = (uint32_t)(c - word);
  }
  for (size_t i = 0; rep != NULL && i < strlen(coded); i++)
    free(rep[i]);
  free(rep);
  free(pos);
  free(cut);
  return found;
}

size_t
cop_hyphenator_points(CopHyphenator *h, const char *lang, const char *word, size_t length, uint32_t *points, size_t room)
{
  int row = row_for(h, lang);
  if (row < 0 || length >= WORD_MAX || length < 5)
    return 0;
  if (h->slots[row].patterns != NULL)
    return by_patterns(h->slots[row].patterns, word, length, points, room);
  if (h->slots[row].dict != NULL)
    return by_libhyphen(h->slots[row].dict, word, length, points, room);
  return by_rule(word, length, table[row].rule, points, room);
}
