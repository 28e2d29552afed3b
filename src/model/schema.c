/* SPDX-License-Identifier: Apache-2.0 */
#include "model/schema.h"

#include <string.h>

#ifdef COP_SCHEMA_WITHOUT_STRUCTS
/* tools/mksql needs names only and is built without GLib. */
#define OWNER(type)
#define OFFSET(field) 0
#define SIZE(type) 0
#else
#include "model/model.h"
#define OWNER(type) typedef Cop##type Owner
#define OFFSET(field) offsetof(Owner, field)
#define SIZE(type) sizeof(Cop##type)
#endif

#define ENUM(type, prefix, doc) static const char *const words_##prefix[] = {
#define WORD(prefix, value, word, doc) word,
#define ENUM_END(type, prefix)                                                                               \
  }                                                                                                          \
  ;
#include "model/enums.def"
#undef ENUM
#undef WORD
#undef ENUM_END

#define ENUM(type, prefix, doc) static const char *const docs_##prefix[] = {
#define WORD(prefix, value, word, doc) doc,
#define ENUM_END(type, prefix)                                                                               \
  }                                                                                                          \
  ;
#include "model/enums.def"
#undef ENUM
#undef WORD
#undef ENUM_END

static const CopWords all_words[COP_WORDS_MAX] = {
#define ENUM(type, prefix, doc)                                                                              \
  [COP_WORDS_##prefix] = { #type, doc, words_##prefix, docs_##prefix,                                        \
                           sizeof words_##prefix / sizeof words_##prefix[0] },
#define WORD(prefix, value, word, doc)
#define ENUM_END(type, prefix)
#include "model/enums.def"
#undef ENUM
#undef WORD
#undef ENUM_END
};

/* --- entities ---
 * The fields of a kind stand in a function of their own because only there can
 * `Owner` name the struct their offsets are taken from. */

#define REQ COP_FIELD_REQUIRED
#define TR COP_FIELD_TRANSLATABLE
#define FIELD(name, ftype, flags, words, target, doc) { #name, doc, ftype, flags, words, target, OFFSET(name) },
#define ENTITY(name, type, plural, title, doc)                                                               \
  static const CopField *fields_of_##name(void)                                                              \
  {                                                                                                          \
    OWNER(type);                                                                                             \
    static const CopField fields[] = {
#define TEXT(name, flags, doc) FIELD(name, COP_FIELD_TEXT, flags, COP_WORDS_MAX, COP_ENTITY_MAX, doc)
#define TEXTS(name, flags, doc) FIELD(name, COP_FIELD_TEXTS, flags, COP_WORDS_MAX, COP_ENTITY_MAX, doc)
#define INT(name, flags, doc) FIELD(name, COP_FIELD_INT, flags, COP_WORDS_MAX, COP_ENTITY_MAX, doc)
#define REAL(name, flags, doc) FIELD(name, COP_FIELD_REAL, flags, COP_WORDS_MAX, COP_ENTITY_MAX, doc)
#define BOOL(name, flags, doc) FIELD(name, COP_FIELD_BOOL, flags, COP_WORDS_MAX, COP_ENTITY_MAX, doc)
#define DATE(name, flags, doc) FIELD(name, COP_FIELD_DATE, flags, COP_WORDS_MAX, COP_ENTITY_MAX, doc)
#define MONEY(name, flags, doc) FIELD(name, COP_FIELD_MONEY, flags, COP_WORDS_MAX, COP_ENTITY_MAX, doc)
#define ENUMF(name, type, prefix, flags, doc) FIELD(name, COP_FIELD_ENUM, flags, COP_WORDS_##prefix, COP_ENTITY_MAX, doc)
#define REF(name, target, flags, doc) FIELD(name, COP_FIELD_REF, flags, COP_WORDS_MAX, COP_ENTITY_##target, doc)
#define REFS(name, target, flags, doc) FIELD(name, COP_FIELD_REFS, flags, COP_WORDS_MAX, COP_ENTITY_##target, doc)
#define END(name, type)                                                                                      \
  }                                                                                                          \
  ;                                                                                                          \
  return fields;                                                                                             \
  }
#include "model/schema.def"
#include "model/schema_undef.h"

/* One char a field, so that sizeof counts them. */
#define ENTITY(name, type, plural, title, doc) typedef struct {
#define TEXT(name, flags, doc) char name;
#define TEXTS(name, flags, doc) char name;
#define INT(name, flags, doc) char name;
#define REAL(name, flags, doc) char name;
#define BOOL(name, flags, doc) char name;
#define DATE(name, flags, doc) char name;
#define MONEY(name, flags, doc) char name;
#define ENUMF(name, type, prefix, flags, doc) char name;
#define REF(name, target, flags, doc) char name;
#define REFS(name, target, flags, doc) char name;
#define END(name, type)                                                                                      \
  }                                                                                                          \
  FieldCount_##name;
#include "model/schema.def"
#include "model/schema_undef.h"

typedef struct {
  CopEntityInfo info;
  const CopField *(*fields)(void);
} Entity;

static const Entity all_entities[COP_ENTITY_MAX] = {
#define ENTITY(name, type, plural, title, doc)                                                               \
  [COP_ENTITY_##name] = { { #name, #plural, title, doc, sizeof(FieldCount_##name), SIZE(type) }, fields_of_##name },
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
};

const CopWords *
cop_words(CopWordsId id)
{
  return id >= COP_WORDS_MAX ? NULL : &all_words[id];
}

int
cop_words_index(CopWordsId id, const char *word)
{
  for (int i = 0; i < all_words[id].n; i++)
    if (strcmp(all_words[id].words[i], word) == 0)
      return i;
  return -1;
}

const CopEntityInfo *
cop_entity(CopEntity e)
{
  return e >= COP_ENTITY_MAX ? NULL : &all_entities[e].info;
}

const CopField *
cop_entity_fields(CopEntity e)
{
  return all_entities[e].fields();
}

CopEntity
cop_entity_by_name(const char *name)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    if (strcmp(all_entities[e].info.name, name) == 0 || strcmp(all_entities[e].info.plural, name) == 0)
      return (CopEntity)e;
  return COP_ENTITY_MAX;
}

const CopField *
cop_entity_field(CopEntity e, const char *name)
{
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < all_entities[e].info.n_fields; i++)
    if (strcmp(fields[i].name, name) == 0)
      return &fields[i];
  return NULL;
}
