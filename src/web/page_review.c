/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_review.c -- one text in review: what it says, what it rests on, what
 * was decided about it, and the decisions that are this person's to make now.
 * Who may decide what is asked of check/gate.h, on the page and again when the
 * decision comes; it holds for the wording that was seen. */
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "model/review_store.h"
#include "model/store.h"
#include "web/desk.h"
#include "web/pretest.h"
#include "web/session.h"
#include "web/standing.h"
#include "web/write.h"

void cop_page_review(CopPage *p);
void cop_page_review_save(CopPage *p);

/* --- what is decided about --- */

typedef struct {
  CopReviewUnit unit;
  CopReviews reviews; /* with the authors of the unit; of this request */
  CopGate gate;
} Case;

/* The record behind the unit; NULL for texts that stand in the message itself. */
static bool
sees(CopPage *p, const char *unit)
{
  const char *slash = strchr(unit, '/');
  CopEntity e = slash == NULL ? COP_ENTITY_MAX : cop_entity_by_name(cop_arena_strndup(p->a, unit, (size_t)(slash - unit)));
  const CopRecord *r = e == COP_ENTITY_MAX ? NULL : cop_model_record(p->m, e, slash + 1);
  return e != COP_ENTITY_MAX && cop_page_sees(p, e, r);
}

static bool
open_case(CopPage *p, CopDb *db, Case *c, GError **error)
{
  if (!cop_reviews_load(db, p->a, &c->reviews, error) || !cop_reviews_learn_authors(db, p->a, &c->reviews, c->unit.id, error))
    return false;
  c->gate = (CopGate){ .model = p->m, .reviews = &c->reviews, .today = p->today };
  return true;
}

static bool
find(CopPage *p, Case *c)
{
  bool found = cop_unit_find(p->m, p->a, p->args[0], &c->unit) && sees(p, p->args[0]);
  if (!found)
    cop_page_missing(p, p->rq->path);
  return found;
}

/* --- the page --- */

static const struct {
  CopReviewRole role;
  CopReviewVerdict verdict;
  const char *label;
} decisions[] = {
  { COP_REVIEW_ROLE_AUTHOR, COP_VERDICT_SUBMITTED, N_("Hand it in for review") },
  { COP_REVIEW_ROLE_PROTECTION, COP_VERDICT_ACCEPTED, N_("Safe and fit for children: accept it") },
  { COP_REVIEW_ROLE_PROTECTION, COP_VERDICT_RETURNED, N_("Not safe as it stands: return it and say why") },
  { COP_REVIEW_ROLE_LANGUAGE, COP_VERDICT_ACCEPTED, N_("Right and natural in this language: accept it") },
  { COP_REVIEW_ROLE_LANGUAGE, COP_VERDICT_RETURNED, N_("Not right in this language: return it and say why") },
  { COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WAIVED, N_("Do without a pretest until a day, and say why: both are printed") },
  { COP_REVIEW_ROLE_APPROVER, COP_VERDICT_APPROVED, N_("Let the alert go out as it stands, until its last day") },
  { COP_REVIEW_ROLE_APPROVER, COP_VERDICT_WITHDRAWN, N_("Take the alert back and say why") },
};

/* May this person make the decision now? Why and until when are asked with it. */
static bool
offered(CopPage *p, const Case *c, size_t i)
{
  return cop_gate_may(&c->gate, &c->unit, cop_page_actor(p), decisions[i].role, decisions[i].verdict, "-", p->today) == NULL;
}

static bool
may_try(CopPage *p, const Case *c)
{
  return cop_gate_may(&c->gate, &c->unit, cop_page_actor(p), COP_REVIEW_ROLE_PRETESTER, COP_VERDICT_FAILED, "-", NULL) == NULL;
}

static const char *
decision_name(CopPage *p, size_t i)
{
  return cop_arena_printf(p->a, "%s %s", cop_words(COP_WORDS_REVIEW_ROLE)->words[decisions[i].role], cop_words(COP_WORDS_VERDICT)->words[decisions[i].verdict]);
}

static void
write_text(CopPage *p, const Case *c)
{
  const CopReviewUnit *u = &c->unit;
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "forms"), cop_a(COP_A_LANG, u->lang), cop_a(COP_A_DIR, u->lang != NULL && cop_lang_rtl(u->lang) ? "rtl" : "ltr"))
    COP_TEXT(p->h, COP_P, u->seen, cop_a(COP_A_CLASS, "form-text"));
}

/* What the text puts into words: a reviewer holds it against this. */
static void
write_basis(CopPage *p, const Case *c)
{
  g_auto(GStrv) parts = g_strsplit(c->unit.id, "/", 3);
  const CopMessage *m = c->unit.kind != COP_UNIT_TEXT || parts[1] == NULL ? NULL : cop_model_message(p->m, parts[1]);
  if (m == NULL)
    return;
  COP_SECTION_OF(p, "basis", T_("What it puts into words"), NULL)
    COP_EL (p->h, COP_DL, cop_a(COP_A_CLASS, "facts-list")) {
      COP_TEXT(p->h, COP_DT, T_("Message"));
      COP_EL (p->h, COP_DD)
        cop_part_record(p, COP_ENTITY_message, m);
      COP_TEXT(p->h, COP_DT, T_("The one act"));
      COP_EL (p->h, COP_DD)
        cop_part_field(p, COP_ENTITY_message, m, "act");
      COP_TEXT(p->h, COP_DT, T_("For whom"));
      COP_EL (p->h, COP_DD)
        cop_part_record(p, COP_ENTITY_segment, cop_model_segment(p->m, m->segment));
      if (m->do_not.n > 0)
        COP_TEXT(p->h, COP_DT, T_("No version of it may"));
      for (size_t i = 0; i < m->do_not.n; i++)
        COP_TEXT(p->h, COP_DD, m->do_not.items[i], cop_a(COP_A_LANG, "en"));
    }
}

static void
write_history(CopPage *p, const Case *c)
{
  const GPtrArray *all = cop_reviews_of(&c->reviews, c->unit.id);
  COP_SECTION_OF(p, "decisions", T_("What was decided"), NULL) {
    if (all == NULL || all->len == 0)
      COP_TEXT(p->h, COP_P, T_("Nothing yet."));
    COP_EL (p->h, COP_OL, cop_a(COP_A_CLASS, "history"))
      for (guint i = 0; all != NULL && i < all->len; i++) {
        const CopReview *r = all->pdata[i];
        COP_EL (p->h, COP_LI) {
          COP_TEXT(p->h, COP_TIME, cop_say_instant(p, r->at), cop_a(COP_A_DATETIME, r->at));
          cop_html_textf(p->h, " – %s, %s: ", r->actor, cop_say_word(p, COP_WORDS_REVIEW_ROLE, (int)r->role));
          COP_TEXT(p->h, COP_STRONG, cop_say_word(p, COP_WORDS_VERDICT, (int)r->verdict));
          if (r->until != NULL)
            cop_html_textf(p->h, " %s", cop_arena_printf(p->a, T_("until %s"), cop_say_date(p, r->until)));
          if (r->note != NULL)
            cop_html_textf(p->h, ". %s", r->note);
          if (strcmp(r->digest, c->unit.digest) != 0)
            COP_TEXT(p->h, COP_SPAN, T_("about an earlier wording; counts no more"), cop_a(COP_A_CLASS, "under"));
        }
      }
  }
}

static void
write_choices(CopPage *p, const Case *c)
{
  COP_EL (p->h, COP_FIELDSET, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LEGEND, T_("Your decision"));
    for (size_t i = 0; i < G_N_ELEMENTS(decisions); i++) {
      const char *id = cop_arena_printf(p->a, "decision-%zu", i);
      if (!offered(p, c, i))
        continue;
      COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "choice")) {
        COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "radio"), cop_a(COP_A_NAME, "decision"), cop_a(COP_A_VALUE, decision_name(p, i)), cop_a(COP_A_ID, id), cop_a_if(COP_A_REQUIRED, true))
          ;
        COP_TEXT(p->h, COP_LABEL, T_(decisions[i].label), cop_a(COP_A_FOR, id));
      }
    }
  }
}

/* The last day of a waiver: nothing where none can be given. */
static void
write_until(CopPage *p, const Case *c)
{
  for (size_t i = 0; i < G_N_ELEMENTS(decisions); i++) {
    if (decisions[i].verdict != COP_VERDICT_WAIVED || !offered(p, c, i))
      continue;
    CopDate last = cop_date_of_day(cop_date_first_day(cop_date_read(p->today)) + COP_GATE_WAIVER_DAYS);
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
      COP_TEXT(p->h, COP_LABEL, T_("Last day without a pretest"), cop_a(COP_A_FOR, "until"), cop_a(COP_A_CLASS, "question"));
      COP_TEXT(p->h, COP_P, T_("Only when you do without a pretest; 30 days ahead at most. Every sheet says so, and somebody else has to approve it."), cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "until-hint"));
      COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "date"), cop_a(COP_A_CLASS, "short"), cop_a(COP_A_ID, "until"), cop_a(COP_A_NAME, "until"), cop_a(COP_A_MIN, p->today),
              cop_a(COP_A_MAX, cop_arena_printf(p->a, "%04d-%02d-%02d", last.year, last.month, last.day)), cop_a(COP_A_ARIA_DESCRIBEDBY, "until-hint"))
        ;
    }
  }
}

static void
write_decisions(CopPage *p, const Case *c, const char *fault)
{
  size_t n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(decisions); i++)
    n += offered(p, c, i);
  if (n == 0) {
    if (!may_try(p, c))
      COP_TEXT(p->h, COP_P, T_("There is nothing for you to decide about it now. Who has which part in the review is given on the page of an account."), cop_a(COP_A_CLASS, "hint"));
    return;
  }
  COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_review(p, c->unit.id))) {
    cop_part_hidden(p, COP_SESSION_FIELD, cop_page_token(p));
    cop_part_hidden(p, "digest", c->unit.digest);
    write_choices(p, c);
    write_until(p, c);
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
      COP_TEXT(p->h, COP_LABEL, T_("Note"), cop_a(COP_A_FOR, "note"), cop_a(COP_A_CLASS, "question"));
      COP_TEXT(p->h, COP_P, T_("What is to be changed, or why. Never the name of a child."), cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "note-hint"));
      if (fault != NULL)
        COP_TEXT(p->h, COP_P, fault, cop_a(COP_A_CLASS, "error"), cop_a(COP_A_ID, "note-error"));
      COP_TEXT(p->h, COP_TEXTAREA, fault == NULL ? NULL : cop_page_form(p, "note"), cop_a(COP_A_ID, "note"), cop_a(COP_A_NAME, "note"), cop_a(COP_A_ROWS, "3"), cop_a(COP_A_MAXLENGTH, "2000"),
               cop_a(COP_A_ARIA_DESCRIBEDBY, fault != NULL ? "note-error note-hint" : "note-hint"));
    }
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(p->h, COP_BUTTON, T_("Decide"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

/* A data sheet's sums are typed in here; the pass marks decide. */
static void
write_trial(CopPage *p, const Case *c)
{
  cop_part_pretest(p, &c->gate, &c->unit);
  if (!may_try(p, c))
    return;
  COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_review(p, c->unit.id))) {
    COP_TEXT(p->h, COP_H3, T_("Enter a round"));
    COP_TEXT(p->h, COP_P, T_("The sums of the data sheet. Nobody is named, and the sheet itself is destroyed after six months."), cop_a(COP_A_CLASS, "hint"));
    cop_part_hidden(p, COP_SESSION_FIELD, cop_page_token(p));
    cop_part_hidden(p, "digest", c->unit.digest);
    cop_part_hidden(p, "decision", "pretester round");
    cop_part_pretest_fields(p);
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(p->h, COP_BUTTON, T_("Keep the round"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

static void
write_page(CopPage *p, const Case *c, const char *fault)
{
  CopStanding s = cop_gate_standing(&c->gate, &c->unit);
  const char *waits = cop_standing_waits(p, c->unit.kind, &s);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Review"), .over = c->unit.id, .nav = "/materials", .parent = T_("Materials"), .parent_url = cop_url_path(p->a, "materials", NULL) });
  if (fault != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Nothing was decided"), fault);
  COP_EL (p->h, COP_P, cop_a(COP_A_CLASS, "standing")) {
    cop_part_chip(p, cop_standing_chip(s.state), cop_standing_word(p, s.state));
    if (waits != NULL)
      cop_html_textf(p->h, " %s", waits);
  }
  write_text(p, c);
  COP_SECTION_OF(p, "decide", T_("Decide"), NULL)
    write_decisions(p, c, fault);
  if ((cop_unit_steps(c->unit.kind) & COP_STEP_PRETEST) != 0)
    COP_SECTION_OF(p, "pretest", T_("What readers made of it"), NULL)
      write_trial(p, c);
  write_basis(p, c);
  write_history(p, c);
}

void
cop_page_review(CopPage *p)
{
  Case c = { 0 };
  g_autoptr(GError) error = NULL;
  p->personal = true;
  if (!find(p, &c))
    return;
  CopDb *db = cop_desk_borrow(p->desk, &error);
  bool ok = db != NULL && open_case(p, db, &c, &error);
  cop_desk_return(p->desk, db);
  if (ok)
    write_page(p, &c, NULL);
  else
    cop_page_error(p, 503, T_("The store cannot be read"), error->message);
}

/* --- deciding --- */

/* The round with the decision it leads to, both or none. */
static bool
keep_round(CopPage *p, CopDb *db, Case *c, const char **why, GError **error)
{
  CopReviewVerdict verdict;
  CopPretestRound *r = cop_pretest_typed(p, &c->unit, why);
  if (r == NULL)
    return false;
  c->gate.also = r;
  CopPretest t = cop_pretest_judge(&c->gate, &c->unit);
  bool decides = cop_pretest_verdict(&t, &verdict);
  const char *note = cop_pretest_summary(p->a, &t), *actor = cop_page_actor(p);
  *why = cop_gate_may(&c->gate, &c->unit, actor, COP_REVIEW_ROLE_PRETESTER, decides ? verdict : COP_VERDICT_FAILED, note, NULL);
  c->gate.also = NULL;
  if (*why != NULL)
    return false;
  const CopReview review = { .actor = actor, .role = COP_REVIEW_ROLE_PRETESTER, .verdict = verdict, .unit = c->unit.id, .digest = c->unit.digest, .seen = c->unit.seen, .note = note };
  g_auto(CopTxn) txn = { 0 };
  GError *cause = NULL;
  if (!cop_txn_begin(&txn, db, error))
    return false;
  if (!cop_record_save(db, COP_ENTITY_pretest_round, (CopRecord *)r, actor, 0, &cause)) {
    if (cause->domain == COP_RECORD_ERROR)
      *why = cop_arena_strdup(p->a, cause->message);
    g_propagate_error(error, cause);
    return false;
  }
  return (!decides || cop_reviews_add(db, &review, 1, error)) && cop_txn_commit(&txn, error) && cop_keeper_refresh(p->desk->keeper, error);
}

/* False with *why when it may not be, or *error when the store fails. */
static bool
decide(CopPage *p, CopDb *db, Case *c, const char **why, GError **error)
{
  const char *wanted = cop_page_form(p, "decision"), *note = cop_page_form(p, "note"), *digest = cop_page_form(p, "digest"), *until = cop_page_form(p, "until");
  size_t i = 0;
  if (!open_case(p, db, c, error))
    return false;
  while (i < G_N_ELEMENTS(decisions) && g_strcmp0(decision_name(p, i), wanted) != 0)
    i++;
  bool round = g_strcmp0(wanted, "pretester round") == 0;
  bool waives = i < G_N_ELEMENTS(decisions) && decisions[i].verdict == COP_VERDICT_WAIVED;
  until = waives && until != NULL && *until != '\0' ? until : NULL;
  if (g_strcmp0(digest, c->unit.digest) != 0)
    *why = T_("The text was changed while you read it. Read it as it stands now.");
  else if (i == G_N_ELEMENTS(decisions) && !round)
    *why = T_("Choose a decision.");
  else if (!round)
    *why = cop_gate_may(&c->gate, &c->unit, cop_page_actor(p), decisions[i].role, decisions[i].verdict, note, until);
  if (*why != NULL)
    return false;
  if (round)
    return keep_round(p, db, c, why, error);
  const CopReview r = { .actor = cop_page_actor(p), .role = decisions[i].role, .verdict = decisions[i].verdict, .unit = c->unit.id, .digest = c->unit.digest,
                        .seen = c->unit.seen, .note = note != NULL && *note != '\0' ? note : NULL, .until = until };
  return cop_reviews_add(db, &r, 1, error) && cop_keeper_refresh(p->desk->keeper, error);
}

void
cop_page_review_save(CopPage *p)
{
  Case c = { 0 };
  const char *why = NULL;
  g_autoptr(GError) error = NULL;
  p->personal = true;
  if (!find(p, &c))
    return;
  CopDb *db = cop_desk_open_writer(p->desk, &error);
  bool ok = db != NULL && decide(p, db, &c, &why, &error);
  cop_db_close(db);
  if (ok) {
    cop_page_redirect(p, cop_url_review(p, c.unit.id));
  } else if (why != NULL) {
    p->rs->status = 422;
    write_page(p, &c, cop_say_sentence(p, why));
  } else {
    cop_page_error(p, 503, T_("The store cannot be written"), error->message);
  }
}
