/* SPDX-License-Identifier: Apache-2.0
 *
 * base/sign.h -- Ed25519 signatures (RFC 8032) by libsodium. Keys and signatures
 * travel as lower-case hexadecimal digits, so that other programs can check them
 * (openssl pkeyutl -verify -rawin).
 *
 * Threads: safe.
 */
#ifndef COP_BASE_SIGN_H
#define COP_BASE_SIGN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  COP_SIGN_SEED = 32,   /* the secret */
  COP_SIGN_PUBLIC = 32,
  COP_SIGN_SIZE = 64,   /* of a signature */
};

/* A new pair of keys. */
void cop_sign_new(uint8_t seed[COP_SIGN_SEED], uint8_t key[COP_SIGN_PUBLIC]);
/* The public key that belongs to a secret. */
void cop_sign_key(const uint8_t seed[COP_SIGN_SEED], uint8_t key[COP_SIGN_PUBLIC]);
void cop_sign(const uint8_t seed[COP_SIGN_SEED], const void *bytes, size_t n, uint8_t signature[COP_SIGN_SIZE]);
bool cop_sign_fits(const uint8_t key[COP_SIGN_PUBLIC], const void *bytes, size_t n, const uint8_t signature[COP_SIGN_SIZE]);
/* Overwrites a secret that is no longer needed. */
void cop_sign_forget(void *secret, size_t n);

/* n bytes as 2 n digits and NUL, and back: false when `text` has other than 2 n
 * digits. */
void cop_hex_write(const uint8_t *bytes, size_t n, char *text);
bool cop_hex_read(const char *text, size_t length, uint8_t *bytes, size_t n);

#endif
