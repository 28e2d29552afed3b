/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/person_body.h -- the measures of a body and where its joints are, for
 * the files that draw a person.
 */
#ifndef COP_FIGURE_PERSON_BODY_H
#define COP_FIGURE_PERSON_BODY_H

#include "figure/person.h"

typedef struct {
  double height, head, head_width, neck, trunk, leg;
  double shoulder;                 /* width over both shoulders */
  double thigh, shin, foot;        /* foot: its height */
  double upper_arm, forearm, hand;
  double arm_r[3];                 /* radius at shoulder, elbow, wrist */
  double leg_r[3];                 /* at hip, knee, ankle */
  double hip_width;                /* of the trunk at the hip */
} CopBody;

typedef struct {
  CopPoint shoulder, elbow, wrist, palm;
  double lower; /* direction of the forearm, degrees from down */
} CopArmJoints;

typedef struct {
  CopPoint hip, knee, ankle;
  double shin; /* direction */
} CopLegJoints;

typedef struct {
  const CopPerson *p;
  CopBody body;
  CopPen pen;
  CopPoint hip, neck, head; /* middle of the hips, base of the neck, middle of the head */
  CopMatrix trunk;          /* frame: origin at the hip, y up the spine is negative */
  CopArmJoints near_arm, far_arm;
  CopLegJoints near_leg, far_leg;
  double turn, tilt;        /* of the head, all told */
  bool front;
} CopPosed;

void cop_body_measure(CopBody *b, CopAge age, bool male);
/* Places all joints. */
void cop_body_pose(CopPosed *posed);

/* The parts, painted in the order of cop_person_draw(). */
void cop_body_draw_leg(CopPosed *posed, const CopLegJoints *leg, bool near);
void cop_body_draw_skirt(CopPosed *posed);
void cop_body_draw_trunk(CopPosed *posed);
void cop_body_draw_arm(CopPosed *posed, const CopArmJoints *arm, bool near);
bool cop_body_draw_head_back(CopPosed *posed, CopHairFn hair, void *ctx, GError **error);
bool cop_body_draw_head(CopPosed *posed, CopHairFn hair, void *ctx, GError **error);

#endif
