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
static inline bool
cop_char_is_ignorable(uint32_t c)
{
  if (c < 0x0600)
    return c == 0x00AD || c == 0x034F;
  return c == 0x061C || (c >= 0x17B4 && c <= 0x17B5) || (c >= 0x180B && c <= 0x180E) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
         (c >= 0xE0100 && c <= 0xE01EF);
}

/* A line being made. */
typedef struct {
  CopSetter *s;
  CopPages *pages;
  const CopParaShape *shape;
  const CopFitLine *fit;
  CopLine *line;
  float start_x;
  /* of each unit of the line: place from the start of the line, width, level and
   * visual order */
  float *x, *width;
  int32_t *order;
  uint8_t *levels;
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

/* The width of a shaped unit in the size of its span. */
static inline float
cop_unit_width(const CopUnit *u, const CopSpan *span)
{
  return (float)u->shaped->advance * span->look.size / (float)cop_face_upem(u->shaped->face);
}

/* recall.c: the units of a short paragraph as they were when the same text was cut
 * before, in whatever size; false when it was not. */
bool cop_para_recall(CopSetter *s);
void cop_para_remember(CopSetter *s);
void cop_recall_free(CopRecall *r);

/* divide.c: fits again with words divided, where that makes better lines. */
void cop_para_divide(CopSetter *s, const CopParaShape *shape, const CopFitShape *fit);

/* mark.c: the shaped piece of unit i of the line. `mixed`: the line or the
 * document has right-to-left text. */
const CopShaped *cop_line_piece(CopLineMaker *m, uint32_t i, bool mixed);

#endif
