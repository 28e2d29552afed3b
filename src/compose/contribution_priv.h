/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/contribution_priv.h -- parts of the contribution that stand in files
 * of their own.
 */
#ifndef COP_COMPOSE_CONTRIBUTION_PRIV_H
#define COP_COMPOSE_CONTRIBUTION_PRIV_H

#include "compose/paper.h"

/* A footnote to a source; `record` is what the figure rests on ("value/X"),
 * `more` a sentence after the source. All but record may be NULL. */
void cop_contribution_footnote(CopPaper *r, CopNode *para, const char *record, const char *source, const char *locator,
                               const char *more);
/* What field reports show since the last meeting: a table and its limits. */
void cop_contribution_progress(CopPaper *r, CopNode *section);
/* Requirements of the checklists covered by chosen measures, and all of them. */
size_t cop_contribution_covered(const CopPlanResult *res, size_t *open);
size_t cop_contribution_requirements(const CopPlanResult *res);

#endif
