/* SPDX-License-Identifier: Apache-2.0 */
#include "import/intake.h"

#include <string.h>

#include "base/hash.h"
#include "model/audit.h"

typedef struct {
  CopDb *db;
  const CopModel *m;
  CopIntake *in;
  const CopIntakeOptions *o;
  CopIntakeSummary *s;
  bool head_given;   /* of the rejects file */
  uint64_t ids[2];   /* exclusive or of the digests of ids taken */
  GArray *refused;   /* CopIntakeReject of a batch, in the order of the input */
  CopDiags *found;
} Run;

/* --- refusals --- */

static bool
hand_out(Run *r, const CopIntakeReject *one, GError **error)
{
  g_autofree char *code = g_strconcat("report-", cop_intake_code_name(one->code), NULL);
  uint64_t line = r->o->lines == NULL || one->line == 0 || one->line > r->o->lines->len ? one->line : g_array_index(r->o->lines, uint64_t, one->line - 1);
  cop_diags_format(r->found, COP_SEVERITY_ERROR, code, r->o->file, (unsigned)MIN(line, G_MAXUINT), 0, NULL, "%s", one->reason);
  if (r->o->reject == NULL)
    return true;
  if (!r->head_given) {
    g_autofree char *head = cop_intake_rejects_head(r->in);
    r->head_given = true;
    if (!r->o->reject(r->o->data, head, error))
      return false;
  }
  g_autofree char *row = cop_intake_reject_to_row(r->in, one);
  return r->o->reject(r->o->data, row, error);
}

static const struct {
  CopIntakeCode code;
  const char *reason;
} outcomes_refused[COP_REPORT_OUTCOME_MAX] = {
  [COP_REPORT_CONFLICT] = { COP_INTAKE_CONFLICT,
                            "a report with this id and other content is held; a correction needs an id of its own and names this one in supersedes" },
  [COP_REPORT_UNKNOWN_TARGET] = { COP_INTAKE_SUPERSEDES, "the report it corrects is not held; send that one first" },
  [COP_REPORT_CORRECTED_BEFORE] = { COP_INTAKE_SUPERSEDES, "the report it corrects has been corrected already; correct the correction" },
};

static void
refuse_report(Run *r, const CopIntakeRows *rows, CopReportOutcome outcome)
{
  for (size_t k = 0; k < rows->n_rows; k++) {
    CopIntakeReject one = { rows->lines[k], outcomes_refused[outcome].code, outcomes_refused[outcome].reason, rows->raw[k], true };
    g_array_append_val(r->refused, one);
  }
}

static int
by_line(gconstpointer a, gconstpointer b)
{
  const CopIntakeReject *x = a, *y = b;
  return (x->line > y->line) - (x->line < y->line);
}

/* --- a batch --- */

/* Ids are added up without order, so that the receipt does not depend on how
 * a file is cut into batches. */
static void
note_id(Run *r, const CopReport *report)
{
  CopHash h;
  unsigned char digest[COP_HASH_SIZE];
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, report->id, COP_REPORT_ID_SIZE);
  cop_hash_finish(&h, digest);
  uint64_t half[2];
  memcpy(half, digest, sizeof half);
  r->ids[0] ^= half[0];
  r->ids[1] ^= half[1];
}

static void
count_outcomes(Run *r, const CopIntakeBatch *b, const CopReportOutcome *outcomes)
{
  for (size_t i = 0; i < b->n_reports; i++) {
    const CopReport *report = &b->reports[i];
    switch (outcomes[i]) {
    case COP_REPORT_ADDED:
      r->s->reports_added++;
      r->s->rows_added += report->n;
      r->s->synthetic += report->synthetic;
      note_id(r, report);
      break;
    case COP_REPORT_KNOWN:
      r->s->reports_known++;
      r->s->rows_known += report->n;
      note_id(r, report);
      break;
    case COP_REPORT_CONFLICT:
    case COP_REPORT_UNKNOWN_TARGET:
    case COP_REPORT_CORRECTED_BEFORE:
      r->s->reports_refused++;
      refuse_report(r, &b->rows[i], outcomes[i]);
      break;
    case COP_REPORT_OUTCOME_MAX:
      g_assert_not_reached();
    }
  }
}

static bool
log_batch(Run *r, size_t added, GError **error)
{
  if (added == 0)
    return true;
  g_autofree char *what = g_strdup_printf("%zu reports", added);
  return cop_audit_add(r->db, &(CopAuditEntry){ .actor = r->o->actor, .action = "import", .entity = "report", .record = r->o->file, .content = what },
                       error);
}

static bool
take_batch(Run *r, const CopIntakeBatch *b, GError **error)
{
  size_t before = r->s->reports_added;
  g_autofree CopReportOutcome *outcomes = g_new0(CopReportOutcome, b->n_reports + 1);
  if (!cop_reports_add(r->db, r->m, b->reports, b->n_reports, r->o->received_at, outcomes, error))
    return false;
  g_array_set_size(r->refused, 0);
  g_array_append_vals(r->refused, b->rejects, (guint)b->n_rejects);
  count_outcomes(r, b, outcomes);
  g_array_sort(r->refused, by_line);
  for (guint i = 0; i < r->refused->len; i++) {
    const CopIntakeReject *one = &g_array_index(r->refused, CopIntakeReject, i);
    r->s->rows_refused++;
    r->s->refused_by[one->code]++;
    if (!hand_out(r, one, error))
      return false;
  }
  r->s->rows += b->n_rows;
  r->s->old_codes += b->n_old_codes;
  r->s->early += b->n_early;
  return log_batch(r, r->s->reports_added - before, error);
}

/* --- reading ahead --- */

typedef struct {
  CopIntake *in;
  GThread *thread;
  GMutex lock; /* guards what follows */
  GCond moved;
  CopIntakeBatch ready;
  bool full, ended, stopping;
  GError *error;
} Ahead;

static gpointer
read_ahead(gpointer data)
{
  Ahead *x = data;
  for (;;) {
    CopIntakeBatch mine = { 0 };
    GError *e = NULL;
    bool more = cop_intake_next(x->in, &mine, &e);
    g_mutex_lock(&x->lock);
    while (x->full && !x->stopping)
      g_cond_wait(&x->moved, &x->lock);
    bool goes_on = more && !x->stopping;
    if (goes_on) {
      x->ready = mine;
      x->full = true;
    } else {
      cop_intake_batch_clear(&mine);
      x->error = e;
      x->ended = true;
    }
    g_cond_signal(&x->moved);
    g_mutex_unlock(&x->lock);
    if (!goes_on)
      return NULL;
  }
}

static void
ahead_start(Ahead *x, CopIntake *in)
{
  *x = (Ahead){ .in = in };
  g_mutex_init(&x->lock);
  g_cond_init(&x->moved);
  x->thread = g_thread_new("intake", read_ahead, x);
}

static void
ahead_stop(Ahead *x)
{
  if (x->thread == NULL)
    return;
  g_mutex_lock(&x->lock);
  x->stopping = true;
  g_cond_signal(&x->moved);
  g_mutex_unlock(&x->lock);
  g_thread_join(g_steal_pointer(&x->thread));
  cop_intake_batch_clear(&x->ready);
  g_clear_error(&x->error);
  g_mutex_clear(&x->lock);
  g_cond_clear(&x->moved);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ahead, ahead_stop)

/* As cop_intake_next(). */
static bool
ahead_next(Ahead *x, CopIntakeBatch *b, GError **error)
{
  cop_intake_batch_clear(b);
  g_mutex_lock(&x->lock);
  while (!x->full && !x->ended)
    g_cond_wait(&x->moved, &x->lock);
  bool there = x->full;
  if (there)
    *b = x->ready;
  x->ready = (CopIntakeBatch){ 0 };
  x->full = false;
  if (!there && x->error != NULL)
    g_propagate_error(error, g_steal_pointer(&x->error));
  g_cond_signal(&x->moved);
  g_mutex_unlock(&x->lock);
  return there;
}

/* --- the file --- */

/* Each batch its own transaction, unless the caller has one open. A batch that
 * fails is rolled back and not counted. */
static bool
take_by_batches(Run *r, Ahead *ahead, GError **error)
{
  g_auto(CopIntakeBatch) b = { 0 };
  g_autoptr(GError) e = NULL;
  bool inside = cop_db_in_txn(r->db);
  while (ahead_next(ahead, &b, &e)) {
    CopIntakeSummary before = *r->s;
    g_auto(CopTxn) txn = { 0 };
    if (!inside && !cop_txn_begin(&txn, r->db, error))
      return false;
    if (!take_batch(r, &b, error) || (!inside && !cop_txn_commit(&txn, error))) {
      *r->s = before;
      return false;
    }
    if (r->o->passed != NULL && b.upto != NULL)
      r->o->passed(r->o->passed_data, b.upto);
  }
  if (e == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&e));
  return false;
}

static bool
take_as_one(Run *r, Ahead *ahead, GError **error)
{
  g_auto(CopIntakeBatch) b = { 0 };
  g_autoptr(GError) e = NULL;
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, r->db, error))
    return false;
  while (ahead_next(ahead, &b, &e)) {
    if (!take_batch(r, &b, error))
      return false;
    if (r->o->passed != NULL && b.upto != NULL)
      r->o->passed(r->o->passed_data, b.upto);
  }
  if (e != NULL) {
    g_propagate_error(error, g_steal_pointer(&e));
    return false;
  }
  r->s->kept = !r->o->dry_run && r->s->rows_refused == 0;
  return !r->s->kept || cop_txn_commit(&txn, error);
}

bool
cop_intake_run(CopDb *db, const CopModel *m, CopCsv *csv, const CopIntakeOptions *o, CopIntakeSummary *s, CopDiags *found,
               GError **error)
{
  memset(s, 0, sizeof *s);
  char today[sizeof "YYYY-MM-DD"];
  g_strlcpy(today, o->received_at, sizeof today);
  CopIntakeRules rules = { .today = today, .rows_in_batch = o->rows_in_batch };
  g_autoptr(CopIntake) in = cop_intake_new(csv, m, &rules, o->file, found, error);
  if (in == NULL)
    return false;
  g_autoptr(GError) e = NULL;
  g_autoptr(GArray) refused = g_array_new(FALSE, FALSE, sizeof(CopIntakeReject));
  Run r = { .db = db, .m = m, .in = in, .o = o, .s = s, .refused = refused, .found = found };
  s->kept = true;
  g_auto(Ahead) ahead = { 0 };
  ahead_start(&ahead, in);
  bool fine = o->strict || o->dry_run ? take_as_one(&r, &ahead, &e) : take_by_batches(&r, &ahead, &e);
  if (!fine)
    s->kept = s->reports_added > 0 && !o->strict && !o->dry_run;
  if (s->reports_added + s->reports_known > 0)
    g_snprintf(s->receipt, sizeof s->receipt, "%012" G_GINT64_MODIFIER "x", (r.ids[0] ^ r.ids[1]) & UINT64_C(0xffffffffffff));
  if (!fine)
    g_propagate_error(error, g_steal_pointer(&e));
  return fine;
}
