/* SPDX-License-Identifier: Apache-2.0
 *
 * Content streams. A line of text is one TJ array for each font; marked content
 * opens when the element changes, so a paragraph costs one sequence on each
 * page and not one for each line.
 *
 * Order: runs come in reading order, the clusters of a right-to-left run from
 *        left to right: what poppler and Acrobat expect (they reverse it).
 */
#include <math.h>
#include <string.h>

#include "page/pdf_form.h"

typedef struct {
  CopPdfWriter *w;
  CopPdfBuf *out;
  unsigned page;
  float height;
  bool in_text, open;         /* inside BT, inside marked content */
  const CopTag *tag;          /* of the open content; NULL: artifact */
  CopArtifact artifact;
  const char *lang;           /* of an open Span, NULL: none */
  unsigned font;              /* + 1 */
  float size;
  CopColor fill, stroke;
  bool fill_known, stroke_known;
  uint8_t alpha;
  bool grey;                  /* colours become greys of DeviceGray: black ink alone */
  bool silent;                /* inside a copy: everything is an artifact */
  long x, y;                  /* start of the text line, hundredths */
} Content;

/* --- marked content --- */

static void
close_marked(Content *c)
{
  if (!c->open)
    return;
  if (c->lang != NULL)
    cop_pdf_put(c->out, "EMC\n");
  cop_pdf_put(c->out, "EMC\n");
  c->open = false;
  c->lang = NULL;
}

static void
end_text(Content *c)
{
  if (!c->in_text)
    return;
  close_marked(c);
  cop_pdf_put(c->out, "ET\n");
  c->in_text = false;
}

static const char *
lang_of_tag(const CopTag *tag)
{
  for (; tag != NULL; tag = tag->parent)
    if (tag->lang != NULL)
      return tag->lang;
  return NULL;
}

static void
open_marked(Content *c, const CopTag *tag, CopArtifact artifact, uint32_t seq)
{
  static const char *const kinds[] = {
    [COP_ARTIFACT_LAYOUT] = "Layout",
    [COP_ARTIFACT_PAGE] = "Page",
    [COP_ARTIFACT_PAGINATION] = "Pagination",
    [COP_ARTIFACT_BACKGROUND] = "Background",
  };
  if (c->silent)
    tag = NULL;
  if (c->open && c->tag == tag && (tag != NULL || c->artifact == artifact))
    return;
  close_marked(c);
  c->open = true;
  c->tag = tag;
  c->artifact = artifact;
  if (tag == NULL) {
    cop_pdf_putf(c->out, "/Artifact<</Type/%s>>BDC\n", kinds[artifact]);
    return;
  }
  CopPdfPage *page = &c->w->page[c->page];
  int mcid = (int)page->owners->len;
  g_array_append_val(page->owners, tag->number);
  cop_pdf_add_kid(c->w, tag, (CopPdfKid){ -1, c->page, mcid, 0, seq });
  cop_pdf_put_char(c->out, '/');
  cop_pdf_put(c->out, cop_tag_name(tag->kind));
  cop_pdf_put(c->out, "<</MCID ");
  cop_pdf_put_int(c->out, mcid);
  cop_pdf_put(c->out, ">>BDC\n");
}

/* The language of the run, where it is not that of its element (14.9.2.2). */
static void
mark_lang(Content *c, const char *lang)
{
  const char *of_tag = lang_of_tag(c->tag);
  const char *wanted = lang == NULL || of_tag == NULL || strcmp(lang, of_tag) == 0 ? NULL : lang;
  if (wanted == c->lang || (wanted != NULL && c->lang != NULL && strcmp(wanted, c->lang) == 0))
    return;
  if (c->lang != NULL)
    cop_pdf_put(c->out, "EMC\n");
  if (wanted != NULL)
    cop_pdf_putf(c->out, "/Span<</Lang(%s)>>BDC\n", wanted);
  c->lang = wanted;
}

/* --- graphics state --- */

static void
put_color(Content *c, CopColor color, const char *op, const char *grey_op)
{
  if (c->grey) {
    cop_pdf_put_real(c->out, (double)((cop_color_grey(color) >> 8) & 255) / 255, 3);
    cop_pdf_put(c->out, grey_op);
    return;
  }
  for (int shift = 24; shift >= 8; shift -= 8) {
    cop_pdf_put_real(c->out, (double)((color >> shift) & 255) / 255, 3);
    cop_pdf_put_char(c->out, ' ');
  }
  cop_pdf_put(c->out, op);
}

void
cop_pdf_use_alpha(CopPdfWriter *w, uint8_t alpha)
{
  for (guint i = 0; i < w->alphas->len; i++)
    if (g_array_index(w->alphas, uint8_t, i) == alpha)
      return;
  g_array_append_val(w->alphas, alpha);
}

static void
set_alpha(Content *c, uint8_t alpha)
{
  if (alpha == c->alpha)
    return;
  c->alpha = alpha;
  cop_pdf_use_alpha(c->w, alpha);
  cop_pdf_putf(c->out, "/A%u gs\n", alpha);
}

static void
set_fill(Content *c, CopColor color)
{
  set_alpha(c, (uint8_t)color);
  if (c->fill_known && (c->fill ^ color) >> 8 == 0)
    return;
  c->fill = color;
  c->fill_known = true;
  put_color(c, color, "rg\n", " g\n");
}

static void
set_stroke(Content *c, CopColor color)
{
  set_alpha(c, (uint8_t)color);
  if (c->stroke_known && (c->stroke ^ color) >> 8 == 0)
    return;
  c->stroke = color;
  c->stroke_known = true;
  put_color(c, color, "RG\n", " G\n");
}

/* --- text --- */

static void
set_font(Content *c, unsigned font, float size)
{
  if (c->font == font + 1 && c->size == size)
    return;
  c->font = font + 1;
  c->size = size;
  cop_pdf_put(c->out, "/F");
  cop_pdf_put_int(c->out, font);
  cop_pdf_put_char(c->out, ' ');
  cop_pdf_put_real(c->out, (double)size, 3);
  cop_pdf_put(c->out, " Tf\n");
}

static void
move_to(Content *c, double x, double y)
{
  long nx = lrint(x * 100), ny = lrint(y * 100);
  cop_pdf_put_real(c->out, (double)(nx - c->x) / 100, 2);
  cop_pdf_put_char(c->out, ' ');
  cop_pdf_put_real(c->out, (double)(ny - c->y) / 100, 2);
  cop_pdf_put(c->out, " Td\n");
  c->x = nx;
  c->y = ny;
}

/* A TJ array under way. */
typedef struct {
  Content *c;
  float size;
  double pen;       /* thousandths of the size, from the array's start */
  bool array, string, adjusted;
  size_t start;     /* of the array in the stream */
} Show;

static void
show_end(Show *s)
{
  CopPdfBuf *out = s->c->out;
  if (s->string)
    cop_pdf_put_char(out, ')');
  if (s->array) {
    if (s->adjusted) {
      cop_pdf_put(out, "]TJ\n");
    } else {
      /* one string needs no array */
      memmove(out->data + s->start, out->data + s->start + 1, out->n - s->start - 1);
      out->n--;
      cop_pdf_put(out, "Tj\n");
    }
  }
  s->array = s->string = s->adjusted = false;
}

static inline void
put_code(CopPdfBuf *out, uint16_t code)
{
  const char bytes[2] = { (char)(code >> 8), (char)code };
  char *p = cop_pdf_buf_room(out, 4), *q = p;
  for (int i = 0; i < 2; i++) {
    if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
      *q++ = '\\';
    if (bytes[i] == '\r') {
      *q++ = '\\';
      *q++ = 'r';
    } else {
      *q++ = bytes[i];
    }
  }
  out->n += (size_t)(q - p);
}

static void
show_code(Show *s, const CopPdfCode *code, double target)
{
  CopPdfBuf *out = s->c->out;
  if (s->array && s->c->font != code->font + 1)
    show_end(s);
  if (!s->array) {
    set_font(s->c, code->font, s->size);
    s->start = out->n;
    cop_pdf_put_char(out, '[');
    s->array = true;
  }
  long adjust = lrint(target - s->pen);
  if (adjust != 0) {
    if (s->string)
      cop_pdf_put_char(out, ')');
    cop_pdf_put_int(out, -adjust);
    s->string = false;
    s->adjusted = true;
    s->pen += (double)adjust;
  }
  if (!s->string)
    cop_pdf_put_char(out, '(');
  s->string = true;
  put_code(out, code->code);
  s->pen += (double)code->width;
}

static void
show_piece(Show *s, const CopPiece *piece, double from)
{
  const CopShaped *shaped = piece->shaped;
  double unit = 1000.0 / cop_face_upem(shaped->face), x = from;
  if (shaped->rtl) for (uint32_t i = 0; i < shaped->n; i++) x += shaped->clusters[i].advance * unit;
  for (uint32_t ii = 0; ii < shaped->n; ii++) {
    uint32_t i = shaped->rtl ? shaped->n - 1 - ii : ii;
    if (shaped->rtl) x -= shaped->clusters[i].advance * unit;
    CopPdfCode codes[COP_PDF_CODES];
    unsigned n = cop_pdf_fonts_codes(s->c->w->fonts, shaped->face, shaped->clusters[i].cluster, codes);
    for (unsigned k = 0; k < n; k++) {
      bool raised = codes[k].y != 0;
      if (raised) {
        show_end(s);
        cop_pdf_put_real(s->c->out, (double)codes[k].y * (double)s->size / 1000, 2);
        cop_pdf_put(s->c->out, " Ts\n");
      }
      show_code(s, &codes[k], x + (double)codes[k].x);
      if (raised) {
        show_end(s);
        cop_pdf_put(s->c->out, "0 Ts\n");
      }
    }
    if (!shaped->rtl) x += shaped->clusters[i].advance * unit;
  }
}

/* The run's clusters; the text position is at the run's first one from the left. */
static void
show_run(Content *c, const CopTextRun *run, double left)
{
  Show s = { .c = c, .size = run->size };
  double unit = 1000.0 / (double)run->size;
  for (uint32_t i = 0; i < run->n; i++) {
    const CopPiece *p = &run->pieces[i];
    show_piece(&s, p, ((double)p->x - left) * unit);
  }
  show_end(&s);
}

static void
put_run(Content *c, const CopTextRun *run, CopArtifact artifact, float x, float y)
{
  if (run->n == 0)
    return;
  if (!c->in_text) {
    close_marked(c);
    cop_pdf_put(c->out, "BT\n");
    c->in_text = true;
    c->x = c->y = 0;
  }
  open_marked(c, run->tag, artifact, run->seq);
  mark_lang(c, run->lang);
  set_fill(c, run->color);
  double left = (double)run->pieces[run->rtl ? run->n - 1 : 0].x;
  move_to(c, (double)x + left, (double)(c->height - y + run->rise));
  show_run(c, run, left);
}

/* --- paths --- */

static void
put_point(Content *c, float x, float y)
{
  cop_pdf_put_real(c->out, (double)x, 3);
  cop_pdf_put_char(c->out, ' ');
  cop_pdf_put_real(c->out, (double)y, 3);
  cop_pdf_put_char(c->out, ' ');
}

/* Do five segments make an upright rectangle? */
static bool
is_rect(const CopSeg *s)
{
  return s[0].kind == COP_SEG_MOVE && s[1].kind == COP_SEG_LINE && s[2].kind == COP_SEG_LINE &&
         s[3].kind == COP_SEG_LINE && s[4].kind == COP_SEG_CLOSE && s[0].y[0] == s[1].y[0] && s[1].x[0] == s[2].x[0] &&
         s[2].y[0] == s[3].y[0] && s[3].x[0] == s[0].x[0];
}

static void
put_segs(Content *c, const CopSeg *segs, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const CopSeg *s = &segs[i];
    if (i + 5 <= n && is_rect(s)) {
      put_point(c, s[0].x[0], s[0].y[0]);
      put_point(c, s[2].x[0] - s[0].x[0], s[2].y[0] - s[0].y[0]);
      cop_pdf_put(c->out, "re\n");
      i += 4;
      continue;
    }
    switch (s->kind) {
    case COP_SEG_MOVE:
      put_point(c, s->x[0], s->y[0]);
      cop_pdf_put(c->out, "m\n");
      break;
    case COP_SEG_LINE:
      put_point(c, s->x[0], s->y[0]);
      cop_pdf_put(c->out, "l\n");
      break;
    case COP_SEG_CURVE:
      for (int k = 0; k < 3; k++)
        put_point(c, s->x[k], s->y[k]);
      cop_pdf_put(c->out, "c\n");
      break;
    case COP_SEG_CLOSE:
      cop_pdf_put(c->out, "h\n");
      break;
    }
  }
}

static void
put_stroke_style(Content *c, const CopDrawOp *op)
{
  cop_pdf_put_real(c->out, (double)op->as.path.stroke_width, 3);
  cop_pdf_putf(c->out, " w %d J %d j [", (int)op->as.path.cap, (int)op->as.path.join);
  for (size_t i = 0; i < op->as.path.n_dash; i++) {
    cop_pdf_put_real(c->out, (double)op->as.path.dash[i], 3);
    cop_pdf_put_char(c->out, ' ');
  }
  cop_pdf_put(c->out, "]0 d\n");
}

static void
put_path(Content *c, const CopDrawOp *op)
{
  bool fill = (op->as.path.fill & 255) != 0, stroke = (op->as.path.stroke & 255) != 0 && op->as.path.stroke_width > 0;
  bool apart = fill && stroke && (op->as.path.fill & 255) != (op->as.path.stroke & 255);
  if (fill) {
    set_fill(c, op->as.path.fill);
    if (stroke && !apart) {
      set_stroke(c, op->as.path.stroke);
      put_stroke_style(c, op);
    }
    put_segs(c, op->as.path.segs, op->as.path.n_segs);
    cop_pdf_put(c->out, op->as.path.even_odd ? stroke && !apart ? "B*\n" : "f*\n" : stroke && !apart ? "B\n" : "f\n");
  }
  if (stroke && (apart || !fill)) {
    set_stroke(c, op->as.path.stroke);
    put_stroke_style(c, op);
    put_segs(c, op->as.path.segs, op->as.path.n_segs);
    cop_pdf_put(c->out, "S\n");
  }
}

/* --- drawings --- */

static void
put_matrix(Content *c, double a, double d, double x, double y)
{
  cop_pdf_put_real(c->out, a, 4);
  cop_pdf_put(c->out, " 0 0 ");
  cop_pdf_put_real(c->out, d, 4);
  cop_pdf_put_char(c->out, ' ');
  cop_pdf_put_real(c->out, x, 3);
  cop_pdf_put_char(c->out, ' ');
  cop_pdf_put_real(c->out, y, 3);
}

/* A text inside a drawing: the y axis points down there, the letters must not. */
static void
put_drawing_text(Content *c, const CopTextLine *line)
{
  for (const CopTextRun *run = line->first; run != NULL; run = run->next) {
    if (run->n == 0)
      continue;
    double left = (double)run->pieces[run->rtl ? run->n - 1 : 0].x;
    set_fill(c, run->color);
    cop_pdf_put(c->out, "BT\n");
    put_matrix(c, 1, -1, (double)line->x + left, (double)line->y);
    cop_pdf_put(c->out, " Tm\n");
    show_run(c, run, left);
    cop_pdf_put(c->out, "ET\n");
  }
}

static void
put_ops(Content *c, const CopDrawing *d, const CopSetDrawing *set, unsigned *line)
{
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    switch (op->kind) {
    case COP_DRAW_PATH:
      put_path(c, op);
      break;
    case COP_DRAW_TEXT:
      put_drawing_text(c, &set->lines[(*line)++]);
      break;
    case COP_DRAW_CHILD: {
      Content saved = *c;
      cop_pdf_put(c->out, "q ");
      put_matrix(c, (double)op->as.child.scale, (double)op->as.child.scale, (double)op->as.child.x, (double)op->as.child.y);
      cop_pdf_put(c->out, " cm\n");
      put_ops(c, op->as.child.drawing, set, line);
      cop_pdf_put(c->out, "Q\n");
      *c = saved; /* Q brings the state back, font and colours included */
      break;
    }
    }
  }
}

static void
put_drawing(Content *c, const CopItem *item)
{
  const CopSetDrawing *set = item->as.drawing.set;
  unsigned line = 0;
  double scale = (double)item->as.drawing.scale;
  cop_pdf_put(c->out, "q ");
  put_matrix(c, scale, -scale, (double)item->x, (double)(c->height - item->y));
  int form = cop_pdf_form(c->w, set->drawing);
  if (form >= 0) {
    cop_pdf_putf(c->out, " cm/X%d Do Q\n", form);
    return;
  }
  cop_pdf_put(c->out, " cm\n");
  Content saved = *c;
  put_ops(c, set->drawing, set, &line);
  cop_pdf_put(c->out, "Q\n");
  *c = saved;
}

void
cop_pdf_drawing(CopPdfWriter *w, const CopDrawing *d, CopPdfBuf *out)
{
  Content c = { .w = w, .out = out, .alpha = 255, .grey = w->pages->meta->grey };
  unsigned line = 0;
  put_ops(&c, d, NULL, &line);
}

static void
put_item_path(Content *c, const CopItem *item)
{
  const CopDrawOp *op = item->as.path;
  const CopSeg *s = op->as.path.segs;
  /* a filled rectangle, as most paths of a document are */
  if (op->as.path.n_segs == 5 && op->as.path.stroke == 0 && is_rect(s)) {
    set_fill(c, op->as.path.fill);
    put_point(c, item->x + s[0].x[0], c->height - item->y - s[0].y[0]);
    put_point(c, s[2].x[0] - s[0].x[0], s[0].y[0] - s[2].y[0]);
    cop_pdf_put(c->out, "re f\n");
    return;
  }
  cop_pdf_put(c->out, "q ");
  put_matrix(c, 1, -1, (double)item->x, (double)(c->height - item->y));
  cop_pdf_put(c->out, " cm\n");
  Content saved = *c;
  put_path(c, op);
  cop_pdf_put(c->out, "Q\n");
  *c = saved;
}

static void put_items(Content *c, const CopItem *first);

/* A page on the page. Nothing that is open goes into it. */
static void
put_page(Content *c, const CopItem *item)
{
  const CopPlacedPage *p = &item->as.page;
  Content saved = *c;
  cop_pdf_put(c->out, "q\n");
  if (p->clip_width > 0) {
    put_point(c, p->clip_x, c->height - p->clip_y - p->clip_height);
    put_point(c, p->clip_width, p->clip_height);
    cop_pdf_put(c->out, "re W n\n");
  }
  /* both sides count y from the foot */
  float height = p->page->height;
  const double m[] = { (double)p->a, -(double)p->b, -(double)p->c, (double)p->d, (double)(p->c * height + item->x),
                       (double)(c->height - p->d * height - item->y) };
  for (size_t i = 0; i < G_N_ELEMENTS(m); i++) {
    cop_pdf_put_real(c->out, m[i], 4);
    cop_pdf_put_char(c->out, ' ');
  }
  cop_pdf_put(c->out, "cm\n");
  c->height = height;
  c->silent = c->silent || p->silent;
  put_items(c, p->page->first);
  end_text(c);
  close_marked(c);
  cop_pdf_put(c->out, "Q\n");
  *c = saved;
}

static void
put_items(Content *c, const CopItem *first)
{
  for (const CopItem *item = first; item != NULL; item = item->next) {
    if (item->kind == COP_ITEM_TEXT) {
      for (const CopTextRun *run = item->as.text.first; run != NULL; run = run->next)
        put_run(c, run, item->artifact, item->x, item->y);
      continue;
    }
    end_text(c);
    if (item->kind == COP_ITEM_PAGE) {
      close_marked(c);
      put_page(c, item);
      continue;
    }
    open_marked(c, item->tag, item->artifact, item->seq);
    if (item->kind == COP_ITEM_PATH)
      put_item_path(c, item);
    else
      put_drawing(c, item);
  }
}

void
cop_pdf_content(CopPdfWriter *w, unsigned number, CopPdfBuf *out)
{
  const CopPage *page = cop_pages_at(w->pages, number);
  Content c = { .w = w, .out = out, .page = number, .height = page->height, .alpha = 255, .grey = w->pages->meta->grey };
  put_items(&c, page->first);
  end_text(&c);
  close_marked(&c);
}
