/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/odp.h"

#include <string.h>

#include "base/lang.h"
#include "base/xml.h"
#include "base/zip.h"
#include "flow/docx_priv.h"

/* Centimetres of a slide 16:9 and of what stands on it. */
#define WIDE 28.0
#define HIGH 15.75
#define MARGIN 1.2
#define FOOT 1.7
#define PICTURE 14.0
#define DPI 150u

typedef struct {
  const CopDoc *doc;
  const CopFlowOptions *options;
  CopXml *x;
  CopZipWriter *zip;
  GHashTable *pictures; /* drawing -> number */
  unsigned n_slides;
  const CopNode *helpline;
  GError *error;
} Odp;

static const char namespaces[][2][64] = {
  { "xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },   { "xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
  { "xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },       { "xmlns:draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" },
  { "xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" }, { "xmlns:xlink", "http://www.w3.org/1999/xlink" },
  { "xmlns:dc", "http://purl.org/dc/elements/1.1/" },                       { "xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" },
  { "xmlns:presentation", "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" },
  { "xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" },
};

static CopXml *
begin(const char *element)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_open(x, element);
  for (size_t i = 0; i < G_N_ELEMENTS(namespaces); i++)
    cop_xml_attr(x, namespaces[i][0], namespaces[i][1]);
  cop_xml_attr(x, "office:version", "1.3");
  return x;
}

static void
attr_cm(CopXml *x, const char *name, double cm)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  cop_xml_attrf(x, name, "%scm", g_ascii_formatd(number, sizeof number, "%.2f", cm));
}

/* --- styles --- */

static void
text_style(Odp *o, const char *name, double points, bool bold, CopColor color, bool white)
{
  CopXml *x = o->x;
  const char *lang = o->doc->meta.lang, *face = cop_docx_face(o->doc, cop_lang_script(lang));
  static const char *const families[] = { "fo:font-family", "style:font-family-asian", "style:font-family-complex" },
                    *const sizes[] = { "fo:font-size", "style:font-size-asian", "style:font-size-complex" },
                    *const weights[] = { "fo:font-weight", "style:font-weight-asian", "style:font-weight-complex" };
  cop_xml_start(x, "style:style", "style:name", name, "style:family", "paragraph", NULL);
  cop_xml_open(x, "style:paragraph-properties");
  cop_xml_attr(x, "fo:text-align", cop_lang_rtl(lang) ? "right" : "left");
  cop_xml_attr(x, "style:writing-mode", cop_lang_rtl(lang) ? "rl-tb" : "lr-tb");
  cop_xml_close(x);
  cop_xml_open(x, "style:text-properties");
  for (size_t i = 0; i < G_N_ELEMENTS(families); i++) {
    cop_xml_attr(x, families[i], face);
    cop_xml_attrf(x, sizes[i], "%.0fpt", points);
    cop_xml_attr(x, weights[i], bold ? "bold" : "normal");
  }
  cop_xml_attrf(x, "fo:color", "#%06x", white ? 0xffffffu : color >> 8);
  cop_xml_close(x);
  cop_xml_close(x);
}

static void
box_style(Odp *o, const char *name, CopColor fill, bool shrink)
{
  CopXml *x = o->x;
  cop_xml_start(x, "style:style", "style:name", name, "style:family", "graphic", NULL);
  cop_xml_open(x, "style:graphic-properties");
  cop_xml_attr(x, "draw:stroke", "none");
  cop_xml_attr(x, "draw:fill", fill == 0 ? "none" : "solid");
  if (fill != 0)
    cop_xml_attrf(x, "draw:fill-color", "#%06x", fill >> 8);
  cop_xml_attr(x, "draw:auto-grow-height", "false");
  cop_xml_attr(x, "draw:fit-to-size", shrink ? "shrink-to-fit" : "false");
  cop_xml_attr(x, "draw:textarea-vertical-align", "middle");
  cop_xml_close(x);
  cop_xml_close(x);
}

static void
put_styles(Odp *o)
{
  const CopPalette *p = &o->doc->meta.palette;
  cop_xml_open(o->x, "office:automatic-styles");
  box_style(o, "plain", 0, true);
  box_style(o, "mark", 0x00000000, false);
  box_style(o, "strip", p->deep, false);
  text_style(o, "title", 32, true, p->deep, false);
  text_style(o, "body", 22, false, 0x1b1f2aff, false);
  text_style(o, "mark", 11, true, 0x1b1f2aff, false);
  text_style(o, "help", 20, true, 0, true);
  text_style(o, "notes", 16, false, 0x1b1f2aff, false);
  cop_xml_close(o->x);
}

/* --- slides --- */

static void
open_frame(Odp *o, const char *style, const char *class, double left, double top, double width, double height)
{
  CopXml *x = o->x;
  double from = cop_lang_rtl(o->doc->meta.lang) ? WIDE - left - width : left;
  cop_xml_start(x, "draw:frame", "draw:style-name", style, "draw:layer", "layout", NULL);
  if (class != NULL)
    cop_xml_attr(x, "presentation:class", class);
  attr_cm(x, "svg:x", from);
  attr_cm(x, "svg:y", top);
  attr_cm(x, "svg:width", width);
  attr_cm(x, "svg:height", height);
}

static void
put_paragraphs(Odp *o, const CopNode *block, const char *style)
{
  for (const CopNode *n = block; n != NULL; n = cop_node_walk(n, block)) {
    if (n->kind != COP_NODE_PARA && n->kind != COP_NODE_HEADING)
      continue;
    g_autofree char *text = cop_node_plain_text(n);
    cop_xml_start(o->x, "text:p", "text:style-name", style, NULL);
    cop_xml_text(o->x, text);
    cop_xml_close(o->x);
  }
}

static void
put_text(Odp *o, const CopNode *block, const char *box, const char *style, const char *class, double left, double top, double width, double height)
{
  if (block == NULL)
    return;
  open_frame(o, box, class, left, top, width, height);
  cop_xml_open(o->x, "draw:text-box");
  put_paragraphs(o, block, style);
  cop_xml_close(o->x);
  cop_xml_close(o->x);
}

/* The number of a picture in the package; it is painted once. */
static guint
picture_number(Odp *o, const CopDrawing *d)
{
  guint known = GPOINTER_TO_UINT(g_hash_table_lookup(o->pictures, d));
  if (known != 0 || o->error != NULL)
    return known;
  g_autoptr(GBytes) png = o->options->rasterise(o->options->rasterise_data, d, o->doc->meta.lang, DPI, &o->error);
  if (png == NULL)
    return 0;
  known = g_hash_table_size(o->pictures) + 1;
  g_hash_table_insert(o->pictures, (gpointer)d, GUINT_TO_POINTER(known));
  g_autofree char *name = g_strdup_printf("Pictures/%u.png", known);
  cop_zip_writer_add(o->zip, name, png, COP_ZIP_STORED);
  return known;
}

static void
put_picture(Odp *o, const CopNode *figure, double left, double top, double width, double height)
{
  const CopDrawing *d = figure == NULL ? NULL : figure->as.figure.drawing;
  guint number = d == NULL ? 0 : picture_number(o, d);
  if (number == 0)
    return;
  double scale = MIN(width / (double)d->width, height / (double)d->height), w = scale * (double)d->width, h = scale * (double)d->height;
  open_frame(o, "plain", NULL, left + (width - w) / 2, top + (height - h) / 2, w, h);
  cop_xml_open(o->x, "draw:image");
  cop_xml_attrf(o->x, "xlink:href", "Pictures/%u.png", number);
  cop_xml_attr(o->x, "xlink:type", "simple");
  cop_xml_attr(o->x, "xlink:show", "embed");
  cop_xml_attr(o->x, "xlink:actuate", "onLoad");
  cop_xml_close(o->x);
  cop_xml_element(o->x, "svg:title", figure->as.figure.alt == NULL ? "" : figure->as.figure.alt);
  cop_xml_close(o->x);
}

static const CopNode *
of_role(const CopNode *parent, CopRoleName role)
{
  for (const CopNode *n = parent->first; n != NULL; n = n->next)
    if (n->role == role)
      return n;
  return NULL;
}

static const CopNode *
figure_in(const CopNode *block)
{
  for (const CopNode *n = block; n != NULL; n = cop_node_walk(n, block))
    if (n->kind == COP_NODE_FIGURE)
      return n;
  return NULL;
}

/* Words and number, without code and hours: one line read from the last row. */
static void
put_help(Odp *o)
{
  if (o->helpline == NULL)
    return;
  open_frame(o, "strip", NULL, 0, HIGH - FOOT, WIDE, FOOT);
  cop_xml_open(o->x, "draw:text-box");
  cop_xml_start(o->x, "text:p", "text:style-name", "help", NULL);
  const char *gap = "";
  unsigned n = 0;
  for (const CopNode *c = o->helpline->first; c != NULL && n < 3; c = c->next) {
    if (c->kind != COP_NODE_PARA)
      continue;
    g_autofree char *text = cop_node_plain_text(c);
    cop_xml_text(o->x, gap);
    cop_xml_text(o->x, text);
    gap = "   ";
    n++;
  }
  cop_xml_close(o->x);
  cop_xml_close(o->x);
  cop_xml_close(o->x);
}

static void
put_mark(Odp *o)
{
  const char *draft = o->doc->meta.draft;
  if (draft == NULL)
    return;
  open_frame(o, "mark", NULL, WIDE - MARGIN - 9, 0.15, 9, 0.9);
  cop_xml_open(o->x, "draw:text-box");
  cop_xml_start(o->x, "text:p", "text:style-name", "mark", NULL);
  cop_xml_text(o->x, draft);
  cop_xml_close(o->x);
  cop_xml_close(o->x);
  cop_xml_close(o->x);
}

static void
put_notes(Odp *o, const CopNode *notes)
{
  if (notes == NULL)
    return;
  cop_xml_open(o->x, "presentation:notes");
  put_text(o, notes, "plain", "notes", "notes", 2, 12, 17, 12);
  cop_xml_close(o->x);
}

static void
put_slide(Odp *o, const CopNode *block)
{
  const CopNode *title = of_role(block, COP_ROLE_HEADLINE), *body = of_role(block, COP_ROLE_BODY), *picture = of_role(block, COP_ROLE_PICTURE);
  const CopNode *figure = picture == NULL ? NULL : figure_in(picture);
  if (title == NULL)
    title = of_role(block, COP_ROLE_DO_LINE);
  double top = 1.1, high = HIGH - FOOT - top - 0.5, left = figure == NULL ? MARGIN : MARGIN + PICTURE + 0.8, wide = WIDE - MARGIN - left;
  cop_xml_open(o->x, "draw:page");
  cop_xml_attrf(o->x, "draw:name", "slide%u", ++o->n_slides);
  cop_xml_attr(o->x, "draw:master-page-name", "Default");
  put_text(o, title, "plain", "title", "title", left, top, wide, body == NULL ? high : 0.42 * high);
  put_text(o, body, "plain", "body", NULL, left, top + 0.45 * high, wide, 0.55 * high);
  put_picture(o, figure, MARGIN, top, PICTURE, high);
  put_help(o);
  put_mark(o);
  put_notes(o, of_role(block, COP_ROLE_BACK));
  cop_xml_close(o->x);
}

/* --- parts of the package --- */

static char *
content(Odp *o)
{
  o->x = begin("office:document-content");
  put_styles(o);
  cop_xml_open(o->x, "office:body");
  cop_xml_open(o->x, "office:presentation");
  put_slide(o, o->doc->root);
  for (const CopNode *n = o->doc->root->first; n != NULL; n = n->next)
    if (n->role == COP_ROLE_PANEL)
      put_slide(o, n);
  cop_xml_close(o->x);
  cop_xml_close(o->x);
  cop_xml_close(o->x);
  return cop_xml_finish(o->x);
}

static char *
styles(void)
{
  CopXml *x = begin("office:document-styles");
  cop_xml_open(x, "office:automatic-styles");
  cop_xml_start(x, "style:page-layout", "style:name", "page", NULL);
  cop_xml_open(x, "style:page-layout-properties");
  attr_cm(x, "fo:page-width", WIDE);
  attr_cm(x, "fo:page-height", HIGH);
  cop_xml_attr(x, "style:print-orientation", "landscape");
  cop_xml_close(x);
  cop_xml_close(x);
  cop_xml_close(x);
  cop_xml_open(x, "office:master-styles");
  cop_xml_empty(x, "style:master-page", "style:name", "Default", "style:page-layout-name", "page", NULL);
  cop_xml_close(x);
  cop_xml_close(x);
  return cop_xml_finish(x);
}

static char *
meta(const CopDoc *d)
{
  CopXml *x = begin("office:document-meta");
  cop_xml_open(x, "office:meta");
  cop_xml_element(x, "dc:title", d->meta.title);
  cop_xml_element(x, "dc:language", d->meta.lang);
  if (d->meta.author != NULL)
    cop_xml_element(x, "dc:creator", d->meta.author);
  cop_xml_element(x, "meta:generator", "copkit");
  cop_xml_close(x);
  cop_xml_close(x);
  return cop_xml_finish(x);
}

static void
manifest_entry(CopXml *x, const char *path, const char *type)
{
  cop_xml_empty(x, "manifest:file-entry", "manifest:full-path", path, "manifest:media-type", type, NULL);
}

static char *
manifest(const Odp *o)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "manifest:manifest", "xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest:version", "1.3", NULL);
  manifest_entry(x, "/", "application/vnd.oasis.opendocument.presentation");
  manifest_entry(x, "content.xml", "text/xml");
  manifest_entry(x, "styles.xml", "text/xml");
  manifest_entry(x, "meta.xml", "text/xml");
  for (guint i = 1; i <= g_hash_table_size(o->pictures); i++) {
    g_autofree char *path = g_strdup_printf("Pictures/%u.png", i);
    manifest_entry(x, path, "image/png");
  }
  cop_xml_close(x);
  return cop_xml_finish(x);
}

GBytes *
cop_odp_write(const CopDoc *d, const CopFlowOptions *options, GError **error)
{
  g_autoptr(CopZipWriter) zip = cop_zip_writer_new();
  g_autoptr(GHashTable) pictures = g_hash_table_new(NULL, NULL);
  Odp o = { .doc = d, .options = options, .zip = zip, .pictures = pictures };
  for (const CopNode *n = d->root->first; n != NULL; n = n->next)
    if (n->role == COP_ROLE_HELPLINE)
      o.helpline = n;
  g_autoptr(GBytes) mime = g_bytes_new_static("application/vnd.oasis.opendocument.presentation", strlen("application/vnd.oasis.opendocument.presentation"));
  cop_zip_writer_add(zip, "mimetype", mime, COP_ZIP_STORED);
  char *text = content(&o);
  cop_zip_writer_add_text(zip, "content.xml", text);
  if (o.error != NULL) {
    g_propagate_error(error, o.error);
    return NULL;
  }
  cop_zip_writer_add_text(zip, "styles.xml", styles());
  cop_zip_writer_add_text(zip, "meta.xml", meta(d));
  cop_zip_writer_add_text(zip, "META-INF/manifest.xml", manifest(&o));
  return cop_zip_writer_finish(zip, error);
}
