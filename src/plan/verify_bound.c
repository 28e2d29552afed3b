/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/verify_bound.h"

#include <stdlib.h>
#include <string.h>

#include "plan/verify_starts.h"

#define GROUPS 3
#define WIDTH 500
#define MOST_COVER (GROUPS * WIDTH)

typedef struct {
  const CopPlanProblem *p;
  CopDiags *found;
  bool *open;    /* [n_measures * n_quarters] starts that order, safety, money and agencies leave */
  bool *must;    /* [n_measures] mandatory, or needed by one that is */
  CopInt128 *x;  /* [n_measures * n_quarters] reduced worth, in 2^-20 */
  CopInt128 *b;  /* [n_boosts * n_days] */
  CopInt128 *y;  /* [n_requirements * n_days * GROUPS] */
  CopInt128 sum; /* of prices times right sides */
} Bound;

static void
unfit(CopDiags *found, const char *code, const CopPlanPricedRow *r, const char *why)
{
  g_autofree char *message = g_strdup_printf("row %u of %u and %u: %s", (unsigned)r->kind, r->a, r->b, why);
  cop_diags_add(found, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_GATE, .code = code, .start = -1, .end = -1,
                                   .message = message, .remedy = "report this plan as a bug" });
}

static int64_t
slope(int g)
{
  return g == 0 ? 10 : g == 1 ? 5 : 2;
}

/* What segment g still holds above what is reached already. */
static int64_t
room(const CopPlanProblem *p, size_t r, int g)
{
  int64_t from = MAX((int64_t)p->requirements[r].base, (int64_t)g * WIDTH);
  return MAX((int64_t)(g + 1) * WIDTH - from, 0);
}

static int64_t
milli_of(const CopPlanCover *covers, size_t n, size_t requirement)
{
  int64_t milli = 0;
  for (size_t c = 0; c < n; c++)
    milli += covers[c].requirement == requirement ? covers[c].milli : 0;
  return milli;
}

/* --- rows --- */

/* price x coefficient off every start of a measure from `from` to `to`. */
static void
take(Bound *v, size_t i, int from, int to, CopInt128 amount)
{
  for (int s = MAX(from, 0); s <= MIN(to, v->p->n_quarters - 1); s++)
    v->x[i * (size_t)v->p->n_quarters + (size_t)s] -= amount;
}

static void
take_ended(Bound *v, size_t i, int end, CopInt128 amount)
{
  take(v, i, 0, end - v->p->measures[i].duration, amount);
}

static void
take_cover(Bound *v, size_t r, size_t k, int64_t price)
{
  const CopPlanProblem *p = v->p;
  for (int g = 0; g < GROUPS; g++)
    v->y[(r * p->n_days + k) * GROUPS + (size_t)g] -= price;
  for (size_t i = 0; i < p->n_measures; i++)
    for (size_t c = 0; c < p->measures[i].n_covers; c++)
      if (p->measures[i].covers[c].requirement == r)
        take_ended(v, i, p->day[k], -(CopInt128)price * p->measures[i].covers[c].milli);
  for (size_t j = 0; j < p->n_boosts; j++)
    for (size_t c = 0; c < p->boosts[j].n_covers; c++)
      if (p->boosts[j].covers[c].requirement == r)
        v->b[j * p->n_days + k] += (CopInt128)price * p->boosts[j].covers[c].milli;
}

static void
take_safety(Bound *v, size_t i, int quarter, bool helpline, int64_t price)
{
  take(v, i, 0, quarter, price);
  for (size_t s = 0; s < v->p->n_measures; s++)
    if (s != i && (helpline ? v->p->measures[s].helpline : v->p->measures[s].referral))
      take_ended(v, s, quarter, -(CopInt128)price);
}

static void
take_money(Bound *v, const CopPlanMoneyRow *row, int64_t price)
{
  const CopPlanProblem *p = v->p;
  for (size_t i = 0; i < p->n_measures; i++)
    for (int s = 0; s < p->n_quarters && (p->measures[i].funds | row->funds) == row->funds; s++)
      take(v, i, s, s, (CopInt128)price * p->measures[i].cost[s * p->n_years + row->year]);
  v->sum += (CopInt128)price * row->limit;
}

static void
take_capacity(Bound *v, size_t agency, int quarter, int64_t price)
{
  const CopPlanProblem *p = v->p;
  for (size_t i = 0; i < p->n_measures; i++)
    if (p->measures[i].agency == (int)agency)
      take(v, i, quarter - p->measures[i].duration + 1, quarter, (CopInt128)price * p->measures[i].load);
  v->sum += (CopInt128)price * p->capacity[agency * (size_t)p->n_quarters + (size_t)quarter];
}

static void
take_floor(Bound *v, const CopPlanFloor *floor, int64_t price)
{
  for (size_t i = 0; i < v->p->n_measures; i++)
    for (int s = 0; s < v->p->n_quarters; s++)
      take(v, i, s, s, -(CopInt128)price * floor->terms[i * (size_t)v->p->n_quarters + (size_t)s]);
  v->sum += (CopInt128)price * floor->base;
}

/* --- cuts --- */

static int64_t
takes(const CopPlanProblem *p, const CopPlanMoneyRow *money, int agency, int from, int to, size_t i, int s)
{
  const CopPlanMeasure *m = &p->measures[i];
  if (money != NULL)
    return (m->funds | money->funds) == money->funds ? m->cost[s * p->n_years + money->year] : 0;
  return m->agency != agency ? 0 : (int64_t)MAX(MIN(to, s + m->duration) - MAX(from, s), 0) * m->load;
}

static int
by_size(const void *a, const void *b)
{
  const int64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Has the limit no room for rhs + 1 of the measures, each where it takes least
 * among the starts the cut names? */
static bool
is_full(const Bound *v, const CopPlanPricedRow *r, const CopPlanMoneyRow *money, int agency, int from, int to, int64_t limit)
{
  g_autofree int64_t *least = g_new(int64_t, r->n_terms + 1);
  size_t n = 0;
  for (size_t t = 0; t < r->n_terms; t++) {
    const CopPlanColumn *c = &r->terms[t].column;
    int64_t now = takes(v->p, money, agency, from, to, c->a, c->b);
    if (t > 0 && r->terms[t - 1].column.a == c->a)
      least[n - 1] = MIN(least[n - 1], now);
    else
      least[n++] = now;
  }
  qsort(least, n, sizeof *least, by_size);
  if ((int64_t)n <= r->rhs)
    return true;
  int64_t sum = 0;
  for (int64_t k = 0; k <= r->rhs; k++)
    sum += least[k];
  return sum > limit;
}

static bool
holds_for_starts(const Bound *v, const CopPlanPricedRow *r)
{
  const CopPlanProblem *p = v->p;
  for (size_t t = 0; t < r->n_terms; t++)
    if (r->terms[t].column.kind != COP_PLAN_COLUMN_X || r->terms[t].coefficient != 1 ||
        (t > 0 && r->terms[t].column.a < r->terms[t - 1].column.a))
      return false;
  if (r->rhs < 0)
    return false;
  for (size_t m = 0; m < p->n_money_rows; m++)
    if (is_full(v, r, &p->money_rows[m], -1, 0, 0, p->money_rows[m].limit))
      return true;
  int agency = r->n_terms == 0 ? -1 : p->measures[r->terms[0].column.a].agency;
  for (int from = 0; agency >= 0 && from < p->n_quarters; from++) {
    int64_t limit = 0;
    for (int to = from + 1; to <= p->n_quarters; to++) {
      limit += p->capacity[agency * p->n_quarters + to - 1];
      if (is_full(v, r, NULL, agency, from, to, limit))
        return true;
    }
  }
  return false;
}

/* What one measure or boost covers, and the least the cut takes for it when it
 * has ended and when it has not. */
typedef struct {
  int64_t milli, ended, open;
} Part;

static int64_t
coefficient_of(const CopPlanPricedRow *r, CopPlanColumnKind kind, size_t a, size_t b)
{
  for (size_t t = 0; t < r->n_terms; t++)
    if (r->terms[t].column.kind == kind && r->terms[t].column.a == a && r->terms[t].column.b == b)
      return r->terms[t].coefficient;
  return 0;
}

static size_t
list_parts(const Bound *v, const CopPlanPricedRow *r, size_t requirement, size_t day, Part *parts)
{
  const CopPlanProblem *p = v->p;
  size_t n = 0;
  for (size_t i = 0; i < p->n_measures; i++) {
    Part part = { milli_of(p->measures[i].covers, p->measures[i].n_covers, requirement), INT64_MAX, 0 };
    if (part.milli == 0)
      continue;
    for (int s = 0; s < p->n_quarters; s++) {
      int64_t least = -coefficient_of(r, COP_PLAN_COLUMN_X, i, (size_t)s);
      if (!cop_plan_open_at(v->p, v->open, i, s))
        continue;
      if (s + p->measures[i].duration <= p->day[day])
        part.ended = MIN(part.ended, least);
      else
        part.open = MIN(part.open, least);
    }
    if (part.ended < INT64_MAX || part.open < 0)
      parts[n++] = part;
  }
  for (size_t j = 0; j < p->n_boosts; j++) {
    int64_t milli = milli_of(p->boosts[j].covers, p->boosts[j].n_covers, requirement);
    if (milli > 0)
      parts[n++] = (Part){ milli, -coefficient_of(r, COP_PLAN_COLUMN_B, j, day), 0 };
  }
  return n;
}

/* The most the y terms come to when so much is covered. */
static int64_t
filled(const Bound *v, const int64_t *weight, size_t requirement, int64_t milli)
{
  int64_t best = 0;
  for (int round = 0; round < GROUPS; round++) { /* segments by what they count, most first */
    int most = -1;
    for (int g = 0; g < GROUPS; g++) {
      int before = 0;
      for (int h = 0; h < GROUPS; h++)
        before += weight[h] > weight[g] || (weight[h] == weight[g] && h < g);
      most = before == round ? g : most;
    }
    int64_t part = MIN(milli, room(v->p, requirement, most));
    best += weight[most] > 0 ? weight[most] * part : 0;
    milli -= part;
  }
  return best;
}

/* The requirement and day all y terms are of, and what each segment counts. */
static bool
read_curve(const Bound *v, const CopPlanPricedRow *r, size_t *requirement, size_t *day, int64_t *weight)
{
  const CopPlanProblem *p = v->p;
  bool any = false;
  for (size_t t = 0; t < r->n_terms; t++) {
    const CopPlanColumn *c = &r->terms[t].column;
    if (c->kind != COP_PLAN_COLUMN_Y)
      continue;
    if (any && (*requirement != c->a || *day != c->b))
      return false;
    any = true;
    *requirement = c->a;
    *day = c->b;
    weight[c->segment] += r->terms[t].coefficient;
  }
  for (size_t t = 0; any && t < r->n_terms; t++) { /* nothing but what covers it */
    const CopPlanColumn *c = &r->terms[t].column;
    if ((c->kind == COP_PLAN_COLUMN_X && milli_of(p->measures[c->a].covers, p->measures[c->a].n_covers, *requirement) == 0) ||
        (c->kind == COP_PLAN_COLUMN_B && (c->b != *day || milli_of(p->boosts[c->a].covers, p->boosts[c->a].n_covers, *requirement) == 0)))
      return false;
  }
  return any;
}

/* least[m]: the least the cut takes for a set that covers m thousandths, or at
 * least so many at the end of the table. */
static void
add_part(int64_t *least, const Part *part)
{
  int64_t next[MOST_COVER + 1];
  for (int m = 0; m <= MOST_COVER; m++)
    next[m] = least[m] == INT64_MAX ? INT64_MAX : least[m] + part->open;
  for (int m = 0; m <= MOST_COVER && part->ended < INT64_MAX; m++)
    if (least[m] < INT64_MAX) {
      int64_t to = MIN(m + part->milli, (int64_t)MOST_COVER);
      next[to] = MIN(next[to], least[m] + part->ended);
    }
  memcpy(least, next, sizeof next);
}

static bool
holds_for_curve(const Bound *v, const CopPlanPricedRow *r)
{
  int64_t weight[GROUPS] = { 0 }, least[MOST_COVER + 1];
  size_t requirement = 0, day = 0;
  if (!read_curve(v, r, &requirement, &day, weight))
    return false;
  g_autofree Part *parts = g_new(Part, v->p->n_measures + v->p->n_boosts + 1);
  size_t n = list_parts(v, r, requirement, day, parts);
  least[0] = 0;
  for (int m = 1; m <= MOST_COVER; m++)
    least[m] = INT64_MAX;
  for (size_t k = 0; k < n; k++)
    add_part(least, &parts[k]);
  for (int m = 0; m <= MOST_COVER; m++)
    if (least[m] < INT64_MAX && filled(v, weight, requirement, m) - least[m] > r->rhs)
      return false;
  return true;
}

static bool
names_columns(const CopPlanProblem *p, const CopPlanPricedRow *r)
{
  for (size_t t = 0; t < r->n_terms; t++) {
    const CopPlanColumn *c = &r->terms[t].column;
    bool known = c->kind == COP_PLAN_COLUMN_X   ? c->a < p->n_measures && c->b < p->n_quarters
                 : c->kind == COP_PLAN_COLUMN_B ? c->a < p->n_boosts && c->b < p->n_days
                                                : c->a < p->n_requirements && c->b < p->n_days && c->segment < GROUPS;
    if (!known)
      return false;
  }
  return true;
}

static bool
take_cut(Bound *v, const CopPlanPricedRow *r)
{
  const CopPlanProblem *p = v->p;
  if (!names_columns(p, r) || (!holds_for_starts(v, r) && !holds_for_curve(v, r)))
    return false;
  for (size_t t = 0; t < r->n_terms; t++) {
    const CopPlanColumn *c = &r->terms[t].column;
    CopInt128 amount = (CopInt128)r->price * r->terms[t].coefficient;
    if (c->kind == COP_PLAN_COLUMN_X)
      v->x[c->a * (size_t)p->n_quarters + c->b] -= amount;
    else if (c->kind == COP_PLAN_COLUMN_B)
      v->b[c->a * p->n_days + c->b] -= amount;
    else
      v->y[(c->a * p->n_days + c->b) * GROUPS + c->segment] -= amount;
  }
  v->sum += (CopInt128)r->price * r->rhs;
  return true;
}

/* --- together --- */

static bool
take_limit(Bound *v, const CopPlanPricedRow *r)
{
  const CopPlanProblem *p = v->p;
  if (r->kind == COP_PLAN_ROW_MONEY && r->a < p->n_money_rows)
    take_money(v, &p->money_rows[r->a], r->price);
  else if (r->kind == COP_PLAN_ROW_CAPACITY && r->a < p->n_agencies && r->b < (uint32_t)p->n_quarters)
    take_capacity(v, r->a, (int)r->b, r->price);
  else if (r->kind == COP_PLAN_ROW_FLOOR && r->a < p->n_floors)
    take_floor(v, &p->floors[r->a], r->price);
  else
    return false;
  return true;
}

static bool
take_row(Bound *v, const CopPlanPricedRow *r)
{
  const CopPlanProblem *p = v->p;
  int last = p->n_quarters - 1;
  if (r->kind == COP_PLAN_ROW_COVER && r->a < p->n_requirements && r->b < p->n_days) {
    take_cover(v, r->a, r->b, r->price);
  } else if (r->kind == COP_PLAN_ROW_BOOST && r->a < p->n_boosts && r->b / 2 < p->n_days) {
    v->b[r->a * p->n_days + r->b / 2] -= r->price;
    take_ended(v, r->b % 2 ? p->boosts[r->a].b : p->boosts[r->a].a, p->day[r->b / 2], -(CopInt128)r->price);
  } else if (r->kind == COP_PLAN_ROW_LINK && r->a < p->n_links && r->b <= (uint32_t)last) {
    take(v, p->links[r->a].to, 0, (int)r->b, r->price);
    take_ended(v, p->links[r->a].from, (int)r->b - p->links[r->a].lag, -(CopInt128)r->price);
  } else if (r->kind == COP_PLAN_ROW_SAFETY && r->a < p->n_measures && p->measures[r->a].invites_disclosure && r->b / 2 <= (uint32_t)last) {
    take_safety(v, r->a, (int)(r->b / 2), r->b % 2, r->price);
  } else if (r->kind == COP_PLAN_ROW_EXCLUDE && r->a < p->n_exclusions) {
    take(v, p->exclusions[r->a].a, 0, last, r->price);
    take(v, p->exclusions[r->a].b, 0, last, r->price);
    v->sum += r->price;
  } else if (r->kind == COP_PLAN_ROW_CUT) {
    return take_cut(v, r);
  } else {
    return take_limit(v, r);
  }
  return true;
}

/* Can both measures of a boost have ended by a day? */
static bool
can_count(const Bound *v, size_t boost, size_t k)
{
  size_t x = v->p->boosts[boost].a, y = v->p->boosts[boost].b;
  return cop_plan_open_first(v->p, v->open, x) + v->p->measures[x].duration <= v->p->day[k] &&
         cop_plan_open_first(v->p, v->open, y) + v->p->measures[y].duration <= v->p->day[k];
}

/* What a requirement can come to on a day, with all that can have ended. */
static int64_t
reach(const Bound *v, size_t r, size_t k)
{
  const CopPlanProblem *p = v->p;
  int64_t most = p->requirements[r].base;
  for (size_t i = 0; i < p->n_measures; i++)
    if (cop_plan_open_first(v->p, v->open, i) + p->measures[i].duration <= p->day[k])
      most += milli_of(p->measures[i].covers, p->measures[i].n_covers, r);
  for (size_t j = 0; j < p->n_boosts; j++)
    most += !can_count(v, j, k) ? 0 : milli_of(p->boosts[j].covers, p->boosts[j].n_covers, r);
  return most;
}

/* Every measure's best start, every other column at its best end. */
static CopInt128
best_of_all(const Bound *v)
{
  const CopPlanProblem *p = v->p;
  CopInt128 sum = v->sum;
  for (size_t i = 0; i < p->n_measures; i++) {
    CopInt128 best = 0;
    bool any = !v->must[i];
    for (int s = 0; s < p->n_quarters; s++) {
      CopInt128 now = v->x[i * (size_t)p->n_quarters + (size_t)s];
      if (cop_plan_open_at(v->p, v->open, i, s) && (!any || now > best)) {
        best = now;
        any = true;
      }
    }
    sum += best;
  }
  for (size_t j = 0; j < p->n_boosts; j++)
    for (size_t k = 0; k < p->n_days; k++)
      sum += v->b[j * p->n_days + k] > 0 && can_count(v, j, k) ? v->b[j * p->n_days + k] : 0;
  for (size_t r = 0; r < p->n_requirements; r++)
    for (size_t k = 0; k < p->n_days; k++) {
      int64_t most = reach(v, r, k);
      for (int g = 0; g < GROUPS; g++) {
        CopInt128 now = v->y[(r * p->n_days + k) * GROUPS + (size_t)g];
        sum += now > 0 ? now * CLAMP(most - g * WIDTH, 0, room(p, r, g)) : 0;
      }
    }
  return sum;
}

int64_t
cop_plan_verify_bound(const CopPlanProblem *p, const CopPlanCertificate *c, CopDiags *found)
{
  g_autofree bool *open = g_new0(bool, p->n_measures * (size_t)p->n_quarters + 1);
  g_autofree bool *must = g_new0(bool, p->n_measures + 1);
  g_autofree CopInt128 *x = g_new0(CopInt128, p->n_measures * (size_t)p->n_quarters + 1);
  g_autofree CopInt128 *b = g_new0(CopInt128, p->n_boosts * p->n_days + 1);
  g_autofree CopInt128 *y = g_new0(CopInt128, p->n_requirements * p->n_days * GROUPS + 1);
  Bound v = { p, found, open, must, x, b, y, 0 };
  bool good = true;
  cop_plan_verify_starts(p, open, must);
  for (size_t r = 0; r < p->n_requirements; r++)
    for (size_t k = 0; k < p->n_days; k++)
      for (int g = 0; g < GROUPS; g++)
        y[(r * p->n_days + k) * GROUPS + (size_t)g] = (CopInt128)(p->discount[k] * p->requirements[r].weight * slope(g)) * (1 << COP_PLAN_PRICE_BITS);
  for (size_t k = 0; k < c->n; k++) {
    const CopPlanPricedRow *r = &c->rows[k];
    if (r->kind == COP_PLAN_ROW_ONCE || r->price == 0)
      continue;
    bool sound = r->price > 0 && take_row(&v, r);
    if (!sound)
      unfit(found, r->kind == COP_PLAN_ROW_CUT ? "plan-bound-cut" : "plan-bound-row", r, "not shown to hold");
    good &= sound;
  }
  CopInt128 bound = best_of_all(&v) >> COP_PLAN_PRICE_BITS;
  return !good || bound > INT64_MAX ? INT64_MAX : (int64_t)bound;
}
