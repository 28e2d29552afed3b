/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/polygon.h"

void
cop_polygon_add(GArray *points, const CopSeg *segs, size_t first, size_t end, CopMatrix m, unsigned pieces)
{
  CopPoint at = { 0, 0 };
  for (size_t i = first; i < end; i++) {
    const CopSeg *s = &segs[i];
    if (s->kind == COP_SEG_CLOSE)
      continue;
    bool curve = s->kind == COP_SEG_CURVE;
    CopPoint to = { s->x[curve ? 2 : 0], s->y[curve ? 2 : 0] };
    for (unsigned k = 1, n = curve ? pieces : 1; k <= n; k++) {
      CopPoint p = to;
      if (curve) {
        double t = (double)k / n, u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
        p = (CopPoint){ a * at.x + b * s->x[0] + c * s->x[1] + d * to.x, a * at.y + b * s->y[0] + c * s->y[1] + d * to.y };
      }
      cop_matrix_apply(m, p.x, p.y, &p.x, &p.y);
      g_array_append_val(points, p);
    }
    at = to;
  }
}

GArray *
cop_polygon_cut(const GArray *in, bool on_x, double bound, double side)
{
  GArray *out = g_array_new(FALSE, FALSE, sizeof(CopPoint));
  for (guint i = 0; i < in->len; i++) {
    CopPoint a = g_array_index(in, CopPoint, i), b = g_array_index(in, CopPoint, (i + 1) % in->len);
    double da = side * ((on_x ? a.x : a.y) - bound), db = side * ((on_x ? b.x : b.y) - bound);
    if (da >= 0)
      g_array_append_val(out, a);
    if ((da < 0) != (db < 0)) {
      double t = da / (da - db);
      CopPoint m = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
      g_array_append_val(out, m);
    }
  }
  return out;
}

void
cop_polygon_to_path(const GArray *polygon, CopPath *path)
{
  if (polygon->len < 3)
    return;
  for (guint i = 0; i < polygon->len; i++) {
    CopPoint p = g_array_index(polygon, CopPoint, i);
    if (i == 0)
      cop_path_move(path, (float)p.x, (float)p.y);
    else
      cop_path_line(path, (float)p.x, (float)p.y);
  }
  cop_path_close(path);
}
