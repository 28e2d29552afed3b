/* SPDX-License-Identifier: Apache-2.0 */
#include "model/sender.h"

#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/secret.h"
#include "model/audit.h"
#include "model/report.h"

const char *
cop_received_name(CopReceivedOutcome o)
{
  static const char *const names[COP_RECEIVED_MAX] = { "added", "known", "conflict", "refused" };
  g_assert(o < COP_RECEIVED_MAX);
  return names[o];
}

/* --- the log --- */

static const char *
client_digest(const char *client, char hex[COP_HASH_HEX])
{
  if (client == NULL || *client == '\0')
    return "";
  cop_hash_bytes(COP_HASH_BLAKE2B, client, strlen(client), hex);
  hex[16] = '\0';
  return hex;
}

static bool
log_one(CopDb *db, const CopReceptionEntry *r, int64_t seq, const char *at, GError **error)
{
  uint8_t id[COP_REPORT_ID_SIZE];
  char hex[COP_HASH_HEX];
  bool has_id = cop_report_id_read(r->report, strlen(r->report), id);
  g_autofree char *reason = g_utf8_substring(r->reason, 0, MIN(g_utf8_strlen(r->reason, -1), 300));
  g_autofree char *reporter = g_utf8_substring(r->reporter, 0, MIN(g_utf8_strlen(r->reporter, -1), 100));
  return COP_EXEC(db, reception_add, error, cop_p_int(seq), cop_p_text(at), cop_p_text(r->channel), cop_p_text(r->device),
                  cop_p_text(client_digest(r->client, hex)), cop_p_text(reporter), cop_p_text(r->form), has_id ? cop_p_blob(id, sizeof id) : cop_p_null(),
                  cop_p_text(cop_received_name(r->outcome)), cop_p_text(r->code), cop_p_text(reason));
}

bool
cop_reception_log(CopDb *db, const CopReceptionEntry *entries, size_t n, const char *at, GError **error)
{
  g_autoptr(CopRows) lock = COP_QUERY0(db, audit_lock, error);
  if (lock == NULL || !cop_rows_next(lock, error))
    return false;
  g_clear_pointer(&lock, cop_rows_free);
  g_autoptr(CopRows) last = COP_QUERY0(db, reception_last, error);
  if (last == NULL || !cop_rows_next(last, error))
    return false;
  int64_t seq = cop_rows_int(last, 0);
  g_clear_pointer(&last, cop_rows_free);
  for (size_t i = 0; i < n; i++)
    if (!log_one(db, &entries[i], ++seq, at, error))
      return false;
  return true;
}

/* --- reading it --- */

static const void *
copy_of(CopArena *a, const GArray *all)
{
  void *copy = cop_arena_alloc_n(a, all->len + 1, g_array_get_element_size((GArray *)all));
  if (all->len > 0)
    memcpy(copy, all->data, all->len * g_array_get_element_size((GArray *)all));
  return copy;
}

static bool
ended(GError *e, GError **error)
{
  if (e == NULL)
    return true;
  g_propagate_error(error, e);
  return false;
}

bool
cop_reception_sums(CopDb *db, CopArena *a, const CopReceptionSum **sums, size_t *n, GError **error)
{
  GError *e = NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopReceptionSum));
  g_autoptr(CopRows) r = COP_QUERY0(db, reception_summary, error);
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    CopReceptionSum s = { cop_arena_strdup(a, cop_rows_text(r, 0)), cop_arena_strdup(a, cop_rows_text(r, 1)), cop_arena_strdup(a, cop_rows_text(r, 2)),
                          cop_rows_int(r, 3), cop_rows_int(r, 4), cop_rows_int(r, 5), cop_rows_int(r, 6), cop_rows_int(r, 7), cop_arena_strdup(a, cop_rows_text(r, 8)) };
    g_array_append_val(all, s);
  }
  *n = all->len;
  *sums = copy_of(a, all);
  return ended(e, error);
}

static const char *
report_text(CopArena *a, const CopRows *r, int column)
{
  size_t size = 0;
  const void *id = cop_rows_kind(r, column) == COP_VALUE_NULL ? NULL : cop_rows_blob(r, column, &size);
  char hex[COP_REPORT_ID_HEX];
  return id == NULL || size != COP_REPORT_ID_SIZE ? "" : cop_arena_strdup(a, cop_report_id_text(id, hex));
}

bool
cop_reception_refusals(CopDb *db, CopArena *a, const CopReceptionRow **rows, size_t *n, GError **error)
{
  GError *e = NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopReceptionRow));
  g_autoptr(CopRows) r = COP_QUERY0(db, reception_refused, error);
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    const char *t[9];
    for (int i = 0; i < 9; i++)
      t[i] = i == 5 ? report_text(a, r, i) : cop_arena_strdup(a, cop_rows_text(r, i));
    CopReceptionRow one = { t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8] };
    g_array_append_val(all, one);
  }
  *n = all->len;
  *rows = copy_of(a, all);
  return ended(e, error);
}

bool
cop_reception_of(CopDb *db, CopArena *a, const char *report, const CopReceptionRow **rows, size_t *n, GError **error)
{
  GError *e = NULL;
  uint8_t id[COP_REPORT_ID_SIZE];
  *n = 0;
  *rows = NULL;
  if (!cop_report_id_read(report, strlen(report), id))
    return true;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopReceptionRow));
  g_autoptr(CopRows) r = COP_QUERY(db, reception_of_report, error, cop_p_blob(id, sizeof id));
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    CopReceptionRow one = { .at = cop_arena_strdup(a, cop_rows_text(r, 0)), .channel = cop_arena_strdup(a, cop_rows_text(r, 1)), .report = report,
                            .outcome = cop_arena_strdup(a, cop_rows_text(r, 2)), .code = cop_arena_strdup(a, cop_rows_text(r, 3)),
                            .reason = cop_arena_strdup(a, cop_rows_text(r, 4)) };
    g_array_append_val(all, one);
  }
  *n = all->len;
  *rows = copy_of(a, all);
  return ended(e, error);
}

/* --- one activity told twice --- */

bool
cop_report_doubles(CopDb *db, CopArena *a, const CopReportDouble **doubles, size_t *n, GError **error)
{
  GError *e = NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopReportDouble));
  g_autoptr(CopRows) r = COP_QUERY0(db, report_doubles, error);
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    CopReportDouble one = { cop_arena_strdup(a, cop_rows_text(r, 0)), cop_arena_strdup(a, cop_rows_text(r, 1)), cop_arena_strdup(a, cop_rows_text(r, 2)),
                            cop_arena_strdup(a, cop_rows_text(r, 3)), cop_arena_strdup(a, cop_rows_text(r, 4)), report_text(a, r, 5), report_text(a, r, 6),
                            cop_rows_int(r, 7), cop_rows_real(r, 8) };
    g_array_append_val(all, one);
  }
  *n = all->len;
  *doubles = copy_of(a, all);
  return ended(e, error);
}

bool
cop_reports_held(CopDb *db, CopArena *a, const CopReportHeld **held, size_t *n, GError **error)
{
  GError *e = NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopReportHeld));
  g_autoptr(CopRows) r = COP_QUERY0(db, report_held, error);
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    CopReportHeld one = { cop_arena_strdup(a, cop_rows_text(r, 0)), cop_arena_strdup(a, cop_rows_text(r, 1)), cop_arena_strdup(a, cop_rows_text(r, 2)),
                          cop_arena_strdup(a, cop_rows_text(r, 3)), report_text(a, r, 4) };
    g_array_append_val(all, one);
  }
  *n = all->len;
  *held = copy_of(a, all);
  return ended(e, error);
}

bool
cop_report_offices(CopDb *db, CopArena *a, const CopReportOffice **offices, size_t *n, GError **error)
{
  GError *e = NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopReportOffice));
  g_autoptr(CopRows) r = COP_QUERY0(db, report_by_office, error);
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    CopReportOffice one = { cop_arena_strdup(a, cop_rows_text(r, 0)), cop_rows_int(r, 1), cop_rows_int(r, 2), cop_rows_int(r, 3), cop_rows_int(r, 4),
                            cop_arena_strdup(a, cop_rows_text(r, 5)), cop_arena_strdup(a, cop_rows_text(r, 6)), cop_arena_strdup(a, cop_rows_text(r, 7)) };
    g_array_append_val(all, one);
  }
  *n = all->len;
  *offices = copy_of(a, all);
  return ended(e, error);
}

bool
cop_report_hold(CopDb *db, const char *id, bool hold, const char *actor, GError **error)
{
  uint8_t bytes[COP_REPORT_ID_SIZE];
  int64_t changed = 0;
  g_auto(CopTxn) txn = { 0 };
  if (!cop_report_id_read(id, strlen(id), bytes)) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_NOT_FOUND, "'%s' is no id of a report", id);
    return false;
  }
  const CopParam params[] = { cop_p_text(hold ? "held" : "accepted"), cop_p_blob(bytes, sizeof bytes) };
  if (!cop_txn_begin(&txn, db, error) || !cop_db_exec(db, COP_ST_report_set_status, params, G_N_ELEMENTS(params), &changed, error))
    return false;
  if (changed == 0) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_NOT_FOUND, "there is no report '%s'", id);
    return false;
  }
  return cop_audit_add(db, &(CopAuditEntry){ .actor = actor, .action = hold ? "hold" : "release", .entity = "report", .record = id, .content = hold ? "set aside as told twice" : "counts again" }, error) &&
         cop_txn_commit(&txn, error);
}

/* --- who may send --- */

static void
token_digest(const char *token, unsigned char digest[COP_HASH_SIZE])
{
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, "copkit device token\n", 20);
  cop_hash_add(&h, token, strlen(token));
  cop_hash_finish(&h, digest);
}

bool
cop_device_add(CopDb *db, const char *id, const char *reporter, char token[COP_DEVICE_TOKEN], GError **error)
{
  static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789"; /* 32 that are not mistaken for one another */
  unsigned char digest[COP_HASH_SIZE];
  char now[COP_INSTANT_SIZE];
  uint8_t random[COP_DEVICE_TOKEN];
  cop_random_bytes(random, sizeof random);
  for (unsigned i = 0; i + 1 < COP_DEVICE_TOKEN; i++)
    token[i] = letters[random[i] & 31];
  token[COP_DEVICE_TOKEN - 1] = '\0';
  token_digest(token, digest);
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) &&
         COP_EXEC(db, device_add, error, cop_p_text(id), cop_p_text(reporter), cop_p_blob(digest, sizeof digest), cop_p_null(), cop_p_text(cop_instant_now(now))) &&
         cop_txn_commit(&txn, error);
}

bool
cop_device_close(CopDb *db, const char *id, GError **error)
{
  char now[COP_INSTANT_SIZE];
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && COP_EXEC(db, device_close, error, cop_p_text(cop_instant_now(now)), cop_p_text(id)) && cop_txn_commit(&txn, error);
}

/* The registration in the one row of a query, if there is one. */
static bool
read_device(CopRows *rows, CopArena *a, const char **id, const char **reporter, GError **error)
{
  g_autoptr(CopRows) r = rows;
  g_autoptr(GError) e = NULL;
  *id = *reporter = NULL;
  if (r == NULL)
    return false;
  if (cop_rows_next(r, &e)) {
    *id = cop_arena_strdup(a, cop_rows_text(r, 0));
    *reporter = cop_arena_strdup(a, cop_rows_text(r, 1));
  }
  if (e == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&e));
  return false;
}

bool
cop_device_find(CopDb *db, const char *token, CopArena *a, const char **id, const char **reporter, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  token_digest(token, digest);
  return read_device(COP_QUERY(db, device_by_token, error, cop_p_blob(digest, sizeof digest)), a, id, reporter, error);
}

/* --- keys and bundles --- */

bool
cop_device_by_key(CopDb *db, const uint8_t key[32], CopArena *a, const char **id, const char **reporter, GError **error)
{
  return read_device(COP_QUERY(db, device_by_key, error, cop_p_blob(key, 32)), a, id, reporter, error);
}

bool
cop_device_set_key(CopDb *db, const char *id, const uint8_t key[32], GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  int64_t changed = 0;
  const CopParam params[] = { cop_p_blob(key, 32), cop_p_text(id) };
  if (!cop_txn_begin(&txn, db, error) || !cop_db_exec(db, COP_ST_device_set_key, params, G_N_ELEMENTS(params), &changed, error))
    return false;
  if (changed > 0)
    return cop_txn_commit(&txn, error);
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_NOT_FOUND, "there is no registration '%s' without a key; one that has a key keeps it", id);
  return false;
}

bool
cop_bundle_held(CopDb *db, const char *device, int64_t number, bool *held, uint8_t hash[32], GError **error)
{
  g_autoptr(GError) e = NULL;
  g_autoptr(CopRows) r = COP_QUERY(db, bundle_hash, error, cop_p_text(device), cop_p_int(number));
  if (r == NULL)
    return false;
  *held = cop_rows_next(r, &e);
  size_t size = 0;
  const void *bytes = *held ? cop_rows_blob(r, 0, &size) : NULL;
  if (size == 32)
    memcpy(hash, bytes, size);
  return ended(g_steal_pointer(&e), error);
}

bool
cop_bundle_keep(CopDb *db, const char *device, int64_t number, const uint8_t hash[32], const char *at, GError **error)
{
  return COP_EXEC(db, bundle_add, error, cop_p_text(device), cop_p_int(number), cop_p_blob(hash, 32), cop_p_text(at));
}
