/* SPDX-License-Identifier: Apache-2.0
 *
 * raster.h -- pixels of a drawing for tests of writers that want some: the boxes
 * around its filled paths, without text, as an uncompressed PNG. The same
 * drawing gives the same bytes.
 */
#ifndef COP_TEST_RASTER_H
#define COP_TEST_RASTER_H

#include <math.h>
#include <string.h>

#include "doc/drawing.h"

static inline guint32
raster_crc(const guchar *p, size_t n)
{
  guint32 c = 0xffffffffu;
  for (size_t i = 0; i < n; i++) {
    c ^= p[i];
    for (int k = 0; k < 8; k++)
      c = (c & 1) != 0 ? 0xedb88320u ^ (c >> 1) : c >> 1;
  }
  return c ^ 0xffffffffu;
}

static inline void
raster_u32(GByteArray *out, guint32 v)
{
  guchar b[] = { (guchar)(v >> 24), (guchar)(v >> 16), (guchar)(v >> 8), (guchar)v };
  g_byte_array_append(out, b, 4);
}

static inline void
raster_chunk(GByteArray *out, const char *type, const GByteArray *data)
{
  g_autoptr(GByteArray) body = g_byte_array_new();
  g_byte_array_append(body, (const guint8 *)type, 4);
  if (data != NULL && data->len > 0)
    g_byte_array_append(body, data->data, data->len);
  raster_u32(out, body->len - 4);
  g_byte_array_append(out, body->data, body->len);
  raster_u32(out, raster_crc(body->data, body->len));
}

/* Deflate in stored blocks. */
static inline GByteArray *
raster_store(const guchar *p, size_t n)
{
  GByteArray *z = g_byte_array_new();
  g_byte_array_append(z, (const guint8 *)"\x78\x01", 2);
  guint32 a = 1, b = 0;
  for (size_t at = 0; at < n;) {
    guint16 length = (guint16)MIN(n - at, 65535), inverse = (guint16)~length;
    guchar head[] = { at + length == n, (guchar)length, (guchar)(length >> 8), (guchar)inverse, (guchar)(inverse >> 8) };
    g_byte_array_append(z, head, sizeof head);
    g_byte_array_append(z, p + at, length);
    at += length;
  }
  for (size_t i = 0; i < n; i++) {
    a = (a + p[i]) % 65521;
    b = (b + a) % 65521;
  }
  raster_u32(z, b << 16 | a);
  return z;
}

static inline GBytes *
raster_drawing(void *data, const CopDrawing *d, const char *lang, unsigned dpi, GError **error)
{
  (void)data, (void)lang, (void)error;
  double scale = dpi / 72.0;
  guint32 w = (guint32)ceil((double)d->width * scale), h = (guint32)ceil((double)d->height * scale);
  size_t stride = (size_t)w * 3 + 1;
  g_autofree guchar *rows = g_malloc(stride * h);
  memset(rows, 0xff, stride * h);
  for (guint32 y = 0; y < h; y++)
    rows[y * stride] = 0;
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    if (op->kind != COP_DRAW_PATH || (op->as.path.fill & 0xff) == 0)
      continue;
    float x0 = d->width, y0 = d->height, x1 = 0, y1 = 0;
    for (size_t i = 0; i < op->as.path.n_segs; i++)
      if (op->as.path.segs[i].kind != COP_SEG_CLOSE) {
        x0 = MIN(x0, op->as.path.segs[i].x[0]), x1 = MAX(x1, op->as.path.segs[i].x[0]);
        y0 = MIN(y0, op->as.path.segs[i].y[0]), y1 = MAX(y1, op->as.path.segs[i].y[0]);
      }
    for (guint32 y = (guint32)((double)y0 * scale); y < h && y < (guint32)((double)y1 * scale); y++)
      for (guint32 x = (guint32)((double)x0 * scale); x < w && x < (guint32)((double)x1 * scale); x++)
        for (int c = 0; c < 3; c++)
          rows[y * stride + 1 + (size_t)x * 3 + (size_t)c] = (guchar)(op->as.path.fill >> (24 - 8 * c));
  }
  GByteArray *png = g_byte_array_new();
  g_byte_array_append(png, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
  g_autoptr(GByteArray) head = g_byte_array_new();
  raster_u32(head, w);
  raster_u32(head, h);
  g_byte_array_append(head, (const guint8 *)"\x08\x02\0\0\0", 5);
  raster_chunk(png, "IHDR", head);
  g_autoptr(GByteArray) packed = raster_store(rows, stride * h);
  raster_chunk(png, "IDAT", packed);
  raster_chunk(png, "IEND", NULL);
  return g_byte_array_free_to_bytes(png);
}

#endif
