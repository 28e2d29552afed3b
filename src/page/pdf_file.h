/* SPDX-License-Identifier: Apache-2.0
 *
 * page/pdf_file.h -- the bytes of a PDF 1.7 file: buffers, objects, object
 * streams, cross-reference stream (ISO 32000-1, 7.3 to 7.5). Private to page/.
 *
 * Objects without a stream are gathered and written into compressed object
 * streams at the end; streams are written at once.
 */
#ifndef COP_PAGE_PDF_FILE_H
#define COP_PAGE_PDF_FILE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct libdeflate_compressor;

/* A growing run of bytes. */
typedef struct {
  char *data;
  size_t n, room;
} PdfBuf;

void pdf_buf_clear(PdfBuf *b);
char *pdf_buf_room(PdfBuf *b, size_t n); /* at least n bytes free at the end */
void pdf_put_bytes(PdfBuf *b, const void *data, size_t n);
void pdf_put(PdfBuf *b, const char *text);
void pdf_putf(PdfBuf *b, const char *format, ...) G_GNUC_PRINTF(2, 3);
void pdf_put_int(PdfBuf *b, long v);
/* With at most `decimals` (0 to 4) digits after the point, no trailing zeros. */
void pdf_put_real(PdfBuf *b, double v, int decimals);
/* A text string: PDFDocEncoding where ASCII, else UTF-16BE. */
void pdf_put_text(PdfBuf *b, const char *utf8);
/* A literal string of bytes, escaped. */
void pdf_put_string(PdfBuf *b, const void *data, size_t n);

static inline void
pdf_put_char(PdfBuf *b, char c)
{
  if (b->n == b->room)
    pdf_buf_room(b, 1);
  b->data[b->n++] = c;
}

typedef struct {
  PdfBuf out;
  GArray *places;   /* of PdfPlace, by object number - 1 */
  PdfBuf small;     /* bodies of objects without stream */
  struct libdeflate_compressor *deflate; /* borrowed */
  PdfBuf scratch;
} PdfFile;

void pdf_file_init(PdfFile *f, struct libdeflate_compressor *deflate);
void pdf_file_clear(PdfFile *f);
/* A number for an object to be written later. */
unsigned pdf_reserve(PdfFile *f);
/* The body of an object: what stands between obj and endobj. */
void pdf_set(PdfFile *f, unsigned object, const PdfBuf *body);
void pdf_setf(PdfFile *f, unsigned object, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* A stream; `entries` are those of the dictionary beside Length and Filter. */
void pdf_stream(PdfFile *f, unsigned object, const char *entries, const void *data, size_t n, bool compress);
/* As above with bytes that are deflated already. */
void pdf_stream_deflated(PdfFile *f, unsigned object, const char *entries, const void *data, size_t n);
/* zlib format. */
void pdf_deflate(struct libdeflate_compressor *c, PdfBuf *out, const void *data, size_t n);
/* Writes object streams, cross-reference stream and trailer; the file's bytes. */
GBytes *pdf_finish(PdfFile *f, unsigned root, unsigned info);

#endif
