/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/markup_priv.h -- what the files of the Markdown reader share.
 */
#ifndef COP_DOC_MARKUP_PRIV_H
#define COP_DOC_MARKUP_PRIV_H

#include <cmark.h>

#include "doc/build.h"
#include "doc/markup.h"

typedef struct {
  const char *text; /* its blocks, indentation taken off */
  unsigned line;    /* where they begin */
  bool used;
} CopMarkupNote;

typedef struct {
  CopArena *arena;
  CopDoc *doc;
  CopDiags *found;
  const CopMarkupOptions *options;
  CopDocMeta meta;
  bool contents, numbered;
  char **lines;           /* of the text being converted */
  unsigned n_lines, offset; /* lines before it in the file */
  GHashTable *notes;      /* label -> CopMarkupNote */
  GPtrArray *labels;      /* in the order they stand */
  GHashTable *ids;
  const char *definitions; /* of link references, which cells of tables may use */
  unsigned depth, quotes;
  bool in_note;
  unsigned shift;         /* what is taken off the levels of headings */
  const cmark_node *title; /* the heading that is the title, left out */
  GPtrArray *sections;    /* open ones, outermost first */
  unsigned numbers[6];    /* of the headings of each level */
  unsigned n_tables, n_figures;
  bool after_wide;        /* the last character written was Chinese or Japanese */
} CopMarkup;

void cop_markup_find(CopMarkup *m, CopSeverity severity, const char *code, unsigned line, const char *remedy,
                     const char *format, ...) G_GNUC_PRINTF(6, 7);

/* --- markup_front.c --- */

/* Reads front matter, if there is any, into m->meta; returns how many lines of
 * the text it took. */
unsigned cop_markup_front(CopMarkup *m);

/* --- markup_inline.c --- */

/* Converts the inlines that are children of a node. */
void cop_markup_inlines(CopMarkup *m, CopNode *parent, cmark_node *of);
/* Converts one line of Markdown, as of a table's cell, that stands on a line of
 * the file. */
void cop_markup_line(CopMarkup *m, CopNode *parent, const char *text, unsigned line);
/* The plain text of a node's inlines. The caller owns it. */
char *cop_markup_plain(cmark_node *of);
/* Takes "{#id lang=tag .columns}" off the end of a text; id and lang may be NULL
 * after it, role NONE. */
void cop_markup_attributes(CopMarkup *m, char *text, const char **id, const char **lang, CopRoleName *role);
/* An id nobody has yet. */
const char *cop_markup_id(CopMarkup *m, const char *wanted);
/* The drawing an image leads to; NULL after a finding. */
const CopDrawing *cop_markup_picture(CopMarkup *m, cmark_node *image, unsigned line);

/* --- markup_table.c --- */

/* Makes a table of a paragraph, when it is one. */
bool cop_markup_table(CopMarkup *m, CopNode *parent, cmark_node *paragraph);

/* --- markup.c --- */

/* The blocks of a note, into a FOOTNOTE. */
void cop_markup_note(CopMarkup *m, CopNode *footnote, const CopMarkupNote *note);

#endif
