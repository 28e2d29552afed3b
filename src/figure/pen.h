/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/pen.h -- the hand our people are drawn with, for figure/ only.
 *
 * A group of shapes gets one contour around its union: first every shape is
 * stroked in ink, then every shape is filled, so that lines inside the group
 * vanish. Arms, legs, trunk and head are groups painted in order; the contour
 * keeps them apart where they overlap, also on a photocopy.
 */
#ifndef COP_FIGURE_PEN_H
#define COP_FIGURE_PEN_H

#include "figure/polygon.h"

typedef struct {
  CopArena *arena;
  CopDrawing *drawing;
  CopMatrix m;    /* local to drawing */
  double contour; /* width of the visible contour, local units */
  CopColor ink;
} CopPen;

typedef struct CopPenShape CopPenShape;
typedef struct {
  CopPenShape *first, *last;
} CopPenGroup;

/* Adds a path given in local coordinates. */
void cop_pen_add(CopPen *pen, CopPenGroup *g, const CopPath *p, CopColor fill);
/* As cop_pen_add(), with holes by the even-odd rule. */
void cop_pen_add_holes(CopPen *pen, CopPenGroup *g, const CopPath *p, CopColor fill);
/* A limb: two circles and the tangents between them. */
void cop_pen_capsule(CopPen *pen, CopPenGroup *g, CopPoint a, double ra, CopPoint b, double rb, CopColor fill);
/* The shapes of a drawing, placed by `place` in local coordinates; strokes of
 * it become detail lines over the group's fills. */
void cop_pen_add_drawing(CopPen *pen, CopPenGroup *g, const CopDrawing *d, CopMatrix place);
/* Paints contour and fills; the group is empty afterwards. */
void cop_pen_flush(CopPen *pen, CopPenGroup *g);

/* A line or a fill without contour, painted at once. */
void cop_pen_line(CopPen *pen, const CopPath *p, CopColor color, double width);
void cop_pen_fill(CopPen *pen, const CopPath *p, CopColor fill);

/* --- cloth --- */
typedef enum { COP_PATTERN_PLAIN, COP_PATTERN_STRIPE, COP_PATTERN_DOT, COP_PATTERN_CHECK, COP_PATTERN_MAX } CopPattern;
/* Adds the pattern inside an outline to the group, along the axes of `frame`
 * (local: origin and x axis of the cloth). Pitch in local units. */
void cop_pen_pattern(CopPen *pen, CopPenGroup *g, const CopPath *outline, CopMatrix frame, CopPattern pattern,
                     double pitch, CopColor color);

CopPath cop_pen_path(CopPen *pen);
void cop_pen_move(CopPath *p, CopPoint a);
void cop_pen_to(CopPath *p, CopPoint a);
void cop_pen_curve(CopPath *p, CopPoint a, CopPoint b, CopPoint c);
CopPoint cop_point(double x, double y);
/* From a in the direction `degrees` from straight down, positive towards +x. */
CopPoint cop_point_polar(CopPoint a, double degrees, double length);

#endif
