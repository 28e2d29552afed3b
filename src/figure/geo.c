/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/geo.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "figure/mark.h"
#include "figure/steps.h"

#define TALLEST 420.0f
#define TOLERANCE 0.25 /* points */
#define STEPS 4u

/* --- reading --- */

static bool
fail(GError **error, const CopTree *at, const char *what)
{
  g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "line %u: %s", at->line, what);
  return false;
}

static bool
number_of(const CopTree *t, double least, double most, double *v)
{
  if (t == NULL || (t->kind != COP_TREE_REAL && t->kind != COP_TREE_INT) || !(t->real >= least && t->real <= most))
    return false;
  *v = t->real;
  return true;
}

static bool
read_ring(CopArena *a, const CopTree *list, GArray *rings, GError **error)
{
  if (list->kind != COP_TREE_LIST || list->n < 4)
    return fail(error, list, "a ring has at least four points, the last equal to the first");
  CopGeoPoint *points = cop_new_n(a, CopGeoPoint, list->n);
  unsigned n = 0;
  for (const CopTree *p = list->first; p != NULL; p = p->next, n++)
    if (p->kind != COP_TREE_LIST || p->n < 2 || !number_of(p->first, -180, 180, &points[n].lon) || !number_of(p->first->next, -90, 90, &points[n].lat))
      return fail(error, p, "a point is [longitude, latitude] in degrees");
  CopGeoRing ring = { points, n };
  g_array_append_val(rings, ring);
  return true;
}

static bool
read_polygon(CopArena *a, const CopTree *list, GArray *rings, GError **error)
{
  if (list->kind != COP_TREE_LIST || list->n == 0)
    return fail(error, list, "a polygon is a list of rings");
  for (const CopTree *ring = list->first; ring != NULL; ring = ring->next)
    if (!read_ring(a, ring, rings, error))
      return false;
  return true;
}

static bool
read_geometry(CopArena *a, const CopTree *feature, GArray *rings, GError **error)
{
  const CopTree *geometry = cop_tree_member(feature, "geometry");
  const CopTree *type = geometry == NULL || geometry->kind != COP_TREE_MAP ? NULL : cop_tree_member(geometry, "type");
  const CopTree *list = type == NULL ? NULL : cop_tree_member(geometry, "coordinates");
  if (type == NULL || type->kind != COP_TREE_TEXT || list == NULL || list->kind != COP_TREE_LIST)
    return fail(error, feature, "a feature has no geometry with coordinates");
  if (strcmp(type->text, "Polygon") == 0)
    return read_polygon(a, list, rings, error);
  if (strcmp(type->text, "MultiPolygon") != 0)
    return fail(error, type, "only Polygon and MultiPolygon are drawn");
  for (const CopTree *polygon = list->first; polygon != NULL; polygon = polygon->next)
    if (!read_polygon(a, polygon, rings, error))
      return false;
  return true;
}

static const char *
word_of(CopArena *a, const CopTree *map, const char *key)
{
  const CopTree *t = map == NULL || map->kind != COP_TREE_MAP ? NULL : cop_tree_member(map, key);
  bool scalar = t != NULL && (t->kind == COP_TREE_TEXT || t->kind == COP_TREE_INT);
  return scalar && t->text[0] != '\0' ? cop_arena_strdup(a, t->text) : NULL;
}

static bool
read_feature(CopArena *a, const CopTree *feature, CopGeoRegion *region, GError **error)
{
  g_autoptr(GArray) rings = g_array_new(FALSE, FALSE, sizeof(CopGeoRing));
  if (feature->kind != COP_TREE_MAP)
    return fail(error, feature, "a feature is an object");
  if (!read_geometry(a, feature, rings, error))
    return false;
  const CopTree *properties = cop_tree_member(feature, "properties");
  region->code = word_of(a, properties, "code");
  if (region->code == NULL)
    region->code = word_of(a, feature, "id");
  region->name = word_of(a, properties, "name");
  const CopTree *value = properties == NULL || properties->kind != COP_TREE_MAP ? NULL : cop_tree_member(properties, "value");
  if (!number_of(value, -G_MAXDOUBLE, G_MAXDOUBLE, &region->value))
    region->value = NAN;
  CopGeoRing *kept = cop_new_n(a, CopGeoRing, rings->len);
  if (rings->len > 0)
    memcpy(kept, rings->data, rings->len * sizeof *kept);
  region->rings = kept;
  region->n_rings = rings->len;
  return true;
}

CopGeo *
cop_geo_read(CopArena *a, const char *text, size_t length, GError **error)
{
  g_autoptr(CopArena) scratch = cop_arena_new();
  const CopTree *top = cop_json_read(scratch, text, length, error);
  if (top == NULL)
    return NULL;
  const CopTree *features = top->kind == COP_TREE_MAP ? cop_tree_member(top, "features") : NULL;
  if (features == NULL || features->kind != COP_TREE_LIST || features->n == 0) {
    fail(error, top, "this is no FeatureCollection with features");
    return NULL;
  }
  if (features->n > COP_GEO_REGIONS_MAX) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT, "a map holds at most %u regions", COP_GEO_REGIONS_MAX);
    return NULL;
  }
  CopGeo *geo = cop_new(a, CopGeo);
  CopGeoRegion *regions = cop_new_n(a, CopGeoRegion, features->n);
  geo->regions = regions;
  for (const CopTree *f = features->first; f != NULL; f = f->next)
    if (!read_feature(a, f, &regions[geo->n++], error))
      return NULL;
  return geo;
}

/* --- projecting --- */

typedef struct {
  double west, north, east, south, stretch; /* degrees; of longitude at the middle latitude */
  double scale;
  float left;
} View;

typedef struct {
  double x, y;
} Place;

static View
view_of(const CopGeo *geo)
{
  View v = { 180, -90, -180, 90, 1, 1, 0 };
  for (unsigned i = 0; i < geo->n; i++)
    for (unsigned r = 0; r < geo->regions[i].n_rings; r++)
      for (unsigned k = 0; k < geo->regions[i].rings[r].n; k++) {
        const CopGeoPoint *p = &geo->regions[i].rings[r].points[k];
        v.west = fmin(v.west, p->lon);
        v.east = fmax(v.east, p->lon);
        v.south = fmin(v.south, p->lat);
        v.north = fmax(v.north, p->lat);
      }
  v.stretch = fmax(cos((v.north + v.south) / 2 * G_PI / 180), 0.05);
  return v;
}

static Place
place_of(const View *v, const CopGeoPoint *p)
{
  return (Place){ (double)v->left + (p->lon - v->west) * v->stretch * v->scale, (v->north - p->lat) * v->scale };
}

static double
distance(Place p, Place a, Place b)
{
  double dx = b.x - a.x, dy = b.y - a.y, length = hypot(dx, dy);
  return length == 0 ? hypot(p.x - a.x, p.y - a.y) : fabs((p.x - a.x) * dy - (p.y - a.y) * dx) / length;
}

/* Marks the points that must stay; a stack of ranges instead of recursion. */
static void
simplify(const Place *p, unsigned n, bool *keep)
{
  g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, 2 * sizeof(unsigned));
  unsigned whole[2] = { 0, n - 1 };
  g_array_append_vals(stack, &whole, 1);
  keep[0] = keep[n - 1] = true;
  while (stack->len > 0) {
    unsigned range[2], far = 0;
    memcpy(range, stack->data + (gsize)(stack->len - 1) * sizeof range, sizeof range);
    g_array_set_size(stack, stack->len - 1);
    double most = TOLERANCE;
    for (unsigned i = range[0] + 1; i < range[1]; i++) {
      double d = distance(p[i], p[range[0]], p[range[1]]);
      if (d > most) {
        most = d;
        far = i;
      }
    }
    if (far == 0)
      continue;
    keep[far] = true;
    unsigned parts[2][2] = { { range[0], far }, { far, range[1] } };
    g_array_append_vals(stack, parts, 2);
  }
}

/* Twice the signed area, and the centre it weighs. */
static double
centre_of(const Place *p, unsigned n, Place *centre)
{
  double area = 0, x = 0, y = 0;
  for (unsigned i = 0; i + 1 < n; i++) {
    double cross = p[i].x * p[i + 1].y - p[i + 1].x * p[i].y;
    area += cross;
    x += (p[i].x + p[i + 1].x) * cross;
    y += (p[i].y + p[i + 1].y) * cross;
  }
  *centre = area == 0 ? p[0] : (Place){ x / (3 * area), y / (3 * area) };
  return fabs(area);
}

/* --- drawing --- */

typedef struct {
  Place centre;
  double area, width; /* of its largest part */
} Label;

static void
add_ring(CopPath *path, const View *v, const CopGeoRing *ring, Label *label)
{
  g_autofree Place *places = g_new(Place, ring->n);
  g_autofree bool *keep = g_new0(bool, ring->n);
  double least = INFINITY, most = -INFINITY;
  for (unsigned i = 0; i < ring->n; i++) {
    places[i] = place_of(v, &ring->points[i]);
    least = fmin(least, places[i].x);
    most = fmax(most, places[i].x);
  }
  simplify(places, ring->n, keep);
  Place centre;
  double area = centre_of(places, ring->n, &centre);
  if (area > label->area)
    *label = (Label){ centre, area, most - least };
  unsigned kept = 0;
  for (unsigned i = 0; i + 1 < ring->n; i++)
    kept += keep[i];
  if (kept < 3 && area < 1)
    return; /* an island smaller than a dot */
  bool begun = false;
  for (unsigned i = 0; i + 1 < ring->n; i++) {
    if (!keep[i] && kept >= 3)
      continue;
    if (begun)
      cop_path_line(path, (float)places[i].x, (float)places[i].y);
    else
      cop_path_move(path, (float)places[i].x, (float)places[i].y);
    begun = true;
  }
  cop_path_close(path);
}

static void
draw_region(CopCanvas *c, const View *v, const CopGeoRegion *region, const CopSteps *steps, bool values)
{
  Label label = { 0 };
  CopPath path = cop_canvas_path(c);
  for (unsigned r = 0; r < region->n_rings; r++)
    add_ring(&path, v, &region->rings[r], &label);
  if (path.n == 0)
    return;
  bool none = values && isnan(region->value);
  CopColor fill = none ? COP_WHITE : values ? cop_steps_color(&c->o.palette, cop_steps_of(steps, region->value), steps->n_bounds + 1) : c->o.palette.tint;
  /* a pale region on white paper needs its line */
  CopDrawOp *op = cop_draw_path(c->drawing, &path, fill, cop_color_contrast(fill, COP_WHITE) < 1.3 ? 0x8a93a3ff : COP_WHITE, 0.6f);
  op->as.path.even_odd = true;
  op->as.path.join = COP_JOIN_ROUND;
  if (none)
    cop_state_draw(c->drawing, COP_STATE_NO_DATA, (float)label.centre.x, (float)label.centre.y - c->small * 0.8f, c->small, c->o.grey);
  const char *word = region->code != NULL ? region->code : region->name;
  if (word == NULL || (double)cop_canvas_measure(c, word, c->small, false) > label.width * 0.9)
    return;
  cop_draw_text(c->drawing, (float)label.centre.x, (float)label.centre.y + c->small * 0.35f, c->small, COP_ANCHOR_MIDDLE, cop_canvas_on(fill), word);
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
  if (!(v.east > v.west && v.north > v.south)) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "the outlines have no extent");
    return NULL;
  }
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  describe(&c, geo, map, &steps);
  float legend = values ? cop_steps_legend_width(&c, &steps) + 18 : 0, room = c.width - legend;
  v.scale = fmin((double)room / ((v.east - v.west) * v.stretch), (double)TALLEST / (v.north - v.south));
  float wide = (float)((v.east - v.west) * v.stretch * v.scale), high = (float)((v.north - v.south) * v.scale);
  v.left = c.rtl ? c.width - wide : 0; /* the map stands at the reading start, unmirrored */
  for (unsigned i = 0; i < geo->n; i++)
    draw_region(&c, &v, &geo->regions[i], &steps, values);
  float below = values ? cop_steps_legend(&c, &steps, wide + 18, 4, no_data) : 0;
  return cop_canvas_finish(&c, fmaxf(below, high));
}
