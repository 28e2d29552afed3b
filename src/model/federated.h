/* SPDX-License-Identifier: Apache-2.0
 *
 * model/federated.h -- accounts of people who sign in at an identity provider.
 *
 * The provider says who somebody is; whether they may come in, and what they may
 * do, the desk says. An account is there first. It is bound to a person of the
 * provider, by issuer and subject, when that person first comes
 *   - with the account's open invitation, or
 *   - with a mail address the provider has verified and whoever keeps the accounts
 *     has entered for the account, in the last COP_MAIL_DAYS days.
 * From then on only issuer and subject count: an address may be given to somebody
 * else. Nobody is bound to an account that is bound to another person there.
 *
 * An account that joins this way has no password. So that nobody is shut out while
 * the provider is down, it takes an owner who has one.
 *
 * Changes write an entry in the log; it holds neither subject nor address. Errors:
 * COP_ACCOUNT_ERROR, else those of db/db.h.
 */
#ifndef COP_MODEL_FEDERATED_H
#define COP_MODEL_FEDERATED_H

#include "model/login.h"

enum { COP_MAIL_DAYS = 30 };

/* What the provider vouches for, and the invitation the person followed. */
typedef struct {
  const char *issuer, *subject;
  const char *mail;       /* verified, in lower case; NULL */
  const char *invitation; /* NULL */
} CopFederatedClaim;

typedef struct {
  const char *account; /* NULL: nobody here is known by that */
  bool bound;          /* by issuer and subject; else it will be, at cop_federated_enter() */
  bool invited;        /* has not joined yet */
  bool has_totp;
  bool needs_code;     /* a role of theirs asks for a second factor (cop_access_needs_code()) */
} CopFederatedAccount;

bool cop_federated_find(CopDb *db, CopArena *a, const CopFederatedClaim *c, CopFederatedAccount *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Lets the person of that claim in: binds the account where it is not bound, opens
 * it where it was only invited. code NULL: the provider vouches for a second factor,
 * or none is needed; else it must fit `totp`, which the account then keeps, or, where
 * that is NULL, the authenticator it has. INVALID when the code does not fit. */
typedef struct {
  const uint8_t *totp; /* COP_TOTP_SECRET bytes of a new authenticator; NULL */
  const char *code;
} CopFederatedCode;
bool cop_federated_enter(CopDb *db, const CopFederatedClaim *c, const char *account, const CopFederatedCode *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How an account stands with an issuer; texts in the arena, NULL for what is not so. */
typedef struct {
  const char *bound_at;
  const char *mail, *mail_until;
} CopFederatedState;
bool cop_federated_state(CopDb *db, CopArena *a, const char *account, const char *issuer, CopFederatedState *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Enters the address of somebody who has not come yet, in place of an earlier one. */
bool cop_federated_expect(CopDb *db, const char *account, const char *issuer, const char *mail, const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets who the account is at any provider, and an address that was entered; sessions begun there end. */
bool cop_federated_unbind(CopDb *db, const char *account, const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes password and passkeys away: from now on by the provider only. */
bool cop_federated_only(CopDb *db, const char *account, const char *issuer, const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
