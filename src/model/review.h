/* SPDX-License-Identifier: Apache-2.0
 *
 * model/review.h -- who decided what about which text, as it then stood.
 *
 * A decision is about a unit and the wording of it that was seen. Units are
 * named like records:
 *
 *   message_text/MSG-U9-1/poster/fil   a text of a message; English say and act
 *                                      stand in the message itself
 *   translation/helpline/x/hours/fil   a translated field
 *   helpline/makabata-1383             a number
 *   referral_path/x                    who takes over when a child tells
 *   words/fil                          the program's own words in a language
 *   piece/kit/poster/fil/MSG-U9-1      what a build makes
 *
 * The wording is kept as a digest: a decision counts only while the unit's
 * digest is the one that was seen, so that any edit opens what it touches, and
 * undoing the edit closes it. What decisions amount to says check/gate.h.
 *
 * Decisions and the parts people have in them are entries of the log
 * (model/audit.h): they only grow, and stand in its chain of hashes.
 */
#ifndef COP_MODEL_REVIEW_H
#define COP_MODEL_REVIEW_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/model.h"

typedef struct {
  int64_t seq;          /* in the log */
  const char *at;       /* UTC instant */
  const char *actor;
  CopReviewRole role;   /* in which the actor decided */
  CopReviewVerdict verdict;
  const char *unit;
  const char *digest;   /* hex, of what was seen */
  const char *seen;     /* the text itself; NULL for pieces */
  const char *note;     /* may be NULL */
  const char *edition;  /* for pieces: the date it bore */
  const char *until;    /* for waivers: the last day it holds */
  bool held;            /* the actor had the role then */
} CopReview;

typedef struct {
  const char *actor;
  CopReviewRole role;
  const char *lang; /* the only language it holds for; NULL: all */
} CopReviewGrant;

typedef struct {
  size_t n;
  const CopReview *items;      /* in the order of the log */
  size_t n_grants;
  const CopReviewGrant *grants; /* standing */
  GHashTable *of_unit;         /* unit -> GPtrArray of const CopReview *, in order */
  GHashTable *authors;         /* unit -> GPtrArray of actors who ever wrote it; only units with decisions */
} CopReviews;

/* Decisions about a unit, oldest first; NULL when there are none. */
const GPtrArray *cop_reviews_of(const CopReviews *r, const char *unit);
/* Did the actor ever write the unit's record? */
bool cop_reviews_wrote(const CopReviews *r, const char *unit, const char *actor);
/* Has the actor a part, for texts of a language? lang NULL: not about a language. */
bool cop_reviews_may(const CopReviews *r, const char *actor, CopReviewRole role, const char *lang);
/* The language of a unit, from its name; NULL when it has none. In the arena. */
const char *cop_review_unit_lang(CopArena *a, const char *unit);

#endif
