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
} CopPdfBuf;

void cop_pdf_buf_clear(CopPdfBuf *b);
char *cop_pdf_buf_room(CopPdfBuf *b, size_t n); /* at least n bytes free at the end */
void cop_pdf_put_bytes(CopPdfBuf *b, const void *data, size_t n);
void cop_pdf_put(CopPdfBuf *b, const char *text);
void cop_pdf_putf(CopPdfBuf *b, const char *format, ...) G_GNUC_PRINTF(2, 3);
void cop_pdf_put_int(CopPdfBuf *b, long v);
/* With at most `decimals` (0 to 4) digits after the point, no trailing zeros. */
void cop_pdf_put_real(CopPdfBuf *b, double v, int decimals);
/* A text string: PDFDocEncoding where ASCII, else UTF-16BE. */
void cop_pdf_put_text(CopPdfBuf *b, const char *utf8);
/* A literal string of bytes, escaped. */
void cop_pdf_put_string(CopPdfBuf *b, const void *data, size_t n);

static inline void
cop_pdf_put_char(CopPdfBuf *b, char c)
{
  if (b->n == b->room)
    cop_pdf_buf_room(b, 1);
  b->data[b->n++] = c;
}

typedef struct {
  CopPdfBuf out;
  GArray *places;   /* of CopPdfPlace, by object number - 1 */
  CopPdfBuf small;     /* bodies of objects without stream */
  struct libdeflate_compressor *deflate; /* borrowed */
  CopPdfBuf scratch;
} CopPdfFile;

void cop_pdf_file_init(CopPdfFile *f, struct libdeflate_compressor *deflate);
void cop_pdf_file_clear(CopPdfFile *f);
/* A number for an object to be written later. */
unsigned cop_pdf_reserve(CopPdfFile *f);
/* The body of an object: what stands between obj and endobj. */
void cop_pdf_set(CopPdfFile *f, unsigned object, const CopPdfBuf *body);
void cop_pdf_setf(CopPdfFile *f, unsigned object, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* A stream; `entries` are those of the dictionary beside Length and Filter. */
void cop_pdf_stream(CopPdfFile *f, unsigned object, const char *entries, const void *data, size_t n, bool compress);
/* As above with bytes that are deflated already. */
void cop_pdf_stream_deflated(CopPdfFile *f, unsigned object, const char *entries, const void *data, size_t n);
/* zlib format. */
void cop_pdf_deflate(struct libdeflate_compressor *c, CopPdfBuf *out, const void *data, size_t n);
/* Writes object streams, cross-reference stream and trailer; the file's bytes. */
GBytes *cop_pdf_finish(CopPdfFile *f, unsigned root, unsigned info);

#endif
