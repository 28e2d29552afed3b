/* SPDX-License-Identifier: Apache-2.0
 *
 * model/account.h -- the people of a desk: accounts, what they may do, how they
 * get in.
 *
 *   invite    an account is made with an invitation: a random name in an address,
 *             good once, for COP_INVITE_DAYS days
 *   join      whoever has it sets password and authenticator; codes on paper come back once
 *   sign in   password and a one-time code (or one of the codes on paper, each good once)
 *   hand over the post goes to a successor with all its roles; the old account closes
 *
 * Changes write an entry in the log (entity "account") in the same transaction.
 * Passwords are kept as argon2id; random names, codes and tokens have 120 bits
 * or more and are kept as BLAKE2b.
 *
 * Ids:      lower-case letters, digits, . _ -, at most 60.
 * Errors:   COP_ACCOUNT_ERROR, else those of db/db.h.
 */
#ifndef COP_MODEL_ACCOUNT_H
#define COP_MODEL_ACCOUNT_H

#include "db/db.h"
#include "model/access.h"
#include "model/store.h"

#define COP_ACCOUNT_ERROR (cop_account_error_quark())
GQuark cop_account_error_quark(void);
typedef enum {
  COP_ACCOUNT_ERROR_UNKNOWN, /* no such account, invitation or grant */
  COP_ACCOUNT_ERROR_INVALID, /* id, name, role, scope, password or code is not fit */
  COP_ACCOUNT_ERROR_LAST,    /* nobody would be left who keeps the accounts */
} CopAccountErrorCode;

enum { COP_INVITE_DAYS = 7, COP_LOOKUP_CODES = 10 };

typedef enum { COP_ACCOUNT_INVITED, COP_ACCOUNT_ACTIVE, COP_ACCOUNT_CLOSED } CopAccountState;

typedef struct {
  const char *id, *name;
  CopAccountState state;
  bool has_password, has_totp;
  const char *invite_until; /* NULL when no invitation is open */
  const char *created_at, *created_by;
  const char *successor;    /* NULL when nobody took the post over */
  int64_t codes_left;
  CopAccess access;
} CopAccount;

typedef struct {
  size_t n;
  CopAccount *items;
} CopAccounts;

const char *cop_account_state_name(CopAccountState s);
bool cop_account_id_valid(const char *id);
/* All of them, closed ones too, in order of id. */
bool cop_accounts_load(CopDb *db, CopArena *a, CopAccounts *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when there is none. */
const CopAccount *cop_accounts_find(const CopAccounts *all, const char *id);
/* Accounts that are not closed, and those that can sign in. */
bool cop_account_counts(CopDb *db, int64_t *open, int64_t *active, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the account, or opens it anew when it exists: its password, codes,
 * sessions and tokens are gone then. *invitation is the caller's. */
bool cop_account_invite(CopDb *db, const char *id, const char *name, const char *actor, char **invitation, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* target: id of an institution or area as the role's scope asks, "" for the country. */
bool cop_account_grant(CopDb *db, const char *id, CopUserRole role, const char *target, const char *actor, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
bool cop_account_revoke(CopDb *db, const char *id, CopUserRole role, const char *target, const char *actor, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
bool cop_account_close(CopDb *db, const char *id, const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_account_hand_over(CopDb *db, const char *id, const char *successor, const char *actor, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
