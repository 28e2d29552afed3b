/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/heat.h"

#include <math.h>
#include <string.h>

#include "figure/canvas.h"

#define MOST_ROWS 80u
#define MOST_COLUMNS 16u
#define ROW_GAP 1.0f

typedef struct {
  CopCanvas *c;
  const CopHeat *heat;
  float label_end, from, column; /* where names end, where cells begin, width of a cell */
  bool numbered;                 /* heads too long for their columns: numbers and a key */
} Grid;

static CopColor
level_color(const Grid *g, int level)
{
  const CopPalette *p = &g->c->o.palette;
  const CopColor steps[COP_HEAT_LEVELS_MAX] = { COP_WHITE, p->tint, p->soft, p->main, p->deep };
  if (level <= 0)
    return COP_WHITE;
  unsigned last = g->heat->n_levels - 1;
  return steps[last <= 1 ? 2 : last == 2 ? (level == 1 ? 1 : 2) : (unsigned)MIN(level, 4)];
}

/* A disc filled to level / (n_levels - 1), from the top onwards. */
static void
draw_level(CopCanvas *c, float cx, float cy, float r, int level, unsigned n_levels, CopColor ink)
{
  CopPath ring = cop_canvas_path(c);
  float x = cop_canvas_x(c, cx);
  cop_path_ellipse(&ring, x, cy, r, r);
  double share = (double)level / (n_levels - 1);
  cop_draw_path(c->drawing, &ring, share >= 1 ? ink : 0, ink, 0.9f);
  if (share <= 0 || share >= 1)
    return;
  CopPath pie = cop_canvas_path(c);
  double side = c->rtl ? -1 : 1, step = share * 2 * G_PI / 8, reach = 4.0 / 3 * tan(step / 4);
  cop_path_move(&pie, x, cy);
  cop_path_line(&pie, x, cy - r);
  for (int i = 0; i < 8; i++) {
    double a = i * step, b = a + step;
    cop_path_curve(&pie, x + r * (float)(side * (sin(a) + reach * cos(a))), cy - r * (float)(cos(a) - reach * sin(a)),
                   x + r * (float)(side * (sin(b) - reach * cos(b))), cy - r * (float)(cos(b) + reach * sin(b)),
                   x + r * (float)(side * sin(b)), cy - r * (float)cos(b));
  }
  cop_path_close(&pie);
  cop_draw_fill(c->drawing, &pie, ink);
}

static float
longest_word(const CopCanvas *c, const char *text, float size)
{
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  float longest = 0;
  for (unsigned i = 0; words[i] != NULL; i++)
    longest = fmaxf(longest, cop_canvas_measure(c, words[i], size, true));
  return longest;
}

static void
lay_out(Grid *g)
{
  CopCanvas *c = g->c;
  float most = c->width * 0.42f, widest = 0;
  for (unsigned i = 0; i < g->heat->n_rows; i++)
    widest = fmaxf(widest, cop_canvas_wrap(c, g->heat->rows[i], c->size, false, most, 2).width);
  g->label_end = fminf(widest, most) + 1;
  g->from = g->label_end + 8;
  g->column = fminf((c->width - g->from) / (float)g->heat->n_columns, 64);
  for (unsigned k = 0; k < g->heat->n_columns; k++)
    g->numbered = g->numbered || longest_word(c, g->heat->columns[k], c->small) > g->column - 3;
}

static const char *
column_number(const Grid *g, unsigned k)
{
  return cop_canvas_number(g->c, k + 1, 0);
}

static float
draw_heads(const Grid *g, float y)
{
  CopCanvas *c = g->c;
  CopCanvasLines heads[MOST_COLUMNS];
  unsigned most = 1;
  for (unsigned k = 0; k < g->heat->n_columns; k++) {
    heads[k] = cop_canvas_wrap(c, g->numbered ? column_number(g, k) : g->heat->columns[k], c->small, true, g->column - 3, 4);
    most = MAX(most, heads[k].n);
  }
  float leading = cop_canvas_leading(c, c->small), bottom = y + (float)most * leading;
  for (unsigned k = 0; k < g->heat->n_columns; k++)
    cop_canvas_lines(c, heads[k], g->from + ((float)k + 0.5f) * g->column,
                     bottom - (float)heads[k].n * leading + c->small, c->small, COP_ANCHOR_MIDDLE, true, COP_INK);
  cop_canvas_line(c, 0, bottom + 2.5f, g->from + g->column * (float)g->heat->n_columns, bottom + 2.5f, COP_INK_SOFT, 0.6f, false);
  return bottom + 5;
}

static float
draw_row(const Grid *g, unsigned i, float y)
{
  CopCanvas *c = g->c;
  CopCanvasLines name = cop_canvas_wrap(c, g->heat->rows[i], c->size, false, g->label_end, 2);
  float leading = cop_canvas_leading(c, c->size), h = fmaxf(c->size * 1.75f, (float)name.n * leading + 3), middle = y + h / 2;
  cop_canvas_lines(c, name, 0, middle - (float)name.n * leading / 2 + leading / 2 + c->size * 0.35f, c->size,
                   COP_ANCHOR_START, false, COP_INK);
  for (unsigned k = 0; k < g->heat->n_columns; k++) {
    int level = g->heat->cells[i * g->heat->n_columns + k];
    float x = g->from + (float)k * g->column;
    if (level < 0)
      continue;
    CopColor ground = level_color(g, level);
    cop_canvas_rect(c, x + 0.5f, y + 0.5f, g->column - 1, h - 1, level == 0 ? COP_GROUND : ground);
    draw_level(c, x + g->column / 2, middle, c->size * 0.42f, level, g->heat->n_levels,
               level == 0 ? COP_INK_SOFT : cop_canvas_on(ground));
  }
  return y + h + ROW_GAP;
}

/* What the discs mean, and what the numbers of the heads stand for. */
static float
draw_key(const Grid *g, float y)
{
  CopCanvas *c = g->c;
  float x = 0, leading = cop_canvas_leading(c, c->size) + 3, r = c->size * 0.42f;
  y += 6;
  for (unsigned l = 0; l < g->heat->n_levels; l++) {
    float w = cop_canvas_measure(c, g->heat->levels[l], c->size, false);
    if (x > 0 && x + w + 20 > c->width) {
      x = 0;
      y += leading;
    }
    draw_level(c, x + r + 1, y + leading / 2, r, (int)l, g->heat->n_levels, COP_INK);
    cop_canvas_text(c, x + 2 * r + 6, y + leading / 2 + c->size * 0.35f, c->size, COP_ANCHOR_START, false, COP_INK,
                    g->heat->levels[l]);
    x += 2 * r + 6 + w + 16;
  }
  y += leading;
  if (!g->numbered)
    return y;
  y += 3;
  float half = c->width / 2, left = y, right = y;
  unsigned first_half = (g->heat->n_columns + 1) / 2;
  for (unsigned k = 0; k < g->heat->n_columns; k++) {
    float *at = k < first_half ? &left : &right, start = k < first_half ? 0 : half;
    CopCanvasLines l = cop_canvas_wrap(c, g->heat->columns[k], c->small, false, half - 24, 3);
    cop_canvas_text(c, start, *at + c->small, c->small, COP_ANCHOR_START, true, COP_INK, column_number(g, k));
    *at = cop_canvas_lines(c, l, start + 15, *at + c->small, c->small, COP_ANCHOR_START, false, COP_INK) - c->small;
  }
  return fmaxf(left, right) + 2;
}

static void
describe(const Grid *g)
{
  CopCanvas *c = g->c;
  const CopHeat *h = g->heat;
  unsigned counts[COP_HEAT_LEVELS_MAX] = { 0 }, total = 0, empty = 0;
  cop_canvas_head(c, h->row_title != NULL ? h->row_title : "");
  for (unsigned k = 0; k < h->n_columns; k++)
    cop_canvas_head(c, h->columns[k]);
  for (unsigned i = 0; i < h->n_rows; i++) {
    bool any = false;
    cop_canvas_cell_text(c, h->rows[i]);
    for (unsigned k = 0; k < h->n_columns; k++) {
      int level = h->cells[i * h->n_columns + k];
      cop_canvas_cell_text(c, level < 0 ? NULL : h->levels[level]);
      if (level < 0)
        continue;
      total++;
      counts[level]++;
      any = any || level > 0;
    }
    empty += !any;
  }
  const CopCatalogue *w = c->o.words;
  cop_canvas_say(c, cop_tr(w, "Matrix: %s, %u rows and %u columns."), h->subject, h->n_rows, h->n_columns);
  for (unsigned l = h->n_levels; l-- > 0;)
    cop_canvas_say(c, cop_tr(w, "%s: %u of %u."), h->levels[l], counts[l], total);
  if (empty > 0)
    cop_canvas_say(c, cop_ntr(w, "%u row has nothing.", "%u rows have nothing.", empty), empty);
}

CopFigure *
cop_heat_draw(CopArena *a, const CopHeat *heat, const CopFigureOptions *options, GError **error)
{
  if (heat->n_rows == 0 || heat->n_columns == 0 || heat->n_levels < 2) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "a matrix needs rows, columns and two levels");
    return NULL;
  }
  if (heat->n_rows > MOST_ROWS || heat->n_columns > MOST_COLUMNS || heat->n_levels > COP_HEAT_LEVELS_MAX) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT,
                "a matrix holds at most %u rows, %u columns and %u levels; divide it", MOST_ROWS, MOST_COLUMNS,
                COP_HEAT_LEVELS_MAX);
    return NULL;
  }
  for (unsigned i = 0; i < heat->n_rows * heat->n_columns; i++)
    if (heat->cells[i] >= (int)heat->n_levels) {
      g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "a cell of the matrix has a level without name");
      return NULL;
    }
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  Grid g = { .c = &c, .heat = heat };
  lay_out(&g);
  describe(&g);
  float y = draw_heads(&g, 0);
  for (unsigned i = 0; i < heat->n_rows; i++) {
    const char *group = heat->groups != NULL ? heat->groups[i] : NULL;
    if (group != NULL && (i == 0 || g_strcmp0(group, heat->groups[i - 1]) != 0)) {
      y += i == 0 ? 0 : 4;
      cop_canvas_text(&c, 0, y + c.size * 1.2f, c.size, COP_ANCHOR_START, true, c.o.palette.deep, group);
      y += cop_canvas_leading(&c, c.size) + 3;
    }
    y = draw_row(&g, i, y);
  }
  return cop_canvas_finish(&c, draw_key(&g, y));
}
