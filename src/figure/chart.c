/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/chart.h"

#include <math.h>
#include <string.h>

#include "figure/chart_priv.h"

#define MOST_ROWS 60u
#define MOST_COLUMNS 12u

const char *
cop_chart_value(const CopCanvas *c, const CopChart *chart, double v)
{
  return cop_canvas_value(c, v, chart->decimals, chart->unit);
}

void
cop_chart_range(const CopChart *chart, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (unsigned s = 0; s < chart->n_series; s++)
    for (unsigned i = 0; i < chart->n_categories; i++)
      if (!isnan(chart->series[s].values[i])) {
        *low = fmin(*low, chart->series[s].values[i]);
        *high = fmax(*high, chart->series[s].values[i]);
      }
  if (!isnan(chart->target)) {
    *low = fmin(*low, chart->target);
    *high = fmax(*high, chart->target);
  }
}

static bool
refuse(GError **error, CopFigureError code, const char *what)
{
  g_set_error(error, COP_FIGURE_ERROR, code, "%s", what);
  return false;
}

static bool
check(const CopChart *chart, GError **error)
{
  if (chart->n_categories == 0 || chart->n_series == 0)
    return refuse(error, COP_FIGURE_ERROR_DATA, "a chart needs at least one category and one series");
  if (chart->n_series > COP_FIGURE_SERIES_MAX)
    return refuse(error, COP_FIGURE_ERROR_LIMIT, "more than six series in one chart; group or divide them");
  if (chart->n_categories > (chart->kind == COP_CHART_BAR ? MOST_COLUMNS : MOST_ROWS))
    return refuse(error, COP_FIGURE_ERROR_LIMIT,
                  chart->kind == COP_CHART_BAR ? "more than 12 columns in one chart; draw rows instead"
                                               : "more than 60 categories in one chart");
  bool any = false;
  for (unsigned s = 0; s < chart->n_series; s++)
    for (unsigned i = 0; i < chart->n_categories; i++) {
      double v = chart->series[s].values[i];
      if (isinf(v))
        return refuse(error, COP_FIGURE_ERROR_DATA, "a value of the chart is infinite");
      if (v < 0 && chart->kind != COP_CHART_LINE && chart->kind != COP_CHART_DOT)
        return refuse(error, COP_FIGURE_ERROR_DATA, "a bar cannot show a negative value");
      any = any || !isnan(v);
    }
  return any || refuse(error, COP_FIGURE_ERROR_DATA, "a chart without any value");
}

/* --- table and alternative text --- */

static void
make_table(CopCanvas *c, const CopChart *chart)
{
  cop_canvas_head(c, chart->category_title != NULL ? chart->category_title : "");
  for (unsigned s = 0; s < chart->n_series; s++) {
    const char *label = chart->series[s].label != NULL ? chart->series[s].label : chart->subject;
    cop_canvas_head(c, chart->unit != NULL ? cop_arena_printf(c->arena, "%s (%s)", label, chart->unit) : label);
  }
  if (chart->states != NULL)
    cop_canvas_head(c, cop_tr(c->o.words, "State"));
  for (unsigned i = 0; i < chart->n_categories; i++) {
    cop_canvas_cell_text(c, chart->categories[i]);
    for (unsigned s = 0; s < chart->n_series; s++)
      cop_canvas_cell_number(c, chart->series[s].values[i], chart->decimals);
    if (chart->states != NULL)
      cop_canvas_cell_text(c, cop_state_name(c->o.words, chart->states[i]));
  }
}

static void
say_extremes(CopCanvas *c, const CopChart *chart, const CopChartSeries *s)
{
  unsigned best = 0, worst = 0, n = 0, missing = 0;
  for (unsigned i = 0; i < chart->n_categories; i++) {
    double v = s->values[i];
    if (isnan(v)) {
      missing++;
      continue;
    }
    if (n == 0 || v > s->values[best])
      best = i;
    if (n == 0 || v < s->values[worst])
      worst = i;
    n++;
  }
  if (n == 0)
    return;
  const CopCatalogue *w = c->o.words;
  if (chart->n_series > 1)
    cop_canvas_say(c, "%s.", s->label);
  if (best == worst)
    cop_canvas_say(c, "%s: %s.", chart->categories[best], cop_chart_value(c, chart, s->values[best]));
  else
    cop_canvas_say(c, cop_tr(w, "Highest: %s, %s. Lowest: %s, %s."), chart->categories[best],
                   cop_chart_value(c, chart, s->values[best]), chart->categories[worst],
                   cop_chart_value(c, chart, s->values[worst]));
  if (missing > 0)
    cop_canvas_say(c, cop_ntr(w, "No data for %u of them.", "No data for %u of them.", missing), missing);
}

static void
say_change(CopCanvas *c, const CopChart *chart, const CopChartSeries *s)
{
  unsigned first = chart->n_categories, last = 0;
  for (unsigned i = 0; i < chart->n_categories; i++)
    if (!isnan(s->values[i])) {
      first = MIN(first, i);
      last = i;
    }
  if (first >= chart->n_categories)
    return;
  if (first == last)
    cop_canvas_say(c, "%s: %s, %s.", s->label != NULL ? s->label : "", chart->categories[first],
                   cop_chart_value(c, chart, s->values[first]));
  else
    cop_canvas_say(c, cop_tr(c->o.words, "%s: %s in %s, %s in %s."),
                   s->label != NULL ? s->label : chart->subject, cop_chart_value(c, chart, s->values[first]),
                   chart->categories[first], cop_chart_value(c, chart, s->values[last]), chart->categories[last]);
}

static void
make_alt(CopCanvas *c, const CopChart *chart)
{
  static const char *const kinds[COP_CHART_MAX] = {
    [COP_CHART_HBAR] = N_("Bar chart: %s."),       [COP_CHART_BAR] = N_("Bar chart: %s."),
    [COP_CHART_STACKED] = N_("Stacked bars: %s."), [COP_CHART_LINE] = N_("Line chart: %s."),
    [COP_CHART_DOT] = N_("Dot chart: %s."),
  };
  const CopCatalogue *w = c->o.words;
  const char *subject = chart->unit == NULL
                          ? chart->subject
                          : cop_arena_printf(c->arena, "%s, %s", chart->subject, chart->unit);
  cop_canvas_say(c, cop_tr(w, kinds[chart->kind]), subject);
  for (unsigned s = 0; s < chart->n_series; s++)
    if (chart->kind == COP_CHART_LINE)
      say_change(c, chart, &chart->series[s]);
    else
      say_extremes(c, chart, &chart->series[s]);
  if (!isnan(chart->target) && chart->kind != COP_CHART_STACKED)
    cop_canvas_say(c, "%s: %s.", chart->target_label != NULL ? chart->target_label : cop_tr(w, "Target"),
                   cop_chart_value(c, chart, chart->target));
}

CopFigure *
cop_chart_draw(CopArena *a, const CopChart *chart, const CopFigureOptions *options, GError **error)
{
  static float (*const draw[COP_CHART_MAX])(CopCanvas *, const CopChart *) = {
    [COP_CHART_HBAR] = cop_chart_rows, [COP_CHART_BAR] = cop_chart_columns, [COP_CHART_STACKED] = cop_chart_rows,
    [COP_CHART_LINE] = cop_chart_lines, [COP_CHART_DOT] = cop_chart_rows,
  };
  if (!check(chart, error))
    return NULL;
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  make_table(&c, chart);
  make_alt(&c, chart);
  return cop_canvas_finish(&c, draw[chart->kind](&c, chart));
}
