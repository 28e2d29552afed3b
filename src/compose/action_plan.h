/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/action_plan.h -- the workbook of the action plan.
 */
#ifndef COP_COMPOSE_ACTION_PLAN_H
#define COP_COMPOSE_ACTION_PLAN_H

#include "compose/compose.h"

/* Sheets: plan (costs by year, sums as formulas), money (what is left by source
 * and year, as formulas), quarters, left out with reasons. Money in units of
 * the currency. */
/* work_plan.c: a work plan for each year, quarter by quarter, and the roadmap. */
void cop_action_plan_years(const CopContext *c, CopProducts *pieces, const char *const *langs);

bool cop_action_plan_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error);

#endif
