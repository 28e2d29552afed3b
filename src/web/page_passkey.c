/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_passkey.c -- passkeys on the page for signing in and on the account's page. */
#include <string.h>

#include "base/json.h"
#include "base/secret.h"
#include "model/passkey.h"
#include "web/desk.h"
#include "web/note.h"
#include "web/part.h"
#include "web/passkey.h"
#include "web/passkey_priv.h"
#include "web/people.h"
#include "web/sign.h"

void cop_page_passkey_open(CopPage *p);

/* --- what went wrong --- */

static const char *
say_error(CopPage *p, const GError *error)
{
  if (g_error_matches(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID) && p->who->id == NULL)
    return T_("This passkey may have been copied: its counter went back. It opens nothing any more. Sign in with your password, remove it, and tell whoever keeps the accounts.");
  if (error->domain != COP_WEBAUTHN_ERROR)
    return cop_say_sentence(p, error->message);
  switch (error->code) {
  case COP_WEBAUTHN_ERROR_CHALLENGE:
    return T_("The question was too old or was answered before. Here is a new one: try again.");
  case COP_WEBAUTHN_ERROR_PRESENCE:
    return T_("The passkey did not check who you are. It needs a finger, a face or a PIN.");
  case COP_WEBAUTHN_ERROR_KIND:
    return T_("Passkeys of this kind are not taken here. Try another.");
  case COP_WEBAUTHN_ERROR_MISSING:
    return cop_passkey_closed(p);
  default:
    return T_("This passkey is not known here.");
  }
}

/* --- forms --- */

/* What the browser says when nothing came of it: shown by the script. */
static void
write_outcomes(CopPage *p)
{
  const char *const said[][2] = { { "NotAllowedError", T_("Nothing happened: it was cancelled, or took too long.") },
                                  { "InvalidStateError", T_("There is a passkey for this account on this device already.") },
                                  { "Error", T_("Your browser could not do that.") } };
  for (size_t i = 0; i < G_N_ELEMENTS(said); i++)
    COP_TEXT(p->h, COP_P, said[i][1], cop_a(COP_A_DATA, said[i][0]), cop_a_if(COP_A_HIDDEN, true));
  COP_EL (p->h, COP_P, cop_a(COP_A_CLASS, "passkey-said"), cop_a(COP_A_ROLE, "status"))
    ;
}

/* Hidden until the script finds that the browser knows passkeys. `options` is what it
 * asks the browser for (assets/desk/passkey.js). */
static CopElScope
open_form(CopPage *p, CopUrl action, const char *challenge, const char *options, const char *const *fields)
{
  const char *token = cop_page_token(p);
  CopElScope s = cop_el_open(p->h, COP_FORM, (const CopAttr[]){ cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form passkey"), cop_link(COP_A_ACTION, action),
                                                                cop_a(COP_A_DATA, options), cop_a_if(COP_A_HIDDEN, true), { .id = COP_A_STOP } });
  cop_part_hidden(p, COP_SESSION_FIELD, token);
  cop_part_hidden(p, "challenge", challenge);
  for (; *fields != NULL; fields++)
    cop_part_hidden(p, *fields, "");
  return s;
}

static void
write_button(CopPage *p, const char *text, const char *label)
{
  COP_TEXT(p->h, COP_BUTTON, text, cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"), cop_a(COP_A_ARIA_LABEL, label));
}

static void
write_keys(CopJson *j, const char *member, const GPtrArray *rows, const char *host)
{
  cop_json_key_array(j, member);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CopPasskeyRow *x = g_ptr_array_index(rows, i);
    g_autofree char *id = cop_base64url(x->id, x->id_size);
    if (strcmp(x->host, host) == 0)
      cop_json_text(j, id);
  }
  cop_json_end(j);
}

static const char *
finish(CopPage *p, CopJson *j)
{
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  return cop_arena_strdup(p->a, g_strchomp(text));
}

static const char *
get_options(CopPage *p, const char *challenge, const GPtrArray *rows)
{
  CopWebauthnWant want = cop_passkey_want(p, (CopWebauthnBytes){ NULL, 0 });
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "challenge", challenge);
  cop_json_key_text(j, "host", want.name);
  cop_json_key_int(j, "seconds", COP_PASSKEY_SECONDS);
  write_keys(j, "keys", rows, want.name);
  return finish(p, j);
}

static const char *
make_options(CopPage *p, const char *challenge, const uint8_t user[COP_PASSKEY_USER], const GPtrArray *rows)
{
  static const int kinds[] = { COP_WEBAUTHN_ES256, COP_WEBAUTHN_EDDSA, COP_WEBAUTHN_RS256 };
  CopWebauthnWant want = cop_passkey_want(p, (CopWebauthnBytes){ NULL, 0 });
  g_autofree char *handle = cop_base64url(user, COP_PASSKEY_USER);
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "challenge", challenge);
  cop_json_key_text(j, "host", want.name);
  cop_json_key_int(j, "seconds", COP_PASSKEY_SECONDS);
  cop_json_key_text(j, "user", handle);
  cop_json_key_text(j, "account", p->who->id);
  cop_json_key_text(j, "name", p->who->name);
  cop_json_key_array(j, "kinds");
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    cop_json_int(j, kinds[i]);
  cop_json_end(j);
  write_keys(j, "keys", rows, want.name);
  return finish(p, j);
}

static const char *const used_fields[] = { "id", "client", "data", "signature", "user", NULL };
static const char *const made_fields[] = { "client", "data", NULL };

/* --- signing in --- */

void
cop_part_passkey_sign_in(CopPage *p, const char *to)
{
  if (cop_passkey_closed(p) != NULL)
    return;
  const char *challenge = cop_passkey_challenge(p, COP_PASSKEY_OPEN);
  g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, cop_url_path(p->a, "sign-in", "passkey", NULL), challenge, get_options(p, challenge, NULL), used_fields);
  if (to != NULL)
    cop_part_hidden(p, "to", to);
  write_button(p, T_("Sign in with a passkey"), NULL);
  write_outcomes(p);
}

/* Not counted as a try: nobody guesses a signature, and a key that was removed must
 * not make its owner wait for the password. */
void
cop_page_passkey_open(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_desk_open_writer(p->desk, &error);
  const char *account = db == NULL ? NULL : cop_passkey_read_used(p, db, COP_PASSKEY_OPEN, &error);
  cop_db_close(db);
  cop_page_note(p, account != NULL ? "signed in by passkey" : "passkey refused", account);
  if (account != NULL) {
    cop_sign_in_begin(p, account, cop_page_form(p, "to"));
    return;
  }
  p->rs->status = 403;
  cop_sign_in_answer(p, cop_page_form(p, "to"), T_("This did not fit"), say_error(p, error));
}

/* --- the account's page --- */

/* A form of one button, or of a field and a button. */
static void
write_change(CopPage *p, const char *job, const CopPasskeyRow *x, const char *button)
{
  CopHtml *h = p->h;
  g_autofree char *id = cop_base64url(x->id, x->id_size);
  const char *field = cop_arena_printf(p->a, "name-%s", id);
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "passkey-change"), cop_link(COP_A_ACTION, cop_url_path(p->a, "account", job, NULL))) {
    cop_part_hidden(p, COP_SESSION_FIELD, cop_page_token(p));
    cop_part_hidden(p, "passkey", id);
    if (strcmp(job, "passkey-name") == 0)
      COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_ID, field), cop_a(COP_A_NAME, "name"), cop_a(COP_A_VALUE, x->name), cop_a(COP_A_MAXLENGTH, "100"),
              cop_a(COP_A_AUTOCOMPLETE, "off"), cop_a(COP_A_ARIA_LABEL, cop_arena_printf(p->a, T_("New name of %s"), x->name)), cop_a_if(COP_A_REQUIRED, true))
        ;
    write_button(p, button, cop_arena_printf(p->a, "%s: %s", button, x->name));
  }
}

/* Name, host and days in a line: each keeps its own direction. */
static void
write_facts(CopPage *p, const CopPasskeyRow *x)
{
  CopHtml *h = p->h;
  const char *const facts[] = { x->host, cop_arena_printf(p->a, T_("made %s"), cop_say_instant(p, x->made_at)),
                                x->used_at == NULL ? T_("never used") : cop_arena_printf(p->a, T_("last used %s"), cop_say_instant(p, x->used_at)) };
  COP_EL (h, COP_P) {
    COP_TEXT(h, COP_STRONG, x->name, cop_a(COP_A_DIR, "auto"));
    for (size_t i = 0; i < G_N_ELEMENTS(facts); i++) {
      cop_html_text(h, " · ");
      COP_TEXT(h, COP_SPAN, facts[i], cop_a(COP_A_DIR, "auto"));
    }
  }
}

static void
write_list(CopPage *p, const GPtrArray *rows, const char *host, bool confirmed)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "sessions"))
    for (guint i = 0; i < rows->len; i++) {
      const CopPasskeyRow *x = g_ptr_array_index(rows, i);
      COP_EL (h, COP_LI) {
        write_facts(p, x);
        if (x->doubted) {
          COP_EL (h, COP_P)
            cop_part_chip(p, COP_CHIP_BAD, T_("may have been copied"));
          COP_TEXT(h, COP_P, T_("It opens nothing any more: remove it."), cop_a(COP_A_CLASS, "hint"));
        }
        if (x->synced)
          COP_TEXT(h, COP_P, T_("A copy of it is kept by whoever keeps your devices in step."), cop_a(COP_A_CLASS, "hint"));
        if (host == NULL || strcmp(x->host, host) != 0)
          COP_TEXT(h, COP_P, T_("It works at that address only."), cop_a(COP_A_CLASS, "hint"));
        if (confirmed) {
          write_change(p, "passkey-name", x, T_("Rename"));
          write_change(p, "passkey-end", x, T_("Remove"));
        }
      }
    }
}

static void
write_add(CopPage *p, const GPtrArray *rows)
{
  CopHtml *h = p->h;
  uint8_t user[COP_PASSKEY_USER];
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_desk_borrow(p->desk, &error);
  bool ok = db != NULL && cop_passkey_user(db, p->who->id, user, &error);
  cop_desk_return(p->desk, db);
  if (!ok) {
    cop_part_notice(p, COP_NOTICE_WARN, T_("A passkey cannot be added now"), error->message);
    return;
  }
  const char *challenge = cop_passkey_challenge(p, COP_PASSKEY_MAKE);
  COP_TEXT(h, COP_P, T_("To add one, this page needs its script and a browser that knows passkeys."), cop_a(COP_A_CLASS, "hint passkey-without"));
  g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, cop_url_path(p->a, "account", "passkey", NULL), challenge, make_options(p, challenge, user, rows), made_fields);
  g_autofree char *handle = cop_base64url(user, COP_PASSKEY_USER);
  cop_part_hidden(p, "user", handle);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, T_("What will you call it?"), cop_a(COP_A_FOR, "passkey-new"), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(h, COP_P, T_("By where it is kept: my phone, the office laptop, the key on my ring."), cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "passkey-new-why"));
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_ID, "passkey-new"), cop_a(COP_A_NAME, "name"), cop_a(COP_A_MAXLENGTH, "100"),
            cop_a(COP_A_AUTOCOMPLETE, "off"), cop_a(COP_A_ARIA_DESCRIBEDBY, "passkey-new-why"), cop_a_if(COP_A_REQUIRED, true))
      ;
  }
  write_button(p, T_("Add a passkey"), NULL);
  write_outcomes(p);
}

static GPtrArray *
list(CopPage *p)
{
  CopDb *db = cop_desk_borrow(p->desk, NULL);
  GPtrArray *rows = db == NULL ? NULL : cop_passkeys_list(db, p->a, p->who->id, NULL);
  cop_desk_return(p->desk, db);
  return rows;
}

void
cop_part_passkeys(CopPage *p, bool confirmed)
{
  const char *closed = cop_passkey_closed(p);
  g_autoptr(GPtrArray) rows = list(p);
  COP_SECTION_OF(p, "passkeys", T_("Passkeys"), T_("A passkey is kept by your phone, your computer or a small key you carry. It opens your account in place of password and code; those and the codes on paper go on working.")) {
    if (rows != NULL && rows->len > 0)
      write_list(p, rows, closed == NULL ? cop_passkey_want(p, (CopWebauthnBytes){ NULL, 0 }).name : NULL, confirmed);
    if (closed != NULL)
      COP_TEXT(p->h, COP_P, closed, cop_a(COP_A_CLASS, "hint"));
    else if (confirmed)
      write_add(p, rows);
  }
}

void
cop_part_passkey_confirm(CopPage *p)
{
  g_autoptr(GPtrArray) rows = cop_passkey_closed(p) == NULL ? list(p) : NULL;
  if (rows == NULL || rows->len == 0)
    return;
  const char *challenge = cop_passkey_challenge(p, COP_PASSKEY_CONFIRM);
  g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, cop_url_path(p->a, "account", "confirm", NULL), challenge, get_options(p, challenge, rows), used_fields);
  write_button(p, T_("Confirm with a passkey"), NULL);
  write_outcomes(p);
}

/* --- changes --- */

/* The sentence for people in place of what the program says. */
static bool
in_words(CopPage *p, GError *local, GError **error)
{
  if (local == NULL)
    return false;
  g_set_error_literal(error, local->domain, local->code, say_error(p, local));
  g_error_free(local);
  return false;
}

bool
cop_passkey_confirms(CopPage *p, CopDb *db, GError **error)
{
  GError *local = NULL;
  return cop_passkey_read_used(p, db, COP_PASSKEY_CONFIRM, &local) != NULL || in_words(p, local, error);
}

static bool
add(CopPage *p, CopDb *db, const char *name, GError **error)
{
  GError *local = NULL;
  CopWebauthnMade made;
  CopWebauthnBytes user = cop_passkey_bytes(p, cop_page_form(p, "user"), COP_PASSKEY_USER);
  if (!cop_passkey_read_made(p, &made, &local))
    return in_words(p, local, error);
  if (user.size != COP_PASSKEY_USER) {
    g_set_error_literal(error, COP_WEBAUTHN_ERROR, COP_WEBAUTHN_ERROR_FORM, T_("The question was too old or was answered before. Here is a new one: try again."));
    return false;
  }
  return cop_passkey_add(db, p->who->id, name, cop_passkey_want(p, (CopWebauthnBytes){ NULL, 0 }).name, user.bytes, &made, error);
}

bool
cop_passkey_save(CopPage *p, CopDb *db, const char *job, GError **error)
{
  const char *name = cop_page_form(p, "name");
  name = name == NULL ? "" : g_strstrip(cop_arena_strdup(p->a, name));
  if (strcmp(job, "passkey") == 0)
    return add(p, db, name, error);
  CopWebauthnBytes id = cop_passkey_bytes(p, cop_page_form(p, "passkey"), COP_WEBAUTHN_ID_MOST);
  return strcmp(job, "passkey-name") == 0 ? cop_passkey_rename(db, p->who->id, id.bytes, id.size, name, error)
                                          : cop_passkey_remove(db, p->who->id, id.bytes, id.size, error);
}
