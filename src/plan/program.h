/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/program.h -- a planning problem as an integer program, with whole
 * numbers throughout, and the exact bound that any prices of its rows give.
 *
 * Columns
 *   x[i, s]     measure i starts in quarter s                     0 or 1
 *   y[r, k, g]  how far segment g of the curve of requirement r
 *               is filled on value day k, in thousandths          from 0
 *   b[j, k]     boost j counts on day k                           0 to 1
 *
 * A requirement that can only ever move within one segment on a day needs no
 * y: its worth stands with x and b themselves.
 *
 * Rows are <= or =: each measure at most once; y at most what has ended; boosts
 * at most what has ended; order, safety and exclusion; money; capacity; floors;
 * and cuts, which hold for every schedule though the others do not say so.
 *
 * Bound (Lagrange): for any prices u >= 0 of <= rows and any u of = rows,
 *
 *   value <= sum u rhs + sum over measures of the best v[i, s], or 0 when it
 *            may be left out, + sum over y and b of upper x max(v, 0)
 *   v      = worth - sum u coefficient
 *
 * Prices are whole multiples of 2^-20 and all sums are taken in 128 bits, so
 * the bound is exact whatever found the prices.
 */
#ifndef COP_PLAN_PROGRAM_H
#define COP_PLAN_PROGRAM_H

#include "plan/certificate.h"
#include "plan/domain.h"
#include "plan/lp.h"

typedef struct {
  CopPlanRowKind kind;
  uint32_t a, b;
  size_t from, to;  /* entries */
  int64_t rhs;
  bool equal;
  double scale;     /* of the row in the linear program */
} CopPlanRow;

/* Rows of order and safety are many and few of them bind: a program of many
 * measures begins without, and takes in those that are broken. Its linear
 * program has its costs spread a little. */
typedef enum { COP_PLAN_ORDER_ALL, COP_PLAN_ORDER_BROKEN } CopPlanOrderRows;

typedef struct {
  const CopPlanProblem *p;
  CopPlanDomain domain;  /* the starts that have columns */
  size_t n_columns, n_x;
  uint32_t *x_at;        /* [n_measures] column of the first start of the domain */
  uint16_t *x_measure;   /* [n_x] */
  int8_t *x_start;       /* [n_x] */
  CopPlanColumn *column; /* [n_columns] what each is */
  int64_t *worth;        /* [n_columns] */
  int64_t *upper;        /* [n_columns] */
  double *column_scale;  /* [n_columns] column = scale x column of the linear program */
  double worth_scale;
  GArray *rows;          /* CopPlanRow */
  CopPlanOrderRows order;
  size_t n_fixed;        /* rows from here on were added where they were broken, and may be taken out */
  GArray *columns;       /* uint32_t, of entries */
  GArray *coefficients;  /* int64_t */
} CopPlanProgram;

/* Over a tightened domain, which is copied. */
CopPlanProgram *cop_plan_program_new(const CopPlanProblem *p, const CopPlanDomain *domain, CopPlanOrderRows order);
void cop_plan_program_free(CopPlanProgram *g);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopPlanProgram, cop_plan_program_free)

/* The column of a start, UINT32_MAX when it has none. */
uint32_t cop_plan_program_x(const CopPlanProgram *g, size_t measure, int start);
/* Appends an entry to the row being written; cop_plan_program_end_row() ends
 * it and returns its number. */
void cop_plan_program_entry(CopPlanProgram *g, uint32_t column, int64_t coefficient);
size_t cop_plan_program_end_row(CopPlanProgram *g, CopPlanRowKind kind, uint32_t a, uint32_t b, int64_t rhs, bool equal);
/* Entries for every start of a measure with which it has ended by `end`. */
void cop_plan_program_ended(CopPlanProgram *g, size_t measure, int end, int64_t coefficient);
/* Appends every row of order and safety. */
void cop_plan_program_all_orders(CopPlanProgram *g);
/* Appends those that the values of the x columns break, the worst `most` of
 * them; returns how many. */
size_t cop_plan_program_broken_orders(CopPlanProgram *g, const double *x, size_t most);
/* Forgets rows from `n_rows` on. */
void cop_plan_program_cut_back(CopPlanProgram *g, size_t n_rows);
static inline const CopPlanRow *
cop_plan_program_row(const CopPlanProgram *g, size_t i)
{
  return &g_array_index(g->rows, CopPlanRow, i);
}

/* --- as a linear program --- */

CopLp *cop_plan_program_lp(const CopPlanProgram *g);
/* Adds row i of the program to the linear program. */
void cop_plan_program_add_to_lp(const CopPlanProgram *g, CopLp *lp, size_t row);
/* Limits the columns to a domain inside the program's. */
void cop_plan_program_set_domain(const CopPlanProgram *g, CopLp *lp, const CopPlanDomain *d);
/* Prices of the rows, [rows] of them, rounded and of the right sign. */
void cop_plan_program_prices(const CopPlanProgram *g, const CopLp *lp, int64_t *prices);

/* --- the bound --- */

/* INT64_MIN when a measure that must be chosen has no start. reduced[x] gets
 * v of each x column in units of 2^-20, may be NULL. */
int64_t cop_plan_program_bound(const CopPlanProgram *g, const CopPlanDomain *d, const int64_t *prices, CopInt128 *reduced);

/* What shows the bound by these prices to others, in the arena. */
CopPlanCertificate cop_plan_program_certificate(const CopPlanProgram *g, const int64_t *prices, int64_t bound, CopArena *a);

/* Takes starts out of a domain that no schedule worth more than `value` can
 * have, by the bound with these reduced costs; true when any went. */
bool cop_plan_program_fix(const CopPlanProgram *g, CopPlanDomain *d, const CopInt128 *reduced, int64_t bound, int64_t value);

#endif
