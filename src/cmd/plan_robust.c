/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/plan_robust.c -- what to begin in the first year, whatever comes. */
#include <stdio.h>
#include <string.h>

#include "cmd/plan_out.h"

static const char *
world_name(const CopPlanRobust *r, size_t w)
{
  const char *name = r->worlds->worlds[w].scenario.name;
  return name == NULL ? "as it is" : name;
}

static const char *
stage_name(const CopPlanFirstStage *s)
{
  if (s->from != NULL)
    return s->from[0] == '\0' ? "as it is" : s->from;
  return s->all ? "what every world begins" : "what most worlds begin";
}

static double
share(const CopPlanRobust *r, const CopPlanFirstStage *s, size_t w)
{
  const CopPlanResult *own = r->worlds->worlds[w].result;
  return own == NULL || own->value <= 0 || s->value[w] < 0 ? -1 : 100.0 * MIN((double)s->value[w] / (double)own->value, 1.0);
}

/* --- as text --- */

static void
print_table(const CopPlanRobust *r)
{
  printf("What the first year begins, and what share of each world's own plan is left by it, in per cent\n\n");
  for (size_t w = 0; w < r->worlds->n; w++)
    printf("  %c  %s%s\n", (char)('A' + w), world_name(r, w), r->worlds->worlds[w].result == NULL ? " (no plan holds what is demanded)" : "");
  printf("\n  %-44s %6s %6s %6s ", "begun as in", "begun", "worst", "mean");
  for (size_t w = 0; w < r->worlds->n; w++)
    printf(" %5c", (char)('A' + w));
  putchar('\n');
  for (size_t k = 0; k < r->n; k++) {
    const CopPlanFirstStage *s = &r->stages[k];
    printf("%c %-44s %6zu %6.1f %6.1f ", k == r->safest ? '*' : ' ', stage_name(s), s->n_begun, 100 * s->worst, 100 * s->mean);
    for (size_t w = 0; w < r->worlds->n; w++)
      if (share(r, s, w) < 0)
        printf(" %5s", "-");
      else
        printf(" %5.1f", share(r, s, w));
    putchar('\n');
  }
}

/* Measures that one first stage begins and another does not; all it begins when
 * there is no other. */
static void
print_begun(const CopModel *m, const char *head, const CopPlanFirstStage *s, const CopPlanFirstStage *but, bool both)
{
  bool any = false;
  for (size_t i = 0; i < m->measures.n; i++) {
    if (!s->begun[i] || (but != NULL && but->begun[i] != both))
      continue;
    if (!any)
      printf("\n%s\n", head);
    any = true;
    printf("  %-6s %s\n", m->measures.items[i].id, m->measures.items[i].title);
  }
}

static void
print_choice(const CopModel *m, const CopPlanRobust *r)
{
  const CopPlanFirstStage *s = &r->stages[r->safest], *every = NULL, *now = NULL;
  for (size_t k = 0; k < r->n; k++)
    now = r->stages[k].from != NULL && r->stages[k].from[0] == '\0' ? &r->stages[k] : now;
  for (size_t k = 0; k < r->n; k++)
    every = r->stages[k].all ? &r->stages[k] : every;
  printf("\nSafest: begin as in '%s'. It can be held in %zu of %zu worlds; in the worst of them, '%s', the plan is worth %.1f %% of the best one there.\n",
         stage_name(s), s->n_holds, r->worlds->n_possible, world_name(r, s->worst_world), 100 * s->worst);
  printf("Proven by the bounds of the worlds: no other beginning could gain more than %.1f %% in any of them (most in '%s').\n", 100 * s->regret,
         world_name(r, s->regret_world));
  if (r->likeliest == r->safest)
    printf("It is the best in expectation too, all worlds counting alike: %.1f %%.\n", 100 * s->mean);
  else
    printf("Best in expectation, all worlds counting alike: as in '%s', %.1f %% instead of %.1f %%; in its worst world %.1f %%.\n",
           stage_name(&r->stages[r->likeliest]), 100 * r->stages[r->likeliest].mean, 100 * s->mean, 100 * r->stages[r->likeliest].worst);
  if (share(r, s, 0) >= 0)
    printf("If the world stays '%s', it costs %.1f %% of the value of the plan.\n", world_name(r, 0), 100 - share(r, s, 0));
  if (every != NULL && every != s) {
    print_begun(m, "Begin: begun in every world", s, every, true);
    print_begun(m, "Begin: not begun in every world, and worth it", s, every, false);
  } else {
    print_begun(m, "Begin", s, NULL, false);
  }
  if (now != NULL && now != s)
    print_begun(m, "Wait a year: begun by the plan as it is, and not safe to begin", now, s, false);
}

void
cop_plan_print_robust(const CopModel *m, const CopPlanRobust *r)
{
  print_table(r);
  print_choice(m, r);
}

/* --- as JSON --- */

void
cop_plan_write_robust_json(CopJson *j, const CopModel *m, const CopPlanRobust *r)
{
  cop_json_object(j);
  cop_json_key_array(j, "worlds");
  for (size_t w = 0; w < r->worlds->n; w++)
    cop_json_text(j, world_name(r, w));
  cop_json_end(j);
  cop_json_key_array(j, "first_stages");
  for (size_t k = 0; k < r->n; k++) {
    const CopPlanFirstStage *s = &r->stages[k];
    cop_json_object(j);
    cop_json_key_text(j, "begun_as_in", stage_name(s));
    cop_json_key_array(j, "begins");
    for (size_t i = 0; i < m->measures.n; i++)
      if (s->begun[i])
        cop_json_text(j, m->measures.items[i].id);
    cop_json_end(j);
    cop_json_key_array(j, "values");
    for (size_t w = 0; w < r->worlds->n; w++)
      cop_json_int(j, s->value[w]);
    cop_json_end(j);
    cop_json_key_int(j, "holds_in", (int64_t)s->n_holds);
    cop_json_key_real(j, "worst", s->worst);
    cop_json_key_text(j, "worst_world", world_name(r, s->worst_world));
    cop_json_key_real(j, "regret", s->regret);
    cop_json_key_text(j, "regret_world", world_name(r, s->regret_world));
    cop_json_key_real(j, "mean", s->mean);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_key_int(j, "safest", (int64_t)r->safest);
  cop_json_key_int(j, "best_in_expectation", (int64_t)r->likeliest);
  cop_json_end(j);
}
