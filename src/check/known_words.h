/* SPDX-License-Identifier: Apache-2.0
 *
 * check/known_words.h -- words of a model that are right in any language though no
 * dictionary has them: names of bodies, lines, areas, languages and places, the
 * advice of the glossary, and the words of the classes `known-word` (names of
 * people, terms of the field) and `known-word-LANG` (in that language only).
 */
#ifndef COP_CHECK_KNOWN_WORDS_H
#define COP_CHECK_KNOWN_WORDS_H

#include "base/segment.h"
#include "check/spelling.h"
#include "model/model.h"

typedef struct CopKnownWords CopKnownWords;

/* Keeps nothing of the model. */
CopKnownWords *cop_known_words_new(const CopModel *m);
void cop_known_words_free(CopKnownWords *k);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopKnownWords, cop_known_words_free)

/* In any case; the possessive 's does not matter. */
bool cop_known_word(const CopKnownWords *k, const char *lang, const char *word);

/* Words of a text that neither the dictionary of its language nor the model
 * knows, each once, in order. {BLANKS}, single letters and what holds a digit are no
 * words. The caller frees the array (g_ptr_array with g_free). */
GPtrArray *cop_unknown_words(const CopKnownWords *k, CopSpelling *spelling, CopSegmenter *s, const char *lang, const char *text);

/* Of the different words of all message texts in a language, the share that is
 * unknown; *words of them in all. */
double cop_unknown_share(const CopKnownWords *k, CopSpelling *spelling, CopSegmenter *s, const CopModel *m, const char *lang,
                         size_t *words);

#endif
