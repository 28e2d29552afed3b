/* SPDX-License-Identifier: Apache-2.0
 *
 * Paragraphs cut and shaped before. A text is set again and again in other sizes
 * until it fits its place, and each cell of a table once for its width and once
 * for good: levels, breaks, faces and shapes do not depend on the size, so the
 * units are kept and only their widths are counted anew.
 */
#include <string.h>

#include "base/mix.h"
#include "typeset/para_priv.h"

#define SLOTS 64u        /* by hash; a newer paragraph takes the place of an older one */
#define TEXT_MAX 512u    /* longer ones are set once, as a rule */
#define UNITS_MAX 512u

typedef struct {
  uint64_t hash;
  uint64_t age;          /* of the shaper's words the units point to */
  uint32_t length, n_spans, n_units, room;
  const CopTextLang *lang;
  bool rtl;
  char text[TEXT_MAX];
  void *memory;          /* spans, then units */
  CopSpan *spans;
  CopUnit *units;
} Kept;

struct CopRecall {
  Kept slots[SLOTS];
};

void
cop_recall_free(CopRecall *r)
{
  if (r == NULL)
    return;
  for (unsigned i = 0; i < SLOTS; i++)
    g_free(r->slots[i].memory);
  g_free(r);
}

static uint64_t
hash_of(const CopPara *p)
{
  return cop_mix_bytes(p->lang->id, p->text->str, p->text->len);
}

/* Do the units of a span depend on it in the same way? */
static bool
same_span(const CopSpan *a, const CopSpan *b)
{
  return a->end == b->end && a->lang == b->lang && a->look.family == b->look.family && a->look.style == b->look.style &&
         a->look.features == b->look.features && b->kind == COP_SPAN_TEXT;
}

static bool
same(const Kept *k, const CopPara *p)
{
  if (k->length != p->text->len || k->n_spans != p->spans->len || k->lang != p->lang || k->rtl != p->rtl ||
      memcmp(k->text, p->text->str, k->length) != 0)
    return false;
  for (uint32_t i = 0; i < k->n_spans; i++)
    if (!same_span(&k->spans[i], &g_array_index(p->spans, CopSpan, i)))
      return false;
  return true;
}

bool
cop_para_recall(CopSetter *s)
{
  CopPara *p = &s->para;
  if (s->recall == NULL || p->text->len > TEXT_MAX)
    return false;
  uint64_t hash = hash_of(p);
  const Kept *k = &s->recall->slots[hash % SLOTS];
  if (k->n_units == 0 || k->hash != hash || k->age != cop_shaper_age(s->shaper) || !same(k, p))
    return false;
  g_array_append_vals(p->units, k->units, k->n_units);
  for (guint i = 0; i < k->n_units; i++) {
    CopUnit *u = &g_array_index(p->units, CopUnit, i);
    if (u->shaped != NULL)
      u->width = cop_unit_width(u, &g_array_index(p->spans, CopSpan, u->span));
  }
  return true;
}

void
cop_para_remember(CopSetter *s)
{
  const CopPara *p = &s->para;
  if (p->text->len > TEXT_MAX || p->units->len == 0 || p->units->len > UNITS_MAX)
    return;
  for (guint i = 0; i < p->spans->len; i++)
    if (g_array_index(p->spans, CopSpan, i).kind != COP_SPAN_TEXT)
      return;
  if (s->recall == NULL)
    s->recall = g_new0(CopRecall, 1);
  uint64_t hash = hash_of(p);
  Kept *k = &s->recall->slots[hash % SLOTS];
  size_t spans = p->spans->len * sizeof(CopSpan), units = p->units->len * sizeof(CopUnit);
  if (k->room < spans + units) {
    g_free(k->memory);
    k->memory = g_malloc(spans + units);
    k->room = (uint32_t)(spans + units);
  }
  k->spans = k->memory;
  k->units = (CopUnit *)(void *)((char *)k->memory + spans);
  memcpy(k->spans, p->spans->data, spans);
  memcpy(k->units, p->units->data, units);
  memcpy(k->text, p->text->str, p->text->len);
  k->hash = hash;
  k->age = cop_shaper_age(s->shaper);
  k->length = (uint32_t)p->text->len;
  k->n_spans = p->spans->len;
  k->n_units = p->units->len;
  k->lang = p->lang;
  k->rtl = p->rtl;
}
