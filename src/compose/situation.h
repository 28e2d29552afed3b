/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/situation.h -- the parts of the situation analysis.
 */
#ifndef COP_COMPOSE_SITUATION_H
#define COP_COMPOSE_SITUATION_H

#include "compose/front.h"
#include "plan/picture.h"

/* The year of the edition, against which figures are old or not. */
int cop_situation_year(const CopContext *c);

void cop_situation_regions(CopPaper *r, CopNode *chapter);              /* regions side by side */
void cop_situation_picture(CopPaper *r, const CopPicture *picture);     /* 5: the risk picture */
void cop_situation_unknown(CopPaper *r);                                /* 6: what is not known */
void cop_situation_register(CopPaper *r);                               /* A, B: conflicts, register */
bool cop_situation_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error);

#endif
