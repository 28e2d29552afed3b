/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/node.h"

#include <string.h>

const char *
cop_node_kind_name(CopNodeKind k)
{
  static const char *const names[COP_NODE_MAX] = {
    [COP_NODE_DOC] = "doc",
    [COP_NODE_SECTION] = "section",
    [COP_NODE_HEADING] = "heading",
    [COP_NODE_PARA] = "para",
    [COP_NODE_LIST] = "list",
    [COP_NODE_ITEM] = "item",
    [COP_NODE_TABLE] = "table",
    [COP_NODE_ROW] = "row",
    [COP_NODE_CELL] = "cell",
    [COP_NODE_CAPTION] = "caption",
    [COP_NODE_NOTE] = "note",
    [COP_NODE_FIGURE] = "figure",
    [COP_NODE_CALLOUT] = "callout",
    [COP_NODE_ASIDE] = "aside",
    [COP_NODE_QUOTE] = "quote",
    [COP_NODE_BLOCK] = "block",
    [COP_NODE_CONTENTS] = "contents",
    [COP_NODE_PAGE_BREAK] = "page-break",
    [COP_NODE_RULE] = "rule",
    [COP_NODE_TEXT] = "text",
    [COP_NODE_STRONG] = "strong",
    [COP_NODE_EMPH] = "emph",
    [COP_NODE_SUPER] = "super",
    [COP_NODE_SUB] = "sub",
    [COP_NODE_CODE] = "code",
    [COP_NODE_SMALL_CAPS] = "small-caps",
    [COP_NODE_SPAN] = "span",
    [COP_NODE_LINK] = "link",
    [COP_NODE_XREF] = "xref",
    [COP_NODE_FOOTNOTE] = "footnote",
    [COP_NODE_LINE_BREAK] = "line-break",
    [COP_NODE_PICTURE] = "picture",
  };
  g_assert(k < COP_NODE_MAX);
  return names[k];
}

const char *
cop_role_name(CopRoleName r)
{
  static const char *const names[COP_ROLE_MAX] = {
    [COP_ROLE_NONE] = "none",
    [COP_ROLE_LEAD] = "lead",
    [COP_ROLE_SUBTITLE] = "subtitle",
    [COP_ROLE_COVER] = "cover",
    [COP_ROLE_FRONT] = "front",
    [COP_ROLE_SUMMARY] = "summary",
    [COP_ROLE_HELPLINE] = "helpline",
    [COP_ROLE_KEY_FIGURES] = "key-figures",
    [COP_ROLE_SIDE_NUMBER] = "side-number",
    [COP_ROLE_LANDSCAPE] = "landscape",
    [COP_ROLE_COLUMNS] = "columns",
    [COP_ROLE_TITLE_BLOCK] = "title-block",
    [COP_ROLE_TOTAL] = "total",
    [COP_ROLE_GROUP] = "group",
    [COP_ROLE_EXAMPLE] = "example",
    [COP_ROLE_UNKNOWN] = "unknown",
    [COP_ROLE_BAND] = "band",
    [COP_ROLE_PICTURE] = "picture",
    [COP_ROLE_HEADLINE] = "headline",
    [COP_ROLE_DO_LINE] = "do-line",
    [COP_ROLE_BODY] = "body",
    [COP_ROLE_DO_NOT] = "do-not",
    [COP_ROLE_FOOTER] = "footer",
    [COP_ROLE_BACK] = "back",
    [COP_ROLE_PANEL] = "panel",
  };
  g_assert(r < COP_ROLE_MAX);
  return names[r];
}

static const char *const sheet_names[COP_SHEET_MAX] = {
  [COP_SHEET_DOCUMENT_A4] = "document-a4", [COP_SHEET_POSTER_A4] = "poster-a4",   [COP_SHEET_POSTER_A3] = "poster-a3",
  [COP_SHEET_POSTER_A2] = "poster-a2",     [COP_SHEET_POSTER_A1] = "poster-a1",   [COP_SHEET_POSTER_A0] = "poster-a0",
  [COP_SHEET_CARD] = "card",               [COP_SHEET_SQUARE] = "square",         [COP_SHEET_BANNER] = "banner",
  [COP_SHEET_STORY] = "story",             [COP_SHEET_COMIC_A4] = "comic-a4",     [COP_SHEET_BOOKLET_A5] = "booklet-a5",
  [COP_SHEET_FLIP_A3] = "flip-chart-a3",   [COP_SHEET_PICTURE_CARD] = "picture-card", [COP_SHEET_LEAFLET] = "leaflet",
  [COP_SHEET_LARGE_PRINT] = "large-print", [COP_SHEET_EASY_READ] = "easy-read",       [COP_SHEET_SLIDE] = "slide",
  [COP_SHEET_BOARD_A3] = "board-a3",         [COP_SHEET_STICKERS] = "stickers",         [COP_SHEET_CALENDAR_A3] = "calendar-a3",
        [COP_SHEET_COLOURING] = "colouring",
  [COP_SHEET_NOTICE] = "notice",
};

const char *
cop_sheet_name(CopSheetName s)
{
  g_assert(s < COP_SHEET_MAX);
  return sheet_names[s];
}

bool
cop_sheet_parse(const char *name, CopSheetName *s)
{
  for (int i = 0; i < COP_SHEET_MAX; i++)
    if (strcmp(sheet_names[i], name) == 0) {
      *s = (CopSheetName)i;
      return true;
    }
  return false;
}

bool
cop_node_is_inline(CopNodeKind k)
{
  return k >= COP_NODE_TEXT && k < COP_NODE_MAX;
}

const char *
cop_node_lang(const CopDoc *d, const CopNode *n)
{
  for (; n != NULL; n = n->parent)
    if (n->lang != NULL)
      return n->lang;
  return d->meta.lang;
}

const CopNode *
cop_node_walk(const CopNode *n, const CopNode *top)
{
  if (n->first != NULL)
    return n->first;
  while (n != top) {
    if (n->next != NULL)
      return n->next;
    n = n->parent;
  }
  return NULL;
}

static void
unref_table(void *p)
{
  g_hash_table_unref(p);
}

static void
index_ids(CopDoc *d)
{
  if (d->by_id == NULL) {
    d->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    cop_arena_on_free(d->arena, unref_table, d->by_id);
  }
  g_hash_table_remove_all(d->by_id);
  for (const CopNode *n = d->root; n != NULL; n = cop_node_walk(n, d->root))
    if (n->id != NULL && !g_hash_table_contains(d->by_id, n->id))
      g_hash_table_insert(d->by_id, (gpointer)n->id, (gpointer)n);
  d->n_indexed = d->n_nodes;
}

const CopNode *
cop_doc_find(const CopDoc *d, const char *id)
{
  if (d->by_id == NULL || d->n_indexed != d->n_nodes)
    index_ids((CopDoc *)d);
  return g_hash_table_lookup(d->by_id, id);
}

char *
cop_node_plain_text(const CopNode *top)
{
  GString *s = g_string_new(NULL);
  for (const CopNode *n = top; n != NULL; n = cop_node_walk(n, top)) {
    if (n->kind == COP_NODE_TEXT)
      g_string_append(s, n->as.text.text);
    else if (n->kind == COP_NODE_LINE_BREAK)
      g_string_append_c(s, '\n');
    else if (!cop_node_is_inline(n->kind) && s->len > 0 && s->str[s->len - 1] != '\n')
      g_string_append_c(s, '\n');
  }
  return g_string_free(s, FALSE);
}
