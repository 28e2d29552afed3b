/* SPDX-License-Identifier: Apache-2.0 */
#include "check/syllables.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(A) (sizeof(A) / sizeof *(A))

/* --- patterns, compiled once --- */

typedef struct {
  const char *text;
  GRegex *regex;
} Pattern;

static const GRegex *
compiled(Pattern *p)
{
  if (g_once_init_enter(&p->regex)) {
    GError *error = NULL;
    GRegex *r = g_regex_new(p->text, G_REGEX_OPTIMIZE, 0, &error);
    if (r == NULL)
      g_error("%s: %s", p->text, error->message);
    g_once_init_leave(&p->regex, r);
  }
  return p->regex;
}

static bool
matches(Pattern *p, const char *word)
{
  return g_regex_match(compiled(p), word, 0, NULL);
}

static size_t
count(Pattern *p, const char *word)
{
  g_autoptr(GMatchInfo) info = NULL;
  size_t n = 0;
  for (bool more = g_regex_match(compiled(p), word, 0, &info); more; more = g_match_info_next(info, NULL))
    n++;
  return n;
}

static char *
replaced(Pattern *p, const char *word, const char *with)
{
  return g_regex_replace(compiled(p), word, -1, 0, with, 0, NULL);
}

/* --- English --- */

typedef struct {
  const char *word;
  unsigned n;
} Known;

static const Known english_words[] = {
#define WORD(letters, syllables) { letters, syllables },
#include "check/syllables_en.def"
#undef WORD
};

static int
compare_word(const void *a, const void *b)
{
  return strcmp(a, ((const Known *)b)->word);
}

/* Endings in which an e is silent; the first that fits counts. */
static Pattern english_silent[][2] = {
  { { "[^aeiouy]e$", NULL }, { "[^aeiouylr]le$", NULL } },
  { { "[^aeiouy]es$", NULL }, { "(?:(?:s|x|z|c|g|ch|sh)es|[^aeiouylr]les)$", NULL } },
  { { "[^aeiouytd]ed$", NULL }, { "[^aeiouylr]led$", NULL } },
  { { "[gq]ues?$", NULL }, { "^$", NULL } },
};

static size_t
english(const char *word)
{
  static Pattern vowels = { "[aeiouy]+", NULL }, not_letters = { "'s$|[^a-z]+", NULL };
  static Pattern before_ending = { "[^aeiouy]e(?:ly|ments?|ful|fully|less|ness|where|thing|body|times?|one)$", NULL };
  static Pattern l_before_ending = { "[^aeiouylr]le(?:ly|ments?|ful|fully|less|ness)$", NULL };
  static Pattern compound = { "^(?!foreign|hered|moren)(?:some|there|where|home|fore|here|more|life|side|time|safe|name|note|these|those)(?=[^aeiouy][aeiou])", NULL };
  static Pattern hiatus = { "[^tsxcg]io(?!u)|[^tscgx]ia(?!r?g)|[^g]eo(?!u)|iu|[^qgn]ua|[aeiouy]ing|ie[tr](?=$|y)|[^aeiouq]uou|ea[tn]e[ds]?$|eat(?:ive|or|ion)|(?<!^)uity|(?<=.)isms?$|thm",
                            NULL };
  g_autofree char *s = replaced(&not_letters, word, "");
  if (*s == '\0')
    return 1;
  const Known *known = bsearch(s, english_words, LENGTH(english_words), sizeof *english_words, compare_word);
  if (known != NULL)
    return known->n;
  size_t n = count(&vowels, s), silent = 0;
  for (size_t i = 0; n > 1 && silent == 0 && i < LENGTH(english_silent); i++)
    silent = matches(&english_silent[i][0], s) && !matches(&english_silent[i][1], s);
  if (n > 1)
    silent += (matches(&before_ending, s) && !matches(&l_before_ending, s)) + matches(&compound, s);
  n += count(&hiatus, s);
  return n > silent ? n - silent : 1;
}

/* --- Spanish --- */

static bool
one_of(gunichar c, const char *letters)
{
  return c != 0 && g_utf8_strchr(letters, -1, c) != NULL;
}

/* A vowel begins a syllable of its own when it is strong after a strong one, or
 * when an accent on i or u splits the pair. */
static size_t
spanish(const char *word)
{
  static Pattern silent_u = { "qu|gu(?=[eéií])", NULL }, consonant_y = { "y(?=[aeiouáéíóú])", NULL };
  g_autofree char *no_u = replaced(&silent_u, word, "k"), *s = replaced(&consonant_y, no_u, "j");
  size_t n = 0;
  gunichar before = 0;
  for (const char *p = s; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!one_of(c, "aeiouáéíóúüy")) {
      before = 0;
      continue;
    }
    bool weak = one_of(c, "iuüy"), split = one_of(c, "íú");
    bool joins = before != 0 && !(split && one_of(before, "aeoáéó")) && (weak || split || one_of(before, "iuüy"));
    n += !joins;
    before = c;
  }
  return n > 0 ? n : 1;
}

/* --- French --- */

#define FRENCH_VOWELS "aeiouyàâäéèêëîïôöùûüœæ"

/* Words whose -ent sounds; verbs of the third person plural are the others. */
static const char *const french_ent[] = {
  "absent", "accident", "adolescent", "agent", "argent", "cent", "client", "content", "couvent", "dent", "différent", "divergent", "évident",
  "excellent", "fréquent", "incident", "innocent", "intelligent", "lent", "négligent", "occident", "orient", "parent", "patient", "permanent",
  "précédent", "présent", "président", "prudent", "récent", "régent", "résident", "sergent", "serpent", "souvent", "talent", "trident", "urgent",
  "vent", "violent", "équivalent" };
static const char *const french_verbs_in_ment[] = { "affirment", "aiment", "confirment", "dorment", "expriment", "ferment", "forment", "informent", "nomment" };

static bool
in_list(const char *const *list, size_t n, const char *word)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i], word) == 0)
      return true;
  return false;
}

/* The word without the letters of a silent ending. */
static char *
french_sounded(const char *word)
{
  static Pattern vowel = { "[" FRENCH_VOWELS "]", NULL }, last_e = { "es?$", NULL }, last_ent = { "ent$", NULL };
  bool verb = g_str_has_suffix(word, "ment") ? in_list(french_verbs_in_ment, LENGTH(french_verbs_in_ment), word)
                                             : g_str_has_suffix(word, "ent") && !in_list(french_ent, LENGTH(french_ent), word);
  char *stem = replaced(verb ? &last_ent : &last_e, word, "");
  if (matches(&vowel, stem))
    return stem;
  g_free(stem);
  return g_strdup(word);
}

static size_t
french(const char *word)
{
  /* Letters that are no vowel of their own, then vowels that are one together, longest first. */
  static Pattern silent_u = { "(?<=q)u(?=[" FRENCH_VOWELS "])|(?<=[qg])u$|(?<=g)u(?=[eéèêiîy])|(?<=g)e(?=[aoâôu])", NULL };
  static Pattern glide = { "(?<=[aou])y(?=[" FRENCH_VOWELS "])|(?<=[aeuœ])ill?(?=l|$|[" FRENCH_VOWELS "])", NULL };
  static Pattern nucleus = { "ouai|oeu|eau|ieu|iai|iau|iou|oui|œu|ui|ue|uè|ué|au|ai|aî|ei|oi|oî|ou|où|oû|eu|eû|ie|iè|ié|io|ia|iâ|iê|[" FRENCH_VOWELS "]", NULL };
  static Pattern cluster = { "[bcdfgptv][rl]i(?=[aeéèo])", NULL };
  g_autofree char *stem = french_sounded(word), *no_u = replaced(&silent_u, stem, ""), *s = replaced(&glide, no_u, "j");
  size_t n = count(&nucleus, s) + count(&cluster, s);
  return n > 0 ? n : 1;
}

/* --- languages whose vowel letters are their syllables --- */

static size_t
vowel_letters(const char *word, const char *vowels)
{
  size_t n = 0;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p))
    n += one_of(g_utf8_get_char(p), vowels);
  return n > 0 ? n : 1;
}

static size_t
russian(const char *word)
{
  return vowel_letters(word, "аеёиоуыэюя");
}

static size_t
five_vowels(const char *word)
{
  return strcmp(word, "mga") == 0 ? 2 : vowel_letters(word, "aeiouáéíóúàèìòùâêîôû");
}

typedef size_t (*Counter)(const char *word);
static const struct {
  const char *lang;
  Counter counter;
} languages[] = {
  { "en", english }, { "es", spanish }, { "fr", french }, { "ru", russian },
  { "fil", five_vowels }, { "tl", five_vowels }, { "ceb", five_vowels }, { "ilo", five_vowels }, { "hil", five_vowels }, { "war", five_vowels },
  { "bik", five_vowels }, { "pam", five_vowels }, { "pag", five_vowels }, { "id", five_vowels }, { "ms", five_vowels }, { "sw", five_vowels },
};

static Counter
counter_of(const char *lang)
{
  size_t n = strcspn(lang, "-_");
  for (size_t i = 0; i < LENGTH(languages); i++)
    if (strlen(languages[i].lang) == n && strncmp(languages[i].lang, lang, n) == 0)
      return languages[i].counter;
  return NULL;
}

bool
cop_syllables_known(const char *lang)
{
  return counter_of(lang) != NULL;
}

size_t
cop_syllables(const char *lang, const char *word, size_t n)
{
  Counter counter = counter_of(lang);
  if (counter == NULL || n == 0)
    return 0;
  g_autofree char *lower = g_utf8_strdown(word, (gssize)n);
  g_autofree char *composed = g_utf8_normalize(lower, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  bool letters = false;
  for (const char *p = composed; p != NULL && *p != '\0' && !letters; p = g_utf8_next_char(p))
    letters = g_unichar_isalpha(g_utf8_get_char(p));
  if (!letters)
    return 0;
  g_auto(GStrv) parts = g_strsplit(composed, "’", -1);
  g_autofree char *plain = g_strjoinv("'", parts);
  return counter(plain);
}
