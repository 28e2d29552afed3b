/* SPDX-License-Identifier: Apache-2.0
 *
 * base/secret.h -- what lets somebody in: passwords, one-time codes, random
 * names that cannot be guessed.
 *
 * Passwords: argon2id (RFC 9106) by libsodium with 64 MiB and 2 passes. A server
 *            works out one at a time, so that many at once cannot take the memory
 *            of the machine.
 * Codes:     TOTP (RFC 6238): HMAC-SHA-1, six digits, 30 seconds, as the common
 *            authenticator programs make them.
 * Threads:   safe.
 */
#ifndef COP_BASE_SECRET_H
#define COP_BASE_SECRET_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  COP_PASSWORD_LEAST = 12, /* characters */
  COP_PASSWORD_MOST = 128,
  COP_TOTP_SECRET = 20,    /* bytes */
  COP_TOTP_SECONDS = 30,
};

/* Bytes nobody can foresee. */
void cop_random_bytes(void *bytes, size_t n);
/* 256 random bits as 43 letters of base64url; the caller's. */
char *cop_random_name(void) G_GNUC_WARN_UNUSED_RESULT;
/* A code somebody types from paper: 24 letters of base32 (120 bits) in groups of
 * four, "ABCD-EFGH-..."; the caller's. */
char *cop_random_code(void) G_GNUC_WARN_UNUSED_RESULT;
/* The code without dashes, spaces and case, as it is compared; the caller's. */
char *cop_code_plain(const char *typed) G_GNUC_WARN_UNUSED_RESULT;

/* The text that is kept, with salt and cost in it; NULL when there is no memory
 * for it. The caller's. */
char *cop_password_hash(const char *password) G_GNUC_WARN_UNUSED_RESULT;
/* hash NULL: takes as long as a real one and is false, so that nobody learns
 * which accounts exist. */
bool cop_password_fits(const char *hash, const char *password);

typedef enum {
  COP_PASSWORD_GOOD,
  COP_PASSWORD_SHORT,   /* under COP_PASSWORD_LEAST characters */
  COP_PASSWORD_LONG,
  COP_PASSWORD_COMMON,  /* one that everybody tries first, one of leaked accounts, or a pattern of few characters */
  COP_PASSWORD_CONTEXT, /* made of a word anybody here would guess */
} CopPasswordFault;

/* `context`: words not to build it of, NULL-terminated: name, account, country. */
CopPasswordFault cop_password_judge(const char *password, const char *const *context);

/* How many passwords of leaked accounts this program knows: 0 when it was built
 * without the list (assets/package.json). */
size_t cop_password_leaks(void);

/* RFC 4648 base64url without padding; the caller's. Reading: NULL for anything else,
 * and for more than `most` bytes. */
char *cop_base64url(const void *bytes, size_t n) G_GNUC_WARN_UNUSED_RESULT;
uint8_t *cop_base64url_read(const char *text, size_t most, size_t *n) G_GNUC_WARN_UNUSED_RESULT;
/* RFC 4648 base32 without padding; the caller's. */
char *cop_base32(const uint8_t *bytes, size_t n) G_GNUC_WARN_UNUSED_RESULT;

/* The code of a step of 30 seconds. */
unsigned cop_totp_code(const uint8_t *secret, size_t n, int64_t step);
/* Does a typed code fit the time, one step early or late? *step is the step it
 * fits; whoever keeps it refuses the same or an earlier one the next time. */
bool cop_totp_fits(const uint8_t *secret, size_t n, int64_t now, const char *typed, int64_t *step);

/* Text that whoever holds it for us can neither read nor change (XSalsa20 and Poly1305
 * by libsodium): as base64url, the caller's. Opening what was not sealed with the
 * same key gives NULL. */
enum { COP_SEAL_KEY = 32, COP_SEAL_MOST = 4096 /* bytes of a cookie */ };
char *cop_seal(const unsigned char key[COP_SEAL_KEY], const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *cop_unseal(const unsigned char key[COP_SEAL_KEY], const char *sealed) G_GNUC_WARN_UNUSED_RESULT;

/* Same bytes, in a time that does not tell where they differ. */
bool cop_same_secret(const void *a, const void *b, size_t n);

#endif
