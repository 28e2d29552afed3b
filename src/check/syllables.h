/* SPDX-License-Identifier: Apache-2.0
 *
 * check/syllables.h -- syllables of a word, for the readability formulas of
 * check/reading.h.
 *
 *   en            rules for silent e and vowels in hiatus, and the common words
 *                 they fail on (syllables_en.def, from CMUdict). Words the list
 *                 does not hold and the rules get wrong remain: about one in
 *                 twenty rare words.
 *   es            diphthongs and hiatus as the spelling rules of the language
 *                 have them; an accent on i or u splits
 *   fr            as in careful speech: e is silent at the end of a word, also
 *                 before s and the nt of verbs, and sounds within one
 *   ru            each vowel letter is one
 *   fil, ceb, ilo, hil, war, bik, pam, pag, id, ms, sw
 *                 each vowel letter is one; the Filipino "mga" is two
 *
 * Other languages have no count: 0.
 *
 * Lifetime:  a counter keeps its patterns once it has needed them.
 * Threads:   one at a time.
 */
#ifndef COP_CHECK_SYLLABLES_H
#define COP_CHECK_SYLLABLES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct CopSyllables CopSyllables;

CopSyllables *cop_syllables_new(void);
void cop_syllables_free(CopSyllables *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopSyllables, cop_syllables_free)

/* Of one word in any case, n bytes of UTF-8; at least 1 when it has letters, 0
 * when it has none or the language is not known. */
size_t cop_syllables(CopSyllables *s, const char *lang, const char *word, size_t n);

#endif
