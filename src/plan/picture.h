/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/picture.h -- the risk picture: each cell of the risk grid with the
 * figures that speak to it, what they cover, how they changed, and how well it
 * is known. There is no score: a risk nobody has measured is not a small risk.
 *
 *   figures   values whose `cells` name the cell; losers of conflicts are left
 *             out. National ones first, newest first.
 *   known     measured  a national survey or census that ended at most
 *                       COP_PICTURE_FRESH years before `year`
 *             dated     such a survey, but older
 *             counted   only counts kept by offices, estimates or computed values
 *             elsewhere only figures about other places
 *             unknown   no figure
 *   exposed   the largest national figure in persons that is no count of an
 *             office: reports and cases are never persons exposed
 *   trend     two national figures of the same topic, unit, method and
 *             definition, of periods of the same kind that follow each other;
 *             difference = later - earlier. No trend is made of unlike figures.
 *   confidence of the weakest figure behind `known`
 *
 * Pure: reads a model, writes into an arena.
 */
#ifndef COP_PLAN_PICTURE_H
#define COP_PLAN_PICTURE_H

#include "base/arena.h"
#include "model/model.h"

#define COP_PICTURE_FRESH 5

typedef enum {
  COP_KNOWN_NOT,
  COP_KNOWN_ELSEWHERE,
  COP_KNOWN_COUNTED,
  COP_KNOWN_DATED,
  COP_KNOWN_MEASURED,
  COP_KNOWN_MAX
} CopKnown;

const char *cop_known_name(CopKnown k); /* "measured" */

typedef struct {
  const CopValue *from, *to;
  double difference;
} CopTrend;

typedef struct {
  const CopRiskCell *cell;
  CopKnown known;
  CopConfidence confidence;
  size_t n, n_national;
  const CopValue *const *values;
  unsigned by_method[COP_METHOD_MAX]; /* of the national ones */
  int newest;                         /* year in which the newest national one ended; 0 */
  const CopValue *exposed;            /* NULL when no figure in persons is known */
  size_t n_trends;
  const CopTrend *trends;
} CopPicture;

/* One for each cell, in the order of the model. */
const CopPicture *cop_picture_find(const CopModel *m, int year, CopArena *a);

/* Is the figure about the country of the store, as a whole? */
bool cop_value_is_national(const CopModel *m, const CopValue *v);
/* Has another figure of its conflict been preferred? */
bool cop_value_is_outvoted(const CopModel *m, const CopValue *v);
/* Year in which a period such as "2022-11/2023-08" ends; 0 when there is none. */
int cop_value_year(const CopValue *v);

#endif
