/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/points.h -- the forty points an expert judges a strategy by, as far
 * as a machine can: facts of the plan and its records, not of wording alone.
 *
 * Each point scores 0 to 2. The machine decides some points (A), prepares others
 * for a person (P: it says what holds and scores nothing), and leaves some to a
 * person alone (H). Points that block a release are marked; below 60 of 80 in
 * all no strategy should go round. Rules: the review checklist printed in
 * doc/review/strategy-40-points.md.
 */
#ifndef COP_COMPOSE_POINTS_H
#define COP_COMPOSE_POINTS_H

#include "compose/compose.h"

#define COP_POINTS 40u

typedef enum { COP_POINT_MACHINE, COP_POINT_PREPARED, COP_POINT_PERSON } CopPointBy;

typedef struct {
  unsigned number;
  const char *question;
  CopPointBy by;
  bool blocks;        /* a release */
  int score;          /* 0 to 2; -1: a person judges */
  const char *found;  /* what the machine saw; NULL: nothing to see for it */
  const char *remedy; /* when something is missing; may be NULL */
} CopPoint;

/* All points in order; the context needs a plan and its result. */
const CopPoint *cop_points_judge(const CopContext *c, CopArena *a);
/* Sum of what the machine decided, and of how many. */
int cop_points_sum(const CopPoint *points, int *out_of);

#endif
