/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/steps.h"

#include <math.h>

#include "figure/mark.h"

bool
cop_steps_check(const CopSteps *s, GError **error)
{
  for (unsigned i = 1; i < s->n_bounds; i++)
    if (!(s->bounds[i] > s->bounds[i - 1])) {
      g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "the steps of a map must rise");
      return false;
    }
  return true;
}

unsigned
cop_steps_of(const CopSteps *s, double value)
{
  unsigned step = 0;
  while (step < s->n_bounds && value >= s->bounds[step])
    step++;
  return step;
}

static CopColor
mix(CopColor a, CopColor b, double t)
{
  CopColor out = 0;
  for (int shift = 24; shift >= 0; shift -= 8)
    out |= (CopColor)lround((a >> shift & 0xff) * (1 - t) + (b >> shift & 0xff) * t) << shift;
  return out;
}

CopColor
cop_steps_color(const CopPalette *p, unsigned step, unsigned n_steps)
{
  if (n_steps == 1)
    return p->soft;
  double t = (double)step / (n_steps - 1);
  return t < 0.5 ? mix(p->tint, p->main, t * 2) : mix(p->main, p->deep, (t - 0.5) * 2);
}

const char *
cop_steps_value(const CopCanvas *c, const CopSteps *s, double value)
{
  return cop_canvas_value(c, value, s->decimals, s->unit);
}

static const char *
step_text(const CopCanvas *c, const CopSteps *s, unsigned step)
{
  const CopCatalogue *w = c->o.words;
  if (s->n_bounds == 0)
    return cop_tr(w, "all values");
  if (step == 0)
    return cop_arena_printf(c->arena, cop_tr(w, "under %s"), cop_steps_value(c, s, s->bounds[0]));
  if (step == s->n_bounds)
    return cop_arena_printf(c->arena, cop_tr(w, "%s and more"), cop_steps_value(c, s, s->bounds[step - 1]));
  return cop_arena_printf(c->arena, cop_tr(w, "%s to under %s"), cop_steps_value(c, s, s->bounds[step - 1]),
                          cop_steps_value(c, s, s->bounds[step]));
}

float
cop_steps_legend(CopCanvas *c, const CopSteps *s, float x, float y, bool no_data)
{
  float row = cop_canvas_leading(c, c->size) + 4, box = c->size * 1.2f;
  for (unsigned k = s->n_bounds + 1; k-- > 0; y += row) {
    CopColor fill = cop_steps_color(&c->o.palette, k, s->n_bounds + 1);
    cop_canvas_round_rect(c, x, y, box * 1.5f, box, 1.5f, fill, 0xa9b1bfff, cop_color_contrast(fill, COP_WHITE) < 1.3 ? 0.6f : 0);
    cop_canvas_text(c, x + box * 1.5f + 6, y + box / 2 + c->size * 0.35f, c->size, COP_ANCHOR_START, false, COP_INK, step_text(c, s, k));
  }
  if (no_data) {
    cop_state_draw(c->drawing, COP_STATE_NO_DATA, cop_canvas_x(c, x + box * 0.75f), y + box / 2, c->size, c->o.grey);
    cop_canvas_text(c, x + box * 1.5f + 6, y + box / 2 + c->size * 0.35f, c->size, COP_ANCHOR_START, false, COP_INK,
                    cop_state_name(c->o.words, COP_STATE_NO_DATA));
    y += row;
  }
  return y;
}

float
cop_steps_legend_width(const CopCanvas *c, const CopSteps *s)
{
  float width = cop_canvas_measure(c, cop_state_name(c->o.words, COP_STATE_NO_DATA), c->size, false);
  for (unsigned k = 0; k <= s->n_bounds; k++)
    width = fmaxf(width, cop_canvas_measure(c, step_text(c, s, k), c->size, false));
  return width + c->size * 1.8f + 8;
}

void
cop_steps_describe(CopCanvas *c, const CopStepsTable *t)
{
  const CopCatalogue *w = c->o.words;
  unsigned best = t->n, worst = t->n, missing = 0;
  cop_canvas_head(c, t->region_title != NULL ? t->region_title : "");
  cop_canvas_head(c, t->steps->unit != NULL ? cop_arena_printf(c->arena, "%s (%s)", t->subject, t->steps->unit) : t->subject);
  for (unsigned i = 0; i < t->n; i++) {
    cop_canvas_cell_text(c, t->names[i]);
    cop_canvas_cell_number(c, t->values[i], t->steps->decimals);
    if (isnan(t->values[i])) {
      missing++;
      continue;
    }
    if (best == t->n || t->values[i] > t->values[best])
      best = i;
    if (worst == t->n || t->values[i] < t->values[worst])
      worst = i;
  }
  cop_canvas_say(c, cop_tr(w, "Map of %u regions: %s."), t->n, t->subject);
  if (best < t->n)
    cop_canvas_say(c, cop_tr(w, "Highest: %s, %s. Lowest: %s, %s."), t->names[best], cop_steps_value(c, t->steps, t->values[best]),
                   t->names[worst], cop_steps_value(c, t->steps, t->values[worst]));
  if (missing > 0)
    cop_canvas_say(c, cop_ntr(w, "No data for %u of them.", "No data for %u of them.", missing), missing);
}
