/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/reach.h"

/* --- what is asked for --- */

/* "out-of-school=40": at least 40 per cent. */
static bool
read_floor(char *text, CopMixFloor *floor)
{
  char *equals = strchr(text, '='), *end = NULL;
  if (equals == NULL)
    return false;
  *equals = '\0';
  floor->name = text;
  floor->share = g_ascii_strtod(equals + 1, &end) / 100;
  return end != equals + 1 && *end == '\0' && floor->share >= 0 && floor->share <= 1;
}

static bool
read_budget(const CopCountry *country, const char *text, int64_t *minor)
{
  char *end = NULL;
  double x = text == NULL ? -1 : g_ascii_strtod(text, &end);
  if (text == NULL || end == text || *end != '\0' || !(x >= 0) || x > 1e15)
    return false;
  *minor = (int64_t)(x * pow(10, (double)country->currency_digits) + 0.5);
  return true;
}

/* --- what comes out --- */

static void
json_reach(CopJson *j, const CopReachDesk *k, const CopMix *mix, const char *kind, const char *key, const CopPeopleGroup *g, int64_t reached)
{
  CopMixReach r = cop_mix_reach(k->model, k->people, mix, mix->chosen, g);
  cop_json_object(j);
  cop_json_key_text(j, "kind", kind);
  cop_json_key_text(j, "key", key);
  cop_json_key_int(j, "children", r.children);
  cop_json_key_int(j, "reached", reached);
  cop_json_key_real(j, "reach", r.reach);
  cop_json_key_real(j, "least", r.least);
  cop_json_key_real(j, "most", r.most);
  cop_json_end(j);
}

/* Whole children: the regions add up to the country. */
static void
reached_by_region(const CopReachDesk *k, const CopMix *mix, int64_t *all, int64_t *parts)
{
  const CopPeopleSide *regions = &k->people->sides[COP_PEOPLE_REGION];
  double reach[COP_PEOPLE_MAX_CATEGORIES], sum = 0;
  for (size_t i = 0; i < regions->n; i++) {
    reach[i] = cop_mix_reach(k->model, k->people, mix, mix->chosen, &(CopPeopleGroup){ { [COP_PEOPLE_REGION] = UINT64_C(1) << i } }).reach;
    sum += reach[i];
    parts[i] = 0;
  }
  *all = (int64_t)(sum + 0.5);
  if (sum > 0)
    cop_divide(*all, reach, regions->n, parts);
}

static void
json_mix(const CopReachDesk *k, const CopMixWish *wish, const CopMix *mix)
{
  const CopPeopleSide *regions = &k->people->sides[COP_PEOPLE_REGION];
  int64_t all, parts[COP_PEOPLE_MAX_CATEGORIES];
  CopJson *j = cop_json_new();
  reached_by_region(k, mix, &all, parts);
  cop_json_object(j);
  cop_json_key_int(j, "budget", wish->budget);
  cop_json_key_int(j, "spent", mix->spent);
  cop_json_key_bool(j, "feasible", mix->feasible);
  cop_json_key_real(j, "worth", mix->worth);
  cop_json_key_int(j, "sets", (int64_t)mix->sets);
  cop_json_key_array(j, "runs");
  for (size_t i = 0; i < mix->n_runs; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "measure", mix->runs[i].measure->id);
    cop_json_key_int(j, "cost", mix->runs[i].cost);
    cop_json_key_bool(j, "chosen", mix->runs[i].chosen);
    cop_json_key_real(j, "gain", mix->runs[i].gain);
    cop_json_key_text(j, "why", mix->runs[i].why);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_key_array(j, "floors");
  for (size_t i = 0; i < mix->n_floors; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "group", mix->floors[i].floor.name);
    cop_json_key_real(j, "share", mix->floors[i].floor.share);
    cop_json_key_real(j, "got", mix->floors[i].got);
    cop_json_key_real(j, "could", mix->floors[i].could);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_key_array(j, "groups");
  json_reach(j, k, mix, "all", "all", &(CopPeopleGroup){ { 0 } }, all);
  for (size_t i = 0; i < regions->n; i++)
    json_reach(j, k, mix, "region", regions->items[i].key, &(CopPeopleGroup){ { [COP_PEOPLE_REGION] = UINT64_C(1) << i } }, parts[i]);
  for (int h = 0; h < COP_HARD_MAX; h++) {
    CopPeopleGroup g = cop_people_hard(k->people, (CopHard)h, k->country->languages);
    json_reach(j, k, mix, "hard", cop_hard_name((CopHard)h), &g, (int64_t)(cop_mix_reach(k->model, k->people, mix, mix->chosen, &g).reach + 0.5));
  }
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static void
print_line(const CopReachDesk *k, const CopMix *mix, const char *title, const CopPeopleGroup *g)
{
  CopMixReach r = cop_mix_reach(k->model, k->people, mix, mix->chosen, g);
  double n = r.children > 0 ? (double)r.children / 100 : 1;
  printf("  %12" G_GINT64_FORMAT "  %5.1f %%  %5.1f-%5.1f %%  %s\n", r.children, r.reach / n, r.least / n, r.most / n, title);
}

static void
print_mix(const CopReachDesk *k, const CopMixWish *wish, const CopMix *mix)
{
  double unit = pow(10, (double)k->country->currency_digits);
  printf("%s%.0f of %s%.0f a year; best of %" G_GUINT64_FORMAT " sets of measures%s\n", k->country->currency_symbol, (double)mix->spent / unit, k->country->currency_symbol,
         (double)wish->budget / unit, mix->sets, mix->feasible ? "" : "; no set keeps every floor: this one misses them least");
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < mix->n_runs; i++) {
      const CopMixRun *r = &mix->runs[i];
      if (r->chosen == (pass == 0))
        printf("  %s %-4s %s%-12.0f %12.0f  %s: %s\n", r->chosen ? "+" : "-", r->measure->id, k->country->currency_symbol, (double)r->cost / unit, r->gain,
               r->measure->title, r->why);
    }
  for (size_t i = 0; i < mix->n_floors; i++)
    printf("floor %s: %.1f %% asked, %.1f %% reached; %.1f %% would be possible\n", mix->floors[i].floor.name, 100 * mix->floors[i].floor.share, 100 * mix->floors[i].got,
           100 * mix->floors[i].could);
  printf("  %12s  %7s  %13s\n", "children", "could", "least-most");
  print_line(k, mix, "all", &(CopPeopleGroup){ { 0 } });
  for (int h = 0; h < COP_HARD_MAX; h++) {
    CopPeopleGroup g = cop_people_hard(k->people, (CopHard)h, k->country->languages);
    print_line(k, mix, cop_hard_title((CopHard)h), &g);
  }
  puts("Could receive, by the figures of the register; not who listens or understands.");
}

CopExit
cop_reach_mix(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReachDesk) k = { 0 };
  g_autofree char *budget = NULL;
  g_auto(GStrv) floors = NULL;
  g_autoptr(CopDiags) faults = cop_diags_new();
  CopMixWish wish = { 0 };
  CopMix mix;
  const GOptionEntry entries[] = { { "budget", 0, 0, G_OPTION_ARG_STRING, &budget, "money for a year, in the country's currency", "AMOUNT" },
                                   { "floor", 0, 0, G_OPTION_ARG_STRING_ARRAY, &floors,
                                     "least share to reach, per cent: out-of-school, no-reading, no-connection, language, region", "GROUP=SHARE" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Choose the channels that could reach most children for a budget, those hard to reach first.",
                     "A child counts once, and once more for each group that is hard to reach it is in.\nEvery set of measures is tried and the result is checked by other code.", &common))
    return COP_EXIT_USAGE;
  for (size_t i = 0; floors != NULL && floors[i] != NULL; i++)
    if (wish.n_floors == COP_MIX_MAX_FLOORS || !read_floor(floors[i], &wish.floors[wish.n_floors++]))
      return cop_cmd_failf("reach mix", COP_EXIT_USAGE, "--floor takes GROUP=SHARE with a share from 0 to 100, at most %d times", COP_MIX_MAX_FLOORS);
  CopExit code = cop_reach_desk_open(&k, "reach mix", &common, true);
  if (code != COP_EXIT_OK)
    return code;
  if (argc > 1 || !read_budget(k.country, budget, &wish.budget))
    return cop_cmd_failf("reach mix", COP_EXIT_USAGE, "say --budget AMOUNT, a number");
  if (!cop_mix(k.model, k.people, k.country->languages, &wish, &mix, faults) ||
      !cop_mix_check(k.model, k.people, k.country->languages, &wish, &mix, faults)) {
    cop_cmd_print_diags(faults, false);
    return COP_EXIT_USAGE;
  }
  common.json ? json_mix(&k, &wish, &mix) : print_mix(&k, &wish, &mix);
  return mix.feasible ? COP_EXIT_OK : COP_EXIT_FINDINGS;
}
