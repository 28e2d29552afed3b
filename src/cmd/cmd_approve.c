/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "build/picture.h"
#include "build/release.h"
#include "cmd/cmd.h"
#include "model/review_store.h"

typedef struct {
  CopSnapshot *s;
  CopDb *db;
  CopArena *a;
  CopRelease gates;
  CopReview decision;
  GArray *made;    /* CopReview */
  size_t refused;  /* the person may not, or the piece does not pass */
  size_t standing; /* approved by this person already */
} Approving;

/* An approval joins the edition that was approved before, so that two people
 * approve one thing. */
static bool
approve_piece(Approving *v, const CopProduct *p, GError **error)
{
  GError *local = NULL;
  g_autoptr(CopDiags) d = cop_diags_new();
  const char *edition = cop_release_edition(&v->gates, &v->s->context, p, v->a, &local);
  CopReviewUnit unit;
  bool passes;
  if (local != NULL) {
    g_propagate_error(error, local);
    return false;
  }
  if (edition == NULL)
    edition = v->s->context.date;
  if (!cop_release_unit(&v->gates, &v->s->context, p, edition, v->a, &unit, &passes, d, error))
    return false;
  for (guint i = 0; i < unit.parts->len; i++)
    if (!cop_reviews_learn_authors(v->db, v->a, &v->s->reviews, g_ptr_array_index(unit.parts, i), error))
      return false;
  const CopReview *last = cop_gate_standing(&v->gates.gate, &unit).last;
  if (v->decision.verdict == COP_VERDICT_APPROVED && last != NULL && last->verdict == COP_VERDICT_APPROVED && strcmp(last->actor, v->decision.actor) == 0) {
    v->standing++;
    return true;
  }
  const char *why = cop_gate_may(&v->gates.gate, &unit, v->decision.actor, v->decision.role, v->decision.verdict, v->decision.note, NULL);
  bool fit = passes || v->decision.verdict == COP_VERDICT_WITHDRAWN;
  if (why != NULL)
    fprintf(stderr, "copkit approve: %s: %s\n", unit.id, why);
  for (size_t i = 0; why == NULL && !fit && i < cop_diags_count(d); i++)
    fprintf(stderr, "%s: %s: %s; %s\n", unit.id, cop_diags_at(d, i)->code, cop_diags_at(d, i)->message, cop_diags_at(d, i)->remedy);
  if (why != NULL || !fit) {
    v->refused++;
    return true;
  }
  CopReview r = v->decision;
  r.unit = unit.id;
  r.digest = cop_arena_strdup(v->a, unit.digest);
  r.edition = cop_arena_strdup(v->a, edition);
  g_array_append_val(v->made, r);
  return true;
}

static bool
is_wanted(const CopProduct *p, char **stems, int n)
{
  for (int i = 0; i < n; i++)
    if (strcmp(p->target, stems[i]) == 0 || g_pattern_match_simple(stems[i], p->stem) ||
        (g_str_has_prefix(p->target, stems[i]) && p->target[strlen(stems[i])] == '/'))
      return true;
  return false;
}

static CopExit
approve_all(Approving *v, char **stems, int n, const char *const *langs)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopProducts) pieces = cop_products_list(&v->s->context, NULL, langs, &error);
  if (pieces == NULL)
    return cop_cmd_fail("approve", COP_EXIT_USAGE, error);
  size_t wanted = 0, n_targets;
  const CopComposeTarget *targets = cop_targets(&n_targets);
  for (size_t t = 0; t < n_targets; t++)
    if (targets[t].on_request)
      cop_products_add_target(pieces, &v->s->context, &targets[t], langs);
  for (guint i = 0; i < pieces->items->len; i++) {
    const CopProduct *p = &g_array_index(pieces->items, CopProduct, i);
    if (!is_wanted(p, stems, n))
      continue;
    wanted++;
    if (!approve_piece(v, p, &error))
      return cop_cmd_fail("approve", COP_EXIT_INPUT, error);
  }
  if (wanted == 0)
    return cop_cmd_failf("approve", COP_EXIT_INPUT, "no piece is so named; 'copkit build --dry-run' lists targets, and * stands for any part");
  return COP_EXIT_OK;
}

CopExit
cop_cmd_approve(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *langs = NULL, *date = NULL, *note = NULL;
  gboolean withdraw = FALSE, dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &langs, "languages, separated by commas", "L,.." },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, "date of the edition that was looked at, YYYY-MM-DD", "DATE" },
    { "withdraw", 0, 0, G_OPTION_ARG_NONE, &withdraw, "take approvals back; --note says why", NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, "why, for the log", "TEXT" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "check and count, store nothing", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "PIECE...", "Approve finished pieces for release, as they are now.",
                     "A piece is named by its target (kit/poster) or path without suffix\n(kit/poster/fil/MSG-U9-1); * stands for any part. Any later change opens it again.",
                     &common))
    return COP_EXIT_USAGE;
  if (argc < 2)
    return cop_cmd_failf("approve", COP_EXIT_USAGE, "name what is approved, e.g. kit/poster/fil/MSG-U9-1");
  CopExit code;
  if (date != NULL && !cop_cmd_is_day(date))
    return cop_cmd_failf("approve", COP_EXIT_USAGE, "'%s' is no day; write it as 2026-11-30", date);
  g_auto(GStrv) lang_list = NULL;
  if (!cop_cmd_languages("approve", langs, &lang_list))
    return COP_EXIT_USAGE;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store("approve", &common, COP_DB_WRITE, &code);
  if (db == NULL)
    return code;
  g_autoptr(CopSnapshot) s = cop_snapshot_load(db, &(CopSnapshotOptions){ .date = date, .release = true }, diags, &error);
  if (s == NULL)
    return cop_cmd_fail("approve", COP_EXIT_INPUT, error);
  if (s->context.country == NULL)
    return cop_cmd_failf("approve", COP_EXIT_INPUT, "%s holds no country", common.store);
  g_auto(CopPictures) pictures = { 0 };
  cop_pictures_open(&pictures, &s->context);
  g_autoptr(GArray) made = g_array_new(FALSE, TRUE, sizeof(CopReview));
  Approving v = { .s = s, .db = db, .a = a, .made = made,
                  .decision = { .actor = cop_cmd_actor(), .role = COP_REVIEW_ROLE_APPROVER, .note = note,
                                .verdict = withdraw ? COP_VERDICT_WITHDRAWN : COP_VERDICT_APPROVED } };
  cop_release_init(&v.gates, &s->context, &s->reviews, NULL, a);
  code = approve_all(&v, argv + 1, argc - 1, (const char *const *)lang_list);
  if (code != COP_EXIT_OK)
    return code;
  if (!dry_run && made->len > 0 && !cop_reviews_add(db, (const CopReview *)(void *)made->data, made->len, &error))
    return cop_cmd_fail("approve", COP_EXIT_INPUT, error);
  if (!common.quiet)
    printf("%u %s, %zu approved before, %zu held back%s\n", made->len, withdraw ? "withdrawn" : "approved", v.standing, v.refused,
           dry_run ? " (nothing was stored)" : "");
  return v.refused > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}
