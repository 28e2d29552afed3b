/* SPDX-License-Identifier: Apache-2.0
 *
 * indicator/simplex.h -- the smallest and largest value a hidden number can
 * have, given sums it is part of: linear programs with equations, variables
 * from 0 up, solved by the simplex method on a dense tableau (Dantzig; Bland's
 * rule against cycling, Mathematics of Operations Research 2, 1977).
 *
 * Made for tables of counts: coefficients 1 and -1, a few hundred hidden
 * cells. Results are exact to about 1e-6 of the largest number.
 */
#ifndef COP_INDICATOR_SIMPLEX_H
#define COP_INDICATOR_SIMPLEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef struct CopSimplex CopSimplex;

/* n variables, m equations: sum over j of a[i * n + j] x[j] = b[i]. Finds a
 * first solution. NULL when there is none. */
CopSimplex *cop_simplex_new(size_t n, size_t m, const double *a, const double *b, CopArena *arena);

/* Bounds of one variable over all solutions; *most is INFINITY when nothing
 * bounds it. Each call goes on from where the last one ended. */
void cop_simplex_range(CopSimplex *s, size_t variable, double *least, double *most);

#endif
