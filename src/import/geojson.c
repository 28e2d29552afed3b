/* SPDX-License-Identifier: Apache-2.0 */
#include "import/geojson.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/geo.h"
#include "base/hash.h"
#include "base/limits.h"
#include "import/pack_draft.h"

#define PRINTABLE 4000.0 /* heights of the finest line a map can show */
#define KEYS_MAX 64u     /* properties tried */

typedef struct {
  CopPackDraft drafts[COP_AREA_MAX]; /* one for each level */
  CopArena *a;
  const CopModel *m;
  const char *file, *name, *version;
  bool strict;
  size_t *refused;
  CopDiags *d;
  GHashTable *taken;       /* area -> feature */
} Import;

bool
cop_geojson_claims(const char *head)
{
  return head[strspn(head, " \t\r\n\xEF\xBB\xBF")] == '{' &&
         (strstr(head, "\"FeatureCollection\"") != NULL || (strstr(head, "\"Topology\"") != NULL && strstr(head, "\"type\"") != NULL));
}

/* --- which area --- */

static bool
is_number(const char *s)
{
  return s[0] != '\0' && strspn(s, "0123456789") == strlen(s);
}

/* Codes are numbers to some programs: "0100000000" comes as 100000000. */
static bool
same_code(const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return false;
  if (is_number(a) && is_number(b)) {
    a += strspn(a, "0");
    b += strspn(b, "0");
    return *a != '\0' && strcmp(a, b) == 0;
  }
  return g_ascii_strcasecmp(a, b) == 0;
}

/* How a word names an area. */
typedef enum { BY_ID, BY_OLD_CODE, BY_NAME, BY_MAX } Scheme;

static bool
is_named(const CopArea *area, Scheme scheme, const char *word)
{
  if (scheme == BY_NAME)
    return g_strcmp0(area->name, word) == 0 || g_strcmp0(area->short_name, word) == 0;
  return same_code(scheme == BY_ID ? area->id : area->old_code, word);
}

/* The area in force a word names; NULL for none, *several for more than one. */
static const CopArea *
look_up(const Import *in, Scheme scheme, const char *word, bool *several)
{
  const CopArea *found = NULL;
  for (size_t i = 0; i < in->m->areas.n; i++) {
    const CopArea *area = &in->m->areas.items[i];
    if (area->valid_to != NULL || !is_named(area, scheme, word))
      continue;
    *several |= found != NULL;
    found = area;
  }
  return found;
}

/* What a file calls its areas by: one property (NULL: code or id) in one scheme. */
typedef struct {
  const char *key;
  Scheme scheme;
  size_t areas; /* told apart by it */
} Naming;

static const char *
word_of(const CopGeoRegion *region, const char *key)
{
  if (key == NULL)
    return region->code;
  for (unsigned i = 0; i < region->n_properties; i++)
    if (strcmp(region->properties[i].key, key) == 0)
      return region->properties[i].text;
  return NULL;
}

static void
try_naming(const Import *in, const CopGeo *geo, const char *key, Naming *best)
{
  for (Scheme scheme = BY_ID; scheme < BY_MAX; scheme++) {
    g_autoptr(GHashTable) told = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (unsigned i = 0; i < geo->n; i++) {
      bool several = false;
      const char *word = word_of(&geo->regions[i], key);
      const CopArea *area = word == NULL ? NULL : look_up(in, scheme, word, &several);
      if (area != NULL && !several)
        g_hash_table_add(told, (gpointer)area);
    }
    if (g_hash_table_size(told) > best->areas)
      *best = (Naming){ key, scheme, g_hash_table_size(told) };
  }
}

/* Codes of two schemes look alike ("100000000" is a region of the old scheme and,
 * with the zero it lost, another of the new), and a province's row names its region,
 * too: so it is decided for the whole file, for what tells most areas apart. */
static Naming
naming_of(const Import *in, const CopGeo *geo)
{
  Naming best = { NULL, BY_ID, 0 };
  try_naming(in, geo, NULL, &best);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (unsigned i = 0; i < geo->n; i++)
    for (unsigned k = 0; k < geo->regions[i].n_properties && g_hash_table_size(seen) < KEYS_MAX; k++)
      if (g_hash_table_add(seen, (gpointer)geo->regions[i].properties[k].key))
        try_naming(in, geo, geo->regions[i].properties[k].key, &best);
  return best;
}

/* --- records --- */

static void G_GNUC_PRINTF(5, 6)
say(Import *in, const CopGeoRegion *at, const char *code, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  ++*in->refused;
  cop_diags_format(in->d, in->strict ? COP_SEVERITY_ERROR : COP_SEVERITY_WARNING, code, in->file, at->line, at->column, remedy, "%s", text);
}

/* What a feature calls itself, for findings. */
static const char *
name_of(Import *in, const CopGeoRegion *region)
{
  const char *word = region->name != NULL ? region->name : region->code;
  for (unsigned i = 0; i < region->n_properties && word == NULL; i++)
    if (!is_number(region->properties[i].text))
      word = region->properties[i].text;
  return word != NULL ? cop_arena_printf(in->a, "the feature '%s'", word) : "a feature without properties";
}

static void
add_record(Import *in, const CopGeoRegion *region, const CopArea *area, unsigned decimals)
{
  CopPackDraft *p = &in->drafts[area->level];
  CopTree *at = cop_tree_new(in->a, COP_TREE_NULL, region->line, region->column), *r = cop_pack_draft_record(p, "boundaries", at);
  g_autofree char *outline = cop_geo_geometry_text(region, decimals);
  cop_pack_draft_text(p, r, at, "id", area->id);
  cop_pack_draft_text(p, r, at, "area", area->id);
  cop_pack_draft_text(p, r, at, "outline", cop_arena_strdup(in->a, outline));
  cop_pack_draft_text(p, r, at, "mark", cop_words(COP_WORDS_MARK)->words[COP_MARK_KNOWLEDGE]);
  cop_pack_draft_text(p, r, at, "locator", in->name);
  cop_pack_draft_text(p, r, at, "note",
                      cop_arena_printf(in->a, "Outline simplified from %s, as this office imported it. It expresses no opinion on the status of any territory or the course of any border.", in->name));
}

static void
add_region(Import *in, const CopGeoRegion *region, const Naming *naming, unsigned decimals)
{
  static const char remedy[] = "give each feature a property 'code' with the id of its area";
  const char *word = word_of(region, naming->key);
  bool several = false;
  const CopArea *area = word == NULL ? NULL : look_up(in, naming->scheme, word, &several);
  const CopGeoRegion *first = area == NULL ? NULL : g_hash_table_lookup(in->taken, area);
  if (area == NULL) {
    say(in, region, "geo-area", remedy, "%s is no area of the store that is in force", name_of(in, region));
  } else if (several) {
    say(in, region, "geo-area", remedy, "%s names more than one area by '%s'", name_of(in, region), word);
  } else if (first != NULL) {
    say(in, region, "geo-twice", "join the parts to one MultiPolygon", "area '%s' has an outline already, at line %u", area->id, first->line);
  } else {
    g_hash_table_insert(in->taken, (gpointer)area, (gpointer)region);
    add_record(in, region, area, decimals);
  }
}

static void
add_regions(Import *in, const CopGeo *geo)
{
  CopGeoExtent e = cop_geo_extent(geo);
  double tolerance = fmax(e.north - e.south, 1e-6) / PRINTABLE;
  unsigned decimals = (unsigned)CLAMP(ceil(-log10(tolerance)), 1, 7);
  const CopGeo *thin = cop_geo_simplify(in->a, geo, tolerance);
  Naming naming = naming_of(in, thin);
  for (unsigned i = 0; i < thin->n; i++)
    add_region(in, &thin->regions[i], &naming, decimals);
  for (int level = 0; level < COP_AREA_MAX; level++) {
    const char *word = cop_words(COP_WORDS_AREA)->words[level];
    const char *pack = cop_arena_printf(in->a, "boundaries-%s", cop_text_id_part(in->a, word));
    cop_pack_draft_add(&in->drafts[level], &(CopPack){ .id = pack, .version = in->version, .title = cop_arena_printf(in->a, "Boundaries (%s) from %s", word, in->name), .licence = "unknown" });
  }
}

bool
cop_geojson_add(CopPackSet *s, const CopModel *m, const char *path, bool strict, size_t *refused, CopDiags *d, GError **error)
{
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_PACK_FILE, &length, error);
  if (text == NULL)
    return false;
  g_autoptr(GHashTable) taken = g_hash_table_new(g_direct_hash, g_direct_equal);
  g_autofree char *name = g_path_get_basename(path);
  Import in = { .m = m, .strict = strict, .refused = refused, .d = d, .taken = taken };
  for (int level = 0; level < COP_AREA_MAX; level++)
    in.drafts[level] = cop_pack_draft(s, path, d);
  in.a = in.drafts[0].a;
  in.file = in.drafts[0].file;
  in.name = cop_arena_strdup(in.a, name);
  char hex[COP_HASH_HEX];
  in.version = cop_arena_strndup(in.a, cop_hash_bytes(COP_HASH_SHA256, text, length, hex), 12);
  g_autoptr(GError) e = NULL;
  const char *remedy = NULL;
  bool mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
  const CopGeo *geo = cop_geo_read(in.a, text + (mark ? 3 : 0), length - (mark ? 3 : 0), &remedy, &e);
  if (geo == NULL) {
    unsigned line, column;
    const char *what = cop_tree_error_place(e, &line, &column);
    cop_diags_format(d, COP_SEVERITY_ERROR, "geo-format", in.file, MAX(line, 1), column, remedy != NULL ? remedy : "give GeoJSON (RFC 7946)", "%s", what);
    return true;
  }
  add_regions(&in, geo);
  return true;
}
