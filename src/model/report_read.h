/* SPDX-License-Identifier: Apache-2.0
 *
 * model/report_read.h -- rows of the statement observation_between as
 * observations; for model/ only.
 */
#ifndef COP_MODEL_REPORT_READ_H
#define COP_MODEL_REPORT_READ_H

#include "db/db.h"
#include "model/report.h"

typedef struct {
  GHashTable *indicators, *areas, *age_bands, *languages; /* id -> index + 1 */
  CopPeriod last_period;
  char last_period_text[COP_PERIOD_TEXT];
} CopObservationReader;

void cop_observation_reader_init(CopObservationReader *x, const CopModel *m);
void cop_observation_reader_clear(CopObservationReader *x);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopObservationReader, cop_observation_reader_clear)

/* False when a word or id is not of this model. */
bool cop_observation_read(CopObservationReader *x, const CopRows *r, CopObservation *o);

#endif
