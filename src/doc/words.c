/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/words.h"

#include <string.h>

#include "base/lang.h"

static const char *const words[COP_WORD_MAX] = {
  [COP_WORD_CONTENTS] = N_("Contents"),
  /* words: %s is the number of the table, as in "Table 2.1" */
  [COP_WORD_TABLE] = N_("Table %s"),
  /* words: %s is the number of the figure */
  [COP_WORD_FIGURE] = N_("Figure %s"),
  [COP_WORD_NOTES] = N_("Notes"),
  [COP_WORD_NUMBERS] = N_("The numbers behind the figure"),
  [COP_WORD_BACK] = N_("Back to the text"),
  [COP_WORD_SKIP] = N_("Skip to the content"),
};

const char *
cop_word(const CopDoc *d, const char *lang, CopWord w)
{
  g_assert(w < COP_WORD_MAX);
  if (d->meta.catalogues == NULL)
    return words[w];
  return cop_tr(cop_catalogues_for(d->meta.catalogues, lang), words[w]);
}

const char *
cop_word_lang(const CopDoc *d, const char *lang, CopWord w)
{
  g_assert(w < COP_WORD_MAX);
  if (d->meta.catalogues == NULL)
    return "en";
  const CopCatalogue *exact = cop_catalogues_find(d->meta.catalogues, lang);
  if (exact != NULL && cop_catalogue_has(exact, words[w]))
    return lang;
  /* the chains of the table of languages are short and have no cycles */
  for (const CopLang *l = cop_lang_find(lang); l != NULL; l = l->fallback == NULL ? NULL : cop_lang_find(l->fallback)) {
    const CopCatalogue *c = cop_catalogues_find(d->meta.catalogues, l->tag);
    if (c != NULL && cop_catalogue_has(c, words[w]))
      return l->tag;
  }
  return "en";
}

char *
cop_node_label(const CopDoc *d, const CopNode *n, const char *lang)
{
  bool table = n->kind == COP_NODE_TABLE;
  g_assert(table || n->kind == COP_NODE_FIGURE);
  const char *number = table ? n->as.table.number : n->as.figure.number;
  if (number == NULL)
    return NULL;
  GString *label = g_string_new(NULL);
  g_string_printf(label, cop_word(d, lang, table ? COP_WORD_TABLE : COP_WORD_FIGURE), number);
  g_string_replace(label, " ", "\u00a0", 0);
  return g_string_free(label, FALSE);
}

static char *
child_text(const CopNode *n, CopNodeKind kind)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (c->kind == kind)
      return cop_node_plain_text(c);
  return g_strdup("");
}

char *
cop_xref_text(const CopDoc *d, const CopNode *xref)
{
  if (xref->first != NULL)
    return cop_node_plain_text(xref);
  const CopNode *target = cop_doc_find(d, xref->as.xref.target);
  if (target == NULL)
    return g_strdup("");
  char *label = NULL;
  switch (target->kind) {
  case COP_NODE_TABLE:
  case COP_NODE_FIGURE:
    label = cop_node_label(d, target, cop_node_lang(d, xref));
    return label != NULL ? label : child_text(target, COP_NODE_CAPTION);
  case COP_NODE_SECTION:
    return target->as.section.number != NULL ? g_strdup(target->as.section.number)
                                             : child_text(target, COP_NODE_HEADING);
  default:
    return cop_node_plain_text(target);
  }
}
