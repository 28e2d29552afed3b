/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf16.h"

#include <glib.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "base/limits.h"

void
cop_utf16_set(CopUtf16 *u, const char *text, size_t length)
{
  g_assert(length <= COP_LIMIT_TEXT);
  if (u->room < length + 1) {
    u->room = MAX(length + 1, 1024);
    u->units = g_renew(uint16_t, u->units, u->room);
    u->at = g_renew(uint32_t, u->at, u->room);
  }
  const uint8_t *bytes = (const uint8_t *)text;
  int32_t i = 0, end = (int32_t)length;
  size_t n = 0;
  while (i < end) {
    uint32_t at = (uint32_t)i;
    if (bytes[i] < 0x80) {
      u->at[n] = at;
      u->units[n++] = bytes[i++];
      continue;
    }
    UChar32 c;
    U8_NEXT_OR_FFFD(bytes, i, end, c);
    u->at[n] = at;
    if (c <= 0xFFFF) {
      u->units[n++] = (uint16_t)c;
    } else {
      u->units[n++] = U16_LEAD(c);
      u->at[n] = at;
      u->units[n++] = U16_TRAIL(c);
    }
  }
  u->at[n] = (uint32_t)length;
  u->n = n;
}

void
cop_utf16_clear(CopUtf16 *u)
{
  g_free(u->units);
  g_free(u->at);
  *u = (CopUtf16){ 0 };
}
