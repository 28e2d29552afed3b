/* SPDX-License-Identifier: Apache-2.0
 *
 * web/ticket.h -- what a browser keeps for us between the parts of a sign-in at an
 * identity provider: sealed, so that it can neither be read nor changed nor made
 * there, and in a cookie of its own, so that only the browser that began can go on.
 *
 * The cookie is SameSite=Lax: coming back from the provider is a visit from another
 * site, with which the browser sends no Strict one. It lives for
 * COP_TICKET_SECONDS, and a process that starts anew opens none of an earlier one.
 * A stranger who begins many sign-ins fills nothing here.
 */
#ifndef COP_WEB_TICKET_H
#define COP_WEB_TICKET_H

#include "web/page.h"

enum { COP_TICKET_SECONDS = 600 };

#define COP_TICKET_COOKIE "copkit-sign-in"
#define COP_TICKET_COOKIE_SECURE "__Host-copkit-sign-in"

typedef struct {
  const char *state, *nonce, *verifier; /* of a sign-in that was begun; NULL once the provider has answered */
  const char *to, *invitation;          /* where it leads to; the invitation it takes up; NULL */
  const char *account, *subject, *mail; /* who the provider says it is, while a code is asked for; NULL before */
  const char *was;                      /* the session it takes the place of; NULL */
  const char *totp;                     /* a new authenticator's secret, hexadecimal; NULL */
  int64_t begun;                        /* Unix seconds */
} CopTicket;

void cop_ticket_give(CopPage *p, const CopTicket *t);
/* False when the browser brings none that is good now. Texts in the page's arena. */
bool cop_ticket_read(CopPage *p, CopTicket *t);
void cop_ticket_take(CopPage *p);

#endif
