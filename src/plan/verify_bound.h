/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/verify_bound.h -- adds up a bound anew from a certificate and the problem
 * alone. It writes every row out of the problem itself, shows of every cut that
 * no schedule breaks it, and shares no code with the solver. Slow and plain on
 * purpose.
 *
 *   a cut of starts   all coefficients 1: some money row, or some agency between
 *                     two quarters, has no room for one measure more than the cut
 *                     allows, each where it takes least
 *   a cut of a curve  terms of one requirement on one day: over every set of
 *                     measures that have ended, told apart by what they cover
 *                     together, the left side stays below the right
 */
#ifndef COP_PLAN_VERIFY_BOUND_H
#define COP_PLAN_VERIFY_BOUND_H

#include "base/diag.h"
#include "plan/certificate.h"
#include "plan/problem.h"

/* No schedule is worth more than what is returned; INT64_MAX with findings
 * "plan-bound-..." when a row is unknown, a price negative or a cut not shown to
 * hold. Which starts there can be it judges by fewer rules than the solver, so that it may
 * lie a little above the bound of the certificate. */
int64_t cop_plan_verify_bound(const CopPlanProblem *p, const CopPlanCertificate *c, CopDiags *found);

#endif
