/* SPDX-License-Identifier: Apache-2.0
 *
 * check/spelling.h -- is a word in a dictionary of its language? libhunspell and
 * the dictionaries Debian has for it stay behind this file.
 *
 * Dictionaries are packages of their own, each under its own licence, read when
 * they are there: COPKIT_HUNSPELL names their folder, /usr/share/hunspell when it
 * is not set. Where a language has several (English, Portuguese), a word of any of
 * them is right: which spelling a house uses is not asked here.
 *
 * Trust:    a dictionary is `strong` when a word it lacks is nearly always wrong.
 *           Those of agglutinating languages and small ones lack many good words.
 * Lifetime: each dictionary is read when it is first asked and kept; opening one takes
 *           up to a tenth of a second.
 * Threads:  any; one word is looked up at a time.
 */
#ifndef COP_CHECK_SPELLING_H
#define COP_CHECK_SPELLING_H

#include <glib.h>
#include <stdbool.h>

typedef struct CopSpelling CopSpelling;
CopSpelling *cop_spelling_new(void);
void cop_spelling_free(CopSpelling *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopSpelling, cop_spelling_free)

/* Is a dictionary of the language (BCP 47) installed? */
bool cop_spelling_can(CopSpelling *s, const char *lang);
/* The Debian package that has one; NULL when Debian 12 has none. */
const char *cop_spelling_package(const char *lang);
bool cop_spelling_strong(const char *lang);

/* Is it a word? Without a dictionary every word is. */
bool cop_spelling_is_word(CopSpelling *s, const char *lang, const char *word);
/* What could have been meant; NULL when nothing comes near. Slow: for words that are wrong. */
char *cop_spelling_suggest(CopSpelling *s, const char *lang, const char *word) G_GNUC_WARN_UNUSED_RESULT;

#endif
