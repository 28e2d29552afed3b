/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/svg_write.h -- a drawing as SVG text, to stand in HTML or in a file.
 *
 * Text stays text: <text> with language, direction and a list of font
 * families; the viewer shapes it. No ids and no style element, so that many
 * drawings can stand in one page under a strict content security policy.
 * Numbers have at most three decimals; equal drawings give equal bytes.
 */
#ifndef COP_FIGURE_SVG_WRITE_H
#define COP_FIGURE_SVG_WRITE_H

#include <glib.h>

#include "doc/drawing.h"

typedef struct {
  const char *lang;     /* of text ops without their own; NULL writes none */
  const char *families; /* "Noto Sans, sans-serif"; NULL writes none */
  const char *alt;      /* aria-label; NULL hides the picture from screen readers */
  bool file;            /* with XML declaration and size, as a file of its own */
} CopSvgWriteOptions;

/* Appends the <svg> element. options may be NULL. */
void cop_svg_write(GString *out, const CopDrawing *d, const CopSvgWriteOptions *options);

#endif
