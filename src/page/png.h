/* SPDX-License-Identifier: Apache-2.0
 *
 * page/png.h -- laid-out pages and drawings as PNG (ISO/IEC 15948): the same
 * boxes as the PDF, painted by cairo into an image surface, glyphs from their
 * outlines, encoded by us on libdeflate.
 *
 * Pixels:    8-bit RGB on white; grey sheets as 8-bit grey.
 * Limits:    COP_LIMIT_PIXELS.
 * Errors:    COP_TYPESET_ERROR_LIMIT for too many pixels; a glyph missing in a
 *            drawing's text, as in typeset/text.h.
 * Deterministic: the same page and resolution give the same bytes.
 */
#ifndef COP_PAGE_PNG_H
#define COP_PAGE_PNG_H

#include "typeset/text.h"
#include "typeset/typeset.h"

/* Page i (from 0) at that many pixels to the inch. */
GBytes *cop_png_write_page(const CopPages *pages, unsigned i, double dpi, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A drawing alone, at its own size; lang is that of texts that name none. */
GBytes *cop_png_write_drawing(CopSetter *setter, const CopDrawing *drawing, const char *lang, double dpi, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The encoder: pixels as cairo's RGB24 holds them (native endian, blue lowest, the top byte ignored), stride
 * bytes from row to row; grey: luma of Rec. ITU-R BT.709 in one byte a pixel. */
GBytes *cop_png_encode(const unsigned char *pixels, unsigned width, unsigned height, size_t stride, bool grey, double dpi);

#endif
