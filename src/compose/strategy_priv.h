/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/strategy_priv.h -- the chapters of the national strategy, each
 * appended to the report's document. The order and the questions every chapter
 * answers follow the comparison of published strategies this project rests on:
 * a claim, its evidence, its consequence; a chapter without data says so in one
 * box and names the measure that will produce it.
 */
#ifndef COP_COMPOSE_STRATEGY_PRIV_H
#define COP_COMPOSE_STRATEGY_PRIV_H

#include "compose/paper.h"

void cop_strategy_front(CopPaper *r);      /* cover, edition, help, terms */
void cop_strategy_summary(CopPaper *r);    /* plan on a page, executive summary */
void cop_strategy_mandate(CopPaper *r);    /* 1 */
void cop_strategy_situation(CopPaper *r);  /* 2 */
void cop_strategy_law(CopPaper *r);        /* 3 */
void cop_strategy_existing(CopPaper *r);   /* 4 */
void cop_strategy_vision(CopPaper *r);     /* 5 */
void cop_strategy_objectives(CopPaper *r); /* 6 */
void cop_strategy_left_out(CopPaper *r);   /* 7 */
void cop_strategy_governance(CopPaper *r); /* 8 */
void cop_strategy_costs(CopPaper *r);      /* 9 */
void cop_strategy_monitoring(CopPaper *r); /* 10 */
void cop_strategy_risks(CopPaper *r);      /* 11 */
void cop_strategy_languages(CopPaper *r);  /* 12 */
void cop_strategy_review(CopPaper *r);     /* 13 */
void cop_strategy_annexes(CopPaper *r);    /* A to K */

/* strategy_short.c: lists the summary, the version for children and the one in easy words. */
void cop_strategy_short(const CopContext *c, CopProducts *pieces, const char *const *langs);

/* Tables of the annexes that belong to a chapter. */
void cop_strategy_institutions(CopPaper *r, CopNode *section);
void cop_strategy_channels(CopPaper *r, CopNode *section);
void cop_strategy_indicators(CopPaper *r, CopNode *section);

/* Open gaps a measure answers, worth most first, in words; NULL for none. */
const char *cop_strategy_served(CopPaper *r, const CopPlanItem *it, size_t most);
/* Why a measure is left out and what would bring it in. */
const char *cop_strategy_change(CopPaper *r, const CopPlanItem *it);

/* An objective's measures, in the order of its outputs; n is set. */
const CopPlanItem **cop_strategy_items(CopPaper *r, const CopObjective *o, size_t *n);
/* A source of funds in the document's language. */
const char *cop_strategy_fund(CopPaper *r, const char *fund);
/* "not more than 30 (2028)": the last step of a target's path; "reported, not
 * rated" without one. */
const char *cop_strategy_target_text(CopPaper *r, const CopTarget *t);
/* "44 (2021)", or that measure 1.1.2 sets it. */
const char *cop_strategy_baseline_text(CopPaper *r, const CopTarget *t);

#endif
