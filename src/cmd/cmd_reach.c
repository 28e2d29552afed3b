/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/reach.h"
#include "model/store.h"

#define SUBJECT(name, summary) static CopExit reach_##name(int argc, char **argv);
#include "cmd/reach.def"
#undef SUBJECT

static const CopCmd subjects[] = {
#define SUBJECT(name, summary) { #name, summary, reach_##name },
#include "cmd/reach.def"
#undef SUBJECT
};

CopExit
cop_cmd_reach(int argc, char **argv)
{
  return cop_cmd_run_subject("reach", subjects, G_N_ELEMENTS(subjects), "Show which children channels could reach, and the best mix for a budget.", argc, argv,
                             NULL);
}

/* --- the store and its children --- */

void
cop_reach_desk_clear(CopReachDesk *k)
{
  cop_arena_free(k->a);
}

CopExit
cop_reach_desk_open(CopReachDesk *k, const char *command, const CopCmdCommon *common, bool with_people)
{
  CopExit code = COP_EXIT_OK;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) faults = cop_diags_new();
  g_autoptr(CopDb) db = cop_cmd_open_store(command, common, COP_DB_READ, &code);
  *k = (CopReachDesk){ .a = cop_arena_new() };
  if (db == NULL)
    return code;
  if (!cop_model_load(db, k->a, &k->model, &error))
    return cop_cmd_fail(command, COP_EXIT_INPUT, error);
  k->country = cop_model_country_record(k->model);
  if (k->country == NULL)
    return cop_cmd_failf(command, COP_EXIT_INPUT, "the store has no country");
  if (!with_people)
    return COP_EXIT_OK;
  k->people = cop_people(k->model, k->a, faults);
  if (k->people == NULL) {
    cop_cmd_print_diags(faults, false);
    return cop_cmd_failf(command, COP_EXIT_INPUT, "the figures do not say how many children there are in which group");
  }
  return COP_EXIT_OK;
}

/* --- people --- */

static const char *const dimensions[COP_PEOPLE_DIMENSIONS] = { "region", "age", "sex", "language", "literacy", "connectivity" };

static bool
read_dimensions(const char *text, unsigned *by)
{
  g_auto(GStrv) names = g_strsplit(text, ",", -1);
  *by = 0;
  for (size_t i = 0; names[i] != NULL; i++) {
    int d = 0;
    while (d < COP_PEOPLE_DIMENSIONS && strcmp(dimensions[d], names[i]) != 0)
      d++;
    if (d == COP_PEOPLE_DIMENSIONS)
      return false;
    *by |= 1u << d;
  }
  return *by != 0;
}

/* The next group of the dimensions asked for; false after the last. */
static bool
next_group(const CopPeople *p, unsigned by, size_t at[COP_PEOPLE_DIMENSIONS])
{
  for (int d = COP_PEOPLE_DIMENSIONS - 1; d >= 0; d--) {
    if ((by >> d & 1u) == 0)
      continue;
    if (++at[d] < p->sides[d].n)
      return true;
    at[d] = 0;
  }
  return false;
}

typedef struct {
  int64_t children, least, most;
  bool known;
} GroupSize;

static GroupSize
size_of_group(const CopPeople *p, unsigned by, const size_t at[COP_PEOPLE_DIMENSIONS])
{
  CopPeopleGroup g = { { 0 } };
  GroupSize s = { .known = true };
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
    if ((by >> d & 1u) != 0) {
      g.in[d] = UINT64_C(1) << at[d];
      s.known = s.known && p->sides[d].items[at[d]].known;
    }
  s.children = cop_people_count(p, &g);
  cop_people_bounds(p, &g, &s.least, &s.most);
  return s;
}

static void
print_people(const CopPeople *p, unsigned by)
{
  size_t at[COP_PEOPLE_DIMENSIONS] = { 0 };
  printf("%12s %12s %12s  %s\n", "children", "at least", "at most", "group");
  do {
    GroupSize s = size_of_group(p, by, at);
    printf("%12" G_GINT64_FORMAT " %12" G_GINT64_FORMAT " %12" G_GINT64_FORMAT "  ", s.children, s.least, s.most);
    const char *between = "";
    for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
      if ((by >> d & 1u) != 0) {
        printf("%s%s", between, p->sides[d].items[at[d]].title);
        between = "; ";
      }
    puts(s.known ? "" : "  (no figure: divided evenly)");
  } while (next_group(p, by, at));
  printf("%12" G_GINT64_FORMAT " children in all; fitted in %u rounds, %.2f children apart before rounding\n", p->total, p->rounds, p->apart);
}

static void
json_people(const CopPeople *p, unsigned by)
{
  size_t at[COP_PEOPLE_DIMENSIONS] = { 0 };
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_int(j, "total", p->total);
  cop_json_key_array(j, "groups");
  do {
    GroupSize s = size_of_group(p, by, at);
    cop_json_object(j);
    for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
      if ((by >> d & 1u) != 0)
        cop_json_key_text(j, dimensions[d], p->sides[d].items[at[d]].key);
    cop_json_key_int(j, "children", s.children);
    cop_json_key_int(j, "least", s.least);
    cop_json_key_int(j, "most", s.most);
    cop_json_key_bool(j, "known", s.known);
    cop_json_end(j);
  } while (next_group(p, by, at));
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

/* All cells at once, quicker than asking for each group. */
static void
csv_cells(const CopPeople *p)
{
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
    printf("%s,", dimensions[d]);
  puts("children");
  for (size_t i = 0; i < p->n_cells; i++) {
    for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
      printf("%s,", p->sides[d].items[cop_people_category(p, i, (CopPeopleDimension)d)].key);
    printf("%" G_GINT64_FORMAT "\n", p->children[i]);
  }
}

static CopExit
reach_people(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReachDesk) k = { 0 };
  g_autofree char *by_text = NULL;
  gboolean cells = FALSE;
  unsigned by;
  const GOptionEntry entries[] = { { "by", 0, 0, G_OPTION_ARG_STRING, &by_text, "groups by these: region, age, sex, language, literacy, connectivity", "NAME,.." },
                                   { "cells", 0, 0, G_OPTION_ARG_NONE, &cells, "every cell of the whole table, as CSV", NULL },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Show how many children are in which group.",
                     "Sizes are estimates from the sides that are known; no table with these sides\nhas fewer than 'at least' or more than 'at most' children in a group.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1 || !read_dimensions(by_text == NULL ? "age" : by_text, &by))
    return cop_cmd_failf("reach people", COP_EXIT_USAGE, "--by takes region, age, sex, language, literacy, connectivity, with commas between");
  CopExit code = cop_reach_desk_open(&k, "reach people", &common, true);
  if (code != COP_EXIT_OK)
    return code;
  if (cells)
    csv_cells(k.people);
  else
    common.json ? json_people(k.people, by) : print_people(k.people, by);
  return COP_EXIT_OK;
}

/* --- channels --- */

static CopExit
reach_channels(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReachDesk) k = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, NULL, "List what share of whom each channel could reach, and what is not known.", NULL, &common))
    return COP_EXIT_USAGE;
  CopExit code = cop_reach_desk_open(&k, "reach channels", &common, false);
  if (code != COP_EXIT_OK)
    return code;
  for (size_t i = 0; i < k.model->channels.n; i++) {
    const CopChannel *c = &k.model->channels.items[i];
    const CopChannelReach *r = NULL;
    for (size_t n = 0; n < k.model->channel_reaches.n && r == NULL; n++)
      if (strcmp(k.model->channel_reaches.items[n].channel, c->id) == 0)
        r = &k.model->channel_reaches.items[n];
    const CopValue *v = r == NULL || r->value == NULL ? NULL : cop_model_value(k.model, r->value);
    g_autofree char *share = v != NULL ? g_strdup_printf("%.1f %%", v->number) : g_strdup(r != NULL && r->all ? "all" : "not known");
    printf("%-18s %-10s reading %-5s connection %-6s %s%s%s\n", c->id, share, cop_words(COP_WORDS_LITERACY)->words[c->literacy],
           cop_words(COP_WORDS_CONNECTIVITY)->words[r == NULL ? c->connectivity : MAX(r->connectivity, c->connectivity)], c->title, v == NULL ? "" : "; ",
           v == NULL ? "" : v->label);
  }
  return COP_EXIT_OK;
}

static CopExit
reach_mix(int argc, char **argv)
{
  return cop_reach_mix(argc, argv);
}

static CopExit
reach_copies(int argc, char **argv)
{
  return cop_reach_copies(argc, argv);
}

static CopExit
reach_order(int argc, char **argv)
{
  return cop_reach_order(argc, argv);
}

static CopExit
reach_pack(int argc, char **argv)
{
  return cop_reach_pack(argc, argv);
}

static CopExit
reach_slips(int argc, char **argv)
{
  return cop_reach_slips(argc, argv);
}

static CopExit
reach_printed(int argc, char **argv)
{
  return cop_reach_printed(argc, argv);
}
