/* SPDX-License-Identifier: Apache-2.0
 *
 * model/login.h -- how somebody gets into a desk (model/account.h): invitation,
 * password and code, sessions, tokens for programs.
 *
 * Sessions end after COP_SESSION_IDLE_HOURS without a request and
 * COP_SESSION_DAYS days after they began, those begun at an identity provider
 * after COP_SESSION_FEDERATED_HOURS: whoever may not sign in there any more is out
 * here within a day; ended ones are not there any more.
 * Nothing here counts how often somebody tries: whoever calls does (web/attempt.h).
 */
#ifndef COP_MODEL_LOGIN_H
#define COP_MODEL_LOGIN_H

#include "model/account.h"

enum { COP_SESSION_IDLE_HOURS = 12, COP_SESSION_DAYS = 14, COP_SESSION_FEDERATED_HOURS = 12, COP_SESSION_CONFIRM_MINUTES = 10, COP_TOKEN_DAYS = 365 };

/* The account an open invitation is for; NULL when there is no such invitation. */
const char *cop_invitation_account(CopDb *db, CopArena *a, const char *invitation, const char **name, GError **error);
/* Ends the invitation and opens the account. `code` must be the authenticator's
 * now. codes: COP_LOOKUP_CODES texts, the caller's. */
bool cop_account_join(CopDb *db, const char *invitation, const char *password, const uint8_t *totp, size_t totp_size, const char *code,
                      GPtrArray *codes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Password and code of an active account; a code works once. False without
 * *error when they do not fit: which of the two is not said. */
bool cop_account_sign_in(CopDb *db, const char *id, const char *password, const char *code, GError **error);
/* The old password and a code must fit; all other sessions end. */
bool cop_account_change_password(CopDb *db, const char *id, const char *old, const char *code, const char *fresh, const char *session, GError **error);
/* New codes on paper in place of the old ones. */
bool cop_account_new_codes(CopDb *db, const char *id, const char *code, GPtrArray *codes, GError **error);

/* The name of a new session; the caller's. NULL on failure. */
char *cop_session_begin(CopDb *db, const char *account, const char *agent, const char *peer, GError **error);
/* The same for somebody an identity provider vouched for; provider: its issuer. */
char *cop_session_begin_federated(CopDb *db, const char *account, const char *agent, const char *peer, const char *provider, GError **error);
/* The issuer a session was begun by; NULL when it was begun here, or is none. */
const char *cop_session_provider(CopDb *db, CopArena *a, const char *session);
/* The account of a session that is good now; NULL without *error when it is not. */
const char *cop_session_account(CopDb *db, CopArena *a, const char *session, bool *stale, GError **error);
bool cop_session_touch(CopDb *db, const char *session, GError **error);
bool cop_session_end(CopDb *db, const char *session, GError **error);
/* All of the account but that one. */
bool cop_session_end_others(CopDb *db, const char *account, const char *session, GError **error);
/* Did the session begin within the last COP_SESSION_CONFIRM_MINUTES? Changes of what
 * opens an account ask for it; whoever shows again that it is they gets a new session
 * (OWASP ASVS 5.0, 7.2.4, 7.5.1 and 7.5.2). False when the store cannot say. */
bool cop_session_confirmed(CopDb *db, const char *session);

typedef struct {
  const char *handle; /* names it in a form; not the session's name */
  const char *began_at, *seen_at, *agent, *peer;
  bool own;           /* of this request */
} CopSessionRow;
/* `session`: that of the request, or NULL. Items are CopSessionRow. */
GPtrArray *cop_sessions_list(CopDb *db, CopArena *a, const char *account, const char *session, GError **error);
bool cop_session_end_handle(CopDb *db, CopArena *a, const char *account, const char *handle, GError **error);

/* Tokens of programs: "cop_" and a random name. scopes: words "read", "edit",
 * each alone or with a subject behind it ("read:law"), divided by spaces. */
bool cop_token_scopes(const char *scopes, CopSubjects *see, CopSubjects *edit);
char *cop_token_make(CopDb *db, const char *account, const char *name, const char *scopes, const char *expires_on, const char *actor, GError **error);
/* The account; NULL when the token is not good. *see and *edit narrow its access. */
const char *cop_token_account(CopDb *db, CopArena *a, const char *token, const char *today, CopSubjects *see, CopSubjects *edit, GError **error);
typedef struct {
  const char *name, *scopes, *created_at, *expires_on;
} CopTokenRow;
GPtrArray *cop_tokens_list(CopDb *db, CopArena *a, const char *account, GError **error);
bool cop_token_revoke(CopDb *db, const char *account, const char *name, const char *actor, GError **error);

#endif
