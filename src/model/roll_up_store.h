/* SPDX-License-Identifier: Apache-2.0
 *
 * model/roll_up_store.h -- what counts in a store, added up, without reading
 * every observation.
 *
 * Beside the rows the store keeps runs of reports added up into cells (table
 * roll_up). Adding reports writes them in the same transaction, once enough
 * have come; whatever changes what counts of a run (a correction, a report set
 * aside) drops the run by a trigger. Reports in no run are read as rows. So
 * the rows remain the truth, and the result is that of reading all of them.
 *
 * A run names indicators, areas and words by their ids and is good for any
 * model; when an indicator is added up in another way since, it is passed over
 * and its rows are read.
 */
#ifndef COP_MODEL_ROLL_UP_STORE_H
#define COP_MODEL_ROLL_UP_STORE_H

#include "db/db.h"
#include "model/roll_up.h"

/* When reports outside any run are added up: after so many reports, or so many
 * rows in one addition. */
enum { COP_RUN_REPORTS = 4096, COP_RUN_ROWS = 16384 };

/* Everything that counts, into `out`; *last is the number of the newest
 * report. A consistent picture: opens a transaction where none is open. */
bool cop_roll_up_load(CopDb *db, const CopModel *m, CopRollUp *out, uint32_t *last, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same from the rows alone, whatever is kept added up: what it is compared with. */
bool cop_roll_up_load_rows(CopDb *db, const CopModel *m, CopRollUp *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of reports after a number, when that can be told apart: *whole is
 * true when one of them corrects an earlier one, and nothing is added. */
bool cop_roll_up_load_after(CopDb *db, const CopModel *m, uint32_t after, CopRollUp *out, uint32_t *last, bool *whole, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Forgets all runs and adds the rows up anew, in the caller's transaction. */
bool cop_roll_up_rebuild(CopDb *db, const CopModel *m, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For cop_reports_add(), in its transaction: reports[i] got the number
 * first + i. `rows` counts their observations. */
bool cop_roll_up_keep(CopDb *db, const CopModel *m, const CopReport *const *reports, size_t n, int64_t first, size_t rows, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
