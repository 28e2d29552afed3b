/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/frame.h -- putting a drawing into another's box, for figure/ only.
 */
#ifndef COP_FIGURE_FRAME_H
#define COP_FIGURE_FRAME_H

#include "figure/matrix.h"

/* As cop_drawing_append(), and cuts fills off at the box of dst; a stroke that
 * reaches outside stays whole. Curves of what is cut become short lines. */
void cop_frame_append(CopDrawing *dst, const CopDrawing *src, CopMatrix m);

#endif
