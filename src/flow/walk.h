/* SPDX-License-Identifier: Apache-2.0
 *
 * flow/walk.h -- what a format of flow/ sees of the walk.
 *
 * The walk calls enter and leave of each node in document order. An enter
 * action that has written all below its node itself, or wants none of it,
 * clears w->descend. Bodies of FOOTNOTEs are never walked in place: a format
 * writes its mark on enter and walks the bodies of w->notes where they belong
 * (cop_walk_children()).
 *
 * begin() makes the format's own state; DOC's enter and leave begin and end the
 * document; then finish() gives the bytes, and drop() frees the state, also
 * after a failure.
 */
#ifndef COP_FLOW_WALK_H
#define COP_FLOW_WALK_H

#include "doc/words.h"
#include "flow/flow.h"

/* Deepest nesting of lists and of levels in a table of contents. */
#define COP_WALK_LEVELS 9u

typedef struct CopWalk CopWalk;
typedef bool (*CopWalkAction)(CopWalk *w, const CopNode *n, GError **error);

struct CopFlowFormat {
  const char *name, *suffix, *mime;
  void *(*begin)(CopWalk *w);
  GBytes *(*finish)(CopWalk *w, GError **error);
  void (*drop)(void *own);
  struct {
    CopWalkAction enter, leave;
  } act[COP_NODE_MAX];
};

typedef struct {
  const CopNode *node;       /* the CELL */
  unsigned row, column;      /* of its top corner at the reading start, from 0 */
  unsigned rows, columns;    /* that it spans, at least 1 */
} CopWalkCell;

/* The grid of a table. slots has n_rows x n_columns entries: the cell that
 * stands there, NULL where a row does not fill its columns. */
typedef struct CopWalkTable CopWalkTable;
struct CopWalkTable {
  const CopNode *node;
  unsigned n_rows, n_columns;
  unsigned row;              /* the one being walked, from 0 */
  const CopWalkCell **slots;
  GHashTable *cells;         /* CELL node -> CopWalkCell */
};

struct CopWalk {
  const CopDoc *doc;
  const CopFlowFormat *format;
  const CopFlowOptions *options;
  void *own;                 /* the format's */
  CopArena *arena;           /* of this run */
  const char *lang;          /* in force at the node being walked */
  bool rtl;
  bool descend;
  unsigned depth;
  CopWalkTable *table;       /* the innermost one being walked */
  GPtrArray *notes;          /* FOOTNOTE nodes in order */
  GPtrArray *contents;       /* SECTION nodes of the table of contents */
  const CopNode *cover;      /* the BLOCK of role COVER; NULL for none */
  const CopNode *title;      /* the PARA that repeats the meta's title and stands for it; NULL for none */
  const CopNode *title_twice; /* one on the cover, which is left out */
  const CopNode *title_after; /* the title block after which the title goes; NULL: first of all */
  bool has_subtitle;
  bool has_title_block;      /* which says issuing body and date itself */
  GHashTable *anchors;       /* node -> const char * */
  GHashTable *note_numbers;  /* FOOTNOTE -> number */
};

/* Walks a node, or all below one. */
bool cop_walk_node(CopWalk *w, const CopNode *n, GError **error);
bool cop_walk_children(CopWalk *w, const CopNode *n, GError **error);

/* The id of a SECTION, TABLE, FIGURE, FOOTNOTE or any node with an id: its own,
 * or one made here; NULL for others. */
const char *cop_walk_anchor(const CopWalk *w, const CopNode *n);
unsigned cop_walk_note_number(const CopWalk *w, const CopNode *footnote);
/* What an XREF leads to; NULL with error set when it leads nowhere. */
const CopNode *cop_walk_target(const CopWalk *w, const CopNode *xref, GError **error);
/* The language of a node when it differs from that around it, else NULL. */
const char *cop_walk_lang_change(const CopWalk *w, const CopNode *n);

/* The language of a word the writer adds, when it is not the one in force. */
const char *cop_walk_word_lang_change(const CopWalk *w, CopWord word);
/* May a document lead there? An address with another scheme than http, https,
 * mailto, tel or sms is written as plain text. */
bool cop_walk_link_is_safe(const CopNode *link);

/* The grid of a table, in the arena of the run. */
CopWalkTable *cop_walk_table_new(CopWalk *w, const CopNode *table);
/* Of a cell of the table being walked; NULL for one beyond its columns. */
const CopWalkCell *cop_walk_cell(const CopWalk *w, const CopNode *cell);
CopAlign cop_walk_cell_align(const CopWalk *w, const CopWalkCell *c);
/* Is it a head cell of what stands below or beside it? */
bool cop_walk_cell_is_head(const CopWalk *w, const CopWalkCell *c);
bool cop_walk_row_is_head(const CopWalk *w);
/* Shares `total` among the columns of a table as the typeset page does
 * (doc/column_widths.h), with room for `gap` in each; the shares add up to total.
 * `em` is the size of the text in the same unit. */
void cop_walk_column_widths(const CopWalkTable *t, unsigned total, unsigned em, unsigned gap, unsigned *widths);

/* First child of a kind, NULL for none. */
const CopNode *cop_walk_child(const CopNode *n, CopNodeKind kind);
/* The nearest node above of a kind, NULL for none. */
const CopNode *cop_walk_above(const CopNode *n, CopNodeKind kind);

/* The date of the edition as its language writes it; NULL for none. The caller
 * owns it. */
char *cop_walk_date(const CopWalk *w);

/* The accent of a document without palette, as the typesetter takes it
 * (typeset/style.c, cop_ink()). */
extern const CopPalette cop_walk_palette;

/* An accent colour as it is readable on paper of a colour: moved towards black
 * or white until it has the contrast (WCAG 2.2, 1.4.3 and 1.4.6). */
CopColor cop_walk_readable(CopColor c, CopColor paper, double contrast);

#endif
