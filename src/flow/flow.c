/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/walk.h"

#include <string.h>

#include "base/lang.h"
#include "base/limits.h"
#include "base/locale.h"

G_DEFINE_QUARK(cop-flow-error-quark, cop_flow_error)

static const CopFlowFormat *const formats[] = { &cop_flow_docx, &cop_flow_html, &cop_flow_text };

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
cop_walk_child(const CopNode *n, CopNodeKind kind)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (c->kind == kind)
      return c;
  return NULL;
}

const CopNode *
cop_walk_above(const CopNode *n, CopNodeKind kind)
{
  for (n = n->parent; n != NULL; n = n->parent)
    if (n->kind == kind)
      return n;
  return NULL;
}

/* --- what is known before the first word is written --- */

static void
add_anchor(CopWalk *w, const CopNode *n, unsigned made[COP_NODE_MAX])
{
  static const char *const stems[COP_NODE_MAX] = { [COP_NODE_SECTION] = "section", [COP_NODE_TABLE] = "table",
                                                   [COP_NODE_FIGURE] = "figure", [COP_NODE_FOOTNOTE] = "note" };
  const char *anchor = n->id;
  if (anchor == NULL && stems[n->kind] != NULL)
    do
      anchor = cop_arena_printf(w->arena, "%s-%u", stems[n->kind], ++made[n->kind]);
    while (cop_doc_find(w->doc, anchor) != NULL);
  if (anchor != NULL)
    g_hash_table_insert(w->anchors, (gpointer)n, (gpointer)anchor);
}

static void
find_title(CopWalk *w, const CopNode *n)
{
  if (n->kind == COP_NODE_BLOCK && n->role == COP_ROLE_COVER && w->cover == NULL)
    w->cover = n;
  if (n->role == COP_ROLE_TITLE_BLOCK)
    w->has_title_block = true;
  if (n->kind != COP_NODE_PARA || cop_walk_above(n, COP_NODE_SECTION) != NULL)
    return;
  if (n->role == COP_ROLE_SUBTITLE)
    w->has_subtitle = true;
  g_autofree char *text = cop_node_plain_text(n);
  if (strcmp(g_strstrip(text), w->doc->meta.title) != 0)
    return;
  if (w->cover != NULL && n->parent == w->cover)
    w->title_twice = n;
  else if (w->title == NULL && w->cover == NULL)
    w->title = n;
}

static void
survey(CopWalk *w)
{
  unsigned made[COP_NODE_MAX] = { 0 };
  for (const CopNode *n = w->doc->root; n != NULL; n = cop_node_walk(n, w->doc->root)) {
    add_anchor(w, n, made);
    find_title(w, n);
    if (n->kind == COP_NODE_SECTION && n->as.section.in_contents)
      g_ptr_array_add(w->contents, (gpointer)n);
    if (n->kind == COP_NODE_FOOTNOTE) {
      g_ptr_array_add(w->notes, (gpointer)n);
      g_hash_table_insert(w->note_numbers, (gpointer)n, GUINT_TO_POINTER(w->notes->len));
    }
  }
  const CopNode *first = w->doc->root->first;
  if (w->title == NULL && w->cover == NULL && first != NULL && first->role == COP_ROLE_TITLE_BLOCK)
    w->title_after = first;
}

const char *
cop_walk_anchor(const CopWalk *w, const CopNode *n)
{
  return g_hash_table_lookup(w->anchors, n);
}

unsigned
cop_walk_note_number(const CopWalk *w, const CopNode *footnote)
{
  return GPOINTER_TO_UINT(g_hash_table_lookup(w->note_numbers, footnote));
}

const CopNode *
cop_walk_target(const CopWalk *w, const CopNode *xref, GError **error)
{
  const char *id = xref->as.xref.target == NULL ? "" : xref->as.xref.target;
  const CopNode *target = cop_doc_find(w->doc, id);
  if (target == NULL)
    g_set_error(error, COP_FLOW_ERROR, COP_FLOW_ERROR_REFERENCE, "a cross reference leads to '%s', which does not exist",
                id);
  return target;
}

const char *
cop_walk_lang_change(const CopWalk *w, const CopNode *n)
{
  if (n->lang == NULL || n->parent == NULL)
    return NULL;
  return strcmp(n->lang, cop_node_lang(w->doc, n->parent)) == 0 ? NULL : n->lang;
}

const char *
cop_walk_word_lang_change(const CopWalk *w, CopWord word)
{
  const char *lang = cop_word_lang(w->doc, w->lang, word);
  return strcmp(lang, w->lang) == 0 ? NULL : lang;
}

bool
cop_walk_link_is_safe(const CopNode *link)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:", "sms:" };
  for (size_t i = 0; link->as.link.href != NULL && i < G_N_ELEMENTS(schemes); i++)
    if (g_ascii_strncasecmp(link->as.link.href, schemes[i], strlen(schemes[i])) == 0)
      return true;
  return false;
}

/* --- the walk --- */

bool
cop_walk_children(CopWalk *w, const CopNode *n, GError **error)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (!cop_walk_node(w, c, error))
      return false;
  return true;
}

static bool
act(CopWalk *w, const CopNode *n, GError **error)
{
  w->descend = n->kind != COP_NODE_FOOTNOTE;
  const CopWalkAction enter = w->format->act[n->kind].enter, leave = w->format->act[n->kind].leave;
  if (enter != NULL && !enter(w, n, error))
    return false;
  if (w->descend && !cop_walk_children(w, n, error))
    return false;
  return leave == NULL || leave(w, n, error);
}

bool
cop_walk_node(CopWalk *w, const CopNode *n, GError **error)
{
  const char *lang = w->lang;
  bool rtl = w->rtl, descend = w->descend;
  CopWalkTable *table = w->table;
  w->lang = cop_node_lang(w->doc, n);
  w->rtl = cop_lang_rtl(w->lang);
  if (n->kind == COP_NODE_TABLE)
    w->table = cop_walk_table_new(w, n);
  else if (n->kind == COP_NODE_ROW && w->table != NULL)
    w->table->row = n->prev == NULL || n->prev->kind != COP_NODE_ROW ? 0 : w->table->row + 1;

  w->depth++;
  g_assert(w->depth < COP_LIMIT_NESTING * 4); /* readers refuse deeper trees; composers make none */
  bool ok = act(w, n, error);
  w->depth--;

  w->descend = descend;
  w->table = table;
  w->rtl = rtl;
  w->lang = lang;
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
  CopWalk w = { .doc = d, .format = format, .options = options == NULL ? &none : options, .arena = arena,
                .lang = d->meta.lang, .rtl = cop_lang_rtl(d->meta.lang), .notes = notes, .contents = contents,
                .anchors = anchors, .note_numbers = note_numbers };
  survey(&w);
  w.own = format->begin(&w);
  GBytes *bytes = cop_walk_node(&w, d->root, error) ? format->finish(&w, error) : NULL;
  format->drop(w.own);
  return bytes;
}

char *
cop_walk_date(const CopWalk *w)
{
  const CopDocMeta *m = &w->doc->meta;
  CopDate date = cop_date_read(m->date);
  if (date.precision == COP_DATE_INVALID)
    return g_strdup(m->date);
  g_autoptr(CopLocale) locale = cop_locale_new(m->lang);
  return cop_locale_date(locale, date, COP_DATE_LONG);
}

const CopPalette cop_walk_palette = { .deep = 0x123a6bff, .main = 0x1f5fa8ff, .soft = 0xa9c8eaff, .tint = 0xeaf2fbff,
                                      .mark = 0xf2b705ff };

CopColor
cop_walk_readable(CopColor c, CopColor paper, double contrast)
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
