/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/node.h -- the document tree: what composers write and writers read.
 *
 * A tree knows words, tables and pictures, never a measure or a country. It is
 * built top down (doc/build.h), checked once (doc/check.h) and then read-only;
 * every writer gets the same tree.
 *
 * Blocks:   DOC holds blocks. SECTION = HEADING then blocks. PARA, HEADING,
 *           CAPTION and CELL-less table parts hold inlines. LIST holds ITEMs,
 *           which hold blocks. TABLE holds [CAPTION] ROW+ [NOTE]; ROW holds
 *           CELLs; a CELL holds inlines or blocks. FIGURE holds [CAPTION]
 *           [TABLE with the numbers behind it] [NOTE]. CALLOUT, ASIDE, QUOTE
 *           and BLOCK hold blocks.
 * Inlines:  TEXT, and the wrappers STRONG EMPH SUPER SUB CODE SMALL_CAPS SPAN
 *           LINK, and XREF (with children it prints these), FOOTNOTE (holds blocks),
 *           LINE_BREAK, PICTURE.
 * Language: `lang` is a BCP 47 tag inherited downwards; NULL means inherited.
 *           Direction follows from the language.
 * Source:   `source` names the record a piece of text rests on, as
 *           "kind/id" (value/DH-20, helpline/makabata); NULL when it rests on
 *           none. Manifest, traceability and the desk read it.
 * Lifetime: everything lives in the document's arena.
 */
#ifndef COP_DOC_NODE_H
#define COP_DOC_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "doc/drawing.h"

typedef enum {
  COP_NODE_DOC,
  /* blocks */
  COP_NODE_SECTION,
  COP_NODE_HEADING,
  COP_NODE_PARA,
  COP_NODE_LIST,
  COP_NODE_ITEM,
  COP_NODE_TABLE,
  COP_NODE_ROW,
  COP_NODE_CELL,
  COP_NODE_CAPTION,
  COP_NODE_NOTE,       /* under a table or figure: notes and sources */
  COP_NODE_FIGURE,
  COP_NODE_CALLOUT,    /* set off from the text: key finding, help line */
  COP_NODE_ASIDE,      /* side note: what is not known */
  COP_NODE_QUOTE,
  COP_NODE_BLOCK,      /* a group with a role; sheets place by role */
  COP_NODE_CONTENTS,   /* table of contents goes here */
  COP_NODE_PAGE_BREAK,
  COP_NODE_RULE,       /* thematic break */
  /* inlines */
  COP_NODE_TEXT,
  COP_NODE_STRONG,
  COP_NODE_EMPH,
  COP_NODE_SUPER,
  COP_NODE_SUB,
  COP_NODE_CODE,
  COP_NODE_SMALL_CAPS,
  COP_NODE_SPAN,       /* carries language, source or role only */
  COP_NODE_LINK,
  COP_NODE_XREF,       /* to a SECTION, TABLE or FIGURE by its id */
  COP_NODE_FOOTNOTE,
  COP_NODE_LINE_BREAK,
  COP_NODE_PICTURE,    /* small inline drawing: status mark, icon */
  COP_NODE_MAX
} CopNodeKind;

typedef enum { COP_ALIGN_START, COP_ALIGN_END, COP_ALIGN_CENTER, COP_ALIGN_DECIMAL, COP_ALIGN_JUSTIFY } CopAlign;

/* One column of a table. width is a weight against the other columns; 0 means
 * as wide as the content wants. */
typedef struct {
  CopAlign align;
  float width;
} CopColumn;

/* How a piece is set when it is not plain text. Roles are closed: a writer
 * handles each one or says in its coverage golden that it ignores it. */
typedef enum {
  COP_ROLE_NONE,
  /* documents */
  COP_ROLE_LEAD,        /* larger opening sentences of a chapter */
  COP_ROLE_SUBTITLE,
  COP_ROLE_COVER,       /* the cover page */
  COP_ROLE_FRONT,       /* edition note, adoption, imprint */
  COP_ROLE_SUMMARY,     /* plan on a page */
  COP_ROLE_HELPLINE,    /* number, hours, cost: always in the same place */
  COP_ROLE_KEY_FIGURES, /* row of large numbers with labels: a LIST of ITEMs, each STRONG then text */
  COP_ROLE_SIDE_NUMBER, /* catalogue id in the margin */
  COP_ROLE_LANDSCAPE,   /* section on landscape pages */
  COP_ROLE_COLUMNS,     /* set in two columns */
  COP_ROLE_TITLE_BLOCK, /* block of the form's head lines: a two-column table without rules */
  COP_ROLE_TOTAL,       /* table row: totals */
  COP_ROLE_GROUP,       /* table row: heading of the rows below */
  COP_ROLE_EXAMPLE,     /* "Example data, not real reports" */
  COP_ROLE_UNKNOWN,     /* aside: what is not known */
  /* sheets */
  COP_ROLE_BAND,        /* top band with audience symbol and country mark */
  COP_ROLE_PICTURE,     /* the one picture */
  COP_ROLE_HEADLINE,
  COP_ROLE_DO_LINE,
  COP_ROLE_BODY,
  COP_ROLE_DO_NOT,      /* the warning, smaller than the act */
  COP_ROLE_FOOTER,      /* item code, version, date, language, licence, credits */
  COP_ROLE_BACK,        /* content of the back side */
  COP_ROLE_PANEL,       /* one panel, page, card or square, in order */
  COP_ROLE_MAX
} CopRoleName;

typedef struct CopNode CopNode;
struct CopNode {
  CopNodeKind kind;
  CopRoleName role;
  CopNode *parent, *first, *last, *prev, *next;
  const char *lang;
  const char *source;
  const char *id;       /* anchor, unique in the document; NULL when not referred to */
  const char *file;     /* where the author wrote it, for findings; may be NULL */
  unsigned line;
  union {
    struct {
      unsigned level;     /* 1 is a chapter; the document title is level 0 and stands in the meta */
      const char *number; /* "2.1" as printed before the heading; NULL for none */
      bool in_contents;
      bool new_page;
    } section;
    struct {
      CopAlign align;     /* JUSTIFY and START are the writer's choice of the style */
      bool keep_with_next;
    } para;
    struct {
      bool ordered;
      unsigned start;
    } list;
    struct {
      const char *number; /* "2.1" of "Table 2.1"; NULL when unnumbered */
      const CopColumn *columns;
      unsigned n_columns;
      unsigned n_head_rows; /* leading ROWs repeated on each page */
      bool head_column;     /* first cell of each row is a header */
      const char *summary;  /* what a screen reader hears first; may be NULL */
    } table;
    struct {
      unsigned colspan, rowspan; /* 0 is read as 1 */
      bool head;
    } cell;
    struct {
      const char *number;      /* "3" of "Figure 3"; NULL when unnumbered */
      const CopDrawing *drawing;
      const char *alt;         /* required; "" only for decoration */
      float width;             /* share of the measure, 0 is read as 1 */
    } figure;
    struct {
      const CopDrawing *drawing;
      const char *alt;
    } picture;
    struct {
      const char *text;
    } text;
    struct {
      const char *href;        /* absolute address, mailto: or tel: */
    } link;
    struct {
      const char *target;      /* id of the node referred to */
      bool page;               /* print the page number instead of the number */
    } xref;
  } as;
};

/* The face family and sizes a document is set in; writers hold the tables. */
typedef enum {
  COP_STYLE_REPORT, /* strategy, reports: Noto Sans, accent of the country */
  COP_STYLE_FORM,   /* contribution: Carlito, no decoration */
  COP_STYLE_SHEET,  /* materials for children: Andika where Latin, large */
  COP_STYLE_LETTER, /* circulars, plain Markdown */
  COP_STYLE_MAX
} CopStyleName;

/* The shape of the sheet; sizes and what stands where: page/sheet.h. */
typedef enum {
  COP_SHEET_DOCUMENT_A4,
  COP_SHEET_POSTER_A4,
  COP_SHEET_POSTER_A3,
  COP_SHEET_POSTER_A2,
  COP_SHEET_POSTER_A1,
  COP_SHEET_POSTER_A0,
  COP_SHEET_CARD,       /* 85 x 54 mm, front and back */
  COP_SHEET_SQUARE,     /* 1080 x 1080 pixels, as the next two for social media */
  COP_SHEET_BANNER,     /* 1200 x 630 */
  COP_SHEET_STORY,      /* 1080 x 1920 */
  COP_SHEET_COMIC_A4,   /* panels in a grid */
  COP_SHEET_BOOKLET_A5, /* a panel a page, cover, back */
  COP_SHEET_FLIP_A3,      /* flip chart: a picture a page, the facilitator's text on the back of the page before */
  COP_SHEET_PICTURE_CARD, /* A6, front picture, back words */
  COP_SHEET_LEAFLET,      /* one panel of an A4 folded twice */
  COP_SHEET_LARGE_PRINT,
  COP_SHEET_EASY_READ,    /* rows of picture and sentence */
  COP_SHEET_COLOURING,
  COP_SHEET_NOTICE,
  COP_SHEET_BOARD_A3,     /* board game: squares over a drawing, rules beside it */
  COP_SHEET_STICKERS,     /* twelve on A4, to be cut */
  COP_SHEET_CALENDAR_A3,  /* a panel a month: picture, act, month, days */
  COP_SHEET_SLIDE,        /* 16:9, a panel a slide */
  COP_SHEET_MAX
} CopSheetName;

typedef struct {
  CopColor deep, main, soft, tint, mark; /* accent steps of the country pack */
} CopPalette;

typedef struct {
  const char *title;      /* required */
  const char *subtitle;
  const char *author;     /* issuing body */
  const char *subject;
  const char *lang;       /* required */
  const char *date;       /* ISO, date of the edition */
  const char *edition;    /* printed in the foot: item code, version */
  const char *identifier; /* unique, e.g. ph.strategy.en; also EPUB id */
  const char *licence;
  const char *draft;      /* "Draft, for review" in the document's language; NULL when released */
  const char *example;    /* "Example data, not real reports"; NULL when the data is real */
  const char *running_head;
  CopStyleName style;
  CopSheetName sheet;
  CopPalette palette;
  bool grey;              /* designed for grey-scale printers */
  bool end_notes;         /* PDF: notes stand after the text, not at the foot of their page */
  const char *impose;     /* how its pages go onto paper, a name of page/impose.h; NULL: each on its own */
  float least_type;       /* sheets: points of running text this reader needs; 0: what the medium asks for */
  unsigned page_budget;   /* most pages allowed, 0 for none; exceeding is a finding */
  CopCatalogues *catalogues; /* for the words writers add (doc/words.h); borrowed, NULL: English */
} CopDocMeta;

typedef struct {
  CopArena *arena;
  CopDocMeta meta;
  CopNode *root;
  unsigned n_nodes;
  GHashTable *by_id;      /* of cop_doc_find(); made by its first call */
  unsigned n_indexed;     /* nodes there were then */
} CopDoc;

const char *cop_node_kind_name(CopNodeKind k);
const char *cop_role_name(CopRoleName r);
const char *cop_sheet_name(CopSheetName s); /* "poster-a4" */
/* False when no sheet has that name. */
bool cop_sheet_parse(const char *name, CopSheetName *s);
bool cop_node_is_inline(CopNodeKind k);
/* The language in force at a node. */
const char *cop_node_lang(const CopDoc *d, const CopNode *n);
/* The next node in document order within `top`, children first; NULL at the end. */
const CopNode *cop_node_walk(const CopNode *n, const CopNode *top);
/* First node with that id, NULL when there is none. The first call after nodes
 * were added indexes the tree: a document belongs to one thread at a time. */
const CopNode *cop_doc_find(const CopDoc *d, const char *id);
/* All text below a node, inlines joined, blocks separated by one line break. */
char *cop_node_plain_text(const CopNode *n);

#endif
