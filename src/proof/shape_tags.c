/* SPDX-License-Identifier: Apache-2.0
 *
 * The structure tree (ISO 32000-1, 14.7, 14.8): role map, nesting, headings,
 * figures, notes, header cells (Matterhorn checkpoints 02, 09, 11, 13, 14, 15,
 * 17, 19), and the parent tree.
 */
#include "base/limits.h"
#include "proof/shape_priv.h"

static const char *const type_names[COP_PT_MAX] = {
#define X(name) [COP_PT_##name] = #name,
  COP_PROOF_TYPES(X)
#undef X
};

static CopProofTypeOf
standard_type(const char *name)
{
  for (int i = 1; i < COP_PT_MAX; i++)
    if (g_str_equal(type_names[i], name))
      return (CopProofTypeOf)i;
  return COP_PT_NONE;
}

const char *
cop_proof_element_place(CopProofCheck *c, const CopProofElement *e)
{
  return cop_proof_place(c, "element %.40s, object %u", e->name, e->object);
}

const CopProofElement *
cop_proof_within(const CopProofElement *e, CopProofTypeOf type)
{
  for (; e != NULL; e = e->parent)
    if (e->type == type)
      return e;
  return NULL;
}

static gint64
owner_key(uint32_t container, int64_t mcid)
{
  return (gint64)((uint64_t)container << 32 | (uint32_t)mcid);
}

CopProofElement *
cop_proof_owner(const CopProofCheck *c, uint32_t container, int64_t mcid)
{
  gint64 key = owner_key(container, mcid);
  return g_hash_table_lookup(c->owners, &key);
}

/* --- reading --- */

static CopProofTypeOf
mapped_type(CopProofCheck *c, const char *name, const char *place)
{
  const CopProofValue *map = cop_proof_get(c->file, cop_proof_get(c->file, c->catalog, "StructTreeRoot"), "RoleMap");
  const char *at = name;
  for (unsigned i = 0; i < COP_LIMIT_NESTING; i++) {
    CopProofTypeOf t = standard_type(at);
    if (t != COP_PT_NONE)
      return t;
    const CopProofValue *to = cop_proof_get(c->file, map, at);
    if (to->type != COP_PROOF_NAME) {
      cop_proof_fault(c, COP_COND_UA_02_001, place, "%.40s", name);
      return COP_PT_NONE;
    }
    at = to->as.text;
    if (g_str_equal(at, name))
      break;
  }
  cop_proof_fault(c, COP_COND_UA_02_003, place, "%.40s", name);
  return COP_PT_NONE;
}

static void
add_content(CopProofCheck *c, CopProofElement *e, uint32_t container, int64_t mcid)
{
  gint64 *key = g_new(gint64, 1);
  *key = owner_key(container, mcid);
  if (mcid < 0 || container == 0 || g_hash_table_contains(c->owners, key)) {
    cop_proof_fault(c, COP_COND_PDF_TREE, cop_proof_element_place(c, e), "content %d has no page or two elements", (int)mcid);
    g_free(key);
    return;
  }
  g_hash_table_insert(c->owners, key, e);
}

static void read_kids(CopProofCheck *c, CopProofElement *parent, const CopProofValue *kids, uint32_t page, unsigned depth);

static void
read_element(CopProofCheck *c, CopProofElement *parent, const CopProofValue *dict, uint32_t object, uint32_t page, unsigned depth)
{
  if (depth > COP_LIMIT_XML_DEPTH || (object != 0 && g_hash_table_contains(c->elements, GUINT_TO_POINTER(object)))) {
    cop_proof_fault(c, COP_COND_PDF_TREE, cop_proof_place(c, "object %u", object), "too deep, or reached twice");
    return;
  }
  CopProofElement *e = cop_new(c->arena, CopProofElement);
  const CopProofValue *s = cop_proof_get(c->file, dict, "S");
  e->dict = dict;
  e->object = object;
  e->name = s->type == COP_PROOF_NAME ? s->as.text : "?";
  e->parent = parent;
  e->has_lang = parent->has_lang || cop_proof_has_text(c->file, dict, "Lang");
  if (parent->last != NULL)
    parent->last->next = e;
  else
    parent->first = e;
  parent->last = e;
  g_hash_table_insert(c->elements, GUINT_TO_POINTER(object), e);
  e->type = mapped_type(c, e->name, cop_proof_element_place(c, e));
  c->count->elements++;
  uint32_t up = cop_proof_number(cop_proof_entry(dict, "P"));
  if (parent->object != 0 && up != parent->object)
    cop_proof_fault(c, COP_COND_PDF_TREE, cop_proof_element_place(c, e), "P does not name its parent");
  uint32_t own = cop_proof_number(cop_proof_entry(dict, "Pg"));
  read_kids(c, e, cop_proof_entry(dict, "K"), own != 0 ? own : page, depth);
}

static void
read_kid(CopProofCheck *c, CopProofElement *parent, const CopProofValue *reference, uint32_t page, unsigned depth)
{
  const CopProofValue *kid = cop_proof_resolve(c->file, reference);
  if (kid->type == COP_PROOF_INT) {
    add_content(c, parent, page, cop_proof_int(kid, -1));
    return;
  }
  if (kid->type != COP_PROOF_DICT) {
    cop_proof_fault(c, COP_COND_PDF_TREE, cop_proof_element_place(c, parent), "a kid that is nothing");
    return;
  }
  const CopProofValue *type = cop_proof_get(c->file, kid, "Type");
  uint32_t own = cop_proof_number(cop_proof_entry(kid, "Pg")), stream = cop_proof_number(cop_proof_entry(kid, "Stm"));
  if (cop_proof_is_name(type, "MCR"))
    add_content(c, parent, stream != 0 ? stream : own != 0 ? own : page, cop_proof_int(cop_proof_get(c->file, kid, "MCID"), -1));
  else if (cop_proof_is_name(type, "OBJR"))
    g_hash_table_insert(c->annotations, GUINT_TO_POINTER(cop_proof_number(cop_proof_entry(kid, "Obj"))), parent);
  else
    read_element(c, parent, kid, cop_proof_number(reference), page, depth + 1);
}

static void
read_kids(CopProofCheck *c, CopProofElement *parent, const CopProofValue *kids, uint32_t page, unsigned depth)
{
  const CopProofValue *list = cop_proof_resolve(c->file, kids);
  if (list->type == COP_PROOF_NULL)
    return;
  if (list->type != COP_PROOF_ARRAY) {
    read_kid(c, parent, kids, page, depth);
    return;
  }
  for (uint32_t i = 0; i < list->n; i++)
    read_kid(c, parent, &list->as.items[i], page, depth);
}

static void
keep_parent(CopProofCheck *c, const CopProofValue *key, const CopProofValue *value)
{
  int64_t k = cop_proof_int(key, -1);
  if (k >= 0 && k < (int64_t)COP_LIMIT_PDF_OBJECTS)
    g_hash_table_insert(c->parents, GUINT_TO_POINTER((guint)k + 1), (gpointer)value);
}

/* --- one element --- */

/* Which parents and children a type must have; a family is named by its fault. */
static const struct {
  CopProofTypeOf type;
  CopProofTypeOf parents[5]; /* closed by NONE; the first NONE: any */
  CopProofTypeOf kids[6];    /* likewise */
  CopProofCond fault;
} nesting[] = {
  { COP_PT_Table, { 0 }, { COP_PT_TR, COP_PT_THead, COP_PT_TBody, COP_PT_TFoot, COP_PT_Caption }, COP_COND_UA_09_004 },
  { COP_PT_THead, { COP_PT_Table }, { COP_PT_TR }, COP_COND_UA_09_004 },
  { COP_PT_TBody, { COP_PT_Table }, { COP_PT_TR }, COP_COND_UA_09_004 },
  { COP_PT_TFoot, { COP_PT_Table }, { COP_PT_TR }, COP_COND_UA_09_004 },
  { COP_PT_TR, { COP_PT_Table, COP_PT_THead, COP_PT_TBody, COP_PT_TFoot }, { COP_PT_TH, COP_PT_TD }, COP_COND_UA_09_004 },
  { COP_PT_TH, { COP_PT_TR }, { 0 }, COP_COND_UA_09_004 },
  { COP_PT_TD, { COP_PT_TR }, { 0 }, COP_COND_UA_09_004 },
  { COP_PT_L, { 0 }, { COP_PT_LI, COP_PT_L, COP_PT_Caption }, COP_COND_UA_09_005 },
  { COP_PT_LI, { COP_PT_L }, { COP_PT_Lbl, COP_PT_LBody }, COP_COND_UA_09_005 },
  { COP_PT_LBody, { COP_PT_LI }, { 0 }, COP_COND_UA_09_005 },
  { COP_PT_TOC, { 0 }, { COP_PT_TOC, COP_PT_TOCI, COP_PT_Caption }, COP_COND_UA_09_006 },
  { COP_PT_TOCI, { COP_PT_TOC }, { COP_PT_Lbl, COP_PT_Reference, COP_PT_NonStruct, COP_PT_P, COP_PT_TOC }, COP_COND_UA_09_006 },
  { COP_PT_Ruby, { 0 }, { COP_PT_RB, COP_PT_RT, COP_PT_RP }, COP_COND_UA_09_007 },
  { COP_PT_RB, { COP_PT_Ruby }, { 0 }, COP_COND_UA_09_007 },
  { COP_PT_RT, { COP_PT_Ruby }, { 0 }, COP_COND_UA_09_007 },
  { COP_PT_Warichu, { 0 }, { COP_PT_WT, COP_PT_WP }, COP_COND_UA_09_008 },
  { COP_PT_WT, { COP_PT_Warichu }, { 0 }, COP_COND_UA_09_008 },
};

static bool
among(CopProofTypeOf type, const CopProofTypeOf *list, size_t n)
{
  if (list[0] == COP_PT_NONE)
    return true;
  for (size_t i = 0; i < n && list[i] != COP_PT_NONE; i++)
    if (list[i] == type)
      return true;
  return false;
}

static void
check_nesting(CopProofCheck *c, const CopProofElement *e)
{
  for (size_t i = 0; i < G_N_ELEMENTS(nesting); i++) {
    if (nesting[i].type != e->type)
      continue;
    if (!among(e->parent->type, nesting[i].parents, G_N_ELEMENTS(nesting[i].parents)))
      cop_proof_fault(c, nesting[i].fault, cop_proof_element_place(c, e), "in %.40s", e->parent->name);
    for (const CopProofElement *k = e->first; k != NULL; k = k->next)
      if (!among(k->type, nesting[i].kids, G_N_ELEMENTS(nesting[i].kids)))
        cop_proof_fault(c, nesting[i].fault, cop_proof_element_place(c, k), "in %.40s", e->name);
  }
}

/* An attribute of the owner Table (14.7.5): A is a dictionary or an array of them. */
static const CopProofValue *
table_attribute(CopProofCheck *c, const CopProofElement *e, const char *key)
{
  const CopProofValue *a = cop_proof_get(c->file, e->dict, "A");
  uint32_t n = a->type == COP_PROOF_ARRAY ? a->n : 1;
  for (uint32_t i = 0; i < n; i++) {
    const CopProofValue *d = a->type == COP_PROOF_ARRAY ? cop_proof_item(c->file, a, i) : a;
    const CopProofValue *v = cop_proof_get(c->file, d, key);
    if (cop_proof_is_name(cop_proof_get(c->file, d, "O"), "Table") && v->type != COP_PROOF_NULL)
      return v;
  }
  return &cop_proof_null;
}

static bool
has_headers(CopProofCheck *c, const CopProofElement *e)
{
  bool found = (e->type == COP_PT_TD || e->type == COP_PT_TH) && table_attribute(c, e, "Headers")->type == COP_PROOF_ARRAY;
  for (const CopProofElement *k = e->first; k != NULL && !found; k = k->next)
    found = k->type != COP_PT_Table && has_headers(c, k);
  return found;
}

static void
check_scopes(CopProofCheck *c, const CopProofElement *e)
{
  const CopProofValue *scope = e->type == COP_PT_TH ? table_attribute(c, e, "Scope") : NULL;
  if (scope != NULL && !cop_proof_is_name(scope, "Row") && !cop_proof_is_name(scope, "Column") && !cop_proof_is_name(scope, "Both"))
    cop_proof_fault(c, COP_COND_UA_15_003, cop_proof_element_place(c, e), NULL);
  for (const CopProofElement *k = e->first; k != NULL; k = k->next)
    if (k->type != COP_PT_Table)
      check_scopes(c, k);
}

typedef struct {
  int last_level;
  bool has_h, has_numbered;
  GHashTable *notes;
} TagState;

static void
check_heading(CopProofCheck *c, const CopProofElement *e, TagState *s)
{
  int level = e->type - COP_PT_H1 + 1;
  s->has_numbered = true;
  if (s->last_level == 0 && level != 1)
    cop_proof_fault(c, COP_COND_UA_14_002, cop_proof_element_place(c, e), NULL);
  else if (level > s->last_level + 1)
    cop_proof_fault(c, COP_COND_UA_14_003, cop_proof_element_place(c, e), "after H%d", s->last_level);
  s->last_level = level;
}

static void
check_element(CopProofCheck *c, const CopProofElement *e, TagState *s)
{
  const char *place = cop_proof_element_place(c, e);
  bool alt = cop_proof_has_text(c->file, e->dict, "Alt"), actual = cop_proof_has_text(c->file, e->dict, "ActualText");
  check_nesting(c, e);
  if (e->type >= COP_PT_H1 && e->type <= COP_PT_H6)
    check_heading(c, e, s);
  s->has_h = s->has_h || e->type == COP_PT_H;
  if (e->type == COP_PT_Figure && !alt && !actual)
    cop_proof_fault(c, COP_COND_UA_13_004, place, NULL);
  if (e->type == COP_PT_Formula && !alt && !actual)
    cop_proof_fault(c, COP_COND_UA_17_002, place, NULL);
  if ((alt || actual) && !c->has_lang && !e->has_lang)
    cop_proof_fault(c, COP_COND_UA_11_002, place, NULL);
  if (e->type == COP_PT_Table && !has_headers(c, e))
    check_scopes(c, e);
  if (e->type == COP_PT_Note) {
    const CopProofValue *id = cop_proof_get(c->file, e->dict, "ID");
    if (!cop_proof_has_text(c->file, e->dict, "ID"))
      cop_proof_fault(c, COP_COND_UA_19_003, place, NULL);
    else if (!g_hash_table_add(s->notes, g_base64_encode((const guchar *)id->as.text, id->n)))
      cop_proof_fault(c, COP_COND_UA_19_004, place, NULL);
  }
  unsigned n_h = 0;
  for (const CopProofElement *k = e->first; k != NULL; k = k->next) {
    n_h += k->type == COP_PT_H;
    check_element(c, k, s);
  }
  if (n_h > 1)
    cop_proof_fault(c, COP_COND_UA_14_006, place, NULL);
}

void
cop_proof_tags(CopProofCheck *c)
{
  const CopProofValue *root = cop_proof_get(c->file, c->catalog, "StructTreeRoot");
  if (root->type != COP_PROOF_DICT)
    return;
  const CopProofValue *map = cop_proof_get(c->file, root, "RoleMap");
  for (uint32_t i = 0; map->type == COP_PROOF_DICT && i < map->n; i++)
    if (standard_type(map->as.entries[i].key) != COP_PT_NONE)
      cop_proof_fault(c, COP_COND_UA_02_004, "role map", "%.40s", map->as.entries[i].key);
  c->root = cop_new(c->arena, CopProofElement);
  c->root->dict = root;
  c->root->name = "StructTreeRoot";
  read_kids(c, c->root, cop_proof_entry(root, "K"), 0, 0);
  cop_proof_tree(c, cop_proof_get(c->file, root, "ParentTree"), "Nums", keep_parent);
  TagState s = { .notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };
  for (const CopProofElement *e = c->root->first; e != NULL; e = e->next)
    check_element(c, e, &s);
  g_hash_table_unref(s.notes);
  if (s.has_h && s.has_numbered)
    cop_proof_fault(c, COP_COND_UA_14_007, "structure tree", NULL);
}
