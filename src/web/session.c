/* SPDX-License-Identifier: Apache-2.0 */
#include "web/session.h"

#include <string.h>

#include "base/secret.h"

enum { SESSION_LENGTH = 43 }; /* of cop_random_name() */

void
cop_secret_make(unsigned char secret[COP_SECRET_SIZE])
{
  cop_random_bytes(secret, COP_SECRET_SIZE);
}

static bool
is_session(const char *s)
{
  return s != NULL && strlen(s) == SESSION_LENGTH && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == SESSION_LENGTH;
}

const char *
cop_session_sent(const CopRequest *rq)
{
  const char *sent = cop_request_cookie(rq, cop_request_is_secure(rq) ? COP_SESSION_COOKIE_SECURE : COP_SESSION_COOKIE);
  return is_session(sent) ? sent : NULL;
}

static void
set_cookie(const CopRequest *rq, CopResponse *rs, const char *value, const char *more)
{
  bool secure = cop_request_is_secure(rq);
  g_autofree char *cookie = g_strdup_printf("%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s", secure ? COP_SESSION_COOKIE_SECURE : COP_SESSION_COOKIE, value,
                                            secure ? "; Secure" : "", more);
  cop_response_header(rs, "Set-Cookie", cookie);
}

void
cop_session_give(const CopRequest *rq, CopResponse *rs, const char *session)
{
  set_cookie(rq, rs, session, "");
}

void
cop_session_take(const CopRequest *rq, CopResponse *rs)
{
  set_cookie(rq, rs, "", "; Max-Age=0");
}

const char *
cop_session_find(const CopRequest *rq, CopResponse *rs, bool make)
{
  const char *sent = cop_session_sent(rq);
  if (sent != NULL || !make)
    return sent == NULL ? NULL : cop_arena_strdup(rq->arena, sent);
  g_autofree char *name = cop_random_name();
  cop_session_give(rq, rs, name);
  return cop_arena_strdup(rq->arena, name);
}

const char *
cop_session_token(CopArena *a, const unsigned char secret[COP_SECRET_SIZE], const char *session)
{
  g_autofree char *hmac = g_compute_hmac_for_string(G_CHECKSUM_SHA256, secret, COP_SECRET_SIZE, session, -1);
  return cop_arena_strdup(a, hmac);
}

bool
cop_session_token_fits(const unsigned char secret[COP_SECRET_SIZE], const char *session, const char *token)
{
  if (session == NULL || token == NULL)
    return false;
  g_autofree char *hmac = g_compute_hmac_for_string(G_CHECKSUM_SHA256, secret, COP_SECRET_SIZE, session, -1);
  size_t n = strlen(hmac);
  if (strlen(token) != n)
    return false;
  volatile unsigned char difference = 0;
  for (size_t i = 0; i < n; i++)
    difference |= (unsigned char)(hmac[i] ^ token[i]);
  return difference == 0;
}

bool
cop_request_is_own(const CopRequest *rq)
{
  const char *site = cop_request_header(rq, "Sec-Fetch-Site");
  if (site != NULL)
    return strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
  const char *origin = cop_request_header(rq, "Origin");
  if (origin == NULL)
    return true;
  const char *host = strstr(origin, "://");
  return host != NULL && rq->host != NULL && g_ascii_strcasecmp(host + 3, rq->host) == 0;
}
