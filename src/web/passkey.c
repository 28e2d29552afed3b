/* SPDX-License-Identifier: Apache-2.0 */
#include "web/passkey.h"

#include <string.h>

#include "base/secret.h"
#include "model/passkey.h"
#include "web/desk.h"
#include "web/note.h"
#include "web/passkey_priv.h"
#include "web/people.h"

/* --- where --- */

/* The host without its port. */
static const char *
host_name(CopPage *p)
{
  return cop_arena_strndup(p->a, p->rq->host, strcspn(p->rq->host, ":"));
}

const char *
cop_passkey_closed(CopPage *p)
{
  if (!cop_webauthn_there())
    return T_("This program was built without passkeys.");
  const char *name = p->rq->host == NULL || *p->rq->host == '[' ? "127.0.0.1" : host_name(p);
  if (g_hostname_is_ip_address(name) && p->rq->loopback && !cop_request_is_secure(p->rq))
    return cop_arena_printf(p->a, T_("Passkeys belong to a name, and this address is a number. Open the desk at http://localhost%s/ to use them."),
                            p->rq->host == NULL || strrchr(p->rq->host, ':') == NULL ? "" : strrchr(p->rq->host, ':'));
  if (g_hostname_is_ip_address(name))
    return T_("Passkeys belong to a name, and this address is a number.");
  if (!cop_request_is_secure(p->rq) && strcmp(name, "localhost") != 0)
    return T_("Browsers use passkeys over TLS only (https).");
  return NULL;
}

CopWebauthnWant
cop_passkey_want(CopPage *p, CopWebauthnBytes challenge)
{
  return (CopWebauthnWant){ .challenge = challenge.bytes, .challenge_size = challenge.size, .name = host_name(p), .verified = true,
                            .origin = cop_arena_printf(p->a, "%s://%s", cop_request_is_secure(p->rq) ? "https" : "http", p->rq->host) };
}

/* --- questions --- */

enum { UNTIL = 8, RANDOM = 16, CODE = 32, CHALLENGE = UNTIL + RANDOM + CODE };

static const char *
purpose_name(CopPasskeyPurpose purpose)
{
  switch (purpose) {
  case COP_PASSKEY_MAKE:
    return "make";
  case COP_PASSKEY_OPEN:
    return "open";
  case COP_PASSKEY_CONFIRM:
    break;
  }
  return "confirm";
}

static void
seal(CopPage *p, CopPasskeyPurpose purpose, const uint8_t *head, uint8_t code[CODE])
{
  gsize size = CODE;
  const char *parts[] = { purpose_name(purpose), p->session == NULL ? "" : p->session, p->who->id == NULL ? "" : p->who->id };
  GHmac *h = g_hmac_new(G_CHECKSUM_SHA256, p->desk->secret, COP_SECRET_SIZE);
  /* With the NUL behind each, so that none runs into the next. */
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    g_hmac_update(h, (const guchar *)parts[i], (gssize)strlen(parts[i]) + 1);
  g_hmac_update(h, head, UNTIL + RANDOM);
  g_hmac_get_digest(h, code, &size);
  g_hmac_unref(h);
}

static int64_t
now_seconds(void)
{
  return g_get_real_time() / G_USEC_PER_SEC;
}

const char *
cop_passkey_challenge(CopPage *p, CopPasskeyPurpose purpose)
{
  uint8_t bytes[CHALLENGE];
  (void)cop_page_token(p); /* there is a session from now on */
  uint64_t until = (uint64_t)(now_seconds() + COP_PASSKEY_SECONDS);
  for (int i = 0; i < UNTIL; i++)
    bytes[i] = (uint8_t)(until >> (56 - 8 * i));
  cop_random_bytes(bytes + UNTIL, RANDOM);
  seal(p, purpose, bytes, bytes + UNTIL + RANDOM);
  g_autofree char *text = cop_base64url(bytes, sizeof bytes);
  return cop_arena_strdup(p->a, text);
}

bool
cop_passkey_asked(CopPage *p, CopPasskeyPurpose purpose, const char *challenge, CopWebauthnBytes *bytes, int64_t *until)
{
  uint8_t code[CODE];
  *bytes = cop_passkey_bytes(p, challenge, CHALLENGE);
  if (p->session == NULL || bytes->size != CHALLENGE)
    return false;
  seal(p, purpose, bytes->bytes, code);
  if (!cop_same_secret(code, bytes->bytes + UNTIL + RANDOM, CODE))
    return false;
  uint64_t ends = 0;
  for (int i = 0; i < UNTIL; i++)
    ends = ends << 8 | bytes->bytes[i];
  *until = (int64_t)ends;
  return *until > now_seconds();
}

CopWebauthnBytes
cop_passkey_bytes(CopPage *p, const char *text, size_t most)
{
  size_t n = 0;
  g_autofree uint8_t *bytes = text == NULL ? NULL : cop_base64url_read(text, most, &n);
  if (bytes == NULL || n == 0)
    return (CopWebauthnBytes){ NULL, 0 };
  return (CopWebauthnBytes){ memcpy(cop_arena_alloc(p->a, n), bytes, n), n };
}

/* --- answers --- */

static CopWebauthnBytes
sent(CopPage *p, const char *field)
{
  return cop_passkey_bytes(p, cop_page_form(p, field), 8192);
}

static bool
refuse(GError **error, int code, const char *why)
{
  g_set_error_literal(error, COP_WEBAUTHN_ERROR, code, why);
  return false;
}

bool
cop_passkey_read_made(CopPage *p, CopWebauthnMade *made, GError **error)
{
  CopWebauthnBytes challenge;
  int64_t until;
  const char *text = cop_page_form(p, "challenge");
  if (cop_passkey_closed(p) != NULL)
    return refuse(error, COP_WEBAUTHN_ERROR_MISSING, cop_passkey_closed(p));
  if (!cop_passkey_asked(p, COP_PASSKEY_MAKE, text, &challenge, &until))
    return refuse(error, COP_WEBAUTHN_ERROR_CHALLENGE, "the question is too old, or another's");
  CopWebauthnWant want = cop_passkey_want(p, challenge);
  if (!cop_webauthn_made(&want, sent(p, "client"), sent(p, "data"), p->a, made, error))
    return false;
  return cop_people_spend(p->desk, text, until) || refuse(error, COP_WEBAUTHN_ERROR_CHALLENGE, "the question was answered before");
}

/* Of this address, of this person when there is one, and as the authenticator knows them. */
static bool
is_theirs(CopPage *p, const CopPasskey *k, const CopWebauthnWant *want)
{
  const char *user = cop_page_form(p, "user");
  CopWebauthnBytes handle = sent(p, "user");
  if (strcmp(k->host, want->name) != 0 || (p->who->id != NULL && strcmp(p->who->id, k->account) != 0))
    return false;
  return user == NULL || *user == '\0' || (handle.size == COP_PASSKEY_USER && cop_same_secret(handle.bytes, k->user, COP_PASSKEY_USER));
}

const char *
cop_passkey_read_used(CopPage *p, CopDb *db, CopPasskeyPurpose purpose, GError **error)
{
  CopWebauthnBytes challenge, id = sent(p, "id");
  CopPasskey k;
  int64_t until;
  uint32_t counter;
  bool synced;
  const char *text = cop_page_form(p, "challenge");
  if (cop_passkey_closed(p) != NULL || !cop_passkey_asked(p, purpose, text, &challenge, &until)) {
    refuse(error, COP_WEBAUTHN_ERROR_CHALLENGE, "the question is too old, or another's");
    return NULL;
  }
  CopWebauthnWant want = cop_passkey_want(p, challenge);
  if (id.size == 0 || !cop_passkey_find(db, p->a, id.bytes, id.size, &k, error) || !is_theirs(p, &k, &want)) {
    if (error == NULL || *error == NULL)
      refuse(error, COP_WEBAUTHN_ERROR_SIGNATURE, "this passkey is not known here");
    return NULL;
  }
  if (!cop_webauthn_used(&want, k.kind, k.key, sent(p, "client"), sent(p, "data"), sent(p, "signature"), &counter, &synced, error))
    return NULL;
  if (!cop_people_spend(p->desk, text, until)) {
    refuse(error, COP_WEBAUTHN_ERROR_CHALLENGE, "the question was answered before");
    return NULL;
  }
  if (cop_passkey_use(db, &k, counter, synced, error))
    return k.account;
  if (error == NULL || *error == NULL) {
    cop_page_note(p, "passkey may be a copy", k.account);
    g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, "the counter of this passkey went back");
  }
  return NULL;
}
