/* SPDX-License-Identifier: Apache-2.0
 *
 * web/progress.h -- targets and how far they have come, for several pages.
 */
#ifndef COP_WEB_PROGRESS_H
#define COP_WEB_PROGRESS_H

#include "indicator/target.h"
#include "web/part.h"

/* Targets of the first plan, looked at in the present year; in the page's arena. */
size_t cop_progress(CopPage *p, const CopTargetProgress **out);
CopChip cop_chip_rating(CopRating r);
/* How many of each rating, with the rule. */
void cop_part_progress(CopPage *p, const CopTargetProgress *progress, size_t n);

#endif
