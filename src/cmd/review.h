/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/review.h -- what the commands share that decide about texts and pieces.
 */
#ifndef COP_CMD_REVIEW_H
#define COP_CMD_REVIEW_H

#include "base/date.h"
#include "check/gate.h"
#include "cmd/cmd.h"
#include "model/review_store.h"

/* A store with the decisions in it; cleared also when opening failed. */
typedef struct {
  CopArena *a;
  CopDb *db;
  CopModel *model;
  CopReviews reviews;
  CopCatalogues *words;
  CopGate gate;
} CopReviewDesk;

CopExit cop_review_desk_open(CopReviewDesk *k, const char *command, const CopCmdCommon *common, CopDbMode mode);
void cop_review_desk_clear(CopReviewDesk *k);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopReviewDesk, cop_review_desk_clear)

/* Units by name or pattern; what fits nothing is an error, printed, and NULL. */
GPtrArray *cop_review_wanted(CopReviewDesk *k, const char *command, char **patterns, int n);
/* `copkit review pretest`, `review sheet`, `review waive`, `review rounds`. */
CopExit cop_review_pretest(int argc, char **argv);
CopExit cop_review_sheet(int argc, char **argv);
CopExit cop_review_waive(int argc, char **argv);
CopExit cop_review_rounds(int argc, char **argv);
/* `copkit review check`. */
CopExit cop_review_check(int argc, char **argv);
/* `copkit review matrix`. */
CopExit cop_review_matrix(int argc, char **argv);

/* Writes the decision (actor, role, verdict, note, edition) about every unit it
 * may be made about, all in one go, and prints why not about the others. */
CopExit cop_review_decide(CopReviewDesk *k, const char *command, const GPtrArray *units, const CopReview *decision, const CopCmdCommon *common,
                          bool dry_run);

#endif
