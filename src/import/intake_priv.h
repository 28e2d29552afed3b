/* SPDX-License-Identifier: Apache-2.0
 *
 * import/intake_priv.h -- what the files of the intake share: columns, look-up
 * tables over a model, the reader itself.
 */
#ifndef COP_IMPORT_INTAKE_PRIV_H
#define COP_IMPORT_INTAKE_PRIV_H

#include "import/observations.h"

typedef enum {
  COLUMN_REPORT_ID,
  COLUMN_FORM,
  COLUMN_REPORTER,
  COLUMN_AREA,
  COLUMN_PERIOD,
  COLUMN_REPORTED_AT,
  COLUMN_INDICATOR,
  COLUMN_SEX,
  COLUMN_AGE_BAND,
  COLUMN_DISABILITY,
  COLUMN_SETTING,
  COLUMN_URBAN,
  COLUMN_LANGUAGE,
  COLUMN_VALUE,
  COLUMN_NUMERATOR,
  COLUMN_DENOMINATOR,
  COLUMN_SYNTHETIC,
  COLUMN_SUPERSEDES,
  COLUMN_RECEIPT,
  COLUMN_MAX
} Column;

typedef struct {
  const char *text;
  size_t length;
} Slice;

/* Names of records to their index, by bytes that need not end in NUL. */
typedef struct {
  size_t mask;
  struct {
    Slice key;
    int32_t value;
  } *slots;
} Lookup;

void cop_lookup_init(Lookup *l, size_t most, CopArena *a);
/* The first of equal keys stays; false then. */
bool cop_lookup_add(Lookup *l, const char *key, int32_t value);
/* -1 when the key is unknown. */
int32_t cop_lookup_find(const Lookup *l, Slice key);

/* Which breakdowns an indicator asks for. */
enum { BY_SEX = 1, BY_AGE = 2, BY_DISABILITY = 4, BY_SETTING = 8, BY_URBAN = 16, BY_AREA = 32, BY_LANGUAGE = 64 };

typedef struct {
  int64_t from, to; /* days it was in use, `to` exclusive */
} InUse;

struct CopIntakeIndex {
  CopArena *arena;
  Lookup indicators, areas, old_areas, age_bands, languages;
  unsigned *breakdowns;  /* [indicators] */
  InUse *in_use;         /* [areas] */
};

struct CopIntake {
  CopCsv *csv;
  const CopModel *m;
  const char *file;
  CopArena *arena;       /* head, look-ups: as long as the reader */
  size_t rows_in_batch;
  int64_t today;
  size_t n_columns;
  char **head;           /* [n_columns] */
  int at[COLUMN_MAX];    /* column of the input, -1 when it has none */
  const CopIntakeIndex *x;
  CopIntakeIndex *own;   /* x, when it was made for this reader */
  CopCsvRow ahead;       /* the row read last */
  bool held;             /* it belongs to the next batch */
  bool ended;
  size_t compared;       /* names a wrong one was held against, see MOST_COMPARED */
};

/* One row, checked. */
typedef struct {
  uint64_t line;
  CopIntakeRaw raw;
  bool sound;
  bool bad;
  CopIntakeCode code;
  const char *reason;
  Slice id;              /* as written */
  CopObservation o;
  bool old_code;
  /* what a report has once */
  Slice form, reporter, reported_at, supersedes;
  char receipt[9];
  bool synthetic;
} Row;

/* Fills everything of a row but line and raw from its cells; texts are
 * borrowed from the cells. Reasons live in the arena. `before` is a row that
 * was found good, or NULL: what says the same again is not looked at again. */
void cop_intake_check_row(CopIntake *in, const CopCsvRow *cells, const Row *before, Row *row, CopArena *a);

#endif
