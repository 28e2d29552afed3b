/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/program_certificate.c -- prices of a program told in terms of the problem
 * alone, see plan/certificate.h. */
#include <string.h>

#include "plan/program.h"

/* A requirement that never leaves its first segment has no row: its worth stands
 * in the starts. Told as a row, its price is that worth. */
static void
certify_straight(const CopPlanProgram *g, const bool *has_row, GArray *rows)
{
  const CopPlanProblem *p = g->p;
  for (uint32_t r = 0; r < p->n_requirements; r++)
    for (uint32_t k = 0; k < p->n_days; k++) {
      int first = p->requirements[r].base / COP_PLAN_SEGMENT_WIDTH;
      if (has_row[r * p->n_days + k] || first >= (int)COP_PLAN_SEGMENTS)
        continue;
      int64_t worth = p->discount[k] * p->requirements[r].weight * cop_plan_slopes[first];
      CopPlanPricedRow row = { .kind = COP_PLAN_ROW_COVER, .a = r, .b = k, .price = worth << COP_PLAN_PRICE_BITS };
      g_array_append_val(rows, row);
    }
}

/* --- cuts, as they hold for every start of the problem --- */

static void
add_term(GArray *terms, CopPlanColumn column, int64_t coefficient)
{
  CopPlanTerm t = { column, coefficient };
  if (coefficient != 0)
    g_array_append_val(terms, t);
}

static int64_t
listed(const GArray *terms, size_t n, CopPlanColumnKind kind, size_t a)
{
  for (size_t t = 0; t < n; t++) {
    const CopPlanTerm *term = &g_array_index(terms, CopPlanTerm, t);
    if (term->column.kind == kind && term->column.a == a)
      return term->coefficient;
  }
  return 0;
}

static bool
is_item(const CopPlanProgram *g, size_t i, int day)
{
  int first = cop_plan_domain_first(&g->domain, i);
  return first >= 0 && first + g->p->measures[i].duration <= day;
}

/* Takes of a start what the cut takes of others of its measure; of a measure or
 * boost that the program has no column for on that day, all it covers alone. */
static void
add_outside(const CopPlanProgram *g, uint32_t r, uint32_t k, GArray *terms)
{
  const CopPlanProblem *p = g->p;
  size_t n = terms->len;
  int64_t base = p->requirements[r].base;
  for (uint16_t i = 0; i < p->n_measures; i++)
    for (size_t c = 0; c < p->measures[i].n_covers; c++) {
      if (p->measures[i].covers[c].requirement != r)
        continue;
      int64_t alone = cop_plan_curve(base + p->measures[i].covers[c].milli) - cop_plan_curve(base);
      int64_t coefficient = is_item(g, i, p->day[k]) ? listed(terms, n, COP_PLAN_COLUMN_X, i) : -alone;
      for (int s = 0; s + p->measures[i].duration <= p->day[k]; s++)
        if (!(g->domain.starts[i] >> s & 1))
          add_term(terms, (CopPlanColumn){ COP_PLAN_COLUMN_X, 0, i, (uint16_t)s }, coefficient);
    }
  for (uint16_t j = 0; j < p->n_boosts; j++)
    for (size_t c = 0; c < p->boosts[j].n_covers; c++)
      if (p->boosts[j].covers[c].requirement == r && (!is_item(g, p->boosts[j].a, p->day[k]) || !is_item(g, p->boosts[j].b, p->day[k])))
        add_term(terms, (CopPlanColumn){ COP_PLAN_COLUMN_B, 0, j, (uint16_t)k },
                 cop_plan_curve(base) - cop_plan_curve(base + p->boosts[j].covers[c].milli));
}

static void
certify_cut(const CopPlanProgram *g, const CopPlanRow *r, CopPlanPricedRow *row, CopArena *a)
{
  g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(CopPlanTerm));
  const CopPlanColumn *y = NULL;
  for (size_t e = r->from; e < r->to; e++) {
    const CopPlanColumn *column = &g->column[g_array_index(g->columns, uint32_t, e)];
    add_term(terms, *column, g_array_index(g->coefficients, int64_t, e));
    y = column->kind == COP_PLAN_COLUMN_Y ? column : y;
  }
  if (y != NULL)
    add_outside(g, y->a, y->b, terms);
  CopPlanTerm *copy = cop_new_n(a, CopPlanTerm, terms->len);
  if (terms->len > 0)
    memcpy(copy, terms->data, terms->len * sizeof *copy);
  row->rhs = r->rhs;
  row->n_terms = terms->len;
  row->terms = copy;
}

CopPlanCertificate
cop_plan_program_certificate(const CopPlanProgram *g, const int64_t *prices, int64_t bound, CopArena *a)
{
  g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(CopPlanPricedRow));
  g_autofree bool *has_row = g_new0(bool, g->p->n_requirements * g->p->n_days + 1);
  for (size_t i = 0; i < g->rows->len; i++) {
    const CopPlanRow *r = cop_plan_program_row(g, i);
    CopPlanPricedRow row = { .kind = r->kind, .a = r->a, .b = r->b, .price = prices[i] };
    if (r->kind == COP_PLAN_ROW_COVER)
      has_row[r->a * g->p->n_days + r->b] = true;
    if (r->kind == COP_PLAN_ROW_ONCE || prices[i] == 0)
      continue;
    if (r->kind == COP_PLAN_ROW_CUT)
      certify_cut(g, r, &row, a);
    g_array_append_val(rows, row);
  }
  certify_straight(g, has_row, rows);
  CopPlanPricedRow *copy = cop_new_n(a, CopPlanPricedRow, rows->len);
  if (rows->len > 0)
    memcpy(copy, rows->data, rows->len * sizeof *copy);
  return (CopPlanCertificate){ bound, rows->len, copy };
}
