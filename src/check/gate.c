/* SPDX-License-Identifier: Apache-2.0 */
#include "check/gate.h"

#include <string.h>

#include "base/date.h"
#include "check/alert.h"
#include "check/pretest.h"

static bool G_GNUC_PRINTF(5, 6)
refuse(CopDiags *d, const char *about, const char *code, const char *remedy, const char *format, ...)
{
  if (d == NULL)
    return false;
  va_list args;
  va_start(args, format);
  g_autofree char *what = g_strdup_vprintf(format, args);
  va_end(args);
  g_autofree char *message = about == NULL ? g_strdup(what) : g_strdup_printf("%s: %s", about, what);
  cop_diags_add(d, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_GATE, .code = code, .start = -1, .end = -1, .text = about,
                               .message = message, .remedy = remedy });
  return false;
}

/* --- units --- */

static const struct {
  CopStep step;
  const char *code, *what, *remedy;
} missing[] = {
  { COP_STEP_SUBMITTED, "gate-draft", "nobody has handed it in for review", "copkit review submit" },
  { COP_STEP_PROTECTION, "gate-child-protection", "no child-protection reviewer has accepted it", "copkit review accept --role child-protection" },
  { COP_STEP_LANGUAGE, "gate-language", "no language reviewer has accepted it", "copkit review accept --role language" },
  { COP_STEP_PRETEST, "gate-pretest", "no pretest has passed and none was waived", "copkit review pretest, or review waive with the reason and the last day" },
  { COP_STEP_APPROVAL, "gate-approval", "it is not approved as it stands", "copkit approve" },
};

/* What is known of the pretest that is missing; owned by the caller. */
static char *
pretest_so_far(const CopGate *g, const CopReviewUnit *u, const CopStanding *s)
{
  CopPretest p = cop_pretest_judge(g, u);
  if (s->lapsed != NULL)
    return g_strdup_printf("; the waiver of %.10s ran out on %s", s->lapsed->at, s->lapsed->until);
  return p.rounds == 0 ? g_strdup("") : g_strdup_printf("; %" G_GINT64_FORMAT " people tried it: %s", p.people, cop_pretest_state_name(p.state));
}

bool
cop_gate_unit(const CopGate *g, const CopReviewUnit *u, CopDiags *d)
{
  CopStanding s = cop_gate_standing(g, u);
  if (s.state == COP_STANDING_PASSED)
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS(missing); i++) {
    if ((cop_unit_steps(u->kind) & missing[i].step & ~s.done) == 0)
      continue;
    g_autofree char *again = s.older == NULL ? g_strdup("") : g_strdup_printf("; it was changed after the decision of %.10s", s.older->at);
    const char *second = missing[i].step == COP_STEP_APPROVAL && u->kind == COP_UNIT_DOCUMENT && s.approvals == 1 ? " by a second person" : "";
    g_autofree char *tried = missing[i].step == COP_STEP_PRETEST ? pretest_so_far(g, u, &s) : g_strdup("");
    const char *remedy = u->kind == COP_UNIT_ALERT ? "copkit alert submit by its author, alert approve by somebody else" : missing[i].remedy;
    refuse(d, u->id, missing[i].code, remedy, "%s%s%s%s", missing[i].what, second, tried, again);
  }
  return false;
}

bool
cop_gate_text(const CopGate *g, const CopMessageText *t, CopDiags *d)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopReviewUnit u;
  cop_unit_of_text(g->model, a, t, &u);
  const CopMessage *m = cop_model_message(g->model, t->message);
  bool passes = cop_gate_unit(g, &u, d);
  if (m == NULL)
    return refuse(d, u.id, "gate-message", "correct the record", "its message does not exist");
  passes &= cop_gate_message(g, m, d);
  if (strstr(t->text, "{HELP}") != NULL && !m->invites_disclosure)
    passes &= cop_gate_helpline(g, u.id, d);
  return passes;
}

bool
cop_gate_translation(const CopGate *g, const CopTranslation *t, CopDiags *d)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopReviewUnit u;
  cop_unit_of_translation(g->model, a, t, &u);
  return cop_gate_unit(g, &u, d);
}

/* --- helpline and referral path --- */

/* Was it tried on a day not after today and not too long before? */
static bool
fresh(const CopGate *g, const char *verified_on, const char **why)
{
  CopDate on = cop_date_read(verified_on), now = cop_date_read(g->today);
  *why = NULL;
  if (verified_on == NULL)
    *why = "nobody has tried it and noted that it works";
  else if (on.precision != COP_DATE_DAY || now.precision != COP_DATE_DAY)
    *why = "the day of the trial is not known";
  else if (cop_date_first_day(on) > cop_date_first_day(now))
    *why = "the day of the trial lies in the future";
  else if (cop_date_first_day(now) - cop_date_first_day(on) > COP_GATE_FRESH_DAYS)
    *why = "the last trial is too long ago";
  return *why == NULL;
}

static bool
confirmed(const CopGate *g, const char *kind, const char *id, const char *for_id, CopDiags *d)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autofree char *name = g_strdup_printf("%s/%s", kind, id);
  CopReviewUnit u;
  if (!cop_unit_find(g->model, a, name, &u))
    return refuse(d, for_id, "gate-unknown", "correct the record", "%s is not there", name);
  return cop_gate_unit(g, &u, d);
}

bool
cop_gate_helpline(const CopGate *g, const char *for_id, CopDiags *d)
{
  static const char remedy[] = "dial the number, enter verified_on and verified_by, have it confirmed";
  const CopCountry *country = cop_model_country_record(g->model);
  const CopHelpline *h = country == NULL ? NULL : cop_model_helpline(g->model, country->helpline);
  const char *why;
  if (h == NULL)
    return refuse(d, for_id, "gate-helpline", "name the one number in the country's record", "the country's record names no helpline");
  if (h->retired)
    return refuse(d, for_id, "gate-helpline", "name another number in the country's record", "the helpline %s is retired", h->number);
  if (h->purpose != COP_HELPLINE_CHILD)
    return refuse(d, for_id, "gate-helpline", "name a child helpline in the country's record", "%s is no child helpline", h->number);
  if (!fresh(g, h->verified_on, &why) || h->verified_by == NULL)
    return refuse(d, for_id, "gate-helpline", remedy, "helpline %s: %s", h->number, why == NULL ? "who tried it is not known" : why);
  return confirmed(g, "helpline", h->id, for_id, d);
}

static bool
covers(const CopReferralPath *path, const char *area)
{
  for (size_t i = 0; i < path->areas.n; i++)
    if (strcmp(path->areas.items[i], area) == 0)
      return true;
  return path->areas.n == 0;
}

/* The first region no path of the list reaches; NULL when all are reached. */
static const CopArea *
uncovered(const CopModel *m, const GPtrArray *paths)
{
  for (size_t i = 0; i < m->areas.n; i++) {
    bool reached = m->areas.items[i].level != COP_AREA_REGION || m->areas.items[i].valid_to != NULL;
    for (guint k = 0; !reached && k < paths->len; k++)
      reached = covers(g_ptr_array_index(paths, k), m->areas.items[i].id);
    if (!reached)
      return &m->areas.items[i];
  }
  return NULL;
}

bool
cop_gate_referral(const CopGate *g, const char *for_id, CopDiags *d)
{
  static const char remedy[] = "walk the path from the first call to the service, enter verified_on and verified_by, have it confirmed";
  g_autoptr(GPtrArray) good = g_ptr_array_new();
  bool everywhere = false;
  g_autoptr(CopDiags) reasons = cop_diags_new();
  for (size_t i = 0; i < g->model->referral_paths.n; i++) {
    const CopReferralPath *p = &g->model->referral_paths.items[i];
    const char *why;
    if (p->retired)
      continue;
    if (!fresh(g, p->verified_on, &why) || p->verified_by == NULL)
      refuse(reasons, for_id, "gate-referral", remedy, "referral path '%s': %s", p->id, why == NULL ? "who tried it is not known" : why);
    else if (confirmed(g, "referral_path", p->id, for_id, reasons)) {
      g_ptr_array_add(good, (gpointer)p);
      everywhere |= p->areas.n == 0;
    }
  }
  const CopArea *hole = good->len == 0 ? NULL : uncovered(g->model, good);
  if (everywhere || (good->len > 0 && hole == NULL))
    return true;
  for (size_t i = 0; d != NULL && i < cop_diags_count(reasons); i++)
    cop_diags_add(d, cop_diags_at(reasons, i));
  if (hole != NULL)
    return refuse(d, for_id, "gate-referral", remedy, "no working referral path reaches %s", hole->name);
  return cop_diags_count(reasons) > 0 ? false : refuse(d, for_id, "gate-referral", "add a referral path and try it", "no referral path is on record");
}

/* --- messages --- */

bool
cop_gate_message(const CopGate *g, const CopMessage *m, CopDiags *d)
{
  g_autofree char *id = g_strdup_printf("message/%s", m->id);
  bool alert = cop_is_alert(m->id), passes = true;
  bool helpline = m->invites_disclosure || alert, referral = helpline;
  for (size_t i = 0; i < m->requires.n; i++) {
    const CopMeasure *measure = cop_model_measure(g->model, m->requires.items[i]);
    if (measure == NULL || (!measure->helpline && !measure->referral)) {
      passes = refuse(d, id, "gate-measure", "take it out of requires once it works", "no record can show that measure %s works", m->requires.items[i]);
      continue;
    }
    helpline |= measure->helpline;
    referral |= measure->referral;
  }
  if (helpline)
    passes &= cop_gate_helpline(g, id, d);
  if (referral)
    passes &= cop_gate_referral(g, id, d);
  if (alert && cop_alert_over(m, g->today))
    return refuse(d, id, "gate-alert-over", "write a new alert, or give it a new last day and have it approved again", m->review_by == NULL ? "the alert has no last day" : "the alert was good until %s",
                  m->review_by);
  if (m->review_by != NULL && cop_date_compare(m->review_by, g->today) < 0)
    passes = refuse(d, id, "gate-review-by", "look at it again and set a new date", "it was to be looked at again by %s", m->review_by);
  return passes;
}

bool
cop_gate_source(const CopGate *g, const char *source, const char *for_id, CopDiags *d)
{
  const char *id = strchr(source, '/');
  if (id == NULL)
    return true;
  id++;
  if (g_str_has_prefix(source, "answer/")) {
    const CopAnswer *a = cop_model_answer(g->model, id);
    if (a != NULL && a->status != COP_ANSWER_UNKNOWN && (a->reviewer == NULL || a->second_reviewer == NULL))
      return refuse(d, for_id, "gate-legal", "have two lawyers review it", "legal answer '%s' was reviewed by %s", id, a->reviewer == NULL ? "nobody" : "one lawyer only");
  } else if (g_str_has_prefix(source, "helpline/")) {
    const CopCountry *country = cop_model_country_record(g->model);
    if (country == NULL || g_strcmp0(country->helpline, id) != 0)
      return refuse(d, for_id, "gate-helpline", "print the one number", "it prints helpline '%s', which is not the country's one number", id);
    return cop_gate_helpline(g, for_id, d);
  }
  return true;
}
