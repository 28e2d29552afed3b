/* SPDX-License-Identifier: Apache-2.0
 *
 * web/note.h -- events of the server that whoever runs it must be able to read:
 * signing in, tries that were refused, rights that were missing. One JSON object a
 * line on standard error: at (UTC), event, account, peer, method, path. What
 * changed in the store stands in the store's own log (model/audit.h).
 *
 * Never holds a password, a code, a query or a token; addresses of invitations
 * are cut off before their secret.
 */
#ifndef COP_WEB_NOTE_H
#define COP_WEB_NOTE_H

#include "web/page.h"

/* account NULL: the person of the page, if they have signed in. */
void cop_page_note(const CopPage *p, const char *event, const char *account);

#endif
