/* SPDX-License-Identifier: Apache-2.0 */
#include "model/webhook.h"

#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/secret.h"
#include "model/account_priv.h"
#include "model/audit.h"
#include "model/schema.h"

G_DEFINE_QUARK(cop-webhook-error-quark, cop_webhook_error)

static const char *const states[COP_WEBHOOK_STATE_MAX] = { "active", "paused", "disabled" };

const char *
cop_webhook_state_name(CopWebhookState s)
{
  g_assert(s < COP_WEBHOOK_STATE_MAX);
  return states[s];
}

static bool
ended(GError *e, GError **error)
{
  if (e == NULL)
    return true;
  g_propagate_error(error, e);
  return false;
}

static const void *
copy_of(CopArena *a, const GArray *all, size_t size)
{
  void *copy = cop_arena_alloc_n(a, all->len + 1, size);
  if (all->len > 0)
    memcpy(copy, all->data, all->len * size);
  return copy;
}

/* --- reading --- */

static CopWebhookState
state_of(const char *word)
{
  for (CopWebhookState s = 0; s < COP_WEBHOOK_STATE_MAX; s++)
    if (strcmp(word, states[s]) == 0)
      return s;
  return COP_WEBHOOK_DISABLED;
}

bool
cop_webhooks_load(CopDb *db, CopArena *a, CopWebhooks *out, GError **error)
{
  GError *e = NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopWebhook));
  g_autoptr(CopRows) r = COP_QUERY0(db, webhook_all, error);
  *out = (CopWebhooks){ 0 };
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    const char *t[16];
    for (int i = 0; i < 16; i++)
      t[i] = i == 7 || i == 8 || i == 10 || i == 11 ? NULL : cop_arena_strdup(a, cop_rows_text(r, i));
    CopWebhook w = { .id = t[0], .title = t[1], .url = t[2], .types = t[3], .kinds = t[4], .state = state_of(t[5]), .why = t[6],
                     .has_secret = cop_rows_int(r, 7) != 0, .has_old = cop_rows_int(r, 8) != 0, .old_until = t[9],
                     .position = cop_rows_int(r, 10), .attempts = cop_rows_int(r, 11), .failing_since = t[12], .next_at = t[13], .made_at = t[14], .made_by = t[15] };
    g_array_append_val(all, w);
  }
  out->n = all->len;
  out->items = (CopWebhook *)copy_of(a, all, sizeof(CopWebhook));
  return ended(e, error);
}

const CopWebhook *
cop_webhooks_find(const CopWebhooks *all, const char *id)
{
  for (size_t i = 0; id != NULL && i < all->n; i++)
    if (strcmp(all->items[i].id, id) == 0)
      return &all->items[i];
  return NULL;
}

bool
cop_webhook_deliveries(CopDb *db, CopArena *a, const char *id, int64_t n, const CopWebhookDelivery **items, size_t *found, GError **error)
{
  GError *e = NULL;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopWebhookDelivery));
  g_autoptr(CopRows) r = COP_QUERY(db, webhook_deliveries, error, cop_p_text(id), cop_p_int(n));
  *found = 0;
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    CopWebhookDelivery x = { .message = { .id = cop_arena_strdup(a, cop_rows_text(r, 0)), .entry = cop_rows_int(r, 1), .type = cop_arena_strdup(a, cop_rows_text(r, 2)),
                                          .kind = cop_arena_strdup(a, cop_rows_text(r, 3)), .record = cop_arena_strdup(a, cop_rows_text(r, 4)) },
                             .state = cop_arena_strdup(a, cop_rows_text(r, 5)), .attempts = cop_rows_int(r, 6), .status = cop_rows_int(r, 7),
                             .fault = cop_arena_strdup(a, cop_rows_text(r, 8)), .milliseconds = cop_rows_int(r, 9),
                             .first_at = cop_arena_strdup(a, cop_rows_text(r, 10)), .last_at = cop_arena_strdup(a, cop_rows_text(r, 11)) };
    g_array_append_val(all, x);
  }
  *found = all->len;
  *items = copy_of(a, all, sizeof(CopWebhookDelivery));
  return ended(e, error);
}

bool
cop_webhook_keys(CopDb *db, const char *id, const char *now, CopWebhookKeys *k, GError **error)
{
  GError *e = NULL;
  g_autoptr(CopRows) r = COP_QUERY(db, webhook_keys, error, cop_p_text(id));
  *k = (CopWebhookKeys){ 0 };
  if (r == NULL)
    return false;
  if (cop_rows_next(r, &e)) {
    const char *until = cop_rows_text(r, 2);
    bool old = until != NULL && strcmp(now, until) < 0;
    for (int i = 0; i < (old ? 2 : 1); i++) {
      size_t size = 0;
      const void *bytes = cop_rows_kind(r, i) == COP_VALUE_NULL ? NULL : cop_rows_blob(r, i, &size);
      if (bytes != NULL && size == COP_WEBHOOK_SECRET)
        memcpy(k->keys[k->n++], bytes, size);
    }
  }
  return ended(e, error);
}

/* --- the log --- */

static bool
log_change(CopDb *db, const char *actor, const char *action, const char *id, const char *content, GError **error)
{
  return cop_audit_add(db, &(CopAuditEntry){ .actor = actor, .action = action, .entity = "webhook", .record = id, .content = content }, error);
}

static bool
last_entry(CopDb *db, int64_t *seq, GError **error)
{
  GError *e = NULL;
  g_autoptr(CopRows) r = COP_QUERY0(db, audit_last, error);
  if (r == NULL)
    return false;
  *seq = cop_rows_next(r, &e) ? cop_rows_int(r, 0) : 0;
  return ended(e, error);
}

/* --- changes --- */

static bool
all_known(const char *list, bool types, GError **error)
{
  g_auto(GStrv) words = g_strsplit(list, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    if (*words[i] == '\0' || (types ? cop_webhook_type_known(words[i]) : cop_entity_by_name(words[i]) != COP_ENTITY_MAX))
      continue;
    g_set_error(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_INVALID, types ? "there is no event '%.60s'" : "there is no kind of record '%.60s'", words[i]);
    return false;
  }
  return true;
}

/* One space between words, none around. */
static char *
tidy(const char *list)
{
  g_auto(GStrv) words = g_strsplit_set(list, " \t\r\n,", -1);
  GString *s = g_string_new(NULL);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf(s, "%s%s", s->len > 0 ? " " : "", words[i]);
  return g_string_free(s, FALSE);
}

static bool
fit(CopDb *db, CopArena *a, const char *title, const char *types, const char *kinds, GError **error)
{
  CopWebhooks all;
  if (*title == '\0' || g_utf8_strlen(title, -1) > 100) {
    g_set_error_literal(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_INVALID, "give the endpoint a name of at most 100 characters");
    return false;
  }
  if (!all_known(types, true, error) || !all_known(kinds, false, error) || !cop_webhooks_load(db, a, &all, error))
    return false;
  if (all.n < COP_WEBHOOK_MOST)
    return true;
  g_set_error(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_STATE, "there are %d endpoints already; remove one first", COP_WEBHOOK_MOST);
  return false;
}

bool
cop_webhook_add(CopDb *db, CopArena *a, const char *title, const char *url, const char *server, const char *types, const char *kinds, const char *actor,
                const char **id, char **secret, GError **error)
{
  unsigned char key[COP_WEBHOOK_SECRET], random[8];
  char now[COP_INSTANT_SIZE];
  int64_t last;
  g_autofree char *name = g_strstrip(g_strdup(title)), *tidy_types = tidy(types), *tidy_kinds = tidy(kinds);
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, db, error) || !fit(db, a, name, tidy_types, tidy_kinds, error))
    return false;
  cop_random_bytes(key, sizeof key);
  cop_random_bytes(random, sizeof random);
  g_autofree char *upper = cop_base32(random, sizeof random), *lower = g_ascii_strdown(upper, -1);
  *id = cop_arena_printf(a, "wh-%s", lower);
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "server", server);
  cop_json_key_text(j, "types", tidy_types);
  cop_json_key_text(j, "kinds", tidy_kinds);
  cop_json_end(j);
  g_autofree char *content = g_strchomp(cop_json_finish(j));
  cop_account_instant(cop_account_now(), now);
  bool ok = log_change(db, actor, "add", *id, content, error) && last_entry(db, &last, error) &&
            COP_EXEC(db, webhook_add, error, cop_p_text(*id), cop_p_text(name), cop_p_text(url), cop_p_text(tidy_types), cop_p_text(tidy_kinds),
                     cop_p_blob(key, sizeof key), cop_p_int(last), cop_p_text(now), cop_p_text(actor)) &&
            cop_txn_commit(&txn, error);
  if (ok)
    *secret = cop_webhook_secret_text(key);
  explicit_bzero(key, sizeof key);
  return ok;
}

/* A statement that must change the row of an endpoint, and its entry in the log. */
static bool
change(CopDb *db, const char *id, CopStmtId st, const CopParam *params, size_t n, const char *actor, const char *action, const char *content, GError **error)
{
  int64_t changed = 0;
  if (!cop_db_exec(db, st, params, n, &changed, error))
    return false;
  if (changed > 0)
    return log_change(db, actor, action, id, content, error);
  g_set_error(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_UNKNOWN, "there is no endpoint '%.60s'", id);
  return false;
}

bool
cop_webhook_rotate(CopDb *db, const char *id, const char *actor, char **secret, GError **error)
{
  unsigned char key[COP_WEBHOOK_SECRET];
  char until[COP_INSTANT_SIZE];
  g_auto(CopTxn) txn = { 0 };
  cop_random_bytes(key, sizeof key);
  cop_account_instant(cop_account_now() + COP_WEBHOOK_OVERLAP * (int64_t)3600, until);
  const CopParam params[] = { cop_p_text(until), cop_p_blob(key, sizeof key), cop_p_text(id) };
  bool ok = cop_txn_begin(&txn, db, error) && change(db, id, COP_ST_webhook_rotate, params, G_N_ELEMENTS(params), actor, "rotate", NULL, error) && cop_txn_commit(&txn, error);
  if (ok)
    *secret = cop_webhook_secret_text(key);
  explicit_bzero(key, sizeof key);
  return ok;
}

static bool
set_state(CopDb *db, const char *id, CopWebhookState s, const char *why, const char *actor, const char *action, GError **error)
{
  const CopParam params[] = { cop_p_text(states[s]), cop_p_text(why), cop_p_text(id) };
  return change(db, id, COP_ST_webhook_set_state, params, G_N_ELEMENTS(params), actor, action, *why == '\0' ? NULL : why, error);
}

bool
cop_webhook_pause(CopDb *db, const char *id, const char *actor, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && set_state(db, id, COP_WEBHOOK_PAUSED, "", actor, "pause", error) && cop_txn_commit(&txn, error);
}

static bool
pass_to_end(CopDb *db, const char *id, GError **error)
{
  int64_t last;
  char now[COP_INSTANT_SIZE];
  return last_entry(db, &last, error) && COP_EXEC(db, webhook_pass, error, cop_p_int(last), cop_p_text(id)) &&
         COP_EXEC(db, webhook_delivery_skip, error, cop_p_text(cop_account_instant(cop_account_now(), now)), cop_p_text(id), cop_p_int(last));
}

bool
cop_webhook_go_on(CopDb *db, CopArena *a, const char *id, bool skip, const char *actor, GError **error)
{
  CopWebhooks all;
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, db, error) || !cop_webhooks_load(db, a, &all, error))
    return false;
  const CopWebhook *w = cop_webhooks_find(&all, id);
  if (w != NULL && !w->has_secret) {
    g_set_error_literal(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_STATE, "the endpoint has no secret; make a new one first");
    return false;
  }
  return set_state(db, id, COP_WEBHOOK_ACTIVE, "", actor, "go on", error) && (!skip || pass_to_end(db, id, error)) && cop_txn_commit(&txn, error);
}

bool
cop_webhook_skip(CopDb *db, CopArena *a, const char *id, const char *actor, bool *skipped, GError **error)
{
  CopWebhooks all;
  CopWebhookMessage m;
  char now[COP_INSTANT_SIZE];
  int64_t seen = 0;
  g_auto(CopTxn) txn = { 0 };
  *skipped = false;
  if (!cop_txn_begin(&txn, db, error) || !cop_webhooks_load(db, a, &all, error))
    return false;
  const CopWebhook *w = cop_webhooks_find(&all, id);
  if (w == NULL) {
    g_set_error(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_UNKNOWN, "there is no endpoint '%.60s'", id);
    return false;
  }
  if (!cop_webhook_next(db, a, w, w->position, G_MAXINT64, &m, skipped, &seen, error))
    return false;
  if (!*skipped)
    return true;
  return COP_EXEC(db, webhook_pass, error, cop_p_int(m.entry), cop_p_text(id)) &&
         COP_EXEC(db, webhook_delivery_skip, error, cop_p_text(cop_account_instant(cop_account_now(), now)), cop_p_text(id), cop_p_int(m.entry)) &&
         log_change(db, actor, "skip", id, m.id, error) && cop_txn_commit(&txn, error);
}

bool
cop_webhook_remove(CopDb *db, const char *id, const char *actor, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  const CopParam params[] = { cop_p_text(id) };
  return cop_txn_begin(&txn, db, error) && change(db, id, COP_ST_webhook_remove, params, 1, actor, "delete", NULL, error) && cop_txn_commit(&txn, error);
}

/* --- sending --- */

bool
cop_webhook_claim(CopDb *db, const char *id, const char *me, const char *now, const char *until, bool *mine, GError **error)
{
  int64_t changed = 0;
  g_auto(CopTxn) txn = { 0 };
  const CopParam params[] = { cop_p_text(me), cop_p_text(until), cop_p_text(id), cop_p_text(now) };
  bool ok = cop_txn_begin(&txn, db, error) && cop_db_exec(db, COP_ST_webhook_claim, params, G_N_ELEMENTS(params), &changed, error) &&
            COP_EXEC(db, webhook_forget_old, error, cop_p_text(id), cop_p_text(now)) && cop_txn_commit(&txn, error);
  *mine = ok && changed > 0;
  return ok;
}

bool
cop_webhook_release(CopDb *db, const char *id, const char *me, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && COP_EXEC(db, webhook_release, error, cop_p_text(id), cop_p_text(me)) && cop_txn_commit(&txn, error);
}

bool
cop_webhook_next(CopDb *db, CopArena *a, const CopWebhook *w, int64_t after, int64_t most, CopWebhookMessage *m, bool *found, int64_t *seen, GError **error)
{
  GError *e = NULL;
  g_autoptr(CopRows) r = COP_QUERY(db, webhook_entries, error, cop_p_int(after), cop_p_int(most));
  *found = false;
  *seen = after;
  if (r == NULL)
    return false;
  while (!*found && cop_rows_next(r, &e)) {
    size_t size = 0;
    const void *hash = cop_rows_blob(r, 6, &size);
    *seen = cop_rows_int(r, 0);
    CopWebhookMessage x;
    if (size != COP_HASH_SIZE || !cop_webhook_message_of(a, *seen, cop_rows_text(r, 1), cop_rows_text(r, 2), cop_rows_text(r, 3), cop_rows_text(r, 4), cop_rows_int(r, 5), hash, &x) ||
        !cop_webhook_wants(w, &x))
      continue;
    const char **const texts[] = { &x.at, &x.kind, &x.record };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
      *texts[i] = cop_arena_strdup(a, *texts[i]);
    *m = x;
    *found = true;
  }
  return ended(e, error);
}

bool
cop_webhook_pass(CopDb *db, const char *id, int64_t entry, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && COP_EXEC(db, webhook_pass, error, cop_p_int(entry), cop_p_text(id)) && cop_txn_commit(&txn, error);
}

bool
cop_webhook_send_now(CopDb *db, const char *id, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && COP_EXEC(db, webhook_now, error, cop_p_text(id)) && cop_txn_commit(&txn, error);
}

static bool
add_delivery(CopDb *db, const char *id, const CopWebhookMessage *m, const char *state, const CopWebhookOutcome *o, const char *now, GError **error)
{
  return COP_EXEC(db, webhook_delivery_add, error, cop_p_text(id), cop_p_text(m->id), cop_p_int(m->entry), cop_p_text(m->type), cop_p_text(m->kind), cop_p_text(m->record),
                  cop_p_text(state), cop_p_int(o->status), cop_p_text(o->fault), cop_p_int(o->milliseconds), cop_p_text(now));
}

/* Is the endpoint still there? Somebody may have removed it while it was asked. */
static bool
still_there(CopDb *db, const char *id, bool *there, GError **error)
{
  GError *e = NULL;
  g_autoptr(CopRows) r = COP_QUERY(db, webhook_keys, error, cop_p_text(id));
  if (r == NULL)
    return false;
  *there = cop_rows_next(r, &e);
  return ended(e, error);
}

static bool
failed(CopDb *db, const CopWebhook *w, const CopWebhookMessage *m, const CopWebhookOutcome *o, int64_t now, double random, GError **error)
{
  char instant[COP_INSTANT_SIZE], next[COP_INSTANT_SIZE];
  int64_t n = w->attempts + 1;
  cop_account_instant(now, instant);
  if (!add_delivery(db, w->id, m, "waiting", o, instant, error))
    return false;
  if (o->status == 410 || n >= COP_WEBHOOK_ATTEMPTS)
    return set_state(db, w->id, COP_WEBHOOK_DISABLED, o->status == 410 ? "gone" : "failing", "webhooks", "disable", error);
  cop_account_instant(now + cop_webhook_wait(n, random, o->retry_after), next);
  return COP_EXEC(db, webhook_fail, error, cop_p_int(n), cop_p_text(next), cop_p_text(instant), cop_p_text(w->id));
}

bool
cop_webhook_sent(CopDb *db, const CopWebhook *w, const CopWebhookMessage *m, const CopWebhookOutcome *o, int64_t now, double random, GError **error)
{
  char instant[COP_INSTANT_SIZE];
  bool there = false;
  g_auto(CopTxn) txn = { 0 };
  cop_account_instant(now, instant);
  if (!cop_txn_begin(&txn, db, error) || !still_there(db, w->id, &there, error))
    return false;
  if (!there)
    return true;
  bool ok = o->taken ? add_delivery(db, w->id, m, "delivered", o, instant, error) && COP_EXEC(db, webhook_pass, error, cop_p_int(m->entry), cop_p_text(w->id))
                     : failed(db, w, m, o, now, random, error);
  return ok && cop_txn_commit(&txn, error);
}

bool
cop_webhook_sent_aside(CopDb *db, const char *id, const CopWebhookMessage *m, const CopWebhookOutcome *o, const char *now, GError **error)
{
  bool there = false;
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && still_there(db, id, &there, error) &&
         (!there || (add_delivery(db, id, m, o->taken ? "delivered" : "failed", o, now, error) && cop_txn_commit(&txn, error)));
}

bool
cop_webhook_prune(CopDb *db, const char *id, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && COP_EXEC(db, webhook_delivery_prune, error, cop_p_text(id), cop_p_int(COP_WEBHOOK_KEPT)) && cop_txn_commit(&txn, error);
}
