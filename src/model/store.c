/* SPDX-License-Identifier: Apache-2.0 */
#include "model/store.h"

#include <string.h>

#include "model/audit.h"
#include "model/model_priv.h"
#include "model/record.h"
#include "model/rows.h"

G_DEFINE_QUARK(cop-record-error-quark, cop_record_error)

/* --- loading --- */

static bool
unresolved(CopEntity e, const CopRecord *r, const CopField *field, const char *id, GError **error)
{
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_DAMAGED, "%s '%s', %s: there is no %s '%s'", cop_entity(e)->name, r->id,
              field->name, cop_entity(field->target)->name, id);
  return false;
}

static bool
references_resolve(const CopModel *m, CopEntity e, const CopRecord *r, GError **error)
{
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    if (fields[i].type == COP_FIELD_REF) {
      const char *id = cop_record_text(r, &fields[i]);
      if (id != NULL && cop_model_record(m, fields[i].target, id) == NULL)
        return unresolved(e, r, &fields[i], id, error);
    } else if (fields[i].type == COP_FIELD_REFS) {
      const CopTexts *ids = cop_record_texts(r, &fields[i]);
      for (size_t k = 0; k < ids->n; k++)
        if (cop_model_record(m, fields[i].target, ids->items[k]) == NULL)
          return unresolved(e, r, &fields[i], ids->items[k], error);
    }
  }
  return true;
}

static bool
load_all(CopDb *db, CopModel *m, GError **error)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    CopRowsOfKind rows;
    if (!cop_rows_of_kind(db, m->arena, (CopEntity)e, &rows, error))
      return false;
    cop_model_set_list(m, (CopEntity)e, rows.items, rows.n);
  }
  cop_model_index(m);
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    for (size_t i = 0; i < cop_model_count(m, (CopEntity)e); i++)
      if (!references_resolve(m, (CopEntity)e, cop_model_at(m, (CopEntity)e, i), error))
        return false;
  return true;
}

/* Runs inside the caller's transaction when there is one. */
#define WITH_TXN(BEGIN, DB, ERR, CALL)                                                                       \
  do {                                                                                                       \
    if (cop_db_in_txn(DB))                                                                                   \
      return (CALL);                                                                                         \
    g_auto(CopTxn) txn = { 0 };                                                                              \
    return BEGIN(&txn, (DB), (ERR)) && (CALL) && cop_txn_commit(&txn, (ERR));                                \
  } while (0)

bool
cop_model_load(CopDb *db, CopArena *a, CopModel **model, GError **error)
{
  *model = cop_new(a, CopModel);
  (*model)->arena = a;
  WITH_TXN(cop_txn_begin_read, db, error, load_all(db, *model, error));
}

void *
cop_record_load(CopDb *db, CopArena *a, CopEntity e, const char *id, GError **error)
{
  return cop_rows_record(db, a, e, id, error);
}

/* --- writing --- */

static bool
add_entry(CopDb *db, const char *actor, const char *action, CopEntity e, const char *id, int64_t revision,
          const char *content, GError **error)
{
  const CopAuditEntry entry = { .actor = actor, .action = action, .entity = cop_entity(e)->name, .record = id,
                                .revision = revision, .content = content };
  return cop_audit_add(db, &entry, error);
}

bool
cop_record_put(CopDb *db, CopEntity e, CopRecord *record, const char *actor, int64_t expected, GError **error)
{
  int64_t before = record->revision;
  record->revision = expected + 1;
  g_autofree char *json = cop_record_to_json(e, record, true);
  if (cop_rows_write(db, e, record, error) &&
      add_entry(db, actor, expected == 0 ? "add" : "change", e, record->id, record->revision, json, error))
    return true;
  record->revision = before;
  return false;
}

bool
cop_record_remove(CopDb *db, CopEntity e, const char *id, const char *actor, const char *action, int64_t expected,
                  GError **error)
{
  int64_t changed;
  const CopParam params[] = { cop_p_text(id), cop_p_int(expected) };
  if (!cop_db_exec(db, cop_entity_stmts[e].remove, params, G_N_ELEMENTS(params), &changed, error))
    return false;
  if (changed == 0) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_CONFLICT,
                "somebody else has changed or removed the %s '%s' since it was read", cop_entity(e)->name, id);
    return false;
  }
  return add_entry(db, actor, action, e, id, expected, NULL, error);
}

/* --- checks of a single record --- */

static void
first_fault(void *data, const CopField *field, const char *message, const char *remedy)
{
  GError **error = data;
  (void)field;
  if (*error == NULL)
    g_set_error(error, COP_RECORD_ERROR, COP_RECORD_ERROR_INVALID, "%s; %s", message, remedy);
}

static bool
fields_given(CopEntity e, const CopRecord *r, GError **error)
{
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    if ((fields[i].flags & COP_FIELD_REQUIRED) != 0 && !cop_record_given(e, r, &fields[i])) {
      g_set_error(error, COP_RECORD_ERROR, COP_RECORD_ERROR_INVALID, "'%s' is missing; give it: %s", fields[i].name,
                  fields[i].doc);
      return false;
    }
  return true;
}

static bool
is_there(CopDb *db, CopEntity e, const char *id, GError **error)
{
  const CopParam key = cop_p_text(id);
  GError *local = NULL;
  g_autoptr(CopRows) row = cop_db_query(db, cop_entity_stmts[e].get, &key, 1, error);
  if (row == NULL)
    return false;
  if (cop_rows_next(row, &local))
    return true;
  if (local == NULL)
    g_set_error(&local, COP_RECORD_ERROR, COP_RECORD_ERROR_INVALID, "there is no %s '%s'", cop_entity(e)->name, id);
  g_propagate_error(error, local);
  return false;
}

static bool
targets_there(CopDb *db, CopEntity e, const CopRecord *r, GError **error)
{
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    const char *one = fields[i].type == COP_FIELD_REF ? cop_record_text(r, &fields[i]) : NULL;
    CopTexts ids = fields[i].type == COP_FIELD_REFS ? *cop_record_texts(r, &fields[i]) : (CopTexts){ one != NULL, &one };
    for (size_t k = 0; k < ids.n; k++)
      /* A record may name itself where circles are allowed; it is not there yet. */
      if ((fields[i].target != e || strcmp(ids.items[k], r->id) != 0) &&
          !is_there(db, fields[i].target, ids.items[k], error)) {
        g_prefix_error(error, "%s: ", fields[i].name);
        return false;
      }
  }
  if (e == COP_ENTITY_translation) {
    const CopTranslation *t = (const CopTranslation *)r;
    return is_there(db, cop_entity_by_name(t->kind), t->record, error);
  }
  return true;
}

/* Does following the field from `id` lead to the record being saved? Each
 * record is visited once, so that old circles end too. */
static bool
leads_back(CopDb *db, CopEntity e, const CopField *field, const CopRecord *start, bool *circle, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) open = g_ptr_array_new();
  g_ptr_array_add(open, (void *)start);
  *circle = false;
  while (open->len > 0 && !*circle) {
    const CopRecord *r = g_ptr_array_steal_index(open, open->len - 1);
    const char *one = field->type == COP_FIELD_REF ? cop_record_text(r, field) : NULL;
    CopTexts ids = field->type == COP_FIELD_REFS ? *cop_record_texts(r, field) : (CopTexts){ one != NULL, &one };
    for (size_t k = 0; k < ids.n; k++) {
      *circle |= strcmp(ids.items[k], start->id) == 0;
      if (*circle || !g_hash_table_add(seen, cop_arena_strdup(a, ids.items[k])))
        continue;
      void *next = cop_rows_record(db, a, e, ids.items[k], error);
      if (next == NULL)
        return false;
      g_ptr_array_add(open, next);
    }
  }
  return true;
}

static bool
no_circles(CopDb *db, CopEntity e, const CopRecord *r, GError **error)
{
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    bool circle;
    if (!cop_field_acyclic(e, &fields[i]) || !cop_record_given(e, r, &fields[i]))
      continue;
    if (!leads_back(db, e, &fields[i], r, &circle, error))
      return false;
    if (circle) {
      g_set_error(error, COP_RECORD_ERROR, COP_RECORD_ERROR_INVALID,
                  "%s: the references run in a circle back to '%s'; remove one", fields[i].name, r->id);
      return false;
    }
  }
  return true;
}

static bool
check_and_put(CopDb *db, CopEntity e, CopRecord *r, const char *actor, int64_t expected, GError **error)
{
  GError *local = NULL;
  if (r->id == NULL || !cop_id_valid(r->id)) {
    g_set_error(error, COP_RECORD_ERROR, COP_RECORD_ERROR_INVALID, "'%s' cannot be an id; ids hold letters, digits and . _ - /",
                r->id == NULL ? "" : r->id);
    return false;
  }
  if (!fields_given(e, r, error))
    return false;
  cop_record_check(e, r, first_fault, &local);
  if (local != NULL) {
    g_propagate_error(error, local);
    return false;
  }
  return targets_there(db, e, r, error) && no_circles(db, e, r, error) && cop_record_put(db, e, r, actor, expected, error);
}

bool
cop_record_save(CopDb *db, CopEntity e, CopRecord *record, const char *actor, int64_t expected, GError **error)
{
  WITH_TXN(cop_txn_begin, db, error, check_and_put(db, e, record, actor, expected, error));
}

/* --- removing --- */

typedef struct {
  GString *names;
  size_t n;
} Users;

static void
note_user(Users *u, CopEntity e, const CopRecord *r, const CopField *field)
{
  if (u->n++ < 3)
    g_string_append_printf(u->names, "%s%s '%s' (%s)", u->n == 1 ? "" : ", ", cop_entity(e)->name, r->id, field->name);
}

static bool
refers(const CopRecord *r, const CopField *field, const char *id)
{
  if (field->type == COP_FIELD_REF)
    return g_strcmp0(cop_record_text(r, field), id) == 0;
  const CopTexts *ids = cop_record_texts(r, field);
  for (size_t k = 0; k < ids->n; k++)
    if (strcmp(ids->items[k], id) == 0)
      return true;
  return false;
}

static void
find_users(const CopModel *m, CopEntity target, const char *id, Users *u)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    const CopField *fields = cop_entity_fields((CopEntity)e);
    for (size_t f = 0; f < cop_entity((CopEntity)e)->n_fields; f++)
      for (size_t i = 0; fields[f].target == target && i < cop_model_count(m, (CopEntity)e); i++) {
        const CopRecord *r = cop_model_at(m, (CopEntity)e, i);
        bool itself = (CopEntity)e == target && strcmp(r->id, id) == 0;
        if (!itself && refers(r, &fields[f], id))
          note_user(u, (CopEntity)e, r, &fields[f]);
      }
  }
}

static bool
remove_translations(CopDb *db, const CopModel *m, CopEntity e, const char *id, const char *actor, GError **error)
{
  for (size_t i = 0; i < m->translations.n; i++) {
    const CopTranslation *t = &m->translations.items[i];
    if (strcmp(t->kind, cop_entity(e)->name) == 0 && strcmp(t->record, id) == 0 &&
        !cop_record_remove(db, COP_ENTITY_translation, t->id, actor, "delete", t->revision, error))
      return false;
  }
  return true;
}

static bool
check_and_remove(CopDb *db, CopEntity e, const char *id, const char *actor, int64_t expected, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m;
  if (!cop_model_load(db, a, &m, error))
    return false;
  g_autoptr(GString) names = g_string_new(NULL);
  Users users = { names, 0 };
  find_users(m, e, id, &users);
  if (users.n > 0) {
    g_set_error(error, COP_RECORD_ERROR, COP_RECORD_ERROR_IN_USE, "the %s '%s' is used by %s%s", cop_entity(e)->name, id,
                names->str, users.n > 3 ? " and others" : "");
    return false;
  }
  return cop_record_remove(db, e, id, actor, "delete", expected, error) && remove_translations(db, m, e, id, actor, error);
}

bool
cop_record_delete(CopDb *db, CopEntity e, const char *id, const char *actor, int64_t expected, GError **error)
{
  WITH_TXN(cop_txn_begin, db, error, check_and_remove(db, e, id, actor, expected, error));
}
