/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_identity.c -- the identity provider on the pages of accounts and of the
 * administration. Signing in there is web/page_provider.c. */
#include <string.h>

#include "model/federated.h"
#include "web/desk.h"
#include "web/part.h"
#include "web/people.h"
#include "web/provider.h"
#include "web/provider_part.h"
#include "web/write.h"

void cop_page_identity(CopPage *p);

static const char *
name_of(CopPage *p)
{
  return cop_provider_settings(p->desk->provider)->name;
}

static const char *
issuer_of(CopPage *p)
{
  return cop_provider_settings(p->desk->provider)->issuer;
}

/* --- signing in, joining, signing out --- */

static void
write_way_in(CopPage *p, CopUrl url, const char *text, const char *hint)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "form")) {
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(h, COP_A, text, cop_a(COP_A_CLASS, "button"), cop_a(COP_A_ID, "provider"), cop_link(COP_A_HREF, url));
    COP_TEXT(h, COP_P, hint, cop_a(COP_A_CLASS, "hint"));
  }
}

void
cop_part_provider(CopPage *p, const char *to)
{
  if (p->desk->provider == NULL)
    return;
  g_autofree char *leave = cop_request_query(p->rq, "left") == NULL ? NULL : cop_provider_leave_address(p->desk->provider);
  if (leave != NULL) {
    cop_part_notice(p, COP_NOTICE_INFO, T_("You are signed out of this desk"),
                    cop_arena_printf(p->a, T_("%s still knows you in this browser. On a computer that others use, sign out there too."), name_of(p)));
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, cop_arena_printf(p->a, T_("Sign out of %s"), name_of(p)), cop_a(COP_A_ID, "leave"), cop_link(COP_A_HREF, cop_url_outside(p->a, leave)));
  }
  write_way_in(p, cop_url_query(p->a, cop_url_path(p->a, "sign-in", "provider", NULL), (const char *[]){ "to", to, NULL }),
               cop_arena_printf(p->a, T_("Sign in by %s"), name_of(p)), T_("Or with what you have at this desk:"));
}

void
cop_part_provider_join(CopPage *p, const char *invitation)
{
  if (p->desk->provider != NULL && cop_people_there(p->desk))
    write_way_in(p, cop_url_query(p->a, cop_url_path(p->a, "sign-in", "provider", NULL), (const char *[]){ "join", invitation, NULL }),
                 cop_arena_printf(p->a, T_("Join by %s"), name_of(p)), T_("You then need no password here. Or choose one for this desk:"));
}

CopUrl
cop_provider_after_sign_out(CopPage *p, const char *session)
{
  CopUrl url = cop_url_path(p->a, "sign-in", NULL);
  CopDb *db = p->desk->provider == NULL || session == NULL ? NULL : cop_desk_borrow(p->desk, NULL);
  const char *issuer = db == NULL ? NULL : cop_session_provider(db, p->a, session);
  cop_desk_return(p->desk, db);
  return issuer != NULL && strcmp(issuer, issuer_of(p)) == 0 ? cop_url_query(p->a, url, (const char *[]){ "left", "1", NULL }) : url;
}

/* --- one's own account --- */

static bool
load_state(CopPage *p, const char *account, CopFederatedState *s)
{
  CopDb *db = cop_desk_borrow(p->desk, NULL);
  bool ok = db != NULL && cop_federated_state(db, p->a, account, issuer_of(p), s, NULL);
  cop_desk_return(p->desk, db);
  return ok;
}

void
cop_part_provider_own(CopPage *p)
{
  CopFederatedState s;
  if (p->desk->provider == NULL || !load_state(p, p->who->id, &s))
    return;
  COP_SECTION_OF(p, "provider", name_of(p), NULL)
    COP_TEXT(p->h, COP_P, s.bound_at != NULL ? cop_arena_printf(p->a, T_("You sign in there since %s."), cop_say_instant(p, s.bound_at))
                                             : T_("You do not sign in there. Whoever keeps the accounts of this desk can enter the mail address by which you are known there."));
}

bool
cop_provider_is_only(CopPage *p)
{
  CopAccounts all;
  CopDb *db = cop_desk_borrow(p->desk, NULL);
  const CopAccount *x = db != NULL && cop_accounts_load(db, p->a, &all, NULL) ? cop_accounts_find(&all, p->who->id) : NULL;
  cop_desk_return(p->desk, db);
  return x != NULL && !x->has_password;
}

void
cop_part_provider_confirm(CopPage *p)
{
  if (p->desk->provider != NULL && cop_provider_is_only(p))
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, cop_arena_printf(p->a, T_("Sign in again by %s"), name_of(p)), cop_a(COP_A_CLASS, "button"),
               cop_link(COP_A_HREF, cop_url_query(p->a, cop_url_path(p->a, "sign-in", "provider", NULL), (const char *[]){ "again", "1", "to", "/account", NULL })));
}

/* --- somebody's account, for whoever keeps the accounts --- */

static const char *const jobs[] = { "provider-mail", "provider-away", "provider-only" };

bool
cop_provider_is_job(const char *job)
{
  for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++)
    if (strcmp(job, jobs[i]) == 0)
      return true;
  return false;
}

static CopElScope
open_form(CopPage *p, const char *account, const char *job)
{
  return cop_part_post(p, cop_url_path(p->a, "people", account, job, NULL), "form");
}

static void
write_button(CopPage *p, const char *account, const char *job, const char *text)
{
  g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, account, job);
  COP_TEXT(p->h, COP_BUTTON, text, cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
}

static void
write_mail(CopPage *p, const char *account, const char *mail)
{
  CopHtml *h = p->h;
  g_auto(CopElScope) form G_GNUC_UNUSED = open_form(p, account, "provider-mail");
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, T_("By which mail address is the person known there?"), cop_a(COP_A_FOR, "provider-mail"), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(h, COP_P, T_("It counts once, at the first sign-in in the next thirty days, and only if the provider has verified it. Then it is forgotten here."), cop_a(COP_A_CLASS, "hint"),
             cop_a(COP_A_ID, "provider-mail-why"));
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "email"), cop_a(COP_A_ID, "provider-mail"), cop_a(COP_A_NAME, "mail"), cop_a(COP_A_VALUE, mail), cop_a(COP_A_AUTOCOMPLETE, "off"),
            cop_a(COP_A_ARIA_DESCRIBEDBY, "provider-mail-why"), cop_a(COP_A_SPELLCHECK, "false"), cop_a_if(COP_A_REQUIRED, true))
      ;
  }
  COP_TEXT(h, COP_BUTTON, T_("Enter the address"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
}

void
cop_part_provider_person(CopPage *p, const CopAccount *x)
{
  CopHtml *h = p->h;
  CopFederatedState s;
  if (p->desk->provider == NULL || !load_state(p, x->id, &s))
    return;
  COP_SECTION_OF(p, "provider", name_of(p), T_("The provider says who somebody is; what they may do is decided here alone.")) {
    if (s.bound_at != NULL) {
      COP_TEXT(h, COP_P, cop_arena_printf(p->a, T_("Signs in there since %s."), cop_say_instant(p, s.bound_at)));
      if (x->has_password)
        write_button(p, x->id, "provider-only", T_("Take the password of this desk away"));
      else
        COP_TEXT(h, COP_P, T_("By the provider only: there is no password of this desk."));
      write_button(p, x->id, "provider-away", T_("End this bond"));
    } else {
      COP_TEXT(h, COP_P, s.mail == NULL ? T_("Does not sign in there yet. An invitation can be taken up by the provider, too.")
                                        : cop_arena_printf(p->a, T_("Expected as %s until %s."), s.mail, cop_say_date(p, cop_arena_strndup(p->a, s.mail_until, 10))));
      write_mail(p, x->id, s.mail);
    }
  }
}

bool
cop_provider_change(CopPage *p, CopDb *db, const char *job, const char *account, GError **error)
{
  const char *mail = cop_page_form(p, "mail"), *actor = cop_page_actor(p);
  if (p->desk->provider == NULL) {
    g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, T_("This desk knows no identity provider."));
    return false;
  }
  if (strcmp(job, "provider-mail") == 0)
    return cop_federated_expect(db, account, issuer_of(p), mail == NULL ? "" : mail, actor, error);
  if (strcmp(job, "provider-only") == 0)
    return cop_federated_only(db, account, issuer_of(p), actor, error);
  return cop_federated_unbind(db, account, actor, error);
}

/* --- administration --- */

static void
write_fact(CopPage *p, const char *term, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  COP_TEXT(p->h, COP_DT, term);
  COP_TEXT(p->h, COP_DD, text);
}

void
cop_part_provider_admin(CopPage *p)
{
  if (!cop_page_may(p, COP_RIGHT_ADMIN))
    return;
  COP_SECTION_OF(p, "identity", T_("Identity provider"), NULL)
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, p->desk->provider == NULL ? T_("None is set; how to set one") : name_of(p), cop_link(COP_A_HREF, cop_url_path(p->a, "admin", "identity", NULL)));
}

static void
write_settings(CopPage *p)
{
  const CopProviderSettings *s = cop_provider_settings(p->desk->provider);
  g_autofree char *back = cop_provider_return_address(p->desk->provider), *acr = g_strjoinv(" ", s->acr), *amr = g_strjoinv(" ", s->amr);
  COP_EL (p->h, COP_DL, cop_a(COP_A_CLASS, "facts-list")) {
    write_fact(p, T_("Address to come back to"), back);
    write_fact(p, T_("Address after signing out"), cop_arena_printf(p->a, "%s/sign-in", s->desk));
    write_fact(p, T_("Name of this desk there"), s->client_id);
    write_fact(p, T_("How it shows who it is"), s->key != NULL ? T_("by a signature (private_key_jwt)") : T_("by a secret (client_secret_basic)"));
    write_fact(p, T_("What it asks for"), s->scope);
    write_fact(p, T_("What names a person"), s->claim);
    write_fact(p, T_("What counts as a second factor"), *acr == '\0' && *amr == '\0' ? T_("nothing: this desk asks for its own code") : cop_arena_printf(p->a, "acr: %s; amr: %s", acr, amr));
  }
}

static void
write_standing(CopPage *p)
{
  CopProviderState s;
  cop_provider_state(p->desk->provider, p->a, &s);
  if (s.failure != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("The last request failed"), s.failure);
  else
    cop_part_notice(p, COP_NOTICE_DONE, T_("The provider answers"), NULL);
  COP_SECTION_OF(p, "standing", T_("What it says of itself"), NULL)
    COP_EL (p->h, COP_DL, cop_a(COP_A_CLASS, "facts-list")) {
      write_fact(p, T_("Issuer"), issuer_of(p));
      write_fact(p, T_("Signing in"), s.authorize);
      write_fact(p, T_("Tokens"), s.token);
      write_fact(p, T_("Signing keys"), s.keys == NULL ? NULL : cop_arena_printf(p->a, "%s (%s)", s.keys, cop_say_int(p, (int64_t)s.n_keys)));
      write_fact(p, T_("Signing out"), s.leave);
    }
}

void
cop_page_identity(CopPage *p)
{
  p->personal = true;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Identity provider"), .nav = "/admin", .parent = T_("Administration"), .parent_url = cop_url_path(p->a, "admin", NULL),
                                                               .lead = T_("Where people of a ministry sign in with the account they have there.") });
  if (p->desk->provider == NULL) {
    cop_part_empty(p, T_("None is set"), T_("Whoever runs this desk writes a file with the provider's issuer and starts the desk with copkit serve --provider FILE. Accounts with a password go on working beside it."), NULL, cop_url_path(p->a, NULL, NULL));
    return;
  }
  write_standing(p);
  COP_SECTION_OF(p, "enter", T_("What to enter there"), T_("The first two exactly as they stand. The secret is in a file of the operator, and nowhere in the store."))
    write_settings(p);
}
