/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/gantt.h"

#include <math.h>
#include <string.h>

#include "figure/canvas.h"

#define MOST_ROWS 80u
#define MOST_PERIODS 40u

typedef struct {
  CopCanvas *c;
  const CopGantt *g;
  float label_end, from, column, top;
  float *middles; /* of the rows */
  float bar;      /* height of a bar */
} Plan;

static bool
check(const CopGantt *g, GError **error)
{
  if (g->n_rows == 0 || g->n_periods == 0 || g->n_rows > MOST_ROWS || g->n_periods > MOST_PERIODS) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT, "a plan shows 1 to %u rows over 1 to %u periods",
                MOST_ROWS, MOST_PERIODS);
    return false;
  }
  unsigned spanned = 0;
  for (unsigned i = 0; i < g->n_spans; i++)
    spanned += g->spans[i].n;
  bool sound = g->n_spans == 0 || spanned == g->n_periods;
  for (unsigned i = 0; i < g->n_rows && sound; i++) {
    const CopGanttRow *r = &g->rows[i];
    sound = r->start < r->end && r->end <= g->n_periods && r->milestone < (int)g->n_periods;
    for (unsigned k = 0; k < r->n_waits; k++)
      sound = sound && r->waits_for[k] < g->n_rows && r->waits_for[k] != i;
  }
  if (!sound)
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA,
                "a row of the plan lies outside its periods or waits for a row that is not there");
  return sound;
}

static float
edge(const Plan *p, unsigned period)
{
  return p->from + (float)period * p->column;
}

static void
draw_heads(Plan *p)
{
  CopCanvas *c = p->c;
  float y = 0, leading = cop_canvas_leading(c, c->small);
  unsigned at = 0;
  for (unsigned i = 0; i < p->g->n_spans; at += p->g->spans[i++].n)
    cop_canvas_text(c, edge(p, at) + 3, y + c->size, c->size, COP_ANCHOR_START, true, COP_INK, p->g->spans[i].label);
  if (p->g->n_spans > 0)
    y += cop_canvas_leading(c, c->size) + 1;
  for (unsigned i = 0; i < p->g->n_periods; i++)
    if (cop_canvas_measure(c, p->g->periods[i], c->small, false) <= p->column + 1)
      cop_canvas_text(c, edge(p, i) + p->column / 2, y + c->small, c->small, COP_ANCHOR_MIDDLE, false, COP_INK_SOFT,
                      p->g->periods[i]);
  p->top = y + leading + 2;
}

/* Light lines for periods, stronger ones where a year begins. */
static void
draw_grid(const Plan *p, float bottom)
{
  CopCanvas *c = p->c;
  unsigned at = 0, span = 0;
  for (unsigned i = 0; i <= p->g->n_periods; i++) {
    bool year = i == at;
    if (year && span < p->g->n_spans)
      at += p->g->spans[span++].n;
    cop_canvas_line(c, edge(p, i), year && p->g->n_spans > 0 ? 0 : p->top, edge(p, i), bottom,
                    year && p->g->n_spans > 0 ? 0xa9b1bfff : COP_LINE, year ? 0.7f : 0.4f, false);
  }
}

static float
lay_out_rows(Plan *p)
{
  CopCanvas *c = p->c;
  float y = p->top + 3, leading = cop_canvas_leading(c, c->size);
  p->middles = cop_new_n(c->arena, float, p->g->n_rows);
  for (unsigned i = 0; i < p->g->n_rows; i++) {
    const CopGanttRow *r = &p->g->rows[i];
    if (r->group != NULL && (i == 0 || g_strcmp0(r->group, p->g->rows[i - 1].group) != 0)) {
      y += i == 0 ? 0 : 4;
      cop_canvas_text(c, 0, y + c->size, c->size, COP_ANCHOR_START, true, c->o.palette.deep, r->group);
      y += leading + 2;
    }
    CopCanvasLines name = cop_canvas_wrap(c, r->label, c->size, false, p->label_end, 2);
    float h = fmaxf(p->bar + 5, (float)name.n * leading + 2);
    p->middles[i] = y + h / 2;
    cop_canvas_lines(c, name, 0, p->middles[i] - (float)name.n * leading / 2 + leading / 2 + c->size * 0.35f, c->size,
                     COP_ANCHOR_START, false, COP_INK);
    y += h;
  }
  return y + 2;
}

/* From the end of what is waited for to the start of what waits; a start
 * before that end is a fault of the plan and is shown as one. */
static void
draw_wait(const Plan *p, unsigned first, unsigned then)
{
  CopCanvas *c = p->c;
  float x1 = edge(p, p->g->rows[first].end) - 2, y1 = p->middles[first];
  float x2 = edge(p, p->g->rows[then].start) + 1.5f, y2 = p->middles[then];
  bool late = p->g->rows[then].start < p->g->rows[first].end;
  CopColor color = late ? cop_state_color(COP_STATE_LATE, c->o.grey) : COP_INK_SOFT;
  float side = y2 > y1 ? 1 : -1, between = y1 + side * (p->bar / 2 + 2.5f), before = x2 - 5;
  CopPath path = cop_canvas_path(c);
  cop_path_move(&path, cop_canvas_x(c, x1), y1);
  if (x2 >= x1 + 7) { /* straight down at the start of the later bar */
    cop_path_line(&path, cop_canvas_x(c, x1 + 4), y1);
    cop_path_line(&path, cop_canvas_x(c, x1 + 4), y2);
  } else {
    cop_path_line(&path, cop_canvas_x(c, x1 + 4), y1);
    cop_path_line(&path, cop_canvas_x(c, x1 + 4), between);
    cop_path_line(&path, cop_canvas_x(c, before), between);
    cop_path_line(&path, cop_canvas_x(c, before), y2);
  }
  cop_path_line(&path, cop_canvas_x(c, x2 - 2), y2);
  CopDrawOp *op = cop_draw_path(c->drawing, &path, 0, color, 0.9f);
  op->as.path.join = COP_JOIN_ROUND;
  CopPath head = cop_canvas_path(c);
  cop_path_move(&head, cop_canvas_x(c, x2), y2);
  cop_path_line(&head, cop_canvas_x(c, x2 - 4), y2 - 2.4f);
  cop_path_line(&head, cop_canvas_x(c, x2 - 4), y2 + 2.4f);
  cop_path_close(&head);
  cop_draw_fill(c->drawing, &head, color);
}

static void
draw_bar(const Plan *p, unsigned i)
{
  CopCanvas *c = p->c;
  const CopGanttRow *r = &p->g->rows[i];
  float x = edge(p, r->start) + 1.5f, w = edge(p, r->end) - edge(p, r->start) - 3, y = p->middles[i] - p->bar / 2;
  cop_canvas_round_rect(c, x, y, w, p->bar, 2.5f, c->o.palette.main, 0, 0);
  if (r->has_state) {
    CopPath ground = cop_canvas_path(c);
    cop_path_ellipse(&ground, cop_canvas_x(c, x + p->bar / 2), p->middles[i], p->bar * 0.42f, p->bar * 0.42f);
    cop_draw_fill(c->drawing, &ground, COP_WHITE);
    cop_state_draw(c->drawing, r->state, cop_canvas_x(c, x + p->bar / 2), p->middles[i], p->bar * 0.62f, c->o.grey);
  }
  if (r->milestone < 0)
    return;
  float mx = edge(p, (unsigned)r->milestone + 1);
  CopPath diamond = cop_canvas_path(c);
  float half = p->bar * 0.58f, dx = cop_canvas_x(c, mx);
  cop_path_move(&diamond, dx, p->middles[i] - half);
  cop_path_line(&diamond, dx + half, p->middles[i]);
  cop_path_line(&diamond, dx, p->middles[i] + half);
  cop_path_line(&diamond, dx - half, p->middles[i]);
  cop_path_close(&diamond);
  cop_draw_path(c->drawing, &diamond, c->o.palette.mark, COP_INK, 0.8f);
  if (r->milestone_label == NULL)
    return;
  float room = cop_canvas_measure(c, r->milestone_label, c->small, false) + half + 4;
  bool behind = (unsigned)r->milestone + 1 >= r->end && mx + room <= c->width;
  if (behind)
    cop_canvas_text(c, mx + half + 3, p->middles[i] + c->small * 0.35f, c->small, COP_ANCHOR_START, false, COP_INK,
                    r->milestone_label);
  else if (room < w) /* inside the bar, before the diamond */
    cop_canvas_text(c, mx - half - 3, p->middles[i] + c->small * 0.35f, c->small, COP_ANCHOR_END, false,
                    cop_canvas_on(c->o.palette.main), r->milestone_label);
}

static void
describe(CopCanvas *c, const CopGantt *g)
{
  const CopCatalogue *w = c->o.words;
  cop_canvas_head(c, g->row_title != NULL ? g->row_title : "");
  cop_canvas_head(c, cop_tr(w, "Start"));
  cop_canvas_head(c, cop_tr(w, "End"));
  cop_canvas_head(c, cop_tr(w, "Waits for"));
  cop_canvas_head(c, cop_tr(w, "Milestone"));
  const char **names = cop_new_n(c->arena, const char *, g->n_periods);
  unsigned span = 0, left = g->n_spans > 0 ? g->spans[0].n : 0, early = 0;
  for (unsigned i = 0; i < g->n_periods; i++) {
    names[i] = g->n_spans == 0 ? g->periods[i] : cop_arena_printf(c->arena, "%s %s", g->periods[i], g->spans[span].label);
    if (g->n_spans > 0 && --left == 0 && span + 1 < g->n_spans)
      left = g->spans[++span].n;
  }
  for (unsigned i = 0; i < g->n_rows; i++) {
    const CopGanttRow *r = &g->rows[i];
    cop_canvas_cell_text(c, r->label);
    cop_canvas_cell_text(c, names[r->start]);
    cop_canvas_cell_text(c, names[r->end - 1]);
    g_autoptr(GString) waits = g_string_new(NULL);
    for (unsigned k = 0; k < r->n_waits; k++) {
      g_string_append_printf(waits, "%s%s", k > 0 ? "; " : "", g->rows[r->waits_for[k]].label);
      early += r->start < g->rows[r->waits_for[k]].end;
    }
    cop_canvas_cell_text(c, waits->len > 0 ? waits->str : NULL);
    cop_canvas_cell_text(c, r->milestone < 0 ? NULL
                            : r->milestone_label != NULL
                              ? cop_arena_printf(c->arena, "%s (%s)", r->milestone_label, names[r->milestone])
                              : names[r->milestone]);
  }
  cop_canvas_say(c, cop_tr(w, "Time plan: %s, %u rows from %s to %s."), g->subject, g->n_rows, names[0],
                 names[g->n_periods - 1]);
  cop_canvas_say(c, cop_tr(w, "First: %s."), g->rows[0].label);
  if (early > 0)
    cop_canvas_say(c, cop_ntr(w, "%u row starts before what it waits for is done.",
                              "%u rows start before what they wait for is done.", early), early);
}

CopFigure *
cop_gantt_draw(CopArena *a, const CopGantt *gantt, const CopFigureOptions *options, GError **error)
{
  if (!check(gantt, error))
    return NULL;
  CopCanvas c;
  cop_canvas_init(&c, a, options);
  describe(&c, gantt);
  Plan p = { .c = &c, .g = gantt, .bar = c.size * 1.25f };
  float most = c.width * 0.4f, widest = 0;
  for (unsigned i = 0; i < gantt->n_rows; i++)
    widest = fmaxf(widest, cop_canvas_wrap(&c, gantt->rows[i].label, c.size, false, most, 2).width);
  p.label_end = fminf(widest, most) + 1;
  p.from = p.label_end + 9;
  p.column = (c.width - p.from - p.bar * 0.7f) / (float)gantt->n_periods; /* room for a milestone at the end */
  draw_heads(&p);
  float bottom = lay_out_rows(&p);
  draw_grid(&p, bottom);
  for (unsigned i = 0; i < gantt->n_rows; i++)
    draw_bar(&p, i);
  for (unsigned i = 0; i < gantt->n_rows; i++)
    for (unsigned k = 0; k < gantt->rows[i].n_waits; k++)
      draw_wait(&p, gantt->rows[i].waits_for[k], i);
  return cop_canvas_finish(&c, bottom + 2);
}
