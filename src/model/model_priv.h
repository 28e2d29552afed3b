/* SPDX-License-Identifier: Apache-2.0
 *
 * model/model_priv.h -- building a CopModel, and searching it, for what fills one and what reads it.
 */
#ifndef COP_MODEL_MODEL_PRIV_H
#define COP_MODEL_MODEL_PRIV_H

#include "model/model.h"

/* Gives the model its records of a kind: an array of n structs of that kind,
 * in any order, in the model's arena. */
void cop_model_set_list(CopModel *m, CopEntity e, void *items, size_t n);
/* cop_model_text() and cop_model_text_of_message() telling of every record they
 * look for, found or not. `tried` may be NULL. */
typedef void (*CopTried)(void *user, CopEntity e, const char *id);
const char *cop_model_search_text(const CopModel *m, CopEntity e, const char *id, const char *field, const char *lang, CopTextState *state, CopTried tried,
                                  void *user);
const CopMessageText *cop_model_search_message(const CopModel *m, const char *message, CopMessageForm form, const char *lang, CopTried tried, void *user);
/* Last step: sorts the lists, fills by_id and the English message texts. */
void cop_model_index(CopModel *m);

#endif
