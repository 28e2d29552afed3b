/* SPDX-License-Identifier: Apache-2.0
 *
 * web/provider.h -- an identity provider as this desk, its client, talks to it:
 * OpenID Connect Core 1.0 with the authorization code flow, Discovery 1.0, PKCE
 * (RFC 7636, S256), issuer in the answer (RFC 9207), by the advice of RFC 9700.
 *
 * Settings of the provider are fetched when they are first needed and kept for
 * COP_PROVIDER_KEPT_SECONDS; what it says of its own issuer must be what the operator
 * wrote, letter by letter. Keys are kept with them; a token signed by an unknown key
 * makes us fetch them again, once in COP_PROVIDER_KEYS_SECONDS at most. After a
 * failure nobody asks for COP_PROVIDER_PAUSE_SECONDS, and no more than
 * COP_PROVIDER_AT_ONCE requests are under way: a provider that hangs does not hold
 * up the desk.
 *
 * Tokens:   the ID Token is read and dropped; an access token is never looked at.
 * Threads:  safe.
 */
#ifndef COP_WEB_PROVIDER_H
#define COP_WEB_PROVIDER_H

#include <stdbool.h>

#include "web/id_token.h"
#include "web/outgoing.h"
#include "web/provider_settings.h"

enum {
  COP_PROVIDER_KEPT_SECONDS = 3600,
  COP_PROVIDER_KEYS_SECONDS = 10,
  COP_PROVIDER_PAUSE_SECONDS = 3,
  COP_PROVIDER_AT_ONCE = 4,
  COP_PROVIDER_SECONDS = 8,
  COP_PROVIDER_ONCE_SECONDS = 900,
};

#define COP_PROVIDER_ERROR (cop_provider_error_quark())
GQuark cop_provider_error_quark(void);
typedef enum {
  COP_PROVIDER_ERROR_DOWN,     /* cannot be reached now, or too many ask at once */
  COP_PROVIDER_ERROR_SETTINGS, /* what it says of itself does not fit what the operator wrote */
  COP_PROVIDER_ERROR_ISSUER,   /* the answer came from another one */
  COP_PROVIDER_ERROR_REFUSED,  /* it did not take the code, or us */
  COP_PROVIDER_ERROR_TOKEN,    /* its token does not hold */
} CopProviderError;

typedef struct CopProvider CopProvider;

/* Takes the settings; borrows the rules. Asks nobody yet. */
CopProvider *cop_provider_new(CopProviderSettings *settings, const CopOutgoingRules *rules);
void cop_provider_free(CopProvider *x); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopProvider, cop_provider_free)
const CopProviderSettings *cop_provider_settings(const CopProvider *x);
/* Where the provider sends people back to; the caller's. */
char *cop_provider_return_address(const CopProvider *x);

/* What one sign-in is known by: random, the last three known to its browser and us only. */
typedef struct {
  const char *state, *nonce, *verifier;
  int64_t begun; /* Unix seconds */
  bool again;    /* the person is to show anew who they are, since then */
} CopProviderAsk;

/* Where to send the browser; the caller's. lang: that of the page. */
char *cop_provider_ask_address(CopProvider *x, const CopProviderAsk *ask, const char *lang, GError **error);
/* Whoever answered says who it is (RFC 9207); iss NULL when it does not. Must hold
 * before anything else of the answer is believed, an error of it too. */
bool cop_provider_is_issuer(CopProvider *x, const char *iss, GError **error);
/* Fetches the ID Token for a code and holds it against what was asked. */
bool cop_provider_redeem(CopProvider *x, CopArena *a, const CopProviderAsk *ask, const char *code, CopIdToken *token, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* False when a sign-in of that state was finished already. Kept for COP_PROVIDER_ONCE_SECONDS,
 * longer than a sign-in may take; only somebody who signed in fills it. */
bool cop_provider_once(CopProvider *x, const char *state);
/* Does the token say what the operator takes for a second factor? */
bool cop_provider_vouches(const CopProvider *x, const CopIdToken *token);
/* Where somebody ends what the provider remembers of them (RP-Initiated Logout 1.0);
 * NULL when it is not known or not offered. The caller's. */
char *cop_provider_leave_address(CopProvider *x);

/* For whoever runs the desk. */
typedef struct {
  const char *authorize, *token, *keys, *leave; /* addresses; NULL when not known */
  size_t n_keys;
  int64_t reached;     /* Unix seconds; 0: not yet */
  const char *failure; /* of the last request, NULL when it went well */
} CopProviderState;
/* Asks the provider where it has not been asked lately. Texts in the arena. */
void cop_provider_state(CopProvider *x, CopArena *a, CopProviderState *out);

#endif
