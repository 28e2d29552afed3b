/* SPDX-License-Identifier: Apache-2.0
 *
 * model/report.h -- field reports and their observations, in memory.
 *
 * A report is what one office or partner says about one activity or month; its
 * id is chosen by the sender before first sending, so that sending it again
 * counts once. Reports are never changed: a correction is a new report that
 * names the one it supersedes. A report is whole or not there.
 *
 * No field can hold who a child is: only counts, closed words and codes.
 *
 * Observations refer to the records of a CopModel by their index in its lists
 * (m->indicators.items[o->indicator]), so they are valid for that snapshot
 * only. "Not broken down" is 0 in every dimension.
 */
#ifndef COP_MODEL_REPORT_H
#define COP_MODEL_REPORT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/period.h"
#include "model/model.h"

enum { COP_REPORT_ID_SIZE = 16, COP_REPORT_ID_HEX = 33, COP_REPORT_DIGEST_SIZE = 32 };

typedef struct {
  uint32_t indicator; /* index in model->indicators */
  int32_t area;       /* index in model->areas; -1: the whole country */
  CopPeriod period;
  uint16_t age_band;  /* index in model->age_bands, plus 1; 0: not broken down */
  uint16_t language;  /* index in model->languages, plus 1 */
  uint8_t sex;        /* CopSex */
  uint8_t disability; /* CopDisability */
  uint8_t setting;    /* CopSetting */
  uint8_t urban : 4;  /* CopSettlement */
  uint8_t synthetic : 1; /* of its report; set by loading */
  uint32_t report;    /* number of its report in the order of arrival; set by loading */
  double value;       /* NaN when numerator and denominator are given instead */
  double numerator, denominator; /* NaN when not given */
} CopObservation;

typedef struct {
  uint8_t id[COP_REPORT_ID_SIZE];
  char receipt[9];         /* code of a packing slip (model/receipt.h); "" when it names none */
  bool supersedes_given;
  uint8_t supersedes[COP_REPORT_ID_SIZE];
  const char *form;        /* which form it was made with */
  const char *reporter;    /* office or partner */
  const char *reported_at; /* by the sender's clock: a date or an instant */
  int32_t area;            /* the area all observations share; -1 when they do not */
  CopPeriod period;        /* the period they share, else the year of the first */
  bool synthetic;          /* made up for an example */
  size_t n;
  CopObservation *observations;
  bool digested;           /* its digest is known already (model/report_store.h) */
  uint8_t digest[COP_REPORT_DIGEST_SIZE];
} CopReport;

/* 32 hexadecimal digits, hyphens (as in a UUID) allowed anywhere between them.
 * False when the text is no id. */
bool cop_report_id_read(const char *text, size_t length, uint8_t id[COP_REPORT_ID_SIZE]);
/* Lower case, without hyphens; returns hex. */
const char *cop_report_id_text(const uint8_t id[COP_REPORT_ID_SIZE], char hex[COP_REPORT_ID_HEX]);

/* By all that says what is counted, not by the numbers: two observations of one
 * report that compare equal count the same thing twice. */
int cop_observation_compare(const CopObservation *a, const CopObservation *b);

#endif
