/* SPDX-License-Identifier: Apache-2.0 */
#include "import/reception.h"

#include <string.h>

#include "base/hash.h"
#include "model/audit.h"

/* --- one pass: reports of different ids --- */

typedef struct {
  CopDb *db;
  const CopModel *m;
  const CopIntakeIndex *index;
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
  const CopIntakeRules rules = { .today = today, .index = t->index };
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

static bool
log_all(Taking *t, const CopReceived *items, size_t n, GError **error)
{
  g_autofree CopReceptionEntry *entries = g_new0(CopReceptionEntry, n + 1);
  for (size_t i = 0; i < n; i++)
    entries[i] = (CopReceptionEntry){ items[i].channel, items[i].device, items[i].client, items[i].reporter, items[i].form, items[i].id,
                                      items[i].outcome, items[i].code, items[i].reason };
  if (!cop_reception_log(t->db, entries, n, t->received_at, error))
    return false;
  if (t->added == 0)
    return true;
  g_autofree char *what = g_strdup_printf("%zu reports", t->added);
  return cop_audit_add(t->db, &(CopAuditEntry){ .actor = "reception", .action = "import", .entity = "report", .record = items[0].channel, .content = what }, error);
}

bool
cop_reception_take(CopDb *db, const CopModel *m, const CopIntakeIndex *index, CopReceived *items, size_t n, const char *received_at, CopArena *a,
                   GError **error)
{
  Taking t = { db, m, index, received_at, a, 0 };
  g_auto(CopTxn) txn = { 0 };
  for (size_t i = 0; i < n; i++) {
    items[i].outcome = COP_RECEIVED_REFUSED;
    items[i].receipt[0] = '\0';
    if (items[i].rows != NULL)
      items[i].code = items[i].reason = "";
  }
  return cop_txn_begin(&txn, db, error) && take_reports(&t, items, n, error) && log_all(&t, items, n, error) && cop_txn_commit(&txn, error);
}
