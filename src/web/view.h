/* SPDX-License-Identifier: Apache-2.0
 *
 * web/view.h -- what pages read: the model, its gaps, the plan, what was
 * built, what was reported. One view is shared by all requests and never
 * changes; when the store or the build folder changes, the keeper
 * (web/keeper.h) puts a new one in its place. No page waits for the database.
 *
 * Parts:     a view is made of parts with counted references, so that a new
 *            plan does not copy the model. The plan comes a moment after the
 *            model: until then `planning` is true and `plan` is the last one.
 * Threads:   read-only; shared freely.
 */
#ifndef COP_WEB_VIEW_H
#define COP_WEB_VIEW_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "build/manifest.h"
#include "check/spelling.h"
#include "indicator/publish.h"
#include "model/model.h"
#include "model/review.h"
#include "model/store.h"
#include "plan/gaps.h"
#include "plan/plan.h"
#include "web/cache.h"

/* The model, what was reported, and what follows from them at once. */
typedef struct CopFacts CopFacts;
struct CopFacts {
  CopArena *arena;
  CopFacts *basis; /* whose model this is, when only reports are newer; NULL: its own */
  const CopModel *model;
  CopGaps gaps;
  int64_t n_reports, n_synthetic, n_held; /* field reports; of these example data, and waiting for a decision */
  CopPublication *const *publications;    /* by index of indicator */
  CopReviews reviews;                     /* decisions on texts; none for a model that comes from elsewhere */
  CopSpelling *spelling;                  /* dictionaries, read when first asked; of the basis where there is one */
  struct CopForms *forms;                 /* of import/answers.h; of the basis where there is one */
  struct CopFolded *folded;               /* of web/search.h; made by the first search */
};

/* Takes the arena, in which the model lives. */
CopFacts *cop_facts_new(CopArena *arena, const CopModel *model);
/* The same model and decisions, without reports. */
CopFacts *cop_facts_of_same_model(CopFacts *f);
/* Adds what was reported, and the number of reports; before the facts are shared. */
void cop_facts_set_reports(CopFacts *f, const CopCube *cube, int64_t reports, int64_t synthetic, int64_t held);

/* Adds the decisions on texts; before the facts are shared. */
bool cop_facts_add_reviews(CopFacts *f, CopDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The plan of some facts, or why there is none. */
typedef struct {
  CopFacts *facts; /* a reference: the result borrows from the model */
  CopArena *arena;
  const CopPlanResult *result; /* NULL when planning failed or there is nothing to plan */
  char *failure;
  CopDiags *diags;
} CopPlanned;

CopPlanned *cop_planned_new(CopFacts *facts);

/* What a build folder holds. */
typedef struct {
  CopManifest *manifest; /* NULL when there is none or it cannot be read */
  GPtrArray *artifacts;  /* const CopBuiltFile *, in order of path */
  char *failure;
} CopBuilt;

/* dir NULL: nothing is built. */
CopBuilt *cop_built_new(const char *dir);

typedef struct CopView CopView;
struct CopView {
  uint64_t number;       /* counts up by one with each view of a desk */
  CopFacts *facts;
  CopPlanned *planned;   /* NULL before the first plan */
  CopBuilt *built;
  const CopModel *model; /* facts->model */
  const CopGaps *gaps;
  const CopPlanResult *plan; /* may be of the facts before: compare ids, not pointers */
  bool planning;         /* the planner runs for these facts */
  CopCache *cache;       /* answers made from this view */
};

/* References to the parts are taken; planned may be NULL. `planning`: a new
 * plan is on its way. */
CopView *cop_view_new(uint64_t number, CopFacts *facts, CopPlanned *planned, CopBuilt *built, bool planning);
CopView *cop_view_ref(CopView *s);
void cop_view_unref(CopView *s); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopView, cop_view_unref)

CopFacts *cop_facts_ref(CopFacts *f);
void cop_facts_unref(CopFacts *f); /* NULL is fine */
CopPlanned *cop_planned_ref(CopPlanned *p);
void cop_planned_unref(CopPlanned *p); /* NULL is fine */
CopBuilt *cop_built_ref(CopBuilt *b);
void cop_built_unref(CopBuilt *b); /* NULL is fine */

#endif
