/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/lang.h"
#include "cmd/review.h"
#include "model/store.h"

#define SUBJECT(name, summary) static CopExit review_##name(int argc, char **argv);
#include "cmd/review.def"
#undef SUBJECT

static const CopCmd subjects[] = {
#define SUBJECT(name, summary) { #name, summary, review_##name },
#include "cmd/review.def"
#undef SUBJECT
};

CopExit
cop_cmd_review(int argc, char **argv)
{
  return cop_cmd_run_subject("review", subjects, G_N_ELEMENTS(subjects), "Bring texts to release: hand in, review, try with readers.", argc, argv,
                             "list");
}

/* --- the store as reviewers see it --- */

void
cop_review_desk_clear(CopReviewDesk *k)
{
  cop_db_close(k->db);
  cop_catalogues_free(k->words);
  cop_arena_free(k->a);
}

CopExit
cop_review_desk_open(CopReviewDesk *k, const char *command, const CopCmdCommon *common, CopDbMode mode)
{
  CopExit code = COP_EXIT_OK;
  g_autoptr(GError) error = NULL;
  *k = (CopReviewDesk){ .a = cop_arena_new(), .db = cop_cmd_open_store(command, common, mode, &code) };
  if (k->db == NULL)
    return code;
  k->words = cop_catalogues_load(&error);
  if (k->words == NULL || !cop_model_load(k->db, k->a, &k->model, &error) || !cop_reviews_load(k->db, k->a, &k->reviews, &error))
    return cop_cmd_fail(command, COP_EXIT_INPUT, error);
  char now[COP_INSTANT_SIZE];
  k->gate = (CopGate){ .model = k->model, .reviews = &k->reviews, .today = cop_arena_strndup(k->a, cop_instant_now(now), strlen("YYYY-MM-DD")) };
  return COP_EXIT_OK;
}

static void
add_unit(GPtrArray *units, CopArena *a, const CopReviewUnit *u)
{
  CopReviewUnit *copy = cop_new(a, CopReviewUnit);
  *copy = *u;
  g_ptr_array_add(units, copy);
}

/* Every unit there is, but pieces: those are made by a build. */
static GPtrArray *
all_units(CopReviewDesk *k)
{
  const CopModel *m = k->model;
  GPtrArray *units = g_ptr_array_new();
  CopReviewUnit u;
  for (size_t i = 0; i < m->messages.n; i++)
    for (int f = 0; f < COP_FORM_MAX; f++) {
      g_autofree char *own = g_strdup_printf("message_text/%s/%s/en", m->messages.items[i].id, cop_words(COP_WORDS_FORM)->words[f]);
      if (cop_unit_find(m, k->a, own, &u))
        add_unit(units, k->a, &u);
    }
  for (size_t i = 0; i < m->message_texts.n; i++) {
    const CopMessageText *t = &m->message_texts.items[i];
    if (t->state == COP_TEXT_STATE_UNTRANSLATED || strcmp(t->lang, "en") == 0)
      continue;
    cop_unit_of_text(m, k->a, t, &u);
    add_unit(units, k->a, &u);
  }
  for (size_t i = 0; i < m->translations.n; i++) {
    cop_unit_of_translation(m, k->a, &m->translations.items[i], &u);
    add_unit(units, k->a, &u);
  }
  const char *const kinds[] = { "helpline", "referral_path" };
  for (size_t e = 0; e < G_N_ELEMENTS(kinds); e++)
    for (size_t i = 0; i < cop_model_count(m, cop_entity_by_name(kinds[e])); i++) {
      const CopRecord *r = cop_model_at(m, cop_entity_by_name(kinds[e]), i);
      if (cop_unit_find(m, k->a, cop_arena_printf(k->a, "%s/%s", kinds[e], r->id), &u))
        add_unit(units, k->a, &u);
    }
  const CopCountry *country = cop_model_country_record(m);
  for (size_t i = 0; country != NULL && i < country->languages.n; i++)
    if (strcmp(country->languages.items[i], "en") != 0) {
      cop_unit_of_words(k->a, cop_catalogues_for(k->words, country->languages.items[i]), country->languages.items[i], &u);
      add_unit(units, k->a, &u);
    }
  return units;
}

GPtrArray *
cop_review_wanted(CopReviewDesk *k, const char *command, char **patterns, int n)
{
  g_autoptr(GPtrArray) all = all_units(k), found = g_ptr_array_new();
  for (int i = 0; i < n; i++) {
    guint before = found->len;
    for (guint u = 0; u < all->len; u++)
      if (g_pattern_match_simple(patterns[i], ((const CopReviewUnit *)g_ptr_array_index(all, u))->id))
        g_ptr_array_add(found, g_ptr_array_index(all, u));
    if (found->len == before) {
      cop_cmd_failf(command, COP_EXIT_INPUT, "there is no text '%s'; 'copkit review list' names all, and * stands for any part", patterns[i]);
      return NULL;
    }
  }
  return g_steal_pointer(&found);
}

/* --- list --- */

static const char *
wait_of(const CopReviewUnit *u, const CopStanding *s)
{
  static const struct {
    CopStep step;
    const char *who;
  } steps[] = { { COP_STEP_SUBMITTED, "author" },
                { COP_STEP_PROTECTION, "child-protection" },
                { COP_STEP_LANGUAGE, "language" },
                { COP_STEP_PRETEST, "pretester" },
                { COP_STEP_APPROVAL, "approver" } };
  for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
    if ((cop_unit_steps(u->kind) & steps[i].step & ~s->done) != 0)
      return steps[i].who;
  return "nobody";
}

static void
list_json(CopReviewDesk *k, const GPtrArray *units)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (guint i = 0; i < units->len; i++) {
    const CopReviewUnit *u = g_ptr_array_index(units, i);
    CopStanding s = cop_gate_standing(&k->gate, u);
    cop_json_object(j);
    cop_json_key_text(j, "unit", u->id);
    cop_json_key_text(j, "language", u->lang);
    cop_json_key_text(j, "state", cop_standing_name(s.state));
    cop_json_key_text(j, "waits_for", wait_of(u, &s));
    cop_json_key_bool(j, "waived", s.waiver != NULL);
    cop_json_key_text(j, "waived_until", s.waiver == NULL ? NULL : s.waiver->until);
    cop_json_key_bool(j, "changed_since", s.last == NULL && s.older != NULL);
    cop_json_key_text(j, "digest", u->digest);
    cop_json_key_text(j, "text", u->seen);
    cop_json_end(j);
  }
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static CopExit
review_list(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  g_autofree char *lang = NULL, *state = NULL;
  const GOptionEntry entries[] = {
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &lang, "only texts in this language", "LANG" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, "only texts that are: draft, in review, returned, reviewed, passed", "STATE" },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "[TEXT...]", "List texts and where each stands in review.",
                     "A text is named like message_text/MSG-U9-1/poster/fil; * stands for any part.", &common))
    return COP_EXIT_USAGE;
  CopExit code = cop_review_desk_open(&k, "review list", &common, COP_DB_READ);
  if (code != COP_EXIT_OK)
    return code;
  char *everything[] = { (char *)"*" };
  g_autoptr(GPtrArray) units = cop_review_wanted(&k, "review list", argc > 1 ? argv + 1 : everything, argc > 1 ? argc - 1 : 1), shown = g_ptr_array_new();
  if (units == NULL)
    return argc > 1 ? COP_EXIT_INPUT : COP_EXIT_OK;
  for (guint i = 0; i < units->len; i++) {
    const CopReviewUnit *u = g_ptr_array_index(units, i);
    CopStanding s = cop_gate_standing(&k.gate, u);
    if ((lang == NULL || g_strcmp0(lang, u->lang) == 0) && (state == NULL || strcmp(state, cop_standing_name(s.state)) == 0))
      g_ptr_array_add(shown, (gpointer)u);
  }
  if (common.json) {
    list_json(&k, shown);
    return COP_EXIT_OK;
  }
  for (guint i = 0; i < shown->len; i++) {
    const CopReviewUnit *u = g_ptr_array_index(shown, i);
    CopStanding s = cop_gate_standing(&k.gate, u);
    printf("%-9s  %-16s  %s%s\n", cop_standing_name(s.state), s.state == COP_STANDING_PASSED ? "" : wait_of(u, &s), u->id,
           s.last == NULL && s.older != NULL ? "  (changed since it was reviewed)" : "");
  }
  return COP_EXIT_OK;
}

static CopExit
review_check(int argc, char **argv)
{
  return cop_review_check(argc, argv);
}

static CopExit
review_matrix(int argc, char **argv)
{
  return cop_review_matrix(argc, argv);
}

/* --- show --- */

static void
show_unit(CopReviewDesk *k, const CopReviewUnit *u)
{
  CopStanding s = cop_gate_standing(&k->gate, u);
  printf("%s\n  state:  %s\n  digest: %s\n", u->id, cop_standing_name(s.state), u->digest);
  if (u->seen != NULL)
    printf("  text:   %s\n", u->seen);
  const CopMessageText *t = u->kind == COP_UNIT_TEXT ? cop_model_message_text(k->model, strchr(u->id, '/') + 1) : NULL;
  const CopMessage *m = t == NULL ? NULL : cop_model_message(k->model, t->message);
  if (m != NULL) {
    printf("  say:    %s\n  act:    %s\n", m->say, m->act);
    for (size_t i = 0; i < m->do_not.n; i++)
      printf("  do not: %s\n", m->do_not.items[i]);
  }
  const GPtrArray *all = cop_reviews_of(&k->reviews, u->id);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const CopReview *r = g_ptr_array_index(all, i);
    bool now = strcmp(r->digest, u->digest) == 0;
    printf("  %s  %s as %s: %s%s%s%s%s%s\n", r->at, r->actor, cop_words(COP_WORDS_REVIEW_ROLE)->words[r->role], cop_words(COP_WORDS_VERDICT)->words[r->verdict],
           r->until == NULL ? "" : " until ", r->until == NULL ? "" : r->until, r->note == NULL ? "" : ": ", r->note == NULL ? "" : r->note,
           now ? "" : "  (another wording)");
    if (!now && r->seen != NULL)
      printf("      saw: %s\n", r->seen);
  }
}

static CopExit
review_show(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, "TEXT...", "Show texts with what they rest on and every decision about them.", NULL, &common))
    return COP_EXIT_USAGE;
  if (argc < 2)
    return cop_cmd_failf("review show", COP_EXIT_USAGE, "name a text, e.g. message_text/MSG-U9-1/poster/fil");
  CopExit code = cop_review_desk_open(&k, "review show", &common, COP_DB_READ);
  if (code != COP_EXIT_OK)
    return code;
  g_autoptr(GPtrArray) units = cop_review_wanted(&k, "review show", argv + 1, argc - 1);
  for (guint i = 0; units != NULL && i < units->len; i++)
    show_unit(&k, g_ptr_array_index(units, i));
  return units == NULL ? COP_EXIT_INPUT : COP_EXIT_OK;
}

/* --- deciding --- */

CopExit
cop_review_decide(CopReviewDesk *k, const char *command, const GPtrArray *units, const CopReview *decision, const CopCmdCommon *common, bool dry_run)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(CopReview));
  size_t refused = 0;
  for (guint i = 0; i < units->len; i++) {
    const CopReviewUnit *u = g_ptr_array_index(units, i);
    if (!cop_reviews_learn_authors(k->db, k->a, &k->reviews, u->id, &error))
      return cop_cmd_fail(command, COP_EXIT_INPUT, error);
    const char *why = cop_gate_may(&k->gate, u, decision->actor, decision->role, decision->verdict, decision->note, decision->until);
    if (why != NULL) {
      fprintf(stderr, "copkit %s: %s: %s\n", command, u->id, why);
      refused++;
      continue;
    }
    CopReview r = *decision;
    r.unit = u->id;
    r.digest = u->digest;
    r.seen = u->seen;
    g_array_append_val(all, r);
  }
  if (!dry_run && all->len > 0 && !cop_reviews_add(k->db, (const CopReview *)(void *)all->data, all->len, &error))
    return cop_cmd_fail(command, COP_EXIT_INPUT, error);
  if (!common->quiet)
    printf("%u %s%s\n", all->len, cop_words(COP_WORDS_VERDICT)->words[decision->verdict], dry_run ? " (nothing was stored)" : "");
  return refused > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}

/* What the deciding subjects share: `roles` the role or roles that may decide. */
typedef struct {
  const char *command, *summary;
  CopReviewVerdict verdict;
  CopReviewRole role;
  bool reviewer; /* --role says which */
} Deciding;

static CopExit
decide(int argc, char **argv, const Deciding *what)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  g_autofree char *role = NULL, *note = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry all[] = { { "note", 0, 0, G_OPTION_ARG_STRING, &note, "why, for the log", "TEXT" },
                               { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "check and count, store nothing", NULL },
                               { "role", 0, 0, G_OPTION_ARG_STRING, &role, "as which reviewer: child-protection or language", "ROLE" } };
  GOptionEntry entries[G_N_ELEMENTS(all) + 1] = { all[0], all[1] };
  const size_t n = 2;
  if (what->reviewer)
    entries[n] = all[2];
  if (!cop_cmd_parse(&argc, &argv, entries, "TEXT...", what->summary, "A text is named as 'copkit review list' names it; * stands for any part.", &common))
    return COP_EXIT_USAGE;
  CopReview decision = { .actor = cop_cmd_actor(), .verdict = what->verdict, .role = what->role, .note = note };
  if (argc < 2)
    return cop_cmd_failf(what->command, COP_EXIT_USAGE, "name a text, e.g. message_text/MSG-U9-1/poster/fil");
  if (what->reviewer) {
    int r = cop_words_index(COP_WORDS_REVIEW_ROLE, role == NULL ? "" : role);
    if (r != COP_REVIEW_ROLE_PROTECTION && r != COP_REVIEW_ROLE_LANGUAGE)
      return cop_cmd_failf(what->command, COP_EXIT_USAGE, "say --role child-protection or --role language");
    decision.role = (CopReviewRole)r;
  }
  CopExit code = cop_review_desk_open(&k, what->command, &common, COP_DB_WRITE);
  if (code != COP_EXIT_OK)
    return code;
  g_autoptr(GPtrArray) units = cop_review_wanted(&k, what->command, argv + 1, argc - 1);
  return units == NULL ? COP_EXIT_INPUT : cop_review_decide(&k, what->command, units, &decision, &common, dry_run);
}

static CopExit
review_submit(int argc, char **argv)
{
  static const Deciding what = { "review submit", "Hand in texts for review, as their author.", COP_VERDICT_SUBMITTED, COP_REVIEW_ROLE_AUTHOR, false };
  return decide(argc, argv, &what);
}

static CopExit
review_accept(int argc, char **argv)
{
  static const Deciding what = { "review accept", "Accept texts as they stand, as a reviewer who did not write them.", COP_VERDICT_ACCEPTED,
                                 COP_REVIEW_ROLE_PROTECTION, true };
  return decide(argc, argv, &what);
}

static CopExit
review_hand_back(int argc, char **argv)
{
  static const Deciding what = { "review hand-back", "Ask for changes, as a reviewer; --note says which.", COP_VERDICT_RETURNED, COP_REVIEW_ROLE_PROTECTION, true };
  return decide(argc, argv, &what);
}

static CopExit
review_sheet(int argc, char **argv)
{
  return cop_review_sheet(argc, argv);
}

static CopExit
review_pretest(int argc, char **argv)
{
  return cop_review_pretest(argc, argv);
}

static CopExit
review_rounds(int argc, char **argv)
{
  return cop_review_rounds(argc, argv);
}

static CopExit
review_waive(int argc, char **argv)
{
  return cop_review_waive(argc, argv);
}

/* --- who has which part --- */

static CopExit
change_role(int argc, char **argv, const char *command, bool give)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *lang = NULL;
  g_autoptr(GString) about = g_string_new("Roles:\n");
  const CopWords *roles = cop_words(COP_WORDS_REVIEW_ROLE);
  for (int i = 0; i < roles->n; i++)
    g_string_append_printf(about, "  %-18s%s\n", roles->words[i], roles->docs[i]);
  const GOptionEntry entries[] = { { "lang", 'l', 0, G_OPTION_ARG_STRING, &lang, "for texts of this language only", "LANG" }, G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "PERSON ROLE", give ? "Give a person a part in the review." : "Take a part away; decisions already made stand.",
                     about->str, &common))
    return COP_EXIT_USAGE;
  int role = argc == 3 ? cop_words_index(COP_WORDS_REVIEW_ROLE, argv[2]) : -1;
  if (role < 0 || (lang != NULL && !cop_lang_valid(lang)))
    return cop_cmd_failf(command, COP_EXIT_USAGE, "name the person as the log does, then the role; --lang takes a tag like fil");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_cmd_open_store(command, &common, COP_DB_WRITE, &code);
  if (db == NULL)
    return code;
  if (!cop_review_grant(db, &(CopReviewGrant){ argv[1], (CopReviewRole)role, lang }, give, cop_cmd_actor(), &error))
    return cop_cmd_fail(command, COP_EXIT_INPUT, error);
  return COP_EXIT_OK;
}

static CopExit
review_grant(int argc, char **argv)
{
  return change_role(argc, argv, "review grant", true);
}

static CopExit
review_revoke(int argc, char **argv)
{
  return change_role(argc, argv, "review revoke", false);
}

static CopExit
review_roles(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, NULL, "List who has which part in the review.", NULL, &common))
    return COP_EXIT_USAGE;
  CopExit code = cop_review_desk_open(&k, "review roles", &common, COP_DB_READ);
  if (code != COP_EXIT_OK)
    return code;
  for (size_t i = 0; i < k.reviews.n_grants; i++) {
    const CopReviewGrant *g = &k.reviews.grants[i];
    printf("%-18s%s%s%s\n", cop_words(COP_WORDS_REVIEW_ROLE)->words[g->role], g->actor, g->lang == NULL ? "" : "  ", g->lang == NULL ? "" : g->lang);
  }
  return COP_EXIT_OK;
}
