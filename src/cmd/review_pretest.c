/* SPDX-License-Identifier: Apache-2.0
 * `copkit review sheet|pretest|rounds|waive`: what readers made of a text. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "check/pretest.h"
#include "cmd/review.h"
#include "model/record.h"
#include "model/store.h"

CopExit
cop_review_sheet(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, NULL, "Print an empty data sheet for a pretest, as CSV: one line for each person, never a name.",
                     "It has the columns of the sheet in the pretest papers (`copkit build communication`).", &common))
    return COP_EXIT_USAGE;
  g_autofree char *sheet = cop_pretest_sheet_empty();
  fputs(sheet, stdout);
  return COP_EXIT_OK;
}

/* --- a round --- */

/* Counts of a round as options: the fields of the record with their names. */
static const struct {
  const char *field, *option, *doc;
} counts[] = {
  { "people", "people", "how many took part" },
  { "act_named", "act", "of them named the act" },
  { "wrongdoer_named", "wrong", "said that the one who asked is wrong" },
  { "number_found", "number", "found the number" },
  { "picture_right", "picture", "named the picture rightly" },
  { "picture_opposite", "opposite", "took the picture for its opposite" },
  { "liked", "liked", "liked it: face 4 or 5" },
  { "hurt", "hurt", "felt hurt or shamed" },
  { "female", "female", "girls or women" },
  { "non_readers", "non-readers", "who do not read" },
  { "with_disability", "disability", "with a disability" },
};
static const struct {
  const char *field, *option, *doc, *value;
} words[] = {
  { "held_on", "on", "day of the round; today when left out", "DATE" },
  { "area", "area", "where, as an area's id", "AREA" },
  { "findings", "findings", "what was not understood or not liked; nothing that tells who", "TEXT" },
  { "changes", "changes", "what is changed because of it", "TEXT" },
  { "decided_by", "decided-by", "who decided on the change, by role", "ROLE" },
};

typedef struct {
  gint count[G_N_ELEMENTS(counts)];
  char *word[G_N_ELEMENTS(words)];
  char *sheet;
  gboolean dry_run;
} Round;

static void
round_clear(Round *r)
{
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    g_free(r->word[i]);
  g_free(r->sheet);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Round, round_clear)

static const CopField *
field_of(const char *name)
{
  return cop_entity_field(COP_ENTITY_pretest_round, name);
}

/* The round about one unit, as typed or as the sheet adds up; false with what is wrong printed. */
static bool
fill(const CopReviewDesk *k, const Round *typed, const char *sheet, size_t length, CopPretestRound *r)
{
  g_autoptr(CopDiags) d = cop_diags_new();
  for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
    if (typed->count[i] >= 0)
      cop_record_set_int(COP_ENTITY_pretest_round, r, field_of(counts[i].field), typed->count[i]);
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (typed->word[i] != NULL)
      cop_record_set_text(COP_ENTITY_pretest_round, r, field_of(words[i].field), cop_arena_strdup(k->a, typed->word[i]));
  if (sheet == NULL || cop_pretest_sheet_read(sheet, length, typed->sheet, r, d))
    return true;
  cop_cmd_print_diags(d, false);
  return false;
}

typedef struct {
  size_t n, passed, failed, open, refused;
} Tally;

/* Keeps the round and, where the marks say so, the decision; in the caller's transaction. */
static bool
keep(CopReviewDesk *k, const CopReviewUnit *u, CopPretestRound *r, const Round *typed, Tally *t, GError **error)
{
  CopGate g = k->gate;
  CopReviewVerdict verdict;
  g.also = r;
  CopPretest p = cop_pretest_judge(&g, u);
  bool decides = cop_pretest_verdict(&p, &verdict);
  const char *summary = cop_pretest_summary(k->a, &p), *actor = cop_cmd_actor();
  const char *why = cop_gate_may(&g, u, actor, COP_REVIEW_ROLE_PRETESTER, decides ? verdict : COP_VERDICT_FAILED, summary, NULL);
  if (why != NULL) {
    fprintf(stderr, "copkit review pretest: %s: %s\n", u->id, why);
    t->refused++;
    return true;
  }
  if (cop_date_compare(r->held_on, k->gate.today) > 0) {
    fprintf(stderr, "copkit review pretest: %s: a round does not lie in the future\n", u->id);
    t->refused++;
    return true;
  }
  printf("%s: %s; %s\n", u->id, cop_pretest_state_name(p.state), summary);
  t->n++;
  *(p.state == COP_PRETEST_PASSED ? &t->passed : p.state == COP_PRETEST_REVISE ? &t->failed : &t->open) += 1;
  if (typed->dry_run)
    return true;
  const CopReview review = { .actor = actor, .role = COP_REVIEW_ROLE_PRETESTER, .verdict = verdict, .unit = u->id, .digest = u->digest, .seen = u->seen, .note = summary };
  return cop_record_save(k->db, COP_ENTITY_pretest_round, (CopRecord *)r, actor, 0, error) && (!decides || cop_reviews_add(k->db, &review, 1, error));
}

static CopExit
record(CopReviewDesk *k, const GPtrArray *units, const Round *typed, const CopCmdCommon *common)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sheet = NULL;
  gsize length = 0;
  Tally t = { 0 };
  if (typed->sheet != NULL && !g_file_get_contents(typed->sheet, &sheet, &length, &error))
    return cop_cmd_fail("review pretest", COP_EXIT_INPUT, error);
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, k->db, &error))
    return cop_cmd_fail("review pretest", COP_EXIT_INPUT, error);
  for (guint i = 0; i < units->len; i++) {
    const CopReviewUnit *u = g_ptr_array_index(units, i);
    CopPretestRound *r = cop_pretest_round_new(k->model, k->a, u, k->gate.today);
    if (!fill(k, typed, sheet, length, r))
      return COP_EXIT_INPUT;
    if (!cop_reviews_learn_authors(k->db, k->a, &k->reviews, u->id, &error) || !keep(k, u, r, typed, &t, &error))
      return cop_cmd_fail("review pretest", COP_EXIT_INPUT, error);
  }
  if (!typed->dry_run && !cop_txn_commit(&txn, &error))
    return cop_cmd_fail("review pretest", COP_EXIT_INPUT, error);
  if (!common->quiet)
    printf("%zu recorded: %zu passed, %zu to revise, %zu with not enough people%s\n", t.n, t.passed, t.failed, t.open, typed->dry_run ? " (nothing was stored)" : "");
  return t.refused > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}

CopExit
cop_review_pretest(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  g_auto(Round) r = { 0 };
  GOptionEntry entries[G_N_ELEMENTS(counts) + G_N_ELEMENTS(words) + 3] = { 0 };
  size_t n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
    r.count[i] = -1;
    entries[n++] = (GOptionEntry){ counts[i].option, 0, 0, G_OPTION_ARG_INT, &r.count[i], counts[i].doc, "N" };
  }
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    entries[n++] = (GOptionEntry){ words[i].option, 0, 0, G_OPTION_ARG_STRING, &r.word[i], words[i].doc, words[i].value };
  entries[n++] = (GOptionEntry){ "sheet", 0, 0, G_OPTION_ARG_FILENAME, &r.sheet, "a filled data sheet instead of counts", "FILE" };
  entries[n++] = (GOptionEntry){ "dry-run", 0, 0, G_OPTION_ARG_NONE, &r.dry_run, "judge and count, store nothing", NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "TEXT...", "Record a round of a pretest, as pretester: counts, never a name. The pass marks decide.",
                     "The round is about the wording as it stands. It passes, has to be revised, or waits for more people.", &common))
    return COP_EXIT_USAGE;
  bool counted = r.count[0] >= 0 && r.count[1] >= 0 && r.count[7] >= 0;
  if (argc < 2 || (r.sheet == NULL) != counted)
    return cop_cmd_failf("review pretest", COP_EXIT_USAGE,
                         argc < 2 ? "name a text, e.g. message_text/MSG-U9-1/poster/fil" : "give --people, --act and --hurt, or a data sheet with --sheet");
  CopExit code = cop_review_desk_open(&k, "review pretest", &common, COP_DB_WRITE);
  if (code != COP_EXIT_OK)
    return code;
  g_autoptr(GPtrArray) units = cop_review_wanted(&k, "review pretest", argv + 1, argc - 1);
  return units == NULL ? COP_EXIT_INPUT : record(&k, units, &r, &common);
}

/* --- rounds and revision log --- */

static void
rounds_json(CopJson *j, const CopReviewUnit *u, const CopPretest *p, const CopRevision *log, size_t n)
{
  cop_json_object(j);
  cop_json_key_text(j, "unit", u->id);
  cop_json_key_text(j, "pretest", cop_pretest_state_name(p->state));
  cop_json_key_int(j, "people", p->people);
  cop_json_key_int(j, "needed", p->needed);
  cop_json_key(j, "marks");
  cop_json_array(j);
  for (int i = 0; i < COP_PRETEST_MARKS; i++) {
    const CopPretestMark *k = &p->marks[i];
    if (!k->asked)
      continue;
    cop_json_object(j);
    cop_json_key_text(j, "mark", k->title);
    cop_json_key_int(j, "count", k->count);
    cop_json_key_int(j, "people", k->people);
    cop_json_key_int(j, k->at_most ? "at_most" : "at_least", k->percent);
    cop_json_key_real(j, "low", k->low);
    cop_json_key_real(j, "high", k->high);
    cop_json_key_bool(j, "met", k->met);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_key(j, "rounds");
  cop_json_array(j);
  for (size_t i = 0; i < n; i++) {
    cop_json_object(j);
    cop_json_key_int(j, "version", log[i].version);
    cop_json_key_bool(j, "stands", log[i].now);
    cop_json_key(j, "round");
    cop_record_write(j, COP_ENTITY_pretest_round, log[i].round, false);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

static void
rounds_text(CopReviewDesk *k, const CopReviewUnit *u, const CopPretest *p, const CopRevision *log, size_t n)
{
  printf("%s\n  %s: %s\n", u->id, cop_pretest_state_name(p->state), cop_pretest_summary(k->a, p));
  for (size_t i = 0; i < n; i++) {
    const CopPretestRound *r = log[i].round;
    g_autofree char *version = log[i].version == 0 ? g_strdup("of a wording not told") : g_strdup_printf("of wording %u%s", log[i].version, log[i].now ? ", which stands" : "");
    printf("  %s  %s: %d people, %d named the act, %d hurt%s%s%s%s%s%s\n", r->held_on, version, (int)r->people, (int)r->act_named, (int)r->hurt,
           r->findings == NULL ? "" : "; found: ", r->findings == NULL ? "" : r->findings, r->changes == NULL ? "" : "; changed: ", r->changes == NULL ? "" : r->changes,
           r->decided_by == NULL ? "" : "; decided by ", r->decided_by == NULL ? "" : r->decided_by);
  }
}

/* The rounds as rows of the reporting form `pretest`, for `copkit import`: sent
 * again they are known again, by an id that comes from the round's. */
static void
print_report(CopReviewDesk *k, const CopReviewUnit *u, const CopRevision *log, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const CopPretestRound *r = log[i].round;
    if (r->area == NULL || cop_date_read(r->held_on).precision != COP_DATE_DAY)
      continue;
    char hex[COP_HASH_HEX];
    cop_hash_bytes(COP_HASH_BLAKE2B, r->id, strlen(r->id), hex);
    CopDate d = cop_date_read(r->held_on);
    printf("%.8s-%.4s-%.4s-%.4s-%.12s,pretest,%s,%s,%04d-Q%d,%s,IND-20b,,,,,%s,,%d,%d,false\n", hex, hex + 8, hex + 12, hex + 16, hex + 20, "copkit review", r->area, d.year,
           (d.month + 2) / 3, k->gate.today, u->lang == NULL ? "" : u->lang, (int)r->act_named, (int)r->people);
  }
}

CopExit
cop_review_rounds(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  gboolean report = FALSE;
  const GOptionEntry entries[] = { { "report", 0, 0, G_OPTION_ARG_NONE, &report, "as rows of the reporting form pretest, for copkit import", NULL }, G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "[TEXT...]", "Show the rounds held on texts, the revision log, and how far each text is from passing.",
                     "Without a text: all that were tried.", &common))
    return COP_EXIT_USAGE;
  CopExit code = cop_review_desk_open(&k, "review rounds", &common, COP_DB_READ);
  if (code != COP_EXIT_OK)
    return code;
  char *everything[] = { (char *)"*" };
  g_autoptr(GPtrArray) units = cop_review_wanted(&k, "review rounds", argc > 1 ? argv + 1 : everything, argc > 1 ? argc - 1 : 1);
  if (units == NULL)
    return argc > 1 ? COP_EXIT_INPUT : COP_EXIT_OK;
  CopJson *j = common.json ? cop_json_new() : NULL;
  if (j != NULL)
    cop_json_array(j);
  if (report)
    printf("report_id,form,reporter,area,period,reported_at,indicator,sex,age_band,disability,setting,language,value,numerator,denominator,synthetic\n");
  for (guint i = 0; i < units->len; i++) {
    const CopReviewUnit *u = g_ptr_array_index(units, i);
    const CopRevision *log;
    size_t n = cop_pretest_log(k.model, k.a, u, &log);
    if (n == 0 && argc < 2)
      continue;
    CopPretest p = cop_pretest_judge(&k.gate, u);
    if (report)
      print_report(&k, u, log, n);
    else if (j != NULL)
      rounds_json(j, u, &p, log, n);
    else
      rounds_text(&k, u, &p, log, n);
  }
  if (j != NULL) {
    cop_json_end(j);
    g_autofree char *text = cop_json_finish(j);
    fputs(text, stdout);
  }
  return COP_EXIT_OK;
}

/* --- waiver --- */

CopExit
cop_review_waive(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  g_autofree char *note = NULL, *until = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = { { "note", 0, 0, G_OPTION_ARG_STRING, &note, "why; it is printed, 120 letters at most", "TEXT" },
                                   { "until", 0, 0, G_OPTION_ARG_STRING, &until, "last day it holds, 30 days ahead at most", "DATE" },
                                   { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "check and count, store nothing", NULL },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "TEXT...", "Do without a pretest until a day, as an approver who neither wrote nor reviewed the text.",
                     "Who waived, why and until when stands on every sheet released under it, which somebody else has to approve.", &common))
    return COP_EXIT_USAGE;
  if (argc < 2)
    return cop_cmd_failf("review waive", COP_EXIT_USAGE, "name a text, e.g. message_text/MSG-U9-1/poster/fil");
  CopExit code = cop_review_desk_open(&k, "review waive", &common, COP_DB_WRITE);
  if (code != COP_EXIT_OK)
    return code;
  const CopReview decision = { .actor = cop_cmd_actor(), .verdict = COP_VERDICT_WAIVED, .role = COP_REVIEW_ROLE_APPROVER, .note = note, .until = until };
  g_autoptr(GPtrArray) units = cop_review_wanted(&k, "review waive", argv + 1, argc - 1);
  return units == NULL ? COP_EXIT_INPUT : cop_review_decide(&k, "review waive", units, &decision, &common, dry_run);
}
