/* SPDX-License-Identifier: Apache-2.0
 *
 * base/webauthn.h -- checks what an authenticator says through a browser (Web
 * Authentication Level 3, 7.1 and 7.2), by libfido2 and libcbor: the only file that
 * knows them. A program built without them has the same functions; they refuse.
 *
 * Attestation: none, or signed by the credential itself or by a certificate (packed,
 *              fido-u2f). A certificate's chain is not asked: no maker is trusted
 *              more than another.
 * Keys:        ES256, EdDSA (Ed25519) and RS256 of 2,048 bits.
 * Not here:    that a challenge is good once, and whose a credential is: the caller's.
 * Threads:     safe.
 * Errors:      COP_WEBAUTHN_ERROR.
 */
#ifndef COP_BASE_WEBAUTHN_H
#define COP_BASE_WEBAUTHN_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define COP_WEBAUTHN_ERROR (cop_webauthn_error_quark())
GQuark cop_webauthn_error_quark(void);
typedef enum {
  COP_WEBAUTHN_ERROR_MISSING,   /* this program was built without libfido2 */
  COP_WEBAUTHN_ERROR_FORM,      /* not what a browser sends */
  COP_WEBAUTHN_ERROR_CHALLENGE, /* made for another question, or for the other ceremony */
  COP_WEBAUTHN_ERROR_PLACE,     /* made at another origin, inside another page or for another name */
  COP_WEBAUTHN_ERROR_PRESENCE,  /* nobody touched it, or it did not check who did */
  COP_WEBAUTHN_ERROR_KIND,      /* a key or an attestation that is not taken */
  COP_WEBAUTHN_ERROR_SIGNATURE,
} CopWebauthnError;

typedef enum { COP_WEBAUTHN_ES256 = -7, COP_WEBAUTHN_EDDSA = -8, COP_WEBAUTHN_RS256 = -257 } CopWebauthnKey; /* COSE */

enum {
  COP_WEBAUTHN_ID_LEAST = 16, /* bytes of a credential's id */
  COP_WEBAUTHN_ID_MOST = 1023,
};

/* What the answer must have been made for. */
typedef struct {
  const uint8_t *challenge;
  size_t challenge_size;
  const char *origin; /* "https://desk.example.gov", without a slash at its end */
  const char *name;   /* relying party id: the host's name */
  bool verified;      /* finger, face or PIN was asked for */
} CopWebauthnWant;

/* In the arena. */
typedef struct {
  const uint8_t *id, *key; /* the key as libfido2 keeps it: the bare numbers */
  size_t id_size, key_size;
  CopWebauthnKey kind;
  uint32_t counter;        /* 0: it does not count */
  bool synced;             /* a copy of it is kept elsewhere */
} CopWebauthnMade;

typedef struct {
  const uint8_t *bytes;
  size_t size;
} CopWebauthnBytes;

bool cop_webauthn_there(void);

/* Of navigator.credentials.create(): clientDataJSON and attestationObject. */
bool cop_webauthn_made(const CopWebauthnWant *want, CopWebauthnBytes client, CopWebauthnBytes attestation, CopArena *a, CopWebauthnMade *out,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of navigator.credentials.get(), against the kept key. *counter and *synced are
 * what it says now. */
bool cop_webauthn_used(const CopWebauthnWant *want, CopWebauthnKey kind, CopWebauthnBytes key, CopWebauthnBytes client, CopWebauthnBytes authenticator,
                       CopWebauthnBytes signature, uint32_t *counter, bool *synced, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
