/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/population.h"

#include <math.h>

#include "figure/canvas.h"
#include "figure/mark.h"

static bool
check(const CopPopulation *p, double *high, GError **error)
{
  bool sound = p->n_bands >= 1 && p->n_bands <= 30;
  *high = 0;
  for (unsigned k = 0; k < 2 && sound; k++)
    for (unsigned i = 0; i < p->n_bands; i++)
      if (!isnan(p->values[k][i])) {
        sound = sound && p->values[k][i] >= 0 && isfinite(p->values[k][i]);
        *high = fmax(*high, p->values[k][i]);
      }
  sound = sound && *high > 0;
  if (!sound)
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA,
                "population bars need 1 to 30 bands and values that are not negative");
  return sound;
}

static void
describe(CopCanvas *c, const CopPopulation *p)
{
  cop_canvas_head(c, p->band_title != NULL ? p->band_title : "");
  for (unsigned k = 0; k < 2; k++)
    cop_canvas_head(c, p->unit != NULL ? cop_arena_printf(c->arena, "%s (%s)", p->labels[k], p->unit) : p->labels[k]);
  double sums[2] = { 0, 0 };
  for (unsigned i = 0; i < p->n_bands; i++) {
    cop_canvas_cell_text(c, p->bands[i]);
    for (unsigned k = 0; k < 2; k++) {
      cop_canvas_cell_number(c, p->values[k][i], p->decimals);
      sums[k] += isnan(p->values[k][i]) ? 0 : p->values[k][i];
    }
  }
  cop_canvas_say(c, cop_tr(c->o.words, "Bars back to back over %u age bands: %s."), p->n_bands, p->subject);
  for (unsigned k = 0; k < 2; k++)
    cop_canvas_say(c, cop_tr(c->o.words, "%s: %s in all."), p->labels[k], cop_canvas_number(c, sums[k], p->decimals));
}

CopFigure *
cop_population_draw(CopArena *a, const CopPopulation *p, const CopFigureOptions *options, GError **error)
{
  double high;
  if (!check(p, &high, error))
    return NULL;
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  describe(&c, p);
  float names = 0, numbers = 0;
  for (unsigned i = 0; i < p->n_bands; i++) {
    names = fmaxf(names, cop_canvas_measure(&c, p->bands[i], c.size, false));
    for (unsigned k = 0; k < 2; k++)
      if (!isnan(p->values[k][i]))
        numbers = fmaxf(numbers, cop_canvas_measure(&c, cop_canvas_number(&c, p->values[k][i], p->decimals), c.size, false));
  }
  float middle = c.width / 2, inner = names / 2 + 6, reach = middle - inner - numbers - 6;
  float h = c.size * 1.45f, y = cop_canvas_leading(&c, c.size) + 6;
  for (unsigned k = 0; k < 2; k++) {
    float side = k == 0 ? -1 : 1;
    cop_canvas_text(&c, middle + side * inner, c.size, c.size, k == 0 ? COP_ANCHOR_END : COP_ANCHOR_START, true, COP_INK,
                    p->labels[k]);
  }
  for (unsigned i = p->n_bands; i-- > 0; y += h + 2) {
    float base = y + h / 2 + c.size * 0.35f;
    cop_canvas_text(&c, middle, base, c.size, COP_ANCHOR_MIDDLE, false, COP_INK, p->bands[i]);
    for (unsigned k = 0; k < 2; k++) {
      double v = p->values[k][i];
      float side = k == 0 ? -1 : 1, w = isnan(v) ? 0 : (float)(v / high) * reach;
      cop_canvas_bar(&c, k == 0 ? middle - inner - w : middle + inner, y, w, h, k, cop_figure_series_color(k, c.o.grey));
      cop_canvas_text(&c, middle + side * (inner + w + 4), base, c.size, k == 0 ? COP_ANCHOR_END : COP_ANCHOR_START, false,
                      isnan(v) ? COP_INK_SOFT : COP_INK,
                      isnan(v) ? cop_state_name(c.o.words, COP_STATE_NO_DATA) : cop_canvas_number(&c, v, p->decimals));
    }
  }
  return cop_canvas_finish(&c, y + 2);
}
