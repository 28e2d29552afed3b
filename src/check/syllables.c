/* SPDX-License-Identifier: Apache-2.0 */
#include "check/syllables.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(A) (sizeof(A) / sizeof *(A))

/* --- patterns --- */

#define FRENCH_VOWELS "aeiouyàâäéèêëîïôöùûüœæ"

typedef enum {
  ENGLISH_NOT_LETTERS,
  ENGLISH_VOWELS,
  /* Endings in which an e is silent, each with what is none; the first that fits counts. */
  ENGLISH_E,
  ENGLISH_E_NOT,
  ENGLISH_ES,
  ENGLISH_ES_NOT,
  ENGLISH_ED,
  ENGLISH_ED_NOT,
  ENGLISH_UE,
  ENGLISH_UE_NOT,
  ENGLISH_BEFORE_ENDING, /* an e before another ending */
  ENGLISH_BEFORE_ENDING_NOT,
  ENGLISH_COMPOUND,
  ENGLISH_HIATUS, /* two vowels, two syllables */
  SPANISH_SILENT_U,
  SPANISH_CONSONANT_Y,
  FRENCH_VOWEL,
  FRENCH_LAST_E,
  FRENCH_LAST_ENT,
  FRENCH_SILENT_U,
  FRENCH_GLIDE,
  FRENCH_NUCLEUS, /* vowels that are one together, longest first */
  FRENCH_CLUSTER,
  N_PATTERNS
} Pattern;

static const char *const patterns[N_PATTERNS] = {
  [ENGLISH_NOT_LETTERS] = "'s$|[^a-z]+",
  [ENGLISH_VOWELS] = "[aeiouy]+",
  [ENGLISH_E] = "[^aeiouy]e$",
  [ENGLISH_E_NOT] = "[^aeiouylr]le$",
  [ENGLISH_ES] = "[^aeiouy]es$",
  [ENGLISH_ES_NOT] = "(?:(?:s|x|z|c|g|ch|sh)es|[^aeiouylr]les)$",
  [ENGLISH_ED] = "[^aeiouytd]ed$",
  [ENGLISH_ED_NOT] = "[^aeiouylr]led$",
  [ENGLISH_UE] = "[gq]ues?$",
  [ENGLISH_UE_NOT] = "^$",
  [ENGLISH_BEFORE_ENDING] = "[^aeiouy]e(?:ly|ments?|ful|fully|less|ness|where|thing|body|times?|one)$",
  [ENGLISH_BEFORE_ENDING_NOT] = "[^aeiouylr]le(?:ly|ments?|ful|fully|less|ness)$",
  [ENGLISH_COMPOUND] = "^(?!foreign|hered|moren)(?:some|there|where|home|fore|here|more|life|side|time|safe|name|note|these|those)(?=[^aeiouy][aeiou])",
  [ENGLISH_HIATUS] = "[^tsxcg]io(?!u)|[^tscgx]ia(?!r?g)|[^g]eo(?!u)|iu|[^qgn]ua|[aeiouy]ing|ie[tr](?=$|y)|[^aeiouq]uou|ea[tn]e[ds]?$|eat(?:ive|or|ion)|"
                     "(?<!^)uity|(?<=.)isms?$|thm",
  [SPANISH_SILENT_U] = "qu|gu(?=[eéií])",
  [SPANISH_CONSONANT_Y] = "y(?=[aeiouáéíóú])",
  [FRENCH_VOWEL] = "[" FRENCH_VOWELS "]",
  [FRENCH_LAST_E] = "es?$",
  [FRENCH_LAST_ENT] = "ent$",
  [FRENCH_SILENT_U] = "(?<=q)u(?=[" FRENCH_VOWELS "])|(?<=[qg])u$|(?<=g)u(?=[eéèêiîy])|(?<=g)e(?=[aoâôu])",
  [FRENCH_GLIDE] = "(?<=[aou])y(?=[" FRENCH_VOWELS "])|(?<=[aeuœ])ill?(?=l|$|[" FRENCH_VOWELS "])",
  [FRENCH_NUCLEUS] = "ouai|oeu|eau|ieu|iai|iau|iou|oui|œu|ui|ue|uè|ué|au|ai|aî|ei|oi|oî|ou|où|oû|eu|eû|ie|iè|ié|io|ia|iâ|iê|[" FRENCH_VOWELS "]",
  [FRENCH_CLUSTER] = "[bcdfgptv][rl]i(?=[aeéèo])",
};

struct CopSyllables {
  GRegex *compiled[N_PATTERNS];
};

CopSyllables *
cop_syllables_new(void)
{
  return g_new0(CopSyllables, 1);
}

void
cop_syllables_free(CopSyllables *s)
{
  if (s == NULL)
    return;
  for (int i = 0; i < N_PATTERNS; i++)
    g_clear_pointer(&s->compiled[i], g_regex_unref);
  g_free(s);
}

static const GRegex *
compiled(CopSyllables *s, Pattern p)
{
  if (s->compiled[p] == NULL) {
    GError *error = NULL;
    s->compiled[p] = g_regex_new(patterns[p], G_REGEX_OPTIMIZE, 0, &error);
    if (s->compiled[p] == NULL)
      g_error("%s: %s", patterns[p], error->message);
  }
  return s->compiled[p];
}

static bool
matches(CopSyllables *s, Pattern p, const char *word)
{
  return g_regex_match(compiled(s, p), word, 0, NULL);
}

static size_t
count(CopSyllables *s, Pattern p, const char *word)
{
  g_autoptr(GMatchInfo) info = NULL;
  size_t n = 0;
  for (bool more = g_regex_match(compiled(s, p), word, 0, &info); more; more = g_match_info_next(info, NULL))
    n++;
  return n;
}

static char *
replaced(CopSyllables *s, Pattern p, const char *word, const char *with)
{
  return g_regex_replace(compiled(s, p), word, -1, 0, with, 0, NULL);
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

static size_t
english(CopSyllables *s, const char *word)
{
  g_autofree char *w = replaced(s, ENGLISH_NOT_LETTERS, word, "");
  if (*w == '\0')
    return 1;
  const Known *known = bsearch(w, english_words, LENGTH(english_words), sizeof *english_words, compare_word);
  if (known != NULL)
    return known->n;
  size_t n = count(s, ENGLISH_VOWELS, w), silent = 0;
  for (int p = ENGLISH_E; n > 1 && silent == 0 && p < ENGLISH_BEFORE_ENDING; p += 2)
    silent = matches(s, (Pattern)p, w) && !matches(s, (Pattern)(p + 1), w);
  if (n > 1)
    silent += (matches(s, ENGLISH_BEFORE_ENDING, w) && !matches(s, ENGLISH_BEFORE_ENDING_NOT, w)) + matches(s, ENGLISH_COMPOUND, w);
  n += count(s, ENGLISH_HIATUS, w);
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
spanish(CopSyllables *s, const char *word)
{
  g_autofree char *no_u = replaced(s, SPANISH_SILENT_U, word, "k"), *w = replaced(s, SPANISH_CONSONANT_Y, no_u, "j");
  size_t n = 0;
  gunichar before = 0;
  for (const char *p = w; *p != '\0'; p = g_utf8_next_char(p)) {
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
french_sounded(CopSyllables *s, const char *word)
{
  bool verb = g_str_has_suffix(word, "ment") ? in_list(french_verbs_in_ment, LENGTH(french_verbs_in_ment), word)
                                             : g_str_has_suffix(word, "ent") && !in_list(french_ent, LENGTH(french_ent), word);
  char *stem = replaced(s, verb ? FRENCH_LAST_ENT : FRENCH_LAST_E, word, "");
  if (matches(s, FRENCH_VOWEL, stem))
    return stem;
  g_free(stem);
  return g_strdup(word);
}

static size_t
french(CopSyllables *s, const char *word)
{
  g_autofree char *stem = french_sounded(s, word), *no_u = replaced(s, FRENCH_SILENT_U, stem, ""), *w = replaced(s, FRENCH_GLIDE, no_u, "j");
  size_t n = count(s, FRENCH_NUCLEUS, w) + count(s, FRENCH_CLUSTER, w);
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
russian(CopSyllables *s, const char *word)
{
  (void)s;
  return vowel_letters(word, "аеёиоуыэюя");
}

static size_t
five_vowels(CopSyllables *s, const char *word)
{
  (void)s;
  return strcmp(word, "mga") == 0 ? 2 : vowel_letters(word, "aeiouáéíóúàèìòùâêîôû");
}

typedef size_t (*Counter)(CopSyllables *s, const char *word);
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

size_t
cop_syllables(CopSyllables *s, const char *lang, const char *word, size_t n)
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
  return counter(s, plain);
}
