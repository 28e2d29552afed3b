/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/problem.h -- the question the planner answers, in whole numbers:
 * which measures to carry out, and in which quarter each starts, so that the
 * most risk is met, within money, capacity, order and safety.
 *
 * Time:      quarter 0 is the first quarter of the plan's first year; year y
 *            holds quarters 4y to 4y+3. A measure that starts in quarter s is
 *            carried out in quarters s to s + duration - 1 and has its first
 *            result at s + duration ("end", exclusive). Every chosen measure
 *            has its first result within the plan.
 * Money:     minor units of the currency. cost[s * n_years + y] is what the
 *            measure costs in year y when it starts in quarter s: start-up,
 *            the recurrent tail after the first result, and price changes are
 *            all in this table.
 * Funds:     fund f holds fund_amount[f * n_years + y]. A measure may be paid
 *            by the funds in its bit set (earmarks), in any split. A split
 *            exists exactly when, for every set of funds, the measures that
 *            only these may pay cost no more than they hold (Hall's condition
 *            for a transport problem); the sets that can bind are listed as
 *            money rows.
 * Capacity:  agency a can carry out capacity[a * n_quarters + q] units of load
 *            in quarter q; a measure loads its agency while it is carried out.
 * Order:     a link says that `to` starts at or after the end of `from` plus
 *            lag quarters and needs it chosen. A pair in `exclusions` is not
 *            chosen together.
 * Safety:    a measure that invites disclosure starts only at or after the end
 *            of a chosen helpline measure and of a chosen referral measure.
 *            This is no option of the problem: nothing here can switch it off.
 * Floors:    sum over chosen measures of floor[s] of each must be at least 0,
 *            plus `base` (negative for "at least so many"). Shares of spending
 *            and numbers of measures both have this form.
 * Value:     a requirement r has weight[r] and is answered in thousandths. A
 *            measure adds cover to requirements once it has ended; a boost is
 *            an extra cover once both its measures have ended. The worth of an
 *            answered share is the concave curve below, above what is reached
 *            already (base). The plan is looked at on value days:
 *
 *   value = sum over days k  discount[k] x
 *           sum over r       weight[r] x (curve(base[r] + cover[r][k]) - curve(base[r]))
 *
 *            curve: the first 500 thousandths count 10 each, the next 500 count
 *            5, the next 500 count 2, more counts nothing. (server.md 6.1)
 *            Value is an exact integer; one unit of it has no meaning of its
 *            own, shares of it do.
 *
 * A problem is filled by plan/problem_model.c or a generator, then completed
 * once by cop_plan_problem_finish(), and is read-only afterwards; threads may
 * share it.
 */
#ifndef COP_PLAN_PROBLEM_H
#define COP_PLAN_PROBLEM_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Products of money and shares; a compiler extension both gcc and clang have. */
__extension__ typedef __int128 CopInt128;

#define COP_PLAN_MAX_MEASURES 1000u
#define COP_PLAN_MAX_QUARTERS 40u
#define COP_PLAN_MAX_YEARS 10u
#define COP_PLAN_MAX_REQUIREMENTS 1000u
#define COP_PLAN_MAX_FUNDS 8u
#define COP_PLAN_MAX_FLOORS 16u
#define COP_PLAN_MAX_WEIGHT 100000
#define COP_PLAN_MAX_DISCOUNT 10000
#define COP_PLAN_MAX_MONEY INT64_C(1000000000000000) /* of one measure, fund or year: 10^15 minor units */

/* The concave curve of value. */
#define COP_PLAN_SEGMENTS 3u
#define COP_PLAN_SEGMENT_WIDTH 500
static const int cop_plan_slopes[COP_PLAN_SEGMENTS] = { 10, 5, 2 };

typedef struct {
  uint16_t requirement;
  uint16_t milli; /* thousandths of the requirement it answers, 1 to 1000 */
} CopPlanCover;

typedef struct {
  const char *id;
  int duration; /* quarters to the first result, from 1 */
  int agency;   /* -1: loads nobody */
  int load;
  int earliest, latest; /* first and last start allowed; earliest > latest: cannot be chosen */
  uint64_t closed;      /* bit s: may not start in quarter s, by school or season */
  bool mandatory;       /* must be chosen */
  bool invites_disclosure, helpline, referral;
  bool unpriced; /* no profile, and its cost class has no amount: never planned */
  uint32_t funds;       /* bit f: fund f may pay */
  const int64_t *cost;  /* [n_quarters * n_years] */
  size_t n_covers;
  const CopPlanCover *covers; /* by requirement, each once */
} CopPlanMeasure;

typedef struct {
  uint16_t from, to;
  int lag;
} CopPlanLink;

typedef struct {
  uint16_t a, b;
} CopPlanPair;

/* Once a and b have both ended, these covers are added. */
typedef struct {
  uint16_t a, b;
  size_t n_covers;
  const CopPlanCover *covers;
} CopPlanBoost;

typedef struct {
  const char *id;
  int64_t weight; /* 0 to COP_PLAN_MAX_WEIGHT */
  int base;       /* thousandths reached already */
} CopPlanRequirement;

typedef struct {
  const char *name;
  int64_t base;
  const int64_t *terms; /* [n_measures * n_quarters] by start */
} CopPlanFloor;

/* What a set of funds limits: the sum of cost in `year` of the chosen measures
 * whose funds all lie in `funds` may not exceed `limit`. */
typedef struct {
  int year;
  uint32_t funds;
  int64_t limit;
} CopPlanMoneyRow;

typedef struct {
  int n_quarters, n_years;
  size_t n_measures;
  const CopPlanMeasure *measures;
  size_t n_links;
  const CopPlanLink *links;
  size_t n_exclusions;
  const CopPlanPair *exclusions;
  size_t n_boosts;
  const CopPlanBoost *boosts;
  size_t n_requirements;
  const CopPlanRequirement *requirements;
  size_t n_days;            /* value days */
  const int *day;           /* a measure counts on day k when its end <= day[k] */
  const int64_t *discount;  /* parts per ten thousand, 0 to COP_PLAN_MAX_DISCOUNT */
  size_t n_agencies;
  const char *const *agencies; /* ids */
  const int *capacity;      /* [n_agencies * n_quarters] */
  size_t n_funds;
  const char *const *funds; /* names */
  const int64_t *fund_amount; /* [n_funds * n_years] */
  bool money_limited;       /* false: no budget is known, money limits nothing */
  size_t n_floors;
  const CopPlanFloor *floors;

  /* set by cop_plan_problem_finish() */
  size_t n_money_rows;
  const CopPlanMoneyRow *money_rows;
  const uint16_t *links_in;  /* indices of links, grouped by `to` */
  const size_t *links_in_at; /* [n_measures + 1] */
  const uint16_t *links_out; /* grouped by `from` */
  const size_t *links_out_at;
  const uint16_t *boosts_of; /* indices of boosts, grouped by measure */
  const size_t *boosts_of_at;
  const uint16_t *order;     /* measures, prerequisites first */
  size_t n_helplines, n_referrals, n_inviting;
  const uint16_t *helplines, *referrals, *inviting; /* measures of each kind */
  const int *soonest;        /* earliest start of each by order and safety alone, ignoring money and capacity;
                                n_quarters when there is none */
} CopPlanProblem;

#define COP_PLAN_ERROR (cop_plan_error_quark())
GQuark cop_plan_error_quark(void);
typedef enum {
  COP_PLAN_ERROR_LIMIT,      /* larger than the limits above */
  COP_PLAN_ERROR_CYCLE,      /* prerequisites go round in a circle; the message names the measures */
  COP_PLAN_ERROR_INFEASIBLE, /* no plan meets what was demanded; see plan/conflict.h */
  COP_PLAN_ERROR_NOT_FOUND,  /* no such plan or measure */
} CopPlanErrorCode;

/* Checks the limits and the order, and fills the derived part. */
bool cop_plan_problem_finish(CopPlanProblem *p, CopArena *a, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A plan: the start of each measure, -1 for left out. */
typedef struct {
  int8_t *start; /* [n_measures] */
  int64_t value;
} CopPlanSchedule;

static inline int64_t
cop_plan_cost_at(const CopPlanProblem *p, size_t measure, int start, int year)
{
  return p->measures[measure].cost[start * p->n_years + year];
}

/* The worth of an answered share, in tenths of thousandths. */
static inline int64_t
cop_plan_curve(int64_t milli)
{
  int64_t worth = 0;
  for (unsigned s = 0; s < COP_PLAN_SEGMENTS && milli > 0; s++) {
    int64_t part = MIN(milli, COP_PLAN_SEGMENT_WIDTH);
    worth += part * cop_plan_slopes[s];
    milli -= part;
  }
  return worth;
}

#endif
