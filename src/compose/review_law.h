/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/review_law.h -- the review of the legal framework: its chapters, and
 * what they all ask of the model.
 *
 * The review says what the text of the law provides, what standards ask, and
 * what is missing in order of weight. It is never legal advice, and what no
 * lawyer has confirmed says so wherever it stands.
 */
#ifndef COP_COMPOSE_REVIEW_LAW_H
#define COP_COMPOSE_REVIEW_LAW_H

#include "compose/front.h"

/* NULL when nobody answered. */
const CopAnswer *cop_review_answer(const CopModel *m, const char *question);
CopAnswerStatus cop_review_status(const CopModel *m, const char *question);
/* How many questions have each answer; n is COP_ANSWER_MAX long. */
void cop_review_count(const CopModel *m, size_t *n);
/* The country's standing towards the instrument of a clause. */
CopTreatyStatus cop_review_standing(const CopModel *m, const CopRequirement *clause);
/* "binding, party", "binding, not a party": how a clause stands here. */
/* "partly met": the answer as a reader says it; the store's word is shorter. */
const char *cop_review_word(const CopPaper *r, CopAnswerStatus status);
const char *cop_review_force(CopPaper *r, const CopRequirement *clause);
/* "5 × 0.5 × 1 = 2.5": importance, share open, force. */
const char *cop_review_arithmetic(CopArena *a, const CopScore *score);

void cop_review_law_gaps(CopPaper *r);    /* 3: gap by gap, with the instruction to the drafter */
void cop_review_law_annexes(CopPaper *r); /* A to D */
/* The workbook: answers, gaps, clauses, laws. */
bool cop_review_law_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error);

#endif
