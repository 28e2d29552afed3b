/* SPDX-License-Identifier: Apache-2.0
 *
 * model/account_priv.h -- what account.c and login.c share.
 */
#ifndef COP_MODEL_ACCOUNT_PRIV_H
#define COP_MODEL_ACCOUNT_PRIV_H

#include "base/date.h"
#include "base/hash.h"
#include "db/db.h"

/* The clock of the machine: what lets somebody in never follows SOURCE_DATE_EPOCH. */
int64_t cop_account_now(void);
const char *cop_account_instant(int64_t unix_seconds, char buffer[COP_INSTANT_SIZE]);
void cop_account_digest(const char *text, unsigned char digest[COP_HASH_SIZE]);
/* Is there an owner with a password besides this account? */
bool cop_account_other_owner(CopDb *db, const char *but, bool *there, GError **error);
/* Uses a code up, the authenticator's or one on paper, inside the caller's
 * transaction. False without *error when it does not fit. */
bool cop_account_use_code(CopDb *db, const char *id, const char *code, GError **error);
bool cop_account_log(CopDb *db, const char *actor, const char *action, const char *id, const char *content, GError **error);

#endif
