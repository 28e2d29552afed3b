/* SPDX-License-Identifier: Apache-2.0 */
#include "web/hooks.h"

#include <string.h>

#include "base/secret.h"
#include "model/account_priv.h"

/* LEASE: a desk that died gives its endpoints up after as long. */
enum { THREADS = 4, LEASE_SECONDS = 60, AT_ONCE = 100, LOOK_AT = 2000 };

struct CopHooks {
  char *store, *me;
  const CopOutgoingRules *rules;
  CopDb *reader;          /* of the looking thread */
  GThreadPool *pool;
  GThread *thread;
  gint stop;              /* atomic */
  GMutex lock;            /* guards what follows */
  GCond came;
  bool woken;
  GHashTable *busy;       /* ids of endpoints that are being served */
};

/* --- one attempt --- */

void
cop_hook_attempt(const CopOutgoingRules *rules, CopArena *a, const CopWebhook *w, const CopWebhookKeys *keys, const CopWebhookMessage *m, const gint *stop,
                 CopWebhookOutcome *o)
{
  int64_t now = cop_account_now();
  g_autoptr(GError) error = NULL;
  g_auto(CopOutgoingAnswer) answer = { 0 };
  g_autofree char *body = cop_webhook_body(m), *signature = cop_webhook_signature(keys, m->id, now, body, strlen(body));
  const char *headers[] = { "Content-Type: application/json", cop_arena_printf(a, "webhook-id: %s", m->id), cop_arena_printf(a, "webhook-timestamp: %" G_GINT64_FORMAT, now),
                            cop_arena_printf(a, "webhook-signature: %s", signature), NULL };
  const CopOutgoing rq = { .method = "POST", .url = w->url, .headers = headers, .body = body, .length = strlen(body), .most = 4096, .cut = true, .stop = stop };
  int64_t began = g_get_monotonic_time();
  bool answered = cop_outgoing_send(rules, &rq, &answer, &error);
  *o = (CopWebhookOutcome){ .taken = answered && answer.status >= 200 && answer.status < 300, .status = answered ? answer.status : 0,
                            .fault = answered ? "" : cop_arena_strdup(a, error->message), .milliseconds = (g_get_monotonic_time() - began) / 1000,
                            .retry_after = answered ? answer.retry_after : 0 };
}

/* A message that was dealt with, made anew from its entry of the log. */
static bool
message_again(CopDb *db, CopArena *a, const CopWebhook *w, const char *message, CopWebhookMessage *m, GError **error)
{
  const CopWebhook all = { .types = "", .kinds = "" };
  int64_t seen = 0;
  guint64 entry = 0;
  bool found = false;
  g_auto(GStrv) parts = g_strsplit(message, "_", 3);
  if (g_strv_length(parts) == 3 && g_ascii_string_to_unsigned(parts[1], 10, 1, G_MAXINT64, &entry, NULL) && (int64_t)entry <= w->position &&
      !cop_webhook_next(db, a, &all, (int64_t)entry - 1, 1, m, &found, &seen, error))
    return false;
  if (found && strcmp(m->id, message) == 0)
    return true;
  g_set_error(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_UNKNOWN, "there is no message '%.60s' that was dealt with", message);
  return false;
}

bool
cop_hook_send_aside(const CopOutgoingRules *rules, CopDb *db, CopArena *a, const char *id, const char *message, CopWebhookOutcome *o, GError **error)
{
  CopWebhooks all;
  CopWebhookMessage m;
  char now[COP_INSTANT_SIZE];
  g_auto(CopWebhookKeys) keys = { 0 };
  cop_account_instant(cop_account_now(), now);
  if (!cop_webhooks_load(db, a, &all, error))
    return false;
  const CopWebhook *w = cop_webhooks_find(&all, id);
  if (w == NULL || !w->has_secret) {
    g_set_error(error, COP_WEBHOOK_ERROR, w == NULL ? COP_WEBHOOK_ERROR_UNKNOWN : COP_WEBHOOK_ERROR_STATE,
                w == NULL ? "there is no endpoint '%.60s'" : "endpoint '%.60s' has no secret; make a new one first", id);
    return false;
  }
  if (message == NULL)
    m = cop_webhook_test_message(a, now);
  else if (!message_again(db, a, w, message, &m, error))
    return false;
  if (!cop_webhook_keys(db, id, now, &keys, error))
    return false;
  cop_hook_attempt(rules, a, w, &keys, &m, NULL, o);
  return cop_webhook_sent_aside(db, id, &m, o, now, error);
}

/* --- an endpoint's turn --- */

/* Takes it, or keeps it, for a while. */
static bool
claim(CopHooks *x, CopDb *db, const char *id)
{
  char now[COP_INSTANT_SIZE], until[COP_INSTANT_SIZE];
  bool mine = false;
  int64_t t = cop_account_now();
  return cop_webhook_claim(db, id, x->me, cop_account_instant(t, now), cop_account_instant(t + LEASE_SECONDS, until), &mine, NULL) && mine;
}

static double
random_share(void)
{
  uint32_t r;
  cop_random_bytes(&r, sizeof r);
  return r / 4294967296.0;
}

/* One message; false when there is no more to do now. */
static bool
serve_next(CopHooks *x, CopDb *db, CopArena *a, const char *id)
{
  CopWebhooks all;
  CopWebhookMessage m;
  CopWebhookOutcome o;
  char now[COP_INSTANT_SIZE];
  bool found = false;
  int64_t seen = 0;
  g_auto(CopWebhookKeys) keys = { 0 };
  cop_account_instant(cop_account_now(), now);
  if (!claim(x, db, id) || !cop_webhooks_load(db, a, &all, NULL))
    return false;
  const CopWebhook *w = cop_webhooks_find(&all, id);
  if (w == NULL || w->state != COP_WEBHOOK_ACTIVE || (w->next_at != NULL && strcmp(now, w->next_at) < 0) ||
      !cop_webhook_next(db, a, w, w->position, LOOK_AT, &m, &found, &seen, NULL))
    return false;
  if (!found)
    return seen > w->position && cop_webhook_pass(db, id, seen, NULL);
  if (!cop_webhook_keys(db, id, now, &keys, NULL) || keys.n == 0)
    return false;
  cop_hook_attempt(x->rules, a, w, &keys, &m, &x->stop, &o);
  if (g_atomic_int_get(&x->stop) != 0 && !o.taken) /* the desk stops: that was no attempt */
    return false;
  return cop_webhook_sent(db, w, &m, &o, cop_account_now(), random_share(), NULL) && o.taken;
}

/* What fails here is tried again when the thread looks the next time. */
static void
serve(gpointer data, gpointer user)
{
  CopHooks *x = user;
  g_autofree char *id = data;
  g_autoptr(CopDb) db = cop_db_open(x->store, COP_DB_WRITE, NULL);
  bool more = db != NULL;
  for (int i = 0; more && i < AT_ONCE && g_atomic_int_get(&x->stop) == 0; i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    more = serve_next(x, db, a, id);
  }
  if (db != NULL) {
    (void)!cop_webhook_prune(db, id, NULL);
    (void)!cop_webhook_release(db, id, x->me, NULL);
  }
  g_mutex_lock(&x->lock);
  g_hash_table_remove(x->busy, id);
  if (more) {
    x->woken = true;
    g_cond_signal(&x->came);
  }
  g_mutex_unlock(&x->lock);
}

/* --- the looking thread --- */

/* Has it something to send, or entries to pass over? */
static bool
is_due(CopHooks *x, CopArena *a, const CopWebhook *w, const char *now)
{
  CopWebhookMessage m;
  bool found = false;
  int64_t seen = 0;
  return w->state == COP_WEBHOOK_ACTIVE && (w->next_at == NULL || strcmp(now, w->next_at) >= 0) &&
         cop_webhook_next(x->reader, a, w, w->position, LOOK_AT, &m, &found, &seen, NULL) && (found || seen - w->position >= LOOK_AT / 2);
}

static void
look(CopHooks *x)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopWebhooks all;
  char now[COP_INSTANT_SIZE];
  cop_account_instant(cop_account_now(), now);
  if (x->reader == NULL)
    x->reader = cop_db_open(x->store, COP_DB_READ, NULL);
  if (x->reader == NULL || !cop_webhooks_load(x->reader, a, &all, NULL)) {
    g_clear_pointer(&x->reader, cop_db_close); /* a store that was put in its place is opened anew */
    return;
  }
  for (size_t i = 0; i < all.n; i++) {
    const char *id = all.items[i].id;
    g_mutex_lock(&x->lock);
    bool busy = g_hash_table_contains(x->busy, id);
    g_mutex_unlock(&x->lock);
    if (busy || !is_due(x, a, &all.items[i], now))
      continue;
    g_mutex_lock(&x->lock);
    g_hash_table_add(x->busy, g_strdup(id));
    g_mutex_unlock(&x->lock);
    if (x->pool == NULL)
      x->pool = g_thread_pool_new(serve, x, THREADS, FALSE, NULL);
    g_thread_pool_push(x->pool, g_strdup(id), NULL);
  }
}

static gpointer
watch(gpointer data)
{
  CopHooks *x = data;
  g_mutex_lock(&x->lock);
  while (g_atomic_int_get(&x->stop) == 0) {
    x->woken = false;
    g_mutex_unlock(&x->lock);
    look(x);
    g_mutex_lock(&x->lock);
    int64_t until = g_get_monotonic_time() + G_TIME_SPAN_SECOND;
    while (!x->woken && g_atomic_int_get(&x->stop) == 0 && g_cond_wait_until(&x->came, &x->lock, until))
      ;
  }
  g_mutex_unlock(&x->lock);
  return NULL;
}

/* --- life --- */

CopHooks *
cop_hooks_new(const char *store, const CopOutgoingRules *rules)
{
  CopHooks *x = g_new0(CopHooks, 1);
  x->store = g_strdup(store);
  x->rules = rules;
  x->me = cop_random_name();
  x->busy = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init(&x->lock);
  g_cond_init(&x->came);
  if (store != NULL)
    x->thread = g_thread_new("hooks", watch, x);
  return x;
}

void
cop_hooks_wake(CopHooks *x)
{
  g_mutex_lock(&x->lock);
  x->woken = true;
  g_cond_signal(&x->came);
  g_mutex_unlock(&x->lock);
}

void
cop_hooks_free(CopHooks *x)
{
  if (x == NULL)
    return;
  g_atomic_int_set(&x->stop, 1);
  cop_hooks_wake(x);
  if (x->thread != NULL)
    g_thread_join(x->thread);
  if (x->pool != NULL)
    g_thread_pool_free(x->pool, FALSE, TRUE); /* what has begun ends at once: `stop` */
  g_clear_pointer(&x->reader, cop_db_close);
  g_hash_table_unref(x->busy);
  g_mutex_clear(&x->lock);
  g_cond_clear(&x->came);
  g_free(x->store);
  g_free(x->me);
  g_free(x);
}
