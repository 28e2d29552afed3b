/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/lu.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* A pivot must be this share of the largest entry of its row. */
#define THRESHOLD 0.1
#define NOTHING 1e-13
#define SMALLEST_PIVOT 1e-9
/* Rows and columns looked at for each pivot. */
#define LOOKS 6u
#define MOST_UPDATES 80u

typedef struct {
  uint32_t index;
  double value;
} Entry;

/* A growing array of entries; lists are ranges of it. */
typedef struct {
  Entry *items;
  size_t n, room;
} Entries;

typedef struct {
  size_t from, to;
} Span;

struct CopLu {
  size_t m;
  Entries l;          /* multipliers: index is the row that is changed */
  Span *l_span;       /* [m] of pivot k */
  Entries u_rows;     /* index is the position */
  Span *u_row;        /* [m] of pivot k */
  Entries u_columns;  /* index is the row of the pivot that owns the entry */
  Span *u_column;     /* [m] of pivot k */
  uint32_t *row, *position; /* [m] of pivot k */
  double *pivot;      /* [m] */
  Entries eta;        /* updates: index is the position */
  Span eta_span[MOST_UPDATES];
  uint32_t eta_at[MOST_UPDATES];
  double eta_pivot[MOST_UPDATES];
  size_t n_eta;
  double *work;       /* [m] */
};

static void
push(Entries *e, uint32_t index, double value)
{
  if (e->n == e->room) {
    e->room = e->room == 0 ? 1024 : 2 * e->room;
    e->items = g_renew(Entry, e->items, e->room);
  }
  e->items[e->n++] = (Entry){ index, value };
}

CopLu *
cop_lu_new(void)
{
  return g_new0(CopLu, 1);
}

void
cop_lu_free(CopLu *f)
{
  if (f == NULL)
    return;
  g_free(f->l.items);
  g_free(f->u_rows.items);
  g_free(f->u_columns.items);
  g_free(f->eta.items);
  g_free(f->l_span);
  g_free(f->u_row);
  g_free(f->u_column);
  g_free(f->row);
  g_free(f->position);
  g_free(f->pivot);
  g_free(f->work);
  g_free(f);
}

static void
resize(CopLu *f, size_t m)
{
  if (m != f->m) {
    f->l_span = g_renew(Span, f->l_span, m);
    f->u_row = g_renew(Span, f->u_row, m);
    f->u_column = g_renew(Span, f->u_column, m);
    f->row = g_renew(uint32_t, f->row, m);
    f->position = g_renew(uint32_t, f->position, m);
    f->pivot = g_renew(double, f->pivot, m);
    f->work = g_renew(double, f->work, m);
    f->m = m;
  }
  f->l.n = f->u_rows.n = f->u_columns.n = f->eta.n = f->n_eta = 0;
}

/* --- the active part during factoring --- */

/* Rows hold their entries; columns hold the rows they have entries in, with
 * room to grow. Lines of equal count are chained, so that the thinnest are
 * found at once. */
typedef struct {
  uint32_t *items;
  uint32_t n, room;
} Pattern;

typedef struct {
  Entry *items;
  uint32_t n, room;
} Line;

typedef struct {
  uint32_t *head, *next, *before; /* chains by count; UINT32_MAX ends */
} Chains;

typedef struct {
  CopLu *f;
  size_t m;
  Line *rows;
  Pattern *columns;
  Chains by_row, by_column;
  bool *row_done, *column_done;
  double *dense;   /* [m] the pivot row, spread out */
  uint32_t *mark;  /* [m] */
} Active;

static void
chain_in(Chains *c, uint32_t line, uint32_t count)
{
  c->before[line] = UINT32_MAX;
  c->next[line] = c->head[count];
  if (c->head[count] != UINT32_MAX)
    c->before[c->head[count]] = line;
  c->head[count] = line;
}

static void
chain_out(Chains *c, uint32_t line, uint32_t count)
{
  if (c->before[line] != UINT32_MAX)
    c->next[c->before[line]] = c->next[line];
  else
    c->head[count] = c->next[line];
  if (c->next[line] != UINT32_MAX)
    c->before[c->next[line]] = c->before[line];
}

static void
line_push(Line *l, uint32_t index, double value)
{
  if (l->n == l->room) {
    l->room = l->room == 0 ? 8 : 2 * l->room;
    l->items = g_renew(Entry, l->items, l->room);
  }
  l->items[l->n++] = (Entry){ index, value };
}

static void
pattern_push(Pattern *p, uint32_t row)
{
  if (p->n == p->room) {
    p->room = p->room == 0 ? 8 : 2 * p->room;
    p->items = g_renew(uint32_t, p->items, p->room);
  }
  p->items[p->n++] = row;
}

static void
pattern_remove(Pattern *p, uint32_t row)
{
  for (uint32_t i = 0; i < p->n; i++)
    if (p->items[i] == row) {
      p->items[i] = p->items[--p->n];
      return;
    }
}

static void
chains_init(Chains *c, size_t m)
{
  c->head = g_new(uint32_t, m + 2);
  c->next = g_new(uint32_t, m + 1);
  c->before = g_new(uint32_t, m + 1);
  memset(c->head, 0xff, (m + 2) * sizeof *c->head);
}

static void
chains_clear(Chains *c)
{
  g_free(c->head);
  g_free(c->next);
  g_free(c->before);
}

static void
active_init(Active *a, CopLu *f, const CopLuColumn *columns)
{
  size_t m = f->m;
  *a = (Active){ .f = f, .m = m, .rows = g_new0(Line, m), .columns = g_new0(Pattern, m), .row_done = g_new0(bool, m),
                 .column_done = g_new0(bool, m), .dense = g_new0(double, m), .mark = g_new0(uint32_t, m) };
  for (uint32_t c = 0; c < m; c++)
    for (size_t i = 0; i < columns[c].n; i++)
      if (fabs(columns[c].values[i]) > NOTHING) {
        line_push(&a->rows[columns[c].rows[i]], c, columns[c].values[i]);
        pattern_push(&a->columns[c], columns[c].rows[i]);
      }
  chains_init(&a->by_row, m);
  chains_init(&a->by_column, m);
  for (uint32_t i = 0; i < m; i++) {
    chain_in(&a->by_row, i, a->rows[i].n);
    chain_in(&a->by_column, i, a->columns[i].n);
  }
}

static void
active_clear(Active *a)
{
  for (size_t i = 0; i < a->m; i++) {
    g_free(a->rows[i].items);
    g_free(a->columns[i].items);
  }
  g_free(a->rows);
  g_free(a->columns);
  g_free(a->row_done);
  g_free(a->column_done);
  g_free(a->dense);
  g_free(a->mark);
  chains_clear(&a->by_row);
  chains_clear(&a->by_column);
}

/* --- choosing a pivot --- */

typedef struct {
  uint32_t row, column;
  double value;
  uint64_t cost; /* Markowitz: (row count - 1) (column count - 1) */
} Choice;

static double
largest(const Line *l)
{
  double most = 0;
  for (uint32_t i = 0; i < l->n; i++)
    most = MAX(most, fabs(l->items[i].value));
  return most;
}

static void
consider(const Active *a, uint32_t row, const Entry *e, double most, Choice *best)
{
  uint64_t cost = (uint64_t)(a->rows[row].n - 1) * (a->columns[e->index].n - 1);
  double size = fabs(e->value);
  if (size < THRESHOLD * most || size < SMALLEST_PIVOT)
    return;
  if (cost < best->cost || (cost == best->cost && size > fabs(best->value)))
    *best = (Choice){ row, e->index, e->value, cost };
}

static void
look_at_row(const Active *a, uint32_t row, Choice *best)
{
  const Line *l = &a->rows[row];
  double most = largest(l);
  for (uint32_t i = 0; i < l->n; i++)
    consider(a, row, &l->items[i], most, best);
}

static void
look_at_column(const Active *a, uint32_t column, Choice *best)
{
  const Pattern *p = &a->columns[column];
  for (uint32_t i = 0; i < p->n; i++) {
    const Line *l = &a->rows[p->items[i]];
    double most = largest(l);
    for (uint32_t k = 0; k < l->n; k++)
      if (l->items[k].index == column)
        consider(a, p->items[i], &l->items[k], most, best);
  }
}

static bool
choose(const Active *a, Choice *best)
{
  unsigned looks = 0;
  best->cost = UINT64_MAX;
  best->value = 0;
  for (uint32_t count = 1; count <= a->m; count++) {
    for (uint32_t c = a->by_column.head[count]; c != UINT32_MAX && looks < LOOKS; c = a->by_column.next[c], looks++) {
      look_at_column(a, c, best);
      if (best->cost <= (uint64_t)(count - 1) * (count - 1))
        return true;
    }
    for (uint32_t r = a->by_row.head[count]; r != UINT32_MAX && looks < LOOKS; r = a->by_row.next[r], looks++) {
      look_at_row(a, r, best);
      if (best->cost <= (uint64_t)count * (count - 1))
        return true;
    }
    if (looks >= LOOKS && best->cost < UINT64_MAX)
      return true;
    if (looks >= LOOKS)
      looks = 0; /* none of them would do: look on among thicker lines */
  }
  return best->cost < UINT64_MAX;
}

/* --- eliminating --- */

/* row i -= factor * pivot row, which is spread out in `dense`. */
static void
subtract(Active *a, uint32_t i, const Line *pivot_row, double factor)
{
  Line *l = &a->rows[i];
  uint32_t kept = 0;
  for (uint32_t k = 0; k < l->n; k++) {
    Entry e = l->items[k];
    if (a->dense[e.index] != 0) {
      e.value -= factor * a->dense[e.index];
      a->mark[e.index] = i + 1;
      if (fabs(e.value) <= NOTHING) {
        uint32_t count = a->columns[e.index].n;
        chain_out(&a->by_column, e.index, count);
        pattern_remove(&a->columns[e.index], i);
        chain_in(&a->by_column, e.index, count - 1);
        continue;
      }
    }
    l->items[kept++] = e;
  }
  l->n = kept;
  for (uint32_t k = 0; k < pivot_row->n; k++) {
    const Entry *e = &pivot_row->items[k];
    double value = -factor * e->value;
    if (a->mark[e->index] == i + 1 || fabs(value) <= NOTHING)
      continue;
    line_push(l, e->index, value);
    uint32_t count = a->columns[e->index].n;
    chain_out(&a->by_column, e->index, count);
    pattern_push(&a->columns[e->index], i);
    chain_in(&a->by_column, e->index, count + 1);
  }
  for (uint32_t k = 0; k < pivot_row->n; k++)
    if (a->mark[pivot_row->items[k].index] == i + 1)
      a->mark[pivot_row->items[k].index] = 0;
}

static double
take_entry(Line *l, uint32_t column)
{
  for (uint32_t k = 0; k < l->n; k++)
    if (l->items[k].index == column) {
      double v = l->items[k].value;
      l->items[k] = l->items[--l->n];
      return v;
    }
  g_assert_not_reached();
}

static void
eliminate(Active *a, size_t k, const Choice *c)
{
  CopLu *f = a->f;
  Line *pr = &a->rows[c->row];
  f->row[k] = c->row;
  f->position[k] = c->column;
  f->pivot[k] = c->value;
  chain_out(&a->by_row, c->row, pr->n);
  chain_out(&a->by_column, c->column, a->columns[c->column].n);
  take_entry(pr, c->column);
  a->row_done[c->row] = a->column_done[c->column] = true;
  f->u_row[k].from = f->u_rows.n;
  for (uint32_t i = 0; i < pr->n; i++) {
    uint32_t column = pr->items[i].index, count = a->columns[column].n;
    push(&f->u_rows, column, pr->items[i].value);
    a->dense[column] = pr->items[i].value;
    chain_out(&a->by_column, column, count);
    pattern_remove(&a->columns[column], c->row);
    chain_in(&a->by_column, column, count - 1);
  }
  f->u_row[k].to = f->u_rows.n;
  f->l_span[k].from = f->l.n;
  const Pattern *p = &a->columns[c->column];
  for (uint32_t i = 0; i < p->n; i++) {
    uint32_t row = p->items[i];
    if (row == c->row)
      continue;
    uint32_t count = a->rows[row].n;
    double factor = take_entry(&a->rows[row], c->column) / c->value;
    push(&f->l, row, factor);
    subtract(a, row, pr, factor);
    chain_out(&a->by_row, row, count);
    chain_in(&a->by_row, row, a->rows[row].n);
  }
  f->l_span[k].to = f->l.n;
  for (uint32_t i = 0; i < pr->n; i++)
    a->dense[pr->items[i].index] = 0;
}

/* U by columns, for ftran: of pivot k the entries above it in its column. */
static void
transpose(CopLu *f)
{
  size_t m = f->m;
  g_autofree uint32_t *pivot_of = g_new(uint32_t, m); /* position -> k */
  g_autofree size_t *count = g_new0(size_t, m + 1);
  for (uint32_t k = 0; k < m; k++)
    pivot_of[f->position[k]] = k;
  for (size_t i = 0; i < f->u_rows.n; i++)
    count[pivot_of[f->u_rows.items[i].index]]++;
  size_t at = 0;
  for (size_t k = 0; k < m; k++) {
    f->u_column[k].from = f->u_column[k].to = at;
    at += count[k];
  }
  if (f->u_columns.room < at) {
    f->u_columns.room = at;
    f->u_columns.items = g_renew(Entry, f->u_columns.items, at);
  }
  f->u_columns.n = at;
  for (uint32_t k = 0; k < m; k++)
    for (size_t i = f->u_row[k].from; i < f->u_row[k].to; i++) {
      Span *s = &f->u_column[pivot_of[f->u_rows.items[i].index]];
      f->u_columns.items[s->to++] = (Entry){ f->row[k], f->u_rows.items[i].value };
    }
}

bool
cop_lu_factor(CopLu *f, size_t m, const CopLuColumn *columns, uint32_t *bad, uint32_t *bad_row)
{
  resize(f, m);
  Active a;
  active_init(&a, f, columns);
  bool good = true;
  for (size_t k = 0; k < m && good; k++) {
    Choice c;
    good = choose(&a, &c);
    if (good) {
      eliminate(&a, k, &c);
      continue;
    }
    for (uint32_t i = 0; i < m; i++) {
      if (!a.column_done[i])
        *bad = i;
      if (!a.row_done[i])
        *bad_row = i;
    }
  }
  active_clear(&a);
  if (good)
    transpose(f);
  return good;
}

/* --- solving --- */

void
cop_lu_ftran(const CopLu *f, double *v)
{
  size_t m = f->m;
  for (size_t k = 0; k < m; k++) {
    double x = v[f->row[k]];
    if (x != 0)
      for (size_t i = f->l_span[k].from; i < f->l_span[k].to; i++)
        v[f->l.items[i].index] -= f->l.items[i].value * x;
  }
  double *out = f->work;
  for (size_t k = m; k-- > 0;) {
    double x = v[f->row[k]];
    if (x != 0) {
      x /= f->pivot[k];
      for (size_t i = f->u_column[k].from; i < f->u_column[k].to; i++)
        v[f->u_columns.items[i].index] -= f->u_columns.items[i].value * x;
    }
    out[f->position[k]] = x;
  }
  for (size_t e = 0; e < f->n_eta; e++) {
    double x = out[f->eta_at[e]];
    if (x == 0)
      continue;
    x /= f->eta_pivot[e];
    for (size_t i = f->eta_span[e].from; i < f->eta_span[e].to; i++)
      out[f->eta.items[i].index] -= f->eta.items[i].value * x;
    out[f->eta_at[e]] = x;
  }
  memcpy(v, out, m * sizeof *v);
}

void
cop_lu_btran(const CopLu *f, double *v)
{
  size_t m = f->m;
  for (size_t e = f->n_eta; e-- > 0;) {
    double x = v[f->eta_at[e]];
    for (size_t i = f->eta_span[e].from; i < f->eta_span[e].to; i++)
      x -= f->eta.items[i].value * v[f->eta.items[i].index];
    v[f->eta_at[e]] = x / f->eta_pivot[e];
  }
  double *out = f->work;
  for (size_t k = 0; k < m; k++) {
    double x = v[f->position[k]];
    if (x != 0) {
      x /= f->pivot[k];
      for (size_t i = f->u_row[k].from; i < f->u_row[k].to; i++)
        v[f->u_rows.items[i].index] -= f->u_rows.items[i].value * x;
    }
    out[f->row[k]] = x;
  }
  for (size_t k = m; k-- > 0;) {
    double x = out[f->row[k]];
    for (size_t i = f->l_span[k].from; i < f->l_span[k].to; i++)
      x -= f->l.items[i].value * out[f->l.items[i].index];
    out[f->row[k]] = x;
  }
  memcpy(v, out, m * sizeof *v);
}

bool
cop_lu_update(CopLu *f, uint32_t position, const double *alpha)
{
  if (f->n_eta == MOST_UPDATES || fabs(alpha[position]) < SMALLEST_PIVOT)
    return false;
  f->eta_at[f->n_eta] = position;
  f->eta_pivot[f->n_eta] = alpha[position];
  f->eta_span[f->n_eta].from = f->eta.n;
  for (uint32_t i = 0; i < f->m; i++)
    if (i != position && fabs(alpha[i]) > NOTHING)
      push(&f->eta, i, alpha[i]);
  f->eta_span[f->n_eta++].to = f->eta.n;
  return true;
}

bool
cop_lu_is_long(const CopLu *f)
{
  return f->n_eta == MOST_UPDATES || f->eta.n > 3 * (f->l.n + f->u_rows.n) + f->m;
}
