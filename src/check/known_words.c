/* SPDX-License-Identifier: Apache-2.0 */
#include "check/known_words.h"

#include <string.h>

struct CopKnownWords {
  GHashTable *everywhere; /* folded words */
  GHashTable *in;         /* language -> such a table */
};

static char *
folded(const char *word)
{
  g_autofree char *low = g_utf8_casefold(word, -1);
  size_t n = strlen(low);
  static const char *const endings[] = { "'s", "’s", "'", "’" };
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_str_has_suffix(low, endings[i])) {
      n -= strlen(endings[i]);
      break;
    }
  return g_strndup(low, n);
}

static void
learn(GHashTable *words, CopSegmenter *s, const char *text)
{
  size_t n, from = 0;
  if (text == NULL)
    return;
  const CopTextSegment *all = cop_segment(s, COP_SEGMENT_WORD, "en", text, strlen(text), &n);
  for (size_t i = 0; i < n; from = all[i++].end) {
    if (!all[i].word)
      continue;
    g_autofree char *word = g_strndup(text + from, all[i].end - from);
    g_hash_table_add(words, folded(word));
  }
}

static GHashTable *
new_set(void)
{
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* "known-word" and "known-word-fil". */
static void
learn_class(CopKnownWords *k, CopSegmenter *s, const CopLintClass *c)
{
  static const char prefix[] = "known-word";
  if (!g_str_has_prefix(c->id, prefix))
    return;
  const char *lang = c->id + strlen(prefix);
  GHashTable *words = k->everywhere;
  if (*lang == '-') {
    words = g_hash_table_lookup(k->in, lang + 1);
    if (words == NULL) {
      words = new_set();
      g_hash_table_insert(k->in, g_strdup(lang + 1), words);
    }
  }
  for (size_t i = 0; i < c->words.n; i++)
    learn(words, s, c->words.items[i]);
}

CopKnownWords *
cop_known_words_new(const CopModel *m)
{
  CopKnownWords *k = g_new(CopKnownWords, 1);
  *k = (CopKnownWords){ new_set(), g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref) };
  g_autoptr(CopSegmenter) s = cop_segmenter_new();
  for (size_t i = 0; i < m->institutions.n; i++) {
    learn(k->everywhere, s, m->institutions.items[i].name);
    learn(k->everywhere, s, m->institutions.items[i].acronym);
  }
  for (size_t i = 0; i < m->helplines.n; i++)
    learn(k->everywhere, s, m->helplines.items[i].name);
  for (size_t i = 0; i < m->areas.n; i++)
    learn(k->everywhere, s, m->areas.items[i].name);
  for (size_t i = 0; i < m->languages.n; i++) {
    learn(k->everywhere, s, m->languages.items[i].name);
    learn(k->everywhere, s, m->languages.items[i].autonym);
  }
  for (size_t i = 0; i < m->terms.n; i++)
    learn(k->everywhere, s, m->terms.items[i].advice);
  for (size_t i = 0; i < m->lint_classes.n; i++)
    learn_class(k, s, &m->lint_classes.items[i]);
  return k;
}

void
cop_known_words_free(CopKnownWords *k)
{
  if (k == NULL)
    return;
  g_hash_table_unref(k->everywhere);
  g_hash_table_unref(k->in);
  g_free(k);
}

bool
cop_known_word(const CopKnownWords *k, const char *lang, const char *word)
{
  g_autofree char *key = folded(word);
  if (g_hash_table_contains(k->everywhere, key))
    return true;
  GHashTable *own = g_hash_table_lookup(k->in, lang);
  return own != NULL && g_hash_table_contains(own, key);
}

/* Two letters or more and no digit. */
static bool
is_spelled(const char *word)
{
  size_t letters = 0;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isdigit(c))
      return false;
    letters += g_unichar_isalpha(c);
  }
  return letters > 1;
}

/* Blanks become spaces of the same length, and so does the narrow space French sets
 * before ? and after «: UAX #29 would take it for a part of the word. */
static char *
without_blanks(const char *text)
{
  char *plain = g_strdup(text);
  for (char *open = strchr(plain, '{'); open != NULL; open = strchr(open + 1, '{')) {
    char *close = open + 1 + strspn(open + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    if (*close == '}')
      memset(open, ' ', (size_t)(close - open) + 1);
  }
  static const char narrow[] = "\u202f";
  for (char *at = strstr(plain, narrow); at != NULL; at = strstr(at, narrow))
    memset(at, ' ', strlen(narrow));
  return plain;
}

/* The words of a text that are spelled, added to `all`, each once. */
static void
gather(GPtrArray *all, GHashTable *seen, CopSegmenter *s, const char *lang, const char *text)
{
  g_autofree char *plain = without_blanks(text);
  size_t n, from = 0;
  const CopTextSegment *cuts = cop_segment(s, COP_SEGMENT_WORD, lang, plain, strlen(plain), &n);
  for (size_t i = 0; i < n; from = cuts[i++].end) {
    if (!cuts[i].word)
      continue;
    g_autoptr(GString) word = g_string_new_len(plain + from, (gssize)(cuts[i].end - from));
    g_string_replace(word, "’", "'", 0); /* as dictionaries have it */
    if (is_spelled(word->str) && g_hash_table_add(seen, g_strdup(word->str)))
      g_ptr_array_add(all, g_strdup(word->str));
  }
}

static bool
is_unknown(const CopKnownWords *k, CopSpelling *spelling, const char *lang, const char *word)
{
  return !cop_known_word(k, lang, word) && !cop_spelling_is_word(spelling, lang, word);
}

GPtrArray *
cop_unknown_words(const CopKnownWords *k, CopSpelling *spelling, CopSegmenter *s, const char *lang, const char *text)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) seen = new_set();
  GPtrArray *unknown = g_ptr_array_new_with_free_func(g_free);
  gather(all, seen, s, lang, text);
  for (guint i = 0; i < all->len; i++)
    if (is_unknown(k, spelling, lang, g_ptr_array_index(all, i)))
      g_ptr_array_add(unknown, g_strdup(g_ptr_array_index(all, i)));
  return unknown;
}

double
cop_unknown_share(const CopKnownWords *k, CopSpelling *spelling, CopSegmenter *s, const CopModel *m, const char *lang, size_t *words)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) seen = new_set();
  for (size_t i = 0; i < m->message_texts.n; i++)
    if (strcmp(m->message_texts.items[i].lang, lang) == 0)
      gather(all, seen, s, lang, m->message_texts.items[i].text);
  size_t unknown = 0;
  for (guint i = 0; i < all->len; i++)
    unknown += is_unknown(k, spelling, lang, g_ptr_array_index(all, i));
  *words = all->len;
  return all->len == 0 ? 0 : (double)unknown / all->len;
}
