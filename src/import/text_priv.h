/* SPDX-License-Identifier: Apache-2.0
 *
 * import/text_priv.h -- the readers behind import/text.h. Each gets an empty
 * extract and fills it.
 */
#ifndef COP_IMPORT_TEXT_PRIV_H
#define COP_IMPORT_TEXT_PRIV_H

#include "import/text.h"

/* Bytes as UTF-8: see "Encodings" in import/text.h. Lives in the arena. */
const char *cop_text_decode(CopArena *a, const void *bytes, size_t n, size_t *length);

bool cop_text_read_plain(CopExtract *e, const char *text, size_t n, GError **error);
bool cop_text_read_markdown(CopExtract *e, const char *text, size_t n, GError **error);
bool cop_text_read_html(CopArena *a, CopExtract *e, const void *bytes, size_t n, GError **error);
bool cop_text_read_docx(CopArena *a, CopExtract *e, const void *bytes, size_t n, GError **error);
bool cop_text_read_pdf(CopArena *a, CopExtract *e, const void *bytes, size_t n, GError **error);

#endif
