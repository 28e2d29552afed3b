/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/mark.h"

/* Colours with at least 4.5:1 on white, so that the mark's edge is seen too. */
static const struct {
  const char *name;
  CopColor color, grey;
} states[COP_STATE_MAX] = {
  [COP_STATE_ON_TRACK] = { N_("on track"), 0x00794fff, 0x3c3c3cff },
  [COP_STATE_AT_RISK] = { N_("at risk"), 0x9a6400ff, 0x5c5c5cff },
  [COP_STATE_LATE] = { N_("late"), 0xb23b00ff, 0x1b1b1bff },
  [COP_STATE_NO_DATA] = { N_("no data"), 0x4a5263ff, 0x4a4a4aff },
};

const char *
cop_state_name(const CopCatalogue *words, CopState s)
{
  g_assert(s < COP_STATE_MAX);
  return cop_tr(words, states[s].name);
}

CopColor
cop_state_color(CopState s, bool grey)
{
  g_assert(s < COP_STATE_MAX);
  return grey ? states[s].grey : states[s].color;
}

void
cop_state_draw(CopDrawing *d, CopState s, float cx, float cy, float size, bool grey)
{
  CopPath p = cop_path_begin(d->arena);
  CopColor color = cop_state_color(s, grey);
  float r = size / 2;
  switch (s) {
  case COP_STATE_ON_TRACK:
    cop_path_ellipse(&p, cx, cy, r * 0.88f, r * 0.88f);
    break;
  case COP_STATE_AT_RISK:
    cop_path_move(&p, cx, cy - r * 0.95f);
    cop_path_line(&p, cx + r, cy + r * 0.8f);
    cop_path_line(&p, cx - r, cy + r * 0.8f);
    cop_path_close(&p);
    break;
  case COP_STATE_LATE:
    cop_path_rect(&p, cx - r * 0.8f, cy - r * 0.8f, r * 1.6f, r * 1.6f);
    break;
  case COP_STATE_NO_DATA:
    cop_path_ellipse(&p, cx, cy, r * 0.72f, r * 0.72f);
    cop_draw_stroke(d, &p, color, size * 0.16f);
    return;
  case COP_STATE_MAX:
    g_assert_not_reached();
  }
  cop_draw_fill(d, &p, color);
}

CopDrawing *
cop_state_mark(CopArena *a, CopState s, float size, bool grey)
{
  CopDrawing *d = cop_drawing_new(a, size, size);
  cop_state_draw(d, s, size / 2, size / 2, size, grey);
  d->key = cop_arena_printf(a, "mark/%s/%.2f%s", states[s].name, (double)size, grey ? "/grey" : "");
  return d;
}
