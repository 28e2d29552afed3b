/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/synthetic.h -- a year of field reports that nobody sent: for trying out
 * a desk at the size of a country before the country reports.
 *
 *   FOLDER/pack/          communities that do not exist, in the real regions by the
 *                         number of people there: codes SYN-<region>-<n>
 *   FOLDER/reports-*.csv  one file for each month in which reports arrive
 *   FOLDER/truth.json     what an intake that works must come to
 *
 * The same seed gives the same bytes. As in the field: not every community reports
 * each quarter; some reports come months late, twice under one id, twice from two
 * partners, corrected, with a wrong clock; some are bad: a word for a number, an area
 * that is not there, a telephone number in place of an office, an id that
 * holds something else already.
 *
 * Every row says synthetic, every area says in its name and note that it does not
 * exist.
 */
#ifndef COP_EXCHANGE_SYNTHETIC_H
#define COP_EXCHANGE_SYNTHETIC_H

#include "model/model.h"

typedef struct {
  uint64_t seed;
  int year;
  unsigned communities, partners;
} CopSyntheticSize;

typedef struct {
  uint64_t rows;                /* of all files */
  uint64_t reports;             /* sound ones, each once */
  uint64_t sent_again;          /* under the same id, the same */
  uint64_t conflicts, bad;      /* reports to be refused */
  uint64_t corrected, doubled, late;
  double people, copies, trained; /* IND-19, IND-19b, IND-21 as they count: without what was corrected */
} CopSyntheticTruth;

/* Makes the folder, which must not exist. Needs regions in the model. */
bool cop_synthetic_write(const CopModel *m, const CopSyntheticSize *size, const char *folder, CopSyntheticTruth *truth, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
