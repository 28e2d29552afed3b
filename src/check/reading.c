/* SPDX-License-Identifier: Apache-2.0 */
#include "check/reading.h"

#include <string.h>

#include "check/syllables.h"

static const struct {
  const char *lang, *name;
  double base, sentence, word; /* base + sentence * W/S + word * Y/W */
  bool easy_is_high;
} formulas[] = {
  { "en", "Flesch reading ease", 206.835, -1.015, -84.6, true },
  { "en", "Flesch-Kincaid grade", -15.59, 0.39, 11.8, false },
  { "es", "Fernández Huerta", 206.84, -1.02, -60.0, true },
  { "es", "Szigriszt-Pazos", 206.835, -1.0, -62.3, true },
  { "fr", "Kandel-Moles", 207.0, -1.015, -73.6, true },
  { "ru", "Oborneva", 206.835, -1.3, -60.1, true },
};

struct CopReader {
  CopSegmenter *segmenter;
  CopSyllables *syllables;
  bool in_steps; /* the sentence before was a step */
};

enum { STEP = 4 }; /* words */

CopReader *
cop_reader_new(void)
{
  CopReader *r = g_new(CopReader, 1);
  *r = (CopReader){ .segmenter = cop_segmenter_new(), .syllables = cop_syllables_new() };
  return r;
}

void
cop_reader_free(CopReader *r)
{
  if (r == NULL)
    return;
  cop_segmenter_free(r->segmenter);
  cop_syllables_free(r->syllables);
  g_free(r);
}

static bool
has_letters(const char *text, size_t n)
{
  for (const char *p = text; p < text + n; p = g_utf8_next_char(p))
    if (g_unichar_isalpha(g_utf8_get_char(p)))
      return true;
  return false;
}

/* {HELP} is a number to be printed: no word. */
static char *
without_blanks(const char *text)
{
  GString *s = g_string_new(text);
  g_string_replace(s, "{HELP}", "1", 0);
  return g_string_free(s, FALSE);
}

GPtrArray *
cop_reading_words(CopReader *r, const char *lang, const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *plain = without_blanks(text);
  size_t n, from = 0;
  const CopTextSegment *all = cop_segment(r->segmenter, COP_SEGMENT_WORD, lang, plain, strlen(plain), &n);
  for (size_t i = 0; i < n; from = all[i++].end)
    if (all[i].word && has_letters(plain + from, all[i].end - from))
      g_ptr_array_add(words, g_utf8_strdown(plain + from, (gssize)(all[i].end - from)));
  return words;
}

static void
add_sentence(CopReadability *r, CopReader *s, const char *lang, const char *text)
{
  g_autoptr(GPtrArray) words = cop_reading_words(s, lang, text);
  if (words->len == 0)
    return;
  bool step = words->len <= STEP;
  r->sentences++;
  r->ideas += !(step && s->in_steps);
  s->in_steps = step;
  r->words += words->len;
  r->longest_sentence = MAX(r->longest_sentence, words->len);
  for (guint i = 0; i < words->len; i++) {
    const char *word = g_ptr_array_index(words, i);
    size_t n = cop_syllables(s->syllables, lang, word, strlen(word));
    r->syllables += n;
    r->longest_word = MAX(r->longest_word, n);
  }
}

static void
add_line(CopReadability *r, CopReader *s, const char *lang, const char *line)
{
  size_t n, from = 0;
  const CopTextSegment *cuts = cop_segment(s->segmenter, COP_SEGMENT_SENTENCE, lang, line, strlen(line), &n);
  g_autofree uint32_t *ends = g_new(uint32_t, n + 1); /* the segments end with the next call */
  for (size_t i = 0; i < n; i++)
    ends[i] = cuts[i].end;
  for (size_t i = 0; i < n; from = ends[i++]) {
    g_autofree char *sentence = g_strndup(line + from, ends[i] - from);
    add_sentence(r, s, lang, sentence);
  }
}

CopReadability
cop_readability(CopReader *s, const char *lang, const char *text)
{
  CopReadability r = { 0 };
  s->in_steps = false;
  g_autofree char *plain = without_blanks(text);
  g_auto(GStrv) lines = g_strsplit(plain, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++)
    add_line(&r, s, lang, lines[i]);
  if (r.words == 0)
    return r;
  r.words_per_sentence = (double)r.words / (double)r.sentences;
  r.syllables_per_word = (double)r.syllables / (double)r.words;
  size_t tag = strcspn(lang, "-_");
  for (size_t i = 0; i < G_N_ELEMENTS(formulas); i++)
    if (strlen(formulas[i].lang) == tag && strncmp(formulas[i].lang, lang, tag) == 0)
      r.figures[r.n_figures++] =
        (CopReadingFigure){ formulas[i].name, formulas[i].base + formulas[i].sentence * r.words_per_sentence + formulas[i].word * r.syllables_per_word,
                            formulas[i].easy_is_high };
  return r;
}
