/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/reopen.h -- which legal answers must be looked at again, and why; and
 * what changed between two versions of a framework.
 *
 * An answer is held against clauses and provisions as they stood on a day: its
 * `held_on`, else the later of its review days. It is open again when, since
 * then or without such a day,
 *
 *   replaced   the instrument of a clause behind its question was replaced
 *   version    that instrument has a version in force since a later day
 *   clause     the clause was replaced, or is valid since a later day
 *   repealed   a law it cites was repealed
 *   amended    a law adopted later amends a law it cites
 *
 * The four that compare days need a day to compare with: an answer without one
 * is only opened by a replacement or a repeal. A day known to the year or month
 * counts as its last: what changed in the same month is looked at again. It is
 * closed by whoever looks at it and writes the day into `held_on`.
 *
 * Pure: reads a model, writes into an arena.
 */
#ifndef COP_PLAN_REOPEN_H
#define COP_PLAN_REOPEN_H

#include "base/arena.h"
#include "model/model.h"

typedef enum { COP_REOPEN_REPLACED, COP_REOPEN_VERSION, COP_REOPEN_CLAUSE, COP_REOPEN_REPEALED, COP_REOPEN_AMENDED } CopReopenKind;

typedef struct {
  CopReopenKind kind;
  const char *why;                  /* a sentence: "MNR-2016 was replaced by MNR-2022 (2022)." */
  const CopRequirement *clause;     /* for the first three */
  const CopInstrument *instrument;  /* for the first two */
  const CopLaw *law;                /* for the last two */
} CopReopenReason;

typedef struct {
  const CopAnswer *answer;
  const CopQuestion *question;
  size_t n;
  const CopReopenReason *reasons;
} CopReopened;

/* In the order of the questions; the same instrument or law is named once for
 * an answer. */
size_t cop_reopen_find(const CopModel *m, CopArena *a, const CopReopened **out);
/* NULL when the answer is not open again. */
const CopReopened *cop_reopen_of(const CopReopened *all, size_t n, const char *question);

/* --- versions of a framework --- */

typedef enum { COP_CHANGE_SAME, COP_CHANGE_REWORDED, COP_CHANGE_FORCE, COP_CHANGE_ADDED, COP_CHANGE_REMOVED, COP_CHANGE_MAX } CopChangeKind;

const char *cop_change_name(CopChangeKind k); /* "reworded" */

typedef struct {
  CopChangeKind kind;
  const CopRequirement *before, *after; /* NULL for ADDED and REMOVED respectively */
} CopChange;

/* Requirements of two versions in the order of the newer one, what was removed
 * last. They belong together when the older one names the newer in
 * superseded_by, else by equal codes. A changed gist is REWORDED, a changed force
 * alone FORCE. */
size_t cop_change_log(const CopModel *m, const CopFramework *before, const CopFramework *after, CopArena *a, const CopChange **out);

#endif
