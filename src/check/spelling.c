/* SPDX-License-Identifier: Apache-2.0 */
#include "check/spelling.h"

#include <hunspell/hunspell.h>
#include <string.h>

/* Languages, names of dictionaries and the packages of Debian 12 that have them. */
static const struct {
  const char *lang, *file, *package;
  bool strong;
} table[] = {
  { "ar", "ar", "hunspell-ar", false },       { "bn", "bn_BD", "hunspell-bn", false },
  { "en", "en_GB", "hunspell-en-gb", true },  { "en", "en_US", "hunspell-en-us", true },
  { "es", "es_ES", "hunspell-es", true },     { "fil", "tl", "myspell-tl", false },
  { "fr", "fr", "hunspell-fr", true },        { "hi", "hi_IN", "hunspell-hi", false },
  { "id", "id_ID", "hunspell-id", false },    { "pt", "pt_PT", "hunspell-pt-pt", true },
  { "pt", "pt_BR", "hunspell-pt-br", true },  { "ru", "ru_RU", "hunspell-ru", true },
  { "sw", "sw_TZ", "hunspell-sw", false },
};

struct CopSpelling {
  GMutex lock;
  Hunhandle *open[G_N_ELEMENTS(table)];
  bool tried[G_N_ELEMENTS(table)];
};

CopSpelling *
cop_spelling_new(void)
{
  CopSpelling *s = g_new0(CopSpelling, 1);
  g_mutex_init(&s->lock);
  return s;
}

void
cop_spelling_free(CopSpelling *s)
{
  if (s == NULL)
    return;
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
    if (s->open[i] != NULL)
      Hunspell_destroy(s->open[i]);
  g_mutex_clear(&s->lock);
  g_free(s);
}

static bool
serves(size_t i, const char *lang)
{
  size_t n = strcspn(lang, "-");
  return strlen(table[i].lang) == n && g_ascii_strncasecmp(table[i].lang, lang, n) == 0;
}

/* The lock is held. NULL: not installed. */
static Hunhandle *
dictionary(CopSpelling *s, size_t i)
{
  if (s->tried[i])
    return s->open[i];
  s->tried[i] = true;
  const char *root = g_getenv("COPKIT_HUNSPELL");
  g_autofree char *stem = g_build_filename(root != NULL && root[0] != '\0' ? root : "/usr/share/hunspell", table[i].file, NULL);
  g_autofree char *rules = g_strconcat(stem, ".aff", NULL), *words = g_strconcat(stem, ".dic", NULL);
  /* libhunspell reads a missing file as an empty dictionary */
  if (g_file_test(rules, G_FILE_TEST_IS_REGULAR) && g_file_test(words, G_FILE_TEST_IS_REGULAR))
    s->open[i] = Hunspell_create(rules, words);
  return s->open[i];
}

bool
cop_spelling_can(CopSpelling *s, const char *lang)
{
  bool can = false;
  g_mutex_lock(&s->lock);
  for (size_t i = 0; i < G_N_ELEMENTS(table) && !can; i++)
    can = serves(i, lang) && dictionary(s, i) != NULL;
  g_mutex_unlock(&s->lock);
  return can;
}

const char *
cop_spelling_package(const char *lang)
{
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
    if (serves(i, lang))
      return table[i].package;
  return NULL;
}

bool
cop_spelling_strong(const char *lang)
{
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
    if (serves(i, lang))
      return table[i].strong;
  return false;
}

/* Some dictionaries are in an older encoding, in which not every word can be written. */
static char *
to_dictionary(Hunhandle *h, const char *word)
{
  return g_convert(word, -1, Hunspell_get_dic_encoding(h), "UTF-8", NULL, NULL, NULL);
}

bool
cop_spelling_is_word(CopSpelling *s, const char *lang, const char *word)
{
  bool any = false, found = false;
  g_mutex_lock(&s->lock);
  for (size_t i = 0; i < G_N_ELEMENTS(table) && !found; i++) {
    Hunhandle *h = serves(i, lang) ? dictionary(s, i) : NULL;
    if (h == NULL)
      continue;
    any = true;
    g_autofree char *own = to_dictionary(h, word);
    found = own != NULL && Hunspell_spell(h, own) != 0;
  }
  g_mutex_unlock(&s->lock);
  return found || !any;
}

char *
cop_spelling_suggest(CopSpelling *s, const char *lang, const char *word)
{
  char *best = NULL;
  g_mutex_lock(&s->lock);
  for (size_t i = 0; i < G_N_ELEMENTS(table) && best == NULL; i++) {
    Hunhandle *h = serves(i, lang) ? dictionary(s, i) : NULL;
    g_autofree char *own = h == NULL ? NULL : to_dictionary(h, word);
    if (own == NULL)
      continue;
    char **list = NULL;
    int n = Hunspell_suggest(h, &list, own);
    if (n > 0)
      best = g_convert(list[0], -1, "UTF-8", Hunspell_get_dic_encoding(h), NULL, NULL, NULL);
    Hunspell_free_list(h, &list, n);
  }
  g_mutex_unlock(&s->lock);
  return best;
}
