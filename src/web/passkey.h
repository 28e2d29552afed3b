/* SPDX-License-Identifier: Apache-2.0
 *
 * web/passkey.h -- signing in with passkeys (base/webauthn.h, model/passkey.h): what
 * the pages about accounts show of them, and what comes back.
 *
 * A passkey stands for password and code together: it is asked to check finger, face
 * or PIN. It is never the only way in. Browsers make them only at localhost or over
 * TLS at an address that has a name; elsewhere the pages say so. Without a script the
 * forms are not shown.
 *
 * Questions: a challenge holds when it ends (COP_PASSKEY_SECONDS), sixteen random
 *            bytes, and a code over both, what it is for, the account and the
 *            session of the browser, with a secret of this process: nothing is kept
 *            for those that are never answered, and nobody can push them out. One
 *            that opened something opens nothing twice.
 */
#ifndef COP_WEB_PASSKEY_H
#define COP_WEB_PASSKEY_H

#include "model/account.h"
#include "web/page.h"

enum { COP_PASSKEY_SECONDS = 300 };

/* Why passkeys cannot be used at this address, in the language of the page; NULL when
 * they can. */
const char *cop_passkey_closed(CopPage *p);
/* On the page for signing in; `to` may be NULL. */
void cop_part_passkey_sign_in(CopPage *p, const char *to);
/* On the account's page: the list, and a form for one more; the buttons only when the
 * person has shown that it is they. */
void cop_part_passkeys(CopPage *p, bool confirmed);
/* A form that shows it with a passkey; nothing when there is none of this address. */
void cop_part_passkey_confirm(CopPage *p);

/* Jobs "passkey", "passkey-name", "passkey-end" of the account's page. */
bool cop_passkey_save(CopPage *p, CopDb *db, const char *job, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Does the form hold a fitting answer of a passkey of the person? */
bool cop_passkey_confirms(CopPage *p, CopDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
