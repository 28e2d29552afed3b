/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/robust.h"

#include <string.h>

#define YEAR 4

typedef struct {
  const CopModel *m;
  const char *plan_id;
  const CopPlanOptions *options;
  const CopPlanComparison *worlds;
  CopArena *a;
  GArray *stages; /* CopPlanFirstStage */
} Robust;

/* --- candidates --- */

/* The first quarter of a world that the first stage does not decide. */
static int
until(const CopPlanScenario *world)
{
  return YEAR + world->delay_quarters;
}

static bool
begins(const CopPlanWorld *w, size_t i)
{
  int start = w->result == NULL ? -1 : w->result->items[i].start;
  return start >= 0 && start < until(&w->scenario);
}

static void
add_stage(Robust *x, CopPlanFirstStage stage, bool *begun)
{
  for (size_t i = 0; i < x->worlds->n_measures; i++)
    stage.n_begun += begun[i];
  for (guint k = 0; k < x->stages->len; k++)
    if (memcmp(g_array_index(x->stages, CopPlanFirstStage, k).begun, begun, x->worlds->n_measures * sizeof *begun) == 0)
      return;
  stage.begun = begun;
  g_array_append_val(x->stages, stage);
}

static void
add_shared(Robust *x, size_t least, CopPlanFirstStage stage)
{
  bool *begun = cop_new_n(x->a, bool, x->worlds->n_measures);
  for (size_t i = 0; i < x->worlds->n_measures; i++) {
    size_t n = 0;
    for (size_t w = 0; w < x->worlds->n; w++)
      n += begins(&x->worlds->worlds[w], i);
    begun[i] = n >= least;
  }
  add_stage(x, stage, begun);
}

static void
list_stages(Robust *x)
{
  for (size_t w = 0; w < x->worlds->n; w++) {
    const CopPlanWorld *world = &x->worlds->worlds[w];
    bool *begun = cop_new_n(x->a, bool, x->worlds->n_measures);
    for (size_t i = 0; i < x->worlds->n_measures; i++)
      begun[i] = begins(world, i);
    if (world->result != NULL)
      add_stage(x, (CopPlanFirstStage){ .from = world->scenario.name == NULL ? "" : world->scenario.name }, begun);
  }
  add_shared(x, x->worlds->n_possible, (CopPlanFirstStage){ .all = true });
  add_shared(x, x->worlds->n_possible / 2 + 1, (CopPlanFirstStage){ .most = true });
}

/* --- what each is worth in each world --- */

/* The value of the best plan in a world that begins so, -1 when there is none,
 * -2 with an error. */
static int64_t
value_in(const Robust *x, const CopPlanFirstStage *stage, const CopPlanWorld *world, GError **error)
{
  g_autoptr(CopArena) scratch = cop_arena_new();
  g_autoptr(CopDiags) unheard = cop_diags_new();
  g_autoptr(GError) failed = NULL;
  CopPlanOptions o = *x->options;
  CopPlanDecision *decisions = cop_new_n(scratch, CopPlanDecision, o.n_decisions + x->worlds->n_measures);
  if (o.n_decisions > 0)
    memcpy(decisions, o.decisions, o.n_decisions * sizeof *decisions);
  for (size_t i = 0; i < x->worlds->n_measures; i++)
    decisions[o.n_decisions++] = (CopPlanDecision){ .kind = stage->begun[i] ? COP_PLAN_REQUIRE : COP_PLAN_AFTER,
                                                    .measure = x->m->measures.items[i].id, .quarter = until(&world->scenario) };
  o.decisions = decisions;
  o.scenario = world->scenario;
  o.from = world->result->starts;
  o.effort = COP_PLAN_EFFORT_QUICK;
  const CopPlanResult *r = cop_plan_from_model(x->m, x->plan_id, &o, scratch, unheard, &failed);
  if (r != NULL)
    return r->value;
  if (g_error_matches(failed, COP_PLAN_ERROR, COP_PLAN_ERROR_INFEASIBLE))
    return -1;
  g_propagate_error(error, g_steal_pointer(&failed));
  return -2;
}

static bool
judge(const Robust *x, CopPlanFirstStage *stage, GError **error)
{
  int64_t *value = cop_new_n(x->a, int64_t, x->worlds->n);
  stage->value = value;
  stage->worst = 1;
  for (size_t w = 0; w < x->worlds->n; w++) {
    const CopPlanWorld *world = &x->worlds->worlds[w];
    value[w] = world->result == NULL ? -1 : value_in(x, stage, world, error);
    if (value[w] == -2)
      return false;
    if (value[w] < 0)
      continue;
    double share = world->result->value > 0 ? MIN((double)value[w] / (double)world->result->value, 1.0) : 1.0;
    stage->mean += share / (double)x->worlds->n_possible;
    if (share < stage->worst || stage->n_holds == 0) {
      stage->worst = share;
      stage->worst_world = w;
    }
    double regret = world->result->value_bound > 0 ? (double)(world->result->value_bound - value[w]) / (double)world->result->value_bound : 0;
    if (regret > stage->regret) {
      stage->regret = regret;
      stage->regret_world = w;
    }
    stage->n_holds++;
  }
  return true;
}

static bool
safer(const CopPlanFirstStage *a, const CopPlanFirstStage *b)
{
  if (a->n_holds != b->n_holds)
    return a->n_holds > b->n_holds;
  return a->worst != b->worst ? a->worst > b->worst : a->mean > b->mean;
}

bool
cop_plan_robust(const CopModel *m, const char *plan_id, const CopPlanOptions *options, const CopPlanComparison *worlds, CopArena *a,
                CopPlanRobust *out, GError **error)
{
  CopPlanOptions usual = cop_plan_options();
  Robust x = { m, plan_id, options == NULL ? &usual : options, worlds, a, g_array_new(FALSE, TRUE, sizeof(CopPlanFirstStage)) };
  list_stages(&x);
  CopPlanFirstStage *stages = cop_new_n(a, CopPlanFirstStage, x.stages->len);
  *out = (CopPlanRobust){ .worlds = worlds, .n = x.stages->len, .stages = stages };
  memcpy(stages, x.stages->data, x.stages->len * sizeof *stages);
  g_array_unref(x.stages);
  for (size_t k = 0; k < out->n; k++) {
    if (!judge(&x, &stages[k], error))
      return false;
    if (safer(&stages[k], &stages[out->safest]))
      out->safest = k;
    if (stages[k].mean > stages[out->likeliest].mean)
      out->likeliest = k;
  }
  return true;
}
