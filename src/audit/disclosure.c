/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <string.h>

#include "audit/disclosure_priv.h"
#include "plan/lp.h"

#define SLACK 1e-6
#define STEPS 200000u
#define MOST_KNOWN 1e7 /* nobody counts more */

/* total = parts, or total >= parts where the parts may fall short */
typedef struct {
  guint total;
  GArray *parts; /* guint */
  const char *kind; /* "IND|area", "IND|period", "IND|by|sex" */
  bool exact;
} Sum;

/* All cells that one outsider holds together. */
typedef struct {
  CopAudit *audit;
  GPtrArray *cells;  /* Cell */
  GHashTable *places; /* key -> place + 1 */
  GPtrArray *sums;
  GPtrArray **sums_of; /* [cells] of Sum */
  CopAuditResult *result;
} World;

/* --- sums --- */

static guint
place_of(const World *w, const char *key)
{
  return GPOINTER_TO_UINT(g_hash_table_lookup(w->places, key));
}

/* Adds `part` to the sum of that kind whose total is the cell named by key. */
static void
join(World *w, GHashTable *open, const Cell *like, const char *area, const char *period, const char *by, const char *of, const char *family, guint part)
{
  Cell total = *like;
  total.area = area;
  total.period = period;
  total.by = by;
  total.of = of;
  g_autofree char *key = cop_audit_key(&total), *name = g_strconcat(family, " ", key, NULL);
  guint at = place_of(w, key);
  if (at == 0)
    return;
  Sum *s = g_hash_table_lookup(open, name);
  if (s == NULL) {
    s = g_new0(Sum, 1);
    s->total = at - 1;
    s->parts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *kind = g_strdup_printf("%s|%d|%s", like->indicator, like->part, family);
    s->kind = cop_audit_text(w->audit, kind, strlen(kind));
    g_hash_table_insert(open, g_steal_pointer(&name), s);
    g_ptr_array_add(w->sums, s);
  }
  g_array_append_val(s->parts, part);
}

static void
make_sums(World *w)
{
  g_autoptr(GHashTable) open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < w->cells->len; i++) {
    const Cell *c = w->cells->pdata[i];
    g_autofree char *year = g_strndup(c->period, 4), *by = g_strconcat("by ", c->by, NULL);
    if (*c->parent != '\0')
      join(w, open, c, c->parent, c->period, c->by, c->of, "areas", i);
    if (strlen(c->period) > 4)
      join(w, open, c, c->area, year, c->by, c->of, "periods", i);
    if (*c->by != '\0')
      join(w, open, c, c->area, c->period, "", "", by, i);
  }
}

/* Shown whole, and what is left over. */
static bool
whole(const World *w, const Sum *s, double *left)
{
  const Cell *total = w->cells->pdata[s->total];
  *left = total->value;
  for (guint i = 0; i < s->parts->len; i++) {
    const Cell *c = w->cells->pdata[g_array_index(s->parts, guint, i)];
    if (!c->shown)
      return false;
    *left -= c->value;
  }
  return total->shown;
}

/* A kind of sum is taken as exact when whole instances are and none falls short. */
static void
judge_kinds(World *w)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal), short_of = g_hash_table_new(g_str_hash, g_str_equal);
  double left;
  for (guint i = 0; i < w->sums->len; i++) {
    const Sum *s = w->sums->pdata[i];
    if (!whole(w, s, &left))
      continue;
    g_hash_table_add(fabs(left) < SLACK ? seen : short_of, (gpointer)s->kind);
  }
  for (guint i = 0; i < w->sums->len; i++) {
    Sum *s = w->sums->pdata[i];
    s->exact = g_hash_table_contains(seen, s->kind) && !g_hash_table_contains(short_of, s->kind);
  }
}

/* --- one connected set of hidden cells --- */

typedef struct {
  GArray *cells;     /* guint, hidden */
  GHashTable *column; /* place + 1 -> column + 1 */
  GPtrArray *sums;
} Island;

static void
grow(const World *w, Island *x, guint start, bool *taken, GHashTable *used)
{
  g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(guint));
  taken[start] = true;
  g_array_append_val(stack, start);
  while (stack->len > 0) {
    guint at = g_array_index(stack, guint, stack->len - 1);
    g_array_set_size(stack, stack->len - 1);
    g_array_append_val(x->cells, at);
    g_hash_table_insert(x->column, GUINT_TO_POINTER(at + 1), GUINT_TO_POINTER(x->cells->len));
    for (guint i = 0; i < w->sums_of[at]->len; i++) {
      Sum *s = w->sums_of[at]->pdata[i];
      if (!g_hash_table_add(used, s))
        continue;
      g_ptr_array_add(x->sums, s);
      for (guint k = 0; k <= s->parts->len; k++) {
        guint next = k == s->parts->len ? s->total : g_array_index(s->parts, guint, k);
        if (taken[next] || ((Cell *)w->cells->pdata[next])->shown)
          continue;
        taken[next] = true;
        g_array_append_val(stack, next);
      }
    }
  }
}

/* Parts less total <= 0 (or = 0), with what is shown on the right. */
static void
add_row(const World *w, const Island *x, CopLp *lp, const Sum *s)
{
  g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t)), values = g_array_new(FALSE, FALSE, sizeof(double));
  double rhs = 0;
  for (guint k = 0; k <= s->parts->len; k++) {
    bool total = k == s->parts->len;
    guint at = total ? s->total : g_array_index(s->parts, guint, k);
    const Cell *c = w->cells->pdata[at];
    double sign = total ? -1 : 1;
    if (c->shown) {
      rhs -= sign * c->value;
      continue;
    }
    uint32_t column = GPOINTER_TO_UINT(g_hash_table_lookup(x->column, GUINT_TO_POINTER(at + 1))) - 1;
    g_array_append_val(columns, column);
    g_array_append_val(values, sign);
  }
  if (columns->len > 0)
    cop_lp_add_row(lp, columns->len, (const uint32_t *)(void *)columns->data, (const double *)(void *)values->data, rhs, s->exact);
}

/* The most of `sign` times a cell; false when the sums contradict each other. */
static bool
most_of(const World *w, const Island *x, guint column, double sign, double *most)
{
  size_t n = x->cells->len;
  g_autofree double *cost = g_new0(double, n), *low = g_new0(double, n), *high = g_new0(double, n);
  for (size_t i = 0; i < n; i++)
    high[i] = MOST_KNOWN;
  cost[column] = sign;
  CopLp *lp = cop_lp_new(n, cost, low, high);
  for (guint i = 0; i < x->sums->len; i++)
    add_row(w, x, lp, x->sums->pdata[i]);
  CopLpStatus status = cop_lp_solve(lp, -INFINITY, STEPS);
  *most = status == COP_LP_OPTIMAL ? cop_lp_objective(lp) : sign > 0 ? MOST_KNOWN : 0;
  cop_lp_free(lp);
  w->result->programs++;
  return status != COP_LP_INFEASIBLE;
}

static void
say_leak(const World *w, const Cell *c, double least, double most, CopDiags *found)
{
  g_autofree char *what = c->by[0] == '\0' ? g_strdup_printf("%s, %s, %s", c->indicator, c->area, c->period)
                                           : g_strdup_printf("%s, %s, %s, %s %s", c->indicator, c->area, c->period, c->by, c->of);
  g_autofree char *message = most - least < SLACK ? g_strdup_printf("%s%s is hidden, and what is shown gives it away: it is %.10g", what, c->part == PART_UPPER ? " (numerator)" : c->part == PART_LOWER ? " (denominator)" : "", round(least))
                                                  : g_strdup_printf("%s%s is hidden, and what is shown leaves only %.10g to %.10g, all below %.10g", what, c->part == PART_UPPER ? " (numerator)" : c->part == PART_LOWER ? " (denominator)" : "",
                                                                    ceil(least - SLACK) + 0.0, floor(most + SLACK), c->threshold);
  cop_diags_add(found, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_IDENTITY, .code = "disclosure-leak", .file = c->release, .start = -1, .end = -1,
                                   .message = message, .remedy = "hide more in this release, or withdraw the one that shows the rest" });
  w->result->leaks++;
}

static void
relax(const Island *x)
{
  for (guint i = 0; i < x->sums->len; i++)
    ((Sum *)x->sums->pdata[i])->exact = false;
}

static void
judge_island(const World *w, Island *x, CopDiags *found)
{
  double most, least;
  if (!most_of(w, x, 0, 1, &most))
    relax(x); /* some parts do fall short: the outsider's guess was wrong */
  for (guint i = 0; i < x->cells->len; i++) {
    const Cell *c = w->cells->pdata[g_array_index(x->cells, guint, i)];
    if (!most_of(w, x, i, 1, &most) || most >= c->threshold - SLACK || most < 1 - SLACK)
      continue; /* not surely small; or nobody, and 0 is no secret */
    if (!most_of(w, x, i, -1, &least))
      continue;
    say_leak(w, c, MAX(0, -least), most, found);
  }
}

/* --- a world --- */

static void
world_init(World *w, CopAudit *a, CopAuditResult *result)
{
  *w = (World){ .audit = a, .cells = g_ptr_array_new(), .places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), .sums = g_ptr_array_new(), .result = result };
}

static void
free_sum(gpointer p)
{
  Sum *s = p;
  g_array_unref(s->parts);
  g_free(s);
}

static void
world_clear(World *w)
{
  for (guint i = 0; w->sums_of != NULL && i < w->cells->len; i++)
    g_ptr_array_unref(w->sums_of[i]);
  g_free(w->sums_of);
  g_ptr_array_set_free_func(w->sums, free_sum);
  g_ptr_array_unref(w->sums);
  g_ptr_array_unref(w->cells);
  g_hash_table_unref(w->places);
}

static void
world_add(World *w, const Cell *c)
{
  char *key = cop_audit_key(c);
  guint at = place_of(w, key);
  if (at == 0) {
    Cell *copy = cop_new(w->audit->arena, Cell);
    *copy = *c;
    g_ptr_array_add(w->cells, copy);
    g_hash_table_insert(w->places, key, GUINT_TO_POINTER(w->cells->len));
    return;
  }
  g_free(key);
  Cell *held = w->cells->pdata[at - 1];
  held->hidden |= c->hidden;
  if (c->shown && !held->shown) {
    held->shown = true;
    held->value = c->value;
    held->release = c->release;
  }
}

/* Shown somewhere though hidden elsewhere, and small. */
static void
judge_shown(const World *w, CopDiags *found)
{
  for (guint i = 0; i < w->cells->len; i++) {
    const Cell *c = w->cells->pdata[i];
    if (c->shown && c->hidden && c->value > 0 && c->value < c->threshold)
      say_leak(w, c, c->value, c->value, found);
  }
}

static void
judge_world(World *w, CopDiags *found)
{
  make_sums(w);
  judge_kinds(w);
  w->sums_of = g_new0(GPtrArray *, w->cells->len + 1);
  for (guint i = 0; i < w->cells->len; i++)
    w->sums_of[i] = g_ptr_array_new();
  for (guint i = 0; i < w->sums->len; i++) {
    Sum *s = w->sums->pdata[i];
    g_ptr_array_add(w->sums_of[s->total], s);
    for (guint k = 0; k < s->parts->len; k++)
      g_ptr_array_add(w->sums_of[g_array_index(s->parts, guint, k)], s);
  }
  g_autofree bool *taken = g_new0(bool, w->cells->len + 1);
  g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
  judge_shown(w, found);
  for (guint i = 0; i < w->cells->len; i++) {
    if (taken[i] || ((Cell *)w->cells->pdata[i])->shown)
      continue;
    Island x = { g_array_new(FALSE, FALSE, sizeof(guint)), g_hash_table_new(NULL, NULL), g_ptr_array_new() };
    grow(w, &x, i, taken, used);
    judge_island(w, &x, found);
    g_array_unref(x.cells);
    g_hash_table_unref(x.column);
    g_ptr_array_unref(x.sums);
  }
}

/* --- releases against each other --- */

/* Of the same reports: every cell both show is the same. */
static bool
agree(CopAudit *a, const Release *x, const Release *y, CopAuditResult *result, CopDiags *found)
{
  World w;
  bool same = true;
  world_init(&w, a, result);
  for (guint i = 0; i < x->cells->len; i++)
    world_add(&w, x->cells->pdata[i]);
  for (guint i = 0; i < y->cells->len; i++) {
    const Cell *c = y->cells->pdata[i];
    g_autofree char *key = cop_audit_key(c);
    guint at = place_of(&w, key);
    const Cell *held = at == 0 ? NULL : w.cells->pdata[at - 1];
    if (held == NULL || !c->shown || !held->shown || fabs(held->value - c->value) < SLACK)
      continue;
    same = false;
    double by = fabs(held->value - c->value);
    if (found == NULL || by >= c->threshold)
      continue;
    result->differences++;
    g_autofree char *message = g_strdup_printf("%s, %s, %s%s%s differs by %.10g between '%s' and '%s': the difference is a small count", c->indicator, c->area, c->period,
                                               c->of[0] == '\0' ? "" : ", ", c->of, by, x->name, y->name);
    cop_diags_add(found, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_IDENTITY, .code = "disclosure-difference", .file = y->name, .start = -1, .end = -1,
                                     .message = message, .remedy = "release a period once it is closed, or hide the cell in the later release" });
  }
  world_clear(&w);
  return same;
}

static void
judge_together(CopAudit *a, guint first, const bool *with, CopAuditResult *result, CopDiags *found)
{
  World w;
  world_init(&w, a, result);
  for (guint i = first; i < a->releases->len; i++) {
    const Release *r = a->releases->pdata[i];
    for (guint k = 0; with[i] && k < r->cells->len; k++)
      world_add(&w, r->cells->pdata[k]);
  }
  judge_world(&w, found);
  result->cells += w.cells->len;
  for (guint i = 0; i < w.cells->len; i++)
    result->hidden += ((Cell *)w.cells->pdata[i])->hidden;
  world_clear(&w);
}

void
cop_audit_run(CopAudit *a, CopAuditResult *result, CopDiags *found)
{
  guint n = a->releases->len;
  *result = (CopAuditResult){ .releases = n };
  g_autofree bool *done = g_new0(bool, n + 1);
  for (guint i = 0; i < n; i++) {
    g_autofree bool *with = g_new0(bool, n + 1);
    if (i + 1 < n)
      (void)agree(a, a->releases->pdata[i], a->releases->pdata[i + 1], result, found);
    if (done[i])
      continue;
    for (guint k = i; k < n; k++)
      with[k] = k == i || (!done[k] && agree(a, a->releases->pdata[i], a->releases->pdata[k], result, NULL));
    for (guint k = i; k < n; k++)
      done[k] |= with[k];
    judge_together(a, i, with, result, found);
  }
}
