/* SPDX-License-Identifier: Apache-2.0
 * plan/coverage.c -- the coverage half of plan/gaps.h. */
#include "plan/gaps.h"

#include <string.h>

#include "base/catalogue.h"

const char *
cop_cover_name(CopCover c)
{
  static const char *const names[COP_COVER_MAX] = {
    [COP_COVER_BY_MEASURES] = N_("covered"), [COP_COVER_WAIVED] = N_("waived"), [COP_COVER_OPEN] = N_("open") };
  g_assert(c < COP_COVER_MAX);
  return names[c];
}

static bool
serves(const CopMeasure *measure, const CopRequirement *r)
{
  for (size_t i = 0; i < measure->serves.n; i++)
    if (strcmp(measure->serves.items[i], r->id) == 0)
      return true;
  return false;
}

static const char *
waiver_of(const CopModel *m, const CopMeasure *measure)
{
  for (size_t i = 0; i < m->measure_profiles.n; i++)
    if (strcmp(m->measure_profiles.items[i].measure, measure->id) == 0)
      return m->measure_profiles.items[i].waiver;
  return NULL;
}

/* Waived only when every measure that could answer has its reason: one
 * unexplained omission leaves the requirement open. */
static void
fill_row(const CopModel *m, GHashTable *chosen, CopArena *a, CopCoverageRow *row)
{
  g_autoptr(GPtrArray) in = g_ptr_array_new(), out = g_ptr_array_new();
  for (size_t i = 0; i < m->measures.n; i++) {
    const CopMeasure *measure = &m->measures.items[i];
    if (serves(measure, row->requirement))
      g_ptr_array_add(g_hash_table_contains(chosen, measure) ? in : out, (gpointer)measure);
  }
  const CopMeasure **measures = cop_new_n(a, const CopMeasure *, in->len);
  for (guint i = 0; i < in->len; i++)
    measures[i] = in->pdata[i];
  row->measures = measures;
  row->n_measures = in->len;
  row->cover = COP_COVER_BY_MEASURES;
  if (in->len > 0)
    return;

  CopWaiver *waivers = cop_new_n(a, CopWaiver, out->len);
  const CopMeasure **could = cop_new_n(a, const CopMeasure *, out->len);
  for (guint i = 0; i < out->len; i++) {
    could[row->n_could++] = out->pdata[i];
    const char *reason = waiver_of(m, out->pdata[i]);
    if (reason != NULL)
      waivers[row->n_waivers++] = (CopWaiver){ out->pdata[i], reason };
  }
  row->waivers = waivers;
  row->could = could;
  row->cover = out->len > 0 && row->n_waivers == out->len ? COP_COVER_WAIVED : COP_COVER_OPEN;
}

size_t
cop_coverage_find(const CopModel *m, const CopMeasure *const *chosen, size_t n_chosen, CopArena *a,
                  const CopCoverage **out)
{
  g_autoptr(GHashTable) set = g_hash_table_new(NULL, NULL);
  for (size_t i = 0; i < n_chosen; i++)
    g_hash_table_add(set, (gpointer)chosen[i]);
  CopCoverage *all = cop_new_n(a, CopCoverage, m->frameworks.n);
  size_t n = 0;
  for (size_t i = 0; i < m->frameworks.n; i++) {
    const CopFramework *f = &m->frameworks.items[i];
    if (!f->coverage)
      continue;
    CopCoverage *c = &all[n++];
    CopCoverageRow *rows = cop_new_n(a, CopCoverageRow, m->requirements.n);
    c->framework = f;
    c->rows = rows;
    for (size_t k = 0; k < m->requirements.n; k++) {
      const CopRequirement *r = &m->requirements.items[k];
      if (strcmp(r->framework, f->id) != 0 || r->superseded_by != NULL)
        continue;
      rows[c->n].requirement = r;
      fill_row(m, set, a, &rows[c->n]);
      c->n_by[rows[c->n++].cover]++;
    }
  }
  *out = all;
  return n;
}
