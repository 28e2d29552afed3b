/* SPDX-License-Identifier: Apache-2.0 */
#include <libdeflate.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "page/png.h"

/* Flat art packs well at the least effort: the highest level saves a twentieth and costs several times the time. */
#define LEVEL 1

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

/* Filter None (clause 9.2) throughout: in flat art whole runs and rows repeat, which differences break up at each
 * edge. On our posters it packs 15 per cent smaller than the least sum of differences of clause 12.7. */
static void
put_row(unsigned char *out, const uint32_t *in, unsigned width, bool grey)
{
  *out++ = 0;
  for (unsigned x = 0; x < width; x++) {
    uint32_t v = in[x];
    if (grey) {
      *out++ = (unsigned char)((2126 * ((v >> 16) & 255) + 7152 * ((v >> 8) & 255) + 722 * (v & 255) + 5000) / 10000);
    } else {
      *out++ = (unsigned char)(v >> 16);
      *out++ = (unsigned char)(v >> 8);
      *out++ = (unsigned char)v;
    }
  }
}

GBytes *
cop_png_encode(const unsigned char *pixels, unsigned width, unsigned height, size_t stride, bool grey, double dpi)
{
  static const unsigned char signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  size_t row = 1 + (size_t)width * (grey ? 1 : 3), raw = row * height;
  g_autofree unsigned char *filtered = g_malloc(raw);
  for (unsigned y = 0; y < height; y++)
    put_row(filtered + y * row, (const uint32_t *)(const void *)(pixels + y * stride), width, grey);
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
  } head = { GUINT32_TO_BE(width), GUINT32_TO_BE(height), { 8, grey ? 0 : 2, 0, 0, 0 } };
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
