/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/cmd.h"
#include "exchange/ics.h"
#include "model/store.h"
#include "plan/weave.h"

static const char *
owner_of(const CopModel *m, const CopInitiative *n)
{
  const CopInstitution *i = cop_model_institution(m, n->owner);
  return i == NULL ? "no owner" : i->acronym != NULL ? i->acronym : i->name;
}

/* --- JSON --- */

static void
write_clause(CopJson *j, const CopMeasure *x, const char *clause, const char *indicator, const char *decision, const char *why, const char *due)
{
  cop_json_object(j);
  cop_json_key_text(j, "measure", x->id);
  cop_json_key_text(j, "title", x->title);
  cop_json_key_text(j, "clause", clause);
  cop_json_key_text(j, "indicator", indicator != NULL ? indicator : x->output);
  cop_json_key_text(j, "decision", decision);
  cop_json_key_text(j, "why", why);
  cop_json_key_text(j, "due", due);
  cop_json_end(j);
}

static void
print_json(const CopModel *m, const CopWeave *more, size_t n_more)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (size_t i = 0; i < m->initiatives.n; i++) {
    const CopInitiative *n = &m->initiatives.items[i];
    cop_json_object(j);
    cop_json_key_text(j, "id", n->id);
    cop_json_key_text(j, "title", n->title);
    cop_json_key_text(j, "owner", owner_of(m, n));
    cop_json_key_text(j, "status", cop_words(COP_WORDS_INITIATIVE)->words[n->status]);
    cop_json_key_text(j, "next_entry", n->next_entry);
    cop_json_key_array(j, "clauses");
    for (size_t k = 0; k < m->integrations.n; k++) {
      const CopIntegration *x = &m->integrations.items[k];
      if (strcmp(x->initiative, n->id) == 0)
        write_clause(j, cop_model_measure(m, x->measure), x->clause, x->indicator, cop_words(COP_WORDS_DECISION)->words[x->decision], x->why, x->due);
    }
    cop_json_end(j);
    cop_json_key_array(j, "suggestions");
    for (size_t k = 0; k < n_more; k++)
      if (more[k].initiative == n)
        write_clause(j, more[k].measure, more[k].clause, more[k].indicator, NULL, cop_weave_rule(more[k].rule), more[k].due);
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

/* --- text --- */

static void
print_text(const CopModel *m, const CopWeave *more, size_t n_more, bool quiet)
{
  for (size_t i = 0; i < m->initiatives.n; i++) {
    const CopInitiative *n = &m->initiatives.items[i];
    printf("%s (%s, %s): %s%s%s\n", n->id, owner_of(m, n), cop_words(COP_WORDS_INITIATIVE)->words[n->status], n->title, n->next_entry == NULL ? "" : ", next entry ",
           n->next_entry == NULL ? "" : n->next_entry);
    for (size_t k = 0; k < m->integrations.n; k++) {
      const CopIntegration *x = &m->integrations.items[k];
      if (strcmp(x->initiative, n->id) == 0)
        printf("  %-9s %s  %s\n", cop_words(COP_WORDS_DECISION)->words[x->decision], x->measure, x->clause);
    }
    for (size_t k = 0; k < n_more; k++)
      if (more[k].initiative == n)
        printf("  by rule   %s  %s (%s)\n", more[k].measure->id, more[k].clause, cop_weave_rule(more[k].rule));
  }
  CopWeaveShare s = cop_weave_share(m);
  if (!quiet)
    printf("%s%zu of %zu initiatives that have not ended carry a clause that was accepted or stands in their text; for %zu a clause lies ready\n",
           m->initiatives.n > 0 ? "\n" : "", s.touched, s.current, s.offered);
}

CopExit
cop_cmd_initiatives(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  gboolean suggest = FALSE, calendar = FALSE;
  const GOptionEntry entries[] = {
    { "suggest", 0, 0, G_OPTION_ARG_NONE, &suggest, "also pairs the rules would add to the matrix", NULL },
    { "calendar", 0, 0, G_OPTION_ARG_NONE, &calendar, "print the entry points as iCalendar instead", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Show existing initiatives and the clauses woven into them.",
                     "A rule suggests, a person decides; a suggestion is not counted as integration.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1 || (calendar && (suggest || common.json)))
    return cop_cmd_failf("initiatives", COP_EXIT_USAGE, argc > 1 ? "no argument is expected" : "--calendar stands alone");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store("initiatives", &common, COP_DB_READ, &code);
  CopModel *m;
  if (db == NULL)
    return code;
  if (!cop_model_load(db, a, &m, &error))
    return cop_cmd_fail("initiatives", COP_EXIT_INPUT, error);
  if (calendar) {
    char made[COP_INSTANT_SIZE];
    g_autofree char *today = g_strndup(cop_instant_now(made), sizeof "YYYY-MM-DD" - 1), *text = cop_ics_entries(m, today, made);
    fputs(text, stdout);
    return COP_EXIT_OK;
  }
  const CopWeave *more = NULL;
  size_t n_more = suggest ? cop_weave_suggest(m, a, &more) : 0;
  if (common.json)
    print_json(m, more, n_more);
  else
    print_text(m, more, n_more, common.quiet);
  return COP_EXIT_OK;
}
