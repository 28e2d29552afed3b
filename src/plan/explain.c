/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/explain.h"

#include <string.h>

#include "plan/state.h"

typedef struct {
  const CopPlanResult *r;
  const CopPlanProblem *p;
  CopArena *a;
  CopPlanState *s;
  GArray *blocks; /* CopPlanBlock */
} Explain;

const char *
cop_plan_block_name(CopPlanBlockKind k)
{
  static const char *const names[COP_PLAN_BLOCK_MAX] = {
    [COP_PLAN_BLOCK_PREREQUISITE] = "prerequisite", [COP_PLAN_BLOCK_HELPLINE] = "helpline",
    [COP_PLAN_BLOCK_REFERRAL] = "referral",         [COP_PLAN_BLOCK_CAPACITY] = "capacity",
    [COP_PLAN_BLOCK_MONEY] = "money",               [COP_PLAN_BLOCK_EXCLUSION] = "exclusion",
    [COP_PLAN_BLOCK_DECISION] = "decision",         [COP_PLAN_BLOCK_WAIVED] = "waived",
    [COP_PLAN_BLOCK_FORBIDDEN] = "forbidden",       [COP_PLAN_BLOCK_HORIZON] = "horizon",
    [COP_PLAN_BLOCK_NO_GAP] = "no gap",             [COP_PLAN_BLOCK_NO_GAIN] = "no gain",
    [COP_PLAN_BLOCK_FLOOR] = "floor",               [COP_PLAN_BLOCK_SEASON] = "season",
    [COP_PLAN_BLOCK_CROWD] = "crowd",               [COP_PLAN_BLOCK_NO_COST] = "no cost",
  };
  g_assert(k < COP_PLAN_BLOCK_MAX);
  return names[k];
}

static const CopMeasure *
measure_at(const Explain *x, size_t i)
{
  return x->r->items[i].measure;
}

static const CopInstitution *
agency_at(const Explain *x, size_t agency)
{
  return cop_model_institution(x->r->model, x->p->agencies[agency]);
}

static void
block(Explain *x, CopPlanBlock b)
{
  g_array_append_val(x->blocks, b);
}

/* --- order and safety --- */

static int
end_of(const Explain *x, size_t i)
{
  return x->s->start[i] < 0 ? -1 : x->s->start[i] + x->p->measures[i].duration;
}

/* The chosen service with the earliest end; -1 when there is none. */
static int
first_service(const Explain *x, const uint16_t *services, size_t n, size_t except)
{
  int best = -1;
  for (size_t i = 0; i < n; i++)
    if (services[i] != except && x->s->start[services[i]] >= 0 && (best < 0 || end_of(x, services[i]) < end_of(x, (size_t)best)))
      best = services[i];
  return best;
}

static void
block_service(Explain *x, size_t i, int start, CopPlanBlockKind kind)
{
  const CopPlanProblem *p = x->p;
  bool helpline = kind == COP_PLAN_BLOCK_HELPLINE;
  int service = first_service(x, helpline ? p->helplines : p->referrals, helpline ? p->n_helplines : p->n_referrals, i);
  if (service < 0)
    block(x, (CopPlanBlock){ .kind = kind, .quarter = -1 });
  else if (end_of(x, (size_t)service) > start)
    block(x, (CopPlanBlock){ .kind = kind, .measure = measure_at(x, (size_t)service), .quarter = end_of(x, (size_t)service) });
}

static const char *
open_quarters(const Explain *x, uint64_t closed)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (int q = 0; q < 4; q++)
    if (!(closed >> q & 1))
      g_string_append_printf(s, "%sQ%d", s->len > 0 ? ", " : "", q + 1);
  return cop_arena_strdup(x->a, s->str);
}

/* Everything of order, safety, season and decisions that forbids a start. */
static void
block_by_order(Explain *x, size_t i, int start)
{
  const CopPlanProblem *p = x->p;
  for (size_t k = p->links_in_at[i]; k < p->links_in_at[i + 1]; k++) {
    const CopPlanLink *l = &p->links[p->links_in[k]];
    int ready = end_of(x, l->from);
    if (ready < 0 || ready + l->lag > start)
      block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_PREREQUISITE, .measure = measure_at(x, l->from),
                               .quarter = ready < 0 ? -1 : ready + l->lag });
  }
  if (p->measures[i].invites_disclosure) {
    block_service(x, i, start, COP_PLAN_BLOCK_HELPLINE);
    block_service(x, i, start, COP_PLAN_BLOCK_REFERRAL);
  }
  if (start < p->measures[i].earliest)
    block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_DECISION, .quarter = p->measures[i].earliest });
  if (p->measures[i].closed >> start & 1)
    block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_SEASON, .text = open_quarters(x, p->measures[i].closed) });
  for (size_t k = 0; k < p->n_exclusions; k++) {
    const CopPlanPair *e = &p->exclusions[k];
    size_t other = e->a == i ? e->b : e->a;
    if ((e->a == i || e->b == i) && x->s->start[other] >= 0)
      block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_EXCLUSION, .measure = measure_at(x, other) });
  }
}

/* --- capacity and money --- */

static const char *
fund_names(const Explain *x, uint32_t set)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t f = 0; f < x->p->n_funds; f++)
    if (set >> f & 1)
      g_string_append_printf(s, "%s%s", s->len > 0 ? ", " : "", x->p->funds[f]);
  return cop_arena_strdup(x->a, s->str);
}

/* Were measure i to start then: where capacity and money would run out, the
 * measure itself not being counted in the state. */
static void
block_by_limits(Explain *x, size_t i, int start)
{
  const CopPlanProblem *p = x->p;
  const CopPlanMeasure *m = &p->measures[i];
  for (int q = start; m->agency >= 0 && q < start + m->duration; q++) {
    int left = x->s->room[m->agency * p->n_quarters + q];
    if (left < m->load) {
      block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_CAPACITY, .institution = agency_at(x, (size_t)m->agency), .quarter = q,
                               .teams = m->load - left });
      break;
    }
  }
  for (size_t k = 0; k < p->n_money_rows; k++) {
    const CopPlanMoneyRow *row = &p->money_rows[k];
    int64_t missing = cop_plan_cost_at(p, i, start, row->year) - x->s->money[k];
    if ((m->funds & ~row->funds) == 0 && missing > 0)
      block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_MONEY, .year = row->year, .amount = missing, .text = fund_names(x, row->funds) });
  }
}

static void
block_by_floors(Explain *x, size_t i, int start)
{
  size_t mark = cop_plan_state_mark(x->s);
  cop_plan_state_place(x->s, i, start);
  for (size_t f = 0; f < x->p->n_floors; f++)
    if (x->s->floor[f] < 0)
      block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_FLOOR, .text = x->p->floors[f].name });
  cop_plan_state_undo(x->s, mark);
}

/* --- chosen: why not earlier --- */

/* The first quarter in which it could start as well, and what starts then. */
static void
block_by_crowd(Explain *x, size_t i, int from, int start)
{
  for (int t = from; t < start; t++) {
    if (!cop_plan_state_fits(x->s, i, t))
      continue;
    int others = 0;
    for (size_t k = 0; k < x->p->n_measures; k++)
      others += x->s->start[k] == t;
    block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_CROWD, .quarter = t, .teams = others });
    return;
  }
}

static void
explain_chosen(Explain *x, size_t i, CopPlanExplanation *e)
{
  int start = x->s->start[i], from, to;
  cop_plan_state_lift(x->s, i);
  e->soonest = cop_plan_state_window(x->s, i, &from, &to) ? from : start;
  if (start > 0) {
    block_by_order(x, i, start - 1);
    block_by_limits(x, i, start - 1);
    if (x->blocks->len == 0)
      block_by_floors(x, i, start - 1);
    if (x->blocks->len == 0)
      block_by_crowd(x, i, e->soonest, start);
  }
  cop_plan_state_undo(x->s, 0);
}

/* --- left out: the cheapest change --- */

typedef struct {
  int64_t money;
  int teams; /* team-quarters */
} Shortage;

/* What would be missing with the measure in place: the state may be overdrawn
 * already by those that come with it, which counts once. */
static Shortage
shortage(const Explain *x)
{
  const CopPlanProblem *p = x->p;
  Shortage out = { 0 };
  int64_t year[COP_PLAN_MAX_YEARS] = { 0 };
  for (size_t k = 0; k < p->n_money_rows; k++)
    year[p->money_rows[k].year] = MAX(year[p->money_rows[k].year], -x->s->money[k]);
  for (int y = 0; y < p->n_years; y++)
    out.money += year[y];
  for (size_t k = 0; k < p->n_agencies * (size_t)p->n_quarters; k++)
    out.teams += MAX(-x->s->room[k], 0);
  return out;
}

static bool
smaller(Shortage a, Shortage b)
{
  return a.teams != b.teams ? a.teams < b.teams : a.money < b.money;
}

typedef struct {
  Explain *x;
  GPtrArray *with, *earlier; /* measures that come along, that move */
} Bringing;

static bool bring_in(Bringing *b, size_t i, int deadline, unsigned depth);

/* One helpline or referral measure with its result by `deadline`. */
static bool
bring_service(Bringing *b, const uint16_t *services, size_t n, size_t except, int deadline, unsigned depth)
{
  const CopPlanProblem *p = b->x->p;
  int best = first_service(b->x, services, n, except);
  for (size_t k = 0; best < 0 && k < n; k++)
    if (services[k] != except && (best < 0 || p->soonest[services[k]] < p->soonest[best]))
      best = services[k];
  return best >= 0 && bring_in(b, (size_t)best, deadline, depth);
}

static bool
bring_needs(Bringing *b, size_t i, int last, unsigned depth)
{
  const CopPlanProblem *p = b->x->p;
  for (size_t k = p->links_in_at[i]; k < p->links_in_at[i + 1]; k++) {
    const CopPlanLink *l = &p->links[p->links_in[k]];
    if (!bring_in(b, l->from, last - l->lag, depth))
      return false;
  }
  return !p->measures[i].invites_disclosure || (bring_service(b, p->helplines, p->n_helplines, i, last, depth) &&
                                                bring_service(b, p->referrals, p->n_referrals, i, last, depth));
}

/* The start up to `last` at which least is overdrawn, the earliest of equals;
 * -1 when its window is empty. */
static int
least_short(Explain *x, size_t i, int last)
{
  int from, to, best = -1;
  if (!cop_plan_state_window(x->s, i, &from, &to))
    return -1;
  Shortage least = { 0 };
  for (int t = from; t <= MIN(to, last); t++) {
    if (x->p->measures[i].closed >> t & 1)
      continue;
    size_t mark = cop_plan_state_mark(x->s);
    cop_plan_state_place(x->s, i, t);
    Shortage now = shortage(x);
    cop_plan_state_undo(x->s, mark);
    if (best < 0 || smaller(now, least)) {
      best = t;
      least = now;
    }
  }
  return best;
}

/* Sees to it that a measure has its first result by `deadline`, with all it
 * needs. False when order or time forbid it. */
static bool
bring_in(Bringing *b, size_t i, int deadline, unsigned depth)
{
  Explain *x = b->x;
  int last = deadline - x->p->measures[i].duration, old = x->s->start[i];
  if (old >= 0 && old <= last)
    return true;
  if (x->p->soonest[i] > last || depth > x->p->n_measures || !bring_needs(b, i, last, depth + 1))
    return false;
  if (old >= 0)
    cop_plan_state_lift(x->s, i);
  int start = least_short(x, i, last);
  if (start < 0)
    return false;
  cop_plan_state_place(x->s, i, start);
  g_ptr_array_add(old >= 0 ? b->earlier : b->with, (gpointer)measure_at(x, i));
  return true;
}

static void
read_money(const Explain *x, CopPlanChange *c)
{
  const CopPlanProblem *p = x->p;
  int64_t *money = cop_new_n(x->a, int64_t, (size_t)p->n_years);
  for (size_t k = 0; k < p->n_money_rows; k++)
    money[p->money_rows[k].year] = MAX(money[p->money_rows[k].year], -x->s->money[k]);
  for (int y = 0; y < p->n_years; y++)
    c->money_total += money[y];
  c->money = money;
}

static void
read_teams(const Explain *x, CopPlanChange *c)
{
  const CopPlanProblem *p = x->p;
  CopPlanTeamChange *teams = cop_new_n(x->a, CopPlanTeamChange, p->n_agencies);
  for (size_t k = 0; k < p->n_agencies; k++) {
    CopPlanTeamChange one = { .from = -1 };
    for (int q = 0; q < p->n_quarters; q++) {
      int missing = -x->s->room[k * (size_t)p->n_quarters + (size_t)q];
      if (missing <= 0)
        continue;
      one.from = one.from < 0 ? q : one.from;
      one.to = q + 1;
      one.teams = MAX(one.teams, missing);
    }
    one.institution = agency_at(x, k);
    if (one.from >= 0)
      teams[c->n_teams++] = one;
  }
  c->teams = teams;
}

static void
give_way(Explain *x, size_t i, CopPlanChange *c)
{
  const CopPlanProblem *p = x->p;
  const CopMeasure **instead = cop_new_n(x->a, const CopMeasure *, p->n_exclusions);
  for (size_t k = 0; k < p->n_exclusions; k++) {
    size_t other = p->exclusions[k].a == i ? p->exclusions[k].b : p->exclusions[k].a;
    if ((p->exclusions[k].a == i || p->exclusions[k].b == i) && x->s->start[other] >= 0) {
      instead[c->n_instead++] = measure_at(x, other);
      cop_plan_state_drop(x->s, other);
    }
  }
  c->instead = instead;
}

static const CopMeasure *const *
copy_measures(const Explain *x, const GPtrArray *list)
{
  const CopMeasure **copy = cop_new_n(x->a, const CopMeasure *, list->len);
  for (guint k = 0; k < list->len; k++)
    copy[k] = list->pdata[k];
  return copy;
}

static void
find_change(Explain *x, size_t i, CopPlanChange *c)
{
  int64_t before = x->s->value;
  g_autoptr(GPtrArray) with = g_ptr_array_new(), earlier = g_ptr_array_new();
  Bringing b = { x, with, earlier };
  give_way(x, i, c);
  c->possible = bring_in(&b, i, x->p->n_quarters, 0);
  if (c->possible) {
    c->start = x->s->start[i];
    c->value = x->s->value - before;
    read_money(x, c);
    read_teams(x, c);
    c->with = copy_measures(x, with);
    c->n_with = with->len - 1; /* the measure itself comes last */
    c->earlier = copy_measures(x, earlier);
    c->n_earlier = earlier->len;
    for (guint k = 0; k < with->len; k++) {
      size_t index = (size_t)(cop_plan_item(x->r, c->with[k]->id) - x->r->items);
      for (int y = 0; y < x->p->n_years; y++)
        c->cost += cop_plan_cost_at(x->p, index, x->s->start[index], y);
    }
  }
  cop_plan_state_undo(x->s, 0);
}

/* Reasons against the start the cheapest change would give it. */
static void
explain_left_out(Explain *x, size_t i, CopPlanExplanation *e)
{
  const CopPlanProblem *p = x->p;
  const CopPlanItem *item = &x->r->items[i];
  e->soonest = -1;
  if (item->profile != NULL && item->profile->waiver != NULL) {
    block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_WAIVED, .text = item->profile->waiver });
    return;
  }
  if (item->unpriced) {
    block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_NO_COST });
    return;
  }
  if (item->forbidden) {
    block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_FORBIDDEN });
    return;
  }
  if (item->n_served == 0) {
    block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_NO_GAP });
    return;
  }
  if (p->soonest[i] >= p->n_quarters) {
    block_by_order(x, i, p->n_quarters);
    if (x->blocks->len == 0)
      block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_HORIZON, .quarter = p->n_quarters });
    return;
  }
  e->soonest = p->soonest[i];
  find_change(x, i, &e->change);
  int start = e->change.possible ? e->change.start : p->soonest[i];
  block_by_order(x, i, start);
  block_by_limits(x, i, start);
  if (x->blocks->len > 0)
    return;
  if (e->change.value <= 0)
    block(x, (CopPlanBlock){ .kind = COP_PLAN_BLOCK_NO_GAIN });
  else
    block_by_floors(x, i, start);
}

const CopPlanExplanation *
cop_plan_explain(const CopPlanResult *r, const char *measure, CopArena *a)
{
  const CopPlanItem *item = cop_plan_item(r, measure);
  if (item == NULL)
    return NULL;
  size_t i = (size_t)(item - r->items);
  Explain x = { .r = r, .p = r->problem, .a = a, .s = cop_plan_state_new(r->problem, a),
                .blocks = g_array_new(FALSE, TRUE, sizeof(CopPlanBlock)) };
  cop_plan_state_set(x.s, r->starts);
  CopPlanExplanation *e = cop_new(a, CopPlanExplanation);
  e->item = item;
  if (item->chosen)
    explain_chosen(&x, i, e);
  else
    explain_left_out(&x, i, e);
  e->n_blocks = x.blocks->len;
  CopPlanBlock *copy = cop_new_n(a, CopPlanBlock, x.blocks->len);
  for (guint k = 0; k < x.blocks->len; k++)
    copy[k] = g_array_index(x.blocks, CopPlanBlock, k);
  e->blocks = copy;
  g_array_unref(x.blocks);
  return e;
}
