/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/canvas.h"

#include <math.h>
#include <string.h>

#include "base/lang.h"

#define DEFAULT_WIDTH 493.0f /* A4 less margins of 18 mm */
#define DEFAULT_SIZE 8.5f

/* --- metrics when typeset/ gives none --- */

/* Advance widths of Noto Sans for U+0020 to U+007E, thousandths of an em; other
 * characters by class. */
static double
advance(gunichar ch, bool bold)
{
  static const uint16_t widths[2][95] = {
    {
      260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572,
      572, 572, 572, 572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728,
      741, 339, 273, 619, 524, 907, 760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329,
      372, 329, 572, 444, 281, 561, 615, 480, 615, 564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605,
      615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380, 551, 380, 572 },
    {
      260, 286, 472, 646, 572, 901, 750, 266, 339, 339, 545, 572, 285, 322, 285, 413, 572, 572, 572, 572,
      572, 572, 572, 572, 572, 572, 285, 285, 572, 572, 572, 477, 897, 690, 672, 637, 740, 560, 549, 724,
      765, 389, 331, 664, 565, 943, 813, 796, 628, 796, 660, 551, 579, 756, 650, 967, 667, 624, 579, 331,
      413, 331, 572, 411, 362, 604, 633, 514, 633, 591, 387, 633, 657, 305, 305, 620, 305, 982, 657, 619,
      633, 633, 454, 497, 434, 657, 569, 856, 578, 569, 488, 394, 551, 394, 572 },
  };
  if (ch >= 0x20 && ch <= 0x7e)
    return widths[bold][ch - 0x20] / 1000.0;
  GUnicodeType type = g_unichar_type(ch);
  if (type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL)
    return 0;
  if (g_unichar_iswide(ch))
    return 1;
  double em = type == G_UNICODE_UPPERCASE_LETTER ? 0.65 : type == G_UNICODE_SPACE_SEPARATOR ? 0.2 : 0.58;
  return bold ? em * 1.05 : em;
}

static double
estimate(void *ctx, const char *text, const char *lang, float size, bool bold)
{
  (void)ctx, (void)lang;
  double em = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
    em += advance(g_utf8_get_char(p), bold);
  return em * size;
}

/* May a line end before this character without a space? So in Chinese and
 * Japanese, and, cluster by cluster, in scripts whose words are not divided. */
static bool
breaks_before(gunichar before, gunichar ch)
{
  GUnicodeType type = g_unichar_type(ch);
  if (type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_SPACING_MARK || g_unichar_ispunct(ch))
    return false;
  if (before == 0x200b) /* zero-width space: the author says so */
    return true;
  switch (g_unichar_get_script(ch)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
    return true;
  case G_UNICODE_SCRIPT_THAI:
  case G_UNICODE_SCRIPT_LAO:
    return !(before >= 0x0e40 && before <= 0x0e44) && !(before >= 0x0ec0 && before <= 0x0ec4); /* leading vowels */
  case G_UNICODE_SCRIPT_KHMER:
    return before != 0x17d2; /* coeng joins */
  case G_UNICODE_SCRIPT_MYANMAR:
    return before != 0x1039;
  default:
    return false;
  }
}

static size_t
fit_estimate(const CopCanvas *c, const char *text, float size, bool bold, double width)
{
  const CopFigureMetrics *m = c->o.metrics;
  const char *best = NULL, *first = g_utf8_next_char(text);
  gunichar before = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar ch = g_utf8_get_char(p);
    bool space = ch == ' ';
    if (p > text && (space || before == '-' || breaks_before(before, ch))) {
      g_autofree char *part = g_strndup(text, (gsize)(p - text));
      if (m->measure(m->ctx, part, c->o.lang, size, bold) > width && best != NULL)
        return (size_t)(best - text);
      best = p;
    }
    before = ch;
  }
  if (m->measure(m->ctx, text, c->o.lang, size, bold) <= width || best == NULL)
    return strlen(text);
  return (size_t)((best > first ? best : first) - text);
}

/* --- life --- */

void
cop_canvas_init(CopCanvas *c, CopArena *a, const CopFigureOptions *o)
{
  static const CopFigureMetrics estimated = { .measure = estimate };
  static const CopPalette blue = { 0x123a6bff, 0x1f5fa8ff, 0xa9c8eaff, 0xeaf2fbff, 0xf2b705ff };
  static const CopPalette grey = { 0x2b2b2bff, 0x5c5c5cff, 0xb0b0b0ff, 0xeeeeeeff, 0x8c8c8cff };
  g_assert(o->lang != NULL);
  *c = (CopCanvas){ .arena = a, .o = *o };
  if (c->o.metrics == NULL)
    c->o.metrics = &estimated;
  if (c->o.locale == NULL)
    c->o.locale = c->own_locale = cop_locale_new(o->lang);
  if (o->grey)
    c->o.palette = grey;
  else if (o->palette.main == 0)
    c->o.palette = blue;
  c->width = o->width > 0 ? o->width : DEFAULT_WIDTH;
  c->size = o->size > 0 ? o->size : DEFAULT_SIZE;
  c->small = c->size * 0.88f;
  c->rtl = cop_lang_rtl(o->lang);
  c->drawing = cop_drawing_new(a, c->width, 1);
  c->cells = g_ptr_array_new();
  c->head = g_ptr_array_new();
  c->alt = g_string_new(NULL);
}

void
cop_canvas_clear(CopCanvas *c)
{
  g_clear_pointer(&c->cells, g_ptr_array_unref);
  g_clear_pointer(&c->head, g_ptr_array_unref);
  g_clear_pointer(&c->own_locale, cop_locale_free);
  if (c->alt != NULL)
    g_string_free(g_steal_pointer(&c->alt), TRUE);
}

CopFigure *
cop_canvas_finish(CopCanvas *c, float height)
{
  CopFigure *f = cop_new(c->arena, CopFigure);
  c->drawing->height = height;
  f->drawing = c->drawing;
  f->alt = cop_arena_strdup(c->arena, c->alt->str);
  f->n_columns = c->head->len;
  g_assert(f->n_columns > 0 && c->cells->len % f->n_columns == 0);
  f->n_rows = c->cells->len / f->n_columns;
  const char **head = cop_new_n(c->arena, const char *, f->n_columns);
  for (guint i = 0; i < c->head->len; i++)
    head[i] = g_ptr_array_index(c->head, i);
  CopFigureCell *cells = cop_new_n(c->arena, CopFigureCell, c->cells->len);
  for (guint i = 0; i < c->cells->len; i++)
    cells[i] = *(const CopFigureCell *)g_ptr_array_index(c->cells, i);
  f->head = head;
  f->cells = cells;
  cop_canvas_clear(c);
  return f;
}

/* --- paint --- */

float
cop_canvas_x(const CopCanvas *c, float x)
{
  return c->rtl ? c->width - x : x;
}

CopPath
cop_canvas_path(CopCanvas *c)
{
  return cop_path_begin(c->arena);
}

void
cop_canvas_rect(CopCanvas *c, float x, float y, float w, float h, CopColor fill)
{
  if (w <= 0 || h <= 0)
    return;
  CopPath p = cop_canvas_path(c);
  cop_path_rect(&p, c->rtl ? c->width - x - w : x, y, w, h);
  cop_draw_fill(c->drawing, &p, fill);
}

void
cop_canvas_round_rect(CopCanvas *c, float x, float y, float w, float h, float radius, CopColor fill, CopColor stroke,
                      float width)
{
  CopPath p = cop_canvas_path(c);
  cop_path_round_rect(&p, c->rtl ? c->width - x - w : x, y, w, h, radius);
  cop_draw_path(c->drawing, &p, fill, stroke, width);
}

void
cop_canvas_line(CopCanvas *c, float x1, float y1, float x2, float y2, CopColor color, float width, bool dashed)
{
  static const float dash[] = { 3, 2 };
  CopPath p = cop_canvas_path(c);
  cop_path_move(&p, cop_canvas_x(c, x1), y1);
  cop_path_line(&p, cop_canvas_x(c, x2), y2);
  CopDrawOp *op = cop_draw_path(c->drawing, &p, 0, color, width);
  if (dashed) {
    op->as.path.dash = dash;
    op->as.path.n_dash = G_N_ELEMENTS(dash);
  }
}

/* Lines in direction (1, slope) inside a rectangle, `pitch` apart on its
 * upper edge; slope 0 is level lines. */
static void
hatch(CopCanvas *c, float x, float y, float w, float h, int slope, float pitch, CopColor color)
{
  CopPath p = cop_canvas_path(c);
  if (slope == 0) {
    for (float t = pitch / 2; t < h; t += pitch) {
      cop_path_move(&p, x, y + t);
      cop_path_line(&p, x + w, y + t);
    }
  } else {
    /* The line through (x + t, y) meets the sides where the rectangle ends. */
    for (float t = pitch / 2 - (slope > 0 ? h : 0); t < w + (slope < 0 ? h : 0); t += pitch) {
      float from = slope > 0 ? fmaxf(0, -t) : fmaxf(0, t - w);
      float to = slope > 0 ? fminf(h, w - t) : fminf(h, t);
      if (to <= from)
        continue;
      cop_path_move(&p, x + t + (float)slope * from, y + from);
      cop_path_line(&p, x + t + (float)slope * to, y + to);
    }
  }
  if (p.n > 0)
    cop_draw_stroke(c->drawing, &p, color, 0.7f);
}

void
cop_canvas_bar(CopCanvas *c, float x, float y, float w, float h, unsigned i, CopColor fill)
{
  if (w <= 0 || h <= 0)
    return;
  cop_canvas_rect(c, x, y, w, h, fill);
  if (!c->o.grey)
    return;
  float left = c->rtl ? c->width - x - w : x;
  static const struct {
    int slope;
    float pitch;
  } hatches[COP_FIGURE_SERIES_MAX] = { { 9, 0 }, { 1, 4 }, { 9, 0 }, { -1, 4 }, { 9, 0 }, { 0, 3 } };
  if (hatches[i].slope != 9)
    hatch(c, left, y, w, h, hatches[i].slope, hatches[i].pitch, cop_canvas_on(fill));
  CopPath p = cop_canvas_path(c);
  cop_path_rect(&p, left, y, w, h);
  cop_draw_stroke(c->drawing, &p, COP_INK, 0.5f);
}

void
cop_canvas_marker(CopCanvas *c, float x, float y, float r, unsigned i, CopColor fill)
{
  CopPath p = cop_canvas_path(c);
  float cx = cop_canvas_x(c, x), k = r * 1.2f;
  switch (i % COP_FIGURE_SERIES_MAX) {
  case 0:
    cop_path_ellipse(&p, cx, y, r, r);
    break;
  case 1:
    cop_path_rect(&p, cx - r * 0.9f, y - r * 0.9f, r * 1.8f, r * 1.8f);
    break;
  case 2:
    cop_path_move(&p, cx, y - k);
    cop_path_line(&p, cx + k, y + r * 0.85f);
    cop_path_line(&p, cx - k, y + r * 0.85f);
    cop_path_close(&p);
    break;
  case 3:
    cop_path_move(&p, cx, y - k);
    cop_path_line(&p, cx + k, y);
    cop_path_line(&p, cx, y + k);
    cop_path_line(&p, cx - k, y);
    cop_path_close(&p);
    break;
  case 4:
    cop_path_move(&p, cx, y + k);
    cop_path_line(&p, cx + k, y - r * 0.85f);
    cop_path_line(&p, cx - k, y - r * 0.85f);
    cop_path_close(&p);
    break;
  default:
    cop_path_ellipse(&p, cx, y, r, r);
    cop_draw_path(c->drawing, &p, COP_WHITE, fill, r * 0.6f);
    return;
  }
  /* A pale marker needs an edge, a dark one a halo where lines cross it. */
  cop_draw_path(c->drawing, &p, fill, cop_color_contrast(fill, COP_WHITE) < 1.9 ? COP_INK : COP_WHITE, 0.8f);
}

/* --- text --- */

float
cop_canvas_measure(const CopCanvas *c, const char *text, float size, bool bold)
{
  return (float)c->o.metrics->measure(c->o.metrics->ctx, text, c->o.lang, size, bold);
}

void
cop_canvas_text(CopCanvas *c, float x, float y, float size, CopAnchor anchor, bool bold, CopColor color,
                const char *text)
{
  if (text == NULL || text[0] == '\0')
    return;
  CopDrawOp *op = cop_draw_text(c->drawing, cop_canvas_x(c, x), y, size, anchor, color, text);
  op->as.text.bold = bold;
}

CopCanvasLines
cop_canvas_wrap(const CopCanvas *c, const char *text, float size, bool bold, float width, unsigned max_lines)
{
  const CopFigureMetrics *m = c->o.metrics;
  const char **lines = cop_new_n(c->arena, const char *, max_lines);
  CopCanvasLines out = { .lines = lines };
  for (const char *p = text; *p != '\0' && out.n < max_lines;) {
    size_t n = strlen(p);
    if (out.n + 1 < max_lines)
      n = m->fit != NULL ? m->fit(m->ctx, p, c->o.lang, size, bold, width) : fit_estimate(c, p, size, bold, width);
    char *line = cop_arena_strndup(c->arena, p, n);
    lines[out.n++] = g_strchomp(line);
    out.width = fmaxf(out.width, cop_canvas_measure(c, line, size, bold));
    p += n;
    while (*p == ' ')
      p++;
  }
  return out;
}

/* The script's leading (design, Type), less the air that single labels need not. */
float
cop_canvas_leading(const CopCanvas *c, float size)
{
  switch (cop_lang_script(c->o.lang)) {
  case COP_SCRIPT_MYMR:
    return size * 1.7f;
  case COP_SCRIPT_KHMR:
  case COP_SCRIPT_LAOO:
    return size * 1.6f;
  case COP_SCRIPT_ARAB:
    return size * 1.5f;
  case COP_SCRIPT_DEVA:
  case COP_SCRIPT_BENG:
  case COP_SCRIPT_TAML:
  case COP_SCRIPT_THAI:
    return size * 1.45f;
  default:
    return size * 1.25f;
  }
}

float
cop_canvas_lines(CopCanvas *c, CopCanvasLines l, float x, float y, float size, CopAnchor anchor, bool bold,
                 CopColor color)
{
  for (unsigned i = 0; i < l.n; i++, y += cop_canvas_leading(c, size))
    cop_canvas_text(c, x, y, size, anchor, bold, color, l.lines[i]);
  return y;
}

const char *
cop_canvas_number(const CopCanvas *c, double v, unsigned decimals)
{
  g_autofree char *text = cop_locale_real(c->o.locale, v, decimals, decimals);
  return cop_arena_strdup(c->arena, text);
}

const char *
cop_canvas_value(const CopCanvas *c, double v, unsigned decimals, const char *unit)
{
  if (g_strcmp0(unit, "%") != 0)
    return cop_canvas_number(c, v, decimals);
  g_autofree char *text = cop_locale_percent(c->o.locale, v / 100, decimals);
  return cop_arena_strdup(c->arena, text);
}

CopColor
cop_canvas_on(CopColor ground)
{
  return cop_color_contrast(ground, COP_WHITE) >= cop_color_contrast(ground, COP_INK) ? COP_WHITE : COP_INK;
}

float
cop_canvas_legend(CopCanvas *c, float y, const char *const *labels, unsigned n, bool markers)
{
  float x = 0, row = cop_canvas_leading(c, c->size) + 3, box = c->size * 0.95f;
  for (unsigned i = 0; i < n; i++) {
    CopCanvasLines l = cop_canvas_wrap(c, labels[i], c->size, false, c->width - box - 6, 1);
    if (x > 0 && x + box + 5 + l.width > c->width) {
      x = 0;
      y += row;
    }
    CopColor color = cop_figure_series_color(i, c->o.grey);
    if (markers)
      cop_canvas_marker(c, x + box / 2, y + row / 2 - 1, box * 0.42f, i, color);
    else
      cop_canvas_bar(c, x, y + row / 2 - 1 - box / 2, box, box, i, color);
    cop_canvas_lines(c, l, x + box + 5, y + row / 2 - 1 + c->size * 0.35f, c->size, COP_ANCHOR_START, false, COP_INK);
    x += box + 5 + l.width + 16;
  }
  return y + row + 4;
}

/* --- axis --- */

CopAxis
cop_axis_make(double low, double high, bool from_zero, unsigned ticks)
{
  static const double rounds[] = { 1, 2, 2.5, 5, 10 };
  if (from_zero)
    low = fmin(0, low);
  if (!(high > low))
    high = low + 1;
  double raw = (high - low) / fmax(1, ticks), power = pow(10, floor(log10(raw))), step = 10 * power;
  for (size_t i = 0; i < G_N_ELEMENTS(rounds); i++)
    if (rounds[i] * power >= raw * (1 - 1e-9)) {
      step = rounds[i] * power;
      break;
    }
  CopAxis axis = { .low = floor(low / step + 1e-9) * step, .high = ceil(high / step - 1e-9) * step, .step = step };
  axis.n = (unsigned)lround((axis.high - axis.low) / step) + 1;
  while (axis.decimals < 6 && fabs(step * pow(10, axis.decimals) - round(step * pow(10, axis.decimals))) > 1e-6)
    axis.decimals++;
  return axis;
}

/* --- table and alternative text --- */

void
cop_canvas_head(CopCanvas *c, const char *title)
{
  g_ptr_array_add(c->head, cop_arena_strdup(c->arena, title));
}

static void
add_cell(CopCanvas *c, const char *text, double value)
{
  CopFigureCell *cell = cop_new(c->arena, CopFigureCell);
  cell->text = cop_arena_strdup(c->arena, text);
  cell->value = value;
  g_ptr_array_add(c->cells, cell);
}

void
cop_canvas_cell_text(CopCanvas *c, const char *text)
{
  add_cell(c, text, NAN);
}

void
cop_canvas_cell_number(CopCanvas *c, double v, unsigned decimals)
{
  add_cell(c, isnan(v) ? NULL : cop_canvas_number(c, v, decimals), v);
}

void
cop_canvas_say(CopCanvas *c, const char *format, ...)
{
  if (c->alt->len > 0)
    g_string_append_c(c->alt, ' ');
  va_list args;
  va_start(args, format);
  g_string_append_vprintf(c->alt, format, args);
  va_end(args);
}
