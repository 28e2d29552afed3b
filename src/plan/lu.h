/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/lu.h -- sparse LU factors of a square matrix, for the simplex method:
 * Markowitz's choice of pivots with a threshold for size (Suhl and Suhl, ORSA
 * Journal on Computing 2, 1990), and product-form updates when one column is
 * replaced.
 *
 * The matrix is given by columns; column k belongs to position k. Vectors that
 * go in are by row, those that come out of ftran by position; for btran the
 * other way round.
 */
#ifndef COP_PLAN_LU_H
#define COP_PLAN_LU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CopLu CopLu;

/* One column: n entries. */
typedef struct {
  size_t n;
  const uint32_t *rows;
  const double *values;
} CopLuColumn;

CopLu *cop_lu_new(void);
void cop_lu_free(CopLu *f);

/* Factors m columns of length m; forgets updates. False when the matrix is
 * singular to working accuracy: then position[*bad] is a column that has to be
 * replaced by the unit vector of row *bad_row, and so on until it is true. */
bool cop_lu_factor(CopLu *f, size_t m, const CopLuColumn *columns, uint32_t *bad, uint32_t *bad_row);

/* Solves B x = a in place: a by row in, x by position out. */
void cop_lu_ftran(const CopLu *f, double *v);
/* Solves B' y = c in place: c by position in, y by row out. */
void cop_lu_btran(const CopLu *f, double *v);

/* The column at `position` was replaced; alpha = B^-1 (new column), by
 * position. False when the pivot is too small: factor anew. */
bool cop_lu_update(CopLu *f, uint32_t position, const double *alpha);
/* Has so much been updated that factoring anew pays? */
bool cop_lu_is_long(const CopLu *f);

#endif
