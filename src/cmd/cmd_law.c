/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "model/store.h"
#include "plan/reopen.h"

typedef struct {
  char *status;
  gboolean again;
} Options;

static void
options_clear(Options *o)
{
  g_free(o->status);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

typedef struct {
  const CopModel *m;
  const CopReopened *again;
  size_t n_again;
  const Options *o;
} Review;

static const CopAnswer *
answer_of(const CopModel *m, const char *question)
{
  for (size_t i = 0; i < m->answers.n; i++)
    if (strcmp(m->answers.items[i].question, question) == 0)
      return &m->answers.items[i];
  return NULL;
}

static const char *
status_of(const CopAnswer *a)
{
  return cop_words(COP_WORDS_ANSWER)->words[a == NULL ? COP_ANSWER_UNKNOWN : a->status];
}

static bool
wanted(const Review *r, const CopQuestion *q)
{
  if (r->o->again && cop_reopen_of(r->again, r->n_again, q->id) == NULL)
    return false;
  return r->o->status == NULL || strcmp(r->o->status, status_of(answer_of(r->m, q->id))) == 0;
}

static void
write_question(CopJson *j, const Review *r, const CopQuestion *q)
{
  const CopAnswer *a = answer_of(r->m, q->id);
  const CopReopened *again = cop_reopen_of(r->again, r->n_again, q->id);
  cop_json_object(j);
  cop_json_key_text(j, "id", q->id);
  cop_json_key_text(j, "theme", q->theme);
  cop_json_key_text(j, "text", q->text);
  cop_json_key_int(j, "weight", q->weight);
  cop_json_key_text(j, "status", status_of(a));
  cop_json_key_text(j, "citation", a == NULL ? NULL : a->citation);
  cop_json_key_text(j, "gap", a == NULL ? NULL : a->gap);
  cop_json_key_text(j, "next_action", a == NULL ? NULL : a->next_action);
  cop_json_key_text(j, "reviewer", a == NULL ? NULL : a->reviewer);
  cop_json_key_text(j, "held_on", a == NULL ? NULL : a->held_on);
  cop_json_key_text(j, "mark", a == NULL ? NULL : cop_words(COP_WORDS_MARK)->words[a->mark]);
  cop_json_key_array(j, "again");
  for (size_t i = 0; again != NULL && i < again->n; i++)
    cop_json_text(j, again->reasons[i].why);
  cop_json_end(j);
  cop_json_end(j);
}

static void
print_json(const Review *r)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (size_t i = 0; i < r->m->questions.n; i++)
    if (wanted(r, &r->m->questions.items[i]))
      write_question(j, r, &r->m->questions.items[i]);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static void
print_text(const Review *r, bool quiet)
{
  size_t n = 0;
  for (size_t i = 0; i < r->m->questions.n; i++) {
    const CopQuestion *q = &r->m->questions.items[i];
    const CopAnswer *a = answer_of(r->m, q->id);
    const CopReopened *again = cop_reopen_of(r->again, r->n_again, q->id);
    if (!wanted(r, q))
      continue;
    n++;
    printf("%-8s %-15s %s\n", q->id, status_of(a), q->text);
    if (a != NULL && a->citation != NULL)
      printf("         cited: %s (%s)\n", a->citation, cop_words(COP_WORDS_MARK)->words[a->mark]);
    if (a != NULL && a->gap != NULL)
      printf("         missing: %s\n", a->gap);
    for (size_t k = 0; again != NULL && k < again->n; k++)
      printf("         look again: %s\n", again->reasons[k].why);
  }
  if (!quiet)
    printf("%s%zu of %zu questions; %zu answers to be looked at again\n", n > 0 ? "\n" : "", n, r->m->questions.n, r->n_again);
}

CopExit
cop_cmd_law(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(Options) o = { 0 };
  const GOptionEntry entries[] = {
    { "status", 0, 0, G_OPTION_ARG_STRING, &o.status, "only this answer: met, partly, not, unknown, 'not applicable'", "ANSWER" },
    { "again", 0, 0, G_OPTION_ARG_NONE, &o.again, "only answers that a changed standard or law has opened again, with the reason", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Show the legal review: questions, answers, and what must be looked at again.",
                     "Gaps in order of weight: copkit gaps --framework law. The review as a document: copkit build legal-review.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("law", COP_EXIT_USAGE, "no argument is expected");
  if (o.status != NULL && cop_words_index(COP_WORDS_ANSWER, o.status) < 0)
    return cop_cmd_failf("law", COP_EXIT_USAGE, "there is no answer '%s'; there are: met, partly, not, unknown, not applicable", o.status);
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store("law", &common, COP_DB_READ, &code);
  CopModel *m;
  if (db == NULL)
    return code;
  if (!cop_model_load(db, a, &m, &error))
    return cop_cmd_fail("law", COP_EXIT_INPUT, error);
  Review r = { .m = m, .o = &o };
  r.n_again = cop_reopen_find(m, a, &r.again);
  if (common.json)
    print_json(&r);
  else
    print_text(&r, common.quiet);
  return COP_EXIT_OK;
}
