/* SPDX-License-Identifier: Apache-2.0
 *
 * base/extract.h -- the words of a document, with the way back.
 *
 * Readers (import/text.h) turn a file of any kind into one run of UTF-8 text
 * in reading order; checks (check/lint.h) look at that text only. Blocks say
 * where paragraphs, headings, items, cells and notes begin and end; spans say
 * what was emphasised, quoted or set as code; places lead from an offset back
 * to line and column of the file.
 *
 * Offsets:  bytes into text; blocks and places are in order and do not
 *           overlap, spans are in order of their start. Between two blocks
 *           stands at least one line feed.
 * Places:   what line and column count is up to the reader (import/text.h):
 *           lines of the file, or paragraphs of a DOCX, or pages of a PDF.
 * Lifetime: everything lives in the arena given to cop_extract_new().
 * Limits:   text beyond COP_LIMIT_FILE bytes is refused by cop_extract_full().
 */
#ifndef COP_BASE_EXTRACT_H
#define COP_BASE_EXTRACT_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"

typedef enum {
  COP_BLOCK_PARAGRAPH,
  COP_BLOCK_HEADING,
  COP_BLOCK_ITEM,
  COP_BLOCK_CELL,
  COP_BLOCK_NOTE,     /* footnote or endnote */
  COP_BLOCK_VERBATIM, /* code; not examined */
} CopBlockKind;

typedef enum {
  COP_SPAN_EMPHASIS, /* italic, as titles are set */
  COP_SPAN_QUOTE,
  COP_SPAN_CODE,     /* not examined */
} CopSpanKind;

typedef struct {
  CopBlockKind kind;
  size_t start, end;
} CopBlock;

typedef struct {
  CopSpanKind kind;
  size_t start, end;
} CopSpan;

/* The text from `offset` to the next place runs along with the file from here. */
typedef struct {
  size_t offset;
  unsigned line, column; /* from 1; column 0: not known */
  bool fixed;            /* the column does not run along */
} CopPlace;

typedef struct CopExtract CopExtract;

CopExtract *cop_extract_new(CopArena *a);
/* NUL-terminated; NULs of the file arrive as U+FFFD. */
const char *cop_extract_text(const CopExtract *e, size_t *length);
const CopBlock *cop_extract_blocks(const CopExtract *e, size_t *n);
const CopSpan *cop_extract_spans(const CopExtract *e, size_t *n);
/* Line and column of an offset; columns count code points; 0 where not known. */
void cop_extract_place(const CopExtract *e, size_t offset, unsigned *line, unsigned *column);

/* --- building, for readers --- */

/* Opens a block. It begins with its first text, after a line feed (none at the
 * very start of the text); one left empty leaves no trace. */
void cop_extract_open(CopExtract *e, CopBlockKind kind);
/* Appends n bytes of valid UTF-8 that stand at line and column of the file;
 * line 0 continues the place before. Opens a paragraph when none is open. */
void cop_extract_add(CopExtract *e, const char *text, size_t n, unsigned line, unsigned column);
/* The same where columns do not run along: all of it stands at this place. */
void cop_extract_add_fixed(CopExtract *e, const char *text, size_t n, unsigned line, unsigned column);
void cop_extract_close(CopExtract *e);
/* White space that stands between blocks, kept where offsets must be those of
 * the file. Closes the open block. */
void cop_extract_gap(CopExtract *e, const char *text, size_t n);
/* A span over what was added since `start`, an earlier cop_extract_offset(). */
void cop_extract_span(CopExtract *e, CopSpanKind kind, size_t start);
void cop_extract_span_at(CopExtract *e, CopSpanKind kind, size_t start, size_t end);
/* Where the next text goes. */
size_t cop_extract_offset(const CopExtract *e);
bool cop_extract_full(const CopExtract *e);
/* A text that is one paragraph, as a field of a record is. */
CopExtract *cop_extract_of_text(CopArena *a, const char *text);

#endif
