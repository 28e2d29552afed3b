/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/board.h"

#include <math.h>

#define CELL ((float)COP_BOARD_CELL)
#define INK 0x1b1f2affu
#define PAPER 0xffffffffu
#define LADDER 0x8a5a2bffu
#define RAIL 11.0f /* between the two rails, half of it */

void
cop_board_place(unsigned i, unsigned n, bool rtl, unsigned *row, unsigned *column)
{
  unsigned rows = (n + COP_BOARD_COLUMNS - 1) / COP_BOARD_COLUMNS, from_foot = i / COP_BOARD_COLUMNS, k = i % COP_BOARD_COLUMNS;
  bool back = (from_foot % 2 == 1) != rtl;
  *row = rows - 1 - from_foot;
  *column = back ? COP_BOARD_COLUMNS - 1 - k : k;
}

typedef struct {
  float x, y;
} Point;

static Point
middle(unsigned i, unsigned n, bool rtl)
{
  unsigned row, column;
  cop_board_place(i, n, rtl, &row, &column);
  return (Point){ ((float)column + 0.5f) * CELL, ((float)row + 0.5f) * CELL };
}

static void
draw_mark(CopDrawing *d, CopSquareIs is, float x, float y)
{
  CopPath p = cop_path_begin(d->arena);
  const float r = 8;
  switch (is) {
  case COP_SQUARE_IS_LADDER: /* points up */
    cop_path_move(&p, x - r, y + r), cop_path_line(&p, x, y - r), cop_path_line(&p, x + r, y + r), cop_path_close(&p);
    break;
  case COP_SQUARE_IS_SLIDE: /* points down */
    cop_path_move(&p, x - r, y - r), cop_path_line(&p, x, y + r), cop_path_line(&p, x + r, y - r), cop_path_close(&p);
    break;
  case COP_SQUARE_IS_HELPER:
    cop_path_ellipse(&p, x, y, r, r);
    break;
  case COP_SQUARE_IS_TALK:
    cop_path_round_rect(&p, x - r, y - r, 2 * r, 1.5f * r, 4);
    cop_path_move(&p, x - r / 2, y + r / 2), cop_path_line(&p, x - r / 2, y + r), cop_path_line(&p, x + r / 3, y + r / 2), cop_path_close(&p);
    break;
  case COP_SQUARE_IS_ACT:
    cop_path_move(&p, x, y - r), cop_path_line(&p, x + r, y), cop_path_line(&p, x, y + r), cop_path_line(&p, x - r, y), cop_path_close(&p);
    break;
  case COP_SQUARE_IS_FREE:
  case COP_SQUARE_IS_MAX:
    return;
  }
  cop_draw_fill(d, &p, INK);
}

static void
draw_square(CopDrawing *d, const CopSquare *s, unsigned i, unsigned n, const CopPalette *palette, bool rtl)
{
  const CopColor grounds[COP_SQUARE_IS_MAX] = { [COP_SQUARE_IS_FREE] = PAPER,          [COP_SQUARE_IS_LADDER] = 0xd9ead3ffu, [COP_SQUARE_IS_SLIDE] = 0xf5e1d8ffu,
                                                [COP_SQUARE_IS_HELPER] = 0xfff0c2ffu, [COP_SQUARE_IS_TALK] = palette->tint,  [COP_SQUARE_IS_ACT] = 0xe8e1f2ffu };
  Point m = middle(i, n, rtl);
  CopPath p = cop_path_begin(d->arena);
  cop_path_rect(&p, m.x - CELL / 2, m.y - CELL / 2, CELL, CELL);
  cop_draw_path(d, &p, grounds[s->is], palette->deep, 1.2f);
}

/* Above ladders and slides: a number nobody sees stops the game. */
static void
draw_number(CopDrawing *d, const CopSquare *s, unsigned i, unsigned n, const CopPalette *palette, bool rtl)
{
  Point m = middle(i, n, rtl);
  CopPath under = cop_path_begin(d->arena);
  float wide = i + 1 > 9 ? 28 : 19;
  cop_path_round_rect(&under, rtl ? m.x + CELL / 2 - 4 - wide : m.x - CELL / 2 + 4, m.y - CELL / 2 + 3, wide, 22, 5);
  cop_draw_fill(d, &under, PAPER);
  float start = rtl ? m.x + CELL / 2 - 6 : m.x - CELL / 2 + 6, end = rtl ? m.x - CELL / 2 + 16 : m.x + CELL / 2 - 16;
  cop_draw_text(d, start, m.y - CELL / 2 + 20, 19, rtl ? COP_ANCHOR_END : COP_ANCHOR_START, palette->deep, cop_arena_printf(d->arena, "%u", i + 1))->as.text.bold = true;
  draw_mark(d, s->is, end, m.y - CELL / 2 + 15);
}

static void
draw_ladder(CopDrawing *d, Point from, Point to)
{
  float dx = to.x - from.x, dy = to.y - from.y, length = hypotf(dx, dy), ux = dx / length, uy = dy / length, nx = -uy * RAIL, ny = ux * RAIL;
  CopPath p = cop_path_begin(d->arena);
  for (int side = -1; side <= 1; side += 2)
    cop_path_move(&p, from.x + (float)side * nx, from.y + (float)side * ny), cop_path_line(&p, to.x + (float)side * nx, to.y + (float)side * ny);
  for (float at = 12; at < length - 6; at += 18) {
    float x = from.x + at * ux, y = from.y + at * uy;
    cop_path_move(&p, x - nx, y - ny), cop_path_line(&p, x + nx, y + ny);
  }
  cop_draw_path(d, &p, 0, LADDER, 5)->as.path.cap = COP_CAP_ROUND;
}

/* A slide bends to the side; its foot is where one lands. */
static void
draw_slide(CopDrawing *d, Point from, Point to, const CopPalette *palette)
{
  float dx = to.x - from.x, dy = to.y - from.y;
  const struct { float width; CopColor color; } coats[] = { { 20, palette->deep }, { 15, palette->soft } };
  for (size_t i = 0; i < G_N_ELEMENTS(coats); i++) {
    CopPath p = cop_path_begin(d->arena);
    cop_path_move(&p, from.x, from.y);
    cop_path_curve(&p, from.x + 0.1f * dx + 0.3f * fabsf(dy), from.y + 0.3f * dy, from.x + 0.9f * dx - 0.3f * fabsf(dy), from.y + 0.7f * dy, to.x, to.y);
    cop_draw_path(d, &p, 0, coats[i].color, coats[i].width)->as.path.cap = COP_CAP_ROUND;
  }
}

CopDrawing *
cop_board_draw(CopArena *a, const CopSquare *squares, unsigned n, const CopPalette *palette, bool rtl)
{
  unsigned rows = (n + COP_BOARD_COLUMNS - 1) / COP_BOARD_COLUMNS;
  CopDrawing *d = cop_drawing_new(a, COP_BOARD_COLUMNS * CELL, (float)rows * CELL);
  for (unsigned i = 0; i < n; i++)
    draw_square(d, &squares[i], i, n, palette, rtl);
  for (unsigned i = 0; i < n; i++) {
    if (squares[i].leads_to == 0 || squares[i].leads_to > n)
      continue;
    Point from = middle(i, n, rtl), to = middle(squares[i].leads_to - 1, n, rtl);
    from.y -= 0.3f * CELL; /* beside the number, above the words */
    to.y -= 0.3f * CELL;
    if (squares[i].is == COP_SQUARE_IS_SLIDE)
      draw_slide(d, from, to, palette);
    else
      draw_ladder(d, from, to);
  }
  for (unsigned i = 0; i < n; i++)
    draw_number(d, &squares[i], i, n, palette, rtl);
  return d;
}
