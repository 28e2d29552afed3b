/* SPDX-License-Identifier: Apache-2.0
 *
 * model/schema.h -- the kinds of records and their fields, described at run
 * time: what schema.def and enums.def say, as tables. Everything that treats
 * records alike (pack reader, store, exports, forms, API) walks these tables;
 * everything that treats one kind specially uses the structs of model/model.h.
 *
 * Field names are the column names of the store and the keys of packs and
 * JSON. Tables are constant and live for the whole program. This file and
 * schema.c use no library, because tools/mksql is built from them too.
 */
#ifndef COP_MODEL_SCHEMA_H
#define COP_MODEL_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  COP_FIELD_TEXT,  /* const char *, NULL when empty */
  COP_FIELD_TEXTS, /* CopTexts */
  COP_FIELD_INT,   /* int64_t; an empty one reads as 0, see CopRecord.present */
  COP_FIELD_REAL,  /* double; empty reads as NaN */
  COP_FIELD_BOOL,  /* bool; empty reads as false */
  COP_FIELD_DATE,  /* const char *, YYYY[-MM[-DD]], valid */
  COP_FIELD_MONEY, /* int64_t minor units */
  COP_FIELD_ENUM,  /* int-sized enum */
  COP_FIELD_REF,   /* const char *, id of a record of .target */
  COP_FIELD_REFS,  /* CopTexts of ids of records of .target, in order */
  COP_FIELD_TYPE_MAX
} CopFieldType;

enum { COP_FIELD_REQUIRED = 1, COP_FIELD_TRANSLATABLE = 2 };

typedef enum {
#define ENUM(type, prefix, doc) COP_WORDS_##prefix,
#define WORD(prefix, value, word, doc)
#define ENUM_END(type, prefix)
#include "model/enums.def"
#undef ENUM
#undef WORD
#undef ENUM_END
  COP_WORDS_MAX
} CopWordsId;

typedef enum {
#define ENTITY(name, type, plural, title, doc) COP_ENTITY_##name,
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
  COP_ENTITY_MAX
} CopEntity;

/* A closed word list; word i belongs to enum value i. */
typedef struct {
  const char *name; /* "Mark" */
  const char *doc;
  const char *const *words;
  const char *const *docs;
  int n;
} CopWords;

typedef struct {
  const char *name;
  const char *doc;
  CopFieldType type;
  unsigned flags;
  CopWordsId words;  /* for ENUM */
  CopEntity target;  /* for REF and REFS */
  size_t offset;     /* in the struct of model/model.h */
} CopField;

typedef struct {
  const char *name;   /* "measure": table and key */
  const char *plural; /* "measures": key in packs */
  const char *title;  /* "Measures" */
  const char *doc;
  size_t n_fields;
  size_t size; /* of the struct */
} CopEntityInfo;

const CopWords *cop_words(CopWordsId id);
/* Index of a word, -1 when it is not in the list. */
int cop_words_index(CopWordsId id, const char *word);

const CopEntityInfo *cop_entity(CopEntity e);
/* cop_entity(e)->n_fields fields, in the order of schema.def. */
const CopField *cop_entity_fields(CopEntity e);
/* By name or plural; COP_ENTITY_MAX when there is none. */
CopEntity cop_entity_by_name(const char *name);
/* NULL when the kind has no such field. */
const CopField *cop_entity_field(CopEntity e, const char *name);

#endif
