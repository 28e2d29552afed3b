/* SPDX-License-Identifier: Apache-2.0
 *
 * web/note.h -- events of the server that whoever runs it must be able to read:
 * signing in, tries that were refused, rights that were missing, input that was
 * refused, failures of the desk itself. One JSON object a line on standard error: at
 * (UTC), event, account, peer, method, path, and of what was refused or failed the
 * status; of a failure why. What
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
/* Of a request that has no page; status 0 and why NULL are left out. */
void cop_request_note(const CopRequest *rq, const char *event, const char *account, unsigned status, const char *why);

#endif
