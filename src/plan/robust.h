/* SPDX-License-Identifier: Apache-2.0
 *
 * plan/robust.h -- what to begin when nobody knows which world comes: the first
 * year is decided now and is the same in every world, the years after it are
 * planned anew once the world is known (two-stage planning with recourse;
 * Kouvelis and Yu, Robust discrete optimization and its applications, 1997).
 *
 * A first stage is the set of measures begun in the first year, or as late as a
 * delay of the world moves it. In a world it is held by two demands: each of
 * its measures is carried out, and nothing else begins in that time. What it is
 * worth there is the value of the best plan found under them.
 *
 * Candidates are the first stages of the plans of the worlds, what all of them
 * begin, and what most of them begin. Of these, one holds in the most worlds,
 * and then has the largest share of what each world's own plan is worth, in its
 * worst world; another the largest expected value, all worlds counting alike.
 * The choice is the best of the candidates. How far from the best of all sets it
 * can be is certified: the bound of each world (plan/solve.h) says what no plan
 * there can exceed, whatever it begins with, so that the greatest relative regret
 *
 *   regret = max over worlds it holds in  (bound - value) / bound
 *
 * is also the most that any other first stage could gain in one of them.
 */
#ifndef COP_PLAN_ROBUST_H
#define COP_PLAN_ROBUST_H

#include "plan/scenario.h"

typedef struct {
  const char *from;     /* name of the world whose plan begins so; NULL: begun in all, or in most */
  bool all, most;
  size_t n_begun;
  const bool *begun;    /* [n_measures] in the order of the catalogue */
  const int64_t *value; /* [n worlds] of the best plan that begins so; -1 when there is none */
  size_t n_holds;       /* worlds in which there is one */
  double worst;         /* least share of the value of a world's own plan, over the worlds it holds in, 0 to 1 */
  size_t worst_world;
  double regret;        /* certified, see above; 0 to 1 */
  size_t regret_world;
  double mean;          /* mean of these shares over all worlds, 0 where it does not hold */
} CopPlanFirstStage;

typedef struct {
  const CopPlanComparison *worlds;
  size_t n;
  const CopPlanFirstStage *stages; /* no two begin the same */
  size_t safest;                   /* in the worst world */
  size_t likeliest;                /* in expectation */
} CopPlanRobust;

/* Of a comparison with at least one world that has a plan; the options are those
 * it was made with. Fails as cop_plan_from_model() does, but for worlds without
 * a plan. */
bool cop_plan_robust(const CopModel *m, const char *plan_id, const CopPlanOptions *options, const CopPlanComparison *worlds, CopArena *a,
                     CopPlanRobust *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
