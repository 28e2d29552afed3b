/* SPDX-License-Identifier: Apache-2.0
 * Mapping collections of OSCAL. */
#include <string.h>

#include "import/mapping.h"
#include "import/oscal_priv.h"

typedef struct {
  CopPackDraft *draft;
  CopArena *a;
  const CopModel *stored;
  CopMappingDraft *out;
  const CopFramework *from, *to;
  const char *sought; /* the catalog that was not found */
  const char *rationale;
} Reading;

/* "catalogs/GC25.oscal.json" -> "GC25" */
static char *
name_of_resource(const CopTree *resource)
{
  const char *href = resource == NULL || resource->kind != COP_TREE_MAP ? NULL : cop_tree_scalar(resource, "href");
  if (href == NULL)
    return NULL;
  char *base = g_path_get_basename(href);
  for (const char *const *ending = (const char *const[]){ ".json", ".xml", ".yaml", ".oscal", "_catalog", NULL }; *ending != NULL; ending++)
    if (g_str_has_suffix(base, *ending))
      base[strlen(base) - strlen(*ending)] = '\0';
  return base;
}

/* As the catalog was imported, or one of the store's own. */
static const CopFramework *
framework_at(Reading *r, const CopTree *resource)
{
  g_autofree char *name = name_of_resource(resource);
  if (name == NULL || r->stored == NULL)
    return NULL;
  const CopFramework *f = cop_model_framework(r->stored, name);
  f = f != NULL ? f : cop_model_framework(r->stored, cop_arena_printf(r->a, "oscal-%s", cop_text_id_part(r->a, name)));
  if (f == NULL)
    r->sought = cop_arena_strdup(r->a, name);
  return f;
}

/* An id as OSCAL's token: our own export writes ids so. */
static bool
is_token_of(const char *token, const char *id)
{
  g_autofree char *t = g_ascii_isalpha(*id) ? g_strdup(id) : g_strconcat("_", id, NULL);
  return strcmp(token, g_strdelimit(t, "/:", '.')) == 0;
}

static const char *
requirement_at(Reading *r, const CopFramework *f, const char *control)
{
  const char *id = f == NULL ? NULL : cop_arena_printf(r->a, "%s/%s", f->id, cop_text_id_part(r->a, control));
  if (id != NULL && cop_model_requirement(r->stored, id) != NULL)
    return cop_model_requirement(r->stored, id)->id;
  for (size_t i = 0; f != NULL && i < r->stored->requirements.n; i++) {
    const CopRequirement *q = &r->stored->requirements.items[i];
    if (strcmp(q->framework, f->id) == 0 && is_token_of(control, q->id))
      return q->id;
  }
  return NULL;
}

/* "ac-2_smt.a" is a part of ac-2. */
static const char *
control_of(Reading *r, const CopTree *item, bool *part)
{
  const char *ref = cop_tree_scalar(item, "id-ref"), *smt = ref == NULL ? NULL : strstr(ref, "_smt");
  *part |= smt != NULL || g_strcmp0(cop_tree_scalar(item, "type"), "statement") == 0;
  return ref == NULL ? "" : smt == NULL ? ref : cop_arena_strndup(r->a, ref, (size_t)(smt - ref));
}

static bool
relation_of(const char *word, CopRelation *relation)
{
  static const struct {
    const char *word;
    CopRelation relation;
  } words[] = { { "equal-to", COP_RELATION_EQUAL }, { "equivalent-to", COP_RELATION_EQUAL }, { "superset-of", COP_RELATION_SUPERSET }, { "subset-of", COP_RELATION_SUBSET },
                { "intersects-with", COP_RELATION_INTERSECTS }, { "no-relationship", COP_RELATION_NONE } };
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_strcmp0(words[i].word, word) == 0) {
      *relation = words[i].relation;
      return true;
    }
  return false;
}

static int64_t
strength_of(const CopTree *map)
{
  const CopTree *score = cop_tree_member(map, "confidence-score");
  const char *share = score == NULL || score->kind != COP_TREE_MAP ? NULL : cop_tree_scalar(score, "percentage");
  double p = share == NULL ? 0 : g_ascii_strtod(share, NULL);
  return p > 0 && p <= 1 ? MAX(1, (int64_t)(p * 10 + 0.5)) : 0;
}

static void
add_map(Reading *r, const CopTree *map)
{
  const CopTree *sources = cop_oscal_list(map, "sources"), *targets = cop_oscal_list(map, "targets");
  CopRelation relation;
  bool part = (sources != NULL && sources->next != NULL) || (targets != NULL && targets->next != NULL);
  if (!relation_of(cop_tree_scalar(map, "relationship"), &relation)) {
    cop_pack_draft_refuse(r->draft, map, "oscal-mapping", NULL, "'%s' is no relationship", cop_tree_scalar(map, "relationship") == NULL ? "" : cop_tree_scalar(map, "relationship"));
    return;
  }
  for (const CopTree *s = sources; s != NULL; s = s->next)
    for (const CopTree *t = targets; t != NULL; t = t->next) {
      bool within = part;
      const char *from = control_of(r, s, &within), *to = control_of(r, t, &within), *own = cop_tree_scalar(map, "matching-rationale");
      CopMappingPair pair = { .from = requirement_at(r, r->from, from), .to = requirement_at(r, r->to, to), .strength = strength_of(map),
                              .rationale = cop_tree_scalar(map, "remarks") != NULL ? cop_text_running(r->a, cop_tree_scalar(map, "remarks")) : own != NULL ? own : r->rationale };
      pair.sought = r->sought != NULL ? r->sought : pair.from == NULL ? from : to;
      pair.relation = within && relation != COP_RELATION_NONE ? COP_RELATION_INTERSECTS : relation;
      cop_mapping_draft_pair(r->out, map, &pair);
    }
}

static void
add_source(Reading *r, const CopTree *collection, const CopTree *metadata, const char *title)
{
  CopTree *s = cop_pack_draft_record(r->draft, "sources", collection);
  cop_pack_draft_text(r->draft, s, collection, "id", r->out->pack);
  cop_pack_draft_text(r->draft, s, collection, "title", title);
  cop_pack_draft_text(r->draft, s, collection, "short_title", title);
  cop_pack_draft_text(r->draft, s, collection, "note",
                      cop_arena_printf(r->a, "Read from version %s of an OSCAL mapping collection.", metadata == NULL || cop_tree_scalar(metadata, "version") == NULL ? "?" : cop_tree_scalar(metadata, "version")));
}

void
cop_oscal_read_mapping(CopPackDraft *draft, const CopTree *collection, const CopModel *stored, const char *name)
{
  const char *pack = cop_arena_printf(draft->a, "oscal-%s", name);
  g_auto(CopMappingDraft) out = cop_mapping_draft(draft, stored, pack);
  Reading r = { .draft = draft, .a = draft->a, .stored = stored, .out = &out };
  const CopTree *metadata = cop_tree_member(collection, "metadata"), *provenance = cop_tree_member(collection, "provenance");
  metadata = metadata != NULL && metadata->kind == COP_TREE_MAP ? metadata : NULL;
  const char *title = metadata == NULL ? NULL : cop_text_running(r.a, cop_tree_scalar(metadata, "title"));
  title = title != NULL ? title : name;
  add_source(&r, collection, metadata, title);
  for (const CopTree *m = cop_oscal_list(collection, "mappings"); m != NULL; m = m->next) {
    if (m->kind != COP_TREE_MAP)
      continue;
    const char *own = cop_tree_scalar(m, "matching-rationale");
    r.sought = NULL;
    r.from = framework_at(&r, cop_tree_member(m, "source-resource"));
    r.to = framework_at(&r, cop_tree_member(m, "target-resource"));
    r.rationale = own != NULL ? own : provenance == NULL || provenance->kind != COP_TREE_MAP ? NULL : cop_tree_scalar(provenance, "matching-rationale");
    for (const CopTree *map = cop_oscal_list(m, "maps"); map != NULL; map = map->next)
      if (map->kind == COP_TREE_MAP)
        add_map(&r, map);
  }
  const char *version = metadata == NULL ? NULL : cop_tree_scalar(metadata, "version");
  const CopPack manifest = { .id = pack, .version = version == NULL ? "1" : version, .title = title, .licence = "not stated", .file = draft->file, .folder = draft->file };
  cop_mapping_draft_end(&out, collection, "oscal-mapping");
  cop_pack_draft_add(draft, &manifest);
}
