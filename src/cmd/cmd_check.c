/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "build/snapshot.h"
#include "cmd/cmd.h"
#include "compose/points.h"
#include "compose/sentence.h"

static const char *const who[] = { "machine", "prepared", "person" };

/* --- edited sentences --- */

static bool
is_settled(const CopSentenceLook *l)
{
  return l->now != NULL && l->now->state == COP_SENTENCE_EDITED;
}

static const char *
sentence_fault(CopArena *a, const CopSentenceLook *l)
{
  if (l->now != NULL)
    return cop_arena_printf(a, "changed since a person looked: %s", l->now->changed);
  return l->title == NULL ? "its document is not made any more" : "the document has no such sentence any more";
}

static void
print_sentences_json(CopJson *j, CopArena *a, const CopSentenceLook *looks, size_t n)
{
  cop_json_key_array(j, "edited_sentences");
  for (size_t i = 0; i < n; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "id", looks[i].edit->id);
    cop_json_key_text(j, "text", looks[i].now != NULL ? looks[i].now->text : looks[i].edit->text);
    cop_json_key_bool(j, "settled", is_settled(&looks[i]));
    if (!is_settled(&looks[i]))
      cop_json_key_text(j, "found", sentence_fault(a, &looks[i]));
    cop_json_end(j);
  }
  cop_json_end(j);
}

static size_t
print_sentences(CopArena *a, const CopSentenceLook *looks, size_t n, bool quiet)
{
  size_t open = 0;
  for (size_t i = 0; i < n; i++) {
    if (is_settled(&looks[i]))
      continue;
    open++;
    if (!quiet)
      printf("sentence %s: %s\n", looks[i].edit->id, sentence_fault(a, &looks[i]));
  }
  if (n > 0 && !quiet)
    printf("%zu edited sentences, %zu to be looked at\n", n, open);
  return open;
}

/* What can be edited in one document: id, state, text, values. */
static CopExit
list_sentences(const CopSnapshot *s, const char *stem, bool json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) unused = cop_diags_new();
  CopComposed composed = { 0 };
  const char *dot = strrchr(stem, '.');
  CopProducts *pieces = NULL;
  const CopProduct *piece;
  bool ok = dot != NULL && cop_sentence_piece(&s->context, cop_arena_strndup(s->arena, stem, (size_t)(dot - stem)), dot + 1, &pieces, &piece, &error) &&
            cop_product_compose(&s->context, piece, NULL, s->arena, &composed, unused, &error);
  cop_products_free(pieces);
  if (!ok)
    return cop_cmd_failf("check", COP_EXIT_INPUT, "no document '%s' is made of this store; write it as its file is named without suffix, e.g. progress/progress.en", stem);
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (size_t i = 0; i < composed.n_sentences; i++) {
    const CopSentence *x = composed.sentences[i];
    if (!json)
      printf("%s%s\n    %s\n    %s\n", x->id, x->state == COP_SENTENCE_RULE ? "" : x->state == COP_SENTENCE_EDITED ? " (edited)" : " (edited, and changed since)", x->text, x->pattern);
    cop_json_object(j);
    cop_json_key_text(j, "id", x->id);
    cop_json_key_text(j, "pattern", x->pattern);
    cop_json_key_text(j, "rule", x->rule);
    cop_json_key_text(j, "text", x->text);
    cop_json_key_object(j, "values");
    for (size_t k = 0; x->values[k] != NULL; k += 2)
      cop_json_key_text(j, x->values[k], x->values[k + 1]);
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  if (json)
    fputs(text, stdout);
  return COP_EXIT_OK;
}

/* --- points --- */

static void
print_json(const CopPoint *points, int sum, int out_of, CopArena *a, const CopSentenceLook *looks, size_t n)
{
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_int(j, "sum", sum);
  cop_json_key_int(j, "out_of", out_of);
  cop_json_key_array(j, "points");
  for (unsigned i = 0; i < COP_POINTS; i++) {
    cop_json_object(j);
    cop_json_key_int(j, "number", points[i].number);
    cop_json_key_text(j, "question", points[i].question);
    cop_json_key_text(j, "judged_by", who[points[i].by]);
    cop_json_key_bool(j, "blocks_release", points[i].blocks);
    if (points[i].score >= 0)
      cop_json_key_int(j, "score", points[i].score);
    cop_json_key_text(j, "found", points[i].found);
    cop_json_key_text(j, "remedy", points[i].remedy);
    cop_json_end(j);
  }
  cop_json_end(j);
  print_sentences_json(j, a, looks, n);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static void
print_points(const CopPoint *points, int sum, int out_of)
{
  for (unsigned i = 0; i < COP_POINTS; i++) {
    const CopPoint *p = &points[i];
    if (p->score >= 0)
      printf("%2u  %d of 2  %s%s\n", p->number, p->score, p->question, p->blocks ? " (blocks a release)" : "");
    else
      printf("%2u  %-6s  %s%s\n", p->number, who[p->by], p->question, p->blocks ? " (blocks a release)" : "");
    if (p->found != NULL)
      printf("            %s%s%s\n", p->found, p->remedy != NULL ? "; " : "", p->remedy != NULL ? p->remedy : "");
  }
  printf("%d of %d by the machine; %u points wait for a person (prepared: what holds stands there; person: to be read)\n", sum, out_of, COP_POINTS - (unsigned)out_of / 2);
}

CopExit
cop_cmd_check(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  gboolean release = FALSE;
  g_autofree char *document = NULL;
  const GOptionEntry entries[] = { { "release", 0, 0, G_OPTION_ARG_NONE, &release, "every point that blocks a release must be met in full", NULL },
                                   { "sentences", 0, 0, G_OPTION_ARG_STRING, &document, "list the sentences of a document that can be edited", "DOCUMENT.LANG" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Judge the strategy by forty points: what a machine can decide, what it can prepare, what a person must read.", NULL, &common))
    return COP_EXIT_USAGE;
  if (common.store == NULL || argc > 1)
    return cop_cmd_failf("check", COP_EXIT_USAGE, "%s", common.store == NULL ? "give the store with -s" : "check takes no arguments");
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopDb) db = cop_db_open(common.store, COP_DB_READ, &error);
  if (db == NULL)
    return cop_cmd_fail("check", COP_EXIT_INPUT, error);
  g_autoptr(CopSnapshot) s = cop_snapshot_load(db, &(CopSnapshotOptions){ 0 }, diags, &error);
  if (s == NULL)
    return cop_cmd_fail("check", COP_EXIT_INPUT, error);
  if (document != NULL)
    return list_sentences(s, document, common.json);
  if (s->context.country == NULL || s->context.result == NULL)
    return cop_cmd_failf("check", COP_EXIT_INPUT, "%s holds no plan that can be judged; 'copkit plan' says why", common.store);
  const CopPoint *points = cop_points_judge(&s->context, s->arena);
  int out_of, sum = cop_points_sum(points, &out_of);
  bool good = true;
  for (unsigned i = 0; i < COP_POINTS; i++)
    good &= points[i].score != 0 && !(release && points[i].blocks && points[i].score == 1);
  const CopSentenceLook *looks;
  size_t n = cop_sentences_look(&s->context, s->arena, &looks, &error);
  if (error != NULL)
    return cop_cmd_fail("check", COP_EXIT_INTERNAL, error);
  if (common.json)
    print_json(points, sum, out_of, s->arena, looks, n);
  else if (!common.quiet)
    print_points(points, sum, out_of);
  good &= print_sentences(s->arena, looks, n, common.quiet || common.json) == 0;
  return good ? COP_EXIT_OK : COP_EXIT_FINDINGS;
}
