/* SPDX-License-Identifier: Apache-2.0
 *
 * web/standing.h -- where texts stand in review, as pages say it.
 */
#ifndef COP_WEB_STANDING_H
#define COP_WEB_STANDING_H

#include "check/gate.h"
#include "web/part.h"

/* In the language of the page: "in review". */
const char *cop_standing_word(CopPage *p, CopStandingState s);
CopChip cop_standing_chip(CopStandingState s);
CopStanding cop_standing_of_text(CopPage *p, const CopMessageText *t);
/* Whom a unit of that kind waits for next; NULL when for nobody. */
const char *cop_standing_waits(CopPage *p, CopReviewUnitKind kind, const CopStanding *s);
/* The page on which a unit is decided about. */
CopUrl cop_url_review(CopPage *p, const char *unit);

#endif
