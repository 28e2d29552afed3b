/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/divisions.h against libhyphen, which reads the same files, and against
 * Liang's rule spelt out: the words are put together from the letters of the
 * patterns themselves, so that many of them meet, and each must be divided at the
 * same places.
 *
 * libhyphen asks only the longest pattern that ends at a letter, and wants files in
 * which each long pattern holds what the short ones say (its substrings.pl). Some
 * are not so, the Russian one most of all: there it overlooks patterns, and only
 * the rule is the measure.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <hyphen.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "typeset/divisions.h"

#define DIRECTORY "/usr/share/hyphen"
#define WORDS 1000

/* libhyphen loses some bytes of each file it reads. */
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#define LEAKS_OFF() __lsan_disable()
#define LEAKS_ON() __lsan_enable()
#else
#define LEAKS_OFF() ((void)0)
#define LEAKS_ON() ((void)0)
#endif

/* The patterns of a file by their letters. */
static GHashTable *
read_patterns(const char *path)
{
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  GHashTable *all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (char **line = lines + 1; *line != NULL; line++) {
    g_strchomp(*line);
    if ((*line)[0] == '%' || (*line)[0] == '\0' || strstr(*line, "HYPHEN") != NULL)
      continue;
    GString *s = g_string_new(NULL);
    for (const char *c = *line; *c != '\0'; c++)
      if (!g_ascii_isdigit(*c))
        g_string_append_c(s, *c);
    g_hash_table_replace(all, g_string_free(s, FALSE), g_strdup(*line));
  }
  return all;
}

/* Liang's rule: of all values of all patterns anywhere in ".word." the highest counts. */
static void
by_rule(GHashTable *patterns, const char *word, uint8_t *marks)
{
  g_autofree char *dotted = g_strdup_printf(".%s.", word);
  size_t n = strlen(dotted);
  uint8_t all[300] = { 0 };
  for (size_t from = 0; from < n; from++)
    for (size_t length = 1; from + length <= n; length++) {
      g_autofree char *letters = g_strndup(dotted + from, length);
      size_t at = from;
      for (const char *c = g_hash_table_lookup(patterns, letters); c != NULL && *c != '\0'; c++) {
        if (g_ascii_isdigit(*c))
          all[at] = MAX(all[at], (uint8_t)(*c - '0'));
        else
          at++;
      }
    }
  memcpy(marks, all + 1, n - 1);
}

/* Four patterns' letters in a row. */
static char *
make_word(const GPtrArray *letters, GRand *random)
{
  GString *word = g_string_new(NULL);
  for (int k = 0; k < 4; k++)
    for (const char *c = g_ptr_array_index(letters, (guint)g_rand_int_range(random, 0, (gint32)letters->len)); *c != '\0'; c++)
      if (*c != '.' && *c != '-' && *c != '\'')
        g_string_append_c(word, *c);
  return g_string_free(word, FALSE);
}

static void
compare(const CopDivisions *p, HyphenDict *dict, const char *word, const char *file)
{
  size_t n = strlen(word);
  uint8_t ours[257];
  char theirs[300] = { 0 };
  char **rep = NULL;
  int *pos = NULL, *cut = NULL;
  cop_divisions_marks(p, word, n, ours);
  g_assert_cmpint(hnj_hyphen_hyphenate3(dict, word, (int)n, theirs, NULL, &rep, &pos, &cut, 2, 3, 0, 0), ==, 0);
  bool utf8 = strcmp(cop_divisions_charset(p), "UTF-8") == 0;
  size_t all = utf8 ? (size_t)g_utf8_strlen(word, -1) : n, letter = 0;
  for (const char *c = word; *c != '\0'; letter++) {
    c = utf8 ? g_utf8_next_char(c) : c + 1;
    if (letter + 1 < 2 || letter + 1 + 3 > all)
      continue;
    if ((ours[c - word] & 1) != (theirs[letter] & 1))
      g_error("%s: '%s' is divided differently after letter %zu", file, word, letter + 1);
  }
  for (size_t i = 0; rep != NULL && i < n; i++)
    free(rep[i]);
  free(rep);
  free(pos);
  free(cut);
}

/* Files in which libhyphen overlooks nothing. */
static bool
is_expanded(const char *name)
{
  static const char *const names[] = { "hyph_en_US.dic", "hyph_es_ES.dic", "hyph_bn_IN.dic", "hyph_hi_IN.dic", "hyph_ta_IN.dic" };
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(name, names[i]) == 0)
      return true;
  return false;
}

static void
check_file(const CopDivisions *p, const char *path, const char *name)
{
  LEAKS_OFF();
  HyphenDict *dict = is_expanded(name) ? hnj_hyphen_load(path) : NULL;
  LEAKS_ON();
  g_autoptr(GHashTable) patterns = read_patterns(path);
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  g_autoptr(GPtrArray) letters = g_ptr_array_new();
  GHashTableIter i;
  gpointer key;
  for (g_hash_table_iter_init(&i, patterns); g_hash_table_iter_next(&i, &key, NULL);)
    g_ptr_array_add(letters, key);
  for (int k = 0; k < WORDS; k++) {
    g_autofree char *word = make_word(letters, random);
    uint8_t ours[300], rule[300];
    if (word[0] == '\0' || strlen(word) >= 90)
      continue;
    cop_divisions_marks(p, word, strlen(word), ours);
    by_rule(patterns, word, rule);
    g_assert_cmpmem(ours, strlen(word) + 1, rule, strlen(word) + 1);
    if (dict != NULL)
      compare(p, dict, word, name);
  }
  if (dict != NULL)
    hnj_hyphen_free(dict);
}

static void
test_peer(void)
{
  g_autoptr(GDir) dir = g_dir_open(DIRECTORY, 0, NULL);
  if (dir == NULL) {
    g_test_skip("no hyphenation patterns are installed");
    return;
  }
  unsigned files = 0;
  for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
    g_autofree char *path = g_build_filename(DIRECTORY, name, NULL);
    if (!g_str_has_suffix(name, ".dic") || g_file_test(path, G_FILE_TEST_IS_SYMLINK))
      continue;
    CopDivisions *p = cop_divisions_open(path);
    if (p == NULL)
      continue; /* left to libhyphen */
    check_file(p, path, name);
    files++;
    cop_divisions_free(p);
  }
  g_test_message("%u files", files);
  g_assert_cmpuint(files, >=, 3);
}

/* What is more than plain patterns, or no file, is refused. */
static void
test_refused(void)
{
  static const char *const bad[] = { "UTF-8\nNEXTLEVEL\na1b\n", "UTF-8\nschif1fahrt/ff=f,5,2\n", "UTF-8\nNOHYPHEN -\n", "UTF-8", "" };
  g_autofree char *dir = g_dir_make_tmp("patterns-XXXXXX", NULL), *path = g_build_filename(dir, "x.dic", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_assert_true(g_file_set_contents(path, bad[i], -1, NULL));
    g_assert_null(cop_divisions_open(path));
  }
  g_assert_true(g_file_set_contents(path, "ISO8859-1\n% remark\nLEFTHYPHENMIN 2\na1b\n.ab2c\n", -1, NULL));
  CopDivisions *p = cop_divisions_open(path);
  g_assert_nonnull(p);
  g_assert_cmpstr(cop_divisions_charset(p), ==, "ISO8859-1");
  uint8_t marks[8];
  cop_divisions_marks(p, "xxabcd", 6, marks);
  g_assert_cmpuint(marks[3], ==, 1);
  g_assert_cmpuint(marks[4], ==, 0);
  cop_divisions_marks(p, "abcd", 4, marks);
  g_assert_cmpuint(marks[1], ==, 1);
  g_assert_cmpuint(marks[2], ==, 2);
  cop_divisions_free(p);
  g_unlink(path);
  g_rmdir(dir);
  g_assert_null(cop_divisions_open(path));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/divisions/libhyphen", test_peer);
  g_test_add_func("/divisions/refused", test_refused);
  return g_test_run();
}
