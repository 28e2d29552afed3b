/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/hyphen.h -- where a word may be divided.
 *
 * Patterns of the Debian packages hyphen-*, read by typeset/divisions.h (by libhyphen
 * where a file holds more than plain patterns), one file for each language, opened
 * when the first word asks. For Philippine languages,
 * Indonesian, Malay and Swahili, whose spelling shows the syllables, a rule of
 * ours stands in where there are no patterns: a syllable begins before the last
 * consonant in front of a vowel ("ng" is one consonant; stop and liquid stay
 * together; Swahili syllables are open). At least two letters stand before a
 * division and three after it.
 *
 * A language without patterns or rule is not divided.
 */
#ifndef COP_TYPESET_HYPHEN_H
#define COP_TYPESET_HYPHEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CopHyphenator CopHyphenator;

CopHyphenator *cop_hyphenator_new(void);
void cop_hyphenator_free(CopHyphenator *h);

/* Can words of the language be divided here? */
bool cop_hyphenator_knows(CopHyphenator *h, const char *lang);
/* Byte offsets inside the word at which it may be divided; returns how many,
 * at most `room`. The word is letters only (UTF-8). */
size_t cop_hyphenator_points(CopHyphenator *h, const char *lang, const char *word, size_t length, uint32_t *points,
                             size_t room);

#endif
