/* SPDX-License-Identifier: Apache-2.0
 *
 * page/pdf_truetype.h -- a TrueType font made of exactly the clusters a document
 * uses. Private to page/.
 *
 * Each cluster (typeset/font.h) becomes one glyph: a cluster of one glyph at the
 * origin is that glyph; any other becomes a composite glyph that places its
 * parts (OpenType 1.9, "glyf"). So each character code stands for one piece of
 * text with one width, in every script: text extraction, search and line-level
 * positioning need no tricks. hb-subset cannot make composites, and takes five
 * to ten times as long, so the few tables an embedded font needs are written
 * here; CFF fonts go through hb-subset (page/pdf_font.c).
 */
#ifndef COP_PAGE_PDF_TRUETYPE_H
#define COP_PAGE_PDF_TRUETYPE_H

#include "page/pdf_file.h"
#include "typeset/font.h"

/* Writes the font file for clusters ids[0..n): glyph_of[i] is the glyph of
 * cluster i; glyph 0 is .notdef. False when the face's tables are broken. */
bool cop_pdf_truetype_subset(const CopFace *face, const uint32_t *ids, uint32_t n, CopPdfBuf *out, uint16_t *glyph_of,
                         GError **error);

#endif
