/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <string.h>

#include "base/limits.h"
#include "proof/shape_priv.h"

enum { SAME_MAX = 20 };

static const CopProofCondition conditions[] = {
#define COND(id, code, clause, message, remedy) { code, clause, message, remedy },
#include "proof/conditions.def"
#undef COND
};

const CopProofCondition *
cop_proof_conditions(size_t *n)
{
  *n = G_N_ELEMENTS(conditions);
  return conditions;
}

static void
add(CopProofCheck *c, CopProofCond cond, const char *place, const char *message)
{
  const CopProofCondition *k = &conditions[cond];
  bool access = g_str_has_prefix(k->code, "ua-");
  cop_diags_add(c->found, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = access ? COP_DIAG_INCLUSION : COP_DIAG_FORMAT,
                                      .code = k->code, .file = c->name, .start = -1, .end = -1, .text = place,
                                      .message = message, .remedy = k->remedy });
}

void
cop_proof_fault(CopProofCheck *c, CopProofCond cond, const char *place, const char *detail, ...)
{
  if (c->n[cond]++ >= SAME_MAX)
    return;
  g_autoptr(GString) message = g_string_new(conditions[cond].message);
  g_string_append_printf(message, " (%s, %s", place, conditions[cond].clause);
  if (detail != NULL) {
    va_list args;
    va_start(args, detail);
    g_string_append(message, "; ");
    g_string_append_vprintf(message, detail, args);
    va_end(args);
  }
  g_string_append_c(message, ')');
  g_autofree char *valid = g_utf8_make_valid(message->str, -1);
  add(c, cond, place, valid);
}

const char *
cop_proof_place(CopProofCheck *c, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  const char *s = cop_arena_vprintf(c->arena, format, args);
  va_end(args);
  return s;
}

bool
cop_proof_has_text(CopProofFile *f, const CopProofValue *dict, const char *key)
{
  const CopProofValue *v = cop_proof_get(f, dict, key);
  return v->type == COP_PROOF_STRING && v->n > 0 && !(v->n == 2 && memcmp(v->as.text, "\xFE\xFF", 2) == 0);
}

/* --- trees of names and numbers --- */

typedef void (*Leaf)(CopProofCheck *c, const CopProofValue *key, const CopProofValue *value);

static void
walk_tree(CopProofCheck *c, const CopProofValue *node, const char *key, Leaf leaf, GHashTable *seen, unsigned depth)
{
  const CopProofValue *list = cop_proof_get(c->file, node, key), *kids = cop_proof_get(c->file, node, "Kids");
  for (uint32_t i = 0; list->type == COP_PROOF_ARRAY && i + 1 < list->n; i += 2)
    leaf(c, cop_proof_item(c->file, list, i), &list->as.items[i + 1]);
  for (uint32_t i = 0; kids->type == COP_PROOF_ARRAY && i < kids->n && depth < COP_LIMIT_NESTING; i++) {
    const CopProofValue *kid = cop_proof_item(c->file, kids, i);
    if (g_hash_table_add(seen, (gpointer)kid))
      walk_tree(c, kid, key, leaf, seen, depth + 1);
  }
}

void
cop_proof_tree(CopProofCheck *c, const CopProofValue *root, const char *key, Leaf leaf)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
  walk_tree(c, root, key, leaf, seen, 0);
}

/* --- pages --- */

static void
add_pages(CopProofCheck *c, const CopProofValue *reference, const CopProofValue *resources, GHashTable *seen, unsigned depth)
{
  const CopProofValue *node = cop_proof_resolve(c->file, reference);
  if (node->type != COP_PROOF_DICT || depth > COP_LIMIT_NESTING || !g_hash_table_add(seen, (gpointer)node)) {
    cop_proof_fault(c, COP_COND_PDF_PAGES, "page tree", NULL);
    return;
  }
  const CopProofValue *own = cop_proof_get(c->file, node, "Resources"), *kids = cop_proof_get(c->file, node, "Kids");
  if (own->type == COP_PROOF_DICT)
    resources = own;
  if (kids->type == COP_PROOF_ARRAY) {
    for (uint32_t i = 0; i < kids->n; i++)
      add_pages(c, &kids->as.items[i], resources, seen, depth + 1);
    return;
  }
  CopProofPage page = { node, cop_proof_number(reference), c->pages->len + 1, resources };
  g_array_append_val(c->pages, page);
}

static void
check_init(CopProofCheck *c)
{
  c->arena = cop_proof_arena(c->file);
  c->catalog = cop_proof_catalog(c->file);
  c->has_lang = cop_proof_has_text(c->file, c->catalog, "Lang");
  c->pages = g_array_new(FALSE, FALSE, sizeof(CopProofPage));
  c->elements = g_hash_table_new(g_direct_hash, g_direct_equal);
  c->owners = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  c->annotations = g_hash_table_new(g_direct_hash, g_direct_equal);
  c->parents = g_hash_table_new(g_direct_hash, g_direct_equal);
  c->fonts = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, cop_proof_font_free);
  c->font_list = g_ptr_array_new();
  c->forms = g_hash_table_new(g_direct_hash, g_direct_equal);
}

static void
check_clear(CopProofCheck *c)
{
  g_array_unref(c->pages);
  g_hash_table_unref(c->elements);
  g_hash_table_unref(c->owners);
  g_hash_table_unref(c->annotations);
  g_hash_table_unref(c->parents);
  g_hash_table_unref(c->fonts);
  g_hash_table_unref(c->forms);
  g_ptr_array_unref(c->font_list);
}

static void
finish(CopProofCheck *c)
{
  const GPtrArray *faults = cop_proof_faults(c->file);
  for (guint i = 0; i < faults->len; i++)
    cop_proof_fault(c, COP_COND_PDF_SYNTAX, g_ptr_array_index(faults, i), NULL);
  for (int i = 0; i < COP_COND_MAX; i++)
    if (c->n[i] > SAME_MAX)
      add(c, (CopProofCond)i, "elsewhere", cop_proof_place(c, "%s: %u more", conditions[i].message, c->n[i] - SAME_MAX));
}

bool
cop_proof_shape(const void *bytes, size_t length, const char *name, CopDiags *found, CopProofCount *count, GError **error)
{
  g_autoptr(CopProofFile) file = cop_proof_file_new(bytes, length, error);
  if (file == NULL)
    return false;
  *count = (CopProofCount){ 0 };
  CopProofCheck c = { .file = file, .name = name, .found = found, .count = count };
  check_init(&c);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
  add_pages(&c, cop_proof_entry(c.catalog, "Pages"), &cop_proof_null, seen, 0);
  cop_proof_document(&c);
  cop_proof_tags(&c);
  cop_proof_content(&c);
  cop_proof_annotations(&c);
  cop_proof_fonts(&c);
  finish(&c);
  count->pages = c.pages->len;
  bool done = !cop_proof_file_over(file, error);
  check_clear(&c);
  return done;
}
