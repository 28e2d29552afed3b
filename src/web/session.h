/* SPDX-License-Identifier: Apache-2.0
 *
 * web/session.h -- who sits at the other end, and that a change was meant.
 *
 * A session is a random name in a cookie that scripts cannot read and that no
 * other site's request carries (HttpOnly, SameSite=Strict). A form holds a token
 * made from it with a secret of this process: whoever cannot read our pages
 * cannot make one (OWASP ASVS 5.0, 3.5.1). Besides, a request that changes
 * anything must come from a page of this server: Sec-Fetch-Site, else Origin.
 */
#ifndef COP_WEB_SESSION_H
#define COP_WEB_SESSION_H

#include <stdbool.h>

#include "web/http.h"
#include "web/page.h"

#define COP_SESSION_COOKIE "copkit"
#define COP_SESSION_FIELD "token"

enum { COP_SECRET_SIZE = 32 };

void cop_secret_make(unsigned char secret[COP_SECRET_SIZE]);

/* The same over TLS: the browser then sends it nowhere else. */
#define COP_SESSION_COOKIE_SECURE "__Host-copkit"

/* The name of the session the request carries; NULL for none. */
const char *cop_session_sent(const CopRequest *rq);
/* Gives the browser a session's name, and takes it back. */
void cop_session_give(const CopRequest *rq, CopResponse *rs, const char *session);
void cop_session_take(const CopRequest *rq, CopResponse *rs);

/* The session of the request's cookie, or a new one; NULL when `make` is false
 * and there is none. */
const char *cop_session_find(const CopRequest *rq, CopResponse *rs, bool make);
/* Hex text of 64 digits, in the arena. */
const char *cop_session_token(CopArena *a, const unsigned char secret[COP_SECRET_SIZE], const char *session);
/* Compares in constant time; false for NULL. */
bool cop_session_token_fits(const unsigned char secret[COP_SECRET_SIZE], const char *session, const char *token);

/* Does the request come from a page of this server, or from a program that is
 * no browser? */
bool cop_request_is_own(const CopRequest *rq);

#endif
