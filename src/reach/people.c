/* SPDX-License-Identifier: Apache-2.0 */
#include "reach/people.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"
#include "reach/people_priv.h"

/* Fitting ends when every side is right to a tenth of a child, or after this
 * many rounds: sides that contradict each other never are. */
enum { MOST_ROUNDS = 500 };
static const double NEAR_ENOUGH = 0.1;

/* --- cells --- */

static void
strides_of(const CopPeople *p, size_t strides[COP_PEOPLE_DIMENSIONS])
{
  size_t n = 1;
  for (int d = COP_PEOPLE_DIMENSIONS - 1; d >= 0; d--) {
    strides[d] = n;
    n *= p->sides[d].n;
  }
}

size_t
cop_people_category(const CopPeople *p, size_t cell, CopPeopleDimension d)
{
  size_t strides[COP_PEOPLE_DIMENSIONS];
  strides_of(p, strides);
  return cell / strides[d] % p->sides[d].n;
}

bool
cop_people_has(const CopPeople *p, size_t cell, const CopPeopleGroup *g)
{
  size_t strides[COP_PEOPLE_DIMENSIONS];
  strides_of(p, strides);
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
    if (g->in[d] != 0 && (g->in[d] >> (cell / strides[d] % p->sides[d].n) & 1u) == 0)
      return false;
  return true;
}

int64_t
cop_people_count(const CopPeople *p, const CopPeopleGroup *g)
{
  int64_t n = 0;
  for (size_t i = 0; i < p->n_cells; i++)
    if (cop_people_has(p, i, g))
      n += p->children[i];
  return n;
}

void
cop_people_bounds(const CopPeople *p, const CopPeopleGroup *g, int64_t *least, int64_t *most)
{
  *most = p->total;
  *least = p->total;
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++) {
    int64_t side = 0;
    if (g->in[d] == 0)
      continue;
    bool known = true;
    for (size_t i = 0; i < p->sides[d].n; i++)
      if ((g->in[d] >> i & 1u) != 0) {
        side += p->sides[d].items[i].children;
        known = known && p->sides[d].items[i].known;
      }
    if (!known) /* nothing is known of this side: none or all of them */
      *least = 0;
    else {
      *most = MIN(*most, side);
      *least = MAX(0, *least - (p->total - side));
    }
  }
}

/* --- fitting --- */

typedef struct {
  const CopPeople *p;
  size_t strides[COP_PEOPLE_DIMENSIONS];
  double *x;
} Fit;

static void
side_sums(const Fit *f, int d, double *sums)
{
  memset(sums, 0, f->p->sides[d].n * sizeof *sums);
  for (size_t i = 0; i < f->p->n_cells; i++)
    sums[i / f->strides[d] % f->p->sides[d].n] += f->x[i];
}

static double
fit_side(Fit *f, int d)
{
  double sums[COP_PEOPLE_MAX_CATEGORIES], by[COP_PEOPLE_MAX_CATEGORIES], apart = 0;
  const CopPeopleSide *side = &f->p->sides[d];
  side_sums(f, d, sums);
  for (size_t c = 0; c < side->n; c++) {
    apart = fmax(apart, fabs(sums[c] - (double)side->items[c].children));
    by[c] = sums[c] > 0 ? (double)side->items[c].children / sums[c] : 0;
  }
  for (size_t i = 0; i < f->p->n_cells; i++)
    f->x[i] *= by[i / f->strides[d] % side->n];
  return apart;
}

static void
fit(CopPeople *p, Fit *f)
{
  do {
    p->apart = 0;
    for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
      p->apart = fmax(p->apart, fit_side(f, d));
    p->rounds++;
  } while (p->apart > NEAR_ENOUGH && p->rounds < MOST_ROUNDS);
}

/* --- whole numbers --- */

typedef struct {
  double rest;
  size_t at;
} Remainder;

static int
by_rest(const void *a, const void *b)
{
  const Remainder *x = a, *y = b;
  if (x->rest != y->rest)
    return x->rest > y->rest ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

void
cop_divide(int64_t whole, const double *weights, size_t n, int64_t *parts)
{
  double sum = 0;
  int64_t left = whole;
  g_autofree Remainder *rest = g_new(Remainder, n);
  for (size_t i = 0; i < n; i++)
    sum += weights[i];
  for (size_t i = 0; i < n; i++) {
    double share = (double)whole * weights[i] / sum;
    parts[i] = (int64_t)floor(share);
    rest[i] = (Remainder){ share - floor(share), i };
    left -= parts[i];
  }
  qsort(rest, n, sizeof *rest, by_rest);
  for (size_t i = 0; left > 0; left--, i = (i + 1) % n)
    parts[rest[i].at]++;
}

/* What is still missing of each side when all cells are rounded down. */
typedef struct {
  int64_t of[COP_PEOPLE_DIMENSIONS][COP_PEOPLE_MAX_CATEGORIES];
} Missing;

static bool
take_one(const CopPeople *p, const Fit *f, Missing *m, size_t cell)
{
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
    if (m->of[d][cell / f->strides[d] % p->sides[d].n] <= 0)
      return false;
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
    m->of[d][cell / f->strides[d] % p->sides[d].n]--;
  p->children[cell]++;
  return true;
}

/* The cell of the first category that lacks a child in each dimension. */
static size_t
first_missing(const CopPeople *p, const Fit *f, const Missing *m)
{
  size_t cell = 0;
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++) {
    size_t c = 0;
    while (c + 1 < p->sides[d].n && m->of[d][c] <= 0)
      c++;
    cell += c * f->strides[d];
  }
  return cell;
}

/* Rounds cells so that each side is met to the child: those with the largest
 * remainders go up while no side has too many, the last few where every
 * dimension still lacks one. */
static void
round_cells(CopPeople *p, const Fit *f)
{
  Missing missing = { 0 };
  int64_t left = p->total;
  g_autofree Remainder *rest = g_new(Remainder, p->n_cells);
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
    for (size_t c = 0; c < p->sides[d].n; c++)
      missing.of[d][c] = p->sides[d].items[c].children;
  for (size_t i = 0; i < p->n_cells; i++) {
    /* A hair above a whole number is that number: sides are met only nearly. */
    double down = floor(f->x[i] + 1e-9);
    bool over = false;
    for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
      over = over || missing.of[d][i / f->strides[d] % p->sides[d].n] < (int64_t)down;
    if (over)
      down = 0; /* sides that contradict each other: its children come at the end */
    p->children[i] = (int64_t)down;
    rest[i] = (Remainder){ f->x[i] - down, i };
    left -= p->children[i];
    for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
      missing.of[d][i / f->strides[d] % p->sides[d].n] -= p->children[i];
  }
  qsort(rest, p->n_cells, sizeof *rest, by_rest);
  for (size_t i = 0; left > 0 && i < p->n_cells; i++)
    left -= take_one(p, f, &missing, rest[i].at);
  while (left > 0 && take_one(p, f, &missing, first_missing(p, f, &missing)))
    left--;
  g_assert(left == 0);
}

CopPeople *
cop_people(const CopModel *m, CopArena *a, CopDiags *d)
{
  CopPeople *p = cop_new(a, CopPeople);
  if (!cop_people_sides(m, a, p, d))
    return NULL;
  Fit f = { .p = p };
  p->n_cells = 1;
  for (int i = 0; i < COP_PEOPLE_DIMENSIONS; i++)
    p->n_cells *= p->sides[i].n;
  strides_of(p, f.strides);
  p->children = cop_new_n(a, int64_t, p->n_cells);
  f.x = g_new(double, p->n_cells);
  for (size_t i = 0; i < p->n_cells; i++)
    f.x[i] = cop_people_leaning(m, p, i);
  fit(p, &f);
  round_cells(p, &f);
  g_free(f.x);
  return p;
}

/* --- groups that are hard to reach --- */

static const struct {
  const char *name, *title;
} hard[] = {
  [COP_HARD_OUT_OF_SCHOOL] = { "out-of-school", N_("Out of school") },
  [COP_HARD_NO_READING] = { "no-reading", N_("Do not read") },
  [COP_HARD_NO_CONNECTION] = { "no-connection", N_("Not online") },
  [COP_HARD_LANGUAGE] = { "language", N_("Home language without texts") },
};
G_STATIC_ASSERT(G_N_ELEMENTS(hard) == COP_HARD_MAX);

const char *
cop_hard_name(CopHard h)
{
  return hard[h].name;
}

const char *
cop_hard_title(CopHard h)
{
  return hard[h].title;
}

static bool
is_spoken(CopTexts spoken, const char *lang)
{
  for (size_t i = 0; i < spoken.n; i++)
    if (strcmp(spoken.items[i], lang) == 0)
      return true;
  return false;
}

CopPeopleGroup
cop_people_hard(const CopPeople *p, CopHard h, CopTexts spoken)
{
  static const CopPeopleDimension of[] = { [COP_HARD_OUT_OF_SCHOOL] = COP_PEOPLE_AGE, [COP_HARD_NO_READING] = COP_PEOPLE_LITERACY,
                                           [COP_HARD_NO_CONNECTION] = COP_PEOPLE_CONNECTIVITY, [COP_HARD_LANGUAGE] = COP_PEOPLE_LANGUAGE };
  CopPeopleGroup g = { { 0 } };
  const CopPeopleSide *side = &p->sides[of[h]];
  for (size_t i = 0; i < side->n; i++) {
    const CopPeopleCategory *c = &side->items[i];
    bool in = h == COP_HARD_OUT_OF_SCHOOL   ? c->out_of_school
              : h == COP_HARD_NO_READING    ? c->literacy == COP_LITERACY_NONE
              : h == COP_HARD_NO_CONNECTION ? c->connectivity != COP_CONNECTIVITY_DATA
                                            : !is_spoken(spoken, c->key);
    if (in)
      g.in[of[h]] |= UINT64_C(1) << i;
  }
  return g;
}
