/* SPDX-License-Identifier: Apache-2.0
 *
 * import/observations.h -- field data from CSV: rows in, checked reports out.
 *
 * Columns, in any order, named in the first row:
 *
 *   report_id     32 hexadecimal digits (a UUID), chosen before first sending
 *   form          which form it was made with
 *   reporter      office or partner, never a person
 *   area          code of an area, of today or of the earlier scheme; empty for
 *                 the whole country
 *   period        2027, 2027-H1, 2027-Q3 or 2027-04
 *   reported_at   date or UTC instant by the sender's clock
 *   indicator     id of an indicator that is fed by field reports
 *   sex age_band disability setting urban language    empty: not broken down
 *   value         a number, or numerator and denominator
 *   synthetic     1 for example data
 *   supersedes    id of the report this one corrects
 *   receipt       code of the packing slip this report confirms (model/receipt.h)
 *
 * Required are report_id, form, reporter, period, reported_at, indicator and
 * value or numerator and denominator. `line` and `reason` are passed over, so
 * that a rejects file can be mended and sent again. Any other column is a
 * finding; one that asks who a child is refuses the file.
 *
 * Rows of one report stand together. A report is taken whole or not at all: one
 * bad row rejects its report, because a report that is sent again with the
 * missing row would be another content under the same id.
 *
 * Pure apart from reading the CSV: whether a report is known already is the
 * store's to say (model/report.h). Memory is bounded by the size of a batch.
 */
#ifndef COP_IMPORT_OBSERVATIONS_H
#define COP_IMPORT_OBSERVATIONS_H

#include "base/csv.h"
#include "base/diag.h"
#include "model/report.h"

/* The codes of reasons, stable; cop_intake_code_name() gives "area-unknown". */
typedef enum {
  COP_INTAKE_CSV,            /* the row cannot be read */
  COP_INTAKE_CELLS,          /* more or fewer cells than the first row */
  COP_INTAKE_ID,
  COP_INTAKE_MISSING,        /* a required cell is empty */
  COP_INTAKE_TEXT,           /* too long, or what it holds could be a person's address or number */
  COP_INTAKE_PERIOD,
  COP_INTAKE_FUTURE,         /* a period that has not begun */
  COP_INTAKE_DATE,
  COP_INTAKE_INDICATOR,
  COP_INTAKE_AREA,
  COP_INTAKE_AREA_PERIOD,    /* the code was not in use in that period */
  COP_INTAKE_WORD,           /* sex, disability, setting, urban, synthetic */
  COP_INTAKE_AGE_BAND,
  COP_INTAKE_LANGUAGE,
  COP_INTAKE_BREAKDOWN,      /* a breakdown the indicator does not ask for */
  COP_INTAKE_NUMBER,
  COP_INTAKE_IMPLAUSIBLE,
  COP_INTAKE_TWICE,          /* the same thing counted twice in one report */
  COP_INTAKE_DISAGREES,      /* rows of one report differ in what a report has once */
  COP_INTAKE_TOO_LONG,       /* a report of too many rows */
  COP_INTAKE_COMPANION,      /* sound, but another row of its report is not */
  COP_INTAKE_CONFLICT,       /* same id, other content as a report held already */
  COP_INTAKE_SUPERSEDES,     /* the report it corrects is unknown */
  COP_INTAKE_RECEIPT,        /* no receipt code */
  COP_INTAKE_CODE_MAX
} CopIntakeCode;

const char *cop_intake_code_name(CopIntakeCode c);

/* A row as it came: in the data of a CSV in memory, else in the batch. */
typedef struct {
  const char *text; /* not ended by NUL */
  size_t length;
} CopIntakeRaw;

typedef struct {
  uint64_t line;
  CopIntakeCode code;
  const char *reason;  /* what is wrong and what to do */
  CopIntakeRaw raw;
  bool sound;          /* raw is a readable CSV row */
} CopIntakeReject;

/* Where a report's rows stand in the input. */
typedef struct {
  uint64_t line;       /* of its first row */
  size_t n_rows;
  const CopIntakeRaw *raw; /* [n_rows] */
  const uint64_t *lines;  /* [n_rows] */
} CopIntakeRows;

typedef struct {
  CopArena *arena;     /* everything below; the next batch clears it */
  size_t n_rows;       /* data rows read for this batch, good and bad */
  size_t n_reports;
  CopReport *reports;  /* in the order of the input */
  CopIntakeRows *rows; /* [n_reports] */
  size_t n_rejects;
  CopIntakeReject *rejects; /* in the order of the input */
  size_t n_old_codes;  /* rows whose area was given by an earlier code */
  size_t n_early;      /* reports dated before their period began: a wrong clock; taken */
  const char *upto;    /* everything before this, in a CSV in memory, was read for this batch or earlier; NULL for a stream */
} CopIntakeBatch;

/* What rows are looked up in; made once for a model, shared by readers. */
typedef struct CopIntakeIndex CopIntakeIndex;
CopIntakeIndex *cop_intake_index_new(const CopModel *m);
void cop_intake_index_free(CopIntakeIndex *x);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopIntakeIndex, cop_intake_index_free)

typedef struct {
  const char *today;   /* YYYY-MM-DD: what begins later is the future */
  const CopIntakeIndex *index; /* of the model; NULL: one is made */
  size_t rows_in_batch; /* 0: 50,000 */
} CopIntakeRules;

typedef struct CopIntake CopIntake;

/* Reads the head of the file. NULL with an error when the file cannot be
 * data: encoding, missing or personal columns; each fault is also a finding
 * with its place. `file` names the input in findings. csv, m and rules->today
 * must outlive the reader. */
CopIntake *cop_intake_new(CopCsv *csv, const CopModel *m, const CopIntakeRules *rules, const char *file, CopDiags *found,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cop_intake_free(CopIntake *in);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopIntake, cop_intake_free)

/* The next batch; false at the end, or with *error set when reading failed. */
bool cop_intake_next(CopIntake *in, CopIntakeBatch *batch, GError **error);
void cop_intake_batch_clear(CopIntakeBatch *batch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopIntakeBatch, cop_intake_batch_clear)

/* The rejects file: the columns of the input, then line and reason. */
char *cop_intake_rejects_head(const CopIntake *in);
char *cop_intake_reject_to_row(const CopIntake *in, const CopIntakeReject *reject);

#define COP_INTAKE_ERROR (cop_intake_error_quark())
GQuark cop_intake_error_quark(void);
typedef enum {
  COP_INTAKE_ERROR_COLUMNS,  /* missing, unknown twice, none */
  COP_INTAKE_ERROR_IDENTITY, /* a column asks who a child is */
} CopIntakeErrorCode;

#endif
