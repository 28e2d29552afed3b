/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/typeset.h"

#include <string.h>

#include "typeset/layout.h"

#define PASSES_MAX 3 /* page numbers in the text can move a page break once, hardly twice */

static const CopNode *
find_cover(const CopDoc *d)
{
  for (const CopNode *n = d->root->first; n != NULL; n = n->next)
    if (n->kind == COP_NODE_BLOCK && n->role == COP_ROLE_COVER)
      return n;
  return NULL;
}

static bool
begins_with_title_block(const CopDoc *d)
{
  const CopNode *n = d->root->first;
  return n != NULL && n->kind == COP_NODE_BLOCK && n->role == COP_ROLE_TITLE_BLOCK;
}

/* The rule of flow/flow.h: the title is printed once, where a paragraph outside
 * all sections says it, else after a title block, else before everything. */
static void
find_title(CopLayout *l, const CopNode *top)
{
  for (const CopNode *n = top->first; n != NULL; n = n->next) {
    if (n->kind == COP_NODE_BLOCK)
      find_title(l, n);
    if (n->kind != COP_NODE_PARA)
      continue;
    if (n->role == COP_ROLE_SUBTITLE)
      l->has_subtitle = true;
    g_autofree char *text = cop_node_plain_text(n);
    if (l->title == NULL && strcmp(g_strstrip(text), l->doc->meta.title) == 0)
      l->title = n;
  }
}

static CopFlow
document_flow(CopLayout *l, GPtrArray *slabs)
{
  const CopStyleSheet *s = l->style;
  float box = s->page_width - 2 * s->margin_side;
  return (CopFlow){ .layout = l, .slabs = slabs, .box = box, .width = box * s->measure, .wide = box,
                    .tag = l->pages->root, .prose = COP_TEXT_BODY, .top = true };
}

static bool
lay_out(CopLayout *l)
{
  const CopNode *cover = find_cover(l->doc);
  g_autoptr(GPtrArray) slabs = g_ptr_array_new();
  CopFlow f = document_flow(l, slabs);
  find_title(l, l->doc->root);
  if (cover != NULL)
    cop_layout_cover(l, cover);
  else if (l->title == NULL && !begins_with_title_block(l->doc))
    cop_layout_title(&f);
  cop_flow_children(&f, l->doc->root);
  cop_flow_end_notes(&f);
  if (l->error != NULL || !cop_layout_paginate(l, slabs))
    return false;
  cop_layout_numbers(l, slabs);
  if (l->error == NULL)
    cop_layout_matter(l, cover != NULL ? 1 : 0);
  return l->error == NULL;
}

static bool
same_places(const CopPages *a, const CopPages *b)
{
  if (a->anchors->len != b->anchors->len)
    return false;
  for (guint i = 0; i < a->anchors->len; i++)
    if (g_array_index(a->anchors, CopPageAnchor, i).page != g_array_index(b->anchors, CopPageAnchor, i).page)
      return false;
  return true;
}

static void
check_budget(const CopPages *p, CopDiags *diags)
{
  unsigned budget = p->meta->page_budget, n = cop_pages_count(p);
  if (budget == 0 || n <= budget)
    return;
  g_autofree char *message = g_strdup_printf("the document has %u pages, %u are allowed", n, budget);
  CopDiag d = { .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_LAYOUT, .code = "layout-pages", .start = -1, .end = -1,
                .message = message, .remedy = "shorten the text or move tables to an annex" };
  cop_diags_add(diags, &d);
}

CopPages *
cop_typeset_document(CopSetter *setter, const CopDoc *doc, CopDiags *diags, GError **error)
{
  cop_shaper_trim(setter->shaper);
  g_autoptr(CopPages) previous = NULL;
  for (int pass = 1;; pass++) {
    g_autoptr(CopDiags) found = cop_diags_new();
    g_autoptr(CopPages) pages = cop_pages_new(setter->shaper, &doc->meta);
    CopLayout l = { .setter = setter, .doc = doc, .pages = pages, .diags = found, .previous = previous };
    l.style = cop_style_sheet(doc->meta.style);
    l.rtl = cop_lang_rtl(doc->meta.lang);
    l.ids = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) end_notes = g_ptr_array_new();
    l.end_notes = doc->meta.end_notes ? end_notes : NULL;
    bool done = lay_out(&l);
    g_hash_table_unref(l.ids);
    if (!done) {
      g_propagate_error(error, l.error);
      return NULL;
    }
    bool settled = !l.asked_pages || pass == PASSES_MAX || (previous != NULL && same_places(previous, pages));
    if (settled) {
      for (size_t i = 0; i < cop_diags_count(found); i++)
        cop_diags_add(diags, cop_diags_at(found, i));
      check_budget(pages, diags);
      return g_steal_pointer(&pages);
    }
    cop_pages_free(previous);
    previous = g_steal_pointer(&pages);
  }
}
