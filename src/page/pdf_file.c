/* SPDX-License-Identifier: Apache-2.0 */
#include "page/pdf_file.h"

#include <libdeflate.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PER_STREAM 200u /* objects of one object stream: a reader unpacks it whole to find one */

/* Where an object lies: offset in the file, or place in an object stream. */
typedef struct {
  size_t at, length;  /* in `out`, or in `small` */
  bool small, set;
  unsigned stream, index;
} PdfPlace;

/* --- buffers --- */

void
pdf_buf_clear(PdfBuf *b)
{
  g_free(b->data);
  *b = (PdfBuf){ 0 };
}

char *
pdf_buf_room(PdfBuf *b, size_t n)
{
  if (b->room - b->n < n) {
    b->room = MAX(2 * b->room, b->n + n + 1024);
    b->data = g_realloc(b->data, b->room);
  }
  return b->data + b->n;
}

void
pdf_put_bytes(PdfBuf *b, const void *data, size_t n)
{
  if (n == 0)
    return;
  memcpy(pdf_buf_room(b, n), data, n);
  b->n += n;
}

void
pdf_put(PdfBuf *b, const char *text)
{
  pdf_put_bytes(b, text, strlen(text));
}

static void put_format(PdfBuf *b, const char *format, va_list args) G_GNUC_PRINTF(2, 0);

static void
put_format(PdfBuf *b, const char *format, va_list args)
{
  va_list copy;
  va_copy(copy, args);
  int n = vsnprintf(NULL, 0, format, copy);
  va_end(copy);
  vsnprintf(pdf_buf_room(b, (size_t)n + 1), (size_t)n + 1, format, args);
  b->n += (size_t)n;
}

void
pdf_putf(PdfBuf *b, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  put_format(b, format, args);
  va_end(args);
}

void
pdf_put_int(PdfBuf *b, long v)
{
  char digits[24], *p = digits + sizeof digits;
  unsigned long u = v < 0 ? -(unsigned long)v : (unsigned long)v;
  do
    *--p = (char)('0' + u % 10);
  while ((u /= 10) != 0);
  if (v < 0)
    *--p = '-';
  pdf_put_bytes(b, p, (size_t)(digits + sizeof digits - p));
}

void
pdf_put_real(PdfBuf *b, double v, int decimals)
{
  static const double powers[] = { 1, 10, 100, 1000, 10000 };
  double scaled = v * powers[decimals];
  long n = (long)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  if (n < 0) {
    pdf_put_char(b, '-');
    n = -n;
  }
  long unit = (long)powers[decimals], whole = n / unit, part = n % unit;
  if (whole != 0 || part == 0)
    pdf_put_int(b, whole);
  if (part == 0)
    return;
  pdf_put_char(b, '.');
  for (unit /= 10; part > 0 && unit > 0; unit /= 10) {
    pdf_put_char(b, (char)('0' + part / unit));
    part %= unit;
  }
}

void
pdf_put_string(PdfBuf *b, const void *data, size_t n)
{
  const char *p = data;
  char *out = pdf_buf_room(b, 2 * n + 2);
  *out++ = '(';
  for (size_t i = 0; i < n; i++) {
    if (p[i] == '(' || p[i] == ')' || p[i] == '\\')
      *out++ = '\\';
    if (p[i] == '\r') {
      *out++ = '\\';
      *out++ = 'r';
    } else {
      *out++ = p[i];
    }
  }
  *out++ = ')';
  b->n = (size_t)(out - b->data);
}

void
pdf_put_text(PdfBuf *b, const char *utf8)
{
  bool ascii = true;
  for (const char *c = utf8; *c != '\0'; c++)
    ascii = ascii && *c >= ' ' && *c < 0x7F;
  if (ascii) {
    pdf_put_string(b, utf8, strlen(utf8));
    return;
  }
  glong n = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16(utf8, -1, NULL, &n, NULL);
  g_autofree uint8_t *bytes = g_malloc(2 * (gsize)n + 2);
  bytes[0] = 0xFE;
  bytes[1] = 0xFF;
  for (glong i = 0; i < n; i++) {
    bytes[2 * i + 2] = (uint8_t)(units[i] >> 8);
    bytes[2 * i + 3] = (uint8_t)units[i];
  }
  pdf_put_string(b, bytes, 2 * (gsize)n + 2);
}

/* --- objects --- */

void
pdf_file_init(PdfFile *f, struct libdeflate_compressor *deflate)
{
  *f = (PdfFile){ .deflate = deflate };
  f->places = g_array_new(FALSE, TRUE, sizeof(PdfPlace));
  /* the four bytes say that the file is binary (7.5.2) */
  pdf_put(&f->out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
}

void
pdf_file_clear(PdfFile *f)
{
  pdf_buf_clear(&f->out);
  pdf_buf_clear(&f->small);
  pdf_buf_clear(&f->scratch);
  g_array_unref(f->places);
}

unsigned
pdf_reserve(PdfFile *f)
{
  g_array_set_size(f->places, f->places->len + 1);
  return f->places->len;
}

static PdfPlace *
place(PdfFile *f, unsigned object)
{
  return &g_array_index(f->places, PdfPlace, object - 1);
}

void
pdf_set(PdfFile *f, unsigned object, const PdfBuf *body)
{
  PdfPlace *p = place(f, object);
  g_assert(!p->set);
  *p = (PdfPlace){ .at = f->small.n, .length = body->n, .small = true, .set = true };
  pdf_put_bytes(&f->small, body->data, body->n);
}

void
pdf_setf(PdfFile *f, unsigned object, const char *format, ...)
{
  PdfPlace *p = place(f, object);
  g_assert(!p->set);
  size_t at = f->small.n;
  va_list args;
  va_start(args, format);
  put_format(&f->small, format, args);
  va_end(args);
  *p = (PdfPlace){ .at = at, .length = f->small.n - at, .small = true, .set = true };
}

void
pdf_deflate(struct libdeflate_compressor *c, PdfBuf *out, const void *data, size_t n)
{
  size_t bound = libdeflate_zlib_compress_bound(c, n);
  out->n += libdeflate_zlib_compress(c, data, n, pdf_buf_room(out, bound), bound);
}

static void
put_stream(PdfFile *f, unsigned object, const char *entries, const void *data, size_t n, bool deflated)
{
  PdfPlace *p = place(f, object);
  g_assert(!p->set);
  *p = (PdfPlace){ .at = f->out.n, .set = true };
  pdf_put_int(&f->out, (long)object);
  pdf_put(&f->out, " 0 obj\n<<");
  pdf_put(&f->out, entries);
  pdf_put(&f->out, deflated ? "/Filter/FlateDecode/Length " : "/Length ");
  pdf_put_int(&f->out, (long)n);
  pdf_put(&f->out, ">>stream\n");
  pdf_put_bytes(&f->out, data, n);
  pdf_put(&f->out, "\nendstream\nendobj\n");
}

void
pdf_stream_deflated(PdfFile *f, unsigned object, const char *entries, const void *data, size_t n)
{
  put_stream(f, object, entries, data, n, true);
}

void
pdf_stream(PdfFile *f, unsigned object, const char *entries, const void *data, size_t n, bool compress)
{
  if (!compress) {
    put_stream(f, object, entries, data, n, false);
    return;
  }
  f->scratch.n = 0;
  pdf_deflate(f->deflate, &f->scratch, data, n);
  put_stream(f, object, entries, f->scratch.data, f->scratch.n, true);
}

/* --- the end --- */

/* Packs the small objects [from, ...) into one object stream. */
static void
write_object_stream(PdfFile *f, unsigned *object)
{
  unsigned number = pdf_reserve(f), n = 0;
  PdfBuf index = { 0 }, bodies = { 0 };
  for (; *object < number && n < PER_STREAM; (*object)++) {
    PdfPlace *p = place(f, *object);
    if (!p->small)
      continue;
    pdf_put_int(&index, (long)*object);
    pdf_put_char(&index, ' ');
    pdf_put_int(&index, (long)bodies.n);
    pdf_put_char(&index, ' ');
    pdf_put_bytes(&bodies, f->small.data + p->at, p->length);
    pdf_put_char(&bodies, '\n');
    p->stream = number;
    p->index = n++;
  }
  char entries[96];
  g_snprintf(entries, sizeof entries, "/Type/ObjStm/N %u/First %zu", n, index.n);
  pdf_put_bytes(&index, bodies.data, bodies.n);
  pdf_stream(f, number, entries, index.data, index.n, true);
  pdf_buf_clear(&index);
  pdf_buf_clear(&bodies);
}

static void
put_entry(PdfBuf *b, unsigned type, uint64_t second, unsigned third)
{
  const uint8_t bytes[] = { (uint8_t)type, (uint8_t)(second >> 24), (uint8_t)(second >> 16), (uint8_t)(second >> 8),
                            (uint8_t)second, (uint8_t)(third >> 8), (uint8_t)third };
  pdf_put_bytes(b, bytes, sizeof bytes);
}

GBytes *
pdf_finish(PdfFile *f, unsigned root, unsigned info)
{
  unsigned last = f->places->len;
  for (unsigned object = 1; object <= last;) {
    while (object <= last && !place(f, object)->small)
      object++;
    if (object <= last)
      write_object_stream(f, &object);
  }
  unsigned xref = pdf_reserve(f);
  size_t at = f->out.n;
  *place(f, xref) = (PdfPlace){ .at = at, .set = false };
  PdfBuf table = { 0 };
  put_entry(&table, 0, 0, 65535);
  for (unsigned i = 1; i <= f->places->len; i++) {
    const PdfPlace *p = place(f, i);
    if (p->small)
      put_entry(&table, 2, p->stream, p->index);
    else
      put_entry(&table, 1, p->at, 0);
  }
  /* the same bytes get the same identifier, and only they */
  g_autofree char *id = g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)f->out.data, f->out.n);
  g_autofree char *entries = g_strdup_printf("/Type/XRef/Size %u/W[1 4 2]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]",
                                             f->places->len + 1, root, info, id, id);
  pdf_stream(f, xref, entries, table.data, table.n, true);
  pdf_buf_clear(&table);
  pdf_putf(&f->out, "startxref\n%zu\n%%%%EOF\n", at);
  GBytes *bytes = g_bytes_new_take(g_realloc(f->out.data, f->out.n), f->out.n);
  f->out = (PdfBuf){ 0 };
  return bytes;
}
