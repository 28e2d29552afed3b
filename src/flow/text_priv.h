/* SPDX-License-Identifier: Apache-2.0
 *
 * flow/text_priv.h -- what the files of the text format share.
 *
 * Words gather in `para` and go out as lines when the block ends. Lines begin
 * with a prefix: `first` for the first line of the innermost indented piece
 * (the mark of a list item), `rest` for those after it.
 */
#ifndef COP_FLOW_TEXT_PRIV_H
#define COP_FLOW_TEXT_PRIV_H

#include "flow/walk.h"

#define COP_TEXT_COLUMNS 72u

typedef struct {
  GString *out, *para;
  GString *first, *rest;
  GString *outer; /* the prefix around the innermost piece, for the empty line before it */
  bool begun;     /* the first line of the innermost piece has been written */
  bool tight;     /* no empty line before the next paragraph */
} CopText;

typedef struct {
  size_t first_length, rest_length;
  bool begun;
  char *first;
  GString *outer;
} CopTextIndent;

unsigned cop_text_columns(const char *text);
/* Writes what has gathered, filled to lines. */
void cop_text_flush(CopText *t);
void cop_text_blank(CopText *t);
void cop_text_push(CopText *t, const char *first, const char *rest, CopTextIndent *saved);
void cop_text_pop(CopText *t, CopTextIndent *saved);

bool cop_text_table_enter(CopWalk *w, const CopNode *n, GError **error);

#endif
