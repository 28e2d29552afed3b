/* SPDX-License-Identifier: Apache-2.0
 *
 * web/passkey_priv.h -- questions and answers of passkeys, for the pages that show
 * them (web/passkey.h).
 */
#ifndef COP_WEB_PASSKEY_PRIV_H
#define COP_WEB_PASSKEY_PRIV_H

#include "base/webauthn.h"
#include "model/account.h"
#include "web/page.h"

typedef enum { COP_PASSKEY_MAKE, COP_PASSKEY_OPEN, COP_PASSKEY_CONFIRM } CopPasskeyPurpose;

/* A new question for this browser, in base64url. */
const char *cop_passkey_challenge(CopPage *p, CopPasskeyPurpose purpose);
/* Did this desk ask it, of this browser and for this, and is it still open? */
bool cop_passkey_asked(CopPage *p, CopPasskeyPurpose purpose, const char *challenge, CopWebauthnBytes *bytes, int64_t *until);
CopWebauthnWant cop_passkey_want(CopPage *p, CopWebauthnBytes challenge);
/* Of base64url; none for anything else and for more than `most`. */
CopWebauthnBytes cop_passkey_bytes(CopPage *p, const char *text, size_t most);

/* The credential the form of the page holds. */
bool cop_passkey_read_made(CopPage *p, CopWebauthnMade *made, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The account whose passkey answered in the form of the page, in the arena; its use
 * is kept. NULL with *error: COP_WEBAUTHN_ERROR, or COP_ACCOUNT_ERROR_INVALID when
 * there may be two of it. */
const char *cop_passkey_read_used(CopPage *p, CopDb *db, CopPasskeyPurpose purpose, GError **error);

#endif
