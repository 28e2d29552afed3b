/* SPDX-License-Identifier: Apache-2.0
 *
 * reach/people_priv.h -- what people.c and people_sides.c share.
 */
#ifndef COP_REACH_PEOPLE_PRIV_H
#define COP_REACH_PEOPLE_PRIV_H

#include "reach/people.h"

/* Total and sides, as whole numbers that add up to the total; false with a finding. */
bool cop_people_sides(const CopModel *m, CopArena *a, CopPeople *p, CopDiags *d);
/* Where fitting begins: how frequent a cell is beside others, before any side. */
double cop_people_leaning(const CopModel *m, const CopPeople *p, size_t cell);

#endif
