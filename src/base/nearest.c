/* SPDX-License-Identifier: Apache-2.0 */
#include "base/nearest.h"

#include <glib.h>
#include <string.h>

/* Longer words are not compared: the table is on the stack. */
#define LONGEST 64u

CopNearest
cop_nearest(const char *typed)
{
  return (CopNearest){ .typed = typed };
}

static size_t
distance(const char *a, size_t n, const char *b, size_t m)
{
  size_t row[3][LONGEST + 1]; /* two rows back, one back, this one */
  for (size_t j = 0; j <= m; j++)
    row[1][j] = j;
  for (size_t i = 1; i <= n; i++) {
    row[2][0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t best = row[1][j - 1] + (g_ascii_tolower(a[i - 1]) != g_ascii_tolower(b[j - 1]));
      best = MIN(best, row[1][j] + 1);
      best = MIN(best, row[2][j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = MIN(best, row[0][j - 2] + 1);
      row[2][j] = best;
    }
    memcpy(row[0], row[1], sizeof row[0]);
    memcpy(row[1], row[2], sizeof row[1]);
  }
  return row[1][m];
}

void
cop_nearest_offer(CopNearest *n, const char *candidate)
{
  size_t a = strlen(n->typed), b = strlen(candidate);
  if (a > LONGEST || b > LONGEST || MAX(a, b) - MIN(a, b) > MAX(a, b) / 3) /* so far apart at least */
    return;
  size_t d = distance(n->typed, a, candidate, b);
  if (d > MAX(a, b) / 3 || (n->best != NULL && d >= n->distance))
    return;
  n->best = candidate;
  n->distance = d;
}
