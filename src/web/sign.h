/* SPDX-License-Identifier: Apache-2.0
 *
 * web/sign.h -- what the pages about accounts share.
 */
#ifndef COP_WEB_SIGN_H
#define COP_WEB_SIGN_H

#include "base/secret.h"
#include "web/page.h"

/* The page for signing in, with what went wrong; `to` may be NULL. */
void cop_sign_in_answer(CopPage *p, const char *to, const char *title, const char *why);
/* Whoever has shown that they are that account is in, and led on to `to` when it is a
 * path of ours. */
void cop_sign_in_begin(CopPage *p, const char *account, const char *to);
/* Why a password will not do, in the language of the page; NULL when it will. */
const char *cop_say_password_fault(CopPage *p, CopPasswordFault fault);
/* The secret of a new authenticator, as a square and in letters. */
void cop_part_authenticator(CopPage *p, const char *account, const uint8_t secret[COP_TOTP_SECRET]);
/* The codes on paper, shown this once. */
void cop_part_codes(CopPage *p, const GPtrArray *codes);

#endif
