/* SPDX-License-Identifier: Apache-2.0
 *
 * web/documents.h -- documents as pages show them.
 */
#ifndef COP_WEB_DOCUMENTS_H
#define COP_WEB_DOCUMENTS_H

#include "compose/compose.h"
#include "web/page.h"

/* What composers are given, of the page's view and day. */
CopContext cop_document_context(CopPage *p);
/* The page of its sentences: "progress/progress.en". */
CopUrl cop_url_sentences(CopPage *p, const char *stem);
/* The text of a document in HTML, written again through the page's own writer, with
 * links to the records behind it and to the forms of its sentences ("#edit-ID").
 * Returns the number of links to records. */
unsigned cop_part_reading(CopPage *p, const char *html, size_t length, const char *lang);

#endif
