/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/certificate.h -- what shows to somebody else that no schedule of a
 * problem is worth more than a bound: a price for each rule, and the cuts in
 * full. Whoever has it and the problem can add up the bound in whole numbers,
 * by plan/verify_bound.h or by a program of their own.
 *
 * With prices u >= 0 of rows "sum of coefficient x column <= rhs", the columns
 *
 *   x i s    measure i starts in quarter s                      0 or 1
 *   b j k    boost j counts on value day k                      0 or 1
 *   y r k g  how far segment g of the curve of requirement r is filled on
 *            value day k beyond what is reached already         0 to its room
 *
 * worth 0, 0 and discount[k] x weight[r] x slope[g], no schedule is worth more
 * than
 *
 *   sum u rhs  +  sum over measures of the best reduced worth of a start, or 0
 *              +  sum over b and y of the largest value x max(reduced worth, 0)
 */
#ifndef COP_PLAN_CERTIFICATE_H
#define COP_PLAN_CERTIFICATE_H

#include <stddef.h>
#include <stdint.h>

/* Prices are multiples of 2^-20. */
#define COP_PLAN_PRICE_BITS 20

typedef enum {
  COP_PLAN_ROW_ONCE,     /* a: measure; starts once at most */
  COP_PLAN_ROW_COVER,    /* a: requirement, b: day; what is filled is covered */
  COP_PLAN_ROW_BOOST,    /* a: boost, b: twice the day, 1 more for its second measure */
  COP_PLAN_ROW_LINK,     /* a: link, b: quarter; started by then needs the other ended by then, less lag */
  COP_PLAN_ROW_SAFETY,   /* a: measure, b: twice the quarter, 1 more for the helpline */
  COP_PLAN_ROW_EXCLUDE,  /* a: exclusion */
  COP_PLAN_ROW_MONEY,    /* a: money row */
  COP_PLAN_ROW_CAPACITY, /* a: agency, b: quarter */
  COP_PLAN_ROW_FLOOR,    /* a: floor */
  COP_PLAN_ROW_CUT,      /* follows from the others for whole numbers; see plan/cut.h */
} CopPlanRowKind;

typedef enum { COP_PLAN_COLUMN_X, COP_PLAN_COLUMN_B, COP_PLAN_COLUMN_Y } CopPlanColumnKind;

typedef struct {
  uint8_t kind;    /* CopPlanColumnKind */
  uint8_t segment; /* of y */
  uint16_t a;      /* measure, boost, requirement */
  uint16_t b;      /* start, day, day */
} CopPlanColumn;

typedef struct {
  CopPlanColumn column;
  int64_t coefficient;
} CopPlanTerm;

typedef struct {
  CopPlanRowKind kind;
  uint32_t a, b;
  int64_t price;
  int64_t rhs;              /* of a cut, and its terms */
  size_t n_terms;
  const CopPlanTerm *terms;
} CopPlanPricedRow;

typedef struct {
  int64_t bound; /* what they come to */
  size_t n;
  const CopPlanPricedRow *rows;
} CopPlanCertificate;

#endif
