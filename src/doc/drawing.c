/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/drawing.h"

#include <math.h>
#include <string.h>

/* Distance of the control points of a quarter circle of radius 1:
 * 4/3 (sqrt 2 - 1); the curve leaves the circle by less than 0.03 %. */
#define KAPPA 0.5522847498f

CopDrawing *
cop_drawing_new(CopArena *a, float width, float height)
{
  g_assert(width > 0 && height > 0);
  CopDrawing *d = cop_new(a, CopDrawing);
  d->arena = a;
  d->width = width;
  d->height = height;
  return d;
}

/* --- paths --- */

CopPath
cop_path_begin(CopArena *a)
{
  return (CopPath){ .arena = a };
}

static CopSeg *
add_seg(CopPath *p, CopSegKind kind)
{
  if (p->n == p->room) {
    /* The old block stays where it is: ops that were painted with it keep it. */
    size_t room = p->room == 0 ? 8 : p->room * 2;
    CopSeg *segs = cop_new_n(p->arena, CopSeg, room);
    if (p->n > 0)
      memcpy(segs, p->segs, p->n * sizeof *segs);
    p->segs = segs;
    p->room = room;
  }
  CopSeg *s = &p->segs[p->n++];
  s->kind = kind;
  return s;
}

void
cop_path_move(CopPath *p, float x, float y)
{
  CopSeg *s = add_seg(p, COP_SEG_MOVE);
  s->x[0] = x;
  s->y[0] = y;
}

void
cop_path_line(CopPath *p, float x, float y)
{
  g_assert(p->n > 0);
  CopSeg *s = add_seg(p, COP_SEG_LINE);
  s->x[0] = x;
  s->y[0] = y;
}

void
cop_path_curve(CopPath *p, float x1, float y1, float x2, float y2, float x, float y)
{
  g_assert(p->n > 0);
  CopSeg *s = add_seg(p, COP_SEG_CURVE);
  s->x[0] = x1;
  s->y[0] = y1;
  s->x[1] = x2;
  s->y[1] = y2;
  s->x[2] = x;
  s->y[2] = y;
}

void
cop_path_close(CopPath *p)
{
  g_assert(p->n > 0);
  add_seg(p, COP_SEG_CLOSE);
}

void
cop_path_rect(CopPath *p, float x, float y, float w, float h)
{
  cop_path_move(p, x, y);
  cop_path_line(p, x + w, y);
  cop_path_line(p, x + w, y + h);
  cop_path_line(p, x, y + h);
  cop_path_close(p);
}

void
cop_path_round_rect(CopPath *p, float x, float y, float w, float h, float radius)
{
  float r = fminf(radius, fminf(w, h) / 2);
  if (r <= 0) {
    cop_path_rect(p, x, y, w, h);
    return;
  }
  float k = r * (1 - KAPPA), right = x + w, bottom = y + h;
  cop_path_move(p, x + r, y);
  cop_path_line(p, right - r, y);
  cop_path_curve(p, right - k, y, right, y + k, right, y + r);
  cop_path_line(p, right, bottom - r);
  cop_path_curve(p, right, bottom - k, right - k, bottom, right - r, bottom);
  cop_path_line(p, x + r, bottom);
  cop_path_curve(p, x + k, bottom, x, bottom - k, x, bottom - r);
  cop_path_line(p, x, y + r);
  cop_path_curve(p, x, y + k, x + k, y, x + r, y);
  cop_path_close(p);
}

void
cop_path_ellipse(CopPath *p, float cx, float cy, float rx, float ry)
{
  float kx = rx * KAPPA, ky = ry * KAPPA;
  cop_path_move(p, cx + rx, cy);
  cop_path_curve(p, cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry);
  cop_path_curve(p, cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy);
  cop_path_curve(p, cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry);
  cop_path_curve(p, cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy);
  cop_path_close(p);
}

/* --- paint --- */

static CopDrawOp *
add_op(CopDrawing *d, CopDrawKind kind)
{
  CopDrawOp *op = cop_new(d->arena, CopDrawOp);
  op->kind = kind;
  if (d->last != NULL)
    d->last->next = op;
  else
    d->first = op;
  d->last = op;
  return op;
}

CopDrawOp *
cop_draw_path(CopDrawing *d, const CopPath *p, CopColor fill, CopColor stroke, float width)
{
  g_assert(p->n > 0);
  CopDrawOp *op = add_op(d, COP_DRAW_PATH);
  op->as.path.segs = p->segs;
  op->as.path.n_segs = p->n;
  op->as.path.fill = fill;
  op->as.path.stroke = stroke;
  op->as.path.stroke_width = width;
  return op;
}

void
cop_draw_fill(CopDrawing *d, const CopPath *p, CopColor fill)
{
  cop_draw_path(d, p, fill, 0, 0);
}

void
cop_draw_stroke(CopDrawing *d, const CopPath *p, CopColor stroke, float width)
{
  cop_draw_path(d, p, 0, stroke, width);
}

CopDrawOp *
cop_draw_text(CopDrawing *d, float x, float y, float size, CopAnchor anchor, CopColor color, const char *text)
{
  CopDrawOp *op = add_op(d, COP_DRAW_TEXT);
  op->as.text.x = x;
  op->as.text.y = y;
  op->as.text.size = size;
  op->as.text.anchor = anchor;
  op->as.text.color = color;
  op->as.text.text = cop_arena_strdup(d->arena, text);
  return op;
}

void
cop_draw_child(CopDrawing *d, const CopDrawing *child, float x, float y, float scale)
{
  g_assert(child != NULL && child != d);
  CopDrawOp *op = add_op(d, COP_DRAW_CHILD);
  op->as.child.drawing = child;
  op->as.child.x = x;
  op->as.child.y = y;
  op->as.child.scale = scale;
}

/* --- colours --- */

bool
cop_color_parse(const char *text, CopColor *color)
{
  if (text == NULL || text[0] != '#' || strlen(text) != 7)
    return false;
  CopColor value = 0;
  for (int i = 1; i < 7; i++) {
    int digit = g_ascii_xdigit_value(text[i]);
    if (digit < 0)
      return false;
    value = value << 4 | (CopColor)digit;
  }
  *color = value << 8 | 0xff;
  return true;
}

/* Relative luminance, WCAG 2.2 with the corrected threshold of sRGB (IEC 61966-2-1). */
static double
luminance(CopColor c)
{
  static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;
  for (int i = 0; i < 3; i++) {
    double v = (double)(c >> (24 - 8 * i) & 0xff) / 255;
    sum += weights[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double
cop_color_contrast(CopColor a, CopColor b)
{
  double la = luminance(a) + 0.05, lb = luminance(b) + 0.05;
  return la > lb ? la / lb : lb / la;
}

CopColor
cop_color_grey(CopColor c)
{
  double y = luminance(c);
  double v = y <= 0.0031308 ? y * 12.92 : 1.055 * pow(y, 1 / 2.4) - 0.055;
  CopColor g = (CopColor)lround(v * 255);
  return g << 24 | g << 16 | g << 8 | (c & 0xff);
}
