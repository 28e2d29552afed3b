/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/radar.h"

#include <math.h>

#include "figure/canvas.h"

typedef struct {
  CopCanvas *c;
  const CopRadar *radar;
  float cx, cy, r;
} Wheel;

static bool
check(const CopRadar *r, GError **error)
{
  if (r->n_axes < 3 || r->n_axes > 12 || r->n_series == 0 || r->n_series > COP_RADAR_SERIES_MAX || r->rings == 0 ||
      r->rings > 10) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT,
                "a radar chart has 3 to 12 axes, 1 to %u series and 1 to 10 rings", COP_RADAR_SERIES_MAX);
    return false;
  }
  bool sound = r->high > 0;
  for (unsigned s = 0; s < r->n_series; s++)
    for (unsigned i = 0; i < r->n_axes; i++)
      sound = sound && (isnan(r->values[s][i]) || (r->values[s][i] >= 0 && r->values[s][i] <= r->high));
  if (!sound)
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "a value of the radar chart is outside its scale");
  return sound;
}

/* Axes start at the top and follow the direction of reading. */
static void
place(const Wheel *w, unsigned axis, double share, float *x, float *y)
{
  double angle = 2 * G_PI * axis / w->radar->n_axes;
  *x = w->cx + w->r * (float)(share * sin(angle));
  *y = w->cy - w->r * (float)(share * cos(angle));
}

static CopPath
ring(const Wheel *w, double share)
{
  CopPath p = cop_canvas_path(w->c);
  for (unsigned i = 0; i < w->radar->n_axes; i++) {
    float x, y;
    place(w, i, share, &x, &y);
    x = cop_canvas_x(w->c, x);
    if (i == 0)
      cop_path_move(&p, x, y);
    else
      cop_path_line(&p, x, y);
  }
  cop_path_close(&p);
  return p;
}

static void
draw_web(const Wheel *w)
{
  CopCanvas *c = w->c;
  for (unsigned k = 1; k <= w->radar->rings; k++) {
    CopPath p = ring(w, (double)k / w->radar->rings);
    cop_draw_stroke(c->drawing, &p, k == w->radar->rings ? 0xa9b1bfff : COP_LINE, 0.6f);
  }
  for (unsigned i = 0; i < w->radar->n_axes; i++) {
    float x, y;
    place(w, i, 1, &x, &y);
    cop_canvas_line(c, w->cx, w->cy, x, y, COP_LINE, 0.6f, false);
  }
}

static void
draw_names(const Wheel *w)
{
  CopCanvas *c = w->c;
  float leading = cop_canvas_leading(c, c->size);
  for (unsigned i = 0; i < w->radar->n_axes; i++) {
    float x, y;
    place(w, i, 1 + 9 / w->r, &x, &y);
    float side = x - w->cx;
    CopAnchor anchor = fabsf(side) < w->r * 0.12f ? COP_ANCHOR_MIDDLE : side > 0 ? COP_ANCHOR_START : COP_ANCHOR_END;
    float room = anchor == COP_ANCHOR_MIDDLE ? w->r * 1.6f : anchor == COP_ANCHOR_START ? c->width - x : x;
    CopCanvasLines l = cop_canvas_wrap(c, w->radar->axes[i], c->size, false, room - 2, 3);
    float up = (y - w->cy) / w->r; /* -1 at the top: the block stands above, at the bottom below */
    y += c->size * 0.35f - (float)(l.n - 1) * leading * (1 - up) / 2;
    cop_canvas_lines(c, l, x, y, c->size, anchor, false, COP_INK);
  }
}

static void
draw_series(const Wheel *w, unsigned s)
{
  CopCanvas *c = w->c;
  const double *v = w->radar->values[s];
  CopColor color = w->radar->n_series == 1 ? c->o.palette.main
                   : c->o.grey             ? (const CopColor[]){ 0x1b1b1bff, 0x6a6a6aff, 0x9a9a9aff }[s]
                                           : cop_figure_series_color(s, false);
  CopPath p = cop_canvas_path(c);
  for (unsigned i = 0; i < w->radar->n_axes; i++) {
    float x, y;
    place(w, i, isnan(v[i]) ? 0 : v[i] / w->radar->high, &x, &y);
    x = cop_canvas_x(c, x);
    if (i == 0)
      cop_path_move(&p, x, y);
    else
      cop_path_line(&p, x, y);
  }
  cop_path_close(&p);
  CopDrawOp *op = cop_draw_path(c->drawing, &p, (color & 0xffffff00u) | 0x22, color, 1.8f);
  op->as.path.join = COP_JOIN_ROUND;
  for (unsigned i = 0; i < w->radar->n_axes; i++) {
    float x, y;
    if (isnan(v[i]))
      continue;
    place(w, i, v[i] / w->radar->high, &x, &y);
    cop_canvas_marker(c, x, y, c->size * 0.4f, s, color);
  }
}

static void
describe(CopCanvas *c, const CopRadar *r)
{
  cop_canvas_head(c, r->axis_title != NULL ? r->axis_title : "");
  for (unsigned s = 0; s < r->n_series; s++)
    cop_canvas_head(c, r->labels[s]);
  for (unsigned i = 0; i < r->n_axes; i++) {
    cop_canvas_cell_text(c, r->axes[i]);
    for (unsigned s = 0; s < r->n_series; s++)
      cop_canvas_cell_number(c, r->values[s][i], r->decimals);
  }
  const CopCatalogue *w = c->o.words;
  cop_canvas_say(c, cop_tr(w, "Radar chart: %s, on a scale to %s."), r->subject, cop_canvas_number(c, r->high, r->decimals));
  for (unsigned s = 0; s < r->n_series; s++) {
    int best = -1, worst = -1;
    for (unsigned i = 0; i < r->n_axes; i++) {
      if (isnan(r->values[s][i]))
        continue;
      if (best < 0 || r->values[s][i] > r->values[s][best])
        best = (int)i;
      if (worst < 0 || r->values[s][i] < r->values[s][worst])
        worst = (int)i;
    }
    if (r->n_series > 1)
      cop_canvas_say(c, "%s.", r->labels[s]);
    if (best >= 0)
      cop_canvas_say(c, cop_tr(w, "Highest: %s, %s. Lowest: %s, %s."), r->axes[best],
                     cop_canvas_number(c, r->values[s][best], r->decimals), r->axes[worst],
                     cop_canvas_number(c, r->values[s][worst], r->decimals));
  }
}

CopFigure *
cop_radar_draw(CopArena *a, const CopRadar *radar, const CopFigureOptions *options, GError **error)
{
  if (!check(radar, error))
    return NULL;
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  describe(&c, radar);
  float y = radar->n_series > 1 ? cop_canvas_legend(&c, 2, radar->labels, radar->n_series, true) : 2;
  Wheel w = { .c = &c, .radar = radar, .cx = c.width / 2, .r = fminf(c.width * 0.25f, 120) };
  float names = cop_canvas_leading(&c, c.size) * 2 + 8;
  w.cy = y + names + w.r;
  draw_web(&w);
  for (unsigned s = 0; s < radar->n_series; s++)
    draw_series(&w, s);
  draw_names(&w);
  return cop_canvas_finish(&c, w.cy + w.r + names);
}
