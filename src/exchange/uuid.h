/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/uuid.h -- names as UUIDs: the same name gives the same UUID on every
 * machine (RFC 9562 section 5.5, version 5). Formats that number their parts
 * by UUID then stay byte for byte the same.
 */
#ifndef COP_EXCHANGE_UUID_H
#define COP_EXCHANGE_UUID_H

#include <stdint.h>

enum { COP_UUID_SIZE = 37 }; /* with the NUL */

/* Version 5 of a name in a namespace of 16 bytes; NULL: copkit's own, which is
 * the UUID of "urn:x-copkit" in the namespace of addresses. Returns uuid. */
const char *cop_uuid_of_name(const uint8_t space[16], const char *name, char uuid[COP_UUID_SIZE]);

#endif
