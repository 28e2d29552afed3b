/* SPDX-License-Identifier: Apache-2.0
 *
 * flow/flow.h -- reflowing documents: HTML, EPUB, DOCX, plain text.
 *
 * One walk (flow.c) numbers notes, resolves cross references, follows
 * languages and lays out the grid of tables; a format is a row of actions, two
 * for each kind of node (flow/walk.h). A kind that a format has no action
 * for still shows what stands below it; tests/golden/flow/coverage.txt lists
 * these kinds for every format.
 *
 * Title:     the document's title stands in its meta and is printed once: where
 *            a paragraph outside all sections has the same text, there; after a
 *            title block that stands first; otherwise before everything.
 *            Subtitle, issuing body and date follow it (without a title block,
 *            which says these itself), and what a BLOCK of role COVER holds.
 * Marks:     draft and example marks of the meta are always written; there is
 *            no option to leave them out.
 * Input:     a tree that cop_doc_check() found no errors in.
 * Output:    the same tree, options and version give the same bytes.
 * Failure:   a cross reference to nothing, a figure where the format needs
 *            pixels and nobody can make them, or a library that fails.
 */
#ifndef COP_FLOW_FLOW_H
#define COP_FLOW_FLOW_H

#include <glib.h>

#include "doc/node.h"

#define COP_FLOW_ERROR (cop_flow_error_quark())
GQuark cop_flow_error_quark(void);
typedef enum {
  COP_FLOW_ERROR_REFERENCE, /* a cross reference to an id that does not exist */
  COP_FLOW_ERROR_PICTURE,   /* no pixels could be made of a drawing */
} CopFlowError;

/* Pixels of a drawing at its own size: PNG. `lang` is the language of texts in
 * the drawing that have none. */
typedef GBytes *(*CopFlowRasterise)(void *data, const CopDrawing *drawing, const char *lang, unsigned dpi,
                                    GError **error);
/* The page an id is on in the paged edition, 0 when not known. */
typedef unsigned (*CopFlowPageOf)(void *data, const char *id);

typedef struct {
  /* HTML: the address of the style sheet; NULL puts it into the document. A
   * page under a strict content security policy links it
   * (cop_flow_html_style()). */
  const char *style_address;
  /* HTML: only what stands in <main>, without document around it. */
  bool fragment;
  /* DOCX: needed when the tree has drawings. */
  CopFlowRasterise rasterise;
  void *rasterise_data;
  /* DOCX: fills the page numbers of contents and page references, which a word
   * processor otherwise fills when it updates fields; may be NULL. */
  CopFlowPageOf page_of;
  void *page_of_data;
} CopFlowOptions;

typedef struct CopFlowFormat CopFlowFormat;

extern const CopFlowFormat cop_flow_html;
extern const CopFlowFormat cop_flow_docx;
extern const CopFlowFormat cop_flow_text;
/* EPUB 3.3, one reflowing page with accessibility metadata. */
extern const CopFlowFormat cop_flow_epub;

/* All formats, and one by its name ("html"). */
const CopFlowFormat *const *cop_flow_formats(size_t *n);
const CopFlowFormat *cop_flow_format_find(const char *name);
const char *cop_flow_format_name(const CopFlowFormat *format);
const char *cop_flow_format_suffix(const CopFlowFormat *format); /* ".html" */
const char *cop_flow_format_mime(const CopFlowFormat *format);
/* Does the format say or show anything of its own for that kind of node? */
bool cop_flow_format_covers(const CopFlowFormat *format, CopNodeKind kind);

/* The document as a file. options may be NULL. */
GBytes *cop_flow_write(const CopDoc *d, const CopFlowFormat *format, const CopFlowOptions *options,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The style sheet of HTML documents with the accent of a palette, for serving
 * at an address. The caller owns it. */
char *cop_flow_html_style(const CopDocMeta *meta);

#endif
