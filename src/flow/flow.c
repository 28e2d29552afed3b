/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/flow_priv.h"

#include <string.h>

#include "base/lang.h"
#include "base/limits.h"

G_DEFINE_QUARK(cop-flow-error-quark, cop_flow_error)

static const CopFlowFormat *const formats[] = { &cop_flow_html };

const CopFlowFormat *const *
cop_flow_formats(size_t *n)
{
  *n = G_N_ELEMENTS(formats);
  return formats;
}

const CopFlowFormat *
cop_flow_format_find(const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
    if (strcmp(formats[i]->name, name) == 0)
      return formats[i];
  return NULL;
}

const char *
cop_flow_format_name(const CopFlowFormat *format)
{
  return format->name;
}

const char *
cop_flow_format_suffix(const CopFlowFormat *format)
{
  return format->suffix;
}

const char *
cop_flow_format_mime(const CopFlowFormat *format)
{
  return format->mime;
}

bool
cop_flow_format_covers(const CopFlowFormat *format, CopNodeKind kind)
{
  return format->act[kind].enter != NULL || format->act[kind].leave != NULL;
}

const CopNode *
cop_flow_child(const CopNode *n, CopNodeKind kind)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (c->kind == kind)
      return c;
  return NULL;
}

const CopNode *
cop_flow_above(const CopNode *n, CopNodeKind kind)
{
  for (n = n->parent; n != NULL; n = n->parent)
    if (n->kind == kind)
      return n;
  return NULL;
}

/* --- what is known before the first word is written --- */

static void
add_anchor(CopFlow *f, const CopNode *n, unsigned made[COP_NODE_MAX])
{
  static const char *const stems[COP_NODE_MAX] = { [COP_NODE_SECTION] = "section", [COP_NODE_TABLE] = "table",
                                                   [COP_NODE_FIGURE] = "figure", [COP_NODE_FOOTNOTE] = "note" };
  const char *anchor = n->id;
  if (anchor == NULL && stems[n->kind] != NULL)
    do
      anchor = cop_arena_printf(f->arena, "%s-%u", stems[n->kind], ++made[n->kind]);
    while (cop_doc_find(f->doc, anchor) != NULL);
  if (anchor != NULL)
    g_hash_table_insert(f->anchors, (gpointer)n, (gpointer)anchor);
}

static void
find_title(CopFlow *f, const CopNode *n)
{
  if (n->kind == COP_NODE_BLOCK && (n->role == COP_ROLE_COVER || n->role == COP_ROLE_TITLE_BLOCK))
    f->has_head = true;
  if (n->kind != COP_NODE_PARA || cop_flow_above(n, COP_NODE_SECTION) != NULL)
    return;
  if (n->role == COP_ROLE_SUBTITLE)
    f->has_subtitle = true;
  if (f->title != NULL)
    return;
  g_autofree char *text = cop_node_plain_text(n);
  if (strcmp(g_strstrip(text), f->doc->meta.title) == 0)
    f->title = n;
}

static void
survey(CopFlow *f)
{
  unsigned made[COP_NODE_MAX] = { 0 };
  for (const CopNode *n = f->doc->root; n != NULL; n = cop_node_walk(n, f->doc->root)) {
    add_anchor(f, n, made);
    find_title(f, n);
    if (n->kind == COP_NODE_SECTION && n->as.section.in_contents)
      g_ptr_array_add(f->contents, (gpointer)n);
    if (n->kind == COP_NODE_FOOTNOTE) {
      g_ptr_array_add(f->notes, (gpointer)n);
      g_hash_table_insert(f->note_numbers, (gpointer)n, GUINT_TO_POINTER(f->notes->len));
    }
  }
  const CopNode *first = f->doc->root->first;
  if (f->title == NULL && f->doc->meta.style == COP_STYLE_FORM && first != NULL && first->role == COP_ROLE_TITLE_BLOCK)
    f->title_after = first;
}

const char *
cop_flow_anchor(const CopFlow *f, const CopNode *n)
{
  return g_hash_table_lookup(f->anchors, n);
}

unsigned
cop_flow_note_number(const CopFlow *f, const CopNode *footnote)
{
  return GPOINTER_TO_UINT(g_hash_table_lookup(f->note_numbers, footnote));
}

const CopNode *
cop_flow_target(const CopFlow *f, const CopNode *xref, GError **error)
{
  const char *id = xref->as.xref.target == NULL ? "" : xref->as.xref.target;
  const CopNode *target = cop_doc_find(f->doc, id);
  if (target == NULL)
    g_set_error(error, COP_FLOW_ERROR, COP_FLOW_ERROR_REFERENCE, "a cross reference leads to '%s', which does not exist",
                id);
  return target;
}

const char *
cop_flow_lang_change(const CopFlow *f, const CopNode *n)
{
  if (n->lang == NULL || n->parent == NULL)
    return NULL;
  return strcmp(n->lang, cop_node_lang(f->doc, n->parent)) == 0 ? NULL : n->lang;
}

const char *
cop_flow_word_lang_change(const CopFlow *f, CopWord w)
{
  const char *lang = cop_word_lang(f->doc, f->lang, w);
  return strcmp(lang, f->lang) == 0 ? NULL : lang;
}

bool
cop_flow_link_is_safe(const CopNode *link)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:", "sms:" };
  for (size_t i = 0; link->as.link.href != NULL && i < G_N_ELEMENTS(schemes); i++)
    if (g_ascii_strncasecmp(link->as.link.href, schemes[i], strlen(schemes[i])) == 0)
      return true;
  return false;
}

/* --- the walk --- */

bool
cop_flow_children(CopFlow *f, const CopNode *n, GError **error)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (!cop_flow_node(f, c, error))
      return false;
  return true;
}

static bool
act(CopFlow *f, const CopNode *n, GError **error)
{
  f->descend = n->kind != COP_NODE_FOOTNOTE;
  const CopFlowAction enter = f->format->act[n->kind].enter, leave = f->format->act[n->kind].leave;
  if (enter != NULL && !enter(f, n, error))
    return false;
  if (f->descend && !cop_flow_children(f, n, error))
    return false;
  return leave == NULL || leave(f, n, error);
}

bool
cop_flow_node(CopFlow *f, const CopNode *n, GError **error)
{
  const char *lang = f->lang;
  bool rtl = f->rtl, descend = f->descend;
  CopFlowTable *table = f->table;
  f->lang = cop_node_lang(f->doc, n);
  f->rtl = cop_lang_rtl(f->lang);
  if (n->kind == COP_NODE_TABLE)
    f->table = cop_flow_table_new(f, n);
  else if (n->kind == COP_NODE_ROW && f->table != NULL)
    f->table->row = n->prev == NULL || n->prev->kind != COP_NODE_ROW ? 0 : f->table->row + 1;

  f->depth++;
  g_assert(f->depth < COP_LIMIT_NESTING * 4); /* readers refuse deeper trees; composers make none */
  bool ok = act(f, n, error);
  f->depth--;

  f->descend = descend;
  f->table = table;
  f->rtl = rtl;
  f->lang = lang;
  return ok;
}

GBytes *
cop_flow_write(const CopDoc *d, const CopFlowFormat *format, const CopFlowOptions *options, GError **error)
{
  static const CopFlowOptions none = { 0 };
  g_autoptr(CopArena) arena = cop_arena_new();
  g_autoptr(GPtrArray) notes = g_ptr_array_new();
  g_autoptr(GPtrArray) contents = g_ptr_array_new();
  g_autoptr(GHashTable) anchors = g_hash_table_new(g_direct_hash, g_direct_equal);
  g_autoptr(GHashTable) note_numbers = g_hash_table_new(g_direct_hash, g_direct_equal);
  CopFlow f = { .doc = d, .format = format, .options = options == NULL ? &none : options, .arena = arena,
                .lang = d->meta.lang, .rtl = cop_lang_rtl(d->meta.lang), .notes = notes, .contents = contents,
                .anchors = anchors, .note_numbers = note_numbers };
  survey(&f);
  f.own = format->begin(&f);
  GBytes *bytes = cop_flow_node(&f, d->root, error) ? format->finish(&f, error) : NULL;
  format->drop(f.own);
  return bytes;
}

CopColor
cop_flow_readable(CopColor c, CopColor paper, double contrast)
{
  const CopColor black = 0x000000ff, white = 0xffffffff;
  unsigned towards = cop_color_contrast(black, paper) >= cop_color_contrast(white, paper) ? 0 : 255;
  CopColor moved = c | 0xff;
  for (unsigned step = 1; step <= 20 && cop_color_contrast(moved, paper) < contrast; step++) {
    moved = 0xff;
    for (unsigned shift = 8; shift <= 24; shift += 8) {
      unsigned channel = (c >> shift) & 0xff;
      moved |= ((channel * (20 - step) + towards * step) / 20) << shift;
    }
  }
  return moved;
}
