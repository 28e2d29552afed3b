/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <math.h>

#include "doc/drawing.h"
#include "figure/matrix.h"

/* A point of a cubic Bezier at t. */
static void
point_at(float x0, float y0, const CopSeg *s, double t, double *x, double *y)
{
  double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
  *x = a * x0 + b * s->x[0] + c * s->x[1] + d * s->x[2];
  *y = a * y0 + b * s->y[0] + c * s->y[1] + d * s->y[2];
}

static void
test_ellipse(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopPath p = cop_path_begin(a);
  cop_path_ellipse(&p, 10, 20, 8, 3);
  g_assert_cmpuint(p.n, ==, 6);
  g_assert_cmpint(p.segs[5].kind, ==, COP_SEG_CLOSE);
  float x0 = p.segs[0].x[0], y0 = p.segs[0].y[0];
  for (int i = 1; i <= 4; i++) {
    for (double t = 0; t <= 1; t += 0.05) {
      double x, y;
      point_at(x0, y0, &p.segs[i], t, &x, &y);
      double r = hypot((x - 10) / 8, (y - 20) / 3);
      g_assert_cmpfloat_with_epsilon(r, 1, 0.0003);
    }
    x0 = p.segs[i].x[2];
    y0 = p.segs[i].y[2];
  }
}

static void
test_round_rect(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopPath p = cop_path_begin(a);
  cop_path_round_rect(&p, 0, 0, 10, 4, 50); /* the radius is cut to half the height */
  g_assert_cmpuint(p.n, ==, 10);
  g_assert_cmpfloat(p.segs[0].x[0], ==, 2);
  for (size_t i = 0; i + 1 < p.n; i++) {
    int last = p.segs[i].kind == COP_SEG_CURVE ? 2 : 0;
    g_assert_cmpfloat(p.segs[i].x[last], >=, 0);
    g_assert_cmpfloat(p.segs[i].x[last], <=, 10);
    g_assert_cmpfloat(p.segs[i].y[last], <=, 4);
  }
  CopPath sharp = cop_path_begin(a);
  cop_path_round_rect(&sharp, 0, 0, 10, 4, 0);
  g_assert_cmpuint(sharp.n, ==, 5);
}

/* A path that goes on growing after it was painted leaves the op as it was. */
static void
test_paint_keeps_path(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDrawing *d = cop_drawing_new(a, 100, 100);
  CopPath p = cop_path_begin(a);
  cop_path_move(&p, 1, 2);
  cop_path_line(&p, 3, 4);
  CopDrawOp *op = cop_draw_path(d, &p, 0x112233ff, 0xff, 2);
  for (int i = 0; i < 100; i++)
    cop_path_line(&p, (float)i, 0);
  cop_draw_stroke(d, &p, 0xff, 1);
  g_assert_cmpuint(op->as.path.n_segs, ==, 2);
  g_assert_cmpfloat(op->as.path.segs[1].y[0], ==, 4);
  g_assert_cmpuint(d->last->as.path.n_segs, ==, 102);
  g_assert_true(d->first == op && op->next == d->last);
}

static void
test_text(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDrawing *d = cop_drawing_new(a, 100, 100);
  char label[] = "نعم";
  CopDrawOp *op = cop_draw_text(d, 5, 6, 9, COP_ANCHOR_END, 0x1b1f2aff, label);
  label[0] = 'x';
  g_assert_cmpstr(op->as.text.text, ==, "نعم");
  g_assert_cmpint(op->as.text.anchor, ==, COP_ANCHOR_END);
}

static void
test_colors(void)
{
  CopColor c = 7;
  g_assert_true(cop_color_parse("#123A6b", &c));
  g_assert_cmphex(c, ==, 0x123a6bff);
  static const char *const bad[] = { "", "123A6B", "#123A6", "#123A6B0", "#12G456", "red", " #123A6B" };
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(cop_color_parse(bad[i], &c));
  g_assert_false(cop_color_parse(NULL, &c));
  g_assert_cmphex(c, ==, 0x123a6bff);

  /* WCAG 2.2: black on white is 21:1; #767676 is the lightest grey with 4.5:1 on white. */
  g_assert_cmpfloat_with_epsilon(cop_color_contrast(0x000000ff, 0xffffffff), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon(cop_color_contrast(0xffffff00, 0x767676ff), 4.54, 0.005);
  g_assert_cmpfloat(cop_color_contrast(0xffffffff, 0x777777ff), <, 4.5);
  /* The palette of the design: deep on white at least 7:1, main at least 4.5:1. */
  g_assert_cmpfloat(cop_color_contrast(0x123a6bff, 0xffffffff), >=, 7);
  g_assert_cmpfloat(cop_color_contrast(0x1f5fa8ff, 0xffffffff), >=, 4.5);

  g_assert_cmphex(cop_color_grey(0xffffff80), ==, 0xffffff80);
  g_assert_cmphex(cop_color_grey(0x000000ff), ==, 0x000000ff);
  CopColor grey = cop_color_grey(0x1f5fa8ff);
  g_assert_cmphex(grey >> 24, ==, grey >> 16 & 0xff);
  g_assert_cmpfloat_with_epsilon(cop_color_contrast(grey, 0xffffffff), cop_color_contrast(0x1f5fa8ff, 0xffffffff), 0.06);
}

static void
test_matrix(void)
{
  CopMatrix m = cop_matrix_translate(COP_MATRIX_IDENTITY, 10, 5);
  m = cop_matrix_rotate(m, 90);
  m = cop_matrix_scale(m, 2, 2);
  double x, y;
  cop_matrix_apply(m, 3, 0, &x, &y); /* 3 to the right, doubled, turned down, shifted */
  g_assert_cmpfloat_with_epsilon(x, 10, 1e-9);
  g_assert_cmpfloat_with_epsilon(y, 11, 1e-9);
  g_assert_cmpfloat_with_epsilon(cop_matrix_length(m), 2, 1e-9);
  g_assert_true(cop_matrix_is_similarity(m));
  g_assert_true(cop_matrix_is_similarity(cop_matrix_scale(m, -1, 1)));
  g_assert_false(cop_matrix_is_similarity(cop_matrix_scale(m, 2, 1)));
}

static CopColor
to_white(void *ctx, CopColor c)
{
  (void)c;
  ++*(int *)ctx;
  return 0xffffffff;
}

static void
test_append(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDrawing *inner = cop_drawing_new(a, 10, 10), *outer = cop_drawing_new(a, 10, 10), *all = cop_drawing_new(a, 99, 99);
  CopPath p = cop_path_begin(a);
  cop_path_rect(&p, 1, 1, 2, 2);
  cop_draw_path(inner, &p, 0xff, 0, 0);
  CopDrawOp *line = cop_draw_path(outer, &p, 0, 0x00ff00ff, 3);
  static const float dash[] = { 1, 2 };
  line->as.path.dash = dash;
  line->as.path.n_dash = 2;
  cop_draw_child(outer, inner, 5, 0, 2);
  cop_draw_text(outer, 2, 2, 8, COP_ANCHOR_START, 0xff, "a");
  int n = 0;
  cop_drawing_append(all, outer, cop_matrix_scale(COP_MATRIX_IDENTITY, 3, 3), to_white, &n);
  g_assert_cmpint(n, ==, 3); /* a fill, a stroke, a text; "none" stays none */
  const CopDrawOp *op = all->first;
  g_assert_cmpfloat(op->as.path.stroke_width, ==, 9);
  g_assert_cmpfloat(op->as.path.dash[1], ==, 6);
  g_assert_cmphex(op->as.path.fill, ==, 0);
  op = op->next; /* the child became a path */
  g_assert_cmpint(op->kind, ==, COP_DRAW_PATH);
  g_assert_cmpfloat(op->as.path.segs[0].x[0], ==, 3 * (5 + 2));
  g_assert_cmpfloat(op->next->as.text.size, ==, 24);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/drawing/ellipse", test_ellipse);
  g_test_add_func("/drawing/round-rect", test_round_rect);
  g_test_add_func("/drawing/paint-keeps-path", test_paint_keeps_path);
  g_test_add_func("/drawing/text", test_text);
  g_test_add_func("/drawing/colors", test_colors);
  g_test_add_func("/drawing/matrix", test_matrix);
  g_test_add_func("/drawing/append", test_append);
  return g_test_run();
}
