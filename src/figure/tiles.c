/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/tiles.h"

#include <math.h>
#include <string.h>

#include "figure/mark.h"
#include "figure/steps.h"

#define MOST_TILES 100u
#define LARGEST_TILE 46.0f

static void
extent(const CopTile *tiles, unsigned n, unsigned *columns, unsigned *rows)
{
  *columns = *rows = 0;
  for (unsigned i = 0; i < n; i++) {
    *columns = MAX(*columns, tiles[i].column + 1);
    *rows = MAX(*rows, tiles[i].row + 1);
  }
}

static bool
check(const CopTileMap *m, GError **error)
{
  unsigned columns, rows;
  extent(m->tiles, m->n_tiles, &columns, &rows);
  if (m->n_tiles == 0 || m->n_tiles > MOST_TILES || columns > 40 || rows > 60 || m->n_bounds >= COP_TILES_STEPS_MAX) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT,
                "a tile map holds 1 to %u tiles on 40 by 60 places and at most %u steps", MOST_TILES, COP_TILES_STEPS_MAX);
    return false;
  }
  for (unsigned i = 0; i < m->n_tiles; i++)
    for (unsigned k = 0; k < i; k++)
      if (m->tiles[i].column == m->tiles[k].column && m->tiles[i].row == m->tiles[k].row) {
        g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "tiles '%s' and '%s' stand in one place",
                    m->tiles[k].code, m->tiles[i].code);
        return false;
      }
  return cop_steps_check(&(CopSteps){ m->unit, m->decimals, m->bounds, m->n_bounds }, error);
}

static void
draw_tile(CopCanvas *c, const CopSteps *m, const CopTile *t, float x, float y, float side)
{
  float in = 1.2f;
  CopPath p = cop_canvas_path(c);
  cop_path_round_rect(&p, x + in, y + in, side - 2 * in, side - 2 * in, side * 0.1f);
  bool none = isnan(t->value);
  CopColor fill = none ? COP_WHITE : cop_steps_color(&c->o.palette, cop_steps_of(m, t->value), m->n_bounds + 1);
  cop_draw_path(c->drawing, &p, fill, none || cop_color_contrast(fill, COP_WHITE) < 1.3 ? 0xa9b1bfff : 0, 0.6f);
  CopColor ink = cop_canvas_on(fill);
  float cx = x + side / 2, code_size = fminf(c->small, c->small * (side - 5) / fmaxf(1, cop_canvas_measure(c, t->code, c->small, false)));
  cop_draw_text(c->drawing, cx, y + side * 0.38f, code_size, COP_ANCHOR_MIDDLE, ink, t->code);
  if (none) {
    cop_state_draw(c->drawing, COP_STATE_NO_DATA, cx, y + side * 0.66f, c->size, c->o.grey);
    return;
  }
  const char *value = cop_steps_value(c, m, t->value);
  float size = fminf(c->size * 1.15f, c->size * (side - 5) / fmaxf(1, cop_canvas_measure(c, value, c->size, true)));
  cop_draw_text(c->drawing, cx, y + side * 0.75f, size, COP_ANCHOR_MIDDLE, ink, value)->as.text.bold = true;
}

static void
describe(CopCanvas *c, const CopTileMap *m, const CopSteps *steps)
{
  const char *names[MOST_TILES];
  double values[MOST_TILES];
  for (unsigned i = 0; i < m->n_tiles; i++) {
    names[i] = m->tiles[i].name;
    values[i] = m->tiles[i].value;
  }
  cop_steps_describe(c, &(CopStepsTable){ m->subject, m->tile_title, steps, names, values, m->n_tiles });
}

CopFigure *
cop_tiles_draw(CopArena *a, const CopTileMap *map, const CopFigureOptions *options, GError **error)
{
  if (!check(map, error))
    return NULL;
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  CopSteps steps = { map->unit, map->decimals, map->bounds, map->n_bounds };
  describe(&c, map, &steps);
  unsigned columns, rows;
  extent(map->tiles, map->n_tiles, &columns, &rows);
  bool no_data = false;
  for (unsigned i = 0; i < map->n_tiles; i++)
    no_data = no_data || isnan(map->tiles[i].value);
  float legend = cop_steps_legend_width(&c, &steps);
  float side = fminf(LARGEST_TILE, (c.width - legend - 16) / (float)columns), wide = side * (float)columns;
  float left = c.rtl ? c.width - wide : 0; /* the map stands at the reading start, unmirrored */
  for (unsigned i = 0; i < map->n_tiles; i++)
    draw_tile(&c, &steps, &map->tiles[i], left + side * (float)map->tiles[i].column, side * (float)map->tiles[i].row, side);
  float below = cop_steps_legend(&c, &steps, wide + 18, side * 0.2f, no_data);
  return cop_canvas_finish(&c, fmaxf(below, side * (float)rows));
}

CopDrawing *
cop_tiles_pattern(CopArena *a, const CopTile *tiles, unsigned n_tiles, const CopPalette *palette, float width, bool grey)
{
  unsigned columns, rows;
  extent(tiles, n_tiles, &columns, &rows);
  g_assert(n_tiles > 0);
  float side = width / (float)columns, in = side * 0.05f;
  CopDrawing *d = cop_drawing_new(a, width, side * (float)rows);
  const CopColor colors[] = { palette->main, palette->soft, palette->deep, palette->soft, palette->tint };
  for (unsigned i = 0; i < n_tiles; i++) {
    CopPath p = cop_path_begin(a);
    cop_path_round_rect(&p, side * (float)tiles[i].column + in, side * (float)tiles[i].row + in, side - 2 * in, side - 2 * in, side * 0.1f);
    /* One tile in the mark's colour: the eye wants a place to rest. */
    CopColor c = i == n_tiles / 2 ? palette->mark : colors[(tiles[i].column * 3 + tiles[i].row * 2) % G_N_ELEMENTS(colors)];
    cop_draw_fill(d, &p, grey ? cop_color_grey(c) : c);
  }
  return d;
}
