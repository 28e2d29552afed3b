/* SPDX-License-Identifier: Apache-2.0
 *
 * web/webhooks.h -- what the page and the interface do with an endpoint; the rules are
 * the same for both.
 *
 *   test      send a message that tries the way     again    send one again: `message`
 *   rotate    a new secret; both sign for a day     now      do not wait for the next try
 *   pause     go-on     go-on-from-now              skip     give up the one that waits
 *   remove
 */
#ifndef COP_WEB_WEBHOOKS_H
#define COP_WEB_WEBHOOKS_H

#include "model/webhook.h"
#include "web/page.h"

typedef struct {
  const char *secret;  /* new, in the arena; NULL for none */
  bool sent;           /* an attempt was made: */
  CopWebhookOutcome outcome;
} CopWebhookDone;

bool cop_webhook_job_known(const char *job);
/* message: for "again". */
bool cop_webhook_do(CopPage *p, const char *id, const char *job, const char *message, CopWebhookDone *done, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *id in the arena. */
bool cop_webhook_make(CopPage *p, const char *title, const char *url, const char *types, const char *kinds, const char **id, const char **secret, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Endpoints, and what was sent to one; id NULL: the endpoints alone. */
bool cop_webhook_read(CopPage *p, CopWebhooks *all, const char *id, int64_t n, const CopWebhookDelivery **items, size_t *found, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
