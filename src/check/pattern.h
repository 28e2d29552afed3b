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
 * and its next match begins after it.
 *
 * Speed:    patterns sought run over a text in one pass. A pattern is tried only
 *           where a word it can begin with stands and words it cannot do without
 *           follow in the sentence, so it must begin with a word, a class or one
 *           of the <..> above. Conditions and mentions are tried only where
 *           somebody asks.
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

/* What a pattern is for. */
typedef enum {
  COP_PATTERN_SOUGHT,    /* every match is found by cop_patterns_scan() */
  COP_PATTERN_CONDITION, /* asked about by cop_patterns_meets() */
  COP_PATTERN_MENTION,   /* has @; asked about by cop_patterns_around() */
} CopPatternUse;

/* What one text is made of, as the patterns see it, and the matches of those sought. */
typedef struct CopMatches CopMatches;

CopPatterns *cop_patterns_new(void);
void cop_patterns_free(CopPatterns *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopPatterns, cop_patterns_free)

/* Declares a class; its words may name classes declared before or after. */
void cop_patterns_class(CopPatterns *s, const char *name, const char *const *words, size_t n);
/* Number of the pattern, -1 after an error whose message names the place. The
 * same source for the same use has one number. */
int cop_patterns_add(CopPatterns *s, const char *source, CopPatternUse use, GError **error);

/* A plain name as a pattern: its signs become optional separators. */
char *cop_pattern_of_name(CopArena *a, const char *name);

CopMatches *cop_patterns_scan(const CopPatterns *s, CopArena *a, const CopTokens *t);
/* Does pattern p (a mention) match in the sentence so that its @ is `term`? */
bool cop_patterns_around(const CopMatches *m, int p, CopTokenRange term);
/* Does pattern p, sought or a condition, match in one of the sentences first to last? */
bool cop_patterns_meets(CopMatches *m, int p, uint32_t first, uint32_t last);

/* Matches of one pattern sought, in order. */
const CopMatch *cop_matches_of(const CopMatches *m, int pattern, size_t *n);

#endif
