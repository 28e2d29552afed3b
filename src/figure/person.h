/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/person.h -- one person of our cast, drawn from parameters.
 *
 * Body:     seven age figures with nearly the same head (house proportions:
 *           heads to the height, shoulder and leg shares), so that one head
 *           serves all and a face stays readable when the figure is small.
 * Pose:     a row of joint angles, seen from the front or three-quarter; arms
 *           can instead reach for a point, solved by the two-bone rule of
 *           cosines.
 * Units:    an adult woman is 100 high. The origin is the ground below the
 *           hip; y down. A person faces +x until mirrored.
 * Not here: who may be drawn how. Scenes are checked by eye and pretest.
 */
#ifndef COP_FIGURE_PERSON_H
#define COP_FIGURE_PERSON_H

#include <glib.h>

#include "figure/pen.h"

typedef enum {
  COP_AGE_SMALL,  /* 3 to 5 */
  COP_AGE_CHILD,  /* 6 to 8 */
  COP_AGE_OLDER,  /* 9 to 12 */
  COP_AGE_TEEN,   /* 13 to 15 */
  COP_AGE_YOUTH,  /* 16 to 18 */
  COP_AGE_ADULT,
  COP_AGE_ELDER,
  COP_AGE_MAX
} CopAge;

typedef enum {
  COP_TOP_TSHIRT,
  COP_TOP_POLO,   /* collar and short row of buttons */
  COP_TOP_SHIRT,  /* long sleeves, collar */
  COP_TOP_BLOUSE, /* short sleeves, soft neckline */
  COP_TOP_TUNIC,  /* long sleeves, to the thigh */
  COP_TOP_VEST,   /* open vest of a village volunteer over a T-shirt */
  COP_TOP_MAX
} CopTop;

typedef enum {
  COP_BOTTOM_TROUSERS,
  COP_BOTTOM_SHORTS, /* over the knee */
  COP_BOTTOM_SKIRT,  /* below the knee */
  COP_BOTTOM_LONG,   /* wrap skirt to the ankle: malong, patadyong */
  COP_BOTTOM_MAX
} CopBottom;

typedef enum { COP_SHOES_SANDALS, COP_SHOES_SHOES, COP_SHOES_BARE, COP_SHOES_MAX } CopShoes;

typedef enum { COP_HAND_REST, COP_HAND_GRIP, COP_HAND_OPEN, COP_HAND_FLAT, COP_HAND_THREE, COP_HAND_MAX } CopHand;

typedef enum {
  COP_MOOD_CALM,
  COP_MOOD_HAPPY,
  COP_MOOD_UNSURE,
  COP_MOOD_WORRIED,
  COP_MOOD_SAD,
  COP_MOOD_FIRM, /* firm and kind */
  COP_MOOD_SPEAK, /* calm, mouth open */
  COP_MOOD_MAX
} CopMood;

/* One limb: direction of both parts from straight down, degrees, positive
 * forward (seen from the front: outward). */
typedef struct {
  double upper, lower;
} CopLimb;

/* How somebody stands or sits. */
typedef struct {
  const char *name;
  bool front;  /* seen from the front; else three-quarter, facing +x */
  CopLimb near_leg, far_leg;
  double lean;     /* of the trunk, degrees, positive forward */
  double foreshort; /* of the thighs, towards the viewer; 1: none */
} CopStance;

/* Where a hand goes by itself, whatever the size of the body. */
typedef enum { COP_REACH_FREE, COP_REACH_EAR, COP_REACH_CHIN, COP_REACH_CHEST } CopReach;

/* What the arms and the head do. */
typedef struct {
  const char *name;
  CopLimb near_arm, far_arm;
  CopHand near_hand, far_hand;
  double tilt; /* of the head, degrees, positive forward */
  CopReach near_to;
} CopGesture;

typedef struct {
  CopAge age;
  bool male;
  CopColor skin, hair, hair_shade, top, top_shade, bottom, bottom_shade, shoes, scarf, scarf_shade;
  const char *hair_style;      /* file of assets/art/hair, without suffix */
  CopTop top_kind;
  CopBottom bottom_kind;
  CopShoes shoes_kind;
  CopPattern top_pattern, bottom_pattern;
  CopColor over;               /* of vest or apron */
  bool glasses, hearing_aid, apron;

  const CopStance *stance;
  const CopGesture *gesture;
  CopMood mood;
  double turn;                 /* of the head: 0 to the viewer, 1 to +x; NaN: as the stance has it */
  double tilt;                 /* added to that of the gesture */
  bool eyes_down;
  bool mirrored;
  double seat;                 /* height of the seat; 0: the feet stand on the ground */
  bool near_reaches, far_reaches;
  CopPoint near_reach, far_reach; /* in drawing coordinates */
  const CopDrawing *near_item, *far_item; /* drawn in the hand, its middle at the palm */
  double near_item_turn, far_item_turn;   /* degrees, in screen sense before mirroring */
  bool cane;
  bool grey;                   /* lips, cheeks and aids without colour too */
} CopPerson;

/* A near arm laid on somebody else is painted after that person: the rest
 * first, the arm later, both with the same parameters. */
typedef enum { COP_PERSON_WHOLE, COP_PERSON_BUT_ARM, COP_PERSON_ONLY_ARM } CopPersonPart;

/* By name; NULL when there is none. */
const CopStance *cop_stance_find(const char *name);
const CopGesture *cop_gesture_find(const char *name);

/* Art of the hair by style and layer ("back", "front"); supplied by figure/art.h. */
typedef const CopDrawing *(*CopHairFn)(void *ctx, const char *style, const char *layer, const CopPerson *p,
                                       GError **error);

/* Paints the person with the ground point at (x, y) and `scale` drawing units
 * to one of ours. Fails only when hair art fails. */
bool cop_person_draw(CopDrawing *d, const CopPerson *p, CopPersonPart part, double x, double y, double scale, CopColor ink,
                     CopHairFn hair, void *ctx, GError **error);

#endif
