/* SPDX-License-Identifier: Apache-2.0
 *
 * base/jose.h -- signed JSON of others (JWS, RFC 7515) by libcjose, behind this
 * file only: what an identity provider says about a person, held against the keys
 * it publishes (JWK, RFC 7517).
 *
 * Taken:    compact form, signed by RS256, PS256 (RSA of 2048 bits or more) or
 *           ES256 (P-256). The algorithm must be one of the key's kind, and the
 *           key's own "alg", where it names one.
 * Refused:  everything else before the library sees it: "none"; HS256 and the
 *           like, where a public key would be the secret (RFC 8725, 3.1); a head
 *           with "crit", which we do not understand (RFC 7515, 4.1.11); a "typ"
 *           other than JWT, so that no token made for another use passes (RFC 8725,
 *           3.11); keys that come along in the head, which are never looked at.
 * Threads:  a key set is only read; safe.
 */
#ifndef COP_BASE_JOSE_H
#define COP_BASE_JOSE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define COP_JOSE_ERROR (cop_jose_error_quark())
GQuark cop_jose_error_quark(void);
typedef enum {
  COP_JOSE_ERROR_SHAPE,     /* no JWS or key set, or too long */
  COP_JOSE_ERROR_ALGORITHM, /* one that is not taken */
  COP_JOSE_ERROR_KEY,       /* no key of that name and kind: it may have been changed since */
  COP_JOSE_ERROR_SIGNATURE,
} CopJoseError;

enum { COP_JWS_MOST = 16 * 1024, COP_JWKS_KEYS = 32 };

typedef struct CopJwks CopJwks;

/* The keys of a set that can verify signatures we take; others (for encryption, of
 * other kinds, too short) are left out. An error when it is no set; one without any
 * such key is fine, and verifies nothing. */
CopJwks *cop_jwks_read(const char *json, size_t length, GError **error);
size_t cop_jwks_count(const CopJwks *keys);
void cop_jwks_free(CopJwks *keys); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopJwks, cop_jwks_free)

/* What was signed, as text; the caller's. NULL when the signature does not hold.
 * Without "kid" in its head the set must hold one key of the right kind only. */
char *cop_jws_verify(const CopJwks *keys, const char *compact, size_t *length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Signs with a private key (JWK, JSON): RS256 or PS256 with RSA, ES256 with P-256, as its
 * "alg" says or its kind asks; the compact form is the caller's. */
char *cop_jws_sign(const char *jwk, const char *payload, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
