/* SPDX-License-Identifier: Apache-2.0 */
#include <libdeflate.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "page/png.h"

/* Flat art packs well at low effort; higher levels cost several times the time
 * for a few per cent. */
#define LEVEL 4

static void
put_be32(GByteArray *out, uint32_t v)
{
  v = GUINT32_TO_BE(v);
  g_byte_array_append(out, (const guint8 *)&v, 4);
}

static void
put_chunk(GByteArray *out, const char type[4], const void *data, size_t n)
{
  put_be32(out, (uint32_t)n);
  guint start = out->len;
  g_byte_array_append(out, (const guint8 *)type, 4);
  if (n > 0)
    g_byte_array_append(out, data, (guint)n);
  put_be32(out, libdeflate_crc32(0, out->data + start, n + 4));
}

static uint64_t
cost(const unsigned char *row, size_t n)
{
  uint64_t sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += (uint64_t)abs((int8_t)row[i]);
  return sum;
}

/* Filters of clause 9.2; of None, Sub and Up the one with the least sum of
 * absolute differences. */
static void
filter_row(unsigned char *out, const unsigned char *row, const unsigned char *above, size_t n, unsigned channels,
           unsigned char *scratch)
{
  unsigned char *sub = scratch, *up = scratch + n;
  for (size_t i = 0; i < n; i++) {
    sub[i] = (unsigned char)(row[i] - (i < channels ? 0 : row[i - channels]));
    up[i] = (unsigned char)(row[i] - (above == NULL ? 0 : above[i]));
  }
  uint64_t c_sub = cost(sub, n), c_up = cost(up, n);
  const unsigned char *best = c_up <= c_sub ? up : sub;
  out[0] = c_up <= c_sub ? 2 : 1;
  memcpy(out + 1, best, n);
}

GBytes *
cop_png_encode(const unsigned char *pixels, unsigned width, unsigned height, size_t stride, unsigned channels, double dpi)
{
  static const unsigned char signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  size_t row = (size_t)width * channels, raw = (row + 1) * height;
  g_autofree unsigned char *filtered = g_malloc(raw);
  g_autofree unsigned char *scratch = g_malloc(2 * row);
  for (unsigned y = 0; y < height; y++)
    filter_row(filtered + y * (row + 1), pixels + y * stride, y == 0 ? NULL : pixels + (y - 1) * stride, row, channels, scratch);
  struct libdeflate_compressor *z = libdeflate_alloc_compressor(LEVEL);
  size_t bound = libdeflate_zlib_compress_bound(z, raw);
  g_autofree unsigned char *packed = g_malloc(bound);
  size_t n = libdeflate_zlib_compress(z, filtered, raw, packed, bound);
  libdeflate_free_compressor(z);
  g_assert(n > 0);

  GByteArray *out = g_byte_array_sized_new((guint)n + 128);
  g_byte_array_append(out, signature, sizeof signature);
  struct {
    uint32_t width, height;
    unsigned char rest[5]; /* depth, colour type, compression, filter, interlace */
  } head = { GUINT32_TO_BE(width), GUINT32_TO_BE(height), { 8, channels == 1 ? 0 : 2, 0, 0, 0 } };
  put_chunk(out, "IHDR", &head, 13);
  uint32_t per_metre = GUINT32_TO_BE((uint32_t)lrint(dpi / 0.0254));
  unsigned char phys[9];
  memcpy(phys, &per_metre, 4);
  memcpy(phys + 4, &per_metre, 4);
  phys[8] = 1;
  put_chunk(out, "pHYs", phys, sizeof phys);
  put_chunk(out, "IDAT", packed, n);
  put_chunk(out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes(out);
}
