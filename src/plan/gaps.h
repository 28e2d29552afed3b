/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/gaps.h -- what is missing, how much it matters, and which measures
 * answer it; and whether a chosen set of measures covers a framework.
 *
 * A gap is a legal question, a requirement of a checklist, maturity model or
 * result framework, or a binding treaty the country is not a party to, that is
 * not wholly met. Its score is a product whose factors are kept beside it, each
 * with its reason, so that a reader can redo the arithmetic:
 *
 *   score = importance x need x force
 *
 *   importance  questions: their own weight, 1 to 5. Requirements and treaties
 *               carry none and count 3, the middle of that range.
 *   need        share that is open: met 0, partly 0.5, not 1. Unknown counts 1,
 *               because a duty nobody has checked cannot be relied on, and is
 *               marked `unknown`; so does an answer that a later version has opened
 *               again (plan/reopen.h), whatever it says. Maturity: (4 - phase) / 3. Not applicable
 *               makes no gap.
 *   force       of the strongest standard behind it, cop_gap_force_factor(). A
 *               binding text binds its parties only: where the country is not
 *               known to be one, it counts as a recommendation.
 *
 * Result areas of an instrument (a regional plan, a set of strategies) count
 * only where the country's standing towards it is party, member or voluntary;
 * no standing on record, no gap.
 *
 * The factors of need and force are editorial estimates (mark E); a document
 * that shows scores prints the rule.
 *
 * Pure: reads a model, writes into an arena, cannot fail; a model without
 * frameworks gives an empty list. Pointers into the model are borrowed.
 */
#ifndef COP_PLAN_GAPS_H
#define COP_PLAN_GAPS_H

#include "base/arena.h"
#include "model/model.h"

/* One factor of a score. */
typedef struct {
  const char *name; /* "importance" */
  double value;
  const char *why;  /* "weight of question LR-04" */
} CopScoreTerm;

/* The product of its terms, multiplied in this order. */
typedef struct {
  double value;
  size_t n;
  const CopScoreTerm *terms;
} CopScore;

typedef enum {
  COP_GAP_LAW,       /* a legal question */
  COP_GAP_CHECKLIST, /* a requirement answered met, partly or not */
  COP_GAP_MATURITY,  /* a capability in phase 1 to 4 */
  COP_GAP_RESULT,    /* a result area of a plan the country is part of or uses */
  COP_GAP_TREATY,    /* a binding instrument the country is not a party to */
  COP_GAP_KIND_MAX
} CopGapKind;

const char *cop_gap_kind_name(CopGapKind k); /* "legal question" */
/* 0 to 1 for a standard of that force, given the country's standing towards
 * its instrument. */
double cop_gap_force_factor(CopForce force, CopTreatyStatus standing);

/* A measure that answers a gap. */
typedef struct {
  const CopMeasure *measure;
  bool direct; /* the measure names the gap; false: it names a standard behind the question */
  bool woven;  /* an initiative has accepted it or done it (integration matrix) */
} CopGapServer;

typedef struct {
  CopGapKind kind;
  const char *id;   /* of the question, requirement or instrument */
  const char *code; /* as shown to readers */
  const char *text; /* the question or gist, in English */
  const CopQuestion *question;       /* for LAW */
  const CopAnswer *answer;           /* for LAW; NULL when nobody answered */
  const CopRequirement *requirement; /* for CHECKLIST, MATURITY and RESULT */
  const CopFramework *framework;     /* of that requirement */
  const CopAssessment *assessment;   /* newest; NULL when nobody assessed */
  const CopInstrument *instrument;   /* for TREATY */
  CopAnswerStatus status;
  unsigned phase;      /* for MATURITY, 1 to 4; 0 when not assessed */
  bool unknown;        /* open because unanswered, not because found open */
  bool reopened;       /* answered, and opened again by a later version; unknown is set too */
  double need;         /* share that is open, 0 < need <= 1 */
  CopScore score;
  size_t n_servers;
  const CopGapServer *servers; /* in the order of the catalogue, direct ones first */
} CopGap;

typedef struct {
  size_t n;
  const CopGap *items;       /* highest score first, then kind, then order of the catalogue */
  size_t n_orphans;
  const CopGap *const *orphans; /* gaps no measure answers */
  size_t n_idle;
  const CopMeasure *const *idle; /* measures that answer no open gap */
} CopGaps;

CopGaps cop_gaps_find(const CopModel *m, CopArena *a);
/* The gap of a question, requirement or instrument; NULL when it is met. */
const CopGap *cop_gaps_get(const CopGaps *g, CopGapKind kind, const char *id);

/* --- coverage --- */

typedef enum {
  COP_COVER_BY_MEASURES, /* at least one chosen measure answers it */
  COP_COVER_WAIVED,      /* none does, and each measure that could has a written reason */
  COP_COVER_OPEN,        /* none does, without reason */
  COP_COVER_MAX
} CopCover;

const char *cop_cover_name(CopCover c); /* "covered" */

typedef struct {
  const CopMeasure *measure;
  const char *reason; /* measure_profile.waiver */
} CopWaiver;

typedef struct {
  const CopRequirement *requirement;
  CopCover cover;
  size_t n_measures;
  const CopMeasure *const *measures; /* chosen ones that answer it */
  size_t n_waivers;
  const CopWaiver *waivers;          /* for WAIVED */
  size_t n_could;
  const CopMeasure *const *could;    /* for OPEN: measures of the catalogue that would answer it */
} CopCoverageRow;

/* One framework with `coverage` set. */
typedef struct {
  const CopFramework *framework;
  size_t n;
  const CopCoverageRow *rows; /* all its requirements in force, in order */
  size_t n_by[COP_COVER_MAX]; /* how many of each */
} CopCoverage;

/* Every framework whose `coverage` is set against a chosen set of measures.
 * Returns the number of frameworks. */
size_t cop_coverage_find(const CopModel *m, const CopMeasure *const *chosen, size_t n_chosen, CopArena *a,
                         const CopCoverage **out);

#endif
