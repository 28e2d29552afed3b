/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/matrix.h -- placing drawings turned, scaled or mirrored.
 *
 * A point (x, y) becomes (a x + c y + e, b x + d y + f), as in SVG 2, 8.4.
 * Angles are degrees; with y down a positive turn is clockwise.
 */
#ifndef COP_FIGURE_MATRIX_H
#define COP_FIGURE_MATRIX_H

#include "doc/drawing.h"

typedef struct {
  double a, b, c, d, e, f;
} CopMatrix;

#define COP_MATRIX_IDENTITY ((CopMatrix){ 1, 0, 0, 1, 0, 0 })

/* What comes of applying `inner` first, then `outer`. */
CopMatrix cop_matrix_multiply(CopMatrix outer, CopMatrix inner);
CopMatrix cop_matrix_translate(CopMatrix m, double x, double y); /* m after the shift */
CopMatrix cop_matrix_scale(CopMatrix m, double x, double y);
CopMatrix cop_matrix_rotate(CopMatrix m, double degrees);
void cop_matrix_apply(CopMatrix m, double x, double y, double *out_x, double *out_y);
/* The way back; the matrix must not be flat. */
CopMatrix cop_matrix_invert(CopMatrix m);
/* The factor by which lengths grow; exact when the matrix keeps angles. */
double cop_matrix_length(CopMatrix m);
/* True when the matrix keeps angles, so that a stroke stays a stroke of one width. */
bool cop_matrix_is_similarity(CopMatrix m);

/* The segments, transformed, in the arena. */
CopSeg *cop_segs_transform(CopArena *a, const CopSeg *segs, size_t n, CopMatrix m);

/* Replaces a colour; returns what to paint instead. */
typedef CopColor (*CopRecolorFn)(void *ctx, CopColor c);

/* Appends all ops of src to dst, transformed; children are resolved into
 * paths. recolor may be NULL. Text ops keep their size times the scale and are
 * only moved: a turned or mirrored text is a bug and aborts. */
void cop_drawing_append(CopDrawing *dst, const CopDrawing *src, CopMatrix m, CopRecolorFn recolor, void *ctx);

#endif
