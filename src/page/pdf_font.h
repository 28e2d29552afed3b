/* SPDX-License-Identifier: Apache-2.0
 *
 * page/pdf_font.h -- the fonts of one PDF: character codes for clusters, and the
 * objects that embed them. Private to page/.
 *
 * A code (CID) is one cluster: one glyph with one text. TrueType faces get
 * codes in order of first use in the document and a CIDToGIDMap. In CFF faces
 * (CJK) the code is the glyph's own CID, which hb-subset keeps; a glyph that
 * stands for a second text gets it from a second font object over the same
 * font file.
 *
 * What a subset costs is paid once in a process (page/pdf_cache.h).
 */
#ifndef COP_PAGE_PDF_FONT_H
#define COP_PAGE_PDF_FONT_H

#include "page/pdf_file.h"
#include "typeset/font.h"

typedef struct CopPdfFonts CopPdfFonts;

CopPdfFonts *cop_pdf_fonts_new(CopFaces *faces);
void cop_pdf_fonts_free(CopPdfFonts *f);

/* One code to show: the font resource is F<font>. */
typedef struct {
  unsigned font;
  uint16_t code;
  float width;    /* thousandths of the size, as the font dictionary has it */
  float x, y;     /* of the glyph from the cluster's origin, thousandths: 0 for TrueType */
} CopPdfCode;

/* The codes of a cluster, usually one; returns how many (at most COP_PDF_CODES). */
enum { COP_PDF_CODES = 16 };
unsigned cop_pdf_fonts_codes(CopPdfFonts *f, const CopFace *face, uint32_t cluster, CopPdfCode out[COP_PDF_CODES]);

/* Writes all fonts and returns the body of the resource dictionary's Font entry. */
bool cop_pdf_fonts_write(CopPdfFonts *f, CopPdfFile *file, CopPdfBuf *resources, GError **error);

#endif
