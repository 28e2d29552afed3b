/* SPDX-License-Identifier: Apache-2.0
 *
 * Gates: every state of a text, every role, every verdict. What passes is
 * decided a second time here, by an oracle that shares no code with check/. */
#include <string.h>

#include "check/gate.h"
#include "json_model.h"

#define TODAY "2026-11-29"

static const char model_json[] =
  "{\"countries\":[{\"id\":\"XA\",\"helpline\":\"line\",\"languages\":[\"en\",\"fil\"]}],"
  "\"areas\":[{\"id\":\"r1\",\"name\":\"One\",\"level\":\"region\",\"position\":1},{\"id\":\"r2\",\"name\":\"Two\",\"level\":\"region\",\"position\":2}],"
  "\"measures\":[{\"id\":\"M19\",\"helpline\":true},{\"id\":\"M22\",\"referral\":true},{\"id\":\"M5\"}],"
  "\"messages\":[{\"id\":\"A\",\"say\":\"Say it.\",\"act\":\"Do it.\",\"position\":1},"
  "{\"id\":\"B\",\"say\":\"Tell.\",\"act\":\"Tell.\",\"invites_disclosure\":true,\"requires\":[\"M19\",\"M22\"],\"position\":2},"
  "{\"id\":\"C\",\"say\":\"Late.\",\"act\":\"Late.\",\"review_by\":\"2026-11-28\",\"position\":3},"
  "{\"id\":\"D\",\"say\":\"Waits.\",\"act\":\"Waits.\",\"requires\":[\"M5\"],\"position\":4}],"
  "\"message_texts\":[{\"id\":\"A/poster/fil\",\"message\":\"A\",\"form\":\"poster\",\"lang\":\"fil\",\"text\":\"Gawin.\",\"state\":\"approved\"},"
  "{\"id\":\"A/sms/fil\",\"message\":\"A\",\"form\":\"sms\",\"lang\":\"fil\",\"text\":\"Gawin. {HELP}\",\"state\":\"approved\"},"
  "{\"id\":\"B/poster/fil\",\"message\":\"B\",\"form\":\"poster\",\"lang\":\"fil\",\"text\":\"Sabihin.\",\"state\":\"approved\"}]%s}";

/* --- decisions made up for a test --- */

typedef struct {
  CopArena *a;
  CopModel *m;
  GArray *reviews;
  CopReviews all;
  CopGate gate;
} Desk;

static void
free_hash(void *h)
{
  g_hash_table_unref(h);
}

static void
desk_new(Desk *k, const char *more)
{
  k->a = cop_arena_new();
  k->m = json_model_new(k->a, cop_arena_printf(k->a, model_json, more));
  k->reviews = g_array_new(FALSE, TRUE, sizeof(CopReview));
  k->gate = (CopGate){ .model = k->m, .reviews = &k->all, .today = TODAY };
}

static void
desk_clear(Desk *k)
{
  g_array_unref(k->reviews);
  cop_arena_free(k->a);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

static void
desk_index(Desk *k)
{
  k->all = (CopReviews){ .n = k->reviews->len, .items = (const CopReview *)(void *)k->reviews->data,
                         .of_unit = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref),
                         .authors = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref) };
  cop_arena_on_free(k->a, free_hash, k->all.of_unit);
  cop_arena_on_free(k->a, free_hash, k->all.authors);
  for (size_t i = 0; i < k->all.n; i++) {
    const CopReview *r = &k->all.items[i];
    GPtrArray *list = g_hash_table_lookup(k->all.of_unit, r->unit);
    if (list == NULL) {
      GPtrArray *authors = g_ptr_array_new();
      g_ptr_array_add(authors, (gpointer) "author");
      g_hash_table_insert(k->all.of_unit, (gpointer)r->unit, list = g_ptr_array_new());
      g_hash_table_insert(k->all.authors, (gpointer)r->unit, authors);
    }
    g_ptr_array_add(list, (gpointer)r);
  }
}

static void
decide(Desk *k, const char *unit, const char *digest, const char *actor, CopReviewRole role, CopReviewVerdict verdict, bool held)
{
  CopReview r = { .seq = k->reviews->len + 1, .at = TODAY "T00:00:00Z", .actor = actor, .role = role, .verdict = verdict, .unit = unit,
                  .digest = digest, .held = held, .edition = TODAY };
  g_array_append_val(k->reviews, r);
}

static CopReviewUnit
unit_of(Desk *k, const char *id)
{
  CopReviewUnit u;
  g_assert_true(cop_unit_find(k->m, k->a, id, &u));
  return u;
}

/* Everything a text needs, by people who may. */
static void
pass_text(Desk *k, const char *id)
{
  CopReviewUnit u = unit_of(k, id);
  const char *digest = cop_arena_strdup(k->a, u.digest);
  decide(k, u.id, digest, "author", COP_REVIEW_ROLE_AUTHOR, COP_VERDICT_SUBMITTED, true);
  decide(k, u.id, digest, "p", COP_REVIEW_ROLE_PROTECTION, COP_VERDICT_ACCEPTED, true);
  decide(k, u.id, digest, "l", COP_REVIEW_ROLE_LANGUAGE, COP_VERDICT_ACCEPTED, true);
  decide(k, u.id, digest, "t", COP_REVIEW_ROLE_PRETESTER, COP_VERDICT_PASSED, true);
}

/* --- the oracle: the rule of the guide, read event by event --- */

typedef struct {
  const char *actor;
  CopReviewRole role;
  CopReviewVerdict verdict;
  bool old, held;
} Event;

static bool
oracle(const Event *e, size_t n)
{
  int handed = 0, protection = 0, language = 0, tried = 0; /* 1 yes, -1 no */
  for (size_t i = 0; i < n; i++) {
    bool author = strcmp(e[i].actor, "author") == 0;
    if (e[i].old || !e[i].held)
      continue;
    if (e[i].verdict == COP_VERDICT_SUBMITTED && e[i].role == COP_REVIEW_ROLE_AUTHOR)
      handed = 1;
    if (e[i].verdict == COP_VERDICT_RETURNED && e[i].role == COP_REVIEW_ROLE_PROTECTION)
      protection = -1;
    if (e[i].verdict == COP_VERDICT_RETURNED && e[i].role == COP_REVIEW_ROLE_LANGUAGE)
      language = -1;
    if (e[i].verdict == COP_VERDICT_FAILED && e[i].role == COP_REVIEW_ROLE_PRETESTER)
      tried = -1;
    if (author)
      continue;
    if (e[i].verdict == COP_VERDICT_ACCEPTED && e[i].role == COP_REVIEW_ROLE_PROTECTION)
      protection = 1;
    if (e[i].verdict == COP_VERDICT_ACCEPTED && e[i].role == COP_REVIEW_ROLE_LANGUAGE)
      language = 1;
    if ((e[i].verdict == COP_VERDICT_PASSED && e[i].role == COP_REVIEW_ROLE_PRETESTER) ||
        (e[i].verdict == COP_VERDICT_WAIVED && e[i].role == COP_REVIEW_ROLE_APPROVER))
      tried = 1;
  }
  return handed == 1 && protection == 1 && language == 1 && tried == 1;
}

static bool
gate_says(Desk *k, const Event *e, size_t n)
{
  CopReviewUnit u = unit_of(k, "message_text/A/poster/fil");
  const char *digest = cop_arena_strdup(k->a, u.digest);
  g_array_set_size(k->reviews, 0);
  for (size_t i = 0; i < n; i++)
    decide(k, u.id, e[i].old ? "00" : digest, e[i].actor, e[i].role, e[i].verdict, e[i].held);
  /* Direct, so that tens of thousands of cases need no index of their own. */
  GPtrArray *list = g_hash_table_lookup(k->all.of_unit, u.id);
  g_ptr_array_set_size(list, 0);
  for (size_t i = 0; i < n; i++)
    g_ptr_array_add(list, &g_array_index(k->reviews, CopReview, i));
  return cop_gate_unit(&k->gate, &u, NULL);
}

/* Every sequence of good decisions in any order with any one replaced by, or
 * any one added from, all that can be: 4 orders x positions x 2 x actors x
 * roles x verdicts x wording x role held. */
static void
test_states_and_roles(void)
{
  g_auto(Desk) k = { 0 };
  desk_new(&k, "");
  pass_text(&k, "message_text/A/poster/fil");
  desk_index(&k);
  static const char *const actors[] = { "author", "p", "x" };
  static const Event good[] = { { "author", COP_REVIEW_ROLE_AUTHOR, COP_VERDICT_SUBMITTED, false, true },
                                { "p", COP_REVIEW_ROLE_PROTECTION, COP_VERDICT_ACCEPTED, false, true },
                                { "l", COP_REVIEW_ROLE_LANGUAGE, COP_VERDICT_ACCEPTED, false, true },
                                { "t", COP_REVIEW_ROLE_PRETESTER, COP_VERDICT_PASSED, false, true } };
  size_t cases = 0, passed = 0;
  for (size_t turn = 0; turn < 4; turn++)
    for (size_t at = 0; at < 5; at++)
      for (int replace = 0; replace < 2; replace++)
        for (size_t w = 0; w < G_N_ELEMENTS(actors); w++)
          for (int role = 0; role < COP_REVIEW_ROLE_MAX; role++)
            for (int verdict = 0; verdict < COP_VERDICT_MAX; verdict++)
              for (int flags = 0; flags < 4; flags++) {
                Event e[5];
                size_t n = 0;
                for (size_t i = 0; i < 5; i++) {
                  if (i == at)
                    e[n++] = (Event){ actors[w], (CopReviewRole)role, (CopReviewVerdict)verdict, (flags & 1) != 0, (flags & 2) != 0 };
                  if (i < 4 && !(replace && i == at))
                    e[n++] = good[(i + turn) % 4];
                }
                bool expected = oracle(e, n);
                if (gate_says(&k, e, n) != expected)
                  g_error("turn %zu at %zu replace %d actor %s role %d verdict %d flags %d: the gate differs", turn, at, replace, actors[w], role, verdict, flags);
                cases++;
                passed += expected;
              }
  g_test_message("%zu cases, %zu pass", cases, passed);
  g_assert_cmpuint(cases, ==, 4 * 5 * 2 * 3 * 5 * 8 * 4);
  g_assert_cmpuint(passed, >, 0);
  /* Nothing at all, and every subset of the good ones. */
  for (unsigned subset = 0; subset < 16; subset++) {
    Event e[4];
    size_t n = 0;
    for (unsigned i = 0; i < 4; i++)
      if ((subset >> i & 1) != 0)
        e[n++] = good[i];
    g_assert_cmpint(gate_says(&k, e, n), ==, subset == 15);
  }
}

/* What may be decided is what then counts: whoever is told "you may" moves the
 * text, and whoever is told why not would not have. */
static void
test_may(void)
{
  g_auto(Desk) k = { 0 };
  desk_new(&k, "");
  pass_text(&k, "message_text/A/poster/fil");
  desk_index(&k);
  static const char *const actors[] = { "author", "p" };
  CopReviewGrant grants[2 * COP_REVIEW_ROLE_MAX];
  for (int i = 0; i < COP_REVIEW_ROLE_MAX; i++)
    for (int w = 0; w < 2; w++)
      grants[2 * i + w] = (CopReviewGrant){ actors[w], (CopReviewRole)i, i == COP_REVIEW_ROLE_LANGUAGE ? "fil" : NULL };
  k.all.grants = grants;
  k.all.n_grants = G_N_ELEMENTS(grants);
  CopReviewUnit u = unit_of(&k, "message_text/A/poster/fil");
  static const bool allowed[COP_REVIEW_ROLE_MAX][COP_VERDICT_MAX] = {
    [COP_REVIEW_ROLE_AUTHOR] = { [COP_VERDICT_SUBMITTED] = true },
    [COP_REVIEW_ROLE_PROTECTION] = { [COP_VERDICT_ACCEPTED] = true, [COP_VERDICT_RETURNED] = true },
    [COP_REVIEW_ROLE_LANGUAGE] = { [COP_VERDICT_ACCEPTED] = true, [COP_VERDICT_RETURNED] = true },
    [COP_REVIEW_ROLE_PRETESTER] = { [COP_VERDICT_PASSED] = true, [COP_VERDICT_FAILED] = true },
    [COP_REVIEW_ROLE_APPROVER] = { [COP_VERDICT_WAIVED] = true },
  };
  for (int role = 0; role < COP_REVIEW_ROLE_MAX; role++)
    for (int verdict = 0; verdict < COP_VERDICT_MAX; verdict++) {
      bool p = cop_gate_may(&k.gate, &u, "p", (CopReviewRole)role, (CopReviewVerdict)verdict, "why") == NULL;
      bool author = cop_gate_may(&k.gate, &u, "author", (CopReviewRole)role, (CopReviewVerdict)verdict, "why") == NULL;
      bool stranger = cop_gate_may(&k.gate, &u, "x", (CopReviewRole)role, (CopReviewVerdict)verdict, "why") == NULL;
      bool holds_back = verdict == COP_VERDICT_RETURNED || verdict == COP_VERDICT_FAILED || verdict == COP_VERDICT_SUBMITTED;
      g_assert_cmpint(p, ==, allowed[role][verdict]);
      g_assert_cmpint(author, ==, allowed[role][verdict] && holds_back);
      g_assert_false(stranger);
    }
  /* A note where one is due; a language reviewer of another language. */
  g_assert_nonnull(cop_gate_may(&k.gate, &u, "p", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WAIVED, NULL));
  CopReviewUnit english = unit_of(&k, "message_text/A/say/en");
  g_assert_nonnull(cop_gate_may(&k.gate, &english, "p", COP_REVIEW_ROLE_LANGUAGE, COP_VERDICT_ACCEPTED, NULL));
  /* Nothing about a text nobody handed in, and no pretest before the reviewers. */
  CopReviewUnit fresh = unit_of(&k, "message_text/A/sms/fil");
  g_assert_nonnull(cop_gate_may(&k.gate, &fresh, "p", COP_REVIEW_ROLE_PROTECTION, COP_VERDICT_ACCEPTED, NULL));
  g_assert_nonnull(cop_gate_may(&k.gate, &fresh, "p", COP_REVIEW_ROLE_PRETESTER, COP_VERDICT_PASSED, "5 of 5"));
}

/* --- edits --- */

static void
test_edits_reopen(void)
{
  g_auto(Desk) k = { 0 };
  desk_new(&k, "");
  pass_text(&k, "message_text/A/poster/fil");
  desk_index(&k);
  CopMessageText *t = (CopMessageText *)cop_model_message_text(k.m, "A/poster/fil");
  CopMessage *m = (CopMessage *)cop_model_message(k.m, "A");
  g_assert_true(cop_gate_text(&k.gate, t, NULL));
  const char *text = t->text, *say = m->say, *act = m->act;
  t->text = "Gawin mo.";
  g_assert_false(cop_gate_text(&k.gate, t, NULL));
  g_autoptr(CopDiags) d = cop_diags_new();
  cop_gate_text(&k.gate, t, d);
  g_assert_nonnull(strstr(cop_diags_at(d, 0)->message, "changed after the decision"));
  t->text = text;
  g_assert_true(cop_gate_text(&k.gate, t, NULL));
  m->say = "Say something else.";
  g_assert_false(cop_gate_text(&k.gate, t, NULL));
  m->say = say, m->act = "Do something else.";
  g_assert_false(cop_gate_text(&k.gate, t, NULL));
  m->act = act, m->do_not.n = 1, m->do_not.items = (const char *const[]){ "frighten" };
  g_assert_false(cop_gate_text(&k.gate, t, NULL));
  m->do_not.n = 0;
  g_assert_true(cop_gate_text(&k.gate, t, NULL));
}

/* --- helpline and referral path --- */

typedef enum { MISSING, RETIRED, NEVER, UNDATED, FUTURE, STALE, NOBODY, UNCONFIRMED, BY_AUTHOR, BY_TRIER, WORKS, TRIALS } Trial;

static const char *
dates_of(Trial t)
{
  switch (t) {
  case NEVER:
    return "";
  case UNDATED:
    return ",\"verified_on\":\"2026-11\",\"verified_by\":\"dialler\"";
  case FUTURE:
    return ",\"verified_on\":\"2026-11-30\",\"verified_by\":\"dialler\"";
  case STALE:
    return ",\"verified_on\":\"2026-06-01\",\"verified_by\":\"dialler\""; /* 181 days */
  case NOBODY:
    return ",\"verified_on\":\"2026-11-01\"";
  case MISSING:
  case RETIRED:
  case UNCONFIRMED:
  case BY_AUTHOR:
  case BY_TRIER:
  case WORKS:
  case TRIALS:
    break;
  }
  return ",\"verified_on\":\"2026-06-02\",\"verified_by\":\"dialler\""; /* 180 days: the last that counts */
}

static void
confirm(Desk *k, const char *id, Trial t)
{
  if (t == MISSING || t == UNCONFIRMED)
    return;
  CopReviewUnit u = unit_of(k, id);
  decide(k, cop_arena_strdup(k->a, id), cop_arena_strdup(k->a, u.digest), t == BY_AUTHOR ? "author" : t == BY_TRIER ? "dialler" : "p",
         COP_REVIEW_ROLE_PROTECTION, COP_VERDICT_ACCEPTED, true);
}

static void
test_safety(void)
{
  size_t passed = 0;
  for (int line = 0; line < TRIALS; line++)
    for (int path = 0; path < TRIALS; path++) {
      g_auto(Desk) k = { 0 };
      g_autofree char *lines = line == MISSING ? g_strdup("") : g_strdup_printf(",\"helplines\":[{\"id\":\"line\",\"purpose\":\"child helpline\",\"number\":\"1\",\"retired\":%s%s}]", line == RETIRED ? "true" : "false", dates_of((Trial)line));
      g_autofree char *paths = path == MISSING ? g_strdup("") : g_strdup_printf(",\"referral_paths\":[{\"id\":\"path\",\"title\":\"P\",\"retired\":%s%s}]", path == RETIRED ? "true" : "false", dates_of((Trial)path));
      g_autofree char *more = g_strconcat(lines, paths, NULL);
      desk_new(&k, more);
      pass_text(&k, "message_text/B/poster/fil");
      pass_text(&k, "message_text/A/poster/fil");
      pass_text(&k, "message_text/A/sms/fil");
      confirm(&k, "helpline/line", (Trial)line);
      confirm(&k, "referral_path/path", (Trial)path);
      desk_index(&k);
      bool inviting = cop_gate_text(&k.gate, cop_model_message_text(k.m, "B/poster/fil"), NULL);
      bool with_number = cop_gate_text(&k.gate, cop_model_message_text(k.m, "A/sms/fil"), NULL);
      g_assert_cmpint(inviting, ==, line == WORKS && path == WORKS);
      g_assert_cmpint(with_number, ==, line == WORKS);
      g_assert_true(cop_gate_text(&k.gate, cop_model_message_text(k.m, "A/poster/fil"), NULL));
      passed += inviting;
      /* What does not pass is not in the model materials are made from. */
      const CopModel *m = cop_gate_passed(&k.gate, k.a);
      g_assert_cmpint(cop_model_message_text(m, "B/poster/fil") != NULL, ==, inviting);
      g_assert_cmpint(cop_model_country_record(m)->helpline != NULL, ==, line == WORKS);
      g_assert_cmpstr(cop_model_message(m, "A")->say, ==, "");
      g_assert_null(cop_model_text_of_message(m, "A", COP_FORM_SAY, "en"));
    }
  g_assert_cmpuint(passed, ==, 1);
}

static void
test_paths_reach_everywhere(void)
{
  static const struct {
    const char *areas;
    bool works;
  } cases[] = { { "[\"r1\"]", false }, { "[\"r1\",\"r2\"]", true }, { "[]", true } };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Desk) k = { 0 };
    g_autofree char *more = g_strdup_printf(",\"referral_paths\":[{\"id\":\"path\",\"title\":\"P\",\"verified_on\":\"2026-11-01\",\"verified_by\":\"d\",\"areas\":%s}]", cases[i].areas);
    desk_new(&k, more);
    confirm(&k, "referral_path/path", WORKS);
    desk_index(&k);
    g_autoptr(CopDiags) d = cop_diags_new();
    g_assert_cmpint(cop_gate_referral(&k.gate, "x", d), ==, cases[i].works);
    if (!cases[i].works)
      g_assert_nonnull(strstr(cop_diags_at(d, cop_diags_count(d) - 1)->message, "Two"));
  }
}

static void
test_messages(void)
{
  g_auto(Desk) k = { 0 };
  desk_new(&k, "");
  desk_index(&k);
  static const struct {
    const char *id, *code;
  } cases[] = { { "A", NULL }, { "C", "gate-review-by" }, { "D", "gate-measure" } };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopDiags) d = cop_diags_new();
    g_assert_cmpint(cop_gate_message(&k.gate, cop_model_message(k.m, cases[i].id), d), ==, cases[i].code == NULL);
    if (cases[i].code != NULL)
      g_assert_cmpstr(cop_diags_at(d, 0)->code, ==, cases[i].code);
  }
}

/* --- pieces --- */

static void
test_pieces(void)
{
  g_auto(Desk) k = { 0 };
  desk_new(&k, "");
  pass_text(&k, "message_text/A/poster/fil");
  g_autoptr(GPtrArray) parts = g_ptr_array_new();
  g_ptr_array_add(parts, (gpointer) "message_text/A/poster/fil");
  CopReviewUnit piece = { .kind = COP_UNIT_PIECE, .id = "piece/x", .parts = parts, .digest = "aa" };
  CopReviewUnit document = { .kind = COP_UNIT_DOCUMENT, .id = "piece/y", .parts = parts, .digest = "aa" };
  decide(&k, "piece/x", "aa", "author", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, true);
  decide(&k, "piece/y", "aa", "a", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, true);
  decide(&k, "piece/y", "aa", "a", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, true);
  desk_index(&k);
  g_assert_false(cop_gate_unit(&k.gate, &piece, NULL));    /* by the author of a text in it */
  g_assert_false(cop_gate_unit(&k.gate, &document, NULL)); /* twice by one person */
  decide(&k, "piece/x", "aa", "a", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, true);
  decide(&k, "piece/y", "aa", "b", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, true);
  desk_index(&k);
  g_assert_true(cop_gate_unit(&k.gate, &piece, NULL));
  g_assert_true(cop_gate_unit(&k.gate, &document, NULL));
  strcpy(piece.digest, "ab");
  g_assert_false(cop_gate_unit(&k.gate, &piece, NULL));
  strcpy(piece.digest, "aa");
  decide(&k, "piece/x", "zz", "a", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WITHDRAWN, true);
  decide(&k, "piece/y", "zz", "c", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WITHDRAWN, true);
  decide(&k, "piece/y", "aa", "c", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, true);
  desk_index(&k);
  g_assert_false(cop_gate_unit(&k.gate, &piece, NULL));
  g_assert_false(cop_gate_unit(&k.gate, &document, NULL)); /* a withdrawal takes all */
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/gate/states-and-roles", test_states_and_roles);
  g_test_add_func("/gate/may", test_may);
  g_test_add_func("/gate/edits-reopen", test_edits_reopen);
  g_test_add_func("/gate/safety", test_safety);
  g_test_add_func("/gate/paths-reach-everywhere", test_paths_reach_everywhere);
  g_test_add_func("/gate/messages", test_messages);
  g_test_add_func("/gate/pieces", test_pieces);
  return g_test_run();
}
