/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/cut_curve.c -- see plan/cut.h, cop_plan_cut_curves(). */
#include "plan/cut.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In units of the curve: a thousandth of a part in ten. */
#define LEAST_GAIN 4.0

/* What can cover a requirement on a day: a measure that has ended by then, or a
 * boost. */
typedef struct {
  int64_t milli;
  double z;        /* how much of it the linear program has */
  uint32_t index;  /* measure, or n_measures + boost */
} Item;

typedef struct {
  double breach;
  size_t from, to; /* of columns and coefficients */
  int64_t rhs;
} Found;

typedef struct {
  CopPlanProgram *g;
  const double *x;
  GArray *items;        /* Item, of the row at hand, most of it first */
  GArray *columns, *coefficients;
  GArray *found;
  int64_t base;         /* of the requirement at hand */
} Curves;

static int
by_z(const void *a, const void *b)
{
  const Item *x = a, *y = b;
  if (x->z != y->z)
    return x->z < y->z ? 1 : -1;
  if (x->milli != y->milli)
    return x->milli < y->milli ? 1 : -1;
  return (x->index > y->index) - (x->index < y->index);
}

static int64_t
worth(const Curves *c, int64_t milli)
{
  return cop_plan_curve(c->base + milli) - cop_plan_curve(c->base);
}

static const Item *
item(const Curves *c, guint i)
{
  return &g_array_index(c->items, Item, i);
}

/* The items of a cover row: columns of one measure or boost stand together. */
static void
read_items(Curves *c, const CopPlanRow *row)
{
  const CopPlanProgram *g = c->g;
  g_array_set_size(c->items, 0);
  for (size_t e = row->from; e < row->to; e++) {
    uint32_t column = g_array_index(g->columns, uint32_t, e);
    int64_t milli = -g_array_index(g->coefficients, int64_t, e);
    if (milli <= 0) /* a y */
      continue;
    uint32_t index = column < g->n_x ? g->x_measure[column] : (uint32_t)g->p->n_measures + column;
    if (c->items->len == 0 || g_array_index(c->items, Item, c->items->len - 1).index != index) {
      Item one = { milli, 0, index };
      g_array_append_val(c->items, one);
    }
    g_array_index(c->items, Item, c->items->len - 1).z += c->x[column];
  }
  g_array_sort(c->items, by_z);
}

/* Worth of the row as the linear program has it, in units of the curve. */
static double
worth_now(const Curves *c, const CopPlanRow *row)
{
  const CopPlanProgram *g = c->g;
  double now = 0;
  int segment = (int)(c->base / COP_PLAN_SEGMENT_WIDTH);
  for (size_t e = row->from; e < row->to && g_array_index(g->coefficients, int64_t, e) > 0; e++)
    now += cop_plan_slopes[segment++] * c->x[g_array_index(g->columns, uint32_t, e)];
  return now;
}

/* The right side at z for the set of the first n items, and its coefficients:
 * a[i] for z[i]; returns the constant. `all` is the sum over all items. */
static int64_t
plane(const Curves *c, guint n, int64_t sum, int64_t all, bool tight_inside, int64_t *a)
{
  int64_t constant = worth(c, sum);
  for (guint i = 0; i < c->items->len; i++) {
    int64_t milli = item(c, i)->milli;
    if (i < n) { /* what is lost without it */
      a[i] = tight_inside ? worth(c, sum) - worth(c, sum - milli) : worth(c, all) - worth(c, all - milli);
      constant -= a[i];
    } else { /* what it adds at most */
      a[i] = tight_inside ? worth(c, milli) : worth(c, sum + milli) - worth(c, sum);
    }
  }
  return constant;
}

static void
keep_cut(Curves *c, const CopPlanRow *row, int64_t constant, const int64_t *a, double breach)
{
  const CopPlanProgram *g = c->g;
  Found f = { breach, c->columns->len, 0, constant };
  int segment = (int)(c->base / COP_PLAN_SEGMENT_WIDTH);
  for (size_t e = row->from; e < row->to; e++) {
    uint32_t column = g_array_index(g->columns, uint32_t, e);
    int64_t coefficient;
    if (g_array_index(g->coefficients, int64_t, e) > 0) {
      coefficient = cop_plan_slopes[segment++];
    } else {
      uint32_t index = column < g->n_x ? g->x_measure[column] : (uint32_t)g->p->n_measures + column;
      guint i = 0;
      while (item(c, i)->index != index)
        i++;
      coefficient = -a[i];
    }
    if (coefficient == 0)
      continue;
    g_array_append_val(c->columns, column);
    g_array_append_val(c->coefficients, coefficient);
  }
  f.to = c->columns->len;
  g_array_append_val(c->found, f);
}

static void
cut_row(Curves *c, const CopPlanRow *row)
{
  read_items(c, row);
  double now = worth_now(c, row), most = LEAST_GAIN;
  int64_t all = 0, sum = 0, constant = 0;
  for (guint i = 0; i < c->items->len; i++)
    all += item(c, i)->milli;
  g_autofree int64_t *a = g_new(int64_t, c->items->len + 1), *best = g_new(int64_t, c->items->len + 1);
  for (guint n = 0; n <= c->items->len; n++) {
    for (int inside = 0; inside < 2; inside++) {
      int64_t one = plane(c, n, sum, all, inside, a);
      double right = (double)one;
      for (guint i = 0; i < c->items->len; i++)
        right += (double)a[i] * item(c, i)->z;
      if (now - right > most) {
        most = now - right;
        constant = one;
        memcpy(best, a, c->items->len * sizeof *a);
      }
    }
    if (n < c->items->len)
      sum += item(c, n)->milli;
  }
  if (most > LEAST_GAIN) {
    const CopPlanProblem *p = c->g->p;
    double weight = (double)(p->discount[row->b] * p->requirements[row->a].weight);
    keep_cut(c, row, constant, best, most * weight);
  }
}

static int
by_breach(const void *a, const void *b)
{
  const Found *x = a, *y = b;
  if (x->breach != y->breach)
    return x->breach < y->breach ? 1 : -1;
  return (x->from > y->from) - (x->from < y->from);
}

size_t
cop_plan_cut_curves(CopPlanProgram *g, const double *x, size_t most)
{
  Curves c = { .g = g, .x = x, .items = g_array_new(FALSE, FALSE, sizeof(Item)), .columns = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
               .coefficients = g_array_new(FALSE, FALSE, sizeof(int64_t)), .found = g_array_new(FALSE, FALSE, sizeof(Found)) };
  for (guint i = 0; i < g->rows->len; i++) {
    const CopPlanRow *row = cop_plan_program_row(g, i);
    if (row->kind != COP_PLAN_ROW_COVER)
      continue;
    c.base = g->p->requirements[row->a].base;
    cut_row(&c, row);
  }
  g_array_sort(c.found, by_breach);
  size_t n = MIN(most, c.found->len);
  for (size_t k = 0; k < n; k++) {
    const Found *f = &g_array_index(c.found, Found, k);
    for (size_t e = f->from; e < f->to; e++)
      cop_plan_program_entry(g, g_array_index(c.columns, uint32_t, e), g_array_index(c.coefficients, int64_t, e));
    cop_plan_program_end_row(g, COP_PLAN_ROW_CUT, 0, 0, f->rhs, false);
  }
  g_array_unref(c.items);
  g_array_unref(c.columns);
  g_array_unref(c.coefficients);
  g_array_unref(c.found);
  return n;
}
