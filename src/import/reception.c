/* SPDX-License-Identifier: Apache-2.0 */
#include "import/reception.h"

#include <sodium.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "model/audit.h"

const char *
cop_received_name(CopReceivedOutcome o)
{
  static const char *const names[COP_RECEIVED_MAX] = { "added", "known", "conflict", "refused" };
  g_assert(o < COP_RECEIVED_MAX);
  return names[o];
}

/* --- one pass: reports of different ids --- */

typedef struct {
  CopDb *db;
  const CopModel *m;
  const char *received_at;
  CopArena *a;
  size_t added;
} Taking;

typedef struct {
  CopReceived **items;
  uint64_t *first;  /* line of the first row of each */
  size_t n;
} Pass;

static CopReceived *
item_at(const Pass *p, uint64_t line)
{
  size_t low = 0, high = p->n;
  while (high - low > 1) {
    size_t mid = (low + high) / 2;
    if (p->first[mid] <= line)
      low = mid;
    else
      high = mid;
  }
  return p->items[low];
}

static void
make_receipt(CopReceived *r)
{
  CopHash h;
  unsigned char digest[COP_HASH_SIZE];
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, r->rows, strlen(r->rows));
  cop_hash_finish(&h, digest);
  for (unsigned i = 0; i < (COP_RECEIPT_SIZE - 1) / 2; i++)
    g_snprintf(r->receipt + 2 * i, 3, "%02x", digest[i]);
}

static void
set_outcome(Taking *t, CopReceived *r, CopReportOutcome outcome)
{
  switch (outcome) {
  case COP_REPORT_ADDED:
    r->outcome = COP_RECEIVED_ADDED;
    t->added++;
    break;
  case COP_REPORT_KNOWN:
    r->outcome = COP_RECEIVED_KNOWN;
    break;
  case COP_REPORT_CONFLICT:
    r->outcome = COP_RECEIVED_CONFLICT;
    r->code = cop_intake_code_name(COP_INTAKE_CONFLICT);
    r->reason = "a report with this id and other content is held; a correction needs an id of its own and names this one";
    return;
  case COP_REPORT_UNKNOWN_TARGET:
  case COP_REPORT_CORRECTED_BEFORE:
    r->code = cop_intake_code_name(COP_INTAKE_SUPERSEDES);
    r->reason = outcome == COP_REPORT_UNKNOWN_TARGET ? "the report it corrects is not held; send that one first"
                                                     : "the report it corrects has been corrected already; correct the correction";
    return;
  case COP_REPORT_OUTCOME_MAX:
    g_assert_not_reached();
  }
  make_receipt(r);
}

static bool
take_batch(Taking *t, const Pass *p, const CopIntakeBatch *b, GError **error)
{
  g_autofree CopReportOutcome *outcomes = g_new0(CopReportOutcome, b->n_reports + 1);
  if (!cop_reports_add(t->db, t->m, b->reports, b->n_reports, t->received_at, outcomes, error))
    return false;
  for (size_t i = 0; i < b->n_reports; i++)
    set_outcome(t, item_at(p, b->rows[i].line), outcomes[i]);
  for (size_t i = 0; i < b->n_rejects; i++) {
    CopReceived *r = item_at(p, b->rejects[i].line);
    if (*r->reason != '\0' && b->rejects[i].code == COP_INTAKE_COMPANION)
      continue;
    r->code = cop_intake_code_name(b->rejects[i].code);
    r->reason = cop_arena_strdup(t->a, b->rejects[i].reason);
  }
  return true;
}

static bool
take_pass(Taking *t, const Pass *p, const GString *csv, GError **error)
{
  g_autoptr(CopDiags) found = cop_diags_new();
  g_autoptr(CopCsv) reader = cop_csv_new(csv->str, csv->len, ',');
  char today[sizeof "YYYY-MM-DD"];
  g_strlcpy(today, t->received_at, sizeof today);
  const CopIntakeRules rules = { .today = today };
  g_autoptr(CopIntake) in = cop_intake_new(reader, t->m, &rules, "reports", found, error);
  g_auto(CopIntakeBatch) batch = { 0 };
  g_autoptr(GError) e = NULL;
  if (in == NULL)
    return false;
  while (cop_intake_next(in, &batch, &e))
    if (!take_batch(t, p, &batch, error))
      return false;
  if (e == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&e));
  return false;
}

static uint64_t
count_lines(const char *s)
{
  uint64_t n = 0;
  for (; (s = strchr(s, '\n')) != NULL; s++)
    n++;
  return n;
}

/* Of several with the same id the first goes now, the others in the next pass:
 * rows of one report must not stand together with another's. */
static size_t
fill_pass(CopReceived *items, bool *done, size_t n, Pass *p, GString *csv)
{
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  uint64_t line = 2;
  p->n = 0;
  g_string_assign(csv, cop_answers_head());
  for (size_t i = 0; i < n; i++) {
    if (done[i] || items[i].rows == NULL || !g_hash_table_add(ids, (gpointer)items[i].id))
      continue;
    done[i] = true;
    p->items[p->n] = &items[i];
    p->first[p->n++] = line;
    g_string_append(csv, items[i].rows);
    line += count_lines(items[i].rows);
  }
  return p->n;
}

static bool
take_reports(Taking *t, CopReceived *items, size_t n, GError **error)
{
  g_autofree bool *done = g_new0(bool, n + 1);
  g_autofree CopReceived **ptrs = g_new0(CopReceived *, n + 1);
  g_autofree uint64_t *first = g_new0(uint64_t, n + 1);
  g_autoptr(GString) csv = g_string_new(NULL);
  Pass p = { ptrs, first, 0 };
  while (fill_pass(items, done, n, &p, csv) > 0)
    if (!take_pass(t, &p, csv, error))
      return false;
  return true;
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
log_one(Taking *t, const CopReceived *r, int64_t seq, GError **error)
{
  uint8_t id[COP_REPORT_ID_SIZE];
  char hex[COP_HASH_HEX];
  bool has_id = cop_report_id_read(r->id, strlen(r->id), id);
  g_autofree char *reason = g_utf8_substring(r->reason, 0, MIN(g_utf8_strlen(r->reason, -1), 300));
  g_autofree char *reporter = g_utf8_substring(r->reporter, 0, MIN(g_utf8_strlen(r->reporter, -1), 100));
  return COP_EXEC(t->db, reception_add, error, cop_p_int(seq), cop_p_text(t->received_at), cop_p_text(r->channel), cop_p_text(r->device),
                  cop_p_text(client_digest(r->client, hex)), cop_p_text(reporter), cop_p_text(r->form), has_id ? cop_p_blob(id, sizeof id) : cop_p_null(),
                  cop_p_text(cop_received_name(r->outcome)), cop_p_text(r->code), cop_p_text(reason));
}

static bool
log_all(Taking *t, const CopReceived *items, size_t n, GError **error)
{
  g_autoptr(CopRows) lock = COP_QUERY0(t->db, audit_lock, error);
  if (lock == NULL || !cop_rows_next(lock, error))
    return false;
  g_autoptr(CopRows) last = COP_QUERY0(t->db, reception_last, error);
  if (last == NULL || !cop_rows_next(last, error))
    return false;
  int64_t seq = cop_rows_int(last, 0);
  g_clear_pointer(&last, cop_rows_free);
  g_clear_pointer(&lock, cop_rows_free);
  for (size_t i = 0; i < n; i++)
    if (!log_one(t, &items[i], ++seq, error))
      return false;
  if (t->added == 0)
    return true;
  g_autofree char *what = g_strdup_printf("%zu reports", t->added);
  return cop_audit_add(t->db, &(CopAuditEntry){ .actor = "reception", .action = "import", .entity = "report", .record = items[0].channel, .content = what }, error);
}

bool
cop_reception_take(CopDb *db, const CopModel *m, CopReceived *items, size_t n, const char *received_at, CopArena *a, GError **error)
{
  Taking t = { db, m, received_at, a, 0 };
  g_auto(CopTxn) txn = { 0 };
  for (size_t i = 0; i < n; i++) {
    items[i].outcome = COP_RECEIVED_REFUSED;
    items[i].receipt[0] = '\0';
    if (items[i].rows != NULL)
      items[i].code = items[i].reason = "";
  }
  return cop_txn_begin(&txn, db, error) && take_reports(&t, items, n, error) && log_all(&t, items, n, error) && cop_txn_commit(&txn, error);
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
  for (unsigned i = 0; i + 1 < COP_DEVICE_TOKEN; i++)
    token[i] = letters[randombytes_uniform(32)];
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

bool
cop_device_find(CopDb *db, const char *token, CopArena *a, const char **id, const char **reporter, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  g_autoptr(GError) e = NULL;
  *id = *reporter = NULL;
  token_digest(token, digest);
  g_autoptr(CopRows) r = COP_QUERY(db, device_by_token, error, cop_p_blob(digest, sizeof digest));
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
