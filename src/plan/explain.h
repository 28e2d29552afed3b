/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/explain.h -- why a measure is in a plan, why it does not start earlier,
 * why another is left out, and the cheapest change that would bring it in. As
 * data: wording belongs to composers, commands and pages.
 *
 * A reason holds for the plan as it stands: all other measures keep their
 * places. It is therefore exact and quick, but it is not a proof that no other
 * plan could do it; plans with and without a measure are compared by planning
 * again with COP_PLAN_REQUIRE (plan/scenario.h).
 */
#ifndef COP_PLAN_EXPLAIN_H
#define COP_PLAN_EXPLAIN_H

#include "plan/plan.h"

/* What stands against a start. */
typedef enum {
  COP_PLAN_BLOCK_PREREQUISITE, /* measure: its first result is there from `quarter`; -1 when it is left out */
  COP_PLAN_BLOCK_HELPLINE,     /* the safety rule: measure, quarter; both empty when none is chosen */
  COP_PLAN_BLOCK_REFERRAL,     /* as above */
  COP_PLAN_BLOCK_CAPACITY,     /* institution lacks `teams` teams in `quarter` */
  COP_PLAN_BLOCK_MONEY,        /* `amount` is missing in `year`; `text` names the funds that may pay */
  COP_PLAN_BLOCK_EXCLUSION,    /* measure excludes it */
  COP_PLAN_BLOCK_DECISION,     /* not before `quarter`: decided by a person or the scenario */
  COP_PLAN_BLOCK_WAIVED,       /* text: the reason in its profile */
  COP_PLAN_BLOCK_NO_COST,      /* nobody has put a price on it */
  COP_PLAN_BLOCK_FORBIDDEN,    /* decided by a person */
  COP_PLAN_BLOCK_HORIZON,      /* its first result would come after the plan ends */
  COP_PLAN_BLOCK_NO_GAP,       /* it answers no open gap and nothing chosen needs it */
  COP_PLAN_BLOCK_NO_GAIN,      /* it would fit, and what it answers is answered already */
  COP_PLAN_BLOCK_SEASON,       /* starts only in some quarters of a year; text lists them, "Q2, Q4" */
  COP_PLAN_BLOCK_CROWD,        /* nothing stands against `quarter`, and it would add nothing to the plan's value;
                                  `teams` other measures start then, fewer when it does */
  COP_PLAN_BLOCK_FLOOR,        /* a floor would be missed; text names it */
  COP_PLAN_BLOCK_MAX
} CopPlanBlockKind;

/* Stable words for JSON: "prerequisite", "money", ... */
const char *cop_plan_block_name(CopPlanBlockKind k);

typedef struct {
  CopPlanBlockKind kind;
  const CopMeasure *measure;
  const CopInstitution *institution;
  int quarter, year; /* from 0; year counts from the plan's first */
  int teams;
  int64_t amount;
  const char *text;
} CopPlanBlock;

typedef struct {
  const CopInstitution *institution;
  int from, to; /* quarters, `to` exclusive */
  int teams;
} CopPlanTeamChange;

/* What would bring a left-out measure in, all else staying. Measures it needs
 * come with it or start earlier. Money is preferred to teams, and least of it
 * is asked. */
typedef struct {
  bool possible;
  int start;                /* the measure's own start then */
  const int64_t *money;     /* [n_years] more money */
  int64_t money_total;
  size_t n_teams;
  const CopPlanTeamChange *teams;
  size_t n_with;
  const CopMeasure *const *with;    /* left-out measures that must come too, in order */
  size_t n_earlier;
  const CopMeasure *const *earlier; /* chosen measures it needs that would have to start earlier */
  size_t n_instead;
  const CopMeasure *const *instead; /* chosen measures that exclude it and would have to go */
  int64_t value;            /* what the plan's value would gain */
  int64_t cost;             /* of the measure and those that come with it, all years */
} CopPlanChange;

typedef struct {
  const CopPlanItem *item;
  int soonest;              /* earliest start that order, safety and decisions leave, in this plan; -1 if none */
  size_t n_blocks;
  const CopPlanBlock *blocks; /* chosen: against starting one quarter earlier, none when it starts in
                                 the first quarter; left out: against being in the plan at its best start */
  CopPlanChange change;     /* for a measure left out that answers a gap and is not forbidden */
} CopPlanExplanation;

/* NULL when the catalogue has no such measure. */
const CopPlanExplanation *cop_plan_explain(const CopPlanResult *r, const char *measure, CopArena *a);

#endif
