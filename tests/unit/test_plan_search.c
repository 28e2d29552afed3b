/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "plan/program.h"
#include "plan/search.h"
#include "plan/solve.h"
#include "plan/state.h"
#include "plan/verify.h"
#include "plan/verify_bound.h"
#include "plan_instance.h"

static void
assert_sound(const CopPlanProblem *p, const CopPlanSchedule *s)
{
  g_autoptr(CopDiags) found = cop_diags_new();
  int64_t value;
  bool good = cop_plan_verify_schedule(p, s->start, &value, found);
  for (size_t i = 0; i < cop_diags_count(found); i++)
    g_test_message("%s", cop_diags_at(found, i)->message);
  g_assert_true(good);
  g_assert_cmpint(value, ==, s->value);
}

/* Plans of five measures against every schedule there is. */
static void
test_small_exact(void)
{
  for (uint64_t seed = 1; seed <= 12; seed++) {
    g_autoptr(CopArena) a = cop_arena_new();
    PlanInstance how = { .seed = seed, .n_measures = 5, .n_quarters = 8, .tail = seed % 2, .earmarks = seed % 3 == 0, .rich = seed > 6 };
    CopPlanProblem *p = plan_instance_new(&how, a);
    int64_t best = plan_instance_best_by_trying(p);
    CopPlanSearch search = { .seed = seed, .threads = 2, .walkers = 2, .epochs = 2, .steps = 300 };
    bool complete;
    CopPlanSchedule s = cop_plan_search(p, &search, a, &complete);
    if (best < 0) {
      g_assert_false(complete);
      continue;
    }
    g_assert_true(complete);
    assert_sound(p, &s);
    g_assert_cmpint(s.value, ==, best);
  }
}

/* Value and bound against every schedule there is: a bound below the best, or
 * an impossibility that is none, would be seen. */
static void
test_small_bounds(void)
{
  for (uint64_t seed = 1; seed <= 16; seed++)
    for (int effort = 0; effort < 2; effort++) {
      g_autoptr(CopArena) a = cop_arena_new();
      PlanInstance how = { .seed = seed, .n_measures = 5, .n_quarters = 8, .tail = seed % 2, .earmarks = seed % 3 == 0, .rich = seed > 4 };
      CopPlanProblem *p = plan_instance_new(&how, a);
      int64_t best = plan_instance_best_by_trying(p);
      CopPlanSolution s = cop_plan_solve(p, &(CopPlanSolve){ .seed = seed, .effort = (CopPlanEffort)effort, .threads = 2 }, a);
      g_assert_true(s.complete == (best >= 0));
      if (best < 0) {
        g_assert_cmpint(s.proof, ==, COP_PLAN_PROOF_INFEASIBLE);
        continue;
      }
      assert_sound(p, &s.schedule);
      g_assert_cmpint(s.schedule.value, ==, best);
      g_assert_cmpint(s.bound, >=, best);
      g_assert_true(s.proof != COP_PLAN_PROOF_INFEASIBLE && (s.proof != COP_PLAN_PROOF_OPTIMAL || s.bound == best));
      double gap = cop_plan_solution_gap(&s);
      g_assert_true(gap >= 0 && gap < 100); /* never NaN */
    }
}

/* The bound and the plan do not depend on the number of threads. */
static void
test_solve_same(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  PlanInstance how = { .seed = 5, .n_measures = 40, .n_quarters = 12, .tail = true, .earmarks = true, .rich = true };
  CopPlanProblem *p = plan_instance_new(&how, a);
  CopPlanSolution s = cop_plan_solve(p, &(CopPlanSolve){ .seed = 1, .effort = COP_PLAN_EFFORT_QUICK, .threads = 1 }, a);
  CopPlanSolution t = cop_plan_solve(p, &(CopPlanSolve){ .seed = 1, .effort = COP_PLAN_EFFORT_QUICK, .threads = 3 }, a);
  g_assert_true(s.complete && t.complete);
  assert_sound(p, &s.schedule);
  g_assert_cmpint(s.bound, ==, t.bound);
  g_assert_cmpint(s.bound, >=, s.schedule.value);
  g_assert_cmpmem(s.schedule.start, p->n_measures, t.schedule.start, p->n_measures);
}

/* A program that takes in rows of order as they are broken ends with the
 * optimum of the one that has them all. */
static void
test_orders_as_broken(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  PlanInstance how = { .seed = 2, .n_measures = 60, .n_quarters = 16, .tail = true, .earmarks = true, .rich = true };
  CopPlanProblem *p = plan_instance_new(&how, a);
  CopPlanDomain d = cop_plan_domain_new(p, a);
  CopPlanDeadEnd dead;
  g_assert_true(cop_plan_domain_tighten(p, &d, &dead));
  g_autoptr(CopPlanProgram) all = cop_plan_program_new(p, &d, COP_PLAN_ORDER_ALL), some = cop_plan_program_new(p, &d, COP_PLAN_ORDER_BROKEN);
  g_assert_cmpint(some->rows->len, <, all->rows->len);
  CopLp *whole = cop_plan_program_lp(all), *lp = cop_plan_program_lp(some);
  double *x = cop_new_n(a, double, some->n_x);
  size_t n = 1, first = 0;
  g_assert_cmpint(cop_lp_solve(whole, -INFINITY, 100000), ==, COP_LP_OPTIMAL);
  for (unsigned round = 0; round < 50 && n > 0; round++) {
    g_assert_cmpint(cop_lp_solve(lp, -INFINITY, 100000), ==, COP_LP_OPTIMAL);
    for (size_t j = 0; j < some->n_x; j++)
      x[j] = cop_lp_value(lp, j);
    first = some->rows->len;
    n = cop_plan_program_broken_orders(some, x, 50);
    g_assert_cmpint(n, <=, 50);
    for (size_t i = first; i < first + n; i++)
      cop_plan_program_add_to_lp(some, lp, i);
  }
  g_assert_cmpint(n, ==, 0);
  g_assert_cmpfloat(fabs(cop_lp_objective(lp) - cop_lp_objective(whole)), <, 1e-2 * 1e-2 * cop_lp_objective(whole));
  g_assert_cmpint(some->rows->len, <, all->rows->len);
  cop_lp_free(whole);
  cop_lp_free(lp);
}

/* Many measures go another way: plan, bound and re-plan. */
static void
test_solve_many(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  PlanInstance how = { .seed = 4, .n_measures = 130, .n_quarters = 16, .tail = true, .earmarks = true, .rich = true };
  CopPlanProblem *p = plan_instance_new(&how, a);
  CopPlanSolution s = cop_plan_solve(p, &(CopPlanSolve){ .seed = 1, .effort = COP_PLAN_EFFORT_QUICK, .threads = 1 }, a);
  CopPlanSolution t = cop_plan_solve(p, &(CopPlanSolve){ .seed = 1, .effort = COP_PLAN_EFFORT_QUICK, .threads = 2 }, a);
  g_assert_true(s.complete && t.complete);
  assert_sound(p, &s.schedule);
  g_assert_cmpint(s.bound, ==, t.bound);
  g_assert_cmpint(s.bound, >=, s.schedule.value);
  g_assert_cmpmem(s.schedule.start, p->n_measures, t.schedule.start, p->n_measures);
  g_assert_cmpfloat(cop_plan_solution_gap(&s), <, 10);
}

/* What a certificate says, added up by others; one that says too much is found
 * out. */
static void
test_certificate(void)
{
  for (uint64_t seed = 1; seed <= 6; seed++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(CopDiags) found = cop_diags_new();
    PlanInstance how = { .seed = seed, .n_measures = seed < 3 ? 130 : 40, .n_quarters = 16, .tail = seed % 2, .earmarks = seed % 2, .rich = seed > 1 };
    CopPlanProblem *p = plan_instance_new(&how, a);
    CopPlanExact exact = { .threads = 1, .root_steps = 20000, .cut_rounds = 10 };
    g_autoptr(CopPlanTree) tree = cop_plan_tree_new(p, &exact, a);
    const CopPlanCertificate *c = &cop_plan_tree_root(tree)->certificate;
    int64_t shown = cop_plan_verify_bound(p, c, found);
    g_assert_cmpint(cop_diags_count(found), ==, 0);
    g_assert_cmpint(ABS(shown - c->bound), <, c->bound / 500);
    size_t n_cuts = 0;
    CopPlanPricedRow *rows = cop_new_n(a, CopPlanPricedRow, c->n);
    memcpy(rows, c->rows, c->n * sizeof *rows);
    for (size_t i = 0; i < c->n; i++)
      if (rows[i].kind == COP_PLAN_ROW_CUT) {
        n_cuts++;
        rows[i].rhs--; /* stronger than what holds */
      }
    g_assert_cmpint(n_cuts, >, 0);
    cop_plan_verify_bound(p, &(CopPlanCertificate){ c->bound, c->n, rows }, found);
    g_assert_cmpint(cop_diags_count(found) + cop_diags_dropped(found), >, 0);
    memcpy(rows, c->rows, c->n * sizeof *rows);
    rows[0].price = -rows[0].price;
    g_assert_cmpint(cop_plan_verify_bound(p, &(CopPlanCertificate){ c->bound, c->n, rows }, found), ==, INT64_MAX);
  }
}

static void
test_sound_and_same(void)
{
  for (uint64_t seed = 1; seed <= 4; seed++) {
    g_autoptr(CopArena) a = cop_arena_new();
    PlanInstance how = { .seed = seed, .n_measures = 60, .n_quarters = 20, .tail = seed % 2, .earmarks = true, .rich = seed > 2 };
    CopPlanProblem *p = plan_instance_new(&how, a);
    CopPlanSearch one = { .seed = 7, .threads = 1, .walkers = 3, .epochs = 3, .steps = 100 }, two = one;
    two.threads = 3;
    bool complete;
    CopPlanSchedule s = cop_plan_search(p, &one, a, &complete), t = cop_plan_search(p, &two, a, &complete);
    g_assert_true(complete);
    assert_sound(p, &s);
    g_assert_cmpmem(s.start, p->n_measures, t.start, p->n_measures);
  }
}

/* Every step of a state can be taken back, to the last unit. */
static void
test_state_undo(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  PlanInstance how = { .seed = 3, .n_measures = 50, .n_quarters = 20, .tail = true, .earmarks = true, .rich = true };
  CopPlanProblem *p = plan_instance_new(&how, a);
  CopPlanState *s = cop_plan_state_new(p, a);
  for (int round = 0; round < 50; round++) {
    int64_t value = s->value, money = p->n_money_rows > 0 ? s->money[0] : 0, floor = s->floor[0];
    size_t mark = cop_plan_state_mark(s);
    for (size_t i = 0; i < p->n_measures; i++) {
      int from, to;
      if (s->start[i] < 0 && cop_plan_state_window(s, i, &from, &to) && cop_plan_state_fits(s, i, from)) {
        int64_t gain[COP_PLAN_MAX_YEARS + 1], before = s->value;
        cop_plan_state_gains(s, i, gain);
        cop_plan_state_place(s, i, from);
        g_assert_cmpint(s->value - before, ==, gain[cop_plan_state_first_day(p, i, from)]);
      }
    }
    cop_plan_state_drop(s, (size_t)round % p->n_measures);
    cop_plan_state_undo(s, mark);
    g_assert_cmpint(s->value, ==, value);
    g_assert_cmpint(s->floor[0], ==, floor);
    g_assert_true(p->n_money_rows == 0 || s->money[0] == money);
    for (size_t i = (size_t)round; i < p->n_measures; i += 7) {
      int from, to;
      if (s->start[i] < 0 && cop_plan_state_window(s, i, &from, &to) && cop_plan_state_fits(s, i, to))
        cop_plan_state_place(s, i, to);
    }
    cop_plan_state_forget(s);
  }
}

/* The plans of another machine: written down once on x86-64 (gcc -O3) and met by gcc -O0, clang -O3
 * and by arm64 (gcc -O2); doc/decisions/0007-same-plan-on-any-machine.md. */
static void
test_same_as_elsewhere(void)
{
  static const struct {
    PlanInstance how;
    CopPlanEffort effort;
    int64_t value, bound;
    const char *digest; /* of the starts, one byte a measure: the first half of SHA-256 */
  } elsewhere[] = {
    { { .seed = 3, .n_measures = 20, .n_quarters = 20, .tail = true, .earmarks = true, .rich = true }, COP_PLAN_EFFORT_NORMAL,
      5696854120000, 5696854120000, "8b685b478aeff716" },
    { { .seed = 1, .n_measures = 30, .n_quarters = 12 }, COP_PLAN_EFFORT_NORMAL, 5735963750000, 5735963750000, "2d41aff565d2db66" },
    { { .seed = 7, .n_measures = 40, .n_quarters = 20, .tail = true, .earmarks = true, .rich = true }, COP_PLAN_EFFORT_NORMAL,
      8894827510000, 8894827510000, "4b56a6340114d8f7" },
    { { .seed = 1, .n_measures = 200, .n_quarters = 20 }, COP_PLAN_EFFORT_QUICK, 27493671610000, 28092385834803, "05239bdd085a2c79" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(elsewhere); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    CopPlanProblem *p = plan_instance_new(&elsewhere[i].how, a);
    CopPlanSolution s = cop_plan_solve(p, &(CopPlanSolve){ .seed = 1, .effort = elsewhere[i].effort, .threads = 2 }, a);
    g_autofree char *digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)s.schedule.start, p->n_measures);
    g_assert_true(s.complete);
    g_assert_cmpint(s.schedule.value, ==, elsewhere[i].value);
    g_assert_cmpint(s.bound, ==, elsewhere[i].bound);
    digest[16] = '\0';
    g_assert_cmpstr(digest, ==, elsewhere[i].digest);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plan/state/undo", test_state_undo);
  g_test_add_func("/plan/search/exact", test_small_exact);
  g_test_add_func("/plan/search/sound", test_sound_and_same);
  g_test_add_func("/plan/solve/bounds", test_small_bounds);
  g_test_add_func("/plan/solve/same", test_solve_same);
  g_test_add_func("/plan/solve/elsewhere", test_same_as_elsewhere);
  g_test_add_func("/plan/solve/orders", test_orders_as_broken);
  g_test_add_func("/plan/bound/certificate", test_certificate);
  g_test_add_func("/plan/solve/many", test_solve_many);
  return g_test_run();
}
