/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_sign.c -- signing in and out, and taking up an invitation. */
#include <string.h>

#include "figure/qr.h"
#include "figure/svg_write.h"
#include "web/desk.h"
#include "web/note.h"
#include "web/part.h"
#include "web/passkey.h"
#include "web/people.h"
#include "web/provider_part.h"
#include "web/sign.h"
#include "web/write.h"

void cop_page_sign_in(CopPage *p);
void cop_page_sign_in_save(CopPage *p);
void cop_page_leave(CopPage *p);
void cop_page_sign_out(CopPage *p);
void cop_page_join(CopPage *p);
void cop_page_join_save(CopPage *p);

/* --- fields --- */

typedef struct {
  const char *name, *question, *hint, *type, *complete, *value, *inputmode;
} Line;

static void
write_line(CopPage *p, const Line *l)
{
  CopHtml *h = p->h;
  const char *why = l->hint == NULL ? NULL : cop_arena_printf(p->a, "%s-why", l->name);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, l->question, cop_a(COP_A_FOR, l->name), cop_a(COP_A_CLASS, "question"));
    if (l->hint != NULL)
      COP_TEXT(h, COP_P, l->hint, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, why));
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, l->type), cop_a(COP_A_ID, l->name), cop_a(COP_A_NAME, l->name), cop_a(COP_A_VALUE, l->value),
            cop_a(COP_A_AUTOCOMPLETE, l->complete), cop_a(COP_A_INPUTMODE, l->inputmode), cop_a(COP_A_ARIA_DESCRIBEDBY, why), cop_a(COP_A_SPELLCHECK, "false"),
            cop_a_if(COP_A_REQUIRED, true))
      ;
  }
}

/* A path of ours; NULL for anything else. */
static const char *
own_path(const char *to)
{
  return to != NULL && to[0] == '/' && to[1] != '/' && to[1] != '\\' && strlen(to) < 500 ? to : NULL;
}

/* --- signing in --- */

static void
answer_sign_in(CopPage *p, const char *account, const char *to, const char *title, const char *why)
{
  CopHtml *h = p->h;
  const char *token = cop_page_token(p);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Sign in"), .script = COP_ASSET_PASSKEY });
  if (why != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, title, why);
  cop_part_provider(p, to);
  cop_part_passkey_sign_in(p, to);
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_path(p->a, "sign-in", NULL))) {
    cop_part_hidden(p, COP_SESSION_FIELD, token);
    cop_part_hidden(p, "to", to);
    write_line(p, &(Line){ "account", T_("Which account?"), NULL, "text", "username", account, NULL });
    write_line(p, &(Line){ "password", T_("Which password?"), NULL, "password", "current-password", NULL, NULL });
    write_line(p, &(Line){ "code", T_("Which code does your authenticator show now?"), T_("Six digits. One of the codes you keep on paper will do too, once."), "text",
                           "one-time-code", NULL, NULL });
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(h, COP_BUTTON, T_("Sign in"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
    COP_TEXT(h, COP_P, T_("No longer have password or authenticator? Whoever keeps the accounts can send you a new invitation."), cop_a(COP_A_CLASS, "hint"));
  }
}

void
cop_page_sign_in(CopPage *p)
{
  const char *to = own_path(cop_request_query(p->rq, "to"));
  p->personal = true;
  if (p->who->id != NULL || !cop_people_there(p->desk))
    cop_page_redirect(p, to == NULL ? cop_url_path(p->a, NULL, NULL) : cop_url_back(p->a, to));
  else
    answer_sign_in(p, NULL, to, NULL, NULL);
}

void
cop_sign_in_answer(CopPage *p, const char *to, const char *title, const char *why)
{
  answer_sign_in(p, NULL, own_path(to), title, why);
}

void
cop_sign_in_begin(CopPage *p, const char *account, const char *to)
{
  to = own_path(to);
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_desk_lock_writer(p->desk, &error);
  g_autofree char *session = db == NULL ? NULL : cop_session_begin(db, account, cop_request_header(p->rq, "User-Agent"), p->rq->peer, &error);
  if (db != NULL)
    cop_desk_unlock_writer(p->desk);
  if (session == NULL) {
    cop_page_error(p, 500, T_("You could not be signed in"), error->message);
    return;
  }
  cop_session_give(p->rq, p->rs, session);
  cop_page_redirect(p, to == NULL ? cop_url_path(p->a, NULL, NULL) : cop_url_back(p->a, to));
}

void
cop_page_sign_in_save(CopPage *p)
{
  const char *account = cop_page_form(p, "account"), *password = cop_page_form(p, "password"), *code = cop_page_form(p, "code");
  const char *to = own_path(cop_page_form(p, "to"));
  g_autoptr(GError) error = NULL;
  account = account == NULL ? "" : g_strstrip(cop_arena_strdup(p->a, account));
  if (!cop_account_id_valid(account) || password == NULL || code == NULL || strlen(password) > 4 * COP_PASSWORD_MOST || strlen(code) > 100) {
    p->rs->status = 422;
    answer_sign_in(p, account, to, T_("This did not fit"), T_("Give account, password and code."));
    return;
  }
  int64_t wait = cop_people_wait(p->desk, account, p->rq->peer);
  if (wait > 0) {
    cop_page_note(p, "sign-in made to wait", account);
    p->rs->status = 429;
    cop_response_header(p->rs, "Retry-After", cop_arena_printf(p->a, "%" G_GINT64_FORMAT, wait));
    answer_sign_in(p, account, to, T_("Too many tries"), cop_arena_printf(p->a, T_("Wait %s seconds, then try again."), cop_say_int(p, wait)));
    return;
  }
  CopDb *db = cop_desk_open_writer(p->desk, &error);
  g_mutex_lock(&p->desk->password_lock);
  bool fits = db != NULL && cop_account_sign_in(db, account, password, code, &error);
  g_mutex_unlock(&p->desk->password_lock);
  cop_db_close(db);
  cop_people_tried(p->desk, account, p->rq->peer, fits);
  cop_page_note(p, fits ? "signed in" : "sign-in refused", account);
  if (fits) {
    cop_sign_in_begin(p, account, to);
    return;
  }
  p->rs->status = error != NULL ? 500 : 403;
  answer_sign_in(p, account, to, T_("This did not fit"),
                 error != NULL ? cop_say_failure(p, error->message) : T_("Account, password and code do not belong together. A code is good once and for half a minute: wait for the next."));
}

/* Every page leads here; a button on each would need the session's token, and no page
 * could be kept for the next reader. */
void
cop_page_leave(CopPage *p)
{
  CopHtml *h = p->h;
  p->personal = true;
  if (p->who->id == NULL) {
    cop_page_redirect(p, cop_url_path(p->a, NULL, NULL));
    return;
  }
  const char *token = cop_page_token(p);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Sign out?"), .lead = cop_arena_printf(p->a, T_("You are signed in as %s."), p->who->name) });
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_link(COP_A_ACTION, cop_url_path(p->a, "sign-out", NULL))) {
    cop_part_hidden(p, COP_SESSION_FIELD, token);
    COP_TEXT(h, COP_BUTTON, T_("Sign out"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

void
cop_page_sign_out(CopPage *p)
{
  const char *session = cop_session_sent(p->rq);
  CopUrl after = cop_provider_after_sign_out(p, session);
  cop_page_note(p, "signed out", NULL);
  CopDb *db = session == NULL ? NULL : cop_desk_lock_writer(p->desk, NULL);
  if (db != NULL) {
    (void)cop_session_end(db, session, NULL);
    cop_desk_unlock_writer(p->desk);
    cop_people_forget(p->desk);
  }
  cop_session_take(p->rq, p->rs);
  cop_response_header(p->rs, "Clear-Site-Data", "\"cache\", \"storage\"");
  cop_page_redirect(p, after);
}

/* --- an invitation --- */

/* NULL when it is not open, with the answer given. */
static const char *
invited(CopPage *p, const char **name)
{
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_desk_borrow(p->desk, &error);
  const char *id = db == NULL ? NULL : cop_invitation_account(db, p->a, p->args[0], name, &error);
  cop_desk_return(p->desk, db);
  p->personal = true;
  if (id == NULL)
    cop_page_error(p, error != NULL ? 500 : 404, T_("This invitation is not open"),
                   error != NULL ? error->message : T_("It was used, or is older than seven days. Whoever keeps the accounts can send you a new one."));
  return id;
}

/* Dark on white whatever the theme: cameras read nothing else. */
static void
write_square(CopPage *p, const CopDrawing *qr)
{
  GString *svg = g_string_new(NULL);
  cop_svg_write(svg, qr, &(CopSvgWriteOptions){ .lang = p->lang, .families = "sans-serif",
                                                .alt = T_("The secret of your authenticator, as a square for its camera; the same as the letters below") });
  g_autoptr(GBytes) bytes = g_string_free_to_bytes(svg);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "square"))
    cop_html_svg(p->h, bytes);
}

void
cop_part_authenticator(CopPage *p, const char *id, const uint8_t secret[COP_TOTP_SECRET])
{
  CopHtml *h = p->h;
  g_autofree char *letters = cop_base32(secret, COP_TOTP_SECRET);
  const char *uri = cop_arena_printf(p->a, "otpauth://totp/copkit:%s?secret=%s&issuer=copkit", id, letters);
  CopDrawing *qr = cop_qr_draw(p->a, uri, COP_QR_M, 170, NULL);
  COP_TEXT(h, COP_H2, T_("Your authenticator"));
  COP_TEXT(h, COP_P, T_("A program on your phone or computer that shows a new code every half minute. Let it read the square, or type the letters into it."));
  if (qr != NULL)
    write_square(p, qr);
  COP_EL (h, COP_P) {
    g_autoptr(GString) grouped = g_string_new(NULL);
    for (size_t i = 0; letters[i] != '\0'; i++) {
      if (i > 0 && i % 4 == 0)
        g_string_append_c(grouped, ' ');
      g_string_append_c(grouped, letters[i]);
    }
    COP_TEXT(h, COP_CODE, grouped->str, cop_a(COP_A_ID, "secret-letters"));
  }
}

static void
answer_join(CopPage *p, const char *id, const char *name, const uint8_t secret[COP_TOTP_SECRET], const char *why)
{
  CopHtml *h = p->h;
  const char *token = cop_page_token(p);
  g_autoptr(GString) hex = g_string_new(NULL);
  for (size_t i = 0; i < COP_TOTP_SECRET; i++)
    g_string_append_printf(hex, "%02x", secret[i]);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = cop_arena_printf(p->a, T_("Welcome, %s"), name),
                                                               .lead = cop_arena_printf(p->a, T_("Your account is called %s. Two things, then you are in."), id) });
  if (why != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("This did not fit"), why);
  cop_part_provider_join(p, p->args[0]);
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_path(p->a, "join", p->args[0], NULL))) {
    cop_part_hidden(p, COP_SESSION_FIELD, token);
    cop_part_hidden(p, "secret", hex->str);
    /* For the keeper of passwords in the browser. */
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_NAME, "account"), cop_a(COP_A_VALUE, id), cop_a(COP_A_AUTOCOMPLETE, "username"),
            cop_a(COP_A_CLASS, "unseen"), cop_a(COP_A_ARIA_LABEL, T_("Account")), cop_a(COP_A_TABINDEX, "-1"))
      ;
    write_line(p, &(Line){ "password", T_("Which password will you use?"), T_("At least twelve characters; any will do. A few words that do not belong together are easy to keep in mind."),
                           "password", "new-password", NULL, NULL });
    cop_part_authenticator(p, id, secret);
    write_line(p, &(Line){ "code", T_("Which code does it show now?"), NULL, "text", "one-time-code", NULL, "numeric" });
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(h, COP_BUTTON, T_("Open my account"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

void
cop_page_join(CopPage *p)
{
  uint8_t secret[COP_TOTP_SECRET];
  const char *name, *id = invited(p, &name);
  cop_random_bytes(secret, sizeof secret);
  if (id != NULL)
    answer_join(p, id, name, secret, NULL);
}

static bool
posted_secret(CopPage *p, uint8_t secret[COP_TOTP_SECRET])
{
  const char *hex = cop_page_form(p, "secret");
  if (hex == NULL || strlen(hex) != 2 * COP_TOTP_SECRET)
    return false;
  for (size_t i = 0; i < COP_TOTP_SECRET; i++) {
    int high = g_ascii_xdigit_value(hex[2 * i]), low = g_ascii_xdigit_value(hex[2 * i + 1]);
    if (high < 0 || low < 0)
      return false;
    secret[i] = (uint8_t)(high << 4 | low);
  }
  return true;
}

const char *
cop_say_password_fault(CopPage *p, CopPasswordFault fault)
{
  switch (fault) {
  case COP_PASSWORD_GOOD:
    return NULL;
  case COP_PASSWORD_SHORT:
    return T_("The password is too short: twelve characters at least.");
  case COP_PASSWORD_LONG:
    return T_("The password is too long: 128 characters at most.");
  case COP_PASSWORD_COMMON:
    return T_("This password is one of the first somebody would try. Take another.");
  case COP_PASSWORD_CONTEXT:
    break;
  }
  return T_("This password is made of a name that anybody here would guess. Take another.");
}

void
cop_part_codes(CopPage *p, const GPtrArray *codes)
{
  CopHtml *h = p->h;
  COP_TEXT(h, COP_P, T_("Each of these codes opens your account once, with your password, when the authenticator is not at hand. Print them or write them down now: they are not shown again."));
  COP_EL (h, COP_OL, cop_a(COP_A_CLASS, "codes"))
    for (guint i = 0; i < codes->len; i++)
      COP_EL (h, COP_LI)
        COP_TEXT(h, COP_CODE, g_ptr_array_index(codes, i));
}

void
cop_page_join_save(CopPage *p)
{
  uint8_t secret[COP_TOTP_SECRET];
  const char *name, *id = invited(p, &name);
  const char *password = cop_page_form(p, "password"), *code = cop_page_form(p, "code");
  if (id == NULL)
    return;
  if (!posted_secret(p, secret) || password == NULL || code == NULL) {
    cop_page_error(p, 422, T_("This did not fit"), T_("Load the page of the invitation again."));
    return;
  }
  const char *country = cop_part_country(p);
  CopPasswordFault fault = cop_password_judge(password, (const char *const[]){ id, name, "copkit", country, NULL });
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) error = NULL;
  const char *why = cop_say_password_fault(p, fault);
  if (why == NULL) {
    CopDb *db = cop_desk_open_writer(p->desk, &error);
    g_mutex_lock(&p->desk->password_lock);
    bool ok = db != NULL && cop_account_join(db, p->args[0], password, secret, sizeof secret, code, codes, &error);
    g_mutex_unlock(&p->desk->password_lock);
    cop_db_close(db);
    why = ok ? NULL : g_error_matches(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID) ? T_("The code did not fit. It changes every half minute; wait for the next and look whether the clock of your phone is right.")
                    : error->message;
  }
  if (why != NULL) {
    p->rs->status = 422;
    answer_join(p, id, name, secret, why);
    return;
  }
  cop_page_note(p, "joined", id);
  cop_people_forget(p->desk);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Your account is open"), .action = T_("Sign in"), .action_url = cop_url_path(p->a, "sign-in", NULL) });
  cop_part_codes(p, codes);
}
