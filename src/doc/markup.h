/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/markup.h -- Markdown to a document tree: a letter, a circular, a chapter
 * of the guide through the same writers as everything else.
 *
 * CommonMark 0.30 (libcmark), and:
 *   front matter  "---", YAML, "---" at the very start. Keys: title, subtitle,
 *                 author, subject, language, date, edition, identifier,
 *                 licence, running-head: texts; style: report, form, sheet or
 *                 letter; draft, example: true, or the words to print;
 *                 contents, numbered: true or false
 *   tables        GitHub's pipe tables; a column of numbers is set at its end
 *                 unless the ruler says otherwise. A line ": words" or "Table:
 *                 words" right below is the caption, and numbers the table
 *   notes         [^label] in the text, "[^label]: words" at the start of a
 *                 line, going on in lines indented by four
 *   references    [words](#id) to a heading or captioned table; without words
 *                 its number. Ids: {#id} at the end of a heading or caption,
 *                 else the heading in lower case with hyphens
 *   language      [words]{lang=ar} inside a text; {lang=ar} at the end of a
 *                 heading for its section
 *   pages         a heading without words ("##") begins a new page
 * The title is the front matter's, else the first heading when it stands first.
 * Headings are lifted so that the highest becomes a chapter. A picture alone in
 * a paragraph is a figure: its words the alternative text, its title the
 * caption. HTML is not read: comments and <br> aside it is left out with a
 * finding.
 *
 * Findings:  begin with "markup-": front-matter, html, note-unknown,
 *            note-unused, note-twice, table-cells, picture, title, nesting.
 * Errors:    COP_MARKUP_ERROR: not UTF-8, or longer than COP_LIMIT_TEXT.
 */
#ifndef COP_DOC_MARKUP_H
#define COP_DOC_MARKUP_H

#include "base/diag.h"
#include "doc/node.h"

#define COP_MARKUP_ERROR (cop_markup_error_quark())
GQuark cop_markup_error_quark(void);
typedef enum { COP_MARKUP_ERROR_ENCODING, COP_MARKUP_ERROR_LIMIT } CopMarkupError;

typedef struct {
  const char *file;          /* for findings and for the title of last resort; may be NULL */
  const char *lang;          /* where the front matter has none; NULL: "en" */
  const char *force_lang;    /* whatever the front matter says; NULL: as it says */
  const CopDocMeta *meta;    /* what the front matter may change: style, palette; NULL: a plain letter */
  CopCatalogues *catalogues; /* of the document's own words; may be NULL */
  /* The drawing at an address as it is written; NULL with error set when it cannot be
   * had. Without the function there are no pictures. */
  const CopDrawing *(*picture)(void *data, CopArena *a, const char *address, const char *lang, GError **error);
  void *picture_data;
} CopMarkupOptions;

/* The document lives in the arena. options may be NULL. */
CopDoc *cop_markup_read(CopArena *a, const char *text, size_t length, const CopMarkupOptions *options, CopDiags *found,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
