/* SPDX-License-Identifier: Apache-2.0
 *
 * web/pretest.h -- what readers made of a text, as pages show it and take it.
 */
#ifndef COP_WEB_PRETEST_H
#define COP_WEB_PRETEST_H

#include "check/pretest.h"
#include "web/part.h"

/* "Pretest: not enough people, 3 of 5", "Pretest waived by amy until ...: ..."; NULL
 * for a text nobody tried. */
const char *cop_say_pretest(CopPage *p, const CopGate *g, const CopReviewUnit *u);
/* The pass marks as far as they were asked, and the revision log. */
void cop_part_pretest(CopPage *p, const CopGate *g, const CopReviewUnit *u);
/* The fields of a round, for a form; what was typed stands in them. */
void cop_part_pretest_fields(CopPage *p);
/* The round as typed; NULL with *why. The record's own rules are asked when it is saved. */
CopPretestRound *cop_pretest_typed(CopPage *p, const CopReviewUnit *u, const char **why);

#endif
