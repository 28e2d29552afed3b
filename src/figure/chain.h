/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/chain.h -- a results chain: columns of boxes from what is made to what
 * changes, with an arrow from each column to the next, as theories of change
 * are drawn (UNDG, Results-Based Management Handbook, 2011).
 *
 * A column marked `condition` stands for what must hold outside control: its
 * boxes are dashed, and the arrow into it is a plus.
 */
#ifndef COP_FIGURE_CHAIN_H
#define COP_FIGURE_CHAIN_H

#include "figure/figure.h"

#define COP_CHAIN_COLUMNS_MAX 5u
#define COP_CHAIN_BOXES_MAX 12u

typedef struct {
  const char *title;          /* "Outputs" */
  const char *const *boxes;
  unsigned n_boxes;           /* 1 to COP_CHAIN_BOXES_MAX */
  float weight;               /* of its width; 0 is read as 1 */
  bool condition;
  bool goal;                  /* filled with the deep accent: the end of the chain */
} CopChainColumn;

typedef struct {
  const char *subject;        /* "Theory of change of objective 2" */
  const CopChainColumn *columns;
  unsigned n_columns;         /* 2 to COP_CHAIN_COLUMNS_MAX */
} CopChain;

CopFigure *cop_chain_draw(CopArena *a, const CopChain *chain, const CopFigureOptions *options, GError **error);

#endif
