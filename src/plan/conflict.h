/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/conflict.h -- when no plan holds everything that is demanded: a set of
 * demands of which none can be left out, and which cannot be met together.
 *
 * Found by leaving out one demand after another and asking whether a plan
 * exists (deletion filter: Chinneck, Dravnieks, ORSA Journal on Computing 3,
 * 1991). Order, the safety rule and the end of the plan are no demands: they
 * are never given up. As data; wording is compose/plan_words.h.
 */
#ifndef COP_PLAN_CONFLICT_H
#define COP_PLAN_CONFLICT_H

#include "plan/plan.h"

typedef enum {
  COP_PLAN_DEMAND_LAW,       /* measure is mandatory by law */
  COP_PLAN_DEMAND_REQUIRED,  /* measure must be in the plan: decided */
  COP_PLAN_DEMAND_PINNED,    /* measure must start in quarter */
  COP_PLAN_DEMAND_AFTER,     /* measure starts in quarter or later */
  COP_PLAN_DEMAND_EXCLUDED,  /* measure must not be in the plan */
  COP_PLAN_DEMAND_RECOST,    /* measure costs amount a year */
  COP_PLAN_DEMAND_WAIVED,    /* measure is waived; text: the reason */
  COP_PLAN_DEMAND_MONEY,     /* in `year` there is amount, shared by the sources as they are earmarked */
  COP_PLAN_DEMAND_CAPACITY,  /* institution has `teams` teams */
  COP_PLAN_DEMAND_FLOOR,     /* text names it */
  COP_PLAN_DEMAND_DELAY,     /* nothing starts before quarter */
  COP_PLAN_DEMAND_MAX
} CopPlanDemandKind;

/* Stable words for JSON: "law", "pinned", ... */
const char *cop_plan_demand_name(CopPlanDemandKind k);

typedef struct {
  CopPlanDemandKind kind;
  const CopMeasure *measure;
  const CopInstitution *institution;
  int quarter, year; /* from 0 */
  int soonest;       /* of measure: the first start its order and the safety rule leave; -1 when none */
  int teams;
  int64_t amount;
  const char *text;
} CopPlanDemand;

typedef struct {
  size_t n;            /* 0: no conflict was found */
  const CopPlanDemand *items;
  bool proven;         /* that they cannot be met together; else no plan was found for them */
} CopPlanConflict;

/* For a model and options with which cop_plan_from_model() said
 * COP_PLAN_ERROR_INFEASIBLE. Fails like it when the options are wrong. */
bool cop_plan_conflict_find(const CopModel *m, const char *plan_id, const CopPlanOptions *options, CopArena *a, CopPlanConflict *out,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
