/* SPDX-License-Identifier: Apache-2.0
 * The document as HTML and XHTML, and what stands in one element. */
#include <string.h>

#include "base/lang.h"
#include "flow/html_priv.h"

#define CONTENT_ID "cop-content"

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

bool
cop_html_wrapper_enter(CopWalk *w, const CopNode *n, GError **error)
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

bool
cop_html_wrapper_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  cop_xml_close_as(h->out, element_of(n));
  if (!cop_node_is_inline(n->kind))
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
      if (!cop_html_put_title(w, error))
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
  return !title_stands_first(w) || cop_html_put_title(w, error);
}

static bool
doc_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n;
  CopHtml *h = w->own;
  if (!cop_html_put_notes(w, error))
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

#define WRAPPER { cop_html_wrapper_enter, cop_html_wrapper_leave }

#define HTML_ACTS                                                     \
  .act = {                                                           \
    [COP_NODE_DOC] = { doc_enter, doc_leave },                       \
    [COP_NODE_SECTION] = { cop_html_section_enter, cop_html_section_leave },           \
    [COP_NODE_HEADING] = { cop_html_heading_enter, cop_html_heading_leave },           \
    [COP_NODE_PARA] = { cop_html_para_enter, cop_html_para_leave },                    \
    [COP_NODE_LIST] = WRAPPER,                                       \
    [COP_NODE_ITEM] = WRAPPER,                                       \
    [COP_NODE_TABLE] = { cop_html_table_enter, NULL },               \
    [COP_NODE_ROW] = { cop_html_row_enter, NULL },                   \
    [COP_NODE_CELL] = { cop_html_cell_enter, NULL },                 \
    [COP_NODE_CAPTION] = { cop_html_caption_enter, cop_html_caption_leave },           \
    [COP_NODE_NOTE] = WRAPPER,                                       \
    [COP_NODE_FIGURE] = { cop_html_figure_enter, cop_html_figure_leave },              \
    [COP_NODE_CALLOUT] = WRAPPER,                                    \
    [COP_NODE_ASIDE] = WRAPPER,                                      \
    [COP_NODE_QUOTE] = WRAPPER,                                      \
    [COP_NODE_BLOCK] = { cop_html_block_enter, cop_html_block_leave },                 \
    [COP_NODE_CONTENTS] = { cop_html_contents_enter, NULL },                  \
    [COP_NODE_PAGE_BREAK] = WRAPPER,                                 \
    [COP_NODE_RULE] = WRAPPER,                                       \
    [COP_NODE_TEXT] = { cop_html_text_enter, NULL },                          \
    [COP_NODE_STRONG] = WRAPPER,                                     \
    [COP_NODE_EMPH] = WRAPPER,                                       \
    [COP_NODE_SUPER] = WRAPPER,                                      \
    [COP_NODE_SUB] = WRAPPER,                                        \
    [COP_NODE_CODE] = WRAPPER,                                       \
    [COP_NODE_SMALL_CAPS] = WRAPPER,                                 \
    [COP_NODE_SPAN] = { cop_html_span_enter, cop_html_span_leave },                    \
    [COP_NODE_LINK] = { cop_html_link_enter, cop_html_link_leave },                    \
    [COP_NODE_XREF] = { cop_html_xref_enter, cop_html_link_leave },                    \
    [COP_NODE_FOOTNOTE] = { cop_html_footnote_enter, NULL },                  \
    [COP_NODE_LINE_BREAK] = WRAPPER,                                 \
    [COP_NODE_PICTURE] = { cop_html_picture_enter, NULL },                    \
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
