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

#include "compose/report.h"

void cop_strategy_front(CopReport *r);      /* cover, edition, help, terms */
void cop_strategy_summary(CopReport *r);    /* plan on a page, executive summary */
void cop_strategy_mandate(CopReport *r);    /* 1 */
void cop_strategy_situation(CopReport *r);  /* 2 */
void cop_strategy_law(CopReport *r);        /* 3 */
void cop_strategy_existing(CopReport *r);   /* 4 */
void cop_strategy_vision(CopReport *r);     /* 5 */
void cop_strategy_objectives(CopReport *r); /* 6 */
void cop_strategy_left_out(CopReport *r);   /* 7 */
void cop_strategy_governance(CopReport *r); /* 8 */
void cop_strategy_costs(CopReport *r);      /* 9 */
void cop_strategy_monitoring(CopReport *r); /* 10 */
void cop_strategy_risks(CopReport *r);      /* 11 */
void cop_strategy_languages(CopReport *r);  /* 12 */
void cop_strategy_review(CopReport *r);     /* 13 */
void cop_strategy_annexes(CopReport *r);    /* A to I */

/* An objective's measures, in the order of its outputs; n is set. */
const CopPlanItem **cop_strategy_items(CopReport *r, const CopObjective *o, size_t *n);
/* "not more than 30 (2028)": the last step of a target's path; "reported, not
 * rated" without one. */
const char *cop_strategy_target_text(CopReport *r, const CopTarget *t);
/* "44 (2021)", or that measure 1.1.2 sets it. */
const char *cop_strategy_baseline_text(CopReport *r, const CopTarget *t);

#endif
