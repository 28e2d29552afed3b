/* SPDX-License-Identifier: Apache-2.0
 *
 * Trunk, limbs and clothes.
 */
#include "figure/person_body.h"

#include <math.h>

static CopPoint
between(CopPoint a, CopPoint b, double t)
{
  return cop_point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
}

/* A piece of cloth around a limb: round where it begins, cut straight where it ends. */
static CopPath
cloth_piece(CopPen *pen, CopPoint a, double ra, CopPoint b, double rb)
{
  double length = fmax(hypot(b.x - a.x, b.y - a.y), 0.01);
  double ux = (b.x - a.x) / length, uy = (b.y - a.y) / length, k = 1.32 * ra;
  CopPath p = cop_pen_path(pen);
  cop_pen_move(&p, cop_point(b.x - uy * rb, b.y + ux * rb));
  cop_pen_to(&p, cop_point(a.x - uy * ra, a.y + ux * ra));
  cop_pen_curve(&p, cop_point(a.x - uy * ra - ux * k, a.y + ux * ra - uy * k),
                cop_point(a.x + uy * ra - ux * k, a.y - ux * ra - uy * k), cop_point(a.x + uy * ra, a.y - ux * ra));
  cop_pen_to(&p, cop_point(b.x + uy * rb, b.y - ux * rb));
  cop_path_close(&p);
  return p;
}

/* Axes of the cloth: along the limb downwards. */
static CopMatrix
limb_frame(CopPoint a, CopPoint b)
{
  double degrees = atan2(b.x - a.x, b.y - a.y) * 180 / G_PI;
  return cop_matrix_rotate(cop_matrix_translate(COP_MATRIX_IDENTITY, a.x, a.y), -degrees);
}

/* --- feet and legs --- */

static void
draw_foot(CopPosed *q, const CopLegJoints *leg)
{
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  const CopPerson *p = q->p;
  double s = b->height / 100 * 1.02, turn = q->front ? 0 : leg->shin < -12 ? fmin(-leg->shin - 12, 75) : 0;
  if (!q->front && fabs(leg->shin) > 75) /* kneeling: the foot lies behind */
    turn = 88;
  CopMatrix m = cop_matrix_rotate(cop_matrix_translate(COP_MATRIX_IDENTITY, leg->ankle.x, leg->ankle.y), turn);
  double sole = b->foot, side = q->front ? (leg->ankle.x < 0 ? -1 : 1) : 1;
  CopPath path = cop_pen_path(pen);
  if (q->front) {
    cop_path_round_rect(&path, (float)(-3.1 * s + side * 0.5), (float)(-2.2 * s), (float)(6.2 * s), (float)(2.2 * s + sole), (float)(2.6 * s));
  } else {
    cop_pen_move(&path, cop_point(-2.9 * s, -1.5 * s));
    cop_pen_curve(&path, cop_point(-3.9 * s, sole * 0.5), cop_point(-3.6 * s, sole), cop_point(-2.4 * s, sole));
    cop_pen_to(&path, cop_point(7.6 * s, sole));
    cop_pen_curve(&path, cop_point(9.8 * s, sole), cop_point(9.4 * s, sole - 2.9 * s), cop_point(7.2 * s, sole - 3.2 * s));
    cop_pen_curve(&path, cop_point(5.2 * s, sole - 3.6 * s), cop_point(3.6 * s, sole - 4.6 * s), cop_point(2.8 * s, -1.6 * s));
    cop_path_close(&path);
  }
  CopPath placed = { .segs = cop_segs_transform(pen->arena, path.segs, path.n, m), .n = path.n, .room = path.n, .arena = pen->arena };
  CopPenGroup g = { 0 };
  cop_pen_add(pen, &g, &placed, p->shoes_kind == COP_SHOES_SHOES ? p->shoes : p->skin);
  cop_pen_flush(pen, &g);
  if (p->shoes_kind == COP_SHOES_BARE)
    return;
  CopPath line = cop_pen_path(pen);
  double y = sole - (p->shoes_kind == COP_SHOES_SHOES ? 0.9 : 0.6) * s;
  CopPoint from = cop_point((q->front ? -2.6 + side * 0.5 : -2.8) * s, y), to = cop_point((q->front ? 2.6 + side * 0.5 : 8.2) * s, y);
  cop_pen_move(&line, from);
  cop_pen_to(&line, to);
  if (p->shoes_kind == COP_SHOES_SANDALS) {
    if (q->front) {
      cop_pen_move(&line, cop_point(-2.4 * s + side * 0.5, sole - 1.2 * s));
      cop_pen_to(&line, cop_point(side * 0.5, sole - 3.6 * s));
      cop_pen_to(&line, cop_point(2.4 * s + side * 0.5, sole - 1.2 * s));
    } else {
      cop_pen_move(&line, cop_point(2.4 * s, sole - 0.6 * s));
      cop_pen_to(&line, cop_point(5.4 * s, sole - 3.2 * s));
    }
  }
  placed = (CopPath){ .segs = cop_segs_transform(pen->arena, line.segs, line.n, m), .n = line.n, .room = line.n, .arena = pen->arena };
  cop_pen_line(pen, &placed, p->shoes_kind == COP_SHOES_SHOES ? 0xffffffff : p->shoes, (p->shoes_kind == COP_SHOES_SHOES ? 0.8 : 1.15) * s);
}

void
cop_body_draw_leg(CopPosed *q, const CopLegJoints *leg, bool near)
{
  (void)near;
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  const CopPerson *p = q->p;
  CopPenGroup g = { 0 };
  bool bare = p->bottom_kind != COP_BOTTOM_TROUSERS;
  if (bare) { /* skin first, cloth over it */
    cop_pen_capsule(pen, &g, leg->hip, b->leg_r[0] * 0.9, leg->knee, b->leg_r[1] * 0.88, p->skin);
    cop_pen_capsule(pen, &g, leg->knee, b->leg_r[1] * 0.88, leg->ankle, b->leg_r[2] * 0.95, p->skin);
    cop_pen_flush(pen, &g);
  }
  draw_foot(q, leg);
  if (p->bottom_kind == COP_BOTTOM_TROUSERS) {
    CopPoint hem = between(leg->knee, leg->ankle, 0.97);
    CopPath upper = cloth_piece(pen, leg->hip, b->leg_r[0] * 1.02, leg->knee, b->leg_r[1] * 1.05);
    CopPath lower = cloth_piece(pen, leg->knee, b->leg_r[1] * 1.05, hem, b->leg_r[2] * 1.45);
    cop_pen_add(pen, &g, &upper, p->bottom);
    cop_pen_capsule(pen, &g, leg->knee, b->leg_r[1] * 1.05, leg->knee, b->leg_r[1] * 1.05, p->bottom);
    cop_pen_add(pen, &g, &lower, p->bottom);
    cop_pen_flush(pen, &g);
  } else if (p->bottom_kind == COP_BOTTOM_SHORTS) {
    CopPoint hem = between(leg->knee, leg->ankle, 0.2);
    CopPath upper = cloth_piece(pen, leg->hip, b->leg_r[0] * 1.05, leg->knee, b->leg_r[1] * 1.28);
    CopPath lower = cloth_piece(pen, leg->knee, b->leg_r[1] * 1.28, hem, b->leg_r[1] * 1.32);
    cop_pen_add(pen, &g, &upper, p->bottom);
    cop_pen_add(pen, &g, &lower, p->bottom);
    cop_pen_flush(pen, &g);
  }
}

/* Where the hem of a skirt crosses a leg, as share of the shin. */
static double
hem_share(const CopPerson *p)
{
  return p->bottom_kind == COP_BOTTOM_LONG ? 0.9 : 0.42;
}

static void
draw_hanging_skirt(CopPosed *q, CopPenGroup *g)
{
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  double top = b->hip_width * (q->front ? 0.49 : 0.44), share = hem_share(q->p);
  CopPoint left = between(q->near_leg.knee, q->near_leg.ankle, share), right = between(q->far_leg.knee, q->far_leg.ankle, share);
  if (left.x > right.x) {
    CopPoint swap = left;
    left = right;
    right = swap;
  }
  double flare = q->p->bottom_kind == COP_BOTTOM_LONG ? b->leg_r[1] * 1.15 : b->leg_r[1] * 1.9, y = fmax(left.y, right.y);
  double x1 = left.x - flare, x2 = right.x + flare, h = q->hip.y - b->trunk * 0.1;
  CopPath path = cop_pen_path(pen);
  cop_pen_move(&path, cop_point(q->hip.x - top, h));
  cop_pen_curve(&path, cop_point(q->hip.x - top * 1.22, h + b->thigh * 0.3), cop_point(x1 + 0.5, y - b->shin * 0.5), cop_point(x1, y));
  cop_pen_curve(&path, cop_point(x1 + (x2 - x1) * 0.3, y + 1.6), cop_point(x1 + (x2 - x1) * 0.7, y + 1.6), cop_point(x2, y));
  cop_pen_curve(&path, cop_point(x2 - 0.5, y - b->shin * 0.5), cop_point(q->hip.x + top * 1.22, h + b->thigh * 0.3), cop_point(q->hip.x + top, h));
  cop_path_close(&path);
  cop_pen_add(pen, g, &path, q->p->bottom);
  cop_pen_pattern(pen, g, &path, cop_matrix_translate(COP_MATRIX_IDENTITY, q->hip.x, q->hip.y), q->p->bottom_pattern, 4.2, q->p->bottom_shade);
}

/* Over bent legs: along the thighs, falling from the knees. */
static void
draw_sitting_skirt(CopPosed *q, CopPenGroup *g)
{
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  const CopLegJoints *legs[2] = { &q->far_leg, &q->near_leg };
  if (q->front) { /* cross-legged: one broad lap */
    CopPath lap = cop_pen_path(pen);
    double r = b->leg_r[1] * 1.25;
    cop_pen_move(&lap, cop_point(q->hip.x - b->hip_width * 0.46, q->hip.y - b->leg_r[0]));
    cop_pen_curve(&lap, cop_point(q->near_leg.knee.x, q->near_leg.knee.y - r * 2), cop_point(q->near_leg.knee.x - r * 1.7, q->near_leg.knee.y - r), cop_point(q->near_leg.knee.x - r, q->near_leg.knee.y + r * 0.7));
    cop_pen_curve(&lap, cop_point(q->near_leg.knee.x + r, q->near_leg.knee.y + r * 1.3), cop_point(q->far_leg.knee.x - r, q->far_leg.knee.y + r * 1.3), cop_point(q->far_leg.knee.x + r, q->far_leg.knee.y + r * 0.7));
    cop_pen_curve(&lap, cop_point(q->far_leg.knee.x + r * 1.7, q->far_leg.knee.y - r), cop_point(q->far_leg.knee.x, q->far_leg.knee.y - r * 2), cop_point(q->hip.x + b->hip_width * 0.46, q->hip.y - b->leg_r[0]));
    cop_path_close(&lap);
    cop_pen_add(pen, g, &lap, q->p->bottom);
    cop_pen_pattern(pen, g, &lap, cop_matrix_translate(COP_MATRIX_IDENTITY, q->hip.x, q->hip.y), q->p->bottom_pattern, 4.2, q->p->bottom_shade);
    return;
  }
  double share = hem_share(q->p) + 0.08;
  for (int i = 0; i < 2; i++) {
    CopPoint hem = between(legs[i]->knee, legs[i]->ankle, share);
    CopPath lower = cloth_piece(pen, legs[i]->knee, b->leg_r[1] * 1.3, hem, b->leg_r[1] * 1.75);
    CopPath upper = cloth_piece(pen, legs[i]->hip, b->leg_r[0] * 1.05, legs[i]->knee, b->leg_r[1] * 1.3);
    cop_pen_add(pen, g, &lower, q->p->bottom);
    cop_pen_capsule(pen, g, legs[i]->knee, b->leg_r[1] * 1.3, legs[i]->knee, b->leg_r[1] * 1.3, q->p->bottom);
    cop_pen_add(pen, g, &upper, q->p->bottom);
    if (i == 0) { /* one cloth over both legs: what lies between them */
      CopPath middle = cop_pen_path(pen);
      cop_pen_move(&middle, q->far_leg.knee);
      cop_pen_to(&middle, between(q->far_leg.knee, q->far_leg.ankle, share));
      cop_pen_to(&middle, between(q->near_leg.knee, q->near_leg.ankle, share));
      cop_pen_to(&middle, q->near_leg.knee);
      cop_path_close(&middle);
      cop_pen_add(pen, g, &middle, q->p->bottom);
      continue;
    }
    cop_pen_pattern(pen, g, &lower, limb_frame(legs[i]->knee, hem), q->p->bottom_pattern, 4.2, q->p->bottom_shade);
    cop_pen_pattern(pen, g, &upper, limb_frame(legs[i]->hip, legs[i]->knee), q->p->bottom_pattern, 4.2, q->p->bottom_shade);
  }
}

void
cop_body_draw_skirt(CopPosed *q)
{
  if (q->p->bottom_kind != COP_BOTTOM_SKIRT && q->p->bottom_kind != COP_BOTTOM_LONG)
    return;
  CopPenGroup g = { 0 };
  if (fabs(q->p->stance->near_leg.upper) > 40 || fabs(q->p->stance->far_leg.upper) > 40)
    draw_sitting_skirt(q, &g);
  else
    draw_hanging_skirt(q, &g);
  cop_pen_flush(&q->pen, &g);
}

/* --- trunk --- */

static CopPath
trunk_outline(CopPosed *q, double hem)
{
  const CopBody *b = &q->body;
  const CopPerson *p = q->p;
  double wide = q->front ? 1 : 0.84, T = b->trunk, sw = b->shoulder / 2 * wide, nw = b->head * 0.17;
  bool grown = p->age >= COP_AGE_TEEN;
  double waist = b->hip_width / 2 * wide * (p->male ? 1.02 : grown ? 0.9 : 0.98), hip = b->hip_width / 2 * wide * 1.04;
  double fall = hem > T * 0.2 ? 1 + hem / T * 0.22 : 1; /* a tunic widens towards its hem */
  double belly = q->front ? 0 : p->age >= COP_AGE_ADULT || p->age <= COP_AGE_CHILD ? T * 0.05 : T * 0.02;
  double drop = b->arm_r[0] * 1.05, mid = q->front ? 0 : b->shoulder * 0.04;
  CopPath path = cop_pen_path(&q->pen);
  cop_pen_move(&path, cop_point(mid - nw, -T));
  cop_pen_curve(&path, cop_point(mid - nw - (sw - nw) * 0.35, -T + drop * 0.3), cop_point(-sw * 0.96, -T + drop * 0.42), cop_point(-sw, -T + drop * 1.5));
  cop_pen_curve(&path, cop_point(-sw * 0.92, -T * 0.62), cop_point(-waist, -T * 0.5), cop_point(-waist, -T * 0.32));
  cop_pen_curve(&path, cop_point(-waist, -T * 0.12), cop_point(-hip * fall, 0), cop_point(-hip * fall, hem));
  cop_pen_curve(&path, cop_point(-hip * fall * 0.4, hem + 0.9), cop_point(hip * fall * 0.4, hem + 0.9), cop_point(hip * fall, hem));
  cop_pen_curve(&path, cop_point(hip * fall, 0), cop_point(waist + belly, -T * 0.12), cop_point(waist + belly, -T * 0.32));
  cop_pen_curve(&path, cop_point(waist + belly, -T * 0.5), cop_point(sw * 0.95, -T * 0.62), cop_point(sw, -T + drop * 1.5));
  cop_pen_curve(&path, cop_point(sw * 0.96, -T + drop * 0.42), cop_point(mid + nw + (sw - nw) * 0.35, -T + drop * 0.3), cop_point(mid + nw, -T));
  cop_path_close(&path);
  return path;
}

static CopPath
in_frame(CopPosed *q, const CopPath *p)
{
  return (CopPath){ .segs = cop_segs_transform(q->pen.arena, p->segs, p->n, q->trunk), .n = p->n, .room = p->n, .arena = q->pen.arena };
}

/* The opening at the neck, in the trunk's frame. */
static void
draw_neckline(CopPosed *q)
{
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  const CopPerson *p = q->p;
  double nw = b->head * 0.17, T = b->trunk, x = (q->front ? 0 : b->shoulder * 0.04) + q->turn * nw * 0.5;
  bool collar = p->top_kind == COP_TOP_POLO || p->top_kind == COP_TOP_SHIRT;
  double depth = nw * (collar ? 1.5 : p->top_kind == COP_TOP_BLOUSE ? 1.25 : 0.85), half = nw * (collar ? 0.95 : 1.22);
  CopPath open = cop_pen_path(pen);
  cop_pen_move(&open, cop_point(x - half, -T - 0.2));
  if (collar)
    cop_pen_to(&open, cop_point(x, -T + depth));
  else
    cop_pen_curve(&open, cop_point(x - half * 0.8, -T + depth * 1.3), cop_point(x + half * 0.8, -T + depth * 1.3), cop_point(x + half, -T - 0.2));
  if (collar)
    cop_pen_to(&open, cop_point(x + half, -T - 0.2));
  cop_path_close(&open);
  CopPath placed = in_frame(q, &open);
  cop_pen_fill(pen, &placed, p->skin);
  if (!collar) {
    CopPath edge = cop_pen_path(pen);
    cop_pen_move(&edge, cop_point(x - half, -T));
    cop_pen_curve(&edge, cop_point(x - half * 0.8, -T + depth * 1.3), cop_point(x + half * 0.8, -T + depth * 1.3), cop_point(x + half, -T));
    placed = in_frame(q, &edge);
    cop_pen_line(pen, &placed, p->top_shade, 0.9);
    return;
  }
  for (int side = -1; side <= 1; side += 2) {
    CopPath flap = cop_pen_path(pen);
    cop_pen_move(&flap, cop_point(x + side * half * 0.95, -T - 0.9));
    cop_pen_to(&flap, cop_point(x, -T + depth));
    cop_pen_to(&flap, cop_point(x + side * nw * 1.15, -T + depth * 1.45));
    cop_pen_to(&flap, cop_point(x + side * nw * 1.75, -T + depth * 0.25));
    cop_path_close(&flap);
    placed = in_frame(q, &flap);
    cop_pen_fill(pen, &placed, p->top);
    cop_pen_line(pen, &placed, pen->ink, 0.42);
  }
  CopPath row = cop_pen_path(pen);
  cop_pen_move(&row, cop_point(x, -T + depth));
  double end = p->top_kind == COP_TOP_SHIRT ? -1 : -T * 0.52;
  cop_pen_to(&row, cop_point(x + (q->front ? 0 : q->turn * 0.6), end));
  placed = in_frame(q, &row);
  cop_pen_line(pen, &placed, p->top_shade, 0.55);
}

static void
draw_vest(CopPosed *q, double hem)
{
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  double wide = q->front ? 1 : 0.84, T = b->trunk, sw = b->shoulder / 2 * wide, hip = b->hip_width / 2 * wide * 1.06, nw = b->head * 0.17;
  double mid = q->front ? 0 : b->shoulder * 0.1;
  for (int side = -1; side <= 1; side += 2) {
    CopPath panel = cop_pen_path(pen);
    cop_pen_move(&panel, cop_point(mid + side * nw * 1.25, -T + 0.4));
    cop_pen_curve(&panel, cop_point(side * sw * 0.7, -T + 0.6), cop_point(side * sw * 0.92, -T + 1.5), cop_point(side * sw * 0.96, -T + b->arm_r[0] * 1.5));
    cop_pen_curve(&panel, cop_point(side * sw * 0.9, -T * 0.6), cop_point(side * hip, -T * 0.4), cop_point(side * hip, hem));
    cop_pen_to(&panel, cop_point(mid + side * nw * 0.75, hem + 0.4));
    cop_pen_curve(&panel, cop_point(mid + side * nw * 0.7, -T * 0.4), cop_point(mid + side * nw * 0.6, -T * 0.62), cop_point(mid + side * nw * 1.25, -T + 0.4));
    cop_path_close(&panel);
    CopPath placed = in_frame(q, &panel);
    cop_pen_fill(pen, &placed, q->p->over);
    cop_pen_line(pen, &placed, pen->ink, 0.5);
  }
}

static void
draw_apron(CopPosed *q)
{
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  double wide = q->front ? 1 : 0.84, T = b->trunk, w = b->hip_width / 2 * wide, mid = q->front ? 0 : b->shoulder * 0.07;
  CopPath bib = cop_pen_path(pen);
  cop_pen_move(&bib, cop_point(mid - w * 0.56, -T * 0.68));
  cop_pen_to(&bib, cop_point(mid + w * 0.56, -T * 0.68));
  cop_pen_curve(&bib, cop_point(mid + w * 0.62, -T * 0.4), cop_point(mid + w * 0.98, -T * 0.38), cop_point(mid + w * 0.98, -T * 0.2));
  cop_pen_to(&bib, cop_point(mid + w * 0.96, b->thigh * 0.72));
  cop_pen_curve(&bib, cop_point(mid + w * 0.4, b->thigh * 0.8), cop_point(mid - w * 0.4, b->thigh * 0.8), cop_point(mid - w * 0.9, b->thigh * 0.72));
  cop_pen_to(&bib, cop_point(mid - w * 0.94, -T * 0.2));
  cop_pen_curve(&bib, cop_point(mid - w * 0.94, -T * 0.38), cop_point(mid - w * 0.62, -T * 0.4), cop_point(mid - w * 0.56, -T * 0.68));
  cop_path_close(&bib);
  CopPath straps = cop_pen_path(pen);
  for (int side = -1; side <= 1; side += 2) {
    cop_pen_move(&straps, cop_point(mid + side * w * 0.5, -T * 0.68));
    cop_pen_to(&straps, cop_point(mid + side * b->head * 0.2, -T + 0.6));
  }
  CopPath placed = in_frame(q, &straps);
  cop_pen_line(pen, &placed, pen->ink, 2.4);
  cop_pen_line(pen, &placed, q->p->over, 1.4);
  CopPenGroup g = { 0 };
  placed = in_frame(q, &bib);
  cop_pen_add(pen, &g, &placed, q->p->over);
  cop_pen_flush(pen, &g);
}

void
cop_body_draw_trunk(CopPosed *q)
{
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  const CopPerson *p = q->p;
  double hem = p->top_kind == COP_TOP_TUNIC ? b->thigh * 0.62 : b->trunk * 0.1;
  bool bent = fabs(p->stance->near_leg.upper) > 40;
  if (bent)
    hem = fmin(hem, b->trunk * 0.1);
  CopPath outline = trunk_outline(q, hem), placed = in_frame(q, &outline);
  CopPenGroup g = { 0 };
  cop_pen_capsule(pen, &g, q->neck, b->head * 0.155, cop_point(q->head.x * 0.5 + q->neck.x * 0.5, q->head.y * 0.5 + q->neck.y * 0.5), b->head * 0.15, p->skin);
  cop_pen_flush(pen, &g);
  cop_pen_add(pen, &g, &placed, p->top);
  cop_pen_pattern(pen, &g, &placed, q->trunk, p->top_pattern, 4.4, p->top_shade);
  cop_pen_flush(pen, &g);
  draw_neckline(q);
  if (p->top_kind == COP_TOP_VEST)
    draw_vest(q, hem);
  if (p->apron && !bent)
    draw_apron(q);
}

/* --- arms --- */

static void
add_fingers(CopPosed *q, CopPenGroup *g, const CopArmJoints *arm, double thumb_side, int n_fingers)
{
  CopPen *pen = &q->pen;
  double s = q->body.hand / 8.2, r = 0.95 * s;
  CopColor skin = q->p->skin;
  cop_pen_capsule(pen, g, arm->wrist, q->body.arm_r[2], arm->palm, 2.9 * s, skin);
  static const double fans[2][4] = { { -21, -7, 7, 21 }, { -24, 0, 24, 0 } }; /* counting fingers stand apart */
  static const double lengths[2][4] = { { 5.6, 6.6, 6.5, 5.2 }, { 7.2, 8, 7.2, 0 } };
  const double *fan = fans[n_fingers < 4], *length = lengths[n_fingers < 4];
  for (int i = 0; i < n_fingers; i++) {
    CopPoint root = cop_point_polar(arm->palm, arm->lower + fan[i] * 1.5, 1.6 * s);
    CopPoint tip = cop_point_polar(arm->palm, arm->lower + fan[i], length[i] * s);
    cop_pen_capsule(pen, g, root, r, tip, r * 0.92, skin);
  }
  if (n_fingers < 4) /* the thumb holds the little finger down */
    return;
  CopPoint root = cop_point_polar(arm->palm, arm->lower + thumb_side * 70, 1.4 * s);
  cop_pen_capsule(pen, g, root, r * 1.15, cop_point_polar(arm->palm, arm->lower + thumb_side * 58, 5.1 * s), r, skin);
}

static void
add_hand(CopPosed *q, CopPenGroup *g, const CopArmJoints *arm, CopHand hand, double thumb_side)
{
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  double s = b->hand / 8.2;
  CopColor skin = q->p->skin;
  switch (hand) {
  case COP_HAND_OPEN:
    add_fingers(q, g, arm, thumb_side, 4);
    return;
  case COP_HAND_THREE:
    add_fingers(q, g, arm, thumb_side, 3);
    return;
  case COP_HAND_GRIP:
    cop_pen_capsule(pen, g, arm->wrist, b->arm_r[2], cop_point_polar(arm->palm, arm->lower, 0.6 * s), 2.9 * s, skin);
    return;
  case COP_HAND_REST:
  case COP_HAND_FLAT: {
    double length = hand == COP_HAND_FLAT ? 4.2 : 3.2, bend = hand == COP_HAND_FLAT ? thumb_side * 8 : 0;
    cop_pen_capsule(pen, g, arm->wrist, b->arm_r[2], arm->palm, 2.45 * s, skin);
    cop_pen_capsule(pen, g, arm->palm, 2.45 * s, cop_point_polar(arm->palm, arm->lower + bend, length * s), 1.6 * s, skin);
    CopPoint root = cop_point_polar(arm->wrist, arm->lower + thumb_side * 30, 1.6 * s);
    cop_pen_capsule(pen, g, root, 1.1 * s, cop_point_polar(root, arm->lower + thumb_side * 32, 4 * s), 0.9 * s, skin);
    return;
  }
  case COP_HAND_MAX:
    g_assert_not_reached();
  }
}

/* The thing in the hand, then the thumb over it. */
static void
draw_item(CopPosed *q, const CopArmJoints *arm, const CopDrawing *item, double turn, double thumb_side)
{
  CopPen *pen = &q->pen;
  double s = q->body.hand / 8.2;
  CopPoint at = cop_point_polar(arm->palm, arm->lower, 1.2 * s);
  CopMatrix m = cop_matrix_rotate(cop_matrix_translate(pen->m, at.x, at.y), turn);
  m = cop_matrix_scale(m, 0.1, 0.1);
  m = cop_matrix_translate(m, -item->width / 2, -item->height / 2);
  cop_drawing_append(pen->drawing, item, m, NULL, NULL);
  CopPenGroup g = { 0 };
  CopPoint root = cop_point_polar(arm->palm, arm->lower + thumb_side * 85, 1.4 * s);
  cop_pen_capsule(pen, &g, root, 1.15 * s, cop_point_polar(root, arm->lower + thumb_side * 14, 3.6 * s), 0.95 * s, q->p->skin);
  cop_pen_flush(pen, &g);
}

void
cop_body_draw_arm(CopPosed *q, const CopArmJoints *arm, bool near)
{
  CopPen *pen = &q->pen;
  const CopBody *b = &q->body;
  const CopPerson *p = q->p;
  CopHand hand = near ? p->gesture->near_hand : p->gesture->far_hand;
  const CopDrawing *item = near ? p->near_item : p->far_item;
  /* From the front thumbs point inwards; from the side, up and forward. */
  double thumb = q->front ? (near ? 1 : -1) * (fabs(arm->lower) > 90 ? -1 : 1) : 1;
  if (q->front && fabs(arm->lower) > 90)
    thumb = near ? -1 : 1;
  CopPenGroup g = { 0 };
  cop_pen_capsule(pen, &g, arm->shoulder, b->arm_r[0] * 0.9, arm->elbow, b->arm_r[1], p->skin);
  cop_pen_capsule(pen, &g, arm->elbow, b->arm_r[1], arm->wrist, b->arm_r[2], p->skin);
  add_hand(q, &g, arm, item != NULL ? COP_HAND_GRIP : hand, thumb);
  cop_pen_flush(pen, &g);
  if (item != NULL)
    draw_item(q, arm, item, near ? p->near_item_turn : p->far_item_turn, thumb);
  bool is_long = p->top_kind == COP_TOP_SHIRT || p->top_kind == COP_TOP_TUNIC;
  double loose = is_long ? 1.12 : 1.22;
  CopPoint end = is_long ? between(arm->elbow, arm->wrist, 0.93) : between(arm->shoulder, arm->elbow, 0.78);
  CopPath upper = cloth_piece(pen, arm->shoulder, b->arm_r[0] * 1.06, is_long ? arm->elbow : end, is_long ? b->arm_r[1] * loose : b->arm_r[1] * 1.42);
  cop_pen_add(pen, &g, &upper, p->top);
  if (is_long) {
    CopPath lower = cloth_piece(pen, arm->elbow, b->arm_r[1] * loose, end, b->arm_r[2] * 1.4);
    cop_pen_add(pen, &g, &lower, p->top);
    cop_pen_pattern(pen, &g, &lower, limb_frame(arm->elbow, end), p->top_pattern, 4.4, p->top_shade);
  }
  cop_pen_pattern(pen, &g, &upper, limb_frame(arm->shoulder, arm->elbow), p->top_pattern, 4.4, p->top_shade);
  cop_pen_flush(pen, &g);
  if (!near && !q->front)
    return;
  /* The seam of sleeve and trunk is no line: cloth of the trunk over its inner part. */
  if (p->top_kind == COP_TOP_VEST)
    return;
  double r = b->arm_r[0], inwards = arm->shoulder.x < q->neck.x ? 1 : -1;
  CopPath patch = cop_pen_path(pen);
  cop_path_ellipse(&patch, (float)(arm->shoulder.x + inwards * r * 0.17), (float)(arm->shoulder.y - r * 0.34), (float)(r * 1.02), (float)(r * 0.84));
  double contour = pen->contour;
  pen->contour = 0;
  cop_pen_add(pen, &g, &patch, p->top);
  cop_pen_pattern(pen, &g, &patch, q->trunk, p->top_pattern, 4.4, p->top_shade);
  cop_pen_flush(pen, &g);
  pen->contour = contour;
}
