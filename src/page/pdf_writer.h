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
} CopPdfKid;

typedef struct {
  unsigned object;     /* 0: left out, it holds nothing */
  int first, last;     /* kids; -1: none */
} CopPdfTag;

typedef struct {
  unsigned object;
  GArray *owners;      /* of uint32_t: number of the tag of each MCID */
  GArray *annotations; /* of unsigned: objects */
} CopPdfPage;

typedef struct {
  const CopPages *pages;
  CopPdfFile file;
  CopPdfFonts *fonts;
  CopPdfTag *tags;        /* by CopTag number */
  GArray *kids;        /* of CopPdfKid */
  CopPdfPage *page;       /* by page number */
  GArray *annotations; /* of CopPdfAnnotation, in order of StructParent */
  GArray *alphas;      /* of uint8_t: opacities used */
  GPtrArray *forms;    /* of pdf_form.c */
  unsigned resources, struct_root, pages_root;
  CopPdfBuf scratch;
  GArray *entries;     /* scratch of pdf_tags.c */
} CopPdfWriter;

typedef struct {
  unsigned object;
  uint32_t tag;
} CopPdfAnnotation;

void cop_pdf_add_kid(CopPdfWriter *w, const CopTag *tag, CopPdfKid kid);

/* pdf_content.c: the stream of a page. */
void cop_pdf_content(CopPdfWriter *w, unsigned page, CopPdfBuf *out);
/* The operators of a drawing without texts. */
void cop_pdf_drawing(CopPdfWriter *w, const CopDrawing *d, CopPdfBuf *out);
void cop_pdf_use_alpha(CopPdfWriter *w, uint8_t alpha);
/* pdf_tags.c: structure tree, parent tree, names of ids. */
void cop_pdf_tags(CopPdfWriter *w);
/* Element objects must be numbered before annotations and pages refer to them. */
void cop_pdf_tags_number(CopPdfWriter *w);
/* pdf_meta.c */
unsigned cop_pdf_outline(CopPdfWriter *w); /* 0 when there is none */
unsigned cop_pdf_metadata(CopPdfWriter *w, const char *instant);
unsigned cop_pdf_info(CopPdfWriter *w, const char *instant);
unsigned cop_pdf_output_intent(CopPdfWriter *w);

#endif
