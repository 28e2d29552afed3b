/* SPDX-License-Identifier: Apache-2.0
 * Table of contents, and the notes at the end. */
#include <string.h>

#include "base/lang.h"
#include "flow/html_priv.h"

static void
put_entry(CopWalk *w, const CopNode *section)
{
  CopHtml *h = w->own;
  const CopNode *heading = cop_walk_child(section, COP_NODE_HEADING);
  g_autofree char *title = heading == NULL ? g_strdup("") : cop_node_plain_text(heading);
  cop_xml_open(h->out, "a");
  cop_xml_attrf(h->out, "href", "#%s", cop_walk_anchor(w, section));
  const char *lang = cop_node_lang(w->doc, heading == NULL ? section : heading);
  if (strcmp(lang, w->lang) != 0)
    cop_html_lang(h, lang, cop_lang_rtl(lang) != w->rtl);
  cop_html_put_number(w, section->as.section.number);
  cop_xml_text(h->out, title);
  cop_xml_close_as(h->out, "a");
}

/* Lists within lists, from sections in document order; a level that is skipped
 * opens one list all the same. */
static void
put_entries(CopWalk *w)
{
  CopHtml *h = w->own;
  unsigned levels[COP_WALK_LEVELS], depth = 0;
  for (guint i = 0; i < w->contents->len; i++) {
    const CopNode *section = w->contents->pdata[i];
    unsigned level = section->as.section.level;
    while (depth > 1 && level <= levels[depth - 2]) {
      cop_xml_close_as(h->out, "li");
      cop_xml_close_as(h->out, "ol");
      depth--;
    }
    if (depth == 0 || (level > levels[depth - 1] && depth < COP_WALK_LEVELS)) {
      cop_xml_open(h->out, "ol");
      levels[depth++] = level;
    } else {
      cop_xml_close_as(h->out, "li");
      levels[depth - 1] = level;
    }
    cop_xml_line(h->out);
    cop_xml_open(h->out, "li");
    put_entry(w, section);
  }
  for (; depth > 0; depth--) {
    cop_xml_close_as(h->out, "li");
    cop_xml_close_as(h->out, "ol");
  }
}

bool
cop_html_contents_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  CopHtml *h = w->own;
  w->descend = false;
  if (w->contents->len == 0)
    return true;
  cop_xml_start(h->out, "nav", "class", "contents", "aria-labelledby", "cop-contents", NULL);
  cop_xml_start(h->out, "h2", "id", "cop-contents", NULL);
  cop_xml_attr(h->out, "lang", cop_walk_word_lang_change(w, COP_WORD_CONTENTS));
  cop_xml_text(h->out, cop_word(w->doc, w->lang, COP_WORD_CONTENTS));
  cop_xml_close(h->out);
  put_entries(w);
  cop_xml_close_as(h->out, "nav");
  cop_xml_line(h->out);
  return true;
}

static bool
put_note(CopWalk *w, const CopNode *note, GError **error)
{
  CopHtml *h = w->own;
  unsigned number = cop_walk_note_number(w, note);
  const char *lang = cop_node_lang(w->doc, note);
  cop_xml_open(h->out, "li");
  cop_xml_attr(h->out, "id", cop_walk_anchor(w, note));
  if (strcmp(lang, w->doc->meta.lang) != 0)
    cop_html_lang(h, lang, cop_lang_rtl(lang) != cop_lang_rtl(w->doc->meta.lang));
  cop_xml_attr(h->out, "data-source", note->source);
  if (!cop_walk_children(w, note, error))
    return false;
  cop_xml_text(h->out, " ");
  cop_xml_open(h->out, "a");
  cop_xml_attrf(h->out, "href", "#cop-mark-%u", number);
  cop_xml_attr(h->out, "role", "doc-backlink");
  cop_xml_attrf(h->out, "aria-label", "%s %u", cop_word(w->doc, w->lang, COP_WORD_BACK), number);
  cop_xml_attr(h->out, "lang", cop_walk_word_lang_change(w, COP_WORD_BACK));
  cop_xml_text(h->out, "↩\ufe0e");
  cop_xml_close_as(h->out, "a");
  cop_xml_close_as(h->out, "li");
  cop_xml_line(h->out);
  return true;
}

bool
cop_html_put_notes(CopWalk *w, GError **error)
{
  CopHtml *h = w->own;
  if (w->notes->len == 0)
    return true;
  cop_xml_start(h->out, "section", "class", "notes", "role", "doc-endnotes", "aria-labelledby", "cop-notes", NULL);
  cop_xml_start(h->out, "h2", "id", "cop-notes", NULL);
  cop_xml_attr(h->out, "lang", cop_walk_word_lang_change(w, COP_WORD_NOTES));
  cop_xml_text(h->out, cop_word(w->doc, w->lang, COP_WORD_NOTES));
  cop_xml_close(h->out);
  cop_xml_open(h->out, "ol");
  cop_xml_line(h->out);
  for (guint i = 0; i < w->notes->len; i++)
    if (!put_note(w, w->notes->pdata[i], error))
      return false;
  cop_xml_close_as(h->out, "ol");
  cop_xml_close_as(h->out, "section");
  cop_xml_line(h->out);
  return true;
}
