/* SPDX-License-Identifier: Apache-2.0
 *
 * import/text.h -- the words of a file: plain text, Markdown, HTML, DOCX, PDF.
 *
 * What line and column of a place count (base/extract.h):
 *   plain text, Markdown   lines and columns of the file; offsets are those of
 *                          the file as UTF-8 without its byte order mark
 *   HTML                   lines of the file; columns are not known
 *   DOCX                   paragraphs, and characters in the paragraph
 *   PDF                    pages, and lines on the page
 * Encodings: UTF-8, UTF-16 with a byte order mark; anything else that is no
 *            valid UTF-8 is read as Windows-1252. HTML may name its own.
 * DOCX:      body in order, then footnotes and endnotes; inserted text counts,
 *            deleted text does not; hidden text and field codes are left out.
 * PDF:       read by the program pdftotext (poppler-utils), which must be
 *            installed; words parted at the end of a line are joined.
 * Errors:    what cannot be read is COP_TEXT_ERROR; nothing is guessed.
 */
#ifndef COP_IMPORT_TEXT_H
#define COP_IMPORT_TEXT_H

#include <glib.h>

#include "base/extract.h"

typedef enum {
  COP_TEXT_FORMAT_PLAIN,
  COP_TEXT_FORMAT_MARKDOWN,
  COP_TEXT_FORMAT_HTML,
  COP_TEXT_FORMAT_DOCX,
  COP_TEXT_FORMAT_PDF,
  COP_TEXT_FORMAT_MAX
} CopTextFormat;

#define COP_TEXT_ERROR (cop_text_error_quark())
GQuark cop_text_error_quark(void);
typedef enum {
  COP_TEXT_ERROR_FORMAT,  /* damaged, or not of the format */
  COP_TEXT_ERROR_LIMIT,   /* the message names the limit */
  COP_TEXT_ERROR_PROGRAM, /* pdftotext is missing or failed */
} CopTextError;

/* "text", "markdown", "html", "docx", "pdf". */
const char *cop_text_format_name(CopTextFormat f);
/* COP_TEXT_FORMAT_MAX when there is none of that name. */
CopTextFormat cop_text_format_by_name(const char *name);
/* By the first bytes, then by the end of the name. */
CopTextFormat cop_text_format_guess(const char *path, const void *bytes, size_t n);

CopExtract *cop_text_read(CopArena *a, CopTextFormat f, const void *bytes, size_t n,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
