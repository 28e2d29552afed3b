/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "figure/svg_write.h"
#include "flow/html_priv.h"

#define CONTENT_ID "cop-content"
#define DEEPEST_HEADING 6u

/* --- attributes --- */

void
cop_html_lang(CopHtml *h, const char *lang, bool direction)
{
  cop_xml_attr(h->out, "lang", lang);
  if (h->xhtml)
    cop_xml_attr(h->out, "xml:lang", lang);
  if (direction)
    cop_xml_attr(h->out, "dir", cop_lang_rtl(lang) ? "rtl" : "ltr");
}

void
cop_html_attributes(CopWalk *w, const CopNode *n, const char *class_name, const char *more_class)
{
  CopHtml *h = w->own;
  /* a footnote's id is on its note, a section's on the section */
  if (n->kind != COP_NODE_FOOTNOTE)
    cop_xml_attr(h->out, "id", cop_walk_anchor(w, n));
  const char *role = n->role == COP_ROLE_NONE ? NULL : cop_role_name(n->role);
  const char *parts[4] = { 0 };
  size_t n_parts = 0;
  if (class_name != NULL)
    parts[n_parts++] = class_name;
  if (more_class != NULL)
    parts[n_parts++] = more_class;
  if (role != NULL && g_strcmp0(role, class_name) != 0)
    parts[n_parts++] = role;
  if (n_parts > 0) {
    g_autofree char *classes = g_strjoinv(" ", (char **)parts);
    cop_xml_attr(h->out, "class", classes);
  }
  const char *lang = cop_walk_lang_change(w, n);
  if (lang != NULL)
    cop_html_lang(h, lang, cop_lang_rtl(lang) != cop_lang_rtl(cop_node_lang(w->doc, n->parent)));
  cop_xml_attr(h->out, "data-source", n->source);
}

/* --- wrappers: an element, nothing else --- */

static const char *
element_of(const CopNode *n)
{
  static const char *const elements[COP_NODE_MAX] = {
    [COP_NODE_ITEM] = "li",       [COP_NODE_CALLOUT] = "div",   [COP_NODE_ASIDE] = "div", [COP_NODE_QUOTE] = "blockquote",
    [COP_NODE_BLOCK] = "div",     [COP_NODE_NOTE] = "div",      [COP_NODE_RULE] = "hr",   [COP_NODE_PAGE_BREAK] = "div",
    [COP_NODE_STRONG] = "strong", [COP_NODE_EMPH] = "em",       [COP_NODE_SUPER] = "sup", [COP_NODE_SUB] = "sub",
    [COP_NODE_CODE] = "code",     [COP_NODE_SMALL_CAPS] = "span", [COP_NODE_LINE_BREAK] = "br",
  };
  if (n->kind == COP_NODE_LIST)
    return n->as.list.ordered ? "ol" : "ul";
  return elements[n->kind];
}

static bool
wrapper_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  static const char *const classes[COP_NODE_MAX] = {
    [COP_NODE_CALLOUT] = "callout",       [COP_NODE_ASIDE] = "aside",           [COP_NODE_NOTE] = "note",
    [COP_NODE_PAGE_BREAK] = "page-break", [COP_NODE_SMALL_CAPS] = "small-caps",
  };
  CopHtml *h = w->own;
  cop_xml_open(h->out, element_of(n));
  cop_html_attributes(w, n, classes[n->kind], NULL);
  if (n->kind == COP_NODE_CALLOUT || n->kind == COP_NODE_ASIDE)
    cop_xml_attr(h->out, "role", "note");
  if (n->kind == COP_NODE_LIST && n->as.list.ordered && n->as.list.start > 1)
    cop_xml_attr_int(h->out, "start", n->as.list.start);
  return true;
}

static bool
wrapper_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  cop_xml_close_as(h->out, element_of(n));
  if (!cop_node_is_inline(n->kind))
    cop_xml_line(h->out);
  return true;
}

/* --- inlines --- */

static bool
span_is_bare(CopWalk *w, const CopNode *n)
{
  return n->role == COP_ROLE_NONE && n->source == NULL && n->id == NULL && cop_walk_lang_change(w, n) == NULL;
}

static bool
span_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  if (span_is_bare(w, n))
    return true;
  cop_xml_open(h->out, "span");
  cop_html_attributes(w, n, NULL, NULL);
  return true;
}

static bool
span_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  if (!span_is_bare(w, n))
    cop_xml_close_as(((CopHtml *)w->own)->out, "span");
  return true;
}

static bool
text_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopHtml *h = w->own;
  span_enter(w, n, error);
  cop_xml_text(h->out, n->as.text.text);
  return span_leave(w, n, error);
}

static bool
link_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  /* an address that is not one of these could run a script */
  bool safe = cop_walk_link_is_safe(n);
  cop_xml_open(h->out, safe ? "a" : "span");
  if (safe)
    cop_xml_attr(h->out, "href", n->as.link.href);
  cop_html_attributes(w, n, NULL, NULL);
  return true;
}

static bool
link_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  cop_xml_close(((CopHtml *)w->own)->out);
  return true;
}

static bool
xref_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopHtml *h = w->own;
  const CopNode *target = cop_walk_target(w, n, error);
  if (target == NULL)
    return false;
  cop_xml_open(h->out, "a");
  cop_xml_attrf(h->out, "href", "#%s", cop_walk_anchor(w, target));
  cop_html_attributes(w, n, NULL, NULL);
  if (n->first == NULL) {
    g_autofree char *text = cop_xref_text(w->doc, n);
    cop_xml_text(h->out, text);
  }
  return true;
}

static bool
footnote_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  unsigned number = cop_walk_note_number(w, n);
  cop_xml_open(h->out, "sup");
  cop_xml_attr(h->out, "data-source", n->source);
  cop_xml_open(h->out, "a");
  cop_xml_attrf(h->out, "id", "cop-mark-%u", number);
  cop_xml_attrf(h->out, "href", "#%s", cop_walk_anchor(w, n));
  cop_xml_attr(h->out, "role", "doc-noteref");
  g_autofree char *mark = g_strdup_printf("%u", number);
  cop_xml_text(h->out, mark);
  cop_xml_close_as(h->out, "a");
  cop_xml_close_as(h->out, "sup");
  return true;
}

static void
put_drawing(CopWalk *w, const CopDrawing *drawing, const char *alt)
{
  CopHtml *h = w->own;
  g_autoptr(GString) svg = g_string_new(NULL);
  cop_svg_write(svg, drawing, &(CopSvgWriteOptions){ .lang = w->lang, .alt = alt });
  cop_xml_append(h->out, svg->str);
}

static bool
picture_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  if (n->as.picture.drawing == NULL)
    return true;
  cop_xml_open(h->out, "span");
  cop_html_attributes(w, n, "picture", NULL);
  put_drawing(w, n->as.picture.drawing, n->as.picture.alt);
  cop_xml_close_as(h->out, "span");
  return true;
}

/* --- blocks --- */

/* A paragraph alone in an item, cell or note needs no element of its own. */
static bool
is_tight(CopWalk *w, const CopNode *n)
{
  const CopNode *p = n->parent;
  if (p->kind != COP_NODE_ITEM && p->kind != COP_NODE_CELL && p->kind != COP_NODE_FOOTNOTE && p->kind != COP_NODE_NOTE)
    return false;
  bool alone = n->prev == NULL && (n->next == NULL || (n->next->kind == COP_NODE_LIST && n->next->next == NULL));
  return alone && span_is_bare(w, n) && n->as.para.align != COP_ALIGN_CENTER && n->as.para.align != COP_ALIGN_END;
}

static void
put_byline(CopWalk *w)
{
  CopHtml *h = w->own;
  const CopDocMeta *m = &w->doc->meta;
  if (w->has_title_block || (m->author == NULL && m->date == NULL))
    return;
  cop_xml_start(h->out, "p", "class", "byline", NULL);
  cop_xml_text(h->out, m->author);
  if (m->author != NULL && m->date != NULL)
    cop_xml_text(h->out, " · ");
  if (m->date != NULL) {
    g_autofree char *date = cop_walk_date(w);
    cop_xml_start(h->out, "time", "datetime", cop_date_valid(m->date) ? m->date : NULL, NULL);
    cop_xml_text(h->out, date);
    cop_xml_close(h->out);
  }
  cop_xml_close(h->out);
}

static bool
put_title(CopWalk *w, GError **error)
{
  CopHtml *h = w->own;
  const CopDocMeta *m = &w->doc->meta;
  cop_xml_element(h->out, "h1", m->title);
  if (m->subtitle != NULL && !w->has_subtitle) {
    cop_xml_start(h->out, "p", "class", "subtitle", NULL);
    cop_xml_text(h->out, m->subtitle);
    cop_xml_close(h->out);
  }
  put_byline(w);
  if (m->example != NULL) {
    cop_xml_start(h->out, "p", "class", "example", NULL);
    cop_xml_text(h->out, m->example);
    cop_xml_close(h->out);
  }
  cop_xml_line(h->out);
  return w->cover == NULL || cop_walk_children(w, w->cover, error);
}

static bool
para_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopHtml *h = w->own;
  if (n == w->title_twice) {
    w->descend = false;
  } else if (n == w->title) {
    w->descend = false;
    return put_title(w, error);
  } else if (!is_tight(w, n)) {
    cop_xml_open(h->out, "p");
    cop_html_attributes(w, n, NULL,
                        n->as.para.align == COP_ALIGN_CENTER ? "center"
                        : n->as.para.align == COP_ALIGN_END  ? "end"
                                                             : NULL);
  }
  return true;
}

static bool
para_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  if (n == w->title || n == w->title_twice || is_tight(w, n))
    return true;
  cop_xml_close_as(h->out, "p");
  cop_xml_line(h->out);
  return true;
}

/* The cover stands in the head of the document, where the title is. */
static bool
block_enter(CopWalk *w, const CopNode *n, GError **error)
{
  if (n != w->cover)
    return wrapper_enter(w, n, error);
  w->descend = false;
  return true;
}

static bool
block_leave(CopWalk *w, const CopNode *n, GError **error)
{
  if (n == w->cover)
    return true;
  wrapper_leave(w, n, error);
  return n != w->title_after || put_title(w, error);
}

static bool
section_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  cop_xml_open(h->out, "section");
  cop_html_attributes(w, n, NULL, n->as.section.new_page ? "new-page" : NULL);
  cop_xml_line(h->out);
  return true;
}

static bool
section_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  CopHtml *h = w->own;
  cop_xml_close_as(h->out, "section");
  cop_xml_line(h->out);
  return true;
}

static void
put_number(CopWalk *w, const char *number)
{
  CopHtml *h = w->own;
  if (number == NULL)
    return;
  cop_xml_start(h->out, "span", "class", "number", NULL);
  cop_xml_text(h->out, number);
  cop_xml_close(h->out);
  cop_xml_text(h->out, " ");
}

static bool
heading_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  static const char *const names[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
  CopHtml *h = w->own;
  /* by nesting, not by level, so that no reader misses a step */
  unsigned level = 1;
  for (const CopNode *s = n->parent; s != NULL && level < DEEPEST_HEADING; s = cop_walk_above(s, COP_NODE_SECTION))
    level++;
  cop_xml_open(h->out, names[level - 1]);
  cop_html_attributes(w, n, NULL, NULL);
  put_number(w, n->parent->as.section.number);
  return true;
}

static bool
heading_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  CopHtml *h = w->own;
  cop_xml_close(h->out);
  cop_xml_line(h->out);
  return true;
}

void
cop_html_label(CopWalk *w, const CopNode *n)
{
  CopHtml *h = w->own;
  g_autofree char *label = cop_node_label(w->doc, n, w->lang);
  if (label == NULL)
    return;
  cop_xml_start(h->out, "span", "class", "label", NULL);
  cop_xml_attr(h->out, "lang",
               cop_walk_word_lang_change(w, n->kind == COP_NODE_TABLE ? COP_WORD_TABLE : COP_WORD_FIGURE));
  cop_xml_text(h->out, label);
  cop_xml_close(h->out);
  cop_xml_text(h->out, " ");
}

static bool
caption_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  if (n == h->caption_done) {
    w->descend = false;
    return true;
  }
  cop_xml_open(h->out, n->parent->kind == COP_NODE_TABLE ? "caption" : "figcaption");
  cop_html_attributes(w, n, NULL, NULL);
  cop_html_label(w, n->parent);
  return true;
}

static bool
caption_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  if (n == h->caption_done)
    return true;
  h->caption_done = n;
  cop_xml_close(h->out);
  cop_xml_line(h->out);
  return true;
}

static bool
figure_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopHtml *h = w->own;
  float width = n->as.figure.width;
  cop_xml_open(h->out, "figure");
  cop_html_attributes(w, n, NULL,
                      width <= 0 || width > 0.8f ? NULL
                      : width > 0.6f             ? "wide-75"
                      : width > 0.35f            ? "wide-50"
                                                 : "wide-25");
  cop_xml_line(h->out);
  const CopNode *caption = cop_walk_child(n, COP_NODE_CAPTION);
  if (caption != NULL && !cop_walk_node(w, caption, error))
    return false;
  if (n->as.figure.drawing != NULL) {
    cop_xml_start(h->out, "div", "class", "drawing", NULL);
    put_drawing(w, n->as.figure.drawing, n->as.figure.alt);
    cop_xml_close(h->out);
    cop_xml_line(h->out);
  }
  return true;
}

static bool
figure_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  CopHtml *h = w->own;
  cop_xml_close_as(h->out, "figure");
  cop_xml_line(h->out);
  return true;
}

/* --- contents and notes --- */

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
  put_number(w, section->as.section.number);
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

static bool
contents_enter(CopWalk *w, const CopNode *n, GError **error)
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

static bool
put_notes(CopWalk *w, GError **error)
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

/* --- document --- */

static void
put_meta(CopHtml *h, const char *name, const char *content)
{
  if (content != NULL)
    cop_xml_empty(h->out, "meta", "name", name, "content", content, NULL);
}

static void
put_head(CopWalk *w)
{
  CopHtml *h = w->own;
  const CopDocMeta *m = &w->doc->meta;
  cop_xml_open(h->out, "head");
  cop_xml_line(h->out);
  cop_xml_empty(h->out, "meta", "charset", "utf-8", NULL);
  cop_xml_element(h->out, "title", m->title);
  put_meta(h, "viewport", "width=device-width, initial-scale=1");
  put_meta(h, "color-scheme", "light dark");
  put_meta(h, "author", m->author);
  put_meta(h, "description", m->subject);
  put_meta(h, "generator", "copkit");
  cop_xml_line(h->out);
  const char *address = h->xhtml ? "style.css" : w->options->style_address;
  if (address != NULL) {
    cop_xml_empty(h->out, "link", "rel", "stylesheet", "href", address, NULL);
  } else {
    g_autofree char *css = cop_flow_html_style(m);
    cop_xml_open(h->out, "style");
    cop_xml_raw_style(h->out, css);
    cop_xml_close(h->out);
  }
  cop_xml_close_as(h->out, "head");
  cop_xml_line(h->out);
}

static void
put_marks(CopWalk *w)
{
  CopHtml *h = w->own;
  const CopDocMeta *m = &w->doc->meta;
  if (m->draft == NULL && m->example == NULL)
    return;
  cop_xml_start(h->out, "div", "class", "marks", NULL);
  if (m->draft != NULL)
    cop_xml_element(h->out, "p", m->draft);
  if (m->example != NULL)
    cop_xml_element(h->out, "p", m->example);
  cop_xml_close(h->out);
}

static bool
title_stands_first(const CopWalk *w)
{
  return w->title == NULL && w->title_after == NULL;
}

static bool
begin_document(CopWalk *w, GError **error)
{
  static const char *const styles[COP_STYLE_MAX] = { [COP_STYLE_REPORT] = "style-report", [COP_STYLE_FORM] = "style-form",
                                                     [COP_STYLE_SHEET] = "style-sheet", [COP_STYLE_LETTER] = "style-letter" };
  CopHtml *h = w->own;
  const CopDocMeta *m = &w->doc->meta;
  cop_xml_open(h->out, "html");
  if (h->xhtml)
    cop_xml_attr(h->out, "xmlns", "http://www.w3.org/1999/xhtml");
  cop_html_lang(h, m->lang, true);
  cop_xml_line(h->out);
  put_head(w);
  cop_xml_start(h->out, "body", "class", styles[m->style], NULL);
  cop_xml_line(h->out);
  cop_xml_start(h->out, "a", "class", "skip", "href", "#" CONTENT_ID, NULL);
  cop_xml_attr(h->out, "lang", cop_walk_word_lang_change(w, COP_WORD_SKIP));
  cop_xml_text(h->out, cop_word(w->doc, m->lang, COP_WORD_SKIP));
  cop_xml_close(h->out);
  cop_xml_line(h->out);
  if (title_stands_first(w) || m->draft != NULL || m->example != NULL) {
    cop_xml_open(h->out, "header");
    put_marks(w);
    if (title_stands_first(w)) {
      cop_xml_start(h->out, "div", "class", "head", NULL);
      if (!put_title(w, error))
        return false;
      cop_xml_close(h->out);
    }
    cop_xml_close_as(h->out, "header");
    cop_xml_line(h->out);
  }
  cop_xml_start(h->out, "main", "id", CONTENT_ID, NULL);
  cop_xml_line(h->out);
  return true;
}

static void
end_document(CopWalk *w)
{
  CopHtml *h = w->own;
  const CopDocMeta *m = &w->doc->meta;
  const char *const lines[] = { m->edition, m->licence, m->identifier };
  cop_xml_close_as(h->out, "main");
  cop_xml_line(h->out);
  if (m->edition != NULL || m->licence != NULL || m->identifier != NULL) {
    cop_xml_start(h->out, "footer", "class", "foot", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
      if (lines[i] != NULL)
        cop_xml_element(h->out, "p", lines[i]);
    cop_xml_close_as(h->out, "footer");
    cop_xml_line(h->out);
  }
  cop_xml_close_as(h->out, "body");
  cop_xml_line(h->out);
  cop_xml_close_as(h->out, "html");
}

static bool
doc_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n;
  CopHtml *h = w->own;
  if (!w->options->fragment)
    return begin_document(w, error);
  cop_xml_start(h->out, "div", "class", "document", NULL);
  cop_html_lang(h, w->doc->meta.lang, true);
  put_marks(w);
  return !title_stands_first(w) || put_title(w, error);
}

static bool
doc_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n;
  CopHtml *h = w->own;
  if (!put_notes(w, error))
    return false;
  if (!w->options->fragment)
    end_document(w);
  else
    cop_xml_close_as(h->out, "div");
  cop_xml_line(h->out);
  return true;
}

static void *
html_begin(CopWalk *w)
{
  CopHtml *h = g_new0(CopHtml, 1);
  h->out = w->options->fragment ? cop_xml_new_fragment(COP_XML_SYNTAX_HTML) : cop_xml_new(COP_XML_SYNTAX_HTML);
  return h;
}

static void *
xhtml_begin(CopWalk *w)
{
  (void)w;
  CopHtml *h = g_new0(CopHtml, 1);
  h->xhtml = true;
  h->out = cop_xml_new(COP_XML_SYNTAX_XML);
  return h;
}

static GBytes *
html_finish(CopWalk *w, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  char *text = cop_xml_finish(g_steal_pointer(&h->out));
  return g_bytes_new_take(text, strlen(text));
}

static void
html_drop(void *own)
{
  CopHtml *h = own;
  cop_xml_free(h->out);
  g_free(h);
}

#define WRAPPER { wrapper_enter, wrapper_leave }

#define HTML_ACTS                                                     \
  .act = {                                                           \
    [COP_NODE_DOC] = { doc_enter, doc_leave },                       \
    [COP_NODE_SECTION] = { section_enter, section_leave },           \
    [COP_NODE_HEADING] = { heading_enter, heading_leave },           \
    [COP_NODE_PARA] = { para_enter, para_leave },                    \
    [COP_NODE_LIST] = WRAPPER,                                       \
    [COP_NODE_ITEM] = WRAPPER,                                       \
    [COP_NODE_TABLE] = { cop_html_table_enter, NULL },               \
    [COP_NODE_ROW] = { cop_html_row_enter, NULL },                   \
    [COP_NODE_CELL] = { cop_html_cell_enter, NULL },                 \
    [COP_NODE_CAPTION] = { caption_enter, caption_leave },           \
    [COP_NODE_NOTE] = WRAPPER,                                       \
    [COP_NODE_FIGURE] = { figure_enter, figure_leave },              \
    [COP_NODE_CALLOUT] = WRAPPER,                                    \
    [COP_NODE_ASIDE] = WRAPPER,                                      \
    [COP_NODE_QUOTE] = WRAPPER,                                      \
    [COP_NODE_BLOCK] = { block_enter, block_leave },                 \
    [COP_NODE_CONTENTS] = { contents_enter, NULL },                  \
    [COP_NODE_PAGE_BREAK] = WRAPPER,                                 \
    [COP_NODE_RULE] = WRAPPER,                                       \
    [COP_NODE_TEXT] = { text_enter, NULL },                          \
    [COP_NODE_STRONG] = WRAPPER,                                     \
    [COP_NODE_EMPH] = WRAPPER,                                       \
    [COP_NODE_SUPER] = WRAPPER,                                      \
    [COP_NODE_SUB] = WRAPPER,                                        \
    [COP_NODE_CODE] = WRAPPER,                                       \
    [COP_NODE_SMALL_CAPS] = WRAPPER,                                 \
    [COP_NODE_SPAN] = { span_enter, span_leave },                    \
    [COP_NODE_LINK] = { link_enter, link_leave },                    \
    [COP_NODE_XREF] = { xref_enter, link_leave },                    \
    [COP_NODE_FOOTNOTE] = { footnote_enter, NULL },                  \
    [COP_NODE_LINE_BREAK] = WRAPPER,                                 \
    [COP_NODE_PICTURE] = { picture_enter, NULL },                    \
  }

const CopFlowFormat cop_flow_html = {
  .name = "html",
  .suffix = ".html",
  .mime = "text/html; charset=utf-8",
  .begin = html_begin,
  .finish = html_finish,
  .drop = html_drop,
  HTML_ACTS
};

const CopFlowFormat cop_flow_epub = {
  .name = "epub",
  .suffix = ".epub",
  .mime = "application/epub+zip",
  .begin = xhtml_begin,
  .finish = cop_epub_finish,
  .drop = html_drop,
  HTML_ACTS
};
