/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/para.h -- one paragraph: from inlines to lines.
 *
 * Steps: text and spans are gathered; levels for the whole paragraph (UAX #9),
 * scripts, faces and break opportunities (UAX #14) cut it into units, each
 * shaped once (typeset/shape.h); typeset/fit.h chooses the line ends; each line
 * is put into visual order and becomes items with offsets from the line's start
 * and top.
 *
 * Lifetime:  a CopPara is scratch of the typesetter and is reused: finish with
 *            one paragraph before starting the next. What it emits lives in
 *            the pages' arena.
 */
#ifndef COP_TYPESET_PARA_H
#define COP_TYPESET_PARA_H

#include "base/bidi.h"
#include "base/segment.h"
#include "typeset/hyphen.h"
#include "typeset/pages.h"
#include "typeset/style.h"

typedef struct {
  CopFamily family;
  unsigned style;      /* COP_FACE_BOLD | COP_FACE_ITALIC */
  float size, rise;
  unsigned features;
  CopColor color;
} CopLook;

typedef enum { COP_SPAN_TEXT, COP_SPAN_PICTURE } CopSpanKind;

/* A stretch of one look, language and tag. */
typedef struct {
  uint32_t end;              /* byte offset at which it ends */
  CopSpanKind kind;
  CopLook look;
  const CopTextLang *lang;
  CopTag *tag;
  const CopNode *node;       /* for findings; PICTURE: the node */
  const CopPageLink *link;   /* NULL, or what the stretch leads to */
  void *note;                /* footnote called here; opaque */
} CopSpan;

/* A part of the paragraph that is never divided (or a stretch of space). */
typedef struct {
  const CopShaped *shaped;   /* NULL: picture or line feed */
  uint32_t start, end;       /* bytes */
  uint32_t span;
  float width;
  uint32_t whole;            /* divide.c: 1 + the unit it is a part of; 0 otherwise */
  uint8_t level;
  uint8_t script;            /* CopScript */
  bool space;
  bool loose;                /* of a script written without spaces */
  enum { COP_BREAK_NONE, COP_BREAK_MAY, COP_BREAK_HYPHEN, COP_BREAK_MUST } brk; /* after it */
} CopUnit;

typedef struct {
  GString *text;
  GArray *spans;             /* of CopSpan */
  GArray *units;             /* of CopUnit */
  GArray *lines;             /* of CopFitLine */
  GArray *breaks;            /* scratch of fit.c */
  void *room;                /* scratch of line.c */
  size_t n_room;
  const CopTextLang *lang;
  bool rtl;
  uint32_t seq;
} CopPara;

/* Paragraphs shaped before, see recall.c. */
typedef struct CopRecall CopRecall;

/* What setting text needs, long-lived: one for each thread. */
typedef struct CopSetter {
  CopFaces *faces;
  CopShaper *shaper;
  CopSegmenter *segmenter;
  CopBidi *bidi;
  CopHyphenator *hyphenator;
  CopRecall *recall;         /* NULL until there is something to keep */
  CopPara para;              /* scratch */
} CopSetter;

/* --- gathering --- */

void cop_para_start(CopSetter *s, const char *lang);
/* Appends text in a look; control characters become spaces, U+2028 breaks the line. */
void cop_para_add(CopSetter *s, const char *text, const CopSpan *span);

/* --- shaping --- */

/* Cuts and shapes. False with error when a character has no glyph: the message
 * names character, language and place. Reserves reading-order numbers. */
bool cop_para_shape(CopSetter *s, CopPages *pages, GError **error);

/* Widths of the shaped paragraph on one line, and of its widest unbreakable part. */
void cop_para_widths(const CopSetter *s, float *natural, float *least);

/* --- lines --- */

typedef struct {
  float width;               /* of the measure */
  float first_indent;        /* of the first line */
  CopAlign align;            /* START, END, CENTER, JUSTIFY; DECIMAL is read as END */
  float leading;             /* factor on the script's leading */
  float size;                /* of the paragraph's style: least line height */
  bool balanced;             /* lines of about equal length */
  bool divide;               /* words may be divided to make lines even, not only when they must */
  bool sketch;               /* lines are measured only: an item of text tells where each stands, and holds none */
} CopParaShape;

/* A line ready to be placed: items with offsets from its own start and top. */
typedef struct CopLine CopLine;
struct CopLine {
  CopLine *next;
  float height;
  float baseline;            /* from the top */
  float x, width;            /* of the ink, from the start of the measure */
  CopItem *first, *last;
  CopPageLink *links;
  GPtrArray *notes;          /* of the spans' notes, NULL for none */
};

/* Fits and emits. start_x is added to all x. Returns the first line; NULL for
 * an empty paragraph. */
CopLine *cop_para_lines(CopSetter *s, CopPages *pages, const CopParaShape *shape, float start_x);

#endif
