/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/geo.h"

#include <math.h>
#include <string.h>

#include "figure/geo_labels.h"
#include "figure/steps.h"

#define TALLEST 420.0f
#define TOLERANCE 0.25 /* points */
#define GAP 18.0f      /* between map and what stands beside it */
#define STEPS 4u

/* --- projecting --- */

typedef struct {
  CopGeoExtent e;
  double stretch; /* degrees of longitude at the middle latitude */
  double scale;
  float left;
} View;

static View
view_of(const CopGeo *geo)
{
  View v = { cop_geo_extent(geo), 1, 1, 0 };
  v.stretch = fmax(cos((v.e.north + v.e.south) / 2 * G_PI / 180), 0.05);
  return v;
}

static double
view_width(const View *v)
{
  return (v->e.east - v->e.west) * v->stretch;
}

/* A ring in points of the drawing, with fewer of them; n 0 for an island smaller
 * than a dot. */
static CopGeoRing
project(CopArena *a, const View *v, const CopGeoRing *ring)
{
  CopGeoPoint *places = cop_new_n(a, CopGeoPoint, ring->n);
  g_autofree bool *keep = g_new0(bool, ring->n);
  double area = 0;
  for (unsigned i = 0; i < ring->n; i++)
    places[i] = (CopGeoPoint){ (double)v->left + (ring->points[i].lon - v->e.west) * v->stretch * v->scale, (v->e.north - ring->points[i].lat) * v->scale };
  for (unsigned i = 0; i + 1 < ring->n; i++)
    area += places[i].lon * places[i + 1].lat - places[i + 1].lon * places[i].lat;
  cop_geo_keep(places, ring->n, TOLERANCE, keep);
  unsigned kept = 0, n = 0;
  for (unsigned i = 0; i < ring->n; i++)
    kept += keep[i];
  if (kept < 4 && fabs(area) < 1)
    return (CopGeoRing){ 0 };
  for (unsigned i = 0; i < ring->n; i++)
    if (keep[i] || kept < 4)
      places[n++] = places[i];
  return (CopGeoRing){ places, n, ring->hole };
}

/* --- drawing --- */

typedef struct {
  CopCanvas *c;
  const CopGeo *geo;
  const CopSteps *steps;
  bool values;      /* some region has one */
  CopGeoShape *shapes;
  CopGeoLabel *labels;
} Map;

static void
make_shapes(Map *m, const View *v)
{
  CopArena *a = m->c->arena;
  for (unsigned i = 0; i < m->geo->n; i++) {
    const CopGeoRegion *region = &m->geo->regions[i];
    CopGeoRing *rings = cop_new_n(a, CopGeoRing, region->n_rings);
    unsigned n = 0;
    for (unsigned k = 0; k < region->n_rings; k++) {
      CopGeoRing ring = project(a, v, &region->rings[k]);
      if (ring.n > 0)
        rings[n++] = ring;
    }
    bool none = m->values && isnan(region->value);
    CopColor fill = none ? COP_WHITE : m->values ? cop_steps_color(&m->c->o.palette, cop_steps_of(m->steps, region->value), m->steps->n_bounds + 1) : m->c->o.palette.tint;
    m->shapes[i] = (CopGeoShape){ rings, n, n == 0 ? NULL : region->code != NULL ? region->code : region->name, fill, none };
  }
}

static void
draw_shape(CopCanvas *c, const CopGeoShape *s)
{
  CopPath path = cop_canvas_path(c);
  for (unsigned k = 0; k < s->n_rings; k++) {
    for (unsigned i = 0; i + 1 < s->rings[k].n; i++) {
      const CopGeoPoint *p = &s->rings[k].points[i];
      if (i == 0)
        cop_path_move(&path, (float)p->lon, (float)p->lat);
      else
        cop_path_line(&path, (float)p->lon, (float)p->lat);
    }
    cop_path_close(&path);
  }
  if (path.n == 0)
    return;
  /* a pale region on white paper needs its line */
  CopDrawOp *op = cop_draw_path(c->drawing, &path, s->fill, cop_color_contrast(s->fill, COP_WHITE) < 1.3 ? 0x8a93a3ff : COP_WHITE, 0.6f);
  op->as.path.even_odd = true;
  op->as.path.join = COP_JOIN_ROUND;
}

static int
by_value(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Bounds that put about equally many regions on each step. */
static void
quantiles(const CopGeo *geo, double bounds[STEPS], unsigned *n)
{
  g_autofree double *values = g_new(double, geo->n);
  unsigned known = 0;
  for (unsigned i = 0; i < geo->n; i++)
    if (!isnan(geo->regions[i].value))
      values[known++] = geo->regions[i].value;
  qsort(values, known, sizeof *values, by_value);
  *n = 0;
  for (unsigned k = 1; k < STEPS && known >= 2 * STEPS; k++) {
    double bound = values[k * known / STEPS];
    if (bound > values[0] && (*n == 0 || bound > bounds[*n - 1]))
      bounds[(*n)++] = bound;
  }
}

static void
describe(CopCanvas *c, const CopGeo *geo, const CopGeoMap *map, const CopSteps *steps)
{
  g_autofree const char **names = g_new(const char *, geo->n);
  g_autofree double *values = g_new(double, geo->n);
  for (unsigned i = 0; i < geo->n; i++) {
    const CopGeoRegion *r = &geo->regions[i];
    names[i] = r->name != NULL ? r->name : r->code != NULL ? r->code : cop_arena_printf(c->arena, "%u", i + 1);
    values[i] = r->value;
  }
  cop_steps_describe(c, &(CopStepsTable){ map->subject != NULL ? map->subject : "", map->region_title, steps, names, values, geo->n });
}

/* Scale and places of the words: what stands beside the map takes its room first,
 * and whether a key is among it is known once the words have been tried. Returns
 * the width of the key, 0 for none. */
static float
fit(Map *m, View *v)
{
  CopCanvas *c = m->c;
  float legend = m->values ? cop_steps_legend_width(c, m->steps) : 0, key = 0;
  for (int pass = 0; pass < 2; pass++) {
    float taken = fmaxf(legend, key), room = c->width - (taken > 0 ? taken + GAP : 0);
    v->scale = fmin((double)room / view_width(v), (double)TALLEST / (v->e.north - v->e.south));
    float wide = (float)(view_width(v) * v->scale), high = (float)((v->e.north - v->e.south) * v->scale);
    v->left = c->rtl ? c->width - wide : 0; /* the map stands at the reading start, unmirrored */
    make_shapes(m, v);
    cop_geo_labels_place(c, m->shapes, m->geo->n, c->rtl ? c->width : wide, high, m->labels);
    float now = cop_geo_labels_key_width(c, m->shapes, m->geo->n, m->labels);
    bool done = now <= key;
    key = now;
    if (done)
      break;
  }
  return key;
}

CopFigure *
cop_geo_draw(CopArena *a, const CopGeo *geo, const CopGeoMap *map, const CopFigureOptions *options, GError **error)
{
  double own[STEPS];
  CopSteps steps = { map->unit, map->decimals, map->bounds, map->n_bounds };
  if (steps.n_bounds == 0) {
    quantiles(geo, own, &steps.n_bounds);
    steps.bounds = own;
  }
  if (!cop_steps_check(&steps, error))
    return NULL;
  bool values = false, no_data = false;
  for (unsigned i = 0; i < geo->n; i++) {
    values = values || !isnan(geo->regions[i].value);
    no_data = no_data || isnan(geo->regions[i].value);
  }
  View v = view_of(geo);
  if (!(v.e.east > v.e.west && v.e.north > v.e.south)) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "the outlines have no extent");
    return NULL;
  }
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  describe(&c, geo, map, &steps);
  Map m = { &c, geo, &steps, values, cop_new_n(a, CopGeoShape, geo->n), cop_new_n(a, CopGeoLabel, geo->n) };
  float beside = fit(&m, &v);
  for (unsigned i = 0; i < geo->n; i++)
    draw_shape(&c, &m.shapes[i]);
  cop_geo_labels_draw(&c, m.shapes, geo->n, m.labels);
  float x = (float)(view_width(&v) * v.scale) + GAP, below = 0;
  if (values)
    below = cop_steps_legend(&c, &steps, x, 4, no_data) + 6;
  if (beside > 0)
    below = cop_geo_labels_key(&c, m.shapes, geo->n, m.labels, x, below);
  return cop_canvas_finish(&c, fmaxf(below, (float)((v.e.north - v.e.south) * v.scale)));
}
