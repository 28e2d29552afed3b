/* SPDX-License-Identifier: Apache-2.0
 *
 * model/trans_unit.h -- what is translated, unit by unit, as translators'
 * files hold it: a text of a message in a form, or a translatable field of a
 * record. Named without the language:
 *
 *   message_text/MSG-U9-1/poster
 *   translation/helpline/makabata-1383/hours
 *
 * English is the source. Strings are the model's or live in the arena.
 */
#ifndef COP_MODEL_TRANS_UNIT_H
#define COP_MODEL_TRANS_UNIT_H

#include "base/arena.h"
#include "model/model.h"

typedef struct {
  const char *id;
  const char *source;    /* English */
  const char *target;    /* NULL when there is none */
  CopTextState state;    /* of the target; UNTRANSLATED when there is none */
  int64_t revision;      /* of the record that holds the target; 0 when there is none */
  const char *note;      /* remark of that record; may be NULL */
  const CopMessage *message; /* that it puts into words; NULL for fields of records */
} CopTransUnit;

typedef struct {
  size_t n;
  const CopTransUnit *items;
} CopTransUnits;

typedef enum { COP_TRANS_MESSAGES = 1, COP_TRANS_RECORDS = 2, COP_TRANS_ALL = 3 } CopTransWhich;

/* All units of a language that have an English source, messages first, in the
 * order of the model. lang is not English. */
CopTransUnits cop_trans_units(const CopModel *m, CopArena *a, const char *lang, CopTransWhich which);

/* For translators: whom a message addresses and what no version may do; one
 * line each. Empty for fields of records. In the arena. */
CopTexts cop_trans_context(const CopModel *m, CopArena *a, const CopTransUnit *u);

#endif
