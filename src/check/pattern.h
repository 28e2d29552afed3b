/* SPDX-License-Identifier: Apache-2.0
 *
 * check/pattern.h -- the pattern language of rules, terms and names, and its
 * matcher.
 *
 * A pattern is a row of words; a plain phrase is one. It is matched against
 * words, not characters: case, accents, line breaks, hyphens and quotation
 * marks between the words do not matter, nor does a short form in brackets
 * ("of Children (OSAEC) and"); other signs break a phrase.
 *
 *   child porn*        a word, and a word that begins with porn
 *   =OSEC              exactly so written, case and all
 *   (kid|child abuse)  one of several, each may be a row of words
 *   ~protocol          with a capital: Protocol, PROTOCOL; also before a class
 *   sex?  (in the)?    may be missing
 *   (<noun> ,)+        once or more
 *   <child>            a word class of the rules (lint_class)
 *   ..   ..8           up to 3, up to 8 words and any signs between
 *   ,                  a comma, semicolon, colon, dash, slash or bracket, or nothing
 *   %  \(  \,          that sign
 *   [ ]                only this part is reported
 *   ^  $               begin, end of a sentence
 *   @                  the term under question (rules of kind mention)
 *   <number> <digits> <count> <huge> <year> <age> <cap> <caps> <word>
 *                      a number in digits or words; in digits; of four digits
 *                      or more and no year; of six digits or more; a year; 1 to
 *                      17; a word with a capital; in capitals; any word
 *
 * A match lies within one sentence, takes the first alternative that works,
 * and its next match begins after it. All patterns of a set run over a text
 * in one pass: a pattern is tried only where a word it can begin with stands,
 * so it must begin with a word, a class or one of the <..> above.
 *
 * Use:      cop_patterns_new(), cop_patterns_class() for each class,
 *           cop_patterns_add() for each pattern, cop_patterns_scan() for each
 *           text. A set is read-only while it scans.
 * Limits:   COP_PATTERN_STEPS steps an attempt and COP_PATTERN_DEPTH choices
 *           one within the other; a pattern that needs more at some place does
 *           not match there.
 */
#ifndef COP_CHECK_PATTERN_H
#define COP_CHECK_PATTERN_H

#include <glib.h>

#include "base/arena.h"
#include "check/tokens.h"

enum { COP_PATTERN_STEPS = 20000, COP_PATTERN_DEPTH = 400 };

#define COP_PATTERN_ERROR (cop_pattern_error_quark())
GQuark cop_pattern_error_quark(void);
typedef enum { COP_PATTERN_ERROR_SYNTAX } CopPatternError;

typedef struct CopPatterns CopPatterns;

typedef struct {
  int pattern;
  CopTokenRange whole;
  CopTokenRange marked; /* [ ] of the pattern, else the whole */
} CopMatch;

/* The sets of words of the patterns that a word belongs to. */
typedef struct {
  uint32_t n;
  const int32_t *at;
  const uint64_t *bits; /* the same, one bit for each set; NULL when there are none */
  bool number; /* a number in words */
} CopWordSets;

/* The matches of one text. */
typedef struct {
  const CopMatch *at; /* by pattern, then place */
  const uint32_t *first; /* first[p] .. first[p + 1]: matches of pattern p */
  const CopWordSets *sets_of; /* by word number of the text */
} CopMatches;

CopPatterns *cop_patterns_new(void);
void cop_patterns_free(CopPatterns *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopPatterns, cop_patterns_free)

/* Declares a class; its words may name classes declared before or after. */
void cop_patterns_class(CopPatterns *s, const char *name, const char *const *words, size_t n);
/* Number of the pattern, -1 after an error whose message names the place. */
int cop_patterns_add(CopPatterns *s, const char *source, GError **error);
/* For patterns with @: they are tried by cop_patterns_around() only. */
int cop_patterns_add_mention(CopPatterns *s, const char *source, GError **error);

/* A plain name as a pattern: its signs become optional separators. */
char *cop_pattern_of_name(CopArena *a, const char *name);

CopMatches *cop_patterns_scan(const CopPatterns *s, CopArena *a, const CopTokens *t);
/* Does pattern p (of add_mention) match in the sentence so that its @ is `term`? */
bool cop_patterns_around(const CopPatterns *s, const CopMatches *m, int p, const CopTokens *t, CopTokenRange term);

/* Matches of one pattern, in order. */
const CopMatch *cop_matches_of(const CopMatches *m, int pattern, size_t *n);

#endif
