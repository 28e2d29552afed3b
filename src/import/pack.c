/* SPDX-License-Identifier: Apache-2.0 */
#include "import/pack.h"

#include <string.h>

#include "base/file.h"
#include "base/home.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "base/yaml.h"
#include "import/pack_priv.h"
#include "model/record.h"

#define MANIFEST "pack.yaml"

CopPackSet *
cop_pack_set_new(void)
{
  CopPackSet *s = g_new0(CopPackSet, 1);
  s->arena = cop_arena_new();
  s->packs = g_ptr_array_new();
  s->lists = g_array_new(FALSE, TRUE, sizeof(PackList));
  s->items = g_array_new(FALSE, TRUE, sizeof(CopPackItem));
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    s->by_id[e] = g_hash_table_new(g_str_hash, g_str_equal);
  return s;
}

void
cop_pack_set_free(CopPackSet *s)
{
  if (s == NULL)
    return;
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    g_hash_table_unref(s->by_id[e]);
  g_array_unref(s->items);
  g_array_unref(s->lists);
  g_ptr_array_unref(s->packs);
  cop_arena_free(s->arena);
  g_free(s);
}

size_t
cop_pack_set_packs(const CopPackSet *s)
{
  return s->packs->len;
}

const CopPack *
cop_pack_set_pack(const CopPackSet *s, size_t i)
{
  g_assert(i < s->packs->len);
  return g_ptr_array_index(s->packs, i);
}

size_t
cop_pack_set_items(const CopPackSet *s)
{
  return s->items->len;
}

const CopPackItem *
cop_pack_set_item(const CopPackSet *s, size_t i)
{
  g_assert(i < s->items->len);
  return &g_array_index(s->items, CopPackItem, i);
}

const CopPackItem *
cop_pack_set_lookup(const CopPackSet *s, CopEntity e, const char *id)
{
  void *index;
  return g_hash_table_lookup_extended(s->by_id[e], id, NULL, &index) ? cop_pack_set_item(s, GPOINTER_TO_SIZE(index))
                                                                     : NULL;
}

void
cop_pack_set_only(CopPackSet *s, const CopEntity *kinds, size_t n)
{
  s->partial = true;
  for (size_t i = 0; i < n; i++)
    s->wanted[kinds[i]] = true;
}

/* --- files --- */

/* The tree of a file; NULL with a finding when it is not YAML, with an error
 * when it cannot be read. */
CopTree *
cop_pack_set_read(CopPackSet *s, const char *path, CopDiags *d, GError **error)
{
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_PACK_FILE, &length, error);
  if (text == NULL)
    return NULL;
  if (cop_arena_used(s->arena) > COP_LIMIT_PACK_MEMORY) {
    g_set_error(error, COP_TREE_ERROR, COP_TREE_ERROR_LIMIT,
                "'%s': the packs are larger together than %u MiB in memory; import them one by one", path,
                COP_LIMIT_PACK_MEMORY >> 20);
    return NULL;
  }
  g_autoptr(GError) broken = NULL;
  CopTree *t = cop_yaml_read(s->arena, text, length, &broken);
  if (t != NULL)
    return t;
  unsigned line, column;
  const char *what = cop_tree_error_place(broken, &line, &column);
  cop_diags_format(d, COP_SEVERITY_ERROR, "pack-yaml", path, line, column, NULL, "%s", what);
  return NULL;
}

/* --- the manifest --- */

static const char *const manifest_keys[] = { "id", "version", "title", "licence", "country", "requires" };

static void
unknown_manifest_key(const CopPack *p, const CopTree *t, CopDiags *d)
{
  CopNearest near = cop_nearest(t->key);
  for (size_t i = 0; i < G_N_ELEMENTS(manifest_keys); i++)
    cop_nearest_offer(&near, manifest_keys[i]);
  g_autofree char *remedy =
    near.best == NULL ? g_strdup("remove it") : g_strdup_printf("did you mean '%s'?", near.best);
  cop_diags_format(d, COP_SEVERITY_ERROR, "pack-manifest", p->file, t->key_line, t->key_column, remedy,
                   "a pack has no '%s'", t->key);
}

static const char *
manifest_text(const CopPack *p, const CopTree *map, const char *key, bool required, CopDiags *d)
{
  const CopTree *t = cop_tree_member(map, key);
  if (t == NULL || t->kind == COP_TREE_NULL) {
    if (required)
      cop_diags_format(d, COP_SEVERITY_ERROR, "pack-manifest", p->file, map->line, map->column, "give it",
                       "the pack has no '%s'", key);
    return NULL;
  }
  if (t->text != NULL && t->length > 0)
    return t->text;
  cop_diags_format(d, COP_SEVERITY_ERROR, "pack-manifest", p->file, t->line, t->column, "write one text",
                   "%s: a text is expected, here stands a %s", key, cop_tree_kind_name(t->kind));
  return NULL;
}

static void
manifest_requires(CopPackSet *s, CopPack *p, const CopTree *map, CopDiags *d)
{
  const CopTree *t = cop_tree_member(map, "requires");
  if (t == NULL || t->kind == COP_TREE_NULL)
    return;
  if (t->kind != COP_TREE_LIST) {
    cop_diags_format(d, COP_SEVERITY_ERROR, "pack-manifest", p->file, t->line, t->column, "write a list: [catalogue]",
                     "requires: a list is expected, here stands a %s", cop_tree_kind_name(t->kind));
    return;
  }
  const char **items = cop_new_n(s->arena, const char *, t->n);
  size_t n = 0;
  for (const CopTree *c = t->first; c != NULL; c = c->next) {
    if (c->text != NULL && cop_id_valid(c->text))
      items[n++] = c->text;
    else
      cop_diags_format(d, COP_SEVERITY_ERROR, "pack-manifest", p->file, c->line, c->column, "write the id of a pack",
                       "requires: this is not the id of a pack");
  }
  p->requires = (CopTexts){ n, items };
}

/* NULL with a finding or error. */
static CopPack *
read_manifest(CopPackSet *s, const char *folder, CopDiags *d, GError **error)
{
  CopPack *p = cop_new(s->arena, CopPack);
  g_autofree char *path = g_build_filename(folder, MANIFEST, NULL);
  p->folder = cop_arena_strdup(s->arena, folder);
  p->file = cop_arena_strdup(s->arena, path);
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                g_file_test(folder, G_FILE_TEST_IS_DIR) ? "'%s' is not a pack: it has no " MANIFEST
                                                        : "there is no folder '%s'",
                folder);
    return NULL;
  }
  CopTree *map = cop_pack_set_read(s, path, d, error);
  if (map == NULL)
    return NULL;
  if (map->kind != COP_TREE_MAP) {
    cop_diags_format(d, COP_SEVERITY_ERROR, "pack-manifest", path, map->line, map->column,
                     "write id, version, title and licence as 'name: value'", "the description of the pack is no map");
    return NULL;
  }
  for (const CopTree *t = map->first; t != NULL; t = t->next)
    if (!g_strv_contains((const char *const[]){ "id", "version", "title", "licence", "country", "requires", NULL },
                         t->key))
      unknown_manifest_key(p, t, d);
  p->id = manifest_text(p, map, "id", true, d);
  p->version = manifest_text(p, map, "version", true, d);
  p->title = manifest_text(p, map, "title", true, d);
  p->licence = manifest_text(p, map, "licence", true, d);
  p->country = manifest_text(p, map, "country", false, d);
  manifest_requires(s, p, map, d);
  if (p->id != NULL && !cop_id_valid(p->id)) {
    const CopTree *t = cop_tree_member(map, "id");
    cop_diags_format(d, COP_SEVERITY_ERROR, "pack-manifest", path, t->line, t->column,
                     "ids hold letters, digits and . _ - /", "id: '%s' cannot be an id", p->id);
  }
  /* Its files are read even so: one run finds everything. */
  if (p->id == NULL)
    p->id = "";
  return p;
}

/* --- the files of a pack --- */

static void
unknown_kind(const CopTree *t, const char *file, CopDiags *d)
{
  CopNearest near = cop_nearest(t->key);
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    cop_nearest_offer(&near, cop_entity((CopEntity)e)->plural);
    if (strcmp(cop_entity((CopEntity)e)->name, t->key) == 0)
      near = (CopNearest){ .typed = t->key, .best = cop_entity((CopEntity)e)->plural };
  }
  g_autofree char *remedy = near.best == NULL ? g_strdup("'copkit debug schema' lists the kinds")
                                              : g_strdup_printf("did you mean '%s'?", near.best);
  cop_diags_format(d, COP_SEVERITY_ERROR, "pack-kind", file, t->key_line, t->key_column, remedy,
                   "there is no kind '%s'", t->key);
}

static CopEntity
entity_of_plural(const char *plural)
{
  CopEntity e = cop_entity_by_name(plural);
  return e != COP_ENTITY_MAX && strcmp(cop_entity(e)->plural, plural) == 0 ? e : COP_ENTITY_MAX;
}

/* Are all kinds of a file known, and none of them wanted? Kinds are the words
 * at the beginning of a line; what is no such word is left to the reader. */
static bool
passed_over(const CopPackSet *s, const char *path)
{
  size_t length;
  g_autofree char *text = s->partial ? cop_file_read(path, COP_LIMIT_PACK_FILE, &length, NULL) : NULL;
  bool known = false;
  for (const char *line = text; line != NULL; line = strchr(line, '\n') == NULL ? NULL : strchr(line, '\n') + 1) {
    size_t n = strspn(line, "abcdefghijklmnopqrstuvwxyz_");
    if (n == 0)
      continue;
    g_autofree char *name = g_strndup(line, n);
    CopEntity e = line[n] == ':' ? entity_of_plural(name) : COP_ENTITY_MAX;
    if (e == COP_ENTITY_MAX || s->wanted[e])
      return false;
    known = true;
  }
  return known;
}

static void
add_lists(CopPackSet *s, const CopPack *p, const char *file, const CopTree *top, CopDiags *d)
{
  if (top->kind == COP_TREE_NULL)
    return;
  if (top->kind != COP_TREE_MAP) {
    cop_diags_format(d, COP_SEVERITY_ERROR, "pack-kind", file, top->line, top->column,
                     "begin with the kind, e.g. 'measures:'", "the file must be a map of kinds to records, here stands a %s",
                     cop_tree_kind_name(top->kind));
    return;
  }
  for (const CopTree *t = top->first; t != NULL; t = t->next) {
    CopEntity e = entity_of_plural(t->key);
    if (e == COP_ENTITY_MAX) {
      unknown_kind(t, file, d);
    } else if (t->kind == COP_TREE_LIST && (s->n_records += t->n) > COP_LIMIT_PACK_RECORDS) {
      cop_diags_format(d, COP_SEVERITY_ERROR, "pack-limit", file, t->line, t->column, "import the packs one by one",
                       "more than %u records", COP_LIMIT_PACK_RECORDS);
      return;
    } else if (t->kind == COP_TREE_LIST) {
      PackList list = { .pack = p, .file = file, .entity = e, .tree = t };
      g_array_append_val(s->lists, list);
    } else if (t->kind != COP_TREE_NULL) {
      cop_diags_format(d, COP_SEVERITY_ERROR, "pack-kind", file, t->line, t->column,
                       "begin each record with '- id:'", "%s: a list of records is expected, here stands a %s", t->key,
                       cop_tree_kind_name(t->kind));
    }
  }
}

/* Does the file belong to a pack of its own further down? */
static bool
in_other_pack(const char *path, const char *folder)
{
  for (g_autofree char *at = g_path_get_dirname(path); strlen(at) > strlen(folder);) {
    g_autofree char *manifest = g_build_filename(at, MANIFEST, NULL);
    if (g_file_test(manifest, G_FILE_TEST_EXISTS))
      return true;
    char *up = g_path_get_dirname(at);
    g_free(at);
    at = up;
  }
  return false;
}

static bool
has_pack(const CopPackSet *s, const char *id)
{
  for (size_t i = 0; i < s->packs->len; i++)
    if (strcmp(cop_pack_set_pack(s, i)->id, id) == 0)
      return true;
  return false;
}

bool
cop_pack_set_add(CopPackSet *s, const char *folder, CopDiags *d, GError **error)
{
  g_autofree char *plain = g_canonicalize_filename(folder, "/");
  if (g_path_is_absolute(folder))
    folder = plain;
  g_autoptr(GError) local = NULL;
  CopPack *p = read_manifest(s, folder, d, &local);
  if (local != NULL) {
    g_propagate_error(error, g_steal_pointer(&local));
    return false;
  }
  if (p == NULL)
    return true;
  if (*p->id != '\0' && has_pack(s, p->id)) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_EXISTS, "the pack '%s' is given twice", p->id);
    return false;
  }
  g_ptr_array_add(s->packs, p);
  g_autoptr(GPtrArray) files = cop_file_find(folder, ".yaml", COP_LIMIT_PACK_FILES, error);
  if (files == NULL)
    return false;
  for (guint i = 0; i < files->len; i++) {
    const char *path = g_ptr_array_index(files, i);
    g_autofree char *name = g_path_get_basename(path);
    if (strcmp(name, MANIFEST) == 0 || in_other_pack(path, folder) || passed_over(s, path))
      continue;
    CopTree *t = cop_pack_set_read(s, path, d, &local);
    if (local != NULL) {
      g_propagate_error(error, g_steal_pointer(&local));
      return false;
    }
    if (t != NULL)
      add_lists(s, p, cop_arena_strdup(s->arena, path), t, d);
  }
  return true;
}

void
cop_pack_set_add_tree(CopPackSet *s, const CopPack *manifest, const CopTree *top, CopDiags *d)
{
  if (has_pack(s, manifest->id)) {
    cop_diags_format(d, COP_SEVERITY_ERROR, "pack-manifest", manifest->file, top->line, top->column, "give it once", "'%s' is given twice", manifest->id);
    return;
  }
  CopPack *p = cop_new(s->arena, CopPack);
  *p = *manifest;
  g_ptr_array_add(s->packs, p);
  add_lists(s, p, p->file, top, d);
}

CopPackMark
cop_pack_set_mark(const CopPackSet *s)
{
  return (CopPackMark){ s->packs->len, s->lists->len, s->n_records };
}

void
cop_pack_set_rewind(CopPackSet *s, CopPackMark mark)
{
  g_ptr_array_set_size(s->packs, (gint)mark.packs);
  g_array_set_size(s->lists, mark.lists);
  s->n_records = mark.n_records;
}

/* --- finding packs --- */

/* One text of a manifest; NULL when it has none or is broken: that is reported
 * when the pack is read, not when another is looked for. */
static char *
peek_manifest(const char *path, const char *key)
{
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_PACK_FILE, &length, NULL);
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTree *t = text == NULL ? NULL : cop_yaml_read(a, text, length, NULL);
  const CopTree *given = t == NULL ? NULL : cop_tree_member(t, key);
  return given == NULL ? NULL : g_strdup(given->text);
}

char *
cop_pack_find(const char *id, GError **error)
{
  g_autofree char *data = cop_home_path("data", NULL);
  if (!g_file_test(data, G_FILE_TEST_IS_DIR))
    return NULL;
  g_autoptr(GPtrArray) files = cop_file_find(data, MANIFEST, COP_LIMIT_PACK_FILES, error);
  for (guint i = 0; files != NULL && i < files->len; i++) {
    const char *path = g_ptr_array_index(files, i);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *found = strcmp(name, MANIFEST) == 0 ? peek_manifest(path, "id") : NULL;
    if (g_strcmp0(found, id) == 0)
      return g_path_get_dirname(path);
  }
  return NULL;
}

static int
by_bytes(gconstpointer a, gconstpointer b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Calls for each folder directly below data/countries whose pack names a
 * country. */
static bool
each_country(void (*found)(const char *code, const char *folder, void *data), void *data, GError **error)
{
  g_autofree char *countries = cop_home_path("data", "countries", NULL);
  g_autoptr(GDir) dir = g_dir_open(countries, 0, error);
  if (dir == NULL)
    return false;
  for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
    g_autofree char *folder = g_build_filename(countries, name, NULL);
    g_autofree char *manifest = g_build_filename(folder, MANIFEST, NULL);
    g_autofree char *code = peek_manifest(manifest, "country");
    if (code != NULL)
      found(code, folder, data);
  }
  return true;
}

static void
add_code(const char *code, const char *folder, void *data)
{
  (void)folder;
  g_ptr_array_add(data, g_strdup(code));
}

GPtrArray *
cop_pack_countries(GError **error)
{
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
  if (!each_country(add_code, codes, error))
    return NULL;
  g_ptr_array_sort(codes, by_bytes);
  return g_steal_pointer(&codes);
}

typedef struct {
  const char *code;
  char *folder;
} Wanted;

static void
compare_code(const char *code, const char *folder, void *data)
{
  Wanted *w = data;
  if (w->folder == NULL && g_ascii_strcasecmp(code, w->code) == 0)
    w->folder = g_strdup(folder);
}

char *
cop_pack_of_country(const char *code, bool example, GError **error)
{
  Wanted w = { .code = code };
  if (!each_country(compare_code, &w, error) || w.folder == NULL || !example)
    return w.folder;
  g_autofree char *country = w.folder;
  g_autofree char *folder = g_build_filename(country, "example", NULL);
  g_autofree char *manifest = g_build_filename(folder, MANIFEST, NULL);
  return g_file_test(manifest, G_FILE_TEST_EXISTS) ? g_steal_pointer(&folder) : NULL;
}

bool
cop_pack_set_add_required(CopPackSet *s, const char *const *stored, CopDiags *d, GError **error)
{
  for (size_t i = 0; i < s->packs->len; i++) { /* grows while it runs */
    const CopPack *p = cop_pack_set_pack(s, i);
    for (size_t k = 0; k < p->requires.n; k++) {
      const char *id = p->requires.items[k];
      if (has_pack(s, id) || (stored != NULL && g_strv_contains(stored, id)))
        continue;
      g_autoptr(GError) local = NULL;
      g_autofree char *folder = cop_pack_find(id, &local);
      if (local != NULL) {
        g_propagate_error(error, g_steal_pointer(&local));
        return false;
      }
      if (folder == NULL)
        cop_diags_format(d, COP_SEVERITY_ERROR, "pack-requires", p->file, 0, 0, "give its folder as well",
                         "the pack '%s' requires '%s', which is not there", p->id, id);
      else if (!cop_pack_set_add(s, folder, d, error))
        return false;
    }
  }
  return true;
}
