/* SPDX-License-Identifier: Apache-2.0
 * The XML form of OSCAL: its elements under the names that the JSON form has
 * for them (NIST, OSCAL 1 "XML to JSON" maps). */
#include <string.h>

#include "import/oscal_priv.h"

/* Elements that may come several times, and the key of their list. */
static const struct {
  const char *element, *key;
} lists[] = { { "group", "groups" }, { "control", "controls" }, { "param", "params" }, { "part", "parts" }, { "prop", "props" }, { "link", "links" },
              { "choice", "choice" }, { "value", "values" }, { "mapping", "mappings" }, { "map", "maps" }, { "source", "sources" }, { "target", "targets" } };

/* Marked-up lines: what the JSON form holds as one text. */
static bool
is_prose(const CopXmlNode *n)
{
  static const char *const names[] = { "p", "ul", "ol", "li", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "img", NULL };
  return g_strv_contains(names, n->name);
}

static CopTree *
tree_at(CopArena *a, const CopXmlNode *n, CopTreeKind kind, const char *key)
{
  CopTree *t = cop_tree_new(a, kind, n->line, 1);
  t->key = key;
  t->key_line = n->line;
  t->key_column = 1;
  return t;
}

static CopTree *
text_at(CopArena *a, const CopXmlNode *n, const char *key, const char *text)
{
  CopTree *t = tree_at(a, n, COP_TREE_TEXT, key);
  t->text = cop_arena_strdup(a, text);
  t->length = strlen(t->text);
  return t;
}

/* The words of a node; a parameter is written as in the JSON form. */
static void
append_words(GString *s, const CopXmlNode *top)
{
  for (const CopXmlNode *n = top->first; n != NULL; n = cop_xml_walk(n, top)) {
    if (n->name == NULL)
      g_string_append_len(s, n->text, (gssize)n->length);
    else if (strcmp(n->name, "insert") == 0)
      g_string_append_printf(s, "{{ insert: param, %s }}", cop_xml_attribute(n, NULL, "id-ref") == NULL ? "" : cop_xml_attribute(n, NULL, "id-ref"));
    else if (is_prose(n) && s->len > 0)
      g_string_append_c(s, ' ');
  }
}

static const char *
list_key(const char *element)
{
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
    if (strcmp(lists[i].element, element) == 0)
      return lists[i].key;
  return NULL;
}

static bool
has_structure(const CopXmlNode *n)
{
  if (n->attrs != NULL)
    return true;
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next)
    if (c->name != NULL && (list_key(c->name) != NULL || strcmp(c->name, "title") == 0 || (c->first != NULL && c->first->name != NULL)))
      return true;
  return false;
}

static CopTree *map_of(CopArena *a, const CopXmlNode *n, const char *key);

/* Elements whose content is one text, whatever attributes they carry. */
static bool
is_text(const CopXmlNode *n)
{
  static const char *const names[] = { "title", "label", "usage", "choice", "value", "relationship", "matching-rationale", "remarks", "percentage", "version", NULL };
  return g_strv_contains(names, n->name) || !has_structure(n);
}

static void
add_child(CopArena *a, CopTree *map, const CopXmlNode *n)
{
  const char *key = list_key(n->name);
  CopTree *child;
  if (is_text(n)) {
    g_autoptr(GString) words = g_string_new(NULL);
    append_words(words, n);
    child = text_at(a, n, key == NULL ? n->name : NULL, words->str);
  } else {
    child = map_of(a, n, key == NULL ? n->name : NULL);
  }
  if (key == NULL) {
    cop_tree_append(a, map, child); /* a second one of a name that comes once is passed over */
    return;
  }
  CopTree *list = (CopTree *)cop_tree_member(map, key);
  if (list == NULL) {
    list = tree_at(a, n, COP_TREE_LIST, key);
    cop_tree_append(a, map, list);
  }
  if (list->kind == COP_TREE_LIST)
    cop_tree_append(a, list, child);
}

/* Depth is bounded by the reader. */
static CopTree *
map_of(CopArena *a, const CopXmlNode *n, const char *key)
{
  CopTree *map = tree_at(a, n, COP_TREE_MAP, key);
  g_autoptr(GString) prose = g_string_new(NULL);
  for (const CopXmlAttr *attr = n->attrs; attr != NULL; attr = attr->next)
    if (attr->ns == NULL)
      cop_tree_append(a, map, text_at(a, n, attr->name, attr->value));
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next) {
    if (c->name == NULL)
      continue;
    if (is_prose(c)) {
      g_string_append(prose, prose->len > 0 ? " " : "");
      append_words(prose, c);
    } else {
      add_child(a, map, c);
    }
  }
  if (prose->len > 0)
    cop_tree_append(a, map, text_at(a, n, "prose", prose->str));
  return map;
}

const CopTree *
cop_oscal_of_xml(CopArena *a, const CopXmlNode *root)
{
  CopTree *top = tree_at(a, root, COP_TREE_MAP, NULL);
  cop_tree_append(a, top, map_of(a, root, root->name));
  return top;
}
