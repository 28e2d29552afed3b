/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/lp_file.c -- names of columns: x_i_s, measure i starts in quarter s;
 * y_r_k_g, how far segment g of the curve of requirement r is filled on day k;
 * b_b_k, boost b counts on day k; `b`, always 0, begins rows that could else
 * be empty. */
#include "plan/lp_file.h"

#include <string.h>

static bool
allowed(const CopPlanProblem *p, size_t i, int s)
{
  return !(p->measures[i].closed >> s & 1) && s >= p->soonest[i] && s <= p->measures[i].latest && s + p->measures[i].duration <= p->n_quarters;
}

/* Appends coefficient times every start of i for which it has ended by `end`. */
static bool
ended_terms(GString *out, const CopPlanProblem *p, size_t i, int end, double coefficient)
{
  bool any = false;
  for (int s = 0; s < p->n_quarters && s + p->measures[i].duration <= end; s++)
    if (allowed(p, i, s)) {
      g_string_append_printf(out, " %+.17g x_%zu_%d\n", coefficient, i, s);
      any = true;
    }
  return any;
}

static void
segment_bounds(const CopPlanProblem *p, size_t r, int g, int *from, int *to)
{
  *from = CLAMP(p->requirements[r].base, g * COP_PLAN_SEGMENT_WIDTH, (g + 1) * COP_PLAN_SEGMENT_WIDTH);
  *to = (g + 1) * COP_PLAN_SEGMENT_WIDTH;
}

static void
lp_objective(GString *out, const CopPlanProblem *p, double scale)
{
  g_string_append(out, "Maximize\n obj:\n");
  for (size_t k = 0; k < p->n_days; k++)
    for (size_t r = 0; r < p->n_requirements; r++)
      for (int g = 0; g < (int)COP_PLAN_SEGMENTS; g++) {
        int from, to;
        segment_bounds(p, r, g, &from, &to);
        if (from < to)
          g_string_append_printf(out, " %+.17g y_%zu_%zu_%d\n",
                                 (double)(p->discount[k] * p->requirements[r].weight * cop_plan_slopes[g]) / scale, r, k, g);
      }
}

static void
lp_cover(GString *out, const CopPlanProblem *p)
{
  for (size_t k = 0; k < p->n_days; k++)
    for (size_t r = 0; r < p->n_requirements; r++) {
      g_string_append_printf(out, " c_%zu_%zu: 0 b\n", r, k);
      for (int g = 0; g < (int)COP_PLAN_SEGMENTS; g++) {
        int from, to;
        segment_bounds(p, r, g, &from, &to);
        if (from < to)
          g_string_append_printf(out, " + y_%zu_%zu_%d\n", r, k, g);
      }
      for (size_t i = 0; i < p->n_measures; i++)
        for (size_t c = 0; c < p->measures[i].n_covers; c++)
          if (p->measures[i].covers[c].requirement == r)
            ended_terms(out, p, i, p->day[k], -p->measures[i].covers[c].milli);
      for (size_t b = 0; b < p->n_boosts; b++)
        for (size_t c = 0; c < p->boosts[b].n_covers; c++)
          if (p->boosts[b].covers[c].requirement == r)
            g_string_append_printf(out, " - %d b_%zu_%zu\n", p->boosts[b].covers[c].milli, b, k);
      g_string_append(out, " <= 0\n");
    }
  for (size_t b = 0; b < p->n_boosts; b++)
    for (size_t k = 0; k < p->n_days; k++)
      for (int side = 0; side < 2; side++) {
        g_string_append_printf(out, " bo_%zu_%zu_%d: b_%zu_%zu\n", b, k, side, b, k);
        ended_terms(out, p, side ? p->boosts[b].b : p->boosts[b].a, p->day[k], -1);
        g_string_append(out, " <= 0\n");
      }
}

static void
lp_order(GString *out, const CopPlanProblem *p)
{
  for (size_t i = 0; i < p->n_measures; i++) {
    g_string_append_printf(out, " one_%zu: 0 b\n", i);
    bool any = ended_terms(out, p, i, p->n_quarters, 1);
    g_string_append_printf(out, " %s %d\n", p->measures[i].mandatory ? "=" : "<=", p->measures[i].mandatory && !any ? 0 : 1);
  }
  for (size_t l = 0; l < p->n_links; l++)
    for (int t = 0; t < p->n_quarters; t++) {
      if (!allowed(p, p->links[l].to, t))
        continue;
      g_string_append_printf(out, " pre_%zu_%d: 0 b\n", l, t);
      for (int s = 0; s <= t; s++)
        if (allowed(p, p->links[l].to, s))
          g_string_append_printf(out, " + x_%d_%d\n", p->links[l].to, s);
      ended_terms(out, p, p->links[l].from, t - p->links[l].lag, -1);
      g_string_append(out, " <= 0\n");
    }
  for (size_t i = 0; i < p->n_measures; i++)
    for (int t = 0; t < p->n_quarters && p->measures[i].invites_disclosure; t++)
      for (int kind = 0; allowed(p, i, t) && kind < 2; kind++) {
        g_string_append_printf(out, " safe_%zu_%d_%d: x_%zu_%d\n", i, t, kind, i, t);
        for (size_t h = 0; h < p->n_measures; h++)
          if (h != i && (kind ? p->measures[h].referral : p->measures[h].helpline))
            ended_terms(out, p, h, t, -1);
        g_string_append(out, " <= 0\n");
      }
  for (size_t e = 0; e < p->n_exclusions; e++) {
    g_string_append_printf(out, " ex_%zu: 0 b\n", e);
    ended_terms(out, p, p->exclusions[e].a, p->n_quarters, 1);
    ended_terms(out, p, p->exclusions[e].b, p->n_quarters, 1);
    g_string_append(out, " <= 1\n");
  }
}

static void
lp_limits(GString *out, const CopPlanProblem *p)
{
  for (size_t m = 0; m < p->n_money_rows; m++) {
    g_string_append_printf(out, " mon_%zu: 0 b\n", m);
    for (size_t i = 0; i < p->n_measures; i++)
      for (int s = 0; s < p->n_quarters && (p->measures[i].funds & ~p->money_rows[m].funds) == 0; s++)
        if (allowed(p, i, s) && cop_plan_cost_at(p, i, s, p->money_rows[m].year) > 0)
          g_string_append_printf(out, " + %" G_GINT64_FORMAT " x_%zu_%d\n", cop_plan_cost_at(p, i, s, p->money_rows[m].year), i, s);
    g_string_append_printf(out, " <= %" G_GINT64_FORMAT "\n", p->money_rows[m].limit);
  }
  for (int a = 0; a < (int)p->n_agencies; a++)
    for (int q = 0; q < p->n_quarters; q++) {
      g_string_append_printf(out, " cap_%d_%d: 0 b\n", a, q);
      for (size_t i = 0; i < p->n_measures; i++)
        for (int s = MAX(0, q - p->measures[i].duration + 1); s <= q && p->measures[i].agency == a; s++)
          if (allowed(p, i, s))
            g_string_append_printf(out, " + %d x_%zu_%d\n", p->measures[i].load, i, s);
      g_string_append_printf(out, " <= %d\n", p->capacity[a * p->n_quarters + q]);
    }
  for (size_t f = 0; f < p->n_floors; f++) {
    g_string_append_printf(out, " fl_%zu: 0 b\n", f);
    for (size_t i = 0; i < p->n_measures; i++)
      for (int s = 0; s < p->n_quarters; s++)
        if (allowed(p, i, s))
          g_string_append_printf(out, " %+" G_GINT64_FORMAT " x_%zu_%d\n", p->floors[f].terms[i * (size_t)p->n_quarters + (size_t)s], i, s);
    g_string_append_printf(out, " >= %" G_GINT64_FORMAT "\n", -p->floors[f].base);
  }
}

char *
cop_plan_problem_to_lp(const CopPlanProblem *p, double scale)
{
  GString *out = g_string_new(NULL);
  lp_objective(out, p, scale);
  g_string_append(out, "Subject To\n");
  lp_cover(out, p);
  lp_order(out, p);
  lp_limits(out, p);
  g_string_append(out, "Bounds\n 0 <= b <= 0\n");
  for (size_t k = 0; k < p->n_days; k++)
    for (size_t r = 0; r < p->n_requirements; r++)
      for (int g = 0; g < (int)COP_PLAN_SEGMENTS; g++) {
        int from, to;
        segment_bounds(p, r, g, &from, &to);
        if (from < to)
          g_string_append_printf(out, " 0 <= y_%zu_%zu_%d <= %d\n", r, k, g, to - from);
      }
  for (size_t b = 0; b < p->n_boosts; b++)
    for (size_t k = 0; k < p->n_days; k++)
      g_string_append_printf(out, " 0 <= b_%zu_%zu <= 1\n", b, k);
  g_string_append(out, "Binary\n");
  for (size_t i = 0; i < p->n_measures; i++)
    ended_terms(out, p, i, p->n_quarters, 1);
  /* The section lists names only. */
  char *at = strstr(out->str, "Binary\n");
  GString *names = g_string_new(NULL);
  for (char *line = at + strlen("Binary\n"); *line != '\0'; line = strchr(line, '\n') + 1)
    g_string_append_printf(names, " %.*s\n", (int)strcspn(strchr(line, 'x'), "\n"), strchr(line, 'x'));
  g_string_truncate(out, (gsize)(at - out->str) + strlen("Binary\n"));
  g_string_append(out, names->str);
  g_string_free(names, TRUE);
  g_string_append(out, "End\n");
  return g_string_free(out, FALSE);
}
