/* SPDX-License-Identifier: Apache-2.0
 *
 * base/mix.h -- a quick hash for tables and for telling things apart: products of
 * 64 x 64 bits folded, eight bytes a step, as wyhash does. The same on every
 * machine. It protects nothing against anybody who wants two things to be equal
 * (base/hash.h does).
 */
#ifndef COP_BASE_MIX_H
#define COP_BASE_MIX_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t
cop_mix(uint64_t a, uint64_t b)
{
  __uint128_t p = (__uint128_t)(a ^ 0x9E3779B97F4A7C15u) * (b ^ 0xC2B2AE3D27D4EB4Fu);
  return (uint64_t)p ^ (uint64_t)(p >> 64);
}

/* Up to eight bytes as a number. */
static inline uint64_t
cop_mix_load(const void *data, size_t n)
{
  uint64_t w = 0;
  if (n > 0)
    memcpy(&w, data, n);
  return GUINT64_FROM_LE(w);
}

static inline uint64_t
cop_mix_bytes(uint64_t seed, const void *data, size_t n)
{
  const char *text = data;
  uint64_t h = seed;
  for (; n >= 8; n -= 8, text += 8)
    h = cop_mix(h, cop_mix_load(text, 8));
  return cop_mix(h, cop_mix_load(text, n) ^ ((uint64_t)n << 56));
}

#endif
