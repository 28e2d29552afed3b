/* SPDX-License-Identifier: Apache-2.0
 *
 * model/review_store.h -- decisions into the log of a store and out of it.
 *
 * As entries of the log (model/audit.h):
 *   action "review", entity "review", record the unit, content
 *     {"role", "verdict", "digest", "seen", "note", "edition", "until"}
 *   action "grant" or "revoke", entity "review-role", record the actor, content
 *     {"role", "lang"}
 *
 * Whether somebody may decide is not asked here: ask cop_gate_may() first, and
 * what was written past it does not count (check/gate.h).
 */
#ifndef COP_MODEL_REVIEW_STORE_H
#define COP_MODEL_REVIEW_STORE_H

#include "db/db.h"
#include "model/review.h"

/* All decisions with their authors, and the parts that stand. */
bool cop_reviews_load(CopDb *db, CopArena *a, CopReviews *reviews, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds everybody who ever wrote the record behind a unit, where the reviews do
 * not know them yet. */
bool cop_reviews_learn_authors(CopDb *db, CopArena *a, CopReviews *reviews, const char *unit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Appends decisions, all or none; seq, at and held are set by the store. In a
 * transaction of its own, or in the caller's when one is open. */
bool cop_reviews_add(CopDb *db, const CopReview *reviews, size_t n, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Gives or takes a part; lang NULL: for all languages. `by` is for the log. In
 * the caller's transaction when one is open: accounts of the desk give and take
 * the part that comes with a role (model/roles.def) together with it. */
bool cop_review_grant(CopDb *db, const CopReviewGrant *grant, bool give, const char *by, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
