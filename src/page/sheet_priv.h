/* SPDX-License-Identifier: Apache-2.0
 *
 * page/sheet_priv.h -- what the parts of sheet layout share. Private to page/.
 */
#ifndef COP_PAGE_SHEET_PRIV_H
#define COP_PAGE_SHEET_PRIV_H

#include "page/sheet.h"

/* Sizes of one sheet in points. Type sizes are largest and least. */
typedef struct {
  float width, height, margin;
  float top, bottom;         /* kept free besides: where apps put their own buttons */
  bool side;                 /* picture beside the text, not above it */
  float picture;             /* its share of the height (side: of the width) */
  float head, head_least, act, act_least, body, body_least;
  float strip, number, label; /* height of the strip, sizes in it */
  float foot;                /* size of the imprint */
  float gap;                 /* between one thing and the next */
  bool band, code;           /* has a band; shows the code to scan */
  bool below;                /* hours stand below the number, not beside it: they are as large as the text */
  double dpi;
} CopSheetShape;

/* What stands on a sheet; NULL for what it has not. */
typedef struct {
  const CopNode *band, *picture, *headline, *act, *body, *warning, *helpline, *footer, *back;
  GPtrArray *panels;         /* of CopNode; never NULL */
  GPtrArray *rest;           /* blocks without a role of their own: body */
  bool untitled;             /* no headline is no gap: the document's title is not to be used */
} CopSheetParts;

void cop_sheet_parts(const CopNode *top, CopSheetParts *parts);
void cop_sheet_parts_clear(CopSheetParts *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopSheetParts, cop_sheet_parts_clear)

/* One sheet being made. */
typedef struct {
  CopSetter *setter;
  const CopDoc *doc;
  CopPages *pages;
  CopDiags *diags;
  const CopSheetShape *shape;
  CopPage *page;             /* of the face under way */
  CopTagKind title;          /* of headlines: H1 on the first face */
  float free;                /* height kept free at the foot of the face, for a page number */
  bool rtl, grey;
  GError *error;             /* the first one; everything stops at it */
} CopSheet;

/* Box of a thing on the page, from the top left. */
typedef struct {
  float x, y, width, height;
} CopBox;

CopColor cop_sheet_ink(const CopSheet *s, CopInk ink);
/* A new face with the band of a draft. */
void cop_sheet_begin(CopSheet *s, float width, float height);
/* x of a thing of that width which is `from` away from the reading start of a box. */
float cop_sheet_from_start(const CopSheet *s, CopBox box, float from, float width);
/* A block of one paragraph is set as that paragraph. */
const CopNode *cop_sheet_lone(const CopNode *n);
/* Largest text of the spec down to `least` in the box; placed at its top (or
 * middle). Inline content goes straight into the tag. Returns its height. */
float cop_sheet_text(CopSheet *s, const CopNode *n, const CopTextSpec *spec, float least, CopBox box, CopTag *parent,
                     CopTagKind kind, const char *what);
/* A figure as large as it fits, in the middle of the box. */
void cop_sheet_picture(CopSheet *s, const CopNode *figure, CopBox box, CopTag *parent);
/* The ground behind a picture narrower than its box: what goes from side to side in
 * it, wall, sky or floor, goes on to the sides of the box; tinted where nothing does. */
void cop_sheet_ground(CopSheet *s, const CopNode *figure, CopBox box, float radius);
void cop_sheet_round(CopSheet *s, CopBox box, float radius, CopColor fill, CopColor stroke, float width);

/* sheet_strip.c: the band at the head: returns its foot. The strip with the
 * helpline and the imprint below it: returns the top of what is there. */
float cop_sheet_band(CopSheet *s, const CopNode *band);
float cop_sheet_foot(CopSheet *s, const CopNode *helpline, const CopNode *footer);

/* sheet_face.c: everything of `parts` on a new face. */
void cop_sheet_face(CopSheet *s, const CopSheetParts *parts);
/* sheet_pages.c */
void cop_sheet_card(CopSheet *s, const CopSheetParts *parts);
void cop_sheet_comic(CopSheet *s, const CopSheetParts *parts);
void cop_sheet_booklet(CopSheet *s, const CopSheetParts *parts);
void cop_sheet_flip_chart(CopSheet *s, const CopSheetParts *parts);
/* sheet_folded.c */
void cop_sheet_picture_cards(CopSheet *s, const CopSheetParts *parts);
/* sheet_grid.c */
void cop_sheet_board(CopSheet *s, const CopSheetParts *parts);
void cop_sheet_stickers(CopSheet *s, const CopSheetParts *parts);
void cop_sheet_calendar(CopSheet *s, const CopSheetParts *parts);
void cop_sheet_slides(CopSheet *s, const CopSheetParts *parts);
void cop_sheet_leaflet(CopSheet *s, const CopSheetParts *parts);
void cop_sheet_easy_read(CopSheet *s, const CopSheetParts *parts);

#endif
