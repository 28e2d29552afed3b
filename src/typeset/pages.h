/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/pages.h -- laid-out pages as data: what devices paint and impose.
 *
 * Units:     points, origin at the top left of the page, y down, as in
 *            doc/drawing.h.
 * Items:     painted in list order: lines of text, paths, drawings, other pages.
 * Tags:      the structure tree (ISO 32000-1, 14.8). Whatever is painted with a
 *            tag belongs to that element; without one it is an artifact.
 *            Reading order is the order of `seq`: tags and runs get ascending
 *            numbers as the document is read, wherever they stand on the page.
 * Lifetime:  everything lives in the pages' arena, except faces and words
 *            (typeset/shape.h), which the pages hold until cop_pages_free().
 */
#ifndef COP_TYPESET_PAGES_H
#define COP_TYPESET_PAGES_H

#include "base/arena.h"
#include "doc/drawing.h"
#include "doc/node.h"
#include "typeset/shape.h"

/* Standard structure types we use, with their PDF names; those with `maps_to`
 * are ours and mapped to a standard one. */
#define COP_TAG_KINDS(X)                                                                                              \
  X(DOCUMENT, "Document", NULL) X(PART, "Part", NULL) X(SECT, "Sect", NULL) X(DIV, "Div", NULL)                        \
  X(ASIDE, "Aside", "Div") X(TITLE, "Title", "P") X(BLOCK_QUOTE, "BlockQuote", NULL) X(CAPTION, "Caption", NULL)       \
  X(TOC, "TOC", NULL) X(TOCI, "TOCI", NULL) X(P, "P", NULL) X(H1, "H1", NULL) X(H2, "H2", NULL) X(H3, "H3", NULL)      \
  X(H4, "H4", NULL) X(H5, "H5", NULL) X(H6, "H6", NULL) X(L, "L", NULL) X(LI, "LI", NULL) X(LBL, "Lbl", NULL)          \
  X(LBODY, "LBody", NULL) X(TABLE, "Table", NULL) X(TR, "TR", NULL) X(TH, "TH", NULL) X(TD, "TD", NULL)                \
  X(SPAN, "Span", NULL) X(NOTE, "Note", NULL) X(REFERENCE, "Reference", NULL) X(LINK, "Link", NULL)                    \
  X(FIGURE, "Figure", NULL)

typedef enum {
#define X(id, name, maps_to) COP_TAG_##id,
  COP_TAG_KINDS(X)
#undef X
  COP_TAG_MAX
} CopTagKind;

typedef enum { COP_SCOPE_NONE, COP_SCOPE_COLUMN, COP_SCOPE_ROW, COP_SCOPE_BOTH } CopTagScope;

/* What a text on a sheet is for; those who judge whether it can be read ask. */
typedef enum {
  COP_USE_TEXT,     /* what the reader reads */
  COP_USE_PICTURE,  /* inside a drawing */
  COP_USE_NUMBER,   /* to dial */
  COP_USE_HOURS,    /* the other words of the strip */
  COP_USE_BAND,     /* head of the sheet: audience, country */
  COP_USE_IMPRINT,
  COP_USE_MAX
} CopTextUse;

typedef struct CopTag CopTag;
struct CopTag {
  CopTagKind kind;
  CopTag *parent, *first, *last, *next;
  uint32_t seq;
  uint32_t number;        /* in order of creation, from 0 for the root */
  const char *lang;       /* NULL: as the parent */
  const char *alt;        /* Figure, Link */
  const char *id;         /* TH that cells name, Note; unique */
  CopTagScope scope;      /* TH */
  unsigned colspan, rowspan;
  const char *const *headers; /* ids of TH, closed by NULL; NULL when scope says enough */
  bool ordered;           /* L */
  CopTextUse use;         /* that of the parent, until somebody says otherwise */
  /* Figure: its box on `page` */
  unsigned page;
  float x, y, width, height;
};

typedef struct {
  const CopShaped *shaped;
  float x;         /* from the run's x */
} CopPiece;

/* Pieces of one face and look, in reading order. */
typedef struct CopTextRun CopTextRun;
struct CopTextRun {
  CopTextRun *next;
  const CopFace *face;
  float size;
  float rise;           /* of the baseline; positive is up */
  CopColor color;
  const char *lang;
  CopTag *tag;          /* NULL: artifact */
  uint32_t seq;
  bool rtl;
  uint32_t n;
  const CopPiece *pieces;
};

typedef enum { COP_ARTIFACT_LAYOUT, COP_ARTIFACT_PAGE, COP_ARTIFACT_PAGINATION, COP_ARTIFACT_BACKGROUND } CopArtifact;

typedef enum { COP_ITEM_TEXT, COP_ITEM_PATH, COP_ITEM_DRAWING, COP_ITEM_PAGE } CopItemKind;

/* A drawing with its texts shaped: line i belongs to the i-th TEXT op met when
 * the drawing and its children are walked in order. */
typedef struct {
  float x, y;             /* start of the baseline; in a drawing only: items have their own */
  float width;
  CopTextRun *first;
} CopTextLine;

typedef struct {
  const CopDrawing *drawing;
  CopTextLine *lines;
  unsigned n_lines;
} CopSetDrawing;

typedef struct CopPage CopPage;

/* A whole page on another (page/impose.h): (x, y) of the page is at
 * (a x + c y, b x + d y) from the item's place. */
typedef struct {
  const CopPage *page;
  float a, b, c, d;
  float clip_x, clip_y, clip_width, clip_height; /* on the page it stands on; width 0: all of it is seen */
  bool silent;            /* a copy: nothing of it is read again */
} CopPlacedPage;

typedef struct CopItem CopItem;
struct CopItem {
  CopItemKind kind;
  CopItem *next;
  CopTag *tag;            /* of paths and drawings; runs have their own */
  CopArtifact artifact;   /* when there is no tag */
  uint32_t seq;
  float x, y;             /* TEXT: start of the baseline; others: offset of the origin */
  union {
    CopTextLine text;
    const CopDrawOp *path; /* of kind COP_DRAW_PATH */
    struct {
      const CopSetDrawing *set;
      float scale;
    } drawing;
    CopPlacedPage page;
  } as;
};

typedef struct CopPageLink CopPageLink;
struct CopPageLink {
  CopPageLink *next;
  float x, y, width, height;
  const char *href;       /* address, or */
  const char *target;     /* id of an anchor in these pages */
  const char *alt;        /* what it leads to, for assistive technology */
  const char *lang;       /* of alt */
  CopTag *tag;            /* Link element */
};

struct CopPage {
  float width, height;
  CopItem *first, *last;
  CopPageLink *links, *last_link;
  const char *label;      /* printed page number; NULL when the page has none */
};

typedef struct {
  const char *id;
  unsigned page;          /* from 0 */
  float y;
  CopTag *tag;
} CopPageAnchor;

typedef struct {
  unsigned level;         /* from 1 */
  const char *title;
  const char *lang;
  unsigned page;
  float y;
} CopOutlineEntry;

typedef struct {
  CopArena *arena;        /* owned */
  CopShaper *shaper;
  const CopDocMeta *meta;
  bool rtl;               /* direction of meta->lang */
  GPtrArray *pages;       /* of CopPage, in the arena */
  GArray *anchors;        /* of CopPageAnchor */
  GArray *outline;        /* of CopOutlineEntry */
  CopTag *root;           /* DOCUMENT */
  uint32_t seq, n_tags;
  GHashTable *set_drawings; /* drawing -> CopSetDrawing */
} CopPages;

/* Empty pages for a document; meta is copied with its strings. */
CopPages *cop_pages_new(CopShaper *shaper, const CopDocMeta *meta);
void cop_pages_free(CopPages *p);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopPages, cop_pages_free)

CopPage *cop_pages_add(CopPages *p, float width, float height);
unsigned cop_pages_count(const CopPages *p);
const CopPage *cop_pages_at(const CopPages *p, unsigned i);

const char *cop_tag_name(CopTagKind k);
const char *cop_tag_maps_to(CopTagKind k); /* NULL for a standard type */
CopTag *cop_tag_add(CopPages *p, CopTag *parent, CopTagKind kind);
/* Puts a tag made without parent under one. */
void cop_tag_attach(CopTag *parent, CopTag *tag);
/* The next reading-order number. */
uint32_t cop_pages_seq(CopPages *p);

/* Items; tag NULL makes an artifact of the given kind. */
CopItem *cop_item_path(CopPages *p, const CopPath *path, CopColor fill, CopColor stroke, float stroke_width, CopTag *tag);
CopItem *cop_item_rect(CopPages *p, float x, float y, float width, float height, CopColor fill);
void cop_page_append(CopPage *page, CopItem *item);
void cop_page_prepend(CopPage *page, CopItem *item); /* painted below all others */
CopPageLink *cop_page_link(CopPages *p, CopPage *page);
const CopPageAnchor *cop_pages_anchor(const CopPages *p, const char *id);

/* The pages as readable text, for golden tests. One line for each run: place,
 * face, size, tag, words. */
char *cop_pages_dump(const CopPages *p);

#endif
