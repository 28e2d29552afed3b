/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/posts.h -- who has which part in which function: overlaps and empty
 * seats. Only what is in force is judged; proposals are kept beside it.
 *
 *   overlap   more than one body is accountable, or more than one is
 *             responsible while nobody is accountable
 *   empty     nobody is accountable, or nobody is responsible
 *
 * Pure: reads a model, writes into an arena.
 */
#ifndef COP_PLAN_POSTS_H
#define COP_PLAN_POSTS_H

#include "base/arena.h"
#include "model/model.h"

typedef struct {
  const CopFunction *function;
  size_t n_in_force[COP_PART_MAX];
  size_t n;                      /* of posts, proposals too */
  const CopPost *const *posts;   /* in the order of parts, then of institutions */
  bool overlap, no_accountable, no_responsible;
  const CopPost *proposal;       /* the accountable body proposed; NULL when none is */
} CopSeats;

/* One for each function, in order. */
const CopSeats *cop_seats_find(const CopModel *m, CopArena *a);

#endif
