/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/weave.h"

#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"

const char *
cop_weave_rule(CopWeaveRule r)
{
  static const char *const rules[COP_WEAVE_MAX] = {
    [COP_WEAVE_DUTY] = N_("the owner leads this measure, and a law already demands it"),
    [COP_WEAVE_LEAD] = N_("the owner leads this measure"),
    [COP_WEAVE_PART] = N_("the owner and the lead of this measure are parts of one body"),
    [COP_WEAVE_SUPPORT] = N_("the owner supports this measure"),
  };
  g_assert(r < COP_WEAVE_MAX);
  return rules[r];
}

static bool
in_matrix(const CopModel *m, const CopInitiative *n, const CopMeasure *x)
{
  for (size_t i = 0; i < m->integrations.n; i++)
    if (strcmp(m->integrations.items[i].initiative, n->id) == 0 && strcmp(m->integrations.items[i].measure, x->id) == 0)
      return true;
  return false;
}

static const CopMeasureProfile *
profile_of(const CopModel *m, const CopMeasure *x)
{
  for (size_t i = 0; i < m->measure_profiles.n; i++)
    if (strcmp(m->measure_profiles.items[i].measure, x->id) == 0)
      return &m->measure_profiles.items[i];
  return NULL;
}

static bool
is_part(const CopModel *m, const char *body, const char *of)
{
  const CopInstitution *i = cop_model_institution(m, body);
  return i != NULL && i->parent != NULL && strcmp(i->parent, of) == 0;
}

static bool
holds(const CopModel *m, CopWeaveRule rule, const CopInitiative *n, const CopMeasureProfile *p)
{
  switch (rule) {
  case COP_WEAVE_DUTY:
    return p->mandatory && strcmp(n->owner, p->lead) == 0;
  case COP_WEAVE_LEAD:
    return strcmp(n->owner, p->lead) == 0;
  case COP_WEAVE_PART:
    return is_part(m, n->owner, p->lead) || is_part(m, p->lead, n->owner);
  case COP_WEAVE_SUPPORT:
    for (size_t i = 0; i < p->support.n; i++)
      if (strcmp(p->support.items[i], n->owner) == 0)
        return true;
    return false;
  case COP_WEAVE_MAX:
    break;
  }
  return false;
}

static CopWeave
suggestion(const CopModel *m, CopArena *a, const CopInitiative *n, const CopMeasure *x, const CopMeasureProfile *p, CopWeaveRule rule)
{
  const CopInstitution *lead = cop_model_institution(m, p->lead);
  const char *who = lead == NULL ? p->lead : lead->acronym != NULL ? lead->acronym : lead->name;
  size_t length = strlen(p->deliverable);
  bool stop = length > 0 && p->deliverable[length - 1] == '.';
  return (CopWeave){ .initiative = n, .measure = x, .rule = rule, .clause = cop_arena_printf(a, "The %s %s%s", who, p->deliverable, stop ? "" : "."),
                     .indicator = x->output, .due = n->next_entry != NULL ? n->next_entry : n->ends };
}

size_t
cop_weave_suggest(const CopModel *m, CopArena *a, const CopWeave **out)
{
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(CopWeave));
  for (size_t i = 0; i < m->initiatives.n; i++) {
    const CopInitiative *n = &m->initiatives.items[i];
    if (n->status == COP_INITIATIVE_ENDED || n->owner == NULL)
      continue;
    for (int rule = 0; rule < COP_WEAVE_MAX; rule++)
      for (size_t k = 0; k < m->measures.n; k++) {
        const CopMeasure *x = &m->measures.items[k];
        const CopMeasureProfile *p = profile_of(m, x);
        bool earlier = false;
        for (int r = 0; p != NULL && r < rule && !earlier; r++)
          earlier = holds(m, (CopWeaveRule)r, n, p);
        if (p == NULL || p->waiver != NULL || earlier || !holds(m, (CopWeaveRule)rule, n, p) || in_matrix(m, n, x))
          continue;
        CopWeave one = suggestion(m, a, n, x, p, (CopWeaveRule)rule);
        g_array_append_val(found, one);
      }
  }
  CopWeave *copy = cop_new_n(a, CopWeave, found->len + 1);
  for (guint i = 0; i < found->len; i++)
    copy[i] = g_array_index(found, CopWeave, i);
  *out = copy;
  return found->len;
}

CopWoven
cop_weave_count(const CopModel *m, const char *initiative)
{
  CopWoven w = { 0 };
  for (size_t i = 0; i < m->integrations.n; i++)
    if (strcmp(m->integrations.items[i].initiative, initiative) == 0) {
      w.n++;
      w.by[m->integrations.items[i].decision]++;
    }
  return w;
}

CopWeaveShare
cop_weave_share(const CopModel *m)
{
  CopWeaveShare s = { 0 };
  for (size_t i = 0; i < m->initiatives.n; i++) {
    if (m->initiatives.items[i].status == COP_INITIATIVE_ENDED)
      continue;
    CopWoven w = cop_weave_count(m, m->initiatives.items[i].id);
    size_t agreed = w.by[COP_DECISION_ACCEPTED] + w.by[COP_DECISION_DONE];
    s.current++;
    s.touched += agreed > 0;
    s.offered += agreed + w.by[COP_DECISION_SUGGESTED] > 0;
  }
  return s;
}

/* --- entry points --- */

static int
by_date(gconstpointer a, gconstpointer b, gpointer data)
{
  (void)data;
  const CopEntry *x = a, *y = b;
  int d = strcmp(x->date, y->date);
  d = d != 0 ? d : strcmp(x->initiative->id, y->initiative->id);
  return d != 0 ? d : (int)x->kind - (int)y->kind;
}

/* A year or month that has begun is not yet over. */
static void
add_entry(GArray *found, const char *since, CopEntry e)
{
  if (e.date != NULL && strncmp(e.date, since, MIN(strlen(e.date), strlen(since))) >= 0)
    g_array_append_val(found, e);
}

size_t
cop_weave_entries(const CopModel *m, const char *since, CopArena *a, const CopEntry **out)
{
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(CopEntry));
  for (size_t i = 0; i < m->initiatives.n; i++) {
    const CopInitiative *n = &m->initiatives.items[i];
    if (n->status == COP_INITIATIVE_ENDED)
      continue;
    add_entry(found, since, (CopEntry){ COP_ENTRY_NEXT, n->next_entry, n, NULL });
    add_entry(found, since, (CopEntry){ COP_ENTRY_ENDS, n->ends, n, NULL });
  }
  for (size_t i = 0; i < m->integrations.n; i++) {
    const CopIntegration *x = &m->integrations.items[i];
    const CopInitiative *n = cop_model_initiative(m, x->initiative);
    if (x->decision != COP_DECISION_REJECTED && x->decision != COP_DECISION_DONE)
      add_entry(found, since, (CopEntry){ COP_ENTRY_DUE, x->due, n, x });
  }
  g_array_sort_with_data(found, by_date, NULL);
  CopEntry *copy = cop_new_n(a, CopEntry, found->len + 1);
  for (guint i = 0; i < found->len; i++)
    copy[i] = g_array_index(found, CopEntry, i);
  *out = copy;
  return found->len;
}
