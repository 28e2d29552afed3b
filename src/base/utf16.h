/* SPDX-License-Identifier: Apache-2.0
 *
 * base/utf16.h -- UTF-8 seen as UTF-16, with the way back: for the ICU wrappers.
 *
 * The buffers grow and are reused from text to text. `at[i]` is the byte
 * offset of code unit i; at[n] is the length in bytes.
 */
#ifndef COP_BASE_UTF16_H
#define COP_BASE_UTF16_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint16_t *units;
  uint32_t *at;
  size_t n, room;
} CopUtf16;

/* Converts; a malformed byte becomes U+FFFD. */
void cop_utf16_set(CopUtf16 *u, const char *text, size_t length);
void cop_utf16_clear(CopUtf16 *u);

#endif
