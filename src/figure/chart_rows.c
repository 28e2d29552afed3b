/* SPDX-License-Identifier: Apache-2.0
 *
 * Charts whose categories are rows: bars, stacked bars, dots.
 */
#include <math.h>
#include <string.h>

#include "figure/chart_priv.h"

typedef struct {
  CopCanvas *c;
  const CopChart *chart;
  float label_end;      /* where the names end */
  float from, to;       /* the scale */
  double low, high;     /* values at both */
  float state_width;
  float top;            /* of the first row */
  bool labels;          /* second pass: numbers over bars and target line */
} Rows;

static float
place(const Rows *r, double v)
{
  return r->from + (float)((v - r->low) / (r->high - r->low)) * (r->to - r->from);
}

static double
row_sum(const CopChart *chart, unsigned i)
{
  double sum = 0;
  for (unsigned s = 0; s < chart->n_series; s++)
    if (!isnan(chart->series[s].values[i]))
      sum += chart->series[s].values[i];
  return sum;
}

/* The room that numbers behind the longest bar need. */
static float
value_room(const Rows *r)
{
  float room = 0;
  const CopChart *chart = r->chart;
  for (unsigned s = 0; s < chart->n_series; s++)
    for (unsigned i = 0; i < chart->n_categories; i++)
      if (!isnan(chart->series[s].values[i]))
        room = fmaxf(room, cop_canvas_measure(r->c, cop_chart_value(r->c, chart, chart->series[s].values[i]),
                                              r->c->size, true));
  return room + 6;
}

static void
lay_out(Rows *r)
{
  CopCanvas *c = r->c;
  const CopChart *chart = r->chart;
  float most = c->width * 0.36f, widest = 0;
  for (unsigned i = 0; i < chart->n_categories; i++)
    widest = fmaxf(widest, cop_canvas_wrap(c, chart->categories[i], c->size,
                                           chart->emphasis != NULL && chart->emphasis[i], most, 3).width);
  r->label_end = fminf(widest, most);
  r->from = r->label_end + 8;
  if (chart->states != NULL)
    for (unsigned s = 0; s < COP_STATE_MAX; s++)
      r->state_width = fmaxf(r->state_width, c->size + 4 + cop_canvas_measure(c, cop_state_name(c->o.words, s), c->size, false));
  r->to = c->width - (r->state_width > 0 ? r->state_width + 10 : 0) - (chart->kind == COP_CHART_STACKED ? 0 : value_room(r));
  double low, high;
  cop_chart_range(chart, &low, &high);
  if (chart->kind == COP_CHART_STACKED) {
    r->high = 0;
    for (unsigned i = 0; i < chart->n_categories; i++)
      r->high = fmax(r->high, chart->whole ? 100 : row_sum(chart, i));
  } else if (chart->kind == COP_CHART_DOT) {
    CopAxis axis = cop_axis_make(low, high, low >= 0, 4);
    r->low = axis.low;
    r->high = axis.high;
    r->from += 6;
  } else {
    r->high = high;
  }
  if (!(r->high > r->low))
    r->high = r->low + 1;
}

static void
draw_state(const Rows *r, unsigned i, float middle)
{
  CopCanvas *c = r->c;
  if (r->chart->states == NULL)
    return;
  CopState s = r->chart->states[i];
  float x = c->width - r->state_width;
  cop_state_draw(c->drawing, s, cop_canvas_x(c, x + c->size / 2), middle, c->size, c->o.grey);
  cop_canvas_text(c, x + c->size + 4, middle + c->size * 0.35f, c->size, COP_ANCHOR_START, false, COP_INK,
                  cop_state_name(c->o.words, s));
}

static void
say_no_data(const Rows *r, float x, float middle)
{
  CopCanvas *c = r->c;
  cop_state_draw(c->drawing, COP_STATE_NO_DATA, cop_canvas_x(c, x + c->size / 2 + 2), middle, c->size * 0.9f, c->o.grey);
  cop_canvas_text(c, x + c->size + 6, middle + c->size * 0.35f, c->size, COP_ANCHOR_START, false, COP_INK_SOFT,
                  cop_state_name(c->o.words, COP_STATE_NO_DATA));
}

/* A number at its bar, on a ground of its own where the target line would run
 * through it. */
static void
value_label(const Rows *r, float x, float middle, CopAnchor anchor, bool bold, CopColor color, const char *text)
{
  CopCanvas *c = r->c;
  float w = cop_canvas_measure(c, text, c->size, bold), left = anchor == COP_ANCHOR_START ? x : x - w;
  if (!isnan(r->chart->target)) {
    float line = place(r, r->chart->target);
    if (line > left - 2 && line < left + w + 2)
      cop_canvas_rect(c, left - 1.5f, middle - c->size * 0.55f, w + 3, c->size * 1.1f, COP_WHITE);
  }
  cop_canvas_text(c, x, middle + c->size * 0.35f, c->size, anchor, bold, color, text);
}

static float
bar_height(const Rows *r)
{
  return r->chart->n_series == 1 ? r->c->size * 1.5f : r->c->size * 1.15f;
}

/* The height of a row's drawn part. */
static float
row_height(const Rows *r)
{
  switch (r->chart->kind) {
  case COP_CHART_STACKED:
    return r->c->size * 1.9f;
  case COP_CHART_DOT:
    return r->c->size * 1.6f;
  default:
    return (float)r->chart->n_series * (bar_height(r) + 1) - 1;
  }
}

static void
bar_row(const Rows *r, unsigned i, float y)
{
  CopCanvas *c = r->c;
  const CopChart *chart = r->chart;
  float h = bar_height(r);
  for (unsigned s = 0; s < chart->n_series; s++, y += h + 1) {
    double v = chart->series[s].values[i];
    float middle = y + h / 2;
    if (isnan(v)) {
      if (r->labels)
        say_no_data(r, r->from, middle);
      continue;
    }
    bool stands_out = chart->emphasis != NULL && chart->emphasis[i];
    CopColor color = chart->n_series > 1 ? cop_figure_series_color(s, c->o.grey)
                     : chart->emphasis == NULL || stands_out ? c->o.palette.main
                                                             : c->o.palette.soft;
    if (!r->labels)
      cop_canvas_bar(c, r->from, y, place(r, v) - r->from, h, chart->n_series > 1 ? s : 0, color);
    else
      value_label(r, place(r, v) + 4, middle, COP_ANCHOR_START,
                  chart->emphasis == NULL ? chart->n_series == 1 : stands_out, COP_INK, cop_chart_value(c, chart, v));
  }
}

static void
stacked_row(const Rows *r, unsigned i, float y)
{
  CopCanvas *c = r->c;
  const CopChart *chart = r->chart;
  float h = row_height(r), x = r->from;
  if (r->labels) /* each label belongs to its segment and is drawn with it */
    return;
  double sum = row_sum(chart, i);
  for (unsigned s = 0; s < chart->n_series && sum > 0; s++) {
    double v = chart->series[s].values[i];
    if (isnan(v) || v == 0)
      continue;
    double share = chart->whole ? v / sum * 100 : v;
    float w = (float)(share / r->high) * (r->to - r->from);
    CopColor color = cop_figure_series_color(s, c->o.grey);
    cop_canvas_bar(c, x, y, fmaxf(w - 0.8f, 0.2f), h, s, color);
    const char *label = cop_chart_value(c, chart, v);
    float room = cop_canvas_measure(c, label, c->size, true) + 6;
    if (w >= room) {
      if (c->o.grey) /* the hatch would run through the digits */
        cop_canvas_rect(c, x + w / 2 - room / 2 + 1, y + h * 0.18f, room - 2, h * 0.64f, color);
      cop_canvas_text(c, x + w / 2, y + h / 2 + c->size * 0.35f, c->size, COP_ANCHOR_MIDDLE, true,
                      cop_canvas_on(color), label);
    }
    x += w;
  }
  if (sum == 0)
    say_no_data(r, r->from, y + h / 2);
}

static void
dot_row(const Rows *r, unsigned i, float y)
{
  CopCanvas *c = r->c;
  const CopChart *chart = r->chart;
  float middle = y + row_height(r) / 2, left = INFINITY, right = -INFINITY;
  double first = NAN, last = NAN;
  for (unsigned s = 0; s < chart->n_series; s++) {
    double v = chart->series[s].values[i];
    if (isnan(v))
      continue;
    if (place(r, v) < left) {
      left = place(r, v);
      first = v;
    }
    if (place(r, v) > right) {
      right = place(r, v);
      last = v;
    }
  }
  if (!r->labels) {
    cop_canvas_line(c, r->from - 6, middle, r->to, middle, COP_LINE, 0.5f, false);
    if (!isnan(first))
      cop_canvas_line(c, left, middle, right, middle, COP_INK_SOFT, 1.6f, false);
    return;
  }
  if (isnan(first)) {
    say_no_data(r, r->from, middle);
    return;
  }
  for (unsigned s = 0; s < chart->n_series; s++)
    if (!isnan(chart->series[s].values[i]))
      cop_canvas_marker(c, place(r, chart->series[s].values[i]), middle, c->size * 0.46f, s,
                        chart->n_series == 1 ? c->o.palette.main : cop_figure_series_color(s, c->o.grey));
  value_label(r, right + c->size * 0.8f, middle, COP_ANCHOR_START, true, COP_INK, cop_chart_value(c, chart, last));
  float room = cop_canvas_measure(c, cop_chart_value(c, chart, first), c->size, false) + c->size;
  if (right > left + c->size && left - room > r->from - 4)
    value_label(r, left - c->size * 0.8f, middle, COP_ANCHOR_END, false, COP_INK_SOFT, cop_chart_value(c, chart, first));
}

/* The label stands above the line and stays inside the figure. */
static void
draw_target(const Rows *r, float bottom)
{
  CopCanvas *c = r->c;
  const CopChart *chart = r->chart;
  if (isnan(chart->target) || chart->kind == COP_CHART_STACKED)
    return;
  float x = place(r, chart->target);
  const char *label = cop_arena_printf(c->arena, "%s %s",
                                       chart->target_label != NULL ? chart->target_label : cop_tr(c->o.words, "Target"),
                                       cop_chart_value(c, chart, chart->target));
  float half = cop_canvas_measure(c, label, c->small, true) / 2;
  cop_canvas_line(c, x, r->top - 3, x, bottom, COP_INK, 1, true);
  cop_canvas_text(c, CLAMP(x, half, c->width - half), r->top - 6, c->small, COP_ANCHOR_MIDDLE, true, COP_INK, label);
}

float
cop_chart_rows(CopCanvas *c, const CopChart *chart)
{
  static void (*const draw_row[COP_CHART_MAX])(const Rows *, unsigned, float) = {
    [COP_CHART_HBAR] = bar_row, [COP_CHART_STACKED] = stacked_row, [COP_CHART_DOT] = dot_row
  };
  Rows r = { .c = c, .chart = chart };
  lay_out(&r);
  float y = 2, gap = c->size * (chart->n_series > 1 && chart->kind == COP_CHART_HBAR ? 0.9f : 0.55f);
  if (chart->n_series > 1) {
    const char *labels[COP_FIGURE_SERIES_MAX];
    for (unsigned s = 0; s < chart->n_series; s++)
      labels[s] = chart->series[s].label;
    y = cop_canvas_legend(c, y, labels, chart->n_series, chart->kind == COP_CHART_DOT);
  }
  if (!isnan(chart->target) && chart->kind != COP_CHART_STACKED)
    y += cop_canvas_leading(c, c->small) + 3;
  r.top = y;
  float leading = cop_canvas_leading(c, c->size), body = row_height(&r);
  float *middles = cop_new_n(c->arena, float, chart->n_categories);
  for (unsigned i = 0; i < chart->n_categories; i++) {
    bool bold = chart->emphasis != NULL && chart->emphasis[i];
    CopCanvasLines name = cop_canvas_wrap(c, chart->categories[i], c->size, bold, r.label_end + 0.5f, 3);
    float names = (float)name.n * leading, height = fmaxf(body, names);
    middles[i] = y + height / 2;
    cop_canvas_lines(c, name, r.label_end, middles[i] - names / 2 + leading * 0.5f + c->size * 0.35f, c->size,
                     COP_ANCHOR_END, bold, COP_INK);
    draw_state(&r, i, middles[i]);
    y += height + gap;
  }
  y -= gap;
  for (unsigned i = 0; i < chart->n_categories; i++)
    draw_row[chart->kind](&r, i, middles[i] - body / 2);
  if (chart->kind == COP_CHART_HBAR)
    cop_canvas_line(c, r.from, r.top - 2, r.from, y + 2, COP_INK_SOFT, 0.8f, false);
  draw_target(&r, y + 2);
  r.labels = true;
  for (unsigned i = 0; i < chart->n_categories; i++)
    draw_row[chart->kind](&r, i, middles[i] - body / 2);
  if (chart->kind == COP_CHART_DOT) {
    CopAxis axis = cop_axis_make(r.low, r.high, false, 4);
    y += cop_canvas_leading(c, c->small) + 2;
    for (unsigned k = 0; k < axis.n; k++) {
      double v = axis.low + k * axis.step;
      cop_canvas_text(c, place(&r, v), y, c->small, COP_ANCHOR_MIDDLE, false, COP_INK_SOFT,
                      cop_canvas_number(c, v, axis.decimals));
    }
  }
  return y + 4;
}
