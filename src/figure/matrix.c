/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/matrix.h"

#include <math.h>

CopMatrix
cop_matrix_multiply(CopMatrix o, CopMatrix i)
{
  return (CopMatrix){
    .a = o.a * i.a + o.c * i.b,
    .b = o.b * i.a + o.d * i.b,
    .c = o.a * i.c + o.c * i.d,
    .d = o.b * i.c + o.d * i.d,
    .e = o.a * i.e + o.c * i.f + o.e,
    .f = o.b * i.e + o.d * i.f + o.f,
  };
}

CopMatrix
cop_matrix_translate(CopMatrix m, double x, double y)
{
  return cop_matrix_multiply(m, (CopMatrix){ 1, 0, 0, 1, x, y });
}

CopMatrix
cop_matrix_scale(CopMatrix m, double x, double y)
{
  return cop_matrix_multiply(m, (CopMatrix){ x, 0, 0, y, 0, 0 });
}

CopMatrix
cop_matrix_rotate(CopMatrix m, double degrees)
{
  double r = degrees * G_PI / 180, c = cos(r), s = sin(r);
  return cop_matrix_multiply(m, (CopMatrix){ c, s, -s, c, 0, 0 });
}

void
cop_matrix_apply(CopMatrix m, double x, double y, double *out_x, double *out_y)
{
  *out_x = m.a * x + m.c * y + m.e;
  *out_y = m.b * x + m.d * y + m.f;
}

double
cop_matrix_length(CopMatrix m)
{
  return sqrt(fabs(m.a * m.d - m.b * m.c));
}

CopMatrix
cop_matrix_invert(CopMatrix m)
{
  double det = m.a * m.d - m.b * m.c;
  return (CopMatrix){ .a = m.d / det,
                      .b = -m.b / det,
                      .c = -m.c / det,
                      .d = m.a / det,
                      .e = (m.c * m.f - m.d * m.e) / det,
                      .f = (m.b * m.e - m.a * m.f) / det };
}

bool
cop_matrix_is_similarity(CopMatrix m)
{
  double size = fabs(m.a) + fabs(m.b) + 1e-9;
  bool turned = fabs(m.a - m.d) < 1e-4 * size && fabs(m.b + m.c) < 1e-4 * size;
  bool mirrored = fabs(m.a + m.d) < 1e-4 * size && fabs(m.b - m.c) < 1e-4 * size;
  return turned || mirrored;
}

CopSeg *
cop_segs_transform(CopArena *a, const CopSeg *segs, size_t n, CopMatrix m)
{
  CopSeg *out = cop_new_n(a, CopSeg, n);
  for (size_t i = 0; i < n; i++) {
    out[i].kind = segs[i].kind;
    int points = segs[i].kind == COP_SEG_CURVE ? 3 : segs[i].kind == COP_SEG_CLOSE ? 0 : 1;
    for (int k = 0; k < points; k++) {
      double x, y;
      cop_matrix_apply(m, segs[i].x[k], segs[i].y[k], &x, &y);
      out[i].x[k] = (float)x;
      out[i].y[k] = (float)y;
    }
  }
  return out;
}

static CopColor
change(CopRecolorFn recolor, void *ctx, CopColor c)
{
  return recolor == NULL || c == 0 ? c : recolor(ctx, c);
}

static void
append_path(CopDrawing *dst, const CopDrawOp *op, CopMatrix m, CopRecolorFn recolor, void *ctx)
{
  double length = cop_matrix_length(m);
  CopPath p = { .segs = cop_segs_transform(dst->arena, op->as.path.segs, op->as.path.n_segs, m),
                .n = op->as.path.n_segs,
                .room = op->as.path.n_segs,
                .arena = dst->arena };
  CopDrawOp *copy = cop_draw_path(dst, &p, change(recolor, ctx, op->as.path.fill),
                                  change(recolor, ctx, op->as.path.stroke),
                                  op->as.path.stroke_width * (float)length);
  copy->as.path.cap = op->as.path.cap;
  copy->as.path.join = op->as.path.join;
  copy->as.path.even_odd = op->as.path.even_odd;
  if (op->as.path.n_dash > 0) {
    float *dash = cop_new_n(dst->arena, float, op->as.path.n_dash);
    for (size_t i = 0; i < op->as.path.n_dash; i++)
      dash[i] = op->as.path.dash[i] * (float)length;
    copy->as.path.dash = dash;
    copy->as.path.n_dash = op->as.path.n_dash;
  }
}

static void
append_text(CopDrawing *dst, const CopDrawOp *op, CopMatrix m, CopRecolorFn recolor, void *ctx)
{
  g_assert(m.a > 0 && fabs(m.b) < 1e-6 && fabs(m.c) < 1e-6);
  double x, y;
  cop_matrix_apply(m, op->as.text.x, op->as.text.y, &x, &y);
  CopDrawOp *copy = cop_draw_text(dst, (float)x, (float)y, op->as.text.size * (float)m.a, op->as.text.anchor,
                                  change(recolor, ctx, op->as.text.color), op->as.text.text);
  copy->as.text.bold = op->as.text.bold;
  copy->as.text.lang = cop_arena_strdup(dst->arena, op->as.text.lang);
}

void
cop_drawing_append(CopDrawing *dst, const CopDrawing *src, CopMatrix m, CopRecolorFn recolor, void *ctx)
{
  for (const CopDrawOp *op = src->first; op != NULL; op = op->next) {
    switch (op->kind) {
    case COP_DRAW_PATH:
      append_path(dst, op, m, recolor, ctx);
      break;
    case COP_DRAW_TEXT:
      append_text(dst, op, m, recolor, ctx);
      break;
    case COP_DRAW_CHILD: {
      CopMatrix inner = cop_matrix_translate(m, op->as.child.x, op->as.child.y);
      cop_drawing_append(dst, op->as.child.drawing, cop_matrix_scale(inner, op->as.child.scale, op->as.child.scale),
                         recolor, ctx);
      break;
    }
    }
  }
}
