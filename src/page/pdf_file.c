/* SPDX-License-Identifier: Apache-2.0 */
#include "page/pdf_file.h"

#include <glib/gprintf.h>
#include <libdeflate.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/mix.h"

/* Bytes of a stream below which it is written as it is: setting up the tables of
 * compression takes longer than all the rest of writing it. */
#define WORTH_DEFLATING 400u
#define PER_STREAM 200u /* objects of one object stream: a reader unpacks it whole to find one */

/* Where an object lies: offset in the file, or place in an object stream. */
typedef struct {
  size_t at, length;  /* in `out`, or in `small` */
  bool small, set;
  unsigned stream, index;
} CopPdfPlace;

/* --- buffers --- */

void
cop_pdf_buf_clear(CopPdfBuf *b)
{
  g_free(b->data);
  *b = (CopPdfBuf){ 0 };
}

char *
cop_pdf_buf_room(CopPdfBuf *b, size_t n)
{
  if (b->room - b->n < n) {
    b->room = MAX(2 * b->room, b->n + n + 1024);
    b->data = g_realloc(b->data, b->room);
  }
  return b->data + b->n;
}

void
cop_pdf_put_bytes(CopPdfBuf *b, const void *data, size_t n)
{
  if (n == 0)
    return;
  memcpy(cop_pdf_buf_room(b, n), data, n);
  b->n += n;
}

void
cop_pdf_put(CopPdfBuf *b, const char *text)
{
  cop_pdf_put_bytes(b, text, strlen(text));
}

static void put_format(CopPdfBuf *b, const char *format, va_list args) G_GNUC_PRINTF(2, 0);

static void
put_format(CopPdfBuf *b, const char *format, va_list args)
{
  char *text;
  int n = g_vasprintf(&text, format, args);
  cop_pdf_put_bytes(b, text, (size_t)n);
  g_free(text);
}

void
cop_pdf_putf(CopPdfBuf *b, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  put_format(b, format, args);
  va_end(args);
}

void
cop_pdf_put_int(CopPdfBuf *b, long v)
{
  char digits[24], *p = digits + sizeof digits;
  unsigned long u = v < 0 ? -(unsigned long)v : (unsigned long)v;
  do
    *--p = (char)('0' + u % 10);
  while ((u /= 10) != 0);
  if (v < 0)
    *--p = '-';
  cop_pdf_put_bytes(b, p, (size_t)(digits + sizeof digits - p));
}

void
cop_pdf_put_real(CopPdfBuf *b, double v, int decimals)
{
  static const double powers[] = { 1, 10, 100, 1000, 10000 };
  double scaled = v * powers[decimals];
  long n = (long)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  if (n < 0) {
    cop_pdf_put_char(b, '-');
    n = -n;
  }
  long unit = (long)powers[decimals], whole = n / unit, part = n % unit;
  if (whole != 0 || part == 0)
    cop_pdf_put_int(b, whole);
  if (part == 0)
    return;
  cop_pdf_put_char(b, '.');
  for (unit /= 10; part > 0 && unit > 0; unit /= 10) {
    cop_pdf_put_char(b, (char)('0' + part / unit));
    part %= unit;
  }
}

void
cop_pdf_put_string(CopPdfBuf *b, const void *data, size_t n)
{
  const char *p = data;
  char *out = cop_pdf_buf_room(b, 2 * n + 2);
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
cop_pdf_put_text(CopPdfBuf *b, const char *utf8)
{
  bool ascii = true;
  for (const char *c = utf8; *c != '\0'; c++)
    ascii = ascii && *c >= ' ' && *c < 0x7F;
  if (ascii) {
    cop_pdf_put_string(b, utf8, strlen(utf8));
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
  cop_pdf_put_string(b, bytes, 2 * (gsize)n + 2);
}

/* --- objects --- */

void
cop_pdf_file_init(CopPdfFile *f, struct libdeflate_compressor *deflate)
{
  *f = (CopPdfFile){ .deflate = deflate };
  f->places = g_array_new(FALSE, TRUE, sizeof(CopPdfPlace));
  /* the four bytes say that the file is binary (7.5.2) */
  cop_pdf_put(&f->out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
}

void
cop_pdf_file_clear(CopPdfFile *f)
{
  cop_pdf_buf_clear(&f->out);
  cop_pdf_buf_clear(&f->small);
  cop_pdf_buf_clear(&f->scratch);
  g_array_unref(f->places);
}

unsigned
cop_pdf_reserve(CopPdfFile *f)
{
  g_array_set_size(f->places, f->places->len + 1);
  return f->places->len;
}

static CopPdfPlace *
place(CopPdfFile *f, unsigned object)
{
  return &g_array_index(f->places, CopPdfPlace, object - 1);
}

void
cop_pdf_set(CopPdfFile *f, unsigned object, const CopPdfBuf *body)
{
  CopPdfPlace *p = place(f, object);
  g_assert(!p->set);
  *p = (CopPdfPlace){ .at = f->small.n, .length = body->n, .small = true, .set = true };
  cop_pdf_put_bytes(&f->small, body->data, body->n);
}

void
cop_pdf_setf(CopPdfFile *f, unsigned object, const char *format, ...)
{
  CopPdfPlace *p = place(f, object);
  g_assert(!p->set);
  size_t at = f->small.n;
  va_list args;
  va_start(args, format);
  put_format(&f->small, format, args);
  va_end(args);
  *p = (CopPdfPlace){ .at = at, .length = f->small.n - at, .small = true, .set = true };
}

void
cop_pdf_deflate(struct libdeflate_compressor *c, CopPdfBuf *out, const void *data, size_t n)
{
  size_t bound = libdeflate_zlib_compress_bound(c, n);
  out->n += libdeflate_zlib_compress(c, data, n, cop_pdf_buf_room(out, bound), bound);
}

static void
put_stream(CopPdfFile *f, unsigned object, const char *entries, const void *data, size_t n, bool deflated)
{
  CopPdfPlace *p = place(f, object);
  g_assert(!p->set);
  *p = (CopPdfPlace){ .at = f->out.n, .set = true };
  cop_pdf_put_int(&f->out, (long)object);
  cop_pdf_put(&f->out, " 0 obj\n<<");
  cop_pdf_put(&f->out, entries);
  cop_pdf_put(&f->out, deflated ? "/Filter/FlateDecode/Length " : "/Length ");
  cop_pdf_put_int(&f->out, (long)n);
  cop_pdf_put(&f->out, ">>stream\n");
  cop_pdf_put_bytes(&f->out, data, n);
  cop_pdf_put(&f->out, "\nendstream\nendobj\n");
}

void
cop_pdf_stream_deflated(CopPdfFile *f, unsigned object, const char *entries, const void *data, size_t n)
{
  put_stream(f, object, entries, data, n, true);
}

void
cop_pdf_stream(CopPdfFile *f, unsigned object, const char *entries, const void *data, size_t n, bool compress)
{
  if (!compress || n < WORTH_DEFLATING) {
    put_stream(f, object, entries, data, n, false);
    return;
  }
  f->scratch.n = 0;
  cop_pdf_deflate(f->deflate, &f->scratch, data, n);
  put_stream(f, object, entries, f->scratch.data, f->scratch.n, true);
}

/* --- the end --- */

/* Packs the small objects [from, ...) into one object stream. */
static void
write_object_stream(CopPdfFile *f, unsigned *object)
{
  unsigned number = cop_pdf_reserve(f), n = 0;
  CopPdfBuf index = { 0 }, bodies = { 0 };
  for (; *object < number && n < PER_STREAM; (*object)++) {
    CopPdfPlace *p = place(f, *object);
    if (!p->small)
      continue;
    cop_pdf_put_int(&index, (long)*object);
    cop_pdf_put_char(&index, ' ');
    cop_pdf_put_int(&index, (long)bodies.n);
    cop_pdf_put_char(&index, ' ');
    cop_pdf_put_bytes(&bodies, f->small.data + p->at, p->length);
    cop_pdf_put_char(&bodies, '\n');
    p->stream = number;
    p->index = n++;
  }
  char entries[96];
  g_snprintf(entries, sizeof entries, "/Type/ObjStm/N %u/First %zu", n, index.n);
  cop_pdf_put_bytes(&index, bodies.data, bodies.n);
  cop_pdf_stream(f, number, entries, index.data, index.n, true);
  cop_pdf_buf_clear(&index);
  cop_pdf_buf_clear(&bodies);
}

static void
put_entry(CopPdfBuf *b, unsigned type, uint64_t second, unsigned third)
{
  const uint8_t bytes[] = { (uint8_t)type, (uint8_t)(second >> 24), (uint8_t)(second >> 16), (uint8_t)(second >> 8),
                            (uint8_t)second, (uint8_t)(third >> 8), (uint8_t)third };
  cop_pdf_put_bytes(b, bytes, sizeof bytes);
}

/* The identifier (14.4) tells files apart and protects nothing: a quick hash will
 * do, where MD5 took a tenth of the time of a poster. */
static void
file_id(const char *data, size_t n, char id[33])
{
  uint64_t one = n, two = ~(uint64_t)n;
  for (size_t i = 0; i < n; i += 8) {
    uint64_t w = cop_mix_load(data + i, MIN(n - i, 8));
    one = cop_mix(one, w);
    two = cop_mix(w, two);
  }
  g_snprintf(id, 33, "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", one, two);
}

GBytes *
cop_pdf_finish(CopPdfFile *f, unsigned root, unsigned info)
{
  unsigned last = f->places->len;
  for (unsigned object = 1; object <= last;) {
    while (object <= last && !place(f, object)->small)
      object++;
    if (object <= last)
      write_object_stream(f, &object);
  }
  unsigned xref = cop_pdf_reserve(f);
  size_t at = f->out.n;
  *place(f, xref) = (CopPdfPlace){ .at = at, .set = false };
  CopPdfBuf table = { 0 };
  put_entry(&table, 0, 0, 65535);
  for (unsigned i = 1; i <= f->places->len; i++) {
    const CopPdfPlace *p = place(f, i);
    if (p->small)
      put_entry(&table, 2, p->stream, p->index);
    else
      put_entry(&table, 1, p->at, 0);
  }
  /* the same bytes get the same identifier, and only they */
  char id[33];
  file_id(f->out.data, f->out.n, id);
  g_autofree char *entries = g_strdup_printf("/Type/XRef/Size %u/W[1 4 2]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]",
                                             f->places->len + 1, root, info, id, id);
  cop_pdf_stream(f, xref, entries, table.data, table.n, true);
  cop_pdf_buf_clear(&table);
  cop_pdf_putf(&f->out, "startxref\n%zu\n%%%%EOF\n", at);
  GBytes *bytes = g_bytes_new_take(g_realloc(f->out.data, f->out.n), f->out.n);
  f->out = (CopPdfBuf){ 0 };
  return bytes;
}
