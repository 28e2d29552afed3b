/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/art_color.h -- the named colours of our art, for figure/ only.
 */
#ifndef COP_FIGURE_ART_COLOR_H
#define COP_FIGURE_ART_COLOR_H

#include <stdbool.h>

#include "doc/node.h"
#include "figure/svg.h"

#define COP_ART_COLORS_MAX 72u

typedef struct {
  CopSvgColor colors[COP_ART_COLORS_MAX];
  size_t n;
} CopArtColors;

/* Fills the set for colour or grey; palette NULL: the design's own blue. */
void cop_art_colors_init(CopArtColors *c, const CopPalette *palette, bool grey);
bool cop_art_color_find(const CopArtColors *c, const char *name, CopColor *color);
/* The same colour as a line or pattern on it: darker, on white a pale grey. */
CopColor cop_art_color_shade(CopColor c);

#endif
