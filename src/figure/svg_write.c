/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/svg_write.h"

#include <math.h>
#include <string.h>

#include "base/lang.h"

/* At most three decimals, without trailing zeros; never "-0". */
static void
add_number(GString *out, double v)
{
  long milli = lround(v * 1000);
  if (milli < 0) {
    g_string_append_c(out, '-');
    milli = -milli;
  }
  char whole[24], *at = whole + sizeof whole;
  for (long n = milli / 1000; n > 0 || at == whole + sizeof whole; n /= 10)
    *--at = (char)('0' + n % 10);
  g_string_append_len(out, at, whole + sizeof whole - at); /* most of an SVG is numbers */
  long rest = milli % 1000;
  if (rest == 0)
    return;
  char digits[4] = { (char)('0' + rest / 100), (char)('0' + rest / 10 % 10), (char)('0' + rest % 10), '\0' };
  for (int i = 2; i > 0 && digits[i] == '0'; i--)
    digits[i] = '\0';
  g_string_append_c(out, '.');
  g_string_append(out, digits);
}

static void
add_attr_number(GString *out, const char *name, double v)
{
  g_string_append_printf(out, " %s=\"", name);
  add_number(out, v);
  g_string_append_c(out, '"');
}

static void
add_escaped(GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
  for (const char *p = valid != NULL ? valid : text; *p != '\0'; p++) {
    if (*p == '&')
      g_string_append(out, "&amp;");
    else if (*p == '<')
      g_string_append(out, "&lt;");
    else if (*p == '"')
      g_string_append(out, "&quot;");
    else if ((unsigned char)*p >= 0x20 || *p == '\n' || *p == '\t')
      g_string_append_c(out, *p);
  }
}

static void
add_attr_text(GString *out, const char *name, const char *value)
{
  g_string_append_printf(out, " %s=\"", name);
  add_escaped(out, value);
  g_string_append_c(out, '"');
}

static void
add_color(GString *out, const char *name, CopColor c)
{
  if ((c & 0xff) == 0) {
    g_string_append_printf(out, " %s=\"none\"", name);
    return;
  }
  g_string_append_printf(out, " %s=\"#%06x\"", name, c >> 8);
  if ((c & 0xff) != 0xff) {
    g_autofree char *opacity = g_strconcat(name, "-opacity", NULL);
    add_attr_number(out, opacity, (c & 0xff) / 255.0);
  }
}

static void
add_path(GString *out, const CopDrawOp *op)
{
  static const char letters[] = { [COP_SEG_MOVE] = 'M', [COP_SEG_LINE] = 'L', [COP_SEG_CURVE] = 'C', [COP_SEG_CLOSE] = 'Z' };
  static const int points[] = { [COP_SEG_MOVE] = 1, [COP_SEG_LINE] = 1, [COP_SEG_CURVE] = 3, [COP_SEG_CLOSE] = 0 };
  static const char *const caps[] = { [COP_CAP_ROUND] = "round", [COP_CAP_SQUARE] = "square" };
  static const char *const joins[] = { [COP_JOIN_ROUND] = "round", [COP_JOIN_BEVEL] = "bevel" };
  g_string_append(out, "<path d=\"");
  for (size_t i = 0; i < op->as.path.n_segs; i++) {
    const CopSeg *s = &op->as.path.segs[i];
    g_string_append_c(out, letters[s->kind]);
    for (int k = 0; k < points[s->kind]; k++) {
      if (k > 0)
        g_string_append_c(out, ' ');
      add_number(out, s->x[k]);
      g_string_append_c(out, ' ');
      add_number(out, s->y[k]);
    }
  }
  g_string_append_c(out, '"');
  add_color(out, "fill", op->as.path.fill);
  if (op->as.path.even_odd)
    g_string_append(out, " fill-rule=\"evenodd\"");
  if ((op->as.path.stroke & 0xff) != 0) {
    add_color(out, "stroke", op->as.path.stroke);
    add_attr_number(out, "stroke-width", op->as.path.stroke_width);
    if (op->as.path.cap != COP_CAP_BUTT)
      add_attr_text(out, "stroke-linecap", caps[op->as.path.cap]);
    if (op->as.path.join != COP_JOIN_MITER)
      add_attr_text(out, "stroke-linejoin", joins[op->as.path.join]);
    for (size_t i = 0; i < op->as.path.n_dash; i++) {
      g_string_append(out, i == 0 ? " stroke-dasharray=\"" : " ");
      add_number(out, op->as.path.dash[i]);
    }
    if (op->as.path.n_dash > 0)
      g_string_append_c(out, '"');
  }
  g_string_append(out, "/>\n");
}

static void
add_text(GString *out, const CopDrawOp *op, const char *lang)
{
  static const char *const anchors[] = { [COP_ANCHOR_MIDDLE] = "middle", [COP_ANCHOR_END] = "end" };
  g_string_append(out, "<text");
  add_attr_number(out, "x", op->as.text.x);
  add_attr_number(out, "y", op->as.text.y);
  add_attr_number(out, "font-size", op->as.text.size);
  if (op->as.text.anchor != COP_ANCHOR_START)
    add_attr_text(out, "text-anchor", anchors[op->as.text.anchor]);
  if (op->as.text.bold)
    g_string_append(out, " font-weight=\"700\"");
  add_color(out, "fill", op->as.text.color);
  const char *own = op->as.text.lang != NULL ? op->as.text.lang : lang;
  if (own != NULL && (op->as.text.lang != NULL || cop_lang_rtl(own))) {
    add_attr_text(out, "lang", own);
    g_string_append(out, cop_lang_rtl(own) ? " direction=\"rtl\"" : " direction=\"ltr\"");
  }
  g_string_append_c(out, '>');
  add_escaped(out, op->as.text.text);
  g_string_append(out, "</text>\n");
}

static void
add_ops(GString *out, const CopDrawing *d, const char *lang)
{
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    switch (op->kind) {
    case COP_DRAW_PATH:
      add_path(out, op);
      break;
    case COP_DRAW_TEXT:
      add_text(out, op, lang);
      break;
    case COP_DRAW_CHILD:
      g_string_append(out, "<g transform=\"translate(");
      add_number(out, op->as.child.x);
      g_string_append_c(out, ' ');
      add_number(out, op->as.child.y);
      g_string_append(out, ") scale(");
      /* Six decimals: a large child drawn small must not lose its place. */
      g_autofree char *scale = g_malloc(G_ASCII_DTOSTR_BUF_SIZE);
      g_string_append(out, g_ascii_formatd(scale, G_ASCII_DTOSTR_BUF_SIZE, "%.6g", op->as.child.scale));
      g_string_append(out, ")\">\n");
      add_ops(out, op->as.child.drawing, lang);
      g_string_append(out, "</g>\n");
      break;
    }
  }
}

void
cop_svg_write(GString *out, const CopDrawing *d, const CopSvgWriteOptions *options)
{
  static const CopSvgWriteOptions none = { 0 };
  const CopSvgWriteOptions *o = options != NULL ? options : &none;
  if (o->file)
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_string_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  if (o->file) {
    add_attr_number(out, "width", d->width);
    add_attr_number(out, "height", d->height);
  }
  g_string_append(out, " viewBox=\"0 0 ");
  add_number(out, d->width);
  g_string_append_c(out, ' ');
  add_number(out, d->height);
  g_string_append_c(out, '"');
  if (o->alt != NULL && o->alt[0] != '\0') {
    g_string_append(out, " role=\"img\"");
    add_attr_text(out, "aria-label", o->alt);
  } else {
    g_string_append(out, " aria-hidden=\"true\"");
  }
  if (o->lang != NULL)
    add_attr_text(out, "lang", o->lang);
  if (o->families != NULL)
    add_attr_text(out, "font-family", o->families);
  g_string_append(out, ">\n");
  add_ops(out, d, o->lang);
  g_string_append(out, "</svg>\n");
}
