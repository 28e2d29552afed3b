/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/tiles.h -- regions as equal tiles on a grid: no borders to dispute,
 * no large empty region shouting over a small full one. Each tile carries its
 * short name and its number; steps of one colour show the pattern. A map is
 * not mirrored in right-to-left languages; its legend is.
 */
#ifndef COP_FIGURE_TILES_H
#define COP_FIGURE_TILES_H

#include "figure/figure.h"

#define COP_TILES_STEPS_MAX 5u

typedef struct {
  const char *code;    /* on the tile: "NCR"; at most about six letters */
  const char *name;    /* in the table */
  unsigned column, row; /* on the grid, from 0 at the north-west */
  double value;        /* NaN: no data */
} CopTile;

typedef struct {
  const char *subject;
  const char *tile_title; /* head of the table's first column: "Region" */
  const char *unit;
  unsigned decimals;
  const CopTile *tiles;
  unsigned n_tiles;       /* 1 to 100 */
  const double *bounds;   /* rising; a value at a bound belongs to the step above */
  unsigned n_bounds;      /* 0 to COP_TILES_STEPS_MAX - 1 */
} CopTileMap;

/* Two tiles in one place are an error. */
CopFigure *cop_tiles_draw(CopArena *a, const CopTileMap *map, const CopFigureOptions *options, GError **error);

/* The bare pattern, for covers: tiles without words, as wide as given, in
 * colours of the palette that vary with the place. Decoration: alt "". */
CopDrawing *cop_tiles_pattern(CopArena *a, const CopTile *tiles, unsigned n_tiles, const CopPalette *palette,
                              float width, bool grey);

#endif
