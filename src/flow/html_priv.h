/* SPDX-License-Identifier: Apache-2.0
 *
 * flow/html_priv.h -- what the files of the HTML format share.
 *
 * Everything goes through one CopXml, in HTML syntax or, for books, as XHTML.
 * Ids that the writer makes begin with "cop-", those of nodes are theirs.
 */
#ifndef COP_FLOW_HTML_PRIV_H
#define COP_FLOW_HTML_PRIV_H

#include "base/xml.h"
#include "flow/walk.h"

typedef struct {
  CopXml *out;
  bool xhtml;
  unsigned n_tables;
  const CopNode *caption_done; /* the caption its table or figure has written */
} CopHtml;

/* id, class, lang and dir where they change, source. Classes may be NULL. */
void cop_html_attributes(CopWalk *w, const CopNode *n, const char *class_name, const char *more_class);
void cop_html_lang(CopHtml *h, const char *lang, bool direction);

bool cop_html_table_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_row_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_cell_enter(CopWalk *w, const CopNode *n, GError **error);
/* "Table 2.1" before a caption. */
void cop_html_label(CopWalk *w, const CopNode *table_or_figure);

/* flow/epub.c: the finished XHTML as a book. */
GBytes *cop_epub_finish(CopWalk *w, GError **error);

#endif
