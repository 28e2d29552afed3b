/* SPDX-License-Identifier: Apache-2.0
 * Blocks: title, paragraphs, sections, captions, figures. */
#include "base/date.h"
#include "flow/html_priv.h"

#define DEEPEST_HEADING 6u

/* A paragraph alone in an item, cell or note needs no element of its own. */
static bool
is_tight(CopWalk *w, const CopNode *n)
{
  const CopNode *p = n->parent;
  if (p->kind != COP_NODE_ITEM && p->kind != COP_NODE_CELL && p->kind != COP_NODE_FOOTNOTE && p->kind != COP_NODE_NOTE)
    return false;
  bool alone = n->prev == NULL && (n->next == NULL || (n->next->kind == COP_NODE_LIST && n->next->next == NULL));
  return alone && cop_html_span_is_bare(w, n) && n->as.para.align != COP_ALIGN_CENTER && n->as.para.align != COP_ALIGN_END;
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

bool
cop_html_put_title(CopWalk *w, GError **error)
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

bool
cop_html_para_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopHtml *h = w->own;
  if (n == w->title_twice) {
    w->descend = false;
  } else if (n == w->title) {
    w->descend = false;
    return cop_html_put_title(w, error);
  } else if (!is_tight(w, n)) {
    cop_xml_open(h->out, "p");
    cop_html_attributes(w, n, NULL,
                        n->as.para.align == COP_ALIGN_CENTER ? "center"
                        : n->as.para.align == COP_ALIGN_END  ? "end"
                                                             : NULL);
  }
  return true;
}

bool
cop_html_para_leave(CopWalk *w, const CopNode *n, GError **error)
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
bool
cop_html_block_enter(CopWalk *w, const CopNode *n, GError **error)
{
  if (n != w->cover)
    return cop_html_wrapper_enter(w, n, error);
  w->descend = false;
  return true;
}

bool
cop_html_block_leave(CopWalk *w, const CopNode *n, GError **error)
{
  if (n == w->cover)
    return true;
  cop_html_wrapper_leave(w, n, error);
  return n != w->title_after || cop_html_put_title(w, error);
}

bool
cop_html_section_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  cop_xml_open(h->out, "section");
  cop_html_attributes(w, n, NULL, n->as.section.new_page ? "new-page" : NULL);
  cop_xml_line(h->out);
  return true;
}

bool
cop_html_section_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  CopHtml *h = w->own;
  cop_xml_close_as(h->out, "section");
  cop_xml_line(h->out);
  return true;
}

void
cop_html_put_number(CopWalk *w, const char *number)
{
  CopHtml *h = w->own;
  if (number == NULL)
    return;
  cop_xml_start(h->out, "span", "class", "number", NULL);
  cop_xml_text(h->out, number);
  cop_xml_close(h->out);
  cop_xml_text(h->out, " ");
}

bool
cop_html_heading_enter(CopWalk *w, const CopNode *n, GError **error)
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
  cop_html_put_number(w, n->parent->as.section.number);
  return true;
}

bool
cop_html_heading_leave(CopWalk *w, const CopNode *n, GError **error)
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

bool
cop_html_caption_enter(CopWalk *w, const CopNode *n, GError **error)
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

bool
cop_html_caption_leave(CopWalk *w, const CopNode *n, GError **error)
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

bool
cop_html_figure_enter(CopWalk *w, const CopNode *n, GError **error)
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
    cop_html_put_drawing(w, n->as.figure.drawing, n->as.figure.alt);
    cop_xml_close(h->out);
    cop_xml_line(h->out);
  }
  return true;
}

bool
cop_html_figure_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  CopHtml *h = w->own;
  cop_xml_close_as(h->out, "figure");
  cop_xml_line(h->out);
  return true;
}
