/* SPDX-License-Identifier: Apache-2.0
 *
 * check/pretest.h -- what readers made of a text, and whether that is enough.
 * Pure: rounds of the model in, a judgement out.
 *
 * A round (pretest_round) counts for the wording it was held with and for no
 * other, so that an edit opens the test again. Rounds on one wording are added
 * up: people of a later round are others than those of an earlier one.
 *
 * Pass marks (our protocol; pictures after ISO 9186 as used by Dowse 2023):
 *   the act is named                     80 per cent
 *   the one who asked is wrong           90 per cent, where somebody does wrong
 *   the number is found                  90 per cent; asked wherever {HELP} stands
 *   the picture is named rightly         67 per cent beside words
 *   the picture is taken for its opposite  5 per cent at most
 *   somebody felt hurt or shamed         nobody: one mention means revise
 * People: 5 for wording, 10 for a picture. Small tests find faults, they do not
 * prove quality: each share comes with its 95 per cent interval (Wilson 1927).
 */
#ifndef COP_CHECK_PRETEST_H
#define COP_CHECK_PRETEST_H

#include "check/gate.h"

enum { COP_PRETEST_PEOPLE_WORDING = 5, COP_PRETEST_PEOPLE_PICTURE = 10 };

typedef enum {
  COP_PRETEST_NONE,   /* no round on this wording */
  COP_PRETEST_FEW,    /* not enough people, or something was not asked */
  COP_PRETEST_REVISE, /* a mark was missed, or somebody was hurt */
  COP_PRETEST_PASSED,
  COP_PRETEST_STATE_MAX
} CopPretestState;
const char *cop_pretest_state_name(CopPretestState s); /* "not enough people" */

typedef enum { COP_PRETEST_ACT, COP_PRETEST_WRONGDOER, COP_PRETEST_NUMBER, COP_PRETEST_PICTURE, COP_PRETEST_OPPOSITE, COP_PRETEST_HURT, COP_PRETEST_MARKS } CopPretestMarkName;

typedef struct {
  const char *title;   /* "named the act" */
  unsigned percent;    /* at least, or with at_most at most */
  bool at_most;
  bool asked;
  int64_t people, count; /* of the rounds in which it was asked */
  double low, high;      /* shares, 0 to 1 */
  bool met;
} CopPretestMark;

typedef struct {
  CopPretestState state;
  size_t rounds;
  int64_t people;
  int64_t needed;
  const char *last_on;   /* day of the newest round; NULL for none */
  bool number_not_asked; /* though the text has one */
  bool picture_not_asked; /* though the text says what the picture shows */
  CopPretestMark marks[COP_PRETEST_MARKS];
} CopPretest;

/* The rounds of the model on this wording, and g->also when it is one of them. */
CopPretest cop_pretest_judge(const CopGate *g, const CopReviewUnit *u);
/* "8 people: named the act 8 of 8 (68 to 100 per cent), ...", in the arena. */
const char *cop_pretest_summary(CopArena *a, const CopPretest *p);
/* The share's 95 per cent interval. n > 0. */
void cop_wilson(int64_t count, int64_t n, double *low, double *high);

/* The revision log of a text: its rounds in order, each with the number of its
 * wording (1 the first that was tried), result, finding, change, who decided. */
typedef struct {
  const CopPretestRound *round;
  unsigned version; /* 0: which wording it was is not known */
  bool now;         /* the wording that stands */
} CopRevision;
size_t cop_pretest_log(const CopModel *m, CopArena *a, const CopReviewUnit *u, const CopRevision **log);

/* --- data sheets: one line for each person --- */

/* Sums of a data sheet as CSV, whose columns are those of the printed one: `no`,
 * `age_band`, `sex`, `in_school`, `reads`, `disability`, `picture`, `act`,
 * `wrong`, `number`, `liked`, `hurt`. Another column, a name among them, and
 * whatever is no answer is a finding of severity error with its line; only sums
 * are kept. False when there was one. */
bool cop_pretest_sheet_read(const char *csv, size_t length, const char *file, CopPretestRound *round, CopDiags *d);
/* The empty sheet, ten numbered lines. The caller frees it. */
char *cop_pretest_sheet_empty(void) G_GNUC_WARN_UNUSED_RESULT;

/* A round without counts: id free in the model, unit and wording of u. */
CopPretestRound *cop_pretest_round_new(const CopModel *m, CopArena *a, const CopReviewUnit *u, const char *held_on);
/* Which decision a round leads to; false when to none (not enough people). */
bool cop_pretest_verdict(const CopPretest *p, CopReviewVerdict *verdict);

#endif
