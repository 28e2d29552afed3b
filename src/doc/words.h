/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/words.h -- the few words every document carries that no author writes:
 * "Table 2.1", "Contents", "Notes". One list for all writers, so that a PDF
 * and a DOCX of one tree say the same.
 *
 * They come from the catalogues in the document's meta (base/catalogue.h),
 * English without. A language that lacks one takes that of its fallback;
 * cop_word_lang() says which it was, so that a writer can mark the language.
 */
#ifndef COP_DOC_WORDS_H
#define COP_DOC_WORDS_H

#include "doc/node.h"

typedef enum {
  COP_WORD_CONTENTS, /* heading of the table of contents */
  COP_WORD_TABLE,    /* "Table %s": holds %s once, for the number */
  COP_WORD_FIGURE,   /* "Figure %s" */
  COP_WORD_NOTES,    /* heading of the end notes */
  COP_WORD_NUMBERS,  /* the table behind a figure */
  COP_WORD_BACK,     /* link from a note back to the text */
  COP_WORD_SKIP,     /* link over the head of a page to its content */
  COP_WORD_MAX
} CopWord;

const char *cop_word(const CopDoc *d, const char *lang, CopWord w);
/* The language cop_word() answers in. */
const char *cop_word_lang(const CopDoc *d, const char *lang, CopWord w);

/* "Table 2.1", "Figure 3" for a numbered TABLE or FIGURE in a language, held
 * together by no-break spaces; NULL for one without number. The caller owns it. */
char *cop_node_label(const CopDoc *d, const CopNode *table_or_figure, const char *lang);

/* What a cross reference prints where no page numbers are known: the label of
 * a TABLE or FIGURE (its caption when it has no number), the number of a
 * SECTION (its heading when it has none), the plain text of anything else; ""
 * when the target does not exist. An XREF with children prints these instead:
 * the author's own words. The caller owns it. */
char *cop_xref_text(const CopDoc *d, const CopNode *xref);

#endif
