/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/chain.h"

#include <math.h>

#include "figure/canvas.h"

#define GAP 22.f     /* between columns: room for the arrow */
#define PAD 5.f      /* within a box */
#define BETWEEN 6.f  /* boxes of a column */
#define LINES_MAX 9u

typedef struct {
  CopCanvas *c;
  const CopChain *chain;
  float x[COP_CHAIN_COLUMNS_MAX], width[COP_CHAIN_COLUMNS_MAX], height[COP_CHAIN_COLUMNS_MAX];
  CopCanvasLines lines[COP_CHAIN_COLUMNS_MAX][COP_CHAIN_BOXES_MAX];
  float head; /* height of the titles */
} Chain;

static bool
check(const CopChain *chain, GError **error)
{
  bool good = chain->n_columns >= 2 && chain->n_columns <= COP_CHAIN_COLUMNS_MAX;
  for (unsigned i = 0; i < chain->n_columns && good; i++)
    good = chain->columns[i].n_boxes >= 1 && chain->columns[i].n_boxes <= COP_CHAIN_BOXES_MAX;
  if (!good)
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT, "a chain takes 2 to %u columns of 1 to %u boxes", COP_CHAIN_COLUMNS_MAX, COP_CHAIN_BOXES_MAX);
  return good;
}

static float
box_height(const Chain *f, unsigned column, unsigned box)
{
  return (float)f->lines[column][box].n * cop_canvas_leading(f->c, f->c->size) + 2 * PAD;
}

static float
measure(Chain *f)
{
  float weights = 0, x = 0, tallest = 0, room = f->c->width - GAP * (float)(f->chain->n_columns - 1);
  for (unsigned i = 0; i < f->chain->n_columns; i++)
    weights += f->chain->columns[i].weight > 0 ? f->chain->columns[i].weight : 1;
  for (unsigned i = 0; i < f->chain->n_columns; i++) {
    const CopChainColumn *column = &f->chain->columns[i];
    f->x[i] = x;
    f->width[i] = room * (column->weight > 0 ? column->weight : 1) / weights;
    f->height[i] = -BETWEEN;
    for (unsigned b = 0; b < column->n_boxes; b++) {
      f->lines[i][b] = cop_canvas_wrap(f->c, column->boxes[b], f->c->size, false, f->width[i] - 2 * PAD, LINES_MAX);
      f->height[i] += box_height(f, i, b) + BETWEEN;
    }
    CopCanvasLines title = cop_canvas_wrap(f->c, column->title, f->c->size, true, f->width[i], 2);
    f->head = fmaxf(f->head, (float)title.n * cop_canvas_leading(f->c, f->c->size) + 4);
    tallest = fmaxf(tallest, f->height[i]);
    x += f->width[i] + GAP;
  }
  return tallest;
}

static void
draw_box(Chain *f, unsigned i, unsigned b, float y)
{
  const CopChainColumn *column = &f->chain->columns[i];
  const CopPalette *p = &f->c->o.palette;
  CopColor fill = column->goal ? p->deep : column->condition ? COP_WHITE : p->tint;
  float h = box_height(f, i, b);
  cop_canvas_round_rect(f->c, f->x[i], y, f->width[i], h, 3, fill, column->condition ? 0 : p->main, column->condition ? 0 : 0.6f);
  if (column->condition) {
    cop_canvas_line(f->c, f->x[i], y, f->x[i] + f->width[i], y, p->main, 0.8f, true);
    cop_canvas_line(f->c, f->x[i], y + h, f->x[i] + f->width[i], y + h, p->main, 0.8f, true);
    cop_canvas_line(f->c, f->x[i], y, f->x[i], y + h, p->main, 0.8f, true);
    cop_canvas_line(f->c, f->x[i] + f->width[i], y, f->x[i] + f->width[i], y + h, p->main, 0.8f, true);
  }
  cop_canvas_lines(f->c, f->lines[i][b], f->x[i] + PAD, y + PAD + f->c->size * 0.85f, f->c->size, COP_ANCHOR_START, false, cop_canvas_on(fill));
}

/* An arrow, or a plus before what must hold besides. */
static void
draw_join(Chain *f, unsigned to, float y)
{
  const float x = f->x[to] - GAP / 2, r = 5;
  CopColor ink = f->c->o.palette.main;
  if (f->chain->columns[to].condition) {
    cop_canvas_line(f->c, x - r, y, x + r, y, ink, 1.6f, false);
    cop_canvas_line(f->c, x, y - r, x, y + r, ink, 1.6f, false);
    return;
  }
  cop_canvas_line(f->c, x - r - 1, y, x + r, y, ink, 1.6f, false);
  cop_canvas_line(f->c, x + r - 4, y - 4, x + r, y, ink, 1.6f, false);
  cop_canvas_line(f->c, x + r - 4, y + 4, x + r, y, ink, 1.6f, false);
}

/* The table behind: a row for each place in the columns. */
static void
describe(Chain *f)
{
  unsigned rows = 0;
  for (unsigned i = 0; i < f->chain->n_columns; i++) {
    cop_canvas_head(f->c, f->chain->columns[i].title);
    rows = MAX(rows, f->chain->columns[i].n_boxes);
  }
  for (unsigned b = 0; b < rows; b++)
    for (unsigned i = 0; i < f->chain->n_columns; i++)
      cop_canvas_cell_text(f->c, b < f->chain->columns[i].n_boxes ? f->chain->columns[i].boxes[b] : "");
  cop_canvas_say(f->c, "%s:", f->chain->subject);
  for (unsigned i = 0; i < f->chain->n_columns; i++)
    cop_canvas_say(f->c, cop_ntr(f->c->o.words, "%s (%u)", "%s (%u)", f->chain->columns[i].n_boxes), f->chain->columns[i].title, f->chain->columns[i].n_boxes);
}

CopFigure *
cop_chain_draw(CopArena *a, const CopChain *chain, const CopFigureOptions *options, GError **error)
{
  if (!check(chain, error))
    return NULL;
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  Chain f = { .c = &c, .chain = chain };
  float tallest = measure(&f);
  for (unsigned i = 0; i < chain->n_columns; i++) {
    CopCanvasLines title = cop_canvas_wrap(&c, chain->columns[i].title, c.size, true, f.width[i], 2);
    cop_canvas_lines(&c, title, f.x[i], c.size, c.size, COP_ANCHOR_START, true, c.o.palette.deep);
    /* short columns stand in the middle of the tallest */
    float y = f.head + (tallest - f.height[i]) / 2;
    for (unsigned b = 0; b < chain->columns[i].n_boxes; b++) {
      draw_box(&f, i, b, y);
      y += box_height(&f, i, b) + BETWEEN;
    }
    if (i > 0)
      draw_join(&f, i, f.head + tallest / 2);
  }
  describe(&f);
  return cop_canvas_finish(&c, f.head + tallest + 2);
}
