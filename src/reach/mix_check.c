/* SPDX-License-Identifier: Apache-2.0
 *
 * reach/mix_check.c -- a mix held against its records, cell by cell. Shares no
 * code with mix.c: reach is added up figure by figure over what earlier figures
 * left, sets are numbered by counting, floors are looked at one child group at a
 * time.
 */
#include <math.h>
#include <string.h>

#include "reach/mix.h"

typedef struct {
  const CopModel *m;
  const CopPeople *p;
  const CopMix *mix;
  CopDiags *d;
  bool right;
} Check;

static void G_GNUC_PRINTF(2, 3)
wrong(Check *c, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  cop_diags_format(c->d, COP_SEVERITY_ERROR, "mix-check", NULL, 0, 0, "report it: the search and its check disagree", "%s", text);
  c->right = false;
}

static bool
pays(const CopMix *mix, const bool *set, const char *measure)
{
  for (size_t i = 0; i < mix->n_runs; i++)
    if (set[i] && g_strcmp0(mix->runs[i].measure->id, measure) == 0)
      return true;
  return false;
}

/* What is reached of one child of a cell: each new figure reaches its share of what is left. */
static double
reached(const Check *c, const bool *set, bool out, CopLiteracy reads, CopConnectivity online)
{
  double left = 1;
  const char *used[COP_MIX_MAX_CHANNELS];
  size_t n_used = 0;
  for (size_t i = 0; i < c->m->channel_reaches.n && n_used < COP_MIX_MAX_CHANNELS; i++) {
    const CopChannelReach *r = &c->m->channel_reaches.items[i];
    const CopChannel *channel = cop_model_channel(c->m, r->channel);
    const char *figure = r->all ? r->id : r->value;
    bool again = figure == NULL || !pays(c->mix, set, r->measure);
    for (size_t k = 0; k < n_used; k++)
      again = again || strcmp(used[k], figure) == 0;
    if (again || (int)channel->literacy > (int)reads || (int)channel->connectivity > (int)online || (int)r->connectivity > (int)online)
      continue;
    if ((out && r->setting == COP_SETTING_IN_SCHOOL) || (!out && r->setting == COP_SETTING_OUT_OF_SCHOOL))
      continue;
    double share = r->all ? 100 : cop_model_value(c->m, r->value)->number;
    left -= left * fmin(100, fmax(0, share)) / 100;
    used[n_used++] = figure;
  }
  return 1 - left;
}

typedef struct {
  double worth;
  double group[COP_HARD_MAX], group_all[COP_HARD_MAX];
  double region[COP_PEOPLE_MAX_CATEGORIES], region_all[COP_PEOPLE_MAX_CATEGORIES];
} Sums;

static Sums
add_up(const Check *c, const bool *set, const CopPeopleGroup *hard)
{
  Sums s = { 0 };
  double known[2][COP_LITERACY_MAX][COP_CONNECTIVITY_MAX];
  for (int o = 0; o < 2; o++)
    for (int l = 0; l < COP_LITERACY_MAX; l++)
      for (int n = 0; n < COP_CONNECTIVITY_MAX; n++)
        known[o][l][n] = reached(c, set, o != 0, (CopLiteracy)l, (CopConnectivity)n);
  for (size_t i = 0; i < c->p->n_cells; i++) {
    const CopPeopleCategory *age = &c->p->sides[COP_PEOPLE_AGE].items[cop_people_category(c->p, i, COP_PEOPLE_AGE)];
    const CopPeopleCategory *reads = &c->p->sides[COP_PEOPLE_LITERACY].items[cop_people_category(c->p, i, COP_PEOPLE_LITERACY)];
    const CopPeopleCategory *online = &c->p->sides[COP_PEOPLE_CONNECTIVITY].items[cop_people_category(c->p, i, COP_PEOPLE_CONNECTIVITY)];
    double n = (double)c->p->children[i], got = n * known[age->out_of_school][reads->literacy][online->connectivity];
    size_t region = cop_people_category(c->p, i, COP_PEOPLE_REGION);
    s.worth += got;
    s.region[region] += got;
    s.region_all[region] += n;
    for (int h = 0; h < COP_HARD_MAX; h++) {
      bool any = false;
      for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
        any = any || hard[h].in[d] != 0;
      if (!any || !cop_people_has(c->p, i, &hard[h]))
        continue;
      s.worth += got;
      s.group[h] += got;
      s.group_all[h] += n;
    }
  }
  return s;
}

/* The lowest share a floor is about. */
static double
lowest(const Check *c, const Sums *s, const char *name)
{
  double low = 1;
  for (int h = 0; h < COP_HARD_MAX; h++)
    if (strcmp(cop_hard_name((CopHard)h), name) == 0)
      return s->group_all[h] > 0 ? s->group[h] / s->group_all[h] : 1;
  for (size_t i = 0; i < c->p->sides[COP_PEOPLE_REGION].n; i++)
    if (s->region_all[i] > 0)
      low = fmin(low, s->region[i] / s->region_all[i]);
  return low;
}

static bool
keeps_floors(const Check *c, const Sums *s, const CopMixWish *wish)
{
  for (size_t f = 0; f < wish->n_floors; f++)
    if (lowest(c, s, wish->floors[f].name) < wish->floors[f].share - 1e-12)
      return false;
  return true;
}

/* Adds one in binary; false when all were tried. */
static bool
next_set(bool *set, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    set[i] = !set[i];
    if (set[i])
      return true;
  }
  return false;
}

bool
cop_mix_check(const CopModel *m, const CopPeople *p, CopTexts spoken, const CopMixWish *wish, const CopMix *mix, CopDiags *d)
{
  Check c = { m, p, mix, d, true };
  CopPeopleGroup hard[COP_HARD_MAX];
  bool set[COP_MIX_MAX_RUNS] = { false };
  int64_t cost = 0;
  for (int h = 0; h < COP_HARD_MAX; h++)
    hard[h] = cop_people_hard(p, (CopHard)h, spoken);
  for (size_t i = 0; i < mix->n_runs; i++) {
    set[i] = mix->runs[i].chosen;
    cost += set[i] ? mix->runs[i].cost : 0;
  }
  Sums mine = add_up(&c, set, hard);
  bool kept = keeps_floors(&c, &mine, wish);
  if (cost != mix->spent || cost > wish->budget)
    wrong(&c, "the runs cost %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, cost, mix->spent);
  if (fabs(mine.worth - mix->worth) > 1e-6 * fmax(1, mine.worth))
    wrong(&c, "the mix is worth %.3f, not %.3f", mine.worth, mix->worth);
  if (kept != mix->feasible)
    wrong(&c, "its floors are %s", kept ? "kept" : "not kept");
  memset(set, 0, sizeof set);
  do {
    cost = 0;
    for (size_t k = 0; k < mix->n_runs; k++)
      cost += set[k] ? mix->runs[k].cost : 0;
    if (cost > wish->budget)
      continue;
    Sums other = add_up(&c, set, hard);
    bool other_kept = keeps_floors(&c, &other, wish);
    if ((other_kept && !kept) || (other_kept && kept && other.worth > mine.worth * (1 + 1e-9)))
      wrong(&c, "another set is worth %.3f", other.worth);
  } while (next_set(set, mix->n_runs));
  return c.right;
}
