/* SPDX-License-Identifier: Apache-2.0 */
#include "base/tree.h"

#include <string.h>

G_DEFINE_QUARK(cop-tree-error-quark, cop_tree_error)

const CopTree *
cop_tree_member(const CopTree *map, const char *key)
{
  if (map == NULL || map->kind != COP_TREE_MAP)
    return NULL;
  for (const CopTree *c = map->first; c != NULL; c = c->next)
    if (strcmp(c->key, key) == 0)
      return c;
  return NULL;
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

bool
cop_tree_append(CopTree *container, CopTree *child)
{
  if (container->kind == COP_TREE_MAP && cop_tree_member(container, child->key) != NULL)
    return false;
  if (container->last == NULL)
    container->first = child;
  else
    container->last->next = child;
  container->last = child;
  container->n++;
  return true;
}
