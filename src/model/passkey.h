/* SPDX-License-Identifier: Apache-2.0
 *
 * model/passkey.h -- keys of people that open the desk in place of password and code
 * (base/webauthn.h checks what they sign).
 *
 * A key belongs to one account and to one name of the desk. A counter that went back
 * means that there may be two of it: it is doubted from then on and opens nothing.
 * Closing an account, or inviting somebody again, removes all of its keys.
 *
 * Changes write an entry in the log (entity "account") in the same transaction.
 * Errors: COP_ACCOUNT_ERROR, else those of db/db.h.
 */
#ifndef COP_MODEL_PASSKEY_H
#define COP_MODEL_PASSKEY_H

#include "base/webauthn.h"
#include "model/account.h"

enum { COP_PASSKEY_USER = 32, COP_PASSKEY_MOST = 20 }; /* bytes; keys of an account */

/* What authenticators know the person by; a new random one when there is none yet,
 * which cop_passkey_add() keeps. */
bool cop_passkey_user(CopDb *db, const char *account, uint8_t user[COP_PASSKEY_USER], GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* `user`: what the authenticator was told. */
bool cop_passkey_add(CopDb *db, const char *account, const char *name, const char *host, const uint8_t user[COP_PASSKEY_USER], const CopWebauthnMade *made,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const uint8_t *id;
  size_t id_size;
  const char *name, *host, *made_at;
  const char *used_at; /* NULL: never */
  bool synced, doubted;
} CopPasskeyRow;
/* In order of name. */
GPtrArray *cop_passkeys_list(CopDb *db, CopArena *a, const char *account, GError **error);
bool cop_passkey_rename(CopDb *db, const char *account, const uint8_t *id, size_t n, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_passkey_remove(CopDb *db, const char *account, const uint8_t *id, size_t n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const uint8_t *id;
  size_t id_size;
  const char *account, *host;
  CopWebauthnKey kind;
  CopWebauthnBytes key;
  int64_t counter;
  bool doubted;
  const uint8_t *user; /* COP_PASSKEY_USER bytes */
} CopPasskey;
/* Of an account that is open; false without *error when there is none. */
bool cop_passkey_find(CopDb *db, CopArena *a, const uint8_t *id, size_t n, CopPasskey *out, GError **error);
/* After its signature fitted. False without *error when its counter went back, which
 * is kept, or when it was doubted before. */
bool cop_passkey_use(CopDb *db, const CopPasskey *k, uint32_t counter, bool synced, GError **error);

#endif
