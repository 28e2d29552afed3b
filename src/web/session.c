/* SPDX-License-Identifier: Apache-2.0 */
#include "web/session.h"

#include <string.h>
#include <sys/random.h>

enum { SESSION_BYTES = 16, SESSION_HEX = 2 * SESSION_BYTES };

static void
random_bytes(unsigned char *bytes, size_t n)
{
  size_t done = 0;
  while (done < n) {
    ssize_t got = getrandom(bytes + done, n - done, 0);
    if (got > 0)
      done += (size_t)got;
  }
}

void
cop_secret_make(unsigned char secret[COP_SECRET_SIZE])
{
  random_bytes(secret, COP_SECRET_SIZE);
}

static bool
is_session(const char *s)
{
  return s != NULL && strlen(s) == SESSION_HEX && strspn(s, "0123456789abcdef") == SESSION_HEX;
}

const char *
cop_session_find(const CopRequest *rq, CopResponse *rs, bool make)
{
  const char *sent = cop_request_cookie(rq, COP_SESSION_COOKIE);
  if (is_session(sent))
    return cop_arena_strdup(rq->arena, sent);
  if (!make)
    return NULL;
  unsigned char bytes[SESSION_BYTES];
  random_bytes(bytes, sizeof bytes);
  char hex[SESSION_HEX + 1];
  for (size_t i = 0; i < SESSION_BYTES; i++)
    g_snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
  g_autofree char *cookie = g_strdup_printf(COP_SESSION_COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict", hex);
  cop_response_header(rs, "Set-Cookie", cookie);
  return cop_arena_strdup(rq->arena, hex);
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
