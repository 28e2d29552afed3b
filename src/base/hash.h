/* SPDX-License-Identifier: Apache-2.0
 *
 * base/hash.h -- SHA-256 (FIPS 180-4) and BLAKE2b with 256 bits (RFC 7693),
 * by libsodium. SHA-256 is what other programs can check (manifests);
 * BLAKE2b is for what copkit alone keeps (audit chain, content of packs).
 */
#ifndef COP_BASE_HASH_H
#define COP_BASE_HASH_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum { COP_HASH_SHA256, COP_HASH_BLAKE2B } CopHashKind;
enum { COP_HASH_SIZE = 32, COP_HASH_HEX = 2 * COP_HASH_SIZE + 1 };

typedef struct {
  CopHashKind kind;
  _Alignas(64) unsigned char state[384]; /* of the library */
} CopHash;

void cop_hash_init(CopHash *h, CopHashKind kind);
void cop_hash_add(CopHash *h, const void *bytes, size_t n);
void cop_hash_finish(CopHash *h, unsigned char digest[COP_HASH_SIZE]);

/* Lower-case hex of a digest; returns hex. */
const char *cop_hash_to_hex(const unsigned char digest[COP_HASH_SIZE], char hex[COP_HASH_HEX]);
/* Both steps for bytes in memory, and for a file of any size. */
const char *cop_hash_bytes(CopHashKind kind, const void *bytes, size_t n, char hex[COP_HASH_HEX]);
bool cop_hash_file(CopHashKind kind, const char *path, char hex[COP_HASH_HEX], GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
