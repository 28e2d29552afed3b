/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/solve.h"

#include "plan/search.h"
#include "plan/settle.h"

#define FIRST_EPOCHS 4u
#define FIRST_STEPS 250u
#define REPLAN_WALKERS 4u
#define REPLAN_STEPS 1000u
#define EASY 100u
#define EASY_NODES 20u
#define MANY 200u

/* Steps of the tree are for EASY measures; one step costs more the more there
 * are, so that more measures get fewer. */
typedef struct {
  unsigned walkers, epochs, steps; /* of each search */
  unsigned cut_rounds;
  uint64_t root_steps;
  unsigned turns;                  /* of tree and search */
  size_t nodes;                    /* in each turn */
  uint64_t tree_steps;             /* in each turn */
  double gap;
} Work;

static const Work works[COP_PLAN_EFFORT_MAX] = {
  [COP_PLAN_EFFORT_QUICK] = { 2, 4, 250, 2, 4000, 1, 20, 1500, 0.01 },
  [COP_PLAN_EFFORT_NORMAL] = { 4, 8, 500, 20, 20000, 2, 200, 10000, 0 },
  [COP_PLAN_EFFORT_THOROUGH] = { 4, 20, 1000, 60, 200000, 4, 4000, 40000, 0.0005 },
};

/* --- in turns --- */

typedef struct {
  const CopPlanProblem *p;
  const Work *work;
  CopPlanSearch how;
  CopArena *a;
  CopPlanSchedule best; /* complete, or start NULL */
  CopPlanSchedule last; /* what the last search ended with */
  bool again;           /* a plan of many measures, changed a little: one search led by new prices */
} Solve;

static void
look(Solve *s)
{
  bool complete;
  s->how.from = s->best.start != NULL ? s->best.start : s->how.from;
  s->last = cop_plan_search(s->p, &s->how, s->a, &complete);
  s->how.seed++;
  if (complete && (s->best.start == NULL || s->last.value > s->best.value))
    s->best = s->last;
}

/* A step of the search takes as long as there are measures, twice: candidates
 * and what stands in their way. */
static unsigned
steps_for(const CopPlanProblem *p, unsigned steps)
{
  return p->n_measures <= MANY ? steps : MAX(steps * MANY / (unsigned)p->n_measures * MANY / (unsigned)p->n_measures, 1u);
}

static double
gap_of(int64_t bound, int64_t value)
{
  return bound <= 0 ? 0 : 100.0 * (double)(bound - value) / (double)bound;
}

static void
prove(Solve *s, CopPlanSolution *out)
{
  CopPlanExact how = { .threads = s->how.threads, .root_steps = s->work->root_steps, .cut_rounds = s->work->cut_rounds,
                       .gap = s->work->gap };
  g_autoptr(CopPlanTree) tree = cop_plan_tree_new(s->p, &how, s->a);
  const CopPlanExactResult *r = cop_plan_tree_root(tree);
  s->how.money_price = r->money_price;
  s->how.load_price = r->load_price;
  bool open = r->proof == COP_PLAN_PROOF_BOUND;
  if (open && s->p->n_measures <= EASY) { /* what is easy is over after a few nodes */
    r = cop_plan_tree_grow(tree, &s->best, EASY_NODES, s->work->tree_steps);
    open = r->proof == COP_PLAN_PROOF_BOUND;
  }
  /* Of many measures the tree closes nothing: one long search finds more than
   * several short ones, and what the tree adds to the bound comes after it. */
  bool many = s->p->n_measures > EASY;
  if (s->again) {
    s->how.walkers = REPLAN_WALKERS;
    s->how.steps = steps_for(s->p, REPLAN_STEPS);
    look(s);
    open = false;
  }
  uint64_t steps = many ? s->work->turns * s->work->tree_steps * EASY / s->p->n_measures / 4 : s->work->tree_steps;
  if (many)
    s->how.epochs *= s->work->turns;
  for (unsigned turn = 0; turn < (many ? 1 : s->work->turns) && open; turn++) {
    look(s);
    r = cop_plan_tree_grow(tree, &s->best, s->work->nodes, steps);
    open = r->proof == COP_PLAN_PROOF_BOUND;
  }
  out->proof = r->proof;
  out->bound = r->bound;
  out->certificate = r->certificate;
  out->money_price = r->money_price;
  out->load_price = r->load_price;
  out->n_money_rows = s->p->n_money_rows;
  out->n_loads = s->p->n_agencies * (size_t)s->p->n_quarters;
}

CopPlanSolution
cop_plan_solve(const CopPlanProblem *p, const CopPlanSolve *how, CopArena *a)
{
  const Work *work = &works[how->effort];
  unsigned threads = how->threads > 0 ? how->threads : g_get_num_processors();
  Solve s = { .p = p, .work = work, .a = a,
              .how = { .seed = how->seed, .threads = threads, .walkers = work->walkers, .epochs = work->epochs,
                       .steps = work->steps, .from = how->from } };
  CopPlanSolution out = { .bound = INT64_MIN };
  s.how.epochs = MIN(work->epochs, FIRST_EPOCHS); /* without prices a long search finds little more */
  s.how.steps = steps_for(p, MIN(work->steps, FIRST_STEPS));
  s.again = how->from != NULL && how->effort == COP_PLAN_EFFORT_QUICK && p->n_measures > EASY;
  if (!s.again)
    look(&s);
  s.how.epochs = work->epochs;
  s.how.steps = steps_for(p, work->steps);
  prove(&s, &out);
  out.complete = s.best.start != NULL;
  if (!out.complete) {
    out.schedule = s.last;
    return out;
  }
  g_assert(out.bound >= s.best.value && out.proof != COP_PLAN_PROOF_INFEASIBLE);
  cop_plan_settle(p, &s.best, a);
  out.schedule = s.best;
  return out;
}

double
cop_plan_solution_gap(const CopPlanSolution *s)
{
  return gap_of(s->bound, s->schedule.value);
}
