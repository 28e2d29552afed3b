/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/geo_labels.h"

#include <math.h>

#include "figure/mark.h"

#define SCANS 25u           /* heights at which a region's width is looked for */
#define AIR 1.5f            /* points between two words */
#define WAYS 16u            /* directions a leader may take */
#define SHORTEST 9.0f       /* leader */
#define LONGEST 72.0f

typedef struct {
  float x0, y0, x1, y1;
} Area;

typedef struct {
  double x, y, width;       /* middle and width of the widest stretch inside */
  double area;
  double left, right, top, bottom;
} Inside;

/* --- inside a region --- */

static int
by_number(gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Where the outlines cross a height, in order. */
static void
crossings(const CopGeoShape *s, double y, GArray *xs)
{
  g_array_set_size(xs, 0);
  for (unsigned k = 0; k < s->n_rings; k++)
    for (unsigned i = 0; i + 1 < s->rings[k].n; i++) {
      const CopGeoPoint *p = &s->rings[k].points[i], *q = p + 1;
      if ((p->lat > y) == (q->lat > y))
        continue;
      double x = p->lon + (y - p->lat) / (q->lat - p->lat) * (q->lon - p->lon);
      g_array_append_val(xs, x);
    }
  g_array_sort(xs, by_number);
}

/* The narrowest of what is inside at the top, middle and foot of a line of text
 * around x; 0 when x lies outside. */
static double
room_at(const CopGeoShape *s, double x, double y, double half_height, GArray *xs)
{
  double room = INFINITY;
  for (int step = -1; step <= 1; step++) {
    crossings(s, y + step * half_height, xs);
    double here = 0;
    for (guint i = 0; i + 1 < xs->len; i += 2) {
      double from = g_array_index(xs, double, i), to = g_array_index(xs, double, i + 1);
      if (x > from && x < to)
        here = 2 * fmin(x - from, to - x);
    }
    room = fmin(room, here);
  }
  return room;
}

static Inside
inside_of(const CopGeoShape *s, double half_height)
{
  Inside in = { .left = INFINITY, .right = -INFINITY, .top = INFINITY, .bottom = -INFINITY };
  g_autoptr(GArray) xs = g_array_new(FALSE, FALSE, sizeof(double)), scratch = g_array_new(FALSE, FALSE, sizeof(double));
  for (unsigned k = 0; k < s->n_rings; k++)
    for (unsigned i = 0; i + 1 < s->rings[k].n; i++) {
      const CopGeoPoint *p = &s->rings[k].points[i], *q = p + 1;
      in.area += (p->lon * q->lat - q->lon * p->lat) / 2 * (s->rings[k].hole ? 0 : 1);
      in.left = fmin(in.left, p->lon);
      in.right = fmax(in.right, p->lon);
      in.top = fmin(in.top, p->lat);
      in.bottom = fmax(in.bottom, p->lat);
    }
  in.area = fabs(in.area);
  in.x = (in.left + in.right) / 2;
  in.y = (in.top + in.bottom) / 2;
  double middle = in.y, best = 0;
  for (unsigned i = 0; i < SCANS; i++) {
    double y = in.top + (in.bottom - in.top) * ((double)i + 0.5) / SCANS;
    crossings(s, y, xs);
    for (guint k = 0; k + 1 < xs->len; k += 2) {
      double from = g_array_index(xs, double, k), to = g_array_index(xs, double, k + 1), x = (from + to) / 2;
      /* a little more for what lies in the middle: the eye looks there */
      double near = 1 - 0.25 * fabs(y - middle) / fmax(in.bottom - in.top, 1);
      double room = room_at(s, x, y, half_height, scratch), worth = room > 0 ? room * near : (to - from) * 1e-3;
      if (worth <= best)
        continue;
      best = worth;
      in.x = x;
      in.y = y;
      in.width = room;
    }
  }
  return in;
}

/* --- what is taken --- */

static bool
meet(const Area *a, const Area *b)
{
  return a->x0 < b->x1 + AIR && b->x0 < a->x1 + AIR && a->y0 < b->y1 + AIR && b->y0 < a->y1 + AIR;
}

static bool
is_free(const GArray *taken, const Area *a, float width, float height)
{
  if (a->x0 < 0 || a->y0 < 0 || a->x1 > width || a->y1 > height)
    return false;
  for (guint i = 0; i < taken->len; i++)
    if (meet(a, &g_array_index(taken, Area, i)))
      return false;
  return true;
}

static Area
around(double x, double y, float w, float h)
{
  return (Area){ (float)x - w / 2, (float)y - h / 2, (float)x + w / 2, (float)y + h / 2 };
}

/* The place of a number beside the region: the nearest free one, the directions
 * that leave the region soonest first. */
static bool
beside(const GArray *taken, const Inside *in, float side, float width, float height, CopGeoLabel *label)
{
  for (float far = SHORTEST; far <= LONGEST; far += 6)
    for (unsigned way = 0; way < WAYS; way++) {
      double angle = 2 * G_PI * way / WAYS, x = in->x + (double)far * cos(angle), y = in->y + (double)far * sin(angle);
      Area a = around(x, y, side, side);
      if (!is_free(taken, &a, width, height))
        continue;
      *label = (CopGeoLabel){ .x = (float)x, .y = (float)y, .from_x = (float)in->x, .from_y = (float)in->y, .leader = true };
      return true;
    }
  return false;
}

typedef struct {
  unsigned index;
  Inside in;
} Ranked;

static int
by_area(gconstpointer a, gconstpointer b)
{
  double x = ((const Ranked *)a)->in.area, y = ((const Ranked *)b)->in.area;
  if (x != y)
    return x > y ? -1 : 1;
  return ((const Ranked *)a)->index < ((const Ranked *)b)->index ? -1 : 1;
}

static float
number_side(const CopCanvas *c, unsigned n)
{
  return c->small * (n > 9 ? 1.45f : 1.25f);
}

/* A mark stands above the word. */
static float
word_height(const CopCanvas *c, const CopGeoShape *s)
{
  return c->small * (s->no_data ? 2.2f : 1);
}

unsigned
cop_geo_labels_place(const CopCanvas *c, const CopGeoShape *shapes, unsigned n, float width, float height, CopGeoLabel *labels)
{
  g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Area));
  g_autofree Ranked *order = g_new(Ranked, n + 1);
  unsigned numbered = 0;
  for (unsigned i = 0; i < n; i++)
    order[i] = (Ranked){ i, inside_of(&shapes[i], (double)word_height(c, &shapes[i]) * 0.45) };
  qsort(order, n, sizeof *order, by_area);
  /* words first, so that no number stands in the way of one */
  for (unsigned k = 0; k < n; k++) {
    const CopGeoShape *s = &shapes[order[k].index];
    CopGeoLabel *label = &labels[order[k].index];
    const Inside *in = &order[k].in;
    *label = (CopGeoLabel){ .x = (float)in->x, .y = (float)in->y, .none = s->word == NULL };
    if (s->word == NULL) {
      Area mark = around(in->x, in->y, c->small, c->small);
      if (s->no_data)
        g_array_append_val(taken, mark);
      continue;
    }
    float w = cop_canvas_measure(c, s->word, c->small, false);
    Area a = around(in->x, in->y, w, word_height(c, s));
    if ((double)w <= in->width && is_free(taken, &a, width, height)) {
      g_array_append_val(taken, a);
      continue;
    }
    label->number = 1;
    numbered++;
  }
  float side = number_side(c, numbered);
  for (unsigned k = 0; k < n; k++) {
    CopGeoLabel *label = &labels[order[k].index];
    if (label->number == 0)
      continue;
    Area a = around(order[k].in.x, order[k].in.y, side, side);
    if (!(order[k].in.width >= (double)side && is_free(taken, &a, width, height)) && beside(taken, &order[k].in, side, width, height, label))
      a = around((double)label->x, (double)label->y, side, side);
    g_array_append_val(taken, a);
  }
  /* numbers rise in the order of the table */
  unsigned next = 0;
  for (unsigned i = 0; i < n; i++)
    if (!labels[i].none && (labels[i].number != 0 || labels[i].leader))
      labels[i].number = ++next;
  return numbered;
}

/* --- drawing --- */

void
cop_geo_labels_draw(CopCanvas *c, const CopGeoShape *shapes, unsigned n, const CopGeoLabel *labels)
{
  float drop = c->small * 0.35f, side = 0;
  for (unsigned i = 0; i < n; i++)
    side = MAX(side, labels[i].number > 0 ? number_side(c, labels[i].number) : 0);
  for (unsigned i = 0; i < n; i++) {
    if (!labels[i].leader)
      continue;
    CopPath line = cop_canvas_path(c), dot = cop_canvas_path(c);
    cop_path_move(&line, labels[i].from_x, labels[i].from_y);
    cop_path_line(&line, labels[i].x, labels[i].y);
    cop_draw_stroke(c->drawing, &line, COP_INK_SOFT, 0.5f);
    cop_path_ellipse(&dot, labels[i].from_x, labels[i].from_y, 1.1f, 1.1f);
    cop_draw_fill(c->drawing, &dot, COP_INK_SOFT);
  }
  for (unsigned i = 0; i < n; i++) {
    const CopGeoLabel *l = &labels[i];
    if (l->none) {
      if (shapes[i].no_data)
        cop_state_draw(c->drawing, COP_STATE_NO_DATA, l->x, l->y, c->small, c->o.grey);
      continue;
    }
    if (l->number == 0) {
      float down = shapes[i].no_data ? 0.6f * c->small : 0;
      if (shapes[i].no_data)
        cop_state_draw(c->drawing, COP_STATE_NO_DATA, l->x, l->y - down, c->small, c->o.grey);
      cop_draw_text(c->drawing, l->x, l->y + down + drop, c->small, COP_ANCHOR_MIDDLE, cop_canvas_on(shapes[i].fill), shapes[i].word);
      continue;
    }
    CopPath disc = cop_canvas_path(c);
    cop_path_ellipse(&disc, l->x, l->y, side / 2, side / 2);
    cop_draw_path(c->drawing, &disc, COP_WHITE, COP_INK_SOFT, 0.5f);
    cop_draw_text(c->drawing, l->x, l->y + drop, c->small * 0.9f, COP_ANCHOR_MIDDLE, COP_INK, cop_canvas_number(c, l->number, 0));
  }
}

static float
key_indent(const CopCanvas *c)
{
  return cop_canvas_measure(c, "00", c->small, true) + 5;
}

float
cop_geo_labels_key_width(const CopCanvas *c, const CopGeoShape *shapes, unsigned n, const CopGeoLabel *labels)
{
  float most = 0;
  for (unsigned i = 0; i < n; i++)
    if (labels[i].number > 0)
      most = MAX(most, cop_canvas_measure(c, shapes[i].word, c->small, false));
  return most > 0 ? key_indent(c) + most + 1.5f * c->small : 0;
}

float
cop_geo_labels_key(CopCanvas *c, const CopGeoShape *shapes, unsigned n, const CopGeoLabel *labels, float x, float y)
{
  float leading = cop_canvas_leading(c, c->small), indent = key_indent(c);
  for (unsigned i = 0; i < n; i++) {
    if (labels[i].number == 0)
      continue;
    cop_canvas_text(c, x + indent - 5, y + c->small, c->small, COP_ANCHOR_END, true, COP_INK, cop_canvas_number(c, labels[i].number, 0));
    cop_canvas_text(c, x + indent, y + c->small, c->small, COP_ANCHOR_START, false, COP_INK, shapes[i].word);
    if (shapes[i].no_data)
      cop_state_draw(c->drawing, COP_STATE_NO_DATA, cop_canvas_x(c, x + indent + cop_canvas_measure(c, shapes[i].word, c->small, false) + c->small), y + 0.65f * c->small,
                     0.8f * c->small, c->o.grey);
    y += leading;
  }
  return y;
}
