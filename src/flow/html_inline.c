/* SPDX-License-Identifier: Apache-2.0
 * What stands within a line: text, links, marks of notes, small pictures. */
#include "figure/svg_write.h"
#include "flow/html_priv.h"

bool
cop_html_span_is_bare(CopWalk *w, const CopNode *n)
{
  return n->role == COP_ROLE_NONE && n->source == NULL && n->id == NULL && cop_walk_lang_change(w, n) == NULL;
}

bool
cop_html_span_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  if (cop_html_span_is_bare(w, n))
    return true;
  cop_xml_open(h->out, "span");
  cop_html_attributes(w, n, NULL, NULL);
  return true;
}

bool
cop_html_span_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  if (!cop_html_span_is_bare(w, n))
    cop_xml_close_as(((CopHtml *)w->own)->out, "span");
  return true;
}

bool
cop_html_text_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopHtml *h = w->own;
  cop_html_span_enter(w, n, error);
  cop_xml_text(h->out, n->as.text.text);
  return cop_html_span_leave(w, n, error);
}

/* A file beside or below the page, "kit/book/en/ST-1.epub": no scheme, no way up. */
static bool
is_file_below(const char *href)
{
  return href != NULL && g_ascii_isalnum(href[0]) && strchr(href, '/') != NULL && strstr(href, "..") == NULL &&
         href[strspn(href, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-")] == '\0';
}

bool
cop_html_link_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  /* an address that is not one of these could run a script */
  bool safe = cop_walk_link_is_safe(n) || is_file_below(n->as.link.href);
  cop_xml_open(h->out, safe ? "a" : "span");
  if (safe)
    cop_xml_attr(h->out, "href", n->as.link.href);
  cop_html_attributes(w, n, NULL, NULL);
  return true;
}

bool
cop_html_link_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  cop_xml_close(((CopHtml *)w->own)->out);
  return true;
}

bool
cop_html_xref_enter(CopWalk *w, const CopNode *n, GError **error)
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

bool
cop_html_footnote_enter(CopWalk *w, const CopNode *n, GError **error)
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

void
cop_html_put_drawing(CopWalk *w, const CopDrawing *drawing, const char *alt)
{
  CopHtml *h = w->own;
  g_autoptr(GString) svg = g_string_new(NULL);
  cop_svg_write(svg, drawing, &(CopSvgWriteOptions){ .lang = w->lang, .alt = alt });
  cop_xml_append(h->out, svg->str);
}

bool
cop_html_picture_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopHtml *h = w->own;
  if (n->as.picture.drawing == NULL)
    return true;
  cop_xml_open(h->out, "span");
  cop_html_attributes(w, n, "picture", NULL);
  cop_html_put_drawing(w, n->as.picture.drawing, n->as.picture.alt);
  cop_xml_close_as(h->out, "span");
  return true;
}
