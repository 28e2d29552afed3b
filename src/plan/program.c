/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/program.h"

#include <math.h>
#include <string.h>

/* Of a sum of worths near 10^4: below what a bound shows, enough to tell equal
 * starts apart. */
#define SPREAD 1e-6

typedef struct {
  CopPlanProgram *g;
  const CopPlanProblem *p;
  uint32_t *b_at;    /* [n_boosts * n_days] columns, UINT32_MAX for none */
  GArray *what, *worth, *upper, *scale; /* of columns */
} Build;

/* --- columns --- */

uint32_t
cop_plan_program_x(const CopPlanProgram *g, size_t measure, int start)
{
  uint64_t starts = g->domain.starts[measure];
  if (start < 0 || !(starts >> start & 1))
    return UINT32_MAX;
  return g->x_at[measure] + (uint32_t)__builtin_popcountll(starts & ((UINT64_C(1) << start) - 1));
}

static uint32_t
add_column(Build *b, CopPlanColumn what, int64_t worth, int64_t upper, double scale)
{
  g_array_append_val(b->what, what);
  g_array_append_val(b->worth, worth);
  g_array_append_val(b->upper, upper);
  g_array_append_val(b->scale, scale);
  return (uint32_t)(b->worth->len - 1);
}

static void
add_x_columns(Build *b)
{
  CopPlanProgram *g = b->g;
  g->x_at = g_new(uint32_t, b->p->n_measures + 1);
  for (size_t i = 0; i < b->p->n_measures; i++) {
    g->x_at[i] = (uint32_t)g->n_x;
    g->n_x += (size_t)__builtin_popcountll(g->domain.starts[i]);
  }
  g->x_measure = g_new(uint16_t, g->n_x + 1);
  g->x_start = g_new(int8_t, g->n_x + 1);
  size_t at = 0;
  for (size_t i = 0; i < b->p->n_measures; i++)
    for (uint64_t s = g->domain.starts[i]; s != 0; s &= s - 1) {
      g->x_measure[at] = (uint16_t)i;
      g->x_start[at++] = (int8_t)__builtin_ctzll(s);
      add_column(b, (CopPlanColumn){ COP_PLAN_COLUMN_X, 0, (uint16_t)i, (uint16_t)__builtin_ctzll(s) }, 0, 1, 1);
    }
}

/* --- rows --- */

void
cop_plan_program_entry(CopPlanProgram *g, uint32_t column, int64_t coefficient)
{
  if (coefficient == 0)
    return;
  g_array_append_val(g->columns, column);
  g_array_append_val(g->coefficients, coefficient);
}

size_t
cop_plan_program_end_row(CopPlanProgram *g, CopPlanRowKind kind, uint32_t a, uint32_t b, int64_t rhs, bool equal)
{
  size_t from = g->rows->len == 0 ? 0 : cop_plan_program_row(g, g->rows->len - 1)->to;
  CopPlanRow row = { kind, a, b, from, g->columns->len, rhs, equal, 1.0 };
  double most = 1;
  for (size_t e = from; e < row.to; e++)
    most = MAX(most, fabs((double)g_array_index(g->coefficients, int64_t, e)));
  if (kind == COP_PLAN_ROW_MONEY || kind == COP_PLAN_ROW_FLOOR)
    row.scale = 1.0 / MAX(most, 1.0);
  if (kind == COP_PLAN_ROW_COVER)
    row.scale = 1.0 / COP_PLAN_SEGMENT_WIDTH;
  if (kind == COP_PLAN_ROW_CUT)
    row.scale = 1.0 / most;
  g_array_append_val(g->rows, row);
  return g->rows->len - 1;
}

void
cop_plan_program_cut_back(CopPlanProgram *g, size_t n_rows)
{
  size_t entries = n_rows == 0 ? 0 : cop_plan_program_row(g, n_rows - 1)->to;
  g_array_set_size(g->rows, (guint)n_rows);
  g_array_set_size(g->columns, (guint)entries);
  g_array_set_size(g->coefficients, (guint)entries);
}

static bool
row_is_empty(const CopPlanProgram *g)
{
  return g->columns->len == (g->rows->len == 0 ? 0 : cop_plan_program_row(g, g->rows->len - 1)->to);
}

void
cop_plan_program_ended(CopPlanProgram *g, size_t i, int end, int64_t coefficient)
{
  for (uint64_t s = g->domain.starts[i]; s != 0; s &= s - 1) {
    int start = __builtin_ctzll(s);
    if (start + g->p->measures[i].duration <= end)
      cop_plan_program_entry(g, cop_plan_program_x(g, i, start), coefficient);
  }
}

static void
add_once_rows(Build *b)
{
  for (uint32_t i = 0; i < b->p->n_measures; i++) {
    cop_plan_program_ended(b->g, i, b->p->n_quarters, 1);
    if (!row_is_empty(b->g))
      cop_plan_program_end_row(b->g, COP_PLAN_ROW_ONCE, i, 0, 1, !b->g->domain.out[i]);
  }
}

static bool
can_end(const Build *b, size_t i, int day)
{
  int first = cop_plan_domain_first(&b->g->domain, i);
  return first >= 0 && first + b->p->measures[i].duration <= day;
}

static void
add_boost_rows(Build *b)
{
  const CopPlanProblem *p = b->p;
  b->b_at = g_new(uint32_t, p->n_boosts * p->n_days + 1);
  for (uint32_t j = 0; j < p->n_boosts; j++)
    for (uint32_t k = 0; k < p->n_days; k++) {
      uint32_t *at = &b->b_at[j * p->n_days + k];
      *at = UINT32_MAX;
      if (!can_end(b, p->boosts[j].a, p->day[k]) || !can_end(b, p->boosts[j].b, p->day[k]))
        continue;
      *at = add_column(b, (CopPlanColumn){ COP_PLAN_COLUMN_B, 0, (uint16_t)j, (uint16_t)k }, 0, 1, 1);
      for (int side = 0; side < 2; side++) {
        cop_plan_program_entry(b->g, *at, 1);
        cop_plan_program_ended(b->g, side == 0 ? p->boosts[j].a : p->boosts[j].b, p->day[k], -1);
        cop_plan_program_end_row(b->g, COP_PLAN_ROW_BOOST, j, 2 * k + (uint32_t)side, 0, false);
      }
    }
}

/* Calls entry for everything that can cover requirement r by day k, and
 * returns how much that is together. */
static int64_t
covers_of(Build *b, uint32_t r, uint32_t k, void (*entry)(Build *, uint32_t column, int64_t milli, int64_t arg), int64_t arg)
{
  const CopPlanProblem *p = b->p;
  int64_t all = 0;
  for (size_t i = 0; i < p->n_measures; i++)
    for (size_t c = 0; c < p->measures[i].n_covers; c++) {
      const CopPlanCover *cover = &p->measures[i].covers[c];
      if (cover->requirement != r || !can_end(b, i, p->day[k]))
        continue;
      all += cover->milli;
      for (uint64_t s = b->g->domain.starts[i]; s != 0 && entry != NULL; s &= s - 1) {
        int start = __builtin_ctzll(s);
        if (start + p->measures[i].duration <= p->day[k])
          entry(b, cop_plan_program_x(b->g, i, start), cover->milli, arg);
      }
    }
  for (size_t j = 0; j < p->n_boosts; j++)
    for (size_t c = 0; c < p->boosts[j].n_covers; c++) {
      uint32_t at = b->b_at[j * p->n_days + k];
      if (p->boosts[j].covers[c].requirement != r || at == UINT32_MAX)
        continue;
      all += p->boosts[j].covers[c].milli;
      if (entry != NULL)
        entry(b, at, p->boosts[j].covers[c].milli, arg);
    }
  return all;
}

static void
entry_worth(Build *b, uint32_t column, int64_t milli, int64_t worth)
{
  g_array_index(b->worth, int64_t, column) += milli * worth;
}

static void
entry_cover(Build *b, uint32_t column, int64_t milli, int64_t unused)
{
  (void)unused;
  cop_plan_program_entry(b->g, column, -milli);
}

static void
add_cover_rows(Build *b)
{
  const CopPlanProblem *p = b->p;
  for (uint32_t k = 0; k < p->n_days; k++)
    for (uint32_t r = 0; r < p->n_requirements; r++) {
      int64_t base = p->requirements[r].base, all = covers_of(b, r, k, NULL, 0), weight = p->discount[k] * p->requirements[r].weight;
      int first = (int)(base / COP_PLAN_SEGMENT_WIDTH);
      if (all == 0 || weight == 0 || first >= (int)COP_PLAN_SEGMENTS)
        continue;
      if (base + all <= (first + 1) * COP_PLAN_SEGMENT_WIDTH) {
        covers_of(b, r, k, entry_worth, weight * cop_plan_slopes[first]);
        continue;
      }
      for (int g = first; g < (int)COP_PLAN_SEGMENTS && g * COP_PLAN_SEGMENT_WIDTH < base + all; g++) {
        int64_t room = (g + 1) * COP_PLAN_SEGMENT_WIDTH - MAX(base, g * COP_PLAN_SEGMENT_WIDTH);
        cop_plan_program_entry(b->g, add_column(b, (CopPlanColumn){ COP_PLAN_COLUMN_Y, (uint8_t)g, (uint16_t)r, (uint16_t)k }, weight * cop_plan_slopes[g],
                                             room, COP_PLAN_SEGMENT_WIDTH), 1);
      }
      covers_of(b, r, k, entry_cover, 0);
      cop_plan_program_end_row(b->g, COP_PLAN_ROW_COVER, r, k, 0, false);
    }
}

static void
add_exclusion_rows(Build *b)
{
  const CopPlanProblem *p = b->p;
  CopPlanProgram *g = b->g;
  for (uint32_t e = 0; e < p->n_exclusions; e++) {
    cop_plan_program_ended(g, p->exclusions[e].a, p->n_quarters, 1);
    cop_plan_program_ended(g, p->exclusions[e].b, p->n_quarters, 1);
    cop_plan_program_end_row(g, COP_PLAN_ROW_EXCLUDE, e, 0, 1, false);
  }
}

static void
add_money_rows(Build *b)
{
  const CopPlanProblem *p = b->p;
  CopPlanProgram *g = b->g;
  for (uint32_t m = 0; m < p->n_money_rows; m++) {
    const CopPlanMoneyRow *row = &p->money_rows[m];
    for (uint32_t x = 0; x < g->n_x; x++)
      if ((p->measures[g->x_measure[x]].funds & ~row->funds) == 0)
        cop_plan_program_entry(g, x, cop_plan_cost_at(p, g->x_measure[x], g->x_start[x], row->year));
    cop_plan_program_end_row(g, COP_PLAN_ROW_MONEY, m, 0, row->limit, false);
  }
}

static void
add_capacity_rows(Build *b)
{
  const CopPlanProblem *p = b->p;
  CopPlanProgram *g = b->g;
  for (uint32_t a = 0; a < p->n_agencies; a++)
    for (int q = 0; q < p->n_quarters; q++) {
      int64_t all = 0, capacity = p->capacity[a * (uint32_t)p->n_quarters + (uint32_t)q];
      for (size_t i = 0; i < p->n_measures; i++) {
        uint64_t running = p->measures[i].agency == (int)a ? g->domain.starts[i] & cop_plan_domain_range(q - p->measures[i].duration + 1, q) : 0;
        all += running != 0 ? p->measures[i].load : 0;
      }
      for (size_t i = 0; i < p->n_measures && all > capacity; i++) {
        uint64_t running = p->measures[i].agency == (int)a ? g->domain.starts[i] & cop_plan_domain_range(q - p->measures[i].duration + 1, q) : 0;
        for (; running != 0; running &= running - 1)
          cop_plan_program_entry(g, cop_plan_program_x(g, i, __builtin_ctzll(running)), p->measures[i].load);
      }
      if (all > capacity)
        cop_plan_program_end_row(g, COP_PLAN_ROW_CAPACITY, a, (uint32_t)q, capacity, false);
    }
}

static void
add_floor_rows(Build *b)
{
  const CopPlanProblem *p = b->p;
  CopPlanProgram *g = b->g;
  for (uint32_t f = 0; f < p->n_floors; f++) {
    for (uint32_t x = 0; x < g->n_x; x++)
      cop_plan_program_entry(g, x, -p->floors[f].terms[g->x_measure[x] * (size_t)p->n_quarters + (size_t)g->x_start[x]]);
    cop_plan_program_end_row(g, COP_PLAN_ROW_FLOOR, f, 0, p->floors[f].base, false);
  }
}

/* Worths of about 10,000 in all suit the tolerances of the linear program. */
static double
fitting_scale(const CopPlanProblem *p)
{
  double days = 0, sum = 0;
  for (size_t k = 0; k < p->n_days; k++)
    days += (double)p->discount[k];
  for (size_t r = 0; r < p->n_requirements; r++)
    sum += (double)p->requirements[r].weight * (double)cop_plan_curve(COP_PLAN_SEGMENTS * COP_PLAN_SEGMENT_WIDTH);
  return 1e4 / MAX(days * sum, 1.0);
}

CopPlanProgram *
cop_plan_program_new(const CopPlanProblem *p, const CopPlanDomain *domain, CopPlanOrderRows order)
{
  CopPlanProgram *g = g_new0(CopPlanProgram, 1);
  g->p = p;
  g->order = order;
  g->domain.starts = g_memdup2(domain->starts, p->n_measures * sizeof *domain->starts);
  g->domain.out = g_memdup2(domain->out, p->n_measures * sizeof *domain->out);
  g->rows = g_array_new(FALSE, FALSE, sizeof(CopPlanRow));
  g->columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  g->coefficients = g_array_new(FALSE, FALSE, sizeof(int64_t));
  Build b = { g, p, NULL, g_array_new(FALSE, FALSE, sizeof(CopPlanColumn)), g_array_new(FALSE, FALSE, sizeof(int64_t)), g_array_new(FALSE, FALSE, sizeof(int64_t)),
              g_array_new(FALSE, FALSE, sizeof(double)) };
  add_x_columns(&b);
  add_once_rows(&b);
  add_boost_rows(&b);
  add_cover_rows(&b);
  if (order == COP_PLAN_ORDER_ALL)
    cop_plan_program_all_orders(g);
  add_exclusion_rows(&b);
  add_money_rows(&b);
  add_capacity_rows(&b);
  add_floor_rows(&b);
  g->n_columns = b.worth->len;
  g->n_fixed = g->rows->len;
  g->column = (CopPlanColumn *)(void *)g_array_free(b.what, FALSE);
  g->worth = (int64_t *)(void *)g_array_free(b.worth, FALSE);
  g->upper = (int64_t *)(void *)g_array_free(b.upper, FALSE);
  g->column_scale = (double *)(void *)g_array_free(b.scale, FALSE);
  g->worth_scale = fitting_scale(p);
  g_free(b.b_at);
  return g;
}

void
cop_plan_program_free(CopPlanProgram *g)
{
  if (g == NULL)
    return;
  g_free(g->domain.starts);
  g_free(g->domain.out);
  g_free(g->x_at);
  g_free(g->x_measure);
  g_free(g->x_start);
  g_free(g->column);
  g_free(g->worth);
  g_free(g->upper);
  g_free(g->column_scale);
  g_array_unref(g->rows);
  g_array_unref(g->columns);
  g_array_unref(g->coefficients);
  g_free(g);
}

/* --- as a linear program --- */

void
cop_plan_program_add_to_lp(const CopPlanProgram *g, CopLp *lp, size_t row)
{
  const CopPlanRow *r = cop_plan_program_row(g, row);
  size_t n = r->to - r->from;
  const uint32_t *columns = &g_array_index(g->columns, uint32_t, r->from);
  g_autofree double *values = g_new(double, n + 1);
  for (size_t e = 0; e < n; e++)
    values[e] = (double)g_array_index(g->coefficients, int64_t, r->from + e) * r->scale * g->column_scale[columns[e]];
  cop_lp_add_row(lp, n, columns, values, (double)r->rhs * r->scale, r->equal);
}

CopLp *
cop_plan_program_lp(const CopPlanProgram *g)
{
  g_autofree double *cost = g_new(double, g->n_columns + 1), *lower = g_new0(double, g->n_columns + 1),
                    *upper = g_new(double, g->n_columns + 1);
  for (size_t j = 0; j < g->n_columns; j++) {
    cost[j] = (double)g->worth[j] * g->worth_scale * g->column_scale[j];
    upper[j] = (double)g->upper[j] / g->column_scale[j];
  }
  CopLp *lp = cop_lp_new(g->n_columns, cost, lower, upper);
  if (g->order == COP_PLAN_ORDER_BROKEN)
    cop_lp_spread_costs(lp, SPREAD);
  for (size_t i = 0; i < g->rows->len; i++)
    cop_plan_program_add_to_lp(g, lp, i);
  return lp;
}

void
cop_plan_program_set_domain(const CopPlanProgram *g, CopLp *lp, const CopPlanDomain *d)
{
  for (size_t x = 0; x < g->n_x; x++)
    cop_lp_set_bounds(lp, x, 0, d->starts[g->x_measure[x]] >> g->x_start[x] & 1 ? 1 : 0);
  for (size_t i = 0; i < g->rows->len; i++) {
    const CopPlanRow *r = cop_plan_program_row(g, i);
    if (r->kind == COP_PLAN_ROW_ONCE)
      cop_lp_set_equal(lp, i, !d->out[r->a]);
  }
}

void
cop_plan_program_prices(const CopPlanProgram *g, const CopLp *lp, int64_t *prices)
{
  double one = (double)(1 << COP_PLAN_PRICE_BITS), most = 0x1p62;
  for (size_t i = 0; i < g->rows->len; i++) {
    const CopPlanRow *r = cop_plan_program_row(g, i);
    double price = cop_lp_dual(lp, i) * r->scale / g->worth_scale * one;
    prices[i] = (int64_t)rint(CLAMP(price, -most, most));
    /* Only a measure that must be chosen may have a price below 0. */
    if (prices[i] < 0 && r->kind != COP_PLAN_ROW_ONCE)
      prices[i] = 0;
  }
}

/* --- the bound --- */

static void
reduce(const CopPlanProgram *g, const int64_t *prices, CopInt128 *v, CopInt128 *total)
{
  for (size_t j = 0; j < g->n_columns; j++)
    v[j] = (CopInt128)g->worth[j] << COP_PLAN_PRICE_BITS;
  *total = 0;
  for (size_t i = 0; i < g->rows->len; i++) {
    const CopPlanRow *r = cop_plan_program_row(g, i);
    /* Each measure's best start is taken exactly below, so its own row needs no price. */
    if (prices[i] == 0 || r->kind == COP_PLAN_ROW_ONCE)
      continue;
    *total += (CopInt128)prices[i] * r->rhs;
    for (size_t e = r->from; e < r->to; e++)
      v[g_array_index(g->columns, uint32_t, e)] -= (CopInt128)prices[i] * g_array_index(g->coefficients, int64_t, e);
  }
}

static CopInt128
best_start(const CopPlanProgram *g, const CopPlanDomain *d, const CopInt128 *v, size_t i, bool *any)
{
  CopInt128 best = 0;
  *any = d->out[i];
  for (uint64_t s = d->starts[i]; s != 0; s &= s - 1) {
    uint32_t x = cop_plan_program_x(g, i, __builtin_ctzll(s));
    if (x == UINT32_MAX)
      continue;
    if (!*any || v[x] > best)
      best = v[x];
    *any = true;
  }
  return best;
}

int64_t
cop_plan_program_bound(const CopPlanProgram *g, const CopPlanDomain *d, const int64_t *prices, CopInt128 *reduced)
{
  g_autofree CopInt128 *v = g_new(CopInt128, g->n_columns + 1);
  CopInt128 total;
  reduce(g, prices, v, &total);
  for (size_t i = 0; i < g->p->n_measures; i++) {
    bool any;
    total += best_start(g, d, v, i, &any);
    if (!any)
      return INT64_MIN;
  }
  for (size_t j = g->n_x; j < g->n_columns; j++)
    if (v[j] > 0)
      total += v[j] * g->upper[j];
  if (reduced != NULL)
    memcpy(reduced, v, g->n_x * sizeof *v);
  /* Down, because values are whole; the shift of a negative number goes down too. */
  CopInt128 bound = total >> COP_PLAN_PRICE_BITS;
  return bound > INT64_MAX ? INT64_MAX : (int64_t)bound;
}

bool
cop_plan_program_fix(const CopPlanProgram *g, CopPlanDomain *d, const CopInt128 *reduced, int64_t bound, int64_t value)
{
  bool changed = false;
  for (size_t i = 0; i < g->p->n_measures; i++) {
    bool any;
    CopInt128 best = best_start(g, d, reduced, i, &any), spare = ((CopInt128)bound + 1 - value) << COP_PLAN_PRICE_BITS;
    for (uint64_t s = d->starts[i]; s != 0; s &= s - 1) {
      uint32_t x = cop_plan_program_x(g, i, __builtin_ctzll(s));
      if (x == UINT32_MAX || best - reduced[x] >= spare) {
        d->starts[i] &= ~(s & -s);
        changed = true;
      }
    }
    if (d->out[i] && best >= spare && d->starts[i] != 0) {
      d->out[i] = false;
      changed = true;
    }
  }
  return changed;
}
