/* SPDX-License-Identifier: Apache-2.0
 *
 * page/pdf_form.h -- drawings as form XObjects (ISO 32000-1, 8.10): written once
 * in a document however often they stand on its pages, and turned into bytes
 * once in a process. Private to page/.
 *
 * A drawing is known by a digest of all its paths, so that equal drawings are
 * one form whatever made them. Small drawings and those with texts are painted
 * in the page itself.
 */
#ifndef COP_PAGE_PDF_FORM_H
#define COP_PAGE_PDF_FORM_H

#include "page/pdf_writer.h"

/* The number of the form (resource X<number>), -1 for a drawing to be painted in
 * the page. */
int cop_pdf_form(CopPdfWriter *w, const CopDrawing *d);
/* Writes the forms used; the body of the resources' XObject entry. */
void cop_pdf_forms_write(CopPdfWriter *w, CopPdfBuf *resources);

#endif
