/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/typeset.h -- documents to pages.
 *
 *   CopSetter *setter = cop_setter_new(NULL, &error);            once, long-lived
 *   CopPages *pages = cop_typeset_document(setter, doc, diags, &error);
 *   GBytes *pdf = cop_pdf_write(pages, &options, &error);        page/pdf.h
 *   cop_pages_free(pages);
 *
 * Lifetime:  a setter keeps faces, shaped words and embedded subsets from one
 *            document to the next: make one for each thread and keep it. It must
 *            outlive the pages made with it. Pages do not need the document any
 *            more except for the drawings in it.
 * Errors:    COP_TYPESET_ERROR (typeset/font.h): a missing font, a character
 *            without glyph (named with language and place), more pages than
 *            COP_LIMIT_PAGES. Content that does not fit well is a finding.
 * Style:     sizes, margins and colours by meta.style, typeset/style.h. A cover
 *            page is made when the document has a BLOCK of role COVER: title,
 *            subtitle, issuing body, date and edition come from the meta, its
 *            FIGURE is the graphic, its PARAs follow the subtitle. Without one
 *            the title stands above the text (after a TITLE_BLOCK, if any).
 * Draft:     meta.draft prints a hatched band, meta.example a line under the title
 *            and in the head of each page; both on every page.
 */
#ifndef COP_TYPESET_TYPESET_H
#define COP_TYPESET_TYPESET_H

#include "base/diag.h"
#include "typeset/pages.h"
#include "typeset/text.h"

/* manifest NULL: assets/fonts.manifest of the installation. */
CopSetter *cop_setter_new(const char *manifest, GError **error);
void cop_setter_free(CopSetter *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopSetter, cop_setter_free)

CopPages *cop_typeset_document(CopSetter *setter, const CopDoc *doc, CopDiags *diags, GError **error);

#endif
