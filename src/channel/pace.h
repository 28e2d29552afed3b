/* SPDX-License-Identifier: Apache-2.0
 *
 * channel/pace.h -- how long words take when they are spoken slowly, to listeners
 * who are not all native. The one place for these figures: checks, scripts and
 * recordings all count by them.
 *
 * Thirty seconds hold 65 words of English, 55 of Filipino, Cebuano, Ilocano and
 * Hiligaynon, whose words are longer (editorial, from broadcasters' rules of thumb).
 * Other languages get 66, which nobody has measured. A number is said digit by digit.
 */
#ifndef COP_CHANNEL_PACE_H
#define COP_CHANNEL_PACE_H

#include <stdbool.h>

#include "base/segment.h"

enum { COP_PACE_ENGLISH = 130 }; /* words a minute */

/* Words a second. `known` (may be NULL): is the pace of that language more than a guess? */
double cop_pace(const char *lang, bool *known);
/* Words as they are spoken: each word is one, and each digit. */
unsigned cop_pace_words(CopSegmenter *s, const char *lang, const char *text);
/* Seconds a text takes; NULL takes none. */
double cop_pace_seconds(CopSegmenter *s, const char *lang, const char *text);

#endif
