/* SPDX-License-Identifier: Apache-2.0
 *
 * Divided words. Lines are fitted without dividing first; where that leaves a
 * line too long, too loose or too short, words get their points of division,
 * the paragraph is fitted again, and what was not divided is put together.
 */
#include <string.h>

#include "typeset/para_priv.h"

#define POINTS_MAX 24u

/* Is some line bad enough to divide words? */
static bool
wants_division(const CopPara *p, const CopParaShape *shape, const CopFitShape *fit)
{
  for (guint i = 0; i < p->lines->len; i++) {
    const CopFitLine *l = &g_array_index(p->lines, CopFitLine, i);
    if (l->overfull)
      return true;
    if (!shape->divide || l->last)
      continue;
    float slack = fit->width - (i == 0 ? fit->first_indent : 0) - l->width, give = 0;
    for (uint32_t k = l->from; k < l->to; k++)
      give += cop_unit_stretch(&g_array_index(p->units, CopUnit, k));
    if (fit->justify ? slack > 1.1f * give : slack > 0.24f * fit->width)
      return true;
  }
  return false;
}

/* The letters of a unit, without signs around them; false when there are signs
 * or figures between. */
static bool
letters_of(const CopPara *p, const CopUnit *u, uint32_t *from, uint32_t *to)
{
  const char *text = p->text->str, *first = NULL, *end = NULL;
  for (const char *c = text + u->start; c < text + u->end; c = g_utf8_next_char(c)) {
    gunichar ch = g_utf8_get_char(c);
    if (g_unichar_isalpha(ch) || g_unichar_ismark(ch)) {
      if (first == NULL)
        first = c;
      else if (end != c)
        return false;
      end = g_utf8_next_char(c);
    } else if (g_unichar_isdigit(ch)) {
      return false;
    }
  }
  if (first == NULL)
    return false;
  *from = (uint32_t)(first - text);
  *to = (uint32_t)(end - text);
  return true;
}

static CopUnit
reshape(CopSetter *s, const CopUnit *whole, uint32_t start, uint32_t end)
{
  const CopSpan *span = &g_array_index(s->para.spans, CopSpan, whole->span);
  CopUnit u = *whole;
  u.start = start;
  u.end = end;
  u.shaped = cop_shaper_word(s->shaper, whole->shaped->face, span->look.features, span->lang,
                             cop_para_script((CopScript)whole->script), whole->level & 1, s->para.text->str + start,
                             end - start);
  u.width = cop_unit_width(&u, span);
  return u;
}

static void
divide_unit(CopSetter *s, GArray *parts, uint32_t index)
{
  const CopPara *p = &s->para;
  const CopUnit *u = &g_array_index(p->units, CopUnit, index);
  const CopSpan *span = &g_array_index(p->spans, CopSpan, u->span);
  uint32_t from, to, points[POINTS_MAX];
  size_t n = 0;
  if (!u->space && u->shaped != NULL && letters_of(p, u, &from, &to))
    n = cop_hyphenator_points(s->hyphenator, span->lang->tag, p->text->str + from, to - from, points, POINTS_MAX);
  if (n == 0) {
    g_array_append_val(parts, *u);
    return;
  }
  uint32_t start = u->start;
  for (size_t i = 0; i <= n; i++) {
    uint32_t end = i < n ? from + points[i] : u->end;
    CopUnit part = reshape(s, u, start, end);
    part.whole = index + 1;
    if (i < n)
      part.brk = COP_BREAK_HYPHEN;
    g_array_append_val(parts, part);
    start = end;
  }
}

/* One unit for the parts [k, to) of one word that stand on one line. */
static CopUnit
join(CopSetter *s, const CopUnit *parts, uint32_t k, uint32_t to)
{
  const CopUnit *whole = &g_array_index(s->para.units, CopUnit, parts[k].whole - 1);
  if (parts[k].start == whole->start && parts[to - 1].end == whole->end)
    return *whole;
  return reshape(s, whole, parts[k].start, parts[to - 1].end);
}

static void
put_together(CopSetter *s, const CopUnit *parts)
{
  CopPara *p = &s->para;
  GArray *units = g_array_new(FALSE, FALSE, sizeof(CopUnit));
  for (guint i = 0; i < p->lines->len; i++) {
    CopFitLine *l = &g_array_index(p->lines, CopFitLine, i);
    uint32_t from = units->len;
    l->width = l->hyphen;
    for (uint32_t k = l->from, next; k < l->to; k = next) {
      next = k + 1;
      while (next < l->to && parts[k].whole != 0 && parts[next].whole == parts[k].whole)
        next++;
      CopUnit u = parts[k].whole == 0 ? parts[k] : join(s, parts, k, next);
      l->width += u.width;
      g_array_append_val(units, u);
    }
    l->from = from;
    l->to = units->len;
  }
  g_array_unref(p->units);
  p->units = units;
}

void
cop_para_divide(CopSetter *s, const CopParaShape *shape, const CopFitShape *fit)
{
  CopPara *p = &s->para;
  if (!wants_division(p, shape, fit) || !cop_hyphenator_knows(s->hyphenator, p->lang->tag))
    return;
  g_autoptr(GArray) parts = g_array_sized_new(FALSE, FALSE, sizeof(CopUnit), p->units->len + 16);
  for (guint i = 0; i < p->units->len; i++)
    divide_unit(s, parts, i);
  if (parts->len == p->units->len)
    return;
  const CopUnit *list = (const CopUnit *)(void *)parts->data;
  cop_fit(list, parts->len, fit, p->lines, &p->breaks);
  put_together(s, list);
}
