/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/svg.h -- SVG files as drawings.
 *
 * Read is the part of SVG 1.1 (with the geometry rules of SVG 2) that flat art
 * is made of: path (all commands), rect, circle, ellipse, line, polyline,
 * polygon; g, symbol, use, defs, nested svg; transforms; fill, stroke, their
 * opacities, caps, joins, dashes, fill-rule; presentation attributes, the
 * style attribute and a style element with simple selectors (element, .class,
 * #id, element.class, lists of them); currentColor; custom properties by
 * var(--name) and var(--name, fallback).
 *
 * Refused:  what would be drawn wrongly if it were passed over: gradients,
 *           patterns, filters, masks, text, images, animation, scripts, a clip
 *           path that cuts something, group opacity over more than one shape,
 *           strokes under uneven scaling. The error names file, line and
 *           feature. Nothing outside the view box is cut off by the reader.
 * Box:      the drawing is as large as the view box, else as width and height,
 *           with its corner at the origin; one user unit is one point.
 * Errors:   COP_SVG_ERROR; of text that is not XML, COP_XML_ERROR.
 * Limits:   COP_LIMIT_SVG, COP_LIMIT_DRAWING, COP_LIMIT_NESTING (use counts).
 */
#ifndef COP_FIGURE_SVG_H
#define COP_FIGURE_SVG_H

#include <glib.h>

#include "doc/drawing.h"

#define COP_SVG_ERROR (cop_svg_error_quark())
GQuark cop_svg_error_quark(void);
typedef enum {
  COP_SVG_ERROR_SYNTAX,      /* a value that cannot be read */
  COP_SVG_ERROR_UNSUPPORTED, /* sound SVG that is not read here */
  COP_SVG_ERROR_LIMIT,
} CopSvgError;

/* A custom property without its dashes ("skin") and the colour it stands for. */
typedef struct {
  const char *name;
  CopColor color;
} CopSvgColor;

typedef struct {
  CopColor current;         /* of currentColor; 0 is black */
  const CopSvgColor *colors; /* win over what the file declares */
  size_t n_colors;
  const char *group;        /* draw only the element with this id; NULL draws all */
} CopSvgOptions;

/* Reads a text; name is the file's, for messages and as the drawing's key (with
 * the group and the colours joined to it). options may be NULL. */
CopDrawing *cop_svg_read(CopArena *a, const char *name, const char *text, size_t length,
                         const CopSvgOptions *options, GError **error);
/* As cop_svg_read() of the file at that path. */
CopDrawing *cop_svg_load(CopArena *a, const char *path, const CopSvgOptions *options, GError **error);

#endif
