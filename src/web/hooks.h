/* SPDX-License-Identifier: Apache-2.0
 *
 * web/hooks.h -- sends what the webhooks of a desk are told (model/webhook.h).
 *
 * A thread looks once a second which endpoints have something to send; each is
 * served by one thread at a time, so that its messages arrive in order, and a slow
 * one holds up no other. What is under way when the desk stops is ended and sent
 * again after the next start: the place in the log only moves with an answer.
 *
 * Nothing is sent, and no connection is opened, while no endpoint was made.
 *
 * Threads:  safe, but for _new and _free.
 */
#ifndef COP_WEB_HOOKS_H
#define COP_WEB_HOOKS_H

#include "model/webhook.h"
#include "web/outgoing.h"

typedef struct CopHooks CopHooks;

/* store NULL: there is nothing to send. The rules outlive it. */
CopHooks *cop_hooks_new(const char *store, const CopOutgoingRules *rules);
/* Ends what is under way, within a second or two. */
void cop_hooks_free(CopHooks *x); /* NULL is fine */
/* Looks at once: something was changed by a page. */
void cop_hooks_wake(CopHooks *x);

/* One attempt; nothing is written. What went wrong is in *o, its text in the arena. */
void cop_hook_attempt(const CopOutgoingRules *rules, CopArena *a, const CopWebhook *w, const CopWebhookKeys *keys, const CopWebhookMessage *m, const gint *stop,
                      CopWebhookOutcome *o);
/* Sends a test, or a message again that has been dealt with (`message` its id),
 * waits for the answer and keeps what became of it. COP_WEBHOOK_ERROR when there is
 * no such endpoint or message, or no secret. */
bool cop_hook_send_aside(const CopOutgoingRules *rules, CopDb *db, CopArena *a, const char *id, const char *message, CopWebhookOutcome *o, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
