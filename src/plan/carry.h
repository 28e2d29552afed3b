/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/carry.h -- what the answers to one framework say about another, through
 * mappings between requirements. A preview: nothing is written here.
 *
 * Algebra: a mapping reads from its first requirement to its second. Read the
 *          other way round, superset becomes subset and the reverse. Two
 *          mappings in a row make one whose relation is the weaker:
 *
 *              equal . x = x            superset . superset = superset
 *              subset . subset = subset otherwise intersects, or nothing when
 *                                       either is "not related"
 *
 *          and whose strength is the weaker of the two: a chain is as strong as
 *          its weakest link. At most COP_CARRY_LINKS links.
 * Carry:   an answer "met" carries over in full where the answered requirement
 *          asks the same or more (equal, superset); where it asks only a part
 *          (subset, intersects), it carries "partly". "Partly" carries "partly"
 *          through equal and subset: elsewhere the part that is there may lie
 *          outside what is shared. "Not" carries through equal alone. "Unknown"
 *          and "not applicable" carry nothing.
 * Default: what is answered already is never overwritten, and an answer is
 *          never carried as a default; where several answers reach one
 *          requirement the strongest relation wins, then the greater strength,
 *          then the shorter chain.
 *
 * Source of the algebra: relations of sets; the rules of partial coverage and of
 * the weakest link as in CISO Assistant's description of its mappings.
 *
 * Pure: reads a model, writes into an arena.
 */
#ifndef COP_PLAN_CARRY_H
#define COP_PLAN_CARRY_H

#include "base/arena.h"
#include "model/model.h"

enum { COP_CARRY_LINKS = 3 };

CopRelation cop_relation_inverse(CopRelation r);
CopRelation cop_relation_chain(CopRelation first, CopRelation second);

typedef struct {
  const CopRequirement *requirement;  /* of the framework looked at */
  const CopAssessment *now;           /* its own newest answer; NULL when there is none */
  const CopAssessment *from;          /* the answer that reaches it; NULL when none does */
  CopRelation relation;               /* of the answered requirement to this one, over the chain */
  int64_t strength;                   /* of the weakest link; 0 when one does not say */
  size_t n_links;
  const CopMapping *links[COP_CARRY_LINKS];
  CopAnswerStatus would;              /* what it would become; UNKNOWN when nothing carries */
  bool writes;                        /* would be written: nothing is answered yet and something carries */
} CopCarry;

typedef struct {
  size_t n;
  const CopCarry *items;  /* each requirement in force, in order */
  size_t answered;        /* answered already, left as they are */
  size_t in_full, in_part, not_met; /* would be written, by what they would become */
  size_t nothing;         /* neither answered nor reached */
} CopCarryPreview;

/* What the newest answers elsewhere would give the framework. */
CopCarryPreview cop_carry_preview(const CopModel *m, const CopFramework *to, CopArena *a);

#endif
