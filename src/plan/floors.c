/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/floors.h"

#include <string.h>

bool
cop_plan_floor_counts(const CopEquityFloor *f, const CopMeasure *measure)
{
  if (f->measures.n == 0)
    return f->group == COP_FLOOR_GROUP_OUT_OF_SCHOOL ? measure->out_of_school : f->group == COP_FLOOR_GROUP_PREVENTION && measure->prevention;
  for (size_t i = 0; i < f->measures.n; i++)
    if (strcmp(f->measures.items[i], measure->id) == 0)
      return true;
  return false;
}

static bool
is_there(const CopPlanOptions *o, const CopEquityFloor *f)
{
  for (size_t i = 0; i < o->n_floors; i++)
    if (o->floors[i].record == f)
      return true;
  return false;
}

static CopPlanFloorRule
rule_of(const CopModel *m, const CopEquityFloor *f, CopArena *a)
{
  const char **measures = cop_new_n(a, const char *, m->measures.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < m->measures.n; i++)
    if (cop_plan_floor_counts(f, &m->measures.items[i]))
      measures[n++] = m->measures.items[i].id;
  return (CopPlanFloorRule){ .name = f->title, .measures = measures, .n_measures = n, .share_per_mille = (int)f->share * 10, .at_least = (int)f->at_least,
                             .record = f };
}

void
cop_plan_floors_add(CopPlanOptions *o, const CopModel *m, const CopPlan *plan, CopArena *a)
{
  CopPlanFloorRule *all = cop_new_n(a, CopPlanFloorRule, o->n_floors + m->equity_floors.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < o->n_floors; i++)
    all[n++] = o->floors[i];
  for (size_t i = 0; i < m->equity_floors.n; i++) {
    const CopEquityFloor *f = &m->equity_floors.items[i];
    if (strcmp(f->plan, plan->id) == 0 && !is_there(o, f))
      all[n++] = rule_of(m, f, a);
  }
  o->floors = all;
  o->n_floors = n;
}

CopPlanFloorMet
cop_plan_floor_met(const CopPlanResult *r, const CopEquityFloor *f)
{
  CopPlanFloorMet met = { 0 };
  for (size_t i = 0; i < r->n_chosen; i++)
    if (cop_plan_floor_counts(f, r->chosen[i]->measure)) {
      met.cost += r->chosen[i]->cost_total;
      met.measures++;
    }
  if (r->cost_total > 0)
    met.share_per_mille = (int)(((CopInt128)met.cost * 1000) / r->cost_total);
  return met;
}
