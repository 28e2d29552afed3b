/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/svg_path.h -- path data and number lists of SVG 2 (9.3), for
 * figure/svg.c only.
 */
#ifndef COP_FIGURE_SVG_PATH_H
#define COP_FIGURE_SVG_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/drawing.h"

/* Appends the path of a `d` attribute; false when the data breaks the grammar
 * (the part before the error is appended, as SVG 2 asks of viewers, but our
 * callers refuse the file) or grows beyond COP_LIMIT_DRAWING. */
bool cop_svg_path_read(CopPath *p, const char *d);
/* An elliptical arc from (x0, y0) as at most four curves (SVG 2, appendix B.2). */
void cop_svg_path_arc(CopPath *p, double x0, double y0, double rx, double ry, double turn, bool large, bool sweep,
                      double x, double y);
/* One number at *s, with the white space and comma before it; moves *s behind
 * it. False when there is none. */
bool cop_svg_number(const char **s, double *value);

#endif
