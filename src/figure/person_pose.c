/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <string.h>

#include "figure/person_body.h"

/* Heads are drawn a little larger than measured: the face carries the meaning. */
#define HEAD 1.14

/* --- measures: height, heads to the height, head width to its height,
 * shoulders in heads, legs' share, neck in heads --- */
static const struct {
  double height, man, heads, head_width, shoulder, man_shoulder, leg, neck;
} ages[COP_AGE_MAX] = {
  [COP_AGE_SMALL] = { 66, 66, 4.2, 0.94, 1.00, 1.00, 0.40, 0.02 },
  [COP_AGE_CHILD] = { 77, 77, 4.8, 0.92, 1.15, 1.15, 0.43, 0.08 },
  [COP_AGE_OLDER] = { 90, 90, 5.6, 0.88, 1.30, 1.30, 0.46, 0.13 },
  [COP_AGE_TEEN] = { 98, 102, 6.0, 0.85, 1.46, 1.54, 0.48, 0.18 },
  [COP_AGE_YOUTH] = { 100, 107, 6.2, 0.83, 1.55, 1.72, 0.48, 0.22 },
  [COP_AGE_ADULT] = { 100, 107, 6.3, 0.82, 1.65, 1.85, 0.48, 0.22 },
  [COP_AGE_ELDER] = { 96, 103, 6.1, 0.82, 1.58, 1.72, 0.47, 0.16 },
};

void
cop_body_measure(CopBody *b, CopAge age, bool male)
{
  g_assert(age < COP_AGE_MAX);
  b->height = male ? ages[age].man : ages[age].height;
  double head = b->height / ages[age].heads, slim = sqrt(b->height / 100);
  b->neck = head * ages[age].neck * 0.85;
  b->leg = b->height * ages[age].leg;
  b->trunk = b->height - head - b->neck - b->leg;
  b->head = head * HEAD;
  b->head_width = b->head * ages[age].head_width;
  b->shoulder = head * (male ? ages[age].man_shoulder : ages[age].shoulder);
  b->hip_width = b->shoulder * (male ? 0.78 : age >= COP_AGE_TEEN ? 0.88 : 0.86);
  b->thigh = b->leg * 0.49;
  b->shin = b->leg * 0.44;
  b->foot = b->leg * 0.07 + 0.6;
  double arm = b->trunk * 0.93 + b->thigh * 0.5;
  b->upper_arm = arm * 0.425;
  b->forearm = arm * 0.37;
  b->hand = arm * 0.2;
  const double arm_r[3] = { 3.7, 2.9, 2.15 }, leg_r[3] = { 5.4, 4.1, 2.6 };
  for (int i = 0; i < 3; i++) {
    b->arm_r[i] = arm_r[i] * slim * (male && age >= COP_AGE_YOUTH ? 1.08 : 1);
    b->leg_r[i] = leg_r[i] * slim;
  }
}

/* --- stances and gestures; degrees from straight down, positive forward, from
 * the front outward --- */

static const CopStance stances[] = {
  { "stand", false, { -3, -4 }, { 5, 2 }, 0, 1 },
  { "front", true, { 5, 3 }, { 5, 3 }, 0, 1 },
  { "walk", false, { -17, -44 }, { 25, 8 }, 4, 1 },
  { "sit", false, { 84, 2 }, { 89, 8 }, 2, 1 },
  { "sit-front", true, { 20, 3 }, { 20, 3 }, 0, 0.26 }, /* the thighs point at the viewer */
  { "mat", true, { 66, -82 }, { 66, -82 }, 0, 0.8 },
  { "crouch", false, { 40, -88 }, { 94, -4 }, 6, 1 },
};

static const CopGesture gestures[] = {
  { "rest", { -4, 6 }, { 8, 17 }, COP_HAND_REST, COP_HAND_REST, 0, 0 },
  { "ease", { 12, 4 }, { 12, 4 }, COP_HAND_REST, COP_HAND_REST, 0, 0 },          /* from the front */
  { "swing", { 24, 44 }, { -26, -6 }, COP_HAND_REST, COP_HAND_REST, 0, 0 },      /* with walk */
  { "look", { 4, 108 }, { 22, 102 }, COP_HAND_GRIP, COP_HAND_REST, 9, 0 },       /* at something in the hand */
  { "look-front", { 16, -132 }, { 16, -124 }, COP_HAND_GRIP, COP_HAND_REST, 0, 0 },
  { "down", { 32, 62 }, { 20, 44 }, COP_HAND_FLAT, COP_HAND_REST, 9, 0 },        /* lays something down */
  { "stop", { -4, 8 }, { 66, 152 }, COP_HAND_REST, COP_HAND_OPEN, -2, 0 },
  { "stop-front", { 46, 170 }, { 12, 4 }, COP_HAND_OPEN, COP_HAND_REST, 0, 0 },
  { "five", { 48, 170 }, { 12, 4 }, COP_HAND_OPEN, COP_HAND_REST, 0, 0 },        /* from the front */
  { "give", { 44, 84 }, { 40, 80 }, COP_HAND_GRIP, COP_HAND_FLAT, -3, 0 },
  { "tell", { 2, 62 }, { 34, 104 }, COP_HAND_REST, COP_HAND_FLAT, -3, 0 },
  { "tell-front", { 12, 4 }, { 24, 122 }, COP_HAND_REST, COP_HAND_FLAT, 0, 0 },
  { "lap", { 12, 70 }, { 20, 74 }, COP_HAND_REST, COP_HAND_REST, 3, 0 },
  { "knees", { 22, -8 }, { 22, -8 }, COP_HAND_REST, COP_HAND_REST, 0, 0 },       /* with mat */
  { "shoulder", { -4, 8 }, { 50, 82 }, COP_HAND_REST, COP_HAND_FLAT, 4, 0 },
  { "lap-front", { 16, -14 }, { 16, -14 }, COP_HAND_REST, COP_HAND_REST, 0, 0 },
  { "shoulder-near", { 56, 86 }, { 8, 18 }, COP_HAND_FLAT, COP_HAND_REST, 4, 0 },
  { "call", { 0, 0 }, { 8, 18 }, COP_HAND_GRIP, COP_HAND_REST, 0, COP_REACH_EAR },
  { "write", { 14, 78 }, { 26, 84 }, COP_HAND_GRIP, COP_HAND_FLAT, 14, 0 },
  { "wave", { -4, 8 }, { 112, 162 }, COP_HAND_REST, COP_HAND_OPEN, 0, 0 },
  { "wave-front", { 12, 4 }, { 62, 160 }, COP_HAND_REST, COP_HAND_OPEN, 0, 0 },
  { "think", { 0, 0 }, { 10, 22 }, COP_HAND_GRIP, COP_HAND_REST, 6, COP_REACH_CHIN },
  { "lead", { -28, -16 }, { 8, 18 }, COP_HAND_GRIP, COP_HAND_REST, 0, 0 },       /* somebody behind by the hand */
  { "carry", { 6, 94 }, { 14, 90 }, COP_HAND_GRIP, COP_HAND_FLAT, 3, 0 },
  { "heart", { 0, 0 }, { 8, 18 }, COP_HAND_FLAT, COP_HAND_REST, 4, COP_REACH_CHEST }, /* hand on the own chest: a breath */
  { "rims", { 6, 34 }, { 12, 40 }, COP_HAND_GRIP, COP_HAND_GRIP, 0, 0 },         /* on the wheels */
  { "three", { -4, 8 }, { 74, 156 }, COP_HAND_REST, COP_HAND_THREE, 0, 0 },      /* counts */
  { "sign", { 14, 116 }, { 36, 134 }, COP_HAND_OPEN, COP_HAND_OPEN, 0, 0 },      /* talks with the hands */
  { "sign-front", { 22, -146 }, { 26, 164 }, COP_HAND_OPEN, COP_HAND_OPEN, 0, 0 },
  { "open", { 24, 78 }, { 38, 84 }, COP_HAND_FLAT, COP_HAND_FLAT, 0, 0 },        /* both hands open */
  { "point", { -4, 8 }, { 84, 96 }, COP_HAND_REST, COP_HAND_FLAT, 0, 0 },
  { "clap", { 30, 112 }, { 36, 112 }, COP_HAND_FLAT, COP_HAND_FLAT, 0, 0 },
};

const CopStance *
cop_stance_find(const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS(stances); i++)
    if (strcmp(stances[i].name, name) == 0)
      return &stances[i];
  return NULL;
}

const CopGesture *
cop_gesture_find(const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS(gestures); i++)
    if (strcmp(gestures[i].name, name) == 0)
      return &gestures[i];
  return NULL;
}

/* --- joints --- */

static CopPoint
in_trunk(const CopPosed *q, double x, double y)
{
  CopPoint out;
  cop_matrix_apply(q->trunk, x, y, &out.x, &out.y);
  return out;
}

static double
direction(CopPoint a, CopPoint b)
{
  return atan2(b.x - a.x, b.y - a.y) * 180 / G_PI;
}

/* Two bones from the shoulder to a point (rule of cosines); of the two ways the
 * one whose elbow hangs lower; for a hand raised over the shoulder, in front; of an
 * arm that crosses the body, outwards (-1 or 1). */
static CopLimb
reach(const CopBody *b, CopPoint shoulder, CopPoint target, double upper_arm, double outwards)
{
  double lower = b->forearm + b->hand * 0.45, distance = hypot(target.x - shoulder.x, target.y - shoulder.y);
  distance = CLAMP(distance, fabs(upper_arm - lower) + 0.1, upper_arm + lower - 0.1);
  double at = direction(shoulder, target);
  double open = acos((upper_arm * upper_arm + distance * distance - lower * lower) / (2 * upper_arm * distance)) * 180 / G_PI;
  CopLimb best = { 0, 0 };
  double most = -INFINITY;
  for (int side = -1; side <= 1; side += 2) {
    CopPoint elbow = cop_point_polar(shoulder, at + side * open, upper_arm);
    CopPoint end = cop_point_polar(shoulder, at, distance);
    double merit = elbow.y + (outwards != 0 ? 1.5 * outwards : target.y < shoulder.y ? 0.8 : -0.3) * elbow.x;
    if (merit > most) {
      most = merit;
      best = (CopLimb){ at + side * open, direction(elbow, end) };
    }
  }
  return best;
}

/* target is local, foreshort that of the upper arm; NULL: by the angles of the gesture. */
static CopArmJoints
place_arm(const CopPosed *q, CopPoint shoulder, CopLimb limb, double side, const CopPoint *target, double foreshort)
{
  CopArmJoints j = { .shoulder = shoulder };
  double upper_arm = q->body.upper_arm * foreshort;
  double upper = limb.upper * side, lower = limb.lower * side;
  if (target != NULL) {
    CopLimb r = reach(&q->body, shoulder, *target, upper_arm, q->front && (foreshort < 1 || side * (target->x - shoulder.x) < 0) ? side : 0);
    upper = r.upper;
    lower = r.lower;
  }
  j.elbow = cop_point_polar(shoulder, upper, upper_arm);
  j.wrist = cop_point_polar(j.elbow, lower, q->body.forearm);
  j.palm = cop_point_polar(j.wrist, lower, q->body.hand * 0.45);
  j.lower = lower;
  return j;
}

static CopLegJoints
place_leg(const CopPosed *q, CopPoint hip, CopLimb limb, double side)
{
  CopLegJoints j = { .hip = hip, .shin = limb.lower * side };
  j.knee = cop_point_polar(hip, limb.upper * side, q->body.thigh * q->p->stance->foreshort);
  j.ankle = cop_point_polar(j.knee, j.shin, q->body.shin * (q->p->stance->foreshort < 0.5 ? 1 : 2 - q->p->stance->foreshort));
  return j;
}

/* The lowest point of a leg below the hip. */
static double
depth(const CopPosed *q, const CopLegJoints *j)
{
  const CopBody *b = &q->body;
  return fmax(j->knee.y + b->leg_r[1] * 0.9, j->ankle.y + (fabs(j->shin) > 60 ? b->leg_r[2] : b->foot));
}

static void
shift_leg(CopLegJoints *j, double dy)
{
  j->hip.y += dy;
  j->knee.y += dy;
  j->ankle.y += dy;
}

static bool
to_local(const CopPosed *q, bool given, CopPoint at, CopPoint *local)
{
  if (given)
    cop_matrix_apply(cop_matrix_invert(q->pen.m), at.x, at.y, &local->x, &local->y);
  return given;
}

/* Ear, chin and chest of the own body. */
static bool
own_reach(const CopPosed *q, CopReach to, CopPoint *local)
{
  const CopBody *b = &q->body;
  double x, y;
  switch (to) {
  case COP_REACH_FREE:
    return false;
  case COP_REACH_EAR:
    x = -b->head_width * (q->front ? 0.7 : 0.4);
    y = b->head * (q->front ? 0.3 : 0.22);
    break;
  case COP_REACH_CHIN:
    x = b->head_width * (0.08 + 0.14 * q->turn);
    y = b->head * 0.6;
    break;
  case COP_REACH_CHEST:
    *local = in_trunk(q, b->shoulder * 0.12, -b->trunk * 0.72);
    return true;
  default:
    g_assert_not_reached();
  }
  CopMatrix head = cop_matrix_rotate(cop_matrix_translate(COP_MATRIX_IDENTITY, q->head.x, q->head.y), q->tilt);
  cop_matrix_apply(head, x, y, &local->x, &local->y);
  return true;
}

void
cop_body_pose(CopPosed *q)
{
  const CopPerson *p = q->p;
  const CopBody *b = &q->body;
  q->front = p->stance->front;
  if (p->stance->foreshort < 0.5) { /* nearer to the viewer */
    q->body.leg_r[0] *= 1.2;
    q->body.leg_r[1] *= 1.2;
  }
  double spread = q->front ? b->hip_width / 2 - b->leg_r[0] * 0.92 : b->shoulder * 0.1;
  double near_side = q->front ? -1 : 1;
  q->near_leg = place_leg(q, cop_point(-spread, 0), p->stance->near_leg, near_side);
  q->far_leg = place_leg(q, cop_point(spread, 0), p->stance->far_leg, 1);
  if (p->seat > 0 && !q->front) { /* on a low seat the knees come up until the feet stand on the ground */
    CopLegJoints *legs[2] = { &q->near_leg, &q->far_leg };
    const CopLimb limbs[2] = { p->stance->near_leg, p->stance->far_leg };
    for (int i = 0; i < 2; i++) {
      double below = b->shin * cos(limbs[i].lower * G_PI / 180) + b->foot, up = p->seat + b->leg_r[0];
      double most = acos(CLAMP((up - below) / b->thigh, -0.8, 1)) * 180 / G_PI;
      *legs[i] = place_leg(q, legs[i]->hip, (CopLimb){ fmax(limbs[i].upper, most), limbs[i].lower }, 1);
    }
  }
  double up = p->seat > 0 ? p->seat + b->leg_r[0] : fmax(b->leg_r[0], fmax(depth(q, &q->near_leg), depth(q, &q->far_leg)));
  shift_leg(&q->near_leg, -up);
  shift_leg(&q->far_leg, -up);
  q->hip = cop_point(0, -up);

  double lean = p->stance->lean + (p->age == COP_AGE_ELDER ? 7 : 0) * (q->front ? 0 : 1);
  q->trunk = cop_matrix_rotate(cop_matrix_translate(COP_MATRIX_IDENTITY, q->hip.x, q->hip.y), lean);
  q->neck = in_trunk(q, q->front ? 0 : b->shoulder * 0.04, -b->trunk);
  q->turn = isnan(p->turn) ? (q->front ? 0 : 0.5) : p->turn;
  q->tilt = lean * 0.4 + p->gesture->tilt + p->tilt;
  CopMatrix head = cop_matrix_rotate(cop_matrix_translate(COP_MATRIX_IDENTITY, q->neck.x, q->neck.y), q->tilt);
  cop_matrix_apply(head, q->turn * b->head * 0.06, -(b->neck + b->head * 0.44), &q->head.x, &q->head.y);
  double half = b->shoulder / 2 - b->arm_r[0] * 0.95, y = -b->trunk + b->arm_r[0] * 1.85;
  CopPoint near = in_trunk(q, -half * (q->front ? 1 : 0.66), y), far = in_trunk(q, half * (q->front ? 1 : 0.66), y);
  CopPoint near_target, far_target;
  bool near_reaches = own_reach(q, p->gesture->near_to, &near_target) || to_local(q, p->near_reaches, p->near_reach, &near_target);
  bool far_reaches = to_local(q, p->far_reaches, p->far_reach, &far_target);
  q->near_arm = place_arm(q, near, p->gesture->near_arm, near_side, near_reaches ? &near_target : NULL,
                          p->gesture->near_to == COP_REACH_EAR ? (q->front ? 0.7 : 0.62) : 1); /* the elbow comes towards the viewer */
  q->far_arm = place_arm(q, far, p->gesture->far_arm, 1, far_reaches ? &far_target : NULL, 1);
}
