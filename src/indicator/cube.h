/* SPDX-License-Identifier: Apache-2.0
 *
 * indicator/cube.h -- observations added up, so that a value for any area and
 * period is a short walk over sorted cells instead of a scan of all reports.
 *
 * Rules
 *   In and between reports   as model/roll_up.h has it.
 *   Over areas        an area is everything reported for it and for the areas
 *                     in it.
 *   Over periods      a period is everything reported for periods within it.
 *   sum               values add up.
 *   last              a level: for each area the latest period within the one
 *                     asked for, of it the report that arrived last; then over
 *                     areas they add up.
 *   ratio             numerators and denominators add up, then are divided;
 *                     per cent when the unit says so.
 *   median            of the single values.
 *   none              only what was reported for exactly that area and period;
 *                     of several the report that arrived last.
 *   Missing           is not zero: a cell without observations has no value.
 *
 * A new report costs as much as it is long. Values here are not protected:
 * everything that leaves the office goes through indicator/publish.h.
 */
#ifndef COP_INDICATOR_CUBE_H
#define COP_INDICATOR_CUBE_H

#include "model/roll_up.h"

typedef struct CopCube CopCube;

/* The model must outlive the cube; observations must carry its indices. */
CopCube *cop_cube_new(const CopModel *m);
void cop_cube_free(CopCube *c);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopCube, cop_cube_free)

/* Adds whole reports: observations of one report stand together, and reports
 * come in the order of arrival. */
void cop_cube_add(CopCube *c, const CopObservation *o, size_t n);

/* The same of what the store keeps added up (model/roll_up_store.h); reports
 * must be others than those added before. */
void cop_cube_add_roll_up(CopCube *c, const CopRollUp *r);

typedef struct {
  uint32_t indicator; /* index in the model */
  int32_t area;       /* index in the model; -1: the whole country */
  CopPeriod period;
  CopBreakdown by;
  unsigned value;     /* of the breakdown, from 1; 0 with COP_BY_NOTHING */
} CopCubeKey;

typedef struct {
  bool given;         /* false: nothing was reported, the rest is empty */
  double value;       /* as shown: a count, a level, per cent, a median */
  double numerator, denominator; /* of a ratio; NaN else */
  uint64_t n;         /* observations behind it */
  uint64_t n_synthetic;
} CopCubeValue;

CopCubeValue cop_cube_value(const CopCube *c, const CopCubeKey *key);

/* Periods for which an indicator has observations in an area, in order, at
 * most `most`; returns how many there are. */
size_t cop_cube_periods(const CopCube *c, uint32_t indicator, int32_t area, CopPeriod *periods, size_t most);
/* Cells held: what a value costs grows with it, not with the observations. */
size_t cop_cube_cells(const CopCube *c);

/* Is the second area the first or within it? -1 is the whole country. */
bool cop_cube_within(const CopCube *c, int32_t outer, int32_t inner);

#endif
