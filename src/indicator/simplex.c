/* SPDX-License-Identifier: Apache-2.0 */
#include "indicator/simplex.h"

#include <math.h>

#define NOTHING 1e-9
/* After so many steps without gain, Bland's rule takes over. */
#define PATIENCE 50u

/* The tableau holds rows of B^-1 A and B^-1 b for the basis B; column n is b.
 * Artificial variables of the first phase have columns behind n + 1. */
struct CopSimplex {
  size_t n, m, columns;
  double *t;      /* m rows of `columns` */
  double *cost;   /* reduced costs, [columns] */
  size_t *basic;  /* [m] column that is basic in a row */
  double scale;
};

static double *
row(const CopSimplex *s, size_t i)
{
  return s->t + i * s->columns;
}

static void
pivot(CopSimplex *s, size_t r, size_t c)
{
  double *pr = row(s, r), by = 1 / pr[c];
  for (size_t j = 0; j < s->columns; j++)
    pr[j] *= by;
  pr[c] = 1;
  for (size_t i = 0; i <= s->m; i++) {
    double *x = i < s->m ? row(s, i) : s->cost;
    double factor = x[c];
    if ((i < s->m && i == r) || factor == 0)
      continue;
    for (size_t j = 0; j < s->columns; j++)
      x[j] -= factor * pr[j];
    x[c] = 0;
  }
  s->basic[r] = c;
}

/* The row that leaves when column c enters; m when none bounds it. */
static size_t
leaving(const CopSimplex *s, size_t c)
{
  size_t best = s->m;
  double least = INFINITY;
  for (size_t i = 0; i < s->m; i++) {
    const double *x = row(s, i);
    if (x[c] <= NOTHING)
      continue;
    double ratio = x[s->n] / x[c];
    if (ratio < least - NOTHING * s->scale || (ratio <= least + NOTHING * s->scale && best < s->m && s->basic[i] < s->basic[best])) {
      least = MIN(ratio, least);
      best = i;
    }
  }
  return best;
}

static size_t
entering(const CopSimplex *s, bool bland, size_t columns)
{
  size_t best = columns;
  for (size_t j = 0; j < columns; j++) {
    if (j == s->n || s->cost[j] <= NOTHING)
      continue;
    if (bland)
      return j;
    if (best == columns || s->cost[j] > s->cost[best])
      best = j;
  }
  return best;
}

/* Raises the objective to its most; false when it is unbounded. */
static bool
climb(CopSimplex *s, size_t columns)
{
  unsigned still = 0;
  for (;;) {
    size_t c = entering(s, still > PATIENCE, columns);
    if (c == columns)
      return true;
    size_t r = leaving(s, c);
    if (r == s->m)
      return false;
    double before = s->cost[s->n];
    pivot(s, r, c);
    still = fabs(s->cost[s->n] - before) > NOTHING * s->scale ? 0 : still + 1;
  }
}

/* A basis of artificial variables that is still in a row at 0 is moved out; a
 * row that offers no other column says nothing and is emptied. */
static void
drive_out(CopSimplex *s)
{
  for (size_t i = 0; i < s->m; i++) {
    if (s->basic[i] <= s->n)
      continue;
    size_t c = 0;
    while (c < s->n && fabs(row(s, i)[c]) <= 1e-7)
      c++;
    if (c < s->n)
      pivot(s, i, c);
    else
      for (size_t j = 0; j < s->columns; j++)
        row(s, i)[j] = 0;
  }
}

CopSimplex *
cop_simplex_new(size_t n, size_t m, const double *a, const double *b, CopArena *arena)
{
  CopSimplex *s = cop_new(arena, CopSimplex);
  s->n = n;
  s->m = m;
  s->columns = n + 1 + m;
  s->t = cop_new_n(arena, double, m * s->columns);
  s->cost = cop_new_n(arena, double, s->columns);
  s->basic = cop_new_n(arena, size_t, m);
  s->scale = 1;
  for (size_t i = 0; i < m; i++) {
    double sign = b[i] < 0 ? -1 : 1;
    double *x = row(s, i);
    for (size_t j = 0; j < n; j++) {
      x[j] = sign * a[i * n + j];
      s->cost[j] += x[j];
    }
    x[n] = sign * b[i];
    s->cost[n] += x[n];
    x[n + 1 + i] = 1;
    s->basic[i] = n + 1 + i;
    s->scale = MAX(s->scale, fabs(b[i]));
  }
  /* First phase: the sum of artificial variables, negated, has its most at 0.
   * Its reduced costs are the column sums, its value -cost[n]. */
  climb(s, n);
  if (s->cost[n] > 1e-6 * s->scale)
    return NULL;
  drive_out(s);
  /* The artificial columns are not looked at again. */
  return s;
}

/* The most of sign * x[variable] from the present basis. */
static double
most_of(CopSimplex *s, size_t variable, double sign)
{
  for (size_t j = 0; j < s->columns; j++)
    s->cost[j] = 0;
  s->cost[variable] = sign;
  for (size_t i = 0; i < s->m; i++)
    if (s->basic[i] == variable) {
      const double *x = row(s, i);
      for (size_t j = 0; j < s->columns; j++)
        s->cost[j] -= sign * x[j];
      s->cost[variable] = 0;
    }
  if (!climb(s, s->n))
    return INFINITY;
  return -s->cost[s->n];
}

void
cop_simplex_range(CopSimplex *s, size_t variable, double *least, double *most)
{
  *most = most_of(s, variable, 1);
  *least = -most_of(s, variable, -1);
  if (fabs(*least) < 1e-6 * s->scale)
    *least = 0;
}
