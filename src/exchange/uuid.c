/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/uuid.h"

#include <glib.h>
#include <string.h>

/* RFC 9562 section 6.6 */
static const uint8_t space_of_addresses[16] = { 0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };

static void
digest_of(const uint8_t space[16], const char *name, uint8_t digest[20])
{
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
  gsize n = 20;
  g_checksum_update(sum, space, 16);
  g_checksum_update(sum, (const guchar *)name, (gssize)strlen(name));
  g_checksum_get_digest(sum, digest, &n);
  digest[6] = (uint8_t)((digest[6] & 0x0f) | 0x50);
  digest[8] = (uint8_t)((digest[8] & 0x3f) | 0x80);
}

const char *
cop_uuid_of_name(const uint8_t space[16], const char *name, char uuid[COP_UUID_SIZE])
{
  uint8_t own[20], d[20];
  if (space == NULL) {
    digest_of(space_of_addresses, "urn:x-copkit", own);
    space = own;
  }
  digest_of(space, name, d);
  g_snprintf(uuid, COP_UUID_SIZE, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", d[0], d[1], d[2], d[3], d[4], d[5], d[6],
             d[7], d[8], d[9], d[10], d[11], d[12], d[13], d[14], d[15]);
  return uuid;
}
