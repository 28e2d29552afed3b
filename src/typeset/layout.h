/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/layout.h -- from blocks to slabs, from slabs to pages. Private to
 * typeset/.
 *
 * A slab is what a page break cannot divide: a line of text, a row of a table,
 * a figure, a strip of padding. Blocks are laid out into one list of slabs in a
 * box of given width (a page's, a cell's, a callout's); typeset/paginate.c cuts
 * the list of the whole document into pages.
 *
 * Coordinates: a flow thinks from the reading start: `x` grows away from it.
 *              cop_flow_left() turns that into points from the left of the box.
 * Lifetime:    slabs live in the pages' arena.
 */
#ifndef COP_TYPESET_LAYOUT_H
#define COP_TYPESET_LAYOUT_H

#include "typeset/para.h"

/* Ground and bar behind a range of slabs. */
typedef struct CopFrame CopFrame;
struct CopFrame {
  CopFrame *outer;
  float x, width;        /* from the left of the box */
  CopColor ground, bar, line; /* 0: none */
  bool bar_right;
};

/* Rows repeated when a table goes on overleaf. */
typedef struct {
  CopItem *first;
  float height;
} CopTableHead;

typedef struct CopFootnote CopFootnote;
struct CopFootnote {
  unsigned number;
  const CopNode *node;
  CopTag *tag;
  GPtrArray *slabs;      /* once laid out */
  float height;
};

typedef struct CopSlabMark CopSlabMark;
struct CopSlabMark {     /* an anchor or outline entry that lands on the slab */
  CopSlabMark *next;
  const char *id;
  CopTag *tag;
  unsigned level;        /* of the outline; 0: anchor only */
  const char *title, *lang;
};

/* A page number to be printed at the end of the slab's line when it is known. */
typedef struct {
  const char *target;
  float from, to;        /* where leaders may stand, from the left of the box */
  CopLook look;
  CopTag *tag;
  const char *lang;
  bool rtl;
} CopPageNumber;

typedef struct {
  float height, before, after;
  float baseline;        /* of the first line of text, from the top */
  bool keep;             /* no page ends after it */
  bool new_page;
  bool wide;             /* reaches into the column of side notes */
  bool side;             /* stands in that column, takes no height */
  bool landscape;
  unsigned columns;      /* stands in one of so many; 0: in none */
  float step;            /* from one column to the next */
  float shift;           /* of its own column, once placed */
  float reluctance;      /* cost of a page that ends after it */
  CopItem *first, *last; /* relative to the slab's top and the box's left */
  CopPageLink *links;
  GPtrArray *notes;      /* of CopFootnote */
  CopFrame *frame;
  const CopTableHead *head;
  CopSlabMark *marks;
  CopPageNumber *number;
  unsigned page;         /* once placed */
  float y;
} CopSlab;

typedef struct CopLayout CopLayout;

typedef struct {
  CopLayout *layout;
  GPtrArray *slabs;      /* of CopSlab */
  float box;             /* width of the box */
  float x, width;        /* where text stands now, from the reading start */
  float wide;            /* width that tables and figures may take from x */
  CopTag *tag;           /* parent of new elements */
  CopTextName prose;     /* style of paragraphs */
  CopFrame *frame;
  unsigned features;
  unsigned depth;        /* of lists */
  bool top;              /* the document's own flow */
  bool landscape;
  unsigned columns;      /* side by side; 0: none */
  float step;
} CopFlow;

struct CopLayout {
  CopSetter *setter;
  const CopDoc *doc;
  CopPages *pages;
  CopDiags *diags;
  const CopStyleSheet *style;
  bool rtl;
  GError *error;         /* the first one; everything stops at it */
  CopColor color;        /* of plain paragraphs in a text box; 0: the style's */
  bool balanced;         /* paragraphs of a text box have lines of about equal length */
  const CopNode *title;  /* paragraph that is the document's title; NULL: none */
  bool has_subtitle;     /* some paragraph is */
  unsigned n_notes;
  GPtrArray *end_notes;  /* of CopFootnote, set after the text; NULL: notes stand at the foot of their page */
  GHashTable *ids;       /* node -> anchor id */
  unsigned last_level;   /* of headings, for the tags */
  const CopPages *previous; /* of the pass before: page numbers of cross references */
  bool sketch;           /* paragraphs are measured only, see CopParaShape */
  bool measuring;        /* what is gathered now is set again: no findings */
  bool asked_pages;      /* a cross reference prints a page number */
};

static inline float
cop_flow_left(const CopFlow *f, float x, float width)
{
  return f->layout->rtl ? f->box - x - width : x;
}

CopArena *cop_flow_arena(const CopFlow *f);
CopSlab *cop_flow_add(CopFlow *f, float height);
void cop_slab_item(CopSlab *s, CopItem *item);
void cop_slab_items(CopSlab *s, CopItem *first); /* a chain */
void cop_slab_links(CopSlab *s, CopPageLink *links);
/* Moves everything in a chain. */
void cop_items_move(CopItem *first, float dx, float dy);
CopColor cop_flow_ink(const CopFlow *f, CopInk ink);
const char *cop_flow_anchor_id(CopFlow *f, const CopNode *n);
void cop_flow_mark(CopFlow *f, CopSlab *s, const CopNode *n, CopTag *tag);

/* --- gather.c: inlines to the paragraph --- */

CopLook cop_flow_look(const CopFlow *f, const CopTextStyle *style);
/* Appends all inlines below n. */
void cop_gather(CopFlow *f, const CopNode *n, const CopLook *look, const char *lang, CopTag *tag);
void cop_gather_text(CopFlow *f, const char *text, const CopLook *look, const char *lang, CopTag *tag);

/* --- block.c --- */

/* All block children of a node; inlines among them make a paragraph. */
void cop_flow_children(CopFlow *f, const CopNode *parent);
void cop_flow_block(CopFlow *f, const CopNode *n);
/* From here on text stands in columns; the caller keeps a copy of the flow. */
void cop_flow_split(CopFlow *f);
/* Sets what was gathered; returns the first slab, NULL when it was empty or on
 * error. */
CopSlab *cop_flow_lines(CopFlow *f, const CopTextStyle *style, CopAlign align);
/* A paragraph from the inlines of n. */
CopSlab *cop_flow_para(CopFlow *f, const CopNode *n, CopTextName name, CopTag *tag, CopAlign align);
/* A flow for a box inside this one, with its own list of slabs. */
CopFlow cop_flow_inner(const CopFlow *f, float width, CopTextName prose, CopTag *tag);
/* Stacks the inner flow's slabs: moves their items into one slab at (left, top);
 * returns the height. Frees the list. */
float cop_flow_stack(CopFlow *inner, CopSlab *into, float left, float top);
float cop_flow_height(const CopFlow *inner);
/* Puts a label (number, bullet) at the start of the first line of `slab`. */
void cop_flow_label(CopFlow *f, CopSlab *slab, const char *text, const CopTextStyle *style, CopInk ink, CopTag *tag, float x,
                    float width, bool at_end);
void cop_flow_error(CopFlow *f, GError *error);
void cop_flow_finding(CopFlow *f, const CopNode *n, const char *code, const char *remedy, const char *format, ...)
  G_GNUC_PRINTF(5, 6);

/* --- table.c, figure.c, contents.c, notes.c, cover.c --- */

void cop_flow_table(CopFlow *f, const CopNode *table, bool rules);
void cop_flow_figure(CopFlow *f, const CopNode *figure);
void cop_flow_key_figures(CopFlow *f, const CopNode *list);
void cop_flow_contents(CopFlow *f, const CopNode *n);
/* Lays out the footnotes called on a slab. */
void cop_flow_notes(CopFlow *f, CopSlab *slab);
/* The notes gathered for the end, below their heading. */
void cop_flow_end_notes(CopFlow *f);
void cop_layout_cover(CopLayout *l, const CopNode *cover);
void cop_layout_title(CopFlow *f);

/* --- columns.c --- */

/* What stands in columns one after the other: fills columns no higher than
 * `room` and, when all fit, makes them about equally high. Gives each slab its
 * top (from the columns' own) and shift; returns how many fit; *height is that
 * of the highest column. */
guint cop_columns_fit(CopSlab *const *slabs, guint n, float room, float *tops, float *height);

/* --- paginate.c, matter.c --- */

/* Grounds and bars of the frames of `slabs`, whose tops stand at y[], as a chain. */
CopItem *cop_frames_paint(CopPages *p, CopSlab *const *slabs, const float *y, guint n);

bool cop_layout_paginate(CopLayout *l, GPtrArray *slabs);
void cop_layout_matter(CopLayout *l, unsigned first_page);
/* Fills in page numbers of contents. */
void cop_layout_numbers(CopLayout *l, GPtrArray *slabs);

/* --- text.c, para.c --- */

/* Gives the setter a fresh paragraph while another one is half gathered. */
void cop_setter_push(CopSetter *s);
void cop_setter_pop(CopSetter *s, CopPara waiting);

/* One line of text, not broken. NULL with error on a missing glyph. */
CopLine *cop_layout_line(CopSetter *s, CopPages *p, const char *text, const char *lang, const CopLook *look, CopTag *tag,
                         GError **error);

#endif
