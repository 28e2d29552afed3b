/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/iati.h -- a plan as activities of IATI 2.03 (International Aid
 * Transparency Initiative, activity standard, XML).
 *
 * One activity for the plan (hierarchy 1) and one for each objective that has a
 * chosen measure (hierarchy 2): title, dates, offices, sectors, yearly budgets,
 * results with indicators, baselines and targets.
 *
 * Status:     1 (pipeline) until the budget records of the plan are approved.
 * Budgets:    status 1 (indicative), or 2 (committed) in years whose money is
 *             all approved. Value date: first day of the year of prices.
 * Sectors:    OECD DAC five-digit purpose codes by theme of the measures, shares
 *             of the cost in per cent that add up to 100.
 * Offices:    who adopts the plan is accountable (2), leads implement (4).
 * Languages:  English, and each language of the country a text is translated
 *             into, as further narratives.
 * Identifier: <reporting organisation>-<plan> and -<objective>. The reporting
 *             organisation needs an identifier of a registration agency
 *             (org-id.guide); without one "<country>-<office>" stands there, and
 *             a comment in the file says that it is none.
 *
 * Same plan and instant, same bytes.
 */
#ifndef COP_EXCHANGE_IATI_H
#define COP_EXCHANGE_IATI_H

#include "plan/plan.h"

/* `reporter`: identifier of the reporting organisation, or NULL. `made` is a UTC
 * instant. The caller owns the text. */
char *cop_iati_activities(const CopPlanResult *r, const char *reporter, const char *made) G_GNUC_WARN_UNUSED_RESULT;

#endif
