/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "model/store.h"
#include "plan/gaps.h"

typedef struct {
  char *framework, *measure;
  gboolean orphans, unknown, ranked;
  gint top;
} Options;

static void
options_clear(Options *o)
{
  g_free(o->framework);
  g_free(o->measure);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* --- which --- */

/* Gaps stand under the framework of their requirement; legal questions and
 * treaties have none. */
static const char *
group_of(const CopGap *g)
{
  return g->kind == COP_GAP_LAW ? "law" : g->kind == COP_GAP_TREATY ? "treaties" : g->framework->id;
}

static const char *
group_title(const CopGap *g)
{
  return g->kind == COP_GAP_LAW ? "Legal questions" : g->kind == COP_GAP_TREATY ? "Treaties" : g->framework->title;
}

static bool
named(const CopGap *g, const char *measure)
{
  for (size_t i = 0; i < g->n_servers; i++)
    if (strcmp(g->servers[i].measure->id, measure) == 0)
      return true;
  return false;
}

static bool
wanted(const CopGap *g, const Options *o)
{
  return (o->framework == NULL || g_ascii_strcasecmp(o->framework, group_of(g)) == 0) && (!o->orphans || g->n_servers == 0) &&
         (!o->unknown || g->unknown) && (o->measure == NULL || named(g, o->measure));
}

/* Sources of a gap: of what is asked, and of the answer. */
typedef struct {
  const char *what, *source, *locator;
  CopMark mark;
} Origin;

static size_t
origins_of(const CopGap *g, Origin out[2])
{
  size_t n = 0;
  if (g->question != NULL)
    out[n++] = (Origin){ "question", g->question->source, g->question->locator, g->question->mark };
  if (g->requirement != NULL)
    out[n++] = (Origin){ "requirement", g->requirement->source, g->requirement->locator, g->requirement->mark };
  if (g->instrument != NULL)
    out[n++] = (Origin){ "instrument", g->instrument->source, g->instrument->locator, g->instrument->mark };
  if (g->answer != NULL)
    out[n++] = (Origin){ "answer", g->answer->source, g->answer->locator, g->answer->mark };
  if (g->assessment != NULL)
    out[n++] = (Origin){ "assessment", g->assessment->source, g->assessment->locator, g->assessment->mark };
  return n;
}

/* --- JSON --- */

static void
write_origins(CopJson *j, const CopModel *m, const CopGap *g)
{
  Origin origins[2];
  size_t n = origins_of(g, origins);
  cop_json_key_array(j, "sources");
  for (size_t i = 0; i < n; i++) {
    const CopSource *s = cop_model_source(m, origins[i].source);
    cop_json_object(j);
    cop_json_key_text(j, "of", origins[i].what);
    cop_json_key_text(j, "source", origins[i].source);
    cop_json_key_text(j, "title", s == NULL ? NULL : s->title);
    cop_json_key_text(j, "locator", origins[i].locator);
    cop_json_key_text(j, "mark", cop_words(COP_WORDS_MARK)->words[origins[i].mark]);
    cop_json_end(j);
  }
  cop_json_end(j);
}

static void
write_gap(CopJson *j, const CopModel *m, const CopGap *g, size_t rank)
{
  cop_json_object(j);
  cop_json_key_int(j, "rank", (int64_t)rank);
  cop_json_key_text(j, "framework", group_of(g));
  cop_json_key_text(j, "kind", cop_gap_kind_name(g->kind));
  cop_json_key_text(j, "id", g->id);
  cop_json_key_text(j, "code", g->code);
  cop_json_key_text(j, "text", g->text);
  cop_json_key_text(j, "status", cop_words(COP_WORDS_ANSWER)->words[g->status]);
  if (g->kind == COP_GAP_MATURITY)
    cop_json_key_int(j, "phase", g->phase);
  cop_json_key_bool(j, "unknown", g->unknown);
  cop_json_key_real(j, "score", g->score.value);
  cop_json_key_array(j, "factors");
  for (size_t i = 0; i < g->score.n; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "name", g->score.terms[i].name);
    cop_json_key_real(j, "value", g->score.terms[i].value);
    cop_json_key_text(j, "why", g->score.terms[i].why);
    cop_json_end(j);
  }
  cop_json_end(j);
  write_origins(j, m, g);
  cop_json_key_array(j, "measures");
  for (size_t i = 0; i < g->n_servers; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "id", g->servers[i].measure->id);
    cop_json_key_text(j, "title", g->servers[i].measure->title);
    cop_json_key_bool(j, "direct", g->servers[i].direct);
    cop_json_key_bool(j, "under_way", g->servers[i].woven);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

static void
print_json(const CopModel *m, const CopGaps *gaps, const Options *o)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  gint left = o->top;
  for (size_t i = 0; i < gaps->n; i++)
    if (wanted(&gaps->items[i], o) && (o->top == 0 || left-- > 0))
      write_gap(j, m, &gaps->items[i], i + 1);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

/* --- text --- */

static void
print_measures(const CopGap *g)
{
  printf("        measures: ");
  for (size_t i = 0; i < g->n_servers; i++)
    printf("%s%s%s", i > 0 ? ", " : "", g->servers[i].measure->id, g->servers[i].woven ? " (under way)" : "");
  printf("%s\n", g->n_servers == 0 ? "none of the catalogue answers it" : "");
}

static void
print_gap(const CopModel *m, const CopGap *g, size_t rank, bool verbose)
{
  printf("%4zu  %5.2f  %-9s %s: %s\n", rank, g->score.value, g->unknown ? "unknown" : cop_words(COP_WORDS_ANSWER)->words[g->status], g->code, g->text);
  print_measures(g);
  Origin origins[2];
  size_t n = origins_of(g, origins);
  for (size_t i = 0; i < n; i++) {
    const CopSource *s = cop_model_source(m, origins[i].source);
    if (s != NULL)
      printf("        %s: %s%s%s (%s)\n", origins[i].what, s->short_title, origins[i].locator == NULL ? "" : ", ",
             origins[i].locator == NULL ? "" : origins[i].locator, cop_words(COP_WORDS_MARK)->words[origins[i].mark]);
    else
      printf("        %s: no source is recorded (%s)\n", origins[i].what, cop_words(COP_WORDS_MARK)->words[origins[i].mark]);
  }
  for (size_t i = 0; verbose && i < g->score.n; i++)
    printf("        %s %.2f: %s\n", g->score.terms[i].name, g->score.terms[i].value, g->score.terms[i].why);
}

/* Each framework under its own head, in the order of its worst gap. */
static void
print_grouped(const CopModel *m, const CopGaps *gaps, const Options *o, bool verbose)
{
  g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < gaps->n; i++) {
    const char *group = group_of(&gaps->items[i]);
    if (!wanted(&gaps->items[i], o) || !g_hash_table_add(done, (gpointer)group))
      continue;
    size_t n = 0;
    double sum = 0;
    for (size_t k = i; k < gaps->n; k++)
      if (strcmp(group_of(&gaps->items[k]), group) == 0 && wanted(&gaps->items[k], o)) {
        n++;
        sum += gaps->items[k].score.value;
      }
    printf("%s%s (%s): %zu open, weight %.1f\n", g_hash_table_size(done) > 1 ? "\n" : "", group_title(&gaps->items[i]), group, n, sum);
    gint left = o->top;
    for (size_t k = i; k < gaps->n; k++)
      if (strcmp(group_of(&gaps->items[k]), group) == 0 && wanted(&gaps->items[k], o) && (o->top == 0 || left-- > 0))
        print_gap(m, &gaps->items[k], k + 1, verbose);
  }
}

static void
print_ranked(const CopModel *m, const CopGaps *gaps, const Options *o, bool verbose)
{
  gint left = o->top;
  for (size_t i = 0; i < gaps->n; i++)
    if (wanted(&gaps->items[i], o) && (o->top == 0 || left-- > 0))
      print_gap(m, &gaps->items[i], i + 1, verbose);
}

static void
print_sum(const CopGaps *gaps, const Options *o)
{
  size_t n = 0, unknown = 0, orphans = 0;
  for (size_t i = 0; i < gaps->n; i++) {
    if (!wanted(&gaps->items[i], o))
      continue;
    n++;
    unknown += gaps->items[i].unknown;
    orphans += gaps->items[i].n_servers == 0;
  }
  printf("%s%zu gaps; %zu of them because nobody has answered yet; %zu that no measure answers\n", n > 0 ? "\n" : "", n, unknown, orphans);
}

/* --- the command --- */

static CopExit
check_names(const CopModel *m, const Options *o)
{
  if (o->measure != NULL && cop_model_measure(m, o->measure) == NULL)
    return cop_cmd_failf("gaps", COP_EXIT_USAGE, "there is no measure '%s'", o->measure);
  if (o->framework == NULL || g_ascii_strcasecmp(o->framework, "law") == 0 || g_ascii_strcasecmp(o->framework, "treaties") == 0)
    return COP_EXIT_OK;
  g_autoptr(GString) known = g_string_new("law, treaties");
  for (size_t i = 0; i < m->frameworks.n; i++) {
    if (g_ascii_strcasecmp(m->frameworks.items[i].id, o->framework) == 0)
      return COP_EXIT_OK;
    g_string_append_printf(known, ", %s", m->frameworks.items[i].id);
  }
  return cop_cmd_failf("gaps", COP_EXIT_USAGE, "there is no framework '%s'; there are: %s", o->framework, known->str);
}

CopExit
cop_cmd_gaps(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(Options) o = { 0 };
  const GOptionEntry entries[] = {
    { "framework", 'f', 0, G_OPTION_ARG_STRING, &o.framework, "only this framework; law and treaties are two more", "ID" },
    { "measure", 'm', 0, G_OPTION_ARG_STRING, &o.measure, "only what this measure answers", "ID" },
    { "orphans", 0, 0, G_OPTION_ARG_NONE, &o.orphans, "only what no measure answers", NULL },
    { "unknown", 0, 0, G_OPTION_ARG_NONE, &o.unknown, "only what nobody has answered yet", NULL },
    { "ranked", 0, 0, G_OPTION_ARG_NONE, &o.ranked, "one list, worst first, instead of one for each framework", NULL },
    { "top", 'n', 0, G_OPTION_ARG_INT, &o.top, "at most so many of each list", "N" },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Show what is missing against laws, checklists, maturity models and plans, worst first.",
                     "A score is importance x need x force; -v shows the three with their reasons.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1 || o.top < 0)
    return cop_cmd_failf("gaps", COP_EXIT_USAGE, argc > 1 ? "no argument is expected" : "-n takes a number from 1");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store("gaps", &common, COP_DB_READ, &code);
  CopModel *m;
  if (db == NULL)
    return code;
  if (!cop_model_load(db, a, &m, &error))
    return cop_cmd_fail("gaps", COP_EXIT_INPUT, error);
  code = check_names(m, &o);
  if (code != COP_EXIT_OK)
    return code;
  CopGaps gaps = cop_gaps_find(m, a);
  if (common.json) {
    print_json(m, &gaps, &o);
    return COP_EXIT_OK;
  }
  if (o.ranked)
    print_ranked(m, &gaps, &o, common.verbose);
  else
    print_grouped(m, &gaps, &o, common.verbose);
  if (!common.quiet)
    print_sum(&gaps, &o);
  return COP_EXIT_OK;
}
