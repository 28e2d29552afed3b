/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/settle.h"

#include <string.h>

#include "plan/state.h"

/* A quarter later weighs as much as one start more beside it. */
#define LATER 2
#define MOST_ROUNDS (4u * COP_PLAN_MAX_QUARTERS)

/* --- as early as costs no value --- */

static bool
earlier(CopPlanState *s, size_t i)
{
  int old = s->start[i], from, to;
  int64_t score = cop_plan_state_score(s);
  cop_plan_state_forget(s);
  cop_plan_state_lift(s, i);
  if (cop_plan_state_window(s, i, &from, &to))
    for (int t = from; t < old; t++)
      if (cop_plan_state_fits(s, i, t)) {
        size_t mark = cop_plan_state_mark(s);
        cop_plan_state_place(s, i, t);
        if (cop_plan_state_score(s) >= score)
          return true;
        cop_plan_state_undo(s, mark);
      }
  cop_plan_state_undo(s, 0);
  return false;
}

/* --- spread --- */

/* What a start adds to the sum of plan/settle.h beside all others. */
static int
crowd(const CopPlanState *s, size_t i, int start)
{
  int all = 0, same = 0;
  for (size_t k = 0; k < s->p->n_measures; k++) {
    bool then = k != i && s->start[k] == start;
    all += then;
    same += then && s->p->measures[i].agency >= 0 && s->p->measures[k].agency == s->p->measures[i].agency;
  }
  return 2 * all + 2 * same + LATER * start;
}

static bool
spread(CopPlanState *s, size_t i)
{
  int old = s->start[i], from, to, best = old, least = crowd(s, i, old);
  int64_t score = cop_plan_state_score(s);
  cop_plan_state_forget(s);
  cop_plan_state_lift(s, i);
  if (!cop_plan_state_window(s, i, &from, &to))
    to = -1;
  /* A lifted service may not go later, for what needs it stays. */
  if (s->p->measures[i].helpline || s->p->measures[i].referral)
    to = MIN(to, old);
  for (int t = from; t <= to; t++) {
    if (t == old || crowd(s, i, t) >= least || !cop_plan_state_fits(s, i, t))
      continue;
    size_t mark = cop_plan_state_mark(s);
    cop_plan_state_place(s, i, t);
    if (cop_plan_state_score(s) >= score) {
      best = t;
      least = crowd(s, i, t);
    }
    cop_plan_state_undo(s, mark);
  }
  if (best != old)
    cop_plan_state_place(s, i, best);
  else
    cop_plan_state_undo(s, 0);
  return best != old;
}

void
cop_plan_settle(const CopPlanProblem *p, CopPlanSchedule *schedule, CopArena *a)
{
  CopPlanState *s = cop_plan_state_new(p, a);
  cop_plan_state_set(s, schedule->start);
  for (int pass = 0; pass < 2; pass++) {
    bool moved = true;
    for (unsigned round = 0; moved && round < MOST_ROUNDS; round++) {
      moved = false;
      for (size_t k = 0; k < p->n_measures; k++)
        if (s->start[p->order[k]] >= 0)
          moved |= pass == 0 ? earlier(s, p->order[k]) : spread(s, p->order[k]);
    }
  }
  memcpy(schedule->start, s->start, p->n_measures);
  schedule->value = s->value;
}
