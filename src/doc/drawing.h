/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/drawing.h -- vector pictures as data: what figure/ makes and devices paint.
 *
 * Units:     points (1/72 inch) of the drawing's own box, origin top left, y
 *            down. A writer scales the whole box.
 * Colours:   0xRRGGBBAA. 0 (fully transparent) means "none".
 * Lifetime:  a drawing and all it points to live in the arena it was made in.
 * Identity:  two drawings with the same non-NULL key are the same picture;
 *            writers may store it once (PDF: form XObject).
 * Access:    a drawing carries no alternative text; the figure node that shows
 *            it does.
 */
#ifndef COP_DOC_DRAWING_H
#define COP_DOC_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef uint32_t CopColor;

typedef enum { COP_SEG_MOVE, COP_SEG_LINE, COP_SEG_CURVE, COP_SEG_CLOSE } CopSegKind;

/* MOVE and LINE use x[0], y[0]; CURVE is a cubic Bezier: two controls, then the end. */
typedef struct {
  CopSegKind kind;
  float x[3], y[3];
} CopSeg;

typedef enum { COP_CAP_BUTT, COP_CAP_ROUND, COP_CAP_SQUARE } CopLineCap;
typedef enum { COP_JOIN_MITER, COP_JOIN_ROUND, COP_JOIN_BEVEL } CopLineJoin;
typedef enum { COP_ANCHOR_START, COP_ANCHOR_MIDDLE, COP_ANCHOR_END } CopAnchor;

typedef enum { COP_DRAW_PATH, COP_DRAW_TEXT, COP_DRAW_CHILD } CopDrawKind;

typedef struct CopDrawing CopDrawing;

typedef struct CopDrawOp CopDrawOp;
struct CopDrawOp {
  CopDrawKind kind;
  CopDrawOp *next;
  union {
    struct {
      const CopSeg *segs;
      size_t n_segs;
      CopColor fill, stroke;
      float stroke_width;
      CopLineCap cap;
      CopLineJoin join;
      bool even_odd;
      const float *dash; /* lengths on, off, ...; NULL for a solid line */
      size_t n_dash;
    } path;
    struct {
      float x, y;        /* of the baseline at the anchor */
      float size;        /* em, in points */
      CopAnchor anchor;  /* START is the reading start: right in Arabic */
      bool bold;
      CopColor color;
      const char *lang;  /* NULL: that of the figure */
      const char *text;
    } text;
    struct {
      const CopDrawing *drawing;
      float x, y, scale;
    } child;
  } as;
};

struct CopDrawing {
  CopArena *arena;
  const char *key;
  const unsigned char *digest; /* of a sealed drawing (doc/digest.h); NULL: not sealed */
  float width, height;
  CopDrawOp *first, *last;
};

CopDrawing *cop_drawing_new(CopArena *a, float width, float height);

/* --- paths: begin, add segments, end with paint --- */

typedef struct {
  CopSeg *segs;
  size_t n, room;
  CopArena *arena;
} CopPath;

CopPath cop_path_begin(CopArena *a);
void cop_path_move(CopPath *p, float x, float y);
void cop_path_line(CopPath *p, float x, float y);
void cop_path_curve(CopPath *p, float x1, float y1, float x2, float y2, float x, float y);
void cop_path_close(CopPath *p);
void cop_path_rect(CopPath *p, float x, float y, float w, float h);
void cop_path_round_rect(CopPath *p, float x, float y, float w, float h, float radius);
void cop_path_ellipse(CopPath *p, float cx, float cy, float rx, float ry);

void cop_draw_fill(CopDrawing *d, const CopPath *p, CopColor fill);
void cop_draw_stroke(CopDrawing *d, const CopPath *p, CopColor stroke, float width);
/* The general form; the op is returned to set cap, join, dash, even_odd. */
CopDrawOp *cop_draw_path(CopDrawing *d, const CopPath *p, CopColor fill, CopColor stroke, float width);
CopDrawOp *cop_draw_text(CopDrawing *d, float x, float y, float size, CopAnchor anchor, CopColor color,
                         const char *text);
void cop_draw_child(CopDrawing *d, const CopDrawing *child, float x, float y, float scale);

/* "#RRGGBB" to an opaque colour; false when it is not one. */
bool cop_color_parse(const char *text, CopColor *color);
/* Relative luminance contrast of WCAG 2.2, 1 to 21; alpha is ignored. */
double cop_color_contrast(CopColor a, CopColor b);
/* Grey of the same luminance, alpha kept. */
CopColor cop_color_grey(CopColor c);

#endif
