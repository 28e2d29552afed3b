/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/build.h -- building a document tree. Each function appends a node to its
 * parent and returns it; strings are copied into the document's arena. A call
 * that would break the shape of doc/node.h (a row outside a table, a block
 * inside an inline) is a bug and aborts.
 */
#ifndef COP_DOC_BUILD_H
#define COP_DOC_BUILD_H

#include "doc/node.h"

/* The document lives in the arena; the meta's strings are copied. */
CopDoc *cop_doc_new(CopArena *a, const CopDocMeta *meta);

CopNode *cop_node_add(CopDoc *d, CopNode *parent, CopNodeKind kind);

/* SECTION with its HEADING; number may be NULL. Returns the section. */
CopNode *cop_add_section(CopDoc *d, CopNode *parent, unsigned level, const char *number, const char *title);
CopNode *cop_add_para(CopDoc *d, CopNode *parent, const char *text); /* text may be NULL: an empty paragraph to fill */
CopNode *cop_add_paraf(CopDoc *d, CopNode *parent, const char *format, ...) G_GNUC_PRINTF(3, 4);
CopNode *cop_add_text(CopDoc *d, CopNode *parent, const char *text);
CopNode *cop_add_textf(CopDoc *d, CopNode *parent, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* A wrapper (STRONG, EMPH, ...) around text. Returns the wrapper. */
CopNode *cop_add_styled(CopDoc *d, CopNode *parent, CopNodeKind wrapper, const char *text);
CopNode *cop_add_list(CopDoc *d, CopNode *parent, bool ordered);
CopNode *cop_add_item(CopDoc *d, CopNode *list, const char *text);
CopNode *cop_add_block(CopDoc *d, CopNode *parent, CopRoleName role);
CopNode *cop_add_callout(CopDoc *d, CopNode *parent, CopRoleName role, const char *title);
CopNode *cop_add_link(CopDoc *d, CopNode *parent, const char *href, const char *text);
/* A footnote whose only block is one paragraph; source may be NULL. */
CopNode *cop_add_footnote(CopDoc *d, CopNode *parent, const char *source, const char *text);

/* TABLE; columns are copied. caption may be NULL. */
CopNode *cop_add_table(CopDoc *d, CopNode *parent, const char *number, const char *caption,
                       const CopColumn *columns, unsigned n_columns);
/* A ROW with one plain-text CELL for each string up to the table's number of
 * columns; head rows must come first and are counted. */
CopNode *cop_add_head_row(CopDoc *d, CopNode *table, const char *const *cells);
CopNode *cop_add_row(CopDoc *d, CopNode *table, const char *const *cells);
CopNode *cop_add_cell(CopDoc *d, CopNode *row, const char *text); /* text may be NULL */
CopNode *cop_add_note(CopDoc *d, CopNode *table_or_figure, const char *text);
CopNode *cop_add_figure(CopDoc *d, CopNode *parent, const char *number, const char *caption,
                        const CopDrawing *drawing, const char *alt);

/* Sets the source of a node and returns it, for chaining. The format gives
 * kind and id, e.g. ("value", v->id). */
CopNode *cop_node_from(CopDoc *d, CopNode *n, const char *kind, const char *id);
CopNode *cop_node_in(CopDoc *d, CopNode *n, const char *lang);

/* Gives every SECTION, TABLE, FIGURE and FOOTNOTE without an id one of its own
 * ("section-3"), so that all writers know it by the same name. Called once, when
 * the tree is complete. */
void cop_doc_set_ids(CopDoc *d);

#endif
