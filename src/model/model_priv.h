/* SPDX-License-Identifier: Apache-2.0
 *
 * model/model_priv.h -- building a CopModel, for what fills one.
 */
#ifndef COP_MODEL_MODEL_PRIV_H
#define COP_MODEL_MODEL_PRIV_H

#include "model/model.h"

/* Gives the model its records of a kind: an array of n structs of that kind,
 * in any order, in the model's arena. */
void cop_model_set_list(CopModel *m, CopEntity e, void *items, size_t n);
/* Last step: sorts the lists, fills by_id and the English message texts. */
void cop_model_index(CopModel *m);

#endif
