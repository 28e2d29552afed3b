/* SPDX-License-Identifier: Apache-2.0 */
#include "model/rows.h"

#include <string.h>

#include "base/json.h"
#include "model/record.h"

/* --- rows to records --- */

static bool
damaged(GError **error, CopEntity e, const char *id, const CopField *field, const char *what)
{
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_DAMAGED, "%s '%s', %s: %s", cop_entity(e)->name, id, field->name, what);
  return false;
}

static bool
read_texts(CopArena *a, CopEntity e, CopRecord *r, const CopField *field, const char *json, GError **error)
{
  const CopTree *t = cop_json_read(a, json, strlen(json), NULL);
  if (t == NULL || t->kind != COP_TREE_LIST)
    return damaged(error, e, r->id, field, "not a list");
  const char **items = cop_new_n(a, const char *, t->n);
  size_t n = 0;
  for (const CopTree *c = t->first; c != NULL; c = c->next) {
    if (c->kind != COP_TREE_TEXT)
      return damaged(error, e, r->id, field, "not a list of texts");
    items[n++] = c->text;
  }
  cop_record_set_texts(e, r, field, n, items);
  return true;
}

static bool
read_column(CopArena *a, CopEntity e, CopRecord *r, const CopField *field, const CopRows *row, int column,
            GError **error)
{
  if (cop_rows_kind(row, column) == COP_VALUE_NULL)
    return true;
  int word;
  switch (field->type) {
  case COP_FIELD_TEXT:
  case COP_FIELD_DATE:
  case COP_FIELD_REF:
    cop_record_set_text(e, r, field, cop_arena_strdup(a, cop_rows_text(row, column)));
    return true;
  case COP_FIELD_INT:
  case COP_FIELD_BOOL:
  case COP_FIELD_MONEY:
    cop_record_set_int(e, r, field, cop_rows_int(row, column));
    return true;
  case COP_FIELD_REAL:
    cop_record_set_real(e, r, field, cop_rows_real(row, column));
    return true;
  case COP_FIELD_ENUM:
    word = cop_words_index(field->words, cop_rows_text(row, column));
    if (word < 0)
      return damaged(error, e, r->id, field, "a word that is not in its list");
    cop_record_set_int(e, r, field, word);
    return true;
  case COP_FIELD_TEXTS:
    return read_texts(a, e, r, field, cop_rows_text(row, column), error);
  case COP_FIELD_REFS:
  case COP_FIELD_TYPE_MAX:
    break;
  }
  g_assert_not_reached();
}

/* Columns as tools/mksql orders them: id, revision, origin, fields. */
static bool
read_row(CopArena *a, CopEntity e, CopRecord *r, const CopRows *row, GError **error)
{
  const CopField *fields = cop_entity_fields(e);
  int column = 3;
  r->id = cop_arena_strdup(a, cop_rows_text(row, 0));
  r->revision = cop_rows_int(row, 1);
  r->origin = cop_arena_strdup(a, cop_rows_text(row, 2));
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    if (fields[i].type != COP_FIELD_REFS && !read_column(a, e, r, &fields[i], row, column++, error))
      return false;
  return true;
}

static bool
finish(GError *local, GError **error)
{
  if (local == NULL)
    return true;
  g_propagate_error(error, local);
  return false;
}

/* The targets of one owner, collected until the next owner begins. */
static void
set_targets(CopArena *a, CopEntity e, CopRecord *r, const CopField *field, GPtrArray *targets)
{
  if (r == NULL || targets->len == 0)
    return;
  const char **items = cop_new_n(a, const char *, targets->len);
  memcpy(items, targets->pdata, targets->len * sizeof *items);
  cop_record_set_texts(e, r, field, targets->len, items);
  g_ptr_array_set_size(targets, 0);
}

static bool
read_links(CopDb *db, CopArena *a, CopEntity e, int field_index, GHashTable *by_id, GError **error)
{
  const CopField *field = &cop_entity_fields(e)[field_index];
  g_autoptr(CopRows) row = cop_db_query(db, cop_link_stmts((int)e, field_index)->list, NULL, 0, error);
  if (row == NULL)
    return false;
  g_autoptr(GPtrArray) targets = g_ptr_array_new();
  CopRecord *owner = NULL;
  GError *local = NULL;
  while (cop_rows_next(row, &local)) {
    const char *id = cop_rows_text(row, 0);
    if (owner == NULL || strcmp(owner->id, id) != 0) {
      set_targets(a, e, owner, field, targets);
      owner = g_hash_table_lookup(by_id, id);
    }
    g_ptr_array_add(targets, cop_arena_strdup(a, cop_rows_text(row, 1)));
  }
  set_targets(a, e, owner, field, targets);
  return finish(local, error);
}

bool
cop_rows_of_kind(CopDb *db, CopArena *a, CopEntity e, CopRowsOfKind *rows, GError **error)
{
  size_t size = cop_entity(e)->size;
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  GError *local = NULL;
  {
    g_autoptr(CopRows) row = cop_db_query(db, cop_entity_stmts[e].list, NULL, 0, error);
    if (row == NULL)
      return false;
    while (cop_rows_next(row, &local)) {
      CopRecord *r = cop_record_new(a, e);
      g_ptr_array_add(found, r);
      if (!read_row(a, e, r, row, error))
        return false;
    }
    if (!finish(local, error))
      return false;
  }
  rows->n = found->len;
  rows->items = cop_arena_alloc_n(a, found->len, size);
  g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < found->len; i++) {
    CopRecord *r = (CopRecord *)(rows->items + i * size);
    memcpy(r, g_ptr_array_index(found, i), size);
    g_hash_table_insert(by_id, (void *)r->id, r);
  }
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    if (cop_entity_fields(e)[i].type == COP_FIELD_REFS && !read_links(db, a, e, (int)i, by_id, error))
      return false;
  return true;
}

static bool
read_own_links(CopDb *db, CopArena *a, CopEntity e, CopRecord *r, int field_index, GError **error)
{
  g_autoptr(GPtrArray) targets = g_ptr_array_new();
  GError *local = NULL;
  const CopParam owner = cop_p_text(r->id);
  g_autoptr(CopRows) row = cop_db_query(db, cop_link_stmts((int)e, field_index)->of, &owner, 1, error);
  if (row == NULL)
    return false;
  while (cop_rows_next(row, &local))
    g_ptr_array_add(targets, cop_arena_strdup(a, cop_rows_text(row, 0)));
  set_targets(a, e, r, &cop_entity_fields(e)[field_index], targets);
  return finish(local, error);
}

void *
cop_rows_record(CopDb *db, CopArena *a, CopEntity e, const char *id, GError **error)
{
  CopRecord *r = cop_record_new(a, e);
  GError *local = NULL;
  {
    const CopParam key = cop_p_text(id);
    g_autoptr(CopRows) row = cop_db_query(db, cop_entity_stmts[e].get, &key, 1, error);
    if (row == NULL)
      return NULL;
    if (!cop_rows_next(row, &local)) {
      if (local == NULL)
        g_set_error(&local, COP_DB_ERROR, COP_DB_ERROR_NOT_FOUND, "there is no %s '%s'", cop_entity(e)->name, id);
      g_propagate_error(error, local);
      return NULL;
    }
    if (!read_row(a, e, r, row, error))
      return NULL;
  }
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    if (cop_entity_fields(e)[i].type == COP_FIELD_REFS && !read_own_links(db, a, e, r, (int)i, error))
      return NULL;
  return r;
}

/* --- records to rows --- */

static char *
texts_to_json(const CopTexts *t)
{
  CopJson *j = cop_json_new_compact();
  cop_json_array(j);
  for (size_t i = 0; i < t->n; i++)
    cop_json_text(j, t->items[i]);
  cop_json_end(j);
  return cop_json_finish(j);
}

static CopParam
column_of(CopEntity e, const CopRecord *r, const CopField *field, GPtrArray *owned)
{
  if (!cop_record_given(e, r, field))
    return cop_p_null();
  switch (field->type) {
  case COP_FIELD_TEXT:
  case COP_FIELD_DATE:
  case COP_FIELD_REF:
    return cop_p_text(cop_record_text(r, field));
  case COP_FIELD_INT:
  case COP_FIELD_BOOL:
  case COP_FIELD_MONEY:
    return cop_p_int(cop_record_int(r, field));
  case COP_FIELD_REAL:
    return cop_p_real(cop_record_real(r, field));
  case COP_FIELD_ENUM:
    return cop_p_text(cop_words(field->words)->words[cop_record_int(r, field)]);
  case COP_FIELD_TEXTS:
    g_ptr_array_add(owned, texts_to_json(cop_record_texts(r, field)));
    return cop_p_text(g_ptr_array_index(owned, owned->len - 1));
  case COP_FIELD_REFS:
  case COP_FIELD_TYPE_MAX:
    break;
  }
  g_assert_not_reached();
}

static bool
write_links(CopDb *db, CopEntity e, const CopRecord *r, int field_index, GError **error)
{
  const CopLinkStmts *st = cop_link_stmts((int)e, field_index);
  const CopTexts *targets = cop_record_texts(r, &cop_entity_fields(e)[field_index]);
  const CopParam owner = cop_p_text(r->id);
  if (r->revision > 1 && !cop_db_exec(db, st->clear, &owner, 1, NULL, error))
    return false;
  for (size_t i = 0; i < targets->n; i++) {
    const CopParam params[] = { owner, cop_p_int((int64_t)i + 1), cop_p_text(targets->items[i]) };
    if (!cop_db_exec(db, st->insert, params, G_N_ELEMENTS(params), NULL, error))
      return false;
  }
  return true;
}

bool
cop_rows_write(CopDb *db, CopEntity e, const CopRecord *r, GError **error)
{
  const CopField *fields = cop_entity_fields(e);
  size_t n_fields = cop_entity(e)->n_fields, n = 3;
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
  g_autofree CopParam *params = g_new0(CopParam, n_fields + 3);
  params[0] = cop_p_text(r->id);
  params[1] = cop_p_int(r->revision);
  params[2] = cop_p_text(r->origin);
  for (size_t i = 0; i < n_fields; i++)
    if (fields[i].type != COP_FIELD_REFS)
      params[n++] = column_of(e, r, &fields[i], owned);
  int64_t changed;
  if (!cop_db_exec(db, cop_entity_stmts[e].upsert, params, n, &changed, error))
    return false;
  if (changed == 0) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_CONFLICT,
                r->revision == 1 ? "the %s '%s' is there already"
                                 : "somebody else has changed the %s '%s' since it was read; look at it again",
                cop_entity(e)->name, r->id);
    return false;
  }
  for (size_t i = 0; i < n_fields; i++)
    if (fields[i].type == COP_FIELD_REFS && !write_links(db, e, r, (int)i, error))
      return false;
  return true;
}
