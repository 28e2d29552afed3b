/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/carry.h"

#include <string.h>

CopRelation
cop_relation_inverse(CopRelation r)
{
  return r == COP_RELATION_SUPERSET ? COP_RELATION_SUBSET : r == COP_RELATION_SUBSET ? COP_RELATION_SUPERSET : r;
}

CopRelation
cop_relation_chain(CopRelation first, CopRelation second)
{
  if (first == COP_RELATION_NONE || second == COP_RELATION_NONE)
    return COP_RELATION_NONE;
  if (first == COP_RELATION_EQUAL || first == second)
    return second;
  return second == COP_RELATION_EQUAL ? first : COP_RELATION_INTERSECTS;
}

/* Stronger first: what carries more. */
static int
rank_of(CopRelation r)
{
  static const int ranks[COP_RELATION_MAX] = { [COP_RELATION_EQUAL] = 0, [COP_RELATION_SUPERSET] = 1, [COP_RELATION_SUBSET] = 2, [COP_RELATION_INTERSECTS] = 3, [COP_RELATION_NONE] = 4 };
  return ranks[r];
}

/* What an answer says about a requirement to which the answered one has the relation. */
static CopAnswerStatus
carried(CopAnswerStatus status, CopRelation relation)
{
  if (relation == COP_RELATION_NONE)
    return COP_ANSWER_UNKNOWN;
  bool whole = relation == COP_RELATION_EQUAL || relation == COP_RELATION_SUPERSET;
  switch (status) {
  case COP_ANSWER_MET:
    return whole ? COP_ANSWER_MET : COP_ANSWER_PARTLY;
  case COP_ANSWER_PARTLY:
    /* The part that is there may lie outside what is shared. */
    return relation == COP_RELATION_EQUAL || relation == COP_RELATION_SUBSET ? COP_ANSWER_PARTLY : COP_ANSWER_UNKNOWN;
  case COP_ANSWER_NOT:
    /* Who has no part of a part may have another; only the same is surely missing. */
    return relation == COP_RELATION_EQUAL ? COP_ANSWER_NOT : COP_ANSWER_UNKNOWN;
  case COP_ANSWER_UNKNOWN: case COP_ANSWER_NOT_APPLICABLE: case COP_ANSWER_MAX:
    break;
  }
  return COP_ANSWER_UNKNOWN;
}

typedef struct {
  const CopModel *m;
  GHashTable *answers; /* requirement id -> newest CopAssessment */
  GHashTable *touching;/* requirement id -> GPtrArray of CopMapping */
  CopCarry *best;
  const CopMapping *path[COP_CARRY_LINKS];
} Walk;

static bool
is_better(const CopCarry *best, CopRelation relation, int64_t strength, size_t links, CopAnswerStatus would)
{
  if (best->from == NULL || (best->would == COP_ANSWER_UNKNOWN && would != COP_ANSWER_UNKNOWN))
    return true;
  if (would == COP_ANSWER_UNKNOWN && best->would != COP_ANSWER_UNKNOWN)
    return false;
  int d = rank_of(relation) - rank_of(best->relation);
  if (d != 0)
    return d < 0;
  return strength != best->strength ? strength > best->strength : links < best->n_links;
}

/* From the requirement looked at outwards; `relation` is that of `at` to it. */
static void
walk(Walk *w, const char *at, CopRelation relation, int64_t strength, size_t links)
{
  const CopAssessment *answer = links == 0 ? NULL : g_hash_table_lookup(w->answers, at);
  CopAnswerStatus would = answer == NULL ? COP_ANSWER_UNKNOWN : carried(answer->status, relation);
  if (answer != NULL && is_better(w->best, relation, strength, links, would)) {
    w->best->from = answer;
    w->best->relation = relation;
    w->best->strength = strength == INT64_MAX ? 0 : strength;
    w->best->n_links = links;
    w->best->would = would;
    memcpy(w->best->links, w->path, links * sizeof *w->path);
  }
  const GPtrArray *touching = links == COP_CARRY_LINKS ? NULL : g_hash_table_lookup(w->touching, at);
  for (guint i = 0; touching != NULL && i < touching->len; i++) {
    const CopMapping *x = touching->pdata[i];
    bool used = false;
    for (size_t k = 0; k < links; k++)
      used |= w->path[k] == x;
    bool forward = strcmp(x->to_requirement, at) == 0; /* the other end is the first: its relation is as written */
    CopRelation one = forward ? x->relation : cop_relation_inverse(x->relation), chain = cop_relation_chain(one, relation);
    if (used || chain == COP_RELATION_NONE)
      continue;
    w->path[links] = x;
    walk(w, forward ? x->from_requirement : x->to_requirement, chain, MIN(strength, x->strength), links + 1);
  }
}

static void
touch(GHashTable *touching, const char *requirement, const CopMapping *x)
{
  GPtrArray *list = g_hash_table_lookup(touching, requirement);
  if (list == NULL)
    g_hash_table_insert(touching, (gpointer)requirement, list = g_ptr_array_new());
  g_ptr_array_add(list, (gpointer)x);
}

static void
count(CopCarryPreview *p, const CopCarry *c)
{
  if (c->now != NULL && c->now->status != COP_ANSWER_UNKNOWN)
    p->answered++;
  else if (!c->writes)
    p->nothing++;
  else if (c->would == COP_ANSWER_MET)
    p->in_full++;
  else if (c->would == COP_ANSWER_PARTLY)
    p->in_part++;
  else
    p->not_met++;
}

CopCarryPreview
cop_carry_preview(const CopModel *m, const CopFramework *to, CopArena *a)
{
  g_autoptr(GHashTable) answers = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) touching = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  for (size_t i = 0; i < m->assessments.n; i++) {
    const CopAssessment *x = &m->assessments.items[i], *held = g_hash_table_lookup(answers, x->requirement);
    if (held == NULL || held->year <= x->year)
      g_hash_table_insert(answers, (gpointer)x->requirement, (gpointer)x);
  }
  for (size_t i = 0; i < m->mappings.n; i++) {
    touch(touching, m->mappings.items[i].from_requirement, &m->mappings.items[i]);
    touch(touching, m->mappings.items[i].to_requirement, &m->mappings.items[i]);
  }
  CopCarryPreview p = { 0 };
  CopCarry *items = cop_new_n(a, CopCarry, m->requirements.n + 1);
  for (size_t i = 0; i < m->requirements.n; i++) {
    const CopRequirement *r = &m->requirements.items[i];
    if (strcmp(r->framework, to->id) != 0 || r->superseded_by != NULL)
      continue;
    CopCarry *c = &items[p.n++];
    *c = (CopCarry){ .requirement = r, .now = g_hash_table_lookup(answers, r->id), .would = COP_ANSWER_UNKNOWN };
    Walk w = { .m = m, .answers = answers, .touching = touching, .best = c };
    walk(&w, r->id, COP_RELATION_EQUAL, INT64_MAX, 0);
    c->writes = (c->now == NULL || c->now->status == COP_ANSWER_UNKNOWN) && c->would != COP_ANSWER_UNKNOWN;
    count(&p, c);
  }
  p.items = items;
  return p;
}
