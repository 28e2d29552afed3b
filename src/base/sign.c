/* SPDX-License-Identifier: Apache-2.0 */
#include "base/sign.h"

#include <sodium.h>

G_STATIC_ASSERT(COP_SIGN_SEED == crypto_sign_SEEDBYTES);
G_STATIC_ASSERT(COP_SIGN_PUBLIC == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT(COP_SIGN_SIZE == crypto_sign_BYTES);

static void
start(void)
{
  if (sodium_init() < 0)
    g_error("libsodium does not start");
}

void
cop_sign_new(uint8_t seed[COP_SIGN_SEED], uint8_t key[COP_SIGN_PUBLIC])
{
  start();
  randombytes_buf(seed, COP_SIGN_SEED);
  cop_sign_key(seed, key);
}

void
cop_sign_key(const uint8_t seed[COP_SIGN_SEED], uint8_t key[COP_SIGN_PUBLIC])
{
  uint8_t secret[crypto_sign_SECRETKEYBYTES];
  start();
  crypto_sign_seed_keypair(key, secret, seed);
  sodium_memzero(secret, sizeof secret);
}

void
cop_sign(const uint8_t seed[COP_SIGN_SEED], const void *bytes, size_t n, uint8_t signature[COP_SIGN_SIZE])
{
  uint8_t secret[crypto_sign_SECRETKEYBYTES], key[COP_SIGN_PUBLIC];
  start();
  crypto_sign_seed_keypair(key, secret, seed);
  crypto_sign_detached(signature, NULL, bytes, n, secret);
  sodium_memzero(secret, sizeof secret);
}

bool
cop_sign_fits(const uint8_t key[COP_SIGN_PUBLIC], const void *bytes, size_t n, const uint8_t signature[COP_SIGN_SIZE])
{
  start();
  return crypto_sign_verify_detached(signature, bytes, n, key) == 0;
}

void
cop_sign_forget(void *secret, size_t n)
{
  sodium_memzero(secret, n);
}

void
cop_hex_write(const uint8_t *bytes, size_t n, char *text)
{
  for (size_t i = 0; i < n; i++) {
    text[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
    text[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
  }
  text[2 * n] = '\0';
}

bool
cop_hex_read(const char *text, size_t length, uint8_t *bytes, size_t n)
{
  if (length != 2 * n)
    return false;
  for (size_t i = 0; i < n; i++) {
    int high = g_ascii_xdigit_value(text[2 * i]), low = g_ascii_xdigit_value(text[2 * i + 1]);
    if (high < 0 || low < 0)
      return false;
    bytes[i] = (uint8_t)(high << 4 | low);
  }
  return true;
}
