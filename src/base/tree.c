/* SPDX-License-Identifier: Apache-2.0 */
#include "base/tree.h"

#include <string.h>

G_DEFINE_QUARK(cop-tree-error-quark, cop_tree_error)

/* Maps with fewer keys are searched one by one. The index is a balanced tree
 * and no hash, so that no choice of keys makes it slow. */
#define INDEX_FROM 24u

void
cop_tree_set_error(GError **error, CopTreeError code, unsigned line, unsigned column, const char *what)
{
  g_set_error(error, COP_TREE_ERROR, code, "line %u, column %u: %s", line, column, what);
}

const char *
cop_tree_error_place(const GError *error, unsigned *line, unsigned *column)
{
  *line = *column = 0;
  const char *message = error->message;
  if (!g_str_has_prefix(message, "line "))
    return message;
  char *end;
  guint64 l = g_ascii_strtoull(message + strlen("line "), &end, 10);
  if (!g_str_has_prefix(end, ", column "))
    return message;
  guint64 c = g_ascii_strtoull(end + strlen(", column "), &end, 10);
  if (!g_str_has_prefix(end, ": "))
    return message;
  *line = (unsigned)l;
  *column = (unsigned)c;
  return end + 2;
}

const CopTree *
cop_tree_member(const CopTree *map, const char *key)
{
  if (map == NULL || map->kind != COP_TREE_MAP)
    return NULL;
  if (map->by_key != NULL)
    return g_tree_lookup(map->by_key, key);
  for (const CopTree *c = map->first; c != NULL; c = c->next)
    if (strcmp(c->key, key) == 0)
      return c;
  return NULL;
}

const char *
cop_tree_member_text(const CopTree *map, const char *key)
{
  const CopTree *m = cop_tree_member(map, key);
  return m != NULL && m->kind == COP_TREE_TEXT ? m->text : NULL;
}

const char *
cop_tree_kind_name(CopTreeKind k)
{
  static const char *const names[COP_TREE_MAX] = {
    [COP_TREE_NULL] = "nothing", [COP_TREE_BOOL] = "true or false", [COP_TREE_INT] = "whole number",
    [COP_TREE_REAL] = "number",  [COP_TREE_TEXT] = "text",          [COP_TREE_LIST] = "list",
    [COP_TREE_MAP] = "map" };
  g_assert(k < COP_TREE_MAX);
  return names[k];
}

CopTree *
cop_tree_new(CopArena *a, CopTreeKind kind, unsigned line, unsigned column)
{
  CopTree *t = cop_new(a, CopTree);
  t->kind = kind;
  t->line = line;
  t->column = column;
  return t;
}

static int
compare_keys(const void *a, const void *b, void *data)
{
  (void)data;
  return strcmp(a, b);
}

static void
drop_index(void *tree)
{
  g_tree_unref(tree);
}

static void
index_child(CopArena *a, CopTree *map, CopTree *child)
{
  if (map->by_key == NULL) {
    if (map->n < INDEX_FROM)
      return;
    map->by_key = g_tree_new_full(compare_keys, NULL, NULL, NULL);
    cop_arena_on_free(a, drop_index, map->by_key);
    for (CopTree *c = map->first; c != NULL; c = c->next)
      g_tree_insert(map->by_key, (void *)c->key, c);
  } else {
    g_tree_insert(map->by_key, (void *)child->key, child);
  }
}

bool
cop_tree_append(CopArena *a, CopTree *container, CopTree *child)
{
  if (container->kind == COP_TREE_MAP && cop_tree_member(container, child->key) != NULL)
    return false;
  if (container->last == NULL)
    container->first = child;
  else
    container->last->next = child;
  container->last = child;
  container->n++;
  if (container->kind == COP_TREE_MAP)
    index_child(a, container, child);
  return true;
}
