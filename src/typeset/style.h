/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/style.h -- sizes, leading, space and colours of each document style.
 *
 * Sizes follow the scale 8 10 12.5 15.6 19.5 24 30.5 ... (ratio 1.25), space the
 * steps 4 8 12 16 24 32 48, leading the script. All in points; `leading` is a
 * factor on the leading of the script.
 */
#ifndef COP_TYPESET_STYLE_H
#define COP_TYPESET_STYLE_H

#include "doc/node.h"
#include "typeset/font.h"

typedef enum {
  COP_INK_TEXT,   /* #1B1F2A */
  COP_INK_SOFT,   /* #4A5263 */
  COP_INK_LINE,   /* #D5DAE3 */
  COP_INK_PAPER,
  COP_INK_GROUND, /* #F5F7FA */
  COP_INK_DEEP,   /* accent steps of the country pack */
  COP_INK_MAIN,
  COP_INK_ACCENT_SOFT,
  COP_INK_TINT,
  COP_INK_MARK,
  COP_INK_MAX
} CopInk;

typedef enum {
  COP_TEXT_BODY,
  COP_TEXT_LEAD,
  COP_TEXT_TITLE,
  COP_TEXT_SUBTITLE,
  COP_TEXT_H1,
  COP_TEXT_H2,
  COP_TEXT_H3,
  COP_TEXT_H4,
  COP_TEXT_CAPTION,
  COP_TEXT_NOTE,
  COP_TEXT_FOOTNOTE,
  COP_TEXT_CELL,
  COP_TEXT_HEAD_CELL,
  COP_TEXT_CALLOUT,
  COP_TEXT_ASIDE,
  COP_TEXT_QUOTE,
  COP_TEXT_KEY_NUMBER,
  COP_TEXT_KEY_LABEL,
  COP_TEXT_HELPLINE,
  COP_TEXT_CONTENTS_1,
  COP_TEXT_CONTENTS_2,
  COP_TEXT_RUNNING,
  COP_TEXT_COVER_TITLE,
  COP_TEXT_COVER_SUBTITLE,
  COP_TEXT_COVER_LINE,
  COP_TEXT_MAX
} CopTextName;

typedef struct {
  float size, leading;
  unsigned style;     /* COP_FACE_BOLD | COP_FACE_ITALIC */
  CopInk ink;
  CopAlign align;     /* START: ragged */
  float before, after;
} CopTextStyle;

typedef struct {
  CopFamily family;
  float page_width, page_height;
  float margin_side, margin_top, margin_bottom;
  float measure;      /* share of the width between the margins that running text fills */
  float side;         /* share that side notes fill, 0 for none */
  float gutter;       /* least space between text and side notes */
  bool decorated;     /* accent, tint and bars; false for the plain form */
  CopTextStyle text[COP_TEXT_MAX];
} CopStyleSheet;

const CopStyleSheet *cop_style_sheet(CopStyleName name);

/* Leading of a script as a multiple of the size, and how much of it stands
 * above the baseline. */
typedef struct {
  float leading, above;
} CopLeading;
CopLeading cop_leading(CopScript script);

/* The colour of an ink in a document: its palette (or the standard one where
 * the palette is empty), turned to grey when the document asks for it. */
CopColor cop_ink(const CopDocMeta *meta, CopInk ink);

#endif
