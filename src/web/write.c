/* SPDX-License-Identifier: Apache-2.0 */
#include "web/write.h"

#include <string.h>

#include "model/record.h"
#include "web/desk.h"

const char *
cop_page_actor(const CopPage *p)
{
  (void)p;
  return g_get_user_name();
}

/* The writer stays open: opening one checks the whole store's head. */
static CopDb *
lock_writer(CopDesk *d, GError **error)
{
  g_mutex_lock(&d->write_lock);
  if (d->writer == NULL && d->store != NULL)
    d->writer = cop_db_open(d->store, COP_DB_WRITE, error);
  else if (d->store == NULL)
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN, "this desk has no store");
  if (d->writer == NULL)
    g_mutex_unlock(&d->write_lock);
  return d->writer;
}

static CopWritten
finish(CopPage *p, bool ok, GError *cause, GError **error)
{
  g_mutex_unlock(&p->desk->write_lock);
  if (ok)
    ok = cop_keeper_refresh(p->desk->keeper, &cause);
  if (ok)
    return COP_WRITTEN;
  bool conflict = g_error_matches(cause, COP_DB_ERROR, COP_DB_ERROR_CONFLICT);
  g_propagate_error(error, cause);
  return conflict ? COP_WRITTEN_CONFLICT : COP_WRITTEN_NOT;
}

CopWritten
cop_write_record(CopPage *p, CopEntity e, CopRecord *record, int64_t expected, GError **error)
{
  GError *cause = NULL;
  CopDb *db = lock_writer(p->desk, error);
  if (db == NULL)
    return COP_WRITTEN_NOT;
  record->origin = "";
  bool ok = cop_record_save(db, e, record, cop_page_actor(p), expected, &cause);
  return finish(p, ok, cause, error);
}

static bool
save_all(CopDb *db, CopEntity e, CopRecord *const *records, const int64_t *expected, size_t n, const char *actor, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, db, error))
    return false;
  for (size_t i = 0; i < n; i++) {
    records[i]->origin = "";
    if (!cop_record_save(db, e, records[i], actor, expected[i], error))
      return false;
  }
  return cop_txn_commit(&txn, error);
}

CopWritten
cop_write_records(CopPage *p, CopEntity e, CopRecord *const *records, const int64_t *expected, size_t n, GError **error)
{
  GError *cause = NULL;
  CopDb *db = lock_writer(p->desk, error);
  if (db == NULL)
    return COP_WRITTEN_NOT;
  bool ok = save_all(db, e, records, expected, n, cop_page_actor(p), &cause);
  return finish(p, ok, cause, error);
}

CopWritten
cop_write_remove(CopPage *p, CopEntity e, const char *id, int64_t expected, GError **error)
{
  GError *cause = NULL;
  CopDb *db = lock_writer(p->desk, error);
  if (db == NULL)
    return COP_WRITTEN_NOT;
  bool ok = cop_record_delete(db, e, id, cop_page_actor(p), expected, &cause);
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
