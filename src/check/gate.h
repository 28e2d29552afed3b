/* SPDX-License-Identifier: Apache-2.0
 *
 * check/gate.h -- what may leave the house: the state of every text in review,
 * and the rules that hold back what is not fit. Pure: model, decisions and the
 * day in, findings out. `build --release` and the desk both ask here.
 *
 * A text of a message passes when, for the wording that stands now,
 *   - its author handed it in,
 *   - a child-protection reviewer and a language reviewer accepted it last,
 *   - a pretest passed, by a pretester's word and by the rounds on record for
 *     this wording (check/pretest.h), or an approver waived it, said why and
 *     until when, at most COP_GATE_WAIVER_DAYS ahead,
 * and none of those who decided ever wrote the text (four eyes). Who waives
 * neither handed the text in nor reviewed it, and approves no piece made of it;
 * a test that failed is not waived: the text is changed. Decisions on
 * another wording, by somebody without the role, or by an author count for
 * nothing. The wording takes in what the text rests on: the message it puts
 * into words, whom it addresses and what no version may do.
 *
 * A message that may lead a child to tell, and any text with {HELP}, waits
 * for a helpline that somebody dialled and a referral path that somebody
 * tried, both within COP_GATE_FRESH_DAYS, both confirmed by a child-protection
 * reviewer who neither wrote the record nor made the trial. No option lifts it.
 *
 * A piece (what a build makes) passes when all texts in it pass, and an
 * approver who wrote none of them approved it as it is; a document without
 * texts of messages needs two approvers.
 *
 * Everything is refused unless it passes: an unknown kind of unit never does.
 */
#ifndef COP_CHECK_GATE_H
#define COP_CHECK_GATE_H

#include <glib.h>
#include <stdbool.h>

#include "base/catalogue.h"
#include "base/diag.h"
#include "base/hash.h"
#include "model/review.h"

/* Half a year: lines and posts change hands about once a year (an editorial
 * rule of ours, not a standard's). */
enum { COP_GATE_FRESH_DAYS = 180 };
/* A waiver of the pretest is for emergencies (our pretest protocol), and its reason is printed. */
enum { COP_GATE_WAIVER_DAYS = 30, COP_GATE_WAIVER_LETTERS = 120 };

typedef struct {
  const CopModel *model;
  const CopReviews *reviews;
  const char *today; /* YYYY-MM-DD: the later of the clock's and the edition's day */
  const CopPretestRound *also; /* a round that is being recorded; may be NULL */
} CopGate;

typedef enum {
  COP_UNIT_TEXT,        /* message_text/... */
  COP_UNIT_ALERT,       /* message_text/ALERT-...: check/alert.h */
  COP_UNIT_TRANSLATION, /* translation/... */
  COP_UNIT_HELPLINE,    /* helpline/... */
  COP_UNIT_REFERRAL,    /* referral_path/... */
  COP_UNIT_WORDS,       /* words/LANG */
  COP_UNIT_PIECE,       /* piece/... with message texts in it */
  COP_UNIT_DOCUMENT,    /* piece/... without */
  COP_UNIT_KIND_MAX
} CopReviewUnitKind;

/* What is decided about. Strings live in the arena it was made in. */
typedef struct {
  CopReviewUnitKind kind;
  const char *id;
  const char *lang;           /* NULL when it has none */
  const char *seen;           /* the text as reviewers see it; NULL for pieces */
  const char *tried_by;       /* of helplines and referral paths; may be NULL */
  const GPtrArray *parts;     /* of pieces: ids of the texts in it */
  const char *until;          /* of alerts: the last day; may be NULL */
  char digest[COP_HASH_HEX];
} CopReviewUnit;

/* A unit by its id; false when no such text stands in the model. Pieces are
 * made by build/release.h, words by cop_unit_of_words(). */
bool cop_unit_find(const CopModel *m, CopArena *a, const char *id, CopReviewUnit *unit);
void cop_unit_of_text(const CopModel *m, CopArena *a, const CopMessageText *t, CopReviewUnit *unit);
void cop_unit_of_translation(const CopModel *m, CopArena *a, const CopTranslation *t, CopReviewUnit *unit);
void cop_unit_of_words(CopArena *a, const CopCatalogue *words, const char *lang, CopReviewUnit *unit);

/* Steps towards release; which of them a kind of unit needs. */
typedef enum {
  COP_STEP_SUBMITTED = 1,
  COP_STEP_PROTECTION = 2,
  COP_STEP_LANGUAGE = 4,
  COP_STEP_PRETEST = 8,
  COP_STEP_APPROVAL = 16,
} CopStep;
unsigned cop_unit_steps(CopReviewUnitKind kind);

typedef enum {
  COP_STANDING_DRAFT,     /* not handed in */
  COP_STANDING_SUBMITTED, /* waits for reviewers */
  COP_STANDING_RETURNED,  /* a reviewer wants changes */
  COP_STANDING_REVIEWED,  /* accepted; waits for a pretest */
  COP_STANDING_PASSED,
  COP_STANDING_MAX
} CopStandingState;
const char *cop_standing_name(CopStandingState s); /* "in review" */

typedef struct {
  CopStandingState state;
  unsigned done;          /* CopStep of this wording */
  const CopReview *waiver; /* of the pretest, in force; NULL for none */
  const CopReview *lapsed; /* one that ran out; NULL for none */
  unsigned approvals;     /* by different people */
  const CopReview *last;  /* newest decision that counts; NULL for none */
  const CopReview *older; /* newest decision on another wording; NULL for none */
} CopStanding;
CopStanding cop_gate_standing(const CopGate *g, const CopReviewUnit *u);

/* Why a person may not decide this about a unit now; NULL when they may. `until`
 * is of waivers. The authors of the unit (and of a piece's parts) must stand in the reviews. */
const char *cop_gate_may(const CopGate *g, const CopReviewUnit *u, const char *actor, CopReviewRole role, CopReviewVerdict verdict,
                         const char *note, const char *until);
/* The role in which a verdict is given; false when several can give it. */
bool cop_verdict_role(CopReviewVerdict verdict, CopReviewRole *role);

/* Does it pass? Each reason why not becomes a finding of kind GATE with code
 * "gate-...", explained in doc/guide/gates.md; d may be NULL. */
bool cop_gate_unit(const CopGate *g, const CopReviewUnit *u, CopDiags *d);
bool cop_gate_text(const CopGate *g, const CopMessageText *t, CopDiags *d);
bool cop_gate_translation(const CopGate *g, const CopTranslation *t, CopDiags *d);
/* The rules for a message beyond its texts: safety and date of review. */
bool cop_gate_message(const CopGate *g, const CopMessage *m, CopDiags *d);
/* The country's line, and the path behind it. `for_id` names in findings what waits for it. */
bool cop_gate_helpline(const CopGate *g, const char *for_id, CopDiags *d);
bool cop_gate_referral(const CopGate *g, const char *for_id, CopDiags *d);
/* Records a document rests on that need more than one pair of eyes: "answer/x"
 * has two reviewers, "helpline/x" is the country's that passes. */
bool cop_gate_source(const CopGate *g, const char *source, const char *for_id, CopDiags *d);

/* The model as materials for release may see it: without texts that do not
 * pass, and with an empty say or act where the English one does not. Shares
 * what it keeps with the model; lives in the arena. */
const CopModel *cop_gate_passed(const CopGate *g, CopArena *a);

#endif
