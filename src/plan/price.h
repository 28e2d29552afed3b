/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/price.h -- what limits and decisions are worth, by planning again: with
 * more money from one source in one year, with one more team at one
 * institution, without one decision of a person. Differences of whole plans,
 * so lumps are seen: a million that buys nothing is worth nothing.
 *
 * Money and teams are asked of every source and year, and of every institution
 * that has no team to spare in some quarter of the plan at hand.
 */
#ifndef COP_PLAN_PRICE_H
#define COP_PLAN_PRICE_H

#include "plan/plan.h"

typedef enum {
  COP_PLAN_PRICE_MONEY,    /* `amount` more from `fund` in `year` */
  COP_PLAN_PRICE_TEAM,     /* one more team at `institution` */
  COP_PLAN_PRICE_DECISION, /* `decision` taken back */
  COP_PLAN_PRICE_MAX
} CopPlanPriceKind;

typedef struct {
  CopPlanPriceKind kind;
  const char *fund;
  int year; /* from 0 */
  int64_t amount;
  const CopInstitution *institution;
  const CopPlanDecision *decision;
  int64_t gain;  /* of value, from 0 */
  bool proven;   /* both plans are the best there are, so the gain is exact */
  size_t n_in, n_out;
  const CopMeasure *const *in;  /* measures that come in */
  const CopMeasure *const *out; /* that give way */
} CopPlanPrice;

/* One hundredth of all money of the plan, rounded to two digits. */
int64_t cop_plan_price_step(const CopPlanResult *r);
/* Returns their number. Decisions of r->options come last, each alone; when
 * there are several a last row without decision takes them all back. */
size_t cop_plan_prices(const CopPlanResult *r, int64_t step, CopArena *a, const CopPlanPrice **out);

#endif
