/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/outline.h"

#include <glib.h>

#define INK 0x1b1f2affu
#define PAPER 0xffffffffu
#define SMALL 7.0f /* points: what is smaller and dark is a feature, not an area */

static void
extent(const CopDrawOp *op, float *width, float *height)
{
  float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
  for (size_t i = 0; i < op->as.path.n_segs; i++) {
    const CopSeg *s = &op->as.path.segs[i];
    unsigned n = s->kind == COP_SEG_CLOSE ? 0 : s->kind == COP_SEG_CURVE ? 3 : 1;
    for (unsigned k = 0; k < n; k++) {
      x0 = MIN(x0, s->x[k]), x1 = MAX(x1, s->x[k]);
      y0 = MIN(y0, s->y[k]), y1 = MAX(y1, s->y[k]);
    }
  }
  *width = x1 - x0;
  *height = y1 - y0;
}

static bool
is_dark(CopColor c)
{
  return cop_color_contrast(c, PAPER) > 7;
}

/* `scale`: of the drawing on the whole picture, so that widths are true there. */
static void
outline_path(CopDrawOp *op, float line, float scale)
{
  float w, h;
  extent(op, &w, &h);
  bool feature = MAX(w, h) * scale < SMALL && (op->as.path.fill == 0 || is_dark(op->as.path.fill));
  if (op->as.path.fill != 0 && !feature) {
    bool bare = op->as.path.stroke == 0;
    op->as.path.fill = PAPER;
    op->as.path.stroke = INK;
    op->as.path.stroke_width = bare ? 0.5f * line / scale : MAX(op->as.path.stroke_width, line / scale);
  } else if (op->as.path.stroke != 0) {
    op->as.path.stroke = INK;
  }
}

static CopDrawing *
outline(CopArena *a, const CopDrawing *d, float line, float scale)
{
  CopDrawing *out = cop_drawing_new(a, d->width, d->height);
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    CopDrawOp *copy = cop_new(a, CopDrawOp);
    *copy = *op;
    copy->next = NULL;
    if (op->kind == COP_DRAW_PATH)
      outline_path(copy, line, scale);
    else if (op->kind == COP_DRAW_CHILD)
      copy->as.child.drawing = outline(a, op->as.child.drawing, line, scale * op->as.child.scale);
    if (out->last != NULL)
      out->last->next = copy;
    else
      out->first = copy;
    out->last = copy;
  }
  return out;
}

CopDrawing *
cop_drawing_outline(CopArena *a, const CopDrawing *d, float line)
{
  return outline(a, d, line, 1);
}
