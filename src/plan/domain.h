/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/domain.h -- which starts each measure can still have, and whether it can
 * still be left out; and what follows from that. Proofs of bounds and of
 * impossibility work on domains, and split them.
 *
 * Tightening removes only what no schedule inside the domains can have:
 *   - a start before prerequisites, helpline and referral path can have ended
 *   - a start after which a successor that must be chosen finds no place
 *   - a start that costs more than is left of a money row, or loads more than
 *     is left of an agency, beside what must be chosen takes at least
 *   - whatever needs a measure that cannot be chosen
 *   - the other of an excluded pair once one must be chosen
 * and a measure must be chosen when one that must be chosen needs it.
 */
#ifndef COP_PLAN_DOMAIN_H
#define COP_PLAN_DOMAIN_H

#include "plan/problem.h"

typedef struct {
  uint64_t *starts; /* [n_measures] bit s: it may start in quarter s */
  bool *out;        /* [n_measures] it may be left out */
} CopPlanDomain;

/* What the problem itself leaves, not yet tightened. */
CopPlanDomain cop_plan_domain_new(const CopPlanProblem *p, CopArena *a);
void cop_plan_domain_copy(const CopPlanProblem *p, CopPlanDomain *to, const CopPlanDomain *from);

/* What a domain was found empty by, for messages: the measure that has no
 * start left although it must be chosen. */
typedef struct {
  size_t measure;
} CopPlanDeadEnd;

/* Until nothing more follows. False when no schedule is left. */
bool cop_plan_domain_tighten(const CopPlanProblem *p, CopPlanDomain *d, CopPlanDeadEnd *dead);

static inline int
cop_plan_domain_first(const CopPlanDomain *d, size_t measure)
{
  return d->starts[measure] == 0 ? -1 : __builtin_ctzll(d->starts[measure]);
}

static inline int
cop_plan_domain_last(const CopPlanDomain *d, size_t measure)
{
  return d->starts[measure] == 0 ? -1 : 63 - __builtin_clzll(d->starts[measure]);
}

/* Bits from .. to, empty when from > to. */
static inline uint64_t
cop_plan_domain_range(int from, int to)
{
  if (from > to || to < 0 || from > 63)
    return 0;
  uint64_t up_to = to >= 63 ? UINT64_MAX : (UINT64_C(1) << (to + 1)) - 1;
  return from <= 0 ? up_to : up_to & ~((UINT64_C(1) << from) - 1);
}

#endif
