/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/floors.h -- equity floors a plan keeps, from the records of the model
 * (equity_floor), and what a finished plan does for each.
 *
 * A floor is demanded of every plan made from the model, beside those typed for
 * one run. It is a rule of plan/problem.h: a plan below it is not handed out,
 * and where none reaches it plan/conflict.h names it.
 */
#ifndef COP_PLAN_FLOORS_H
#define COP_PLAN_FLOORS_H

#include "plan/plan.h"

/* Adds the floors of the plan's records to the options; those already there
 * are not added twice, so options of a result may be used again. */
void cop_plan_floors_add(CopPlanOptions *o, const CopModel *m, const CopPlan *plan, CopArena *a);

/* Does a measure count towards a floor? */
bool cop_plan_floor_counts(const CopEquityFloor *f, const CopMeasure *measure);

typedef struct {
  int64_t cost;        /* of the chosen measures that count, all years */
  int share_per_mille; /* of the plan's cost */
  int measures;        /* chosen measures that count */
} CopPlanFloorMet;

CopPlanFloorMet cop_plan_floor_met(const CopPlanResult *r, const CopEquityFloor *f);

#endif
