/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/pen.h"

#include <math.h>
#include <string.h>

#define FLAT 8 /* straight pieces for one curve of an outline, when a pattern is cut to it */

struct CopPenShape {
  CopPenShape *next;
  CopPath path; /* in drawing coordinates */
  CopColor fill, stroke;
  float width;
  bool even_odd, detail; /* detail: no contour of its own */
  CopLineCap cap;
  CopLineJoin join;
};

CopPoint
cop_point(double x, double y)
{
  return (CopPoint){ x, y };
}

CopPoint
cop_point_polar(CopPoint a, double degrees, double length)
{
  double r = degrees * G_PI / 180;
  return (CopPoint){ a.x + sin(r) * length, a.y + cos(r) * length };
}

CopPath
cop_pen_path(CopPen *pen)
{
  return cop_path_begin(pen->arena);
}

void
cop_pen_move(CopPath *p, CopPoint a)
{
  cop_path_move(p, (float)a.x, (float)a.y);
}

void
cop_pen_to(CopPath *p, CopPoint a)
{
  cop_path_line(p, (float)a.x, (float)a.y);
}

void
cop_pen_curve(CopPath *p, CopPoint a, CopPoint b, CopPoint c)
{
  cop_path_curve(p, (float)a.x, (float)a.y, (float)b.x, (float)b.y, (float)c.x, (float)c.y);
}

static CopPenShape *
append(CopPen *pen, CopPenGroup *g)
{
  CopPenShape *s = cop_new(pen->arena, CopPenShape);
  if (g->last != NULL)
    g->last->next = s;
  else
    g->first = s;
  g->last = s;
  return s;
}

static CopPath
placed(CopPen *pen, const CopSeg *segs, size_t n, CopMatrix m)
{
  return (CopPath){ .segs = cop_segs_transform(pen->arena, segs, n, m), .n = n, .room = n, .arena = pen->arena };
}

void
cop_pen_add(CopPen *pen, CopPenGroup *g, const CopPath *p, CopColor fill)
{
  CopPenShape *s = append(pen, g);
  s->path = placed(pen, p->segs, p->n, pen->m);
  s->fill = fill;
}

void
cop_pen_add_holes(CopPen *pen, CopPenGroup *g, const CopPath *p, CopColor fill)
{
  cop_pen_add(pen, g, p, fill);
  g->last->even_odd = true;
}

/* An arc of a circle around c from angle a (radians, screen sense) over `sweep`. */
static void
arc(CopPath *p, CopPoint c, double r, double a, double sweep)
{
  int n = (int)ceil(fabs(sweep) / (G_PI / 2));
  double step = sweep / n, k = 4.0 / 3 * tan(step / 4) * r;
  for (int i = 0; i < n; i++, a += step) {
    CopPoint from = { c.x + r * cos(a), c.y + r * sin(a) }, to = { c.x + r * cos(a + step), c.y + r * sin(a + step) };
    cop_pen_curve(p, cop_point(from.x - k * sin(a), from.y + k * cos(a)),
                  cop_point(to.x + k * sin(a + step), to.y - k * cos(a + step)), to);
  }
}

void
cop_pen_capsule(CopPen *pen, CopPenGroup *g, CopPoint a, double ra, CopPoint b, double rb, CopColor fill)
{
  CopPath p = cop_pen_path(pen);
  double dx = b.x - a.x, dy = b.y - a.y, length = hypot(dx, dy);
  if (length <= fabs(ra - rb) + 1e-6) { /* one circle holds the other */
    CopPoint c = ra > rb ? a : b;
    cop_path_ellipse(&p, (float)c.x, (float)c.y, (float)fmax(ra, rb), (float)fmax(ra, rb));
  } else {
    double axis = atan2(dy, dx), open = acos((ra - rb) / length);
    cop_pen_move(&p, cop_point(a.x + ra * cos(axis + open), a.y + ra * sin(axis + open)));
    arc(&p, a, ra, axis + open, 2 * G_PI - 2 * open);
    cop_pen_to(&p, cop_point(b.x + rb * cos(axis - open), b.y + rb * sin(axis - open)));
    arc(&p, b, rb, axis - open, 2 * open);
    cop_path_close(&p);
  }
  cop_pen_add(pen, g, &p, fill);
}

void
cop_pen_add_drawing(CopPen *pen, CopPenGroup *g, const CopDrawing *d, CopMatrix place)
{
  CopMatrix m = cop_matrix_multiply(pen->m, place);
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    g_assert(op->kind == COP_DRAW_PATH);
    CopPenShape *s = append(pen, g);
    s->path = placed(pen, op->as.path.segs, op->as.path.n_segs, m);
    s->fill = op->as.path.fill;
    s->stroke = op->as.path.stroke;
    s->width = op->as.path.stroke_width * (float)cop_matrix_length(m);
    s->even_odd = op->as.path.even_odd;
    s->detail = op->as.path.stroke != 0;
    s->cap = op->as.path.cap;
    s->join = op->as.path.join;
  }
}

void
cop_pen_flush(CopPen *pen, CopPenGroup *g)
{
  float width = (float)(2 * pen->contour * cop_matrix_length(pen->m));
  for (const CopPenShape *s = g->first; s != NULL && width > 0; s = s->next)
    if (!s->detail && (s->fill & 0xff) == 0xff) {
      CopDrawOp *op = cop_draw_path(pen->drawing, &s->path, 0, pen->ink, width);
      op->as.path.join = COP_JOIN_ROUND;
    }
  for (const CopPenShape *s = g->first; s != NULL; s = s->next) {
    CopDrawOp *op = cop_draw_path(pen->drawing, &s->path, s->fill, s->stroke, s->width);
    op->as.path.even_odd = s->even_odd;
    op->as.path.cap = s->cap;
    op->as.path.join = s->join;
  }
  *g = (CopPenGroup){ 0 };
}

void
cop_pen_line(CopPen *pen, const CopPath *p, CopColor color, double width)
{
  CopPath q = placed(pen, p->segs, p->n, pen->m);
  CopDrawOp *op = cop_draw_path(pen->drawing, &q, 0, color, (float)(width * cop_matrix_length(pen->m)));
  op->as.path.cap = COP_CAP_ROUND;
  op->as.path.join = COP_JOIN_ROUND;
}

void
cop_pen_fill(CopPen *pen, const CopPath *p, CopColor fill)
{
  CopPath q = placed(pen, p->segs, p->n, pen->m);
  cop_draw_fill(pen->drawing, &q, fill);
}

/* --- cloth --- */

static void
add_detail(CopPen *pen, CopPenGroup *g, const CopPath *p, CopMatrix frame, CopColor color)
{
  CopPenShape *s = append(pen, g);
  s->path = placed(pen, p->segs, p->n, cop_matrix_multiply(pen->m, frame));
  s->fill = color;
  s->detail = true;
}

static void
add_bands(CopPen *pen, CopPenGroup *g, const GArray *polygon, CopMatrix frame, bool on_x, double pitch, double share,
          CopColor color)
{
  double low = INFINITY, high = -INFINITY;
  for (guint i = 0; i < polygon->len; i++) {
    CopPoint q = g_array_index(polygon, CopPoint, i);
    low = fmin(low, on_x ? q.x : q.y);
    high = fmax(high, on_x ? q.x : q.y);
  }
  for (double at = floor(low / pitch) * pitch; at < high; at += pitch) {
    g_autoptr(GArray) above = cop_polygon_cut(polygon, on_x, at, 1);
    g_autoptr(GArray) band = cop_polygon_cut(above, on_x, at + pitch * share, -1);
    if (band->len < 3)
      continue;
    CopPath p = cop_pen_path(pen);
    cop_polygon_to_path(band, &p);
    add_detail(pen, g, &p, frame, color);
  }
}

static bool
inside(const GArray *polygon, CopPoint q)
{
  bool in = false;
  for (guint i = 0, k = polygon->len - 1; i < polygon->len; k = i++) {
    CopPoint a = g_array_index(polygon, CopPoint, i), b = g_array_index(polygon, CopPoint, k);
    if ((a.y > q.y) != (b.y > q.y) && q.x < (b.x - a.x) * (q.y - a.y) / (b.y - a.y) + a.x)
      in = !in;
  }
  return in;
}

static void
add_dots(CopPen *pen, CopPenGroup *g, const GArray *polygon, CopMatrix frame, double pitch, CopColor color)
{
  double r = pitch * 0.2;
  CopPath p = cop_pen_path(pen);
  for (int row = -40; row <= 40; row++)
    for (int column = -40; column <= 40; column++) {
      CopPoint q = { (column + (row & 1) * 0.5) * pitch, row * pitch * 0.86 };
      bool whole = true; /* no half dots at the edge */
      for (int k = 0; k < 6 && whole; k++)
        whole = inside(polygon, cop_point(q.x + cos(k * G_PI / 3) * r * 1.3, q.y + sin(k * G_PI / 3) * r * 1.3));
      if (whole)
        cop_path_ellipse(&p, (float)q.x, (float)q.y, (float)r, (float)r);
    }
  if (p.n > 0)
    add_detail(pen, g, &p, frame, color);
}

void
cop_pen_pattern(CopPen *pen, CopPenGroup *g, const CopPath *outline, CopMatrix frame, CopPattern pattern, double pitch,
                CopColor color)
{
  if (pattern == COP_PATTERN_PLAIN)
    return;
  g_autoptr(GArray) polygon = g_array_new(FALSE, FALSE, sizeof(CopPoint));
  cop_polygon_add(polygon, outline->segs, 0, outline->n, cop_matrix_invert(frame), FLAT);
  switch (pattern) {
  case COP_PATTERN_STRIPE:
    add_bands(pen, g, polygon, frame, false, pitch, 0.38, color);
    break;
  case COP_PATTERN_DOT:
    add_dots(pen, g, polygon, frame, pitch, color);
    break;
  case COP_PATTERN_CHECK:
    add_bands(pen, g, polygon, frame, false, pitch * 1.15, 0.18, color);
    add_bands(pen, g, polygon, frame, true, pitch * 1.15, 0.18, color);
    break;
  case COP_PATTERN_PLAIN:
  case COP_PATTERN_MAX:
    g_assert_not_reached();
  }
}
