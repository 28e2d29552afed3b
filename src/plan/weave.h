/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/weave.h -- which measure could be woven into which existing initiative,
 * by rules that are shown; and the days on which that can be done.
 *
 * A suggestion is made for initiatives that have not ended and measures that
 * are not waived, where the matrix has no row for the pair yet. The first rule
 * that holds is given as the reason:
 *
 *   lead      the owner of the initiative leads the measure
 *   duty      so it does, and a law already demands the measure
 *   part      the owner is part of the body that leads, or the other way round
 *   support   the owner supports the measure
 *
 * A person decides: a suggestion is never counted as integrated.
 *
 * Entry points: the next entry of an initiative, the end of its period (a new
 * text is written then), and the days by which clauses are due.
 *
 * Pure: reads a model, writes into an arena.
 */
#ifndef COP_PLAN_WEAVE_H
#define COP_PLAN_WEAVE_H

#include "base/arena.h"
#include "model/model.h"

typedef enum { COP_WEAVE_DUTY, COP_WEAVE_LEAD, COP_WEAVE_PART, COP_WEAVE_SUPPORT, COP_WEAVE_MAX } CopWeaveRule;

const char *cop_weave_rule(CopWeaveRule r); /* "the owner leads this measure" */

typedef struct {
  const CopInitiative *initiative;
  const CopMeasure *measure;
  CopWeaveRule rule;
  const char *clause;    /* text to paste: "{Owner} {deliverable}." */
  const char *indicator; /* what shows it */
  const char *due;       /* next entry or end of the initiative; NULL when neither is known */
} CopWeave;

/* Suggestions, in order of initiative, then rule, then measure. */
size_t cop_weave_suggest(const CopModel *m, CopArena *a, const CopWeave **out);

/* How far an initiative has come. */
typedef struct {
  size_t n, by[COP_DECISION_MAX];
} CopWoven;
CopWoven cop_weave_count(const CopModel *m, const char *initiative);

/* Share of initiatives that have not ended with at least one clause accepted or done. */
typedef struct {
  size_t current, touched; /* touched: accepted or done */
  size_t offered;          /* at least one clause suggested, accepted or done */
} CopWeaveShare;
CopWeaveShare cop_weave_share(const CopModel *m);

typedef enum { COP_ENTRY_NEXT, COP_ENTRY_ENDS, COP_ENTRY_DUE } CopEntryKind;

typedef struct {
  CopEntryKind kind;
  const char *date; /* YYYY, YYYY-MM or YYYY-MM-DD, as recorded */
  const CopInitiative *initiative;
  const CopIntegration *integration; /* for DUE */
} CopEntry;

/* Entry points from `since` (ISO day) on, in order of date. */
size_t cop_weave_entries(const CopModel *m, const char *since, CopArena *a, const CopEntry **out);

#endif
