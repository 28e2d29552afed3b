/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "engines.h"
#include "model/account_priv.h"
#include "model/audit.h"
#include "model/webhook.h"

/* The example of the Standard Webhooks specification. */
static void
test_signature(void)
{
  gsize n = 0;
  g_autofree guchar *secret = g_base64_decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", &n);
  CopWebhookKeys k = { .n = 2 };
  memcpy(k.keys[0], secret, n); /* 24 bytes; HMAC fills a key with zeros */
  static const char body[] = "{\"test\": 2432232314}";
  g_autofree char *text = cop_webhook_signature(&k, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body, strlen(body));
  g_assert_true(g_str_has_prefix(text, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,"));
  g_autofree char *shown = cop_webhook_secret_text(k.keys[0]);
  g_assert_cmpstr(shown, ==, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=");
}

static void
test_wait(void)
{
  g_assert_cmpint(cop_webhook_wait(1, 0.5, 0), ==, 5);
  g_assert_cmpint(cop_webhook_wait(2, 0, 0), ==, 270);
  g_assert_cmpint(cop_webhook_wait(2, 0.999999, 0), ==, 330);
  g_assert_cmpint(cop_webhook_wait(9, 0.5, 0), ==, 86400);
  g_assert_cmpint(cop_webhook_wait(1, 0.5, 120), ==, 120);
  g_assert_cmpint(cop_webhook_wait(1, 0.5, 1000000), ==, 86400);
  int64_t all = 0;
  for (int64_t n = 1; n < COP_WEBHOOK_ATTEMPTS; n++)
    all += cop_webhook_wait(n, 0.5, 0);
  g_assert_cmpint(all / 3600, ==, 75); /* about three days */
}

static bool
message(CopArena *a, const char *entity, const char *action, const char *record, CopWebhookMessage *m)
{
  static const unsigned char hash[COP_HASH_SIZE] = { 0xab, 0xcd };
  return cop_webhook_message_of(a, 7, "2026-11-30T12:00:00Z", action, entity, record, 3, hash, m);
}

static void
test_messages(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopWebhookMessage m;
  g_assert_true(message(a, "measure", "change", "M 1/x", &m));
  g_autofree char *body = cop_webhook_body(&m);
  g_assert_cmpstr(body, ==,
                  "{\"type\":\"record.changed\",\"timestamp\":\"2026-11-30T12:00:00Z\",\"data\":{\"entry\":7,\"kind\":\"measure\",\"id\":\"M 1/x\",\"revision\":3,"
                  "\"links\":{\"page\":\"/record/measure/M%201/x\",\"api\":\"/api/v1/measure/M%201/x\"}}}");
  g_assert_cmpstr(m.id, ==, "msg_7_abcd000000000000");
  g_assert_true(message(a, "measure", "withdraw", "M1", &m));
  g_assert_cmpstr(m.type, ==, "record.removed");
  g_assert_true(message(a, "discussion", "ask", "law/PHL-1", &m));
  g_assert_cmpstr(m.type, ==, "discussion.added");
  g_assert_cmpstr(m.kind, ==, "law");
  g_assert_cmpstr(m.record, ==, "PHL-1");
  /* where a file came from may name a person */
  g_assert_true(message(a, "report", "import", "ana/reports.csv", &m));
  g_autofree char *plain = cop_webhook_body(&m);
  g_assert_cmpstr(plain, ==, "{\"type\":\"report.received\",\"timestamp\":\"2026-11-30T12:00:00Z\",\"data\":{\"entry\":7}}");
  static const char *const nobodys[][2] = { { "account", "invite" }, { "account", "add" }, { "webhook", "add" }, { "review-role", "grant" }, { "token", "add" }, { "measure", "look" } };
  for (size_t i = 0; i < G_N_ELEMENTS(nobodys); i++)
    g_assert_false(message(a, nobodys[i][0], nobodys[i][1], "ana", &m));
  g_assert_true(message(a, "measure", "add", "M1", &m));
  const struct {
    const char *types, *kinds;
    bool wants;
  } cases[] = { { "", "", true }, { "record.added", "", true }, { "record.changed record.added", "law measure", true }, { "record.changed", "", false }, { "", "law", false },
                { "", "measure_profile", false }, { "", "measure_profile measure", true }, { "record.add", "", false } };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(cop_webhook_wants(&(CopWebhook){ .types = cases[i].types, .kinds = cases[i].kinds }, &m), ==, cases[i].wants);
}

/* --- in a store, on each engine --- */

static const CopWebhook *
load(CopDb *db, CopArena *a, const char *id)
{
  CopWebhooks *all = cop_new(a, CopWebhooks);
  g_autoptr(GError) error = NULL;
  g_assert_true(cop_webhooks_load(db, a, all, &error));
  g_assert_no_error(error);
  return cop_webhooks_find(all, id);
}

static void
happen(CopDb *db, const char *entity, const char *action, const char *record)
{
  g_autoptr(GError) error = NULL;
  g_auto(CopTxn) txn = { 0 };
  g_assert_true(cop_txn_begin(&txn, db, &error));
  g_assert_true(cop_audit_add(db, &(CopAuditEntry){ .actor = "ana", .action = action, .entity = entity, .record = record, .revision = 1, .content = "{\"secret\":1}" }, &error));
  g_assert_true(cop_txn_commit(&txn, &error));
  g_assert_no_error(error);
}

static const char *
next(CopDb *db, CopArena *a, const char *id, CopWebhookMessage *m)
{
  bool found;
  int64_t seen;
  g_autoptr(GError) error = NULL;
  const CopWebhook *w = load(db, a, id);
  g_assert_true(cop_webhook_next(db, a, w, w->position, 1000, m, &found, &seen, &error));
  g_assert_no_error(error);
  return found ? m->record : NULL;
}

static void
answers(CopDb *db, CopArena *a, const char *id, unsigned status, int64_t now)
{
  CopWebhookMessage m;
  g_autoptr(GError) error = NULL;
  g_assert_nonnull(next(db, a, id, &m));
  g_assert_true(cop_webhook_sent(db, load(db, a, id), &m, &(CopWebhookOutcome){ .taken = status == 200, .status = status, .fault = "" }, now, 0.5, &error));
  g_assert_no_error(error);
}

static const char *
add(CopDb *db, CopArena *a, const char *types, const char *kinds, char **secret)
{
  const char *id = NULL;
  g_autoptr(GError) error = NULL;
  g_assert_true(cop_webhook_add(db, a, " A board ", "https://board.example/hook?key=k", "https://board.example", types, kinds, "ana", &id, secret, &error));
  g_assert_no_error(error);
  return id;
}

static void
in_order(CopDb *db)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL;
  CopWebhookMessage m;
  happen(db, "measure", "add", "M0"); /* before it was made: not told */
  const char *id = add(db, a, "record.added record.removed", " measure,\nlaw ", &secret);
  g_assert_cmpuint(strlen(secret), ==, 50);
  const CopWebhook *w = load(db, a, id);
  g_assert_cmpstr(w->title, ==, "A board");
  g_assert_cmpstr(w->kinds, ==, "measure law");
  happen(db, "account", "invite", "bob");
  happen(db, "measure", "change", "M0");
  happen(db, "measure", "add", "M1");
  happen(db, "value", "add", "V1");
  happen(db, "law", "add", "L1");
  g_assert_cmpstr(next(db, a, id, &m), ==, "M1");
  answers(db, a, id, 500, 1000000000);
  w = load(db, a, id);
  g_assert_cmpint(w->attempts, ==, 1);
  g_assert_cmpstr(w->next_at, ==, "2001-09-09T01:46:45Z");
  g_assert_cmpstr(w->failing_since, ==, "2001-09-09T01:46:40Z");
  g_assert_cmpstr(next(db, a, id, &m), ==, "M1"); /* the second waits for the first */
  answers(db, a, id, 200, 1000000005);
  w = load(db, a, id);
  g_assert_cmpint(w->attempts, ==, 0);
  g_assert_null(w->next_at);
  g_assert_null(w->failing_since);
  g_assert_cmpstr(next(db, a, id, &m), ==, "L1");
  answers(db, a, id, 200, 1000000006);
  g_assert_null(next(db, a, id, &m));
  size_t n;
  const CopWebhookDelivery *d;
  g_assert_true(cop_webhook_deliveries(db, a, id, 10, &d, &n, &error));
  g_assert_cmpuint(n, ==, 2);
  g_assert_cmpstr(d[1].message.record, ==, "M1");
  g_assert_cmpint(d[1].attempts, ==, 2);
  g_assert_cmpint(d[1].status, ==, 200);
  g_assert_cmpstr(d[1].state, ==, "delivered");
  g_assert_true(cop_webhook_remove(db, id, "ana", &error));
  g_assert_null(load(db, a, id));
  g_assert_false(cop_webhook_remove(db, id, "ana", &error));
  g_assert_error(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_UNKNOWN);
}

static void
gives_up(CopDb *db)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL;
  CopWebhookMessage m;
  bool skipped;
  const char *id = add(db, a, "", "", &secret);
  happen(db, "measure", "add", "M2");
  happen(db, "measure", "add", "M3");
  for (int i = 0; i < COP_WEBHOOK_ATTEMPTS; i++) {
    g_assert_cmpint(load(db, a, id)->state, ==, COP_WEBHOOK_ACTIVE);
    answers(db, a, id, i % 2 == 0 ? 0 : 404, 1000000000 + i);
  }
  const CopWebhook *w = load(db, a, id);
  g_assert_cmpint(w->state, ==, COP_WEBHOOK_DISABLED);
  g_assert_cmpstr(w->why, ==, "failing");
  g_assert_true(cop_webhook_go_on(db, a, id, false, "ana", &error));
  g_assert_cmpstr(next(db, a, id, &m), ==, "M2"); /* nothing was lost */
  g_assert_true(cop_webhook_skip(db, a, id, "ana", &skipped, &error));
  g_assert_true(skipped);
  g_assert_cmpstr(next(db, a, id, &m), ==, "M3");
  answers(db, a, id, 410, 1000000100);
  w = load(db, a, id);
  g_assert_cmpint(w->state, ==, COP_WEBHOOK_DISABLED);
  g_assert_cmpstr(w->why, ==, "gone");
  g_assert_true(cop_webhook_go_on(db, a, id, true, "ana", &error));
  g_assert_null(next(db, a, id, &m));
  g_assert_true(cop_webhook_skip(db, a, id, "ana", &skipped, &error));
  g_assert_false(skipped);
  g_assert_no_error(error);
  g_assert_true(cop_webhook_remove(db, id, "ana", &error));
}

static void
secrets(CopDb *db)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL, *second = NULL, *third = NULL;
  const char *id = add(db, a, "", "", &secret);
  g_auto(CopWebhookKeys) k = { 0 };
  char now[COP_INSTANT_SIZE], later[COP_INSTANT_SIZE];
  cop_account_instant(cop_account_now(), now);
  cop_account_instant(cop_account_now() + 25 * 3600, later);
  g_assert_true(cop_webhook_keys(db, id, now, &k, &error));
  g_assert_cmpuint(k.n, ==, 1);
  g_autofree char *again = cop_webhook_secret_text(k.keys[0]);
  g_assert_cmpstr(again, ==, secret);
  g_assert_true(cop_webhook_rotate(db, id, "ana", &second, &error));
  g_assert_true(cop_webhook_rotate(db, id, "ana", &third, &error));
  g_assert_true(cop_webhook_keys(db, id, now, &k, &error));
  g_assert_cmpuint(k.n, ==, 2);
  g_autofree char *newest = cop_webhook_secret_text(k.keys[0]), *before = cop_webhook_secret_text(k.keys[1]);
  g_assert_cmpstr(newest, ==, third);
  g_assert_cmpstr(before, ==, second);
  g_assert_true(cop_webhook_keys(db, id, later, &k, &error));
  g_assert_cmpuint(k.n, ==, 1);
  /* one desk at a time, and the old secret goes when its time is over */
  bool mine;
  g_assert_true(cop_webhook_claim(db, id, "desk-1", now, later, &mine, &error) && mine);
  g_assert_true(cop_webhook_claim(db, id, "desk-2", now, later, &mine, &error) && !mine);
  g_assert_true(cop_webhook_claim(db, id, "desk-1", now, later, &mine, &error) && mine);
  g_assert_true(load(db, a, id)->has_old);
  g_assert_true(cop_webhook_claim(db, id, "desk-2", later, later, &mine, &error) && mine);
  g_assert_false(load(db, a, id)->has_old);
  g_assert_true(cop_webhook_release(db, id, "desk-2", &error));
  g_assert_true(cop_webhook_pause(db, id, "ana", &error));
  g_assert_true(cop_webhook_claim(db, id, "desk-1", now, later, &mine, &error) && !mine);
  g_assert_no_error(error);
  /* what the log says of all that */
  CopAuditEntries entries;
  g_assert_true(cop_audit_recent(db, a, 100, &entries, &error));
  g_autofree char *digest = g_strdup(strchr(secret, '_') + 1);
  for (size_t i = 0; i < entries.n; i++) {
    if (strcmp(entries.items[i].entity, "webhook") != 0 || entries.items[i].content == NULL)
      continue;
    g_assert_null(strstr(entries.items[i].content, digest));
    g_assert_null(strstr(entries.items[i].content, "hook?key"));
  }
  const char *other;
  g_autofree char *none = NULL;
  static const char *const bad[][3] = { { "", "", "" }, { "x", "record.lost", "" }, { "x", "", "person" } };
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_assert_false(cop_webhook_add(db, a, bad[i][0], "https://x.example", "https://x.example", bad[i][1], bad[i][2], "ana", &other, &none, &error));
    g_assert_error(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_INVALID);
    g_clear_error(&error);
  }
  g_assert_true(cop_webhook_remove(db, id, "ana", &error));
}

/* A backup tells nobody anything and holds no secret. */
static void
copied(CopDb *db, const char *dir)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL, *file = g_build_filename(dir, "copy.cop", NULL), *bytes = NULL;
  gsize length, n;
  const char *id = add(db, a, "", "", &secret);
  g_assert_true(cop_db_backup(db, file, &error));
  g_assert_no_error(error);
  g_assert_true(g_file_get_contents(file, &bytes, &length, &error));
  g_autofree guchar *key = g_base64_decode(secret + strlen("whsec_"), &n);
  g_assert_cmpuint(n, ==, COP_WEBHOOK_SECRET);
  g_assert_null(memmem(bytes, length, key, n));
  g_autoptr(CopDb) copy = cop_db_open(file, COP_DB_WRITE, &error);
  g_assert_no_error(error);
  const CopWebhook *w = load(copy, a, id);
  g_assert_cmpint(w->state, ==, COP_WEBHOOK_PAUSED);
  g_assert_cmpstr(w->why, ==, "backup");
  g_assert_false(w->has_secret);
  g_assert_false(cop_webhook_go_on(copy, a, id, false, "ana", &error));
  g_assert_error(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_STATE);
  g_clear_error(&error);
  g_autofree char *again = NULL;
  g_assert_true(cop_webhook_rotate(copy, id, "ana", &again, &error));
  g_assert_true(cop_webhook_go_on(copy, a, id, false, "ana", &error));
  g_assert_no_error(error);
  g_clear_pointer(&copy, cop_db_close);
  w = load(db, a, id);
  g_assert_true(w->has_secret && w->state == COP_WEBHOOK_ACTIVE);
}

static void
test_store(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_db_create(p.address, &error);
  g_assert_no_error(error);
  in_order(db);
  gives_up(db);
  secrets(db);
  if (p.engine == COP_ENGINE_SQLITE)
    copied(db, p.folder);
  g_clear_pointer(&db, cop_db_close);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/webhook/signature", test_signature);
  g_test_add_func("/webhook/wait", test_wait);
  g_test_add_func("/webhook/messages", test_messages);
  add_engines("/webhook/store", test_store);
  return g_test_run();
}
