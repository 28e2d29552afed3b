/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/divisions.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define FILE_MAX (4u << 20) /* bytes; the largest there is has 120,000 */
#define WORD_MAX 256u

struct CopDivisions {
  char *text;
  char *charset;
  uint32_t *slots;       /* where in the text a pattern begins; 0: free */
  uint32_t mask;
  uint8_t longest[256];  /* letters of the longest pattern that begins with a byte */
};

static inline uint32_t
step(uint32_t hash, char letter)
{
  return (hash ^ (uint8_t)letter) * 16777619u;
}

#define SEED 2166136261u

/* What ends a pattern. */
static inline bool
is_end(char c)
{
  return (uint8_t)c <= ' ';
}

static inline bool
is_value(char c)
{
  return c >= '0' && c <= '9';
}

/* Does the pattern at `line` have exactly these letters? */
static bool
has_letters(const char *line, const char *letters, size_t n)
{
  size_t i = 0;
  for (; !is_end(*line); line++) {
    if (is_value(*line))
      continue;
    if (i == n || letters[i] != *line)
      return false;
    i++;
  }
  return i == n;
}

static bool
same_pattern(const char *a, const char *b)
{
  for (;;) {
    while (is_value(*a))
      a++;
    while (is_value(*b))
      b++;
    if (is_end(*a) || is_end(*b))
      return is_end(*a) && is_end(*b);
    if (*a++ != *b++)
      return false;
  }
}

/* Of two lines with the same letters the later one counts, as with libhyphen. */
static void
add(CopDivisions *p, uint32_t at)
{
  uint32_t hash = SEED;
  unsigned n = 0;
  char first = 0;
  for (const char *c = p->text + at; !is_end(*c); c++) {
    if (is_value(*c))
      continue;
    first = n++ == 0 ? *c : first;
    hash = step(hash, *c);
  }
  if (n == 0)
    return;
  uint8_t *longest = &p->longest[(uint8_t)first];
  *longest = (uint8_t)MIN(MAX(*longest, n), 255);
  uint32_t k = hash & p->mask;
  while (p->slots[k] != 0 && !same_pattern(p->text + p->slots[k], p->text + at))
    k = (k + 1) & p->mask;
  p->slots[k] = at;
}

/* Lines that are no patterns: settings this program gives itself. */
static bool
is_setting(const char *line)
{
  static const char *const settings[] = { "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN", "%" };
  for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
    if (strncmp(line, settings[i], strlen(settings[i])) == 0)
      return true;
  return false;
}

/* False for what libhyphen knows and this does not. */
static bool
read_lines(CopDivisions *p, size_t n)
{
  char *end = memchr(p->text, '\n', n);
  if (end == NULL)
    return false;
  p->charset = g_strchomp(g_strndup(p->text, (gsize)(end - p->text)));
  for (char *line = end + 1; *line != '\0'; line = end + 1) {
    end = strchr(line, '\n');
    if (end == NULL)
      end = line + strlen(line);
    if (!is_setting(line)) {
      if (memchr(line, '/', (size_t)(end - line)) != NULL || g_str_has_prefix(line, "NEXTLEVEL") || g_str_has_prefix(line, "NOHYPHEN"))
        return false;
      add(p, (uint32_t)(line - p->text));
    }
    if (*end == '\0')
      break;
  }
  return true;
}

CopDivisions *
cop_divisions_open(const char *path)
{
  gsize n;
  g_autofree char *text = NULL;
  if (!g_file_get_contents(path, &text, &n, NULL) || n > FILE_MAX || strlen(text) != n)
    return NULL;
  uint32_t lines = 1, room = 64;
  for (const char *c = text; (c = strchr(c, '\n')) != NULL; c++)
    lines++;
  while (room < 2 * lines)
    room *= 2;
  CopDivisions *p = g_new0(CopDivisions, 1);
  p->text = g_steal_pointer(&text);
  p->slots = g_new0(uint32_t, room);
  p->mask = room - 1;
  if (read_lines(p, n))
    return p;
  cop_divisions_free(p);
  return NULL;
}

void
cop_divisions_free(CopDivisions *p)
{
  if (p == NULL)
    return;
  g_free(p->text);
  g_free(p->charset);
  g_free(p->slots);
  g_free(p);
}

const char *
cop_divisions_charset(const CopDivisions *p)
{
  return p->charset;
}

/* The pattern's values, each before the letter it stands before, raise the marks
 * from `marks` on. */
static void
apply(const char *line, uint8_t *marks)
{
  for (; !is_end(*line); line++) {
    if (is_value(*line))
      *marks = MAX(*marks, (uint8_t)(*line - '0'));
    else
      marks++;
  }
}

void
cop_divisions_marks(const CopDivisions *p, const char *word, size_t n, uint8_t *marks)
{
  memset(marks, 0, n + 1);
  if (n + 2 > WORD_MAX)
    return;
  char dotted[WORD_MAX];
  uint8_t all[WORD_MAX + 1] = { 0 };
  dotted[0] = dotted[n + 1] = '.';
  memcpy(dotted + 1, word, n);
  for (size_t from = 0; from < n + 2; from++) {
    uint32_t hash = SEED;
    size_t most = MIN(n + 2 - from, p->longest[(uint8_t)dotted[from]]);
    for (size_t length = 1; length <= most; length++) {
      hash = step(hash, dotted[from + length - 1]);
      for (uint32_t k = hash & p->mask; p->slots[k] != 0; k = (k + 1) & p->mask) {
        if (!has_letters(p->text + p->slots[k], dotted + from, length))
          continue;
        apply(p->text + p->slots[k], all + from);
        break;
      }
    }
  }
  memcpy(marks, all + 1, n + 1);
}
