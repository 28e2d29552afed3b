/* SPDX-License-Identifier: Apache-2.0 */
#include "reach/mix.h"

#include <math.h>
#include <string.h>

#include "base/catalogue.h"

enum { N_KINDS = 2 * COP_LITERACY_MAX * COP_CONNECTIVITY_MAX };

static size_t
kind_index(const CopMixKind *k)
{
  return ((size_t)k->out_of_school * COP_LITERACY_MAX + (size_t)k->literacy) * COP_CONNECTIVITY_MAX + (size_t)k->connectivity;
}

static CopMixKind
kind_at(size_t i)
{
  return (CopMixKind){ i / COP_CONNECTIVITY_MAX / COP_LITERACY_MAX != 0, (CopLiteracy)(i / COP_CONNECTIVITY_MAX % COP_LITERACY_MAX),
                       (CopConnectivity)(i % COP_CONNECTIVITY_MAX) };
}

static CopMixKind
kind_of(const CopPeople *p, size_t cell)
{
  return (CopMixKind){ p->sides[COP_PEOPLE_AGE].items[cop_people_category(p, cell, COP_PEOPLE_AGE)].out_of_school,
                       p->sides[COP_PEOPLE_LITERACY].items[cop_people_category(p, cell, COP_PEOPLE_LITERACY)].literacy,
                       p->sides[COP_PEOPLE_CONNECTIVITY].items[cop_people_category(p, cell, COP_PEOPLE_CONNECTIVITY)].connectivity };
}

/* --- shares --- */

bool
cop_mix_fits(const CopModel *m, const CopChannelReach *r, const CopMixKind *k, double *share)
{
  const CopChannel *c = cop_model_channel(m, r->channel);
  const CopValue *v = r->value == NULL ? NULL : cop_model_value(m, r->value);
  if (!r->all && (v == NULL || !cop_record_has(COP_ENTITY_value, v, "number")))
    return false;
  *share = r->all ? 1.0 : CLAMP(v->number / 100, 0, 1);
  return (r->setting != COP_SETTING_IN_SCHOOL || !k->out_of_school) && (r->setting != COP_SETTING_OUT_OF_SCHOOL || k->out_of_school) &&
         c->literacy <= k->literacy && MAX(c->connectivity, r->connectivity) <= k->connectivity;
}

typedef struct {
  double reach, least, most;
} Shares;

/* Channels on the same figure count once. */
static bool
figure_counted(const CopModel *m, const CopMix *mix, uint32_t chosen, size_t before, const CopMixKind *k)
{
  const CopChannelReach *r = &m->channel_reaches.items[before];
  double share;
  for (size_t i = 0; i < before; i++) {
    const CopChannelReach *o = &m->channel_reaches.items[i];
    if (o->value == NULL || r->value == NULL || strcmp(o->value, r->value) != 0 || !cop_mix_fits(m, o, k, &share))
      continue;
    for (size_t run = 0; run < mix->n_runs; run++)
      if ((chosen >> run & 1u) != 0 && strcmp(mix->runs[run].measure->id, o->measure) == 0)
        return true;
  }
  return false;
}

static Shares
shares_of(const CopModel *m, const CopMix *mix, uint32_t chosen, const CopMixKind *k)
{
  Shares s = { 0 };
  double missed = 1, share;
  for (size_t i = 0; i < m->channel_reaches.n; i++) {
    const CopChannelReach *r = &m->channel_reaches.items[i];
    bool paid = false;
    for (size_t run = 0; r->measure != NULL && run < mix->n_runs; run++)
      paid = paid || ((chosen >> run & 1u) != 0 && strcmp(mix->runs[run].measure->id, r->measure) == 0);
    if (!paid || !cop_mix_fits(m, r, k, &share) || figure_counted(m, mix, chosen, i, k))
      continue;
    missed *= 1 - share;
    s.least = fmax(s.least, share);
    s.most = fmin(1, s.most + share);
  }
  s.reach = 1 - missed;
  return s;
}

CopMixReach
cop_mix_reach(const CopModel *m, const CopPeople *p, const CopMix *mix, uint32_t chosen, const CopPeopleGroup *g)
{
  CopMixReach r = { 0 };
  int64_t children[N_KINDS] = { 0 };
  for (size_t i = 0; i < p->n_cells; i++)
    if (p->children[i] > 0 && cop_people_has(p, i, g)) {
      CopMixKind k = kind_of(p, i);
      children[kind_index(&k)] += p->children[i];
    }
  for (size_t i = 0; i < N_KINDS; i++) {
    if (children[i] == 0)
      continue;
    CopMixKind k = kind_at(i);
    Shares s = shares_of(m, mix, chosen, &k);
    r.children += children[i];
    r.reach += (double)children[i] * s.reach;
    r.least += (double)children[i] * s.least;
    r.most += (double)children[i] * s.most;
  }
  return r;
}

/* --- choosing --- */

/* A group that a floor is for: how many children of each kind. */
typedef struct {
  size_t floor;
  double children[N_KINDS], all;
} Guarded;

typedef struct {
  const CopModel *m;
  const CopPeople *p;
  const CopMixWish *wish;
  CopMix *mix;
  double worth[N_KINDS]; /* children, each counted as often as worth says */
  size_t n_guarded;
  Guarded *guarded;
} Choice;

static int64_t
cost_of(const CopModel *m, const CopMeasure *measure)
{
  for (size_t i = 0; i < m->measure_profiles.n; i++)
    if (strcmp(m->measure_profiles.items[i].measure, measure->id) == 0 && cop_record_has(COP_ENTITY_measure_profile, &m->measure_profiles.items[i], "cost_plan"))
      return m->measure_profiles.items[i].cost_plan;
  const CopCostClass *c = cop_model_cost_class(m, measure->cost_class);
  return c == NULL ? 0 : c->high;
}

static bool
has_figure(const CopChannelReach *r)
{
  return r->all || r->value != NULL;
}

static bool
add_runs(Choice *c, CopDiags *d)
{
  for (size_t i = 0; i < c->m->channel_reaches.n; i++) {
    const CopChannelReach *r = &c->m->channel_reaches.items[i];
    size_t at = 0;
    if (r->measure == NULL)
      continue;
    while (at < c->mix->n_runs && strcmp(c->mix->runs[at].measure->id, r->measure) != 0)
      at++;
    if (at == COP_MIX_MAX_RUNS) {
      cop_diags_format(d, COP_SEVERITY_ERROR, "mix-runs", r->id, 0, 0, "put channels together under fewer measures", "more than %d measures pay for channels",
                       COP_MIX_MAX_RUNS);
      return false;
    }
    CopMixRun *run = &c->mix->runs[at];
    if (at == c->mix->n_runs) {
      const CopMeasure *measure = cop_model_measure(c->m, r->measure);
      *run = (CopMixRun){ .measure = measure, .cost = cost_of(c->m, measure) };
      c->mix->n_runs++;
    }
    run->usable = run->usable || has_figure(r);
  }
  return true;
}

static bool
is_empty(const CopPeopleGroup *g)
{
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
    if (g->in[d] != 0)
      return false;
  return true;
}

static void
add_worth(Choice *c, CopTexts spoken)
{
  CopPeopleGroup groups[COP_HARD_MAX];
  for (int h = 0; h < COP_HARD_MAX; h++)
    groups[h] = cop_people_hard(c->p, (CopHard)h, spoken);
  for (size_t i = 0; i < c->p->n_cells; i++) {
    int times = 1;
    for (int h = 0; h < COP_HARD_MAX; h++)
      times += !is_empty(&groups[h]) && cop_people_has(c->p, i, &groups[h]);
    CopMixKind k = kind_of(c->p, i);
    c->worth[kind_index(&k)] += (double)(c->p->children[i] * times);
  }
}

static void
guard(Choice *c, size_t floor, const CopPeopleGroup *g)
{
  Guarded *w = &c->guarded[c->n_guarded++];
  *w = (Guarded){ .floor = floor };
  for (size_t i = 0; i < c->p->n_cells; i++)
    if (cop_people_has(c->p, i, g)) {
      CopMixKind k = kind_of(c->p, i);
      w->children[kind_index(&k)] += (double)c->p->children[i];
      w->all += (double)c->p->children[i];
    }
}

static bool
add_floors(Choice *c, CopTexts spoken, CopDiags *d)
{
  const CopPeopleSide *regions = &c->p->sides[COP_PEOPLE_REGION];
  for (size_t f = 0; f < c->wish->n_floors; f++) {
    const CopMixFloor *floor = &c->wish->floors[f];
    int h = 0;
    while (h < COP_HARD_MAX && strcmp(cop_hard_name((CopHard)h), floor->name) != 0)
      h++;
    c->mix->floors[c->mix->n_floors++].floor = *floor;
    if (h < COP_HARD_MAX) {
      CopPeopleGroup g = cop_people_hard(c->p, (CopHard)h, spoken);
      guard(c, f, &g);
    } else if (strcmp(floor->name, "region") == 0) {
      for (size_t i = 0; i < regions->n; i++)
        guard(c, f, &(CopPeopleGroup){ { [COP_PEOPLE_REGION] = UINT64_C(1) << i } });
    } else {
      cop_diags_format(d, COP_SEVERITY_ERROR, "mix-floor", NULL, 0, 0, "out-of-school, no-reading, no-connection, language or region", "there is no group '%s'",
                       floor->name);
      return false;
    }
  }
  return true;
}

typedef struct {
  uint32_t set;
  int64_t cost;
  double worth, missed; /* sum of what floors lack, in shares */
  double got[COP_MIX_MAX_FLOORS];
} Trial;

static Trial
try_set(const Choice *c, uint32_t set)
{
  Trial t = { .set = set };
  double reach[N_KINDS];
  for (size_t i = 0; i < c->mix->n_runs; i++)
    t.cost += (set >> i & 1u) != 0 ? c->mix->runs[i].cost : 0;
  for (size_t i = 0; i < N_KINDS; i++) {
    CopMixKind k = kind_at(i);
    reach[i] = c->worth[i] > 0 ? shares_of(c->m, c->mix, set, &k).reach : 0;
    t.worth += c->worth[i] * reach[i];
  }
  for (size_t f = 0; f < c->wish->n_floors; f++)
    t.got[f] = 1;
  for (size_t g = 0; g < c->n_guarded; g++) {
    const Guarded *w = &c->guarded[g];
    double got = 0;
    for (size_t i = 0; i < N_KINDS; i++)
      got += w->children[i] * reach[i];
    if (w->all > 0)
      t.got[w->floor] = fmin(t.got[w->floor], got / w->all);
  }
  for (size_t f = 0; f < c->wish->n_floors; f++)
    t.missed += fmax(0, c->wish->floors[f].share - t.got[f]);
  return t;
}

static bool
better(const Trial *a, const Trial *b)
{
  if (fabs(a->missed - b->missed) > 1e-12)
    return a->missed < b->missed;
  if (fabs(a->worth - b->worth) > 1e-6)
    return a->worth > b->worth;
  if (a->cost != b->cost)
    return a->cost < b->cost;
  return __builtin_popcount(a->set) < __builtin_popcount(b->set);
}

static void
explain(const Choice *c, CopMix *mix, const Trial *best)
{
  for (size_t i = 0; i < mix->n_runs; i++) {
    CopMixRun *r = &mix->runs[i];
    uint32_t bit = UINT32_C(1) << i;
    r->chosen = (best->set & bit) != 0;
    Trial other = try_set(c, best->set ^ bit);
    r->gain = fabs(best->worth - other.worth);
    if (r->chosen)
      r->why = other.missed > best->missed + 1e-12 ? N_("a floor needs it") : N_("what it adds is worth its cost");
    else if (!r->usable)
      r->why = N_("no figure says how many children it could reach");
    else if (r->gain <= 1e-6)
      r->why = N_("adds no child that the others could not reach");
    else
      r->why = other.cost > c->wish->budget ? N_("would go over the budget") : N_("left out");
  }
}

bool
cop_mix(const CopModel *m, const CopPeople *p, CopTexts spoken, const CopMixWish *wish, CopMix *mix, CopDiags *d)
{
  *mix = (CopMix){ 0 };
  Choice c = { .m = m, .p = p, .wish = wish, .mix = mix };
  g_autofree Guarded *guarded = g_new(Guarded, COP_HARD_MAX + p->sides[COP_PEOPLE_REGION].n + 1);
  c.guarded = guarded;
  if (!add_runs(&c, d) || !add_floors(&c, spoken, d))
    return false;
  add_worth(&c, spoken);
  uint32_t usable = 0;
  for (size_t i = 0; i < mix->n_runs; i++)
    usable |= (uint32_t)mix->runs[i].usable << i;
  Trial best = try_set(&c, 0);
  for (uint32_t set = 0; set < UINT32_C(1) << mix->n_runs; set++) {
    if ((set & ~usable) != 0)
      continue;
    Trial t = try_set(&c, set);
    if (t.cost > wish->budget)
      continue;
    mix->sets++;
    for (size_t f = 0; f < wish->n_floors; f++)
      mix->floors[f].could = fmax(mix->floors[f].could, t.got[f]);
    if (better(&t, &best))
      best = t;
  }
  mix->chosen = best.set;
  mix->spent = best.cost;
  mix->worth = best.worth;
  mix->feasible = best.missed <= 1e-12;
  for (size_t f = 0; f < wish->n_floors; f++)
    mix->floors[f].got = best.got[f];
  explain(&c, mix, &best);
  return true;
}
