/* SPDX-License-Identifier: Apache-2.0
 *
 * page/pdf_writer.h -- what the parts of the PDF device share. Private to page/.
 */
#ifndef COP_PAGE_PDF_WRITER_H
#define COP_PAGE_PDF_WRITER_H

#include "page/pdf.h"
#include "page/pdf_file.h"
#include "page/pdf_font.h"

/* A piece of content or an annotation that belongs to a structure element. */
typedef struct {
  int next;            /* index of the element's next kid; -1 at the end */
  unsigned page;
  int mcid;            /* -1: annotation */
  unsigned annotation; /* its object */
  uint32_t seq;        /* reading order */
} PdfKid;

typedef struct {
  unsigned object;     /* 0: left out, it holds nothing */
  int first, last;     /* kids; -1: none */
} PdfTag;

typedef struct {
  unsigned object;
  GArray *owners;      /* of uint32_t: number of the tag of each MCID */
  GArray *annotations; /* of unsigned: objects */
} PdfPage;

typedef struct {
  const CopPages *pages;
  PdfFile file;
  PdfFonts *fonts;
  PdfTag *tags;        /* by CopTag number */
  GArray *kids;        /* of PdfKid */
  PdfPage *page;       /* by page number */
  GArray *annotations; /* of PdfAnnotation, in order of StructParent */
  GArray *alphas;      /* of uint8_t: opacities used */
  unsigned resources, struct_root, pages_root;
  PdfBuf scratch;
} PdfWriter;

typedef struct {
  unsigned object;
  uint32_t tag;
} PdfAnnotation;

void pdf_add_kid(PdfWriter *w, const CopTag *tag, PdfKid kid);

/* pdf_content.c: the stream of a page. */
void pdf_content(PdfWriter *w, unsigned page, PdfBuf *out);
/* pdf_tags.c: structure tree, parent tree, names of ids. Returns false never. */
void pdf_tags(PdfWriter *w);
/* Element objects must be numbered before annotations and pages refer to them. */
void pdf_tags_number(PdfWriter *w);
/* pdf_meta.c */
unsigned pdf_outline(PdfWriter *w); /* 0 when there is none */
unsigned pdf_metadata(PdfWriter *w, const char *instant);
unsigned pdf_info(PdfWriter *w, const char *instant);
unsigned pdf_output_intent(PdfWriter *w);

#endif
