/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "typeset/layout.h"

#define TRIES 14 /* halvings until columns are even within a point */

/* Fills columns of a height one after the other; returns how many slabs fit. */
static guint
fill(CopSlab *const *slabs, guint n, float height, float *tops, float *highest)
{
  guint i = 0;
  *highest = 0;
  for (unsigned c = 0; c < slabs[0]->columns && i < n; c++) {
    const CopSlab *above = NULL;
    float y = 0;
    guint start = i;
    for (; i < n; i++) {
      CopSlab *s = slabs[i];
      float top = above == NULL ? 0 : y + MAX(above->after, s->before);
      if (i > start && top + s->height > height + 0.01f)
        break;
      tops[i] = top;
      s->shift = (float)c * s->step;
      y = top + s->height;
      above = s;
    }
    if (i < n) {
      guint end = i;
      while (end > start && slabs[end - 1]->keep)
        end--;
      i = end > start ? end : i; /* what keeps together is higher than a column: cut it anyway */
    }
    *highest = MAX(*highest, tops[i - 1] + slabs[i - 1]->height);
  }
  return i;
}

guint
cop_columns_fit(CopSlab *const *slabs, guint n, float room, float *tops, float *height)
{
  guint end = fill(slabs, n, room, tops, height);
  if (end < n)
    return end;
  float low = 0, high = room;
  for (int i = 0; i < TRIES; i++) {
    float middle = (low + high) / 2;
    if (fill(slabs, n, middle, tops, height) == n && *height <= middle + 0.01f)
      high = middle;
    else
      low = middle;
  }
  return fill(slabs, n, high, tops, height);
}
