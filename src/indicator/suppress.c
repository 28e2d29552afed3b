/* SPDX-License-Identifier: Apache-2.0 */
#include "indicator/suppress.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "indicator/simplex.h"

/* --- which hidden cells hang together --- */

/* Sets of hidden cells that share sums (union-find with path halving). */
typedef struct {
  const CopSuppression *s;
  uint32_t *parent;
  uint32_t *sums_of;  /* sums grouped by the cells that stand in them */
  size_t *sums_at;    /* [n_cells + 1] */
  uint32_t *n_hidden; /* [n_sums] cells hidden in it */
} Sets;

static uint32_t
cell_of(const CopSum *sum, uint32_t i)
{
  return i == sum->n ? sum->total : sum->parts[i];
}

static void
sets_init(Sets *x, const CopSuppression *s)
{
  size_t entries = 0;
  for (size_t k = 0; k < s->n_sums; k++)
    entries += s->sums[k].n + 1;
  *x = (Sets){ s, g_new(uint32_t, s->n_cells + 1), g_new(uint32_t, entries + 1), g_new0(size_t, s->n_cells + 2),
               g_new0(uint32_t, s->n_sums + 1) };
  for (size_t k = 0; k < s->n_sums; k++)
    for (uint32_t i = 0; i <= s->sums[k].n; i++) {
      x->sums_at[cell_of(&s->sums[k], i) + 2]++;
      x->n_hidden[k] += s->hidden[cell_of(&s->sums[k], i)];
    }
  for (size_t c = 2; c < s->n_cells + 2; c++)
    x->sums_at[c] += x->sums_at[c - 1];
  for (size_t k = 0; k < s->n_sums; k++)
    for (uint32_t i = 0; i <= s->sums[k].n; i++)
      x->sums_of[x->sums_at[cell_of(&s->sums[k], i) + 1]++] = (uint32_t)k;
}

static void
sets_clear(Sets *x)
{
  g_free(x->parent);
  g_free(x->sums_of);
  g_free(x->sums_at);
  g_free(x->n_hidden);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sets, sets_clear)

static uint32_t
root_of(Sets *x, uint32_t cell)
{
  while (x->parent[cell] != cell) {
    x->parent[cell] = x->parent[x->parent[cell]];
    cell = x->parent[cell];
  }
  return cell;
}

static void
join(Sets *x, uint32_t a, uint32_t b)
{
  uint32_t r = root_of(x, a), t = root_of(x, b);
  if (r != t)
    x->parent[MAX(r, t)] = MIN(r, t);
}

static void
find_sets(Sets *x)
{
  for (uint32_t i = 0; i < x->s->n_cells; i++)
    x->parent[i] = i;
  for (size_t k = 0; k < x->s->n_sums; k++) {
    const CopSum *sum = &x->s->sums[k];
    uint32_t first = UINT32_MAX;
    for (uint32_t i = 0; i <= sum->n; i++) {
      uint32_t cell = cell_of(sum, i);
      if (!x->s->hidden[cell])
        continue;
      if (first == UINT32_MAX)
        first = cell;
      else
        join(x, first, cell);
    }
  }
}

/* --- the linear program of one set --- */

static double
known(const CopSuppression *s, uint32_t cell)
{
  return isnan(s->count[cell]) ? 0 : s->count[cell];
}

typedef struct {
  CopArena *arena;
  CopSimplex *simplex;
  int32_t *variable; /* [n_cells], -1: not of this set */
} Program;

static bool
touches(Sets *x, const CopSum *sum, uint32_t root)
{
  const CopSuppression *s = x->s;
  if (s->hidden[sum->total] && root_of(x, sum->total) == root)
    return true;
  for (uint32_t i = 0; i < sum->n; i++)
    if (s->hidden[sum->parts[i]] && root_of(x, sum->parts[i]) == root)
      return true;
  return false;
}

static void
number_variables(Sets *x, uint32_t root, Program *p, size_t *n, size_t *m)
{
  *n = *m = 0;
  for (uint32_t i = 0; i < x->s->n_cells; i++)
    p->variable[i] = x->s->hidden[i] && root_of(x, i) == root ? (int32_t)(*n)++ : -1;
  for (size_t k = 0; k < x->s->n_sums; k++)
    if (touches(x, &x->s->sums[k], root)) {
      ++*m;
      *n += x->s->sums[k].rest > 0;
    }
}

static void
write_program(Sets *x, uint32_t root, Program *p)
{
  const CopSuppression *s = x->s;
  size_t n, m, row = 0;
  number_variables(x, root, p, &n, &m);
  double *a = cop_new_n(p->arena, double, n * m), *b = cop_new_n(p->arena, double, m);
  size_t rest = n; /* variables of rests count down from the end */
  for (size_t k = 0; k < s->n_sums; k++) {
    const CopSum *sum = &s->sums[k];
    if (!touches(x, sum, root))
      continue;
    if (s->hidden[sum->total])
      a[row * n + (size_t)p->variable[sum->total]] -= 1;
    else
      b[row] += known(s, sum->total);
    for (uint32_t i = 0; i < sum->n; i++) {
      if (s->hidden[sum->parts[i]])
        a[row * n + (size_t)p->variable[sum->parts[i]]] += 1;
      else
        b[row] -= known(s, sum->parts[i]);
    }
    if (sum->rest > 0)
      a[row * n + --rest] = 1;
    row++;
  }
  p->simplex = cop_simplex_new(n, m, a, b, p->arena);
  g_assert(p->simplex != NULL); /* the true counts are a solution */
}

static void
program_init(Program *p, Sets *x, uint32_t root)
{
  p->arena = cop_arena_new();
  p->variable = cop_new_n(p->arena, int32_t, x->s->n_cells);
  write_program(x, root, p);
}

static void
program_clear(Program *p)
{
  g_clear_pointer(&p->arena, cop_arena_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Program, program_clear)

void
cop_suppress_span(const CopSuppression *s, uint32_t cell, double *least, double *most)
{
  g_auto(Sets) x;
  sets_init(&x, s);
  find_sets(&x);
  g_auto(Program) p = { 0 };
  program_init(&p, &x, root_of(&x, cell));
  cop_simplex_range(p.simplex, (size_t)p.variable[cell], least, most);
}

/* --- hiding more --- */

static bool
is_small(const CopSuppression *s, uint32_t cell)
{
  return s->count[cell] > 0 && s->count[cell] < s->threshold;
}

/* Sums that hold nothing hidden yet and would, if this cell were: each of them
 * then needs a second one. */
static unsigned
opens(const Sets *x, uint32_t cell)
{
  unsigned n = 0;
  for (size_t k = x->sums_at[cell]; k < x->sums_at[cell + 1]; k++)
    n += x->n_hidden[x->sums_of[k]] == 0;
  return n;
}

static bool
cheaper(const Sets *x, uint32_t a, uint32_t b)
{
  const CopSuppression *s = x->s;
  if (s->rank[a] != s->rank[b])
    return s->rank[a] < s->rank[b];
  unsigned opens_a = opens(x, a), opens_b = opens(x, b);
  return opens_a != opens_b ? opens_a < opens_b : s->count[a] < s->count[b];
}

/* The cell of a sum that costs least to hide: parts first, then what needs
 * least company, then small counts, then the order of cells. Nothing is gained
 * by hiding a 0. */
static uint32_t
cheapest(const Sets *x, const CopSum *sum)
{
  uint32_t best = UINT32_MAX;
  for (uint32_t i = 0; i <= sum->n; i++) {
    uint32_t cell = cell_of(sum, i);
    if (!x->s->hidden[cell] && x->s->count[cell] > 0 && (best == UINT32_MAX || cheaper(x, cell, best)))
      best = cell;
  }
  return best;
}

static void
hide(Sets *x, uint32_t cell)
{
  x->s->hidden[cell] = true;
  for (size_t k = x->sums_at[cell]; k < x->sums_at[cell + 1]; k++)
    x->n_hidden[x->sums_of[k]]++;
}

/* A sum whose hidden parts add up to less than the threshold gives each of
 * them away within that span, and one hidden cell alone is no secret. True
 * when something was hidden. */
static bool
thicken(Sets *x, size_t k)
{
  const CopSuppression *s = x->s;
  const CopSum *sum = &s->sums[k];
  double inside = s->hidden[sum->total] ? s->threshold : sum->rest;
  bool small = false;
  for (uint32_t i = 0; i < sum->n; i++)
    if (s->hidden[sum->parts[i]]) {
      inside += known(s, sum->parts[i]);
      small |= is_small(s, sum->parts[i]);
    }
  bool alone = x->n_hidden[k] == 1 && sum->rest == 0;
  if (!alone && (!small || inside >= s->threshold))
    return false;
  uint32_t cell = cheapest(x, sum);
  if (cell == UINT32_MAX)
    return false;
  hide(x, cell);
  return true;
}

static void
thicken_all(Sets *x)
{
  bool more = true;
  while (more) {
    more = false;
    for (size_t k = 0; k < x->s->n_sums; k++)
      more |= thicken(x, k);
  }
}

/* Hides one more cell near a cell that can still be narrowed down: from the
 * sums it stands in, then from those of its set. */
static bool
hide_near(Sets *x, uint32_t cell)
{
  uint32_t best = UINT32_MAX;
  for (size_t k = x->sums_at[cell]; k < x->sums_at[cell + 1]; k++) {
    uint32_t one = cheapest(x, &x->s->sums[x->sums_of[k]]);
    if (one != UINT32_MAX && (best == UINT32_MAX || cheaper(x, one, best)))
      best = one;
  }
  for (size_t k = 0; k < x->s->n_sums && best == UINT32_MAX; k++)
    if (touches(x, &x->s->sums[k], root_of(x, cell)))
      best = cheapest(x, &x->s->sums[k]);
  if (best == UINT32_MAX)
    return false;
  hide(x, best);
  return true;
}

/* The first small count of a set that is not safe; UINT32_MAX when all are. */
static uint32_t
first_unsafe(Sets *x, uint32_t root, bool *safe)
{
  const CopSuppression *s = x->s;
  g_auto(Program) p = { 0 };
  for (uint32_t i = 0; i < s->n_cells; i++) {
    if (!s->hidden[i] || !is_small(s, i) || safe[i] || root_of(x, i) != root)
      continue;
    if (p.arena == NULL)
      program_init(&p, x, root);
    double least, most;
    cop_simplex_range(p.simplex, (size_t)p.variable[i], &least, &most);
    if (most - least < s->threshold - 1e-6)
      return i;
    safe[i] = true; /* hiding more only widens the span */
  }
  return UINT32_MAX;
}

void
cop_suppress(const CopSuppression *s)
{
  if (s->threshold <= 0)
    return;
  for (uint32_t i = 0; i < s->n_cells; i++)
    s->hidden[i] |= is_small(s, i);
  g_autofree bool *safe = g_new0(bool, s->n_cells + 1);
  g_auto(Sets) x;
  sets_init(&x, s);
  bool again = true;
  while (again) {
    thicken_all(&x);
    find_sets(&x);
    again = false;
    for (uint32_t i = 0; i < s->n_cells && !again; i++) {
      if (!s->hidden[i] || root_of(&x, i) != i)
        continue;
      uint32_t unsafe = first_unsafe(&x, i, safe);
      if (unsafe != UINT32_MAX) {
        again = hide_near(&x, unsafe);
        safe[unsafe] |= !again; /* everything near is hidden: there is nothing left to give it away */
      }
    }
  }
}
