/* SPDX-License-Identifier: Apache-2.0 */
#include "import/ciso.h"

#include <string.h>

#include "base/date.h"
#include "import/mapping.h"
#include "import/pack_draft.h"
#include "model/record.h"

typedef struct {
  CopPackDraft draft;
  CopArena *a;
  const CopModel *stored;
  const CopTree *library, *framework;
  bool english;        /* the library's own language */
  size_t n_foreign;    /* texts without an English one */
  const char *id;      /* of the framework */
  const char *source;  /* id of its record */
  GHashTable *nodes;   /* URN -> const CopTree * */
} Library;

#define REFUSE(L, AT, REMEDY, ...) cop_pack_draft_refuse(&(L)->draft, (AT), "ciso-library", (REMEDY), __VA_ARGS__)

/* --- texts --- */

/* The English text of a map that has translations. */
static const char *
english(Library *l, const CopTree *map, const char *key)
{
  const char *own = cop_tree_scalar(map, key);
  if (l->english || own == NULL)
    return own;
  const CopTree *translations = cop_tree_member(map, "translations");
  const CopTree *en = translations == NULL ? NULL : cop_tree_member(translations, "en");
  const char *text = en == NULL ? NULL : cop_tree_scalar(en, key);
  l->n_foreign += text == NULL;
  return text == NULL ? own : text;
}

static const char *
running(Library *l, const char *text)
{
  return cop_text_running(l->a, text);
}

/* What stands behind the nth colon. */
static const char *
after_colons(const char *urn, unsigned n)
{
  for (; n > 0 && urn != NULL; n--) {
    urn = strchr(urn, ':');
    urn = urn == NULL ? NULL : urn + 1;
  }
  return urn;
}

/* --- records --- */

static void
put_text(Library *l, CopTree *record, const CopTree *from, const char *key, const char *text)
{
  cop_pack_draft_text(&l->draft, record, from, key, text);
}

static void
put_provenance(Library *l, CopTree *record, const CopTree *from, const char *locator, const char *note)
{
  put_text(l, record, from, "mark", cop_words(COP_WORDS_MARK)->words[COP_MARK_SECONDARY]);
  put_text(l, record, from, "source", l->source);
  put_text(l, record, from, "locator", locator);
  put_text(l, record, from, "note", note);
}

static void
add_source(Library *l)
{
  const CopTree *lib = l->library;
  CopTree *r = cop_pack_draft_record(&l->draft, "sources", lib);
  const char *name = running(l, english(l, lib, "name")), *packager = cop_tree_scalar(lib, "packager"), *version = cop_tree_scalar(lib, "version");
  const char *ref = cop_tree_scalar(lib, "ref_id"), *date = cop_tree_scalar(lib, "publication_date");
  put_text(l, r, lib, "id", l->source);
  put_text(l, r, lib, "title", name != NULL ? name : l->source);
  put_text(l, r, lib, "short_title", ref != NULL ? ref : name != NULL ? name : l->source);
  put_text(l, r, lib, "publisher", cop_tree_scalar(lib, "provider"));
  put_text(l, r, lib, "address", cop_tree_scalar(lib, "urn"));
  put_text(l, r, lib, "published", date != NULL && cop_date_valid(date) ? date : NULL);
  put_text(l, r, lib, "note", cop_arena_printf(l->a, "Read from version %s of a library of CISO Assistant%s%s, not from the original.", version == NULL ? "?" : version,
                                               packager == NULL ? "" : ", packaged by ", packager == NULL ? "" : packager));
}

static const char *
scale_of(const Library *l)
{
  const char *low = cop_tree_scalar(l->framework, "min_score"), *high = cop_tree_scalar(l->framework, "max_score");
  bool phases = g_strcmp0(low, "1") == 0 && g_strcmp0(high, "4") == 0;
  return cop_words(COP_WORDS_SCALE)->words[phases ? COP_SCALE_MATURITY : COP_SCALE_CHECKLIST];
}

static void
add_framework(Library *l)
{
  const CopTree *f = l->framework;
  CopTree *r = cop_pack_draft_record(&l->draft, "frameworks", f);
  const char *name = running(l, english(l, f, "name")), *ref = cop_tree_scalar(f, "ref_id");
  put_text(l, r, f, "id", l->id);
  put_text(l, r, f, "title", name != NULL ? name : l->id);
  put_text(l, r, f, "short_title", ref != NULL ? ref : name != NULL ? name : l->id);
  put_text(l, r, f, "scale", scale_of(l));
  put_text(l, r, f, "description", running(l, english(l, f, "description")));
  cop_pack_draft_int(&l->draft, r, f, "position", 1000);
  put_provenance(l, r, f, NULL, "Requirements stand in the words of the library. It does not say how strongly they bind; they count as a model until somebody says otherwise.");
}

/* --- nodes --- */

/* Every node by its address; false when one cannot be kept apart. */
static bool
index_nodes(Library *l, const CopTree *list)
{
  bool fine = true;
  for (const CopTree *n = list->first; n != NULL; n = n->next) {
    const char *urn = n->kind == COP_TREE_MAP ? cop_tree_scalar(n, "urn") : NULL;
    if (urn == NULL)
      REFUSE(l, n, "give each node its urn", "a requirement node without urn");
    else if (!g_hash_table_insert(l->nodes, (gpointer)urn, (gpointer)n))
      REFUSE(l, n, "give each node a urn of its own", "a second node with the urn '%s'", urn);
    else
      continue;
    fine = false;
  }
  return fine;
}

/* The names of the nodes above, outermost first: "Protect, Access control". */
static bool
heading_of(Library *l, const CopTree *node, const char **heading)
{
  const char *all = NULL;
  unsigned steps = 0;
  for (const char *urn = cop_tree_scalar(node, "parent_urn"); urn != NULL;) {
    const CopTree *parent = g_hash_table_lookup(l->nodes, urn);
    if (parent == NULL || ++steps > 64) {
      REFUSE(l, node, "name a node of this library", parent == NULL ? "the parent '%s' is not there" : "the parents of '%s' run in a circle", urn);
      return false;
    }
    const char *name = running(l, english(l, parent, "name"));
    if (name == NULL)
      name = cop_tree_scalar(parent, "ref_id");
    if (name != NULL)
      all = all == NULL ? name : cop_arena_printf(l->a, "%s, %s", name, all);
    urn = cop_tree_scalar(parent, "parent_urn");
  }
  *heading = all;
  return true;
}

/* What a questionnaire asks at a node; NULL when it asks nothing. */
static const char *
asked_at(Library *l, const CopTree *node)
{
  const CopTree *questions = cop_tree_member(node, "questions");
  const char *all = NULL;
  for (const CopTree *q = questions == NULL || questions->kind != COP_TREE_MAP ? NULL : questions->first; q != NULL; q = q->next) {
    const char *text = q->kind == COP_TREE_MAP ? running(l, english(l, q, "text")) : NULL;
    if (text != NULL)
      all = all == NULL ? text : cop_arena_printf(l->a, "%s %s", all, text);
  }
  return all;
}

static const char *
gist_of(Library *l, const CopTree *node)
{
  const char *name = running(l, english(l, node, "name")), *text = running(l, english(l, node, "description"));
  if (name != NULL && text != NULL && strcmp(name, text) != 0)
    return cop_arena_printf(l->a, "%s: %s", name, text);
  if (text == NULL && name == NULL)
    text = asked_at(l, node);
  return text != NULL ? text : name != NULL ? name : cop_tree_scalar(node, "ref_id");
}

static void
add_requirement(Library *l, const CopTree *node, size_t position)
{
  const char *urn = cop_tree_scalar(node, "urn"), *last = after_colons(urn, 5), *heading;
  if (last == NULL || *last == '\0')
    last = strrchr(urn, ':') == NULL ? urn : strrchr(urn, ':') + 1;
  if (!heading_of(l, node, &heading))
    return;
  const char *gist = gist_of(l, node), *code = cop_tree_scalar(node, "ref_id");
  if (gist == NULL) {
    REFUSE(l, node, "give it a description", "the node '%s' says nothing", urn);
    return;
  }
  CopTree *r = cop_pack_draft_record(&l->draft, "requirements", node);
  put_text(l, r, node, "id", cop_arena_printf(l->a, "%s/%s", l->id, cop_text_id_part(l->a, last)));
  put_text(l, r, node, "framework", l->id);
  put_text(l, r, node, "code", code != NULL ? code : last);
  put_text(l, r, node, "area", heading);
  put_text(l, r, node, "gist", gist);
  put_text(l, r, node, "force", cop_words(COP_WORDS_FORCE)->words[COP_FORCE_MODEL]);
  cop_pack_draft_int(&l->draft, r, node, "position", (int64_t)position);
  put_provenance(l, r, node, code, NULL);
}

static void
add_requirements(Library *l)
{
  const CopTree *list = cop_tree_member(l->framework, "requirement_nodes");
  size_t n = 0;
  if (list == NULL || list->kind != COP_TREE_LIST || list->n == 0) {
    REFUSE(l, l->framework, NULL, "the framework has no requirement nodes");
    return;
  }
  if (!index_nodes(l, list))
    return;
  for (const CopTree *node = list->first; node != NULL; node = node->next) {
    const CopTree *assessable = cop_tree_member(node, "assessable");
    if (assessable != NULL && assessable->kind == COP_TREE_BOOL && assessable->boolean)
      add_requirement(l, node, ++n);
  }
  if (n == 0)
    REFUSE(l, list, NULL, "no node of the framework can be answered");
}

static CopPack
manifest_of(Library *l, const char *part)
{
  const char *version = cop_tree_scalar(l->library, "version"), *name = running(l, english(l, l->library, "name"));
  const char *licence = running(l, cop_tree_scalar(l->library, "copyright"));
  return (CopPack){ .id = cop_arena_printf(l->a, "ciso-%s", part), .version = version == NULL ? "1" : version, .title = name != NULL ? name : part,
                    .licence = licence == NULL ? "not stated" : licence, .file = l->draft.file, .folder = l->draft.file };
}

/* --- mappings --- */

/* The requirement a node became: the framework's part of its URN, slash, its own. */
static const char *
requirement_at(Library *l, const char *framework, const char *node)
{
  const char *part = after_colons(framework, 4), *last = after_colons(node, 5);
  if (part == NULL || last == NULL || l->stored == NULL)
    return NULL;
  const CopRequirement *r = cop_model_requirement(l->stored, cop_arena_printf(l->a, "%s/%s", cop_text_id_part(l->a, part), cop_text_id_part(l->a, last)));
  return r == NULL ? NULL : r->id;
}

static void
add_pair(Library *l, CopMappingDraft *m, const CopTree *set, const CopTree *t)
{
  static const struct {
    const char *word;
    CopRelation relation;
  } words[] = { { "equal", COP_RELATION_EQUAL }, { "superset", COP_RELATION_SUPERSET }, { "subset", COP_RELATION_SUBSET }, { "intersect", COP_RELATION_INTERSECTS },
                { "not_related", COP_RELATION_NONE } };
  const char *from = cop_tree_scalar(t, "source_requirement_urn"), *to = cop_tree_scalar(t, "target_requirement_urn"), *word = cop_tree_scalar(t, "relationship");
  const char *strength = cop_tree_scalar(t, "strength_of_relationship");
  CopMappingPair pair = { .from = requirement_at(l, cop_tree_scalar(set, "source_framework_urn"), from), .to = requirement_at(l, cop_tree_scalar(set, "target_framework_urn"), to),
                          .rationale = cop_tree_scalar(t, "rationale"), .note = running(l, cop_tree_scalar(t, "annotation")) };
  size_t k = 0;
  while (k < G_N_ELEMENTS(words) && g_strcmp0(words[k].word, word) != 0)
    k++;
  if (k == G_N_ELEMENTS(words)) {
    REFUSE(l, t, "write equal, superset, subset, intersect or not_related", "'%s' is no relationship", word == NULL ? "" : word);
    return;
  }
  pair.relation = words[k].relation;
  pair.sought = pair.from == NULL ? from : to;
  int64_t n = strength == NULL ? 0 : g_ascii_strtoll(strength, NULL, 10);
  pair.strength = n > 10 ? MAX(1, n / 10) : n;
  cop_mapping_draft_pair(m, t, &pair);
}

static void
add_set(Library *l, CopMappingDraft *m, const CopTree *set)
{
  const CopTree *list = set->kind == COP_TREE_MAP ? cop_tree_member(set, "requirement_mappings") : NULL;
  if (list == NULL || list->kind != COP_TREE_LIST)
    REFUSE(l, set, NULL, "the set has no requirement_mappings");
  else
    for (const CopTree *t = list->first; t != NULL; t = t->next)
      if (t->kind == COP_TREE_MAP)
        add_pair(l, m, set, t);
}

/* False when the library holds no mappings. */
static bool
read_mappings(Library *l, const char *part)
{
  const CopTree *objects = cop_tree_member(l->library, "objects");
  const CopTree *one = objects == NULL || objects->kind != COP_TREE_MAP ? NULL : cop_tree_member(objects, "requirement_mapping_set");
  const CopTree *several = objects == NULL || objects->kind != COP_TREE_MAP ? NULL : cop_tree_member(objects, "requirement_mapping_sets");
  if ((one == NULL && (several == NULL || several->kind != COP_TREE_LIST)) || cop_tree_member(objects, "framework") != NULL)
    return false;
  l->source = cop_arena_printf(l->a, "ciso-%s", part);
  g_auto(CopMappingDraft) m = cop_mapping_draft(&l->draft, l->stored, l->source);
  add_source(l);
  if (one != NULL)
    add_set(l, &m, one);
  for (const CopTree *t = one != NULL ? NULL : several->first; t != NULL; t = t->next)
    add_set(l, &m, t);
  const CopPack manifest = manifest_of(l, part);
  cop_mapping_draft_end(&m, objects, "ciso-library");
  cop_pack_draft_add(&l->draft, &manifest);
  return true;
}

/* --- libraries --- */

/* The framework among the objects: a map, or the only one of a list. */
static const CopTree *
find_framework(Library *l)
{
  const CopTree *objects = cop_tree_member(l->library, "objects");
  if (objects == NULL || objects->kind != COP_TREE_MAP) {
    REFUSE(l, l->library, NULL, "the library has no objects");
    return NULL;
  }
  const CopTree *f = cop_tree_member(objects, "framework");
  const CopTree *several = cop_tree_member(objects, "frameworks");
  if (f == NULL && several != NULL && several->kind == COP_TREE_LIST && several->n == 1)
    f = several->first;
  if (f != NULL && f->kind == COP_TREE_MAP)
    return f;
  g_autoptr(GString) names = g_string_new(NULL);
  for (const CopTree *t = objects->first; t != NULL; t = t->next)
    g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", t->key);
  REFUSE(l, objects, "import the library that holds the framework", "the library holds no framework but: %s", names->str);
  return NULL;
}

static void
read_library(Library *l)
{
  const char *urn = cop_tree_scalar(l->library, "urn"), *last = after_colons(urn, 4);
  const char *locale = cop_tree_scalar(l->library, "locale");
  if (urn == NULL || !g_str_has_prefix(urn, "urn:") || last == NULL || *last == '\0') {
    REFUSE(l, l->library, "a library begins with its urn", "'%s' is no urn of a library", urn == NULL ? "" : urn);
    return;
  }
  l->english = locale == NULL || strcmp(locale, "en") == 0;
  if (read_mappings(l, cop_text_id_part(l->a, last)))
    return;
  l->framework = find_framework(l);
  if (l->framework == NULL)
    return;
  const char *part = cop_text_id_part(l->a, last);
  l->id = part;
  l->source = cop_arena_printf(l->a, "ciso-%s", part);
  const CopPack manifest = manifest_of(l, part);
  add_source(l);
  add_framework(l);
  add_requirements(l);
  if (l->n_foreign > 0)
    cop_diags_format(l->draft.d, COP_SEVERITY_NOTE, "ciso-language", l->draft.file, l->library->line, l->library->column, "translate them in the store",
                     "%zu texts are in '%s' and have no English one", l->n_foreign, locale);
  cop_pack_draft_add(&l->draft, &manifest);
}

bool
cop_ciso_add(CopPackSet *s, const char *path, const CopModel *stored, CopDiags *d, GError **error)
{
  g_autoptr(GHashTable) nodes = g_hash_table_new(g_str_hash, g_str_equal);
  Library l = { .draft = cop_pack_draft(s, path, d), .a = s->arena, .stored = stored, .nodes = nodes };
  g_autoptr(GError) local = NULL;
  l.library = cop_pack_set_read(s, path, d, &local);
  if (local != NULL) {
    g_propagate_error(error, g_steal_pointer(&local));
    return false;
  }
  if (l.library == NULL)
    return true;
  if (l.library->kind != COP_TREE_MAP)
    REFUSE(&l, l.library, NULL, "the file is no library: it is a %s", cop_tree_kind_name(l.library->kind));
  else
    read_library(&l);
  return true;
}
