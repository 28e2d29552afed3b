/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/exact.h"

#include <string.h>

#include "plan/exact_node.h"
#include "plan/exact_root.h"

#define WORKERS 4u

struct CopPlanTree {
  const CopPlanProblem *p;
  CopPlanExact how;
  CopArena *a;
  CopPlanRoot root;
  CopPlanWorker workers[WORKERS];
  bool grown;
  GPtrArray *open;   /* CopPlanNode, in no order */
  CopPlanSchedule *best;
  CopPlanExactResult result, *r;
  uint64_t numbers;
  int64_t closed_bound; /* largest bound of nodes closed above the value (within the gap) */
};
typedef struct CopPlanTree Tree;

static int64_t
value_of(const Tree *t)
{
  return t->best->start == NULL ? INT64_MIN : t->best->value;
}

/* What a bound may be so that a node need not be looked at further. */
static int64_t
enough_of(const Tree *t)
{
  int64_t value = value_of(t);
  if (value == INT64_MIN)
    return -1; /* no value is below 0: such a bound proves that there is no schedule */
  return value <= 0 ? value : value + (int64_t)((double)value * t->how.gap * 0.5);
}

static void
take_schedule(Tree *t, const int8_t *start, int64_t value)
{
  if (value <= value_of(t))
    return;
  t->best->start = cop_new_n(t->a, int8_t, t->p->n_measures);
  memcpy(t->best->start, start, t->p->n_measures);
  t->best->value = value;
  t->r->improved = true;
}

static bool
before(const CopPlanNode *a, const CopPlanNode *b)
{
  return a->bound != b->bound ? a->bound > b->bound : a->depth != b->depth ? a->depth > b->depth : a->number < b->number;
}

static CopPlanNode *
take_best(Tree *t)
{
  guint best = 0;
  for (guint i = 1; i < t->open->len; i++)
    if (before(t->open->pdata[i], t->open->pdata[best]))
      best = i;
  return g_ptr_array_steal_index_fast(t->open, best);
}

static int64_t
bound_of(const Tree *t)
{
  int64_t bound = MAX(value_of(t), t->closed_bound);
  for (guint i = 0; i < t->open->len; i++)
    bound = MAX(bound, ((const CopPlanNode *)t->open->pdata[i])->bound);
  return bound;
}

static void
close_or_open(Tree *t, CopPlanNode *n)
{
  if (n->bound <= enough_of(t)) {
    t->closed_bound = MAX(t->closed_bound, n->bound);
    cop_plan_node_free(n);
    return;
  }
  n->number = t->numbers++;
  g_ptr_array_add(t->open, n);
}

static gpointer
work_in_thread(gpointer data)
{
  cop_plan_worker_work(data);
  return NULL;
}

static void
one_round(Tree *t)
{
  unsigned n = 0;
  GThread *threads[WORKERS] = { NULL };
  for (; n < WORKERS && t->open->len > 0; n++) {
    CopPlanWorker *w = &t->workers[n];
    w->node = take_best(t);
    w->value = value_of(t);
    w->enough = enough_of(t);
    w->steps = 0;
  }
  for (unsigned i = 0; i < n; i += MAX(t->how.threads, 1)) {
    for (unsigned k = 1; k < t->how.threads && i + k < n; k++)
      threads[i + k] = g_thread_new("plan", work_in_thread, &t->workers[i + k]);
    cop_plan_worker_work(&t->workers[i]);
    for (unsigned k = 1; k < t->how.threads && i + k < n; k++)
      g_thread_join(threads[i + k]);
  }
  for (unsigned i = 0; i < n; i++)
    if (t->workers[i].found_value != INT64_MIN)
      take_schedule(t, t->workers[i].found, t->workers[i].found_value);
  for (unsigned i = 0; i < n; i++) {
    CopPlanWorker *w = &t->workers[i];
    t->r->steps += w->steps;
    t->r->nodes++;
    if (w->closed && w->bound > t->closed_bound)
      t->closed_bound = w->bound;
    for (int side = 0; side < 2; side++)
      if (w->children[side] != NULL)
        close_or_open(t, w->children[side]);
    cop_plan_node_free(w->node);
  }
}

static void
plant(Tree *t)
{
  if (value_of(t) > INT64_MIN)
    cop_plan_program_fix(t->root.g, &t->root.domain, t->root.reduced, t->root.bound, value_of(t));
  for (unsigned i = 0; i < WORKERS; i++)
    cop_plan_worker_init(&t->workers[i], &t->how, t->root.g);
  int *users = g_new0(int, 1);
  CopPlanNode *n = cop_plan_node_new(t->p, &t->root.domain, NULL, g_steal_pointer(&t->root.basis), users);
  n->bound = t->root.bound;
  t->grown = true;
  close_or_open(t, n);
}

/* Nodes that a better schedule has closed. */
static void
prune(Tree *t)
{
  g_autoptr(GPtrArray) open = g_steal_pointer(&t->open);
  t->open = g_ptr_array_new();
  for (guint i = 0; i < open->len; i++) {
    CopPlanNode *n = open->pdata[i];
    if (n->bound <= enough_of(t)) {
      t->closed_bound = MAX(t->closed_bound, n->bound);
      cop_plan_node_free(n);
      continue;
    }
    g_ptr_array_add(t->open, n);
  }
}

CopPlanTree *
cop_plan_tree_new(const CopPlanProblem *p, const CopPlanExact *how, CopArena *a)
{
  Tree *t = g_new0(Tree, 1);
  *t = (Tree){ .p = p, .how = *how, .a = a, .open = g_ptr_array_new(), .closed_bound = INT64_MIN,
               .r = &t->result };
  *t->r = (CopPlanExactResult){ .money_price = cop_new_n(a, double, p->n_money_rows),
                                .load_price = cop_new_n(a, double, p->n_agencies * (size_t)p->n_quarters),
                                .x = cop_new_n(a, double, p->n_measures * (size_t)p->n_quarters), .bound = INT64_MIN };
  if (!cop_plan_root_solve(&t->root, p, how, t->r, a)) {
    t->r->proof = COP_PLAN_PROOF_INFEASIBLE;
    return t;
  }
  t->r->proof = COP_PLAN_PROOF_BOUND;
  t->r->bound = t->root.bound;
  return t;
}

const CopPlanExactResult *
cop_plan_tree_root(const CopPlanTree *t)
{
  return t->r;
}

const CopPlanExactResult *
cop_plan_tree_grow(CopPlanTree *t, CopPlanSchedule *best, size_t nodes, uint64_t steps)
{
  CopPlanExactResult *r = t->r;
  if (t->root.g == NULL)
    return r;
  t->best = best;
  r->improved = false;
  if (!t->grown)
    plant(t);
  else
    prune(t);
  size_t most_nodes = r->nodes + nodes;
  uint64_t most_steps = r->steps + steps;
  while (t->open->len > 0 && r->nodes < most_nodes && r->steps < most_steps)
    one_round(t);
  r->bound = MIN(bound_of(t), t->root.bound);
  bool none = best->start == NULL;
  r->proof = none && t->open->len == 0            ? COP_PLAN_PROOF_INFEASIBLE
             : !none && r->bound <= best->value   ? COP_PLAN_PROOF_OPTIMAL
             : !none && t->open->len == 0         ? COP_PLAN_PROOF_GAP
                                                  : COP_PLAN_PROOF_BOUND;
  t->best = NULL;
  return r;
}

void
cop_plan_tree_free(CopPlanTree *t)
{
  if (t == NULL)
    return;
  for (guint i = 0; i < t->open->len; i++)
    cop_plan_node_free(t->open->pdata[i]);
  g_ptr_array_unref(t->open);
  for (unsigned i = 0; i < WORKERS && t->grown; i++)
    cop_plan_worker_clear(&t->workers[i]);
  cop_plan_root_clear(&t->root);
  g_free(t);
}
