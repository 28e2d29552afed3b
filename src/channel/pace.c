/* SPDX-License-Identifier: Apache-2.0 */
#include "channel/pace.h"

#include <string.h>

double
cop_pace(const char *lang, bool *known)
{
  static const struct {
    const char *lang;
    double words; /* in thirty seconds */
  } table[] = { { "en", COP_PACE_ENGLISH / 2.0 }, { "fil", 55 }, { "ceb", 55 }, { "ilo", 55 }, { "hil", 55 } };
  size_t n = strcspn(lang, "-");
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    if (strlen(table[i].lang) != n || strncmp(table[i].lang, lang, n) != 0)
      continue;
    if (known != NULL)
      *known = true;
    return table[i].words / 30;
  }
  if (known != NULL)
    *known = false;
  return 66.0 / 30;
}

unsigned
cop_pace_words(CopSegmenter *s, const char *lang, const char *text)
{
  size_t n, from = 0;
  unsigned words = 0;
  const CopTextSegment *all = cop_segment(s, COP_SEGMENT_WORD, lang, text, strlen(text), &n);
  for (size_t i = 0; i < n; from = all[i++].end) {
    bool letters = false;
    for (const char *p = text + from; all[i].word && p < text + all[i].end; p = g_utf8_next_char(p)) {
      gunichar c = g_utf8_get_char(p);
      words += g_unichar_isdigit(c);
      letters |= g_unichar_isalpha(c);
    }
    words += letters;
  }
  return words;
}

double
cop_pace_seconds(CopSegmenter *s, const char *lang, const char *text)
{
  return text == NULL ? 0 : cop_pace_words(s, lang, text) / cop_pace(lang, NULL);
}
