/* SPDX-License-Identifier: Apache-2.0 */
#include "page/svg.h"

#include <math.h>
#include <string.h>

#include "base/xml.h"

typedef struct {
  CopXml *xml;
  const CopPages *pages;
  GHashTable *glyphs;     /* (face, glyph) -> number of the symbol */
  GPtrArray *outlines;    /* of char *, by number */
  GString *text;          /* what is read */
  GString *number;        /* scratch */
  hb_draw_funcs_t *draw;
} Svg;

/* At most three decimals, without trailing zeros. */
static void
add_number(GString *out, double v)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(buffer, sizeof buffer, "%.3f", v);
  size_t n = strlen(buffer);
  while (n > 0 && buffer[n - 1] == '0')
    n--;
  if (n > 0 && buffer[n - 1] == '.')
    n--;
  g_string_append_len(out, n == 2 && strncmp(buffer, "-0", 2) == 0 ? "0" : buffer, n == 2 && strncmp(buffer, "-0", 2) == 0 ? 1 : (gssize)n);
}

static void
add_point(GString *out, char letter, double x, double y)
{
  if (letter != '\0')
    g_string_append_c(out, letter);
  else
    g_string_append_c(out, ' ');
  add_number(out, x);
  g_string_append_c(out, ' ');
  add_number(out, y);
}

static void
put_number(Svg *s, const char *name, double v)
{
  g_string_truncate(s->number, 0);
  add_number(s->number, v);
  cop_xml_attr(s->xml, name, s->number->str);
}

static CopColor
shown(const Svg *s, CopColor c)
{
  return s->pages->meta->grey ? cop_color_grey(c) : c;
}

static void
put_color(Svg *s, const char *name, const char *opacity, CopColor c)
{
  if ((c & 255) == 0) {
    cop_xml_attr(s->xml, name, "none");
    return;
  }
  cop_xml_attrf(s->xml, name, "#%06x", shown(s, c) >> 8);
  if ((c & 255) != 255)
    put_number(s, opacity, (c & 255) / 255.0);
}

static void
put_matrix(Svg *s, double a, double b, double c, double d, double x, double y)
{
  const double m[] = { a, b, c, d, x, y };
  g_autoptr(GString) out = g_string_new("matrix(");
  for (size_t i = 0; i < G_N_ELEMENTS(m); i++) {
    if (i > 0)
      g_string_append_c(out, ' ');
    /* scales of glyphs are small */
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, g_ascii_formatd(buffer, sizeof buffer, "%.6g", m[i]));
  }
  g_string_append_c(out, ')');
  cop_xml_attr(s->xml, "transform", out->str);
}

/* --- glyphs --- */

static void
draw_move(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y, void *user)
{
  (void)f, (void)st, (void)user;
  add_point(data, 'M', (double)x, (double)y);
}

static void
draw_line(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y, void *user)
{
  (void)f, (void)st, (void)user;
  add_point(data, 'L', (double)x, (double)y);
}

static void
draw_quadratic(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float cx, float cy, float x, float y, void *user)
{
  (void)f, (void)st, (void)user;
  add_point(data, 'Q', (double)cx, (double)cy);
  add_point(data, '\0', (double)x, (double)y);
}

static void
draw_cubic(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float ax, float ay, float bx, float by, float x, float y, void *user)
{
  (void)f, (void)st, (void)user;
  add_point(data, 'C', (double)ax, (double)ay);
  add_point(data, '\0', (double)bx, (double)by);
  add_point(data, '\0', (double)x, (double)y);
}

static void
draw_close(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, void *user)
{
  (void)f, (void)st, (void)user;
  g_string_append_c(data, 'Z');
}

static hb_draw_funcs_t *
draw_functions(void)
{
  hb_draw_funcs_t *f = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(f, draw_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(f, draw_line, NULL, NULL);
  hb_draw_funcs_set_quadratic_to_func(f, draw_quadratic, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(f, draw_cubic, NULL, NULL);
  hb_draw_funcs_set_close_path_func(f, draw_close, NULL, NULL);
  return f;
}

/* Number of a glyph's outline; 0 for one without ink. */
static unsigned
outline_of(Svg *s, const CopFace *face, uint32_t gid)
{
  gpointer key = GUINT_TO_POINTER(cop_face_id(face) << 17 | gid), known;
  if (g_hash_table_lookup_extended(s->glyphs, key, NULL, &known))
    return GPOINTER_TO_UINT(known);
  GString *path = g_string_new(NULL);
  hb_font_get_glyph_shape(cop_face_font(face), gid, s->draw, path);
  unsigned number = path->len > 0 ? s->outlines->len + 1 : 0;
  if (number > 0)
    g_ptr_array_add(s->outlines, g_string_free(path, FALSE));
  else
    g_string_free(path, TRUE);
  g_hash_table_insert(s->glyphs, key, GUINT_TO_POINTER(number));
  return number;
}

static void
put_use(Svg *s, unsigned number, long x, long y)
{
  if (number == 0)
    return;
  cop_xml_open(s->xml, "use");
  cop_xml_attrf(s->xml, "xlink:href", "#g%u", number);
  if (x != 0)
    cop_xml_attr_int(s->xml, "x", x);
  if (y != 0)
    cop_xml_attr_int(s->xml, "y", y);
  cop_xml_close(s->xml);
}

/* A run in font units, y up. */
static void
put_run(Svg *s, const CopTextRun *run, double x, double y)
{
  if (run->n == 0)
    return;
  double scale = (double)run->size / cop_face_upem(run->face);
  cop_xml_open(s->xml, "g");
  put_color(s, "fill", "fill-opacity", run->color);
  put_matrix(s, scale, 0, 0, -scale, x, y - (double)run->rise);
  for (uint32_t i = 0; i < run->n; i++) {
    const CopShaped *shaped = run->pieces[i].shaped;
    long at = lrint((double)run->pieces[i].x / scale);
    for (uint32_t k = 0; k < shaped->n; k++) {
      const CopCluster *c = cop_face_cluster(shaped->face, shaped->clusters[k].cluster);
      for (uint32_t g = 0; g < c->n_parts; g++)
        put_use(s, outline_of(s, shaped->face, c->parts[g].gid), at + c->parts[g].x, c->parts[g].y);
      at += shaped->clusters[k].advance;
    }
    if (run->tag != NULL)
      g_string_append_len(s->text, shaped->text, shaped->length);
  }
  cop_xml_close_as(s->xml, "g");
}

static void
put_line(Svg *s, const CopTextLine *line, double x, double y)
{
  for (const CopTextRun *r = line->first; r != NULL; r = r->next)
    put_run(s, r, x, y);
}

/* --- paths, drawings, pages --- */

static void
put_path(Svg *s, const CopDrawOp *op)
{
  static const char letters[] = { [COP_SEG_MOVE] = 'M', [COP_SEG_LINE] = 'L', [COP_SEG_CURVE] = 'C', [COP_SEG_CLOSE] = 'Z' };
  static const char *const caps[] = { "butt", "round", "square" }, *const joins[] = { "miter", "round", "bevel" };
  g_autoptr(GString) d = g_string_new(NULL);
  for (size_t i = 0; i < op->as.path.n_segs; i++) {
    const CopSeg *seg = &op->as.path.segs[i];
    if (seg->kind == COP_SEG_CLOSE) {
      g_string_append_c(d, 'Z');
      continue;
    }
    int points = seg->kind == COP_SEG_CURVE ? 3 : 1;
    for (int k = 0; k < points; k++)
      add_point(d, k == 0 ? letters[seg->kind] : '\0', (double)seg->x[k], (double)seg->y[k]);
  }
  cop_xml_open(s->xml, "path");
  put_color(s, "fill", "fill-opacity", op->as.path.fill);
  if (op->as.path.even_odd)
    cop_xml_attr(s->xml, "fill-rule", "evenodd");
  if ((op->as.path.stroke & 255) != 0 && op->as.path.stroke_width > 0) {
    put_color(s, "stroke", "stroke-opacity", op->as.path.stroke);
    put_number(s, "stroke-width", (double)op->as.path.stroke_width);
    cop_xml_attr(s->xml, "stroke-linecap", caps[op->as.path.cap]);
    cop_xml_attr(s->xml, "stroke-linejoin", joins[op->as.path.join]);
    g_autoptr(GString) dash = g_string_new(NULL);
    for (size_t i = 0; i < op->as.path.n_dash; i++) {
      if (i > 0)
        g_string_append_c(dash, ' ');
      add_number(dash, (double)op->as.path.dash[i]);
    }
    cop_xml_attr(s->xml, "stroke-dasharray", dash->len > 0 ? dash->str : NULL);
  }
  cop_xml_attr(s->xml, "d", d->str);
  cop_xml_close(s->xml);
}

/* Texts are met in the order in which they were set. */
static void
put_drawing(Svg *s, const CopDrawing *d, const CopSetDrawing *set, unsigned *line)
{
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    if (op->kind == COP_DRAW_PATH) {
      put_path(s, op);
    } else if (op->kind == COP_DRAW_TEXT) {
      const CopTextLine *t = &set->lines[(*line)++];
      put_line(s, t, (double)t->x, (double)t->y);
    } else {
      cop_xml_open(s->xml, "g");
      put_matrix(s, (double)op->as.child.scale, 0, 0, (double)op->as.child.scale, (double)op->as.child.x, (double)op->as.child.y);
      put_drawing(s, op->as.child.drawing, set, line);
      cop_xml_close_as(s->xml, "g");
    }
  }
}

static void put_item(Svg *s, const CopItem *item);

static void
put_placed_page(Svg *s, const CopItem *item)
{
  const CopPlacedPage *p = &item->as.page;
  if (p->clip_width > 0) {
    /* a nested picture shows what is inside its box, and nothing else */
    cop_xml_open(s->xml, "svg");
    put_number(s, "x", (double)p->clip_x);
    put_number(s, "y", (double)p->clip_y);
    put_number(s, "width", (double)p->clip_width);
    put_number(s, "height", (double)p->clip_height);
    cop_xml_attr(s->xml, "overflow", "hidden");
  }
  cop_xml_open(s->xml, "g");
  bool clip = p->clip_width > 0;
  put_matrix(s, (double)p->a, (double)p->b, (double)p->c, (double)p->d, (double)(item->x - (clip ? p->clip_x : 0)),
             (double)(item->y - (clip ? p->clip_y : 0)));
  gsize read = s->text->len;
  for (const CopItem *i = p->page->first; i != NULL; i = i->next)
    put_item(s, i);
  if (p->silent)
    g_string_truncate(s->text, read);
  cop_xml_close_as(s->xml, "g");
  if (clip)
    cop_xml_close_as(s->xml, "svg");
}

static void
put_item(Svg *s, const CopItem *item)
{
  unsigned line = 0;
  gsize read = s->text->len;
  if (item->kind == COP_ITEM_TEXT) {
    put_line(s, &item->as.text, (double)item->x, (double)item->y);
    if (s->text->len > read)
      g_string_append_c(s->text, '\n');
    return;
  }
  if (item->kind == COP_ITEM_PAGE) {
    put_placed_page(s, item);
    return;
  }
  double scale = item->kind == COP_ITEM_PATH ? 1 : (double)item->as.drawing.scale;
  cop_xml_open(s->xml, "g");
  put_matrix(s, scale, 0, 0, scale, (double)item->x, (double)item->y);
  if (item->kind == COP_ITEM_PATH)
    put_path(s, item->as.path);
  else
    put_drawing(s, item->as.drawing.set->drawing, item->as.drawing.set, &line);
  cop_xml_close_as(s->xml, "g");
  if (item->tag != NULL && item->tag->alt != NULL)
    g_string_append_printf(s->text, "%s\n", item->tag->alt);
}

static void
put_outlines(Svg *s)
{
  cop_xml_open(s->xml, "defs");
  for (guint i = 0; i < s->outlines->len; i++) {
    cop_xml_open(s->xml, "path");
    cop_xml_attrf(s->xml, "id", "g%u", i + 1);
    cop_xml_attr(s->xml, "d", g_ptr_array_index(s->outlines, i));
    cop_xml_close(s->xml);
  }
  cop_xml_close_as(s->xml, "defs");
}

GBytes *
cop_svg_page(const CopPages *pages, unsigned n)
{
  const CopPage *page = cop_pages_at(pages, n);
  g_autoptr(GHashTable) glyphs = g_hash_table_new(g_direct_hash, g_direct_equal);
  g_autoptr(GPtrArray) outlines = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GString) text = g_string_new(NULL), number = g_string_new(NULL);
  Svg s = { .pages = pages, .glyphs = glyphs, .outlines = outlines, .text = text, .number = number, .draw = draw_functions(),
            .xml = cop_xml_new_fragment(COP_XML_SYNTAX_XML) };
  for (const CopItem *item = page->first; item != NULL; item = item->next)
    put_item(&s, item);
  g_autofree char *body = cop_xml_finish(s.xml);
  s.xml = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(s.xml, "svg", "xmlns", "http://www.w3.org/2000/svg", "xmlns:xlink", "http://www.w3.org/1999/xlink", "version", "1.1", NULL);
  g_autofree char *width = g_strdup_printf("%.2fpt", (double)page->width), *height = g_strdup_printf("%.2fpt", (double)page->height);
  cop_xml_attr(s.xml, "width", width);
  cop_xml_attr(s.xml, "height", height);
  cop_xml_attrf(s.xml, "viewBox", "0 0 %.2f %.2f", (double)page->width, (double)page->height);
  cop_xml_attr(s.xml, "xml:lang", pages->meta->lang);
  cop_xml_attr(s.xml, "role", "img");
  cop_xml_element(s.xml, "title", pages->meta->title);
  cop_xml_element(s.xml, "desc", text->str);
  put_outlines(&s);
  cop_xml_open(s.xml, "path");
  cop_xml_attr(s.xml, "fill", "#ffffff");
  cop_xml_attrf(s.xml, "d", "M0 0H%.2fV%.2fH0Z", (double)page->width, (double)page->height);
  cop_xml_close(s.xml);
  cop_xml_append(s.xml, body);
  cop_xml_close_as(s.xml, "svg");
  hb_draw_funcs_destroy(s.draw);
  char *file = cop_xml_finish(s.xml);
  return g_bytes_new_take(file, strlen(file));
}
