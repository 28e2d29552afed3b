/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/region_map.h"

#include <math.h>
#include <string.h>

#include "figure/geo.h"
#include "figure/tiles.h"

#define STEPS 4u
#define FEWEST 3u /* regions with a value */

static bool
is_region(const CopArea *a)
{
  return a->level == COP_AREA_REGION && a->valid_to == NULL;
}

static const CopBoundary *
boundary_of(const CopModel *m, const CopArea *area)
{
  return cop_model_boundary(m, area->id);
}

/* Is there an outline for each region in force? */
static bool
has_outlines(const CopModel *m)
{
  size_t regions = 0;
  for (size_t i = 0; i < m->areas.n; i++) {
    if (!is_region(&m->areas.items[i]))
      continue;
    regions++;
    if (boundary_of(m, &m->areas.items[i]) == NULL)
      return false;
  }
  return regions > 0;
}

static int
by_number(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Bounds, rounded as they are printed, that put about equally many regions on each
 * step; returns how many there are. */
static unsigned
bounds_of(const CopPaper *r, const CopRegionMap *map, double bounds[STEPS])
{
  g_autofree double *values = g_new(double, r->m->areas.n + 1);
  unsigned known = 0, n = 0;
  for (size_t i = 0; i < r->m->areas.n; i++)
    if (is_region(&r->m->areas.items[i]) && !isnan(map->values[i]))
      values[known++] = map->values[i];
  qsort(values, known, sizeof *values, by_number);
  double unit = pow(10, map->decimals);
  for (unsigned k = 1; k < STEPS && known >= STEPS; k++) {
    double bound = round(values[k * known / STEPS] * unit) / unit;
    if (bound > values[0] && (n == 0 || bound > bounds[n - 1]))
      bounds[n++] = bound;
  }
  return n;
}

static CopFigure *
draw_outlines(CopPaper *r, const CopRegionMap *map, const double *bounds, unsigned n_bounds, GError **error)
{
  CopGeoRegion *regions = cop_new_n(r->a, CopGeoRegion, r->m->areas.n);
  CopGeo geo = { regions, 0 };
  for (size_t i = 0; i < r->m->areas.n; i++) {
    const CopArea *area = &r->m->areas.items[i];
    if (!is_region(area))
      continue;
    const char *outline = boundary_of(r->m, area)->outline;
    CopGeoRegion *region = &regions[geo.n++];
    if (!cop_geo_geometry_read(r->a, outline, strlen(outline), region, NULL, error))
      return NULL;
    region->code = area->short_name;
    region->name = area->name;
    region->value = map->values[i];
  }
  CopGeoMap m = { .subject = map->subject, .region_title = "Region", .unit = map->unit, .decimals = map->decimals, .bounds = bounds, .n_bounds = n_bounds };
  CopFigureOptions options = cop_paper_figure_options(r);
  return cop_geo_draw(r->a, &geo, &m, &options, error);
}

static CopFigure *
draw_tiles(CopPaper *r, const CopRegionMap *map, const double *bounds, unsigned n_bounds, GError **error)
{
  CopTile *tiles = cop_new_n(r->a, CopTile, r->m->areas.n);
  unsigned n = 0;
  for (size_t i = 0; i < r->m->areas.n; i++) {
    const CopArea *a = &r->m->areas.items[i];
    if (is_region(a))
      tiles[n++] = (CopTile){ .code = a->short_name != NULL ? a->short_name : a->name, .name = a->name, .column = (unsigned)a->tile_column,
                              .row = (unsigned)a->tile_row, .value = map->values[i] };
  }
  CopTileMap m = { .subject = map->subject, .tile_title = "Region", .unit = map->unit, .decimals = map->decimals, .tiles = tiles, .n_tiles = n,
                   .bounds = bounds, .n_bounds = n_bounds };
  CopFigureOptions options = cop_paper_figure_options(r);
  return cop_tiles_draw(r->a, &m, &options, error);
}

/* What the outlines are and are not, in the words of their records. */
static void
add_outline_note(CopPaper *r, CopNode *figure)
{
  for (size_t i = 0; i < r->m->areas.n; i++) {
    const CopBoundary *b = is_region(&r->m->areas.items[i]) ? boundary_of(r->m, &r->m->areas.items[i]) : NULL;
    if (b == NULL)
      continue;
    cop_add_note(r->d, figure, b->note != NULL ? b->note : "The outlines express no opinion on the status of any territory or the course of any border.");
    return;
  }
}

CopNode *
cop_region_map(CopPaper *r, CopNode *parent, const char *caption, const CopRegionMap *map)
{
  unsigned known = 0, n;
  double bounds[STEPS];
  for (size_t i = 0; i < r->m->areas.n; i++)
    known += is_region(&r->m->areas.items[i]) && !isnan(map->values[i]);
  if (known < FEWEST)
    return NULL;
  n = bounds_of(r, map, bounds);
  bool outlines = has_outlines(r->m);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = outlines ? draw_outlines(r, map, bounds, n, &error) : draw_tiles(r, map, bounds, n, &error);
  if (figure == NULL) /* regions without a place on the grid: the table beside it holds all the map would say */
    return NULL;
  CopNode *node = cop_paper_figure(r, parent, caption, figure);
  if (outlines)
    add_outline_note(r, node);
  return node;
}
