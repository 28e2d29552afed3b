/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/mark.h -- small marks with a fixed meaning: the state of a measure or
 * an indicator. A state is always shown with its word; the shape alone
 * survives the photocopier.
 */
#ifndef COP_FIGURE_MARK_H
#define COP_FIGURE_MARK_H

#include "base/catalogue.h"
#include "doc/drawing.h"

typedef enum {
  COP_STATE_ON_TRACK, /* disc */
  COP_STATE_AT_RISK,  /* triangle */
  COP_STATE_LATE,     /* square */
  COP_STATE_NO_DATA,  /* ring */
  COP_STATE_MAX
} CopState;

/* "on track" in the language of the words; NULL words: English. */
const char *cop_state_name(const CopCatalogue *words, CopState s);
CopColor cop_state_color(CopState s, bool grey);
/* A square drawing of that size, with a key of its own. */
CopDrawing *cop_state_mark(CopArena *a, CopState s, float size, bool grey);
/* Appends the mark's shape around a point. */
void cop_state_draw(CopDrawing *d, CopState s, float cx, float cy, float size, bool grey);

#endif
