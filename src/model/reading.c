/* SPDX-License-Identifier: Apache-2.0 */
#include "model/reading.h"

#include <string.h>

#include "model/model_priv.h"
#include "model/record.h"

struct CopReading {
  const CopModel *m;
  GHashTable *names;     /* where reads are noted; NULL: nowhere */
  GHashTable *referring; /* name of the input -> GPtrArray of records */
};

static void
free_list(gpointer list)
{
  g_ptr_array_unref(list);
}

CopReading *
cop_reading_new(const CopModel *m)
{
  CopReading *r = g_new0(CopReading, 1);
  r->m = m;
  r->referring = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
  return r;
}

void
cop_reading_free(CopReading *r)
{
  if (r == NULL)
    return;
  g_hash_table_unref(r->referring);
  g_free(r);
}

GHashTable *
cop_reading_names(void)
{
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
cop_reading_note(CopReading *r, GHashTable *names)
{
  r->names = names;
}

static void
note(const CopReading *r, const char *name)
{
  if (r->names != NULL && !g_hash_table_contains(r->names, name))
    g_hash_table_add(r->names, g_strdup(name));
}

static void
note_record(const CopReading *r, CopEntity e, const char *id)
{
  if (r->names == NULL || id == NULL)
    return;
  g_autofree char *name = g_strconcat(cop_entity(e)->name, "/", id, NULL);
  note(r, name);
}

const void *
cop_reading_record(const CopReading *r, CopEntity e, const char *id)
{
  note_record(r, e, id);
  return cop_model_record(r->m, e, id);
}

const void *
cop_reading_all(const CopReading *r, CopEntity e, size_t *n)
{
  g_autofree char *name = g_strconcat(cop_entity(e)->name, "?", NULL);
  note(r, name);
  *n = cop_model_count(r->m, e);
  return *n == 0 ? NULL : cop_model_at(r->m, e, 0);
}

/* Looked for once for each field: all its values come into the table. */
static void
index_references(const CopReading *r, CopEntity e, const CopField *field)
{
  for (size_t i = 0; i < cop_model_count(r->m, e); i++) {
    const void *record = cop_model_at(r->m, e, i);
    const char *id = cop_record_text(record, field);
    g_autofree char *name = g_strconcat(cop_entity(e)->name, "?", field->name, "=", id == NULL ? "" : id, NULL);
    GPtrArray *list = g_hash_table_lookup(r->referring, name);
    if (list == NULL)
      g_hash_table_insert(r->referring, g_steal_pointer(&name), list = g_ptr_array_new());
    g_ptr_array_add(list, (gpointer)record);
  }
  g_hash_table_insert(r->referring, g_strconcat(cop_entity(e)->name, "?", field->name, NULL), g_ptr_array_new());
}

static const GPtrArray *
referring(const CopReading *r, CopEntity e, const CopField *field, const char *name)
{
  g_autofree char *whole = g_strconcat(cop_entity(e)->name, "?", field->name, NULL);
  if (!g_hash_table_contains(r->referring, whole))
    index_references(r, e, field);
  return g_hash_table_lookup(r->referring, name);
}

const void *const *
cop_reading_referring(const CopReading *r, CopEntity e, const char *field, const char *id, size_t *n)
{
  const CopField *f = cop_entity_field(e, field);
  g_assert(f != NULL && f->type == COP_FIELD_REF && id != NULL);
  g_autofree char *name = g_strconcat(cop_entity(e)->name, "?", field, "=", id, NULL);
  note(r, name);
  const GPtrArray *list = referring(r, e, f, name);
  *n = list == NULL ? 0 : list->len;
  return list == NULL ? NULL : (const void *const *)list->pdata;
}

/* --- texts: every step of the search is an input --- */

static void
tried(void *user, CopEntity e, const char *id)
{
  note_record(user, e, id);
}

const char *
cop_reading_text(const CopReading *r, CopEntity e, const char *id, const char *field, const char *lang, CopTextState *state)
{
  return cop_model_search_text(r->m, e, id, field, lang, state, tried, (void *)r);
}

const CopMessageText *
cop_reading_text_of_message(const CopReading *r, const char *message, CopMessageForm form, const char *lang)
{
  return cop_model_search_message(r->m, message, form, lang, tried, (void *)r);
}

/* --- states --- */

static void
add_text(CopHash *h, const char *text)
{
  uint32_t n = text == NULL ? UINT32_MAX : (uint32_t)strlen(text);
  cop_hash_add(h, &n, sizeof n);
  if (text != NULL)
    cop_hash_add(h, text, n);
}

static void
add_field(CopHash *h, const void *record, const CopField *f)
{
  switch (f->type) {
  case COP_FIELD_TEXT:
  case COP_FIELD_DATE:
  case COP_FIELD_REF:
    add_text(h, cop_record_text(record, f));
    return;
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS: {
    const CopTexts *list = cop_record_texts(record, f);
    uint64_t n = list->n;
    cop_hash_add(h, &n, sizeof n);
    for (size_t i = 0; i < list->n; i++)
      add_text(h, list->items[i]);
    return;
  }
  case COP_FIELD_REAL: {
    double v = cop_record_real(record, f);
    cop_hash_add(h, &v, sizeof v);
    return;
  }
  case COP_FIELD_INT:
  case COP_FIELD_MONEY:
  case COP_FIELD_ENUM:
  case COP_FIELD_BOOL: {
    int64_t v = cop_record_int(record, f);
    cop_hash_add(h, &v, sizeof v);
    return;
  }
  case COP_FIELD_TYPE_MAX:
    break;
  }
  g_assert_not_reached();
}

static void
add_record(CopHash *h, CopEntity e, const CopRecord *record)
{
  add_text(h, record->id);
  cop_hash_add(h, &record->present, sizeof record->present);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    add_field(h, record, &cop_entity_fields(e)[i]);
}

static void
add_records(const CopReading *r, CopHash *h, CopEntity e, const char *name, const char *condition)
{
  if (*condition == '\0') {
    for (size_t i = 0; i < cop_model_count(r->m, e); i++)
      add_record(h, e, cop_model_at(r->m, e, i));
    return;
  }
  g_autofree char *field = g_strndup(condition, strcspn(condition, "="));
  const CopField *f = cop_entity_field(e, field);
  const GPtrArray *list = f == NULL || f->type != COP_FIELD_REF ? NULL : referring(r, e, f, name);
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_record(h, e, g_ptr_array_index(list, i));
}

void
cop_reading_state(const CopReading *r, const char *name, unsigned char digest[COP_HASH_SIZE])
{
  size_t n = strcspn(name, "/?");
  g_autofree char *kind = g_strndup(name, n);
  CopEntity e = cop_entity_by_name(kind);
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  if (e != COP_ENTITY_MAX && name[n] == '/') {
    const CopRecord *record = cop_model_record(r->m, e, name + n + 1);
    if (record != NULL)
      add_record(&h, e, record);
  } else if (e != COP_ENTITY_MAX && name[n] == '?') {
    add_records(r, &h, e, name, name + n + 1);
  }
  cop_hash_finish(&h, digest);
}
