/* SPDX-License-Identifier: Apache-2.0
 *
 * reach/mix.h -- which channels to pay for, so that most children could be
 * reached, those who are hard to reach first.
 *
 * What is chosen is runs: a measure and the channels it pays for (records
 * `channel_reach`), its cost paid once. A channel could reach a share of the
 * children who fit it: who attend school or do not, read enough, have the
 * connection it needs. Shares are figures of the register; a channel without one
 * counts for nothing and is named as not known.
 *
 *   reach     1 - product of (1 - share) over figures: figures as if independent
 *   at least  the largest share: whoever one figure reaches, all others reach too
 *   at most   the sum, no more than all: no child is reached twice
 *
 * Channels that rest on the same figure (SMS and voice menu on the same phones)
 * count once. "Could reach" is all that is said: not who listens.
 *
 * Worth of a set of runs: children reached, each counted once and once more for
 * each group of cop_hard_name() the child is in. All sets are tried, so the
 * best is the best; at equal worth the cheaper, then the smaller set.
 */
#ifndef COP_REACH_MIX_H
#define COP_REACH_MIX_H

#include "reach/people.h"

enum { COP_MIX_MAX_RUNS = 16, COP_MIX_MAX_CHANNELS = 64 };

/* Children alike in all that channels ask for. */
typedef struct {
  bool out_of_school;
  CopLiteracy literacy;
  CopConnectivity connectivity;
} CopMixKind;

typedef struct {
  const CopMeasure *measure;
  int64_t cost;              /* a year, minor units; middle of its profile, or end of its class */
  bool usable;               /* one of its channels has a figure */
  bool chosen;
  double gain;               /* chosen: worth lost without it; else worth it would add */
  const char *why;           /* English, marked for translation */
} CopMixRun;

typedef struct {
  double share;              /* least share of the group that has to be reached; 0: none */
  const char *name;          /* of a hard group, or "region": in every region */
} CopMixFloor;

enum { COP_MIX_MAX_FLOORS = COP_HARD_MAX + 1 };

typedef struct {
  int64_t budget;            /* minor units */
  size_t n_floors;
  CopMixFloor floors[COP_MIX_MAX_FLOORS];
} CopMixWish;

typedef struct {
  int64_t children;
  double reach, least, most; /* children */
} CopMixReach;

typedef struct {
  size_t n_runs;
  CopMixRun runs[COP_MIX_MAX_RUNS];
  uint32_t chosen;           /* bit i: runs[i] */
  int64_t spent;
  double worth;
  bool feasible;             /* all floors are met; else the set that misses them least */
  size_t n_floors;
  struct {
    CopMixFloor floor;
    double got, could;       /* lowest share of the group in this set; in any set within the budget */
  } floors[COP_MIX_MAX_FLOORS];
  uint64_t sets;             /* within the budget, all tried */
} CopMix;

/* The best set. False with a finding when there are too many runs or a floor
 * has no such group. */
bool cop_mix(const CopModel *m, const CopPeople *p, CopTexts spoken, const CopMixWish *wish, CopMix *mix, CopDiags *d);
/* Of a group, by the runs of `chosen`; least and most as above. */
CopMixReach cop_mix_reach(const CopModel *m, const CopPeople *p, const CopMix *mix, uint32_t chosen, const CopPeopleGroup *g);
/* May the figure of a channel be used for such children; share 0 to 1. */
bool cop_mix_fits(const CopModel *m, const CopChannelReach *r, const CopMixKind *k, double *share);

/* Holds a mix against model and people, cell by cell, sharing nothing with
 * what found it but cop_people_has(): cost, worth, floors, and that no set of
 * runs within the budget is better. Each difference is a finding. */
bool cop_mix_check(const CopModel *m, const CopPeople *p, CopTexts spoken, const CopMixWish *wish, const CopMix *mix, CopDiags *d);

#endif
