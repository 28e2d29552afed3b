/* SPDX-License-Identifier: Apache-2.0
 * `copkit alert`: one message into all channels and languages at night. */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/lang.h"
#include "build/build.h"
#include "build/snapshot.h"
#include "check/alert.h"
#include "cmd/review.h"
#include "model/audit.h"
#include "model/record.h"
#include "model/store.h"

#define SUBJECT(name, summary) static CopExit alert_##name(int argc, char **argv);
#include "cmd/alert.def"
#undef SUBJECT

static const CopCmd subjects[] = {
#define SUBJECT(name, summary) { #name, summary, alert_##name },
#include "cmd/alert.def"
#undef SUBJECT
};

CopExit
cop_cmd_alert(int argc, char **argv)
{
  return cop_cmd_run_subject("alert", subjects, G_N_ELEMENTS(subjects), "Send one alert into all channels and languages, approved by two people.", argc, argv, "list");
}

/* --- list --- */

static CopExit
alert_patterns(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, NULL, "List the prepared wordings; the Filipino ones are drafts no native reader has seen.", NULL, &common))
    return COP_EXIT_USAGE;
  size_t n;
  const CopAlertPattern *p = cop_alert_patterns(&n);
  for (size_t i = 0; i < n; i++) {
    if (*p[i].when != '\0')
      printf("%s: %s\n", p[i].name, p[i].when);
    printf("  %s  %s %s\n", p[i].lang, p[i].headline, p[i].act);
  }
  return COP_EXIT_OK;
}

/* Its texts in a language, or in all with lang NULL. */
static GPtrArray *
units_of(CopReviewDesk *k, const char *alert, const char *lang)
{
  GPtrArray *units = g_ptr_array_new();
  const CopMessage *m = cop_model_message(k->model, alert);
  for (int f = 0; m != NULL && (lang == NULL || strcmp(lang, "en") == 0) && f < COP_FORM_MAX; f++) {
    CopReviewUnit *u = cop_new(k->a, CopReviewUnit);
    if (cop_unit_find(k->model, k->a, cop_arena_printf(k->a, "message_text/%s/%s/en", alert, cop_words(COP_WORDS_FORM)->words[f]), u))
      g_ptr_array_add(units, u);
  }
  for (size_t i = 0; i < k->model->message_texts.n; i++) {
    const CopMessageText *t = &k->model->message_texts.items[i];
    if (strcmp(t->message, alert) != 0 || strcmp(t->lang, "en") == 0 || (lang != NULL && strcmp(t->lang, lang) != 0))
      continue;
    CopReviewUnit *u = cop_new(k->a, CopReviewUnit);
    cop_unit_of_text(k->model, k->a, t, u);
    g_ptr_array_add(units, u);
  }
  return units;
}

static CopStandingState
least_of(CopReviewDesk *k, const GPtrArray *units)
{
  CopStandingState least = COP_STANDING_PASSED;
  for (guint i = 0; i < units->len; i++)
    least = MIN(least, cop_gate_standing(&k->gate, g_ptr_array_index(units, i)).state);
  return least;
}

static void
list_json(CopReviewDesk *k)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (size_t i = 0; i < k->model->messages.n; i++) {
    const CopMessage *m = &k->model->messages.items[i];
    if (!cop_is_alert(m->id))
      continue;
    cop_json_object(j);
    cop_json_key_text(j, "alert", m->id);
    cop_json_key_text(j, "until", m->review_by);
    cop_json_key_bool(j, "over", cop_alert_over(m, k->gate.today));
    cop_json_key_text(j, "why", m->note);
    cop_json_key(j, "languages");
    cop_json_object(j);
    const CopCountry *country = cop_model_country_record(k->model);
    for (size_t l = 0; country != NULL && l < country->languages.n; l++) {
      g_autoptr(GPtrArray) units = units_of(k, m->id, country->languages.items[l]);
      cop_json_key_text(j, country->languages.items[l], units->len == 0 ? NULL : cop_standing_name(least_of(k, units)));
    }
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static CopExit
alert_list(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, NULL, "List alerts: last day, languages, what each waits for.", NULL, &common))
    return COP_EXIT_USAGE;
  CopExit code = cop_review_desk_open(&k, "alert list", &common, COP_DB_READ);
  if (code != COP_EXIT_OK)
    return code;
  if (common.json) {
    list_json(&k);
    return COP_EXIT_OK;
  }
  const CopCountry *country = cop_model_country_record(k.model);
  for (size_t i = 0; i < k.model->messages.n; i++) {
    const CopMessage *m = &k.model->messages.items[i];
    if (!cop_is_alert(m->id))
      continue;
    printf("%s  until %s%s  %s\n", m->id, m->review_by == NULL ? "no day" : m->review_by, cop_alert_over(m, k.gate.today) ? ", over" : "", m->note == NULL ? "" : m->note);
    g_autoptr(GString) holes = g_string_new(NULL);
    for (size_t l = 0; country != NULL && l < country->languages.n; l++) {
      const char *lang = country->languages.items[l];
      g_autoptr(GPtrArray) units = units_of(&k, m->id, lang);
      if (units->len == 0)
        g_string_append_printf(holes, " %s", lang);
      else
        printf("  %-4s %s\n", lang, cop_standing_name(least_of(&k, units)));
    }
    if (holes->len > 0)
      printf("  not written:%s\n", holes->str);
  }
  printf("left out by the shortened approval, and printed:");
  for (const char *const *s = cop_alert_skipped(); *s != NULL; s++)
    printf("%s %s", s == cop_alert_skipped() ? "" : ",", *s);
  printf("\n");
  return COP_EXIT_OK;
}

/* --- write --- */

typedef struct {
  char *pattern, *lang, *headline, *act, *sms, *until, *why, *where, *segment;
} Wording;

static void
wording_clear(Wording *w)
{
  char *const all[] = { w->pattern, w->lang, w->headline, w->act, w->sms, w->until, w->why, w->where, w->segment };
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    g_free(all[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wording, wording_clear)

/* Saves over what stands; 0 makes a new one. */
static bool
save(CopReviewDesk *k, CopEntity e, CopRecord *record, GError **error)
{
  const CopRecord *there = cop_model_record(k->model, e, record->id);
  record->origin = "";
  return cop_record_save(k->db, e, record, cop_cmd_actor(), there == NULL ? 0 : there->revision, error);
}

static bool
save_all(CopReviewDesk *k, const CopAlertOrder *o, GError **error)
{
  CopAlertRecords r;
  g_auto(CopTxn) txn = { 0 };
  cop_alert_records(k->model, k->a, o, &r);
  if (!cop_txn_begin(&txn, k->db, error) || (r.message != NULL && !save(k, COP_ENTITY_message, (CopRecord *)r.message, error)))
    return false;
  for (size_t i = 0; i < r.n_texts; i++)
    if (!save(k, COP_ENTITY_message_text, (CopRecord *)r.texts[i], error))
      return false;
  return cop_txn_commit(&txn, error);
}

static CopExit
alert_write(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  g_auto(Wording) w = { 0 };
  const GOptionEntry entries[] = { { "pattern", 0, 0, G_OPTION_ARG_STRING, &w.pattern, "begin from a prepared wording", "NAME" },
                                   { "lang", 'l', 0, G_OPTION_ARG_STRING, &w.lang, "language; English when left out", "LANG" },
                                   { "headline", 0, 0, G_OPTION_ARG_STRING, &w.headline, "what happens, never how it is done; no name", "TEXT" },
                                   { "act", 0, 0, G_OPTION_ARG_STRING, &w.act, "the one act; {HELP} stands for the helpline", "TEXT" },
                                   { "sms", 0, 0, G_OPTION_ARG_STRING, &w.sms, "a shorter text for SMS", "TEXT" },
                                   { "until", 0, 0, G_OPTION_ARG_STRING, &w.until, "last day, 30 days ahead at most", "DATE" },
                                   { "why", 0, 0, G_OPTION_ARG_STRING, &w.why, "what happened, for those who decide; never a name", "TEXT" },
                                   { "where", 0, 0, G_OPTION_ARG_STRING, &w.where, "region or province, for those who send it", "AREA" },
                                   { "for", 0, 0, G_OPTION_ARG_STRING, &w.segment, "whom it addresses; carers when left out", "SEGMENT" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "ALERT", "Write an alert, or give it another language: poster, card, notice, loudspeaker, SMS, USSD and voice menu come from two sentences.",
                     "ALERT is a name like ALERT-2026-11-30.", &common))
    return COP_EXIT_USAGE;
  if (argc != 2)
    return cop_cmd_failf("alert write", COP_EXIT_USAGE, "name one alert, like ALERT-2026-11-30");
  CopExit code = cop_review_desk_open(&k, "alert write", &common, COP_DB_WRITE);
  if (code != COP_EXIT_OK)
    return code;
  const char *lang = w.lang == NULL ? "en" : w.lang;
  const CopAlertPattern *p = w.pattern == NULL ? NULL : cop_alert_pattern(w.pattern, lang);
  const CopAlertOrder order = { .alert = argv[1], .lang = lang, .headline = w.headline != NULL || p == NULL ? w.headline : p->headline, .act = w.act != NULL || p == NULL ? w.act : p->act,
                                .sms = w.sms, .until = w.until, .why = w.why, .where = w.where, .segment = w.segment };
  const char *fault = w.pattern != NULL && p == NULL ? "there is no such pattern in that language; see copkit alert patterns" : cop_alert_order_fault(k.model, &order, k.gate.today);
  if (fault != NULL)
    return cop_cmd_failf("alert write", COP_EXIT_USAGE, "%s", fault);
  g_autoptr(GError) error = NULL;
  if (!save_all(&k, &order, &error))
    return cop_cmd_fail("alert write", COP_EXIT_INPUT, error);
  if (!common.quiet)
    printf("%s is written in %s: copkit review check 'message_text/%s/*' looks it over, copkit alert submit hands it in\n", argv[1], lang, argv[1]);
  return COP_EXIT_OK;
}

/* --- deciding --- */

static CopExit
decide(int argc, char **argv, const char *command, const char *summary, CopReviewRole role, CopReviewVerdict verdict)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  g_autofree char *lang = NULL, *note = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = { { "lang", 'l', 0, G_OPTION_ARG_STRING, &lang, "only in this language", "LANG" },
                                   { "note", 0, 0, G_OPTION_ARG_STRING, &note, "why, for the log", "TEXT" },
                                   { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "check and count, store nothing", NULL },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "ALERT", summary, NULL, &common))
    return COP_EXIT_USAGE;
  if (argc != 2)
    return cop_cmd_failf(command, COP_EXIT_USAGE, "name one alert");
  CopExit code = cop_review_desk_open(&k, command, &common, COP_DB_WRITE);
  if (code != COP_EXIT_OK)
    return code;
  g_autoptr(GPtrArray) units = cop_is_alert(argv[1]) ? units_of(&k, argv[1], lang) : g_ptr_array_new();
  if (units->len == 0)
    return cop_cmd_failf(command, COP_EXIT_INPUT, "there is no alert '%s'%s%s", argv[1], lang == NULL ? "" : " in ", lang == NULL ? "" : lang);
  const CopReview decision = { .actor = cop_cmd_actor(), .role = role, .verdict = verdict, .note = note };
  return cop_review_decide(&k, command, units, &decision, &common, dry_run);
}

static CopExit
alert_submit(int argc, char **argv)
{
  return decide(argc, argv, "alert submit", "Hand in the texts of an alert, as their author.", COP_REVIEW_ROLE_AUTHOR, COP_VERDICT_SUBMITTED);
}

static CopExit
alert_approve(int argc, char **argv)
{
  return decide(argc, argv, "alert approve", "Let the texts of an alert go out, as an approver who neither wrote them nor handed them in.", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED);
}

static CopExit
alert_withdraw(int argc, char **argv)
{
  return decide(argc, argv, "alert withdraw", "Take an alert back, as an approver; --note says why.", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WITHDRAWN);
}

/* --- issue --- */

static bool
build(CopSnapshot *s, const CopRelease *release, const char *dir, CopBuildSummary *sum, CopDiags *d, GError **error)
{
  static const char *const targets[] = { "kit/alert", NULL };
  s->context.release = release != NULL;
  const CopBuildOptions o = { .dir = dir, .targets = targets, .release = release };
  return cop_build_run(&s->context, &o, sum, d, error);
}

/* That it was issued is an entry of the log. */
static bool
note_issue(CopDb *db, const CopModel *m, size_t released, size_t drafts, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, db, error))
    return false;
  for (size_t i = 0; i < m->messages.n; i++) {
    if (!cop_is_alert(m->messages.items[i].id))
      continue;
    g_autofree char *content = g_strdup_printf("{\"released\":%zu,\"drafts\":%zu}", released, drafts);
    if (!cop_audit_add(db, &(CopAuditEntry){ .actor = cop_cmd_actor(), .action = "issue", .entity = "alert", .record = m->messages.items[i].id, .content = content }, error))
      return false;
  }
  return cop_txn_commit(&txn, error);
}

/* Each reason once: seven sheets wait for the same approval. */
static void
print_reasons(const CopDiags *d)
{
  g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < cop_diags_count(d); i++) {
    const CopDiag *g = cop_diags_at(d, i);
    if (g->severity != COP_SEVERITY_NOTE && g_hash_table_add(told, (gpointer)g->message))
      fprintf(stderr, "%s: %s%s%s\n", g->code, g->message, g->remedy == NULL ? "" : "; ", g->remedy == NULL ? "" : g->remedy);
  }
}

static CopExit
alert_issue(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *dir = NULL;
  const GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &dir, "folder to build into: DIR/released and DIR/drafts", "DIR" }, G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Build every alert that is not over: what two people let out into DIR/released, all of it with draft marks into DIR/drafts.",
                     "Exit code 1: something was held back, and why is printed.", &common))
    return COP_EXIT_USAGE;
  if (dir == NULL || argc != 1)
    return cop_cmd_failf("alert issue", COP_EXIT_USAGE, "give the folder with -o, and nothing else");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) d = cop_diags_new(), unused = cop_diags_new();
  g_autoptr(CopDb) db = cop_cmd_open_store("alert issue", &common, COP_DB_WRITE, &code);
  if (db == NULL)
    return code;
  g_autoptr(CopSnapshot) s = cop_snapshot_load(db, &(CopSnapshotOptions){ .without_plan = true }, d, &error);
  if (s == NULL)
    return cop_cmd_fail("alert issue", COP_EXIT_INPUT, error);
  CopRelease release;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc();
  g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
  s->context.model = cop_alert_living(s->model, strcmp(today, s->context.date) > 0 ? today : s->context.date, s->arena);
  cop_release_init(&release, &s->context, &s->reviews, NULL, s->arena);
  g_autofree char *released = g_build_filename(dir, "released", NULL), *drafts = g_build_filename(dir, "drafts", NULL);
  CopBuildSummary out = { 0 }, rest = { 0 };
  if (g_mkdir_with_parents(dir, 0777) != 0 || !build(s, &release, released, &out, d, &error) || !build(s, NULL, drafts, &rest, unused, &error) ||
      !note_issue(db, s->context.model, out.artifacts, rest.artifacts, &error))
    return error == NULL ? cop_cmd_failf("alert issue", COP_EXIT_INPUT, "%s cannot be made", dir) : cop_cmd_fail("alert issue", COP_EXIT_INPUT, error);
  print_reasons(d);
  if (!common.quiet)
    printf("%zu files released, %zu held back, %zu as drafts\n", out.artifacts, out.refused, rest.artifacts);
  return out.refused > 0 || out.failed > 0 || rest.failed > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}
