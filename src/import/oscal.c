/* SPDX-License-Identifier: Apache-2.0 */
#include "import/oscal.h"

#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/yaml.h"
#include "import/mapping.h"
#include "import/oscal_priv.h"
#include "import/pack_draft.h"

enum { GROUPS_DEEP = 32 };

typedef struct {
  CopPackDraft draft;
  CopArena *a;
  const CopTree *catalog, *metadata;
  const char *id, *source;
  GHashTable *controls; /* ids met */
  GHashTable *params;   /* id -> const CopTree * */
  size_t n;
} Catalog;

#define REFUSE(C, AT, REMEDY, ...) cop_pack_draft_refuse(&(C)->draft, (AT), "oscal-catalog", (REMEDY), __VA_ARGS__)

static void
put(Catalog *c, CopTree *record, const CopTree *from, const char *key, const char *text)
{
  cop_pack_draft_text(&c->draft, record, from, key, text);
}

const CopTree *
cop_oscal_list(const CopTree *map, const char *key)
{
  const CopTree *t = cop_tree_member(map, key);
  return t == NULL || t->kind != COP_TREE_LIST ? NULL : t->first;
}

static const char *
prop_of(const CopTree *map, const char *name)
{
  for (const CopTree *t = cop_oscal_list(map, "props"); t != NULL; t = t->next)
    if (t->kind == COP_TREE_MAP && g_strcmp0(cop_tree_scalar(t, "name"), name) == 0)
      return cop_tree_scalar(t, "value");
  return NULL;
}

/* --- text --- */

/* What stands for a parameter: its label, its choices, else its id. */
static void
append_param(Catalog *c, GString *s, const char *id)
{
  const CopTree *p = g_hash_table_lookup(c->params, id);
  const char *label = p == NULL ? NULL : cop_tree_scalar(p, "label");
  const CopTree *select = p == NULL ? NULL : cop_tree_member(p, "select");
  g_string_append_c(s, '[');
  if (label != NULL)
    g_string_append(s, label);
  else if (select != NULL && cop_oscal_list(select, "choice") != NULL)
    for (const CopTree *t = cop_oscal_list(select, "choice"); t != NULL; t = t->next)
      g_string_append_printf(s, "%s%s", t == cop_oscal_list(select, "choice") ? "" : " / ", t->kind == COP_TREE_TEXT ? t->text : "");
  else
    g_string_append(s, id);
  g_string_append_c(s, ']');
}

/* "{{ insert: param, ac-1_prm_1 }}" is a parameter; choices hold such too. */
static char *
fill_params(Catalog *c, const char *text, int depth)
{
  GString *s = g_string_new(NULL);
  for (const char *at = text; *at != '\0';) {
    const char *open = strstr(at, "{{"), *close = open == NULL ? NULL : strstr(open, "}}");
    const char *comma = close == NULL ? NULL : memchr(open, ',', (size_t)(close - open));
    if (comma == NULL || depth > 3) {
      g_string_append(s, at);
      break;
    }
    g_string_append_len(s, at, open - at);
    g_autofree char *id = g_strstrip(g_strndup(comma + 1, (gsize)(close - comma - 1)));
    g_autoptr(GString) param = g_string_new(NULL);
    append_param(c, param, id);
    g_autofree char *filled = fill_params(c, param->str, depth + 1);
    g_string_append(s, filled);
    at = close + 2;
  }
  return g_string_free(s, FALSE);
}

/* Prose of a part and of the items in it. */
static void
append_prose(Catalog *c, GString *s, const CopTree *part, int depth)
{
  const char *prose = cop_tree_scalar(part, "prose"), *label = depth == 0 ? NULL : prop_of(part, "label");
  if (prose != NULL) {
    g_autofree char *filled = fill_params(c, prose, 0);
    g_string_append_printf(s, "%s%s%s%s", s->len > 0 ? " " : "", label == NULL ? "" : label, label == NULL ? "" : " ", filled);
  }
  for (const CopTree *t = cop_oscal_list(part, "parts"); t != NULL && depth < GROUPS_DEEP; t = t->next)
    if (t->kind == COP_TREE_MAP)
      append_prose(c, s, t, depth + 1);
}

static const char *
statement_of(Catalog *c, const CopTree *control)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (const CopTree *t = cop_oscal_list(control, "parts"); t != NULL; t = t->next)
    if (t->kind == COP_TREE_MAP && g_strcmp0(cop_tree_scalar(t, "name"), "statement") == 0)
      append_prose(c, s, t, 0);
  const char *text = cop_text_running(c->a, s->str);
  return *text == '\0' ? NULL : text;
}

/* --- records --- */

static void
put_provenance(Catalog *c, CopTree *record, const CopTree *from, const char *locator, const char *note)
{
  put(c, record, from, "mark", cop_words(COP_WORDS_MARK)->words[COP_MARK_SECONDARY]);
  put(c, record, from, "source", c->source);
  put(c, record, from, "locator", locator);
  put(c, record, from, "note", note);
}

static void
add_head(Catalog *c)
{
  const CopTree *m = c->metadata;
  const char *title = cop_text_running(c->a, cop_tree_scalar(m, "title")), *version = cop_tree_scalar(m, "version"), *published = cop_tree_scalar(m, "published");
  const char *day = published == NULL || strlen(published) < 10 ? NULL : cop_arena_strndup(c->a, published, 10);
  CopTree *s = cop_pack_draft_record(&c->draft, "sources", m);
  put(c, s, m, "id", c->source);
  put(c, s, m, "title", title != NULL ? title : c->id);
  put(c, s, m, "short_title", title != NULL ? title : c->id);
  put(c, s, m, "address", cop_tree_scalar(c->catalog, "uuid") == NULL ? NULL : cop_arena_printf(c->a, "urn:uuid:%s", cop_tree_scalar(c->catalog, "uuid")));
  put(c, s, m, "published", day != NULL && cop_date_valid(day) ? day : NULL);
  put(c, s, m, "note", cop_arena_printf(c->a, "Read from version %s of an OSCAL catalog, not from the original.", version == NULL ? "?" : version));
  CopTree *f = cop_pack_draft_record(&c->draft, "frameworks", m);
  put(c, f, m, "id", c->id);
  put(c, f, m, "title", title != NULL ? title : c->id);
  put(c, f, m, "short_title", title != NULL ? title : c->id);
  put(c, f, m, "scale", cop_words(COP_WORDS_SCALE)->words[COP_SCALE_CHECKLIST]);
  cop_pack_draft_int(&c->draft, f, m, "position", 1000);
  put_provenance(c, f, m, NULL, "Requirements stand in the words of the catalog. It does not say how strongly they bind; they count as a model until somebody says otherwise.");
}

static void
add_control(Catalog *c, const CopTree *control, const char *id, const char *heading)
{
  const char *label = prop_of(control, "label"), *code = label != NULL ? label : id;
  const char *title = cop_text_running(c->a, cop_tree_scalar(control, "title")), *text = statement_of(c, control);
  bool named = title != NULL && strcmp(title, id) != 0 && strcmp(title, code) != 0 && g_strcmp0(title, text) != 0;
  CopTree *r = cop_pack_draft_record(&c->draft, "requirements", control);
  put(c, r, control, "id", cop_arena_printf(c->a, "%s/%s", c->id, cop_text_id_part(c->a, id)));
  put(c, r, control, "framework", c->id);
  put(c, r, control, "code", text == NULL || named || title == NULL ? code : title);
  put(c, r, control, "area", heading);
  put(c, r, control, "gist", text == NULL ? (title != NULL ? title : id) : named ? cop_arena_printf(c->a, "%s: %s", title, text) : text);
  put(c, r, control, "force", cop_words(COP_WORDS_FORCE)->words[COP_FORCE_MODEL]);
  cop_pack_draft_int(&c->draft, r, control, "position", (int64_t)++c->n);
  put_provenance(c, r, control, id, NULL);
}

static void
note_params(Catalog *c, const CopTree *of)
{
  for (const CopTree *t = cop_oscal_list(of, "params"); t != NULL; t = t->next)
    if (t->kind == COP_TREE_MAP && cop_tree_scalar(t, "id") != NULL)
      g_hash_table_insert(c->params, (gpointer)cop_tree_scalar(t, "id"), (gpointer)t);
}

static void
add_controls(Catalog *c, const CopTree *of, const char *heading, int depth)
{
  note_params(c, of);
  for (const CopTree *t = cop_oscal_list(of, "controls"); t != NULL && depth < GROUPS_DEEP; t = t->next) {
    const char *id = t->kind == COP_TREE_MAP ? cop_tree_scalar(t, "id") : NULL;
    if (id == NULL) {
      REFUSE(c, t, "give each control its id", "a control without id");
      continue;
    }
    if (!g_hash_table_add(c->controls, (gpointer)id)) {
      REFUSE(c, t, "give each control an id of its own", "a second control with the id '%s'", id);
      continue;
    }
    note_params(c, t);
    if (g_strcmp0(prop_of(t, "status"), "withdrawn") != 0)
      add_control(c, t, id, heading);
    add_controls(c, t, heading, depth + 1);
  }
}

static void
add_groups(Catalog *c, const CopTree *of, const char *above, int depth)
{
  for (const CopTree *t = cop_oscal_list(of, "groups"); t != NULL && depth < GROUPS_DEEP; t = t->next) {
    if (t->kind != COP_TREE_MAP)
      continue;
    const char *title = cop_text_running(c->a, cop_tree_scalar(t, "title"));
    const char *heading = above == NULL ? title : title == NULL ? above : cop_arena_printf(c->a, "%s, %s", above, title);
    add_controls(c, t, heading, 0);
    add_groups(c, t, heading, depth + 1);
  }
}

/* --- catalogs --- */

/* "a/NIST_800-53.oscal.json" -> "NIST_800-53" */
static const char *
name_of(Catalog *c, const char *path)
{
  g_autofree char *base = g_path_get_basename(path);
  for (const char *const *ending = (const char *const[]){ ".json", ".xml", ".yaml", ".yml", ".oscal", "_catalog", NULL }; *ending != NULL; ending++)
    if (g_str_has_suffix(base, *ending))
      base[strlen(base) - strlen(*ending)] = '\0';
  return cop_text_id_part(c->a, *base == '\0' ? "catalog" : base);
}

static void
read_catalog(Catalog *c, const CopTree *root)
{
  static const CopTree nowhere = { .line = 1, .column = 1, .kind = COP_TREE_MAP };
  c->catalog = root->kind == COP_TREE_MAP ? cop_tree_member(root, "catalog") : NULL;
  if (c->catalog == NULL || c->catalog->kind != COP_TREE_MAP) {
    const char *is = root->kind == COP_TREE_MAP && root->first != NULL ? root->first->key : cop_tree_kind_name(root->kind);
    REFUSE(c, root, strcmp(is, "profile") == 0 ? "resolve it into a catalog, and import that" : NULL, "only OSCAL catalogs hold requirements; this file is: %s", is);
    return;
  }
  c->metadata = cop_tree_member(c->catalog, "metadata");
  if (c->metadata == NULL || c->metadata->kind != COP_TREE_MAP)
    c->metadata = &nowhere;
  c->id = c->source = cop_arena_printf(c->a, "oscal-%s", name_of(c, c->draft.file));
  add_head(c);
  add_controls(c, c->catalog, NULL, 0);
  add_groups(c, c->catalog, NULL, 0);
  if (c->n == 0)
    REFUSE(c, c->catalog, NULL, "the catalog holds no control");
  const char *version = cop_tree_scalar(c->metadata, "version"), *title = cop_text_running(c->a, cop_tree_scalar(c->metadata, "title"));
  const CopPack manifest = { .id = c->source, .version = version == NULL ? "1" : version, .title = title == NULL ? c->id : title, .licence = "not stated",
                             .file = c->draft.file, .folder = c->draft.file };
  cop_pack_draft_add(&c->draft, &manifest);
}

/* Whichever of the three forms the text has. NULL with the error's place in *at. */
static const CopTree *
read_form(CopArena *a, const char *text, size_t length, CopTree *at, const char **what)
{
  g_autoptr(GError) broken = NULL;
  const char begin = text[strspn(text, "\xEF\xBB\xBF \t\r\n")];
  const CopXmlNode *root = begin == '<' ? cop_xml_read(a, text, length, &broken) : NULL;
  const CopTree *t = root != NULL    ? cop_oscal_of_xml(a, root)
                     : begin == '<' ? NULL
                     : begin == '{' ? cop_json_read(a, text, length, &broken)
                                    : cop_yaml_read(a, text, length, &broken);
  *at = (CopTree){ .kind = COP_TREE_MAP, .line = 1, .column = 1 };
  if (t == NULL)
    *what = cop_arena_strdup(a, begin == '<' ? broken->message : cop_tree_error_place(broken, &at->line, &at->column));
  return t;
}

bool
cop_oscal_add(CopPackSet *s, const char *path, const CopModel *stored, CopDiags *d, GError **error)
{
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_PACK_FILE, &length, error);
  if (text == NULL)
    return false;
  g_autoptr(GHashTable) controls = g_hash_table_new(g_str_hash, g_str_equal), params = g_hash_table_new(g_str_hash, g_str_equal);
  Catalog c = { .draft = cop_pack_draft(s, path, d), .a = s->arena, .controls = controls, .params = params };
  CopTree at;
  const char *what;
  const CopTree *root = read_form(s->arena, text, length, &at, &what);
  const CopTree *mapping = root != NULL && root->kind == COP_TREE_MAP ? cop_tree_member(root, "mapping-collection") : NULL;
  if (root == NULL)
    REFUSE(&c, &at, NULL, "%s", what);
  else if (mapping != NULL && mapping->kind == COP_TREE_MAP)
    cop_oscal_read_mapping(&c.draft, mapping, stored, name_of(&c, c.draft.file));
  else
    read_catalog(&c, root);
  return true;
}
