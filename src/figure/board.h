/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/board.h -- the ground of a board game: squares in rows that turn at
 * each end, from the foot upwards; ladders and slides between them. What is
 * read on the squares is set by who lays out the sheet.
 *
 * Kinds of squares differ in colour and in the mark at their corner.
 */
#ifndef COP_FIGURE_BOARD_H
#define COP_FIGURE_BOARD_H

#include "doc/node.h"

enum { COP_BOARD_COLUMNS = 8, COP_BOARD_CELL = 100 /* points of the drawing */ };

typedef enum { COP_SQUARE_IS_FREE, COP_SQUARE_IS_LADDER, COP_SQUARE_IS_SLIDE, COP_SQUARE_IS_HELPER, COP_SQUARE_IS_TALK, COP_SQUARE_IS_ACT, COP_SQUARE_IS_MAX } CopSquareIs;

typedef struct {
  CopSquareIs is;
  unsigned leads_to; /* number of a square from 1; 0: nowhere */
} CopSquare;

/* Row from the head and column from the left of square `i` (from 0) of n. */
void cop_board_place(unsigned i, unsigned n, bool rtl, unsigned *row, unsigned *column);
CopDrawing *cop_board_draw(CopArena *a, const CopSquare *squares, unsigned n, const CopPalette *palette, bool rtl);

#endif
