/* SPDX-License-Identifier: Apache-2.0
 *
 * web/provider_part.h -- what pages about accounts show and do where the desk knows
 * an identity provider (web/provider.h); nothing where it does not.
 */
#ifndef COP_WEB_PROVIDER_PART_H
#define COP_WEB_PROVIDER_PART_H

#include "model/account.h"
#include "web/page.h"

/* The way in by the provider, above the fields of the sign-in page; and, for somebody
 * who has just signed out, the way to sign out there. */
void cop_part_provider(CopPage *p, const char *to);
/* The same for whoever takes up the invitation of this page. */
void cop_part_provider_join(CopPage *p, const char *invitation);
/* How somebody's own account stands with the provider. */
void cop_part_provider_own(CopPage *p);
/* Shows there once more that it is the person; nothing for whoever has a password here. */
void cop_part_provider_confirm(CopPage *p);
/* Has the person of the page no password of this desk? */
bool cop_provider_is_only(CopPage *p);
/* On the page of an account, for whoever keeps the accounts, and what its forms do. */
void cop_part_provider_person(CopPage *p, const CopAccount *x);
bool cop_provider_is_job(const char *job);
bool cop_provider_change(CopPage *p, CopDb *db, const char *job, const char *account, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* On the page of the administration. */
void cop_part_provider_admin(CopPage *p);
/* Where signing out leads to, asked before the session ends. */
CopUrl cop_provider_after_sign_out(CopPage *p, const char *session);

#endif
