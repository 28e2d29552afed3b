/* SPDX-License-Identifier: Apache-2.0
 *
 * indicator/suppress.h -- which cells of linked tables must not be shown.
 *
 * Primary:        a count from 1 to threshold - 1 is hidden. A 0 is shown: it
 *                 speaks of nobody.
 * Complementary:  more cells are hidden until no hidden small count can be
 *                 narrowed down: with everything shown, every sum and the fact
 *                 that counts are not negative, the values each small count
 *                 could have span at least `threshold` (proved by linear
 *                 programming; indicator/simplex.h). Parts are hidden before
 *                 totals and small counts before large ones.
 * Source: primary and complementary suppression as in Hundepool et al.,
 * Statistical Disclosure Control, 2012, chapter 4.
 *
 * Cells are numbered; the sums between them are listed. A cell may stand in
 * many sums.
 */
#ifndef COP_INDICATOR_SUPPRESS_H
#define COP_INDICATOR_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* total = sum of parts + rest. A rest above 0 was counted and belongs to no
 * part that is shown; nobody outside knows it. */
typedef struct {
  uint32_t total;
  uint32_t n;
  const uint32_t *parts;
  double rest;
} CopSum;

typedef struct {
  size_t n_cells;
  const double *count; /* NaN: nothing was reported, counts as 0 in sums and is not shown */
  const uint8_t *rank; /* of equal use, cells of lower rank are hidden first: parts 0, totals more */
  bool *hidden;        /* in: cells hidden for other reasons; out: all that must be */
  size_t n_sums;
  const CopSum *sums;
  double threshold;
} CopSuppression;

void cop_suppress(const CopSuppression *s);

/* The span of values a hidden cell could have, as an outsider can tell. */
void cop_suppress_span(const CopSuppression *s, uint32_t cell, double *least, double *most);

#endif
