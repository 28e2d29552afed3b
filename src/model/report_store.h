/* SPDX-License-Identifier: Apache-2.0
 *
 * model/report_store.h -- field reports into a store, observations out of it.
 *
 * A report that is added twice counts once: the same id with the same content
 * is known already, with another content it is a conflict and nothing changes.
 * Content is compared by a BLAKE2b-256 digest over form, reporter, reported_at,
 * synthetic, supersedes, receipt and the observations, their order not counting.
 * Either all of a report's observations are stored or nothing of it.
 */
#ifndef COP_MODEL_REPORT_STORE_H
#define COP_MODEL_REPORT_STORE_H

#include "db/db.h"
#include "model/report.h"

typedef enum {
  COP_REPORT_ADDED,
  COP_REPORT_KNOWN,      /* same id and content: nothing to do */
  COP_REPORT_CONFLICT,   /* same id, other content: refused */
  COP_REPORT_UNKNOWN_TARGET,   /* the report it corrects is not here: refused */
  COP_REPORT_CORRECTED_BEFORE, /* another report corrects that one already: refused */
  COP_REPORT_OUTCOME_MAX
} CopReportOutcome;

/* Adds reports inside the caller's transaction. received_at is a UTC instant.
 * outcomes[i] belongs to reports[i]; number
 * and synthetic of the observations may be set. Reports and their observations refer to
 * m, which must be the store's present content. False only when the store
 * fails; the caller then rolls back. */
bool cop_reports_add(CopDb *db, const CopModel *m, const CopReport *reports, size_t n, const char *received_at,
                     CopReportOutcome *outcomes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cop_report_digest(const CopModel *m, const CopReport *r, uint8_t digest[COP_REPORT_DIGEST_SIZE]);

/* Observations that count: of accepted reports that no accepted report
 * corrects, in the order of arrival. */
typedef struct {
  size_t n;
  CopObservation *items;
  size_t n_synthetic;    /* how many are example data */
  uint32_t last_report;  /* number of the last report read */
  size_t n_unknown;      /* skipped: they name an area or word the model no longer holds */
} CopObservations;

/* Those of reports that arrived after number `after` (0: all), with indices of
 * m. The items are owned by the result. */
bool cop_observations_load(CopDb *db, const CopModel *m, int64_t after, CopObservations *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void cop_observations_clear(CopObservations *o);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopObservations, cop_observations_clear)

/* How many reports the store holds, how many are example data, how many wait
 * for a person's decision. Example data of reports in a run (model/roll_up_store.h)
 * was counted when the run was added up. */
bool cop_report_counts(CopDb *db, int64_t *all, int64_t *synthetic, int64_t *held, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same, but of the example data only what came after report number `after`: for
 * whoever asks again and again and has counted the rest. */
bool cop_report_counts_after(CopDb *db, int64_t after, int64_t *all, int64_t *synthetic, int64_t *held, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* How many observations there are, and how many of them name a report, an indicator
 * or a place that is not there. */
bool cop_observations_count(CopDb *db, int64_t *all, int64_t *strays, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The number of the newest report; 0 when there is none. */
bool cop_report_newest(CopDb *db, int64_t *seq, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
