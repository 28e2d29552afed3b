/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/plan.h -- from a country's model to its plan: which measures, when each
 * starts, what they cost, what each waits for, and why.
 *
 *   g_autoptr(CopDiags) diags = cop_diags_new();
 *   CopPlanResult *r = cop_plan_from_model(model, NULL, NULL, arena, diags, &error);
 *
 * What the model gives (problem: plan/problem.h):
 *   measures      all of the catalogue; a measure whose profile has a waiver is
 *                 not planned. Quarters to the first result: months / 3, up.
 *   cost          a quarter of the profile's cost_plan in each quarter until
 *                 the first result, then `recurrent` per cent of it in each
 *                 quarter until the plan ends. Without a profile: the geometric
 *                 middle of the cost class and half of it recurrent, with a
 *                 finding.
 *   order         prerequisites; what a measure reinforces gains a fifth.
 *   money         the budgets of the plan by year and source of funds, with
 *                 earmarks. A plan without any budget is not limited by money
 *                 (a finding says so); a year without one has none.
 *   season        start_quarters of the profile; a person who pins a measure
 *                 overrides them. The plan begins in the first quarter of a year.
 *   capacity      of the lead institution; without a row it limits nothing.
 *   requirements  the gaps of plan/gaps.h except treaties. Weight: 1000 x
 *                 importance x force. Reached already: 1 - need.
 *   cover         what one measure answers of a requirement it names, by its
 *                 evidence: proven 500, promising 450, prudent 400, expert 350
 *                 thousandths (an editorial estimate, mark E).
 *   value         counted at each year's end, a later year 5 per cent less.
 *   safety        a measure that invites disclosure waits for the first result
 *                 of a helpline and of a referral measure. Always.
 *
 * The same model, options and seed give the same plan on any machine.
 * Lifetime: the result lives in the arena and borrows from the model.
 */
#ifndef COP_PLAN_PLAN_H
#define COP_PLAN_PLAN_H

#include "base/arena.h"
#include "base/diag.h"
#include "model/model.h"
#include "plan/gaps.h"
#include "plan/problem.h"
#include "plan/solve.h"

/* --- what is asked --- */

typedef enum {
  COP_PLAN_REQUIRE, /* must be in the plan */
  COP_PLAN_FORBID,  /* must not */
  COP_PLAN_PIN,     /* must start in `quarter` */
  COP_PLAN_AFTER,   /* if chosen, starts in `quarter` or later */
  COP_PLAN_RECOST,  /* costs `cost` a year, in minor units */
  COP_PLAN_DECISION_MAX
} CopPlanDecisionKind;

/* What a person decided; a plan keeps it. */
typedef struct {
  CopPlanDecisionKind kind;
  const char *measure;
  int quarter; /* from 0 */
  int64_t cost;
} CopPlanDecision;

/* A share of what the plan spends, or a number of measures, that a group of
 * measures must reach. */
typedef struct {
  const char *name;       /* "out of school" */
  const char *const *measures;
  size_t n_measures;
  int share_per_mille;    /* of all spending of the plan; 0 for none */
  int at_least;           /* measures; 0 for none */
  const CopEquityFloor *record; /* the record it comes from; NULL: demanded for this run */
} CopPlanFloorRule;

/* A world the plan is made for. All zero is the world of the model. */
typedef struct {
  const char *name;
  int budget_per_mille;    /* of every budget; 0 reads as 1000 */
  const char *lost_fund;   /* a source of funds that gives nothing */
  const char *slow_agency; /* an institution that works at slow_per_mille: fewer teams, or with
                              one team longer durations */
  int slow_per_mille;
  int delay_quarters;      /* nothing starts before */
  const char *more_fund;   /* a source of funds that gives more_amount more in more_year (from 0) */
  int more_year;
  int64_t more_amount;
  const char *more_agency; /* an institution with more_teams teams more */
  int more_teams;
} CopPlanScenario;

typedef struct {
  uint64_t seed;
  CopPlanEffort effort;
  unsigned threads;        /* 0: as many as the machine has; no influence on the plan */
  const int64_t *budget;   /* [n_budget] minor units a year, in place of the model's budgets; the
                              last one holds for all further years */
  size_t n_budget;
  const CopPlanDecision *decisions;
  size_t n_decisions;
  const CopPlanFloorRule *floors;
  size_t n_floors;
  int out_of_school_per_mille; /* share of spending for measures made for children out of school */
  int prevention_per_mille;    /* share of spending for prevention */
  int inflation_per_mille;     /* yearly, from the plan's price year; 0: constant prices */
  CopPlanScenario scenario;
  const int8_t *from;      /* [measures] a plan to begin with, when planning again; may be NULL. Better
                              or quicker, but the plan may differ from one made from nothing */
} CopPlanOptions;

/* Seed 1, normal effort, the world of the model. NULL options mean these. */
CopPlanOptions cop_plan_options(void);

/* --- what comes back --- */

/* What a chosen measure waits for. */
typedef enum {
  COP_PLAN_WAIT_PREREQUISITE,
  COP_PLAN_WAIT_HELPLINE, /* the safety rule */
  COP_PLAN_WAIT_REFERRAL, /* the safety rule */
  COP_PLAN_WAIT_MAX
} CopPlanWaitKind;

typedef struct {
  CopPlanWaitKind kind;
  const CopMeasure *measure;
  int end; /* quarter after its first result is there */
} CopPlanWait;

/* A requirement or question a measure answers in this plan. */
typedef struct {
  const CopGap *gap;
  int milli;       /* thousandths this measure answers */
  int64_t worth;   /* of the plan's value, counted as if it were the last to be added */
} CopPlanServed;

typedef struct {
  const CopMeasure *measure;
  const CopMeasureProfile *profile; /* NULL when the country has none for it */
  const CopInstitution *lead;       /* NULL without profile */
  bool chosen;
  bool mandatory;   /* by law, or required or pinned by a person */
  bool forbidden;   /* waived, forbidden by a person, or unpriced */
  bool unpriced;    /* nobody has put a price on it */
  int duration;     /* quarters to the first result */
  int start, end;   /* quarters from 0, end exclusive; -1 when left out */
  const int64_t *cost;      /* [n_years] planned cost; zeros when left out */
  const int64_t *cost_low;  /* [n_years] at the lower end of the range */
  const int64_t *cost_high;
  const int64_t *paid;      /* [n_funds * n_years] how the funds share the planned cost */
  int64_t cost_total, cost_low_total, cost_high_total;
  int64_t value;    /* what the plan would lose of its value without this measure and what needs it */
  size_t n_served;
  const CopPlanServed *served;      /* open gaps it names, worth most first */
  size_t n_waits;
  const CopPlanWait *waits;         /* latest end first */
  size_t n_unlocks;
  const CopMeasure *const *unlocks; /* chosen measures that wait for it */
} CopPlanItem;

typedef struct CopPlanResult {
  const CopPlan *plan;
  CopPlanOptions options;
  const CopModel *model;
  CopGaps gaps;
  int n_quarters, n_years, first_year;
  size_t n_items;
  const CopPlanItem *items;          /* every measure, in the order of the catalogue */
  size_t n_chosen;
  const CopPlanItem *const *chosen;  /* by start, then order of the catalogue */
  size_t n_left_out;
  const CopPlanItem *const *left_out;
  size_t n_funds;
  const char *const *funds;          /* as the budgets name them */
  const int64_t *fund_amount;        /* [n_funds * n_years] */
  const int64_t *fund_spent;         /* [n_funds * n_years] */
  const int64_t *budget_year;        /* [n_years] all funds; zeros when money is not limited */
  const int64_t *cost_year;          /* [n_years] */
  bool money_limited;
  int64_t budget_total, cost_total, cost_low_total, cost_high_total;
  int64_t unfunded_total;            /* what left-out measures that answer gaps would cost, started as soon as
                                        their order allows */
  int64_t prevention_total, out_of_school_total; /* parts of cost_total */
  int64_t value;                     /* of plan/problem.h */
  int64_t value_bound;               /* no plan can be worth more: proven, in whole numbers */
  double gap_per_cent;               /* (bound - value) / bound in per cent; always a number, 0 when nothing is open */
  CopPlanProof proof;                /* what the bound says: OPTIMAL, GAP or BOUND */
  const double *money_price, *load_price; /* of plan/solve.h; what one more unit of each limit is worth */
  double closed_per_cent;            /* of the weight of open gaps, answered at the plan's end */
  size_t n_coverage;
  const CopCoverage *coverage;       /* frameworks that want full coverage, against the chosen measures */
  const CopPlanProblem *problem;     /* measures in the order of items */
  const int8_t *starts;              /* [n_items] the schedule itself */
} CopPlanResult;

/* Plans. plan_id NULL takes the first plan of the model. Findings are added to
 * diags: missing profiles, missing budgets, orphans. Fails with COP_PLAN_ERROR
 * when there is no such plan or measure, prerequisites form a circle, or no
 * plan meets what was demanded: plan/conflict.h finds out which demands are
 * in each other's way. */
CopPlanResult *cop_plan_from_model(const CopModel *m, const char *plan_id, const CopPlanOptions *options, CopArena *a,
                                   CopDiags *diags, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a year of a measure costs, in minor units at prices of the plan's price year: a person's
 * decision, else the country's profile, else the middle of its class (geometric). Low and high are the
 * same where no range is known. */
typedef struct {
  int64_t yearly, low, high;
  int64_t recurrent; /* per cent of it that goes on after the first result */
} CopPlanUnitCost;
CopPlanUnitCost cop_plan_unit_cost(const CopModel *m, const CopPlanOptions *o, const CopMeasure *measure);

/* plan_id NULL: the first plan. An error when there is none. */
const CopPlan *cop_plan_find(const CopModel *m, const char *plan_id, GError **error);

/* The problem that a model and options make; measures stand in the order of the
 * catalogue, requirements are those of `gaps` that a measure names. */
CopPlanProblem *cop_plan_problem_from_model(const CopModel *m, const CopPlan *plan, const CopPlanOptions *options,
                                            const CopGaps *gaps, CopArena *a, CopDiags *diags, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The budget record behind a source of funds in a year; that of another year when the year has none. */
const CopBudget *cop_plan_budget(const CopModel *m, const CopPlan *plan, const char *fund, int64_t year);

/* The part of an institution in a chosen measure, as proposed: "A R" for the lead, "R" for who helps,
 * "C" for the country's lead body, "I" for all others (RACI: responsible, accountable, consulted, informed). */
const char *cop_plan_part(const CopModel *m, const CopPlanItem *it, const char *institution);

/* NULL when the catalogue has no such measure. */
const CopPlanItem *cop_plan_item(const CopPlanResult *r, const char *measure);
/* "2027 Q3" for quarter 2 of a plan that begins in 2027. */
char *cop_plan_quarter_name(const CopPlanResult *r, int quarter, CopArena *a);

#endif
