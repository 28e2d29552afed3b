/* SPDX-License-Identifier: Apache-2.0
 *
 * Charts whose categories run along the line of reading: columns and lines.
 */
#include <math.h>
#include <string.h>

#include "figure/chart_priv.h"

#define BODY 150.0f     /* height of the plot, points */
#define LEAST_SIZE 5.5f /* of a number above a narrow column */

typedef struct {
  CopCanvas *c;
  const CopChart *chart;
  float from, to, top, bottom;
  CopAxis axis;
} Plot;

static float
height_of(const Plot *p, double v)
{
  return p->bottom - (float)((v - p->axis.low) / (p->axis.high - p->axis.low)) * (p->bottom - p->top);
}

static float
center_of(const Plot *p, unsigned i)
{
  return p->from + (p->to - p->from) * ((float)i + 0.5f) / (float)p->chart->n_categories;
}

static float
draw_legend(CopCanvas *c, const CopChart *chart, float y)
{
  const char *labels[COP_FIGURE_SERIES_MAX];
  for (unsigned s = 0; s < chart->n_series; s++)
    labels[s] = chart->series[s].label;
  return cop_canvas_legend(c, y, labels, chart->n_series, false);
}

/* Names below the plot; returns the y below. */
static float
draw_categories(const Plot *p, float y)
{
  CopCanvas *c = p->c;
  float room = (p->to - p->from) / (float)p->chart->n_categories - 4, below = y;
  unsigned every = 1; /* of a long time line only each n-th point is named */
  if (p->chart->kind == COP_CHART_LINE) {
    float widest = 0;
    for (unsigned i = 0; i < p->chart->n_categories; i++)
      widest = fmaxf(widest, cop_canvas_measure(c, p->chart->categories[i], c->size, false));
    every = (unsigned)fmaxf(1, ceilf((widest + 6) / (room + 4)));
    room = (room + 4) * (float)every - 4;
  }
  for (unsigned i = 0; i < p->chart->n_categories; i++) {
    if ((p->chart->n_categories - 1 - i) % every != 0) /* the last is always named */
      continue;
    CopCanvasLines l = cop_canvas_wrap(c, p->chart->categories[i], c->size, false, room, 3);
    below = fmaxf(below, cop_canvas_lines(c, l, center_of(p, i), y, c->size, COP_ANCHOR_MIDDLE, false, COP_INK));
  }
  return below;
}

static const char *
target_text(const CopCanvas *c, const CopChart *chart)
{
  return cop_arena_printf(c->arena, "%s %s",
                          chart->target_label != NULL ? chart->target_label : cop_tr(c->o.words, "Target"),
                          cop_chart_value(c, chart, chart->target));
}

float
cop_chart_columns(CopCanvas *c, const CopChart *chart)
{
  double low, high;
  cop_chart_range(chart, &low, &high);
  Plot p = { .c = c, .chart = chart, .to = c->width };
  p.axis = (CopAxis){ .low = 0, .high = high > 0 ? high : 1 };
  CopCanvasLines target = { 0 }; /* named behind the last column, where nothing is in its way */
  if (!isnan(chart->target)) {
    target = cop_canvas_wrap(c, target_text(c, chart), c->small, true, c->width * 0.14f, 3);
    p.to -= target.width + 6;
  }
  float y = chart->n_series > 1 ? draw_legend(c, chart, 2) : 2;
  p.top = y + c->size * 1.6f;
  p.bottom = p.top + BODY;
  float slot = (p.to - p.from) / (float)chart->n_categories;
  float bar = fminf(slot * (chart->n_series > 1 ? 0.86f : 0.66f) / (float)chart->n_series, 46);
  for (unsigned i = 0; i < chart->n_categories; i++) {
    float x = center_of(&p, i) - bar * (float)chart->n_series / 2;
    for (unsigned s = 0; s < chart->n_series; s++, x += bar) {
      double v = chart->series[s].values[i];
      if (isnan(v)) {
        cop_state_draw(c->drawing, COP_STATE_NO_DATA, cop_canvas_x(c, x + bar / 2), p.bottom - c->size * 0.7f,
                       c->size * 0.9f, c->o.grey);
        continue;
      }
      bool stands_out = chart->emphasis != NULL && chart->emphasis[i];
      CopColor color = chart->n_series > 1 ? cop_figure_series_color(s, c->o.grey)
                       : chart->emphasis == NULL || stands_out ? c->o.palette.main
                                                               : c->o.palette.soft;
      float top = height_of(&p, v);
      cop_canvas_bar(c, x + 0.5f, top, bar - 1, p.bottom - top, chart->n_series > 1 ? s : 0, color);
      const char *label = cop_chart_value(c, chart, v);
      /* Shrunk to the bar; too small to read, it is left to the table. */
      float size = c->size * fminf(1, (fmaxf(bar, slot / (float)chart->n_series) + 1) / cop_canvas_measure(c, label, c->size, true));
      if (size >= LEAST_SIZE)
        cop_canvas_text(c, x + bar / 2, top - 3.5f, size, COP_ANCHOR_MIDDLE, true, COP_INK, label);
    }
  }
  cop_canvas_line(c, p.from, p.bottom, p.to, p.bottom, COP_INK_SOFT, 0.8f, false);
  if (target.n > 0) {
    float line = height_of(&p, chart->target), leading = cop_canvas_leading(c, c->small);
    cop_canvas_line(c, p.from, line, p.to, line, COP_INK, 1, true);
    cop_canvas_lines(c, target, p.to + 4, line - (float)(target.n - 1) * leading / 2 + c->small * 0.35f, c->small,
                     COP_ANCHOR_START, true, COP_INK);
  }
  return draw_categories(&p, p.bottom + cop_canvas_leading(c, c->size)) + 2;
}

/* --- lines --- */

typedef struct {
  unsigned series; /* COP_FIGURE_SERIES_MAX: the target */
  float y, wanted;
  CopCanvasLines lines;
} EndLabel;

/* Pushes labels apart until none covers another; the order of values stays. */
static void
spread(EndLabel *labels, unsigned n, float leading, float top, float bottom)
{
  for (unsigned i = 1; i < n; i++)
    for (unsigned k = i; k > 0 && labels[k - 1].wanted > labels[k].wanted; k--) {
      EndLabel swap = labels[k];
      labels[k] = labels[k - 1];
      labels[k - 1] = swap;
    }
  float y = top;
  for (unsigned i = 0; i < n; i++) {
    labels[i].y = fmaxf(labels[i].wanted, y);
    y = labels[i].y + (float)labels[i].lines.n * leading;
  }
  y = bottom;
  for (unsigned i = n; i-- > 0;) {
    labels[i].y = fminf(labels[i].y, y - (float)(labels[i].lines.n - 1) * leading);
    y = labels[i].y - leading;
  }
}

static CopColor
line_color(const Plot *p, unsigned s)
{
  static const CopColor greys[3] = { 0x1b1b1bff, 0x606060ff, 0x8c8c8cff };
  if (p->c->o.grey)
    return greys[s % 3];
  return p->chart->n_series == 1 ? p->c->o.palette.main : cop_figure_series_color(s, false);
}

/* One series; in grey the second three are dashed. */
static void
draw_series(const Plot *p, unsigned s)
{
  CopCanvas *c = p->c;
  const double *v = p->chart->series[s].values;
  CopPath path = cop_canvas_path(c);
  bool open = false;
  for (unsigned i = 0; i < p->chart->n_categories; i++) {
    if (isnan(v[i])) {
      open = false;
      continue;
    }
    float x = cop_canvas_x(c, center_of(p, i)), y = height_of(p, v[i]);
    if (open)
      cop_path_line(&path, x, y);
    else
      cop_path_move(&path, x, y);
    open = true;
  }
  if (path.n == 0)
    return;
  CopColor color = line_color(p, s);
  CopDrawOp *op = cop_draw_path(c->drawing, &path, 0, color, 2);
  op->as.path.join = COP_JOIN_ROUND;
  op->as.path.cap = COP_CAP_ROUND;
  static const float dash[] = { 5, 4 };
  if (c->o.grey && s >= 3) {
    op->as.path.dash = dash;
    op->as.path.n_dash = G_N_ELEMENTS(dash);
  }
  for (unsigned i = 0; i < p->chart->n_categories; i++)
    if (!isnan(v[i]))
      cop_canvas_marker(c, center_of(p, i), height_of(p, v[i]), c->size * 0.4f, s, color);
}

static void
draw_end_labels(const Plot *p, EndLabel *labels, unsigned n)
{
  CopCanvas *c = p->c;
  float leading = cop_canvas_leading(c, c->size);
  spread(labels, n, leading, p->top, p->bottom);
  for (unsigned i = 0; i < n; i++) {
    float x = p->to + 4;
    if (labels[i].series == COP_FIGURE_SERIES_MAX)
      cop_canvas_line(c, x - 1, labels[i].y, x + c->size * 0.9f, labels[i].y, COP_INK, 1, true);
    else
      cop_canvas_marker(c, x + c->size * 0.4f, labels[i].y, c->size * 0.4f, labels[i].series,
                        line_color(p, labels[i].series));
    cop_canvas_lines(c, labels[i].lines, x + c->size * 1.1f, labels[i].y + c->size * 0.35f, c->size, COP_ANCHOR_START,
                     true, COP_INK);
  }
}

float
cop_chart_lines(CopCanvas *c, const CopChart *chart)
{
  double low, high;
  cop_chart_range(chart, &low, &high);
  Plot p = { .c = c, .chart = chart, .top = c->size * 1.8f };
  p.bottom = p.top + BODY;
  /* From zero where that costs less than half of the picture. */
  p.axis = cop_axis_make(low, high, low >= 0 && low < high * 0.5, 4);
  EndLabel labels[COP_FIGURE_SERIES_MAX + 1];
  unsigned n = 0;
  float room = 0;
  if (!isnan(chart->target)) {
    labels[n] = (EndLabel){ .series = COP_FIGURE_SERIES_MAX,
                            .wanted = height_of(&p, chart->target),
                            .lines = cop_canvas_wrap(c, target_text(c, chart), c->size, true, c->width * 0.24f, 3) };
    room = labels[n++].lines.width;
  }
  for (unsigned s = 0; s < chart->n_series; s++) {
    unsigned last = chart->n_categories;
    while (last > 0 && isnan(chart->series[s].values[last - 1]))
      last--;
    if (last == 0)
      continue;
    double v = chart->series[s].values[last - 1];
    const char *value = cop_chart_value(c, chart, v);
    const char *text = chart->n_series == 1 ? value : cop_arena_printf(c->arena, "%s %s", chart->series[s].label, value);
    labels[n] = (EndLabel){ .series = s,
                            .wanted = height_of(&p, v),
                            .lines = cop_canvas_wrap(c, text, c->size, true, c->width * 0.24f, 3) };
    room = fmaxf(room, labels[n++].lines.width);
  }
  float axis_room = 0;
  for (unsigned k = 0; k < p.axis.n; k++)
    axis_room = fmaxf(axis_room, cop_canvas_measure(c, cop_canvas_number(c, p.axis.low + k * p.axis.step, p.axis.decimals), c->small, false));
  p.from = axis_room + 6;
  p.to = c->width - room - c->size * 1.1f - 5;
  for (unsigned k = 0; k < p.axis.n; k++) {
    double v = p.axis.low + k * p.axis.step;
    float y = height_of(&p, v);
    cop_canvas_line(c, p.from, y, p.to, y, v == 0 ? COP_INK_SOFT : COP_LINE, v == 0 ? 0.8f : 0.5f, false);
    cop_canvas_text(c, axis_room, y + c->small * 0.35f, c->small, COP_ANCHOR_END, false, COP_INK_SOFT,
                    cop_canvas_number(c, v, p.axis.decimals));
  }
  if (chart->unit != NULL)
    cop_canvas_text(c, 0, c->size, c->small, COP_ANCHOR_START, false, COP_INK_SOFT, chart->unit);
  if (!isnan(chart->target))
    cop_canvas_line(c, p.from, height_of(&p, chart->target), p.to, height_of(&p, chart->target), COP_INK, 1, true);
  for (unsigned s = 0; s < chart->n_series; s++)
    draw_series(&p, s);
  draw_end_labels(&p, labels, n);
  return draw_categories(&p, p.bottom + cop_canvas_leading(c, c->size) + 1) + 2;
}
