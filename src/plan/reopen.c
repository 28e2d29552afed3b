/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/reopen.h"

#include <string.h>

#include "base/catalogue.h"

typedef struct {
  const CopModel *m;
  CopArena *a;
  const char *held; /* NULL when nobody said */
  GArray *reasons;  /* CopReopenReason */
} Look;

static const char *
held_on(const CopAnswer *x)
{
  if (x->held_on != NULL)
    return x->held_on;
  if (x->second_reviewed_on != NULL && (x->reviewed_on == NULL || strcmp(x->second_reviewed_on, x->reviewed_on) > 0))
    return x->second_reviewed_on;
  return x->reviewed_on;
}

/* Does `day` lie after the day the answer was held, or can it? Both are compared
 * as far as both are known; equal months of which one is known to the month only
 * may be either way and count as after. */
static bool
is_later(const Look *l, const char *day)
{
  if (l->held == NULL || day == NULL)
    return false;
  size_t n = MIN(strlen(day), strlen(l->held));
  int d = strncmp(day, l->held, n);
  return d > 0 || (d == 0 && strlen(day) < strlen(l->held) && strlen(day) > 4);
}

static bool
is_named(const Look *l, const void *instrument, const void *law, const void *clause)
{
  for (guint i = 0; i < l->reasons->len; i++) {
    const CopReopenReason *r = &g_array_index(l->reasons, CopReopenReason, i);
    if ((instrument != NULL && r->instrument == instrument) || (law != NULL && r->law == law) || (clause != NULL && r->clause == clause && r->instrument == NULL))
      return true;
  }
  return false;
}

static void
add(Look *l, CopReopenReason r)
{
  g_array_append_val(l->reasons, r);
}

static const char *
in_brackets(Look *l, const char *day)
{
  return day == NULL ? "" : cop_arena_printf(l->a, " (%s)", day);
}

static void
look_at_instrument(Look *l, const CopRequirement *clause, const CopInstrument *in)
{
  const CopInstrument *next = cop_model_instrument(l->m, in->superseded_by);
  if (is_named(l, in, NULL, NULL))
    return;
  if (next != NULL) {
    const char *since = next->valid_from != NULL ? next->valid_from : next->adopted;
    if (l->held == NULL || since == NULL || is_later(l, since))
      add(l, (CopReopenReason){ COP_REOPEN_REPLACED, cop_arena_printf(l->a, "%s was replaced by %s%s.", in->short_title, next->short_title, in_brackets(l, since)), clause, in, NULL });
  } else if (is_later(l, in->valid_from)) {
    add(l, (CopReopenReason){ COP_REOPEN_VERSION,
                              cop_arena_printf(l->a, "%s%s%s is in force since %s; the answer was held against it on %s.", in->short_title, in->version == NULL ? "" : ", version ",
                                               in->version == NULL ? "" : in->version, in->valid_from, l->held),
                              clause, in, NULL });
  }
}

static void
look_at_clause(Look *l, const CopRequirement *clause)
{
  const CopFramework *f = cop_model_framework(l->m, clause->framework);
  const CopInstrument *in = f == NULL ? NULL : cop_model_instrument(l->m, f->instrument);
  if (in != NULL)
    look_at_instrument(l, clause, in);
  const CopRequirement *next = cop_model_requirement(l->m, clause->superseded_by);
  if (is_named(l, NULL, NULL, clause))
    return;
  if (next != NULL && (l->held == NULL || next->valid_from == NULL || is_later(l, next->valid_from)))
    add(l, (CopReopenReason){ COP_REOPEN_CLAUSE, cop_arena_printf(l->a, "%s was replaced by %s%s.", clause->code, next->code, in_brackets(l, next->valid_from)), clause, NULL, NULL });
  else if (next == NULL && is_later(l, clause->valid_from))
    add(l, (CopReopenReason){ COP_REOPEN_CLAUSE, cop_arena_printf(l->a, "%s is valid since %s; the answer was held against it on %s.", clause->code, clause->valid_from, l->held), clause,
                              NULL, NULL });
}

static bool
amends(const CopLaw *later, const CopLaw *law)
{
  for (size_t i = 0; i < later->amends.n; i++)
    if (strcmp(later->amends.items[i], law->id) == 0)
      return true;
  return false;
}

static void
look_at_law(Look *l, const CopLaw *law)
{
  if (law == NULL || is_named(l, NULL, law, NULL))
    return;
  if (law->status == COP_LAW_REPEALED) {
    const CopLaw *by = cop_model_law(l->m, law->repealed_by);
    if (l->held == NULL || by == NULL || by->adopted == NULL || is_later(l, by->adopted))
      add(l, (CopReopenReason){ COP_REOPEN_REPEALED, cop_arena_printf(l->a, "%s was repealed%s%s%s.", law->number, by == NULL ? "" : " by ", by == NULL ? "" : by->number,
                                                                      by == NULL ? "" : in_brackets(l, by->adopted)), NULL, NULL, law });
    return;
  }
  for (size_t i = 0; i < l->m->laws.n; i++) {
    const CopLaw *later = &l->m->laws.items[i];
    if (later->status == COP_LAW_IN_FORCE && amends(later, law) && is_later(l, later->adopted)) {
      add(l, (CopReopenReason){ COP_REOPEN_AMENDED, cop_arena_printf(l->a, "%s was amended by %s%s.", law->number, later->number, in_brackets(l, later->adopted)), NULL, NULL, law });
      return;
    }
  }
}

size_t
cop_reopen_find(const CopModel *m, CopArena *a, const CopReopened **out)
{
  CopReopened *all = cop_new_n(a, CopReopened, m->questions.n + 1);
  size_t n = 0;
  for (size_t q = 0; q < m->questions.n; q++) {
    const CopQuestion *question = &m->questions.items[q];
    const CopAnswer *answer = NULL;
    for (size_t i = 0; i < m->answers.n && answer == NULL; i++)
      if (strcmp(m->answers.items[i].question, question->id) == 0)
        answer = &m->answers.items[i];
    if (answer == NULL)
      continue;
    g_autoptr(GArray) reasons = g_array_new(FALSE, FALSE, sizeof(CopReopenReason));
    Look l = { .m = m, .a = a, .held = held_on(answer), .reasons = reasons };
    for (size_t i = 0; i < question->standards.n; i++)
      look_at_clause(&l, cop_model_requirement(m, question->standards.items[i]));
    for (size_t i = 0; i < answer->provisions.n; i++)
      look_at_law(&l, cop_model_law(m, cop_model_provision(m, answer->provisions.items[i])->law));
    if (reasons->len == 0)
      continue;
    CopReopenReason *copy = cop_new_n(a, CopReopenReason, reasons->len);
    memcpy(copy, reasons->data, reasons->len * sizeof *copy);
    all[n++] = (CopReopened){ answer, question, reasons->len, copy };
  }
  *out = all;
  return n;
}

const CopReopened *
cop_reopen_of(const CopReopened *all, size_t n, const char *question)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp(all[i].question->id, question) == 0)
      return &all[i];
  return NULL;
}

/* --- versions of a framework --- */

const char *
cop_change_name(CopChangeKind k)
{
  static const char *const names[COP_CHANGE_MAX] = { [COP_CHANGE_SAME] = N_("as before"), [COP_CHANGE_REWORDED] = N_("reworded"), [COP_CHANGE_FORCE] = N_("force changed"),
                                                     [COP_CHANGE_ADDED] = N_("added"), [COP_CHANGE_REMOVED] = N_("removed") };
  g_assert(k < COP_CHANGE_MAX);
  return names[k];
}

static const CopRequirement *
counterpart(const CopModel *m, const CopFramework *before, const CopRequirement *after)
{
  const CopRequirement *same = NULL;
  for (size_t i = 0; i < m->requirements.n; i++) {
    const CopRequirement *r = &m->requirements.items[i];
    if (strcmp(r->framework, before->id) != 0)
      continue;
    if (r->superseded_by != NULL && strcmp(r->superseded_by, after->id) == 0)
      return r;
    if (r->superseded_by == NULL && strcmp(r->code, after->code) == 0)
      same = r;
  }
  return same;
}

size_t
cop_change_log(const CopModel *m, const CopFramework *before, const CopFramework *after, CopArena *a, const CopChange **out)
{
  CopChange *log = cop_new_n(a, CopChange, m->requirements.n + 1);
  g_autoptr(GHashTable) met = g_hash_table_new(g_direct_hash, g_direct_equal);
  size_t n = 0;
  for (size_t i = 0; i < m->requirements.n; i++) {
    const CopRequirement *r = &m->requirements.items[i];
    if (strcmp(r->framework, after->id) != 0)
      continue;
    const CopRequirement *old = counterpart(m, before, r);
    CopChangeKind kind = old == NULL ? COP_CHANGE_ADDED : strcmp(old->gist, r->gist) != 0 ? COP_CHANGE_REWORDED : old->force != r->force ? COP_CHANGE_FORCE : COP_CHANGE_SAME;
    if (old != NULL)
      g_hash_table_add(met, (gpointer)old);
    log[n++] = (CopChange){ kind, old, r };
  }
  for (size_t i = 0; i < m->requirements.n; i++) {
    const CopRequirement *r = &m->requirements.items[i];
    if (strcmp(r->framework, before->id) == 0 && !g_hash_table_contains(met, r))
      log[n++] = (CopChange){ COP_CHANGE_REMOVED, r, NULL };
  }
  *out = log;
  return n;
}
