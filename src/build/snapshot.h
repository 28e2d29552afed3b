/* SPDX-License-Identifier: Apache-2.0
 *
 * build/snapshot.h -- a store as composers and pages see it: model, gaps, plan,
 * indicator values, words, all of one moment.
 *
 *   g_autoptr(CopSnapshot) s = cop_snapshot_load(db, &options, diags, &error);
 *   use(&s->context);
 *
 * Lifetime:  reference-counted; the parts live in the snapshot's arena and are
 *            read-only, so that threads may share one. It holds no handle to the
 *            store.
 * The plan:  is planned anew for each snapshot; equal models give equal plans.
 */
#ifndef COP_BUILD_SNAPSHOT_H
#define COP_BUILD_SNAPSHOT_H

#include "compose/compose.h"
#include "model/review.h"
#include "model/store.h"

typedef struct {
  const char *date;        /* ISO; NULL: SOURCE_DATE_EPOCH, else today (UTC) */
  bool release;
  const char *plan;        /* id; NULL: the first */
  const CopPlanOptions *plan_options; /* NULL: those of the model */
  bool without_plan;       /* nothing asks for it: not even the record is looked up */
} CopSnapshotOptions;

/* The date a snapshot has with that option, in the arena. */
const char *cop_edition_date(CopArena *a, const char *given);

typedef struct {
  gint references;
  CopArena *arena;
  CopModel *model;
  CopGaps gaps;
  CopPlanResult *result;   /* NULL when the store holds no plan, or none is possible: then a finding says why */
  CopReviews reviews;      /* decisions on texts and pieces */
  CopContext context;
} CopSnapshot;

CopSnapshot *cop_snapshot_load(CopDb *db, const CopSnapshotOptions *options, CopDiags *diags, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
CopSnapshot *cop_snapshot_ref(CopSnapshot *s);
void cop_snapshot_unref(CopSnapshot *s); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopSnapshot, cop_snapshot_unref)

#endif
