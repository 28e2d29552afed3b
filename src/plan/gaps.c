/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/gaps.h"

#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"
#include "plan/reopen.h"

#define MIDDLE_WEIGHT 3.0
#define MOST_PHASES 4u

typedef struct {
  const CopModel *m;
  CopArena *a;
  GHashTable *answers;     /* question id -> CopAnswer */
  GHashTable *assessments; /* requirement id -> newest CopAssessment */
  GHashTable *standings;   /* instrument id -> CopTreatyStanding */
  GHashTable *direct;      /* "q/<question>" or "r/<requirement>" -> GPtrArray of CopMeasure */
  GHashTable *woven;       /* measure id -> itself */
} Index;

const char *
cop_gap_kind_name(CopGapKind k)
{
  static const char *const names[COP_GAP_KIND_MAX] = {
    [COP_GAP_LAW] = N_("legal question"),     [COP_GAP_CHECKLIST] = N_("checklist item"), [COP_GAP_MATURITY] = N_("capability"),
    [COP_GAP_RESULT] = N_("result area"),     [COP_GAP_TREATY] = N_("treaty"),
  };
  g_assert(k < COP_GAP_KIND_MAX);
  return names[k];
}

double
cop_gap_force_factor(CopForce force, CopTreatyStatus standing)
{
  static const double factors[COP_FORCE_MAX] = {
    [COP_FORCE_BINDING] = 1.0,     [COP_FORCE_OPTIONAL] = 0.8, [COP_FORCE_INTERPRETIVE] = 0.8,
    [COP_FORCE_RECOMMENDED] = 0.6, [COP_FORCE_MODEL] = 0.4,
  };
  g_assert(force < COP_FORCE_MAX);
  bool bound = standing == COP_TREATY_PARTY || standing == COP_TREATY_MEMBER;
  if ((force == COP_FORCE_BINDING || force == COP_FORCE_OPTIONAL) && !bound)
    return factors[COP_FORCE_RECOMMENDED];
  return factors[force];
}

/* --- what is known, by id --- */

static void
add_server(Index *x, char space, const char *id, const CopMeasure *measure)
{
  char *key = cop_arena_printf(x->a, "%c/%s", space, id);
  GPtrArray *list = g_hash_table_lookup(x->direct, key);
  if (list == NULL) {
    list = g_ptr_array_new();
    g_hash_table_insert(x->direct, key, list);
  }
  g_ptr_array_add(list, (gpointer)measure);
}

static const GPtrArray *
servers_of(const Index *x, char space, const char *id)
{
  g_autofree char *key = g_strdup_printf("%c/%s", space, id);
  return g_hash_table_lookup(x->direct, key);
}

static void
index_init(Index *x, const CopModel *m, CopArena *a)
{
  *x = (Index){ .m = m, .a = a };
  x->answers = g_hash_table_new(g_str_hash, g_str_equal);
  x->assessments = g_hash_table_new(g_str_hash, g_str_equal);
  x->standings = g_hash_table_new(g_str_hash, g_str_equal);
  x->direct = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  x->woven = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < m->answers.n; i++)
    g_hash_table_insert(x->answers, (gpointer)m->answers.items[i].question, &m->answers.items[i]);
  for (size_t i = 0; i < m->assessments.n; i++) {
    CopAssessment *one = &m->assessments.items[i];
    const CopAssessment *held = g_hash_table_lookup(x->assessments, one->requirement);
    if (held == NULL || held->year <= one->year)
      g_hash_table_insert(x->assessments, (gpointer)one->requirement, one);
  }
  for (size_t i = 0; i < m->treaty_statuses.n; i++)
    g_hash_table_insert(x->standings, (gpointer)m->treaty_statuses.items[i].instrument, &m->treaty_statuses.items[i]);
  for (size_t i = 0; i < m->measures.n; i++) {
    const CopMeasure *one = &m->measures.items[i];
    for (size_t k = 0; k < one->answers.n; k++)
      add_server(x, 'q', one->answers.items[k], one);
    for (size_t k = 0; k < one->serves.n; k++)
      add_server(x, 'r', one->serves.items[k], one);
  }
  for (size_t i = 0; i < m->integrations.n; i++) {
    const CopIntegration *one = &m->integrations.items[i];
    if (one->decision == COP_DECISION_ACCEPTED || one->decision == COP_DECISION_DONE)
      g_hash_table_add(x->woven, (gpointer)one->measure);
  }
}

static void
index_clear(Index *x)
{
  g_clear_pointer(&x->answers, g_hash_table_unref);
  g_clear_pointer(&x->assessments, g_hash_table_unref);
  g_clear_pointer(&x->standings, g_hash_table_unref);
  g_clear_pointer(&x->direct, g_hash_table_unref);
  g_clear_pointer(&x->woven, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Index, index_clear)

static CopTreatyStatus
standing_towards(const Index *x, const char *instrument)
{
  const CopTreatyStanding *s = instrument == NULL ? NULL : g_hash_table_lookup(x->standings, instrument);
  return s == NULL ? COP_TREATY_UNKNOWN : s->status;
}

/* --- the arithmetic --- */

static CopScoreTerm
need_term(Index *x, CopAnswerStatus status, const char *where)
{
  static const double needs[COP_ANSWER_MAX] = {
    [COP_ANSWER_UNKNOWN] = 1.0, [COP_ANSWER_MET] = 0.0,           [COP_ANSWER_PARTLY] = 0.5,
    [COP_ANSWER_NOT] = 1.0,     [COP_ANSWER_NOT_APPLICABLE] = 0.0,
  };
  const char *why = status == COP_ANSWER_UNKNOWN
                      ? cop_arena_printf(x->a, "no answer to %s is recorded; counted as open", where)
                      : cop_arena_printf(x->a, "%s is answered '%s'", where, cop_words(COP_WORDS_ANSWER)->words[status]);
  return (CopScoreTerm){ "need", needs[status], why };
}

/* The strongest of the standards, and which one it is. */
static CopScoreTerm
force_term(Index *x, const char *const *requirements, size_t n)
{
  CopScoreTerm best = { "force", cop_gap_force_factor(COP_FORCE_MODEL, COP_TREATY_UNKNOWN),
                        "no standard is named; counted as a model" };
  bool any = false;
  for (size_t i = 0; i < n; i++) {
    const CopRequirement *r = cop_model_requirement(x->m, requirements[i]);
    if (r == NULL)
      continue;
    const CopFramework *f = cop_model_framework(x->m, r->framework);
    CopTreatyStatus standing = standing_towards(x, f == NULL ? NULL : f->instrument);
    double factor = cop_gap_force_factor(r->force, standing);
    if (any && factor <= best.value)
      continue;
    any = true;
    best.value = factor;
    best.why = cop_arena_printf(x->a, "%s: %s, the country's standing is '%s'", r->code,
                                cop_words(COP_WORDS_FORCE)->words[r->force], cop_words(COP_WORDS_TREATY)->words[standing]);
  }
  return best;
}

static CopScore
product(CopArena *a, const CopScoreTerm *terms, size_t n)
{
  CopScoreTerm *copy = cop_new_n(a, CopScoreTerm, n);
  CopScore s = { .value = 1.0, .n = n, .terms = copy };
  for (size_t i = 0; i < n; i++) {
    copy[i] = terms[i];
    s.value *= terms[i].value;
  }
  return s;
}

static CopScore
score_of(Index *x, CopScoreTerm importance, CopScoreTerm need, CopScoreTerm force)
{
  return product(x->a, (CopScoreTerm[]){ importance, need, force }, 3);
}

static CopScoreTerm
middle_importance(void)
{
  return (CopScoreTerm){ "importance", MIDDLE_WEIGHT, "carries no weight of its own; the middle of 1 to 5" };
}

/* --- measures behind a gap --- */

static void
append_servers(const Index *x, GArray *out, const GPtrArray *measures, bool direct)
{
  for (guint i = 0; measures != NULL && i < measures->len; i++) {
    const CopMeasure *measure = measures->pdata[i];
    bool held = false;
    for (guint k = 0; k < out->len && !held; k++)
      held = g_array_index(out, CopGapServer, k).measure == measure;
    CopGapServer one = { measure, direct, g_hash_table_contains(x->woven, measure->id) };
    if (!held)
      g_array_append_val(out, one);
  }
}

static int
by_server(const void *a, const void *b)
{
  const CopGapServer *x = a, *y = b;
  if (x->direct != y->direct)
    return y->direct - x->direct;
  return (x->measure > y->measure) - (x->measure < y->measure); /* the model's array is in catalogue order */
}

static void
set_servers(Index *x, CopGap *gap, GArray *found)
{
  g_array_sort(found, by_server);
  gap->n_servers = found->len;
  CopGapServer *copy = cop_new_n(x->a, CopGapServer, found->len);
  for (guint i = 0; i < found->len; i++)
    copy[i] = g_array_index(found, CopGapServer, i);
  gap->servers = copy;
}

/* --- the five kinds --- */

static void
add_law_gaps(Index *x, GArray *out)
{
  const CopReopened *again;
  size_t n_again = cop_reopen_find(x->m, x->a, &again);
  for (size_t i = 0; i < x->m->questions.n; i++) {
    const CopQuestion *q = &x->m->questions.items[i];
    const CopAnswer *answer = g_hash_table_lookup(x->answers, q->id);
    CopAnswerStatus status = answer == NULL ? COP_ANSWER_UNKNOWN : answer->status;
    const CopReopened *reopened = cop_reopen_of(again, n_again, q->id);
    CopScoreTerm need = need_term(x, status, q->id);
    if (reopened != NULL && status != COP_ANSWER_NOT_APPLICABLE)
      need = (CopScoreTerm){ "need", 1.0, cop_arena_printf(x->a, "%s must be looked at again: %s", q->id, reopened->reasons[0].why) };
    if (need.value == 0.0)
      continue;
    CopScoreTerm importance = { "importance", (double)q->weight, cop_arena_printf(x->a, "weight of question %s", q->id) };
    CopGap gap = { .kind = COP_GAP_LAW, .id = q->id, .code = q->id, .text = q->text, .question = q, .answer = answer,
                   .status = status, .unknown = status == COP_ANSWER_UNKNOWN || reopened != NULL, .reopened = reopened != NULL, .need = need.value };
    gap.score = score_of(x, importance, need, force_term(x, q->standards.items, q->standards.n));
    g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopGapServer));
    append_servers(x, found, servers_of(x, 'q', q->id), true);
    for (size_t k = 0; k < q->standards.n; k++)
      append_servers(x, found, servers_of(x, 'r', q->standards.items[k]), false);
    set_servers(x, &gap, found);
    g_array_append_val(out, gap);
  }
}

static CopScoreTerm
maturity_need(Index *x, const CopRequirement *r, unsigned phase)
{
  if (phase == 0)
    return (CopScoreTerm){ "need", 1.0, cop_arena_printf(x->a, "%s has not been assessed; counted as open", r->code) };
  return (CopScoreTerm){ "need", (double)(MOST_PHASES - phase) / (MOST_PHASES - 1),
                         cop_arena_printf(x->a, "%s stands in phase %u of %u", r->code, phase, MOST_PHASES) };
}

/* A clause of law has no status of its own: the questions that rest on it do.
 * A framework kept for reference is answered by nobody. */
static bool
kind_of_scale(CopScale scale, CopGapKind *kind)
{
  switch (scale) {
  case COP_SCALE_CHECKLIST:
    *kind = COP_GAP_CHECKLIST;
    return true;
  case COP_SCALE_MATURITY:
    *kind = COP_GAP_MATURITY;
    return true;
  case COP_SCALE_RESULT_AREA:
    *kind = COP_GAP_RESULT;
    return true;
  case COP_SCALE_CLAUSE:
  case COP_SCALE_REFERENCE:
  case COP_SCALE_MAX:
    break;
  }
  return false;
}

/* A result area of somebody else's plan is no gap of a country that is not part
 * of it and does not use it. One that rests on no instrument is the country's
 * own. */
static bool
applies(const Index *x, const CopFramework *f)
{
  if (f->scale != COP_SCALE_RESULT_AREA || f->instrument == NULL)
    return true;
  CopTreatyStatus standing = standing_towards(x, f->instrument);
  return standing == COP_TREATY_PARTY || standing == COP_TREATY_MEMBER || standing == COP_TREATY_VOLUNTARY;
}

static void
add_requirement_gaps(Index *x, GArray *out)
{
  for (size_t i = 0; i < x->m->requirements.n; i++) {
    const CopRequirement *r = &x->m->requirements.items[i];
    const CopFramework *f = cop_model_framework(x->m, r->framework);
    CopGapKind kind;
    if (f == NULL || r->superseded_by != NULL || !kind_of_scale(f->scale, &kind) || !applies(x, f))
      continue;
    const CopAssessment *held = g_hash_table_lookup(x->assessments, r->id);
    CopGap gap = { .kind = kind, .id = r->id, .code = r->code, .text = r->gist, .requirement = r, .framework = f,
                   .assessment = held, .status = held == NULL ? COP_ANSWER_UNKNOWN : held->status };
    CopScoreTerm need;
    if (kind == COP_GAP_MATURITY && gap.status != COP_ANSWER_NOT_APPLICABLE) {
      gap.phase = held == NULL ? 0 : (unsigned)CLAMP(held->phase, 0, (int64_t)MOST_PHASES);
      gap.unknown = gap.phase == 0;
      need = maturity_need(x, r, gap.phase);
    } else {
      gap.unknown = gap.status == COP_ANSWER_UNKNOWN;
      need = need_term(x, gap.status, r->code);
    }
    if (need.value == 0.0)
      continue;
    gap.need = need.value;
    gap.score = score_of(x, middle_importance(), need, force_term(x, &r->id, 1));
    g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopGapServer));
    append_servers(x, found, servers_of(x, 'r', r->id), true);
    set_servers(x, &gap, found);
    g_array_append_val(out, gap);
  }
}

/* Joining a treaty is a choice of the State, so it needs no measure of the
 * catalogue: the measures named are those that answer the treaty's clauses. */
static void
add_treaty_gaps(Index *x, GArray *out)
{
  for (size_t i = 0; i < x->m->treaty_statuses.n; i++) {
    const CopTreatyStanding *s = &x->m->treaty_statuses.items[i];
    const CopInstrument *instrument = cop_model_instrument(x->m, s->instrument);
    if (instrument == NULL || instrument->kind != COP_INSTRUMENT_TREATY || instrument->superseded_by != NULL)
      continue;
    static const double needs[COP_TREATY_MAX] = {
      [COP_TREATY_UNKNOWN] = 1.0, [COP_TREATY_PARTY] = 0.0,  [COP_TREATY_SIGNATORY] = 0.5,
      [COP_TREATY_NOT_PARTY] = 1.0, [COP_TREATY_MEMBER] = 0.0, [COP_TREATY_VOLUNTARY] = 0.0,
    };
    if (needs[s->status] == 0.0)
      continue;
    CopGap gap = { .kind = COP_GAP_TREATY, .id = instrument->id, .code = instrument->short_title, .text = instrument->title,
                   .instrument = instrument, .unknown = s->status == COP_TREATY_UNKNOWN, .need = needs[s->status],
                   .status = s->status == COP_TREATY_SIGNATORY   ? COP_ANSWER_PARTLY
                             : s->status == COP_TREATY_NOT_PARTY ? COP_ANSWER_NOT
                                                                 : COP_ANSWER_UNKNOWN };
    CopScoreTerm need = { "need", gap.need, cop_arena_printf(x->a, "the country's standing is '%s'",
                                                             cop_words(COP_WORDS_TREATY)->words[s->status]) };
    CopScoreTerm force = { "force", cop_gap_force_factor(instrument->force, s->status),
                           "not binding here yet; counted as a recommendation" };
    gap.score = score_of(x, middle_importance(), need, force);
    g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopGapServer));
    for (size_t k = 0; k < x->m->requirements.n; k++) {
      const CopRequirement *r = &x->m->requirements.items[k];
      const CopFramework *f = cop_model_framework(x->m, r->framework);
      if (f != NULL && g_strcmp0(f->instrument, instrument->id) == 0)
        append_servers(x, found, servers_of(x, 'r', r->id), true);
    }
    set_servers(x, &gap, found);
    g_array_append_val(out, gap);
  }
}

/* --- the list --- */

typedef struct {
  CopGap gap;
  guint order;
} Ranked;

static int
by_rank(const void *a, const void *b)
{
  const Ranked *x = a, *y = b;
  if (x->gap.score.value != y->gap.score.value)
    return x->gap.score.value < y->gap.score.value ? 1 : -1;
  return (x->order > y->order) - (x->order < y->order);
}

static void
rank(CopArena *a, GArray *found, CopGaps *out)
{
  g_autofree Ranked *ranked = g_new(Ranked, found->len + 1);
  for (guint i = 0; i < found->len; i++)
    ranked[i] = (Ranked){ g_array_index(found, CopGap, i), i };
  qsort(ranked, found->len, sizeof *ranked, by_rank);
  CopGap *items = cop_new_n(a, CopGap, found->len);
  for (guint i = 0; i < found->len; i++)
    items[i] = ranked[i].gap;
  out->n = found->len;
  out->items = items;
}

CopGaps
cop_gaps_find(const CopModel *m, CopArena *a)
{
  g_auto(Index) x;
  index_init(&x, m, a);
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopGap));
  add_law_gaps(&x, found);
  add_requirement_gaps(&x, found);
  add_treaty_gaps(&x, found);

  CopGaps out = { 0 };
  rank(a, found, &out);
  const CopGap **orphans = cop_new_n(a, const CopGap *, out.n);
  g_autoptr(GHashTable) busy = g_hash_table_new(NULL, NULL);
  for (size_t i = 0; i < out.n; i++) {
    if (out.items[i].n_servers == 0)
      orphans[out.n_orphans++] = &out.items[i];
    for (size_t k = 0; k < out.items[i].n_servers; k++)
      g_hash_table_add(busy, (gpointer)out.items[i].servers[k].measure);
  }
  out.orphans = orphans;
  const CopMeasure **idle = cop_new_n(a, const CopMeasure *, m->measures.n);
  for (size_t i = 0; i < m->measures.n; i++)
    if (!g_hash_table_contains(busy, &m->measures.items[i]))
      idle[out.n_idle++] = &m->measures.items[i];
  out.idle = idle;
  return out;
}

const CopGap *
cop_gaps_get(const CopGaps *g, CopGapKind kind, const char *id)
{
  for (size_t i = 0; i < g->n; i++)
    if (g->items[i].kind == kind && strcmp(g->items[i].id, id) == 0)
      return &g->items[i];
  return NULL;
}
