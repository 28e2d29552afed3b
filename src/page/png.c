/* SPDX-License-Identifier: Apache-2.0 */
#include "page/png.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "base/limits.h"

/* --- glyph outlines --- */

typedef struct {
  cairo_t *cr;
  double x, y, scale;
  double px, py; /* the current point, for quadratic curves */
} Pen;

static void
to_page(const Pen *p, float x, float y, double *ox, double *oy)
{
  *ox = p->x + (double)x * p->scale;
  *oy = p->y - (double)y * p->scale;
}

static void
glyph_move(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y, void *user)
{
  (void)f, (void)st, (void)user;
  Pen *p = data;
  to_page(p, x, y, &p->px, &p->py);
  cairo_move_to(p->cr, p->px, p->py);
}

static void
glyph_line(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y, void *user)
{
  (void)f, (void)st, (void)user;
  Pen *p = data;
  to_page(p, x, y, &p->px, &p->py);
  cairo_line_to(p->cr, p->px, p->py);
}

static void
glyph_quadratic(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float cx, float cy, float x, float y, void *user)
{
  (void)f, (void)st, (void)user;
  Pen *p = data;
  double qx, qy, ex, ey;
  to_page(p, cx, cy, &qx, &qy);
  to_page(p, x, y, &ex, &ey);
  cairo_curve_to(p->cr, p->px + (qx - p->px) * 2 / 3, p->py + (qy - p->py) * 2 / 3, ex + (qx - ex) * 2 / 3, ey + (qy - ey) * 2 / 3, ex, ey);
  p->px = ex;
  p->py = ey;
}

static void
glyph_cubic(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float ax, float ay, float bx, float by, float x, float y, void *user)
{
  (void)f, (void)st, (void)user;
  Pen *p = data;
  double x1, y1, x2, y2;
  to_page(p, ax, ay, &x1, &y1);
  to_page(p, bx, by, &x2, &y2);
  to_page(p, x, y, &p->px, &p->py);
  cairo_curve_to(p->cr, x1, y1, x2, y2, p->px, p->py);
}

static void
glyph_close(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, void *user)
{
  (void)f, (void)st, (void)user;
  cairo_close_path(((Pen *)data)->cr);
}

static hb_draw_funcs_t *
outline_functions(void)
{
  hb_draw_funcs_t *f = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(f, glyph_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(f, glyph_line, NULL, NULL);
  hb_draw_funcs_set_quadratic_to_func(f, glyph_quadratic, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(f, glyph_cubic, NULL, NULL);
  hb_draw_funcs_set_close_path_func(f, glyph_close, NULL, NULL);
  hb_draw_funcs_make_immutable(f);
  return f;
}

/* --- painting --- */

typedef struct {
  cairo_t *cr;
  hb_draw_funcs_t *outlines;
} Painter;

static void
set_color(cairo_t *cr, CopColor c)
{
  cairo_set_source_rgba(cr, (double)(c >> 24) / 255, (double)((c >> 16) & 255) / 255, (double)((c >> 8) & 255) / 255, (double)(c & 255) / 255);
}

static void
paint_run(Painter *p, const CopTextRun *run, double x, double y)
{
  Pen pen = { .cr = p->cr };
  for (uint32_t i = 0; i < run->n; i++) {
    const CopShaped *shaped = run->pieces[i].shaped;
    hb_font_t *font = cop_face_font(shaped->face);
    pen.scale = (double)run->size / cop_face_upem(shaped->face);
    double at = x + (double)run->pieces[i].x;
    for (uint32_t k = 0; k < shaped->n; k++) {
      const CopCluster *c = cop_face_cluster(shaped->face, shaped->clusters[k].cluster);
      for (uint32_t g = 0; g < c->n_parts; g++) {
        pen.x = at + c->parts[g].x * pen.scale;
        pen.y = y - (double)run->rise - c->parts[g].y * pen.scale;
        hb_font_get_glyph_shape(font, c->parts[g].gid, p->outlines, &pen);
      }
      at += shaped->clusters[k].advance * pen.scale;
    }
  }
  set_color(p->cr, run->color);
  cairo_fill(p->cr);
}

static void
paint_line(Painter *p, const CopTextLine *line, double x, double y)
{
  for (const CopTextRun *r = line->first; r != NULL; r = r->next)
    paint_run(p, r, x, y);
}

static void
paint_path(Painter *p, const CopDrawOp *op)
{
  cairo_t *cr = p->cr;
  for (size_t i = 0; i < op->as.path.n_segs; i++) {
    const CopSeg *s = &op->as.path.segs[i];
    switch (s->kind) {
    case COP_SEG_MOVE:
      cairo_move_to(cr, (double)s->x[0], (double)s->y[0]);
      break;
    case COP_SEG_LINE:
      cairo_line_to(cr, (double)s->x[0], (double)s->y[0]);
      break;
    case COP_SEG_CURVE:
      cairo_curve_to(cr, (double)s->x[0], (double)s->y[0], (double)s->x[1], (double)s->y[1], (double)s->x[2], (double)s->y[2]);
      break;
    case COP_SEG_CLOSE:
      cairo_close_path(cr);
      break;
    }
  }
  if ((op->as.path.fill & 255) != 0) {
    set_color(cr, op->as.path.fill);
    cairo_set_fill_rule(cr, op->as.path.even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    cairo_fill_preserve(cr);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_WINDING);
  }
  if ((op->as.path.stroke & 255) != 0 && op->as.path.stroke_width > 0) {
    double dash[16];
    size_t n = MIN(op->as.path.n_dash, G_N_ELEMENTS(dash));
    for (size_t i = 0; i < n; i++)
      dash[i] = (double)op->as.path.dash[i];
    set_color(cr, op->as.path.stroke);
    cairo_set_line_width(cr, (double)op->as.path.stroke_width);
    cairo_set_line_cap(cr, (cairo_line_cap_t)op->as.path.cap);
    cairo_set_line_join(cr, (cairo_line_join_t)op->as.path.join);
    cairo_set_dash(cr, dash, (int)n, 0);
    cairo_stroke_preserve(cr);
    cairo_set_dash(cr, NULL, 0, 0);
  }
  cairo_new_path(cr);
}

/* Texts are met in the order in which they were set. */
static void
paint_drawing(Painter *p, const CopDrawing *d, const CopSetDrawing *set, unsigned *line)
{
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    switch (op->kind) {
    case COP_DRAW_PATH:
      paint_path(p, op);
      break;
    case COP_DRAW_TEXT:
      g_assert(*line < set->n_lines);
      paint_line(p, &set->lines[*line], (double)set->lines[*line].x, (double)set->lines[*line].y);
      ++*line;
      break;
    case COP_DRAW_CHILD:
      cairo_save(p->cr);
      cairo_translate(p->cr, (double)op->as.child.x, (double)op->as.child.y);
      cairo_scale(p->cr, (double)op->as.child.scale, (double)op->as.child.scale);
      paint_drawing(p, op->as.child.drawing, set, line);
      cairo_restore(p->cr);
      break;
    }
  }
}

static void paint_item(Painter *p, const CopItem *item);

static void
paint_page(Painter *p, const CopItem *item)
{
  const CopPlacedPage *placed = &item->as.page;
  if (placed->clip_width > 0) {
    cairo_rectangle(p->cr, (double)placed->clip_x, (double)placed->clip_y, (double)placed->clip_width, (double)placed->clip_height);
    cairo_clip(p->cr);
  }
  const cairo_matrix_t m = { (double)placed->a, (double)placed->b, (double)placed->c, (double)placed->d, (double)item->x, (double)item->y };
  cairo_transform(p->cr, &m);
  for (const CopItem *i = placed->page->first; i != NULL; i = i->next)
    paint_item(p, i);
}

static void
paint_item(Painter *p, const CopItem *item)
{
  unsigned line = 0;
  cairo_save(p->cr);
  switch (item->kind) {
  case COP_ITEM_TEXT:
    paint_line(p, &item->as.text, (double)item->x, (double)item->y);
    break;
  case COP_ITEM_PATH:
    cairo_translate(p->cr, (double)item->x, (double)item->y);
    paint_path(p, item->as.path);
    break;
  case COP_ITEM_DRAWING:
    cairo_translate(p->cr, (double)item->x, (double)item->y);
    cairo_scale(p->cr, (double)item->as.drawing.scale, (double)item->as.drawing.scale);
    paint_drawing(p, item->as.drawing.set->drawing, item->as.drawing.set, &line);
    break;
  case COP_ITEM_PAGE:
    paint_page(p, item);
    break;
  }
  cairo_restore(p->cr);
}

/* --- surfaces --- */

static GBytes *
surface_to_png(cairo_surface_t *surface, bool grey, double dpi)
{
  cairo_surface_flush(surface);
  return cop_png_encode(cairo_image_surface_get_data(surface), (unsigned)cairo_image_surface_get_width(surface),
                        (unsigned)cairo_image_surface_get_height(surface), (size_t)cairo_image_surface_get_stride(surface), grey, dpi);
}

static cairo_surface_t *
new_surface(double width, double height, double dpi, Painter *p, GError **error)
{
  double w = ceil(width * dpi / 72 - 1e-6), h = ceil(height * dpi / 72 - 1e-6);
  if (!(w >= 1 && h >= 1) || w * h > COP_LIMIT_PIXELS || w > 32767 || h > 32767) {
    g_set_error(error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_LIMIT, "an image of %.0f x %.0f pixels is larger than allowed", w, h);
    return NULL;
  }
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)w, (int)h);
  p->cr = cairo_create(surface);
  p->outlines = outline_functions();
  cairo_set_source_rgb(p->cr, 1, 1, 1);
  cairo_paint(p->cr);
  cairo_scale(p->cr, dpi / 72, dpi / 72);
  return surface;
}

static GBytes *
finish_surface(cairo_surface_t *surface, Painter *p, bool grey, double dpi)
{
  GBytes *png = surface_to_png(surface, grey, dpi);
  hb_draw_funcs_destroy(p->outlines);
  cairo_destroy(p->cr);
  cairo_surface_destroy(surface);
  return png;
}

GBytes *
cop_png_write_page(const CopPages *pages, unsigned i, double dpi, GError **error)
{
  const CopPage *page = cop_pages_at(pages, i);
  Painter p = { 0 };
  cairo_surface_t *surface = new_surface((double)page->width, (double)page->height, dpi, &p, error);
  if (surface == NULL)
    return NULL;
  for (const CopItem *item = page->first; item != NULL; item = item->next)
    paint_item(&p, item);
  return finish_surface(surface, &p, pages->meta->grey, dpi);
}

GBytes *
cop_png_write_drawing(CopSetter *setter, const CopDrawing *drawing, const char *lang, double dpi, GError **error)
{
  CopDocMeta meta = { .title = "drawing", .lang = lang, .style = COP_STYLE_REPORT };
  g_autoptr(CopPages) pages = cop_pages_new(setter->shaper, &meta);
  CopPage *page = cop_pages_add(pages, drawing->width, drawing->height);
  if (!cop_drawing_place(setter, pages, page, drawing, lang, COP_FAMILY_SANS, 0, 0, 1, NULL, error))
    return NULL;
  return cop_png_write_page(pages, 0, dpi, error);
}
