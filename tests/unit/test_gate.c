/* SPDX-License-Identifier: Apache-2.0
 *
 * Gates: every state of a text, every role, every verdict. What passes is
 * decided a second time here, by an oracle that shares no code with check/. */
#include <string.h>

#include "check/alert.h"
#include "check/gate.h"
#include "check/pretest.h"
#include "json_model.h"
#include "model/record.h"

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
  GArray *rounds; /* CopPretestRound */
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
  k->rounds = g_array_new(FALSE, TRUE, sizeof(CopPretestRound));
  k->gate = (CopGate){ .model = k->m, .reviews = &k->all, .today = TODAY };
}

static void
desk_clear(Desk *k)
{
  g_array_unref(k->reviews);
  g_array_unref(k->rounds);
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

typedef struct {
  int64_t people, act, hurt, number, wrong; /* number, wrong: -1 not asked */
} Answers;

/* A round on that wording: what people said, as records hold it. */
static void
try_with(Desk *k, const char *unit, const char *digest, const char *day, Answers x)
{
  const struct {
    const char *field;
    int64_t n;
  } counts[] = { { "people", x.people }, { "act_named", x.act }, { "hurt", x.hurt }, { "number_found", x.number }, { "wrongdoer_named", x.wrong } };
  CopReviewUnit u = { .id = cop_arena_strdup(k->a, unit) };
  g_strlcpy(u.digest, digest, sizeof u.digest);
  CopPretestRound *r = cop_pretest_round_new(k->m, k->a, &u, day);
  for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
    if (counts[i].n >= 0)
      cop_record_set_int(COP_ENTITY_pretest_round, r, cop_entity_field(COP_ENTITY_pretest_round, counts[i].field), counts[i].n);
  g_array_append_val(k->rounds, *r);
  k->m->pretest_rounds.items = (CopPretestRound *)(void *)k->rounds->data;
  k->m->pretest_rounds.n = k->rounds->len;
}

static const Answers understood = { 6, 6, 0, 6, 6 };

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
  try_with(k, u.id, digest, "2026-11-20", understood);
}

/* --- the oracle: the rule of the guide, read event by event --- */

/* Until when a waiver holds, from the day it was given. */
typedef enum { UNTIL_NONE, UNTIL_TODAY, UNTIL_YESTERDAY, UNTIL_FAR, UNTILS } Until;
static const char *const until_days[UNTILS] = { NULL, TODAY, "2026-11-28", "2026-12-20" };
/* What rounds are on record. */
typedef enum { ROUNDS_GOOD, ROUNDS_NONE, ROUNDS_OTHER_WORDING, ROUNDS_FEW, ROUNDS_MISSED, ROUNDS_HURT, ROUNDS_MAX } Rounds;

#define GIVEN_ON "2026-11-20" /* the day of all decisions: 30 days before 2026-12-20 */

typedef struct {
  const char *actor;
  CopReviewRole role;
  CopReviewVerdict verdict;
  bool old, held;
  Until until;
} Event;

/* Handed in or accepted this wording, in a part that was theirs. */
static bool
had_a_part(const Event *e, size_t n, const char *actor)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp(e[i].actor, actor) == 0 && !e[i].old && e[i].held &&
        ((e[i].role == COP_REVIEW_ROLE_AUTHOR && e[i].verdict == COP_VERDICT_SUBMITTED) || (e[i].role == COP_REVIEW_ROLE_PROTECTION && e[i].verdict == COP_VERDICT_ACCEPTED) ||
         (e[i].role == COP_REVIEW_ROLE_LANGUAGE && e[i].verdict == COP_VERDICT_ACCEPTED)))
      return true;
  return false;
}

static bool
oracle(const Event *e, size_t n, Rounds rounds)
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
    if (e[i].verdict == COP_VERDICT_PASSED && e[i].role == COP_REVIEW_ROLE_PRETESTER && rounds == ROUNDS_GOOD)
      tried = 1;
    if (e[i].verdict == COP_VERDICT_WAIVED && e[i].role == COP_REVIEW_ROLE_APPROVER && (e[i].until == UNTIL_TODAY || e[i].until == UNTIL_FAR) && tried != -1 &&
        rounds != ROUNDS_HURT && rounds != ROUNDS_MISSED && !had_a_part(e, n, e[i].actor))
      tried = 1;
  }
  return handed == 1 && protection == 1 && language == 1 && tried == 1;
}

static void
hold_rounds(Desk *k, Rounds rounds)
{
  static const Answers answers[ROUNDS_MAX] = { [ROUNDS_GOOD] = { 5, 4, 0, -1, -1 }, [ROUNDS_OTHER_WORDING] = { 6, 6, 0, 6, 6 }, [ROUNDS_FEW] = { 4, 4, 0, -1, -1 },
                                               [ROUNDS_MISSED] = { 5, 3, 0, -1, -1 }, [ROUNDS_HURT] = { 6, 6, 1, -1, -1 } };
  CopReviewUnit u = unit_of(k, "message_text/A/poster/fil");
  g_array_set_size(k->rounds, 0);
  k->m->pretest_rounds.n = 0;
  if (rounds != ROUNDS_NONE)
    try_with(k, u.id, rounds == ROUNDS_OTHER_WORDING ? "0000000000000000000000000000000000000000000000000000000000000000" : u.digest, "2026-11-20", answers[rounds]);
}

static bool
gate_says(Desk *k, const Event *e, size_t n)
{
  CopReviewUnit u = unit_of(k, "message_text/A/poster/fil");
  const char *digest = cop_arena_strdup(k->a, u.digest);
  g_array_set_size(k->reviews, 0);
  for (size_t i = 0; i < n; i++) {
    decide(k, u.id, e[i].old ? "00" : digest, e[i].actor, e[i].role, e[i].verdict, e[i].held);
    CopReview *r = &g_array_index(k->reviews, CopReview, i);
    r->at = GIVEN_ON "T22:00:00Z";
    r->note = "why";
    r->until = until_days[e[i].until];
  }
  /* Direct, so that tens of thousands of cases need no index of their own. */
  GPtrArray *list = g_hash_table_lookup(k->all.of_unit, u.id);
  g_ptr_array_set_size(list, 0);
  for (size_t i = 0; i < n; i++)
    g_ptr_array_add(list, &g_array_index(k->reviews, CopReview, i));
  return cop_gate_unit(&k->gate, &u, NULL);
}

/* The four good decisions in any order with any one replaced by, or any one
 * added from, all that can be, with every state of the rounds on record; the
 * pretest by readers, or by a waiver. */
static size_t
every_decision(Desk *k, const Event good[4], Rounds rounds, Until until, size_t *passed)
{
  static const char *const actors[] = { "author", "p", "x" };
  size_t cases = 0;
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
                    e[n++] = (Event){ actors[w], (CopReviewRole)role, (CopReviewVerdict)verdict, (flags & 1) != 0, (flags & 2) != 0, until };
                  if (i < 4 && !(replace && i == at))
                    e[n++] = good[(i + turn) % 4];
                }
                bool expected = oracle(e, n, rounds);
                if (gate_says(k, e, n) != expected)
                  g_error("rounds %d until %d turn %zu at %zu replace %d actor %s role %d verdict %d flags %d: the gate differs", rounds, until, turn, at, replace, actors[w], role,
                          verdict, flags);
                cases++;
                *passed += expected;
              }
  return cases;
}

static void
test_states_and_roles(void)
{
  g_auto(Desk) k = { 0 };
  desk_new(&k, "");
  pass_text(&k, "message_text/A/poster/fil");
  desk_index(&k);
  Event good[] = { { "author", COP_REVIEW_ROLE_AUTHOR, COP_VERDICT_SUBMITTED, false, true, UNTIL_NONE },
                   { "p", COP_REVIEW_ROLE_PROTECTION, COP_VERDICT_ACCEPTED, false, true, UNTIL_NONE },
                   { "l", COP_REVIEW_ROLE_LANGUAGE, COP_VERDICT_ACCEPTED, false, true, UNTIL_NONE },
                   { "t", COP_REVIEW_ROLE_PRETESTER, COP_VERDICT_PASSED, false, true, UNTIL_NONE } };
  size_t cases = 0, passed = 0;
  for (int rounds = 0; rounds < ROUNDS_MAX; rounds++) {
    hold_rounds(&k, (Rounds)rounds);
    cases += every_decision(&k, good, (Rounds)rounds, UNTIL_TODAY, &passed);
    /* Nothing at all, and every subset of the good ones. */
    for (unsigned subset = 0; subset < 16; subset++) {
      Event e[4];
      size_t n = 0;
      for (unsigned i = 0; i < 4; i++)
        if ((subset >> i & 1) != 0)
          e[n++] = good[i];
      g_assert_cmpint(gate_says(&k, e, n), ==, subset == 15 && rounds == ROUNDS_GOOD);
    }
  }
  good[3] = (Event){ "a", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WAIVED, false, true, UNTIL_TODAY };
  for (int until = 0; until < UNTILS; until++) {
    good[3].until = (Until)until;
    hold_rounds(&k, (until & 1) != 0 ? ROUNDS_FEW : ROUNDS_NONE);
    cases += every_decision(&k, good, (until & 1) != 0 ? ROUNDS_FEW : ROUNDS_NONE, (Until)until, &passed);
    /* A waiver stands in for the pretest and for nothing else. */
    for (unsigned subset = 0; subset < 16; subset++) {
      Event e[4];
      size_t n = 0;
      for (unsigned i = 0; i < 4; i++)
        if ((subset >> i & 1) != 0)
          e[n++] = good[i];
      g_assert_cmpint(gate_says(&k, e, n), ==, subset == 15 && (until == UNTIL_TODAY || until == UNTIL_FAR));
    }
  }
  g_test_message("%zu cases, %zu pass", cases, passed);
  g_assert_cmpuint(cases, ==, (ROUNDS_MAX + UNTILS) * 4 * 5 * 2 * 3 * 5 * 8 * 4);
  g_assert_cmpuint(passed, >, 0);
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
  /* q may everything and had no part yet; p accepted it. */
  static const char *const actors[] = { "author", "q" };
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
      bool p = cop_gate_may(&k.gate, &u, "q", (CopReviewRole)role, (CopReviewVerdict)verdict, "why", TODAY) == NULL;
      bool author = cop_gate_may(&k.gate, &u, "author", (CopReviewRole)role, (CopReviewVerdict)verdict, "why", TODAY) == NULL;
      bool stranger = cop_gate_may(&k.gate, &u, "x", (CopReviewRole)role, (CopReviewVerdict)verdict, "why", TODAY) == NULL;
      bool holds_back = verdict == COP_VERDICT_RETURNED || verdict == COP_VERDICT_FAILED || verdict == COP_VERDICT_SUBMITTED;
      g_assert_cmpint(p, ==, allowed[role][verdict]);
      g_assert_cmpint(author, ==, allowed[role][verdict] && holds_back);
      g_assert_false(stranger);
    }
  /* A note where one is due; a language reviewer of another language. */
  g_assert_nonnull(cop_gate_may(&k.gate, &u, "q", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WAIVED, NULL, TODAY));
  static const struct {
    const char *until;
    bool may;
  } untils[] = { { NULL, false }, { "2026-11-28", false }, { TODAY, true }, { "2026-12-29", true }, { "2026-12-30", false }, { "2026-12", false } };
  for (size_t i = 0; i < G_N_ELEMENTS(untils); i++)
    g_assert_cmpint(cop_gate_may(&k.gate, &u, "q", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WAIVED, "why", untils[i].until) == NULL, ==, untils[i].may);
  g_autofree char *long_reason = g_strnfill(COP_GATE_WAIVER_LETTERS + 1, 'x');
  g_assert_nonnull(cop_gate_may(&k.gate, &u, "q", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WAIVED, long_reason, TODAY));
  /* A reviewer waives nothing they accepted, and nobody a test that failed. */
  grants[1].actor = "p", grants[1].role = COP_REVIEW_ROLE_APPROVER;
  g_assert_nonnull(strstr(cop_gate_may(&k.gate, &u, "p", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WAIVED, "why", TODAY), "four eyes"));
  hold_rounds(&k, ROUNDS_HURT);
  g_assert_nonnull(strstr(cop_gate_may(&k.gate, &u, "q", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WAIVED, "why", TODAY), "changed"));
  static const Rounds too_little[] = { ROUNDS_NONE, ROUNDS_OTHER_WORDING, ROUNDS_FEW, ROUNDS_MISSED, ROUNDS_HURT };
  for (size_t i = 0; i < G_N_ELEMENTS(too_little); i++) {
    hold_rounds(&k, too_little[i]);
    g_assert_nonnull(cop_gate_may(&k.gate, &u, "q", COP_REVIEW_ROLE_PRETESTER, COP_VERDICT_PASSED, "5 of 5", NULL));
  }
  hold_rounds(&k, ROUNDS_GOOD);
  CopReviewUnit english = unit_of(&k, "message_text/A/say/en");
  g_assert_nonnull(cop_gate_may(&k.gate, &english, "q", COP_REVIEW_ROLE_LANGUAGE, COP_VERDICT_ACCEPTED, NULL, NULL));
  /* Nothing about a text nobody handed in, and no pretest before the reviewers. */
  CopReviewUnit fresh = unit_of(&k, "message_text/A/sms/fil");
  g_assert_nonnull(cop_gate_may(&k.gate, &fresh, "q", COP_REVIEW_ROLE_PROTECTION, COP_VERDICT_ACCEPTED, NULL, NULL));
  g_assert_nonnull(cop_gate_may(&k.gate, &fresh, "q", COP_REVIEW_ROLE_PRETESTER, COP_VERDICT_PASSED, "5 of 5", NULL));
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

/* Who waived a text's pretest approves no piece made of it. */
static void
test_waiver_and_piece(void)
{
  g_auto(Desk) k = { 0 };
  desk_new(&k, "");
  CopReviewUnit u = unit_of(&k, "message_text/A/poster/fil");
  const char *digest = cop_arena_strdup(k.a, u.digest);
  pass_text(&k, u.id);
  decide(&k, u.id, digest, "a", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WAIVED, true);
  CopReview *waiver = &g_array_index(k.reviews, CopReview, k.reviews->len - 1);
  waiver->until = TODAY;
  waiver->note = "why";
  g_autoptr(GPtrArray) parts = g_ptr_array_new();
  g_ptr_array_add(parts, (gpointer)u.id);
  CopReviewUnit piece = { .kind = COP_UNIT_PIECE, .id = "piece/x", .parts = parts, .digest = "aa" };
  decide(&k, "piece/x", "aa", "a", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, true);
  desk_index(&k);
  g_assert_nonnull(cop_gate_standing(&k.gate, &u).waiver);
  g_assert_false(cop_gate_unit(&k.gate, &piece, NULL));
  decide(&k, "piece/x", "aa", "b", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, true);
  desk_index(&k);
  g_assert_true(cop_gate_unit(&k.gate, &piece, NULL));
  /* The day after, the text waits for its pretest and says why. */
  k.gate.today = "2026-11-30";
  g_array_index(k.reviews, CopReview, 3).verdict = COP_VERDICT_WAIVED; /* the pretester's word goes */
  desk_index(&k);
  g_autoptr(CopDiags) d = cop_diags_new();
  g_assert_false(cop_gate_unit(&k.gate, &u, d));
  g_assert_cmpstr(cop_diags_at(d, 0)->code, ==, "gate-pretest");
  g_assert_nonnull(strstr(cop_diags_at(d, 0)->message, "ran out on " TODAY));
}

/* --- rounds against the pass marks --- */

static CopPretestState
judge(const char *id, const Answers *rounds, size_t n)
{
  g_auto(Desk) k = { 0 };
  desk_new(&k, "");
  CopReviewUnit u = unit_of(&k, id);
  for (size_t i = 0; i < n; i++)
    try_with(&k, u.id, u.digest, "2026-11-20", rounds[i]);
  return cop_pretest_judge(&k.gate, &u).state;
}

static void
test_pass_marks(void)
{
  static const struct {
    const char *unit;
    Answers a;
    CopPretestState state;
  } cases[] = {
    { "poster", { 5, 4, 0, -1, -1 }, COP_PRETEST_PASSED }, /* 80 per cent */
    { "poster", { 10, 7, 0, -1, -1 }, COP_PRETEST_REVISE },
    { "poster", { 4, 4, 0, -1, -1 }, COP_PRETEST_FEW },
    { "poster", { 2, 0, 0, -1, -1 }, COP_PRETEST_FEW },
    { "poster", { 1, 1, 1, -1, -1 }, COP_PRETEST_REVISE }, /* one who was hurt is enough */
    { "poster", { 10, 10, 0, -1, 9 }, COP_PRETEST_PASSED },
    { "poster", { 10, 10, 0, -1, 8 }, COP_PRETEST_REVISE },
    { "sms", { 10, 10, 0, -1, -1 }, COP_PRETEST_FEW }, /* it has a number nobody looked for */
    { "sms", { 10, 10, 0, 9, -1 }, COP_PRETEST_PASSED },
    { "sms", { 10, 10, 0, 8, -1 }, COP_PRETEST_REVISE },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *id = g_strdup_printf("message_text/A/%s/fil", cases[i].unit);
    if (judge(id, &cases[i].a, 1) != cases[i].state)
      g_error("case %zu: %s", i, cop_pretest_state_name(judge(id, &cases[i].a, 1)));
  }
  /* Rounds on one wording add up, to the good and to the bad. */
  const Answers two[] = { { 3, 3, 0, -1, -1 }, { 3, 2, 0, -1, -1 } }, hurt[] = { { 6, 6, 0, -1, -1 }, { 6, 6, 1, -1, -1 } };
  g_assert_cmpint(judge("message_text/A/poster/fil", two, 1), ==, COP_PRETEST_FEW);
  g_assert_cmpint(judge("message_text/A/poster/fil", two, 2), ==, COP_PRETEST_PASSED);
  g_assert_cmpint(judge("message_text/A/poster/fil", hurt, 2), ==, COP_PRETEST_REVISE);
  double low, high; /* the protocol's example: 8 of 10 */
  cop_wilson(8, 10, &low, &high);
  g_assert_cmpfloat_with_epsilon(low, 0.49, 0.005);
  g_assert_cmpfloat_with_epsilon(high, 0.94, 0.005);
}

/* An edit opens the test again; undoing it closes it. A round of tomorrow counts for nothing. */
static void
test_rounds_and_edits(void)
{
  g_auto(Desk) k = { 0 };
  desk_new(&k, "");
  pass_text(&k, "message_text/A/poster/fil");
  desk_index(&k);
  CopMessageText *t = (CopMessageText *)cop_model_message_text(k.m, "A/poster/fil");
  CopReviewUnit u = unit_of(&k, "message_text/A/poster/fil");
  const CopRevision *log;
  const char *text = t->text;
  g_assert_cmpuint(cop_pretest_log(k.m, k.a, &u, &log), ==, 1);
  g_assert_true(log[0].now);
  t->text = "Gawin mo.";
  CopReviewUnit edited = unit_of(&k, "message_text/A/poster/fil");
  g_assert_cmpint(cop_pretest_judge(&k.gate, &edited).state, ==, COP_PRETEST_NONE);
  try_with(&k, edited.id, edited.digest, "2026-11-25", understood);
  g_assert_cmpuint(cop_pretest_log(k.m, k.a, &edited, &log), ==, 2);
  g_assert_cmpuint(log[0].version, ==, 1);
  g_assert_false(log[0].now);
  g_assert_cmpuint(log[1].version, ==, 2);
  g_assert_true(log[1].now);
  t->text = text;
  g_assert_true(cop_gate_text(&k.gate, t, NULL));
  g_array_index(k.rounds, CopPretestRound, 0).held_on = "2026-11-30";
  g_assert_false(cop_gate_text(&k.gate, t, NULL));
}

/* A data sheet adds up; a name has no place in it. */
static void
test_data_sheet(void)
{
  static const char good[] = "no,age_band,sex,reads,disability,picture,act,wrong,number,liked,hurt\n1,9-12,female,no,no,right,yes,yes,12,5,no\n2,9-12,male,yes,yes,opposite,no,yes,no,3,no\n3,,,,,,,,,,\n";
  static const struct {
    const char *csv, *told;
  } bad[] = { { "no,name,act,hurt\n1,x,yes,no\n", "no column 'name'" }, { "no,act\n1,yes\n", "'hurt' is missing" }, { "no,act,hurt\n1,perhaps,no\n", "'perhaps' is no answer" },
              { "no,act,hurt\n1,,no\n", "nothing stands there" }, { "no,act,hurt,sex\n1,yes,no,female\n2,yes,no,\n", "answered by 1 of 2" }, { "no,act,hurt\n1,,\n", "nobody stands" },
              { "", "nobody stands" } };
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDiags) d = cop_diags_new();
  CopPretestRound *r = cop_record_new(a, COP_ENTITY_pretest_round);
  g_assert_true(cop_pretest_sheet_read(good, strlen(good), "s.csv", r, d));
  g_autofree char *json = cop_record_to_json(COP_ENTITY_pretest_round, r, false);
  g_assert_nonnull(strstr(json, "\"people\":2,\"female\":1,\"non_readers\":1,\"with_disability\":1,\"picture_right\":1,\"picture_opposite\":1,\"act_named\":1,\"wrongdoer_named\":2,\"number_found\":1,\"liked\":1,\"hurt\":0"));
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(CopDiags) why = cop_diags_new();
    CopPretestRound *none = cop_record_new(a, COP_ENTITY_pretest_round);
    g_assert_false(cop_pretest_sheet_read(bad[i].csv, strlen(bad[i].csv), "s.csv", none, why));
    bool told = false;
    for (size_t n = 0; n < cop_diags_count(why); n++)
      told |= strstr(cop_diags_at(why, n)->message, bad[i].told) != NULL;
    if (!told)
      g_error("%s: not told", bad[i].told);
    g_assert_cmpuint(none->present, ==, 0);
  }
}

/* --- alerts: two people, a last day, and never without helpline and path --- */

static const char alert_json[] =
  "{\"countries\":[{\"id\":\"XA\",\"helpline\":\"line\",\"languages\":[\"en\",\"fil\"]}],"
  "\"areas\":[{\"id\":\"r1\",\"name\":\"One\",\"level\":\"region\",\"position\":1}],"
  "\"messages\":[{\"id\":\"ALERT-1\",\"say\":\"Someone asks?\",\"act\":\"Tell.\",\"position\":1%s},{\"id\":\"A\",\"say\":\"x\",\"act\":\"y\",\"position\":2}],"
  "\"message_texts\":[{\"id\":\"ALERT-1/poster/fil\",\"message\":\"ALERT-1\",\"form\":\"poster\",\"lang\":\"fil\",\"text\":\"May humihingi?\",\"state\":\"draft\"},"
  "{\"id\":\"A/poster/fil\",\"message\":\"A\",\"form\":\"poster\",\"lang\":\"fil\",\"text\":\"x\",\"state\":\"draft\"}]%s}";

static void
alert_desk(Desk *k, const char *last_day, const char *more)
{
  k->a = cop_arena_new();
  k->m = json_model_new(k->a, cop_arena_printf(k->a, alert_json, last_day, more));
  k->reviews = g_array_new(FALSE, TRUE, sizeof(CopReview));
  k->rounds = g_array_new(FALSE, TRUE, sizeof(CopPretestRound));
  k->gate = (CopGate){ .model = k->m, .reviews = &k->all, .today = TODAY };
}

/* The rule of the manual, read event by event. */
static bool
alert_oracle(const Event *e, size_t n)
{
  bool handed = false, approved = false;
  for (size_t i = 0; i < n; i++) {
    bool withdrawn = e[i].verdict == COP_VERDICT_WITHDRAWN && e[i].role == COP_REVIEW_ROLE_APPROVER && e[i].held;
    if (withdrawn)
      approved = false;
    if (e[i].old || !e[i].held)
      continue;
    if (e[i].verdict == COP_VERDICT_SUBMITTED && e[i].role == COP_REVIEW_ROLE_AUTHOR)
      handed = true;
    bool himself = strcmp(e[i].actor, "author") == 0;
    for (size_t k = 0; k < n; k++)
      himself |= strcmp(e[k].actor, e[i].actor) == 0 && !e[k].old && e[k].held && e[k].verdict == COP_VERDICT_SUBMITTED && e[k].role == COP_REVIEW_ROLE_AUTHOR;
    /* A part in a review an alert does not have is a part all the same. */
    for (size_t k = 0; k < n; k++)
      himself |= strcmp(e[k].actor, e[i].actor) == 0 && !e[k].old && e[k].held && e[k].verdict == COP_VERDICT_ACCEPTED &&
                 (e[k].role == COP_REVIEW_ROLE_PROTECTION || e[k].role == COP_REVIEW_ROLE_LANGUAGE);
    if (e[i].verdict == COP_VERDICT_APPROVED && e[i].role == COP_REVIEW_ROLE_APPROVER && !himself)
      approved = true;
  }
  return handed && approved;
}

static bool
alert_says(Desk *k, const Event *e, size_t n)
{
  CopReviewUnit u = unit_of(k, "message_text/ALERT-1/poster/fil");
  const char *digest = cop_arena_strdup(k->a, u.digest);
  g_array_set_size(k->reviews, 0);
  for (size_t i = 0; i < n; i++) {
    decide(k, u.id, e[i].old ? "00" : digest, e[i].actor, e[i].role, e[i].verdict, e[i].held);
    g_array_index(k->reviews, CopReview, i).note = "why";
  }
  GPtrArray *list = g_hash_table_lookup(k->all.of_unit, u.id);
  g_ptr_array_set_size(list, 0);
  for (size_t i = 0; i < n; i++)
    g_ptr_array_add(list, &g_array_index(k->reviews, CopReview, i));
  return cop_gate_unit(&k->gate, &u, NULL);
}

static void
test_alert_states_and_roles(void)
{
  g_auto(Desk) k = { 0 };
  alert_desk(&k, ",\"review_by\":\"2026-12-05\"", "");
  pass_text(&k, "message_text/ALERT-1/poster/fil");
  desk_index(&k);
  static const char *const actors[] = { "author", "ann", "amy", "x" };
  const Event good[] = { { "ann", COP_REVIEW_ROLE_AUTHOR, COP_VERDICT_SUBMITTED, false, true, UNTIL_NONE }, { "amy", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, false, true, UNTIL_NONE } };
  size_t cases = 0, passed = 0;
  for (size_t turn = 0; turn < 2; turn++)
    for (size_t at = 0; at < 3; at++)
      for (int replace = 0; replace < 2; replace++)
        for (size_t w = 0; w < G_N_ELEMENTS(actors); w++)
          for (int role = 0; role < COP_REVIEW_ROLE_MAX; role++)
            for (int verdict = 0; verdict < COP_VERDICT_MAX; verdict++)
              for (int flags = 0; flags < 4; flags++) {
                Event e[3];
                size_t n = 0;
                for (size_t i = 0; i < 3; i++) {
                  if (i == at)
                    e[n++] = (Event){ actors[w], (CopReviewRole)role, (CopReviewVerdict)verdict, (flags & 1) != 0, (flags & 2) != 0, UNTIL_NONE };
                  if (i < 2 && !(replace && i == at))
                    e[n++] = good[(i + turn) % 2];
                }
                bool expected = alert_oracle(e, n);
                if (alert_says(&k, e, n) != expected)
                  g_error("turn %zu at %zu replace %d actor %s role %d verdict %d flags %d: the gate differs", turn, at, replace, actors[w], role, verdict, flags);
                cases++;
                passed += expected;
              }
  g_test_message("%zu cases, %zu pass", cases, passed);
  g_assert_cmpuint(cases, ==, 2 * 3 * 2 * 4 * 5 * 8 * 4);
  for (unsigned subset = 0; subset < 4; subset++) {
    Event e[2];
    size_t n = 0;
    for (unsigned i = 0; i < 2; i++)
      if ((subset >> i & 1) != 0)
        e[n++] = good[i];
    g_assert_cmpint(alert_says(&k, e, n), ==, subset == 3);
  }
}

static void
sign_alert(Desk *k)
{
  CopReviewUnit u = unit_of(k, "message_text/ALERT-1/poster/fil");
  const char *digest = cop_arena_strdup(k->a, u.digest);
  decide(k, u.id, digest, "ann", COP_REVIEW_ROLE_AUTHOR, COP_VERDICT_SUBMITTED, true);
  decide(k, u.id, digest, "amy", COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, true);
}

/* Signed by two: whether it leaves depends on line, path and day alone, and
 * the record's own word on whether it invites to tell does not matter. */
static void
test_alert_safety(void)
{
  size_t passed = 0;
  for (int line = 0; line < TRIALS; line++)
    for (int path = 0; path < TRIALS; path++)
      for (int invites = 0; invites < 2; invites++) {
        g_auto(Desk) k = { 0 };
        g_autofree char *lines = line == MISSING ? g_strdup("") : g_strdup_printf(",\"helplines\":[{\"id\":\"line\",\"purpose\":\"child helpline\",\"number\":\"1\",\"retired\":%s%s}]", line == RETIRED ? "true" : "false", dates_of((Trial)line));
        g_autofree char *paths = path == MISSING ? g_strdup("") : g_strdup_printf(",\"referral_paths\":[{\"id\":\"path\",\"title\":\"P\",\"retired\":%s%s}]", path == RETIRED ? "true" : "false", dates_of((Trial)path));
        g_autofree char *more = g_strconcat(lines, paths, NULL);
        g_autofree char *day = g_strdup_printf(",\"review_by\":\"2026-12-05\",\"invites_disclosure\":%s", invites ? "true" : "false");
        alert_desk(&k, day, more);
        sign_alert(&k);
        confirm(&k, "helpline/line", (Trial)line);
        confirm(&k, "referral_path/path", (Trial)path);
        desk_index(&k);
        bool leaves = cop_gate_text(&k.gate, cop_model_message_text(k.m, "ALERT-1/poster/fil"), NULL);
        g_assert_cmpint(leaves, ==, line == WORKS && path == WORKS);
        g_assert_cmpint(cop_model_message_text(cop_gate_passed(&k.gate, k.a), "ALERT-1/poster/fil") != NULL, ==, leaves);
        passed += leaves;
      }
  g_assert_cmpuint(passed, ==, 2);
}

static void
test_alert_ends(void)
{
  static const struct {
    const char *last_day, *today;
    bool leaves, living;
  } cases[] = { { "", TODAY, false, false },
                { ",\"review_by\":\"2026-12\"", TODAY, false, false },
                { ",\"review_by\":\"2026-11-28\"", TODAY, false, false },
                { ",\"review_by\":\"2026-11-29\"", TODAY, true, true },
                { ",\"review_by\":\"2026-11-29\"", "2026-11-30", false, false },
                { ",\"review_by\":\"2026-12-29\"", TODAY, true, true },
                { ",\"review_by\":\"2026-12-30\"", TODAY, false, true } }; /* more than 30 days: no approval counts */
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Desk) k = { 0 };
    alert_desk(&k, cases[i].last_day,
               ",\"helplines\":[{\"id\":\"line\",\"purpose\":\"child helpline\",\"number\":\"1\",\"verified_on\":\"2026-11-01\",\"verified_by\":\"d\"}],"
               "\"referral_paths\":[{\"id\":\"path\",\"title\":\"P\",\"verified_on\":\"2026-11-01\",\"verified_by\":\"d\"}]");
    k.gate.today = cases[i].today;
    sign_alert(&k);
    confirm(&k, "helpline/line", WORKS);
    confirm(&k, "referral_path/path", WORKS);
    desk_index(&k);
    if (cop_gate_text(&k.gate, cop_model_message_text(k.m, "ALERT-1/poster/fil"), NULL) != cases[i].leaves)
      g_error("case %zu: it should %sleave", i, cases[i].leaves ? "" : "not ");
    const CopModel *living = cop_alert_living(k.m, cases[i].today, k.a);
    g_assert_cmpint(cop_model_message(living, "ALERT-1") != NULL, ==, cases[i].living);
    g_assert_cmpint(cop_model_message_text(living, "ALERT-1/poster/fil") != NULL, ==, cases[i].living);
    g_assert_cmpint(cop_model_text_of_message(living, "ALERT-1", COP_FORM_SAY, "en") != NULL, ==, cases[i].living);
    g_assert_nonnull(cop_model_message_text(living, "A/poster/fil"));
  }
}

/* Every pattern has both languages, one act with the number, and headlines that fit. */
static void
test_alert_patterns(void)
{
  size_t n;
  const CopAlertPattern *p = cop_alert_patterns(&n);
  g_autoptr(CopArena) a = cop_arena_new();
  for (size_t i = 0; i < n; i++) {
    g_assert_nonnull(cop_alert_pattern(p[i].name, "en"));
    g_assert_nonnull(cop_alert_pattern(p[i].name, "fil"));
    g_assert_nonnull(strstr(p[i].act, "{HELP}"));
    const char *ussd = cop_alert_wording(a, COP_FORM_USSD, p[i].headline, p[i].act);
    g_assert_cmpuint(strlen(ussd) + strlen("0000-000-0000") - strlen("{HELP}"), <=, 160);
  }
  g_assert_null(cop_alert_wording(a, COP_FORM_QUIZ, "h", "a"));
  g_assert_cmpstr(cop_alert_wording(a, COP_FORM_SMS, "h", "a"), ==, "h a {HELP}");
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
  g_test_add_func("/gate/waiver-and-piece", test_waiver_and_piece);
  g_test_add_func("/gate/pass-marks", test_pass_marks);
  g_test_add_func("/gate/rounds-and-edits", test_rounds_and_edits);
  g_test_add_func("/gate/data-sheet", test_data_sheet);
  g_test_add_func("/gate/alert-states-and-roles", test_alert_states_and_roles);
  g_test_add_func("/gate/alert-safety", test_alert_safety);
  g_test_add_func("/gate/alert-ends", test_alert_ends);
  g_test_add_func("/gate/alert-patterns", test_alert_patterns);
  return g_test_run();
}
