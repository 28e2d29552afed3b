/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/font.h"

#include <errno.h>
#include <hb-ot.h>
#include <math.h>
#include <string.h>

#include "config.h"
#include "base/mix.h"

#define N_FACES_MAX 256u
#define BLOCK 256u /* characters of one coverage block */

G_DEFINE_QUARK(cop-typeset-error, cop_typeset_error)

/* What is known of 256 characters: looked up yet, and there. */
typedef struct {
  uint32_t known[BLOCK / 32], covered[BLOCK / 32];
} Block;

typedef struct {
  uint32_t hash, id;
} Slot;

struct CopFace {
  CopFaces *set;
  unsigned id;
  CopFamily family;
  unsigned style;
  uint32_t scripts; /* bit for each CopScript */
  char *path;       /* as in the manifest */
  unsigned index;
  gint64 size;
  char *sha256;
  /* once opened */
  hb_face_t *hb;
  hb_font_t *font;
  char *name;
  unsigned upem;
  bool cff;
  CopFaceMetrics metrics;
  GHashTable *blocks; /* character / BLOCK -> Block in the set's arena */
  Block *latin;       /* the first block, asked most */
  GArray *clusters;   /* of CopCluster */
  Slot *slots;        /* open addressing over clusters */
  uint32_t n_slots;
};

typedef struct {
  unsigned n;
  CopFace *faces[N_FACES_MAX];
} Choice;

struct CopFaces {
  CopArena *arena;
  GPtrArray *faces; /* of CopFace */
  char *root;
  Choice *choices[COP_FAMILY_MAX][COP_FACE_STYLES][COP_SCRIPT_MAX];
  GHashTable *blobs; /* path -> hb_blob_t: faces of one collection share the mapping */
  void *cache[COP_FACES_CACHE_MAX];
  GDestroyNotify cache_free[COP_FACES_CACHE_MAX];
};

/* --- manifest --- */

static void
face_free(gpointer data)
{
  CopFace *f = data;
  if (f->font != NULL)
    hb_font_destroy(f->font);
  if (f->hb != NULL)
    hb_face_destroy(f->hb);
  if (f->blocks != NULL)
    g_hash_table_unref(f->blocks);
  if (f->clusters != NULL)
    g_array_unref(f->clusters);
  g_free(f->slots);
  g_free(f->path);
  g_free(f->sha256);
  g_free(f->name);
  g_free(f);
}

static bool
name_index(const char *name, const char *const *names, unsigned n, unsigned *out)
{
  for (unsigned i = 0; i < n; i++)
    if (strcmp(name, names[i]) == 0) {
      *out = i;
      return true;
    }
  return false;
}

static bool
read_scripts(CopFace *f, const char *list)
{
  if (strcmp(list, "-") == 0)
    return true;
  g_auto(GStrv) codes = g_strsplit(list, ",", -1);
  for (char **c = codes; *c != NULL; c++) {
    unsigned s = 0;
    while (s < COP_SCRIPT_MAX && strcmp(cop_script_code((CopScript)s), *c) != 0)
      s++;
    if (s == COP_SCRIPT_MAX)
      return false;
    f->scripts |= 1u << s;
  }
  return true;
}

/* One line of the manifest; NULL when it is malformed. */
static CopFace *
read_line(CopFaces *set, const char *line)
{
  static const char *const families[] = { "sans", "form", "child", "mono", "symbol" };
  static const char *const styles[] = { "R", "B", "I", "BI" };
  G_STATIC_ASSERT(G_N_ELEMENTS(families) == COP_FAMILY_MAX);
  g_auto(GStrv) column = g_strsplit_set(line, " \t", -1);
  if (g_strv_length(column) != 7)
    return NULL;
  unsigned family, style;
  guint64 index, size;
  CopFace *f = g_new0(CopFace, 1);
  f->set = set;
  if (!name_index(column[0], families, COP_FAMILY_MAX, &family) ||
      !name_index(column[1], styles, COP_FACE_STYLES, &style) || !read_scripts(f, column[2]) ||
      !g_ascii_string_to_unsigned(column[4], 10, 0, 255, &index, NULL) ||
      !g_ascii_string_to_unsigned(column[5], 10, 1, G_MAXINT32, &size, NULL) || strlen(column[6]) != 64) {
    face_free(f);
    return NULL;
  }
  f->family = (CopFamily)family;
  f->style = style;
  f->path = g_strdup(column[3]);
  f->index = (unsigned)index;
  f->size = (gint64)size;
  f->sha256 = g_strdup(column[6]);
  return f;
}

CopFaces *
cop_faces_load(const char *path, GError **error)
{
  g_autofree char *standard = NULL;
  if (path == NULL) {
    const char *home = g_getenv("COPKIT_HOME");
    path = standard = g_build_filename(home != NULL ? home : COP_SOURCE_HOME, "assets", "fonts.manifest", NULL);
  }
  g_autofree char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, error))
    return NULL;
  g_autoptr(CopFaces) set = g_new0(CopFaces, 1);
  set->arena = cop_arena_new();
  set->faces = g_ptr_array_new_with_free_func(face_free);
  set->blobs = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)hb_blob_destroy);
  const char *root = g_getenv("COPKIT_FONTS");
  set->root = g_strdup(root != NULL ? root : "/usr/share/fonts");
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (unsigned i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == '\0' || lines[i][0] == '#')
      continue;
    CopFace *f = set->faces->len < N_FACES_MAX ? read_line(set, lines[i]) : NULL;
    if (f == NULL) {
      g_set_error(error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_MANIFEST, "%s:%u: malformed line of a font manifest",
                  path, i + 1);
      return NULL;
    }
    f->id = set->faces->len;
    g_ptr_array_add(set->faces, f);
  }
  return g_steal_pointer(&set);
}

void
cop_faces_free(CopFaces *f)
{
  if (f == NULL)
    return;
  for (unsigned i = 0; i < COP_FACES_CACHE_MAX; i++)
    if (f->cache_free[i] != NULL)
      f->cache_free[i](f->cache[i]);
  g_ptr_array_unref(f->faces);
  g_hash_table_unref(f->blobs);
  cop_arena_free(f->arena);
  g_free(f->root);
  g_free(f);
}

void
cop_faces_verify(const CopFaces *set, CopDiags *diags)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < set->faces->len; i++) {
    const CopFace *f = g_ptr_array_index(set->faces, i);
    if (!g_hash_table_add(seen, f->path))
      continue;
    g_autofree char *path = g_build_filename(set->root, f->path, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &error);
    if (file == NULL) {
      cop_diags_format(diags, COP_SEVERITY_ERROR, "font-missing", path, 0, 0,
                       "install the Debian packages named in assets/fonts.manifest", "%s", error->message);
      continue;
    }
    g_autoptr(GBytes) bytes = g_mapped_file_get_bytes(file);
    g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    if ((gint64)g_bytes_get_size(bytes) != f->size || strcmp(sum, f->sha256) != 0)
      cop_diags_format(diags, COP_SEVERITY_WARNING, "font-changed", path, 0, 0,
                       "documents made here differ from those made with the listed version",
                       "the font file is not the one of the manifest");
  }
}

void *
cop_faces_cache(const CopFaces *f, CopFacesCache which)
{
  return f->cache[which];
}

void
cop_faces_set_cache(CopFaces *f, CopFacesCache which, void *cache, GDestroyNotify destroy)
{
  if (f->cache_free[which] != NULL)
    f->cache_free[which](f->cache[which]);
  f->cache[which] = cache;
  f->cache_free[which] = destroy;
}

/* --- opening --- */

static int32_t
metric(hb_font_t *font, hb_ot_metrics_tag_t tag, double share_of_upem)
{
  hb_position_t v;
  if (hb_ot_metrics_get_position(font, tag, &v))
    return v;
  return (int32_t)lrint(share_of_upem * hb_face_get_upem(hb_font_get_face(font)));
}

static int16_t
be16(const char *p)
{
  const uint8_t *b = (const uint8_t *)p;
  return (int16_t)((b[0] << 8) | b[1]);
}

static void
read_metrics(CopFace *f)
{
  CopFaceMetrics *m = &f->metrics;
  m->ascent = metric(f->font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 0.9);
  m->descent = -metric(f->font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -0.3);
  m->cap_height = metric(f->font, HB_OT_METRICS_TAG_CAP_HEIGHT, 0.7);
  m->x_height = metric(f->font, HB_OT_METRICS_TAG_X_HEIGHT, 0.5);
  m->underline = metric(f->font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -0.1);
  m->thickness = metric(f->font, HB_OT_METRICS_TAG_UNDERLINE_SIZE, 0.05);
  unsigned length;
  hb_blob_t *head = hb_face_reference_table(f->hb, HB_TAG('h', 'e', 'a', 'd'));
  const char *h = hb_blob_get_data(head, &length);
  if (length >= 54) {
    m->x_min = be16(h + 36);
    m->y_min = be16(h + 38);
    m->x_max = be16(h + 40);
    m->y_max = be16(h + 42);
  }
  hb_blob_destroy(head);
  hb_blob_t *post = hb_face_reference_table(f->hb, HB_TAG('p', 'o', 's', 't'));
  const char *p = hb_blob_get_data(post, &length);
  if (length >= 8)
    m->italic_angle = be16(p + 4) + (uint16_t)be16(p + 6) / 65536.0;
  hb_blob_destroy(post);
}

/* The PostScript name, without characters a PDF name would need to escape. */
static char *
read_name(hb_face_t *face, unsigned id)
{
  char name[64];
  unsigned length = sizeof name;
  if (hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length, name) == 0)
    return g_strdup_printf("Face%u", id);
  for (char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum(*c) && *c != '-')
      *c = '-';
  return g_strdup(name);
}

static bool
face_open(CopFace *f, GError **error)
{
  if (f->font != NULL)
    return true;
  hb_blob_t *blob = g_hash_table_lookup(f->set->blobs, f->path);
  if (blob == NULL) {
    g_autofree char *path = g_build_filename(f->set->root, f->path, NULL);
    blob = hb_blob_create_from_file_or_fail(path);
    if (blob == NULL) {
      g_set_error(error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_FACE,
                  "the font file '%s' cannot be read; install the Debian packages named in assets/fonts.manifest", path);
      return false;
    }
    g_hash_table_insert(f->set->blobs, f->path, blob);
  }
  hb_face_t *hb = hb_face_create(blob, f->index);
  if (hb_face_get_glyph_count(hb) == 0) {
    hb_face_destroy(hb);
    g_set_error(error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_FACE, "'%s' holds no font number %u", f->path, f->index);
    return false;
  }
  f->hb = hb;
  hb_face_make_immutable(hb);
  f->font = hb_font_create(hb);
  f->upem = hb_face_get_upem(hb);
  hb_font_set_scale(f->font, (int)f->upem, (int)f->upem);
  hb_font_make_immutable(f->font);
  hb_blob_t *cff = hb_face_reference_table(hb, HB_TAG('C', 'F', 'F', ' '));
  f->cff = hb_blob_get_length(cff) > 0;
  hb_blob_destroy(cff);
  f->name = read_name(hb, f->id);
  read_metrics(f);
  f->blocks = g_hash_table_new(g_direct_hash, g_direct_equal);
  f->clusters = g_array_new(FALSE, FALSE, sizeof(CopCluster));
  f->n_slots = 256;
  f->slots = g_new0(Slot, f->n_slots);
  return true;
}

/* --- coverage and choice --- */

static bool
covers(CopFace *f, uint32_t c)
{
  Block *b = c < BLOCK ? f->latin : g_hash_table_lookup(f->blocks, GUINT_TO_POINTER(c / BLOCK));
  if (b == NULL) {
    b = cop_new(f->set->arena, Block);
    g_hash_table_insert(f->blocks, GUINT_TO_POINTER(c / BLOCK), b);
    if (c < BLOCK)
      f->latin = b;
  }
  unsigned word = c % BLOCK / 32;
  uint32_t bit = 1u << (c % 32);
  if ((b->known[word] & bit) == 0) {
    hb_codepoint_t gid;
    b->known[word] |= bit;
    if (hb_font_get_nominal_glyph(f->font, c, &gid))
      b->covered[word] |= bit;
  }
  return (b->covered[word] & bit) != 0;
}

bool
cop_face_covers(const CopFace *face, uint32_t c)
{
  return covers((CopFace *)face, c);
}

static void
choose(CopFaces *set, Choice *choice, int family, int style, int script)
{
  for (guint i = 0; i < set->faces->len; i++) {
    CopFace *f = g_ptr_array_index(set->faces, i);
    if ((family >= 0 && f->family != (CopFamily)family) || (style >= 0 && f->style != (unsigned)style) ||
        (script >= 0 && (f->scripts & (1u << script)) == 0))
      continue;
    bool there = false;
    for (unsigned k = 0; k < choice->n && !there; k++)
      there = choice->faces[k] == f;
    if (!there)
      choice->faces[choice->n++] = f;
  }
}

/* The order in which faces are asked. */
static Choice *
choice_for(CopFaces *set, CopFamily family, unsigned style, CopScript script)
{
  Choice **slot = &set->choices[family][style][script];
  if (*slot != NULL)
    return *slot;
  Choice *c = *slot = cop_new(set->arena, Choice);
  /* emphasis of a script without italics is shown by weight, not lost */
  const int styles[] = { (int)style, (style & COP_FACE_ITALIC) != 0 ? COP_FACE_BOLD : (int)style,
                         (int)style & COP_FACE_BOLD, 0 };
  const int families[] = { (int)family, COP_FAMILY_SANS };
  for (unsigned i = 0; i < G_N_ELEMENTS(families); i++)
    for (unsigned k = 0; k < G_N_ELEMENTS(styles); k++)
      choose(set, c, families[i], styles[k], (int)script);
  for (unsigned i = 0; i < G_N_ELEMENTS(families); i++)
    for (unsigned k = 0; k < G_N_ELEMENTS(styles); k++)
      choose(set, c, families[i], styles[k], COP_SCRIPT_LATN);
  choose(set, c, COP_FAMILY_SYMBOL, (int)style & COP_FACE_BOLD, -1);
  choose(set, c, COP_FAMILY_SYMBOL, -1, -1);
  choose(set, c, COP_FAMILY_SANS, (int)style & COP_FACE_BOLD, -1);
  choose(set, c, -1, -1, -1);
  return c;
}

const CopFace *
cop_faces_pick(CopFaces *set, CopFamily family, unsigned style, CopScript script, uint32_t c, const CopFace *mark_of,
               GError **error)
{
  if (mark_of != NULL && covers((CopFace *)mark_of, c))
    return mark_of;
  const Choice *choice = choice_for(set, family, style, script);
  for (unsigned i = 0; i < choice->n; i++) {
    CopFace *f = choice->faces[i];
    if (f->font == NULL && !face_open(f, error))
      return NULL;
    if (covers(f, c))
      return f;
  }
  return NULL;
}

const CopFace *
cop_faces_main(CopFaces *set, CopFamily family, unsigned style, CopScript script, GError **error)
{
  const Choice *choice = choice_for(set, family, style, script);
  return choice->n > 0 && face_open(choice->faces[0], error) ? choice->faces[0] : NULL;
}

/* --- what a face is --- */

unsigned
cop_face_id(const CopFace *face)
{
  return face->id;
}

const char *
cop_face_name(const CopFace *face)
{
  return face->name;
}

unsigned
cop_face_style(const CopFace *face)
{
  return face->style;
}

CopFamily
cop_face_family(const CopFace *face)
{
  return face->family;
}

unsigned
cop_face_upem(const CopFace *face)
{
  return face->upem;
}

bool
cop_face_is_cff(const CopFace *face)
{
  return face->cff;
}

const CopFaceMetrics *
cop_face_metrics(const CopFace *face)
{
  return &face->metrics;
}

hb_face_t *
cop_face_hb(const CopFace *face)
{
  return face->hb;
}

hb_font_t *
cop_face_font(const CopFace *face)
{
  return face->font;
}

int32_t
cop_face_advance(const CopFace *face, uint32_t gid)
{
  return hb_font_get_glyph_h_advance(face->font, gid);
}

/* --- clusters --- */

static void
slots_grow(CopFace *f)
{
  Slot *old = f->slots;
  uint32_t n = f->n_slots;
  f->n_slots *= 2;
  f->slots = g_new0(Slot, f->n_slots);
  for (uint32_t i = 0; i < n; i++) {
    if (old[i].id == 0)
      continue;
    uint32_t k = old[i].hash & (f->n_slots - 1);
    while (f->slots[k].id != 0)
      k = (k + 1) & (f->n_slots - 1);
    f->slots[k] = old[i];
  }
  g_free(old);
}

uint32_t
cop_face_cluster_add(const CopFace *face, const CopGlyphPart *parts, uint32_t n_parts, int32_t advance, const char *text,
                     uint32_t length)
{
  CopFace *f = (CopFace *)face;
  uint32_t hash = (uint32_t)cop_mix_bytes(cop_mix_bytes((uint32_t)advance, parts, n_parts * sizeof *parts), text, length);
  uint32_t k = hash & (f->n_slots - 1);
  for (; f->slots[k].id != 0; k = (k + 1) & (f->n_slots - 1)) {
    if (f->slots[k].hash != hash)
      continue;
    const CopCluster *c = &g_array_index(f->clusters, CopCluster, f->slots[k].id - 1);
    if (c->n_parts == n_parts && c->length == length && c->advance == advance && memcmp(c->text, text, length) == 0 &&
        (n_parts == 0 || memcmp(c->parts, parts, n_parts * sizeof *parts) == 0))
      return f->slots[k].id - 1;
  }
  CopGlyphPart *copy = cop_new_n(f->set->arena, CopGlyphPart, n_parts);
  for (uint32_t i = 0; i < n_parts; i++)
    copy[i] = parts[i];
  CopCluster c = { copy, n_parts, length, cop_arena_strndup(f->set->arena, text, length), advance };
  uint32_t id = f->clusters->len;
  g_array_append_val(f->clusters, c);
  f->slots[k] = (Slot){ hash, id + 1 };
  if (f->clusters->len * 2 > f->n_slots)
    slots_grow(f);
  return id;
}

const CopCluster *
cop_face_cluster(const CopFace *face, uint32_t id)
{
  g_assert(id < face->clusters->len);
  return &g_array_index(face->clusters, CopCluster, id);
}

uint32_t
cop_face_n_clusters(const CopFace *face)
{
  return face->clusters->len;
}
