/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_account.c -- somebody's own account: where they are signed in, their
 * password, codes and tokens for programs. */
#include <string.h>

#include "web/desk.h"
#include "web/note.h"
#include "web/part.h"
#include "web/passkey.h"
#include "web/people.h"
#include "web/provider_part.h"
#include "web/sign.h"
#include "web/write.h"

void cop_page_account(CopPage *p);
void cop_page_account_save(CopPage *p);

static void
write_line(CopPage *p, const char *job, const char *name, const char *question, const char *type, const char *complete, const char *value)
{
  CopHtml *h = p->h;
  const char *id = cop_arena_printf(p->a, "%s-%s", job, name);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, question, cop_a(COP_A_FOR, id), cop_a(COP_A_CLASS, "question"));
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, type), cop_a(COP_A_ID, id), cop_a(COP_A_NAME, name), cop_a(COP_A_AUTOCOMPLETE, complete), cop_a(COP_A_VALUE, value),
            cop_a(COP_A_SPELLCHECK, "false"), cop_a_if(COP_A_REQUIRED, true))
      ;
  }
}

static CopElScope
open_form(CopPage *p, const char *job, const char *class)
{
  return cop_part_post(p, cop_url_path(p->a, "account", job, NULL), class);
}

/* For the keeper of passwords in the browser. */
static void
write_username(CopPage *p)
{
  COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_NAME, "account"), cop_a(COP_A_VALUE, p->who->id), cop_a(COP_A_AUTOCOMPLETE, "username"),
          cop_a(COP_A_CLASS, "unseen"), cop_a(COP_A_ARIA_LABEL, T_("Account")), cop_a(COP_A_TABINDEX, "-1"))
    ;
}

static void
write_button(CopPage *p, const char *text, const char *label)
{
  COP_TEXT(p->h, COP_BUTTON, text, cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"), cop_a(COP_A_ARIA_LABEL, label));
}

static void
write_sessions(CopPage *p, const GPtrArray *rows, bool confirmed)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "sessions"))
    for (guint i = 0; i < rows->len; i++) {
      const CopSessionRow *x = g_ptr_array_index(rows, i);
      COP_EL (h, COP_LI) {
        COP_EL (h, COP_P) {
          COP_TEXT(h, COP_STRONG, *x->agent == '\0' ? T_("A program without a name") : x->agent);
          cop_html_textf(h, " · %s · ", x->peer);
          COP_TEXT(h, COP_SPAN, cop_arena_printf(p->a, T_("since %s, last seen %s"), cop_say_instant(p, x->began_at), cop_say_instant(p, x->seen_at)));
        }
        if (x->own) {
          COP_TEXT(h, COP_P, T_("This is where you are now."), cop_a(COP_A_CLASS, "hint"));
        } else if (confirmed) {
          g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, "session", NULL);
          cop_part_hidden(p, "session", x->handle);
          write_button(p, T_("End it"), cop_arena_printf(p->a, "%s: %s", T_("End it"), cop_say_instant(p, x->began_at)));
        }
      }
    }
  if (confirmed && rows->len > 1) {
    g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, "sessions", NULL);
    write_button(p, T_("End all others"), NULL);
  }
}

static void
write_tokens(CopPage *p, const GPtrArray *rows, bool confirmed)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "sessions"))
    for (guint i = 0; i < rows->len; i++) {
      const CopTokenRow *x = g_ptr_array_index(rows, i);
      COP_EL (h, COP_LI) {
        COP_EL (h, COP_P) {
          COP_TEXT(h, COP_STRONG, x->name);
          cop_html_textf(h, " · %s · ", x->scopes);
          COP_TEXT(h, COP_SPAN, cop_arena_printf(p->a, T_("good until %s"), cop_say_date(p, x->expires_on)));
        }
        if (confirmed) {
          g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, "token-end", NULL);
          cop_part_hidden(p, "name", x->name);
          write_button(p, T_("End it"), cop_arena_printf(p->a, "%s: %s", T_("End it"), x->name));
        }
      }
    }
  if (!confirmed)
    return;
  g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, "token", "form");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc();
  g_autoptr(GDateTime) later = g_date_time_add_days(now, 90);
  g_autofree char *day = g_date_time_format(later, "%Y-%m-%d");
  write_line(p, "token", "name", T_("What is the token for?"), "text", "off", NULL);
  write_line(p, "token", "scopes", T_("What may it do? read, edit, or parts: read:law edit:plan"), "text", "off", "read");
  write_line(p, "token", "expires", T_("On which day does it end?"), "date", "off", cop_arena_strdup(p->a, day));
  write_button(p, T_("Make a token"), NULL);
}

static void
write_credentials(CopPage *p, bool confirmed)
{
  COP_SECTION_OF(p, "password", T_("Password"), T_("All other places where you are signed in are signed out.")) {
    g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, "password", "form");
    write_username(p);
    write_line(p, "password", "old", T_("Which password do you have now?"), "password", "current-password", NULL);
    write_line(p, "password", "fresh", T_("Which password will you use?"), "password", "new-password", NULL);
    write_line(p, "password", "code", T_("Which code does your authenticator show now?"), "text", "one-time-code", NULL);
    write_button(p, T_("Change the password"), NULL);
  }
  if (!confirmed)
    return;
  COP_SECTION_OF(p, "codes", T_("Codes on paper"), T_("New ones make all old ones worthless.")) {
    g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, "codes", "form");
    write_line(p, "codes", "code", T_("Which code does your authenticator show now?"), "text", "one-time-code", NULL);
    write_button(p, T_("Make new codes"), NULL);
  }
}

static void
write_roles(CopPage *p)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_UL)
    for (size_t i = 0; i < p->who->access.n; i++) {
      const CopGrant *g = &p->who->access.grants[i];
      COP_EL (h, COP_LI) {
        COP_TEXT(h, COP_STRONG, T_(cop_user_role(g->role)->title));
        cop_html_textf(h, "%s%s – %s", *g->target == '\0' ? "" : ", ", g->target, T_(cop_user_role(g->role)->doc));
      }
    }
}

/* Ending sessions and changing what opens the account needs somebody who showed just
 * now that it is they, and not only a browser that was left open (OWASP ASVS 5.0,
 * 7.5.1 and 7.5.2). */
static void
write_confirm(CopPage *p)
{
  COP_SECTION_OF(p, "confirm", T_("Confirm that it is you"), T_("You signed in a while ago. To end sessions or to change passkeys, codes and tokens, show once more that it is you; it holds for ten minutes. Or sign out and in again.")) {
    cop_part_provider_confirm(p);
    if (cop_provider_is_only(p))
      return;
    cop_part_passkey_confirm(p);
    g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, "confirm", "form");
    write_username(p);
    write_line(p, "confirm", "password", T_("Which password do you have now?"), "password", "current-password", NULL);
    write_line(p, "confirm", "code", T_("Which code does your authenticator show now?"), "text", "one-time-code", NULL);
    write_button(p, T_("Confirm"), NULL);
  }
}

static bool
is_confirmed(CopPage *p)
{
  const char *session = cop_session_sent(p->rq);
  CopDb *db = session == NULL ? NULL : cop_desk_borrow(p->desk, NULL);
  bool confirmed = db != NULL && cop_session_confirmed(db, session);
  cop_desk_return(p->desk, db);
  return confirmed;
}

/* `title` and `why` say what did not work; `secret` is shown once. */
static void
answer(CopPage *p, const char *why, const char *secret, const GPtrArray *codes)
{
  CopHtml *h = p->h;
  p->personal = true;
  (void)cop_page_token(p);
  bool confirmed = is_confirmed(p), only = cop_provider_is_only(p);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = p->who->name, .script = COP_ASSET_PASSKEY, .over = cop_arena_printf(p->a, T_("Your account: %s"), p->who->id) });
  g_autoptr(GError) error = NULL;
  if (why != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Nothing was changed"), why);
  if (secret != NULL) {
    cop_part_notice(p, COP_NOTICE_DONE, T_("The token, shown this once"), NULL);
    COP_EL (h, COP_P)
      COP_TEXT(h, COP_CODE, secret, cop_a(COP_A_ID, "new-token"));
  }
  if (codes != NULL)
    cop_part_codes(p, codes);
  COP_EL (h, COP_DIV) {
    g_auto(CopElScope) form G_GNUC_UNUSED =
      cop_el_open(h, COP_FORM, (const CopAttr[]){ cop_a(COP_A_METHOD, "post"), cop_link(COP_A_ACTION, cop_url_path(p->a, "sign-out", NULL)), { .id = COP_A_STOP } });
    cop_part_hidden(p, COP_SESSION_FIELD, cop_page_token(p));
    write_button(p, T_("Sign out"), NULL);
  }
  CopDb *db = cop_desk_borrow(p->desk, &error);
  g_autoptr(GPtrArray) sessions = db == NULL ? NULL : cop_sessions_list(db, p->a, p->who->id, cop_session_sent(p->rq), &error);
  g_autoptr(GPtrArray) tokens = db == NULL ? NULL : cop_tokens_list(db, p->a, p->who->id, &error);
  cop_desk_return(p->desk, db);
  COP_SECTION_OF(p, "roles", T_("What you may do"), NULL)
    write_roles(p);
  if (!confirmed)
    write_confirm(p);
  COP_SECTION_OF(p, "sessions", T_("Where you are signed in"), T_("End what you do not recognise, then change your password."))
    if (sessions != NULL)
      write_sessions(p, sessions, confirmed);
  if (!only)
    cop_part_passkeys(p, confirmed);
  cop_part_provider_own(p);
  if (!only)
    write_credentials(p, confirmed);
  COP_SECTION_OF(p, "tokens", T_("Tokens for programs"), T_("A program that sends one may do what you may, as far as its scopes go."))
    if (tokens != NULL)
      write_tokens(p, tokens, confirmed);
}

void
cop_page_account(CopPage *p)
{
  if (p->who->id == NULL)
    cop_page_redirect(p, cop_url_path(p->a, "people", NULL));
  else
    answer(p, NULL, NULL, NULL);
}

/* --- changes --- */

static bool
save_password(CopPage *p, CopDb *db, GError **error)
{
  const char *old = cop_page_form(p, "old"), *fresh = cop_page_form(p, "fresh"), *code = cop_page_form(p, "code"), *session = cop_session_sent(p->rq);
  if (old == NULL || fresh == NULL || code == NULL || session == NULL) {
    g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, T_("Give account, password and code."));
    return false;
  }
  const char *why = cop_say_password_fault(p, cop_password_judge(fresh, (const char *const[]){ p->who->id, p->who->name, "copkit", NULL }));
  if (why != NULL) {
    g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, why);
    return false;
  }
  return cop_account_change_password(db, p->who->id, old, code, fresh, session, error);
}

/* By one of the passkeys, or by password and code. The session gets a new name, and
 * the old one ends (OWASP ASVS 5.0, 7.2.4). */
static bool
save_confirmation(CopPage *p, CopDb *db, const char *code, GError **error)
{
  const char *password = cop_page_form(p, "password"), *before = cop_session_sent(p->rq);
  g_autoptr(GError) local = NULL;
  if (before == NULL || !(code == NULL ? cop_passkey_confirms(p, db, &local) : password != NULL && strlen(password) <= 4 * COP_PASSWORD_MOST && cop_account_sign_in(db, p->who->id, password, code, &local))) {
    g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID,
                        local != NULL ? local->message : T_("Password and code do not fit. A code changes every half minute: wait for the next."));
    return false;
  }
  g_autofree char *session = cop_session_begin(db, p->who->id, cop_request_header(p->rq, "User-Agent"), p->rq->peer, error);
  if (session == NULL || !cop_session_end(db, before, error))
    return false;
  cop_session_give(p->rq, p->rs, session);
  return true;
}

/* Whoever the ministry shuts out must have no other way in. */
static bool
may_have_passkey(CopPage *p, GError **error)
{
  if (!cop_provider_is_only(p))
    return true;
  g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, T_("This account is opened by the identity provider only."));
  return false;
}

static bool
save(CopPage *p, CopDb *db, const char *job, char **secret, GPtrArray *codes, GError **error)
{
  const char *code = cop_page_form(p, "code"), *name = cop_page_form(p, "name"), *scopes = cop_page_form(p, "scopes"), *expires = cop_page_form(p, "expires");
  const char *session = cop_page_form(p, "session");
  if (strcmp(job, "password") == 0)
    return save_password(p, db, error);
  if (strcmp(job, "confirm") == 0)
    return save_confirmation(p, db, code, error);
  if (g_str_has_prefix(job, "passkey"))
    return (job[7] != '\0' || may_have_passkey(p, error)) && cop_passkey_save(p, db, job, error);
  if (strcmp(job, "codes") == 0)
    return cop_account_new_codes(db, p->who->id, code == NULL ? "" : code, codes, error);
  if (strcmp(job, "sessions") == 0)
    return cop_session_end_others(db, p->who->id, cop_session_sent(p->rq), error);
  if (strcmp(job, "session") == 0)
    return cop_session_end_handle(db, p->a, p->who->id, session == NULL ? "" : session, error);
  if (strcmp(job, "token") == 0)
    return (*secret = cop_token_make(db, p->who->id, name == NULL ? "" : name, scopes == NULL ? "" : scopes, expires == NULL ? "" : expires, p->who->id, error)) != NULL;
  return cop_token_revoke(db, p->who->id, name == NULL ? "" : name, p->who->id, error);
}

void
cop_page_account_save(CopPage *p)
{
  static const char *const jobs[] = { "password", "confirm", "codes", "session", "sessions", "token", "token-end", "passkey", "passkey-name", "passkey-end" };
  enum { ALONE = 2, GUESSES = 3 }; /* the first ask for both secrets themselves; the next for one */
  const char *job = p->args[0];
  bool known = false, guesses = false, alone = false;
  for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++)
    if (strcmp(job, jobs[i]) == 0) {
      known = true;
      guesses = i < GUESSES;
      alone = i < ALONE;
    }
  if (!known || p->who->id == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  /* What asks for a secret may be tried as often as signing in. */
  int64_t wait = guesses ? cop_people_wait(p->desk, p->who->id, p->rq->peer) : 0;
  if (wait > 0) {
    p->rs->status = 429;
    answer(p, cop_arena_printf(p->a, T_("Wait %s seconds, then try again."), cop_say_int(p, wait)), NULL, NULL);
    return;
  }
  if (!alone && !is_confirmed(p)) {
    cop_page_note(p, "not confirmed", NULL);
    p->rs->status = 403;
    answer(p, T_("Confirm first that it is you."), NULL, NULL);
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL;
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
  CopDb *db = cop_desk_open_writer(p->desk, &error);
  g_mutex_lock(&p->desk->password_lock);
  bool ok = db != NULL && save(p, db, job, &secret, codes, &error);
  g_mutex_unlock(&p->desk->password_lock);
  cop_db_close(db);
  if (guesses)
    cop_people_tried(p->desk, p->who->id, p->rq->peer, ok);
  cop_page_note(p, ok ? "account changed" : "change of account refused", NULL);
  cop_people_forget(p->desk);
  if (ok && secret == NULL && codes->len == 0) {
    cop_page_redirect(p, cop_url_query(p->a, cop_url_path(p->a, "account", NULL), (const char *[]){ "done", "kept", NULL }));
    return;
  }
  if (!ok)
    p->rs->status = 422;
  answer(p, ok ? NULL : cop_say_sentence(p, error->message), secret, codes->len == 0 ? NULL : codes);
}
