/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <sodium.h>
#include <unistd.h>

G_STATIC_ASSERT(sizeof(crypto_hash_sha256_state) <= sizeof(((CopHash *)NULL)->state));
G_STATIC_ASSERT(sizeof(crypto_generichash_state) <= sizeof(((CopHash *)NULL)->state));
G_STATIC_ASSERT(crypto_hash_sha256_BYTES == COP_HASH_SIZE && crypto_generichash_BYTES == COP_HASH_SIZE);

void
cop_hash_init(CopHash *h, CopHashKind kind)
{
  if (sodium_init() < 0)
    g_error("libsodium does not start");
  h->kind = kind;
  if (kind == COP_HASH_SHA256)
    crypto_hash_sha256_init((void *)h->state);
  else
    crypto_generichash_init((void *)h->state, NULL, 0, COP_HASH_SIZE);
}

void
cop_hash_add(CopHash *h, const void *bytes, size_t n)
{
  if (n == 0)
    return;
  if (h->kind == COP_HASH_SHA256)
    crypto_hash_sha256_update((void *)h->state, bytes, n);
  else
    crypto_generichash_update((void *)h->state, bytes, n);
}

void
cop_hash_finish(CopHash *h, unsigned char digest[COP_HASH_SIZE])
{
  if (h->kind == COP_HASH_SHA256)
    crypto_hash_sha256_final((void *)h->state, digest);
  else
    crypto_generichash_final((void *)h->state, digest, COP_HASH_SIZE);
}

const char *
cop_hash_to_hex(const unsigned char digest[COP_HASH_SIZE], char hex[COP_HASH_HEX])
{
  return sodium_bin2hex(hex, COP_HASH_HEX, digest, COP_HASH_SIZE);
}

const char *
cop_hash_bytes(CopHashKind kind, const void *bytes, size_t n, char hex[COP_HASH_HEX])
{
  CopHash h;
  unsigned char digest[COP_HASH_SIZE];
  cop_hash_init(&h, kind);
  cop_hash_add(&h, bytes, n);
  cop_hash_finish(&h, digest);
  return cop_hash_to_hex(digest, hex);
}

bool
cop_hash_file(CopHashKind kind, const char *path, char hex[COP_HASH_HEX], GError **error)
{
  CopHash h;
  unsigned char digest[COP_HASH_SIZE], block[65536];
  ssize_t n = -1;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  cop_hash_init(&h, kind);
  while (fd >= 0 && ((n = read(fd, block, sizeof block)) > 0 || (n < 0 && errno == EINTR)))
    if (n > 0)
      cop_hash_add(&h, block, (size_t)n);
  int code = errno;
  if (fd >= 0)
    close(fd);
  if (n < 0) {
    g_set_error(error, G_IO_ERROR, (int)g_io_error_from_errno(code), "'%s': %s", path, g_strerror(code));
    return false;
  }
  cop_hash_finish(&h, digest);
  cop_hash_to_hex(digest, hex);
  return true;
}
