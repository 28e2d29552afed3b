/* SPDX-License-Identifier: Apache-2.0 */
#include "base/geo.h"

#include <math.h>
#include <string.h>

#include "base/json.h"

typedef struct {
  CopArena *a;
  unsigned n_points;
  const char **remedy;
  GError **error;
} Reader;

static bool
fail(Reader *r, const CopTree *at, CopTreeError code, const char *what, const char *remedy)
{
  cop_tree_set_error(r->error, code, at->line, at->column, what);
  if (r->remedy != NULL)
    *r->remedy = remedy;
  return false;
}

static bool
bad(Reader *r, const CopTree *at, const char *what, const char *remedy)
{
  return fail(r, at, COP_TREE_ERROR_SYNTAX, what, remedy);
}

static bool
is_number(const CopTree *t)
{
  return t != NULL && (t->kind == COP_TREE_REAL || t->kind == COP_TREE_INT);
}

/* --- rings --- */

static bool
read_point(Reader *r, const CopTree *p, CopGeoPoint *out)
{
  static const char convert[] = "convert it to longitude and latitude of WGS 84 (ogr2ogr -t_srs EPSG:4326)",
                    swap[] = "GeoJSON wants longitude first, then latitude; exchange them";
  if (p->kind != COP_TREE_LIST || p->n < 2 || !is_number(p->first) || !is_number(p->first->next))
    return bad(r, p, "a point is [longitude, latitude] in degrees", NULL);
  *out = (CopGeoPoint){ p->first->real, p->first->next->real };
  if (fabs(out->lon) > 360 || fabs(out->lat) > 360)
    return bad(r, p, "a point is [longitude, latitude] in degrees; these look like metres of a projection", convert);
  if (fabs(out->lat) > 90)
    return bad(r, p, "a point is [longitude, latitude] in degrees; this latitude is beyond the pole", swap);
  return true;
}

/* Takes jumps over the 180th meridian out; false for a ring around a pole. */
static bool
unwrap(CopGeoPoint *p, unsigned n)
{
  double turn = 0;
  double last = p[0].lon;
  for (unsigned i = 1; i < n; i++) {
    double step = p[i].lon - last;
    last = p[i].lon;
    turn += step > 180 ? -360 : step < -180 ? 360 : 0;
    p[i].lon += turn;
  }
  return turn == 0;
}

static double
area_of(const CopGeoPoint *p, unsigned n)
{
  double twice = 0;
  for (unsigned i = 0; i + 1 < n; i++)
    twice += (p[i].lon - p[0].lon) * (p[i + 1].lat - p[0].lat) - (p[i + 1].lon - p[0].lon) * (p[i].lat - p[0].lat);
  return fabs(twice) / 2;
}

static bool
read_ring(Reader *r, const CopTree *list, bool hole, GArray *rings)
{
  if (list->kind != COP_TREE_LIST || list->n < 4)
    return bad(r, list, "a ring has at least four points, the last equal to the first", "repeat its first point at its end");
  if ((r->n_points += list->n) > COP_GEO_POINTS_MAX)
    return fail(r, list, COP_TREE_ERROR_LIMIT, "the outlines have more than a million points", "simplify them first, e.g. with mapshaper -simplify 5%");
  CopGeoPoint *points = cop_new_n(r->a, CopGeoPoint, list->n);
  unsigned n = 0;
  for (const CopTree *p = list->first; p != NULL; p = p->next, n++)
    if (!read_point(r, p, &points[n]))
      return false;
  if (points[0].lon != points[n - 1].lon || points[0].lat != points[n - 1].lat)
    return bad(r, list, "a ring is not closed: its last point is not its first", "repeat its first point at its end");
  if (!unwrap(points, n))
    return bad(r, list, "a ring goes around a pole", "cut it along the 180th meridian");
  if (!(area_of(points, n) > 0))
    return bad(r, list, "a ring encloses nothing", "leave it out");
  CopGeoRing ring = { points, n, hole };
  g_array_append_val(rings, ring);
  return true;
}

static bool
read_polygon(Reader *r, const CopTree *list, GArray *rings)
{
  if (list->kind != COP_TREE_LIST || list->n == 0)
    return bad(r, list, "a polygon is a list of rings", NULL);
  for (const CopTree *ring = list->first; ring != NULL; ring = ring->next)
    if (!read_ring(r, ring, ring != list->first, rings))
      return false;
  return true;
}

static bool
read_geometry(Reader *r, const CopTree *geometry, const CopTree *at, GArray *rings)
{
  const CopTree *type = geometry == NULL || geometry->kind != COP_TREE_MAP ? NULL : cop_tree_member(geometry, "type");
  const CopTree *list = type == NULL ? NULL : cop_tree_member(geometry, "coordinates");
  if (type == NULL || type->kind != COP_TREE_TEXT || (list == NULL && strcmp(type->text, "GeometryCollection") != 0))
    return bad(r, at, "a feature has no geometry with coordinates", "leave it out");
  bool many = strcmp(type->text, "MultiPolygon") == 0;
  if (!many && strcmp(type->text, "Polygon") != 0)
    return bad(r, type, "only Polygon and MultiPolygon are drawn", "leave points and lines out, and split collections");
  if (list->kind != COP_TREE_LIST || list->n == 0)
    return bad(r, list, "a geometry is empty", "leave it out");
  if (!many)
    return read_polygon(r, list, rings);
  for (const CopTree *polygon = list->first; polygon != NULL; polygon = polygon->next)
    if (!read_polygon(r, polygon, rings))
      return false;
  return true;
}

static void
keep_rings(CopArena *a, CopGeoRegion *region, const GArray *rings)
{
  CopGeoRing *kept = cop_new_n(a, CopGeoRing, rings->len);
  if (rings->len > 0)
    memcpy(kept, rings->data, rings->len * sizeof *kept);
  region->rings = kept;
  region->n_rings = rings->len;
}

/* --- the 180th meridian --- */

/* Turns of a full circle that bring the middle of a ring to [from, from + 360). */
static double
turn_of(const CopGeoRing *ring, double from)
{
  double low = INFINITY, high = -INFINITY;
  for (unsigned i = 0; i < ring->n; i++) {
    low = fmin(low, ring->points[i].lon);
    high = fmax(high, ring->points[i].lon);
  }
  return -360 * floor(((low + high) / 2 - from) / 360);
}

static double
width_from(const CopGeoRegion *regions, unsigned n, double from)
{
  double low = INFINITY, high = -INFINITY;
  for (unsigned i = 0; i < n; i++)
    for (unsigned k = 0; k < regions[i].n_rings; k++) {
      const CopGeoRing *ring = &regions[i].rings[k];
      double turn = turn_of(ring, from);
      for (unsigned p = 0; p < ring->n; p++) {
        low = fmin(low, ring->points[p].lon + turn);
        high = fmax(high, ring->points[p].lon + turn);
      }
    }
  return high - low;
}

/* Of the world cut at 180 and the world cut at 0 degrees, the one in which the
 * regions take less room. */
static void
gather_parts(const CopGeoRegion *regions, unsigned n)
{
  double from = width_from(regions, n, 0) < width_from(regions, n, -180) ? 0 : -180;
  for (unsigned i = 0; i < n; i++)
    for (unsigned k = 0; k < regions[i].n_rings; k++) {
      const CopGeoRing *ring = &regions[i].rings[k];
      double turn = turn_of(ring, from);
      for (unsigned p = 0; p < ring->n && turn != 0; p++)
        ((CopGeoPoint *)ring->points)[p].lon += turn; /* ours, of this reader */
    }
}

/* --- features --- */

static const char *
word_of(CopArena *a, const CopTree *t)
{
  bool scalar = t != NULL && (t->kind == COP_TREE_TEXT || t->kind == COP_TREE_INT);
  return scalar && t->text[0] != '\0' ? cop_arena_strdup(a, t->text) : NULL;
}

static void
read_properties(Reader *r, const CopTree *feature, CopGeoRegion *region)
{
  const CopTree *map = cop_tree_member(feature, "properties"), *value = NULL;
  region->value = NAN;
  if (map != NULL && map->kind == COP_TREE_MAP) {
    CopGeoProperty *list = cop_new_n(r->a, CopGeoProperty, map->n);
    for (const CopTree *t = map->first; t != NULL; t = t->next) {
      const char *word = word_of(r->a, t);
      if (word != NULL)
        list[region->n_properties++] = (CopGeoProperty){ cop_arena_strdup(r->a, t->key), word };
    }
    region->properties = list;
    region->code = word_of(r->a, cop_tree_member(map, "code"));
    region->name = word_of(r->a, cop_tree_member(map, "name"));
    value = cop_tree_member(map, "value");
  }
  if (region->code == NULL)
    region->code = word_of(r->a, cop_tree_member(feature, "id"));
  if (is_number(value))
    region->value = value->real;
}

static bool
read_feature(Reader *r, const CopTree *feature, CopGeoRegion *region)
{
  g_autoptr(GArray) rings = g_array_new(FALSE, FALSE, sizeof(CopGeoRing));
  if (feature->kind != COP_TREE_MAP)
    return bad(r, feature, "a feature is an object", NULL);
  region->line = feature->line;
  region->column = feature->column;
  if (!read_geometry(r, cop_tree_member(feature, "geometry"), feature, rings))
    return false;
  read_properties(r, feature, region);
  keep_rings(r->a, region, rings);
  return true;
}

/* GeoJSON of 2008 could name a system of coordinates; RFC 7946 has only one. */
static bool
check_system(Reader *r, const CopTree *top)
{
  const CopTree *crs = cop_tree_member(top, "crs");
  const CopTree *properties = crs == NULL || crs->kind != COP_TREE_MAP ? NULL : cop_tree_member(crs, "properties");
  const CopTree *name = properties == NULL || properties->kind != COP_TREE_MAP ? NULL : cop_tree_member(properties, "name");
  if (name == NULL || name->kind != COP_TREE_TEXT || strstr(name->text, "CRS84") != NULL || g_str_has_suffix(name->text, "4326"))
    return true;
  return bad(r, name, "the coordinates are not longitude and latitude of WGS 84", "convert them (ogr2ogr -t_srs EPSG:4326)");
}

CopGeo *
cop_geo_read(CopArena *a, const char *text, size_t length, const char **remedy, GError **error)
{
  Reader r = { .a = a, .remedy = remedy, .error = error };
  if (remedy != NULL)
    *remedy = NULL;
  g_autoptr(CopArena) scratch = cop_arena_new();
  const CopTree *top = cop_json_read(scratch, text, length, error);
  if (top == NULL)
    return NULL;
  const CopTree *features = top->kind == COP_TREE_MAP ? cop_tree_member(top, "features") : NULL;
  const CopTree *type = top->kind == COP_TREE_MAP ? cop_tree_member(top, "type") : NULL;
  if (type != NULL && type->kind == COP_TREE_TEXT && strcmp(type->text, "Topology") == 0) {
    bad(&r, type, "this is TopoJSON, not GeoJSON", "convert it (mapshaper FILE -o format=geojson)");
    return NULL;
  }
  if (features == NULL || features->kind != COP_TREE_LIST || features->n == 0) {
    bad(&r, top, "this is no FeatureCollection with features", NULL);
    return NULL;
  }
  if (!check_system(&r, top))
    return NULL;
  if (features->n > COP_GEO_REGIONS_MAX) {
    fail(&r, features, COP_TREE_ERROR_LIMIT, "a map holds at most 400 regions", "give one level of areas at a time");
    return NULL;
  }
  CopGeo *geo = cop_new(a, CopGeo);
  CopGeoRegion *regions = cop_new_n(a, CopGeoRegion, features->n);
  geo->regions = regions;
  for (const CopTree *f = features->first; f != NULL; f = f->next)
    if (!read_feature(&r, f, &regions[geo->n++]))
      return NULL;
  gather_parts(regions, geo->n);
  return geo;
}

/* --- one geometry --- */

bool
cop_geo_geometry_read(CopArena *a, const char *text, size_t length, CopGeoRegion *region, const char **remedy, GError **error)
{
  Reader r = { .a = a, .remedy = remedy, .error = error };
  if (remedy != NULL)
    *remedy = NULL;
  g_autoptr(CopArena) scratch = cop_arena_new();
  const CopTree *top = cop_json_read(scratch, text, length, error);
  g_autoptr(GArray) rings = g_array_new(FALSE, FALSE, sizeof(CopGeoRing));
  if (top == NULL || !read_geometry(&r, top, top, rings))
    return false;
  keep_rings(a, region, rings);
  return true;
}

static void
put_number(GString *s, double v, unsigned decimals)
{
  char format[8], text[G_ASCII_DTOSTR_BUF_SIZE];
  g_snprintf(format, sizeof format, "%%.%uf", MIN(decimals, 9));
  g_ascii_formatd(text, sizeof text, format, v);
  if (strchr(text, '.') != NULL) {
    size_t n = strlen(text);
    while (text[n - 1] == '0')
      n--;
    text[text[n - 1] == '.' ? n - 1 : n] = '\0';
  }
  g_string_append(s, strcmp(text, "-0") == 0 ? "0" : text);
}

char *
cop_geo_geometry_text(const CopGeoRegion *region, unsigned decimals)
{
  GString *s = g_string_new("{\"type\":\"MultiPolygon\",\"coordinates\":[");
  for (unsigned k = 0; k < region->n_rings; k++) {
    const CopGeoRing *ring = &region->rings[k];
    g_string_append(s, ring->hole ? ",[" : k > 0 ? "],[[" : "[[");
    for (unsigned i = 0; i < ring->n; i++) {
      g_string_append(s, i > 0 ? ",[" : "[");
      put_number(s, ring->points[i].lon, decimals);
      g_string_append_c(s, ',');
      put_number(s, ring->points[i].lat, decimals);
      g_string_append_c(s, ']');
    }
    g_string_append_c(s, ']');
  }
  g_string_append(s, region->n_rings > 0 ? "]]}" : "]}");
  return g_string_free(s, FALSE);
}

/* --- fewer points --- */

CopGeoExtent
cop_geo_extent(const CopGeo *geo)
{
  CopGeoExtent e = { INFINITY, INFINITY, -INFINITY, -INFINITY };
  for (unsigned i = 0; i < geo->n; i++)
    for (unsigned k = 0; k < geo->regions[i].n_rings; k++)
      for (unsigned p = 0; p < geo->regions[i].rings[k].n; p++) {
        const CopGeoPoint *at = &geo->regions[i].rings[k].points[p];
        e.west = fmin(e.west, at->lon);
        e.east = fmax(e.east, at->lon);
        e.south = fmin(e.south, at->lat);
        e.north = fmax(e.north, at->lat);
      }
  return e;
}

static double
distance(CopGeoPoint p, CopGeoPoint a, CopGeoPoint b)
{
  double dx = b.lon - a.lon, dy = b.lat - a.lat, length = hypot(dx, dy);
  return length == 0 ? hypot(p.lon - a.lon, p.lat - a.lat) : fabs((p.lon - a.lon) * dy - (p.lat - a.lat) * dx) / length;
}

/* A stack of ranges instead of recursion. */
void
cop_geo_keep(const CopGeoPoint *p, unsigned n, double tolerance, bool *keep)
{
  g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, 2 * sizeof(unsigned));
  unsigned whole[2] = { 0, n - 1 };
  g_array_append_vals(stack, &whole, 1);
  keep[0] = keep[n - 1] = true;
  while (stack->len > 0) {
    unsigned range[2], far = 0;
    memcpy(range, stack->data + (gsize)(stack->len - 1) * sizeof range, sizeof range);
    g_array_set_size(stack, stack->len - 1);
    double most = tolerance;
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

/* The ring with the points that stay; n 0 when too little of it is left. `stretch`:
 * degrees of longitude are shorter. */
static CopGeoRing
thin_ring(CopArena *a, const CopGeoRing *ring, double tolerance, double stretch, bool needed)
{
  g_autofree CopGeoPoint *flat = g_new(CopGeoPoint, ring->n);
  g_autofree bool *keep = g_new0(bool, ring->n);
  for (unsigned i = 0; i < ring->n; i++)
    flat[i] = (CopGeoPoint){ ring->points[i].lon * stretch, ring->points[i].lat };
  cop_geo_keep(flat, ring->n, tolerance, keep);
  unsigned n = 0;
  for (unsigned i = 0; i < ring->n; i++)
    n += keep[i];
  if (n < 4 || area_of(flat, ring->n) < tolerance * tolerance)
    return needed ? *ring : (CopGeoRing){ 0 };
  CopGeoPoint *points = cop_new_n(a, CopGeoPoint, n);
  n = 0;
  for (unsigned i = 0; i < ring->n; i++)
    if (keep[i])
      points[n++] = ring->points[i];
  return (CopGeoRing){ points, n, ring->hole };
}

CopGeo *
cop_geo_simplify(CopArena *a, const CopGeo *geo, double tolerance)
{
  CopGeoExtent e = cop_geo_extent(geo);
  double stretch = fmax(cos((e.north + e.south) / 2 * G_PI / 180), 0.05);
  CopGeo *out = cop_new(a, CopGeo);
  CopGeoRegion *regions = cop_new_n(a, CopGeoRegion, geo->n);
  out->regions = regions;
  out->n = geo->n;
  for (unsigned i = 0; i < geo->n; i++) {
    const CopGeoRegion *from = &geo->regions[i];
    unsigned largest = 0;
    double most = -1;
    for (unsigned k = 0; k < from->n_rings; k++) {
      double area = from->rings[k].hole ? -1 : area_of(from->rings[k].points, from->rings[k].n);
      if (area > most) {
        most = area;
        largest = k;
      }
    }
    CopGeoRing *rings = cop_new_n(a, CopGeoRing, from->n_rings);
    unsigned n = 0;
    bool outer = false; /* the ring that holes lie in is kept */
    for (unsigned k = 0; k < from->n_rings; k++) {
      if (from->rings[k].hole && !outer)
        continue;
      CopGeoRing ring = thin_ring(a, &from->rings[k], tolerance, stretch, k == largest);
      if (!from->rings[k].hole)
        outer = ring.n > 0;
      if (ring.n > 0)
        rings[n++] = ring;
    }
    regions[i] = *from;
    regions[i].rings = rings;
    regions[i].n_rings = n;
  }
  return out;
}
