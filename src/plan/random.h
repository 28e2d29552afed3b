/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/random.h -- numbers for the search: SplitMix64 (Steele, Lea, Flood,
 * OOPSLA 2014), the same on every machine for a seed. Not for secrets.
 */
#ifndef COP_PLAN_RANDOM_H
#define COP_PLAN_RANDOM_H

#include <stdint.h>

typedef struct {
  uint64_t state;
} CopPlanRandom;

static inline uint64_t
cop_plan_random_next(CopPlanRandom *r)
{
  uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
  return z ^ z >> 31;
}

/* A stream of its own for each number. */
static inline void
cop_plan_random_init(CopPlanRandom *r, uint64_t seed, unsigned number)
{
  r->state = seed;
  r->state = cop_plan_random_next(r) ^ (uint64_t)number * UINT64_C(0xd1342543de82ef95);
  (void)cop_plan_random_next(r);
}

/* 0 to n - 1, n from 1; the bias of the multiplication is below n / 2^32. */
static inline uint32_t
cop_plan_random_below(CopPlanRandom *r, uint32_t n)
{
  return (uint32_t)((cop_plan_random_next(r) >> 32) * n >> 32);
}

/* 0 to just under 1. */
static inline double
cop_plan_random_unit(CopPlanRandom *r)
{
  return (double)(cop_plan_random_next(r) >> 11) * 0x1p-53;
}

#endif
