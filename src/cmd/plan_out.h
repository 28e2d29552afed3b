/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/plan_out.h -- parts of 'copkit plan': reading what a person demands,
 * and writing a plan as text and JSON. JSON money is in units of the currency.
 */
#ifndef COP_CMD_PLAN_OUT_H
#define COP_CMD_PLAN_OUT_H

#include "base/json.h"
#include "model/model.h"
#include "plan/conflict.h"
#include "plan/plan.h"
#include "plan/price.h"
#include "plan/robust.h"
#include "plan/scenario.h"

/* --- what is demanded, as typed --- */

typedef struct {
  char *plan, *budget, *effort;
  char **scenario; /* the first is planned in */
  char **require, **exclude, **pin, **after, **cost, **at_least;
  gint64 seed;
  gint threads;
  double inflation, out_of_school, prevention; /* per cent */
} CopPlanTyped;

/* Into options that live in the arena. Money is read in units of the currency,
 * with k, M or bn behind it if wanted; quarters as 2027Q3. An error says what
 * was typed and what is expected. */
bool cop_plan_options_read(const CopPlanTyped *t, const CopModel *m, CopPlanOptions *o, CopArena *a, GError **error);
/* A scenario: budget=PERCENT, lost=FUND, slow=INSTITUTION[:PERCENT] or
 * delay=QUARTERS; several are joined by '+'. */
bool cop_plan_scenario_read(const char *text, const CopModel *m, const CopPlan *plan, CopPlanScenario *s, CopArena *a, GError **error);

/* --- the plan --- */

void cop_plan_print(const CopPlanResult *r, bool verbose);
void cop_plan_print_explanation(const CopPlanResult *r, const CopPlanItem *item);

void cop_plan_write_json(CopJson *j, const CopPlanResult *r, const CopDiags *findings);
void cop_plan_write_item_json(CopJson *j, const CopPlanResult *r, const CopPlanItem *item);

/* Why there is no plan: on standard error, or as JSON. */
void cop_plan_print_conflict(const CopModel *m, const CopPlan *plan, const CopPlanConflict *c);
void cop_plan_write_conflict_json(CopJson *j, const CopModel *m, const CopPlan *plan, const CopPlanConflict *c);

/* Plans side by side; the first world is the measure of the others. */
void cop_plan_print_comparison(const CopModel *m, const CopPlan *plan, const CopPlanComparison *c);
void cop_plan_write_comparison_json(CopJson *j, const CopModel *m, const CopPlanComparison *c);

/* First stages side by side, and the safest in words. */
void cop_plan_print_robust(const CopModel *m, const CopPlanRobust *r);
void cop_plan_write_robust_json(CopJson *j, const CopModel *m, const CopPlanRobust *r);

void cop_plan_print_prices(const CopPlanResult *r, const CopPlanPrice *prices, size_t n);
void cop_plan_write_prices_json(CopJson *j, const CopPlanResult *r, const CopPlanPrice *prices, size_t n);

#endif
