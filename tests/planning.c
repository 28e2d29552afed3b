/* SPDX-License-Identifier: Apache-2.0
 *
 * planning.c -- plans an instance of tests/unit/plan_instance.h:
 *
 *   planning MEASURES QUARTERS SEED plain|tail|rich quick|normal|thorough [LP-FILE]
 *
 * prints value, bound, gap in per cent, processor seconds, wall seconds and a
 * digest of the schedule; the plan is verified. With LP-FILE it also writes the
 * problem for other solvers. "edit" in place of an effort: plans with normal
 * effort, then forbids the measure that starts first and plans again, quickly,
 * from the plan at hand; the figures are those of the second plan. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plan/domain.h"
#include "plan/lp_file.h"
#include "plan/solve.h"
#include "plan/verify.h"
#include "plan/verify_bound.h"
#include "plan_instance.h"

static double
seconds(clockid_t clock)
{
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool
sound(const CopPlanProblem *p, const CopPlanSolution *s)
{
  g_autoptr(CopDiags) found = cop_diags_new();
  int64_t value, shown = cop_plan_verify_bound(p, &s->certificate, found);
  for (size_t i = 0; i < MIN(cop_diags_count(found), 5); i++)
    fprintf(stderr, "planning: %s\n", cop_diags_at(found, i)->message);
  /* Seen by others, the bound may lie a thousandth higher. */
  if (shown < s->bound || shown - s->certificate.bound > s->certificate.bound / 1000)
    return fprintf(stderr, "planning: the bound shown is %" G_GINT64_FORMAT ", the certificate says %" G_GINT64_FORMAT "\n", shown, s->certificate.bound), false;
  return s->complete && cop_plan_verify_schedule(p, s->schedule.start, &value, found) && value == s->schedule.value && value <= s->bound;
}

static CopPlanMeasure *
without(const CopPlanProblem *p, size_t i, CopArena *a)
{
  CopPlanMeasure *copy = cop_new_n(a, CopPlanMeasure, p->n_measures);
  memcpy(copy, p->measures, p->n_measures * sizeof *copy);
  copy[i].latest = -1;
  return copy;
}

/* Of those that what must be chosen can do without. */
static void
forbid_first(CopPlanProblem *p, const CopPlanSolution *s, CopArena *a)
{
  for (int quarter = 0; quarter < p->n_quarters; quarter++)
    for (size_t i = 0; i < p->n_measures; i++) {
      CopPlanProblem then = *p;
      if (s->schedule.start[i] != quarter || p->measures[i].mandatory)
        continue;
      then.measures = without(p, i, a);
      CopPlanDomain d = cop_plan_domain_new(&then, a);
      CopPlanDeadEnd dead;
      if (cop_plan_domain_tighten(&then, &d, &dead)) {
        p->measures = then.measures;
        return;
      }
    }
}

int
main(int argc, char **argv)
{
  static const char *const efforts[] = { "quick", "normal", "thorough", "edit" };
  unsigned effort = 0;
  while (argc >= 6 && effort < G_N_ELEMENTS(efforts) && strcmp(argv[5], efforts[effort]) != 0)
    effort++;
  if (argc < 6 || argc > 7 || effort == G_N_ELEMENTS(efforts))
    return fprintf(stderr, "planning MEASURES QUARTERS SEED plain|tail|rich quick|normal|thorough|edit [LP-FILE]\n"), 2;
  bool rich = strcmp(argv[4], "rich") == 0, tail = rich || strcmp(argv[4], "tail") == 0, edit = effort == 3;
  PlanInstance how = { .seed = g_ascii_strtoull(argv[3], NULL, 10), .n_measures = (size_t)atoi(argv[1]), .n_quarters = atoi(argv[2]),
                       .tail = tail, .earmarks = tail, .rich = rich };
  g_autoptr(CopArena) a = cop_arena_new();
  CopPlanProblem *p = plan_instance_new(&how, a);
  CopPlanSolve solve = { .seed = 1, .effort = edit ? COP_PLAN_EFFORT_NORMAL : (CopPlanEffort)effort };
  double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
  CopPlanSolution s = cop_plan_solve(p, &solve, a);
  if (edit && s.complete) {
    forbid_first(p, &s, a);
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
    CopPlanSolution before = s;
    solve = (CopPlanSolve){ .seed = 1, .effort = COP_PLAN_EFFORT_QUICK, .from = before.schedule.start };
    s = cop_plan_solve(p, &solve, a);
  }
  cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall = seconds(CLOCK_MONOTONIC) - wall;
  if (argc == 7) {
    g_autofree char *lp = cop_plan_problem_to_lp(p, 1e6);
    g_autoptr(GError) error = NULL;
    if (!g_file_set_contents(argv[6], lp, -1, &error))
      return fprintf(stderr, "planning: %s\n", error->message), 3;
  }
  if (!s.complete)
    return printf("%s\n", s.proof == COP_PLAN_PROOF_INFEASIBLE ? "infeasible" : "none"), 1;
  if (!sound(p, &s))
    return fprintf(stderr, "planning: the plan breaks a rule\n"), 4;
  g_autofree char *digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)s.schedule.start, p->n_measures);
  printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %.4f %.2f %.2f %.16s\n", s.schedule.value, s.bound, cop_plan_solution_gap(&s), cpu, wall, digest);
  return 0;
}
