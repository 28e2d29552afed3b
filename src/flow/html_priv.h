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

/* html.c: an element, nothing else. */
bool cop_html_wrapper_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_wrapper_leave(CopWalk *w, const CopNode *n, GError **error);

/* html_inline.c */
bool cop_html_span_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_span_leave(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_text_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_link_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_link_leave(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_xref_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_footnote_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_picture_enter(CopWalk *w, const CopNode *n, GError **error);
/* A span that says nothing: neither role, source, id nor another language. */
bool cop_html_span_is_bare(CopWalk *w, const CopNode *n);
void cop_html_put_drawing(CopWalk *w, const CopDrawing *drawing, const char *alt);

/* html_block.c */
bool cop_html_para_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_para_leave(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_block_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_block_leave(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_section_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_section_leave(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_heading_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_heading_leave(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_caption_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_caption_leave(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_figure_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_figure_leave(CopWalk *w, const CopNode *n, GError **error);
/* Title, subtitle, byline and what the cover holds. */
bool cop_html_put_title(CopWalk *w, GError **error);
void cop_html_put_number(CopWalk *w, const char *number);

/* html_notes.c */
bool cop_html_contents_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_put_notes(CopWalk *w, GError **error);

/* html_table.c */
bool cop_html_table_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_row_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_html_cell_enter(CopWalk *w, const CopNode *n, GError **error);
/* "Table 2.1" before a caption. */
void cop_html_label(CopWalk *w, const CopNode *table_or_figure);

/* flow/epub.c: the finished XHTML as a book. */
GBytes *cop_epub_finish(CopWalk *w, GError **error);

#endif
