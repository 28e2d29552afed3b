/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/cut.h"
#include "plan/program.h"
#include "plan/state.h"

#define WORKERS 4u
#define CUTS_A_ROUND 300u
#define TRY_STEPS 40u      /* of a linear program, to try a split */
#define TRIES 8u           /* splits tried at a node */
#define TRUSTED 3u         /* tries after which experience replaces them */
#define WHOLE 1e-5

typedef struct {
  uint64_t *starts;
  bool *out;
  int64_t bound;
  uint8_t *basis;  /* of the parent; shared, NULL at the root */
  int *basis_users;
  unsigned depth;
  uint64_t number; /* order of making */
} Node;

/* What splitting a measure has brought, per unit of fraction moved. */
typedef struct {
  double gain[2];
  unsigned n[2];
} Experience;

typedef struct {
  const CopPlanProblem *p;
  CopPlanProgram *g;   /* shared, read-only after the root */
  CopLp *lp;           /* its own */
  CopArena *arena;
  CopPlanDomain domain;
  CopPlanState *state;
  int64_t *prices;
  CopInt128 *reduced;
  double *x;           /* [n_x] */
  Experience *experience; /* [n_measures] of this worker */
  const CopPlanExact *how;
  /* in */
  Node *node;
  int64_t value;       /* of the best schedule at the begin of the round */
  int64_t enough;      /* a bound up to this closes a node */
  /* out */
  int64_t bound;       /* of the node */
  bool closed;
  Node *children[2];
  int8_t *found;       /* [n_measures] a better schedule */
  int64_t found_value; /* INT64_MIN when none */
  uint64_t steps;
} Worker;

/* --- nodes --- */

static Node *
node_new(const CopPlanProblem *p, const CopPlanDomain *d, const Node *parent, uint8_t *basis, int *users)
{
  Node *n = g_new0(Node, 1);
  n->starts = g_memdup2(d->starts, p->n_measures * sizeof *d->starts);
  n->out = g_memdup2(d->out, p->n_measures * sizeof *d->out);
  n->depth = parent == NULL ? 0 : parent->depth + 1;
  n->basis = basis;
  n->basis_users = users;
  if (users != NULL)
    ++*users;
  return n;
}

static void
node_free(Node *n)
{
  if (n == NULL)
    return;
  if (n->basis_users != NULL && --*n->basis_users == 0) {
    g_free(n->basis);
    g_free(n->basis_users);
  }
  g_free(n->starts);
  g_free(n->out);
  g_free(n);
}

static void
node_to_domain(const CopPlanProblem *p, const Node *n, CopPlanDomain *d)
{
  CopPlanDomain of = { n->starts, n->out };
  cop_plan_domain_copy(p, d, &of);
}

/* --- schedules from fractions --- */

typedef struct {
  double key;
  uint16_t measure;
} Wish;

static int
by_wish(const void *a, const void *b)
{
  const Wish *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->measure > y->measure) - (x->measure < y->measure);
}

static double
started(const Worker *w, size_t i, double *mean)
{
  const CopPlanProgram *g = w->g;
  double sum = 0, moment = 0;
  uint32_t x = g->x_at[i];
  for (uint64_t s = g->domain.starts[i]; s != 0; s &= s - 1, x++) {
    sum += w->x[x];
    moment += w->x[x] * __builtin_ctzll(s);
  }
  *mean = sum > 0 ? moment / sum : 0;
  return sum;
}

/* Places a measure in its domain at the first start from `from` that fits. */
static bool
place_from(Worker *w, size_t i, int from)
{
  int first, last;
  if (w->state->start[i] >= 0)
    return true;
  if (!cop_plan_state_window(w->state, i, &first, &last))
    return false;
  uint64_t starts = w->domain.starts[i] & cop_plan_domain_range(MAX(first, from), last);
  uint64_t before = w->domain.starts[i] & cop_plan_domain_range(first, MIN(from - 1, last));
  for (; starts != 0; starts &= starts - 1)
    if (cop_plan_state_fits(w->state, i, __builtin_ctzll(starts))) {
      cop_plan_state_place(w->state, i, __builtin_ctzll(starts));
      return true;
    }
  while (before != 0) {
    int last_bit = 63 - __builtin_clzll(before);
    before &= ~(UINT64_C(1) << last_bit);
    if (cop_plan_state_fits(w->state, i, last_bit)) {
      cop_plan_state_place(w->state, i, last_bit);
      return true;
    }
  }
  return false;
}

/* Follows the fractions: what starts early and wholly goes first. Twice, as
 * what needs others may come before them; then whatever still fits. */
static void
round_schedule(Worker *w)
{
  const CopPlanProblem *p = w->p;
  g_autofree Wish *wishes = g_new(Wish, p->n_measures + 1);
  g_autofree double *means = g_new(double, p->n_measures + 1);
  size_t n = 0;
  for (size_t i = 0; i < p->n_measures; i++) {
    double sum = started(w, i, &means[i]);
    if (w->domain.starts[i] == 0 || (sum < 0.1 && w->domain.out[i]))
      continue;
    double late = means[i] + (1 - sum) * p->n_quarters;
    wishes[n++] = (Wish){ w->domain.out[i] ? late : late - 2 * p->n_quarters, (uint16_t)i };
  }
  qsort(wishes, n, sizeof *wishes, by_wish);
  cop_plan_state_reset(w->state);
  for (int round = 0; round < 3; round++)
    for (size_t k = 0; k < n; k++)
      place_from(w, wishes[k].measure, round == 2 ? 0 : (int)means[wishes[k].measure]);
  for (size_t k = 0; k < p->n_measures; k++) {
    size_t i = p->order[k];
    size_t mark = cop_plan_state_mark(w->state);
    int64_t score = cop_plan_state_score(w->state);
    if (w->state->start[i] < 0 && w->domain.starts[i] != 0 && place_from(w, i, 0) && cop_plan_state_score(w->state) <= score)
      cop_plan_state_undo(w->state, mark);
  }
  if (!cop_plan_state_complete(w->state) || w->state->value <= MAX(w->value, w->found_value))
    return;
  w->found_value = w->state->value;
  memcpy(w->found, w->state->start, p->n_measures);
}

/* --- bounding a node --- */

static double
to_lp(const Worker *w, int64_t value)
{
  return (double)value * w->g->worth_scale;
}

/* An empty linear program is shown empty in whole numbers: along its ray the
 * bound falls without end. */
static int64_t
bound_by_ray(Worker *w)
{
  const CopPlanProgram *g = w->g;
  g_autofree int64_t *ray = g_new(int64_t, g->rows->len + 1);
  int64_t best = INT64_MAX;
  double scale = 0;
  for (size_t i = 0; i < g->rows->len; i++)
    scale = MAX(scale, fabs(cop_lp_ray(w->lp, i)));
  for (double reach = 1; scale > 0 && reach < 1e9 && best > w->enough; reach *= 8) {
    for (size_t i = 0; i < g->rows->len; i++) {
      const CopPlanRow *r = cop_plan_program_row(g, i);
      double price = cop_lp_ray(w->lp, i) / scale * reach * r->scale / g->worth_scale * (1 << COP_PLAN_PRICE_BITS);
      ray[i] = w->prices[i] + (int64_t)rint(CLAMP(price, -0x1p61, 0x1p61));
      if (ray[i] < 0 && r->kind != COP_PLAN_ROW_ONCE)
        ray[i] = 0;
    }
    best = MIN(best, cop_plan_program_bound(g, &w->domain, ray, NULL));
  }
  return best;
}

static void
read_x(Worker *w)
{
  for (size_t j = 0; j < w->g->n_x; j++)
    w->x[j] = cop_lp_value(w->lp, j);
}

/* Solves over the domain, takes out starts that cannot be, again while that
 * goes on. False when the node is closed; w->bound is its exact bound. */
static bool
bound_node(Worker *w)
{
  CopPlanDeadEnd dead;
  for (unsigned again = 0; again < 6; again++) {
    if (!cop_plan_domain_tighten(w->p, &w->domain, &dead)) {
      w->bound = INT64_MIN;
      return false;
    }
    cop_plan_program_set_domain(w->g, w->lp, &w->domain);
    uint64_t before = cop_lp_steps(w->lp);
    CopLpStatus status = cop_lp_solve(w->lp, to_lp(w, w->enough), 20000);
    w->steps += cop_lp_steps(w->lp) - before;
    cop_plan_program_prices(w->g, w->lp, w->prices);
    int64_t bound = cop_plan_program_bound(w->g, &w->domain, w->prices, w->reduced);
    if (status == COP_LP_INFEASIBLE && bound > w->enough)
      bound = MIN(bound, bound_by_ray(w));
    w->bound = MIN(w->bound, bound);
    if (w->bound <= w->enough)
      return false;
    if (status != COP_LP_OPTIMAL)
      return true;
    read_x(w);
    if (!cop_plan_program_fix(w->g, &w->domain, w->reduced, bound, w->enough))
      return true;
  }
  return true;
}

/* --- where to split --- */

typedef struct {
  size_t measure;
  int quarter;     /* starts by then, or not */
  double fraction; /* that starts by then */
  double score;
} Split;

static int
by_score(const void *a, const void *b)
{
  const Split *x = a, *y = b;
  if (x->score != y->score)
    return x->score < y->score ? 1 : -1;
  return (x->measure > y->measure) - (x->measure < y->measure);
}

/* Of each measure the quarter at which the fraction is nearest to a half. */
static size_t
list_splits(const Worker *w, Split *out)
{
  size_t n = 0;
  for (size_t i = 0; i < w->p->n_measures; i++) {
    double sum = 0, best = WHOLE;
    bool any = false;
    uint64_t all = w->g->domain.starts[i], open = w->domain.starts[i];
    for (uint32_t x = w->g->x_at[i]; all != 0; all &= all - 1, x++) {
      int quarter = __builtin_ctzll(all);
      sum += w->x[x];
      bool last = (open >> quarter) <= 1;
      if (last && !w->domain.out[i])
        break; /* starting by its last quarter is no question */
      double middle = MIN(sum, 1 - sum);
      if (middle <= best)
        continue;
      best = middle;
      out[n] = (Split){ i, quarter, sum, 0 };
      any = true;
    }
    n += any;
  }
  return n;
}

static double
expected(const Worker *w, const Split *s, int side)
{
  const Experience *e = &w->experience[s->measure];
  double move = side == 0 ? 1 - s->fraction : s->fraction;
  return e->n[side] == 0 ? move : move * e->gain[side] / e->n[side];
}

static void
split_domain(const Worker *w, const Split *s, int side, CopPlanDomain *d)
{
  cop_plan_domain_copy(w->p, d, &w->domain);
  if (side == 0) {
    d->starts[s->measure] &= cop_plan_domain_range(0, s->quarter);
    d->out[s->measure] = false;
  } else {
    d->starts[s->measure] &= cop_plan_domain_range(s->quarter + 1, 63);
  }
}

/* What the objective loses on one side, after a few steps. */
static double
try_side(Worker *w, const Split *s, int side, CopPlanDomain *d, const uint8_t *basis, double objective)
{
  CopPlanDeadEnd dead;
  split_domain(w, s, side, d);
  double loss = objective - to_lp(w, w->enough);
  if (cop_plan_domain_tighten(w->p, d, &dead)) {
    cop_plan_program_set_domain(w->g, w->lp, d);
    cop_lp_load_basis(w->lp, basis, w->g->n_columns + w->g->rows->len);
    uint64_t before = cop_lp_steps(w->lp);
    CopLpStatus status = cop_lp_solve(w->lp, to_lp(w, w->enough), TRY_STEPS);
    w->steps += cop_lp_steps(w->lp) - before;
    if (status == COP_LP_OPTIMAL || status == COP_LP_LIMIT)
      loss = MIN(loss, objective - cop_lp_objective(w->lp));
  }
  loss = MAX(loss, 0);
  Experience *e = &w->experience[s->measure];
  double move = side == 0 ? 1 - s->fraction : s->fraction;
  e->gain[side] += loss / MAX(move, 0.01);
  e->n[side]++;
  return loss;
}

/* The split that loses most on both sides. */
static bool
choose_split(Worker *w, Split *best, const uint8_t *basis)
{
  g_autofree Split *splits = g_new(Split, w->p->n_measures + 1);
  size_t n = list_splits(w, splits);
  if (n == 0)
    return false;
  double objective = cop_lp_objective(w->lp);
  for (size_t k = 0; k < n; k++)
    splits[k].score = MAX(expected(w, &splits[k], 0), 1e-6) * MAX(expected(w, &splits[k], 1), 1e-6);
  qsort(splits, n, sizeof *splits, by_score);
  CopPlanDomain d = cop_plan_domain_new(w->p, w->arena);
  *best = splits[0];
  double most = -1;
  for (size_t k = 0; k < MIN(n, TRIES); k++) {
    const Experience *e = &w->experience[splits[k].measure];
    double score = splits[k].score;
    if (e->n[0] < TRUSTED || e->n[1] < TRUSTED)
      score = MAX(try_side(w, &splits[k], 0, &d, basis, objective), 1e-6) * MAX(try_side(w, &splits[k], 1, &d, basis, objective), 1e-6);
    if (score > most) {
      most = score;
      *best = splits[k];
    }
  }
  return true;
}

/* --- a node --- */

static void
work(Worker *w)
{
  Node *node = w->node;
  w->children[0] = w->children[1] = NULL;
  w->found_value = INT64_MIN;
  w->bound = node->bound;
  node_to_domain(w->p, node, &w->domain);
  if (node->basis != NULL)
    cop_lp_load_basis(w->lp, node->basis, w->g->n_columns + w->g->rows->len);
  w->closed = !bound_node(w);
  if (w->closed)
    return;
  round_schedule(w);
  uint8_t *basis = g_new(uint8_t, w->g->n_columns + w->g->rows->len);
  int *users = g_new0(int, 1);
  cop_lp_save_basis(w->lp, basis);
  Split split;
  bool any = choose_split(w, &split, basis);
  /* Whole and yet not closed: the rounding above has found it, or the bound is
   * above it by rounding alone; then nothing is left to split but the domain. */
  for (size_t i = 0; i < w->p->n_measures && !any; i++) {
    uint64_t s = w->domain.starts[i];
    bool more = s != 0 && (w->domain.out[i] || (s & (s - 1)) != 0);
    if (more) {
      split = (Split){ i, __builtin_ctzll(s), 0.5, 0 };
      any = true;
    }
  }
  if (!any) { /* one schedule is left, and it has been looked at */
    w->closed = true;
    w->bound = w->found_value == INT64_MIN ? w->value : MAX(w->found_value, w->value);
  }
  CopPlanDomain d = cop_plan_domain_new(w->p, w->arena);
  for (int side = 0; side < 2 && any; side++) {
    split_domain(w, &split, side, &d);
    w->children[side] = node_new(w->p, &d, node, basis, users);
    w->children[side]->bound = w->bound;
  }
  if (!any) {
    g_free(basis);
    g_free(users);
  }
}

static gpointer
work_in_thread(gpointer data)
{
  work(data);
  return NULL;
}

/* --- the tree --- */

struct CopPlanTree {
  const CopPlanProblem *p;
  CopPlanExact how;
  CopArena *a;
  CopPlanProgram *g;    /* NULL when the root was found empty */
  CopPlanDomain domain; /* of the root */
  int64_t root_bound;
  CopInt128 *reduced;   /* [n_x] at the root */
  uint8_t *basis;       /* at the root, until the tree grows */
  Worker workers[WORKERS];
  bool grown;
  GPtrArray *open;   /* Node, in no order */
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
before(const Node *a, const Node *b)
{
  return a->bound != b->bound ? a->bound > b->bound : a->depth != b->depth ? a->depth > b->depth : a->number < b->number;
}

static Node *
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
    bound = MAX(bound, ((const Node *)t->open->pdata[i])->bound);
  return bound;
}

static void
close_or_open(Tree *t, Node *n)
{
  if (n->bound <= enough_of(t)) {
    t->closed_bound = MAX(t->closed_bound, n->bound);
    node_free(n);
    return;
  }
  n->number = t->numbers++;
  g_ptr_array_add(t->open, n);
}

static void
one_round(Tree *t)
{
  unsigned n = 0;
  GThread *threads[WORKERS] = { NULL };
  for (; n < WORKERS && t->open->len > 0; n++) {
    Worker *w = &t->workers[n];
    w->node = take_best(t);
    w->value = value_of(t);
    w->enough = enough_of(t);
    w->steps = 0;
  }
  for (unsigned i = 0; i < n; i += MAX(t->how.threads, 1)) {
    for (unsigned k = 1; k < t->how.threads && i + k < n; k++)
      threads[i + k] = g_thread_new("plan", work_in_thread, &t->workers[i + k]);
    work(&t->workers[i]);
    for (unsigned k = 1; k < t->how.threads && i + k < n; k++)
      g_thread_join(threads[i + k]);
  }
  for (unsigned i = 0; i < n; i++)
    if (t->workers[i].found_value != INT64_MIN)
      take_schedule(t, t->workers[i].found, t->workers[i].found_value);
  for (unsigned i = 0; i < n; i++) {
    Worker *w = &t->workers[i];
    t->r->steps += w->steps;
    t->r->nodes++;
    if (w->closed && w->bound > t->closed_bound)
      t->closed_bound = w->bound;
    for (int side = 0; side < 2; side++)
      if (w->children[side] != NULL)
        close_or_open(t, w->children[side]);
    node_free(w->node);
  }
}

static void
worker_init(Tree *t, Worker *w)
{
  CopArena *a = cop_arena_new();
  *w = (Worker){ .p = t->p, .g = t->g, .arena = a, .how = &t->how, .lp = cop_plan_program_lp(t->g),
                 .domain = cop_plan_domain_new(t->p, a), .state = cop_plan_state_new(t->p, a),
                 .prices = cop_new_n(a, int64_t, t->g->rows->len), .reduced = cop_new_n(a, CopInt128, t->g->n_x),
                 .x = cop_new_n(a, double, t->g->n_x), .experience = cop_new_n(a, Experience, t->p->n_measures),
                 .found = cop_new_n(a, int8_t, t->p->n_measures), .found_value = INT64_MIN };
}

static void
worker_clear(Worker *w)
{
  cop_lp_free(w->lp);
  cop_arena_free(w->arena);
}

/* --- the root --- */

static void
keep_prices(Tree *t, const CopLp *lp)
{
  const CopPlanProblem *p = t->p;
  for (size_t i = 0; i < t->g->rows->len; i++) {
    const CopPlanRow *row = cop_plan_program_row(t->g, i);
    double price = cop_lp_dual(lp, i) * row->scale / t->g->worth_scale;
    if (row->kind == COP_PLAN_ROW_MONEY)
      t->r->money_price[row->a] = price;
    if (row->kind == COP_PLAN_ROW_CAPACITY)
      t->r->load_price[row->a * (uint32_t)p->n_quarters + row->b] = price;
  }
  for (size_t x = 0; x < t->g->n_x; x++)
    t->r->x[t->g->x_measure[x] * (size_t)p->n_quarters + (size_t)t->g->x_start[x]] = cop_lp_value(lp, x);
}

/* Cuts that have become idle go, from the program as well. */
static void
drop_idle_cuts(Tree *t, CopLp **lp)
{
  CopPlanProgram *g = t->g;
  g_autofree bool *out = g_new0(bool, g->rows->len + 1);
  size_t first = 0, n = 0;
  while (first < g->rows->len && cop_plan_program_row(g, first)->kind != COP_PLAN_ROW_CUT)
    first++;
  for (size_t i = first; i < g->rows->len; i++)
    n += out[i] = cop_lp_row_is_basic(*lp, i);
  if (n < 20)
    return;
  cop_lp_remove_rows(*lp, out);
  g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(CopPlanRow)), columns = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                    coefficients = g_array_new(FALSE, FALSE, sizeof(int64_t));
  for (size_t i = first; i < g->rows->len; i++) {
    const CopPlanRow *r = cop_plan_program_row(g, i);
    if (out[i])
      continue;
    g_array_append_vals(kept, r, 1);
    g_array_append_vals(columns, &g_array_index(g->columns, uint32_t, r->from), (guint)(r->to - r->from));
    g_array_append_vals(coefficients, &g_array_index(g->coefficients, int64_t, r->from), (guint)(r->to - r->from));
  }
  cop_plan_program_cut_back(g, first);
  size_t at = 0;
  for (guint i = 0; i < kept->len; i++) {
    const CopPlanRow *r = &g_array_index(kept, CopPlanRow, i);
    for (size_t e = r->from; e < r->to; e++, at++)
      cop_plan_program_entry(g, g_array_index(columns, uint32_t, at), g_array_index(coefficients, int64_t, at));
    cop_plan_program_end_row(g, COP_PLAN_ROW_CUT, 0, 0, r->rhs, false);
  }
}

static CopLpStatus
solve_root(Tree *t, CopLp *lp)
{
  uint64_t left = t->how.root_steps > t->r->steps ? t->how.root_steps - t->r->steps : 0, before = cop_lp_steps(lp);
  CopLpStatus status = cop_lp_solve(lp, -INFINITY, left);
  t->r->steps += cop_lp_steps(lp) - before;
  return status;
}

static void
keep_row_prices(Tree *t, const CopLp *lp)
{
  size_t n = t->g->rows->len;
  g_autofree int64_t *prices = g_new(int64_t, n + 1);
  CopPlanRowPrice *rows = cop_new_n(t->a, CopPlanRowPrice, n);
  cop_plan_program_prices(t->g, lp, prices);
  for (size_t i = 0; i < n; i++) {
    const CopPlanRow *row = cop_plan_program_row(t->g, i);
    rows[i] = (CopPlanRowPrice){ (uint16_t)row->kind, row->a, row->b, prices[i] };
  }
  t->r->row_prices = (CopPlanRowPrices){ n, rows };
}

static int
by_row(const void *a, const void *b)
{
  const CopPlanRowPrice *x = a, *y = b;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

int64_t
cop_plan_bound_by_prices(const CopPlanProblem *p, const CopPlanRowPrices *known, CopArena *a)
{
  CopPlanDomain d = cop_plan_domain_new(p, a);
  CopPlanDeadEnd dead;
  if (!cop_plan_domain_tighten(p, &d, &dead))
    return INT64_MIN;
  g_autoptr(CopPlanProgram) g = cop_plan_program_new(p, &d);
  g_autofree CopPlanRowPrice *sorted = g_memdup2(known->rows, known->n * sizeof *sorted);
  g_autofree int64_t *prices = g_new0(int64_t, g->rows->len + 1);
  qsort(sorted, known->n, sizeof *sorted, by_row);
  for (size_t i = 0; i < g->rows->len; i++) {
    const CopPlanRow *row = cop_plan_program_row(g, i);
    CopPlanRowPrice key = { (uint16_t)row->kind, row->a, row->b, 0 };
    const CopPlanRowPrice *found = bsearch(&key, sorted, known->n, sizeof key, by_row);
    prices[i] = found == NULL ? 0 : row->equal ? found->price : MAX(found->price, 0);
  }
  return cop_plan_program_bound(g, &d, prices, NULL);
}

/* The exact bound after all rounds of cuts. */
static void
root(Tree *t)
{
  CopLp *lp = cop_plan_program_lp(t->g);
  CopLpStatus status = solve_root(t, lp);
  keep_row_prices(t, lp);
  g_autofree double *x = g_new(double, t->g->n_columns + 1);
  double before = INFINITY;
  for (unsigned round = 0; round < t->how.cut_rounds && status == COP_LP_OPTIMAL; round++) {
    if (before - cop_lp_objective(lp) < 1e-5 * fabs(before))
      break;
    before = cop_lp_objective(lp);
    for (size_t j = 0; j < t->g->n_columns; j++)
      x[j] = cop_lp_value(lp, j) * t->g->column_scale[j];
    drop_idle_cuts(t, &lp);
    size_t first = t->g->rows->len, n = cop_plan_cut_curves(t->g, x, CUTS_A_ROUND);
    n += cop_plan_cut_covers(t->g, x, CUTS_A_ROUND);
    for (size_t i = first; i < first + n; i++)
      cop_plan_program_add_to_lp(t->g, lp, i);
    if (n == 0)
      break;
    status = solve_root(t, lp);
  }
  keep_prices(t, lp);
  g_autofree int64_t *prices = g_new(int64_t, t->g->rows->len + 1);
  t->reduced = g_new(CopInt128, t->g->n_x + 1);
  cop_plan_program_prices(t->g, lp, prices);
  t->root_bound = cop_plan_program_bound(t->g, &t->domain, prices, t->reduced);
  t->basis = g_new(uint8_t, t->g->n_columns + t->g->rows->len);
  cop_lp_save_basis(lp, t->basis);
  cop_lp_free(lp);
}

static void
plant(Tree *t)
{
  if (value_of(t) > INT64_MIN)
    cop_plan_program_fix(t->g, &t->domain, t->reduced, t->root_bound, value_of(t));
  for (unsigned i = 0; i < WORKERS; i++)
    worker_init(t, &t->workers[i]);
  int *users = g_new0(int, 1);
  Node *n = node_new(t->p, &t->domain, NULL, g_steal_pointer(&t->basis), users);
  n->bound = t->root_bound;
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
    Node *n = open->pdata[i];
    if (n->bound <= enough_of(t)) {
      t->closed_bound = MAX(t->closed_bound, n->bound);
      node_free(n);
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
               .domain = cop_plan_domain_new(p, a) };
  t->r = &t->result;
  *t->r = (CopPlanExactResult){ .money_price = cop_new_n(a, double, p->n_money_rows),
                                .load_price = cop_new_n(a, double, p->n_agencies * (size_t)p->n_quarters),
                                .x = cop_new_n(a, double, p->n_measures * (size_t)p->n_quarters), .bound = INT64_MIN };
  CopPlanDeadEnd dead;
  if (!cop_plan_domain_tighten(p, &t->domain, &dead)) {
    t->r->proof = COP_PLAN_PROOF_INFEASIBLE;
    return t;
  }
  t->g = cop_plan_program_new(p, &t->domain);
  root(t);
  t->r->proof = COP_PLAN_PROOF_BOUND;
  t->r->bound = t->root_bound;
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
  if (t->g == NULL)
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
  r->bound = MIN(bound_of(t), t->root_bound);
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
    node_free(t->open->pdata[i]);
  g_ptr_array_unref(t->open);
  for (unsigned i = 0; i < WORKERS && t->grown; i++)
    worker_clear(&t->workers[i]);
  g_clear_pointer(&t->g, cop_plan_program_free);
  g_free(t->reduced);
  g_free(t->basis);
  g_free(t);
}
