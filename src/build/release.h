/* SPDX-License-Identifier: Apache-2.0
 *
 * build/release.h -- whether a piece may leave the house, asked of
 * check/gate.h with what the piece is really made of: the texts its composer
 * took from the model and the records its tree names.
 *
 * Materials (targets below "kit/") are composed from a model that no longer
 * holds what did not pass (cop_gate_passed()), so that a composer cannot print
 * it even by mistake. A piece is approved as it looked on a day: the digest of
 * its tree, composed for release and dated with that edition. Dated anew, the
 * approval stays; changed, it goes.
 */
#ifndef COP_BUILD_RELEASE_H
#define COP_BUILD_RELEASE_H

#include "build/snapshot.h"
#include "check/gate.h"

/* Digest of a composed piece: its tree, tables or text. */
void cop_piece_digest(const CopComposed *c, unsigned char digest[COP_HASH_SIZE]);
/* "piece/kit/poster/fil/MSG-U9-1", in the arena. */
const char *cop_piece_unit(CopArena *a, const CopProduct *p);

/* What the gates need; kept for all pieces of a run. Not for several threads:
 * the model notes which texts are asked for. */
typedef struct {
  CopGate gate;
  const CopModel *passed;
} CopRelease;

/* today NULL: by the clock (never SOURCE_DATE_EPOCH: a date in the environment
 * must not make an old trial look new). The later of it and the edition's counts. */
void cop_release_init(CopRelease *r, const CopContext *c, const CopReviews *reviews, const char *today, CopArena *a);

/* The piece as a unit, dated `edition`. Reasons other than a missing approval
 * become findings; *passes tells whether there were none. */
bool cop_release_unit(const CopRelease *r, const CopContext *c, const CopProduct *p, const char *edition, CopArena *a, CopReviewUnit *unit,
                      bool *passes, CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The edition under which the piece, as it is now, was approved by somebody;
 * NULL when it never was. */
const char *cop_release_edition(const CopRelease *r, const CopContext *c, const CopProduct *p, CopArena *a, GError **error);

/* Composes a piece for release. *passes false: it may not leave, the reasons
 * are in d as errors, and nothing was composed. */
bool cop_release_compose(const CopRelease *r, const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, bool *passes,
                         CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
