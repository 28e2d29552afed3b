/* SPDX-License-Identifier: Apache-2.0
 *
 * page/pdf_cache.h -- what the PDF device keeps from one document to the next,
 * with the faces: a compressor, embedded subsets, drawings as streams, the
 * colour profile. Private to page/.
 *
 * What is kept never changes the bytes of a document, only how soon they come.
 */
#ifndef COP_PAGE_PDF_CACHE_H
#define COP_PAGE_PDF_CACHE_H

#include "page/pdf_file.h"
#include "typeset/font.h"

typedef struct {
  struct libdeflate_compressor *deflate;
  GHashTable *files;   /* font files, of pdf_font.c */
  GHashTable *codes;   /* the same in the order of a document, of pdf_font.c */
  GHashTable *forms;   /* of pdf_form.c */
  GHashTable *by_key;  /* key of a drawing -> form, NULL for one painted in the page; made with `forms` */
  CopPdfBuf profile;   /* deflated */
} CopPdfCache;

CopPdfCache *cop_pdf_cache(CopFaces *faces);

#endif
