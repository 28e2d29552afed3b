/* SPDX-License-Identifier: Apache-2.0
 *
 * flow/docx_priv.h -- what the files of the DOCX format share (ECMA-376, the
 * transitional form of part 1, as word processors of the last fifteen years
 * read it).
 *
 * A part is written by one CopXml: the document, and the footnotes, whose
 * bodies are walked after it. `out` is the one being written. Elements and
 * their children come in the order of the schema, which readers insist on.
 *
 * Lengths are twips (1/20 point) unless they say EMU (1/12700 point).
 */
#ifndef COP_FLOW_DOCX_PRIV_H
#define COP_FLOW_DOCX_PRIV_H

#include "base/lang.h"
#include "base/xml.h"
#include "base/zip.h"
#include "flow/walk.h"

#define COP_DOCX_LIST_INDENT 397u /* of each level of lists */
#define COP_DOCX_BULLETS 1u /* the numbering instance of all bullet lists; 0 is none */

/* How the pages of a section look. */
typedef struct {
  bool cover, landscape;
  unsigned columns; /* 0 is read as 1 */
} CopDocxLayout;

typedef struct {
  const char *style;
  bool keep_next, no_break_before;
  bool free_line;                /* as high as what stands in it */
  unsigned number, number_level; /* of a list item */
  unsigned tab;                  /* a tab stop for the end of the line; 0: the style's */
  unsigned indent, hanging;      /* at the reading start; 0 leaves the style's */
  CopAlign align;                /* START leaves the style's */
} CopDocxPara;

/* Counts of the wrappers a run stands in. */
typedef struct {
  unsigned bold, italic, code, small_caps, super, sub;
  const char *style; /* character style; NULL for none */
} CopDocxLook;

typedef struct {
  CopXml *xml;
  const char *name;  /* "word/document.xml" */
  GPtrArray *links;  /* addresses: relation "rIdL1" and on */
} CopDocxPart;

typedef struct {
  CopXml *out;
  CopDocxPart document, notes, *part;
  CopDocxLook look;
  bool para_open, para_rtl;
  unsigned nesting;          /* cells and notes around */
  bool written;              /* the section being written has content */
  bool page_break;           /* before the next paragraph */
  CopDocxLayout layout, wanted;
  bool continuous;           /* the section being written began without a new page */
  unsigned n_sections;
  GPtrArray *media;          /* GBytes: PNG, SVG, PNG, ... */
  GHashTable *media_index;   /* key of a drawing -> position + 1 of its PNG */
  GArray *starts;            /* unsigned: start of each ordered list; instance 2 and on */
  unsigned list_depth;       /* of the item being written */
  unsigned list_number;      /* its numbering instance */
  bool item_begun;           /* its first paragraph has been written */
  bool in_key_figures;
  unsigned in_frame;         /* call-outs around that are a frame */
  unsigned *column_widths;   /* of the table being written */
  unsigned cell_width;       /* room in the cell being written; 0 outside tables */
  bool row_keeps;            /* paragraphs of the row stay with the next row */
  GHashTable *marks[2];      /* by CopDocxMark: node -> number of its bookmark, from 1 */
  unsigned open_marks[8], n_open_marks; /* ids of bookmarks begun; 0: none was written */
  unsigned n_marks, n_pictures;
  unsigned counted[2][2];    /* what SEQ fields have counted: tables, figures; in all, in the chapter */
} CopDocx;

typedef enum { COP_DOCX_MARK_CONTENTS, COP_DOCX_MARK_REFERENCE } CopDocxMark;

/* --- docx.c --- */

/* Opens a paragraph; before it, at the level of pages, whatever section break
 * or page break is due. */
void cop_docx_para_open(CopWalk *w, const CopDocxPara *p);
void cop_docx_para_close(CopWalk *w);
/* What must stand before a paragraph or table at the level of pages. */
void cop_docx_before_block(CopWalk *w);
/* The style of a paragraph from its role and from what it stands in. */
const char *cop_docx_para_style(const CopWalk *w, const CopNode *para);
/* The mark at the head of a note's first paragraph. */
void cop_docx_note_number(CopWalk *w);
/* An empty paragraph of a style. */
void cop_docx_gap(CopWalk *w, const char *style);
unsigned cop_docx_text_width(const CopWalk *w);
unsigned cop_docx_text_height(const CopWalk *w);
void cop_docx_section_props(CopWalk *w, const CopDocxLayout *layout);
bool cop_docx_title(CopWalk *w, GError **error);

/* --- docx_run.c --- */

/* Text in the look and language in force, in runs of one direction. */
void cop_docx_text(CopWalk *w, const char *text);
void cop_docx_text_styled(CopWalk *w, const char *style, const char *text);
void cop_docx_tab(CopWalk *w);
void cop_docx_break(CopWalk *w);
/* A field whose result is written between begin and end. */
void cop_docx_field_begin(CopWalk *w, const char *instruction);
void cop_docx_field_end(CopWalk *w);
/* The tag a word processor knows a language by: "fil-PH", "ar-SA". */
const char *cop_docx_lang(const char *lang);
/* The face of a script, and what may stand for it. */
const char *cop_docx_face(const CopDoc *d, CopScript script);
/* Complex scripts have a face, a size and a language of their own in each run. */
bool cop_docx_is_complex(CopScript script);
/* Scripts without slanted forms are stressed by weight. */
bool cop_docx_has_italics(CopScript script);
bool cop_docx_is_east_asian(CopScript script);

/* --- docx_field.c --- */

/* Numbers for the nodes that references and contents lead to. */
void cop_docx_plan_bookmarks(CopWalk *w);
void cop_docx_bookmark_begin(CopWalk *w, const CopNode *n, CopDocxMark mark);
void cop_docx_bookmark_end(CopWalk *w);
bool cop_docx_xref_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_docx_xref_leave(CopWalk *w, const CopNode *n, GError **error);
bool cop_docx_contents_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_docx_caption_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_docx_caption_leave(CopWalk *w, const CopNode *n, GError **error);

/* --- docx_table.c --- */

bool cop_docx_table_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_docx_row_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_docx_cell_enter(CopWalk *w, const CopNode *n, GError **error);
const char *cop_docx_cell_style(const CopWalk *w, const CopNode *cell);
bool cop_docx_callout_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_docx_callout_leave(CopWalk *w, const CopNode *n, GError **error);
bool cop_docx_key_figures(CopWalk *w, const CopNode *list, GError **error);

/* --- docx_picture.c --- */

bool cop_docx_figure_enter(CopWalk *w, const CopNode *n, GError **error);
bool cop_docx_picture_enter(CopWalk *w, const CopNode *n, GError **error);
/* A drawing in the open paragraph, width in points; 0: its own. */
bool cop_docx_drawing(CopWalk *w, const CopDrawing *d, const char *alt, double width, GError **error);

/* --- docx_style.c --- */

char *cop_docx_styles(CopWalk *w);
/* Size of the text in tables, in half-points. */
unsigned cop_docx_table_size(const CopWalk *w);
/* Colour tokens of the document, as RRGGBB. */
typedef enum { COP_DOCX_INK, COP_DOCX_SOFT_INK, COP_DOCX_LINE, COP_DOCX_DEEP, COP_DOCX_MAIN, COP_DOCX_TINT,
               COP_DOCX_GROUND, COP_DOCX_MARK, COP_DOCX_TOKENS } CopDocxToken;
void cop_docx_color(const CopWalk *w, CopDocxToken token, char rrggbb[7]);

/* --- docx_parts.c --- */

/* Opens the root element of a part with its namespaces. */
void cop_docx_root_open(CopXml *out, const char *name);
/* All parts, zipped. */
GBytes *cop_docx_package(CopWalk *w, GError **error);

#endif
