/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/action_plan.h -- the workbook of the action plan.
 */
#ifndef COP_COMPOSE_ACTION_PLAN_H
#define COP_COMPOSE_ACTION_PLAN_H

#include "compose/compose.h"

/* work_plan.c: a work plan for each year, quarter by quarter, and the roadmap. */
void cop_action_plan_years(const CopContext *c, CopProducts *pieces, const char *const *langs);

/* Fourteen sheets whose figures follow from each other by formulas
 * (compose/action_plan_book.h). Money in units of the currency. */
bool cop_action_plan_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error);

#endif
