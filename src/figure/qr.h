/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/qr.h -- QR codes (ISO/IEC 18004) through libqrencode, which stays
 * behind this file.
 *
 * The drawing includes the quiet zone of four modules that readers need
 * (clause 9.1): whatever stands beside it may touch its edge. Modules are black
 * on white whatever the palette, since cheap cameras fail on colour.
 */
#ifndef COP_FIGURE_QR_H
#define COP_FIGURE_QR_H

#include <glib.h>

#include "doc/drawing.h"

/* Error correction: M restores 15 % and is for screens and clean print, Q
 * restores 25 % and is for sheets that will be folded, copied and rained on. */
typedef enum { COP_QR_M, COP_QR_Q } CopQrLevel;

/* A square of that size in points, quiet zone included. The text is taken as
 * bytes (UTF-8) where it does not fit a denser mode. Error: COP_FIGURE_ERROR,
 * when the text is empty, longer than a code holds, or so long that a module
 * would be under 0.25 mm in that size, which phones do not read from paper. */
CopDrawing *cop_qr_draw(CopArena *a, const char *text, CopQrLevel level, float size, GError **error);

#endif
