/* SPDX-License-Identifier: Apache-2.0
 *
 * web/part_plan.c -- a plan over time, as a picture. */
#include "figure/gantt.h"
#include "web/part.h"

/* Rows by theme, within a theme by start. */
static gint
by_theme(gconstpointer a, gconstpointer b)
{
  const CopPlanItem *x = *(const CopPlanItem *const *)a, *y = *(const CopPlanItem *const *)b;
  return x->measure->theme != y->measure->theme ? (int)x->measure->theme - (int)y->measure->theme : x->start - y->start;
}

static CopFigure *
draw_time(CopPage *p, const CopPlanResult *r, GError **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new();
  for (size_t i = 0; i < r->n_chosen; i++)
    g_ptr_array_add(items, (gpointer)r->chosen[i]);
  g_ptr_array_sort(items, by_theme);
  CopGanttRow *rows = cop_new_n(p->a, CopGanttRow, items->len);
  for (guint i = 0; i < items->len; i++) {
    const CopPlanItem *it = g_ptr_array_index(items, i);
    const char *lang;
    unsigned *waits = cop_new_n(p->a, unsigned, it->n_waits);
    unsigned n = 0;
    for (size_t k = 0; k < it->n_waits; k++)
      for (guint row = 0; row < items->len; row++)
        if (((const CopPlanItem *)g_ptr_array_index(items, row))->measure == it->waits[k].measure)
          waits[n++] = row;
    rows[i] = (CopGanttRow){ .label = cop_arena_printf(p->a, "%s %s", it->measure->id, cop_field_text(p, COP_ENTITY_measure, it->measure, "title", &lang)),
                             .group = T_(cop_words(COP_WORDS_THEME)->docs[it->measure->theme]),
                             .start = (unsigned)it->start,
                             .end = (unsigned)it->end,
                             .waits_for = waits,
                             .n_waits = n,
                             .milestone = -1 };
  }
  const char **periods = cop_new_n(p->a, const char *, (size_t)r->n_quarters);
  CopGanttSpan *spans = cop_new_n(p->a, CopGanttSpan, (size_t)r->n_years);
  for (int q = 0; q < r->n_quarters; q++)
    periods[q] = cop_arena_printf(p->a, cop_ctr(p->words, "quarter of a year, short", "Q%d"), q % 4 + 1);
  for (int y = 0; y < r->n_years; y++)
    spans[y] = (CopGanttSpan){ cop_arena_printf(p->a, "%d", r->first_year + y), 4 };
  CopGantt gantt = { .subject = T_("Work plan"), .row_title = T_("Measure"), .periods = periods, .n_periods = (unsigned)r->n_quarters,
                     .spans = spans, .n_spans = (unsigned)r->n_years, .rows = rows, .n_rows = items->len };
  CopFigureOptions o = cop_figure_options(p, 760);
  return cop_gantt_draw(p->a, &gantt, &o, error);
}

void
cop_part_plan_time(CopPage *p, const CopPlanResult *r)
{
  g_autoptr(GError) error = NULL;
  const CopFigure *f = draw_time(p, r, &error);
  if (f == NULL)
    COP_TEXT(p->h, COP_P, error->message, cop_a(COP_A_CLASS, "nothing"));
  else
    cop_part_figure(p, f, T_("What happens when"), T_("Bars run to the first result; lines show what waits for what."));
}
