/* SPDX-License-Identifier: Apache-2.0
 *
 * base/nearest.h -- the candidate a mistyped word most likely means, for
 * remedies of findings ("did you mean 'title'?").
 *
 *   CopNearest n = cop_nearest(typed);
 *   for (...) cop_nearest_offer(&n, candidate);
 *   if (n.best != NULL) ...
 *
 * Distance: optimal string alignment (insert, drop, change a byte, swap two
 * neighbours; Damerau 1964, restricted). A candidate further than a third of
 * the longer word away is not offered; of equals the first wins.
 */
#ifndef COP_BASE_NEAREST_H
#define COP_BASE_NEAREST_H

#include <stddef.h>

typedef struct {
  const char *typed, *best; /* both borrowed; best is NULL when nothing is near */
  size_t distance;
} CopNearest;

CopNearest cop_nearest(const char *typed);
void cop_nearest_offer(CopNearest *n, const char *candidate);

#endif
