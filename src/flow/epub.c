/* SPDX-License-Identifier: Apache-2.0
 *
 * EPUB 3.3 around one XHTML page: container, package with the metadata of EPUB
 * Accessibility 1.1, navigation from the sections. Pictures stand in the page as
 * SVG, so nothing is loaded and text sizes and night colours are the reader's.
 */
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/zip.h"
#include "flow/html_priv.h"
#include "book_css.inc"

static bool
has_picture(const CopDoc *d)
{
  for (const CopNode *n = d->root; n != NULL; n = cop_node_walk(n, d->root))
    if ((n->kind == COP_NODE_FIGURE && n->as.figure.drawing != NULL) || (n->kind == COP_NODE_PICTURE && n->as.picture.drawing != NULL))
      return true;
  return false;
}

static char *
container(void)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "container", "version", "1.0", "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container", NULL);
  cop_xml_open(x, "rootfiles");
  cop_xml_empty(x, "rootfile", "full-path", "book/package.opf", "media-type", "application/oebps-package+xml", NULL);
  cop_xml_close(x);
  cop_xml_close(x);
  return cop_xml_finish(x);
}

static void
property(CopXml *x, const char *name, const char *value)
{
  cop_xml_start(x, "meta", "property", name, NULL);
  cop_xml_text(x, value);
  cop_xml_close(x);
}

static void
put_metadata(CopXml *x, const CopDoc *d, bool pictures)
{
  const CopDocMeta *m = &d->meta;
  char now[COP_INSTANT_SIZE];
  cop_xml_start(x, "metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/", NULL);
  cop_xml_start(x, "dc:identifier", "id", "id", NULL);
  cop_xml_text(x, m->identifier != NULL ? m->identifier : m->title);
  cop_xml_close(x);
  cop_xml_element(x, "dc:title", m->title);
  cop_xml_element(x, "dc:language", m->lang);
  if (m->author != NULL)
    cop_xml_element(x, "dc:creator", m->author);
  if (m->subject != NULL)
    cop_xml_element(x, "dc:subject", m->subject);
  if (m->licence != NULL)
    cop_xml_element(x, "dc:rights", m->licence);
  if (m->date != NULL)
    cop_xml_element(x, "dc:date", m->date);
  property(x, "dcterms:modified", cop_instant_now(now));
  property(x, "schema:accessMode", "textual");
  if (pictures)
    property(x, "schema:accessMode", "visual");
  property(x, "schema:accessModeSufficient", "textual");
  static const char *const features[] = { "structuralNavigation", "readingOrder", "displayTransformability" };
  for (size_t i = 0; i < G_N_ELEMENTS(features); i++)
    property(x, "schema:accessibilityFeature", features[i]);
  if (pictures)
    property(x, "schema:accessibilityFeature", "alternativeText");
  property(x, "schema:accessibilityHazard", "none");
  property(x, "schema:accessibilitySummary", "Reflowing text with headings; every picture has an alternative text; nothing moves or sounds.");
  cop_xml_close(x);
}

static char *
package(const CopDoc *d)
{
  bool pictures = has_picture(d);
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "package", "xmlns", "http://www.idpf.org/2007/opf", "version", "3.0", "unique-identifier", "id", "xml:lang", d->meta.lang, NULL);
  put_metadata(x, d, pictures);
  cop_xml_open(x, "manifest");
  cop_xml_empty(x, "item", "id", "nav", "href", "nav.xhtml", "media-type", "application/xhtml+xml", "properties", "nav", NULL);
  cop_xml_start(x, "item", "id", "text", "href", "text.xhtml", "media-type", "application/xhtml+xml", NULL);
  cop_xml_attr(x, "properties", pictures ? "svg" : NULL);
  cop_xml_close(x);
  cop_xml_empty(x, "item", "id", "style", "href", "style.css", "media-type", "text/css", NULL);
  cop_xml_close(x);
  cop_xml_start(x, "spine", NULL);
  cop_xml_attr(x, "page-progression-direction", cop_lang_rtl(d->meta.lang) ? "rtl" : NULL);
  cop_xml_empty(x, "itemref", "idref", "text", NULL);
  cop_xml_close(x);
  cop_xml_close(x);
  return cop_xml_finish(x);
}

static const CopNode *
next_section(const CopNode *n, const CopNode *root)
{
  for (n = cop_node_walk(n, root); n != NULL; n = cop_node_walk(n, root))
    if (n->kind == COP_NODE_SECTION && n->as.section.level == 1 && n->first != NULL && n->first->kind == COP_NODE_HEADING)
      return n;
  return NULL;
}

static char *
navigation(const CopWalk *w)
{
  const CopDocMeta *m = &w->doc->meta;
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "html", "xmlns", "http://www.w3.org/1999/xhtml", "xmlns:epub", "http://www.idpf.org/2007/ops", "lang", m->lang, "xml:lang", m->lang, NULL);
  cop_xml_open(x, "head");
  cop_xml_element(x, "title", m->title);
  cop_xml_close(x);
  cop_xml_open(x, "body");
  cop_xml_start(x, "nav", "epub:type", "toc", "dir", cop_lang_rtl(m->lang) ? "rtl" : "ltr", NULL);
  cop_xml_open(x, "ol");
  cop_xml_open(x, "li");
  cop_xml_start(x, "a", "href", "text.xhtml", NULL);
  cop_xml_text(x, m->title);
  cop_xml_close(x);
  cop_xml_close(x);
  for (const CopNode *n = next_section(w->doc->root, w->doc->root); n != NULL; n = next_section(n, w->doc->root)) {
    g_autofree char *title = cop_node_plain_text(n->first);
    cop_xml_open(x, "li");
    cop_xml_open(x, "a");
    cop_xml_attrf(x, "href", "text.xhtml#%s", cop_walk_anchor(w, n));
    cop_xml_text(x, title);
    cop_xml_close(x);
    cop_xml_close(x);
  }
  cop_xml_close(x);
  cop_xml_close(x);
  cop_xml_close(x);
  cop_xml_close(x);
  return cop_xml_finish(x);
}

GBytes *
cop_epub_finish(CopWalk *w, GError **error)
{
  CopHtml *h = w->own;
  g_autoptr(CopZipWriter) zip = cop_zip_writer_new();
  g_autoptr(GBytes) mime = g_bytes_new_static("application/epub+zip", strlen("application/epub+zip"));
  cop_zip_writer_add(zip, "mimetype", mime, COP_ZIP_STORED);
  cop_zip_writer_add_text(zip, "META-INF/container.xml", container());
  cop_zip_writer_add_text(zip, "book/package.opf", package(w->doc));
  cop_zip_writer_add_text(zip, "book/nav.xhtml", navigation(w));
  cop_zip_writer_add_text(zip, "book/text.xhtml", cop_xml_finish(g_steal_pointer(&h->out)));
  cop_zip_writer_add_text(zip, "book/style.css", g_strdup(book_css));
  return cop_zip_writer_finish(zip, error);
}
