/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/para_priv.h -- what the parts of paragraph setting share: para.c cuts
 * and shapes, divide.c divides words, line.c makes lines, mark.c puts in the
 * invisible characters that text extraction needs. Private to typeset/.
 */
#ifndef COP_TYPESET_PARA_PRIV_H
#define COP_TYPESET_PARA_PRIV_H

#include "typeset/fit.h"
#include "typeset/layout.h"

/* The script HarfBuzz shapes a unit in. */
hb_script_t cop_para_script(CopScript s);
/* Controls and joiners: they take part in shaping and need no glyph. */
bool cop_char_is_ignorable(uint32_t c);

/* A line being made. */
typedef struct {
  CopSetter *s;
  CopPages *pages;
  const CopParaShape *shape;
  const CopFitLine *fit;
  CopLine *line;
  float start_x;
  float *x;         /* of each unit of the line, from the start of the line */
  float *width;
} CopLineMaker;

static inline const CopUnit *
cop_line_unit(const CopLineMaker *m, uint32_t i)
{
  return &g_array_index(m->s->para.units, CopUnit, i);
}

static inline const CopSpan *
cop_line_span(const CopLineMaker *m, const CopUnit *u)
{
  return &g_array_index(m->s->para.spans, CopSpan, u->span);
}

/* divide.c: fits again with words divided, where that makes better lines. */
void cop_para_divide(CopSetter *s, const CopParaShape *shape, const CopFitShape *fit);

/* mark.c: the shaped piece of unit i of the line. `mixed`: the line or the
 * document has right-to-left text. */
const CopShaped *cop_line_piece(CopLineMaker *m, uint32_t i, bool mixed);

#endif
