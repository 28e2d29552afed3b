/* SPDX-License-Identifier: Apache-2.0
 *
 * model/roll_up.h -- observations added up into cells: one cell for each
 * indicator, breakdown value, area and period that was reported. It is what
 * indicator/cube.h reads, and what the store keeps beside the rows
 * (model/roll_up_store.h).
 *
 *   Inside a report   one thing may be given as a total and broken down. For a
 *                     total the rows with fewest breakdowns count, for a
 *                     breakdown those with fewest further ones, so nothing is
 *                     counted twice.
 *   Between reports   sum and ratio: values add up. last and none: the report
 *                     that arrived later replaces. median: single values stay.
 *
 * Nothing here depends on the tree of areas. A report costs as much as it is
 * long.
 */
#ifndef COP_MODEL_ROLL_UP_H
#define COP_MODEL_ROLL_UP_H

#include "model/report.h"

/* What a value may be broken down by. */
typedef enum {
  COP_BY_NOTHING,
  COP_BY_SEX,
  COP_BY_AGE_BAND,
  COP_BY_DISABILITY,
  COP_BY_SETTING,
  COP_BY_URBAN,
  COP_BY_LANGUAGE,
  COP_BY_MAX
} CopBreakdown;

const char *cop_breakdown_name(CopBreakdown b); /* "sex" */
/* How many values it has in a model, not counting "not broken down". */
unsigned cop_breakdown_values(const CopModel *m, CopBreakdown b);
/* The word or id of value 1 to cop_breakdown_values(). */
const char *cop_breakdown_value(const CopModel *m, CopBreakdown b, unsigned value);

/* indicator 12 | by 3 | value 11 | place 24 | period 14 bits. The place of an
 * area is its index in the model plus 1, 0 is the country as a whole; the cube
 * puts a rank there. A period's 14 bits are its months since 1900 times 4 plus
 * its kind. */
enum { COP_CELL_PERIOD_BITS = 14, COP_CELL_PLACE_BITS = 24, COP_CELL_VALUE_BITS = 11, COP_CELL_BY_BITS = 3 };
#define COP_CELL_FIRST_PERIOD (1900u * 12 * 4)

static inline uint64_t
cop_cell_key(uint32_t indicator, CopBreakdown by, unsigned value, uint32_t place, CopPeriod period)
{
  uint64_t k = indicator;
  k = k << COP_CELL_BY_BITS | by;
  k = k << COP_CELL_VALUE_BITS | value;
  k = k << COP_CELL_PLACE_BITS | place;
  return k << COP_CELL_PERIOD_BITS | (period - COP_CELL_FIRST_PERIOD);
}

static inline CopPeriod
cop_cell_period(uint64_t key)
{
  return (CopPeriod)(key & ((1u << COP_CELL_PERIOD_BITS) - 1)) + COP_CELL_FIRST_PERIOD;
}

static inline uint32_t
cop_cell_place(uint64_t key)
{
  return (uint32_t)(key >> COP_CELL_PERIOD_BITS) & ((1u << COP_CELL_PLACE_BITS) - 1);
}

/* Breakdown and its value, as one number. */
static inline uint32_t
cop_cell_slot(uint64_t key)
{
  return (uint32_t)(key >> (COP_CELL_PERIOD_BITS + COP_CELL_PLACE_BITS)) & ((1u << (COP_CELL_BY_BITS + COP_CELL_VALUE_BITS)) - 1);
}

static inline uint32_t
cop_cell_indicator(uint64_t key)
{
  return (uint32_t)(key >> (COP_CELL_PERIOD_BITS + COP_CELL_PLACE_BITS + COP_CELL_BY_BITS + COP_CELL_VALUE_BITS));
}

typedef struct {
  uint64_t key;
  double sum, numerator, denominator; /* 0 where not given */
  uint32_t n, n_synthetic;            /* observations */
  uint32_t report;                    /* number of the last report in it */
} CopRollCell;

/* A value of an indicator that is rolled up as a median. */
typedef struct {
  uint64_t key;
  double value;
  bool synthetic;
} CopRollSingle;

/* Do later reports replace earlier ones for this indicator? */
bool cop_cell_replaces(const CopModel *m, uint32_t indicator);
/* Puts b into a cell of the same key. */
void cop_cell_join(const CopModel *m, CopRollCell *a, const CopRollCell *b);

typedef struct CopRollUp CopRollUp;

/* The model must outlive it; observations must carry its indices. */
CopRollUp *cop_roll_up_new(const CopModel *m);
void cop_roll_up_free(CopRollUp *r);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopRollUp, cop_roll_up_free)
void cop_roll_up_clear(CopRollUp *r);

/* Adds whole reports: observations of one report stand together. */
void cop_roll_up_add(CopRollUp *r, const CopObservation *o, size_t n);
/* Adds what was added up elsewhere, of other reports. */
void cop_roll_up_put(CopRollUp *r, const CopRollCell *cell);
void cop_roll_up_put_single(CopRollUp *r, const CopRollSingle *single);

/* In no order; valid until the next change. */
const CopRollCell *cop_roll_up_cells(const CopRollUp *r, size_t *n);
const CopRollSingle *cop_roll_up_singles(const CopRollUp *r, size_t *n);

#endif
