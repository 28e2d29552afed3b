/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/art.h"

#include <string.h>

#include "base/home.h"
#include "base/json.h"
#include "base/limits.h"
#include "doc/digest.h"
#include "figure/art_color.h"
#include "figure/figure.h"
#include "figure/matrix.h"
#include "figure/qr.h"
#include "figure/scene.h"
#include "figure/svg.h"

#define INK 0x1b1f2affu

typedef enum { SET_NONE, SET_OWN, SET_TABLER, SET_HEALTH, SET_MAX } Set;

/* Whom the pictures come from; the licences are those in the packages. */
static const char *const credits[SET_MAX] = {
  [SET_OWN] = "People, places and symbols: copkit, CC BY 4.0",
  [SET_TABLER] = "Pictograms: Tabler Icons, Pawe\xc5\x82 Kuna and contributors, MIT Licence",
  [SET_HEALTH] = "Pictograms: Health Icons, Resolve to Save Lives and contributors, MIT Licence",
};

struct CopArt {
  CopArena *arena;
  char *folder;
  GHashTable *drawings; /* key -> CopDrawing */
  GHashTable *scenes;   /* name -> CopScene */
  GPtrArray *names;     /* of all scenes, in order; NULL until asked for */
  GPtrArray *all;       /* of CopScene *, all scenes; NULL until asked for */
  GHashTable *messages; /* id -> name of its scene; NULL until asked for */
  GHashTable *texts;    /* path -> GBytes: an SVG is read again in other colours */
  CopCast *cast;
  GMappedFile *health;
  bool used[SET_MAX];
};

CopArt *
cop_art_new(const char *folder)
{
  CopArt *art = g_new0(CopArt, 1);
  art->arena = cop_arena_new();
  art->folder = folder != NULL ? g_strdup(folder) : cop_home_path("assets", NULL);
  art->drawings = g_hash_table_new(g_str_hash, g_str_equal);
  art->scenes = g_hash_table_new(g_str_hash, g_str_equal);
  art->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  return art;
}

void
cop_art_free(CopArt *art)
{
  if (art == NULL)
    return;
  g_hash_table_unref(art->drawings);
  g_hash_table_unref(art->scenes);
  g_hash_table_unref(art->texts);
  g_clear_pointer(&art->names, g_ptr_array_unref);
  g_clear_pointer(&art->all, g_ptr_array_unref);
  g_clear_pointer(&art->messages, g_hash_table_unref);
  g_clear_pointer(&art->health, g_mapped_file_unref);
  cop_arena_free(art->arena);
  g_free(art->folder);
  g_free(art);
}

static GBytes *
load_text(CopArt *art, const char *path, GError **error)
{
  GBytes *known = g_hash_table_lookup(art->texts, path);
  if (known != NULL)
    return known;
  char *text;
  gsize length;
  if (!g_file_get_contents(path, &text, &length, error))
    return NULL;
  known = g_bytes_new_take(text, length);
  g_hash_table_insert(art->texts, g_strdup(path), known);
  return known;
}

static const CopDrawing *
no_such(const char *name, GError **error)
{
  g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_ART, "there is no picture '%s'", name);
  return NULL;
}

/* Names come from data: a name stays inside its folder. */
static bool
is_plain(const char *name)
{
  size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_");
  return n > 0 && name[n] == '\0';
}

/* An SVG file of our own, for scenes: "prop/phone". */
static const CopDrawing *
own_svg(void *ctx, const char *name, const CopSvgOptions *options, GError **error)
{
  CopArt *art = ctx;
  const char *slash = strchr(name, '/');
  if (!is_plain(slash + 1))
    return no_such(name, error);
  g_autofree char *path = g_strconcat(art->folder, "/art/", name, ".svg", NULL);
  GBytes *text = load_text(art, path, NULL);
  if (text == NULL)
    return no_such(name, error);
  gsize length;
  const char *bytes = g_bytes_get_data(text, &length);
  return cop_svg_read(art->arena, name, bytes, length, options, error);
}

static const CopDrawing *
read_own(CopArt *art, const char *name, const char *rest, const CopArtOptions *o, GError **error)
{
  (void)rest;
  CopArtColors colors;
  cop_art_colors_init(&colors, o->palette, o->grey);
  CopSvgOptions svg = { .current = o->color, .colors = colors.colors, .n_colors = colors.n };
  return own_svg(art, name, &svg, error);
}

static const CopDrawing *
read_scene(CopArt *art, const char *name, const char *rest, const CopArtOptions *o, GError **error)
{
  if (!is_plain(rest))
    return no_such(name, error);
  if (art->cast == NULL) {
    g_autofree char *path = g_strconcat(art->folder, "/art/cast.txt", NULL);
    GBytes *text = load_text(art, path, error);
    if (text == NULL)
      return NULL;
    g_autofree char *copy = g_strndup(g_bytes_get_data(text, NULL), g_bytes_get_size(text));
    if ((art->cast = cop_cast_read(art->arena, "cast.txt", copy, error)) == NULL)
      return NULL;
  }
  g_autofree char *path = g_strconcat(art->folder, "/art/", name, ".scene", NULL);
  GBytes *text = load_text(art, path, NULL);
  if (text == NULL)
    return no_such(name, error);
  g_autofree char *copy = g_strndup(g_bytes_get_data(text, NULL), g_bytes_get_size(text));
  CopArtColors colors;
  cop_art_colors_init(&colors, o->palette, o->grey);
  CopSceneArt with = { .svg = own_svg, .ctx = art, .colors = &colors, .grey = o->grey };
  CopScene *scene = cop_new(art->arena, CopScene);
  CopDrawing *d = cop_scene_read(art->arena, path + strlen(art->folder) + strlen("/art/"), copy, art->cast, &with, scene, error);
  if (d == NULL)
    return NULL;
  scene->name = cop_arena_strdup(art->arena, name);
  if (!g_hash_table_contains(art->scenes, scene->name))
    g_hash_table_insert(art->scenes, (void *)scene->name, scene);
  return d;
}

static const CopDrawing *
read_tabler(CopArt *art, const char *name, const char *rest, const CopArtOptions *o, GError **error)
{
  if (!is_plain(rest))
    return no_such(name, error);
  const char *folder = g_str_has_prefix(name, "tabler-filled/") ? "filled" : "outline";
  g_autofree char *path = g_strconcat(art->folder, "/node_modules/@tabler/icons/icons/", folder, "/", rest, ".svg", NULL);
  GBytes *text = load_text(art, path, NULL);
  if (text == NULL)
    return no_such(name, error);
  CopSvgOptions svg = { .current = o->color };
  return cop_svg_read(art->arena, name, g_bytes_get_data(text, NULL), g_bytes_get_size(text), &svg, error);
}

/* The value of "name": { ... } in the mapped file, without reading all of it:
 * one icon of thousands is wanted, and the file has three megabytes. */
static CopTree *
find_icon(CopArt *art, CopArena *scratch, const char *name)
{
  const char *text = g_mapped_file_get_contents(art->health);
  gsize length = g_mapped_file_get_length(art->health);
  g_autofree char *key = g_strdup_printf("\"%s\":", name);
  for (const char *at = text; (at = g_strstr_len(at, (gssize)(length - (gsize)(at - text)), key)) != NULL; at++) {
    const char *open = at + strlen(key), *end = text + length;
    while (open < end && (*open == ' ' || *open == '\n' || *open == '\t' || *open == '\r'))
      open++;
    if (open == end || *open != '{')
      continue;
    const char *p = open;
    int depth = 0;
    bool quoted = false;
    for (; p < end; p++) {
      if (quoted)
        p += *p == '\\';
      if (p < end && *p == '"' && p[-1] != '\\')
        quoted = !quoted;
      depth += quoted ? 0 : *p == '{' ? 1 : *p == '}' ? -1 : 0;
      if (!quoted && depth == 0)
        break;
    }
    if (p >= end)
      return NULL;
    CopTree *icon = cop_json_read(scratch, open, (gsize)(p - open) + 1, NULL);
    if (icon != NULL && cop_tree_member(icon, "body") != NULL)
      return icon;
  }
  return NULL;
}

static const CopDrawing *
read_health(CopArt *art, const char *name, const char *rest, const CopArtOptions *o, GError **error)
{
  if (!is_plain(rest))
    return no_such(name, error);
  if (art->health == NULL) {
    g_autofree char *path = g_strconcat(art->folder, "/node_modules/@iconify-json/healthicons/icons.json", NULL);
    art->health = g_mapped_file_new(path, FALSE, NULL);
    if (art->health == NULL)
      return no_such(name, error);
  }
  g_autoptr(CopArena) scratch = cop_arena_new();
  const CopTree *icon = find_icon(art, scratch, rest);
  if (icon == NULL)
    return no_such(name, error);
  const char *body = cop_tree_member(icon, "body")->text;
  g_autofree char *svg = g_strdup_printf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">%s</svg>", body);
  CopSvgOptions options = { .current = o->color };
  return cop_svg_read(art->arena, name, svg, strlen(svg), &options, error);
}

/* "76/tel:1383": the same code stands on every sheet. */
static const CopDrawing *
read_code(CopArt *art, const char *name, const char *rest, const CopArtOptions *o, GError **error)
{
  (void)o;
  char *end;
  double size = g_ascii_strtod(rest, &end);
  if (!(size > 0) || *end != '/')
    return no_such(name, error);
  return cop_qr_draw(art->arena, end + 1, COP_QR_Q, (float)size, error);
}

static const struct {
  const char *prefix;
  Set set;
  const CopDrawing *(*read)(CopArt *art, const char *name, const char *rest, const CopArtOptions *o, GError **error);
} sets[] = {
  { "scene/", SET_OWN, read_scene },           { "symbol/", SET_OWN, read_own },
  { "prop/", SET_OWN, read_own },              { "place/", SET_OWN, read_own },
  { "tabler/", SET_TABLER, read_tabler },      { "tabler-filled/", SET_TABLER, read_tabler },
  { "health/", SET_HEALTH, read_health },      { "qr/", SET_NONE, read_code },
};

/* Left for right. */
static CopDrawing *
mirrored(CopArt *art, const CopDrawing *d)
{
  CopDrawing *out = cop_drawing_new(art->arena, d->width, d->height);
  cop_drawing_append(out, d, (CopMatrix){ -1, 0, 0, 1, (double)d->width, 0 }, NULL, NULL);
  return out;
}

const CopDrawing *
cop_art_find(CopArt *art, const char *name, const CopArtOptions *options, GError **error)
{
  CopArtOptions o = options != NULL ? *options : (CopArtOptions){ 0 };
  if (o.color == 0)
    o.color = INK;
  g_autofree char *key = g_strdup_printf("%s?%08x%s%s%08x%08x", name, o.color, o.grey ? "g" : "c", o.mirrored ? "m" : "",
                                         o.palette != NULL ? o.palette->deep ^ o.palette->tint : 0,
                                         o.palette != NULL ? o.palette->main ^ o.palette->soft ^ o.palette->mark : 0);
  CopDrawing *known = g_hash_table_lookup(art->drawings, key);
  if (known != NULL)
    return known;
  for (size_t i = 0; i < G_N_ELEMENTS(sets); i++) {
    if (!g_str_has_prefix(name, sets[i].prefix))
      continue;
    CopDrawing *d = (CopDrawing *)sets[i].read(art, name, name + strlen(sets[i].prefix), &o, error);
    if (d == NULL)
      return NULL;
    if (o.mirrored)
      d = mirrored(art, d);
    art->used[sets[i].set] = true;
    d->key = cop_arena_strdup(art->arena, key);
    cop_drawing_seal(d);
    g_hash_table_insert(art->drawings, (void *)d->key, d);
    return d;
  }
  return no_such(name, error);
}

const CopScene *
cop_art_scene(CopArt *art, const char *name, GError **error)
{
  const CopScene *known = g_hash_table_lookup(art->scenes, name);
  if (known != NULL)
    return known;
  if (!g_str_has_prefix(name, "scene/")) {
    no_such(name, error);
    return NULL;
  }
  bool used = art->used[SET_OWN];
  if (cop_art_find(art, name, NULL, error) == NULL)
    return NULL;
  art->used[SET_OWN] = used; /* asked about, not shown */
  return g_hash_table_lookup(art->scenes, name);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
list_scenes(CopArt *art, GError **error)
{
  if (art->names != NULL)
    return true;
  g_autofree char *path = g_strconcat(art->folder, "/art/scene", NULL);
  g_autoptr(GDir) dir = g_dir_open(path, 0, error);
  if (dir == NULL)
    return false;
  art->names = g_ptr_array_new_with_free_func(g_free);
  for (const char *file; (file = g_dir_read_name(dir)) != NULL;)
    if (g_str_has_suffix(file, ".scene"))
      g_ptr_array_add(art->names, g_strdup_printf("scene/%.*s", (int)(strlen(file) - strlen(".scene")), file));
  g_ptr_array_sort(art->names, by_name);
  return true;
}

const CopScene *const *
cop_art_scenes(CopArt *art, unsigned *n, GError **error)
{
  if (art->all == NULL) {
    if (!list_scenes(art, error))
      return NULL;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (guint i = 0; i < art->names->len; i++) {
      const CopScene *s = cop_art_scene(art, g_ptr_array_index(art->names, i), error);
      if (s == NULL)
        return NULL;
      g_ptr_array_add(all, (void *)s);
    }
    art->all = g_steal_pointer(&all);
  }
  *n = art->all->len;
  return (const CopScene *const *)art->all->pdata;
}

/* Reads only whom the scenes are for; drawing all of them would cost a poster
 * that needs one. */
static bool
index_messages(CopArt *art, GError **error)
{
  if (!list_scenes(art, error))
    return false;
  g_autoptr(GHashTable) messages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < art->names->len; i++) {
    const char *name = g_ptr_array_index(art->names, i);
    g_autofree char *path = g_strconcat(art->folder, "/art/", name, ".scene", NULL);
    GBytes *text = load_text(art, path, error);
    if (text == NULL)
      return false;
    g_autofree char *copy = g_strndup(g_bytes_get_data(text, NULL), g_bytes_get_size(text));
    for (char *line = copy; line != NULL && *line != '\0'; line = strchr(line, '\n') != NULL ? strchr(line, '\n') + 1 : NULL) {
      if (!g_str_has_prefix(line, "for "))
        continue;
      g_autofree char *ids = g_strndup(line + 4, strcspn(line + 4, "\n"));
      g_auto(GStrv) words = g_strsplit(ids, " ", -1);
      for (unsigned k = 0; words[k] != NULL; k++)
        if (words[k][0] != '\0' && !g_hash_table_contains(messages, words[k]))
          g_hash_table_insert(messages, g_strdup(words[k]), (void *)name);
    }
  }
  art->messages = g_steal_pointer(&messages);
  return true;
}

const char *
cop_art_name_for_message(CopArt *art, const char *message, GError **error)
{
  if (art->messages == NULL && !index_messages(art, error))
    return NULL;
  return g_hash_table_lookup(art->messages, message);
}

const CopScene *
cop_art_for_message(CopArt *art, const char *message, GError **error)
{
  const char *name = cop_art_name_for_message(art, message, error);
  return name == NULL ? NULL : cop_art_scene(art, name, error);
}

char *
cop_art_credits(const CopArt *art)
{
  GString *s = g_string_new(NULL);
  for (unsigned i = 0; i < SET_MAX; i++)
    if (art->used[i] && credits[i] != NULL)
      g_string_append_printf(s, "%s%s", s->len > 0 ? "\n" : "", credits[i]);
  return g_string_free(s, FALSE);
}
