/* SPDX-License-Identifier: Apache-2.0
 *
 * Pictures: vector (SVG) for readers that show it, with pixels (PNG) for those
 * that do not, as [MS-ODRAWXML] 2.2.6 (svgBlip) pairs them. */
#include "base/lang.h"
#include "figure/svg_write.h"
#include "flow/docx_priv.h"

#define EMU_PER_POINT 12700.0
#define PRINT_DPI 220.0
/* Of the height of the page: a figure leaves room for heading, caption, note. */
#define HIGHEST 0.76
#define HIGHEST_ON_COVER 230.0
#define INLINE_HEIGHT 11.0

#define NS_A "http://schemas.openxmlformats.org/drawingml/2006/main"
#define NS_PIC "http://schemas.openxmlformats.org/drawingml/2006/picture"

/* The position of the drawing's PNG among the media, from 1; its SVG follows. */
static guint
add_media(CopWalk *w, const CopDrawing *d, double width, GError **error)
{
  CopDocx *x = w->own;
  g_autofree char *key = d->key != NULL ? g_strdup_printf("%s %s", d->key, w->lang) : g_strdup_printf("%p", (const void *)d);
  guint at = GPOINTER_TO_UINT(g_hash_table_lookup(x->media_index, key));
  if (at != 0)
    return at;
  if (w->options->rasterise == NULL) {
    g_set_error(error, COP_FLOW_ERROR, COP_FLOW_ERROR_PICTURE, "a document with pictures needs a way to make pixels of them");
    return 0;
  }
  double dpi = CLAMP(PRINT_DPI * width / (double)d->width, 36, 1200);
  g_autoptr(GBytes) png = w->options->rasterise(w->options->rasterise_data, d, w->lang, (unsigned)dpi, error);
  if (png == NULL)
    return 0;
  g_autofree char *families = g_strdup_printf("%s, sans-serif", cop_docx_face(w->doc, cop_lang_script(w->lang)));
  GString *svg = g_string_new(NULL);
  cop_svg_write(svg, d, &(CopSvgWriteOptions){ .lang = w->lang, .families = families, .file = true });
  g_ptr_array_add(x->media, g_bytes_ref(png));
  g_ptr_array_add(x->media, g_string_free_to_bytes(svg));
  at = x->media->len - 1;
  g_hash_table_insert(x->media_index, g_steal_pointer(&key), GUINT_TO_POINTER(at));
  return at;
}

static void
put_size(CopXml *out, const char *name, int64_t cx, int64_t cy)
{
  cop_xml_open(out, name);
  cop_xml_attr_int(out, "cx", cx);
  cop_xml_attr_int(out, "cy", cy);
  cop_xml_close(out);
}

static void
put_props(CopXml *out, const char *element, unsigned id, const char *alt)
{
  cop_xml_open(out, element);
  cop_xml_attr_int(out, "id", id);
  cop_xml_attrf(out, "name", "Picture %u", id);
  cop_xml_attr(out, "descr", alt == NULL ? "" : alt);
  if (alt == NULL || alt[0] == '\0') {
    /* decoration, which a screen reader passes over */
    cop_xml_start(out, "a:extLst", "xmlns:a", NS_A, NULL);
    cop_xml_start(out, "a:ext", "uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}", NULL);
    cop_xml_empty(out, "adec:decorative", "xmlns:adec", "http://schemas.microsoft.com/office/drawing/2017/decorative",
                  "val", "1", NULL);
    cop_xml_close(out);
    cop_xml_close(out);
  }
  cop_xml_close_as(out, element);
}

static void
put_blip(CopXml *out, guint media)
{
  cop_xml_open(out, "pic:blipFill");
  cop_xml_open(out, "a:blip");
  cop_xml_attrf(out, "r:embed", "rIdM%u", media);
  cop_xml_open(out, "a:extLst");
  cop_xml_start(out, "a:ext", "uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}", NULL);
  cop_xml_start(out, "asvg:svgBlip", "xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main", NULL);
  cop_xml_attrf(out, "r:embed", "rIdM%u", media + 1);
  cop_xml_close(out);
  cop_xml_close(out);
  cop_xml_close_as(out, "a:extLst");
  cop_xml_close_as(out, "a:blip");
  cop_xml_open(out, "a:stretch");
  cop_xml_empty(out, "a:fillRect", NULL);
  cop_xml_close_as(out, "a:stretch");
  cop_xml_close_as(out, "pic:blipFill");
}

static void
put_picture(CopXml *out, guint media, unsigned id, int64_t cx, int64_t cy)
{
  cop_xml_start(out, "a:graphic", "xmlns:a", NS_A, NULL);
  cop_xml_start(out, "a:graphicData", "uri", NS_PIC, NULL);
  cop_xml_start(out, "pic:pic", "xmlns:pic", NS_PIC, NULL);
  cop_xml_open(out, "pic:nvPicPr");
  cop_xml_open(out, "pic:cNvPr");
  cop_xml_attr_int(out, "id", id);
  cop_xml_attrf(out, "name", "Picture %u", id);
  cop_xml_close(out);
  cop_xml_empty(out, "pic:cNvPicPr", NULL);
  cop_xml_close_as(out, "pic:nvPicPr");
  put_blip(out, media);
  cop_xml_open(out, "pic:spPr");
  cop_xml_open(out, "a:xfrm");
  cop_xml_empty(out, "a:off", "x", "0", "y", "0", NULL);
  put_size(out, "a:ext", cx, cy);
  cop_xml_close_as(out, "a:xfrm");
  cop_xml_start(out, "a:prstGeom", "prst", "rect", NULL);
  cop_xml_empty(out, "a:avLst", NULL);
  cop_xml_close_as(out, "a:prstGeom");
  cop_xml_close_as(out, "pic:spPr");
  cop_xml_close_as(out, "pic:pic");
  cop_xml_close_as(out, "a:graphicData");
  cop_xml_close_as(out, "a:graphic");
}

bool
cop_docx_drawing(CopWalk *w, const CopDrawing *d, const char *alt, double width, GError **error)
{
  CopDocx *x = w->own;
  if (width <= 0)
    width = (double)d->width;
  guint media = add_media(w, d, width, error);
  if (media == 0)
    return false;
  int64_t cx = (int64_t)(width * EMU_PER_POINT), cy = (int64_t)(width * (double)d->height / (double)d->width * EMU_PER_POINT);
  unsigned id = ++x->n_pictures;
  cop_xml_open(x->out, "w:r");
  cop_xml_open(x->out, "w:drawing");
  cop_xml_start(x->out, "wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0", NULL);
  put_size(x->out, "wp:extent", MAX(cx, 1), MAX(cy, 1));
  put_props(x->out, "wp:docPr", id, alt);
  cop_xml_open(x->out, "wp:cNvGraphicFramePr");
  cop_xml_empty(x->out, "a:graphicFrameLocks", "xmlns:a", NS_A, "noChangeAspect", "1", NULL);
  cop_xml_close_as(x->out, "wp:cNvGraphicFramePr");
  put_picture(x->out, media, id, MAX(cx, 1), MAX(cy, 1));
  cop_xml_close_as(x->out, "wp:inline");
  cop_xml_close_as(x->out, "w:drawing");
  cop_xml_close_as(x->out, "w:r");
  return true;
}

bool
cop_docx_picture_enter(CopWalk *w, const CopNode *n, GError **error)
{
  const CopDrawing *d = n->as.picture.drawing;
  return d == NULL || cop_docx_drawing(w, d, n->as.picture.alt, INLINE_HEIGHT * (double)d->width / (double)d->height, error);
}

/* The table of numbers behind a figure is not printed beside it; without a
 * drawing it is the figure. */
bool
cop_docx_figure_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopDocx *x = w->own;
  const CopDrawing *d = n->as.figure.drawing;
  const CopNode *caption = cop_walk_child(n, COP_NODE_CAPTION);
  w->descend = false;
  if (caption != NULL && !cop_walk_node(w, caption, error))
    return false;
  if (d != NULL) {
    double share = n->as.figure.width > 0 ? MIN((double)n->as.figure.width, 1) : 1;
    unsigned room = x->nesting > 0 && x->cell_width > 0 ? x->cell_width : cop_docx_text_width(w);
    double width = share * room / 20;
    double highest = n->parent == w->cover ? HIGHEST_ON_COVER : HIGHEST * cop_docx_text_height(w) / 20;
    width = MIN(width, highest * (double)d->width / (double)d->height);
    cop_docx_para_open(w, &(CopDocxPara){ .style = "Figure", .keep_next = cop_walk_child(n, COP_NODE_NOTE) != NULL });
    if (!cop_docx_drawing(w, d, n->as.figure.alt, width, error))
      return false;
    cop_docx_para_close(w);
  }
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if ((c->kind == COP_NODE_NOTE || (c->kind == COP_NODE_TABLE && d == NULL)) && !cop_walk_node(w, c, error))
      return false;
  return true;
}
