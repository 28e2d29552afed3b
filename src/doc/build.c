/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/build.h"

#include <stdarg.h>

CopDoc *
cop_doc_new(CopArena *a, const CopDocMeta *meta)
{
  g_assert(meta->title != NULL && meta->lang != NULL);
  CopDoc *d = cop_new(a, CopDoc);
  d->arena = a;
  d->meta = *meta;
  const char **const strings[] = {
    &d->meta.title,   &d->meta.subtitle,   &d->meta.author,  &d->meta.subject, &d->meta.lang,    &d->meta.date,
    &d->meta.edition, &d->meta.identifier, &d->meta.licence, &d->meta.draft,   &d->meta.example, &d->meta.running_head, &d->meta.impose };
  for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
    *strings[i] = cop_arena_strdup(a, *strings[i]);
  d->root = cop_new(a, CopNode);
  d->root->kind = COP_NODE_DOC;
  return d;
}

/* May `child` stand in `parent`? */
static bool
fits(CopNodeKind parent, CopNodeKind child)
{
  switch (child) {
  case COP_NODE_ROW:
    return parent == COP_NODE_TABLE;
  case COP_NODE_CELL:
    return parent == COP_NODE_ROW;
  case COP_NODE_ITEM:
    return parent == COP_NODE_LIST;
  case COP_NODE_HEADING:
    return parent == COP_NODE_SECTION;
  case COP_NODE_CAPTION:
  case COP_NODE_NOTE:
    return parent == COP_NODE_TABLE || parent == COP_NODE_FIGURE;
  default:
    break;
  }
  bool holds_inlines = parent == COP_NODE_PARA || parent == COP_NODE_HEADING || parent == COP_NODE_CAPTION ||
                       parent == COP_NODE_CELL || parent == COP_NODE_NOTE ||
                       (cop_node_is_inline(parent) && parent != COP_NODE_TEXT && parent != COP_NODE_FOOTNOTE);
  if (cop_node_is_inline(child))
    return holds_inlines;
  return parent == COP_NODE_FOOTNOTE || parent == COP_NODE_CELL || parent == COP_NODE_NOTE || !holds_inlines;
}

CopNode *
cop_node_add(CopDoc *d, CopNode *parent, CopNodeKind kind)
{
  if (!fits(parent->kind, kind))
    g_error("a %s cannot stand in a %s", cop_node_kind_name(kind), cop_node_kind_name(parent->kind));
  CopNode *n = cop_new(d->arena, CopNode);
  d->n_nodes++;
  n->kind = kind;
  n->parent = parent;
  n->prev = parent->last;
  if (parent->last == NULL)
    parent->first = n;
  else
    parent->last->next = n;
  parent->last = n;
  return n;
}

CopNode *
cop_add_text(CopDoc *d, CopNode *parent, const char *text)
{
  CopNode *n = cop_node_add(d, parent, COP_NODE_TEXT);
  n->as.text.text = cop_arena_strdup(d->arena, text == NULL ? "" : text);
  return n;
}

CopNode *
cop_add_textf(CopDoc *d, CopNode *parent, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  CopNode *n = cop_node_add(d, parent, COP_NODE_TEXT);
  n->as.text.text = cop_arena_vprintf(d->arena, format, args);
  va_end(args);
  return n;
}

static CopNode *
add_filled(CopDoc *d, CopNode *parent, CopNodeKind kind, const char *text)
{
  CopNode *n = cop_node_add(d, parent, kind);
  if (text != NULL)
    cop_add_text(d, n, text);
  return n;
}

CopNode *
cop_add_section(CopDoc *d, CopNode *parent, unsigned level, const char *number, const char *title)
{
  CopNode *s = cop_node_add(d, parent, COP_NODE_SECTION);
  s->as.section.level = level;
  s->as.section.number = cop_arena_strdup(d->arena, number);
  s->as.section.in_contents = true;
  add_filled(d, s, COP_NODE_HEADING, title);
  return s;
}

CopNode *
cop_add_para(CopDoc *d, CopNode *parent, const char *text)
{
  return add_filled(d, parent, COP_NODE_PARA, text);
}

CopNode *
cop_add_paraf(CopDoc *d, CopNode *parent, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  return cop_add_para(d, parent, text);
}

CopNode *
cop_add_styled(CopDoc *d, CopNode *parent, CopNodeKind wrapper, const char *text)
{
  return add_filled(d, parent, wrapper, text);
}

CopNode *
cop_add_list(CopDoc *d, CopNode *parent, bool ordered)
{
  CopNode *n = cop_node_add(d, parent, COP_NODE_LIST);
  n->as.list.ordered = ordered;
  n->as.list.start = 1;
  return n;
}

CopNode *
cop_add_item(CopDoc *d, CopNode *list, const char *text)
{
  CopNode *n = cop_node_add(d, list, COP_NODE_ITEM);
  if (text != NULL)
    cop_add_para(d, n, text);
  return n;
}

CopNode *
cop_add_block(CopDoc *d, CopNode *parent, CopRoleName role)
{
  CopNode *n = cop_node_add(d, parent, COP_NODE_BLOCK);
  n->role = role;
  return n;
}

CopNode *
cop_add_callout(CopDoc *d, CopNode *parent, CopRoleName role, const char *title)
{
  CopNode *n = cop_node_add(d, parent, COP_NODE_CALLOUT);
  n->role = role;
  if (title != NULL)
    cop_add_styled(d, cop_add_para(d, n, NULL), COP_NODE_STRONG, title);
  return n;
}

CopNode *
cop_add_link(CopDoc *d, CopNode *parent, const char *href, const char *text)
{
  CopNode *n = add_filled(d, parent, COP_NODE_LINK, text);
  n->as.link.href = cop_arena_strdup(d->arena, href);
  return n;
}

CopNode *
cop_add_footnote(CopDoc *d, CopNode *parent, const char *source, const char *text)
{
  CopNode *n = cop_node_add(d, parent, COP_NODE_FOOTNOTE);
  n->source = cop_arena_strdup(d->arena, source);
  cop_add_para(d, n, text);
  return n;
}

CopNode *
cop_add_table(CopDoc *d, CopNode *parent, const char *number, const char *caption, const CopColumn *columns,
              unsigned n_columns)
{
  CopNode *t = cop_node_add(d, parent, COP_NODE_TABLE);
  CopColumn *copy = cop_new_n(d->arena, CopColumn, n_columns);
  for (unsigned i = 0; i < n_columns; i++)
    copy[i] = columns[i];
  t->as.table.number = cop_arena_strdup(d->arena, number);
  t->as.table.columns = copy;
  t->as.table.n_columns = n_columns;
  if (caption != NULL)
    add_filled(d, t, COP_NODE_CAPTION, caption);
  return t;
}

CopNode *
cop_add_cell(CopDoc *d, CopNode *row, const char *text)
{
  return add_filled(d, row, COP_NODE_CELL, text);
}

CopNode *
cop_add_row(CopDoc *d, CopNode *table, const char *const *cells)
{
  CopNode *r = cop_node_add(d, table, COP_NODE_ROW);
  for (unsigned i = 0; cells != NULL && i < table->as.table.n_columns; i++)
    cop_add_cell(d, r, cells[i]);
  return r;
}

CopNode *
cop_add_head_row(CopDoc *d, CopNode *table, const char *const *cells)
{
  CopNode *r = cop_add_row(d, table, cells);
  g_assert(r->prev == NULL || r->prev->kind == COP_NODE_CAPTION || r->prev->first->as.cell.head);
  for (CopNode *c = r->first; c != NULL; c = c->next)
    c->as.cell.head = true;
  table->as.table.n_head_rows++;
  return r;
}

CopNode *
cop_add_note(CopDoc *d, CopNode *table_or_figure, const char *text)
{
  return add_filled(d, table_or_figure, COP_NODE_NOTE, text);
}

CopNode *
cop_add_figure(CopDoc *d, CopNode *parent, const char *number, const char *caption, const CopDrawing *drawing,
               const char *alt)
{
  CopNode *f = cop_node_add(d, parent, COP_NODE_FIGURE);
  f->as.figure.number = cop_arena_strdup(d->arena, number);
  f->as.figure.drawing = drawing;
  f->as.figure.alt = cop_arena_strdup(d->arena, alt);
  if (caption != NULL)
    add_filled(d, f, COP_NODE_CAPTION, caption);
  return f;
}

CopNode *
cop_node_from(CopDoc *d, CopNode *n, const char *kind, const char *id)
{
  n->source = cop_arena_printf(d->arena, "%s/%s", kind, id);
  return n;
}

CopNode *
cop_node_in(CopDoc *d, CopNode *n, const char *lang)
{
  n->lang = cop_arena_strdup(d->arena, lang);
  return n;
}

void
cop_doc_set_ids(CopDoc *d)
{
  static const char *const stems[COP_NODE_MAX] = { [COP_NODE_SECTION] = "section", [COP_NODE_TABLE] = "table",
                                                   [COP_NODE_FIGURE] = "figure", [COP_NODE_FOOTNOTE] = "note" };
  unsigned made[COP_NODE_MAX] = { 0 };
  g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
  for (const CopNode *n = d->root; n != NULL; n = cop_node_walk(n, d->root))
    if (n->id != NULL)
      g_hash_table_add(taken, (gpointer)n->id);
  for (const CopNode *n = d->root; n != NULL; n = cop_node_walk(n, d->root)) {
    if (n->id != NULL || stems[n->kind] == NULL)
      continue;
    const char *id;
    do
      id = cop_arena_printf(d->arena, "%s-%u", stems[n->kind], ++made[n->kind]);
    while (g_hash_table_contains(taken, id));
    ((CopNode *)n)->id = id; /* the walk lends nodes read-only; the tree is the caller's */
  }
}
