/* SPDX-License-Identifier: Apache-2.0
 *
 * model/model.h -- the records of schema.def as C structs, and CopModel: all
 * catalogue and country records of a store, read into memory at once.
 *
 * A country's catalogues are a few thousand rows; composers, planner, checks
 * and pages work on this snapshot and never ask the database. Field reports
 * and observations are not part of it (model/report.h).
 *
 * Reading:   m->measures.items[i], or cop_model_measure(m, "M19"), or for a
 *            list of references cop_model_measure(m, p->prerequisites.items[k]).
 * Lifetime:  every pointer lives in the arena the model was loaded into; the
 *            snapshot is read-only for its users.
 * Order:     items stand in the order of `position` where the kind has one,
 *            then of id; references of a loaded model all resolve (the loader
 *            fails otherwise).
 */
#ifndef COP_MODEL_MODEL_H
#define COP_MODEL_MODEL_H

#include <glib.h>

#include "base/arena.h"
#include "model/schema.h"

typedef struct {
  size_t n;
  const char *const *items;
} CopTexts;

#define ENUM(type, prefix, doc) typedef enum {
#define WORD(prefix, value, word, doc) COP_##prefix##_##value,
#define ENUM_END(type, prefix)                                                                               \
  COP_##prefix##_MAX                                                                                         \
  }                                                                                                          \
  Cop##type;
#include "model/enums.def"
#undef ENUM
#undef WORD
#undef ENUM_END

/* What every record begins with. `present` has bit i set when field i of its
 * kind was given: an absent number differs from 0. */
#define COP_RECORD_HEAD                                                                                      \
  const char *id;                                                                                            \
  int64_t revision;                                                                                          \
  const char *origin;                                                                                        \
  uint64_t present;
typedef struct {
  COP_RECORD_HEAD
} CopRecord;

#define ENTITY(name, type, plural, title, doc)                                                               \
  typedef struct Cop##type {                                                                                 \
    COP_RECORD_HEAD
#define TEXT(name, flags, doc) const char *name;
#define TEXTS(name, flags, doc) CopTexts name;
#define INT(name, flags, doc) int64_t name;
#define REAL(name, flags, doc) double name;
#define BOOL(name, flags, doc) bool name;
#define DATE(name, flags, doc) const char *name;
#define MONEY(name, flags, doc) int64_t name;
#define ENUMF(name, type, prefix, flags, doc) Cop##type name;
#define REF(name, target, flags, doc) const char *name;
#define REFS(name, target, flags, doc) CopTexts name;
#define END(name, type)                                                                                      \
  }                                                                                                          \
  Cop##type;
#include "model/schema.def"
#include "model/schema_undef.h"

typedef struct CopModel CopModel;
struct CopModel {
  CopArena *arena;
#define ENTITY(name, type, plural, title, doc)                                                               \
  struct {                                                                                                   \
    size_t n;                                                                                                \
    Cop##type *items;                                                                                        \
  } plural;
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
  GHashTable *by_id[COP_ENTITY_MAX]; /* id -> record */
  GHashTable *english;               /* id -> CopMessageText made of a message's own say and act */
  /* NULL, or a set to which cop_model_text() and cop_model_text_of_message()
   * add each CopTranslation and CopMessageText they give out: so a build knows
   * which texts stand in a piece. Only for a model no other thread reads. */
  GHashTable *asked;
};

/* A record of any kind by id; NULL when there is none or id is NULL. */
const void *cop_model_record(const CopModel *m, CopEntity e, const char *id);
/* The i-th record of a kind, and how many there are. */
const void *cop_model_at(const CopModel *m, CopEntity e, size_t i);
size_t cop_model_count(const CopModel *m, CopEntity e);

/* cop_model_measure(m, id) and so on, typed. */
#define ENTITY(name, type, plural, title, doc)                                                               \
  static inline const Cop##type *cop_model_##name(const CopModel *m, const char *id)                         \
  {                                                                                                          \
    return cop_model_record(m, COP_ENTITY_##name, id);                                                       \
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

/* The one country of the store; NULL in a store that holds catalogues only. */
const CopCountry *cop_model_country_record(const CopModel *m);

/* A translatable field in a language: the translation when there is one in
 * state draft or better, else the source text. *state tells which (NULL when
 * not wanted): COP_TEXT_STATE_UNTRANSLATED means the English source came back. */
const char *cop_model_text(const CopModel *m, CopEntity e, const char *id, const char *field, const char *lang,
                           CopTextState *state);
/* A message in a form and language; NULL when that text does not exist. For
 * English, SAY and ACT come from the message itself. */
const CopMessageText *cop_model_text_of_message(const CopModel *m, const char *message, CopMessageForm form,
                                                const char *lang);

/* "source", "knowledge" or "none": how a mark is shown to readers. */
const char *cop_mark_checked(CopMark mark);

/* Is a field of a record given? (Distinguishes 0 from nothing.) */
bool cop_record_has(CopEntity e, const void *record, const char *field);

#endif
