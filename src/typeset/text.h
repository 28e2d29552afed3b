/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/text.h -- text outside documents: lines, boxes of text for sheets,
 * texts inside drawings.
 *
 * A box of text is a paragraph tree set into a width: a sheet measures it,
 * decides where it stands and places it on a page. cop_text_box_fit() makes the
 * size smaller, down to a limit, until the box fits a height; what still does
 * not fit is a finding (COP_DIAG_LAYOUT), never a cut text.
 *
 * Lifetime:  boxes live in the pages' arena; a box is placed once.
 * Errors:    COP_TYPESET_ERROR_GLYPH when a character has no glyph.
 */
#ifndef COP_TYPESET_TEXT_H
#define COP_TYPESET_TEXT_H

#include "doc/words.h"
#include "typeset/para.h"

/* Looks of a box: the size is that of its plain paragraphs; headings and the
 * like keep their relation to it. */
typedef struct {
  CopStyleName style;
  float size;          /* 0: the style's */
  float leading;       /* factor on the script's leading, 0: the style's */
  unsigned face;       /* COP_FACE_BOLD | COP_FACE_ITALIC for all of it */
  CopColor color;      /* 0: the style's ink */
  CopAlign align;      /* of paragraphs that do not say */
  bool balanced;       /* lines of about equal length: headlines */
} CopTextSpec;

typedef struct CopTextBox CopTextBox;

/* Sets the blocks or inlines below n. lang NULL: that of the node. */
CopTextBox *cop_text_box_new(CopSetter *s, CopPages *p, const CopDoc *d, const CopNode *n, const CopTextSpec *spec,
                             float width, CopTag *tag, CopDiags *diags, GError **error);
/* Sets one string. */
CopTextBox *cop_text_box_string(CopSetter *s, CopPages *p, const char *text, const char *lang, const CopTextSpec *spec,
                                float width, CopTag *tag, GError **error);
/* Tries sizes from spec->size down to least in steps of 2 % until the box is
 * no higher than max_height and no word wider than the box (a size that fills the
 * height to within 4 % is taken). When even `least`
 * is too large the box of that size is returned with a finding that names
 * `what` and what overflows. tag_kind: a new element of that kind below
 * `parent` holds the text. */
CopTextBox *cop_text_box_fit(CopSetter *s, CopPages *p, const CopDoc *d, const CopNode *n, const CopTextSpec *spec,
                             float least, float width, float max_height, CopTag *parent, CopTagKind tag_kind,
                             const char *what, CopDiags *diags, GError **error);

float cop_text_box_height(const CopTextBox *b);
float cop_text_box_width(const CopTextBox *b);    /* as given */
float cop_text_box_ink_width(const CopTextBox *b); /* of the longest line */
float cop_text_box_size(const CopTextBox *b);
float cop_text_box_baseline(const CopTextBox *b); /* of the first line, from the top */
unsigned cop_text_box_n_lines(const CopTextBox *b);
bool cop_text_box_overfull(const CopTextBox *b);  /* a word is wider than the box */
/* Appends the box to a page, its top left at (x, y). */
void cop_text_box_place(CopTextBox *b, CopPages *p, CopPage *page, float x, float y);

/* Width of one line in points; -1 on error. */
float cop_text_width(CopSetter *s, const char *text, const char *lang, const CopLook *look, GError **error);

/* The band of a draft at the top outer corner of a page, when the document is
 * one; scale 1 is that of documents. */
bool cop_page_draft(CopSetter *s, CopPages *p, CopPage *page, float scale, GError **error);

/* Shapes the texts of a drawing (of its children, too); kept for the document.
 * look gives the family; sizes and colours are the drawing's. */
const CopSetDrawing *cop_drawing_set(CopSetter *s, CopPages *p, const CopDrawing *d, const char *lang, const CopLook *look,
                                     GError **error);
/* A drawing on a page. */
bool cop_drawing_place(CopSetter *s, CopPages *p, CopPage *page, const CopDrawing *d, const char *lang, CopFamily family,
                       float x, float y, float scale, CopTag *tag, GError **error);

#endif
