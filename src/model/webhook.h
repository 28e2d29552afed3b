/* SPDX-License-Identifier: Apache-2.0
 *
 * model/webhook.h -- endpoints of other programs that are told what changed, as
 * the Standard Webhooks specification has it (standardwebhooks.com, 1.0).
 *
 * Events:    follow from the log (model/audit.h), entry by entry; the list is
 *            model/webhook_events.def. A message says that something happened and
 *            where to read it: type, time, kind and id of the record, revision,
 *            addresses. Never what a record holds, who did it, or anything of
 *            accounts.
 * Order:     an endpoint has a position in the log. The next message goes out when
 *            the one before it was taken, and the position moves with the answer in
 *            one transaction: nothing is lost by a stop of any kind, and each
 *            message arrives at least once, in order.
 * Message:   its id is made of the number and the hash of the entry, so that it is
 *            the same at each attempt and no other message ever has it, not even in
 *            a store that was restored.
 * Signature: HMAC-SHA-256 over "id.timestamp.body" with a secret of 32 bytes; for
 *            COP_WEBHOOK_OVERLAP hours after a new secret was made with both.
 * Retries:   COP_WEBHOOK_ATTEMPTS over about three days, ever further apart, with
 *            jitter; then the endpoint is disabled and waits for a person. 410 Gone
 *            disables it at once.
 * Secrets:   are handed out once, when they are made. A backup holds none, and its
 *            endpoints are paused: a copy of a desk tells nobody anything.
 * Log:       entity "webhook"; the content names the server, never the whole address
 *            (which may hold a key) and never a secret.
 * Errors:    COP_WEBHOOK_ERROR, else those of db/db.h.
 */
#ifndef COP_MODEL_WEBHOOK_H
#define COP_MODEL_WEBHOOK_H

#include "base/arena.h"
#include "db/db.h"

#define COP_WEBHOOK_ERROR (cop_webhook_error_quark())
GQuark cop_webhook_error_quark(void);
typedef enum {
  COP_WEBHOOK_ERROR_UNKNOWN, /* no such endpoint or message */
  COP_WEBHOOK_ERROR_INVALID, /* title, type or kind is not fit */
  COP_WEBHOOK_ERROR_STATE,   /* it has no secret; there are too many */
} CopWebhookErrorCode;

enum { COP_WEBHOOK_SECRET = 32, COP_WEBHOOK_MOST = 20, COP_WEBHOOK_ATTEMPTS = 10, COP_WEBHOOK_OVERLAP = 24, COP_WEBHOOK_KEPT = 500 };

typedef enum { COP_WEBHOOK_ACTIVE, COP_WEBHOOK_PAUSED, COP_WEBHOOK_DISABLED, COP_WEBHOOK_STATE_MAX } CopWebhookState;

typedef struct {
  const char *id, *title, *url;
  const char *types, *kinds;  /* separated by spaces; "": all */
  CopWebhookState state;
  const char *why;            /* paused: "" by a person, "backup"; disabled: "gone", "failing" */
  bool has_secret, has_old;
  const char *old_until;      /* NULL */
  int64_t position, attempts; /* attempts: of the message that waits */
  const char *failing_since, *next_at; /* NULL */
  const char *made_at, *made_by;
} CopWebhook;

typedef struct {
  size_t n;
  CopWebhook *items;
} CopWebhooks;

const char *cop_webhook_state_name(CopWebhookState s); /* "active" */

/* --- events --- */

typedef struct {
  const char *type; /* "record.changed" */
  const char *doc;  /* English, marked for translation */
} CopWebhookEvent;

const CopWebhookEvent *cop_webhook_events(size_t *n);
bool cop_webhook_type_known(const char *type);

typedef struct {
  int64_t entry;      /* of the log; 0: a test */
  const char *id;     /* "msg_812_9f3c..." */
  const char *at, *type, *kind, *record; /* kind and record "" where there are none */
  int64_t revision;   /* 0 for none */
} CopWebhookMessage;

/* The message of an entry of the log; false for one that is none's business.
 * `hash` has COP_HASH_SIZE bytes. Borrows from the arguments but for the id. */
bool cop_webhook_message_of(CopArena *a, int64_t seq, const char *at, const char *action, const char *entity, const char *record, int64_t revision,
                            const void *hash, CopWebhookMessage *m);
/* A message that tries the way; a new id each time. */
CopWebhookMessage cop_webhook_test_message(CopArena *a, const char *now);
/* Did the endpoint ask for it? */
bool cop_webhook_wants(const CopWebhook *w, const CopWebhookMessage *m);
/* The JSON that is sent, always the same bytes for a message; the caller's. */
char *cop_webhook_body(const CopWebhookMessage *m) G_GNUC_WARN_UNUSED_RESULT;

/* --- signing --- */

typedef struct {
  unsigned n; /* 0 to 2, the newest first */
  unsigned char keys[2][COP_WEBHOOK_SECRET];
} CopWebhookKeys;

void cop_webhook_keys_clear(CopWebhookKeys *k);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopWebhookKeys, cop_webhook_keys_clear)

/* "v1,BASE64" for each key, separated by a space; the caller's. */
char *cop_webhook_signature(const CopWebhookKeys *k, const char *id, int64_t timestamp, const char *body, size_t length) G_GNUC_WARN_UNUSED_RESULT;
/* "whsec_BASE64"; the caller's. */
char *cop_webhook_secret_text(const unsigned char secret[COP_WEBHOOK_SECRET]) G_GNUC_WARN_UNUSED_RESULT;

/* Seconds to wait after the nth attempt failed; `random` from 0 to below 1.
 * retry_after: what the other side asked for, 0 for nothing; a day at most. */
int64_t cop_webhook_wait(int64_t n, double random, int64_t retry_after);

/* --- endpoints; changes write an entry in the log --- */

bool cop_webhooks_load(CopDb *db, CopArena *a, CopWebhooks *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const CopWebhook *cop_webhooks_find(const CopWebhooks *all, const char *id); /* NULL */

/* It begins with what happens from now on. server: what of the address may stand in
 * the log. *id in the arena, *secret the caller's. */
bool cop_webhook_add(CopDb *db, CopArena *a, const char *title, const char *url, const char *server, const char *types, const char *kinds, const char *actor,
                     const char **id, char **secret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *secret is the caller's. */
bool cop_webhook_rotate(CopDb *db, const char *id, const char *actor, char **secret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_webhook_pause(CopDb *db, const char *id, const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Goes on where it stopped. skip: what happened until now is not sent. */
bool cop_webhook_go_on(CopDb *db, CopArena *a, const char *id, bool skip, const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The message that waits is not sent; *skipped says whether there was one. */
bool cop_webhook_skip(CopDb *db, CopArena *a, const char *id, const char *actor, bool *skipped, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_webhook_remove(CopDb *db, const char *id, const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- sending --- */

bool cop_webhook_keys(CopDb *db, const char *id, const char *now, CopWebhookKeys *k, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes the endpoint for a desk, `me`, until an instant; *mine false: another has
 * it, or it is not active any more. */
bool cop_webhook_claim(CopDb *db, const char *id, const char *me, const char *now, const char *until, bool *mine, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_webhook_release(CopDb *db, const char *id, const char *me, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first message after an entry that the endpoint asked for, at most `most`
 * entries further on. *found false: there is none; *seen is the last entry looked
 * at then. All in the arena. */
bool cop_webhook_next(CopDb *db, CopArena *a, const CopWebhook *w, int64_t after, int64_t most, CopWebhookMessage *m, bool *found, int64_t *seen, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Is done with the log up to an entry. */
bool cop_webhook_pass(CopDb *db, const char *id, int64_t entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_webhook_send_now(CopDb *db, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  bool taken;           /* answered 2xx */
  unsigned status;      /* 0: no answer */
  const char *fault;    /* why there was none; "" */
  int64_t milliseconds, retry_after;
} CopWebhookOutcome;

/* What became of an attempt at `now` (Unix seconds); moves the position, or says
 * when to try again, or disables the endpoint. */
bool cop_webhook_sent(CopDb *db, const CopWebhook *w, const CopWebhookMessage *m, const CopWebhookOutcome *o, int64_t now, double random, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same for a test or a message sent again: the position stays. */
bool cop_webhook_sent_aside(CopDb *db, const char *id, const CopWebhookMessage *m, const CopWebhookOutcome *o, const char *now, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  CopWebhookMessage message; /* without time and revision */
  const char *state;         /* "waiting", "delivered", "failed", "skipped" */
  int64_t attempts, status;
  const char *fault;
  int64_t milliseconds;
  const char *first_at, *last_at;
} CopWebhookDelivery;

/* The last n, newest first; COP_WEBHOOK_KEPT are kept. */
bool cop_webhook_deliveries(CopDb *db, CopArena *a, const char *id, int64_t n, const CopWebhookDelivery **items, size_t *found, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
bool cop_webhook_prune(CopDb *db, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
