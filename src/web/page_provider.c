/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_provider.c -- signing in at a ministry's identity provider: there, back,
 * and the desk's own code where the provider does not vouch for a second factor. */
#include <string.h>

#include "base/sign.h"
#include "model/federated.h"
#include "web/desk.h"
#include "web/note.h"
#include "web/part.h"
#include "web/people.h"
#include "web/provider.h"
#include "web/provider_part.h"
#include "web/sign.h"
#include "web/ticket.h"

void cop_page_provider_start(CopPage *p);
void cop_page_provider_return(CopPage *p);
void cop_page_provider_code(CopPage *p);

static const char *
name_of(CopPage *p)
{
  return cop_provider_settings(p->desk->provider)->name;
}

/* --- what did not work --- */

/* A page with the way back to the desk's own sign-in. */
static void
answer_failed(CopPage *p, unsigned status, const char *title, const char *what)
{
  p->rs->status = status;
  p->personal = true;
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = title, .lead = what, .action = T_("Back to signing in"), .action_url = cop_url_path(p->a, "sign-in", NULL) });
  COP_TEXT(p->h, COP_P, T_("Whoever has a password of this desk can sign in with it at any time."), cop_a(COP_A_CLASS, "hint"));
}

static void
answer_provider(CopPage *p, const GError *error)
{
  cop_page_note(p, cop_arena_printf(p->a, "provider: %s", error->message), NULL);
  if (error->domain == COP_PROVIDER_ERROR && error->code == COP_PROVIDER_ERROR_DOWN) {
    cop_response_header(p->rs, "Retry-After", "30");
    answer_failed(p, 503, cop_arena_printf(p->a, T_("%s does not answer"), name_of(p)), T_("Signing in there is not possible now. Try again in a minute."));
  } else if (error->domain == COP_PROVIDER_ERROR && error->code == COP_PROVIDER_ERROR_SETTINGS) {
    answer_failed(p, 503, cop_arena_printf(p->a, T_("%s and this desk do not fit together"), name_of(p)), T_("Whoever runs this desk finds the reason under Administration."));
  } else {
    answer_failed(p, 403, T_("You were not signed in"),
                  cop_arena_printf(p->a, T_("What %s answered does not hold. Begin again; if it stays so, whoever runs this desk finds the reason in its log."), name_of(p)));
  }
}

static void
answer_unknown(CopPage *p)
{
  cop_page_note(p, "provider: unknown person", NULL);
  answer_failed(p, 403, T_("You have no account on this desk"),
                cop_arena_printf(p->a, T_("%s says who you are, but nobody here has opened an account for you yet. Whoever keeps the accounts of this desk can send you an invitation."), name_of(p)));
}

static void
answer_stale(CopPage *p)
{
  cop_page_note(p, "provider: not begun here", NULL);
  answer_failed(p, 403, T_("This sign-in was not begun here"), T_("It was begun in another browser, took longer than ten minutes, or is over already. Begin again."));
}

/* --- beginning --- */

static const char *
own_path(const char *to)
{
  return to != NULL && to[0] == '/' && to[1] != '/' && to[1] != '\\' && strlen(to) < 500 ? to : NULL;
}

void
cop_page_provider_start(CopPage *p)
{
  const char *to = own_path(cop_request_query(p->rq, "to")), *invitation = cop_request_query(p->rq, "join");
  g_autoptr(GError) error = NULL;
  p->personal = true;
  if (p->desk->provider == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  bool again = p->who->id != NULL && cop_request_query(p->rq, "again") != NULL;
  if (invitation == NULL && !again && (p->who->id != NULL || !cop_people_there(p->desk))) {
    cop_page_redirect(p, to == NULL ? cop_url_path(p->a, NULL, NULL) : cop_url_back(p->a, to));
    return;
  }
  /* A page elsewhere must not sign anybody in (OWASP ASVS 5.0, 7.6.2): the person does, on a page of ours. */
  if (!cop_request_is_own(p->rq)) {
    cop_page_redirect(p, invitation != NULL ? cop_url_path(p->a, "join", invitation, NULL) : cop_url_query(p->a, cop_url_path(p->a, "sign-in", NULL), (const char *[]){ "to", to, NULL }));
    return;
  }
  g_autofree char *state = cop_random_name(), *nonce = cop_random_name(), *verifier = cop_random_name();
  const CopProviderAsk ask = { state, nonce, verifier, g_get_real_time() / G_USEC_PER_SEC, again };
  g_autofree char *address = cop_provider_ask_address(p->desk->provider, &ask, p->lang, &error);
  if (address == NULL) {
    answer_provider(p, error);
    return;
  }
  cop_ticket_give(p, &(CopTicket){ .state = state, .nonce = nonce, .verifier = verifier, .to = to, .invitation = invitation != NULL && strlen(invitation) < 100 ? invitation : NULL, .was = again ? cop_session_sent(p->rq) : NULL, .begun = ask.begun });
  p->rs->status = 303;
  p->rs->location = cop_arena_strdup(p->a, address);
}

/* --- coming back --- */

/* Begins our own session and shows a page that goes on by itself: the browser sends
 * the new cookie only to what one of our pages leads to, not to what the provider's did. */
static void
let_in(CopPage *p, const char *account, const CopTicket *t)
{
  g_autoptr(GError) error = NULL;
  const char *to = t->to;
  CopUrl url = to == NULL ? cop_url_path(p->a, NULL, NULL) : cop_url_back(p->a, to);
  CopDb *db = cop_desk_lock_writer(p->desk, &error);
  g_autofree char *session =
    db == NULL ? NULL : cop_session_begin_federated(db, account, cop_request_header(p->rq, "User-Agent"), p->rq->peer, cop_provider_settings(p->desk->provider)->issuer, &error);
  if (session != NULL && t->was != NULL)
    (void)cop_session_end(db, t->was, NULL);
  if (db != NULL)
    cop_desk_unlock_writer(p->desk);
  if (session == NULL) {
    cop_page_error(p, 500, T_("You could not be signed in"), error->message);
    return;
  }
  cop_page_note(p, "signed in by the provider", account);
  cop_people_forget(p->desk);
  cop_session_give(p->rq, p->rs, session);
  if (p->rq->method == COP_HTTP_POST) {
    cop_page_redirect(p, url);
    return;
  }
  cop_response_header(p->rs, "Refresh", cop_arena_printf(p->a, "0; url=%s", url.checked));
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("You are signed in"), .action = T_("Go on"), .action_url = url });
}

static CopFederatedClaim
claim_of(CopPage *p, const CopTicket *t)
{
  return (CopFederatedClaim){ .issuer = cop_provider_settings(p->desk->provider)->issuer, .subject = t->subject, .mail = t->mail, .invitation = t->invitation };
}

static bool
find_account(CopPage *p, const CopTicket *t, CopFederatedAccount *x)
{
  g_autoptr(GError) error = NULL;
  CopFederatedClaim c = claim_of(p, t);
  CopDb *db = cop_desk_borrow(p->desk, &error);
  bool ok = db != NULL && cop_federated_find(db, p->a, &c, x, &error);
  cop_desk_return(p->desk, db);
  if (ok && x->account != NULL)
    return true;
  if (ok) {
    answer_unknown(p);
  } else if (error->domain == COP_ACCOUNT_ERROR) {
    cop_page_note(p, cop_arena_printf(p->a, "provider: %s", error->message), NULL);
    answer_failed(p, 403, T_("You were not signed in"), cop_say_sentence(p, error->message));
  } else {
    cop_page_error(p, 500, T_("You could not be signed in"), error->message);
  }
  return false;
}

/* False with *error; wrong codes are for the caller to count. */
static bool
enter(CopPage *p, const CopTicket *t, const char *account, const CopFederatedCode *code, GError **error)
{
  CopFederatedClaim c = claim_of(p, t);
  CopDb *db = cop_desk_open_writer(p->desk, error);
  bool ok = db != NULL && cop_federated_enter(db, &c, account, code, error);
  cop_db_close(db);
  return ok;
}

/* Asks for the desk's own code; a new authenticator is shown to whoever joins. */
static void
answer_code(CopPage *p, CopTicket *t, const char *why)
{
  CopHtml *h = p->h;
  const char *token = cop_page_token(p);
  uint8_t secret[COP_TOTP_SECRET];
  cop_ticket_give(p, t);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("One more thing"),
                                                               .lead = cop_arena_printf(p->a, T_("%s did not say that it asked you for a second factor, so this desk does."), name_of(p)) });
  if (why != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("This did not fit"), why);
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_path(p->a, "sign-in", "provider", "code", NULL))) {
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, COP_SESSION_FIELD), cop_a(COP_A_VALUE, token))
      ;
    if (t->totp != NULL && cop_hex_read(t->totp, strlen(t->totp), secret, sizeof secret))
      cop_part_authenticator(p, t->account, secret);
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
      COP_TEXT(h, COP_LABEL, T_("Which code does your authenticator show now?"), cop_a(COP_A_FOR, "code"), cop_a(COP_A_CLASS, "question"));
      COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_ID, "code"), cop_a(COP_A_NAME, "code"), cop_a(COP_A_AUTOCOMPLETE, "one-time-code"), cop_a(COP_A_SPELLCHECK, "false"),
              cop_a_if(COP_A_REQUIRED, true))
        ;
    }
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(h, COP_BUTTON, T_("Sign in"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

/* The provider has said who it is: in, to the code, or not at all. */
static void
receive(CopPage *p, CopTicket *t, bool vouched)
{
  CopFederatedAccount x;
  g_autoptr(GError) error = NULL;
  char digits[2 * COP_TOTP_SECRET + 1];
  if (!find_account(p, t, &x))
    return;
  if (vouched || !x.needs_code) {
    if (enter(p, t, x.account, &(CopFederatedCode){ 0 }, &error)) {
      let_in(p, x.account, t);
    } else {
      cop_page_note(p, cop_arena_printf(p->a, "provider: %s", error->message), x.account);
      answer_failed(p, 403, T_("You were not signed in"), cop_say_sentence(p, error->message));
    }
    return;
  }
  t->account = x.account;
  if (!x.has_totp && !x.invited) {
    cop_page_note(p, "provider: no second factor", x.account);
    answer_failed(p, 403, T_("A second factor is missing"),
                  cop_arena_printf(p->a, T_("What you may do here asks for one. %s did not say that it asked you for it, and you have no authenticator at this desk. Whoever keeps the accounts can send you a new invitation."), name_of(p)));
    return;
  }
  if (!x.has_totp) {
    uint8_t secret[COP_TOTP_SECRET];
    cop_random_bytes(secret, sizeof secret);
    cop_hex_write(secret, sizeof secret, digits);
    t->totp = digits;
  }
  answer_code(p, t, NULL);
}

/* The person said no there, or the provider did. */
static void
answer_error(CopPage *p, const char *word)
{
  bool plain = strlen(word) < 60 && strspn(word, "abcdefghijklmnopqrstuvwxyz_") == strlen(word);
  cop_page_note(p, cop_arena_printf(p->a, "provider: %s", plain ? word : "error"), NULL);
  answer_failed(p, 403, cop_arena_printf(p->a, T_("%s did not sign you in"), name_of(p)),
                strcmp(word, "access_denied") == 0 ? T_("You, or whoever runs it, said no.") : cop_arena_printf(p->a, T_("It says: %s"), plain ? word : "error"));
}

static bool
same_text(const char *a, const char *b)
{
  return a != NULL && b != NULL && strlen(a) == strlen(b) && cop_same_secret(a, b, strlen(a));
}

void
cop_page_provider_return(CopPage *p)
{
  const char *code = cop_request_query(p->rq, "code"), *word = cop_request_query(p->rq, "error");
  CopTicket t;
  CopIdToken token;
  g_autoptr(GError) error = NULL;
  p->personal = true;
  if (p->desk->provider == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  if (p->rq->head_only || !cop_ticket_read(p, &t) || !same_text(t.state, cop_request_query(p->rq, "state"))) {
    answer_stale(p);
    return;
  }
  const CopProviderAsk ask = { t.state, t.nonce, t.verifier, t.begun, t.was != NULL };
  cop_ticket_take(p);
  if (!cop_provider_is_issuer(p->desk->provider, cop_request_query(p->rq, "iss"), &error)) {
    answer_provider(p, error);
  } else if (word != NULL || code == NULL || *code == '\0' || strlen(code) > 4096) {
    answer_error(p, word != NULL ? word : "");
  } else if (!cop_provider_redeem(p->desk->provider, p->a, &ask, code, &token, &error)) {
    answer_provider(p, error);
  } else if (!cop_provider_once(p->desk->provider, t.state)) {
    answer_stale(p);
  } else {
    CopTicket known = { .to = t.to, .invitation = t.invitation, .subject = token.subject, .mail = token.mail, .was = t.was, .begun = g_get_real_time() / G_USEC_PER_SEC };
    receive(p, &known, cop_provider_vouches(p->desk->provider, &token));
  }
}

/* --- the desk's own code --- */

void
cop_page_provider_code(CopPage *p)
{
  const char *code = cop_page_form(p, "code");
  CopTicket t;
  uint8_t secret[COP_TOTP_SECRET];
  g_autoptr(GError) error = NULL;
  if (p->desk->provider == NULL || !cop_ticket_read(p, &t) || t.account == NULL || t.subject == NULL) {
    if (p->desk->provider == NULL)
      cop_page_missing(p, p->rq->path);
    else
      answer_stale(p);
    return;
  }
  int64_t wait = cop_people_wait(p->desk, t.account, p->rq->peer);
  if (wait > 0) {
    p->rs->status = 429;
    cop_response_header(p->rs, "Retry-After", cop_arena_printf(p->a, "%" G_GINT64_FORMAT, wait));
    answer_code(p, &t, cop_arena_printf(p->a, T_("Wait %s seconds, then try again."), cop_say_int(p, wait)));
    return;
  }
  bool fresh = t.totp != NULL && cop_hex_read(t.totp, strlen(t.totp), secret, sizeof secret);
  bool ok = code != NULL && strlen(code) < 100 && enter(p, &t, t.account, &(CopFederatedCode){ fresh ? secret : NULL, code }, &error);
  cop_people_tried(p->desk, t.account, p->rq->peer, ok);
  if (ok) {
    cop_ticket_take(p);
    let_in(p, t.account, &t);
    return;
  }
  cop_page_note(p, "sign-in refused", t.account);
  p->rs->status = 403;
  bool wrong = error == NULL || g_error_matches(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID);
  answer_code(p, &t, wrong ? T_("The code did not fit. It changes every half minute; wait for the next and look whether the clock of your phone is right.") : cop_say_sentence(p, error->message));
}
