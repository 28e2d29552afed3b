/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/state.h -- a schedule under construction: what is chosen, what is left
 * of capacity and money, and the value, all kept exact by each step. The
 * search lives in it; it is not shared between threads.
 *
 * A state never breaks order, safety, exclusion, capacity or money; it may
 * lack mandatory measures and miss floors, which cop_plan_state_score() counts.
 * Every step is written to a log, so that steps since a mark can be taken back.
 */
#ifndef COP_PLAN_STATE_H
#define COP_PLAN_STATE_H

#include "plan/problem.h"

typedef struct {
  uint16_t measure;
  int8_t before; /* its start before the step, -1 for left out */
} CopPlanStep;

typedef struct {
  const CopPlanProblem *p;
  int8_t *start;       /* [n_measures], -1 for left out */
  int32_t *room;       /* [n_agencies * n_quarters] capacity left */
  int64_t *money;      /* [n_money_rows] left */
  int32_t *cover;      /* [n_requirements * n_days] thousandths beyond base */
  int64_t *floor;      /* [n_floors] */
  double *floor_scale; /* [n_floors] the most one can be missed by */
  int64_t value;
  int64_t penalty;     /* of one missing mandatory measure: more than any value */
  size_t n_missing;    /* mandatory measures left out */
  size_t n_steps, most_steps;
  CopPlanStep *steps;
} CopPlanState;

/* Nothing chosen; lives in the arena. */
CopPlanState *cop_plan_state_new(const CopPlanProblem *p, CopArena *a);
void cop_plan_state_reset(CopPlanState *s);
/* Becomes the schedule, which must not break a rule; forgets the log. */
void cop_plan_state_set(CopPlanState *s, const int8_t *start);

/* The window of starts order and safety leave for a measure that is left out,
 * given what is chosen; false when there is none, a prerequisite is missing or
 * an excluded measure is chosen. */
bool cop_plan_state_window(const CopPlanState *s, size_t measure, int *from, int *to);
/* Is a start open to the measure, and is there capacity and money for it? */
bool cop_plan_state_fits(const CopPlanState *s, size_t measure, int start);
/* What choosing a measure would add to the value, by its first value day k:
 * gain[k] for k in 0..n_days; gain[n_days] is 0. */
void cop_plan_state_gains(const CopPlanState *s, size_t measure, int64_t *gain);
/* The first value day a start counts on, n_days when none. */
int cop_plan_state_first_day(const CopPlanProblem *p, size_t measure, int start);

/* Chooses a measure; the caller has asked window and fits. */
void cop_plan_state_place(CopPlanState *s, size_t measure, int start);
/* Takes out a chosen measure alone, to be placed again at once: what needs it
 * stays, so the new start must lie in its window and, for a helpline or
 * referral measure, not after the old one. */
void cop_plan_state_lift(CopPlanState *s, size_t measure);
/* Leaves a measure out, and with it all that would break an order or safety
 * rule without it. */
void cop_plan_state_drop(CopPlanState *s, size_t measure);

/* Marks are positions in the log. */
static inline size_t
cop_plan_state_mark(const CopPlanState *s)
{
  return s->n_steps;
}
void cop_plan_state_undo(CopPlanState *s, size_t mark);
static inline void
cop_plan_state_forget(CopPlanState *s)
{
  s->n_steps = 0;
}

/* Value, less the penalty for each missing mandatory measure and each floor,
 * the latter growing with what is missing of it. */
int64_t cop_plan_state_score(const CopPlanState *s);
/* No mandatory measure missing, no floor missed. */
bool cop_plan_state_complete(const CopPlanState *s);

#endif
