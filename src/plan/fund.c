/* SPDX-License-Identifier: Apache-2.0
 * A transport problem a year: measures with equal sets of funds are one
 * source, funds are the sinks; augmenting paths (Ford and Fulkerson). */
#include "plan/fund.h"

#include <string.h>

#define MOST_SETS (1u << COP_PLAN_MAX_FUNDS)

typedef struct {
  size_t n_funds;
  size_t order[COP_PLAN_MAX_FUNDS];            /* funds, those fewest measures may use first */
  int64_t need[MOST_SETS];                     /* of a set of funds, still unpaid */
  int64_t left[COP_PLAN_MAX_FUNDS];            /* of a fund */
  int64_t flow[MOST_SETS][COP_PLAN_MAX_FUNDS]; /* from set to fund */
} Year;

static unsigned
width(uint32_t set)
{
  return (unsigned)__builtin_popcount(set);
}

/* Lets `set` pay more from `fund`: what the fund has left, or what another set
 * that uses the fund can move elsewhere. Returns the amount moved, 0 when
 * there is no path. */
static int64_t
push(Year *y, uint32_t set, size_t fund, int64_t want, uint32_t tried)
{
  int64_t amount = MIN(want, y->left[fund]);
  if (amount > 0) {
    y->left[fund] -= amount;
    y->flow[set][fund] += amount;
    return amount;
  }
  for (uint32_t other = 1; other < 1u << y->n_funds; other++) {
    if (other == set || y->flow[other][fund] == 0)
      continue;
    for (size_t f = 0; f < y->n_funds; f++) {
      if (!(other >> f & 1) || tried >> f & 1)
        continue;
      amount = push(y, other, f, MIN(want, y->flow[other][fund]), tried | 1u << f);
      if (amount > 0) {
        y->flow[other][fund] -= amount;
        y->flow[set][fund] += amount;
        return amount;
      }
    }
  }
  return 0;
}

static bool
pay_year(Year *y)
{
  for (unsigned w = 1; w <= y->n_funds; w++)
    for (uint32_t set = 1; set < 1u << y->n_funds; set++)
      while (width(set) == w && y->need[set] > 0) {
        int64_t amount = 0;
        for (unsigned k = 0; k < 2 * y->n_funds && amount == 0; k++) {
          size_t f = y->order[k % y->n_funds];
          if (set >> f & 1 && (k >= y->n_funds || y->left[f] > 0))
            amount = push(y, set, f, y->need[set], 1u << f);
        }
        if (amount == 0)
          return false;
        y->need[set] -= amount;
      }
  return y->need[0] == 0;
}

static void
order_funds(const CopPlanProblem *p, Year *y)
{
  size_t users[COP_PLAN_MAX_FUNDS] = { 0 };
  y->n_funds = p->n_funds;
  for (size_t f = 0; f < p->n_funds; f++) {
    for (size_t i = 0; i < p->n_measures; i++)
      users[f] += p->measures[i].funds >> f & 1;
    size_t at = f;
    for (; at > 0 && users[y->order[at - 1]] > users[f]; at--)
      y->order[at] = y->order[at - 1];
    y->order[at] = f;
  }
}

bool
cop_plan_fund_split(const CopPlanProblem *p, const int8_t *start, int64_t *paid)
{
  size_t years = (size_t)p->n_years;
  memset(paid, 0, p->n_measures * p->n_funds * years * sizeof *paid);
  if (!p->money_limited)
    return true;
  g_autofree Year *y = g_new(Year, 1);
  uint32_t all = (1u << p->n_funds) - 1;
  for (size_t year = 0; year < years; year++) {
    memset(y, 0, sizeof *y);
    order_funds(p, y);
    for (size_t f = 0; f < p->n_funds; f++)
      y->left[f] = p->fund_amount[f * years + year];
    for (size_t i = 0; i < p->n_measures; i++)
      if (start[i] >= 0)
        y->need[p->measures[i].funds & all] += cop_plan_cost_at(p, i, start[i], (int)year);
    if (!pay_year(y))
      return false;
    for (size_t i = 0; i < p->n_measures; i++) {
      int64_t cost = start[i] < 0 ? 0 : cop_plan_cost_at(p, i, start[i], (int)year);
      for (size_t f = 0; f < p->n_funds && cost > 0; f++) {
        int64_t *flow = &y->flow[p->measures[i].funds & all][f];
        int64_t part = MIN(cost, *flow);
        *flow -= part;
        cost -= part;
        paid[(i * p->n_funds + f) * years + year] = part;
      }
    }
  }
  return true;
}
