/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/contribution_priv.h -- parts of the contribution that stand in files
 * of their own.
 */
#ifndef COP_COMPOSE_CONTRIBUTION_PRIV_H
#define COP_COMPOSE_CONTRIBUTION_PRIV_H

#include "compose/paper.h"

/* What field reports show since the last meeting: a table and its limits. */
void cop_contribution_progress(CopPaper *r, CopNode *section);
/* What pretests reported from the field show, as a sentence; nothing without reports. */
void cop_contribution_pretest(CopPaper *r, CopNode *para);
/* Requirements of the checklists covered by chosen measures, and all of them. */
size_t cop_contribution_covered(const CopPlanResult *res, size_t *open);
size_t cop_contribution_requirements(const CopPlanResult *res);

#endif
