/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/program_order.c -- rows of order and safety, see plan/program.h. */
#include <stdlib.h>

#include "plan/program.h"

#define LEAST_BREACH 1e-3

/* What of measure i has started by a quarter. */
static void
entries_started(CopPlanProgram *g, size_t i, int quarter)
{
  uint32_t x = g->x_at[i];
  for (uint64_t s = g->domain.starts[i] & cop_plan_domain_range(0, quarter); s != 0; s &= s - 1)
    cop_plan_program_entry(g, x++, 1);
}

/* Started by a quarter needs the other ended by then. */
static void
add_link(CopPlanProgram *g, uint32_t l, int quarter)
{
  const CopPlanLink *link = &g->p->links[l];
  entries_started(g, link->to, quarter);
  cop_plan_program_ended(g, link->from, quarter - link->lag, -1);
  cop_plan_program_end_row(g, COP_PLAN_ROW_LINK, l, (uint32_t)quarter, 0, false);
}

static void
add_safety(CopPlanProgram *g, uint32_t i, bool helpline, int quarter)
{
  const CopPlanProblem *p = g->p;
  const uint16_t *services = helpline ? p->helplines : p->referrals;
  size_t n = helpline ? p->n_helplines : p->n_referrals;
  entries_started(g, i, quarter);
  for (size_t h = 0; h < n; h++)
    if (services[h] != i)
      cop_plan_program_ended(g, services[h], quarter, -1);
  cop_plan_program_end_row(g, COP_PLAN_ROW_SAFETY, i, 2 * (uint32_t)quarter + helpline, 0, false);
}

void
cop_plan_program_all_orders(CopPlanProgram *g)
{
  const CopPlanProblem *p = g->p;
  for (uint32_t l = 0; l < p->n_links; l++)
    for (uint64_t t = g->domain.starts[p->links[l].to]; t != 0; t &= t - 1)
      add_link(g, l, __builtin_ctzll(t));
  for (size_t k = 0; k < p->n_inviting; k++)
    for (int helpline = 0; helpline < 2; helpline++)
      for (uint64_t t = g->domain.starts[p->inviting[k]]; t != 0; t &= t - 1)
        add_safety(g, p->inviting[k], helpline, __builtin_ctzll(t));
}

/* --- those that are broken --- */

typedef struct {
  double breach;
  CopPlanRowKind kind;
  uint32_t at; /* link or measure */
  bool helpline;
  int quarter;
} Broken;

typedef struct {
  const CopPlanProgram *g;
  double *begun; /* [n_measures * n_quarters] share that has started by a quarter */
  GArray *broken;
} Look;

static double
begun(const Look *k, size_t i, int quarter)
{
  return quarter < 0 ? 0 : k->begun[i * (size_t)k->g->p->n_quarters + (size_t)quarter];
}

static double
ended(const Look *k, size_t i, int end)
{
  return begun(k, i, MIN(end, k->g->p->n_quarters) - k->g->p->measures[i].duration);
}

static void
sum_starts(Look *k, const double *x)
{
  const CopPlanProblem *p = k->g->p;
  for (size_t i = 0; i < p->n_measures; i++) {
    double sum = 0;
    uint32_t at = k->g->x_at[i];
    for (int q = 0; q < p->n_quarters; q++) {
      if (k->g->domain.starts[i] >> q & 1)
        sum += x[at++];
      k->begun[i * (size_t)p->n_quarters + (size_t)q] = sum;
    }
  }
}

static void
note(Look *k, Broken b)
{
  if (b.breach > LEAST_BREACH)
    g_array_append_val(k->broken, b);
}

static void
look_at_links(Look *k)
{
  const CopPlanProblem *p = k->g->p;
  for (uint32_t l = 0; l < p->n_links; l++) {
    const CopPlanLink *link = &p->links[l];
    for (uint64_t t = k->g->domain.starts[link->to]; t != 0; t &= t - 1) {
      int q = __builtin_ctzll(t);
      note(k, (Broken){ begun(k, link->to, q) - ended(k, link->from, q - link->lag), COP_PLAN_ROW_LINK, l, false, q });
    }
  }
}

static void
look_at_safety(Look *k)
{
  const CopPlanProblem *p = k->g->p;
  for (size_t n = 0; n < p->n_inviting; n++)
    for (int helpline = 0; helpline < 2; helpline++)
      for (uint64_t t = k->g->domain.starts[p->inviting[n]]; t != 0; t &= t - 1) {
        int q = __builtin_ctzll(t);
        uint32_t i = p->inviting[n];
        const uint16_t *services = helpline ? p->helplines : p->referrals;
        double sum = 0;
        for (size_t h = 0; h < (helpline ? p->n_helplines : p->n_referrals); h++)
          sum += services[h] == i ? 0 : ended(k, services[h], q);
        note(k, (Broken){ begun(k, i, q) - sum, COP_PLAN_ROW_SAFETY, i, helpline, q });
      }
}

static int
by_breach(const void *a, const void *b)
{
  const Broken *x = a, *y = b;
  if (x->breach != y->breach)
    return x->breach < y->breach ? 1 : -1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  if (x->helpline != y->helpline)
    return x->helpline - y->helpline;
  return x->quarter - y->quarter;
}

size_t
cop_plan_program_broken_orders(CopPlanProgram *g, const double *x, size_t most)
{
  const CopPlanProblem *p = g->p;
  Look k = { g, g_new(double, p->n_measures * (size_t)p->n_quarters + 1), g_array_new(FALSE, FALSE, sizeof(Broken)) };
  sum_starts(&k, x);
  look_at_links(&k);
  look_at_safety(&k);
  g_array_sort(k.broken, by_breach);
  size_t n = MIN(most, k.broken->len);
  for (size_t i = 0; i < n; i++) {
    const Broken *b = &g_array_index(k.broken, Broken, i);
    if (b->kind == COP_PLAN_ROW_LINK)
      add_link(g, b->at, b->quarter);
    else
      add_safety(g, b->at, b->helpline, b->quarter);
  }
  g_free(k.begun);
  g_array_unref(k.broken);
  return n;
}
