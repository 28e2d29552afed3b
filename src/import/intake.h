/* SPDX-License-Identifier: Apache-2.0
 *
 * import/intake.h -- field data from a CSV into a store: reads in batches
 * (import/observations.h), adds whole reports, collects what was refused.
 *
 * A thread of its own reads and checks the next batch while one is written.
 *
 * Each batch is one transaction: what a summary counts as added is on the disk.
 * In the caller's transaction, when one is open, all of it is part of that;
 * `strict` and `dry_run` then are not to be had.
 * When reading breaks off in the middle, earlier batches stay; sending the
 * file again counts nothing twice. `strict` takes the whole file or nothing,
 * `dry_run` takes nothing and says what would have been taken.
 */
#ifndef COP_IMPORT_INTAKE_H
#define COP_IMPORT_INTAKE_H

#include "import/observations.h"
#include "model/report_store.h"

typedef struct {
  bool strict, dry_run;
  const char *actor;       /* for the audit log */
  const char *received_at; /* UTC instant */
  const char *file;        /* named in findings and log */
  size_t rows_in_batch;    /* 0: the usual */
  /* Called with pieces of the rejects file, its head first, when there is
   * anything to reject. May be NULL. False breaks off. */
  bool (*reject)(void *data, const char *text, GError **error);
  void *data;
  /* Everything before `upto` of a CSV in memory is done with. May be NULL. */
  void (*passed)(void *data, const char *upto);
  void *passed_data;
  const GArray *lines;     /* uint64_t: where line k + 1 of the CSV stands in the file; NULL: there */
} CopIntakeOptions;

typedef struct {
  size_t rows;             /* data rows read */
  size_t reports_added, reports_known, reports_refused;
  size_t rows_added, rows_known, rows_refused;
  size_t synthetic;        /* of the reports added */
  size_t refused_by[COP_INTAKE_CODE_MAX]; /* rows */
  size_t old_codes;        /* rows whose area was given by an earlier code */
  size_t early;            /* reports dated before their period: a wrong clock */
  bool kept;               /* false after a dry run, or a strict one with refusals */
  /* 12 hexadecimal digits over the ids taken, known ones included: the same
   * file gives the same receipt. Empty when nothing was taken. */
  char receipt[13];
} CopIntakeSummary;

/* False when the file or the store fails as a whole; the summary then tells
 * what was taken before. Refused rows are no failure; each is a finding
 * "report-<code>" with its line. */
bool cop_intake_run(CopDb *db, const CopModel *m, CopCsv *csv, const CopIntakeOptions *o, CopIntakeSummary *s,
                    CopDiags *found, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
