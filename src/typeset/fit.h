/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/fit.h -- where lines end: optimal fill over the whole paragraph.
 *
 * After Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice
 * and Experience 11 (1981): every feasible break is a node, the cost of a line
 * grows with the cube of what must be stretched, the cheapest path wins.
 * Ragged text is fitted the same way with the slack in place of the stretch,
 * which keeps the right edge even. When no break is feasible the line is
 * overfull and the caller is told.
 */
#ifndef COP_TYPESET_FIT_H
#define COP_TYPESET_FIT_H

#include "typeset/para.h"

typedef struct {
  uint32_t from, to;     /* units, without the spaces at both ends */
  float width;           /* natural, with the hyphen */
  float hyphen;          /* width of the hyphen at its end; 0: none */
  bool last;             /* of the paragraph, or before a forced break */
  bool overfull;
} CopFitLine;

typedef struct {
  float width, first_indent;
  bool justify;
  float hyphen_width;
} CopFitShape;

/* How far a unit may grow or give way in a justified line: a space by 0.6 and
 * 0.28 of its width, a character of a script without spaces by 0.06. */
static inline float
cop_unit_stretch(const CopUnit *u)
{
  return u->width * (u->space ? 0.6f : u->loose ? 0.06f : 0);
}

static inline float
cop_unit_shrink(const CopUnit *u)
{
  return u->space ? 0.28f * u->width : 0;
}

/* Fills `lines` (of CopFitLine). `*scratch` is NULL at first and is kept from
 * call to call by the caller, who unrefs it at last. */
void cop_fit(const CopUnit *units, uint32_t n, const CopFitShape *shape, GArray *lines, GArray **scratch);

#endif
