/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build/build.h"
#include "build/snapshot.h"
#include "build/settled.h"
#include "check/alert.h"
#include "cmd/cmd.h"

static void
show_progress(void *user, const CopBuildProgress *p)
{
  (void)user;
  double left = p->done == 0 ? 0 : p->seconds / (double)p->done * (double)(p->pieces - p->done);
  fprintf(stderr, "\r\033[K%zu of %zu pieces, about %.0f s left: %s", p->done, p->pieces, left, p->current);
  if (p->done == p->pieces)
    fprintf(stderr, "\r\033[K");
}

/* The same for programs: the desk reads it (web/building.c). */
static void
say_progress(void *user, const CopBuildProgress *p)
{
  (void)user;
  fprintf(stderr, "progress %zu of %zu in %.1f s: %s\n", p->done, p->pieces, p->seconds, p->current == NULL ? "" : p->current);
}

static void
print_summary(const CopBuildSummary *s, size_t faulty, const char *dir, bool json)
{
  if (!json) {
    printf("%zu artifacts in %s: %zu written, %zu unchanged", s->artifacts, dir, s->written, s->unchanged);
    if (s->removed > 0)
      printf(", %zu removed", s->removed);
    if (s->failed > 0)
      printf(", %zu failed", s->failed);
    if (s->refused > 0)
      printf(", %zu held back", s->refused);
    printf(" (%.2f s)\n", s->seconds);
    if (faulty > 0)
      printf("not fit to use: %zu %s with errors, named above\n", faulty, faulty == 1 ? "file" : "files");
    return;
  }
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_int(j, "artifacts", (int64_t)s->artifacts);
  cop_json_key_int(j, "composed", (int64_t)s->composed);
  cop_json_key_int(j, "written", (int64_t)s->written);
  cop_json_key_int(j, "unchanged", (int64_t)s->unchanged);
  cop_json_key_int(j, "removed", (int64_t)s->removed);
  cop_json_key_int(j, "failed", (int64_t)s->failed);
  cop_json_key_int(j, "refused", (int64_t)s->refused);
  cop_json_key_int(j, "faulty", (int64_t)faulty);
  cop_json_key_int(j, "resumed", (int64_t)s->resumed);
  cop_json_key_real(j, "seconds", s->seconds);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static int
by_text(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Many pieces wait for the same thing: each reason once, most waited for first. */
typedef struct {
  const CopDiag *diag;
  size_t pieces;
} Reason;

static int
by_pieces(const void *a, const void *b)
{
  const Reason *x = a, *y = b;
  return x->pieces != y->pieces ? (x->pieces < y->pieces ? 1 : -1) : strcmp(x->diag->message, y->diag->message);
}

static void
print_reasons(const CopDiags *d)
{
  g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GArray) reasons = g_array_new(FALSE, FALSE, sizeof(Reason));
  for (size_t i = 0; i < cop_diags_count(d); i++) {
    const CopDiag *g = cop_diags_at(d, i);
    if (g->severity != COP_SEVERITY_ERROR || g->kind != COP_DIAG_GATE)
      continue;
    gpointer at = g_hash_table_lookup(index, g->message);
    if (at == NULL) {
      g_array_append_val(reasons, ((Reason){ g, 1 }));
      g_hash_table_insert(index, (gpointer)g->message, GUINT_TO_POINTER(reasons->len));
    } else {
      g_array_index(reasons, Reason, GPOINTER_TO_UINT(at) - 1).pieces++;
    }
  }
  if (reasons->len > 0)
    qsort(reasons->data, reasons->len, sizeof(Reason), by_pieces);
  for (guint i = 0; i < reasons->len; i++) {
    const Reason *r = &g_array_index(reasons, Reason, i);
    fprintf(stderr, "%s: %s; %s (holds back %zu)\n", r->diag->code, r->diag->message, r->diag->remedy, r->pieces);
  }
}

static void
print_counts(GHashTable *counts)
{
  guint n;
  if (g_hash_table_size(counts) == 0)
    return;
  g_autofree const char **codes = (const char **)g_hash_table_get_keys_as_array(counts, &n);
  qsort(codes, n, sizeof *codes, by_text);
  fprintf(stderr, "findings, listed with --verbose and in manifest.json:");
  for (guint i = 0; i < n; i++)
    fprintf(stderr, " %s %u%s", codes[i], GPOINTER_TO_UINT(g_hash_table_lookup(counts, codes[i])), i + 1 == n ? "\n" : ",");
}

/* Findings of a kit are many and much alike: a count by code, and all of them
 * with --verbose or in the manifest. */
static void
print_findings(const CopDiags *d, const CopCmdCommon *common)
{
  if (common->verbose) {
    cop_cmd_print_diags(d, false);
    return;
  }
  g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
  print_reasons(d);
  for (size_t i = 0; i < cop_diags_count(d); i++) {
    const CopDiag *g = cop_diags_at(d, i);
    if (g->severity == COP_SEVERITY_ERROR && g->kind == COP_DIAG_GATE)
      continue;
    if (g->severity == COP_SEVERITY_ERROR) {
      g_autofree char *line = cop_diag_to_line(g);
      fprintf(stderr, "%s\n", line);
      continue;
    }
    gpointer n = g_hash_table_lookup(counts, g->code);
    g_hash_table_insert(counts, (gpointer)g->code, GUINT_TO_POINTER(GPOINTER_TO_UINT(n) + 1));
  }
  if (!common->quiet)
    print_counts(counts);
}

/* Answers without composing when the folder stands as the store would have it. */
static bool
stands(const char *dir, const char *key, const CopCmdCommon *common, CopExit *code)
{
  gint64 began = g_get_monotonic_time();
  g_auto(CopSettled) standing = { 0 };
  if (common->verbose || !cop_settled_holds(dir, key, &standing))
    return false;
  CopBuildSummary s = { .artifacts = standing.files, .unchanged = standing.files, .seconds = (double)(g_get_monotonic_time() - began) / 1e6 };
  for (guint i = 0; i < standing.errors->len; i++)
    fprintf(stderr, "%s\n", (const char *)g_ptr_array_index(standing.errors, i));
  if (!common->quiet)
    print_counts(standing.codes);
  if (common->json || !common->quiet)
    print_summary(&s, standing.faulty, dir, common->json);
  *code = standing.faulty > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
  return true;
}

/* Materials know nothing of the plan, and planning takes longer than writing a card. */
static bool
is_kit_only(char *const *targets)
{
  size_t n = 0;
  while (targets[n] != NULL && g_str_has_prefix(targets[n], "kit"))
    n++;
  return n > 0 && targets[n] == NULL;
}

CopExit
cop_cmd_build(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *dir = NULL, *langs = NULL, *date = NULL;
  gint jobs = 0;
  gboolean release = FALSE, dry_run = FALSE, lines = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &dir, "folder to build into", "DIR" },
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &langs, "languages, separated by commas", "L,.." },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &jobs, "worker processes", "N" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, "date of the edition, YYYY-MM-DD", "DATE" },
    { "release", 0, 0, G_OPTION_ARG_NONE, &release, "refuse what has not passed review", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "say what would be written", NULL },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &lines, "a line for each finished piece, for programs", NULL },
    G_OPTION_ENTRY_NULL };
  g_autoptr(GString) about = g_string_new("Targets; all but those made when named, if none is given:\n");
  size_t n;
  const CopComposeTarget *targets = cop_targets(&n);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(about, "  %-14s %s%s\n", targets[i].name, targets[i].summary, targets[i].on_request ? " (when named)" : "");
  if (!cop_cmd_parse(&argc, &argv, entries, "[TARGET...]", "Make documents and materials from the store; what did not change is left alone.", about->str, &common))
    return COP_EXIT_USAGE;
  if (dir == NULL || common.store == NULL)
    return cop_cmd_failf("build", COP_EXIT_USAGE, "give the store with -s and the folder with -o");
  if (jobs < 0 || jobs > 64)
    return cop_cmd_failf("build", COP_EXIT_USAGE, "--jobs takes 1 to 64, or 0 for as many as there are processors");

  if (date != NULL && !cop_cmd_is_day(date))
    return cop_cmd_failf("build", COP_EXIT_USAGE, "'%s' is no day; write it as 2026-11-30", date);
  g_auto(GStrv) lang_list = NULL;
  if (!cop_cmd_languages("build", langs, &lang_list))
    return COP_EXIT_USAGE;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopDb) db = cop_db_open(common.store, COP_DB_READ, &error);
  if (db == NULL)
    return cop_cmd_fail("build", COP_EXIT_INPUT, error);
  g_autoptr(CopArena) arena = cop_arena_new();
  const char *const *wanted = argc > 1 ? (const char *const *)argv + 1 : NULL;
  CopSettledWish wish = { cop_edition_date(arena, date), wanted, (const char *const *)lang_list, release };
  char key[COP_HASH_HEX];
  if (!cop_settled_key(db, &wish, key, &error))
    return cop_cmd_fail("build", COP_EXIT_INPUT, error);
  CopExit code;
  if (!dry_run && stands(dir, key, &common, &code))
    return code;
  CopSnapshotOptions read = { .date = date, .release = release, .without_plan = !release && is_kit_only(&argv[1]) };
  g_autoptr(CopSnapshot) snapshot = cop_snapshot_load(db, &read, diags, &error);
  if (snapshot == NULL)
    return cop_cmd_fail("build", COP_EXIT_INPUT, error);
  if (snapshot->context.country == NULL)
    return cop_cmd_failf("build", COP_EXIT_INPUT, "%s holds no country; make a store with 'copkit init STORE --country XX'", common.store);
  /* What is over is made of nothing any more, by the later of the clock and the edition. */
  g_autoptr(GDateTime) now = g_date_time_new_now_utc();
  g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
  const char *day = strcmp(today, snapshot->context.date) > 0 ? today : snapshot->context.date;
  snapshot->context.model = cop_alert_living(snapshot->model, day, snapshot->arena);
  CopRelease gates;
  if (release)
    cop_release_init(&gates, &snapshot->context, &snapshot->reviews, NULL, snapshot->arena);
  CopBuildOptions options = { .dir = dir, .targets = wanted, .key = key, .langs = (const char *const *)lang_list,
                              .jobs = (unsigned)jobs, .dry_run = dry_run,
                              .release = release ? &gates : NULL, .progress = lines ? say_progress : !common.quiet && isatty(STDERR_FILENO) ? show_progress : NULL };
  CopBuildSummary summary;
  if (!cop_build_run(&snapshot->context, &options, &summary, diags, &error))
    return cop_cmd_fail("build", error->domain == COP_COMPOSE_ERROR ? COP_EXIT_USAGE : COP_EXIT_INPUT, error);
  print_findings(diags, &common);
  size_t faulty = cop_build_faulty(diags);
  if (common.json || !common.quiet)
    print_summary(&summary, faulty, dir, common.json);
  return summary.failed > 0 || summary.refused > 0 || faulty > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}
