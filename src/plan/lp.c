/* SPDX-License-Identifier: Apache-2.0
 * Inside, costs are minimised: cost = -the caller's. Column n + i is the slack
 * of row i, with bounds 0 to infinity, or 0 to 0 for an equation. */
#include "plan/lp.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "plan/lu.h"

#define PRIMAL_TOLERANCE 1e-7
#define DUAL_TOLERANCE 1e-7
#define PIVOT_TOLERANCE 1e-7
#define SMALLEST_WEIGHT 1e-4

typedef enum { AT_LOWER, AT_UPPER, BASIC } Place;

typedef struct {
  double ratio, alpha;
  uint32_t column;
} Candidate;

struct CopLp {
  size_t n, m, m_room;
  double *cost, *shift; /* [n + m_room] true cost, and what was added to it */
  double *lower, *upper, *x, *d;
  uint8_t *place;       /* Place */
  double *rhs;          /* [m_room] */
  bool *equal;
  /* rows, one behind the other, and the same by columns */
  size_t *row_at;       /* [m_room + 1] */
  uint32_t *row_column;
  double *row_value;
  size_t entries, entries_room;
  size_t *column_at;    /* [n + 1] */
  uint32_t *column_row;
  double *column_value;
  bool columns_stale;
  /* basis */
  uint32_t *head;       /* [m_room] column that is basic at a position */
  double *weight;       /* [m_room] steepest edge */
  CopLu *lu;
  bool factored;
  CopLuColumn *basis;   /* [m_room] */
  /* work */
  double *rho, *alpha_q, *tau, *flips, *alpha_r;
  uint32_t *touched;    /* columns with an entry in alpha_r */
  size_t n_touched;
  Candidate *candidates;
  uint32_t *slack_row;  /* [m_room] 0, 1, 2, ... */
  double one;
  double ray_sign;      /* of rho, after infeasibility */
  double objective;
  uint64_t steps;
};

CopLp *
cop_lp_new(size_t n, const double *cost, const double *lower, const double *upper)
{
  CopLp *lp = g_new0(CopLp, 1);
  lp->n = n;
  lp->lu = cop_lu_new();
  lp->one = 1;
  lp->cost = g_new0(double, n);
  lp->shift = g_new0(double, n);
  lp->lower = g_new0(double, n);
  lp->upper = g_new0(double, n);
  lp->x = g_new0(double, n);
  lp->d = g_new0(double, n);
  lp->place = g_new0(uint8_t, n);
  lp->row_at = g_new0(size_t, 1);
  lp->column_at = g_new0(size_t, n + 1);
  for (size_t j = 0; j < n; j++) {
    g_assert(isfinite(lower[j]) && isfinite(upper[j]));
    lp->cost[j] = -cost[j];
    lp->lower[j] = lower[j];
    lp->upper[j] = upper[j];
    lp->place[j] = cost[j] > 0 ? AT_UPPER : AT_LOWER;
  }
  return lp;
}

void
cop_lp_free(CopLp *lp)
{
  if (lp == NULL)
    return;
  cop_lu_free(lp->lu);
  void *const all[] = { lp->cost, lp->shift, lp->lower, lp->upper, lp->x, lp->d, lp->place, lp->rhs, lp->equal, lp->row_at,
                        lp->row_column, lp->row_value, lp->column_at, lp->column_row, lp->column_value, lp->head, lp->weight,
                        lp->basis, lp->rho, lp->alpha_q, lp->tau, lp->flips, lp->alpha_r, lp->touched, lp->candidates,
                        lp->slack_row };
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    g_free(all[i]);
  g_free(lp);
}

/* Multiples of 2^-10 from 1 to 2, in a fixed disorder. */
void
cop_lp_spread_costs(CopLp *lp, double by)
{
  uint32_t disorder = 1;
  for (size_t j = 0; j < lp->n; j++) {
    disorder = disorder * 1664525u + 1013904223u;
    double shift = by * (1 + (disorder >> 22) / 1024.0);
    lp->shift[j] += lp->place[j] == AT_UPPER ? -shift : shift;
  }
}

/* --- rows --- */

static void
make_room(CopLp *lp)
{
  if (lp->m < lp->m_room)
    return;
  size_t room = lp->m_room == 0 ? 256 : 2 * lp->m_room, all = lp->n + room;
  lp->m_room = room;
  lp->cost = g_renew(double, lp->cost, all);
  lp->shift = g_renew(double, lp->shift, all);
  lp->lower = g_renew(double, lp->lower, all);
  lp->upper = g_renew(double, lp->upper, all);
  lp->x = g_renew(double, lp->x, all);
  lp->d = g_renew(double, lp->d, all);
  lp->place = g_renew(uint8_t, lp->place, all);
  lp->rhs = g_renew(double, lp->rhs, room);
  lp->equal = g_renew(bool, lp->equal, room);
  lp->row_at = g_renew(size_t, lp->row_at, room + 1);
  lp->head = g_renew(uint32_t, lp->head, room);
  lp->weight = g_renew(double, lp->weight, room);
  lp->basis = g_renew(CopLuColumn, lp->basis, room);
  lp->rho = g_renew(double, lp->rho, room);
  lp->alpha_q = g_renew(double, lp->alpha_q, room);
  lp->tau = g_renew(double, lp->tau, room);
  lp->flips = g_renew(double, lp->flips, room);
  lp->alpha_r = g_renew(double, lp->alpha_r, all);
  memset(lp->alpha_r, 0, all * sizeof *lp->alpha_r);
  lp->touched = g_renew(uint32_t, lp->touched, all);
  lp->candidates = g_renew(Candidate, lp->candidates, all);
  lp->slack_row = g_renew(uint32_t, lp->slack_row, room);
  for (uint32_t i = 0; i < room; i++)
    lp->slack_row[i] = i;
}

size_t
cop_lp_add_row(CopLp *lp, size_t n, const uint32_t *columns, const double *values, double rhs, bool equal)
{
  make_room(lp);
  if (lp->entries + n > lp->entries_room) {
    lp->entries_room = 2 * (lp->entries + n) + 1024;
    lp->row_column = g_renew(uint32_t, lp->row_column, lp->entries_room);
    lp->row_value = g_renew(double, lp->row_value, lp->entries_room);
  }
  for (size_t k = 0; k < n; k++) {
    lp->row_column[lp->entries + k] = columns[k];
    lp->row_value[lp->entries + k] = values[k];
  }
  lp->entries += n;
  size_t i = lp->m++, s = lp->n + i;
  lp->row_at[i + 1] = lp->entries;
  lp->rhs[i] = rhs;
  lp->equal[i] = equal;
  lp->cost[s] = lp->shift[s] = lp->lower[s] = lp->x[s] = lp->d[s] = 0;
  lp->upper[s] = equal ? 0 : INFINITY;
  lp->place[s] = BASIC;
  lp->head[i] = (uint32_t)s;
  lp->weight[i] = 1;
  lp->columns_stale = true;
  lp->factored = false;
  return i;
}

size_t
cop_lp_remove_rows(CopLp *lp, const bool *out)
{
  size_t kept = 0, entries = 0, old = lp->m;
  g_autofree uint32_t *place_of = g_new(uint32_t, old + 1); /* row -> new row */
  for (size_t i = 0; i < old; i++) {
    if (out[i] && lp->place[lp->n + i] == BASIC) {
      place_of[i] = UINT32_MAX;
      continue;
    }
    size_t from = lp->row_at[i], length = lp->row_at[i + 1] - from, s = lp->n + i, t = lp->n + kept;
    memmove(lp->row_column + entries, lp->row_column + from, length * sizeof *lp->row_column);
    memmove(lp->row_value + entries, lp->row_value + from, length * sizeof *lp->row_value);
    lp->row_at[kept] = entries;
    entries += length;
    lp->rhs[kept] = lp->rhs[i];
    lp->equal[kept] = lp->equal[i];
    lp->cost[t] = lp->cost[s];
    lp->shift[t] = lp->shift[s];
    lp->lower[t] = lp->lower[s];
    lp->upper[t] = lp->upper[s];
    lp->x[t] = lp->x[s];
    lp->d[t] = lp->d[s];
    lp->place[t] = lp->place[s];
    place_of[i] = (uint32_t)kept++;
  }
  lp->row_at[kept] = lp->entries = entries;
  size_t p = 0;
  for (size_t i = 0; i < old; i++) {
    uint32_t column = lp->head[i];
    if (column >= lp->n && place_of[column - lp->n] == UINT32_MAX)
      continue;
    lp->head[p] = column >= lp->n ? (uint32_t)lp->n + place_of[column - lp->n] : column;
    lp->weight[p++] = lp->weight[i];
  }
  g_assert(p == kept);
  lp->m = kept;
  lp->columns_stale = true;
  lp->factored = false;
  return old - kept;
}

size_t
cop_lp_rows(const CopLp *lp)
{
  return lp->m;
}

static void
sort_by_columns(CopLp *lp)
{
  if (!lp->columns_stale)
    return;
  lp->columns_stale = false;
  lp->column_row = g_renew(uint32_t, lp->column_row, lp->entries + 1);
  lp->column_value = g_renew(double, lp->column_value, lp->entries + 1);
  memset(lp->column_at, 0, (lp->n + 1) * sizeof *lp->column_at);
  for (size_t e = 0; e < lp->entries; e++)
    lp->column_at[lp->row_column[e] + 1]++;
  for (size_t j = 0; j < lp->n; j++)
    lp->column_at[j + 1] += lp->column_at[j];
  g_autofree size_t *next = g_memdup2(lp->column_at, (lp->n + 1) * sizeof *next);
  for (size_t i = 0; i < lp->m; i++)
    for (size_t e = lp->row_at[i]; e < lp->row_at[i + 1]; e++) {
      size_t at = next[lp->row_column[e]]++;
      lp->column_row[at] = (uint32_t)i;
      lp->column_value[at] = lp->row_value[e];
    }
}

static CopLuColumn
column_of(const CopLp *lp, uint32_t j)
{
  if (j >= lp->n)
    return (CopLuColumn){ 1, &lp->slack_row[j - lp->n], &lp->one };
  size_t from = lp->column_at[j];
  return (CopLuColumn){ lp->column_at[j + 1] - from, lp->column_row + from, lp->column_value + from };
}

void
cop_lp_set_bounds(CopLp *lp, size_t column, double lower, double upper)
{
  lp->lower[column] = lower;
  lp->upper[column] = upper;
}

void
cop_lp_bounds(const CopLp *lp, size_t column, double *lower, double *upper)
{
  *lower = lp->lower[column];
  *upper = lp->upper[column];
}

void
cop_lp_set_equal(CopLp *lp, size_t row, bool equal)
{
  lp->equal[row] = equal;
  lp->upper[lp->n + row] = equal ? 0 : INFINITY;
}

/* --- numbers of a basis --- */

/* A column that makes the basis singular is replaced by a slack. */
static void
factor(CopLp *lp)
{
  uint32_t bad, bad_row;
  sort_by_columns(lp);
  for (;;) {
    for (size_t i = 0; i < lp->m; i++)
      lp->basis[i] = column_of(lp, lp->head[i]);
    if (cop_lu_factor(lp->lu, lp->m, lp->basis, &bad, &bad_row))
      break;
    uint32_t column = lp->head[bad];
    lp->place[column] = lp->d[column] >= 0 || !isfinite(lp->upper[column]) ? AT_LOWER : AT_UPPER;
    lp->head[bad] = (uint32_t)(lp->n + bad_row);
    lp->place[lp->n + bad_row] = BASIC;
    lp->weight[bad] = 1;
  }
  lp->factored = true;
}

/* Duals into rho (by row), reduced costs of everything that is not basic. A
 * reduced cost of the wrong sign is put right by the other bound or, where
 * there is none, by a shift. */
static void
compute_duals(CopLp *lp)
{
  for (size_t i = 0; i < lp->m; i++)
    lp->rho[i] = lp->cost[lp->head[i]] + lp->shift[lp->head[i]];
  cop_lu_btran(lp->lu, lp->rho);
  for (size_t j = 0; j < lp->n + lp->m; j++) {
    if (lp->place[j] == BASIC) {
      lp->d[j] = 0;
      continue;
    }
    CopLuColumn c = column_of(lp, (uint32_t)j);
    double d = lp->cost[j] + lp->shift[j];
    for (size_t k = 0; k < c.n; k++)
      d -= lp->rho[c.rows[k]] * c.values[k];
    lp->d[j] = d;
    if (lp->lower[j] == lp->upper[j])
      continue;
    if (d < -DUAL_TOLERANCE && lp->place[j] == AT_LOWER) {
      if (isfinite(lp->upper[j])) {
        lp->place[j] = AT_UPPER;
      } else {
        lp->shift[j] -= d;
        lp->d[j] = 0;
      }
    } else if (d > DUAL_TOLERANCE && lp->place[j] == AT_UPPER) {
      lp->place[j] = AT_LOWER;
    }
  }
}

static void
compute_primals(CopLp *lp)
{
  double *v = lp->flips;
  for (size_t i = 0; i < lp->m; i++)
    v[i] = lp->rhs[i];
  for (size_t j = 0; j < lp->n + lp->m; j++) {
    if (lp->place[j] == BASIC)
      continue;
    lp->x[j] = lp->place[j] == AT_UPPER ? lp->upper[j] : lp->lower[j];
    if (lp->x[j] == 0)
      continue;
    CopLuColumn c = column_of(lp, (uint32_t)j);
    for (size_t k = 0; k < c.n; k++)
      v[c.rows[k]] -= c.values[k] * lp->x[j];
  }
  cop_lu_ftran(lp->lu, v);
  for (size_t i = 0; i < lp->m; i++)
    lp->x[lp->head[i]] = v[i];
  lp->objective = 0;
  for (size_t j = 0; j < lp->n + lp->m; j++)
    lp->objective += (lp->cost[j] + lp->shift[j]) * lp->x[j];
}

static void
refresh(CopLp *lp)
{
  factor(lp);
  compute_duals(lp);
  compute_primals(lp);
}

/* --- one step --- */

/* The position that is furthest outside its bounds, by its edge; m when all
 * are inside. */
static size_t
leaving(const CopLp *lp)
{
  size_t best = lp->m;
  double most = 0;
  for (size_t i = 0; i < lp->m; i++) {
    uint32_t j = lp->head[i];
    double out = MAX(lp->lower[j] - lp->x[j], lp->x[j] - lp->upper[j]);
    if (out <= PRIMAL_TOLERANCE)
      continue;
    double worth = out * out / lp->weight[i];
    if (worth > most) {
      most = worth;
      best = i;
    }
  }
  return best;
}

/* Row r of B^-1 N into alpha_r. */
static void
price_row(CopLp *lp)
{
  for (size_t k = 0; k < lp->n_touched; k++)
    lp->alpha_r[lp->touched[k]] = 0;
  lp->n_touched = 0;
  for (size_t i = 0; i < lp->m; i++) {
    double rho = lp->rho[i];
    if (fabs(rho) < 1e-14)
      continue;
    for (size_t e = lp->row_at[i]; e < lp->row_at[i + 1]; e++) {
      uint32_t j = lp->row_column[e];
      if (lp->place[j] == BASIC)
        continue;
      if (lp->alpha_r[j] == 0)
        lp->touched[lp->n_touched++] = j;
      lp->alpha_r[j] += rho * lp->row_value[e];
      if (lp->alpha_r[j] == 0)
        lp->alpha_r[j] = 1e-300; /* stays in the list once */
    }
    uint32_t s = (uint32_t)(lp->n + i);
    if (lp->place[s] != BASIC) {
      if (lp->alpha_r[s] == 0)
        lp->touched[lp->n_touched++] = s;
      lp->alpha_r[s] += rho;
    }
  }
}

static int
by_ratio(const void *a, const void *b)
{
  const Candidate *x = a, *y = b;
  if (x->ratio != y->ratio)
    return x->ratio < y->ratio ? -1 : 1;
  return (x->column > y->column) - (x->column < y->column);
}

/* Columns whose reduced cost reaches 0 when the dual moves; sign is +1 when
 * the leaving variable is above its bound. */
static size_t
list_candidates(CopLp *lp, double sign)
{
  size_t n = 0;
  for (size_t k = 0; k < lp->n_touched; k++) {
    uint32_t j = lp->touched[k];
    double a = sign * lp->alpha_r[j];
    if (lp->lower[j] == lp->upper[j])
      continue;
    if (lp->place[j] == AT_LOWER ? a > PIVOT_TOLERANCE : a < -PIVOT_TOLERANCE)
      lp->candidates[n++] = (Candidate){ MAX(lp->d[j] / a, 0), lp->alpha_r[j], j };
  }
  return n;
}

/* Passes candidates as long as the dual still gains beyond them (they flip to
 * their other bound), then takes the largest pivot among those that tie.
 * Returns the place of the chosen one; those before it in the list flip. */
static size_t
ratio_test(CopLp *lp, size_t n, double outside)
{
  qsort(lp->candidates, n, sizeof *lp->candidates, by_ratio);
  double slope = outside;
  size_t i = 0;
  for (; i < n; i++) {
    const Candidate *c = &lp->candidates[i];
    double span = lp->upper[c->column] - lp->lower[c->column];
    if (!isfinite(span) || slope - fabs(c->alpha) * span <= PRIMAL_TOLERANCE)
      break;
    slope -= fabs(c->alpha) * span;
  }
  if (i == n)
    return n;
  /* Harris: whatever is reached within the tolerance ties. */
  double reach = INFINITY;
  for (size_t k = i; k < n && lp->candidates[k].ratio <= reach; k++)
    reach = MIN(reach, lp->candidates[k].ratio + DUAL_TOLERANCE / fabs(lp->candidates[k].alpha));
  size_t best = i;
  for (size_t k = i; k < n && lp->candidates[k].ratio <= reach; k++)
    if (fabs(lp->candidates[k].alpha) > fabs(lp->candidates[best].alpha))
      best = k;
  if (best != i) {
    Candidate swap = lp->candidates[best];
    lp->candidates[best] = lp->candidates[i];
    lp->candidates[i] = swap;
  }
  return i;
}

static void
load_column(const CopLp *lp, uint32_t j, double *v)
{
  memset(v, 0, lp->m * sizeof *v);
  CopLuColumn c = column_of(lp, j);
  for (size_t k = 0; k < c.n; k++)
    v[c.rows[k]] = c.values[k];
}

/* Moves the first `n` candidates to their other bounds. */
static void
flip(CopLp *lp, size_t n)
{
  if (n == 0)
    return;
  memset(lp->flips, 0, lp->m * sizeof *lp->flips);
  for (size_t k = 0; k < n; k++) {
    uint32_t j = lp->candidates[k].column;
    double by = lp->place[j] == AT_LOWER ? lp->upper[j] - lp->lower[j] : lp->lower[j] - lp->upper[j];
    lp->place[j] = lp->place[j] == AT_LOWER ? AT_UPPER : AT_LOWER;
    lp->x[j] += by;
    lp->objective += lp->d[j] * by;
    CopLuColumn c = column_of(lp, j);
    for (size_t i = 0; i < c.n; i++)
      lp->flips[c.rows[i]] += c.values[i] * by;
  }
  cop_lu_ftran(lp->lu, lp->flips);
  for (size_t i = 0; i < lp->m; i++)
    lp->x[lp->head[i]] -= lp->flips[i];
}

/* A reduced cost of the wrong sign within the tolerance is shifted to 0, so
 * that every step goes forward. */
static void
update_duals(CopLp *lp, uint32_t q, uint32_t out, double step)
{
  for (size_t k = 0; k < lp->n_touched; k++) {
    uint32_t j = lp->touched[k];
    if (j == q)
      continue;
    lp->d[j] -= step * lp->alpha_r[j];
    if (lp->lower[j] == lp->upper[j])
      continue;
    if (lp->place[j] == AT_LOWER ? lp->d[j] < 0 : lp->d[j] > 0) {
      lp->shift[j] -= lp->d[j];
      lp->d[j] = 0;
    }
  }
  lp->d[q] = 0;
  lp->d[out] = -step;
}

static void
update_weights(CopLp *lp, size_t r)
{
  double pivot = lp->alpha_q[r], wr = lp->weight[r];
  for (size_t i = 0; i < lp->m; i++) {
    if (i == r || lp->alpha_q[i] == 0)
      continue;
    double ratio = lp->alpha_q[i] / pivot;
    lp->weight[i] = MAX(lp->weight[i] - 2 * ratio * lp->tau[i] + ratio * ratio * wr, SMALLEST_WEIGHT);
  }
  lp->weight[r] = MAX(wr / (pivot * pivot), SMALLEST_WEIGHT);
}

typedef enum { STEP_DONE, STEP_NONE, STEP_UNBOUNDED, STEP_LOST } Step;

static Step
step(CopLp *lp)
{
  size_t r = leaving(lp);
  if (r == lp->m)
    return STEP_NONE;
  uint32_t out = lp->head[r];
  bool above = lp->x[out] > lp->upper[out];
  double bound = above ? lp->upper[out] : lp->lower[out], outside = fabs(lp->x[out] - bound);
  memset(lp->rho, 0, lp->m * sizeof *lp->rho);
  lp->rho[r] = 1;
  cop_lu_btran(lp->lu, lp->rho);
  double weight = 0;
  for (size_t i = 0; i < lp->m; i++)
    weight += lp->rho[i] * lp->rho[i];
  lp->weight[r] = MAX(weight, SMALLEST_WEIGHT); /* exact, since it is at hand */
  price_row(lp);
  size_t n = list_candidates(lp, above ? 1 : -1), at = ratio_test(lp, n, outside);
  if (at == n) {
    lp->ray_sign = above ? -1 : 1;
    return STEP_UNBOUNDED;
  }
  uint32_t q = lp->candidates[at].column;
  load_column(lp, q, lp->alpha_q);
  cop_lu_ftran(lp->lu, lp->alpha_q);
  double pivot = lp->alpha_q[r];
  if (fabs(pivot - lp->alpha_r[q]) > 1e-6 * (1 + fabs(pivot)) || fabs(pivot) < PIVOT_TOLERANCE)
    return STEP_LOST;

  flip(lp, at);
  memcpy(lp->tau, lp->rho, lp->m * sizeof *lp->tau);
  cop_lu_ftran(lp->lu, lp->tau);
  double dual = lp->d[q] / pivot, primal = (lp->x[out] - bound) / pivot;
  lp->objective += dual * (lp->x[out] - bound);
  update_duals(lp, q, out, dual);
  for (size_t i = 0; i < lp->m; i++)
    lp->x[lp->head[i]] -= primal * lp->alpha_q[i];
  lp->x[q] += primal;
  lp->x[out] = bound;
  update_weights(lp, r);
  lp->place[out] = above ? AT_UPPER : AT_LOWER;
  lp->place[q] = BASIC;
  lp->head[r] = q;
  lp->steps++;
  if (!cop_lu_update(lp->lu, (uint32_t)r, lp->alpha_q) || cop_lu_is_long(lp->lu))
    refresh(lp);
  return STEP_DONE;
}

/* --- solving --- */

/* After rows or bounds have changed. */
static void
start(CopLp *lp)
{
  for (size_t j = 0; j < lp->n + lp->m; j++)
    if (lp->place[j] == AT_UPPER && !isfinite(lp->upper[j]))
      lp->place[j] = AT_LOWER;
  if (!lp->factored)
    factor(lp);
  compute_duals(lp);
  compute_primals(lp);
}

CopLpStatus
cop_lp_solve(CopLp *lp, double cut_off, uint64_t steps)
{
  unsigned lost = 0;
  uint64_t last = lp->steps + steps;
  start(lp);
  for (;;) {
    if (lp->objective > -cut_off)
      return COP_LP_CUT_OFF;
    if (lp->steps >= last)
      return COP_LP_LIMIT;
    switch (step(lp)) {
    case STEP_DONE:
      lost = 0;
      break;
    case STEP_NONE:
      /* Inside by updated numbers; make sure by fresh ones. */
      refresh(lp);
      if (leaving(lp) == lp->m)
        return COP_LP_OPTIMAL;
      break;
    case STEP_UNBOUNDED:
      if (lost++ > 0) /* seen with fresh numbers */
        return COP_LP_INFEASIBLE;
      refresh(lp);
      break;
    case STEP_LOST:
      if (lost++ > 3)
        return COP_LP_FAILED;
      refresh(lp);
      break;
    }
  }
}

double
cop_lp_objective(const CopLp *lp)
{
  return -lp->objective;
}

double
cop_lp_value(const CopLp *lp, size_t column)
{
  return lp->x[column];
}

/* The slack of row i has cost 0 and column e_i: its reduced cost is minus the
 * dual value. */
double
cop_lp_dual(const CopLp *lp, size_t row)
{
  return lp->place[lp->n + row] == BASIC ? 0 : lp->d[lp->n + row];
}

/* rho belongs to the row that nothing can bring inside its bounds. */
double
cop_lp_ray(const CopLp *lp, size_t row)
{
  double price = lp->ray_sign * lp->rho[row];
  return fabs(price) < 1e-11 ? 0 : price;
}

double
cop_lp_reduced_cost(const CopLp *lp, size_t column)
{
  return lp->place[column] == BASIC ? 0 : -lp->d[column];
}

bool
cop_lp_row_is_basic(const CopLp *lp, size_t row)
{
  return lp->place[lp->n + row] == BASIC;
}

uint64_t
cop_lp_steps(const CopLp *lp)
{
  return lp->steps;
}

void
cop_lp_save_basis(const CopLp *lp, uint8_t *basis)
{
  memcpy(basis, lp->place, lp->n + lp->m);
}

void
cop_lp_load_basis(CopLp *lp, const uint8_t *basis, size_t n)
{
  g_assert(n <= lp->n + lp->m);
  memcpy(lp->place, basis, n);
  for (size_t j = n; j < lp->n + lp->m; j++)
    lp->place[j] = BASIC;
  size_t p = 0;
  for (size_t j = 0; j < lp->n + lp->m && p < lp->m; j++)
    if (lp->place[j] == BASIC) {
      lp->head[p] = (uint32_t)j;
      lp->weight[p++] = 1;
    }
  g_assert(p == lp->m);
  lp->factored = false;
}
