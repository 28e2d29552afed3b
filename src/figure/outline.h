/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/outline.h -- a drawing to colour in: white areas with dark contours.
 *
 * Areas with a contour keep it; areas without one (backgrounds) get a thin one;
 * small dark parts (eyes, mouths, hair ties) stay as they are, so that faces
 * can be read. Strokes without area keep their place and become dark.
 */
#ifndef COP_FIGURE_OUTLINE_H
#define COP_FIGURE_OUTLINE_H

#include "doc/drawing.h"

/* In the arena; `line` is the least width of a contour in points of the
 * drawing's own size. */
CopDrawing *cop_drawing_outline(CopArena *a, const CopDrawing *d, float line);

#endif
