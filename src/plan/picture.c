/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"

const char *
cop_known_name(CopKnown k)
{
  static const char *const names[COP_KNOWN_MAX] = { [COP_KNOWN_NOT] = N_("not known"), [COP_KNOWN_ELSEWHERE] = N_("known elsewhere only"),
                                                    [COP_KNOWN_COUNTED] = N_("counted, not measured"), [COP_KNOWN_DATED] = N_("measured long ago"),
                                                    [COP_KNOWN_MEASURED] = N_("measured") };
  g_assert(k < COP_KNOWN_MAX);
  return names[k];
}

bool
cop_value_is_national(const CopModel *m, const CopValue *v)
{
  const CopCountry *c = cop_model_country_record(m);
  const CopArea *area = cop_model_area(m, v->area);
  if (area != NULL)
    return area->level == COP_AREA_COUNTRY;
  return v->scope == NULL || strcmp(v->scope, "country") == 0 || (c != NULL && (strcmp(v->scope, c->name) == 0 || strcmp(v->scope, c->short_name) == 0));
}

bool
cop_value_is_outvoted(const CopModel *m, const CopValue *v)
{
  for (size_t i = 0; v->conflict != NULL && !v->preferred && i < m->values.n; i++) {
    const CopValue *w = &m->values.items[i];
    if (w->preferred && w->conflict != NULL && strcmp(w->conflict, v->conflict) == 0)
      return true;
  }
  return false;
}

int
cop_value_year(const CopValue *v)
{
  const char *end = v->period == NULL ? "" : strrchr(v->period, '/') != NULL ? strrchr(v->period, '/') + 1 : v->period;
  return (int)strtol(end, NULL, 10);
}

static bool
speaks_to(const CopValue *v, const CopRiskCell *cell)
{
  for (size_t i = 0; i < v->cells.n; i++)
    if (strcmp(v->cells.items[i], cell->id) == 0)
      return true;
  return false;
}

/* Newest first; the order of the register decides between equals. */
static int
by_year(const void *a, const void *b)
{
  const CopValue *x = *(const CopValue *const *)a, *y = *(const CopValue *const *)b;
  int d = cop_value_year(y) - cop_value_year(x);
  return d != 0 ? d : (x > y) - (x < y);
}

static bool
is_measured(const CopValue *v)
{
  return v->method == COP_METHOD_SURVEY || v->method == COP_METHOD_CENSUS;
}

static bool
counts_persons(const CopValue *v)
{
  return (strcmp(v->unit, "children") == 0 || strcmp(v->unit, "persons") == 0) && v->method != COP_METHOD_ADMINISTRATIVE && !isnan(v->number);
}

static void
judge(CopPicture *p, int year)
{
  p->known = p->n == 0 ? COP_KNOWN_NOT : p->n_national == 0 ? COP_KNOWN_ELSEWHERE : COP_KNOWN_COUNTED;
  for (size_t i = 0; i < p->n_national; i++) {
    const CopValue *v = p->values[i];
    p->by_method[v->method]++;
    p->newest = MAX(p->newest, cop_value_year(v));
    if (is_measured(v))
      p->known = MAX(p->known, year - cop_value_year(v) <= COP_PICTURE_FRESH ? COP_KNOWN_MEASURED : COP_KNOWN_DATED);
    if (counts_persons(v) && (p->exposed == NULL || v->number > p->exposed->number))
      p->exposed = v;
  }
  /* The weakest of the figures the judgement rests on. */
  p->confidence = p->n == 0 ? COP_CONFIDENCE_LOW : COP_CONFIDENCE_HIGH;
  for (size_t i = 0; i < p->n; i++) {
    bool national = i < p->n_national;
    bool behind = p->known == COP_KNOWN_ELSEWHERE || (national && (p->known == COP_KNOWN_COUNTED || is_measured(p->values[i])));
    if (behind)
      p->confidence = MIN(p->confidence, p->values[i]->confidence);
  }
}

static bool
comparable(const CopValue *x, const CopValue *y)
{
  return strcmp(x->topic, y->topic) == 0 && strcmp(x->unit, y->unit) == 0 && x->method == y->method && strcmp(x->label, y->label) == 0 &&
         g_strcmp0(x->definition, y->definition) == 0 && strlen(x->period) == strlen(y->period) && strchr(x->period, '/') == NULL && !isnan(x->number) &&
         !isnan(y->number);
}

/* For each figure the next older one it can be compared with. */
static void
find_trends(CopPicture *p, CopArena *a)
{
  CopTrend *trends = cop_new_n(a, CopTrend, p->n_national + 1);
  for (size_t i = 0; i < p->n_national; i++)
    for (size_t k = i + 1; k < p->n_national; k++) {
      const CopValue *to = p->values[i], *from = p->values[k];
      if (!comparable(from, to) || strcmp(from->period, to->period) >= 0)
        continue;
      trends[p->n_trends++] = (CopTrend){ from, to, to->number - from->number };
      break;
    }
  p->trends = trends;
}

const CopPicture *
cop_picture_find(const CopModel *m, int year, CopArena *a)
{
  CopPicture *all = cop_new_n(a, CopPicture, m->risk_cells.n + 1);
  for (size_t c = 0; c < m->risk_cells.n; c++) {
    CopPicture *p = &all[c];
    const CopValue **values = cop_new_n(a, const CopValue *, m->values.n + 1);
    p->cell = &m->risk_cells.items[c];
    for (int national = 1; national >= 0; national--) {
      size_t first = p->n;
      for (size_t i = 0; i < m->values.n; i++) {
        const CopValue *v = &m->values.items[i];
        if (speaks_to(v, p->cell) && cop_value_is_national(m, v) == (national == 1) && !cop_value_is_outvoted(m, v))
          values[p->n++] = v;
      }
      if (p->n > first)
        qsort(values + first, p->n - first, sizeof *values, by_year);
      if (national)
        p->n_national = p->n;
    }
    p->values = values;
    judge(p, year);
    find_trends(p, a);
  }
  return all;
}
