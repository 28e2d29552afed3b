/* SPDX-License-Identifier: Apache-2.0
 *
 * Invisible characters in the text of a PDF.
 *
 * Programs that extract text put a line in order by rules of their own. Where
 * these rules go wrong a direction mark (U+200E, U+200F) or a zero-width space
 * in the text of a sign keeps it in place; it is not painted, takes no width,
 * and Unicode lets every program ignore it.
 */
#include "typeset/para_priv.h"

typedef enum { STRENGTH_STRONG, STRENGTH_NEUTRAL, STRENGTH_SPACE } Strength;

/* What the first or last character of a unit is to a program that puts
 * extracted text into order by itself. */
static Strength
strength(const CopLineMaker *m, const CopUnit *u, bool last)
{
  if (u->space || u->shaped == NULL)
    return STRENGTH_SPACE;
  const char *text = m->s->para.text->str;
  const char *c = last ? g_utf8_find_prev_char(text, text + u->end) : text + u->start;
  while (cop_char_is_ignorable(g_utf8_get_char(c))) {
    c = last ? g_utf8_find_prev_char(text, c) : g_utf8_next_char(c);
    if (c == NULL || c < text + u->start || c >= text + u->end)
      return STRENGTH_SPACE;
  }
  hb_unicode_general_category_t g = hb_unicode_general_category(hb_unicode_funcs_get_default(), g_utf8_get_char(c));
  bool sign = (g >= HB_UNICODE_GENERAL_CATEGORY_CONNECT_PUNCTUATION && g <= HB_UNICODE_GENERAL_CATEGORY_OTHER_SYMBOL);
  return sign ? STRENGTH_NEUTRAL : STRENGTH_STRONG;
}

/* Direction marks: poppler's pdftotext (TextPage::dumpFragment) puts a line in
 * order by the kinds of its characters alone, in the direction most text of the
 * page has. Signs beside a number or a word of the other direction go with it:
 * "1948." at the end of an Arabic sentence comes out as ".1948". An invisible
 * mark in the text of the sign keeps it where it is and does no harm elsewhere. */

static const CopShaped *
reshaped(CopLineMaker *m, const CopUnit *u, const GString *text)
{
  const CopSpan *span = cop_line_span(m, u);
  const CopShaped *shaped = cop_shaper_word(m->s->shaper, u->shaped->face, span->look.features, span->lang,
                                            cop_para_script((CopScript)u->script), u->level & 1, text->str,
                                            (uint32_t)text->len);
  return shaped->advance == u->shaped->advance ? shaped : u->shaped;
}

/* Does text of the other direction, spaces left aside, stand before a unit that
 * begins with a sign? */
static bool
wants_mark_before(const CopLineMaker *m, uint32_t i)
{
  const CopUnit *u = cop_line_unit(m, m->fit->from + i);
  if (strength(m, u, false) != STRENGTH_NEUTRAL)
    return false;
  while (i > 0) {
    const CopUnit *before = cop_line_unit(m, m->fit->from + --i);
    if ((before->level ^ u->level) & 1)
      return true;
    if (strength(m, before, true) != STRENGTH_SPACE)
      return false;
  }
  return false;
}

/* Does a sign end this unit, which stands against the direction of the
 * document, at the end of the line or of the stretch? */
static bool
wants_mark_after(const CopLineMaker *m, uint32_t i)
{
  const CopUnit *u = cop_line_unit(m, m->fit->from + i);
  if (strength(m, u, true) != STRENGTH_NEUTRAL)
    return false;
  return m->fit->from + i + 1 >= m->fit->to || ((cop_line_unit(m, m->fit->from + i + 1)->level ^ u->level) & 1);
}

/* Signs poppler takes for parts of numbers: bidi classes ES, ET and CS. */
static bool
is_number_sign(uint32_t c)
{
  static const uint32_t signs[] = { '+', '-', '#', '$', '%', ',', '.', '/', ':', 0x00B0, 0x00B1, 0x0609, 0x060A,
                                    0x060C, 0x066A, 0x2030, 0x2031, 0x2212 };
  for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
    if (c == signs[i])
      return true;
  return (c >= 0x00A2 && c <= 0x00A5) || (c >= 0x20A0 && c <= 0x20CF);
}

/* Is what follows byte `at` of unit i, spaces left aside, something else than a
 * letter of the same direction? */
static bool
sign_follows(const CopLineMaker *m, uint32_t i, uint32_t at)
{
  const CopUnit *u = cop_line_unit(m, m->fit->from + i);
  const char *text = m->s->para.text->str;
  for (const CopUnit *next = u; m->fit->from + i < m->fit->to; next = cop_line_unit(m, m->fit->from + ++i)) {
    if ((next->level ^ u->level) & 1)
      return true;
    for (uint32_t k = MAX(at, next->start); k < next->end; k += (uint32_t)g_utf8_skip[(uint8_t)text[k]]) {
      uint32_t c = g_utf8_get_char(text + k);
      if (!next->space && !cop_char_is_ignorable(c))
        return !g_unichar_isalpha(c);
    }
    if (m->fit->from + i + 1 >= m->fit->to)
      break;
  }
  return false;
}

static const CopShaped *
with_marks(CopLineMaker *m, uint32_t i)
{
  static const char *const marks[] = { "\u200e", "\u200f" };
  const CopUnit *u = cop_line_unit(m, m->fit->from + i);
  const char *mark = marks[u->level & 1], *text = m->s->para.text->str;
  bool against = (u->level & 1) != m->pages->rtl;
  if (u->space || u->shaped == NULL || (!against && (u->level & 1) == 0))
    return u->shaped;
  g_autoptr(GString) marked = g_string_new(NULL);
  if (wants_mark_before(m, i))
    g_string_append(marked, mark);
  for (uint32_t k = u->start, next; k < u->end; k = next) {
    next = k + (uint32_t)g_utf8_skip[(uint8_t)text[k]];
    g_string_append_len(marked, text + k, next - k);
    if (!against && is_number_sign(g_utf8_get_char(text + k)) && sign_follows(m, i, next))
      g_string_append(marked, mark);
  }
  if (against && wants_mark_after(m, i))
    g_string_append(marked, mark);
  return marked->len > u->end - u->start ? reshaped(m, u, marked) : u->shaped;
}

/* The last unit of a line that ends with a hyphen of the author's: pdftotext
 * takes such a hyphen away unless something stands behind it. */
static bool
ends_with_hyphen(const CopLineMaker *m, uint32_t i)
{
  const CopUnit *u = cop_line_unit(m, m->fit->from + i);
  return m->fit->from + i + 1 == m->fit->to && !m->fit->last && m->fit->hyphen <= 0 && u->end - u->start > 1 &&
         m->s->para.text->str[u->end - 1] == '-';
}

/* The unit's piece, with the invisible characters extraction needs. */
const CopShaped *
cop_line_piece(CopLineMaker *m, uint32_t i, bool mixed)
{
  const CopUnit *u = cop_line_unit(m, m->fit->from + i);
  if (mixed)
    return with_marks(m, i);
  if (!ends_with_hyphen(m, i))
    return u->shaped;
  g_autoptr(GString) text = g_string_new_len(m->s->para.text->str + u->start, u->end - u->start);
  g_string_append(text, "\u200b");
  return reshaped(m, u, text);
}

