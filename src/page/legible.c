/* SPDX-License-Identifier: Apache-2.0 */
#include "page/legible.h"

#include "typeset/font.h"

#define LARGE 18.0f       /* WCAG 2.2: large text, in points */
#define LARGE_BOLD 14.0f
#define ROUNDING 0.05f    /* of sizes that were fitted */
#define PAPER 0xFFFFFFFFu
#define CURVE_STEPS 8

/* --- what lies beneath --- */

typedef struct {
  float x, y;
} Point;

/* Crossings of a ray to the right with an edge: +1 upwards, -1 downwards. */
static int
crossing(Point p, Point a, Point b)
{
  if ((a.y <= p.y) == (b.y <= p.y))
    return 0;
  float x = a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
  return x <= p.x ? 0 : b.y > a.y ? 1 : -1;
}

static Point
on_curve(Point from, const CopSeg *s, float t)
{
  float u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
  return (Point){ a * from.x + b * s->x[0] + c * s->x[1] + d * s->x[2], a * from.y + b * s->y[0] + c * s->y[1] + d * s->y[2] };
}

/* Is the point inside the path, by its own rule of filling? */
static bool
is_inside(const CopDrawOp *op, Point p)
{
  int winding = 0, crossings = 0;
  Point start = { 0, 0 }, at = { 0, 0 };
  for (size_t i = 0; i <= op->as.path.n_segs; i++) {
    const CopSeg *s = i < op->as.path.n_segs ? &op->as.path.segs[i] : NULL;
    if (s == NULL || s->kind == COP_SEG_MOVE || s->kind == COP_SEG_CLOSE) { /* a fill closes what is open */
      int c = crossing(p, at, start);
      winding += c;
      crossings += c != 0;
      if (s != NULL && s->kind == COP_SEG_MOVE)
        start = (Point){ s->x[0], s->y[0] };
      at = start;
      continue;
    }
    Point from = at;
    int steps = s->kind == COP_SEG_CURVE ? CURVE_STEPS : 1;
    for (int k = 1; k <= steps; k++) {
      Point next = s->kind == COP_SEG_CURVE ? on_curve(from, s, (float)k / (float)steps) : (Point){ s->x[0], s->y[0] };
      int c = crossing(p, at, next);
      winding += c;
      crossings += c != 0;
      at = next;
    }
  }
  return op->as.path.even_odd ? crossings % 2 != 0 : winding != 0;
}

/* A colour with alpha over another. */
static CopColor
painted_over(CopColor below, CopColor above)
{
  unsigned alpha = above & 0xFF;
  CopColor mixed = 0xFF;
  for (int shift = 8; shift <= 24; shift += 8) {
    unsigned a = (above >> shift) & 0xFF, b = (below >> shift) & 0xFF;
    mixed |= (CopColor)((a * alpha + b * (255 - alpha) + 127) / 255) << shift;
  }
  return mixed;
}

static CopColor
ground_of_path(const CopDrawOp *op, Point p, CopColor below)
{
  return (op->as.path.fill & 0xFF) != 0 && is_inside(op, p) ? painted_over(below, op->as.path.fill) : below;
}

/* What a drawing paints at a point of its own, up to an operation (NULL: all of it). */
static CopColor
ground_of_drawing(const CopDrawing *d, Point p, const CopDrawOp *until, CopColor below)
{
  for (const CopDrawOp *op = d->first; op != NULL && op != until; op = op->next) {
    if (op->kind == COP_DRAW_PATH)
      below = ground_of_path(op, p, below);
    else if (op->kind == COP_DRAW_CHILD && op->as.child.scale > 0)
      below = ground_of_drawing(op->as.child.drawing, (Point){ (p.x - op->as.child.x) / op->as.child.scale, (p.y - op->as.child.y) / op->as.child.scale },
                                NULL, below);
  }
  return below;
}

/* What a page has painted at a point before an item (NULL: all of it). */
static CopColor
ground_of_page(const CopPage *page, Point p, const CopItem *until)
{
  CopColor ground = PAPER;
  for (const CopItem *i = page->first; i != NULL && i != until; i = i->next) {
    Point own = { p.x - i->x, p.y - i->y };
    if (i->kind == COP_ITEM_PATH) {
      ground = ground_of_path(i->as.path, own, ground);
    } else if (i->kind == COP_ITEM_DRAWING) {
      const CopDrawing *d = i->as.drawing.set->drawing;
      own = (Point){ own.x / i->as.drawing.scale, own.y / i->as.drawing.scale };
      if (own.x >= 0 && own.y >= 0 && own.x <= d->width && own.y <= d->height)
        ground = ground_of_drawing(d, own, NULL, ground);
    }
  }
  return ground;
}

/* --- texts --- */

/* The worst found so far. */
typedef struct {
  CopColor ink, ground;
  double ratio, asked;
  float size;
  unsigned page;
} Pair;

typedef struct {
  float size;
  unsigned page;
} Smallest;

typedef struct {
  unsigned page;
  GArray *pairs; /* of Pair */
  Smallest small[COP_USE_MAX];
} Look;

static void
look_at_colours(Look *k, const CopTextRun *run, float size, CopColor ground)
{
  bool large = size >= LARGE - ROUNDING || (size >= LARGE_BOLD - ROUNDING && (cop_face_style(run->face) & COP_FACE_BOLD) != 0);
  Pair p = { run->color, ground, cop_color_contrast(painted_over(ground, run->color), ground), large ? COP_CONTRAST_LARGE : COP_CONTRAST_TEXT, size, k->page };
  if (p.ratio >= p.asked)
    return;
  for (guint i = 0; i < k->pairs->len; i++) {
    Pair *other = &g_array_index(k->pairs, Pair, i);
    if (other->ink == p.ink && other->ground == p.ground && other->asked == p.asked)
      return;
  }
  g_array_append_val(k->pairs, p);
}

static void
look_at_size(Look *k, CopTextUse use, float size)
{
  if (k->small[use].size == 0 || size < k->small[use].size)
    k->small[use] = (Smallest){ size, k->page };
}

static bool
has_letters(const CopTextRun *run)
{
  return run->n > 0 && run->size > 0;
}

/* Lines of a text on the page. */
static void
look_at_text(Look *k, const CopPage *page, const CopItem *item)
{
  const CopTextLine *line = &item->as.text;
  for (const CopTextRun *run = line->first; run != NULL; run = run->next) {
    if (!has_letters(run))
      continue;
    float last = run->pieces[run->n - 1].x;
    const float at[] = { 0.25f * run->size, 0.5f * last, last + 0.25f * run->size };
    for (size_t i = 0; i < G_N_ELEMENTS(at); i++)
      look_at_colours(k, run, run->size, ground_of_page(page, (Point){ item->x + at[i], item->y - 0.3f * run->size }, item));
    if (run->tag != NULL)
      look_at_size(k, run->tag->use, run->size);
  }
}

/* Texts inside a drawing: where they stand is told by its operations, how large and
 * in what colour by what was shaped. */
static void
look_in_drawing(Look *k, const CopDrawing *d, const CopSetDrawing *set, unsigned *next, float scale, CopColor below)
{
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    if (op->kind == COP_DRAW_CHILD)
      look_in_drawing(k, op->as.child.drawing, set, next, scale * op->as.child.scale, below);
    if (op->kind != COP_DRAW_TEXT || *next >= set->n_lines)
      continue;
    const CopTextLine *line = &set->lines[(*next)++];
    Point p = { line->x + line->width / 2, line->y - 0.3f * op->as.text.size };
    CopColor ground = ground_of_drawing(d, p, op, below);
    for (const CopTextRun *run = line->first; run != NULL; run = run->next)
      if (has_letters(run)) {
        look_at_colours(k, run, run->size * scale, ground);
        look_at_size(k, COP_USE_PICTURE, run->size * scale);
      }
  }
}

static void
look_at_page(Look *k, const CopPage *page)
{
  for (const CopItem *i = page->first; i != NULL; i = i->next) {
    unsigned next = 0;
    if (i->kind == COP_ITEM_TEXT)
      look_at_text(k, page, i);
    else if (i->kind == COP_ITEM_DRAWING && i->as.drawing.set->n_lines > 0)
      look_in_drawing(k, i->as.drawing.set->drawing, i->as.drawing.set, &next, i->as.drawing.scale,
                      ground_of_page(page, (Point){ i->x + 1, i->y + 1 }, i));
  }
}

/* --- limits --- */

float
cop_legible_least(CopSheetName sheet)
{
  static const float least[COP_SHEET_MAX] = {
    /* by the wall it hangs on: A4 as a page in the hand, the others larger by their side */
    [COP_SHEET_POSTER_A4] = 14, [COP_SHEET_POSTER_A3] = 19.8f, [COP_SHEET_POSTER_A2] = 28, [COP_SHEET_POSTER_A1] = 39.6f, [COP_SHEET_POSTER_A0] = 56,
    [COP_SHEET_CARD] = 10, [COP_SHEET_STICKERS] = 10, [COP_SHEET_BOARD_A3] = 10, [COP_SHEET_COMIC_A4] = 10, [COP_SHEET_PICTURE_CARD] = 12,
    [COP_SHEET_SQUARE] = 12, [COP_SHEET_BANNER] = 12, [COP_SHEET_STORY] = 12, /* 24 pixels of a picture 1080 wide */
    [COP_SHEET_BOOKLET_A5] = 14, [COP_SHEET_FLIP_A3] = 18, [COP_SHEET_LEAFLET] = 12, [COP_SHEET_LARGE_PRINT] = 18, [COP_SHEET_EASY_READ] = 14,
    [COP_SHEET_COLOURING] = 12, [COP_SHEET_NOTICE] = 14, [COP_SHEET_CALENDAR_A3] = 24, [COP_SHEET_SLIDE] = 28,
  };
  return least[sheet];
}

/* Media a reader holds and reads on; the others say one line, or are for who leads. */
static bool
is_read_on(CopSheetName sheet)
{
  return sheet == COP_SHEET_POSTER_A4 || sheet == COP_SHEET_BOOKLET_A5 || sheet == COP_SHEET_LEAFLET || sheet == COP_SHEET_EASY_READ ||
         sheet == COP_SHEET_NOTICE || sheet == COP_SHEET_LARGE_PRINT;
}

/* 0: not judged. */
static float
least_of(const CopDocMeta *m, CopTextUse use)
{
  bool large = m->sheet == COP_SHEET_LARGE_PRINT, fine = m->sheet == COP_SHEET_CARD || m->sheet == COP_SHEET_LEAFLET;
  switch (use) {
  case COP_USE_TEXT:
    return MAX(cop_legible_least(m->sheet), is_read_on(m->sheet) ? m->least_type : 0);
  case COP_USE_PICTURE:
    return 10;
  case COP_USE_NUMBER:
    return large ? 48 : 16;
  case COP_USE_HOURS:
    return large ? 16 : fine ? 6 : m->sheet == COP_SHEET_PICTURE_CARD ? 9 : 10;
  default: /* head and imprint: nobody has to read them to act */
    return 0;
  }
}

static const char *const uses[COP_USE_MAX] = { "text to be read", "words in a picture", "the number to dial", "words beside the number", "head", "imprint" };

static void
tell_contrast(const Pair *p, CopDiags *diags)
{
  g_autofree char *message = g_strdup_printf("text of %.1f pt on page %u in #%06X stands on #%06X: contrast %.2f, %.1f is the least", (double)p->size, p->page + 1,
                                             p->ink >> 8, p->ground >> 8, p->ratio, p->asked);
  cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_LAYOUT, .code = "contrast-low", .start = -1, .end = -1, .message = message,
                                   .remedy = "make the darker colour darker, or move the text off the ground" });
}

static void
tell_size(const CopDocMeta *m, CopTextUse use, const Smallest *s, CopDiags *diags)
{
  float least = least_of(m, use);
  if (s->size == 0 || s->size >= least - ROUNDING)
    return;
  g_autofree char *message = g_strdup_printf("%s on page %u has %.1f pt, %.1f is the least on this sheet for this reader", uses[use], s->page + 1, (double)s->size,
                                             (double)least);
  cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_LAYOUT, .code = "type-small", .start = -1, .end = -1, .message = message,
                                   .remedy = "take words out; the type grows by itself" });
}

void
cop_legible_check(const CopPages *pages, CopDiags *diags)
{
  g_autoptr(GArray) pairs = g_array_new(FALSE, TRUE, sizeof(Pair));
  Look k = { .pairs = pairs };
  for (k.page = 0; k.page < cop_pages_count(pages); k.page++)
    look_at_page(&k, cop_pages_at(pages, k.page));
  for (guint i = 0; i < pairs->len; i++)
    tell_contrast(&g_array_index(pairs, Pair, i), diags);
  for (int use = 0; use < COP_USE_MAX; use++)
    tell_size(pages->meta, (CopTextUse)use, &k.small[use], diags);
}
