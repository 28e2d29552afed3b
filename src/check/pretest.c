/* SPDX-License-Identifier: Apache-2.0 */
#include "check/pretest.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "model/record.h"

static const char *const state_names[COP_PRETEST_STATE_MAX] = { "not tried", "not enough people", "revise", "passed" };

const char *
cop_pretest_state_name(CopPretestState s)
{
  g_assert(s < COP_PRETEST_STATE_MAX);
  return state_names[s];
}

void
cop_wilson(int64_t count, int64_t n, double *low, double *high)
{
  const double z = 1.959963984540054, p = (double)count / (double)n, m = (double)n;
  double middle = (p + z * z / (2 * m)) / (1 + z * z / m);
  double half = z * sqrt(p * (1 - p) / m + z * z / (4 * m * m)) / (1 + z * z / m);
  *low = MAX(0, middle - half);
  *high = MIN(1, middle + half);
}

/* --- pass marks --- */

static const struct {
  const char *field, *title;
  unsigned percent;
  bool at_most;
} marks[COP_PRETEST_MARKS] = {
  [COP_PRETEST_ACT] = { "act_named", "named the act", 80, false },
  [COP_PRETEST_WRONGDOER] = { "wrongdoer_named", "said that the one who asked is wrong", 90, false },
  [COP_PRETEST_NUMBER] = { "number_found", "found the number", 90, false },
  [COP_PRETEST_PICTURE] = { "picture_right", "named the picture rightly", 67, false },
  [COP_PRETEST_OPPOSITE] = { "picture_opposite", "took the picture for its opposite", 5, true },
  [COP_PRETEST_HURT] = { "hurt", "felt hurt or shamed", 0, true },
};

static void
add_round(CopPretest *p, const CopPretestRound *r)
{
  p->rounds++;
  p->people += r->people;
  if (p->last_on == NULL || strcmp(r->held_on, p->last_on) > 0)
    p->last_on = r->held_on;
  for (int i = 0; i < COP_PRETEST_MARKS; i++) {
    const CopField *f = cop_entity_field(COP_ENTITY_pretest_round, marks[i].field);
    if (!cop_record_given(COP_ENTITY_pretest_round, r, f))
      continue;
    p->marks[i].asked = true;
    p->marks[i].people += r->people;
    p->marks[i].count += cop_record_int(r, f);
  }
}

static bool
is_of(const CopGate *g, const CopPretestRound *r, const CopReviewUnit *u)
{
  return strcmp(r->unit, u->id) == 0 && g_strcmp0(r->wording, u->digest) == 0 && r->people > 0 && r->held_on != NULL && cop_date_compare(r->held_on, g->today) <= 0;
}

CopPretest
cop_pretest_judge(const CopGate *g, const CopReviewUnit *u)
{
  bool picture = g_str_has_prefix(u->id, "message_text/") && strstr(u->id, "/picture/") != NULL;
  CopPretest p = { .needed = picture ? COP_PRETEST_PEOPLE_PICTURE : COP_PRETEST_PEOPLE_WORDING };
  for (size_t i = 0; i < g->model->pretest_rounds.n; i++)
    if (is_of(g, &g->model->pretest_rounds.items[i], u))
      add_round(&p, &g->model->pretest_rounds.items[i]);
  if (g->also != NULL && is_of(g, g->also, u))
    add_round(&p, g->also);
  bool missed = false;
  for (int i = 0; i < COP_PRETEST_MARKS; i++) {
    CopPretestMark *k = &p.marks[i];
    k->title = marks[i].title;
    k->percent = marks[i].percent;
    k->at_most = marks[i].at_most;
    k->met = true;
    if (!k->asked)
      continue;
    cop_wilson(k->count, k->people, &k->low, &k->high);
    k->met = k->at_most ? k->count * 100 <= (int64_t)k->percent * k->people : k->count * 100 >= (int64_t)k->percent * k->people;
    /* Of few people a share says nothing yet; one who was hurt does. */
    missed |= !k->met && (i == COP_PRETEST_HURT || k->people >= p.needed);
  }
  p.number_not_asked = u->seen != NULL && strstr(u->seen, "{HELP}") != NULL && p.marks[COP_PRETEST_NUMBER].people < p.needed;
  p.picture_not_asked = picture && p.marks[COP_PRETEST_PICTURE].people < p.needed;
  bool few = p.people < p.needed || p.marks[COP_PRETEST_ACT].people < p.needed || p.marks[COP_PRETEST_HURT].people < p.people || p.number_not_asked ||
             p.picture_not_asked || (picture && p.marks[COP_PRETEST_OPPOSITE].people < p.needed);
  p.state = p.rounds == 0 ? COP_PRETEST_NONE : missed ? COP_PRETEST_REVISE : few ? COP_PRETEST_FEW : COP_PRETEST_PASSED;
  for (int i = 0; i < COP_PRETEST_MARKS && p.state == COP_PRETEST_PASSED; i++)
    if (!p.marks[i].met)
      p.state = COP_PRETEST_FEW; /* asked of few, and missed there */
  return p;
}

bool
cop_pretest_verdict(const CopPretest *p, CopReviewVerdict *verdict)
{
  *verdict = p->state == COP_PRETEST_PASSED ? COP_VERDICT_PASSED : COP_VERDICT_FAILED;
  return p->state == COP_PRETEST_PASSED || p->state == COP_PRETEST_REVISE;
}

const char *
cop_pretest_summary(CopArena *a, const CopPretest *p)
{
  if (p->rounds == 0)
    return "no round was held on this wording";
  g_autoptr(GString) s = g_string_new(NULL);
  g_string_append_printf(s, "%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " people", p->people, p->needed);
  for (int i = 0; i < COP_PRETEST_MARKS; i++) {
    const CopPretestMark *k = &p->marks[i];
    if (k->asked)
      g_string_append_printf(s, "%s %s %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " (%.0f to %.0f per cent)%s", i == 0 ? ":" : ",", k->title, k->count, k->people, 100 * k->low,
                             100 * k->high, k->met ? "" : ", missed");
  }
  if (p->number_not_asked)
    g_string_append(s, "; the number was not looked for by enough");
  if (p->picture_not_asked)
    g_string_append(s, "; the picture was not named by enough");
  return cop_arena_strdup(a, s->str);
}

/* --- revision log --- */

static gint
by_day(gconstpointer a, gconstpointer b)
{
  const CopRevision *x = a, *y = b;
  int order = strcmp(x->round->held_on, y->round->held_on);
  return order != 0 ? order : strcmp(x->round->id, y->round->id);
}

size_t
cop_pretest_log(const CopModel *m, CopArena *a, const CopReviewUnit *u, const CopRevision **log)
{
  CopRevision *list = cop_new_n(a, CopRevision, m->pretest_rounds.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < m->pretest_rounds.n; i++) {
    const CopPretestRound *r = &m->pretest_rounds.items[i];
    if (strcmp(r->unit, u->id) == 0 && r->held_on != NULL)
      list[n++] = (CopRevision){ r, 0, g_strcmp0(r->wording, u->digest) == 0 };
  }
  qsort(list, n, sizeof *list, by_day);
  unsigned versions = 0;
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < i && list[i].version == 0 && list[i].round->wording != NULL; k++)
      if (g_strcmp0(list[k].round->wording, list[i].round->wording) == 0)
        list[i].version = list[k].version;
    if (list[i].version == 0 && list[i].round->wording != NULL)
      list[i].version = ++versions;
  }
  *log = list;
  return n;
}

CopPretestRound *
cop_pretest_round_new(const CopModel *m, CopArena *a, const CopReviewUnit *u, const char *held_on)
{
  CopPretestRound *r = cop_record_new(a, COP_ENTITY_pretest_round);
  for (size_t n = 1;; n++) {
    r->id = cop_arena_printf(a, "%s/%zu", u->id, n);
    if (cop_model_pretest_round(m, r->id) == NULL)
      break;
  }
  const struct {
    const char *field, *text;
  } texts[] = { { "unit", u->id }, { "wording", u->digest }, { "held_on", held_on } };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    cop_record_set_text(COP_ENTITY_pretest_round, r, cop_entity_field(COP_ENTITY_pretest_round, texts[i].field), cop_arena_strdup(a, texts[i].text));
  cop_record_set_int(COP_ENTITY_pretest_round, r, cop_entity_field(COP_ENTITY_pretest_round, "mark"), COP_MARK_DERIVED);
  return r;
}
