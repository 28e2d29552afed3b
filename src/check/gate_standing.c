/* SPDX-License-Identifier: Apache-2.0
 * What the decisions about a unit amount to, and who may add which. */
#include <string.h>

#include "base/date.h"
#include "check/alert.h"
#include "check/gate.h"
#include "check/pretest.h"

/* Which role gives which verdict: everything else counts for nothing. */
static const struct {
  CopReviewVerdict verdict;
  CopReviewRole role;
  CopStep step;
  bool good;
  bool needs_note;
} decisions[] = {
  { COP_VERDICT_SUBMITTED, COP_REVIEW_ROLE_AUTHOR, COP_STEP_SUBMITTED, true, false },
  { COP_VERDICT_ACCEPTED, COP_REVIEW_ROLE_PROTECTION, COP_STEP_PROTECTION, true, false },
  { COP_VERDICT_RETURNED, COP_REVIEW_ROLE_PROTECTION, COP_STEP_PROTECTION, false, true },
  { COP_VERDICT_ACCEPTED, COP_REVIEW_ROLE_LANGUAGE, COP_STEP_LANGUAGE, true, false },
  { COP_VERDICT_RETURNED, COP_REVIEW_ROLE_LANGUAGE, COP_STEP_LANGUAGE, false, true },
  { COP_VERDICT_PASSED, COP_REVIEW_ROLE_PRETESTER, COP_STEP_PRETEST, true, true },
  { COP_VERDICT_FAILED, COP_REVIEW_ROLE_PRETESTER, COP_STEP_PRETEST, false, true },
  { COP_VERDICT_WAIVED, COP_REVIEW_ROLE_APPROVER, COP_STEP_PRETEST, true, true },
  { COP_VERDICT_APPROVED, COP_REVIEW_ROLE_APPROVER, COP_STEP_APPROVAL, true, false },
  { COP_VERDICT_WITHDRAWN, COP_REVIEW_ROLE_APPROVER, COP_STEP_APPROVAL, false, true },
};

static int
decision_of(CopReviewRole role, CopReviewVerdict verdict)
{
  for (size_t i = 0; i < G_N_ELEMENTS(decisions); i++)
    if (decisions[i].role == role && decisions[i].verdict == verdict)
      return (int)i;
  return -1;
}

bool
cop_verdict_role(CopReviewVerdict verdict, CopReviewRole *role)
{
  size_t n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(decisions); i++)
    if (decisions[i].verdict == verdict) {
      *role = decisions[i].role;
      n++;
    }
  return n == 1;
}

const char *
cop_standing_name(CopStandingState s)
{
  static const char *const names[COP_STANDING_MAX] = { "draft", "in review", "returned", "reviewed", "passed" };
  return names[s];
}

/* Is it this person's waiver that stands in for a pretest of the unit? */
static bool
waived(const CopGate *g, const char *unit, const char *actor)
{
  const GPtrArray *all = cop_reviews_of(g->reviews, unit);
  const CopReview *last = NULL;
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const CopReview *r = g_ptr_array_index(all, i);
    int d = decision_of(r->role, r->verdict);
    if (d >= 0 && r->held && decisions[d].step == COP_STEP_PRETEST)
      last = r;
  }
  return last != NULL && last->verdict == COP_VERDICT_WAIVED && strcmp(last->actor, actor) == 0;
}

/* Did this person write what they decide about, make the trial it records, or
 * take the pretest's place in it? */
static bool
own_work(const CopGate *g, const CopReviewUnit *u, const char *actor)
{
  if (cop_reviews_wrote(g->reviews, u->id, actor) || g_strcmp0(u->tried_by, actor) == 0)
    return true;
  for (guint i = 0; u->parts != NULL && i < u->parts->len; i++)
    if (cop_reviews_wrote(g->reviews, g_ptr_array_index(u->parts, i), actor) || waived(g, g_ptr_array_index(u->parts, i), actor))
      return true;
  return false;
}

/* Did this person hand the wording in, or accept it as a reviewer? */
static bool
took_part(const CopGate *g, const CopReviewUnit *u, const char *actor)
{
  const GPtrArray *all = cop_reviews_of(g->reviews, u->id);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const CopReview *r = g_ptr_array_index(all, i);
    int d = decision_of(r->role, r->verdict);
    if (d >= 0 && r->held && strcmp(r->actor, actor) == 0 && strcmp(r->digest, u->digest) == 0 && decisions[d].good &&
        (decisions[d].step & (COP_STEP_SUBMITTED | COP_STEP_PROTECTION | COP_STEP_LANGUAGE)) != 0)
      return true;
  }
  return false;
}

/* Does `until` lie at most the days of a waiver behind the day it was given? */
static bool
until_is_near(const char *until, const char *given)
{
  CopDate last = cop_date_read(until), first = cop_date_read(given);
  if (until == NULL || last.precision != COP_DATE_DAY || first.precision != COP_DATE_DAY)
    return false;
  int64_t days = cop_date_first_day(last) - cop_date_first_day(first);
  return days >= 0 && days <= COP_GATE_WAIVER_DAYS;
}

/* An alert goes out by two people, until a day that is near. */
static bool
alert_counts(const CopGate *g, const CopReviewUnit *u, const CopReview *r)
{
  char given[sizeof "YYYY-MM-DD"];
  g_strlcpy(given, r->at == NULL ? "" : r->at, sizeof given);
  return until_is_near(u->until, given) && !took_part(g, u, r->actor);
}

static const char *
alert_may(const CopGate *g, const CopReviewUnit *u, const char *actor, CopReviewVerdict verdict, const CopStanding *s)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopMessageText *t = cop_model_message_text(g->model, strchr(u->id, '/') + 1);
  if (t == NULL)
    t = g_hash_table_lookup(g->model->english, strchr(u->id, '/') + 1);
  if (verdict == COP_VERDICT_APPROVED && (s->done & COP_STEP_SUBMITTED) == 0)
    return "its author has not handed it in as it stands";
  if (verdict == COP_VERDICT_APPROVED && took_part(g, u, actor))
    return "the person handed it in: somebody else must let it go out (two people)";
  if (verdict == COP_VERDICT_WITHDRAWN)
    return NULL;
  if (!until_is_near(u->until, g->today))
    return "an alert has a last day, 30 days ahead at most";
  return t == NULL || cop_alert_fault(g, a, t) != NULL ? "the checks of texts find an error in it: copkit review check names it" : NULL;
}

/* A decision on the pretest counts only as far as what it rests on holds. */
static bool
pretest_counts(const CopGate *g, const CopReviewUnit *u, const CopReview *r, unsigned bad, CopStanding *s)
{
  if (r->verdict == COP_VERDICT_PASSED)
    return cop_pretest_judge(g, u).state == COP_PRETEST_PASSED;
  if (r->verdict != COP_VERDICT_WAIVED)
    return true;
  char given[sizeof "YYYY-MM-DD"];
  g_strlcpy(given, r->at == NULL ? "" : r->at, sizeof given);
  if (!until_is_near(r->until, given) || r->note == NULL || took_part(g, u, r->actor) || (bad & COP_STEP_PRETEST) != 0 ||
      cop_pretest_judge(g, u).state == COP_PRETEST_REVISE)
    return false;
  bool over = cop_date_compare(r->until, g->today) < 0;
  if (over)
    s->lapsed = r;
  return !over;
}

static bool
is_piece(const CopReviewUnit *u)
{
  return u->kind == COP_UNIT_PIECE || u->kind == COP_UNIT_DOCUMENT;
}

static CopStandingState
state_of(unsigned needed, unsigned done, bool returned)
{
  if (returned)
    return COP_STANDING_RETURNED;
  if ((needed & ~done) == 0)
    return COP_STANDING_PASSED;
  if ((needed & COP_STEP_SUBMITTED) != 0 && (done & COP_STEP_SUBMITTED) == 0)
    return COP_STANDING_DRAFT;
  unsigned reviews = needed & (COP_STEP_PROTECTION | COP_STEP_LANGUAGE);
  if (reviews != 0 && (reviews & ~done) == 0)
    return COP_STANDING_REVIEWED;
  return (needed & COP_STEP_SUBMITTED) != 0 ? COP_STANDING_SUBMITTED : COP_STANDING_DRAFT;
}

CopStanding
cop_gate_standing(const CopGate *g, const CopReviewUnit *u)
{
  CopStanding s = { 0 };
  unsigned bad = 0;
  g_autoptr(GHashTable) approvers = g_hash_table_new(g_str_hash, g_str_equal);
  const GPtrArray *all = cop_reviews_of(g->reviews, u->id);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const CopReview *r = g_ptr_array_index(all, i);
    int d = decision_of(r->role, r->verdict);
    if (d < 0 || !r->held || (decisions[d].step & cop_unit_steps(u->kind)) == 0)
      continue;
    bool withdrawal = r->verdict == COP_VERDICT_WITHDRAWN;
    if (!withdrawal && strcmp(r->digest, u->digest) != 0) {
      s.older = r;
      continue;
    }
    /* Handing in and holding back one's own work is nobody's risk. */
    if (decisions[d].good && r->verdict != COP_VERDICT_SUBMITTED && own_work(g, u, r->actor))
      continue;
    if (u->kind == COP_UNIT_ALERT && r->verdict == COP_VERDICT_APPROVED && !alert_counts(g, u, r))
      continue;
    if (decisions[d].step == COP_STEP_PRETEST && !pretest_counts(g, u, r, bad, &s))
      continue;
    s.last = r;
    s.done = decisions[d].good ? s.done | decisions[d].step : s.done & ~decisions[d].step;
    bad = decisions[d].good ? bad & ~decisions[d].step : bad | decisions[d].step;
    if (decisions[d].step == COP_STEP_PRETEST)
      s.waiver = r->verdict == COP_VERDICT_WAIVED ? r : NULL;
    if (withdrawal)
      g_hash_table_remove_all(approvers);
    else if (r->verdict == COP_VERDICT_APPROVED)
      g_hash_table_add(approvers, (gpointer)r->actor);
  }
  s.approvals = g_hash_table_size(approvers);
  if (is_piece(u) && s.approvals < (u->kind == COP_UNIT_DOCUMENT ? 2u : 1u))
    s.done &= ~(unsigned)COP_STEP_APPROVAL;
  s.state = state_of(cop_unit_steps(u->kind), s.done, bad != 0);
  return s;
}

/* The same of a decision on the pretest that is to be made. */
static const char *
pretest_may(const CopGate *g, const CopReviewUnit *u, const char *actor, CopReviewVerdict verdict, const char *note, const char *until)
{
  CopPretestState state = cop_pretest_judge(g, u).state;
  if (verdict == COP_VERDICT_PASSED && state != COP_PRETEST_PASSED)
    return "the rounds on record for this wording do not reach the pass marks: record what readers said";
  if (verdict != COP_VERDICT_WAIVED)
    return NULL;
  if (took_part(g, u, actor))
    return "the person handed it in or reviewed it: somebody else must waive the pretest (four eyes)";
  if (g_utf8_strlen(note, -1) > COP_GATE_WAIVER_LETTERS)
    return "the reason of a waiver is printed: 120 letters at most";
  if (!until_is_near(until, g->today))
    return "a waiver says until which day it holds, 30 days ahead at most";
  return state == COP_PRETEST_REVISE ? "readers did not understand it or were hurt: the text is changed, the pretest is not waived" : NULL;
}

const char *
cop_gate_may(const CopGate *g, const CopReviewUnit *u, const char *actor, CopReviewRole role, CopReviewVerdict verdict, const char *note, const char *until)
{
  int d = decision_of(role, verdict);
  if (d < 0)
    return "this role does not give this verdict";
  unsigned needed = cop_unit_steps(u->kind);
  if ((decisions[d].step & needed) == 0)
    return "this is not decided about a unit of this kind";
  if (!cop_reviews_may(g->reviews, actor, role, u->lang))
    return "the person does not have this role (for this language)";
  if (decisions[d].good && verdict != COP_VERDICT_SUBMITTED && own_work(g, u, actor))
    return "the person wrote or tried it: somebody else must decide (four eyes)";
  if (decisions[d].needs_note && (note == NULL || *note == '\0'))
    return "a note must say why";
  CopStanding s = cop_gate_standing(g, u);
  bool review = decisions[d].step == COP_STEP_PROTECTION || decisions[d].step == COP_STEP_LANGUAGE;
  if (review && (needed & COP_STEP_SUBMITTED) != 0 && (s.done & COP_STEP_SUBMITTED) == 0)
    return "it was not handed in for review as it stands";
  if (u->kind == COP_UNIT_ALERT)
    return alert_may(g, u, actor, verdict, &s);
  unsigned reviews = needed & (COP_STEP_PROTECTION | COP_STEP_LANGUAGE);
  if (decisions[d].step == COP_STEP_PRETEST && (reviews & ~s.done) != 0)
    return "the reviewers come first: readers are shown only what was reviewed";
  if (verdict == COP_VERDICT_WAIVED && s.state == COP_STANDING_RETURNED)
    return "a pretest failed on this wording: the text is changed, the pretest is not waived";
  return decisions[d].step == COP_STEP_PRETEST ? pretest_may(g, u, actor, verdict, note, until) : NULL;
}
