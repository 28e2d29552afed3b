/* SPDX-License-Identifier: Apache-2.0
 *
 * page/pdf.h -- laid-out pages as tagged PDF.
 *
 * Claims PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2): structure tree,
 * language, alternative texts, artifacts, embedded fonts with ToUnicode, XMP,
 * sRGB output intent, outline, document title in the window. PDF 1.7 with
 * object streams.
 *
 * Deterministic: the same pages and options give the same bytes.
 */
#ifndef COP_PAGE_PDF_H
#define COP_PAGE_PDF_H

#include "typeset/pages.h"

typedef struct {
  const char *instant;  /* creation date, YYYY-MM-DDThh:mm:ssZ; NULL: cop_instant_now() */
  bool print_ready;     /* no outline pane, no links shown: for sheets */
} CopPdfOptions;

/* options may be NULL. Fails only when a font cannot be subset. */
GBytes *cop_pdf_write(const CopPages *pages, const CopPdfOptions *options, GError **error);

#endif
