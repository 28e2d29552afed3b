/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/person.h"

#include <math.h>

#include "figure/person_body.h"

static void
draw_cane(CopPosed *q)
{
  /* Walking it is held out, sitting it stands at the knees. */
  bool sits = q->p->stance->near_leg.upper > 40;
  CopPoint top = q->far_arm.palm, foot = cop_point(top.x + q->body.leg * (sits ? 0.06 : 0.62), -0.5);
  if (sits)
    top.y -= q->body.hand * 0.8;
  CopPath p = cop_pen_path(&q->pen);
  cop_pen_move(&p, top);
  cop_pen_to(&p, foot);
  cop_pen_line(&q->pen, &p, q->pen.ink, 2.4);
  cop_pen_line(&q->pen, &p, 0xffffffff, 1.3);
  CopPath tip = cop_pen_path(&q->pen);
  cop_pen_move(&tip, cop_point(top.x + (foot.x - top.x) * 0.8, top.y + (foot.y - top.y) * 0.8));
  cop_pen_to(&tip, foot);
  cop_pen_line(&q->pen, &tip, q->p->grey ? 0x4a4a4aff : 0xc0392bff, 1.3);
}

bool
cop_person_draw(CopDrawing *d, const CopPerson *p, CopPersonPart part, double x, double y, double scale, CopColor ink,
                CopHairFn hair, void *ctx, GError **error)
{
  g_assert(p->stance != NULL && p->gesture != NULL);
  CopMatrix m = cop_matrix_translate(COP_MATRIX_IDENTITY, x, y);
  m = cop_matrix_scale(m, p->mirrored ? -scale : scale, scale);
  CopPosed q = { .p = p, .pen = { .arena = d->arena, .drawing = d, .m = m, .contour = 0.72, .ink = ink } };
  cop_body_measure(&q.body, p->age, p->male);
  cop_body_pose(&q);
  if (part == COP_PERSON_ONLY_ARM) {
    cop_body_draw_arm(&q, &q.near_arm, true);
    return true;
  }
  if (!cop_body_draw_head_back(&q, hair, ctx, error))
    return false;
  if (!q.front)
    cop_body_draw_arm(&q, &q.far_arm, false);
  if (p->cane)
    draw_cane(&q);
  cop_body_draw_leg(&q, &q.far_leg, false);
  cop_body_draw_leg(&q, &q.near_leg, true);
  bool skirt_over = p->stance->front && fabs(p->stance->near_leg.upper) > 40; /* a lap hides the trunk's hem */
  if (!skirt_over)
    cop_body_draw_skirt(&q);
  cop_body_draw_trunk(&q);
  if (skirt_over)
    cop_body_draw_skirt(&q);
  if (!cop_body_draw_head(&q, hair, ctx, error))
    return false;
  if (q.front)
    cop_body_draw_arm(&q, &q.far_arm, false);
  if (part == COP_PERSON_WHOLE)
    cop_body_draw_arm(&q, &q.near_arm, true);
  return true;
}
