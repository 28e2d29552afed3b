/* SPDX-License-Identifier: Apache-2.0 */
#include "model/report_store.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "model/report_key.h"
#include "model/roll_up_store.h"

/* --- digest --- */

/* What the digest is taken of. */
typedef struct {
  uint8_t *at;
  size_t n, room;
} Bytes;

static void
put(Bytes *b, const void *bytes, size_t n)
{
  if (b->room - b->n < n) {
    b->room = 2 * b->room + n;
    b->at = g_realloc(b->at, b->room);
  }
  memcpy(b->at + b->n, bytes, n);
  b->n += n;
}

/* Each text with its NUL, so that no two contents run together. */
static void
put_text(Bytes *b, const char *s)
{
  if (s != NULL)
    put(b, s, strlen(s) + 1);
  else
    put(b, "", 1);
}

static void
put_real(Bytes *b, double v)
{
  uint64_t bits = UINT64_MAX; /* none */
  if (!isnan(v))
    memcpy(&bits, &v, sizeof bits);
  bits = GUINT64_TO_LE(bits);
  put(b, &bits, sizeof bits);
}

typedef struct {
  const uint8_t *bytes;
  size_t length, from;
} Piece;

static int
by_bytes(const void *a, const void *b)
{
  const Piece *x = a, *y = b;
  int c = memcmp(x->bytes, y->bytes, MIN(x->length, y->length));
  return c != 0 ? c : (x->length > y->length) - (x->length < y->length);
}

void
cop_report_digest(const CopModel *m, const CopReport *r, uint8_t digest[COP_REPORT_DIGEST_SIZE])
{
  enum { USUAL = 128 };
  Bytes head = { g_malloc(USUAL), 0, USUAL }, body = { g_malloc(r->n * USUAL + 1), 0, r->n * USUAL };
  g_autofree Piece *pieces = g_new(Piece, r->n + 1);
  put_text(&head, r->form);
  put_text(&head, r->reporter);
  put_text(&head, r->reported_at);
  put_text(&head, r->synthetic ? "1" : "0");
  if (r->supersedes_given)
    put(&head, r->supersedes, COP_REPORT_ID_SIZE);
  if (r->receipt[0] != '\0') { /* reports without one keep the digest they had */
    put_text(&head, "receipt");
    put_text(&head, r->receipt);
  }
  for (size_t i = 0; i < r->n; i++) {
    const CopObservation *o = &r->observations[i];
    CopObservationWords w;
    cop_observation_words(m, o, &w);
    size_t from = body.n;
    const char *const texts[] = { w.indicator, w.area, w.period, w.sex, w.age_band, w.disability, w.setting, w.urban, w.language };
    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++)
      put_text(&body, texts[k]);
    put_real(&body, o->value);
    put_real(&body, o->numerator);
    put_real(&body, o->denominator);
    pieces[i] = (Piece){ .from = from, .length = body.n - from };
  }
  for (size_t i = 0; i < r->n; i++)
    pieces[i].bytes = body.at + pieces[i].from;
  qsort(pieces, r->n, sizeof *pieces, by_bytes);
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, head.at, head.n);
  for (size_t i = 0; i < r->n; i++)
    cop_hash_add(&h, pieces[i].bytes, pieces[i].length);
  cop_hash_finish(&h, digest);
  g_free(head.at);
  g_free(body.at);
}

/* --- adding --- */

typedef struct {
  CopDb *db;
  const CopModel *m;
  const char *received_at;
  int64_t seq; /* of the last report */
  const CopReport **added; /* in the order of their numbers */
  size_t n_added, rows_added;
  CopObservationKeys *keys;
  CopParam *waiting;       /* parameters of observations not yet written */
  size_t n_waiting;        /* observations */
} Adding;

enum { AT_ONCE = 25, COLUMNS = 7 };

static bool
last_report(CopDb *db, int64_t *seq, GError **error)
{
  /* One writer at a time counts reports, on both engines. */
  g_autoptr(CopRows) lock = COP_QUERY0(db, audit_lock, error);
  return lock != NULL && cop_rows_next(lock, error) && cop_report_newest(db, seq, error);
}

/* The report with that id is held: is it the same? */
static bool
compare_known(Adding *a, const CopReport *r, const uint8_t *digest, CopReportOutcome *outcome, GError **error)
{
  g_autoptr(CopRows) rows = COP_QUERY(a->db, report_digest, error, cop_p_blob(r->id, COP_REPORT_ID_SIZE));
  if (rows == NULL || !cop_rows_next(rows, error))
    return false;
  size_t n;
  const void *held = cop_rows_blob(rows, 0, &n);
  bool same = n == COP_REPORT_DIGEST_SIZE && memcmp(held, digest, n) == 0;
  *outcome = same ? COP_REPORT_KNOWN : COP_REPORT_CONFLICT;
  return true;
}

/* May it correct the report it names? A report that is known already has
 * corrected it itself. */
static bool
check_target(Adding *a, const CopReport *r, CopReportOutcome *outcome, GError **error)
{
  *outcome = COP_REPORT_ADDED;
  if (!r->supersedes_given)
    return true;
  g_autoptr(GError) e = NULL;
  g_autoptr(CopRows) rows = COP_QUERY(a->db, report_corrected, error, cop_p_blob(r->supersedes, COP_REPORT_ID_SIZE));
  if (rows == NULL)
    return false;
  if (!cop_rows_next(rows, &e)) {
    if (e != NULL) {
      g_propagate_error(error, g_steal_pointer(&e));
      return false;
    }
    *outcome = COP_REPORT_UNKNOWN_TARGET;
    return true;
  }
  size_t n;
  const void *by = cop_rows_blob(rows, 0, &n);
  if (by != NULL && (n != COP_REPORT_ID_SIZE || memcmp(by, r->id, n) != 0))
    *outcome = COP_REPORT_CORRECTED_BEFORE;
  return true;
}

static CopParam
real_or_null(double v)
{
  return isnan(v) ? cop_p_null() : cop_p_real(v);
}

static bool
write_waiting(Adding *a, GError **error)
{
  size_t n = a->n_waiting;
  a->n_waiting = 0;
  if (n == AT_ONCE)
    return cop_db_exec(a->db, COP_ST_observation_add_many, a->waiting, AT_ONCE * COLUMNS, NULL, error);
  for (size_t i = 0; i < n; i++)
    if (!cop_db_exec(a->db, COP_ST_observation_add, a->waiting + i * COLUMNS, COLUMNS, NULL, error))
      return false;
  return true;
}

/* Observations of several reports are written together. */
static bool
add_observations(Adding *a, const CopReport *r, GError **error)
{
  for (size_t i = 0; i < r->n; i++) {
    const CopObservation *o = &r->observations[i];
    int64_t series, place_time;
    if (!cop_observation_key(a->keys, o, &series, &place_time, error))
      return false;
    CopParam *p = a->waiting + a->n_waiting * COLUMNS;
    p[0] = cop_p_int(a->seq);
    p[1] = cop_p_int((int64_t)i + 1);
    p[2] = cop_p_int(series);
    p[3] = cop_p_int(place_time);
    p[4] = real_or_null(o->value);
    p[5] = real_or_null(o->numerator);
    p[6] = real_or_null(o->denominator);
    if (++a->n_waiting == AT_ONCE && !write_waiting(a, error))
      return false;
  }
  return true;
}

static bool
add_one(Adding *a, const CopReport *r, CopReportOutcome *outcome, GError **error)
{
  uint8_t digest[COP_REPORT_DIGEST_SIZE];
  char period[COP_PERIOD_TEXT];
  if (r->digested)
    memcpy(digest, r->digest, sizeof digest);
  else
    cop_report_digest(a->m, r, digest);
  if (!check_target(a, r, outcome, error))
    return false;
  if (*outcome != COP_REPORT_ADDED)
    return true;
  CopParam params[] = { cop_p_int(a->seq + 1),
                        cop_p_blob(r->id, COP_REPORT_ID_SIZE),
                        cop_p_text(r->form),
                        cop_p_text(r->reporter),
                        cop_p_text(r->area < 0 ? NULL : a->m->areas.items[r->area].id),
                        cop_p_text(cop_period_text(r->period, period)),
                        cop_p_text(r->reported_at),
                        cop_p_text(a->received_at),
                        cop_p_blob(digest, sizeof digest),
                        cop_p_int(r->synthetic),
                        cop_p_text("accepted"),
                        r->supersedes_given ? cop_p_blob(r->supersedes, COP_REPORT_ID_SIZE) : cop_p_null() };
  int64_t changed;
  if (!cop_db_exec(a->db, COP_ST_report_add, params, G_N_ELEMENTS(params), &changed, error))
    return false;
  if (changed == 0)
    return compare_known(a, r, digest, outcome, error);
  a->seq++;
  a->added[a->n_added++] = r;
  a->rows_added += r->n;
  if (r->receipt[0] != '\0' && !COP_EXEC(a->db, receipt_add, error, cop_p_int(a->seq), cop_p_text(r->receipt)))
    return false;
  return add_observations(a, r, error);
}

typedef struct {
  const CopReport *report;
  size_t index;
} Order;

/* Corrections last, because what they correct may stand in the same batch;
 * else by id, which makes inserting into its index several times as fast. */
static int
by_id(const void *a, const void *b)
{
  const Order *x = a, *y = b;
  if (x->report->supersedes_given != y->report->supersedes_given)
    return x->report->supersedes_given ? 1 : -1;
  int c = x->report->supersedes_given ? 0 : memcmp(x->report->id, y->report->id, COP_REPORT_ID_SIZE);
  return c != 0 ? c : (x->index > y->index) - (x->index < y->index);
}

bool
cop_reports_add(CopDb *db, const CopModel *m, const CopReport *reports, size_t n, const char *received_at,
                CopReportOutcome *outcomes, GError **error)
{
  g_autofree const CopReport **added = g_new(const CopReport *, n + 1);
  CopParam waiting[AT_ONCE * COLUMNS];
  g_autoptr(CopObservationKeys) keys = cop_observation_keys_new(db, m);
  Adding a = { .db = db, .m = m, .received_at = received_at, .added = added, .keys = keys, .waiting = waiting };
  if (!last_report(db, &a.seq, error))
    return false;
  int64_t first = a.seq + 1;
  g_autofree Order *order = g_new(Order, n + 1);
  for (size_t i = 0; i < n; i++)
    order[i] = (Order){ &reports[i], i };
  qsort(order, n, sizeof *order, by_id);
  for (size_t i = 0; i < n; i++)
    if (!add_one(&a, order[i].report, &outcomes[order[i].index], error))
      return false;
  if (!write_waiting(&a, error))
    return false;
  return cop_roll_up_keep(db, m, added, a.n_added, first, a.rows_added, error);
}

/* --- counting --- */

bool
cop_report_newest(CopDb *db, int64_t *seq, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY0(db, report_last, error);
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  *seq = cop_rows_int(r, 0);
  return true;
}

static bool
read_counts(CopRows *rows, int64_t *all, int64_t *synthetic, int64_t *held, GError **error)
{
  g_autoptr(CopRows) r = rows;
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  *all = cop_rows_int(r, 0);
  *synthetic = cop_rows_int(r, 1);
  *held = cop_rows_int(r, 2);
  return true;
}

bool
cop_report_counts_after(CopDb *db, int64_t after, int64_t *all, int64_t *synthetic, int64_t *held, GError **error)
{
  return read_counts(COP_QUERY(db, report_count, error, cop_p_int(after)), all, synthetic, held, error);
}

bool
cop_report_counts(CopDb *db, int64_t *all, int64_t *synthetic, int64_t *held, GError **error)
{
  return read_counts(COP_QUERY0(db, report_count_all, error), all, synthetic, held, error);
}

static bool
one_number(CopRows *rows, int64_t *number, GError **error)
{
  g_autoptr(CopRows) r = rows;
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  *number = cop_rows_int(r, 0);
  return true;
}

bool
cop_observations_count(CopDb *db, int64_t *all, int64_t *strays, GError **error)
{
  return one_number(COP_QUERY0(db, observation_count, error), all, error) && one_number(COP_QUERY0(db, observation_strays, error), strays, error);
}
