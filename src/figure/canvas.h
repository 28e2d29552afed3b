/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/canvas.h -- the drawing board of the charts, for figure/ only.
 *
 * Coordinates are logical: x counts from the reading start, so that a chart is
 * laid out once and comes out mirrored in right-to-left languages.
 */
#ifndef COP_FIGURE_CANVAS_H
#define COP_FIGURE_CANVAS_H

#include "figure/figure.h"

#define COP_INK 0x1b1f2affu
#define COP_INK_SOFT 0x4a5263ffu
#define COP_LINE 0xd5dae3ffu
#define COP_GROUND 0xf5f7faffu
#define COP_WHITE 0xffffffffu

typedef struct {
  CopArena *arena;
  CopDrawing *drawing;
  CopFigureOptions o; /* completed */
  bool rtl;
  float width, size, small; /* small: of notes and axis labels */
  GPtrArray *cells;         /* of CopFigureCell * */
  GPtrArray *head;          /* of const char * */
  GString *alt;
  CopLocale *own_locale; /* NULL: the options have one */
} CopCanvas;

/* The height is set at the end, when it is known. */
void cop_canvas_init(CopCanvas *c, CopArena *a, const CopFigureOptions *o);
void cop_canvas_clear(CopCanvas *c);
/* The figure; clears the canvas. */
CopFigure *cop_canvas_finish(CopCanvas *c, float height);

/* --- paint --- */
void cop_canvas_rect(CopCanvas *c, float x, float y, float w, float h, CopColor fill);
void cop_canvas_round_rect(CopCanvas *c, float x, float y, float w, float h, float radius, CopColor fill,
                           CopColor stroke, float width);
void cop_canvas_line(CopCanvas *c, float x1, float y1, float x2, float y2, CopColor color, float width, bool dashed);
/* A rectangle of series i: colour, and in the grey variant its hatch. */
void cop_canvas_bar(CopCanvas *c, float x, float y, float w, float h, unsigned i, CopColor fill);
/* The marker of series i around a point. */
void cop_canvas_marker(CopCanvas *c, float x, float y, float radius, unsigned i, CopColor fill);
CopPath cop_canvas_path(CopCanvas *c);
float cop_canvas_x(const CopCanvas *c, float x); /* logical to drawing */

/* --- text --- */
float cop_canvas_measure(const CopCanvas *c, const char *text, float size, bool bold);
void cop_canvas_text(CopCanvas *c, float x, float y, float size, CopAnchor anchor, bool bold, CopColor color,
                     const char *text);
/* Broken into at most max_lines; the last takes what is left. */
typedef struct {
  const char *const *lines;
  unsigned n;
  float width; /* of the widest */
} CopCanvasLines;
CopCanvasLines cop_canvas_wrap(const CopCanvas *c, const char *text, float size, bool bold, float width,
                               unsigned max_lines);
/* Lines below each other, the first baseline at y; returns the y below. */
float cop_canvas_lines(CopCanvas *c, CopCanvasLines l, float x, float y, float size, CopAnchor anchor, bool bold,
                       CopColor color);
float cop_canvas_leading(const CopCanvas *c, float size);
/* A number as the language prints it. */
const char *cop_canvas_number(const CopCanvas *c, double v, unsigned decimals);
/* As cop_canvas_number(); with its sign when the unit is "%". */
const char *cop_canvas_value(const CopCanvas *c, double v, unsigned decimals, const char *unit);
/* White or ink, whichever stands out more. */
CopColor cop_canvas_on(CopColor ground);
/* Swatch and name for each series, wrapped; returns the y below. */
float cop_canvas_legend(CopCanvas *c, float y, const char *const *labels, unsigned n, bool markers);

/* --- axis --- */
typedef struct {
  double low, high, step;
  unsigned n;        /* of ticks, low and high included */
  unsigned decimals; /* that the step needs */
} CopAxis;
/* Round steps (1, 2, 2.5, 5 times a power of ten) over the values; about `ticks` of them. */
CopAxis cop_axis_make(double low, double high, bool from_zero, unsigned ticks);

/* --- table and alternative text --- */
void cop_canvas_head(CopCanvas *c, const char *title);
void cop_canvas_cell_text(CopCanvas *c, const char *text);
void cop_canvas_cell_number(CopCanvas *c, double v, unsigned decimals); /* NaN: no data */
/* One sentence; a space is put between two. */
void cop_canvas_say(CopCanvas *c, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
