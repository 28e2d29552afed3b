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
bool cop_account_log(CopDb *db, const char *actor, const char *action, const char *id, const char *content, GError **error);

#endif
