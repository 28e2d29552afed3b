/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/tiles.h"

#include <math.h>
#include <string.h>

#include "figure/canvas.h"
#include "figure/mark.h"

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
  for (unsigned i = 1; i < m->n_bounds; i++)
    if (!(m->bounds[i] > m->bounds[i - 1])) {
      g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "the steps of a tile map must rise");
      return false;
    }
  return true;
}

static CopColor
mix(CopColor a, CopColor b, double t)
{
  CopColor out = 0;
  for (int shift = 24; shift >= 0; shift -= 8)
    out |= (CopColor)lround((a >> shift & 0xff) * (1 - t) + (b >> shift & 0xff) * t) << shift;
  return out;
}

/* Step 0 is the palest; equal steps between tint and deep. */
static CopColor
step_color(const CopPalette *p, unsigned step, unsigned n_steps)
{
  if (n_steps == 1)
    return p->soft;
  double t = (double)step / (n_steps - 1);
  return t < 0.5 ? mix(p->tint, p->main, t * 2) : mix(p->main, p->deep, (t - 0.5) * 2);
}

static unsigned
step_of(const CopTileMap *m, double v)
{
  unsigned step = 0;
  while (step < m->n_bounds && v >= m->bounds[step])
    step++;
  return step;
}

static const char *
value_text(const CopCanvas *c, const CopTileMap *m, double v)
{
  return cop_canvas_value(c, v, m->decimals, m->unit);
}

static void
draw_tile(CopCanvas *c, const CopTileMap *m, const CopTile *t, float x, float y, float side)
{
  float in = 1.2f;
  CopPath p = cop_canvas_path(c);
  cop_path_round_rect(&p, x + in, y + in, side - 2 * in, side - 2 * in, side * 0.1f);
  bool none = isnan(t->value);
  CopColor fill = none ? COP_WHITE : step_color(&c->o.palette, step_of(m, t->value), m->n_bounds + 1);
  cop_draw_path(c->drawing, &p, fill, none || cop_color_contrast(fill, COP_WHITE) < 1.3 ? 0xa9b1bfff : 0, 0.6f);
  CopColor ink = cop_canvas_on(fill);
  float cx = x + side / 2, code_size = fminf(c->small, c->small * (side - 5) / fmaxf(1, cop_canvas_measure(c, t->code, c->small, false)));
  cop_draw_text(c->drawing, cx, y + side * 0.38f, code_size, COP_ANCHOR_MIDDLE, ink, t->code);
  if (none) {
    cop_state_draw(c->drawing, COP_STATE_NO_DATA, cx, y + side * 0.66f, c->size, c->o.grey);
    return;
  }
  const char *value = value_text(c, m, t->value);
  float size = fminf(c->size * 1.15f, c->size * (side - 5) / fmaxf(1, cop_canvas_measure(c, value, c->size, true)));
  cop_draw_text(c->drawing, cx, y + side * 0.75f, size, COP_ANCHOR_MIDDLE, ink, value)->as.text.bold = true;
}

static const char *
step_text(const CopCanvas *c, const CopTileMap *m, unsigned step)
{
  const CopCatalogue *w = c->o.words;
  if (m->n_bounds == 0)
    return cop_tr(w, "all values");
  if (step == 0)
    return cop_arena_printf(c->arena, cop_tr(w, "under %s"), value_text(c, m, m->bounds[0]));
  if (step == m->n_bounds)
    return cop_arena_printf(c->arena, cop_tr(w, "%s and more"), value_text(c, m, m->bounds[step - 1]));
  return cop_arena_printf(c->arena, cop_tr(w, "%s to under %s"), value_text(c, m, m->bounds[step - 1]),
                          value_text(c, m, m->bounds[step]));
}

/* Steps as a column at the reading start of (x, y); returns the y below. */
static float
draw_legend(CopCanvas *c, const CopTileMap *m, float x, float y, bool no_data)
{
  float row = cop_canvas_leading(c, c->size) + 4, box = c->size * 1.2f;
  for (unsigned s = m->n_bounds + 1; s-- > 0; y += row) {
    CopColor fill = step_color(&c->o.palette, s, m->n_bounds + 1);
    cop_canvas_round_rect(c, x, y, box * 1.5f, box, 1.5f, fill, 0xa9b1bfff, cop_color_contrast(fill, COP_WHITE) < 1.3 ? 0.6f : 0);
    cop_canvas_text(c, x + box * 1.5f + 6, y + box / 2 + c->size * 0.35f, c->size, COP_ANCHOR_START, false, COP_INK,
                    step_text(c, m, s));
  }
  if (no_data) {
    cop_state_draw(c->drawing, COP_STATE_NO_DATA, cop_canvas_x(c, x + box * 0.75f), y + box / 2, c->size, c->o.grey);
    cop_canvas_text(c, x + box * 1.5f + 6, y + box / 2 + c->size * 0.35f, c->size, COP_ANCHOR_START, false, COP_INK,
                    cop_state_name(c->o.words, COP_STATE_NO_DATA));
    y += row;
  }
  return y;
}

static void
describe(CopCanvas *c, const CopTileMap *m)
{
  const CopCatalogue *w = c->o.words;
  const CopTile *best = NULL, *worst = NULL;
  unsigned missing = 0;
  cop_canvas_head(c, m->tile_title != NULL ? m->tile_title : "");
  cop_canvas_head(c, m->unit != NULL ? cop_arena_printf(c->arena, "%s (%s)", m->subject, m->unit) : m->subject);
  for (unsigned i = 0; i < m->n_tiles; i++) {
    const CopTile *t = &m->tiles[i];
    cop_canvas_cell_text(c, t->name);
    cop_canvas_cell_number(c, t->value, m->decimals);
    if (isnan(t->value)) {
      missing++;
      continue;
    }
    if (best == NULL || t->value > best->value)
      best = t;
    if (worst == NULL || t->value < worst->value)
      worst = t;
  }
  cop_canvas_say(c, cop_tr(w, "Map of %u regions: %s."), m->n_tiles, m->subject);
  if (best != NULL)
    cop_canvas_say(c, cop_tr(w, "Highest: %s, %s. Lowest: %s, %s."), best->name, value_text(c, m, best->value),
                   worst->name, value_text(c, m, worst->value));
  if (missing > 0)
    cop_canvas_say(c, cop_ntr(w, "No data for %u of them.", "No data for %u of them.", missing), missing);
}

CopFigure *
cop_tiles_draw(CopArena *a, const CopTileMap *map, const CopFigureOptions *options, GError **error)
{
  if (!check(map, error))
    return NULL;
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  describe(&c, map);
  unsigned columns, rows;
  extent(map->tiles, map->n_tiles, &columns, &rows);
  bool no_data = false;
  float legend = 0;
  for (unsigned s = 0; s <= map->n_bounds; s++)
    legend = fmaxf(legend, cop_canvas_measure(&c, step_text(&c, map, s), c.size, false));
  for (unsigned i = 0; i < map->n_tiles; i++)
    no_data = no_data || isnan(map->tiles[i].value);
  legend = fmaxf(legend, cop_canvas_measure(&c, cop_state_name(c.o.words, COP_STATE_NO_DATA), c.size, false)) + c.size * 1.8f + 8;
  float side = fminf(LARGEST_TILE, (c.width - legend - 16) / (float)columns), wide = side * (float)columns;
  float left = c.rtl ? c.width - wide : 0; /* the map stands at the reading start, unmirrored */
  for (unsigned i = 0; i < map->n_tiles; i++)
    draw_tile(&c, map, &map->tiles[i], left + side * (float)map->tiles[i].column, side * (float)map->tiles[i].row, side);
  float below = draw_legend(&c, map, wide + 18, side * 0.2f, no_data);
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
