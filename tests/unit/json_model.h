/* SPDX-License-Identifier: Apache-2.0
 *
 * json_model.h -- a CopModel written out in a test: a JSON map from plural
 * ("measures") to a list of records as model/record.h writes them. Required
 * fields may be left out; they read as 0 or nothing.
 */
#ifndef JSON_MODEL_H
#define JSON_MODEL_H

#include "model/model.h"

/* Aborts when the text is not JSON or names an unknown kind or field. */
CopModel *json_model_new(CopArena *a, const char *json);

#endif
