/* SPDX-License-Identifier: Apache-2.0 */
#include "model/model.h"

#include <string.h>

#include "model/model_priv.h"

/* Where the list of each kind lies in CopModel; all have the shape of List. */
typedef struct {
  size_t n;
  char *items;
} List;

static const size_t list_offsets[COP_ENTITY_MAX] = {
#define ENTITY(name, type, plural, title, doc) [COP_ENTITY_##name] = offsetof(CopModel, plural),
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

static const List *
list_of(const CopModel *m, CopEntity e)
{
  g_assert(e < COP_ENTITY_MAX);
  return (const List *)((const char *)m + list_offsets[e]);
}

size_t
cop_model_count(const CopModel *m, CopEntity e)
{
  return list_of(m, e)->n;
}

const void *
cop_model_at(const CopModel *m, CopEntity e, size_t i)
{
  const List *list = list_of(m, e);
  g_assert(i < list->n);
  return list->items + i * cop_entity(e)->size;
}

const void *
cop_model_record(const CopModel *m, CopEntity e, const char *id)
{
  return id == NULL || m->by_id[e] == NULL ? NULL : g_hash_table_lookup(m->by_id[e], id);
}

const CopCountry *
cop_model_country_record(const CopModel *m)
{
  return m->countries.n == 0 ? NULL : &m->countries.items[0];
}

/* --- building --- */

void
cop_model_set_list(CopModel *m, CopEntity e, void *items, size_t n)
{
  List *list = (List *)((char *)m + list_offsets[e]);
  list->items = items;
  list->n = n;
}

static int
by_position(const void *a, const void *b, void *data)
{
  const CopField *position = data;
  if (position != NULL) {
    int64_t x = *(const int64_t *)((const char *)a + position->offset);
    int64_t y = *(const int64_t *)((const char *)b + position->offset);
    if (x != y)
      return x < y ? -1 : 1;
  }
  return strcmp(((const CopRecord *)a)->id, ((const CopRecord *)b)->id);
}

static void
add_english(CopModel *m, const CopMessage *message, CopMessageForm form, const char *text)
{
  CopMessageText *t = cop_new(m->arena, CopMessageText);
  t->id = cop_arena_printf(m->arena, "%s/%s/en", message->id, cop_words(COP_WORDS_FORM)->words[form]);
  t->origin = message->origin;
  t->revision = message->revision;
  t->message = message->id;
  t->form = form;
  t->lang = "en";
  t->text = text;
  t->state = COP_TEXT_STATE_NOT_NEEDED;
  for (size_t i = 0; i < cop_entity(COP_ENTITY_message_text)->n_fields; i++)
    if (strcmp(cop_entity_fields(COP_ENTITY_message_text)[i].name, "note") != 0)
      t->present |= UINT64_C(1) << i;
  g_hash_table_insert(m->english, (void *)t->id, t);
}

void
cop_model_index(CopModel *m)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    List *list = (List *)((char *)m + list_offsets[e]);
    size_t size = cop_entity((CopEntity)e)->size;
    const CopField *position = cop_entity_field((CopEntity)e, "position");
    if (position != NULL)
      g_assert(position->type == COP_FIELD_INT);
    if (list->n > 0)
      g_qsort_with_data(list->items, (gint)list->n, size, by_position, (void *)position);
    m->by_id[e] = cop_arena_hash(m->arena);
    for (size_t i = 0; i < list->n; i++) {
      CopRecord *r = (CopRecord *)(list->items + i * size);
      g_hash_table_insert(m->by_id[e], (void *)r->id, r);
    }
  }
  m->english = cop_arena_hash(m->arena);
  for (size_t i = 0; i < m->messages.n; i++) {
    add_english(m, &m->messages.items[i], COP_FORM_SAY, m->messages.items[i].say);
    add_english(m, &m->messages.items[i], COP_FORM_ACT, m->messages.items[i].act);
  }
}

/* --- texts --- */

static bool
is_english(const char *lang)
{
  return strcmp(lang, "en") == 0 || g_str_has_prefix(lang, "en-");
}

/* Drops the last subtag; false when only one is left. */
static bool
shorten(char *lang)
{
  char *hyphen = strrchr(lang, '-');
  if (hyphen == NULL)
    return false;
  *hyphen = '\0';
  return true;
}

static const char *
source_text(const CopModel *m, CopEntity e, const char *id, const char *field)
{
  const void *record = cop_model_record(m, e, id);
  const CopField *f = cop_entity_field(e, field);
  g_assert(f != NULL && f->type == COP_FIELD_TEXT);
  return record == NULL ? NULL : *(const char *const *)((const char *)record + f->offset);
}

static void
note_asked(const CopModel *m, const void *text)
{
  if (m->asked != NULL)
    g_hash_table_add(m->asked, (gpointer)text);
}

const char *
cop_model_search_text(const CopModel *m, CopEntity e, const char *id, const char *field, const char *lang, CopTextState *state, CopTried tried,
                      void *user)
{
  CopTextState unused;
  if (state == NULL)
    state = &unused;
  *state = COP_TEXT_STATE_NOT_NEEDED;
  bool english = id == NULL || lang == NULL || is_english(lang);
  g_autofree char *tag = english ? NULL : g_strdup(lang);
  for (bool more = !english; more; more = shorten(tag)) {
    g_autofree char *key = g_strdup_printf("%s/%s/%s/%s", cop_entity(e)->name, id, field, tag);
    const CopTranslation *t = cop_model_translation(m, key);
    if (tried != NULL)
      tried(user, COP_ENTITY_translation, key);
    if (t != NULL && t->state != COP_TEXT_STATE_UNTRANSLATED) {
      *state = t->state;
      note_asked(m, t);
      return t->text;
    }
  }
  if (!english)
    *state = COP_TEXT_STATE_UNTRANSLATED;
  if (tried != NULL)
    tried(user, e, id);
  return source_text(m, e, id, field);
}

const char *
cop_model_text(const CopModel *m, CopEntity e, const char *id, const char *field, const char *lang,
               CopTextState *state)
{
  return cop_model_search_text(m, e, id, field, lang, state, NULL, NULL);
}

const CopMessageText *
cop_model_search_message(const CopModel *m, const char *message, CopMessageForm form, const char *lang, CopTried tried, void *user)
{
  if (message == NULL || lang == NULL)
    return NULL;
  g_autofree char *tag = g_strdup(lang);
  do {
    g_autofree char *key = g_strdup_printf("%s/%s/%s", message, cop_words(COP_WORDS_FORM)->words[form], tag);
    const CopMessageText *t = cop_model_message_text(m, key);
    if (tried != NULL)
      tried(user, COP_ENTITY_message_text, key);
    if (t == NULL || t->state == COP_TEXT_STATE_UNTRANSLATED) {
      t = g_hash_table_lookup(m->english, key);
      if (tried != NULL && strcmp(tag, "en") == 0)
        tried(user, COP_ENTITY_message, message); /* say and act stand in the message itself */
    }
    if (t != NULL) {
      note_asked(m, t);
      return t;
    }
  } while (shorten(tag));
  return NULL;
}

const CopMessageText *
cop_model_text_of_message(const CopModel *m, const char *message, CopMessageForm form, const char *lang)
{
  return cop_model_search_message(m, message, form, lang, NULL, NULL);
}

const char *
cop_mark_checked(CopMark mark)
{
  switch (mark) {
  case COP_MARK_SOURCE:
  case COP_MARK_SECONDARY:
  case COP_MARK_DERIVED:
    return "source";
  case COP_MARK_KNOWLEDGE:
    return "knowledge";
  case COP_MARK_ESTIMATE:
  case COP_MARK_MAX:
    break;
  }
  return "none";
}

bool
cop_record_has(CopEntity e, const void *record, const char *field)
{
  const CopField *f = cop_entity_field(e, field);
  g_assert(f != NULL);
  return (((const CopRecord *)record)->present >> (f - cop_entity_fields(e)) & 1) != 0;
}
