/* SPDX-License-Identifier: Apache-2.0
 *
 * Heads and faces. Everything is drawn in the frame of the head: origin at its
 * middle, upright, x in half widths where the shape follows the skull.
 */
#include <math.h>

#include "figure/person_body.h"

typedef struct {
  double brow, inner, one_brow; /* height; inner ends up; the far brow only */
  double eye;                   /* opening */
  double smile, open;           /* curve and opening of the mouth */
  double slant;                 /* of the mouth */
} Expression;

static const Expression expressions[COP_MOOD_MAX] = {
  [COP_MOOD_CALM] = { 0, 0.05, 0, 1, 0.55, 0, 0 },
  [COP_MOOD_HAPPY] = { 0.12, 0, 0, 1, 1.0, 0.55, 0 },
  [COP_MOOD_UNSURE] = { 0.1, 0.1, 0.55, 1, -0.12, 0, 0.5 },
  [COP_MOOD_WORRIED] = { 0.22, 0.75, 0, 1.05, -0.5, 0, 0 },
  [COP_MOOD_SAD] = { 0.02, 0.6, 0, 0.85, -0.6, 0, 0 },
  [COP_MOOD_FIRM] = { -0.1, -0.16, 0, 0.97, 0.34, 0, 0 },
  [COP_MOOD_SPEAK] = { 0.1, 0.15, 0, 1, 0.35, 0.5, 0 },
};

static CopMatrix
head_frame(const CopPosed *q)
{
  return cop_matrix_rotate(cop_matrix_translate(COP_MATRIX_IDENTITY, q->head.x, q->head.y), q->tilt);
}

static CopPath
placed(CopPosed *q, const CopPath *p)
{
  return (CopPath){ .segs = cop_segs_transform(q->pen.arena, p->segs, p->n, head_frame(q)), .n = p->n, .room = p->n, .arena = q->pen.arena };
}

/* A colour of the face itself, which no map of colours replaces. */
static CopColor
own(const CopPosed *q, CopColor c)
{
  return q->p->grey ? cop_color_grey(c) : c;
}

/* Hair is drawn on a sheet of 200 by 200 with the head in its middle, 100 high
 * and 84 wide. */
static CopMatrix
hair_frame(const CopPosed *q, double shift)
{
  const CopBody *b = &q->body;
  CopMatrix m = cop_matrix_scale(head_frame(q), b->head_width / 84, b->head / 100);
  return cop_matrix_translate(m, -100 + shift, -100);
}

static bool
draw_hair(CopPosed *q, const char *layer, double shift, CopHairFn hair, void *ctx, GError **error)
{
  if (q->p->hair_style == NULL)
    return true;
  GError *failed = NULL;
  const CopDrawing *d = hair(ctx, q->p->hair_style, layer, q->p, &failed);
  if (failed != NULL) {
    g_propagate_error(error, failed);
    return false;
  }
  if (d == NULL)
    return true;
  CopPenGroup g = { 0 };
  cop_pen_add_drawing(&q->pen, &g, d, hair_frame(q, shift));
  cop_pen_flush(&q->pen, &g);
  return true;
}

bool
cop_body_draw_head_back(CopPosed *q, CopHairFn hair, void *ctx, GError **error)
{
  return draw_hair(q, "back", -q->turn * 7, hair, ctx, error);
}

static CopPath
skull(CopPosed *q)
{
  const CopBody *b = &q->body;
  double w = b->head_width / 2, h = b->head / 2, t = q->turn;
  double jaw = q->p->age <= COP_AGE_OLDER ? 0.62 : q->p->male ? 0.6 : 0.5; /* how full the cheeks are */
  double chin = t * w * 0.16;
  CopPath p = cop_pen_path(&q->pen);
  cop_pen_move(&p, cop_point(0, -h));
  cop_pen_curve(&p, cop_point(w * 0.62, -h), cop_point(w, -h * 0.56), cop_point(w, -h * 0.02));
  cop_pen_curve(&p, cop_point(w, h * 0.5), cop_point(chin + w * jaw, h), cop_point(chin, h));
  cop_pen_curve(&p, cop_point(chin - w * jaw, h), cop_point(-w, h * 0.5), cop_point(-w, -h * 0.02));
  cop_pen_curve(&p, cop_point(-w, -h * 0.56), cop_point(-w * 0.62, -h), cop_point(0, -h));
  cop_path_close(&p);
  return p;
}

static void
add_ear(CopPosed *q, CopPenGroup *g, double side)
{
  const CopBody *b = &q->body;
  double x = side * b->head_width / 2, t = q->turn;
  if (side * t > 0.3) /* turned away */
    return;
  x += -side * b->head_width * 0.1 * fabs(t); /* the near ear moves into the picture */
  CopPath p = cop_pen_path(&q->pen);
  cop_path_ellipse(&p, (float)x, (float)(b->head * 0.07), (float)(b->head * 0.068), (float)(b->head * 0.098));
  CopPath at = placed(q, &p);
  cop_pen_add(&q->pen, g, &at, q->p->skin);
}

static CopColor
darker(CopColor c, double by)
{
  CopColor out = c & 0xff;
  for (int shift = 24; shift >= 8; shift -= 8)
    out |= (CopColor)lround((c >> shift & 0xff) * (1 - by)) << shift;
  return out;
}

static void
draw_ear_detail(CopPosed *q, double side)
{
  const CopBody *b = &q->body;
  if (side * q->turn > 0.3)
    return;
  double x = side * b->head_width / 2 - side * b->head_width * 0.1 * fabs(q->turn), h = b->head;
  CopPath line = cop_pen_path(&q->pen);
  cop_pen_move(&line, cop_point(x + side * h * 0.03, h * 0.03));
  cop_pen_curve(&line, cop_point(x - side * h * 0.03, h * 0.02), cop_point(x - side * h * 0.03, h * 0.1), cop_point(x + side * h * 0.01, h * 0.12));
  CopPath at = placed(q, &line);
  cop_pen_line(&q->pen, &at, darker(q->p->skin, 0.3), 0.45);
  if (!q->p->hearing_aid)
    return;
  CopPath aid = cop_pen_path(&q->pen), tube = cop_pen_path(&q->pen);
  cop_pen_move(&aid, cop_point(x + side * h * 0.02, -h * 0.06));
  cop_pen_curve(&aid, cop_point(x + side * h * 0.085, -h * 0.07), cop_point(x + side * h * 0.1, h * 0.02), cop_point(x + side * h * 0.075, h * 0.1));
  at = placed(q, &aid);
  cop_pen_line(&q->pen, &at, q->pen.ink, 1.75);
  cop_pen_line(&q->pen, &at, own(q, 0xf2b705ff), 1.05);
  cop_pen_move(&tube, cop_point(x + side * h * 0.02, -h * 0.06));
  cop_pen_curve(&tube, cop_point(x - side * h * 0.05, -h * 0.05), cop_point(x - side * h * 0.05, h * 0.03), cop_point(x - side * h * 0.005, h * 0.06));
  at = placed(q, &tube);
  cop_pen_line(&q->pen, &at, own(q, 0xf2b705ff), 0.5);
}

/* --- face --- */

static void
draw_eye(CopPosed *q, double x, double y, double narrow, const Expression *e)
{
  const CopBody *b = &q->body;
  double h = b->head, rx = h * 0.047 * narrow, ry = h * 0.064 * e->eye;
  CopPath p = cop_pen_path(&q->pen);
  if (q->p->eyes_down) { /* lowered lids */
    cop_pen_move(&p, cop_point(x - h * 0.062 * narrow, y + h * 0.005));
    cop_pen_curve(&p, cop_point(x - h * 0.03, y + h * 0.045), cop_point(x + h * 0.03, y + h * 0.045), cop_point(x + h * 0.062 * narrow, y + h * 0.005));
    CopPath at = placed(q, &p);
    cop_pen_line(&q->pen, &at, q->pen.ink, h * 0.032);
    return;
  }
  cop_path_ellipse(&p, (float)x, (float)y, (float)rx, (float)ry);
  CopPath at = placed(q, &p);
  cop_pen_fill(&q->pen, &at, q->pen.ink);
  CopPath light = cop_pen_path(&q->pen);
  cop_path_ellipse(&light, (float)(x + rx * 0.3), (float)(y - ry * 0.38), (float)(h * 0.014), (float)(h * 0.016));
  at = placed(q, &light);
  cop_pen_fill(&q->pen, &at, 0xffffffff);
}

static void
draw_brow(CopPosed *q, double x, double y, double side, double narrow, double inner)
{
  double h = q->body.head, half = h * 0.078 * narrow;
  CopPoint in = cop_point(x - side * half, y - inner * h * 0.05), out = cop_point(x + side * half, y + inner * h * 0.028 + h * 0.012);
  CopPath p = cop_pen_path(&q->pen);
  cop_pen_move(&p, in);
  cop_pen_curve(&p, cop_point(in.x + side * half * 0.6, in.y - h * 0.022), cop_point(out.x - side * half * 0.6, out.y - h * 0.03), out);
  CopPath at = placed(q, &p);
  bool light = cop_color_contrast(q->p->hair, q->p->skin) < 1.6;
  cop_pen_line(&q->pen, &at, light ? darker(q->p->skin, 0.45) : q->p->hair, h * 0.036);
}

static void
draw_mouth(CopPosed *q, double x, double y, const Expression *e)
{
  const CopBody *b = &q->body;
  double h = b->head, half = h * 0.125, curve = e->smile * h * 0.085, narrow = 1 - 0.14 * fabs(q->turn), slant = e->slant * h * 0.03;
  half *= narrow;
  CopPoint left = cop_point(x - half, y - curve * 0.42 + slant), right = cop_point(x + half, y - curve * 0.42 - slant);
  CopPath p = cop_pen_path(&q->pen), at;
  if (e->open > 0) {
    double depth = curve * 0.9 + e->open * h * 0.14;
    cop_pen_move(&p, left);
    cop_pen_curve(&p, cop_point(x - half * 0.5, y + curve * 0.1), cop_point(x + half * 0.5, y + curve * 0.1), right);
    cop_pen_curve(&p, cop_point(x + half * 0.8, y + depth), cop_point(x - half * 0.8, y + depth), left);
    cop_path_close(&p);
    at = placed(q, &p);
    cop_pen_fill(&q->pen, &at, own(q, 0x7a2a30ff));
    CopPath teeth = cop_pen_path(&q->pen);
    cop_pen_move(&teeth, cop_point(left.x + half * 0.22, left.y + curve * 0.3));
    cop_pen_curve(&teeth, cop_point(x - half * 0.45, y + curve * 0.16), cop_point(x + half * 0.45, y + curve * 0.16), cop_point(right.x - half * 0.22, right.y + curve * 0.3));
    cop_pen_curve(&teeth, cop_point(x + half * 0.5, y + depth * 0.36), cop_point(x - half * 0.5, y + depth * 0.36), cop_point(left.x + half * 0.22, left.y + curve * 0.3));
    cop_path_close(&teeth);
    at = placed(q, &teeth);
    cop_pen_fill(&q->pen, &at, 0xffffffff);
    CopPath edge = cop_pen_path(&q->pen);
    edge = placed(q, &p);
    cop_pen_line(&q->pen, &edge, q->pen.ink, h * 0.022);
    return;
  }
  cop_pen_move(&p, left);
  cop_pen_curve(&p, cop_point(x - half * 0.45, y + curve * 0.75 + slant), cop_point(x + half * 0.45, y + curve * 0.75 - slant), right);
  at = placed(q, &p);
  cop_pen_line(&q->pen, &at, q->pen.ink, h * 0.032);
}

static void
draw_nose(CopPosed *q, double x, double y)
{
  double h = q->body.head, t = q->turn;
  CopPath p = cop_pen_path(&q->pen);
  if (fabs(t) < 0.2) {
    cop_pen_move(&p, cop_point(x - h * 0.035, y));
    cop_pen_curve(&p, cop_point(x - h * 0.02, y + h * 0.03), cop_point(x + h * 0.02, y + h * 0.03), cop_point(x + h * 0.035, y));
  } else {
    double s = t > 0 ? 1 : -1;
    cop_pen_move(&p, cop_point(x - s * h * 0.005, y - h * 0.085));
    cop_pen_curve(&p, cop_point(x + s * h * 0.03, y - h * 0.03), cop_point(x + s * h * 0.06, y + h * 0.005), cop_point(x + s * h * 0.045, y + h * 0.02));
    cop_pen_curve(&p, cop_point(x + s * h * 0.03, y + h * 0.03), cop_point(x, y + h * 0.03), cop_point(x - s * h * 0.015, y + h * 0.022));
  }
  CopPath at = placed(q, &p);
  cop_pen_line(&q->pen, &at, darker(q->p->skin, 0.42), h * 0.026);
}

static void
draw_glasses(CopPosed *q, const double x[2], double y, const double narrow[2])
{
  double h = q->body.head;
  for (int i = 0; i < 2; i++) {
    CopPath p = cop_pen_path(&q->pen);
    cop_path_round_rect(&p, (float)(x[i] - h * 0.125 * narrow[i]), (float)(y - h * 0.1), (float)(h * 0.25 * narrow[i]), (float)(h * 0.205), (float)(h * 0.09));
    CopPath at = placed(q, &p);
    cop_pen_fill(&q->pen, &at, 0xffffff38);
    cop_pen_line(&q->pen, &at, q->pen.ink, h * 0.028);
  }
  CopPath bridge = cop_pen_path(&q->pen);
  cop_pen_move(&bridge, cop_point(x[0] + h * 0.125 * narrow[0], y - h * 0.02));
  cop_pen_curve(&bridge, cop_point(x[0] + h * 0.145, y - h * 0.045), cop_point(x[1] - h * 0.145, y - h * 0.045), cop_point(x[1] - h * 0.125 * narrow[1], y - h * 0.02));
  CopPath at = placed(q, &bridge);
  cop_pen_line(&q->pen, &at, q->pen.ink, h * 0.028);
}

static void
draw_face(CopPosed *q)
{
  const CopBody *b = &q->body;
  const Expression *e = &expressions[q->p->mood];
  double h = b->head, w = b->head_width, t = q->turn;
  bool young = q->p->age <= COP_AGE_OLDER;
  double mid = t * w * 0.2, eye_y = h * (young ? 0.085 : 0.055), apart = h * 0.178;
  double narrow[2] = { 1 - fmax(0, -t) * 0.24, 1 - fmax(0, t) * 0.24 };
  double x[2] = { mid - apart * (t > 0 ? 1 : narrow[0]), mid + apart * (t > 0 ? narrow[1] : 1) };
  if (young)
    for (int i = 0; i < 2; i++) { /* a soft cheek, for boys and girls alike */
      CopPath p = cop_pen_path(&q->pen);
      cop_path_ellipse(&p, (float)(x[i] + (i == 0 ? -1 : 1) * h * 0.055), (float)(h * 0.215), (float)(h * 0.065 * narrow[i]), (float)(h * 0.042));
      CopPath at = placed(q, &p);
      cop_pen_fill(&q->pen, &at, own(q, 0xe0605838));
    }
  for (int i = 0; i < 2; i++) {
    double side = i == 0 ? -1 : 1, extra = e->one_brow != 0 && i == 1 ? 0.05 * h : 0;
    draw_eye(q, x[i], eye_y + (q->p->eyes_down ? h * 0.02 : 0), narrow[i], e);
    draw_brow(q, x[i] + side * h * 0.008, eye_y - h * 0.135 - e->brow * h * 0.09 - extra, side, narrow[i], e->inner + (i == 1 ? e->one_brow : 0));
  }
  draw_nose(q, mid + t * w * 0.06, h * (young ? 0.185 : 0.175));
  draw_mouth(q, mid + t * w * 0.02, h * (young ? 0.305 : 0.31), e);
  if (q->p->age == COP_AGE_ELDER)
    for (int i = 0; i < 2; i++) {
      double side = i == 0 ? -1 : 1;
      CopPath p = cop_pen_path(&q->pen);
      cop_pen_move(&p, cop_point(x[i] + side * h * 0.075, h * 0.2));
      cop_pen_curve(&p, cop_point(x[i] + side * h * 0.05, h * 0.24), cop_point(x[i] + side * h * 0.06, h * 0.29), cop_point(x[i] + side * h * 0.08, h * 0.32));
      CopPath at = placed(q, &p);
      cop_pen_line(&q->pen, &at, darker(q->p->skin, 0.28), h * 0.02);
    }
  if (q->p->glasses)
    draw_glasses(q, x, eye_y, narrow);
}

bool
cop_body_draw_head(CopPosed *q, CopHairFn hair, void *ctx, GError **error)
{
  CopPenGroup g = { 0 };
  /* A near ear is drawn over the skull when the head is turned. */
  bool over = fabs(q->turn) > 0.3;
  if (!over)
    for (int side = -1; side <= 1; side += 2)
      add_ear(q, &g, side);
  CopPath head = skull(q), at = placed(q, &head);
  cop_pen_add(&q->pen, &g, &at, q->p->skin);
  cop_pen_flush(&q->pen, &g);
  draw_face(q);
  if (!draw_hair(q, "front", q->turn * 4, hair, ctx, error))
    return false;
  bool covered = q->p->scarf != 0;
  if (over && !covered) {
    for (int side = -1; side <= 1; side += 2)
      add_ear(q, &g, side);
    double contour = q->pen.contour;
    q->pen.contour *= 0.55;
    cop_pen_flush(&q->pen, &g);
    q->pen.contour = contour;
  }
  for (int side = -1; side <= 1 && !covered; side += 2)
    draw_ear_detail(q, side);
  return true;
}
