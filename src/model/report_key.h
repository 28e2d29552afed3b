/* SPDX-License-Identifier: Apache-2.0
 *
 * model/report_key.h -- what an observation counts, and where and when, as the
 * store keeps it; for model/ only.
 *
 * The store has each indicator with its breakdowns once (table series) and each
 * area with a period once (place_time); a row of observation_row names both by
 * number. Rows of both tables are never changed or removed.
 */
#ifndef COP_MODEL_REPORT_KEY_H
#define COP_MODEL_REPORT_KEY_H

#include "db/db.h"
#include "model/report.h"

/* Texts of an observation; area is NULL for the whole country, the rest empty
 * where it is not broken down. They live in the model. */
typedef struct {
  const char *indicator, *area, *sex, *age_band, *disability, *setting, *urban, *language;
  char period[COP_PERIOD_TEXT];
} CopObservationWords;

void cop_observation_words(const CopModel *m, const CopObservation *o, CopObservationWords *w);

/* Numbers that are known already. Good for one transaction, in which the caller
 * holds the lock of the log: what it adds is forgotten when that is rolled back. */
typedef struct CopObservationKeys CopObservationKeys;
CopObservationKeys *cop_observation_keys_new(CopDb *db, const CopModel *m);
void cop_observation_keys_free(CopObservationKeys *k);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopObservationKeys, cop_observation_keys_free)

/* The numbers of an observation; rows that the store has not got are added. */
bool cop_observation_key(CopObservationKeys *k, const CopObservation *o, int64_t *series, int64_t *place_time, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
