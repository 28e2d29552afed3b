/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/scenario.h"

#include <string.h>

#define BUSIEST 3u

/* --- the usual worlds --- */

static void
add_world(GArray *out, CopPlanScenario s)
{
  g_array_append_val(out, s);
}

static size_t
led_by(const CopPlanResult *r, const char *institution)
{
  size_t n = 0;
  for (size_t i = 0; i < r->n_chosen; i++)
    n += r->chosen[i]->lead != NULL && strcmp(r->chosen[i]->lead->id, institution) == 0;
  return n;
}

static void
add_slow(const CopPlanResult *r, GArray *out, CopArena *a)
{
  const CopPlanProblem *p = r->problem;
  g_autofree bool *taken = g_new0(bool, p->n_agencies + 1);
  for (unsigned round = 0; round < BUSIEST; round++) {
    size_t best = p->n_agencies, most = 0;
    for (size_t k = 0; k < p->n_agencies; k++)
      if (!taken[k] && led_by(r, p->agencies[k]) > most) {
        most = led_by(r, p->agencies[k]);
        best = k;
      }
    if (best == p->n_agencies)
      return;
    taken[best] = true;
    add_world(out, (CopPlanScenario){ .name = cop_arena_printf(a, "slow=%s:50", p->agencies[best]), .slow_agency = p->agencies[best],
                                      .slow_per_mille = 500 });
  }
}

size_t
cop_plan_standard_worlds(const CopPlanResult *r, CopArena *a, const CopPlanScenario **out)
{
  GArray *list = g_array_new(FALSE, TRUE, sizeof(CopPlanScenario));
  add_world(list, r->options.scenario);
  if (r->money_limited) {
    add_world(list, (CopPlanScenario){ .name = "budget=80", .budget_per_mille = 800 });
    add_world(list, (CopPlanScenario){ .name = "budget=120", .budget_per_mille = 1200 });
  }
  for (size_t f = 0; f < r->n_funds && r->n_funds > 1; f++)
    add_world(list, (CopPlanScenario){ .name = cop_arena_printf(a, "lost=%s", r->funds[f]), .lost_fund = r->funds[f] });
  add_slow(r, list, a);
  if (r->n_quarters > 2)
    add_world(list, (CopPlanScenario){ .name = "delay=2", .delay_quarters = 2 });
  CopPlanScenario *copy = cop_new_n(a, CopPlanScenario, list->len);
  for (guint i = 0; i < list->len; i++)
    copy[i] = g_array_index(list, CopPlanScenario, i);
  size_t n = list->len;
  g_array_unref(list);
  *out = copy;
  return n;
}

/* --- side by side --- */

bool
cop_plan_compare(const CopModel *m, const char *plan_id, const CopPlanOptions *options, const CopPlanScenario *worlds, size_t n, CopArena *a,
                 CopPlanComparison *out, GError **error)
{
  CopPlanOptions o = options == NULL ? cop_plan_options() : *options;
  CopPlanWorld *list = cop_new_n(a, CopPlanWorld, n);
  unsigned *chosen_in = cop_new_n(a, unsigned, m->measures.n);
  *out = (CopPlanComparison){ .n = n, .worlds = list, .n_measures = m->measures.n, .chosen_in = chosen_in };
  for (size_t w = 0; w < n; w++) {
    g_autoptr(CopDiags) unheard = cop_diags_new();
    g_autoptr(GError) failed = NULL;
    o.scenario = worlds[w];
    list[w].scenario = worlds[w];
    list[w].result = cop_plan_from_model(m, plan_id, &o, a, unheard, &failed);
    if (list[w].result == NULL) {
      if (!g_error_matches(failed, COP_PLAN_ERROR, COP_PLAN_ERROR_INFEASIBLE)) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return false;
      }
      list[w].failure = cop_arena_strdup(a, failed->message);
      continue;
    }
    out->n_possible++;
    for (size_t i = 0; i < m->measures.n; i++)
      chosen_in[i] += list[w].result->items[i].chosen;
  }
  return true;
}
