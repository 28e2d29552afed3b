/* SPDX-License-Identifier: Apache-2.0
 *
 * web/plan_words.h -- what the planner explains as data (plan/explain.h), in
 * sentences of the language of a page.
 */
#ifndef COP_WEB_PLAN_WORDS_H
#define COP_WEB_PLAN_WORDS_H

#include "plan/explain.h"
#include "web/page.h"

/* What stands against a start: one sentence. */
const char *cop_plan_block_text(CopPage *p, const CopPlanBlock *b);
/* What would bring a measure in; NULL when nothing was found or asked. */
const char *cop_plan_change_text(CopPage *p, const CopPlanChange *c);

#endif
