/* SPDX-License-Identifier: Apache-2.0
 *
 * model/reading.h -- a model read through one door that writes down what was read.
 *
 * Who has a CopReading and no CopModel cannot read a record without its being
 * noted: the type is opaque, records hold no pointers to others, references are ids
 * that have to be asked for again. So what a piece was made of is known without anybody
 * declaring it, and a piece none of whose inputs changed need not be made again.
 *
 * An input is named by a line of text:
 *   "message/MSG-U9-1"            that record, or that there is none
 *   "message?"                    all records of a kind, in order
 *   "story_panel?story=ST-1"      those of a kind whose field is that id
 * and its state is a digest of the records' fields (not of their revisions); that
 * something is missing is a state as well.
 *
 * Lifetime:  what is given out lives in the model. Not for several threads.
 */
#ifndef COP_MODEL_READING_H
#define COP_MODEL_READING_H

#include "base/hash.h"
#include "model/model.h"

typedef struct CopReading CopReading;

/* Notes nothing before cop_reading_note(). */
CopReading *cop_reading_new(const CopModel *m);
void cop_reading_free(CopReading *r);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopReading, cop_reading_free)
/* From here on names of inputs (char *) are added to the set, which owns them; NULL ends it. */
void cop_reading_note(CopReading *r, GHashTable *names);
/* A set to note into. */
GHashTable *cop_reading_names(void);

/* A record by id; NULL when there is none or id is NULL. */
const void *cop_reading_record(const CopReading *r, CopEntity e, const char *id);
/* All of a kind, in the model's order: an array of structs. */
const void *cop_reading_all(const CopReading *r, CopEntity e, size_t *n);
/* Those of a kind whose reference `field` is that id, in the model's order. */
const void *const *cop_reading_referring(const CopReading *r, CopEntity e, const char *field, const char *id, size_t *n);
/* As cop_model_text() and cop_model_text_of_message(). */
const char *cop_reading_text(const CopReading *r, CopEntity e, const char *id, const char *field, const char *lang, CopTextState *state);
const CopMessageText *cop_reading_text_of_message(const CopReading *r, const char *message, CopMessageForm form, const char *lang);

/* State of a named input in a model; a name that nobody notes has the state of nothing. */
void cop_reading_state(const CopReading *r, const char *name, unsigned char digest[COP_HASH_SIZE]);

/* cop_read_measure(r, id), cop_read_measures(r, &n) and so on, typed. */
#define ENTITY(name, type, plural, title, doc)                                                               \
  static inline const Cop##type *cop_read_##name(const CopReading *r, const char *id)                        \
  {                                                                                                          \
    return cop_reading_record(r, COP_ENTITY_##name, id);                                                     \
  }                                                                                                          \
  static inline const Cop##type *cop_read_##plural(const CopReading *r, size_t *n)                           \
  {                                                                                                          \
    return cop_reading_all(r, COP_ENTITY_##name, n);                                                         \
  }
#define TEXT(name, flags, doc)
#define TEXTS(name, flags, doc)
#define INT(name, flags, doc)
#define REAL(name, flags, doc)
#define BOOL(name, flags, doc)
#define DATE(name, flags, doc)
#define MONEY(name, flags, doc)
#define ENUMF(name, type, prefix, flags, doc)
#define REF(name, target, flags, doc)
#define REFS(name, target, flags, doc)
#define END(name, type)
#include "model/schema.def"
#include "model/schema_undef.h"

#endif
