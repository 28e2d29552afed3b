/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/fit.h"

#include <float.h>
#include <math.h>

/* Sums from the start of the paragraph. */
typedef struct {
  float width, stretch, shrink;
} Sum;

/* A place where a line may end. */
typedef struct {
  uint32_t end;  /* one after the last unit printed before it */
  uint32_t next; /* the unit after it */
  Sum to, from;  /* up to `end`, up to `next` */
  bool must, hyphen;
  /* the cheapest way here */
  double cost;
  bool first;    /* no line has ended yet */
  int32_t previous;
} Break;

static void
collect(const CopUnit *units, uint32_t n, GArray *breaks)
{
  Break start = { .previous = -1, .first = true };
  g_array_append_val(breaks, start);
  Sum sum = { 0, 0, 0 }, ink = sum;
  uint32_t ink_end = 0;
  for (uint32_t i = 0; i < n; i++) {
    sum.width += units[i].width;
    sum.stretch += cop_unit_stretch(&units[i]);
    sum.shrink += cop_unit_shrink(&units[i]);
    if (!units[i].space && units[i].end > units[i].start && (units[i].shaped != NULL || units[i].width > 0)) {
      ink = sum;
      ink_end = i + 1;
    }
    if (units[i].brk == COP_BREAK_NONE && i + 1 < n)
      continue;
    Break b = { .end = ink_end, .next = i + 1, .to = ink, .from = sum, .cost = DBL_MAX, .previous = -1,
                .must = units[i].brk == COP_BREAK_MUST || i + 1 == n, .hyphen = units[i].brk == COP_BREAK_HYPHEN };
    g_array_append_val(breaks, b);
  }
}

/* Cost of the line between two breaks; false when it does not fit. */
static bool
line_cost(const Break *a, const Break *b, const CopFitShape *shape, double *cost)
{
  float measure = shape->width - (a->first ? shape->first_indent : 0);
  float natural = b->to.width - a->from.width + (b->hyphen ? shape->hyphen_width : 0);
  float slack = measure - natural;
  *cost = 0;
  if (slack < -0.01f) {
    float shrink = b->to.shrink - a->from.shrink;
    if (!shape->justify || -slack > shrink)
      return false;
    double r = -slack / shrink;
    *cost = 100 * r * r * r;
  } else if (b->must) {
    /* a last line of one short word looks lost */
    if (!a->first && natural < 0.12f * measure)
      *cost = 60;
  } else if (shape->justify) {
    double r = slack / MAX(b->to.stretch - a->from.stretch, 0.01 * measure);
    *cost = 100 * MIN(r * r * r, 8000);
  } else {
    double r = slack / (0.18 * measure);
    *cost = 100 * r * r;
  }
  /* a ragged edge hides more than a divided word does */
  if (b->hyphen)
    *cost += (shape->justify ? 60 : 180) + (a->hyphen ? 300 : 0);
  return true;
}

static void
solve(Break *breaks, uint32_t n, const CopFitShape *shape)
{
  uint32_t earliest = 0; /* no line begins before the last forced break */
  for (uint32_t k = 1; k < n; k++) {
    Break *b = &breaks[k];
    for (uint32_t i = k; i-- > earliest;) {
      const Break *a = &breaks[i];
      double cost;
      if (!line_cost(a, b, shape, &cost)) {
        if (i + 1 < k)
          break; /* lines from further back are longer still */
        cost = 1e9; /* not even the shortest fits: a price no other way pays */
      }
      if (a->cost + cost + 10 < b->cost) {
        b->cost = a->cost + cost + 10;
        b->previous = (int32_t)i;
      }
    }
    if (b->must)
      earliest = k;
  }
}

void
cop_fit(const CopUnit *units, uint32_t n, const CopFitShape *shape, GArray *lines, GArray **scratch)
{
  g_array_set_size(lines, 0);
  if (n == 0)
    return;
  if (*scratch == NULL)
    *scratch = g_array_new(FALSE, FALSE, sizeof(Break));
  GArray *list = *scratch;
  g_array_set_size(list, 0);
  collect(units, n, list);
  Break *breaks = (Break *)(void *)list->data;
  solve(breaks, list->len, shape);
  for (int32_t k = (int32_t)list->len - 1; k > 0; k = breaks[k].previous) {
    const Break *b = &breaks[k], *a = &breaks[b->previous];
    CopFitLine line = { .from = a->next, .to = MAX(b->end, a->next), .last = b->must };
    line.hyphen = b->hyphen ? shape->hyphen_width : 0;
    line.width = MAX(b->to.width - a->from.width, 0) + line.hyphen;
    line.overfull = line.width > shape->width + 0.5f;
    g_array_append_val(lines, line);
  }
  for (guint i = 0, k = lines->len; i + 1 < k; i++) {
    k--;
    CopFitLine swap = g_array_index(lines, CopFitLine, i);
    g_array_index(lines, CopFitLine, i) = g_array_index(lines, CopFitLine, k);
    g_array_index(lines, CopFitLine, k) = swap;
  }
}
