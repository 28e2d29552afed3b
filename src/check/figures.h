/* SPDX-License-Identifier: Apache-2.0
 *
 * check/figures.h -- the quantities a text states: shares ("20.2 %", "two out
 * of ten", "one in five", "a third") and counts ("2.7 million", "279,166").
 *
 * A comma or dot before exactly three digits, or a second one of its kind,
 * groups thousands; otherwise it is the decimal sign (English, French and
 * Spanish habits; "1.044" alone is read as 1,044 only where no per cent
 * follows). Years, ages and numbers of articles are counts like others: the
 * caller looks at what stands around.
 */
#ifndef COP_CHECK_FIGURES_H
#define COP_CHECK_FIGURES_H

#include "base/arena.h"
#include "check/tokens.h"

typedef enum { COP_FIGURE_SHARE, COP_FIGURE_COUNT } CopFigureKind;

typedef struct {
  CopFigureKind kind;
  CopTokenRange range;
  double value; /* of a share: 0 to 1 */
} CopFigure;

/* In order of place; lives in the arena. */
const CopFigure *cop_figures_find(CopArena *a, const CopTokens *t, size_t *n);

#endif
