/* SPDX-License-Identifier: Apache-2.0
 *
 * web/api.h -- what the parts of the interface for programs share. */
#ifndef COP_WEB_API_H
#define COP_WEB_API_H

#include "base/json.h"
#include "web/page.h"

/* The body of the request as JSON of that kind; NULL with the answer given. */
const CopTree *cop_api_body(CopPage *p, CopTreeKind kind);

/* The description of webhooks: members of the open objects "paths" and "schemas",
 * and the member "webhooks" of the document. */
void cop_api_webhook_paths(CopJson *j);
void cop_api_webhook_schemas(CopJson *j);
void cop_api_webhook_events(CopJson *j);

#endif
