/* SPDX-License-Identifier: Apache-2.0
 *
 * web/id_token.h -- what an identity provider says about whoever signed in there:
 * the ID Token, held against what was asked (OpenID Connect Core 1.0, 3.1.3.7).
 *
 *   signature   by a key of the provider (base/jose.h)
 *   iss         exactly the issuer that was configured
 *   aud, azp    made for us; of several it is made for, we are the party it was given to
 *   exp, nbf    not over, and it counts already
 *   iat         not from the future, not from before the sign-in began
 *   nonce       that of this sign-in
 *   auth_time   where a greatest age was asked for
 *
 * Clocks may differ by COP_ID_TOKEN_SKEW seconds. Pure: no store, no clock.
 */
#ifndef COP_WEB_ID_TOKEN_H
#define COP_WEB_ID_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/jose.h"

enum { COP_ID_TOKEN_SKEW = 60, COP_ID_TOKEN_SUBJECT = 255 /* bytes: Core 1.0, section 2 */ };

#define COP_ID_TOKEN_ERROR (cop_id_token_error_quark())
GQuark cop_id_token_error_quark(void);
typedef enum { COP_ID_TOKEN_ERROR_CLAIM } CopIdTokenError; /* one is missing or not what it must be; the message names it */

typedef struct {
  const char *issuer, *client_id, *nonce;
  const char *claim;   /* names the person for good: "sub" */
  int64_t now, begun;  /* Unix seconds; begun: of this sign-in */
  int64_t max_age;     /* seconds since the person showed who they are; 0: any */
} CopIdTokenExpected;

typedef struct {
  const char *subject; /* the claim that names the person */
  const char *mail;    /* in lower case; NULL unless the provider says that it was verified */
  const char *acr;     /* NULL when it is not said */
  const char **amr;    /* NULL-terminated; never NULL */
} CopIdToken;

/* Texts live in the arena. Errors: COP_JOSE_ERROR, COP_ID_TOKEN_ERROR, COP_TREE_ERROR. */
bool cop_id_token_read(CopArena *a, const CopJwks *keys, const char *token, const CopIdTokenExpected *x, CopIdToken *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
