/* SPDX-License-Identifier: Apache-2.0 */
#include "model/federated.h"

#include <string.h>

#include "base/secret.h"
#include "model/account_priv.h"

static bool
refuse(GError **error, CopAccountErrorCode code, const char *why)
{
  g_set_error_literal(error, COP_ACCOUNT_ERROR, code, why);
  return false;
}

/* The first column of the one row; NULL without *error when there is none. */
static const char *
one_text(CopRows *rows, CopArena *a, GError **error)
{
  g_autoptr(CopRows) r = rows;
  return r != NULL && cop_rows_next(r, error) ? cop_arena_strdup(a, cop_rows_text(r, 0)) : NULL;
}

static const char *
now_text(char buffer[COP_INSTANT_SIZE])
{
  return cop_account_instant(cop_account_now(), buffer);
}

/* --- finding --- */

/* The account an invitation or an address leads to; NULL without *error for none. */
static const char *
find_new(CopDb *db, CopArena *a, const CopFederatedClaim *c, GError **error)
{
  char now[COP_INSTANT_SIZE];
  if (c->invitation != NULL)
    return cop_invitation_account(db, a, c->invitation, NULL, error);
  return c->mail == NULL ? NULL : one_text(COP_QUERY(db, mail_find, error, cop_p_text(c->mail), cop_p_text(now_text(now))), a, error);
}

bool
cop_federated_find(CopDb *db, CopArena *a, const CopFederatedClaim *c, CopFederatedAccount *out, GError **error)
{
  g_autoptr(GError) local = NULL;
  CopAccounts all;
  *out = (CopFederatedAccount){ 0 };
  const char *known = one_text(COP_QUERY(db, identity_find, &local, cop_p_text(c->issuer), cop_p_text(c->subject)), a, &local);
  const char *fresh = local != NULL || (known != NULL && c->invitation == NULL) ? NULL : find_new(db, a, c, &local);
  const char *taken = fresh == NULL || local != NULL ? NULL : one_text(COP_QUERY(db, identity_of, &local, cop_p_text(fresh), cop_p_text(c->issuer)), a, &local);
  if (local != NULL) {
    g_propagate_error(error, g_steal_pointer(&local));
    return false;
  }
  if (known != NULL && fresh != NULL && strcmp(known, fresh) != 0)
    return refuse(error, COP_ACCOUNT_ERROR_INVALID, "whoever signed in at the provider has another account here; sign out there first");
  if (known == NULL && taken != NULL)
    return refuse(error, COP_ACCOUNT_ERROR_INVALID, "this account belongs to somebody else at the provider");
  const char *id = known != NULL ? known : fresh;
  if (id == NULL)
    return true;
  if (!cop_accounts_load(db, a, &all, error))
    return false;
  const CopAccount *x = cop_accounts_find(&all, id);
  if (x != NULL && x->state != COP_ACCOUNT_CLOSED)
    *out = (CopFederatedAccount){ .account = x->id, .bound = known != NULL, .invited = x->state == COP_ACCOUNT_INVITED, .has_totp = x->has_totp, .needs_code = cop_access_needs_code(&x->access) };
  return true;
}

/* --- entering --- */

static bool
must_keep_owner(CopDb *db, const char *id, GError **error)
{
  bool there;
  if (!cop_account_other_owner(db, id, &there, error))
    return false;
  return there || refuse(error, COP_ACCOUNT_ERROR_LAST, "an owner with a password of this desk comes first, so that it can be opened while the provider is down");
}

static bool
open_account(CopDb *db, const char *id, const CopFederatedCode *code, int64_t step, GError **error)
{
  const CopParam params[] = { cop_p_blob(code->totp, COP_TOTP_SECRET), cop_p_int(step), cop_p_text(id) };
  int64_t n = 0;
  return must_keep_owner(db, id, error) && cop_db_exec(db, COP_ST_account_join_federated, params, G_N_ELEMENTS(params), &n, error) && n == 1 &&
         cop_account_log(db, id, "join", id, "by the identity provider", error);
}

static bool
bind_account(CopDb *db, const CopFederatedClaim *c, const char *id, GError **error)
{
  char now[COP_INSTANT_SIZE];
  return COP_EXEC(db, identity_add, error, cop_p_text(c->issuer), cop_p_text(c->subject), cop_p_text(id), cop_p_text(now_text(now))) &&
         COP_EXEC(db, mail_clear, error, cop_p_text(id), cop_p_text(now)) && cop_account_log(db, id, "provider", id, c->issuer, error);
}

bool
cop_federated_enter(CopDb *db, const CopFederatedClaim *c, const char *account, const CopFederatedCode *code, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopTxn) txn = { 0 };
  CopFederatedAccount x;
  int64_t step = 0;
  if (!cop_txn_begin(&txn, db, error) || !cop_federated_find(db, a, c, &x, error))
    return false;
  if (x.account == NULL || strcmp(x.account, account) != 0)
    return refuse(error, COP_ACCOUNT_ERROR_UNKNOWN, "the account was closed or changed meanwhile");
  if (code->code != NULL && code->totp != NULL) {
    if (!x.invited || !cop_totp_fits(code->totp, COP_TOTP_SECRET, cop_account_now(), code->code, &step))
      return refuse(error, COP_ACCOUNT_ERROR_INVALID, "the code does not fit");
  } else if (code->code != NULL && !cop_account_use_code(db, account, code->code, error)) {
    return (error != NULL && *error != NULL) ? false : refuse(error, COP_ACCOUNT_ERROR_INVALID, "the code does not fit");
  }
  return (!x.invited || open_account(db, account, code, step, error)) && (x.bound || bind_account(db, c, account, error)) && cop_txn_commit(&txn, error);
}

/* --- what whoever keeps the accounts does --- */

bool
cop_federated_state(CopDb *db, CopArena *a, const char *account, const char *issuer, CopFederatedState *out, GError **error)
{
  char now[COP_INSTANT_SIZE];
  g_autoptr(GError) local = NULL;
  *out = (CopFederatedState){ .bound_at = one_text(COP_QUERY(db, identity_of, &local, cop_p_text(account), cop_p_text(issuer)), a, &local) };
  g_autoptr(CopRows) r = local != NULL ? NULL : COP_QUERY(db, mail_of, &local, cop_p_text(account), cop_p_text(now_text(now)));
  if (r != NULL && cop_rows_next(r, &local)) {
    out->mail = cop_arena_strdup(a, cop_rows_text(r, 0));
    out->mail_until = cop_arena_strdup(a, cop_rows_text(r, 1));
  }
  if (local == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

/* Shape only: what counts is that the provider says the same. */
static bool
is_mail(const char *s)
{
  const char *at = strchr(s, '@');
  if (at == NULL || at == s || at[1] == '\0' || strchr(at + 1, '@') != NULL || strlen(s) > 254)
    return false;
  for (const char *c = s; *c != '\0'; c++)
    if (*c <= ' ' || *c >= 0x7f)
      return false;
  return true;
}

/* An account that is open and does not know the provider yet. */
static bool
must_be_unbound(CopDb *db, CopArena *a, const char *account, const char *issuer, GError **error)
{
  CopFederatedState s;
  CopAccounts all;
  if (!cop_accounts_load(db, a, &all, error) || !cop_federated_state(db, a, account, issuer, &s, error))
    return false;
  const CopAccount *x = cop_accounts_find(&all, account);
  if (x == NULL || x->state == COP_ACCOUNT_CLOSED)
    return refuse(error, COP_ACCOUNT_ERROR_UNKNOWN, "there is no such account, or it is closed");
  return s.bound_at == NULL || refuse(error, COP_ACCOUNT_ERROR_INVALID, "the account is bound to somebody at the provider already; end that first");
}

bool
cop_federated_expect(CopDb *db, const char *account, const char *issuer, const char *mail, const char *actor, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopTxn) txn = { 0 };
  char now[COP_INSTANT_SIZE], until[COP_INSTANT_SIZE];
  g_autofree char *lower = g_strstrip(g_ascii_strdown(mail, -1));
  if (!is_mail(lower))
    return refuse(error, COP_ACCOUNT_ERROR_INVALID, "this is no mail address");
  cop_account_instant(cop_account_now() + COP_MAIL_DAYS * (int64_t)86400, until);
  if (!cop_txn_begin(&txn, db, error) || !must_be_unbound(db, a, account, issuer, error) || !COP_EXEC(db, mail_clear, error, cop_p_text(account), cop_p_text(now_text(now))))
    return false;
  const char *other = one_text(COP_QUERY(db, mail_find, error, cop_p_text(lower), cop_p_text(now)), a, error);
  if (other != NULL)
    return refuse(error, COP_ACCOUNT_ERROR_INVALID, "this mail address is entered for another account");
  return COP_EXEC(db, mail_add, error, cop_p_text(account), cop_p_text(lower), cop_p_text(until)) &&
         cop_account_log(db, actor, "provider expected", account, issuer, error) && cop_txn_commit(&txn, error);
}

bool
cop_federated_unbind(CopDb *db, const char *account, const char *actor, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  char now[COP_INSTANT_SIZE];
  return cop_txn_begin(&txn, db, error) && COP_EXEC(db, identity_clear, error, cop_p_text(account)) &&
         COP_EXEC(db, mail_clear, error, cop_p_text(account), cop_p_text(now_text(now))) && COP_EXEC(db, session_end_federated, error, cop_p_text(account)) &&
         cop_account_log(db, actor, "provider away", account, NULL, error) && cop_txn_commit(&txn, error);
}

bool
cop_federated_only(CopDb *db, const char *account, const char *issuer, const char *actor, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopTxn) txn = { 0 };
  CopFederatedState s;
  if (!cop_txn_begin(&txn, db, error) || !cop_federated_state(db, a, account, issuer, &s, error))
    return false;
  if (s.bound_at == NULL)
    return refuse(error, COP_ACCOUNT_ERROR_INVALID, "the person has not signed in at the provider yet");
  return must_keep_owner(db, account, error) && COP_EXEC(db, account_password_away, error, cop_p_text(account)) && COP_EXEC(db, passkey_clear, error, cop_p_text(account)) &&
         cop_account_log(db, actor, "provider only", account, issuer, error) && cop_txn_commit(&txn, error);
}
