/* SPDX-License-Identifier: Apache-2.0
 *
 * check/reading.h -- how hard a text is to read, in figures.
 *
 * Formulas exist only where they were validated for the language; W words, S
 * sentences, Y syllables:
 *
 *   en  Flesch reading ease (1948)     206.835 - 1.015 W/S - 84.6 Y/W
 *       Flesch-Kincaid grade (1975)    0.39 W/S + 11.8 Y/W - 15.59
 *   es  Fernández Huerta (1959)        206.84 - 1.02 W/S - 60 Y/W
 *       Szigriszt-Pazos (1993)         206.835 - W/S - 62.3 Y/W
 *   fr  Kandel and Moles (1958)        207 - 1.015 W/S - 73.6 Y/W
 *   ru  Oborneva (2006)                206.835 - 1.3 W/S - 60.1 Y/W
 *
 * (Fernández Huerta's paper is often read as sentences per 100 words; 1.02 goes
 * with words per sentence, as his examples do.) All but the grade run from hard,
 * 0, to easy, 100, and may pass both ends on short texts. Elsewhere there are
 * counts only, and they are uncalibrated: nothing says which of them is easy.
 *
 * Words have letters; numbers and {HELP} are none. A sentence ends where UAX
 * #29 has it, and at the end of a line.
 */
#ifndef COP_CHECK_READING_H
#define COP_CHECK_READING_H

#include "base/segment.h"

typedef struct {
  const char *name; /* "Flesch reading ease" */
  double value;
  bool easy_is_high;
} CopReadingFigure;

typedef struct {
  size_t sentences, words;
  size_t syllables;          /* 0 where the language has no count */
  size_t longest_sentence;   /* words */
  size_t ideas;              /* sentences, steps of at most four words in a row being one: "Stop. Screen down. Tell." */
  size_t longest_word;       /* syllables; 0 where the language has no count */
  double words_per_sentence; /* 0 for a text without words */
  double syllables_per_word;
  size_t n_figures;          /* 0: uncalibrated */
  CopReadingFigure figures[2];
} CopReadability;

/* What reads texts: break iterators and patterns, kept. One thread at a time. */
typedef struct CopReader CopReader;
CopReader *cop_reader_new(void);
void cop_reader_free(CopReader *r);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopReader, cop_reader_free)

/* Of a text in a language (BCP 47). */
CopReadability cop_readability(CopReader *r, const char *lang, const char *text);

/* Words of a text in lower case, each once for every time it stands there. The
 * caller frees array and words (g_ptr_array with g_free). */
GPtrArray *cop_reading_words(CopReader *r, const char *lang, const char *text);

#endif
