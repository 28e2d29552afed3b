/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/column_widths.h -- how a table shares its width among its columns, the same
 * in all writers: typeset/ asks with what it measured, flow/ with an estimate.
 *
 * A weight is a share of what the columns without weight leave, and these take at
 * most three fifths when there are both. Columns without weight get what their
 * content wants as far as there is room; when there is too little, those that want
 * less than an even share get it and the others share the rest by the square roots
 * of their wants, so that a long text becomes longer and not much wider. No column
 * is narrower than its widest undivided part while another has room.
 */
#ifndef COP_DOC_COLUMN_WIDTHS_H
#define COP_DOC_COLUMN_WIDTHS_H

#include "doc/node.h"

typedef struct {
  float natural; /* content on one line */
  float least;   /* widest part that cannot be divided */
} CopColumnWant;

/* Widths of n columns that add up to `total`, in the unit of the wants. Widths of
 * columns are their content's: gaps are taken off before. */
void cop_column_widths(const CopColumn *columns, const CopColumnWant *wants, unsigned n, float total, float *widths);

/* About how wide a text is set in Noto Sans, in ems: within a tenth for words of
 * common letters. *word is that of its widest word. */
float cop_text_width_guess(const char *text, float *word);

#endif
