/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/frame.h"

#include "figure/polygon.h"

#define PIECES 24 /* lines for one curve that is cut */

static void
add_cut(const CopDrawing *d, CopPath *path, GArray *points)
{
  g_autoptr(GArray) left = cop_polygon_cut(points, true, 0, 1);
  g_autoptr(GArray) right = cop_polygon_cut(left, true, d->width, -1);
  g_autoptr(GArray) top = cop_polygon_cut(right, false, 0, 1);
  g_autoptr(GArray) bottom = cop_polygon_cut(top, false, d->height, -1);
  cop_polygon_to_path(bottom, path);
}

static bool
is_inside(const CopDrawing *d, const CopDrawOp *op)
{
  for (size_t i = 0; i < op->as.path.n_segs; i++) {
    const CopSeg *s = &op->as.path.segs[i];
    for (int k = 0; s->kind != COP_SEG_CLOSE && k < (s->kind == COP_SEG_CURVE ? 3 : 1); k++)
      if (s->x[k] < 0 || s->x[k] > d->width || s->y[k] < 0 || s->y[k] > d->height)
        return false;
  }
  return true;
}

/* Subpath by subpath; the op is empty when all of it lies outside. */
static void
cut_op(const CopDrawing *d, CopDrawOp *op)
{
  CopPath path = cop_path_begin(d->arena);
  const CopSeg *segs = op->as.path.segs;
  for (size_t first = 0, end; first < op->as.path.n_segs; first = end) {
    for (end = first + 1; end < op->as.path.n_segs && segs[end].kind != COP_SEG_MOVE; end++)
      ;
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(CopPoint));
    cop_polygon_add(points, segs, first, end, COP_MATRIX_IDENTITY, PIECES);
    add_cut(d, &path, points);
  }
  op->as.path.segs = path.segs;
  op->as.path.n_segs = path.n;
}

void
cop_frame_append(CopDrawing *dst, const CopDrawing *src, CopMatrix m)
{
  CopDrawing *all = cop_drawing_new(dst->arena, dst->width, dst->height);
  cop_drawing_append(all, src, m, NULL, NULL);
  for (CopDrawOp *op = all->first, *next; op != NULL; op = next) {
    next = op->next;
    if (op->kind == COP_DRAW_PATH && op->as.path.stroke == 0 && !is_inside(dst, op))
      cut_op(dst, op);
    if (op->kind == COP_DRAW_PATH && op->as.path.n_segs == 0)
      continue;
    op->next = NULL;
    if (dst->last != NULL)
      dst->last->next = op;
    else
      dst->first = op;
    dst->last = op;
  }
}
