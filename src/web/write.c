/* SPDX-License-Identifier: Apache-2.0 */
#include "web/write.h"

#include <string.h>

#include "model/record.h"
#include "model/sender.h"
#include "web/desk.h"
#include "web/people.h"

G_DEFINE_QUARK(cop-write-error-quark, cop_write_error)

const char *
cop_page_actor(const CopPage *p)
{
  return p->who->id != NULL ? p->who->id : g_get_user_name();
}

/* Is the change within what the person may do? Asked of the store as it stands,
 * so that nobody moves a record into their own part first. */
static bool
allowed(CopPage *p, CopEntity e, const char *id, const CopRecord *after, GError **error)
{
  g_autoptr(CopView) v = cop_keeper_take(p->desk->keeper);
  const CopRecord *before = v == NULL ? NULL : cop_model_record(v->model, e, id);
  CopGroups groups = cop_page_edits(p, e, before != NULL ? before : after);
  const CopField *refused = after == NULL ? NULL : cop_access_refused(e, before, after, groups);
  if (groups == 0 || ((before == NULL || after == NULL) && (groups & COP_GROUP_LIFE) == 0) || (after != NULL && cop_page_edits(p, e, after) == 0))
    g_set_error(error, COP_WRITE_ERROR, COP_WRITE_ERROR_DENIED, T_("This record is not yours to change."));
  else if (refused != NULL)
    g_set_error(error, COP_WRITE_ERROR, COP_WRITE_ERROR_DENIED, T_("Your role may not change the field %s of this record."), refused->name);
  else
    return true;
  return false;
}

static CopWritten
finish(CopPage *p, bool ok, GError *cause, GError **error)
{
  cop_desk_unlock_writer(p->desk);
  if (ok)
    ok = cop_keeper_refresh(p->desk->keeper, &cause);
  if (ok)
    return COP_WRITTEN;
  bool conflict = g_error_matches(cause, COP_DB_ERROR, COP_DB_ERROR_CONFLICT);
  g_propagate_error(error, cause);
  return conflict ? COP_WRITTEN_CONFLICT : COP_WRITTEN_NOT;
}

/* A translation of what was changed is of an earlier wording: it is opened again, so
 * that every page and document shows the source until somebody translates anew. Its
 * text stays in the record, for whoever does. */
static bool
reopen_translations(CopPage *p, CopDb *db, const CopModel *m, const char *key, GError **error)
{
  for (size_t i = 0; i < m->translations.n; i++) {
    const CopTranslation *t = &m->translations.items[i];
    if (t->state == COP_TEXT_STATE_UNTRANSLATED || !g_str_has_prefix(t->id, key))
      continue;
    CopTranslation again = *t;
    again.state = COP_TEXT_STATE_UNTRANSLATED;
    again.origin = "";
    if (!cop_record_save(db, COP_ENTITY_translation, (CopRecord *)&again, cop_page_actor(p), t->revision, error))
      return false;
  }
  return true;
}

/* In the caller's transaction. */
static bool
save_one(CopPage *p, CopDb *db, CopEntity e, CopRecord *record, int64_t expected, GError **error)
{
  g_autoptr(CopView) v = cop_keeper_take(p->desk->keeper);
  const CopRecord *before = v == NULL ? NULL : cop_model_record(v->model, e, record->id);
  const CopField *fields = cop_entity_fields(e);
  record->origin = "";
  if (!cop_record_save(db, e, record, cop_page_actor(p), expected, error))
    return false;
  for (size_t i = 0; before != NULL && i < cop_entity(e)->n_fields; i++) {
    const CopField *f = &fields[i];
    if ((f->flags & COP_FIELD_TRANSLATABLE) == 0 || f->type != COP_FIELD_TEXT || g_strcmp0(cop_record_text(before, f), cop_record_text(record, f)) == 0)
      continue;
    g_autofree char *key = g_strdup_printf("%s/%s/%s/", cop_entity(e)->name, record->id, f->name);
    if (!reopen_translations(p, db, v->model, key, error))
      return false;
  }
  return true;
}

static bool
save_all(CopPage *p, CopDb *db, CopEntity e, CopRecord *const *records, const int64_t *expected, size_t n, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, db, error))
    return false;
  for (size_t i = 0; i < n; i++)
    if (!save_one(p, db, e, records[i], expected[i], error))
      return false;
  return cop_txn_commit(&txn, error);
}

CopWritten
cop_write_record(CopPage *p, CopEntity e, CopRecord *record, int64_t expected, GError **error)
{
  GError *cause = NULL;
  if (!allowed(p, e, record->id, record, error))
    return COP_WRITTEN_DENIED;
  CopDb *db = cop_desk_lock_writer(p->desk, error);
  if (db == NULL)
    return COP_WRITTEN_NOT;
  bool ok = save_all(p, db, e, &record, &expected, 1, &cause);
  return finish(p, ok, cause, error);
}

CopWritten
cop_write_records(CopPage *p, CopEntity e, CopRecord *const *records, const int64_t *expected, size_t n, GError **error)
{
  GError *cause = NULL;
  for (size_t i = 0; i < n; i++)
    if (!allowed(p, e, records[i]->id, records[i], error))
      return COP_WRITTEN_DENIED;
  CopDb *db = cop_desk_lock_writer(p->desk, error);
  if (db == NULL)
    return COP_WRITTEN_NOT;
  bool ok = save_all(p, db, e, records, expected, n, &cause);
  return finish(p, ok, cause, error);
}

CopWritten
cop_write_remove(CopPage *p, CopEntity e, const char *id, int64_t expected, GError **error)
{
  GError *cause = NULL;
  if (!allowed(p, e, id, NULL, error))
    return COP_WRITTEN_DENIED;
  CopDb *db = cop_desk_lock_writer(p->desk, error);
  if (db == NULL)
    return COP_WRITTEN_NOT;
  bool ok = cop_record_delete(db, e, id, cop_page_actor(p), expected, &cause);
  return finish(p, ok, cause, error);
}

bool
cop_write_import(CopPage *p, const CopImportKind *kind, const CopImportSource *source, CopDiags *said, GError **error)
{
  GError *cause = NULL;
  CopImportCounts counts = { 0 };
  const CopImportOptions options = { .actor = cop_page_actor(p), .strict = kind->strict };
  CopDb *db = cop_desk_lock_writer(p->desk, error);
  if (db == NULL)
    return false;
  bool ok = kind->run(db, source, 1, &options, &counts, said, &cause);
  return finish(p, ok, cause, error) == COP_WRITTEN;
}

CopWritten
cop_write_report_hold(CopPage *p, const char *id, bool hold, GError **error)
{
  GError *cause = NULL;
  /* What counts is for those who keep the forms, not for whoever fills them in. */
  if (p->m->report_forms.n > 0 && cop_page_edits(p, COP_ENTITY_report_form, &p->m->report_forms.items[0]) == 0) {
    g_set_error(error, COP_WRITE_ERROR, COP_WRITE_ERROR_DENIED, T_("This record is not yours to change."));
    return COP_WRITTEN_DENIED;
  }
  CopDb *db = cop_desk_lock_writer(p->desk, error);
  if (db == NULL)
    return COP_WRITTEN_NOT;
  bool ok = cop_report_hold(db, id, hold, cop_page_actor(p), &cause);
  return finish(p, ok, cause, error);
}

const CopRecord *
cop_write_now(CopPage *p, CopEntity e, const char *id)
{
  g_autoptr(CopView) v = cop_keeper_take(p->desk->keeper);
  const CopRecord *r = v == NULL ? NULL : cop_model_record(v->model, e, id);
  if (r == NULL)
    return NULL;
  /* A copy: the view may go before the page does. */
  g_autofree char *json = cop_record_to_json(e, r, true);
  return cop_record_from_json(p->a, e, json, strlen(json), NULL);
}

bool
cop_history(CopPage *p, CopEntity e, const char *id, CopAuditEntries *entries)
{
  CopDb *db = cop_desk_borrow(p->desk, NULL);
  *entries = (CopAuditEntries){ 0 };
  if (db == NULL)
    return false;
  bool ok = cop_audit_history(db, p->a, e, id, entries, NULL);
  cop_desk_return(p->desk, db);
  return ok;
}
